// The addresses of a visit's delegations: the list, one member, how a delegation travels, a pasted list of names.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { meantPartners, meantPeople } from '#features/events/partaking.queries.ts'
import { organisationById, organisationsByIds } from '#features/organisations/organisation.queries.ts'
import { allNames, displayName } from '#features/organisations/naming.ts'
import { peopleByIds, peopleNamed, personById } from '#features/organisations/people/person.queries.ts'
import { postWords } from '#features/organisations/people/post.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { revised } from '#platform/texts/local-text.ts'
import { momentOf } from '../programmes/zone-time.ts'
import { Seatings } from '../seatings/seating.pages.tsx'
import { seatingsOf } from '../seatings/seating.queries.ts'
import { visitById, type VisitWhole } from '../visit.queries.ts'
import { type OwnPart, type VisitParts, steppedTo, visitPage } from '../visit.routes.tsx'
import { addDelegates, changeDelegate, type DelegateStale, registerDelegate, removeDelegate, sendOnJourney, withdrawDelegate } from './delegate.actions.ts'
import { delegateForm, type DelegateForm, type DelegateValues, type DelegationSide, journeyForm, type KnownOfPerson } from './delegate.ts'
import { Delegations, type DelegationsProps } from './delegate.pages.tsx'
import {
  bodyOfDelegate,
  boxesOfKnown,
  DelegateFormPage,
  type DelegateFormProps,
  type PastedRow,
  PastingPage,
  type PastingProps,
} from './delegate-form.pages.tsx'
import { delegateById, type DelegateRow, delegatesInOrder, knownOfPerson } from './delegate.queries.ts'
import { delegateConflictWords } from './field-words.ts'
import { interprets, pastedNames, pastedRows, pastingForm } from './pasting.ts'

