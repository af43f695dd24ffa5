// The post as pages: its list by views, the addresses letters come back from, and handing in a letter that came back.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import type { FieldFault, FormBody } from '#platform/http/form.ts'
import { typed } from '#platform/http/form.ts'
import { type Deed, isOver } from '#platform/mail/deciding.ts'
import type { MailState } from '#platform/mail/letter.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { MANY_FORM } from '#ui/cells.tsx'
import { Checkbox, errorOf, ErrorSummary, FileField, SubmitRow, TextArea } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Section, Table, Tabs } from '#ui/tables.tsx'
import type { ReturnsBoxRow } from '#platform/mail/returns-box.table.ts'
import type { ReturnsBox } from '#settings'
import { boxTroubleInWords } from './returned.ts'
import { deedName, kindName, MOST_AT_ONCE, noneText, OFFICE_KINDS, stateName, VIEW_ORDER, viewName, type View } from './post.ts'
import type { LetterLine, PostFilter, postCounts, postPage, PostTroubles, troubledAddresses } from './post.queries.ts'
import { isMailKind } from '#platform/mail/letter.ts'

const TONES: Readonly<Record<MailState, TagTone>> = {
  held: 'soon',
  waiting: 'neutral',
  'handing-over': 'neutral',
  sent: 'kept',
  uncertain: 'soon',
  bounced: 'late',
  'given-up': 'late',
  expired: 'outline',
  dropped: 'outline',
  unsubscribed: 'outline',
}
export const StateTag = ({ state }: { readonly state: MailState }) => <Tag tone={TONES[state]}>{stateName(state)}</Tag>

/** The mailbox letters come back to, and its last look; `row` null: it was not looked into yet. */
export type ReturnsBoxSeen = { readonly box: ReturnsBox; readonly row: ReturnsBoxRow | null }

/** How the office's post leaves, for those who look at it. */
export type PostWays = {
  /** null: no mail server is set up. */
  readonly from: string | null
}

/** When it is tried again; a moment that has come says so, for the post goes its round every now and then. */
const nextTry = (at: Date, timeZone: string, now: Date): string => (at <= now ? m.post_next_try_now() : m.post_next_try({ when: momentInWords(at, timeZone) }))

/** What stands under the state: what happens next, or what the server said. */
function detailOf(line: LetterLine, timeZone: string, now: Date): string | null {
  switch (line.state) {
    case 'held':
      return isOver(line, now) ? m.post_was_of_use({ when: momentInWords(line.validUntil!, timeZone) }) : null
    case 'waiting':
      return line.attempts === 0
        ? null
        : [m.post_tried({ count: line.attempts }), nextTry(line.nextTryAt, timeZone, now), line.lastError ?? ''].filter(Boolean).join(' ')
    case 'bounced':
    case 'given-up':
    case 'uncertain':
      return line.lastError
    default:
      return null
  }
}

export type PostPageProps = {
  readonly shell: Shell
  readonly view: View
  readonly filter: PostFilter
  /** The list's query, without a cursor. */
  readonly query: string
  readonly page: Awaited<ReturnType<typeof postPage>>
  readonly counts: Awaited<ReturnType<typeof postCounts>>
  readonly troubles: Pick<PostTroubles, 'stuck' | 'said'>
  readonly timeZone: string
  readonly now: Date
  readonly ways: PostWays
  /** The mailbox letters come back to; null: none is read, they are handed in. */
  readonly returns: ReturnsBoxSeen | null
}

/** What may be done to many letters of a view. */
const MANY_DEEDS: Readonly<Partial<Record<View, readonly Deed[]>>> = {
  held: ['release', 'nevertheless', 'drop'],
  waiting: ['drop'],
  returned: ['seen', 'again'],
}

const TabsOfPost = ({ shell, counts, now, filter }: { shell: Shell; counts: PostPageProps['counts'] | null; now: View | 'addresses'; filter: PostFilter }) => (
  <Tabs
    label={m.post_views()}
    tabs={[
      ...VIEW_ORDER.map((view) => ({
        href: addresses.letters({ view, q: filter.q, kind: filter.kind, thing: filter.thing, about: filter.about }),
        text: viewName(view),
        // What is settled is counted nowhere: only what asks for something has a number.
        count: counts === null || ['sent', 'unsent'].includes(view) ? undefined : view === 'returned' ? counts.unseen || undefined : counts[view] || undefined,
        current: view === now,
      })),
      ...(shell.role === 'officer' ? [{ href: addresses.letterAddresses(), text: m.post_addresses(), current: now === 'addresses' }] : []),
    ]}
  />
)

