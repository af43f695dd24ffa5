// Promises: given, kept, dropped, reopened; who sees them; what the ledger, the day's inbox and the citizens read.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import { within } from '#platform/here.ts'
import { findByName } from '#platform/search/names.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { refuse } from '#platform/result.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import {
  changeCommitment,
  createCommitment,
  dropCommitment,
  keepCommitment,
  removeCommitment,
  reopenCommitment,
  restoreCommitment,
} from './commitment.actions.ts'
import { type CommitmentValues, dueMargin, promiseLabel, standing, standingInWords } from './commitment.ts'
import { commitmentById } from './commitment.queries.ts'
import type { LedgerFilters } from './ledger/ledger.ts'
import { ledger } from './ledger/ledger.queries.ts'

const TODAY = '2026-11-23'
const RESTORERS = { commitment: restoreCommitment }

describe('standing', () => {
  test.each([
    [{ keptOn: '2026-01-05', droppedOn: null, due: '2025' }, 'kept'],
    [{ keptOn: null, droppedOn: '2026-01-05', due: '2025' }, 'dropped'],
    [{ keptOn: null, droppedOn: null, due: null }, 'open'],
    [{ keptOn: null, droppedOn: null, due: '2026-11-22' }, 'overdue'],
    [{ keptOn: null, droppedOn: null, due: '2026-11-23' }, 'due-soon'],
    [{ keptOn: null, droppedOn: null, due: '2027-01-02' }, 'due-soon'],
    [{ keptOn: null, droppedOn: null, due: '2027-01-03' }, 'open'],
    [{ keptOn: null, droppedOn: null, due: '2026-11' }, 'due-soon'],
    [{ keptOn: null, droppedOn: null, due: '2026-10' }, 'overdue'],
    [{ keptOn: null, droppedOn: null, due: '2026' }, 'due-soon'],
    [{ keptOn: null, droppedOn: null, due: '2024-10/2029-12' }, 'open'],
    [{ keptOn: null, droppedOn: null, due: '2024-10/2026-10' }, 'overdue'],
    [{ keptOn: null, droppedOn: null, due: '2025~' }, 'overdue'],
  ] as const)('%o is %s', (promise, expected) => {
    expect(standing(promise, TODAY)).toBe(expected)
  })

  test.each([
    ['bg', '2026-12-31', 'след 38 дни'],
    ['bg', '2026-11-24', 'след 1 ден'],
    ['bg', TODAY, 'днес'],
    ['en', '2026-12-31', 'in 38 days'],
  ] as const)('in %s, due on %s: %s', (language, due, words) => {
    expect(speakingIn(language, () => standingInWords('due-soon', due, TODAY))).toBe(words)
  })

  test.each([
    ['2025-10-24', ['24 окт.', '2025']],
    ['2025-10', ['окт.', '2025']],
    ['2018', ['2018']],
    ['2024-10/2029-12', ['дек.', '2029']],
    ['2025-10-24~', ['24 окт.', '2025']],
    [null, ['без срок']],
  ] as const)('the margin says %s as %o', (due, lines) => {
    expect(dueMargin(due, 'bg')).toEqual(lines)
  })

  test('a long promise is called by its first words', () => {
    expect(promiseLabel('Кратко\n обещание')).toBe('Кратко обещание')
    expect([promiseLabel('дума '.repeat(100)).length <= 120, promiseLabel('дума '.repeat(100)).endsWith('…')]).toEqual([true, true])
  })
})

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
const read = (id: string) => office.here.db.inOffice(office.officeId, (tx) => commitmentById(tx, id, TODAY))
const undo = (activityId: string) => undoChange(office.here, office.officer, activityId, RESTORERS)
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const sides = async (filters: LedgerFilters = {}, turn = {}) => {
  const found = await office.here.db.inOffice(office.officeId, (tx) => ledger(tx, filters, turn, TODAY))
  return { ...found, texts: Object.fromEntries(Object.entries(found.sides).map(([side, rows]) => [side, rows.map((row) => row.text.in['bg']!.text)])) }
}
const missing = (shown: string, words: readonly string[]): string[] => words.filter((one) => !shown.includes(one))
const form = (fields: Record<string, string | readonly string[]> = {}) => ({
  'text.bg': 'Да изпратим албума',
  owedBy: 'us',
  topic: 'other',
  state: 'agreed',
  ...fields,
})

