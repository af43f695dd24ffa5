// The first letter to a town and the one that asks again: in the partner's language, with what it says in the office's own beside it.
import { z } from 'zod'
import { suggestedSalutations } from '#features/organisations/people/salutation.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import { dayInLetter, LETTER_LANGUAGES, type LetterLanguage, whenInLetter } from '#features/visits/invitations/letter-day.ts'
import { filled } from '#features/visits/invitations/letter.ts'
import { localeOf, numberFormatOf, officeLanguage, speakingIn } from '#platform/texts/language.ts'
import recorded from '../../../../reference/outreach-letters.json' with { type: 'json' }
import { KNOWN_TAGS, type KnownTag, tagName } from '../facts/fact.ts'
import type { Letter } from './approach.ts'

const wording = z.object({ subject: z.string().min(1), body: z.string().min(1) })
/** Ties to a town that are known by the towns they rest on (`Ties`): a partner in common, a town near us that is its twin, a partner of ours near it, its twins in our country. */
export const KNOWN_TIES = ['common', 'neighbours', 'besides', 'countrymen'] as const
export type KnownTie = (typeof KNOWN_TIES)[number]
/** The known ties with the towns to be named, the best known first; a tie without towns is none. */
export type Ties = Readonly<Partial<Record<KnownTie, readonly Place[]>>>
/** Towns named of one tie: a letter is no list. */
export const MOST_NAMED = 3
/** Reasons a letter may give: each a fact the office sees. */
const REASONS = ['shared', 'size', 'sea', 'ground', ...KNOWN_TIES] as const
type Reason = (typeof REASONS)[number]
/** To a mayor of whom nobody knows whether it is a man or a woman, to a man, to a woman. */
const addressing = z.object({ unknown: z.string().min(1), he: z.string().min(1), she: z.string().min(1) })

const tongue = z.object({
  written: z.iso.date(),
  /** Which native speaker has read it, and when; null: nobody yet. */
  readBy: z.string().min(1).nullable(),
  readOn: z.iso.date().nullable(),
  salutation: addressing,
  recipient: addressing,
  first: wording,
  second: wording,
  reasons: z.record(z.enum(REASONS), z.string().min(1)),
})
/** Languages of letters in which tags are named here; in the others the interface names them. */
const TAG_LANGUAGES = ['it', 'fr', 'de', 'mk', 'sr', 'zh'] as const satisfies readonly LetterLanguage[]
const countryCode = z.string().regex(/^[A-Z]{2}$/)
const file = z.object({
  about: z.string(),
  asOf: z.iso.date(),
  countries: z.record(countryCode, z.array(z.enum(LETTER_LANGUAGES)).min(1)),
  cautions: z.record(countryCode, z.object({ bg: z.string().min(1), en: z.string().min(1) })),
  letters: z.record(z.enum(LETTER_LANGUAGES), tongue),
  tags: z.record(z.enum(KNOWN_TAGS), z.record(z.enum(TAG_LANGUAGES), z.string().min(1))),
})

/** Holds the file against its shape; throws where a language lacks a letter, a form of address or a date. */
export const readOutreachLetters = (data: unknown): z.output<typeof file> => file.parse(data)
const known = readOutreachLetters(recorded)

/** Who of those who speak it has read the letters of a language, and when they were written. */
export const readingOf = (language: LetterLanguage): { readonly written: string; readonly readBy: string | null; readonly readOn: string | null } =>
  known.letters[language]

/** The languages proposed for a country (ISO 3166-1 alpha-2), the first one first; English where none of the country's has a letter. */
export const languagesFor = (country: string): readonly LetterLanguage[] => known.countries[country] ?? ['en']

/** own: there is a letter in a language of the country · one-of: in several, and which depends on the town · none: in none, and one writes in English. */
export const letterLanguageOf = (country: string): 'own' | 'one-of' | 'none' => {
  const own = known.countries[country]
  return own === undefined ? 'none' : own.length === 1 ? 'own' : 'one-of'
}

/** What whoever writes to a country should look at before a letter leaves, such as how its mayors are called; '' where nothing is known. */
export const cautionFor = (country: string): string => known.cautions[country]?.[officeLanguage()] ?? ''

export const ADDRESSED = ['unknown', 'he', 'she'] as const
/** Whether the mayor is a man or a woman, as far as the office knows. */
export type Addressed = (typeof ADDRESSED)[number]

/**
 * What a letter is filled with. `people`: inhabitants of our municipality as the office has entered them, null: it has not, and those of the town are said;
 * `day`: of the first letter, for the one that asks again (YYYY-MM-DD).
 */
export type LetterParts = {
  readonly home: Place
  readonly people: number | null
  readonly town: Place
  readonly ties: Ties
  /** What both towns are known for, of what every language of letters has a word for. */
  readonly shared: readonly KnownTag[]
  /** Both towns lie by the sea. */
  readonly bySea: boolean
  readonly mayor: string
  readonly addressed: Addressed
  readonly day: string | null
}

function salutationIn(language: LetterLanguage, { mayor, addressed }: LetterParts): string {
  const own = known.letters[language].salutation[addressed]
  // English says the name; elsewhere one writes to the office.
  if (language !== 'en' || mayor === '') return own
  return suggestedSalutations({ name: mayor, title: null, post: 'mayor' }, language)[0] ?? own
}

/** A town as the readers of a letter write it; German as the gazetteer does. */
const townIn = (place: Place, language: LetterLanguage): string => nameFor(place, language === 'de' ? 'en' : language)

