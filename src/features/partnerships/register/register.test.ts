// The register of partnerships on the real database: its order, its filters, how many queries it takes, and what citizens get of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addMilestone } from '../milestones/milestone.actions.ts'
import { createPartnership, removePartnership } from '../partnership.actions.ts'
import { partnershipsByIds, publicPartnership, publicPartnerships } from '../partnership.queries.ts'

const TODAY = '2026-11-23'

describe('the register in order', () => {
  let office: TestOffice
  const ids: string[] = []
  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
    for (let at = 0; at < 53; at++) {
      const name = `Град ${String(at).padStart(2, '0')}`
      const organisation = done(
        await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: at % 2 === 0 ? 'FR' : 'MK' }),
      )
      ids.push(
        done(
          await createPartnership(office.here, office.officer, {
            organisationId: organisation.id,
            type: at < 3 ? 'contact' : 'twinning',
            fields: at === 7 ? ['energy'] : [],
            published: at === 5,
          }),
        ).id,
      )
    }
    done(await addMilestone(office.here, office.officer, ids[0]!, { kind: 'lapse', side: 'them', date: '2018~' }))
  })
  afterAll(() => office.close())
  const named = (page: string): string[] => [...page.matchAll(/<th scope="row">.*?<a class="plain strong"[^>]*>(.*?)<\/a>/gs)].map((match) => match[1]!)
  const list = async (query: Record<string, string> = {}) => (await office.as('reader').get(addresses.partnerships(query))).text()

  test('pages by key, forth and back', async () => {
    const first = await list()
    expect(named(first)).toHaveLength(50)
    expect(first).toContain('прекъснато')
    expect(first).toContain('около 2018 г.')
    const next = /[?;]after=([^"&]+)/.exec(first)![1]!
    const second = await list({ after: next })
    expect(named(second)).toEqual(['Град 50', 'Град 51', 'Град 52'])
    const back = /[?;]before=([^"&]+)/.exec(second)![1]!
    expect(named(await list({ before: back }))).toEqual(named(first))
    expect(named(await list({ after: 'rubbish' }))).toEqual(named(first))
  })

  test('filters by type, country, field and what citizens see', async () => {
    expect(named(await list({ type: 'contact' }))).toEqual(['Град 00', 'Град 01', 'Град 02'])
    expect(named(await list({ country: 'FR', type: 'contact' }))).toEqual(['Град 00', 'Град 02'])
    expect(named(await list({ field: 'energy' }))).toEqual(['Град 07'])
    expect(named(await list({ public: 'yes' }))).toEqual(['Град 05'])
    expect(named(await list({ public: 'no', type: 'contact' }))).toHaveLength(3)
    expect(named(await list({ type: 'nonsense' }))).toHaveLength(50)
    expect(await list({ country: 'CN' })).toContain('Няма такова партньорство')
  })

  test('ids that are gone or no ids at all are left out', async () => {
    await office.here.db.inOffice(office.officeId, async (tx) => {
      expect((await partnershipsByIds(tx, [ids[1]!, ids[0]!, ids[0]!, 'junk', crypto.randomUUID()])).map(({ id }) => id)).toEqual([ids[0], ids[1]])
      expect(await partnershipsByIds(tx, [])).toEqual([])
    })
  })
})

test('the number of queries does not grow with what is shown', async () => {
  const office = await openOffice({ today: TODAY })
  const begin = async (name: string) => {
    const organisation = done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'FR' }))
    return done(await createPartnership(office.here, office.officer, { organisationId: organisation.id, type: 'twinning', published: true })).id
  }
  const officer = office.as('officer')
  const counted = async (path: string) => office.statements(async () => expect((await officer.get(path)).status).toBe(200))
  const publicCounted = () => office.statements(() => office.here.db.inOffice(office.officeId, publicPartnerships))
  const id = await begin('Първо')
  const add = (date: string) => addMilestone(office.here, office.officer, id, { kind: 'revival', side: 'both', date: date as ImpreciseDate, published: true })
  done(await add('2001'))
  const paths = [addresses.partnerships(), addresses.partnership({ id }), addresses.partnership({ id }, { view: 'history' })]
  const one: number[] = []
  for (const path of paths) one.push(await counted(path))
  const onePublic = await publicCounted()
  await begin('Второ')
  await begin('Трето')
  done(await add('2010'))
  done(await add('2020'))
  const three: number[] = []
  for (const path of paths) three.push(await counted(path))
  expect(three).toEqual(one)
  expect(await publicCounted()).toBe(onePublic)
  expect(await office.statements(() => office.here.db.inOffice(office.officeId, async (tx) => (await publicPartnerships(tx)).length))).toBe(3)
  await office.close()
})

