// Where a partnership stands, by its steps; the ladder of both sides; steps added, changed and removed through the pages.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { restoreMilestone } from './milestone.actions.ts'
import type { MilestoneKind, Side, Step } from './milestone.ts'
import { createPartnership } from '../partnership.actions.ts'
import { historyOfPartnership, milestonesOf } from '../partnership.queries.ts'
import { ladderOf, stageOf } from '../stage.ts'

const TODAY = '2026-11-23'
const step = (date: string, kind: MilestoneKind, side: Side = 'both'): Step => ({ kind, side, date: date as ImpreciseDate })

describe('the stage', () => {
  test.each<[string, Step[], string, string | null]>([
    ['nothing recorded', [], 'prospect', null],
    ['they met', [step('2024-09', 'first_contact')], 'contact', '2024-09'],
    ['something else happened', [step('2024', 'other')], 'contact', '2024'],
    ['they said they want it', [step('2024', 'first_contact'), step('2025-02', 'intent', 'them')], 'intent', '2025-02'],
    ['a memorandum is not yet the agreement', [step('2025', 'memorandum')], 'intent', '2025'],
    ['their council spoke', [step('2024', 'intent'), step('2025-06-02', 'council_decision', 'them')], 'deciding', '2025-06-02'],
    [
      'both councils spoke: still being decided',
      [step('2025-06-02', 'council_decision', 'them'), step('2025-11-27', 'council_decision', 'us')],
      'deciding',
      '2025-06-02',
    ],
    ['the State must agree', [step('2025', 'intent'), step('2025-08', 'state_approval', 'them')], 'deciding', '2025-08'],
    ['signed here', [step('2025-06-02', 'council_decision', 'us'), step('2026-05-01', 'signing', 'us')], 'signed', '2026-05-01'],
    ['signed here, then there', [step('2026-05-01', 'signing', 'us'), step('2026-07-14', 'signing', 'them')], 'active', '2026-07-14'],
    ['signed together', [step('2003', 'signing')], 'active', '2003'],
    ['prolonged', [step('2003', 'signing'), step('2013', 'renewal')], 'active', '2003'],
    ['prolonged, the signing unknown', [step('2013', 'renewal')], 'active', '2013'],
    ['lapsed', [step('2003', 'signing'), step('2018-09-24', 'lapse', 'them')], 'lapsed', '2018-09-24'],
    ['lapsed, and we wrote a letter: no answer yet', [step('2003', 'signing'), step('2018', 'lapse'), step('2020', 'intent', 'us')], 'lapsed', '2018'],
    ['revived', [step('2003', 'signing'), step('2018', 'lapse'), step('2018-09-24', 'revival')], 'renewed', '2018-09-24'],
    ['revived twice', [step('2003', 'signing'), step('2018-09-24', 'revival'), step('2024-09', 'revival')], 'renewed', '2024-09'],
    ['talks revived that never led to a signature', [step('2024-09', 'revival')], 'renewed', '2024-09'],
    ['signed again after a lapse', [step('2003', 'signing'), step('2018', 'lapse'), step('2019', 'signing')], 'renewed', '2019'],
    ['ended', [step('2003', 'signing'), step('2010-03-01', 'end', 'us')], 'ended', '2010-03-01'],
    ['a lapse after the end changes nothing', [step('2003', 'signing'), step('2010', 'end'), step('2015', 'lapse')], 'ended', '2010'],
    ['ended and begun anew', [step('2003', 'signing'), step('2010', 'end'), step('2020', 'first_contact')], 'contact', '2020'],
    ['what is planned does not count', [step('2024', 'intent'), step('2027-05-01', 'signing')], 'intent', '2024'],
    ['today counts', [step(TODAY, 'signing')], 'active', TODAY],
    ['told out of order', [step('2018', 'lapse'), step('2003', 'signing')], 'lapsed', '2018'],
    ['a year stands before a day in it', [step('2003-01-01', 'signing'), step('2003', 'council_decision', 'us')], 'active', '2003-01-01'],
    [
      'on one day the decision comes before the signature',
      [step('2003-05-01', 'signing'), step('2003-05-01', 'council_decision', 'us')],
      'active',
      '2003-05-01',
    ],
  ])('%s', (_, steps, stage, since) => {
    expect(stageOf(steps, TODAY)).toEqual({ stage, since })
  })
})

