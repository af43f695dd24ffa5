// Reads a feed of any make (RSS, Atom, RDF, JSON) into items, and finds the feed a page of the site names.
import { parseFeed } from 'feedsmith'
import { decodeBytes } from '#features/documents/extraction/charset.ts'
import { cleanLine, isoDay } from '#features/documents/extraction/cleaning.ts'
import { declaredCharset, readHtml } from '#features/documents/extraction/html.ts'
import { dayOf } from '#features/documents/extraction/mail.ts'
import { hashOf } from '../text.ts'
import { MOST_ENTRIES, type Told } from './feed.ts'

export type Entry = {
  /** SHA-256 of what makes it itself: its guid, else its link, else what it says. */
  readonly key: string
  readonly title: string
  readonly link: string | null
  readonly told: Told
}
export type FeedRead = { readonly title: string; readonly entries: readonly Entry[] }

type Loose = { readonly [name: string]: unknown }
const asLoose = (value: unknown): Loose => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {})
/** Text that stands by itself or as the `value` of a richer element; without what no database takes: NUL, and halves of letters that JSON can spell. */
const textOf = (value: unknown): string | null => {
  const found = typeof value === 'string' ? value : asLoose(value)['value']
  const text = typeof found === 'string' ? found.replaceAll('\u0000', '').toWellFormed() : ''
  return text.trim() === '' ? null : text
}

/** Titles may hold markup and its letters written out: „Гости &amp; домакини“. */
const plain = (text: string | null): string => (text === null ? '' : (cleanLine(/[<&]/.test(text) ? readHtml(`<p>${text}</p>`).text : text) ?? ''))

function linkOf(item: Loose, base: string): string | null {
  const links = Array.isArray(item['links']) ? item['links'].map(asLoose) : []
  const alternate = links.find(({ rel, href }) => typeof href === 'string' && (rel === undefined || rel === 'alternate'))
  const guid = asLoose(item['guid'])
  const given = [item['link'], item['url'], alternate?.['href'], guid['isPermaLink'] !== false ? textOf(guid) : null].find(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  )
  if (given === undefined || !URL.canParse(given.trim(), base)) return null
  const { href, protocol } = new URL(given.trim(), base)
  return /^https?:$/.test(protocol) && href.length <= 2000 ? href : null
}

/** The day as its sender wrote it, whatever the clock in Greenwich said. */
function dayOfItem(item: Loose): string | null {
  const dates = [
    item['pubDate'],
    item['published'],
    item['date_published'],
    item['datePublished'],
    asLoose(item['dc'])['date'],
    asLoose(item['dc'])['dates'],
    item['updated'],
    item['dateModified'],
  ]
  for (const given of dates.flat()) {
    if (given instanceof Date && !Number.isNaN(given.getTime())) return given.toISOString().slice(0, 10)
    if (typeof given !== 'string') continue
    const day = isoDay(given) ?? dayOf(given)
    if (day !== null) return day
  }
  return null
}

function entryOf(item: Loose, base: string): Entry | null {
  const link = linkOf(item, base)
  const content = textOf(asLoose(item['content'])['encoded']) ?? textOf(item['content']) ?? textOf(item['content_html']) ?? textOf(item['content_text'])
  const summary = textOf(item['description']) ?? textOf(item['summary'])
  const title = plain(textOf(item['title']))
  const self =
    textOf(item['guid']) ??
    textOf(item['id']) ??
    link ??
    (title === '' && content === null && summary === null ? null : `${title}\n${summary ?? content ?? ''}`)
  if (self === null) return null
  return { key: hashOf(self.trim()), title, link, told: { content, summary, day: dayOfItem(item) } }
}

/** The feed in the bytes; null when they hold none. `type` is what the server calls it. */
export function readFeed(bytes: Uint8Array, type: string, base: string): FeedRead | null {
  const declared = /charset\s*=\s*["']?([\w:-]{2,40})/i.exec(type)?.[1] ?? declaredCharset(bytes)
  const text = decodeBytes(bytes, declared)?.text
  if (text === undefined) return null
  let feed: Loose
  try {
    feed = asLoose(parseFeed(text.trim()).feed)
  } catch {
    return null
  }
  const items = [feed['items'], feed['entries']].find(Array.isArray) ?? []
  const seen = new Set<string>()
  const entries: Entry[] = []
  for (const item of items.slice(0, MOST_ENTRIES)) {
    const entry = entryOf(asLoose(item), base)
    if (entry === null || seen.has(entry.key)) continue
    seen.add(entry.key)
    entries.push(entry)
  }
  return { title: plain(textOf(feed['title'])), entries }
}

/** The feed a page names in its head, in full; null when it names none. */
export function feedNamedIn(bytes: Uint8Array, base: string): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200_000)).toString('latin1')
  for (const [tag] of head.matchAll(/<link\b[^<>]{0,2000}>/gi)) {
    const attribute = (name: string): string => {
      const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
      return (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').replaceAll('&amp;', '&').trim()
    }
    if (!/\balternate\b/i.test(attribute('rel')) || !/^application\/(?:rss|atom|rdf)\+xml|^application\/feed\+json/i.test(attribute('type'))) continue
    const href = attribute('href')
    if (href !== '' && URL.canParse(href, base)) return new URL(href, base).href
  }
  return null
}

/** Whether a page of this address is of the feed's own site. */
export const isSameSite = (a: string, b: string): boolean => {
  const host = (url: string): string => new URL(url).hostname.replace(/^www\./, '')
  return URL.canParse(a) && URL.canParse(b) && host(a) === host(b)
}

/** The article below its heading: what a site without marked articles puts above it is navigation. */
export function belowHeading(text: string, title: string): string {
  const wanted = title.replace(/\s+/g, ' ').trim().toLowerCase()
  if (wanted.length < 8) return text
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.replace(/\s+/g, ' ').trim().toLowerCase() === wanted)
  return at > 0 ? lines.slice(at).join('\n') : text
}
