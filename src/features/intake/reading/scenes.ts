// For each sentence: which partners it speaks of, which way people travel, and when.
import { clausesOf } from './clauses.ts'
import { has } from './cues.ts'
import type { Memory } from './han/days.ts'
import { CLEAR, type Direction, directionOf, directionScore, OFFICIAL } from './directions.ts'
import { boundsOf, datesIn, type Found } from './dates.ts'
import type { Language } from './languages/language.ts'
import { among, quotesIn, stemOf } from './names.ts'
import type { Page, Paragraph, Sentence } from './page.ts'
import { type Cast, placesOf } from './partners.ts'
import type { Home, PersonDraft } from './reading.ts'

export type Scene = {
  sentence: Sentence
  /** Partners named in this very sentence. */
  named: string[]
  /** Partners it speaks of: the named ones, else those carried over from before. */
  keys: string[]
  /** How sure `keys` is: named here, meant by a word like "the guests", or merely the topic so far. */
  tie: 'named' | 'meant' | 'topic' | 'none'
  /** Which way people travel: as the sentence says, else as its paragraph and the text do. */
  direction: Direction
  /** Whether the sentence itself says so. */
  ownDirection: boolean
  /** How much it says for coming (above 0) or going; 0 for nothing, and for meetings on a screen. */
  score: number
  /** It speaks of a visit paid back. */
  returning: boolean
  online: boolean
  future: boolean
  /** Whether it tells of a return visit to come without saying where it goes. */
  back: boolean
  dates: Found[]
}

const keysOf = (mentions: readonly { key: string }[]): string[] => [...new Set(mentions.map((mention) => mention.key))]

