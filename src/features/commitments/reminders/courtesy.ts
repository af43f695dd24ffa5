// The words in which a partner is reminded of what was agreed, by language: those of a colleague who is grateful for what is done together, never of a creditor.
import { dayOnPaper, type PaperLanguage } from '#platform/texts/paper-languages.ts'

/** `sr` is written in Cyrillic for Serbia and in Latin letters for Montenegro; the words are such as both use. */
export type LetterLanguage = PaperLanguage | 'sr-Latn'

type Courtesy = {
  readonly subject: string
  /** When nobody knows how this person is addressed. */
  readonly greeting: string
  /** What comes before the list. */
  readonly opening: string
  /** One promise; `{text}` and `{day}`. Of a day that has passed and of one to come it says the same. */
  readonly line: string
  /** After a promise that is both sides'. */
  readonly both: string
  /** What comes after the list. */
  readonly closing: string
  /** `{greeting}` is the greeting without its comma: a French letter ends as it began. */
  readonly farewell: string
}

const COURTESY: Readonly<Record<LetterLanguage, Courtesy>> = {
  bg: {
    subject: 'За нашите общи договорености',
    greeting: 'Уважаеми колеги,',
    opening: 'Благодарим Ви за доброто сътрудничество между нашите общини. Позволяваме си да припомним за какво се договорихме и до кога го предвидихме:',
    line: '„{text}“, предвидено до {day}',
    both: 'заедно с нас',
    closing:
      'Ако вече е направено, ще се радваме да ни напишете две думи. Ако датата не е удобна, предложете ни друга и с удоволствие ще се съобразим. Ако можем да помогнем с нещо, на Ваше разположение сме.',
    farewell: 'С уважение',
  },
  en: {
    subject: 'What we agreed on together',
    greeting: 'Dear colleagues,',
    opening: 'Thank you for the good cooperation between our municipalities. May we recall what we agreed on, and the day we had in mind for it:',
    line: '“{text}”, planned for {day}',
    both: 'together with us',
    closing:
      'If it has been done already, a short word from you would make us glad. If the day no longer suits you, please suggest another, and we will gladly adapt. Should you need anything from us, we are at your disposal.',
    farewell: 'Kind regards',
  },
  fr: {
    subject: 'À propos de nos projets communs',
    greeting: 'Madame, Monsieur,',
    opening:
      'Nous vous remercions de la bonne coopération entre nos communes. Permettez-nous de rappeler ce dont nous étions convenus et la date que nous avions envisagée :',
    line: '« {text} », prévu pour le {day}',
    both: 'avec nous',
    closing:
      'Si cela est déjà fait, un simple mot de votre part nous ferait plaisir. Si la date ne vous convient plus, nous vous saurions gré de nous en proposer une autre ; nous nous adapterons volontiers. Nous restons à votre entière disposition si nous pouvons vous être utiles.',
    farewell: 'Nous vous prions d’agréer, {greeting}, l’expression de nos sentiments les plus cordiaux.',
  },
  it: {
    subject: 'I nostri progetti comuni',
    greeting: 'Gentili colleghe e colleghi,',
    opening:
      'Vi ringraziamo per la buona collaborazione tra i nostri Comuni. Ci permettiamo di ricordare quanto avevamo concordato e la data che avevamo previsto:',
    line: '«{text}», previsto per il {day}',
    both: 'insieme a noi',
    closing:
      'Se è già stato fatto, saremo lieti di ricevere due righe. Se la data non è più adatta, Vi preghiamo di proporcene un’altra: ci adegueremo volentieri. Restiamo a Vostra disposizione per qualsiasi necessità.',
    farewell: 'Con i più cordiali saluti',
  },
  mk: {
    subject: 'За нашите заеднички договори',
    greeting: 'Почитувани колеги,',
    opening: 'Ви благодариме за добрата соработка меѓу нашите општини. Дозволете ни да потсетиме на она што го договоривме и на датумот што го имавме предвид:',
    line: '„{text}“, предвидено до {day}',
    both: 'заедно со нас',
    closing:
      'Доколку е веќе направено, ќе ни биде мило да ни јавите со неколку зборови. Доколку датумот повеќе не Ви одговара, Ве молиме предложете друг и со задоволство ќе се прилагодиме. Ви стоиме на располагање за сè што е потребно.',
    farewell: 'Со почит',
  },
  sr: {
    subject: 'О нашим заједничким договорима',
    greeting: 'Поштоване колеге,',
    opening: 'Захваљујемо на доброј сарадњи наших општина. Дозволите нам да се осврнемо на оно што смо договорили и на датум који смо имали у виду:',
    // The day stands in the nominative: after „до“ it would have to be bent.
    line: '„{text}“, предвиђени датум: {day}',
    both: 'заједно са нама',
    closing:
      'Уколико је то већ учињено, биће нам драго да нам кратко јавите. Уколико Вам датум више не одговара, молимо Вас да предложите други и радо ћемо се прилагодити. Стојимо Вам на располагању за све што буде потребно.',
    farewell: 'С поштовањем',
  },
  'sr-Latn': {
    subject: 'O našim zajedničkim dogovorima',
    greeting: 'Poštovane kolege,',
    opening: 'Zahvaljujemo na dobroj saradnji naših opština. Dozvolite nam da se osvrnemo na ono što smo dogovorili i na datum koji smo imali u vidu:',
    line: '„{text}“, predviđeni datum: {day}',
    both: 'zajedno sa nama',
    closing:
      'Ukoliko je to već učinjeno, biće nam drago da nam kratko javite. Ukoliko Vam datum više ne odgovara, molimo Vas da predložite drugi i rado ćemo se prilagoditi. Stojimo Vam na raspolaganju za sve što bude potrebno.',
    farewell: 'S poštovanjem',
  },
  zh: {
    subject: '关于我们共同商定的事项',
    greeting: '尊敬的各位同仁：',
    opening: '感谢贵市与我市之间的良好合作。谨此回顾双方商定的事项及当时预计的日期：',
    line: '“{text}”，预计日期：{day}',
    both: '双方共同完成',
    closing: '如已完成，敬请惠告，我们将十分高兴。如该日期有所不便，欢迎提出其他日期，我们乐意配合。如需我方协助，请随时与我们联系。',
    farewell: '顺致诚挚的敬意',
  },
  de: {
    subject: 'Unsere gemeinsamen Vereinbarungen',
    greeting: 'Sehr geehrte Damen und Herren,',
    opening:
      'wir danken Ihnen herzlich für die gute Zusammenarbeit unserer Gemeinden. Gern möchten wir an das erinnern, was wir vereinbart haben, und an den Tag, den wir dafür im Blick hatten:',
    line: '„{text}“, vorgesehen bis {day}',
    both: 'gemeinsam mit uns',
    closing:
      'Sollte es schon geschehen sein, freuen wir uns über eine kurze Nachricht. Sollte der Tag nicht mehr passen, schlagen Sie uns bitte einen anderen vor; wir richten uns gern danach. Wenn wir etwas beitragen können, sind wir gern für Sie da.',
    farewell: 'Mit freundlichen Grüßen',
  },
}

