// The register of partnerships as a page: who the partners are, how far it has come with each, and what citizens see.
import { addresses } from '#addresses'
import { countryChoices, countryName, displayName, nativeOf } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { dateInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { Place } from '#ui/badges.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Table } from '#ui/tables.tsx'
import { type Field, fieldName, fieldOptions } from './field.ts'
import type { PartnershipView } from './partnership.queries.ts'
import { PARTNERSHIP_TYPES, type PartnershipType, partnershipTypeName } from './partnership.ts'
import type { Dormancy } from './dormancy.ts'
import { DormancyMark } from './silence.pages.tsx'
import { StageMark } from './stage.pages.tsx'
import type { Standing } from './stage.ts'

export type PartnershipsPageProps = {
  readonly shell: Shell
  readonly asked: {
    readonly q: string
    readonly type: PartnershipType | undefined
    readonly country: string | undefined
    readonly field: Field | undefined
    readonly public: 'yes' | 'no' | undefined
  }
  readonly total: number
  /** Countries of the register, for the filter. */
  readonly countries: readonly string[]
  readonly page: Page<PartnershipView & { readonly standing: Standing; readonly dormancy: Dormancy }>
}

const MOST_FIELDS = 3

const FieldsInBrief = ({ fields }: { readonly fields: readonly Field[] }) => (
  <>
    {fields.slice(0, MOST_FIELDS).map(fieldName).join(', ')}
    {fields.length > MOST_FIELDS ? <span class="sub"> {m.partnerships_more_fields({ count: fields.length - MOST_FIELDS })}</span> : null}
  </>
)

const NewButton = () => (
  <a class="ds-button" href={addresses.partnershipNew()}>
    <Icon name="plus" />
    {m.partnerships_new()}
  </a>
)

export const PartnershipsPage = ({ shell, asked, total, countries, page }: PartnershipsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = asked.q !== '' || [asked.type, asked.country, asked.field, asked.public].some((one) => one !== undefined)
  const any = { value: '', label: m.partnerships_filter_any() }
  return (
    <OfficePage
      shell={shell}
      title={m.partnerships_title()}
      nav="partnerships"
      lead={m.partnerships_lead()}
      actions={mayWrite && total > 0 ? <NewButton /> : null}
    >
      {total === 0 ? (
        <EmptyState
          title={m.partnerships_empty_title()}
          text={m.partnerships_empty_text()}
          actions={
            mayWrite ? (
              <>
                <a class="ds-button" href={addresses.intakeNew()}>
                  {m.partnerships_empty_intake()}
                </a>
                <a class="ds-button" data-variant="secondary" href={addresses.partnershipNew()}>
                  {m.partnerships_new()}
                </a>
              </>
            ) : null
          }
        />
      ) : (
        <>
          <Filters
            action={addresses.partnerships()}
            filters={[
              { kind: 'search', name: 'q', label: m.partnerships_search(), value: asked.q },
              {
                kind: 'select',
                name: 'type',
                label: m.partnerships_filter_type(),
                value: asked.type,
                options: [any, ...PARTNERSHIP_TYPES.map((type) => ({ value: type, label: partnershipTypeName(type) }))],
              },
              { kind: 'select', name: 'country', label: m.partnerships_filter_country(), value: asked.country, options: [any, ...countryChoices(countries)] },
              { kind: 'select', name: 'field', label: m.partnerships_filter_field(), value: asked.field, options: [any, ...fieldOptions(currentLanguage())] },
              {
                kind: 'select',
                name: 'public',
                label: m.partnerships_filter_public(),
                value: asked.public,
                options: [any, { value: 'yes', label: m.partnerships_filter_public_yes() }, { value: 'no', label: m.partnerships_filter_public_no() }],
              },
            ]}
            count={asked.q === '' ? m.partnerships_count({ count: total }) : m.partnerships_count_found({ count: page.rows.length })}
            clear={filtered ? addresses.partnerships() : undefined}
          />
          {page.rows.length === 0 ? (
            <EmptyState title={m.partnerships_none_title()} text={m.partnerships_none_text()} actions={mayWrite ? <NewButton /> : null} />
          ) : (
            <Table
              caption={m.partnerships_title()}
              keys
              rows={page.rows}
              columns={[
                {
                  head: m.partnerships_col_partner(),
                  cell: (row) => (
                    <>
                      <Place
                        name={displayName(row.partner)}
                        native={nativeOf(row.partner)}
                        country={row.partner.country}
                        href={addresses.partnership({ id: row.id })}
                      />{' '}
                      <a class="two-minutes no-print" href={addresses.partnershipHandover({ id: row.id })}>
                        {m.partnerships_handover_link()}
                        <span class="sr">: {displayName(row.partner)}</span>
                      </a>
                    </>
                  ),
                },
                { head: m.partnerships_col_country(), cell: (row) => countryName(row.partner.country) },
                { head: m.partnerships_col_type(), cell: (row) => partnershipTypeName(row.type) },
                {
                  head: m.partnerships_col_stage(),
                  cell: (row) => (
                    <>
                      <StageMark stage={row.standing.stage} />
                      {row.standing.since === null ? null : <span class="sub"> {dateInWords(row.standing.since)}</span>}
                      <DormancyMark level={row.dormancy} />
                    </>
                  ),
                },
                { head: m.partnerships_col_fields(), cell: (row) => <FieldsInBrief fields={row.fields} /> },
                {
                  head: m.partnerships_col_public(),
                  cell: (row) => (row.publishedAt === null ? <span class="sub">{m.partnerships_public_no()}</span> : m.partnerships_public_yes()),
                },
              ]}
            />
          )}
          <Pager
            href={addresses.partnerships({ type: asked.type, country: asked.country, field: asked.field, public: asked.public })}
            after={page.next ?? undefined}
            before={page.previous ?? undefined}
          />
        </>
      )}
    </OfficePage>
  )
}
