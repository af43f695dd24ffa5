// All that the records of a month say, as a reader who trusts no digest takes it from their shapes: words, names, days and numbers of each, and what can be counted again.
import type { Sentence } from '#features/digest/composing/telling.ts'
import type { HappeningFacts, MonthFacts, NameFacts, PromiseFacts, RecordRef } from '#features/digest/composing/month.ts'

export type Source = {
  /** Words people wrote, and names. */
  readonly texts: string[]
  /** Names of organisations, places and people that nobody wrote in Macedonian: a Macedonian text has the Bulgarian one in its own letters. */
  readonly unwritten: string[]
  readonly dates: string[]
  /** Of its days those that something has to be done by: only their end is told. */
  readonly terms: string[]
  readonly numbers: number[]
}
const nothing = (): Source => ({ texts: [], unwritten: [], dates: [], terms: [], numbers: [] })
type Named = Readonly<Record<string, string>>
const EUROPE = 'BG IT FR ME MK CN DE RO GR RS TR'.split(' ')
/** Notes names with all their spellings. */
const name = ({ texts, unwritten }: Source, ...of: readonly Named[]): void => {
  texts.push(...of.flatMap((one) => Object.values(one)))
  unwritten.push(...of.flatMap((one) => (one['mk'] === undefined && one['bg'] !== undefined ? [one['bg']] : [])))
}

const regionsIn = (tag: string): Intl.DisplayNames => new Intl.DisplayNames([tag], { type: 'region' })
/** What the countries of Europe are called in English and in Bulgarian, by their codes. */
const CALLED = new Map(EUROPE.map((code) => [code, ['en-GB', 'bg-BG'].map((tag) => regionsIn(tag).of(code)!)] as const))

/** Every record of the month by kind and id, each with all it says; written from the shapes of the records alone. */
export function sourcesOf(facts: MonthFacts, tag: string): Map<string, Source> {
  const found = new Map<string, Source>()
  const at = (kind: string, id: string): Source => {
    const known = found.get(`${kind} ${id}`) ?? nothing()
    found.set(`${kind} ${id}`, known)
    return known
  }
  const words = (of: Readonly<Record<string, string>>): string[] => Object.values(of)
  const regions = regionsIn(tag)
  /** A country is called as the language calls it, an embassy in Chinese by the two countries of its English name. */
  const named = ({ kind, country, names: own }: NameFacts): Named => {
    if (kind === 'country') return { ...own, region: regions.of(country) ?? country }
    // An embassy by the two countries of its English or Bulgarian name.
    const inTongue = EUROPE.flatMap((code) =>
      kind === 'embassy' && CALLED.get(code)!.some((called) => Object.values(own).some((one) => one.includes(called))) ? [regions.of(code)!] : [],
    )
    return inTongue.length === 0 ? own : { ...own, mission: inTongue.join(' ') }
  }
  const names = (of: readonly NameFacts[]): Named[] => of.map(named)
  const event = (one: HappeningFacts): void => {
    const source = at('event', one.id)
    source.texts.push(...words(one.title), ...words(one.spot), ...words(one.occasion), ...words(one.summary))
    name(source, one.place, ...names(one.partners))
    for (const person of one.people) {
      source.texts.push(...words(person.roleWords))
      name(source, person.names, ...(person.of === null ? [] : [named(person.of)]))
    }
    if (one.date !== null) source.dates.push(one.date)
  }
  const promise = (one: PromiseFacts): void => {
    const source = at('commitment', one.id)
    source.texts.push(...words(one.text))
    name(source, ...names(one.partners))
    source.dates.push(...[one.due, one.keptOn].filter((date) => date !== null))
    if (one.due !== null) source.terms.push(one.due)
  }
  for (const one of [...facts.happenings, ...facts.ahead.happenings]) event(one)
  for (const one of facts.acts) {
    const source = at('act', one.id)
    source.texts.push(...words(one.title), ...words(one.place))
    name(source, ...names(one.partners))
    if (one.date !== null) source.dates.push(one.date)
  }
  for (const one of [...facts.made, ...facts.kept, ...facts.ahead.promises]) promise(one)
  for (const id of Object.values(facts.totals.open).flat()) at('commitment', id)
  for (const { partnershipId, organisation, steps, breaks, anniversaries, known, earlier } of facts.partners) {
    name(at('partnership', partnershipId), named(organisation))
    for (const step of steps) {
      const source = at('milestone', step.id)
      source.texts.push(...words(step.note), step.documentNumber ?? '', step.body)
      name(source, named(organisation))
      source.dates.push(step.date, ...(step.until === null ? [] : [step.until]))
      if (step.until !== null) source.terms.push(step.until)
    }
    for (const { stepId, lapseId, years } of breaks) {
      name(at('milestone', lapseId), named(organisation))
      at('milestone', stepId).numbers.push(years)
    }
    for (const { milestoneId, date } of known === null ? anniversaries : [...anniversaries, known]) {
      const source = at('milestone', milestoneId)
      name(source, named(organisation))
      source.dates.push(date)
      source.numbers.push(Number(facts.month.slice(0, 4)) - Number(date.slice(0, 4)))
    }
    if (earlier !== null) {
      event(earlier.happening)
      for (const one of earlier.promises) promise(one)
    }
  }
  for (const { id, kind, names: of, day, years, of: whose } of facts.ahead.days) {
    const source = at(kind === 'occasion' ? 'occasion' : 'milestone', id)
    source.texts.push(...words(of))
    if (whose !== null) name(source, named(whose))
    source.dates.push(day)
    if (years !== null) source.numbers.push(years)
  }
  return found
}

