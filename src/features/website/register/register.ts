// The list of all public partnerships: narrowed by country, type and field, and as it stood at the end of any year.
import { countryName } from '#features/organisations/naming.ts'
import { isPartnership } from '#features/partnerships/counted.ts'
import { FIELDS, type Field, fieldName } from '#features/partnerships/field.ts'
import type { PublicMilestone, PublicPartnership } from '#features/partnerships/partnership.queries.ts'
import { PARTNERSHIP_TYPES, type PartnershipType, partnershipTypeName } from '#features/partnerships/partnership.ts'
import { BEGINS_NOTHING, stageOf, type Stage } from '#features/partnerships/stage.ts'
import type { Place } from '#features/places/place.ts'
import { m } from '#messages'
import { earliest, latest, nextDay } from '#platform/dates.ts'
import { isOneOf, type KnownQuery } from '#platform/http/list-query.ts'
import { bareName } from '#platform/names/name-key.ts'
import { collatorOf } from '#platform/texts/language.ts'
import type { PlatePartner, PlatePoint } from '#ui/plate.tsx'
import { cardsOf, type CardView, isCounted, offMapInWords, pointOf } from '../home.ts'
import type { RegisterRead } from '../site.queries.ts'
import { type Said, stepOfYear } from '../site.ts'

/**
 * How things stood with a partner, one letter each, so that a map of sixty years stays light:
 * n not begun · u no dated step is public · c in touch, nothing signed · s signed · l lapsed, or the term ran out · r revived · e ended.
 */
export const TIES = ['n', 'u', 'c', 's', 'l', 'r', 'e'] as const
export type Tie = (typeof TIES)[number]

const TIE_OF: Readonly<Record<Stage, Tie>> = {
  prospect: 'n',
  contact: 'c',
  intent: 'c',
  deciding: 'c',
  signed: 's',
  active: 's',
  expired: 'l',
  lapsed: 'l',
  reviving: 'l',
  renewed: 'r',
  ended: 'e',
}
const tieNames: Readonly<Record<Tie, () => string>> = {
  n: () => m.website_tie_none(),
  u: () => m.website_tie_undated(),
  c: () => m.website_tie_contact(),
  s: () => m.website_tie_signed(),
  l: () => m.website_tie_lapsed(),
  r: () => m.website_tie_revived(),
  e: () => m.website_tie_ended(),
}
export const tieWord = (tie: Tie): string => tieNames[tie]()

/** By public steps alone: what was never signed is in touch again, not in force. */
function tieOf(stage: Stage | null, milestones: readonly PublicMilestone[], year: number): Tie {
  if (stage === null) return 'u'
  if (stage !== 'renewed') return TIE_OF[stage]
  const signed = milestones.some(({ kind, date }) => (kind === 'signing' || kind === 'renewal') && Number(earliest(date).slice(0, 4)) <= year)
  return signed ? TIE_OF[stage] : 'c'
}

const lastDayOf = (year: number, today: string): string => (String(year) === today.slice(0, 4) ? today : `${year}-12-31`)

/**
 * The stage at the end of each of the years, one after another, today in the present one; by public steps alone. null where no public step has happened,
 * and for the years before a tie of which only its silence or end is known. Between two years in which something could change nothing is computed.
 */
export function stagesOf(milestones: readonly PublicMilestone[], span: readonly number[], today: string): (Stage | null)[] | null {
  if (!milestones.some(({ date }) => earliest(date) <= today)) return null
  const turning = new Set(
    milestones.flatMap(({ date, until }) => [earliest(date), ...(until === null ? [] : [nextDay(latest(until))])].map((day) => Number(day.slice(0, 4)))),
  )
  const stages: (Stage | null)[] = []
  // A silence or an end says that there was something before, not since when.
  const [first] = [...milestones].filter(({ date }) => earliest(date) <= today).sort((a, b) => (earliest(a.date) < earliest(b.date) ? -1 : 1))
  const known = BEGINS_NOTHING.has(first!.kind) ? Number(earliest(first!.date).slice(0, 4)) : 0
  for (const year of span) {
    if (year < known) {
      stages.push(null)
      continue
    }
    const before = stages.at(-1)
    stages.push(before !== undefined && before !== null && !turning.has(year) ? before : stageOf(milestones, lastDayOf(year, today)).stage)
  }
  return stages
}

/** What the address asks for; `year` within the years there are. */
export type RegisterWish = {
  readonly country: string | null
  readonly type: PartnershipType | null
  readonly field: Field | null
  readonly year: number | null
  /** The last partner of the page before. */
  readonly after: string | null
}

/** What of its address the page reads; junk there is no wish. */
export const REGISTER_QUERY: KnownQuery = {
  country: (value) => /^[A-Z]{2}$/.test(value),
  type: isOneOf(PARTNERSHIP_TYPES),
  field: isOneOf(FIELDS),
  year: (value) => /^\d{4}$/.test(value),
  after: (value) => /^[a-z0-9-]{1,80}$/.test(value),
}

