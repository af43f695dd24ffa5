// What the citizens’ summary is offered of a trip report: what was done and what was marked for them; no money, no names.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addTraveller } from '../travellers/traveller.actions.ts'
import { openTrip } from '../trip.actions.ts'
import { publishableText } from './publishable.ts'
import { saveReport } from './report.actions.ts'

test.each([
  ['what was done', 'Видяхме училището. Срещнахме се с кмета.', 'Видяхме училището. Срещнахме се с кмета.'],
  ['no sentence about money', 'Видяхме училището. Вечерята струваше 40 €. Срещнахме се с кмета.', 'Видяхме училището. Срещнахме се с кмета.'],
  ['no sentence with a name', 'Проба Служителова се разболя. Видяхме училището.', 'Видяхме училището.'],
  ['nothing where nothing is left', 'Авансът стигна.', undefined],
] as const)('offers %s', (_, process, expected) => {
  expect(publishableText({ process, recommendations: [] }, ['Проба Служителова']).bg).toBe(expected)
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(() => office.close())

test('the summary of the event begins with it; nothing else of the report is there, and nothing is public yet', async () => {
  const { here, officer } = office
  const event = { kind: 'visit', direction: 'outgoing', date: '2026-11-10/2026-11-12', title: { bg: 'Посещение в Узорево' }, partners: [] } as const
  const id = done(await openTrip(here, officer, done(await createEvent(here, officer, event)).id)).id
  const form = async () => (await office.as('officer').get(addresses.meetingSummary({ id }))).text()
  expect(await form()).toContain('name="summary.bg"')
  done(await addTraveller(here, officer, id, { personId: null, name: 'Пътуващ Пробов', post: '', byOrder: 'usual' }))
  const person = done(await createPerson(here, officer, { name: { bg: 'Отговорна Пробова' } })).id
  done(
    await saveReport(here, officer, id, 0, {
      purpose: 'Вътрешна цел',
      process: 'Видяхме училището.\n\nПътуващ Пробов закъсня.\nБилетите струваха 620 €.',
      insights: 'Вътрешно наблюдение',
      recommendations: [
        { text: 'Да поканим учители.', personId: person, due: null, forCitizens: true },
        { text: 'Отговорна Пробова да пише', personId: person, due: null, forCitizens: true },
        { text: 'Да сменим превозвача', personId: null, due: null },
      ],
    }),
  )
  const shown = await form()
  expect(['Видяхме училището.', 'Препоръките са: Да поканим учители.'].filter((words) => !shown.includes(words))).toEqual([])
  expect(['Вътрешн', 'Пробов', '620', 'превозвача'].filter((words) => shown.includes(words))).toEqual([])
  expect((await office.pool.query('select published_at from event where id = $1', [id])).rows).toEqual([{ published_at: null }])
})
