// Looks at a feed on the web, and at the page an item leads to. Knows no database.
import { extractText, type Extracted } from '#features/documents/extraction/extract.ts'
import { m } from '#messages'
import { askOutside, type Answer, type Outside } from '#platform/http/outside.ts'
import { belowHeading, feedNamedIn, isSameSite, readFeed, type Entry, type FeedRead } from './entries.ts'
import { ASK_SECONDS, MOST_FEED_BYTES, MOST_PAGE_BYTES, troubleOfStatus, type FeedTrouble } from './feed.ts'

export type Look =
  | { readonly ok: true; readonly feed: FeedRead; readonly url: string; readonly etag: string | null; readonly lastModified: string | null }
  /** Nothing new since the last look. */
  | { readonly ok: true; readonly feed: null }
  | { readonly ok: false; readonly trouble: FeedTrouble; readonly detail: string; readonly retryAfter: number }

const FEEDS = 'application/rss+xml, application/atom+xml, application/feed+json;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5'

const failed = (answer: Answer): Extract<Look, { ok: false }> | null => {
  if (!answer.ok) return { ok: false, trouble: answer.trouble, detail: answer.detail, retryAfter: 0 }
  const trouble = troubleOfStatus(answer.status)
  const retryAfter = Number(answer.header('retry-after') ?? 0)
  return trouble === null
    ? null
    : { ok: false, trouble, detail: String(answer.status), retryAfter: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : 0 }
}

type Seen = { readonly etag: string | null; readonly lastModified: string | null }
const NOTHING_SEEN: Seen = { etag: null, lastModified: null }

/** The feed at the address, if it says anything else than the last time. */
export const lookAt = async (outside: Outside, url: string, seen: Seen): Promise<Look> => (await askFor(outside, url, seen)).look

/** `page` is what the address leads to when that is no feed. */
async function askFor(outside: Outside, url: string, seen: Seen): Promise<{ readonly look: Look; readonly page?: Extract<Answer, { ok: true }> }> {
  const answer = await askOutside(url, {
    ...outside,
    most: MOST_FEED_BYTES,
    seconds: ASK_SECONDS,
    headers: {
      accept: FEEDS,
      ...(seen.etag === null ? {} : { 'if-none-match': seen.etag }),
      ...(seen.lastModified === null ? {} : { 'if-modified-since': seen.lastModified }),
    },
  })
  const trouble = failed(answer)
  if (trouble !== null || !answer.ok) return { look: trouble! }
  if (answer.status === 304) return { look: { ok: true, feed: null } }
  const feed = readFeed(answer.bytes, answer.header('content-type') ?? '', answer.url)
  if (feed === null) return { look: { ok: false, trouble: 'no-feed', detail: '', retryAfter: 0 }, page: answer }
  const short = (value: string | undefined): string | null => (value === undefined || value.length > 500 ? null : value)
  return { look: { ok: true, feed, url: answer.url, etag: short(answer.header('etag')), lastModified: short(answer.header('last-modified')) } }
}

/** The feed at the address, or the one the page there names: people type the address of the site. `address` is the feed's own. */
export async function findFeed(outside: Outside, url: string): Promise<Look & { readonly address: string }> {
  const { look, page } = await askFor(outside, url, NOTHING_SEEN)
  const named = page === undefined ? null : feedNamedIn(page.bytes, page.url)
  return named === null ? { ...look, address: url } : { ...(await lookAt(outside, named, NOTHING_SEEN)), address: named }
}

/** An item whose feed says at least so much of it is taken as told whole. */
const WHOLE_LETTERS = 400
/** How a summary ends that goes on elsewhere. */
const GOES_ON = /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|&hellip;|»|→|прочети(?:\s+(?:още|повече|цялата новина))?|още|read more|continue reading)\s*$/iu

export type ItemRead =
  | { readonly ok: true; readonly read: Extracted; readonly bytes: Uint8Array; readonly name: string; readonly type: string }
  | { readonly ok: false; readonly trouble: FeedTrouble }

const lettersOf = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0

async function fromMarkup(markup: string): Promise<Extract<ItemRead, { ok: true }> | null> {
  const bytes = new TextEncoder().encode(markup)
  const read = await extractText({ name: 'item.html', type: 'text/html', bytes })
  return read.ok ? { ok: true, read: read.value, bytes, name: 'item.html', type: 'text/html; charset=utf-8' } : null
}

/** The item's whole text: what the feed tells, or, where that is only a summary, the page of the same site it leads to. */
export async function readEntry(
  outside: Outside,
  feedUrl: string,
  { title, link, told }: Pick<Entry, 'title' | 'link' | 'told'>,
  lastTry: boolean,
): Promise<ItemRead> {
  const content = told.content === null ? null : await fromMarkup(told.content)
  if (content !== null && (lettersOf(content.read.text) >= WHOLE_LETTERS || told.summary !== null) && !GOES_ON.test(content.read.text)) return content
  const summary = told.summary === null ? null : await fromMarkup(told.summary)
  const told_ = content ?? summary
  if (told_ !== null && lettersOf(told_.read.text) >= WHOLE_LETTERS && !GOES_ON.test(told_.read.text)) return told_
  const shortOnly = (trouble: FeedTrouble): ItemRead =>
    told_ === null ? { ok: false, trouble } : { ...told_, read: { ...told_.read, notes: [...told_.read.notes, m.intake_feed_summary_only()] } }
  if (link === null || !isSameSite(link, feedUrl)) return shortOnly('no-text')
  const page = await askOutside(link, {
    ...outside,
    most: MOST_PAGE_BYTES,
    seconds: ASK_SECONDS,
    headers: { accept: 'text/html, application/xhtml+xml, */*;q=0.5' },
  })
  const trouble = failed(page)
  // Another look may find the page again; the last one is content with the summary.
  if (trouble !== null || !page.ok) return lastTry || trouble?.trouble === 'not-found' ? shortOnly(trouble!.trouble) : { ok: false, trouble: trouble!.trouble }
  const type = page.header('content-type') ?? ''
  const read = await extractText({ name: nameIn(page.url), type, bytes: page.bytes })
  if (!read.ok) return shortOnly('no-text')
  const text = belowHeading(read.value.text, title)
  if (told_ !== null && lettersOf(told_.read.text) > lettersOf(text)) return told_
  return { ok: true, read: { ...read.value, text }, bytes: page.bytes, name: nameIn(page.url), type }
}

/** What the page's file would be called. */
const nameIn = (url: string): string => {
  const last = new URL(url).pathname.split('/').findLast((part) => part !== '') ?? 'item'
  let name = last
  try {
    name = decodeURIComponent(last)
  } catch {
    // Not written as addresses are: it stays as it is.
  }
  return /\.[a-z0-9]{1,6}$/i.test(name) ? name : `${name}.html`
}