test('citizens get what is marked public and nothing else', async () => {
  const office = await openOffice({ today: TODAY })
  const { here, officer, officeId } = office
  const organisation = async (name: string) =>
    done(
      await createOrganisation(here, officer, {
        name: { bg: name },
        kind: 'municipality',
        country: 'FR',
        notes: { bg: 'SECRET notes' },
        aliases: ['SECRET alias'],
        sources: [{ title: 'SECRET source', url: 'https://secret.example', date: null, textId: null, quote: 'SECRET quote' }],
      }),
    ).id
  const introducer = await organisation('SECRET introducer')
  const source = { title: 'Открит източник', url: 'https://example.org/open', date: '2024', textId: crypto.randomUUID(), quote: 'SECRET words of the source' }
  const seen = done(
    await createPartnership(here, officer, {
      organisationId: await organisation('Видимо'),
      type: 'twinning',
      fields: ['culture'],
      origin: { bg: 'SECRET origin' },
      introducedById: introducer,
      summary: { bg: 'Открито описание' },
      published: true,
      sources: [{ ...source, title: 'SECRET partnership source' }],
    }),
  ).id
  const hidden = done(
    await createPartnership(here, officer, { organisationId: await organisation('SECRET partner'), type: 'contact', summary: { bg: 'SECRET summary' } }),
  ).id
  const removed = done(await createPartnership(here, officer, { organisationId: await organisation('SECRET removed'), type: 'contact', published: true })).id
  done(await removePartnership(here, officer, removed, 1))
  done(
    await addMilestone(here, officer, seen, {
      kind: 'signing',
      side: 'both',
      date: '2004-05-22',
      note: { bg: 'Открита бележка' },
      documentNumber: '12',
      published: true,
      sources: [source, { ...source, title: 'SECRET own text', url: null }],
    }),
  )
  done(await addMilestone(here, officer, seen, { kind: 'lapse', side: 'them', date: '2010', note: { bg: 'SECRET lapse' } }))
  // Marked public, but its partnership is not.
  done(await addMilestone(here, officer, hidden, { kind: 'signing', side: 'both', date: '2011', note: { bg: 'SECRET signing' }, published: true }))
  await here.db.inOffice(officeId, async (tx) => {
    const all = await publicPartnerships(tx)
    expect(all).toHaveLength(1)
    expect(JSON.stringify(all)).not.toContain('SECRET')
    expect(all[0]).toMatchObject({
      id: seen,
      slug: 'vidimo',
      type: 'twinning',
      fields: ['culture'],
      summary: { in: { bg: { text: 'Открито описание' } } },
      partner: { name: { in: { bg: { text: 'Видимо' } } }, country: 'FR' },
      milestones: [
        {
          kind: 'signing',
          side: 'both',
          date: '2004-05-22',
          documentNumber: '12',
          note: { in: { bg: { text: 'Открита бележка' } } },
          sources: [{ title: 'Открит източник', url: 'https://example.org/open', date: '2024' }],
        },
      ],
    })
    expect(await publicPartnership(tx, 'vidimo')).toEqual(all[0])
    expect(await publicPartnership(tx, 'secret-partner')).toBeNull()
    expect(await publicPartnership(tx, 'secret-removed')).toBeNull()
  })
  await office.close()
})
