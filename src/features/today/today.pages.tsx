// The first page of the day: everything that waits, most urgent first, each with the one thing to do about it.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { dueMargin } from '#features/commitments/commitment.ts'
import { eventDateInWords } from '#features/events/event.ts'
import type { EventRow } from '#features/events/event.queries.ts'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { type Stat, Stats } from '#ui/stats.tsx'
import { EmptyState, Pager, Section, Tabs } from '#ui/tables.tsx'
import { WaitingDialogs, WaitingRows } from './inbox/waiting.pages.tsx'
import {
  type Band,
  bandCounts,
  bandName,
  BANDS,
  counted,
  type Group,
  groupName,
  GROUPS,
  isWhoses,
  KINDS,
  kindsOf,
  type Line,
  type Tally,
  type TallyRow,
  usualWhose,
  type Whose,
} from './inbox/waiting.ts'
import { aheadInWords } from './today.ts'

export type TodayProps = {
  readonly shell: Shell
  /** YYYY-MM-DD */
  readonly today: string
  /** Nothing was ever entered. */
  readonly empty: boolean
  readonly me: string
  readonly whose: Whose
  readonly group: Group | undefined
  /** One band alone, paged. */
  readonly band: { readonly band: Band; readonly next: string | null; readonly previous: string | null } | null
  readonly tally: Tally
  readonly lines: readonly Line[]
  readonly coming: { readonly rows: readonly EventRow[]; readonly total: number }
  readonly officers: readonly { readonly id: string; readonly name: string }[]
}

type Narrowed = { readonly whose?: Whose | undefined; readonly of?: Group | undefined; readonly band?: Band | undefined }

const PasteText = () => (
  <a class="ds-button" href={addresses.intakeNew()}>
    <Icon name="text" />
    {m.today_paste()}
  </a>
)

const Quiet = ({ children }: { readonly children: Child }) => <p class="quiet">{children}</p>

const FirstDay = ({ mayWrite }: { readonly mayWrite: boolean }) => (
  <EmptyState
    title={m.today_first_title()}
    text={
      mayWrite ? (
        <>
          {m.today_first_text()}
          <ol class="steps">
            <li>{m.today_first_step_paste()}</li>
            <li>{m.today_first_step_confirm()}</li>
            <li>{m.today_first_step_done()}</li>
          </ol>
        </>
      ) : (
        m.today_first_reader()
      )
    }
    actions={
      mayWrite ? (
        <>
          <PasteText />
          <a class="ds-button" data-variant="secondary" href={addresses.partnershipNew()}>
            {m.today_new_partner()}
          </a>
        </>
      ) : undefined
    }
  />
)

const hrefOf = (props: TodayProps, change: Narrowed): string => {
  const { whose, of, band } = { whose: props.whose, of: props.group, ...change }
  return addresses.today({ whose: whose === usualWhose(props.shell.role) ? undefined : whose, of, band })
}

const whoseNames: Readonly<Record<Whose, () => string>> = {
  me: m.today_whose_rows_me,
  mine: m.today_whose_rows_mine,
  nobody: m.today_whose_rows_nobody,
  all: m.today_whose_rows_all,
}

const own = (props: TodayProps, whose: Whose = props.whose): ((row: TallyRow) => boolean) => {
  const { me } = props
  return ({ assignedTo }) => isWhoses(assignedTo, whose, me)
}

const statsOf = (props: TodayProps): Stat[] =>
  GROUPS.flatMap((group): Stat[] => {
    const of = (row: TallyRow): boolean => own(props)(row) && KINDS[row.kind].group === group
    const total = counted(props.tally, of)
    const late = counted(props.tally, (row) => of(row) && row.late)
    if (total === 0) return []
    const chosen = props.group === group
    return [
      {
        value: String(total),
        label: late === 0 ? groupName(group, total) : m.today_group_late({ group: groupName(group, total), count: late }),
        href: hrefOf(props, { of: chosen ? undefined : group }),
        ...(late > 0 ? { tone: 'late' as const } : {}),
        current: chosen,
      },
    ]
  })

const WhoseTabs = (props: TodayProps) => (
  <Tabs
    label={m.today_whose_rows()}
    tabs={(props.shell.role === 'officer' ? (['me', 'mine', 'nobody', 'all'] as const) : (['all', 'nobody'] as const)).map((whose) => ({
      href: hrefOf(props, { whose }),
      text: whoseNames[whose](),
      count: counted(props.tally, own(props, whose)),
      current: props.whose === whose,
    }))}
  />
)

const BandSection = ({ band, props, primary }: { readonly band: Band; readonly props: TodayProps; readonly primary: boolean }) => {
  const lines = props.lines.filter((line) => line.band === band)
  const total = bandCounts(props.tally, { kinds: kindsOf(props.group), whose: props.whose, personId: props.me })[band]
  if (lines.length === 0) return null
  const alone = props.band !== null
  return (
    <Section id={band} title={bandName(band)} count={total}>
      <WaitingRows lines={lines} back={hrefOf(props, { band: props.band?.band })} mayWrite={props.shell.role === 'officer'} me={props.me} primary={primary} />
      {alone ? <Pager href={hrefOf(props, { band })} after={props.band?.next ?? undefined} before={props.band?.previous ?? undefined} /> : null}
      {!alone && total > lines.length ? (
        <Quiet>
          <a href={hrefOf(props, { band })}>{m.today_more({ count: total - lines.length })}</a>
        </Quiet>
      ) : null}
    </Section>
  )
}

/** „ноем“: the calendar leaf of the ledger's margin without its day and full stop. */
const monthOnly = (day: string): string => (dueMargin(day)[0] ?? '').replace(/^\d+ |\.$/g, '')

