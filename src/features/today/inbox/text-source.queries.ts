// Texts that wait: drafts nobody decided on or saved, texts without a day, the archive's triage, feeds that do not answer.
import { and, count, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { addresses } from '#addresses'
import { drafts } from '#features/intake/draft.table.ts'
import { troubleInWords } from '#features/intake/feeds/feed.ts'
import { feeds } from '#features/intake/feeds/feed.table.ts'
import { texts } from '#features/intake/text.table.ts'
import { arrivals } from '#features/intake/triage/arrival.table.ts'
import { triageCounts } from '#features/intake/triage/triage.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices, officeDay } from '#platform/database/office.table.ts'
import { dayInWords } from '#platform/dates.ts'
import { source } from './source.ts'
import { keyText, type Told } from './waiting.ts'

/** A draft that names an organisation of another country than the office's own. */
const abroad = (tx: OfficeTx, textId: SQL): SQL =>
  sql`exists (select 1 from ${drafts} named where named.office_id = ${tx.officeId} and named.text_id = ${textId} and named.kind = 'organisation'
    and named.data ->> 'country' <> (select country from ${offices} where id = ${tx.officeId}))`
/**
 * Texts of an archive or a mailbox wait in the triage; a day's list that holds five hundred of them is no list of a day. Nor do those set aside, nor a feed's
 * that name nobody abroad: the town hall's news is mostly about the town hall.
 */
const ofToday = (tx: OfficeTx): SQL =>
  sql`not exists (select 1 from ${arrivals} where ${arrivals.officeId} = ${tx.officeId} and ${arrivals.id} = ${texts.id} and (
    ${arrivals.door} <> 'feed' or ${arrivals.asideAt} is not null or not ${abroad(tx, sql`${texts.id}`)}))`
const broughtByHand = (tx: OfficeTx): SQL =>
  sql`not exists (select 1 from ${arrivals} where ${arrivals.officeId} = ${tx.officeId} and ${arrivals.id} = ${texts.id})`
const textsWith = (tx: OfficeTx, what: SQL): SQL => sql`(select distinct text_id from ${drafts} where office_id = ${tx.officeId} and ${what})`

/** Drafts of the day's texts on which nobody has decided: the number beside „Текстове“ in the rail. */
export const undecidedDrafts = (tx: OfficeTx): SQL =>
  sql`(select count(*) from ${drafts} join ${texts} on ${texts.officeId} = ${drafts.officeId} and ${texts.id} = ${drafts.textId} and ${texts.deletedAt} is null and ${ofToday(tx)} where ${drafts.officeId} = ${tx.officeId} and ${drafts.decision} = 'undecided')`

export const textSource = source({
  live: 'unrecorded',
  found: (tx) => sql`
    select ${texts.id} as thing_id, '' as part, null::date as day, ${officeDay(texts.createdAt)} as since,
      case when unsaved.text_id is not null or begun.text_id is not null or ${texts.readAt} is null then 2 else 1 end as press,
      case when ${texts.readAt} is null then 'unread' when undecided.text_id is null then 'unsaved' when begun.text_id is null then 'new' else 'begun' end as mark
    from ${texts}
    left join ${textsWith(tx, sql`decision = 'undecided'`)} undecided on undecided.text_id = ${texts.id}
    left join ${textsWith(tx, sql`decision in ('accepted', 'same') and saved_at is null`)} unsaved on unsaved.text_id = ${texts.id}
    left join ${textsWith(tx, sql`decision <> 'undecided'`)} begun on begun.text_id = ${texts.id} and undecided.text_id is not null
    where ${texts.officeId} = ${tx.officeId} and ${texts.deletedAt} is null
      and ((undecided.text_id is not null and ${ofToday(tx)}) or unsaved.text_id is not null or (${texts.readAt} is null and ${broughtByHand(tx)}))`,
  tell: async (tx, rows) => {
    const left = sql<number>`count(${drafts.id}) filter (where ${drafts.decision} = 'undecided')`.mapWith(Number)
    const unsaved = sql<number>`count(${drafts.id}) filter (where ${drafts.decision} in ('accepted', 'same') and ${drafts.savedAt} is null)`.mapWith(Number)
    const found = await tx
      .select({ id: texts.id, title: texts.title, published: texts.published, readAt: texts.readAt, total: count(drafts.id), undecided: left, unsaved })
      .from(texts)
      .leftJoin(drafts, and(eq(drafts.officeId, texts.officeId), eq(drafts.textId, texts.id)))
      .where(
        and(
          eq(texts.officeId, tx.officeId),
          inArray(
            texts.id,
            rows.map(({ thingId }) => thingId),
          ),
        ),
      )
      .groupBy(texts.officeId, texts.id)
    const byId = new Map(found.map((text) => [text.id, text]))
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const text = byId.get(row.thingId)
        if (text === undefined) return []
        const decided = text.total - text.undecided
        const stands =
          text.readAt === null
            ? m.today_text_unread()
            : text.undecided === 0
              ? m.today_text_unsaved({ count: text.unsaved })
              : decided === 0
                ? m.today_text_drafts({ count: text.total })
                : m.today_text_decided({ decided, total: text.total })
        const href = addresses.intakeText({ id: text.id })
        return [
          [
            keyText(row),
            {
              what: text.title,
              href,
              why: [
                { text: stands, tone: 'strong' },
                { text: text.published === null ? m.today_text_no_day() : m.today_text_of({ day: dayInWords(text.published) }) },
              ],
              action: { text: decided > 0 ? m.today_continue() : m.today_open(), href },
              dot: 'draft',
            },
          ],
        ]
      }),
    )
  },
})

