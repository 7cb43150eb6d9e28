// The grid: keyboard, paste of blocks, autosave through the queue of the site, checks while typing, one cell at a time.
// Without this script the page is a plain form. What a field holds is one text: "12,5", "!3" (the third reason), "".
"use strict";

(() => {
  const grid = document.querySelector("[data-grid]");
  if (!grid) return;
  const words = grid.dataset;
  const { checks, past } = JSON.parse(document.getElementById("grid-data").textContent);
  const tds = [...grid.querySelectorAll("[data-cell]")];
  const cells = new Map(tds.map((td) => [td.dataset.cell, cellOf(td)]));
  const byCode = new Map([...cells.values()].map((cell) => [cell.code, cell]));
  const open = [...cells.values()].filter((cell) => cell.input); // those that one may write into, in order
  const lines = [...grid.querySelectorAll("tbody tr")].map((row) => open.filter((cell) => cell.td.parentElement === row)).filter((line) => line.length);
  const PAUSE = 500;

  function cellOf(td) {
    const input = td.querySelector("input:not([type=hidden])");
    const hidden = td.querySelector("input[type=hidden]");
    const [seen, saved] = hidden ? split(hidden.value) : [0, ""];
    const cell = { id: td.dataset.cell, code: td.dataset.code, td, input, hidden, select: td.querySelector("select"), seen, saved, at: 0 };
    cell.before = saved;
    return cell;
  }

  function split(text) {
    const bar = text.indexOf("|");
    return [Number(text.slice(0, bar)), text.slice(bar + 1)];
  }

  // -- what a cell says -------------------------------------------------------------------------------------------

  const given = (cell) => (cell.select?.value ? `!${cell.select.value}` : cell.input ? cell.input.value.trim() : cell.saved);

  /** "1.234,5" → "1234.5", as rules/numbers.py reads it where only one reading is possible; null for anything else. */
  function plainNumber(text) {
    const bare = text.replace(/[\s\u00a0\u202f]+/g, "");
    if (/^\d+$/.test(bare)) return bare;
    if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare)) return bare.replaceAll(".", "").replace(",", ".");
    if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return bare.replaceAll(",", "");
    return /^\d+[.,]\d+$/.test(bare) ? bare.replace(",", ".") : null;
  }

  const numberOf = (cell) => {
    const text = cell.input ? given(cell) : cell.td.querySelector(".stands").textContent.trim();
    return ChungTayExpressions.number(plainNumber(text) ?? "");
  };

  function put(cell, text) {
    cell.select.value = text.startsWith("!") ? text.slice(1) : "";
    cell.input.value = text.startsWith("!") ? "" : text;
    show(cell);
  }

  function show(cell) {
    const text = given(cell);
    const kind = text.startsWith("!") ? "missing" : text === "" ? "none" : plainNumber(text) === "0" ? "zero" : "number";
    cell.td.classList.remove("missing", "none", "zero", "number");
    cell.td.classList.add(kind);
  }

  // -- totals and checks -------------------------------------------------------------------------------------------

  function total() {
    for (const block of grid.querySelectorAll("[data-adds-up]")) {
      const numbers = [...block.querySelectorAll("[data-cell]")].map((td) => numberOf(cells.get(td.dataset.cell)));
      const foot = block.querySelector("[data-total-row]");
      foot.hidden = !numbers.every(Boolean);
      if (foot.hidden) continue;
      const sum = numbers.reduce((a, b) => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d }));
      foot.querySelector("[data-total]").textContent = ChungTayExpressions.said(sum);
    }
  }

  function judge() {
    const read = (code, when) => {
      const here = byCode.get(code);
      return when === "now" && here ? numberOf(here) : ChungTayExpressions.number(past[`${code}@${when}`] ?? "");
    };
    let failing = 0;
    for (const cell of cells.values()) cell.td.classList.remove("doubtful");
    for (const check of checks) {
      const verdict = ChungTayExpressions.judge(check.tree, read);
      const line = document.querySelector(`[data-check="${check.code}"]`);
      const fails = verdict.holds === false;
      line.hidden = !fails;
      if (!fails) continue;
      failing += 1;
      const side = (number) => (number ? ChungTayExpressions.said(number) : "?");
      line.querySelector("[data-sentence]").textContent = check.sentence.replaceAll("{left}", side(verdict.left)).replaceAll("{right}", side(verdict.right));
      for (const code of touched(check.tree)) byCode.get(code)?.td.classList.add("doubtful");
    }
    document.querySelector("[data-no-remarks]").hidden = failing > 0;
  }

  function touched(tree) {
    if (tree.cells) return tree.when === "now" ? tree.cells : [];
    return [tree.left, tree.right, ...(tree.parts || [])].filter(Boolean).flatMap(touched);
  }

  function count() {
    const full = [...cells.values()].filter((cell) => !cell.td.classList.contains("none")).length;
    grid.querySelector("[data-given]").textContent = words.wordsGiven.replace("#", full);
  }

  function look() { total(); judge(); count(); }

  // -- saving ---------------------------------------------------------------------------------------------------------

  const state = grid.querySelector("[data-state]");
  const dirty = new Set();
  let timer = 0;
  let sending = null;

  function changed(cell) {
    show(cell);
    look();
    if (given(cell) === cell.saved && !cell.td.classList.contains("clash")) { dirty.delete(cell); return; }
    cell.at = Date.now();
    dirty.add(cell);
    state.textContent = words.wordsSaving;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  /** One batch at a time, so that each is written on what the one before left. */
  async function save() {
    clearTimeout(timer);
    if (sending) await sending;
    if (!dirty.size) return;
    const batch = [...dirty];
    dirty.clear();
    const body = { cells: batch.map((cell) => ({ cell: Number(cell.id), seen: cell.seen, given: given(cell), at: cell.at })) };
    for (const cell of batch) cell.saved = given(cell);
    sending = ChungTayQueue.add({ url: location.pathname, body, label: words.label }).finally(() => { sending = null; });
    await sending;
    await tellState();
  }

  async function tellState() {
    const waiting = (await waitingItems()).flatMap((item) => JSON.parse(item.json).cells);
    const wrong = tds.filter((td) => td.classList.contains("wrong")).length;
    const many = new Set(waiting.map((one) => one.cell)).size;
    state.textContent = dirty.size || sending ? words.wordsSaving : many ? words.wordsWaiting.replace("#", many) : wrong ? words.wordsWrong.replace("#", wrong) : words.wordsSaved;
  }

  async function waitingItems() {
    return (await QueueStore.all()).filter((item) => item.url === location.pathname && item.json && item.state === "waiting");
  }

  /** What the server made of some cells: {cells: {id: {seen, given, problem, doubt, others}}, remarks}. */
  function answered(text) {
    const answer = JSON.parse(text);
    for (const [id, said] of Object.entries(answer.cells)) {
      const cell = cells.get(id);
      if (!cell?.input) continue;
      cell.seen = said.seen;
      const untouched = !dirty.has(cell) && (given(cell) === cell.saved || document.activeElement !== cell.input);
      if (!said.problem) {
        cell.saved = cell.before = said.given;
        if (untouched) put(cell, said.given);
        cell.hidden.value = `${said.seen}|${said.given}`;
      }
      mark(cell, said);
    }
    for (const check of checks) {
      const line = document.querySelector(`[data-check="${check.code}"]`);
      const remark = answer.remarks[check.code];
      const about = line.querySelector("[name=about]");
      if (!about) continue;
      about.value = remark?.about ?? "";
      line.querySelector("[data-explained]").hidden = !remark?.explained;
      line.querySelector("[data-explanation]").textContent = remark?.explained ?? "";
      line.querySelector("[data-explain]").hidden = Boolean(remark?.explained);
    }
    look();
  }

  function mark(cell, said) {
    const told = cell.td.querySelector("[data-problem]");
    told.textContent = said.problem || said.doubt;
    told.hidden = !told.textContent;
    cell.td.classList.toggle("wrong", Boolean(said.problem));
    cell.input.toggleAttribute("aria-invalid", Boolean(said.problem));
    cell.td.classList.toggle("clash", said.others.length > 0);
    const others = cell.td.querySelector("[data-others]");
    others.replaceChildren(...(said.others.length ? clashOf(cell, said) : []));
    listClash(cell, said);
  }

  const sidesOf = (said) => [{ given: said.given, said: said.said, by: said.by }, ...said.others];
  const wrote = (side) => [side.by || words.wordsSystem, side.said || words.wordsNothing];

  /** On top of the form, where a clash far down is not overlooked. */
  function listClash(cell, said) {
    const section = document.querySelector("[data-clashes]");
    const list = section.querySelector("[data-clash-list]");
    list.querySelector(`[data-of="${cell.id}"]`)?.remove();
    if (said.others.length) {
      const item = document.createElement("li");
      item.dataset.of = cell.id;
      const link = Object.assign(document.createElement("a"), { className: "title", href: `#o${cell.id}`, textContent: cell.input.getAttribute("aria-label") });
      const under = Object.assign(document.createElement("span"), { className: "under" });
      under.append(...sidesOf(said).map((side) => Object.assign(document.createElement("span"), { textContent: wrote(side).join(": ") })));
      item.append(link, under);
      list.append(item);
    }
    section.hidden = !list.children.length;
  }

  /** Both values, each with who wrote it; one of them is chosen. */
  function clashOf(cell, said) {
    return sidesOf(said).flatMap((side, at) => {
      const line = document.createElement("small");
      const [by, what] = wrote(side);
      line.textContent = `${by} ${words.wordsWrote} ${what} `;
      return [line, choice(at ? words.wordsTake : words.wordsKeep, cell, side.given)];
    });
  }

  function choice(label, cell, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = label;
    button.addEventListener("click", () => { put(cell, text); changed(cell); });
    return button;
  }

  document.addEventListener("chungtay:queue", ({ detail }) => {
    if (detail.url !== location.pathname) return;
    if (detail.state === "sent" && detail.answer) answered(detail.answer);
    tellState();
  });

  // A page opened again without a network shows what waits to be sent.
  async function recall() {
    for (const item of await waitingItems()) {
      for (const one of JSON.parse(item.json).cells) {
        const cell = cells.get(String(one.cell));
        if (cell?.input) { put(cell, one.given); cell.saved = one.given; }
      }
    }
    look();
    if ((await waitingItems()).length) await tellState();
  }

  // Sending the whole form waits for what is still being saved.
  grid.addEventListener("submit", async (event) => {
    if (!dirty.size && !sending) return;
    event.preventDefault();
    const button = event.submitter;
    await save();
    if (sending) await sending;
    grid.requestSubmit(button);
  });

  // -- keyboard --------------------------------------------------------------------------------------------------------

  function go(cell, down, right) {
    const y = lines.findIndex((line) => line.includes(cell));
    const x = lines[y].indexOf(cell) + right;
    const next = right ? open[open.indexOf(cell) + right] : lines[y + down]?.[Math.min(x, lines[y + down].length - 1)];
    if (!next) return;
    next.input.focus();
    next.input.select();
  }

  const editing = (cell) => cell.input.dataset.editing === "yes";

  function key(event) {
    const cell = cells.get(event.target.closest("[data-cell]")?.dataset.cell);
    if (!cell?.input || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === cell.select) {
      if (event.key === "Escape" || event.key === "Enter") { event.preventDefault(); cell.input.focus(); }
      return;
    }
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0] };
    if (!editing(cell)) Object.assign(moves, { ArrowLeft: [0, -1], ArrowRight: [0, 1] });
    if (moves[event.key]) { event.preventDefault(); go(cell, ...moves[event.key]); }
    else if (event.key === "F2") { cell.input.dataset.editing = "yes"; cell.input.setSelectionRange(cell.input.value.length, cell.input.value.length); }
    else if (event.key === "Escape") { put(cell, cell.before); changed(cell); cell.input.select(); }
    else if (event.key === "?") { event.preventDefault(); cell.select.focus(); cell.select.showPicker?.(); }
  }

  /** A block of a spreadsheet: lines downwards, tabs to the right, over the rows of the grid. */
  function paste(event) {
    const cell = cells.get(event.target.closest("[data-cell]")?.dataset.cell);
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    if (!cell?.input || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const y = lines.findIndex((line) => line.includes(cell));
    const x = lines[y].indexOf(cell);
    text.split(/\r?\n/).forEach((row, down) => row.split("\t").forEach((value, right) => {
      const target = lines[y + down]?.[x + right];
      if (target && value.trim()) { put(target, value.trim()); changed(target); }
    }));
  }

  /** The row of a block from this cell on, for a spreadsheet. */
  function copy(event) {
    const cell = cells.get(event.target.closest("[data-cell]")?.dataset.cell);
    if (!cell?.input || cell.input.selectionStart !== 0 || cell.input.selectionEnd !== cell.input.value.length) return;
    const block = cell.td.closest("[data-block]");
    const rows = lines.filter((line) => block.contains(line[0].td));
    event.preventDefault();
    event.clipboardData.setData("text/plain", rows.map((line) => line.map((one) => one.input.value).join("\t")).join("\n"));
  }

  grid.addEventListener("keydown", key);
  grid.addEventListener("paste", paste);
  grid.addEventListener("copy", copy);
  grid.addEventListener("focusin", ({ target }) => { if (target.matches("input")) { delete target.dataset.editing; stand(cells.get(target.closest("[data-cell]")?.dataset.cell)); } });
  grid.addEventListener("dblclick", ({ target }) => { if (target.matches("input")) target.dataset.editing = "yes"; });
  grid.addEventListener("input", ({ target }) => {
    const cell = cells.get(target.closest("[data-cell]")?.dataset.cell);
    if (!cell) return;
    if (target === cell.input && cell.input.value) cell.select.value = "";
    if (target === cell.select && cell.select.value) cell.input.value = "";
    changed(cell);
  });
  for (const button of grid.querySelectorAll(".others button")) { // the server's, for who has no script
    const cell = cells.get(button.closest("[data-cell]").dataset.cell);
    button.addEventListener("click", (event) => { event.preventDefault(); put(cell, button.value); changed(cell); });
  }

  // -- one cell at a time, on a phone -----------------------------------------------------------------------------------

  const keys = document.querySelector("[data-keys]");
  const one = grid.querySelector("[data-one]");
  const narrow = matchMedia("(max-width: 480px)");
  let at = open[0];

  const around = ({ td }) => [td, td.parentElement, td.closest("[data-block]"), td.closest(".block"), td.closest(".part")];

  function stand(cell) {
    if (!cell || !open.includes(cell)) return;
    for (const other of open) for (const part of around(other)) part.classList.remove("here");
    at = cell;
    for (const part of around(cell)) part.classList.add("here");
    keys.querySelector("[data-place]").textContent = `${open.indexOf(cell) + 1}/${open.length}`;
  }

  function oneByOne(on) {
    grid.classList.toggle("one", on);
    one.setAttribute("aria-pressed", String(on));
    keys.hidden = !on;
    stand(at);
  }

  keys.addEventListener("click", ({ target }) => {
    const step = Number(target.closest("[data-go]")?.dataset.go ?? 0);
    const next = open[open.indexOf(at) + step];
    if (!step || !next) return;
    stand(next);
    next.input.focus();
    next.input.select();
  });
  one.hidden = !open.length;
  one.addEventListener("click", () => oneByOne(!grid.classList.contains("one")));
  if (open.length) oneByOne(narrow.matches);
  grid.classList.add("alive");
  recall();
})();
