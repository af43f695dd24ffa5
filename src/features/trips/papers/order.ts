// The order for a journey as its text in Bulgarian, by the country's practice; what is not known stands as a dotted line for the pen, and is told apart for the screen.
import { countryName } from '#features/organisations/naming.ts'
import { dayInWords } from '#platform/dates.ts'
import { HOME_CURRENCY, moneyInWords } from '#platform/money.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { countriesOf, hasOwnDays, type Journey, routeInWords, type Wall } from '../journeys/journey.ts'
import { type AllowanceLine, type Cost, inEuro, isFor, type LodgingLine, type Payer } from '../money/budget.ts'
import { costKindName } from '../money/cost.ts'
import type { Due } from '../money/due.ts'
import type { TripWhole } from '../trip.queries.ts'
import type { Order, OrderAct, WhichOrder } from '../trip.ts'

/** An order is written in the language of the office that gives it, whatever language its reader has chosen. */
export const ORDER_LANGUAGE = 'bg'
const LANGUAGE = ORDER_LANGUAGE
export const DOTS = '………………'

export type OrderText = {
  readonly office: string
  /** „ЗАПОВЕД“, and under it its number, day and town. */
  readonly heading: string
  readonly number: string
  readonly town: string
  readonly basis: string
  readonly verb: string
  readonly who: readonly { readonly name: string; readonly post: string }[]
  readonly lines: readonly { readonly label: string; readonly text: readonly string[] }[]
  readonly closing: readonly string[]
  readonly signer: { readonly post: string; readonly name: string }
}

/** What is known of an order when it is signed. */
export type Signing = Pick<Order, 'number' | 'on' | 'signer' | 'signerPost'>

const euro = (cents: number): string => moneyInWords({ cents, currency: HOME_CURRENCY }, LANGUAGE)
const percent = (value: number): string => `${String(value).replace('.', ',')} %`
const days = (count: number): string => (count === 1 ? '1 ден' : `${count} дни`)
const nights = (count: number): string => (count === 1 ? '1 нощувка' : `${count} нощувки`)
const moment = ({ day, time }: Wall): string => `${dayInWords(day, { language: LANGUAGE })}${time === null ? '' : `, ${time} ч.`}`

const BORNE: Readonly<Record<Payer, string>> = {
  us: 'за сметка на общината',
  host: 'за сметка на домакина',
  organiser: 'за сметка на организатора',
  traveller: 'за сметка на пътуващия',
}

const allowanceLine = ({ country, days: count, rate, percent: share, sum }: AllowanceLine): string => {
  const each = `${countryName(country)}: ${days(count)} × ${rate === null ? `${DOTS} €` : euro(rate)}`
  if (share === null) return `${each}, намалени с ${DOTS} % заради поетото от домакина`
  const reduced = share === 100 ? each : `${each}, ${percent(share)} от тях`
  return sum === null ? reduced : `${reduced} = ${euro(sum)}`
}

const lodgingLine = ({ country, nights: count, ceiling, sum }: LodgingLine): string =>
  `${countryName(country)}: ${nights(count)}, до ${ceiling === null ? `${DOTS} €` : euro(ceiling)} на нощ${sum === null ? '' : `, общо до ${euro(sum)}`}`

const NO_ORDER = `№ ${DOTS} от ${DOTS}`
const numberOf = ({ number, on }: Pick<Order, 'number' | 'on'>): string => `№ ${number} от ${dayInWords(on, { language: LANGUAGE })}`

