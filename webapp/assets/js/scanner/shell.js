/** Makes the page open without a network: registers its worker for this desk alone, and chooses the session by the clock. */

/** Keeps the pages of all sessions, so that another one can be chosen offline too. Quietly nothing where it cannot be. */
export async function install({ here, worker, sessions }, container = navigator.serviceWorker) {
  if (!container) return;
  const keep = [here, ...sessions.map(({ url }) => url)].map((url) => new URL(url, location.href).href);
  const ask = () => container.controller?.postMessage({ keep });
  container.addEventListener("controllerchange", ask);
  await container.register(worker, { scope: here }).then(ask, () => {});
  await navigator.storage?.persist?.().catch(() => false);
}

/** Whether this desk's page would open now without a network. */
export async function opensAlone({ here }, caches = globalThis.caches) {
  const kept = await caches?.match(here, { ignoreVary: true, ignoreSearch: true }).catch(() => undefined);
  return Boolean(kept && navigator.serviceWorker?.controller);
}

/** The pages of this desk go from the device: they hold its token. */
export function forget({ here }, container = navigator.serviceWorker) {
  container?.controller?.postMessage({ forget: here });
}

/** The address of the session that the clock means when a kept page shows another; null when this is the one. */
export function sessionByClock({ session, sessions }, { search, now }) {
  if (new URLSearchParams(search).has("session")) return null;
  const standing = sessions.filter((one) => !one.is_cancelled);
  const usual = standing.length ? standing : sessions;
  const meant = usual.find((one) => now < Date.parse(one.ends_at)) ?? usual[usual.length - 1];
  return meant && meant.id !== session.id ? meant.url : null;
}
