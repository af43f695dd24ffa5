// Minutes through HTTP: written, confirmed before anything is recorded, kept as drafts, held against another window; outcomes with the ledger.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { commitmentById } from '#features/commitments/commitment.queries.ts'
import { createEvent } from '#features/events/event.actions.ts'
import type { EventValues } from '#features/events/event.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { RESTORERS } from '#features/today/journal.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import { done, openOffice, type FormFields, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addItem, removeItem } from '../agenda/item.actions.ts'
import { itemsOfMeeting, meetingById, meetingsAnswering, outcomesOf } from '../meeting.queries.ts'
import { recordPromise } from '../outcomes/outcome.actions.ts'
import { addDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'

const TODAY = '2026-11-23'
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  for (const table of [
    'activity',
    'name_entry',
    'text_entry',
    'meeting_draft',
    'meeting_mention',
    'meeting_outcome',
    'meeting_item',
    'meeting',
    'visit_delegate',
    'visit',
    'commitment_partner',
    'commitment',
    'event_partner',
    'event',
    'post',
    'person',
    'organisation',
  ])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const inOffice = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]) => office.here.db.inOffice(office.officeId, work)
const town = async (name: string) => done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id
const meet = async (values: Partial<EventValues> = {}) =>
  done(
    await createEvent(office.here, office.officer, {
      kind: 'meeting',
      direction: 'none',
      date: '2026-11-20',
      partners: [],
      title: { bg: 'Пробна среща' },
      ...values,
    }),
  ).id
const point = async (eventId: string, bg: string) => done(await addItem(office.here, office.officer, eventId, { title: { bg } })).id
const items = (id: string) => inOffice((tx) => itemsOfMeeting(tx, id, TODAY))
const minutesOf = async (id: string) => ({
  general: (await inOffice((tx) => meetingById(tx, id))).minutes.in['bg']?.text ?? '',
  items: (await items(id)).map(({ minutes, state }) => [minutes.in['bg']?.text ?? '', state]),
})
const outcomes = (id: string) => inOffice((tx) => outcomesOf(tx, id, TODAY))
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const undo = (activityId: string) => undoChange(office.here, office.officer, activityId, RESTORERS)
const lastLine = async () => (await office.pool.query<{ id: string }>('select id from activity order by id desc limit 1')).rows[0]!.id
const answering = async (id: string) =>
  (
    await office.pool.query<{ ours: string | null; theirs: string | null; due: string }>(
      'select person_id as ours, their_person_id as theirs, due from commitment where event_id = $1 order by id',
      [id],
    )
  ).rows
const drafts = async () =>
  (await office.pool.query<{ id: string; body: { general: Record<string, string> } }>('select id, body from meeting_draft order by id')).rows
