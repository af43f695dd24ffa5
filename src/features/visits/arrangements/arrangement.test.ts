// What is arranged for a visit: entered, confirmed, summed by payer.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { openVisit } from '../visit.actions.ts'
import { addArrangement } from './arrangement.actions.ts'
import { sharesOf } from './arrangement.ts'

describe('who pays how much', () => {
  test.each([
    ['nothing', [], []],
    ['what is free says nothing', [{ kind: 'contact', payer: '', cents: null, currency: 'EUR' }], []],
    [
      'a free thing with a price does',
      [{ kind: 'flags', payer: 'us', cents: 500, currency: 'EUR' }],
      [{ payer: 'us', sums: [{ cents: 500, currency: 'EUR' }], unpriced: 0 }],
    ],
    [
      'sums by payer and currency, what nobody pays last',
      [
        { kind: 'meal', payer: '', cents: 1, currency: 'EUR' },
        { kind: 'rooms', payer: 'them', cents: 10_050, currency: 'EUR' },
        { kind: 'rooms', payer: 'us', cents: 10_010, currency: 'EUR' },
        { kind: 'transport', payer: 'us', cents: 20, currency: 'EUR' },
        { kind: 'meal', payer: 'us', cents: 700, currency: 'CHF' },
        { kind: 'interpreter', payer: 'us', cents: null, currency: 'EUR' },
      ],
      [
        {
          payer: 'us',
          sums: [
            { cents: 700, currency: 'CHF' },
            { cents: 10_030, currency: 'EUR' },
          ],
          unpriced: 1,
        },
        { payer: 'them', sums: [{ cents: 10_050, currency: 'EUR' }], unpriced: 0 },
        { payer: '', sums: [{ cents: 1, currency: 'EUR' }], unpriced: 0 },
      ],
    ],
  ] as const)('%s', (_, all, shares) => expect(sharesOf(all)).toEqual(shares))
})

describe('in a dossier', () => {
  const TODAY = '2026-11-23'
  let office: TestOffice
  let officer: Visit
  let id: string
  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
    officer = office.as('officer')
  })
  beforeEach(async () => {
    const town = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'FR' })).id
    id = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2027-03-10/2027-03-12', partners: [town] })).id
    done(await openVisit(office.here, office.officer, id))
  })
  afterAll(() => office.close())
  const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ')
  const page = async (path: string) => plain(await (await officer.get(path)).text())
  const undoIn = (html: string): string => /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)![1]!
  const FORM = {
    kind: 'rooms',
    what: 'Хотел Пробен, 12 стаи',
    payer: 'us',
    cents: '1 250,50',
    currency: 'EUR',
    responsible: 'Проба Служителова',
    provider: 'Хотел',
    phone: '+359 670 00 001',
  }
  const rows = async () =>
    (
      await office.pool.query(
        'select id, version, what, cents::int, payer, confirmed_on::text from visit_arrangement where visit_id = $1 and deleted_at is null order by id',
        [id],
      )
    ).rows

  test('it is entered, confirmed with one button, changed, removed and brought back', async () => {
    const added = await officer.follow(await officer.post(addresses.arrangements({ id }), FORM))
    for (const words of ['Хотел Пробен, 12 стаи', 'Проба Служителова', 'Хотел, +359 670 00 001', 'още не е поискано'])
      expect([words, plain(added).includes(words)]).toEqual([words, true])
    const [one] = await rows()
    expect(one).toMatchObject({ cents: 125_050, payer: 'us', confirmed_on: null })
    const at = { id, arrangement: one.id }
    expect((await page(addresses.visitPreparation({ id }))).includes('Нощувки трябваше')).toBe(false)
    await officer.post(addresses.arrangementConfirmation(at), { version: '1', confirmed: 'yes' })
    expect((await rows())[0]).toMatchObject({ confirmed_on: TODAY, version: 2 })
    const late = await officer.post(addresses.arrangementEdit(at), { ...FORM, version: '1', what: 'Друг хотел' })
    const text = await late.text()
    expect([late.status, text.includes('value="Друг хотел"'), text.includes('Хотел Пробен, 12 стаи')]).toEqual([409, true, true])
    const removed = await officer.follow(await officer.post(addresses.arrangementRemoval(at), { version: '2' }))
    expect(await rows()).toEqual([])
    await officer.post(undoIn(removed))
    expect(await rows()).toHaveLength(1)
  })

  test('the costs tab sums by payer and says what has no price or no payer', async () => {
    expect(await page(addresses.visitCosts({ id }))).toContain('Още няма разходи')
    for (const form of [
      FORM,
      { ...FORM, kind: 'meal', what: 'Вечеря', cents: '', payer: '' },
      { ...FORM, kind: 'transport', what: 'Автобус', payer: 'them', cents: '300' },
    ])
      await officer.post(addresses.arrangements({ id }), form)
    const text = await page(addresses.visitCosts({ id }))
    for (const words of ['ние 1250,50 €', 'партньорът 300,00 €', 'още не е уговорено 1 ред', 'не се знае'])
      expect([words, text.includes(words)]).toEqual([words, true])
  })

  test('a price that is none, a confirmation before the question and an empty line are refused and kept', async () => {
    const refused = await officer.post(addresses.arrangements({ id }), {
      ...FORM,
      what: ' ',
      cents: 'много',
      'askedOn.day': '2',
      'askedOn.month': '12',
      'askedOn.year': '2026',
      'confirmedOn.day': '1',
      'confirmedOn.month': '12',
      'confirmedOn.year': '2026',
    })
    const text = await refused.text()
    expect([refused.status, text.includes('Напишете сумата с цифри'), text.includes('value="много"')]).toEqual([422, true, true])
    const early = await officer.post(addresses.arrangements({ id }), {
      ...FORM,
      'askedOn.day': '2',
      'askedOn.month': '12',
      'askedOn.year': '2026',
      'confirmedOn.day': '1',
      'confirmedOn.month': '12',
      'confirmedOn.year': '2026',
    })
    expect([early.status, (await early.text()).includes('Потвърдено е, преди да е поискано')]).toEqual([422, true])
    expect(await rows()).toEqual([])
  })

  test('it is nobody’s elsewhere, and no reader’s to change', async () => {
    const one = done(await addArrangement(office.here, office.officer, id, { kind: 'meal', what: 'Обяд' })).id
    const other = await office.openAnother('Община Узорево')
    expect((await other.visit.get(addresses.visitCosts({ id }))).status).toBe(404)
    expect((await other.visit.post(addresses.arrangementRemoval({ id, arrangement: one }), { version: '1' })).status).toBe(404)
    const [reader] = [office.as('reader')]
    expect([(await reader.get(addresses.visitCosts({ id }))).status, (await reader.post(addresses.arrangements({ id }), FORM)).status]).toEqual([200, 403])
    expect((await officer.get(addresses.arrangementEdit({ id, arrangement: id }))).status).toBe(404)
  })
})