/** The order by which these travel, as everything stands now. `town` is where the office has its seat; `order`: its number and who signs, null: for the pen. */
export const orderText = (
  whole: TripWhole,
  which: WhichOrder,
  office: { readonly name: string; readonly town: string },
  order: Signing | null = whole.trip.orders[which],
): OrderText =>
  speakingIn(LANGUAGE, (): OrderText => {
    const { trip, journey, rules, costs } = whole
    const who = whole.travellers.filter(({ byOrder }) => byOrder === which)
    const [first, last] = [trip.legs[0], trip.legs.at(-1)]
    const many = who.length > 1
    const parts = partsOf(whole, who)
    /** One part for all is told as it is; of several each says whose it is. */
    const forEach = (text: (due: Due) => readonly string[]): string[] =>
      parts.flatMap(({ names, due }) => (names === null ? text(due) : text(due).map((line) => `${names} – ${line}`)))
    const destinations = [
      ...new Set(trip.legs.slice(0, -1).map(({ to }) => (to.country === first?.from.country ? '' : `${to.text} (${countryName(to.country)})`))),
    ].filter((text) => text !== '')
    // What was spent later is no matter of the order, nor what is for those who go by another.
    const ordered = costs.filter((cost) => (cost.foreseen !== null || cost.spent === null) && (who.length === 0 || who.some(({ id }) => isFor(cost, id))))
    const names = (cost: Cost): string => (cost.forWhom.length === 0 ? '' : `, за ${who.flatMap(({ id, name }) => (isFor(cost, id) ? [name] : [])).join(', ')}`)
    const foreseen = ordered.filter(({ kind }) => kind !== 'lodging')
    const costLines = foreseen.map((cost) => {
      const { kind, what, payer, foreseen: sum } = cost
      const known = inEuro(sum, what)
      const amount = sum === null ? '' : known.unknown.length === 0 ? `: ${euro(known.cents)}` : `: ${moneyInWords(sum, LANGUAGE)}`
      return `${costKindName(kind)} (${what})${names(cost)}${amount}, ${BORNE[payer]}`
    })
    const lodged = ordered.filter(({ kind }) => kind === 'lodging')
    const lodgingText =
      trip.lodgingBy === 'host' || trip.lodgingBy === 'organiser'
        ? [BORNE[trip.lodgingBy]]
        : [
            ...forEach(({ lodging }) => lodging.lines.map(lodgingLine)),
            ...lodged.map((cost) => {
              const { what, payer, foreseen: sum } = cost
              return `${what}${names(cost)}${sum === null ? '' : `: ${moneyInWords(sum, LANGUAGE)}`}, ${BORNE[payer]}`
            }),
            ...(parts.some(({ due }) => due.lodging.lines.length > 0) && lodged.length === 0 ? [BORNE[trip.lodgingBy]] : []),
          ]
    const transports = [...new Set(trip.legs.map(({ transport }) => transport).filter((text) => text !== ''))]
    const lines: { label: string; text: string[] }[] = [
      { label: 'До', text: destinations.length === 0 ? [DOTS] : [destinations.join(', ')] },
      {
        label: 'За времето',
        text:
          journey === null || first === undefined || last === undefined
            ? [`от ${DOTS} до ${DOTS}`]
            : [
                `от ${moment(first.departs)} до ${moment(last.arrives)}`,
                lengthOf(journey),
                ...who.filter(hasOwnDays).map(({ name, due }) => `${name}: ${due.journey === null ? `от ${DOTS} до ${DOTS}` : periodOf(due.journey)}`),
              ],
      },
      { label: 'Със задача', text: [trip.task === '' ? DOTS : trip.task] },
      { label: 'Маршрут', text: [trip.legs.length === 0 ? DOTS : routeInWords(trip.legs)] },
      { label: 'Транспорт', text: [transports.length === 0 ? DOTS : transports.join('; ')] },
      {
        label: 'Дневни пари на човек',
        text: [
          ...forEach(({ allowance: { lines: own, sum } }) => [
            ...(own.length === 0 ? [DOTS] : own.map(allowanceLine)),
            ...(own.length > 1 && sum.unknown.length === 0 ? [`общо ${euro(sum.cents)}`] : []),
          ]),
          BORNE.us,
        ],
      },
      ...(journey !== null && journey.nights.length === 0 ? [] : [{ label: 'Нощувки на човек', text: lodgingText.length === 0 ? [DOTS] : lodgingText }]),
      ...(costLines.length === 0 ? [] : [{ label: 'Други разходи', text: costLines }]),
      ...advances(who),
    ]
    return {
      office: office.name,
      heading: 'ЗАПОВЕД',
      number: order === null ? NO_ORDER : numberOf(order),
      town: office.town,
      basis: [rules.basis, trip.basis].filter((text) => text !== '').join('; '),
      verb: 'КОМАНДИРОВАМ',
      who: who.map(({ name, post }) => ({ name, post })),
      lines,
      closing: [duties(rules, many), notice(many)],
      signer: {
        post: capitalised(order?.signerPost ?? (which === 'usual' ? rules.orderedBy : rules.mayorOrderedBy), LANGUAGE) || DOTS,
        name: order?.signer ?? '',
      },
    }
  })

const notice = (many: boolean): string =>
  `Заповедта да се доведе до знанието на ${many ? 'командированите' : 'командирования'} и на счетоводството за изпълнение.`

const lengthOf = (journey: Journey): string => `${days(journey.days.length)}, ${journey.nights.length === 0 ? 'без нощувка' : nights(journey.nights.length)}`
const periodOf = (journey: Journey): string =>
  `от ${dayInWords(journey.departsOn, { language: LANGUAGE })} до ${dayInWords(journey.returnsOn, { language: LANGUAGE })}, ${lengthOf(journey)}`

