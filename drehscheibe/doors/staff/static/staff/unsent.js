// A lost connection loses nothing: what cannot be sent waits on this device and is sent later.
// Each entry carries its own key, so that the server takes a second sending for the same activity.
"use strict";

const form = document.querySelector("form[data-unsent]");
const panel = document.getElementById("unsent");
const STORE = `drehscheibe-unsent-${form.dataset.unsent}`;
const TYPED = `drehscheibe-typed-${form.dataset.unsent}`;
const SKIPPED = ["csrfmiddlewaretoken"];

const waiting = () => JSON.parse(localStorage.getItem(STORE) || "[]");
const store = (entries) => {
  if (entries.length) localStorage.setItem(STORE, JSON.stringify(entries));
  else localStorage.removeItem(STORE);
  show(entries);
};
const values = () =>
  Object.fromEntries([...new FormData(form)].filter(([name]) => !SKIPPED.includes(name)));

function show(entries) {
  panel.hidden = entries.length === 0;
  const many = entries.length === 1 ? "Eine Aktivität liegt" : `${entries.length} Aktivitäten liegen`;
  panel.querySelector("[data-unsent-text]").textContent =
    `${many} noch auf diesem Gerät. Gesendet wird, sobald die Verbindung wieder da ist.`;
  panel.querySelector("[data-unsent-list]").replaceChildren(
    ...entries.map((entry) => {
      const item = document.createElement("li");
      item.textContent = entry.refused ? `${entry.title} – bitte prüfen: ${entry.refused} ` : entry.title;
      if (entry.refused) item.append(fetching(entry));
      return item;
    }),
  );
}

// What the server refused comes back into the form, where it can be put right and sent again.
function fetching(entry) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kern-btn kern-btn--secondary";
  const label = document.createElement("span");
  label.className = "kern-label";
  label.textContent = "Ins Formular holen";
  button.append(label);
  button.addEventListener("click", () => {
    store(waiting().filter((each) => each.key !== entry.key));
    put(entry);
    localStorage.setItem(TYPED, JSON.stringify(values()));
    form.elements.title.focus();
  });
  return button;
}
function put(entry) {
  for (const [name, value] of Object.entries(entry)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
}

// The server has it when it leads on to the page that names the key; anything else is no receipt.
async function send(entry) {
  const body = new URLSearchParams(entry);
  body.delete("refused");
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  if (new URL(answer.url).searchParams.get("erfasst") === entry.key) return "sent";
  return answer.status === 422 ? "refused" : "later";
}

// Each outcome is written at once and by its key: what is put by meanwhile must not be lost.
let sending = false;
let again = false;
async function sendAll() {
  if (sending) {
    again = true; // asked while a round is on its way: what it missed goes with the next one
    return;
  }
  sending = true;
  let left = false;
  for (const entry of waiting()) {
    let outcome = "later";
    try {
      outcome = await send(entry);
    } catch {
      outcome = "later";
    }
    left ||= outcome === "later";
    if (outcome === "sent") store(waiting().filter((each) => each.key !== entry.key));
    if (outcome === "refused") store(waiting().map((each) => (each.key === entry.key ? refused(entry) : each)));
  }
  sending = false;
  if (again) {
    again = false;
    return sendAll();
  }
  if (left) tryLater();
  else pause = FIRST_PAUSE;
}

// The browser tells of a connection that is back only if it told of the loss: a network without
// the internet, or a loss that ended while a sending was failing, has no such moment. So it is
// tried again by the clock, less and less often.
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 300_000;
let pause = FIRST_PAUSE;
let timer = 0;
function tryLater() {
  clearTimeout(timer);
  timer = setTimeout(sendAll, pause);
  pause = Math.min(2 * pause, LONGEST_PAUSE);
}
const refused = (entry) => ({ ...entry, refused: "eine Angabe ist nicht möglich" });

// An entry is sent here, not by the browser, so that a broken connection shows no empty page.
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!form.elements.title.value.trim()) return askWhatIsMissing();
  const entry = values();
  try {
    if ((await send(entry)) === "sent") {
      localStorage.removeItem(TYPED);
      location.assign(`${location.pathname}?erfasst=${entry.key}`);
      return;
    }
    form.submit(); // let the browser show what the server says
  } catch {
    store([...waiting().filter((each) => each.key !== entry.key), entry]);
    localStorage.removeItem(TYPED);
    form.reset();
    form.elements.key.value = crypto.randomUUID();
    tryLater();
    document.getElementById("status").textContent =
      "Keine Verbindung. Die Aktivität liegt auf diesem Gerät und wird später gesendet.";
  }
});

// The server says what is missing; without it the page says it and stays, with all that is typed.
async function askWhatIsMissing() {
  try {
    await fetch(form.action, { method: "HEAD", cache: "no-store", credentials: "same-origin" });
    form.submit();
  } catch {
    const words = "Keine Verbindung. Schreiben Sie, was war; dann bleibt es auf diesem Gerät und wird später gesendet.";
    document.getElementById("status").textContent = words;
    panel.querySelector("[data-unsent-text]").textContent = words;
    panel.hidden = false;
    form.elements.title.focus();
  }
}

// What is being typed survives a reload or an empty battery, until it is sent.
form.addEventListener("input", () => localStorage.setItem(TYPED, JSON.stringify(values())));
const typed = JSON.parse(localStorage.getItem(TYPED) || "null");
const fresh = new URLSearchParams(location.search).get("erfasst");
if (typed && typed.key === fresh) localStorage.removeItem(TYPED);
else if (typed && !document.querySelector(".error-summary")) {
  put(typed);
}

panel.querySelector("[data-unsent-send]").addEventListener("click", sendAll);
addEventListener("online", () => {
  pause = FIRST_PAUSE;
  sendAll();
});
show(waiting());
if (navigator.onLine && waiting().length) sendAll();
