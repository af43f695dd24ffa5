// The entries of the calendar in words: what each is called, when it is, where it leads and what to do about it next.
import { addresses } from '#addresses'
import { eventDateInWords, withWord } from '#features/events/event.ts'
import { countryName, displayName } from '#features/organisations/naming.ts'
import { milestoneTitle } from '#features/partnerships/milestones/milestone.ts'
import { m } from '#messages'
import { dateInWords, type ImpreciseDate, dayAfter } from '#platform/dates.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { yearOf } from './day.ts'
import type { Entry, EntryKind } from './entry.ts'
import type { NamedEntry } from './entry.queries.ts'
import { isOccasionKind, occasionKindName } from './occasions/occasion.ts'
import { COUNCIL_TERMS, KNOWN_ELECTIONS, type ReferenceSource } from './reference.ts'

const computedNames: Readonly<Record<'anniversary' | 'agreement_end' | 'renewal' | 'promise' | 'event', () => string>> = {
  anniversary: () => m.calendar_kind_anniversary(),
  agreement_end: () => m.calendar_kind_agreement_end(),
  renewal: () => m.calendar_kind_renewal(),
  promise: () => m.calendar_kind_promise(),
  event: () => m.calendar_kind_event(),
}
export const entryKindName = (kind: EntryKind): string => (isOccasionKind(kind) ? occasionKindName(kind) : computedNames[kind]())

/** What the reference data knows of an election. */
const knownOf = (entry: Entry) => KNOWN_ELECTIONS.find(({ country, date }) => country === entry.country && date === entry.from)

const namesOf = (entry: NamedEntry): string => entry.partners.map((one) => displayName(one)).join(', ')

/** „20 години от подписването с Перн ле Фонтен“, „Изтича споразумението с Дойран“, „Празник на Троян“. */
export function titleOf(entry: NamedEntry): string {
  const partner = namesOf(entry)
  const say = { partner, withWord: withWord(partner) }
  switch (entry.kind) {
    case 'anniversary':
      return entry.about ? m.calendar_title_anniversary_about({ ...say, count: entry.years! }) : m.calendar_title_anniversary({ ...say, count: entry.years! })
    case 'agreement_end':
      return m.calendar_title_end(say)
    case 'renewal':
      return m.calendar_title_renewal({ ...say, day: dateInWords(entry.due!) })
    case 'promise':
      return m.calendar_title_promise({ text: textIn(entry.name!) })
    default:
      if (entry.name !== null) return entry.cancelled ? m.events_cancelled_title({ title: textIn(entry.name) }) : textIn(entry.name)
      return (entry.expected ? m.calendar_title_election_expected : knownOf(entry)?.round === 2 ? m.calendar_title_election_second : m.calendar_title_election)(
        {
          country: countryName(entry.country ?? ''),
        },
      )
  }
}

/** The two ends as one date, in the shortest form: a whole year or month is named as such. */
function dateOf({ from, until }: Pick<Entry, 'from' | 'until'>): ImpreciseDate {
  if (from === until) return from
  if (from.endsWith('-01-01') && until === `${yearOf(from)}-12-31`) return String(yearOf(from))
  const nextMonth = dayAfter(until, 1)
  if (from.endsWith('-01') && nextMonth.endsWith('-01') && from.slice(0, 7) === until.slice(0, 7)) return from.slice(0, 7)
  return `${from}/${until}`
}

/** „14 октомври 2026 г.“, „14–16 октомври 2026 г.“, „през 2026 г., денят не се знае“. */
export function whenOf(entry: Pick<Entry, 'from' | 'until' | 'exact'>): string {
  const date = dateOf(entry)
  if (entry.exact) return eventDateInWords(date)
  return date.includes('/') ? dateInWords(date) : m.calendar_when_uncertain({ date: dateInWords(date) })
}

/** What stands under the title: the kind, the partner when the title does not say it, what it comes from. */
export function detailsOf(entry: NamedEntry): string[] {
  const told = entry.kind === 'anniversary' || entry.kind === 'agreement_end' || entry.kind === 'renewal'
  return [
    ...(told && entry.milestone !== null
      ? [entry.kind === 'anniversary' ? `${milestoneTitle(entry.milestone)}, ${dateInWords(entry.milestone.date)}` : milestoneTitle(entry.milestone)]
      : [entryKindName(entry.kind)]),
    ...(told || entry.partners.length === 0 ? [] : [namesOf(entry)]),
    ...(entry.contested ? [m.calendar_contested()] : []),
    ...(entry.expected && entry.due !== null ? [m.calendar_expected_from({ day: dateInWords(entry.due) })] : []),
  ]
}

/** The record behind an entry; null for what only the reference data knows. */
export function hrefOf(entry: Entry): string | null {
  switch (entry.kind) {
    case 'anniversary':
    case 'agreement_end':
    case 'renewal':
      return addresses.partnership({ id: entry.partnershipId! })
    case 'promise':
      return addresses.commitment({ id: entry.id })
    case 'event':
      return addresses.event({ id: entry.id })
    default:
      return entry.rule === null ? null : addresses.occasion({ id: entry.id })
  }
}

/** What an officer does about it next; null when nothing is usual. */
export function nextActOf(entry: NamedEntry): { readonly text: string; readonly href: string } | null {
  const about = { occasion: titleOf(entry).slice(0, 300), day: entry.exact ? entry.from : undefined }
  switch (entry.kind) {
    case 'agreement_end':
    case 'renewal':
      return { text: m.calendar_act_renewal(), href: addresses.milestoneNew({ id: entry.partnershipId! }, { kind: 'renewal' }) }
    case 'anniversary':
    case 'town_day':
    case 'festival':
    case 'national_holiday':
      return entry.organisationId === null
        ? { text: m.calendar_act_invite(), href: addresses.eventNew({ kind: 'celebration', direction: 'incoming', ...about }) }
        : {
            text: m.calendar_act_congratulate(),
            href: addresses.eventNew({ organisation: entry.organisationId, kind: 'letter', direction: 'outgoing', ...about }),
          }
    case 'election':
      return entry.organisationId === null
        ? { text: m.calendar_act_people(), href: addresses.people() }
        : { text: m.calendar_act_people(), href: `${addresses.organisation({ id: entry.organisationId })}#people` }
    default:
      return null
  }
}

const sourceOf = (entry: Entry): Line['source'] => {
  if (entry.kind !== 'election' || entry.rule !== null) return null
  return (entry.expected ? COUNCIL_TERMS.find(({ country }) => country === entry.country) : knownOf(entry))?.source ?? null
}

/** One entry ready for a page. */
export type Line = {
  readonly key: string
  readonly title: string
  /** null: no record stands behind it. */
  readonly href: string | null
  readonly kind: EntryKind
  readonly risk: boolean
  /** An event that is called off. */
  readonly cancelled: boolean
  readonly from: string
  readonly until: string
  readonly when: string
  readonly details: readonly string[]
  readonly act: { readonly text: string; readonly href: string } | null
  /** Of what only the reference data knows. */
  readonly source: ReferenceSource | null
}

export const lineOf = (entry: NamedEntry): Line => ({
  key: entry.key,
  title: titleOf(entry),
  href: hrefOf(entry),
  kind: entry.kind,
  risk: entry.risk,
  cancelled: entry.cancelled,
  from: entry.from,
  until: entry.until,
  when: whenOf(entry),
  details: detailsOf(entry),
  act: nextActOf(entry),
  source: sourceOf(entry),
})
