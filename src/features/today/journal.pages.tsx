// The journal of changes: by day, each change with its things, who and when, and a button that takes it back.
import { addresses } from '#addresses'
import { m } from '#messages'
import { isFinal } from '#platform/activity/activity.ts'
import { dayInWords, momentInWords } from '#platform/dates.ts'
import type { Page } from '#platform/database/key-paging.ts'
import { Tag } from '#ui/badges.tsx'
import { Icon } from '#ui/icons.tsx'
import { WholeChange } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager } from '#ui/tables.tsx'
import { dayIn, hourIn } from './history.ts'
import { actInWords, THINGS, thingsName } from './journal.ts'
import { pageOf } from './thing-page.ts'
import type { JournalEntry, JournalFilters, JournalLine } from './journal.queries.ts'
import { changesOf, isTold, NAME_PLACE, type Names } from './telling.ts'

export type JournalProps = {
  readonly shell: Shell
  readonly page: Page<JournalEntry>
  readonly asked: JournalFilters
  /** Who can be chosen: the office's people, and whoever the journal is narrowed to. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly timeZone: string
  readonly names: Names
  /** Kinds of things that can be put back. */
  readonly restorable: ReadonlySet<string>
}

/** What a change was about comes first: a partnership before the organisation entered for it. */
const WEIGHTS = [
  'intake_text',
  'partnership',
  'event',
  'commitment',
  'symbolic_act',
  'meeting',
  'meeting_item',
  'meeting_outcome',
  'gift',
  'milestone',
  'document',
  'occasion',
  'organisation',
  'person',
  'post',
]
const weightOf = ({ thing }: JournalLine): number => (WEIGHTS.includes(thing) ? WEIGHTS.indexOf(thing) : WEIGHTS.length)
const byWeight = (lines: readonly JournalLine[]): JournalLine[] => [...lines].sort((a, b) => weightOf(a) - weightOf(b))

/** Things of one change shown at once; the rest opens below them. */
const SHOWN = 4

