// The list of dossiers: what is open by its day, with what is missing of each.
import { addresses } from '#addresses'
import { directionName, eventDateInWords, EVENT_DIRECTIONS } from '#features/events/event.ts'
import { displayName, partnerInLine } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading } from '#platform/texts/local-text.ts'
import { EventTabs } from '#ui/event-tabs.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import { NewButton } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Table } from '#ui/tables.tsx'
import { dueInWords, isMissing, type Piece, PIECES, pieceInWords, pieceName } from './preparation/piece.ts'
import { VISIT_STATES, VISITS_ON_A_PAGE, visitStateName } from './visit.ts'
import { StateTag } from './visit.pages.tsx'
import type { VisitFilters, VisitList } from './visit.queries.ts'

/** Pieces named in a row; the rest is counted. */
const NAMED = 2

/** What was asked for stands first. */
const Lacking = ({ pieces, asked, today }: { readonly pieces: readonly Piece[]; readonly asked: string | undefined; readonly today: string }) => {
  const all = pieces.filter(isMissing)
  const lacking = [...all.filter(({ kind }) => kind === asked), ...all.filter(({ kind }) => kind !== asked)]
  if (lacking.length === 0) return <span class="sub">{pieces.length === 0 ? '' : m.visits_nothing_missing()}</span>
  return (
    <>
      {lacking.slice(0, NAMED).map((piece, index) => {
        const due = piece.due === null ? null : dueInWords(piece.due, today)
        return (
          <>
            {index > 0 ? <br /> : null}
            {pieceInWords(piece)}
            {due === null ? null : due.tone === null ? `, ${due.text}` : <span class={due.tone}>, {due.text}</span>}
          </>
        )
      })}
      {lacking.length > NAMED ? (
        <>
          <br />
          <span class="sub">{m.visits_missing_more({ count: lacking.length - NAMED })}</span>
        </>
      ) : null}
    </>
  )
}

export type VisitsPageProps = {
  readonly shell: Shell
  readonly asked: VisitFilters
  readonly list: VisitList
  /** YYYY-MM-DD */
  readonly today: string
  readonly choices: {
    readonly years: readonly number[]
    readonly organisations: readonly { readonly id: string; readonly name: LocalText; readonly nativeName: string | null }[]
  }
}

export const VisitsPage = ({ shell, asked, list, today, choices }: VisitsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = Object.values(asked).some((value) => value !== undefined && value !== '')
  const add = mayWrite ? <NewButton href={addresses.visitNew()} text={m.visits_new()} /> : null
  return (
    <OfficePage
      shell={shell}
      title={m.visits_title()}
      nav="events"
      lead={m.visits_lead()}
      actions={
        <>
          <a class="ds-button" data-variant="secondary" href={addresses.visitRules()}>
            {m.visits_rules_link()}
          </a>
          {add}
        </>
      }
    >
      <EventTabs now="visits" />
      {list.rows.length === 0 && !filtered && list.previous === null ? (
        <EmptyState title={m.visits_empty_title()} text={m.visits_empty_text()} actions={add} />
      ) : (
        <>
          <Filters
            action={addresses.visits()}
            filters={[
              { kind: 'search', name: 'q', label: m.visits_filter_q(), value: asked.q },
              {
                kind: 'select',
                name: 'state',
                label: m.visits_filter_state(),
                value: asked.state,
                options: [
                  { value: '', label: m.visits_filter_any_state() },
                  { value: 'open', label: m.visits_filter_open() },
                  ...VISIT_STATES.map((value) => ({ value, label: visitStateName(value) })),
                ],
              },
              {
                kind: 'select',
                name: 'missing',
                label: m.visits_missing_title(),
                value: asked.missing,
                options: [
                  { value: '', label: m.visits_filter_missing_any() },
                  { value: 'any', label: m.visits_filter_missing_something() },
                  ...PIECES.map((value) => ({ value, label: pieceName(value) })),
                ],
              },
              {
                kind: 'select',
                name: 'direction',
                label: m.events_field_direction(),
                value: asked.direction,
                options: [{ value: '', label: m.events_filter_any_direction() }, ...EVENT_DIRECTIONS.map((value) => ({ value, label: directionName(value) }))],
              },
              {
                kind: 'select',
                name: 'organisation',
                label: m.events_filter_partner(),
                value: asked.organisation,
                options: [
                  { value: '', label: m.events_filter_any_partner() },
                  ...choices.organisations.map((one) => ({ value: one.id, label: displayName(one) })),
                ],
              },
              {
                kind: 'select',
                name: 'year',
                label: m.events_filter_year(),
                value: asked.year === undefined ? '' : String(asked.year),
                options: [{ value: '', label: m.events_filter_any_year() }, ...choices.years.map((year) => ({ value: String(year), label: String(year) }))],
              },
            ]}
            count={m.visits_count({ count: list.all })}
            clear={filtered ? addresses.visits() : undefined}
          />
          {list.rows.length === 0 ? (
            <EmptyState title={m.visits_none_title()} text={m.visits_none_text()} />
          ) : (
            <Table
              caption={m.visits_title()}
              keys
              rows={list.rows}
              columns={[
                {
                  head: m.visits_column_visit(),
                  cell: ({ event, state }) => {
                    const title = reading(event.title)
                    return (
                      <>
                        <a
                          class={state === 'cancelled' || state === 'declined' ? 'plain strong struck' : 'plain strong'}
                          href={addresses.visit({ id: event.id })}
                          lang={title.language === currentLanguage() ? undefined : title.language}
                        >
                          {title.text}
                        </a>
                        <br />
                        <span class="sub">{directionName(event.direction, event.kind)}</span>
                      </>
                    )
                  },
                },
                { head: m.visits_column_state(), cell: ({ state }) => <StateTag state={state} /> },
                { head: m.events_column_when(), cell: ({ event }) => (event.date === null ? m.events_undated() : eventDateInWords(event.date)) },
                { head: m.events_column_partners(), cell: ({ event }) => <PartnersInLine partners={event.partners.map(partnerInLine)} links={false} /> },
                { head: m.visits_missing_title(), cell: ({ pieces }) => <Lacking pieces={pieces} asked={asked.missing} today={today} /> },
              ]}
            />
          )}
          <Pager
            href={addresses.visits({ ...asked, year: asked.year === undefined ? undefined : String(asked.year) })}
            after={list.next ?? undefined}
            before={list.previous ?? undefined}
            text={list.next === null && list.previous === null ? undefined : m.events_page_size({ count: VISITS_ON_A_PAGE })}
          />
        </>
      )}
    </OfficePage>
  )
}
