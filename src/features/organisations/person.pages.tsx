// The register of people as pages: the list, one person, their form.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import type { Page } from '#platform/database/key-paging.ts'
import { typed, typedList, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { asTyped, isEmptyText, reading } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkboxes, errorOf, ErrorSummary, HiddenVersion, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { Downloads } from '#ui/downloads.tsx'
import { Fact, NewButton, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields, Sources } from '#ui/sources.tsx'
import { EmptyState, Filters, Pager, Section, Table } from '#ui/tables.tsx'
import { Place } from '#ui/badges.tsx'
import type { Child } from 'hono/jsx'
import { displayName, languageChoices, languageName, nativeOf, SPOKEN, SPOKEN_MOST } from './naming.ts'
import { RegisterViews, TwinWarning, type RegisterTabs } from './register.pages.tsx'
import type { Organisation } from './organisation.table.ts'
import { withTitle } from './person.ts'
import type { HeldPost, Person, PersonWithPosts } from './person.table.ts'
import { isPast, postWords } from './post.ts'
import { PostFields, PostInOrganisation } from './post.pages.tsx'

// ---- the list ------------------------------------------------------------------------------------------------------

export type PeoplePageProps = {
  readonly shell: Shell
  readonly counts: RegisterTabs
  readonly q: string
  readonly page: Page<PersonWithPosts>
  readonly today: string
}

export const PeoplePage = ({ shell, counts, q, page, today }: PeoplePageProps) => (
  <OfficePage
    shell={shell}
    title={m.organisations_title()}
    nav="organisations"
    lead={m.organisations_lead()}
    actions={shell.role === 'officer' ? <NewButton href={addresses.personNew()} text={m.organisations_person_new()} /> : null}
  >
    <RegisterViews counts={counts} now="people" />
    {counts.people === 0 ? (
      <EmptyState
        title={m.organisations_people_empty_title()}
        text={m.organisations_people_empty_text()}
        actions={shell.role === 'officer' ? <NewButton href={addresses.personNew()} text={m.organisations_people_empty_first()} /> : null}
      />
    ) : (
      <>
        <Filters
          action={addresses.people()}
          filters={[{ kind: 'search', name: 'q', label: m.organisations_filter_name(), value: q }]}
          clear={q === '' ? undefined : addresses.people()}
          {...(q === '' ? {} : { count: m.organisations_people_found({ count: page.rows.length }) })}
        />
        {page.rows.length === 0 ? (
          <EmptyState
            title={m.organisations_people_nobody_title()}
            text={m.organisations_none_named({ name: q })}
            actions={shell.role === 'officer' ? <NewButton href={addresses.personNew({ name: q })} text={m.organisations_new_named({ name: q })} /> : null}
          />
        ) : (
          <Table
            caption={m.organisations_tab_people()}
            keys
            rows={page.rows}
            columns={[
              {
                head: m.organisations_field_person_name(),
                cell: ({ person }) => (
                  <Place name={withTitle(person.title, displayName(person))} native={nativeOf(person)} href={addresses.person({ id: person.id })} />
                ),
              },
              { head: m.organisations_column_posts(), cell: ({ posts }) => <PostsInBrief posts={posts} today={today} /> },
              { head: m.organisations_column_contact(), cell: ({ person }) => <Contact person={person} /> },
            ]}
          />
        )}
        <Pager href={addresses.people({ q })} after={page.next ?? undefined} before={page.previous ?? undefined} />
        <Downloads what="people" query={{ q }} mayWrite={shell.role === 'officer'} />
      </>
    )}
  </OfficePage>
)

/** What they are now; when nothing, what they were last. */
const PostsInBrief = ({ posts, today }: { readonly posts: readonly HeldPost[]; readonly today: string }) => {
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
        </>
      ))}
    </>
  )
}

const Contact = ({ person }: { readonly person: Person }) => (
  <>
    {person.email === null ? null : <a href={`mailto:${person.email}`}>{person.email}</a>}
    {person.email !== null && person.phone !== null ? ' · ' : null}
    {person.phone === null ? null : (
      <a class="nowrap" href={`tel:${person.phone.replace(/[^\d+]/g, '')}`}>
        {person.phone}
      </a>
    )}
  </>
)

// ---- one person ------------------------------------------------------------------------------------------------------

export type PersonPageProps = {
  readonly shell: Shell
  readonly person: Person
  readonly posts: readonly HeldPost[]
  readonly history: readonly HistoryLine[]
  readonly today: string
  /** What later features show about the person, above the sources. */
  readonly sections?: Child
}

