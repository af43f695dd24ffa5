// What is known of towns, as pages: home and all other towns, one town, the forms of a tag and of a municipality's people.
import { addresses } from '#addresses'
import { countryName, nameFor, type Place } from '#features/places/place.ts'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { dateInWords, dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { Tag } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Radios, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { History, type HistoryEntry } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Source } from '#ui/quote.tsx'
import { Fact, NewButton, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Section, Table } from '#ui/tables.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { KNOWN_TAGS, LONGEST_TAG, peopleInWords, SAYINGS, sayingName, type Sourced, tagName, townInWords, TOWNS_ON_A_PAGE } from './fact.ts'
import type { KnownTown, PeopleOfMunicipality, TownsAsked, TownTag } from './fact.queries.ts'
import { FinderTabs } from '../finder.pages.tsx'

export const townName = (place: Pick<Place, 'name' | 'names' | 'country'>): string => nameFor(place, currentLanguage())

const crumbs = (...more: { readonly text: string; readonly href?: string }[]) => [{ text: m.finder_title(), href: addresses.finder() }, ...more]

const dayOf = (asOf: ImpreciseDate | null): string => (asOf === null ? m.finder_facts_as_of_unknown() : m.finder_facts_as_of_day({ day: dateInWords(asOf) }))

const From = ({ source, address, asOf }: Pick<Sourced, 'source' | 'address' | 'asOf'>) => (
  <Source title={source} href={address ?? undefined} when={dayOf(asOf)} />
)

/** The town's own number, which the list of places has. */
const townPeople = (place: Place): string => (place.population > 0 ? peopleInWords(place.population) : m.finder_facts_people_unknown())

// ---- one town ----------------------------------------------------------------------------------------------------------

export type TownFactsProps = {
  readonly place: Place
  readonly tags: readonly TownTag[]
  readonly people: (PeopleOfMunicipality & Sourced) | null
  readonly mayWrite: boolean
  readonly none: string
}