/** Reads the sentences in order; what is carried over is the last partner spoken of, or the one of the heading. */
export function scenesOf(page: Page, cast: Cast, home: Home, people: readonly (PersonDraft & { surname: string })[], published: string | null): Scene[] {
  const { language } = page
  const quotes = quotesIn(page.text)
  const partners = new Map(cast.partners.map((partner) => [partner.key, partner]))
  const towns = cast.partners
    .filter((partner) => partner.kind === 'municipality')
    .map((partner) => ({ key: partner.key, stem: new RegExp(`(?<!\\p{L})${stemOf(partner.nameInText)}`, 'u') }))
  const places = placesOf(cast)
  const scenes: Scene[] = []
  const memory: Memory = {}
  let heading: string[] = []
  let topic: string[] = []
  let headed = -1
  const days = page.paragraphs.flatMap((paragraph) => boundsOf(isDateLine(paragraph, page, published)?.iso ?? null) ?? [])
  // a visit's programme: a few days in a row, each a line of its own
  const programme = days.length > 2 && Math.max(...days) - Math.min(...days) < 12 * 86_400_000
  for (const paragraph of page.paragraphs) {
    let alive = false
    for (const sentence of paragraph.sentences) {
      const here = places(sentence.index)
      const named = keysOf(here.mentions)
      const future = looksAhead(sentence.fold, language)
      let keys = named
      let tie: Scene['tie'] = named.length > 0 ? 'named' : 'none'
      if (tie === 'none') {
        const persons = people
          .filter(
            (person) =>
              person.of !== null &&
              partners.has(person.of) &&
              person.surname.length > (language.code === 'zh' ? 1 : 3) &&
              sentence.fold.includes(person.surname),
          )
          .map((person) => person.of ?? '')
        const peoples = here.countries.filter((hit) => hit.country !== home.country).map((hit) => hit.country)
        // „сърбите“ are the town's; the embassy only where there is no town of theirs
        const ofThem = [...partners.values()].filter((partner) => peoples.includes(partner.country))
        const fromThere = ofThem
          .filter(({ kind, country }) => kind !== 'embassy' || !ofThem.some((other) => other.kind === 'municipality' && other.country === country))
          .map((partner) => partner.key)
        const carried = topic.length > 0 ? topic : heading
        const stems = towns.filter(({ stem }) => stem.test(sentence.fold)).map(({ key }) => key)
        const missions = [...partners.values()]
          .filter((partner) => partner.kind === 'embassy' && partner.country !== home.country)
          .map((partner) => partner.key)
        const diplomatic =
          missions.length > 0 &&
          [language.embassy.ambassador, language.embassy.diplomat, language.embassy.consul].some((cues) => has(cues, language, sentence.fold))
        if (diplomatic) [keys, tie] = [missions.slice(0, 1), 'meant']
        else if (persons.length > 0) [keys, tie] = [[...new Set(persons)], 'meant']
        else if (stems.length > 0) [keys, tie] = [stems, 'meant']
        else if (fromThere.some((key) => carried.includes(key) || fromThere.length === 1))
          [keys, tie] = [fromThere.filter((key) => carried.includes(key)).length > 0 ? fromThere.filter((key) => carried.includes(key)) : fromThere, 'meant']
        else if (has(language.partner, language, sentence.fold) && carried.length > 0) [keys, tie] = [carried, 'meant']
        else if (carried.length > 0 && [language.outgoing, language.incoming, language.returning ?? []].some((cues) => has(cues, language, sentence.fold)))
          [keys, tie] = [carried, 'meant']
        else if (carried.length > 0 && programme && [...language.events, ...language.acts].some(({ cues }) => has(cues, language, sentence.fold)))
          [keys, tie] = [carried, 'meant']
        else if (carried.length > 0 && headed === paragraph.index - 1 && language.events.some(({ cues }) => has(cues, language, sentence.fold)))
          [keys, tie] = [carried, 'meant']
        else if (alive && carried.length > 0) [keys, tie] = [carried, 'topic']
      }
      if (paragraph.heading && paragraph.sentences.length === 1) {
        const lands = here.countries.filter((hit) => hit.country !== home.country).map((hit) => hit.country)
        const there = [...partners.values()].filter((partner) => lands.includes(partner.country)).map((partner) => partner.key)
        if (named.length > 0 || there.length > 0 || lands.length > 0) {
          heading = named.length > 0 ? named : there
          topic = []
          headed = paragraph.index
        }
        tie = named.length > 0 ? 'named' : 'none'
        keys = named
      }
      if (paragraph.index < 2 && named.length > 0) headed = paragraph.index
      if (tie === 'named' || tie === 'meant') {
        alive = true
        const isTown = (key: string): boolean => !['embassy', 'company'].includes(partners.get(key)?.kind ?? '')
        topic = keys.some(isTown) ? keys : [...topic.filter(isTown), ...keys]
      }
      const official = keys.length > 0 && keys.every((key) => partners.get(key)?.kind === 'embassy' && partners.get(key)?.country !== home.country)
      const online = has(language.online, language, sentence.fold)
      const score = online ? 0 : directionScore(sentence, { page, places: here, home, partners })
      const back = future && Math.abs(score) <= CLEAR && language.returnVisit !== undefined && has(language.returnVisit, language, sentence.fold)
      const own = directionOf(official && score === 0 ? OFFICIAL : score)
      const dates = datesOf(sentence, language, published, future, memory).filter(
        (date) => !among(quotes, date).some((quote) => quote.end - quote.start < 70 && quote.start <= date.start && date.end <= quote.end),
      )
      scenes.push({
        sentence,
        named,
        keys,
        tie,
        direction: own,
        ownDirection: own !== 'none',
        score: official && score === 0 ? OFFICIAL : score,
        returning: language.returning !== undefined && has(language.returning, language, sentence.fold),
        online,
        future,
        back,
        dates,
      })
    }
  }
  const first = scenes.findIndex((scene) => scene.tie === 'named' && page.paragraphs[scene.sentence.paragraph]?.heading !== true)
  // „Обменът се проведе от 14 до 21 август. Партньори са …“: the opening is about those named right after it
  for (const scene of scenes.slice(Math.max(0, first - 2), Math.max(0, first)))
    if (
      scene.tie === 'none' &&
      page.paragraphs[scene.sentence.paragraph]?.heading !== true &&
      scene.dates.some((date) => date.iso !== null && !date.horizon) &&
      language.events.some(({ cues }) => has(cues, language, scene.sentence.fold))
    )
      Object.assign(scene, { keys: scenes[first]!.keys, tie: 'meant' })
  return directed(scenes)
}

const clamped = (score: number, most: number): number => Math.max(-most, Math.min(most, score))
/** Sentences that open a text. */
const OPENING = 3
/** What lies ahead says less of where the people of the story are than what took place. */
const AHEAD = 0.5

