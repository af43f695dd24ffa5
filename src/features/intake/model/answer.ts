// What a language model answers: the shape it is asked for, and how its answer is read: nothing passes that is not in that shape with its words in the text.
import { z } from 'zod'
import { COMMITMENT_STATES, COMMITMENT_TOPICS } from '#features/commitments/commitment.ts'
import { EVENT_DIRECTIONS, EVENT_KINDS } from '#features/events/event.ts'
import { SYMBOLIC_ACT_KINDS } from '#features/events/symbolic-act.ts'
import { ORGANISATION_KINDS } from '#features/organisations/organisation.ts'
import { ROLE_CLASSES } from '#features/organisations/people/post.ts'
import { FIELDS } from '#features/partnerships/field.ts'
import { SIDES } from '#features/partnerships/milestones/milestone.ts'
import { countryCodes } from '#features/places/gazetteer/country-words.ts'
import { type ImpreciseDate, isImpreciseDate } from '#platform/dates.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { ok, type Result } from '#platform/result.ts'
import { HOME, type Span } from '../reading/reading.ts'
import { RELATION_STATUSES } from '../relation.ts'
import type { Trouble } from './model.ts'

const word = z.string().max(300)
const line = word.nullable()
const number = z.number().int().min(0).max(2000).nullable()
const quote = z.string().max(3000)
const ids = z.array(z.string().max(40)).max(60)

const said = {
  organisations: z.object({ id: z.string().min(1).max(40), name: word, kind: z.enum(ORGANISATION_KINDS), country: z.string().max(10), quote }),
  people: z.object({ id: z.string().min(1).max(40), name: word, role: line, role_class: z.enum(ROLE_CLASSES), of: line, quote }),
  events: z.object({
    kind: z.enum(EVENT_KINDS),
    direction: z.enum(EVENT_DIRECTIONS),
    date: line,
    date_words: line,
    place: line,
    with: ids,
    people: ids,
    quote,
  }),
  relations: z.object({ status: z.enum(RELATION_STATUSES), with: ids, since: line, since_words: line, years: number, break_years: number, quote }),
  commitments: z.object({
    owed_by: z.enum(SIDES),
    topic: z.enum(COMMITMENT_TOPICS),
    state: z.enum(COMMITMENT_STATES),
    due: line,
    due_words: line,
    with: ids,
    quote,
  }),
  symbolic_acts: z.object({ kind: z.enum(SYMBOLIC_ACT_KINDS), date: line, date_words: line, with: ids, quote }),
  fields: z.object({ fields: z.array(z.enum(FIELDS)).min(1).max(40), with: ids, quote }),
} as const
/** Items of one list read of one answer; a part of a text with more is a directory. */
const MOST_ITEMS = 100
type List = keyof typeof said
type Said = { [One in List]: z.output<(typeof said)[One]> }
const LISTS = Object.keys(said) as List[]

/** JSON Schema of the answer, for servers that hold a model to one. Bounds of lengths are left out: not every server knows them, and we look ourselves. */
export const answerSchema = (): unknown =>
  JSON.parse(
    JSON.stringify(z.toJSONSchema(z.object(Object.fromEntries(LISTS.map((list) => [list, z.array(said[list])])))), (key, value: unknown) =>
      ['$schema', 'maxLength', 'minLength', 'maxItems', 'minItems', 'minimum', 'maximum'].includes(key) ? undefined : value,
    ),
  )

/** A find that has its words. `ref`s are ids of this answer, or `home`; the days are those whose words stand in the text. */
export type Find =
  | { kind: 'organisation'; id: string; name: string; sort: (typeof ORGANISATION_KINDS)[number]; country: string; spans: Span[] }
  | { kind: 'person'; id: string; name: string; role: string; roleClass: (typeof ROLE_CLASSES)[number]; of: string | null; spans: Span[] }
  | {
      kind: 'event'
      sort: (typeof EVENT_KINDS)[number]
      direction: (typeof EVENT_DIRECTIONS)[number]
      date: ImpreciseDate | null
      place: string
      with: string[]
      people: string[]
      spans: Span[]
    }
  | {
      kind: 'relation'
      status: (typeof RELATION_STATUSES)[number]
      with: string[]
      since: ImpreciseDate | null
      years: number | null
      breakYears: number | null
      spans: Span[]
    }
  | {
      kind: 'commitment'
      owedBy: (typeof SIDES)[number]
      topic: (typeof COMMITMENT_TOPICS)[number]
      state: (typeof COMMITMENT_STATES)[number]
      due: ImpreciseDate | null
      with: string[]
      spans: Span[]
    }
  | { kind: 'symbolic_act'; sort: (typeof SYMBOLIC_ACT_KINDS)[number]; date: ImpreciseDate | null; with: string[]; spans: Span[] }
  | { kind: 'fields'; fields: (typeof FIELDS)[number][]; with: string[]; spans: Span[] }
