// The addresses of what is done to a programme as a whole: remedies, a day as a table in two languages, a day copied, groups, an earlier visit as template.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { isImpreciseDate } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed, typedList } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { localTextForm, textIn } from '#platform/texts/local-text.ts'
import { bodyOfDay, DayTablePage } from './day-table.pages.tsx'
import { dayTableForm, type DayRow } from './day-table.ts'
import { saveDay, type DayStale } from './day-table.actions.ts'
import { addGroup, changeGroup, type GroupStale, removeGroup } from './group.actions.ts'
import { GroupsPage } from './group.pages.tsx'
import { PROGRAMME_VIEWS } from './programme-look.ts'
import { type Programme, programmeOf } from './programme.queries.ts'
import { townNames } from './zone-name.ts'
import { applyRemedy, copyDay } from './several.actions.ts'
import { copyTemplate, templateForm } from './template.actions.ts'
import { TemplatePage } from './template.pages.tsx'
import { earlierVisits } from './template.queries.ts'
import { usualProgramme, USUAL_PROGRAMMES } from './usual.ts'
import { dayWords } from './times.ts'

export const planningRoutes = (): Routes =>
  new Routes()
    .post(addresses.programmeRemedies, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const view = PROGRAMME_VIEWS.find((one) => one === typed(body, 'view')) ?? 'list'
      const page = addresses.programme({ id }, view === 'list' ? {} : { view })
      const done = await applyRemedy(c.get('here'), by, id, typed(body, 'remedy'), typedList(body, 'events'))
      if (done.ok)
        // Of one item the page is shown where it stands; what moved whole is told of above.
        return goWithNotice(c, done.value.count > 1 && done.value.did === 'shift' ? page : `${page}#i-${done.value.itemId}`, {
          text: [
            done.value.did === 'shift' && done.value.count > 1 ? m.programme_remedy_shifted({ count: done.value.count }) : m.programme_remedy_done(),
            ...(done.value.events === 0 ? [] : [m.programme_along_done({ count: done.value.events })]),
            ...(done.value.left.length === 0
              ? []
              : [m.programme_along_left({ count: done.value.left.length, titles: done.value.left.map((title) => `„${title}“`).join(', ') })]),
          ].join(' '),
          undo: addresses.activityUndo({ id: done.value.activityId }),
        })
      return done.refusal.code === 'no-visit' ? notFound(c) : goWithNotice(c, page, { text: done.refusal.message, tone: 'late' })
    })
    .get(addresses.programmeDay, officers, async (c, by) => {
      const found = await readDay(c, by)
      return found === null ? notFound(c) : dayPage(c, found.programme, found.day, { body: bodyOfDay(found.programme, found.day) })
    })
    .post(addresses.programmeDay, officers, async (c, by) => {
      const found = await readDay(c, by)
      if (found === null) return notFound(c)
      const { programme, day } = found
      const body = await readForm(c)
      const form = checked(dayTableForm, body)
      if (!form.ok) return dayPage(c, programme, day, { body, faults: form.faults }, 422)
      const saved = await saveDay(c.get('here'), by, programme.visit.id, day, form.value.rows)
      if (saved.ok)
        return goWithNotice(c, `${addresses.programme({ id: programme.visit.id })}#d-${day}`, {
          text: m.programme_day_saved({ count: saved.value.count, day: dayWords(day) }),
          ...(saved.value.activityId === null ? {} : { undo: addresses.activityUndo({ id: saved.value.activityId }) }),
        })
      if (isStaleRefusal<DayStale['current']>(saved.refusal)) return dayConflict(c, by, day, body, form.value.rows, saved.refusal.current)
      return dayPage(c, programme, day, { body, faults: [{ name: saved.refusal.field ?? '', message: saved.refusal.message }] }, 422)
    })
    .post(addresses.programmeDayCopy, officers, async (c, by) => {
      const id = c.req.param('id')!
      const day = c.req.param('day')!
      const to = typed(await readForm(c), 'to')
      const page = isDay(day) ? `${addresses.programme({ id })}#d-${day}` : addresses.programme({ id })
      if (!isDay(day) || !isDay(to)) return goWithNotice(c, page, { text: m.programme_copy_day_wrong(), tone: 'late' })
      const copied = await copyDay(c.get('here'), by, id, day, to)
      if (copied.ok)
        return goWithNotice(c, `${addresses.programme({ id })}#d-${to}`, {
          text: m.programme_copied({ count: copied.value.count, day: dayWords(to) }),
          undo: addresses.activityUndo({ id: copied.value.activityId }),
        })
      return copied.refusal.code === 'no-visit' ? notFound(c) : goWithNotice(c, page, { text: copied.refusal.message, tone: 'late' })
    })
    .get(addresses.programmeGroups, officers, async (c, by) => groupsPage(c, by, {}))
    .post(addresses.programmeGroups, officers, async (c, by) => {
      const body = await readForm(c)
      const added = await addGroup(c.get('here'), by, c.req.param('id')!, { name: nameIn(body), members: typedList(body, 'members') })
      if (added.ok)
        return goWithNotice(c, addresses.programmeGroups({ id: c.req.param('id')! }), {
          text: m.programme_group_added({ name: added.value.label }),
          undo: addresses.activityUndo({ id: added.value.activityId }),
        })
      return groupsPage(c, by, { body, faults: [{ name: added.refusal.field ?? '', message: added.refusal.message }] }, 422)
    })
    .post(addresses.programmeGroup, officers, async (c, by) => {
      const [id, group] = [c.req.param('id')!, c.req.param('group')!]
      const body = await readForm(c)
      const values = { name: nameIn(body), members: typedList(body, 'members') }
      const changed = await changeGroup(c.get('here'), by, id, group, Number(typed(body, 'version')), values)
      if (changed.ok)
        return goWithNotice(c, addresses.programmeGroups({ id }), {
          text: m.programme_group_saved({ name: changed.value.label }),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (changed.refusal.code === 'missing') return notFound(c)
      if (isStaleRefusal<GroupStale['current']>(changed.refusal)) return groupsPage(c, by, { body, changing: group, stale: changed.refusal.current }, 409)
      return groupsPage(c, by, { body, changing: group, faults: [{ name: changed.refusal.field ?? '', message: changed.refusal.message }] }, 422)
    })
    .post(addresses.programmeGroupRemoval, officers, async (c, by) => {
      const [id, group] = [c.req.param('id')!, c.req.param('group')!]
      const removed = await removeGroup(c.get('here'), by, id, group, Number(typed(await readForm(c), 'version')))
      if (removed.ok)
        return goWithNotice(c, addresses.programmeGroups({ id }), {
          text: m.programme_group_removed({ name: removed.value.label }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing'
        ? notFound(c)
        : goWithNotice(c, addresses.programmeGroups({ id }), { text: removed.refusal.message, tone: 'late' })
    })
    .get(addresses.programmeTemplate, officers, async (c, by) => templatePage(c, by, {}))
    .post(addresses.programmeTemplate, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const form = checked(templateForm, body)
      if (!form.ok) return templatePage(c, by, { body, faults: form.faults }, 422)
      const copied = await copyTemplate(c.get('here'), by, id, form.value)
      if (copied.ok)
        return goWithNotice(c, addresses.programme({ id }), {
          text: [
            m.programme_template_done({ count: copied.value.count }),
            ...(copied.value.groups.length === 0 ? [] : [m.programme_template_groups({ names: copied.value.groups.join(', ') })]),
          ].join(' '),
          ...(copied.value.groups.length === 0 ? {} : { link: { href: addresses.programmeGroups({ id }), text: m.programme_groups() } }),
          undo: addresses.activityUndo({ id: copied.value.activityId }),
        })
      if (copied.refusal.code === 'no-visit') return notFound(c)
      return templatePage(c, by, { body, faults: [{ name: copied.refusal.field ?? '', message: copied.refusal.message }] }, 422)
    })

const isDay = (day: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(day) && isImpreciseDate(day)

const read = (c: Context, by: Reader): Promise<Programme | null> => c.get('here').db.inOffice(by.officeId, (tx) => programmeOf(tx, c.req.param('id')!))

async function readDay(c: Context, by: Officer): Promise<{ programme: Programme; day: string } | null> {
  const day = c.req.param('day')!
  const programme = isDay(day) ? await read(c, by) : null
  return programme === null ? null : { programme, day }
}

const nameIn = (body: FormBody): Record<string, string> => {
  const read = checked(localTextForm, body['name'] ?? {})
  return read.ok ? read.value : {}
}

type DayShown = { readonly body: FormBody; readonly faults?: readonly FieldFault[]; readonly conflicts?: Parameters<typeof DayTablePage>[0]['conflicts'] }

const dayPage = (c: Context, programme: Programme, day: string, shown: DayShown, status: 200 | 409 | 422 = 200): Response | Promise<Response> =>
  c.html(<DayTablePage shell={c.get('shell')} programme={programme} day={day} towns={townNames(programme.visit.towns)} {...shown} />, status)

/** Rows somebody changed meanwhile: both versions beside each other, what was typed kept; a second save then means it. */
async function dayConflict(c: Context, by: Officer, day: string, body: FormBody, rows: readonly DayRow[], stale: DayStale['current']): Promise<Response> {
  const programme = (await read(c, by))!
  const list = Array.isArray(body['rows']) ? body['rows'] : []
  const now = new Map(programme.items.map((item) => [item.id, item]))
  const kept: FormBody = {
    ...body,
    rows: list.map((row, index) => {
      const id = rows[index]?.id ?? ''
      return typeof row === 'object' && !Array.isArray(row) && !(row instanceof File) && now.has(id) ? { ...row, version: String(now.get(id)!.version) } : row
    }),
  }
  return dayPage(
    c,
    programme,
    day,
    { body: kept, conflicts: stale.ids.map((id) => ({ item: now.get(id) ?? null, typed: rows.find((row) => row.id === id)! })) },
    409,
  )
}

type GroupsShown = {
  readonly body?: FormBody
  readonly faults?: readonly FieldFault[]
  readonly changing?: string
  readonly stale?: GroupStale['current']
}

async function groupsPage(c: Context, by: Officer, shown: GroupsShown, status: 200 | 409 | 422 = 200): Promise<Response> {
  const programme = await read(c, by)
  return programme === null ? notFound(c) : c.html(<GroupsPage shell={c.get('shell')} programme={programme} {...shown} />, status)
}

async function templatePage(
  c: Context,
  by: Officer,
  shown: { readonly body?: FormBody; readonly faults?: readonly FieldFault[] },
  status: 200 | 422 = 200,
): Promise<Response> {
  const here = c.get('here')
  const asked = shown.body === undefined ? (c.req.query('from') ?? '') : typed(shown.body, 'from')
  const found = await here.db.inOffice(by.officeId, async (tx) => {
    const programme = await programmeOf(tx, c.req.param('id')!)
    if (programme === null) return null
    return {
      programme,
      earlier: await earlierVisits(tx, programme.visit.id),
      chosen: asked === '' || usualProgramme(asked) !== null ? null : await programmeOf(tx, asked),
    }
  })
  if (found === null) return notFound(c)
  const { programme, earlier, chosen } = found
  return c.html(
    <TemplatePage
      shell={c.get('shell')}
      programme={programme}
      earlier={earlier.map(({ id, title, firstDay, items }) => ({ id, title: textIn(title), firstDay, items }))}
      usual={USUAL_PROGRAMMES.map(({ id, name }) => ({ id, title: name() }))}
      from={chosen === null && usualProgramme(asked) === null ? '' : asked}
      chosen={chosen}
      {...shown}
    />,
    status,
  )
}
