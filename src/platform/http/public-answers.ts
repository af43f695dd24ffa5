// The finished answers of citizens' pages: given once made to everybody who asks, before anybody is recognised, until the database or the day changes. Decision 0028.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'
import type { Clock } from '../clock.ts'
import type { WhileUnchanged } from '../database/while-unchanged.ts'
import { cleanQuery, type KnownQuery } from './list-query.ts'

/** Kept by everybody, but asked about each time: what was taken back is gone with the next look. */
const ASK_EACH_TIME = 'public, no-cache'
const FOR_EVER = 'public, max-age=31536000, immutable'
const MOST_BYTES = 64 * 1024 * 1024
/** So many of them under addresses with a question mark: what people choose and search for pushes no page out. */
const MOST_QUERIED = 300
/** One answer above this is made anew each time rather than push out hundreds of pages. */
const MOST_OF_ONE = 4 * 1024 * 1024
/** Below this packing makes nothing smaller that matters (one packet of a network is about 1400 bytes). */
const WORTH_PACKING = 1024
const PACKABLE = /^(?:text\/(?!event-stream)|application\/(?:json|xml|ld\+json|feed\+json|rss\+xml|atom\+xml|geo\+json|javascript)|image\/svg\+xml)/

/** Up to this a page is packed in a tenth of a millisecond where it stands. A larger one goes to another thread, which costs this one a twentieth of the packing: meanwhile it draws the next page. */
const PACKED_HERE = 8 * 1024
/** Above this nothing is pressed as small as it goes: it takes a thread too long. */
const MOST_PRESSED = 256 * 1024
/** A window as large as the page, and no larger: setting up the usual one takes longer than the packing. Bits of its size; it holds 16 bytes less. */
const windowFor = (bytes: number): number => Math.max(16, Math.min(18, Math.ceil(Math.log2(bytes + 16))))
const brotliAt = (quality: number, bytes: number) => ({
  params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: windowFor(bytes), [constants.BROTLI_PARAM_SIZE_HINT]: bytes },
})
/** The first reader should not wait: four fifths of what Brotli can do, in a hundredth of the time. */
const AT_ONCE = 4
/** All it can do: a page of 45 kB takes a twentieth of a second, on a thread beside. */
const AT_LEISURE = 11
const packings = {
  br: (bytes: Uint8Array): Buffer | Promise<Buffer> => {
    const options = brotliAt(AT_ONCE, bytes.length)
    return bytes.length <= PACKED_HERE ? brotliCompressSync(bytes, options) : promisify(brotliCompress)(bytes, options)
  },
  gzip: (bytes: Uint8Array): Buffer | Promise<Buffer> => (bytes.length <= PACKED_HERE ? gzipSync(bytes, { level: 5 }) : promisify(gzip)(bytes, { level: 5 })),
} as const
type Packing = keyof typeof packings

const SHEET = /<link rel="stylesheet" href="([^"<>]+)"/g
/** Addresses of the sheets a page waits for before anything of it is painted, as they stand in its head. */
const sheetsOf = (page: string): string[] => [...page.slice(0, page.indexOf('</head>')).matchAll(SHEET)].map(([, href]) => href!)

/** The office whose pages a host shows. */
export type Shown = { readonly id: string; readonly timeZone: string }

type Answer = {
  readonly etag: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
  readonly packs: boolean
  readonly packed: Map<Packing, Buffer | Promise<Buffer>>
}
type Kept = { readonly answer: Answer; readonly moment: string; readonly day: string; bytes: number }

/** `query`: what the page reads of its address, each word with what it may be; everything else there is nothing to the page. `lasting`: the address names the content, which never changes. */
type Options = { readonly etag?: string; readonly query?: KnownQuery; readonly lasting?: boolean }

declare module 'hono' {
  interface ContextVariableMap {
    publicAnswers: PublicAnswers
    /** Whose citizens' pages are shown, on which of its days, and the database's moment before any of it was read. */
    shown: { readonly officeId: string; readonly day: string; readonly moment: string } | null
  }
}

/** Which packing the asker takes, brotli first; null for none (RFC 9110 §12.5.3: `q=0` refuses, `*` stands for all not named). */
export function packingFor(acceptEncoding: string | undefined): Packing | null {
  if (acceptEncoding === undefined) return null
  const wanted = new Map<string, number>()
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((one) => one.trim())
    const quality = parameters.map((one) => /^q=([\d.]+)$/.exec(one)?.[1]).find((found) => found !== undefined)
    wanted.set(name, quality === undefined ? 1 : Number(quality))
  }
  const quality = (name: string): number => wanted.get(name) ?? wanted.get('*') ?? 0
  const [br, gz] = [quality('br'), quality('gzip')]
  if (br > 0 && br >= gz) return 'br'
  return gz > 0 ? 'gzip' : null
}

