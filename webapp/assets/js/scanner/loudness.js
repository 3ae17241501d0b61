/** The sheet for sound: mute, volume, and hearing each answer once. */
import { one } from "./dom.js";

export function prepareLoudness(sound) {
  const mute = one("#mute");
  const level = one("#level");
  mute.checked = sound.muted;
  level.value = Math.round(sound.level * 100);
  show();
  mute.addEventListener("change", () => keep({ muted: mute.checked }));
  level.addEventListener("change", () => {
    keep({ level: level.valueAsNumber / 100 });
    sound.play("admitted");
  });
  one("#hear").addEventListener("click", (event) => {
    const outcome = event.target.closest("[data-hear]")?.dataset.hear;
    if (outcome) sound.signal(outcome);
  });

  function keep(change) {
    sound.remember(change);
    show();
  }

  function show() {
    one("#sound").dataset.muted = sound.muted;
  }
}
