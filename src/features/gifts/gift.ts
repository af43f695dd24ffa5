// What a gift is: a thing we gave, got or set up together with a partner, or mean to give; where it is kept, what it is worth, and what a form may say about it.
import { z } from 'zod'
import { titleField } from '#features/events/event.ts'
import { dropField, suggestedField } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { ImpreciseDate } from '#platform/dates.ts'
import { dateField, lineField, requiredDateField, tickField } from '#platform/http/form-fields.ts'
import { centsField, currencyField, type Money } from '#platform/money.ts'
import { wordsOf } from '#platform/search/words.ts'
import { type Citation, citationForm } from '#platform/texts/citation.ts'
import type { LocalText, LocalTextForm } from '#platform/texts/local-text.ts'
import { pointField } from '#features/events/spots/spot.ts'

/** given: from us to them · received: from them to us · placed: a tree, a plaque, a bench: it stands somewhere outside. */
export const GIFT_WAYS = ['given', 'received', 'placed'] as const
export type GiftWay = (typeof GIFT_WAYS)[number]

/** How a form asks: what is still to be given is a fourth answer. */
export const WAYS_ASKED = ['given', 'received', 'placed', 'planned'] as const
export type WayAsked = (typeof WAYS_ASKED)[number]

/** What became of a thing that is ours to keep. */
export const FATES = ['kept', 'lent', 'missing', 'given_on', 'worn_out'] as const
export type Fate = (typeof FATES)[number]

/** planned, bought, prepared: still to be given · given: handed over · the rest: where a thing of ours is. */
export const GIFT_STATES = ['planned', 'bought', 'prepared', 'given', ...FATES] as const
export type GiftState = (typeof GIFT_STATES)[number]

export const OWNERS = ['municipality', 'personal', 'unknown'] as const
export type Owner = (typeof OWNERS)[number]

/** How the value is known. */
export const VALUE_BASES = ['invoice', 'estimated', 'unknown'] as const
export type ValueBasis = (typeof VALUE_BASES)[number]

export const SIDES_OF_GIFT = ['giver', 'receiver'] as const
export type SideOfGift = (typeof SIDES_OF_GIFT)[number]

export const GIFTS_ON_A_PAGE = 25

/** One line of where a thing has been: since when, what became of it, where, and what is to be said of that. */
export type Whereabouts = { readonly since: ImpreciseDate | null; readonly fate: Fate; readonly where: string; readonly note: string }

/** The days on which a planned gift went on, YYYY-MM-DD; `date` is that of its handing over. */
export type GiftDays = {
  readonly way: GiftWay
  readonly plannedOn: string | null
  readonly boughtOn: string | null
  readonly preparedOn: string | null
  readonly date: ImpreciseDate | null
  readonly fate: Fate
}

/** Where a gift stands: computed from its days, never typed. A gift planned and without a day of handing over is still to be given. */
export function giftStateOf({ way, plannedOn, boughtOn, preparedOn, date, fate }: GiftDays): GiftState {
  if (plannedOn !== null && date === null) return preparedOn !== null ? 'prepared' : boughtOn !== null ? 'bought' : 'planned'
  return way === 'given' ? 'given' : fate
}
export const isPlanned = (state: GiftState): boolean => state === 'planned' || state === 'bought' || state === 'prepared'

const wayNames: Readonly<Record<WayAsked, () => string>> = {
  given: () => m.gifts_way_given(),
  received: () => m.gifts_way_received(),
  placed: () => m.gifts_way_placed(),
  planned: () => m.gifts_way_planned(),
}
export const wayName = (way: WayAsked): string => wayNames[way]()
export const isGiftWay = (value: string): value is GiftWay => (GIFT_WAYS as readonly string[]).includes(value)

const stateNames: Readonly<Record<GiftState, () => string>> = {
  planned: () => m.gifts_state_planned(),
  bought: () => m.gifts_state_bought(),
  prepared: () => m.gifts_state_prepared(),
  given: () => m.gifts_state_given(),
  kept: () => m.gifts_fate_kept(),
  lent: () => m.gifts_fate_lent(),
  missing: () => m.gifts_fate_missing(),
  given_on: () => m.gifts_fate_given_on(),
  worn_out: () => m.gifts_fate_worn_out(),
}
export const giftStateName = (state: GiftState): string => stateNames[state]()
export const isGiftState = (value: string): value is GiftState => (GIFT_STATES as readonly string[]).includes(value)

const ownerNames: Readonly<Record<Owner, () => string>> = {
  municipality: () => m.gifts_owner_municipality(),
  personal: () => m.gifts_owner_personal(),
  unknown: () => m.gifts_owner_unknown(),
}
export const ownerName = (owner: Owner): string => ownerNames[owner]()
export const isOwner = (value: string): value is Owner => (OWNERS as readonly string[]).includes(value)

const basisNames: Readonly<Record<ValueBasis, () => string>> = {
  invoice: () => m.gifts_basis_invoice(),
  estimated: () => m.gifts_basis_estimated(),
  unknown: () => m.gifts_basis_unknown(),
}
export const basisName = (basis: ValueBasis): string => basisNames[basis]()

// ---- the same thing twice ----------------------------------------------------------------------------------------------

const tokensOf = (texts: Iterable<string>): Set<string> => new Set([...texts].flatMap((text) => [...wordsOf(text)].map(({ token }) => token)))
const wordsIn = (what: LocalText): string[] => Object.values(what.in).map(({ text }) => text)

/** So much of the shorter of two descriptions must be in the other. „Керамична ваза“ is no „керамична чиния“. */
const ENOUGH = 0.7

