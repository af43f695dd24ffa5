// What the office knows of towns beside the list of places: what they are known for, and how many live in the municipality; each with its source.
import { z } from 'zod'
import { countryName, nameFor, type Place } from '#features/places/place.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import { suggestedField } from '#features/organisations/naming.ts'
import { dateField, lineField, urlField } from '#platform/http/form-fields.ts'
import { currentLanguage, speakingIn } from '#platform/texts/language.ts'

/** What a town may be known for, in the groups and the order in which they are offered. A tag is one of these keys or a word of the office's own. */
export const TAGS = {
  crafts: ['ceramics', 'woodcarving', 'textiles', 'metalwork', 'glass', 'crafts'],
  nature: ['mountain', 'river', 'urban-water', 'lake', 'sea', 'island', 'spa', 'ski', 'forest', 'protected-nature'],
  table: ['wine', 'fruit', 'plum', 'spirits', 'cheese', 'farming'],
  work: ['industry', 'trade', 'transport', 'university', 'arts-school'],
  culture: ['festivals', 'old-town', 'unesco', 'monastery', 'pilgrimage', 'fortress'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type TagGroup = keyof typeof TAGS
export type KnownTag = (typeof TAGS)[TagGroup][number]
export const KNOWN_TAGS: readonly KnownTag[] = Object.values(TAGS).flat()

const names: Readonly<Record<KnownTag, () => string>> = {
  ceramics: m.finder_facts_tag_ceramics,
  woodcarving: m.finder_facts_tag_woodcarving,
  textiles: m.finder_facts_tag_textiles,
  metalwork: m.finder_facts_tag_metalwork,
  glass: m.finder_facts_tag_glass,
  crafts: m.finder_facts_tag_crafts,
  mountain: m.finder_facts_tag_mountain,
  river: m.finder_facts_tag_river,
  'urban-water': m.finder_facts_tag_urban_water,
  lake: m.finder_facts_tag_lake,
  sea: m.finder_facts_tag_sea,
  island: m.finder_facts_tag_island,
  spa: m.finder_facts_tag_spa,
  ski: m.finder_facts_tag_ski,
  forest: m.finder_facts_tag_forest,
  'protected-nature': m.finder_facts_tag_protected_nature,
  wine: m.finder_facts_tag_wine,
  fruit: m.finder_facts_tag_fruit,
  plum: m.finder_facts_tag_plum,
  spirits: m.finder_facts_tag_spirits,
  cheese: m.finder_facts_tag_cheese,
  farming: m.finder_facts_tag_farming,
  industry: m.finder_facts_tag_industry,
  trade: m.finder_facts_tag_trade,
  transport: m.finder_facts_tag_transport,
  university: m.finder_facts_tag_university,
  'arts-school': m.finder_facts_tag_arts_school,
  festivals: m.finder_facts_tag_festivals,
  'old-town': m.finder_facts_tag_old_town,
  unesco: m.finder_facts_tag_unesco,
  monastery: m.finder_facts_tag_monastery,
  pilgrimage: m.finder_facts_tag_pilgrimage,
  fortress: m.finder_facts_tag_fortress,
}

export const isKnownTag = (tag: string): tag is KnownTag => Object.hasOwn(names, tag)

/** A tag in the reader's language; a word of the office's own as it was written. */
export const tagName = (tag: string): string => (isKnownTag(tag) ? names[tag]() : tag)

/** Letters of a word of the office's own. */
export const LONGEST_TAG = 60
const NAMING_LANGUAGES = ['bg', 'en'] as const

const plain = (written: string): string =>
  written
    .normalize('NFC')
    // Line breaks, invisible marks and the like end a word as a space does.
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .toLowerCase()

let known: ReadonlyMap<string, KnownTag> | undefined
/** The words of the list by their names in the interface's languages, and by their keys. */
const byName = (): ReadonlyMap<string, KnownTag> =>
  (known ??= new Map(
    KNOWN_TAGS.flatMap((tag) => [[tag, tag] as const, ...NAMING_LANGUAGES.map((language) => [plain(speakingIn(language, names[tag])), tag] as const)]),
  ))

/** The tag that was meant by what was typed or imported: a word of the list by any of its names, else the word itself in small letters; null: no word at all, or too long. */
export function tagMeant(written: string): string | null {
  const word = plain(written)
  const found = byName().get(word)
  if (found !== undefined) return found
  return /^[\p{L}\p{N}]/u.test(word) && word.length <= LONGEST_TAG ? word : null
}

/** Of the list of towns of which something is known. */
export const TOWNS_ON_A_PAGE = 50

/** so: the town is known for it · not-so: a list says that it is, and the office knows better. */
export const SAYINGS = ['so', 'not-so'] as const
export type Saying = (typeof SAYINGS)[number]

/** Where it stands written. `asOf`: the day of the source; null: the source does not say. */
export type Sourced = { readonly source: string; readonly address: string | null; readonly asOf: ImpreciseDate | null; readonly note: string }

export type TagValues = Sourced & { readonly tag: string; readonly says: Saying }
export type PeopleValues = Sourced & { readonly people: number }

/** More people than live in any municipality there is (Chongqing had 32 million at its census of 2020). */
export const MOST_PEOPLE = 100_000_000

/** Each field says its own fault, so that an empty form is told all of them at once. */
const sourceField = lineField(500).transform((source, context): string => {
  if (source === '') context.addIssue({ code: 'custom', message: `m:${m.finder_facts_source_missing()}` })
  return source
})
const sourced = { source: sourceField, address: urlField, asOf: dateField, note: lineField(1000) }

const tagField = suggestedField.transform((typed, context): string => {
  const tag = tagMeant(typed.text)
  if (tag !== null) return tag
  context.addIssue({ code: 'custom', message: `m:${typed.text === '' ? m.finder_facts_tag_missing() : m.finder_facts_tag_wrong({ most: LONGEST_TAG })}` })
  return z.NEVER
})

/** The form of a tag: `place` is chosen in it only where it does not stand fast. */
export const tagForm = z.object({ tag: tagField, says: z.enum(SAYINGS).default('so'), ...sourced })

/** „12 345“, „12.345“, „12345 души“ is not read: a number of people as a form or a table has it; null: it is none. */
export function peopleMeant(written: string): number | null {
  const bare = written.replace(/[\s\u00a0\u202f'’]/g, '')
  const digits = /^\d{1,3}(?:[.,]\d{3})+$/.test(bare) ? bare.replace(/[.,]/g, '') : bare
  return /^\d{1,9}$/.test(digits) && Number(digits) > 0 && Number(digits) <= MOST_PEOPLE ? Number(digits) : null
}

const peopleField = lineField(40).transform((typed, context): number => {
  const people = peopleMeant(typed)
  if (people !== null) return people
  context.addIssue({ code: 'custom', message: `m:${m.finder_facts_people_wrong()}` })
  return z.NEVER
})
export const peopleForm = z.object({ people: peopleField, ...sourced })

/** „Фаенца (Италия)“ */
export const townInWords = (place: Pick<Place, 'name' | 'names' | 'country'>): string =>
  m.finder_facts_town({ name: nameFor(place, currentLanguage()), country: countryName(place.country, currentLanguage()) })

export const peopleInWords = (people: number): string => people.toLocaleString(currentLanguage())

export const tagLabel = ({ tag, town }: { readonly tag: string; readonly town: string }): string => m.finder_facts_tag_label({ tag: tagName(tag), town })
export const peopleLabel = ({ people, town }: { readonly people: number; readonly town: string }): string =>
  m.finder_facts_people_label({ people: peopleInWords(people), town })

export const sayingName = (says: Saying): string => (says === 'so' ? m.finder_facts_so() : m.finder_facts_not_so())

const sourceWords = (): FieldWords[] => [
  { name: 'source', label: m.finder_facts_source(), object: m.finder_facts_object_source(), show: String },
  { name: 'address', label: m.finder_facts_address(), object: m.finder_facts_object_address(), show: String },
  { name: 'asOf', label: m.finder_facts_as_of(), object: m.finder_facts_object_as_of(), show: (value) => dateInWords(value as ImpreciseDate) },
  { name: 'note', label: m.finder_facts_note(), object: m.finder_facts_object_note(), show: String },
]
export const tagFieldWords = (): FieldWords[] => [
  { name: 'tag', label: m.finder_facts_tag(), object: m.finder_facts_object_tag(), show: (value) => tagName(String(value)) },
  { name: 'says', label: m.finder_facts_says(), object: m.finder_facts_object_says(), show: (value) => sayingName(value as Saying) },
  ...sourceWords(),
]
export const peopleFieldWords = (): FieldWords[] => [
  { name: 'people', label: m.finder_facts_people(), object: m.finder_facts_object_people(), show: (value) => peopleInWords(Number(value)) },
  ...sourceWords(),
]
