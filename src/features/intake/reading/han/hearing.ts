// Which foreign town a Chinese transcription means: 诺伊施塔特 is heard, and compared with the towns of the country named.
import { type Gazetteer, type GazetteerPlace, type Likeness, weightOf } from '#features/places/gazetteer/gazetteer.ts'
import { simplified } from '#platform/names/han.ts'
import { softKey } from '#platform/names/hearing.ts'
import { foldLetters, scriptOf } from '#platform/names/transliteration.ts'
import { hanMeanings, hanSounds } from '../languages/zh-sounds.ts'

/** How unlike a town may sound, 0 to 1, to be taken for the one meant. */
const NEAR_ENOUGH = 0.26
const WRITTEN_FORMS = 16

const VOWEL = /[aeiou]/
const NEAR: Readonly<Record<string, number>> = {
  dt: 0.35,
  bp: 0.35,
  gk: 0.35,
  fv: 0.35,
  bv: 0.6,
  gs: 0.5,
  hs: 0.6,
  gh: 0.4,
  hk: 0.5,
  mn: 0.3,
  is: 0.5,
  uv: 0.3,
  ov: 0.5,
  st: 0.8,
  ds: 0.8,
  ks: 0.6,
  gv: 0.7,
  hv: 0.6,
}
const gap = (letter: string): number => (VOWEL.test(letter) ? 0.25 : letter === 'h' ? 0.3 : letter === 'l' || letter === 'g' ? 0.6 : letter === 's' ? 0.8 : 1)
const swap = (a: string, b: string): number => (a === b ? 0 : VOWEL.test(a) && VOWEL.test(b) ? 0.25 : (NEAR[a + b] ?? NEAR[b + a] ?? 1.2))

// comparing one name with all of a country takes millions of look-ups: letters are numbers here, costs stand in tables
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz'
const GAPS = Float32Array.from([...ALPHABET, '?'].map(gap))
const SWAPS = Float32Array.from([...ALPHABET, '?'].flatMap((a) => [...ALPHABET, '?'].map((b) => swap(a, b))))
const WIDTH = ALPHABET.length + 1
type Sound = { letters: Uint8Array; weight: number }
const soundOf = (text: string): Sound => {
  const letters = Uint8Array.from(text.slice(0, 40), (letter) => (letter >= 'a' && letter <= 'z' ? letter.charCodeAt(0) - 97 : WIDTH - 1))
  return { letters, weight: [...text].reduce((sum, letter) => sum + (VOWEL.test(letter) ? 0.4 : 1), 0) }
}
const ROWS = [new Float32Array(48), new Float32Array(48)] as const

/** Cost of turning one sound into the other over the weight of the heavier; 1 as soon as it must be more than `most`. */
function unlikeness(a: Sound, b: Sound, most: number): number {
  const weight = Math.max(a.weight, b.weight)
  if (weight - Math.min(a.weight, b.weight) > most * weight * 1.6) return 1
  let [row, next] = ROWS as unknown as [Float32Array, Float32Array]
  const [m, n] = [a.letters.length, b.letters.length]
  row[0] = 0
  for (let j = 0; j < n; j++) row[j + 1] = row[j]! + GAPS[b.letters[j]!]!
  for (let i = 0; i < m; i++) {
    const letter = a.letters[i]!
    const own = GAPS[letter]!
    let least = (next[0] = row[0]! + own)
    for (let j = 0; j < n; j++) {
      const other = b.letters[j]!
      let cost = row[j]! + SWAPS[letter * WIDTH + other]!
      if (row[j + 1]! + own < cost) cost = row[j + 1]! + own
      if (next[j]! + GAPS[other]! < cost) cost = next[j]! + GAPS[other]!
      next[j + 1] = cost
      if (cost < least) least = cost
    }
    if (least > most * weight) return 1
    ;[row, next] = [next, row]
  }
  return row[n]! / weight
}

/** Where ch is the sound of 赫: Offenbach 奥芬巴赫. */
const ACH: ReadonlySet<string> = new Set(['DE', 'AT', 'CH', 'LI', 'NL', 'PL', 'CZ', 'SK'])
const heardLatin = (name: string, country: string): string =>
  softKey(ACH.has(country) ? name.toLowerCase().replace(/(?<!s)ch(?!s)/g, 'h') : name, country).replace(/[rw]/g, (letter) => (letter === 'r' ? 'l' : 'v'))

/** All the ways a transcription may sound, coarsely. Empty when a character is not one that writes sounds. */
export function soundsOf(name: string): string[] {
  let forms = ['']
  const letters = [...simplified(name).replace(/[·・•\s-]/gu, '')]
  for (const [i, letter] of letters.entries()) {
    const meaning = i === 0 || i === letters.length - 1 ? (hanMeanings[letter] ?? []) : []
    const options = [...(hanSounds.get(letter) ?? []), ...meaning.map((word) => heardLatin(word, ''))]
    if (options.length === 0) return []
    forms = forms.flatMap((form) => options.map((option) => form + option)).slice(0, WRITTEN_FORMS * 4)
    // the commonest reading of each character comes first
    if (forms.length > WRITTEN_FORMS && i < letters.length - 1) forms = forms.slice(0, WRITTEN_FORMS)
  }
  return forms.map((form) => form.replace(/(.)\1+/gu, '$1'))
}

