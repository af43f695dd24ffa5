// Dossiers of visits: opening, what they say, where they stand, what the list finds.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'
import { addDelegates } from './delegations/delegate.actions.ts'
import { changeVisit, openVisit } from './visit.actions.ts'
import { mayStep, stepRefusal, VISIT_STATES, VISIT_STEPS, type VisitDays, visitStateOf } from './visit.ts'

const TODAY = '2026-11-23'
let office: TestOffice
let officer: Visit
let town: string
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
  officer = office.as('officer')
  town = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Примерово', en: 'Primerovo' }, kind: 'municipality', country: 'FR' })).id
})
beforeEach(() => office.here.clock.set(TODAY))
afterAll(() => office.close())

const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
const undoIn = (html: string): string => /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)![1]!
const versionOf = async (id: string): Promise<string> =>
  String((await office.pool.query<{ version: number }>('select version from visit where id = $1', [id])).rows[0]!.version)
const stands = async (id: string) =>
  (
    await office.pool.query(
      `select v.confirmed_on::text, v.held_on::text, v.reported_on::text, v.closed_on::text, v.cancelled_on::text, e.cancelled_on::text as event_off
       from visit v join event e on e.office_id = v.office_id and e.id = v.id where v.id = $1`,
      [id],
    )
  ).rows[0]

async function visit(date: string, more: Partial<Parameters<typeof createEvent>[2]> = {}): Promise<string> {
  const { id } = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date, partners: [town], ...more }))
  done(await openVisit(office.here, office.officer, id))
  return id
}
const step = async (address: (names: { id: string }) => string, id: string, form: Record<string, string | readonly string[]> = {}) =>
  officer.post(address({ id }), { version: await versionOf(id), ...form })
const day = (name: string, text: string) => {
  const [year = '', month = '', date = ''] = text.split('-')
  return { [`${name}.day`]: date, [`${name}.month`]: month, [`${name}.year`]: year }
}

describe('where a visit stands', () => {
  const none: VisitDays = { confirmedOn: null, heldOn: null, reportedOn: null, closedOn: null, cancelledOn: null }
  test.each([
    [{}, 'planned'],
    [{ confirmedOn: '2026-01-01' }, 'confirmed'],
    [{ confirmedOn: '2026-01-01', heldOn: '2026-02-01' }, 'held'],
    [{ confirmedOn: '2026-01-01', heldOn: '2026-02-01', reportedOn: '2026-02-02' }, 'reported'],
    [{ confirmedOn: '2026-01-01', heldOn: '2026-02-01', reportedOn: '2026-02-02', closedOn: '2026-02-03' }, 'closed'],
    [{ confirmedOn: '2026-01-01', cancelledOn: '2026-01-02' }, 'cancelled'],
    [{ answer: 'declined', cancelledOn: '2026-01-02' }, 'declined'],
    [{ answer: 'accepted' }, 'planned'],
  ] as const)('%o is %s', (days, state) => expect(visitStateOf({ ...none, ...days })).toBe(state))

  test('each step may be made from its own states only, and every other says what to do first', () => {
    const allowed = VISIT_STEPS.flatMap((one) => VISIT_STATES.filter((state) => mayStep(one, state)).map((state) => `${one} ${state}`))
    expect(allowed).toEqual([
      'confirmation planned',
      'holding confirmed',
      'reporting held',
      'closing reported',
      'cancellation planned',
      'cancellation confirmed',
      'resumption cancelled',
      'reopening closed',
    ])
    const refusals = VISIT_STEPS.flatMap((one) => VISIT_STATES.map((state) => stepRefusal(one, state)))
    expect(refusals.filter((words) => words === null).length).toBe(allowed.length)
    expect(stepRefusal('holding', 'planned')).toBe('Първо потвърдете посещението.')
    expect(stepRefusal('closing', 'held')).toBe('Първо завършете отчета.')
    expect(stepRefusal('confirmation', 'held')).toBe('Посещението вече е проведено.')
    expect(stepRefusal('cancellation', 'reported')).toBe('Посещението вече се е състояло и не може да се отмени.')
    expect(stepRefusal('holding', 'declined')).toBe('Посещението е отказано. Първо променете отговора.')
  })
})

