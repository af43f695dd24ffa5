// An organisation as pages: its own page, its form. The list is in organisation-list.pages.tsx.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { typed, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { asTyped, isEmptyText, reading } from '#platform/texts/local-text.ts'
import { nameFor, type Place as Town } from '#features/places/place.ts'
import { Place, Tag } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DoublesWatch } from '#ui/doubles-watch.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { Fact, NewButton, Removal } from '#ui/record.tsx'
import { SourceFields, Sources } from '#ui/sources.tsx'
import { Section } from '#ui/tables.tsx'
import type { Shell } from '#ui/shell.ts'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { isElected } from './people/ending.ts'
import { mergingHref } from './doubles/double.pages.tsx'
import { reasonsInWords } from './doubles/double.ts'
import type { Likeness } from './doubles/likeness.ts'
import { countryChoices, countryName, displayName, languageName, nativeOf } from './naming.ts'
import { kindName, ORGANISATION_KINDS } from './organisation.ts'
import type { Organisation } from './organisation.table.ts'
import { PostHolder } from './people/post.pages.tsx'
import { OtherNames, TwinWarning } from './register.pages.tsx'
import type { Holding } from './people/person.table.ts'
import { isPast } from './people/post.ts'

// ---- one organisation ------------------------------------------------------------------------------------------------

export type OrganisationPageProps = {
  readonly shell: Shell
  readonly organisation: Organisation
  readonly town: Town | null
  readonly people: readonly Holding[]
  readonly history: readonly HistoryLine[]
  /** YYYY-MM-DD */
  readonly today: string
  /** What later features show about the organisation, above its sources. */
  readonly sections?: Child
}

