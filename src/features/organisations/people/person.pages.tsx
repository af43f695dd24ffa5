// A person as pages: their own page, their form. The list is in people-list.pages.tsx.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { typed, typedList, type FieldFault, type FormBody } from '#platform/http/form.ts'
import type { Language } from '#platform/texts/language.ts'
import { asTyped, isEmptyText, reading } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DoublesWatch } from '#ui/doubles-watch.tsx'
import { Checkboxes, errorOf, ErrorSummary, HiddenVersion, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { Fact, NewButton, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields, Sources } from '#ui/sources.tsx'
import { Section } from '#ui/tables.tsx'
import { Place } from '#ui/badges.tsx'
import type { Child } from 'hono/jsx'
import { mergingHref } from '../doubles/double.pages.tsx'
import { reasonsInWords } from '../doubles/double.ts'
import type { Likeness } from '../doubles/likeness.ts'
import { displayName, languageChoices, languageName, nativeOf, SPOKEN, SPOKEN_MOST } from '../naming.ts'
import { OtherNames, TwinWarning } from '../register.pages.tsx'
import type { Organisation } from '../organisation.table.ts'
import { withTitle } from './person.ts'
import type { HeldPost, Person, PersonWithPosts } from './person.table.ts'
import { bodyOfKeeping, KeepingFacts, KeepingFields, KeepingNote, SalutationFields, type Addressee } from './keeping.pages.tsx'
import { isPast, postWords, type RoleClass } from './post.ts'
import { PostFields, PostInOrganisation } from './post.pages.tsx'

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
    person.email === null &&
    person.phone === null &&
    person.languages.length === 0 &&
    person.aliases.length === 0 &&
    Object.keys(person.name.in).length === 1 &&
    isEmptyText(person.salutation) &&
    person.purpose === '' &&
    person.keepUntil === null
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
                <KeepingFacts person={person} />
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
            {mayWrite ? (
              <p class="small no-print">
                <a href={mergingHref('person', [id])}>{m.organisations_merging_link()}</a>
              </p>
            ) : null}
            {isEmptyText(person.notes) ? null : (
              <p class="notes" lang={notes.language}>
                {notes.text}
              </p>
            )}
            {person.erasedAt === null ? null : (
              <p class="sub">{m.organisations_keeping_erased({ day: dayInWords(person.erasedAt.toISOString().slice(0, 10)) })}</p>
            )}
            <KeepingNote person={person} today={today} mayWrite={mayWrite} />
          </Section>
        </aside>
      </div>
      <div class="stack-lg under">
        <Section id="sources" title={m.organisations_field_sources()}>
          <Sources sources={person.sources} />
        </Section>
        <Section id="history" title={m.organisations_history()}>
          <History entries={history} older={addresses.history({ thing: 'person', id })} />
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
  readonly twins?: readonly (PersonWithPosts & { readonly likeness: Likeness })[]
  readonly organisations?: readonly Organisation[]
  readonly conflict?: ConflictPanelProps
  readonly languages: readonly string[]
  /** The first of their present posts: what a form of address follows. */
  readonly post?: RoleClass | null
}

/** Boxes that are seldom filled: folded away while they are empty. */
const OTHERS = ['nativeName', 'nativeLanguage', 'aliases', 'notes.bg', 'notes.en']

export const PersonFormPage = ({ shell, person, body, faults = [], twins = [], organisations = [], conflict, languages, post = null }: PersonFormProps) => {
  const title = person === null ? m.organisations_person_new_title() : m.organisations_edit_title({ name: displayName(person) })
  const cancel = person === null ? addresses.people() : addresses.person({ id: person.id })
  const error = (name: string): string | undefined => errorOf(faults, name)
  const spoken = typedList(body, 'languages')
  const addressee: Addressee = {
    nameIn: (language) => typed(body, `name.${language}`) || (person === null ? '' : displayName(person, language as Language)),
    title: typed(body, 'title') || null,
    post,
    spoken,
  }
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="organisations"
      failed={faults.length > 0 || conflict !== undefined}
      islands={['double.js']}
      crumbs={[
        { text: m.organisations_tab_people(), href: addresses.people() },
        ...(person === null ? [] : [{ text: displayName(person), href: cancel }]),
        { text: person === null ? m.organisations_person_new() : m.organisations_editing() },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form
        data-asks-before-leaving=""
        class="form"
        method="post"
        novalidate
        action={person === null ? addresses.people() : addresses.person({ id: person.id })}
      >
        {person === null ? null : <HiddenVersion version={person.version} />}
        {twins.length === 0 ? null : (
          <TwinWarning title={m.organisations_person_twins_title()}>
            {twins.map((twin) => (
              <li>
                <a class="strong" href={addresses.person({ id: twin.person.id })}>
                  {displayName(twin.person)}
                </a>{' '}
                <span class="sub">
                  {[...twin.posts.map(({ post, organisation }) => `${postWords(post)}, ${displayName(organisation)}`), reasonsInWords(twin.likeness)].join(
                    '; ',
                  )}
                </span>
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
        <DoublesWatch source={addresses.personDoubles()} names={['name.*', 'nativeName', 'aliases']} except={person?.id} />
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
        <details
          class="langs-more"
          open={
            typed(body, 'purpose') !== '' ||
            typed(body, 'email') !== '' ||
            typed(body, 'phone') !== '' ||
            faults.some(({ name }) => /^(?:salutation|purpose|keepUntil)/.test(name))
          }
        >
          <summary>{m.organisations_letters()}</summary>
          <div>
            <KeepingFields body={body} faults={faults} />
            <SalutationFields body={body} faults={faults} languages={languages} stored={person?.salutation} addressee={addressee} />
          </div>
        </details>
        <details class="langs-more" open={OTHERS.some((name) => typed(body, name) !== '' || error(name) !== undefined)}>
          <summary>{m.organisations_names_other()}</summary>
          <div>
            <OtherNames body={body} faults={faults} hint={m.organisations_hint_person_native_name()} noLanguage={m.organisations_choose()} rows={2} />
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
      {person === null ? null : (
        <>
          <Removal action={addresses.personRemoval({ id: person.id })} version={person.version} text={m.organisations_person_remove()} />
          <p class="removal">
            <a class="ds-button" data-variant="tertiary" data-color="danger" href={addresses.personErasure({ id: person.id })}>
              {m.organisations_person_erase()}
            </a>
          </p>
        </>
      )}
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
  salutation: asTyped(person.salutation),
  ...bodyOfKeeping(person, (day) => ({ ...boxesOf(day) }) as FormBody),
  notes: asTyped(person.notes),
})