describe('opening', () => {
  test('an event’s page offers a dossier, opens it once and leads there afterwards; undo takes only the dossier', async () => {
    const { id } = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2027-05', partners: [town] }))
    expect(await page(addresses.event({ id }))).toContain('Отвори досие')
    expect(await page(addresses.event({ id }), 'reader')).not.toContain('Отвори досие')
    const opened = await officer.post(addresses.eventDossier({ id }))
    expect(opened.headers.get('location')).toBe(addresses.visit({ id }))
    const shown = await officer.follow(opened)
    expect([shown.includes('Досието е отворено.'), shown.includes('Гости от Примерово')]).toEqual([true, true])
    const again = await officer.post(addresses.eventDossier({ id }))
    expect([again.status, again.headers.get('location')]).toEqual([303, addresses.visit({ id })])
    expect(plain(await page(addresses.event({ id })))).toContain('Досие: в подготовка')
    await officer.post(undoIn(shown))
    expect([(await officer.get(addresses.visit({ id }))).status, (await officer.get(addresses.event({ id }))).status]).toEqual([404, 200])
    // And it can be opened again.
    await officer.post(addresses.eventDossier({ id }))
    expect((await officer.get(addresses.visit({ id }))).status).toBe(200)
  })

  test('a letter has no dossier; another office’s event, a removed one and junk are not found; a reader may not', async () => {
    const { id } = done(await createEvent(office.here, office.officer, { kind: 'letter', direction: 'incoming', date: '2026', partners: [town] }))
    expect(await page(addresses.event({ id }))).not.toContain('Отвори досие')
    const other = await office.openAnother('Община Узорево')
    const mine = await visit('2027-02-02')
    for (const path of [
      addresses.visit({ id: mine }),
      addresses.visitEdit({ id: mine }),
      addresses.visitReport({ id: mine }),
      addresses.visitPreparation({ id: mine }),
    ])
      expect([path, (await other.visit.get(path)).status]).toEqual([path, 404])
    expect((await other.visit.post(addresses.visitConfirmation({ id: mine }), { version: '1' })).status).toBe(404)
    expect((await other.visit.post(addresses.eventDossier({ id }))).status).toBe(404)
    expect((await office.as('reader').post(addresses.visitConfirmation({ id: mine }), { version: '1' })).status).toBe(403)
    expect(await stands(mine)).toMatchObject({ confirmed_on: null })
    expect((await officer.get('/visits/junk')).status).toBe(404)
  })

  test('a new visit enters event and dossier in one change, undone as one', async () => {
    const form = {
      direction: 'outgoing',
      'partners.0.text': 'Примерово',
      'partners.0.id': '',
      ...day('date', '2027-03-10'),
      ...day('until', '2027-03-12'),
      'ourPurpose.bg': 'Да видим училището',
      requestedBy: 'Посолството',
      ...day('requestedOn', '2026-11-01'),
    }
    const made = await officer.post(addresses.visits(), form)
    const shown = await officer.follow(made)
    const id = /\/visits\/([0-9a-f-]+)/.exec(made.headers.get('location')!)![1]!
    expect(plain(shown)).toContain('Посещение в Примерово')
    const { rows } = await office.pool.query(
      `select e.direction, e.date, v.requested_by, v.requested_on::text, v.our_purpose #>> '{in,bg,text}' as purpose, v.host_zone, v.guest_zone
       from visit v join event e on e.id = v.id where v.id = $1`,
      [id],
    )
    expect(rows).toEqual([
      {
        direction: 'outgoing',
        date: '2027-03-10/2027-03-12',
        requested_by: 'Посолството',
        requested_on: '2026-11-01',
        purpose: 'Да видим училището',
        host_zone: 'Europe/Sofia',
        guest_zone: 'Europe/Sofia',
      },
    ])
    await officer.post(undoIn(shown))
    expect([(await officer.get(addresses.visit({ id }))).status, (await officer.get(addresses.event({ id }))).status]).toEqual([404, 404])
  })

  test('a new visit without a partner, with an unknown one or with its days the wrong way round is refused and keeps what was typed', async () => {
    const count = async () => (await office.pool.query('select count(*)::int as n from event where office_id = $1', [office.officeId])).rows[0].n
    const before = await count()
    const none = await officer.post(addresses.visits(), { direction: 'incoming', 'title.bg': 'Гости отникъде' })
    const text = await none.text()
    expect([none.status, text.includes('Изберете поне един партньор'), text.includes('Гости отникъде')]).toEqual([422, true, true])
    const unknown = await officer.post(addresses.visits(), {
      direction: 'incoming',
      'partners.0.text': 'Никъде',
      ...day('date', '2027-03-10'),
      ...day('until', '2027-03-01'),
    })
    const said = await unknown.text()
    expect([unknown.status, said.includes('value="Никъде"'), plain(said).includes('Краят е преди началото')]).toEqual([422, true, true])
    expect(await count()).toBe(before)
  })

  test('a partner the register does not know is added in a new tab, with the name filled in, and the form that stayed can be sent again', async () => {
    const form = { direction: 'incoming', 'partners.0.text': 'Ичън & съседи', ...day('date', '2027-03-10') }
    const refused = await officer.post(addresses.visits(), form)
    const text = await refused.text()
    const [, href, words] = /<a href="([^"]+)" target="_blank" rel="noopener">([^<]+)</.exec(text) ?? []
    expect([refused.status, words]).toEqual([422, 'Добави „Ичън &amp; съседи“ като партньор (отваря се в нов раздел, тук нищо не се губи)'])
    const added = await page(href!.replaceAll('&amp;', '&'))
    expect(added).toContain('value="Ичън &amp; съседи"')
    // A name that only comes near does not stand in its way.
    const near = await (await officer.post(addresses.visits(), { ...form, 'partners.0.text': 'Примеров' })).text()
    expect([near.includes('може да е: Примерово'), near.includes('Добави „Примеров“ като партньор')]).toEqual([true, true])
    const { id } = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Ичън & съседи' }, kind: 'municipality', country: 'CN' }))
    expect((await officer.post(addresses.visits(), form)).status).toBe(303)
    // Of two with one name the officer says which; nobody is added a third time.
    done(await createOrganisation(office.here, office.officer, { name: { bg: 'Ичън & съседи' }, kind: 'school', country: 'CN' }))
    const unclear = await (await officer.post(addresses.visits(), form)).text()
    expect([unclear.includes('aria-invalid="true"'), unclear.includes('като партньор (отваря се')]).toEqual([true, false])
    await office.pool.query('update organisation set deleted_at = now() where name::text like $1 and id <> $2', ['%Ичън%', id])
  })
})

