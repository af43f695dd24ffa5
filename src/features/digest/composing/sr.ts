// How the month is told in Montenegrin, in Latin letters: names are not bent, the noun before them is.
import { lowered } from '#platform/texts/sentences.ts'
import type { NameFacts } from './month.ts'
import { inMontenegrinLetters, montenegrinName } from './spelling.ts'
import { MONTENEGRIN_SENTENCES } from './sr-sentences.ts'
import { type Form, isMunicipal, ofEach, type Tongue } from './tongue.ts'

/** Nominative, genitive, dative (and locative), accusative, instrumental of the noun that carries a name. */
type Cases = { readonly nom: string; readonly gen: string; readonly dat: string; readonly acc: string; readonly ins: string }
type Case = keyof Cases
const feminine = (stem: string): Cases => ({ nom: `${stem}a`, gen: `${stem}e`, dat: `${stem}i`, acc: `${stem}u`, ins: `${stem}om` })

/** By the kind of organisation; a name that says what it is brings its own noun. */
const CARRIERS: Readonly<Record<NameFacts['kind'], Cases>> = {
  municipality: feminine('opštin'),
  region: { nom: 'region', gen: 'regiona', dat: 'regionu', acc: 'region', ins: 'regionom' },
  state_body: feminine('ustanov'),
  embassy: {
    nom: 'diplomatsko predstavništvo',
    gen: 'diplomatskog predstavništva',
    dat: 'diplomatskom predstavništvu',
    acc: 'diplomatsko predstavništvo',
    ins: 'diplomatskim predstavništvom',
  },
  company: { nom: 'preduzeće', gen: 'preduzeća', dat: 'preduzeću', acc: 'preduzeće', ins: 'preduzećem' },
  school: { nom: 'škola', gen: 'škole', dat: 'školi', acc: 'školu', ins: 'školom' },
  country: feminine('držav'),
  other: { nom: 'organizacija', gen: 'organizacije', dat: 'organizaciji', acc: 'organizaciju', ins: 'organizacijom' },
}
/** First words of names that are bent themselves: Ambasada Bugarske, ambasade Bugarske. */
const BENT: Readonly<Record<string, Cases>> = {
  ambasada: feminine('ambasad'),
  asocijacija: feminine('asocijacij'),
  fondacija: feminine('fondacij'),
  gimnazija: feminine('gimnazij'),
  institut: { nom: 'institut', gen: 'instituta', dat: 'institutu', acc: 'institut', ins: 'institutom' },
  komora: feminine('komor'),
  konzulat: { nom: 'konzulat', gen: 'konzulata', dat: 'konzulatu', acc: 'konzulat', ins: 'konzulatom' },
  ministarstvo: { nom: 'ministarstvo', gen: 'ministarstva', dat: 'ministarstvu', acc: 'ministarstvo', ins: 'ministarstvom' },
  muzej: { nom: 'muzej', gen: 'muzeja', dat: 'muzeju', acc: 'muzej', ins: 'muzejom' },
  pozorište: { nom: 'pozorište', gen: 'pozorišta', dat: 'pozorištu', acc: 'pozorište', ins: 'pozorištem' },
  region: { nom: 'region', gen: 'regiona', dat: 'regionu', acc: 'region', ins: 'regionom' },
  škola: feminine('škol'),
  udruženje: { nom: 'udruženje', gen: 'udruženja', dat: 'udruženju', acc: 'udruženje', ins: 'udruženjem' },
  univerzitet: { nom: 'univerzitet', gen: 'univerziteta', dat: 'univerzitetu', acc: 'univerzitet', ins: 'univerzitetom' },
}

/** Endings of a country's name: of nouns (Italija), and of adjectives (Francuska, Crna in Crna Gora). Other names are not bent. */
const NOUN_ENDING: Readonly<Record<Case, string>> = { nom: 'a', gen: 'e', dat: 'i', acc: 'u', ins: 'om' }
const ADJECTIVE_ENDING: Readonly<Record<Case, string>> = { nom: 'a', gen: 'e', dat: 'oj', acc: 'u', ins: 'om' }
const ijekavian = (name: string): string => name.replace(/^Sever(?=na )/u, 'Sjever')
/** Italije, Francuskoj, Crnoj Gori; what does not end so stands unbent behind its noun: države Kipar. */
const country = (inCase: Case, name: string): string => {
  const words = ijekavian(name).split(' ')
  if (words.length > 2 || words.some((word) => !word.endsWith('a'))) return `${CARRIERS.country[inCase]} ${ijekavian(name)}`
  return words
    .map((word, at) => {
      const isAdjective = at < words.length - 1 || /[sčšž]ka$/u.test(word)
      return word.slice(0, -1) + (isAdjective ? ADJECTIVE_ENDING : NOUN_ENDING)[inCase]
    })
    .join(' ')
}