const holds = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  ifNoneMatch.split(',').some((one) => {
    const tag = one.trim()
    return tag === '*' || tag.replace(/^W\//, '') === etag.replace(/^W\//, '')
  })

const queryOf = (c: Context): string => {
  const at = c.req.url.indexOf('?')
  return at === -1 ? '' : c.req.url.slice(at + 1)
}

const isPreview = (query: string): boolean => /(?:^|&)preview(?:=|&|$)/.test(query)

/** Whether the page answers as if it had been asked by the clean query: words it does not know change nothing, but a word it knows with junk behind it might. */
function saysNoMore(given: string, query: KnownQuery | undefined): boolean {
  if (query === undefined) return given === ''
  const clean = new URLSearchParams(cleanQuery(given, query))
  const all = new URLSearchParams(given)
  return given.length <= 2_000 && Object.keys(query).every((name) => all.getAll(name).length <= 1 && all.get(name) === clean.get(name))
}

export class PublicAnswers {
  readonly #unchanged: WhileUnchanged
  readonly #clock: Clock
  readonly #office: (host: string) => Promise<Shown | null>
  readonly #most: number
  /** In the order in which they were last asked for. */
  readonly #kept = new Map<string, Kept>()
  /** Paths for which something was ever kept, with what of a query counts there; a path that is not among them costs no question to the database. */
  readonly #paths = new Map<string, KnownQuery | null>()
  readonly #making = new Map<string, Promise<void>>()
  #bytes = 0
  /** The same keys of those with words behind a question mark, in the same order. */
  readonly #queried = new Set<string>()

  /** `office`: whose pages a host shows; null while there is none. */
  constructor(parts: { unchanged: WhileUnchanged; clock: Clock; office: (host: string) => Promise<Shown | null>; most?: number }) {
    this.#unchanged = parts.unchanged
    this.#clock = parts.clock
    this.#office = parts.office
    this.#most = parts.most ?? MOST_BYTES
  }

  get bytes(): number {
    return this.#bytes
  }

  get size(): number {
    return this.#kept.size
  }

  /** What is kept, to be mounted before anything looks at who asks. */
  readonly before: MiddlewareHandler = async (c, next) => {
    c.set('publicAnswers', this)
    c.set('shown', null)
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    const known = this.#paths.get(c.req.path)
    if (known === undefined) return next()
    const query = queryOf(c)
    // An officer looks at what is not public yet; that is another page at the same address.
    if (query !== '' && (known === null || (isPreview(query) && c.req.header('cookie') !== undefined))) return next()
    const office = await this.#officeOf(c)
    if (office === null) return next()
    const key = `${office.id} ${c.req.path}?${known === null ? '' : cleanQuery(query, known)}`
    const found = await this.#find(office, key)
    if (found !== null) {
      pressLater(found)
      return this.#give(c, found)
    }
    // Of many who ask at once for what just changed, one makes it and the others wait for that.
    const making = this.#making.get(key)
    if (making !== undefined) {
      await making
      const made = await this.#find(office, key)
      return made === null ? next() : this.#give(c, made)
    }
    let done = (): void => {}
    this.#making.set(key, new Promise<void>((resolve) => (done = resolve)))
    try {
      await next()
    } finally {
      this.#making.delete(key)
      done()
    }
  }

  // Where the database cannot be asked, whoever makes the page finds that out, and has words for it.
  async #officeOf(c: Context): Promise<Shown | null> {
    try {
      return await this.#office(hostOf(c))
    } catch {
      return null
    }
  }

  async #find(office: Shown, key: string): Promise<Answer | null> {
    try {
      const kept = this.#kept.get(key)
      if (kept === undefined) return null
      const moment = await this.#unchanged.now()
      if (kept.moment !== moment || kept.day !== this.#dayOf(office)) return null
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      if (this.#queried.delete(key)) this.#queried.add(key)
      return kept.answer
    } catch {
      return null
    }
  }

  /** The database's moment, to be asked for before anything is read for a page. */
  moment(): string | Promise<string> {
    return this.#unchanged.now()
  }

  /** Says whose page is being made. */
  shows(c: Context, office: Shown, moment: string): void {
    c.set('shown', { officeId: office.id, day: this.#dayOf(office), moment })
  }

  #dayOf(office: Shown): string {
    return this.#clock.inZone(office.timeZone).today()
  }

  /** The same for everybody who asks for this address, and not sent again to whoever has it. */
  async answer(c: Context, body: string | Uint8Array, type: string, { etag, query, lasting = false }: Options): Promise<Response> {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
    const tag = etag ?? `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
    c.header('Cache-Control', lasting ? FOR_EVER : ASK_EACH_TIME)
    c.header('Content-Type', type)
    c.header('ETag', tag)
    // Known with the first bytes of the answer, the sheets are asked for before the page itself is read.
    const sheets = typeof body === 'string' && type.startsWith('text/html') ? sheetsOf(body) : []
    if (sheets.length > 0) c.header('Link', sheets.map((href) => `<${href}>; rel=preload; as=style`).join(', '))
    const headers = [...c.body(null).headers].filter(([name]) => !['set-cookie', 'server-timing', 'content-length'].includes(name))
    const packs = bytes.length >= WORTH_PACKING && PACKABLE.test(type)
    const shown = c.get('shown')
    const plain = `${shown?.officeId} ${c.req.path}?`
    const given = queryOf(c)
    const clean = query === undefined ? '' : cleanQuery(given, query)
    const before = this.#kept.get(plain + clean)?.answer
    // Made anew and still the same: packed it is already.
    const answer: Answer = { etag: tag, headers, body: bytes, packs, packed: before?.etag === tag ? before.packed : new Map() }
    // Under the address without a word too many: so many kept answers as there are pages, whatever people write behind a question mark.
    if (shown !== null && saysNoMore(given, query) && !isPreview(given) && bytes.length <= MOST_OF_ONE)
      this.#keep(plain + clean, { answer, moment: shown.moment, day: shown.day, bytes: 0 }, c.req.path, query ?? null)
    return this.#give(c, answer)
  }

  #keep(key: string, kept: Kept, path: string, query: KnownQuery | null): void {
    this.#forget(key)
    // As much again for its packed copies, generously.
    kept.bytes = kept.answer.body.length * 2 + 2048
    this.#bytes += kept.bytes
    this.#kept.set(key, kept)
    this.#paths.set(path, query)
    if (!key.endsWith('?')) this.#queried.add(key)
    if (this.#queried.size > MOST_QUERIED) this.#forget(this.#queried.values().next().value!)
    for (const [oldest] of this.#kept) {
      if (this.#bytes <= this.#most) break
      this.#forget(oldest)
    }
    if (this.#paths.size > 4 * this.#kept.size + 1000) this.#paths.clear()
  }

  #forget(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0
    this.#kept.delete(key)
    this.#queried.delete(key)
  }

  async #give(c: Context, answer: Answer): Promise<Response> {
    const headers = new Headers(answer.headers as [string, string][])
    if (answer.packs) headers.set('Vary', 'Accept-Encoding')
    if (holds(c.req.header('if-none-match'), answer.etag)) {
      headers.delete('Content-Type')
      return new Response(null, { status: 304, headers })
    }
    const packing = answer.packs ? packingFor(c.req.header('accept-encoding')) : null
    const body = packing === null ? answer.body : await packedBy(answer, packing)
    if (packing !== null) headers.set('Content-Encoding', packing)
    headers.set('Content-Length', String(body.length))
    return new Response(c.req.method === 'HEAD' ? null : new Uint8Array(body), { headers })
  }
}

/** Packed copies that are, or will soon be, as small as they can be. */
const pressed = new WeakSet<Answer['packed']>()
const MOST_WAITING = 30
let waiting = 0
let last: Promise<void> = Promise.resolve()

/** What is asked for a second time is worth the work: from then on it is an eighth lighter. One after another, so that a hundred pages leave the other threads to others. */
function pressLater({ packed, body, packs }: Answer): void {
  if (!packs || pressed.has(packed) || waiting >= MOST_WAITING || body.length > MOST_PRESSED) return
  pressed.add(packed)
  waiting += 1
  last = last
    .then(async () => void packed.set('br', await promisify(brotliCompress)(body, brotliAt(AT_LEISURE, body.length))))
    // Whatever it was, the copy packed at once stays.
    .catch(() => {})
    .finally(() => {
      waiting -= 1
    })
}

function packedBy(answer: Answer, packing: Packing): Buffer | Promise<Buffer> {
  const known = answer.packed.get(packing)
  if (known !== undefined) return known
  const packed = packings[packing](answer.body)
  answer.packed.set(packing, packed)
  if (packed instanceof Promise)
    packed.then(
      // Unless it is there as small as it goes by now.
      (done) => answer.packed.get(packing) === packed && answer.packed.set(packing, done),
      () => answer.packed.delete(packing),
    )
  return packed
}

/** The host people ask for, without the port. */
export const hostOf = (c: Context): string => new URL(c.req.url).hostname.toLowerCase()

/**
 * The same for everybody, and not sent again while it is unchanged. `query` names what the page reads of its address; without it the answer is kept for the bare
 * address only. What belongs to one reader, or changes with more than the database and the day, must not be answered so.
 */
export const publicly = (c: Context, body: string | Uint8Array, type: string, options: Options = {}): Promise<Response> =>
  c.get('publicAnswers').answer(c, body, type, options)
