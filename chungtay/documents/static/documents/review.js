// The review page by keyboard, and item by item without reloading. Everything here also works as plain forms.
"use strict";

// Settled at once: a fast Enter must find the new item, not the old one's looks on it.
const SWAP = "outerHTML settle:0ms";
const items = () => [...document.querySelectorAll(".item[data-id]")];
const current = () => document.querySelector(".item.current");
const marksOf = (id) => document.querySelectorAll(`mark[data-f~="${id}"]`);
const paper = document.querySelector(".review-paper");
paper.parentElement.classList.add("live");

// Stand at an item: it and its words in the paper are shown side by side.
function stand(item, { focus = true, scroll = true } = {}) {
  if (!item) return;
  for (const old of document.querySelectorAll(".item.current, mark.current")) old.classList.remove("current");
  item.classList.add("current");
  if (focus) item.focus({ preventScroll: true });
  if (scroll) item.scrollIntoView({ block: "nearest" });
  const marks = marksOf(item.dataset.id);
  for (const mark of marks) mark.classList.add("current");
  // Only where the paper scrolls beside the items; on a narrow screen it stands below them.
  if (marks.length && paper.scrollHeight > paper.clientHeight + 8) {
    paper.scrollTop += marks[0].getBoundingClientRect().top - paper.getBoundingClientRect().top - paper.clientHeight / 3;
  }
}

function step(by) {
  const all = items();
  stand(all[Math.min(Math.max(all.indexOf(current()) + by, 0), all.length - 1)]);
}

// The next that waits, or only of those that need a closer look; after the last, the first that was passed over.
function stepToWaiting(wanted = ".pending") {
  const all = items();
  const at = all.indexOf(current());
  stand([...all.slice(at + 1), ...all.slice(0, at)].find((item) => item.matches(wanted)));
}

const press = (selector) => current()?.querySelector(selector)?.click();
const acts = {
  j: () => step(1),
  k: () => step(-1),
  n: () => stepToWaiting(),
  c: () => stepToWaiting(".pending.unsure"),
  Enter: () => press("button[name=accept]"),
  x: () => press("button[name=reject]"),
  e: () => press("[data-act=edit]"),
  s: () => press("[data-act=split]"),
  m: () => press("button[name=merge]"),
  u: () => press("button[name=undo]"),
  "?": () => document.getElementById("review-keys").showModal(),
};

// Before the keys of lists, which every page has.
document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.key === "Escape" && target.closest(".item-form")) return press("[data-act=close]");
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, dialog[open]")) return;
  if (event.key === "Enter" && target.closest("a, button, summary")) return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
}, true);

// Buttons of the page's one form and links that open an item: htmx fetches only the item.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.id !== "decide" || !button || button.name === "accept_all") return;
  event.preventDefault();
  const item = button.closest(".item");
  if (item.dataset.sent) return; // a second press before the answer would be a conflict with oneself
  item.dataset.sent = "yes";
  stand(item, { focus: false });
  htmx.ajax("POST", event.target.action, { values: { [button.name]: button.value }, target: item, swap: SWAP });
});
document.addEventListener("click", (event) => {
  const link = event.target.closest(".item [data-act]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const item = link.closest(".item");
  stand(item, { focus: false });
  htmx.ajax("GET", link.href, { target: item, swap: SWAP });
});

// What came back: the words in the paper take its state, a screen reader hears it, the next item is at hand.
for (const failure of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(failure, () => {
    for (const item of document.querySelectorAll(".item[data-sent]")) delete item.dataset.sent;
  });
}
let next = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const item = event.detail.target.closest?.(".item[data-id]");
  next = item ? { id: item.dataset.id, was: item.dataset.decision } : null;
});
document.addEventListener("htmx:afterSettle", () => {
  if (!next) return;
  const { id, was } = next;
  next = null;
  const item = document.getElementById(`muc-${id}`);
  if (!item) return;
  for (const mark of marksOf(id)) {
    if (mark.dataset.f.split(" ")[0] === id) mark.className = `${item.dataset.kind} ${item.dataset.decision}`;
  }
  stand(item);
  const field = item.querySelector(".item-form :is(textarea, input:not([type=hidden]), select)");
  if (field) return field.focus();
  const said = item.querySelector("[role=alert]") ?? item.querySelector(".decision");
  const progress = document.getElementById("review-progress");
  document.getElementById("live").textContent = `${said?.textContent ?? ""}. ${progress.textContent}`;
  if ("settled" in progress.dataset && was === "pending") return location.reload();
  if (was === "pending" && item.dataset.decision !== "pending") stepToWaiting();
});
document.addEventListener("chungtay:anew", (event) => {
  history.replaceState(null, "", `#${event.detail.item}`);
  location.reload();
});

// A click on marked words goes to their item; names to choose from come when somebody needs them.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-f]");
  if (mark) stand(document.getElementById(`muc-${mark.dataset.f.split(" ")[0]}`));
  const item = event.target.closest(".item[data-id]");
  if (item && !event.target.closest("a, button, label, input, textarea, select, summary")) stand(item, { scroll: false });
});
document.addEventListener("focusin", (event) => {
  const options = document.getElementById("agencies");
  if (options.dataset.from && event.target.matches("input[list=agencies]")) {
    htmx.ajax("GET", options.dataset.from, { target: options, swap: "innerHTML" });
    delete options.dataset.from;
  }
  const item = event.target.closest(".item[data-id]");
  if (item && !item.classList.contains("current")) {
    stand(item, { focus: false, scroll: false }); // moving what is being clicked would lose the click
  }
});

// Start at the item of the address, else have the first that waits at hand without leaving the top of the page.
if (location.hash.startsWith("#muc-")) stand(document.querySelector(`.item[data-id]${location.hash}`));
else document.querySelector(".item[data-id].pending")?.classList.add("current");
