/** Small hands for the page: finding, making, hiding. Text always goes in as text. */

export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** A new element; `attributes` set as attributes (false and null leave them out), children as nodes or text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** One of the page's icons, which stand in its first element. */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  picture.append(use);
  return picture;
}

/** Puts new children in the place of the old ones. */
export function fill(element, ...children) {
  element.textContent = "";
  element.append(...children);
}

/** Shows text in an element, and hides the element when there is none. */
export function tell(element, text) {
  element.textContent = text;
  element.hidden = !text;
}

/** Lets a live region speak the text, also when it says the same again. */
export function speak(region, text) {
  fill(region, make("span", {}, text));
}
