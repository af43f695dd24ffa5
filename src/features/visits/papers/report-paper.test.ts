// The report of a visit printed: who was there, the report and what came of it; only once it is written, and only for its own office.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { readBack } from '#platform/documents/testing/reading-back.ts'
import { endTypesetting } from '#platform/documents/typesetting.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addDelegates } from '../delegations/delegate.actions.ts'
import { confirmVisit, holdVisit, reportVisit } from '../step.actions.ts'
import { changeVisit, openVisit } from '../visit.actions.ts'

let office: TestOffice
let id: string
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  const { here, officer } = office
  const town = done(await createOrganisation(here, officer, { name: { bg: 'Екзампълвил' }, kind: 'municipality', country: 'FR' })).id
  const event = { kind: 'visit', direction: 'incoming', date: '2026-11-17/2026-11-19', title: { bg: 'Гости от Екзампълвил' }, partners: [town] } as const
  id = done(await createEvent(here, officer, event)).id
  done(await openVisit(here, officer, id))
  done(await changeVisit(here, officer, id, 1, { ourPurpose: { bg: 'Да договорим обмен' } }))
  const { ids } = done(
    await addDelegates(here, officer, id, [
      { side: 'guests', name: { bg: 'Клер Дюпон' }, role: { bg: 'кмет' } },
      { side: 'guests', name: { bg: 'Пол Отсъстващ' } },
      { side: 'hosts', name: { bg: 'Проба Служителова' }, role: { bg: 'главен експерт' } },
    ]),
  )
  done(await confirmVisit(here, officer, id, 2, '2026-11-10'))
  done(await holdVisit(here, officer, id, 3, { heldOn: '2026-11-19', came: [ids[0]!, ids[2]!] }))
})
afterAll(async () => {
  await endTypesetting()
  await office.close()
})

const paper = () => office.as('reader').get(addresses.visitReportPaper({ id }))

test('there is nothing to print while nobody has written it', async () => {
  const answer = await paper()
  expect([answer.status, answer.headers.get('location')]).toEqual([303, addresses.visitReport({ id })])
  expect(await (await office.as('officer').get(addresses.visitReport({ id }))).text()).not.toContain(addresses.visitReportPaper({ id }))
})

test('it says when and where, who was there and who was not, what is reported and what came of it', async () => {
  const { here, officer } = office
  const promise = { owedBy: 'us', topic: 'visit', state: 'planned', due: null, eventId: id, partners: [], text: { bg: 'Да изпратим албума' } } as const
  done(await createCommitment(here, officer, promise))
  const { rows } = await office.pool.query<{ version: number }>('select version from event where id = $1', [id])
  const report = { bg: 'Срещнахме се с децата.\n\nДоговорихме #read("/etc/passwd") $x$.' }
  done(await reportVisit(here, officer, id, 4, { report, summary: {}, published: false, reportedOn: '2026-11-23', eventVersion: rows[0]!.version }))
  const answer = await paper()
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const text = (await readBack(new Uint8Array(await answer.arrayBuffer()))).pages.join(' ').replace(/\s+/g, ' ')
  const words = [
    'Отчет за посещение',
    'Гости от Екзампълвил',
    '17–19 ноември 2026 г.',
    'Да договорим обмен',
    'Клер Дюпон, кмет',
    'Проба Служителова, главен експерт',
    'Не дойдоха Пол Отсъстващ',
    'Срещнахме се с децата.',
    // What people typed is printed, never run.
    '#read("/etc/passwd") $x$',
    '1. 1 обещание',
    'Съставил',
  ]
  expect(words.filter((one) => !text.includes(one))).toEqual([])
  expect(await (await office.as('reader').get(addresses.visitReport({ id }))).text()).toContain(addresses.visitReportPaper({ id }))
  const { visit } = await office.openAnother('Община Узорево')
  expect((await visit.get(addresses.visitReportPaper({ id }))).status).toBe(404)
})
