// Drafts in plain words: a title that can be decided at a glance, and the line under it.
import { owedName, stateName, topicName } from '#features/commitments/commitment.ts'
import { composedTitle, directionName, eventDateInWords, eventKindName } from '#features/events/event.ts'
import { symbolicActKindName } from '#features/events/symbolic-act.ts'
import { countryName } from '#features/organisations/naming.ts'
import { kindName } from '#features/organisations/organisation.ts'
import { roleName } from '#features/organisations/people/post.ts'
import { fieldName } from '#features/partnerships/field.ts'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import { currentLanguage, type Language, LANGUAGES, officeLanguage } from '#platform/texts/language.ts'
import { lowered } from '#platform/texts/sentences.ts'
import { type Draft, type DraftContent, HOME_REF, type OrganisationData, type RelationData } from './draft.ts'
import { saysAtLeast } from './match.ts'
import { isLasting, relationName } from './relation.ts'

/** What the other drafts of the text are called. */
export type Names = {
  readonly nameOf: (ref: string) => string
  readonly numberOf: (ref: string) => number | null
  readonly countryOf: (ref: string) => string | null
  readonly organisationKindOf: (ref: string) => string | null
}

const inLanguage = (name: Readonly<Record<string, string>>): string => name[currentLanguage()] ?? name['bg'] ?? Object.values(name)[0] ?? ''

export function namesOf(drafts: readonly Draft[], homeName: string): Names {
  const byKey = new Map(drafts.map((draft) => [draft.key, draft]))
  const nameOf = (ref: string): string => {
    if (ref === HOME_REF) return homeName
    const draft = byKey.get(ref)
    if (draft === undefined) return ''
    if (draft.kind === 'organisation') return inLanguage(draft.data.name)
    return draft.kind === 'person' ? draft.data.name : titleOf(draft, names)
  }
  const names: Names = {
    nameOf,
    numberOf: (ref) => byKey.get(ref)?.position ?? null,
    countryOf: (ref) => {
      const draft = byKey.get(ref)
      return draft?.kind === 'organisation' ? draft.data.country : null
    },
    organisationKindOf: (ref) => {
      const draft = byKey.get(ref)
      return draft?.kind === 'organisation' ? draft.data.kind : null
    },
  }
  return names
}

/** Partners whose tie the event is about: towns when there are any; an embassy that came along is no part of the title. */
export function titlePartners(partners: readonly string[], kindOf: (ref: string) => string | null): readonly string[] {
  const towns = partners.filter((ref) => ['municipality', 'region', 'country'].includes(kindOf(ref) ?? ''))
  return towns.length > 0 ? towns : partners
}

/** A body's name inside a sentence: in Bulgarian „Гости от посолството на Италия“. */
export const spoken = (name: string, language: Language): string =>
  language === 'bg' ? name.replace(/^Посолство(?= )/, 'посолството').replace(/^Консулство(?= )/, 'консулството') : name

/**
 * What a statement adds to its step beyond kind and date, for the timeline: „Прекъсването бе 15 години“; an intention says what is intended. `words` are the
 * text's own: „след повече от 15 години“ says no less and no more.
 */
export const stepNote = ({ status, breakYears }: Pick<RelationData, 'status' | 'breakYears'>, words = ''): Record<string, string> => {
  const said = (locale: Language): string[] => [
    ...(status === 'twinning_proposed' ? [m.intake_note_twinning({}, { locale })] : []),
    ...(breakYears === null
      ? []
      : [saysAtLeast(words) ? m.intake_note_break_more({ count: breakYears }, { locale }) : m.intake_note_break({ count: breakYears }, { locale })]),
  ]
  return Object.fromEntries(LANGUAGES.flatMap((locale) => (said(locale).length === 0 ? [] : [[locale, said(locale).join('. ')]])))
}

const listed = (refs: readonly string[], { nameOf }: Names): string =>
  new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(refs.map(nameOf).filter((name) => name !== ''))
