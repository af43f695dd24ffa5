// Recommendations and their promises: one recommendation has one promise however often the report is mended, and the same words count once.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeCommitment, createCommitment, keepCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { openTrip } from '../trip.actions.ts'
import { tripById } from '../trip.queries.ts'
import { addTraveller } from '../travellers/traveller.actions.ts'
import { lacking, repeated } from './report.ts'

const PARTS = { purpose: 'За програмата', process: 'Срещи с кмета', insights: 'Работят с училищата' }
const rows = (...texts: string[]) => ({ ...PARTS, recommendations: texts.map((text) => ({ text })) })

describe('the same words', () => {
  test.each<[string, string[], string | null]>([
    ['three of them', ['Едно', 'Две', 'Три'], null],
    ['one pasted twice', ['Да поканим учители', 'Да поканим учители', 'Три'], 'а са 2. Еднакви препоръки се броят веднъж: „Да поканим учители“'],
    ['by letters, blanks and signs alone', ['Да поканим учители.', ' да  поканим УЧИТЕЛИ', 'Три'], 'а са 2. Еднакви'],
    ['twice, but enough others', ['Едно', 'Едно!', 'Две', 'Три'], null],
  ])('%s', (_, texts, said) => {
    const why = lacking(rows(...texts), 3)
    expect(said === null ? why : why?.includes(said)).toBe(said === null ? null : true)
  })

  test('are told as they were written first', () => expect(repeated(['А б', 'В', 'а  Б.'])).toEqual(['А б']))
})

