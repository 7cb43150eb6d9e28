// Actions that wait for the network, in IndexedDB, and how they are sent. Shared by pages (queue.js) and the service
// worker: nothing here touches a document.
//
// An item: {number, key, who, url, label, made, state, fields | json, htmx, words, answer, status}
//   number  its place in the order; key  made once, so that the server does it once (room replays)
//   who     account and post that made it ("12.34"), and as nobody else is it sent
//   state   "waiting", "sent" (its content is gone), "refused" (its content stays, to be opened again)
"use strict";

const QueueStore = (() => {
  const SHELF = "actions";
  const DAY = 24 * 3600 * 1000;

  function open() {
    return new Promise((done, fail) => {
      const asked = indexedDB.open("chungtay-queue", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(SHELF, { keyPath: "number", autoIncrement: true });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
  }

  async function shelf(mode, work) {
    const store = await open();
    try {
      return await new Promise((done, fail) => {
        const deal = store.transaction(SHELF, mode);
        const asked = work(deal.objectStore(SHELF));
        deal.oncomplete = () => done(asked.result);
        deal.onerror = deal.onabort = () => fail(deal.error);
      });
    } finally {
      store.close();
    }
  }

  const all = () => shelf("readonly", (items) => items.getAll());
  const put = (item) => shelf("readwrite", (items) => items.put(item));
  const drop = (number) => shelf("readwrite", (items) => items.delete(number));
  // One sender at a time over all tabs and the worker; where there are no locks the key still holds it to once.
  const alone = (work) => (navigator.locks ? navigator.locks.request("chungtay-queue", work) : work());

  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** {who, token} of who is signed in now; throws without a network. */
  async function whoAmI() {
    const answer = await fetch("/gui-lai/", { cache: "no-store", credentials: "same-origin" });
    return answer.ok && !answer.redirected ? answer.json() : { who: "", token: "" };
  }

  function post(item, token) {
    const headers = { "Idempotency-Key": item.key, "Made-By": item.who, "X-CSRFToken": token };
    if (item.htmx) headers["HX-Request"] = "true";
    if (item.json !== undefined) {
      headers["Content-Type"] = "application/json";
      return fetch(item.url, { method: "POST", headers, body: item.json, credentials: "same-origin" });
    }
    const body = new FormData();
    for (const [name, value] of item.fields) body.append(name, value);
    return fetch(item.url, { method: "POST", headers, body, credentials: "same-origin" });
  }

  /**
   * Send one item as `me`. Returns it with its new state, `leadsTo` and `answer`; still "waiting" where the server
   * has not decided (signed out, too busy, broken). Throws without a network.
   */
  async function send(item, me) {
    const answer = await post(item, me.token);
    const once = answer.headers.get("Once");
    const text = await answer.text();
    if (once === "done") {
      return { ...item, state: "sent", answer: text, status: answer.status, leadsTo: answer.headers.get("HX-Redirect") || "" };
    }
    const settled = once === "refused" || [400, 404, 405, 409, 410, 413, 422].includes(answer.status);
    return settled ? { ...item, state: "refused", answer: text, status: answer.status } : { ...item, status: answer.status };
  }

  /** What stays of an item: of one that was sent, that it was; never its content. */
  function kept(item) {
    if (item.state !== "sent") return item;
    const { number, key, who, url, label, made, state } = item;
    return { number, key, who, url, label, made, state };
  }

  /** Send in order what waits for who is signed in; `tell(item)` for each that was decided. Throws without a network. */
  function sendWaiting(days, tell = () => {}) {
    return alone(async () => {
      const waiting = (await all()).filter((item) => item.state === "waiting" && Date.now() - item.made < days * DAY);
      if (!waiting.length) return;
      const me = await whoAmI();
      for (const item of waiting.filter((one) => one.who === me.who)) {
        const after = await send(item, me);
        if (after.state === "waiting" && after.status === 500) continue; // it broke on this one alone
        if (after.state === "waiting") return;
        await put(kept(after));
        tell(after);
      }
    });
  }

  return { all, put, drop, newKey, whoAmI, send, sendWaiting, alone };
})();
