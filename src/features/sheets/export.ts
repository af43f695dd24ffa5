// What a list looks like as a sheet: its columns, and what stands in each cell of a row.
import type { CommitmentRow } from '#features/commitments/commitment.queries.ts'
import { evidenceInWords, owedName, standingInWords, stateName, topicName } from '#features/commitments/commitment.ts'
import { movedInWords } from '#features/commitments/moves/move.ts'
import { purposeName } from '#features/organisations/people/keeping.ts'
import { symbolicActKindName } from '#features/events/symbolic-act.ts'
import { basisName, giftStateName, isPlanned, ownerName, wayName } from '#features/gifts/gift.ts'
import type { GiftPerson } from '#features/gifts/gift.queries.ts'
import { pointTyped } from '#features/events/spots/point.ts'
import type { RegisterLine } from '#features/gifts/register.queries.ts'
import { countryName, displayName, languageName, nativeOf } from '#features/organisations/naming.ts'
import { kindName } from '#features/organisations/organisation.ts'
import type { Organisation } from '#features/organisations/organisation.table.ts'
import type { PersonWithPosts } from '#features/organisations/people/person.table.ts'
import { isPast, postWords } from '#features/organisations/people/post.ts'
import { fieldName } from '#features/partnerships/field.ts'
import type { ListRow } from '#features/partnerships/register/list.queries.ts'
import { partnershipTypeName } from '#features/partnerships/partnership.ts'
import { stageName } from '#features/partnerships/stage.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import { orderChain, ORDERS, standingOrder, tripDeadlineName, tripStateName } from '#features/trips/trip.ts'
import type { TripRow } from '#features/trips/trip.queries.ts'
import { m } from '#messages'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { textIn, type LocalText } from '#platform/texts/local-text.ts'
import { fieldLabel } from './columns.ts'

export const EXPORTS = ['partnerships', 'organisations', 'people', 'commitments', 'gifts', 'trips'] as const
export type ExportWhat = (typeof EXPORTS)[number]
export const isExportWhat = (value: string): value is ExportWhat => (EXPORTS as readonly string[]).includes(value)

export const FORMATS = ['xlsx', 'csv', 'jsonld', 'vcf'] as const
export type ExportFormat = (typeof FORMATS)[number]
export const isExportFormat = (value: string): value is ExportFormat => (FORMATS as readonly string[]).includes(value)

/** A cell before it is written: `day` is a date of any precision, a true date in a sheet only when it names one day; `cents` a sum one can add up. */
export type ExportCell = string | { readonly day: ImpreciseDate | null } | { readonly cents: number }
export type ExportColumn<Row> = { readonly head: string; readonly width: number; readonly cell: (row: Row) => ExportCell }

/** A step of ours or of both that a sheet tells. */
export type ToldStep = { readonly date: ImpreciseDate; readonly documentNumber: string | null }
export type PartnershipLine = {
  readonly row: ListRow
  readonly place: Place | null
  readonly website: string | null
  readonly wikidataId: string | null
  readonly summary: LocalText
  readonly signed: ToldStep | null
  readonly decision: ToldStep | null
  readonly ended: ToldStep | null
  readonly url: string
}
export type OrganisationLine = { readonly organisation: Organisation; readonly place: Place | null; readonly url: string }
export type PersonLine = PersonWithPosts & { readonly url: string }

export type CommitmentLine = { readonly row: CommitmentRow; readonly url: string }

const otherLanguage = (): string => (currentLanguage() === 'bg' ? 'en' : 'bg')
const otherName = (name: LocalText): string => name.in[otherLanguage()]?.text ?? ''
const placeName = (place: Place | null): string => (place === null ? '' : nameFor(place, currentLanguage()))
const yes = (is: boolean): string => (is ? m.sheets_yes() : m.sheets_no())

