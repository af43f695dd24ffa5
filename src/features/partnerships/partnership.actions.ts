// Writes partnerships into the register: makes, changes, removes and restores them, each with its line in the activity record.
import { and, eq, isNull, ne, or, like, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { createOrganisation, type Holder } from '#features/organisations/organisation.actions.ts'
import { holdStill, standingFor } from '#features/organisations/doubles/merging.queries.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import type { OrganisationFacts } from '#features/organisations/organisation.ts'
import type { Organisation } from '#features/organisations/organisation.table.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { isId, newId } from '#platform/ids.ts'
import { ok, type Refusal, refuse, type Result, type Stale, stale } from '#platform/result.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { slugOf } from '#platform/texts/slug.ts'
import { type PartnershipRecord, partnershipSnapshot, type PartnershipValues, SLUG, snapshotOfPartnership, withValues } from './partnership.ts'
import { partnerships, type PartnershipRow } from './partnership.table.ts'
import { refreshStandings } from './silence/standing.actions.ts'

export type Written = { readonly id: string; readonly activityId: string }

/** Begins a partnership with an organisation of the register. Refuses when there is one with it already; the refusal's field is `organisation`. */
export const createPartnership = (here: Here, by: Officer, values: PartnershipValues & { readonly organisationId: string }): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    await oneAtATime(tx)
    await holdStill(tx, 'organisation', [values.organisationId])
    const partner = await organisationById(tx, values.organisationId)
    if (partner === null) return refuse('missing', m.partnerships_partner_missing(), 'organisation')
    if ((await liveWith(tx, partner.id)) !== null) return refuse('already', m.partnerships_already({ name: displayName(partner) }), 'organisation')
    const introducer = await refusedIntroducer(tx, values.introducedById ?? null, partner.id)
    if (introducer !== null) return introducer
    const now = here.clock.now()
    const slug = await freeSlug(tx, wishedSlug(values.slug ?? '', partner), null)
    const [row] = await tx
      .insert(partnerships)
      .values({ officeId: tx.officeId, id: newId(), ...withValues(null, { ...values, organisationId: partner.id, slug }, now), createdAt: now, updatedAt: now })
      .returning()
    return ok(await recorded(tx, here, by, 'partnership.created', null, row!, partner))
  })

/** Enters a new organisation and begins a partnership with it: both or neither, undone together. */
export const createPartnershipWith = (here: Here, by: Officer, organisation: OrganisationFacts, values: PartnershipValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const entered = await createOrganisation(within(here, tx), by, organisation)
    if (!entered.ok) return entered
    return createPartnership(within(here, tx), by, { ...values, organisationId: entered.value.id })
  })

/**
 * The partnership with this organisation, begun if there is none. One that exists keeps its type and texts; fields and sources it lacks are added.
 * `activityId` is null when nothing had to be written.
 */
export const openPartnership = (
  here: Here,
  by: Officer,
  values: PartnershipValues & { readonly organisationId: string },
): Promise<Result<{ readonly id: string; readonly activityId: string | null; readonly created: boolean }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const known = await liveWith(tx, values.organisationId)
    if (known === null) {
      const created = await createPartnership(within(here, tx), by, values)
      return created.ok ? ok({ ...created.value, created: true }) : created
    }
    const fields = [...new Set([...known.fields, ...(values.fields ?? [])])]
    const sources = joinedSources(known.sources, values.sources ?? [])
    if (fields.length === known.fields.length && sources.length === known.sources.length) return ok({ id: known.id, activityId: null, created: false })
    const changed = await changePartnership(within(here, tx), by, known.id, known.version, { type: known.type, fields, sources })
    return changed.ok ? ok({ ...changed.value, created: false }) : changed
  })

/** Writes the values over the partnership. Refuses when it was changed since `version`, and hands over what stands there now. */
export const changePartnership = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  values: PartnershipValues,
): Promise<Result<Written, Refusal | Stale<PartnershipRow>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    await oneAtATime(tx)
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const introducer = await refusedIntroducer(tx, values.introducedById ?? null, before.organisationId)
    if (introducer !== null) return introducer
    const slug = values.slug === undefined || values.slug === '' ? before.slug : values.slug
    if (!SLUG.test(slug)) return refuse('slug', m.partnerships_slug_wrong(), 'slug')
    if (slug !== before.slug && (await freeSlug(tx, slug, id)) !== slug) return refuse('slug', m.partnerships_slug_taken({ slug }), 'slug')
    return ok(
      await written(
        tx,
        here,
        by,
        'partnership.changed',
        before,
        withValues(before, { ...values, organisationId: before.organisationId, slug }, here.clock.now()),
      ),
    )
  })