export const delegationRoutes = (parts: VisitParts = {}): Routes =>
  new Routes()
    .get(addresses.visitDelegations, readers, (c, by) => listPage(c, by, parts))
    .get(addresses.delegateNew, officers, (c, by) =>
      withVisit(c, by, (visit) => {
        const side = c.req.query('side') === 'hosts' ? 'hosts' : 'guests'
        return formPage(c, { visit, delegate: null, version: 0, body: { side, organisation: offeredFrom(visit, side) ?? { id: '', text: '' } } })
      }),
    )
    .get(addresses.delegateKnown, officers, (c, by) =>
      withVisit(c, by, async (visit) => {
        const [person = '', organisation = ''] = [c.req.query('person'), c.req.query('organisation')]
        const known = await c.get('here').db.inOffice(by.officeId, (tx) => bestKnown(c, tx, visit, person, organisation))
        return known === null ? notFound(c) : c.json({ boxes: boxesOfKnown(known), languages: known.person.languages })
      }),
    )
    .post(addresses.visitDelegations, officers, (c, by) =>
      withVisit(c, by, async (visit) => {
        const body = await readForm(c)
        const read = await readValues(c, by, visit, null, body)
        if (!read.ok) return formPage(c, { visit, delegate: null, version: 0, body, faults: read.faults }, 422)
        const added = await addDelegates(c.get('here'), by, visit.event.id, [read.values], { register: read.form.register })
        if (!added.ok) return formPage(c, { visit, delegate: null, version: 0, body, faults: [faultOf(added.refusal)] }, 422)
        const { id } = visit.event
        const to = typed(body, 'another') === '' ? addresses.visitDelegations({ id }) : addresses.delegateNew({ id }, { side: read.form.side })
        return steppedTo(c, to, added, m.visits_delegate_added())
      }),
    )
    .get(addresses.delegateEdit, officers, (c, by) =>
      withDelegate(c, by, async (visit, delegate) => {
        const person = delegate.personId === null ? null : await c.get('here').db.inOffice(by.officeId, (tx) => personById(tx, delegate.personId!))
        return formPage(c, { visit, delegate, version: delegate.version, body: bodyOfDelegate(delegate, person, visit.visit.hostZone) })
      }),
    )
    .post(addresses.delegateEdit, officers, (c, by) =>
      withDelegate(c, by, async (visit, delegate) => {
        const body = await readForm(c)
        const version = Number(typed(body, 'version'))
        const opened = { visit, delegate, version: version || delegate.version, body }
        const read = await readValues(c, by, visit, delegate, body)
        if (!read.ok) return formPage(c, { ...opened, faults: read.faults }, 422)
        const changed = await changeDelegate(c.get('here'), by, delegate.id, version, read.values, { register: read.form.register })
        if (changed.ok || changed.refusal.code === 'missing')
          return steppedTo(c, `${addresses.visitDelegations({ id: visit.event.id })}#d-${delegate.id}`, changed, m.visits_saved())
        if (isStaleRefusal<DelegateStale['current']>(changed.refusal)) {
          const { current } = changed.refusal
          return formPage(c, { ...opened, version: current.version, conflict: await conflictOf(c, by, visit, delegate.id, current, read.values) }, 409)
        }
        return formPage(c, { ...opened, faults: [faultOf(changed.refusal)] }, 422)
      }),
    )
    .post(addresses.delegateWithdrawal, officers, (c, by) =>
      withDelegate(c, by, async (visit, { id }) => {
        const body = await readForm(c)
        const away = typed(body, 'away') !== ''
        const done = await withdrawDelegate(c.get('here'), by, id, Number(typed(body, 'version')), away ? c.get('here').clock.today() : null)
        return steppedTo(
          c,
          `${addresses.visitDelegations({ id: visit.event.id })}#d-${id}`,
          done,
          away ? m.visits_delegate_withdrawn() : m.visits_delegate_returned(),
        )
      }),
    )
    .post(addresses.delegateRegistration, officers, (c, by) =>
      withDelegate(c, by, async (visit, { id }) => {
        const done = await registerDelegate(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
        return steppedTo(c, `${addresses.visitDelegations({ id: visit.event.id })}#d-${id}`, done, m.visits_delegate_registered())
      }),
    )
    .post(addresses.delegateRemoval, officers, (c, by) =>
      withDelegate(c, by, async (visit, { id }) => {
        const done = await removeDelegate(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
        return steppedTo(c, addresses.visitDelegations({ id: visit.event.id }), done, m.visits_delegate_removed())
      }),
    )
    .post(addresses.delegateJourney, officers, (c, by) =>
      withVisit(c, by, async (visit) => {
        const body = await readForm(c)
        const form = checked(journeyForm, body)
        if (!form.ok) return listPage(c, by, parts, { body, faults: form.faults })
        const { side, arrivesAt, leavesAt, ...said } = form.value
        const zone = visit.visit.hostZone
        const done = await sendOnJourney(c.get('here'), by, visit.event.id, side, {
          ...said,
          arrivesAt: arrivesAt === null ? null : new Date(momentOf(arrivesAt, zone)),
          leavesAt: leavesAt === null ? null : new Date(momentOf(leavesAt, zone)),
        })
        return steppedTo(c, addresses.visitDelegations({ id: visit.event.id }), done, done.ok ? m.visits_journey_done({ count: done.value.count }) : '')
      }),
    )
    .get(addresses.delegatePasting, officers, (c, by) =>
      withVisit(c, by, (visit) =>
        pastingPage(c, { visit, body: { side: 'guests', organisation: offeredFrom(visit, 'guests') ?? { id: '', text: '' } }, rows: null, organisation: null }),
      ),
    )
    .post(addresses.delegatePasting, officers, (c, by) =>
      withVisit(c, by, async (visit) => {
        const body = await readForm(c)
        const form = checked(pastingForm, body)
        if (!form.ok) return pastingPage(c, { visit, body, rows: null, organisation: null, faults: form.faults }, 422)
        return c.get('here').db.inOffice(by.officeId, async (tx) => {
          const { side, organisation: said } = form.value
          // What the form offered for the guests is no word on the hosts.
          const unsaid = said.id !== '' && side === 'hosts' && said.id === offeredFrom(visit, 'guests')?.id
          const meant = await meantPartners(tx, [unsaid ? { id: '', text: '' } : said], 'organisation')
          const faults = meant.faults.map((fault): FieldFault => ({ ...fault, name: 'organisation' }))
          const names = pastedNames(form.value.names)
          if (names.length === 0) faults.push({ name: 'names', message: m.visits_pasting_nobody() })
          if (faults.length > 0) return pastingPage(c, { visit, body, rows: null, organisation: null, faults }, 422)
          const organisation = meant.ids[0] == null ? null : await organisationById(tx, meant.ids[0])
          return pastingPage(c, {
            visit,
            body,
            rows: await previewed(tx, visit.event.id, names),
            organisation: organisation === null ? null : { id: organisation.id, text: displayName(organisation) },
          })
        })
      }),
    )
    .post(addresses.delegatePasted, officers, (c, by) =>
      withVisit(c, by, async (visit) => {
        const body = await readForm(c)
        const form = checked(pastedRows, body)
        if (!form.ok) return pastingPage(c, { visit, body: { side: 'guests' }, rows: null, organisation: null, faults: form.faults }, 422)
        const { side, organisationId, rows } = form.value
        const language = visit.visit.languages[0] ?? 'bg'
        const entered = rows
          .filter(({ take, name }) => take !== undefined && name !== '')
          .map(({ title, name, role, email, phone, person }): DelegateValues => ({
            side,
            organisationId: organisationId === '' ? null : organisationId,
            personId: person === '' ? null : person,
            name: { [language]: name },
            title,
            ...(role === '' ? {} : { role: { [language]: role } }),
            isInterpreter: interprets(role),
            email,
            phone,
          }))
        const added = await addDelegates(c.get('here'), by, visit.event.id, entered)
        if (added.ok || added.refusal.code === 'missing')
          return steppedTo(c, addresses.visitDelegations({ id: visit.event.id }), added, m.visits_pasting_done({ count: entered.length }))
        const kept = rows.map((row): PastedRow => ({ ...row, take: row.take !== undefined, known: [], there: false }))
        const organisation = organisationId === '' ? null : { id: organisationId, text: '' }
        return pastingPage(c, { visit, body, rows: kept, organisation, faults: [faultOf(added.refusal)] }, 422)
      }),
    )

/** The guests of one partner come from there; of several nobody can say. */
function offeredFrom({ partners: [only, ...others], event }: VisitWhole, side: DelegationSide): { id: string; text: string } | null {
  const theirs = (side === 'guests') === (event.direction !== 'outgoing')
  return theirs && only !== undefined && others.length === 0 ? { id: only.organisationId, text: displayName(only) } : null
}

/** What the register knows of somebody, from an organisation; where that is only what the form offers by itself, the one in which they hold a post goes before it. */
async function bestKnown(c: Context, tx: OfficeTx, visit: VisitWhole, personId: string, organisationId: string): Promise<KnownOfPerson | null> {
  const today = c.get('here').clock.today()
  const known = await knownOfPerson(tx, personId, organisationId === '' ? null : organisationId, today)
  const offered = visit.partners.some((one) => one.organisationId === organisationId)
  return known !== null && known.post === null && offered ? knownOfPerson(tx, personId, null, today) : known
}

const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })

type Answer = Response | Promise<Response>

async function withVisit(c: Context, by: Officer, answer: (visit: VisitWhole) => Answer): Promise<Response> {
  const visit = await c.get('here').db.inOffice(by.officeId, (tx) => visitById(tx, c.req.param('id')!))
  return visit === null ? notFound(c) : answer(visit)
}

const withDelegate = (c: Context, by: Officer, answer: (visit: VisitWhole, delegate: DelegateRow) => Answer): Promise<Response> =>
  withVisit(c, by, async (visit) => {
    const delegate = await c.get('here').db.inOffice(by.officeId, (tx) => delegateById(tx, visit.event.id, c.req.param('delegate')!))
    return delegate === null ? notFound(c) : answer(visit, delegate)
  })

const formPage = (c: Context, props: Omit<DelegateFormProps, 'shell'>, status: 200 | 409 | 422 = 200): Answer =>
  c.html(<DelegateFormPage shell={c.get('shell')} {...props} />, status)

const pastingPage = (c: Context, props: Omit<PastingProps, 'shell'>, status: 200 | 422 = 200): Answer =>
  c.html(<PastingPage shell={c.get('shell')} {...props} />, status)

/** The list, with whatever other parts show beside it. */
const listPage = (c: Context, by: Reader, parts: VisitParts, journey?: DelegationsProps['journey']): Promise<Response> => {
  const own: OwnPart = async (tx, look) => (
    <Delegations look={look} delegates={await delegatesInOrder(tx, look.event.id)} mayWrite={by.role === 'officer'} journey={journey}>
      <Seatings visitId={look.event.id} rows={await seatingsOf(tx, look.event.id)} mayWrite={by.role === 'officer'} />
    </Delegations>
  )
  return visitPage(
    c,
    by,
    parts,
    'delegations',
    own,
    { wide: true, ...(journey === undefined ? {} : { faults: journey.faults }) },
    journey === undefined ? 200 : 422,
  )
}

type Read = { readonly ok: true; readonly form: DelegateForm; readonly values: DelegateValues } | { readonly ok: false; readonly faults: readonly FieldFault[] }

