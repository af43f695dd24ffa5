// How the month is told in French.
import { lowered } from '#platform/texts/sentences.ts'
import { latinName } from './spelling.ts'
import { FRENCH_SENTENCES } from './fr-sentences.ts'
import { type Form, isMunicipal, ofAll, ofEach, type Tongue } from './tongue.ts'

/** « … » with narrow spaces that do not break, and one before a colon: what French sets and nobody types. */
const set = (text: string): string =>
  text
    .replace(/« /g, '«\u202f')
    .replace(/ »/g, '\u202f»')
    .replace(/ (?=[;?!])/g, '\u202f')
    .replace(/ (?=:)/g, '\u00a0')

/** Before a vowel or a mute h; not before the glides of Yambol, Iași and Ouagadougou. */
const ELIDES = /^(?:[aeœàâéèêëîïô]|o(?!u[aei])|u|i(?![aeo])|y(?![aeiou])|h(?:y|é|el|endaye|onfleur))/iu

/** de, d’, du, des: by what follows, and by the article of the name itself: du Mans, des Ulis, de La Rochelle, d’Arles. */
function de(words: string): string {
  if (words.startsWith('le ') || /^Le (?=\p{Lu})/u.test(words)) return `du ${words.slice(3)}`
  if (words.startsWith('les ') || /^Les (?=\p{Lu})/u.test(words)) return `des ${words.slice(4)}`
  return ELIDES.test(words) ? `d’${words}` : `de ${words}`
}
/** à, au, aux: à Arles, au Mans, aux Ulis, à La Rochelle. */
function at(words: string): string {
  if (words.startsWith('le ') || /^Le (?=\p{Lu})/u.test(words)) return `au ${words.slice(3)}`
  if (words.startsWith('les ') || /^Les (?=\p{Lu})/u.test(words)) return `aux ${words.slice(4)}`
  return `à ${words}`
}

type Gender = 'f' | 'm' | 'p'
const article = (gender: Gender, words: string): string =>
  gender === 'p' ? `les ${words}` : ELIDES.test(words) ? `l’${words}` : gender === 'f' ? `la ${words}` : `le ${words}`

/** Countries by ISO 3166 code: feminine, masculine, plural; those without an article stand in none. */
const COUNTRIES: Readonly<Record<Gender, string>> = {
  f: 'AL DE AD AM AR AU AT BE BA BG BY CN KR CY HR ES EE FI FR GE GR HU IN ID IE IS IT LV LT MK MD MN NO NZ PL RO RU RS SK SI SE CH CZ TN TR UA ZA SY DZ SA JO CO TH',
  m: 'AZ BR CA DK EG GB IR JP XK KZ LB LI LU MA ME MX NP UZ PT VA VN CL PE KE SN PK QA TJ TM KG',
  p: 'US NL AE PH PS',
}
const REGIONS = new Intl.DisplayNames(['fr-FR'], { type: 'region' })
const GENDER_OF_COUNTRY = new Map<string, Gender>(
  (['f', 'm', 'p'] as const).flatMap((gender) => COUNTRIES[gender].split(' ').map((code) => [REGIONS.of(code) ?? code, gender] as const)),
)
const WITHOUT_ARTICLE: ReadonlySet<string> = new Set(['CY', 'IL', 'MT', 'MC', 'SM', 'CU'].map((code) => REGIONS.of(code) ?? code))
const ofCountry = (name: string): Gender | null => (WITHOUT_ARTICLE.has(name) ? null : (GENDER_OF_COUNTRY.get(name) ?? null))

/** la Bulgarie, le Monténégro, l’Italie, les États-Unis, Chypre. */
const country = (name: string): string => {
  const gender = ofCountry(name)
  return gender === null ? name : article(gender, name)
}
/** en Bulgarie, en Iran, au Monténégro, aux États-Unis, à Chypre. */
const inCountry = (name: string): string => {
  const gender = ofCountry(name)
  if (gender === null) return `à ${name}`
  return gender === 'p' ? `aux ${name}` : gender === 'f' || ELIDES.test(name) ? `en ${name}` : `au ${name}`
}

