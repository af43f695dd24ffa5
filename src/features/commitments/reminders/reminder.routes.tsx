// The address of the office's reminders, under its settings.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { momentInWords, dayAfter } from '#platform/dates.ts'
import { checked, readForm, typed } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { plannedLetters } from './planning.ts'
import { changeReminders, type RemindersStale } from './reminder.actions.ts'
import { mailOf, nameOnLetter } from './reminder.mails.tsx'
import { bodyOfReminders, RemindersPage, type RemindersPageProps } from './reminder.pages.tsx'
import { colleaguesOf, groundFor, partnersToTrust, type ReminderSources, rulesOf, type RulesRow } from './reminder.queries.ts'
import { concerns, dayAndHour, type IsQuiet, isWeekend, noHolidays, quietIn, reminderFieldWords, remindersForm, workday } from './reminder.ts'

export type ReminderParts = ReminderSources

export const reminderRoutes = (parts: ReminderParts): Routes =>
  new Routes()
    .get(addresses.settingsReminders, readers, (c, by) => page(c, by, parts))
    .post(addresses.settingsReminders, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(remindersForm, body)
      const version = Number(typed(body, 'version')) || 0
      if (!form.ok) return page(c, by, parts, { version, body, faults: form.faults }, 422)
      const colleagues = await c.get('here').db.asSystem((tx) => colleaguesOf(tx, by.officeId))
      const changed = await changeReminders(c.get('here'), by, form.value, colleagues)
      if (changed.ok)
        return goWithNotice(c, addresses.settingsReminders(), {
          text: m.commitments_reminders_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (!isStaleRefusal<RemindersStale['current']>(changed.refusal))
        return page(c, by, parts, { version, body, faults: [{ name: changed.refusal.field ?? '', message: changed.refusal.message }] }, 422)
      const { state, updatedAt, version: newer } = changed.refusal.current
      const { standIn, trusted, ours, theirs, hour } = form.value
      const partners = await c.get('here').db.inOffice(by.officeId, partnersToTrust)
      const yours = {
        ours,
        theirs,
        hour,
        standIn: colleagues.find(({ id }) => id === standIn) ?? null,
        trusted: partners.filter(({ id }) => trusted.includes(id)).map(({ id, name }) => ({ organisationId: id, name: name.in[name.source]?.text ?? '' })),
      }
      const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'reminder_rules', by.officeId, 1))
      const rows = changesBetween({ ...state }, yours, reminderFieldWords()).map(({ field, before, after }) => ({ field, theirs: before, yours: after }))
      const conflict = {
        who: last?.personName,
        when: momentInWords(last?.at ?? updatedAt ?? c.get('here').clock.now(), c.get('visitor')!.office.timeZone),
        rows,
      }
      return page(c, by, parts, { version: newer, body, conflict }, 409)
    })

/** The next day on which letters are written: today until its hour has passed, then the next working day. On our holidays partners may be written to, if anybody of theirs is. */
function nextDay(now: { readonly day: string; readonly hour: number }, { hour, writtenOn, theirs }: RulesRow, isQuiet: IsQuiet): string {
  const first = now.hour >= hour || writtenOn === now.day ? dayAfter(now.day, 1) : now.day
  return workday(first, 1, theirs.on ? isWeekend : isQuiet)
}

async function page(
  c: Context,
  by: Reader,
  parts: ReminderParts,
  props: Partial<Pick<RemindersPageProps, 'version' | 'body' | 'faults' | 'conflict'>> = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const here = c.get('here')
  const { office } = c.get('visitor')!
  const colleagues = await here.db.asSystem((tx) => colleaguesOf(tx, by.officeId))
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const rules = await rulesOf(tx)
    const holidays = (await parts.holidays?.(tx)) ?? noHolidays
    const day = nextDay(dayAndHour(here.clock.now(), office.timeZone), rules, quietIn(holidays, office.country))
    return {
      rules,
      day,
      ground: await groundFor(tx, rules, day, colleagues, office, { ...parts, holidays: async () => holidays }),
      partners: await partnersToTrust(tx),
      lines: await historyOf(tx, 'reminder_rules', by.officeId),
    }
  })
  const { rules, day, ground } = read
  const head = { officeId: by.officeId, office: office.name, baseUrl: c.get('baseUrl'), today: day }
  const letters = plannedLetters(ground, day).map((letter) => {
    const { subject, text } = mailOf(letter, head, here.clock.now())
    return { letter, name: nameOnLetter(letter), subject, text }
  })
  const theirs = ground.promises.filter(({ owedBy }) => concerns('them', owedBy))
  const addressed = ground.promises.flatMap(({ person, theirPerson }) =>
    [person, theirPerson].flatMap((one) => (one?.email == null ? [] : plainAddress(one.email))),
  )
  const history = historyInWords(read.lines, {
    what: ({ act }) => (act === 'reminder_rules.changed' ? m.commitments_reminders_did_change() : m.commitments_reminders_did_restore()),
    fields: () => reminderFieldWords(),
    timeZone: office.timeZone,
    undo: by.role === 'officer',
  })
  return c.html(
    <RemindersPage
      shell={c.get('shell')}
      version={rules.version}
      rules={rules}
      body={bodyOfReminders(rules, rules.standInId, ground.trusted)}
      colleagues={colleagues}
      partners={read.partners}
      day={day}
      letters={letters}
      unreached={{
        us: rules.ours.on && rules.standInId === null ? ground.promises.filter(({ person }) => person?.email == null).length : 0,
        them: rules.theirs.on ? theirs.filter(({ theirPerson }) => theirPerson?.email == null).length : 0,
        matters: rules.ours.on && rules.standInId === null ? new Set(ground.matters.filter(({ person }) => person === null).map(({ key }) => key)).size : 0,
        refused: new Set(addressed.filter((address) => ground.known.refused.has(address))).size,
      }}
      history={history}
      {...props}
    />,
    status,
  )
}
