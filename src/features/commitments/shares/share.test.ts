// How much is kept: the rule by table, and the database counting by the same rule.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { createCommitment, dropCommitment, keepCommitment, moveCommitment } from '../commitment.actions.ts'
import type { CommitmentState, Side } from '../commitment.ts'
import type { Move } from '../moves/move.ts'
import { givenBetween } from './given.ts'
import { type Counted, countsOn, NO_SHARE, outcome, percentKept, shareDetails, shareInWords, sumOf } from './share.ts'
import { PARTNERS_ON_A_PAGE, sharesByPartner, sharesByYear } from './share.queries.ts'

const TODAY = '2026-11-23'
type Case = {
  readonly due: string | null
  readonly state?: CommitmentState
  /** The date of its source, as it was typed; without one it was given when it was recorded: today. */
  readonly told?: string
  readonly moves?: readonly (readonly [on: string, to: string | null])[]
  readonly keptOn?: string
  readonly droppedOn?: string
}

/** What was promised and became of it; the year in which it counts; as what. */
const CASES: readonly (readonly [Case, string | null, ReturnType<typeof outcome>])[] = [
  [{ due: '2025-06', keptOn: '2025-06-30' }, '2025', 'on-time'],
  [{ due: '2025-06', keptOn: '2025-07-01' }, '2025', 'late'],
  // Kept before the year in which it was due: it counts when it was kept.
  [{ due: '2027', keptOn: '2025-02-01' }, '2025', 'on-time'],
  // Kept in the year after its day passed: it stays where it was missed.
  [{ due: '2024', keptOn: '2026-01-05' }, '2024', 'late'],
  [{ due: null, keptOn: '2025-02-01' }, '2025', 'on-time'],
  // Without a day it counts with the year in which it was given, for good: whatever becomes of it later.
  [{ due: null }, '2026', 'undated'],
  [{ due: null, told: '2024-05-06' }, '2024', 'undated'],
  [{ due: null, told: '2024-02' }, '2024', 'undated'],
  [{ due: null, told: '2023~' }, '2023', 'undated'],
  [{ due: null, told: '2023-11/2024-01' }, '2024', 'undated'],
  [{ due: null, told: '2023-02-30' }, '2026', 'undated'],
  [{ due: null, told: 'май 2023' }, '2026', 'undated'],
  [{ due: null, told: '2024', keptOn: '2026-02-01' }, '2024', 'on-time'],
  [{ due: null, told: '2024', droppedOn: '2026-02-01' }, '2024', 'dropped'],
  // With a day it is the day that says, not when it was given.
  [{ due: '2025', told: '2023' }, '2025', 'waiting'],
  // A wish is no promise, whatever became of it.
  [{ due: '2025', state: 'proposed' }, null, null],
  [{ due: '2025', state: 'invited', keptOn: '2025-02-01' }, null, null],
  [{ due: null, state: 'invited', told: '2024' }, null, null],
  [{ due: '2025', state: 'planned' }, '2025', 'waiting'],
  [{ due: null, droppedOn: '2025-02-01' }, '2025', 'dropped'],
  [{ due: '2024', droppedOn: '2025-02-01' }, '2024', 'dropped'],
  [{ due: '2027', droppedOn: '2025-02-01' }, '2025', 'dropped'],
  [{ due: '2025' }, '2025', 'waiting'],
  [{ due: '2026-11-22' }, '2026', 'waiting'],
  // Its day is today, or to come: nothing is missed yet.
  [{ due: '2026-11-23' }, '2026', null],
  [{ due: '2027' }, '2027', null],
  // Moved in time: the new day holds.
  [{ due: '2024', moves: [['2024-12-31', '2025-06']], keptOn: '2025-06-01' }, '2025', 'on-time'],
  [{ due: '2024', moves: [['2024-12-31', '2025-06']], keptOn: '2025-07-01' }, '2025', 'late'],
  [{ due: '2024', moves: [['2024-12-31', '2025-06']] }, '2025', 'waiting'],
  [{ due: '2024', moves: [['2024-12-31', '2027']] }, '2027', null],
  [{ due: '2024', moves: [['2024-12-31', null]] }, '2026', 'undated'],
  // Moved after its day had passed: late for good, in the year in which it was missed.
  [{ due: '2024', moves: [['2025-01-01', '2025-06']], keptOn: '2025-06-01' }, '2024', 'late'],
  [{ due: '2024', moves: [['2025-01-01', '2027']] }, '2024', 'waiting'],
  [{ due: '2024', moves: [['2025-01-01', null]] }, '2024', 'waiting'],
  [
    {
      due: '2024',
      moves: [
        ['2024-11-01', '2025-03'],
        ['2025-04-02', '2026-12'],
      ],
    },
    '2025',
    'waiting',
  ],
]

