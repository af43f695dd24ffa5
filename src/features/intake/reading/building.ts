// Collects partners while a text is read: one draft for each, with every place that names it, known ones recognised.
import type { CountryMention } from '#features/places/gazetteer/countries.ts'
import type { Gazetteer } from '#features/places/gazetteer/gazetteer.ts'
import { bareName, joinedKey, nameKey } from '#platform/names/name-key.ts'
import { scriptOf, transliterate } from '#platform/names/transliteration.ts'
import type { Language } from './languages/language.ts'
import { baseForms, type Stretch, type Word } from './names.ts'
import type { Page } from './page.ts'
import { MOST_FINDS, type Home, type KnownNames, type PartnerDraft } from './reading.ts'

/** One place in the text where a partner, or home, is named. */
export type Mention = Stretch & { key: string; sentence: number }

/** Where a country is named, by itself or as an adjective; `sentence` is the index of its sentence. */
export type LandMention = CountryMention & { readonly sentence: number }

/** What a reader knows besides the text itself. `masked` are persons' names, `dates` days and feasts: neither is a town. */
export type World = {
  page: Page
  home: Home
  gazetteer: Gazetteer
  register: KnownNames | undefined
  words: readonly Word[]
  masked: readonly Stretch[]
  dates: readonly Stretch[]
}

/** English-lettered name for a town the gazetteer does not know. */
export const latinName = (name: string, language: Language): string =>
  scriptOf(name) === 'cyrillic' ? transliterate(name, language.code === 'mk' ? 'mk' : 'bg') : name

/** The partners found so far, by key, and where they are named. */
export type Builder = { partners: Map<string, PartnerDraft>; mentions: Mention[]; page: Page; register: KnownNames | undefined }

/** Names a partner at a place of the text: the first time as a new draft, known ones of the register recognised, later as further evidence. */
export function add(builder: Builder, partner: Omit<PartnerDraft, 'evidence'>, mention: Mention): void {
  const { partners, page } = builder
  const span = page.spanOf(mention.start, mention.end)
  const known = partners.get(partner.key)
  if (!known && partners.size >= MOST_FINDS) return
  if (known) {
    known.evidence.push(span)
    if (!known.aliases.includes(partner.nameInText) && known.nameInText !== partner.nameInText) known.aliases.push(partner.nameInText)
    known.confidence = Math.max(known.confidence, partner.confidence)
  } else {
    const match = builder.register?.organisations.find(
      (own) =>
        (partner.placeId !== undefined && own.placeId === partner.placeId && own.kind === partner.kind) ||
        (own.country === partner.country &&
          own.kind === partner.kind &&
          own.names.some((name) => [partner.name, partner.nameInText].some((other) => nameKey(bareName(name)) === nameKey(bareName(other))))),
    )
    partners.set(partner.key, { ...partner, ...(match ? { knownId: match.id } : {}), evidence: [span] })
  }
  builder.mentions.push(mention)
}

/** True when a name, in some case form, is the home town's in any of its spellings. */
export function isHomeName(text: string, home: Home, language: Language): boolean {
  return baseForms(text, language).some((form) => {
    const key = joinedKey(form)
    // „Pazar“ is short for Novi Pazar
    const short = (name: string): boolean => key.length > 4 && name.includes(' ') && joinedKey(name.slice(name.lastIndexOf(' ') + 1)) === key
    return key === joinedKey(home.name) || short(home.name) || (home.place?.names.some((name) => joinedKey(name) === key || short(name)) ?? false)
  })
}

/** The value that occurs most often; undefined for none. */
export function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}
