// A dossier is taken away only when nobody is left who must be told otherwise by it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { callOffEvent, createEvent } from '#features/events/event.actions.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'
import { addDelegates } from './delegations/delegate.actions.ts'
import { RESTORERS } from '#features/today/journal.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import { openVisit } from './visit.actions.ts'

let office: TestOffice
let officer: Visit
beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
})
afterAll(() => office.close())

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = async (path: string) => (await officer.get(path)).text()

/** A visit of which one person has the invitation in their calendar. */
async function invited(): Promise<string> {
  const { here, officer: by } = office
  const event = { kind: 'visit', direction: 'incoming', date: '2026-12-14/2026-12-16', title: { bg: 'Гости от Примерово' }, partners: [] } as const
  const { id } = done(await openVisit(here, by, done(await createEvent(here, by, event)).id))
  done(await addDelegates(here, by, id, [{ side: 'hosts', name: { bg: 'Ана Примерова' }, email: 'ana@troyan.test', languages: ['bg'] }]))
  await officer.post(addresses.invitationChoice({ id }), { whole: 'yes' })
  await send(id)
  return id
}
async function send(id: string): Promise<void> {
  const stamp = /name="stamp" value="([^"]+)"/.exec(await page(addresses.invitations({ id })))![1]!
  await officer.post(addresses.invitationSending({ id }), { stamp })
}
async function removed(id: string): Promise<string> {
  const version: number = (await office.pool.query('select version from visit where id = $1', [id])).rows[0].version
  return plain(await officer.follow(await officer.post(addresses.visitRemoval({ id }), { version: String(version) })))
}

test('not while somebody has an invitation to what is still to come, and it is said how to go about it', async () => {
  const id = await invited()
  expect(await removed(id)).toContain('1 човек има покана за календар за това посещение. Първо отменете посещението и изпратете отмяната.')
  expect((await officer.get(addresses.visit({ id }))).status).toBe(200)
  done(await callOffEvent(office.here, office.officer, id, '2026-11-23'))
  expect(await removed(id)).toContain('1 човек има покана')
  await send(id)
  expect(await removed(id)).toContain('Досието е премахнато.')
})

test('what is over holds nobody', async () => {
  const id = await invited()
  office.here.clock.set('2027-01-10')
  expect(await removed(id)).toContain('Досието е премахнато.')
})

test('nor is its opening undone while somebody has an invitation', async () => {
  office.here.clock.set('2026-11-23')
  const id = await invited()
  const { rows } = await office.pool.query<{ id: string }>(`select id from activity where act = 'visit.opened' and thing_id = $1`, [id])
  await office.pool.query('update visit set version = 1 where id = $1', [id])
  const undone = await undoChange(office.here, office.officer, rows[0]!.id, RESTORERS)
  expect(!undone.ok && undone.refusal.code).toBe('invited')
})