/** Those who are on the same days together, with what is due for them; `names` null: all of them on all of it, or nobody yet. */
function partsOf(whole: TripWhole, who: TripWhole['travellers']): { readonly names: string | null; readonly due: Due }[] {
  const { journey, allowance, lodging } = whole
  if (!who.some(hasOwnDays)) return [{ names: null, due: { journey, allowance, lodging } }]
  return [...Map.groupBy(who, ({ joinsOn, leavesOn }) => `${joinsOn} ${leavesOn}`).values()].map((own) => ({
    names: own.map(({ name }) => name).join(', '),
    due: own[0]!.due,
  }))
}

/** What those who return owe, and by when. */
function duties({ reportDays, accountDays }: TripWhole['rules'], many: boolean): string {
  const who = many ? MANY : ONE
  const account = 'отчет за разходите с документите към него'
  const report = 'доклад с изпълнението на задачата и препоръки'
  const by = (count: number): string => `в срок до ${days(count)}`
  return reportDays === accountDays
    ? `${capitalised(by(reportDays), LANGUAGE)} след завръщането ${who} ${report} и ${account}.`
    : `${capitalised(by(reportDays), LANGUAGE)} след завръщането ${who} ${report}, а ${by(accountDays)} – ${account}.`
}

/** What is paid in advance, to each who gets something. */
const advances = (who: TripWhole['travellers']): { label: string; text: string[] }[] => {
  const paid = who.filter(({ advanceCents }) => advanceCents !== null && advanceCents > 0)
  return paid.length === 0 ? [] : [{ label: ADVANCE, text: paid.map(({ name, advanceCents }) => `${name}: ${euro(advanceCents!)}`) }]
}

// ---- after it was signed -----------------------------------------------------------------------------------------------

const ADVANCE = 'Аванс'
/** One thing that an order says and that is otherwise now; '' where it says nothing of it. */
export type OrderDifference = { readonly label: string; readonly before: readonly string[]; readonly after: readonly string[] }

const [ONE, MANY] = ['командированият представя', 'командированите представят']
const saidBy = ({ basis, who, lines, closing }: OrderText): ReadonlyMap<string, readonly string[]> =>
  new Map<string, readonly string[]>([
    ['Основание', [basis]],
    ['Командировани', who.map(({ name, post }) => (post === '' ? name : `${name}, ${post}`))],
    ...lines.map(({ label, text }) => [label, text] as const),
    // One more who travels changes no duty, only its number.
    ['Задължения', closing.slice(0, 1).map((text) => text.replace(MANY, ONE))],
  ])

/** What differs between an order as it was signed and the same as it would be written now. An advance decided later is no matter of it, one it names is. */
export function orderDifferences(signed: OrderText, now: OrderText): OrderDifference[] {
  const [before, after] = [saidBy(signed), saidBy(now)]
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((label): OrderDifference[] => {
    const [was, is] = [before.get(label) ?? [], after.get(label) ?? []]
    return was.join('\n') === is.join('\n') || (label === ADVANCE && was.length === 0) ? [] : [{ label, before: was, after: is }]
  })
}

/**
 * The text of an order after the first: it amends what differs, stands instead of the one before with the whole text, or takes it back. `now` is the whole text
 * under the new order's number.
 */
export const laterOrderText = (does: OrderAct, standing: Order, now: OrderText, why = ''): OrderText => {
  const former = `Заповед ${numberOf(standing)}`
  const many = now.who.length > 1
  if (does === 'amends') {
    const changes = standing.kept === undefined ? [] : orderDifferences(standing.kept.whole, now)
    return {
      ...now,
      verb: `ИЗМЕНЯМ ${former}`,
      who: [],
      lines: changes.map(({ label, after }) => ({ label, text: after.length === 0 ? ['отпада'] : after })),
      closing: ['В останалата ѝ част заповедта остава в сила.', notice(many)],
    }
  }
  if (does === 'replaces') return { ...now, closing: [...now.closing.slice(0, 1), `С тази заповед се отменя ${former}.`, ...now.closing.slice(1)] }
  if (does === 'revokes') {
    const paid = now.lines.some(({ label }) => label === ADVANCE)
    return {
      ...now,
      verb: `ОТМЕНЯМ ${former}`,
      lines: [...now.lines.filter(({ label }) => label === 'До' || label === 'За времето'), { label: 'Причина', text: [why === '' ? DOTS : why] }],
      closing: [...(paid ? ['Получените аванси да се възстановят.'] : []), notice(many)],
    }
  }
  return now
}

/** The countries of a journey in words, for headings. */
export const destinationsInWords = (whole: Pick<TripWhole, 'trip'>): string =>
  countriesOf(whole.trip.legs)
    .map((country) => countryName(country))
    .join(', ')
