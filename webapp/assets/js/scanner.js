/** The scanner page: puts its parts together. Each part lives in `scanner/` and knows only what it is given here. */
import { Answers } from "./scanner/answers.js";
import { Camera } from "./scanner/camera.js";
import { Courier } from "./scanner/courier.js";
import { openDecoder } from "./scanner/decoder.js";
import { readDesk } from "./scanner/desk.js";
import { one } from "./scanner/dom.js";
import { Door } from "./scanner/door.js";
import { Eye } from "./scanner/eye.js";
import { Held } from "./scanner/held.js";
import { keepHearing } from "./scanner/heartbeat.js";
import { prepareLoudness } from "./scanner/loudness.js";
import { Recent } from "./scanner/recent.js";
import { Search } from "./scanner/search.js";
import { connect } from "./scanner/server.js";
import { closeAll, goTo, prepare as prepareSheets } from "./scanner/sheets.js";
import { listenForShortcuts } from "./scanner/shortcuts.js";
import { Sound } from "./scanner/sound.js";
import { Sync } from "./scanner/sync.js";
import { prepareTyping } from "./scanner/typing.js";
import { Undo } from "./scanner/undo.js";
import { Waiting, deviceStorage } from "./scanner/waiting.js";
import { prepareWalkIn, suggest } from "./scanner/walk_in.js";
import { listenForWedge } from "./scanner/wedge.js";

const desk = readDesk();
const storage = deviceStorage();
const server = connect(desk);
const waiting = new Waiting(desk.event.slug, storage);
const sound = new Sound(storage);
const sync = new Sync({ desk, waiting });
const recent = new Recent(desk);
const undo = new Undo();
const answers = new Answers({ desk, sound, onWay: goOn });
const door = new Door({ desk, answers, recent, undo, sync });
const courier = new Courier({
  post: server.post,
  waiting,
  onLate: (record, result) => door.late(record, result),
  onLink: (link) => sync.show(link),
});
const countSoon = keepHearing({ ask: server.counter, courier, onCounter: (counter) => recent.count(counter) });
door.connect({ courier, countSoon });

const held = new Held();
let reading = null;
const decoder = () => (reading ??= openDecoder().catch((problem) => ((reading = null), Promise.reject(problem))));
const eye = new Eye({
  say: desk.say,
  camera: new Camera(one("video"), storage),
  decoder,
  onCodes: (codes) => {
    const code = held.firstNew(codes, performance.now(), door.isBusy || Boolean(one("dialog[open]")));
    if (code !== null) door.present(code);
  },
});

function goOn(way, person) {
  if (way === "undo") return undo.take();
  if (way === "walk_in") suggest(person);
  return goTo(way);
}

prepareSheets();
prepareTyping({ say: desk.say, decoder, onCode: (text) => door.present(text) });
prepareWalkIn({ say: desk.say, onPerson: (person) => door.admitWalkIn(person) });
prepareLoudness(sound);
new Search({ desk, server, onFound: (person) => door.present(person.short_code, { label: person.name }) });
listenForWedge({
  field: one("#code"),
  onCode: (text) => {
    closeAll();
    door.present(text);
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
one("#returned-seen").addEventListener("click", () => sync.forget());
addEventListener("online", () => courier.flush());
addEventListener("beforeunload", (event) => waiting.durable || event.preventDefault());
setTimeout(() => decoder().catch(() => {}), 300); // fetched ahead, after the page itself stands
