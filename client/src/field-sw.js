// The field page without a network. VERSION and FILES are written by the build: a build is a version, a version has its own cache.
const VERSION = '__VERSION__';
const FILES = __FILES__;
const CACHE = `sommier-field-${VERSION}`;
const PAGE = '/index.html';
const PATIENCE_MS = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES);
    const page = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } });
    if (!page.ok) throw new Error(`page ${page.status}`);
    await cache.put(PAGE, page);
    if (!self.registration.active) await self.skipWaiting();
  })());
});
self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith('sommier-field-') && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  })());
});
self.addEventListener('message', (event) => { if (event.data === 'take over') void self.skipWaiting(); });

const within = (promise, ms) => Promise.race([promise, new Promise((_, fail) => { setTimeout(() => fail(new Error('late')), ms); })]);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  // The page: from the network as long as there is one, so that nobody works with yesterday's without knowing.
  if (request.mode === 'navigate') {
    event.respondWith(within(fetch(request), PATIENCE_MS).catch(async () => (await (await caches.open(CACHE)).match(PAGE)) ?? Response.error()));
    return;
  }
  // Hashed files never change under their name. Everything else, data above all, is left to the network.
  if (url.pathname.startsWith('/assets/')) event.respondWith((async () => (await (await caches.open(CACHE)).match(request)) ?? fetch(request))());
});
