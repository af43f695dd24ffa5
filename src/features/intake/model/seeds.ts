// Turns what the language model found into drafts as the rules make them: towns from the gazetteer, words only from the text.
import type { Gazetteer, GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { countryByName } from '#features/places/gazetteer/countries.ts'
import { nameFor } from '#features/places/place.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { bareName, joinedKey, nameKey, nameKeys } from '#platform/names/name-key.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { type DraftContent, type DraftSeed, HOME_REF } from '../draft.ts'
import { organisationFrom } from '../drafting.ts'
import { joined, quoteOf } from '../marks.ts'
import { HOME, type Span } from '../reading/reading.ts'
import { isLasting } from '../relation.ts'
import type { Find, FindOf } from './answer.ts'

/** What is known while finds become drafts. */
export type Ground = {
  readonly body: string
  /** The text's language, as the rules read it. */
  readonly language: string
  readonly published: string | null
  readonly home: { readonly placeId: number; readonly country: string }
  readonly towns: Pick<Gazetteer, 'find' | 'findLike' | 'byId'>
  /** The register's, and its people. */
  readonly organisations: readonly {
    readonly id: string
    readonly names: readonly string[]
    readonly country: string
    readonly kind: string
    readonly placeId: number | null
  }[]
  readonly people: readonly { readonly id: string; readonly names: readonly string[] }[]
}

/** How unlike a town's name as heard may be from the one the text gives it. */
const BY_EAR = 0.2

/** The town of a name in a country: by one of its spellings, else as it sounds. */
export function townOf(towns: Ground['towns'], name: string, country: string): GazetteerPlace | undefined {
  const named = [...towns.find(name), ...towns.find(bareName(name))].find((place) => place.country === country)
  const [alike] = named === undefined ? towns.findLike(bareName(name), country) : []
  return named ?? (alike !== undefined && alike.far <= BY_EAR ? alike.place : undefined)
}

export const isOurTown = ({ towns, home }: Pick<Ground, 'towns' | 'home'>, name: string, country: string): boolean => {
  const ours = towns.byId(home.placeId)
  const key = joinedKey(bareName(name))
  return country === home.country && ours !== undefined && [ours.name, ...ours.names].some((one) => joinedKey(one) === key)
}

const startOf = (spans: readonly Span[]): number => Math.min(...spans.map(([start]) => start))

/** Drafts of the finds, organisations first; of finds that name the same thing one. Their keys differ from all that the rules give. */
export function seedsFrom(finds: readonly Find[], ground: Ground): DraftSeed[] {
  const seeds = new Map<string, DraftSeed>()
  const keys = new Map<string, string>([[HOME, HOME_REF]])
  const keysOf = (ids: readonly string[]): string[] => [...new Set(ids.flatMap((id) => keys.get(id) ?? []))]
  const add = (key: string, content: DraftContent, spans: readonly Span[], knownId?: string): string => {
    const wish = `model:${key}`.slice(0, 250)
    const known = seeds.get(wish)
    const all = joined([...(known?.spans ?? []), ...spans], ground.body.length)
    if (known === undefined) seeds.set(wish, { ...content, key: wish, spans: all, match: knownId === undefined ? null : { id: knownId, sure: true } })
    else seeds.set(wish, { ...known, spans: all })
    return wish
  }
  const of = <Kind extends Find['kind']>(kind: Kind): FindOf<Kind>[] => finds.filter((find): find is FindOf<Kind> => find.kind === kind)

  for (const find of of('organisation')) {
    const country = find.sort === 'country' ? (countryByName(find.name) ?? find.country) : find.country
    // Our own state, region or town is no partner of ours.
    if (country === ground.home.country && find.sort === 'country') continue
    const town = find.sort === 'municipality' || find.sort === 'region' ? townOf(ground.towns, find.name, country) : undefined
    if (town?.id === ground.home.placeId) {
      keys.set(find.id, HOME_REF)
      continue
    }
    const data = organisationFrom(
      {
        key: '',
        name: town?.name ?? find.name,
        nameInText: find.name,
        aliases: [],
        country,
        kind: find.sort,
        ...(town === undefined ? {} : { placeId: town.id }),
        confidence: 1,
        evidence: [],
      },
      ground.language,
      (id) => ground.towns.byId(id),
    )
    const heard = [find.name, data.name['bg'] ?? '', data.name['en'] ?? ''].map((name) => nameKey(bareName(name))).filter((key) => key !== '')
    // As the rules recognise a partner: by its place, else by kind, country and name.
    const known = ground.organisations.find(
      (one) =>
        one.kind === find.sort &&
        ((town !== undefined && one.placeId === town.id) || (one.country === country && one.names.some((name) => heard.includes(nameKey(bareName(name)))))),
    )
    const key = `organisation:${find.sort}:${country}:${town?.id ?? nameKey(bareName(find.name))}`
    keys.set(find.id, add(key, { kind: 'organisation', data }, find.spans, known?.id))
  }
  const people = of('person')
  const called = new Map<string, Set<string>>()
  for (const { id, names } of people.length === 0 ? [] : ground.people)
    for (const key of names.flatMap(nameKeys)) called.set(key, (called.get(key) ?? new Set()).add(id))
  for (const find of people) {
    const known = [...new Set(nameKeys(find.name).flatMap((key) => [...(called.get(key) ?? [])]))]
    const data = { name: find.name, role: find.role, roleClass: find.roleClass, of: find.of === null ? null : (keys.get(find.of) ?? null) }
    keys.set(find.id, add(`person:${nameKey(find.name)}`, { kind: 'person', data }, find.spans, known.length === 1 ? known[0] : undefined))
  }
  for (const find of of('event')) {
    const partners = keysOf(find.with)
    if (partners.length === 0) continue
    const home = ground.towns.byId(ground.home.placeId)
    const ours = home !== undefined && isOurTown(ground, find.place, ground.home.country)
    const data = {
      kind: find.sort,
      direction: find.direction,
      date: find.date,
      place: ours ? nameFor(home, 'bg') : find.place,
      placeId: ours ? home.id : null,
      title: '',
      partners,
      participants: keysOf(find.people),
      fields: [],
    }
    add(`event:${find.sort}:${find.direction}:${startOf(find.spans)}`, { kind: 'event', data }, find.spans)
  }
  for (const find of of('relation')) {
    const partners = keysOf(find.with)
    if (partners.length === 0) continue
    const counted =
      find.years !== null && ground.published !== null && isLasting(find.status)
        ? (`${Number(ground.published.slice(0, 4)) - find.years}~` as ImpreciseDate)
        : null
    const data = { status: find.status, partners, date: find.since ?? counted, years: find.years, breakYears: find.breakYears }
    add(`relation:${find.status}:${startOf(find.spans)}`, { kind: 'relation', data }, find.spans)
  }
  for (const find of of('commitment')) {
    const data = {
      owedBy: find.owedBy,
      // The promise in the text's own words, whatever the model made of them.
      text: quoteOf(ground.body, find.spans.slice(0, 1), 5000),
      topic: find.topic,
      state: find.state,
      due: find.due,
      partners: keysOf(find.with),
      event: null,
    }
    add(`commitment:${startOf(find.spans)}`, { kind: 'commitment', data }, find.spans)
  }
  for (const find of of('symbolic_act')) {
    const title = quoteOf(ground.body, find.spans.slice(0, 1), 300)
    const data = { kind: find.sort, title: capitalised(title), date: find.date, partners: keysOf(find.with), event: null }
    add(`act:${find.sort}:${startOf(find.spans)}`, { kind: 'symbolic_act', data }, find.spans)
  }
  for (const find of of('fields')) {
    const partners = keysOf(find.with)
    if (partners.length > 0) add(`fields:${startOf(find.spans)}`, { kind: 'fields', data: { fields: find.fields, partners } }, find.spans)
  }
  return [...seeds.values()]
}
