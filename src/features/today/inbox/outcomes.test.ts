// What counts as come of a visit counts alike in its dossier, at its closing and on the day's page: promises, decisions, signed papers, what was planted or set up.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment, removeCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createGift } from '#features/gifts/gift.actions.ts'
import type { GiftValues } from '#features/gifts/gift.ts'
import { sayWithoutOutcome } from '#features/meetings/meeting.actions.ts'
import { recordDecision } from '#features/meetings/outcomes/outcome.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import type { MilestoneValues } from '#features/partnerships/milestones/milestone.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { addProgrammeItem } from '#features/visits/programmes/item.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { firstRows } from './waiting.queries.ts'

const TODAY = '2026-11-23'
let office: TestOffice
let partnership: string
let partner: string
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
  partnership = done(
    await createPartnershipWith(office.here, office.officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'MK' }, { type: 'friendship' }),
  ).id
  partner = await office.here.db.inOffice(office.officeId, async (tx) => (await partnershipById(tx, partnership))!.organisationId)
})
afterAll(() => office.close())
beforeEach(() =>
  office.pool.query('update visit set deleted_at = now() where deleted_at is null; update milestone set deleted_at = now() where deleted_at is null'),
)

/** A visit from 10 to 12 November of which the report is written. */
async function reported(date = '2026-11-10/2026-11-12'): Promise<string> {
  const { id } = done(
    await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', title: { bg: 'Гости' }, date, partners: [partner] }),
  )
  done(await openVisit(office.here, office.officer, id))
  await office.pool.query(`update visit set held_on = '2026-11-12', reported_on = '2026-11-13' where id = $1`, [id])
  return id
}
const promise = async (eventId: string) =>
  done(
    await createCommitment(office.here, office.officer, {
      owedBy: 'us',
      text: { bg: 'Да пратим ноти' },
      topic: 'other',
      state: 'agreed',
      due: null,
      partners: [partner],
      eventId,
    }),
  ).id
const gift = (eventId: string, more: Partial<GiftValues>) =>
  createGift(office.here, office.officer, { way: 'given', what: { bg: 'Стомна' }, date: '2026-11-11', eventId, partners: [partner], ...more })
const step = (more: Partial<MilestoneValues> = {}) =>
  addMilestone(office.here, office.officer, partnership, { kind: 'signing', side: 'both', date: '2026-11-11', ...more })
const act = (eventId: string, kind: 'tree_planting' | 'wreath') =>
  createSymbolicAct(office.here, office.officer, { kind, title: { bg: 'Липа' }, date: '2026-11-11', eventId, partners: [partner] })

/** Whether Today still asks what came of the visit, and how its closing without a reason is answered. */
async function asked(id: string): Promise<[boolean, number]> {
  const rows = await office.here.db.inOffice(office.officeId, (tx) =>
    firstRows(tx, TODAY, { kinds: ['visit'], whose: 'all', personId: office.officer.personId }, { now: 50, week: 50, soon: 50, calm: 50 }),
  )
  const version = (await office.pool.query<{ version: number }>('select version from visit where id = $1', [id])).rows[0]!.version
  const closing = await office.as('officer').post(addresses.visitClosing({ id }), { version: String(version) })
  return [rows.some(({ thingId, mark }) => thingId === id && mark.includes('outcomes')), closing.status]
}
const OPEN: [boolean, number] = [true, 422]
const TOLD: [boolean, number] = [false, 303]

test.each<[string, (id: string) => Promise<unknown>, [boolean, number]]>([
  ['nothing', async () => {}, OPEN],
  ['a promise', promise, TOLD],
  ['a decision', async (id) => done(await recordDecision(office.here, office.officer, id, { itemId: null, text: { bg: 'Среща всяка година' } })), TOLD],
  ['an agreement signed on its second day', async () => done(await step()), TOLD],
  ['a letter of intent', async () => done(await step({ kind: 'intent' })), TOLD],
  ['an agreement of the day after', async () => done(await step({ date: '2026-11-13' })), OPEN],
  ['an agreement of some day of that month', async () => done(await step({ date: '2026-11' })), OPEN],
  ['a council’s decision of that day', async () => done(await step({ kind: 'council_decision', side: 'us' })), OPEN],
  ['a tree', async (id) => done(await act(id, 'tree_planting')), TOLD],
  ['a wreath', async (id) => done(await act(id, 'wreath')), OPEN],
  ['a bench set up', async (id) => done(await gift(id, { way: 'placed' })), TOLD],
  ['a gift handed over', async (id) => done(await gift(id, {})), OPEN],
  [
    'a promise given at the meeting in its programme',
    async (id) => {
      const { id: meeting } = done(
        await createEvent(office.here, office.officer, { kind: 'meeting', direction: 'incoming', date: '2026-11-11', partners: [partner] }),
      )
      const when = {
        day: '2026-11-11',
        time: '10:00',
        fold: 'first',
        minutes: 60,
        lastDay: '2026-11-11',
        zone: 'Europe/Sofia',
        endZone: 'Europe/Sofia',
      } as const
      done(await addProgrammeItem(office.here, office.officer, id, { kind: 'meeting', title: { bg: 'Среща' }, when, eventId: meeting }))
      await promise(meeting)
    },
    TOLD,
  ],
  ['a promise that was removed', async (id) => done(await removeCommitment(office.here, office.officer, await promise(id), 1)), OPEN],
  // The papers of the meeting say why: Today asks no more, and the closing offers their words instead of going through by itself.
  ['a word why there is none', async (id) => done(await sayWithoutOutcome(office.here, office.officer, id, 0, 'Само запознаване')), [false, 422]],
])('%s', async (_, record, expected) => {
  const id = await reported()
  await record(id)
  expect(await asked(id)).toEqual(expected)
})

test('of a visit of which only the year is known no agreement of that year is taken for its own', async () => {
  const id = await reported('2026')
  done(await step())
  expect((await asked(id))[1]).toBe(422)
})

test('the report names each kind with where it stands; a tree in both registers is one', async () => {
  const id = await reported()
  await promise(id)
  await promise(id)
  const tree = done(await act(id, 'tree_planting')).id
  done(await gift(id, { way: 'placed', symbolicActId: tree }))
  done(await step())
  const html = await (await office.as('officer').get(addresses.visitReport({ id }))).text()
  const section = /<section[^>]*id="outcomes".*?<\/section>/s.exec(html)?.[0] ?? ''
  expect([...section.matchAll(/<li>\s*<a href="([^"]+)">\s*([^<]+?)\s*<\/a>/g)].map(([, href, text]) => [href, text])).toEqual([
    [addresses.commitments({ event: id }), '2 обещания'],
    [addresses.partnership({ id: partnership }), '1 подписан документ'],
    [addresses.event({ id }), '1 символичен жест'],
  ])
  expect(html.includes('Записани са 4 резултата.')).toBe(true)
})
