// What is kept is given again only while nothing of the office changed, and never to another office.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { untilNextChange } from './until-next-change.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const asked: string[] = []
const ask = (officeId: string, what: string) =>
  office.here.db.inOffice(officeId, (tx) =>
    untilNextChange(tx, what, async () => {
      asked.push(`${officeId === office.officeId ? 'ours' : 'theirs'} ${what}`)
      return asked.length
    }),
  )
const change = (name: string) => createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'other', country: 'BG' })

test('read once between two changes, for each question and each office', async () => {
  const other = await office.openAnother('Община Другаде')
  expect([await ask(office.officeId, 'a'), await ask(office.officeId, 'a')]).toEqual([1, 2])
  done(await change('Първо'))
  expect([await ask(office.officeId, 'a'), await ask(office.officeId, 'a'), await ask(office.officeId, 'b'), await ask(office.officeId, 'a')]).toEqual([
    3, 3, 4, 3,
  ])
  // Theirs knows no change yet: nothing is kept for it, and nothing of ours is given.
  expect([await ask(other.officeId, 'a'), await ask(other.officeId, 'a')]).toEqual([5, 6])
  done(await change('Второ'))
  expect([await ask(office.officeId, 'a'), await ask(office.officeId, 'a')]).toEqual([7, 7])
  expect(asked).toEqual(['ours a', 'ours a', 'ours a', 'ours b', 'theirs a', 'theirs a', 'ours a'])
})
