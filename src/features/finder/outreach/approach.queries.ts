// Reads approaches to towns: one with everything its page shows, lists by where they stand, and the office's rule of weeks.
import { and, count, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { placeById, placesByIds } from '#features/places/place.queries.ts'
import type { Place } from '#features/places/place.ts'
import { anyOf } from '#platform/database/any-of.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Here } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import type { MailState } from '#platform/mail/letter.ts'
import { outbox } from '#platform/mail/outbox.table.ts'
import type { Finding } from '../finder.ts'
import { KNOWN_TAGS } from '../facts/fact.ts'
import { tagsByPlace } from '../facts/fact.queries.ts'
import { candidateById, withPlaces } from '../shortlist/candidate.queries.ts'
import { finderCandidates } from '../shortlist/candidate.table.ts'
import { officeEvidence, placeIndexOf } from '../twinnings/twinning.queries.ts'
import { type OutreachRules, STATES, type State, USUAL_OUTREACH } from './approach.ts'
import { areBySea, KNOWN_TIES, type KnownTie, type LetterParts, MOST_NAMED } from './letter.ts'
import { type ApproachRow, finderApproaches, outreachRules } from './approach.table.ts'

/** The office's rule, or the usual one with version 0. */
export async function outreachRulesOf(tx: OfficeTx): Promise<OutreachRules & { readonly version: number }> {
  const [own] = await tx
    .select({ weeks: outreachRules.weeks, since: outreachRules.since, version: outreachRules.version })
    .from(outreachRules)
    .where(and(eq(outreachRules.officeId, tx.officeId), eq(outreachRules.id, tx.officeId), isNull(outreachRules.deletedAt)))
  return own ?? { ...USUAL_OUTREACH, version: 0 }
}

/** The same inside a query. */
const weeksSql = (tx: OfficeTx): SQL =>
  sql`coalesce((select ${outreachRules.weeks} from ${outreachRules} where ${outreachRules.officeId} = ${tx.officeId} and ${outreachRules.deletedAt} is null), ${USUAL_OUTREACH.weeks}::int)`

export const live = (tx: OfficeTx): SQL | undefined => and(eq(finderApproaches.officeId, tx.officeId), isNull(finderApproaches.deletedAt))
export const lastSentSql = sql<string | null>`coalesce(${finderApproaches.second} ->> 'sentOn', ${finderApproaches.first} ->> 'sentOn')`
/** The day from which it is silent. */
export const silentFromSql = (tx: OfficeTx): SQL => sql`(${lastSentSql})::date + 7 * ${weeksSql(tx)}`

/** Where an approach stands, as approach.ts has it. */
export const stateSql = (tx: OfficeTx, today: string): SQL<State> => sql<State>`case
  when ${finderApproaches.partnershipId} is not null then 'partner'
  when ${finderApproaches.declinedOn} is not null or ${finderApproaches.answer} = 'no' then 'declined'
  when ${finderApproaches.answeredOn} is not null then 'answered'
  when ${lastSentSql} is null then 'drafted'
  when ${silentFromSql(tx)} <= ${today}::date then 'silent'
  else 'sent' end`

/** `place` null: the gazetteer has lost it. */
export type ApproachLine = ApproachRow & { readonly place: Place | null }
/** What became of the mail by which a letter left; null: the post has forgotten it, or it left another way. */
export type LetterMail = { readonly id: string; readonly to: string; readonly state: MailState; readonly said: string }
export type ApproachView = ApproachLine & {
  readonly finding: Finding | null
  readonly note: string
  readonly shortlistedOn: string | null
  readonly mails: { readonly first: LetterMail | null; readonly second: LetterMail | null }
}

/** null when there is none. Four statements at most. */
export async function approachById(tx: OfficeTx, id: string): Promise<ApproachView | null> {
  if (!isId(id)) return null
  const [found] = await tx
    .select({ row: finderApproaches, finding: finderCandidates.finding, note: finderCandidates.note, shortlistedOn: finderCandidates.shortlistedOn })
    .from(finderApproaches)
    .innerJoin(finderCandidates, and(eq(finderCandidates.officeId, finderApproaches.officeId), eq(finderCandidates.id, finderApproaches.candidateId)))
    .where(and(live(tx), eq(finderApproaches.id, id)))
  if (found === undefined) return null
  const { row, ...candidate } = found
  const ids = [row.first.mailId, row.second?.mailId ?? null].flatMap((mailId) => mailId ?? [])
  const mails =
    ids.length === 0
      ? []
      : await tx
          .select({ id: outbox.id, to: outbox.to, state: outbox.state, said: outbox.lastError })
          .from(outbox)
          .where(and(eq(outbox.officeId, tx.officeId), anyOf(outbox.id, ids)))
  const mailOf = (mailId: string | null | undefined): LetterMail | null => {
    const mail = mails.find((one) => one.id === mailId)
    return mail === undefined ? null : { ...mail, said: mail.said ?? '' }
  }
  return { ...row, ...candidate, place: await placeById(tx, row.placeId), mails: { first: mailOf(row.first.mailId), second: mailOf(row.second?.mailId) } }
}

/** The approaches to these candidates, by the candidate's id. One statement. */
export async function approachesTo(tx: OfficeTx, candidateIds: readonly string[]): Promise<Map<string, ApproachRow>> {
  if (candidateIds.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(finderApproaches)
    .where(and(live(tx), anyOf(finderApproaches.candidateId, candidateIds)))
  return new Map(rows.map((row) => [row.candidateId, row]))
}

/** The approach a partnership came of; null: none did. */
export async function approachOfPartnership(tx: OfficeTx, partnershipId: string): Promise<ApproachRow | null> {
  const [row] = await tx
    .select()
    .from(finderApproaches)
    .where(and(live(tx), eq(finderApproaches.partnershipId, partnershipId)))
    .limit(1)
  return row ?? null
}

/** The approaches with these ids and their towns. Two statements. */
export async function approachesByIds(tx: OfficeTx, ids: readonly string[]): Promise<ApproachLine[]> {
  const asked = ids.filter(isId)
  if (asked.length === 0) return []
  return withPlaces(
    tx,
    await tx
      .select()
      .from(finderApproaches)
      .where(and(live(tx), inArray(finderApproaches.id, asked))),
  )
}

export type Counts = Readonly<Record<State, number>>
export async function approachCounts(tx: OfficeTx, today: string): Promise<Counts> {
  const stood = tx
    .select({ state: stateSql(tx, today).as('state') })
    .from(finderApproaches)
    .where(live(tx))
    .as('stood')
  const rows = await tx.select({ state: stood.state, n: count() }).from(stood).groupBy(stood.state)
  const found = new Map(rows.map(({ state, n }) => [state, n]))
  return Object.fromEntries(STATES.map((state) => [state, found.get(state) ?? 0])) as Counts
}

const NOTHING_ALIKE: Pick<LetterParts, 'shared' | 'ties' | 'bySea'> = { shared: [], ties: {}, bySea: false }

export const APPROACHES_A_PAGE = 25

/** One page of the approaches that stand somewhere, or of all, the latest drafted first. Two statements, however many rows. */
export async function approachesPage(tx: OfficeTx, today: string, state: State | null, turn: Turn, size = APPROACHES_A_PAGE): Promise<Page<ApproachLine>> {
  const key = sql<string>`${finderApproaches.first} ->> 'draftedOn'`
  const paging = keyPaging(turn, { key, id: finderApproaches.id }, { size, descending: true, keyShape: /^\d{4}-\d\d-\d\d$/ })
  const rows = await tx
    .select()
    .from(finderApproaches)
    .where(and(live(tx), state === null ? undefined : sql`${stateSql(tx, today)} = ${state}`, paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(await withPlaces(tx, rows), ({ first, id }) => ({ key: first.draftedOn, id }))
}

/** The office's own town with its languages; `place` null: the gazetteer does not know it. */
export async function homeTown(tx: OfficeTx): Promise<{ readonly place: Place | null; readonly language: string }> {
  const [office] = await tx.select({ placeId: offices.placeId, languages: offices.languages }).from(offices).where(eq(offices.id, tx.officeId))
  return { place: office === undefined ? null : await placeById(tx, office.placeId), language: office?.languages[0] ?? 'bg' }
}

/** Who signed the letter in a language that was drafted last and is signed; '': none is. */
export async function signatoryOfLatest(tx: OfficeTx, language: string): Promise<string> {
  const signatory = sql<string>`${finderApproaches.first} ->> 'signatory'`
  const [latest] = await tx
    .select({ signatory })
    .from(finderApproaches)
    .where(and(live(tx), eq(finderApproaches.language, language), sql`${signatory} <> ''`))
    .orderBy(desc(finderApproaches.id))
    .limit(1)
  return latest?.signatory ?? ''
}

/** The ties to a town of the shortlist that are known, with the towns they rest on, from where the office looks, what both towns are known for, and whether both lie by the sea. Nothing while "npm run build" has not made the list of places. */
export async function likenessTo(here: Here, officeId: string, candidateId: string): Promise<Pick<LetterParts, 'shared' | 'ties' | 'bySea'>> {
  const asked = await here.db.reading.inOffice(officeId, async (tx) => ({ home: await homeTown(tx), candidate: await candidateById(tx, candidateId) }))
  const index = await placeIndexOf().catch(() => null)
  if (index === null || asked.home.place === null || asked.candidate === null) return NOTHING_ALIKE
  const [home, town] = [index.row(asked.home.place.id), index.row(asked.candidate.placeId)]
  if (home === undefined || town === undefined) return NOTHING_ALIKE
  const { evidence } = await officeEvidence(here, officeId)
  const { common, neighbours, besides } = evidence.witnesses(home, town)
  const towns = (witnesses: typeof neighbours): number[] => witnesses.map(({ by }) => by)
  const rows: Readonly<Record<KnownTie, readonly number[]>> = {
    common,
    neighbours: towns(neighbours),
    besides: towns(besides),
    countrymen: evidence.countrymen(home, town),
  }
  const idsOf = (tie: KnownTie): number[] => rows[tie].slice(0, MOST_NAMED).map((row) => index.of.geonameId[row]!)
  const read = await here.db.reading.inOffice(officeId, async (tx) => ({
    places: await placesByIds(tx, [...new Set(KNOWN_TIES.flatMap(idsOf))]),
    tags: await tagsByPlace(tx),
  }))
  const places = new Map(read.places.map((place) => [place.id, place]))
  const [ourTags, theirTags] = [asked.home.place.id, asked.candidate.placeId].map((id) => new Set(read.tags.get(id)?.map(({ tag }) => tag)))
  const { sea } = index.of
  return {
    ties: Object.fromEntries(KNOWN_TIES.map((tie) => [tie, idsOf(tie).flatMap((id) => places.get(id) ?? [])])),
    shared: KNOWN_TAGS.filter((tag) => ourTags!.has(tag) && theirTags!.has(tag)),
    bySea: areBySea(sea[home]!, sea[town]!),
  }
}
