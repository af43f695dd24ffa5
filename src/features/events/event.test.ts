// Events: dates and titles by rule; recorded, found, changed without loss, removed and brought back; what others and the citizens read of them.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import { within } from '#platform/here.ts'
import { refuse } from '#platform/result.ts'
import { findByName } from '#platform/search/names.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { changeEvent, createEvent, removeEvent, restoreEvent } from './event.actions.ts'
import { boundsOf, composedTitle, endsOf, eventDateInWords, type EventValues, isComing, spanned } from './event.ts'
import { eventById, eventList, type EventFilters } from './event.queries.ts'

const TODAY = '2026-11-23'
const RESTORERS = { event: restoreEvent }

describe('rules', () => {
  test.each([
    ['2026-10-04/2026-10-08', '4–8 октомври 2026 г.', '4–8 October 2026'],
    ['2026-10-30/2026-11-02', '30 октомври – 2 ноември 2026 г.', '30 October – 2 November 2026'],
    ['2026-12-30/2027-01-02', '30 декември 2026 г. – 2 януари 2027 г.', '30 December 2026 – 2 January 2027'],
    ['2026-10-04', '4 октомври 2026 г.', '4 October 2026'],
    ['2026-10', 'октомври 2026 г.', 'October 2026'],
    ['2003~', 'около 2003 г.', 'about 2003'],
    ['2024-09-15/2024-10-24', 'между 15 септември и 24 октомври 2024 г.', 'between 15 September and 24 October 2024'],
  ])('%s is written „%s“', (date, bg, en) => {
    expect([eventDateInWords(date, 'bg'), eventDateInWords(date, 'en')]).toEqual([bg, en])
  })

  test.each([
    ['2026-11-23', true],
    ['2026-11-22', false],
    ['2026-11-20/2026-11-25', true],
    ['2026-11', true],
    ['2026', false],
    ['2027', true],
    [null, false],
  ])('on 23 November 2026 an event of %s is still to come: %s', (date, coming) => {
    expect(isComing(boundsOf(date), TODAY)).toBe(coming)
  })

  test.each([
    ['visit', 'incoming', ['Дойран'], 'bg', 'Гости от Дойран'],
    ['visit', 'incoming', [], 'bg', 'Гости'],
    ['visit', 'outgoing', ['Виньо на Сена'], 'bg', 'Посещение във Виньо на Сена'],
    ['visit', 'outgoing', ['Дойран'], 'bg', 'Посещение в Дойран'],
    ['meeting', 'none', ['Скопие'], 'bg', 'Среща със Скопие'],
    ['meeting', 'none', ['Дойран', 'Скопие'], 'bg', 'Среща с Дойран и Скопие'],
    ['forum', 'none', ['А', 'Б', 'В', 'Г'], 'bg', 'Форум с участието на А, Б и още 2'],
    ['forum', 'none', [], 'en', 'Forum'],
    ['visit', 'outgoing', ['Doyran'], 'en', 'Visit to Doyran'],
    ['letter', 'incoming', ['Дойран'], 'bg', 'Писмо от Дойран'],
    ['letter', 'outgoing', ['Дойран'], 'bg', 'Писмо до Дойран'],
    ['letter', 'none', ['Скопие'], 'bg', 'Размяна на писма със Скопие'],
    ['letter', 'incoming', [], 'bg', 'Писмо'],
    ['call', 'incoming', ['Скопие'], 'bg', 'Разговор със Скопие'],
    ['call', 'outgoing', ['Doyran'], 'en', 'Call with Doyran'],
  ] as const)('a %s (%s) with %o in %s is called „%s“', (kind, direction, partners, language, title) => {
    expect(composedTitle({ kind, direction }, partners, language)).toBe(title)
  })

  test('two ends make one date, and come apart again', () => {
    expect(spanned('2026-10-04', '2026-10-08')).toEqual({ date: '2026-10-04/2026-10-08' })
    expect(spanned('2026-10-04', '2026-10-04')).toEqual({ date: '2026-10-04' })
    expect(spanned('2026-10-04', null)).toEqual({ date: '2026-10-04' })
    expect([spanned('2026-10-04', '2026-10-03'), spanned(null, '2026')]).toEqual([null, null])
    expect(endsOf('2026-10-04/2026-10-08')).toEqual({ from: '2026-10-04', until: '2026-10-08' })
    expect(endsOf(null)).toEqual({ from: null, until: null })
  })
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of ['activity', 'name_entry', 'event_participant', 'event_partner', 'event', 'person', 'partnership', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const hold = async (values: Partial<EventValues> = {}) =>
  done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2026-10-04', partners: [], ...values }))
const town = async (name: string, country = 'MK', en?: string) =>
  done(await createOrganisation(office.here, office.officer, { name: { bg: name, ...(en === undefined ? {} : { en }) }, kind: 'municipality', country })).id
const person = async (name: string) => done(await createPerson(office.here, office.officer, { name: { bg: name } })).id
const inOffice = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]) => office.here.db.inOffice(office.officeId, work)
const read = (id: string) => inOffice((tx) => eventById(tx, id))
const undo = (activityId: string) => undoChange(office.here, office.officer, activityId, RESTORERS)
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const list = (filters: EventFilters = {}, turn = {}) => inOffice((tx) => eventList(tx, filters, turn, TODAY))
const form = (fields: Record<string, string | readonly string[]> = {}) => ({
  kind: 'visit',
  direction: 'incoming',
  'title.bg': '',
  'date.day': '4',
  'date.month': '10',
  'date.year': '2026',
  ...fields,
})
const missing = (shown: string, words: readonly string[]): string[] => words.filter((one) => !shown.includes(one))
const idIn = (answer: Response): string => answer.headers.get('location')!.split('/').at(-1)!

describe('recording', () => {
  test('the form of a new event offers the same languages as the form of the same event changed: ours, its partners’, those of all our partners', async () => {
    const { here, officer } = office
    const organisation = async (bg: string, country: string) =>
      done(await createOrganisation(here, officer, { name: { bg }, kind: 'municipality', country })).id
    const [french, german, tied] = [await organisation('Перн', 'FR'), await organisation('Дорф', 'DE'), await organisation('Дойранци', 'MK')]
    done(await createPartnership(here, officer, { organisationId: tied, type: 'friendship', slug: 'dojranci' }))
    const offered = (html: string, field: string): string[] =>
      [...html.matchAll(new RegExp(`name="${field}\\.([a-z]{2})"`, 'g'))].map(([, language]) => language!)
    const knock = office.as('officer')
    const page = async (path: string) => (await knock.get(path)).text()
    const fresh = await page(addresses.eventNew())
    expect([offered(fresh, 'title'), offered(fresh, 'summary'), offered(await page(addresses.visitNew()), 'title')]).toEqual(
      Array.from({ length: 3 }, () => ['bg', 'en', 'mk']),
    )
    // A partner that is in the form already brings theirs, chosen by the address or before the form came back.
    expect(offered(await page(addresses.eventNew({ organisation: french })), 'title')).toEqual(['bg', 'en', 'fr', 'mk'])
    const back = await knock.post(addresses.events(), {
      kind: 'meeting',
      direction: 'none',
      more: 'partners',
      'partners.0.id': german,
      'partners.0.text': 'Дорф',
    })
    expect(offered(await back.text(), 'title')).toEqual(['bg', 'en', 'de', 'mk'])
    const made = await knock.post(addresses.events(), {
      kind: 'meeting',
      direction: 'none',
      'title.bg': 'Среща',
      'title.fr': 'Rencontre',
      'partners.0.id': french,
      'partners.0.text': 'Перн',
    })
    const id = /^\/events\/([0-9a-f-]{36})/.exec(made.headers.get('location')!)![1]!
    const changed = await page(addresses.eventEdit({ id }))
    expect([offered(changed, 'title'), offered(changed, 'summary'), />\s*Rencontre|value="Rencontre"/.test(changed)]).toEqual([
      ['bg', 'en', 'fr', 'mk'],
      ['bg', 'en', 'fr', 'mk'],
      true,
    ])
  })

  test('a visit with partners and people, titled by itself in the languages of the partners’ names', async () => {
    await town('Дойран', 'MK', 'Doyran')
    await person('Проба Гостов')
    const answer = await office.as('officer').post(
      addresses.events(),
      form({
        'until.day': '8',
        'until.month': '10',
        'until.year': '2026',
        'partners.0.text': 'Дојран',
        'participants.0.person.text': 'Проба Гостов',
        'participants.0.role': 'кмет',
        'place.text': 'Заседателна зала',
        occasion: 'в навечерието на празника',
        fields: ['culture', 'youth'],
        'source.title': 'Новина',
        'source.url': 'https://example.org/1',
        published: 'yes',
      }),
    )
    expect(answer.status).toBe(303)
    const { event, partners, participants } = (await read(idIn(answer)))!
    expect([event.title.in['bg']!.text, event.title.in['en']!.text]).toEqual(['Гости от Дойран', 'Guests from Doyran'])
    expect([event.date, event.firstDay, event.lastDay, event.placeText, event.fields, event.publishedAt?.toISOString()]).toEqual([
      '2026-10-04/2026-10-08',
      '2026-10-04',
      '2026-10-08',
      'Заседателна зала',
      ['culture', 'youth'],
      '2026-11-23T09:00:00.000Z',
    ])
    expect([partners.length, participants.map((one) => one.asRole), event.sources.map((one) => one.url)]).toEqual([1, ['кмет'], ['https://example.org/1']])
    const shown = await page(addresses.event({ id: event.id }))
    expect(
      missing(shown, ['Гости от Дойран', '4–8 октомври 2026 г.', 'Проба Гостов', 'в навечерието на празника', 'култура', 'href="https://example.org/1"']),
    ).toEqual([])
  })

  test('a partner whose name is known only in Bulgarian leaves the English title out', async () => {
    const { id } = await hold({ partners: [await town('Дойран')] })
    expect(Object.keys((await read(id))!.event.title.in)).toEqual(['bg'])
  })

  test.each([
    ['an unknown kind', { kind: 'party' }, 'Изберете едно от предложените'],
    ['a day that is none', { 'date.day': '31', 'date.month': '9' }, 'Такава дата няма'],
    ['an end before the beginning', { 'until.day': '3', 'until.month': '10', 'until.year': '2026' }, 'Краят е преди началото'],
    ['an unknown partner', { 'partners.0.text': 'Небивало' }, 'В регистъра няма „Небивало“'],
    ['an unknown person', { 'participants.2.person.text': 'Никой Неизвестен' }, 'В регистъра няма „Никой Неизвестен“'],
    ['an address that is none', { 'source.url': 'javascript:alert(1)' }, 'Това не е уеб адрес'],
    ['a title too long', { 'title.bg': 'а'.repeat(301) }, 'Заглавието е твърде дълго'],
  ] as const)('with %s it is refused and what was typed stays', async (_, fields, words) => {
    const answer = await office.as('officer').post(addresses.events(), form({ occasion: 'повод от проба', ...fields }))
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes('повод от проба')]).toEqual([422, true, true])
    expect((await list()).pastCount).toBe(0)
  })

  test('one more row of boxes keeps what was typed', async () => {
    const answer = await office.as('officer').post(
      addresses.events(),
      form({
        more: 'participants',
        'participants.0.person.text': 'Проба Гостов',
        'participants.0.role': 'кмет',
        'participants.1.person.text': '',
        'participants.1.role': '',
      }),
    )
    const shown = await answer.text()
    expect([
      answer.status,
      shown.includes('name="participants.2.person.text"'),
      shown.includes('value="Проба Гостов"'),
      shown.includes('value="кмет"'),
    ]).toEqual([200, true, true, true])
  })

  test('a reader sees it and cannot write', async () => {
    const { id } = await hold({ title: { bg: 'Среща на проба' } })
    const shown = await page(addresses.event({ id }), 'reader')
    expect([shown.includes('Среща на проба'), shown.includes(addresses.eventEdit({ id })), shown.includes(addresses.commitmentNew({ event: id }))]).toEqual([
      true,
      false,
      false,
    ])
    for (const path of [addresses.events(), addresses.event({ id }), addresses.eventRemoval({ id })])
      expect((await office.as('reader').post(path, form({ version: '1' }))).status).toBe(403)
    for (const path of [addresses.eventNew(), addresses.eventEdit({ id })]) expect((await office.as('reader').get(path)).status).toBe(403)
    expect((await read(id))!.event.version).toBe(1)
  })

  test('unknown partners and people are refused; inside another transaction it goes with it', async () => {
    const nobody = '01930000-0000-7000-8000-000000000000'
    expect(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'none', date: null, partners: [nobody] })).toMatchObject({
      ok: false,
      refusal: { code: 'missing-organisation' },
    })
    expect(
      await createEvent(office.here, office.officer, {
        kind: 'visit',
        direction: 'none',
        date: null,
        partners: [],
        participants: [{ personId: nobody, asRole: null }],
      }),
    ).toMatchObject({ ok: false, refusal: { code: 'missing-person' } })
    const outcome = await inOffice(async (tx) => {
      done(await createEvent(within(office.here, tx), office.officer, { kind: 'visit', direction: 'none', date: null, partners: [] }))
      return refuse('changed-my-mind', 'x')
    })
    expect([outcome.ok, (await list()).pastCount]).toEqual([false, 0])
  })
})