describe('what a dossier says', () => {
  const facts = { answer: '', languages: ['bg', 'fr'], hostZone: 'Europe/Sofia', guestZone: 'Europe/Paris' }

  test('its papers are in our language and the partners’; in the office’s languages while nobody knows theirs', async () => {
    const languages = async (id: string) => (await office.pool.query('select languages from visit where id = $1', [id])).rows[0].languages
    expect(await languages(await visit('2027-05-09'))).toEqual(['bg', 'en'])
    const named = (nativeLanguage: string, nativeName: string) =>
      createOrganisation(office.here, office.officer, {
        name: { bg: `Град ${nativeLanguage}` },
        nativeName,
        nativeLanguage,
        kind: 'municipality',
        country: 'FR',
      })
    const partners = [done(await named('fr', 'Villeneuve')).id, done(await named('it', 'Villanova')).id, town]
    expect(await languages(await visit('2027-05-09', { partners }))).toEqual(['bg', 'fr', 'it'])
  })

  test('request, answer, purpose and languages are saved, shown and undone', async () => {
    const id = await visit('2027-05-10')
    const saved = await officer.post(addresses.visitEdit({ id }), {
      version: '1',
      ...facts,
      requestedBy: 'Кметът на Примерово',
      ...day('requestedOn', '2026-11-02'),
      request: 'Бихме искали да дойдем.\nИмаме хор.',
      answer: 'accepted',
      ...day('answeredOn', '2026-11-05'),
      'theirPurpose.bg': 'Да покажат хора си',
      'theirPurpose.fr': 'Présenter leur chœur',
    })
    const shown = await officer.follow(saved)
    for (const words of [
      'Кметът на Примерово',
      'Имаме хор.',
      'прието',
      '5 ноември 2026 г.',
      'Да покажат хора си',
      'и на: френски',
      'часовникът на гостите е с 1 ч. назад',
    ])
      expect([words, plain(shown).includes(words)]).toEqual([words, true])
    await officer.post(undoIn(shown))
    expect(plain(await page(addresses.visitPreparation({ id })))).toContain('Не е записано кой и кога е поискал посещението.')
  })

  test('an answer without its day, or before its request, and a clock that is none are refused', async () => {
    const id = await visit('2027-05-11')
    const refused = await officer.post(addresses.visitEdit({ id }), { version: '1', ...facts, answer: 'accepted', guestZone: 'Луна/Море' })
    const text = await refused.text()
    expect([refused.status, text.includes('Напишете кога е отговорено'), text.includes('Изберете часова зона от списъка')]).toEqual([422, true, true])
    const early = await officer.post(addresses.visitEdit({ id }), {
      version: '1',
      ...facts,
      answer: 'accepted',
      ...day('answeredOn', '2026-11-01'),
      ...day('requestedOn', '2026-11-05'),
    })
    expect((await early.text()).includes('Отговорът е преди искането')).toBe(true)
  })

  test('a stale save shows both versions and loses nothing', async () => {
    const id = await visit('2027-05-12')
    await officer.post(addresses.visitEdit({ id }), { version: '1', ...facts, requestedBy: 'Първият' })
    const late = await officer.post(addresses.visitEdit({ id }), { version: '1', ...facts, requestedBy: 'Вторият' })
    const text = await late.text()
    expect([late.status, text.includes('Първият'), text.includes('value="Вторият"'), text.includes('name="version" value="2"')]).toEqual([
      409,
      true,
      true,
      true,
    ])
  })

  test('a request that is turned down stays in the list as such, and its event is no contact; accepted after all it is one again', async () => {
    const partner = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Отказаново' }, kind: 'municipality', country: 'FR' })).id
    const id = await visit('2027-06-01', { partners: [partner] })
    const contacts = async () => (await office.pool.query('select count(*)::int as n from partner_contact where event_id = $1', [id])).rows[0].n
    expect(await contacts()).toBe(1)
    const declined = { ...facts, answer: 'declined', ...day('answeredOn', '2026-11-20'), answerNote: 'Същата седмица сме в Китай' }
    await officer.post(addresses.visitEdit({ id }), { version: '1', ...declined })
    expect([await contacts(), (await stands(id)).event_off]).toEqual([0, '2026-11-20'])
    const list = plain(await page(addresses.visits({ state: 'declined' })))
    expect([list.includes('Гости от Отказаново'), list.includes('отказано')]).toEqual([true, true])
    expect(plain(await page(addresses.visit({ id })))).toContain('Същата седмица сме в Китай')
    const refused = await officer.follow(await step(addresses.visitConfirmation, id))
    expect(refused).toContain('Посещението е отказано. Първо променете отговора.')
    await officer.post(addresses.visitEdit({ id }), { version: '2', ...facts, answer: 'accepted', ...day('answeredOn', '2026-11-21') })
    expect([await contacts(), (await stands(id)).event_off]).toEqual([1, null])
  })
})