export const triageSource = source({
  live: 'unrecorded',
  found: (tx) => sql`
    select ${tx.officeId}::uuid as thing_id, '' as part, null::date as day, null::date as since, 0 as press, '' as mark
    where exists (select 1 from ${arrivals} join ${texts} on ${texts.officeId} = ${arrivals.officeId} and ${texts.id} = ${arrivals.id} and ${texts.deletedAt} is null
      where ${arrivals.officeId} = ${tx.officeId} and ${arrivals.asideAt} is null and ${arrivals.door} <> 'feed'
        and ((${texts.readAt} is null and ${texts.trouble} <> '') or (${abroad(tx, sql`${texts.id}`)} and exists (
          select 1 from ${drafts} where office_id = ${tx.officeId} and text_id = ${texts.id} and decision = 'undecided'))))`,
  tell: async (tx, rows) => {
    const { open } = await triageCounts(tx)
    return new Map(
      rows.map((row): [string, Told] => [
        keyText(row),
        {
          what: m.today_triage_what(),
          href: addresses.intakeTriage(),
          why: [{ text: m.today_triage_why({ count: open }) }],
          action: { text: m.today_triage_do(), href: addresses.intakeTriageNext() },
          dot: 'draft',
        },
      ]),
    )
  },
})

/** Looks at a feed that failed one after the other, before anybody is told: one night without an answer is nothing. */
const FAILED_LOOKS = 4

export const feedSource = source({
  live: 'unrecorded',
  found: (tx) => sql`
    select ${feeds.id} as thing_id, '' as part, null::date as day, ${feeds.lookedAt}::date as since, 1 as press, ${feeds.trouble} as mark
    from ${feeds} where ${feeds.officeId} = ${tx.officeId} and ${feeds.deletedAt} is null and ${feeds.pausedAt} is null
      and ${feeds.trouble} is not null and ${feeds.failures} >= ${FAILED_LOOKS}`,
  tell: async (tx, rows) => {
    const found = await tx
      .select({ id: feeds.id, title: feeds.title, trouble: feeds.trouble })
      .from(feeds)
      .where(
        and(
          eq(feeds.officeId, tx.officeId),
          inArray(
            feeds.id,
            rows.map(({ thingId }) => thingId),
          ),
        ),
      )
    const byId = new Map(found.map((feed) => [feed.id, feed]))
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const feed = byId.get(row.thingId)
        if (feed === undefined || feed.trouble === null) return []
        return [
          [
            keyText(row),
            {
              what: m.today_feed_what({ title: feed.title }),
              href: addresses.settingsFeeds(),
              why: [{ text: troubleInWords(feed.trouble) }],
              action: { text: m.today_feed_do(), href: addresses.settingsFeeds() },
              dot: 'soon',
            },
          ],
        ]
      }),
    )
  },
})