describe('giving', () => {
  test('a promise is recorded with its partner, and its page says who owes it and by when', async () => {
    await town('Дойран')
    const answer = await office
      .as('officer')
      .post(addresses.commitments(), form({ 'partners.0.text': 'Dojran', 'due.day': '31', 'due.month': '12', 'due.year': '2026' }))
    expect(answer.status).toBe(303)
    const shown = await page(answer.headers.get('location')!)
    expect(missing(shown, ['Да изпратим албума', 'дължим ние', 'Дойран', '31 декември 2026 г.', 'след 38 дни'])).toEqual([])
  })

  test('it is worded in the office’s languages and its partners’, who are reminded in their own', async () => {
    const [here, there] = [await town('Узорево'), await town('Образцово', 'FR')]
    const boxes = (shown: string) => [...shown.matchAll(/name="text\.([a-z]{2})"/g)].map((match) => match[1])
    const { id } = await give({ partners: [here, there] })
    expect([boxes(await page(addresses.commitmentNew())), boxes(await page(addresses.commitmentEdit({ id })))]).toEqual([
      ['bg', 'en'],
      ['bg', 'en', 'mk', 'fr'],
    ])
    expect(boxes(await page(addresses.commitmentNew({ organisation: there })))).toEqual(['bg', 'en', 'fr'])
    await office
      .as('officer')
      .post(addresses.commitment({ id }), form({ version: '1', 'text.mk': 'Да го испратиме албумот', 'partners.0.id': here, 'partners.0.text': 'Узорево' }))
    expect((await read(id))!.commitment.text.in['mk']!.text).toBe('Да го испратиме албумот')
    // A refused form keeps its boxes.
    const refused = await office
      .as('officer')
      .post(addresses.commitment({ id }), form({ version: '2', 'text.bg': ' ', 'text.mk': ' ', 'partners.0.id': here, 'partners.0.text': 'Узорево' }))
    expect([refused.status, boxes(await refused.text())]).toEqual([422, ['bg', 'en', 'mk']])
  })

  test.each([
    ['no words', { 'text.bg': ' ' }, 'Напишете какво е обещано'],
    ['nobody who owes', { owedBy: '' }, 'Изберете едно от предложените'],
    ['a day that is none', { 'due.day': '31', 'due.month': '2', 'due.year': '2026' }, 'Такава дата няма'],
    ['a beginning without an end', { 'since.year': '2024' }, 'Напишете и крайния срок'],
    ['an end before the beginning', { 'since.year': '2028', 'due.year': '2026' }, 'Срокът е преди началото'],
    ['an unknown partner', { 'partners.1.text': 'Небивало' }, 'В регистъра няма „Небивало“'],
    ['an unknown event', { 'event.text': 'Небивала среща' }, 'няма събитие „Небивала среща“'],
    ['an unknown person', { 'person.text': 'Никой Неизвестен' }, 'В регистъра няма „Никой Неизвестен“'],
  ] as const)('with %s it is refused and what was typed stays', async (_, fields, words) => {
    const answer = await office.as('officer').post(addresses.commitments(), form({ evidence: '', 'source.title': 'Протокол от проба', ...fields }))
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes('Протокол от проба')]).toEqual([422, true, true])
    expect((await sides()).sums.us.all).toBe(0)
  })

  test('a period keeps both its ends through the form', async () => {
    const made = await office
      .as('officer')
      .post(addresses.commitments(), form({ 'since.month': '10', 'since.year': '2024', 'due.month': '12', 'due.year': '2029' }))
    const id = made.headers.get('location')!.split('/').at(-1)!
    expect((await read(id))!.commitment.due).toBe('2024-10/2029-12')
    const edit = await page(addresses.commitmentEdit({ id }))
    expect(missing(edit, ['name="due.year" value="2029"', 'name="since.year" value="2024"'])).toEqual([])
  })

  test('one more box for a partner keeps the rest', async () => {
    const answer = await office
      .as('officer')
      .post(addresses.commitments(), form({ more: 'partners', 'partners.0.text': 'Дойран', 'partners.1.text': 'Елванген' }))
    const shown = await answer.text()
    expect([answer.status, shown.includes('name="partners.2.text"'), shown.includes('value="Елванген"'), shown.includes('Да изпратим албума')]).toEqual([
      200,
      true,
      true,
      true,
    ])
  })

  test('from an event the partners and the event are filled in', async () => {
    const partner = await town('Дойран')
    const event = done(await createEvent(office.here, office.officer, { kind: 'meeting', direction: 'none', date: '2026-10-01', partners: [partner] }))
    const shown = await page(addresses.commitmentNew({ event: event.id }))
    expect([shown.includes('value="Среща с Дойран"'), shown.includes('value="Дойран"')]).toEqual([true, true])
    const made = await office.as('officer').post(addresses.commitments(), form({ 'event.text': 'Среща с Дойран', 'event.id': event.id }))
    const { event: from } = (await read(made.headers.get('location')!.split('/').at(-1)!))!
    expect(from?.id).toBe(event.id)
    expect((await sides({ event: event.id })).texts['us']).toEqual(['Да изпратим албума'])
    // „Дадено на“ would read as „given to“.
    const told = [await page(made.headers.get('location')!), await page(addresses.commitments({ event: event.id }))]
    expect(told.map((shown) => shown.includes('Дадено по време на'))).toEqual([true, true])
  })

  test('a reader sees it and cannot write', async () => {
    const { id } = await give()
    const shown = await page(addresses.commitment({ id }), 'reader')
    expect([shown.includes('Обмен на млади керамици'), shown.includes(addresses.commitmentEdit({ id })), shown.includes('/fulfilment')]).toEqual([
      true,
      false,
      false,
    ])
    const tries = [
      addresses.commitments(),
      addresses.commitment({ id }),
      addresses.commitmentFulfilment({ id }),
      addresses.commitmentDropping({ id }),
      addresses.commitmentReopening({ id }),
      addresses.commitmentRemoval({ id }),
    ]
    for (const path of tries) expect((await office.as('reader').post(path, form({ version: '1' }))).status).toBe(403)
    expect((await read(id))!.commitment.version).toBe(1)
  })
})

