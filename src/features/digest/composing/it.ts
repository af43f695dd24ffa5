// How the month is told in Italian.
import { lowered } from '#platform/texts/sentences.ts'
import { ITALIAN_SENTENCES } from './it-sentences.ts'
import { latinName } from './spelling.ts'
import { type Form, isMunicipal, ofEach, type Tongue } from './tongue.ts'

/** The article a name or a noun brings with it, and the letter after it. */
const ARTICLE = /^(?:(il|lo|la|i|gli|le) (?=\p{L})|(l[’']))/iu
const JOINED: Readonly<Record<'a' | 'di' | 'da' | 'in', Readonly<Record<string, string>>>> = {
  a: { il: 'al ', lo: 'allo ', la: 'alla ', i: 'ai ', gli: 'agli ', le: 'alle ', l: 'all’' },
  di: { il: 'del ', lo: 'dello ', la: 'della ', i: 'dei ', gli: 'degli ', le: 'delle ', l: 'dell’' },
  da: { il: 'dal ', lo: 'dallo ', la: 'dalla ', i: 'dai ', gli: 'dagli ', le: 'dalle ', l: 'dall’' },
  in: { il: 'nel ', lo: 'nello ', la: 'nella ', i: 'nei ', gli: 'negli ', le: 'nelle ', l: 'nell’' },
}
/** a, di, da, in with the article that follows: all’Aquila, alla Spezia, del ministero; „ad“ before an a: ad Arezzo. */
const joined = (preposition: keyof typeof JOINED, words: string): string => {
  const found = ARTICLE.exec(words)
  if (found !== null) return `${JOINED[preposition][found[1]?.toLowerCase() ?? 'l']!}${words.slice(found[0].length)}`
  return preposition === 'a' && /^[aàá]/iu.test(words) ? `ad ${words}` : `${preposition} ${words}`
}
const di = (words: string): string => joined('di', words)
const a = (words: string): string => joined('a', words)
/** con + article stays apart in writing. */
const e = (words: string): string => (/^[eèé]/iu.test(words) ? `ed ${words}` : `e ${words}`)

type Gender = 'f' | 'm' | 'p' | 'q'
const VOWEL = /^[aeiouàèéìòù]/iu
const IMPURE = /^(?:s[bcdfgklmnpqrtvz]|z|gn|ps|x|y)/iu
/** f, m: singular; q, p: feminine and masculine plural. */
const article = (gender: Gender, words: string): string => {
  if (gender === 'p') return VOWEL.test(words) || IMPURE.test(words) ? `gli ${words}` : `i ${words}`
  if (gender === 'q') return `le ${words}`
  if (VOWEL.test(words)) return `l’${words}`
  return gender === 'f' ? `la ${words}` : IMPURE.test(words) ? `lo ${words}` : `il ${words}`
}

/** Countries by ISO 3166 code; Cyprus, Malta, Israel, San Marino and others stand without an article. */
const COUNTRIES: Readonly<Record<Gender, string>> = {
  f: 'AL DE AR AM AU AT BE BY BA BG CZ CN KR HR DK EE FI FR GE GR IN ID IE IS IT LV LT MK MD MN NO NZ PL RO RU RS SK SI ES SE CH TN TH TR UA HU CO SY JO SA DZ',
  m: 'AZ BR CA CL EG JP IR KZ XK LB LI LU MA ME MX NP PK PE PT QA GB VN UZ ZA KG SN KE',
  p: 'US NL AE',
  q: 'PH',
}
const REGIONS = new Intl.DisplayNames(['it-IT'], { type: 'region' })
const GENDER_OF_COUNTRY = new Map<string, Gender>(
  (['f', 'm', 'p', 'q'] as const).flatMap((gender) => COUNTRIES[gender].split(' ').map((code) => [REGIONS.of(code) ?? code, gender] as const)),
)
/** la Bulgaria, il Montenegro, l’Italia, gli Stati Uniti, Cipro. */
const country = (name: string): string => {
  const gender = GENDER_OF_COUNTRY.get(name)
  return gender === undefined ? name : article(gender, name)
}
/** in Bulgaria, in Montenegro, nel Regno Unito, negli Stati Uniti, a Cipro. */
const inCountry = (name: string): string => {
  const gender = GENDER_OF_COUNTRY.get(name)
  if (gender === undefined) return a(name)
  return gender === 'p' || gender === 'q' || name === 'Regno Unito' ? joined('in', article(gender, name)) : `in ${name}`
}

/** What is of a State: l’ambasciata d’Italia, di Bulgaria, del Montenegro, degli Stati Uniti. */
const ofState = (name: string): string => {
  const gender = GENDER_OF_COUNTRY.get(name)
  return gender === undefined || gender === 'f' ? (VOWEL.test(name) ? `d’${name}` : `di ${name}`) : di(article(gender, name))
}

/** Nouns that names of institutions, places and feasts begin with. */
const NOUNS = {
  f: 'accademia ambasciata assemblea associazione azienda biblioteca camera casa celebrazione cerimonia chiesa commemorazione comunità cooperativa delegazione fiera festa fondazione galleria giornata inaugurazione mostra notte piazza prefettura provincia rassegna regione sagra sala scuola settimana società università villa',
  m: 'anniversario auditorium carnevale castello centro circolo comitato concerto concorso congresso consolato consorzio convegno festival forum giardino giubileo istituto liceo mercato ministero municipio museo palazzo parco politecnico sindacato stadio teatro torneo',
}
const GENDER_OF_NOUN = new Map<string, Gender>((['f', 'm'] as const).flatMap((gender) => NOUNS[gender].split(' ').map((word) => [word, gender] as const)))
/** il parco comunale, l’ambasciata di Bulgaria; null when the name does not say what it is. */
const noun = (text: string): string | null => {
  const gender = GENDER_OF_NOUN.get(/^\p{L}+/u.exec(text)?.[0]?.toLocaleLowerCase('it') ?? '')
  return gender === undefined ? null : article(gender, lowered(text, 'it'))
}

const PHRASE =
  /^(?:(?:a|ad|al|allo|alla|ai|agli|alle|in|nel|nello|nella|nei|negli|nelle|su|sul|sulla|per|presso|davanti|durante|dopo|prima|con|da|dal|dalla|di) |(?:all|nell|sull|dall)[’'])/iu
const where = (text: string): string => (PHRASE.test(text) ? lowered(text, 'it') : a(noun(text) ?? text))

/** An occasion that is a phrase already stands as it is written; a feast takes its article, any other name quotation marks. */
const occasion: Form = ({ items }) => {
  const text = items[0]?.text ?? ''
  if (PHRASE.test(text)) return lowered(text, 'it')
  const said = noun(text)
  return said === null ? `in occasione di «${text}»` : `in occasione ${di(said)}`
}

/** Posts behind a name bring a comma: then the list is parted so that everyone keeps their own. */
const people: Form = ({ items, join }) => {
  const texts = items.map(({ text }) => text)
  if (texts.length === 1 || !texts.some((text) => text.includes(','))) return join(texts)
  return texts.length === 2 ? `${texts[0]}, ${e(texts[1]!)}` : `${texts.slice(0, -1).join('; ')}; ${e(texts.at(-1)!)}`
}

const FEMININE: ReadonlySet<string> = new Set([
  'visita',
  'firma',
  'festa',
  'cerimonia',
  'mostra',
  'seduta del consiglio comunale',
  'lettera',
  'telefonata',
  'iniziativa',
])
const one = (text: string): string =>
  FEMININE.has(text) ? (VOWEL.test(text) ? `un’${text}` : `una ${text}`) : IMPURE.test(text) ? `uno ${text}` : `un ${text}`

const ROLES = {
  mayor: 'sindaco',
  deputy_mayor: 'vicesindaco',
  council_chair: 'presidente del consiglio comunale',
  councillor: 'componente del consiglio comunale',
  ambassador: 'ambasciatore',
  consul: 'console',
  diplomat: 'rappresentante diplomatico',
  minister: 'ministro',
  head_of_state: 'capo dello Stato',
  head_of_government: 'capo del governo',
  governor: 'a capo dell’amministrazione regionale',
  official: '',
  business: '',
  academic: '',
  culture: '',
  clergy: '',
  association: '',
  other: '',
} as const
const ENVOYS: ReadonlySet<string> = new Set(['ambassador', 'consul', 'diplomat'])
/** Posts of a town; whose the others are stands in brackets. */
/** What carries a name that does not say by itself what it is. */
const CARRIERS = {
  region: 'la regione ',
  state_body: 'l’ente ',
  embassy: 'la missione diplomatica ',
  company: 'l’azienda ',
  school: 'la scuola ',
  other: 'l’organizzazione ',
} as const

/** dal 12 al 14, dall’8 all’11, l’8 ottobre. */
const asSaid = (when: string): string =>
  when
    .replace(/\b(dal|al|il) (?=(?:8|11)\b)/gu, (_, word: string) => (word === 'il' ? 'l’' : `${word}l’`))
    .replace(/^(tra|intorno) (a )?(?=\d{1,2}º? )/u, (_, word: string, to: string | undefined) => (to === undefined ? `${word} il ` : `${word} al `))
    .replace(/^(indicativamente tra) (?=\d{1,2}º? )/u, '$1 il ')
    .replace(/ e (?=\d{1,2}º? \p{L})/u, ' e il ')
    .replace(/^entro (?=\d{1,2}º? \p{L}|\d{4} )/u, 'entro il ')
    .replace(/\bil (?=(?:8|11) )/gu, 'l’')
    .replace(/\bal (?=(?:8|11) )/gu, 'all’')
    .replace(/^((?:indicativamente )?tra) (?=\d{4}\b)/u, '$1 il ')
    .replace(/ e (?=\d{4}$)/u, ' e il ')
    .replace(/^intorno a (?=\d{4}$)/u, 'intorno al ')
    .replace(/^(entro la fine) di (?=\d{4}$)/u, '$1 del ')

/** What each kind of mission is called. */
const MISSIONS = { embassy: 'l’ambasciata', consulate: 'il consolato', general_consulate: 'il consolato generale' } as const

export const ITALIAN: Tongue = {
  language: 'it',
  tag: 'it-IT',
  yearMark: '',
  monthOnce: 'first',
  between: ' ',
  asWritten: (written) => written.replace(/^1(?= |$)/, '1º'),
  asSaid,
  list: (items) => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${e(items.at(-1)!)}`),
  when: {
    day: 'il {a}',
    days: 'dal {a} al {b}',
    month: 'in {a}',
    year: 'nel {a}',
    between: 'tra {a} e {b}',
    betweenAbout: 'indicativamente tra {a} e {b}',
    either: 'in {a} o {b}',
    about: 'intorno a {a}',
    dueDay: 'entro il {a}',
    duePeriod: 'entro la fine di {a}',
    dueAbout: 'entro {a} circa',
  },
  numbers: {
    m: ['un', 'due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto', 'nove', 'dieci'],
    f: ['una', 'due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto', 'nove', 'dieci'],
    n: ['uno', 'due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto', 'nove', 'dieci'],
  },
  whole: /^\p{Lu}[^,]+ (?:(?:ha|hanno) (?:promesso|invitato|proposto|risposto)|si è impegnat[oa]|si sono impegnat[ei]|prevede|prevedono)(?=[ ,])/u,
  // An infinitive with what follows it; nouns that end like one are left out by name.
  clause:
    /^(?:non )?(?!(?:mare|altare|genere|carcere|cuore|potere|militare|particolare|polveriere|quartiere|cantiere|bicchiere|ingegnere|seminare) )\p{L}{2,}(?:[aei]re|rre|rsi) /u,
  forms: {
    di: ofEach(di),
    a: ofEach(a),
    da: ofEach((text) => joined('da', text)),
    where: ofEach(where),
    occasion,
    people,
    /** Before a verb the apposition is closed. */
    subject: (given) => `${people(given)}${given.items.at(-1)?.text.includes(',') === true ? ',' : ''}`,
    countries: ofEach(country),
    inCountries: ofEach(inCountry),
    one: ofEach(one),
    event: ofEach((text) => noun(text) ?? text),
    until: ofEach((text) =>
      text
        .replace(/^entro il /u, 'fino al ')
        .replace(/^entro l’/u, 'fino all’')
        .replace(/^entro la fine /u, 'fino alla fine '),
    ),
    quoted: ofEach((text) => `«${text.replace(/^«|»$/g, '')}»`),
  },
  roles: ROLES,
  spelled: latinName('it'),
  called: (text, { kind }) => {
    if (kind === 'municipality') return text
    if (kind === 'country') return country(text)
    return noun(text) ?? `${CARRIERS[kind]}${text}`
  },
  person: ({ name, words, role, of }) => {
    if (words !== '') return `${name}, ${lowered(words, 'it')}`
    const title = ROLES[role]
    if (title === '') return name
    if (of === null) return `${name}, ${title}`
    // Whoever is sent speaks for the country, not for the house.
    const sent = ENVOYS.has(role) ? /^(?:l’ambasciata|il consolato(?: generale)?) (.+)$/iu.exec(of) : null
    if (sent !== null) return `${name}, ${title} ${sent[1]}`
    return isMunicipal(role) ? `${name}, ${title} ${di(of)}` : `${name}, ${title} (${of.replace(/^(?:il |lo |la |l’)/u, '')})`
  },
  types: {
    contact: 'semplice contatto',
    friendship: 'amicizia',
    project: 'partenariato di progetto',
    twinning: 'gemellaggio',
    honorary: 'partenariato onorario',
  },
  fields: {
    administration: 'amministrazione locale',
    agriculture: 'agricoltura',
    business: 'economia',
    crafts: 'artigianato',
    culture: 'cultura',
    education: 'istruzione',
    energy: 'energia',
    environment: 'ambiente',
    eu_projects: 'progetti europei',
    health: 'sanità',
    heritage: 'patrimonio culturale',
    humanitarian: 'aiuti umanitari',
    infrastructure: 'infrastrutture',
    science: 'ricerca',
    security: 'sicurezza',
    social: 'politiche sociali',
    sport: 'sport',
    tourism: 'turismo',
    water: 'risorse idriche',
    youth: 'giovani',
  },
  topics: {
    agreement: 'accordo',
    aid: 'aiuti',
    business: 'economia',
    cooperation: 'collaborazione',
    event: 'iniziativa',
    exchange: 'scambio',
    project: 'progetto',
    visit: 'visita',
    other: '',
  },
  occasions: { town_day: 'festa della città', festival: 'festival' },
  mission: (kind, sent, host) => `${MISSIONS[kind]} ${ofState(sent)}${host === null ? '' : ` ${inCountry(host)}`}`,
  kinds: {
    visit: 'visita',
    meeting: 'incontro',
    forum: 'forum',
    festival: 'festival',
    signing: 'firma',
    celebration: 'festa',
    ceremony: 'cerimonia',
    exhibition: 'mostra',
    exchange: 'scambio',
    council_session: 'seduta del consiglio comunale',
    letter: 'lettera',
    call: 'colloquio a distanza',
    other: 'iniziativa',
  },
  patterns: ITALIAN_SENTENCES,
}
