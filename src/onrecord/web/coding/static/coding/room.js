// The reading room: choose a suggestion by key, see its words, turn selected words into offsets.
"use strict";
(() => {
  const room = document.querySelector("[data-room]");
  if (!room) return;
  const items = () => [...room.querySelectorAll(".item")];
  const marksOf = (id) => room.querySelectorAll(`[data-keys~="${CSS.escape(id)}"]`);
  const characters = (string) => [...string].length;
  let decided = null;
  room.classList.add("with-keys");

  function choose(item, { focus = true } = {}) {
    if (!item) return;
    room.querySelectorAll(".item[aria-current]").forEach((old) => old.removeAttribute("aria-current"));
    room.querySelectorAll("mark.here").forEach((old) => old.classList.remove("here"));
    item.setAttribute("aria-current", "true");
    giveKeys(item);
    marksOf(item.id).forEach((mark) => mark.classList.add("here"));
    reveal(marksOf(item.id)[0], 0.35);
    reveal(item, 0.05);
    if (focus) item.focus({ preventScroll: true });
    tell(item);
  }

  // Whatever shows the place of the chosen words elsewhere, such as the page, is told of them.
  function tell(item) {
    const marks = [...marksOf(item.id)];
    if (!marks.length) return;
    const last = marks[marks.length - 1];
    const passage = [Number(marks[0].dataset.start), Number(last.dataset.start) + characters(last.textContent)];
    room.dispatchEvent(new CustomEvent("room:chosen", { detail: passage }));
  }

  // Only the pane scrolls: the page itself stays where the reader left it.
  function reveal(element, share) {
    const pane = element?.closest(".pane");
    if (!pane) return;
    const box = element.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    const covered = pane.querySelector(".selection")?.offsetHeight || 0;
    if (box.top >= frame.top + covered && box.bottom <= frame.bottom) return;
    pane.scrollTop += box.top - frame.top - Math.max(covered + 8, frame.height * share);
  }

  // Keys act on the chosen suggestion; undo falls back to the last one decided.
  function giveKeys(item) {
    room.querySelectorAll("[data-room-key][data-key]").forEach((old) => old.removeAttribute("data-key"));
    item.querySelectorAll("[data-room-key]").forEach((one) => one.setAttribute("data-key", one.dataset.roomKey));
    const last = decided && document.getElementById(decided)?.querySelector('[data-room-key="u"]');
    if (last && !item.querySelector('[data-room-key="u"]')) last.setAttribute("data-key", "u");
  }

  function step(by) {
    const all = items();
    const at = all.findIndex((item) => item.hasAttribute("aria-current"));
    choose(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  function showStates() {
    room.querySelectorAll("mark[data-keys]").forEach((mark) => {
      const item = document.getElementById(mark.dataset.keys.split(" ")[0]);
      if (item) mark.dataset.state = item.dataset.state;
    });
  }

  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select");
    if (event.key === "Escape") field?.closest("form")?.querySelector("[data-cancel]")?.click();
    // Ctrl with Enter sends the form that one writes in.
    if (event.key === "Enter" && event.ctrlKey) field?.form?.requestSubmit();
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });
  room.addEventListener("click", (event) => {
    if (!document.getSelection().isCollapsed) return;
    const mark = event.target.closest("mark[data-keys]");
    const item = mark ? document.getElementById(mark.dataset.keys.split(" ")[0]) : event.target.closest(".item");
    if (item && !event.target.closest("a, button, input, select, textarea, label")) choose(item, { focus: Boolean(mark) });
  });

  document.body.addEventListener("htmx:afterSettle", (event) => {
    const target = event.detail.target;
    if (target.classList.contains("item-form")) {
      choose(target.closest(".item"), { focus: false });
      target.querySelector("input:not([type=hidden]), select")?.focus();
      return;
    }
    const item = document.getElementById(target.id);
    if (!item?.classList.contains("item")) return;
    document.getElementById("room-status").hidden = true;
    showStates();
    const open = item.dataset.state === "undecided";
    decided = open ? decided : item.id;
    const all = items();
    const next = all.slice(all.indexOf(item)).find((one) => one.dataset.state === "undecided");
    choose(open ? item : next || item);
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const status = document.getElementById("room-status");
    status.textContent = [...page.querySelectorAll("main h1, main p")].slice(0, 2).map((part) => part.textContent).join(". ");
    status.hidden = false;
  });

  // Selected words: offsets count characters of the stored text, not UTF-16 units.
  const form = document.getElementById("selection");
  const text = room.querySelector("[data-text]");

  function offsets(range) {
    const parts = [...text.querySelectorAll("[data-start]")].filter((part) => range.intersectsNode(part));
    if (!parts.length) return null;
    const at = (part, node, offset, fallback) =>
      Number(part.dataset.start) + (part.contains(node) && node.nodeType === Node.TEXT_NODE ? characters(node.data.slice(0, offset)) : fallback);
    const first = parts[0];
    const last = parts[parts.length - 1];
    return [
      at(first, range.startContainer, range.startOffset, 0),
      at(last, range.endContainer, range.endOffset, characters(last.textContent)),
    ];
  }

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!form || !selection.rangeCount || !text.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const found = range.collapsed ? null : offsets(range);
    form.elements.start.value = found ? found[0] : "";
    form.elements.end.value = found ? found[1] : "";
    const shown = form.querySelector("[data-selected]");
    shown.textContent = found ? `“${selection.toString().slice(0, 140)}”` : shown.dataset.none;
    form.classList.toggle("ready", Boolean(found));
  });

  const wanted = document.getElementById(location.hash.slice(1));
  choose(wanted?.classList.contains("item") ? wanted : items().find((item) => item.dataset.state === "undecided") || items()[0], { focus: Boolean(wanted) });
})();
