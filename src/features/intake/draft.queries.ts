// Reads a text's drafts and holds each against the register: what it may be the same as, and where the register says otherwise.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { addresses } from '#addresses'
import { commitments } from '#features/commitments/commitment.table.ts'
import { eventDateInWords } from '#features/events/event.ts'
import { events } from '#features/events/event.table.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { allNames, countryName, displayName } from '#features/organisations/naming.ts'
import { organisationsByIds } from '#features/organisations/organisation.queries.ts'
import { describedOrganisation, kindName } from '#features/organisations/organisation.ts'
import type { Organisation } from '#features/organisations/organisation.table.ts'
import { peopleByIds, postsOfPeople, presentPeople, type HeldPost, type Holding } from '#features/organisations/people/person.queries.ts'
import type { Person } from '#features/organisations/people/person.table.ts'
import { postWords, roleName, type RoleClass } from '#features/organisations/people/post.ts'
import { milestoneLabel } from '#features/partnerships/milestones/milestone.ts'
import { milestones, type MilestoneRow } from '#features/partnerships/milestones/milestone.table.ts'
import { partnershipsOf, type PartnershipView } from '#features/partnerships/partnership.queries.ts'
import { partnershipTypeName } from '#features/partnerships/partnership.ts'
import { m } from '#messages'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { isId } from '#platform/ids.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { draftContent, type Draft, type DraftKind, type DraftOf, HOME_REF, isKind } from './draft.ts'
import { drafts, type DraftRow } from './draft.table.ts'
import { isLasting, relationName, stepKindOf, typeOf } from './relation.ts'

export function draftOf(row: DraftRow): Draft {
  const { officeId: _, kind, data, links: __, updatedAt: ___, match, modelFind, ...rest } = row
  return { ...rest, match: match ?? null, modelFind: modelFind ?? null, ...draftContent.parse({ kind, data }) }
}

/** In the order of the desk. */
export async function draftsOf(tx: OfficeTx, textId: string): Promise<Draft[]> {
  const rows = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, textId)))
    .orderBy(asc(drafts.position), asc(drafts.id))
  return rows.map(draftOf)
}

export async function draftById(tx: OfficeTx, textId: string, id: string): Promise<Draft | null> {
  if (!isId(textId) || !isId(id)) return null
  const [row] = await tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, textId), eq(drafts.id, id)))
  return row === undefined ? null : draftOf(row)
}

// ---- against the register ------------------------------------------------------------------------------------------------

/** One thing the register and the text put differently, in words. */
export type Difference = { readonly field: string; readonly record: string; readonly text: string }
/** `known`: the record the draft is, or may be; `gone` when it was removed since. */
export type Compared = {
  readonly known: { readonly title: string; readonly sub: string; readonly href: string | null } | null
  readonly differences: readonly Difference[]
}

type Register = {
  readonly organisations: ReadonlyMap<string, Organisation>
  readonly partnershipOf: ReadonlyMap<string, PartnershipView>
  readonly people: ReadonlyMap<string, Person>
  readonly posts: ReadonlyMap<string, readonly HeldPost[]>
  readonly present: ReadonlyMap<string, readonly Holding[]>
  readonly events: ReadonlyMap<string, { readonly title: LocalText; readonly date: ImpreciseDate | null }>
  readonly acts: ReadonlyMap<string, { readonly title: LocalText; readonly date: ImpreciseDate | null }>
  readonly commitments: ReadonlyMap<string, { readonly text: LocalText }>
  readonly steps: ReadonlyMap<string, MilestoneRow>
}

const recordIdOf = (draft: Draft): string | null => draft.recordId ?? draft.match?.id ?? null

