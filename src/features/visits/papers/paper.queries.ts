// Reads a visit as its papers need it: who, where and when, in words ready to be printed.
import { and, eq, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { officeOnPaper } from '#features/accounts/letterhead/letterhead.queries.ts'
import type { OfficeOnPaper } from '#features/accounts/letterhead/paper-head.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { FileStore } from '#platform/files/files.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { asTyped, isStale, type LocalText } from '#platform/texts/local-text.ts'
import { isPaperLanguage, PAPER_LANGUAGES } from '#platform/texts/paper-languages.ts'
import { lodgerOf } from '../delegations/delegate.ts'
import { staysOf } from '../delegations/room.ts'
import { delegatesInOrder, type RankedDelegate } from '../delegations/delegate.queries.ts'
import { anthemsOf, flagsOf, inOrder, type Meeting, type SymbolKey } from '../ceremonial/ceremonial.ts'
import { meetingAt } from '../ceremonial/ceremonial.queries.ts'
import type { LetterRow } from '../invitations/letter.queries.ts'
import { visitFor } from '../pocket/pocket.ts'
import { seatedAt, type SeatingRow } from '../seatings/seating.queries.ts'
import { zonePlace } from '../programmes/zone-name.ts'
import { programmeOf, type Programme, type ProgrammeItem, type ProgrammeVisit } from '../programmes/programme.queries.ts'
import { townWords } from '../town.ts'
import { townsAt } from '../town.queries.ts'
import { visitById } from '../visit.queries.ts'
import { visits } from '../visit.table.ts'
import type { FlagsInput, ListHead, PaperMember } from './lists.ts'
import type { LetterInput } from './letter-paper.ts'
import type { PaperItem, ProgrammeInput } from './programme-paper.ts'
import type { PaperSitter, SeatingInput } from './seating-paper.ts'
import { type Named, tongueOf, type Words } from './tongue.ts'

/** A member of a delegation on paper, with what tells them apart in the register. */
export type MemberOnPaper = PaperMember & PaperSitter & { readonly id: string; readonly version: number }

export type VisitOnPaper = {
  readonly id: string
  readonly title: LocalText
  /** Languages of the visit's papers, our own first. */
  readonly languages: readonly string[]
  /** YYYY-MM-DD; days of the event, else of its programme; null while nobody knows. */
  readonly from: string | null
  readonly until: string | null
  /** Of the office: what stands at the head of its papers, and its clock. */
  readonly office: OfficeOnPaper
  readonly zone: string
  readonly draft: boolean
  /** What we meet for, as our side wrote it. */
  readonly purpose: LocalText
  readonly programme: Programme
  /** Everybody of the delegations in order of precedence, as the register has them. */
  readonly delegates: readonly RankedDelegate[]
  /** Those who come, in the same order. */
  readonly members: readonly MemberOnPaper[]
}

const CYRILLIC = new Set(['bg', 'mk', 'sr', 'ru', 'uk', 'be'])

/** The language of a name people write themselves: the first they speak that is written in its letters. */
function nativeLanguageOf(nativeName: string, languages: readonly string[]): string {
  const script = scriptOf(nativeName)
  return (
    (script === 'cyrillic'
      ? languages.find((language) => CYRILLIC.has(language))
      : script === 'han'
        ? 'zh'
        : languages.find((language) => !CYRILLIC.has(language) && language !== 'zh')) ?? ''
  )
}

/** null when there is no such dossier. A fixed number of statements. */
export async function visitOnPaper(tx: OfficeTx, files: FileStore, id: string): Promise<VisitOnPaper | null> {
  const programme = await programmeOf(tx, id)
  if (programme === null) return null
  const { visit, items } = programme
  const [office] = await tx
    .select({ zone: offices.timeZone, confirmedOn: visits.confirmedOn, purpose: visits.ourPurpose })
    .from(offices)
    .innerJoin(visits, and(eq(visits.officeId, offices.id), eq(visits.id, id)))
    .where(eq(offices.id, tx.officeId))
  const delegates = await delegatesInOrder(tx, id)
  const days = items.flatMap(({ day, lastDay }) => [day, lastDay]).sort()
  return {
    id,
    title: visit.title,
    languages: visit.languages,
    from: visit.firstDay ?? days[0] ?? null,
    until: visit.lastDay ?? days.at(-1) ?? null,
    office: await officeOnPaper(tx, files),
    zone: office!.zone,
    draft: office!.confirmedOn === null,
    purpose: office!.purpose,
    programme,
    delegates,
    members: await membersOf(tx, delegates),
  }
}

async function membersOf(tx: OfficeTx, delegates: readonly RankedDelegate[]): Promise<MemberOnPaper[]> {
  const members = delegates.filter(({ withdrawnOn }) => withdrawnOn === null)
  const from = [...new Set(members.flatMap(({ organisationId }) => organisationId ?? []))]
  const towns = await organisationTowns(tx, from)
  const stays = staysOf(members.map(lodgerOf))
  return members.map((member) => {
    const { nativeLanguage, town } = towns.get(member.organisationId ?? '') ?? { nativeLanguage: null, town: {} }
    const { organisation } = member
    return {
      ...member,
      ...stays.get(member.id),
      name: asTyped(member.name),
      nativeLanguage: nativeLanguageOf(member.nativeName, member.languages),
      role: asTyped(member.role),
      organisation:
        organisation === null
          ? {}
          : {
              ...(organisation.nativeName === null || nativeLanguage === null ? {} : { [nativeLanguage]: organisation.nativeName }),
              ...asTyped(organisation.name),
            },
      town,
    }
  })
}

/**
 * Who of the delegations took part in a visit that has begun by the day (YYYY-MM-DD), in order of precedence, guests first; nobody of one that was called off
 * or has no dossier. After it is marked as held, those who came. A fixed number of statements.
 */
export async function presentMembers(tx: OfficeTx, visitId: string, today: string): Promise<(MemberOnPaper & Pick<RankedDelegate, 'side' | 'personId'>)[]> {
  const [begun] = await tx
    .select({ id: visits.id })
    .from(visits)
    .innerJoin(events, and(eq(events.officeId, visits.officeId), eq(events.id, visits.id), isNull(events.cancelledOn)))
    .where(
      and(
        eq(visits.officeId, tx.officeId),
        eq(visits.id, visitId),
        isNull(visits.deletedAt),
        isNull(visits.cancelledOn),
        or(isNotNull(visits.heldOn), lte(events.firstDay, today)),
      ),
    )
  if (begun === undefined) return []
  const delegates = await delegatesInOrder(tx, visitId)
  const sides = new Map(delegates.map((one) => [one.id, one]))
  return (await membersOf(tx, delegates)).map((member) => ({ ...member, side: sides.get(member.id)!.side, personId: sides.get(member.id)!.personId }))
}

/** In which language organisations call themselves, and their towns. Four statements. */
async function organisationTowns(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, { nativeLanguage: string | null; town: Words }>> {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: organisations.id, nativeLanguage: organisations.nativeLanguage, placeId: organisations.placeId })
          .from(organisations)
          .where(and(eq(organisations.officeId, tx.officeId), inArray(organisations.id, [...ids])))
  const { at } = await townsAt(
    tx,
    rows.map(({ placeId }) => placeId),
  )
  return new Map(
    rows.map(({ id, nativeLanguage, placeId }) => {
      const town = placeId === null ? undefined : at.get(placeId)
      return [id, { nativeLanguage, town: town === undefined ? {} : townWords(town, PAPER_LANGUAGES) }]
    }),
  )
}