/** What is of a State: l’ambassade d’Italie, du Monténégro, des Pays-Bas, de Chypre. */
const ofState = (name: string): string => {
  const gender = ofCountry(name)
  return gender === null || gender === 'f' || ELIDES.test(name) ? de(name) : de(article(gender, name))
}

/** Nouns that names of institutions and places begin with, and their gender. */
const NOUNS = {
  f: 'académie agence ambassade assemblée association bibliothèque chambre communauté école église fédération fondation galerie mairie maison médiathèque mission place préfecture région salle société union université',
  m: 'centre château collège comité conseil conservatoire consulat département ensemble espace gymnase hôtel institut jardin lycée ministère monastère musée office orchestre parc stade théâtre',
}
const GENDER_OF_NOUN = new Map<string, Gender>((['f', 'm'] as const).flatMap((gender) => NOUNS[gender].split(' ').map((word) => [word, gender] as const)))
/** The name of an institution or a place with its article: le parc municipal, l’hôtel de ville; null when it does not say what it is. */
const noun = (text: string): string | null => {
  const word = /^[\p{L}]+/u.exec(text)?.[0]?.toLocaleLowerCase('fr') ?? ''
  const gender = GENDER_OF_NOUN.get(word)
  return gender === undefined ? null : word === 'hôtel' ? `l’${lowered(text, 'fr')}` : article(gender, lowered(text, 'fr'))
}

