// The addresses of a person's posts: a new one, one to change or end, its confirmation, its removal.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Officer } from '#features/accounts/account.ts'
import { officers, ownPath } from '#features/accounts/session.gate.ts'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { boxesOf, momentInWords } from '#platform/dates.ts'
import { checked, readForm, typed, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { withSource } from '#platform/texts/citation.ts'
import { displayName } from '../naming.ts'
import { faultsOfMeant, organisationById, organisationMeant, organisationsByIds } from '../organisation.queries.ts'
import type { Organisation } from '../organisation.table.ts'
import { personById, postById } from './person.queries.ts'
import type { Person, Post } from './person.table.ts'
import { addPost, changePost, confirmPost, removePost, snapshotOfPost } from './post.actions.ts'
import { bodyOfPost, PostFormPage, type PostFormProps } from './post.pages.tsx'
import { factsOf, postFields, postForm, withFacts, type PostFacts } from './post.ts'

export const postRoutes = (): Routes =>
  new Routes()
    .get(addresses.posts, officers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const person = await personById(tx, c.req.param('id')!)
        return person === null ? null : { person, organisation: await organisationById(tx, c.req.query('organisation') ?? '') }
      })
      if (read === null) return notFound(c)
      const { person, organisation } = read
      // Whoever enters a post today has just heard of it.
      const confirmedOn = { ...boxesOf(c.get('here').clock.today()) } as FormBody
      return formPage(c, {
        person,
        post: null,
        body: { confirmedOn, ...(organisation === null ? {} : { organisation: { id: organisation.id, text: displayName(organisation) } }) },
      })
    })
    .post(addresses.posts, officers, async (c, by) => {
      const body = await readForm(c)
      const person = await personOf(c, by)
      if (person === null) return notFound(c)
      const read = await readFacts(c, by, null, body)
      if (!read.ok) return formPage(c, { person, post: null, body, faults: read.faults, organisations: read.organisations }, 422)
      const made = await addPost(c.get('here'), by, person.id, read.facts)
      if (!made.ok) return formPage(c, { person, post: null, body, faults: [{ name: made.refusal.field ?? '', message: made.refusal.message }] }, 422)
      return goWithNotice(c, addresses.person({ id: person.id }), {
        text: m.organisations_post_created(),
        undo: addresses.activityUndo({ id: made.value.activityId }),
      })
    })
    .get(addresses.post, officers, async (c, by) => {
      const read = await postOf(c, by)
      if (read === null) return notFound(c)
      const { person, post, organisation } = read
      return formPage(c, { person, post, body: bodyOfPost(post, organisation) })
    })
    .post(addresses.post, officers, async (c, by) => {
      const body = await readForm(c)
      const held = await postOf(c, by)
      if (held === null) return notFound(c)
      const { person, post } = held
      const read = await readFacts(c, by, post, body)
      // A form that comes back keeps the version it was opened with: a change made meanwhile must still be noticed.
      if (!read.ok)
        return formPage(
          c,
          { person, post: { ...post, version: Number(typed(body, 'version')) || post.version }, body, faults: read.faults, organisations: read.organisations },
          422,
        )
      const changed = await changePost(c.get('here'), by, post.id, Number(typed(body, 'version')), read.facts)
      if (changed.ok)
        return goWithNotice(c, addresses.person({ id: person.id }), {
          text: m.organisations_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (isStaleRefusal<Post>(changed.refusal)) return conflictPage(c, by, person, changed.refusal.current, body, read.facts)
      return changed.refusal.code === 'missing' && changed.refusal.field === undefined
        ? notFound(c)
        : formPage(c, { person, post, body, faults: [{ name: changed.refusal.field ?? '', message: changed.refusal.message }] }, 422)
    })
    .post(addresses.postConfirmation, officers, async (c, by) => {
      const held = await postOf(c, by)
      if (held === null) return notFound(c)
      const body = await readForm(c)
      const back = typed(body, 'back')
      const to =
        back === 'round'
          ? ownPath(typed(body, 'to') || addresses.peopleRound())
          : back === 'organisation'
            ? addresses.organisation({ id: held.organisation.id })
            : addresses.person({ id: held.person.id })
      const confirmed = await confirmPost(c.get('here'), by, held.post.id, Number(typed(body, 'version')))
      return confirmed.ok
        ? goWithNotice(c, to, { text: m.organisations_post_confirmed(), undo: addresses.activityUndo({ id: confirmed.value.activityId }) })
        : goWithNotice(c, to, { text: confirmed.refusal.message, tone: 'late' })
    })
    .post(addresses.postRemoval, officers, async (c, by) => {
      const held = await postOf(c, by)
      if (held === null) return notFound(c)
      const body = await readForm(c)
      const to = addresses.person({ id: held.person.id })
      const removed = await removePost(c.get('here'), by, held.post.id, Number(typed(body, 'version')))
      return removed.ok
        ? goWithNotice(c, to, { text: m.organisations_post_removed(), undo: addresses.activityUndo({ id: removed.value.activityId }) })
        : goWithNotice(c, to, { text: removed.refusal.message, tone: 'late' })
    })

const personOf = (c: Context, by: Officer): Promise<Person | null> => c.get('here').db.inOffice(by.officeId, (tx) => personById(tx, c.req.param('id')!))

const postOf = (c: Context, by: Officer): Promise<{ person: Person; post: Post; organisation: Organisation } | null> =>
  c.get('here').db.inOffice(by.officeId, async (tx) => {
    const person = await personById(tx, c.req.param('id')!)
    const held = person === null ? null : await postById(tx, person.id, c.req.param('post')!)
    return person === null || held === null ? null : { person, ...held }
  })

const formPage = async (c: Context, props: Omit<PostFormProps, 'shell' | 'languages'>, status: 200 | 409 | 422 = 200): Promise<Response> =>
  c.html(<PostFormPage shell={c.get('shell')} languages={c.get('visitor')!.office.languages} {...props} />, status)

type ReadFacts =
  | { readonly ok: true; readonly facts: PostFacts }
  | { readonly ok: false; readonly faults: readonly FieldFault[]; readonly organisations: readonly Organisation[] }

/** What the form says, with its organisation found. */
async function readFacts(c: Context, by: Officer, before: Post | null, body: FormBody): Promise<ReadFacts> {
  const form = checked(postForm, body)
  if (!form.ok) return { ok: false, faults: form.faults, organisations: [] }
  const { organisation, organisationChoice, dropSource, source } = form.value
  const found = await c
    .get('here')
    .db.inOffice(by.officeId, (tx) => organisationMeant(tx, organisationChoice === '' ? organisation : { text: '', id: organisationChoice }))
  if (found.meant === null) {
    const faults = organisation.text === '' ? [{ name: 'organisation', message: m.organisations_post_where() }] : faultsOfMeant(found, organisation.text)
    return { ok: false, faults, organisations: found.candidates }
  }
  const kept = (before?.sources ?? []).filter((_, index) => !dropSource.has(index))
  return { ok: true, facts: factsOf(form.value, found.meant.id, withSource(kept, source)) }
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(c: Context, by: Officer, person: Person, current: Post, body: FormBody, yours: PostFacts): Promise<Response> {
  const { last, organisations } = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
    last: (await historyOf(tx, 'post', current.id, 1))[0],
    organisations: await organisationsByIds(tx, [current.organisationId, yours.organisationId]),
  }))
  const nameOf = (id: string): string => {
    const organisation = organisations.get(id)
    return organisation === undefined ? id : displayName(organisation)
  }
  const next = { ...withFacts(current, yours, c.get('here').clock.now()), personId: current.personId }
  const rows = changesBetween(snapshotOfPost(current), snapshotOfPost(next), postFields(nameOf)).map(({ field, before, after }) => ({
    field,
    theirs: before,
    yours: after,
  }))
  return formPage(
    c,
    {
      person,
      post: current,
      body,
      conflict: { who: last?.personName, when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone), rows },
    },
    409,
  )
}
