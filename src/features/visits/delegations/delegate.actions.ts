// Writes the members of delegations: enters, changes, takes out and puts back, each change kept in the activity record; and empties what is kept of erased people.
import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { tiedPartners, tiedPeople } from '#features/events/partaking.queries.ts'
import type { Forgetting } from '#features/organisations/people/keeping.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { allNames, displayName } from '#features/organisations/naming.ts'
import { peopleNamed } from '#features/organisations/people/person.queries.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { standingFor } from '#features/organisations/doubles/merging.queries.ts'
import { m } from '#messages'
import { recordMany, type Restore } from '#platform/activity/activity.ts'
import { emptyInRecord, forgetInRecord } from '#platform/activity/erasing.ts'
import { KeptRows, type KeptStale, ownColumns, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { insertMany } from '#platform/database/insert-many.ts'
import { rowsAsRelation } from '#platform/database/update-many.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { forgetAddresses } from '#platform/mail/deciding.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { asTyped, EMPTY_TEXT, isEmptyText, revised, textIn } from '#platform/texts/local-text.ts'
import { readVisit } from '../visit.actions.ts'
import { type DelegateValues, type DelegationSide, filledFrom, type KnownOfPerson, MOST_DELEGATES, wordsOfPost } from './delegate.ts'
import { forgetInvitees } from '../invitations/invitation.actions.ts'
import { knownPeople } from './delegate.queries.ts'
import { delegates } from './delegate.table.ts'
import { roleClassOf } from './precedence.ts'

type Row = typeof delegates.$inferSelect

/** A member of a delegation whole, as JSON: what the activity record keeps and undo puts back. Moments are ISO instants; what was printed is not among it. */
export type DelegateState = Omit<
  Row,
  'officeId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt' | 'badgePrintedAt' | 'badgeVersion' | 'arrivesAt' | 'leavesAt'
> & { readonly arrivesAt: string | null; readonly leavesAt: string | null }

export type DelegateStale = KeptStale<DelegateState>

type Act = `delegate.${string}`
const act = (name: Act): Act => name

/** „Иван Петров“; who has no name yet is called by their post. */
export const delegateLabel = ({ name, role }: Pick<DelegateState, 'name' | 'role'>): string =>
  textIn(isEmptyText(name) ? role : name, (isEmptyText(name) ? role : name).source) || m.visits_delegate_nameless()

export function stateOf(row: Row): DelegateState {
  const { badgePrintedAt, badgeVersion, arrivesAt, leavesAt, ...state } = ownColumns(row)
  void [badgePrintedAt, badgeVersion]
  return { ...state, arrivesAt: arrivesAt?.toISOString() ?? null, leavesAt: leavesAt?.toISOString() ?? null }
}

const asRow = ({ arrivesAt, leavesAt, ...columns }: DelegateState) => ({
  ...columns,
  arrivesAt: arrivesAt === null ? null : new Date(arrivesAt),
  leavesAt: leavesAt === null ? null : new Date(leavesAt),
})

export const delegateRows = new KeptRows<Row, DelegateState>({
  table: delegates,
  stateOf,
  columnsOf: asRow,
  label: delegateLabel,
  missing: () => m.visits_delegate_missing(),
})

/** Puts a member into a state, under the name of whatever brings that about. Whoever was merged since is meant in the record that took them up. */
export const delegatePut = (name: Act): Restore =>
  delegateRows.put(name, async (state, tx) =>
    ok({
      ...state,
      personId: state.personId === null ? null : await standingFor(tx, 'person', state.personId),
      organisationId: state.organisationId === null ? null : await standingFor(tx, 'organisation', state.organisationId),
    }),
  )
/** Puts a member of a delegation back to an earlier state; refuses when the row has moved on since. */
export const restoreDelegate: Restore = delegatePut('delegate.restored')

type Wanted = { readonly before: DelegateState | null; readonly values: DelegateValues }

/** Each of the ids with the record it stands for, asked for all at once; only those merged since are asked for by themselves. */
async function standingOf(ids: readonly string[], tie: (some: readonly string[]) => Promise<Result<readonly string[]>>): Promise<Result<Map<string, string>>> {
  const asked = [...new Set(ids)]
  const tied = await tie(asked)
  if (!tied.ok) return tied
  const there = new Set(tied.value)
  const standing = new Map(asked.filter((id) => there.has(id)).map((id) => [id, id]))
  for (const id of asked.filter((one) => !there.has(one))) {
    const one = await tie([id])
    if (!one.ok) return one
    standing.set(id, one.value[0]!)
  }
  return ok(standing)
}

/**
 * The states once the values are written over what was there, in a number of statements that does not grow with them. Refuses a person or an organisation that
 * is not in the register, and someone with neither name nor post.
 */
async function statesWith(tx: OfficeTx, here: Here, visitId: string, members: readonly Wanted[]): Promise<Result<DelegateState[]>> {
  const kept = members.flatMap(({ before }) => before ?? [])
  const wanted = members.map(({ before, values }) => ({
    before,
    values,
    personId: values.personId === undefined ? (before?.personId ?? null) : values.personId,
    asked: values.organisationId === undefined ? (before?.organisationId ?? null) : values.organisationId,
  }))
  const people = await standingOf(
    wanted.flatMap(({ personId }) => personId ?? []),
    async (ids) => {
      const already = kept.flatMap(({ personId }) => (personId === null ? [] : [{ personId }]))
      const tied = await tiedPeople(
        tx,
        ids.map((personId) => ({ personId, asRole: null })),
        already,
      )
      return tied.ok ? ok(tied.value.map(({ personId }) => personId)) : refuse(tied.refusal.code, tied.refusal.message, 'person')
    },
  )
  if (!people.ok) return people
  const known = await knownPeople(tx, [...people.value.values()], here.clock.today())
  const found = wanted.map((one) => {
    const personId = one.personId === null ? null : people.value.get(one.personId)!
    const registered = personId === null ? null : known(personId, one.asked)
    /** Chosen just now: an empty box says nothing then, and the register may know it. */
    const chosen = registered !== null && personId !== one.before?.personId ? registered : null
    return { ...one, personId, found: registered, chosen, organisationId: one.asked ?? chosen?.post?.organisation.id ?? null }
  })
  const organisations = await standingOf(
    found.flatMap(({ organisationId }) => organisationId ?? []),
    async (ids) => {
      const already = kept.flatMap(({ organisationId }) => (organisationId === null ? [] : [{ organisationId, name: '' }]))
      const tied = await tiedPartners(tx, ids, already)
      return tied.ok ? ok(tied.value.kept.map(({ organisationId }) => organisationId)) : refuse(tied.refusal.code, tied.refusal.message, 'organisation')
    },
  )
  if (!organisations.ok) return organisations
  const states: DelegateState[] = []
  for (const { organisationId, ...one } of found) {
    const state = stateWith(here, visitId, { ...one, organisationId: organisationId === null ? null : organisations.value.get(organisationId)! })
    if (!state.ok) return state
    states.push(state.value)
  }
  return ok(states)
}

type FoundMember = Wanted & {
  readonly personId: string | null
  readonly organisationId: string | null
  /** The person of the register; `chosen`: the same when they were chosen just now. */
  readonly found: KnownOfPerson | null
  readonly chosen: KnownOfPerson | null
}

function stateWith(here: Here, visitId: string, { before, values, personId, organisationId, found, chosen }: FoundMember): Result<DelegateState> {
  const at = here.clock.now()
  const typed = revised(before?.name ?? EMPTY_TEXT, values.name ?? {}, at)
  const name = isEmptyText(typed)
    ? (found?.person.name ?? typed)
    : chosen === null
      ? typed
      : revised(typed, filledFrom(asTyped(typed), asTyped(chosen.person.name)), at)
  const typedRole = revised(before?.role ?? EMPTY_TEXT, values.role ?? {}, at)
  const role = chosen?.post == null ? typedRole : revised(EMPTY_TEXT, filledFrom(asTyped(typedRole), wordsOfPost(chosen.post)), at)
  if (isEmptyText(name) && isEmptyText(role)) return refuse('nameless', m.visits_delegate_nothing_said(), 'name')
  const said = (value: string | undefined, kept: string | undefined, registered: string | null | undefined): string =>
    value === undefined ? (kept ?? registered ?? '') : value === '' ? (registered ?? '') : value
  const spoken = values.languages ?? before?.languages ?? []
  const moment = (value: Date | null | undefined, kept: string | null | undefined): string | null =>
    value === undefined ? (kept ?? null) : (value?.toISOString() ?? null)
  return ok({
    visitId,
    side: values.side,
    personId,
    organisationId,
    name,
    nativeName: said(values.nativeName, before?.nativeName, chosen?.person.nativeName),
    title: said(values.title, before?.title, chosen?.person.title),
    role,
    rank: values.rank === undefined ? (before?.rank ?? null) : values.rank,
    isHead: values.isHead ?? before?.isHead ?? false,
    isInterpreter: values.isInterpreter ?? before?.isInterpreter ?? false,
    languages: [...(chosen !== null && spoken.length === 0 ? chosen.person.languages : spoken)],
    writtenIn: values.writtenIn ?? before?.writtenIn ?? '',
    email: said(values.email, before?.email, chosen?.person.email),
    phone: said(values.phone, before?.phone, chosen?.person.phone),
    diet: values.diet ?? before?.diet ?? '',
    needs: values.needs ?? before?.needs ?? '',
    arrivesAt: moment(values.arrivesAt, before?.arrivesAt),
    arrival: values.arrival ?? before?.arrival ?? '',
    leavesAt: moment(values.leavesAt, before?.leavesAt),
    departure: values.departure ?? before?.departure ?? '',
    room: values.room ?? before?.room ?? '',
    lodging: values.lodging ?? before?.lodging ?? '',
    roomWith: values.roomWith ?? before?.roomWith ?? '',
    withdrawnOn: before?.withdrawnOn ?? null,
  })
}

/** Enters members of a visit's delegations, all or none. Refuses a visit without a dossier. */
export const addDelegates = (
  here: Here,
  by: Officer,
  visitId: string,
  members: readonly DelegateValues[],
  { register = false }: Registering = {},
): Promise<Result<{ ids: string[]; activityId: string }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const visit = await readVisit(tx, visitId)
    if (visit === null || visit.removed) return refuse('missing', m.visits_missing())
    const found = await statesWith(
      tx,
      here,
      visitId,
      members.map((values) => ({ before: null, values })),
    )
    if (!found.ok) return found
    const states: DelegateState[] = []
    for (const state of found.value) {
      const known = register ? await entered(within(here, tx), by, state) : ok(state)
      if (!known.ok) return known
      states.push(known.value)
    }
    if (states.length === 0) return refuse('nobody', m.visits_delegates_nobody())
    const [there] = await tx
      .select({ n: count() })
      .from(delegates)
      .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, visitId), isNull(delegates.deletedAt)))
    if ((there?.n ?? 0) + states.length > MOST_DELEGATES) return refuse('too-many', m.visits_delegates_too_many({ most: MOST_DELEGATES }))
    // A pasted list of three hundred is as many statements as one of three.
    const now = here.clock.now()
    const rows = states.map((state) => ({ state, id: newId() }))
    await insertMany(
      tx,
      delegates,
      rows.map(({ state, id }) => ({ ...asRow(state), officeId: tx.officeId, id, createdAt: now, updatedAt: now })),
    )
    const activityId = await recordMany(
      tx,
      here,
      by,
      rows.map(({ state, id }) => ({ act: act('delegate.created'), id, label: delegateLabel(state), before: null, after: { ...state }, version: 1 })),
    )
    return ok({ ids: rows.map(({ id }) => id), activityId: activityId! })
  })

