// What is asked of the list of candidates in its address, and how scores are told in points.
import { addresses } from '#addresses'
import { isOneOf, type KnownQuery } from '#platform/http/list-query.ts'
import { FARTHEST_KM, MOST_WEIGHT, scope, type Scope, type Wishes } from '../finder.ts'
import { FACTOR_NAMES, type Factor, forEach } from '../ranking/levels.ts'
import { type Mode, MODES, type Tie, TIE_NAMES, type TieSliders } from '../ranking/ranking.ts'
import type { Sliders } from '../ranking/similar.ts'

/** Candidates on a page, and the most that are ranked: nobody reads further. */
export const PER_PAGE = 20
export const MOST_RANKED = 500

/** Kilometres that are offered; any other can be typed. */
export const RADII = [200, 500, 1000, 2000] as const

export type Asked = {
  readonly scope: Scope
  readonly mode: Mode
  readonly wishes: Wishes
  /** Without towns that have a twin in home's country already. */
  readonly free: boolean
  /** From 1. */
  readonly page: number
}

/** Every slider of a score, 1 as learned where nobody moved it. */
export const slidersOf = ({ factors }: Wishes): Sliders => forEach(FACTOR_NAMES, (name) => factors[name] ?? 1)
export const tiesOf = ({ ties }: Wishes): TieSliders => forEach(TIE_NAMES, (name) => ties[name] ?? 1)

/** Everything as it was learned. */
export const NO_WISHES: Wishes = { factors: {}, ties: {}, tags: {} }

/** A weight as it stands in an address: 0 to 3 in steps of a quarter. */
const STEP = 0.25
export const weightOf = (text: string): number | null => {
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 && value <= MOST_WEIGHT ? Math.round(value / STEP) * STEP : null
}
const isWeight = (text: string): boolean => weightOf(text) !== null && weightOf(text) !== 1

/** Tags in an address: `ceramics:2,river:1`. */
const TAGS = /^[^:,\s]{1,60}:(?:[0-3](?:\.(?:25|5|75|0))?)(?:,[^:,\s]{1,60}:(?:[0-3](?:\.(?:25|5|75|0))?)){0,29}$/u
const isTags = (text: string): boolean => TAGS.test(text)

/** What makes a profile: how much each reason counts, wherever one looks. */
export const WISHES_QUERY: KnownQuery = {
  mode: (value) => value !== MODES[0] && isOneOf(MODES)(value),
  ...Object.fromEntries([...FACTOR_NAMES, ...TIE_NAMES].map((name) => [name, isWeight])),
  tags: isTags,
}
const isKilometres = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= FARTHEST_KM
/** Where one looks. */
export const SCOPE_QUERY: KnownQuery = {
  country: (value) => scope.shape.country.safeParse(value).success,
  region: (value) => scope.shape.region.safeParse(value).success,
  within: isKilometres,
  free: isOneOf(['1']),
}
export const FINDER_QUERY: KnownQuery = { ...SCOPE_QUERY, ...WISHES_QUERY }

/** Sliders of tags come one by one: `tag.ceramics=2`. */
const TAG = 'tag.'

/** Reads the address; junk is left out, and `unusedIn` says which. */
export function askedOf(query: URLSearchParams): Asked {
  const known = (name: string): string | undefined => {
    const value = query.get(name)?.trim()
    return value !== undefined && FINDER_QUERY[name]?.(value) === true ? value : undefined
  }
  const country = known('country')
  const region = known('region')
  const within = known('within')
  const weighed = <Name extends string>(names: readonly Name[]): Partial<Record<Name, number>> =>
    Object.fromEntries(names.flatMap((name) => (known(name) === undefined ? [] : [[name, weightOf(known(name)!)!]]))) as Partial<Record<Name, number>>
  const slid = [...query].flatMap(([name, value]) => (name.startsWith(TAG) ? [`${name.slice(TAG.length)}:${weightOf(value) ?? 0}`] : [])).filter(isTags)
  const tags = Object.fromEntries(
    [...(known('tags') ?? '').split(','), ...slid].filter((one) => one !== '').map((one) => [one.split(':')[0]!, weightOf(one.split(':')[1]!)!] as const),
  )
  const page = Number(query.get('page'))
  return {
    scope: {
      ...(country === undefined ? {} : { country }),
      // A region of another country than the chosen one is left over from before.
      ...(region === undefined || (country !== undefined && !region.startsWith(`${country}.`)) ? {} : { region }),
      ...(within === undefined ? {} : { withinKm: Number(within) }),
    },
    mode: known('mode') === 'arise' ? 'arise' : 'similar',
    wishes: { factors: weighed<Factor>(FACTOR_NAMES), ties: weighed<Tie>(TIE_NAMES), tags },
    free: known('free') === '1',
    page: Number.isInteger(page) && page >= 1 ? Math.min(page, MOST_RANKED / PER_PAGE) : 1,
  }
}

