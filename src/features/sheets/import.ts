// What an import is: a table someone brings, what its columns mean, what each of its rows would become, and what became of it.
import { z } from 'zod'
import type { OrganisationKind } from '#features/organisations/organisation.ts'
import { ORGANISATION_KINDS } from '#features/organisations/organisation.ts'
import type { RoleClass } from '#features/organisations/people/post.ts'
import type { Field } from '#features/partnerships/field.ts'
import type { MilestoneKind, Side } from '#features/partnerships/milestones/milestone.ts'
import { PARTNERSHIP_TYPES, type PartnershipType } from '#features/partnerships/partnership.ts'
import { m } from '#messages'
import type { ImpreciseDate } from '#platform/dates.ts'

export const IMPORT_KINDS = ['partners', 'organisations', 'people'] as const
/** partners: organisations with the partnership and its first steps · people: with the post they hold. */
export type ImportKind = (typeof IMPORT_KINDS)[number]
export const isImportKind = (value: string | undefined): value is ImportKind => (IMPORT_KINDS as readonly string[]).includes(value ?? '')

const kindNames: Readonly<Record<ImportKind, () => string>> = {
  partners: m.sheets_kind_partners,
  organisations: m.sheets_kind_organisations,
  people: m.sheets_kind_people,
}
export const importKindName = (kind: ImportKind): string => kindNames[kind]()

/** columns: nobody has said yet what the columns hold · checked: the rows are held against the register · the rest as the words say. */
export type ImportState = 'columns' | 'checked' | 'running' | 'paused' | 'done' | 'undoing' | 'undone'

/** new: nothing like it · same: the register has it · doubtful: it has something like it · double: an earlier row says the same · fault: it cannot be taken. */
export const VERDICTS = ['new', 'same', 'doubtful', 'double', 'fault'] as const
export type Verdict = (typeof VERDICTS)[number]
export const isVerdict = (value: string | undefined): value is Verdict => (VERDICTS as readonly string[]).includes(value ?? '')

export const DECISIONS = ['skip', 'update', 'new'] as const
export type Decision = (typeof DECISIONS)[number]