const value = (html: string, name: string): string => new RegExp(`name="${name.replaceAll('.', '\\.')}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? ''

/** The form as the page gives it, with something typed over it. */
async function formOf(id: string, over: FormFields = {}): Promise<Record<string, string | readonly string[]>> {
  const html = await page(addresses.meetingMinutes({ id }))
  const now = await items(id)
  const fields: Record<string, string | readonly string[]> = { draft: '', generalWas: value(html, 'generalWas'), 'general.bg': (await minutesOf(id)).general }
  for (const [index, item] of now.entries()) {
    fields[`items.${index}.id`] = item.id
    fields[`items.${index}.was`] = value(html, `items.${index}.was`)
    fields[`items.${index}.state`] = item.state
    fields[`items.${index}.minutes.bg`] = item.minutes.in['bg']?.text ?? ''
  }
  return { ...fields, ...(over as Record<string, string>) }
}
const post = (id: string, form: FormFields) => office.as('officer').post(addresses.meetingMinutes({ id }), form)

describe('writing', () => {
  test('every point and the general notes in one form; a name in brackets leads to whoever bears it', async () => {
    const id = await meet({ partners: [await town('Пробен град')] })
    await point(id, 'Първа')
    await point(id, 'Втора')
    const ango = done(await createPerson(office.here, office.officer, { name: { bg: 'Анго Пробов' } })).id
    const answer = await post(
      id,
      await formOf(id, {
        'items.0.minutes.bg': 'Говори @[Анго Пробов] за @[Пробен град].\n\nНов ред',
        'items.0.state': 'discussed',
        'items.1.state': 'left_over',
        'general.bg': 'Дойде и @[Никой Неизвестен].',
      }),
    )
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${addresses.meeting({ id })}#minutes`])
    expect(await minutesOf(id)).toEqual({
      general: 'Дойде и @[Никой Неизвестен].',
      items: [
        ['Говори @[Анго Пробов] за @[Пробен град].\n\nНов ред', 'discussed'],
        ['', 'left_over'],
      ],
    })
    const shown = await page(addresses.meeting({ id }))
    expect([shown.includes(`<a href="${addresses.person({ id: ango })}">Анго Пробов</a>`), shown.includes('Дойде и Никой Неизвестен.')]).toEqual([true, true])
    const notice = decodeURIComponent(answer.headers.get('set-cookie') ?? '')
    expect(notice).toContain('Без връзка остават имената, които ги няма в регистъра или не са само на един: „Никой Неизвестен“.')
    expect((await undo(await lastLine())).ok).toBe(true)
    expect(await minutesOf(id)).toEqual({
      general: '',
      items: [
        ['', 'to_discuss'],
        ['', 'to_discuss'],
      ],
    })
  })

  test('whoever speaks or is named in the papers of a meeting cannot be taken out of the register', async () => {
    const [named, speaks] = [
      done(await createPerson(office.here, office.officer, { name: { bg: 'Име Назовано' } })).id,
      done(await createPerson(office.here, office.officer, { name: { bg: 'Говори Пробов' } })).id,
    ]
    const id = await meet()
    const item = done(await addItem(office.here, office.officer, id, { title: { bg: 'Точка' }, personId: speaks })).id
    await post(id, await formOf(id, { 'general.bg': 'Дойде @[Име Назовано]' }))
    const removal = async (person: string) => {
      const visit = office.as('officer')
      return visit.follow(await visit.post(addresses.personRemoval({ id: person }), { version: '1' }))
    }
    for (const person of [named, speaks]) expect(await removal(person)).toContain('дневния ред или протокола на „Пробна среща“')
    done(await removeItem(office.here, office.officer, id, item, 1))
    expect(await removal(speaks)).not.toContain('дневния ред или протокола')
  })

  test('saving what stands there already changes nothing', async () => {
    const id = await meet()
    await point(id, 'Точка')
    await post(id, await formOf(id, { 'general.bg': 'Записано' }))
    const before = await lastLine()
    expect((await post(id, await formOf(id))).status).toBe(303)
    expect(await lastLine()).toBe(before)
  })

  test('the words of minutes, points and decisions are found, in any of their forms', async () => {
    const id = await meet()
    await point(id, 'Керамична работилница')
    await post(id, await formOf(id, { 'general.bg': 'Обсъдени са резиденции за младежи', 'items.0.minutes.bg': 'Пещите се купуват' }))
    const found = (q: string) => inOffice(async (tx) => (await meetingsAnswering(tx, q, 5)).rows.map((row) => row.id))
    expect([await found('резиденция'), await found('работилници'), await found('пещ'), await found('сливи')]).toEqual([[id], [id], [id], []])
    expect(await page(addresses.search({ q: 'резиденция' }))).toContain(addresses.meeting({ id }))
    await office.pool.query('update event set deleted_at = now() where id = $1', [id])
    expect(await found('резиденция')).toEqual([])
  })
})

