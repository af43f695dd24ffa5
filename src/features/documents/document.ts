// What a document is: a kept file on the things it speaks of; its kinds, its form, what is guessed from its name, and why a file is not kept.
import { z } from 'zod'
import { languageName, SPOKEN } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import { dateField, tickField } from '#platform/http/form-fields.ts'
import { refuse, type Refused } from '#platform/result.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { localTextForm, type LocalTextForm, localTextValue } from '#platform/texts/local-text.ts'
import { cleanLine } from './extraction/cleaning.ts'
import { extensionOf } from './extraction/kinds.ts'
import type { NotKept } from './inspection.ts'
import { isPicture, MEDIA, type Media } from './media.ts'

/** Bytes of one file, and files of one upload. */
export const MOST_BYTES = 50 * 1024 * 1024
export const MOST_FILES = 20
/** For so many days a removed document can be brought back; then its file is swept away. */
export const UNDO_DAYS = 90

/** What a document may hang on, as the activity record calls it. */
export const DOCUMENT_THINGS = ['organisation', 'person', 'partnership', 'milestone', 'event', 'symbolic_act', 'gift', 'commitment', 'occasion'] as const
export type DocumentThing = (typeof DOCUMENT_THINGS)[number]
export const isDocumentThing = (value: string): value is DocumentThing => (DOCUMENT_THINGS as readonly string[]).includes(value)
export type Place = { readonly thing: DocumentThing; readonly thingId: string }

const thingNames: Readonly<Record<DocumentThing, () => string>> = {
  organisation: m.documents_thing_organisation,
  person: m.documents_thing_person,
  partnership: m.documents_thing_partnership,
  milestone: m.documents_thing_milestone,
  event: m.documents_thing_event,
  symbolic_act: m.documents_thing_symbolic_act,
  gift: m.documents_thing_gift,
  commitment: m.documents_thing_commitment,
  occasion: m.documents_thing_occasion,
}
export const thingName = (thing: DocumentThing): string => thingNames[thing]()

