// What applies, what is worked out and what is wrong in a form for the answers typed so far?
// The page's twin of core/document/questionnaire/filling; the server works it out again.
"use strict";
const onrecordFilling = (() => {
  const { evaluate, asText, asNumber, asBoolean, isDate, dayPart } = onrecordExpressions;
  const MOST_REPEATS = 100;
  const INTEGER = /^-?[0-9]{1,15}$/;
  const DECIMAL = /^-?(?:[0-9]{1,15}(?:\.[0-9]{0,10})?|\.[0-9]{1,10})$/;
  const isTime = (text) => !Number.isNaN(dayPart(text));
  const FITS = {
    integer: (text) => INTEGER.test(text),
    decimal: (text) => DECIMAL.test(text),
    date: isDate,
    dateTime: (text) => text[10] === "T" && isDate(text.slice(0, 10)) && isTime(text.slice(11)),
    time: isTime,
  };

  const pathOf = (prefix, name) => prefix.map(([repeat, turn]) => `${repeat}/${turn}/`).join("") + name;

  function placeOf(path) {
    const parts = path.split("/");
    const prefix = [];
    while (parts.length > 2) prefix.push([parts.shift(), Number(parts.shift())]);
    return { prefix, name: parts[0] };
  }

  function normal(kind, typed) {
    const text = typed.replace(/\0/g, "").replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
    if (kind === "decimal") return text.replaceAll(",", ".");
    return kind.startsWith("select_") ? text.split(" ").filter((word) => word).join(" ") : text;
  }

  function filled(plan, answers) {
    const items = new Map(plan.items.map((item) => [item.name, item]));
    const values = new Map();
    const applying = new Map();
    const kept = (store, key, work) => {
      if (!store.has(key)) store.set(key, work());
      return store.get(key);
    };
    const scope = (prefix, current = "", choice = null) => ({
      today: plan.today,
      current,
      position: prefix.length ? prefix.at(-1)[1] : 0,
      answers: (name) => answersTo(name, prefix),
      column: (name) => (choice && choice.columns[name]) || "",
    });
    const holds = (expression, place) => expression !== null && asBoolean(evaluate(expression, place));

    function applies(name, prefix) {
      return kept(applying, pathOf(prefix, name), () => {
        const item = items.get(name);
        if (item.relevant && !holds(item.relevant, scope(prefix))) return false;
        const outer = item.around.at(-1);
        if (outer === undefined) return true;
        return applies(outer, items.get(outer).kind === "repeat" ? prefix.slice(0, -1) : prefix);
      });
    }

    function value(name, prefix) {
      return kept(values, pathOf(prefix, name), () => {
        const item = items.get(name);
        const typed = answers[pathOf(prefix, name)];
        if (typed !== undefined && !item.computed) return normal(item.kind, typed);
        if (!item.rule) return "";
        const text = asText(evaluate(item.rule, scope(prefix)));
        return text === "NaN" ? "" : normal(item.kind, text);
      });
    }

    function count(name, prefix) {
      const item = items.get(name);
      if (!applies(name, prefix)) return 0;
      if (item.count) {
        const number = asNumber(evaluate(item.count, scope(prefix)));
        return Number.isNaN(number) ? 0 : Math.trunc(Math.min(Math.max(number, 0), MOST_REPEATS));
      }
      const given = answers[pathOf(prefix, name)];
      return given !== undefined && /^[0-9]{1,8}$/.test(given) ? Math.min(Number(given), MOST_REPEATS) : 1;
    }

    function prefixes(item, prefix) {
      let found = [[]];
      let shared = true;
      item.repeats.forEach((name, depth) => {
        shared = shared && depth < prefix.length && prefix[depth][0] === name;
        found = shared
          ? found.map((outer) => [...outer, prefix[depth]])
          : found.flatMap((outer) => Array.from({ length: count(name, outer) }, (_, turn) => [...outer, [name, turn + 1]]));
      });
      return found;
    }

    function answersTo(name, prefix) {
      const item = items.get(name);
      const places = prefixes(item, prefix);
      if (item.kind !== "repeat") return places.map((place) => (applies(name, place) ? value(name, place) : ""));
      return places.flatMap((place) => Array.from({ length: count(name, place) }, (_, turn) => String(turn + 1)));
    }

    function choices(item, prefix, current) {
      if (!item.filter) return item.choices;
      return item.choices.filter((choice) => holds(item.filter, scope(prefix, current, choice)));
    }

    // What is wrong: needed, kind, choice, constraint; empty where nothing is.
    function wrong(item, prefix) {
      const current = value(item.name, prefix);
      const place = scope(prefix, current);
      if (!current) return holds(item.required, place) ? "needed" : "";
      if (FITS[item.kind] && !FITS[item.kind](current)) return "kind";
      if (item.choices) {
        const names = choices(item, prefix, current).map((choice) => choice.name);
        if (!current.split(" ").every((word) => names.includes(word))) return "choice";
      }
      return item.constraint && !holds(item.constraint, place) ? "constraint" : "";
    }

    // The answer as a label shows it: choices by their labels.
    function words(name, prefix) {
      const item = items.get(name);
      const text = answersTo(name, prefix).join(" ");
      if (!item.choices) return text;
      const labels = new Map(item.choices.map((choice) => [choice.name, choice.label]));
      return text.split(" ").filter((word) => word).map((word) => labels.get(word) || word).join("; ");
    }

    return {
      at(path) {
        const { prefix, name } = placeOf(path);
        const item = items.get(name);
        if (!item) return null;
        const isQuestion = item.kind !== "group" && item.kind !== "repeat";
        return {
          item,
          applies: applies(name, prefix),
          value: isQuestion ? value(name, prefix) : "",
          wrong: isQuestion ? wrong(item, prefix) : "",
          choices: item.choices ? choices(item, prefix, value(name, prefix)).map((choice) => choice.name) : [],
          words: (other) => words(other, prefix),
        };
      },
    };
  }

  return { filled };
})();
