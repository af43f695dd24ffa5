// The address of a meeting's summary for the citizens: offered, shown as they will see it, published through the event's own action.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { changeEvent, type EventState } from '#features/events/event.actions.ts'
import { eventFieldWords } from '#features/events/field-words.ts'
import { eventById, type EventWhole } from '#features/events/event.queries.ts'
import { displayName, languageName } from '#features/organisations/naming.ts'
import { partnershipsOf } from '#features/partnerships/partnership.queries.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { LANGUAGES, speakingIn } from '#platform/texts/language.ts'
import { isEmptyText, type LocalText, localTextForm, type LocalTextForm, revised } from '#platform/texts/local-text.ts'
import { hasPapers } from '../meeting.ts'
import { itemsOfMeeting, outcomesOf } from '../meeting.queries.ts'
import { type Named, offeredSummary, privateIn, summaryToBegin, together, withoutPrivate } from './summary.ts'
import { peopleAt } from './summary.queries.ts'
import { SummaryPage, type SummaryPageProps } from './summary.pages.tsx'

export type SummaryRouteParts = {
  /** An event as the citizens' pages show it, with this summary; in the language of the request. */
  readonly preview?: (tx: OfficeTx, found: EventWhole, summary: LocalText) => Promise<Child>
  /** What later features have to offer to a summary, in paragraphs; nothing of it is public before somebody publishes it. */
  readonly offers?: readonly ((tx: OfficeTx, eventId: string) => Promise<LocalTextForm>)[]
}

const summaryForm = z.object({ summary: localTextForm.default({}) })

export const summaryRoutes = ({ preview, offers = [] }: SummaryRouteParts = {}): Routes =>
  new Routes()
    .get(addresses.meetingSummary, officers, async (c, by) => {
      const found = await whole(c, by, offers)
      if (found === null) return notFound(c)
      return page(c, found, { body: { summary: summaryToBegin(found.whole.event.summary, found.offered) }, offered: isEmptyText(found.whole.event.summary) })
    })
    .post(addresses.meetingSummary, officers, async (c, by) => {
      const found = await whole(c, by, offers)
      if (found === null) return notFound(c)
      const body = await readForm(c)
      const step = typed(body, 'step')
      const { event } = found.whole
      const version = Number(typed(body, 'version'))
      const opened = { ...found, version }
      if (step === 'offer') return page(c, opened, { body: { summary: found.offered }, offered: true })
      const form = checked(summaryForm, body)
      if (!form.ok) return page(c, opened, { body, faults: form.faults }, 422)
      if (step === 'edit') return page(c, opened, { body })
      if (step === 'withdraw') return save(c, by, found, version, body, { summary: {}, published: false })
      const texts = Object.values(form.value.summary).filter((text) => text.trim() !== '')
      if (texts.length === 0) return page(c, opened, { body, faults: [{ name: 'summary', message: m.meetings_summary_missing() }] }, 422)
      const named = privateIn(texts, found.people)
      if (named.length > 0)
        return page(
          c,
          opened,
          { body, faults: [{ name: 'summary', message: m.meetings_summary_private({ names: named.map(({ shown }) => shown).join(', ') }) }] },
          422,
        )
      if (step === 'publish') return save(c, by, found, version, body, { summary: form.value.summary, published: true })
      const summary = revised(event.summary, form.value.summary, c.get('here').clock.now())
      const shown = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const views: { language: string; shown: Child }[] = []
        for (const language of LANGUAGES)
          views.push({
            language,
            shown: await speakingIn(language, async () => (await preview?.(tx, (await eventById(tx, event.id)) ?? found.whole, summary)) ?? null),
          })
        return views
      })
      return page(c, opened, { body, preview: shown })
    })

type Found = {
  readonly whole: EventWhole
  readonly version: number
  readonly offered: LocalTextForm
  readonly people: readonly Named[]
  /** Partners that have a page of their own for the citizens. */
  readonly pages: readonly string[]
}

async function whole(c: Context, by: Officer, offers: NonNullable<SummaryRouteParts['offers']>): Promise<Found | null> {
  const here = c.get('here')
  const id = c.req.param('id')!
  const today = here.clock.today()
  return here.db.inOffice(by.officeId, async (tx) => {
    const found = await eventById(tx, id)
    if (found === null || !hasPapers(found.event.kind)) return null
    const people = await peopleAt(tx, id)
    const { promises, decisions } = await outcomesOf(tx, id, today)
    const parts = {
      items: await itemsOfMeeting(tx, id, today),
      promises: promises.filter(({ published }) => published).map(({ text }) => text),
      decisions: decisions.filter(({ published }) => published).map(({ text }) => text),
    }
    const partnerships = await partnershipsOf(
      tx,
      found.partners.map(({ organisationId }) => organisationId),
    )
    const more: LocalTextForm[] = []
    for (const offer of offers) more.push(withoutPrivate(await offer(tx, id), people))
    return {
      whole: found,
      version: found.event.version,
      people,
      offered: together([offeredSummary(c.get('visitor')!.office.languages, parts, people), ...more]),
      pages: partnerships.filter(({ publishedAt }) => publishedAt !== null).map(({ partner }) => displayName(partner)),
    }
  })
}

type Shown = Pick<SummaryPageProps, 'body'> & Partial<Pick<SummaryPageProps, 'faults' | 'conflict' | 'preview' | 'offered'>>

const page = (c: Context, found: Found, shown: Shown, status: 200 | 409 | 422 = 200): Response | Promise<Response> => {
  const { id, title, summary, publishedAt } = found.whole.event
  return c.html(
    <SummaryPage
      shell={c.get('shell')}
      event={{ id, title, summary, version: found.version, published: publishedAt !== null }}
      pages={found.pages}
      languages={c.get('visitor')!.office.languages}
      offered={false}
      {...shown}
    />,
    status,
  )
}

type Current = { readonly version: number; readonly state: EventState; readonly updatedAt: Date }

async function save(
  c: Context,
  by: Officer,
  found: Found,
  version: number,
  body: FormBody,
  { summary, published }: { readonly summary: LocalTextForm; readonly published: boolean },
): Promise<Response> {
  const { event, partners } = found.whole
  const { kind, direction, date } = event
  const changed = await changeEvent(c.get('here'), by, event.id, version, {
    kind,
    direction,
    date,
    partners: partners.map(({ organisationId }) => organisationId),
    summary,
    published,
  })
  if (changed.ok)
    return goWithNotice(c, addresses.meeting({ id: event.id }), {
      text: published ? m.meetings_summary_published() : m.meetings_summary_withdrawn(),
      undo: addresses.activityUndo({ id: changed.value.activityId }),
    })
  if (changed.refusal.code === 'missing') return notFound(c)
  if (!isStaleRefusal<Current>(changed.refusal))
    return page(c, { ...found, version }, { body, faults: [{ name: 'summary', message: changed.refusal.message }] }, 422)
  const { state, updatedAt, version: now } = changed.refusal.current
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'event', event.id, 1))
  const yours = { ...state, summary: revised(state.summary, summary, c.get('here').clock.now()) }
  const rows = changesBetween({ ...state }, yours, eventFieldWords(languageName)).map(({ field, before, after }) => ({ field, theirs: before, yours: after }))
  const conflict = { who: last?.personName, when: momentInWords(last?.at ?? updatedAt, c.get('visitor')!.office.timeZone), rows }
  return page(c, { ...found, version: now }, { body, conflict }, 409)
}
