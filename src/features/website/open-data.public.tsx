// The citizens' page about the open data: the files, what each field means, how it fits Wikidata and common lists.
import { addresses } from '#addresses'
import { FIELDS } from '#features/partnerships/field.ts'
import { STAGES } from '#features/partnerships/stage.ts'
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { LICENCE, type OpenColumn } from './open-data.ts'
import { SitePage, type Site } from './site.public.tsx'

export const OPEN_FILES = { csv: 'partnerships.csv', json: 'partnerships.json', tsv: 'wikidata-p190.tsv' } as const

type Described = { readonly columns: readonly OpenColumn[]; readonly meaning: string; readonly also: string; readonly term?: string }

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

export type OpenDataProps = { readonly site: Site; readonly jsonLd: unknown; readonly statements: boolean }

export const OpenDataPage = ({ site, jsonLd, statements }: OpenDataProps) => {
  const lang = currentLanguage()
  const file = (name: string): string => addresses.siteOpenFile({ lang, file: name })
  const lead = m.website_open_lead({ town: site.town })
  return (
    <SitePage site={site} title={m.website_open_title()} description={lead} image="home" imageAlt={site.name} jsonLd={jsonLd}>
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
          </ul>
          <p>{m.website_open_about()}</p>
        </section>
        <section aria-labelledby="licence">
          <h2 id="licence">{m.website_open_licence_title()}</h2>
          <p>
            {m.website_open_licence()} <a href={LICENCE}>Creative Commons Zero</a>
          </p>
        </section>
        <section aria-labelledby="fields">
          <h2 id="fields">{m.website_open_fields()}</h2>
          <p>{m.website_open_dates()}</p>
          <table class="fields">
            <thead>
              <tr>
                <th scope="col">{m.website_open_field()}</th>
                <th scope="col">{m.website_open_meaning()}</th>
                <th scope="col">{m.website_open_also()}</th>
              </tr>
            </thead>
            <tbody>
              {fields().map(({ columns, meaning, also, term }) => (
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