/** Everything the drafts are held against; a fixed number of queries, however many drafts there are. */
async function registerFor(tx: OfficeTx, list: readonly Draft[]): Promise<Register> {
  const ids = (kind: DraftKind): string[] => list.filter((draft) => draft.kind === kind).flatMap((draft) => recordIdOf(draft) ?? [])
  const organisationIds = ids('organisation')
  const personIds = ids('person')
  const read = async <Row extends { readonly id: string }>(wanted: readonly string[], rows: () => Promise<Row[]>): Promise<Map<string, Row>> =>
    wanted.length === 0 ? new Map() : new Map((await rows()).map((row) => [row.id, row]))
  const partnerships = organisationIds.length === 0 ? [] : await partnershipsOf(tx, organisationIds)
  return {
    organisations: await organisationsByIds(tx, organisationIds),
    partnershipOf: new Map(partnerships.map((one) => [one.organisationId, one])),
    people: await peopleByIds(tx, personIds),
    posts: await postsOfPeople(tx, personIds),
    present: await presentPeople(tx, organisationIds),
    events: await read(ids('event'), () =>
      tx
        .select({ id: events.id, title: events.title, date: events.date })
        .from(events)
        .where(and(eq(events.officeId, tx.officeId), inArray(events.id, ids('event')), isNull(events.deletedAt))),
    ),
    acts: await read(ids('symbolic_act'), () =>
      tx
        .select({ id: symbolicActs.id, title: symbolicActs.title, date: symbolicActs.date })
        .from(symbolicActs)
        .where(and(eq(symbolicActs.officeId, tx.officeId), inArray(symbolicActs.id, ids('symbolic_act')), isNull(symbolicActs.deletedAt))),
    ),
    commitments: await read(ids('commitment'), () =>
      tx
        .select({ id: commitments.id, text: commitments.text })
        .from(commitments)
        .where(and(eq(commitments.officeId, tx.officeId), inArray(commitments.id, ids('commitment')), isNull(commitments.deletedAt))),
    ),
    steps: await read(ids('relation'), () =>
      tx
        .select()
        .from(milestones)
        .where(and(eq(milestones.officeId, tx.officeId), inArray(milestones.id, ids('relation')), isNull(milestones.deletedAt))),
    ),
  }
}

/** Each draft held against the register: draft's id → what is known and what differs. */
export async function comparedAll(tx: OfficeTx, list: readonly Draft[]): Promise<Map<string, Compared>> {
  const register = await registerFor(tx, list)
  const byKey = new Map(list.map((draft) => [draft.key, draft]))
  const recordOf = (ref: string): string | null => {
    const draft = byKey.get(ref)
    return draft === undefined || draft.decision === 'rejected' ? null : recordIdOf(draft)
  }
  return new Map(list.map((draft) => [draft.id, compared(draft, register, recordOf)]))
}

const NOTHING: Compared = { known: null, differences: [] }

function compared(draft: Draft, register: Register, recordOf: (ref: string) => string | null): Compared {
  if (isKind(draft, 'organisation')) return organisationCompared(draft, register)
  if (isKind(draft, 'person')) return personCompared(draft, register, recordOf)
  if (isKind(draft, 'relation')) return relationCompared(draft, register, recordOf)
  const id = recordIdOf(draft)
  if (id === null) return NOTHING
  if (isKind(draft, 'event')) return titled(register.events.get(id), addresses.event({ id }), draft.data.date)
  if (isKind(draft, 'symbolic_act')) return titled(register.acts.get(id), addresses.symbolicAct({ id }), draft.data.date)
  const promise = register.commitments.get(id)
  return draft.kind === 'commitment' && promise !== undefined
    ? { known: { title: textIn(promise.text), sub: '', href: addresses.commitment({ id }) }, differences: [] }
    : NOTHING
}

const dateWords = (date: ImpreciseDate | null): string => (date === null ? m.intake_date_unsaid() : eventDateInWords(date))

function titled(record: { readonly title: LocalText; readonly date: ImpreciseDate | null } | undefined, href: string, date: ImpreciseDate | null): Compared {
  if (record === undefined) return NOTHING
  const differs = record.date !== null && date !== null && record.date !== date
  return {
    known: { title: textIn(record.title), sub: record.date === null ? '' : eventDateInWords(record.date), href },
    differences: differs ? [{ field: m.intake_differs_when(), record: dateWords(record.date), text: dateWords(date) }] : [],
  }
}

