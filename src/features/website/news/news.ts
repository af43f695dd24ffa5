// The citizens' news: what happened, and the digests that tell a month of it, in one list by day.
import { addresses } from '#addresses'
import { isCorrected } from '#features/digest/public-record.ts'
import { eventDateInWords, eventKindName } from '#features/events/event.ts'
import { symbolicActKindName } from '#features/events/symbolic-act.ts'
import { m } from '#messages'
import { dayIn } from '#platform/clock.ts'
import { dayInWords, earliest, type ImpreciseDate } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { beginning, machineDate, partnerName, said, type Said } from '../site.ts'
import type { NewsRead } from './news.queries.ts'

/**
 * Something in the list. event: its page is its address · act: a symbolic act, on its partner's page · digest: an edition of the month's digest, under an
 * address of its own. `day` orders the list, YYYY-MM-DD.
 */
export type NewsItem = {
  readonly kind: 'event' | 'act' | 'digest'
  readonly id: string
  readonly title: Said
  readonly day: string
  readonly when: string
  readonly datetime: string | undefined
  readonly lead: Said | null
  /** null: nothing more is told of it anywhere. */
  readonly href: string | null
  /** „Посещение“, „Засаждане на дърво“, „Бюлетин“. */
  readonly what: string
  readonly partners: readonly { readonly href: string; readonly name: Said }[]
}

const LEAD_LETTERS = 320

const dated = (date: ImpreciseDate) => ({ day: earliest(date), when: eventDateInWords(date), datetime: machineDate(date) })

/** An edition of a digest as the list shows it; `day` is the one on which it first came out, `corrected` the one on which it was published anew, YYYY-MM-DD. */
export const digestItem = (edition: {
  readonly id: string
  readonly title: Said
  readonly day: string
  readonly lead: Said | null
  readonly href: string
  readonly corrected?: string | null
}): NewsItem => {
  const { corrected = null, ...told } = edition
  return {
    kind: 'digest',
    ...told,
    ...dated(edition.day),
    what: [m.website_news_digest(), ...(corrected === null ? [] : [m.digest_public_corrected({ day: dayInWords(corrected) })])].join(' · '),
    partners: [],
  }
}

/** The events, acts and reports of a page, in its order; `zone` is the office's. */
export function newsItems(read: Omit<NewsRead, 'next' | 'previous'>, zone: string): NewsItem[] {
  const lang = currentLanguage()
  const partners = new Map(
    read.pins.map((pin) => [
      pin.organisationId,
      {
        href: addresses.sitePartner({ lang, slug: pin.slug }),
        name: partnerName(pin, (pin.placeId === null ? undefined : read.places.get(pin.placeId)) ?? null),
      },
    ]),
  )
  // Only partners with a page of their own are named.
  const known = (ids: readonly string[]) => ids.flatMap((id) => partners.get(id) ?? [])
  return read.order.flatMap(({ kind, id }): NewsItem[] => {
    if (kind === 'event') {
      const event = read.events.get(id)
      if (event === undefined || event.date === null) return []
      const summary = said(event.summary)
      return [
        {
          kind,
          id,
          title: said(event.title) ?? { text: eventKindName(event.kind) },
          ...dated(event.date),
          lead: summary === null ? null : { ...summary, text: beginning(summary.text, LEAD_LETTERS) },
          href: addresses.siteEvent({ lang, id }),
          what: eventKindName(event.kind),
          partners: known(event.partners.map(({ organisationId }) => organisationId)),
        },
      ]
    }
    if (kind === 'digest') {
      const digest = read.digests.get(id)
      if (digest === undefined) return []
      return [
        digestItem({
          id,
          title: { text: digest.title },
          day: dayIn(digest.firstPublishedAt, zone),
          corrected: isCorrected(digest) ? dayIn(digest.publishedAt, zone) : null,
          lead: digest.lead === '' ? null : { text: beginning(digest.lead, LEAD_LETTERS) },
          href: addresses.siteDigest({ lang, month: digest.month }),
        }),
      ]
    }
    const act = read.acts.get(id)
    if (act === undefined || act.date === null) return []
    const named = known(act.partnerIds)
    return [
      {
        kind,
        id,
        title: said(act.title) ?? { text: symbolicActKindName(act.kind) },
        ...dated(act.date),
        lead: null,
        href: named[0] === undefined ? null : `${named[0].href}#act-${id}`,
        what: symbolicActKindName(act.kind),
        partners: named,
      },
    ]
  })
}