export type FindOf<Kind extends Find['kind']> = Extract<Find, { kind: Kind }>

export type Answer = { readonly said: number; readonly notThere: number; readonly unfit: number; readonly finds: readonly Find[] }

export type Looking = {
  readonly placeOf: (quote: string) => Span | null
  /** Whether a name is that of the office's own municipality. */
  readonly isHome: (name: string, country: string) => boolean
  /** Put before every id of the answer, so that the answers about several parts of a text keep theirs apart. */
  readonly prefix: string
}

/** Reads the words of an answer. Refuses, with the trouble as code, what is not an object of ours at all; whatever else is wrong is counted, thing by thing. */
export function readAnswer(content: string, looking: Looking): Result<Answer> {
  const given = objectIn(content)
  if (given === null) return { ok: false, refusal: { code: 'broken' satisfies Trouble, message: '' } }
  const reader = new Reader(looking)
  for (const list of LISTS) reader.list(list, Object.hasOwn(given, list) ? given[list] : [])
  return ok({ said: reader.said, notThere: reader.notThere, unfit: reader.unfit, finds: reader.finds })
}

/** The object in an answer: bare, in a fence of Markdown, or after a model's thinking aloud. */
function objectIn(content: string): Readonly<Record<string, unknown>> | null {
  const spoken = content.slice(content.lastIndexOf('</think>') + 1)
  const [from, to] = [spoken.indexOf('{'), spoken.lastIndexOf('}')]
  if (from < 0 || to < from) return null
  try {
    const value: unknown = JSON.parse(spoken.slice(from, to + 1))
    return isObject(value) && LISTS.some((list) => Object.hasOwn(value, list)) ? value : null
  } catch {
    return null
  }
}
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What an item may leave out. */
const BLANK: Readonly<Record<List, Readonly<Record<string, unknown>>>> = {
  organisations: {},
  people: { role: null, of: null },
  events: { date: null, date_words: null, place: null, with: [], people: [] },
  relations: { since: null, since_words: null, years: null, break_years: null },
  commitments: { due: null, due_words: null, with: [] },
  symbolic_acts: { date: null, date_words: null, with: [] },
  fields: {},
}

/** Without signs nobody sees and halves of letters: they could hide what a name is, and the database takes no NUL. */
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()

/** Letters a quote must have to say anything: a name two, a statement four. */
const lettersIn = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0

/** Whether the words name what is said to be named: so large a share of the name's words begin as words of the quote do, in whatever case and script they stand. */
export function names(name: string, quoted: string, share: number): boolean {
  const heard = nameKey(quoted)
  const all = nameKey(name)
    .split(' ')
    .filter((one) => lettersIn(one) >= 2)
  // „на“ and „of“ name nothing, unless there is nothing else (Ли Уе).
  const long = all.filter((one) => lettersIn(one) >= 3)
  const parts = long.length > 0 ? long : all
  const found = parts.filter((one) => {
    const han = /\p{Script=Han}/u.test(one)
    const stem = one.slice(0, Math.max(han ? 2 : 3, Math.ceil(one.length * 0.6)))
    return han ? heard.includes(stem) : ` ${heard}`.includes(` ${stem}`)
  })
  return found.length > 0 && found.length >= parts.length * share
}

class Reader {
  said = 0
  notThere = 0
  unfit = 0
  readonly finds: Find[] = []
  private readonly looking: Looking
  /** Id of the answer → what other finds refer to; absent: that find was refused. */
  private readonly organisations = new Map<string, string>([[HOME, HOME]])
  private readonly people = new Map<string, string>()

  constructor(looking: Looking) {
    this.looking = looking
  }

  list(list: List, given: unknown): void {
    if (given === null) return
    if (!Array.isArray(given)) {
      this.said += 1
      this.unfit += 1
      return
    }
    this.said += given.length
    this.unfit += Math.max(0, given.length - MOST_ITEMS)
    for (const one of given.slice(0, MOST_ITEMS)) this.item(list, one)
  }