const counted = ({
  due,
  state = 'agreed',
  told: source,
  moves = [],
  keptOn = null,
  droppedOn = null,
}: { keptOn?: string | null; droppedOn?: string | null } & Omit<Case, 'keptOn' | 'droppedOn'>): Counted => {
  let now = due
  const told: Move[] = []
  for (const [on, to] of moves) {
    told.push({ on, from: now, to, why: 'x', askedBy: 'us' })
    now = to
  }
  const { lastDay } = givenBetween({ firstDay: null, lastDay: null, sources: [source ?? null], recordedOn: TODAY })
  return { state, givenOn: lastDay, due: now, moves: told, keptOn, droppedOn }
}

describe('the rule', () => {
  test.each(CASES)('%j counts in %s as %s', (one, year, as) => {
    const promise = counted(one)
    expect([countsOn(promise)?.slice(0, 4) ?? null, outcome(promise, TODAY)]).toEqual([year, as])
  })

  test('shares are added and told', () => {
    const sum = sumOf([
      { ...NO_SHARE, 'on-time': 2, late: 1 },
      { ...NO_SHARE, waiting: 2, dropped: 1 },
    ])
    expect(speakingIn('bg', () => [shareInWords(sum), shareDetails(sum), percentKept(sum), shareInWords(NO_SHARE)])).toEqual([
      '3 от 6 (50 %)',
      '2 в срок, 1 със закъснение, 1 отпаднало, 2 още неизпълнени',
      50,
      'още няма',
    ])
    // Not all is not a hundred.
    expect(percentKept({ ...NO_SHARE, 'on-time': 299, waiting: 1 })).toBe(99)
  })
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'commitment_partner', 'commitment', 'partnership_standing', 'partnership', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const town = async (name: string) => done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id
async function give({ due, state = 'agreed', told, moves = [], keptOn, droppedOn }: Case, partners: readonly string[], owedBy: Side = 'them'): Promise<string> {
  const { here, officer } = office
  const values = {
    owedBy,
    text: { bg: 'обещание' },
    topic: 'other',
    state,
    partners,
    sources: told === undefined ? [] : [{ title: 'Новина', url: null, date: told, textId: null, quote: null }],
  } as const
  const { id } = done(await createCommitment(here, officer, { ...values, due }))
  let version = 1
  for (const [on, to] of moves) done(await moveCommitment(here, officer, id, version++, to, { on, why: 'x', askedBy: 'us' }))
  if (keptOn !== undefined) done(await keepCommitment(here, officer, id, version, { keptOn, evidence: 'x' }))
  if (droppedOn !== undefined) done(await dropCommitment(here, officer, id, version, { droppedOn, dropReason: 'x' }))
  return id
}

describe('the database', () => {
  test('counts every case as the rule does', async () => {
    const partner = await town('Дойран')
    for (const [one] of CASES) await give(one, [partner])
    const expected = new Map<string, Record<string, number>>()
    for (const [, year, as] of CASES) {
      if (year === null || as === null) continue
      const share = expected.get(year) ?? { ...NO_SHARE }
      share[as] = (share[as] ?? 0) + 1
      expected.set(year, share)
    }
    const found = await office.here.db.inOffice(office.officeId, (tx) => sharesByYear(tx, partner, TODAY))
    expect(Object.fromEntries(found.map(({ year, sides }) => [year, sides.them]))).toEqual(Object.fromEntries(expected))
    expect(found.map(({ year }) => year)).toEqual([...expected.keys()].sort().reverse())
  })

  test('a promise of two partners counts with each, and by side; other offices count nothing', async () => {
    const [first, second] = [await town('Дойран'), await town('Елванген')]
    await give({ due: '2025', keptOn: '2025-05-05' }, [first, second])
    await give({ due: '2025' }, [second], 'us')
    const rows = await office.here.db.inOffice(office.officeId, (tx) => sharesByPartner(tx, ['2025', '2026'], TODAY))
    expect(rows.map(({ organisationId, year, side, share }) => [organisationId, year, side, share])).toEqual([
      [first, '2025', 'them', { ...NO_SHARE, 'on-time': 1 }],
      [second, '2025', 'them', { ...NO_SHARE, 'on-time': 1 }],
      [second, '2025', 'us', { ...NO_SHARE, waiting: 1 }],
    ])
    const other = await office.openAnother('Община Друга')
    expect(await office.here.db.inOffice(other.officeId, (tx) => sharesByYear(tx, null, TODAY))).toEqual([])
  })

  test('the partners are paged by key, all of their years on one page; asked of one side, only those with its promises; as often for three as for one', async () => {
    const names = Array.from({ length: PARTNERS_ON_A_PAGE + 2 }, (_, at) => `Град ${String.fromCharCode(0x430 + at)}`)
    const towns: string[] = []
    for (const name of names) towns.push(await town(name))
    const statements = () => office.statements(() => office.as('reader').get(addresses.commitmentShares()))
    await give({ due: '2025', keptOn: '2025-05-05' }, [towns[0]!])
    const one = await statements()
    for (const each of towns.slice(1)) await give({ due: '2025', keptOn: '2025-05-05' }, [each])
    for (const year of ['2024', '2026-01']) await give({ due: year }, [towns[0]!], 'us')
    expect(await statements()).toBe(one)

    const shown = (page: string): string[] => names.filter((name) => page.includes(`>${name}<`))
    const open = async (address: string): Promise<string> => (await office.as('reader').get(address)).text()
    const turned = (page: string, rel: 'next' | 'prev'): string => new RegExp(`rel="${rel}" href="([^"]+)"`).exec(page)?.[1]!.replaceAll('&amp;', '&') ?? ''
    const first = await open(addresses.commitmentShares())
    expect(shown(first)).toEqual(names.slice(0, PARTNERS_ON_A_PAGE))
    expect(first).toContain('0 от 1 (0 %)')
    const second = await open(turned(first, 'next'))
    expect(shown(second)).toEqual(names.slice(PARTNERS_ON_A_PAGE))
    expect(shown(await open(turned(second, 'prev')))).toEqual(names.slice(0, PARTNERS_ON_A_PAGE))
    const ours = await open(addresses.commitmentShares({ side: 'us' }))
    expect([shown(ours), turned(ours, 'next')]).toEqual([[names[0]], ''])
    expect(turned(await open(addresses.commitmentShares({ side: 'them' })), 'next')).toContain('side=them')
  })

  test('it stands in the ledger, on the partner’s page and on the page of all partners, and the year leads to its promises', async () => {
    const partner = await town('Дойран')
    const tie = done(await createPartnership(office.here, office.officer, { organisationId: partner, type: 'twinning' })).id
    await give({ due: '2025', keptOn: '2025-05-05' }, [partner])
    await give({ due: '2025' }, [partner])
    for (const path of [
      addresses.commitments(),
      addresses.partnership({ id: tie }),
      addresses.commitmentShares(),
      addresses.commitmentShares({ side: 'them' }),
    ]) {
      const page = await (await office.as('reader').get(path)).text()
      expect([path, page.includes('1 от 2 (50 %)'), page.includes('1 в срок, 1 още неизпълнено')]).toEqual([path, true, true])
    }
    expect(await (await office.as('reader').get(addresses.commitmentShares({ side: 'us' }))).text()).not.toContain('1 от 2')
    const led = await (await office.as('reader').get(addresses.commitments({ view: 'table', organisation: partner, year: '2025', side: 'them' }))).text()
    expect(led).toContain('намерени 2 обещания')
  })
})
