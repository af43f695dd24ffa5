// Keeps the pocket programme for when there is no connection: asks the server first, answers with what was kept when it does not come. Sees nothing but /p/.
type Waiting = { waitUntil(work: Promise<unknown>): void }
type Fetching = Waiting & { readonly request: Request; respondWith(answer: Promise<Response>): void }
type Told = Waiting & { readonly data: unknown }
/** What the browser gives a service worker, of which this one needs so much. */
type Worker = {
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  readonly location: Location
  addEventListener(name: 'install' | 'activate', hear: (event: Waiting) => void): void
  addEventListener(name: 'fetch', hear: (event: Fetching) => void): void
  addEventListener(name: 'message', hear: (event: Told) => void): void
}

const worker = self as unknown as Worker
const KEPT = 'pocket-1'
/** A server that takes longer is as good as none when there is something to show. */
const PATIENCE = 4000

const isOurs = (url: URL): boolean => url.origin === worker.location.origin && url.pathname.startsWith('/p/') && !url.searchParams.has('as')
const isPart = (url: URL): boolean => url.origin === worker.location.origin && url.pathname.startsWith('/assets/')

/**
 * The page from the server, kept; what was kept, when the server does not come in time. What a link says that opens no more (410) takes the programme's place,
 * with whom to call: it is needed most without a connection. A page that never was is forgotten.
 */
async function fresh(request: Request): Promise<Response> {
  const kept = await caches.open(KEPT)
  const before = await kept.match(request.url)
  const asked = fetch(request).then(async (answer) => {
    if (answer.ok || answer.status === 410) await kept.put(request.url, answer.clone())
    else if (answer.status === 404) await kept.delete(request.url)
    return answer
  })
  if (before === undefined) return asked
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(before), PATIENCE))
  return Promise.race([asked.catch(() => before), late])
}

/** Sheets and scripts bear their content in their name: what was kept is what it was. */
async function part(request: Request): Promise<Response> {
  const kept = await caches.open(KEPT)
  const before = await kept.match(request.url)
  if (before !== undefined) return before
  const answer = await fetch(request)
  if (answer.ok) await kept.put(request.url, answer.clone())
  return answer
}

/** Keeps the page that is open now with its parts, and lets go of parts no page needs any more. */
async function keep(addresses: readonly string[]): Promise<void> {
  const kept = await caches.open(KEPT)
  const wanted = addresses.map((one) => new URL(one)).filter((url) => isOurs(url) || isPart(url))
  for (const url of wanted) if ((await kept.match(url.href)) === undefined) await kept.add(url.href)
  const parts = new Set(wanted.map(({ href }) => href))
  for (const { url } of await kept.keys()) if (isPart(new URL(url)) && !parts.has(url)) await kept.delete(url)
}

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('pocket-') && name !== KEPT).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  ),
)
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET') return
  if (isOurs(url) && url.pathname !== '/p/worker.js') event.respondWith(fresh(request))
  else if (isPart(url)) event.respondWith(part(request))
})
worker.addEventListener('message', (event) => {
  const { data } = event
  if (typeof data === 'object' && data !== null && 'keep' in data && Array.isArray(data.keep))
    event.waitUntil(keep(data.keep.filter((one) => typeof one === 'string')).catch(() => undefined))
})
