// What the site's home page says, computed from what is public: title, lead, numbers, the partners, the line of years, the news.
import { addresses } from '#addresses'
import { isComing, eventDateInWords, type EventKind } from '#features/events/event.ts'
import { countedIn } from '#features/commitments/shares/share.ts'
import { countryName } from '#features/organisations/naming.ts'
import { countsAt, isPartnership } from '#features/partnerships/counted.ts'
import type { MilestoneKind } from '#features/partnerships/milestones/milestone.ts'
import type { PublicPartnership } from '#features/partnerships/partnership.queries.ts'
import { stageOf } from '#features/partnerships/stage.ts'
import type { Place } from '#features/places/place.ts'
import { m } from '#messages'
import { dayIn } from '#platform/clock.ts'
import { dayInWords, earliest, type ImpreciseDate, latest } from '#platform/dates.ts'
import { bareName } from '#platform/names/name-key.ts'
import { currentLanguage, numberFormatOf } from '#platform/texts/language.ts'
import { distanceKm, type PlatePartner, type PlatePoint } from '#ui/plate.tsx'
import type { HomeRead, PublicPromises } from './site.queries.ts'
import { beginning, homeTitle, machineDate, nativeBeside, partnerName, said, type Said, sinceOf, stepOfYear, tieName, yearInWords } from './site.ts'

export type CardView = {
  readonly slug: string
  readonly href: string
  readonly name: Said
  readonly native: { readonly name: string; readonly lang: string } | undefined
  readonly country: string
  readonly countryName: string
  readonly tie: string
  /** „2004“, „ок. 2003“; null when no public step says since when. */
  readonly year: string | null
  readonly place: Place | null
  /** Why it has no point on the map; null: it has one. */
  readonly offMap: OffMap | null
}
/** country: the partner is one · company: a firm of no town we know · unknown: nobody says where it is. */
export type OffMap = 'country' | 'company' | 'unknown'
export type YearView = { readonly year: string; readonly items: readonly Said[]; readonly coming: boolean }
export type NewsView = {
  readonly when: string
  readonly datetime: string | undefined
  readonly title: Said
  readonly text: Said | null
  readonly href: string | undefined
  readonly partners: readonly Said[]
  readonly coming: boolean
  /** Called off. */
  readonly cancelled: boolean
}
export type HomeView = {
  readonly title: string
  readonly lead: string
  /** The lead's first sentence, for the share picture. */
  readonly leadShort: string
  readonly numbers: readonly { readonly value: string; readonly label: string }[]
  /** null while the town's coordinates are not known. */
  readonly plate: { readonly home: PlatePoint; readonly partners: readonly PlatePartner[] } | null
  /** Ready words about the partners that the map lacks; null: it shows all. */
  readonly offMap: string | null
  readonly cards: readonly CardView[]
  readonly yearsTitle: string
  readonly years: readonly YearView[]
  readonly news: readonly NewsView[]
  /** null when none is public. */
  readonly promises: PublicPromises | null
}

export const pointOf = (name: string, place: Place): PlatePoint => ({ name, lon: place.longitude, lat: place.latitude })

const NEWS_SHOWN = 6
const YEAR_LINES = 10
const YEARS_SHOWN = 8
const A_YEAR = 2
const NEWS_LETTERS = 220

/** The weightier a step, the sooner it stands in the short line of years. */
const WEIGHT: Readonly<Record<MilestoneKind, number>> = {
  signing: 0,
  renewal: 1,
  revival: 1,
  end: 1,
  lapse: 2,
  council_decision: 2,
  memorandum: 3,
  first_contact: 3,
  intent: 5,
  state_notice: 9,
  regional_approval: 9,
  state_approval: 5,
  revival_letter: 9,
  revival_consent: 9,
  revival_plan: 9,
  type_change: 4,
  other: 9,
}
const WEIGHT_OF_ACT = 3
/** Papers and sessions stand there as milestones already, meetings are too many. */
const EVENT_WEIGHT: Readonly<Partial<Record<EventKind, number>>> = { exhibition: 3, exchange: 3, festival: 4, celebration: 4, ceremony: 4, forum: 4, visit: 4 }

