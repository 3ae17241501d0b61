/** The camera's window: the start button, the picture with its lens and torch, or the calm reason why there is none. */
import { reasonFor } from "./camera.js";
import { one, tell } from "./dom.js";
import { watch } from "./watch.js";

export class Eye {
  #say;
  #camera;
  #decoder;
  #onCodes;
  #onLive;
  #window = one("#eye");
  #stop = () => {};

  /** `onCodes(texts)` with what each picture shows; `onLive()` when the camera works. */
  constructor({ say, camera, decoder, onCodes, onLive }) {
    this.#say = say;
    this.#camera = camera;
    this.#decoder = decoder;
    this.#onCodes = onCodes;
    this.#onLive = onLive;
    one("#lens").addEventListener("click", () => this.#try(() => camera.changeLens()));
    one("#torch").addEventListener("click", () => this.#switchLight());
    document.addEventListener("visibilitychange", () => document.hidden || this.#comeBack());
  }

  get state() {
    return this.#window.dataset.state;
  }

  start() {
    this.#become("starting");
    return this.#try(() => this.#camera.start());
  }

  /** Opens whatever `open` opens, then watches; any trouble becomes a sentence. */
  async #try(open) {
    this.#stop();
    try {
      const decoder = this.#decoder(); // both take a while: fetched while the person allows the camera
      decoder.catch(() => {});
      await open();
      this.#stop = watch(one("video"), await this.#ready(decoder), this.#onCodes, () => this.#fail("decoder_failed"));
      this.#live();
    } catch (problem) {
      this.#fail(problem.reason ?? reasonFor(problem));
    }
  }

  async #ready(decoder) {
    try {
      return await decoder;
    } catch (cause) {
      throw Object.assign(new Error("no decoder", { cause }), { reason: "decoder_failed" });
    }
  }

  #live() {
    this.#become("live");
    this.#onLive();
    one("#lens").hidden = this.#camera.lenses < 2;
    one("#torch").hidden = !this.#camera.hasTorch;
    one("#torch").setAttribute("aria-pressed", "false");
  }

  #fail(reason) {
    this.#stop();
    this.#camera.stop();
    tell(one("#eye-reason"), this.#say(reason));
    this.#become("trouble");
  }

  #become(state) {
    this.#window.dataset.state = state;
  }

  async #switchLight() {
    const torch = one("#torch");
    const on = torch.getAttribute("aria-pressed") !== "true";
    await this.#camera.light(on).then(
      () => torch.setAttribute("aria-pressed", String(on)),
      () => (torch.hidden = true),
    );
  }

  /** Phones take camera and wake lock away from a hidden page. */
  #comeBack() {
    if (this.state !== "live") return;
    if (this.#camera.isLive) this.#camera.stayAwake();
    else this.start();
  }
}
