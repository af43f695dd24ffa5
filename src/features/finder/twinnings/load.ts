// How the world's twinnings are asked of Wikidata's public query service, what its answers must look like, and what can go wrong with them.
import { m } from '#messages'
import type { OutsideTrouble } from '#platform/http/outside.ts'
import type { PlaceIndex } from '../ranking/place-index.ts'

/** Where the world's twinnings come from. */
export const LOAD_SOURCES = ['wikidata', 'file'] as const
export type LoadSource = (typeof LOAD_SOURCES)[number]

/**
 * Why a load does not go on. busy, server, cut: the service; not-json, shape, order, endless: what it answers; nothing, shrunk: what would be left; stopped: somebody
 * wished so.
 */
export type LoadTrouble =
  | OutsideTrouble
  | 'forbidden'
  | 'busy'
  | 'server'
  | 'status'
  | 'cut'
  | 'not-json'
  | 'shape'
  | 'order'
  | 'endless'
  | 'nothing'
  | 'shrunk'
  | 'stopped'
  | 'unexpected'

/** Items of one question. The service gives up after 60 s (https://www.mediawiki.org/wiki/Wikidata_Query_Service/User_Manual#Query_limits). */
export const PAGE_ITEMS = 400
export const FEWEST_ITEMS = 25
export const ASK_SECONDS = 75
/** Between two questions; the service lets one client use 60 s of its time a minute. */
export const PAUSE_MS = 2_000
/** Bytes of one answer, unpacked; a page of 400 items is about 1 MB. */
export const MOST_PAGE_BYTES = 16 * 1024 * 1024
/** More of them than there can be: some 15,000 items have twins. */
export const MOST_PAGES = 4_000
export const MOST_PAIRS = 500_000
export const MOST_TRIES = 6
/** A service that wants to be left in peace for longer than this is asked again by a person. */
export const LONGEST_PAUSE_SECONDS = 3600

/** Those after which the same question is asked again by itself. */
const PASSING: ReadonlySet<LoadTrouble> = new Set(['busy', 'server', 'cut', 'timeout', 'unreachable', 'unknown-host'])
/** Those that a smaller question may help. */
const TOO_MUCH: ReadonlySet<LoadTrouble> = new Set(['server', 'cut', 'timeout', 'too-large'])

export const isPassing = (trouble: LoadTrouble, tries: number, retryAfterSeconds: number): boolean =>
  tries < MOST_TRIES && retryAfterSeconds <= LONGEST_PAUSE_SECONDS && PASSING.has(trouble)
export const smallerPage = (trouble: LoadTrouble, size: number): number => (TOO_MUCH.has(trouble) ? Math.max(FEWEST_ITEMS, Math.floor(size / 2)) : size)
/** Milliseconds until the same question is asked again: ten seconds, doubled with each failure; the service's own wish where it is longer. */
export const pauseAfter = (tries: number, retryAfterSeconds: number): number => 1000 * Math.max(retryAfterSeconds, 10 * 2 ** (tries - 1))

/** Seconds the service wishes to be left in peace: a number or a day with its hour (RFC 9110 §10.2.3); 0 where it says nothing readable. */
export function retryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0
  if (/^\d{1,9}$/.test(header.trim())) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? 0 : Math.max(0, Math.ceil((at - now.getTime()) / 1000))
}

/** What an HTTP status means; null: it is an answer. */
export function troubleOfStatus(status: number): LoadTrouble | null {
  if (status === 200) return null
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 429 || status === 503) return 'busy'
  return status >= 500 ? 'server' : 'status'
}

const ENTITY = 'http://www.wikidata.org/entity/'

/**
 * One page: the next items, in the order of their addresses, that have a twinned administrative body (P190), each with all its twins. Twinnings with an end (P582)
 * are left out. Of both ends the GeoNames numbers (P1566); of a municipality (Q15284) also those of its seat (P36), because GeoNames has municipalities apart from
 * towns. An item of whose twins none is left still has a row, so that the page shows how far it reaches.
 */
export const pageQuery = (cursor: string, items: number): string => `SELECT ?item ?twin
  (GROUP_CONCAT(DISTINCT ?itemId; separator=" ") AS ?itemIds) (GROUP_CONCAT(DISTINCT ?itemSeat; separator=" ") AS ?itemSeats)
  (GROUP_CONCAT(DISTINCT ?twinId; separator=" ") AS ?twinIds) (GROUP_CONCAT(DISTINCT ?twinSeat; separator=" ") AS ?twinSeats)
WHERE {
  { SELECT DISTINCT ?item WHERE { ?item wdt:P190 [] . FILTER(STR(?item) > "${ENTITY}${cursor}") } ORDER BY STR(?item) LIMIT ${items} }
  OPTIONAL { ?item wdt:P1566 ?itemId . }
  OPTIONAL { ?item wdt:P36/wdt:P1566 ?itemSeat . FILTER EXISTS { ?item wdt:P31/wdt:P279* wd:Q15284 . } }
  OPTIONAL {
    ?item p:P190 ?statement . ?statement ps:P190 ?twin ; a wikibase:BestRank .
    FILTER NOT EXISTS { ?statement pq:P582 ?end . }
    OPTIONAL { ?twin wdt:P1566 ?twinId . }
    OPTIONAL { ?twin wdt:P36/wdt:P1566 ?twinSeat . FILTER EXISTS { ?twin wdt:P31/wdt:P279* wd:Q15284 . } }
  }
}
GROUP BY ?item ?twin`

export const pageAddress = (service: string, cursor: string, items: number): string => {
  const url = new URL(service)
  url.searchParams.set('query', pageQuery(cursor, items))
  url.searchParams.set('format', 'json')
  return url.href
}