/** `register`: whoever has a name and stands in no register yet is entered as a person, with the post they come in. */
export type Registering = { readonly register?: boolean }

/** A member who is a person of the register, entered there now where need be; contact data stays in the delegation alone. */
async function entered(here: Here, by: Officer, state: DelegateState): Promise<Result<DelegateState>> {
  if (state.personId !== null || isEmptyText(state.name)) return ok(state)
  const person = await createPerson(here, by, {
    name: asTyped(state.name),
    nativeName: state.nativeName === '' ? null : state.nativeName,
    title: state.title === '' ? null : state.title,
    languages: state.languages,
  })
  if (!person.ok) return person
  if (state.organisationId !== null) {
    const words = Object.values(state.role.in).flatMap(({ text }) => roleClassOf(text) ?? [])
    const post = await addPost(here, by, person.value.id, { organisationId: state.organisationId, role: asTyped(state.role), roleClass: words[0] ?? 'other' })
    if (!post.ok) return post
  }
  return ok({ ...state, personId: person.value.id })
}

type Changed = Promise<Result<Written, Refusal | DelegateStale>>

/** Changes a member that still has the given version; a stale save is refused with what stands there now. */
export const changeDelegate = (here: Here, by: Officer, id: string, version: number, values: DelegateValues, { register = false }: Registering = {}): Changed =>
  delegateRows.change(here, by, id, version, act('delegate.changed'), async (before, tx) => {
    const found = await statesWith(tx, here, before.visitId, [{ before, values }])
    if (!found.ok) return found
    const [state] = found.value
    return register ? entered(within(here, tx), by, state!) : ok(state!)
  })

