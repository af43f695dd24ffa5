// Events as pages: the list with what is to come and what was, one event, its form.
import { partnerInLine, displayName } from '#features/organisations/naming.ts'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { fieldName } from '#features/partnerships/field.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { isEmptyText, type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { Tag } from '#ui/badges.tsx'
import { EventTabs } from '#ui/event-tabs.tsx'
import { HiddenVersion } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import { PersonChip } from '#ui/person.tsx'
import { Fact, NewButton } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Sources } from '#ui/sources.tsx'
import { EmptyState, Filters, Pager, Section, Table } from '#ui/tables.tsx'
import {
  directionName,
  EVENT_DIRECTIONS,
  EVENT_KINDS,
  eventDateInWords,
  eventKindName,
  EVENTS_ON_A_PAGE,
  isComing,
  type EventDirection,
  type EventKind,
} from './event.ts'
import type { EventFilters, EventList, EventRow, EventWhole } from './event.queries.ts'
import { symbolicActKindName } from './symbolic-act.ts'
import type { SymbolicActRow } from './symbolic-act.queries.ts'

// ---- the list --------------------------------------------------------------------------------------------------------

const DIRECTION_MARK: Readonly<Record<EventDirection, string>> = { incoming: '← ', outgoing: '→ ', none: '' }

/** „идват гости“ with an arrow: the arrow is for the eye only. */
export const Direction = ({ direction, kind }: { readonly direction: EventDirection; readonly kind: EventKind }) => (
  <>
    <span aria-hidden="true">{DIRECTION_MARK[direction]}</span>
    {directionName(direction, kind)}
  </>
)

const dateWords = (row: Pick<EventRow, 'date'>): string => (row.date === null ? m.events_undated() : eventDateInWords(row.date))

const EventTable = ({ caption, rows, keys }: { readonly caption: string; readonly rows: readonly EventRow[]; readonly keys?: boolean }) => (
  <Table
    caption={caption}
    keys={keys === true}
    rows={rows}
    columns={[
      {
        head: m.events_column_event(),
        cell: (row) => {
          const title = reading(row.title)
          return (
            <>
              <a
                class={row.cancelledOn === null ? 'plain strong' : 'plain strong struck'}
                href={addresses.event({ id: row.id })}
                lang={title.language === currentLanguage() ? undefined : title.language}
              >
                {title.text}
              </a>
              {row.cancelledOn === null ? null : (
                <>
                  {' '}
                  <Tag tone="outline">{m.events_cancelled()}</Tag>
                </>
              )}
              <br />
              <span class="sub">
                {eventKindName(row.kind)}
                {row.direction === 'none' ? null : (
                  <>
                    {' · '}
                    <Direction direction={row.direction} kind={row.kind} />
                  </>
                )}
              </span>
            </>
          )
        },
      },
      { head: m.events_column_when(), cell: (row) => dateWords(row) },
      { head: m.events_column_partners(), cell: (row) => <PartnersInLine partners={row.partners.map(partnerInLine)} links={false} /> },
      { head: m.events_column_place(), cell: (row) => row.place },
    ]}
  />
)

export type EventsPageProps = {
  readonly shell: Shell
  readonly asked: EventFilters
  readonly list: EventList
  readonly choices: {
    readonly years: readonly number[]
    readonly organisations: readonly { readonly id: string; readonly name: LocalText; readonly nativeName: string | null }[]
  }
}

