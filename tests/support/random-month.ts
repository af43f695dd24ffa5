// A month as no office ever had it: made up by a seeded generator, every record with words of its own, so that a word in a text can be traced to its record.
import { COMMITMENT_STATES, COMMITMENT_TOPICS } from '#features/commitments/commitment.ts'
import type {
  ActFacts,
  ComingFacts,
  HappeningFacts,
  MonthFacts,
  NameFacts,
  PartnerFacts,
  PersonFacts,
  PromiseFacts,
  StepFacts,
} from '#features/digest/composing/month.ts'
import { breaksOf } from '#features/digest/month.ts'
import { EVENT_DIRECTIONS, EVENT_KINDS } from '#features/events/event.ts'
import { SYMBOLIC_ACT_KINDS } from '#features/events/symbolic-act.ts'
import type { RoleClass } from '#features/organisations/people/post.ts'
import { countsAt } from '#features/partnerships/counted.ts'
import { FIELDS } from '#features/partnerships/field.ts'
import { MILESTONE_KINDS, SIDES } from '#features/partnerships/milestones/milestone.ts'
import { PARTNERSHIP_TYPES } from '#features/partnerships/partnership.ts'
import { STAGES } from '#features/partnerships/stage.ts'

export type Random = {
  readonly number: (from: number, to: number) => number
  readonly one: <T>(of: readonly T[]) => T
  readonly chance: (share: number) => boolean
}

/** The same numbers for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const number = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return { number, one: (of) => of[number(0, of.length - 1)]!, chance: (share) => next() < share }
}

const HEADS = ['Бор', 'Вел', 'Гур', 'Дав', 'Зем', 'Кив', 'Лоз', 'Мих', 'Ноз', 'Пел', 'Рум', 'Сиб', 'Тод', 'Фер', 'Хал', 'Цок', 'Чам', 'Шум', 'Юрд', 'Яст']
const TAILS = ['адово', 'енград', 'илица', 'опол', 'унец', 'арник']
const LATIN: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f',
  х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', ю: 'yu', я: 'ya', й: 'y', ж: 'zh',
} // prettier-ignore
const latin = (text: string): string => {
  const low = text.toLowerCase().replace(/./gu, (letter) => LATIN[letter] ?? letter)
  return text[0] === text[0]!.toLowerCase() ? low : low[0]!.toUpperCase() + low.slice(1)
}
const HAN = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'
/** A name of its own in every language, never the beginning of another's. */
export const townOf = (at: number, languages = ['bg', 'en', 'mk', 'fr', 'it', 'sr', 'zh']): Record<string, string> => {
  const name = `${HEADS[at % HEADS.length]}${TAILS[Math.floor(at / HEADS.length) % TAILS.length]}`
  const han = `${HAN[at % HAN.length]}${HAN[(at * 7 + 3) % HAN.length]}${HAN[(at * 5 + 11) % HAN.length]}`
  return Object.fromEntries(languages.map((language) => [language, language === 'zh' ? han : language === 'bg' || language === 'mk' ? name : latin(name)]))
}
const SOUNDS = ['ба', 'ве', 'ги', 'до', 'жу', 'за', 'ке', 'ли', 'мо', 'ну', 'па', 'ре', 'си', 'то', 'фу', 'ха', 'це', 'чи', 'шо', 'дже']
/** A word that stands in one record only. */
const wordOf = (at: number): string => {
  const digits = [at % 20, Math.floor(at / 20) % 20, Math.floor(at / 400) % 20, (at * 7) % 20]
  return digits.map((digit) => SOUNDS[digit]).join('')
}

const SIGNS = '春夏秋冬江河湖海松竹梅兰云雷风雪石玉金银'
const inHan = (at: number): string => [at % 20, Math.floor(at / 20) % 20, Math.floor(at / 400) % 20, (at * 7) % 20].map((digit) => SIGNS[digit]).join('')

