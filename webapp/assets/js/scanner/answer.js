/** What an answer looks like in words: pure, so that every case can be tested without a page. */

export const LOOKS = {
  admitted: { word: "admitted", icon: "check", stay: 2000 },
  already: { word: "already", icon: "twice", stay: 3500 },
  refused: { word: "refused", icon: "cross", stay: 6000 },
  unknown: { word: "unknown", icon: "question", stay: 6000 },
  kept: { word: "kept", icon: "cloud-off", stay: 2500 },
};
const TO_READ = 2000; // milliseconds more when there is something to notice
const TO_DECIDE = 60_000; // milliseconds a person stands on the screen before the tap that records
export const SHORTEST_STAY = 2000; // milliseconds before the camera may replace an answer

const modes = { in_person: "mode_in_person", online: "mode_online" };

/** "KIM Handep · Luring"; what is not known is left out. */
export function belonging(person, say) {
  const mode = modes[person?.mode] ? say(modes[person.mode]) : "";
  return [person?.affiliation, mode].filter(Boolean).join(" · ");
}

function firstTime(answer, { say, time }) {
  if (answer.outcome !== "already" || !answer.first) return "";
  const at = say("at_time", { time: time(answer.first.at) });
  return answer.first.desk ? `${at} · ${answer.first.desk.replace(/ /g, "\u00a0")}` : at;
}

function isSentenceShown(answer, first) {
  if (answer.outcome === "already") return !first;
  return answer.outcome !== "admitted" || Boolean(answer.reason);
}

function whoOf(answer, outcome, say) {
  const from = belonging(answer.registration, say);
  if (answer.registration) return { name: answer.registration.name, belonging: from };
  if (outcome === "kept") return { name: answer.presented ?? "", belonging: "" };
  const code = outcome === "unknown" && answer.presented;
  return { name: "", belonging: code ? say("presented", { code }) : "" };
}

function stayOf({ by }, outcome, hasMore) {
  if (by === "careful") return TO_DECIDE;
  return LOOKS[outcome].stay + (outcome === "admitted" && hasMore ? TO_READ : 0);
}

/** The parts of an answer as they stand on the screen, and `spoken` for readers. */
export function describe(answer, desk) {
  const { say } = desk;
  const outcome = answer.outcome in LOOKS ? answer.outcome : "unknown";
  const first = firstTime(answer, desk);
  const isAsked = answer.by === "careful" || answer.by === "look"; // shown, and not recorded
  const word = isAsked && outcome === "admitted" ? say("valid_word") : say(`word_${LOOKS[outcome].word}`);
  const sentence = isSentenceShown(answer, first) ? (answer.message ?? "") : "";
  const quota = answer.outside_quota ? say("outside_quota") : "";
  const by = answer.by ? say(`by_${answer.by}`) : ""; // the list on this device, or only looked up
  const flags = [answer.registration?.needs, quota, by].filter(Boolean);
  return {
    outcome,
    word,
    ...whoOf(answer, outcome, say),
    first,
    flags,
    sentence,
    isAsked: answer.by === "careful",
    asksGender: Boolean(answer.registration?.lacks_gender) && !isAsked && (outcome === "admitted" || outcome === "already"),
    stay: stayOf(answer, outcome, Boolean(sentence || flags.length || answer.registration?.lacks_gender)),
    spoken: [word, (!isAsked && answer.message) || answer.registration?.name || answer.message, ...flags].filter(Boolean).join(". "),
  };
}
