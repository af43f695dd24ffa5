// The order for a journey as its text in Bulgarian, by the country's practice; what is not known stands as a dotted line for the pen, and is told apart for the screen.
import { countryName } from '#features/organisations/naming.ts'
import { dayInWords } from '#platform/dates.ts'
import { HOME_CURRENCY, moneyInWords } from '#platform/money.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { countriesOf, routeInWords, type Wall } from '../journeys/journey.ts'
import { type AllowanceLine, type Cost, inEuro, isFor, type LodgingLine, type Payer } from '../money/budget.ts'
import { costKindName } from '../money/cost.ts'
import type { TripWhole } from '../trip.queries.ts'
import type { WhichOrder } from '../trip.ts'

/** An order is written in the language of the office that gives it, whatever language its reader has chosen. */
const LANGUAGE = 'bg'
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

/** The order by which these travel. `town` is where the office has its seat. */
export const orderText = (whole: TripWhole, which: WhichOrder, office: { readonly name: string; readonly town: string }): OrderText =>
  speakingIn(LANGUAGE, (): OrderText => {
    const { trip, journey, rules, allowance, lodging, costs } = whole
    const order = trip.orders[which]
    const who = whole.travellers.filter(({ byOrder }) => byOrder === which)
    const [first, last] = [trip.legs[0], trip.legs.at(-1)]
    const many = who.length > 1
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
            ...lodging.lines.map(lodgingLine),
            ...lodged.map((cost) => {
              const { what, payer, foreseen: sum } = cost
              return `${what}${names(cost)}${sum === null ? '' : `: ${moneyInWords(sum, LANGUAGE)}`}, ${BORNE[payer]}`
            }),
            ...(lodging.lines.length > 0 && lodged.length === 0 ? [BORNE[trip.lodgingBy]] : []),
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
                `${days(journey.days.length)}, ${journey.nights.length === 0 ? 'без нощувка' : nights(journey.nights.length)}`,
              ],
      },
      { label: 'Със задача', text: [trip.task === '' ? DOTS : trip.task] },
      { label: 'Маршрут', text: [trip.legs.length === 0 ? DOTS : routeInWords(trip.legs)] },
      { label: 'Транспорт', text: [transports.length === 0 ? DOTS : transports.join('; ')] },
      {
        label: 'Дневни пари на човек',
        text: [
          ...(allowance.lines.length === 0 ? [DOTS] : allowance.lines.map(allowanceLine)),
          ...(allowance.lines.length > 1 && allowance.sum.unknown.length === 0 ? [`общо ${euro(allowance.sum.cents)}`] : []),
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
      number: order === null ? `№ ${DOTS} от ${DOTS}` : `№ ${order.number} от ${dayInWords(order.on, { language: LANGUAGE })}`,
      town: office.town,
      basis: [rules.basis, trip.basis].filter((text) => text !== '').join('; '),
      verb: 'КОМАНДИРОВАМ',
      who: who.map(({ name, post }) => ({ name, post })),
      lines,
      closing: [duties(rules, many), `Заповедта да се доведе до знанието на ${many ? 'командированите' : 'командирования'} и на счетоводството за изпълнение.`],
      signer: {
        post: sentence(order?.signerPost ?? (which === 'usual' ? rules.orderedBy : rules.mayorOrderedBy)) || DOTS,
        name: order?.signer ?? '',
      },
    }
  })

const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase(LANGUAGE) + text.slice(1)

/** What those who return owe, and by when. */
function duties({ reportDays, accountDays }: TripWhole['rules'], many: boolean): string {
  const who = many ? 'командированите представят' : 'командированият представя'
  const account = 'отчет за разходите с документите към него'
  const report = 'доклад с изпълнението на задачата и препоръки'
  const by = (count: number): string => `в срок до ${days(count)}`
  return reportDays === accountDays
    ? `${sentence(by(reportDays))} след завръщането ${who} ${report} и ${account}.`
    : `${sentence(by(reportDays))} след завръщането ${who} ${report}, а ${by(accountDays)} – ${account}.`
}

/** What is paid in advance, to each who gets something. */
const advances = (who: TripWhole['travellers']): { label: string; text: string[] }[] => {
  const paid = who.filter(({ advanceCents }) => advanceCents !== null && advanceCents > 0)
  return paid.length === 0 ? [] : [{ label: 'Аванс', text: paid.map(({ name, advanceCents }) => `${name}: ${euro(advanceCents!)}`) }]
}

/** The countries of a journey in words, for headings. */
export const destinationsInWords = (whole: Pick<TripWhole, 'trip'>): string =>
  countriesOf(whole.trip.legs)
    .map((country) => countryName(country))
    .join(', ')