describe('lines that begin with a slash', () => {
  test('are shown for confirmation first; nothing is recorded or saved before, and the draft holds the text', async () => {
    const id = await meet({ partners: [await town('Пробен град')] })
    await point(id, 'Точка')
    done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Примерова' } }))
    const text = 'Начало\n/обещание нашата страна: да изпратим албума, до 31.12.2026, отговаря: Проба Примерова\n/решение: среща всяка година\nКрай'
    const form = await formOf(id, { 'items.0.minutes.bg': text })
    const asked = await post(id, form)
    const shown = await asked.text()
    expect(asked.status).toBe(200)
    const expected = [
      'Нищо още не е записано',
      'Обещание в „Точка“',
      'да изпратим албума',
      'value="31.12.2026"',
      'value="Проба Примерова"',
      'Решение в „Точка“',
      'среща всяка година',
    ]
    expect(expected.filter((words) => !shown.includes(words))).toEqual([])
    expect([await outcomes(id), await minutesOf(id), (await drafts()).length]).toEqual([
      { promises: [], decisions: [] },
      { general: '', items: [['', 'to_discuss']] },
      1,
    ])

    const draft = value(shown, 'draft')
    const lines = (index: number, more: Record<string, string>) =>
      Object.fromEntries(
        Object.entries({ field: value(shown, `lines.${index}.field`), line: value(shown, `lines.${index}.line`), ...more }).map(([name, one]) => [
          `lines.${index}.${name}`,
          one,
        ]),
      )
    const confirmed = {
      ...form,
      draft,
      ...lines(0, { take: 'yes', owedBy: 'us', text: 'да изпратим албума', due: '31.12.2026', 'person.text': 'Проба Примерова' }),
      ...lines(1, { take: 'yes', text: 'среща всяка година' }),
    }
    expect((await post(id, confirmed)).status).toBe(303)
    const { promises, decisions } = await outcomes(id)
    expect([promises.length, decisions.length, await drafts()]).toEqual([1, 1, []])
    const promise = (await inOffice((tx) => commitmentById(tx, promises[0]!.id, TODAY)))!
    expect([
      promise.commitment.owedBy,
      promise.commitment.due,
      promise.event?.id,
      promise.partners.map(({ name }) => name.in['bg']!.text),
      promise.commitment.sources,
    ]).toEqual([
      'us',
      '2026-12-31',
      id,
      ['Пробен град'],
      [{ title: 'Протокол: Пробна среща', url: null, date: '2026-11-20', textId: null, quote: 'да изпратим албума' }],
    ])
    expect((await minutesOf(id)).items).toEqual([
      [
        'Начало\nОбещание (нашата страна): да изпратим албума, срок 31 декември 2026 г., отговаря Проба Примерова [обещание 1]\nРешение: среща всяка година [решение 1]\nКрай',
        'to_discuss',
      ],
    ])
    const read = await page(addresses.meeting({ id }))
    expect([
      read.includes(`href="${addresses.commitment({ id: promises[0]!.id })}">[обещание 1]`),
      read.includes(`href="#outcome-${decisions[0]!.id}">[решение 1]`),
    ]).toEqual([true, true])

    // One change: minutes, promise and decision go back together.
    expect((await undo(await lastLine())).ok).toBe(true)
    expect([await outcomes(id), (await minutesOf(id)).items]).toEqual([{ promises: [], decisions: [] }, [['', 'to_discuss']]])
  })

  test.each([
    ['no side', { owedBy: '', text: 'да пишем' }, 'Кажете кой обещава'],
    ['no words', { owedBy: 'us', text: ' ' }, 'Напишете какво е обещано.'],
    ['a day that is none', { owedBy: 'us', text: 'да пишем', due: '35.12.2026' }, 'Не разбрахме „35.12.2026“ като дата.'],
    ['an unknown person', { owedBy: 'us', text: 'да пишем', 'person.text': 'Никой Неизвестен' }, 'В регистъра няма „Никой Неизвестен“'],
  ] as const)('confirmed with %s they are refused in words, and everything stays', async (_, boxes, words) => {
    const id = await meet()
    const line = '/обещание да пишем'
    const form = await formOf(id, { 'general.bg': line })
    const sent = { field: 'general.bg', line, take: 'yes', ...boxes }
    const answer = await post(id, { ...form, ...Object.fromEntries(Object.entries(sent).map(([name, one]) => [`lines.0.${name}`, one])) })
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes(line), await outcomes(id)]).toEqual([422, true, true, { promises: [], decisions: [] }])
  })

  test('who answers may be of the visit’s delegation alone: entered in the register in the same step; days are counted from the meeting’s', async () => {
    // A Friday.
    const id = await meet({ kind: 'visit', direction: 'incoming', partners: [await town('Пробен град')] })
    done(await openVisit(office.here, office.officer, id))
    done(
      await addDelegates(office.here, office.officer, id, [
        { side: 'guests', name: { bg: 'Чън Йен', zh: '陈燕' } },
        { side: 'guests', name: { bg: 'Не Идваща' } },
      ]),
    )
    const text = '/обещание те: да пишат, до сряда, отговаря: Чън Йен\n/обещание ние: да отговорим, след две седмици, отговаря: Chan Yen'
    const form = await formOf(id, { 'general.bg': text })
    const shown = await (await post(id, form)).text()
    const expected = ['value="25.11.2026"', 'value="4.12.2026"', 'От делегациите още не са в регистъра: Чън Йен, Не Идваща', 'name="lines.0.register"']
    expect(expected.filter((words) => !shown.includes(words))).toEqual([])
    const line = (index: number, more: Record<string, string>) =>
      Object.fromEntries(
        Object.entries({ field: 'general.bg', line: text.split('\n')[index]!, take: 'yes', ...more }).map(([name, one]) => [`lines.${index}.${name}`, one]),
      )
    const confirmed = (register: string) => ({
      ...form,
      ...line(0, { owedBy: 'them', text: 'да пишат', due: '25.11.2026', 'person.text': 'Чън Йен', register }),
      ...line(1, { owedBy: 'us', text: 'да отговорим', due: 'петък', 'person.text': '陈燕', register }),
    })
    const refused = await post(id, confirmed(''))
    expect([refused.status, (await refused.text()).includes('„Чън Йен“ е в делегацията, но не и в регистъра')]).toEqual([422, true])
    const people = async () => (await office.pool.query(`select id, name #>> '{in,bg,text}' as name from person where office_id = $1`, [office.officeId])).rows
    expect(await people()).toEqual([])
    expect((await post(id, confirmed('yes'))).status).toBe(303)
    const [person, ...others] = await people()
    expect([person.name, others]).toEqual(['Чън Йен', []])
    // A guest is theirs, whoever owes.
    expect((await answering(id)).map((row) => [row.ours, row.theirs, row.due])).toEqual([
      [null, person.id, '2026-11-25'],
      [null, person.id, '2026-11-27'],
    ])
    // The small form of the editor does the same; who is there already is simply meant.
    const record = (more: FormFields) =>
      office.as('officer').post(`${addresses.meetingOutcomes({ id })}?as=json`, { kind: 'promise', language: 'bg', owedBy: 'us', text: 'Още нещо', ...more })
    const without = await record({ 'person.text': 'Не Идваща' })
    expect([without.status, ((await without.json()) as { faults: unknown[] }).faults.length]).toEqual([422, 1])
    expect(((await (await record({ 'person.text': 'Не Идваща', register: 'yes' })).json()) as { line: string }).line).toContain('Не Идваща')
    expect((await record({ 'person.text': 'Никой Никъде', register: 'yes' })).status).toBe(422)
  })

  test('the first name is enough where nobody else of the delegations has it; the box offers those who came', async () => {
    const id = await meet({ kind: 'visit', direction: 'incoming', partners: [await town('Пробен град')] })
    done(await openVisit(office.here, office.officer, id))
    const guest = (bg: string) => ({ side: 'guests' as const, name: { bg } })
    done(await addDelegates(office.here, office.officer, id, [guest('Горан Примеров'), guest('Анго Първи'), guest('Анго Втори')]))
    expect(await page(addresses.meetingMinutes({ id }))).toContain('<option value="Горан Примеров">')
    const record = (who: string) =>
      office.as('officer').post(`${addresses.meetingOutcomes({ id })}?as=json`, {
        kind: 'promise',
        language: 'bg',
        owedBy: 'them',
        text: 'Да посочат лице',
        'person.text': who,
        register: 'yes',
      })
    expect(((await (await record('Горан')).json()) as { line: string }).line).toContain('отговаря Горан Примеров')
    expect([(await record('Анго')).status, (await record('Примеров')).status, (await record('')).status]).toEqual([422, 422, 200])
  })

  test.each([
    ['a guest', 'them', 'guests', 'incoming', null, 'theirs'],
    ['a guest where both owe', 'both', 'guests', 'incoming', null, 'theirs'],
    ['a host where they owe', 'them', 'hosts', 'incoming', null, 'ours'],
    ['our guest at theirs', 'them', 'guests', 'outgoing', null, 'ours'],
    ['their host', 'us', 'hosts', 'outgoing', null, 'theirs'],
    ['somebody with a post abroad', 'us', null, 'incoming', 'MK', 'theirs'],
    ['somebody with a post at home', 'them', null, 'incoming', 'BG', 'ours'],
    ['somebody of whom nothing is known, where we owe', 'us', null, 'incoming', null, 'ours'],
    ['somebody of whom nothing is known, where they owe', 'them', null, 'incoming', null, 'theirs'],
  ] as const)('%s answers in the box of their own side', async (_, owedBy, side, direction, postIn, box) => {
    const id = await meet({ kind: 'visit', direction, partners: [await town('Пробен град')] })
    done(await openVisit(office.here, office.officer, id))
    const who = done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Примерова' } })).id
    if (side !== null) done(await addDelegates(office.here, office.officer, id, [{ side, personId: who, name: {} }]))
    if (postIn !== null) {
      const employer = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Друга служба' }, kind: 'municipality', country: postIn })).id
      done(await addPost(office.here, office.officer, who, { organisationId: employer, roleClass: 'other', role: { bg: 'експерт' } }))
    }
    done(await recordPromise(office.here, office.officer, id, { itemId: null, owedBy, text: { bg: 'да изпратим албума' }, due: '2026-12-31', personId: who }))
    expect((await answering(id)).map(({ ours, theirs }) => [ours, theirs])).toEqual([box === 'ours' ? [who, null] : [null, who]])
  })

  test('a line nobody wants recorded becomes plain words and is not asked about again', async () => {
    const id = await meet()
    const line = '/обещание те: нещо'
    const form = await formOf(id, { 'general.bg': line })
    expect((await post(id, { ...form, 'lines.0.field': 'general.bg', 'lines.0.line': line, 'lines.0.owedBy': 'them', 'lines.0.text': 'нещо' })).status).toBe(
      303,
    )
    expect([(await minutesOf(id)).general, await outcomes(id)]).toEqual(['обещание те: нещо', { promises: [], decisions: [] }])
  })

  test('a line mended after it was understood is asked about anew', async () => {
    const id = await meet()
    const form = await formOf(id, { 'general.bg': '/обещание те: друго' })
    const answer = await post(id, {
      ...form,
      'lines.0.field': 'general.bg',
      'lines.0.line': '/обещание те: нещо',
      'lines.0.take': 'yes',
      'lines.0.owedBy': 'them',
      'lines.0.text': 'нещо',
    })
    expect([answer.status, (await answer.text()).includes('>\nдруго<'), await outcomes(id)]).toEqual([200, true, { promises: [], decisions: [] }])
  })
})

