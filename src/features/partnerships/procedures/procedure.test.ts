// Countries' procedures: the file says where everything is from; what is done, next, waiting or not known in a partnership; the pages that show it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import type { OrganisationKind } from '#features/organisations/organisation.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import recorded from '../../../../reference/procedures.json' with { type: 'json' }
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addMilestone } from '../milestones/milestone.actions.ts'
import type { MilestoneKind, MilestoneValues, Side, Step } from '../milestones/milestone.ts'
import { createPartnership } from '../partnership.actions.ts'
import { milestonesOf } from '../partnership.queries.ts'
import type { PartnershipType } from '../partnership.ts'
import { adviceFor, checklist, procedureCountries, procedureOf, readProcedures, revivalChecklist, sourcesOf } from './procedure.ts'
import { STAGES } from '../stage.ts'

const TODAY = '2026-11-23'
const step = (date: string, kind: MilestoneKind, side: Side = 'both'): Step => ({ kind, side, date: date as ImpreciseDate })

describe('the file', () => {
  test('every step has a source with a title, and a day on which somebody checked it', () => {
    const all = [...procedureCountries(TODAY), 'ZZ'].map((country) => procedureOf(country, TODAY))
    expect(procedureCountries(TODAY)).toEqual(['BG', 'IT', 'FR', 'CN', 'MK', 'ME'])
    expect(all.map(({ checkedOn }) => checkedOn).filter((day) => !/^20\d\d-\d\d-\d\d$/.test(day))).toEqual([])
    expect(
      all.flatMap(({ steps }) => steps).filter(({ sources }) => sourcesOf(sources).length === 0 || sourcesOf(sources).some(({ title }) => title === '')),
    ).toEqual([])
    expect(procedureOf('ZZ', TODAY).country).toBe(null)
  })

  test.each<[string, (file: typeof recorded) => unknown, RegExp]>([
    ['a step without a source', (file) => (file.procedures[0]!.steps[0]!.sources = []), /"sources"/],
    ['a source nobody knows', (file) => (file.procedures[0]!.steps[0]!.sources = ['hearsay']), /no source is called hearsay/],
    [
      'a source nothing rests on',
      (file) => Object.assign(file.sources, { idle: { title: 'Измислено', url: null, date: null } }),
      /nothing rests on the source idle/,
    ],
    ['a text without English', (file) => (file.procedures[0]!.steps[0]!.title.en = ''), /"en"/],
    ['no day of checking', (file) => (file.procedures[0]!.checkedOn = ''), /"checkedOn"/],
    [
      'a wait for a step that is not there',
      (file) => Object.assign(file.procedures[1]!.steps[2]!, { waits: { step: 'nowhere', days: 30 } }),
      /waits for no step nowhere/,
    ],
    ['an actor nobody is', (file) => (file.procedures[0]!.steps[0]!.by = 'bishop'), /"by"/],
    ['no entry for all other countries', (file) => file.procedures.pop(), /one entry for all other countries/],
  ])('%s is refused', (_, spoil, fault) => {
    expect(readProcedures(structuredClone(recorded)).procedures.length).toBe(recorded.procedures.length)
    const file = structuredClone(recorded)
    spoil(file)
    expect(() => readProcedures(file)).toThrow(fault)
  })
})