export const wishOf = (asked: Readonly<Record<string, string | undefined>>): RegisterWish => {
  const wished = (name: string): string | null => (asked[name] !== undefined && REGISTER_QUERY[name]!(asked[name]) ? asked[name] : null)
  const year = wished('year')
  return {
    country: wished('country'),
    type: wished('type') as PartnershipType | null,
    field: wished('field') as Field | null,
    year: year === null ? null : Number(year),
    after: wished('after'),
  }
}

export type Choice = { readonly value: string; readonly text: string; readonly count: number }
export type YearRow = { readonly year: number; readonly changes: readonly Said[]; readonly standing: number }
export type RegisterCard = CardView & { readonly tie: string; readonly standing: Tie }
export type RegisterView = {
  /** Partnerships among all there are; a bare contact, a firm and what has ended are listed and not counted. */
  readonly all: number
  /** Everything that is listed. */
  readonly found: number
  /** Ready words: how many partnerships are listed, contacts and what has ended by themselves. */
  readonly counts: string
  readonly cards: readonly RegisterCard[]
  /** Slug after which the next page begins; null on the last. */
  readonly next: string | null
  readonly countries: readonly Choice[]
  readonly types: readonly Choice[]
  readonly fields: readonly Choice[]
  readonly plate: { readonly home: PlatePoint; readonly partners: readonly PlatePartner[] } | null
  /** Ready words about the partners that the map lacks; null: it shows all. */
  readonly offMap: string | null
  /** null when no public step of those found has a date. */
  readonly years: {
    readonly from: number
    readonly to: number
    readonly year: number
    /** What stood in each year, from the first on. */
    readonly said: readonly string[]
    /** Slug → a letter for each year. */
    readonly ties: Readonly<Record<string, string>>
    readonly rows: readonly YearRow[]
  } | null
}

/** With the map of sixty lines the page stays under its weight. */
export const CARDS_A_PAGE = 24
/** No register is older; a date mistyped by a millennium must not draw a thousand years. */
const MOST_YEARS = 150

const counted = <T extends string>(values: readonly T[], name: (value: T) => string): Choice[] => {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const collator = collatorOf()
  return [...counts].map(([value, count]) => ({ value, text: name(value), count })).sort((a, b) => collator.compare(a.text, b.text))
}

const fits = (wish: Pick<RegisterWish, 'country' | 'type' | 'field'>, { partner, type, fields }: PublicPartnership): boolean =>
  (wish.country === null || partner.country === wish.country) &&
  (wish.type === null || type === wish.type) &&
  (wish.field === null || (fields as readonly string[]).includes(wish.field))

/** „2010 г.: действат пет, прекъснато е едно …“; only what there is. */
function yearInOneLine(year: number, ties: readonly Tie[]): string {
  const count = (...which: Tie[]): number => ties.filter((tie) => which.includes(tie)).length
  const parts = [
    [count('s', 'r'), m.website_years_standing] as const,
    [count('c'), m.website_years_contact] as const,
    [count('l'), m.website_years_lapsed] as const,
    [count('e'), m.website_years_ended] as const,
  ].flatMap(([n, words]) => (n === 0 ? [] : [words({ count: n })]))
  return parts.length === 0 ? m.website_years_none({ year }) : m.website_years_line({ year, list: parts.join(', ') })
}

/** „5 партньорства · 4 контакта без партньорство · 1 е прекратено“. */
function countsInWords(found: readonly PublicPartnership[], today: string): string {
  const ties = found.filter((one) => isCounted(one, today)).length
  const contacts = found.filter(({ type, partner: { kind } }) => !isPartnership({ type, kind })).length
  const ended = found.length - ties - contacts
  return [
    ...(ties > 0 || found.length === ended ? [m.website_register_found({ count: ties })] : []),
    ...(contacts > 0 ? [m.website_register_contacts({ count: contacts })] : []),
    ...(ended > 0 ? [m.website_years_ended({ count: ended })] : []),
  ].join(' · ')
}

/** What the choices find, whichever year and page of it is shown: the history of every tie. */
export type RegisterFound = Pick<RegisterView, 'all' | 'counts' | 'offMap' | 'countries' | 'types' | 'fields'> & {
  readonly cards: readonly CardView[]
  readonly home: PlatePoint | null
  /** A letter for each year from `from` on. */
  readonly ties: ReadonlyMap<string, readonly Tie[]>
  readonly years: Omit<NonNullable<RegisterView['years']>, 'year'>
  /** Whether a public step of any of them has a date. */
  readonly dated: boolean
}

