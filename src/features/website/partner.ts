// What one partner's page says, computed from what is public: names, facts, how it happened, what is promised.
import { addresses } from '#addresses'
import { standing, type Standing } from '#features/commitments/commitment.ts'
import { documentKindName, sizeInWords } from '#features/documents/document.ts'
import { isPicture, mediaName } from '#features/documents/media.ts'
import { eventDateInWords, eventKindName, isComing } from '#features/events/event.ts'
import type { PublicEvent } from '#features/events/public-event.queries.ts'
import { symbolicActKindName } from '#features/events/symbolic-act.ts'
import { countryName, languageName } from '#features/organisations/naming.ts'
import { fieldName } from '#features/partnerships/field.ts'
import { withGaps } from '#features/partnerships/partnership.ts'
import { readingInWords } from '#features/partnerships/milestones/reading.ts'
import { stageName, stageOf, type Stage } from '#features/partnerships/stage.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import { itemKindName } from '#features/visits/programmes/programme.ts'
import type { PublicItem } from '#features/visits/programmes/programme.queries.ts'
import { m } from '#messages'
import { dateInWords, dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { bareName } from '#platform/names/name-key.ts'
import { currentLanguage, numberFormatOf } from '#platform/texts/language.ts'
import { distanceKm, type PlatePartner, type PlatePoint } from '#ui/plate.tsx'
import type { TimelinePoint } from '#ui/timeline.tsx'
import { pointOf } from './home.ts'
import type { PartnerRead } from './site.queries.ts'
import {
  documentInWords,
  inLanguage,
  machineDate,
  nativeBeside,
  paragraphs,
  partnerName,
  said,
  type Said,
  sinceOf,
  stepTitle,
  tieName,
  webSources,
  type WebSource,
} from './site.ts'

/** `datetime` as machines read it; the hour is that of the place. */
export type ItemView = { readonly when: string; readonly datetime: string; readonly title: Said; readonly place: Said | null; readonly address: string }
export type StoryView = {
  readonly id: string
  readonly when: string
  readonly datetime: string | undefined
  readonly date: ImpreciseDate | null
  readonly point: TimelinePoint
  readonly title: Said
  readonly text: Said | null
  /** Its own page. */
  readonly href?: string
  /** Quiet words under it: place, direction, who else took part, the document's number. */
  readonly quiet: readonly Said[]
  readonly with: readonly { readonly href: string; readonly name: Said }[]
  /** What of a visit's programme is open to everybody, while it is still to come. */
  readonly programme: readonly ItemView[]
  readonly sources: readonly WebSource[]
}
export type PromiseView = {
  readonly id: string
  readonly state: Standing
  readonly text: Said
  readonly until: string
  readonly by: string
  readonly sources: readonly WebSource[]
}
export type PaperView = { readonly href: string; readonly title: Said; readonly about: string }
export type OtherView = { readonly href: string; readonly name: Said }
export type PartnerView = {
  readonly slug: string
  readonly name: Said
  readonly native: { readonly name: string; readonly lang: string } | undefined
  readonly country: string
  readonly countryName: string
  readonly tie: string
  readonly place: Place | null
  readonly lead: Said | null
  /** What the summary says after its first paragraph. */
  readonly more: readonly string[]
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly story: readonly StoryView[]
  readonly promises: readonly PromiseView[]
  readonly documents: readonly PaperView[]
  readonly plate: { readonly home: PlatePoint; readonly partners: readonly PlatePartner[]; readonly only: string } | null
  readonly others: readonly OtherView[]
  readonly events: readonly PublicEvent[]
  /** Where an event was, in the reader's script; '' when nobody knows. */
  readonly placeOf: (event: Pick<PublicEvent, 'placeId' | 'placeText'>) => string
}

/** Pale lines of the other partners beside this one's: more would be only weight. */
const PALE = 24
const OTHERS = 12
const FIELDS_SHOWN = 6
/** Stages worth a word to a citizen; the rest the story itself tells. */
const TOLD: ReadonlySet<Stage> = new Set(['deciding', 'signed', 'expired', 'lapsed', 'reviving', 'renewed', 'ended'])

const POINT_OF_STEP = { signing: 'sign', renewal: 'sign', memorandum: 'sign', revival: 'sign' } as const
const pointOfStep = (kind: string): TimelinePoint => (kind in POINT_OF_STEP ? 'sign' : 'act')

/** „до 31 декември 2026 г.“: of a span only its end counts. */
const untilWords = (due: ImpreciseDate): string => m.website_promise_until({ date: dateInWords(due.split('/').at(-1) ?? due) })

const whenWords = (date: ImpreciseDate | null, words: (date: ImpreciseDate) => string): string => (date === null ? m.website_undated() : words(date))

const itemView = ({ day, time, kind, title, place, address }: PublicItem): ItemView => ({
  when: [dayInWords(day, { weekday: true }), ...(time === null ? [] : [time])].join(', '),
  datetime: time === null ? day : `${day}T${time}`,
  title: said(title) ?? { text: itemKindName(kind) },
  place: said(place),
  address,
})

/** An event in a partner's story. `place.typed`: its words were typed by hand, and are in the language the event was written in. */
export function eventStory(
  event: Pick<PublicEvent, 'id' | 'kind' | 'direction' | 'title' | 'date' | 'occasion' | 'summary' | 'sources'>,
  place: { readonly name: string; readonly typed: boolean },
  others: StoryView['with'],
  programme: readonly PublicItem[] = [],
): StoryView {
  const direction = event.direction === 'incoming' ? m.website_event_incoming() : event.direction === 'outgoing' ? m.website_event_outgoing() : null
  return {
    id: `event-${event.id}`,
    date: event.date,
    when: whenWords(event.date, eventDateInWords),
    datetime: machineDate(event.date),
    point: event.kind === 'signing' ? 'sign' : 'visit',
    title: said(event.title) ?? { text: eventKindName(event.kind) },
    text: said(event.summary) ?? (event.occasion === '' ? null : inLanguage(event.occasion, event.title.source)),
    quiet: [
      ...(place.name === '' ? [] : [place.typed ? inLanguage(place.name, event.title.source) : { text: place.name }]),
      ...(direction === null ? [] : [{ text: direction }]),
    ],
    with: others,
    programme: programme.map(itemView),
    sources: webSources(event.sources),
  }
}

/** A partner's page on the day `today`, in the language of the request. */
export function partnerView(read: PartnerRead, town: string, home: Place | null, today: string): PartnerView {
  const { partnership, places } = read
  const { partner, type, milestones, slug } = partnership
  const place = (partner.placeId === null ? undefined : places.get(partner.placeId)) ?? null
  const name = partnerName(partner, place)
  const bare = bareName(name.text)
  const pins = new Map(
    read.pins
      .filter((pin) => pin.organisationId !== partnership.organisationId)
      .map((pin) => {
        const at = (pin.placeId === null ? undefined : places.get(pin.placeId)) ?? null
        return [
          pin.organisationId,
          { slug: pin.slug, href: addresses.sitePartner({ lang: currentLanguage(), slug: pin.slug }), name: partnerName(pin, at), place: at },
        ]
      }),
  )

  // The gazetteer may know a far town only by its Russian spelling: a town that has a name here keeps it.
  const named = new Map<number, string>([...pins.values()].flatMap((pin) => (pin.place === null ? [] : [[pin.place.id, bareName(pin.name.text)] as const])))
  if (place !== null) named.set(place.id, bare)
  if (home !== null) named.set(home.id, town)
  const placeOf: PartnerView['placeOf'] = ({ placeId, placeText }) => {
    const at = placeId === null ? undefined : places.get(placeId)
    return at === undefined ? placeText : (named.get(at.id) ?? nameFor(at, currentLanguage()))
  }

  const steps: StoryView[] = milestones.map((step) => ({
    id: `step-${step.id}`,
    date: step.date,
    when: dateInWords(step.date),
    datetime: machineDate(step.date),
    point: pointOfStep(step.kind),
    title: { text: stepTitle(step, type, town, bare) },
    text: said(step.note),
    quiet: [
      ...(step.documentNumber === null || step.documentNumber === '' ? [] : [{ text: documentInWords(step.documentNumber) }]),
      ...(step.until === null ? [] : [{ text: untilWords(step.until) }]),
      ...step.readings.map((one) => ({ text: m.website_step_other_reading({ reading: readingInWords(one) }) })),
    ],
    with: [],
    programme: [],
    sources: webSources(step.sources),
  }))
  // What is called off is no part of what happened.
  const events: StoryView[] = read.events
    .filter(({ cancelledOn }) => cancelledOn === null)
    .map((event) => ({
      href: addresses.siteEvent({ lang: currentLanguage(), id: event.id }),
      ...eventStory(
        event,
        { name: placeOf(event), typed: event.placeId === null || !places.has(event.placeId) },
        // Only partners with a page of their own are named.
        event.partners.flatMap(({ organisationId }) => pins.get(organisationId) ?? []).map(({ href, name: other }) => ({ href, name: other })),
        isComing(event, today) && !read.over.has(event.id) ? read.programmes.filter(({ visitId }) => visitId === event.id) : [],
      ),
    }))
  const acts: StoryView[] = read.acts.map((act) => ({
    id: `act-${act.id}`,
    date: act.date,
    when: whenWords(act.date, eventDateInWords),
    datetime: machineDate(act.date),
    point: 'act',
    title: said(act.title) ?? { text: symbolicActKindName(act.kind) },
    text: null,
    quiet: act.placeText === '' ? [] : [inLanguage(act.placeText, act.title.source)],
    with: [],
    programme: [],
    sources: webSources(act.sources),
  }))
  // The office's silences are its own business: only the order is taken.
  const story = withGaps([...steps, ...events, ...acts], today).flatMap((row) => (row.kind === 'entry' ? [row.entry] : []))

  const number = numberFormatOf()
  const since = sinceOf(milestones, today)
  const { stage } = stageOf(milestones, today)
  const point = home === null ? null : pointOf(town, home)
  const here = place === null ? null : pointOf(bare, place)
  const facts = [
    { name: m.website_fact_type(), value: tieName(partnership, today) },
    ...(since === null ? [] : [{ name: m.website_fact_since(), value: dateInWords(since) }]),
    ...(TOLD.has(stage) ? [{ name: m.website_fact_now(), value: stageName(stage) }] : []),
    ...(point === null || here === null
      ? []
      : [{ name: m.website_fact_distance(), value: m.website_fact_distance_km({ km: number.format(distanceKm(point, here)) }) }]),
    ...(partnership.fields.length === 0 ? [] : [{ name: m.website_fact_fields(), value: partnership.fields.slice(0, FIELDS_SHOWN).map(fieldName).join(', ') }]),
  ]

  const summary = said(partnership.summary)
  const [first, ...more] = summary === null ? [] : paragraphs(summary.text)
  const pale = [...pins.values()]
    .flatMap((pin) => (pin.place === null ? [] : [{ ...pointOf(bareName(pin.name.text), pin.place), id: pin.slug }]))
    .slice(0, PALE)
  return {
    slug,
    name,
    native: nativeBeside(partner, name.text),
    country: partner.country,
    countryName: countryName(partner.country),
    tie: tieName(partnership, today),
    place,
    lead: first === undefined ? null : { ...summary, text: first },
    more,
    facts,
    story,
    promises: read.promises.flatMap((promise) => {
      const text = said(promise.text)
      if (text === null) return []
      const state = standing({ keptOn: promise.keptOn, droppedOn: null, due: promise.due }, today)
      const until =
        promise.keptOn !== null
          ? m.website_promise_kept({ date: dateInWords(promise.keptOn) })
          : promise.due === null
            ? m.website_promise_open()
            : state === 'overdue'
              ? m.website_promise_late({ date: dateInWords(promise.due.split('/').at(-1) ?? promise.due) })
              : untilWords(promise.due)
      return [
        {
          id: promise.id,
          state,
          text,
          until,
          by: promise.owedBy === 'both' ? m.website_promise_by_both() : m.website_promise_by({ town: promise.owedBy === 'us' ? town : bare }),
          sources: webSources(promise.sources),
        },
      ]
    }),
    documents: read.documents.map(({ id, title, kind, language, date, media, bytes, pages }) => ({
      href: addresses.siteDocument({ lang: currentLanguage(), id }),
      title: said(title) ?? { text: documentKindName(kind) },
      about: [
        documentKindName(kind),
        // A photo is handed out as a copy, whose size nobody knows before it is made.
        ...(isPicture(media) ? [] : [[mediaName(media), ...(pages === null ? [] : [m.documents_pages({ count: pages })]), sizeInWords(bytes)].join(', ')]),
        ...(language === '' || language === currentLanguage() ? [] : [m.documents_in_language({ language: languageName(language) })]),
        ...(date === null ? [] : [dateInWords(date)]),
      ].join(' · '),
    })),
    plate: point === null || here === null ? null : { home: point, partners: [{ ...here, id: slug }, ...pale], only: slug },
    others: [...pins.values()].slice(0, OTHERS).map(({ href, name: other }) => ({ href, name: other })),
    events: read.events,
    placeOf,
  }
}
