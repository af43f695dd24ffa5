// The month's report: which months and languages there can be, where an edition stands, and how its working text is read from a form.
import { z } from 'zod'
import { m } from '#messages'
import { isDay } from '#features/calendar/day.ts'
import { textLanguageName } from '#features/organisations/naming.ts'
import { clockTime, momentsOf } from '#features/visits/programmes/zone-time.ts'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dateInWords, momentInWords } from '#platform/dates.ts'
import { type FormBody, typed } from '#platform/http/form.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { type Block, BLOCK_KINDS, type BlockKind, type Sentence } from './composing/composing.ts'
import { DIGEST_LANGUAGES, isDigestLanguage, type DigestLanguage } from './composing/tongue.ts'
import { TONGUES } from './composing/tongues.ts'
import { cleaned, isShape, type Mark, type Marked, marksOf, type Run, runsOf, runsOfAll, type Shape, SHAPES, typedMarks, withMarks } from './marks.ts'
import { fromNotation, inNotation } from './notation.ts'

/** A sentence of the working text. `edited`: a person wrote or changed it; one without records is the office's own. */
export type WorkingSentence = Sentence & { readonly edited?: true; readonly marks?: readonly Mark[] }
export type WorkingBlock = Omit<Block, 'sentences'> & { readonly sentences: readonly WorkingSentence[]; readonly shape?: Shape }
/** As citizens have it: the words and what stands out in them, without who wrote what. */
export type PublishedBlock = Omit<Block, 'sentences'> & {
  readonly sentences: readonly (Sentence & { readonly marks?: readonly Mark[] })[]
  readonly shape?: Shape
}