describe('two windows', () => {
  test('both wrote on one point: both versions are shown, nothing is recorded, and once more it holds', async () => {
    const id = await meet()
    const first = await point(id, 'Първа')
    await point(id, 'Втора')
    const mine = await formOf(id, { 'items.0.minutes.bg': 'Моето', 'items.1.minutes.bg': 'За втората' })
    await post(id, await formOf(id, { 'items.0.minutes.bg': 'На колегата' }))
    const line = '/решение да'
    const form = { ...mine, 'general.bg': line, 'lines.0.field': 'general.bg', 'lines.0.line': line, 'lines.0.take': 'yes', 'lines.0.text': 'да' }
    const stale = await post(id, form)
    const shown = await stale.text()
    expect([stale.status, shown.includes('На колегата'), shown.includes('Моето'), (await outcomes(id)).decisions]).toEqual([409, true, true, []])
    expect((await minutesOf(id)).items[1]).toEqual(['', 'to_discuss'])
    const again = await post(id, { ...form, 'items.0.was': value(shown, 'items.0.was') })
    expect([again.status, (await minutesOf(id)).items, (await outcomes(id)).decisions.length]).toEqual([
      303,
      [
        ['Моето', 'to_discuss'],
        ['За втората', 'to_discuss'],
      ],
      1,
    ])
    expect((await items(id))[0]!.id).toBe(first)
  })

  test('on different points nobody stands in the other’s way', async () => {
    const id = await meet()
    await point(id, 'Първа')
    await point(id, 'Втора')
    const mine = await formOf(id, { 'items.1.minutes.bg': 'Моето' })
    await post(id, await formOf(id, { 'items.0.minutes.bg': 'На колегата', 'general.bg': 'Общо' }))
    expect((await post(id, mine)).status).toBe(303)
    expect(await minutesOf(id)).toEqual({
      general: 'Общо',
      items: [
        ['На колегата', 'to_discuss'],
        ['Моето', 'to_discuss'],
      ],
    })
  })

  test('a point taken off meanwhile leaves its text in the general notes', async () => {
    const id = await meet()
    const item = await point(id, 'Точка')
    const mine = await formOf(id, { 'items.0.minutes.bg': 'Записано по точката' })
    done(await removeItem(office.here, office.officer, id, item, 1))
    const answer = await post(id, mine)
    const shown = await answer.text()
    expect([
      answer.status,
      shown.includes('Точка от дневния ред е свалена междувременно'),
      shown.includes('Записано по точката'),
      (await minutesOf(id)).general,
    ]).toEqual([422, true, true, ''])
  })
})

