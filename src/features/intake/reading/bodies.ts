// Embassies and consulates with who sends and who receives; companies, schools and associations set abroad by the words around them.
import type { CountryMention } from '#features/places/gazetteer/countries.ts'
import { englishCountry } from '#features/places/gazetteer/countries.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { add, type Builder, isHomeName, latinName, type Mention, mostFrequent, type World } from './building.ts'
import { has, hitsOf, sourceOf } from './cues.ts'
import type { Cues } from './languages/language.ts'
import { among, bySentence, overlaps, quotesIn, type Stretch } from './names.ts'
import type { PartnerKind } from './reading.ts'

/** Embassies and consulates, told apart by who sends and who receives. */
export function embassies(builder: Builder, world: World, countries: readonly (CountryMention & { sentence: number })[]): Stretch[] {
  const { page, home } = world
  const { language } = page
  const { embassy, names } = language
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
        const after = here.find(
          (country) =>
            country.start >= hit.end &&
            country.start - hit.end < 42 &&
            /^[^,.;:()\n]{0,42}$/.test(page.text.slice(hit.end, country.start)) &&
            (country.form === 'adjective' ? country.start - hit.end < 3 : true),
        )
        const before = here.find(
          (country) =>
            country.form === 'adjective' && country.end <= hit.start && hit.start - country.end < 12 && !/[,.;]/.test(page.text.slice(country.end, hit.start)),
        )
        const beforeName =
          language.code === 'en' || language.code === 'zh' || language.code === 'de'
            ? here.find((country) => country.form === 'name' && country.end <= hit.start && hit.start - country.end < 4)
            : undefined
        const sender = before ?? (after?.form === 'name' && after ? after : undefined) ?? beforeName ?? after
        if (!sender) continue
        const tail = Math.max(hit.end, sender.end)
        const gap = (country: CountryMention): string => page.fold.slice(tail, country.start)
        const inWord = new RegExp(`^\\s?(?:${sourceOf(names.in)}|to|a|en|in)\\s(?:\\p{L}{2,10}\\s){0,2}$`, 'u')
        const seat = here.find(
          (country) => country !== sender && country.form === 'name' && country.start >= tail && country.start - tail < 25 && inWord.test(gap(country)),
        )
        const receiving = seat?.country ?? (sender.country !== home.country ? home.country : foreignMost)
        if (!receiving || receiving === sender.country) continue
        const start = Math.min(hit.start, sender.start)
        const end = seat?.end ?? tail
        const inText = page.quote(start, end)
        const name = `${body} of ${withArticle(englishCountry(sender.country))} in ${withArticle(englishCountry(receiving))}`
        add(
          builder,
          {
            key: `${body.toLowerCase()}:${sender.country}:${receiving}`,
            name,
            nameInText: inText,
            aliases: [`${body} of ${withArticle(englishCountry(sender.country))}`],
            country: sender.country,
            kind: 'embassy',
            confidence: seat ? 1 : 0.9,
          },
          { key: `${body.toLowerCase()}:${sender.country}:${receiving}`, start, end, sentence: sentence.index, strong: true },
        )
        used.push({ start, end })
      }
    }
  }
  return used
}

const withArticle = (country: string): string => (/^(United|Netherlands|Czech|Philippines|Bahamas)/.test(country) ? `the ${country}` : country)

/** Companies, schools and associations, if the words around them place them abroad. */
export function bodies(
  builder: Builder,
  world: World,
  towns: readonly (Mention & { country: string })[],
  countries: readonly (CountryMention & { sentence: number })[],
  domestic: readonly Stretch[],
): void {
  const { page, home } = world
  const { language } = page
  const quotes = quotesIn(page.text)
  const [townsIn, countriesIn, domesticIn] = [bySentence(page, towns), bySentence(page, countries), bySentence(page, domestic)]
  const paragraphOf = (sentence: number): number => page.sentences[sentence]?.paragraph ?? -1
  const townsOf = Map.groupBy(
    builder.mentions.filter((one) => builder.partners.get(one.key)?.kind === 'municipality'),
    (one) => paragraphOf(one.sentence),
  )
  const landsOf = (paragraph: number): Set<string | undefined> => new Set(townsOf.get(paragraph)?.map((one) => builder.partners.get(one.key)?.country))
  const groups: [Cues, PartnerKind][] = [
    [language.bodies.company, 'company'],
    [language.bodies.school, 'school'],
    [language.bodies.other, 'other'],
  ]
  for (const sentence of page.sentences) {
    for (const [cues, kind] of groups) {
      for (const hit of hitsOf(cues, language, sentence.fold, sentence.start)) {
        const quote = among(quotes, { start: hit.end, end: hit.end + 25 }).find(
          (one) =>
            one.start >= hit.end && one.start - hit.end < 25 && one.end <= sentence.end + 2 && /^[\s\p{L}-]*$/u.test(page.text.slice(hit.end, one.start)),
        )
        const end = quote?.end ?? hit.end
        const own = quote ? page.text.slice(quote.start + 1, quote.end - 1) : ''
        if (own && isHomeName(own.split(/\s[–-]\s/)[0] ?? '', home, language)) continue
        if (domesticIn(sentence.index).some((one) => one.start >= hit.start - 40 && one.end <= hit.start && !/[,.;]/.test(page.text.slice(one.end, hit.start))))
          continue
        // set abroad by the town or country right behind it, or an adjective right before it
        const townAfter = townsIn(sentence.index).find(
          (town) => town.start >= end && town.start - end < 32 && /^\s?(?:\(|,\s|[^,.;:()]{0,30}\s)$/u.test(page.text.slice(end, town.start) || ' '),
        )
        const adjective = countriesIn(sentence.index).find(
          (country) =>
            country.form === 'adjective' &&
            country.country !== home.country &&
            country.end <= hit.start &&
            hit.start - country.end < 30 &&
            !/[,.;]/.test(page.text.slice(country.end, hit.start)),
        )
        const around = landsOf(sentence.paragraph)
        const context = kind === 'company' && quote && around.size === 1 ? [...around][0] : undefined
        const country = adjective?.country ?? townAfter?.country ?? context
        if (!country) continue
        if (!quote && !(kind === 'school' && townAfter)) continue
        // „lycée Curie passera une semaine à Aalen“ is no school of Aalen
        const between = page.fold.slice(end, townAfter?.start ?? end)
        if (!quote && (has(language.verbs, language, between) || has(language.future, language, between) || has(language.goingTo, language, between))) continue
        const start = quote && kind === 'company' ? quote.start : hit.start
        const stop = quote ? quote.end : (townAfter?.end ?? hit.end)
        const inText = page.quote(start, stop)
        const name = own || inText
        add(
          builder,
          { key: `${kind}:${nameKey(name)}`, name: latinName(name, language), nameInText: inText, aliases: own ? [own] : [], country, kind, confidence: 0.8 },
          { key: `${kind}:${nameKey(name)}`, start, end: stop, sentence: sentence.index, strong: true },
        )
      }
    }
  }
}