const NoServer = () => (
  <div class="note">
    <p class="strong">{m.post_no_server()}</p>
    <p>{m.post_no_server_text()}</p>
  </div>
)

/** Each letter says what it was told; that all of them wait for one thing is said here. */
const Stuck = ({ troubles: { stuck, said } }: Pick<PostPageProps, 'troubles'>) =>
  stuck === 0 ? null : (
    <div class="note">
      <p class="strong">{m.post_stuck({ count: stuck })}</p>
      <p>{m.post_stuck_text({ said: said ?? m.post_said_nothing() })}</p>
    </div>
  )

/** When the mailbox was last looked into, what was found, and what is wrong in words somebody can act on. */
const ReturnsBoxState = ({
  seen: { box, row },
  timeZone,
  mayWrite,
}: {
  readonly seen: ReturnsBoxSeen
  readonly timeZone: string
  readonly mayWrite: boolean
}) => {
  const looked = row === null ? m.post_box_not_yet() : m.post_box_looked_at({ when: momentInWords(row.lookedAt, timeZone) })
  const found = row?.foundAt == null ? m.post_box_found_none() : m.post_box_found({ count: row.found, when: momentInWords(row.foundAt, timeZone) })
  const look = mayWrite ? (
    <form method="post" action={addresses.letterReturnsBox()}>
      <button class="ds-button" data-size="sm" data-variant="secondary">
        {m.post_box_look()}
      </button>
    </form>
  ) : null
  if (row?.trouble == null)
    return (
      <div class="row returns-box">
        <p class="sub">
          {m.post_box_read({ place: `${box.user}, ${box.folder}` })} {looked} {row === null ? null : found}
        </p>
        {look}
      </div>
    )
  return (
    <div class="note">
      <p class="strong">{m.post_box_trouble()}</p>
      <p>{boxTroubleInWords(row.trouble, box, row.troubleDetail)}</p>
      <p>
        {looked} {row.readAt === null ? m.post_box_never_read() : m.post_box_read_at({ when: momentInWords(row.readAt, timeZone) })}{' '}
        {m.post_box_next({ when: momentInWords(row.nextLookAt, timeZone) })}
      </p>
      {look}
    </div>
  )
}

