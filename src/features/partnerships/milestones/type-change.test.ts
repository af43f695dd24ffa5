// A tie that is called something else from a day on: asked, recorded with the new name, undone with it; its past names told.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addMilestone, restoreMilestone } from './milestone.actions.ts'
import type { MilestoneKind } from './milestone.ts'
import { createPartnership, restorePartnership } from '../partnership.actions.ts'
import { historyOfPartnership, milestonesOf, partnershipById } from '../partnership.queries.ts'
import type { PartnershipType } from '../partnership.ts'
import { typeAt, typesOf } from './type-change.ts'

const TODAY = '2026-11-23'
const change = (date: string, fromType: PartnershipType, toType: PartnershipType) => ({
  kind: 'type_change' as MilestoneKind,
  date: date as ImpreciseDate,
  fromType,
  toType,
})

test('the names a tie has had', () => {
  const story = [change('2008-05-29', 'friendship', 'twinning'), change('1996', 'contact', 'friendship'), { kind: 'signing' as const, date: '1990' }]
  const spans = typesOf(story, 'twinning', TODAY)
  expect(spans).toEqual([
    { type: 'contact', from: null, until: '1996' },
    { type: 'friendship', from: '1996', until: '2008-05-29' },
    { type: 'twinning', from: '2008-05-29', until: null },
  ])
  expect((['1990', '1996', '2008-05-28', '2008-05-29', '1723'] as const).map((day) => typeAt(spans, day))).toEqual([
    'contact',
    'friendship',
    'friendship',
    'twinning',
    'contact',
  ])
  expect(typesOf([], 'project', TODAY)).toEqual([{ type: 'project', from: null, until: null }])
  // What is planned has not changed anything yet; a later correction has the last word; a name that stays is one span.
  expect(typesOf([change('2027', 'contact', 'twinning')], 'contact', TODAY)).toEqual([{ type: 'contact', from: null, until: null }])
  expect(typesOf([change('2008', 'friendship', 'twinning')], 'honorary', TODAY).at(-1)).toEqual({ type: 'honorary', from: '2008', until: null })
  expect(typesOf([change('2008', 'friendship', 'twinning'), change('2010', 'twinning', 'project')], 'twinning', TODAY)).toEqual([
    { type: 'friendship', from: null, until: '2008' },
    { type: 'twinning', from: '2008', until: null },
  ])
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())

const restorers = { partnership: restorePartnership, milestone: restoreMilestone }
const begun = async (name: string, past: boolean): Promise<string> => {
  const organisation = done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'FR' }))
  const { id } = done(await createPartnership(office.here, office.officer, { organisationId: organisation.id, type: 'friendship' }))
  if (past) done(await addMilestone(office.here, office.officer, id, { kind: 'signing', side: 'both', date: '1996', until: '2010' }))
  return id
}
const partnership = (id: string) => office.here.db.inOffice(office.officeId, (tx) => partnershipById(tx, id))
const steps = async (id: string) =>
  (await office.here.db.inOffice(office.officeId, (tx) => milestonesOf(tx, id))).map(({ kind, date, fromType, toType, documentNumber }) => ({
    kind,
    date,
    fromType,
    toType,
    documentNumber,
  }))
const SIGNED = { kind: 'signing', date: '1996', fromType: null, toType: null, documentNumber: null }

