// What the register and a text say of one thing, side by side in words: where they differ, and where they only sound different and agree.
import { owedName, stateName } from '#features/commitments/commitment.ts'
import { directionName, eventDateInWords, eventKindName } from '#features/events/event.ts'
import { allNames, countryName, displayName } from '#features/organisations/naming.ts'
import { kindName } from '#features/organisations/organisation.ts'
import type { RoleClass } from '#features/organisations/people/post.ts'
import { agree } from '#features/partnerships/milestones/reading.ts'
import { milestoneLabel } from '#features/partnerships/milestones/milestone.ts'
import { m } from '#messages'
import { dateInWords, earliest, type ImpreciseDate, latest, daysBetween } from '#platform/dates.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { ActData, CommitmentData, EventData, OrganisationData, PersonData, RelationData, Resolution } from './draft.ts'
import { saysAtLeast, tellsOf } from './match.ts'
import { isLasting, relationName } from './relation.ts'

/** One thing the register and the text put differently, in words. */
export type Difference = { readonly field: string; readonly record: string; readonly text: string }

/** What a draft is by the register. */
export type Compared = {
  /** The record the draft is, or may be. */
  readonly known: { readonly title: string; readonly sub: string; readonly href: string | null } | null
  readonly differences: readonly Difference[]
  /** What may become of the differences; empty when there is nothing to settle. */
  readonly choices: readonly Resolution[]
  /** What sounds different and agrees: „20 години, казани през 2024 г.“ and a signing of 2004. */
  readonly agreements: readonly Difference[]
  /** Spellings that become other names of the record when the draft is saved. */
  readonly teaches: readonly string[]
  /** The record it was held to be is no longer in the register. */
  readonly gone: boolean
}
export const NOTHING_KNOWN: Compared = { known: null, differences: [], choices: [], agreements: [], teaches: [], gone: false }

const dateWords = (date: ImpreciseDate | null): string => (date === null ? m.intake_date_unsaid() : eventDateInWords(date))
const onlyDifferent = (rows: readonly Difference[]): Difference[] => rows.filter(({ record, text }) => record !== text)

/** A day said by both: as a difference when they cannot mean the same day, as an agreement when one is only less exact. */
const width = (date: ImpreciseDate): number => daysBetween(earliest(date), latest(date))
/** Whether the text names a day within what the record leaves open. */
export const saysMore = (record: ImpreciseDate, text: ImpreciseDate): boolean => agree(record, text) && !text.includes('~') && width(text) < width(record)
/** The day to write once the officer took the text's word: what is merely less exact takes nothing away. */
export const textsDay = (record: ImpreciseDate | null, text: ImpreciseDate | null): ImpreciseDate | null =>
  record === null || (text !== null && (!agree(record, text) || saysMore(record, text))) ? text : record

export function datesCompared(record: ImpreciseDate | null, text: ImpreciseDate | null, field: string): Pick<Compared, 'differences' | 'agreements'> {
  if (record === null || text === null || record === text) return { differences: [], agreements: [] }
  const row = [{ field, record: dateWords(record), text: dateWords(text) }]
  return agree(record, text) ? { differences: [], agreements: row } : { differences: row, agreements: [] }
}

/** Posts that one person holds at a time. */
export const ONE_HOLDER: ReadonlySet<RoleClass> = new Set(['mayor', 'council_chair', 'ambassador', 'head_of_state', 'head_of_government', 'governor'])

/** Whether a post of the register is the one the text speaks of; without an organisation in the text any of its class is. */
export const holdsPost = (post: { readonly roleClass: RoleClass; readonly organisationId: string }, data: PersonData, organisationId: string | null): boolean =>
  post.roleClass === data.roleClass && (organisationId === null || post.organisationId === organisationId)

export type RecordedEvent = Pick<EventData, 'kind' | 'direction' | 'date'>
export function eventCompared(record: RecordedEvent, data: EventData): Pick<Compared, 'differences' | 'agreements'> {
  const when = datesCompared(record.date, data.date, m.intake_differs_when())
  return {
    agreements: when.agreements,
    differences: [
      ...when.differences,
      ...onlyDifferent([
        { field: m.intake_differs_kind(), record: eventKindName(record.kind), text: eventKindName(data.kind) },
        // „Без посока“ says nothing against coming or going.
        ...(record.direction === 'none' || data.direction === 'none'
          ? []
          : [{ field: m.intake_differs_direction(), record: directionName(record.direction, record.kind), text: directionName(data.direction, data.kind) }]),
      ]),
    ],
  }
}