/** Counts again what the lead and the closing say, from the records. */
export function recount(facts: MonthFacts, key: string): number[] | null {
  if (key === 'lead') {
    const kinds = new Map<string, number>()
    for (const { kind, direction } of facts.happenings) {
      const apart = ['visit', 'letter', 'exhibition', 'exchange', 'forum'].includes(kind) ? `${kind} ${direction}` : kind
      kinds.set(apart, (kinds.get(apart) ?? 0) + 1)
    }
    const states = ['agreed', 'planned', 'proposed', 'invited'].map((state) => facts.made.filter((one) => one.state === state).length)
    return [...kinds.values(), facts.acts.length, ...states].filter((count) => count > 0)
  }
  if (key === 'closing') {
    const ties = facts.partners.filter(({ type, organisation }) => type !== 'contact' && organisation.kind !== 'company')
    const standing = ties.filter(({ stageNow }) => !['prospect', 'ended'].includes(stageNow))
    return [standing.length, new Set(standing.map(({ organisation }) => organisation.country)).size]
  }
  const { agreed, planned, proposed, invited } = facts.totals.open
  if (key === 'closing:plans') return [planned, proposed, invited].map((ids) => ids.length).filter((count) => count > 0)
  return key === 'closing:promises' ? [agreed.length] : null
}

export const isCounting = (key: string): boolean => key === 'lead' || key.startsWith('closing')
export const isPlain = (key: string): boolean => key === 'title' || key === 'lead' || key === 'lead:countries' || key.startsWith('heading:')

export const countriesOf = ({ records }: Sentence, facts: MonthFacts): string[] =>
  records.flatMap(({ kind, id }) =>
    kind === 'partnership'
      ? facts.partners.flatMap((one) => (one.partnershipId === id ? [one.organisation.country] : []))
      : [...facts.happenings, ...facts.acts, ...facts.made, ...facts.kept].flatMap((one) => (one.id === id ? one.partners.map(({ country }) => country) : [])),
  )

/** Everything a month holds that a citizen might want to know. */
export const recordsOf = (facts: MonthFacts): RecordRef[] => [
  ...facts.happenings.map(({ id }) => ({ kind: 'event' as const, id })),
  ...facts.acts.map(({ id }) => ({ kind: 'act' as const, id })),
  ...[...facts.made, ...facts.kept, ...facts.ahead.promises].map(({ id }) => ({ kind: 'commitment' as const, id })),
  ...facts.ahead.happenings.map(({ id }) => ({ kind: 'event' as const, id })),
  ...facts.ahead.days.map(({ id, kind }) => ({ kind: kind === 'occasion' ? ('occasion' as const) : ('milestone' as const), id })),
  ...facts.partners.flatMap(({ steps, breaks, anniversaries, stageBefore, stageNow, partnershipId }) => [
    ...steps.map(({ id }) => ({ kind: 'milestone' as const, id })),
    ...breaks.map(({ lapseId }) => ({ kind: 'milestone' as const, id: lapseId })),
    ...anniversaries.map(({ milestoneId }) => ({ kind: 'milestone' as const, id: milestoneId })),
    ...(stageBefore === stageNow ? [] : [{ kind: 'partnership' as const, id: partnershipId }]),
  ]),
]
