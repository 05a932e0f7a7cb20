// Comfort on top of pages that work without it. No inline code, no eval, nothing stored.
"use strict";

const say = (text) => {
  const status = document.getElementById("status");
  if (status) status.textContent = text;
};

// What prints or needs script is hidden until script is here.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The device's own way to pass a page on; without it mail and address stand beside.
if (navigator.share) {
  for (const button of document.querySelectorAll("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ title: document.title, url: location.href }).catch(() => {});
    });
  }
}

// Printing opens what is folded, so that paper shows everything.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details:not([open])")) {
    details.open = true;
    details.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-opened]")) {
    details.open = false;
    delete details.dataset.opened;
  }
});

// A jump link into something folded opens it; newer browsers do so by themselves.
const unfold = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  target.scrollIntoView();
};
addEventListener("hashchange", unfold);
unfold();

// An open heading of the navigation closes when one goes on elsewhere, or with Escape.
const closeNavigation = (from) => {
  for (const details of document.querySelectorAll(".nav__group[open]")) {
    if (!details.contains(from)) details.open = false;
  }
};
for (const kind of ["focusin", "click"]) addEventListener(kind, (event) => closeNavigation(event.target));
addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector(".nav__group[open]");
  if (!open) return;
  closeNavigation(null);
  open.querySelector("summary").focus();
});

// A form is sent once: a second press while the answer is on its way does nothing.
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  // A saving on its way is waited for: its answer brings the version that this press needs.
  if (form.classList.contains("htmx-request")) {
    event.preventDefault();
    const again = () => setTimeout(() => form.requestSubmit(event.submitter), 50);
    form.addEventListener("htmx:afterRequest", again, { once: true });
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 4000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A change saves the form as it is. htmx takes a button that merely has the focus for a pressed one:
// Tab from a field to „entfernen“ would remove the row.
addEventListener("htmx:configRequest", (event) => {
  const { elt, formData, triggeringEvent } = event.detail;
  if (!elt.matches("form[hx-post]") || triggeringEvent?.type === "submit") return;
  event.detail.path = elt.getAttribute("hx-post");
  for (const button of elt.querySelectorAll("button[name]")) formData.delete(button.name);
});

// What was typed last is sent when the page goes: a closed tab or „back“ loses nothing. Files stay.
addEventListener("input", (event) => {
  const { form } = event.target;
  if (form?.matches("form[method=post][hx-post]")) form.dataset.unsaved = "1";
});
addEventListener("htmx:beforeRequest", (event) => delete event.detail.elt.dataset.unsaved);
addEventListener("submit", (event) => delete event.target.dataset.unsaved);
addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    const typed = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    fetch(form.getAttribute("hx-post"), {
      method: "POST", body: new URLSearchParams(typed), keepalive: true, headers: { "HX-Request": "true" },
    });
    delete form.dataset.unsaved;
  }
});

// htmx: tell assistive technology what happens, move the focus where new content asks for it.
addEventListener("htmx:beforeRequest", (event) => {
  event.detail.target.setAttribute("aria-busy", "true");
});
addEventListener("htmx:afterRequest", (event) => {
  event.detail.target.removeAttribute("aria-busy");
});
addEventListener("htmx:afterSettle", (event) => {
  event.detail.elt.querySelector("[data-focus]")?.focus();
});
// What somebody unfolded stays unfolded when a saving brings the same part anew.
addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  const before = [...target.querySelectorAll("details")];
  fragment.querySelectorAll("details").forEach((details, place) => {
    const same = before.find((each) => each.id && each.id === details.id) || before[place];
    if (same) details.open = same.open;
  });
});
// A field whose message came or went says so itself, not by the message alone.
addEventListener("htmx:oobAfterSwap", (event) => {
  const message = document.getElementById(event.detail.target.id);
  const field = message?.id.startsWith("error-") && document.getElementById(message.id.slice(6));
  if (!field) return;
  const faulty = message.textContent.trim() !== "";
  if (faulty) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  field.closest(".kern-form-input")?.classList.toggle("kern-form-input--error", faulty);
});
const failed = (text) => {
  say(text);
  const state = document.getElementById("save-state") || document.querySelector("#zustand .save-state");
  if (!state) return;
  state.dataset.state = "invalid";
  state.textContent = `nicht gespeichert: ${text}`;
};
addEventListener("htmx:sendError", () => {
  failed("Keine Verbindung. Ihre Eingaben stehen noch auf der Seite; bitte versuchen Sie es gleich noch einmal.");
});
addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  failed(status === 403 || status === 401
    ? "Ihre Sitzung ist abgelaufen oder diese Aktion ist Ihnen nicht erlaubt. Bitte melden Sie sich neu an."
    : "Das hat nicht geklappt. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.");
});
