// Holds a text's drafts against the register for the desk: what each is the same as, where the register says otherwise, which names it will teach.
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { addresses } from '#addresses'
import { commitments } from '#features/commitments/commitment.table.ts'
import { eventDateInWords } from '#features/events/event.ts'
import { events } from '#features/events/event.table.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { allNames, displayName } from '#features/organisations/naming.ts'
import { homeOrganisation, organisationsByIds } from '#features/organisations/organisation.queries.ts'
import { describedOrganisation } from '#features/organisations/organisation.ts'
import type { Organisation } from '#features/organisations/organisation.table.ts'
import { peopleByIds, postsOfPeople, presentPeople, type HeldPost, type Holding } from '#features/organisations/people/person.queries.ts'
import type { Person } from '#features/organisations/people/person.table.ts'
import { postWords, roleName } from '#features/organisations/people/post.ts'
import { fieldName } from '#features/partnerships/field.ts'
import { milestoneLabel } from '#features/partnerships/milestones/milestone.ts'
import type { MilestoneRow } from '#features/partnerships/milestones/milestone.table.ts'
import { partnershipsOf, type PartnershipView } from '#features/partnerships/partnership.queries.ts'
import { partnershipTypeName } from '#features/partnerships/partnership.ts'
import { m } from '#messages'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { textIn } from '#platform/texts/local-text.ts'
import {
  actCompared,
  type Compared,
  type Difference,
  eventCompared,
  holdsPost,
  NOTHING_KNOWN,
  ONE_HOLDER,
  organisationCompared,
  promiseCompared,
  saysMore,
  stepCompared,
  spellingsTaught,
  unknownSpellings,
} from './comparing.ts'
import { type Draft, type DraftKind, type DraftOf, HOME_REF, isKind, linksOf, type Resolution } from './draft.ts'
import { quoteOf } from './marks.ts'
import { bestStep } from './match.ts'
import { stepsOfAll } from './match.queries.ts'
import { isLasting, raises, relationName, stepKindOf, typeOf } from './relation.ts'

type EventRow = Pick<typeof events.$inferSelect, 'id' | 'title' | 'date' | 'kind' | 'direction'>
type ActRow = Pick<typeof symbolicActs.$inferSelect, 'id' | 'title' | 'date'>
type PromiseRow = Pick<typeof commitments.$inferSelect, 'id' | 'text' | 'due' | 'owedBy' | 'state'>

type Register = {
  /** Our own municipality. */
  readonly home: string | null
  readonly organisations: ReadonlyMap<string, Organisation>
  readonly partnershipOf: ReadonlyMap<string, PartnershipView>
  readonly people: ReadonlyMap<string, Person>
  readonly posts: ReadonlyMap<string, readonly HeldPost[]>
  readonly present: ReadonlyMap<string, readonly Holding[]>
  readonly events: ReadonlyMap<string, EventRow>
  readonly acts: ReadonlyMap<string, ActRow>
  readonly commitments: ReadonlyMap<string, PromiseRow>
  /** By partnership. */
  readonly steps: ReadonlyMap<string, readonly MilestoneRow[]>
}

const recordIdOf = (draft: Draft): string | null => draft.recordId ?? draft.match?.id ?? null