describe('through HTTP', () => {
  let office: TestOffice
  let id = ''
  beforeAll(async () => {
    office = await openOffice({ today: '2026-11-23' })
  })
  afterAll(() => office.close())
  beforeEach(async () => {
    const event = { kind: 'visit', direction: 'outgoing', date: '2026-11-10/2026-11-12', title: { bg: 'Посещение в Узорево' }, partners: [] } as const
    id = done(await openTrip(office.here, office.officer, done(await createEvent(office.here, office.officer, event)).id)).id
    await post({ ...PARTS, ...recommended(['Едно', 'Две', 'Три']) })
    await act(addresses.tripReportHandingIn({ id }))
  })

  const report = async () => (await office.here.db.inOffice(office.officeId, (tx) => tripById(tx, id, '2026-11-23')))!.report
  const version = async () => String((await report())?.version ?? 0)
  const act = async (path: string) => expect((await office.as('officer').post(path, { version: await version() })).status).toBe(303)
  const recommended = (texts: readonly string[], ids: readonly string[] = []): Record<string, string> =>
    Object.fromEntries(
      texts.flatMap((text, index) => [
        [`recommendations.${index}.text`, text],
        [`recommendations.${index}.id`, ids[index] ?? ''],
      ]),
    )
  const post = async (fields: Record<string, string>) =>
    expect((await office.as('officer').post(addresses.tripReport({ id }), { ...fields, version: await version() })).status).toBe(303)
  const ids = async () => (await report())!.recommendations.map((one) => one.id)
  const promises = async () =>
    (
      await office.pool.query<{ id: string; text: string; dropped: boolean }>(
        `select id, text #>> '{in,bg,text}' as text, dropped_on is not null as dropped from commitment where event_id = $1 and deleted_at is null order by id`,
        [id],
      )
    ).rows
  const page = async () => (await office.as('officer').get(addresses.tripReport({ id }))).text()
  /** As an officer does it: opened, rows typed over, one emptied, handed in again. */
  const mended = async (texts: readonly string[], fields: Record<string, string> = {}) => {
    const known = await ids()
    await act(addresses.tripReportReopening({ id }))
    await post({ ...PARTS, ...recommended(texts, known), ...fields })
    await act(addresses.tripReportHandingIn({ id }))
  }

  test('a mended recommendation mends its promise, one taken out leaves it to be dropped with the reason, a new one makes a new one', async () => {
    const [first, second, third] = await promises()
    await mended(['Едно, по-ясно', '', 'Три', 'Четвърто'])
    expect((await promises()).map(({ id: one, text }) => [one === first!.id || one === second!.id || one === third!.id, text])).toEqual([
      [true, 'Едно, по-ясно'],
      [true, 'Две'],
      [true, 'Три'],
      [false, 'Четвърто'],
    ])
    expect((await report())!.recommendations.map(({ text, promise }) => [text, promise?.text.in['bg']?.text])).toEqual([
      ['Едно, по-ясно', 'Едно, по-ясно'],
      ['Три', 'Три'],
      ['Четвърто', 'Четвърто'],
    ])
    expect([(await page()).includes('Отпаднали от доклада'), (await report())!.takenOut.map(({ text }) => text)]).toEqual([true, ['Две']])
    const officer = office.as('officer')
    const drop = (fields: Record<string, string>) => officer.post(addresses.tripReportDropping({ id }), fields)
    expect((await drop({ promises: third!.id, reason: 'Още стои в доклада' })).status).toBe(404)
    expect(await officer.follow(await drop({ promises: second!.id, reason: ' ' }))).toContain('Напишете защо обещанието отпада')
    expect((await office.as('reader').post(addresses.tripReportDropping({ id }), { promises: second!.id, reason: 'x' })).status).toBe(403)
    expect((await drop({ promises: second!.id, reason: 'Повтаря първото' })).status).toBe(303)
    expect((await promises()).map(({ dropped }) => dropped)).toEqual([false, true, false, false])
    expect((await page()).includes('Отпаднали от доклада')).toBe(false)
  })

  test('handing in again is undone whole: the promise has its old words', async () => {
    await mended(['Едно, по-ясно', 'Две', 'Три'])
    const line = (
      await office.pool.query<{ id: string }>(`select id from activity where act = 'trip_report.handed_in' and thing_id = $1 order by id desc limit 1`, [id])
    ).rows[0]!.id
    expect((await undo(office.here, office.officer, line))?.ok).toBe(true)
    expect((await promises()).map(({ text }) => text)).toEqual(['Едно', 'Две', 'Три'])
  })

  test('a promise somebody changed since keeps its words and the page says that they differ; a kept one too', async () => {
    const [first, second] = await promises()
    const values = { owedBy: 'us', topic: 'visit', state: 'planned', due: null, partners: [] } as const
    done(await changeCommitment(office.here, office.officer, first!.id, 1, { ...values, text: { bg: 'Както се разбрахме' } }))
    done(await keepCommitment(office.here, office.officer, second!.id, 1, { keptOn: '2026-11-22', evidence: 'писмо' }))
    await mended(['Едно, по-ясно', 'Две, по-ясно', 'Три'], {
      'recommendations.0.due.year': '2027',
      'recommendations.2.due.year': '2028',
    })
    expect((await promises()).map(({ text }) => text)).toEqual(['Както се разбрахме', 'Две', 'Три'])
    const shown = await page()
    expect(['гласи друго: „Както се разбрахме“', 'приключено с друг текст: „Две“'].filter((words) => !shown.includes(words))).toEqual([])
    // What nobody touched goes along all the same.
    expect((await office.pool.query(`select due from commitment where event_id = $1 order by id`, [id])).rows).toEqual([
      { due: '2027' },
      { due: null },
      { due: '2028' },
    ])
  })

  test('one that is pasted twice is not handed in, and the page says why', async () => {
    const known = await ids()
    await act(addresses.tripReportReopening({ id }))
    await post({ ...PARTS, ...recommended(['Едно', 'едно!', 'Три'], known) })
    const officer = office.as('officer')
    const answer = await officer.post(addresses.tripReportHandingIn({ id }), { version: await version() })
    expect(await officer.follow(answer)).toContain('Еднакви препоръки се броят веднъж: „Едно“')
    expect((await report())!.reportedOn).toBeNull()
  })

  test('handing in takes along what stands in the form: nothing typed is lost, whether it can be handed in or not', async () => {
    await act(addresses.tripReportReopening({ id }))
    const [form] = (await page()).match(/<form[^>]* id="report-form"[^>]*>/) ?? []
    expect(form).toContain(`action="${addresses.tripReport({ id })}"`)
    expect(await page()).toContain(`form="report-form" formaction="${addresses.tripReportHandingIn({ id })}"`)
    const officer = office.as('officer')
    const handIn = async (fields: Record<string, string>, was?: string) =>
      officer.post(addresses.tripReportHandingIn({ id }), { ...PARTS, ...fields, version: was ?? (await version()) })
    const said = await officer.follow(await handIn({ insights: 'Ново', ...recommended(['Едно', 'Две, по-ясно']) }))
    expect(['записан, но още не е представен', 'поне 3 препоръки, а са 2'].filter((words) => !said.includes(words))).toEqual([])
    expect([(await report())!.insights, (await report())!.reportedOn, (await report())!.recommendations.map(({ text }) => text)]).toEqual([
      'Ново',
      null,
      ['Едно', 'Две, по-ясно'],
    ])
    // Somebody saved meanwhile: both versions, nothing handed in.
    const stale = await handIn(recommended(['Едно', 'Две', 'Три', 'Само тук']), '1')
    expect([stale.status, (await stale.text()).includes('Само тук'), (await report())!.reportedOn]).toEqual([409, true, null])
    expect((await handIn(recommended(['Едно', 'Две', 'Три']))).status).toBe(303)
    expect([(await report())!.reportedOn, (await report())!.recommendations.map(({ text }) => text)]).toEqual(['2026-11-23', ['Едно', 'Две', 'Три']])
  })

  test('one who travels may be meant though no register knows them; the rest of the report is saved in any case', async () => {
    await act(addresses.tripReportReopening({ id }))
    const values = { personId: null, name: 'Проба Пътуваща', post: 'експерт', byOrder: 'usual' } as const
    const traveller = done(await addTraveller(office.here, office.officer, id, values)).id
    const officer = office.as('officer')
    const save = async (fields: Record<string, string>) =>
      officer.post(addresses.tripReport({ id }), { ...PARTS, ...recommended(['Едно', 'Две', 'Три'], await ids()), ...fields, version: await version() })
    const people = async () => (await report())!.recommendations.map(({ person }) => person?.name.in['bg']?.text ?? null)
    const linked = async () => (await office.pool.query(`select person_id is not null as linked from trip_traveller where id = $1`, [traveller])).rows
    const shown = await page()
    expect(['<option value="Проба Пътуваща">', 'още не са в регистъра: Проба Пътуваща'].filter((words) => !shown.includes(words))).toEqual([])

    const unclear = await save({ insights: 'Ново', 'recommendations.0.person.text': 'проба пътуваща', 'recommendations.1.person.text': 'Никой Никъде' })
    const said = await unclear.text()
    expect(unclear.status).toBe(422)
    const expected = ['„Проба Пътуваща“ пътува, но не е в регистъра', 'Останалото от доклада е записано', 'value="проба пътуваща"', 'value="Никой Никъде"']
    expect(expected.filter((words) => !said.includes(words))).toEqual([])
    expect([(await report())!.insights, await people(), await linked()]).toEqual(['Ново', [null, null, null], [{ linked: false }]])
    expect(said).toContain(`name="version" value="${await version()}"`)

    const ticked = { register: 'yes', 'recommendations.0.person.text': 'Проба Пътуваща', 'recommendations.1.person.text': 'проба пътуваща' }
    expect((await save(ticked)).status).toBe(303)
    expect([await people(), await linked()]).toEqual([['Проба Пътуваща', 'Проба Пътуваща', null], [{ linked: true }]])
    // Whoever stood there stays until it is clear whom the box means now.
    expect((await save({ 'recommendations.0.person.text': 'Никой', 'recommendations.1.person.text': '' })).status).toBe(422)
    expect(await people()).toEqual(['Проба Пътуваща', null, null])
    expect((await office.pool.query(`select count(*)::int as n from person`)).rows).toEqual([{ n: 1 }])
  })

  test('another journey’s recommendation is none of this one, nor is another promise dropped through it', async () => {
    const foreign = done(
      await createCommitment(office.here, office.officer, { owedBy: 'us', text: { bg: 'Друго' }, topic: 'visit', state: 'planned', due: null, partners: [] }),
    ).id
    expect((await office.as('officer').post(addresses.tripReportDropping({ id }), { promises: foreign, reason: 'x' })).status).toBe(404)
    expect((await office.as('officer').post(addresses.tripReportDropping({ id }), { promises: 'junk', reason: 'x' })).status).toBe(303)
    expect((await promises()).map(({ dropped }) => dropped)).toEqual([false, false, false])
    const { visit } = await office.openAnother('Община Чужда')
    expect((await visit.post(addresses.tripReportDropping({ id }), { promises: foreign, reason: 'x' })).status).toBe(404)
  })
})