/** A twinning by GeoNames ids, the smaller first, and the two items it stands in. */
export type LoadedPair = { readonly a: number; readonly b: number; readonly reference: string }

export type LoadPage =
  | {
      readonly ok: true
      /** 0: there are no more. */
      readonly items: number
      readonly cursor: string
      readonly pairs: readonly LoadedPair[]
      readonly unknown: number
      readonly broken: number
    }
  | { readonly ok: false; readonly trouble: LoadTrouble; readonly detail: string }

type Loose = Readonly<Record<string, unknown>>
const asLoose = (value: unknown): Loose | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null)

const ITEM = /^https?:\/\/www\.wikidata\.org\/entity\/(Q[1-9]\d{0,11})$/
/** The value of a variable in a row; undefined: it has none; null: it is no value as the format describes them (https://www.w3.org/TR/sparql11-results-json/). */
function valueIn(row: Loose, name: string): string | null | undefined {
  if (row[name] === undefined) return undefined
  const value = asLoose(row[name])?.['value']
  return typeof value === 'string' ? value : null
}

/** The place an item stands for: one of its own numbers that the list of places has, the largest of several; else its seat, if only one is known. Null for none. */
function placeOf(index: PlaceIndex, ids: string, seats: string): number | null {
  const known = (text: string): number[] =>
    [...new Set(text.split(' '))].filter((id) => /^[1-9]\d{0,8}$/.test(id)).flatMap((id) => (index.row(Number(id)) === undefined ? [] : [Number(id)]))
  const people = (id: number): number => index.of.population[index.row(id)!]!
  const own = known(ids)
  if (own.length > 0) return own.reduce((largest, id) => (people(id) > people(largest) ? id : largest))
  const [seat, ...more] = known(seats)
  return seat === undefined || more.length > 0 ? null : seat
}

/** Reads an answer of the service: everything is held against what was asked, and one that is not whole is none. `cursor` and `asked` are those of the question. */
export function readPage(bytes: Uint8Array, type: string, index: PlaceIndex, cursor: string, asked: number): LoadPage {
  const failed = (trouble: LoadTrouble, detail = ''): LoadPage => ({ ok: false, trouble, detail })
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    // When its minute is over the service breaks off in the middle and writes the reason behind it.
    return text.trimStart().startsWith('{') ? failed('cut') : failed('not-json', type.split(';')[0]!.slice(0, 100))
  }
  const rows = asLoose(asLoose(answer)?.['results'])?.['bindings']
  if (!Array.isArray(rows)) return failed('shape', 'results.bindings')
  const items = new Set<string>()
  const pairs: LoadedPair[] = []
  let [unknown, broken] = [0, 0]
  let last = ''
  for (const one of rows) {
    const row = asLoose(one)
    const item = row === null ? undefined : ITEM.exec(valueIn(row, 'item') ?? '')?.[1]
    // Without its item a row belongs nowhere, and how far the page reaches is not known.
    if (row === null || item === undefined) return failed('shape', 'item')
    if (item <= cursor) return failed('order', item)
    items.add(item)
    if (item > last) last = item
    const [ids, seats, twinIds, twinSeats] = ['itemIds', 'itemSeats', 'twinIds', 'twinSeats'].map((name) => valueIn(row, name))
    const told = valueIn(row, 'twin')
    if ([ids, seats, twinIds, twinSeats, told].includes(null)) return failed('shape', 'value')
    if (told === undefined) continue
    const twin = ITEM.exec(told!)?.[1]
    if (twin === undefined || twin === item) {
      broken += 1
      continue
    }
    const [place, other] = [placeOf(index, ids ?? '', seats ?? ''), placeOf(index, twinIds ?? '', twinSeats ?? '')]
    if (place === null || other === null) unknown += 1
    // A municipality twinned with its own seat is one place twice.
    else if (place === other) broken += 1
    else pairs.push(place < other ? { a: place, b: other, reference: `${item} ${twin}` } : { a: other, b: place, reference: `${twin} ${item}` })
  }
  if (items.size > asked) return failed('order', String(items.size))
  return { ok: true, items: items.size, cursor: last, pairs, unknown, broken }
}

const words: Readonly<Record<LoadTrouble, (values: { detail: string }) => string>> = {
  address: () => m.finder_twinnings_trouble_address(),
  private: () => m.finder_twinnings_trouble_private(),
  'unknown-host': () => m.finder_twinnings_trouble_unknown_host(),
  unreachable: () => m.finder_twinnings_trouble_unreachable(),
  timeout: () => m.finder_twinnings_trouble_timeout({ seconds: String(ASK_SECONDS) }),
  'too-large': () => m.finder_twinnings_trouble_too_large({ most: String(MOST_PAGE_BYTES / 1024 / 1024) }),
  certificate: () => m.finder_twinnings_trouble_certificate(),
  redirects: () => m.finder_twinnings_trouble_redirects(),
  forbidden: () => m.finder_twinnings_trouble_forbidden(),
  busy: () => m.finder_twinnings_trouble_busy(),
  server: (values) => m.finder_twinnings_trouble_server(values),
  status: (values) => m.finder_twinnings_trouble_status(values),
  cut: () => m.finder_twinnings_trouble_cut(),
  'not-json': () => m.finder_twinnings_trouble_not_json(),
  shape: () => m.finder_twinnings_trouble_shape(),
  order: () => m.finder_twinnings_trouble_order(),
  endless: () => m.finder_twinnings_trouble_endless(),
  nothing: () => m.finder_twinnings_trouble_nothing(),
  shrunk: () => m.finder_twinnings_trouble_shrunk(),
  stopped: () => m.finder_twinnings_trouble_stopped(),
  unexpected: () => m.finder_twinnings_trouble_unexpected(),
}
export const troubleInWords = (trouble: LoadTrouble, detail = ''): string => words[trouble]({ detail })
