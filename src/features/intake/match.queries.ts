// Finds the record of the register that a draft may be: told before by another source, or known to the office for years.
import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { commitmentPartners, commitments } from '#features/commitments/commitment.table.ts'
import { similarEvents } from '#features/events/event.queries.ts'
import { boundsOf } from '#features/events/event.ts'
import { symbolicActPartners, symbolicActs } from '#features/events/symbolic-act.table.ts'
import { organisationsNamed } from '#features/organisations/organisation.queries.ts'
import { milestonesOf, partnershipsOf } from '#features/partnerships/partnership.queries.ts'
import { earliest, latest } from '#platform/dates.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type DraftContent, type DraftMatch, type DraftSeed, HOME_REF } from './draft.ts'
import { isLasting, stepKindOf } from './relation.ts'

/** Finds for each draft the record of the register that it may be. */
export async function matched(tx: OfficeTx, seeds: readonly DraftSeed[]): Promise<DraftSeed[]> {
  const out: DraftSeed[] = []
  const recordOf = new Map<string, DraftMatch>()
  for (const seed of seeds) {
    const match = seed.match ?? (await matchOf(tx, seed, recordOf))
    if (match !== null) recordOf.set(seed.key, match)
    out.push({ ...seed, match })
  }
  return out
}

/** The record this draft may be; `recordOf` are the matches of the drafts it refers to. */
export async function matchOf(tx: OfficeTx, seed: DraftContent, recordOf: ReadonlyMap<string, DraftMatch>): Promise<DraftMatch | null> {
  const surely = (keys: readonly string[]): string[] =>
    keys.flatMap((key) => (key !== HOME_REF && recordOf.get(key)?.sure === true ? [recordOf.get(key)!.id] : []))
  if (seed.kind === 'organisation') {
    const named = await organisationsNamed(tx, Object.values(seed.data.name))
    const alike =
      named.find((one) => one.country === seed.data.country && one.kind === seed.data.kind) ?? named.find((one) => one.country === seed.data.country)
    return alike === undefined ? null : { id: alike.id, sure: alike.kind === seed.data.kind && (alike.placeId === null || alike.placeId === seed.data.placeId) }
  }
  if (seed.kind === 'event') {
    const organisationIds = surely(seed.data.partners)
    if (organisationIds.length === 0) return null
    const found = await similarEvents(tx, { organisationIds, ...boundsOf(seed.data.date), kind: seed.data.kind })
    const same = found.find(
      (event) =>
        event.kind === seed.data.kind && event.direction === seed.data.direction && event.partners.some((one) => organisationIds.includes(one.organisationId)),
    )
    return same === undefined ? null : { id: same.id, sure: same.date !== null && seed.data.date !== null }
  }
  if (seed.kind === 'relation') {
    const kind = stepKindOf(seed.data.status)
    const [partnership] = await partnershipsOf(tx, surely(seed.data.partners.slice(0, 1)))
    if (kind === null || partnership === undefined) return null
    const steps = (await milestonesOf(tx, partnership.id)).filter((step) => step.kind === kind)
    const step = steps.at(-1)
    if (step === undefined) return null
    const { date } = seed.data
    // „20 години“ said in 2024 agrees with a signing of 2004, and of 2003 told in a spring.
    const agrees =
      date !== null &&
      (isLasting(seed.data.status)
        ? steps.find((one) => Math.abs(Number(one.date.slice(0, 4)) - Number(date.slice(0, 4))) <= 1)
        : steps.find((one) => earliest(one.date) <= latest(date) && latest(one.date) >= earliest(date)))
    return agrees ? { id: agrees.id, sure: true } : { id: step.id, sure: false }
  }
  if (seed.kind === 'symbolic_act') {
    const organisationIds = surely(seed.data.partners)
    const { firstDay, lastDay } = boundsOf(seed.data.date)
    if (organisationIds.length === 0 || firstDay === null || lastDay === null) return null
    const [same] = await tx
      .select({ id: symbolicActs.id })
      .from(symbolicActs)
      .innerJoin(
        symbolicActPartners,
        and(
          eq(symbolicActPartners.officeId, symbolicActs.officeId),
          eq(symbolicActPartners.symbolicActId, symbolicActs.id),
          eq(symbolicActPartners.organisationId, organisationIds[0]!),
        ),
      )
      .where(
        and(
          eq(symbolicActs.officeId, tx.officeId),
          isNull(symbolicActs.deletedAt),
          eq(symbolicActs.kind, seed.data.kind),
          sql`${symbolicActs.firstDay} <= ${lastDay}::date and ${symbolicActs.lastDay} >= ${firstDay}::date`,
        ),
      )
      .limit(1)
    return same === undefined ? null : { id: same.id, sure: true }
  }
  if (seed.kind === 'commitment') {
    const organisationIds = surely(seed.data.partners)
    if (organisationIds.length === 0) return null
    const known = await tx
      .selectDistinct({ id: commitments.id, text: commitments.text })
      .from(commitments)
      .innerJoin(
        commitmentPartners,
        and(
          eq(commitmentPartners.officeId, commitments.officeId),
          eq(commitmentPartners.commitmentId, commitments.id),
          inArray(commitmentPartners.organisationId, organisationIds),
        ),
      )
      .where(and(eq(commitments.officeId, tx.officeId), isNull(commitments.deletedAt), eq(commitments.owedBy, seed.data.owedBy)))
      .orderBy(desc(commitments.id))
      .limit(200)
    const likeness = known
      .map(({ id, text }) => ({
        id,
        far: unlike(
          seed.data.text,
          Object.values(text.in).map((one) => one.text),
        ),
      }))
      .sort((a, b) => a.far - b.far)[0]
    return likeness !== undefined && likeness.far <= SAME_PROMISE ? { id: likeness.id, sure: true } : null
  }
  return null
}

/** Share of words by which two wordings of a promise may differ and still be one promise. */
const SAME_PROMISE = 0.2
const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
function unlike(text: string, others: readonly string[]): number {
  const own = wordsOf(text)
  return Math.min(
    ...others.map((other) => {
      const theirs = wordsOf(other)
      const shared = [...own].filter((word) => theirs.has(word)).length
      return 1 - shared / Math.max(1, own.size + theirs.size - shared)
    }),
  )
}
