// Posts as pages: who holds one, what a person holds, and the form in which it is taken, changed and ended.
import { addresses } from '#addresses'
import { m } from '#messages'
import { boxesOf, dateInWords, dayInWords } from '#platform/dates.ts'
import { typed, typedBoxes, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { asTyped, type LocalText } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, Select, SubmitRow } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { Removal } from '#ui/record.tsx'
import { PersonChip } from '#ui/person.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields } from '#ui/sources.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { displayName } from '../naming.ts'
import { describedOrganisation } from '../organisation.ts'
import type { Organisation } from '../organisation.table.ts'
import { withTitle } from './person.ts'
import type { HeldPost, Holding, Person, Post } from './person.table.ts'
import { isPast, monthsUnconfirmed, postWords, ROLE_CLASSES, roleName, MONTHS_TOLD } from './post.ts'

/** „от 2019 г. до ноември 2023 г.“; '' when neither is known. */
export const termInWords = ({ fromDate, toDate }: Pick<Post, 'fromDate' | 'toDate'>): string => {
  if (fromDate !== null && toDate !== null) return m.organisations_term({ from: dateInWords(fromDate), to: dateInWords(toDate) })
  if (fromDate !== null) return m.organisations_term_from({ from: dateInWords(fromDate) })
  return toDate === null ? '' : m.organisations_term_to({ to: dateInWords(toDate) })
}

/** Why a present post is doubtful; undefined while somebody was sure of it within a year, or when it is past. */
export const doubtInWords = (post: Post, today: string): string | undefined => {
  if (post.confirmedOn === null) return isPast(post, today) ? undefined : m.organisations_never_confirmed()
  const months = monthsUnconfirmed(post, today)
  if (months === null) return undefined
  return months >= MONTHS_TOLD ? m.organisations_unconfirmed_years({ count: Math.floor(months / 12) }) : m.organisations_unconfirmed({ count: months })
}

const sureInWords = (post: Post, today: string): string =>
  post.confirmedOn === null || isPast(post, today) || monthsUnconfirmed(post, today) !== null
    ? ''
    : m.organisations_confirmed({ day: dayInWords(post.confirmedOn) })

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')

type Held<Of> = { readonly held: Of; readonly today: string; readonly mayWrite: boolean }

/** A person on an organisation's page. */
export const PostHolder = ({ held: { post, person }, today, mayWrite }: Held<Holding>) => (
  <div class="held">
    <PersonChip
      name={withTitle(person.title, displayName(person))}
      href={addresses.person({ id: person.id })}
      role={joined([postWords(post), termInWords(post), sureInWords(post, today)])}
      stale={doubtInWords(post, today)}
      past={isPast(post, today)}
    />
    {mayWrite ? <PostButtons post={post} today={today} what={displayName(person)} back="organisation" /> : null}
  </div>
)

/** A post on its person's page. */
export const PostInOrganisation = ({ held: { post, organisation }, today, mayWrite }: Held<HeldPost>) => (
  <li class="held">
    <div>
      <p class="what">{postWords(post)}</p>
      <p class="sub">
        <a href={addresses.organisation({ id: organisation.id })}>{displayName(organisation)}</a>
        {[termInWords(post), sureInWords(post, today)].map((words) => (words === '' ? null : ` · ${words}`))}
        {doubtInWords(post, today) === undefined ? null : <span class="soon"> · {doubtInWords(post, today)}</span>}
      </p>
    </div>
    {mayWrite ? <PostButtons post={post} today={today} what={`${postWords(post)}, ${displayName(organisation)}`} /> : null}
  </li>
)

const PostButtons = ({ post, today, what, back }: { readonly post: Post; readonly today: string; readonly what: string; readonly back?: 'organisation' }) => {
  const names = { id: post.personId, post: post.id }
  const present = !isPast(post, today)
  return (
    <div class="row no-print">
      {present && post.confirmedOn !== today ? (
        <form method="post" action={addresses.postConfirmation(names)}>
          <HiddenVersion version={post.version} />
          {back === undefined ? null : <input type="hidden" name="back" value={back} />}
          <button class="ds-button" data-size="sm" data-variant="tertiary">
            {m.organisations_confirm()}
            <span class="sr">: {what}</span>
          </button>
        </form>
      ) : null}
      {present ? (
        <a class="ds-button" data-size="sm" data-variant="tertiary" href={addresses.postEnding(names, back === undefined ? {} : { back })}>
          {m.organisations_post_end()}
          <span class="sr">: {what}</span>
        </a>
      ) : null}
      <a class="ds-button" data-size="sm" data-variant="tertiary" href={addresses.post(names)}>
        {m.organisations_edit()}
        <span class="sr">: {what}</span>
      </a>
    </div>
  )
}

