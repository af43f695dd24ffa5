// How alike two records are, and why: whether two organisations, or two people, may be one and the same written down twice.
import { distance } from 'fastest-levenshtein'
import { softKey, soundKey } from '#platform/names/hearing.ts'
import { bareName, joinedKey, nameKey, withinOneTypo } from '#platform/names/name-key.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import type { OrganisationKind } from '../organisation.ts'

/**
 * strong: hardly anything else than the same · likely: probably the same, a person should look · doubtful: alike, but as likely two
 * (two mayors of one name in different towns). Precision before completeness: a warning that is mostly wrong is not read any more.
 */
export const STRENGTHS = ['strong', 'likely', 'doubtful'] as const
export type Strength = (typeof STRENGTHS)[number]

export const REASONS = ['name', 'wording', 'place', 'place_name', 'sound', 'spelling', 'organisation', 'email', 'phone', 'website', 'wikidata'] as const
/**
 * name: one spelling or script of it · wording: the same words in another order or without the middle name · place: the same town ·
 * place_name: one is called what the other's town is called · sound: the same when heard · spelling: one letter apart ·
 * organisation: a post in the same organisation.
 */
export type Reason = (typeof REASONS)[number]

export type Likeness = { readonly strength: Strength; readonly reasons: readonly Reason[] }

/** A name as it is compared: its key, and how it is heard. */
type Heard = { readonly key: string; readonly words: readonly string[]; readonly sound: string; readonly soft: string }

const inWords = (name: string): string[] => nameKey(name).split(' ').filter(Boolean)

/** The register's names are heard again and again; so many of them are kept in mind. */
const MOST_REMEMBERED = 50_000
const remembered = new Map<string, Heard>()

function heard(name: string, country: string | null): Heard {
  const spelledThere = scriptOf(name) === 'latin' && country !== null ? country : undefined
  const at = `${spelledThere ?? ''} ${name}`
  const known = remembered.get(at)
  if (known !== undefined) return known
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  const fresh: Heard = { key: joinedKey(name), words: inWords(name), sound: soundKey(name, spelledThere), soft: softKey(name, spelledThere) }
  remembered.set(at, fresh)
  return fresh
}

/** Shorter ones are shared by too many names. */
const LEAST_SOUND = 3
const LEAST_SPELLED = 7
/** Share of letters in which two names of one sound may still differ. Троян and Трън have the same three consonants and are two towns; five tell more. */
const farApart = (sound: string): number => (sound.length >= 5 ? 0.4 : 0.25)
const DIGITS = /\p{N}/u
/** Училище 1 and Училище 11 sound the same to a key that knows no double letters. */
const numberIn = ({ key }: Heard): string => key.replace(/\P{N}/gu, '')

/** Иван Иванов and Ивана Иванова: the ending is all that differs, and it says that they are two. */
const anotherEnding = (a: Heard, b: Heard): boolean =>
  a.words.length === b.words.length && a.words.some((word, at) => `${word}a` === b.words[at] || word === `${b.words[at]}a`)

const soundsAlike = (a: readonly Heard[], b: readonly Heard[], least = LEAST_SOUND): boolean =>
  a.some(
    (one) =>
      one.sound.length >= least &&
      b.some(
        (other) =>
          one.sound === other.sound &&
          numberIn(one) === numberIn(other) &&
          !anotherEnding(one, other) &&
          distance(one.soft, other.soft) / Math.max(one.soft.length, other.soft.length) <= farApart(one.sound),
      ),
  )

/** One letter apart; never in a number. */
const spelledAlike = (a: readonly Heard[], b: readonly Heard[]): boolean =>
  a.some((one) =>
    b.some(
      (other) =>
        Math.min(one.key.length, other.key.length) >= LEAST_SPELLED &&
        !DIGITS.test(one.key) &&
        one.key !== other.key &&
        !anotherEnding(one, other) &&
        withinOneTypo(one.key, other.key),
    ),
  )

const meet = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean => {
  for (const one of a) if (b.has(one)) return true
  return false
}

// ---- organisations ---------------------------------------------------------------------------------------------------

export type OrganisationSaid = {
  readonly names: readonly string[]
  readonly country: string | null
  readonly kind: OrganisationKind | null
  /** GeoNames id. */
  readonly placeId: number | null
  readonly website: string | null
  readonly wikidataId?: string | null
}

/** What is known of an organisation, made ready for comparing with many others. */
export type OrganisationTraits = {
  readonly names: readonly Heard[]
  readonly keys: ReadonlySet<string>
  /** Keys of every name of its town, in all scripts the gazetteer knows; empty without a town. */
  readonly placeKeys: ReadonlySet<string>
  readonly country: string | null
  readonly kind: OrganisationKind | null
  readonly placeId: number | null
  readonly host: string | null
  readonly wikidataId: string | null
}

/** Everybody's addresses: they say nothing of whose page it is. */
const SHARED_HOSTS = /(?:^|\.)(?:facebook|instagram|youtube|linkedin|twitter|x|wikipedia|wikidata|google|blogspot|wordpress|gov|europa)\.(?:[a-z]{2,3})$/

