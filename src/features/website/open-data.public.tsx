// The citizens' page about the open data: the files, what each field means, how it fits Wikidata and common lists.
import { addresses } from '#addresses'
import { EVENT_KINDS } from '#features/events/event.ts'
import { SYMBOLIC_ACT_KINDS } from '#features/events/symbolic-act.ts'
import { FIELDS } from '#features/partnerships/field.ts'
import { STAGES } from '#features/partnerships/stage.ts'
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { LICENCE, type OpenColumn } from './open-data.ts'
import type { ActColumn, EventColumn } from './open-events.ts'
import { SitePage, type Site } from './site.public.tsx'

export const OPEN_FILES = {
  csv: 'partnerships.csv',
  json: 'partnerships.json',
  tsv: 'wikidata-p190.tsv',
  events: 'events.csv',
  acts: 'symbolic-acts.csv',
  happened: 'events.json',
} as const
export type OpenFile = keyof typeof OPEN_FILES

type Described<Column = OpenColumn> = { readonly columns: readonly Column[]; readonly meaning: string; readonly also: string; readonly term?: string }

const fields = (): Described[] => [
  { columns: ['id'], meaning: m.website_open_f_id(), also: 'identifier' },
  { columns: ['home_bg', 'home_en', 'home_country'], meaning: m.website_open_f_home(), also: 'home' },
  { columns: ['home_wikidata', 'home_geonames'], meaning: m.website_open_f_home_ids(), also: 'sameAs' },
  {
    columns: ['partner_bg', 'partner_en', 'partner_native', 'partner_native_language'],
    meaning: m.website_open_f_partner(),
    also: 'partner · name · alternateName',
    term: 'partner',
  },
  { columns: ['partner_kind'], meaning: m.website_open_f_partner_kind(), also: '@type' },
  { columns: ['partner_country'], meaning: m.website_open_f_partner_country(), also: 'addressCountry' },
  { columns: ['partner_wikidata', 'partner_geonames'], meaning: m.website_open_f_partner_ids(), also: 'sameAs · P190' },
  { columns: ['type'], meaning: m.website_open_f_type(), also: 'partnershipType', term: 'type' },
  { columns: ['status'], meaning: m.website_open_f_status({ stages: STAGES.join(', ') }), also: 'stage', term: 'stage' },
  { columns: ['since'], meaning: m.website_open_f_since(), also: 'since · P580', term: 'since' },
  { columns: ['signed'], meaning: m.website_open_f_signed(), also: 'signed', term: 'signed' },
  { columns: ['ended'], meaning: m.website_open_f_ended(), also: 'ended · P582', term: 'ended' },
  { columns: ['decision_number', 'decision_date'], meaning: m.website_open_f_decision(), also: 'decisionNumber · decisionDate', term: 'decision-number' },
  { columns: ['fields'], meaning: m.website_open_f_fields({ fields: FIELDS.join(', ') }), also: 'field', term: 'field' },
  { columns: ['source_url'], meaning: m.website_open_f_source(), also: 'citation · S854' },
  { columns: ['page'], meaning: m.website_open_f_page(), also: 'url' },
  { columns: ['changed'], meaning: m.website_open_f_changed(), also: 'dateModified' },
]

const eventFields = (): Described<EventColumn>[] => [
  { columns: ['id'], meaning: m.website_open_e_id(), also: 'identifier' },
  { columns: ['kind'], meaning: m.website_open_e_kind({ kinds: EVENT_KINDS.join(', ') }), also: 'additionalType' },
  { columns: ['direction'], meaning: m.website_open_e_direction(), also: '–' },
  { columns: ['title_bg', 'title_en', 'title_language'], meaning: m.website_open_e_title(), also: 'name' },
  { columns: ['date', 'first_day', 'last_day'], meaning: m.website_open_e_date(), also: 'eventDate · startDate · endDate', term: 'date' },
  { columns: ['cancelled'], meaning: m.website_open_e_cancelled(), also: 'eventStatus' },
  { columns: ['place', 'place_geonames'], meaning: m.website_open_e_place(), also: 'location' },
  { columns: ['partners'], meaning: m.website_open_e_partners(), also: 'about' },
  { columns: ['fields'], meaning: m.website_open_f_fields({ fields: FIELDS.join(', ') }), also: '–' },
  { columns: ['summary_bg', 'summary_en'], meaning: m.website_open_e_summary(), also: 'description' },
  { columns: ['source_url'], meaning: m.website_open_f_source(), also: 'citation' },
  { columns: ['page'], meaning: m.website_open_e_page(), also: 'url' },
  { columns: ['changed'], meaning: m.website_open_f_changed(), also: 'dateModified' },
]

