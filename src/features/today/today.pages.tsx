// The first page of the day: what waits, in one look, each with the one thing to do about it.
import { displayName } from '#features/organisations/naming.ts'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { COMING_DAYS } from '#features/calendar/entry.ts'
import type { NamedEntry } from '#features/calendar/entry.queries.ts'
import { lineOf } from '#features/calendar/words.ts'
import type { CommitmentRow } from '#features/commitments/commitment.queries.ts'
import { DUE_SOON_DAYS, dueBy, dueMargin, owedName } from '#features/commitments/commitment.ts'
import { eventDateInWords } from '#features/events/event.ts'
import type { EventRow } from '#features/events/event.queries.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { Flag } from '#ui/badges.tsx'
import { Icon } from '#ui/icons.tsx'
import { Inbox, type InboxItem } from '#ui/inbox.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { type Stat, Stats } from '#ui/stats.tsx'
import { EmptyState, Section } from '#ui/tables.tsx'
import { PeopleSection, type PeopleWaiting } from './people.pages.tsx'
import { agoInWords, aheadInWords, UNDATED_MONTHS } from './today.ts'
import type { DayCounts, Silent, UndatedPromise, WaitingText } from './today.queries.ts'

export type TodayProps = {
  readonly shell: Shell
  /** YYYY-MM-DD */
  readonly today: string
  readonly counts: DayCounts
  readonly texts: readonly WaitingText[]
  /** Overdue and due soon. */
  readonly due: readonly CommitmentRow[]
  readonly undated: { readonly rows: readonly UndatedPromise[]; readonly total: number }
  readonly coming: { readonly rows: readonly EventRow[]; readonly total: number }
  readonly occasions: { readonly rows: readonly NamedEntry[]; readonly total: number }
  readonly people: PeopleWaiting
  readonly silent: { readonly rows: readonly Silent[]; readonly total: number }
  /** Pairs of records that are probably one. */
  readonly doubles: Readonly<Record<'organisation' | 'person', number>>
}

const PasteText = () => (
  <a class="ds-button" href={addresses.intakeNew()}>
    <Icon name="text" />
    {m.today_paste()}
  </a>
)
const RowButton = ({
  href,
  text,
  what,
  primary,
  letter,
}: {
  readonly href: string
  readonly text: string
  readonly what: string
  readonly primary?: boolean
  readonly letter?: string
}) => (
  <a class="ds-button" data-size="sm" data-variant={primary ? undefined : 'secondary'} href={href} data-key={letter}>
    {text}
    <span class="sr">: {what}</span>
  </a>
)

const joined = (parts: readonly Child[]): Child =>
  parts.map((part, index) => (
    <>
      {index > 0 ? ' · ' : null}
      {part}
    </>
  ))

const named = (partners: readonly { readonly name: LocalText; readonly nativeName: string | null }[]): Child[] =>
  partners.length === 0 ? [] : [partners.map((one) => displayName(one)).join(', ')]

const textItem = (text: WaitingText, index: number, mayWrite: boolean): InboxItem => {
  const appeared = text.published === null ? m.today_text_no_day() : m.today_text_of({ day: dayInWords(text.published) })
  const decided = text.total - text.undecided
  const stands = !text.read
    ? m.today_text_unread()
    : text.undecided === 0
      ? m.today_text_unsaved({ count: text.unsaved })
      : decided === 0
        ? m.today_text_drafts({ count: text.total })
        : m.today_text_decided({ decided, total: text.total })
  const href = addresses.intakeText({ id: text.id })
  return {
    state: 'draft',
    what: text.title,
    href,
    why: joined([appeared, stands]),
    ...(mayWrite
      ? { action: <RowButton href={href} text={decided > 0 ? m.today_continue() : m.today_open()} what={text.title} primary={index === 0} letter="E" /> }
      : {}),
  }
}