describe('the steps', () => {
  test('planned, confirmed, held, reported, closed: each with its day, each undone by itself', async () => {
    const id = await visit('2026-11-10/2026-11-12')
    done(
      await createCommitment(office.here, office.officer, {
        owedBy: 'us',
        text: { bg: 'Да пратим ноти' },
        topic: 'other',
        state: 'agreed',
        due: null,
        partners: [town],
        eventId: id,
      }),
    )
    await officer.follow(await step(addresses.visitConfirmation, id))
    await officer.follow(await step(addresses.visitHolding, id, day('heldOn', '2026-11-12')))
    await step(addresses.visitReport, id, { 'report.bg': 'Дойдоха, видяха.', eventVersion: '1', finished: 'yes' })
    const closed = await officer.follow(await step(addresses.visitClosing, id))
    expect(await stands(id)).toEqual({
      confirmed_on: TODAY,
      held_on: '2026-11-12',
      reported_on: TODAY,
      closed_on: TODAY,
      cancelled_on: null,
      event_off: null,
    })
    expect(plain(closed)).toContain('приключено')
    await officer.post(undoIn(closed))
    expect((await stands(id)).closed_on).toBe(null)
  })

  test('in another order, on a day to come or before the visit has begun a step is refused in words', async () => {
    const id = await visit('2027-01-10')
    expect(await officer.follow(await step(addresses.visitHolding, id, day('heldOn', TODAY)))).toContain('Първо потвърдете посещението.')
    await step(addresses.visitConfirmation, id)
    expect(await officer.follow(await step(addresses.visitConfirmation, id))).toContain('Посещението вече е потвърдено.')
    expect(await officer.follow(await step(addresses.visitHolding, id, day('heldOn', TODAY)))).toContain('Посещението още не е започнало.')
    const past = await visit('2026-11-01')
    await step(addresses.visitConfirmation, past)
    const early = await step(addresses.visitHolding, past, day('heldOn', '2026-12-24'))
    expect([early.status, (await early.text()).includes('Този ден още не е настъпил')]).toEqual([422, true])
    expect((await step(addresses.visitHolding, past, day('heldOn', '2026-11'))).status).toBe(422)
    expect((await stands(past)).held_on).toBe(null)
  })

  test('who was really there becomes a participant of the event; who was not is marked so; one undo takes all of it back', async () => {
    const id = await visit('2026-11-05')
    const [came, stayed] = [
      done(await createPerson(office.here, office.officer, { name: { bg: 'Дошла Примерова' } })).id,
      done(await createPerson(office.here, office.officer, { name: { bg: 'Останал Примеров' } })).id,
    ]
    const [first, second, third] = done(
      await addDelegates(office.here, office.officer, id, [
        { side: 'guests', personId: came, role: { bg: 'кмет' } },
        { side: 'guests', personId: stayed },
        { side: 'guests', name: { bg: 'Без Запис' } },
      ]),
    ).ids
    await step(addresses.visitConfirmation, id)
    const held = await officer.follow(await step(addresses.visitHolding, id, { ...day('heldOn', '2026-11-05'), asked: 'yes', came: [first!, third!] }))
    const participants = async () => (await office.pool.query('select person_id, as_role from event_participant where event_id = $1', [id])).rows
    const away = async () =>
      (await office.pool.query('select id, withdrawn_on::text from visit_delegate where visit_id = $1 and withdrawn_on is not null', [id])).rows
    expect([await participants(), await away()]).toEqual([[{ person_id: came, as_role: 'кмет' }], [{ id: second, withdrawn_on: '2026-11-05' }]])
    expect(plain(held)).toContain('Не дойдоха: Останал Примеров')
    // The day on which it ended, whenever it was marked.
    expect(plain(held)).toContain('Проведено до 5 ноември 2026 г.')
    await officer.post(undoIn(held))
    expect([await participants(), await away(), (await stands(id)).held_on]).toEqual([[], [], null])
  })

  test('without a recorded outcome it is not closed unless somebody says why, and that is kept', async () => {
    const id = await visit('2026-11-06')
    await step(addresses.visitConfirmation, id)
    await step(addresses.visitHolding, id, day('heldOn', '2026-11-06'))
    await step(addresses.visitReport, id, { 'report.bg': 'Кратко.', eventVersion: '1', finished: 'yes' })
    const refused = await step(addresses.visitClosing, id)
    const text = await refused.text()
    expect([refused.status, plain(text).includes('Посещението няма записани резултати.'), (await stands(id)).closed_on]).toEqual([422, true, null])
    await step(addresses.visitClosing, id, { closedWithout: 'Само концерт, нищо не се уговаря' })
    expect(plain(await page(addresses.visitReport({ id })))).toContain('Само концерт, нищо не се уговаря')
    await step(addresses.visitReopening, id)
    expect((await stands(id)).closed_on).toBe(null)
  })

  test('the report’s summary is the event’s own, shown as the citizens see it; a change meanwhile is noticed', async () => {
    const id = await visit('2026-11-07')
    await step(addresses.visitConfirmation, id)
    await step(addresses.visitHolding, id, day('heldOn', '2026-11-07'))
    await step(addresses.visitReport, id, { 'report.bg': 'Тайно мнение', 'summary.bg': 'Хорът пя на площада.', published: 'yes', eventVersion: '1' })
    const shown = await page(addresses.visitReport({ id }))
    const preview = /<article class="as-citizens">(.*?)<\/article>/s.exec(shown)![1]!
    expect([preview.includes('Хорът пя на площада.'), preview.includes('Тайно мнение'), shown.includes('Гражданите виждат:')]).toEqual([true, false, true])
    expect(await page(addresses.event({ id }))).toContain('Хорът пя на площада.')
    // What was not touched is not written, and nothing of it can be stale.
    const again = await step(addresses.visitReport, id, {
      'report.bg': 'Тайно мнение, поправено',
      'summary.bg': 'Хорът пя на площада.',
      published: 'yes',
      eventVersion: '1',
    })
    expect([again.status, (await office.pool.query('select version from event where id = $1', [id])).rows]).toEqual([303, [{ version: 2 }]])
    const late = await step(addresses.visitReport, id, { 'report.bg': 'Тайно мнение', 'summary.bg': 'Друго обобщение', published: 'yes', eventVersion: '1' })
    const text = await late.text()
    expect([late.status, text.includes('Друго обобщение'), text.includes('променени междувременно в събитието')]).toEqual([409, true, true])
  })

  test('an empty report is not finished', async () => {
    const id = await visit('2026-11-08')
    await step(addresses.visitConfirmation, id)
    await step(addresses.visitHolding, id, day('heldOn', '2026-11-08'))
    const refused = await step(addresses.visitReport, id, { 'report.bg': ' ', eventVersion: '1', finished: 'yes' })
    expect([refused.status, (await refused.text()).includes('Напишете отчета, преди да го завършите'), (await stands(id)).reported_on]).toEqual([
      422,
      true,
      null,
    ])
  })
})