export const PersonPage = ({ shell, person, posts, history, today, sections }: PersonPageProps) => {
  const { id } = person
  const name = withTitle(person.title, displayName(person))
  const mayWrite = shell.role === 'officer'
  const present = posts.filter(({ post }) => !isPast(post, today))
  const past = posts.filter(({ post }) => isPast(post, today))
  const notes = reading(person.notes)
  const bare =
    person.email === null && person.phone === null && person.languages.length === 0 && person.aliases.length === 0 && Object.keys(person.name.in).length === 1
  const list = (held: readonly HeldPost[]) => (
    <ul>
      {held.map((one) => (
        <PostInOrganisation held={one} today={today} mayWrite={mayWrite} />
      ))}
    </ul>
  )
  return (
    <OfficePage
      shell={shell}
      title={name}
      nav="organisations"
      crumbs={[{ text: m.organisations_tab_people(), href: addresses.people() }, { text: displayName(person) }]}
      heading={<Place name={name} native={nativeOf(person)} />}
      lead={present.map(({ post, organisation }) => `${postWords(post)}, ${displayName(organisation)}`).join('; ')}
      actions={
        mayWrite ? (
          <>
            <a class="ds-button" data-variant="secondary" href={addresses.personEdit({ id })}>
              {m.organisations_edit()}
            </a>
            <NewButton href={addresses.posts({ id })} text={m.organisations_add_post()} />
          </>
        ) : null
      }
    >
      <div class="cols">
        <div class="stack-lg">
          <Section id="posts" title={m.organisations_posts_now()} count={present.length === 0 ? null : present.length}>
            {present.length === 0 ? <p class="sub">{mayWrite ? m.organisations_posts_none_officer() : m.organisations_posts_none()}</p> : list(present)}
          </Section>
          {past.length === 0 ? null : (
            <Section id="past" title={m.organisations_posts_past()} count={past.length}>
              {list(past)}
            </Section>
          )}
          {sections}
        </div>
        <aside class="stack-lg" aria-label={m.organisations_contact()}>
          <Section id="contact" title={m.organisations_contact()}>
            {bare ? null : (
              <dl class="facts2">
                {person.email === null ? null : (
                  <Fact name={m.organisations_field_email()}>
                    <a href={`mailto:${person.email}`}>{person.email}</a>
                  </Fact>
                )}
                {person.phone === null ? null : (
                  <Fact name={m.organisations_field_phone()}>
                    <a href={`tel:${person.phone.replace(/[^\d+]/g, '')}`}>{person.phone}</a>
                  </Fact>
                )}
                {person.languages.length === 0 ? null : <Fact name={m.organisations_speaks()}>{person.languages.map(languageName).join(', ')}</Fact>}
                {Object.entries(person.name.in)
                  .filter(([language]) => language !== reading(person.name).language)
                  .map(([language, { text }]) => (
                    <Fact name={m.organisations_name_in({ language: languageName(language) })}>
                      <span lang={language}>{text}</span>
                    </Fact>
                  ))}
                {person.aliases.length === 0 ? null : <Fact name={m.organisations_also()}>{person.aliases.join(', ')}</Fact>}
              </dl>
            )}
            {person.email === null && person.phone === null ? (
              <p class="sub">{mayWrite ? m.organisations_contact_none_officer() : m.organisations_contact_none()}</p>
            ) : null}
            {isEmptyText(person.notes) ? null : (
              <p class="notes" lang={notes.language}>
                {notes.text}
              </p>
            )}
          </Section>
        </aside>
      </div>
      <div class="stack-lg under">
        <Section id="sources" title={m.organisations_field_sources()}>
          <Sources sources={person.sources} />
        </Section>
        <Section id="history" title={m.organisations_history()}>
          <History entries={history} />
        </Section>
      </div>
    </OfficePage>
  )
}

// ---- the form ----------------------------------------------------------------------------------------------------------

export type PersonFormProps = {
  readonly shell: Shell
  /** null for a new one: then the form also asks for the post they are met in. */
  readonly person: Person | null
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly twins?: readonly PersonWithPosts[]
  readonly organisations?: readonly Organisation[]
  readonly conflict?: ConflictPanelProps
  readonly languages: readonly string[]
}

/** Boxes that are seldom filled: folded away while they are empty. */
const OTHERS = ['nativeName', 'nativeLanguage', 'aliases', 'notes.bg', 'notes.en']