const dueItem = (promise: CommitmentRow, today: string, mayWrite: boolean): InboxItem => {
  const late = promise.standing === 'overdue'
  const last = dueBy(promise.due) ?? today
  const text = textIn(promise.text)
  const href = addresses.commitment({ id: promise.id })
  const when = late ? (
    <span class="late strong">{m.today_overdue_for({ ago: agoInWords(last, today) })}</span>
  ) : (
    <>
      <span class="soon strong">{m.today_until({ day: dayInWords(last) })}</span>, {aheadInWords(last, today)}
    </>
  )
  return {
    state: late ? 'late' : 'soon',
    what: text,
    href,
    why: joined([when, owedName(promise.owedBy), ...named(promise.partners)]),
    ...(mayWrite ? { action: <RowButton href={`${href}#end`} text={late ? m.today_account() : m.today_kept()} what={text} letter="E" /> } : {}),
  }
}

const undatedItem = (promise: UndatedPromise, today: string, mayWrite: boolean): InboxItem => {
  const text = textIn(promise.text)
  return {
    state: 'open',
    what: text,
    href: addresses.commitment({ id: promise.id }),
    why: joined([
      <span class="soon strong">{m.today_undated_for({ ago: agoInWords(promise.since, today) })}</span>,
      owedName(promise.owedBy),
      ...named(promise.partners),
    ]),
    ...(mayWrite ? { action: <RowButton href={addresses.commitmentEdit({ id: promise.id })} text={m.today_give_day()} what={text} letter="E" /> } : {}),
  }
}

const eventItem = (event: EventRow, today: string): InboxItem => ({
  state: 'open',
  what: textIn(event.title),
  href: addresses.event({ id: event.id }),
  why: joined([
    ...(event.date === null ? [] : [<span class="strong">{eventDateInWords(event.date)}</span>]),
    ...(event.firstDay === null ? [] : [event.firstDay <= today ? m.today_now() : aheadInWords(event.firstDay, today)]),
    ...(event.place === '' ? [] : [event.place]),
    ...named(event.partners),
  ]),
})

/** „ноем“: the calendar leaf of the ledger's margin without its day and full stop. */
const monthOnly = (day: string): string => (dueMargin(day)[0] ?? '').replace(/^\d+ |\.$/g, '')

const Occasions = ({ entries, today, mayWrite }: { readonly entries: readonly NamedEntry[]; readonly today: string; readonly mayWrite: boolean }) => (
  <ul class="dates">
    {entries.map(lineOf).map((one) => {
      // One that has begun and still lasts is today's.
      const day = one.from < today ? today : one.from
      return (
        <li>
          <span class="cal" aria-hidden="true">
            <b>{Number(day.slice(8))}</b>
            {monthOnly(day)}
          </span>
          <span>
            {one.href === null ? (
              <span class="strong">{one.title}</span>
            ) : (
              <a class="plain strong" href={one.href}>
                {one.title}
              </a>
            )}
            <span class="sub">
              {one.from === one.until ? dayInWords(one.from, { weekday: true }) : one.when}, {aheadInWords(day, today)}
            </span>
            <span class="sub">{one.details.join(' · ')}</span>
            {one.act !== null && mayWrite ? (
              <span class="sub">
                <a href={one.act.href}>
                  {one.act.text}
                  <span class="sr">: {one.title}</span>
                </a>
              </span>
            ) : null}
          </span>
        </li>
      )
    })}
  </ul>
)

const Sleepers = ({ silent, today, mayWrite }: { readonly silent: readonly Silent[]; readonly today: string; readonly mayWrite: boolean }) => (
  <ul class="sleepers">
    {silent.map((one) => {
      const { text, language } = reading(one.partner)
      return (
        <li>
          <p class="place">
            <span class="dot" data-s="sleep" aria-hidden="true"></span>{' '}
            <a
              class="plain strong"
              href={addresses.partnershipHandover({ id: one.partnershipId })}
              lang={language === currentLanguage() ? undefined : language}
            >
              {text}
            </a>{' '}
            <Flag country={one.country} />
          </p>
          <p class="small">
            {one.last === null
              ? `${one.reason.charAt(0).toUpperCase()}${one.reason.slice(1)}`
              : m.today_silent_for({ ago: agoInWords(one.last, today), reason: one.reason })}
          </p>
          {mayWrite ? (
            <p class="small">
              <a href={one.next?.href ?? addresses.eventNew({ organisation: one.organisationId })}>
                {one.next?.text ?? m.today_silent_record()}
                <span class="sr">: {text}</span>
              </a>
            </p>
          ) : null}
        </li>
      )
    })}
  </ul>
)

