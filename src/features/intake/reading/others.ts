// Sentences on what other towns have with each other: „Община Съседово подписа споразумение с Мустинген“.
import { anchoredOf, has, hitsOf, only } from './cues.ts'
import type { Cues, Language } from './languages/language.ts'
import { bySentence, precededBy, type Stretch } from './names.ts'
import type { Page, Sentence } from './page.ts'
import type { Home } from './reading.ts'
import { isCalledAfterHome } from './whereabouts.ts'

/** Towns named in a sentence. */
type TownsNamed = { readonly home: readonly Stretch[]; readonly domestic: readonly Stretch[]; readonly foreign: readonly Stretch[] }

/** Letters between a town and the word that says what it has with another: „Съседово от 2012 г. е побратимено“. */
const BESIDE = 45

const pactsOf = (language: Language): Cues[] => [
  language.relations.twinned,
  language.relations.agreement,
  ...language.events.filter(({ kind }) => kind === 'signing').map(({ cues }) => cues),
]

type Named = Stretch & { readonly sentence: number }

/** The sentences, by index, on what other towns have with each other, and where in each the partners of these begin. */
export function sentencesOfOthers(
  towns: { home: readonly Named[]; domestic: readonly Named[]; foreign: readonly Named[] },
  page: Page,
  home: Home,
): Map<number, number> {
  const [homeIn, domesticIn, foreignIn] = [towns.home, towns.domestic, towns.foreign].map((all) => bySentence(page, all))
  const found = new Map<number, number>()
  for (const index of new Set([...towns.domestic, ...towns.foreign].map(({ sentence }) => sentence))) {
    const sentence = page.sentences[index]
    const named = { home: homeIn!(index), domestic: domesticIn!(index), foreign: foreignIn!(index) }
    const from = sentence === undefined ? null : othersFrom(sentence, named, page, home)
    if (from !== null) found.set(index, from)
  }
  return found
}

/** Where in a sentence the partners of another town than home begin; null where it speaks, or may speak, of us. */
function othersFrom(sentence: Sentence, towns: TownsNamed, page: Page, home: Home): number | null {
  const { language } = page
  const { ourselves, theirWe } = language
  if (ourselves === undefined || towns.home.length > 0 || towns.domestic.length + towns.foreign.length === 0) return null
  const pacts = pactsOf(language).flatMap((cues) => hitsOf(cues, language, sentence.fold, sentence.start))
  if (pacts.length === 0 || isCalledAfterHome(sentence.fold, home, language)) return null
  // „Ние в Мустинген сме побратимени с Образец“: a guest speaks
  const speaker = towns.foreign.find((one) => theirWe !== undefined && precededBy(page, one.start, theirWe, 40))
  if (speaker) return speaker.end
  if ([ourselves, language.home].some((cues) => has(cues, language, sentence.fold))) return null
  for (const pact of pacts) {
    if (towns.domestic.some((one) => isSubject(one, pact, sentence, page))) return pact.start
    const subject = towns.foreign.find((one) => isSubject(one, pact, sentence, page))
    const withOther = [...towns.foreign, ...towns.domestic].some(
      (one) => subject !== undefined && one.start > subject.end && one.end > pact.start && precededBy(page, one.start, only(language.names.with), 30),
    )
    if (withOther) return pact.start
  }
  return null
}

/** Whether the town stands right before the pact, as the one who has it or whose mayor signs it. */
function isSubject(town: Stretch, pact: Stretch, sentence: Sentence, { fold, language }: Page): boolean {
  const gap = fold.slice(town.end, pact.start)
  if (town.end > pact.start || gap.length > BESIDE || /[,;:()–]/u.test(gap)) return false
  const isOfUs = (stretch: string): boolean => language.roles.some(({ cues }) => has(cues, language, stretch))
  if (isOfUs(gap) || has(language.town, language, gap)) return false
  let lead = fold.slice(sentence.start, town.start)
  // „кметът на община“
  for (const part of [1, 2]) lead = lead.replace(anchoredOf(language.town, language).end, part === 1 ? ' ' : '')
  const { of, with: together, between, and } = language.names
  const inWhich = [of, language.names.in, together, between ?? together, and]
  return !inWhich.some((cue) => anchoredOf(only(cue), language).end.test(lead)) && !isOfUs(lead)
}
