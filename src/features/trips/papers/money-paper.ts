// The money of a journey as its papers in Bulgarian: the plan of what it costs and who pays what, and the account of an advance of each who travelled.
import { countryName } from '#features/organisations/naming.ts'
import { dayInWords } from '#platform/dates.ts'
import { HOME_CURRENCY, moneyInWords } from '#platform/money.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { m } from '#messages'
import { hasOwnDays, type Journey } from '../journeys/journey.ts'
import { type AllowanceLine, inEuro, type LodgingLine, PAYERS, type Sum, type Unknown } from '../money/budget.ts'
import { costKindName, payerName, sumInWords, typedSumInWords, unknownInWords } from '../money/cost.ts'
import type { Due } from '../money/due.ts'
import { standingName } from '../rates/rate.ts'
import type { Traveller, TripWhole } from '../trip.queries.ts'
import { isStaying, periodInWords } from '../trip.ts'
import { destinationsInWords, DOTS } from './order.ts'
import { ordersInWords } from './report-paper.ts'

const LANGUAGE = 'bg'

/** The last `sums` columns are sums of money and counts; `widths` are shares; `foot` null: nothing is added up. */
export type MoneyTable = {
  readonly title: string
  readonly head: readonly string[]
  readonly widths: readonly number[]
  readonly sums: number
  readonly rows: readonly (readonly string[])[]
  readonly foot: readonly string[] | null
}
export type MoneyText = {
  readonly office: string
  readonly heading: string
  readonly name: string
  readonly facts: readonly { readonly label: string; readonly text: readonly string[] }[]
  readonly tables: readonly MoneyTable[]
  readonly notes: readonly { readonly title: string; readonly lines: readonly string[] }[]
  readonly signs: readonly { readonly label: string; readonly name: string }[]
}

const euro = (cents: number): string => moneyInWords({ cents, currency: HOME_CURRENCY }, LANGUAGE)
const known = (cents: number | null): string => (cents === null ? m.trips_unknown() : euro(cents))
const percentOf = ({ percent }: AllowanceLine): string => (percent === null ? m.trips_unknown() : `${String(percent).replace('.', ',')} %`)

const lengthInWords = (journey: Journey): string =>
  [periodInWords(journey.departsOn, journey.returnsOn), m.trips_days({ count: journey.days.length }), ...nightsInWords(journey)].join(', ')
const nightsInWords = ({ nights }: Journey): string[] => (nights.length === 0 ? [m.trips_no_nights()] : [m.trips_nights({ count: nights.length })])

const ofJourney = (whole: TripWhole, journey: Journey | null): MoneyText['facts'] => {
  const { trip, event } = whole
  return [
    { label: 'Посещение', text: [textIn(event.event.title, LANGUAGE)] },
    { label: 'Къде', text: [destinationsInWords(whole)] },
    { label: 'Кога', text: [journey === null ? DOTS : lengthInWords(journey)] },
    { label: 'Задача', text: [trip.task] },
  ]
}
const filled = (facts: MoneyText['facts']): MoneyText['facts'] => facts.filter(({ text }) => text.some((line) => line !== ''))

/** Who is on the same days together is reckoned once; all of them on all of it are not named. */
const groupsOf = ({ travellers, journey, allowance, lodging }: TripWhole): { who: string; people: number; due: Due }[] =>
  travellers.some(hasOwnDays)
    ? [...Map.groupBy(travellers, ({ joinsOn, leavesOn }) => `${joinsOn} ${leavesOn}`).values()].map((own) => ({
        who: own.map(({ name }) => name).join(', '),
        people: own.length,
        due: own[0]!.due,
      }))
    : [{ who: travellers.length === 1 ? travellers[0]!.name : 'всеки', people: travellers.length, due: { journey, allowance, lodging } }]

/** Where the rates and ceilings are from, each source once. */
const sourcesOf = (lines: readonly (AllowanceLine | LodgingLine)[]): string[] => [
  ...new Set(lines.flatMap(({ standing, source }) => (standing === null ? [] : [standing === 'own' ? source : `${source}: ${standingName(standing)}`]))),
]
const notesOf = (unknown: readonly Unknown[], sources: readonly string[]): MoneyText['notes'] => [
  ...(unknown.length === 0 ? [] : [{ title: 'Какво още не е известно', lines: unknown.map(unknownInWords) }]),
  ...(sources.length === 0 ? [] : [{ title: 'Откъде са размерите', lines: sources }]),
]

