/** The phone's camera: opening it, its lenses, its torch, and keeping the screen awake. */

const CHOSEN_LENS = "gelar.lens";
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } };

const REASONS = {
  NotAllowedError: "camera_refused",
  SecurityError: "camera_refused",
  NotFoundError: "camera_missing",
  OverconstrainedError: "camera_missing",
  NotReadableError: "camera_taken",
  AbortError: "camera_taken",
};

/** Why there is no picture: the key of a sentence. */
export function reasonFor(problem) {
  return REASONS[problem?.name] ?? "camera_failed";
}

export class Camera {
  #video;
  #storage;
  #lock = null;
  #lenses = [];

  constructor(video, storage) {
    this.#video = video;
    this.#storage = storage;
  }

  get track() {
    return this.#video.srcObject?.getVideoTracks()[0];
  }

  get isLive() {
    return this.track?.readyState === "live";
  }

  get lenses() {
    return this.#lenses.length;
  }

  get hasTorch() {
    return Boolean(this.track?.getCapabilities?.().torch);
  }

  /** Opens the lens that was chosen last, else one that looks away from the person. Throws what the browser says. */
  async start(lens = this.#storage?.getItem(CHOSEN_LENS)) {
    if (!globalThis.isSecureContext || !navigator.mediaDevices?.getUserMedia) throw new InsecurePage();
    this.stop();
    const stream = await this.#open(lens);
    this.#video.srcObject = stream;
    await this.#video.play();
    await this.track.applyConstraints({ advanced: [{ focusMode: "continuous" }] }).catch(() => {});
    const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    this.#lenses = devices.filter((device) => device.kind === "videoinput");
    await this.stayAwake();
  }

  async #open(lens) {
    const away = { video: { facingMode: { ideal: "environment" }, ...SIZE }, audio: false };
    if (!lens) return navigator.mediaDevices.getUserMedia(away);
    const chosen = { video: { deviceId: { exact: lens }, ...SIZE }, audio: false };
    return navigator.mediaDevices.getUserMedia(chosen).catch((problem) => {
      if (problem.name !== "OverconstrainedError" && problem.name !== "NotFoundError") throw problem;
      return navigator.mediaDevices.getUserMedia(away); // that lens is no longer there
    });
  }

  stop() {
    this.#video.srcObject?.getTracks().forEach((track) => track.stop());
    this.#video.srcObject = null;
    this.#lock?.release().catch(() => {});
    this.#lock = null;
  }

  /** Goes to the next lens and remembers it; returns its name. */
  async changeLens() {
    const current = this.track?.getSettings().deviceId;
    const next = this.#lenses[(this.#lenses.findIndex((lens) => lens.deviceId === current) + 1) % this.#lenses.length];
    await this.start(next.deviceId);
    this.#storage?.setItem(CHOSEN_LENS, next.deviceId);
    return next.label;
  }

  async light(on) {
    await this.track?.applyConstraints({ advanced: [{ torch: on }] });
  }

  /** Keeps the screen on; the browser drops this whenever the page was hidden. */
  async stayAwake() {
    this.#lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
  }
}

class InsecurePage extends Error {
  name = "InsecurePage";
}
REASONS.InsecurePage = "camera_insecure";