/** Takes a partnership out of the register; its milestones go with it and come back with it. Refuses, naming it, while anything else still points to it. */
export const removePartnership = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  holders: readonly Holder[] = [],
): Promise<Result<Written, Refusal | Stale<PartnershipRow>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx, id)
    if (before === null) return missing()
    if (before.version !== version) return stale(m.platform_stale(), before)
    const held: string[] = []
    for (const holder of holders) {
      const words = await holder(tx, id)
      if (words !== null) held.push(words)
    }
    if (held.length > 0) return refuse('held', m.partnerships_held({ what: held.join('; ') }))
    return ok(await removed(tx, here, by, before))
  })

/** Puts a partnership back to an earlier state, or takes back its beginning. */
export const restorePartnership: Restore = (here, by, id, to, version) => partnershipPut('partnership.restored')(here, by, id, to, version)

/** Puts a partnership into the state of a snapshot, under the name of whatever brings that about. A partner merged since is meant in the one that took it up. */
export const partnershipPut =
  (act: `partnership.${string}`): Restore =>
  (here, by, id, to, version) =>
    here.db.inOffice(by.officeId, async (tx) => {
      await oneAtATime(tx)
      const before = await locked(tx, id, 'removed too')
      if (before === null) return missing()
      const label = displayName(await partnerOf(tx, before))
      if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label }))
      if (to === null) return ok(await removed(tx, here, by, before))
      const { publishedAt, ...kept } = partnershipSnapshot.parse(to)
      const introducer = kept.introducedById === null ? null : await standingFor(tx, 'organisation', kept.introducedById)
      const earlier = { ...kept, organisationId: await standingFor(tx, 'organisation', kept.organisationId), introducedById: introducer }
      const another = await liveWith(tx, earlier.organisationId)
      if (another !== null && another.id !== id) return refuse('already', m.partnerships_already({ name: label }))
      if ((await organisationById(tx, earlier.organisationId)) === null) return refuse('missing', m.partnerships_partner_missing())
      // Its address may have been given away meanwhile.
      const slug = await freeSlug(tx, earlier.slug, id)
      return ok(await written(tx, here, by, act, before, { ...earlier, slug, publishedAt: publishedAt === null ? null : new Date(publishedAt) }))
    })

/** For the organisations' removal: says which partnership still points to one, as partner or as the one who introduced. */
export const partnershipHoldsOrganisation: Holder = async (tx, organisationId) => {
  const rows = await tx
    .select({ name: organisations.name, nativeName: organisations.nativeName })
    .from(partnerships)
    .innerJoin(organisations, and(eq(organisations.officeId, partnerships.officeId), eq(organisations.id, partnerships.organisationId)))
    .where(
      and(
        eq(partnerships.officeId, tx.officeId),
        isNull(partnerships.deletedAt),
        or(eq(partnerships.organisationId, organisationId), eq(partnerships.introducedById, organisationId)),
      ),
    )
    .orderBy(organisations.sortKey)
    .limit(5)
  return rows.length === 0 ? null : m.partnerships_holds({ names: rows.map((row) => `„${displayName(row)}“`).join(', ') })
}

const missing = () => refuse('missing', m.partnerships_missing())

