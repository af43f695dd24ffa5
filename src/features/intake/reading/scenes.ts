// For each sentence: which partners it speaks of, which way people travel, and when.
import { has, hitsOf, sourceOf } from './cues.ts'
import { boundsOf, datesIn, type Found } from './dates.ts'
import { foldLetters } from '#platform/names/transliteration.ts'
import { among, quotesIn, type Stretch } from './names.ts'
import type { Page, Paragraph, Sentence } from './page.ts'
import type { Cast } from './partners.ts'
import type { EventDraft, Home, PartnerDraft, PersonDraft } from './reading.ts'

export type Direction = EventDraft['direction']
export type Scene = {
  sentence: Sentence
  /** Partners named in this very sentence. */
  named: string[]
  /** Partners it speaks of: the named ones, else those carried over from before. */
  keys: string[]
  /** How sure `keys` is: named here, meant by a word like "the guests", or merely the topic so far. */
  tie: 'named' | 'meant' | 'topic' | 'none'
  direction: Direction
  ownDirection: boolean
  future: boolean
  dates: Found[]
}

/** Where in a sentence partners, home and countries are named. */
export type Places = Pick<Cast, 'mentions' | 'homeMentions' | 'countries'>

export function placesOf(cast: Cast): (sentence: number) => Places {
  const [mentions, homeMentions, countries] = [
    Map.groupBy(cast.mentions, (one) => one.sentence),
    Map.groupBy(cast.homeMentions, (one) => one.sentence),
    Map.groupBy(cast.countries, (one) => one.sentence),
  ]
  return (sentence) => ({ mentions: mentions.get(sentence) ?? [], homeMentions: homeMentions.get(sentence) ?? [], countries: countries.get(sentence) ?? [] })
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
  let heading: string[] = []
  let topic: string[] = []
  let lastDirection: Direction = 'none'
  let headed = -1
  const days = page.paragraphs.flatMap((paragraph) => boundsOf(isDateLine(paragraph, page, published)?.iso ?? null) ?? [])
  // a visit's programme: a few days in a row, each a line of its own
  const programme = days.length > 2 && Math.max(...days) - Math.min(...days) < 12 * 86_400_000
  for (const paragraph of page.paragraphs) {
    let alive = false
    for (const sentence of paragraph.sentences) {
      const here = places(sentence.index)
      const named = keysOf(here.mentions)
      const future = has(language.future, language, sentence.fold)
      let keys = named
      let tie: Scene['tie'] = named.length > 0 ? 'named' : 'none'
      if (tie === 'none') {
        const persons = people
          .filter((person) => person.of !== null && partners.has(person.of) && person.surname.length > 3 && sentence.fold.includes(person.surname))
          .map((person) => person.of ?? '')
        const peoples = here.countries.filter((hit) => hit.country !== home.country).map((hit) => hit.country)
        const fromThere = [...partners.values()].filter((partner) => peoples.includes(partner.country)).map((partner) => partner.key)
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
        else if (carried.length > 0 && (has(language.outgoing, language, sentence.fold) || has(language.incoming, language, sentence.fold)))
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
      const told = directionIn(sentence, page, here, home, partners)
      const own: Direction = told === 'none' && official ? 'incoming' : told
      // what is planned later does not say where the people of the story are now
      if (own !== 'none' && !(future && lastDirection !== 'none')) lastDirection = own
      const dates = datesIn(sentence.fold, sentence.start, language, published, future).filter(
        (date) => !among(quotes, date).some((quote) => quote.end - quote.start < 70 && quote.start <= date.start && date.end <= quote.end),
      )
      scenes.push({
        sentence,
        named,
        keys,
        tie,
        direction: own === 'none' && tie !== 'none' ? lastDirection : own,
        ownDirection: own !== 'none',
        future,
        dates,
      })
    }
  }
  return scenes
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

/** What an adjective or a demonym of a town begins with: нишк- of Ниш is too short to tell, сакурагавск- is not. */
function stemOf(name: string): string {
  const stem = foldLetters(name.split(' ')[0] ?? '').replace(/[аеиояaeiouy]$/u, '')
  return stem.length >= 4 ? `${stem.replace(/[^\p{L}]/gu, '.')}\\p{L}` : '(?!)'
}

/** Which way a sentence goes: by the goal of a visit first, then by who is said to come or go. */
export function directionIn(sentence: Stretch, page: Page, cast: Places, home: Home, partners: Map<string, PartnerDraft>): Direction {
  const { language } = page
  const fold = page.fold.slice(sentence.start, sentence.end)
  const here = (mention: Stretch): boolean => mention.start >= sentence.start && mention.end <= sentence.end
  if (has(language.online, language, fold)) return 'none'
  const foreign = cast.mentions.filter(
    (mention) => here(mention) && ['municipality', 'country', 'school', 'company', 'other'].includes(partners.get(mention.key)?.kind ?? ''),
  )
  const missions = cast.mentions.filter(
    (mention) => here(mention) && partners.get(mention.key)?.kind === 'embassy' && partners.get(mention.key)?.country !== home.country,
  )
  const atHome = [...cast.homeMentions.filter(here), ...hitsOf(language.home, language, fold, sentence.start)]
  const abroad = cast.countries.filter(
    (hit) =>
      here(hit) && hit.country !== home.country && hit.form === 'name' && !missions.some((mission) => mission.start <= hit.start && hit.end <= mission.end),
  )
  let score = 0
  const reach = (from: number, target: { start: number }): boolean =>
    target.start >= from && target.start - from < 46 && !/[.;:!?]/.test(page.text.slice(from, target.start))
  for (const hit of hitsOf(language.goingTo, language, fold, sentence.start)) {
    const goal = [
      ...atHome.map((one) => ({ start: one.start, home: true })),
      ...foreign.map((one) => ({ start: one.start, home: false })),
      ...abroad.map((one) => ({ start: one.start, home: false })),
    ]
      .filter((one) => reach(hit.end - 2, one))
      .sort((a, b) => a.start - b.start)[0]
    if (goal) {
      // „гости от Х“, „посещението на кмета на Троян“: whose visit it is, not where it goes
      const gap = page.fold.slice(hit.end, goal.start)
      if (new RegExp(`(?:^|\\s)${sourceOf(language.names.from)}\\s`, 'u').test(`${gap} `)) continue
      if (language.roles.some(({ cues }) => has(cues, language, gap))) {
        score += goal.home ? -2.5 : 2.5
        continue
      }
      score += goal.home ? 3 : -3
    }
  }
  const inWord = `(?:${sourceOf(language.names.in)})`
  const notThere = new RegExp(`(?<!\\p{L})(?:${sourceOf(language.names.from)}|${sourceOf(language.names.with)}|${sourceOf(language.names.and)})\\s`, 'u')
  const located = (one: { start: number }): boolean => {
    const gap = new RegExp(`(?<!\\p{L})${inWord}\\s((?:\\p{L}{2,14}\\.?\\s){0,5})$`, 'u').exec(
      page.fold.slice(Math.max(sentence.start, one.start - 70), one.start),
    )
    return gap !== null && !notThere.test(gap[1] ?? '')
  }
  if (atHome.some(located)) score += 2
  if ([...foreign, ...abroad].some(located)) score -= 2
  score += Math.min(2, hitsOf(language.incoming, language, fold).length) * 1.5
  for (const hit of hitsOf(language.hosting, language, fold, sentence.start)) {
    if (
      foreign.some(
        (one) =>
          one.end <= hit.start &&
          hit.start - one.end < 14 &&
          /^[\s\p{Ll}]*$/u.test(page.text.slice(one.end, hit.start)) &&
          !/^\s?\p{L}{2,}\s\p{L}/u.test(page.text.slice(one.end, hit.start)),
      )
    )
      score -= 4
  }
  score -= Math.min(2, hitsOf(language.outgoing, language, fold).length) * 1.5
  if (missions.length > 0) score += 1.2
  const fromWord = `(?:${sourceOf(language.names.from)})`
  if (
    foreign.some((one) =>
      new RegExp(`(?:делегац|гост|delegac|delegat|ospit|gast|guest|gost|delega)[\\p{L}]*\\s(?:${fromWord})\\s(?:[\\p{L}.]{2,14}\\s){0,3}$`, 'u').test(
        page.fold.slice(Math.max(sentence.start, one.start - 70), one.start),
      ),
    )
  )
    score += 2
  return score > 0.9 ? 'incoming' : score < -0.9 ? 'outgoing' : 'none'
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
