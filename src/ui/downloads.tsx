// „Изтеглете намереното“: a list as a file, with the filters it is shown with; every format one link.
import { addresses } from '#addresses'
import { m } from '#messages'

export type Downloadable = 'partnerships' | 'organisations' | 'people' | 'commitments' | 'gifts' | 'trips'
const FORMATS: Readonly<Record<Downloadable, readonly (readonly [string, string])[]>> = {
  partnerships: [
    ['xlsx', 'Excel'],
    ['csv', 'CSV'],
    ['jsonld', 'JSON-LD'],
  ],
  organisations: [
    ['xlsx', 'Excel'],
    ['csv', 'CSV'],
    ['jsonld', 'JSON-LD'],
    ['vcf', 'vCard'],
  ],
  commitments: [
    ['xlsx', 'Excel'],
    ['csv', 'CSV'],
  ],
  gifts: [
    ['xlsx', 'Excel'],
    ['csv', 'CSV'],
  ],
  trips: [
    ['xlsx', 'Excel'],
    ['csv', 'CSV'],
  ],
  people: [
    ['xlsx', 'Excel'],
    ['csv', 'CSV'],
    ['jsonld', 'JSON-LD'],
    ['vcf', 'vCard'],
  ],
}
/** What a table of the list is brought in as; promises come from texts, gifts one by one. */
const IMPORTED: Readonly<Partial<Record<Downloadable, string>>> = { partnerships: 'partners', organisations: 'organisations', people: 'people' }

export type DownloadsProps = {
  readonly what: Downloadable
  /** The list's filters as they stand in its address. */
  readonly query?: Readonly<Record<string, string | undefined>>
  /** Said before the links; „Изтеглете намереното“ when left out. */
  readonly title?: string
  /** With a link to bring a table in. */
  readonly mayWrite?: boolean
}

export const Downloads = ({ what, query = {}, title, mayWrite }: DownloadsProps) => (
  <p class="downloads no-print">
    <span>{title ?? m.ui_downloads_title()}</span>
    {FORMATS[what].map(([format, name]) => (
      <a href={addresses.sheetExport({ what, format }, query)} download>
        {name}
      </a>
    ))}
    {mayWrite && IMPORTED[what] !== undefined ? (
      <a class="push" href={addresses.sheetNew({ kind: IMPORTED[what] })}>
        {m.ui_downloads_bring()}
      </a>
    ) : null}
  </p>
)
