// What every page needs: menus that close, dialogs, theme without reloading, notes about the network.
// Each piece only improves something that works without it.
"use strict";

// Details used as menus close on Escape and on a click elsewhere.
const menus = ".top-menu[open], .bottom .more[open]";
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(menus)) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(menus)) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// <button data-opens="dialog-id">; a <form method="dialog"> inside closes it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (event.target instanceof HTMLDialogElement) event.target.close(); // a click on what lies behind
});

// Theme: the form posts without scripts; with them the page changes where it stands.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  document.documentElement.dataset.theme = theme;
  for (const button of form.querySelectorAll("[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
  const body = new FormData(form);
  body.set("theme", theme);
  fetch(form.action, { method: "POST", body });
});

// A form that came back with errors: the reader is taken to their list.
document.querySelector("[data-focus]")?.focus();

// A short note that a screen reader hears and a person can close.
function toast(text, kind = "info") {
  const place = document.getElementById("toasts");
  const note = document.createElement("p");
  note.className = `note ${kind}`;
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.className = "button-link";
  close.textContent = place.dataset.close;
  close.addEventListener("click", () => note.remove());
  note.append(words, close);
  place.replaceChildren(note);
}
const words = () => document.getElementById("toasts").dataset;
// What the queue has kept (queue.js) is not lost, and it says so itself.
document.addEventListener("htmx:sendError", (event) => event.defaultPrevented || toast(words().offline, "error"));
document.addEventListener("htmx:responseError", (event) => event.defaultPrevented || toast(words().failed, "error"));
window.addEventListener("offline", () => toast(words().offline, "warning"));
window.addEventListener("online", () => document.getElementById("toasts").replaceChildren());

const worker = document.documentElement.dataset.offlineWorker;
if (worker && "serviceWorker" in navigator) navigator.serviceWorker.register(worker).catch(() => {}); // without a network the one of last time stays

// <form data-autosave="key">: what is typed is kept on this machine until it is sent, and the form says so.
// Passwords and files are never kept; <form> without the attribute keeps nothing.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const key = `draft:${form.dataset.autosave}`;
  const hint = form.querySelector(".saved-hint");
  const kept = (field) => field.name && !["password", "file", "hidden"].includes(field.type);
  const stored = sessionStorage.getItem(key);
  if (stored && !form.querySelector("[aria-invalid=true]")) {
    for (const [name, value] of JSON.parse(stored)) {
      const field = form.elements.namedItem(name);
      if (field && "value" in field && kept(field)) field.value = value;
    }
    if (hint) hint.textContent = hint.dataset.restored;
  }
  form.addEventListener("input", () => {
    const values = [...form.elements].filter((field) => kept(field) && (!/^(radio|checkbox)$/.test(field.type) || field.checked));
    sessionStorage.setItem(key, JSON.stringify(values.map((field) => [field.name, field.value])));
    if (hint) hint.textContent = hint.dataset.saved;
  });
  form.addEventListener("submit", () => sessionStorage.removeItem(key));
}

// File drop: names what was chosen; the input itself takes the drop.
document.addEventListener("change", (event) => {
  const chosen = event.target.closest(".drop")?.querySelector(".chosen");
  if (chosen) chosen.textContent = [...event.target.files].map((file) => file.name).join(", ");
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.target.closest?.(".drop")?.classList.toggle("over", kind === "dragover");
  });
}
