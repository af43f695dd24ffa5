// The register as a board: a column for each stage. Nobody moves a card by hand: a stage is what the steps say, so a card leads to the form of the next step.
import { addresses } from '#addresses'
import { displayName, nativeOf } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import type { Page } from '#platform/database/key-paging.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { Place } from '#ui/badges.tsx'
import { Pager } from '#ui/tables.tsx'
import { dormancyName, dormancyOn } from '../silence/dormancy.ts'
import { type ListAsked, listQuery } from './list.ts'
import type { ListRow } from './list.queries.ts'
import type { MilestoneKind } from '../milestones/milestone.ts'
import { partnershipTypeName } from '../partnership.ts'
import { type Stage, stageName, STAGES } from '../stage.ts'

/** The step that would come next from a stage; from a stage not named here it may be any. */
const NEXT_STEP: Readonly<Record<string, MilestoneKind>> = {
  prospect: 'first_contact',
  contact: 'intent',
  intent: 'council_decision',
  deciding: 'signing',
  signed: 'signing',
  active: 'renewal',
  renewed: 'renewal',
  expired: 'renewal',
  lapsed: 'revival',
  reviving: 'revival',
}

export type BoardProps = {
  readonly asked: ListAsked
  readonly today: string
  readonly mayWrite: boolean
  readonly counts: ReadonlyMap<Stage, number>
  readonly cards: ReadonlyMap<Stage, readonly ListRow[]>
  /** One column alone, turned by pages; the board then shows nothing else. */
  readonly column?: { readonly stage: Stage; readonly page: Page<ListRow> } | undefined
}

const Card = ({ row, today, mayWrite }: { readonly row: ListRow; readonly today: string; readonly mayWrite: boolean }) => {
  const silence = dormancyOn(row, today)
  return (
    <li id={`r-${row.id}`}>
      <Place name={displayName(row.partner)} native={nativeOf(row.partner)} country={row.partner.country} href={addresses.partnership({ id: row.id })} />
      <p class="sub">
        {partnershipTypeName(row.type)}
        {row.since === null ? null : ` · ${dateInWords(row.since)}`}
        {silence === 'none' || silence === 'awake' ? null : (
          <>
            {' · '}
            <span class="soon">{dormancyName(silence)}</span>
          </>
        )}
      </p>
      {mayWrite ? (
        <a
          class="next"
          href={addresses.milestoneNew({ id: row.id }, { kind: NEXT_STEP[row.stage] })}
          data-key="S"
          aria-label={m.partnerships_board_step_of({ name: displayName(row.partner) })}
        >
          {m.partnerships_board_step()}
        </a>
      ) : null}
    </li>
  )
}

export const Board = ({ asked, today, mayWrite, counts, cards, column }: BoardProps) => {
  const stages = column === undefined ? STAGES.filter((stage) => asked.stage === undefined || asked.stage === stage) : [column.stage]
  return (
    <>
      <div
        class={column === undefined ? 'board' : 'board alone'}
        data-board
        role="group"
        aria-label={m.partnerships_board()}
        tabindex={column === undefined ? 0 : undefined}
      >
        {stages.map((stage) => {
          const rows = column?.page.rows ?? cards.get(stage) ?? []
          const count = counts.get(stage) ?? 0
          return (
            <section class={rows.length === 0 ? 'column none' : 'column'} aria-labelledby={`stage-${stage}`}>
              <h2 id={`stage-${stage}`}>
                {capitalised(stageName(stage))} <span class="num">{count}</span>
              </h2>
              {rows.length === 0 ? <p class="sub">{m.partnerships_board_none()}</p> : null}
              <ol>
                {rows.map((row) => (
                  <Card row={row} today={today} mayWrite={mayWrite} />
                ))}
              </ol>
              {column === undefined && count > rows.length ? (
                <a
                  class="more"
                  href={addresses.partnerships(listQuery(asked, { stage }))}
                  aria-label={m.partnerships_board_more_of({ stage: stageName(stage), count: count - rows.length })}
                >
                  {m.partnerships_board_more({ count: count - rows.length })}
                </a>
              ) : null}
            </section>
          )
        })}
      </div>
      {column === undefined ? null : (
        <>
          <Pager href={addresses.partnerships(listQuery(asked))} after={column.page.next ?? undefined} before={column.page.previous ?? undefined} />
          <p>
            <a href={addresses.partnerships(listQuery(asked, { stage: undefined }))}>{m.partnerships_board_all()}</a>
          </p>
        </>
      )}
    </>
  )
}
