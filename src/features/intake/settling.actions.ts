// What becomes of a record of the register that a text tells of again: the text is one more source, and where they differ the officer's word decides.
import type { Officer } from '#features/accounts/account.ts'
import { changeCommitment } from '#features/commitments/commitment.actions.ts'
import { commitmentById } from '#features/commitments/commitment.queries.ts'
import { changeEvent } from '#features/events/event.actions.ts'
import { eventById } from '#features/events/event.queries.ts'
import { changeSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { symbolicActById } from '#features/events/symbolic-act.queries.ts'
import { allNames } from '#features/organisations/naming.ts'
import { addAlias, changeOrganisation } from '#features/organisations/organisation.actions.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import { addPersonAlias, changePerson } from '#features/organisations/people/person.actions.ts'
import { personById, postsInOrganisation, postsOfPeople } from '#features/organisations/people/person.queries.ts'
import { endPost } from '#features/organisations/people/post.actions.ts'
import type { Post } from '#features/organisations/people/person.table.ts'
import { changeMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import type { MilestoneRow } from '#features/partnerships/milestones/milestone.table.ts'
import { withOwn, withReading } from '#features/partnerships/milestones/reading.ts'
import { milestonesOf } from '#features/partnerships/partnership.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Here } from '#platform/here.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import type { Refusal } from '#platform/result.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { asTyped } from '#platform/texts/local-text.ts'
import {
  actCompared,
  type Difference,
  eventCompared,
  holdsPost,
  ONE_HOLDER,
  promiseCompared,
  saidOtherwise,
  saysMore,
  textsDay,
  spellingsTaught,
  unknownSpellings,
} from './comparing.ts'
import type { DraftOf, PersonData, RelationData } from './draft.ts'
import { bestStep, tellsOf } from './match.ts'

/** Where and in whose name, and the text as a source of the draft; `body` are all its words. */
export type Settling = { readonly tx: OfficeTx; readonly here: Here; readonly by: Officer; readonly source: Citation; readonly body: string }

const gone = (): Refusal => ({ code: 'missing', message: m.intake_same_missing() })
const refusalOf = (result: { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }): Refusal | null => (result.ok ? null : result.refusal)

/** The source; where both are to stand, with what it says otherwise. */
const telling = (source: Citation, draft: { readonly resolution: string | null }, differences: readonly Difference[]): Citation =>
  draft.resolution === 'both' && differences.length > 0 ? { ...source, says: saidOtherwise(differences).slice(0, 1000) } : source

/** Teaches the register the text's spellings of a name; with the text's word taken, they become the names and the old ones stay findable. */
export async function settleOrganisation({ tx, here, by, body }: Settling, draft: DraftOf<'organisation'>, id: string): Promise<Refusal | null> {
  const known = await organisationById(tx, id)
  if (known === null) return gone()
  const { data } = draft
  if (draft.resolution === 'text') {
    const names = { ...asTyped(known.name), ...data.name }
    const aliases = [...new Set([...known.aliases, ...allNames(known), ...data.aliases])].filter((one) => !Object.values(names).includes(one))
    const { kind, country } = data
    return refusalOf(
      await changeOrganisation(here, by, id, known.version, {
        name: names,
        kind,
        country,
        placeId: data.placeId ?? (country === known.country ? known.placeId : null),
        aliases: aliases.filter((one) => one !== known.nativeName),
      }),
    )
  }
  for (const name of spellingsTaught(known, data, body)) {
    const added = await addAlias(here, by, id, name)
    if (!added.ok) return added.refusal
  }
  return null
}

/** Teaches the register the text's spelling of a person's name; with the text's word taken it becomes the name. */
export async function settlePerson({ tx, here, by }: Settling, { data, resolution }: DraftOf<'person'>, id: string): Promise<Refusal | null> {
  const known = await personById(tx, id)
  if (known === null) return gone()
  const unknown = unknownSpellings(known, [data.name, ...(data.aliases ?? [])])
  if (resolution === 'text' && unknown.includes(data.name)) {
    const language = scriptOf(data.name) === 'cyrillic' ? 'bg' : 'en'
    const before = known.name.in[language]?.text
    return refusalOf(
      await changePerson(here, by, id, known.version, {
        name: { ...asTyped(known.name), [language]: data.name },
        aliases: [...new Set([...known.aliases, ...(before === undefined ? [] : [before]), ...unknown])].filter((one) => one !== data.name),
      }),
    )
  }
  for (const name of unknown) {
    const taught = await addPersonAlias(here, by, id, name)
    if (!taught.ok) return taught.refusal
  }
  return null
}

/** Present posts that cannot stand beside the one the text speaks of: the person's other ones, and who else holds it. None where the register has it so. */
async function postsAgainst(tx: OfficeTx, personId: string, organisationId: string, data: PersonData): Promise<Post[]> {
  const present = ({ toDate }: Post): boolean => toDate === null
  const own = ((await postsOfPeople(tx, [personId])).get(personId) ?? []).map(({ post }) => post).filter(present)
  if (own.some((post) => holdsPost(post, data, organisationId))) return []
  const others = ONE_HOLDER.has(data.roleClass)
    ? (await postsInOrganisation(tx, organisationId)).map(({ post }) => post).filter((post) => present(post) && holdsPost(post, data, organisationId))
    : []
  return [...(data.roleClass === 'other' ? [] : own), ...others]
}

/** Whether „остава записаното“ means that the post is not written. */
export const postStays = async (tx: OfficeTx, draft: DraftOf<'person'>, personId: string, organisationId: string): Promise<boolean> =>
  draft.resolution === 'record' && (await postsAgainst(tx, personId, organisationId, draft.data)).length > 0

/**
 * „Вземи от текста“ about a post: whoever held it no longer does, and the person no longer holds what the register had. When that ended nobody says:
 * by the year of the text at the latest, which is what is written.
 */
export async function endOthers({ tx, here, by, source }: Settling, personId: string, organisationId: string, data: PersonData): Promise<Refusal | null> {
  const year = (source.date ?? here.clock.today()).slice(0, 4)
  for (const post of await postsAgainst(tx, personId, organisationId, data)) {
    const begun = post.fromDate === null ? year : post.fromDate.slice(0, 4)
    const toDate = `${begun > year ? begun : year}~` as ImpreciseDate
    const ended = await endPost(here, by, post.id, post.version, { toDate, reason: 'other' })
    if (!ended.ok) return ended.refusal
  }
  return null
}

/** The step of a partnership that a statement speaks of: the one the draft was said to be, else the one that fits it best. */
export async function stepSpokenOf(
  tx: OfficeTx,
  partnershipId: string,
  data: RelationData,
  words: string,
  recordId: string | null,
): Promise<MilestoneRow | null> {
  const steps = await milestonesOf(tx, partnershipId)
  const chosen = steps.find(({ id }) => id === recordId)
  if (chosen !== undefined) return chosen
  return bestStep(data, words, steps) ?? null
}

/** One more source of a step; a day it puts otherwise stands beside the office's own, takes its place, or is left to the quoted words. */
export async function settleStep({ here, by, source }: Settling, draft: DraftOf<'relation'>, step: MilestoneRow, words: string): Promise<Refusal | null> {
  const { data, resolution } = draft
  const { id, version, kind, side, date } = step
  const agrees = data.date === null || tellsOf(data, words, date)
  if (agrees && resolution === 'text' && data.date !== null && saysMore(date, data.date))
    return refusalOf(await changeMilestone(here, by, id, version, { kind, side, date: data.date, sources: [...step.sources, source] }))
  if (agrees || resolution === 'record' || resolution === null)
    return refusalOf(await changeMilestone(here, by, id, version, { kind, side, date, sources: [...step.sources, source] }))
  const reading = { date: data.date!, words: data.years === null ? '' : m.intake_years({ count: data.years }), sources: [source] }
  const beside = { ...step, ...withReading(step, reading) }
  const place = beside.readings.findIndex((one) => one.date === reading.date && one.words === reading.words)
  const own = resolution === 'text' && place >= 0 ? withOwn(beside, place) : null
  const next = own ?? beside
  return refusalOf(
    await changeMilestone(here, by, id, version, { kind, side, date: next.date, words: next.words, sources: next.sources, readings: next.readings }),
  )
}

/** `occasion`: in the office's own language; '' when the text says none in it. */
type Told = {
  readonly partners: readonly string[]
  readonly people: readonly { readonly personId: string; readonly asRole: null }[]
  readonly occasion: string
}

export async function settleEvent(
  { tx, here, by, source }: Settling,
  draft: DraftOf<'event'>,
  id: string,
  { partners, people, occasion }: Told,
): Promise<Refusal | null> {
  const known = await eventById(tx, id)
  if (known === null) return gone()
  const { data, resolution } = draft
  const { event } = known
  const { differences } = eventCompared(event, data)
  const taken = resolution === 'text'
  const told = await changeEvent(here, by, id, event.version, {
    kind: taken ? data.kind : event.kind,
    direction: taken && data.direction !== 'none' ? data.direction : event.direction,
    // A day that only the new text names is news.
    date: taken ? textsDay(event.date, data.date) : (event.date ?? data.date),
    // So is an occasion nobody had written down.
    occasion: event.occasion === '' ? occasion : event.occasion,
    partners: [...new Set([...known.partners.map(({ organisationId }) => organisationId), ...partners])],
    participants: [
      ...known.participants.map(({ personId, asRole }) => ({ personId, asRole })),
      ...people.filter(({ personId }) => !known.participants.some((one) => one.personId === personId)),
    ],
    sources: [...event.sources, telling(source, draft, differences)],
  })
  return refusalOf(told)
}

export async function settleAct({ tx, here, by, source }: Settling, draft: DraftOf<'symbolic_act'>, id: string): Promise<Refusal | null> {
  const known = await symbolicActById(tx, id)
  if (known === null) return gone()
  const { act } = known
  const { differences } = actCompared(act, draft.data)
  const told = await changeSymbolicAct(here, by, id, act.version, {
    kind: act.kind,
    date: draft.resolution === 'text' ? textsDay(act.date, draft.data.date) : (act.date ?? draft.data.date),
    title: {},
    partners: known.partners.map(({ organisationId }) => organisationId),
    sources: [...act.sources, telling(source, draft, differences)],
  })
  return refusalOf(told)
}

export async function settlePromise(
  { tx, here, by, source }: Settling,
  draft: DraftOf<'commitment'>,
  id: string,
  partners: readonly string[],
): Promise<Refusal | null> {
  const known = await commitmentById(tx, id, here.clock.today())
  if (known === null) return gone()
  const { data } = draft
  const { owedBy, topic, state, due, version, sources } = known.commitment
  const { differences } = promiseCompared(known.commitment, data)
  const taken = draft.resolution === 'text'
  const told = await changeCommitment(here, by, id, version, {
    owedBy: taken ? data.owedBy : owedBy,
    text: {},
    topic,
    state: taken ? data.state : state,
    // A day that only the new text names is news; one the register has stands.
    due: taken ? textsDay(due, data.due) : (due ?? data.due),
    partners: [...new Set([...known.partners.map(({ organisationId }) => organisationId), ...partners])],
    sources: [...sources, telling(source, draft, differences)],
  })
  return refusalOf(told)
}
