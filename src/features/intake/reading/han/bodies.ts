// Embassies, consulates, schools, firms and museums in a Chinese text, set abroad by the town or country their name begins with.
import { countriesIn, englishCountry } from '#features/places/gazetteer/countries.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { add, type Builder, type LandMention, type World } from '../building.ts'
import { cityLetters, stateLetters } from '../languages/zh-names.ts'
import type { Stretch } from '../names.ts'
import type { PartnerKind } from '../reading.ts'
import { hearHan } from './hearing.ts'
import { homeNames } from './towns.ts'

const withArticle = (country: string): string => (/^(United|Netherlands|Czech|Philippines|Bahamas)/.test(country) ? `the ${country}` : country)

const POST = '(?:特命全权|前任?|新任|候任|时任|临时)?(?<post>大使馆|使馆|大使|公使|参赞|总领事馆|领事馆|名誉领事|荣誉领事|总领事|副总领事|领事|代办|办事处)'
const MISSION = new RegExp(`驻(?<seat>[\\p{Script=Han}·]{1,9}?)${POST}`, 'gu')
const BARE = /(?<post>大使馆|使馆|大使|总领事馆|总领事|领事馆)(?!级|路|区)/gu

/** Adds each embassy and consulate the text names to the partners; gives back where they stand, so that no town is read there. */
export function hanEmbassies(builder: Builder, world: World, countries: readonly LandMention[]): Stretch[] {
  const { page, home, gazetteer } = world
  const used: Stretch[] = []
  const put = (
    sentence: number,
    start: number,
    end: number,
    sender: string,
    receiving: string,
    town: string | null,
    consular: boolean,
    general: boolean,
  ): void => {
    const body = consular ? (general ? 'Consulate General' : 'Consulate') : 'Embassy'
    const of = `${body} of ${withArticle(englishCountry(sender))}`
    const key = `${consular ? 'consulate' : 'embassy'}:${sender}:${town === null ? receiving : nameKey(town)}`
    const inText = page.quote(start, end)
    add(
      builder,
      {
        key,
        name: `${of} in ${town ?? withArticle(englishCountry(receiving))}`,
        nameInText: inText,
        aliases: [of],
        country: sender,
        kind: 'embassy',
        confidence: 0.95,
      },
      { key, start, end, sentence },
    )
    used.push({ start, end })
  }
  for (const sentence of page.sentences) {
    const here = countries.filter((hit) => hit.sentence === sentence.index)
    let last: string | undefined
    for (const hit of sentence.fold.matchAll(MISSION)) {
      const start = sentence.start + hit.index
      const end = start + hit[0].length
      const seat = hit.groups!['seat'] ?? ''
      const post = hit.groups!['post'] ?? ''
      const lead = sentence.fold.slice(0, hit.index)
      const before = here.find(
        (one) => one.end <= start && /^(?:共和国|联邦|王国|大公国|国)?(?:政府)?$/u.test(sentence.fold.slice(one.end - sentence.start, hit.index)),
      )
      const letter = /(?:^|[^\p{Script=Han}]|[与和同由请见])([\p{Script=Han}])$/u.exec(lead)?.[1]
      const ours = /(?:我国?|中国|中华人民共和国|祖国)$/u.test(lead)
      const consular = post.includes('领事')
      const seatCountry = countriesIn(seat, 'zh', () => '')[0]?.country ?? (seat.length === 1 ? stateLetters[seat] : undefined)
      const city = seat.length === 1 ? cityLetters[seat] : seat.replace(/市$/u, '')
      const earlier = lead.endsWith('、') ? last : undefined
      const sender = ours
        ? 'CN'
        : (before?.country ??
          (letter ? stateLetters[letter] : undefined) ??
          earlier ??
          (lead === '' || /[，、。]$/u.test(lead) ? (seatCountry && seatCountry !== home.country ? home.country : undefined) : undefined))
      if (sender === undefined) continue
      last = sender
      if (seatCountry !== undefined && !(consular && seat.length === 1 && cityLetters[seat] !== undefined && seat !== '华')) {
        if (seatCountry !== sender)
          put(
            sentence.index,
            before?.start ?? start - (ours ? ourLead(lead) : letter && sender !== home.country ? 1 : 0),
            end,
            sender,
            seatCountry,
            null,
            consular,
            post.startsWith('总') || post.startsWith('副总'),
          )
        continue
      }
      if (city === undefined) continue
      const known = gazetteer.find(city)
      const place =
        sender === home.country ? known.find((one) => one.country !== home.country) : (known.find((one) => one.country === home.country) ?? known[0])
      const heard =
        place ??
        here.flatMap((one) =>
          hearHan(gazetteer, city, one.country)
            .slice(0, 1)
            .map((like) => like.place),
        )[0]
      if (heard === undefined) continue
      put(
        sentence.index,
        before?.start ?? start - (ours ? ourLead(lead) : 0),
        end,
        sender,
        heard.country,
        heard.name,
        consular,
        post.startsWith('总') || post.startsWith('副总'),
      )
    }
    for (const hit of sentence.fold.matchAll(BARE)) {
      const start = sentence.start + hit.index
      const before = here.find((one) => one.end === start && one.country !== home.country)
      if (!before || used.some((one) => one.start < start + 1 && start < one.end)) continue
      put(
        sentence.index,
        before.start,
        start + hit[0].length,
        before.country,
        home.country,
        null,
        (hit.groups!['post'] ?? '').includes('领事'),
        hit[0].startsWith('总'),
      )
    }
  }
  return used
}