/** What an office writes, in the languages it may write in; `*` is a word of the record's own, `#` a number. */
const WRITTEN = {
  title: { bg: 'Проект *', en: 'Project *', mk: 'Проект *', fr: 'Projet *', it: 'Progetto *', sr: 'Projekat *', zh: '*项目' },
  spot: { bg: 'Зала *', en: '* Hall', mk: 'сала *', fr: 'Salle *', it: 'Sala *', sr: 'sala *', zh: '*大厅' },
  occasion: { bg: 'Празник *', en: '* Day', mk: 'Празник *', fr: 'Fête *', it: 'Festa *', sr: 'Praznik *', zh: '*节' },
  summary: {
    bg: 'Темата * събра # души. Залата * бе пълна.',
    en: 'The subject of * drew # people. The hall of * was full.',
    mk: 'Темата * собра # луѓе. Салата * беше полна.',
    fr: 'Le sujet * a réuni # personnes. La salle * était comble.',
    it: 'Il tema * ha riunito # persone. La sala * era gremita.',
    sr: 'Tema * okupila je # ljudi. Sala * bila je puna.',
    zh: '*主题吸引了#人到场。*大厅座无虚席。',
  },
  act: { bg: 'Жест *', en: '* gesture', mk: 'Гест *', fr: 'Geste *', it: 'Gesto *', sr: 'Gest *', zh: '*纪念' },
  park: { bg: 'Парк *', en: '* Park', mk: 'парк *', fr: 'Parc *', it: 'Parco *', sr: 'park *', zh: '*公园' },
  clause: { bg: 'Да изпрати *', en: 'To send *', mk: 'Да испрати *', fr: 'Envoyer *', it: 'Inviare *', sr: 'Da pošalje *', zh: '寄送*' },
  thing: { bg: 'Изложба *', en: '* exhibition', mk: 'Изложба *', fr: 'Exposition *', it: 'Mostra *', sr: 'Izložba *', zh: '*展览' },
  note: {
    bg: 'Бележката * е кратка.',
    en: 'The note * is short.',
    mk: 'Белешката * е кратка.',
    fr: 'La note * est courte.',
    it: 'La nota * è breve.',
    sr: 'Bilješka * je kratka.',
    zh: '*备注很短。',
  },
  day: { bg: 'Ден *', en: 'Day of *', mk: 'Ден *', fr: 'Jour *', it: 'Giorno *', sr: 'Dan *', zh: '*日' },
} as const satisfies Record<string, Readonly<Record<string, string>>>
type Written = keyof typeof WRITTEN

const COUNTRIES = ['MK', 'ME', 'FR', 'IT', 'CN', 'DE', 'RO', 'GR']
const PUBLIC_ROLES: readonly RoleClass[] = ['mayor', 'deputy_mayor', 'council_chair', 'councillor', 'ambassador', 'consul', 'minister', 'governor', 'official']

const two = (value: number): string => String(value).padStart(2, '0')