export const isMonth = (value: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(value) && value >= '1900-01'

/** The month (YYYY-MM) meant by what a person wrote: „2024-10“, „10.2024“, „октомври 2024 г.“ in the reader's language; '' for anything else. */
export function monthTyped(text: string): string {
  const bare = (words: string): string =>
    words
      .toLowerCase()
      .replace(/[\s.]+г?[\s.]*$/, '')
      .replace(/\s+/g, ' ')
      .trim()
  const words = bare(text)
  const [, year = '', month = ''] = /^(\d{4}) ?[-./] ?(\d{1,2})$/.exec(words) ?? /^(?=.*?(\d{4})$)(\d{1,2}) ?[-./] ?\d{4}$/.exec(words) ?? []
  if (year !== '') return `${year}-${month.padStart(2, '0')}`
  const named = /\d{4}/.exec(words)?.[0]
  if (named === undefined || named < '1900') return ''
  return Array.from({ length: 12 }, (_, at) => `${named}-${String(at + 1).padStart(2, '0')}`).find((one) => bare(dateInWords(one)) === words) ?? ''
}

/** Where an edition stands with the citizens, or on its way to them. */
export const EDITION_STATES = ['draft', 'checked', 'published', 'withdrawn'] as const
export type EditionState = (typeof EDITION_STATES)[number]

export type EditionDates = {
  readonly checkedAt: Date | string | null
  readonly publishedAt: Date | string | null
  readonly withdrawnAt: Date | string | null
}

/**
 * Computed from its days: published is what citizens can read now, whatever is being typed for the next time; withdrawn is what they could read and cannot any
 * more, until it is checked and published again.
 */
export function stateOf({ checkedAt, publishedAt, withdrawnAt }: EditionDates): EditionState {
  if (publishedAt !== null && withdrawnAt === null) return 'published'
  if (withdrawnAt !== null) return 'withdrawn'
  return checkedAt === null ? 'draft' : 'checked'
}

/** Whether the working text may be another than the published one: it was edited since, or edited and checked again. */
export const hasUnpublished = (dates: EditionDates): boolean =>
  stateOf(dates) === 'published' && (dates.checkedAt === null || new Date(dates.checkedAt) > new Date(dates.publishedAt!))

/** Whether a translation was checked, or published, before the text of the office's own language became another. Days of the same digest. */
export const isBehind = (dates: EditionDates, firstWritten: Date | null): boolean => {
  const seen = dates.checkedAt ?? dates.publishedAt
  return seen !== null && firstWritten !== null && firstWritten > new Date(seen)
}

/** How two sentences stand side by side in a language: a blank, or nothing in Chinese. */
export const betweenOf = (language: DigestLanguage): string => TONGUES[language].between
/** The words of a block without what stands out in them, for a title, a lead in brief, a search. */
export const wordsOfBlock = ({ sentences }: Pick<WorkingBlock, 'sentences'>, between: string): string => sentences.map(({ text }) => text).join(between)

/** The same words with what stands out in them, wherever they are read: page, letter, feed, paper. */
export const runsOfBlock = ({ sentences }: Pick<WorkingBlock, 'sentences'>, between: string): Run[] => runsOfAll(sentences, between)

/** The text of a kind of block, its sentences as they stand side by side in the language. */
export const wordsOfKind = (blocks: readonly WorkingBlock[], kind: Block['kind'], between: string): string =>
  blocks
    .filter((block) => block.kind === kind)
    .map((block) => wordsOfBlock(block, between))
    .join(between)
    .trim()

/** The text as it is published: without the marks of who wrote which sentence, without empty sentences and blocks. */
export const publishedBlocks = (blocks: readonly WorkingBlock[]): PublishedBlock[] =>
  blocks.flatMap(({ sentences, ...block }) => {
    const said = sentences
      .filter(({ text }) => text.trim() !== '')
      .map(({ key, text, records, marks }) => ({ key, text, records, ...(marks === undefined ? {} : { marks }) }))
    return said.length === 0 ? [] : [{ ...block, sentences: said }]
  })

/** A sentence that was split keeps its key with a number behind it: „happened:event:…~2“. */
export const baseKey = (key: string): string => key.replace(/~\d+$/, '')
/** Sentences that an officer added, which rest on no record. */
export const OWN_KEY = 'own:'
export const isOwn = (key: string): boolean => key.startsWith(OWN_KEY)

// ---- what was typed --------------------------------------------------------------------------------------------------

/** A block as the editor or the form sends it: of a sentence its key, its words and what stands out in them. */
export type TypedBlock = {
  readonly key: string
  readonly kind: BlockKind
  readonly sentences: readonly TypedSentence[]
  readonly shape?: Shape | undefined
}
export type TypedSentence = Marked & { readonly key: string }
const MOST_BLOCKS = 500
const MOST_SENTENCES = 3000
/** Of one sentence: a whole page. */
const MOST_LETTERS = 20_000
export const MOST_TEXT = 1_000_000

/** A section's key, and its heading's, names every partner it is about. */
const key = z.string().max(MOST_TEXT)
const typedBlocks = z
  .array(
    z.object({
      key,
      kind: z.enum(BLOCK_KINDS),
      sentences: z.array(z.object({ key, text: z.string(), marks: typedMarks.optional() })).max(MOST_SENTENCES),
      shape: z.enum(SHAPES).optional(),
    }),
  )
  .max(MOST_BLOCKS)

/** How many letters the longest sentence has, when that is more than a sentence can have; else null. */
export function tooLong(blocks: readonly TypedBlock[]): number | null {
  const longest = Math.max(0, ...blocks.flatMap(({ sentences }) => sentences.map(({ text }) => text.length)))
  return longest > MOST_LETTERS ? longest : null
}

/** The document of the editor, as JSON; null: it is none. */
export function documentIn(json: string): TypedBlock[] | null {
  if (json.length > MOST_TEXT) return null
  try {
    return typedBlocks.parse(JSON.parse(json))
  } catch {
    return null
  }
}

/** The boxes of the form without script, whose words are in notation; null: there are none. */
export function boxesIn(body: FormBody): TypedBlock[] | null {
  const blocks = body['blocks']
  if (!Array.isArray(blocks)) return null
  const read = typedBlocks.safeParse(
    blocks.map((block) => {
      const own = block as FormBody
      const sentences = own['sentences']
      return {
        key: typed(own, 'key'),
        ...lookTyped(typed(own, 'kind'), typed(own, 'look')),
        sentences: (Array.isArray(sentences) ? sentences : []).map((sentence) => ({
          key: typed(sentence as FormBody, 'key'),
          ...fromNotation(typed(sentence as FormBody, 'text')),
        })),
      }
    }),
  )
  return read.success ? read.data : null
}

/** How a block of the form without script stands in the text: `look` is what was chosen for it, a kind or a shape. Title and lead have nothing to choose. */
function lookTyped(kind: string, look: string): { readonly kind: string; readonly shape?: Shape } {
  if (look === 'heading') return { kind: 'heading' }
  if (look === '' || (look !== 'paragraph' && !isShape(look))) return { kind }
  return { kind: kind === 'heading' ? 'paragraph' : kind, ...(isShape(look) ? { shape: look } : {}) }
}

const TURNING = /[\u202a-\u202e\u2066-\u2069\u0000]/g
/** One line, without signs nobody sees. Blanks that do not break stay: French sets them before its signs. */
const lineOf = (text: string): string =>
  text
    .replace(TURNING, '')
    .replace(/[\t\n\r\f\v \u2028\u2029\ufeff]+/g, ' ')
    .trim()

/** A title and a heading stand out whole, and nothing in them does. */
export const isPlain = (kind: BlockKind): boolean => kind === 'title' || kind === 'heading'
const hasShape = (kind: BlockKind): boolean => kind === 'paragraph' || kind === 'closing'

/**
 * What was typed as the working text: sentences find the records they rest on again by their keys, what nobody knows is the office's own, every key stands once,
 * and what a person changed says so. Empty sentences and blocks fall away, and of marks all but those that may stand there.
 */
export function workingText(typedText: readonly TypedBlock[], known: readonly (readonly WorkingBlock[])[], composed: readonly Block[]): WorkingBlock[] {
  const sentences = new Map(known.flat().flatMap((block) => block.sentences.map((one) => [baseKey(one.key), one] as const)))
  const partners = new Map(known.flat().map((block) => [baseKey(block.key), block.partners]))
  const saidIn = (blocks: readonly WorkingBlock[]) => new Map(blocks.flatMap((block) => block.sentences.map(({ key, text }) => [key, text] as const)))
  const [said, stood] = [saidIn(composed), saidIn(known.flat())]
  /** Words that read as they stood are those that stood, with whatever blanks a record brought along. */
  const asItStood = (key: string, words: string): string =>
    [stood.get(key), said.get(key)].find((text) => text !== undefined && lineOf(text) === words) ?? words
  const taken = new Set<string>()
  const once = (key: string): string => {
    for (let at = 1; ; at += 1) {
      const own = at === 1 ? baseKey(key) : `${baseKey(key)}~${at}`
      if (taken.has(own)) continue
      taken.add(own)
      return own
    }
  }
  let own = Math.max(0, ...[...sentences.keys()].filter(isOwn).map((key) => Number(key.slice(OWN_KEY.length)) || 0))
  const takenBlocks = new Set<string>()
  return typedText.flatMap((block, at) => {
    const read = block.sentences.flatMap(({ key, ...typedSentence }): WorkingSentence[] => {
      const { text: words, marks = [] } = cleaned(isPlain(block.kind) ? { text: typedSentence.text } : typedSentence, lineOf)
      if (words === '') return []
      const found = sentences.get(baseKey(key))
      if (found === undefined || isOwn(key)) {
        if (found === undefined) own += 1
        return [{ key: once(found === undefined ? `${OWN_KEY}${own}` : key), text: words, records: [], edited: true, ...withMarks(marks) }]
      }
      const unique = once(key)
      const kept = marks.length === 0 ? asItStood(unique, words) : words
      const isAsComposed = unique === baseKey(key) && said.get(unique) === kept && marks.length === 0
      return [{ key: unique, text: kept, records: found.records, ...(isAsComposed ? {} : { edited: true as const }), ...withMarks(marks) }]
    })
    if (read.length === 0) return []
    let key = baseKey(block.key) === '' ? `block:${at}` : baseKey(block.key)
    while (takenBlocks.has(key)) key = `${baseKey(key)}~${Number(/~(\d+)$/.exec(key)?.[1] ?? 1) + 1}`
    takenBlocks.add(key)
    const shape = block.shape !== undefined && hasShape(block.kind) ? { shape: block.shape } : {}
    return [{ key, kind: block.kind, partners: partners.get(baseKey(block.key)) ?? [], sentences: read, ...shape }]
  })
}

/** All of a text that a person can change. */
export const changeable = (blocks: readonly WorkingBlock[]): string =>
  JSON.stringify(blocks.map(({ key, kind, sentences, shape }) => [key, kind, shape ?? '', sentences.map((one) => [one.key, one.text, marksOf(runsOf(one))])]))

/** Whether two texts read the same: the same sentences under the same keys in the same blocks, and the same stands out. */
export const isSameText = (one: readonly WorkingBlock[], other: readonly WorkingBlock[]): boolean => changeable(one) === changeable(other)

const NAMES: Readonly<Record<EditionState, () => string>> = {
  draft: m.digest_state_draft,
  checked: m.digest_state_checked,
  published: m.digest_state_published,
  withdrawn: m.digest_state_withdrawn,
}
export const stateName = (state: EditionState): string => NAMES[state]()

/** „обзорът за октомври 2024 г. (български)“, as the record of changes calls it. */
export const editionLabel = (month: string, language: string): string => m.digest_label({ month: dateInWords(month), language: textLanguageName(language) })

// ---- forms -----------------------------------------------------------------------------------------------------------

const listOf = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])
// A box that was tampered with counts as not ticked.
const languagesField = z.preprocess(
  (value) => listOf(value).filter((one): one is DigestLanguage => typeof one === 'string' && isDigestLanguage(one)),
  z.array(z.enum(DIGEST_LANGUAGES)).min(1, { error: () => `m:${m.digest_languages_missing()}` }),
)

