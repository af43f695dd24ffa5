// What a visit needs and by when; the office's own lines and its rules.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { addDelegates } from '../delegations/delegate.actions.ts'
import { addLetter, sendLetter } from '../invitations/letter.actions.ts'
import { openVisit } from '../visit.actions.ts'
import { dueInWords, hasLanguageGap, isMissing, piecesOf, type VisitFacts } from './piece.ts'
import { preparationOf } from './piece.queries.ts'
import { USUAL_PREPARATION } from './rules.ts'

const TODAY = '2026-11-23'
const FACTS: VisitFacts = {
  state: 'confirmed',
  direction: 'incoming',
  firstDay: '2026-12-10',
  lastDay: '2026-12-12',
  exact: true,
  requestedOn: null,
  answered: false,
  invited: false,
  uninvited: 1,
  waived: [],
  languages: ['bg', 'fr'],
  languageGap: true,
  interpreters: 0,
  guests: 0,
  nameless: 0,
  roomless: 0,
  arrivalless: 0,
  programmeItems: 0,
  untranslatedItems: 0,
  placelessItems: 0,
  outsideItems: 0,
  arranged: {},
  payerless: 0,
  gifts: 0,
  outcomesTold: false,
}
const missing = (facts: Partial<VisitFacts>, today = TODAY) =>
  piecesOf({ ...FACTS, ...facts }, USUAL_PREPARATION.days, today)
    .filter(isMissing)
    .map(({ kind, due }) => (due === null ? kind : `${kind} ${due}`))

describe('what is missing', () => {
  test('of a confirmed visit of guests with nothing done', () => {
    expect(missing({})).toEqual([
      'invitation 2026-11-10',
      'programme 2026-11-26',
      'interpreter 2026-11-30',
      'names 2026-12-03',
      'rooms 2026-12-03',
      'gifts 2026-12-03',
      'payers 2026-12-05',
      'transport 2026-12-05',
      'contact 2026-12-07',
      'flags 2026-12-07',
    ])
  })
  test.each([
    ['one day needs no rooms', { lastDay: '2026-12-10' }, 'rooms', false],
    ['an unknown day is missing itself', { exact: false, firstDay: '2026-12-01', lastDay: '2026-12-31' }, 'day', true],
    ['of an unknown day nothing is counted back', { exact: false, firstDay: '2026-12-01', lastDay: '2026-12-31' }, 'gifts', true],
    ['guests with names and rooms', { guests: 2, nameless: 0, roomless: 0 }, 'names', false],
    ['a guest without a name', { guests: 2, nameless: 1 }, 'names 2026-12-03', true],
    ['a guest without a room', { guests: 2, roomless: 2 }, 'rooms 2026-12-03', true],
    [
      'a hotel that confirmed, and one guest who has no room',
      { guests: 6, roomless: 1, arranged: { rooms: { all: 1, confirmed: 1 } } },
      'rooms 2026-12-03',
      true,
    ],
    ['a hotel that confirmed, and nobody known', { arranged: { rooms: { all: 1, confirmed: 1 } } }, 'rooms 2026-12-03', true],
    ['everybody has a room', { guests: 6, roomless: 0 }, 'rooms 2026-12-03', false],
    ['an interpreter among the members', { interpreters: 1 }, 'interpreter 2026-11-30', false],
    ['a common language', { languageGap: false }, 'interpreter 2026-11-30', false],
    ['a programme without translation', { programmeItems: 3, untranslatedItems: 1 }, 'translation 2026-12-07', true],
    ['a programme on other days', { programmeItems: 3, outsideItems: 1 }, 'programme 2026-11-23', true],
    ['a programme on other days, late already', { programmeItems: 3, outsideItems: 1, firstDay: '2026-12-01' }, 'programme 2026-11-17', true],
    ['a programme on the visit’s days', { programmeItems: 3 }, 'programme 2026-11-26', false],
    ['a programme in one language', { programmeItems: 3, untranslatedItems: 1, languages: ['bg'] }, 'translation 2026-12-07', false],
    ['a point without a place', { programmeItems: 3, placelessItems: 1 }, 'venues 2026-12-05', true],
    ['a cost nobody pays', { arranged: { meal: { all: 2, confirmed: 0 } }, payerless: 1 }, 'payers 2026-12-05', true],
    ['costs with their payers', { arranged: { meal: { all: 2, confirmed: 0 } }, payerless: 0 }, 'payers 2026-12-05', false],
    ['guests without arrival', { guests: 4, arrivalless: 3 }, 'arrivals 2026-12-07', true],
    ['a request without answer', { requestedOn: '2026-11-20' }, 'answer 2026-12-04', true],
    ['an answered request', { requestedOn: '2026-11-20', answered: true }, 'answer 2026-12-04', false],
    ['our own journey asks for insurance', { direction: 'outgoing' }, 'insurance 2026-12-03', true],
    ['our own journey needs no invitation of ours', { direction: 'outgoing' }, 'invitation 2026-11-10', false],
    ['two partners, one of them invited', { invited: true, uninvited: 1 }, 'invitation 2026-11-10', true],
    ['every partner invited', { invited: true, uninvited: 0 }, 'invitation 2026-11-10', false],
    ['a piece that was waived', { waived: ['flags'] }, 'flags 2026-12-07', false],
  ] as const)('%s', (_, facts, piece, is) => expect(missing(facts as Partial<VisitFacts>).includes(piece)).toBe(is))

  test('of what is over, or was called off, is nothing; of what was held is what comes after', () => {
    for (const state of ['closed', 'cancelled', 'declined'] as const) expect(missing({ state })).toEqual([])
    expect(missing({ state: 'held' }, '2026-12-14')).toEqual(['outcomes 2026-12-19', 'report 2026-12-22'])
    expect(missing({ state: 'reported', outcomesTold: true }, '2026-12-14')).toEqual([])
    // Once it is behind nobody needs its invitation any more; of a day that is only guessed nobody knows that.
    for (const state of ['planned', 'confirmed'] as const)
      expect(missing({ state, lastDay: '2026-11-20', firstDay: '2026-11-20' })).toEqual(['held 2026-11-21'])
    expect(missing({ firstDay: '2026-11-01', lastDay: '2026-11-20', exact: false }).includes('invitation')).toBe(true)
    expect(missing({ firstDay: '2026-11-20', lastDay: TODAY }).some((piece) => piece.startsWith('held'))).toBe(false)
  })

  test.each([
    [{ hosts: [], guests: [] }, ['bg'], ['fr'], true],
    [{ hosts: [], guests: [] }, ['bg'], ['bg'], false],
    [{ hosts: [['bg', 'fr']], guests: [] }, ['bg'], ['fr'], false],
    [{ hosts: [], guests: [['fr', 'bg']] }, ['bg'], ['fr'], false],
    // One of two has nobody to talk to.
    [{ hosts: [], guests: [['fr', 'bg'], ['fr']] }, ['bg'], ['fr'], true],
    [{ hosts: [['bg', 'en']], guests: [['en'], ['en', 'fr']] }, ['bg'], ['fr'], false],
  ])('%o of hosts who write %o and guests who write %o: %s', (spoken, hosts, guests, gap) => expect(hasLanguageGap(spoken, hosts, guests)).toBe(gap))

  test.each([
    ['2026-11-22', { text: 'трябваше до 22 ноември 2026 г.', tone: 'late' }],
    ['2026-11-23', { text: 'до днес', tone: 'soon' }],
    ['2026-11-24', { text: 'до утре', tone: 'soon' }],
    ['2026-11-26', { text: 'до 26 ноември 2026 г.', tone: 'soon' }],
    ['2026-11-27', { text: 'до 27 ноември 2026 г.', tone: null }],
  ])('%s', (due, words) => expect(dueInWords(due, TODAY)).toEqual(words))
})

