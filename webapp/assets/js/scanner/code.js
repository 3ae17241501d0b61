/** What a text that was read, typed or photographed says: the bare ticket code, or the text itself. */

const TICKET_ADDRESS = /^https?:\/\/\S+?\/T\/([A-Z2-7]{26})(?![A-Z0-9])/i;
const LONGEST = 200; // characters the server takes

/** The bare code of a ticket's address in upper case; any other text trimmed, at most 200 characters. */
export function bareCode(text) {
  const trimmed = text.trim();
  const address = TICKET_ADDRESS.exec(trimmed);
  return address ? address[1].toUpperCase() : Array.from(trimmed).slice(0, LONGEST).join("");
}

/** A code as people can tell it apart on a list: short ones whole, long ones by their last four characters. */
export function tellable(code) {
  const characters = Array.from(code);
  return characters.length <= 12 ? code : `…${characters.slice(-4).join("")}`;
}
