// How the month is told in Macedonian.
import { lowered } from '#platform/texts/sentences.ts'
import { MACEDONIAN_SENTENCES } from './mk-sentences.ts'
import { macedonianName } from './spelling.ts'
import { type Form, isMunicipal, ofEach, type Tongue } from './tongue.ts'

/** What already says where or when it is: it stands as it is written. */
const PHRASE = /^(?:во|на|кај|пред|зад|под|над|крај|при|по|за|со|од|меѓу|низ|околу) /iu

/** An occasion that is a phrase already stands as it is written; a name stands in quotation marks. */
const occasion: Form = ({ items }) => {
  const text = items[0]?.text ?? ''
  return PHRASE.test(text) ? lowered(text, 'mk') : `по повод „${text}“`
}

/** Nouns that institutions are called by, with their articles: амбасадата на Бугарија, училиштето „Пример“. */
const DEFINITE: Readonly<Record<string, string>> = {
  агенција: 'агенцијата',
  академија: 'академијата',
  амбасада: 'амбасадата',
  асоцијација: 'асоцијацијата',
  гимназија: 'гимназијата',
  друштво: 'друштвото',
  здружение: 'здружението',
  институт: 'институтот',
  комора: 'комората',
  конзулат: 'конзулатот',
  министерство: 'министерството',
  музеј: 'музејот',
  посолство: 'посолството',
  регион: 'регионот',
  сојуз: 'сојузот',
  театар: 'театарот',
  универзитет: 'универзитетот',
  училиште: 'училиштето',
  фондација: 'фондацијата',
}

const forms = {
  /** Somewhere, in the office's own words or as the name of a town. */
  where: ofEach((text) => (PHRASE.test(text) ? lowered(text, 'mk') : `во ${text}`)),
  occasion,
} as const satisfies Record<string, Form>

const ROLES = {
  mayor: 'градоначалник',
  deputy_mayor: 'заменик-градоначалник',
  council_chair: 'на чело на Советот',
  councillor: 'член на Советот',
  ambassador: 'амбасадор',
  consul: 'конзул',
  diplomat: 'дипломат',
  minister: 'министер',
  head_of_state: 'шеф на државата',
  head_of_government: 'на чело на владата',
  governor: 'на чело на областа',
  official: '',
  business: '',
  academic: '',
  culture: '',
  clergy: '',
  association: '',
  other: '',
} as const

const ENVOYS: ReadonlySet<string> = new Set(['ambassador', 'consul', 'diplomat'])

/** What each kind of mission is called. */
const MISSIONS = { embassy: 'амбасадата', consulate: 'конзулатот', general_consulate: 'генералниот конзулат' } as const

export const MACEDONIAN: Tongue = {
  language: 'mk',
  tag: 'mk-MK',
  yearMark: ' година',
  monthOnce: 'first',
  between: ' ',
  asWritten: (written) => written.replace(/ г\.$/u, ' година'),
  when: {
    day: 'на {a}',
    days: 'од {a} до {b}',
    month: 'во {a}',
    year: 'во {a}',
    between: 'меѓу {a} и {b}',
    betweenAbout: 'приближно меѓу {a} и {b}',
    either: 'во {a} или {b}',
    about: 'околу {a}',
    dueDay: 'до {a}',
    duePeriod: 'до крајот на {a}',
    dueAbout: 'до околу {a}',
  },
  numbers: {
    m: ['еден', 'два', 'три', 'четири', 'пет', 'шест', 'седум', 'осум', 'девет', 'десет'],
    f: ['една', 'две', 'три', 'четири', 'пет', 'шест', 'седум', 'осум', 'девет', 'десет'],
    n: ['едно', 'две', 'три', 'четири', 'пет', 'шест', 'седум', 'осум', 'девет', 'десет'],
  },
  promised: (text) => text.replace(/^(?:дека )?ќе (?=\p{L})/iu, 'да '),
  whole: /^(?!(?:Да|Ќе) )\p{Lu}[^,]+ (?:вети|ветија|покани|поканија|планира|планираат|предложи|предложија|одговори|договорија|ќе)(?=[ ,])/u,
  clause: /^(?:да|ќе) /u,
  forms,
  roles: ROLES,
  spelled: macedonianName,
  called: (text, { kind }) => {
    const [first = '', ...rest] = text.split(' ')
    const definite = kind === 'municipality' || kind === 'country' ? undefined : DEFINITE[first.toLocaleLowerCase('mk')]
    return definite === undefined ? text : [definite, ...rest].join(' ')
  },
  person: ({ name, words, role, of }) => {
    if (words !== '') return `${name} (${lowered(words, 'mk')})`
    const title = ROLES[role]
    if (title === '') return name
    if (of === null) return `${name} (${title})`
    // Whoever is sent speaks for the country, not for the house.
    const sent = ENVOYS.has(role) ? /^(?:амбасадата|конзулатот|генералниот конзулат) на (.+)$/iu.exec(of) : null
    if (sent !== null) return `${name} (${title} на ${sent[1]})`
    return isMunicipal(role) ? `${name} (${title} на ${of})` : `${name} (${title}, ${of})`
  },
  types: { contact: 'контакт', friendship: 'пријателство', project: 'проектно партнерство', twinning: 'збратимување', honorary: 'почесно партнерство' },
  fields: {
    administration: 'локалната самоуправа',
    agriculture: 'земјоделството',
    business: 'економијата',
    crafts: 'занаетчиството',
    culture: 'културата',
    education: 'образованието',
    energy: 'енергетиката',
    environment: 'животната средина',
    eu_projects: 'европските проекти',
    health: 'здравството',
    heritage: 'културното наследство',
    humanitarian: 'хуманитарната помош',
    infrastructure: 'инфраструктурата',
    science: 'науката',
    security: 'безбедноста',
    social: 'социјалната заштита',
    sport: 'спортот',
    tourism: 'туризмот',
    water: 'водните ресурси',
    youth: 'младите',
  },
  topics: {
    agreement: 'договор',
    aid: 'помош',
    business: 'економија',
    cooperation: 'соработка',
    event: 'настан',
    exchange: 'размена',
    project: 'проект',
    visit: 'посета',
    other: '',
  },
  occasions: { town_day: 'празникот на градот', festival: 'фестивал' },
  mission: (kind, sent, host) => `${MISSIONS[kind]} на ${sent}${host === null ? '' : ` во ${host}`}`,
  kinds: {
    visit: 'посета',
    meeting: 'средба',
    forum: 'форум',
    festival: 'фестивал',
    signing: 'потпишување',
    celebration: 'прослава',
    ceremony: 'церемонија',
    exhibition: 'изложба',
    exchange: 'размена',
    council_session: 'седница на Советот',
    letter: 'писмо',
    call: 'разговор на далечина',
    other: 'настан',
  },
  patterns: MACEDONIAN_SENTENCES,
}