/** The host of a website, without www; null when there is none or when it belongs to everybody. */
export function websiteHost(website: string | null): string | null {
  if (website === null || !URL.canParse(website)) return null
  const host = new URL(website).hostname.toLowerCase().replace(/^www\./, '')
  return host === '' || SHARED_HOSTS.test(host) ? null : host
}

/** `placeNames` are those of its town. */
export function organisationTraits(said: OrganisationSaid, placeNames: readonly string[] = []): OrganisationTraits {
  const names = [...new Set(said.names.flatMap((name) => [name, bareName(name)]))].map((name) => heard(name, said.country)).filter(({ key }) => key !== '')
  return {
    names,
    keys: new Set(names.map(({ key }) => key)),
    placeKeys: new Set(placeNames.map(joinedKey)),
    country: said.country,
    kind: said.kind,
    placeId: said.placeId,
    host: websiteHost(said.website),
    wikidataId: said.wikidataId ?? null,
  }
}

/** Those of which a town has one: there the town itself tells. */
const TERRITORIAL: ReadonlySet<OrganisationKind> = new Set(['municipality', 'region', 'country'])
const territorial = (one: OrganisationTraits): boolean => one.kind !== null && TERRITORIAL.has(one.kind)

/** It bears the name of its town in some script: the town itself, and not a committee or a school there. */
const isItsTown = (one: OrganisationTraits): boolean => meet(one.keys, one.placeKeys)
const calledAsTownOf = (one: OrganisationTraits, other: OrganisationTraits): boolean =>
  meet(one.keys, other.placeKeys) && (isItsTown(other) || territorial(other))

/** null: nothing says that the two are one. */
export function organisationLikeness(a: OrganisationTraits, b: OrganisationTraits): Likeness | null {
  const bothKnown = a.wikidataId !== null && b.wikidataId !== null
  if (bothKnown && a.wikidataId !== b.wikidataId) return null
  const samePlace = a.placeId !== null && a.placeId === b.placeId
  const elsewhere = a.placeId !== null && b.placeId !== null && a.placeId !== b.placeId
  const abroad = a.country !== null && b.country !== null && a.country !== b.country
  const name = meet(a.keys, b.keys)
  const called = !name && !elsewhere && (samePlace ? isItsTown(a) && isItsTown(b) : calledAsTownOf(a, b) || calledAsTownOf(b, a))
  const sound = !name && !elsewhere && !abroad && soundsAlike(a.names, b.names)
  const spelling = !name && !sound && !elsewhere && !abroad && spelledAlike(a.names, b.names)
  const website = a.host !== null && a.host === b.host
  const reasons = (
    [
      [bothKnown, 'wikidata'],
      [name, 'name'],
      [samePlace, 'place'],
      [called, 'place_name'],
      [sound, 'sound'],
      [spelling, 'spelling'],
      [website, 'website'],
    ] as const
  ).flatMap(([holds, reason]) => (holds ? [reason] : []))
  const told = (strength: Strength): Likeness => ({ strength, reasons })
  if (bothKnown) return told('strong')
  const alike = name || called || sound
  const kinds = a.kind === null || b.kind === null || a.kind === b.kind ? 'same' : a.kind === 'other' || b.kind === 'other' ? 'near' : 'different'
  // A municipality lies where it is; an embassy of one name stands in every capital.
  if (abroad) return name && kinds === 'same' && !territorial(a) && !territorial(b) ? told('doubtful') : null
  // Община Враца and Област Враца: one name, one town, two bodies.
  if (kinds === 'different') return name && !(territorial(a) && territorial(b)) ? told('doubtful') : null
  if (elsewhere) return name || (website && kinds === 'same') ? told('doubtful') : null
  if (territorial(a) || territorial(b)) {
    if (samePlace && (alike || website)) return told(kinds === 'same' ? 'strong' : 'likely')
    if (samePlace) return kinds === 'same' ? told('likely') : null
    if (name || called) return told(kinds === 'same' && (website || (name && (a.placeId === null) === (b.placeId === null))) ? 'strong' : 'likely')
  } else {
    if (name) return told(kinds === 'same' ? 'strong' : 'likely')
    if (called && kinds === 'same' && a.kind === null) return told('likely')
    if (called) return website ? told('likely') : null
  }
  if (website) return told(sound || spelling || kinds === 'same' ? 'likely' : 'doubtful')
  if (sound) return told(kinds === 'same' && (samePlace || territorial(a)) ? 'likely' : 'doubtful')
  return spelling && kinds === 'same' ? told('doubtful') : null
}

// ---- people ----------------------------------------------------------------------------------------------------------

export type PersonSaid = {
  readonly names: readonly string[]
  readonly email: string | null
  readonly phone: string | null
  /** Where they hold or held a post. */
  readonly organisationIds: readonly string[]
}

