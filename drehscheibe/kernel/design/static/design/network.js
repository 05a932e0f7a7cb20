// Arrow keys go from a dot to those it is tied to: right and down forwards, left and up backwards,
// from where one came in; page up and down go through all, Home and End to the first and last.
// The picture is one tab stop, Escape leaves it for its frame. Where one is, is written below.
// Without a script every dot is a tab stop, and the link above leads past them to the table.
"use strict";

for (const picture of document.querySelectorAll("[data-network]")) {
  const dot = (key) => picture.querySelector(`a[data-key="${key}"]`);
  const here = document.querySelector("[data-network-here]");
  const frame = picture.parentElement; // it listens: an svg that does becomes a stop of its own
  const size = (link) => Number(link.querySelector("circle").getAttribute("r"));
  const links = [...picture.querySelectorAll("a[data-key]")];
  if (links.length) { // on a phone one sees a part: that around the largest dot
    const middle = links.reduce((one, other) => (size(other) > size(one) ? other : one));
    for (const each of links) each.tabIndex = each === middle ? 0 : -1;
    const offset = middle.getBoundingClientRect().x - frame.getBoundingClientRect().x;
    frame.scrollLeft += offset - frame.clientWidth / 2; // measured last: 2,000 dots are styled once
  }
  // drawn last, so that no other dot lies over where one is
  const ring = picture.appendChild(document.createElementNS(picture.namespaceURI, "circle"));
  ring.setAttribute("class", "network__ring");
  const surround = (link) => {
    const circle = link.querySelector("circle");
    for (const name of ["cx", "cy"]) ring.setAttribute(name, circle.getAttribute(name));
    ring.setAttribute("r", size(link) + 5);
  };
  let stop = links.find((each) => each.tabIndex === 0);
  let hub = null;
  let at = -1;
  const tell = (event) => {
    const link = event.target.closest("a[data-key]");
    if (link && here) here.textContent = link.querySelector("title").textContent;
  };
  frame.addEventListener("pointerover", tell);
  frame.addEventListener("focusin", (event) => {
    const link = event.target.closest("a[data-key]");
    if (!link) return;
    tell(event);
    surround(link);
    stop.tabIndex = -1;
    link.tabIndex = 0;
    stop = link;
    if (!hub || !hub.dataset.ties.split(" ").includes(link.dataset.key)) {
      hub = link;
      at = -1;
    }
  });
  const jump = (key) => {
    const place = links.indexOf(stop);
    const last = links.length - 1;
    const all = { PageDown: place + 1, PageUp: place - 1, Home: 0, End: last };
    return key in all ? Math.max(0, Math.min(all[key], last)) : -1;
  };
  frame.addEventListener("keydown", (event) => {
    if (event.key === "Escape") frame.focus();
    const wanted = event.target === frame ? null : links[jump(event.key)];
    if (wanted) {
      event.preventDefault();
      wanted.focus();
      return;
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const keys = hub ? hub.dataset.ties.split(" ").filter(Boolean) : [];
    if (!step || !keys.length) return;
    event.preventDefault();
    at = at < 0 && step < 0 ? keys.length - 1 : (at + step + keys.length) % keys.length;
    dot(keys[at])?.focus();
  });
}
