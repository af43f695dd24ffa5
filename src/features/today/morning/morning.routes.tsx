// One's own morning mail: chosen, and looked at as it would be today.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { clockAt } from '#features/visits/programmes/zone-time.ts'
import { m } from '#messages'
import { checked, type FieldFault, type FormBody, readForm } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { dayAfter } from '#platform/dates.ts'
import { WEEK_DAYS } from '../inbox/waiting.ts'
import { chooseMorning } from './morning.actions.ts'
import { writeMorning } from './morning.mails.tsx'
import { MorningPage } from './morning.pages.tsx'
import { morningForm, USUAL_HOUR } from './morning.ts'
import { morningOf, wishOf } from './morning.queries.ts'

export const morningRoutes = (): Routes =>
  new Routes()
    .get(addresses.settingsMorning, readers, (c, by) => page(c, by, {}))
    .post(addresses.settingsMorning, readers, async (c, by) => {
      const body = await readForm(c)
      const read = checked(morningForm, body)
      if (!read.ok) return page(c, by, { body, faults: read.faults })
      await chooseMorning(c.get('here'), by, c.get('visitor')!.office.timeZone, read.value)
      return goWithNotice(c, addresses.settingsMorning(), { text: read.value.days === 'none' ? m.today_morning_saved_none() : m.today_morning_saved() })
    })

async function page(c: Context, by: Reader, shown: { readonly body?: FormBody; readonly faults?: readonly FieldFault[] }): Promise<Response> {
  const { db, clock } = c.get('here')
  const { office } = c.get('visitor')!
  const { day } = clockAt(clock.now().getTime(), office.timeZone)
  const read = await db.inOffice(by.officeId, async (tx) => ({
    wish: await wishOf(tx, by.personId),
    morning: await morningOf(tx, day, by, dayAfter(day, WEEK_DAYS)),
  }))
  const body: FormBody = shown.body ?? {
    days: read.wish?.days ?? 'none',
    hour: String(read.wish?.hour ?? USUAL_HOUR),
    evenEmpty: read.wish?.evenEmpty === true ? 'yes' : '',
  }
  return c.html(
    <MorningPage
      shell={c.get('shell')}
      email={by.email}
      timeZone={office.timeZone}
      body={body}
      faults={shown.faults ?? []}
      sample={writeMorning(read.morning, textIn(office.name), c.get('baseUrl'))}
    />,
    shown.faults === undefined ? 200 : 422,
  )
}