export type Languages = readonly [string] | readonly [string, string]

/** What the visit is called in the languages of a paper: its title there, else in plain words, as on the phone and in invitations. */
export function titleOn(visit: Pick<ProgrammeVisit, 'title' | 'direction' | 'towns'>, languages: readonly string[]): Words {
  const written = asTyped(visit.title)
  const plain = languages.flatMap((language) => {
    if (written[language] !== undefined || !isPaperLanguage(language)) return []
    const { text, lang } = visitFor(visit, language)
    return lang === language ? [[language, text] as const] : []
  })
  return { ...written, ...Object.fromEntries(plain) }
}

/** The head of every list of the visit. Where no day is known, the paper's own day stands for it. */
export const listHead = ({ office, programme, from, until, zone }: VisitOnPaper, languages: Languages, at: Date, today: string): ListHead => ({
  office,
  title: titleOn(programme.visit, languages),
  from: from ?? today,
  until: until ?? from ?? today,
  languages,
  zone,
  at,
})

export function programmeInput(visit: VisitOnPaper, languages: Languages, at: Date, today: string): ProgrammeInput {
  const { programme } = visit
  const { office, title, from, until } = listHead(visit, languages, at, today)
  const townOf = (zone: string): Words => {
    const town = programme.visit.towns.find((one) => one.zone === zone)
    const words = town === undefined ? {} : townWords(town, PAPER_LANGUAGES)
    return Object.keys(words).length > 0 ? words : Object.fromEntries(languages.map((language) => [language, zonePlace(zone, language)]))
  }
  const groups = new Map(programme.groups.map(({ id, name }) => [id, asTyped(name)]))
  const languagesOf = new Map(programme.delegates.map(({ id, languages: spoken }) => [id, spoken]))
  return {
    office,
    title,
    languages,
    from,
    until,
    host: { zone: programme.visit.hostZone, town: townOf(programme.visit.hostZone) },
    guest: { zone: programme.visit.guestZone, town: townOf(programme.visit.guestZone) },
    draft: visit.draft,
    at,
    items: programme.items.map((item) => itemOnPaper(item, groups, languagesOf)),
  }
}

