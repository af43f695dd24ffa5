// Deciding about personal data as pages: whose time ran out, keeping it longer for a reason, erasing it for good.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { dayInWords } from '#platform/dates.ts'
import { typed, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { isEmptyText } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Pager, Table, Tabs } from '#ui/tables.tsx'
import { purposeName } from './keeping.ts'
import { KeepingFields } from './keeping.pages.tsx'
import type { KeptList } from './keeping.queries.ts'
import { displayName } from '../naming.ts'
import { withTitle } from './person.ts'
import type { Person, PersonWithPosts } from './person.table.ts'
import { PostsInBrief } from './post.pages.tsx'

const kept = (person: Person): string =>
  [
    person.email === null ? '' : m.organisations_retention_email(),
    person.phone === null ? '' : m.organisations_retention_phone(),
    isEmptyText(person.notes) ? '' : m.organisations_retention_notes(),
  ]
    .filter((word) => word !== '')
    .join(', ') || m.organisations_retention_nothing()

export type RetentionPageProps = {
  readonly shell: Shell
  readonly list: KeptList
  readonly counts: Readonly<Record<KeptList, number>>
  readonly page: Page<PersonWithPosts>
  readonly today: string
}

export const RetentionPage = ({ shell, list, counts, page, today }: RetentionPageProps) => {
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      shell={shell}
      title={m.organisations_retention_title()}
      nav="organisations"
      lead={m.organisations_retention_lead()}
      crumbs={[{ text: m.organisations_tab_people(), href: addresses.people() }, { text: m.organisations_keeping() }]}
    >
      <Tabs
        label={m.organisations_retention_tabs()}
        tabs={[
          { href: addresses.peopleRetention(), text: m.organisations_retention_due(), count: counts.due, current: list === 'due' },
          { href: addresses.peopleRetention({ list: 'unsaid' }), text: m.organisations_retention_unsaid(), count: counts.unsaid, current: list === 'unsaid' },
        ]}
      />
      {page.rows.length === 0 ? (
        list === 'due' ? (
          <EmptyState title={m.organisations_retention_none_due_title()} text={m.organisations_retention_none_due_text()} />
        ) : (
          <EmptyState title={m.organisations_retention_none_unsaid_title()} text={m.organisations_retention_none_unsaid_text()} />
        )
      ) : (
        <Table
          caption={list === 'due' ? m.organisations_retention_due() : m.organisations_retention_unsaid()}
          keys
          rows={page.rows}
          columns={[
            {
              head: m.organisations_retention_person(),
              cell: ({ person, posts }) => (
                <>
                  <a class="plain strong" href={addresses.person({ id: person.id })}>
                    {withTitle(person.title, displayName(person))}
                  </a>
                  <span class="sub block">
                    <PostsInBrief posts={posts} today={today} />
                  </span>
                </>
              ),
            },
            { head: m.organisations_retention_what(), cell: ({ person }) => kept(person) },
            { head: m.organisations_field_purpose(), cell: ({ person }) => (person.purpose === '' ? '' : purposeName(person.purpose)) },
            {
              head: m.organisations_retention_until(),
              cell: ({ person }) =>
                person.keepUntil === null ? '' : <span class={person.keepUntil < today ? 'soon' : undefined}>{dayInWords(person.keepUntil)}</span>,
            },
            {
              head: m.organisations_retention_decision(),
              cell: ({ person }) =>
                mayWrite ? (
                  <span class="row">
                    <a class="ds-button" data-size="sm" data-variant="secondary" data-key="E" href={addresses.personKeeping({ id: person.id })}>
                      {list === 'due' ? m.organisations_retention_extend() : m.organisations_keeping_set()}
                      <span class="sr">: {displayName(person)}</span>
                    </a>
                    <a class="ds-button" data-size="sm" data-variant="tertiary" data-color="danger" href={addresses.personErasure({ id: person.id })}>
                      {m.organisations_retention_erase()}
                      <span class="sr">: {displayName(person)}</span>
                    </a>
                  </span>
                ) : null,
            },
          ]}
        />
      )}
      <Pager href={addresses.peopleRetention({ list: list === 'due' ? undefined : list })} after={page.next ?? undefined} before={page.previous ?? undefined} />
    </OfficePage>
  )
}

