// Programmes as they usually are: the working visit, the signing of a twinning, guests on the town's feast; hours to begin from, nobody's facts.
import { m } from '#messages'
import type { PaperLanguage } from '#platform/texts/paper-languages.ts'
import type { Attendance, ItemKind } from './programme.ts'

type Texts = Readonly<Record<PaperLanguage, string>>

export type UsualItem = {
  /** 0 is the first day. */
  readonly day: number
  readonly time: string
  readonly minutes: number
  readonly kind: ItemKind
  readonly attendance: Attendance
  readonly title: Texts
}

export type UsualProgramme = { readonly id: string; readonly name: () => string; readonly items: readonly UsualItem[] }

const WELCOME: Texts = {
  bg: 'Посрещане в общината',
  en: 'Welcome at the town hall',
  fr: 'Accueil à la mairie',
  it: 'Accoglienza in municipio',
  mk: 'Пречек во општината',
  sr: 'Дочек у општини',
  zh: '市政府欢迎仪式',
  de: 'Empfang im Rathaus',
}
const TALKS: Texts = {
  bg: 'Разговор с кмета',
  en: 'Talks with the mayor',
  fr: 'Entretien avec le maire',
  it: 'Colloquio con il sindaco',
  mk: 'Разговор со градоначалникот',
  sr: 'Разговор са градоначелником',
  zh: '与市长会谈',
  de: 'Gespräch mit dem Bürgermeister',
}
const LUNCH: Texts = { bg: 'Обяд', en: 'Lunch', fr: 'Déjeuner', it: 'Pranzo', mk: 'Ручек', sr: 'Ручак', zh: '午餐', de: 'Mittagessen' }
const DINNER: Texts = {
  bg: 'Официална вечеря',
  en: 'Official dinner',
  fr: 'Dîner officiel',
  it: 'Cena ufficiale',
  mk: 'Свечена вечера',
  sr: 'Свечана вечера',
  zh: '正式晚宴',
  de: 'Offizielles Abendessen',
}
const TOUR: Texts = {
  bg: 'Разходка из града',
  en: 'Tour of the town',
  fr: 'Visite de la ville',
  it: 'Visita della città',
  mk: 'Прошетка низ градот',
  sr: 'Обилазак града',
  zh: '参观城市',
  de: 'Stadtrundgang',
}
const COUNCIL: Texts = {
  bg: 'Тържествена сесия на общинския съвет',
  en: 'Festive session of the municipal council',
  fr: 'Séance solennelle du conseil municipal',
  it: 'Seduta solenne del consiglio comunale',
  mk: 'Свечена седница на општинскиот совет',
  sr: 'Свечана седница скупштине општине',
  zh: '市议会庆祝会议',
  de: 'Festsitzung des Gemeinderats',
}
const SIGNING: Texts = {
  bg: 'Подписване на споразумението за побратимяване',
  en: 'Signing of the twinning agreement',
  fr: 'Signature de l’accord de jumelage',
  it: 'Firma dell’accordo di gemellaggio',
  mk: 'Потпишување на договорот за збратимување',
  sr: 'Потписивање споразума о братимљењу',
  zh: '签署友好城市协议',
  de: 'Unterzeichnung des Partnerschaftsvertrags',
}
const PRESS: Texts = {
  bg: 'Среща с журналистите',
  en: 'Meeting with the press',
  fr: 'Point presse',
  it: 'Incontro con la stampa',
  mk: 'Средба со новинарите',
  sr: 'Сусрет са новинарима',
  zh: '会见记者',
  de: 'Pressegespräch',
}
const BREAK: Texts = { bg: 'Почивка', en: 'Break', fr: 'Pause', it: 'Pausa', mk: 'Пауза', sr: 'Пауза', zh: '休息', de: 'Pause' }
const TREE: Texts = {
  bg: 'Засаждане на дърво',
  en: 'Planting of a tree',
  fr: 'Plantation d’un arbre',
  it: 'Piantumazione di un albero',
  mk: 'Садење дрво',
  sr: 'Сађење дрвета',
  zh: '植树',
  de: 'Pflanzung eines Baumes',
}
const FEAST: Texts = {
  bg: 'Празничен концерт',
  en: 'Festive concert',
  fr: 'Concert de fête',
  it: 'Concerto celebrativo',
  mk: 'Празничен концерт',
  sr: 'Празнични концерт',
  zh: '节日音乐会',
  de: 'Festkonzert',
}
const WREATH: Texts = {
  bg: 'Поднасяне на цветя',
  en: 'Laying of flowers',
  fr: 'Dépôt de fleurs',
  it: 'Deposizione di fiori',
  mk: 'Полагање цвеќе',
  sr: 'Полагање цвећа',
  zh: '敬献鲜花',
  de: 'Blumenniederlegung',
}
const FAREWELL: Texts = {
  bg: 'Изпращане',
  en: 'Farewell',
  fr: 'Départ des invités',
  it: 'Saluto agli ospiti',
  mk: 'Испраќање',
  sr: 'Испраћај',
  zh: '送别',
  de: 'Verabschiedung',
}

const item = (day: number, time: string, minutes: number, kind: ItemKind, title: Texts, attendance: Attendance = 'all'): UsualItem => ({
  day,
  time,
  minutes,
  kind,
  attendance,
  title,
})

export const USUAL_PROGRAMMES: readonly UsualProgramme[] = [
  {
    id: 'usual-working',
    name: () => m.programme_usual_working(),
    items: [
      item(0, '09:30', 30, 'ceremony', WELCOME),
      item(0, '10:00', 90, 'meeting', TALKS),
      item(0, '11:30', 15, 'break', BREAK),
      item(0, '11:45', 75, 'item', TOUR, 'guests'),
      item(0, '13:15', 90, 'meal', LUNCH),
      item(0, '15:00', 30, 'item', FAREWELL),
    ],
  },
  {
    id: 'usual-signing',
    name: () => m.programme_usual_signing(),
    items: [
      item(0, '17:00', 30, 'ceremony', WELCOME),
      item(0, '19:00', 120, 'meal', DINNER),
      item(1, '09:30', 60, 'meeting', TALKS),
      item(1, '11:00', 60, 'ceremony', COUNCIL),
      item(1, '12:00', 30, 'ceremony', SIGNING),
      item(1, '12:30', 30, 'meeting', PRESS),
      item(1, '13:15', 90, 'meal', LUNCH),
      item(1, '15:15', 30, 'ceremony', TREE),
      item(1, '16:00', 90, 'item', TOUR, 'guests'),
      item(2, '09:30', 30, 'item', FAREWELL),
    ],
  },
  {
    id: 'usual-feast',
    name: () => m.programme_usual_feast(),
    items: [
      item(0, '09:30', 30, 'ceremony', WELCOME),
      item(0, '10:15', 30, 'ceremony', WREATH),
      item(0, '11:00', 60, 'ceremony', COUNCIL),
      item(0, '12:30', 90, 'meal', LUNCH),
      item(0, '14:30', 90, 'item', TOUR, 'guests'),
      item(0, '17:30', 90, 'item', FEAST),
      item(0, '19:30', 120, 'meal', DINNER),
    ],
  },
]

export const usualProgramme = (id: string): UsualProgramme | null => USUAL_PROGRAMMES.find((one) => one.id === id) ?? null
