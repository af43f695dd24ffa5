// How the month is told in Bulgarian.
import { capitalised, lowered } from '#platform/texts/sentences.ts'
import { before, type Form, ofAll, ofEach, type Tongue } from './tongue.ts'

const WITH = before([
  [/^[сз]/i, 'със '],
  [/^/, 'с '],
])

/** The short article, for whoever is not the subject: „кметът“ → „кмета“, „общинският“ → „общинския“. */
const shortArticle = (text: string): string =>
  text.replace(/^(\S+?)(ът|ят)(?=\s|$)/u, (_, stem: string, article: string) => stem + (article === 'ът' ? 'а' : 'я'))

const IS_PHRASE = /^(в|във|на|по|за|преди|пред|след|при|под|с|със|от|до|край|около|зад|над|сред|между|из)\s/iu
/** Where one is „на“ and not „в“. */
const ON = /^(площад|пл\.|улица|ул\.|булевард|бул\.|стадион|мост|бряг|връх|летище|гара|пазар|сцена|остров)/iu
/** Where it was: a phrase stands as it is written, a name takes „в“ or „на“ and the short article. */
const IN = (text: string): string =>
  IS_PHRASE.test(text) ? lowered(text, 'bg') : `${ON.test(text) ? 'на' : /^[вф]/i.test(text) ? 'във' : 'в'} ${shortArticle(text)}`

/** An occasion that is a phrase already stands as it is written, an invitation names who invited; anything else stands in quotation marks. */
const occasion: Form = ({ items }) => {
  const text = items[0]?.text ?? ''
  if (IS_PHRASE.test(text)) return lowered(text, 'bg')
  const invited = /^покана (?:от|на) (.+)$/iu.exec(text)
  return invited === null ? `по повод „${text}“` : `по покана на ${invited[1]}`
}

/** Organisations whose first word takes the article in running text: „Посолството на България“. Feminine and neuter ones have one form of it. */
const ARTICLES: Readonly<Record<string, string>> = {
  посолство: 'то',
  консулство: 'то',
  училище: 'то',
  читалище: 'то',
  сдружение: 'то',
  дружество: 'то',
  министерство: 'то',
  агенция: 'та',
  асоциация: 'та',
  фондация: 'та',
  гимназия: 'та',
  камара: 'та',
  галерия: 'та',
  библиотека: 'та',
  компания: 'та',
  фирма: 'та',
}
const MASCULINE = /^(комитет|център|институт|университет|театър|съюз|клуб|хор|ансамбъл|съвет|фонд|музей)(?=\s)/iu
const called = (text: string): string => text.replace(/^(\p{L}+)(?=\s)/u, (word) => word + (ARTICLES[word.toLowerCase()] ?? ''))
/** The same for whoever is not the subject: „Комитета за побратимяване“, „Българския културен институт“. */
const oblique = (text: string): string =>
  text
    .replace(MASCULINE, (word) =>
      word.toLowerCase() === 'музей' ? `${word.slice(0, -1)}я` : `${word.replace(/ъ(?=[рл]$)/u, (one) => (/^(център|театър)$/iu.test(word) ? '' : one))}а`,
    )
    .replace(
      /^(\p{L}+[шчс]ки)(?=\s\p{L}+(?:\s\p{L}+)?\s?(?:комитет|център|институт|университет|театър|съюз|клуб|хор|ансамбъл|съвет|фонд|музей)|\s(?:комитет|център|институт|университет|театър|съюз|клуб|хор|ансамбъл|съвет|фонд|музей))/u,
      '$1я',
    )

/** Letters from which on words are a sentence of somebody's rather than the name of a thing. */
const LONG = 80

/** „да намерим“: the office speaks of itself; its very words are quoted, never bent. */
const said: Form = ({ items }) => {
  const text = items[0]?.text ?? ''
  // Whole sentences of a source are quoted too.
  return text.length > LONG || /^\p{Lu}\p{Ll}/u.test(text) ? `„${capitalised(text, 'bg')}“` : /^(?:да|ще) /iu.test(text) ? `„${text}“` : text
}

