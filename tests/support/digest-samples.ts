// Something for every slot of the digest in each of its languages: what its sentences are said with, one by one.
import { dueInWords, monthInWords, pointInWords, whenInWords } from '#features/digest/composing/days.ts'
import { type Situation, slotsOfSituation } from '#features/digest/composing/situation.ts'
import { type Slots, Speaker } from '#features/digest/composing/speaking.ts'
import type { DigestLanguage, Tongue } from '#features/digest/composing/tongue.ts'
import { ARLANDE, EMBASSY, HOME, PRIMEROVO } from './digest-month.ts'

type Texts = Readonly<Record<'place' | 'occasion' | 'title' | 'clause' | 'thing' | 'name' | 'theirs' | 'ours', string>>
const TEXTS: Readonly<Record<DigestLanguage, Texts>> = {
  bg: {
    place: 'Културния дом',
    occasion: 'Празник на сливата',
    title: 'Земя и огън',
    clause: 'да изпратят програмата',
    thing: 'изложба на керамика',
    name: 'празникът на града',
    theirs: 'Анго Пробов',
    ours: 'Проба Служителова',
  },
  en: {
    place: 'the town park',
    occasion: 'Plum Festival',
    title: 'Earth and Fire',
    clause: 'to send the programme',
    thing: 'an exhibition of ceramics',
    name: 'Town Day',
    theirs: 'Ango Probov',
    ours: 'Proba Sluzhitelova',
  },
  mk: {
    place: 'во градскиот парк',
    occasion: 'Празник на сливата',
    title: 'Земја и оган',
    clause: 'да ја испратат програмата',
    thing: 'изложба на керамика',
    name: 'празникот на градот',
    theirs: 'Анго Пробов',
    ours: 'Проба Служителова',
  },
  fr: {
    place: 'Parc municipal',
    occasion: 'Fête de la prune',
    title: 'Terre et feu',
    clause: 'envoyer le programme',
    thing: 'exposition de céramique',
    name: 'fête de la ville',
    theirs: 'Ango Probov',
    ours: 'Proba Sluzhitelova',
  },
  it: {
    place: 'Parco comunale',
    occasion: 'Festa della prugna',
    title: 'Terra e fuoco',
    clause: 'inviare il programma',
    thing: 'mostra di ceramica',
    name: 'festa del paese',
    theirs: 'Ango Probov',
    ours: 'Proba Sluzhitelova',
  },
  sr: {
    place: 'u gradskom parku',
    occasion: 'Praznik šljive',
    title: 'Zemlja i vatra',
    clause: 'da pošalju program',
    thing: 'izložba keramike',
    name: 'Dan opštine',
    theirs: 'Ango Probov',
    ours: 'Proba Služitelova',
  },
  zh: {
    place: '市立公园',
    occasion: '李子节',
    title: '土与火',
    clause: '',
    thing: '举办陶艺展览',
    name: '城市日',
    theirs: '安戈·普罗博夫',
    ours: 'Proba Sluzhitelova',
  },
}

/** Everything a situation's slots can be filled with; `many`: several where there can be several. A promise is a clause, or else a thing. */
export function samples(tongue: Tongue, situation: Situation, { many, clause }: { readonly many: boolean; readonly clause: boolean }): Slots {
  const speaker = new Speaker(tongue, '2024-10')
  const text = TEXTS[tongue.language]
  const partners = many ? [PRIMEROVO, ARLANDE] : [PRIMEROVO]
  const person = (name: string, of: typeof HOME): string => tongue.person({ name, words: '', role: 'mayor', of: speaker.name(of) })
  const regions = new Intl.DisplayNames([tongue.tag], { type: 'region' })
  const all: Slots = {
    home: HOME,
    partners,
    all: [HOME, ...partners],
    others: [EMBASSY],
    when: whenInWords('2024-10-12', '2024-10', tongue),
    due: dueInWords('2027-06', tongue),
    until: dueInWords('2029', tongue),
    month: monthInWords('2024-10', tongue),
    since: pointInWords('2003', tongue),
    place: text.place,
    occasion: text.occasion,
    title: text.title,
    name: text.name,
    counts: [speaker.say('count.visit.incoming', { count: many ? 2 : 1 })!, speaker.say('count.promise.agreed', { count: 5 })!],
    countries: situation === 'closing' ? (many ? 5 : 1) : (many ? ['FR', 'MK'] : ['MK']).map((code) => regions.of(code)!),
    people: many ? [person(text.theirs, PRIMEROVO), person(text.ours, HOME)] : [person(text.theirs, PRIMEROVO)],
    theirs: [person(text.theirs, PRIMEROVO)],
    ours: [person(text.ours, HOME)],
    fields: many ? [tongue.fields.culture, tongue.fields.youth] : [tongue.fields.tourism],
    number: '17',
    body: many ? 'CPAFFC' : null,
    from: tongue.types.friendship,
    to: tongue.types.twinning,
    kind: tongue.kinds.exhibition,
    topics: many ? [tongue.topics.exchange, tongue.topics.agreement] : [tongue.topics.exchange],
    clause: clause ? text.clause : null,
    thing: clause ? null : text.thing,
    count: many ? 3 : 1,
    years: many ? 21 : 2,
    partnerships: many ? 7 : 1,
  }
  return Object.fromEntries(slotsOfSituation(situation).map((slot) => [slot, all[slot]]))
}

/** Every sentence the language has, said one by one, in the order of its situations: „situation: sentence“. What nobody can say stands as „—“. */
export const saidOneByOne = (tongue: Tongue): string[] =>
  Object.entries(tongue.patterns).flatMap(([situation, patterns]) =>
    patterns.map((pattern, at) => {
      const alone: Tongue = { ...tongue, patterns: { ...tongue.patterns, [situation]: [pattern] } }
      const clause = pattern.includes('{clause')
      const [speaker, slots] = [new Speaker(alone, '2024-10'), samples(tongue, situation as Situation, { many: at % 2 === 0, clause })]
      // Titles, headings and counts are no sentences.
      const said = /^(?:title|heading|count)/.test(situation) ? speaker.say(situation as Situation, slots) : speaker.sentence(situation as Situation, slots)
      return `${situation}: ${said ?? '—'}`
    }),
  )
