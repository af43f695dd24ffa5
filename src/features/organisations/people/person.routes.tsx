// The addresses of people: the list, one person, their form, their removal.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { savedViewsOf } from '#features/accounts/saved-view.queries.ts'
import { firstView, savedViewLinks } from '#features/accounts/saved-view.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { historyOf, type ActivityLine } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { within } from '#platform/here.ts'
import { checked, readForm, typed, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { cleanQuery } from '#platform/http/list-query.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { MOST_AT_ONCE } from '#platform/many.ts'
import { isStaleRefusal, type Result } from '#platform/result.ts'
import { withSource } from '#platform/texts/citation.ts'
import { refreshKeys } from '../doubles/double.actions.ts'
import { personDoublesOf, type PersonDouble } from '../doubles/double.queries.ts'
import { mergedInto } from '../doubles/merging.queries.ts'
import { goToKept } from '../doubles/merging.routes.tsx'
import { allNames, displayName } from '../naming.ts'
import type { Holder, Written } from '../organisation.actions.ts'
import { faultsOfMeant, organisationById, organisationMeant, organisationsByCountry, organisationsByIds } from '../organisation.queries.ts'
import type { Organisation } from '../organisation.table.ts'
import { PEOPLE_QUERY } from '../list.ts'
import { peopleActs } from '../many.ts'
import { PeoplePage } from './people-list.pages.tsx'
import { changePerson, createPerson, removePerson, snapshotOfPerson } from './person.actions.ts'
import { bodyOfPerson, PersonFormPage, PersonPage, type PersonFormProps } from './person.pages.tsx'
import { countPeople, historyOfPerson, peoplePage, personById, personChoices, postsOfPeople } from './person.queries.ts'
import { factsOf, firstPostForm, personFields, personForm, withFacts, type PersonFacts } from './person.ts'
import type { Person } from './person.table.ts'
import { addPost } from './post.actions.ts'
import { isPast, postFields, type PostFacts, type RoleClass } from './post.ts'

/** What a later feature shows on a person's page. */
export type PersonSection = (c: Context, by: Reader, person: Person) => Promise<Child>

export type PersonRouteParts = {
  readonly sections?: readonly PersonSection[]
  /** What keeps a person from being removed. */
  readonly holders?: readonly Holder[]
}

export const personRoutes = ({ sections = [], holders = [] }: PersonRouteParts = {}): Routes =>
  new Routes()
    .get(addresses.people, readers, async (c, by) => {
      const q = (c.req.query('q') ?? '').trim().slice(0, 200)
      const here = c.get('here')
      if (c.req.query('as') === 'json') return c.json({ items: await here.db.inOffice(by.officeId, (tx) => personChoices(tx, q)) })
      const search = new URL(c.req.url).search
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const saved = await savedViewsOf(tx, 'people', by.personId)
        const first = firstView(saved, by.personId)
        // Whoever asks for nothing gets what they chose to begin with.
        if (first !== null && search === '') return { first: first.query }
        const page = await peoplePage(tx, { q, after: c.req.query('after'), before: c.req.query('before') })
        return { saved, page, byCountry: await organisationsByCountry(tx), people: await countPeople(tx) }
      })
      if ('first' in read) return c.redirect(`${addresses.people()}?${read.first}`, 302)
      const { saved, page } = read
      const counts = { organisations: read.byCountry.reduce((sum, { n }) => sum + n, 0), people: read.people }
      const many = {
        action: addresses.peopleMany(),
        query: cleanQuery(search, PEOPLE_QUERY),
        found: q === '' ? read.people : page.rows.length,
        shown: page.rows.length,
        most: MOST_AT_ONCE,
        groups: peopleActs(),
      }
      return c.html(
        <PeoplePage
          shell={c.get('shell')}
          counts={counts}
          q={q}
          page={page}
          today={here.clock.today()}
          saved={savedViewLinks(saved, {
            list: 'people',
            href: addresses.people(),
            all: addresses.people({ all: 'yes' }),
            query: search,
            known: PEOPLE_QUERY,
            personId: by.personId,
          })}
          many={by.role === 'officer' ? many : undefined}
        />,
      )
    })
    .get(addresses.personNew, officers, async (c, by) => {
      const organisation = await c.get('here').db.inOffice(by.officeId, (tx) => organisationById(tx, c.req.query('organisation') ?? ''))
      const name = { [languagesOf(c)[0]!]: (c.req.query('name') ?? '').slice(0, 300) }
      return formPage(c, {
        person: null,
        body: { name, ...(organisation === null ? {} : { organisation: { id: organisation.id, text: displayName(organisation) } }) },
      })
    })
    .post(addresses.people, officers, async (c, by) => {
      const body = await readForm(c)
      const read = await readNew(c, by, body)
      if (!read.ok) return formPage(c, { person: null, body, faults: read.faults, twins: read.twins, organisations: read.organisations }, 422)
      const made = await createWithPost(c, by, read.facts, read.post)
      if (!made.ok) return formPage(c, { person: null, body, faults: [{ name: made.refusal.field ?? '', message: made.refusal.message }] }, 422)
      return goWithNotice(c, addresses.person({ id: made.value.id }), {
        text: m.organisations_person_created(),
        undo: addresses.activityUndo({ id: made.value.activityId }),
      })
    })
    .get(addresses.person, readers, async (c, by) => {
      const here = c.get('here')
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const person = await personById(tx, c.req.param('id')!)
        if (person === null) return null
        const lines = await historyOfPerson(tx, person.id)
        return { person, lines, held: await postsOfPeople(tx, [person.id]), organisations: await organisationsByIds(tx, organisationIdsIn(lines)) }
      })
      if (read === null) return goToKept(c, by, 'person', addresses.person)
      const { person, organisations } = read
      const nameOf = (id: string): string => {
        const organisation = organisations.get(id)
        return organisation === undefined ? id : displayName(organisation)
      }
      const shown = await Promise.all(sections.map((section) => section(c, by, person)))
      const history = historyInWords(read.lines, {
        what: whatHappened(displayName(person)),
        fields: ({ thing }) => (thing === 'post' ? postFields(nameOf) : personFields()),
        timeZone: zoneOf(c),
        undo: by.role === 'officer',
      })
      return c.html(
        <PersonPage
          shell={c.get('shell')}
          person={person}
          posts={read.held.get(person.id) ?? []}
          history={history}
          today={here.clock.today()}
          sections={shown}
        />,
      )
    })
    .get(addresses.personEdit, officers, async (c, by) => {
      const person = await c.get('here').db.inOffice(by.officeId, (tx) => personById(tx, c.req.param('id')!))
      return person === null
        ? goToKept(c, by, 'person', addresses.personEdit)
        : formPage(c, { person, body: bodyOfPerson(person), post: await presentPost(c, by, person.id) })
    })
    .post(addresses.person, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const person = await here.db.inOffice(by.officeId, (tx) => personById(tx, c.req.param('id')!))
      if (person === null) return mergedMeanwhile(c, by, body)
      const read = await readFacts(c, by, person, body)
      if (!read.ok) return formPage(c, { person: opened(person, body), body, faults: read.faults, twins: read.twins }, 422)
      const changed = await changePerson(here, by, person.id, Number(typed(body, 'version')), read.facts)
      if (changed.ok)
        return goWithNotice(c, addresses.person({ id: person.id }), {
          text: m.organisations_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (isStaleRefusal<Person>(changed.refusal)) return conflictPage(c, by, changed.refusal.current, body, read.facts)
      return changed.refusal.code === 'missing' ? notFound(c) : formPage(c, { person, body, faults: [{ name: '', message: changed.refusal.message }] }, 422)
    })
    .post(addresses.personRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const removed = await removePerson(c.get('here'), by, id, Number(typed(body, 'version')), holders)
      if (removed.ok)
        return goWithNotice(c, addresses.people(), { text: m.organisations_removed(), undo: addresses.activityUndo({ id: removed.value.activityId }) })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.person({ id }), { text: removed.refusal.message, tone: 'late' })
    })

