// The columns of a table: lines on the page that stand for the numbers of the form.
"use strict";
(() => {
  const picker = document.querySelector("[data-picker]");
  if (!picker) return;
  const form = picker.querySelector("#cut");
  const lines = picker.querySelector("[data-lines]");
  const figure = picker.querySelector("[data-cutting]");
  const STEP = 0.5;
  let waiting = 0;

  const edges = () => form.elements.edges.value.trim().split(/\s+/).filter(Boolean).map(Number).filter((one) => one > 0 && one < 100);
  const within = (value, low, high) => Math.min(Math.max(Math.round(value * 10) / 10, low), high);
  const made = (name, values) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(values).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  };

  function draw(chosen) {
    const upright = edges().map((at, number) => ({ at, key: String(number), across: false, label: lines.dataset.edge }));
    const across = ["top", "bottom"].map((key) => ({ at: Number(form.elements[key].value), key, across: true, label: lines.dataset[key] }));
    lines.replaceChildren(...[...upright, ...across].flatMap((line) => {
      const place = line.across ? { x1: 0, x2: 100, y1: line.at, y2: line.at } : { x1: line.at, x2: line.at, y1: 0, y2: 100 };
      const kind = line.across ? " across" : "";
      const grip = made("line", { ...place, class: `grip${kind}`, tabindex: 0, role: "slider", "data-line": line.key, "aria-label": line.label, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": line.at, "aria-orientation": line.across ? "vertical" : "horizontal" });
      return [grip, made("line", { ...place, class: `line${kind}` })];
    }));
    if (chosen !== undefined) lines.querySelector(`[data-line="${chosen}"]`)?.focus({ preventScroll: true });
  }

  // Returns the key of the line after the move: upright lines are counted from left to right.
  function move(key, to) {
    if (key === "top" || key === "bottom") {
      const [low, high] = key === "top" ? [0, Number(form.elements.bottom.value) - 0.1] : [Number(form.elements.top.value) + 0.1, 100];
      form.elements[key].value = within(to, low, high);
      return key;
    }
    const all = edges();
    const at = within(to, 0.1, 99.9);
    all[Number(key)] = at;
    all.sort((one, other) => one - other);
    form.elements.edges.value = all.join(" ");
    return String(all.indexOf(at));
  }

  function preview() {
    clearTimeout(waiting);
    waiting = setTimeout(() => form.querySelector("[data-preview]").click(), 300);
  }

  function at(event) {
    const box = lines.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100];
  }

  let held = null;
  lines.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".grip");
    if (!grip) {
      form.elements.edges.value = [...edges(), within(at(event)[0], 0.1, 99.9)].sort((one, other) => one - other).join(" ");
      draw();
      preview();
      return;
    }
    held = grip.dataset.line;
    lines.setPointerCapture(event.pointerId);
    event.preventDefault();
    grip.focus({ preventScroll: true });
  });
  lines.addEventListener("pointermove", (event) => {
    if (held === null) return;
    const [x, y] = at(event);
    held = move(held, held === "top" || held === "bottom" ? y : x);
    draw(held);
  });
  lines.addEventListener("pointerup", () => {
    if (held !== null) preview();
    held = null;
  });
  lines.addEventListener("keydown", (event) => {
    const grip = event.target.closest(".grip");
    const by = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[event.key];
    const key = grip?.dataset.line;
    if (!grip || (by === undefined && event.key !== "Delete")) return;
    event.preventDefault();
    if (event.key === "Delete" && /^\d+$/.test(key)) {
      form.elements.edges.value = edges().filter((_, number) => String(number) !== key).join(" ");
      draw("0");
    } else if (by !== undefined) {
      draw(move(key, Number(grip.getAttribute("aria-valuenow")) + by));
    }
    preview();
  });
  form.addEventListener("input", () => draw());
  figure.addEventListener("dragstart", (event) => event.preventDefault());
  draw();
})();
