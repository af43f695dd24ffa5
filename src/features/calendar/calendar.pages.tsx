// The calendar of occasions: a month as a grid that becomes an agenda on a phone, a year, a day, and the sheet for the mayor's wall.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { dateInWords, dayInWords } from '#platform/dates.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { OfficePage } from '#ui/layout.tsx'
import { NewButton } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Section, ViewSwitch } from '#ui/tables.tsx'
import { type Asked, calendarAt, FILTER_KINDS, keptOf, LAYERS, type Layers, type Piece } from './calendar.ts'
import { monthAfter, monthOf, yearOf } from './day.ts'
import { weekdayShort } from './occasions/occasion.ts'
import { entryKindName, type Line } from './words.ts'

export type GridDay = { readonly day: string; readonly inMonth: boolean; readonly today: boolean; readonly lines: readonly Line[]; readonly more: number }
export type Cut = { readonly lines: readonly Line[]; readonly more: number }

type Common = {
  readonly shell: Shell
  readonly today: string
  readonly asked: Asked
  /** The partner whose occasions alone are shown. */
  readonly partner: string | null
}

const Title = ({ line }: { readonly line: Line }) =>
  line.href === null ? (
    <span class="strong">{line.title}</span>
  ) : (
    <a class={line.cancelled ? 'plain strong struck' : 'plain strong'} href={line.href}>
      {line.title}
    </a>
  )

const layersName = (layers: Layers): string => ({ promises: m.calendar_layer_promises, events: m.calendar_layer_events, both: m.calendar_layer_both })[layers]()

/** Entries one under another, each with its day, what it comes from and what to do next. */
export const EntryList = ({ lines, mayWrite, days = true }: { readonly lines: readonly Line[]; readonly mayWrite: boolean; readonly days?: boolean }) => (
  <ul class="occasions" data-keys="li">
    {lines.map((line) => (
      <li data-k={line.kind}>
        <div>
          <p>
            <Title line={line} />
            {line.risk ? <span class="tag-risk"> {m.calendar_risk_mark()}</span> : null}
          </p>
          <p class="sub">
            {days ? <span class="when">{line.when}</span> : null}
            {days && line.details.length > 0 ? ' · ' : null}
            {line.details.join(' · ')}
            {line.source === null ? null : (
              <>
                {' · '}
                <a href={line.source.url}>{line.source.title}</a>
              </>
            )}
          </p>
        </div>
        {line.act !== null && mayWrite ? (
          <a class="ds-button no-print" data-size="sm" data-variant="secondary" data-key="E" href={line.act.href}>
            {line.act.text}
            <span class="sr">: {line.title}</span>
          </a>
        ) : null}
      </li>
    ))}
  </ul>
)

const More = ({ count, href }: { readonly count: number; readonly href: string }) =>
  count > 0 ? (
    <p class="more-here">
      <a href={href}>{m.calendar_more({ count })}</a>
    </p>
  ) : null

const Frame = ({
  shell,
  today,
  asked,
  partner,
  title,
  view,
  keep,
  previous,
  next,
  children,
}: Common & {
  readonly title: string
  readonly view: 'month' | 'year' | 'list'
  readonly keep: Readonly<Record<string, string>>
  readonly previous: { readonly href: string; readonly text: string }
  readonly next: { readonly href: string; readonly text: string }
  readonly children: Child
}) => {
  const mayWrite = shell.role === 'officer'
  const filtered = Object.values(keptOf(asked)).some((value) => value !== undefined)
  const month =
    keep['month'] ??
    (keep['day'] === undefined
      ? (keep['year'] ?? keep['undated']) === String(yearOf(today))
        ? monthOf(today)
        : `${keep['year'] ?? keep['undated']}-01`
      : monthOf(keep['day']))
  const year = month.slice(0, 4)
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="calendar"
      crumbs={[{ text: m.calendar_title(), href: addresses.calendar() }, ...(partner === null ? [] : [{ text: partner }]), { text: title }]}
      lead={partner === null ? m.calendar_lead() : m.calendar_lead_partner({ partner })}
      actions={
        <>
          <a class="ds-button" data-variant="tertiary" href={addresses.calendarWall({ year })}>
            {m.calendar_wall()}
          </a>
          <a class="ds-button" data-variant="secondary" href={addresses.calendarFeeds()}>
            {m.calendar_feed_title()}
          </a>
          {mayWrite ? <NewButton href={addresses.occasionNew({ organisation: asked.organisation })} text={m.calendar_new()} /> : null}
        </>
      }
      islands={view === 'month' ? ['calendar.js'] : []}
    >
      <div class="calendar-bar no-print">
        <nav class="turn" aria-label={m.calendar_turn()}>
          <a class="ds-button" data-size="sm" data-variant="secondary" rel="prev" href={previous.href}>
            <span aria-hidden="true">‹</span> {previous.text}
          </a>
          <a
            class="ds-button"
            data-size="sm"
            data-variant="tertiary"
            href={calendarAt(asked, view === 'year' ? { year: String(yearOf(today)) } : { month: monthOf(today) })}
          >
            {m.calendar_today()}
          </a>
          <a class="ds-button" data-size="sm" data-variant="secondary" rel="next" href={next.href}>
            {next.text} <span aria-hidden="true">›</span>
          </a>
        </nav>
        <ViewSwitch
          label={m.calendar_views()}
          views={[
            { href: calendarAt(asked, { month }), text: m.calendar_view_month(), current: view === 'month' },
            { href: calendarAt(asked, { year }), text: m.calendar_view_year(), current: view === 'year' },
            { href: addresses.occasions({ organisation: asked.organisation }), text: m.calendar_view_list(), current: false },
          ]}
        />
      </div>
      <Filters
        action={addresses.calendar()}
        keep={{ ...keep, ...(asked.organisation === undefined ? {} : { organisation: asked.organisation }) }}
        filters={[
          ...(asked.organisation === undefined ? [{ kind: 'search', name: 'q', label: m.calendar_filter_partner(), value: asked.q } as const] : []),
          {
            kind: 'select',
            name: 'kind',
            label: m.calendar_field_kind(),
            value: asked.kind,
            options: [{ value: '', label: m.calendar_filter_any_kind() }, ...FILTER_KINDS.map((kind) => ({ value: kind, label: entryKindName(kind) }))],
          },
          {
            kind: 'select',
            name: 'with',
            label: m.calendar_filter_with(),
            value: asked.layers,
            options: [{ value: '', label: m.calendar_layer_none() }, ...LAYERS.map((layers) => ({ value: layers, label: layersName(layers) }))],
          },
        ]}
        clear={filtered ? addresses.calendar(keep) : undefined}
      />
      {children}
    </OfficePage>
  )
}

