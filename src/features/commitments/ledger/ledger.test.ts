// The ledger of promises, and what the day's inbox, partnerships and the citizens read of them.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { createCommitment, dropCommitment, keepCommitment, removeCommitment } from '../commitment.actions.ts'
import type { CommitmentValues } from '../commitment.ts'
import {
  commitmentById,
  commitmentsOf,
  commitmentsByIds,
  commitmentTimeline,
  overdueCount,
  promisesAnsweredBy,
  promisesWith,
  publicCommitmentsOf,
} from '../commitment.queries.ts'
import type { LedgerFilters } from './ledger.ts'
import { ledger } from './ledger.queries.ts'

const TODAY = '2026-11-23'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'commitment_partner', 'commitment', 'event_partner', 'event', 'person', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

type Said = Omit<Partial<CommitmentValues>, 'text'> & { readonly text?: string }
const values = ({ text = 'Обмен на млади керамици', ...said }: Said = {}): CommitmentValues => ({
  owedBy: 'us',
  topic: 'exchange',
  state: 'agreed',
  due: null,
  partners: [],
  ...said,
  text: { bg: text },
})
const give = async (said: Said = {}) => done(await createCommitment(office.here, office.officer, values(said)))
const town = async (name: string, country = 'MK') =>
  done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country })).id
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const sides = async (filters: LedgerFilters = {}, turn = {}) => {
  const found = await office.here.db.inOffice(office.officeId, (tx) => ledger(tx, filters, turn, TODAY))
  return { ...found, texts: Object.fromEntries(Object.entries(found.sides).map(([side, rows]) => [side, rows.map((row) => row.text.in['bg']!.text)])) }
}
const missing = (shown: string, words: readonly string[]): string[] => words.filter((one) => !shown.includes(one))

describe('the ledger', () => {
  test('overdue first, then by day, then without a day, then settled, latest first', async () => {
    await give({ text: 'без ден' })
    await give({ text: 'далеч', due: '2029' })
    await give({ text: 'скоро', due: '2026-12-31' })
    await give({ text: 'отдавна', due: '2020' })
    await give({ text: 'наскоро', due: '2026-11' })
    const kept = await give({ text: 'изпълнено' })
    done(await keepCommitment(office.here, office.officer, kept.id, 1, { keptOn: '2026-05-05', evidence: 'x' }))
    const dropped = await give({ text: 'отпаднало' })
    done(await dropCommitment(office.here, office.officer, dropped.id, 1, { droppedOn: '2026-06-06', dropReason: 'x' }))
    await give({ text: 'тяхно', owedBy: 'them' })
    const { texts, sums } = await sides()
    expect(texts).toEqual({ us: ['отдавна', 'наскоро', 'скоро', 'далеч', 'без ден', 'отпаднало', 'изпълнено'], them: ['тяхно'], both: [] })
    expect(sums.us).toEqual({ all: 7, open: 5, overdue: 1, kept: 1, dropped: 1 })
    expect(missing(await page(addresses.commitments()), ['5 открити', '1 просрочено', 'изпълнени 1 от 2 приключени'])).toEqual([])
  })

  test.each([
    [{ standing: 'overdue' }, ['отдавна']],
    [{ standing: 'due-soon' }, ['скоро']],
    [{ standing: 'open' }, ['далеч', 'без ден']],
    [{ standing: 'unsettled' }, ['отдавна', 'скоро', 'далеч', 'без ден']],
    [{ standing: 'kept' }, []],
    [{ q: 'Doiran' }, ['скоро']],
    [{ q: 'otdavna' }, ['отдавна']],
    [{ q: 'никаквотакова' }, []],
    [{ organisation: 'junk' }, []],
  ] as const)('narrowed by %o it holds %o', async (filters, expected) => {
    await give({ text: 'без ден' })
    await give({ text: 'далеч', due: '2029' })
    await give({ text: 'скоро', due: '2026-12-31', partners: [await town('Дойран')] })
    await give({ text: 'отдавна', due: '2020' })
    expect((await sides(filters)).texts['us']).toEqual(expected)
  })

  test('one side is paged by key, forwards and back, without a gap', async () => {
    const given: string[] = []
    for (let n = 0; n < 60; n++) {
      const due = n % 3 === 0 ? null : `20${20 + (n % 10)}`
      given.push((await give({ text: `обещание ${n}`, due })).id)
    }
    const first = await sides({ side: 'us' })
    const second = await sides({ side: 'us' }, { after: first.next })
    const third = await sides({ side: 'us' }, { after: second.next })
    const seen = [first, second, third].flatMap((one) => one.sides.us.map(({ id }) => id))
    expect([seen.length, new Set(seen).size, third.next]).toEqual([60, 60, null])
    const back = await sides({ side: 'us' }, { before: third.previous })
    expect(back.sides.us.map(({ id }) => id)).toEqual(second.sides.us.map(({ id }) => id))
    expect((await sides()).sides.us.length).toBe(12)
    expect(
      (await office.as('officer').get(addresses.commitments({ side: 'junk', standing: 'junk', after: 'junk', before: '\u0000', organisation: "'" }))).status,
    ).toBe(200)
  })

  test('asks the database as often for three as for one', async () => {
    const partners = [await town('Дойран'), await town('Елванген', 'DE')]
    await give({ partners, due: '2026-01-01' })
    const count = (path: string) => office.statements(() => page(path))
    const paths = [addresses.commitments(), addresses.commitments({ side: 'us' }), addresses.commitments({ view: 'table' }), addresses.commitmentShares()]
    const counts = async () => {
      const found: number[] = []
      for (const path of paths) found.push(await count(path))
      return found
    }
    const one = await counts()
    await give({ partners, due: '2025-01-01' })
    await give({ partners, text: 'трето', due: '2024-01-01' })
    expect(await counts()).toEqual(one)
    expect(Math.max(...one)).toBeLessThanOrEqual(16)
  })
})

