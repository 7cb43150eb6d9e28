// The form of an entry: asks only what applies, adds rows, keeps a draft on this machine, gives each entry its own number
// so that sent twice it is one. The queue (site/queue.js) sends it, now or when there is a network again.
"use strict";

(() => {
  const DRAFT = "chungtay:entry:";
  const WEEK = 7 * 24 * 3600 * 1000;
  const form = () => document.querySelector("form[data-entry]");
  const begun = form();
  if (!begun) return;
  const names = JSON.parse(document.getElementById("entry-names").textContent);
  const pathname = new URL(begun.action).pathname;
  const draftKey = `${DRAFT}${begun.dataset.who}:${pathname}`;
  const blank = begun.cloneNode(true); // as the server made it, for the next entry

  // -- reading -----------------------------------------------------------------------------------------------

  const fields = (root, name) => [...root.querySelectorAll(`[name="${CSS.escape(name)}"], output[data-name="${CSS.escape(name)}"]`)];
  function valueOf(root, name) {
    const found = fields(root, name).filter((one) => !one.closest("[data-away]"));
    if (found.some((one) => one.type === "checkbox" || one.type === "radio")) return found.filter((one) => one.checked).map((one) => one.value).join(" ");
    const one = found[0];
    const said = one ? (one instanceof HTMLOutputElement ? one.dataset.value ?? "" : one.value.trim()) : "";
    return one?.inputMode === "numeric" ? said.replace(/(?<=\d)[. ](?=\d{3}(?!\d))/g, "") : one?.inputMode === "decimal" ? said.replace(",", ".") : said;
  }
  const rowsOf = (root, repeat) => [...root.querySelectorAll(`[data-repeat="${CSS.escape(repeat)}"] > [data-row]`)];
  function around(root, element) {
    const row = element.closest("[data-row]");
    const own = row?.closest("[data-repeat]").dataset.repeat;
    const rowName = (one, key) => `${one.closest("[data-repeat]").dataset.repeat}.${one.dataset.at}.${key}`;
    return {
      today: root.dataset.today,
      read(name) {
        const [key, repeat] = names[name] || [name, ""];
        if (!repeat) return rowsOf(root, key).length ? rowsOf(root, key) : valueOf(root, key);
        return own === repeat ? valueOf(root, rowName(row, key)) : rowsOf(root, repeat).map((one) => valueOf(root, rowName(one, key)));
      },
    };
  }

  // -- what is asked -----------------------------------------------------------------------------------------

  function settle(root) {
    for (const [repeat, rows] of [...root.querySelectorAll("[data-repeat]")].map((one) => [one.dataset.repeat, rowsOf(root, one.dataset.repeat)])) {
      rows.forEach((row) => { row.dataset.at ??= row.querySelector("[name]")?.name.replace(/^f:/, "").slice(repeat.length + 1).split(".")[0] ?? ""; });
      rows.forEach((row) => { row.querySelector(":scope > [data-remove]").hidden = rows.length < 2; });
    }
    for (let round = 0; round < 4; round += 1) {
      for (const output of root.querySelectorAll("output[data-count]")) {
        if (!output.dataset.count) continue;
        const found = ChungTayExpressions.count(JSON.parse(output.dataset.count), around(root, output));
        output.dataset.value = String(found);
        output.textContent = found === "" ? "–" : typeof found === "number" ? found.toLocaleString("vi-VN") : String(found);
      }
      for (const part of root.querySelectorAll("[data-when]")) {
        const asked = ChungTayExpressions.holds(JSON.parse(part.dataset.when), around(root, part));
        part.hidden = !asked;
        part.toggleAttribute("data-away", !asked);
      }
    }
  }

  // -- rows --------------------------------------------------------------------------------------------------

  function addRow(repeat) {
    const copy = repeat.querySelector(":scope > template").content.cloneNode(true).firstElementChild;
    const at = Math.max(-1, ...[...repeat.querySelectorAll(":scope > [data-row]")].map((row) => Number(row.dataset.at))) + 1;
    for (const one of copy.querySelectorAll("[name], [id], [for], [aria-describedby], [data-here]"))
      for (const { name, value } of [...one.attributes]) if (value.includes("__")) one.setAttribute(name, value.replace("__", at));
    copy.dataset.at = at;
    repeat.querySelector(":scope > [data-add]").before(copy);
    return copy;
  }

  // -- draft -------------------------------------------------------------------------------------------------

  const kept = (root) => [...new FormData(root)].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "at", "seen"].includes(name));
  function keepDraft(root) {
    try { localStorage.setItem(draftKey, JSON.stringify({ at: Date.now(), fields: kept(root) })); } catch { /* a full disk keeps no draft */ }
  }
  function takeDraft(root) {
    const draft = JSON.parse(localStorage.getItem(draftKey) || "null");
    if (!draft || Date.now() - draft.at > WEEK || !draft.fields.some(([, value]) => value)) return;
    for (const [name, value] of draft.fields) {
      const [, repeat, at] = name.match(/^(.+)\.(\d+)\./) || [];
      if (repeat && !fields(root, name).length) {
        const box = root.querySelector(`[data-repeat="${CSS.escape(repeat)}"]`);
        while (box && !fields(root, name).length && box.querySelectorAll(":scope > [data-row]").length <= Number(at)) addRow(box);
      }
      for (const one of fields(root, name)) {
        if (one.type === "checkbox" || one.type === "radio") one.checked = one.checked || one.value === value;
        else if (one.type !== "hidden" && one.type !== "file") one.value = value;
      }
    }
    root.querySelector("[data-draft]").hidden = false;
  }
  const forget = () => localStorage.removeItem(draftKey);

  // -- life of the form --------------------------------------------------------------------------------------

  function start(root) {
    for (const box of root.querySelectorAll("[data-add]")) box.hidden = false;
    if (navigator.geolocation) for (const one of root.querySelectorAll("[data-here]")) one.hidden = false;
    if (root.hasAttribute("data-new") && !location.hash) {
      const address = new URL(root.action);
      if (address.search) {
        address.searchParams.set("ban", QueueStore.newKey()); // the page may come from what the browser keeps: a number of its own
        root.setAttribute("action", address.pathname + address.search);
      }
      settle(root);
      takeDraft(root);
    }
    settle(root);
  }

  function next() {
    const fresh = blank.cloneNode(true);
    fresh.hidden = false;
    form().replaceWith(fresh);
    forget();
    start(fresh);
    const told = document.querySelector("[data-kept]");
    told.hidden = false;
    told.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("input", ({ target }) => {
    const root = target.closest("form[data-entry]");
    if (!root) return;
    root.elements.namedItem("at").value = Date.now();
    settle(root);
    if (root.hasAttribute("data-new")) keepDraft(root);
  });
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("form[data-entry] button[type=button]");
    const root = button?.closest("form[data-entry]");
    if (!button) return;
    if (button.matches("[data-add]")) addRow(button.closest("[data-repeat]")).querySelector("input, select, textarea")?.focus();
    if (button.matches("[data-remove]")) button.closest("[data-row]").remove();
    if (button.matches("[data-forget]")) { forget(); location.reload(); return; }
    if (button.matches("[data-here]")) {
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        document.getElementById(button.dataset.here).value = `${coords.latitude.toFixed(6)} ${coords.longitude.toFixed(6)}`;
      }, () => document.getElementById(button.dataset.here).focus(), { enableHighAccuracy: true, timeout: 20_000 });
    }
    settle(root);
  });
  document.addEventListener("chungtay:queue", ({ detail }) => {
    const here = form();
    if (!here || new URL(detail.url, location.href).pathname !== pathname) return;
    if (detail.state === "sent") forget();
    if (detail.state === "waiting" && here.hasAttribute("data-new") && !here.dataset.opened) next();
  });
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-sign-out]")) for (const key of Object.keys(localStorage)) if (key.startsWith(DRAFT)) localStorage.removeItem(key);
  });
  new MutationObserver(() => { if (form() && !form().dataset.started) { form().dataset.started = "yes"; settle(form()); for (const box of form().querySelectorAll("[data-add]")) box.hidden = false; } })
    .observe(begun.parentElement, { childList: true }); // a refused form comes back anew from the queue
  begun.dataset.started = "yes";
  start(begun);
})();
