// Which way people travel in a Chinese sentence: where the verb's goal is, and who it is that comes or leaves.
import { hitsOf } from '../cues.ts'
import { cityLetters } from '../languages/zh-names.ts'
import type { Stretch } from '../names.ts'
import type { Page } from '../page.ts'
import type { Places } from '../partners.ts'
import type { Home, PartnerDraft } from '../reading.ts'
import { homeNames } from './towns.ts'

/** The characters a town is called by for short: 洛 for 洛阳, 甬 for 宁波. */
const shortNames = (home: Home): string => {
  const known = shortBy.get(home)
  if (known !== undefined) return known
  const names = homeNames(home)
  const special = Object.entries(cityLetters).flatMap(([letter, city]) => (letter.length === 1 && names.includes(city) ? [letter] : []))
  const letters = [
    ...new Set([
      ...special,
      ...names.map((name) => name.charAt(0)),
      ...names.filter((name) => name.length === 2 && !/[州阳江山海]$/u.test(name)).map((name) => name.charAt(1)),
    ]),
  ]
    .filter((letter) => !/[大中上下新到自往]/u.test(letter))
    .join('')
  shortBy.set(home, letters)
  return letters
}
const shortBy = new WeakMap<Home, string>()

/** Above 0 for coming to us, below for going; about 1 for a hint, 3 for a goal that is named. */
export function hanDirection(sentence: Stretch, page: Page, places: Places, home: Home, partners: ReadonlyMap<string, PartnerDraft>): number {
  const { language } = page
  const fold = page.fold.slice(sentence.start, sentence.end)
  const here = (one: Stretch): boolean => one.start >= sentence.start && one.end <= sentence.end
  const kindOf = (key: string): string => partners.get(key)?.kind ?? ''
  const abroad = [
    ...places.mentions.filter((one) => here(one) && kindOf(one.key) !== 'embassy'),
    ...places.countries.filter(
      (one) => here(one) && one.country !== home.country && !places.mentions.some((other) => other.start <= one.start && one.start < other.end),
    ),
  ]
  const missions = places.mentions.filter((one) => here(one) && kindOf(one.key) === 'embassy' && partners.get(one.key)?.country !== home.country)
  const short = shortNames(home)
  const atHome: Stretch[] = [...places.homeMentions.filter(here), ...hitsOf(language.home, language, fold, sentence.start)]
  let score = 0
  // 来洛, 抵甬, 在锡, 离泉
  if (short !== '') {
    const coming = new RegExp(
      `(?:来|抵|莅|访|到|在|赴)[${short}](?![\\p{Script=Han}]?(?:于|自|大学|站|机场))(?=$|[，。、；：“”参访考进出开举办演学交投的期过与和回观指作洽商生工])`,
      'gu',
    )
    score += Math.min(1, [...fold.matchAll(coming)].length) * 3
    if (new RegExp(`离[${short}](?=$|[，。、；回])`, 'u').test(fold)) score += 1
  }
  for (const hit of hitsOf(language.goingTo, language, fold, sentence.start)) {
    const goal = [...atHome.map((one) => ({ ...one, home: true })), ...abroad.map((one) => ({ ...one, home: false }))]
      .filter((one) => one.start >= hit.end && one.start - hit.end < 14 && !/[，。；：]/u.test(page.fold.slice(hit.end, one.start)))
      .sort((a, b) => a.start - b.start)[0]
    // who goes back was away: ours when it is to us, guests when it is to theirs
    const back = /^[回返]/u.test(hit.text) && !/访/u.test(hit.text)
    if (goal && back) score += goal.home ? -2.5 : 0.5
    else if (goal) score += goal.home ? 3 : -3
  }
  // 对我市进行友好访问, 对诺丁汉市的访问
  for (const hit of fold.matchAll(
    /(?:对|到|在|赴|抵)([\p{Script=Han}·]{2,14}?)(?:进行|开展|展开|的|为期|作|，)?[\p{Script=Han}\d]{0,8}?(?:访问|考察|参观|交流|演出|参赛|参展|出席|学习|培训)/gu,
  )) {
    const [from, to] = [sentence.start + hit.index + 1, sentence.start + hit.index + 1 + hit[1]!.length]
    const goal = (one: Stretch): boolean => one.start >= from && one.start < to
    if (atHome.some(goal)) score += 2.5
    else if (abroad.some(goal)) score -= 2.5
  }
  const preceded = (one: Stretch, cue: RegExp): boolean => cue.test(page.fold.slice(Math.max(sentence.start, one.start - 8), one.start))
  if (atHome.some((one) => preceded(one, /在$/u))) score += 1.5
  if (abroad.some((one) => preceded(one, /在$/u))) score -= 1.5
  if (abroad.some((one) => preceded(one, /来自[\p{Script=Han}]{0,5}$/u))) score += 1.5
  for (const hit of hitsOf(language.incoming, language, fold, sentence.start).slice(0, 2)) {
    // 加的夫市市长接见了团员: they receive us
    const clause = fold.slice(0, hit.start - sentence.start).search(/[^，。；：]*$/u) + sentence.start
    const host = /^(?:会见|接见|接待|欢迎|迎接)/u.test(hit.text) && abroad.some((one) => one.start >= clause && one.end <= hit.start)
    score +=
      host &&
      !abroad.some((one) => one.start >= hit.end && one.start - hit.end < 16) &&
      !/[与和同]/u.test(fold.slice(hit.start - sentence.start - 3, hit.start - sentence.start))
        ? -1.5
        : 1.5
  }
  for (const hit of hitsOf(language.outgoing, language, fold, sentence.start).slice(0, 2)) {
    const theirs = [...abroad, ...hitsOf(language.partner, language, fold, sentence.start)].some((one) => one.end <= hit.start && hit.start - one.end < 30)
    score -= theirs ? 0.2 : 1.5
  }
  if (missions.length > 0) score += 1.2
  // our own ambassador is met where he sits
  if (places.mentions.some((one) => here(one) && kindOf(one.key) === 'embassy' && partners.get(one.key)?.country === home.country)) score -= 3
  return score
}
