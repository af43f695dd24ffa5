// A table of tags and people of municipalities: which column is which, what each row says, and what is wrong with it, by its number in the table.
import { countryByName } from '#features/places/gazetteer/countries.ts'
import { fieldNamed, type FieldWords, headerAt } from '#features/sheets/reading/header.ts'
import type { TableRow } from '#features/sheets/reading/limits.ts'
import { m } from '#messages'
import type { ImpreciseDate } from '#platform/dates.ts'
import { readDate } from '#platform/written-dates.ts'
import { LONGEST_TAG, peopleMeant, type PeopleValues, tagMeant, type TagValues } from './fact.ts'

/** Rows of one table, without its heading. A town's facts are entered by hand or by the hundred, not by the ten thousand. */
export const MOST_BROUGHT = 1000

export const BROUGHT_FIELDS = ['town', 'country', 'geonames', 'tag', 'people', 'source', 'address', 'asOf', 'note'] as const
type Field = (typeof BROUGHT_FIELDS)[number]

const HEADINGS: readonly FieldWords[] = [
  { field: 'geonames', words: ['geonames', 'geonameid', 'geoname id', 'geonames id', 'номер от geonames'] },
  {
    field: 'people',
    words: [
      'жители на общината',
      'население на общината',
      'жители',
      'население',
      'people of the municipality',
      'people',
      'population',
      'abitanti',
      'habitants',
      'einwohner',
    ],
  },
  { field: 'town', words: ['град', 'населено място', 'община', 'town', 'city', 'municipality', 'comune', 'ville', 'commune', 'stadt', 'gemeinde'] },
  { field: 'country', words: ['държава', 'страна', 'country', 'stato', 'paese', 'pays', 'land'] },
  { field: 'tag', words: ['белег', 'белези', 'известен с', 'tag', 'tags', 'known for'] },
  { field: 'address', words: ['адрес', 'адрес на източника', 'връзка', 'address', 'link', 'url', 'source address'] },
  { field: 'source', words: ['източник', 'source', 'fonte', 'quelle'] },
  { field: 'asOf', words: ['към дата', 'към коя дата', 'дата', 'година', 'as of', 'date', 'year', 'day'] },
  { field: 'note', words: ['бележка', 'бележки', 'забележка', 'note', 'notes'] },
]

/** What a table brings of one town. */
export type BroughtFact = { readonly placeId: number; readonly town: string } & (
  | { readonly kind: 'tag'; readonly values: TagValues }
  | { readonly kind: 'people'; readonly values: PeopleValues }
)

/** A row as it came: its number in the table, and a cell a field. */
export type CameRow = { readonly position: number; readonly cells: Readonly<Record<Field, string>> }

/** A cell without its line breaks: tags one under another are several. */
const oneLine = (cell: string, between: string): string =>
  cell
    .trim()
    .replace(/\s*[\r\n]+\s*/g, between)
    .replace(/\t+/g, ' ')

/** The rows under the heading; null: no heading that names a town, a source, and a tag or people. */
export function rowsUnderHeading(rows: readonly TableRow[]): CameRow[] | null {
  const at = headerAt(rows, HEADINGS)
  if (at === null) return null
  const columns = rows[at]!.cells.map((heading) => fieldNamed(heading, HEADINGS) as Field | null)
  const has = (field: Field): boolean => columns.includes(field)
  if (!(has('town') || has('geonames')) || !has('source') || !(has('tag') || has('people'))) return null
  return rows.slice(at + 1).map(({ position, cells }) => ({
    position,
    cells: Object.fromEntries(
      BROUGHT_FIELDS.map((field) => [field, columns.includes(field) ? oneLine(cells[columns.indexOf(field)] ?? '', field === 'tag' ? '; ' : ' ') : '']),
    ) as Record<Field, string>,
  }))
}

/** What a row asks for the town: its number, or a name in a country. */
export type TownCame = { readonly id: number } | { readonly name: string; readonly country: string }

