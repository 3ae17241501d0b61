// Reads an iCalendar stream with ical.js, as Thunderbird does, and tells what it understood.
import ICAL from "ical.js";

let text = "";
for await (const part of process.stdin.setEncoding("utf8")) text += part;
const calendar = new ICAL.Component(ICAL.parse(text));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const events = calendar.getAllSubcomponents("vevent").map((part) => new ICAL.Event(part));
process.stdout.write(JSON.stringify({
  events: events.map((event) => ({
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    location: event.location,
    sequence: event.sequence,
    status: event.component.getFirstPropertyValue("status"),
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    categories: event.component.getFirstProperty("categories")?.getValues() ?? [],
  })),
}));
