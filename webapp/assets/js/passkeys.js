// Asks the device for a passkey, writes its answer into the form, and sends it. Forms that only sign in appear with this script.
const supported = Boolean(window.PublicKeyCredential && navigator.credentials);

function bytes(text) {
  const padded = text.replaceAll("-", "+").replaceAll("_", "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (mark) => mark.charCodeAt(0));
}

function text(buffer) {
  const marks = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(marks).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function opened(options) {
  const list = (known) => (known ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
  const made = { ...options, challenge: bytes(options.challenge) };
  if (options.user) made.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) made.excludeCredentials = list(options.excludeCredentials);
  if (options.allowCredentials) made.allowCredentials = list(options.allowCredentials);
  return made;
}

function closed(credential) {
  const { response } = credential;
  const fields = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const told = Object.fromEntries(fields.filter((name) => response[name]).map((name) => [name, text(response[name])]));
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: told,
    clientExtensionResults: {},
  });
}

async function ask(form) {
  const answer = await fetch(form.dataset.options, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  const publicKey = opened(await answer.json());
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey })
    : navigator.credentials.get({ publicKey });
}

async function send(event) {
  const form = event.currentTarget;
  if (form.elements.credential.value) return;
  event.preventDefault();
  const stopped = form.querySelector("[data-stopped]");
  stopped.hidden = true;
  try {
    form.elements.credential.value = closed(await ask(form));
    form.submit();
  } catch {
    stopped.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (supported) {
    form.hidden = false;
    form.addEventListener("submit", send);
  } else {
    form.querySelector("[data-unsupported]")?.removeAttribute("hidden");
  }
}
