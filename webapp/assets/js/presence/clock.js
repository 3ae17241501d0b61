// The server's clock, as far as a page can know it: what it said once, and this device's own steps since.
export class Clock {
  constructor(said, device = Date.now) {
    this.device = device;
    this.set(said);
  }

  set(said) { this.lead = said - this.device(); }

  now() { return Math.round(this.device() + this.lead); }
}

// How many whole seconds between two moments lie after the start (all in milliseconds).
export const seconds = (from, to, starts) => Math.max(0, Math.floor((to - Math.max(from, starts)) / 1000));