describe('the checklist', () => {
  const states = (country: string, home: 'us' | 'them', type: PartnershipType, steps: Step[], today = TODAY) =>
    checklist(procedureOf(country, today), home, type, steps, today).map(
      ({ step: { id }, state, until }) => `${id} ${state}${until === null ? '' : ` ${until}`}`,
    )

  test.each<[string, string, 'us' | 'them', PartnershipType, Step[], string[]]>([
    ['home, nothing yet', 'BG', 'us', 'twinning', [], ['council next', 'signing later']],
    ['home, their council is not ours', 'BG', 'us', 'twinning', [step('2025', 'council_decision', 'them')], ['council next', 'signing later']],
    ['home, decided', 'BG', 'us', 'twinning', [step('2025-11-27', 'council_decision', 'us')], ['council done', 'signing next']],
    ['home, a planned decision does not count', 'BG', 'us', 'twinning', [step('2027', 'council_decision', 'us')], ['council next', 'signing later']],
    ['home, signed long ago and no decision found', 'BG', 'us', 'twinning', [step('1723-03-04', 'signing')], ['council unrecorded', 'signing done']],
    ['home, signed by us: the decision is only not recorded', 'BG', 'us', 'twinning', [step('2026', 'signing', 'us')], ['council unrecorded', 'signing next']],
    ['home, signed by them: we have yet to decide', 'BG', 'us', 'twinning', [step('2026', 'signing', 'them')], ['council next', 'signing later']],
    [
      'Montenegro, we decided first',
      'ME',
      'them',
      'twinning',
      [step('2025', 'council_decision', 'us')],
      ['council next', 'other-council done', 'signing later'],
    ],
    ['home, a mere contact', 'BG', 'us', 'contact', [], ['council unneeded', 'signing unneeded']],
    ['home, honorary: nobody knows', 'BG', 'us', 'honorary', [], ['council unknown', 'signing unknown']],
    [
      'Montenegro: both councils',
      'ME',
      'them',
      'twinning',
      [step('2025', 'council_decision', 'them')],
      ['council done', 'other-council next', 'signing later'],
    ],
    [
      'Italy, communicated 29 days ago',
      'IT',
      'them',
      'twinning',
      [step('2026-09', 'council_decision', 'them'), step('2026-10-25', 'state_notice', 'them')],
      ['council done', 'notice done', 'signing waiting 2026-11-24'],
    ],
    [
      'Italy, communicated 30 days ago',
      'IT',
      'them',
      'twinning',
      [step('2026-09', 'council_decision', 'them'), step('2026-10-24', 'state_notice', 'them')],
      ['council done', 'notice done', 'signing next'],
    ],
    [
      'Italy, communicated some day in October: counted from its last',
      'IT',
      'them',
      'twinning',
      [step('2026-10', 'state_notice', 'them')],
      ['council unrecorded', 'notice done', 'signing waiting 2026-11-30'],
    ],
    [
      'Italy, our own notice is not theirs',
      'IT',
      'them',
      'friendship',
      [step('2026', 'state_notice', 'us')],
      ['council next', 'notice later', 'signing later'],
    ],
    [
      'France, just signed: the prefect comes next',
      'FR',
      'them',
      'twinning',
      [step('2026-05', 'signing')],
      ['visits unrecorded', 'council unrecorded', 'signing done', 'transmission next'],
    ],
    [
      'France, signed in 2004: only the record is missing',
      'FR',
      'them',
      'twinning',
      [step('2004-05-22', 'signing')],
      ['visits unrecorded', 'council unrecorded', 'signing done', 'transmission unrecorded'],
    ],
    [
      'China, the province has agreed',
      'CN',
      'them',
      'twinning',
      [step('2023-09', 'first_contact'), step('2024-10', 'intent'), step('2025', 'state_notice', 'them'), step('2026', 'regional_approval', 'them')],
      ['intent done', 'contacts done', 'application done', 'province done', 'national next', 'signing later'],
    ],
    [
      'China, a project: nobody knows',
      'CN',
      'them',
      'project',
      [step('2024-10', 'intent')],
      ['intent done', 'contacts unknown', 'application unknown', 'province unknown', 'national unknown', 'signing unknown'],
    ],
    ['a country without an entry', 'DE', 'them', 'twinning', [step('2025', 'council_decision', 'them')], ['council done', 'signing next']],
    [
      'after an end everything begins anew',
      'BG',
      'us',
      'twinning',
      [step('2003', 'council_decision', 'us'), step('2003-05', 'signing'), step('2010', 'end', 'us')],
      ['council next', 'signing later'],
    ],
  ])('%s', (_, country, home, type, steps, expected) => {
    expect(states(country, home, type, steps)).toEqual(expected)
  })

  test('the button offers the step and the side that is missing', () => {
    const [, signing] = checklist(procedureOf('BG', TODAY), 'us', 'twinning', [step('2025', 'council_decision', 'us'), step('2026', 'signing', 'us')], TODAY)
    expect([signing!.kind, signing!.side, signing!.state]).toEqual(['signing', 'them', 'next'])
  })

  test('a revival from our side and from theirs, counted since the last lapse', () => {
    const shown = (steps: Step[]) => revivalChecklist(steps, TODAY).map(({ state, side, step: { id } }) => `${id} ${side} ${state}`)
    const old = [step('2003', 'signing'), step('2010', 'revival_letter', 'us'), step('2012', 'lapse')]
    expect(shown(old)).toEqual(['letter us next', 'consent them later', 'plan both later', 'signing both later'])
    expect(shown([...old, step('2020', 'revival_letter', 'us')])).toEqual(['letter us done', 'consent them next', 'plan both later', 'signing both later'])
    expect(shown([...old, step('2020', 'revival_letter', 'them')])).toEqual(['letter them done', 'consent us next', 'plan both later', 'signing both later'])
    expect(shown([...old, step('2020', 'revival_plan')])).toEqual(['letter us unrecorded', 'consent them unrecorded', 'plan both done', 'signing both next'])
  })

  test('which list fits the stage', () => {
    expect(Object.fromEntries(STAGES.map((stage) => [stage, adviceFor(stage, false)]))).toEqual({
      prospect: 'procedure',
      contact: 'procedure',
      intent: 'procedure',
      deciding: 'procedure',
      signed: 'procedure',
      active: 'procedure',
      expired: 'renewal',
      lapsed: 'revival',
      reviving: 'revival',
      renewed: 'procedure',
      ended: 'none',
    })
    // Two councils have decided and nobody was heard of since: the signature is still what comes next.
    expect(Object.fromEntries(STAGES.map((stage) => [stage, adviceFor(stage, true)]))).toEqual({
      prospect: 'procedure',
      contact: 'procedure',
      intent: 'procedure',
      deciding: 'procedure',
      signed: 'revival',
      active: 'revival',
      expired: 'renewal',
      lapsed: 'revival',
      reviving: 'revival',
      renewed: 'revival',
      ended: 'none',
    })
  })
})