export type PersonTraits = {
  readonly names: readonly Heard[]
  readonly keys: ReadonlySet<string>
  /** The words of each name in the order of the alphabet: a Chinese name is written from either end. */
  readonly words: ReadonlySet<string>
  /** First and last word of each name of three and more: the father's name is mostly left out. */
  readonly ends: ReadonlySet<string>
  readonly lastWords: ReadonlySet<string>
  readonly email: string | null
  readonly phone: string | null
  readonly organisationIds: ReadonlySet<string>
}

/** The last digits of a number: with and without the country's code it is the same telephone. null: too short to tell. */
export function phoneKey(phone: string | null): string | null {
  const digits = phone?.replace(/\D/g, '') ?? ''
  return digits.length < 7 ? null : digits.slice(-8)
}

export const sortedWords = (name: string): string => inWords(name).sort().join(' ')
/** null for a name of one word. */
export function endsOfName(name: string): string | null {
  const words = inWords(name)
  return words.length < 2 ? null : `${words[0]} ${words.at(-1)}`
}

export function personTraits(said: PersonSaid): PersonTraits {
  const names = said.names.map((name) => heard(name, null)).filter(({ key }) => key !== '')
  return {
    names,
    keys: new Set(names.map(({ key }) => key)),
    words: new Set(said.names.map(sortedWords).filter((words) => words.includes(' '))),
    ends: new Set(said.names.map(endsOfName).filter((ends) => ends !== null)),
    lastWords: new Set(said.names.flatMap((name) => inWords(name).slice(-1))),
    email: said.email?.toLowerCase() ?? null,
    phone: phoneKey(said.phone),
    organisationIds: new Set(said.organisationIds),
  }
}

/** null: nothing says that the two are one. */
export function personLikeness(a: PersonTraits, b: PersonTraits): Likeness | null {
  const name = meet(a.keys, b.keys)
  const wording = !name && (meet(a.words, b.words) || meet(a.ends, b.ends))
  const sound = !name && !wording && soundsAlike(a.names, b.names, 4)
  const spelling = !name && !wording && !sound && spelledAlike(a.names, b.names)
  const email = a.email !== null && a.email === b.email
  const phone = a.phone !== null && a.phone === b.phone
  const together = meet(a.organisationIds, b.organisationIds)
  const apart = !together && a.organisationIds.size > 0 && b.organisationIds.size > 0
  const reasons = (
    [
      [name, 'name'],
      [wording, 'wording'],
      [sound, 'sound'],
      [spelling, 'spelling'],
      [together, 'organisation'],
      [email, 'email'],
      [phone, 'phone'],
    ] as const
  ).flatMap(([holds, reason]) => (holds ? [reason] : []))
  const told = (strength: Strength): Likeness => ({ strength, reasons })
  // One word is half a name: „Мария“ is nobody in particular.
  const whole = a.names.some(({ key }) => b.keys.has(key)) && (a.words.size > 0 || b.words.size > 0 || a.names.some(({ key }) => /\p{Script=Han}/u.test(key)))
  if (name && (email || phone || (together && whole))) return told('strong')
  if (wording && (email || phone)) return told('strong')
  if (name && whole && !apart) return told('likely')
  if (wording && together) return told('likely')
  if ((sound || spelling) && (email || phone || together)) return told('likely')
  // A box of the office, kmet@…, goes from one mayor to the next: without a name in common it says little.
  if (email && meet(a.lastWords, b.lastWords)) return told('likely')
  if (name) return told('doubtful')
  return (wording && !apart) || (email && !together) ? told('doubtful') : null
}

// ---- finding without comparing everyone with everyone ------------------------------------------------------------------

/** Keys that only those who may be one share. The first letter says what it is a key of. */
export function organisationKeys(said: OrganisationSaid, namedPlaces: readonly number[] = []): string[] {
  const traits = organisationTraits(said)
  return [
    ...new Set([
      ...[...traits.keys].map((key) => `n:${key}`),
      ...[said.placeId ?? [], namedPlaces].flat().map((id) => `p:${id}`),
      ...traits.names.flatMap(({ sound }) => (sound.length >= LEAST_SOUND && said.country !== null ? [`s:${said.country} ${sound}`] : [])),
      ...(traits.host === null ? [] : [`w:${traits.host}`]),
      ...(traits.wikidataId === null ? [] : [`q:${traits.wikidataId}`]),
    ]),
  ]
}

export function personKeys(said: PersonSaid): string[] {
  const traits = personTraits(said)
  return [
    ...new Set([
      ...[...traits.keys].map((key) => `n:${key}`),
      ...[...traits.words].map((words) => `m:${words}`),
      ...[...traits.ends].map((ends) => `l:${ends}`),
      ...traits.names.flatMap(({ sound }) => (sound.length >= 4 ? [`s:${sound}`] : [])),
      ...(traits.email === null ? [] : [`e:${traits.email}`]),
      ...(traits.phone === null ? [] : [`f:${traits.phone}`]),
    ]),
  ]
}

const place = ({ strength, reasons }: Likeness): number => STRENGTHS.indexOf(strength) * 100 - reasons.length
/** Best first. */
export const byLikeness = (a: Likeness, b: Likeness): number => place(a) - place(b)