/** „opštine Dojran“, „opštinom Dojran“, „ambasade Bugarske“. */
const bent =
  (inCase: Case) =>
  (text: string, of: NameFacts | null): string => {
    const [first = '', ...rest] = text.split(' ')
    const own = BENT[first.toLocaleLowerCase('sr-Latn')]
    if (of?.kind === 'country') return country(inCase, text)
    if (own !== undefined && of?.kind !== 'municipality') return [own[inCase], ...rest].join(' ')
    return `${CARRIERS[of?.kind ?? 'municipality'][inCase]} ${text}`
  }

/** Countries in the instrumental by ISO 3166 code, and as Montenegrins call them; any other stands behind a noun. */
const WITH_COUNTRY: Readonly<Record<string, string>> = {
  AL: 'Albanijom', AT: 'Austrijom', BA: 'Bosnom i Hercegovinom', BE: 'Belgijom', BG: 'Bugarskom', BY: 'Bjelorusijom', CH: 'Švajcarskom', CN: 'Kinom', CY: 'Kiprom',
  CZ: 'Češkom', DE: 'Njemačkom', DK: 'Danskom', EE: 'Estonijom', ES: 'Španijom', FI: 'Finskom', FR: 'Francuskom', GB: 'Velikom Britanijom', GR: 'Grčkom', HR: 'Hrvatskom',
  HU: 'Mađarskom', IE: 'Irskom', IT: 'Italijom', JP: 'Japanom', LT: 'Litvanijom', LU: 'Luksemburgom', LV: 'Letonijom', MD: 'Moldavijom', ME: 'Crnom Gorom',
  MK: 'Sjevernom Makedonijom', MT: 'Maltom', NL: 'Holandijom', NO: 'Norveškom', PL: 'Poljskom', PT: 'Portugalijom', RO: 'Rumunijom', RS: 'Srbijom', RU: 'Rusijom',
  SE: 'Švedskom', SI: 'Slovenijom', SK: 'Slovačkom', TR: 'Turskom', UA: 'Ukrajinom', US: 'Sjedinjenim Američkim Državama',
} // prettier-ignore
const REGIONS = new Intl.DisplayNames(['sr-Latn-ME'], { type: 'region' })
const INSTRUMENTAL = new Map(Object.entries(WITH_COUNTRY).map(([code, said]) => [REGIONS.of(code) ?? code, said]))
/** Montenegrin officials write „sa“ everywhere. */
const withWord = (words: string): string => `sa ${words}`

const PHRASE = /^(?:u|na|kod|kraj|pred|ispred|iza|iznad|ispod|pored|pri|po|za|sa|s|od|oko|povodom|tokom|uoči|nakon) /iu
/** Somewhere, in the office's own words or as the name of a place, which stands unbent behind its noun. */
const where = (text: string): string => (PHRASE.test(text) ? lowered(text, 'sr-Latn') : `u mjestu ${text}`)
/** A town is a place one is in, a firm or a school somebody one is with: „u opštini Dojran“, „kod preduzeća Voli“. */
const PLACES: ReadonlySet<NameFacts['kind']> = new Set<NameFacts['kind']>(['municipality', 'region', 'country'])
const at = (text: string, of: NameFacts | null): string => (of !== null && PLACES.has(of.kind) ? `u ${bent('dat')(text, of)}` : `kod ${bent('gen')(text, of)}`)
const occasion: Form = ({ items }) => {
  const text = items[0]?.text ?? ''
  return PHRASE.test(text) ? lowered(text, 'sr-Latn') : `povodom događaja „${text}“`
}

/** Nominative, genitive and locative of the months. */
const MONTHS = ['januar', 'februar', 'mart', 'april', 'maj', 'jun', 'jul', 'avgust', 'septembar', 'oktobar', 'novembar', 'decembar'] as const
const stemOf = (month: string): string => month.replace(/bar$/u, 'br')
const MONTH = new RegExp(`\\b(?:${MONTHS.join('|')})\\b`, 'gu')
/** Both months of „između septembar i oktobar“. */
const inGenitive = (text: string): string => text.replace(MONTH, (month) => `${stemOf(month)}a`)
const inLocative = (text: string): string => text.replace(MONTH, (month) => `${stemOf(month)}u`)
/** A year alone is followed by its noun: 2024. godine. */
const withYear = (text: string): string => text.replace(/(\d{4})\.$/u, '$1. godine')

const ROLES = {
  mayor: 'predsjednik opštine',
  deputy_mayor: 'potpredsjednik opštine',
  council_chair: 'na čelu skupštine opštine',
  councillor: 'odbornik skupštine opštine',
  ambassador: 'ambasador',
  consul: 'konzul',
  diplomat: 'diplomata',
  minister: 'ministar',
  head_of_state: 'šef države',
  head_of_government: 'na čelu vlade',
  governor: 'na čelu regionalne uprave',
  official: '',
  business: '',
  academic: '',
  culture: '',
  clergy: '',
  association: '',
  other: '',
} as const

const ENVOYS: ReadonlySet<string> = new Set(['ambassador', 'consul', 'diplomat'])

