// The addresses of a dossier's report: that the visit took place, its report, its closing.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { eventDateInWords } from '#features/events/event.ts'
import { m } from '#messages'
import { checked, type FieldFault, readForm, typed } from '#platform/http/form.ts'
import { Routes } from '#platform/http/routes.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { isEmptyText, reading } from '#platform/texts/local-text.ts'
import { delegatesOf } from './delegations/delegate.queries.ts'
import type { VisitLook } from './look.queries.ts'
import { NO_OUTCOME_PARTS } from './outcomes/outcome.ts'
import { outcomesOfVisits } from './outcomes/outcome.queries.ts'
import { ReportParts, type ReportShown } from './report.pages.tsx'
import { closingForm, holdingForm, reportForm } from './step.ts'
import { closeVisit, holdVisit, reportVisit } from './step.actions.ts'
import { type VisitParts, steppedTo, visitPage } from './visit.routes.tsx'

export const reportRoutes = (parts: VisitParts = {}): Routes =>
  new Routes()
    .get(addresses.visitReport, readers, (c, by) => page(c, by, parts))
    .post(addresses.visitHolding, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(holdingForm, body)
      const refused = (faults: readonly FieldFault[]) => page(c, by, parts, { which: 'holding', body, faults })
      if (!form.ok) return refused(form.faults)
      const { heldOn, asked, came } = form.value
      const held = await holdVisit(
        c.get('here'),
        by,
        c.req.param('id')!,
        Number(typed(body, 'version')),
        { heldOn, came: asked === undefined ? null : came },
        parts.outcomes,
      )
      return !held.ok && held.refusal.field !== undefined
        ? refused([{ name: held.refusal.field, message: held.refusal.message }])
        : steppedTo(c, addresses.visitReport({ id: c.req.param('id')! }), held, m.visits_held_done())
    })
    .post(addresses.visitReport, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const form = checked(reportForm, body)
      const refused = (faults: readonly FieldFault[], status: 409 | 422 = 422) => page(c, by, parts, { which: 'report', body, faults }, status)
      if (!form.ok) return refused(form.faults)
      const { finished, ...values } = form.value
      const id = c.req.param('id')!
      const saved = await reportVisit(here, by, id, Number(typed(body, 'version')), { ...values, reportedOn: finished ? here.clock.today() : null })
      if (saved.ok || saved.refusal.code === 'missing')
        return steppedTo(c, addresses.visitReport({ id }), saved, finished ? m.visits_reported() : m.visits_saved())
      // What was typed stays in the form, which now shows what stands in the register below it.
      return refused(
        [{ name: saved.refusal.field ?? '', message: saved.refusal.message }],
        saved.refusal.code === 'stale' || saved.refusal.code === 'event-stale' ? 409 : 422,
      )
    })
    .post(addresses.visitClosing, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(closingForm, body)
      const refused = (faults: readonly FieldFault[]) => page(c, by, parts, { which: 'closing', body, faults })
      if (!form.ok) return refused(form.faults)
      const id = c.req.param('id')!
      const closed = await closeVisit(c.get('here'), by, id, Number(typed(body, 'version')), form.value.closedWithout, parts.outcomes)
      return !closed.ok && closed.refusal.field !== undefined
        ? refused([{ name: closed.refusal.field, message: closed.refusal.message }])
        : steppedTo(c, addresses.visitReport({ id }), closed, m.visits_closed())
    })

const page = (c: Context, by: Reader, parts: VisitParts, shown?: ReportShown, status: 409 | 422 = 422): Promise<Response> =>
  visitPage(
    c,
    by,
    parts,
    'report',
    async (tx, look, _, today) => (
      <ReportParts
        look={look}
        delegates={await delegatesOf(tx, look.event.id)}
        outcomes={(await outcomesOfVisits(tx, [look.event.id], parts.outcomes ?? NO_OUTCOME_PARTS)).get(look.event.id)!}
        today={today}
        mayWrite={by.role === 'officer'}
        languages={c.get('visitor')!.office.languages}
        shown={shown}
        preview={<Preview look={look} />}
      />
    ),
    shown === undefined ? {} : { faults: shown.faults },
    shown === undefined ? 200 : status,
  )

/** What a citizen reads of the visit: title, days, place, summary; nothing of delegations, report and reasons. */
const Preview = ({ look: { event, place } }: { readonly look: VisitLook }) => {
  const [title, summary] = [reading(event.title), reading(event.summary)]
  const spoken = (language: string) => (language === currentLanguage() ? undefined : language)
  return (
    <>
      <p class="sub">{event.publishedAt === null ? m.visits_preview_hidden() : m.visits_preview_shown()}</p>
      <article class="as-citizens">
        <p class="sub">{[event.date === null ? '' : eventDateInWords(event.date), place].filter((part) => part !== '').join(' · ')}</p>
        <h3 lang={spoken(title.language)}>{title.text}</h3>
        {isEmptyText(event.summary) ? (
          <p class="sub">{m.visits_preview_no_summary()}</p>
        ) : (
          <p class="prose said" lang={spoken(summary.language)}>
            {summary.text}
          </p>
        )}
      </article>
    </>
  )
}
