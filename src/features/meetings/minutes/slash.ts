// Lines of minutes that record an outcome as they are typed: „/обещание нашата страна: …, до 31.12.2026, отговаря: …“ and „/решение …“.
import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import { SIDES, type Side } from '#features/commitments/commitment.ts'
import { suggestedField } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { ImpreciseDate } from '#platform/dates.ts'
import { tickField } from '#platform/http/form-fields.ts'
import { joinedKey, nameKeys } from '#platform/names/name-key.ts'
import { localTextForm } from '#platform/texts/local-text.ts'
import { readDate } from '#platform/written-dates.ts'
import type { OutcomeKind } from '../meeting.ts'
import { readDue } from './due.ts'

/**
 * How the two are called after the slash. Bulgarian and English are the languages of the pages; the others are the office's terms in its partners'
 * languages (vocabulary of twinning, row „commitment / follow-up“ and „council decision“).
 */
const COMMANDS: Readonly<Record<OutcomeKind, readonly string[]>> = {
  promise: ['обещание', 'обещано', 'ангажимент', 'promise', 'commitment', 'заложба', 'obaveza', 'impegno', 'engagement', '承诺'],
  decision: ['решение', 'решено', 'decision', 'decided', 'одлука', 'odluka', 'delibera', 'délibération'],
}

export type Command = { readonly kind: OutcomeKind; readonly rest: string }

const LINE = /^\s*\/(\p{L}+)[\s:,.–—-]*(.*)$/u

/** A command one or two letters off: „/обещане“. Short words are too easily near to each other. */
const nearTo = (word: string, command: string): boolean => word.length >= 5 && command.length >= 6 && distance(word, command) <= 2

/** What a line asks for, or seems to: a person confirms it in any case. null: it is a line like any other. */
export function commandIn(line: string): Command | null {
  const [, typed = '', rest = ''] = LINE.exec(line) ?? []
  const word = typed.toLowerCase()
  const kinds = Object.keys(COMMANDS) as OutcomeKind[]
  const kind = kinds.find((one) => COMMANDS[one].includes(word)) ?? kinds.find((one) => COMMANDS[one].some((command) => nearTo(word, command)))
  return kind === undefined ? null : { kind, rest: rest.trim() }
}

const SIDE_WORDS: Readonly<Record<Side, readonly string[]>> = {
  us: ['нашата страна', 'наша страна', 'ние', 'наше', 'от нас', 'us', 'we', 'our side', 'ours'],
  them: [
    'тяхната страна',
    'тяхна страна',
    'те',
    'тяхно',
    'от тях',
    'партньорът',
    'партньора',
    'them',
    'they',
    'their side',
    'theirs',
    'partner',
    'the partner',
  ],
  both: ['двете страни', 'и двете страни', 'двете', 'общо', 'заедно', 'взаимно', 'both', 'both sides', 'together'],
}

/** Names that mean a side: ours, and the partners'; and the people who came for each. */
export type SideNames = {
  readonly us: readonly string[]
  readonly them: readonly string[]
  readonly people?: readonly { readonly name: string; readonly side: 'us' | 'them' }[]
}

/** Which side the words mean; null: nobody can say. */
export function sideIn(words: string, names: SideNames): Side | null {
  const plain = words.trim().replace(/\s+/g, ' ').toLowerCase()
  if (plain === '') return null
  const called = SIDES.find((side) => SIDE_WORDS[side].includes(plain))
  if (called !== undefined) return called
  const keys = new Set(nameKeys(plain))
  return (['us', 'them'] as const).find((side) => names[side].some((name) => nameKeys(name).some((key) => keys.has(key)))) ?? null
}

/** What stands in the boxes of a promise, as typed. */
export type PromiseTyped = { readonly owedBy: Side | ''; readonly text: string; readonly due: string; readonly person: string }

const DUE = /^(?:до|срок|най-късно до|by|until|due)\s*:?\s+(.+)$/iu
const PERSON = /^(?:отговаря|отговорник|отговорен|отговорна|responsible|who)\s*:?\s+(.+)$/iu

/**
 * Reads „нашата страна: да изпратим албума, до 31.12.2026, отговаря: Проба Примерова“; whatever cannot be read stays in the words. `from`: the meeting's day
 * (YYYY-MM-DD), from which „до петък“ counts; null where nobody knows it.
 */
