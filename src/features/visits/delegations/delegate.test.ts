// Members of delegations: what holds a person in the register, and what is left of them when their data is erased.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { openVisit, removeVisit } from '../visit.actions.ts'
import { addDelegates, removeDelegate } from './delegate.actions.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const organisation = async (bg: string) => done(await createOrganisation(office.here, office.officer, { name: { bg }, kind: 'municipality', country: 'MK' })).id
const person = async (bg: string) => done(await createPerson(office.here, office.officer, { name: { bg } })).id
async function visit(title: string): Promise<string> {
  const { id } = done(
    await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', title: { bg: title }, date: '2027-05-10', partners: [] }),
  )
  done(await openVisit(office.here, office.officer, id))
  return id
}

/** Every table's every value as one text: where a secret would still be found. */
async function everythingKept(): Promise<string> {
  const { rows } = await office.pool.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'")
  const parts = []
  for (const { name } of rows.filter((row) => row.name !== 'place' && row.name !== 'place_name'))
    parts.push((await office.pool.query<{ t: string }>(`select t::text from "${name}" t`)).rows.map((row) => row.t).join('\n'))
  return parts.join('\n')
}

const SECRETS = ['без глутен 4711', 'достъп без стъпала 4712', '+389 70 004 713', 'gost4714@primer.test', 'полет ХХ 4715', 'хотел Измислен 4716']
const secretly = {
  diet: SECRETS[0]!,
  needs: SECRETS[1]!,
  phone: SECRETS[2]!,
  email: SECRETS[3]!,
  arrival: SECRETS[4]!,
  lodging: SECRETS[5]!,
} as const

describe('a person and an organisation in a delegation', () => {
  test('cannot be removed while they are in it, and can afterwards', async () => {
    const [town, guest, id] = [await organisation('Узорево'), await person('Гост Гостов'), await visit('Гости от Узорево')]
    const [member] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', personId: guest, organisationId: town }])).ids
    const officer = office.as('officer')
    for (const [path, label] of [
      [addresses.personRemoval({ id: guest }), 'person'],
      [addresses.organisationRemoval({ id: town }), 'organisation'],
    ] as const) {
      const refused = await officer.follow(await officer.post(path, { version: '1' }))
      expect([label, refused.includes('досието „Гости от Узорево“')]).toEqual([label, true])
    }
    done(await removeDelegate(office.here, office.officer, member!, 1))
    await officer.post(addresses.personRemoval({ id: guest }), { version: '1' })
    await officer.post(addresses.organisationRemoval({ id: town }), { version: '1' })
    const { rows } = await office.pool.query('select deleted_at is not null as gone from person where id = $1', [guest])
    expect(rows).toEqual([{ gone: true }])
  })
})

describe('erasing', () => {
  test('contact data goes out of the delegations and of the record of changes; name and post stay', async () => {
    const [guest, id] = [await person('Изтрит Частично'), await visit('Първо посещение')]
    const [member] = done(
      await addDelegates(office.here, office.officer, id, [{ side: 'guests', personId: guest, role: { bg: 'кмет 4717' }, ...secretly }]),
    ).ids
    const before = await everythingKept()
    expect(SECRETS.filter((secret) => !before.includes(secret))).toEqual([])
    await office.as('officer').post(addresses.personErasure({ id: guest }), { version: '1', what: 'contact', word: 'изтрий' })
    const after = await everythingKept()
    expect(SECRETS.filter((secret) => after.includes(secret))).toEqual([])
    const { rows } = await office.pool.query(
      `select name #>> '{in,bg,text}' as name, role #>> '{in,bg,text}' as role, diet, phone from visit_delegate where id = $1`,
      [member],
    )
    expect(rows).toEqual([{ name: 'Изтрит Частично', role: 'кмет 4717', diet: '', phone: '' }])
  })

  test('who is erased whole is nameless also where they were taken out of a delegation', async () => {
    const [guest, id] = [await person('Съвсем Изтритов'), await visit('Второ посещение')]
    const [member] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', personId: guest, ...secretly }])).ids
    const officer = office.as('officer')
    const held = await officer.post(addresses.personErasure({ id: guest }), { version: '1', what: 'whole', word: 'изтрий' })
    expect([held.status, (await held.text()).includes('досието „Второ посещение“')]).toEqual([422, true])
    done(await removeDelegate(office.here, office.officer, member!, 1))
    await officer.post(addresses.personErasure({ id: guest }), { version: '1', what: 'whole', word: 'изтрий' })
    const after = await everythingKept()
    expect([...SECRETS, 'Съвсем Изтритов'].filter((secret) => after.includes(secret))).toEqual([])
  })

  test('nor named where the whole dossier was taken away', async () => {
    const [guest, id] = [await person('Отнесен Примеров'), await visit('Трето посещение')]
    done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', personId: guest }]))
    done(await removeVisit(office.here, office.officer, id, 1))
    await office.as('officer').post(addresses.personErasure({ id: guest }), { version: '1', what: 'whole', word: 'изтрий' })
    expect((await everythingKept()).includes('Отнесен Примеров')).toBe(false)
  })
})
