// Journeys as a list: where each stands, what waits next, and the visits for which papers are still to be opened.
import { addresses } from '#addresses'
import { eventDateInWords } from '#features/events/event.ts'
import { countryName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { Tag } from '#ui/badges.tsx'
import { Downloads } from '#ui/downloads.tsx'
import { EventTabs } from '#ui/event-tabs.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { NewButton } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Section, Table } from '#ui/tables.tsx'
import { TRIP_TONES } from './trip.pages.tsx'
import { periodInWords, TRIP_STATES, tripDeadlineName, type TripFilters, TRIPS_ON_A_PAGE, tripStateName } from './trip.ts'
import type { TripRow } from './trip.queries.ts'

export type TripsPageProps = {
  readonly shell: Shell
  readonly asked: TripFilters
  readonly page: Page<TripRow> & { readonly all: number }
  readonly open: readonly { readonly id: string; readonly title: LocalText; readonly date: ImpreciseDate | null }[]
}

export const TripsPage = ({ shell, asked, page, open }: TripsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = Object.values(asked).some((value) => value !== undefined)
  return (
    <OfficePage
      shell={shell}
      title={m.trips_title()}
      nav="events"
      lead={m.trips_lead()}
      actions={
        <>
          <a class="ds-button" data-variant="secondary" href={addresses.settingsTrips()}>
            {m.trips_to_settings()}
          </a>
          {mayWrite ? <NewButton href={addresses.tripNew()} text={m.trips_new()} /> : null}
        </>
      }
    >
      <EventTabs now="trips" />
      {mayWrite && open.length > 0 && !filtered && page.previous === null ? (
        <Section id="open" title={m.trips_to_open()} count={open.length}>
          <ToOpen open={open} />
        </Section>
      ) : null}
      {page.all === 0 && !filtered ? (
        <EmptyState title={m.trips_empty_title()} text={m.trips_empty_text()} />
      ) : (
        <>
          <Filters
            action={addresses.trips()}
            filters={[
              { kind: 'search', name: 'q', label: m.trips_filter_q(), value: asked.q },
              {
                kind: 'select',
                name: 'state',
                label: m.trips_column_state(),
                value: asked.state,
                options: [
                  { value: '', label: m.trips_filter_any_state() },
                  { value: 'open', label: m.trips_filter_open() },
                  ...TRIP_STATES.map((value) => ({ value, label: tripStateName(value) })),
                ],
              },
            ]}
            count={m.trips_count({ count: page.all })}
            clear={filtered ? addresses.trips() : undefined}
          />
          {page.rows.length === 0 ? <EmptyState title={m.trips_none_title()} text={m.trips_none_text()} /> : <Rows rows={page.rows} />}
          {page.rows.length === 0 ? null : <Downloads what="trips" query={{ ...asked, year: asked.year === undefined ? undefined : String(asked.year) }} />}
          <Pager
            href={addresses.trips({ ...asked })}
            after={page.next ?? undefined}
            before={page.previous ?? undefined}
            text={m.trips_page_size({ count: TRIPS_ON_A_PAGE })}
          />
        </>
      )}
    </OfficePage>
  )
}

/** Visits we are to make, each with the button that opens its journey. */
const ToOpen = ({ open }: Pick<TripsPageProps, 'open'>) => (
  <ul class="stack">
    {open.map(({ id, title, date }) => (
      <li class="row">
        <span>
          <a href={addresses.event({ id })}>{textIn(title)}</a>
          {date === null ? null : <span class="sub"> · {eventDateInWords(date)}</span>}
        </span>
        <form class="do" method="post" action={addresses.tripOpening({ id })}>
          <button class="ds-button" data-size="sm" data-variant="secondary">
            {m.trips_open()}
            <span class="sr">: {textIn(title)}</span>
          </button>
        </form>
      </li>
    ))}
  </ul>
)

/** A journey hangs on the event it goes to: the one that is there already, or one that is entered first. */
export const NewTripPage = ({ shell, open }: Pick<TripsPageProps, 'shell' | 'open'>) => (
  <OfficePage
    shell={shell}
    title={m.trips_new()}
    nav="events"
    crumbs={[{ text: m.trips_title(), href: addresses.trips() }, { text: m.trips_new() }]}
    lead={m.trips_new_lead()}
  >
    <div class="stack-lg">
      {open.length === 0 ? null : (
        <Section id="open" title={m.trips_to_open()} count={open.length}>
          <ToOpen open={open} />
        </Section>
      )}
      <Section id="event" title={open.length === 0 ? m.trips_new_none() : m.trips_new_other()}>
        <p>{m.trips_new_event()}</p>
        <p>
          <a class="ds-button" data-variant={open.length === 0 ? undefined : 'secondary'} href={addresses.eventNew({ kind: 'visit', direction: 'outgoing' })}>
            {m.trips_new_do()}
          </a>
        </p>
      </Section>
    </div>
  </OfficePage>
)

const Rows = ({ rows }: { readonly rows: readonly TripRow[] }) => (
  <Table
    caption={m.trips_title()}
    keys
    rows={rows}
    columns={[
      {
        head: m.trips_column_trip(),
        cell: (row) => {
          const title = reading(row.title)
          return (
            <>
              <a class="plain strong" href={addresses.trip({ id: row.id })} lang={title.language === currentLanguage() ? undefined : title.language}>
                {title.text}
              </a>
              <br />
              <span class="sub">{row.countries.map(countryName).join(', ')}</span>
            </>
          )
        },
      },
      {
        head: m.trips_column_when(),
        cell: (row) => (row.departsOn === null || row.returnsOn === null ? m.trips_undated() : periodInWords(row.departsOn, row.returnsOn)),
      },
      { head: m.trips_travellers(), cell: (row) => row.travellers.join(', ') },
      { head: m.trips_column_state(), cell: (row) => <Tag tone={TRIP_TONES[row.state]}>{tripStateName(row.state)}</Tag> },
      {
        head: m.trips_column_next(),
        cell: ({ next }) =>
          next === null ? (
            ''
          ) : (
            <span class={next.late ? 'late' : undefined}>{`${tripDeadlineName(next.kind)}, ${m.trips_due({ day: dayInWords(next.due) })}`}</span>
          ),
      },
    ]}
  />
)