  private item<One extends List>(list: One, given: unknown): void {
    const shape = said[list] as unknown as z.ZodType<Said[One]>
    const read = isObject(given) ? shape.safeParse({ ...BLANK[list], ...given }) : null
    if (read === null || !read.success) return void (this.unfit += 1)
    // The rule of rules: no words in the text, no find.
    const at = this.looking.placeOf(read.data.quote)
    if (at === null) return void (this.notThere += 1)
    const naming = list === 'organisations' || list === 'people'
    const find = lettersIn(read.data.quote) < (naming ? 2 : 4) ? null : this.finders[list](read.data, at)
    if (find === null) return void (this.unfit += 1)
    this.finds.push(find)
  }

  /** The find of an item, or null when it says nothing that could be kept. */
  private readonly finders: { readonly [One in List]: (item: Said[One], at: Span) => Find | null } = {
    organisations: ({ id, kind, quote: quoted, ...item }, at) => {
      const [name, country] = [oneLine(item.name), item.country.trim().toUpperCase()]
      if (this.organisations.has(id) || !names(name, quoted, 0.5) || !countryCodes.includes(country)) return null
      if (kind === 'municipality' && this.looking.isHome(name, country)) {
        this.organisations.set(id, HOME)
        return null
      }
      return { kind: 'organisation', id: this.learn(this.organisations, id), name, sort: kind, country, spans: [at] }
    },
    people: ({ id, of, role_class: roleClass, quote: quoted, ...item }, at) => {
      const name = oneLine(item.name)
      if (this.people.has(id) || !names(name, quoted, 1)) return null
      const role = this.words(item.role)
      return {
        kind: 'person',
        id: this.learn(this.people, id),
        name,
        role: role === null ? '' : oneLine(item.role ?? ''),
        roleClass,
        of: of === null ? null : (this.organisations.get(of) ?? null),
        spans: role === null ? [at] : [at, role],
      }
    },
    events: ({ kind, direction, ...item }, at) => {
      const partners = this.partners(item.with)
      const day = this.day(item.date, item.date_words)
      return partners.length === 0
        ? null
        : {
            kind: 'event',
            sort: kind,
            direction,
            date: day.date,
            place: this.words(item.place) === null ? '' : oneLine(item.place ?? ''),
            with: partners,
            people: item.people.flatMap((id) => this.people.get(id) ?? []),
            spans: [at, ...day.spans],
          }
    },
    relations: ({ status, years, break_years: broken, quote: quoted, ...item }, at) => {
      const partners = this.partners(item.with)
      const day = this.day(item.since, item.since_words)
      // A number the quote writes in figures must be one of them.
      const counted = (count: number | null): number | null => (count === null || !/\d/.test(quoted) || quoted.includes(String(count)) ? count : null)
      return partners.length === 0
        ? null
        : { kind: 'relation', status, with: partners, since: day.date, years: counted(years), breakYears: counted(broken), spans: [at, ...day.spans] }
    },
    commitments: ({ owed_by: owedBy, topic, state, ...item }, at) => {
      const day = this.day(item.due, item.due_words)
      return { kind: 'commitment', owedBy, topic, state, due: day.date, with: this.partners(item.with), spans: [at, ...day.spans] }
    },
    symbolic_acts: ({ kind, ...item }, at) => {
      const day = this.day(item.date, item.date_words)
      return { kind: 'symbolic_act', sort: kind, date: day.date, with: this.partners(item.with), spans: [at, ...day.spans] }
    },
    fields: (item, at) => {
      const partners = this.partners(item.with)
      return partners.length === 0 ? null : { kind: 'fields', fields: [...new Set(item.fields)], with: partners, spans: [at] }
    },
  }

  private learn(list: Map<string, string>, id: string): string {
    const own = `${this.looking.prefix}${this.organisations.size + this.people.size}`
    list.set(id, own)
    return own
  }

  /** Those that stand; home is no partner of its own. */
  private partners(given: readonly string[]): string[] {
    return [...new Set(given.flatMap((id) => this.organisations.get(id) ?? []))].filter((ref) => ref !== HOME)
  }

  private words(given: string | null): Span | null {
    return given === null || lettersIn(given) < 2 ? null : this.looking.placeOf(given)
  }

  /** A day counts only with the words that say it. */
  private day(given: string | null, givenWords: string | null): { date: ImpreciseDate | null; spans: Span[] } {
    const at = this.words(givenWords)
    return given !== null && at !== null && isImpreciseDate(given) ? { date: given, spans: [at] } : { date: null, spans: [] }
  }
}