/** kept: undoing the import could not take this row back. */
export const OUTCOMES = ['waiting', 'made', 'updated', 'skipped', 'failed', 'undone', 'kept'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What is said for the whole table. */
export const importOptions = z.object({
  /** Language of names and texts, ISO 639-1. */
  language: z.string().regex(/^[a-z]{2}$/),
  /** Country of rows that name none; '' when there is no such. */
  country: z.string().max(2),
  /** Kind and type of rows that name none. */
  organisationKind: z.enum(ORGANISATION_KINDS),
  type: z.enum(PARTNERSHIP_TYPES),
  /** Rows whose dates nobody can read are taken without them. */
  withoutDates: z.boolean(),
  /** What an update does with fields that are filled already. */
  overwrite: z.boolean(),
  same: z.enum(DECISIONS),
  doubtful: z.enum(DECISIONS),
  double: z.enum(['skip', 'new']),
})
export type ImportOptions = z.output<typeof importOptions>

export const FIRST_OPTIONS: ImportOptions = {
  language: 'bg',
  country: '',
  organisationKind: 'municipality',
  type: 'twinning',
  withoutDates: false,
  overwrite: false,
  same: 'skip',
  doubtful: 'skip',
  double: 'skip',
}

/** Column's place in the row, from 0 → field. */
export type Mapping = Readonly<Record<string, string>>

/** Something wrong with a row, or worth knowing: said in words only when shown, in the reader's language. `value` is what stands in the cell. */
export type RowRemark = { readonly code: RemarkCode; readonly field: string | null; readonly value: string }

const REMARKS = {
  'name-missing': m.sheets_fault_name_missing,
  'name-long': m.sheets_fault_name_long,
  'country-missing': m.sheets_fault_country_missing,
  'country-unknown': m.sheets_fault_country_unknown,
  'date-unreadable': m.sheets_fault_date_unreadable,
  'dates-backwards': m.sheets_fault_dates_backwards,
  'type-unknown': m.sheets_fault_type_unknown,
  'cell-error': m.sheets_fault_cell_error,
  'cell-long': m.sheets_fault_cell_long,
  'letters-lost': m.sheets_fault_letters_lost,
  'organisation-missing': m.sheets_fault_organisation_missing,
  'organisation-several': m.sheets_fault_organisation_several,
  'organisation-unknown': m.sheets_fault_organisation_unknown,
  'letters-guessed': m.sheets_remark_letters_guessed,
  'date-left-out': m.sheets_remark_date_left_out,
  'website-left-out': m.sheets_remark_website_left_out,
  'email-left-out': m.sheets_remark_email_left_out,
  'wikidata-left-out': m.sheets_remark_wikidata_left_out,
  'kind-unknown': m.sheets_remark_kind_unknown,
  'field-unknown': m.sheets_remark_field_unknown,
  'type-vague': m.sheets_remark_type_vague,
  'language-unknown': m.sheets_remark_language_unknown,
  'town-unknown': m.sheets_remark_town_unknown,
  'organisation-new': m.sheets_remark_organisation_new,
  'meanwhile-known': m.sheets_fault_meanwhile_known,
  'gone-meanwhile': m.sheets_fault_gone_meanwhile,
  'already-partner': m.sheets_fault_already_partner,
  'not-taken': m.sheets_fault_not_taken,
} as const satisfies Record<string, (values: { value: string }) => string>
export type RemarkCode = keyof typeof REMARKS

export const remarkInWords = ({ code, value }: Pick<RowRemark, 'code' | 'value'>): string => REMARKS[code]({ value })

/** One of the register that the row may be. `sure`: the name, the country and the kind agree. */
export type RowMatch = { readonly id: string; readonly name: string; readonly sub: string; readonly sure: boolean }

export type Texts = Readonly<Record<string, string>>
export type SourceRow = { readonly title: string; readonly url: string } | null

/** A row as records; what it does not say is left out or null. */
export type OrganisationRow = {
  readonly names: Texts
  readonly nativeName: string | null
  readonly aliases: readonly string[]
  readonly kind: OrganisationKind
  /** Whether the row itself names the kind. */
  readonly kindSaid: boolean
  readonly country: string
  /** As written; '' when it is not. */
  readonly town: string
  readonly placeId: number | null
  readonly website: string | null
  readonly wikidataId: string | null
  readonly notes: Texts
  readonly source: SourceRow
}
export type StepRow = { readonly kind: MilestoneKind; readonly side: Side; readonly date: ImpreciseDate; readonly documentNumber: string | null }
export type PartnerRow = {
  readonly kind: 'partners'
  readonly organisation: OrganisationRow
  readonly type: PartnershipType
  readonly typeSaid: boolean
  readonly fields: readonly Field[]
  readonly summary: Texts
  readonly origin: Texts
  readonly published: boolean
  readonly steps: readonly StepRow[]
}
export type PersonRow = {
  readonly kind: 'people'
  readonly names: Texts
  readonly nativeName: string | null
  readonly title: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly languages: readonly string[]
  readonly salutation: Texts
  /** One of the list of keeping.ts, or own words; '' when nothing is said. */
  readonly purpose: string
  /** YYYY-MM-DD */
  readonly keepUntil: string | null
  readonly notes: Texts
  readonly source: SourceRow
  readonly post: {
    readonly organisation: string
    readonly country: string | null
    /** The one of the register that bears the name; null: it will be entered. */
    readonly organisationId: string | null
    readonly role: Texts
    readonly roleClass: RoleClass
    readonly from: ImpreciseDate | null
    readonly to: ImpreciseDate | null
  } | null
}
export type RecordRow = PartnerRow | PersonRow | { readonly kind: 'organisations'; readonly organisation: OrganisationRow }

/** What a row made or changed, in the order in which it was written. */
export type RowThing = { readonly thing: 'organisation' | 'person' | 'post' | 'partnership' | 'milestone'; readonly id: string }

/** What is done with a row: said for it alone, else for all of its verdict. */
export const decisionFor = (row: { readonly verdict: Verdict | null; readonly decision: Decision | null }, options: ImportOptions): Decision => {
  if (row.verdict === 'fault' || row.verdict === null) return 'skip'
  if (row.decision !== null) return row.decision
  return row.verdict === 'new' ? 'new' : options[row.verdict]
}

/** A finished import's rows are kept so long: then only the records and the journal remain. Days. */
export const KEPT_DAYS = 60