/**
 * What an address says of where to look that is not used: `code`: no country or region is written so · `elsewhere`: a region of another country than the chosen one ·
 * `number`: no whole number of kilometres · `bounds`: one that is none on earth. `value`: as it was typed, cut to a readable length.
 */
export type Unused =
  | { readonly name: 'country' | 'region'; readonly why: 'code' | 'elsewhere'; readonly value: string }
  | { readonly name: 'within'; readonly why: 'number' | 'bounds'; readonly value: string }

/** What `askedOf` leaves out, so that it can be said. */
export function unusedIn(query: URLSearchParams): readonly Unused[] {
  const given = (name: string): string => query.get(name)?.trim() ?? ''
  const value = (name: string): string => [...given(name)].slice(0, 24).join('')
  const isUsed = (name: string): boolean => given(name) === '' || SCOPE_QUERY[name]!(given(name))
  const country = isUsed('country') ? given('country') : ''
  const region = isUsed('region') ? given('region') : ''
  return [
    ...(isUsed('country') ? [] : [{ name: 'country' as const, why: 'code' as const, value: value('country') }]),
    ...(isUsed('region') ? [] : [{ name: 'region' as const, why: 'code' as const, value: value('region') }]),
    ...(country === '' || region === '' || region.startsWith(`${country}.`)
      ? []
      : [{ name: 'region' as const, why: 'elsewhere' as const, value: value('region') }]),
    ...(isUsed('within')
      ? []
      : [{ name: 'within' as const, why: /^[-+]?\d+$/.test(given('within')) ? ('bounds' as const) : ('number' as const), value: value('within') }]),
  ]
}

/** The same as it stands in an address; what is as usual is left out. */
export function queryFor({ scope: where, mode, wishes, free }: Omit<Asked, 'page'>): Record<string, string> {
  return {
    ...(where.country === undefined ? {} : { country: where.country }),
    ...(where.region === undefined ? {} : { region: where.region }),
    ...(where.withinKm === undefined ? {} : { within: String(where.withinKm) }),
    ...(free ? { free: '1' } : {}),
    ...(mode === 'similar' ? {} : { mode }),
    ...Object.fromEntries(
      Object.entries({ ...wishes.factors, ...wishes.ties })
        .filter(([, value]) => value !== 1)
        .map(([name, value]) => [name, String(value)]),
    ),
    ...(Object.keys(wishes.tags).length === 0
      ? {}
      : {
          tags: Object.entries(wishes.tags)
            .map(([tag, value]) => `${tag}:${value}`)
            .join(','),
        }),
  }
}

/** The list as it is asked, with what changes; on its first page unless said otherwise. */
export const finderHref = (asked: Asked, change: Partial<Asked> = {}, page = 1): string =>
  addresses.finder({ ...queryFor({ ...asked, ...change }), ...(page === 1 ? {} : { page: String(page) }) })

/** Natural logarithms of odds as points: ten more make a twinning e (2.7) times likelier. */
const POINTS = 10
/** Whole points: of each reason, by its key, and of all together. */
export type Points = { readonly total: number; readonly parts: Readonly<Record<string, number>> }

/**
 * What each reason adds, in whole points whose sum is the whole's: the parts that lose most by rounding get what is left over. Reasons of no weight stay at 0. `lead` is
 * the whole as the list is ordered by, so that a higher place never has fewer points.
 */
export function pointsOf(factors: Readonly<Record<string, number>>, lead: number = Object.values(factors).reduce((sum, value) => sum + value, 0)): Points {
  const entries = Object.entries(factors).map(([name, value]) => ({ name, exact: value * POINTS, whole: Math.round(value * POINTS) }))
  const total = Math.round(lead * POINTS)
  let left = total - entries.reduce((sum, { whole }) => sum + whole, 0)
  for (const one of entries.toSorted((a, b) => Math.sign(left) * (b.exact - b.whole - (a.exact - a.whole)))) {
    if (left === 0) break
    one.whole += Math.sign(left)
    left -= Math.sign(left)
  }
  return { total, parts: Object.fromEntries(entries.map(({ name, whole }) => [name, whole])) }
}