// One partnership for each organisation and one address for each partnership: who begins or renames one waits for the other who does.
export const oneAtATime = (tx: OfficeTx) => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`partnerships ${tx.officeId}`}, 0))`)

async function locked(tx: OfficeTx, id: string, which: 'live' | 'removed too' = 'live'): Promise<PartnershipRow | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(partnerships)
    .where(and(eq(partnerships.officeId, tx.officeId), eq(partnerships.id, id), which === 'live' ? isNull(partnerships.deletedAt) : undefined))
    .for('update')
  return row ?? null
}

async function liveWith(tx: OfficeTx, organisationId: string): Promise<PartnershipRow | null> {
  if (!isId(organisationId)) return null
  const [row] = await tx
    .select()
    .from(partnerships)
    .where(and(eq(partnerships.officeId, tx.officeId), eq(partnerships.organisationId, organisationId), isNull(partnerships.deletedAt)))
  return row ?? null
}

async function partnerOf(tx: OfficeTx, { organisationId }: Pick<PartnershipRow, 'organisationId'>): Promise<Organisation> {
  const [row] = await tx
    .select()
    .from(organisations)
    .where(and(eq(organisations.officeId, tx.officeId), eq(organisations.id, organisationId)))
  return row!
}

async function refusedIntroducer(tx: OfficeTx, id: string | null, partnerId: string) {
  if (id === null) return null
  if (id === partnerId) return refuse('introducer', m.partnerships_introducer_itself(), 'introducedBy')
  const [known] = isId(id)
    ? await tx
        .select({ id: organisations.id })
        .from(organisations)
        .where(and(eq(organisations.officeId, tx.officeId), eq(organisations.id, id)))
    : []
  return known === undefined ? refuse('missing', m.partnerships_introducer_missing(), 'introducedBy') : null
}

/** What stands in the address: what was asked for, else the partner's name in English, else in whatever it is written. */
export const wishedSlug = (asked: string, partner: Organisation): string =>
  [asked, textIn(partner.name, 'en'), partner.nativeName ?? '', ...partner.aliases].map(slugOf).find((slug) => slug !== '') ?? 'partner'

/** The wished one, or with the first free number after it. */
async function freeSlug(tx: OfficeTx, wished: string, exceptId: string | null): Promise<string> {
  const taken = new Set(
    (
      await tx
        .select({ slug: partnerships.slug })
        .from(partnerships)
        .where(
          and(
            eq(partnerships.officeId, tx.officeId),
            isNull(partnerships.deletedAt),
            or(eq(partnerships.slug, wished), like(partnerships.slug, `${wished}-%`)),
            exceptId === null ? undefined : ne(partnerships.id, exceptId),
          ),
        )
    ).map(({ slug }) => slug),
  )
  if (!taken.has(wished)) return wished
  let number = 2
  while (taken.has(`${wished}-${number}`)) number += 1
  return `${wished}-${number}`
}

const joinedSources = (before: readonly Citation[], more: readonly Citation[]): Citation[] => {
  const key = ({ title, url, date, textId, quote }: Citation) => JSON.stringify([title, url, date, textId, quote])
  return [...new Map([...before, ...more].map((one) => [key(one), one])).values()]
}

async function written(tx: OfficeTx, here: Here, by: Actor, act: `partnership.${string}`, before: PartnershipRow, next: PartnershipRecord): Promise<Written> {
  const [row] = await tx
    .update(partnerships)
    .set({ ...next, version: before.version + 1, updatedAt: here.clock.now(), deletedAt: null })
    .where(and(eq(partnerships.officeId, tx.officeId), eq(partnerships.id, before.id)))
    .returning()
  return recorded(tx, here, by, act, before, row!, await partnerOf(tx, row!))
}

async function removed(tx: OfficeTx, here: Here, by: Actor, before: PartnershipRow): Promise<Written> {
  const [row] = await tx
    .update(partnerships)
    .set({ version: before.version + 1, updatedAt: here.clock.now(), deletedAt: here.clock.now() })
    .where(and(eq(partnerships.officeId, tx.officeId), eq(partnerships.id, before.id)))
    .returning()
  return recorded(tx, here, by, 'partnership.removed', before, row!, await partnerOf(tx, row!))
}

/** Keeps the standing and the activity record true to what was just written. A removed partnership is a state of nothing. */
async function recorded(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  act: `partnership.${string}`,
  before: PartnershipRow | null,
  after: PartnershipRow,
  partner: Organisation,
): Promise<Written> {
  const snapshot = (row: PartnershipRow | null) => (row === null || row.deletedAt !== null ? null : snapshotOfPartnership(row))
  await refreshStandings(tx, here.clock.today(), { partnershipIds: [after.id] })
  const activityId = await record(tx, here, by, {
    act,
    id: after.id,
    label: displayName(partner),
    before: snapshot(before),
    after: snapshot(after),
    version: after.version,
  })
  return { id: after.id, activityId }
}
