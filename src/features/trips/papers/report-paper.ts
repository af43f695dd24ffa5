// The report of a journey as its text in Bulgarian: what is printed and what goes into a Word file.
import { displayName } from '#features/organisations/naming.ts'
import { dateInWords, dayInWords } from '#platform/dates.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { hasOwnDays, routeInWords } from '../journeys/journey.ts'
import type { TripWhole } from '../trip.queries.ts'
import { orderChain, type Orders, ORDERS, periodInWords, type WhichOrder } from '../trip.ts'
import { destinationsInWords } from './order.ts'

const LANGUAGE = 'bg'

export type ReportText = {
  readonly office: string
  readonly heading: string
  readonly name: string
  readonly facts: readonly { readonly label: string; readonly text: readonly string[] }[]
  readonly parts: readonly { readonly title: string; readonly text: string }[]
  readonly recommendations: { readonly title: string; readonly rows: readonly { readonly number: number; readonly text: string; readonly about: string }[] }
  readonly signs: readonly { readonly name: string; readonly post: string }[]
}

/** The orders that were signed, each with those that changed it: „№ 7 от 20 ноември 2026 г.“ */
export const ordersInWords = (orders: Orders, of: readonly WhichOrder[] = ORDERS): string[] =>
  of.flatMap((which) => {
    const chain = orderChain(orders[which]).map(({ number, on }) => `№ ${number} от ${dayInWords(on, { language: LANGUAGE })}`)
    return chain.length === 0 ? [] : [chain.join(', изменена със заповед ')]
  })

/** null: nobody has begun a report. */
export const reportText = (whole: TripWhole, office: { readonly name: string }): ReportText | null =>
  speakingIn(LANGUAGE, (): ReportText | null => {
    const { report, trip, journey, event, travellers } = whole
    if (report === null) return null
    const partners = event.partners.map((one) => displayName(one)).join(', ')
    const facts = [
      {
        label: 'Пътували',
        text: travellers.map((one) =>
          [one.name, one.post, hasOwnDays(one) && one.due.journey !== null ? periodInWords(one.due.journey.departsOn, one.due.journey.returnsOn) : '']
            .filter((part) => part !== '')
            .join(', '),
        ),
      },
      { label: 'Къде', text: [[destinationsInWords(whole), partners].filter((text) => text !== '').join(': ')] },
      {
        label: 'Кога',
        text:
          journey === null ? [] : [`от ${dayInWords(journey.departsOn, { language: LANGUAGE })} до ${dayInWords(journey.returnsOn, { language: LANGUAGE })}`],
      },
      { label: 'Маршрут', text: trip.legs.length === 0 ? [] : [routeInWords(trip.legs)] },
      { label: 'Задача', text: trip.task === '' ? [] : [trip.task] },
      { label: 'Заповед', text: ordersInWords(trip.orders) },
      { label: 'Представен на', text: report.reportedOn === null ? [] : [dayInWords(report.reportedOn, { language: LANGUAGE })] },
    ].filter(({ text }) => text.some((line) => line !== ''))
    return {
      office: office.name,
      heading: 'Доклад от командировка в чужбина',
      name: textIn(event.event.title, LANGUAGE),
      facts,
      parts: [
        { title: 'Цел', text: report.purpose },
        { title: 'Как протече: срещи и посетени места', text: report.process },
        { title: 'Какво видяхме и научихме', text: report.insights },
      ].filter(({ text }) => text !== ''),
      recommendations: {
        title: 'Препоръки',
        rows: report.recommendations.map(({ text, person, due }, index) => ({
          number: index + 1,
          text,
          about: [person === null ? '' : `отговаря ${displayName(person)}`, due === null ? '' : `срок ${dateInWords(due, LANGUAGE)}`]
            .filter((part) => part !== '')
            .join(', '),
        })),
      },
      signs: travellers.map(({ name, post }) => ({ name, post })),
    }
  })