const languagesOf = (c: Context): readonly string[] => c.get('visitor')!.office.languages
const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone

const formPage = async (c: Context, props: Omit<PersonFormProps, 'shell' | 'languages'>, status: 200 | 409 | 422 = 200): Promise<Response> =>
  c.html(<PersonFormPage shell={c.get('shell')} languages={languagesOf(c)} {...props} />, status)

// A form that comes back keeps the version it was opened with: a change made meanwhile must still be noticed.
const opened = (person: Person, body: FormBody): Person => ({ ...person, version: Number(typed(body, 'version')) || person.version })

/** What a form of address follows: the first of their present posts. */
const presentPost = async (c: Context, by: Officer, personId: string): Promise<RoleClass | null> => {
  const held = await c.get('here').db.inOffice(by.officeId, (tx) => postsOfPeople(tx, [personId]))
  return (held.get(personId) ?? []).find(({ post }) => !isPast(post, c.get('here').clock.today()))?.post.roleClass ?? null
}

type NotRead = { readonly ok: false; readonly faults: readonly FieldFault[]; readonly twins: readonly PersonDouble[] }
type ReadFacts = { readonly ok: true; readonly facts: PersonFacts } | NotRead
type ReadNew =
  | { readonly ok: true; readonly facts: PersonFacts; readonly post: PostFacts | null }
  | (NotRead & { readonly organisations: readonly Organisation[] })

