/**
 * Opens the scanner without a network. The server writes two lines above this: KEPT, the addresses of all parts, and
 * VERSION. Each scanner page registers it for its own address, so no other page passes through here.
 */

const PREFIX = "gelar-scanner-";
const NAME = PREFIX + self.VERSION;
const PATIENCE = 3000; // milliseconds for a page that is kept already
const GONE = new Set([404, 410]);

self.addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener("message", (event) => {
  const { keep, forget } = event.data ?? {};
  if (keep) event.waitUntil(Promise.all(keep.map(renew)));
  if (forget) event.waitUntil(drop(forget));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(part(request));
});

async function fill() {
  const cache = await caches.open(NAME);
  await cache.addAll(self.KEPT);
}

/** Older parts go once the pages that name them are fetched anew; without a network they stay. */
async function tidy() {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(PREFIX) && one !== NAME)) {
    const older = await caches.open(name);
    const pages = (await older.keys()).filter(({ url }) => !new URL(url).pathname.startsWith("/static/"));
    const renewed = await Promise.all(pages.map(({ url }) => renew(url)));
    if (renewed.every(Boolean)) await caches.delete(name);
  }
}

/** The page from the server when it comes in time, else as it was kept. */
async function page(event) {
  const { url } = event.request;
  const kept = await stored(url);
  const asked = fetch(event.request).then((answer) => learned(url, answer));
  if (!kept) return asked;
  event.waitUntil(asked.catch(() => {}));
  const fresh = asked.then((answer) => (answer.status >= 500 ? kept : answer));
  return Promise.race([fresh, after(PATIENCE, kept)]).catch(() => kept);
}

async function part(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** What is kept of an address: this session's page, else the desk's page for any session. */
async function stored(url) {
  const exact = await caches.match(url, { ignoreVary: true });
  return exact ?? caches.match(url, { ignoreVary: true, ignoreSearch: true });
}

async function learned(url, answer) {
  const cache = await caches.open(NAME);
  if (answer.ok && answer.type === "basic" && !answer.redirected) await cache.put(url, answer.clone());
  else if (GONE.has(answer.status)) await cache.delete(url, { ignoreVary: true });
  return answer;
}

/** Whether the server answered, whatever it said. */
const renew = (url) =>
  fetch(url, { credentials: "same-origin", cache: "no-store" }).then((answer) => learned(url, answer).then(() => true), () => false);

/** Forgets the pages of a desk: they hold its token. */
async function drop(path) {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (new URL(request.url).pathname === path) await cache.delete(request, { ignoreVary: true });
    }
  }
}

const after = (milliseconds, value) => new Promise((done) => setTimeout(done, milliseconds, value));
