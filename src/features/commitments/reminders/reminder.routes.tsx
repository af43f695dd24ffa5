// The address of the office's reminders, under its settings.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, readForm, typed } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { dayAfter } from '../commitment.ts'
import type { MatterSource } from './matter.ts'
import { plannedLetters } from './planning.ts'
import { changeReminders, type RemindersStale } from './reminder.actions.ts'
import { mailOf, nameOnLetter } from './reminder.mails.tsx'
import { bodyOfReminders, RemindersPage, type RemindersPageProps } from './reminder.pages.tsx'
import { colleaguesOf, groundFor, partnersToTrust, rulesOf } from './reminder.queries.ts'
import { concerns, dayAndHour, isQuiet, reminderFieldWords, remindersForm } from './reminder.ts'

export type ReminderParts = {
  /** What later features have our people reminded of. */
  readonly matters: readonly MatterSource[]
}

export const reminderRoutes = ({ matters }: ReminderParts): Routes =>
  new Routes()
    .get(addresses.settingsReminders, readers, (c, by) => page(c, by, matters))
    .post(addresses.settingsReminders, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(remindersForm, body)
      const version = Number(typed(body, 'version')) || 0
      if (!form.ok) return page(c, by, matters, { version, body, faults: form.faults }, 422)
      const colleagues = await c.get('here').db.asSystem((tx) => colleaguesOf(tx, by.officeId))
      const changed = await changeReminders(c.get('here'), by, form.value, colleagues)
      if (changed.ok)
        return goWithNotice(c, addresses.settingsReminders(), {
          text: m.commitments_reminders_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (!isStaleRefusal<RemindersStale['current']>(changed.refusal))
        return page(c, by, matters, { version, body, faults: [{ name: changed.refusal.field ?? '', message: changed.refusal.message }] }, 422)
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
      return page(c, by, matters, { version: newer, body, conflict }, 409)
    })

/** The next day on which letters are written: today until its hour has passed, then the next working day. */
function nextDay(now: { readonly day: string; readonly hour: number }, from: number, writtenOn: string | null): string {
  let day = now.hour >= from || writtenOn === now.day ? dayAfter(now.day, 1) : now.day
  while (isQuiet(day)) day = dayAfter(day, 1)
  return day
}

async function page(
  c: Context,
  by: Reader,
  matters: readonly MatterSource[],
  props: Partial<Pick<RemindersPageProps, 'version' | 'body' | 'faults' | 'conflict'>> = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const here = c.get('here')
  const { office } = c.get('visitor')!
  const colleagues = await here.db.asSystem((tx) => colleaguesOf(tx, by.officeId))
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const rules = await rulesOf(tx)
    const day = nextDay(dayAndHour(here.clock.now(), office.timeZone), rules.hour, rules.writtenOn)
    return {
      rules,
      day,
      ground: await groundFor(tx, rules, day, colleagues, office.languages[0] ?? '', matters),
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
