// The addresses of an issue: made of a publication, its words, the letter itself, the trial, the sending, stop and going on.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Result } from '#platform/result.ts'
import type { ConflictPanelProps } from '#ui/conflict.tsx'
import { changeIssue, letterOf, openIssue, removeIssue, resumeIssue, startIssue, stopIssue, tryIssue, widenIssue } from './issue.actions.ts'
import { issueFieldWords, issueForm, type IssueState, sendingForm } from './issue.ts'
import { IssuePage } from './issue.pages.tsx'
import { audienceOf, earlierIssues, failuresOf, issueById, progressOf } from './issue.queries.ts'
import type { Desk } from './subscriber.actions.ts'

export type IssueRouteParts = {
  readonly secret: string
  /** Letters a minute; 0: without limit. */
  readonly perMinute: number
  /** Has the background work send now instead of at its next round. */
  readonly wakeNewsletter?: () => void
  readonly wakePost?: () => void
}

const idOf = (c: Context): string => c.req.param('id') ?? ''
const deskOf = (c: Context, { secret }: IssueRouteParts): Desk => ({ secret, baseUrl: c.get('baseUrl') })

export const issueRoutes = (parts: IssueRouteParts): Routes =>
  new Routes()
    .post(addresses.newsletterIssues, officers, async (c, by) => {
      const opened = await openIssue(c.get('here'), by, typed(await readForm(c), 'publication'))
      if (opened.ok) return c.redirect(addresses.newsletterIssue({ id: opened.value.id }), 303)
      return opened.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.newsletter(), { text: opened.refusal.message, tone: 'late' })
    })
    .get(addresses.newsletterIssue, readers, (c, by) => page(c, by, parts))
    .post(addresses.newsletterIssue, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(issueForm, body)
      if (!form.ok) return page(c, by, parts, { body, faults: form.faults }, 422)
      const changed = await changeIssue(c.get('here'), by, idOf(c), form.value)
      if (changed.ok)
        return goWithNotice(c, addresses.newsletterIssue({ id: idOf(c) }), {
          text: m.newsletter_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (!isStaleRefusal<{ version: number; state: IssueState; updatedAt: Date }>(changed.refusal))
        return changed.refusal.code === 'missing' ? notFound(c) : page(c, by, parts, { body, faults: [{ name: '', message: changed.refusal.message }] }, 422)
      const { version, state, updatedAt } = changed.refusal.current
      const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'newsletter_issue', idOf(c), 1))
      const rows = changesBetween({ ...state }, { ...state, ...form.value }, issueFieldWords()).map(({ field, before, after }) => ({
        field,
        theirs: before,
        yours: after,
      }))
      const conflict = { who: last?.personName, when: momentInWords(last?.at ?? updatedAt, c.get('visitor')!.office.timeZone), rows }
      return page(c, by, parts, { body: { ...body, version: String(version) }, conflict }, 409)
    })
    .get(addresses.newsletterIssueLetter, readers, async (c, by) => {
      const { office } = c.get('visitor')!
      const letter = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const issue = await issueById(tx, idOf(c))
        return issue === null ? null : letterOf(tx, deskOf(c, parts), office, issue)
      })
      if (letter === null) return notFound(c)
      // The letter brings its own sheet and nothing else; it is looked at by itself.
      c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
      return c.html(letter.write(letter.base).html)
    })
    .post(addresses.newsletterIssueTrial, officers, async (c, by) => {
      const tried = await tryIssue(c.get('here'), by, deskOf(c, parts), c.get('visitor')!.office, idOf(c))
      if (!tried.ok) return notFound(c)
      parts.wakePost?.()
      return goWithNotice(c, addresses.newsletterIssue({ id: idOf(c) }), { text: m.newsletter_trial_gone({ email: by.email }) })
    })
    .post(addresses.newsletterIssueSending, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(sendingForm, body)
      if (!form.ok) return page(c, by, parts, { faults: form.faults }, 422)
      if (!form.value.read) return page(c, by, parts, { sending: body, faults: [{ name: 'read', message: m.newsletter_sending_unread() }] }, 422)
      return went(c, by, parts, await startIssue(c.get('here'), by, idOf(c), form.value.version, form.value.others), (count) =>
        m.newsletter_sending_begun({ count }),
      )
    })
    .post(addresses.newsletterIssueWidening, officers, async (c, by) =>
      went(c, by, parts, await widenIssue(c.get('here'), by, idOf(c), await versionIn(c)), (count) => m.newsletter_sending_begun({ count })),
    )
    .post(addresses.newsletterIssueStop, officers, async (c, by) =>
      went(c, by, parts, await stopIssue(c.get('here'), by, idOf(c), await versionIn(c)), () => m.newsletter_stopped()),
    )
    .post(addresses.newsletterIssueGoingOn, officers, async (c, by) =>
      went(c, by, parts, await resumeIssue(c.get('here'), by, idOf(c), await versionIn(c)), (count) => m.newsletter_going_on({ count })),
    )
    .post(addresses.newsletterIssueRemoval, officers, async (c, by) => {
      const removed = await removeIssue(c.get('here'), by, idOf(c), await versionIn(c))
      if (removed.ok)
        return goWithNotice(c, addresses.newsletter(), { text: m.newsletter_removed(), undo: addresses.activityUndo({ id: removed.value.activityId }) })
      return removed.refusal.code === 'missing' ? notFound(c) : page(c, by, parts, { faults: [{ name: '', message: removed.refusal.message }] }, 409)
    })