const Quiet = ({ children }: { readonly children: Child }) => <p class="quiet">{children}</p>

const More = ({ shown, total, href }: { readonly shown: number; readonly total: number; readonly href: string }) =>
  total > shown ? (
    <Quiet>
      <a href={href}>{m.today_more({ count: total - shown })}</a>
    </Quiet>
  ) : null

/** One line, only when there is something to look at. */
const Doubles = ({ doubles }: Pick<TodayProps, 'doubles'>) => {
  const found = [
    { count: doubles.organisation, href: addresses.organisationDoubles(), words: m.today_doubles_organisations({ count: doubles.organisation }) },
    { count: doubles.person, href: addresses.personDoubles(), words: m.today_doubles_people({ count: doubles.person }) },
  ].filter(({ count }) => count > 0)
  if (found.length === 0) return null
  return (
    <p class="quiet" id="doubles">
      {m.today_doubles()} {joined(found.map(({ href, words }) => <a href={href}>{words}</a>))}
    </p>
  )
}

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

const statsOf = (props: TodayProps): Stat[] => [
  { value: String(props.counts.drafts), label: m.today_stat_drafts({ count: props.counts.drafts }), href: '#drafts' },
  {
    value: String(props.counts.overdue),
    label: m.today_stat_overdue({ count: props.counts.overdue }),
    href: '#promises',
    tone: props.counts.overdue > 0 ? 'late' : undefined,
  },
  { value: String(props.counts.soon), label: m.today_stat_soon({ days: DUE_SOON_DAYS }), href: '#promises', tone: props.counts.soon > 0 ? 'soon' : undefined },
  {
    value: String(props.undated.total),
    label: m.today_stat_undated({ count: props.undated.total }),
    href: '#promises',
    tone: props.undated.total > 0 ? 'soon' : undefined,
  },
  { value: String(props.coming.total), label: m.today_stat_coming({ count: props.coming.total }), href: '#coming' },
  { value: String(props.silent.total), label: m.today_stat_silent({ count: props.silent.total }), href: '#silent' },
]

const Promises = ({
  counts,
  due,
  undated,
  today,
  mayWrite,
}: {
  readonly counts: DayCounts
  readonly due: readonly CommitmentRow[]
  readonly undated: TodayProps['undated']
  readonly today: string
  readonly mayWrite: boolean
}) => {
  const counted = [
    ...(counts.overdue > 0 ? [m.today_count_overdue({ count: counts.overdue })] : []),
    ...(counts.soon > 0 ? [m.today_count_soon({ count: counts.soon })] : []),
    ...(undated.total > 0 ? [m.today_count_undated({ count: undated.total })] : []),
  ]
  return (
    <Section
      id="promises"
      title={m.today_promises()}
      count={counted.length > 0 ? counted.join(', ') : null}
      more={{ href: addresses.commitments(), text: m.today_all() }}
    >
      {due.length + undated.rows.length === 0 ? (
        <Quiet>
          {m.today_promises_none({ months: UNDATED_MONTHS })} {mayWrite ? <a href={addresses.commitmentNew()}>{m.today_promises_do()}</a> : null}
        </Quiet>
      ) : (
        <Inbox
          keys
          items={[...due.map((promise) => dueItem(promise, today, mayWrite)), ...undated.rows.map((promise) => undatedItem(promise, today, mayWrite))]}
        />
      )}
      <More shown={due.length} total={counts.overdue + counts.soon} href={addresses.commitments({ standing: 'unsettled' })} />
      <More shown={undated.rows.length} total={undated.total} href={addresses.commitments({ standing: 'open' })} />
    </Section>
  )
}