/** The two populations side by side, and the tags with their sources. */
export const TownFacts = ({ place, tags, people, mayWrite, none }: TownFactsProps) => {
  const town = townName(place)
  const names = { place: String(place.id) }
  return (
    <div class="stack">
      <dl class="facts2">
        <Fact name={m.finder_facts_people_town()}>
          {townPeople(place)} <span class="sub">{m.finder_facts_people_geonames()}</span>
        </Fact>
        <Fact name={m.finder_facts_people()}>
          {people === null ? (
            m.finder_facts_people_unknown()
          ) : (
            <>
              {peopleInWords(people.people)} <From {...people} />
              {people.note === '' ? null : <span class="sub"> {people.note}</span>}
            </>
          )}{' '}
          {mayWrite ? (
            <a
              href={addresses.finderTownPeople(names)}
              aria-label={people === null ? m.finder_facts_people_enter_of({ town }) : m.finder_facts_people_change_of({ town })}
            >
              {people === null ? m.finder_facts_people_enter() : m.finder_facts_people_change()}
            </a>
          ) : null}
        </Fact>
      </dl>
      {tags.length === 0 ? (
        <p class="sub">{none}</p>
      ) : (
        <Table
          caption={m.finder_facts_tags_of()}
          rows={tags}
          columns={[
            {
              head: m.finder_facts_tag(),
              cell: (row) => (
                <>
                  {row.says === 'so' ? <span class="strong">{tagName(row.tag)}</span> : <del>{tagName(row.tag)}</del>}{' '}
                  {row.says === 'so' ? null : <Tag>{sayingName(row.says)}</Tag>}
                </>
              ),
            },
            {
              head: m.finder_facts_source(),
              cell: (row) => (
                <>
                  <From {...row} />
                  {row.row === null ? <span class="sub"> · {m.finder_facts_starter_mark()}</span> : null}
                </>
              ),
            },
            { head: m.finder_facts_note(), cell: (row) => row.note },
            ...(mayWrite
              ? [
                  {
                    head: m.finder_facts_tag_edit(),
                    cell: (row: TownTag) =>
                      row.row === null ? (
                        <a
                          href={addresses.finderTagNew({ place: place.id, tag: row.tag, says: 'not-so' })}
                          aria-label={m.finder_facts_deny_of({ tag: tagName(row.tag) })}
                        >
                          {m.finder_facts_deny()}
                        </a>
                      ) : (
                        <a href={addresses.finderTag({ id: row.row.id })} aria-label={m.finder_facts_tag_edit_of({ tag: tagName(row.tag) })}>
                          {m.finder_facts_tag_edit()}
                        </a>
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {mayWrite ? (
        <p>
          <a class="ds-button" data-variant="secondary" data-size="sm" href={addresses.finderTagNew({ place: place.id })}>
            {m.finder_facts_tag_add()}
          </a>
        </p>
      ) : null}
    </div>
  )
}

export const TownPage = ({ shell, ...facts }: Omit<TownFactsProps, 'mayWrite' | 'none'> & { readonly shell: Shell }) => {
  const town = townInWords(facts.place)
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={m.finder_facts_town_title({ town })}
      crumbs={crumbs({ text: m.finder_facts_title(), href: addresses.finderFacts() }, { text: town })}
      lead={m.finder_facts_unknown_note()}
    >
      <Section id="facts" title={m.finder_facts_tags_of()}>
        <TownFacts {...facts} mayWrite={shell.role === 'officer'} none={m.finder_facts_town_none()} />
      </Section>
    </OfficePage>
  )
}

// ---- home and all others -------------------------------------------------------------------------------------------------

export type FactsPageProps = {
  readonly shell: Shell
  /** Null while the list of places is still being loaded. */
  readonly home: Omit<TownFactsProps, 'mayWrite' | 'none'> | null
  readonly asked: TownsAsked
  readonly page: Page<KnownTown> & { readonly all: number; readonly countries: readonly string[] }
  /** Words of the office's own, after those of the program. */
  readonly words: readonly string[]
  /** How many towns the starter list has, and the day it was looked through. */
  readonly starters: { readonly count: number; readonly day: string }
}

export const FactsPage = ({ shell, home, asked, page, words, starters }: FactsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = Object.values(asked).some((value) => value !== undefined)
  const countries = [...page.countries].map((value) => ({ value, label: countryName(value, currentLanguage()) }))
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={m.finder_facts_title()}
      lead={m.finder_facts_lead()}
      actions={
        mayWrite ? (
          <>
            <NewButton href={addresses.finderTagNew()} text={m.finder_facts_tag_new()} />
            <a class="ds-button" data-variant="secondary" href={addresses.finderFactsTable()}>
              {m.finder_facts_bring()}
            </a>
          </>
        ) : null
      }
    >
      <FinderTabs part="facts" />
      <div class="stack-lg">
        {home === null ? (
          <p class="note">{m.finder_facts_no_places()}</p>
        ) : (
          <Section id="home" title={m.finder_facts_home({ town: townName(home.place) })}>
            <TownFacts {...home} mayWrite={mayWrite} none={m.finder_facts_home_none()} />
          </Section>
        )}
        <Section id="towns" title={m.finder_facts_towns()}>
          <p class="sub">
            {m.finder_facts_starter({ count: starters.count, day: dayInWords(starters.day) })} {m.finder_facts_unknown_note()}
          </p>
          <Filters
            action={addresses.finderFacts()}
            filters={[
              { kind: 'search', name: 'q', label: m.finder_facts_filter_q(), value: asked.q },
              {
                kind: 'select',
                name: 'tag',
                label: m.finder_facts_tag(),
                value: asked.tag,
                options: [
                  { value: '', label: m.finder_facts_filter_any_tag() },
                  ...[...KNOWN_TAGS, ...words].map((value) => ({ value, label: tagName(value) })),
                ],
              },
              {
                kind: 'select',
                name: 'country',
                label: m.finder_facts_filter_country(),
                value: asked.country,
                options: [
                  { value: '', label: m.finder_facts_filter_any_country() },
                  ...countries.sort((a, b) => a.label.localeCompare(b.label, currentLanguage())),
                ],
              },
            ]}
            count={m.finder_facts_count({ count: page.all })}
            clear={filtered ? addresses.finderFacts() : undefined}
          />
          {page.rows.length === 0 ? (
            <EmptyState title={m.finder_facts_towns_none()} text={m.finder_facts_towns_none_text()} />
          ) : (
            <Table
              caption={m.finder_facts_towns()}
              keys
              rows={page.rows}
              columns={[
                {
                  head: m.finder_facts_place(),
                  cell: ({ place }) => (
                    <a class="plain strong" href={addresses.finderTown({ place: String(place.id) })}>
                      {townName(place)}
                    </a>
                  ),
                },
                { head: m.finder_facts_filter_country(), cell: ({ place }) => countryName(place.country, currentLanguage()) },
                { head: m.finder_facts_tags(), cell: ({ tags }) => tags.map(({ tag }) => tagName(tag)).join(', ') },
                { head: m.finder_facts_people_town(), number: true, cell: ({ place }) => townPeople(place) },
                {
                  head: m.finder_facts_people(),
                  number: true,
                  cell: ({ people }) => (people === null ? m.finder_facts_people_unknown() : peopleInWords(people.people)),
                },
              ]}
            />
          )}
          <Pager
            href={addresses.finderFacts({ ...asked })}
            after={page.next ?? undefined}
            before={page.previous ?? undefined}
            text={m.finder_facts_page_size({ count: TOWNS_ON_A_PAGE })}
          />
        </Section>
      </div>
    </OfficePage>
  )
}

// ---- forms -----------------------------------------------------------------------------------------------------------------

type Form = { readonly body: FormBody; readonly faults: readonly FieldFault[] }

const SourceFields = ({ body, faults }: Form) => (
  <>
    <TextField
      name="source"
      label={m.finder_facts_source()}
      hint={m.finder_facts_source_hint()}
      maxlength={500}
      value={typed(body, 'source')}
      error={errorOf(faults, 'source')}
    />
    <TextField
      name="address"
      label={m.finder_facts_address()}
      type="url"
      optional
      maxlength={2000}
      value={typed(body, 'address')}
      error={errorOf(faults, 'address')}
    />
    <DateOfAnyPrecision
      name="asOf"
      label={m.finder_facts_as_of()}
      hint={m.finder_facts_as_of_hint()}
      optional
      value={typedBoxes(body, 'asOf')}
      error={errorOf(faults, 'asOf')}
    />
    <TextArea name="note" label={m.finder_facts_note()} optional rows={2} value={typed(body, 'note')} error={errorOf(faults, 'note')} />
  </>
)

export type TagPageProps = Partial<Form> & {
  readonly shell: Shell
  readonly body: FormBody
  /** The town where it stands fast; null: it is chosen in the form. */
  readonly place: Place | null
  /** The row that is changed; null: a new one. */
  readonly row: { readonly id: string; readonly version: number } | null
  readonly conflict?: ConflictPanelProps
  readonly history?: readonly HistoryEntry[]
}

export const TagPage = ({ shell, body, faults = [], place, row, conflict, history = [] }: TagPageProps) => {
  const town = place === null ? null : townInWords(place)
  const title =
    town === null
      ? m.finder_facts_tag_new_title()
      : row === null
        ? m.finder_facts_tag_new_of({ town })
        : m.finder_facts_tag_label({ tag: tagName(typed(body, 'tag.text')), town })
  const back = place === null ? addresses.finderFacts() : addresses.finderTown({ place: String(place.id) })
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={title}
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={crumbs({ text: m.finder_facts_title(), href: addresses.finderFacts() }, ...(town === null ? [] : [{ text: town, href: back }]))}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form
        class="form"
        method="post"
        action={row === null ? addresses.finderTagNew(place === null ? {} : { place: place.id }) : addresses.finderTag({ id: row.id })}
        novalidate
      >
        {row === null ? null : <HiddenVersion version={row.version} />}
        {place === null ? (
          <TypeAhead
            name="place"
            label={m.finder_facts_place()}
            hint={m.finder_facts_place_hint()}
            source={addresses.places()}
            value={{ id: typed(body, 'place.id'), text: typed(body, 'place.text') }}
            error={errorOf(faults, 'place')}
          />
        ) : null}
        <TypeAhead
          name="tag"
          label={m.finder_facts_tag()}
          hint={m.finder_facts_tag_hint({ most: LONGEST_TAG })}
          source={addresses.finderFactWords()}
          known={KNOWN_TAGS.map(tagName)}
          knownAs={m.finder_facts_tag_known_as()}
          value={{ text: typed(body, 'tag.text') }}
          error={errorOf(faults, 'tag')}
        />
        <Radios
          name="says"
          label={m.finder_facts_says()}
          hint={m.finder_facts_says_hint()}
          value={typed(body, 'says') || 'so'}
          options={SAYINGS.map((value) => ({ value, label: sayingName(value) }))}
          error={errorOf(faults, 'says')}
        />
        <SourceFields body={body} faults={faults} />
        {mayWrite ? <SubmitRow cancel={back} /> : null}
      </form>
      {row === null ? null : (
        <>
          {mayWrite ? <Removal action={addresses.finderTagRemoval({ id: row.id })} version={row.version} text={m.finder_facts_tag_remove()} /> : null}
          <Section id="history" title={m.finder_facts_history()}>
            <History entries={history} older={addresses.history({ thing: 'town_tag', id: row.id })} />
          </Section>
        </>
      )}
    </OfficePage>
  )
}

export type PeoplePageProps = Partial<Form> & {
  readonly shell: Shell
  readonly body: FormBody
  readonly place: Place
  /** `id` null while nobody has entered it. */
  readonly row: { readonly id: string | null; readonly version: number }
  readonly conflict?: ConflictPanelProps
  readonly history?: readonly HistoryEntry[]
}

export const PeoplePage = ({ shell, body, faults = [], place, row, conflict, history = [] }: PeoplePageProps) => {
  const town = townInWords(place)
  const names = { place: String(place.id) }
  const back = addresses.finderTown(names)
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={m.finder_facts_people_title({ town })}
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={crumbs({ text: m.finder_facts_title(), href: addresses.finderFacts() }, { text: town, href: back })}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <dl class="facts2">
        <Fact name={m.finder_facts_people_town()}>
          {townPeople(place)} <span class="sub">{m.finder_facts_people_geonames()}</span>
        </Fact>
      </dl>
      <form class="form" method="post" action={addresses.finderTownPeople(names)} novalidate>
        <HiddenVersion version={row.version} />
        <TextField
          name="people"
          label={m.finder_facts_people()}
          hint={m.finder_facts_people_hint()}
          letters={12}
          inputmode="numeric"
          value={typed(body, 'people')}
          error={errorOf(faults, 'people')}
        />
        <SourceFields body={body} faults={faults} />
        <SubmitRow cancel={back} />
      </form>
      {row.id === null ? null : (
        <>
          <Removal action={addresses.finderTownPeopleRemoval(names)} version={row.version} text={m.finder_facts_people_remove()} />
          <Section id="history" title={m.finder_facts_history()}>
            <History entries={history} older={addresses.history({ thing: 'town_people', id: row.id })} />
          </Section>
        </>
      )}
    </OfficePage>
  )
}
