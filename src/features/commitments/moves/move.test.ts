// Moves of a promise's day: what they say, how they are made, undone and told apart from a mended mistake.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { undoChange } from '#platform/activity/activity.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { createCommitment, keepCommitment, moveCommitment, restoreCommitment } from '../commitment.actions.ts'
import { commitmentById } from '../commitment.queries.ts'
import { dueOn, firstDue, lapsedOn, type Move, movedInWords, moveInWords } from './move.ts'

const TODAY = '2026-11-23'
const move = (on: string, from: string | null, to: string | null): Move => ({ on, from, to, why: 'x', askedBy: 'them' })

describe('what moves say', () => {
  const twice = [move('2025-02-10', '2025-03-01', '2025-06'), move('2025-06-20', '2025-06', '2026')]
  test.each([
    [[], '2026', { moved: null, first: '2026', lapsed: null }],
    [twice, '2026', { moved: 'преместено 2 пъти, първо беше до 1 март 2025 г.', first: '2025-03-01', lapsed: null }],
    // On its very last day it is still in time; the day after it is not.
    [[move('2025-03-01', '2025-03-01', '2026')], '2026', { moved: 'преместено 1 път, първо беше до 1 март 2025 г.', first: '2025-03-01', lapsed: null }],
    [
      [move('2025-03-02', '2025-03-01', '2026')],
      '2026',
      { moved: 'преместено 1 път, първо беше до 1 март 2025 г.', first: '2025-03-01', lapsed: '2025-03-01' },
    ],
    // The first day that passed counts, though the next move came in time.
    [
      [move('2025-04-01', '2025-03-01', '2025-06'), move('2025-05-01', '2025-06', '2026')],
      '2026',
      { moved: 'преместено 2 пъти, първо беше до 1 март 2025 г.', first: '2025-03-01', lapsed: '2025-03-01' },
    ],
    // Naming a day where none was puts nothing off.
    [[move('2025-04-01', null, '2026')], '2026', { moved: null, first: '2026', lapsed: null }],
    [
      [move('2025-04-01', '2024-10/2026-12', null)],
      null,
      { moved: 'преместено 1 път, първо беше до декември 2026 г.', first: '2024-10/2026-12', lapsed: null },
    ],
  ] as const)('%j, now due %s', (moves, due, expected) => {
    expect(speakingIn('bg', () => ({ moved: movedInWords(moves), first: firstDue(moves, due), lapsed: lapsedOn(moves) }))).toEqual(expected)
  })

  test.each([
    ['2025-01-01', '2025-03-01'],
    ['2025-02-09', '2025-03-01'],
    ['2025-02-10', '2025-06'],
    ['2025-06-19', '2025-06'],
    ['2025-06-20', '2026'],
  ])('on %s the day was %s', (day, expected) => {
    expect(dueOn(twice, '2026', day)).toBe(expected)
  })

  test.each([
    [move('2025-01-01', '2025-03-01', '2026'), 'от 1 март 2025 г. на 2026 г.', 'from 1 March 2025 to 2026'],
    [move('2025-01-01', '2025-03-01', null), 'от 1 март 2025 г. за по-късно, без нов срок', 'from 1 March 2025 to later, without a new day'],
    [move('2025-01-01', null, '2026-05'), 'определен е срок: май 2026 г.', 'a day was named: May 2026'],
  ])('%j in words', (one, bg, en) => {
    expect([speakingIn('bg', () => moveInWords(one)), speakingIn('en', () => moveInWords(one))]).toEqual([bg, en])
  })
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'commitment_partner', 'commitment'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const give = async (due: string | null = '2026-12-31') =>
  done(
    await createCommitment(office.here, office.officer, {
      owedBy: 'us',
      text: { bg: 'Да изпратим албума' },
      topic: 'other',
      state: 'agreed',
      due,
      partners: [],
    }),
  ).id
const read = async (id: string) => (await office.here.db.inOffice(office.officeId, (tx) => commitmentById(tx, id, TODAY)))!.commitment
const moving = { on: TODAY, why: 'Печатницата закъснява', askedBy: 'us' } as const
const form = (fields: Record<string, string> = {}) => ({
  version: '1',
  'to.day': '1',
  'to.month': '3',
  'to.year': '2027',
  'movedOn.day': '20',
  'movedOn.month': '11',
  'movedOn.year': '2026',
  moveWhy: 'Печатницата закъснява',
  moveAskedBy: 'them',
  ...fields,
})
const post = (id: string, fields: Record<string, string> = {}) => office.as('officer').post(addresses.commitmentMoving({ id }), form(fields))

describe('moving', () => {
  test('the day is moved, the page tells from when to when, who asked and why, and the ledger counts it', async () => {
    const id = await give()
    expect((await post(id)).status).toBe(303)
    const { due, moves, dueBy } = await read(id)
    expect([due, dueBy, moves]).toEqual([
      '2027-03-01',
      '2027-03-01',
      [{ on: '2026-11-20', from: '2026-12-31', to: '2027-03-01', why: 'Печатницата закъснява', askedBy: 'them' }],
    ])
    const page = await (await office.as('reader').get(addresses.commitment({ id }))).text()
    const told = ['20 ноември 2026 г.', 'от 31 декември 2026 г. на 1 март 2027 г.', 'поискаха те', 'Печатницата закъснява', 'Преместен срок']
    expect(told.filter((words) => !page.includes(words))).toEqual([])
    for (const view of ['book', 'table'])
      expect(await (await office.as('reader').get(addresses.commitments({ view }))).text()).toContain('преместено 1 път, първо беше до 31 декември 2026 г.')
  })

  test('undone, the old day holds and the move is gone', async () => {
    const id = await give()
    const { activityId } = done(await moveCommitment(office.here, office.officer, id, 1, '2027', moving))
    expect((await undoChange(office.here, office.officer, activityId, { commitment: restoreCommitment })).ok).toBe(true)
    const { due, moves } = await read(id)
    expect([due, moves]).toEqual(['2026-12-31', []])
  })

  test('put off without a day, it can be given one again, and both stay', async () => {
    const id = await give()
    expect((await post(id, { 'to.day': '', 'to.month': '', 'to.year': '' })).status).toBe(303)
    expect((await read(id)).due).toBeNull()
    expect(await (await office.as('officer').get(addresses.commitment({ id }))).text()).toContain('Определя се срок')
    expect((await post(id, { version: '2' })).status).toBe(303)
    expect((await read(id)).moves.map(({ from, to }) => [from, to])).toEqual([
      ['2026-12-31', null],
      [null, '2027-03-01'],
    ])
  })

  test.each([
    ['no reason', { moveWhy: '' }, 'Попълнете полето'],
    ['nobody who asked', { moveAskedBy: '' }, 'Изберете едно от предложените'],
    ['a day that is none', { 'to.day': '31', 'to.month': '2' }, 'Такава дата няма'],
    ['the same day', { 'to.day': '31', 'to.month': '12', 'to.year': '2026' }, 'Това е и досегашният срок'],
    ['a moving still to come', { 'movedOn.day': '24' }, 'Този ден още не е настъпил'],
  ] as const)('with %s it is refused and what was typed stays', async (_, fields, words) => {
    const id = await give()
    const answer = await post(id, { moveWhy: 'Печатницата закъснява', ...fields })
    const page = await answer.text()
    expect([answer.status, page.includes(words), 'moveWhy' in fields || page.includes('Печатницата закъснява')]).toEqual([422, true, true])
    expect((await read(id)).version).toBe(1)
  })

  test('a move before the last one, and one of a settled promise, are refused', async () => {
    const id = await give()
    done(await moveCommitment(office.here, office.officer, id, 1, '2027', moving))
    expect(await moveCommitment(office.here, office.officer, id, 2, '2028', { ...moving, on: '2026-11-01' })).toMatchObject({
      ok: false,
      refusal: { code: 'earlier', field: 'movedOn' },
    })
    done(await keepCommitment(office.here, office.officer, id, 2, { keptOn: TODAY, evidence: 'x' }))
    expect(await moveCommitment(office.here, office.officer, id, 3, '2028', moving)).toMatchObject({ ok: false, refusal: { code: 'settled' } })
  })

  test('a stale move shows what stands there now and keeps what was typed', async () => {
    const id = await give()
    done(await moveCommitment(office.here, office.officer, id, 1, '2027', { ...moving, why: 'Причината на колегата' }))
    const answer = await post(id)
    const page = await answer.text()
    expect([answer.status, page.includes('Причината на колегата'), page.includes('Печатницата закъснява')]).toEqual([409, true, true])
  })

  test('a reader may not, and another office does not find it', async () => {
    const id = await give()
    expect((await office.as('reader').post(addresses.commitmentMoving({ id }), form())).status).toBe(403)
    const other = await office.openAnother('Община Друга')
    expect((await other.visit.post(addresses.commitmentMoving({ id }), form())).status).toBe(404)
  })
})

describe('another day in the form of the promise', () => {
  const edit = (id: string, fields: Record<string, string> = {}) =>
    office.as('officer').post(addresses.commitment({ id }), {
      version: '1',
      'text.bg': 'Да изпратим албума',
      owedBy: 'us',
      topic: 'other',
      state: 'agreed',
      'due.year': '2027',
      ...fields,
    })

  test('asks whether a mistake is mended or another day was agreed', async () => {
    const id = await give()
    const answer = await edit(id, { 'text.bg': 'Да изпратим двата албума' })
    const page = await answer.text()
    expect([answer.status, page.includes('Изберете дали поправяте грешка'), page.includes('Да изпратим двата албума')]).toEqual([422, true, true])
    const unsaid = await edit(id, { dueChange: 'move' })
    expect([unsaid.status, (await unsaid.text()).includes('Попълнете полето'), (await read(id)).version]).toEqual([422, true, 1])
  })

  test('a mended mistake is no move', async () => {
    const id = await give()
    expect((await edit(id, { dueChange: 'mistake' })).status).toBe(303)
    const { due, moves } = await read(id)
    expect([due, moves]).toEqual(['2027', []])
  })

  test('an agreed day is one', async () => {
    const id = await give()
    expect((await edit(id, { dueChange: 'move', moveAskedBy: 'both', moveWhy: 'След изборите' })).status).toBe(303)
    const { due, moves } = await read(id)
    expect([due, moves]).toEqual(['2027', [{ on: TODAY, from: '2026-12-31', to: '2027', why: 'След изборите', askedBy: 'both' }]])
  })

  test('a mended day mends the last move with it', async () => {
    const id = await give()
    done(await moveCommitment(office.here, office.officer, id, 1, '2028', moving))
    expect((await edit(id, { version: '2', dueChange: 'mistake' })).status).toBe(303)
    expect((await read(id)).moves.map(({ from, to }) => [from, to])).toEqual([['2026-12-31', '2027']])
  })

  test('a first day, and the same day, ask nothing', async () => {
    const [first, same] = [await give(null), await give('2027')]
    expect([(await edit(first)).status, (await edit(same)).status]).toEqual([303, 303])
    expect([(await read(first)).moves, (await read(same)).moves]).toEqual([[], []])
  })
})