export function promiseIn(rest: string, names: SideNames, from: string | null = null): PromiseTyped {
  const colon = rest.indexOf(':')
  const side = colon === -1 ? null : sideIn(rest.slice(0, colon), names)
  const named = side === null ? sideBefore(rest, names) : null
  const meant = side === null && named === null ? personBefore(rest, names) : null
  const said = named?.rest ?? meant?.rest ?? (side === null ? rest : rest.slice(colon + 1))
  const parts = said.split(',').map((part) => part.trim())
  let [due, person] = ['', '']
  while (parts.length > 1) {
    // The full stop of „г.“ is the year's.
    const last = parts.at(-1)!.replace(/(?<!\sг)[.;]$/u, '')
    const who = PERSON.exec(last)?.[1]
    const by = DUE.exec(last)?.[1] ?? (/^(?:след|in|within)\s/iu.test(last) && readDue(last, from) !== null ? last : undefined)
    // „до обяд“ is part of the promise; what has a figure in it was meant as a day.
    if (who !== undefined && person === '') person = who.trim()
    else if (by !== undefined && due === '' && (readDue(by, from) !== null || /\d/.test(by))) due = dayTyped(by.trim(), from)
    else break
    parts.pop()
  }
  let text = parts.join(', ').trim()
  // Whoever types in a meeting leaves the comma out.
  const [, before, day = ''] = due === '' ? (DUE_AT_END.exec(text.replace(/(?<!\sг)[.;]$/u, '')) ?? []) : []
  if (before !== undefined && readDue(day, from) !== null) [text, due] = [before.trim(), dayTyped(day.trim(), from)]
  return { owedBy: side ?? named?.side ?? meant?.side ?? '', text, due, person: person === '' ? (meant?.name ?? '') : person }
}

const DUE_AT_END = /^(.+)\s+(?:най-късно до|до|by|until)\s+([^,]+)$/iu
const SIDE_AT_START = /^(.{2,60}?)\s+((?:да|ще|to|will)\s.+)$/iu

/** „Дойран да изпрати проекта“: the side said without a colon, and what it is to do. */
function sideBefore(rest: string, names: SideNames): { readonly side: Side; readonly rest: string } | null {
  const [, who = '', what = ''] = SIDE_AT_START.exec(rest) ?? []
  const side = sideIn(who, names)
  return side === null ? null : { side, rest: what }
}

/** „Проба Примерова ще изпрати списъка“: one of those who came, and so her side. By her first name alone only where nobody else has it. */
function personBefore(rest: string, { people = [] }: SideNames): { readonly name: string; readonly side: Side; readonly rest: string } | null {
  const [, who = '', what = ''] = SIDE_AT_START.exec(rest.replace(/^([^:,]{2,60}):\s*/u, '$1 ')) ?? []
  const key = joinedKey(who.replace(/^(?:г-жа|г-н|г-ца|Mr\.?|Mrs\.?|Ms\.?)\s+/iu, ''))
  if (key === '') return null
  const found = people.filter(({ name }) => joinedKey(name) === key)
  const some = found.length > 0 ? found : people.filter(({ name }) => joinedKey(name.split(' ')[0] ?? '') === key)
  const [one] = some
  return one === undefined || some.length > 1 ? null : { ...one, rest: what }
}

/** What was said by the meeting's day as a day one can check: „петък“ becomes „27.11.2026“. */
function dayTyped(typed: string, from: string | null): string {
  const day = readDate(typed) === null ? readDue(typed, from) : null
  return day === null ? typed : day.split('-').reverse().map(Number).join('.')
}

/** A day, month or year in words or figures, or counted from the meeting's day; empty: none was named. */
const dueField = (from: string | null) =>
  z
    .string()
    .trim()
    .max(60)
    .default('')
    .transform((typed, context): ImpreciseDate | null => {
      if (typed === '') return null
      const date = readDue(typed, from)
      if (date !== null) return date
      context.addIssue({ code: 'custom', message: `m:${m.meetings_due_unreadable({ typed })}` })
      return z.NEVER
    })

/** A promise as the small form in the minutes has it, and as a line that was read is confirmed; `from`: the meeting's day, null where nobody knows it. */
const moreField = localTextForm.default({})

export const promiseForm = (from: string | null) =>
  z.object({
    owedBy: z.enum(SIDES, { error: () => `m:${m.meetings_side_missing()}` }),
    text: z
      .string()
      .trim()
      .max(2000)
      .default('')
      .refine((text) => text !== '', { error: () => `m:${m.meetings_promise_missing()}` }),
    due: dueField(from),
    person: suggestedField,
    /** Whoever is of the delegation alone is entered in the register too. */
    register: tickField,
    /** The same in other languages of the minutes. */
    more: moreField,
  })

export const decisionForm = z.object({
  more: moreField,
  text: z
    .string()
    .trim()
    .max(2000)
    .default('')
    .refine((text) => text !== '', { error: () => `m:${m.meetings_decision_missing()}` }),
})

// ---- the lines of a text ---------------------------------------------------------------------------------------------------

/** A line of a text that records an outcome: where it stands, and what it says. */
export type SlashLine = { readonly field: string; readonly line: string; readonly command: Command }

/** All such lines of the texts, by the names of their fields; a line typed twice stands once. */
export const slashLines = (texts: Readonly<Record<string, string>>): SlashLine[] =>
  Object.entries(texts).flatMap(([field, text]) =>
    [...new Set(text.split('\n').map((line) => line.trim()))].flatMap((line) => {
      const command = commandIn(line)
      return command === null ? [] : [{ field, line, command }]
    }),
  )

/** The text with every such line put in other words. */
export const withLine = (text: string, line: string, instead: string): string =>
  text
    .split('\n')
    .map((one) => (one.trim() === line ? instead : one))
    .join('\n')

/** The line nobody wants recorded, as plain words. */
export const plainLine = (line: string): string => line.replace(/^\s*\//, '')
