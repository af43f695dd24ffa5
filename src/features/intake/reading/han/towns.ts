// Towns in a Chinese text: names the gazetteer has, and transcriptions where a country, a verb or the word for town stands beside them.
import { countriesIn } from '#features/places/gazetteer/countries.ts'
import type { Gazetteer, GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { hanKeys } from '#platform/names/han.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import type { World } from '../building.ts'
import { anchoredOf } from '../cues.ts'
import { hanMeanings, hanSounds } from '../languages/zh-sounds.ts'
import { koreanTowns, provinces } from '../languages/zh-names.ts'
import { among, bySentence, quotesIn, type Stretch } from '../names.ts'
import type { Sentence } from '../page.ts'
import type { Candidate } from '../candidates.ts'
import type { Home } from '../reading.ts'
import { hearHan } from './hearing.ts'

const LONGEST = 12
const HAN = /^[\p{Script=Han}·・-]+$/u
/** Countries whose towns are written in characters of their own, so that two of them may mean anything. */
const WRITES_HAN: ReadonlySet<string> = new Set(['CN', 'JP', 'KR', 'TW', 'HK', 'MO'])
const SUFFIX = /^(?:市|县|区(?!域|别|分)|郡|町|村|镇(?!江))/u
/** What follows makes it a school, a firm, a street: 亚琛工业大学, 罗马花园. */
const BODY =
  /^(?:(?:(?![的与和在是到对了将来赴及向由为把被并就等派、]|代表团|市长|议长|友好|访问|签)[\p{Script=Han}\d]){0,7}?(?:大学|学院|中学|小学|高中|初中|学校|幼儿园|博物馆|美术馆|图书馆|剧院|乐团|协会|学会|商会|总会|联合会|联盟|基金会|公司|集团|银行|医院|研究所|研究院|俱乐部|交响乐团|合唱团|舞蹈团|歌舞团))(?!生|教育|合作|间|之间|等)/u
const OTHER_THING =
  /^(?:花园|小区|春天|广场|大厦|酒店|宾馆|饭店|大酒店|路|街|大街|大道|大桥|梧桐|语|产|菜|料理|餐厅|红酒|咖啡|面包|铁塔|时间|牌|式|杯(?!赛)|机场|港口|海峡|湾|河(?!畔)|山|岛(?!市|县|町)|玫瑰|公报|条约|议定书|宣言|世博会|奥运会)/u

/** „法国梧桐“, „西班牙语“, „韩式料理“: a tree, a tongue, a dish. */
export const isThing = (fold: string, { start, end }: Stretch): boolean =>
  /^(?:梧桐|语|文(?!化)|产|式|菜|料理|进口|红酒|啤酒|牧羊犬|签证|队|杯(?!赛)|买|货)/u.test(fold.slice(end, end + 3)) ||
  (/(?:从|讲|学|飞)$/u.test(fold.slice(start - 1, start)) && /^(?:买|回来|进口)/u.test(fold.slice(end, end + 3)))

/** A name in characters without the word for town. */
export const bareKey = (name: string): string => hanKeys(name).at(-1) ?? name

/** Names of home in characters, without the word for town. */
export function homeNames({ name, place }: Home): string[] {
  const names = [name, ...(place?.names ?? [])].filter((one) => scriptOf(one) === 'han').flatMap(hanKeys)
  return [...new Set(names)].filter((one) => one.length > 1).sort((a, b) => b.length - a.length)
}

const placesOf = (gazetteer: Gazetteer, name: string, country: string | undefined): GazetteerPlace[] => {
  const found = [...gazetteer.find(name)]
  const korean = koreanTowns.get(name)
  if (korean !== undefined && (country === 'KR' || found.length === 0))
    found.unshift(
      ...gazetteer
        .find(korean)
        .filter((place) => place.country === 'KR')
        .slice(0, 1),
    )
  return found
}

type Find = { start: number; end: number; text: string; places: GazetteerPlace[]; country: string | null; explicit: boolean; loose: boolean; certain: boolean }

/** All places of the text as candidates for partners, home's own names among them. */
export function hanCandidates(world: World): Candidate[] {
  const { page, home } = world
  const own = homeNames(home)
  const spoken = [...new Set(page.sentences.flatMap((sentence) => countriesIn(sentence.fold, 'zh', () => '').map((hit) => hit.country)))].filter(
    (country) => country !== home.country,
  )
  const masks = bySentence(page, world.masked)
  const quotes = quotesIn(page.text).filter((quote) => quote.end - quote.start < 16)
  const finds = page.sentences.map((sentence) =>
    findsIn(sentence, world, own, spoken).filter((find) => !masks(sentence.index).some((mask) => mask.start < find.end && find.start < mask.end)),
  )
  // a name that stands somewhere as a town's is one wherever it stands
  const known = new Map<string, Find>()
  // 在曼彻斯特拜会我驻曼彻斯特总领事: only where a consul sits
  const seats = new Set([...page.fold.matchAll(/驻([\p{Script=Han}·]{2,9}?)(?:总领|领事|使馆|大使)/gu)].map((hit) => hit[1]!))
  for (const find of finds.flat()) if (find.certain && !known.has(find.text)) known.set(find.text, find)
  return page.sentences.flatMap((sentence, i) => {
    const all = finds[i]!.filter((find) => (find.certain || known.has(find.text)) && (find.explicit || !seats.has(find.text) || own.includes(find.text)))
    for (const [name, find] of known) {
      if (seats.has(name) && !find.explicit) continue
      for (let at = sentence.fold.indexOf(name); at >= 0; at = sentence.fold.indexOf(name, at + name.length)) {
        const start = sentence.start + at
        const rest = sentence.fold.slice(at + name.length)
        const end = start + name.length + (SUFFIX.exec(rest)?.[0].length ?? 0)
        if (all.some((other) => other.start < end && start < other.end) || BODY.test(rest) || OTHER_THING.test(rest)) continue
        if (masks(sentence.index).some((mask) => mask.start < end && start < mask.end)) continue
        all.push({ ...find, start, end, explicit: end > start + name.length })
      }
    }
    return all
      .filter((find) => !among(quotes, find).some((quote) => quote.start < find.start && find.end < quote.end))
      .sort((a, b) => a.start - b.start)
      .map((find): Candidate => ({
        start: find.start,
        end: find.end,
        text: find.text,
        places: own.includes(find.text) && find.country === null ? (home.place ? [home.place] : []) : find.places,
        sentence,
        isHome: own.includes(find.text) && (find.country === null || find.country === home.country),
        explicitTown: find.explicit,
        maybe: find.loose,
        country: find.country ?? known.get(find.text)?.country ?? null,
      }))
  })
}

function findsIn(sentence: Sentence, { page, gazetteer, home }: World, own: readonly string[], spoken: readonly string[]): Find[] {
  const { fold } = sentence
  const { language } = page
  const town = anchoredOf(language.town, language).end
  const loose = anchoredOf(language.townMaybe, language).end
  const countries = countriesIn(fold, 'zh', () => '')
  const finds: Find[] = []
  let at = 0
  while (at < fold.length) {
    const land = countries.find((hit) => hit.start <= at && at < hit.end)
    if (land) {
      at = land.end
      continue
    }
    if (!/\p{Script=Han}/u.test(fold.charAt(at))) {
      at++
      continue
    }
    const before = fold.slice(Math.max(0, at - 26), at)
    const country = countryBefore(countries, fold, at)
    const prepared = country !== null || town.test(before)
    const region = country === null ? null : regionAt(fold, at)
    if (region !== null) {
      at += region
      continue
    }
    const maybe = prepared || loose.test(before)
    const find = nameAt(at, country, prepared, maybe)
    if (find === null) {
      at++
      continue
    }
    const rest = fold.slice(find.end)
    const bodyRest = fold.slice(find.start + find.text.length)
    const asTown = find.end > find.start + find.text.length && !rest.startsWith('立')
    if ((asTown || !BODY.test(bodyRest)) && !OTHER_THING.test(rest)) finds.push({ ...find, start: find.start + sentence.start, end: find.end + sentence.start })
    at = find.end
  }
  return finds

  function nameAt(start: number, country: string | null, prepared: boolean, maybe: boolean): Find | null {
    const ours = own.find((name) => fold.startsWith(name, start))
    const make = (text: string, places: GazetteerPlace[], certain: boolean, in_: string | null = country): Find => {
      const suffix = SUFFIX.exec(fold.slice(start + text.length))?.[0] ?? ''
      return {
        start,
        end: start + text.length + suffix.length,
        text,
        places,
        country: in_,
        explicit: suffix !== '' || (prepared && text.length > 2),
        loose: maybe,
        certain,
      }
    }
    // the longest name the gazetteer has
    for (let length = Math.min(LONGEST, fold.length - start); length >= 2; length--) {
      const text = fold.slice(start, start + length)
      if (ours !== undefined && length <= ours.length) break
      if (!HAN.test(text) || /[·・-]$/u.test(text) || countries.some((hit) => hit.start < start + length && start < hit.end)) continue
      if (/[市县区]$/u.test(text) && length > 2) continue
      const places = placesOf(gazetteer, text, country ?? undefined)
      if (places.length === 0) continue
      const suffix = SUFFIX.test(fold.slice(start + length))
      const inCountry = country === null ? places : places.filter((place) => place.country === country)
      if (country !== null && inCountry.length === 0) continue
      const best = inCountry[0]!
      if (country !== null) return make(text, places, true)
      const foreign = places.filter((place) => place.country !== home.country)
      const abroad = foreign[0]
      // a town of our own by that name is meant, unless the text speaks of the other country
      if (abroad === undefined) {
        if (suffix || length > 2 || best.population > 300_000) return make(text, places, true, null)
        continue
      }
      const said = foreign.some((place) => spoken.includes(place.country))
      const plain = WRITES_HAN.has(abroad.country)
      const sure =
        suffix ||
        (prepared && (said || abroad.population > 50_000)) ||
        (!plain &&
          (length > 3 ||
            (length === 3 && (said || abroad.population > 50_000)) ||
            (length === 2 && (said ? abroad.population > 50_000 : abroad.population > 900_000)))) ||
        (plain && length > 2 && said)
      if (sure) return make(text, places, true, null)
      if (maybe && said) return make(text, places, false, null)
    }
    if (ours !== undefined) return make(ours, [], true, null)
    if (/[和与及同]/u.test(fold.charAt(start))) return null
    // a transcription, where something says that a town is named
    if (!prepared && /[\p{Script=Han}]/u.test(fold.charAt(start - 1)) && hanSounds.has(fold.charAt(start - 1))) return null
    let end = start
    while (
      end < fold.length &&
      end - start < LONGEST &&
      (hanSounds.has(fold.charAt(end)) ||
        hanMeanings[fold.charAt(end)] !== undefined ||
        /[·-]/u.test(fold.charAt(end)) ||
        fold.startsWith('河畔', end) ||
        fold.startsWith('畔', end))
    )
      end++
    for (const name of own) {
      const ourName = fold.indexOf(name, start)
      if (ourName >= start && ourName < end) end = ourName
    }
    const suffixed = fold.slice(start, end + 1).search(/[市县郡镇]/u)
    if (suffixed > 1) end = Math.min(end, start + suffixed)
    const hasSuffix = SUFFIX.test(fold.slice(end))
    if (end - start < 2 || (!prepared && !(hasSuffix && end - start > 2))) return null
    const lands = country !== null ? [country] : spoken
    let best: { find: Find; points: number } | null = null
    for (let stop = end; stop - start >= (country === null ? 3 : 2) && (stop === end || !hasSuffix); stop--) {
      const text = fold.slice(start, stop)
      for (const land of lands.filter((one) => !WRITES_HAN.has(one))) {
        const heard = hearHan(gazetteer, text, land)[0]
        if (heard === undefined || heard.far > (country === null && !hasSuffix ? 0.15 : 0.3)) continue
        if (text.length < 3 && heard.far > 0.1) continue
        const points = text.length * 0.04 - heard.far
        if (best === null || points > best.points) best = { find: make(text, [heard.place], true, land), points }
      }
    }
    if (best !== null) return best.find
    // written in characters of its own (日本浦添市), or too far from anything known
    if (country === null || country === home.country) return null
    const named = /^([\p{Script=Han}]{1,8}?)(?:市|郡|町|村|镇)/u.exec(fold.slice(start))
    return named && named[1]!.length > 1 && !/[的和与了在是个座两位]/u.test(named[1]!) ? make(named[1]!, [], true) : null
  }
}

/** Length of a province or state that begins there: 山口县 is not the town of Yamaguchi. */
function regionAt(fold: string, at: number): number | null {
  const found = provinces.exec(fold.slice(at, at + 16))?.[0]
  if (found === undefined) return null
  const bare = found.replace(/(?:的|境内|首府|中部|北部|南部|东部|西部)$/u, '')
  const native = /[县府都道]$/u.test(bare)
  return native ||
    [...bare.replace(/(?:自由州|联邦州|州|省|大区|自治区|地区|行政区|公国)$/u, '')].every(
      (letter) => hanSounds.has(letter) || hanMeanings[letter] !== undefined || /[·-]/u.test(letter),
    )
    ? found.length
    : null
}

/** The country named right before, with a province between: 日本兵库县的西宫市. */
function countryBefore(countries: readonly { start: number; end: number; country: string }[], fold: string, at: number): string | null {
  for (const hit of countries) {
    if (hit.end > at || at - hit.end > 24) continue
    let gap = fold.slice(hit.end, at)
    gap = gap.replace(/^(?:共和国|联邦|王国|首都|名城|古城|城市|国际友城|友城|友好城市|的|境内|中部|北部|南部|东部|西部|港口城市|著名|小城|历史)+/u, '')
    if (gap === '') return hit.country
    const province = provinces.exec(gap)
    if (province && province[0].length === gap.length) return hit.country
  }
  return null
}