describe('drafts', () => {
  const keep = (id: string, form: FormFields) => office.as('officer').post(`${addresses.meetingDrafts({ id })}?as=json`, form)

  test('what is typed is kept on the server, offered when one comes back, gone once it is saved', async () => {
    const id = await meet()
    await point(id, 'Точка')
    const form = await formOf(id, { 'general.bg': 'Недописано', password: 'тайна' })
    const first = (await (await keep(id, form)).json()) as { draft: string; time: string }
    expect(first.time).toMatch(/^\d\d:\d\d$/)
    await keep(id, { ...form, draft: first.draft, 'general.bg': 'Недописано още' })
    const [draft, ...others] = await drafts()
    expect([draft!.id, draft!.body.general, others, JSON.stringify(draft).includes('тайна')]).toEqual([first.draft, { bg: 'Недописано още' }, [], false])
    const offered = await page(addresses.meetingMinutes({ id }))
    expect([offered.includes('Ваш незапазен протокол от 23 ноември 2026 г.'), offered.includes('Недописано още')]).toEqual([true, false])
    const opened = await page(addresses.meetingMinutes({ id }, { draft: first.draft }))
    expect([opened.includes('Недописано още'), value(opened, 'draft')]).toEqual([true, first.draft])
    await post(id, { ...form, draft: first.draft, 'general.bg': 'Недописано още' })
    expect([await drafts(), (await minutesOf(id)).general]).toEqual([[], 'Недописано още'])
  })

  test('each window has its own; one that says nothing new is not offered; laid aside it can be taken back', async () => {
    const id = await meet()
    const form = await formOf(id, { 'general.bg': 'Едно' })
    const one = (await (await keep(id, form)).json()) as { draft: string }
    await keep(id, { ...form, 'general.bg': 'Друго' })
    expect((await drafts()).map(({ body }) => body.general['bg'])).toEqual(['Едно', 'Друго'])
    await post(id, { ...form, 'general.bg': 'Едно' })
    const shown = await page(addresses.meetingMinutes({ id }))
    expect(shown.match(/Ваш незапазен протокол/g)).toHaveLength(1)
    const [, other] = await drafts()
    const aside = addresses.meetingDraftAside({ id, draft: other!.id })
    await office.as('officer').post(aside, { back: '' })
    expect(await page(addresses.meetingMinutes({ id }))).toContain('Оставен настрана протокол')
    await office.as('officer').post(aside, { back: 'yes' })
    expect(await page(addresses.meetingMinutes({ id }))).toContain('Ваш незапазен протокол')
    expect([one.draft, (await office.as('officer').post(addresses.meetingDraftAside({ id, draft: id }), {})).status]).toEqual([one.draft, 404])
  })

  test('without script a button keeps it; nobody else sees it', async () => {
    const id = await meet()
    const answer = await office.as('officer').post(addresses.meetingDrafts({ id }), await formOf(id, { 'general.bg': 'Моя чернова' }))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, addresses.meetingMinutes({ id }, { draft: (await drafts())[0]!.id })])
    const { visit } = await office.openAnother('Община Чужда')
    expect((await visit.get(answer.headers.get('location')!)).status).toBe(404)
    expect((await visit.post(addresses.meetingDrafts({ id }), { 'general.bg': 'x' })).status).toBe(404)
    expect((await office.as('reader').get(addresses.meetingMinutes({ id }))).status).toBe(403)
    expect((await office.as('reader').post(addresses.meetingDrafts({ id }), { 'general.bg': 'x' })).status).toBe(403)
    // A colleague's account opens the form without it.
    await office.pool.query(`update meeting_draft set account_id = 'somebody-else'`)
    expect(await page(answer.headers.get('location')!)).not.toContain('Моя чернова')
    // Forgotten for a quarter of a year it goes with the next draft of anybody, at any meeting.
    await office.pool.query(`update meeting_draft set updated_at = '2026-08-24T00:00:00Z'`)
    const elsewhere = await meet()
    await keep(elsewhere, await formOf(elsewhere, { 'general.bg': 'Нова чернова' }))
    expect((await drafts()).map(({ body }) => body.general['bg'])).toEqual(['Нова чернова'])
  })
})

