// What waits of journeys abroad: orders to sign, advances to decide, reports to hand in, accounts to settle, each by its day.
import { addresses } from '#addresses'
import { COMING_DAYS } from '#features/calendar/entry.ts'
import { type TripWaiting, tripsWithDeadlines } from '#features/trips/deadline.queries.ts'
import { periodInWords, type TripDeadlineKind } from '#features/trips/trip.ts'
import { dueInWords } from '#features/visits/preparation/piece.ts'
import { m } from '#messages'
import { reading } from '#platform/texts/local-text.ts'
import { dayAfter } from '#platform/dates.ts'
import { given, source } from './source.ts'
import { type Found, keyText, type Told } from './waiting.ts'

/** Travellers named; the rest are counted. */
const NAMED = 3

const lacks: Readonly<Record<TripDeadlineKind, () => string>> = {
  order: m.today_trip_order,
  advance: m.today_trip_advance,
  report: m.today_trip_report,
  account: m.today_trip_account,
}

/** The one thing to do, on the page on which it is done. */
const actionOf = ({ kind, tripId: id }: TripWaiting): Told['action'] => {
  switch (kind) {
    case 'order':
      return { text: m.today_trip_do_order(), href: `${addresses.trip({ id })}#orders` }
    case 'advance':
      return { text: m.today_trip_do_advance(), href: `${addresses.tripMoney({ id })}#accounts` }
    case 'report':
      return { text: m.today_trip_do_report(), href: addresses.tripReport({ id }) }
    case 'account':
      return { text: m.today_trip_do_account(), href: `${addresses.tripMoney({ id })}#accounts` }
  }
}

/** Who is back earlier than the others has a row of their own. */
const partOf = ({ kind, due, own }: TripWaiting): string => (own ? `${kind}-${due}` : kind)
const foundOf = (one: TripWaiting): Found => ({ thingId: one.tripId, part: partOf(one), day: one.due, since: null, press: 0, mark: one.due })

function namesOf(who: TripWaiting['who']): string | null {
  if (who.length === 0) return null
  const names = who
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join(', ')
  return who.length > NAMED ? m.today_visit_many({ pieces: names, count: who.length - NAMED }) : names
}

export const tripSource = source({
  compute: (tx, today) => tripsWithDeadlines(tx, today, dayAfter(today, COMING_DAYS)),
  found: (_, __, waiting) => given(waiting.map(foundOf)),
  tell: async (_, rows, today, waiting) => {
    const byKey = new Map(waiting.map((one) => [`${one.tripId} ${partOf(one)}`, one]))
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const one = byKey.get(`${row.thingId} ${row.part}`)
        if (one === undefined) return []
        const { text, language } = reading(one.title)
        const due = dueInWords(one.due, today)
        const names = one.kind === 'order' || (one.kind === 'report' && !one.own) ? null : namesOf(one.who)
        return [
          [
            keyText(row),
            {
              what: text,
              lang: language,
              href: addresses.trip({ id: one.tripId }),
              why: [
                { text: m.today_trip_lacks({ piece: lacks[one.kind](), due: due.text }), tone: due.tone ?? 'strong' },
                ...(names === null ? [] : [{ text: names }]),
                { text: m.today_trip_when({ period: periodInWords(one.departsOn, one.returnsOn) }) },
              ],
              action: actionOf(one),
              dot: one.late ? 'late' : 'soon',
            },
          ],
        ]
      }),
    )
  },
})