export const PersonFormPage = ({ shell, person, body, faults = [], twins = [], organisations = [], conflict, languages }: PersonFormProps) => {
  const title = person === null ? m.organisations_person_new_title() : m.organisations_edit_title({ name: displayName(person) })
  const cancel = person === null ? addresses.people() : addresses.person({ id: person.id })
  const error = (name: string): string | undefined => errorOf(faults, name)
  const spoken = typedList(body, 'languages')
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="organisations"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.organisations_tab_people(), href: addresses.people() },
        ...(person === null ? [] : [{ text: displayName(person), href: cancel }]),
        { text: person === null ? m.organisations_person_new() : m.organisations_editing() },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form class="form" method="post" novalidate action={person === null ? addresses.people() : addresses.person({ id: person.id })}>
        {person === null ? null : <HiddenVersion version={person.version} />}
        {twins.length === 0 ? null : (
          <TwinWarning title={m.organisations_person_twins_title()}>
            {twins.map((twin) => (
              <li>
                <a class="strong" href={addresses.person({ id: twin.person.id })}>
                  {displayName(twin.person)}
                </a>{' '}
                <span class="sub">{twin.posts.map(({ post, organisation }) => `${postWords(post)}, ${displayName(organisation)}`).join('; ')}</span>
              </li>
            ))}
          </TwinWarning>
        )}
        <LocalTextField
          name="name"
          label={m.organisations_field_person_name()}
          hint={m.organisations_hint_person_name()}
          texts={textBoxes(body, 'name', languages, person?.name)}
          errors={faults}
        />
        <TextField
          name="title"
          label={m.organisations_field_title()}
          hint={m.organisations_hint_title()}
          optional
          letters={12}
          value={typed(body, 'title')}
          error={error('title')}
        />
        {person === null ? (
          <>
            <h2>{m.organisations_first_post()}</h2>
            <PostFields body={body} faults={faults} languages={languages} organisations={organisations} optional />
            <h2>{m.organisations_contact()}</h2>
          </>
        ) : null}
        <TextField
          name="email"
          label={m.organisations_field_email()}
          optional
          type="email"
          inputmode="email"
          value={typed(body, 'email')}
          error={error('email')}
        />
        <TextField
          name="phone"
          label={m.organisations_field_phone()}
          optional
          type="tel"
          inputmode="tel"
          letters={24}
          value={typed(body, 'phone')}
          error={error('phone')}
        />
        <Checkboxes
          name="languages"
          label={m.organisations_field_languages()}
          optional
          twoColumns
          values={spoken}
          options={languageChoices([...new Set([...SPOKEN_MOST, ...spoken.filter((code) => SPOKEN.includes(code))])])}
          error={error('languages')}
        />
        <details class="langs-more">
          <summary>{m.organisations_languages_more()}</summary>
          <div>
            <Select
              name="languages"
              label={m.organisations_language_another()}
              optional
              empty={m.organisations_choose()}
              options={languageChoices(SPOKEN.filter((code) => !SPOKEN_MOST.includes(code) && !spoken.includes(code)))}
            />
          </div>
        </details>
        <details class="langs-more" open={OTHERS.some((name) => typed(body, name) !== '' || error(name) !== undefined)}>
          <summary>{m.organisations_names_other()}</summary>
          <div>
            <TextField
              name="nativeName"
              label={m.organisations_field_native_name()}
              hint={m.organisations_hint_person_native_name()}
              optional
              value={typed(body, 'nativeName')}
              lang={typed(body, 'nativeLanguage') || 'und'}
              error={error('nativeName')}
            />
            <Select
              name="nativeLanguage"
              label={m.organisations_field_native_language()}
              optional
              value={typed(body, 'nativeLanguage')}
              empty={m.organisations_choose()}
              options={languageChoices()}
              error={error('nativeLanguage')}
            />
            <TextArea
              name="aliases"
              label={m.organisations_field_aliases()}
              hint={m.organisations_hint_aliases()}
              optional
              rows={2}
              value={typed(body, 'aliases')}
              error={error('aliases')}
            />
            <LocalTextField
              name="notes"
              label={m.organisations_field_notes()}
              optional
              multiline
              texts={textBoxes(body, 'notes', languages, person?.notes)}
              errors={faults}
            />
          </div>
        </details>
        <SourceFields sources={person?.sources ?? []} body={body} errors={faults} />
        <SubmitRow cancel={cancel} />
      </form>
      {person === null ? null : <Removal action={addresses.personRemoval({ id: person.id })} version={person.version} text={m.organisations_person_remove()} />}
    </OfficePage>
  )
}

/** What the form shows for a person who is to be changed. */
export const bodyOfPerson = (person: Person): FormBody => ({
  name: asTyped(person.name),
  title: person.title ?? '',
  nativeName: person.nativeName ?? '',
  nativeLanguage: person.nativeLanguage ?? '',
  aliases: person.aliases.join('\n'),
  languages: person.languages,
  email: person.email ?? '',
  phone: person.phone ?? '',
  notes: asTyped(person.notes),
})
