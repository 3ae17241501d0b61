/** What the page was given: the desk, its session, addresses, and every word in the page's language. */

export function readDesk(root = document) {
  const desk = JSON.parse(root.getElementById("desk").textContent);
  const language = root.documentElement.lang || "id";
  return { ...desk, language, say: speaker(desk.strings), time: timeTeller(language, desk.time_zone) };
}

/** A function that gives the sentence of that key with `{name}` filled in. */
export function speaker(strings) {
  return (key, values = {}) =>
    (strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A function from an ISO time or a Date to "08.52 WIB" in the activity's zone, with the day when it is not today's. */
export function timeTeller(language, zone, now = () => new Date()) {
  const locale = language.startsWith("en") ? "en-GB" : "id-ID";
  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: zone.id, ...options });
  const hour = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = format({ day: "numeric", month: "long", year: "numeric" });
  return (moment) => {
    const at = new Date(moment);
    if (Number.isNaN(at.getTime())) return "";
    const clock = `${hour.format(at)}\u00a0${zone.label}`;
    return day.format(at) === day.format(now()) ? clock : `${day.format(at)}, ${clock}`;
  };
}