const ourLead = (lead: string): number => /(?:中华人民共和国|中国|祖国|我国|我)$/u.exec(lead)?.[0].length ?? 0

const KINDS: readonly (readonly [RegExp, PartnerKind])[] = [
  [/(?:大学|学院|中学|小学|高中|初中|学校|幼儿园)$/u, 'school'],
  [/(?:公司|集团|银行|工厂)$/u, 'company'],
  [/./u, 'other'],
]
const NAMED =
  /^(?:市|郡|县)?(?:(?![的与和在是到对了将来赴及向由为把被并就等派、]|代表团|市长|议长|友好|访问|签|市民)[\p{Script=Han}\d]){0,8}?(?:大学|学院|中学|小学|高中|初中|学校|幼儿园|博物馆|美术馆|图书馆|剧院|乐团|协会|学会|商会|总会|联合会|联盟|基金会|公司|集团|银行|研究所|研究院|俱乐部|合唱团|舞蹈团|歌舞团)(?!生|教育|之间)/u

/** Schools, firms and the like whose name begins with a town of a partner's country: 亚琛工业大学, 西宫市立滨胁小学. */
export function hanBodies(builder: Builder, world: World, towns: ReadonlyMap<string, string>, countries: readonly LandMention[]): void {
  const { page, home } = world
  const own = homeNames(home)
  for (const sentence of page.sentences) {
    const leads: { start: number; end: number; country: string; town: boolean }[] = []
    for (const [name, country] of towns)
      for (let at = sentence.fold.indexOf(name); at >= 0; at = sentence.fold.indexOf(name, at + name.length))
        leads.push({ start: at, end: at + name.length, country, town: true })
    for (const hit of countries)
      if (hit.sentence === sentence.index && hit.country !== home.country)
        leads.push({ start: hit.start - sentence.start, end: hit.end - sentence.start, country: hit.country, town: false })
    for (const lead of leads) {
      // 宁波诺丁汉大学 is at home
      if (own.some((name) => sentence.fold.slice(0, lead.start).endsWith(name))) continue
      const rest = NAMED.exec(sentence.fold.slice(lead.end))?.[0]
      if (rest === undefined) continue
      const start = sentence.start + (lead.town ? lead.start : lead.end)
      const end = sentence.start + lead.end + rest.length
      if (builder.mentions.some((one) => one.start < end && start < one.end && builder.partners.get(one.key)?.kind !== 'municipality')) continue
      const inText = page.quote(start, end)
      const kind = KINDS.find(([cue]) => cue.test(inText))![1]
      if (kind === 'other' && !lead.town) continue
      const short = /市立|县立|州立|町立|市(?=[\p{Script=Han}]{2})/u.exec(inText)
      const alias = short === null ? undefined : inText.slice(short.index + short[0].length)
      const key = `${kind}:${nameKey(inText)}`
      add(
        builder,
        { key, name: inText, nameInText: inText, aliases: alias && alias.length > 3 ? [alias] : [], country: lead.country, kind, confidence: 0.8 },
        { key, start, end, sentence: sentence.index },
      )
    }
  }
  for (const partner of builder.partners.values()) {
    if (partner.kind !== 'school' && partner.kind !== 'other') continue
    for (const name of [partner.nameInText, ...partner.aliases])
      for (const sentence of page.sentences)
        for (let at = sentence.text.indexOf(name); at >= 0; at = sentence.text.indexOf(name, at + name.length)) {
          const [start, end] = [sentence.start + at, sentence.start + at + name.length]
          if (!builder.mentions.some((one) => one.start < end && start < one.end))
            builder.mentions.push({ key: partner.key, start, end, sentence: sentence.index })
        }
  }
}