export const PostPage = ({ shell, view, filter, query, page, counts, troubles, timeZone, now, ways, returns }: PostPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = filter.q !== undefined || filter.kind !== undefined || filter.about !== undefined
  const over = page.rows.some((line) => line.state === 'held' && isOver(line, now))
  const deeds = mayWrite ? (MANY_DEEDS[view] ?? []).filter((deed) => deed !== 'nevertheless' || over) : []
  return (
    <OfficePage
      shell={shell}
      title={m.post_title()}
      nav="settings"
      crumbs={[{ text: m.accounts_settings_title(), href: addresses.settings() }, { text: m.post_title() }]}
      lead={ways.from === null ? m.post_lead() : m.post_lead_from({ from: ways.from })}
      islands={deeds.length > 0 && page.rows.length > 0 ? ['lists.js'] : []}
      actions={
        mayWrite ? (
          <>
            <a class="ds-button" data-variant="secondary" href={addresses.letterReturned()}>
              {m.post_hand_in()}
            </a>
            <form method="post" action={addresses.letterTrial()}>
              <button class="ds-button" data-variant="secondary">
                {m.post_trial()}
              </button>
            </form>
          </>
        ) : null
      }
    >
      {ways.from === null ? <NoServer /> : <Stuck troubles={troubles} />}
      {returns === null ? null : <ReturnsBoxState seen={returns} timeZone={timeZone} mayWrite={mayWrite} />}
      <TabsOfPost shell={shell} counts={counts} now={view} filter={filter} />
      <Filters
        action={addresses.letters()}
        keep={{
          view,
          ...(filter.thing === undefined ? {} : { thing: filter.thing }),
          ...(filter.about === undefined ? {} : { about: filter.about }),
        }}
        filters={[
          { kind: 'search', name: 'q', label: m.post_filter_q(), value: filter.q },
          {
            kind: 'select',
            name: 'kind',
            label: m.post_filter_kind(),
            value: filter.kind,
            options: [{ value: '', label: m.post_filter_any_kind() }, ...OFFICE_KINDS.map((value) => ({ value, label: kindName(value) }))],
          },
        ]}
        count={m.post_count({ count: counts[view] })}
        clear={filtered ? addresses.letters({ view }) : undefined}
      />
      {page.rows.length === 0 ? (
        <EmptyState title={filtered ? m.post_nothing_found() : viewName(view)} text={filtered ? m.post_nothing_found_text() : noneText(view)} />
      ) : (
        <>
          <Table
            caption={viewName(view)}
            rows={page.rows}
            keys
            choose={deeds.length === 0 ? undefined : { row: ({ id, version }) => ({ id, version }), label: ({ subject, to }) => `${subject}, ${to}` }}
            columns={[
              {
                head: m.post_column_letter(),
                cell: (line) =>
                  mayWrite ? <a href={addresses.letter({ id: line.id })}>{line.subject === '' ? kindName(line.kind) : line.subject}</a> : kindName(line.kind),
              },
              { head: m.post_column_to(), cell: (line) => <Recipient line={line} /> },
              { head: m.post_column_kind(), cell: (line) => kindName(line.kind) },
              { head: m.post_column_state(), cell: (line) => <State line={line} timeZone={timeZone} now={now} /> },
              { head: m.post_column_when(), cell: (line) => momentInWords(line.sentAt ?? line.createdAt, timeZone) },
            ]}
          />
          {deeds.length === 0 ? null : <ManyDeeds deeds={deeds} query={query} found={counts[view]} shown={page.rows.length} />}
          <Pager
            href={query === '' ? addresses.letters({ view }) : `${addresses.letters()}?${query}`}
            after={page.next ?? undefined}
            before={page.previous ?? undefined}
          />
        </>
      )}
    </OfficePage>
  )
}

const Recipient = ({ line }: { readonly line: Pick<LetterLine, 'to' | 'toName'> }) => (
  <>
    {line.toName === '' ? null : (
      <>
        {line.toName}
        <br />
      </>
    )}
    <span class={line.toName === '' ? undefined : 'sub'}>{line.to}</span>
  </>
)

const State = ({ line, timeZone, now }: { readonly line: LetterLine; readonly timeZone: string; readonly now: Date }): Child => {
  const detail = detailOf(line, timeZone, now)
  return (
    <>
      <StateTag state={line.state} />
      {line.seenAt === null ? null : <span class="sub"> {m.post_seen()}</span>}
      {detail === null ? null : <div class="sub">{detail}</div>}
    </>
  )
}

const ManyDeeds = ({
  deeds,
  query,
  found,
  shown,
}: {
  readonly deeds: readonly Deed[]
  readonly query: string
  readonly found: number
  readonly shown: number
}) => (
  <form class="many" id={MANY_FORM} method="post" action={addresses.letterDeeds()} aria-label={m.post_many()}>
    <input type="hidden" name="query" value={query} />
    <p
      class="how-many"
      role="status"
      data-none={m.post_chosen_none()}
      data-one={m.post_chosen({ count: 1 })}
      data-more={m.post_chosen({ count: 99 }).replace('99', '{n}')}
    >
      {m.post_chosen_none()}
    </p>
    {found > shown ? (
      <Checkbox name="all" label={found > MOST_AT_ONCE ? m.post_all_most({ count: found, most: MOST_AT_ONCE }) : m.post_all({ count: found })} />
    ) : null}
    {deeds.map((deed, index) => (
      <button class="ds-button" data-variant={index === 0 ? undefined : 'secondary'} name="deed" value={deed}>
        {deedName(deed)}
      </button>
    ))}
  </form>
)

// ---- addresses -------------------------------------------------------------------------------------------------------

