// Ending posts as pages: one post, and many at once after an election.
import { addresses } from '#addresses'
import { m } from '#messages'
import { typed, typedBoxes, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, fieldId, HiddenVersion, Radios, SubmitRow } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState } from '#ui/tables.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { NEW_PERSON, OUTCOMES, type Outcome } from './ending.ts'
import { displayName } from '../naming.ts'
import type { Organisation } from '../organisation.table.ts'
import { withTitle } from './person.ts'
import type { Holding, Person, PersonWithPosts, Post } from './person.table.ts'
import { termInWords } from './post.pages.tsx'
import { END_REASONS, endReasonName, postWords } from './post.ts'

const WhichPerson = ({
  name,
  candidates,
  error,
}: {
  readonly name: string
  readonly candidates: readonly PersonWithPosts[]
  readonly error?: string | undefined
}) =>
  candidates.length === 0 ? null : (
    <Radios
      name={name}
      label={m.organisations_ending_which()}
      error={error}
      options={[
        ...candidates.map(({ person, posts }) => ({
          value: person.id,
          label: withTitle(person.title, displayName(person)),
          hint: posts.map(({ post, organisation }) => `${postWords(post)}, ${displayName(organisation)}`).join('; ') || undefined,
        })),
        { value: NEW_PERSON, label: m.organisations_ending_new_person() },
      ]}
    />
  )

export type EndingPageProps = {
  readonly shell: Shell
  readonly person: Person
  readonly post: Post
  readonly organisation: Organisation
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly candidates?: readonly PersonWithPosts[]
  readonly conflict?: ConflictPanelProps
  /** Where to go back to: `organisation`, `round`, else the person's page. */
  readonly back: string
  readonly cancel: string
}

export const EndingPage = ({ shell, person, post, organisation, body, faults = [], candidates = [], conflict, back, cancel }: EndingPageProps) => (
  <OfficePage
    shell={shell}
    title={m.organisations_ending_title({ name: displayName(person) })}
    nav="organisations"
    failed={faults.length > 0 || conflict !== undefined}
    lead={m.organisations_ending_lead({ role: postWords(post), organisation: displayName(organisation) })}
    crumbs={[
      { text: m.organisations_tab_people(), href: addresses.people() },
      { text: displayName(person), href: addresses.person({ id: person.id }) },
      { text: m.organisations_ending_crumb() },
    ]}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <form class="form" method="post" novalidate action={addresses.postEnding({ id: person.id, post: post.id })}>
      <HiddenVersion version={post.version} />
      <input type="hidden" name="back" value={back} />
      <DateOfAnyPrecision
        name="toDate"
        label={m.organisations_ending_day()}
        hint={m.organisations_ending_day_hint()}
        value={typedBoxes(body, 'toDate')}
        error={errorOf(faults, 'toDate')}
      />
      <Radios
        name="reason"
        label={m.organisations_ending_reason()}
        value={typed(body, 'reason')}
        options={END_REASONS.map((reason) => ({ value: reason, label: endReasonName(reason) }))}
        error={errorOf(faults, 'reason')}
      />
      <TypeAhead
        name="successor"
        label={m.organisations_ending_successor()}
        hint={m.organisations_ending_successor_hint()}
        optional
        source={addresses.people()}
        value={{ id: typed(body, 'successor.id'), text: typed(body, 'successor.text') }}
        error={errorOf(faults, 'successor')}
      />
      <WhichPerson name="successorChoice" candidates={candidates} error={errorOf(faults, 'successorChoice')} />
      <SubmitRow text={m.organisations_ending_do()} cancel={cancel} />
    </form>
  </OfficePage>
)

const outcomeName = (outcome: Outcome): string =>
  outcome === 'ends' ? m.organisations_elections_ends() : outcome === 'stays' ? m.organisations_elections_stays() : m.organisations_elections_leave()

/** What was chosen and typed for one post. */
export type ElectionsRow = {
  readonly held: Holding
  readonly outcome: Outcome
  readonly successor: { readonly text: string; readonly id: string }
  readonly candidates: readonly PersonWithPosts[]
}

export type ElectionsPageProps = {
  readonly shell: Shell
  readonly organisation: Organisation
  readonly body: FormBody
  readonly rows: readonly ElectionsRow[]
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const ElectionsPage = ({ shell, organisation, body, rows, faults = [], conflict }: ElectionsPageProps) => {
  const cancel = addresses.organisation({ id: organisation.id })
  return (
    <OfficePage
      shell={shell}
      title={m.organisations_elections_title({ name: displayName(organisation) })}
      nav="organisations"
      failed={faults.length > 0 || conflict !== undefined}
      lead={m.organisations_elections_lead()}
      crumbs={[
        { text: m.organisations_title(), href: addresses.organisations() },
        { text: displayName(organisation), href: cancel },
        { text: m.organisations_elections() },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      {rows.length === 0 ? (
        <EmptyState title={m.organisations_elections()} text={m.organisations_elections_none()} />
      ) : (
        <form class="form elections" method="post" novalidate action={addresses.elections({ id: organisation.id })}>
          <DateOfAnyPrecision
            name="toDate"
            label={m.organisations_elections_day()}
            hint={m.organisations_ending_day_hint()}
            value={typedBoxes(body, 'toDate')}
            error={errorOf(faults, 'toDate')}
          />
          {rows.map(({ held: { post, person }, outcome, successor, candidates }, index) => {
            const name = `posts.${index}`
            return (
              <fieldset class="field leaving" id={fieldId(name)} tabindex={-1} data-wrong={errorOf(faults, name) === undefined ? undefined : ''}>
                <legend>
                  {withTitle(person.title, displayName(person))}, {postWords(post)}
                  {termInWords(post) === '' ? null : <span class="sub"> · {termInWords(post)}</span>}
                </legend>
                {errorOf(faults, name) === undefined ? null : <p class="ds-validation-message">{errorOf(faults, name)}</p>}
                <input type="hidden" name={`${name}.id`} value={post.id} />
                <input type="hidden" name={`${name}.version`} value={String(post.version)} />
                <div class="row outcomes">
                  {OUTCOMES.map((one) => (
                    <div class="choice">
                      <input class="ds-input" type="radio" id={`${fieldId(name)}-${one}`} name={`${name}.outcome`} value={one} checked={outcome === one} />
                      <label for={`${fieldId(name)}-${one}`}>{outcomeName(one)}</label>
                    </div>
                  ))}
                </div>
                <TypeAhead
                  name={`${name}.successor`}
                  label={
                    <>
                      {m.organisations_elections_successor()}
                      <span class="sr">: {displayName(person)}</span>
                    </>
                  }
                  optional
                  source={addresses.people()}
                  value={successor}
                  error={errorOf(faults, `${name}.successor`)}
                />
                <WhichPerson name={`${name}.choice`} candidates={candidates} />
              </fieldset>
            )
          })}
          <SubmitRow text={m.organisations_elections_do()} cancel={cancel} />
        </form>
      )}
    </OfficePage>
  )
}

/** For the table of a conflict. */
export const outcomeInWords = outcomeName
