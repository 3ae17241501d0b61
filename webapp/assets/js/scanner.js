/** The scanner page: puts its parts together. Each part lives in `scanner/` and knows only what it is given here. */
import { Answers } from "./scanner/answers.js";
import { Camera } from "./scanner/camera.js";
import { Courier } from "./scanner/courier.js";
import { openDecoder } from "./scanner/decoder.js";
import { readDesk } from "./scanner/desk.js";
import { one } from "./scanner/dom.js";
import { Direction } from "./scanner/direction.js";
import { Door } from "./scanner/door.js";
import { Entrance } from "./scanner/entrance.js";
import { Eye } from "./scanner/eye.js";
import { Group } from "./scanner/group.js";
import { Held } from "./scanner/held.js";
import { keepHearing } from "./scanner/heartbeat.js";
import { prepareLoudness } from "./scanner/loudness.js";
import { News } from "./scanner/news.js";
import { Own } from "./scanner/own.js";
import { Practice } from "./scanner/practice.js";
import { Preview } from "./scanner/preview.js";
import { Readiness } from "./scanner/readiness.js";
import { Recent } from "./scanner/recent.js";
import { Roster, sweep } from "./scanner/roster.js";
import { Search } from "./scanner/search.js";
import { connect } from "./scanner/server.js";
import { closeAll, goTo, prepare as prepareSheets } from "./scanner/sheets.js";
import { Shelf, openDatabase } from "./scanner/shelf.js";
import { forget, install, opensAlone, sessionByClock } from "./scanner/shell.js";
import { listenForShortcuts } from "./scanner/shortcuts.js";
import { Skew } from "./scanner/skew.js";
import { Sound } from "./scanner/sound.js";
import { Sync } from "./scanner/sync.js";
import { prepareTyping } from "./scanner/typing.js";
import { Undo } from "./scanner/undo.js";
import { Waiting, deviceStorage } from "./scanner/waiting.js";
import { prepareWalkIn, suggest } from "./scanner/walk_in.js";
import { listenForWedge } from "./scanner/wedge.js";

const desk = readDesk();
const storage = deviceStorage();
const skew = new Skew(storage);
const now = () => Date.now() + skew.offset;
const meant = sessionByClock(desk, { search: location.search, now: now() });
if (meant) location.replace(meant);

const database = openDatabase();
const shelves = { people: new Shelf(database, "people"), rosters: new Shelf(database, "rosters") };
const server = connect(desk, { skew });
const records = new Shelf(database, "records");
const waiting = new Waiting(desk.event.slug, records);
const sound = new Sound(storage);
const roster = new Roster({ desk, shelves, ask: server.roster });
const own = new Own({ desk, roster });
const readiness = new Readiness({ storage, records, roster, opensAlone: () => opensAlone(desk) });
const sync = new Sync({ desk, waiting, roster, readiness, opensAlone: () => opensAlone(desk) });
const recent = new Recent(desk);
const undo = new Undo();
const answers = new Answers({ desk, sound, onWay: goOn });
const preview = new Preview({ desk, own, practice: new Practice(desk) });
preview.simulate = server.simulate;
const direction = new Direction(desk, storage);
const news = new News(desk);
const door = new Door({ desk, answers, recent, undo, sync, own, news });
const entrance = new Entrance({ desk, door, direction, preview, answers, news });
const courier = new Courier({
  post: server.post,
  postAll: server.postAll,
  waiting,
  onLate: (record, result) => door.late(record, result),
  onLink: (link) => sync.show(link),
});
const opened = sweep(shelves, now()).then(() => roster.open());
const refresh = async () => {
  await opened;
  await roster.refresh(await waiting.all());
  sync.draw();
};
const countSoon = keepHearing({
  ask: async () => server.contact(await readiness.state((await waiting.all()).length)),
  refresh,
  courier,
  onCounter: (counter) => recent.count(counter),
  onOver: leave,
});
door.connect({ courier, countSoon });

/** The desk was closed or its activity has ended: no name and no token stays; what waits stays until it is sent. */
async function leave() {
  await roster.wipe();
  forget(desk);
}

const held = new Held();
let reading = null;
const decoder = () => (reading ??= openDecoder().catch((problem) => ((reading = null), Promise.reject(problem))));
const eye = new Eye({
  say: desk.say,
  camera: new Camera(one("video"), storage),
  decoder,
  onLive: () => readiness.cameraWorks(),
  onCodes: (codes) => {
    const code = held.firstNew(codes, performance.now(), door.isBusy || Boolean(one("dialog[open]")));
    if (code !== null) entrance.present(code);
  },
});

const group = new Group({ desk, onChosen: (people) => entrance.presentAll(people) });

function goOn(way, person, gender) {
  if (way === "group") return group.open(person);
  if (way === "undo") return undo.take();
  if (way === "gender") return door.addGender(person, gender);
  if (way === "admit") return door.carry(person);
  if (way === "walk_in") suggest(person);
  return goTo(way);
}

prepareSheets();
prepareTyping({ say: desk.say, decoder, onCode: (text) => entrance.present(text) });
prepareWalkIn({ say: desk.say, onPerson: (person) => entrance.admitWalkIn(person) });
prepareLoudness(sound);
new Search({ desk, server, roster, onFound: (person) => entrance.present(person.short_code, { label: person.name }) });
listenForWedge({
  field: one("#code"),
  onCode: (text) => {
    closeAll();
    entrance.present(text);
  },
});
listenForShortcuts({
  F2: () => goTo("typing"),
  F4: () => goTo("search"),
  F8: () => goTo("walk_in"),
  F9: () => undo.take(),
});

for (const moment of ["pointerdown", "keydown"]) document.addEventListener(moment, () => sound.unlock(), { capture: true });
for (const button of document.querySelectorAll("[data-start]")) button.addEventListener("click", () => eye.start());
one("#queue-send").addEventListener("click", () => courier.flush());
one("#readiness-try").addEventListener("click", async () => {
  if (eye.state !== "live") await eye.start();
  await refresh();
  countSoon();
});
one("#returned-seen").addEventListener("click", () => sync.forget());
addEventListener("online", () => courier.flush());
addEventListener("beforeunload", (event) => waiting.durable || event.preventDefault());
if (now() > Date.parse(desk.kept_until)) leave();
else install(desk);
setTimeout(() => decoder().catch(() => {}), 300); // fetched ahead, after the page itself stands
