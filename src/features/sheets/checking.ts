// What a row of a table would become: its cells as names, dates, countries and the rest, with everything that is wrong with them or was left out.
import { z } from 'zod'
import { emailField } from '#features/accounts/account.ts'
import { COUNTRIES } from '#features/organisations/naming.ts'
import { WIKIDATA_ID, wikidataIn, type OrganisationKind } from '#features/organisations/organisation.ts'
import type { RoleClass } from '#features/organisations/people/post.ts'
import type { PartnershipType } from '#features/partnerships/partnership.ts'
import { countryByName } from '#features/places/gazetteer/countries.ts'
import { earliest, type ImpreciseDate, latest } from '#platform/dates.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { fieldIn, kindIn, languageIn, purposeIn, roleClassIn, saysNoType, typeIn, yesIn } from './cell-words.ts'
import type { ColumnField } from './columns.ts'
import type { ImportKind, ImportOptions, Mapping, OrganisationRow, RecordRow, RemarkCode, RowRemark, SourceRow, StepRow, Texts } from './import.ts'
import { readDate } from '#platform/written-dates.ts'
import { LONGEST_CELL, type LetterDoubt } from './reading/limits.ts'

export type CheckedRow = { readonly record: RecordRow | null; readonly faults: readonly RowRemark[]; readonly remarks: readonly RowRemark[] }