function organisationCompared(draft: DraftOf<'organisation'>, register: Register): Compared {
  const id = recordIdOf(draft)
  const record = id === null ? undefined : register.organisations.get(id)
  if (id === null || record === undefined || record.deletedAt !== null) return NOTHING
  const { data } = draft
  const keys = new Set(allNames(record).flatMap(nameKeys))
  const said = Object.values(data.name).filter((name) => !nameKeys(name).some((key) => keys.has(key)))
  const partnership = register.partnershipOf.get(id)
  return {
    known: {
      title: displayName(record),
      sub: partnership === undefined ? describedOrganisation(record) : `${describedOrganisation(record)} · ${partnershipTypeName(partnership.type)}`,
      href: partnership === undefined ? addresses.organisation({ id }) : addresses.partnership({ id: partnership.id }),
    },
    differences: [
      ...(said.length > 0 ? [{ field: m.intake_differs_name(), record: displayName(record), text: said.join(', ') }] : []),
      ...(record.kind === data.kind ? [] : [{ field: m.intake_differs_kind(), record: kindName(record.kind), text: kindName(data.kind) }]),
      ...(record.country === data.country ? [] : [{ field: m.intake_differs_country(), record: countryName(record.country), text: countryName(data.country) }]),
    ],
  }
}

/** Posts that one person holds at a time. */
const ONE_HOLDER: ReadonlySet<RoleClass> = new Set(['mayor', 'council_chair', 'ambassador', 'head_of_state', 'head_of_government', 'governor'])

function personCompared(draft: DraftOf<'person'>, register: Register, recordOf: (ref: string) => string | null): Compared {
  const { data } = draft
  const organisationId = data.of === null || data.of === HOME_REF ? null : recordOf(data.of)
  const id = recordIdOf(draft)
  const person = id === null ? undefined : register.people.get(id)
  const textRole = data.role === '' ? roleName(data.roleClass) : data.role
  if (id !== null && person !== undefined && person.deletedAt === null) {
    const posts = register.posts.get(id) ?? []
    const now = posts.filter(({ post }) => post.toDate === null)
    const same = now.some(({ post }) => post.roleClass === data.roleClass && (organisationId === null || post.organisationId === organisationId))
    const words = now.map(({ post, organisation }) => `${postWords(post)}, ${displayName(organisation)}`).join('; ')
    return {
      known: { title: displayName(person), sub: words, href: addresses.person({ id }) },
      differences:
        same || now.length === 0 || data.roleClass === 'other' || draft.savedAt !== null
          ? []
          : [{ field: m.intake_differs_post(), record: words, text: textRole }],
    }
  }
  const holders =
    organisationId === null || !ONE_HOLDER.has(data.roleClass)
      ? []
      : (register.present.get(organisationId) ?? []).filter(({ post }) => post.roleClass === data.roleClass)
  const others = holders.filter((held) => !allNames(held.person).some((name) => nameKeys(name).some((key) => nameKeys(data.name).includes(key))))
  return {
    known: null,
    differences: others.length === 0 ? [] : [{ field: textRole, record: others.map((held) => displayName(held.person)).join(', '), text: data.name }],
  }
}

function relationCompared(draft: DraftOf<'relation'>, register: Register, recordOf: (ref: string) => string | null): Compared {
  const { data } = draft
  const organisationId = data.partners.map(recordOf).find((id) => id !== null && register.partnershipOf.has(id)) ?? null
  const partnership = organisationId === null ? undefined : register.partnershipOf.get(organisationId)
  const id = recordIdOf(draft)
  const step = id === null ? undefined : register.steps.get(id)
  const known =
    step === undefined
      ? null
      : {
          title: milestoneLabel(step),
          sub: partnership === undefined ? '' : displayName(partnership.partner),
          href: partnership === undefined ? null : addresses.partnership({ id: partnership.id }),
        }
  if (partnership === undefined || draft.savedAt !== null) return { known, differences: [] }
  const differences: Difference[] = []
  const sayDate = data.date === null ? m.intake_date_unsaid() : dateInWords(data.date)
  if (step !== undefined && draft.match?.sure === false)
    differences.push({
      field: isLasting(data.status) ? m.intake_differs_since() : m.intake_differs_step(),
      record: milestoneLabel(step),
      text: `${relationName(data.status)}, ${sayDate}`,
    })
  const stated = typeOf([data.status])
  if (
    partnership.type !== stated &&
    (data.status === 'twinned' || data.status === 'agreement' || (data.status === 'twinning_proposed' && partnership.type === 'twinning'))
  ) {
    differences.push({ field: m.intake_differs_tie(), record: partnershipTypeName(partnership.type), text: relationName(data.status) })
  }
  if (data.status === 'new_contact' && stepKindOf(data.status) !== null && known === null)
    differences.push({ field: m.intake_differs_tie(), record: partnershipTypeName(partnership.type), text: relationName(data.status) })
  return { known, differences }
}