const times = (sum: number | null, people: number): string => known(sum === null ? null : sum * people)

/** What the journey is foreseen to cost: allowances, ceilings of nights, all costs, and who pays how much of them. */
export const budgetText = (whole: TripWhole, office: { readonly name: string }): MoneyText =>
  speakingIn(LANGUAGE, (): MoneyText => {
    const { budget, travellers, journey, trip, rules } = whole
    const groups = groupsOf(whole)
    const allowances = groups.flatMap(({ who, people, due }) => due.allowance.lines.map((line) => ({ who, people, line })))
    const ours = trip.lodgingBy === 'us' || trip.lodgingBy === 'traveller'
    const nights = ours ? groups.flatMap(({ who, people, due }) => due.lodging.lines.map((line) => ({ who, people, line }))) : []
    const priced = (sum: Sum | null, payer: (typeof PAYERS)[number]): string =>
      sum === null || (payer !== 'us' && sum.cents === 0 && sum.unknown.length === 0) ? m.trips_not_priced() : sumInWords(sum)
    // What others give has a price only where somebody typed it; what we spent without foreseeing it stands in the accounts.
    const foreseen = budget.lines.filter(({ foreseen: sum, payer }) => sum !== null || payer !== 'us')
    const tables: MoneyTable[] = [
      {
        title: 'Дневни пари',
        head: ['За кого', 'Държава', 'Дни', 'На ден', 'Дял', 'На човек', 'Общо'],
        widths: [2.3, 2.1, 0.7, 1.9, 1.2, 1.9, 2.4],
        sums: 5,
        rows: allowances.map(({ who, people, line }) => [
          who,
          countryName(line.country),
          String(line.days),
          known(line.rate),
          percentOf(line),
          known(line.sum),
          times(line.sum, people),
        ]),
        foot: allowances.length === 0 ? null : ['Общо', '', '', '', '', '', sumInWords(budget.lines[0]!.foreseen!)],
      },
      {
        title: 'Нощувки до пределния размер',
        head: ['За кого', 'Държава', 'Нощувки', 'До на нощ', 'На човек', 'Общо'],
        widths: [2.6, 2.4, 1.4, 1.9, 1.9, 2.4],
        sums: 4,
        rows: nights.map(({ who, people, line }) => [
          who,
          countryName(line.country),
          String(line.nights),
          known(line.ceiling),
          known(line.sum),
          times(line.sum, people),
        ]),
        foot: null,
      },
      {
        title: 'Предвидени разходи',
        head: ['Разход', 'Вид', 'Кой плаща', 'Сума'],
        widths: [5, 2.6, 2.6, 2.2],
        sums: 1,
        rows: foreseen.map(({ what, kind, payer, foreseen: sum }) => [
          what,
          kind === 'allowance' ? m.trips_kind_allowance() : costKindName(kind),
          payerName(payer),
          priced(sum, payer),
        ]),
        foot: null,
      },
      {
        title: 'Кой какво плаща',
        head: ['Кой плаща', 'Сума'],
        widths: [8, 2.4],
        sums: 1,
        rows: PAYERS.filter((payer) => payer === 'us' || foreseen.some((line) => line.payer === payer)).map((payer) => [
          payerName(payer),
          priced(budget.byPayer[payer], payer),
        ]),
        foot: ['Общо', sumInWords(budget.all)],
      },
    ]
    const advances = travellers.filter(({ advanceCents }) => (advanceCents ?? 0) > 0)
    return {
      office: office.name,
      heading: 'План-сметка',
      name: 'за командировка в чужбина',
      facts: filled([
        { label: 'Пътуват', text: travellers.map(({ name, post }) => [name, post].filter((part) => part !== '').join(', ')) },
        ...ofJourney(whole, journey),
        { label: 'Заповед', text: ordersInWords(trip.orders) },
        { label: 'Нощувките', text: ours ? [] : [payerName(trip.lodgingBy)] },
        { label: 'Аванси', text: advances.map(({ name, advanceCents }) => `${name}: ${euro(advanceCents!)}`) },
      ]),
      tables: tables.filter(({ rows }) => rows.length > 0),
      notes: notesOf(budget.all.unknown, sourcesOf([...allowances.map(({ line }) => line), ...nights.map(({ line }) => line)])),
      signs: [
        { label: 'Съставил', name: '' },
        { label: 'Проверил', name: '' },
        { label: `Утвърдил${rules.orderedBy === '' ? '' : `: ${rules.orderedBy}`}`, name: '' },
      ],
    }
  })