export const partnershipColumns = (): ExportColumn<PartnershipLine>[] => [
  { head: fieldLabel('name'), width: 30, cell: ({ row }) => displayName(row.partner) },
  { head: fieldLabel('nameOther'), width: 24, cell: ({ row }) => otherName(row.partner.name) },
  { head: fieldLabel('nativeName'), width: 24, cell: ({ row }) => nativeOf(row.partner)?.name ?? '' },
  { head: fieldLabel('country'), width: 20, cell: ({ row }) => countryName(row.partner.country) },
  { head: fieldLabel('place'), width: 18, cell: ({ place }) => placeName(place) },
  { head: fieldLabel('kind'), width: 18, cell: ({ row }) => kindName(row.partner.kind) },
  { head: fieldLabel('type'), width: 18, cell: ({ row }) => partnershipTypeName(row.type) },
  { head: m.sheets_head_stage(), width: 18, cell: ({ row }) => stageName(row.stage) },
  { head: m.sheets_head_stage_since(), width: 16, cell: ({ row }) => ({ day: row.since }) },
  { head: fieldLabel('since'), width: 18, cell: ({ signed }) => ({ day: signed?.date ?? null }) },
  { head: fieldLabel('decisionNumber'), width: 16, cell: ({ decision }) => decision?.documentNumber ?? '' },
  { head: fieldLabel('decisionDate'), width: 16, cell: ({ decision }) => ({ day: decision?.date ?? null }) },
  { head: fieldLabel('ended'), width: 14, cell: ({ ended }) => ({ day: ended?.date ?? null }) },
  { head: m.sheets_head_last_contact(), width: 16, cell: ({ row }) => ({ day: row.lastContact }) },
  { head: fieldLabel('fields'), width: 30, cell: ({ row }) => row.fields.map(fieldName).join('; ') },
  { head: fieldLabel('public'), width: 12, cell: ({ row }) => yes(row.publishedAt !== null) },
  { head: fieldLabel('summary'), width: 50, cell: ({ summary }) => textIn(summary) },
  { head: fieldLabel('website'), width: 28, cell: ({ website }) => website ?? '' },
  { head: fieldLabel('wikidata'), width: 14, cell: ({ wikidataId }) => wikidataId ?? '' },
  { head: m.sheets_head_record(), width: 40, cell: ({ url }) => url },
]

export const organisationColumns = (): ExportColumn<OrganisationLine>[] => [
  { head: fieldLabel('name'), width: 34, cell: ({ organisation }) => displayName(organisation) },
  { head: fieldLabel('nameOther'), width: 26, cell: ({ organisation }) => otherName(organisation.name) },
  { head: fieldLabel('nativeName'), width: 26, cell: ({ organisation }) => nativeOf(organisation)?.name ?? '' },
  { head: fieldLabel('aliases'), width: 26, cell: ({ organisation }) => organisation.aliases.join('; ') },
  { head: fieldLabel('kind'), width: 20, cell: ({ organisation }) => kindName(organisation.kind) },
  { head: fieldLabel('country'), width: 20, cell: ({ organisation }) => countryName(organisation.country) },
  { head: fieldLabel('place'), width: 18, cell: ({ place }) => placeName(place) },
  { head: fieldLabel('website'), width: 30, cell: ({ organisation }) => organisation.website ?? '' },
  { head: fieldLabel('wikidata'), width: 14, cell: ({ organisation }) => organisation.wikidataId ?? '' },
  { head: fieldLabel('notes'), width: 50, cell: ({ organisation }) => textIn(organisation.notes) },
  { head: m.sheets_head_record(), width: 40, cell: ({ url }) => url },
]

export const commitmentColumns = (today: string): ExportColumn<CommitmentLine>[] => [
  { head: m.commitments_field_text(), width: 60, cell: ({ row }) => textIn(row.text) },
  { head: m.commitments_field_owed_by(), width: 14, cell: ({ row }) => owedName(row.owedBy) },
  { head: m.commitments_field_partners(), width: 26, cell: ({ row }) => row.partners.map((partner) => displayName(partner)).join('; ') },
  { head: m.commitments_field_due(), width: 16, cell: ({ row }) => ({ day: row.due }) },
  { head: m.commitments_filter_standing(), width: 16, cell: ({ row }) => standingInWords(row.standing, row.due, today) },
  { head: m.commitments_moves(), width: 34, cell: ({ row }) => movedInWords(row.moves) ?? '' },
  { head: m.commitments_field_kept_on(), width: 16, cell: ({ row }) => ({ day: row.keptOn }) },
  { head: m.commitments_field_evidence(), width: 40, cell: ({ row }) => evidenceInWords(row) },
  { head: m.commitments_field_dropped_on(), width: 16, cell: ({ row }) => ({ day: row.droppedOn }) },
  { head: m.commitments_field_drop_reason(), width: 40, cell: ({ row }) => row.dropReason ?? '' },
  { head: m.commitments_field_person(), width: 24, cell: ({ row }) => (row.person === null ? '' : displayName(row.person)) },
  { head: m.commitments_field_their_person(), width: 24, cell: ({ row }) => (row.theirPerson === null ? '' : displayName(row.theirPerson)) },
  { head: m.commitments_field_event(), width: 34, cell: ({ row }) => (row.event === null ? '' : textIn(row.event.title)) },
  { head: m.commitments_field_topic(), width: 16, cell: ({ row }) => topicName(row.topic) },
  { head: m.commitments_field_state(), width: 16, cell: ({ row }) => stateName(row.state) },
  { head: fieldLabel('public'), width: 12, cell: ({ row }) => yes(row.published) },
  { head: m.sheets_head_record(), width: 40, cell: ({ url }) => url },
]