test('of a tie with a past the form asks what the new type means, and keeps what was typed', async () => {
  const id = await begun('Измислен Град', true)
  const officer = office.as('officer')
  const said = { type: 'twinning', version: '1', 'summary.bg': 'Измислено описание' }
  const asked = await officer.post(addresses.partnership({ id }), said)
  expect(asked.status).toBe(422)
  const page = await asked.text()
  expect(page).toContain('Досега беше записано „приятелство“. Какво означава промяната?')
  expect(page).toContain('href="#f-typeMeans"')
  expect(page).toContain('Измислено описание')
  const change = { ...said, typeMeans: 'change' }
  expect(await (await officer.post(addresses.partnership({ id }), change)).text()).toContain('Напишете от кой ден видът е друг')
  expect(await (await officer.post(addresses.partnership({ id }), { ...change, 'typeFrom.year': '2027' })).text()).toContain('Този ден още не е дошъл')
  expect((await officer.post(addresses.partnership({ id }), { ...change, 'typeFrom.year': '08' })).status).toBe(422)
  expect(await partnership(id)).toMatchObject({ type: 'friendship', version: 1 })
  expect(await steps(id)).toEqual([SIGNED])

  const day = { 'typeFrom.year': '2008', 'typeFrom.month': '5', 'typeFrom.day': '29', typeNumber: '123', 'typeSource.title': 'Измислен протокол' }
  const after = await officer.follow(await officer.post(addresses.partnership({ id }), { ...change, ...day }))
  expect(await partnership(id)).toMatchObject({ type: 'twinning', version: 2 })
  expect(await steps(id)).toEqual([SIGNED, { kind: 'type_change', date: '2008-05-29', fromType: 'friendship', toType: 'twinning', documentNumber: '123' }])
  expect(after).toContain('Смяна на вида: от „приятелство“ на „побратимяване“ № 123')
  expect(after).toContain('Измислен протокол')
  expect(after).toContain('приятелство до 29 май 2008 г.')
  expect(after).toContain('побратимяване от 29 май 2008 г.')
  expect(after).toContain('1996 г. (приятелство)')

  const [line] = await office.here.db.inOffice(office.officeId, (tx) => historyOfPartnership(tx, id, 1))
  done(await undoChange(office.here, office.officer, line!.id, restorers))
  expect(await partnership(id)).toMatchObject({ type: 'friendship' })
  expect(await steps(id)).toEqual([SIGNED])
})

test('a correction leaves no step, and a tie without a past is not asked about', async () => {
  const officer = office.as('officer')
  const corrected = await begun('Втори Измислен Град', true)
  expect((await officer.post(addresses.partnership({ id: corrected }), { type: 'twinning', version: '1', typeMeans: 'correction' })).status).toBe(303)
  expect([(await partnership(corrected))!.type, await steps(corrected)]).toEqual(['twinning', [SIGNED]])
  const young = await begun('Трети Измислен Град', false)
  expect((await officer.post(addresses.partnership({ id: young }), { type: 'project', version: '1' })).status).toBe(303)
  expect([(await partnership(young))!.type, await steps(young)]).toEqual(['project', []])
})

test('two who change one type: the second loses nothing and writes no second step', async () => {
  const officer = office.as('officer')
  const id = await begun('Четвърти Измислен Град', true)
  const change = { type: 'twinning', version: '1', typeMeans: 'change', 'typeFrom.year': '2008' }
  expect((await officer.post(addresses.partnership({ id }), change)).status).toBe(303)
  const late = await officer.post(addresses.partnership({ id }), { ...change, type: 'honorary', 'typeFrom.year': '2009' })
  expect(late.status).toBe(409)
  const page = await late.text()
  // Whoever only kept the old type in an older form changed nothing, and is shown the conflict too.
  expect((await officer.post(addresses.partnership({ id }), { type: 'friendship', version: '1', 'summary.bg': 'Измислено' })).status).toBe(409)
  expect(page).toContain('Досега беше записано „побратимяване“')
  expect(page).toContain('value="2009"')
  expect((await steps(id)).filter(({ kind }) => kind === 'type_change').length).toBe(1)
})

test('the step of a change keeps what it changed; another step cannot become one', async () => {
  const officer = office.as('officer')
  const id = await begun('Пети Измислен Град', true)
  await officer.post(addresses.partnership({ id }), { type: 'twinning', version: '1', typeMeans: 'change', 'typeFrom.year': '2008' })
  const rows = await office.here.db.inOffice(office.officeId, (tx) => milestonesOf(tx, id))
  const at = (kind: string) => addresses.milestone({ id, milestone: rows.find((row) => row.kind === kind)!.id })
  expect((await officer.post(at('type_change'), { kind: 'type_change', side: 'both', version: '1', 'date.year': '2009' })).status).toBe(303)
  expect((await steps(id)).at(-1)).toEqual({ kind: 'type_change', date: '2009', fromType: 'friendship', toType: 'twinning', documentNumber: null })
  expect((await officer.post(at('type_change'), { kind: 'end', side: 'both', version: '2', 'date.year': '2009' })).status).toBe(422)
  expect((await officer.post(at('signing'), { kind: 'type_change', side: 'both', version: '1', 'date.year': '2009' })).status).toBe(422)
  const made = await officer.post(addresses.milestones({ id }), { kind: 'type_change', side: 'both', 'date.year': '2009' })
  expect([made.status, (await made.text()).includes('Видът се сменя от формуляра на партньорството')]).toEqual([422, true])
})