/** Everything the drafts are held against; a fixed number of queries, however many drafts there are. */
async function registerFor(tx: OfficeTx, list: readonly Draft[]): Promise<Register> {
  const ids = (kind: DraftKind): string[] => list.filter((draft) => draft.kind === kind).flatMap((draft) => recordIdOf(draft) ?? [])
  const organisationIds = ids('organisation')
  const personIds = ids('person')
  const home = list.some((draft) => isKind(draft, 'person') && draft.data.of === HOME_REF) ? await homeOrganisation(tx) : null
  const has = (kind: DraftKind): boolean => list.some((draft) => draft.kind === kind)
  const read = async <Row extends { readonly id: string }>(wanted: readonly string[], rows: (wanted: string[]) => Promise<Row[]>): Promise<Map<string, Row>> =>
    wanted.length === 0 ? new Map() : new Map((await rows([...wanted])).map((row) => [row.id, row]))
  const partnerships = organisationIds.length === 0 ? [] : await partnershipsOf(tx, organisationIds)
  return {
    home,
    organisations: await organisationsByIds(tx, organisationIds),
    partnershipOf: new Map(partnerships.map((one) => [one.organisationId, one])),
    people: await peopleByIds(tx, personIds),
    posts: await postsOfPeople(tx, personIds),
    present: has('person') ? await presentPeople(tx, home === null ? organisationIds : [...organisationIds, home]) : new Map(),
    events: await read(ids('event'), (wanted) =>
      tx
        .select({ id: events.id, title: events.title, date: events.date, kind: events.kind, direction: events.direction })
        .from(events)
        .where(and(eq(events.officeId, tx.officeId), inArray(events.id, wanted), isNull(events.deletedAt))),
    ),
    acts: await read(ids('symbolic_act'), (wanted) =>
      tx
        .select({ id: symbolicActs.id, title: symbolicActs.title, date: symbolicActs.date })
        .from(symbolicActs)
        .where(and(eq(symbolicActs.officeId, tx.officeId), inArray(symbolicActs.id, wanted), isNull(symbolicActs.deletedAt))),
    ),
    commitments: await read(ids('commitment'), (wanted) =>
      tx
        .select({ id: commitments.id, text: commitments.text, due: commitments.due, owedBy: commitments.owedBy, state: commitments.state })
        .from(commitments)
        .where(and(eq(commitments.officeId, tx.officeId), inArray(commitments.id, wanted), isNull(commitments.deletedAt))),
    ),
    steps: has('relation')
      ? await stepsOfAll(
          tx,
          partnerships.map(({ id }) => id),
        )
      : new Map(),
  }
}

/** Drafts held against the register: draft's id → what is known and what differs. `wanted` leaves the others of the text out. */
export async function comparedAll(tx: OfficeTx, body: string, list: readonly Draft[], wanted: readonly Draft[] = list): Promise<Map<string, Compared>> {
  const byKey = new Map(list.map((draft) => [draft.key, draft]))
  const needed = wanted === list ? list : [...new Set([...wanted, ...wanted.flatMap((draft) => linksOf(draft).flatMap((key) => byKey.get(key) ?? []))])]
  const register = await registerFor(tx, needed)
  const recordOf = (ref: string): string | null => {
    const draft = byKey.get(ref)
    return draft === undefined || draft.decision === 'rejected' ? null : recordIdOf(draft)
  }
  return new Map(wanted.map((draft) => [draft.id, settled(draft, compared(draft, body, register, recordOf))]))
}

/** Of what is saved nothing is left to settle or to teach; of what was called a record and is not there any more the card must say so. */
function settled(draft: Draft, found: Partial<Compared>): Compared {
  const whole = { ...NOTHING_KNOWN, ...found }
  if (draft.savedAt !== null) return { ...NOTHING_KNOWN, known: whole.known }
  return { ...whole, gone: draft.decision === 'same' && whole.known === null && draft.kind !== 'fields' }
}

const ALL: readonly Resolution[] = ['record', 'text', 'both']
const choicesFor = (differences: readonly Difference[], all: readonly Resolution[] = ALL): readonly Resolution[] => (differences.length > 0 ? all : [])