describe('outcomes', () => {
  test('the small form of the editor records at once and gives the line for the text', async () => {
    const id = await meet({ partners: [await town('Пробен град')] })
    const item = await point(id, 'Точка')
    const record = (form: FormFields) => office.as('officer').post(`${addresses.meetingOutcomes({ id })}?as=json`, { language: 'bg', item, ...form })
    const made = await record({ kind: 'promise', owedBy: 'them', text: 'Да върнат визитата.', due: 'май 2027' })
    expect([made.status, await made.json()]).toEqual([200, { line: 'Обещание (тяхната страна): Да върнат визитата, срок май 2027 г. [обещание 1]' }])
    const english = await record({ kind: 'decision', language: 'en', text: 'To meet every year' })
    expect(await english.json()).toEqual({ line: 'Decision: To meet every year [decision 1]' })
    const refused = await record({ kind: 'promise', text: '', due: 'някога' })
    expect([refused.status, ((await refused.json()) as { faults: { name: string }[] }).faults.map(({ name }) => name)]).toEqual([
      422,
      ['owedBy', 'text', 'due'],
    ])
    const { promises, decisions } = await outcomes(id)
    expect([promises.map(({ itemId, number }) => [itemId, number]), decisions.map(({ itemId }) => itemId)]).toEqual([[[item, 1]], [item]])
    // The decision is taken back; its number is not given again.
    expect((await undo(await lastLine())).ok).toBe(true)
    expect(await (await record({ kind: 'decision', text: 'Друго' })).json()).toEqual({ line: 'Решение: Друго [решение 2]' })
  })

  test('a decision by hand, changed, made public, removed, put back; stale shows both', async () => {
    const id = await meet()
    const officer = office.as('officer')
    const empty = await officer.post(addresses.meetingOutcomes({ id }), { kind: 'decision', text: '' })
    expect([empty.status, (await empty.text()).includes('Напишете какво е решено.')]).toEqual([422, true])
    await officer.post(addresses.meetingOutcomes({ id }), { kind: 'decision', text: 'Среща всяка година', language: 'bg' })
    const [decision] = (await outcomes(id)).decisions
    const path = addresses.meetingDecision({ id, outcome: decision!.id })
    expect((await officer.post(path, { version: '1', 'text.bg': 'Среща през година', published: 'yes' })).status).toBe(303)
    const stale = await officer.post(path, { version: '1', 'text.bg': 'Моето' })
    const shown = await stale.text()
    expect([stale.status, shown.includes('Среща през година'), shown.includes('Моето')]).toEqual([409, true, true])
    expect((await officer.post(path, { version: '2', 'text.bg': ' ' })).status).toBe(422)
    expect((await officer.post(addresses.meetingDecisionRemoval({ id, outcome: decision!.id }), { version: '2' })).status).toBe(303)
    expect((await outcomes(id)).decisions).toEqual([])
    expect((await undo(await lastLine())).ok).toBe(true)
    expect((await outcomes(id)).decisions).toMatchObject([{ published: true, version: 4 }])
    expect((await office.as('reader').post(path, { version: '4' })).status).toBe(403)
  })

  test('without an outcome one says why; it is asked for once the meeting is over', async () => {
    const id = await meet({ date: '2026-10-01' })
    const shown = () => page(addresses.meeting({ id }))
    expect((await shown()).includes('Срещата мина, а не е записано какво излезе от нея.')).toBe(true)
    const officer = office.as('officer')
    expect((await officer.post(addresses.meetingWithout({ id }), { version: '0', reason: ' ' })).status).toBe(422)
    expect((await officer.post(addresses.meetingWithout({ id }), { version: '0', reason: 'Само запознаване' })).status).toBe(303)
    expect([(await shown()).includes('Само запознаване'), (await shown()).includes('не е записано какво излезе от нея')]).toEqual([true, false])
    const stale = await officer.post(addresses.meetingWithout({ id }), { version: '0', reason: 'Друго' })
    expect([stale.status, (await stale.text()).includes('Друго')]).toEqual([409, true])
    expect((await office.as('reader').post(addresses.meetingWithout({ id }), { version: '1', reason: 'Друго' })).status).toBe(403)
  })

  test('whoever closes a visit hears of its decisions, or why there are none', async () => {
    const id = await meet({ kind: 'visit', direction: 'incoming', date: '2026-10-01' })
    done(await openVisit(office.here, office.officer, id))
    await office.pool.query(`update visit set held_on = '2026-10-01', reported_on = '2026-10-02' where id = $1`, [id])
    const report = () => page(addresses.visitReport({ id }))
    await office.as('officer').post(addresses.meetingWithout({ id }), { version: '0', reason: 'Само запознаване' })
    const before = /name="closedWithout"[^>]*>\s*Само запознаване</.test(await report())
    await office.as('officer').post(addresses.meetingOutcomes({ id }), { kind: 'decision', text: 'Все пак решение' })
    expect([before, (await report()).includes('name="closedWithout"')]).toEqual([true, false])
  })
})

test('three points with minutes cost as many queries as one', async () => {
  const id = await meet()
  await point(id, 'А')
  await post(id, await formOf(id, { 'items.0.minutes.bg': 'Едно' }))
  const cost = async () => [
    await office.statements(async () => void (await office.as('officer').get(addresses.meeting({ id })))),
    await office.statements(async () => void (await office.as('officer').get(addresses.meetingMinutes({ id })))),
  ]
  const one = await cost()
  await point(id, 'Б')
  await point(id, 'В')
  await post(id, await formOf(id, { 'items.1.minutes.bg': 'Две', 'items.2.minutes.bg': 'Три' }))
  expect(await cost()).toEqual(one)
})
