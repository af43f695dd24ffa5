// The public register as open data: one row for each public partnership, the same as linked data, and as statements for Wikidata.
import { addresses } from '#addresses'
import { linkedContext } from '#features/sheets/export-linked.ts'
import { stageOf } from '#features/partnerships/stage.ts'
import type { PublicMilestone, PublicPartnership } from '#features/partnerships/partnership.queries.ts'
import type { Place } from '#features/places/place.ts'
import { earliest, type ImpreciseDate, latest } from '#platform/dates.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import { EMPTY_TEXT, type LocalText } from '#platform/texts/local-text.ts'
import { sinceOf, webSources } from './site.ts'

/** What the home side is: the office's municipality. */
export type OpenHome = {
  readonly name: LocalText
  readonly country: string
  readonly place: Place | null
  readonly wikidataId: string | null
  readonly base: string
  /** In which the office's site is read. */
  readonly languages: readonly SiteLanguage[]
}

/** The columns in their order; the page describes each. No coordinates: GeoNames' licence asks for its name beside them, and its number leads there. */
export const OPEN_COLUMNS = [
  'id',
  'home_bg',
  'home_en',
  'home_country',
  'home_wikidata',
  'home_geonames',
  'partner_bg',
  'partner_en',
  'partner_native',
  'partner_native_language',
  'partner_kind',
  'partner_country',
  'partner_wikidata',
  'partner_geonames',
  'type',
  'status',
  'since',
  'signed',
  'ended',
  'decision_number',
  'decision_date',
  'fields',
  'source_url',
  'page',
  'changed',
] as const
export type OpenColumn = (typeof OPEN_COLUMNS)[number]
export type OpenRow = Readonly<Record<OpenColumn, string>>

/** Steps that have happened: what is planned is no fact yet. */
const past = (steps: readonly PublicMilestone[], today: string): PublicMilestone[] => steps.filter(({ date }) => earliest(date) <= today)

/** Programs are led to the English pages; where the site has none, to its first language. */
export const pageLanguage = ({ languages }: OpenHome): SiteLanguage => languages.find((one) => one === 'en') ?? languages[0] ?? 'bg'

/** Built of public columns only; what a step not marked public tells is not known here. */
export function openRow(partnership: PublicPartnership, home: OpenHome, today: string): OpenRow {
  const { partner } = partnership
  const steps = past(partnership.milestones, today)
  const signing = steps.find(({ kind }) => kind === 'signing')
  const decision = steps.find(({ kind, side }) => kind === 'council_decision' && side !== 'them')
  const status = stageOf(partnership.milestones, today).stage
  const end = steps.findLast(({ kind }) => kind === 'end')
  const lang = pageLanguage(home)
  const source = [signing, decision, ...steps].flatMap((step) => (step === undefined ? [] : webSources(step.sources)))[0]
  return {
    id: partnership.id,
    home_bg: home.name.in['bg']?.text ?? '',
    home_en: home.name.in['en']?.text ?? home.place?.name ?? '',
    home_country: home.country,
    home_wikidata: home.wikidataId ?? '',
    home_geonames: home.place === null ? '' : String(home.place.id),
    partner_bg: partner.name.in['bg']?.text ?? '',
    partner_en: partner.name.in['en']?.text ?? '',
    partner_native: partner.nativeName ?? '',
    partner_native_language: partner.nativeName === null ? '' : (partner.nativeLanguage ?? ''),
    partner_kind: partner.kind,
    partner_country: partner.country,
    partner_wikidata: partner.wikidataId ?? '',
    partner_geonames: partner.placeId === null ? '' : String(partner.placeId),
    type: partnership.type,
    status,
    since: sinceOf(partnership.milestones, today) ?? '',
    signed: signing?.date ?? '',
    ended: status === 'ended' ? (end?.date ?? '') : '',
    decision_number: decision?.documentNumber ?? '',
    decision_date: decision?.date ?? '',
    fields: partnership.fields.join(';'),
    source_url: source?.href ?? '',
    page: home.base + addresses.sitePartner({ lang, slug: partnership.slug }),
    changed: partnership.changedAt.toISOString().slice(0, 10),
  }
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
/** A name may begin with a sign that a spreadsheet would compute. */
const plain = (text: string): string => (/^[=@+\t\r-]/.test(text) ? `'${text}` : text)

/** A table of any columns: RFC 4180, UTF-8. */
export const csvOf = <Column extends string>(columns: readonly Column[], rows: readonly Readonly<Record<Column, string>>[]): string =>
  [columns.join(','), ...rows.map((row) => columns.map((column) => quoted(plain(row[column]))).join(','))].map((line) => `${line}\r\n`).join('')

export const openCsv = (rows: readonly OpenRow[]): string => csvOf(OPEN_COLUMNS, rows)

// ---- linked data ---------------------------------------------------------------------------------------------------------

export const given = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)))
const named = (name: LocalText): unknown[] => Object.entries(name.in).map(([language, { text }]) => ({ '@language': language, '@value': text }))
const sameAs = (wikidata: string): string | undefined => (wikidata === '' ? undefined : `http://www.wikidata.org/entity/${wikidata}`)
const placed = (geonames: string): unknown => (geonames === '' ? undefined : { '@type': 'Place', sameAs: `https://sws.geonames.org/${geonames}/` })