/** What one of those who travelled was given, may keep, laid out, and is still to be paid or to give back. */
export const accountText = (whole: TripWhole, traveller: Traveller, office: { readonly name: string }): MoneyText =>
  speakingIn(LANGUAGE, (): MoneyText => {
    const { settlement, due } = traveller
    const staying = isStaying(whole.cancelledOn, due.journey ?? whole.trip)
    const lines = staying ? [] : due.allowance.lines
    const own = whole.costs.filter(({ paidBy, payer, spent }) => paidBy === traveller.id && payer === 'us' && spent !== null)
    const total = (...cells: string[]): string[] => cells
    const { difference, unknown } = settlement
    const tables: MoneyTable[] = [
      {
        title: 'Дневни пари',
        head: ['Държава', 'Дни', 'На ден', 'Дял', 'Сума'],
        widths: [5, 1.2, 2, 2, 2.2],
        sums: 4,
        rows: lines.map((line) => [countryName(line.country), String(line.days), known(line.rate), percentOf(line), known(line.sum)]),
        foot: total('Общо', '', '', '', sumInWords(settlement.allowance)),
      },
      {
        title: 'Разходи, платени от пътувалия',
        head: ['Разход', 'Документ', 'Платено', 'В евро'],
        widths: [4.4, 3.2, 2.8, 2.2],
        sums: 2,
        rows: own.map(({ kind, what, document, spent, overCeiling }) => [
          [`${what} (${costKindName(kind)})`, overCeiling === '' ? '' : `над пределния размер: ${overCeiling}`].filter((part) => part !== '').join('; '),
          document,
          typedSumInWords(spent!),
          sumInWords(inEuro(spent, what)),
        ]),
        foot: total('Признати', '', '', sumInWords(settlement.expenses)),
      },
      {
        title: 'Сметка',
        head: ['', 'Сума'],
        widths: [8, 2.4],
        sums: 1,
        rows: [
          ['Дневни пари', sumInWords(settlement.allowance)],
          ['Признати разходи', sumInWords(settlement.expenses)],
          ...(settlement.unpaid === 0 ? [] : [['Над пределния размер: остава за сметка на пътувалия', euro(settlement.unpaid)]]),
          ['Получен аванс', euro(settlement.advance)],
        ],
        foot:
          unknown.length > 0
            ? ['За доплащане или връщане', m.trips_unknown()]
            : difference === 0
              ? ['Няма нищо за доплащане или връщане', euro(0)]
              : difference > 0
                ? ['За доплащане на пътувалия', euro(difference)]
                : ['За връщане от пътувалия', euro(-difference)],
      },
    ]
    const settled =
      traveller.settledOn === null ? [] : [dayInWords(traveller.settledOn), traveller.settledNote, traveller.accepted].filter((part) => part !== '')
    return {
      office: office.name,
      heading: 'Отчет на аванса',
      name: [traveller.name, traveller.post].filter((part) => part !== '').join(', '),
      facts: filled([
        ...ofJourney(whole, due.journey),
        { label: 'Заповед', text: ordersInWords(whole.trip.orders, [traveller.byOrder]) },
        {
          label: 'Аванс',
          text: [
            traveller.advanceCents === null
              ? m.trips_advance_undecided()
              : traveller.advanceCents === 0
                ? m.trips_advance_none()
                : m.trips_advance_paid({ sum: euro(traveller.advanceCents), day: dayInWords(traveller.advanceOn ?? '') }),
          ],
        },
        { label: 'Командировката', text: staying ? [`отменена на ${dayInWords(whole.cancelledOn!)}`] : [] },
        { label: 'Уредено на', text: settled.length === 0 ? [] : [settled.join('; ')] },
      ]),
      tables: tables.filter(({ rows }) => rows.length > 0),
      notes: notesOf(unknown, sourcesOf(lines)),
      signs: [
        { label: 'Отчел се', name: traveller.name },
        { label: 'Проверил', name: '' },
        { label: 'Утвърдил', name: '' },
      ],
    }
  })