/** What the form says of the person, with twins shown. */
async function readFacts(c: Context, by: Officer, before: Person | null, body: FormBody, metIn: readonly string[] = []): Promise<ReadFacts> {
  const form = checked(personForm, body)
  if (!form.ok) return { ok: false, faults: form.faults, twins: [] }
  // A day that has passed meanwhile waits for a decision elsewhere; nobody may set one that has passed already.
  const { keepUntil } = form.value
  if (keepUntil !== null && keepUntil !== before?.keepUntil && keepUntil < c.get('here').clock.today())
    return { ok: false, faults: [{ name: 'keepUntil', message: m.organisations_keep_past() }], twins: [] }
  const kept = (before?.sources ?? []).filter((_, index) => !form.value.dropSource.has(index))
  const facts = factsOf(form.value, withSource(kept, form.value.source))
  if (form.value.keepTwin) return { ok: true, facts }
  // Names the person had already were looked at when they were given.
  const had = new Set(before === null ? [] : allNames(before))
  const fresh = allNames(withFacts(before, facts, c.get('here').clock.now())).filter((name) => !had.has(name))
  const twins = await c.get('here').db.inOffice(by.officeId, async (tx): Promise<PersonDouble[]> => {
    if (fresh.length === 0) return []
    await refreshKeys(tx, 'person')
    const held = before === null ? undefined : (await postsOfPeople(tx, [before.id])).get(before.id)
    const organisationIds = [...(held ?? []).map(({ post }) => post.organisationId), ...metIn]
    const [found] = await personDoublesOf(tx, [{ id: before?.id, names: fresh, email: facts.email ?? null, phone: facts.phone ?? null, organisationIds }])
    return found!
  })
  return twins.length === 0 ? { ok: true, facts } : { ok: false, faults: [], twins }
}