export type AddressesPageProps = {
  readonly shell: Shell
  readonly page: Awaited<ReturnType<typeof troubledAddresses>>
  readonly counts: PostPageProps['counts']
  readonly timeZone: string
}

export const AddressesPage = ({ shell, page, counts, timeZone }: AddressesPageProps) => (
  <OfficePage
    shell={shell}
    title={m.post_addresses_title()}
    nav="settings"
    crumbs={[
      { text: m.accounts_settings_title(), href: addresses.settings() },
      { text: m.post_title(), href: addresses.letters() },
      { text: m.post_addresses() },
    ]}
    lead={m.post_addresses_lead()}
  >
    <TabsOfPost shell={shell} counts={counts} now="addresses" filter={{}} />
    {page.rows.length === 0 ? (
      <EmptyState title={m.post_addresses_none()} text={m.post_addresses_none_text()} />
    ) : (
      <>
        <Table
          caption={m.post_addresses_title()}
          rows={page.rows}
          columns={[
            { head: m.post_column_address(), cell: ({ address }) => <a href={addresses.letters({ view: 'returned', q: address })}>{address}</a> },
            {
              head: m.post_column_failing(),
              cell: (row) =>
                row.failingSince === null ? (
                  ''
                ) : (
                  <>
                    <span class="late">{m.post_failing_since({ when: momentInWords(row.failingSince, timeZone) })}</span>
                    <div class="sub">{row.failure}</div>
                    <form method="post" action={addresses.letterAddressMending({ id: row.id })}>
                      <button class="ds-button" data-size="sm" data-variant="secondary">
                        {m.post_mend()}
                        <span class="sr">: {row.address}</span>
                      </button>
                    </form>
                  </>
                ),
            },
            {
              head: m.post_column_refused(),
              cell: ({ refused }) =>
                Object.entries(refused).map(([kind, at]) => (
                  <div>
                    {isMailKind(kind) ? kindName(kind) : kind}
                    <span class="sub">, {momentInWords(new Date(at), timeZone)}</span>
                  </div>
                )),
            },
          ]}
        />
        <Pager href={addresses.letterAddresses()} after={page.next ?? undefined} before={page.previous ?? undefined} />
      </>
    )}
  </OfficePage>
)

/** Where an address stands from which letters come back. */
export const FailingNote = ({ address, when, said }: { readonly address: string; readonly when: string; readonly said: string }) => (
  <div class="note">
    <p class="strong">{m.post_failing_note({ address, when })}</p>
    {said === '' ? null : <p>{m.post_failing_said({ said })}</p>}
    <p>
      <a href={addresses.letters({ view: 'returned', q: address })}>{m.post_failing_see()}</a>
    </p>
  </div>
)

// ---- a letter that came back -----------------------------------------------------------------------------------------

export const ReturnedPage = ({
  shell,
  isRead,
  body = {},
  faults = [],
}: {
  readonly shell: Shell
  /** The mailbox such letters come to is read by itself. */
  readonly isRead: boolean
  readonly body?: FormBody
  readonly faults?: readonly FieldFault[]
}) => (
  <OfficePage
    shell={shell}
    title={m.post_returned_title()}
    nav="settings"
    failed={faults.length > 0}
    crumbs={[{ text: m.post_title(), href: addresses.letters() }, { text: m.post_returned_title() }]}
    lead={m.post_returned_lead()}
  >
    <ErrorSummary errors={faults} />
    <div class="stack-lg">
      <form class="form" method="post" action={addresses.letterReturned()} enctype="multipart/form-data" novalidate>
        <FileField name="file" label={m.post_returned_file()} hint={m.post_returned_file_hint()} accept=".eml,message/rfc822,text/plain" optional />
        <TextArea
          name="text"
          label={m.post_returned_text()}
          hint={m.post_returned_text_hint()}
          rows={10}
          optional
          value={typed(body, 'text')}
          error={errorOf(faults, 'text')}
        />
        <SubmitRow text={m.post_returned_go()} cancel={addresses.letters()} />
      </form>
      <Section id="how" title={m.post_returned_how()}>
        <p class="prose">{m.post_returned_how_text()}</p>
        <p class="prose">{isRead ? m.post_returned_read() : m.post_returned_unread_box()}</p>
      </Section>
    </div>
  </OfficePage>
)
