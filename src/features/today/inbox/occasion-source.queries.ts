// Occasions that come, and agreements that end or have just ended.
import { and, eq, gte } from 'drizzle-orm'
import { addresses } from '#addresses'
import type { Entry } from '#features/calendar/entry.ts'
import { comingEntries, named } from '#features/calendar/entry.queries.ts'
import { lineOf } from '#features/calendar/words.ts'
import { withWord } from '#features/events/event.ts'
import { displayName } from '#features/organisations/naming.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { standings } from '#features/partnerships/silence/standing.table.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { anyOf } from '#platform/database/any-of.ts'
import { dayInWords, earliest, latest, monthsAfter } from '#platform/dates.ts'
import { isId } from '#platform/ids.ts'
import { agoInWords, aheadInWords } from '../today.ts'
import { given, source } from './source.ts'
import { type Found, keyText, type Told, type Waiting } from './waiting.ts'

/** One that has begun and still lasts is today's. */
const dayOf = ({ from }: Entry, today: string): string => (from < today ? today : from)

/** `anniversary-0190…-20` of the milestone 0190… is its matter „20“; an election of no record is the office's own. */
function keyOf(entry: Entry, officeId: string): Pick<Found, 'thingId' | 'part'> {
  if (!isId(entry.id)) return { thingId: officeId, part: entry.key }
  return { thingId: entry.id, part: entry.key.slice(entry.key.indexOf(entry.id) + entry.id.length).replace(/^-/, '') }
}

const foundIn = (tx: OfficeTx, entries: readonly Entry[], today: string): Found[] =>
  entries.map((entry) => ({ ...keyOf(entry, tx.officeId), day: dayOf(entry, today), since: null, press: 0, mark: entry.from }))

const byKey = (tx: OfficeTx, entries: readonly Entry[]): Map<string, Entry> =>
  new Map(
    entries.map((entry) => {
      const { thingId, part } = keyOf(entry, tx.officeId)
      return [`${thingId} ${part}`, entry]
    }),
  )

async function toldEntries(tx: OfficeTx, rows: readonly Waiting[], entries: readonly Entry[], today: string): Promise<[string, Told][]> {
  const known = byKey(tx, entries)
  const asked = rows.flatMap((row) => {
    const entry = known.get(`${row.thingId} ${row.part}`)
    return entry === undefined ? [] : [{ row, entry }]
  })
  const lines = (
    await named(
      tx,
      asked.map(({ entry }) => entry),
    )
  ).map(lineOf)
  return asked.map(({ row, entry }, index): [string, Told] => {
    const line = lines[index]!
    const day = dayOf(entry, today)
    const href = line.href ?? addresses.calendar()
    return [
      keyText(row),
      {
        what: line.title,
        href,
        why: [
          {
            text: `${line.from === line.until ? dayInWords(line.from, { weekday: true }) : line.when}, ${aheadInWords(day, today)}`,
            tone: line.risk ? 'soon' : 'strong',
          },
          ...line.details.map((text) => ({ text })),
        ],
        action: line.act ?? { text: m.today_open(), href },
        dot: line.risk ? 'soon' : 'open',
      },
    ]
  })
}

/** Occasions and ends of agreements are asked for one after the other in one transaction; reckoned out once. */
const reckoned = new WeakMap<OfficeTx, Promise<Entry[]>>()
function coming(tx: OfficeTx, today: string): Promise<Entry[]> {
  const entries = reckoned.get(tx) ?? comingEntries(tx, today)
  reckoned.set(tx, entries)
  return entries
}

export const occasionSource = source({
  compute: async (tx, today) => (await coming(tx, today)).filter(({ kind }) => kind !== 'agreement_end'),
  found: (tx, today, entries) => given(foundIn(tx, entries, today)),
  tell: async (tx, rows, today, entries) => new Map(await toldEntries(tx, rows, entries, today)),
})

/** So long after its end an agreement that nobody renewed is brought up; later its stage in the register says it. Months. */
const BROUGHT_UP_FOR = 12

type Expired = { readonly id: string; readonly day: string }

/** Partnerships whose term is over: the day on which it was. One query. */
async function justExpired(tx: OfficeTx, today: string): Promise<Expired[]> {
  const rows = await tx
    .select({ id: standings.id, since: standings.since })
    .from(standings)
    .where(and(eq(standings.officeId, tx.officeId), eq(standings.stage, 'expired'), gte(standings.since, monthsAfter(today, -BROUGHT_UP_FOR - 1).slice(0, 7))))
  return rows.flatMap(({ id, since }) => (since === null || latest(since) < monthsAfter(today, -BROUGHT_UP_FOR) ? [] : [{ id, day: earliest(since) }]))
}

const EXPIRED = 'expired'

export const agreementSource = source({
  compute: async (tx, today) => ({
    ending: (await coming(tx, today)).filter(({ kind }) => kind === 'agreement_end'),
    expired: await justExpired(tx, today),
  }),
  found: (tx, today, { ending, expired }) =>
    given([...foundIn(tx, ending, today), ...expired.map(({ id, day }) => ({ thingId: id, part: EXPIRED, day, since: null, press: 0 as const, mark: day }))]),
  tell: async (tx, rows, today, { ending }) => {
    const over = rows.filter(({ part }) => part === EXPIRED)
    const partners = new Map(
      (
        await tx
          .select({ id: standings.id, name: organisations.name, nativeName: organisations.nativeName, country: organisations.country })
          .from(standings)
          .innerJoin(organisations, and(eq(organisations.officeId, standings.officeId), eq(organisations.id, standings.organisationId)))
          .where(
            and(
              eq(standings.officeId, tx.officeId),
              anyOf(
                standings.id,
                over.map(({ thingId }) => thingId),
              ),
            ),
          )
      ).map((row) => [row.id, row]),
    )
    return new Map([
      ...(await toldEntries(
        tx,
        rows.filter(({ part }) => part !== EXPIRED),
        ending,
        today,
      )),
      ...over.flatMap((row): [string, Told][] => {
        const partner = partners.get(row.thingId)
        if (partner === undefined || row.day === null) return []
        const name = displayName(partner)
        return [
          [
            keyText(row),
            {
              what: m.today_expired_what({ partner: name, withWord: withWord(name) }),
              country: partner.country,
              href: addresses.partnership({ id: row.thingId }),
              why: [{ text: m.today_expired_why({ ago: agoInWords(row.day, today) }), tone: 'late' }],
              action: { text: m.today_expired_do(), href: addresses.milestoneNew({ id: row.thingId }, { kind: 'renewal' }) },
              dot: 'late',
            },
          ],
        ]
      }),
    ])
  },
})