describe('a cancelled visit', () => {
  test('deletes nothing, says why, is no contact and does not come; taken back all stands as it stood', async () => {
    const partner = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Отмяново' }, kind: 'municipality', country: 'FR' })).id
    done(await createPartnership(office.here, office.officer, { organisationId: partner, type: 'twinning' }))
    const id = await visit('2026-12-10', { partners: [partner], published: true })
    await step(addresses.visitConfirmation, id)
    const standing = async () => (await office.pool.query('select count(*)::int as n from partner_contact where organisation_id = $1', [partner])).rows[0].n
    const refused = await step(addresses.visitCancellation, id, day('cancelledOn', TODAY))
    expect([refused.status, (await stands(id)).cancelled_on]).toEqual([422, null])
    const cancelled = await officer.follow(await step(addresses.visitCancellation, id, { ...day('cancelledOn', TODAY), cancelReason: 'Болест' }))
    expect([plain(cancelled).includes('Болест'), plain(cancelled).includes('Нищо не е изтрито')]).toEqual([true, true])
    expect(await stands(id)).toMatchObject({ confirmed_on: TODAY, cancelled_on: TODAY, event_off: TODAY })
    expect(await standing()).toBe(0)
    const list = await page(addresses.events({ q: 'Отмяново' }))
    expect([/class="plain strong struck"[^>]*>\s*Гости от Отмяново/.test(list), plain(list).includes('отменено')]).toEqual([true, true])
    const calendar = await page(addresses.calendar({ with: 'events', month: '2026-12' }))
    expect(calendar).toContain('Отменено: Гости от Отмяново')
    // One's own calendar program strikes it too.
    const made = await (await officer.post(addresses.calendarFeeds(), { label: 'проба', language: 'bg', kinds: ['events'] })).text()
    const ics = await (await office.as('nobody').get(/value="http:\/\/pobratim\.test(\/calendar\/feed\/[\w-]{43}\.ics)"/.exec(made)![1]!)).text()
    const entry = ics.split('BEGIN:VEVENT').find((one) => one.includes('Гости от Отмяново'))
    expect(entry).toContain('STATUS:CANCELLED')
    // The citizens are told, and not that it is coming.
    const site = await (await office.as('nobody').get('/bg')).text()
    const news = /<article>(?:(?!<\/article>).)*Гости от Отмяново.*?<\/article>/s.exec(site)?.[0] ?? ''
    expect([news.includes('отменено'), news.includes('предстои')]).toEqual([true, false])
    const back = await officer.follow(await step(addresses.visitResumption, id))
    expect(await stands(id)).toMatchObject({ confirmed_on: TODAY, cancelled_on: null, event_off: null })
    expect(await standing()).toBe(1)
    expect(plain(back)).toContain('потвърдено')
  })

  test('one undo takes visit and event back', async () => {
    const id = await visit('2026-12-11')
    const cancelled = await officer.follow(await step(addresses.visitCancellation, id, { ...day('cancelledOn', TODAY), cancelReason: 'Буря' }))
    await officer.post(undoIn(cancelled))
    expect(await stands(id)).toMatchObject({ cancelled_on: null, event_off: null })
  })

  test('is also one whose event was called off on its own page', async () => {
    const id = await visit('2026-12-12')
    const off = await officer.follow(await officer.post(addresses.eventCallingOff({ id }), { version: '1' }))
    expect(plain(off)).toContain('На 23 ноември 2026 г. събитието е отменено.')
    expect(plain(await page(addresses.visit({ id })))).toContain('отменено')
    await step(addresses.visitResumption, id)
    expect((await stands(id)).event_off).toBe(null)
  })
})