/** The post somebody would be written to in: one held to this day, else the last. */
export const mainPost = ({ posts }: PersonWithPosts) => posts[0]

export const personColumns = (today: string): ExportColumn<PersonLine>[] => [
  { head: fieldLabel('name'), width: 28, cell: ({ person }) => displayName(person) },
  { head: fieldLabel('nameOther'), width: 24, cell: ({ person }) => otherName(person.name) },
  { head: fieldLabel('nativeName'), width: 24, cell: ({ person }) => nativeOf(person)?.name ?? '' },
  { head: fieldLabel('title'), width: 10, cell: ({ person }) => person.title ?? '' },
  { head: fieldLabel('role'), width: 30, cell: (line) => (mainPost(line) === undefined ? '' : postWords(mainPost(line)!.post)) },
  { head: fieldLabel('organisation'), width: 30, cell: (line) => (mainPost(line) === undefined ? '' : displayName(mainPost(line)!.organisation)) },
  { head: fieldLabel('country'), width: 18, cell: (line) => (mainPost(line) === undefined ? '' : countryName(mainPost(line)!.organisation.country)) },
  { head: fieldLabel('from'), width: 16, cell: (line) => ({ day: mainPost(line)?.post.fromDate ?? null }) },
  { head: fieldLabel('to'), width: 16, cell: (line) => ({ day: mainPost(line)?.post.toDate ?? null }) },
  { head: m.sheets_head_confirmed(), width: 16, cell: (line) => ({ day: mainPost(line)?.post.confirmedOn ?? null }) },
  { head: fieldLabel('email'), width: 28, cell: ({ person }) => person.email ?? '' },
  { head: fieldLabel('phone'), width: 18, cell: ({ person }) => person.phone ?? '' },
  { head: fieldLabel('languages'), width: 22, cell: ({ person }) => person.languages.map(languageName).join('; ') },
  { head: fieldLabel('salutation'), width: 30, cell: ({ person }) => textIn(person.salutation) },
  { head: fieldLabel('purpose'), width: 30, cell: ({ person }) => purposeName(person.purpose) },
  { head: fieldLabel('keepUntil'), width: 14, cell: ({ person }) => ({ day: person.keepUntil }) },
  {
    head: m.sheets_head_other_posts(),
    width: 40,
    cell: ({ posts }) =>
      posts
        .slice(1)
        .map(
          ({ post, organisation }) =>
            `${postWords(post)}, ${displayName(organisation)}${isPast(post, today) && post.toDate !== null ? ` (${m.sheets_becomes_until({ date: dateInWords(post.toDate) })})` : ''}`,
        )
        .join('; '),
  },
  { head: fieldLabel('notes'), width: 40, cell: ({ person }) => textIn(person.notes) },
  { head: m.sheets_head_record(), width: 40, cell: ({ url }) => url },
]

/** A line of the register of gifts: a gift, or a symbolic act that no gift tells of. */
export type GiftLine = { readonly line: RegisterLine; readonly url: string }

const people = (persons: readonly GiftPerson[], words: string): string =>
  [...persons.map((one) => displayName(one)), ...(words === '' ? [] : [words])].join('; ')