function compared(draft: Draft, body: string, register: Register, recordOf: (ref: string) => string | null): Partial<Compared> {
  if (isKind(draft, 'organisation')) return ofOrganisation(draft, body, register)
  if (isKind(draft, 'person')) return ofPerson(draft, register, recordOf)
  if (isKind(draft, 'relation')) return ofRelation(draft, quoteOf(body, draft.spans, 5000), register, recordOf)
  if (isKind(draft, 'fields')) return ofFields(draft, register, recordOf)
  const id = recordIdOf(draft)
  if (id === null) return {}
  if (isKind(draft, 'event')) {
    const record = register.events.get(id)
    return record === undefined
      ? {}
      : { ...titled(record, addresses.event({ id })), ...withChoices(eventCompared(record, draft.data), record.date, draft.data.date) }
  }
  if (isKind(draft, 'symbolic_act')) {
    const record = register.acts.get(id)
    return record === undefined
      ? {}
      : { ...titled(record, addresses.symbolicAct({ id })), ...withChoices(actCompared(record, draft.data), record.date, draft.data.date) }
  }
  const record = register.commitments.get(id)
  if (!isKind(draft, 'commitment') || record === undefined) return {}
  const sub = record.due === null ? '' : m.intake_due({ date: dateInWords(record.due) })
  return {
    known: { title: textIn(record.text), sub, href: addresses.commitment({ id }) },
    ...withChoices(promiseCompared(record, draft.data), record.due, draft.data.due),
  }
}

/** Also where nothing contradicts: a day within the record's month may be taken over. */
const withChoices = (
  one: Pick<Compared, 'differences' | 'agreements'>,
  record: ImpreciseDate | null,
  text: ImpreciseDate | null,
): Pick<Compared, 'differences' | 'agreements' | 'choices'> => ({
  ...one,
  choices: one.differences.length === 0 && record !== null && text !== null && saysMore(record, text) ? ['text'] : choicesFor(one.differences),
})

const titled = (record: EventRow | ActRow, href: string): Pick<Compared, 'known'> => ({
  known: { title: textIn(record.title), sub: record.date === null ? '' : eventDateInWords(record.date), href },
})

function ofOrganisation(draft: DraftOf<'organisation'>, body: string, register: Register): Partial<Compared> {
  const id = recordIdOf(draft)
  const record = id === null ? undefined : register.organisations.get(id)
  const { data } = draft
  if (id === null || record === undefined || record.deletedAt !== null) return { teaches: draft.decision === 'accepted' ? data.aliases : [] }
  const partnership = register.partnershipOf.get(id)
  const differences = organisationCompared(record, data)
  return {
    known: {
      title: displayName(record),
      sub: partnership === undefined ? describedOrganisation(record) : `${describedOrganisation(record)} · ${partnershipTypeName(partnership.type)}`,
      href: partnership === undefined ? addresses.organisation({ id }) : addresses.partnership({ id: partnership.id }),
    },
    differences,
    // A name that the register keeps stays findable by the text's: that is both already.
    choices: choicesFor(differences, ['record', 'text']),
    teaches: draft.decision === 'rejected' ? [] : spellingsTaught(record, data, body),
  }
}

function ofPerson(draft: DraftOf<'person'>, register: Register, recordOf: (ref: string) => string | null): Partial<Compared> {
  const { data } = draft
  const organisationId = data.of === null ? null : data.of === HOME_REF ? register.home : recordOf(data.of)
  const id = recordIdOf(draft)
  const person = id === null ? undefined : register.people.get(id)
  const textRole = data.role === '' ? roleName(data.roleClass) : data.role
  const holders =
    organisationId === null || !ONE_HOLDER.has(data.roleClass)
      ? []
      : (register.present.get(organisationId) ?? []).filter(({ post }) => post.roleClass === data.roleClass)
  const own = new Set(nameKeys(data.name))
  const others = holders.filter((held) => held.person.id !== id && !allNames(held.person).some((name) => nameKeys(name).some((key) => own.has(key))))
  const held = others.length === 0 ? [] : [{ field: textRole, record: others.map((one) => displayName(one.person)).join(', '), text: data.name }]
  if (id === null || person === undefined || person.deletedAt !== null)
    return { differences: held, choices: choicesFor(held), teaches: draft.decision === 'accepted' ? (data.aliases ?? []) : [] }
  const now = (register.posts.get(id) ?? []).filter(({ post }) => post.toDate === null)
  const same = now.some(({ post }) => holdsPost(post, data, organisationId))
  const words = now.map(({ post, organisation }) => `${postWords(post)}, ${displayName(organisation)}`).join('; ')
  const spelled = unknownSpellings(person, [data.name])
  const differences = [
    ...(spelled.length > 0 ? [{ field: m.intake_differs_name(), record: displayName(person), text: data.name }] : []),
    ...(same || now.length === 0 || data.roleClass === 'other' ? [] : [{ field: m.intake_differs_post(), record: words, text: textRole }]),
    ...(same ? [] : held),
  ]
  return {
    known: { title: displayName(person), sub: words, href: addresses.person({ id }) },
    differences,
    choices: choicesFor(differences),
    teaches: draft.decision === 'rejected' ? [] : unknownSpellings(person, [data.name, ...(data.aliases ?? [])]),
  }
}

