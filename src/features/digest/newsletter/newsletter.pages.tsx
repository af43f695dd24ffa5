// The newsletter in the office: what may be sent and what was, who reads it, adding somebody by hand, bringing in a list.
import { addresses } from '#addresses'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { SITE_LANGUAGE_NAMES, tagOf } from '#platform/texts/language.ts'
import { errorOf, ErrorSummary, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Section, Table } from '#ui/tables.tsx'
import { DIGEST_LANGUAGES } from '../composing/tongue.ts'
import { DigestTabs } from '../tabs.pages.tsx'
import { allOf, issueStandingName, leftOf, type Progress, standingOf } from './issue.ts'
import type { Unsent } from './issue.queries.ts'
import type { Issue } from './issue.table.ts'
import { monthInWords } from './month-words.ts'
import { doorName, endingName, languageOfIssue, MOST_OF_LIST, SUBSCRIBER_STATES, subscriberStateName } from './subscriber.ts'
import type { SubscriberCount, SubscriberFilter } from './subscriber.queries.ts'
import type { Subscriber } from './subscriber.table.ts'

const crumbs = () => [
  { text: m.digest_title(), href: addresses.digests() },
  { text: m.newsletter_title(), href: addresses.newsletter() },
]
const languageOptions = DIGEST_LANGUAGES.map((value) => ({ value, label: SITE_LANGUAGE_NAMES[value], lang: tagOf(value) }))

export type NewsletterPageProps = {
  readonly shell: Shell
  readonly counts: readonly SubscriberCount[]
  readonly unsent: readonly Unsent[]
  readonly issues: readonly Issue[]
  readonly progress: ReadonlyMap<string, Progress>
  readonly filter: SubscriberFilter
  readonly subscribers: readonly Subscriber[]
  readonly found: number
  readonly next: string | null
  readonly previous: string | null
  readonly timeZone: string
}

const Counts = ({ counts }: Pick<NewsletterPageProps, 'counts'>) => {
  const of = (language: string | null, state: string): number =>
    counts.filter((one) => (language === null || one.language === language) && one.state === state).reduce((sum, one) => sum + one.count, 0)
  const languages = DIGEST_LANGUAGES.filter((language) => counts.some((one) => one.language === language))
  return (
    <Table
      caption={m.newsletter_counts()}
      rows={[...languages, null]}
      columns={[
        {
          head: m.newsletter_language(),
          cell: (language) => (language === null ? <span class="strong">{m.newsletter_all()}</span> : languageOfIssue(language)),
        },
        ...SUBSCRIBER_STATES.map((state) => ({ head: subscriberStateName(state), number: true, cell: (language: string | null) => of(language, state) })),
      ]}
    />
  )
}

const stands = (issue: Issue, progress: Progress | undefined): string => {
  const standing = standingOf(issue)
  if (progress === undefined || standing === 'draft') return issueStandingName(standing)
  return `${issueStandingName(standing)}, ${m.newsletter_progress({ sent: allOf(progress) - leftOf(progress), all: allOf(progress) })}`
}

/** What is known beside the first words, on a line of its own. */
const Beside = ({ words }: { words: readonly (string | null)[] }) => {
  const said = words.filter((one) => one !== null && one !== '')
  return said.length === 0 ? null : <span class="sub"> {said.join(' · ')}</span>
}

const Whence = ({ one, zone }: { one: Subscriber; zone: string }) => (
  <>
    {doorName(one.door)}
    {one.door === 'site' ? null : `, ${one.addedByName}`}
    <Beside words={[momentInWords(one.createdAt, zone), one.note]} />
  </>
)

const Stand = ({ one: { state, endedBecause, endedAt, confirmedAt, askedAt, confirmBy }, zone }: { one: Subscriber; zone: string }) => (
  <>
    {state === 'ended' && endedBecause !== null ? endingName(endedBecause) : subscriberStateName(state)}
    <Beside
      words={[
        state === 'active' && confirmedAt !== null ? m.newsletter_confirmed_at({ when: momentInWords(confirmedAt, zone) }) : null,
        state === 'pending' && askedAt === null ? m.newsletter_not_asked() : null,
        state === 'pending' && askedAt !== null && confirmBy !== null ? m.newsletter_until({ when: momentInWords(confirmBy, zone) }) : null,
        state === 'ended' && endedAt !== null ? momentInWords(endedAt, zone) : null,
      ]}
    />
  </>
)

