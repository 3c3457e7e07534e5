// Settling by keyboard: j and k choose a place, digits a coder's reading, r the reason.
"use strict";
(() => {
  const units = [...document.querySelectorAll("[data-judging] .unit")];
  if (!units.some((unit) => unit.querySelector("form"))) return;
  let at = -1;

  function choose(place) {
    at = Math.min(Math.max(place, 0), units.length - 1);
    units.forEach((unit) => unit.removeAttribute("aria-current"));
    units[at].setAttribute("aria-current", "true");
    units[at].focus();
    units[at].scrollIntoView({ block: "nearest" });
  }

  // A digit answers the first question that is open, so that 1 2 1 walks down the rows.
  function answer(number) {
    const rows = [...units[at].querySelectorAll("[data-choice]")];
    const open = rows.find((row) => !row.querySelector("input:checked")) || rows[rows.length - 1];
    const wanted = open?.querySelector(`input[value="${number}"]`);
    if (wanted) wanted.checked = true;
    if (!rows.some((row) => !row.querySelector("input:checked"))) reason();
  }

  function reason() {
    units[at].querySelector("[data-reason]").focus();
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=radio]), textarea, select");
    if (typing && event.key === "Escape") units[Math.max(at, 0)].focus();
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") choose(at + 1);
    if (event.key === "k") choose(at - 1);
    if (at < 0) return;
    if (/^[1-9]$/.test(event.key)) { event.preventDefault(); answer(Number(event.key) - 1); }
    if (event.key === "r") { event.preventDefault(); reason(); }
    if (event.key === "o") units[at].querySelector("[data-other]").click();
  });
  document.addEventListener("focusin", (event) => {
    const unit = event.target.closest(".unit");
    if (unit && units.indexOf(unit) !== at) choose(units.indexOf(unit));
  });
  choose(0);
})();
