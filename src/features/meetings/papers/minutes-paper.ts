// The minutes of a meeting as a paper: who met, the agenda point by point, what was promised and decided, and a line to sign for each side.
import { crestPicture, type OfficeOnPaper, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import type { Side } from '#features/commitments/commitment.ts'
import { eventDateInWords } from '#features/events/event.ts'
import { type Named, type Tongue, tongueOf, type Words } from '#features/visits/papers/tongue.ts'
import type { PaperHead } from '#platform/documents/head.ts'
import type { Paper } from '#platform/documents/typesetting.ts'
import { type ImpreciseDate } from '#platform/dates.ts'
import { monthOnPaper, type PaperLanguage, type Worded } from '#platform/texts/paper-languages.ts'
import { wordsFor } from '#platform/texts/words-for.ts'
import type { ItemState } from '../meeting.ts'
import { readable } from '../minutes/minutes.ts'
import { MINUTES_LABELS } from './labels.ts'

/** Somebody who was there, as whom and from where; who has no name is told by their post. */
export type Present = Named & {
  readonly side: 'hosts' | 'guests' | null
  readonly role: Words
  readonly organisation: Words
  readonly interprets: boolean
}

export type MinutesInput = {
  /** ISO 639-1. */
  readonly language: string
  readonly office: OfficeOnPaper
  readonly title: Words
  readonly date: ImpreciseDate | null
  readonly place: Words
  readonly partners: readonly Named[]
  /** In their order; `side` null: of no delegation. */
  readonly present: readonly Present[]
  readonly items: readonly { readonly title: Words; readonly state: ItemState; readonly minutes: Words }[]
  readonly general: Words
  readonly promises: readonly {
    readonly number: number | null
    readonly owedBy: Side
    readonly text: Words
    readonly due: ImpreciseDate | null
    readonly person: Named | null
  }[]
  readonly decisions: readonly { readonly number: number; readonly text: Words }[]
  readonly withoutOutcome: string
  /** The words under the lines; '' leaves the line alone. */
  readonly signsForUs: string
  readonly signsForThem: string
  /** The office's own language: in it whoever signs is written. */
  readonly ownLanguage: string
  readonly at: Date
}

/** The paper's words, ready to be set. */
export type MinutesSheet = {
  readonly head: PaperHead
  readonly heading: Worded
  readonly name: Worded
  /** Of each fact its lines; a line may have parts in several languages. */
  readonly facts: readonly { readonly name: Worded; readonly values: readonly (readonly Worded[])[] }[]
  readonly agenda: Worded
  readonly items: readonly { readonly number: string; readonly title: Worded; readonly state: Worded; readonly minutes: Worded | null }[]
  readonly general: { readonly name: Worded; readonly text: Worded } | null
  readonly promises: {
    readonly name: Worded
    readonly rows: readonly { readonly number: string; readonly side: Worded; readonly text: Worded; readonly about: readonly Worded[] }[]
  } | null
  readonly decisions: { readonly name: Worded; readonly rows: readonly { readonly number: string; readonly text: Worded }[] } | null
  readonly without: { readonly name: Worded; readonly text: Worded } | null
  readonly signs: readonly { readonly side: readonly Worded[]; readonly who: Worded | null }[]
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

const ABOUT: Readonly<Record<PaperLanguage, string>> = {
  bg: 'около ',
  en: 'about ',
  fr: 'vers ',
  it: 'circa ',
  mk: 'околу ',
  sr: 'око ',
  zh: '约',
  de: 'etwa ',
}

/** A date of any precision in the tongue: days, months and years as it writes them. */
export function whenOnPaper(date: ImpreciseDate, tongue: Tongue): Worded {
  const [from = '', until = from] = date.split('/')
  if (DAY.test(from) && DAY.test(until)) return tongue.days(from, until)
  if (tongue.language === 'bg' || tongue.language === 'en') return tongue.word(eventDateInWords(date, tongue.language))
  const [first, last] = [from, until].map(
    (point) => (point.endsWith('~') ? `${ABOUT[tongue.language]}` : '') + monthOnPaper(point.replace('~', ''), tongue.language),
  )
  return tongue.word(from === until ? first! : `${first} – ${last}`)
}

const plain = (words: Words): Words => Object.fromEntries(Object.entries(words).map(([language, text]) => [language, readable(text)]))

/** What the paper says, in its language; a text nobody translated stands in the language it was written in. */
export function minutesSheet(input: MinutesInput): MinutesSheet {
  const texts = [
    input.title,
    input.general,
    ...input.items.flatMap(({ title, minutes }) => [title, minutes]),
    ...input.promises.map(({ text }) => text),
    ...input.decisions.map(({ text }) => text),
  ]
  const tongue = tongueOf(
    input.language,
    texts.flatMap((words) => words[input.language] ?? []),
  )
  const labels = MINUTES_LABELS[tongue.language]
  const { word } = tongue
  const said = (words: Words): Worded => tongue.saidSomehow(plain(words)) ?? word('')
  const maybe = (words: Words): Worded | null => tongue.saidSomehow(plain(words))
  const fact = (name: string, values: readonly (readonly Worded[])[]) => (values.length === 0 ? [] : [{ name: word(name), values }])
  const general = maybe(input.general)
  const asTold = (text: string): Worded => ({ text, language: input.ownLanguage })
  const head = paperHead(input.office, [tongue.language])
  const present = (side: Present['side']): Worded[][] =>
    input.present
      .filter((one) => one.side === side)
      .map((one) => {
        const parts = [tongue.named(one), tongue.saidSomehow(one.role), tongue.saidSomehow(one.organisation)].flatMap((part) =>
          part === null || part.text === '' ? [] : [part],
        )
        const interpreter = tongue.labels.interpreter
        // „преводач“ may be the very post they came in.
        const twice = parts.some(({ text }) => text.toLowerCase() === interpreter.toLowerCase())
        return [...parts, ...(one.interprets && !twice ? [word(interpreter)] : [])].flatMap((part, at) => (at === 0 ? [part] : [word(tongue.comma), part]))
      })
  // Whoever signs is read on both sides of the table.
  const signs = (text: string): Worded | null => (text === '' ? null : wordsFor({ [input.ownLanguage]: text }, input.language))
  const partners = input.partners.map((partner) => tongue.named(partner))
  return {
    head,
    heading: word(labels.minutes),
    name: said(input.title),
    facts: [
      ...fact(labels.date, [[input.date === null ? word(labels.undated) : whenOnPaper(input.date, tongue)]]),
      ...fact(
        labels.place,
        [wordsFor(input.place, input.language)].flatMap((place) => (place === null ? [] : [[place]])),
      ),
      ...fact(
        labels.partners,
        partners.map((one) => [one]),
      ),
      ...fact(labels.presentHosts, present('hosts')),
      ...fact(labels.presentGuests, present('guests')),
      ...fact(input.present.some(({ side }) => side !== null) ? labels.presentOthers : labels.present, present(null)),
    ],
    agenda: word(labels.agenda),
    items: input.items.map(({ title, state, minutes }, index) => ({
      number: `${index + 1}.`,
      title: said(title),
      state: word(labels.states[state]),
      minutes: maybe(minutes),
    })),
    general: general === null ? null : { name: word(labels.general), text: general },
    promises:
      input.promises.length === 0
        ? null
        : {
            name: word(labels.promises),
            rows: input.promises.map(({ number, owedBy, text, due, person }) => ({
              number: number === null ? '' : String(number),
              side: word(labels.sides[owedBy] + tongue.labels.colon),
              text: said(text),
              about: [
                ...(due === null ? [] : [word(`${labels.due} ${whenOnPaper(due, tongue).text}`)]),
                ...(person === null ? [] : [word(`${labels.answers} ${tongue.named(person).text}`)]),
              ],
            })),
          },
    decisions:
      input.decisions.length === 0
        ? null
        : { name: word(labels.decisions), rows: input.decisions.map(({ number, text }) => ({ number: String(number), text: said(text) })) },
    without:
      input.withoutOutcome === '' || input.promises.length + input.decisions.length > 0
        ? null
        : { name: word(labels.without), text: asTold(input.withoutOutcome) },
    signs: [
      { side: [word(labels.signFor), head.sides[0]!.name], who: signs(input.signsForUs) },
      ...(partners[0] === undefined ? [] : [{ side: [word(labels.signFor), partners[0]], who: signs(input.signsForThem) }]),
    ],
  }
}

/** The paper for the printer. */
export function minutesPaper(input: MinutesInput): Paper {
  const sheet = minutesSheet(input)
  const title = `${sheet.heading.text}: ${sheet.name.text}`
  return {
    template: 'features/meetings/papers/minutes.typ',
    title,
    language: sheet.heading.language,
    data: sheet,
    at: input.at,
    pictures: crestPicture(input.office),
  }
}