/** What the form says, with its person and organisation found in the register. */
async function readValues(c: Context, by: Officer, visit: VisitWhole, before: DelegateRow | null, body: FormBody): Promise<Read> {
  const read = checked(delegateForm, body)
  if (!read.ok) return read
  const { person, organisation, arrivesAt, leavesAt, register: _, ...said } = read.value
  return c.get('here').db.inOffice(by.officeId, async (tx): Promise<Read> => {
    const known = before?.personId == null ? null : await personById(tx, before.personId)
    const people = await meantPeople(tx, [person], () => 'person', known === null ? [] : [{ ...known, personId: known.id, asRole: null, live: true }])
    const attached = before?.organisationId == null || before.organisation === null ? [] : [{ ...before.organisation, organisationId: before.organisationId }]
    const organisations = await meantPartners(tx, [organisation], 'organisation', attached)
    const faults = [...people.faults, ...organisations.faults.map((fault) => ({ ...fault, name: 'organisation' }))]
    if (faults.length > 0) return { ok: false, faults }
    const zone = visit.visit.hostZone
    const personId = people.ids[0] ?? null
    /** The organisation the form offered by itself gives way to the one in which whoever was chosen holds a post, unless somebody said as what they come. */
    const comingFrom = async (said: string | null): Promise<string | null> => {
      const unsaid = before === null && personId !== null && said !== null && said === offeredFrom(visit, read.value.side)?.id
      if (!unsaid || Object.values(read.value.role).some((text) => text !== '')) return said
      return (await bestKnown(c, tx, visit, personId, said))?.post?.organisation.id ?? said
    }
    return {
      ok: true,
      form: read.value,
      values: {
        ...said,
        personId,
        organisationId: await comingFrom(organisations.ids[0] ?? null),
        arrivesAt: arrivesAt === null ? null : new Date(momentOf(arrivesAt, zone)),
        leavesAt: leavesAt === null ? null : new Date(momentOf(leavesAt, zone)),
      },
    }
  })
}

/** Each name with whom of the register it may be, and whether it stands in the delegations already. */
async function previewed(tx: OfficeTx, visitId: string, names: ReturnType<typeof pastedNames>): Promise<PastedRow[]> {
  const known = await peopleNamed(
    tx,
    names.map(({ name }) => name),
    undefined,
    names.length * 3,
  )
  const there = new Set((await delegatesInOrder(tx, visitId)).flatMap((one) => allNames({ ...one, nativeLanguage: null, aliases: [] }).flatMap(nameKeys)))
  return names.map((row) => {
    const keys = new Set(nameKeys(row.name))
    const same = known.filter(({ person }) => allNames(person).some((name) => nameKeys(name).some((key) => keys.has(key))))
    const isThere = [...keys].some((key) => there.has(key))
    return {
      ...row,
      take: !isThere,
      there: isThere,
      known: same.map(({ person, posts }) => ({
        id: person.id,
        text: [displayName(person), ...posts.slice(0, 1).map(({ post, organisation }) => `${postWords(post)}, ${displayName(organisation)}`)].join(' · '),
      })),
      person: same.length === 1 ? same[0]!.person.id : '',
    }
  })
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form. */
async function conflictOf(c: Context, by: Officer, { visit }: VisitWhole, id: string, current: DelegateStale['current'], values: DelegateValues) {
  const here = c.get('here')
  const at = here.clock.now()
  const { state } = current
  const read = await here.db.inOffice(by.officeId, async (tx) => ({
    last: (await historyOf(tx, 'delegate', id, 1))[0],
    organisations: await organisationsByIds(
      tx,
      [state.organisationId, values.organisationId].filter((one) => typeof one === 'string'),
    ),
    people: await peopleByIds(
      tx,
      [state.personId, values.personId].filter((one) => typeof one === 'string'),
    ),
  }))
  const called = (known: ReadonlyMap<string, Parameters<typeof displayName>[0]>, one: string): string => {
    const record = known.get(one)
    return record === undefined ? one : displayName(record)
  }
  const words = delegateConflictWords({
    organisation: (one) => called(read.organisations, one),
    person: (one) => called(read.people, one),
    zone: visit.hostZone,
  })
  const yours = {
    ...state,
    ...values,
    name: revised(state.name, values.name ?? {}, at),
    role: revised(state.role, values.role ?? {}, at),
    arrivesAt: values.arrivesAt?.toISOString() ?? null,
    leavesAt: values.leavesAt?.toISOString() ?? null,
  }
  const rows = changesBetween({ ...state }, yours, words).map(({ field, before, after }) => ({ field, theirs: before, yours: after }))
  return { who: read.last?.personName, when: momentInWords(read.last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone), rows }
}