/** Enters a member as a person of the register. Refuses who has no name, is there already, or bears the name of somebody there: which of the two it is, a person says. */
export const registerDelegate = (here: Here, by: Officer, id: string, version: number): Changed =>
  delegateRows.change(here, by, id, version, act('delegate.registered'), async (before, tx) => {
    if (before.personId !== null) return refuse('registered', m.visits_delegate_registered_already())
    if (isEmptyText(before.name)) return refuse('nameless', m.visits_delegate_no_name_yet())
    const names = allNames({ ...before, nativeLanguage: null, aliases: [] })
    const keys = new Set(names.flatMap(nameKeys))
    const same = (await peopleNamed(tx, names)).find(({ person }) => allNames(person).some((name) => nameKeys(name).some((key) => keys.has(key))))
    return same === undefined ? entered(within(here, tx), by, before) : refuse('known', m.visits_delegate_known({ name: displayName(same.person) }))
  })

export type Journey = {
  readonly arrivesAt: Date | null
  readonly arrival: string
  readonly leavesAt: Date | null
  readonly departure: string
  readonly lodging: string
}

/** Says for everybody of a side who comes how they travel and where they stay, where that is not known yet. Refuses when it is known of all. */
export const sendOnJourney = (
  here: Here,
  by: Officer,
  visitId: string,
  side: DelegationSide,
  journey: Journey,
): Promise<Result<{ activityId: string; count: number }>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<{ activityId: string; count: number }>> => {
    const visit = await readVisit(tx, visitId)
    if (visit === null || visit.removed) return refuse('missing', m.visits_missing())
    const ofSide = and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, visitId), eq(delegates.side, side))
    const rows = await tx
      .select()
      .from(delegates)
      .where(and(ofSide, isNull(delegates.deletedAt), isNull(delegates.withdrawnOn)))
      .orderBy(asc(delegates.id))
      .for('update')
    const told = rows.flatMap((row) => {
      const before = stateOf(row)
      const comes = before.arrivesAt === null && before.arrival === ''
      const goes = before.leavesAt === null && before.departure === ''
      const after: DelegateState = {
        ...before,
        ...(comes ? { arrivesAt: journey.arrivesAt?.toISOString() ?? null, arrival: journey.arrival } : {}),
        ...(goes ? { leavesAt: journey.leavesAt?.toISOString() ?? null, departure: journey.departure } : {}),
        lodging: before.lodging === '' ? journey.lodging : before.lodging,
      }
      return JSON.stringify(after) === JSON.stringify(before) ? [] : [{ row, before, after }]
    })
    if (told.length === 0) return refuse('nobody', m.visits_journey_nobody())
    const now = here.clock.now()
    const relation = rowsAsRelation(
      tx,
      delegates,
      told.map(({ row, after: { arrivesAt, arrival, leavesAt, departure, lodging } }) => ({
        id: row.id,
        arrivesAt: arrivesAt === null ? null : new Date(arrivesAt),
        arrival,
        leavesAt: leavesAt === null ? null : new Date(leavesAt),
        departure,
        lodging,
        version: row.version + 1,
        updatedAt: now,
      })),
    )
    await tx.update(delegates).set(relation.values).from(relation.from).where(relation.where)
    const activityId = await recordMany(
      tx,
      here,
      by,
      told.map(({ row, before, after }) => ({
        act: act('delegate.changed'),
        id: row.id,
        label: delegateLabel(after),
        before: { ...before },
        after: { ...after },
        version: row.version + 1,
      })),
    )
    return ok({ activityId: activityId!, count: told.length })
  })

