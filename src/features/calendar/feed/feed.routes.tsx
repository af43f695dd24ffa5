// The addresses of the private feeds: one's own list, making, renewing and withdrawing them, and the feed itself, which opens to whoever knows it.
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { anyone, readers } from '#features/accounts/session.gate.ts'
import { triesLeft } from '#features/accounts/session.ts'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { entriesBetween, named, rulesOf } from '../entry.queries.ts'
import { hashOfToken, openFeed, renewFeed, withdrawFeed } from './feed.actions.ts'
import { FeedsPage } from './feed.pages.tsx'
import { feedByHash, feedsOf, versionsOf } from './feed.queries.ts'
import { entryKindsOf, feedForm, feedSpan, feedText, FRESH_FOR, READS_IN_A_WINDOW } from './feed.ts'

const RETRY_AFTER = 15 * 60

export const feedRoutes = (): Routes =>
  new Routes()
    .get(addresses.calendarFeeds, readers, (c, by) => feedsPage(c, by, {}))
    .post(addresses.calendarFeeds, readers, async (c, by) => {
      const body = await readForm(c)
      const read = checked(feedForm, body)
      if (!read.ok) return feedsPage(c, by, { body, faults: read.faults })
      const made = await openFeed(c.get('here'), by, read.value)
      return made.ok ? feedsPage(c, by, { fresh: made.value }) : feedsPage(c, by, { body, faults: [{ name: '', message: made.refusal.message }] })
    })
    .post(addresses.calendarFeedRenewal, readers, async (c, by) => {
      const renewed = await renewFeed(c.get('here'), by, c.req.param('id')!)
      return renewed.ok ? feedsPage(c, by, { fresh: renewed.value }) : notFound(c)
    })
    .post(addresses.calendarFeedWithdrawal, readers, async (c, by) => {
      const gone = await withdrawFeed(c.get('here'), by, c.req.param('id')!)
      return gone.ok ? goWithNotice(c, addresses.calendarFeeds(), { text: m.calendar_feed_withdrawn() }) : notFound(c)
    })
    .get(addresses.calendarFeed, anyone, (c) => feed(c))

type Shown = { readonly fresh?: { readonly id: string; readonly token: string }; readonly body?: FormBody; readonly faults?: readonly FieldFault[] }

async function feedsPage(c: Context, by: Reader, { fresh, body, faults = [] }: Shown): Promise<Response> {
  const feeds = await c.get('here').db.inOffice(by.officeId, (tx) => feedsOf(tx, by.personId))
  const zone = c.get('visitor')!.office.timeZone
  // An address shown once must not stay in the browser's memory either.
  if (fresh !== undefined) c.header('Cache-Control', 'no-store')
  return c.html(
    <FeedsPage
      shell={c.get('shell')}
      feeds={feeds.map(({ id, label, language, kinds, createdAt, renewedAt }) => ({
        id,
        label,
        language,
        kinds,
        made: momentInWords(createdAt, zone),
        renewed: renewedAt === null ? null : momentInWords(renewedAt, zone),
      }))}
      fresh={fresh === undefined ? null : { id: fresh.id, url: `${c.get('baseUrl')}${addresses.calendarFeed({ token: `${fresh.token}.ics` })}` }}
      body={body ?? { language: by.language, kinds: ['occasions', 'anniversaries', 'agreements', 'elections', 'deadlines'] }}
      faults={faults}
    />,
    faults.length > 0 ? 422 : 200,
  )
}

/** Whatever is asked with, right or wrong, takes the same way: its hash is looked up. */
async function feed(c: Context): Promise<Response> {
  const here = c.get('here')
  const hash = hashOfToken(c.req.param('token')!.replace(/\.ics$/, ''))
  const opened = await here.db.asSystem((tx) => feedByHash(tx, hash))
  if (opened === null) return notFound(c)
  if (!triesLeft(`calendar ${opened.feed.id}`, here.clock.now(), READS_IN_A_WINDOW)) {
    c.header('Retry-After', String(RETRY_AFTER))
    return c.text(m.calendar_feed_too_often(), 429)
  }
  const { from, to } = feedSpan(here.clock.inZone(opened.timeZone).today())
  const { language, kinds, officeId } = opened.feed
  const text = await speakingIn(language, () =>
    here.db.inOffice(officeId, async (tx) => {
      const { alarmMonths } = await rulesOf(tx)
      const entries = await named(tx, await entriesBetween(tx, from, to, { kinds: entryKindsOf(kinds) }))
      return feedText(entries, await versionsOf(tx, entries), { officeName: textIn(opened.officeName), baseUrl: c.get('baseUrl'), alarmMonths, language })
    }),
  )
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  c.header('ETag', etag)
  c.header('Cache-Control', `private, max-age=${FRESH_FOR}`)
  const known = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(etag) || known.includes('*')) return c.body(null, 304)
  c.header('Content-Type', 'text/calendar; charset=utf-8')
  c.header('Content-Disposition', 'inline; filename="pobratim.ics"')
  // The address is a key: it must not travel on in search engines or in the head of another request.
  c.header('X-Robots-Tag', 'noindex')
  c.header('Referrer-Policy', 'no-referrer')
  return c.body(text)
}
