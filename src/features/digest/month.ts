// Which month a record belongs to, where a tie stood before it and after it, how long a silence was, and how things are called in each language of a digest.
import { stageOf, type Stage } from '#features/partnerships/stage.ts'
import type { MilestoneKind, Step } from '#features/partnerships/milestones/milestone.ts'
import { displayName } from '#features/organisations/naming.ts'
import { type Place, placeNameIn } from '#features/places/place.ts'
import { daysBetween, earliest, type ImpreciseDate, latest, monthsBetween } from '#platform/dates.ts'
import { scriptOf, transliterate } from '#platform/names/transliteration.ts'
import { asTyped, type LocalText } from '#platform/texts/local-text.ts'
import type { Words } from '#platform/texts/words-for.ts'
import type { AnniversaryFacts, BreakFacts, RecordKind } from './composing/month.ts'
import { DIGEST_LANGUAGES } from './composing/tongue.ts'

/** Days. A date that may lie anywhere in a longer time than two months says nothing about a month. */
export const WIDEST = 62

type Bounds = { readonly firstDay: string | null; readonly lastDay: string | null }

/**
 * The month (YYYY-MM) that tells of a record: that of its last possible day, for only then it has surely happened („между септември и октомври“ is told in
 * October, a visit from 28 September to 2 October as well). null: undated, or known only within more than about two months.
 */
export const monthOf = ({ firstDay, lastDay }: Bounds): string | null =>
  firstDay === null || lastDay === null || daysBetween(firstDay, lastDay) > WIDEST ? null : lastDay.slice(0, 7)

const boundsOf = (date: ImpreciseDate): Bounds => ({ firstDay: earliest(date), lastDay: latest(date) })
export const monthOfDate = (date: ImpreciseDate): string | null => monthOf(boundsOf(date))

/** The stage at the end of a month (on `day`, its last or today): a step counts from the month on in which it has surely been taken. */
export const stageAtEnd = (steps: readonly Step[], month: string, day: string): Stage =>
  stageOf(
    steps.filter(({ date }) => latest(date).slice(0, 7) <= month),
    day,
  ).stage

const ENDS_SILENCE: ReadonlySet<MilestoneKind> = new Set(['revival', 'renewal', 'signing'])
type DatedStep = Pick<Step, 'kind' | 'date'> & { readonly id: string }

/**
 * The silences that steps of the month ended: from the last lapse recorded before each, unless something ended it earlier. Years are whole and counted
 * between the days; when either is only roughly known, the number is the nearest one and `about` says so, unless every possible day gives the same.
 */
export function breaksOf(steps: readonly DatedStep[], month: string): BreakFacts[] {
  const sorted = [...steps].sort((a, b) => (earliest(a.date) < earliest(b.date) ? -1 : earliest(a.date) > earliest(b.date) ? 1 : 0))
  return sorted.flatMap((step, at) => {
    if (!ENDS_SILENCE.has(step.kind) || monthOfDate(step.date) !== month) return []
    const before = sorted.slice(0, at).findLast(({ kind }) => kind === 'lapse' || ENDS_SILENCE.has(kind) || kind === 'end')
    if (before === undefined || before.kind !== 'lapse') return []
    const years = (from: string, to: string): number => Math.floor(monthsBetween(from, to) / 12)
    const [least, most] = [years(latest(before.date), earliest(step.date)), years(earliest(before.date), latest(step.date))]
    const about = least !== most || before.date.includes('~') || step.date.includes('~')
    const middle = Math.round((daysBetween(earliest(before.date), earliest(step.date)) + daysBetween(latest(before.date), latest(step.date))) / 2 / 365.25)
    const counted = about ? middle : least
    return counted < 1 ? [] : [{ stepId: step.id, lapseId: before.id, years: counted, about }]
  })
}

/** A round year since the first contact of two towns that never signed anything, in the year of `month`; years by the calendar, for such days are rarely known. */
export function sinceContact(steps: readonly DatedStep[], month: string, everyYears: number): AnniversaryFacts[] {
  const known = knownSince(steps, month)
  return known !== null && known.since === 'contact' && known.years % everyYears === 0 ? [known] : []
}