const Thing = ({ line, names }: { readonly line: JournalLine; readonly names: Names }) => {
  // What is not there any more has a history still, from which it can be brought back.
  const gone = isTold(line.thing) && line.state !== null ? addresses.history({ thing: line.thing, id: line.thingId }) : null
  const href = line.gone ? gone : pageOf(line.thing, line.thingId, line.state)
  const name = href === null ? <span>{line.label}</span> : <a href={href}>{line.label}</a>
  const changes = changesOf(line, names)
  const [only] = line.act.endsWith('.changed') && changes.length === 1 ? changesOf(line, names, true) : []
  if (only !== undefined) {
    const [before, after] = only.sentence.split(NAME_PLACE)
    return (
      <li>
        {before}
        {name}
        {after}
        {only.cut ? <WholeChange {...only} /> : null}
      </li>
    )
  }
  return (
    <li>
      <span class="act">{actInWords(line)}: </span>
      {name}
      {changes.length === 0 ? null : (
        <ul class="sentences">
          {changes.map((change) => (
            <li>
              {change.sentence}
              {change.cut ? <WholeChange {...change} /> : null}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

const Things = ({ lines: unsorted, more, names }: { readonly lines: readonly JournalLine[]; readonly more: number; readonly names: Names }) => {
  const lines = byWeight(unsorted)
  const shown = lines.length > SHOWN + 1 ? lines.slice(0, SHOWN) : lines
  const rest = lines.slice(shown.length)
  return (
    <>
      <ul class="things">
        {shown.map((line) => (
          <Thing line={line} names={names} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <details>
          <summary>{m.today_journal_more({ count: rest.length + more })}</summary>
          <ul class="things">
            {rest.map((line) => (
              <Thing line={line} names={names} />
            ))}
            {more > 0 ? <li>{m.today_journal_more({ count: more })}</li> : null}
          </ul>
        </details>
      ) : null}
    </>
  )
}

const Entry = ({ entry, props }: { readonly entry: JournalEntry; readonly props: JournalProps }) => {
  const { shell, asked, timeZone, restorable } = props
  const possible = entry.undone === null && entry.more === 0 && entry.lines.every(({ newest, thing, act }) => newest && restorable.has(thing) && !isFinal(act))
  return (
    <li class={entry.undone === null ? undefined : 'undone'}>
      <time datetime={entry.at.toISOString()}>{hourIn(entry.at, timeZone)}</time>
      <div>
        <Things lines={entry.lines} more={entry.more} names={props.names} />
        <p class="who">
          {asked.person === entry.personId ? entry.personName : <a href={addresses.activity({ ...asked, person: entry.personId })}>{entry.personName}</a>}
          {entry.undone === null ? null : ` · ${m.today_journal_undone_by({ who: entry.undone.by, when: momentInWords(entry.undone.at, timeZone) })}`}
        </p>
      </div>
      {entry.undone !== null ? (
        <span class="state">
          <Tag tone="outline">{m.today_journal_undone()}</Tag>
        </span>
      ) : shell.role === 'officer' && possible ? (
        <form method="post" action={addresses.activityUndo({ id: entry.id })}>
          <button class="ds-button" data-size="sm" data-variant="tertiary">
            <Icon name="undo" />
            {m.today_journal_undo()}
            <span class="sr">
              :{' '}
              {entry.lines
                .map(({ label }) => label)
                .slice(0, SHOWN)
                .join(', ')}
            </span>
          </button>
        </form>
      ) : null}
    </li>
  )
}

export const JournalPage = (props: JournalProps) => {
  const { shell, page, asked, people, timeZone } = props
  const filtered = Object.values(asked).some((one) => one !== undefined)
  const backwards = asked.from !== undefined && asked.to !== undefined && asked.from > asked.to
  const days = Map.groupBy(page.rows, ({ at }) => dayIn(at, timeZone))
  return (
    <OfficePage shell={shell} title={m.today_journal_title()} nav="activity" lead={m.today_journal_lead()}>
      {page.rows.length === 0 && !filtered ? null : (
        <Filters
          action={addresses.activity()}
          clear={filtered ? addresses.activity() : undefined}
          filters={[
            {
              kind: 'select',
              name: 'person',
              label: m.today_journal_person(),
              value: asked.person,
              options: [{ value: '', label: m.today_journal_anyone() }, ...people.map(({ id, name }) => ({ value: id, label: name }))],
            },
            {
              kind: 'select',
              name: 'thing',
              label: m.today_journal_thing(),
              value: asked.thing,
              options: [{ value: '', label: m.today_journal_anything() }, ...THINGS.map((thing) => ({ value: thing, label: thingsName(thing) }))],
            },
            { kind: 'day', name: 'from', label: m.today_journal_from(), value: asked.from },
            { kind: 'day', name: 'to', label: m.today_journal_to(), value: asked.to },
          ]}
        />
      )}
      {backwards ? (
        <p class="note" role="alert">
          {m.today_journal_wrong_days()}
        </p>
      ) : null}
      {page.rows.length === 0 ? (
        filtered ? (
          <EmptyState
            title={m.today_journal_none_title()}
            text={m.today_journal_none_text()}
            actions={
              <a class="ds-button" data-variant="secondary" href={addresses.activity()}>
                {m.today_journal_all()}
              </a>
            }
          />
        ) : (
          <EmptyState
            title={m.today_journal_empty_title()}
            text={m.today_journal_empty_text()}
            actions={
              shell.role === 'officer' ? (
                <a class="ds-button" href={addresses.intakeNew()}>
                  {m.today_paste()}
                </a>
              ) : undefined
            }
          />
        )
      ) : (
        <div class="stack-lg">
          {[...days].map(([day, entries]) => (
            <section class="sect" aria-labelledby={`day-${day}`}>
              <header>
                <h2 id={`day-${day}`}>{dayInWords(day, { weekday: true })}</h2>
              </header>
              <ol class="journal">
                {entries.map((entry) => (
                  <Entry entry={entry} props={props} />
                ))}
              </ol>
            </section>
          ))}
        </div>
      )}
      <Pager href={addresses.activity({ ...asked })} after={page.next ?? undefined} before={page.previous ?? undefined} />
    </OfficePage>
  )
}