const versionIn = async (c: Context): Promise<number> => Number(typed(await readForm(c), 'version')) || 0

async function went(
  c: Context,
  by: Officer,
  parts: IssueRouteParts,
  result: Result<{ readonly count: number }>,
  words: (count: number) => string,
): Promise<Response> {
  if (result.ok) {
    parts.wakeNewsletter?.()
    return goWithNotice(c, addresses.newsletterIssue({ id: idOf(c) }), { text: words(result.value.count) })
  }
  return result.refusal.code === 'missing' ? notFound(c) : page(c, by, parts, { faults: [{ name: '', message: result.refusal.message }] }, 409)
}

type Shown = { readonly body?: FormBody; readonly sending?: FormBody; readonly faults?: readonly FieldFault[]; readonly conflict?: ConflictPanelProps }

const DID: Readonly<Record<string, () => string>> = {
  'newsletter_issue.created': m.newsletter_did_create,
  'newsletter_issue.changed': m.newsletter_did_change,
  'newsletter_issue.removed': m.newsletter_did_remove,
  'newsletter_issue.restored': m.newsletter_did_restore,
  'newsletter_issue.started': m.newsletter_did_start,
  'newsletter_issue.widened': m.newsletter_did_widen,
  'newsletter_issue.stopped': m.newsletter_did_stop,
  'newsletter_issue.resumed': m.newsletter_did_resume,
}

async function page(c: Context, by: Reader, parts: IssueRouteParts, shown: Shown = {}, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { office } = c.get('visitor')!
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const issue = await issueById(tx, idOf(c))
    const letter = issue === null ? null : await letterOf(tx, deskOf(c, parts), office, issue)
    if (issue === null || letter === null) return null
    return {
      issue,
      publication: letter.publication,
      text: letter.write(letter.base).text,
      audience: await audienceOf(tx, issue),
      earlier: await earlierIssues(tx, issue),
      progress: (await progressOf(tx, [issue.id])).get(issue.id)!,
      failures: await failuresOf(tx, issue.id),
      lines: await historyOf(tx, 'newsletter_issue', issue.id),
    }
  })
  if (read === null) return notFound(c)
  const { issue, lines, ...rest } = read
  return c.html(
    <IssuePage
      shell={c.get('shell')}
      issue={issue}
      {...rest}
      officerEmail={by.email}
      perMinute={parts.perMinute}
      body={shown.body ?? { ...shown.sending, version: String(issue.version), subject: issue.subject, preface: issue.preface }}
      faults={shown.faults ?? []}
      conflict={shown.conflict}
      history={historyInWords(lines, {
        what: ({ act }) => (DID[act] ?? m.newsletter_did_change)(),
        fields: () => issueFieldWords(),
        timeZone: office.timeZone,
        undo: by.role === 'officer' && issue.startedAt === null,
      })}
      timeZone={office.timeZone}
    />,
    status,
  )
}
