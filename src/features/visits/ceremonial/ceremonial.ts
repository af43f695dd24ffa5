// Flags and anthems of a visit: which there must be, told by the countries and towns that meet, and in which order they stand and are played.
import { z } from 'zod'
import { countryName, displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import unionFile from '../../../../reference/union.json' with { type: 'json' }

type Member = { readonly country: string; readonly since: string; readonly until?: string }
const MEMBERS: readonly Member[] = unionFile.members
export const UNION_SOURCES: readonly { readonly title: string; readonly url: string }[] = unionFile.sources
export const UNION_AS_OF = unionFile.asOf

/** Whether a country (ISO 3166-1) belongs to the European Union on a day. YYYY-MM-DD. */
export const inUnion = (country: string, day: string): boolean =>
  MEMBERS.some((member) => member.country === country && member.since <= day && day <= (member.until ?? '9999'))

/** `state:FR`, `union:EU`, `town:home`, `town:<id of the organisation>`. */
export type SymbolKey = string

type Party = {
  readonly organisationId: string
  readonly country: string
  readonly isTown: boolean
  readonly name: LocalText
  readonly nativeName: string | null
}
export type Meeting = {
  /** The country of our office. */
  readonly home: string
  /** Whether we are the hosts. */
  readonly weHost: boolean
  readonly partners: readonly Party[]
  /** The day on which they meet; membership of the Union is asked for it. */
  readonly day: string
}

const states = (countries: readonly string[]): string[] => [...new Set(countries)]
const inAlphabet = (countries: readonly string[]): string[] => {
  const collator = new Intl.Collator('bg')
  return states(countries).sort((a, b) => collator.compare(countryName(a), countryName(b)))
}

/** Hosts and guests by their states; whoever is of the hosts' own country is nobody's foreigner. */
function sides({ home, weHost, partners }: Meeting): { hosts: string[]; guests: string[] } {
  const theirs = states(partners.map(({ country }) => country))
  const [hosts, guests] = weHost ? [[home], theirs] : [theirs, [home]]
  return { hosts, guests: guests.filter((country) => !hosts.includes(country)) }
}

/**
 * The flags in the order usual in most countries: the host's state, the states of the guests by the alphabet, the European Union where one of those who meet
 * belongs to it, the host's town, the guests' towns (Protocol to Manage Relationships Today, Amsterdam University Press 2020).
 */
export function flagsOf(meeting: Meeting): SymbolKey[] {
  const { hosts, guests } = sides(meeting)
  const towns = meeting.partners.filter(({ isTown }) => isTown).map(({ organisationId }) => `town:${organisationId}`)
  const [hostTowns, guestTowns] = meeting.weHost ? [['town:home'], towns] : [towns, ['town:home']]
  return [
    ...[...hosts, ...inAlphabet(guests)].map((country) => `state:${country}`),
    ...([...hosts, ...guests].some((country) => inUnion(country, meeting.day)) ? ['union:EU'] : []),
    ...hostTowns,
    ...guestTowns,
  ]
}

/** The anthems: those of the guests first, then the host's; that of the Union last, where all who meet belong to it. */
export function anthemsOf(meeting: Meeting): SymbolKey[] {
  const { hosts, guests } = sides(meeting)
  const all = [...guests, ...hosts]
  return [...all.map((country) => `state:${country}`), ...(all.every((country) => inUnion(country, meeting.day)) ? ['union:EU'] : [])]
}

/** As the office ordered them, else as usual. What came to the visit since, and what was left out, stands apart. */
export function inOrder(usual: readonly SymbolKey[], own: readonly SymbolKey[]): { readonly order: readonly SymbolKey[]; readonly left: readonly SymbolKey[] } {
  const known = own.filter((key) => usual.includes(key))
  const order = known.length === 0 ? usual : known
  return { order, left: usual.filter((key) => !order.includes(key)) }
}

/** What a flag or an anthem is called: „България“, „Европейски съюз“, „община Троян“. */
export function symbolName(key: SymbolKey, partners: readonly Party[] = [], home = ''): string {
  const [kind, what = ''] = key.split(':')
  if (kind === 'union') return m.visits_ceremonial_union()
  if (kind === 'state') return countryName(what)
  const town = partners.find(({ organisationId }) => organisationId === what)
  return what === 'home' ? home || m.visits_ceremonial_home() : town === undefined ? m.visits_ceremonial_town() : displayName(town)
}

/** One box a thing: its place, empty when it is left out. */
export const ceremonialForm = z.object({
  rows: z
    .array(z.object({ key: z.string().max(60), flag: z.string().trim().max(4).default(''), anthem: z.string().trim().max(4).default('') }))
    .max(200)
    .default([]),
})
export type CeremonialRow = z.output<typeof ceremonialForm>['rows'][number]

/** The keys by the numbers typed beside them; equal numbers keep the order they stood in. null: something that is no number. */
export function ordered(rows: readonly CeremonialRow[], which: 'flag' | 'anthem'): SymbolKey[] | null {
  const typed = rows.filter((row) => row[which] !== '')
  if (typed.some((row) => !/^\d{1,3}$/.test(row[which]))) return null
  return typed
    .map((row, index) => ({ key: row.key, place: Number(row[which]), index }))
    .sort((a, b) => a.place - b.place || a.index - b.index)
    .map(({ key }) => key)
}

export const ceremonialFieldWords = (): FieldWords[] => {
  const named = (value: unknown): string => (value as readonly string[]).map((key) => symbolName(key)).join(', ')
  return [
    { name: 'flagOrder', label: m.visits_ceremonial_flags(), object: m.visits_ceremonial_object_flags(), show: named },
    { name: 'anthemOrder', label: m.visits_ceremonial_anthems(), object: m.visits_ceremonial_object_anthems(), show: named },
  ]
}
