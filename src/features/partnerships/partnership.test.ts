// Partnerships through the pages on the real database: begun, found, changed, removed, shown to citizens; and the silences of a timeline.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeOrganisation, createOrganisation, restoreOrganisation } from '#features/organisations/organisation.actions.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import { undoChange } from '#platform/activity/activity.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { addMilestone, restoreMilestone } from './milestones/milestone.actions.ts'
import { createPartnership, openPartnership, partnershipHoldsOrganisation, removePartnership, restorePartnership } from './partnership.actions.ts'
import { historyOfPartnership, partnershipById, partnershipChoices, partnershipsOf } from './partnership.queries.ts'
import { withGaps } from './partnership.ts'

const TODAY = '2026-11-23'
const restorers = { partnership: restorePartnership, milestone: restoreMilestone, organisation: restoreOrganisation }

describe('the silences of a timeline', () => {
  const rows = (...dates: (string | null)[]) =>
    withGaps(
      dates.map((date) => ({ date: date as ImpreciseDate | null })),
      TODAY,
    ).map((row) => (row.kind === 'entry' ? row.entry.date : row.kind === 'gap' ? `${row.years} years` : `${row.months} months`))

  test.each<[string, (string | null)[], (string | null)[]]>([
    ['nothing', [], []],
    ['Doiran', ['2003', '2018-09-24', '2024-09'], ['25 months', '2024-09', '6 years', '2018-09-24', '15 years', '2003']],
    ['just under three years is no gap', ['2022-11-24', '2025-11-23'], ['12 months', '2025-11-23', '2022-11-24']],
    ['three years to the day is one', ['2022-11-23', '2025-11-23'], ['12 months', '2025-11-23', '3 years', '2022-11-23']],
    ['a year counts to its end', ['2020', '2023-06-01'], ['41 months', '2023-06-01', '2020']],
    ['eleven months of silence go unsaid', ['2025-12-24'], ['2025-12-24']],
    ['the year that runs is no silence', ['2026'], ['2026']],
    ['a long period covers what lies within', ['2000/2015', '2004', '2016'], ['118 months', '2016', '2004', '2000/2015']],
    ['what is planned stands above today and fills no gap', ['2020', '2027-05'], ['2027-05', '70 months', '2020']],
    ['nobody knows when: last', [null, '2026-01-05'], ['2026-01-05', null]],
  ])('%s', (_, dates, shown) => {
    expect(rows(...dates)).toEqual(shown)
  })
})

