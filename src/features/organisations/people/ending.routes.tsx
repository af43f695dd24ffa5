// The addresses at which posts end: one by one, and many at once after an election.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { boxesOf, dateFromBoxes, momentInWords } from '#platform/dates.ts'
import { checked, readForm, typed, typedBoxes, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import type { ConflictPanelProps } from '#ui/conflict.tsx'
import { electionsForm, endingForm, isElected, OUTCOMES } from './ending.ts'
import { endPostWith, writeElections, type AfterElections, type TakesOver } from './ending.actions.ts'
import { ElectionsPage, EndingPage, outcomeInWords, type ElectionsRow, type EndingPageProps } from './ending.pages.tsx'
import { successorMeant, type Successor } from './ending.queries.ts'
import { displayName } from '../naming.ts'
import { organisationById } from '../organisation.queries.ts'
import type { Organisation } from '../organisation.table.ts'
import { personById, postById, postsInOrganisation } from './person.queries.ts'
import type { Holding, Person, PersonWithPosts, Post } from './person.table.ts'
import { snapshotOfPost } from './post.actions.ts'
import { termInWords } from './post.pages.tsx'
import { END_REASONS, isPast, postFields, postWords } from './post.ts'

type HeldBy = { readonly person: Person; readonly post: Post; readonly organisation: Organisation }

export const endingRoutes = (): Routes =>
  new Routes()
    .get(addresses.postEnding, officers, async (c, by) => {
      const held = await heldBy(c, by)
      if (held === null) return notFound(c)
      const body: FormBody = { toDate: { ...boxesOf(held.post.toDate) } as FormBody, reason: held.post.endReason }
      return endingPage(c, held, body, c.req.query('back') ?? '')
    })
    .post(addresses.postEnding, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const back = typed(body, 'back')
      const held = await heldBy(c, by)
      if (held === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      // A form that comes back keeps the version it was opened with: a change made meanwhile must still be noticed.
      const opened = { ...held, post: { ...held.post, version: version || held.post.version } }
      const form = checked(endingForm, body)
      if (!form.ok) return endingPage(c, opened, body, back, { faults: form.faults }, 422)
      const { toDate, reason, successor, successorChoice } = form.value
      const { meant, candidates } = await here.db.inOffice(by.officeId, (tx) => successorMeant(tx, successor, successorChoice))
      if (candidates.length > 0)
        return endingPage(c, opened, body, back, { faults: [{ name: 'successorChoice', message: m.organisations_ending_several() }], candidates }, 422)
      const ended = await endPostWith(here, by, held.post.id, version, { toDate, reason, successor: takes(c, meant) })
      if (ended.ok)
        return goWithNotice(c, backTo(back, held), {
          text: meant === null ? m.organisations_ending_done() : m.organisations_ending_done_successor({ name: successor.text }),
          undo: addresses.activityUndo({ id: ended.value.activityId }),
        })
      if (isStaleRefusal<Post>(ended.refusal)) {
        const { current } = ended.refusal
        const conflict = await conflictOf(c, by, current, body)
        return endingPage(c, { ...held, post: current }, body, back, { conflict }, 409)
      }
      if (ended.refusal.code === 'missing' && ended.refusal.field === undefined) return notFound(c)
      return endingPage(c, opened, body, back, { faults: [{ name: ended.refusal.field ?? '', message: ended.refusal.message }] }, 422)
    })
    .get(addresses.elections, officers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, (tx) => presentIn(tx, c.req.param('id')!, c.get('here').clock.today()))
      if (read === null) return notFound(c)
      return c.html(<ElectionsPage shell={c.get('shell')} organisation={read.organisation} body={{}} rows={read.held.map((held) => untouched(held))} />)
    })
    .post(addresses.elections, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const read = await here.db.inOffice(by.officeId, (tx) => presentIn(tx, c.req.param('id')!, here.clock.today()))
      if (read === null) return notFound(c)
      const page = async (rows: readonly ElectionsRow[], more: { faults?: readonly FieldFault[]; conflict?: ConflictPanelProps }, status: 409 | 422) =>
        c.html(<ElectionsPage shell={c.get('shell')} organisation={read.organisation} body={body} rows={rows} {...more} />, status)
      const form = checked(electionsForm, body)
      if (!form.ok) {
        const rows = read.held.map((held) => asTypedFor(held, body))
        return page(rows, { faults: form.faults.map((fault) => movedTo(fault, body, rows)) }, 422)
      }
      const asked = form.value.posts.filter(({ outcome }) => outcome !== 'leave')
      const faults: FieldFault[] = []
      if (asked.length === 0) faults.push({ name: '', message: m.organisations_elections_choose() })
      if (form.value.toDate === null && asked.some(({ outcome }) => outcome === 'ends')) faults.push({ name: 'toDate', message: m.platform_form_date() })
      const meant = new Map<string, Successor | null>()
      const several = new Map<string, readonly PersonWithPosts[]>()
      await here.db.inOffice(by.officeId, async (tx) => {
        for (const row of asked.filter(({ outcome }) => outcome === 'ends')) {
          const found = await successorMeant(tx, row.successor, row.choice)
          meant.set(row.id, found.meant)
          if (found.candidates.length > 0) several.set(row.id, found.candidates)
        }
      })
      const rows = read.held.map((held) => asTypedFor(held, body, several.get(held.post.id)))
      const indexOf = (postId: string | undefined): number => rows.findIndex(({ held }) => held.post.id === postId)
      for (const id of several.keys()) faults.push({ name: `posts.${indexOf(id)}.successor`, message: m.organisations_ending_several() })
      // Whatever was changed since the page was opened is shown beside what was chosen; the page then carries the newer versions.
      const versionNow = new Map(read.held.map(({ post }) => [post.id, post.version]))
      const moved = asked.filter(({ id, version }) => versionNow.get(id) !== version)
      if (moved.length > 0) return page(rows, { faults, conflict: await movedOn(c, by, moved, read) }, 409)
      if (faults.length > 0) return page(rows, { faults }, 422)
      const written = await writeElections(
        here,
        by,
        asked.map((row): AfterElections =>
          row.outcome === 'ends'
            ? {
                id: row.id,
                version: row.version,
                outcome: 'ends',
                ending: { toDate: form.value.toDate!, reason: 'elections', successor: takes(c, meant.get(row.id) ?? null) },
              }
            : { id: row.id, version: row.version, outcome: 'stays' },
        ),
      )
      if (written.ok)
        return goWithNotice(c, addresses.organisation({ id: read.organisation.id }), {
          text: m.organisations_elections_done({ count: asked.length }),
          undo: addresses.activityUndo({ id: written.value.activityId }),
        })
      const { postId, field, message } = written.refusal
      const index = indexOf(postId)
      return page(rows, { faults: [{ name: index < 0 ? '' : field === 'successor' ? `posts.${index}.successor` : `posts.${index}`, message }] }, 422)
    })

