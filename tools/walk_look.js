// What tools/walk_look.py asks of a page with the keyboard alone. Runs before the page's own scripts.
"use strict";

(() => {
  const FOCUSABLE = "a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable=true]";
  const SAID = "a, button, summary, label, select, option, input, textarea, [tabindex]";
  const LOOKS = ["outlineStyle", "outlineWidth", "boxShadow", "borderColor", "backgroundColor", "textDecorationLine", "color"];
  const clicked = new Set(); // elements that wait for a click of their own

  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (kind, ...rest) {
    if (["click", "mousedown", "pointerdown"].includes(kind) && this instanceof Element) clicked.add(this);
    return listen.call(this, kind, ...rest);
  };

  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const named = (element) => {
    const own = element.id ? `#${element.id}` : element.name ? `[name=${element.name}]` : element.className ? `.${String(element.className.baseVal ?? element.className).trim().split(/\s+/).join(".")}` : "";
    const words = (element.getAttribute("aria-label") ?? element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `${element.localName}${own}${words ? ` "${words}"` : ""}`;
  };
  const takesFocus = (element) =>
    element.matches(FOCUSABLE) && element.tabIndex >= 0 && !element.matches(":disabled, input[type=hidden], [inert] *") && shown(element) &&
    (element.localName !== "summary" || element === element.parentElement.querySelector(":scope > summary"));
  // Of radio buttons that belong together Tab comes to the chosen one, or the first; the arrows go on.
  const sharedStop = (element) => element.type === "radio" && element.name && [...document.getElementsByName(element.name)].filter((one) => one.form === element.form);
  const isStop = (element) => {
    const group = sharedStop(element);
    return !group || (group.find((one) => one.checked) ?? group.find(takesFocus)) === element;
  };
  // Focus may show on the element, on what stands around or beside it, or on its label.
  const around = (element) => [element, element.parentElement, element.nextElementSibling, ...(element.labels ?? [])].filter(Boolean);
  const looks = (element) => around(element).map((one) => LOOKS.map((name) => getComputedStyle(one)[name]).join()).join("|");

  // Whether at least a part of the element can be seen: nothing that stays in place lies over all of it.
  const isCovered = (element) => {
    const whole = element.getBoundingClientRect();
    const rects = whole.width > 2 ? [...element.getClientRects()] : [];
    const points = rects.flatMap((r) => [[r.left + r.width / 2, r.top + r.height / 2], [r.left + 3, r.top + 3], [r.right - 3, r.bottom - 3], [r.right - 3, r.top + 3], [r.left + 3, r.bottom - 3]]);
    for (let box = element.parentElement; box; box = box.parentElement) {
      if (box.clientWidth === 1 && getComputedStyle(box).overflow === "hidden") return true;
    }
    return points.length > 0 && !points.some(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return hit && (element.contains(hit) || hit.contains(element) || [...(element.labels ?? [])].some((label) => label.contains(hit)));
    });
  };

  let stops = [], before = new Map(), reached = [], faults = new Set();
  const judge = () => {
    const element = document.activeElement;
    if (!before.has(element)) return;
    if (looks(element) === before.get(element)) faults.add(`focus cannot be seen on ${named(element)}`);
    if (isCovered(element)) faults.add(`focus lies hidden under something else: ${named(element)}`);
    before.delete(element);
  };

  listen.call(document, "keydown", (event) => event.key === "Tab" && judge(), true);
  listen.call(document, "focusin", (event) => reached.at(-1) !== event.target && reached.push(event.target), true);

  window.keyboard = {
    /** Begin at the top; returns how many places Tab should come to. */
    begin() {
      document.body.tabIndex = -1; // the next Tab starts from the top, wherever the last one was
      document.body.focus();
      document.body.removeAttribute("tabindex");
      document.body.blur();
      stops = [...document.querySelectorAll(FOCUSABLE)].filter((element) => takesFocus(element) && isStop(element));
      before = new Map(stops.map((element) => [element, looks(element)]));
      reached = [];
      faults = new Set();
      return stops.length;
    },
    /** Whether Tab has come round: it left the page, or came back to where it had been before. */
    isRound: () => document.activeElement === document.body || new Set(reached).size < reached.length,
    end() {
      judge();
      for (const element of stops) {
        if (element.isConnected && shown(element) && !reached.includes(element)) faults.add(`Tab never comes to ${named(element)}`);
      }
      for (const element of document.querySelectorAll("body *")) {
        if (element.matches(SAID) || element.closest(SAID) || !shown(element) || [...element.querySelectorAll(FOCUSABLE)].some(takesFocus)) continue;
        const asks = clicked.has(element) || (element.matches("[hx-get], [hx-post]") && !/load|every|revealed|from:/.test(element.getAttribute("hx-trigger") ?? ""));
        const points = getComputedStyle(element).cursor === "pointer" && getComputedStyle(element.parentElement).cursor !== "pointer";
        if (asks || points) faults.add(`only a mouse can use ${named(element)}`);
      }
      return [...faults];
    },
  };
})();