type Line = { readonly date: ImpreciseDate; readonly weight: number; readonly words: Said; readonly coming: boolean }

/** The partners as cards, those together longest first; none of it but what is public. */
export function cardsOf(read: Pick<HomeRead, 'partnerships' | 'places'>, today: string): CardView[] {
  const since = new Map(read.partnerships.map(({ slug, milestones }) => [slug, sinceOf(milestones, today)]))
  const beginningOf = (slug: string): string => {
    const date = since.get(slug)
    return date ? earliest(date) : '9999'
  }
  return [...read.partnerships]
    .sort((a, b) => (beginningOf(a.slug) < beginningOf(b.slug) ? -1 : beginningOf(a.slug) > beginningOf(b.slug) ? 1 : 0))
    .map((partnership) => {
      const { slug, partner } = partnership
      const place = (partner.placeId === null ? undefined : read.places.get(partner.placeId)) ?? null
      const name = partnerName(partner, place)
      const date = since.get(slug) ?? null
      return {
        slug,
        href: addresses.sitePartner({ lang: currentLanguage(), slug }),
        name,
        native: nativeBeside(partner, name.text),
        country: partner.country,
        countryName: countryName(partner.country),
        tie: tieName(partnership, today),
        year: date === null ? null : yearInWords(date),
        place,
        offMap: place !== null ? null : partner.kind === 'country' || partner.kind === 'company' ? partner.kind : 'unknown',
      }
    })
}

const whyOffMap: Readonly<Record<OffMap, () => string>> = {
  country: () => m.website_off_map_country(),
  company: () => m.website_off_map_company(),
  unknown: () => m.website_off_map_unknown(),
}
const MOST_NAMED = 12
/** At most so many by name: a register of hundreds tells the rest in its list. */
const named = (names: readonly string[]): string => (names.length > MOST_NAMED ? `${listed(names.slice(0, MOST_NAMED))} …` : listed(names))
const listed = (names: readonly string[]): string => names.join(currentLanguage() === 'zh' ? '、' : ', ')

/** „Без точка на картата: Италия (държава), Воли (фирма).“ */
export function offMapInWords(cards: readonly CardView[]): string | null {
  const off = cards.flatMap(({ name, offMap }) => (offMap === null ? [] : [m.website_off_map_one({ name: name.text, why: whyOffMap[offMap]() })]))
  return off.length === 0 ? null : m.website_off_map({ list: named(off) })
}

/** A public tie that citizens are told of as a partnership on the day; one of which no step is public counts as what the office calls it. */
export const isCounted = ({ type, partner: { kind }, milestones }: PublicPartnership, today: string): boolean =>
  milestones.length === 0 ? isPartnership({ type, kind }) : countsAt({ type, kind }, stageOf(milestones, today).stage)

function linesOf(read: HomeRead, cards: ReadonlyMap<string, CardView>, today: string): Line[] {
  const lines: Line[] = []
  for (const { slug, type, milestones } of read.partnerships) {
    const name = cards.get(slug)!.name.text
    for (const { date, ...step } of milestones) {
      const words = stepOfYear(step, type, name)
      if (words !== null) lines.push({ date, weight: WEIGHT[step.kind], words: { text: words }, coming: earliest(date) > today })
    }
  }
  for (const event of read.events) {
    const [weight, words] = [EVENT_WEIGHT[event.kind], said(event.title)]
    if (weight !== undefined && words !== null && event.date !== null && event.cancelledOn === null)
      lines.push({ date: event.date, weight, words, coming: isComing(event, today) && !read.over.has(event.id) })
  }
  for (const { date, title } of read.acts) {
    const words = said(title)
    if (date !== null && words !== null) lines.push({ date, weight: WEIGHT_OF_ACT, words, coming: earliest(date) > today })
  }
  return lines
}