describe('a version that was brought back', () => {
  const restored = async (id: string, line: string) =>
    officer.follow(await officer.post(addresses.historyRestoration({ thing: 'visit', id, line }), { version: await versionOf(id) }))
  const lineOf = async (id: string, act: string): Promise<string> =>
    (await office.pool.query(`select id from activity where thing_id = $1 and act = $2`, [id, act])).rows[0].id
  const off = { 'cancelledOn.day': '23', 'cancelledOn.month': '11', 'cancelledOn.year': '2026', cancelReason: 'Буря' }

  test('takes the event along: called off with the one that was, standing again with the one that was not; one undo takes both back', async () => {
    const id = await visit('2026-12-13')
    await step(addresses.visitConfirmation, id)
    await step(addresses.visitCancellation, id, off)
    await step(addresses.visitResumption, id)
    const called = await restored(id, await lineOf(id, 'visit.cancelled'))
    expect(await stands(id)).toMatchObject({ cancelled_on: TODAY, event_off: TODAY })
    await officer.post(undoIn(called))
    expect(await stands(id)).toMatchObject({ cancelled_on: null, event_off: null })
    await step(addresses.visitCancellation, id, off)
    await restored(id, await lineOf(id, 'visit.confirmed'))
    expect(await stands(id)).toMatchObject({ confirmed_on: TODAY, cancelled_on: null, event_off: null })
  })

  test('leaves alone an event that was called off on its own page, and calls off what was declined', async () => {
    const id = await visit('2026-12-13')
    await step(addresses.visitConfirmation, id)
    await officer.post(addresses.eventCallingOff({ id }), { version: '1' })
    await restored(id, await lineOf(id, 'visit.opened'))
    expect(await stands(id)).toMatchObject({ confirmed_on: null, event_off: TODAY })
    const declined = await visit('2026-12-14')
    done(await changeVisit(office.here, office.officer, declined, 1, { answer: 'declined', answeredOn: TODAY }))
    done(await changeVisit(office.here, office.officer, declined, 2, { answer: 'accepted', answeredOn: TODAY }))
    expect((await stands(declined)).event_off).toBe(null)
    const { rows } = await office.pool.query(`select id from activity where thing_id = $1 and version_after = 2 and thing = 'visit'`, [declined])
    await restored(declined, rows[0].id)
    expect((await stands(declined)).event_off).toBe(TODAY)
  })
})

