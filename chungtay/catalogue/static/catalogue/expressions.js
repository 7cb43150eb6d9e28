// The language of checks in the browser: evaluates the trees that rules/expressions.py makes (to_tree), with exact
// fractions, and answers just as Python does. A test runs both over the same cases.
//   a number   {n, d}: BigInts, d > 0        no number  null: not reported
//   an answer  a number | true | false | {silent: [references]} | {zero: true}: divided by zero
"use strict";

const ChungTayExpressions = (() => {
  const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
  const fraction = (n, d = 1n) => {
    if (d < 0n) [n, d] = [-n, -d];
    const common = gcd(n, d) || 1n;
    return { n: n / common, d: d / common };
  };
  const isNumber = (answer) => typeof answer === "object" && answer !== null && "n" in answer;
  const isReason = (answer) => typeof answer === "object" && answer !== null && !("n" in answer);

  /** "1234.5" → the number; null for null, "" and what is no number. */
  function number(text) {
    const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? "");
    if (!found) return null;
    const [, minus, whole, part = ""] = found;
    const n = BigInt(whole + part);
    return fraction(minus ? -n : n, 10n ** BigInt(part.length));
  }

  const plus = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
  const compare = (a, b) => { const by = a.n * b.d - b.n * a.d; return by < 0n ? -1 : by > 0n ? 1 : 0; };
  const SIGNS = {
    "+": plus,
    "-": (a, b) => plus(a, { n: -b.n, d: b.d }),
    "*": (a, b) => fraction(a.n * b.n, a.d * b.d),
    "/": (a, b) => (b.n ? fraction(a.n * b.d, a.d * b.n) : { zero: true }),
    "=": (a, b) => compare(a, b) === 0,
    "!=": (a, b) => compare(a, b) !== 0,
    "<": (a, b) => compare(a, b) < 0,
    "<=": (a, b) => compare(a, b) <= 0,
    ">": (a, b) => compare(a, b) > 0,
    ">=": (a, b) => compare(a, b) >= 0,
  };
  const CALLS = {
    max: (parts) => parts.reduce((a, b) => (compare(a, b) < 0 ? b : a)),
    min: (parts) => parts.reduce((a, b) => (compare(a, b) > 0 ? b : a)),
    sum: (parts) => parts.reduce(plus),
  };

  /** Why there is no number, or null: not reported comes before divided by zero. */
  function reason(answers) {
    const silent = answers.filter(isReason).flatMap((answer) => answer.silent ?? []);
    if (silent.length) return { silent: [...new Set(silent)] };
    if (answers.some((answer) => isReason(answer) && answer.zero)) return { zero: true };
    if (!answers.every(isNumber)) throw new TypeError("a yes or no stands where a number is needed");
    return null;
  }

  /** One side that decides is enough, whatever the other does not say. */
  function logic(left, right, decides) {
    if (isNumber(left) || isNumber(right)) throw new TypeError("a number stands where a yes or no is needed");
    if (left === decides || right === decides) return decides;
    const unknown = [left, right].filter(isReason);
    return unknown.length ? reason(unknown) : !decides;
  }

  /** read(cell, when) → its number, or null. A reference adds up its cells; with none of them it says nothing. */
  function evaluate(tree, read) {
    if ("number" in tree) return number(tree.number);
    if ("reference" in tree) {
      const found = tree.cells.map((cell) => read(cell, tree.when));
      return found.length && found.every(Boolean) ? found.reduce(plus) : { silent: [tree.reference] };
    }
    if ("call" in tree) {
      const parts = tree.parts.map((part) => evaluate(part, read));
      return reason(parts) ?? CALLS[tree.call](parts);
    }
    const [left, right] = [evaluate(tree.left, read), evaluate(tree.right, read)];
    if (tree.sign === "and" || tree.sign === "or") return logic(left, right, tree.sign === "or");
    return reason([left, right]) ?? SIGNS[tree.sign](left, right);
  }

  /** What a check says: {holds, left, right}, the sides where they are numbers. */
  function judge(tree, read) {
    const holds = evaluate(tree, read);
    if (!("left" in tree) || tree.sign === "and" || tree.sign === "or") return { holds, left: null, right: null };
    const [left, right] = [evaluate(tree.left, read), evaluate(tree.right, read)];
    return { holds, left: isNumber(left) ? left : null, right: isNumber(right) ? right : null };
  }

  /** As people here write it: 1.234,5; at most three decimals, halves away from zero. */
  function said({ n, d }) {
    const thousandths = ((n < 0n ? -n : n) * 2000n + d) / (2n * d);
    const part = String(thousandths % 1000n).padStart(3, "0").replace(/0+$/, "");
    const whole = String(thousandths / 1000n).replace(/\B(?=(\d{3})+$)/g, ".");
    return (n < 0n && thousandths ? "-" : "") + whole + (part && `,${part}`);
  }

  return { evaluate, judge, number, said };
})();