const heldBy = (c: Context, by: Officer): Promise<HeldBy | null> =>
  c.get('here').db.inOffice(by.officeId, async (tx) => {
    const person = await personById(tx, c.req.param('id')!)
    const held = person === null ? null : await postById(tx, person.id, c.req.param('post')!)
    return person === null || held === null ? null : { person, ...held }
  })

const backTo = (back: string, { person, organisation }: HeldBy): string =>
  back === 'round' ? addresses.peopleRound() : back === 'organisation' ? addresses.organisation({ id: organisation.id }) : addresses.person({ id: person.id })

const endingPage = async (
  c: Context,
  held: HeldBy,
  body: FormBody,
  back: string,
  more: Pick<EndingPageProps, 'faults' | 'candidates' | 'conflict'> = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> => c.html(<EndingPage shell={c.get('shell')} {...held} body={body} back={back} cancel={backTo(back, held)} {...more} />, status)

/** A new person is entered in the office's own language. */
const takes = (c: Context, meant: Successor | null): TakesOver | null =>
  meant === null ? null : 'personId' in meant ? meant : { name: { [c.get('visitor')!.office.languages[0]!]: meant.name } }

/** Present posts of an organisation, those an election fills first; null when there is no such organisation. */
async function presentIn(tx: OfficeTx, id: string, today: string): Promise<{ organisation: Organisation; held: Holding[]; all: Holding[] } | null> {
  const organisation = await organisationById(tx, id)
  if (organisation === null) return null
  const all = await postsInOrganisation(tx, organisation.id)
  const held = all.filter(({ post }) => !isPast(post, today))
  return { organisation, all, held: held.toSorted((a, b) => Number(isElected(b.post.roleClass)) - Number(isElected(a.post.roleClass))) }
}

const untouched = (held: Holding): ElectionsRow => ({ held, outcome: 'leave', successor: { text: '', id: '' }, candidates: [] })

/** What was typed for a post, wherever its row stood in the form. */
function asTypedFor(held: Holding, body: FormBody, candidates: readonly PersonWithPosts[] = []): ElectionsRow {
  const rows = Array.isArray(body['posts']) ? body['posts'] : []
  const index = rows.findIndex((_, at) => typed(body, `posts.${at}.id`) === held.post.id)
  if (index < 0) return { ...untouched(held), candidates }
  return {
    held,
    outcome: OUTCOMES.find((one) => one === typed(body, `posts.${index}.outcome`)) ?? 'leave',
    successor: { text: typed(body, `posts.${index}.successor.text`), id: typed(body, `posts.${index}.successor.id`) },
    candidates,
  }
}

/** A fault of the form as posted, at the row the page shows now. */
function movedTo(fault: FieldFault, body: FormBody, rows: readonly ElectionsRow[]): FieldFault {
  const [, posted, rest] = /^posts\.(\d+)(.*)$/.exec(fault.name) ?? []
  if (posted === undefined) return fault
  const now = rows.findIndex(({ held }) => held.post.id === typed(body, `posts.${posted}.id`))
  return { ...fault, name: now < 0 ? '' : `posts.${now}${rest}` }
}

async function lastBy(c: Context, by: Officer, postId: string, otherwise: Date): Promise<{ who: string | undefined; when: string }> {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'post', postId, 1))
  return { who: last?.personName, when: momentInWords(last?.at ?? otherwise, c.get('visitor')!.office.timeZone) }
}