function ofRelation(draft: DraftOf<'relation'>, words: string, register: Register, recordOf: (ref: string) => string | null): Partial<Compared> {
  const { data } = draft
  const partnerships = data.partners.flatMap((ref) => {
    const id = recordOf(ref)
    return id === null ? [] : (register.partnershipOf.get(id) ?? [])
  })
  const [partnership] = partnerships
  if (partnership === undefined) return {}
  const id = recordIdOf(draft)
  // Of several partners each has its own step that the words speak of.
  const told = partnerships.flatMap((one) => {
    const steps = register.steps.get(one.id) ?? []
    const step = steps.find((row) => row.id === id) ?? (id === null ? undefined : bestStep(data, words, steps))
    if (step === undefined) return []
    const { differences, agreements } = stepCompared(step, data, words)
    const of = (row: Difference): Difference => (partnerships.length === 1 ? row : { ...row, field: `${displayName(one.partner)}, ${row.field}` })
    return [{ step, partnership: one, differences: differences.map(of), agreements: agreements.map(of) }]
  })
  const shown = told.find(({ step }) => step.id === id) ?? told[0]
  const known =
    shown === undefined
      ? null
      : { title: milestoneLabel(shown.step), sub: displayName(shown.partnership.partner), href: addresses.partnership({ id: shown.partnership.id }) }
  // A paper more signed by twins contradicts nothing, nor does a proposal that the register has as a step of theirs.
  const tie =
    (data.status === 'twinned' && partnership.type !== typeOf(['twinned'])) ||
    (data.status === 'agreement' && raises(partnership.type, ['agreement']) !== null) ||
    (data.status === 'twinning_proposed' && partnership.type === 'twinning' && (known === null || told.some(({ differences }) => differences.length > 0))) ||
    (data.status === 'new_contact' && stepKindOf(data.status) !== null && known === null)
      ? [{ field: m.intake_differs_tie(), record: partnershipTypeName(partnership.type), text: relationName(data.status) }]
      : []
  const days = told.flatMap(({ differences }) => differences)
  const differences = [...days, ...tie]
  // Only a day can be kept twice; a tie is called one thing.
  const exacter = told.some(({ step }) => data.date !== null && saysMore(step.date, data.date))
  const choices =
    days.length > 0 && data.date !== null ? ALL : exacter ? (['text'] as const) : tie.length > 0 && isLasting(data.status) ? (['record', 'text'] as const) : []
  return { known, differences, agreements: told.flatMap(({ agreements }) => agreements), choices }
}

function ofFields(draft: DraftOf<'fields'>, register: Register, recordOf: (ref: string) => string | null): Partial<Compared> {
  const ties = draft.data.partners.flatMap((ref) => {
    const id = recordOf(ref)
    return id === null ? [] : (register.partnershipOf.get(id) ?? [])
  })
  const [first] = ties
  if (first === undefined || first.fields.length === 0) return {}
  const listed = (fields: readonly Parameters<typeof fieldName>[0][]): string => fields.map(fieldName).join(', ').toLowerCase()
  const fresh = draft.data.fields.filter((field) => !ties.every((tie) => tie.fields.includes(field)))
  const sub = fresh.length === 0 ? m.intake_fields_all_there() : m.intake_fields_added({ fields: listed(fresh) })
  return { known: { title: listed(first.fields), sub, href: addresses.partnership({ id: first.id }) } }
}
