// A page of an interview: shows at once what applies and what cannot be, and saves while one types.
// Nothing is kept in the browser: what is typed stands in this page until the register has it.
"use strict";
(() => {
  const form = document.getElementById("interview");
  const plan = JSON.parse(document.getElementById("plan").textContent);
  const saved = document.getElementById("saved");
  const LATER = 1500;
  const SLOWEST = 30000;
  const touched = new Set();
  let timer = 0;
  let wait = 2000;
  let busy = false;
  let changed = false;
  let stopped = false;
  let pressed = null;
  let left = false;

  const partOf = (element) => element.closest("[data-path]");

  function typed() {
    const answers = { ...plan.answers };
    const data = new FormData(form);
    for (const path of data.get("paths").split(" ").filter((one) => one)) {
      answers[path] = data.getAll(plan.field + path).join(" ");
    }
    return answers;
  }

  function show() {
    const filled = onrecordFilling.filled(plan, typed());
    for (const part of form.querySelectorAll("[data-path]")) {
      const turn = part.classList.contains("turn");
      const state = filled.at(turn ? part.dataset.path.replace(/\/[0-9]+$/, "") : part.dataset.path);
      if (!state) continue;
      part.hidden = !state.applies;
      if (state.item.kind !== "group" && state.item.kind !== "repeat") showQuestion(part, state);
    }
    for (const output of form.querySelectorAll("[data-shown]")) {
      const part = partOf(output);
      if (part) output.textContent = filled.at(part.dataset.path).words(output.dataset.shown);
    }
    for (const output of form.querySelectorAll("[data-computed]")) output.textContent = filled.at(output.dataset.computed).value;
  }

  function showQuestion(part, state) {
    for (const choice of part.querySelectorAll("[data-choice]")) {
      const input = choice.querySelector("input");
      const chosen = input ? input.checked : choice.selected;
      choice.hidden = !chosen && !state.choices.includes(choice.dataset.choice);
    }
    const place = part.querySelector("[data-wrong]");
    if (!place || !touched.has(part.dataset.path)) return;
    place.textContent = state.wrong && state.wrong !== "needed" ? message(state) : "";
  }

  function message(state) {
    const own = state.wrong === "constraint" ? state.item.constraintMessage : "";
    return own || form.dataset[`wrong${state.wrong[0].toUpperCase()}${state.wrong.slice(1)}`] || "";
  }

  function say(what) {
    saved.textContent = saved.dataset[what];
    saved.classList.toggle("lost", !["saved", "saving"].includes(what));
  }

  function later(time) {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, time);
  }

  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || form.elements.csrfmiddlewaretoken.value;

  async function save() {
    if (busy || stopped || left || !changed) return;
    busy = true;
    changed = false;
    say("saving");
    let kept = false;
    try {
      const response = await fetch(form.dataset.save, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-CSRFToken": token() },
        redirect: "manual",
      });
      kept = await answered(response);
    } catch {
      tryAgain("lost");
    }
    busy = false;
    goOn(kept);
  }

  // Somebody may have typed on, or pressed a button, while the register answered.
  function goOn(kept) {
    if (!kept) {
      pressed = null;
      if (!stopped) later(wait);
    } else if (changed && pressed) save();
    else if (changed) later(LATER);
    else if (pressed) leave();
  }

  function leave() {
    left = true;
    window.clearTimeout(timer);
    form.requestSubmit(pressed);
  }

  async function answered(response) {
    if (response.ok) {
      form.elements.number.value = (await response.json()).number;
      wait = 2000;
      say("saved");
      return true;
    }
    if ([400, 404, 409, 413].includes(response.status)) {
      stopped = true;
      changed = true;
      say(response.status === 409 || response.status === 404 ? "conflict" : "refused");
    } else {
      // A redirect leads to the login page; 403 comes where the session is a new one.
      tryAgain(response.type === "opaqueredirect" || response.status === 403 ? "login" : "lost");
    }
    return false;
  }

  function tryAgain(what) {
    changed = true;
    wait = Math.min(wait * 2, SLOWEST);
    say(what);
  }

  form.addEventListener("input", (event) => {
    const part = partOf(event.target);
    changed = true;
    // While somebody writes a date or a number it is not wrong yet; leaving the field tells.
    if (part && event.target.matches("[type=radio], [type=checkbox], select")) touched.add(part.dataset.path);
    show();
    later(LATER);
  });
  form.addEventListener("change", (event) => {
    const part = partOf(event.target);
    if (part) touched.add(part.dataset.path);
    show();
  });
  // A step is left only after the register has what was typed on it.
  form.addEventListener("submit", (event) => {
    if (left || stopped) return;
    if (!busy && !changed) {
      left = true;
      return;
    }
    event.preventDefault();
    pressed = event.submitter;
    save();
  });
  window.addEventListener("pageshow", () => {
    left = false;
    pressed = null;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed && !left) event.preventDefault();
  });
  show();
})();
