{% load static %}// Keeps one page and its styles on the machine, to be shown when the network is gone. Nothing else is kept:
// pages hold what only their reader may see.
"use strict";

const PAGE = "{% url 'offline' %}";
const KEPT = [PAGE, "{% static 'site/css/tokens.css' %}", "{% static 'site/css/base.css' %}", "{% static 'site/css/components.css' %}"];
const STORE = "offline-1";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(KEPT)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET" || (request.mode !== "navigate" && !KEPT.includes(path))) return;
  event.respondWith(fetch(request).catch(() => caches.match(KEPT.includes(path) ? path : PAGE)));
});
