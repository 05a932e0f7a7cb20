// Arrow keys go from a dot to those it is tied to: right and down forwards, left and up backwards,
// from where one came in. Where one is, is written below the picture. Tab and Enter are the
// browser's own, so nothing is lost without a script.
"use strict";

for (const picture of document.querySelectorAll("[data-network]")) {
  const dot = (key) => picture.querySelector(`a[data-key="${key}"]`);
  const here = document.querySelector("[data-network-here]");
  const size = (link) => Number(link.querySelector("circle").getAttribute("r"));
  const links = [...picture.querySelectorAll("a[data-key]")];
  if (links.length) { // on a phone one sees a part: that around the largest dot
    const middle = links.reduce((one, other) => (size(other) > size(one) ? other : one));
    const frame = picture.parentElement;
    const offset = middle.getBoundingClientRect().x - frame.getBoundingClientRect().x;
    frame.scrollLeft += offset - frame.clientWidth / 2;
  }
  let hub = null;
  let at = -1;
  const tell = (event) => {
    const link = event.target.closest("a[data-key]");
    if (link && here) here.textContent = link.querySelector("title").textContent;
  };
  picture.addEventListener("pointerover", tell);
  picture.addEventListener("focusin", (event) => {
    tell(event);
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
