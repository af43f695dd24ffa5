// Which month a record belongs to, where a tie stood before it and after it, how long a silence was, and how things are called in each language of a digest.
import { stageOf, type Stage } from '#features/partnerships/stage.ts'
import type { MilestoneKind, Step } from '#features/partnerships/milestones/milestone.ts'
import { inNameOrder, nativeInMontenegrin, SCRIPT_OF } from '#features/organisations/name-order.ts'
import { displayName } from '#features/organisations/naming.ts'
import { nameFor, type Place } from '#features/places/place.ts'
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

type Bearer = { readonly name: LocalText; readonly nativeName: string | null; readonly nativeLanguage: string | null; readonly kind?: string }

/** A town's names in the languages of a digest that have one of their own, as the citizens' site has them; English is the list's own name, in Latin letters. */
export function placeWords(place: Place): Words {
  const found: Record<string, string> = {}
  for (const language of DIGEST_LANGUAGES) {
    const text = nameFor(place, language)
    if (text !== '' && scriptOf(text) === SCRIPT_OF[language]) found[language] = text
  }
  return { ...found, en: place.name }
}

/** The home town: as the office entered it, else as the list of towns has it. */
export const homeWords = (name: LocalText, place: Place | null): Words => {
  const typed = Object.fromEntries(Object.entries(asTyped(name)).filter(([, text]) => text !== ''))
  return place === null ? wordsOf({ name, nativeName: null, nativeLanguage: null }, null) : { ...placeWords(place), ...typed }
}

/**
 * What somebody or something is called in each language of a digest, in the order of the citizens' site (name-order.ts): as entered; else as its own
 * people write it, if in letters the language's readers read; else in English, or as the list of towns has it. Of countries and embassies only what was
 * entered and what they call themselves: every language has words of its own for them. Montenegrin is written in Latin letters here.
 */
export function wordsOf(bearer: Bearer, place: Place | null): Words {
  const names: Record<string, string> = Object.fromEntries(Object.entries(asTyped(bearer.name)).filter(([, text]) => text !== ''))
  const [native, written] = [bearer.nativeName ?? '', bearer.nativeLanguage]
  const listed: Words = place === null ? {} : placeWords(place)
  const put = (language: string, ...texts: readonly (string | undefined)[]): void => {
    const found = texts.find((text) => text !== undefined && text !== '')
    if (names[language] === undefined && found !== undefined) names[language] = found
  }
  if (written !== null) put(written, native)
  if (names['sr'] !== undefined) names['sr'] = scriptOf(names['sr']) === 'cyrillic' ? transliterate(names['sr'], 'sr') : names['sr']
  if (bearer.kind === 'country' || bearer.kind === 'embassy') return names
  const english = names['en'] ?? ''
  for (const language of DIGEST_LANGUAGES) {
    if (names[language] !== undefined) continue
    const sources = {
      given: language === 'bg' ? displayName(bearer, 'bg') : '',
      native: language === 'sr' ? nativeInMontenegrin(native, written) : native,
      english,
      place: listed[language] ?? '',
    }
    put(language, ...inNameOrder(language, sources).filter((text) => text !== '' && scriptOf(text) === SCRIPT_OF[language]))
  }
  put('en', displayName(bearer, 'en'))
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