const withPartners = (refs: readonly string[], names: Names, words: string): string => {
  const partners = listed(refs, names)
  return partners === '' ? words : `${partners}: ${words}`
}
const TITLE = 140
const shortened = (text: string): string =>
  text.length > TITLE
    ? `${text
        .slice(0, TITLE - 1)
        .toWellFormed()
        .trimEnd()}…`
    : text

/** „Дойран: възобновено“, „Гости от Дойран“, „Анго Ангов“. */
export function titleOf(draft: DraftContent, names: Names): string {
  switch (draft.kind) {
    case 'organisation':
      return inLanguage(draft.data.name)
    case 'person':
      return draft.data.name
    case 'event':
      return draft.data.title === ''
        ? composedTitle(
            draft.data,
            titlePartners(draft.data.partners, names.organisationKindOf)
              .map((ref) => spoken(names.nameOf(ref), officeLanguage()))
              .filter((name) => name !== ''),
            officeLanguage(),
          )
        : draft.data.title
    case 'relation':
      return withPartners(draft.data.partners, names, relationName(draft.data.status))
    case 'commitment':
      // A promise that names them itself needs no name before it.
      return draft.data.partners.every((ref) => draft.data.text.includes(names.nameOf(ref)))
        ? shortened(draft.data.text)
        : withPartners(draft.data.partners, names, shortened(draft.data.text))
    case 'symbolic_act':
      return shortened(draft.data.title)
    case 'fields':
      return withPartners(
        draft.data.partners,
        names,
        draft.data.fields
          .map(fieldName)
          .map((words) => lowered(words))
          .join(', '),
      )
  }
}

/** As the town or house itself is written, beside its name for the reader: „Лимош“ with “Limoux” beside it shows which town was heard. */
function ownName({ kind, name, nativeName }: OrganisationData): string | null {
  if (kind === 'country' || kind === 'embassy') return null
  const own = nativeName ?? name['en'] ?? null
  return own === inLanguage(name) ? null : own
}

/** What else the draft says, in one line. */
export function detailsOf(draft: DraftContent, names: Names): string {
  const parts = ((): (string | null)[] => {
    switch (draft.kind) {
      case 'organisation':
        return [kindName(draft.data.kind), ownName(draft.data), draft.data.kind === 'country' ? null : countryName(draft.data.country)]
      case 'person':
        return [draft.data.role === '' ? roleName(draft.data.roleClass) : draft.data.role, draft.data.of === null ? null : names.nameOf(draft.data.of)]
      case 'event':
        return [
          eventKindName(draft.data.kind),
          draft.data.direction === 'none' ? null : lowered(directionName(draft.data.direction, draft.data.kind)),
          draft.data.date === null ? m.intake_no_date() : eventDateInWords(draft.data.date),
          draft.data.place === '' ? null : draft.data.place,
          draft.data.occasion ?? null,
          draft.data.participants.length === 0 ? null : m.intake_with_people({ names: listed(draft.data.participants, names) }),
        ]
      case 'relation':
        return [
          draft.data.date === null
            ? m.intake_no_step()
            : isLasting(draft.data.status)
              ? m.intake_since({ date: dateInWords(draft.data.date) })
              : dateInWords(draft.data.date),
          draft.data.years === null ? null : m.intake_years({ count: draft.data.years }),
          draft.data.breakYears === null ? null : m.intake_break({ count: draft.data.breakYears }),
        ]
      case 'commitment':
        return [
          lowered(owedName(draft.data.owedBy)),
          lowered(stateName(draft.data.state)),
          lowered(topicName(draft.data.topic)),
          draft.data.due === null ? m.intake_no_due() : m.intake_due({ date: dateInWords(draft.data.due) }),
        ]
      case 'symbolic_act':
        return [symbolicActKindName(draft.data.kind), listed(draft.data.partners, names), draft.data.date === null ? null : eventDateInWords(draft.data.date)]
      case 'fields':
        return [m.intake_fields_for()]
    }
  })()
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}