export const NewsletterPage = (props: NewsletterPageProps) => {
  const { shell, filter, timeZone } = props
  const mayWrite = shell.role === 'officer'
  const query = { q: filter.q, state: filter.state, language: filter.language }
  const href = addresses.newsletter(query)
  const filtered = filter.q !== undefined || filter.state !== undefined || filter.language !== undefined
  return (
    <OfficePage
      shell={shell}
      title={m.newsletter_title()}
      nav="digests"
      crumbs={[{ text: m.digest_title(), href: addresses.digests() }, { text: m.newsletter_title() }]}
      lead={m.newsletter_lead()}
      actions={
        mayWrite ? (
          <>
            <a class="ds-button" data-variant="secondary" href={addresses.newsletterSubscriberNew()}>
              {m.newsletter_add()}
            </a>
            <a class="ds-button" data-variant="secondary" href={addresses.newsletterList()}>
              {m.newsletter_list()}
            </a>
          </>
        ) : undefined
      }
    >
      <DigestTabs current="newsletter" />
      <div class="stack-lg">
        {props.unsent.length === 0 ? null : (
          <Section id="unsent" title={m.newsletter_unsent()} count={props.unsent.length}>
            <Table
              caption={m.newsletter_unsent()}
              rows={props.unsent}
              columns={[
                { head: m.newsletter_issue(), cell: (one) => <span lang={tagOf(one.language)}>{one.title}</span> },
                { head: m.newsletter_language(), cell: (one) => languageOfIssue(one.language) },
                { head: m.newsletter_published(), cell: (one) => momentInWords(one.publishedAt, timeZone) },
                {
                  head: m.newsletter_do(),
                  cell: (one) =>
                    mayWrite ? (
                      <form method="post" action={addresses.newsletterIssues()}>
                        <input type="hidden" name="publication" value={one.id} />
                        <button class="ds-button" data-size="sm" data-variant="secondary">
                          {m.newsletter_prepare()}
                          <span class="sr">: {one.title}</span>
                        </button>
                      </form>
                    ) : null,
                },
              ]}
            />
          </Section>
        )}
        <Section id="issues" title={m.newsletter_issues()} count={props.issues.length === 0 ? undefined : props.issues.length}>
          {props.issues.length === 0 ? (
            <p class="sub">{m.newsletter_issues_none()}</p>
          ) : (
            <Table
              caption={m.newsletter_issues()}
              rows={props.issues}
              keys
              columns={[
                {
                  head: m.newsletter_issue(),
                  cell: (one) => (
                    <a href={addresses.newsletterIssue({ id: one.id })} lang={tagOf(one.language)}>
                      {one.subject}
                    </a>
                  ),
                },
                { head: m.newsletter_month(), cell: (one) => monthInWords(one.month, shell.locale) },
                { head: m.newsletter_language(), cell: (one) => languageOfIssue(one.language) },
                { head: m.newsletter_stands(), cell: (one) => stands(one, props.progress.get(one.id)) },
              ]}
            />
          )}
        </Section>
        <Section id="subscribers" title={m.newsletter_subscribers()}>
          {props.counts.length === 0 ? (
            <EmptyState title={m.newsletter_nobody_yet()} text={m.newsletter_nobody_yet_text()} />
          ) : (
            <>
              <Counts counts={props.counts} />
              <Filters
                action={addresses.newsletter()}
                filters={[
                  { kind: 'search', name: 'q', label: m.newsletter_search(), value: filter.q },
                  {
                    kind: 'select',
                    name: 'state',
                    label: m.newsletter_stands(),
                    value: filter.state,
                    options: [{ value: '', label: m.newsletter_all() }, ...SUBSCRIBER_STATES.map((value) => ({ value, label: subscriberStateName(value) }))],
                  },
                  {
                    kind: 'select',
                    name: 'language',
                    label: m.newsletter_language(),
                    value: filter.language,
                    options: [{ value: '', label: m.newsletter_all() }, ...languageOptions],
                  },
                ]}
                count={m.newsletter_found({ count: props.found })}
                clear={filtered ? addresses.newsletter() : undefined}
                more={
                  <a class="ds-button" data-variant="tertiary" href={addresses.newsletterFile(query)}>
                    {m.newsletter_file()}
                  </a>
                }
              />
              {props.subscribers.length === 0 ? (
                <p class="sub">{m.newsletter_none_found()}</p>
              ) : (
                <Table
                  caption={m.newsletter_subscribers()}
                  rows={props.subscribers}
                  rowId={({ id }) => `s-${id}`}
                  columns={[
                    { head: m.newsletter_address(), cell: (one) => <span class="strong">{one.address}</span> },
                    { head: m.newsletter_language(), cell: (one) => [one.language, ...one.also].map(languageOfIssue).join(', ') },
                    { head: m.newsletter_stands(), cell: (one) => <Stand one={one} zone={timeZone} /> },
                    { head: m.newsletter_whence(), cell: (one) => <Whence one={one} zone={timeZone} /> },
                    ...(mayWrite
                      ? [
                          {
                            head: m.newsletter_do(),
                            cell: (one: Subscriber) => (
                              <a href={addresses.newsletterErasure({ id: one.id })}>
                                {m.newsletter_erase()}
                                <span class="sr">: {one.address}</span>
                              </a>
                            ),
                          },
                        ]
                      : []),
                  ]}
                />
              )}
              <Pager href={href} after={props.next ?? undefined} before={props.previous ?? undefined} />
            </>
          )}
        </Section>
      </div>
    </OfficePage>
  )
}