/**
 * Whether two things are called so much the same that they may be the same kind of gift: by their words in any of their forms, in each language both have.
 * A single common word is enough only where it is all that either says.
 */
export function isAlike(one: LocalText, other: LocalText): boolean {
  return Object.keys(one.in).some((language) => {
    const text = other.in[language]?.text
    if (text === undefined) return false
    const [a, b] = [tokensOf([one.in[language]!.text]), tokensOf([text])]
    const common = [...a].filter((token) => b.has(token)).length
    return common > 0 && common / Math.min(a.size, b.size) >= ENOUGH
  })
}

/** What a gift is found by. */
export const giftNames = (what: LocalText, inventoryNumber: string): string[] => [...wordsIn(what), ...(inventoryNumber === '' ? [] : [inventoryNumber])]

// ---- what is said of a gift --------------------------------------------------------------------------------------------

/** What a gift says, as any caller gives it. What is left out keeps what it was. */
export type GiftValues = {
  readonly way: WayAsked
  /** Language → text; at least one must be given. Languages left out keep what they had. */
  readonly what: LocalTextForm
  /** When it was given, received or placed. */
  readonly date: ImpreciseDate | null
  /** The visit or meeting at which. */
  readonly eventId?: string | null
  /** The symbolic act that tells the citizens of it. */
  readonly symbolicActId?: string | null
  /** Ids of the partner organisations. */
  readonly partners: readonly string[]
  /** Ids of people of the register. */
  readonly givers?: readonly string[]
  readonly receivers?: readonly string[]
  /** Whoever is not in the register, in words. */
  readonly giverWords?: string
  readonly receiverWords?: string
  readonly value?: Money | null
  readonly valueBasis?: ValueBasis
  readonly inventoryNumber?: string
  readonly owner?: Owner
  readonly declaredOn?: string | null
  /** Corrects the newest line of where it has been, or begins it. */
  readonly keptAt?: string
  readonly keptSince?: ImpreciseDate | null
  /** GeoNames id. */
  readonly placeId?: number | null
  readonly placeText?: string
  /** Degrees; both or neither. */
  readonly point?: { readonly lat: number; readonly lon: number } | null
  readonly note?: string
  /** Replaces the sources when given. */
  readonly sources?: readonly Citation[]
}

/** A calendar day, or nothing. */
const dayOrNone = dateField.transform((date, context): string | null => {
  if (date === null || /^\d{4}-\d{2}-\d{2}$/.test(date)) return date
  context.addIssue({ code: 'custom', message: 'date' })
  return z.NEVER
})

const people = z.array(suggestedField).max(20).default([])

export const giftForm = z
  .object({
    way: z.enum(WAYS_ASKED),
    what: titleField.refine((typed) => Object.values(typed).some((text) => text !== ''), { path: ['bg'], error: () => `m:${m.gifts_what_missing()}` }),
    date: dateField,
    event: suggestedField,
    partners: z.array(suggestedField).max(60).default([]),
    givers: people,
    receivers: people,
    giverWords: lineField(300),
    receiverWords: lineField(300),
    value: centsField,
    currency: currencyField,
    valueBasis: z.enum(VALUE_BASES).default('unknown'),
    inventoryNumber: lineField(100),
    owner: z.enum(OWNERS).default('unknown'),
    declaredOn: dayOrNone,
    keptAt: lineField(300),
    keptSince: dateField,
    place: suggestedField,
    point: pointField,
    note: lineField(5000),
    act: z.string().trim().max(40).default(''),
    /** The officer has seen that the same was given before. */
    again: tickField,
    /** The act that tells of the very thing, or that none of those shown does. */
    same: z.string().trim().max(40).default(''),
    source: citationForm.default({ title: '', url: '', date: '' }),
    dropSource: dropField,
  })
  .superRefine((form, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message: `m:${message}` })
    if (form.value !== null && form.valueBasis === 'unknown') fault('valueBasis', m.gifts_basis_missing())
    if (form.value === null && form.valueBasis !== 'unknown') fault('value', m.gifts_value_missing())
    if (form.way === 'planned' && form.date !== null) fault('date', m.gifts_planned_has_day())
    if (form.declaredOn !== null && form.owner !== 'personal') fault('owner', m.gifts_declared_not_personal())
  })
export type GiftForm = z.output<typeof giftForm>

/** How far a planned gift has come. */
export const PREPARATIONS = ['bought', 'prepared'] as const
export type Preparation = (typeof PREPARATIONS)[number]
export const preparationForm = z.object({ step: z.enum(PREPARATIONS) })

/** That it was handed over: when, to whom. */
export const handingOverForm = z.object({ date: requiredDateField, receivers: people, receiverWords: lineField(300) })
export type HandingOver = { readonly date: ImpreciseDate; readonly receivers: readonly string[]; readonly receiverWords: string }

/** That it is somewhere else now, or no more. */
export const whereaboutsForm = z
  .object({ fate: z.enum(FATES), since: requiredDateField, where: lineField(300), note: lineField(2000) })
  .superRefine(({ fate, where, note }, context) => {
    if ((fate === 'kept' || fate === 'lent' || fate === 'given_on') && where === '')
      context.addIssue({ code: 'custom', path: ['where'], message: `m:${m.gifts_where_missing()}` })
    if ((fate === 'missing' || fate === 'worn_out') && note === '') context.addIssue({ code: 'custom', path: ['note'], message: `m:${m.gifts_why_missing()}` })
  })

/** „На витрината, ет. 2“, „при тях, от изложбата“: the newest line in words. */
export const whereaboutsInWords = ({ fate, where }: Pick<Whereabouts, 'fate' | 'where'>): string =>
  fate === 'kept' ? where : [giftStateName(fate), where].filter((part) => part !== '').join(': ')