describe('the ladder', () => {
  const drawn = (steps: Step[]) => Object.fromEntries(ladderOf(steps, TODAY).map(({ rung, us, them }) => [rung, `${us.state} ${them.state}`]))

  test.each<[string, Step[], Record<string, string>]>([
    ['nothing recorded', [], { contact: 'none none', council: 'none none', signing: 'none none', now: 'none none' }],
    ['they met', [step('2024', 'first_contact')], { contact: 'done done', council: 'none none', signing: 'none none', now: 'now now' }],
    [
      'their council spoke, ours is awaited',
      [step('2024', 'intent', 'us'), step('2025', 'council_decision', 'them')],
      { contact: 'unknown unknown', intent: 'done unknown', council: 'now done', signing: 'none none', now: 'now now' },
    ],
    [
      'both councils spoke, the signature is awaited',
      [step('2025', 'council_decision', 'them'), step('2025-11-27', 'council_decision', 'us')],
      { contact: 'unknown unknown', council: 'done done', signing: 'now now', now: 'now now' },
    ],
    [
      'signed there only',
      [step('2025', 'council_decision'), step('2026', 'signing', 'them')],
      { contact: 'unknown unknown', council: 'done done', signing: 'now done', now: 'now now' },
    ],
    [
      'signed together, nothing else known',
      [step('2003', 'signing')],
      { contact: 'unknown unknown', council: 'unknown unknown', signing: 'done done', now: 'done done' },
    ],
    [
      'Doiran: signed, revived twice',
      [step('2003', 'signing'), step('2018-09-24', 'revival'), step('2024-09', 'revival')],
      { contact: 'unknown unknown', council: 'unknown unknown', signing: 'done done', renewals: 'done done', now: 'done done' },
    ],
    [
      'prolonged, the signing not found',
      [step('2013', 'renewal')],
      { contact: 'unknown unknown', council: 'unknown unknown', signing: 'unknown unknown', renewals: 'done done', now: 'done done' },
    ],
    [
      'talks revived, never signed',
      [step('2024', 'revival')],
      { contact: 'unknown unknown', council: 'none none', signing: 'none none', renewals: 'done done', now: 'done done' },
    ],
    [
      'lapsed',
      [step('2003', 'signing'), step('2018', 'lapse')],
      { contact: 'unknown unknown', council: 'unknown unknown', signing: 'done done', now: 'lapsed lapsed' },
    ],
  ])('%s', (_, steps, rungs) => {
    expect(drawn(steps)).toEqual(rungs)
  })

  test('a rung holds its own steps, oldest first', () => {
    const steps = [step('2024-09', 'revival'), step('2018-09-24', 'revival'), step('2003', 'signing')]
    expect(
      ladderOf(steps, TODAY)
        .find(({ rung }) => rung === 'renewals')
        ?.them.steps.map(({ date }) => date),
    ).toEqual(['2018-09-24', '2024-09'])
  })
})