const crumbsTo = (person: Person, last: string) => [
  { text: m.organisations_tab_people(), href: addresses.people() },
  { text: displayName(person), href: addresses.person({ id: person.id }) },
  { text: last },
]

export type KeepingPageProps = {
  readonly shell: Shell
  readonly person: Person
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly today: string
}

export const KeepingPage = ({ shell, person, body, faults = [], conflict, today }: KeepingPageProps) => (
  <OfficePage
    shell={shell}
    title={m.organisations_keeping_title({ name: displayName(person) })}
    nav="organisations"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={crumbsTo(person, m.organisations_keeping())}
    lead={
      person.keepUntil !== null && person.keepUntil < today
        ? m.organisations_keeping_due({ day: dayInWords(person.keepUntil) })
        : `${m.organisations_retention_what()}: ${kept(person)}`
    }
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <form class="form" method="post" novalidate action={addresses.personKeeping({ id: person.id })}>
      <HiddenVersion version={person.version} />
      <KeepingFields body={body} faults={faults} required />
      <TextField
        name="reason"
        label={m.organisations_keeping_reason()}
        hint={m.organisations_keeping_reason_hint()}
        optional
        value={typed(body, 'reason')}
        maxlength={300}
        error={errorOf(faults, 'reason')}
      />
      <SubmitRow cancel={addresses.person({ id: person.id })}>
        <a class="ds-button push" data-variant="tertiary" data-color="danger" href={addresses.personErasure({ id: person.id })}>
          {m.organisations_person_erase()}
        </a>
      </SubmitRow>
    </form>
  </OfficePage>
)

export type ErasurePageProps = {
  readonly shell: Shell
  readonly person: Person
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** What still points to the person, in words; null when the whole person can go. */
  readonly held: string | null
  /** What else the office keeps of them, and is not erased with them. */
  readonly beside: readonly Child[]
}

export const ErasurePage = ({ shell, person, body, faults = [], conflict, held, beside }: ErasurePageProps) => (
  <OfficePage
    shell={shell}
    title={m.organisations_erasure_title({ name: displayName(person) })}
    nav="organisations"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={crumbsTo(person, m.organisations_erasure_crumb())}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <form class="form" method="post" novalidate action={addresses.personErasure({ id: person.id })}>
      <HiddenVersion version={person.version} />
      <div class="note">
        <p class="strong">{m.organisations_erasure_final()}</p>
        <p>{m.organisations_erasure_final_text()}</p>
        <p>{m.organisations_erasure_elsewhere()}</p>
        {beside}
      </div>
      <Radios
        name="what"
        label={m.organisations_erasure_what()}
        hint={held === null ? undefined : m.organisations_erasure_whole_held({ what: held })}
        value={typed(body, 'what') || 'contact'}
        options={[
          { value: 'contact', label: m.organisations_erasure_contact(), hint: m.organisations_erasure_contact_hint() },
          ...(held === null ? [{ value: 'whole', label: m.organisations_erasure_whole(), hint: m.organisations_erasure_whole_hint() }] : []),
        ]}
        error={errorOf(faults, 'what')}
      />
      <TextField name="word" label={m.organisations_erasure_type()} letters={12} value={typed(body, 'word')} error={errorOf(faults, 'word')} />
      <div class="submit">
        <button class="ds-button" data-color="danger">
          {m.organisations_erasure_do()}
        </button>
        <a class="ds-button" data-variant="tertiary" href={addresses.person({ id: person.id })}>
          {m.ui_cancel()}
        </a>
      </div>
    </form>
  </OfficePage>
)