describe('the list', () => {
  test('is filtered by state, direction, partner, year and what is missing; open ones stand by their day', async () => {
    const fresh = await openOffice({ today: TODAY })
    try {
      const [a, b] = [
        done(await createOrganisation(fresh.here, fresh.officer, { name: { bg: 'Алфа' }, kind: 'municipality', country: 'FR' })).id,
        done(await createOrganisation(fresh.here, fresh.officer, { name: { bg: 'Бета' }, kind: 'municipality', country: 'FR' })).id,
      ]
      const make = async (title: string, date: string | null, partner: string, direction: 'incoming' | 'outgoing') => {
        const { id } = done(await createEvent(fresh.here, fresh.officer, { kind: 'visit', direction, title: { bg: title }, date, partners: [partner] }))
        done(await openVisit(fresh.here, fresh.officer, id))
        return id
      }
      await make('Далечно', '2027-09-01', a, 'incoming')
      const near = await make('Близко', '2026-12-01', b, 'outgoing')
      await make('Без ден', null, a, 'incoming')
      const off = await make('Отпаднало', '2026-12-02', b, 'incoming')
      const visitor = fresh.as('officer')
      await visitor.post(addresses.visitCancellation({ id: off }), { version: '1', cancelReason: 'Снегът', ...day('cancelledOn', TODAY) })
      const found = async (query: Record<string, string>) => {
        const text = await (await visitor.get(addresses.visits(query))).text()
        return ['Далечно', 'Близко', 'Без ден', 'Отпаднало']
          .filter((title) => new RegExp(`>\\s*${title}\\s*</a>`).test(text))
          .sort((one, other) => text.indexOf(one) - text.indexOf(other))
      }
      expect(await found({})).toEqual(['Близко', 'Далечно', 'Без ден', 'Отпаднало'])
      expect(await found({ state: 'open' })).toEqual(['Близко', 'Далечно', 'Без ден'])
      expect(await found({ state: 'cancelled' })).toEqual(['Отпаднало'])
      expect(await found({ direction: 'outgoing' })).toEqual(['Близко'])
      expect(await found({ organisation: b })).toEqual(['Близко', 'Отпаднало'])
      expect(await found({ year: '2027' })).toEqual(['Далечно'])
      expect(await found({ missing: 'day' })).toEqual(['Без ден'])
      expect(await found({ missing: 'insurance' })).toEqual(['Близко'])
      expect(await found({ missing: 'any' })).toEqual(['Близко', 'Далечно', 'Без ден'])
      expect(await found({ q: 'Далечн' })).toEqual(['Далечно'])
      expect(await found({ state: 'боклук', year: 'x', missing: 'боклук' })).toEqual(['Близко', 'Далечно', 'Без ден', 'Отпаднало'])
      // Insurance was due seven days before the first of December: 24 November is tomorrow.
      const text = plain(await (await visitor.get(addresses.visits({ missing: 'insurance' }))).text())
      expect(text).toContain('до утре')
      await visitor.post(addresses.visitPieceWaiver({ id: near, piece: 'insurance' }), { version: '1', waived: 'yes' })
      expect(await found({ missing: 'insurance' })).toEqual([])
    } finally {
      await fresh.close()
    }
  })

  test('costs the same with one and with three dossiers, and turns by key', async () => {
    const fresh = await openOffice({ today: TODAY })
    try {
      const partner = done(await createOrganisation(fresh.here, fresh.officer, { name: { bg: 'Гама' }, kind: 'municipality', country: 'FR' })).id
      const make = async (number: number) => {
        const { id } = done(
          await createEvent(fresh.here, fresh.officer, {
            kind: 'visit',
            direction: 'incoming',
            title: { bg: `Посещение ${number}` },
            date: `2027-01-${String((number % 28) + 1).padStart(2, '0')}`,
            partners: [partner],
          }),
        )
        done(await openVisit(fresh.here, fresh.officer, id))
        return id
      }
      const visitor = fresh.as('officer')
      const statements = (path: string) => fresh.statements(() => visitor.get(path))
      const first = await make(1)
      const one = [
        await statements(addresses.visits()),
        await statements(addresses.visits({ missing: 'any' })),
        await statements(addresses.visit({ id: first })),
      ]
      await make(2)
      await make(3)
      done(
        await addDelegates(fresh.here, fresh.officer, first, [
          { side: 'guests', name: { bg: 'Един' } },
          { side: 'hosts', name: { bg: 'Друг' } },
        ]),
      )
      expect([
        await statements(addresses.visits()),
        await statements(addresses.visits({ missing: 'any' })),
        await statements(addresses.visit({ id: first })),
      ]).toEqual(one)
      for (let number = 4; number <= 30; number++) await make(number)
      const text = await (await visitor.get(addresses.visits())).text()
      const next = /rel="next" href="([^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&')
      const second = await (await visitor.get(next)).text()
      const titles = (html: string) => [...html.matchAll(/>\s*(Посещение \d+)\s*</g)].map(([, title]) => title!)
      expect([titles(text).length, titles(second).length, new Set([...titles(text), ...titles(second)]).size]).toEqual([25, 5, 30])
    } finally {
      await fresh.close()
    }
  })
})
