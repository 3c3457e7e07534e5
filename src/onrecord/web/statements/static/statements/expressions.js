// What comes out of an expression of a form? The page's twin of
// core/document/questionnaire/expression: the server decides, the page only shows it at once.
// Expressions come parsed, as lists; nothing here evaluates text. One table of cases judges both.
"use strict";
const onrecordExpressions = (() => {
  const DAY = 86400000;
  const NUMBER = /^-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/;
  const DATE = /^([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?:T(.*))?$/s;
  const TIME = /^([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]{1,6})?)?$/;
  const LONGEST = 2000;
  const LETTER = /^\p{L}$/u;

  const strip = (text) => text.replace(/^[ \t\r\n]+/, "").replace(/[ \t\r\n]+$/, "");
  const words = (text) => strip(text).split(" ").filter((word) => word);
  const signs = (text) => Array.from(text);

  function asText(value) {
    if (Array.isArray(value)) return value.length ? value[0] : "";
    if (typeof value === "boolean") return value ? "true" : "false";
    return typeof value === "number" ? numberText(value) : value;
  }

  function asNumber(value) {
    if (typeof value === "boolean") return value ? 1 : 0;
    return typeof value === "number" ? value : textNumber(asText(value));
  }

  function asBoolean(value) {
    if (typeof value === "boolean") return value;
    if (typeof value === "number") return value !== 0 && !Number.isNaN(value);
    return Array.isArray(value) ? value.some((text) => text) : Boolean(value);
  }

  function numberText(number) {
    if (!Number.isFinite(number)) return String(number);
    if (Number.isInteger(number)) return BigInt(number).toString();
    const text = number.toFixed(10).replace(/0+$/, "").replace(/\.$/, "");
    return text === "-0" ? "0" : text;
  }

  function textNumber(given) {
    const text = strip(given);
    if (NUMBER.test(text)) return Number(text);
    const found = DATE.exec(text);
    if (!found) return dayPart(text);
    const day = dayNumber(Number(found[1]), Number(found[2]), Number(found[3]));
    if (Number.isNaN(day) || found[4] === undefined) return day;
    return day + dayPart(found[4]);
  }

  function dayNumber(year, month, day) {
    const at = new Date(Date.UTC(year, month - 1, day));
    const is = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
    return is ? at.getTime() / DAY : NaN;
  }

  function dayPart(text) {
    const found = TIME.exec(text);
    if (!found) return NaN;
    return (Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3] || 0)) / 86400;
  }

  function dayText(days) {
    const whole = Math.floor(days);
    if (!(whole >= -354285 && whole <= 376199)) return "";
    return new Date(whole * DAY).toISOString().slice(0, 10);
  }

  const isDate = (text) => text.length === 10 && text.slice(1).includes("-") && !Number.isNaN(textNumber(text));

  // The program of a pattern, walked on all ways at once.
  function matches(program, text) {
    const characters = signs(text);
    if (characters.length > LONGEST) return false;
    let states = reached(program, [0], true, characters.length === 0);
    characters.forEach((character, place) => {
      const code = character.codePointAt(0);
      const after = [...states].filter((state) => state < program.length && takes(program[state], code, character)).map((state) => state + 1);
      states = reached(program, after, false, place === characters.length - 1);
    });
    return states.has(program.length);
  }

  function reached(program, begin, atStart, atEnd) {
    const found = new Set();
    const open = [...begin];
    while (open.length) {
      const state = open.pop();
      if (found.has(state)) continue;
      found.add(state);
      if (state === program.length) continue;
      const [kind, to] = program[state];
      if (kind === "split" || kind === "jump") for (const offset of to) open.push(state + offset);
      else if ((kind === "start" && atStart) || (kind === "end" && atEnd)) open.push(state + 1);
    }
    return found;
  }

  function takes([kind, , ranges, letters, negated], code, character) {
    if (kind !== "one") return false;
    const inside = ranges.some(([low, high]) => low <= code && code <= high);
    return (inside || (letters && LETTER.test(character))) !== negated;
  }

  const allTexts = (given) => given.flatMap((value) => (Array.isArray(value) ? value : [asText(value)]));
  const numbers = (given) => allTexts(given).filter((text) => text).map(asNumber);
  const whole = (round) => ([value]) => {
    const number = asNumber(value);
    return Number.isFinite(number) ? round(number) : NaN;
  };

  function extreme(given, choose) {
    const found = numbers(given);
    return found.length && !found.some(Number.isNaN) ? choose(...found) : NaN;
  }

  function place(value, length) {
    const number = asNumber(value);
    if (!Number.isFinite(number)) return number === Infinity ? length : 0;
    const at = Math.floor(number);
    return at < 0 ? Math.max(0, length + at) : Math.min(at, length);
  }

  function substr([value, from, to]) {
    const text = signs(asText(value));
    const first = place(from, text.length);
    const last = to === undefined ? text.length : place(to, text.length);
    return first < last ? text.slice(first, last).join("") : "";
  }

  function round([value, digits]) {
    const number = asNumber(value);
    const places = digits === undefined ? 0 : asNumber(digits);
    if (!Number.isFinite(number) || !(places >= -9 && places <= 9)) return NaN;
    let scale = 1;
    for (let digit = 0; digit < Math.trunc(Math.abs(places)); digit += 1) scale *= 10;
    const scaled = places >= 0 ? number * scale : number / scale;
    if (!Number.isFinite(scaled)) return NaN;
    const rounded = Math.floor(scaled + 0.5);
    return places >= 0 ? rounded / scale : rounded * scale;
  }

  function selectedAt([value, at]) {
    const found = words(asText(value))[asNumber(at)];
    return found === undefined ? "" : found;
  }

  function dateOf([value]) {
    const text = strip(asText(value));
    return typeof value !== "number" && isDate(text) ? text : dayText(asNumber(value));
  }

  const FUNCTIONS = {
    selected: ([list, one]) => words(asText(list)).includes(strip(asText(one))),
    "count-selected": ([list]) => words(asText(list)).length,
    "selected-at": selectedAt,
    "string-length": ([value]) => signs(asText(value)).length,
    coalesce: (given) => given.map(asText).find((text) => text) || "",
    concat: (given) => allTexts(given).join(""),
    contains: ([text, part]) => asText(text).includes(asText(part)),
    "starts-with": ([text, part]) => asText(text).startsWith(asText(part)),
    "ends-with": ([text, part]) => asText(text).endsWith(asText(part)),
    substr,
    "normalize-space": ([text]) => words(asText(text).replace(/[\t\r\n]/g, " ")).join(" "),
    not: ([value]) => !asBoolean(value),
    true: () => true,
    false: () => false,
    boolean: ([value]) => asBoolean(value),
    number: ([value]) => asNumber(value),
    string: ([value]) => asText(value),
    int: whole(Math.trunc),
    round,
    floor: whole(Math.floor),
    ceiling: whole(Math.ceil),
    abs: ([value]) => Math.abs(asNumber(value)),
    date: dateOf,
    "decimal-date-time": ([value]) => asNumber(value),
    min: (given) => extreme(given, Math.min),
    max: (given) => extreme(given, Math.max),
    sum: (given) => numbers(given).reduce((total, number) => total + number, 0),
    count: ([value]) => (Array.isArray(value) ? value.length : 1),
    "count-non-empty": (given) => allTexts(given).filter((text) => text).length,
  };

  const ORDERED = {
    "<": (one, other) => one < other,
    "<=": (one, other) => one <= other,
    ">": (one, other) => one > other,
    ">=": (one, other) => one >= other,
  };
  const ARITHMETIC = {
    "+": (one, other) => one + other,
    "-": (one, other) => one - other,
    "*": (one, other) => one * other,
    div: (one, other) => (other === 0 ? (one === 0 || Number.isNaN(one) ? NaN : one > 0 ? Infinity : -Infinity) : one / other),
    mod: (one, other) => (other === 0 || !Number.isFinite(one) ? NaN : one % other),
  };

  function oneCompared(sign, one, other) {
    if (sign !== "=" && sign !== "!=") return ORDERED[sign](asNumber(one), asNumber(other));
    const numeric = typeof one === "number" || typeof other === "number";
    const same = numeric ? asNumber(one) === asNumber(other) : one === other;
    return same === (sign === "=");
  }

  function compared(sign, first, second) {
    if (typeof first === "boolean" || typeof second === "boolean") return oneCompared(sign, asBoolean(first), asBoolean(second));
    const firsts = Array.isArray(first) ? first : [first];
    const seconds = Array.isArray(second) ? second : [second];
    return firsts.some((one) => seconds.some((other) => oneCompared(sign, one, other)));
  }

  function operated([, sign, left, right], scope) {
    const first = evaluate(left, scope);
    if (sign === "and" || sign === "or") {
      const decided = asBoolean(first);
      return decided === (sign === "or") ? decided : asBoolean(evaluate(right, scope));
    }
    const second = evaluate(right, scope);
    return sign in ARITHMETIC ? ARITHMETIC[sign](asNumber(first), asNumber(second)) : compared(sign, first, second);
  }

  function called(name, args, scope) {
    if (name === "if") return evaluate(args[asBoolean(evaluate(args[0], scope)) ? 1 : 2], scope);
    if (name === "today") return scope.today;
    if (name === "position") return scope.position;
    return FUNCTIONS[name](args.map((argument) => evaluate(argument, scope)));
  }

  // scope: {today, current, position, answers(name), column(name)}
  function evaluate(node, scope) {
    switch (node[0]) {
      case "number": return node[1];
      case "text": return node[1];
      case "answer": return scope.answers(node[1]);
      case "column": return scope.column(node[1]);
      case "current": return [scope.current];
      case "above": return scope.position;
      case "negative": return -asNumber(evaluate(node[1], scope));
      case "operation": return operated(node, scope);
      case "regex": return matches(node[2], asText(evaluate(node[1], scope)));
      default: return called(node[1], node[2], scope);
    }
  }

  return { evaluate, asText, asNumber, asBoolean, isDate, dayPart, names: Object.keys(FUNCTIONS) };
})();