describe('changing', () => {
  test('a stale save shows both versions and loses nothing', async () => {
    const { id } = await give({ text: 'Старо' })
    done(await changeCommitment(office.here, office.officer, id, 1, values({ text: 'Новото на колегата', owedBy: 'them' })))
    const answer = await office.as('officer').post(addresses.commitment({ id }), form({ version: '1', 'text.bg': 'Моето' }))
    const shown = await answer.text()
    expect([answer.status, shown.includes('Новото на колегата'), shown.includes('Моето'), /name="version" value="2"/.test(shown)]).toEqual([
      409,
      true,
      true,
      true,
    ])
    expect((await read(id))!.commitment.text.in['bg']!.text).toBe('Новото на колегата')
    const again = await office.as('officer').post(addresses.commitment({ id }), form({ version: '2', 'text.bg': 'Моето' }))
    expect([again.status, (await read(id))!.commitment.text.in['bg']!.text]).toEqual([303, 'Моето'])
  })

  test('undo puts back the words and the partners, once, and only while nothing came after', async () => {
    const [first, second] = [await town('Дойран'), await town('Елванген', 'DE')]
    const { id } = await give({ partners: [first, second], due: '2027' })
    const changed = done(await changeCommitment(office.here, office.officer, id, 1, values({ text: 'Друго', partners: [second] })))
    expect((await undo(changed.activityId)).ok).toBe(true)
    const back = (await read(id))!
    expect([back.commitment.text.in['bg']!.text, back.commitment.due, back.partners.map((one) => one.organisationId), back.commitment.version]).toEqual([
      'Обмен на млади керамици',
      '2027',
      [first, second],
      3,
    ])
    expect(await undo(changed.activityId)).toMatchObject({ ok: false, refusal: { code: 'undone-already' } })
    const later = done(await changeCommitment(office.here, office.officer, id, 3, values({ text: 'Трето' })))
    done(await changeCommitment(office.here, office.officer, id, 4, values({ text: 'Четвърто' })))
    expect(await undo(later.activityId)).toMatchObject({ ok: false, refusal: { code: 'moved-on' } })
  })

  test('removed, it is nowhere; undone, it is back and found', async () => {
    const partner = await town('Дойран')
    const { id } = await give({ partners: [partner], due: '2026-01-01' })
    const answer = await office.as('officer').post(addresses.commitmentRemoval({ id }), { version: '1' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, addresses.commitments()])
    const found = () =>
      office.here.db.inOffice(office.officeId, async (tx) =>
        (await findByName(tx, 'keramici', { things: ['commitment'], limit: 5 })).map(({ thingId }) => thingId),
      )
    expect([await read(id), await found(), (await office.as('officer').get(addresses.commitment({ id }))).status]).toEqual([null, [], 404])
    const line = await office.pool.query<{ id: string }>("select id from activity where act = 'commitment.removed'")
    expect((await undo(line.rows[0]!.id)).ok).toBe(true)
    expect([(await read(id))!.partners.length, await found()]).toEqual([1, [id]])
    expect(await removeCommitment(office.here, office.officer, id, 1)).toMatchObject({ ok: false, refusal: { code: 'stale' } })
  })

  test('undo of giving takes it away', async () => {
    const { id, activityId } = await give()
    expect((await undo(activityId)).ok).toBe(true)
    expect(await read(id)).toBeNull()
  })

  test('partners, people and events that are not in the register are refused', async () => {
    const nobody = '01930000-0000-7000-8000-000000000000'
    expect(await createCommitment(office.here, office.officer, values({ partners: [nobody] }))).toMatchObject({
      ok: false,
      refusal: { code: 'missing-organisation', field: 'partners' },
    })
    expect(await createCommitment(office.here, office.officer, values({ personId: nobody }))).toMatchObject({
      ok: false,
      refusal: { code: 'missing-person', field: 'person' },
    })
    expect(await createCommitment(office.here, office.officer, values({ eventId: nobody }))).toMatchObject({
      ok: false,
      refusal: { code: 'missing-event', field: 'event' },
    })
  })

  test('inside another transaction it goes with it', async () => {
    const outcome = await office.here.db.inOffice(office.officeId, async (tx) => {
      done(await createCommitment(within(office.here, tx), office.officer, values()))
      return refuse('changed-my-mind', 'x')
    })
    expect([outcome.ok, (await sides()).sums.us.all]).toEqual([false, 0])
  })
})