export const EventsPage = ({ shell, asked, list, choices }: EventsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = Object.values(asked).some((value) => value !== undefined && value !== '')
  const narrowing = { kind: asked.kind, direction: asked.direction, organisation: asked.organisation, year: asked.year, q: asked.q }
  const here = addresses.events({ ...narrowing, when: asked.when })
  const ahead = asked.when === 'coming'
  const shown = list.rows.length + list.coming.length
  const all = asked.when === 'coming' ? list.comingCount : asked.when === 'past' ? list.pastCount : list.comingCount + list.pastCount
  return (
    <OfficePage
      shell={shell}
      title={m.events_title()}
      nav="events"
      lead={m.events_lead()}
      actions={mayWrite ? <NewButton href={addresses.eventNew()} text={m.events_new()} /> : null}
    >
      <EventTabs now="events" />
      {shown === 0 && !filtered && list.previous === null ? (
        <EmptyState
          title={m.events_empty_title()}
          text={m.events_empty_text()}
          actions={
            mayWrite ? (
              <>
                <NewButton href={addresses.eventNew()} text={m.events_new()} />
                <a class="ds-button" data-variant="tertiary" href={addresses.intakeNew()}>
                  {m.events_empty_intake()}
                </a>
              </>
            ) : null
          }
        />
      ) : (
        <>
          <Filters
            action={addresses.events()}
            filters={[
              { kind: 'search', name: 'q', label: m.events_filter_q(), value: asked.q },
              {
                kind: 'select',
                name: 'kind',
                label: m.events_field_kind(),
                value: asked.kind,
                options: [{ value: '', label: m.events_filter_any_kind() }, ...EVENT_KINDS.map((value) => ({ value, label: eventKindName(value) }))],
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
              {
                kind: 'select',
                name: 'when',
                label: m.events_filter_when(),
                value: asked.when,
                options: [
                  { value: '', label: m.events_filter_any_time() },
                  { value: 'coming', label: m.events_coming() },
                  { value: 'past', label: m.events_past() },
                ],
              },
            ]}
            count={m.events_count({ count: all })}
            clear={filtered ? addresses.events() : undefined}
          />
          {shown === 0 ? <EmptyState title={m.events_none_title()} text={m.events_none_text()} /> : null}
          {list.coming.length === 0 ? null : (
            <Section
              id="coming"
              title={m.events_coming()}
              count={list.comingCount}
              more={
                list.comingCount > list.coming.length ? { href: addresses.events({ ...narrowing, when: 'coming' }), text: m.events_coming_all() } : undefined
              }
            >
              <EventTable caption={m.events_coming()} rows={list.coming} keys />
            </Section>
          )}
          {list.rows.length === 0 ? null : (
            <Section id={ahead ? 'coming' : 'past'} title={ahead ? m.events_coming() : m.events_past()} count={ahead ? list.comingCount : list.pastCount}>
              <EventTable caption={ahead ? m.events_coming() : m.events_past()} rows={list.rows} keys />
              <Pager
                href={here}
                after={list.next ?? undefined}
                before={list.previous ?? undefined}
                text={list.next === null && list.previous === null ? undefined : m.events_page_size({ count: EVENTS_ON_A_PAGE })}
              />
            </Section>
          )}
        </>
      )}
    </OfficePage>
  )
}

// ---- one event -------------------------------------------------------------------------------------------------------

export type EventPageProps = {
  readonly shell: Shell
  readonly found: EventWhole
  readonly acts: readonly SymbolicActRow[]
  readonly history: readonly HistoryLine[]
  /** YYYY-MM-DD */
  readonly today: string
  /** What later features show about the event, above its sources, and their buttons in its head. */
  readonly sections?: Child
  readonly actions?: Child
}

export const EventPage = ({ shell, found, acts, history, today, sections, actions }: EventPageProps) => {
  const { event, partners, participants, place } = found
  const { id } = event
  const title = reading(event.title)
  const summary = reading(event.summary)
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      shell={shell}
      title={title.text}
      nav="events"
      crumbs={[
        { text: m.events_title(), href: addresses.events() },
        { text: eventKindName(event.kind), href: addresses.events({ kind: event.kind }) },
        { text: title.text },
      ]}
      lead={
        <>
          {event.cancelledOn === null ? (
            <Tag tone={isComing(event, today) ? 'soon' : 'neutral'}>{isComing(event, today) ? m.events_tag_coming() : eventKindName(event.kind)}</Tag>
          ) : (
            <Tag tone="outline">{m.events_cancelled()}</Tag>
          )}{' '}
          {[dateWords(event), place].filter((part) => part !== '').join(' · ')}
        </>
      }
      actions={
        mayWrite ? (
          <>
            {actions}
            <a class="ds-button" data-variant="secondary" href={addresses.eventEdit({ id })}>
              {m.events_edit()}
            </a>
            <NewButton href={addresses.commitmentNew({ event: id })} text={m.events_new_commitment()} />
          </>
        ) : (
          actions
        )
      }
    >
      {event.cancelledOn === null ? null : (
        <div class="note row">
          <span>{m.events_cancelled_since({ day: dayInWords(event.cancelledOn) })}</span>
          {mayWrite ? (
            <form method="post" action={addresses.eventResumption({ id })}>
              <HiddenVersion version={event.version} />
              <button class="ds-button" data-size="sm" data-variant="secondary">
                {m.events_resume()}
              </button>
            </form>
          ) : null}
        </div>
      )}
      <div class="cols">
        <div class="stack-lg">
          {event.occasion === '' && isEmptyText(event.summary) ? null : (
            <Section id="summary" title={m.events_field_summary()}>
              {event.occasion === '' ? null : <p class="sub">{event.occasion}</p>}
              {isEmptyText(event.summary) ? null : (
                <p class="prose" lang={summary.language === currentLanguage() ? undefined : summary.language}>
                  {summary.text}
                </p>
              )}
            </Section>
          )}
          <Section id="participants" title={m.events_field_participants()} count={participants.length === 0 ? null : participants.length}>
            {participants.length === 0 ? (
              <p class="sub">{mayWrite ? m.events_participants_none_officer() : m.events_participants_none()}</p>
            ) : (
              participants.map((person) => (
                <PersonChip
                  name={[person.title, displayName(person)].filter(Boolean).join(' ')}
                  href={person.live ? addresses.person({ id: person.personId }) : undefined}
                  role={person.asRole ?? undefined}
                />
              ))
            )}
          </Section>
          {acts.length === 0 && !mayWrite ? null : (
            <Section
              id="acts"
              title={m.events_acts_title()}
              count={acts.length === 0 ? null : acts.length}
              more={mayWrite ? { href: addresses.symbolicActNew({ event: id }), text: m.events_act_new() } : undefined}
            >
              {acts.length === 0 ? (
                <p class="sub">{m.events_acts_none_here()}</p>
              ) : (
                <ul>
                  {acts.map((act) => (
                    <li>
                      <a href={addresses.symbolicAct({ id: act.id })}>{textIn(act.title)}</a>
                      <span class="sub"> · {[symbolicActKindName(act.kind), act.placeText].filter((part) => part !== '').join(' · ')}</span>
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          )}
          {sections}
          <Section id="sources" title={m.events_field_sources()} count={event.sources.length === 0 ? null : event.sources.length}>
            <Sources sources={event.sources} />
          </Section>
          <Section id="history" title={m.events_history()}>
            <History entries={history} older={addresses.history({ thing: 'event', id })} />
          </Section>
        </div>
        <aside class="stack" aria-label={m.events_about()}>
          <Section id="about" title={m.events_about()}>
            <dl class="facts2">
              <Fact name={m.events_field_kind()}>{eventKindName(event.kind)}</Fact>
              {event.direction === 'none' ? null : (
                <Fact name={m.events_field_direction()}>
                  <Direction direction={event.direction} kind={event.kind} />
                </Fact>
              )}
              <Fact name={m.events_field_date()}>{dateWords(event)}</Fact>
              {place === '' ? null : <Fact name={m.events_field_place()}>{place}</Fact>}
              {partners.length === 0 ? null : (
                <Fact name={m.events_field_partners()}>
                  <PartnersInLine partners={partners.map(partnerInLine)} />
                </Fact>
              )}
              {event.fields.length === 0 ? null : <Fact name={m.events_fields_short()}>{event.fields.map(fieldName).join(', ')}</Fact>}
              <Fact name={m.events_field_public()}>{event.publishedAt === null ? m.events_public_no() : m.events_public_yes()}</Fact>
            </dl>
          </Section>
          <Section id="elsewhere" title={m.events_elsewhere()}>
            <p>
              <a href={addresses.commitments({ event: id })}>{m.events_to_commitments()}</a>
            </p>
          </Section>
        </aside>
      </div>
    </OfficePage>
  )
}
