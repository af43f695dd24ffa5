// What is missing of a journey leads to where it is entered; the form for a signed order proposes the mayor and names what it lacks.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addTraveller } from '../travellers/traveller.actions.ts'
import { openTrip } from '../trip.actions.ts'

let office: TestOffice
let id = ''
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
  const event = { kind: 'visit', direction: 'outgoing', date: '2026-12-10/2026-12-12', title: { bg: 'При приятелите' }, partners: [] } as const
  id = done(await openTrip(office.here, office.officer, done(await createEvent(office.here, office.officer, event)).id)).id
  done(await addTraveller(office.here, office.officer, id, { personId: null, name: 'Проба Пътуваща', post: 'експерт', byOrder: 'usual' }))
})
afterAll(() => office.close())

const page = async (as: 'officer' | 'reader' = 'officer') => (await office.as(as).get(addresses.trip({ id }))).text()
const missing = async (as?: 'reader') => (await page(as)).split('id="missing"')[1]!.split('id="about"')[0]!

test('what is missing leads to where it is entered; who only reads has words', async () => {
  const links = [...(await missing()).matchAll(/href="([^"]*)"/g)].map(([, href]) => href!)
  const edit = addresses.tripEdit({ id })
  expect(links.slice(0, 3)).toEqual([`${edit}#f-task`, `${edit}#f-legs`, `${addresses.trip({ id })}#orders`])
  for (const link of links) {
    const [path, place] = link.split('#')
    const answer = await office.as('officer').get(path!)
    expect([link, answer.status, place === undefined || (await answer.text()).includes(`id="${place}"`)]).toEqual([link, 200, true])
  }
  expect((await missing('reader')).includes('href=')).toBe(false)
})

test('the mayor of the register is proposed; what is left out is named', async () => {
  const signer = async () => /<input[^>]*name="signer"[^>]*>/.exec(await page())?.[0].match(/value="([^"]*)"/)?.[1] ?? ''
  expect(await signer()).toBe('')
  const [home] = (await office.pool.query<{ place_id: string }>('select place_id from office where id = $1', [office.officeId])).rows
  const facts = { name: { bg: 'Наша община' }, kind: 'municipality', country: 'BG', placeId: Number(home!.place_id) } as const
  const ours = done(await createOrganisation(office.here, office.officer, facts)).id
  const mayor = async (name: string) => {
    const person = done(await createPerson(office.here, office.officer, { name: { bg: name } })).id
    done(await addPost(office.here, office.officer, person, { organisationId: ours, roleClass: 'mayor' }))
  }
  await mayor('Проба Кметова')
  expect(await signer()).toBe('Проба Кметова')
  const refused = await office.as('officer').post(addresses.tripOrder({ id, which: 'usual' }), { version: '1', number: ' ', signer: '' })
  const text = await refused.text()
  const expected = ['Напишете номера на заповедта', 'Напишете кой е подписал заповедта']
  expect([refused.status, expected.filter((words) => !text.includes(words))]).toEqual([422, []])
  // Of two nobody knows who signed.
  await mayor('Друга Кметова')
  expect(await signer()).toBe('')
})
