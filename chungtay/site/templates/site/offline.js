{% load static %}// Without a network: the pages of one's own work that were opened last (the server marks them: replays.access.kept_offline),
// their styles and scripts, and for every other page one that says so. What waits is sent when the network is back.
"use strict";

importScripts("{% static 'site/queue-store.js' %}");

const PAGE = "{% url 'offline' %}";
const STATIC = "{% static '' %}";
const SHELL = "shell-{{ version }}";
const KEPT = [PAGE, {% for path in shell %}"{% static path %}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const PAGES = {{ keeping.pages }};
const DAYS = {{ keeping.days }};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(KEPT)).then(() => self.skipWaiting()));
});

// A new version starts anew: old pages may not fit the new styles.
self.addEventListener("activate", (event) => {
  const old = async () => { for (const name of await caches.keys()) if (name !== SHELL) await caches.delete(name); };
  event.waitUntil(old().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.method === "GET" && pathname.startsWith(STATIC)) event.respondWith(furniture(request));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "chungtay-queue") event.waitUntil(QueueStore.sendWaiting(DAYS, tellPages));
});

async function tellPages(item) {
  for (const page of await self.clients.matchAll()) page.postMessage({ queue: item });
}

async function page(request) {
  try {
    const answer = await fetch(request);
    const who = answer.ok && request.method === "GET" && answer.headers.get("Keep-Offline");
    if (who) await keep(request, answer.clone(), `pages-${who}`);
    return answer;
  } catch {
    return (await caches.match(request, { ignoreVary: true })) || caches.match(PAGE);
  }
}

async function keep(request, answer, name) {
  const pages = await caches.open(name);
  await pages.delete(request, { ignoreVary: true }); // so that the one opened last stands last
  await pages.put(request, answer);
  const kept = await pages.keys();
  for (const oldest of kept.slice(0, Math.max(kept.length - PAGES, 0))) await pages.delete(oldest);
}

async function furniture(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(SHELL)).put(request, answer.clone());
    return answer;
  } catch (lost) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw lost;
  }
}
