// Keeps the page of visits on the phone. Only the empty page and its parts are kept: no record, no answer of the office.
"use strict";

const CACHE = "fadu-visits-__VERSION__";
const PARTS = __PARTS__;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    for (const part of PARTS) {
      const answer = await fetch(part, { credentials: "same-origin", cache: "reload" });
      if (!answer.ok || answer.redirected) throw new Error(`${part}: ${answer.status}`);
      await cache.put(part, answer);
    }
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("fadu-visits-") && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin || !PARTS.includes(url.pathname)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(url.pathname)).then((kept) => kept || fetch(event.request)));
});
