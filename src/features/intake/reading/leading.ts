// Whose delegation somebody leads, where nothing beside the post says whose it is: the one just spoken of.
import { anchoredOf, has, hitsOf, only } from './cues.ts'
import type { Cues } from './languages/language.ts'
import { calledAfter, precededBy } from './names.ts'
import type { Page } from './page.ts'
import type { Mention } from './building.ts'
import type { Cast } from './partners.ts'
import type { PersonMention } from './people.ts'
import { HOME, type Home } from './reading.ts'

/** Sentences looked back for the delegation; letters between it and the town it is of; between its leader and the words for leading. */
const BACK = 3
const BESIDE = 45
const REACH = 70
const NONE: Cues = []

/** Key of the town whose delegation the person leads, null for one that is the hosts' own; undefined where the text does not say that, or not whose. */
export function ledBy(person: PersonMention, persons: readonly PersonMention[], page: Page, cast: Cast, home: Home): string | null | undefined {
  const { language } = page
  const { leading } = language
  if (leading === undefined) return undefined
  const sentence = page.sentences[person.sentence]!
  const [start, end] = [Math.min(person.role.start, person.start), Math.max(person.role.end, person.end)]
  const before = anchoredOf(leading.before, language).end.exec(page.fold.slice(Math.max(sentence.start, start - REACH), start))
  const behind = anchoredOf(leading.behind, language).start.test(page.fold.slice(end, Math.min(sentence.end, end + REACH)))
  if (before === null && !behind) {
    // „водени от кмета Иван и съветника Петър“: both lead
    const other = persons.findLast((one) => one.sentence === person.sentence && one.end <= start && Math.max(one.end, one.role.end) <= start)
    return other &&
      anchoredOf(only(language.names.and), language).start.exec(page.fold.slice(other.end, start))?.[0].trim() === page.fold.slice(other.end, start).trim()
      ? ledBy(other, persons, page, cast, home)
      : undefined
  }
  const from = before === null ? start : start - before[0].length
  const towns = [...cast.mentions, ...cast.homeMentions.map((mention) => ({ ...mention, key: HOME }))]
  for (const one of page.sentences.slice(Math.max(0, person.sentence - BACK), person.sentence + 1).toReversed())
    for (const group of hitsOf(language.people, language, one.fold, one.start).toReversed()) {
      if (group.start >= from) continue
      const whose = groupOf(group, towns, page, cast, home)
      // „гостите от Х бяха посрещнати от делегация, водена от“: the hosts' delegation
      if (whose !== undefined) return has(language.hostedBy ?? NONE, language, page.fold.slice(group.end, from)) ? null : whose
    }
  return undefined
}

/** Whose the people are: „наша делегация“, „сръбската делегация“, „нишката делегация“, „делегация от град Ниш“, "a Niš delegation". */
function groupOf({ start, end }: { start: number; end: number }, towns: readonly Mention[], page: Page, cast: Cast, home: Home): string | undefined {
  const { language } = page
  const { of, from } = language.names
  if (precededBy(page, start, language.leading?.ours ?? NONE, 30)) return HOME
  const lead = page.fold.slice(Math.max(0, start - 30), start)
  const isCalled = (name: string): boolean => {
    const stem = calledAfter(name)
    return stem !== null && new RegExp(`(?<!\\p{L})${stem}\\p{L}{1,8}\\s$`, 'u').test(lead)
  }
  if (isCalled(home.name)) return HOME
  const partners = cast.partners.filter(({ kind }) => kind === 'municipality')
  const called = partners.find(({ nameInText }) => isCalled(nameInText))
  if (called) return called.key
  const near = towns
    .filter((town) => town.start >= end && town.start - end < BESIDE && !/[.,;:!?\n]/.test(page.text.slice(end, town.start)))
    .sort((a, b) => a.start - b.start)[0]
  const isOf = ({ start: at }: Mention): boolean =>
    // where the genitive alone says "of", the town stands right behind
    (of === '' ? at - end < 2 : precededBy(page, at, only(of), 20)) || precededBy(page, at, only(from), 20) || precededBy(page, at, language.town)
  if (near && isOf(near) && !has(language.verbs, language, page.fold.slice(end, near.start))) return near.key
  if (language.names.attributive || language.code === 'zh') {
    const beside = towns.find(
      (town) => town.end <= start && /^(?:['’]s)?\s?(?:\p{L}{3,10}\s)?$|^市?(?:政府)?(?:友好)?$/u.test(page.fold.slice(town.end, start)),
    )
    if (beside) return beside.key
  }
  const land = cast.countries.find(
    (hit) => hit.form === 'adjective' && (hit.end <= start ? start - hit.end < 3 : hit.start - end < 3 && hit.start >= end),
  )?.country
  if (land === undefined) return undefined
  return land === home.country ? HOME : partners.find(({ country }) => country === land)?.key
}
