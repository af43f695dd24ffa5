// Writes what the office says of towns that may become partners: pins, excludes, puts on the shortlist, notes, each with its way back.
import { and, eq, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { nameFor } from '#features/places/place.ts'
import { placeById, placesByIds } from '#features/places/place.queries.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { LANGUAGES, officeLanguage } from '#platform/texts/language.ts'
import type { Finding, Named } from '../finder.ts'
import { townsOfReason, withTowns } from '../reason.ts'
import { type DeedForm, NOTHING_SAID, type Judgement, judgementAfter } from './candidate.ts'
import { townOnRecord } from './candidate.queries.ts'
import { type CandidateRow, finderCandidates } from './candidate.table.ts'

/** A candidate as the activity record keeps it, with the town's name. */
export type CandidateState = Judgement & { readonly placeId: number; readonly town: string }
export type CandidateStale = KeptStale<CandidateState>

type Act = `finder_candidate.${string}`
const act = (name: Act): Act => name

const rows = new KeptRows<CandidateRow, CandidateState>({
  table: finderCandidates,
  stateOf: async ({ placeId, pinnedOn, excludedOn, excludedWhy, shortlistedOn, note, finding }, tx) => ({
    placeId,
    town: await townOnRecord(tx, placeId),
    pinnedOn,
    excludedOn,
    excludedWhy,
    shortlistedOn,
    note,
    finding,
  }),
  columnsOf: ({ placeId, pinnedOn, excludedOn, excludedWhy, shortlistedOn, note, finding }) => ({
    placeId,
    pinnedOn,
    excludedOn,
    excludedWhy,
    shortlistedOn,
    note,
    finding,
  }),
  label: ({ town }) => town,
  missing: () => m.finder_shortlist_missing(),
})

export type Done = { readonly id: string; readonly town: string; /** null: it was so already. */ readonly activityId: string | null }

const ACTS = {
  pin: act('finder_candidate.pinned'),
  unpin: act('finder_candidate.unpinned'),
  exclude: act('finder_candidate.excluded'),
  'take-back': act('finder_candidate.taken_back'),
  shortlist: act('finder_candidate.shortlisted'),
  leave: act('finder_candidate.left'),
} as const

const SAID = ['pinnedOn', 'excludedOn', 'excludedWhy', 'shortlistedOn', 'note'] as const
const same = (a: Judgement, b: Judgement): boolean => SAID.every((name) => a[name] === b[name]) && JSON.stringify(a.finding) === JSON.stringify(b.finding)

/**
 * The finding with the name of each town its evidence rests on in every language of the interface, so that a colleague and the partnership's origin read it in theirs.
 * In the language that is being spoken it stays as it was shown: a partner by the name the office has for it.
 */
async function inAllLanguages(tx: OfficeTx, finding: Finding | null): Promise<Finding | null> {
  const towns = finding === null ? [] : finding.reasons.flatMap(townsOfReason)
  if (finding === null || towns.length === 0) return finding
  const places = new Map(
    (
      await placesByIds(
        tx,
        towns.map(({ id }) => id),
      )
    ).map((place) => [place.id, place]),
  )
  const named = ({ id, name }: Named): Named => {
    const place = places.get(id)
    const known = place === undefined ? {} : Object.fromEntries(LANGUAGES.map((language) => [language, nameFor(place, language)]))
    return { id, name, names: { ...known, [officeLanguage()]: name } }
  }
  return { ...finding, reasons: finding.reasons.map((reason) => withTowns(reason, named)) }
}

/** Does a deed of the list to a town, by its GeoNames id; doing it twice changes nothing. Refuses a town the list does not know, and our own. */
export const judgeTown = (here: Here, by: Officer, { place, deed, ...given }: DeedForm): Promise<Result<Done>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    if ((await placeById(tx, place)) === null) return refuse('missing', m.finder_shortlist_town_missing(), 'place')
    const [office] = await tx.select({ placeId: offices.placeId }).from(offices).where(eq(offices.id, tx.officeId))
    if (office?.placeId === place) return refuse('home', m.finder_shortlist_home(), 'place')
    // Two who are the first to say something of a town at once wait for each other: there is no row yet they could wait for.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`finder_candidate ${tx.officeId} ${place}`}, 0))`)
    const [known] = await tx
      .select({ id: finderCandidates.id })
      .from(finderCandidates)
      .where(and(eq(finderCandidates.officeId, tx.officeId), eq(finderCandidates.placeId, place)))
    const before = known === undefined ? null : await rows.read(tx, known.id)
    const stood = before === null || before.removed ? null : before.state
    const town = stood?.town ?? (await townOnRecord(tx, place))
    const after = judgementAfter(stood ?? NOTHING_SAID, deed, here.clock.today(), { ...given, finding: await inAllLanguages(tx, given.finding) })
    if (same(stood ?? NOTHING_SAID, after)) return ok({ id: known?.id ?? '', town, activityId: null })
    const written = await rows.write(tx, here, by, known?.id ?? newId(), before, { ...after, placeId: place, town }, ACTS[deed])
    return ok({ id: written.id, town, activityId: written.activityId })
  })

/** Writes the note of a town; a stale save is refused with what stands there now. */
export const noteTown = (here: Here, by: Officer, id: string, version: number, note: string): Promise<Result<Written, Refusal | CandidateStale>> =>
  rows.change(here, by, id, version, act('finder_candidate.noted'), (before) => ok({ ...before, note }))

/** Puts what was said of a town back to what it was. */
export const restoreCandidate: Restore = rows.put(act('finder_candidate.restored'))
