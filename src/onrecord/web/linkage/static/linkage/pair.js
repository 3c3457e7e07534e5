// Deciding by keyboard: s, d, u choose a verdict (keys.js), digits a reason, Enter sends.
"use strict";
(() => {
  const form = document.querySelector("[data-deciding]");
  if (!form) return;
  const groups = [...form.querySelectorAll("[data-grounds]")];
  const need = form.querySelector("[data-need]");
  let sent = false;

  // Only the reasons of the chosen verdict are offered, so that digits mean one thing.
  function offer() {
    const verdict = form.elements.verdict.value;
    for (const group of groups) {
      group.hidden = group.dataset.grounds !== verdict;
      if (group.hidden) group.querySelectorAll("input:checked").forEach((one) => { one.checked = false; });
    }
  }

  function isWhole() {
    return Boolean(form.elements.verdict.value && (form.elements.ground.value || form.elements.words.value.trim()));
  }

  form.addEventListener("change", () => { offer(); if (isWhole()) need.textContent = ""; });
  form.addEventListener("submit", (event) => {
    if (sent || !isWhole()) {
      event.preventDefault();
      if (!sent) need.textContent = need.dataset.need;
      return;
    }
    sent = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input:not([type=radio]), textarea, select");
    if (typing) {
      if (event.key === "Escape") typing.blur();
      return;
    }
    if (/^[1-9]$/.test(event.key)) {
      const shown = groups.find((group) => !group.hidden);
      const wanted = shown?.querySelectorAll("input")[Number(event.key) - 1];
      if (wanted) wanted.click();
    }
    // On a link or a button Enter does what it does everywhere.
    if (event.key === "Enter" && !event.target.closest("a, button, summary, input")) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  // The page may come back from the browser's memory: it can be sent again.
  window.addEventListener("pageshow", () => { sent = false; offer(); });
  offer();
})();