/** Somewhere, in the office's own words or as the name of a town: au parc municipal, à l’hôtel de ville, au Mans. */
const where = (text: string): string =>
  /^(?:à|au|aux|dans|en|sur|chez|devant|près|place|sous) /iu.test(text) || /^à l[’']/iu.test(text) ? lowered(text, 'fr') : at(noun(text) ?? text)

/** What feasts are called, and their gender. */
const FEASTS = {
  f: 'célébration cérémonie commémoration exposition fête foire inauguration journée nuit rencontre semaine',
  m: 'anniversaire carnaval championnat concert concours congrès festival forum jubilé marathon marché printemps salon tournoi',
}
const GENDER_OF_FEAST = new Map<string, Gender>((['f', 'm'] as const).flatMap((gender) => FEASTS[gender].split(' ').map((word) => [word, gender] as const)))
/** The feast with its article, le 10e anniversaire; null when it does not say what it is. */
const feast = (text: string): string | null => {
  const word = /^(?:\d+e )?(\p{L}+)/u.exec(text)?.[1]?.toLocaleLowerCase('fr') ?? ''
  const gender = GENDER_OF_FEAST.get(word)
  return gender === undefined ? null : article(gender, lowered(text, 'fr'))
}

/** An occasion that is a phrase already stands as it is written; a name stands in quotation marks. */
const occasion: Form = ({ items }) => {
  const text = items[0]?.text ?? ''
  return /^(?:à|au|aux|pour|lors|dans|en|sur|après|avant|pendant|par|avec|autour) /iu.test(text) || /^à l[’']/iu.test(text)
    ? lowered(text, 'fr')
    : `à l’occasion ${de(feast(text) ?? set(`« ${text} »`))}`
}

/** Proba Probova, maire de Troyan, et Ango Angov, maire de Dojran: a comma within asks for one before the « et », and for more than that between three. */
const people: Form = ({ items, join }) => {
  const texts = items.map(({ text }) => text)
  if (texts.length === 1 || !texts.some((text) => text.includes(','))) return join(texts)
  return texts.length === 2 ? texts.join(', et ') : set(`${texts.slice(0, -1).join(' ; ')} ; et ${texts.at(-1)}`)
}

const FEMININE: ReadonlySet<string> = new Set(['visite', 'rencontre', 'signature', 'fête', 'cérémonie', 'exposition', 'séance du conseil municipal', 'lettre'])

const forms = {
  de: ofEach(de),
  at: ofEach(at),
  where: ofEach(where),
  occasion,
  people,
  /** Before a verb the apposition is closed. */
  subject: (given) => {
    const said = people(given)
    return given.items.at(-1)?.text.includes(',') === true ? `${said},` : said
  },
  countries: ofEach(country),
  inCountries: ofEach(inCountry),
  one: ofEach((text) => (FEMININE.has(text) ? `une ${text}` : `un ${text}`)),
  event: ofEach((text) => feast(text) ?? text),
  until: ofEach((text) =>
    text
      .replace(/^d’ici au /u, 'jusqu’au ')
      .replace(/^d’ici fin /u, 'jusqu’à fin ')
      .replace(/^d’ici /u, 'jusqu’à '),
  ),
  /** Several things in one text are parted as French parts them. */
  things: ofEach((text) => text.replace(/\s*;\s/g, '\u202f; ')),
  /** A title quoted within our own quotation marks. */
  quoted: ofEach((text) => set(`« ${text.replace(/^«\s*|\s*»$/g, '')} »`)),
} as const satisfies Record<string, Form>

/** Verbs that promises begin with; a noun may end like one (atelier, calendrier), so they are told by name. */
const CLAUSE = new RegExp(
  `^(?:ne pas |se |s[’'])?(?:${(
    'accueillir accompagner accorder acheter agrandir aider aménager animer appuyer apporter assister associer chercher commencer communiquer concevoir construire consulter ' +
    'continuer coopérer coordonner créer désigner développer discuter distribuer donner échanger éditer élaborer élargir encourager engager enseigner entreprendre envoyer ' +
    'établir étudier examiner exposer faire faciliter favoriser financer former fournir impliquer informer inscrire intensifier inviter lancer maintenir mener mettre mobiliser ' +
    'monter montrer nommer offrir organiser ouvrir partager participer partir permettre planifier planter poursuivre préparer présenter prendre produire programmer promouvoir ' +
    'proposer publier réaliser recevoir réfléchir relancer rencontrer rendre renforcer renouveler répondre restaurer réunir revenir signer soumettre soutenir tenir traduire ' +
    'transmettre travailler trouver venir visiter'
  ).replaceAll(' ', '|')}) `,
  'u',
)

const ROLES = {
  mayor: 'maire',
  deputy_mayor: 'vice-maire',
  council_chair: 'à la présidence du conseil municipal',
  councillor: 'membre du conseil municipal',
  ambassador: 'ambassadeur',
  consul: 'consul',
  diplomat: 'diplomate',
  minister: 'ministre',
  head_of_state: 'chef de l’État',
  head_of_government: 'chef du gouvernement',
  governor: 'à la tête de l’administration régionale',
  official: '',
  business: '',
  academic: '',
  culture: '',
  clergy: '',
  association: '',
  other: '',
} as const

const ENVOYS: ReadonlySet<string> = new Set(['ambassador', 'consul', 'diplomat'])

/** What carries a name that does not say by itself what it is. */
const CARRIERS = {
  region: 'la région ',
  state_body: 'l’institution ',
  embassy: 'la mission diplomatique ',
  company: 'la société ',
  school: 'l’établissement ',
  other: 'l’organisation ',
} as const

/** What each kind of mission is called. */
const MISSIONS = { embassy: 'l’ambassade', consulate: 'le consulat', general_consulate: 'le consulat général' } as const

export const FRENCH: Tongue = {
  language: 'fr',
  tag: 'fr-FR',
  yearMark: '',
  monthOnce: 'first',
  between: ' ',
  asWritten: (written) => written.replace(/^1(?= |$)/, '1er'),
  // Between and about take the article before a day, and none before a month.
  asSaid: (when) =>
    when
      .replace(/^((?:à peu près )?entre|vers) (?=\d{1,2}(?:er)? )/u, '$1 le ')
      .replace(/ et (?=\d{1,2}(?:er)? )/u, ' et le ')
      .replace(/^d’ici (?=\d{1,2}(?:er)? )/u, 'd’ici au '),
  when: {
    day: 'le {a}',
    days: 'du {a} au {b}',
    month: 'en {a}',
    year: 'en {a}',
    between: 'entre {a} et {b}',
    betweenAbout: 'à peu près entre {a} et {b}',
    either: 'en {a} ou {b}',
    about: 'vers {a}',
    dueDay: 'd’ici au {a}',
    duePeriod: 'd’ici fin {a}',
    dueAbout: 'd’ici {a} environ',
  },
  numbers: {
    m: ['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
    f: ['une', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
    n: ['un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
  },
  whole: /^\p{Lu}[^,]+ (?:(?:a|ont) (?:promis|invité|proposé|répondu)|s’est engagée?|se sont engagée?s|prévoi(?:t|ent))(?=[ ,])/u,
  clause: CLAUSE,
  forms: { ...forms, que: ofAll((text) => (ELIDES.test(text) ? `qu’${text}` : `que ${text}`)) },
  roles: ROLES,
  spelled: latinName('fr'),
  called: (text, { kind }) => {
    if (kind === 'municipality') return text
    if (kind === 'country') return country(text)
    return noun(text) ?? `${CARRIERS[kind]}${text}`
  },
  person: ({ name, words, role, of }) => {
    if (words !== '') return `${name}, ${lowered(words, 'fr')}`
    const title = ROLES[role]
    if (title === '') return name
    if (of === null) return `${name}, ${title}`
    // Whoever is sent speaks for the country, not for the house.
    const sent = ENVOYS.has(role) ? /^(?:l’ambassade|le consulat(?: général)?) (.+)$/iu.exec(of) : null
    if (sent !== null) return `${name}, ${title} ${sent[1]}`
    return isMunicipal(role) ? `${name}, ${title} ${de(of)}` : `${name}, ${title} (${of.replace(/^(?:le |la |les |l’)/u, '')})`
  },
  types: {
    contact: 'simple contact',
    friendship: 'lien d’amitié',
    project: 'partenariat de projet',
    twinning: 'jumelage',
    honorary: 'partenariat honorifique',
  },
  fields: {
    administration: 'l’administration locale',
    agriculture: 'l’agriculture',
    business: 'l’économie',
    crafts: 'l’artisanat',
    culture: 'la culture',
    education: 'l’éducation',
    energy: 'l’énergie',
    environment: 'l’environnement',
    eu_projects: 'les projets européens',
    health: 'la santé',
    heritage: 'le patrimoine',
    humanitarian: 'l’aide humanitaire',
    infrastructure: 'les infrastructures',
    science: 'la recherche',
    security: 'la sécurité',
    social: 'l’action sociale',
    sport: 'le sport',
    tourism: 'le tourisme',
    water: 'l’eau',
    youth: 'la jeunesse',
  },
  topics: {
    agreement: 'accord',
    aid: 'aide',
    business: 'économie',
    cooperation: 'coopération',
    event: 'événement',
    exchange: 'échange',
    project: 'projet',
    visit: 'visite',
    other: '',
  },
  occasions: { town_day: 'fête de la ville', festival: 'festival' },
  mission: (kind, sent, host) => `${MISSIONS[kind]} ${ofState(sent)}${host === null ? '' : ` ${inCountry(host)}`}`,
  kinds: {
    visit: 'visite',
    meeting: 'rencontre',
    forum: 'forum',
    festival: 'festival',
    signing: 'signature',
    celebration: 'fête',
    ceremony: 'cérémonie',
    exhibition: 'exposition',
    exchange: 'échange',
    council_session: 'séance du conseil municipal',
    letter: 'lettre',
    call: 'entretien à distance',
    other: 'événement',
  },
  patterns: Object.fromEntries(Object.entries(FRENCH_SENTENCES).map(([situation, said]) => [situation, said.map(set)])) as unknown as Tongue['patterns'],
}