export const MONTENEGRIN: Tongue = {
  language: 'sr',
  tag: 'sr-Latn-ME',
  yearMark: '. godine',
  monthOnce: 'first',
  between: ' ',
  // Intl has „14. oktobar 2024.“: a day stands in the genitive, a year with its noun. A day alone brings its full stop.
  asWritten: (written) => (/^\d{1,2}$/.test(written) ? `${written}.` : withYear(/^\d/.test(written) ? inGenitive(written) : written)),
  asSaid: (when) => {
    const months = new RegExp(`^u (?=(?:${MONTHS.join('|')}))`, 'u')
    if (months.test(when)) return inLocative(when)
    if (/^u \d{4}\. godine$/u.test(when)) return when.slice(2)
    return /^(?:oko|do kraja|do oko|(?:otprilike )?između) /u.test(when) ? inGenitive(when) : when
  },
  when: {
    day: '{a}',
    days: 'od {a} do {b}',
    month: 'u {a}',
    year: 'u {a}',
    between: 'između {a} i {b}',
    betweenAbout: 'otprilike između {a} i {b}',
    either: 'u {a} ili {b}',
    about: 'oko {a}',
    dueDay: 'do {a}',
    duePeriod: 'do kraja {a}',
    dueAbout: 'do oko {a}',
  },
  numbers: {
    m: ['jedan', 'dva', 'tri', 'četiri', 'pet', 'šest', 'sedam', 'osam', 'devet', 'deset'],
    f: ['jedna', 'dvije', 'tri', 'četiri', 'pet', 'šest', 'sedam', 'osam', 'devet', 'deset'],
    n: ['jedno', 'dva', 'tri', 'četiri', 'pet', 'šest', 'sedam', 'osam', 'devet', 'deset'],
  },
  whole: /^(?!Da )\p{Lu}[^,]+ (?:obećal[aio]|pozval[aio]|planira|planiraju|predložil[aio]|odgovoril[aio]|dogovorili|će)(?=[ ,])/u,
  clause: /^da /u,
  forms: {
    nom: ofEach(bent('nom')),
    gen: ofEach(bent('gen')),
    dat: ofEach(bent('dat')),
    acc: ofEach(bent('acc')),
    /** sa opštinom Dojran i ambasadom Bugarske */
    with: ({ items, join }) => withWord(join(items.map(({ text, of }) => bent('ins')(text, of)))),
    withCountries: ({ items, join }) => withWord(join(items.map(({ text }) => INSTRUMENTAL.get(text) ?? `državom ${text}`))),
    at: ofEach(at),
    where: ofEach(where),
    occasion,
    monthGen: ofEach(inGenitive),
    monthLoc: ofEach(inLocative),
  },
  roles: ROLES,
  spelled: montenegrinName,
  person: ({ name, words, role, of }) => {
    const own = words === '' ? '' : inMontenegrinLetters(lowered(words, 'sr-Latn'))
    if (own !== '') return `${name} (${own})`
    const title = ROLES[role]
    if (title === '') return name
    if (of === null) return `${name} (${title})`
    // Whoever is sent speaks for the country, not for the house.
    const sent = ENVOYS.has(role) ? /^(?:ambasada|konzulat) (.+)$/iu.exec(of) : null
    if (sent !== null) return `${name} (${title} ${sent[1]})`
    return isMunicipal(role) ? `${name} (${title} ${of})` : `${name} (${title}, ${of})`
  },
  types: { contact: 'kontakt', friendship: 'prijateljski odnosi', project: 'projektno partnerstvo', twinning: 'bratimljenje', honorary: 'počasno partnerstvo' },
  fields: {
    administration: 'lokalna samouprava',
    agriculture: 'poljoprivreda',
    business: 'privreda',
    crafts: 'zanatstvo',
    culture: 'kultura',
    education: 'obrazovanje',
    energy: 'energetika',
    environment: 'zaštita životne sredine',
    eu_projects: 'evropski projekti',
    health: 'zdravstvo',
    heritage: 'kulturna baština',
    humanitarian: 'humanitarna pomoć',
    infrastructure: 'infrastruktura',
    science: 'nauka',
    security: 'bezbjednost',
    social: 'socijalna zaštita',
    sport: 'sport',
    tourism: 'turizam',
    water: 'vodoprivreda',
    youth: 'mladi',
  },
  topics: {
    agreement: 'sporazum',
    aid: 'pomoć',
    business: 'privreda',
    cooperation: 'saradnja',
    event: 'događaj',
    exchange: 'razmjena',
    project: 'projekat',
    visit: 'posjeta',
    other: '',
  },
  occasions: { town_day: 'Dan opštine', festival: 'festival' },
  mission: (kind, sent, host) => `${kind === 'embassy' ? 'ambasada' : 'konzulat'} ${country('gen', sent)}${host === null ? '' : ` u ${country('dat', host)}`}`,
  kinds: {
    visit: 'posjeta',
    meeting: 'sastanak',
    forum: 'forum',
    festival: 'festival',
    signing: 'potpisivanje',
    celebration: 'proslava',
    ceremony: 'svečanost',
    exhibition: 'izložba',
    exchange: 'razmjena',
    council_session: 'sjednica skupštine opštine',
    letter: 'pismo',
    call: 'razgovor na daljinu',
    other: 'događaj',
  },
  patterns: MONTENEGRIN_SENTENCES,
}
