// Questions that depend on another answer show only when that answer is chosen. Without a script
// all are shown, each with the words „Nur wenn …“; what was typed stays in any case.
"use strict";

for (const form of document.querySelectorAll("form[data-follow-ups]")) {
  const followers = [...form.querySelectorAll("[data-asked-if]")];
  const chosen = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((each) => each.value);
  const settle = () => {
    const hidden = new Set();
    for (const each of followers) {
      const before = each.dataset.askedIf;
      const wanted = each.dataset.askedValues.split("\n");
      each.hidden = hidden.has(before) || !chosen(before).some((value) => wanted.includes(value));
      if (each.hidden) hidden.add(`frage_${each.id.slice("platz-".length)}`);
    }
  };
  form.addEventListener("change", settle);
  settle();
}