export const DOCUMENT_KINDS = ['decision', 'agreement', 'letter', 'minutes', 'report', 'photo', 'other'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export const isDocumentKind = (value: string): value is DocumentKind => (DOCUMENT_KINDS as readonly string[]).includes(value)
const kindNames: Readonly<Record<DocumentKind, () => string>> = {
  decision: m.documents_kind_decision,
  agreement: m.documents_kind_agreement,
  letter: m.documents_kind_letter,
  minutes: m.documents_kind_minutes,
  report: m.documents_kind_report,
  photo: m.documents_kind_photo,
  other: m.documents_kind_other,
}
export const documentKindName = (kind: DocumentKind): string => kindNames[kind]()

// ---- what a file's name tells ------------------------------------------------------------------------------------------

const LONGEST_NAME = 200

/** A file's name without folders, invisible or direction-changing signs, cut by whole letters so that the ending stays. */
export function cleanFileName(raw: string): string {
  const last = raw.replaceAll('\0', '').split(/[/\\]/).at(-1) ?? ''
  const line = (cleanLine(last, 2000) ?? '').replace(/[<>:"|?*]/g, '_').replace(/^[\s.]+|[\s.]+$/g, '')
  if (line === '') return '-'
  const letters = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(line)].map(({ segment }) => segment)
  if (line.length <= LONGEST_NAME) return line
  const ending = extensionOf(line)
  let name = ''
  for (const letter of letters) {
    if (name.length + letter.length + ending.length + 2 > LONGEST_NAME) break
    name += letter
  }
  return ending === '' ? `${name}…` : `${name}….${ending}`
}

/** What the document is called until somebody says otherwise: the file's name without its ending, underscores as spaces. */
export const titleFromName = (fileName: string): string => {
  const bare = (extensionOf(fileName) === '' ? fileName : fileName.slice(0, -(extensionOf(fileName).length + 1)))
    .replace(/[_+]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return bare === '' || bare === '-' ? m.documents_untitled() : bare
}

const KIND_WORDS: readonly (readonly [DocumentKind, RegExp])[] = [
  ['decision', /решени|реш\b|decision|resolution|délibération|deliber/iu],
  ['agreement', /споразумен|договор|меморандум|клетва|харта|agreement|memorandum|charter|convention|accord/iu],
  ['minutes', /протокол|minutes|verbale/iu],
  ['report', /отчет|доклад|справка|report|rapport|relazione/iu],
  ['letter', /писмо|покана|letter|invitation|lettre|lettera/iu],
]
export const kindFromName = (fileName: string, media: Media): DocumentKind => {
  const name = fileName.replace(/[_.-]+/g, ' ')
  return KIND_WORDS.find(([, words]) => words.test(name))?.[0] ?? (isPicture(media) ? 'photo' : 'other')
}

// ---- the language of its words -----------------------------------------------------------------------------------------

const LATIN_WORDS: Readonly<Record<string, RegExp>> = {
  en: /\b(?:the|and|of|to|with|for)\b/gi,
  fr: /\b(?:les|des|une|est|dans|pour|et)\b/gi,
  it: /\b(?:gli|della|che|per|con|una|il)\b/gi,
  de: /\b(?:der|die|und|das|mit|für|ist)\b/gi,
  es: /\b(?:los|las|del|para|con|una|y)\b/gi,
  ro: /\b(?:și|din|pentru|care|este|cu)\b/gi,
}

/** ISO 639-1 by letters and the commonest words; '' when the text is too short or tells nothing. */
export function languageOf(text: string): string {
  const sample = text.slice(0, 20_000)
  const count = (pattern: RegExp): number => sample.match(pattern)?.length ?? 0
  const [cyrillic, latin, han] = [count(/\p{Script=Cyrillic}/gu), count(/\p{Script=Latin}/gu), count(/\p{Script=Han}/gu)]
  if (cyrillic + latin + han * 4 < 40) return ''
  if (han * 4 > cyrillic + latin) return 'zh'
  if (cyrillic > latin) {
    if (count(/[ѓќѕ]/gi) > 0) return 'mk'
    if (count(/[ђћ]/gi) > 0) return 'sr'
    if (count(/[іїєґ]/gi) > cyrillic / 100) return 'uk'
    if (count(/[ыэё]/gi) > cyrillic / 200) return 'ru'
    if (count(/[јљњџ]/gi) > 0) return 'mk'
    return 'bg'
  }
  const [best] = Object.entries(LATIN_WORDS)
    .map(([language, words]) => [language, count(words)] as const)
    .sort((a, b) => b[1] - a[1])
  return best !== undefined && best[1] >= 3 ? best[0] : ''
}

// ---- forms and states ----------------------------------------------------------------------------------------------------

/** A file that lies in the store, as an action is told of it. */
export type KeptFile = { readonly hash: string; readonly bytes: number; readonly media: Media; readonly fileName: string }

/** What an officer says of a document. Languages of the title left out keep what they had; `places` replace those it had. */
export type DocumentValues = {
  readonly title: LocalTextForm
  readonly kind: DocumentKind
  readonly language: string
  readonly date: ImpreciseDate | null
  readonly published: boolean
  readonly places: readonly Place[]
}

const languageField = z
  .string()
  .default('')
  .transform((code) => (SPOKEN.includes(code) ? code : ''))

export const documentForm = z.object({
  title: localTextForm
    .refine((typed) => Object.values(typed).some((text) => text !== ''), { path: ['bg'], error: () => `m:${m.documents_title_missing()}` })
    .refine((typed) => Object.values(typed).every((text) => text.length <= 300), { path: ['bg'], error: () => `m:${m.documents_title_long()}` }),
  kind: z.enum(DOCUMENT_KINDS),
  language: languageField,
  date: dateField,
  published: tickField,
  /** `thing:id` of those it hangs on already and is to stay on. */
  places: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => (given === undefined ? [] : typeof given === 'string' ? [given] : given)),
  more: z.object({ text: z.string().trim().max(300).default(''), id: z.string().trim().max(80).default('') }).default({ text: '', id: '' }),
})
export type DocumentForm = z.output<typeof documentForm>

export const placeKey = ({ thing, thingId }: Place): string => `${thing}:${thingId}`
export function placeFrom(key: string): Place | null {
  const [thing = '', thingId = ''] = key.split(':')
  return isDocumentThing(thing) && z.uuid().safeParse(thingId).success ? { thing, thingId } : null
}

/** A document whole, as JSON: what the activity record keeps and undo puts back. The label of a place is for reading. */
export const documentState = z.object({
  title: localTextValue,
  kind: z.enum(DOCUMENT_KINDS),
  language: z.string(),
  date: z.string().nullable(),
  hash: z.string(),
  fileName: z.string(),
  media: z.enum(MEDIA),
  bytes: z.number(),
  publishedAt: z.string().nullable(),
  places: z.array(z.object({ thing: z.enum(DOCUMENT_THINGS), thingId: z.string(), label: z.string() })),
})
export type DocumentState = z.output<typeof documentState>

export const documentFieldWords = (): FieldWords[] => [
  { name: 'title', label: m.documents_field_title(), languages: languageName },
  { name: 'kind', label: m.documents_field_kind(), show: (value) => documentKindName(value as DocumentKind) },
  { name: 'language', label: m.documents_field_language(), show: (value) => (value === '' ? '' : languageName(String(value))) },
  { name: 'date', label: m.documents_field_date(), show: (value) => dateInWords(String(value)) },
  { name: 'publishedAt', label: m.documents_field_public(), show: () => m.documents_public_yes() },
  {
    name: 'places',
    label: m.documents_field_places(),
    show: (value) => (value as DocumentState['places']).map(({ thing, label }) => `${thingName(thing)}: ${label}`).join('; '),
  },
]

// ---- words -----------------------------------------------------------------------------------------------------------------

const sentences: Readonly<Record<NotKept, () => string>> = {
  empty: m.documents_not_empty,
  page: m.documents_not_page,
  program: m.documents_not_program,
  macros: m.documents_not_macros,
  archive: m.documents_not_archive,
  bomb: m.documents_not_bomb,
  password: m.documents_not_password,
  damaged: m.documents_not_damaged,
  unknown: m.documents_not_unknown,
}
export const refuseKeeping = (why: NotKept): Refused => refuse(`not-kept-${why}`, sentences[why](), 'file')

/** „1,4 MB“, „830 KB“: as people count sizes of files. */
export function sizeInWords(bytes: number, language: string = currentLanguage()): string {
  const [value, unit] = bytes >= 1024 * 1024 ? [bytes / 1024 / 1024, 'MB'] : [Math.max(1, Math.round(bytes / 1024)), 'KB']
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 && unit === 'MB' ? 1 : 0 }).format(value)} ${unit}`
}
