// The page of the daftar hadir follows the choices for its paper. Without this script it shows the usual sheet.
const form = document.getElementById("paper");
const page = document.getElementById("paper-page");
let waiting = 0;

function draw() {
  const asked = new URLSearchParams(new FormData(form));
  for (const name of ["phones", "reason", "csrf_token", "form"]) asked.delete(name);
  page.src = `${page.dataset.preview}?${asked}`;
}

form?.addEventListener("change", () => {
  clearTimeout(waiting);
  waiting = setTimeout(draw, 300);
});
