// What the office already knows comes first: its organisations by any of their names, found wherever the text names them.
import { bareName, joinedKey, nameKey } from '#platform/names/name-key.ts'
import type { Language } from './languages/language.ts'
import { baseForms, type Stretch, type Word } from './names.ts'
import type { Page } from './page.ts'
import type { KnownNames } from './reading.ts'

export type KnownOrganisation = KnownNames['organisations'][number]
type Index = {
  /** Municipalities by the key of a name. */
  towns: Map<string, KnownOrganisation>
  /** Others by the first word of a name. */
  others: Map<string, { words: readonly string[]; organisation: KnownOrganisation }[]>
}

const indexes = new WeakMap<KnownNames, Index>()
/** A name this short is a word of every text. */
const SHORTEST = 4

function indexOf(register: KnownNames): Index {
  const known = indexes.get(register)
  if (known) return known
  const index: Index = { towns: new Map(), others: new Map() }
  for (const organisation of register.organisations) {
    for (const name of organisation.names) {
      const key = nameKey(bareName(name))
      if (key.length < SHORTEST) continue
      if (organisation.kind === 'municipality' || organisation.kind === 'region') {
        if (!index.towns.has(joinedKey(bareName(name)))) index.towns.set(joinedKey(bareName(name)), organisation)
      } else if (organisation.kind !== 'embassy' && organisation.kind !== 'country') {
        const words = nameKey(name).split(' ')
        const first = words[0]!
        index.others.set(first, [...(index.others.get(first) ?? []), { words, organisation }])
      }
    }
  }
  indexes.set(register, index)
  return index
}

/** The municipality of the register that bears the name, in some case form; undefined for none. */
export function knownTown(text: string, register: KnownNames | undefined, language: Language): KnownOrganisation | undefined {
  if (!register) return undefined
  const { towns } = indexOf(register)
  for (const form of baseForms(text, language)) {
    const town = towns.get(joinedKey(form))
    if (town) return town
  }
  return undefined
}

/** Companies, schools and other bodies of the register that the text names, word for word; each place once, longer names first. */
export function knownBodies(page: Page, words: readonly Word[], register: KnownNames | undefined): (Stretch & { organisation: KnownOrganisation })[] {
  if (!register) return []
  const { others } = indexOf(register)
  if (others.size === 0) return []
  const found: (Stretch & { organisation: KnownOrganisation })[] = []
  for (let i = 0; i < words.length; i++) {
    const first = words[i]!
    if (!first.capital) continue
    const named = (others.get(nameKey(first.text)) ?? [])
      .filter((one) =>
        one.words.every(
          (word, k) => words[i + k] !== undefined && nameKey(words[i + k]!.text) === word && !/\n/.test(page.text.slice(first.start, words[i + k]!.end)),
        ),
      )
      .sort((a, b) => b.words.length - a.words.length)[0]
    if (!named) continue
    found.push({ start: first.start, end: words[i + named.words.length - 1]!.end, organisation: named.organisation })
    i += named.words.length - 1
  }
  return found
}