/** A row that can be understood, before its town is looked up. */
export type ReadRow = {
  readonly position: number
  readonly town: TownCame
  readonly tags: readonly string[]
  readonly people: number | null
  readonly source: string
  readonly address: string | null
  readonly asOf: ImpreciseDate | null
  readonly note: string
}
/** A row that cannot, with the first fault in words. `said`: what names it for the reader. */
export type FaultyRow = { readonly position: number; readonly said: string; readonly fault: string }

const isWebAddress = (written: string): boolean => /^https?:\/\/\S+$/i.test(written) && written.length <= 2000 && URL.canParse(written)

const countryMeant = (written: string): string | undefined => (/^[A-Za-z]{2}$/.test(written) ? written.toUpperCase() : countryByName(written))

export const saidOf = ({ cells }: CameRow): string => [cells.town || cells.geonames, cells.country].filter((part) => part !== '').join(', ')

export function readRow(row: CameRow): ReadRow | FaultyRow {
  const { position, cells } = row
  const faulty = (fault: string): FaultyRow => ({ position, said: saidOf(row), fault })
  if (cells.source === '') return faulty(m.finder_facts_bring_fault_source())
  if (cells.source.length > 500 || cells.note.length > 1000) return faulty(m.finder_facts_bring_fault_source_long())
  if (cells.address !== '' && !isWebAddress(cells.address)) return faulty(m.finder_facts_bring_fault_address())
  const asOf = cells.asOf === '' ? null : readDate(cells.asOf)
  if (cells.asOf !== '' && asOf === null) return faulty(m.finder_facts_bring_fault_as_of())
  const words = cells.tag.split(';').filter((word) => word.trim() !== '')
  const tags = words.map(tagMeant)
  if (tags.includes(null)) return faulty(m.finder_facts_bring_fault_tag({ most: LONGEST_TAG }))
  const people = cells.people === '' ? null : peopleMeant(cells.people)
  if (cells.people !== '' && people === null) return faulty(m.finder_facts_bring_fault_people())
  if (tags.length === 0 && people === null) return faulty(m.finder_facts_bring_fault_empty())
  let town: TownCame
  if (cells.geonames !== '') {
    const id = /^\d{1,9}$/.test(cells.geonames) ? Number(cells.geonames) : 0
    if (id === 0) return faulty(m.finder_facts_bring_fault_id())
    town = { id }
  } else {
    const country = countryMeant(cells.country)
    if (country === undefined) return faulty(m.finder_facts_bring_fault_country())
    if (cells.town === '') return faulty(m.finder_facts_bring_fault_town())
    town = { name: cells.town.slice(0, 300), country }
  }
  return {
    position,
    town,
    tags: [...new Set(tags as string[])],
    people,
    source: cells.source,
    address: cells.address === '' ? null : cells.address,
    asOf,
    note: cells.note,
  }
}

export const isFaulty = (row: ReadRow | FaultyRow): row is FaultyRow => 'fault' in row

/** The rows as text that reads back as the same rows: what the page before the writing carries. A row keeps its number in the table it came from. */
export const asPasted = (rows: readonly CameRow[]): string =>
  [['row', ...BROUGHT_FIELDS], ...rows.map(({ position, cells }) => [String(position), ...BROUGHT_FIELDS.map((field) => cells[field])])]
    .map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n')

/** Reads what `asPasted` wrote; null for anything else. */
export function fromPasted(text: string): CameRow[] | null {
  const [head, ...lines] = text.split(/\r?\n/).filter((line) => line !== '')
  if (head !== ['row', ...BROUGHT_FIELDS].join('\t') || lines.length > MOST_BROUGHT) return null
  const rows = lines.map((line) => {
    const [position, ...cells] = line.split('\t')
    return {
      position: Number(position),
      cells: Object.fromEntries(BROUGHT_FIELDS.map((field, i) => [field, (cells[i] ?? '').trim()])) as Record<Field, string>,
    }
  })
  return rows.every(({ position }) => Number.isInteger(position) && position > 0) ? rows : null
}