describe('the pages', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
  })
  afterAll(() => office.close())

  const begun = async (
    name: string,
    country: string,
    type: PartnershipType,
    steps: MilestoneValues[],
    kind: OrganisationKind = 'municipality',
  ): Promise<string> => {
    const organisation = done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind, country }))
    const { id } = done(await createPartnership(office.here, office.officer, { organisationId: organisation.id, type }))
    for (const one of steps) done(await addMilestone(office.here, office.officer, id, one))
    return id
  }
  const shown = async (id: string, role: 'officer' | 'reader' = 'officer'): Promise<string> => (await office.as(role).get(addresses.partnership({ id }))).text()
  /** As it stands in the page, where & is written out. */
  const inPage = (href: string): string => href.replaceAll('&', '&amp;')

  test('what is done with its number, what waits and until when, what comes next with its button', async () => {
    const id = await begun('Измислен Град', 'IT', 'twinning', [
      { kind: 'council_decision', side: 'us', date: '2026-09-24', documentNumber: '742' },
      { kind: 'state_notice', side: 'them', date: '2026-11-01', body: 'Измислено министерство' },
    ])
    const [decision] = await office.here.db.inOffice(office.officeId, (tx) => milestonesOf(tx, id))
    const page = await shown(id)
    expect(page).toContain('Следващи стъпки')
    expect(page).toContain(`<a href="${addresses.milestone({ id, milestone: decision!.id })}">24 септември 2026 г., № 742</a>`)
    expect(page).toContain('изчаква се до 1 декември 2026 г.')
    expect(page).toContain('Измислено министерство')
    expect(page).toContain(inPage(addresses.milestoneNew({ id }, { kind: 'signing', side: 'both' })))
    expect(page).toContain('circolare 27 novembre 2015')
    expect(page).toContain('Сверено с източниците на 26 ноември 2026 г.')
    expect(page).toContain('Подпис без предварително съобщение')
    const reader = await shown(id, 'reader')
    expect(reader).toContain('24 септември 2026 г., № 742')
    expect(reader).not.toContain(inPage(addresses.milestoneNew({ id }, { kind: 'signing', side: 'both' })))
  })

  test('the button opens the form with the step and the side chosen', async () => {
    const id = await begun('Втори Измислен Град', 'CN', 'twinning', [])
    const form = await (await office.as('officer').get(addresses.milestoneNew({ id }, { kind: 'state_notice', side: 'them' }))).text()
    expect([...form.matchAll(/<input[^>]*type="radio"[^>]*checked[^>]*>/g)].map(([box]) => /value="(\w+)"/.exec(box)![1])).toEqual(['state_notice', 'them'])
    expect(await shown(id)).toContain('Един към един')
  })

  test('what lapsed is shown the ladder of a revival, what ran out its renewal, what ended nothing', async () => {
    const signed: MilestoneValues = { kind: 'signing', side: 'both', date: '2003', until: '2010' }
    const lapsed = await shown(await begun('Трети Измислен Град', 'MK', 'twinning', [signed, { kind: 'lapse', side: 'them', date: '2008' }]))
    expect(lapsed).toContain('Писмо, което признава прекъсването')
    expect(lapsed).toContain('Santa Clara')
    const id = await begun('Четвърти Измислен Град', 'MK', 'friendship', [signed])
    const expired = await shown(id)
    expect(expired).toContain('с изтекъл срок')
    expect(expired).toContain('Подписаното важеше до 2010 г. и нищо записано след това не го подновява.')
    expect(expired).toContain('срокът изтече 2010 г.')
    expect(expired).toContain(inPage(addresses.milestoneNew({ id }, { kind: 'renewal', side: 'both' })))
    const ended = await shown(await begun('Пети Измислен Град', 'MK', 'twinning', [signed, { kind: 'end', side: 'them', date: '2009' }]))
    expect(ended).not.toContain('Следващи стъпки')
    expect(ended).toContain('Прекратяване с решение на партньора')
    expect(ended).toContain('2009 г., с решение на партньора')
  })

  test('a friendship without a term and a project without a topic say so; a company has no procedure', async () => {
    const friendship = await shown(await begun('Шести Измислен Град', 'FR', 'friendship', [{ kind: 'signing', side: 'both', date: '2020' }]))
    expect(friendship).toContain('Срокът не е записан. За вида „приятелство“ обикновено се договаря срок.')
    expect(await shown(await begun('Седми Измислен Град', 'FR', 'project', []))).toContain('Темата не е записана.')
    expect(await shown(await begun('Измислена фирма', 'FR', 'contact', [], 'company'))).not.toContain('Следващи стъпки')
  })

  test('a country’s whole order is read before there is a partner; one without an entry says so; no country is not found', async () => {
    const reader = office.as('reader')
    const list = await (await reader.get(addresses.procedures())).text()
    for (const country of procedureCountries(TODAY)) expect(list).toContain(`href="${addresses.procedure({ country })}"`)
    const china = await (await reader.get(addresses.procedure({ country: 'CN' }))).text()
    expect(china).toContain('Китай: ред за побратимяване')
    expect(china).toContain('(CPAFFC)')
    expect(china).toContain('Дали правилата от 1998 и 2002 г. още важат в този вид.')
    expect(await (await reader.get(addresses.procedure({ country: 'de' }))).text()).toContain('За Германия няма записан ред.')
    expect((await reader.get(addresses.procedure({ country: 'XX' }))).status).toBe(404)
    expect(await (await office.as('officer').get(addresses.partnershipNew())).text()).toContain(`href="${addresses.procedures()}"`)
  })

  test('the page of a partnership costs as many queries with one step as with three', async () => {
    const one = await begun('Осми Измислен Град', 'IT', 'twinning', [{ kind: 'intent', side: 'us', date: '2024' }])
    const three = await begun('Девети Измислен Град', 'CN', 'twinning', [
      { kind: 'intent', side: 'us', date: '2024' },
      { kind: 'intent', side: 'them', date: '2025' },
      { kind: 'state_notice', side: 'them', date: '2026' },
    ])
    await shown(one)
    expect(await office.statements(() => shown(three))).toBe(await office.statements(() => shown(one)))
  })
})