/** By the public steps up to the day `today`, in the language of the request. */
export function registerFound(
  read: RegisterRead,
  wish: Pick<RegisterWish, 'country' | 'type' | 'field'>,
  town: string,
  home: Place | null,
  today: string,
): RegisterFound {
  const found = read.partnerships.filter((one) => fits(wish, one))
  const collator = collatorOf()
  const cards = cardsOf({ ...read, partnerships: found }, today).sort((a, b) => collator.compare(a.name.text, b.name.text) || (a.slug < b.slug ? -1 : 1))
  const bySlug = new Map(found.map((one) => [one.slug, one]))
  const now = Number(today.slice(0, 4))
  const begun = found.flatMap(({ milestones }) => milestones.map(({ date }) => earliest(date)).filter((day) => day <= today))
  const from = begun.length === 0 ? now : Math.max(now - MOST_YEARS, Math.min(...begun.map((day) => Number(day.slice(0, 4)))))
  const span = Array.from({ length: now - from + 1 }, (_, index) => from + index)
  const stages = new Map(found.map(({ slug, milestones }) => [slug, stagesOf(milestones, span, today)]))
  const ties = new Map(
    found.map(({ slug, milestones }) => [slug, span.map((one, index) => tieOf(stages.get(slug)?.[index] ?? null, milestones, one))] as const),
  )
  // Of each choice as many as there would be with the other choices kept.
  const others = (without: 'country' | 'type' | 'field') => read.partnerships.filter((one) => fits({ ...wish, [without]: null }, one))

  const isTie = (slug: string): boolean => {
    const { type, partner } = bySlug.get(slug)!
    return isPartnership({ type, kind: partner.kind })
  }
  // Contacts have their lines on the map; they are no partnership that could be in force.
  const ofTies = [...ties].flatMap(([slug, row]) => (isTie(slug) ? [row] : []))

  return {
    all: read.partnerships.filter((one) => isCounted(one, today)).length,
    counts: countsInWords(found, today),
    offMap: home === null ? null : offMapInWords(cards),
    cards,
    countries: counted(
      others('country').map(({ partner }) => partner.country),
      countryName,
    ),
    types: counted(
      others('type').map(({ type }) => type),
      partnershipTypeName,
    ),
    fields: counted(
      others('field').flatMap(({ fields }) => fields),
      fieldName,
    ),
    home: home === null ? null : pointOf(town, home),
    ties,
    dated: begun.length > 0,
    years: {
      from,
      to: now,
      said: span.map((one, index) =>
        yearInOneLine(
          one,
          ofTies.map((row) => row[index]!),
        ),
      ),
      ties: Object.fromEntries([...ties].map(([slug, row]) => [slug, row.join('')])),
      rows: yearRows(cards, bySlug, stages, ofTies, from, today),
    },
  }
}

/** The page: the year that is asked for, and so much of the list as it shows. */
export function registerView(found: RegisterFound, wish: Pick<RegisterWish, 'year' | 'after'>): RegisterView {
  const { cards, home, ties } = found
  const { from, to } = found.years
  const year = wish.year !== null && wish.year >= from && wish.year <= to ? wish.year : to
  const tieThen = (slug: string): Tie => ties.get(slug)![year - from]!
  const at = wish.after === null ? 0 : cards.findIndex(({ slug }) => slug === wish.after) + 1
  const shown = cards.slice(at, at + CARDS_A_PAGE)
  const placed = cards.flatMap(({ slug, href, name, place }) =>
    place === null ? [] : [{ ...pointOf(bareName(name.text), place), id: slug, href, tie: tieThen(slug) }],
  )
  return {
    all: found.all,
    found: cards.length,
    counts: found.counts,
    offMap: found.offMap,
    cards: shown.map((card) => ({ ...card, standing: tieThen(card.slug) })),
    next: at + CARDS_A_PAGE < cards.length ? shown.at(-1)!.slug : null,
    countries: found.countries,
    types: found.types,
    fields: found.fields,
    plate: home === null ? null : { home, partners: placed },
    years: found.dated ? { ...found.years, year } : null,
  }
}

/** The years in which something changed, the newest first, each with what it was and how many ties stood at its end. */
function yearRows(
  cards: readonly CardView[],
  bySlug: ReadonlyMap<string, PublicPartnership>,
  stages: ReadonlyMap<string, readonly (Stage | null)[] | null>,
  ties: readonly (readonly Tie[])[],
  from: number,
  today: string,
): YearRow[] {
  const changes = new Map<number, Said[]>()
  const put = (year: number, text: string) => {
    const known = changes.get(year) ?? []
    if (!known.some((one) => one.text === text)) known.push({ text })
    changes.set(year, known)
  }
  for (const { slug, name } of cards) {
    const { milestones, type } = bySlug.get(slug)!
    for (const step of milestones) {
      const day = earliest(step.date)
      const words = stepOfYear(step, type, name.text)
      const year = Number(day.slice(0, 4))
      if (day <= today && words !== null && year >= from) put(year, words)
    }
    // A term that ran out is no step of anybody.
    for (const [at, stage] of (stages.get(slug) ?? []).entries())
      if (at > 0 && stage === 'expired' && stages.get(slug)![at - 1] !== 'expired') put(from + at, m.website_years_expired({ name: name.text }))
  }
  return [...changes]
    .sort(([a], [b]) => b - a)
    .map(([year, said]) => ({
      year,
      changes: said,
      standing: ties.filter((row) => row[year - from] === 's' || row[year - from] === 'r').length,
    }))
}