/** What the form for a new person says: the person, and the post they are met in, if any. */
async function readNew(c: Context, by: Officer, body: FormBody): Promise<ReadNew> {
  const post = checked(firstPostForm, body)
  if (!post.ok) {
    const person = checked(personForm, body)
    return { ok: false, faults: [...(person.ok ? [] : person.faults), ...post.faults], twins: [], organisations: [] }
  }
  const { organisation, organisationChoice, role, roleClass, fromDate } = post.value
  const found = await c
    .get('here')
    .db.inOffice(by.officeId, (tx) => organisationMeant(tx, organisationChoice === '' ? organisation : { text: '', id: organisationChoice }))
  const person = await readFacts(c, by, null, body, found.meant === null ? [] : [found.meant.id])
  const faults = [...(person.ok ? [] : person.faults), ...faultsOfMeant(found, organisation.text)]
  if (found.meant === null && organisation.text === '' && Object.values(role).some((text) => text !== ''))
    faults.push({ name: 'organisation', message: m.organisations_post_where() })
  if (!person.ok || faults.length > 0) return { ok: false, faults, twins: person.ok ? [] : person.twins, organisations: found.candidates }
  const today = c.get('here').clock.today()
  return {
    ok: true,
    facts: person.facts,
    post: found.meant === null ? null : { organisationId: found.meant.id, role, roleClass, fromDate, confirmedOn: today },
  }
}

/** The person and the post in one change: taken back together. */
const createWithPost = (c: Context, by: Officer, facts: PersonFacts, post: PostFacts | null): Promise<Result<Written>> =>
  c.get('here').db.inOffice(by.officeId, async (tx) => {
    const here = within(c.get('here'), tx)
    const made = await createPerson(here, by, facts)
    if (!made.ok || post === null) return made
    const taken = await addPost(here, by, made.value.id, post)
    return taken.ok ? made : taken
  })

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(c: Context, by: Officer, current: Person, body: FormBody, yours: PersonFacts): Promise<Response> {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'person', current.id, 1))
  const rows = changesBetween(snapshotOfPerson(current), snapshotOfPerson(withFacts(current, yours, c.get('here').clock.now())), personFields())
  const conflict = {
    who: last?.personName,
    when: momentInWords(last?.at ?? current.updatedAt, zoneOf(c)),
    rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
  }
  return formPage(c, { person: current, body, conflict }, 409)
}

/** Merged while the form was open: what was typed stands beside the record that took them up, and goes into that when it is sent again. */
async function mergedMeanwhile(c: Context, by: Officer, body: FormBody): Promise<Response> {
  const kept = await c.get('here').db.inOffice(by.officeId, async (tx) => personById(tx, (await mergedInto(tx, 'person', c.req.param('id')!)) ?? ''))
  if (kept === null) return notFound(c)
  const read = await readFacts(c, by, kept, { ...body, keepTwin: 'yes' })
  return read.ok ? conflictPage(c, by, kept, body, read.facts) : formPage(c, { person: kept, body, faults: read.faults }, 422)
}

const organisationIdsIn = (lines: readonly ActivityLine[]): string[] =>
  lines.flatMap(({ before, after }) => [before?.['organisationId'], after?.['organisationId']]).filter((id) => typeof id === 'string')

/** On the person's own page a post is told without the person's name. */
const whatHappened =
  (name: string) =>
  (line: ActivityLine): string => {
    const label = line.label.startsWith(`${name}, `) ? line.label.slice(name.length + 2) : line.label
    switch (line.act) {
      case 'person.created':
        return m.organisations_act_person_created()
      case 'person.removed':
        return m.organisations_act_person_removed()
      case 'person.restored':
        return m.organisations_act_restored()
      case 'post.created':
        return m.organisations_act_post_created({ label })
      case 'post.changed':
        return m.organisations_act_post_changed({ label })
      case 'person.kept':
        return m.organisations_act_person_kept()
      case 'person.erased':
        return m.organisations_act_person_erased()
      case 'post.ended':
        return m.organisations_act_post_ended({ label })
      case 'post.confirmed':
        return m.organisations_act_post_confirmed({ label })
      case 'post.removed':
        return m.organisations_act_post_removed({ label })
      case 'post.restored':
        return m.organisations_act_post_restored({ label })
      case 'person.united':
        return m.organisations_act_united()
      case 'post.followed':
        return m.organisations_act_post_followed({ label })
      case 'post.united':
        return m.organisations_act_post_united({ label })
      default:
        return m.organisations_act_changed()
    }
  }
