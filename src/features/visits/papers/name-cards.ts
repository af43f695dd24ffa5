// Name badges and table cards: a name in the letters of both sides, eight badges or two cards on a sheet, with marks to cut along.
import type { Paper } from '#platform/documents/typesetting.ts'
import { bareName } from '#platform/names/name-key.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import { type Named, nativeLanguageOf, tongueOf, type Words } from './tongue.ts'

export type PaperDelegate = Named & {
  /** „д-р“ */
  readonly title: string
  readonly role: Words
  /** Whom they come from, and their town. */
  readonly organisation: Words
  readonly town: Words
  readonly isInterpreter: boolean
}

export type CardsInput = {
  /** What stands small above the name: the office, or the occasion. */
  readonly heading: Words
  /** The first is the one of the side that hosts. */
  readonly languages: readonly [string] | readonly [string, string]
  readonly delegates: readonly PaperDelegate[]
  readonly at: Date
}

/** A person as a badge or a card shows them: their own name first, the other side's letters below. */
export type NameCard = {
  readonly heading: Worded | null
  readonly title: string
  readonly name: Worded
  readonly other: Worded | null
  /** Post, organisation and town, each in both languages where both were written; a municipality is not said twice. */
  readonly lines: readonly (readonly Worded[])[]
  /** Of these the one line a table card has room for: whom they come from, else the town. */
  readonly from: readonly Worded[]
}

/** Somebody of whom only the post is known yet: no badge and no card can be made for them. */
export const isNameless = ({ name, nativeName }: Pick<PaperDelegate, 'name' | 'nativeName'>): boolean =>
  nativeName.trim() === '' && Object.values(name).every((text) => text.trim() === '')

/** The name as its bearer writes it stands large; the one the other side can read stands below, unless it is the same. */
export function nameCard(delegate: PaperDelegate, { heading, languages }: Pick<CardsInput, 'heading' | 'languages'>): NameCard {
  const tongues = languages.map((language) => tongueOf(language))
  const native = delegate.nativeName.trim()
  const readable = tongues.map((tongue) => tongue.named(delegate))
  const name = native === '' ? readable[0]! : { text: native, language: nativeLanguageOf(delegate) }
  const other = readable.find(({ text }) => text !== name.text) ?? null
  const both = (words: Words): Worded[] => tongues.flatMap((tongue) => tongue.said(words) ?? [])
  const some = (words: Words): Worded[] => {
    const said = both(words)
    const any = said.length > 0 ? said : [tongues[0]!.saidSomehow(words)].filter((one) => one !== null)
    return any.filter(({ text }, index) => any.findIndex((one) => one.text === text) === index)
  }
  const interpreter = delegate.isInterpreter ? tongues.map(({ word, labels }) => word(labels.interpreter)) : []
  const [town, organisation] = [some(delegate.town), some(delegate.organisation)]
  // „Община Узорево“ from Узорево: the town says it all.
  const from = (organisation.every(({ text }) => town.some((one) => one.text === bareName(text))) ? [town] : [organisation, town]).filter(
    (line) => line.length > 0,
  )
  return {
    heading: tongues[0]!.saidSomehow(heading),
    title: delegate.title.trim(),
    name,
    other,
    lines: [delegate.isInterpreter ? interpreter : some(delegate.role), ...from].filter((line) => line.length > 0),
    from: from[0] ?? [],
  }
}

const cards = (template: string, title: string, input: CardsInput): Paper => ({
  template: `features/visits/papers/${template}`,
  title,
  language: input.languages[0],
  at: input.at,
  data: { cards: input.delegates.filter((delegate) => !isNameless(delegate)).map((delegate) => nameCard(delegate, input)) },
})

/** Eight on A4, 90 × 60 mm each; whoever has no name yet is left out. `title` names the paper in the window of whoever prints it. */
export const badgesPaper = (title: string, input: CardsInput): Paper => cards('badges.typ', title, input)

/** Two on A4, to be folded into tents 190 mm wide and 65 mm high; the name stands on both faces. */
export const tableCardsPaper = (title: string, input: CardsInput): Paper => cards('table-cards.typ', title, input)
