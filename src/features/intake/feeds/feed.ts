// What a watched feed is: an address of the municipality's own news, looked at now and then; what can be wrong with it, and when it is looked at again.
import { z } from 'zod'
import { m } from '#messages'
import { requiredLine } from '#platform/http/form-fields.ts'
import type { OutsideTrouble } from '#platform/http/outside.ts'

export type FeedTrouble = OutsideTrouble | 'not-found' | 'forbidden' | 'busy' | 'server' | 'status' | 'no-feed' | 'nobody' | 'no-text' | 'unexpected'

/** waiting: seen, not read yet · read: it is a text now · known: the very same text was there · failed: it could not be read. */
export type ItemOutcome = 'waiting' | 'read' | 'known' | 'failed'

/** What a feed says of an item; both may hold markup. */
export type Told = { readonly content: string | null; readonly summary: string | null; readonly day: string | null }

/** Bytes of a feed, and of a page an item leads to. */
export const MOST_FEED_BYTES = 5 * 1024 * 1024
export const MOST_PAGE_BYTES = 5 * 1024 * 1024
export const ASK_SECONDS = 20
/** Items taken from one look; a feed holds ten to fifty. */
export const MOST_ENTRIES = 200
export const MOST_FEEDS = 50
/** Tries of an item whose page did not answer. */
export const MOST_TRIES = 3
const LONGEST_PAUSE_MINUTES = 24 * 60

/** What a person types; an address without „https://“ is meant with it. */
export const feedForm = z.object({
  url: z
    .string()
    .trim()
    .max(2000)
    .transform((typed) => (typed === '' || /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`))
    .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), { error: () => `m:${m.intake_feed_url_wrong()}` }),
})
export const newFeedForm = feedForm.extend({ title: requiredLine(200) })

/** Milliseconds until the next look: the interval, doubled with each failure, a day at most; the server's own wish when it is longer. */
export function pauseAfter(minutes: number, failures: number, retryAfterSeconds = 0): number {
  const wait = Math.min(minutes * 2 ** Math.min(failures, 12), Math.max(minutes, LONGEST_PAUSE_MINUTES))
  return Math.max(wait * 60_000, Math.min(retryAfterSeconds, LONGEST_PAUSE_MINUTES * 60) * 1000)
}

/** What an HTTP status means for somebody who has to mend it; null: it is an answer. */
export function troubleOfStatus(status: number): FeedTrouble | null {
  if (status >= 200 && status < 300) return null
  if (status === 304) return null
  if (status === 404 || status === 410) return 'not-found'
  if (status === 401 || status === 403) return 'forbidden'
  if (status === 429) return 'busy'
  return status >= 500 ? 'server' : 'status'
}

const words: Readonly<Record<FeedTrouble, (values: { detail: string }) => string>> = {
  address: () => m.intake_feed_trouble_address(),
  private: () => m.intake_feed_trouble_private(),
  'unknown-host': () => m.intake_feed_trouble_unknown_host(),
  unreachable: () => m.intake_feed_trouble_unreachable(),
  timeout: () => m.intake_feed_trouble_timeout({ seconds: ASK_SECONDS }),
  'too-large': () => m.intake_feed_trouble_too_large({ most: MOST_FEED_BYTES / 1024 / 1024 }),
  certificate: () => m.intake_feed_trouble_certificate(),
  redirects: () => m.intake_feed_trouble_redirects(),
  'not-found': () => m.intake_feed_trouble_not_found(),
  forbidden: () => m.intake_feed_trouble_forbidden(),
  busy: () => m.intake_feed_trouble_busy(),
  server: (values) => m.intake_feed_trouble_server(values),
  status: (values) => m.intake_feed_trouble_status(values),
  'no-feed': () => m.intake_feed_trouble_no_feed(),
  nobody: () => m.intake_feed_trouble_nobody(),
  'no-text': () => m.intake_feed_trouble_no_text(),
  unexpected: () => m.intake_feed_trouble_unexpected(),
}
export const troubleInWords = (trouble: FeedTrouble, detail = ''): string => words[trouble]({ detail })