const Coming = ({ coming, today, mayWrite }: { readonly coming: TodayProps['coming']; readonly today: string; readonly mayWrite: boolean }) => (
  <Section id="coming" title={m.today_coming()} more={{ href: addresses.events({ when: 'coming' }), text: m.today_all() }}>
    {coming.rows.length === 0 ? (
      <Quiet>
        {m.today_coming_none()} {mayWrite ? <a href={addresses.eventNew()}>{m.today_coming_do()}</a> : null}
      </Quiet>
    ) : (
      <ul class="dates">
        {coming.rows.map((event) => {
          const day = event.firstDay === null || event.firstDay < today ? today : event.firstDay
          const partners = event.partners.map((one) => displayName(one)).join(', ')
          return (
            <li>
              <span class="cal" aria-hidden="true">
                <b>{Number(day.slice(8))}</b>
                {monthOnly(day)}
              </span>
              <span>
                <a class="plain strong" href={addresses.event({ id: event.id })}>
                  {textIn(event.title)}
                </a>
                <span class="sub">
                  {event.date === null ? null : `${eventDateInWords(event.date)}, `}
                  {event.firstDay !== null && event.firstDay <= today ? m.today_now() : aheadInWords(day, today)}
                </span>
                <span class="sub">{[event.place, partners].filter((text) => text !== '').join(' · ')}</span>
              </span>
            </li>
          )
        })}
      </ul>
    )}
    {coming.total > coming.rows.length ? (
      <Quiet>
        <a href={addresses.events({ when: 'coming' })}>{m.today_more({ count: coming.total - coming.rows.length })}</a>
      </Quiet>
    ) : null}
  </Section>
)

const Keys = () => (
  <details class="keys list-keys today-keys" data-keys-help open>
    <summary>{m.today_keys()}</summary>
    <dl>
      {[
        { key: 'J · K', text: m.today_keys_move() },
        { key: 'A', text: m.today_keys_accept() },
        { key: 'S', text: m.today_keys_snooze() },
        { key: 'T', text: m.today_keys_assign() },
        { key: 'D', text: m.today_keys_dismiss() },
        { key: 'U', text: m.today_keys_undo() },
        { key: 'Enter', text: m.today_keys_open() },
        { key: 'Ctrl K', text: m.today_keys_find() },
        { key: '?', text: m.today_keys_help() },
      ].map(({ key, text }) => (
        <div>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  </details>
)

/** Nothing waits, or nothing of what was asked for: what to do next. */
const Calm = (props: TodayProps) => {
  const mayWrite = props.shell.role === 'officer'
  const elsewhere = counted(props.tally, own(props, 'all'))
  if (elsewhere > 0 && (props.group !== undefined || props.whose !== 'all'))
    return (
      <EmptyState
        title={m.today_none_here()}
        text={m.today_none_here_text({ count: elsewhere })}
        actions={<a href={addresses.today({ whose: 'all' })}>{m.today_none_here_all()}</a>}
      />
    )
  return (
    <EmptyState
      title={m.today_calm_title()}
      text={mayWrite ? m.today_calm_text() : m.today_calm_reader()}
      actions={
        mayWrite ? (
          <>
            <PasteText />
            <a class="ds-button" data-variant="secondary" href={addresses.eventNew()}>
              {m.today_coming_do()}
            </a>
          </>
        ) : undefined
      }
    />
  )
}

export const TodayPage = (props: TodayProps) => {
  const { shell, today, tally, lines, band } = props
  const mayWrite = shell.role === 'officer'
  const asleep = tally.reduce((sum, row) => (row.asleep ? sum + row.n : sum), 0)
  const shown = BANDS.filter((one) => lines.some((line) => line.band === one))
  return (
    <OfficePage
      shell={shell}
      title={band === null ? m.today_title() : m.today_title_band({ band: bandName(band.band) })}
      nav="today"
      {...(band === null ? {} : { crumbs: [{ text: m.today_title(), href: hrefOf(props, { band: undefined }) }, { text: bandName(band.band) }] })}
      lead={<time datetime={today}>{dayInWords(today, { weekday: true })}</time>}
      actions={
        mayWrite && !props.empty ? (
          <>
            <a class="ds-button" data-variant="secondary" href={addresses.commitmentNew()}>
              <Icon name="plus" />
              {m.today_new_promise()}
            </a>
            <PasteText />
          </>
        ) : undefined
      }
      islands={mayWrite && !props.empty ? ['waiting.js'] : []}
    >
      {props.empty ? (
        <FirstDay mayWrite={mayWrite} />
      ) : (
        <>
          {statsOf(props).length === 0 ? null : <Stats label={m.today_overview()} stats={statsOf(props)} />}
          <WhoseTabs {...props} />
          <div class="cols">
            <div class="stack-lg">
              {shown.length === 0 ? <Calm {...props} /> : shown.map((one, index) => <BandSection band={one} props={props} primary={index === 0} />)}
              {asleep === 0 ? null : (
                <Quiet>
                  <a href={addresses.waitingSnoozed()}>{m.today_snoozed_count({ count: asleep })}</a>
                </Quiet>
              )}
            </div>
            <aside class="stack-lg" aria-label={m.today_aside()}>
              <Coming coming={props.coming} today={today} mayWrite={mayWrite} />
              {mayWrite ? <Keys /> : null}
            </aside>
          </div>
          {mayWrite ? <WaitingDialogs officers={props.officers} me={props.me} today={today} back={hrefOf(props, { band: band?.band })} /> : null}
        </>
      )}
    </OfficePage>
  )
}
