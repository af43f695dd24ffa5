// The records behind a number, each with what it adds; what they do not tell is written down from here.
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Table } from '#ui/tables.tsx'
import { figureAmount } from '../figures/figure.ts'
import { type Cell, cellInWords, isMoney, isRecordable, type Measure, measureName, measureRule, UNKNOWN } from '../measure.ts'
import type { CountedPartner } from './partner.queries.ts'
import type { Counted } from './count.ts'
import type { CountedRecord } from './record.queries.ts'

export type RecordsPageProps = {
  readonly shell: Shell
  readonly measure: Measure
  readonly year: number
  readonly partner: CountedPartner | null
  readonly cell: Cell
  /** What of the list stands on this page, each with the record it is. */
  readonly rows: readonly {
    readonly counted: Counted
    readonly record: CountedRecord
    readonly untold: boolean
    /** What it adds to the number; null: nothing that is known. */
    readonly amount: number | null
    readonly partnershipId: string | null
  }[]
  readonly all: number
  /** With whom something may be written down. */
  readonly partners: readonly CountedPartner[]
  /** Where the following ones are. */
  readonly next: string | null
}

function amountOf(measure: Measure, { partial, currency }: Counted, amount: number | null): string {
  if (amount === null) return UNKNOWN
  if (measure === 'promises') return amount === 1 ? m.impact_kept_one() : m.impact_kept_not()
  const told = figureAmount({ amount, currency: isMoney(measure) ? currency : null })
  return partial ? m.impact_at_least({ amount: told }) : told
}

/** What no record tells is written down with a partner, of the whole year or of an event. */
const WriteWith = ({ measure, year, partners }: { readonly measure: Measure; readonly year: number; readonly partners: readonly CountedPartner[] }) => {
  if (measure === 'promises')
    return (
      <p>
        <a href={addresses.commitmentNew()}>{m.impact_write_promise()}</a>
      </p>
    )
  if (!isRecordable(measure)) return null
  const links = partners.map((partner) => (
    <a href={addresses.impactFigureNew({ id: partner.partnershipId }, { year, measure, from: 'records' })}>
      {m.impact_write_with({ partner: displayName(partner) })}
    </a>
  ))
  return links.length === 1 ? (
    <p>{links}</p>
  ) : (
    <details class="langs-more">
      <summary>{m.impact_write_choose({ year: String(year) })}</summary>
      <ul>
        {links.map((link) => (
          <li>{link}</li>
        ))}
      </ul>
    </details>
  )
}

export const RecordsPage = ({ shell, measure, year, partner, cell, rows, all, partners, next }: RecordsPageProps) => {
  const who = partner === null ? m.impact_with_all() : displayName(partner)
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      shell={shell}
      title={m.impact_records_title({ measure: measureName(measure), year: String(year) })}
      nav="impact"
      crumbs={[
        { text: m.impact_title(), href: addresses.impact({ year }) },
        ...(partner === null ? [] : [{ text: displayName(partner), href: addresses.partnershipImpact({ id: partner.partnershipId }, { year }) }]),
      ]}
      lead={m.impact_records_lead({ who, amount: cellInWords(measure, cell) })}
    >
      <div class="stack-lg">
        <p class="prose">{measureRule(measure)}</p>
        {cell.unknown === 0 ? null : <p class="note">{m.impact_records_untold({ count: cell.unknown })}</p>}
        {rows.length === 0 ? (
          <p class="sub">{m.impact_records_none()}</p>
        ) : (
          <Table
            keys
            caption={m.impact_records_title({ measure: measureName(measure), year: String(year) })}
            rows={rows}
            columns={[
              { head: m.impact_record(), cell: ({ record }) => <a href={record.href}>{record.title}</a> },
              { head: m.impact_when(), cell: ({ record }) => record.when },
              { head: m.impact_about(), cell: ({ record }) => record.about },
              {
                head: measureName(measure),
                number: true,
                cell: ({ counted, untold, amount, partnershipId }) => (
                  <>
                    {amountOf(measure, counted, amount)}
                    {untold && partnershipId !== null && mayWrite && isRecordable(measure) && counted.thing === 'event' ? (
                      <>
                        {' '}
                        <a href={addresses.impactFigureNew({ id: partnershipId }, { year, measure, event: counted.id, from: 'records' })}>
                          {m.impact_figure_write()}
                        </a>
                      </>
                    ) : null}
                  </>
                ),
              },
            ]}
          />
        )}
        {mayWrite ? <WriteWith measure={measure} year={year} partners={partners} /> : null}
        {next === null ? (
          <p class="sub">{m.impact_records_all({ count: all })}</p>
        ) : (
          <p>
            <a href={next}>{m.impact_records_more()}</a>
          </p>
        )}
      </div>
    </OfficePage>
  )
}
