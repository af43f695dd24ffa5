// Which partners are told of together, in which order: the weightiest of the month first, every record in one section only.
import type { EventKind } from '#features/events/event.ts'
import type { MilestoneKind } from '#features/partnerships/milestones/milestone.ts'
import { earliest, type ImpreciseDate } from '#platform/dates.ts'
import type { ActFacts, HappeningFacts, MonthFacts, NameFacts, PartnerFacts, PromiseFacts } from './month.ts'

const WEIGHT_OF_STEP: Readonly<Partial<Record<MilestoneKind, number>>> = {
  signing: 9,
  renewal: 8,
  revival: 8,
  council_decision: 7,
  memorandum: 6,
  end: 6,
  state_approval: 6,
  first_contact: 4,
  intent: 4,
}
const WEIGHT_OF_EVENT: Readonly<Partial<Record<EventKind, number>>> = {
  visit: 5,
  signing: 6,
  exchange: 5,
  forum: 5,
  festival: 5,
  celebration: 5,
  ceremony: 5,
  exhibition: 5,
  meeting: 4,
  letter: 2,
  call: 1,
}
const WEIGHT = { step: 3, event: 3, act: 2, made: 2, kept: 3, anniversary: 3, break: 4 }

/** A section: the partners told of together, and everything of the month that is theirs. */
export type Section = {
  readonly names: readonly NameFacts[]
  readonly partners: readonly PartnerFacts[]
  readonly happenings: readonly HappeningFacts[]
  readonly acts: readonly ActFacts[]
  readonly made: readonly PromiseFacts[]
  readonly kept: readonly PromiseFacts[]
  readonly weight: number
}

export const byDate = (a: { readonly date: ImpreciseDate | null }, b: { readonly date: ImpreciseDate | null }): number => {
  const [x, y] = [a.date === null ? '~' : earliest(a.date), b.date === null ? '~' : earliest(b.date)]
  return x < y ? -1 : x > y ? 1 : 0
}

/**
 * The sections of a month, weightiest first. Partners with exactly the same happenings are told of together; an event with several sections' partners is
 * told once, in the weightiest. Organisations that took part without being partners have a section only for what no partner's section tells.
 */