const actFields = (): Described<ActColumn>[] => [
  { columns: ['id'], meaning: m.website_open_e_id(), also: 'identifier', term: 'SymbolicAct' },
  { columns: ['kind'], meaning: m.website_open_a_kind({ kinds: SYMBOLIC_ACT_KINDS.join(', ') }), also: 'additionalType' },
  { columns: ['title_bg', 'title_en', 'title_language'], meaning: m.website_open_e_title(), also: 'name' },
  { columns: ['date', 'first_day', 'last_day'], meaning: m.website_open_e_date(), also: 'eventDate' },
  { columns: ['place'], meaning: m.website_open_a_place(), also: 'location' },
  { columns: ['partners'], meaning: m.website_open_e_partners(), also: 'about' },
  { columns: ['source_url'], meaning: m.website_open_f_source(), also: 'citation' },
]

const FieldTable = ({ rows }: { readonly rows: readonly Described<string>[] }) => (
  <table class="fields">
    <thead>
      <tr>
        <th scope="col">{m.website_open_field()}</th>
        <th scope="col">{m.website_open_meaning()}</th>
        <th scope="col">{m.website_open_also()}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ columns, meaning, also, term }) => (
        <tr id={term}>
          <th scope="row">
            {columns.map((column, index) => (
              <>
                {index > 0 ? ', ' : null}
                <code>{column}</code>
              </>
            ))}
          </th>
          <td>{meaning}</td>
          <td>{also}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

export type OpenDataProps = {
  readonly site: Site
  readonly jsonLd: unknown
  readonly statements: boolean
  readonly counts: { readonly partnerships: number; readonly events: number; readonly acts: number }
}

export const OpenDataPage = ({ site, jsonLd, statements, counts }: OpenDataProps) => {
  const lang = currentLanguage()
  const file = (name: string): string => addresses.siteOpenFile({ lang, file: name })
  const lead = m.website_open_lead({ town: site.town })
  return (
    <SitePage site={site} title={m.website_open_title()} description={lead} image="home" imageAlt={site.name} jsonLd={jsonLd} at="open-data">
      <header class="title">
        <h1>{m.website_open_title()}</h1>
        <p class="lead">{lead}</p>
      </header>
      <div class="about open">
        <section aria-labelledby="files">
          <h2 id="files">{m.website_open_files()}</h2>
          <ul>
            <li>
              <a href={file(OPEN_FILES.csv)}>{OPEN_FILES.csv}</a>: {m.website_open_csv()}
            </li>
            <li>
              <a href={file(OPEN_FILES.json)}>{OPEN_FILES.json}</a>: {m.website_open_json()}
            </li>
            <li>
              <a href={file(OPEN_FILES.tsv)}>{OPEN_FILES.tsv}</a>: {m.website_open_tsv()}. {statements ? null : m.website_open_tsv_none()}
            </li>
            <li>
              <a href={file(OPEN_FILES.events)}>{OPEN_FILES.events}</a>: {m.website_open_events_csv()}
            </li>
            <li>
              <a href={file(OPEN_FILES.acts)}>{OPEN_FILES.acts}</a>: {m.website_open_acts_csv()}
            </li>
            <li>
              <a href={file(OPEN_FILES.happened)}>{OPEN_FILES.happened}</a>: {m.website_open_events_json()}
            </li>
          </ul>
          <p>{m.website_open_counts({ partnerships: counts.partnerships, events: counts.events, acts: counts.acts })}</p>
          <p>{m.website_open_about()}</p>
        </section>
        <section aria-labelledby="licence">
          <h2 id="licence">{m.website_open_licence_title()}</h2>
          <p>
            {m.website_open_licence()} <a href={LICENCE}>Creative Commons Zero</a>
          </p>
        </section>
        <section aria-labelledby="fields">
          <h2 id="fields">{m.website_open_fields_partnerships()}</h2>
          <p>{m.website_open_dates()}</p>
          <FieldTable rows={fields()} />
        </section>
        <section aria-labelledby="events">
          <h2 id="events">{m.website_open_events_title()}</h2>
          <FieldTable rows={eventFields()} />
        </section>
        <section aria-labelledby="acts">
          <h2 id="acts">{m.website_open_acts_title()}</h2>
          <FieldTable rows={actFields()} />
        </section>
        <section aria-labelledby="wikidata">
          <h2 id="wikidata">{m.website_open_wikidata_title()}</h2>
          <p>{m.website_open_wikidata()}</p>
        </section>
        <section aria-labelledby="lists">
          <h2 id="lists">{m.website_open_list_title()}</h2>
          <p>{m.website_open_list()}</p>
        </section>
      </div>
    </SitePage>
  )
}