const heardBy = new WeakMap<Gazetteer, Map<string, readonly Likeness[]>>()

/** Towns of the country that the transcription may mean, best first. */
export function hearHan(gazetteer: Gazetteer, name: string, country: string): readonly Likeness[] {
  const known = heardBy.get(gazetteer) ?? new Map<string, readonly Likeness[]>()
  heardBy.set(gazetteer, known)
  const key = `${country} ${name}`
  const before = known.get(key)
  if (before) return before
  // „塞纳河畔维尼厄“: the river behind the town's own name
  const river = /^(.+)河畔(?:的)?(.+)$/u.exec(name)
  const forms = soundsOf(river?.[2] ?? name)
  const found = forms.length === 0 ? [] : hear(gazetteer, forms, country)
  if (known.size > 5000) known.clear()
  known.set(key, found)
  return found
}

type Heard = { place: GazetteerPlace; sound: Sound; part: boolean }
const townsBy = new WeakMap<Gazetteer, Map<string, readonly Heard[]>>()

/** Names of a country's towns that begin with a sound of the class, as heard. */
function townsOf(gazetteer: Gazetteer, country: string, first: string): readonly Heard[] {
  const known = townsBy.get(gazetteer) ?? new Map<string, readonly Heard[]>()
  townsBy.set(gazetteer, known)
  const key = `${country} ${first}`
  const before = known.get(key)
  if (before) return before
  // a country's towns as heard are megabytes: only the last few are kept
  if (known.size > 6) known.clear()
  const found: Heard[] = []
  for (const place of gazetteer.inCountry(country)) {
    const sounds = new Set<string>()
    for (const name of place.names) {
      if (name.length > 40 || scriptOf(name) !== 'latin' || !/^\p{Lu}/u.test(name)) continue
      for (const part of partsOf(name)) {
        if (!classOf(foldLetters(part.charAt(0))).includes(first)) continue
        const sound = heardLatin(part, country)
        if (!sounds.has(sound)) found.push({ place, sound: soundOf(sound), part: part !== name })
        sounds.add(sound)
      }
    }
  }
  known.set(key, found)
  return found
}

function hear(gazetteer: Gazetteer, forms: readonly string[], country: string): Likeness[] {
  const best = new Map<number, Likeness>()
  const heard = forms.map(soundOf)
  for (const first of new Set(forms.flatMap((form) => classOf(form.charAt(0)))))
    for (const { place, sound, part } of townsOf(gazetteer, country, first))
      for (const form of heard) {
        const far = unlikeness(form, sound, NEAR_ENOUGH) + (part ? 0.05 : 0)
        if (far <= NEAR_ENOUGH && far < (best.get(place.id)?.far ?? 1)) best.set(place.id, { place, far })
      }
  return [...best.values()].sort((a, b) => a.far * 25 - weightOf(a.place) - (b.far * 25 - weightOf(b.place))).slice(0, 8)
}

/** „Neustadt an der Weinstraße“ is mostly called by its first word. */
const partsOf = (name: string): string[] => {
  const first = /^(\p{L}{5,})(?: (?:an|am|im|in|bei|sur|upon|on|sul|nad|pod|del|di|de|la|le|les|en|ob|na) |[,(/]| ?-)/u.exec(name)?.[1]
  return first === undefined ? [name] : [name, first]
}

function classOf(letter: string): string[] {
  const groups = ['bpvfw', 'td', 'gkcqhjsxzyi', 'mn', 'lr', 'aeouh']
  const own = groups.filter((group) => group.includes(letter)).map((group) => group.charAt(0))
  if (letter === 'i' || letter === 'y' || letter === 'j') own.push('a')
  if (letter === 'u' || letter === 'o') own.push('b')
  return own.length > 0 ? own : ['?']
}

/** How unlike the town's own names a Chinese one is, 0 to 1: none when the gazetteer has it so, else as heard. */
export function unlikeHan(name: string, place: GazetteerPlace): number {
  const known = unlikeBy.get(place) ?? new Map<string, number>()
  unlikeBy.set(place, known)
  const before = known.get(name)
  if (before !== undefined) return before
  if (known.size > 100) known.clear()
  const far = compared(name, place)
  known.set(name, far)
  return far
}
const unlikeBy = new WeakMap<GazetteerPlace, Map<string, number>>()

function compared(name: string, place: GazetteerPlace): number {
  const key = simplified(name)
  if (place.names.some((own) => simplified(own).replace(/[市县区郡町村镇]$/u, '') === key.replace(/[市县区郡町村镇]$/u, ''))) return 0
  const forms = soundsOf(name)
  return Math.min(
    1,
    ...place.names
      .filter((own) => scriptOf(own) === 'latin')
      .flatMap((own) => forms.map((form) => unlikeness(soundOf(form), soundOf(heardLatin(own, place.country)), 1))),
  )
}