export type AddPageProps = { readonly shell: Shell; readonly body: FormBody; readonly faults: readonly FieldFault[] }

const noteField = (body: FormBody, faults: readonly FieldFault[]) => (
  <TextField
    name="note"
    label={m.newsletter_note()}
    hint={m.newsletter_note_hint()}
    value={typed(body, 'note')}
    maxlength={500}
    error={errorOf(faults, 'note')}
  />
)
const languageField = (body: FormBody, faults: readonly FieldFault[]) => (
  <Select name="language" label={m.newsletter_language()} options={languageOptions} value={typed(body, 'language')} error={errorOf(faults, 'language')} />
)

export const AddPage = ({ shell, body, faults }: AddPageProps) => (
  <OfficePage shell={shell} title={m.newsletter_add_title()} nav="digests" crumbs={crumbs()} failed={faults.length > 0} lead={m.newsletter_add_lead()}>
    <ErrorSummary errors={faults} />
    <form class="form" method="post" action={addresses.newsletterSubscriberNew()} novalidate>
      <TextField
        name="address"
        type="email"
        inputmode="email"
        label={m.newsletter_address()}
        value={typed(body, 'address')}
        maxlength={200}
        error={errorOf(faults, 'address')}
      />
      {languageField(body, faults)}
      {noteField(body, faults)}
      <SubmitRow text={m.newsletter_add_do()} cancel={addresses.newsletter()} />
    </form>
  </OfficePage>
)

/** `wrong`: lines without an address; they stay in the box. */
export const ListPage = ({ shell, body, faults, wrong }: AddPageProps & { readonly wrong: readonly string[] }) => (
  <OfficePage
    shell={shell}
    title={m.newsletter_list_title()}
    nav="digests"
    crumbs={crumbs()}
    failed={faults.length > 0}
    lead={m.newsletter_list_lead({ most: MOST_OF_LIST })}
  >
    <ErrorSummary errors={faults} />
    {wrong.length === 0 ? null : (
      <div class="note">
        <p>{m.newsletter_list_wrong({ count: wrong.length })}</p>
        <ul>
          {wrong.slice(0, 20).map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </div>
    )}
    <form class="form" method="post" action={addresses.newsletterList()} novalidate data-asks-before-leaving="unsaved">
      <TextArea
        name="list"
        label={m.newsletter_list_field()}
        hint={m.newsletter_list_hint()}
        rows={12}
        value={typed(body, 'list')}
        error={errorOf(faults, 'list')}
      />
      {languageField(body, faults)}
      {noteField(body, faults)}
      <SubmitRow text={m.newsletter_list_do()} cancel={addresses.newsletter()} />
    </form>
  </OfficePage>
)

export const ErasurePage = ({ shell, subscriber }: { readonly shell: Shell; readonly subscriber: Subscriber }) => (
  <OfficePage shell={shell} title={m.newsletter_erase_title()} nav="digests" crumbs={crumbs()} lead={m.newsletter_erase_lead({ address: subscriber.address })}>
    <p class="prose">{m.newsletter_erase_text()}</p>
    <form method="post" action={addresses.newsletterErasure({ id: subscriber.id })}>
      <div class="submit">
        <button class="ds-button" data-color="danger">
          {m.newsletter_erase_do()}
        </button>
        <a class="ds-button" data-variant="tertiary" href={addresses.newsletter()}>
          {m.ui_cancel()}
        </a>
      </div>
    </form>
  </OfficePage>
)
