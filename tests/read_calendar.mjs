// Reads a calendar from standard input with ical.js, the parser of Thunderbird, and says what it
// understood. The first argument is the parser's file.
import { readFileSync } from "node:fs";

const ICAL = (await import(process.argv[2])).default;
const root = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const said = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const events = root.getAllSubcomponents("vevent").map((part) => {
  const event = new ICAL.Event(part);
  return {
    uid: event.uid,
    sequence: event.sequence ?? 0,
    title: event.summary,
    place: event.location ?? "",
    starts: said(event.startDate),
    ends: said(event.endDate),
    status: part.getFirstPropertyValue("status"),
    attendees: event.attendees.length,
  };
});
const name = root.getFirstPropertyValue("x-wr-calname");
const method = root.getFirstPropertyValue("method");
process.stdout.write(JSON.stringify({ name, method, events }));