export const beginForm = z.object({
  month: z
    .string({ error: () => `m:${m.digest_month_wrong()}` })
    .transform(monthTyped)
    .refine(isMonth, { error: () => `m:${m.digest_month_wrong()}` }),
  languages: languagesField,
})
export const languagesForm = z.object({ languages: languagesField })

const MOST_REASON = 500
const reason = z
  .string()
  .trim()
  .min(1, { error: () => `m:${m.digest_reason_missing()}` })
  .max(MOST_REASON)
export const reasonForm = z.object({ reason })
/** `when`: at once, or at a day and an hour of the office's clock. */
export const publishForm = z.object({
  reason,
  when: z.enum(['now', 'later']).default('now'),
  day: z.string().trim().default(''),
  time: z.string().trim().default(''),
  fold: z.enum(['', 'first', 'second']).default(''),
  /** The day and the hour that stood in the boxes when the form was served. */
  kept: z.string().default(''),
})
export type PublishForm = z.output<typeof publishForm>

/** Whether a day or an hour was typed and „at once“ left standing: nobody knows which of the two was meant. */
export const isAtOdds = ({ when, day, time, kept }: PublishForm): boolean => when === 'now' && (day !== '' || time !== '') && `${day} ${time}` !== kept

/** The moment meant by a day and an hour of the office's clock; refuses what is no time, is over, or does not exist that night. `asks`: which of two equal hours. */
export function momentMeant(
  { day, time, fold }: Pick<PublishForm, 'day' | 'time' | 'fold'>,
  zone: string,
  now: Date,
): Result<Date> & { readonly asks?: 'fold' } {
  const clock = clockTime(time)
  if (!isDay(day)) return refuse('day', m.digest_day_wrong(), 'day')
  if (clock === null) return refuse('time', m.digest_time_wrong(), 'time')
  const meant = momentsOf({ day, time: clock }, zone)
  if (meant.is === 'skipped') return refuse('skipped', m.digest_time_skipped({ from: meant.from, to: meant.to }), 'time')
  if (meant.is === 'doubled' && fold === '') return { ...refuse('doubled', m.digest_time_doubled({ time: clock }), 'fold'), asks: 'fold' }
  const at = new Date(meant.is === 'moment' ? meant.at : fold === 'second' ? meant.second : meant.first)
  return at <= now ? refuse('past', m.digest_time_past({ now: momentInWords(now, zone) }), 'time') : ok(at)
}