const LONGEST_NAME = 300
const COUNTRY_SET = new Set(COUNTRIES)
/** What Excel writes into a cell whose formula went wrong. */
const CELL_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|GETTING_DATA|SPILL!|CALC!)$/i
const STATE_WORDS =
  /^(?:the |la |il |die )?(?:република|републиката|кралство|федерална република|р\.|republic of|kingdom of|federal republic of|republique(?: de| du| d')?|république(?: de| du| d['’])?|royaume(?: de| du)?|repubblica(?: di| d['’])?|republik|bundesrepublik|република)\s*/iu

/** ISO 3166-1 alpha-2 of a country by code or by name in one of our languages; null when nobody could say. */
export function countryIn(written: string): string | null {
  const text = written.trim()
  if (/^[A-Za-z]{2}$/.test(text) && COUNTRY_SET.has(text.toUpperCase())) return text.toUpperCase()
  const bare = text.replace(/\s*\(([^)]*)\)\s*$/, '').trim()
  return countryByName(text) ?? countryByName(bare) ?? countryByName(bare.replace(STATE_WORDS, '')) ?? null
}

const webAddress = z.url({ protocol: /^https?$/ }).max(2000)
function addressIn(written: string): string | null {
  const text = written.trim()
  const whole = /^https?:\/\//i.test(text) ? text : /^[\p{L}\p{N}][\p{L}\p{N}.-]*\.\p{L}{2,}(?:[/?#].*)?$/u.test(text) ? `https://${text}` : ''
  return whole !== '' && webAddress.safeParse(whole).success ? whole : null
}

/** Reads the row's cells by field, and gathers what is wrong with them. */
class RowReader {
  readonly faults: RowRemark[] = []
  readonly remarks: RowRemark[] = []
  private readonly cells = new Map<string, string[]>()
  private readonly options: ImportOptions

  constructor(cells: readonly string[], mapping: Mapping, options: ImportOptions) {
    this.options = options
    for (const [column, field] of Object.entries(mapping)) {
      const cell = cells[Number(column)] ?? ''
      if (cell === '') continue
      if (CELL_ERROR.test(cell)) this.fault('cell-error', field, cell)
      else if (cell.length > LONGEST_CELL) this.fault('cell-long', field, cell)
      else this.cells.set(field, [...(this.cells.get(field) ?? []), cell])
    }
  }

  fault(code: RemarkCode, field: string | null, value = ''): void {
    this.faults.push({ code, field, value: value.slice(0, 120).toWellFormed() })
  }
  remark(code: RemarkCode, field: string | null, value = ''): void {
    this.remarks.push({ code, field, value: value.slice(0, 120).toWellFormed() })
  }

  text(field: ColumnField): string {
    return (this.cells.get(field) ?? []).join('\n')
  }
  line(field: ColumnField): string {
    return this.text(field).replace(/\s+/g, ' ').trim()
  }
  /** A line no longer than a name may be. */
  named(field: ColumnField, most = LONGEST_NAME): string {
    const line = this.line(field)
    if (line.length <= most) return line
    this.fault('name-long', field, line)
    return ''
  }
  list(field: ColumnField): string[] {
    return (this.cells.get(field) ?? [])
      .flatMap((cell) => cell.split(/[;,\n|/、，；]/))
      .map((one) => one.trim())
      .filter((one) => one !== '')
  }
  date(field: ColumnField): ImpreciseDate | null {
    const written = this.line(field)
    if (written === '') return null
    const date = readDate(written)
    if (date === null) {
      if (this.options.withoutDates) this.remark('date-left-out', field, written)
      else this.fault('date-unreadable', field, written)
    }
    return date
  }
  /** Exactly a day: „2028“ is no day on which somebody must decide. */
  day(field: ColumnField): string | null {
    const date = this.date(field)
    if (date === null || /^\d{4}-\d\d-\d\d$/.test(date)) return date
    this.remark('date-left-out', field, this.line(field))
    return null
  }
  texts(field: ColumnField): Texts {
    const text = this.text(field).trim()
    return text === '' ? {} : { [this.options.language]: text }
  }
  source(): SourceRow {
    const [title, address] = [this.named('sourceTitle'), this.line('sourceUrl')]
    const url = address === '' ? null : addressIn(address)
    if (address !== '' && url === null) this.remark('website-left-out', 'sourceUrl', address)
    // A source that is only an address often stands in the column of titles.
    const titled = url === null && /^https?:\/\//i.test(title) ? addressIn(title) : url
    return title === '' && titled === null ? null : { title: title === '' ? (titled ?? '') : title, url: titled ?? '' }
  }

  names(main: string): Texts {
    const { language } = this.options
    const other = this.named('nameOther')
    const otherLanguage = language === 'en' ? 'bg' : 'en'
    return { ...(main === '' ? {} : { [language]: main }), ...(other === '' ? {} : { [otherLanguage]: other }) }
  }

  country(): string | null {
    const written = this.line('country')
    if (written === '') return this.options.country === '' ? null : this.options.country
    const country = countryIn(written)
    if (country === null) this.fault('country-unknown', 'country', written)
    return country
  }

  organisation(): OrganisationRow | null {
    const names = this.names(this.named('name'))
    if (Object.keys(names).length === 0 && !this.faults.some(({ code }) => code === 'name-long')) this.fault('name-missing', 'name')
    const country = this.country()
    if (country === null && !this.faults.some(({ code }) => code === 'country-unknown')) this.fault('country-missing', 'country')
    const kindWritten = this.line('kind')
    const guessed: OrganisationKind | null = kindIn(kindWritten) ?? (kindWritten === '' ? kindIn(this.line('name')) : null)
    if (kindWritten !== '' && guessed === null) this.remark('kind-unknown', 'kind', kindWritten)
    const websiteWritten = this.line('website')
    const website = websiteWritten === '' ? null : addressIn(websiteWritten)
    if (websiteWritten !== '' && website === null) this.remark('website-left-out', 'website', websiteWritten)
    const wikidataWritten = this.line('wikidata')
    const wikidata = wikidataWritten === '' ? null : wikidataIn(wikidataWritten)
    if (wikidata !== null && !WIKIDATA_ID.test(wikidata)) this.remark('wikidata-left-out', 'wikidata', wikidataWritten)
    const nativeName = this.named('nativeName')
    const town = this.named('place')
    const source = this.source()
    if (country === null || Object.keys(names).length === 0) return null
    return {
      names,
      nativeName: nativeName === '' ? null : nativeName,
      aliases: this.list('aliases')
        .map((alias) => alias.slice(0, LONGEST_NAME))
        .slice(0, 50),
      kind: guessed ?? (kindWritten === '' ? this.options.organisationKind : 'other'),
      kindSaid: guessed !== null,
      country,
      town,
      placeId: null,
      website,
      wikidataId: wikidata !== null && WIKIDATA_ID.test(wikidata) ? wikidata : null,
      notes: this.texts('notes'),
      source,
    }
  }
}

function partner(read: RowReader, options: ImportOptions): RecordRow | null {
  const organisation = read.organisation()
  const typeWritten = read.line('type')
  const vague = saysNoType(typeWritten)
  if (vague) read.remark('type-vague', 'type', typeWritten)
  const type: PartnershipType | null = typeWritten === '' || vague ? options.type : typeIn(typeWritten)
  if (type === null) read.fault('type-unknown', 'type', typeWritten)
  const since = read.date('since')
  const decisionDate = read.date('decisionDate')
  const ended = read.date('ended')
  if (since !== null && ended !== null && earliest(since) > latest(ended)) read.fault('dates-backwards', 'ended', read.line('ended'))
  const fields = read.list('fields').map((word) => ({ word, field: fieldIn(word) }))
  for (const { word } of fields.filter(({ field }) => field === null)) read.remark('field-unknown', 'fields', word)
  // A council's decision without a day of its own was taken, as far as anybody knows, before the signing: its day is not invented.
  const number = read.line('decisionNumber').slice(0, 200)
  const decidedOn = decisionDate ?? dateInDecision(number)
  const steps: StepRow[] = [
    ...(decidedOn === null ? [] : [{ kind: 'council_decision' as const, side: 'us' as const, date: decidedOn, documentNumber: number === '' ? null : number }]),
    ...(since === null
      ? []
      : [
          {
            kind: type === 'contact' ? ('first_contact' as const) : ('signing' as const),
            side: 'both' as const,
            date: since,
            documentNumber: decidedOn === null && number !== '' ? number : null,
          },
        ]),
    ...(ended === null ? [] : [{ kind: 'end' as const, side: 'both' as const, date: ended, documentNumber: null }]),
  ]
  if (organisation === null || type === null) return null
  return {
    kind: 'partners',
    organisation,
    type,
    typeSaid: typeWritten !== '',
    fields: [...new Set(fields.flatMap(({ field }) => field ?? []))],
    summary: read.texts('summary'),
    origin: read.texts('origin'),
    published: yesIn(read.line('public')),
    steps,
  }
}

/** „№ 742 / 26.03.2004“: the day that stands in the number itself. */
function dateInDecision(number: string): ImpreciseDate | null {
  const day = /(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)/.exec(number)?.[1]
  return day === undefined ? null : readDate(day)
}

function person(read: RowReader, options: ImportOptions): RecordRow | null {
  const whole = read.named('name')
  const given = [read.named('givenName'), read.named('familyName')].filter((part) => part !== '').join(' ')
  const main = whole === '' ? given : given === '' || whole.includes(' ') ? whole : given
  const names = read.names(main.slice(0, LONGEST_NAME))
  if (Object.keys(names).length === 0 && !read.faults.some(({ code }) => code === 'name-long')) read.fault('name-missing', 'name')
  const organisation = read.named('organisation')
  const country = read.country()
  const role = read.named('role')
  if (organisation === '' && role !== '') read.fault('organisation-missing', 'organisation')
  const [from, to] = [read.date('from'), read.date('to')]
  if (from !== null && to !== null && earliest(from) > latest(to)) read.fault('dates-backwards', 'to', read.line('to'))
  const emailWritten = read.line('email').replace(/^mailto:/i, '')
  const email = emailField.safeParse(emailWritten)
  if (emailWritten !== '' && !email.success) read.remark('email-left-out', 'email', emailWritten)
  const languages = read.list('languages').map((word) => ({ word, code: languageIn(word) }))
  for (const { word } of languages.filter(({ code }) => code === null)) read.remark('language-unknown', 'languages', word)
  const nativeName = read.named('nativeName')
  const title = read.named('title', 60)
  const phone = read.named('phone', 60)
  const salutation = read.named('salutation', 200)
  const purpose = purposeIn(read.named('purpose', 200))
  const keepUntil = read.day('keepUntil')
  const source = read.source()
  if (Object.keys(names).length === 0) return null
  return {
    kind: 'people',
    names,
    nativeName: nativeName === '' ? null : nativeName,
    title: title === '' ? null : title,
    email: email.success ? email.data : null,
    phone: phone === '' ? null : phone,
    languages: [...new Set(languages.flatMap(({ code }) => code ?? []))],
    salutation: salutation === '' ? {} : { [options.language]: salutation },
    purpose,
    keepUntil,
    notes: read.texts('notes'),
    source,
    post:
      organisation === ''
        ? null
        : {
            organisation,
            country,
            organisationId: null,
            role: role === '' ? {} : { [options.language]: role },
            roleClass: roleClassIn(role) satisfies RoleClass,
            from,
            to,
          },
  }
}

/** The row as records; `record` is null when something is wrong that nobody can pass over. */
export function checkedRow(kind: ImportKind, cells: readonly string[], letters: LetterDoubt | null, mapping: Mapping, options: ImportOptions): CheckedRow {
  const read = new RowReader(cells, mapping, options)
  if (letters === 'lost') read.fault('letters-lost', null)
  if (letters === 'guessed') read.remark('letters-guessed', null)
  const organisation = kind === 'organisations' ? read.organisation() : null
  const record: RecordRow | null =
    kind === 'partners'
      ? partner(read, options)
      : kind === 'people'
        ? person(read, options)
        : organisation === null
          ? null
          : { kind: 'organisations', organisation }
  return { record: read.faults.length > 0 ? null : record, faults: read.faults, remarks: read.remarks }
}

/** In which language a column of names is written, by its letters: the office's own for Cyrillic, else English. */
export const languageOfNames = (names: readonly string[], own: string): string => {
  const cyrillic = names.filter((name) => scriptOf(name) === 'cyrillic').length
  return cyrillic * 2 >= names.length ? own : own === 'en' ? 'en' : 'en'
}