describe('for others', () => {
  test('promises by their ids, and how much is overdue', async () => {
    const far = await give({ text: 'далеч', due: '2029' })
    const soon = await give({ text: 'скоро', due: '2026-12-31' })
    const late = await give({ text: 'просрочено', due: '2026-10', owedBy: 'them' })
    const kept = await give({ text: 'изпълнено', due: '2020' })
    done(await keepCommitment(office.here, office.officer, kept.id, 1, { keptOn: TODAY, evidence: 'x' }))
    done(await removeCommitment(office.here, office.officer, far.id, 1))
    const ids = [late.id, far.id, kept.id, soon.id]
    const [found, overdue] = await office.here.db.inOffice(
      office.officeId,
      async (tx) => [await commitmentsByIds(tx, ids, TODAY), await overdueCount(tx, TODAY)] as const,
    )
    expect([ids.map((id) => found.get(id)?.standing), overdue]).toEqual([['overdue', undefined, 'kept', 'due-soon'], 1])
  })

  test('the timeline of a partner holds what was kept and dropped, in one query', async () => {
    const partner = await town('Дойран')
    await give({ text: 'отворено', partners: [partner] })
    const kept = await give({ text: 'албум', partners: [partner], published: true })
    done(await keepCommitment(office.here, office.officer, kept.id, 1, { keptOn: '2026-05-05', evidence: 'Снимка' }))
    const other = await give({ text: 'чуждо', partners: [await town('Елванген', 'DE')] })
    done(await dropCommitment(office.here, office.officer, other.id, 1, { droppedOn: '2026-06-06', dropReason: 'x' }))
    const entries = await office.here.db.inOffice(office.officeId, (tx) => commitmentTimeline(tx, partner))
    expect(entries).toEqual([
      {
        id: `commitment-${kept.id}`,
        date: '2026-05-05',
        point: 'act',
        title: 'Изпълнено обещание: албум',
        href: addresses.commitment({ id: kept.id }),
        text: { text: 'Снимка', language: 'bg' },
        sources: [],
        published: true,
      },
    ])
    expect(await office.statements(() => office.here.db.inOffice(office.officeId, (tx) => commitmentTimeline(tx, partner)))).toBe(
      (await office.statements(() => office.here.db.inOffice(office.officeId, async () => null))) + 1,
    )
  })

  test('the citizens read only what is marked for them, and none of the office’s own words', async () => {
    const partner = await town('Дойран')
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Отговорникова' } })).id
    const source = { title: 'Новина', url: 'https://example.org/', date: '2026', textId: null, quote: 'тайни думи' }
    const open = await give({ text: 'открито обещание', partners: [partner], published: true, personId: person, sources: [source], due: '2027' })
    await give({ text: 'служебно обещание', partners: [partner], personId: person })
    const dropped = await give({ text: 'отпаднало обещание', partners: [partner], published: true })
    done(await dropCommitment(office.here, office.officer, dropped.id, 1, { droppedOn: '2026-06-06', dropReason: 'служебна причина' }))
    const kept = await give({ text: 'изпълнено обещание', partners: [partner], published: true })
    done(await keepCommitment(office.here, office.officer, kept.id, 1, { keptOn: '2026-05-05', evidence: 'служебно доказателство' }))
    const seen = await office.here.db.inOffice(office.officeId, (tx) => publicCommitmentsOf(tx, partner))
    expect(seen.map(({ id }) => id)).toEqual([open.id, kept.id])
    expect(Object.keys(seen[0]!).sort()).toEqual(['due', 'id', 'keptOn', 'owedBy', 'sources', 'text', 'topic'])
    expect(JSON.stringify(seen)).not.toMatch(/служебн|тайни|Отговорникова/)
  })

  test('whoever would remove a partner or a person learns of the promise', async () => {
    const partner = await town('Дойран')
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Отговорникова' } })).id
    const held = () => office.here.db.inOffice(office.officeId, async (tx) => [await promisesWith(tx, partner), await promisesAnsweredBy(tx, person)])
    expect(await held()).toEqual([null, null])
    const { id } = await give({ partners: [partner], personId: person })
    expect(await held()).toEqual(['обещанието „Обмен на млади керамици“', 'обещанието „Обмен на млади керамици“'])
    done(await removeCommitment(office.here, office.officer, id, 1))
    expect(await held()).toEqual([null, null])
  })

  test('another office sees nothing of it', async () => {
    const partner = await town('Дойран')
    const { id } = await give({ partners: [partner], due: '2020', published: true })
    const other = await office.openAnother('Община Друга')
    const seen = await office.here.db.inOffice(other.officeId, async (tx) => [
      await commitmentById(tx, id, TODAY),
      (await ledger(tx, {}, {}, TODAY)).sums.us.all,
      await overdueCount(tx, TODAY),
      (await commitmentsOf(tx, partner, TODAY)).length,
      (await publicCommitmentsOf(tx, partner)).length,
    ])
    expect(seen).toEqual([null, 0, 0, 0, 0])
    expect((await other.visit.get(addresses.commitment({ id }))).status).toBe(404)
    expect((await other.visit.post(addresses.commitmentRemoval({ id }), { version: '1' })).status).toBe(404)
  })
})
