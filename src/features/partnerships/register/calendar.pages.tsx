// The register by its days: a month in weeks, a year by its months; what has no exact day stands beneath. On a phone and on paper it is a list of days.
import { addresses } from '#addresses'
import { m } from '#messages'
import { dateInWords, dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { type CalendarEntry, type CalendarSpan, spanInWords, turned, weekdays, weeksOf } from './calendar.ts'
import { type ListAsked, listQuery } from './list.ts'

export type CalendarProps = {
  readonly asked: ListAsked
  readonly span: CalendarSpan
  readonly today: string
  /** In the order of their days. */
  readonly entries: readonly CalendarEntry[]
  /** There were more than a page can hold. */
  readonly cut: boolean
}

/** Entries shown in one square; the rest of the day opens beneath them. */
const IN_A_SQUARE = 3

const Entry = ({ entry }: { readonly entry: CalendarEntry }) => (
  <li class="entry" data-kind={entry.kind}>
    <a class={entry.struck ? 'struck' : undefined} href={entry.href}>
      {entry.what}
      {entry.who === '' ? null : <span class="sub"> {entry.who}</span>}
    </a>
  </li>
)

const Square = ({ day, entries, today }: { readonly day: string; readonly entries: readonly CalendarEntry[]; readonly today: string }) => (
  <td class={day === today ? 'now' : undefined}>
    <time datetime={day} aria-current={day === today ? 'date' : undefined}>
      {Number(day.slice(8))}
      <span class="sr"> {dayInWords(day)}</span>
    </time>
    {entries.length === 0 ? null : (
      <ul>
        {entries.slice(0, IN_A_SQUARE).map((entry) => (
          <Entry entry={entry} />
        ))}
      </ul>
    )}
    {entries.length > IN_A_SQUARE ? (
      <details>
        <summary>{m.partnerships_calendar_more({ count: entries.length - IN_A_SQUARE })}</summary>
        <ul>
          {entries.slice(IN_A_SQUARE).map((entry) => (
            <Entry entry={entry} />
          ))}
        </ul>
      </details>
    ) : null}
  </td>
)

const Month = ({ span, entries, today }: Pick<CalendarProps, 'span' | 'entries' | 'today'>) => {
  const byDay = new Map<string, CalendarEntry[]>()
  for (const entry of entries.filter(({ from, to }) => from === to)) byDay.set(entry.from, [...(byDay.get(entry.from) ?? []), entry])
  return (
    <table class="month">
      <caption class="sr">{spanInWords(span)}</caption>
      <thead>
        <tr>
          {weekdays().map(({ name, short }) => (
            <th scope="col" abbr={name}>
              {short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(span).map((week) => (
          <tr>{week.map((day) => (day === null ? <td class="out"></td> : <Square day={day} entries={byDay.get(day) ?? []} today={today} />))}</tr>
        ))}
      </tbody>
    </table>
  )
}

/** „24 септември 2018 г.“; of a span „от … до …“ as far as it is known. */
const dayOf = ({ from, to }: CalendarEntry): string => {
  if (from === to) return dayInWords(from)
  if (from.slice(0, 7) === to.slice(0, 7) && from.endsWith('-01')) return dateInWords(from.slice(0, 7) as ImpreciseDate)
  if (from.endsWith('-01-01') && to.endsWith('-12-31') && from.slice(0, 4) === to.slice(0, 4)) return dateInWords(from.slice(0, 4) as ImpreciseDate)
  return `${dayInWords(from)} – ${dayInWords(to)}`
}

const Days = ({ entries }: { readonly entries: readonly CalendarEntry[] }) => (
  <ol class="days" data-keys="li">
    {entries.map((entry) => (
      <li data-kind={entry.kind}>
        <span class="when">{dayOf(entry)}</span>
        <a href={entry.href}>
          {entry.what}
          {entry.who === '' ? null : <span class="sub"> {entry.who}</span>}
        </a>
      </li>
    ))}
  </ol>
)

const Year = ({ span, entries, asked }: Pick<CalendarProps, 'span' | 'entries' | 'asked'>) => (
  <div class="year">
    {Array.from({ length: 12 }, (_, at) => `${span.on}-${String(at + 1).padStart(2, '0')}`).map((month) => {
      const own = entries.filter(({ from, to }) => from.slice(0, 7) === month && to.slice(0, 7) === month)
      return (
        <section aria-labelledby={`m-${month}`}>
          <h3 id={`m-${month}`}>
            <a class="plain" href={addresses.partnerships({ ...listQuery(asked), on: month })}>
              {capitalised(dateInWords(month as ImpreciseDate))}
            </a>
          </h3>
          {own.length === 0 ? <p class="sub">{m.partnerships_calendar_empty()}</p> : <Days entries={own} />}
        </section>
      )
    })}
  </div>
)

export const PartnersCalendar = ({ asked, span, today, entries, cut }: CalendarProps) => {
  const to = (on: string): string => addresses.partnerships({ ...listQuery(asked), on })
  const [before, after] = [turned(span, -1), turned(span, 1)]
  const other = span.unit === 'month' ? span.on.slice(0, 4) : today.startsWith(span.on) ? today.slice(0, 7) : `${span.on}-01`
  const loose = entries.filter((entry) => entry.from !== entry.to && (span.unit === 'month' || entry.from.slice(0, 7) !== entry.to.slice(0, 7)))
  return (
    <section class="calendar" aria-labelledby="calendar-title">
      <header>
        <h2 id="calendar-title">{capitalised(spanInWords(span))}</h2>
        <nav aria-label={m.partnerships_calendar_turn()}>
          {before === null ? null : (
            <a class="ds-button" data-size="sm" data-variant="secondary" rel="prev" href={to(before.on)} data-turn="back">
              {span.unit === 'month' ? m.partnerships_calendar_month_before() : m.partnerships_calendar_year_before()}
            </a>
          )}
          <a class="ds-button" data-size="sm" data-variant="secondary" href={to(span.unit === 'month' ? today.slice(0, 7) : today.slice(0, 4))}>
            {m.partnerships_calendar_now()}
          </a>
          {after === null ? null : (
            <a class="ds-button" data-size="sm" data-variant="secondary" rel="next" href={to(after.on)} data-turn="on">
              {span.unit === 'month' ? m.partnerships_calendar_month_after() : m.partnerships_calendar_year_after()}
            </a>
          )}
          <a href={to(other)}>{span.unit === 'month' ? m.partnerships_calendar_whole_year() : m.partnerships_calendar_one_month()}</a>
        </nav>
      </header>
      {entries.length === 0 ? <p class="note">{span.unit === 'month' ? m.partnerships_calendar_none_month() : m.partnerships_calendar_none_year()}</p> : null}
      {cut ? <p class="note">{m.partnerships_calendar_cut()}</p> : null}
      {span.unit === 'month' ? (
        <>
          <Month span={span} entries={entries} today={today} />
          {/* The same as a list: for a phone and for paper. */}
          <div class="as-list">
            <Days entries={entries.filter(({ from, to: until }) => from === until)} />
          </div>
        </>
      ) : (
        <Year span={span} entries={entries} asked={asked} />
      )}
      {loose.length > 0 ? (
        <div class="loose">
          <h3>{m.partnerships_calendar_loose()}</h3>
          <Days entries={loose} />
        </div>
      ) : null}
    </section>
  )
}
