// Names of private people never stand in a promise or an act, whenever and wherever it was given; what is to be mended is listed once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCommitment, keepCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { openPartnership } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { type MonthReading, monthFacts } from './month.queries.ts'

const TODAY = '2026-11-23'
let office: TestOffice
let partner: string
let pupil: string
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
  const { here, officer: by } = office
  partner = done(await createOrganisation(here, by, { kind: 'municipality', country: 'MK', name: { bg: 'Примерово', en: 'Primerovo' } })).id
  done(await openPartnership(here, by, { organisationId: partner, type: 'twinning', published: true }))
  pupil = done(await createPerson(here, by, { name: { bg: 'Яна Частна' } })).id
})
afterAll(() => office.close())

const NAMED = 'Яна Частна ще изпрати рисунките'
const read = (month: string): Promise<MonthReading> => office.here.db.inOffice(office.officeId, (tx) => monthFacts(tx, month, TODAY))
const event = async (date: string, published: boolean): Promise<string> =>
  done(
    await createEvent(office.here, office.officer, {
      kind: 'visit',
      direction: 'incoming',
      date,
      partners: [partner],
      participants: [{ personId: pupil, asRole: null }],
      published,
    }),
  ).id
const promise = async (eventId: string, more: object = {}): Promise<{ id: string; version: number }> => {
  const { id } = done(
    await createCommitment(office.here, office.officer, {
      owedBy: 'them',
      text: { bg: NAMED },
      topic: 'other',
      state: 'agreed',
      due: null,
      partners: [partner],
      published: true,
      eventId,
      ...more,
    }),
  )
  return { id, version: 1 }
}

test('in a promise kept or due from an event of years ago, and in one given at an event that is not public', async () => {
  const long = await event('2019-03-10', true)
  const kept = await promise(long)
  done(await keepCommitment(office.here, office.officer, kept.id, kept.version, { keptOn: '2026-05-05', evidence: '' }))
  const due = await promise(await event('2018-04-01', true), { due: '2026-06-20' })
  const hidden = await promise(await event('2026-05-02', false))
  const { facts, notPublic } = await read('2026-05')
  const texts = [...facts.made, ...facts.kept, ...facts.ahead.promises].map(({ id, text }) => [id, text])
  expect(texts).toEqual([
    [hidden.id, {}],
    [kept.id, {}],
    [due.id, {}],
  ])
  expect(
    notPublic
      .filter(({ remedy }) => remedy === 'leave_out_name')
      .map(({ id }) => id)
      .sort(),
  ).toEqual([kept.id, due.id, hidden.id].sort())
})

test('in an act tied to an event that is not told', async () => {
  const at = await event('2026-03-02', false)
  done(
    await createSymbolicAct(office.here, office.officer, {
      kind: 'tree_planting',
      title: { bg: 'Липата на Яна Частна' },
      date: '2026-03-02',
      partners: [partner],
      published: true,
      eventId: at,
    }),
  )
  expect((await read('2026-03')).facts.acts.map(({ title }) => title)).toEqual([{}])
})

test('a promise made and kept in one month is listed once', async () => {
  const at = await event('2026-07-02', true)
  const { id, version } = await promise(at)
  done(await keepCommitment(office.here, office.officer, id, version, { keptOn: '2026-07-20', evidence: '' }))
  const { facts, notPublic } = await read('2026-07')
  expect([facts.made.map((one) => one.id), facts.kept.map((one) => one.id)]).toEqual([[id], [id]])
  expect(notPublic.filter((one) => one.id === id).map(({ remedy }) => remedy)).toEqual(['leave_out_name'])
})