/** French: « de Troyan », « d’Elena ». */
const ofTown = (name: string): string => (/^[aeiou]/iu.test(name.normalize('NFD')) ? `d’${name}` : `de ${name}`)

const isTagLanguage = (language: LetterLanguage): language is (typeof TAG_LANGUAGES)[number] => (TAG_LANGUAGES as readonly string[]).includes(language)
const tagIn = (language: LetterLanguage, tag: KnownTag): string =>
  isTagLanguage(language) ? known.tags[tag][language] : speakingIn(language, () => tagName(tag))

/** What a reason rests on, behind what is said of it: the towns of a tie, what both are known for. French sets a space before the colon. */
function namedIn(language: LetterLanguage, names: readonly string[]): string {
  if (names.length === 0) return ''
  return language === 'zh' ? `：${names.join('、')}` : `${language === 'fr' ? '\u00a0' : ''}: ${names.join(', ')}`
}

/** The name of a country in a language of letters. */
const countryIn = (code: string, language: LetterLanguage): string =>
  new Intl.DisplayNames([localeOf(language)], { type: 'region', fallback: 'code' }).of(code) ?? code

/** Rounded as one says it in a letter: 19 460 becomes 19 000, 940 stays. */
const about = (people: number): number => (people < 1000 ? people : people < 10_000 ? Math.round(people / 100) * 100 : Math.round(people / 1000) * 1000)

/** Of so many inhabitants at most so many times as many: more is not called similar. */
const SIMILAR_SIZE = 1.5
/** Metres. */
const SIMILAR_HEIGHT = 100
/** Kilometres from the shore within which a town is said to lie by the sea. */
const BY_SEA = 5
/** Whether both towns so many kilometres from the shore lie by the sea. */
export const areBySea = (...km: readonly number[]): boolean => km.every((one) => one <= BY_SEA)

/**
 * The reasons that can be said as facts: of what is measured only what is alike indeed, and the ties that are known. What a reason added to the score says
 * nothing here: a town without any partner in our country may be ranked higher for just that. Half the towns there are lie as high as ours: height is said
 * beside something else only, and not of two towns by the sea.
 */
export function reasonsToSay({ home, town, shared, ties, bySea }: Pick<LetterParts, 'home' | 'town' | 'shared' | 'ties' | 'bySea'>): Reason[] {
  const reasons = REASONS.filter((reason) => {
    if (reason === 'size') return alike(home.population, town.population)
    if (reason === 'shared') return shared.length > 0
    if (reason === 'sea') return bySea
    if (reason === 'ground') return !bySea && home.elevation !== null && town.elevation !== null && Math.abs(home.elevation - town.elevation) <= SIMILAR_HEIGHT
    return (ties[reason]?.length ?? 0) > 0
  })
  return reasons.every((reason) => reason === 'ground') ? [] : reasons
}
const alike = (one: number, other: number): boolean => one > 0 && other > 0 && Math.max(one, other) / Math.min(one, other) <= SIMILAR_SIZE

/** Subject and body in one language. */
export function composedIn(language: LetterLanguage, which: 'first' | 'second', parts: LetterParts): { readonly subject: string; readonly body: string } {
  const { home, people, town, shared, ties, day } = parts
  const number = (value: number): string => numberFormatOf(localeOf(language)).format(value)
  const salutation = salutationIn(language, parts)
  const numbers = {
    ours: number(about(home.population)),
    theirs: number(about(town.population)),
    ourHeight: number(home.elevation ?? 0),
    theirHeight: number(town.elevation ?? 0),
  }
  const { reasons, [which]: words } = known.letters[language]
  const names: Readonly<Partial<Record<Reason, readonly string[]>>> = {
    shared: shared.map((tag) => tagIn(language, tag)),
    ...Object.fromEntries(KNOWN_TIES.map((tie) => [tie, (ties[tie] ?? []).slice(0, MOST_NAMED).map((place) => townIn(place, language))])),
  }
  const said = {
    salutation,
    address: salutation.replace(/[,：:]\s*$/u, ''),
    home: townIn(home, language),
    ofHome: ofTown(townIn(home, language)),
    town: townIn(town, language),
    country: countryIn(home.country, language),
    people: people !== null || home.population === 0 ? '' : number(about(home.population)),
    municipality: people === null ? '' : number(about(people)),
    reasons: reasonsToSay(parts)
      .map((reason) => `– ${filled(reasons[reason], numbers)}${namedIn(language, names[reason] ?? [])}`)
      .join('\n'),
    day: day === null ? '' : dayInLetter(language, day),
    when: day === null ? '' : whenInLetter(language, day),
  }
  return { subject: filled(words.subject, said), body: filled(words.body, said) }
}

/** A new draft: the letter in its language and what it says in `ours`, with whom it goes to. */
export function drafted(
  which: 'first' | 'second',
  language: LetterLanguage,
  ours: LetterLanguage,
  parts: LetterParts,
  about: Pick<Letter, 'draftedOn' | 'signatory'> & Partial<Pick<Letter, 'recipient' | 'address' | 'email'>>,
): Letter {
  const recipient = filled(known.letters[language].recipient[parts.addressed], { town: townIn(parts.town, language), mayor: parts.mayor })
  return {
    ...composedIn(language, which, parts),
    ours: { language: ours, ...composedIn(ours, which, parts) },
    recipient: about.recipient ?? recipient,
    address: about.address ?? '',
    email: about.email ?? '',
    signatory: about.signatory,
    draftedOn: about.draftedOn,
    sentOn: null,
    way: null,
    through: '',
    mailedTo: '',
    mailId: null,
  }
}
