/** The crew's page without a network: its own files out of the phone, all else goes its way. */
const CACHE = 'lamplighter-phone-VERSION'
const FILES = 'FILES'

self.addEventListener('install', event => event.waitUntil(caches.open(CACHE).then(cache => cache.addAll(FILES.map(file => new Request(file, { cache: 'no-cache' }))))))
self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('lamplighter-phone-') && name !== CACHE) await caches.delete(name)
  await self.clients.claim()
})()))
// A new version waits until somebody says so: nothing changes under a form.
self.addEventListener('message', event => { if (event.data === 'take over') self.skipWaiting() })
self.addEventListener('fetch', event => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return
  event.respondWith(caches.open(CACHE).then(async cache => (await cache.match(request.mode === 'navigate' ? 'index.html' : request, { ignoreSearch: true })) ?? fetch(request)))
})