/** Everything a month can hold, anything of it missing at times. `texts`: the languages in which the office wrote. */
export function randomMonth(seed: number, texts: readonly string[] = ['bg', 'en']): MonthFacts {
  const { number, one, chance } = randomOf(seed)
  let serial = seed * 97
  const id = (): string => `r${(serial += 1)}`
  const year = number(2008, 2029)
  const monthNumber = number(1, 12)
  const month = `${year}-${two(monthNumber)}`
  const before = monthNumber === 1 ? `${year - 1}-12` : `${year}-${two(monthNumber - 1)}`
  const after = monthNumber === 12 ? `${year + 1}-01` : `${year}-${two(monthNumber + 1)}`
  const day = (of = month): string => `${of}-${two(number(1, 28))}`
  const some = <T>(of: readonly T[], most: number): T[] => of.filter(() => chance(most / Math.max(1, of.length)))
  const written = (what: Written, count = 0): Record<string, string> => {
    const at = (serial += 1)
    const word: Readonly<Record<string, string>> = { bg: wordOf(at), mk: wordOf(at), zh: inHan(at) }
    const own = (language: string): string =>
      ((WRITTEN[what] as Readonly<Record<string, string>>)[language] ?? '*').replaceAll('*', word[language] ?? latin(wordOf(at))).replaceAll('#', String(count))
    return Object.fromEntries(texts.filter(() => chance(0.9)).map((language) => [language, own(language)]))
  }
  const maybe = (make: () => Record<string, string>): Record<string, string> => (chance(0.6) ? make() : {})

  const home: NameFacts = { id: 'home', kind: 'municipality', country: 'BG', names: townOf(0) }
  const organisations = Array.from({ length: number(1, 9) }, (_, at): NameFacts => ({
    id: `o${at}`,
    kind: chance(0.75) ? 'municipality' : one(['embassy', 'school', 'company', 'region', 'other'] as const),
    country: one(COUNTRIES),
    names: townOf(at + 1 + (seed % 80)),
  }))
  const strangers = Array.from({ length: number(0, 2) }, (_, at): NameFacts => ({
    id: `s${at}`,
    kind: 'embassy',
    country: one(COUNTRIES),
    names: townOf(at + 100),
  }))
  const partnersOf = (): NameFacts[] => [...some(organisations, 1.6), ...(chance(0.2) ? some(strangers, 1) : [])]
  const dateInMonth = (): string | null => {
    switch (number(0, 8)) {
      case 0:
        return chance(0.5) ? month : `${month}~`
      case 1: {
        const from = number(1, 20)
        return `${month}-${two(from)}/${month}-${two(from + number(1, 8))}`
      }
      case 2:
        return chance(0.5) ? `${before}/${month}` : one([`${before}~/${month}`, `${before}/${month}~`, `${before}-${two(number(1, 28))}~/${month}`])
      case 3:
        return `${before}-${two(number(20, 28))}/${month}-${two(number(1, 9))}`
      case 4:
        return `${day()}~`
      default:
        return day()
    }
  }
  const person = (at: number): PersonFacts => {
    const of = chance(0.8) ? one([home, ...organisations]) : null
    return { id: id(), names: townOf(at + 60 + number(0, 20)), role: one(PUBLIC_ROLES), roleWords: {}, of, side: of === home ? 'us' : 'them' }
  }
  const happening = (date: string | null): HappeningFacts => {
    const direction = one(EVENT_DIRECTIONS)
    return {
      id: id(),
      kind: one(EVENT_KINDS),
      direction,
      title: maybe(() => written('title')),
      date,
      place: chance(0.3) ? one(organisations).names : {},
      spot: chance(0.15) ? written('spot') : {},
      atHome: direction === 'incoming' && chance(0.5),
      occasion: chance(0.3) ? written('occasion') : {},
      // Beyond 31: what a text counts may not look like a day.
      summary: chance(0.4) ? written('summary', number(32, 900)) : {},
      fields: some(FIELDS, 1.5),
      partners: partnersOf(),
      people: Array.from({ length: chance(0.4) ? number(1, 3) : 0 }, (_, at) => person(at)),
    }
  }
  const happenings = Array.from({ length: number(0, 8) }, () => happening(dateInMonth()))
  const acts = Array.from({ length: number(0, 3) }, (): ActFacts => {
    const event = happenings.length > 0 && chance(0.5) ? one(happenings) : null
    return {
      id: id(),
      kind: one(SYMBOLIC_ACT_KINDS),
      title: written('act'),
      date: dateInMonth(),
      place: chance(0.3) ? written('park') : {},
      eventId: event?.id ?? null,
      partners: event?.partners ?? partnersOf(),
    }
  })
  const promise = (keptOn: string | null, due: string | null): PromiseFacts => ({
    id: id(),
    owedBy: one(SIDES),
    text: written(chance(0.5) ? 'clause' : 'thing'),
    state: one(COMMITMENT_STATES),
    topic: one(COMMITMENT_TOPICS),
    due,
    eventId: happenings.length > 0 && chance(0.4) ? one(happenings).id : null,
    keptOn,
    partners: [one(organisations)],
  })
  const dueDate = (): string | null =>
    chance(0.4)
      ? null
      : one([
          `${year + number(0, 4)}`,
          `${year + 1}-${two(number(1, 12))}`,
          day(`${year + 1}-05`),
          `${month}/${year + 3}-12`,
          `${year + 2}~`,
          `${year + 1}-${two(number(1, 12))}~`,
          `${day(`${year + 1}-09`)}~`,
        ])
  const step = (date: string): StepFacts => {
    const kind = one(MILESTONE_KINDS)
    return {
      id: id(),
      kind,
      side: one(SIDES),
      date,
      note: chance(0.4) ? written('note') : {},
      documentNumber: chance(0.3) ? String(number(101, 999)) : null,
      body: '',
      until: chance(0.2) ? `${year + number(2, 9)}` : null,
      fromType: kind === 'type_change' && chance(0.5) ? one(PARTNERSHIP_TYPES) : null,
      toType: kind === 'type_change' ? one(PARTNERSHIP_TYPES) : null,
    }
  }
  const partners = organisations
    .filter(() => chance(0.85))
    .map((organisation): PartnerFacts => {
      const revived = chance(0.15) ? { ...step(chance(0.5) ? day() : month), kind: 'revival' as const, fromType: null, toType: null } : null
      const lapse = { id: id(), kind: 'lapse' as const, date: one([`${year - number(2, 20)}`, day(`${year - number(2, 20)}-04`)]) }
      const stageNow = one(STAGES)
      return {
        partnershipId: id(),
        organisation,
        type: one(PARTNERSHIP_TYPES),
        fields: chance(0.4) ? some(FIELDS, 2) : [],
        stageBefore: chance(0.7) ? stageNow : one(STAGES),
        stageNow,
        steps: [...Array.from({ length: chance(0.3) ? number(1, 2) : 0 }, () => step(dateInMonth()!)), ...(revived === null ? [] : [revived])],
        breaks: revived === null ? [] : breaksOf([lapse, revived], month),
        anniversaries: chance(0.15)
          ? [number(1, 8) * 5].map((years) => ({
              milestoneId: id(),
              years,
              date: `${year - years}${chance(0.4) ? '~' : ''}`,
              since: one(['signing', 'contact'] as const),
            }))
          : [],
        known: chance(0.5) ? { milestoneId: id(), years: 7, date: `${year - 7}${chance(0.4) ? '~' : ''}`, since: one(['signing', 'contact'] as const) } : null,
        earlier:
          chance(0.2) && happenings.some((event) => event.partners.includes(organisation))
            ? { happening: { ...happening(`${year - 1}`), partners: [organisation] }, promises: chance(0.5) ? [promise(null, null)] : [] }
            : null,
      }
    })
  const standing = partners.filter(({ type, organisation: { kind }, stageNow }) => countsAt({ type, kind }, stageNow))
  const opened = (): string[] => Array.from({ length: number(0, 4) }, id)
  const open = { agreed: opened(), planned: opened(), proposed: opened(), invited: opened() }
  return {
    month,
    home,
    languages: texts,
    partners,
    happenings,
    acts,
    made: Array.from({ length: number(0, 6) }, () => promise(null, dueDate())),
    kept: Array.from({ length: number(0, 2) }, () => promise(day(), null)),
    ahead: {
      happenings: Array.from({ length: number(0, 2) }, () => happening(day(after))),
      promises: Array.from({ length: number(0, 2) }, () => promise(null, day(after))),
      days: Array.from({ length: number(0, 2) }, (): ComingFacts => {
        const isOccasion = chance(0.5)
        return {
          id: id(),
          kind: isOccasion ? 'occasion' : 'anniversary',
          names: isOccasion ? written('day') : {},
          occasion: isOccasion ? one(['town_day', 'festival'] as const) : null,
          day: day(after),
          years: isOccasion ? null : number(1, 8) * 5,
          of: isOccasion && chance(0.5) ? null : one(organisations),
        }
      }),
    },
    totals: {
      partnerships: standing.length,
      countries: new Set(standing.map(({ organisation }) => organisation.country)).size,
      open,
    },
  }
}