/** At most eight years, each with at most two lines, the weightiest first; then in the order of time. */
export function yearsOf(lines: readonly Line[]): YearView[] {
  const years = new Map<string, { items: Said[]; coming: boolean; at: string }>()
  const heaviest = [...lines].sort((a, b) => a.weight - b.weight || (a.date < b.date ? 1 : -1))
  let taken = 0
  for (const { date, words, coming } of heaviest) {
    if (taken === YEAR_LINES) break
    const year = yearInWords(date)
    const known = years.get(year)
    if (known === undefined) {
      if (years.size === YEARS_SHOWN) continue
      years.set(year, { items: [words], coming, at: earliest(date) })
    } else if (known.items.length < A_YEAR && !known.items.some(({ text }) => text === words.text)) known.items.push(words)
    else continue
    taken += 1
  }
  return [...years].sort((a, b) => (a[1].at < b[1].at ? -1 : 1)).map(([year, { items, coming }]) => ({ year, items, coming }))
}

/** What the newest report of this language tells, ahead of what happened singly. */
function digestNews({ digests }: HomeRead, zone: string): NewsView[] {
  const lang = currentLanguage()
  return digests
    .filter(({ language }) => language === lang)
    .map(({ month, title, lead, firstPublishedAt }) => {
      const day = dayIn(firstPublishedAt, zone)
      return {
        when: dayInWords(day),
        datetime: day,
        title: { text: title },
        text: lead === '' ? null : { text: beginning(lead, NEWS_LETTERS) },
        href: addresses.siteDigest({ lang, month }),
        partners: [],
        coming: false,
        cancelled: false,
      }
    })
}

function newsOf(read: HomeRead, byOrganisation: ReadonlyMap<string, CardView>, today: string): NewsView[] {
  const known = (ids: readonly string[]) => ids.flatMap((id) => byOrganisation.get(id) ?? [])
  const events = read.events.flatMap((event) => {
    const title = said(event.title)
    if (event.date === null || title === null) return []
    const partners = known(event.partners.map(({ organisationId }) => organisationId))
    const summary = said(event.summary)
    return [
      {
        date: event.date,
        when: eventDateInWords(event.date),
        title,
        text: summary === null ? null : { ...summary, text: beginning(summary.text, NEWS_LETTERS) },
        partners,
        own: addresses.siteEvent({ lang: currentLanguage(), id: event.id }),
        anchor: '',
        coming: isComing(event, today) && !read.over.has(event.id),
        cancelled: event.cancelledOn !== null,
      },
    ]
  })
  const acts = read.acts.flatMap(({ id, date, title, partnerIds }) => {
    const words = said(title)
    return date === null || words === null
      ? []
      : [
          {
            date,
            when: eventDateInWords(date),
            title: words,
            text: null,
            partners: known(partnerIds),
            own: undefined,
            anchor: `act-${id}`,
            coming: earliest(date) > today,
            cancelled: false,
          },
        ]
  })
  return [...events, ...acts]
    .sort((a, b) => (latest(a.date) < latest(b.date) ? 1 : latest(a.date) > latest(b.date) ? -1 : 0))
    .slice(0, NEWS_SHOWN)
    .map(({ date, anchor, own, partners, ...news }) => ({
      ...news,
      datetime: machineDate(date),
      href: own ?? (partners[0] === undefined ? undefined : `${partners[0].href}#${anchor}`),
      partners: partners.map(({ name }) => name),
    }))
}

/** The first year in which a twinning was signed by anybody; null when no public step says so. */
const firstTwinning = (partnerships: readonly PublicPartnership[], today: string): number | null => {
  const signed = partnerships.flatMap(({ type, milestones }) =>
    type === 'twinning' ? milestones.filter(({ kind, date }) => kind === 'signing' && earliest(date) <= today) : [],
  )
  return signed.length === 0 ? null : Math.min(...signed.map(({ date }) => Number(earliest(date).slice(0, 4))))
}

