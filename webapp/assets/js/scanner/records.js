/** The four things a desk records. Each is sent until it has an answer, always under the same id. */
import { bareCode, tellable } from "./code.js";
import { uuid } from "./uuid.js";

const NIL = "00000000-0000-0000-0000-000000000000"; // stands in the address of undo for the scan's own id

/** A code that was presented; `label` is what the list calls it until the server says the name. */
export function scanOf(text, { urls }, { at, label, action = "in" }) {
  const code = bareCode(text);
  const id = uuid();
  const body = { id, code, action, scanned_at: at.toISOString() };
  return { id, kind: "scan", url: urls.scans, body, at: at.getTime(), label: label ?? tellable(code) };
}

/** Somebody without a registration: name, where from, "L", "P" or "" for not said, and whom they come for. */
export function walkInOf({ name, affiliation, gender, represents = "" }, { urls }, { at, id = uuid() }) {
  const body = { id, name, affiliation, gender, represents, scanned_at: at.toISOString() };
  return { id, kind: "walk_in", url: urls.walk_ins, body, at: at.getTime(), label: name };
}

/** The missing "L" or "P" of the person whom an answer named. */
export function genderOf({ name, short_code: code }, gender, { urls }, { at, id = uuid() }) {
  return { id, kind: "gender", url: urls.genders, body: { short_code: code, gender }, at: at.getTime(), label: name };
}

/** Taking back what this desk recorded a moment ago. */
export function undoOf(record, { urls }, { at }) {
  const id = uuid();
  const body = { id, scanned_at: at.toISOString() };
  return { id, kind: "undo", of: record.id, url: urls.undo.replace(NIL, record.id), body, at: at.getTime(), label: record.label };
}
