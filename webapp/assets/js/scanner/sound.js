/** What an answer sounds and feels like: generated tones, and vibration where the phone has it. */

const REMEMBERED = "gelar.sound";
const LOUDEST = 0.5; // of full scale, so that two tones together never clip

const tone = (hertz, from, length, wave = "sine") => ({ hertz, from, length, wave });
const RISING = [tone(880, 0, 70), tone(1320, 80, 70)];

/** Times in milliseconds. Told apart by pitch, number and wave, never by loudness. */
export const TONES = {
  admitted: RISING,
  already: [tone(440, 0, 140), tone(440, 190, 140)],
  refused: [tone(196, 0, 380, "square")],
  unknown: [tone(196, 0, 150, "square"), tone(196, 220, 150, "square")],
  kept: [...RISING, tone(2400, 210, 12, "triangle")],
};
export const BUZZES = { admitted: 60, already: [60, 60, 60], refused: 300, unknown: 300, kept: 60 };

export class Sound {
  #context = null;
  #storage;
  level = 0.8; // 0 to 1
  muted = false;

  constructor(storage) {
    this.#storage = storage;
    try {
      Object.assign(this, JSON.parse(storage?.getItem(REMEMBERED) ?? "{}"));
    } catch {
      // what was remembered is unreadable: the defaults stand
    }
  }

  remember({ level = this.level, muted = this.muted }) {
    Object.assign(this, { level, muted });
    this.#storage?.setItem(REMEMBERED, JSON.stringify({ level, muted }));
  }

  /** Browsers let a page sound only after a touch or a key: call it from one. */
  unlock() {
    this.#context ??= globalThis.AudioContext ? new AudioContext() : null;
    if (this.#context?.state === "suspended") this.#context.resume().catch(() => {});
  }

  signal(outcome) {
    navigator.vibrate?.(BUZZES[outcome]);
    this.play(outcome);
  }

  play(outcome) {
    if (this.muted || this.#context?.state !== "running") return;
    try {
      for (const part of TONES[outcome]) this.#sound(part);
    } catch {
      // a phone that cannot sound still shows, shakes and records
    }
  }

  #sound({ hertz, from, length, wave }) {
    const start = this.#context.currentTime + from / 1000;
    const end = start + length / 1000;
    const source = new OscillatorNode(this.#context, { type: wave, frequency: hertz });
    const gain = new GainNode(this.#context, { gain: 0 });
    const loud = LOUDEST * this.level * (wave === "square" ? 0.5 : 1);
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loud, start + 0.005); // soft edges: no click
    gain.gain.setValueAtTime(loud, Math.max(start + 0.005, end - 0.01));
    gain.gain.linearRampToValueAtTime(0, end);
    source.connect(gain).connect(this.#context.destination);
    source.start(start);
    source.stop(end);
  }
}