export const OrganisationPage = ({ shell, organisation, town, people, history, today, sections }: OrganisationPageProps) => {
  const { id } = organisation
  const name = displayName(organisation)
  const mayWrite = shell.role === 'officer'
  const present = people.filter(({ post }) => !isPast(post, today))
  const past = people.filter(({ post }) => isPast(post, today))
  const notes = reading(organisation.notes)
  // Nothing to tell beside the name itself.
  const bare =
    Object.keys(organisation.name.in).length === 1 &&
    organisation.nativeName === null &&
    organisation.aliases.length === 0 &&
    town === null &&
    organisation.website === null &&
    organisation.wikidataId === null
  return (
    <OfficePage
      shell={shell}
      title={name}
      nav="organisations"
      crumbs={[
        { text: m.organisations_title(), href: addresses.organisations() },
        { text: countryName(organisation.country), href: addresses.organisations({ country: organisation.country }) },
        { text: name },
      ]}
      heading={<Place name={name} native={nativeOf(organisation)} country={organisation.country} />}
      lead={
        <>
          <Tag tone="neutral">{kindName(organisation.kind)}</Tag>{' '}
          {[town === null || nameFor(town, currentLanguage()) === name ? null : nameFor(town, currentLanguage()), countryName(organisation.country)]
            .filter(Boolean)
            .join(', ')}
        </>
      }
      actions={
        mayWrite ? (
          <>
            <a class="ds-button" data-variant="secondary" href={addresses.organisationEdit({ id })}>
              {m.organisations_edit()}
            </a>
            {present.some(({ post }) => isElected(post.roleClass)) ? (
              <a class="ds-button" data-variant="secondary" href={addresses.elections({ id })}>
                {m.organisations_elections()}
              </a>
            ) : null}
            <NewButton href={addresses.personNew({ organisation: id })} text={m.organisations_add_person()} />
          </>
        ) : null
      }
    >
      <div class="cols">
        <div class="stack-lg">
          <Section id="people" title={m.organisations_people_now()} count={present.length === 0 ? null : present.length}>
            {present.length === 0 ? (
              <p class="sub">{mayWrite ? m.organisations_people_none_officer() : m.organisations_people_none()}</p>
            ) : (
              present.map((held) => <PostHolder held={held} today={today} mayWrite={mayWrite} />)
            )}
          </Section>
          {past.length === 0 ? null : (
            <Section id="past" title={m.organisations_people_past()} count={past.length}>
              {past.map((held) => (
                <PostHolder held={held} today={today} mayWrite={mayWrite} />
              ))}
            </Section>
          )}
          {sections}
        </div>
        <aside class="stack-lg" aria-label={m.organisations_about()}>
          <Section id="about" title={m.organisations_about()}>
            {bare ? (
              isEmptyText(organisation.notes) ? (
                <p class="sub">{m.organisations_about_none()}</p>
              ) : null
            ) : (
              <dl class="facts2">
                <Names organisation={organisation} />
                {town === null ? null : <Fact name={m.organisations_field_place()}>{nameFor(town, currentLanguage())}</Fact>}
                {organisation.website === null ? null : (
                  <Fact name={m.organisations_field_website()}>
                    <a href={organisation.website} rel="noreferrer">
                      {organisation.website.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
                    </a>
                  </Fact>
                )}
                {organisation.wikidataId === null ? null : (
                  <Fact name={m.organisations_field_wikidata()}>
                    <a href={`https://www.wikidata.org/wiki/${organisation.wikidataId}`} rel="noreferrer">
                      {organisation.wikidataId}
                    </a>
                  </Fact>
                )}
              </dl>
            )}
            {isEmptyText(organisation.notes) ? null : (
              <p class="notes" lang={notes.language}>
                {notes.text}
              </p>
            )}
          </Section>
          <Section id="more" title={m.organisations_elsewhere()}>
            <ul>
              <li>
                <a href={addresses.partnerships({ organisation: id })}>{m.organisations_to_partnership()}</a>
              </li>
              {mayWrite && present.length > 0 ? (
                <li>
                  <a href={addresses.roundLetter({ id })}>{m.organisations_letter_title()}</a>
                </li>
              ) : null}
              <li>
                <a href={addresses.events({ organisation: id })}>{m.organisations_to_events()}</a>
              </li>
              <li>
                <a href={addresses.commitments({ organisation: id })}>{m.organisations_to_commitments()}</a>
              </li>
              {mayWrite ? (
                <li>
                  <a href={mergingHref('organisation', [id])}>{m.organisations_merging_link()}</a>
                </li>
              ) : null}
            </ul>
          </Section>
        </aside>
      </div>
      <div class="stack-lg under">
        <Section id="sources" title={m.organisations_field_sources()}>
          <Sources sources={organisation.sources} />
        </Section>
        <Section id="history" title={m.organisations_history()}>
          <History entries={history} older={addresses.history({ thing: 'organisation', id })} />
        </Section>
      </div>
    </OfficePage>
  )
}

/** Its names in the other languages, each marked with its language, and the spellings it is found by. */
const Names = ({ organisation }: { readonly organisation: Organisation }) => (
  <>
    {Object.entries(organisation.name.in)
      .filter(([language]) => language !== reading(organisation.name).language)
      .map(([language, { text }]) => (
        <Fact name={m.organisations_name_in({ language: languageName(language) })}>
          <span lang={language}>{text}</span>
        </Fact>
      ))}
    {organisation.nativeName === null ? null : (
      <Fact
        name={
          organisation.nativeLanguage === null
            ? m.organisations_field_native_name()
            : m.organisations_name_in({ language: languageName(organisation.nativeLanguage) })
        }
      >
        <span lang={organisation.nativeLanguage ?? undefined}>{organisation.nativeName}</span>
      </Fact>
    )}
    {organisation.aliases.length === 0 ? null : <Fact name={m.organisations_also()}>{organisation.aliases.join(', ')}</Fact>}
  </>
)

// ---- the form ----------------------------------------------------------------------------------------------------------

export type OrganisationFormProps = {
  readonly shell: Shell
  /** null for a new one. */
  readonly organisation: Organisation | null
  /** What stands in the boxes. */
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  /** Others that may be the same, when the officer has not yet said to keep both. */
  readonly twins?: readonly { readonly organisation: Organisation; readonly likeness: Likeness }[]
  /** Towns of the typed name, when there are several. */
  readonly towns?: readonly Town[]
  readonly conflict?: ConflictPanelProps
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
}

export const OrganisationFormPage = ({ shell, organisation, body, faults = [], twins = [], towns = [], conflict, languages }: OrganisationFormProps) => {
  const title = organisation === null ? m.organisations_new_title() : m.organisations_edit_title({ name: displayName(organisation) })
  const action = organisation === null ? addresses.organisations() : addresses.organisation({ id: organisation.id })
  const cancel = organisation === null ? addresses.organisations() : addresses.organisation({ id: organisation.id })
  const error = (name: string): string | undefined => errorOf(faults, name)
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="organisations"
      failed={faults.length > 0 || conflict !== undefined}
      islands={['double.js']}
      crumbs={[
        { text: m.organisations_title(), href: addresses.organisations() },
        ...(organisation === null ? [] : [{ text: displayName(organisation), href: cancel }]),
        { text: organisation === null ? m.organisations_new() : m.organisations_editing() },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form data-asks-before-leaving="" class="form" method="post" novalidate action={action}>
        {organisation === null ? null : <HiddenVersion version={organisation.version} />}
        {twins.length === 0 ? null : (
          <TwinWarning title={m.organisations_twins_title()}>
            {twins.map(({ organisation: twin, likeness }) => (
              <li>
                <Place name={displayName(twin)} native={nativeOf(twin)} country={twin.country} href={addresses.organisation({ id: twin.id })} />{' '}
                <span class="sub">
                  {kindName(twin.kind)} · {reasonsInWords(likeness)}
                </span>
              </li>
            ))}
          </TwinWarning>
        )}
        <LocalTextField name="name" label={m.organisations_field_name()} texts={textBoxes(body, 'name', languages, organisation?.name)} errors={faults} />
        <DoublesWatch source={addresses.organisationDoubles()} names={['name.*', 'nativeName', 'aliases']} except={organisation?.id} />
        <Select
          name="kind"
          label={m.organisations_field_kind()}
          value={typed(body, 'kind')}
          options={ORGANISATION_KINDS.map((kind) => ({ value: kind, label: kindName(kind) }))}
          error={error('kind')}
        />
        <TypeAhead
          name="place"
          label={m.organisations_field_place()}
          hint={m.organisations_hint_place()}
          optional
          source={addresses.places()}
          value={{ id: typed(body, 'place.id'), text: typed(body, 'place.text') }}
          error={error('place')}
        />
        {towns.length === 0 ? null : (
          <Radios
            name="placeChoice"
            label={m.organisations_which_place()}
            value={typed(body, 'placeChoice')}
            options={towns.map((town) => ({ value: String(town.id), label: nameFor(town, currentLanguage()), hint: townInWords(town) }))}
          />
        )}
        <Select
          name="country"
          label={m.organisations_field_country()}
          hint={m.organisations_hint_country()}
          value={typed(body, 'country')}
          empty={m.organisations_country_of_place()}
          options={countryChoices()}
          error={error('country')}
        />
        <OtherNames body={body} faults={faults} hint={m.organisations_hint_native_name()} noLanguage={m.organisations_language_of_country()} rows={3} />
        <TextField
          name="website"
          label={m.organisations_field_website()}
          optional
          type="url"
          inputmode="url"
          value={typed(body, 'website')}
          error={error('website')}
        />
        <TextField
          name="wikidataId"
          label={m.organisations_field_wikidata()}
          hint={m.organisations_hint_wikidata()}
          optional
          letters={14}
          value={typed(body, 'wikidataId')}
          error={error('wikidataId')}
        />
        <LocalTextField
          name="notes"
          label={m.organisations_field_notes()}
          optional
          multiline
          texts={textBoxes(body, 'notes', languages, organisation?.notes)}
          errors={faults}
        />
        <SourceFields sources={organisation?.sources ?? []} body={body} errors={faults} />
        <SubmitRow cancel={cancel} />
      </form>
      {organisation === null ? null : (
        <Removal action={addresses.organisationRemoval({ id: organisation.id })} version={organisation.version} text={m.organisations_remove()} />
      )}
    </OfficePage>
  )
}

const townInWords = (town: Town): string =>
  [town.name, countryName(town.country), town.population > 0 ? m.organisations_inhabitants({ count: town.population.toLocaleString(currentLanguage()) }) : '']
    .filter((part) => part !== '')
    .join(' · ')

/** What the form shows for an organisation that is to be changed. */
export const bodyOf = (organisation: Organisation, town: Town | null): FormBody => ({
  name: asTyped(organisation.name),
  kind: organisation.kind,
  country: organisation.country,
  place: town === null ? { id: '', text: '' } : { id: String(town.id), text: nameFor(town, currentLanguage()) },
  nativeName: organisation.nativeName ?? '',
  nativeLanguage: organisation.nativeLanguage ?? '',
  aliases: organisation.aliases.join('\n'),
  website: organisation.website ?? '',
  wikidataId: organisation.wikidataId ?? '',
  notes: asTyped(organisation.notes),
})