export function sectionsOf(facts: MonthFacts): Section[] {
  const partnerOf = new Map(facts.partners.map((partner) => [partner.organisation.id, partner]))
  const names = new Map<string, NameFacts>(facts.partners.map(({ organisation }) => [organisation.id, organisation]))
  for (const { partners } of [...facts.happenings, ...facts.acts, ...facts.made, ...facts.kept])
    for (const name of partners) if (!names.has(name.id)) names.set(name.id, name)
  const countryPartners = new Map(
    facts.partners.flatMap(({ organisation }) => (organisation.kind === 'country' ? [[organisation.country, organisation.id]] : [])),
  )
  /** Whose section a record may stand in: its partners, or without any its other organisations. */
  const owners = (of: readonly NameFacts[]): string[] => {
    const others = of.filter(({ id }) => id !== facts.home.id)
    const ids = others.map(({ id }) => id)
    const partners = ids.filter((id) => partnerOf.has(id))
    // Its embassy speaks for a country that is a partner itself.
    const countries = others.flatMap(({ kind, country }) => (kind === 'embassy' ? (countryPartners.get(country) ?? []) : []))
    return partners.length > 0 ? partners : countries.length > 0 ? [...new Set(countries)] : ids
  }
  const happenings = new Map<string, string[]>()
  for (const { id, partners } of facts.happenings) for (const owner of owners(partners)) happenings.set(owner, [...(happenings.get(owner) ?? []), id])
  const groups = new Map<string, string[]>()
  for (const id of names.keys()) {
    const own = happenings.get(id)
    const key = own === undefined ? id : [...own].sort().join(' ')
    groups.set(key, [...(groups.get(key) ?? []), id])
  }
  // What was held, done or promised with nobody of the register is told last, under a heading of its own.
  groups.set('', [])
  const told = new Set<string>()
  /** Records by whose they are; '' for what is nobody's. */
  const byOwner = <R extends { readonly id: string; readonly partners: readonly NameFacts[] }>(records: readonly R[]): ReadonlyMap<string, readonly R[]> => {
    const found = new Map<string, R[]>()
    for (const record of records) {
      const whose = owners(record.partners)
      for (const owner of whose.length === 0 ? [''] : whose) found.set(owner, [...(found.get(owner) ?? []), record])
    }
    return found
  }
  const [ofEvents, ofActs, ofMade, ofKept] = [byOwner(facts.happenings), byOwner(facts.acts), byOwner(facts.made), byOwner(facts.kept)]
  const once = <R extends { readonly id: string }>(kind: string, records: ReadonlyMap<string, readonly R[]>, ids: readonly string[]): R[] => {
    const theirs = (ids.length === 0 ? [''] : ids).flatMap((id) => records.get(id) ?? [])
    return [...new Set(theirs)].filter(({ id }) => !told.has(`${kind} ${id}`))
  }
  const weigh = (ids: readonly string[]): number => {
    const sum = (weights: readonly number[]): number => weights.reduce((a, b) => a + b, 0)
    const theirs = ids.flatMap((id) => partnerOf.get(id) ?? [])
    return (
      sum(theirs.flatMap(({ steps }) => steps.map(({ kind }) => WEIGHT_OF_STEP[kind] ?? WEIGHT.step))) +
      sum(theirs.map(({ breaks, anniversaries }) => breaks.length * WEIGHT.break + anniversaries.length * WEIGHT.anniversary)) +
      sum(once('event', ofEvents, ids).map(({ kind }) => WEIGHT_OF_EVENT[kind] ?? WEIGHT.event)) +
      once('act', ofActs, ids).length * WEIGHT.act +
      once('made', ofMade, ids).length * WEIGHT.made +
      once('kept', ofKept, ids).length * WEIGHT.kept
    )
  }
  const waiting = [...groups.values()]
    .map((ids) => ({ ids, weight: weigh(ids) }))
    .sort((a, b) => Number(a.ids.length === 0) - Number(b.ids.length === 0) || b.weight - a.weight)
  return waiting.flatMap(({ ids, weight }): Section[] => {
    const section = {
      names: ids.map((id) => names.get(id)!),
      partners: ids.flatMap((id) => partnerOf.get(id) ?? []),
      happenings: once('event', ofEvents, ids).sort(byDate),
      acts: once('act', ofActs, ids).sort(byDate),
      made: once('made', ofMade, ids),
      kept: once('kept', ofKept, ids),
      weight,
    }
    for (const { id } of section.happenings) told.add(`event ${id}`)
    for (const { id } of section.acts) told.add(`act ${id}`)
    for (const { id } of section.made) told.add(`made ${id}`)
    for (const { id } of section.kept) told.add(`kept ${id}`)
    const holds =
      section.happenings.length + section.acts.length + section.made.length + section.kept.length > 0 ||
      section.partners.some(({ steps, breaks, stageBefore, stageNow }) => steps.length + breaks.length > 0 || stageBefore !== stageNow)
    // An anniversary alone, without anything done, is told too: it is news to the citizens.
    return holds || section.partners.some(({ anniversaries }) => anniversaries.length > 0) ? [section] : []
  })
}

const GATHERING: ReadonlySet<string> = new Set(['municipality', 'region', 'country'])
/** Those an event was held with, and who else took part: beside a town, its embassy or a school is not what was visited. */
export function sides(of: readonly NameFacts[], home: NameFacts): { readonly partners: readonly NameFacts[]; readonly others: readonly NameFacts[] } {
  const all = of.filter(({ id }) => id !== home.id)
  const towns = all.filter(({ kind }) => GATHERING.has(kind))
  return towns.length === 0 ? { partners: all, others: [] } : { partners: towns, others: all.filter(({ kind }) => !GATHERING.has(kind)) }
}