describe('steps through the pages', () => {
  let office: TestOffice
  let id: string
  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
    const organisation = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Измислен Град' }, kind: 'municipality', country: 'MK' }))
    id = done(await createPartnership(office.here, office.officer, { organisationId: organisation.id, type: 'twinning' })).id
  })
  afterAll(() => office.close())

  const steps = () => office.here.db.inOffice(office.officeId, (tx) => milestonesOf(tx, id))
  const said = {
    kind: 'signing',
    side: 'both',
    'date.year': '2003',
    'note.bg': 'Договор за побратимяване',
    'source.title': 'Протокол № 12',
    documentNumber: '742',
  }

  test('a number typed with its own sign keeps it and gets no second one; a silence of decades is told in years', async () => {
    const organisation = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Далечен Град' }, kind: 'municipality', country: 'FR' }))
    const far = done(await createPartnership(office.here, office.officer, { organisationId: organisation.id, type: 'twinning' })).id
    const officer = office.as('officer')
    const page = await officer.follow(
      await officer.post(addresses.milestones({ id: far }), { kind: 'council_decision', side: 'us', 'date.year': '1723', documentNumber: '№ 7' }),
    )
    expect(page).toContain('Решение на нашия общински съвет № 7<')
    expect(page).toContain('Документ № 7<')
    expect(page).toContain('303 години без запис')
    expect(page).not.toMatch(/№ №|месеца без запис/)
  })

  test('a step is added with a year only, and stands in the timeline and on the ladder', async () => {
    const officer = office.as('officer')
    const page = await officer.follow(await officer.post(addresses.milestones({ id }), said))
    expect(page).toContain('Записана е стъпка „Подписване, 2003 г.“')
    expect(page).toContain('Подписване № 742')
    expect(page).toContain('Договор за побратимяване')
    expect(page).toContain('Протокол № 12')
    expect(page).toContain('в сила')
    const [added] = await steps()
    expect(added).toMatchObject({
      kind: 'signing',
      side: 'both',
      date: '2003',
      firstDay: '2003-01-01',
      lastDay: '2003-12-31',
      documentNumber: '742',
      publishedAt: null,
      version: 1,
    })
  })

  test('a step without a date, of no known kind or with a 13th month comes back with what was typed', async () => {
    const before = await steps()
    const answer = await office.as('officer').post(addresses.milestones({ id }), { ...said, kind: 'coronation', 'date.year': '2003', 'date.month': '13' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('href="#f-kind"')
    expect(page).toContain('href="#f-date"')
    expect(page).toContain('value="13"')
    expect(page).toContain('Договор за побратимяване')
    expect((await office.as('officer').post(addresses.milestones({ id }), { ...said, 'date.year': '' })).status).toBe(422)
    expect(await steps()).toEqual(before)
  })

  test('a reader sees steps and changes none', async () => {
    const [milestone] = await steps()
    const reader = office.as('reader')
    const page = await (await reader.get(addresses.partnership({ id }))).text()
    expect(page).toContain('Подписване № 742')
    expect(page).not.toContain(addresses.milestone({ id, milestone: milestone!.id }))
    expect(page).not.toContain(addresses.milestoneNew({ id }))
    expect((await reader.get(addresses.milestone({ id, milestone: milestone!.id }))).status).toBe(403)
    expect((await reader.post(addresses.milestones({ id }), said)).status).toBe(403)
    expect((await reader.post(addresses.milestone({ id, milestone: milestone!.id }), { ...said, version: '1', 'date.year': '1999' })).status).toBe(403)
    expect((await reader.post(addresses.milestoneRemoval({ id, milestone: milestone!.id }), { version: '1' })).status).toBe(403)
    expect(await steps()).toEqual([milestone])
  })

  test('two who save one step: the second sees both versions, loses nothing, and may save again', async () => {
    const [milestone] = await steps()
    const address = addresses.milestone({ id, milestone: milestone!.id })
    const officer = office.as('officer')
    expect((await officer.post(address, { ...said, version: '1', 'date.year': '2004' })).status).toBe(303)
    const late = await officer.post(address, { ...said, version: '1', 'date.year': '2005', 'note.bg': 'Моят текст' })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('2004 г.')
    expect(page).toContain('2005 г.')
    expect(page).toContain('Моят текст')
    expect(page).toContain('<input type="hidden" name="version" value="2"')
    expect((await steps())[0]).toMatchObject({ date: '2004', version: 2 })
    expect((await officer.post(address, { ...said, version: '2', 'date.year': '2005', 'note.bg': 'Моят текст' })).status).toBe(303)
    expect((await steps())[0]).toMatchObject({ date: '2005', version: 3 })
  })

  test('a removed step is gone from the page and undo brings it back as it was', async () => {
    const [milestone] = await steps()
    const officer = office.as('officer')
    const page = await officer.follow(await officer.post(addresses.milestoneRemoval({ id, milestone: milestone!.id }), { version: '3' }))
    expect(page).toContain('Премахната е стъпка')
    expect(page).not.toContain('Подписване № 742')
    expect((await officer.get(addresses.milestone({ id, milestone: milestone!.id }))).status).toBe(404)
    const [line] = await office.here.db.inOffice(office.officeId, (tx) => historyOfPartnership(tx, id, 1))
    expect(line).toMatchObject({ act: 'milestone.removed', label: 'Измислен Град: Подписване, 2005 г.' })
    done(await undoChange(office.here, office.officer, line!.id, { milestone: restoreMilestone }))
    const { version: _, updatedAt: __, ...same } = milestone!
    expect((await steps())[0]).toMatchObject(same)
  })

  test('an undo is refused when the step was changed since', async () => {
    const [milestone] = await steps()
    const [line] = await office.here.db.inOffice(office.officeId, (tx) => historyOfPartnership(tx, id, 1))
    const officer = office.as('officer')
    expect(
      (await officer.post(addresses.milestone({ id, milestone: milestone!.id }), { ...said, version: String(milestone!.version), 'date.year': '2006' })).status,
    ).toBe(303)
    const undone = await undoChange(office.here, office.officer, line!.id, { milestone: restoreMilestone })
    expect(undone).toMatchObject({ ok: false, refusal: { code: 'moved-on' } })
    expect((await steps())[0]).toMatchObject({ date: '2006' })
  })

  test('a term is kept and shown; one that ends before it begins, or that no paper has, comes back', async () => {
    const officer = office.as('officer')
    const before = await steps()
    const refused = async (form: Record<string, string>): Promise<string> => {
      const answer = await officer.post(addresses.milestones({ id }), { ...said, ...form })
      expect(answer.status).toBe(422)
      return answer.text()
    }
    const early = await refused({ 'date.year': '2020', 'until.year': '2019' })
    expect(early).toContain('Срокът свършва, преди да е започнал: стъпката е от 2020 г.')
    expect(early).toContain('href="#f-until"')
    expect(early).toContain('value="2019"')
    expect(await refused({ kind: 'lapse', 'until.year': '2030' })).toContain('Срок имат само подписаните документи')
    expect(await refused({ 'until.year': '2030', 'until.day': '5' })).toContain('href="#f-until"')
    expect(await steps()).toEqual(before)
    // A year that holds its own beginning is no fault.
    const page = await officer.follow(
      await officer.post(addresses.milestones({ id }), { ...said, 'date.year': '2026', 'until.day': '22', 'until.month': '5', 'until.year': '2027' }),
    )
    expect(page).toContain('до 22 май 2027 г.')
    const added = (await steps()).at(-1)!
    expect(added).toMatchObject({ date: '2026', until: '2027-05-22', untilDay: '2027-05-22' })
    const form = await (await officer.get(addresses.milestone({ id, milestone: added.id }))).text()
    expect(form).toContain('value="2027"')
    await officer.post(addresses.milestone({ id, milestone: added.id }), { ...said, version: '1', 'date.year': '2026' })
    expect((await steps()).at(-1)).toMatchObject({ until: null, untilDay: null })
  })

  test('a step of 1723 and one of about 1990 stand where they belong', async () => {
    const officer = office.as('officer')
    await officer.post(addresses.milestones({ id }), { ...said, kind: 'first_contact', 'date.year': '1723', 'date.month': '3', 'date.day': '4', 'note.bg': '' })
    const page = await officer.follow(
      await officer.post(addresses.milestones({ id }), { ...said, kind: 'intent', 'date.year': '1990', 'date.about': 'on', 'note.bg': '' }),
    )
    expect(page).toContain('4 март 1723 г.')
    expect(page).toContain('около 1990 г.')
    const old = (await steps()).filter(({ firstDay }) => firstDay < '2000')
    expect(old.map(({ date, firstDay, lastDay }) => [date, firstDay, lastDay])).toEqual([
      ['1723-03-04', '1723-03-04', '1723-03-04'],
      ['1990~', '1990-01-01', '1990-12-31'],
    ])
    const form = await (await officer.get(addresses.milestone({ id, milestone: old[1]!.id }))).text()
    expect(form).toMatch(/name="date.about"[^>]*checked/)
    expect((await officer.post(addresses.milestones({ id }), { ...said, 'date.year': '723' })).status).toBe(422)
  })

  test('the form says when the step cannot be seen yet, and a step of another partnership is not found', async () => {
    const [milestone] = await steps()
    const officer = office.as('officer')
    expect(await (await officer.get(addresses.milestoneNew({ id }))).text()).toContain('Партньорството още не се показва на гражданите')
    const other = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Друг Измислен Град' }, kind: 'municipality', country: 'FR' }))
    const another = done(await createPartnership(office.here, office.officer, { organisationId: other.id, type: 'contact' })).id
    expect((await officer.get(addresses.milestone({ id: another, milestone: milestone!.id }))).status).toBe(404)
    expect((await officer.post(addresses.milestone({ id: another, milestone: milestone!.id }), { ...said, version: '1' })).status).toBe(404)
  })
})