const KeysHelp = () => (
  <section class="keys-help" aria-labelledby="keys-h">
    <h2 id="keys-h">{m.today_keys()}</h2>
    <dl>
      <dt>
        <kbd>J</kbd> <kbd>K</kbd>
      </dt>
      <dd>{m.today_keys_move()}</dd>
      <dt>
        <kbd>Enter</kbd>
      </dt>
      <dd>{m.today_keys_open()}</dd>
      <dt>
        <kbd>E</kbd>
      </dt>
      <dd>{m.today_keys_do()}</dd>
      <dt>
        <kbd>Ctrl K</kbd>
      </dt>
      <dd>{m.today_keys_find()}</dd>
    </dl>
  </section>
)

export const TodayPage = (props: TodayProps) => {
  const { shell, today, counts, texts, coming, occasions, silent } = props
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      shell={shell}
      title={m.today_title()}
      nav="today"
      lead={<time datetime={today}>{dayInWords(today, { weekday: true })}</time>}
      actions={
        mayWrite && !counts.empty ? (
          <>
            <a class="ds-button" data-variant="secondary" href={addresses.commitmentNew()}>
              <Icon name="plus" />
              {m.today_new_promise()}
            </a>
            <PasteText />
          </>
        ) : undefined
      }
    >
      {counts.empty ? (
        <FirstDay mayWrite={mayWrite} />
      ) : (
        <>
          <Stats label={m.today_overview()} stats={statsOf(props)} />
          <div class="cols">
            <div class="stack-lg">
              <Section
                id="drafts"
                title={m.today_drafts()}
                count={texts.length > 0 ? m.today_texts({ count: texts.length }) : null}
                more={{ href: addresses.intake(), text: m.today_all() }}
              >
                {texts.length === 0 ? (
                  <Quiet>
                    {m.today_drafts_none()} {mayWrite ? <a href={addresses.intakeNew()}>{m.today_drafts_do()}</a> : null}
                  </Quiet>
                ) : (
                  <Inbox keys items={texts.map((text, index) => textItem(text, index, mayWrite))} />
                )}
              </Section>
              <Promises counts={counts} due={props.due} undated={props.undated} today={today} mayWrite={mayWrite} />
              <PeopleSection waiting={props.people} mayWrite={mayWrite} />
              <Section id="coming" title={m.today_coming()} more={{ href: addresses.events(), text: m.today_all() }}>
                {coming.rows.length === 0 ? (
                  <Quiet>
                    {m.today_coming_none()} {mayWrite ? <a href={addresses.eventNew()}>{m.today_coming_do()}</a> : null}
                  </Quiet>
                ) : (
                  <Inbox keys items={coming.rows.map((event) => eventItem(event, today))} />
                )}
                <More shown={coming.rows.length} total={coming.total} href={addresses.events({ when: 'coming' })} />
              </Section>
            </div>
            <aside class="stack-lg" aria-label={m.today_aside()}>
              <Section id="occasions" title={m.today_occasions()} more={{ href: addresses.calendar(), text: m.today_occasions_all() }}>
                {occasions.rows.length === 0 ? (
                  <Quiet>{m.today_occasions_none({ days: COMING_DAYS })}</Quiet>
                ) : (
                  <Occasions entries={occasions.rows} today={today} mayWrite={mayWrite} />
                )}
                <More shown={occasions.rows.length} total={occasions.total} href={addresses.calendar()} />
              </Section>
              <Section id="silent" title={m.today_silent()} count={silent.total > 0 ? silent.total : null}>
                {silent.rows.length === 0 ? <Quiet>{m.today_silent_nobody()}</Quiet> : <Sleepers silent={silent.rows} today={today} mayWrite={mayWrite} />}
                <More shown={silent.rows.length} total={silent.total} href={addresses.partnerships()} />
              </Section>
              <Doubles doubles={props.doubles} />
              {mayWrite ? <KeysHelp /> : null}
            </aside>
          </div>
        </>
      )}
    </OfficePage>
  )
}