/** Gives sentences that do not say which way people travel what those around them say: their paragraph, else those of the same partner, else the text. */
function directed(scenes: readonly Scene[]): Scene[] {
  const weight = (scene: Scene): number => (scene.tie === 'none' ? 0 : clamped(scene.score, 3) * (scene.future ? AHEAD : 1))
  // what is to come says nothing of where something took place
  const told = (scene: Scene): number => (scene.future ? 0 : weight(scene))
  // what the opening tells before it names anybody counts too
  const text = scenes.reduce((sum, scene) => sum + (scene.tie === 'none' && scene.sentence.index < OPENING ? clamped(scene.score, 2) : weight(scene)), 0)
  const ofParagraph = new Map<number, number>()
  const pastOfParagraph = new Map<number, number>()
  const ofPartner = new Map<string, number>()
  const add = <Key>(sums: Map<Key, number>, key: Key, more: number): void => void sums.set(key, (sums.get(key) ?? 0) + more)
  for (const scene of scenes) {
    add(ofParagraph, scene.sentence.paragraph, weight(scene))
    add(pastOfParagraph, scene.sentence.paragraph, told(scene))
    for (const key of scene.keys) add(ofPartner, key, weight(scene))
  }
  return scenes.map((scene) => {
    if (scene.tie === 'none' || scene.online) return scene
    const around = ((scene.future ? ofParagraph : pastOfParagraph).get(scene.sentence.paragraph) ?? 0) - weight(scene)
    const partner = scene.keys.reduce((sum, key) => sum + (ofPartner.get(key) ?? 0), 0) / Math.max(1, scene.keys.length)
    // a visit paid back goes the other way than the rest
    if (scene.returning && scene.direction === 'none') return { ...scene, direction: directionOf(weight(scene) - text), ownDirection: Math.abs(text) > CLEAR }
    const told = [scene.score, scene.score + around, scene.score + around + partner, scene.score + text]
      .map(directionOf)
      .find((direction) => direction !== 'none')
    // those who came are visited in return
    if (scene.back && told !== undefined) return { ...scene, direction: told === 'incoming' ? 'outgoing' : 'incoming', ownDirection: true }
    return { ...scene, direction: told ?? 'none' }
  })
}

/** Whether a stretch speaks of what is to come: by its verb, or as that to which one is invited. */
export const looksAhead = (fold: string, language: Language): boolean =>
  has(language.future, language, fold) || language.commitments.some(({ state, cues }) => state === 'invited' && has(cues, language, fold))

/** Days of a sentence; those without a year lie ahead only where their own clause looks ahead. */
function datesOf(sentence: Sentence, language: Language, published: string | null, future: boolean, memory: Memory): Found[] {
  const dates = datesIn(sentence.fold, sentence.start, language, published, future, memory)
  if (!future || dates.length === 0) return dates
  const past = datesIn(sentence.fold, sentence.start, language, published, false, { ...memory })
  const clauses = clausesOf(sentence, language)
  return dates.map((date, i) => {
    const clause = clauses.find((one) => one.start <= date.start && date.start < one.end)
    return clause === undefined || looksAhead(clause.fold, language) ? date : (past[i] ?? date)
  })
}

/** A line that is a day and nothing else: what follows happened then, until the next such line. */
export function isDateLine(paragraph: Paragraph, page: Page, published: string | null): Found | null {
  if (paragraph.end - paragraph.start > 60) return null
  const fold = page.fold.slice(paragraph.start, paragraph.end)
  const dates = datesIn(fold, paragraph.start, page.language, published, false).filter((date) => date.iso !== null && /^\d{4}-\d\d-\d\d/.test(date.iso))
  const found = dates.find((date) => /\d/.test(page.fold.slice(date.start, date.end)))
  if (!found) return null
  const rest = dates.reduce((text, date) => text.replace(page.fold.slice(date.start, date.end), ''), fold)
  return rest.replace(/[\p{P}\s\d]/gu, '').length < 8 ? found : null
}

/** The window in which an undated thing of the text took place: the two weeks before the item, or those after it. */
export function nearPublished(published: string | null, future: boolean): string | null {
  const time = boundsOf(published)?.[0]
  if (time === undefined) return null
  const day = (shift: number): string => new Date(time + shift * 86_400_000).toISOString().slice(0, 10)
  return future ? `${day(0)}/${day(60)}` : `${day(-14)}/${day(0)}`
}

export const overlapDates = (a: string | null, b: string | null): boolean => {
  const A = boundsOf(a)
  const B = boundsOf(b)
  return !A || !B || (A[0] <= B[1] && B[0] <= A[1])
}