describe('changing', () => {
  test('the form gives back what it was given', async () => {
    const partner = await town('Дойран')
    const { id } = await hold({
      partners: [partner],
      participants: [{ personId: await person('Проба Гостов'), asRole: 'кмет' }],
      date: '2026-10-04/2026-10-08',
      sources: [
        { title: 'Новина', url: null, date: null, textId: null, quote: 'думи' },
        { title: 'Протокол', url: null, date: null, textId: null, quote: null },
      ],
    })
    const edit = await page(addresses.eventEdit({ id }))
    expect(
      missing(edit, [
        'name="partners.0.text" value="Дойран"',
        `name="partners.0.id" value="${partner}"`,
        'name="participants.0.person.text" value="Проба Гостов"',
        'name="until.day" value="8"',
        'name="title.bg" type="text" value="Гости от Дойран"',
      ]),
    ).toEqual([])
    const saved = await office
      .as('officer')
      .post(
        addresses.event({ id }),
        form({ version: '1', 'title.bg': 'Гости от Дойран', 'partners.0.text': 'Дойран', 'partners.0.id': partner, dropSource: '1' }),
      )
    expect(saved.status).toBe(303)
    const { event, partners, participants } = (await read(id))!
    expect([event.version, partners.length, participants.length, event.sources]).toEqual([
      2,
      1,
      0,
      [{ title: 'Новина', url: null, date: null, textId: null, quote: 'думи' }],
    ])
  })

  test('a place stays the town it is through the form, and is called as the register calls the partner there', async () => {
    const STAR_DOJRAN = 863891
    const partner = done(
      await createOrganisation(office.here, office.officer, { name: { bg: 'Дойран при езерото' }, kind: 'municipality', country: 'MK', placeId: STAR_DOJRAN }),
    ).id
    const { id } = await hold({ partners: [partner], placeId: STAR_DOJRAN })
    expect((await read(id))!.place).toBe('Дойран при езерото')
    const save = (version: number, text: string) =>
      office
        .as('officer')
        .post(
          addresses.event({ id }),
          form({ version: String(version), 'place.id': String(STAR_DOJRAN), 'place.text': text, 'partners.0.text': 'Дойран при езерото' }),
        )
    await save(1, 'Дойран при езерото')
    expect((await read(id))!.event.placeId).toBe(STAR_DOJRAN)
    await save(2, 'Заседателна зала')
    const { event, place } = (await read(id))!
    expect([event.placeId, place]).toEqual([null, 'Заседателна зала'])
  })

  test('a name typed over a chosen one counts, not the choice left behind', async () => {
    const [first, second] = [await town('Дойран'), await town('Елванген', 'DE')]
    const { id } = await hold({ partners: [first] })
    await office.as('officer').post(addresses.event({ id }), form({ version: '1', 'partners.0.text': 'Елванген', 'partners.0.id': first }))
    expect((await read(id))!.partners.map((one) => one.organisationId)).toEqual([second])
  })

  test('a stale save shows both versions and loses nothing', async () => {
    const { id } = await hold({ title: { bg: 'Старо' } })
    done(
      await changeEvent(office.here, office.officer, id, 1, {
        kind: 'forum',
        direction: 'incoming',
        date: '2026-10-04',
        partners: [],
        title: { bg: 'Новото на колегата' },
      }),
    )
    const answer = await office.as('officer').post(addresses.event({ id }), form({ version: '1', 'title.bg': 'Моето' }))
    const shown = await answer.text()
    expect([
      answer.status,
      shown.includes('Новото на колегата'),
      shown.includes('value="Моето"'),
      /name="version" value="2"/.test(shown),
      shown.includes('Проба Служителова'),
    ]).toEqual([409, true, true, true, true])
    expect((await read(id))!.event.title.in['bg']!.text).toBe('Новото на колегата')
  })

  test('undo puts back partners, people and words', async () => {
    const partner = await town('Дойран')
    const guest = await person('Проба Гостов')
    const { id } = await hold({ partners: [partner], participants: [{ personId: guest, asRole: 'кмет' }], published: true })
    const changed = done(
      await changeEvent(office.here, office.officer, id, 1, { kind: 'forum', direction: 'none', date: null, partners: [], participants: [], published: false }),
    )
    expect((await read(id))!.partners).toEqual([])
    expect((await undo(changed.activityId)).ok).toBe(true)
    const { event, partners, participants } = (await read(id))!
    expect([event.kind, event.firstDay, partners[0]?.organisationId, participants[0]?.asRole, event.publishedAt === null, event.version]).toEqual([
      'visit',
      '2026-10-04',
      partner,
      'кмет',
      false,
      3,
    ])
    expect(await undo(changed.activityId)).toMatchObject({ ok: false, refusal: { code: 'undone-already' } })
  })

  test('removed, it is nowhere; undone, it is back and found', async () => {
    const partner = await town('Дойран')
    const { id } = await hold({ partners: [partner], title: { bg: 'Керамичен пленер' } })
    expect(await removeEvent(office.here, office.officer, id, 7)).toMatchObject({ ok: false, refusal: { code: 'stale' } })
    expect((await office.as('officer').post(addresses.eventRemoval({ id }), { version: '1' })).status).toBe(303)
    const found = () => inOffice(async (tx) => (await findByName(tx, 'keramichen', { things: ['event'], limit: 5 })).length)
    expect([await read(id), await found(), (await list()).pastCount]).toEqual([null, 0, 0])
    const line = await office.pool.query<{ id: string }>("select id from activity where act = 'event.removed'")
    expect((await undo(line.rows[0]!.id)).ok).toBe(true)
    expect([(await read(id))!.partners.length, await found()]).toEqual([1, 1])
  })

  test('the history names each field before and after', async () => {
    const { id } = await hold({ partners: [await town('Дойран')] })
    done(await changeEvent(office.here, office.officer, id, 1, { kind: 'forum', direction: 'incoming', date: '2026-10-05', partners: [] }))
    const shown = await page(addresses.event({ id }))
    expect(
      missing(shown, [
        'Промени вида: от „Посещение“ на „Форум“.',
        'Промени датата: от „4 октомври 2026 г.“ на „5 октомври 2026 г.“',
        'Изчисти партньорите; беше „Дойран“.',
      ]),
    ).toEqual([])
  })
})