describe('in the register', () => {
  let office: TestOffice
  let officer: Visit
  let id: string
  const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const undoIn = (html: string): string => /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)![1]!
  const pieces = async (visit = id) => (await office.here.db.inOffice(office.officeId, (tx) => preparationOf(tx, [visit], TODAY))).get(visit) ?? []
  const standing = async (kind: string) => (await pieces()).find((piece) => piece.kind === kind)

  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
    officer = office.as('officer')
  })
  beforeEach(async () => {
    const town = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'FR' })).id
    id = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2026-12-10/2026-12-12', partners: [town] })).id
    done(await openVisit(office.here, office.officer, id))
  })
  afterAll(() => office.close())

  test('the aside names what is missing with its day, and where one sees to it', async () => {
    const shown = await (await officer.get(addresses.visit({ id }))).text()
    expect(plain(shown)).toContain('Изпратена покана трябваше до 10 ноември 2026 г.')
    expect(shown).toContain(`href="${addresses.visitDelegations({ id })}"`)
    expect(await standing('interpreter')).toMatchObject({ done: false })
    done(await addDelegates(office.here, office.officer, id, [{ side: 'hosts', name: { bg: 'Преводач' }, isInterpreter: true, languages: ['bg', 'it'] }]))
    expect(await standing('interpreter')).toMatchObject({ done: true })
    done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', role: { bg: 'кмет' } }]))
    expect(await standing('names')).toMatchObject({ done: false, count: 1 })
  })

  test('the invitation is there once it went to every partner of the visit', async () => {
    const town = async (name: string) =>
      done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'FR' })).id
    const partners = [await town('Примерово'), await town('Узорево')]
    id = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2026-12-10', partners })).id
    done(await openVisit(office.here, office.officer, id))
    const invite = async (organisationId: string) => {
      const words = { subject: { bg: 'Покана' }, body: { bg: 'Елате!' }, signatory: {} }
      const letter = done(await addLetter(office.here, office.officer, id, { kind: 'invitation', organisationId, personId: null, ...words })).id
      done(await sendLetter(office.here, office.officer, letter, 1, TODAY))
    }
    const invited = async () => {
      const { done: there, count } = (await standing('invitation'))!
      return [there, count]
    }
    expect(await invited()).toEqual([false, null])
    await invite(partners[0]!)
    expect(await invited()).toEqual([false, 1])
    expect(plain(await (await officer.get(addresses.visitPreparation({ id }))).text())).toContain('Изпратена покана (1)')
    await invite(partners[1]!)
    expect(await invited()).toEqual([true, null])
  })

  test('a piece is waived and needed again, each with its undo', async () => {
    const waived = await officer.follow(await officer.post(addresses.visitPieceWaiver({ id, piece: 'flags' }), { version: '1', waived: 'yes' }))
    expect(await standing('flags')).toMatchObject({ waived: true })
    await officer.post(undoIn(waived))
    expect(await standing('flags')).toMatchObject({ waived: false })
    expect((await officer.post(addresses.visitPieceWaiver({ id, piece: 'junk' }), { version: '1', waived: 'yes' })).status).toBe(404)
    expect((await office.as('reader').post(addresses.visitPieceWaiver({ id, piece: 'flags' }), { version: '1', waived: 'yes' })).status).toBe(403)
  })

  test('own lines are added, ticked, opened again, removed and brought back', async () => {
    await officer.post(addresses.visitTasks({ id }), { text: 'Да се поръчат цветя', 'due.day': '1', 'due.month': '12', 'due.year': '2026' })
    const rows = async () =>
      (await office.pool.query('select id, version, done_on::text, deleted_at is not null as gone from visit_task where visit_id = $1', [id])).rows
    const [task] = await rows()
    expect(plain(await (await officer.get(addresses.visit({ id }))).text())).toContain('Да се поръчат цветя до 1 декември 2026 г.')
    const at = { id, task: task.id }
    await officer.post(addresses.visitTaskTick(at), { version: '1', done: 'yes' })
    expect((await rows())[0]).toMatchObject({ done_on: TODAY, version: 2 })
    const stale = await officer.follow(await officer.post(addresses.visitTaskTick(at), { version: '1', done: 'yes' }))
    expect(stale).toContain('Точката е променена междувременно')
    await officer.post(addresses.visitTaskTick(at), { version: '2', done: '' })
    const removed = await officer.follow(await officer.post(addresses.visitTaskRemoval(at), { version: '3' }))
    expect((await rows())[0]).toMatchObject({ done_on: null, gone: true })
    await officer.post(undoIn(removed))
    expect((await rows())[0]).toMatchObject({ gone: false })
    // Under another dossier's address it is nobody's.
    expect((await officer.post(addresses.visitTaskTick({ ...at, id: task.id }), { version: '5', done: 'yes' })).status).toBe(404)
  })

  test('an own line without words or with half a day is refused and kept', async () => {
    const refused = await officer.post(addresses.visitTasks({ id }), { text: 'Цветя', 'due.month': '12', 'due.year': '2026' })
    const text = await refused.text()
    expect([refused.status, text.includes('value="Цветя"'), text.includes('Напишете точния ден')]).toEqual([422, true, true])
    expect((await officer.post(addresses.visitTasks({ id }), { text: ' ' })).status).toBe(422)
  })

  test('the office’s own days count; a stale save shows both; undo brings the usual ones back', async () => {
    const form = (days: Partial<Record<string, string>>, version: string) => ({
      version,
      eraseAfterDays: '30',
      ...Object.fromEntries(Object.entries(USUAL_PREPARATION.days).flatMap(([kind, usual]) => (kind === 'day' ? [] : [[`days.${kind}`, String(usual)]]))),
      ...Object.fromEntries(Object.entries(days).map(([kind, count]) => [`days.${kind}`, count!])),
    })
    const saved = await officer.follow(await officer.post(addresses.visitRules(), form({ gifts: '20' }, '0')))
    expect((await standing('gifts'))?.due).toBe('2026-11-20')
    const stale = await officer.post(addresses.visitRules(), form({ gifts: '9' }, '0'))
    const text = await stale.text()
    expect([stale.status, plain(text).includes('Подаръци: 20'), text.includes('value="9"')]).toEqual([409, true, true])
    const refused = await officer.post(addresses.visitRules(), { ...form({ gifts: 'много' }, '1'), eraseAfterDays: '0' })
    const said = await refused.text()
    expect([refused.status, said.includes('Напишете цяло число от 0 до 365'), said.includes('Поне един ден')]).toEqual([422, true, true])
    await officer.post(undoIn(saved))
    expect((await standing('gifts'))?.due).toBe('2026-12-03')
    expect((await office.as('reader').get(addresses.visitRules())).status).toBe(200)
    expect((await office.as('reader').post(addresses.visitRules(), form({}, '0'))).status).toBe(403)
    // Of several who change them for the first time at once all but one are told.
    await office.pool.query('delete from visit_rules')
    const all = await Promise.all(['4', '5', '6', '7'].map((gifts) => officer.post(addresses.visitRules(), form({ gifts }, '0'))))
    expect(all.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409])
  })
})