function itemOnPaper(item: ProgrammeItem, groups: ReadonlyMap<string, Words>, languagesOf: ReadonlyMap<string, readonly string[]>): PaperItem {
  const named = ({ delegateId, name, nativeName }: ProgrammeItem['participants'][number]): Named => ({
    name: asTyped(name),
    nativeName: nativeName ?? '',
    nativeLanguage: nativeLanguageOf(nativeName ?? '', languagesOf.get(delegateId ?? '') ?? []),
  })
  return {
    kind: item.kind,
    startsAt: new Date(item.from),
    endsAt: new Date(item.to),
    wholeDays: item.time === null ? { from: item.day, until: item.lastDay } : null,
    title: asTyped(item.title),
    note: asTyped(item.note),
    place: asTyped(item.place),
    address: item.address,
    room: item.room,
    contact: item.contact,
    phone: item.contactPhone,
    attendance: item.attendance,
    groups: item.groups.map((id) => groups.get(id)).filter((name) => name !== undefined),
    people: item.participants.map((one) => ({ ...named(one), part: one.part })),
  }
}

/** How many items have no title in the language, and how many have one older than the text it was made from. */
export function translationGaps({ items }: Programme, language: string): { readonly missing: number; readonly stale: number } {
  const named = items.filter(({ title }) => Object.keys(title.in).length > 0)
  return {
    missing: named.filter(({ title }) => title.in[language] === undefined).length,
    stale: named.filter(({ title, note, place }) => [title, note, place].some((text) => isStale(text, language))).length,
  }
}

// ---- flags, tables, letters ---------------------------------------------------------------------------------------------

/** What a flag or an anthem is of, in each of the languages. */
function symbolWords(key: SymbolKey, meeting: Meeting, office: Words, languages: readonly string[]): Words {
  const [kind, what = ''] = key.split(':')
  if (kind !== 'town')
    return Object.fromEntries(languages.map((language) => [language, new Intl.DisplayNames([language], { type: 'region' }).of(what) ?? what]))
  const town = meeting.partners.find(({ organisationId }) => organisationId === what)
  return what === 'home' || town === undefined
    ? office
    : Object.fromEntries(languages.map((language) => [language, tongueOf(language).named(asNamed(town)).text]))
}

const asNamed = ({
  name,
  nativeName,
  nativeLanguage = null,
}: {
  readonly name: LocalText
  readonly nativeName: string | null
  readonly nativeLanguage?: string | null
}): Named => ({
  name: asTyped(name),
  nativeName: nativeName ?? '',
  nativeLanguage: nativeLanguage ?? '',
})

/** Flags and anthems in the order of the dossier; null when there is none. */
export async function flagsInput(tx: OfficeTx, visit: VisitOnPaper, languages: Languages, at: Date, today: string): Promise<FlagsInput | null> {
  const whole = await visitById(tx, visit.id)
  if (whole === null) return null
  const meeting = await meetingAt(tx, whole, today)
  const words = (usual: readonly SymbolKey[], own: readonly SymbolKey[]): Words[] =>
    inOrder(usual, own).order.map((key) => symbolWords(key, meeting, visit.office.name, languages))
  return {
    ...listHead(visit, languages, at, today),
    flags: words(flagsOf(meeting), whole.visit.flagOrder),
    anthems: words(anthemsOf(meeting), whole.visit.anthemOrder),
  }
}

/** A table as it is laid now. */
export function seatingInput(visit: VisitOnPaper, row: SeatingRow, languages: Languages, at: Date, today: string): SeatingInput {
  const { seats, anchors, behind } = seatedAt(row, visit.delegates)
  const members = new Map(visit.members.map((member) => [member.id, member]))
  return {
    ...listHead(visit, languages, at, today),
    table: row.title,
    form: row.form,
    seats: seats.map((one) => one.map((id) => members.get(id ?? '') ?? null)),
    anchors,
    behind: behind.flatMap(({ id, serves }) => {
      const [aide, served] = [members.get(id), members.get(serves)]
      return aide === undefined || served === undefined ? [] : [{ aide, serves: served }]
    }),
  }
}

/** A letter in the languages it was written in, our own first. */
export function letterInput(letter: LetterRow, visit: VisitOnPaper, layout: LetterInput['layout'], at: Date): LetterInput {
  const body = asTyped(letter.body)
  const languages = [...new Set([...visit.languages, ...Object.keys(body)])].filter((language) => body[language] !== undefined)
  const to = (language: string): string =>
    [letter.person, letter.organisation]
      .flatMap((named) => (named === null ? [] : [tongueOf(language, [body[language] ?? '']).named(asNamed(named)).text]))
      .join('\n')
  return {
    office: visit.office,
    languages,
    layout,
    number: letter.number,
    date: letter.sentOn,
    to: Object.fromEntries(languages.map((language) => [language, to(language)])),
    subject: asTyped(letter.subject),
    body,
    purpose: asTyped(visit.purpose),
    signatory: letter.signed,
    at,
  }
}
