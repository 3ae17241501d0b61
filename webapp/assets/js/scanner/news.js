/** One line of news that goes by itself, seen and read out. */
import { one, speak, tell } from "./dom.js";

const STAYS = 6000; // milliseconds

export class News {
  #say;
  #timer;

  constructor(desk) {
    this.#say = desk.say;
  }

  say(key, values) {
    const text = this.#say(key, values);
    tell(one("#news"), text);
    speak(one("#told"), text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => tell(one("#news"), ""), STAYS);
  }
}