export type DatasetWords = { readonly name: string; readonly description: string; readonly url: string; readonly publisher: string }

export const LICENCE = 'https://creativecommons.org/publicdomain/zero/1.0/'

/** The description of the whole, also for search engines of data sets (https://schema.org/Dataset). */
export const datasetNode = (words: DatasetWords, files: readonly { readonly href: string; readonly type: string }[]): Readonly<Record<string, unknown>> => ({
  '@type': 'Dataset',
  '@id': `${words.url}#dataset`,
  name: words.name,
  description: words.description,
  url: words.url,
  license: LICENCE,
  isAccessibleForFree: true,
  creator: { '@type': 'GovernmentOrganization', name: words.publisher },
  distribution: files.map(({ href, type }) => ({ '@type': 'DataDownload', contentUrl: href, encodingFormat: type })),
})

/** The home side of every partnership. */
function homeNode(home: OpenHome): Readonly<Record<string, unknown>> {
  return given({
    '@id': `${home.base}/#office`,
    '@type': 'GovernmentOrganization',
    name: Object.entries(home.name.in).map(([language, { text }]) => ({ '@language': language, '@value': text })),
    address: { '@type': 'PostalAddress', addressCountry: home.country },
    sameAs: sameAs(home.wikidataId ?? ''),
    location: placed(home.place === null ? '' : String(home.place.id)),
  })
}

/** A graph of nodes with its context and the description of the whole set, as text. */
export const linkedText = (
  nodes: readonly unknown[],
  home: OpenHome,
  words: DatasetWords,
  terms: string,
  files: readonly { href: string; type: string }[],
): string => `${JSON.stringify({ '@context': linkedContext(terms), '@graph': [datasetNode(words, files), homeNode(home), ...nodes] }, null, 1)}\n`

/** `names`: of the partners, in every language in which the office wrote them, by the ids of the partnerships. */
export const openJson = (
  rows: readonly OpenRow[],
  names: ReadonlyMap<string, LocalText>,
  home: OpenHome,
  words: DatasetWords,
  terms: string,
  files: readonly { href: string; type: string }[],
): string => linkedText(partnershipNodes(rows, names, `${home.base}/#office`), home, words, terms, files)

const partnershipNodes = (rows: readonly OpenRow[], names: ReadonlyMap<string, LocalText>, homeId: string): unknown[] =>
  rows.flatMap((row) => [
    given({
      '@id': `${row.page}#partner`,
      '@type': row.partner_kind === 'municipality' || row.partner_kind === 'region' ? 'GovernmentOrganization' : 'Organization',
      name: named(names.get(row.id) ?? EMPTY_TEXT),
      alternateName: row.partner_native === '' ? undefined : { '@language': row.partner_native_language || 'und', '@value': row.partner_native },
      address: { '@type': 'PostalAddress', addressCountry: row.partner_country },
      sameAs: sameAs(row.partner_wikidata),
      location: placed(row.partner_geonames),
    }),
    given({
      '@id': `${row.page}#partnership`,
      '@type': 'Partnership',
      identifier: row.id,
      home: homeId,
      partner: `${row.page}#partner`,
      partnershipType: row.type,
      stage: row.status,
      since: row.since,
      signed: row.signed,
      ended: row.ended,
      decisionNumber: row.decision_number,
      decisionDate: row.decision_date,
      field: row.fields === '' ? [] : row.fields.split(';'),
      citation: row.source_url,
      url: row.page,
      dateModified: row.changed,
    }),
  ])

// ---- Wikidata ------------------------------------------------------------------------------------------------------------

/** A date as QuickStatements takes it, with its precision: 11 a day, 10 a month, 9 a year; null when the year itself is uncertain. */
export function wikidataTime(date: ImpreciseDate | ''): string | null {
  if (date === '' || date.includes('~') || date.includes('/') || earliest(date).slice(0, 4) !== latest(date).slice(0, 4)) return null
  const [year, month, day] = date.split('-')
  return `+${year}-${month ?? '00'}-${day ?? '00'}T00:00:00Z/${day !== undefined ? 11 : month !== undefined ? 10 : 9}`
}

/** Stages at which a twinning has been signed by both. */
const TWINNED: ReadonlySet<string> = new Set(['active', 'renewed', 'lapsed', 'ended'])
const BODIES: ReadonlySet<string> = new Set(['municipality', 'region'])

/** Commands of QuickStatements, version 1: one P190 a line, parts set apart by tabs. */
export const openStatements = (rows: readonly OpenRow[]): string =>
  rows
    .filter(
      (row) => row.home_wikidata !== '' && row.partner_wikidata !== '' && row.type === 'twinning' && TWINNED.has(row.status) && BODIES.has(row.partner_kind),
    )
    .map((row) => {
      const [start, end] = [wikidataTime(row.since), wikidataTime(row.ended)]
      const source = row.source_url === '' ? row.page : row.source_url
      return `${[
        row.home_wikidata,
        'P190',
        row.partner_wikidata,
        ...(start === null ? [] : ['P580', start]),
        ...(end === null ? [] : ['P582', end]),
        'S854',
        `"${source.replaceAll('"', '%22').replace(/\s/g, '%20')}"`,
      ].join('\t')}\n`
    })
    .join('')