/** What they are now; when nothing, what they were last. */
export const PostsInBrief = ({ posts, today }: { readonly posts: readonly HeldPost[]; readonly today: string }) => {
  const present = posts.filter(({ post }) => !isPast(post, today))
  const shown = present.length > 0 ? present.slice(0, 2) : posts.slice(0, 1)
  return (
    <>
      {shown.map(({ post, organisation }, index) => (
        <>
          {index > 0 ? '; ' : null}
          {isPast(post, today) ? m.organisations_formerly({ role: postWords(post) }) : postWords(post)},{' '}
          <a class="plain" href={addresses.organisation({ id: organisation.id })}>
            {displayName(organisation)}
          </a>
          {doubtInWords(post, today) === undefined ? null : <span class="soon small"> · {doubtInWords(post, today)}</span>}
        </>
      ))}
    </>
  )
}

// ---- the form ----------------------------------------------------------------------------------------------------------

export type PostFieldsProps = {
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  readonly languages: readonly string[]
  /** Organisations of the typed name, when there are several or only near ones. */
  readonly organisations: readonly Organisation[]
  readonly optional?: boolean
  /** The wording as it is kept. */
  readonly stored?: LocalText | undefined
}

/** What a post is asked for wherever it is entered: which, where, since when. */
export const PostFields = ({ body, faults, languages, organisations, optional, stored }: PostFieldsProps) => (
  <>
    <TypeAhead
      name="organisation"
      label={m.organisations_field_organisation()}
      hint={m.organisations_hint_organisation()}
      optional={optional ?? false}
      source={addresses.organisations()}
      value={{ id: typed(body, 'organisation.id'), text: typed(body, 'organisation.text') }}
      error={errorOf(faults, 'organisation')}
    />
    {organisations.length === 0 ? null : (
      <Radios
        name="organisationChoice"
        label={m.organisations_which_organisation()}
        options={organisations.map((one) => ({ value: one.id, label: displayName(one), hint: describedOrganisation(one) }))}
      />
    )}
    <LocalTextField
      name="role"
      label={m.organisations_field_role()}
      hint={m.organisations_hint_role()}
      optional
      texts={textBoxes(body, 'role', languages, stored)}
      errors={faults}
    />
    <Select
      name="roleClass"
      label={m.organisations_field_role_class()}
      value={typed(body, 'roleClass')}
      empty={m.organisations_choose()}
      options={ROLE_CLASSES.map((roleClass) => ({ value: roleClass, label: roleName(roleClass) }))}
      error={errorOf(faults, 'roleClass')}
    />
    <DateOfAnyPrecision
      name="fromDate"
      label={m.organisations_field_from()}
      optional
      value={typedBoxes(body, 'fromDate')}
      error={errorOf(faults, 'fromDate')}
    />
  </>
)

export type PostFormProps = {
  readonly shell: Shell
  readonly person: Person
  /** null for a new one. */
  readonly post: Post | null
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly organisations?: readonly Organisation[]
  readonly conflict?: ConflictPanelProps
  readonly languages: readonly string[]
}

export const PostFormPage = ({ shell, person, post, body, faults = [], organisations = [], conflict, languages }: PostFormProps) => {
  const toPerson = addresses.person({ id: person.id })
  const title = post === null ? m.organisations_post_new_title({ name: displayName(person) }) : m.organisations_post_edit_title({ name: displayName(person) })
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="organisations"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.organisations_tab_people(), href: addresses.people() },
        { text: displayName(person), href: toPerson },
        { text: post === null ? m.organisations_add_post() : postWords(post) },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form
        class="form"
        method="post"
        novalidate
        action={post === null ? addresses.posts({ id: person.id }) : addresses.post({ id: person.id, post: post.id })}
      >
        {post === null ? null : <HiddenVersion version={post.version} />}
        <PostFields body={body} faults={faults} languages={languages} organisations={organisations} stored={post?.role} />
        <DateOfAnyPrecision
          name="toDate"
          label={m.organisations_field_to()}
          hint={m.organisations_hint_to()}
          optional
          value={typedBoxes(body, 'toDate')}
          error={errorOf(faults, 'toDate')}
        />
        <DateOfAnyPrecision
          name="confirmedOn"
          label={m.organisations_field_confirmed()}
          hint={m.organisations_hint_confirmed()}
          optional
          exact
          value={typedBoxes(body, 'confirmedOn')}
          error={errorOf(faults, 'confirmedOn')}
        />
        <SourceFields sources={post?.sources ?? []} body={body} errors={faults} />
        <SubmitRow cancel={toPerson} />
      </form>
      {post === null ? null : (
        <Removal action={addresses.postRemoval({ id: person.id, post: post.id })} version={post.version} text={m.organisations_post_remove()} />
      )}
    </OfficePage>
  )
}

/** What the form shows for a post that is to be changed. */
export const bodyOfPost = (post: Post, organisation: Organisation): FormBody => ({
  organisation: { id: organisation.id, text: displayName(organisation) },
  role: asTyped(post.role),
  roleClass: post.roleClass,
  fromDate: { ...boxesOf(post.fromDate) } as FormBody,
  toDate: { ...boxesOf(post.toDate) } as FormBody,
  confirmedOn: { ...boxesOf(post.confirmedOn) } as FormBody,
})