// ---- words of changes ------------------------------------------------------------------------------------------------

/** What stands before a block of a text shown as plain lines. */
const BEFORE = { plain: '', bullets: '– ', numbers: '# ', quote: '> ' } as const
const textWords = (value: unknown): string =>
  Array.isArray(value)
    ? (value as WorkingBlock[]).map(({ sentences, shape }) => BEFORE[shape ?? 'plain'] + sentences.map(inNotation).join(' ')).join('\n\n')
    : ''

/** The fields of an edition as its history tells them; what the register said last is no change that a person made. */
export function editionFieldWords(timeZone: string): FieldWords[] {
  const moment = (value: unknown): string => (typeof value === 'string' ? momentInWords(new Date(value), timeZone) : '')
  return [
    { name: 'blocks', label: m.digest_field_text(), object: m.digest_object_text(), show: textWords },
    { name: 'checkedByName', label: m.digest_field_checked(), object: m.digest_object_checked(), show: String },
    { name: 'scheduledFor', label: m.digest_field_scheduled(), object: m.digest_object_scheduled(), show: moment },
    { name: 'scheduledReason', label: m.digest_field_schedule_reason(), object: m.digest_object_schedule_reason(), show: String },
    { name: 'publishedAt', label: m.digest_field_published(), object: m.digest_object_published(), show: moment },
    { name: 'withdrawnAt', label: m.digest_field_withdrawn(), object: m.digest_object_withdrawn(), show: moment },
    { name: 'withdrawReason', label: m.digest_field_withdraw_reason(), object: m.digest_object_withdraw_reason(), show: String },
  ]
}
export { DIGEST_LANGUAGES, isDigestLanguage, type DigestLanguage }
