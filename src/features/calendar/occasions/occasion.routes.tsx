// The addresses of occasions: the list, one, its form, its removal.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { displayName } from '#features/organisations/naming.ts'
import { faultsOfMeant, organisationById, organisationMeant, organisationsByIds } from '#features/organisations/organisation.queries.ts'
import { m } from '#messages'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { withSource } from '#platform/texts/citation.ts'
import { isDay, yearsAfter } from '../day.ts'
import { occasionsBetween } from '../entry.ts'
import { changeOccasion, createOccasion, recordOf, removeOccasion } from './occasion.actions.ts'
import { bodyOfOccasion, OccasionFormPage, type OccasionFormProps } from './occasion-form.pages.tsx'
import { OccasionPage, OccasionsPage } from './occasion.pages.tsx'
import { occasionById, occasionsPage, type OccasionWhole } from './occasion.queries.ts'
import { isOccasionKind, occasionFieldWords, occasionForm, type OccasionForm, type OccasionValues, ruleOf, snapshotOfOccasion, withValues } from './occasion.ts'
import type { OccasionRow } from './occasion.table.ts'
import { lineOf } from '../words.ts'

/** On an occasion's page so many of its next days are shown, looked for as far ahead as this. */
const SHOWN = 3
const YEARS_AHEAD = 3

export type OccasionRouteParts = {
  /** What later features show on an occasion's page, in the order in which it is shown. */
  readonly sections?: readonly ((tx: OfficeTx, id: string, by: Reader) => Promise<Child>)[]
}