export const actCompared = (record: { readonly date: ImpreciseDate | null }, data: ActData): Pick<Compared, 'differences' | 'agreements'> =>
  datesCompared(record.date, data.date, m.intake_differs_when())

export type RecordedPromise = Pick<CommitmentData, 'owedBy' | 'state' | 'due'>
export function promiseCompared(record: RecordedPromise, data: CommitmentData): Pick<Compared, 'differences' | 'agreements'> {
  const due = datesCompared(record.due, data.due, m.intake_differs_due())
  return {
    agreements: due.agreements,
    differences: [
      ...due.differences,
      ...onlyDifferent([
        { field: m.intake_differs_owed(), record: owedName(record.owedBy), text: owedName(data.owedBy) },
        { field: m.intake_differs_state(), record: stateName(record.state), text: stateName(data.state) },
      ]),
    ],
  }
}

type NamedRecord = { readonly name: LocalText; readonly nativeName: string | null; readonly aliases: readonly string[] }

/** Spellings of a draft by which the record is not known yet. */
export function unknownSpellings(record: NamedRecord, spellings: readonly string[]): string[] {
  const keys = new Set(allNames({ ...record, nativeLanguage: null }).flatMap(nameKeys))
  return [...new Set(spellings)].filter((spelling) => {
    const own = nameKeys(spelling)
    return own.length > 0 && !own.some((key) => keys.has(key))
  })
}

/** Spellings that the record learns: what the text or the officer calls it; of a town it knows, not what only the list of towns does. */
export const spellingsTaught = (
  record: NamedRecord & Pick<OrganisationData, 'placeId'>,
  { name, aliases, placeId }: OrganisationData,
  body: string,
): string[] =>
  unknownSpellings(record, [
    ...Object.values(name),
    ...(placeId !== null && record.placeId === placeId ? aliases.filter((alias) => body.includes(alias)) : aliases),
  ])

export function organisationCompared(record: NamedRecord & Pick<OrganisationData, 'kind' | 'country'>, data: OrganisationData): Difference[] {
  const said = unknownSpellings(record, Object.values(data.name))
  return [
    ...(said.length > 0 ? [{ field: m.intake_differs_name(), record: displayName(record), text: said.join(', ') }] : []),
    ...onlyDifferent([
      { field: m.intake_differs_kind(), record: kindName(record.kind), text: kindName(data.kind) },
      ...(data.kind === 'embassy' && record.kind === 'embassy'
        ? []
        : [{ field: m.intake_differs_country(), record: countryName(record.country), text: countryName(data.country) }]),
    ]),
  ]
}

type RecordedStep = Parameters<typeof milestoneLabel>[0] & { readonly readings: readonly { readonly date: ImpreciseDate }[] }

/** „20 години (2004 г.)“, „повече от 15 години (2009 г.)“ or the bare date, as the text says it. */
function toldInWords(data: RelationData, words: string): string {
  const date = data.date === null ? m.intake_date_unsaid() : dateInWords(data.date)
  if (data.years === null || data.date === null) return `${relationName(data.status)}, ${date}`
  return saysAtLeast(words) ? m.intake_told_years_at_least({ count: data.years, date }) : m.intake_told_years({ count: data.years, date })
}

/** A step of the record against what the text says of it; `words` are the text's own. */
export function stepCompared(record: RecordedStep, data: RelationData, words: string): Pick<Compared, 'differences' | 'agreements'> {
  const row = {
    field: isLasting(data.status) ? m.intake_differs_since() : m.intake_differs_step(),
    record: milestoneLabel(record),
    text: toldInWords(data, words),
  }
  if (!tellsOf(data, words, record.date)) return { differences: [row], agreements: [] }
  return { differences: [], agreements: data.date === null || data.date === record.date ? [] : [row] }
}

/** What the text says otherwise, kept beside the record's own values: „кога: 14 май 2025 г.“ */
export const saidOtherwise = (differences: readonly Difference[]): string => differences.map(({ field, text }) => `${field}: ${text}`).join('; ')
