// „Изтеглете намереното“: a list as a file, with the filters it is shown with; every format one link.
import { addresses } from '#addresses'
import { m } from '#messages'

export type Downloadable = 'partnerships' | 'organisations' | 'people'
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
  people: [
    ['xlsx', 'Excel'],
    ['csv', 'CSV'],
    ['jsonld', 'JSON-LD'],
    ['vcf', 'vCard'],
  ],
}
const IMPORTED = { partnerships: 'partners', organisations: 'organisations', people: 'people' } as const

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
    {mayWrite ? (
      <a class="push" href={addresses.sheetNew({ kind: IMPORTED[what] })}>
        {m.ui_downloads_bring()}
      </a>
    ) : null}
  </p>
)
