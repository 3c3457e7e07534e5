// The page beside the text: opened by a key, led by the chosen suggestion, leading to words.
"use strict";
(() => {
  const room = document.querySelector("[data-room]");
  const pane = document.getElementById("page-pane");
  const toggle = document.querySelector("[data-page-toggle]");
  if (!room || !pane || !toggle) return;
  const REMEMBERED = "page-beside-text";
  let passage = [Number(pane.dataset.at), Number(pane.dataset.at)];
  let asked = 0;

  function show(open) {
    pane.hidden = !open;
    room.classList.toggle("with-page", open);
    toggle.setAttribute("aria-expanded", String(open));
    sessionStorage.setItem(REMEMBERED, open ? "1" : "");
    if (open) follow();
  }

  async function load(address) {
    const turn = (asked += 1);
    pane.setAttribute("aria-busy", "true");
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== asked) return;
    pane.removeAttribute("aria-busy");
    const paper = page.querySelector("[data-paper]") || page.querySelector("main") || page.body;
    pane.replaceChildren(document.adoptNode(paper));
    pane.scrollTop = 0;
    mark();
  }

  function follow() {
    const paper = pane.querySelector("[data-paper]");
    const [from, to] = paper ? [Number(paper.dataset.from), Number(paper.dataset.to)] : [1, 0];
    if (passage[0] >= from && passage[0] < to) mark();
    else load(`${pane.dataset.url}?at=${passage[0]}&to=${passage[1]}`);
  }

  function mark() {
    let first = null;
    pane.querySelectorAll(".word").forEach((word) => {
      const here = Number(word.dataset.from) < passage[1] && passage[0] < Number(word.dataset.to);
      word.classList.toggle("here", here);
      first = first || (here ? word : null);
    });
    if (!first) return;
    const box = first.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) pane.scrollTop += box.top - frame.top - frame.height * 0.35;
  }

  toggle.setAttribute("role", "button");
  toggle.addEventListener("click", (event) => {
    event.preventDefault();
    show(pane.hidden);
  });
  room.addEventListener("room:chosen", (event) => {
    passage = event.detail;
    if (!pane.hidden) follow();
  });
  pane.addEventListener("click", (event) => {
    const link = event.target.closest("[data-page-link]");
    if (link) {
      event.preventDefault();
      load(link.href);
    }
    const word = event.target.closest(".word");
    if (!word) return;
    const at = Number(word.dataset.from);
    const marks = [...room.querySelectorAll("mark[data-keys]")];
    marks.find((one) => Number(one.dataset.start) <= at && at < Number(one.dataset.start) + [...one.textContent].length)?.click();
  });
  if (sessionStorage.getItem(REMEMBERED)) show(true);
})();
