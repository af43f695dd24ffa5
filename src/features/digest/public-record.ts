// Where a published report leads its readers: the page of the partner a section is about, the pages of the events it tells of.
import { addresses } from '#addresses'
import { eventDateInWords, type EventKind, eventKindName } from '#features/events/event.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import type { Words } from '#platform/texts/words-for.ts'
import type { Block } from './composing/composing.ts'

/** What citizens can open, by the ids of organisations and of events. */
export type PublicRecords = {
  readonly partners: ReadonlyMap<string, { readonly slug: string; readonly names: Words }>
  readonly events: ReadonlyMap<string, { readonly title: LocalText; readonly kind: EventKind; readonly date: ImpreciseDate | null }>
}
/** Whether the text became another since it first came out. */
export const isCorrected = ({ publishedAt, firstPublishedAt }: { readonly publishedAt: Date; readonly firstPublishedAt: Date }): boolean =>
  publishedAt > firstPublishedAt

export type RecordLink = { readonly href: string; readonly text: string }
/** By the keys of blocks: where a heading leads, and what stands below the last paragraph of a section. */
export type DigestLinks = { readonly headings: ReadonlyMap<string, string>; readonly below: ReadonlyMap<string, readonly RecordLink[]> }
export const NO_LINKS: DigestLinks = { headings: new Map(), below: new Map() }

/** Ids of the events that a section or the outlook tells of; the lead and the heading count what the sections tell. */
export const eventsIn = ({ kind, sentences }: Block): string[] =>
  kind === 'paragraph' || kind === 'closing' ? sentences.flatMap(({ records }) => records.flatMap((one) => (one.kind === 'event' ? [one.id] : []))) : []

/** A section with its heading; what comes before the first heading and after the sections stands alone. */
function partsOf(blocks: readonly Block[]): (readonly Block[])[] {
  const parts: Block[][] = []
  for (const block of blocks) {
    const section = parts.at(-1)
    if (block.kind === 'paragraph' && section !== undefined && section[0]!.kind !== 'closing') section.push(block)
    else parts.push([block])
  }
  return parts
}

/** The links of one text in its own language. A heading that names one partner leads to it; of several each stands by name below their section. */
export function linksOf(blocks: readonly Block[], { partners, events }: PublicRecords, language: SiteLanguage): DigestLinks {
  const headings = new Map<string, string>()
  const below = new Map<string, readonly RecordLink[]>()
  for (const part of partsOf(blocks)) {
    const [first] = part
    const known = first!.partners.flatMap((id) => partners.get(id) ?? [])
    const alone = first!.kind === 'heading' && first!.partners.length === 1 ? known[0] : undefined
    if (alone !== undefined) headings.set(first!.key, addresses.sitePartner({ lang: language, slug: alone.slug }))
    const links = [
      ...(alone === undefined ? known : []).map(({ slug, names }) => ({
        href: addresses.sitePartner({ lang: language, slug }),
        text: names[language] ?? names['en'] ?? names['bg'] ?? slug,
      })),
      ...[...new Set(part.flatMap(eventsIn))].flatMap((id) => {
        const event = events.get(id)
        if (event === undefined) return []
        // A title in another language would say less to this reader than what it was and when.
        const when = event.date === null ? [] : [eventDateInWords(event.date)]
        return [{ href: addresses.siteEvent({ lang: language, id }), text: event.title.in[language]?.text ?? [eventKindName(event.kind), ...when].join(', ') }]
      }),
    ]
    if (links.length > 0) below.set(part.at(-1)!.key, links)
  }
  return { headings, below }
}