/** Since when two towns are tied: since the first signing, else since the first contact; null when its year is not known, or is this one. */
export function knownSince(steps: readonly DatedStep[], month: string): AnniversaryFacts | null {
  const signed = steps.some(({ kind }) => kind === 'signing' || kind === 'renewal')
  const first = steps
    .filter(({ kind }) => kind === (signed ? 'signing' : 'first_contact'))
    .sort((a, b) => (earliest(a.date) < earliest(b.date) ? -1 : earliest(a.date) > earliest(b.date) ? 1 : 0))[0]
  if (first === undefined || earliest(first.date).slice(0, 4) !== latest(first.date).slice(0, 4)) return null
  const years = Number(month.slice(0, 4)) - Number(first.date.slice(0, 4))
  return years > 0 ? { milestoneId: first.id, years, date: first.date, since: signed ? 'signing' : 'contact' } : null
}

/** Whether a post was held at some time between the two days. */
export const heldBetween = (post: { readonly fromDate: ImpreciseDate | null; readonly toDate: ImpreciseDate | null }, first: string, last: string): boolean =>
  (post.fromDate === null || earliest(post.fromDate) <= last) && (post.toDate === null || latest(post.toDate) >= first)

// ---- names ---------------------------------------------------------------------------------------------------------

type Bearer = { readonly name: LocalText; readonly nativeName: string | null; readonly nativeLanguage: string | null }

const inLatin = (text: string, language: string): string =>
  scriptOf(text) === 'cyrillic' ? transliterate(text, language === 'mk' ? 'mk' : language === 'sr' ? 'sr' : 'bg') : text

/** A town's names in the languages of a digest that have one of their own; English is the list's own name, in Latin letters. */
export function placeWords(place: Place): Words {
  const found: Record<string, string> = {}
  for (const language of DIGEST_LANGUAGES) {
    const { text, language: is } = placeNameIn(place, language)
    if (is === language) found[language] = language === 'sr' ? inLatin(text, 'sr') : text
  }
  return { en: place.name, ...found }
}

/**
 * What somebody or something is called in each language of a digest: as entered; else as its own people write it; else as the list of towns does; else put into
 * the language's letters. Montenegrin is written in Latin letters here.
 */
export function wordsOf(bearer: Bearer, place: Place | null): Words {
  const names: Record<string, string> = { ...asTyped(bearer.name) }
  const native = bearer.nativeName ?? ''
  const listed = place === null ? {} : placeWords(place)
  const put = (language: string, text: string | undefined): void => {
    if ((names[language] ?? '') === '' && text !== undefined && text !== '') names[language] = text
  }
  if (bearer.nativeLanguage !== null) put(bearer.nativeLanguage, native)
  const bulgarian = displayName(bearer, 'bg')
  if (scriptOf(bulgarian) === 'cyrillic') put('bg', bulgarian)
  for (const language of ['bg', 'mk', 'zh']) put(language, listed[language])
  const latin = scriptOf(native) === 'latin' ? native : undefined
  put('en', latin)
  put('en', listed['en'])
  put('en', displayName(bearer, 'en'))
  for (const language of ['fr', 'it']) put(language, latin)
  if (names['sr'] !== undefined) names['sr'] = inLatin(names['sr'], 'sr')
  put('sr', latin)
  put('sr', listed['sr'])
  put('sr', names['en'])
  return names
}

// ---- what is not public ------------------------------------------------------------------------------------------------

/**
 * Something the month holds which the digest may not tell. What would help: to mark the record itself, or the partnership it is of, as public; or, where the
 * words name someone private who took part, to write them without the name.
 */
export type NotPublic = {
  readonly kind: Exclude<RecordKind, 'partnership'>
  readonly id: string
  /** For a person who reads the office's language of the moment. */
  readonly title: string
  readonly remedy: 'publish' | 'publish_partnership' | 'leave_out_name'
  /** Of a milestone, and where its partnership is what is not public. */
  readonly partnershipId: string | null
  /** Its day, of what is still to come. */
  readonly ahead?: ImpreciseDate
}
