// Actions that survive a lost connection: forms with data-queue, and ChungTayQueue.add for scripts. What waits stands
// in the tray (site/parts/queue.html) until it is sent. See replays/README.md; without scripts forms stay plain forms.
"use strict";

const ChungTayQueue = (() => {
  const tray = document.getElementById("queue");
  const { who } = tray.dataset;
  const [days, megabytes, made] = ["days", "megabytes", "made"].map((name) => Number(tray.dataset[name]));
  const isCopy = Math.abs(Date.now() - made) > 60_000; // older than loading takes: it may come from what the worker keeps
  const addressOf = (form) => new URL(form.action).pathname + new URL(form.action).search;
  const formFor = (item, which = "form[data-queue]") => [...document.querySelectorAll(which)].find((form) => addressOf(form) === item.url);
  const said = tray.querySelector("[data-words]").dataset;
  const tries = new WeakMap(); // form -> what its htmx request is sending
  const LATER = 30_000;
  const DAY = 24 * 3600 * 1000;

  // -- items ----------------------------------------------------------------------------------------------------

  const mine = async () => (who ? (await QueueStore.all()).filter((item) => item.who === who) : []);
  const size = (item) => (item.fields || []).reduce((sum, [, value]) => sum + (value instanceof Blob ? value.size : 0), 0);

  function make({ url, body, label, ...more }) {
    const content = body instanceof FormData ? { fields: [...body].filter(([name]) => name !== "csrfmiddlewaretoken") }
      : { json: typeof body === "string" ? body : JSON.stringify(body) };
    const { pathname, search } = new URL(url, location.href);
    return { key: QueueStore.newKey(), who, url: pathname + search, label, made: Date.now(), state: "waiting", ...content, ...more };
  }

  function tell(item, state = item.state) {
    const { key, url, label, answer } = item;
    document.dispatchEvent(new CustomEvent("chungtay:queue", { detail: { key, url, label, state, answer: answer || "" } }));
  }

  /** Keep an item until there is a network. Throws (with words for the person) where its files are too large. */
  async function keep(item) {
    if (size(item) > megabytes * 1024 * 1024) throw new RangeError(said.tooLarge);
    item.number = await QueueStore.put(item);
    tell(item);
    await draw();
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.sync?.register("chungtay-queue").catch(() => {}); // where the browser has it, it sends without a page
    return item;
  }

  /** Try at once, else keep. Resolves to the item in its state. */
  async function add(action) {
    const item = make(action);
    try {
      const after = await QueueStore.send(item, await QueueStore.whoAmI());
      if (after.state === "waiting") return await keep(after);
      tell(after);
      return after;
    } catch (lost) {
      if (lost instanceof RangeError) throw lost;
      return keep(item);
    }
  }

  async function sendAll() {
    try {
      await QueueStore.sendWaiting(days, decided);
    } catch { /* no network yet: what waits goes on waiting */ }
    await draw();
  }

  // -- the tray -------------------------------------------------------------------------------------------------

  const clock = (at) => new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" }).format(at).replace("-", "/");
  const piece = (root, name) => root.querySelector(`[data-piece=${name}]`);

  /** The sentences of a refusal: of a page that came back with errors, of JSON {problems: […]}, or of the kind of answer. */
  function sentences(item) {
    const answer = (item.answer || "").trim();
    if (answer.startsWith("{")) {
      try { return [JSON.parse(answer).problems].flat().filter(Boolean).map(String).join(" ") || said.refused; } catch { return said.refused; }
    }
    const found = new DOMParser().parseFromString(answer, "text/html").querySelectorAll(".error-summary li");
    if (found.length) return [...found].map((line) => line.textContent.trim()).join(" ");
    return item.status === 404 ? said.gone : answer && !answer.includes("<") ? answer : said.refused;
  }

  async function draw() {
    const items = await mine();
    const count = (state) => items.filter((item) => item.state === state).length;
    const list = piece(tray, "items");
    list.replaceChildren(...items.map(row));
    piece(tray, "box").hidden = !items.length;
    piece(tray, "count").textContent = [["waiting", said.waitingCount], ["refused", said.refusedCount], ["sent", said.sentCount]]
      .filter(([state]) => count(state)).map(([state, words]) => words.replace("#", count(state))).join(", ");
    if (count("refused")) piece(tray, "box").open = true;
    tray.hidden = !items.length && piece(tray, "stale").hidden;
    for (const form of document.querySelectorAll("form[data-queue]")) mark(form, items);
  }

  function row(item) {
    const line = piece(tray, "item").content.cloneNode(true).firstElementChild;
    line.dataset.state = item.state;
    piece(line, "label").textContent = item.label;
    piece(line, "made").textContent = clock(item.made);
    for (const state of line.querySelectorAll("[data-state-word]")) state.hidden = state.dataset.stateWord !== item.state;
    const old = item.state === "waiting" && Date.now() - item.made > days * DAY;
    piece(line, "said").textContent = item.state === "refused" ? sentences(item) : old ? said.tooOld : "";
    const again = piece(line, "again");
    again.hidden = item.state === "sent" || item.fields === undefined;
    again.href = `${item.url}#hang-cho-${item.number}`;
    piece(line, "drop").addEventListener("click", async () => {
      if (item.state !== "sent" && !confirm(said.confirmDrop)) return;
      await QueueStore.drop(item.number);
      tell(item, "removed");
      await draw();
    });
    return line;
  }

  /** Whether the network is there, in words: a copy stays a copy after it is back, until it is loaded anew. */
  async function look() {
    const there = navigator.onLine && await QueueStore.whoAmI().then(() => true, () => false);
    piece(tray, "stale").hidden = there && !isCopy;
    piece(tray, "no-network").hidden = there;
    await draw();
  }

  /** A form whose action waits shows so, and offers to change it: two reports on one thing would quarrel. */
  function mark(form, items) {
    const waiting = items.find((item) => item.state === "waiting" && item.fields && item.url === addressOf(form));
    const note = form.parentElement.querySelector(":scope > .queue-note");
    form.hidden = Boolean(waiting) && form.dataset.opened !== String(waiting.number);
    note?.remove();
    if (!form.hidden) return;
    const told = piece(tray, "note").content.cloneNode(true).firstElementChild;
    piece(told, "words").textContent = described(waiting);
    piece(told, "made").textContent = clock(waiting.made);
    piece(told, "change").addEventListener("click", () => fill(form, waiting));
    form.before(told);
    if (form.closest("details")) form.closest("details").open = true;
  }

  // -- forms ----------------------------------------------------------------------------------------------------

  const described = (item) => (item.words || []).map(([name, value]) => (name ? `${name}: ${value}` : value)).join("; ");

  /** What a person sees of what they typed: [label, value] of each filled field, the button first. */
  function wordsOf(form, button) {
    const words = button ? [["", button.textContent.trim()]] : [];
    for (const field of form.elements) {
      if (!field.labels?.length || !field.value || ((field.type === "radio" || field.type === "checkbox") && !field.checked)) continue;
      const name = field.labels[0].firstChild.textContent.trim();
      words.push([name, field.type === "file" ? [...field.files].map((file) => file.name).join(", ") : field.selectedOptions?.[0].textContent ?? field.value]);
    }
    return words;
  }

  function actionOf(form, button) {
    const body = new FormData(form);
    if (button?.name) body.append(button.name, button.value);
    for (const [name, value] of [...body]) if (value instanceof File && !value.name) body.delete(name);
    return make({ url: form.action, body, label: form.dataset.queue, words: wordsOf(form, button), htmx: form.hasAttribute("hx-post") });
  }

  async function keepForm(form, item) {
    try {
      await settle(form);
      await keep(item);
    } catch (problem) {
      complain(form, problem instanceof RangeError ? problem.message : said.noRoom);
    }
  }

  function complain(form, words) {
    const told = piece(tray, "problem").content.cloneNode(true).firstElementChild;
    piece(told, "words").textContent = words;
    form.querySelector(".error-summary")?.remove();
    form.prepend(told);
    told.focus();
  }

  /** The item that this form was opened from again is replaced by what is sent or kept now. */
  async function settle(form) {
    if (!form.dataset.opened) return;
    await QueueStore.drop(Number(form.dataset.opened));
    delete form.dataset.opened;
  }

  // Forms with hx-post: htmx sends them, with our key; what it could not send is kept.
  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.detail.elt.closest("form[data-queue]");
    if (!form || !who) return;
    const item = actionOf(form, event.detail.triggeringEvent?.submitter);
    Object.assign(event.detail.headers, { "Idempotency-Key": item.key, "Made-By": who });
    tries.set(form, item);
  });
  function lost(event) {
    const form = event.detail.elt.closest("form[data-queue]");
    const item = form && tries.get(form);
    if (!item || (event.type === "htmx:responseError" && ![502, 503, 504].includes(event.detail.xhr.status))) return;
    event.preventDefault();
    keepForm(form, item);
  }
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, lost, true);
  document.addEventListener("htmx:afterRequest", async (event) => {
    const form = event.detail.elt.closest?.("form[data-queue]");
    if (!form || !event.detail.xhr.getResponseHeader("Once")) return;
    await settle(form);
    await draw();
  });
  document.addEventListener("htmx:afterSettle", () => draw());

  // Other forms: sent from here with their key; the answer leads on, or comes back with what is wrong.
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-queue]:not([hx-post])");
    if (!form || !who) return;
    event.preventDefault();
    const item = actionOf(form, event.submitter);
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    try {
      const after = await QueueStore.send(item, await QueueStore.whoAmI());
      if (after.state === "waiting") return await keepForm(form, item);
      await settle(form);
      if (after.state === "refused") return comeBack(form, after);
      go(after.leadsTo);
    } catch {
      await keepForm(form, item);
    } finally {
      for (const button of form.querySelectorAll("button")) button.disabled = false;
    }
  });

  /** On to where the answer leads; the same page is loaded anew, which an address with a # alone would not do. */
  function go(address) {
    const to = new URL(address || location.pathname, location.href);
    const isHere = to.pathname + to.search === location.pathname + location.search;
    if (isHere) history.replaceState(null, "", to.hash || to.pathname + to.search);
    if (isHere) location.reload();
    else location.assign(to);
  }

  function comeBack(form, item) {
    const page = new DOMParser().parseFromString(item.answer, "text/html");
    const anew = [...page.querySelectorAll("form[data-queue]")].find((one) => one.getAttribute("action") === form.getAttribute("action"));
    if (!anew) return complain(form, sentences(item));
    form.replaceWith(document.adoptNode(anew));
    anew.querySelector("[data-focus]")?.focus();
  }

  /** Put back what was typed; the hidden fields stay those of this page, so that sending again has seen what stands there. */
  function fill(form, item) {
    form.dataset.opened = item.number;
    form.hidden = false;
    form.parentElement.querySelector(":scope > .queue-note")?.remove();
    const files = {};
    for (const [name, value] of item.fields) {
      const field = form.elements.namedItem(name);
      if (value instanceof File) (files[name] ||= new DataTransfer()).items.add(value);
      else if (field instanceof RadioNodeList) for (const one of field) one.checked ||= one.value === value;
      else if (field?.type === "checkbox") field.checked = true;
      else if (field && field.type !== "hidden" && !(field instanceof HTMLButtonElement)) field.value = value;
    }
    for (const name of Object.keys(files)) form.elements.namedItem(name).files = files[name].files;
    form.querySelector("input:not([type=hidden]), textarea")?.focus();
  }

  /** #hang-cho-7: a refused item opened again, beside what stands on the server now. */
  async function openAgain() {
    const number = Number(location.hash.match(/^#hang-cho-(\d+)$/)?.[1]);
    const item = number && (await mine()).find((one) => one.number === number);
    const form = item && formFor(item);
    if (!form) return;
    fill(form, item);
    const told = piece(tray, "mine").content.cloneNode(true).firstElementChild;
    piece(told, "said").textContent = item.state === "refused" ? sentences(item) : "";
    piece(told, "made").textContent = clock(item.made);
    piece(told, "words").replaceChildren(...(item.words || []).map(([name, value]) => {
      const line = document.createElement("li");
      line.textContent = name ? `${name}: ${value}` : value;
      return line;
    }));
    form.before(told);
  }

  /** Sent or refused, from here or by the worker: the list on this page shows it. */
  function decided(item) {
    tell(item);
    const form = formFor(item, "form[data-queue][hx-post]");
    if (item.state === "sent" && form) htmx.swap(form.getAttribute("hx-target"), item.answer, { swapStyle: form.getAttribute("hx-swap") });
  }

  // -- whose it is ----------------------------------------------------------------------------------------------

  // Pages kept for the time without a network belong to one person; whoever else comes, or leaves, wipes them.
  async function wipePages(but) {
    const names = (await self.caches?.keys()) || [];
    for (const name of names) if (name.startsWith("pages-") && name !== but) await caches.delete(name);
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-sign-out]");
    if (!form || form.dataset.asked) return;
    event.preventDefault();
    const items = await mine();
    const waiting = items.filter((item) => item.state !== "sent").length;
    if (waiting && !confirm(said.signOut.replace("#", waiting))) return;
    for (const item of items) await QueueStore.drop(item.number);
    await wipePages();
    form.dataset.asked = "yes";
    form.submit();
  });

  async function begin() {
    await wipePages(`pages-${who}`);
    if (!who) return;
    for (const item of await mine()) if (item.state === "sent" && Date.now() - item.made > DAY) await QueueStore.drop(item.number);
    await openAgain();
    await draw();
    if (isCopy || !navigator.onLine) await look();
    await sendAll();
    setInterval(async () => { if ((await mine()).some((item) => item.state === "waiting")) await sendAll(); }, LATER);
  }

  window.addEventListener("online", () => { look(); sendAll(); });
  window.addEventListener("offline", look);
  document.addEventListener("visibilitychange", draw); // another tab may have sent
  navigator.serviceWorker?.addEventListener("message", ({ data }) => { if (data.queue?.who === who) { decided(data.queue); draw(); } });
  begin();
  return { add };
})();
