// Arrow keys go from an actor to those it is tied to: right and down forwards, left and up backwards,
// from where one came in. Tab and Enter are the browser's own, so nothing is lost without a script.
"use strict";

for (const picture of document.querySelectorAll("[data-network]")) {
  const dot = (key) => picture.querySelector(`a[data-key="${key}"]`);
  let hub = null;
  let at = -1;
  picture.addEventListener("focusin", (event) => {
    if (!hub || !hub.dataset.ties.split(" ").includes(event.target.dataset.key)) {
      hub = event.target;
      at = -1;
    }
  });
  picture.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const keys = hub ? hub.dataset.ties.split(" ").filter(Boolean) : [];
    if (!step || !keys.length) return;
    event.preventDefault();
    at = at < 0 && step < 0 ? keys.length - 1 : (at + step + keys.length) % keys.length;
    dot(keys[at])?.focus();
  });
}