const forms = {
  with: ofAll(WITH),
  in: ofAll(IN),
  object: ofEach((text) => shortArticle(text)),
  withPeople: ({ items, join }) => WITH(join(items.map(({ text }) => shortArticle(text)))),
  others: ofEach((text) => oblique(text)),
  withOthers: ({ items, join }) => WITH(join(items.map(({ text }) => oblique(text)))),
  said,
  occasion,
} as const satisfies Record<string, Form>

const DEFINITE: Readonly<Record<string, string>> = {
  кмет: 'кметът',
  'заместник-кмет': 'заместник-кметът',
  'зам.-кмет': 'заместник-кметът',
  посланик: 'посланикът',
  консул: 'консулът',
  председател: 'председателят',
  министър: 'министърът',
  директор: 'директорът',
  секретар: 'секретарят',
  президент: 'президентът',
  губернатор: 'губернаторът',
}

const ROLES = {
  mayor: 'кметът',
  deputy_mayor: 'заместник-кметът',
  council_chair: 'председателят на общинския съвет',
  councillor: 'общинският съветник',
  ambassador: 'посланикът',
  consul: 'консулът',
  diplomat: 'дипломатът',
  minister: 'министърът',
  head_of_state: 'държавният глава',
  head_of_government: 'министър-председателят',
  governor: 'областният управител',
  official: '',
  business: '',
  academic: '',
  culture: '',
  clergy: '',
  association: '',
  other: '',
} as const

/** Whoever is sent speaks for the country, not for the house: „посланикът на Италия в България“. */
const ENVOYS: ReadonlySet<string> = new Set(['ambassador', 'consul', 'diplomat'])