/** „октомври 2026 г.“ */
const monthInWords = (month: string): string => dateInWords(month)
const turnTo = (asked: Asked, month: string) => ({ href: calendarAt(asked, { month }), text: monthInWords(month) })

export type MonthPageProps = Common & {
  readonly month: string
  readonly weeks: readonly (readonly GridDay[])[]
  readonly undated: Cut
}

export const MonthPage = (props: MonthPageProps) => {
  const { asked, month, weeks, undated, shell } = props
  const title = capitalised(monthInWords(month))
  const nothing = weeks.every((week) => week.every(({ inMonth, lines }) => !inMonth || lines.length === 0))
  return (
    <Frame {...props} title={title} view="month" keep={{ month }} previous={turnTo(asked, monthAfter(month, -1))} next={turnTo(asked, monthAfter(month, 1))}>
      <Undated cut={undated} href={calendarAt(asked, { undated: month.slice(0, 4) })} mayWrite={shell.role === 'officer'} />
      <div class="month-head" aria-hidden="true">
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <span>{weekdayShort(weekday)}</span>
        ))}
      </div>
      <ol class="month" aria-label={title}>
        {weeks.flat().map((one) => (
          <li
            data-out={one.inMonth ? undefined : ''}
            data-empty={one.lines.length === 0 ? '' : undefined}
            data-weekend={[6, 0].includes(new Date(`${one.day}T00:00:00Z`).getUTCDay()) ? '' : undefined}
          >
            <a class="number" href={calendarAt(asked, { day: one.day })} aria-current={one.today ? 'date' : undefined} data-day={one.day}>
              <span aria-hidden="true" class="short">
                {Number(one.day.slice(8))}
              </span>
              <span class="long">{dayInWords(one.day, { weekday: true })}</span>
            </a>
            {one.lines.length === 0 ? null : (
              <ul>
                {one.lines.map((line) => (
                  <li data-k={line.kind} data-risk={line.risk ? '' : undefined}>
                    {line.href === null ? (
                      <span>{line.title}</span>
                    ) : (
                      <a class={line.cancelled ? 'struck' : undefined} href={line.href}>
                        {line.title}
                      </a>
                    )}
                  </li>
                ))}
                {one.more > 0 ? (
                  <li class="rest">
                    <a href={calendarAt(asked, { day: one.day })}>
                      {m.calendar_more({ count: one.more })}
                      <span class="sr">, {dayInWords(one.day)}</span>
                    </a>
                  </li>
                ) : null}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {nothing ? (
        <p class="quiet month-none">
          {m.calendar_month_none()}{' '}
          <a href={addresses.calendar({ year: month.slice(0, 4), organisation: asked.organisation })}>{m.calendar_month_none_year()}</a>
        </p>
      ) : null}
      <p class="keys sub no-print">
        <kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> {m.calendar_keys_days()} · <kbd>PageUp</kbd> <kbd>PageDown</kbd> {m.calendar_keys_months()}
      </p>
    </Frame>
  )
}

const Undated = ({ cut, href, mayWrite }: { readonly cut: Cut; readonly href: string; readonly mayWrite: boolean }) =>
  cut.lines.length === 0 ? null : (
    <section class="undated" aria-labelledby="undated-h">
      <h2 id="undated-h">{m.calendar_undated()}</h2>
      <EntryList lines={cut.lines} mayWrite={mayWrite} />
      <More count={cut.more} href={href} />
    </section>
  )

export type YearPageProps = Common & { readonly year: string; readonly months: readonly Cut[]; readonly undated: Cut }

export const YearPage = (props: YearPageProps) => {
  const { asked, year, months, undated, shell } = props
  const mayWrite = shell.role === 'officer'
  const other = (count: number) => {
    const to = String(Number(year) + count)
    return { href: calendarAt(asked, { year: to }), text: dateInWords(to) }
  }
  const nothing = months.every(({ lines }) => lines.length === 0) && undated.lines.length === 0
  return (
    <Frame {...props} title={m.calendar_year_title({ year: dateInWords(year) })} view="year" keep={{ year }} previous={other(-1)} next={other(1)}>
      {nothing ? (
        <EmptyState
          title={m.calendar_none_title()}
          text={m.calendar_none_text()}
          actions={mayWrite ? <NewButton href={addresses.occasionNew({ organisation: asked.organisation })} text={m.calendar_new()} /> : undefined}
        />
      ) : (
        <div class="stack-lg year">
          <Undated cut={undated} href={calendarAt(asked, { undated: year })} mayWrite={mayWrite} />
          {months.map((cut, index) => {
            const month = `${year}-${String(index + 1).padStart(2, '0')}`
            return cut.lines.length === 0 ? null : (
              <Section
                id={`m${index + 1}`}
                title={capitalised(monthInWords(month))}
                count={cut.lines.length + cut.more}
                more={{ href: calendarAt(asked, { month }), text: m.calendar_open_month() }}
              >
                <EntryList lines={cut.lines} mayWrite={mayWrite} />
                <More count={cut.more} href={calendarAt(asked, { month })} />
              </Section>
            )
          })}
        </div>
      )}
    </Frame>
  )
}

export type ListPageProps = Common & {
  readonly title: string
  readonly keep: Readonly<Record<string, string>>
  readonly previous: { readonly href: string; readonly text: string }
  readonly next: { readonly href: string; readonly text: string }
  readonly piece: Piece<Line>
  /** The day is in the title already. */
  readonly days: boolean
}

/** A day, or everything of a year that has no day. */
export const ListPage = (props: ListPageProps) => {
  const { asked, keep, piece, shell } = props
  const mayWrite = shell.role === 'officer'
  return (
    <Frame {...props} view="list">
      {piece.rows.length === 0 ? (
        <EmptyState
          title={m.calendar_day_none_title()}
          text={m.calendar_day_none_text()}
          actions={
            mayWrite ? <NewButton href={addresses.occasionNew({ organisation: asked.organisation, day: keep['day'] })} text={m.calendar_new()} /> : undefined
          }
        />
      ) : (
        <EntryList lines={piece.rows} mayWrite={mayWrite} days={props.days} />
      )}
      <Pager
        href={calendarAt(asked, keep)}
        after={piece.next ?? undefined}
        before={piece.previous ?? undefined}
        text={m.calendar_count({ count: piece.total })}
      />
    </Frame>
  )
}

export type WallPageProps = { readonly shell: Shell; readonly year: string; readonly months: readonly Cut[]; readonly undated: Cut }

/** A year on one sheet: read from two metres away, without links to follow. */
export const WallPage = ({ shell, year, months, undated }: WallPageProps) => (
  <OfficePage
    shell={shell}
    title={m.calendar_wall_title({ year: dateInWords(year) })}
    nav="calendar"
    crumbs={[{ text: m.calendar_title(), href: addresses.calendar({ year }) }, { text: m.calendar_wall() }]}
    lead={shell.officeName}
  >
    <p class="note no-print">{m.calendar_wall_hint()}</p>
    <div class="wall">
      {months.map((cut, index) => (
        <section>
          <h2>{capitalised(new Intl.DateTimeFormat(shell.locale, { timeZone: 'UTC', month: 'long' }).format(Date.UTC(2024, index, 1)))}</h2>
          <ul>
            {cut.lines.map((line) => (
              <li data-k={line.kind}>
                <b>{line.when}</b> {line.cancelled ? <span class="struck">{line.title}</span> : line.title}
                {line.risk ? <span class="tag-risk"> {m.calendar_risk_mark()}</span> : null}
              </li>
            ))}
            {cut.more > 0 ? <li class="sub">{m.calendar_more({ count: cut.more })}</li> : null}
          </ul>
        </section>
      ))}
    </div>
    {undated.lines.length === 0 ? null : (
      <section class="wall-undated">
        <h2>{m.calendar_undated()}</h2>
        <p>
          {undated.lines.map(({ title }) => title).join(' · ')}
          {undated.more > 0 ? ` · ${m.calendar_more({ count: undated.more })}` : null}
        </p>
      </section>
    )}
  </OfficePage>
)