/** Someone changed the post meanwhile: what stands there now beside what was typed. */
async function conflictOf(c: Context, by: Officer, current: Post, body: FormBody): Promise<ConflictPanelProps> {
  const day = dateFromBoxes(typedBoxes(body, 'toDate'))
  const yours = {
    ...current,
    toDate: 'wrong' in day ? current.toDate : day.date,
    endReason: END_REASONS.find((one) => one === typed(body, 'reason')) ?? current.endReason,
  }
  const rows = changesBetween(snapshotOfPost(current), snapshotOfPost(yours), postFields(String))
  return { ...(await lastBy(c, by, current.id, current.updatedAt)), rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })) }
}

async function movedOn(
  c: Context,
  by: Officer,
  moved: readonly { readonly id: string; readonly outcome: (typeof OUTCOMES)[number]; readonly successor: { readonly text: string } }[],
  { held, all }: { readonly held: readonly Holding[]; readonly all: readonly Holding[] },
): Promise<ConflictPanelProps> {
  const first = await lastBy(c, by, moved[0]!.id, c.get('here').clock.now())
  return {
    ...first,
    rows: moved.map(({ id, outcome, successor }) => {
      const now = all.find(({ post }) => post.id === id)
      const present = held.some(({ post }) => post.id === id)
      return {
        field: now === undefined ? m.organisations_field_role() : displayName(now.person),
        theirs: [
          now === undefined ? '' : postWords(now.post),
          now === undefined ? '' : termInWords(now.post),
          present ? '' : m.organisations_elections_is_gone(),
        ]
          .filter((words) => words !== '')
          .join(' · '),
        yours: [outcomeInWords(outcome), successor.text === '' ? '' : `${m.organisations_elections_successor()}: ${successor.text}`]
          .filter((words) => words !== '')
          .join(' · '),
      }
    }),
  }
}