/** The home page on the day `today` of the office's `zone`, in the language of the request. */
export function homeView(read: HomeRead, town: string, home: Place | null, today: string, zone: string): HomeView {
  const cards = cardsOf(read, today)
  const bySlug = new Map(cards.map((card) => [card.slug, card]))
  const byOrganisation = new Map(read.partnerships.map(({ organisationId, slug }) => [organisationId, bySlug.get(slug)!]))
  const number = numberFormatOf()
  const ties = read.partnerships.filter((one) => isCounted(one, today))
  const countries = new Set(ties.map(({ partner }) => partner.country)).size
  const allTowns = ties.every(({ partner }) => partner.kind === 'municipality')
  const first = firstTwinning(read.partnerships, today)
  const together = first === null ? 0 : Number(today.slice(0, 4)) - first

  const placed =
    home === null ? [] : cards.flatMap(({ slug, href, name, place }) => (place === null ? [] : [{ ...pointOf(bareName(name.text), place), id: slug, href }]))
  const point = home === null ? null : pointOf(town, home)
  // Of those the sentence before it counts; where there are none, of all that are named.
  const told = new Set(ties.map(({ slug }) => slug))
  const measured = ties.length === 0 ? placed : placed.filter(({ id }) => told.has(id))
  const far = point === null ? [] : measured.map((partner) => ({ name: partner.name, km: distanceKm(point, partner) })).sort((a, b) => a.km - b.km)
  const [nearest, farthest] = [far[0], far.at(-1)]
  const inCountries = m.website_in_countries({ count: countries })
  const contacts = read.partnerships.filter(({ type, partner: { kind } }) => !isPartnership({ type, kind })).map(({ slug }) => bySlug.get(slug)!.name.text)
  const beside = contacts.length === 0 ? null : m.website_lead_contacts({ names: named(contacts) })
  const leadShort =
    ties.length === 0
      ? (beside ?? m.website_lead_none())
      : allTowns
        ? m.website_lead_towns({ count: ties.length, inCountries })
        : m.website_lead_partners({ count: ties.length, inCountries })
  const lead = [
    leadShort,
    ...(nearest !== undefined && farthest !== undefined && nearest.km < farthest.km
      ? [m.website_lead_distance({ near: nearest.name, nearKm: number.format(nearest.km), far: farthest.name, farKm: number.format(farthest.km) })]
      : []),
    ...(beside === null || ties.length === 0 ? [] : [beside]),
  ].join(currentLanguage() === 'zh' ? '' : ' ')

  const counts: readonly (readonly [number, string])[] = [
    [ties.length, allTowns ? m.website_number_towns({ count: ties.length }) : m.website_number_partners({ count: ties.length })],
    [countries, m.website_number_countries({ count: countries })],
    [together, m.website_number_years({ count: together })],
    [read.eventsPast, m.website_number_events({ count: read.eventsPast })],
  ]
  return {
    title: homeTitle(town, cards.length === 0 || read.partnerships.some(({ type }) => type === 'twinning')),
    lead,
    leadShort,
    numbers: counts.filter(([count]) => count > 0).map(([count, label]) => ({ value: number.format(count), label })),
    plate: point === null ? null : { home: point, partners: placed },
    offMap: point === null ? null : offMapInWords(cards),
    cards,
    yearsTitle: together > 0 ? m.website_together_title({ count: together }) : m.website_together_plain(),
    years: yearsOf(linesOf(read, bySlug, today)),
    news: [...digestNews(read, zone), ...newsOf(read, byOrganisation, today)],
    promises: countedIn(read.promises.share) + read.promises.ahead === 0 ? null : read.promises,
  }
}