/** The languages in which a text may stand in a letter without being asked about, the best first. Bulgarian words in a neighbour's letter are no courtesy. */
export const readableIn = (language: LetterLanguage): readonly string[] => [language === 'sr-Latn' ? 'sr' : language, 'en']

export type CourteousPromise = { readonly text: string; readonly dueBy: string; readonly both: boolean }
export type CourteousLetter = {
  readonly language: LetterLanguage
  /** How this person is addressed; null: nobody said. */
  readonly greeting: string | null
  readonly promises: readonly CourteousPromise[]
  /** Who writes, and of which office. */
  readonly name: string
  readonly office: string
}

/** Serbian days are written in the letters of the text around them. */
const dayIn = (day: string, language: LetterLanguage): string =>
  language === 'sr-Latn'
    ? new Intl.DateTimeFormat('sr-Latn', { timeZone: 'UTC', dateStyle: 'long' }).format(new Date(`${day}T12:00:00Z`))
    : dayOnPaper(day, language)

const withoutComma = (greeting: string): string => greeting.trim().replace(/[,،，:：]$/, '')

/** The letter whole. */
export function courteousLetter({ language, greeting, promises, name, office }: CourteousLetter): { readonly subject: string; readonly text: string } {
  const words = COURTESY[language]
  const open = greeting ?? words.greeting
  const lines = promises.map(({ text, dueBy, both }) => {
    const line = words.line.replace('{day}', dayIn(dueBy, language)).replace('{text}', () => text)
    return `– ${line}${both ? ` (${words.both})` : ''}`
  })
  const farewell = words.farewell.replace('{greeting}', () => withoutComma(open))
  return {
    subject: words.subject,
    text: [open, words.opening, lines.join('\n'), words.closing, [farewell, name, office].filter((one) => one !== '').join('\n')].join('\n\n'),
  }
}

export const LETTER_LANGUAGES = Object.keys(COURTESY) as readonly LetterLanguage[]

/** By the partner's country, when nothing is known of the person: what its town halls write letters in. */
const BY_COUNTRY: Readonly<Record<string, LetterLanguage>> = {
  BG: 'bg',
  MK: 'mk',
  RS: 'sr',
  ME: 'sr-Latn',
  BA: 'sr-Latn',
  FR: 'fr',
  MC: 'fr',
  LU: 'fr',
  IT: 'it',
  SM: 'it',
  VA: 'it',
  DE: 'de',
  AT: 'de',
  LI: 'de',
  CN: 'zh',
  TW: 'zh',
}

/** In which language somebody is written to: one they speak, else the organisation's own, else its country's, else English. */
export function letterLanguage(spoken: readonly string[], native: string | null, country: string): LetterLanguage {
  const known = [...spoken, ...(native === null ? [] : [native])]
    .map((one) => one.split('-')[0]!)
    .find((one) => LETTER_LANGUAGES.includes(one as LetterLanguage))
  const language = (known as LetterLanguage | undefined) ?? BY_COUNTRY[country] ?? 'en'
  // Serbia writes its letters in Cyrillic; Montenegro and Bosnia mostly in Latin letters.
  return language === 'sr' && country !== 'RS' ? 'sr-Latn' : language
}
