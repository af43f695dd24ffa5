// What a language brings to the digest: its sentence patterns and its rules of agreement as data, its days and its numbers.
import type { RoleClass } from '#features/organisations/people/post.ts'
import type { Field } from '#features/partnerships/field.ts'
import type { EventKind } from '#features/events/event.ts'
import type { CommitmentTopic } from '#features/commitments/commitment.ts'
import type { NameFacts, OccasionKind } from './month.ts'
import type { PartnershipType } from '#features/partnerships/partnership.ts'
import type { Words } from '#platform/texts/words-for.ts'
import type { Situation } from './situation.ts'

/** Languages a digest is written in. `sr`: as it is written in Montenegro, in Latin letters. */
export const DIGEST_LANGUAGES = ['bg', 'en', 'mk', 'fr', 'it', 'sr', 'zh'] as const
export type DigestLanguage = (typeof DIGEST_LANGUAGES)[number]
export const isDigestLanguage = (value: string): value is DigestLanguage => (DIGEST_LANGUAGES as readonly string[]).includes(value)

/** A name as it is said in the language, with what is known of its bearer. */
export type SaidName = { readonly text: string; readonly of: NameFacts }

/** What a form is given: the names in their order, or a ready text as the only one (then without a bearer). */
export type FormGiven = {
  readonly items: readonly { readonly text: string; readonly of: NameFacts | null }[]
  readonly join: (texts: readonly string[]) => string
}
/** „от Дойран и Котор“, « de Dojran et d’Arles »: one form of what fills a slot. */
export type Form = (given: FormGiven) => string

/** Ways of saying a day within the digest of a month; `{a}`, `{b}` are days, months or years without a preposition. */
export type WhenPatterns = {
  readonly day: string
  /** From one day to another: an event of some days. */
  readonly days: string
  readonly month: string
  readonly year: string
  /** Nobody knows exactly: somewhere between the two. */
  readonly between: string
  /** The same where even one of the two is only roughly known. */
  readonly betweenAbout: string
  /** The same of two months that follow each other, when it has just been said the other way: „през септември или октомври“. */
  readonly either: string
  readonly about: string
  /** By when a promise is due: at the latest on `{a}`; during a month or a year: by its end. */
  readonly dueDay: string
  readonly duePeriod: string
  /** By some day that nobody named exactly. */
  readonly dueAbout: string
}

export type MissionKind = 'embassy' | 'consulate' | 'general_consulate'

export type Tongue = {
  readonly language: DigestLanguage
  /** BCP 47, for lists, plurals, days, countries and sentences. */
  readonly tag: string
  readonly patterns: Readonly<Record<Situation, readonly string[]>>
  readonly forms: Readonly<Record<string, Form>>
  readonly when: WhenPatterns
  /** Mends a day or a month as `Intl` writes it („1er octobre“, „14. oktobra“); most languages take it as it is. */
  readonly asWritten?: (written: string) => string
  /** Mends what stands before a day once it does: „dall’8 all’11“, „u oktobru“; most languages take it as it is. */
  readonly asSaid?: (when: string) => string
  /** Of two days in one month, the one that is said without its month: „от 12 до 14 октомври“, 10月12日至14日. */
  readonly monthOnce: 'first' | 'second'
  /** After a year that stands alone: „ г.“, 年. */
  readonly yearMark: string
  /** One to ten in words, by gender where the language has it; `n` for what is counted without one. */
  readonly numbers: { readonly m: readonly string[]; readonly f: readonly string[]; readonly n: readonly string[] }
  /** Holders of posts as `person` says them; of „other“ and what has no word of its own: ''. */
  readonly roles: Readonly<Record<RoleClass, string>>
  /** Somebody with a post: „кметът на Дойран Анго Ангов“. `words`: the post as the office wrote it in this language, '' when it did not; `of`: whose post it is. */
  readonly person: (given: { readonly name: string; readonly words: string; readonly role: RoleClass; readonly of: string | null }) => string
  /** Names within a sentence, without the capital of a label. */
  readonly fields: Readonly<Record<Field, string>>
  /** What a tie is called, within a sentence, without an article: „побратимяване“, “friendship”. */
  readonly types: Readonly<Record<PartnershipType, string>>
  /** A name of somebody or something, chosen and written for the language's readers; without it by `wordsFor`. `country`: the bearer's, null when unknown. */
  readonly spelled?: (names: Words, country: string | null) => string
  /** Ends a sentence that brings no sign of its own, where it is no full stop: 。 */
  readonly stop?: string
  /** A name as running text has it, where the language bends it: „посолството на България“. */
  readonly called?: (text: string, of: NameFacts) => string
  /** What is to come, as a noun without an article: „посещение“, “exhibition”. */
  readonly kinds: Readonly<Record<EventKind, string>>
  /** What a promise is about, as a noun. */
  readonly topics: Readonly<Record<CommitmentTopic, string>>
  /** A day to come whose name nobody wrote in the language. */
  readonly occasions: Readonly<Record<OccasionKind, string>>
  /** An embassy or a consulate by the countries it stands for and in, each as the language calls it: « l’ambassade d’Italie en Bulgarie ». */
  readonly mission: (kind: MissionKind, sent: string, host: string | null) => string
  /** A promise without the words of its source that say only that it is one: „като се съгласиха да …“, „ще …“ become „да …“. */
  readonly promised?: (text: string) => string
  /** A promise that is a whole sentence and says itself who gave it: „Община Дойран обеща да …“ stands as it is written. */
  readonly whole?: RegExp
  /** A promise that continues a sentence as it is; null: the language has none, everything stands for itself. */
  readonly clause: RegExp | null
  /** How two sentences stand side by side: a blank, or nothing in Chinese. */
  readonly between: string
  /** Between the members of a list and before the last, where `Intl.ListFormat` is not what people write. */
  readonly list?: (items: readonly string[]) => string
}

/** The first rule whose expression fits gives the words before the text: `[[/^[сз]/i, 'със '], [/^/, 'с ']]`. */
export const before =
  (rules: readonly (readonly [RegExp, string])[]) =>
  (text: string): string =>
    `${rules.find(([fits]) => fits.test(text))?.[1] ?? ''}${text}`

/** A form that is said of every name by itself: „от Дойран и от Котор“. */
export const ofEach =
  (say: (text: string, of: NameFacts | null) => string): Form =>
  ({ items, join }) =>
    join(items.map(({ text, of }) => say(text, of)))

/** A form that is said once, before the whole list: „от Дойран и Котор“, “from Dojran and Kotor”. */
export const ofAll =
  (say: (text: string) => string): Form =>
  ({ items, join }) =>
    say(join(items.map(({ text }) => text)))

const MUNICIPAL: ReadonlySet<RoleClass> = new Set<RoleClass>(['mayor', 'deputy_mayor', 'council_chair', 'councillor'])
/** A post of a town hall, which is said of the town itself; whose the others are stands beside them. */
export const isMunicipal = (role: RoleClass): boolean => MUNICIPAL.has(role)
