// The picture follows the form, a moment after the last change. Without this script it follows on saving.
const form = document.getElementById("look");
const picture = document.querySelector("[data-preview]");
let waiting = 0;

function draw() {
  const asked = new URLSearchParams({ design: form.elements.design.value, colour: form.elements.colour.value });
  if (form.elements.shows_lesson_hours.checked) asked.set("hours", "y");
  picture.src = `${picture.dataset.preview}?${asked}`;
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(draw, 300);
});
