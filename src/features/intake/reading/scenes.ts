// For each sentence: which partners it speaks of, which way people travel, and when.
import { clausesOf } from './clauses.ts'
import { foldLetters } from '#platform/names/transliteration.ts'
import { anchoredOf, has, hitsOf, sourceOf } from './cues.ts'
import type { Memory } from './han/days.ts'
import { hanDirection } from './han/directions.ts'
import { boundsOf, datesIn, type Found } from './dates.ts'
import type { Language } from './languages/language.ts'
import { among, calledAfter, quotesIn, stemOf, type Stretch } from './names.ts'
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

/** Where in a sentence partners, home and countries are named. */
export type Places = Pick<Cast, 'mentions' | 'homeMentions' | 'countries' | 'elsewhere' | 'domestic'>

export function placesOf(cast: Cast): (sentence: number) => Places {
  const by = <One extends { sentence: number }>(all: readonly One[]): ((sentence: number) => One[]) => {
    const groups = Map.groupBy(all, (one) => one.sentence)
    return (sentence) => groups.get(sentence) ?? []
  }
  const [mentions, homeMentions, countries, elsewhere, domestic] = [
    by(cast.mentions),
    by(cast.homeMentions),
    by(cast.countries),
    by(cast.elsewhere),
    by(cast.domestic),
  ]
  return (sentence) => ({
    mentions: mentions(sentence),
    homeMentions: homeMentions(sentence),
    countries: countries(sentence),
    elsewhere: elsewhere(sentence),
    domestic: domestic(sentence),
  })
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
      const score = online ? 0 : directionScore(sentence, page, here, home, partners)
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

/** How much a delegation says for the way of the town it is of. */
const ENVOYS = 1.2
/** An ambassador who is met comes to us, unless something says otherwise. */
const OFFICIAL = 1.2
const CLEAR = 0.9
export const directionOf = (score: number): Direction => (score > CLEAR ? 'incoming' : score < -CLEAR ? 'outgoing' : 'none')

/** Where a clause ends for good; the full stop of „3. Juni“ is none. */
const STOP = /[;:!?]|(?<!\d)\./u

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

/** Letters below which no stretch says who comes or goes. */
const SHORTEST = 6

/** How much a stretch says for coming (above 0) or going: by the goal of a visit and where things happen first, then by who is said to come or go. */
export function directionScore(sentence: Stretch, page: Page, cast: Places, home: Home, partners: Map<string, PartnerDraft>): number {
  const { language } = page
  if (language.code === 'zh') return hanDirection(sentence, page, cast, home, partners)
  const fold = page.fold.slice(sentence.start, sentence.end)
  if (fold.length < SHORTEST) return 0
  const here = (mention: Stretch): boolean => mention.start >= sentence.start && mention.end <= sentence.end
  const foreign = cast.mentions.filter(
    (mention) => here(mention) && ['municipality', 'country', 'school', 'company', 'other'].includes(partners.get(mention.key)?.kind ?? ''),
  )
  // „командира на пожарната команда в Х“ says whose he is, not where anybody is
  const inBodies = (one: Stretch): boolean =>
    foreign.some(
      (body) => partners.get(body.key)?.kind !== 'municipality' && partners.get(body.key)?.kind !== 'country' && body.start < one.start && one.end <= body.end,
    )
  const missions = cast.mentions.filter(
    (mention) => here(mention) && partners.get(mention.key)?.kind === 'embassy' && partners.get(mention.key)?.country !== home.country,
  )
  const homeNames = cast.homeMentions.filter(here)
  // „градския парк на сръбската община“ is theirs
  const theirsBehind = (hit: Stretch): boolean =>
    [...foreign, ...cast.countries.filter((one) => here(one) && one.country !== home.country)].some(
      (one) => one.start >= hit.end && one.start - hit.end < 30 && attachedTo.test(page.fold.slice(hit.end, one.start)),
    )
  const attachedTo = new RegExp(`^\\s(?:${sourceOf(language.names.of)})\\s(?:\\p{L}{2,14}\\s){0,2}$`, 'u')
  const homeWords = hitsOf(language.home, language, fold, sentence.start)
    .filter((hit) => !theirsBehind(hit))
    // „општината Измислица“ is theirs too
    .filter((hit) => !foreign.some((one) => one.start >= hit.end && one.start - hit.end < 2))
  // „ловешкият панаир“, „ловчани“
  // Serbian is read in Latin letters, whichever it is written in
  const ours = calledAfter(language.code === 'sr' ? (home.place?.name ?? home.name) : home.name)
  const own = (endings: string): Stretch[] =>
    ours === null
      ? []
      : [...fold.matchAll(new RegExp(`(?<!\\p{L})${ours}\\p{L}{0,3}${endings}`, 'gu'))].map((hit) => ({
          start: sentence.start + hit.index,
          end: sentence.start + hit.index + hit[0].length,
        }))
  const homeAdjectives = own('(?:ск|шк|чк|sk|ck)\\p{L}{0,4}(?!\\p{L})')
  const homePeople = own('(?:чан|ян|ец|ци|can|janin|jani|janke|ci)\\p{L}{0,4}(?!\\p{L})').filter(
    (hit) => !homeNames.some((one) => one.start <= hit.start && hit.start < one.end),
  )
  const atHome = [...homeNames, ...homeWords, ...homeAdjectives]
  const abroad = cast.countries.filter(
    (hit) =>
      here(hit) && hit.country !== home.country && hit.form === 'name' && !missions.some((mission) => mission.start <= hit.start && hit.end <= mission.end),
  )
  // „в германския град“
  const foreignTown = cast.countries.filter(
    (hit) =>
      here(hit) &&
      hit.country !== home.country &&
      hit.form === 'adjective' &&
      anchoredOf(language.someTown, language).start.test(page.fold.slice(hit.end, hit.end + 20)),
  )
  // „румънците“: who is meant is theirs
  const theirs = cast.countries.filter(
    (hit) =>
      here(hit) &&
      hit.country !== home.country &&
      hit.form === 'adjective' &&
      !foreignTown.includes(hit) &&
      !/^\s\p{Ll}/u.test(page.text.slice(hit.end, hit.end + 2)),
  )
  let score = 0
  const reach = (from: number, target: { start: number }): boolean =>
    target.start >= from && target.start - from < 46 && !STOP.test(page.text.slice(from, target.start))
  const from = new RegExp(`(?:^|\\s)${sourceOf(language.names.from)}\\s`, 'u')
  // by whose invitation one goes, there one goes
  for (const hit of hitsOf(language.invitation, language, fold, sentence.start)) {
    const by = [...foreign.map((one) => ({ ...one, ours: false })), ...atHome.map((one) => ({ ...one, ours: true }))]
      .filter((one) => one.start >= hit.end && one.start - hit.end < 60 && !/[.;:]/.test(page.text.slice(hit.end, one.start)))
      .sort((a, b) => a.start - b.start)[0]
    if (by) score += by.ours ? 1.5 : -1.5
  }
  const inWord = `(?:${sourceOf(language.names.in)})`
  const into = new RegExp(`(?:^|\\s)${inWord}\\s`, 'u')
  const notThere = new RegExp(`(?<!\\p{L})(?:${sourceOf(language.names.from)}|${sourceOf(language.names.with)}|${sourceOf(language.names.and)})\\s`, 'u')
  const lastOf = new RegExp(`(?<!\\p{L})(?:${sourceOf(language.names.of)})\\s$`, 'u')
  const locating = new RegExp(`(?<!\\p{L})${inWord}\\s(?<between>(?:\\p{L}{2,14}\\.?\\s){0,5})$`, 'u')
  // „ученици от гимназията в Стара Тура“ says where they are from, not where they are
  const origin = new RegExp(`(?<!\\p{L})(?:${sourceOf(language.names.from)})\\s(?:[\\p{L}„“"«»-]{2,16}\\s){1,4}$`, 'u')
  const inside = (one: { start: number }): { readonly at: number } | null => {
    const before = page.fold.slice(Math.max(sentence.start, one.start - 70), one.start)
    const gap = locating.exec(before)
    const between = gap?.groups?.between ?? ''
    // „в Общинския съвет кметът на Х“
    const ofPost = between !== '' && language.roles.some(({ cues }) => has(cues, language, between))
    // German says "von" for of and from: „auf dem Hauptplatz von Dolno“
    return gap !== null && !ofPost && !notThere.test(between.replace(lastOf, '')) && !has(language.verbs, language, between)
      ? { at: one.start - before.length + gap.index }
      : null
  }
  const located = (one: { start: number }): boolean => {
    const found = inside(one)
    if (found === null) return false
    const from = origin.exec(page.fold.slice(Math.max(sentence.start, found.at - 60), found.at))
    return from === null || has(language.verbs, language, from[0]) || has(language.future, language, from[0])
  }
  // „In Dolno the group visited the town hall“: theirs
  const abroadThere = homeWords.length > 0 && [...foreign, ...foreignTown].some(located)
  for (const hit of hitsOf(language.goingTo, language, fold, sentence.start)) {
    const goal = [
      ...[...homeNames, ...homeAdjectives, ...(abroadThere ? [] : homeWords)].map((one) => ({ start: one.start, home: true })),
      ...foreign.map((one) => ({ start: one.start, home: false })),
      ...abroad.map((one) => ({ start: one.start, home: false })),
      ...[...cast.elsewhere.filter(here), ...foreignTown].map((one) => ({ start: one.start, home: false })),
    ]
      .filter((one) => reach(hit.end - 2, one))
      .sort((a, b) => a.start - b.start)[0]
    if (goal) {
      // „гости от Х“, „посещението на кмета на Троян“: whose visit it is, not where it goes
      const gap = page.fold.slice(hit.end, goal.start)
      if (from.test(`${gap} `) || has(language.verbs, language, gap) || has(language.invitation, language, gap)) continue
      // „boravila je u petak delegacija Izmislice“: the town of those who came
      if (language.envoys !== undefined && has(language.envoys, language, gap)) continue
      if (language.roles.some(({ cues }) => has(cues, language, gap))) {
        score += goal.home ? -2.5 : 2.5
        continue
      }
      score += goal.home ? 3 : -3
    }
  }
  if ([...homeNames, ...homeAdjectives, ...(abroadThere ? [] : homeWords), ...cast.domestic.filter(here)].some(located)) score += 2
  else if (homeWords.length > 0 && !abroadThere) score += 0.6
  // „Свищов, в България“ only says where the town lies
  const behindTown = (one: Stretch): boolean =>
    foreign.some(
      (town) => town.end < one.start && one.start - town.end < 12 && new RegExp(`^,?\\s(?:${inWord}\\s)?$`, 'u').test(page.fold.slice(town.end, one.start)),
    )
  // where every noun is written large, a place nothing else is said of may be no place
  const elsewhere = language.names.largeNouns ? [] : cast.elsewhere.filter(here)
  if ([...foreign.filter((one) => !inBodies(one)), ...foreignTown, ...elsewhere, ...abroad.filter((one) => !behindTown(one))].some(located)) score -= 2
  if (has(language.there, language, fold)) score -= 1.2
  if (hitsOf(language.here, language, fold, sentence.start).some((hit) => !theirsBehind(hit))) score += 1.4
  score += Math.min(2, hitsOf(language.incoming, language, fold).length) * 1.5
  for (const hit of hitsOf(language.hosting, language, fold, sentence.start)) {
    const host = (one: Stretch): boolean => {
      const gap = one.end <= hit.start ? page.text.slice(one.end, hit.start) : ''
      // „Мустинген, също побратимен град, ще приеме“
      if (/^,\s[^,.;:!?]{2,45},\s(?:\p{Ll}{1,10}\s)?$/u.test(gap)) return has(language.relations.twinned, language, foldLetters(gap))
      return one.end <= hit.start && gap.length < 14 && /^[\s\p{Ll}]*$/u.test(gap) && !/^\s?\p{L}{2,}\s\p{L}/u.test(gap)
    }
    if (foreign.some(host)) score -= 4
    else if (homeNames.some(host)) score += 2
  }
  for (const hit of language.hostedBy === undefined ? [] : hitsOf(language.hostedBy, language, fold, sentence.start)) {
    const host = [...[...foreign, ...abroad].map((one) => ({ start: one.start, ours: false })), ...homeNames.map((one) => ({ start: one.start, ours: true }))]
      .filter((one) => one.start >= hit.end && one.start - hit.end < 70 && !STOP.test(page.text.slice(hit.end, one.start)))
      .sort((a, b) => a.start - b.start)[0]
    if (host) score += host.ours ? 2 : -4
  }
  // „ловчани посетиха“
  const going = [...hitsOf(language.goingTo, language, fold, sentence.start), ...hitsOf(language.outgoing, language, fold, sentence.start)]
  if (homePeople.some((one) => going.some((hit) => hit.start >= one.end && hit.start - one.end < 60))) score -= 2
  // when guests leave, the visit was one to us
  for (const hit of hitsOf(language.outgoing, language, fold, sentence.start).slice(0, 2))
    score -= theirs.some((one) => one.end <= hit.start && hit.start - one.end < 40 && !/[;:]/.test(page.text.slice(one.end, hit.start))) ? 0.2 : 1.5
  if (missions.length > 0) score += OFFICIAL
  // „delegacija Измислице“ is who travels
  for (const hit of language.envoys === undefined ? [] : hitsOf(language.envoys, language, fold, sentence.start)) {
    const right = (one: Stretch): boolean =>
      one.start > hit.end && one.start - hit.end < 36 && /^\s(?:\p{L}{4,16}\s){0,2}$/u.test(page.fold.slice(hit.end, one.start))
    if (foreign.some(right)) score += ENVOYS
    else if (homeNames.some(right)) score -= ENVOYS
  }
  // our own embassy is abroad, and so is who is its guest
  const ownMissions = cast.mentions.filter((one) => here(one) && partners.get(one.key)?.kind === 'embassy' && partners.get(one.key)?.country === home.country)
  if (ownMissions.some((one) => hitsOf(language.hosting, language, fold, sentence.start).some((hit) => hit.start >= one.end && hit.start - one.end < 60)))
    score -= 3
  const people = hitsOf(language.people, language, fold, sentence.start)
  const fromThere = new RegExp(`(?<!\\p{L})(?:${sourceOf(language.names.from)})\\s(?:[\\p{L}.]{2,14}\\s){0,3}$`, 'u')
  if (
    foreign.some(
      (one) =>
        !located(one) &&
        (fromThere.test(page.fold.slice(Math.max(sentence.start, one.start - 50), one.start)) || inside(one) !== null) &&
        people.some(
          (hit) =>
            hit.end <= one.start &&
            one.start - hit.end < 50 &&
            !/[,.;:]/.test(page.text.slice(hit.end, one.start)) &&
            // „хорът се върна от Х“
            !has(language.outgoing, language, page.fold.slice(hit.end, one.start)),
        ),
    )
  )
    score += 1.5
  else if (
    language.names.attributive &&
    foreign.some((one) =>
      people.some((hit) => hit.start > one.end && hit.start - one.end < 24 && /^ (?:\p{Ll}+ ){0,2}$/u.test(page.text.slice(one.end, hit.start))),
    )
  )
    score += 1.5
  // a delegation of ours, „delegazione modellese“, „les Exemplonnais“: they are the ones who travel, unless more is said
  if (
    homeNames.some(
      (one) =>
        fromThere.test(page.fold.slice(Math.max(sentence.start, one.start - 50), one.start)) &&
        people.some(
          (hit) => DELEGATION.test(hit.text) && hit.end <= one.start && one.start - hit.end < 40 && !/[,.;:]/.test(page.text.slice(hit.end, one.start)),
        ),
    )
  )
    score -= OURS
  const ownPeople = peopleOf(home, language)
  if (ownPeople !== null)
    for (const hit of fold.matchAll(ownPeople)) {
      const at = sentence.start + hit.index
      const who = people.find((one) => one.end <= at && at - one.end < 3)
      if (who ? !HOSTS.test(who.text) : /\p{Lu}/u.test(page.text.charAt(at))) {
        score -= OURS
        break
      }
    }
  // who is invited comes: „ha invitato i tedeschi“, „a invité Exemplon“
  for (const hit of language.inviting === undefined ? [] : hitsOf(language.inviting, language, fold, sentence.start)) {
    const guest = [...foreign, ...cast.countries.filter((one) => here(one) && one.country !== home.country && one.form === 'adjective')]
      .map((one) => ({ start: one.start, ours: false }))
      .concat(homeNames.map((one) => ({ start: one.start, ours: true })))
      .filter((one) => one.start >= hit.end && one.start - hit.end < 50)
      .sort((a, b) => a.start - b.start)[0]
    if (guest && !/[,.;:]/.test(page.text.slice(hit.end, guest.start)) && !into.test(page.fold.slice(hit.end, guest.start))) score += guest.ours ? -3 : 3
  }
  return score
}

const DELEGATION = /^(?:deleg|делег|abordn)/u
/** Who at home rather receives than travels. */
const HOSTS = /^fami/u
const OURS = 1.2

/** What home's people are called, where a language tells by what such words end in: null when it does not, or the name is too short. */
function peopleOf(home: Home, language: Language): RegExp | null {
  if (language.demonym === undefined) return null
  const name = foldLetters(home.place?.name ?? home.name)
    .split(/[^\p{L}]+/u)
    .find((word) => word.length > 3)
  const stem = name?.replace(/(?:[aeiou]?s|x|[aeiouy])$/u, '') ?? ''
  if (!/^[a-z]{3,}$/.test(stem)) return null
  // Potenza, potentino; Exemplon, exemplonnais
  const changed = stem.endsWith('z') ? `${stem.slice(0, -1)}[zt]` : stem
  return new RegExp(`(?<!\\p{L})${changed}[a-z]{0,${stem.length > 3 ? 2 : 0}}${sourceOf(language.demonym)}(?!\\p{L})`, 'gu')
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