export const BULGARIAN: Tongue = {
  language: 'bg',
  tag: 'bg-BG',
  yearMark: ' г.',
  monthOnce: 'first',
  between: ' ',
  when: {
    day: 'на {a}',
    days: 'от {a} до {b}',
    month: 'през {a}',
    year: 'през {a}',
    between: 'между {a} и {b}',
    about: 'около {a}',
    dueDay: 'до {a}',
    duePeriod: 'до края на {a}',
  },
  numbers: {
    m: ['един', 'два', 'три', 'четири', 'пет', 'шест', 'седем', 'осем', 'девет', 'десет'],
    f: ['една', 'две', 'три', 'четири', 'пет', 'шест', 'седем', 'осем', 'девет', 'десет'],
    n: ['едно', 'две', 'три', 'четири', 'пет', 'шест', 'седем', 'осем', 'девет', 'десет'],
  },
  // „да намерим“ is the office speaking of itself: it stands in quotation marks, as a thing.
  clause: /^(?:да|ще) (?!(?:(?:се|си|ги|го|я|им|му|й|ви) )*\p{L}+(?:ем|им|ам|ям|еме|аме|яме)(?=\s|$))/iu,
  called,
  types: { twinning: 'побратимяване', friendship: 'приятелство', project: 'проектно партньорство', contact: 'контакт', honorary: 'почетно партньорство' },
  forms,
  roles: ROLES,
  person: ({ name, words, role, of }) => {
    const [first = '', ...rest] = lowered(words.replace(/(?<=\sна\s)община\s+(?=\p{Lu})/iu, ''), 'bg').split(' ')
    if (DEFINITE[first] !== undefined) return [DEFINITE[first], ...rest, name].join(' ')
    if (words !== '') return `${name} (${lowered(words, 'bg')})`
    const title = ROLES[role]
    if (title === '') return name
    const sent = ENVOYS.has(role) ? /^(?:Посолство|Консулство|Генерално консулство)(?:то)? на (.+)$/u.exec(of ?? '') : null
    if (sent !== null) return `${title} на ${sent[1]} ${name}`
    return of === null ? `${title} ${name}` : `${title} на ${of} ${name}`
  },
  fields: {
    administration: 'местно управление',
    agriculture: 'земеделие',
    business: 'икономика',
    crafts: 'занаяти',
    culture: 'култура',
    education: 'образование',
    energy: 'енергетика',
    environment: 'околна среда',
    eu_projects: 'европейски проекти',
    health: 'здравеопазване',
    heritage: 'културно наследство',
    humanitarian: 'хуманитарна помощ',
    infrastructure: 'инфраструктура',
    science: 'наука',
    security: 'сигурност',
    social: 'социални дейности',
    sport: 'спорт',
    tourism: 'туризъм',
    youth: 'младежки дейности',
  },
  stages: {
    prospect: 'предстояща връзка',
    contact: 'установен контакт',
    intent: 'заявено намерение',
    deciding: 'решения на съветите',
    signed: 'подписано от едната страна',
    active: 'действащо партньорство',
    expired: 'изтекъл срок',
    lapsed: 'прекъсната връзка',
    reviving: 'предложено възобновяване',
    renewed: 'подновена връзка',
    ended: 'прекратена връзка',
  },
  kinds: {
    visit: 'посещение',
    meeting: 'среща',
    forum: 'форум',
    festival: 'фестивал',
    signing: 'подписване',
    celebration: 'празник',
    ceremony: 'церемония',
    exhibition: 'изложба',
    exchange: 'обмен',
    council_session: 'заседание на общинския съвет',
    letter: 'писмо',
    call: 'разговор',
    other: 'събитие',
  },
  patterns: {
    title: ['Международните партньорства на {home}: {month}', '{home} и светът: {month}'],
    lead: [
      'През {month} международният календар на {home} отбеляза {counts}.',
      '{counts} – това е равносметката на {home} в международните връзки за {month}.',
      'Месецът в числа: през {month} {home} записа {counts}.',
    ],
    'lead.quiet': ['През {month} в международните връзки на {home} не е отбелязано събитие.', 'През {month} {home} няма отбелязани международни събития.'],
    'lead.countries': ['Контактите бяха {countries:with}.', 'Този месец пътищата водеха към {countries}.'],
    'count.visit.incoming': ['{count|#n гостуване в града|#n гостувания в града}'],
    'count.visit.outgoing': ['{count|#n посещение при партньори|#n посещения при партньори}'],
    'count.visit.none': ['{count|#n посещение|#n посещения}'],
    'count.meeting': ['{count|#f среща|#f срещи}'],
    'count.forum.incoming': ['{count|#m форум у дома|#m форума у дома}'],
    'count.forum.outgoing': ['участие в {count|#m форум|#m форума}'],
    'count.forum.none': ['{count|#m форум|#m форума}'],
    'count.festival': ['{count|#m фестивал|#m фестивала}'],
    'count.signing': ['{count|#n подписване|#n подписвания}'],
    'count.celebration': ['{count|#m празник с гости|#m празника с гости}'],
    'count.ceremony': ['{count|#f церемония|#f церемонии}'],
    'count.exhibition.incoming': ['{count|#f гостуваща изложба|#f гостуващи изложби}'],
    'count.exhibition.outgoing': ['{count|#f изложба при партньори|#f изложби при партньори}'],
    'count.exhibition.none': ['{count|#f изложба|#f изложби}'],
    'count.exchange.incoming': ['{count|#n гостуване по обмен|#n гостувания по обмен}'],
    'count.exchange.outgoing': ['{count|#n пътуване по обмен|#n пътувания по обмен}'],
    'count.exchange.none': ['{count|#m обмен|#m обмена}'],
    'count.council_session': ['{count|#n заседание на общинския съвет|#n заседания на общинския съвет}'],
    'count.letter.incoming': ['{count|#n получено писмо|#n получени писма}'],
    'count.letter.outgoing': ['{count|#n изпратено писмо|#n изпратени писма}'],
    'count.letter.none': ['{count|#n писмо|#n писма}'],
    'count.call': ['{count|#m разговор от разстояние|#m разговора от разстояние}'],
    'count.other': ['{count|още #n събитие|още #n събития}'],
    'count.act': ['{count|#m символичен жест|#m символични жеста}'],
    'count.promise': ['{count|#f нова договорка|#f нови договорки}'],
    'heading.revival': ['Възродена връзка {partners:with}', 'Приятелството {partners:with} се възобновява', 'Отново заедно {partners:with}'],
    'heading.signing': ['Нов подпис {partners:with}', 'Споразумение {partners:with}'],
    'heading.decision': ['Решение за партньорството {partners:with}'],
    'heading.first_contact': ['Ново познанство: {partners}', 'Първи стъпки {partners:with}'],
    'heading.incoming': ['Гости от {partners}', '{partners} на гости в {home}', 'Посрещнахме {partners}'],
    'heading.outgoing': ['{home} на път: {partners}', 'На посещение {partners:in}'],
    'heading.anniversary': ['Годишнина {partners:with}', '{partners}: години приятелство'],
    'heading.exchange': ['Обмен {partners:with}'],
    'heading.act': ['Знак на приятелство {partners:with}'],
    'heading.promise': ['Договорено {partners:with}'],
    'heading.other': ['Контакти {partners:with}', '{partners}: какво се случи', 'Още от месеца'],
    'happened.visit.incoming': [
      '[{when} ]{home} посрещна делегация от {partners}[ {occasion:occasion}][, заедно {others:withOthers}].',
      'Делегация от {partners} гостува в {home}[ {when}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]в {home} пристигнаха гости от {partners}[ {occasion:occasion}][, заедно {others:withOthers}].',
      'Гости на {home}[ {when}] бяха представители на {partners}[, дошли {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]в {home} се състоя официално посещение[ {occasion:occasion}].',
    ],
    'happened.visit.outgoing': [
      '[{when} ]делегация от {home} посети {partners}[ {occasion:occasion}][, с участието и на {others:others}].',
      'Представители на {home} бяха на посещение {partners:in}[ {when}][ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]{partners} {partners|прие|приеха} делегация от {home}[ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]делегация от {home} пътува на официално посещение[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.visit.none': [
      '[{when} ]между {all} имаше посещение[ {place:in}][ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]се състоя посещение[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.meeting': [
      '[{when} ]представители на {home} и на {partners} проведоха среща[ {place:in}][ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]{home} имаше среща {partners:with}[ {place:in}][ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]представители на {partners} и на {home} се срещнаха[ {place:in}][ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]се състоя среща[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.forum.incoming': [
      '[{when} ]{home} бе домакин на форум с участници от {partners}[ {occasion:occasion}][, заедно {others:withOthers}].',
      'Участници от {partners} дойдоха на форум в {home}[ {when}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]в {home} се проведе форум[ {occasion:occasion}].',
    ],
    'happened.forum.outgoing': [
      '[{when} ]{home} взе участие във форум {partners:in}[ {occasion:occasion}][, заедно {others:withOthers}].',
      'Представители на {home} участваха във форум {partners:in}[ {when}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]{home} взе участие във форум[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.forum.none': [
      '[{when} ]{all} участваха в общ форум[ {place:in}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]се проведе форум[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.festival': [
      '[{when} ]{all} се срещнаха на фестивал[ {place:in}][ {occasion:occasion}][, заедно {others:withOthers}].',
      'Фестивал събра {all}[ {when}][ {place:in}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]се проведе фестивал[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.signing': [
      '[{when} ]{all} положиха подписите си под общ документ[ {place:in}][ {occasion:occasion}][, с участието и на {others:others}].',
      'Под общ документ се подписаха {all}[ {when}][ {place:in}][ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]бе подписан документ[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.celebration': [
      '[{when} ]{all} празнуваха заедно[ {place:in}][ {occasion:occasion}][, {others:withOthers}].',
      'Общ празник събра {all}[ {when}][ {place:in}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]се състоя празник[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.ceremony': [
      '[{when} ]се състоя тържествена церемония {partners:with}[ {place:in}][ {occasion:occasion}][, с участието и на {others:others}].',
      'Тържествена церемония събра {all}[ {when}][ {place:in}][ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]се състоя тържествена церемония[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.exhibition.incoming': [
      '[{when} ]в {home} гостува изложба от {partners}[ {occasion:occasion}][, заедно {others:withOthers}].',
      'Изложба от {partners} бе показана в {home}[ {when}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]в {home} бе показана изложба[ {occasion:occasion}].',
    ],
    'happened.exhibition.outgoing': [
      '[{when} ]{home} представи изложба {partners:in}[ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]{home} представи изложба[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.exhibition.none': [
      '[{when} ]{all} подредиха обща изложба[ {place:in}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]бе показана изложба[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.exchange.incoming': [
      '[{when} ]група от {partners} пристигна в {home} по обмен[ {occasion:occasion}][, заедно {others:withOthers}].',
      'По обмен в {home} гостува група от {partners}[ {when}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]в {home} гостува група по обмен[ {occasion:occasion}].',
    ],
    'happened.exchange.outgoing': [
      '[{when} ]група от {home} замина по обмен {partners:in}[ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]група от {home} замина по обмен[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.exchange.none': [
      '[{when} ]се проведе обмен между {all}[ {place:in}][ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]се проведе обмен[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.council_session': [
      '[{when} ]се проведе заседание на общинския съвет, свързано {partners:with}[ {place:in}][ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]се проведе заседание на общинския съвет[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.letter.incoming': [
      '[{when} ]в {home} се получи писмо от {partners}[ {occasion:occasion}][, заедно {others:withOthers}].',
      'Писмо от {partners} пристигна в {home}[ {when}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]в {home} се получи писмо[ {occasion:occasion}].',
    ],
    'happened.letter.outgoing': [
      '[{when} ]{home} изпрати писмо до {partners}[ {occasion:occasion}][, заедно {others:withOthers}].',
      'Писмо от {home} замина за {partners}[ {when}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]{home} изпрати писмо[ {occasion:occasion}].',
    ],
    'happened.letter.none': [
      '[{when} ]{all} размениха писма[ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]бяха разменени писма[ {occasion:occasion}].',
    ],
    'happened.call': [
      '[{when} ]{all} разговаряха от разстояние[ {occasion:occasion}][, с участието и на {others:others}].',
      '[{when} ]се проведе разговор от разстояние[ {occasion:occasion}].',
    ],
    'happened.other': [
      '[{when} ]{all} имаха обща проява[ {place:in}][ {occasion:occasion}][, заедно {others:withOthers}].',
      '[{when} ]се проведе събитие с международно участие[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.titled': ['Събитието бе „{title}“.', 'Става дума за „{title}“.', 'В календара то е записано като „{title}“.'],
    people: ['{people|Участва|Участваха} {people}.', 'Сред участниците {people|бе|бяха} {people}.', 'В събитието се {people|включи|включиха} {people}.'],
    'people.both': ['Участваха {theirs}, както и {ours}.', '{theirs} се {theirs|срещна|срещнаха} {ours:withPeople}.'],
    fields: [
      '{fields|Тема на контактите бе|Теми на контактите бяха} {fields}.',
      'Сред темите {fields|бе|бяха} {fields}.',
      'На дневен ред {fields|бе|бяха} {fields}.',
    ],
    'act.tree_planting': [
      '[{when} ]{all} засадиха дърво на приятелството[ {place:in}].',
      'Дърво на приятелството засадиха {all}[ {when}][ {place:in}].',
      '[{when} ]бе засадено дърво на приятелството[ {place:in}].',
    ],
    'act.gift': ['[{when} ]между {all} бе поднесен символичен подарък[ {place:in}].', '[{when} ]бе поднесен символичен подарък[ {place:in}].'],
    'act.award': ['[{when} ]в знак на отношенията {partners:with} бе връчено отличие[ {place:in}].', '[{when} ]бе връчено отличие[ {place:in}].'],
    'act.monument': ['[{when} ]в знак на връзката {partners:with} бе открит паметен знак[ {place:in}].', '[{when} ]бе открит паметен знак[ {place:in}].'],
    'act.wreath': ['[{when} ]{all} поднесоха венец[ {place:in}].', '[{when} ]бе поднесен венец[ {place:in}].'],
    'act.guest_book': [
      '[{when} ]в знак на връзката {partners:with} бе положен подпис в почетната книга[ {place:in}].',
      '[{when} ]в почетната книга бе положен подпис[ {place:in}].',
    ],
    'act.flag': ['[{when} ]в знак на връзката {partners:with} бе издигнато знаме[ {place:in}].', '[{when} ]бе издигнато знаме[ {place:in}].'],
    'act.other': ['[{when} ]{all} направиха символичен жест[ {place:in}].', '[{when} ]бе направен символичен жест[ {place:in}].'],
    'act.titled': ['В спомен остава „{title}“.', 'Жестът е записан като „{title}“.'],
    'step.first_contact': [
      '[{when} ]бе установен първият контакт {partners:with}.',
      'Първият контакт {partners:with} бе установен[ {when}].',
      '[{when} ]{all} се свързаха за първи път.',
    ],
    'step.intent.us': ['[{when} ]{home} заяви намерение за по-тясна връзка {partners:with}.'],
    'step.intent.them': ['[{when} ]{partners} {partners|заяви|заявиха} намерение за по-тясна връзка {home:with}.'],
    'step.intent.both': ['[{when} ]{all} заявиха намерение за по-тясна връзка.', 'Намерение за по-тясна връзка заявиха {all}[ {when}].'],
    'step.memorandum': [
      '[{when} ]{all} подписаха меморандум[ № {number}][, валиден {until}].',
      'Меморандум[ № {number}] подписаха {all}[ {when}][, валиден {until}].',
    ],
    'step.council_decision.us': ['[{when} ]общинският съвет на {home} взе решение[ № {number}] за партньорството {partners:with}[ ({body})].'],
    'step.council_decision.them': ['[{when} ]съветът на {partners} взе решение[ № {number}] за партньорството {home:with}[ ({body})].'],
    'step.council_decision.both': ['[{when} ]съветите на {home} и на {partners} взеха решение[ № {number}] за партньорството[ ({body})].'],
    'step.state_notice': ['[{when} ]държавата бе уведомена за партньорството {partners:with}[ с документ № {number}][ ({body})].'],
    'step.regional_approval': ['[{when} ]партньорството {partners:with} получи одобрение на областно равнище[ с документ № {number}][ ({body})].'],
    'step.state_approval': ['[{when} ]партньорството {partners:with} получи одобрение на държавно равнище[ с документ № {number}][ ({body})].'],
    'step.signing.us': ['[{when} ]{home} подписа споразумението {partners:with}[ № {number}][, валидно {until}].'],
    'step.signing.them': ['[{when} ]{partners} {partners|подписа|подписаха} споразумението {home:with}[ № {number}][, валидно {until}].'],
    'step.signing.both': [
      '[{when} ]{all} подписаха споразумение[ № {number}][, валидно {until}].',
      'Споразумение[ № {number}] подписаха {all}[ {when}][, валидно {until}].',
    ],
    'step.renewal': ['[{when} ]{all} подновиха споразумението си[ с документ № {number}][, валиден {until}].'],
    'step.lapse': ['[{when} ]контактите {partners:with} прекъснаха.'],
    'step.revival_letter.us': ['[{when} ]{home} предложи на {partners} връзката да бъде възобновена.'],
    'step.revival_letter.them': ['[{when} ]{partners} {partners|предложи|предложиха} на {home} връзката да бъде възобновена.'],
    'step.revival_letter.both': ['[{when} ]{all} предложиха връзката да бъде възобновена.'],
    'step.revival_consent.us': ['[{when} ]{home} се съгласи връзката {partners:with} да бъде възобновена.'],
    'step.revival_consent.them': ['[{when} ]{partners} се {partners|съгласи|съгласиха} връзката {home:with} да бъде възобновена.'],
    'step.revival_consent.both': ['[{when} ]{all} се съгласиха връзката да бъде възобновена.'],
    'step.revival_plan': ['[{when} ]{all} приеха план за възобновяване на връзката[ № {number}][, валиден {until}].'],
    'step.revival': [
      '[{when} ]отношенията между {all} бяха възобновени[ с документ № {number}][, валиден {until}].',
      '{all} възобновиха отношенията си[ {when}][ с документ № {number}][, валиден {until}].',
      '[{when} ]{home} възобнови отношенията си {partners:with}[ с документ № {number}][, валиден {until}].',
    ],
    'step.type_change': ['[{when} ]партньорството {partners:with} стана от „{from}“ „{to}“.', '[{when} ]партньорството {partners:with} премина в друг вид.'],
    'step.end': ['[{when} ]партньорството {partners:with} бе прекратено[ с документ № {number}][ ({body})].'],
    'step.other': ['[{when} ]бе отбелязана нова стъпка в партньорството {partners:with}[ с документ № {number}][ ({body})].'],
    'meaning.break': ['Така приключи прекъсване от {years|#f година|#f години}.', 'Това се случва след {years|#f година|#f години} прекъсване.'],
    'meaning.break.about': [
      'Така приключи прекъсване от около {years|#f година|#f години}.',
      'Това се случва след около {years|#f година|#f години} прекъсване.',
    ],
    'meaning.anniversary': [
      'Тази година се навършват {years|#f година|#f години} от подписването {partners:with} през {since}.',
      'Подписването {partners:with} е от {since} – преди {years|#f година|#f години}.',
    ],
    'meaning.contact': [
      '{all} се познават вече {years|#f година|#f години} – от {since}.',
      'Връзката {partners:with} е от {since} – преди {years|#f година|#f години}.',
    ],
    'meaning.fields': [
      'Сътрудничеството {partners:with} обхваща {fields}.',
      '{fields|Сфера|Сфери} на сътрудничеството {partners:with} {fields|е|са} {fields}.',
    ],
    'meaning.stage': ['Връзката {partners:with} вече е на нов етап: {stage}.', 'За партньорството {partners:with} това означава нов етап: {stage}.'],
    'meaning.stage.prospect': ['Връзката {partners:with} тепърва предстои.'],
    'meaning.stage.contact': ['Така между {all} вече има установен контакт.'],
    'meaning.stage.intent': ['Така между {all} вече има заявено намерение.'],
    'meaning.stage.deciding': ['За партньорството {partners:with} вече има официално решение.'],
    'meaning.stage.signed': ['Споразумението {partners:with} вече е подписано от едната страна.'],
    'meaning.stage.active': ['Така партньорството {partners:with} вече е подписано и от двете страни.'],
    'meaning.stage.expired': ['Срокът на подписаното {partners:with} изтече.'],
    'meaning.stage.lapsed': ['Връзката {partners:with} е прекъсната.'],
    'meaning.stage.reviving': ['Предложено е връзката {partners:with} да бъде възобновена.'],
    'meaning.stage.renewed': ['Така връзката {partners:with} вече е подновена.'],
    'meaning.stage.ended': ['Партньорството {partners:with} вече е прекратено.'],
    'promise.agreed.us': ['{home} се ангажира {clause}[ {due}].', '{home} пое ангажимент[ {due}]: {thing:said}.'],
    'promise.agreed.them': [
      '{partners} се {partners|ангажира|ангажираха} {clause}[ {due}].',
      '{partners} {partners|пое|поеха} ангажимент[ {due}]: {thing:said}.',
    ],
    'promise.agreed.both': [
      '{all} се договориха {clause}[ {due}].',
      'Договорката между {all}[ {due}] е {clause}.',
      'Между {all} бе договорено[ {due}]: {thing:said}.',
      '{all} се договориха[ {due}]: {thing:said}.',
    ],
    'promise.planned.us': ['{home} планира[ {due}] {clause}.', '{home} планира[ {due}]: {thing:said}.'],
    'promise.planned.them': ['{partners} {partners|планира|планират}[ {due}] {clause}.', '{partners} {partners|планира|планират}[ {due}]: {thing:said}.'],
    'promise.planned.both': [
      '{all} планират[ {due}] {clause}.',
      'Общият план на {all}[ {due}] е {clause}.',
      'Между {all} се планира[ {due}]: {thing:said}.',
      '{all} планират[ {due}]: {thing:said}.',
    ],
    'promise.proposed.us': [
      '{home} предложи[ {due}] {clause}.',
      '{home} направи предложение[ {due}]: {thing:said}.',
      'Предложението на {home}[ {due}]: {thing:said}.',
    ],
    'promise.proposed.them': [
      '{partners} {partners|предложи|предложиха}[ {due}] {clause}.',
      '{partners} {partners|направи|направиха} предложение[ {due}]: {thing:said}.',
      'Предложението на {partners}[ {due}]: {thing:said}.',
    ],
    'promise.proposed.both': [
      '{all} обмислят[ {due}] {clause}.',
      'Обща идея на {all}[ {due}] е {clause}.',
      'Между {all} се обсъжда[ {due}]: {thing:said}.',
      '{all} обмислят[ {due}]: {thing:said}.',
    ],
    'promise.invited.us': ['{home} отправи покана[ {due}] {clause}.', '{home} отправи покана[ {due}]: {thing:said}.'],
    'promise.invited.them': [
      '{partners} {partners|отправи|отправиха} покана[ {due}] {clause}.',
      '{partners} {partners|отправи|отправиха} покана[ {due}]: {thing:said}.',
    ],
    'promise.invited.both': ['{all} си отправиха покана[ {due}]: {thing:said}.', '{all} си отправиха покана[ {due}] {clause}.'],
    'kept.us': [
      '[{when} ]{home} изпълни обещаното на {partners}: „{thing}“.',
      'Обещаното на {partners} бе изпълнено от {home}[ {when}]: „{thing}“.',
      '[{when} ]{home} изпълни обещаното: „{thing}“.',
    ],
    'kept.them': ['[{when} ]{partners} {partners|изпълни|изпълниха} обещаното: „{thing}“.', '[{when} ]бе изпълнено обещаното: „{thing}“.'],
    'kept.both': ['[{when} ]{all} изпълниха договореното: „{thing}“.', '[{when} ]бе изпълнено договореното: „{thing}“.'],
    'ahead.event': [
      '[{when} ]предстои {kind} {partners:with}[ {place:in}]: „{title}“.',
      'Очаква се {kind} {partners:with}[ {when}][ {place:in}]: „{title}“.',
      'В календара[ {when}] стои {kind} {partners:with}[ {place:in}]: „{title}“.',
      '[{when} ]предстои {kind} {partners:with}[ {place:in}].',
      'Очаква се {kind} {partners:with}[ {when}][ {place:in}].',
      'В календара[ {when}] стои {kind} {partners:with}[ {place:in}].',
      '[{when} ]предстои {kind}[ {place:in}]: „{title}“.',
      '[{when} ]предстои {kind}[ {place:in}].',
    ],
    'ahead.promise': [
      '[{due} ]{partners:with} предстои да бъде изпълнено: „{thing}“.',
      'Срокът на обещаното {partners:with} е[ {due}]: „{thing}“.',
      '[{due} ]предстои да бъде изпълнено: „{thing}“.',
    ],
    'ahead.occasion': ['{when} е {name} ({partners}).', '{when} предстои {name} ({partners}).', '{when} е {name}.'],
    'ahead.anniversary': ['{when} се навършват {years|#f година|#f години} от подписването {partners:with}.'],
    closing: [
      'В края на месеца {home} има {partnerships|#n партньорство|#n партньорства} в {countries|#f държава|#f държави}.',
      '{partnerships|#n партньорство|#n партньорства} в {countries|#f държава|#f държави} има {home} в края на месеца.',
    ],
    'closing.promises': [
      'По тях {count|предстои да бъде изпълнено #n обещание|предстои да бъдат изпълнени #n обещания}.',
      '{count|Открито остава #n обещание|Открити остават #n обещания}.',
    ],
  },
}