/** That a member does not come after all, known since a day (null: they come again). They stay in the list, crossed out. */
export const withdrawDelegate = (here: Here, by: Officer, id: string, version: number, withdrawnOn: string | null): Changed =>
  delegateRows.change(here, by, id, version, act(withdrawnOn === null ? 'delegate.returned' : 'delegate.withdrawn'), (before) => ok({ ...before, withdrawnOn }))

/** Takes a member out of the delegation; undo brings them back. Whoever was expected and does not come is not taken out but stays away. */
export const removeDelegate = (here: Here, by: Officer, id: string, version: number): Changed =>
  delegateRows.change(here, by, id, version, act('delegate.removed'), () => ok(null))

// ---- what is kept of people ------------------------------------------------------------------------------------------

/** Contact data and special data of a member: nothing of it is public history. */
const NOTHING = {
  languages: [],
  writtenIn: '',
  email: '',
  phone: '',
  diet: '',
  needs: '',
  arrivesAt: null,
  arrival: '',
  leavesAt: null,
  departure: '',
  room: '',
  lodging: '',
  roomWith: '',
} satisfies Partial<Row>

/** When a person's data is erased: out of the delegations they were in, here and in the record; who is erased whole loses their name there too. */
export const forgetDelegates: Forgetting = async (tx, personIds) => {
  const rows = await tx
    .select({ id: delegates.id, email: delegates.email })
    .from(delegates)
    .where(and(eq(delegates.officeId, tx.officeId), inArray(delegates.personId, [...personIds])))
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return
  const emails = rows.map(({ email }) => email)
  await forgetAddresses(tx, emails)
  await forgetInvitees(tx, emails)
  const theirs = and(eq(delegates.officeId, tx.officeId), inArray(delegates.id, ids))
  await tx.update(delegates).set(NOTHING).where(theirs)
  await emptyInRecord(tx, 'delegate', ids, NOTHING)
  const [standing] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), inArray(people.id, [...personIds]), isNull(people.deletedAt)))
    .limit(1)
  if (standing !== undefined) return
  // Erased whole: only members that were taken out, or whose dossier was, still point to them.
  await tx.update(delegates).set({ name: EMPTY_TEXT, nativeName: '', title: '' }).where(theirs)
  await forgetInRecord(tx, [{ thing: 'delegate', ids }], m.organisations_erased_person())
}