describe('settling', () => {
  test('kept with evidence, then reopened; the history tells it', async () => {
    const { id } = await give({ due: '2026-01-01' })
    const answer = await office.as('officer').post(addresses.commitmentFulfilment({ id }), {
      version: '1',
      'keptOn.day': '20',
      'keptOn.month': '11',
      'keptOn.year': '2026',
      evidence: 'Новина: https://example.org/novina',
    })
    expect(answer.status).toBe(303)
    const shown = await page(addresses.commitment({ id }))
    expect(missing(shown, ['Изпълнено на 20 ноември 2026 г.', 'href="https://example.org/novina"', 'Отбелязано като изпълнено'])).toEqual([])
    expect(await keepCommitment(office.here, office.officer, id, 2, { keptOn: TODAY, evidence: 'x' })).toMatchObject({
      ok: false,
      refusal: { code: 'settled' },
    })
    expect((await office.as('officer').post(addresses.commitmentReopening({ id }), { version: '2' })).status).toBe(303)
    const open = (await read(id))!
    expect([open.standing, open.commitment.evidence]).toEqual(['overdue', null])
    expect(await reopenCommitment(office.here, office.officer, id, 3)).toMatchObject({ ok: false, refusal: { code: 'open' } })
  })

  test('dropped with a reason', async () => {
    const { id } = await give()
    expect(
      (
        await office.as('officer').post(addresses.commitmentDropping({ id }), {
          version: '1',
          'droppedOn.day': '1',
          'droppedOn.month': '11',
          'droppedOn.year': '2026',
          dropReason: 'Партньорът се отказа',
        })
      ).status,
    ).toBe(303)
    const { commitment, standing: now } = (await read(id))!
    expect([now, commitment.droppedOn, commitment.dropReason]).toEqual(['dropped', '2026-11-01', 'Партньорът се отказа'])
  })

  test.each([
    ['no evidence', { 'keptOn.day': '20', 'keptOn.month': '11', 'keptOn.year': '2026', evidence: '' }, 'Напишете какво го показва'],
    ['only a month', { 'keptOn.month': '11', 'keptOn.year': '2026', evidence: 'Писмо от проба' }, 'Такава дата няма'],
    ['a day to come', { 'keptOn.day': '24', 'keptOn.month': '11', 'keptOn.year': '2026', evidence: 'Писмо от проба' }, 'Този ден още не е настъпил'],
  ] as const)('with %s it stays open and nothing typed is lost', async (_, fields, words) => {
    const { id } = await give()
    const answer = await office.as('officer').post(addresses.commitmentFulfilment({ id }), { version: '1', ...fields })
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes(fields.evidence)]).toEqual([422, true, true])
    expect((await read(id))!.standing).toBe('open')
  })

  test('a stale keeping shows what was typed beside what stands there', async () => {
    const { id } = await give()
    done(await dropCommitment(office.here, office.officer, id, 1, { droppedOn: '2026-11-02', dropReason: 'Отпадна на срещата' }))
    const answer = await office.as('officer').post(addresses.commitmentFulfilment({ id }), {
      version: '1',
      'keptOn.day': '20',
      'keptOn.month': '11',
      'keptOn.year': '2026',
      evidence: 'Моето доказателство',
    })
    const shown = await answer.text()
    expect([answer.status, shown.includes('Моето доказателство'), shown.includes('20 ноември 2026 г.'), shown.includes('Отпадна на срещата')]).toEqual([
      409,
      true,
      true,
      true,
    ])
  })

  test('undo of keeping opens it again', async () => {
    const { id } = await give()
    const { activityId } = done(await keepCommitment(office.here, office.officer, id, 1, { keptOn: TODAY, evidence: 'Снимка' }))
    expect((await undo(activityId)).ok).toBe(true)
    expect((await read(id))!.standing).toBe('open')
  })
})
