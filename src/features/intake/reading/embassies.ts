// Embassies and consulates, told apart by who sends and who receives: ours abroad, theirs here, and a consul's own town.
import { englishCountry } from '#features/places/gazetteer/countries.ts'
import type { GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { add, type Builder, type LandMention, mostFrequent, type World } from './building.ts'
import { hanEmbassies } from './han/bodies.ts'
import { anchoredOf, hitsOf, sourceOf } from './cues.ts'
import type { Cues, Language } from './languages/language.ts'
import { baseForms, bySentence, overlaps, type Stretch } from './names.ts'

type Seat = { readonly end: number; readonly country: string; readonly town: GazetteerPlace | null }

/** Adds each embassy and consulate the text names to the partners; gives back where they stand, so that no town is read there. */
export function embassies(builder: Builder, world: World, countries: readonly LandMention[]): Stretch[] {
  const { page, home } = world
  const { language } = page
  if (language.code === 'zh') return hanEmbassies(builder, world, countries)
  const { embassy } = language
  const used: Stretch[] = []
  const groups: [Cues, 'Embassy' | 'Consulate'][] = [
    [embassy.ambassador, 'Embassy'],
    [embassy.diplomat, 'Embassy'],
    [embassy.mission, 'Embassy'],
    [embassy.consul, 'Consulate'],
    [embassy.consulate, 'Consulate'],
  ]
  const countriesIn = bySentence(page, countries)
  const foreignMost = mostFrequent(countries.filter((hit) => hit.country !== home.country).map((hit) => hit.country))
  for (const sentence of page.sentences) {
    const here = countriesIn(sentence.index)
    for (const [cues, body] of groups) {
      for (const hit of hitsOf(cues, language, sentence.fold, sentence.start)) {
        if (used.some((one) => overlaps(one, hit))) continue
        // „посланикът ни в Черна гора“: the country behind is where it sits
        const ours = isOurs(hit, world)
        const senders = ours ? [] : sendersOf(hit, here, world)
        const tail = Math.max(hit.end, ...senders.map((sender) => sender.end), ours ? oursEnd(hit, world) : 0)
        const seat = seatOf(tail, here, senders, world)
        if (senders.length === 0 && !(ours && seat !== null)) continue
        for (const sender of senders.length > 0 ? senders.map(({ country }) => country) : [home.country]) {
          const receiving = seat?.country ?? (sender !== home.country ? home.country : foreignMost)
          if (!receiving || receiving === sender) continue
          const first = senders[0]
          const start = Math.min(hit.start, first?.start ?? hit.start)
          const end = seat?.end ?? tail
          const town = body === 'Consulate' ? (seat?.town ?? null) : null
          const kind = body === 'Embassy' ? body : consulateKind(page.fold.slice(hit.start, hit.end), language)
          const of = `${kind} of ${withArticle(englishCountry(sender))}`
          const key = `${body.toLowerCase()}:${sender}:${town === null ? receiving : nameKey(town.name)}`
          add(
            builder,
            {
              key,
              name: `${of} in ${town === null ? withArticle(englishCountry(receiving)) : town.name}`,
              nameInText: page.quote(start, end),
              aliases: [of],
              country: sender,
              kind: 'embassy',
              confidence: seat ? 1 : 0.9,
            },
            { key, start, end, sentence: sentence.index },
          )
          used.push({ start, end })
        }
      }
    }
  }
  oneConsulate(builder)
  return used
}

/** „Консулът на Турция“ after „генералният консул на Турция в Пловдив“ is the same: one without a town is the one whose town is said. */
function oneConsulate({ partners, mentions }: Builder): void {
  for (const [key, partner] of partners) {
    if (!/^consulate:[A-Z]{2}:[A-Z]{2}$/.test(key)) continue
    const seats = [...partners.keys()].filter((other) => other !== key && other.startsWith(key.slice(0, 13)))
    const seat = seats.length === 1 ? partners.get(seats[0]!) : undefined
    if (!seat) continue
    partners.delete(key)
    seat.evidence.push(...partner.evidence)
    seat.evidence.sort((a, b) => a[0] - b[0])
    for (const mention of mentions) if (mention.key === key) mention.key = seat.key
  }
}

/** The country, or countries, whose ambassador it is: an adjective before, a name or an adjective behind; „на Япония и на Естония“. */
function sendersOf(hit: Stretch, here: readonly LandMention[], { page }: World): LandMention[] {
  const { language } = page
  // „посланик на Френската република в България“
  const ofState = new RegExp(`^\\s${sourceOf(language.embassy.state)}`, 'u')
  const after = here.find(
    (country) =>
      country.start >= hit.end &&
      country.start - hit.end < 42 &&
      /^[^,.;:()\n]{0,42}$/.test(page.text.slice(hit.end, country.start)) &&
      (country.form === 'adjective'
        ? country.start - hit.end < 3 || (country.start - hit.end < 9 && ofState.test(page.fold.slice(country.end, country.end + 14)))
        : true),
  )
  const before = here.find(
    (country) =>
      country.form === 'adjective' && country.end <= hit.start && hit.start - country.end < 12 && !/[,.;]/.test(page.text.slice(country.end, hit.start)),
  )
  const beforeName =
    language.code === 'en' || language.code === 'zh' || language.code === 'de'
      ? here.find((country) => country.form === 'name' && country.end <= hit.start && hit.start - country.end < 4)
      : undefined
  const state = after?.form === 'adjective' && after.start - hit.end >= 3 ? after : undefined
  const sender = before ?? (after?.form === 'name' || state ? after : undefined) ?? beforeName ?? after
  if (sender === undefined) return []
  const senders = [sender]
  const more = new RegExp(`^(?:\\s(?:${sourceOf(language.names.and)})|,)\\s(?:(?:${sourceOf(language.names.of)})\\s)?(?:\\p{L}{2,9}\\s)?$`, 'u')
  for (const next of here) {
    const last = senders.at(-1)!
    if (sender.start < hit.end || next.form !== 'name' || next.start < last.end || next.country === last.country) continue
    if (more.test(page.fold.slice(last.end, next.start))) senders.push(next)
  }
  return senders
}

/** „посланикът ни“, „our ambassador“ */
const isOurs = (hit: Stretch, { page }: World): boolean => {
  const { start, end } = anchoredOf(page.language.embassy.ours, page.language)
  return end.test(page.fold.slice(Math.max(0, hit.start - 14), hit.start)) || start.test(page.fold.slice(hit.end, hit.end + 14))
}
const oursEnd = (hit: Stretch, { page }: World): number =>
  hit.end + (anchoredOf(page.language.embassy.ours, page.language).start.exec(page.fold.slice(hit.end, hit.end + 14))?.[0].length ?? 0)

/** Where it sits: „в България“, or a town: a consul's own, or the capital that stands for its state. */
function seatOf(tail: number, here: readonly LandMention[], senders: readonly LandMention[], { page, gazetteer, home }: World): Seat | null {
  const inside = `(?:${sourceOf(page.language.names.in)}|to|a|en|in)`
  const into = new RegExp(`^\\s?${inside}\\s(?:\\p{L}{2,10}\\s){0,2}$`, 'u')
  const country = here.find(
    (one) => !senders.includes(one) && one.form === 'name' && one.start >= tail && one.start - tail < 25 && into.test(page.fold.slice(tail, one.start)),
  )
  if (country !== undefined) return { end: country.end, country: country.country, town: null }
  const lead = new RegExp(`^\\s?${inside}\\s`, 'u').exec(page.fold.slice(tail, tail + 12))?.[0].length
  if (lead === undefined) return null
  const name = /^\p{Lu}[\p{L}’'-]*(?:[ -]\p{Lu}[\p{L}’'-]*)?/u.exec(page.text.slice(tail + lead, tail + lead + 40))?.[0]
  for (const written of name === undefined ? [] : [name, name.split(' ')[0]!]) {
    const town = baseForms(written, page.language)
      .flatMap((form) => gazetteer.find(form))
      .sort((a, b) => Number(b.country === home.country) - Number(a.country === home.country))[0]
    if (town !== undefined) return { end: tail + lead + written.length, country: town.country, town }
  }
  return null
}

function consulateKind(words: string, { embassy }: Language): string {
  if (new RegExp(sourceOf(embassy.honorary), 'u').test(words)) return 'Honorary Consulate'
  return new RegExp(sourceOf(embassy.general), 'u').test(words) ? 'Consulate General' : 'Consulate'
}

const withArticle = (country: string): string => (/^(United|Netherlands|Czech|Philippines|Bahamas)/.test(country) ? `the ${country}` : country)
