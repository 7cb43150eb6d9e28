// The expressions of a form, from the tree that the server parsed (xlsforms/rules/expressions.py): what is asked, what is counted.
// A function that is not here makes the answer unknown: what is unknown is asked, and the server decides.
"use strict";

const ChungTayExpressions = (() => {
  class Unknown extends Error {}
  const text = (value) => Array.isArray(value) ? text(value[0] ?? "") : typeof value === "number" && Number.isNaN(value) ? "NaN" : String(value ?? "");
  const DAY = 86_400_000;
  function number(value) {
    if (typeof value === "number") return value;
    if (typeof value === "boolean") return Number(value);
    const bare = text(value).trim();
    if (/^-?(\d+(\.\d*)?|\.\d+)$/.test(bare)) return Number(bare);
    return /^\d{4}-\d\d-\d\d/.test(bare) ? Date.parse(`${bare.slice(0, 10)}T00:00Z`) / DAY : NaN;
  }
  const bool = (value) => typeof value === "boolean" ? value : typeof value === "number" ? value !== 0 && !Number.isNaN(value) : Array.isArray(value) ? value.length > 0 : Boolean(value);
  const flat = (values) => values.flat().filter((one) => text(one) !== "").map(number).filter((one) => !Number.isNaN(one));

  function alike(left, right) {
    if (Array.isArray(left)) return left.some((one) => alike(one, right));
    if (Array.isArray(right)) return alike(right, left);
    if (typeof left === "boolean" || typeof right === "boolean") return bool(left) === bool(right);
    if (typeof left === "number" || typeof right === "number") return number(left) === number(right);
    return text(left) === text(right);
  }
  const signs = {
    "=": alike, "!=": (a, b) => !alike(a, b),
    "<": (a, b) => number(a) < number(b), "<=": (a, b) => number(a) <= number(b),
    ">": (a, b) => number(a) > number(b), ">=": (a, b) => number(a) >= number(b),
    "+": (a, b) => number(a) + number(b), "-": (a, b) => number(a) - number(b), "*": (a, b) => number(a) * number(b),
    div: (a, b) => number(b) === 0 ? NaN : number(a) / number(b), mod: (a, b) => number(b) === 0 ? NaN : number(a) % number(b),
  };
  const calls = {
    true: () => true, false: () => false, not: (a) => !bool(a), boolean: bool, number, string: text,
    int: (a) => Math.trunc(number(a)), round: (a, places = 0) => Math.floor(number(a) * 10 ** places + 0.5) / 10 ** places,
    abs: (a) => Math.abs(number(a)), selected: (a, choice) => text(a).split(/\s+/).includes(text(choice)),
    "count-selected": (a) => text(a).split(/\s+/).filter(Boolean).length,
    coalesce: (...given) => text(given.find((one) => text(one) !== "") ?? ""), once: text,
    concat: (...given) => given.flat().map(text).join(""), contains: (a, b) => text(a).includes(text(b)),
    "starts-with": (a, b) => text(a).startsWith(text(b)), "string-length": (a) => text(a).length,
    sum: (...given) => flat(given).reduce((sum, one) => sum + one, 0), count: (a) => Array.isArray(a) ? a.length : Number(text(a) !== ""),
    "count-non-empty": (a) => [a].flat().filter((one) => text(one) !== "").length,
    min: (...given) => flat(given).length ? Math.min(...flat(given)) : NaN, max: (...given) => flat(given).length ? Math.max(...flat(given)) : NaN,
  };

  /** around: { read(name), own, today }. Throws Unknown. */
  function evaluate(tree, around) {
    const [what, ...rest] = tree;
    if (what === "num" || what === "str") return rest[0];
    if (what === "ref") return around.read(rest[0]);
    if (what === "self") return around.own ?? "";
    if (what === "call") {
      const [name, given] = rest;
      if (name === "today" || name === "now") return around.today;
      if (name === "if") return evaluate(given[bool(evaluate(given[0], around)) ? 1 : 2], around);
      if (!Object.hasOwn(calls, name)) throw new Unknown(name);
      return calls[name](...given.map((one) => evaluate(one, around)));
    }
    if (what === "and") return rest.every((one) => bool(evaluate(one, around)));
    if (what === "or") return rest.some((one) => bool(evaluate(one, around)));
    if (what === "-" && rest.length === 1) return -number(evaluate(rest[0], around));
    if (!Object.hasOwn(signs, what)) throw new Unknown(what);
    return signs[what](...rest.map((one) => evaluate(one, around)));
  }

  /** Whether something is asked: what cannot be worked out here is. */
  function holds(tree, around) {
    try { return bool(evaluate(tree, around)); } catch { return true; }
  }
  /** What a calculated question shows; nothing where it cannot be worked out here. */
  function count(tree, around) {
    try {
      const found = evaluate(tree, around);
      return typeof found === "number" && Number.isNaN(found) ? "" : found;
    } catch { return ""; }
  }
  return { holds, count };
})();
