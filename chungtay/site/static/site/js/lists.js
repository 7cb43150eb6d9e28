// Lists by keyboard: j/k move, Enter opens, x ticks, / searches, ? shows the keys.
// A list is a table or ul with data-rows; Enter follows the first link of a row.
"use strict";

const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog[open]");

function rowsOfPage() {
  const rows = document.querySelectorAll("[data-rows] > tbody > tr, ul[data-rows] > li, ol[data-rows] > li");
  return [...rows].filter((row) => row.getClientRects().length);
}

function move(step) {
  const rows = rowsOfPage();
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.classList.contains("current"));
  const next = rows[Math.min(Math.max(now + step, 0), rows.length - 1)];
  if (now >= 0) rows[now].classList.remove("current");
  next.classList.add("current");
  next.scrollIntoView({ block: "nearest" });
  next.querySelector("a")?.focus({ preventScroll: true });
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  x: () => document.querySelector("[data-rows] .current input[type=checkbox]")?.click(),
  "/": () => document.querySelector("[data-key-search]")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// "Choose all" and the count of chosen rows: <input data-choose-all>, <output data-chosen>
// inside the .table-box of the list.
document.addEventListener("change", (event) => {
  const list = event.target.closest(".table-box");
  if (!list || event.target.type !== "checkbox") return;
  const boxes = [...list.querySelectorAll("[data-rows] tbody input[type=checkbox]")];
  if (event.target.matches("[data-choose-all]")) {
    for (const box of boxes) box.checked = event.target.checked;
  }
  const chosen = boxes.filter((box) => box.checked).length;
  const all = list.querySelector("[data-choose-all]");
  if (all) {
    all.checked = chosen === boxes.length && chosen > 0;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  for (const place of list.querySelectorAll("[data-chosen]")) place.textContent = chosen;
});

// On a narrow screen the answer comes before its controls: many filters fold behind their own button.
for (const form of document.querySelectorAll("form.filters, .filters form")) {
  const submit = form.querySelector("button:not([type=button])");
  if (!submit || form.querySelectorAll(".field").length < 3) continue;
  const opener = submit.cloneNode(true);
  opener.type = "button";
  opener.className = "button narrow";
  opener.setAttribute("aria-expanded", "false");
  opener.addEventListener("click", () => {
    opener.setAttribute("aria-expanded", String(form.classList.toggle("open")));
  });
  form.classList.add("folds");
  form.before(opener);
}
