// The ledger of promises: who owes what, overdue first.
import { partnerInLine, displayName } from '#features/organisations/naming.ts'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { OfficePage } from '#ui/layout.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import { Ledger, LedgerPage, type LedgerLine } from '#ui/promise.tsx'
import { NewButton } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager } from '#ui/tables.tsx'
import {
  dueMargin,
  LEDGER_STANDINGS,
  type LedgerStanding,
  owedName,
  PROMISES_ON_A_PAGE,
  type Side,
  SIDES,
  standingInWords,
  standingName,
} from './commitment.ts'
import type { CommitmentRow, Ledger as LedgerRead, LedgerFilters, SideSum } from './commitment.queries.ts'

const sideTitles: Readonly<Record<Side, () => string>> = {
  us: () => m.commitments_page_us(),
  them: () => m.commitments_page_them(),
  both: () => m.commitments_page_both(),
}
const sideNones: Readonly<Record<Side, () => string>> = {
  us: () => m.commitments_none_us(),
  them: () => m.commitments_none_them(),
  both: () => m.commitments_none_both(),
}

const lineOf = (row: CommitmentRow, today: string): LedgerLine => {
  const settledOn = row.keptOn ?? row.droppedOn
  const meta: Child[] = []
  if (row.partners.length > 0) meta.push(<PartnersInLine partners={row.partners.map(partnerInLine)} links={false} />)
  if (row.keptOn !== null && row.evidence !== null) meta.push(m.commitments_evidence_short({ evidence: row.evidence }))
  else if (row.droppedOn !== null && row.dropReason !== null) meta.push(row.dropReason)
  else if (row.event !== null) meta.push(textIn(row.event.title))
  return {
    text: textIn(row.text),
    href: addresses.commitment({ id: row.id }),
    standing: row.standing,
    standingText: standingInWords(row.standing, row.due, today),
    due: settledOn === null ? dueMargin(row.due) : dueMargin(settledOn),
    meta,
  }
}

const Sum = ({ sum, more }: { readonly sum: SideSum; readonly more: string | null }) => (
  <>
    <span>{m.commitments_sum()}</span>
    <b>{m.commitments_sum_open({ count: sum.open })}</b>
    {sum.overdue > 0 ? <span class="late">{m.commitments_sum_overdue({ count: sum.overdue })}</span> : null}
    <span>
      {sum.kept + sum.dropped === 0 ? m.commitments_sum_none_settled() : m.commitments_sum_settled({ kept: sum.kept, settled: sum.kept + sum.dropped })}
    </span>
    {more === null ? null : (
      <a class="push" href={more}>
        {m.commitments_all_lines({ count: sum.all })}
      </a>
    )}
  </>
)

const standingFilterName = (one: LedgerStanding): string => (one === 'unsettled' ? m.commitments_filter_unsettled() : standingName(one))

export type LedgerPageProps = {
  readonly shell: Shell
  readonly asked: LedgerFilters
  readonly ledger: LedgerRead
  readonly partners: readonly { readonly id: string; readonly name: LocalText; readonly nativeName: string | null }[]
  /** The event the ledger is narrowed to. */
  readonly event: { readonly id: string; readonly title: LocalText } | null
  /** YYYY-MM-DD */
  readonly today: string
}

export const CommitmentsPage = ({ shell, asked, ledger, partners, event, today }: LedgerPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = Object.values(asked).some((value) => value !== undefined)
  const all = SIDES.reduce((sum, side) => sum + ledger.sums[side].all, 0)
  const shown = asked.side === undefined ? SIDES : [asked.side]
  const subs: Readonly<Record<Side, string>> = { us: shell.officeName, them: m.commitments_sub_them(), both: m.commitments_sub_both() }
  return (
    <OfficePage
      shell={shell}
      title={m.commitments_title()}
      nav="commitments"
      lead={m.commitments_lead({ day: dayInWords(today) })}
      actions={mayWrite ? <NewButton href={addresses.commitmentNew({ event: asked.event })} text={m.commitments_new()} /> : null}
    >
      {all === 0 && !filtered ? (
        <EmptyState
          title={m.commitments_empty_title()}
          text={m.commitments_empty_text()}
          actions={
            mayWrite ? (
              <>
                <NewButton href={addresses.commitmentNew()} text={m.commitments_new()} />
                <a class="ds-button" data-variant="tertiary" href={addresses.intakeNew()}>
                  {m.commitments_empty_intake()}
                </a>
              </>
            ) : null
          }
        />
      ) : (
        <>
          <Filters
            action={addresses.commitments()}
            keep={asked.event === undefined ? {} : { event: asked.event }}
            filters={[
              { kind: 'search', name: 'q', label: m.commitments_filter_q(), value: asked.q },
              {
                kind: 'select',
                name: 'side',
                label: m.commitments_filter_side(),
                value: asked.side,
                options: [{ value: '', label: m.commitments_filter_any_side() }, ...SIDES.map((value) => ({ value, label: owedName(value) }))],
              },
              {
                kind: 'select',
                name: 'standing',
                label: m.commitments_filter_standing(),
                value: asked.standing,
                options: [
                  { value: '', label: m.commitments_filter_any_standing() },
                  ...LEDGER_STANDINGS.map((value) => ({ value, label: standingFilterName(value) })),
                ],
              },
              {
                kind: 'select',
                name: 'organisation',
                label: m.commitments_filter_partner(),
                value: asked.organisation,
                options: [{ value: '', label: m.commitments_filter_any_partner() }, ...partners.map((one) => ({ value: one.id, label: displayName(one) }))],
              },
            ]}
            count={m.commitments_count({ count: all })}
            clear={filtered ? addresses.commitments() : undefined}
          />
          {event === null ? null : (
            <p class="note">
              {m.commitments_of_event()} <a href={addresses.event({ id: event.id })}>{textIn(event.title)}</a>
            </p>
          )}
          {all === 0 ? (
            <EmptyState title={m.commitments_nothing_title()} text={m.commitments_nothing_text()} />
          ) : (
            <Ledger>
              {shown.map((side) => {
                const lines = ledger.sides[side]
                const sum = ledger.sums[side]
                return (
                  <LedgerPage
                    id={`owed-${side}`}
                    title={sideTitles[side]()}
                    sub={subs[side]}
                    both={side === 'both' || shown.length === 1}
                    lines={lines.map((row) => lineOf(row, today))}
                    none={sideNones[side]()}
                    sum={
                      sum.all === 0 ? undefined : (
                        <Sum sum={sum} more={shown.length > 1 && sum.all > lines.length ? addresses.commitments({ ...asked, side }) : null} />
                      )
                    }
                  />
                )
              })}
            </Ledger>
          )}
          <Pager
            href={addresses.commitments(asked)}
            after={ledger.next ?? undefined}
            before={ledger.previous ?? undefined}
            text={m.commitments_page_size({ count: PROMISES_ON_A_PAGE })}
          />
        </>
      )}
    </OfficePage>
  )
}