export const giftColumns = (): ExportColumn<GiftLine>[] => [
  { head: m.gifts_field_what(), width: 40, cell: ({ line }) => textIn(line.gift?.what ?? line.act!.title) },
  {
    head: m.gifts_field_way(),
    width: 20,
    cell: ({ line: { gift, act } }) => (gift === null ? symbolicActKindName(act.kind) : wayName(isPlanned(gift.state) ? 'planned' : gift.way)),
  },
  { head: m.gifts_filter_state(), width: 18, cell: ({ line: { gift } }) => (gift === null ? m.gifts_act_only() : giftStateName(gift.state)) },
  { head: m.gifts_field_date(), width: 16, cell: ({ line }) => ({ day: (line.gift ?? line.act!).date }) },
  { head: m.gifts_field_partners(), width: 30, cell: ({ line }) => (line.gift ?? line.act!).partners.map((one) => displayName(one)).join('; ') },
  {
    head: m.gifts_field_event(),
    width: 36,
    cell: ({ line }) => {
      const { event } = line.gift ?? line.act!
      return event === null ? '' : textIn(event.title)
    },
  },
  { head: m.gifts_field_givers(), width: 28, cell: ({ line: { gift } }) => (gift === null ? '' : people(gift.givers, gift.giverWords)) },
  { head: m.gifts_field_receivers(), width: 28, cell: ({ line: { gift } }) => (gift === null ? '' : people(gift.receivers, gift.receiverWords)) },
  { head: m.gifts_field_value(), width: 14, cell: ({ line: { gift } }) => (gift === null || gift.value === null ? '' : { cents: gift.value.cents }) },
  { head: m.gifts_field_currency(), width: 10, cell: ({ line: { gift } }) => gift?.value?.currency ?? '' },
  { head: m.gifts_field_basis(), width: 20, cell: ({ line: { gift } }) => (gift === null ? '' : basisName(gift.valueBasis)) },
  { head: m.gifts_field_inventory(), width: 16, cell: ({ line: { gift } }) => gift?.inventoryNumber ?? '' },
  { head: m.gifts_field_owner(), width: 18, cell: ({ line: { gift } }) => (gift === null || gift.way === 'given' ? '' : ownerName(gift.owner)) },
  { head: m.gifts_field_declared(), width: 16, cell: ({ line: { gift } }) => ({ day: gift?.declaredOn ?? null }) },
  { head: m.gifts_field_kept_at(), width: 28, cell: ({ line: { gift } }) => gift?.keptAt ?? '' },
  { head: m.gifts_field_place(), width: 20, cell: ({ line: { gift, act } }) => (gift === null ? act.placeText : gift.placeText) },
  { head: m.gifts_field_point(), width: 22, cell: ({ line: { gift, act } }) => pointTyped(gift?.point ?? act?.point ?? null) },
  { head: m.sheets_head_record(), width: 40, cell: ({ url }) => url },
]

/** A journey as the list has it, with its orders and what was paid in advance. */
export type TripLine = { readonly row: TripRow; readonly url: string }

export const tripColumns = (): ExportColumn<TripLine>[] => [
  { head: m.trips_column_trip(), width: 40, cell: ({ row }) => textIn(row.title) },
  { head: m.sheets_head_departs(), width: 16, cell: ({ row }) => ({ day: row.departsOn }) },
  { head: m.sheets_head_returns(), width: 16, cell: ({ row }) => ({ day: row.returnsOn }) },
  { head: m.trips_rate_country(), width: 24, cell: ({ row }) => row.countries.map(countryName).join('; ') },
  { head: m.trips_travellers(), width: 36, cell: ({ row }) => row.travellers.join('; ') },
  { head: m.trips_column_state(), width: 18, cell: ({ row }) => tripStateName(row.state) },
  { head: m.sheets_head_order(), width: 24, cell: ({ row }) => orderNumbers(row) },
  { head: m.sheets_head_ordered_on(), width: 16, cell: ({ row }) => ({ day: row.orderedOn }) },
  { head: m.sheets_head_advances(), width: 14, cell: ({ row }) => ({ cents: row.advances }) },
  { head: m.trips_report_on(), width: 16, cell: ({ row }) => ({ day: row.reportedOn }) },
  { head: m.trips_settled_on(), width: 16, cell: ({ row }) => ({ day: row.settledOn }) },
  { head: m.trips_column_next(), width: 20, cell: ({ row }) => (row.next === null ? '' : tripDeadlineName(row.next.kind)) },
  { head: m.sheets_head_next_due(), width: 16, cell: ({ row }) => ({ day: row.next?.due ?? null }) },
  { head: m.sheets_head_record(), width: 40, cell: ({ url }) => url },
]
const orderNumbers = ({ orders }: TripRow): string =>
  ORDERS.flatMap((which) => {
    const order = standingOrder(orders[which])
    return orderChain(order).map(({ number }) => number)
  }).join('; ')

/** A true date where a sheet can hold it (Excel counts days from March 1900 without a fault), else words. */
export function cellOfDay(day: ImpreciseDate | null): Date | string {
  if (day === null) return ''
  return /^\d{4}-\d\d-\d\d$/.test(day) && day >= '1900-03-01' ? new Date(`${day}T00:00:00Z`) : dateInWords(day)
}
/** In a text: the day as programs read it, else words. */
export const textOfDay = (day: ImpreciseDate | null): string => (day === null ? '' : /^\d{4}(?:-\d\d-\d\d)?$/.test(day) ? day : dateInWords(day))