export const occasionRoutes = ({ sections = [] }: OccasionRouteParts = {}): Routes =>
  new Routes()
    .get(addresses.occasions, readers, async (c, by) => {
      const [kind, organisation, q = ''] = ['kind', 'organisation', 'q'].map((name) => c.req.query(name)) as (string | undefined)[]
      const asked = {
        q: q.trim() === '' ? undefined : q.trim().slice(0, 200).replaceAll('\u0000', ''),
        kind: kind !== undefined && isOccasionKind(kind) ? kind : undefined,
        organisation: organisation === '' ? undefined : organisation,
      }
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
        page: await occasionsPage(tx, asked, { after: c.req.query('after'), before: c.req.query('before') }),
        partner: asked.organisation === undefined ? null : await organisationById(tx, asked.organisation),
      }))
      return c.html(<OccasionsPage shell={c.get('shell')} asked={asked} page={read.page} partner={read.partner === null ? null : displayName(read.partner)} />)
    })
    .get(addresses.occasionNew, officers, async (c, by) => {
      const id = c.req.query('organisation') ?? ''
      const organisation = await c.get('here').db.inOffice(by.officeId, (tx) => organisationById(tx, id))
      const day = c.req.query('day')
      const kind = c.req.query('kind')
      const on = isDay(day) ? { day: String(Number(day.slice(8))), month: String(Number(day.slice(5, 7))) } : { day: '', month: '1' }
      const body: FormBody = {
        repeats: 'yearly',
        kind: kind !== undefined && isOccasionKind(kind) ? kind : 'town_day',
        on,
        organisation: organisation === null ? { id: '', text: '' } : { id: organisation.id, text: displayName(organisation) },
      }
      return formPage(c, { occasion: null, sources: [], body })
    })
    .post(addresses.occasions, officers, async (c, by) => {
      const body = await readForm(c)
      const read = await readValues(c, by, null, body)
      if (!read.ok) return formPage(c, { occasion: null, sources: [], body, faults: read.faults }, 422)
      const made = await createOccasion(c.get('here'), by, read.values)
      if (!made.ok) return formPage(c, { occasion: null, sources: [], body, faults: [faultOf(made.refusal)] }, 422)
      return goWithNotice(c, addresses.occasion({ id: made.value.id }), {
        text: m.calendar_created(),
        undo: addresses.activityUndo({ id: made.value.activityId }),
      })
    })
    .get(addresses.occasion, readers, async (c, by) => {
      const here = c.get('here')
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const found = await occasionById(tx, c.req.param('id')!)
        if (found === null) return null
        const lines = await historyOf(tx, 'occasion', found.occasion.id)
        const shown: Child[] = []
        for (const section of sections) shown.push(await section(tx, found.occasion.id, by))
        return { found, shown, lines, owners: await ownersIn(tx, lines) }
      })
      if (read === null) return notFound(c)
      const history = historyInWords(read.lines, {
        what: whatHappened,
        fields: () => occasionFieldWords(read.owners),
        timeZone: zoneOf(c),
        undo: by.role === 'officer',
      })
      return c.html(
        <OccasionPage shell={c.get('shell')} found={read.found} coming={comingOf(read.found, here.clock.today())} history={history} sections={read.shown} />,
      )
    })
    .get(addresses.occasionEdit, officers, async (c, by) => {
      const found = await whole(c, by)
      return found === null
        ? notFound(c)
        : formPage(c, { occasion: found.occasion, sources: found.occasion.sources, body: bodyOfOccasion(found, ruleOf(found.occasion)) })
    })
    .post(addresses.occasion, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      // A form that comes back keeps the version it was opened with: a change made meanwhile must still be noticed.
      const opened = { ...found.occasion, version: version || found.occasion.version }
      const sources = found.occasion.sources
      const read = await readValues(c, by, found, body)
      if (!read.ok) return formPage(c, { occasion: opened, sources, body, faults: read.faults }, 422)
      const changed = await changeOccasion(c.get('here'), by, found.occasion.id, version, read.values)
      if (changed.ok)
        return goWithNotice(c, addresses.occasion({ id: found.occasion.id }), {
          text: m.calendar_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (isStaleRefusal<OccasionRow>(changed.refusal)) return conflictPage(c, by, changed.refusal.current, body, read.values)
      return changed.refusal.code === 'missing' ? notFound(c) : formPage(c, { occasion: opened, sources, body, faults: [faultOf(changed.refusal)] }, 422)
    })
    .post(addresses.occasionRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const removed = await removeOccasion(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.occasions(), {
          text: m.calendar_removed({ name: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.occasion({ id }), { text: removed.refusal.message, tone: 'late' })
    })

const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone
const faultOf = ({ field, message }: { readonly field?: string; readonly message: string }): FieldFault => ({ name: field ?? '', message })
const whole = (c: Context, by: Officer): Promise<OccasionWhole | null> => c.get('here').db.inOffice(by.officeId, (tx) => occasionById(tx, c.req.param('id')!))
const formPage = (c: Context, props: Omit<OccasionFormProps, 'shell' | 'languages'>, status: 200 | 409 | 422 = 200): Response | Promise<Response> =>
  c.html(<OccasionFormPage shell={c.get('shell')} languages={c.get('visitor')!.office.languages} {...props} />, status)

/** The next days of one occasion. */
function comingOf({ occasion, owner }: OccasionWhole, today: string) {
  const facts = {
    id: occasion.id,
    organisationId: occasion.organisationId,
    country: owner?.country ?? null,
    sortKey: '',
    kind: occasion.kind,
    rule: ruleOf(occasion),
    days: occasion.days,
    risk: occasion.risk,
  }
  const found = occasionsBetween(today, yearsAfter(today, YEARS_AHEAD), { occasions: [facts], everyYears: () => 1, alarmMonths: 0 })
  const partners = owner === null ? [] : [owner]
  return found.slice(0, SHOWN).map((entry) => {
    const line = lineOf({ ...entry, name: occasion.name, partners, cancelled: false })
    // One stands on its page already: its days are what is asked about.
    return { ...line, title: line.when, href: null, when: '', details: [] }
  })
}

type Read = { readonly ok: true; readonly form: OccasionForm; readonly values: OccasionValues } | { readonly ok: false; readonly faults: readonly FieldFault[] }

/** What the form says, with the owner found in the register. */
async function readValues(c: Context, by: Officer, before: OccasionWhole | null, body: FormBody): Promise<Read> {
  const read = checked(occasionForm, body)
  if (!read.ok) return read
  const form = read.value
  return c.get('here').db.inOffice(by.officeId, async (tx): Promise<Read> => {
    const box = form.organisation
    // An owner that was removed meanwhile stays until somebody chooses another.
    const stays = before?.owner !== null && before?.owner !== undefined && box.id === before.owner.id && box.text === displayName(before.owner)
    const found = stays ? null : await organisationMeant(tx, box)
    const faults = found === null ? [] : faultsOfMeant(found, box.text)
    if (faults.length > 0) return { ok: false, faults }
    const kept = (before?.occasion.sources ?? []).filter((_, index) => !form.dropSource.has(index))
    return {
      ok: true,
      form,
      values: {
        organisationId: box.text === '' ? null : stays ? before.owner.id : (found?.meant?.id ?? null),
        kind: form.kind,
        name: form.name,
        rule: form.rule,
        days: form.days,
        risk: form.risk,
        published: form.published,
        notes: form.notes,
        sources: withSource(kept, form.source),
      },
    }
  })
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(c: Context, by: Officer, current: OccasionRow, body: FormBody, values: OccasionValues): Promise<Response> {
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const [last] = await historyOf(tx, 'occasion', current.id, 1)
    const owners = await organisationsByIds(
      tx,
      [current.organisationId, values.organisationId].filter((id) => id !== null),
    )
    return { last, owners }
  })
  const name = (id: string): string => {
    const owner = read.owners.get(id)
    return owner === undefined ? '' : displayName(owner)
  }
  const now = recordOf(current)
  const rows = changesBetween(snapshotOfOccasion(now), snapshotOfOccasion(withValues(now, values, c.get('here').clock.now())), occasionFieldWords(name))
  const conflict = {
    who: read.last?.personName,
    when: momentInWords(read.last?.at ?? current.updatedAt, zoneOf(c)),
    rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
  }
  return formPage(c, { occasion: current, sources: current.sources, body, conflict }, 409)
}

/** The names of all owners the history speaks of, in one query. */
async function ownersIn(tx: OfficeTx, lines: readonly ActivityLine[]): Promise<(id: string) => string> {
  const ids = lines.flatMap(({ before, after }) => [before?.['organisationId'], after?.['organisationId']]).filter((id) => typeof id === 'string')
  const owners = await organisationsByIds(tx, ids)
  return (id) => {
    const owner = owners.get(id)
    return owner === undefined ? '' : displayName(owner)
  }
}

const whatHappened = ({ act }: ActivityLine): string => {
  switch (act) {
    case 'occasion.created':
      return m.calendar_did_create()
    case 'occasion.removed':
      return m.calendar_did_remove()
    case 'occasion.restored':
      return m.calendar_did_restore()
    default:
      return m.calendar_did_change()
  }
}