describe('through the pages', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
  })
  afterAll(() => office.close())

  const organisation = async (name: string, country = 'MK', more: { nativeName?: string; aliases?: string[]; en?: string } = {}) =>
    done(
      await createOrganisation(office.here, office.officer, {
        name: { bg: name, ...(more.en === undefined ? {} : { en: more.en }) },
        kind: 'municipality',
        country,
        nativeName: more.nativeName ?? null,
        aliases: more.aliases ?? [],
      }),
    ).id
  const begin = async (name: string, country?: string) =>
    done(await createPartnership(office.here, office.officer, { organisationId: await organisation(name, country), type: 'twinning' })).id
  const read = (id: string) => office.here.db.inOffice(office.officeId, (tx) => partnershipById(tx, id))
  const lastLine = async (id: string) => (await office.here.db.inOffice(office.officeId, (tx) => historyOfPartnership(tx, id, 1)))[0]!
  const idIn = (answer: Response): string => /([0-9a-f-]{36})$/.exec(answer.headers.get('location') ?? '')![1]!
  /** The first cell of each row. */
  const named = (page: string): string[] => [...page.matchAll(/<th scope="row">.*?<a class="plain strong"[^>]*>(.*?)<\/a>/gs)].map((match) => match[1]!)

  test('an empty register teaches the next step to officers, and to readers shows no button', async () => {
    const page = await (await office.as('officer').get(addresses.partnerships())).text()
    expect(page).toContain('Тук ще стоят партньорите на общината')
    expect(page).toContain(addresses.partnershipNew())
    expect(await (await office.as('reader').get(addresses.partnerships())).text()).not.toContain(addresses.partnershipNew())
  })

  test('begun with an organisation of the register, named without script', async () => {
    await organisation('Примерово', 'ME', { nativeName: 'Primjerovo' })
    const officer = office.as('officer')
    const answer = await officer.post(addresses.partnerships(), {
      'organisation.text': 'primjerovo',
      type: 'friendship',
      fields: ['culture', 'youth'],
      'origin.bg': 'От една среща',
      'summary.bg': 'Млади хора на гости.',
    })
    const page = await officer.follow(answer)
    expect(page).toContain('Примерово')
    expect(page).toContain('Primjerovo')
    expect(page).toContain('От една среща')
    expect(page).toContain('култура, младежки дейности')
    expect(page).toContain('без записани стъпки')
    expect(await read(idIn(answer))).toMatchObject({
      type: 'friendship',
      fields: ['culture', 'youth'],
      slug: 'primerovo',
      publishedAt: null,
      version: 1,
      partner: { country: 'ME' },
    })
  })

  test('a second partnership with the same organisation is refused', async () => {
    const id = await begin('Двойников')
    const answer = await office.as('officer').post(addresses.partnerships(), { 'organisation.text': 'Двойников', type: 'contact', 'summary.bg': 'Още веднъж' })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('С тази организация вече има партньорство: Двойников.')
    expect(page).toContain('Още веднъж')
    const { partner } = (await read(id))!
    expect((await office.here.db.inOffice(office.officeId, (tx) => partnershipsOf(tx, [partner.id]))).map((one) => one.id)).toEqual([id])
  })

  test('begun with a new organisation in the same form; undo takes both back', async () => {
    const officer = office.as('officer')
    const unknown = await officer.post(addresses.partnerships(), { 'organisation.text': 'Съвсем Нов Град', type: 'contact' })
    expect(unknown.status).toBe(422)
    expect(await unknown.text()).toContain('В регистъра няма „Съвсем Нов Град“. Посочете държавата')
    const answer = await officer.post(addresses.partnerships(), {
      'organisation.text': 'Съвсем Нов Град',
      country: 'FR',
      kind: 'municipality',
      type: 'contact',
    })
    expect(answer.status).toBe(303)
    const id = idIn(answer)
    const partnership = (await read(id))!
    expect(partnership).toMatchObject({ type: 'contact', slug: 'savsem-nov-grad', partner: { country: 'FR', kind: 'municipality', placeId: null } })
    done(await undoChange(office.here, office.officer, (await lastLine(id)).id, restorers))
    expect(await read(id)).toBeNull()
    expect(await office.here.db.inOffice(office.officeId, (tx) => organisationById(tx, partnership.organisationId))).toBeNull()
  })

  test('a town the gazetteer knows by that name alone comes to stand on the map, and its distance is told', async () => {
    const officer = office.as('officer')
    const page = await officer.follow(
      await officer.post(addresses.partnerships(), { 'organisation.text': 'Pernes-les-Fontaines', country: 'FR', kind: 'municipality', type: 'twinning' }),
    )
    expect(page).toMatch(/на 1(?:.)?\d\d0 км/u)
  })

  test('wrong input comes back with its faults and what was typed', async () => {
    const answer = await office.as('officer').post(addresses.partnerships(), {
      'organisation.text': '',
      type: 'marriage',
      fields: ['alchemy'],
      'origin.bg': 'Пазя се',
      'source.url': 'javascript:alert(1)',
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const field of ['f-type', 'f-fields-0', 'f-source-url']) expect(page).toContain(`href="#${field}"`)
    expect(page).toContain('Пазя се')
    expect(page).toContain('javascript:alert(1)')
  })

  test('a reader reads and cannot write', async () => {
    const id = await begin('Четимово')
    const reader = office.as('reader')
    const page = await (await reader.get(addresses.partnership({ id }))).text()
    expect(page).toContain('Четимово')
    expect(page).not.toContain(addresses.partnershipEdit({ id }))
    expect(page).not.toContain('preview=yes')
    expect(await (await office.as('officer').get(addresses.partnership({ id }))).text()).toContain('/bg/partners/chetimovo?preview=yes')
    expect((await reader.get(addresses.partnershipNew())).status).toBe(403)
    expect((await reader.get(addresses.partnershipEdit({ id }))).status).toBe(403)
    expect((await reader.post(addresses.partnerships(), { 'organisation.text': 'Четимово', type: 'contact' })).status).toBe(403)
    expect((await reader.post(addresses.partnership({ id }), { type: 'contact', version: '1' })).status).toBe(403)
    expect((await reader.post(addresses.partnershipRemoval({ id }), { version: '1' })).status).toBe(403)
    expect(await read(id)).toMatchObject({ type: 'twinning', version: 1 })
    expect((await office.as('officer').post(addresses.partnership({ id }), { type: 'contact', version: '1' })).status).toBe(303)
    expect(await read(id)).toMatchObject({ type: 'contact', version: 2 })
  })

  test('another office sees none of it', async () => {
    const id = await begin('Наше Село')
    const { visit } = await office.openAnother('Община Чужда')
    expect((await visit.get(addresses.partnership({ id }))).status).toBe(404)
    expect(await (await visit.get(addresses.partnerships())).text()).not.toContain('Наше Село')
    expect((await visit.post(addresses.partnershipRemoval({ id }), { version: '1' })).status).toBe(404)
    expect(await read(id)).not.toBeNull()
  })

  test('a stale save shows both versions and loses nothing', async () => {
    const id = await begin('Спорно')
    const officer = office.as('officer')
    expect((await officer.post(addresses.partnership({ id }), { version: '1', type: 'friendship', 'summary.bg': 'Първият текст' })).status).toBe(303)
    const late = await officer.post(addresses.partnership({ id }), { version: '1', type: 'project', 'summary.bg': 'Вторият текст', fields: 'sport' })
    expect(late.status).toBe(409)
    const page = await late.text()
    for (const words of ['Първият текст', 'Вторият текст', 'приятелство', 'проектно партньорство', 'Проба Служителова']) expect(page).toContain(words)
    expect(page).toContain('<input type="hidden" name="version" value="2"')
    expect(await read(id)).toMatchObject({ type: 'friendship', version: 2, fields: [] })
    expect((await officer.post(addresses.partnership({ id }), { version: '2', type: 'project', 'summary.bg': 'Вторият текст', fields: 'sport' })).status).toBe(
      303,
    )
    expect(await read(id)).toMatchObject({ type: 'project', version: 3, fields: ['sport'] })
  })

  test('a change is told in the history, field by field, and undone', async () => {
    const id = await begin('Помнещо')
    const officer = office.as('officer')
    await officer.post(addresses.partnership({ id }), { version: '1', type: 'honorary', published: 'yes', slug: 'pomneshto', 'source.title': 'Решение 12' })
    const page = await (await officer.get(addresses.partnership({ id }, { view: 'history' }))).text()
    for (const words of [
      'Променено е партньорството',
      'Промени вида: от „побратимяване“ на „почетно партньорство“.',
      'Показа записа на гражданите.',
      'Вписа източниците: „Решение 12“.',
    ])
      expect(page).toContain(words)
    expect(await read(id)).toMatchObject({ type: 'honorary', publishedAt: new Date('2026-11-23T09:00:00.000Z') })
    done(await undoChange(office.here, office.officer, (await lastLine(id)).id, restorers))
    expect(await read(id)).toMatchObject({ type: 'twinning', publishedAt: null, sources: [], version: 3 })
  })

  test('removed with its steps, and back with them', async () => {
    const id = await begin('Заминаващо')
    done(await addMilestone(office.here, office.officer, id, { kind: 'signing', side: 'both', date: '2001' }))
    const officer = office.as('officer')
    expect((await officer.post(addresses.partnershipRemoval({ id }), { version: '7' })).status).toBe(303)
    expect(await read(id)).not.toBeNull()
    const page = await officer.follow(await officer.post(addresses.partnershipRemoval({ id }), { version: '1' }))
    expect(page).toContain('Партньорството е премахнато: Заминаващо.')
    expect(named(page)).not.toContain('Заминаващо')
    expect((await officer.get(addresses.partnership({ id }))).status).toBe(404)
    expect((await officer.post(addresses.milestones({ id }), { kind: 'signing', side: 'both', 'date.year': '2002' })).status).toBe(404)
    done(await undoChange(office.here, office.officer, (await lastLine(id)).id, restorers))
    expect(await (await officer.get(addresses.partnership({ id }))).text()).toContain('2001 г.')
  })

  test('a removed one is not brought back beside a new one with the same organisation', async () => {
    const id = await begin('Повторимо')
    const { organisationId } = (await read(id))!
    const removed = done(await removePartnership(office.here, office.officer, id, 1))
    done(await createPartnership(office.here, office.officer, { organisationId, type: 'contact' }))
    expect(await undoChange(office.here, office.officer, removed.activityId, restorers)).toMatchObject({ ok: false, refusal: { code: 'already' } })
    expect(await read(id)).toBeNull()
  })

  test('what still points to it keeps it from being removed', async () => {
    const id = await begin('Нужно')
    expect(await removePartnership(office.here, office.officer, id, 1, [async () => 'обещание „Среща“'])).toMatchObject({
      ok: false,
      refusal: { code: 'held', message: expect.stringContaining('обещание „Среща“') },
    })
    const { organisationId } = (await read(id))!
    await office.here.db.inOffice(office.officeId, async (tx) => {
      expect(await partnershipHoldsOrganisation(tx, organisationId)).toBe('партньорство „Нужно“')
      expect(await partnershipHoldsOrganisation(tx, await organisation('Свободно'))).toBeNull()
    })
    done(await removePartnership(office.here, office.officer, id, 1))
    await office.here.db.inOffice(office.officeId, async (tx) => {
      expect(await partnershipHoldsOrganisation(tx, organisationId)).toBeNull()
    })
  })

  test('who introduced us must be known and must not be the partner', async () => {
    const id = await begin('Запознато')
    await organisation('Посредниково', 'BG')
    const officer = office.as('officer')
    const save = (introducer: string) => officer.post(addresses.partnership({ id }), { version: '1', type: 'twinning', 'introducedBy.text': introducer })
    expect(await (await save('Няма Такова')).text()).toContain('В регистъра няма организация с това име')
    expect(await (await save('Запознато')).text()).toContain('Партньорът не може да е и този, който ни е запознал.')
    expect(await officer.follow(await save('Посредниково'))).toContain('Запозна ни: Посредниково.')
  })

  test('two partners of one name have two addresses, and an address is not given twice', async () => {
    const [first, second] = [await begin('Еднаково', 'MK'), await begin('Еднаково', 'ME')]
    expect([(await read(first))!.slug, (await read(second))!.slug]).toEqual(['ednakovo', 'ednakovo-2'])
    const officer = office.as('officer')
    const taken = await officer.post(addresses.partnership({ id: second }), { version: '1', type: 'twinning', slug: 'ednakovo' })
    expect(taken.status).toBe(422)
    expect(await taken.text()).toContain('„ednakovo“ вече е в адреса на друго партньорство.')
    expect((await officer.post(addresses.partnership({ id: second }), { version: '1', type: 'twinning', slug: 'Не така' })).status).toBe(422)
    expect((await officer.post(addresses.partnership({ id: second }), { version: '1', type: 'twinning', slug: 'drugo' })).status).toBe(303)
    expect((await read(second))!.slug).toBe('drugo')
  })

  test('found or begun for the intake: an existing one keeps its type and gains fields and sources', async () => {
    const organisationId = await organisation('Отворено')
    const source = { title: 'Новина', url: 'https://example.org/news', date: '2024-10-24', textId: null, quote: 'точните думи' }
    const first = done(await openPartnership(office.here, office.officer, { organisationId, type: 'twinning', fields: ['culture'], sources: [source] }))
    expect(first).toMatchObject({ created: true, activityId: expect.any(String) })
    const same = done(await openPartnership(office.here, office.officer, { organisationId, type: 'contact', fields: ['culture'], sources: [source] }))
    expect(same).toEqual({ id: first.id, activityId: null, created: false })
    const more = done(
      await openPartnership(office.here, office.officer, {
        organisationId,
        type: 'contact',
        fields: ['sport', 'culture'],
        sources: [{ ...source, quote: 'други думи' }],
      }),
    )
    expect(more).toMatchObject({ id: first.id, created: false, activityId: expect.any(String) })
    expect(await read(first.id)).toMatchObject({
      type: 'twinning',
      fields: ['culture', 'sport'],
      sources: [source, { ...source, quote: 'други думи' }],
      version: 2,
    })
  })

  test('found by any name, also one the organisation was given later', async () => {
    const id = done(
      await createPartnership(office.here, office.officer, {
        organisationId: await organisation('Дойраново', 'MK', { nativeName: 'Дојраново', aliases: ['Star Dojranovo'] }),
        type: 'twinning',
      }),
    ).id
    const officer = office.as('officer')
    const found = async (q: string) => named(await (await officer.get(addresses.partnerships({ q }))).text())
    for (const q of ['дойраново', 'Dojran', 'Doiranovo', 'Дојран', 'star', 'дойрново']) expect(await found(q)).toContain('Дойраново')
    expect(await found('xyzzy')).toEqual([])
    const { organisationId } = (await read(id))!
    done(await changeOrganisation(office.here, office.officer, organisationId, 1, { name: { bg: 'Новоименовано' }, kind: 'municipality', country: 'MK' }))
    expect(await found('новоимен')).toEqual(['Новоименовано'])
    expect((await office.here.db.inOffice(office.officeId, (tx) => partnershipChoices(tx, { q: 'Новоименовано' }))).map((one) => one.id)).toEqual([id])
    const json = (await (await officer.get(addresses.partnerships({ q: 'Новоименовано', as: 'json' }))).json()) as { items: { id: string }[] }
    expect(json.items.map((one) => one.id)).toEqual([id])
  })

  test('the address from an organisation leads to its partnership, or to the form that begins one', async () => {
    const id = await begin('Водещо')
    const officer = office.as('officer')
    const { organisationId } = (await read(id))!
    expect((await officer.get(addresses.partnerships({ organisation: organisationId }))).headers.get('location')).toBe(addresses.partnership({ id }))
    const free = await organisation('Самотно')
    const to = (await officer.get(addresses.partnerships({ organisation: free }))).headers.get('location')
    expect(to).toBe(addresses.partnershipNew({ organisation: free }))
    expect(await (await officer.get(to!)).text()).toContain('value="Самотно"')
    expect((await office.as('reader').get(addresses.partnerships({ organisation: free }))).headers.get('location')).toBe(addresses.partnerships())
  })
})
