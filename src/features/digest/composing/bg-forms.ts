// How Bulgarian bends names, people and places within a sentence: articles, с/със, в/във/на, quotation marks.
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
/** „Градски парк“ is a name without its article: „в градския парк“. */
const PLAIN_PLACE = /^(\p{Lu}\p{Ll}+[шчс]ки) (парк|стадион|музей|театър|площад|център)$/u
/** Where it was: a phrase stands as it is written, a name takes „в“ or „на“ and the short article. */
export const IN = (text: string): string =>
  IS_PHRASE.test(text)
    ? lowered(text, 'bg')
    : PLAIN_PLACE.test(text)
      ? IN(lowered(text.replace(PLAIN_PLACE, '$1я $2'), 'bg'))
      : `${ON.test(text) ? 'на' : /^[вф]/i.test(text) ? 'във' : 'в'} ${shortArticle(text)}`

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
export const called = (text: string): string => text.replace(/^(\p{L}+)(?=\s)/u, (word) => word + (ARTICLES[word.toLowerCase()] ?? ''))
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
const LONG = 90

/** „да намерим“: the office speaks of itself; its very words are quoted, never bent. */
const said: Form = ({ items }) => {
  const text = items[0]?.text ?? ''
  // Whole sentences of a source are quoted too.
  return (text.length > LONG && !text.includes('; ')) || /^\p{Lu}\p{Ll}/u.test(text)
    ? `„${capitalised(text, 'bg')}“`
    : /^(?:да|ще|като|че) /iu.test(text)
      ? `„${text}“`
      : text
}

export const FORMS = {
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

export const ROLES = {
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

/** „кметът на Дойран Анго Ангов“; a post whose noun is not known stands in brackets. */
export const heldBy: Tongue['person'] = ({ name, words, role, of }) => {
  const [first = '', ...rest] = lowered(words.replace(/(?<=\sна\s)община\s+(?=\p{Lu})/iu, ''), 'bg').split(' ')
  if (DEFINITE[first] !== undefined) return [DEFINITE[first], ...rest, name].join(' ')
  if (words !== '') return `${name} (${lowered(words, 'bg')})`
  const title = ROLES[role]
  if (title === '') return name
  const sent = ENVOYS.has(role) ? /^(?:Посолство(?:то)?|Консулство(?:то)?|Генерално(?:то)? консулство(?:то)?) на (.+)$/u.exec(of ?? '') : null
  if (sent !== null) return `${title} на ${sent[1]} ${name}`
  return of === null ? `${title} ${name}` : `${title} на ${of} ${name}`
}
