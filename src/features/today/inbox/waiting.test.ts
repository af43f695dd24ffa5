// What waits: its order by table and by the database, putting off, giving to somebody, letting pass, through HTTP on the real database.
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { addMember } from '#features/accounts/account.actions.ts'
import { membersOf } from '#features/accounts/account.queries.ts'
import { changeCommitment, createCommitment, keepCommitment } from '#features/commitments/commitment.actions.ts'
import { createOccasion } from '#features/calendar/occasions/occasion.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { given } from './source.ts'
import { SOURCES } from './sources.queries.ts'
import { bandPage, firstRows, tally } from './waiting.queries.ts'
import {
  ALL_KINDS,
  bandOf,
  counted,
  type Found,
  keyFrom,
  keyText,
  type Kind,
  maySnoozeUntil,
  nextMonday,
  orderText,
  snoozedUntil,
  snoozeName,
  type Urgency,
} from './waiting.ts'

const TODAY = '2026-11-23'
const ID = '01900000-0000-7000-8000-000000000000'

// ---- rules -----------------------------------------------------------------------------------------------------------

test.each<[Pick<Urgency, 'day' | 'press'>, string]>([
  [{ day: '2026-11-22', press: 0 }, 'now'],
  [{ day: '2026-11-23', press: 0 }, 'now'],
  [{ day: '2026-11-24', press: 0 }, 'week'],
  [{ day: '2026-11-30', press: 0 }, 'week'],
  [{ day: '2026-12-01', press: 0 }, 'soon'],
  [{ day: null, press: 0 }, 'calm'],
  [{ day: null, press: 1 }, 'week'],
  [{ day: '2027-01-01', press: 1 }, 'week'],
  [{ day: null, press: 2 }, 'now'],
  [{ day: '2027-01-01', press: 2 }, 'now'],
])('%o belongs to %s', (row, band) => expect(bandOf(row, TODAY)).toBe(band))

type Case = Urgency & { readonly name: string }
const row = (name: string, kind: Kind, day: string | null, more: Partial<Found> = {}): Case => ({ name, kind, day, since: null, press: 0, part: name, ...more })
/** As they must stand, the most urgent first. */
const IN_ORDER: readonly Case[] = [
  row('data', 'retention', null, { press: 2 }),
  row('late long', 'promise', '2019-01-01'),
  row('late', 'promise', '2026-11-22'),
  row('today', 'promise', '2026-11-23'),
  row('agreement over', 'agreement', '2026-11-01'),
  row('begun', 'text', null, { press: 2, since: '2026-11-20' }),
  row('begun later', 'text', null, { press: 2, since: '2026-11-21' }),
  row('feast today', 'occasion', '2026-11-23'),
  row('text', 'text', null, { press: 1, since: '2026-11-01' }),
  row('feed', 'feed', null, { press: 1 }),
  row('feast tomorrow', 'occasion', '2026-11-24'),
  row('promise in days', 'promise', '2026-11-28'),
  row('feast in days', 'occasion', '2026-11-28'),
  row('in a fortnight', 'occasion', '2026-12-07'),
  row('in a month', 'promise', '2026-12-23'),
  row('undated', 'promise', null, { since: '2020-01-01' }),
  row('undated later', 'promise', null, { since: '2024-01-01' }),
  row('archive', 'triage', null),
  row('never heard', 'silent', null, { since: '0001-01-01' }),
  row('silent', 'silent', null, { since: '2025-05-23' }),
  row('posts', 'round', null),
  row('doubles', 'doubles', null),
]

test('everything stands in one order, whichever way it comes', () => {
  const names = (rows: readonly Case[]) => [...rows].sort((a, b) => (orderText(a, TODAY) < orderText(b, TODAY) ? -1 : 1)).map(({ name }) => name)
  const wanted = IN_ORDER.map(({ name }) => name)
  expect([names(IN_ORDER), names(IN_ORDER.toReversed())]).toEqual([wanted, wanted])
})

test('a key stands in addresses and comes back; junk is none', () => {
  const keys = [
    { kind: 'promise', thingId: ID, part: '' },
    { kind: 'occasion', thingId: ID, part: '20' },
    { kind: 'occasion', thingId: ID, part: 'election-BG-2027-09-05' },
  ] as const
  expect(keys.map((key) => keyFrom(keyText(key)))).toEqual(keys)
  expect(['', 'promise', `promise-${ID.slice(1)}`, `nothing-${ID}`, `promise-${ID}-${'x'.repeat(60)}`, `promise-${ID}-'`].map(keyFrom)).toEqual(
    Array.from({ length: 6 }, () => null),
  )
})

test.each([
  ['2026-11-23', '2026-11-30'],
  ['2026-11-24', '2026-11-30'],
  ['2026-11-28', '2026-11-30'],
  ['2026-11-29', '2026-11-30'],
  ['2026-12-31', '2027-01-04'],
])('the Monday after %s is %s', (day, monday) => expect(nextMonday(day)).toBe(monday))

test('tomorrow, Monday, a month on; over the turn of the year and into a short month', () => {
  expect((['tomorrow', 'monday', 'month'] as const).map((choice) => snoozedUntil(choice, '2026-12-31'))).toEqual(['2027-01-01', '2027-01-04', '2027-01-31'])
  expect(snoozedUntil('month', '2027-01-31')).toBe('2027-02-28')
  expect(speakingIn('bg', () => snoozeName('month', TODAY))).toBe('За месец, до сряда, 23 декември 2026 г.')
})

test('a day is one after today, two years at most', () => {
  expect(
    ['2026-11-24', '2028-11-23', '2026-11-23', '2026-11-22', '2028-11-24', '2026-13-01', '2026-02-30', 'утре', ''].map((day) => maySnoozeUntil(day, TODAY)),
  ).toEqual([true, true, ...Array.from({ length: 7 }, () => false)])
})

// ---- on the database -------------------------------------------------------------------------------------------------

let office: TestOffice
let colleague: string
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
  done(await addMember(office.here, office.officeId, { name: 'Втора Служителова', email: 'second@pobratim.test', role: 'officer' }))
  const members = await office.here.db.asSystem((tx) => membersOf(tx, office.officeId))
  colleague = members.find(({ name }) => name === 'Втора Служителова')!.userId
})
afterAll(() => office.close())

const inside = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]): Promise<T> => office.here.db.inOffice(office.officeId, work)
const promise = async (text: string, due: string | null = '2026-11-20'): Promise<string> =>
  done(
    await createCommitment(office.here, office.officer, {
      owedBy: 'us',
      text: { bg: text },
      topic: 'other',
      state: 'agreed',
      due,
      partners: [],
    }),
  ).id
const page = async (query = '', visit: Visit = office.as('officer')): Promise<string> => (await visit.get(`/${query}`)).text()
const shown = async (query = '', visit?: Visit): Promise<string[]> =>
  [...(await page(query, visit)).matchAll(/class="what plain"[^>]*>([^<]+)</g)].map(([, text]) => text!)
const key = (id: string): string => `promise-${id}`
const versionOf = async (id: string): Promise<string> => /data-version="(\d+)"/.exec((await page('?whose=all')).split(`id="${key(id)}"`)[1] ?? '')?.[1] ?? '0'

test('the database sorts and bounds as the rules do', async () => {
  const found = (kind: Kind): Found[] =>
    IN_ORDER.filter((one) => one.kind === kind).map(({ day, since, press, part }) => ({
      thingId: office.officeId,
      part: part.replaceAll(' ', '_'),
      day,
      since,
      press,
      mark: 'x',
    }))
  const before = ALL_KINDS.map((kind) => [kind, SOURCES[kind]] as const)
  const sources = SOURCES as Record<Kind, (typeof SOURCES)[Kind]>
  const fresh = await openOffice({ today: TODAY })
  try {
    for (const kind of ALL_KINDS)
      sources[kind] = {
        found: (tx) => given(found(kind).map((one) => ({ ...one, thingId: tx.officeId }))),
        tell: async (_, rows) =>
          new Map(rows.map((one) => [keyText(one), { what: one.part, href: '/', why: [], action: { text: '', href: '/' }, dot: 'open' as const }])),
      }
    const asked = { kinds: ALL_KINDS, whose: 'all' as const, personId: '' }
    const all = await fresh.here.db.inOffice(fresh.officeId, (tx) => firstRows(tx, TODAY, asked, { now: 99, week: 99, soon: 99, calm: 99 }))
    expect(all.map(({ part, band }) => [part, band])).toEqual(IN_ORDER.map((one) => [one.name.replaceAll(' ', '_'), bandOf(one, TODAY)]))
    const counts = await fresh.here.db.inOffice(fresh.officeId, (tx) => tally(tx, TODAY))
    expect([counted(counts), counted(counts, ({ band }) => band === 'now'), counted(counts, ({ late }) => late)]).toEqual([IN_ORDER.length, 8, 3])
    const few = await fresh.here.db.inOffice(fresh.officeId, (tx) => firstRows(tx, TODAY, asked, { now: 2, week: 1, soon: 1, calm: 1 }))
    expect(few.map(({ part }) => part)).toEqual(['data', 'late_long', 'text', 'in_a_fortnight', 'undated'])
  } finally {
    for (const [kind, one] of before) sources[kind] = one
    await fresh.close()
  }
})

test('a band is paged by its key, forwards and back, and shows each row once', async () => {
  const fresh = await openOffice({ today: TODAY })
  try {
    for (let n = 0; n < 60; n += 1)
      done(
        await createCommitment(fresh.here, fresh.officer, {
          owedBy: 'us',
          text: { bg: `№ ${n}` },
          topic: 'other',
          state: 'agreed',
          due: '2026-11-01',
          partners: [],
        }),
      )
    const asked = { kinds: ALL_KINDS, whose: 'me' as const, personId: fresh.officer.personId }
    const read = (turn: { after?: string; before?: string }) => fresh.here.db.inOffice(fresh.officeId, (tx) => bandPage(tx, TODAY, asked, 'now', turn))
    const first = await read({})
    const second = await read({ after: first.next! })
    const third = await read({ after: second.next! })
    expect([first, second, third].map(({ rows }) => rows.length)).toEqual([25, 25, 10])
    expect(new Set([first, second, third].flatMap(({ rows }) => rows.map(keyText))).size).toBe(60)
    expect((await read({ before: second.previous! })).rows).toEqual(first.rows)
    expect(third.next).toBe(null)
    const visit = fresh.as('officer')
    const html = await (await visit.get('/')).text()
    expect(html).toContain('href="/?band=now">и още 50</a>')
    expect(await (await visit.get('/?band=now&after=junk')).text()).toContain('№ 0')
    const count = (path: string) => fresh.statements(async () => void (await visit.get(path)))
    expect(await count('/?band=now')).toBeLessThan(25)
  } finally {
    await fresh.close()
  }
})

describe('putting off', () => {
  test('until tomorrow: it is gone from the day, stands among the put off, and comes back by itself', async () => {
    const id = await promise('Отложи ме')
    const visit = office.as('officer')
    const answer = await visit.post(addresses.waitingSnooze({ row: key(id) }), { until: 'tomorrow', version: '0', back: '/?whose=all' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?whose=all'])
    expect(await visit.follow(answer)).toContain('Отложено до вторник, 24 ноември 2026 г.: Отложи ме')
    expect(await shown()).not.toContain('Отложи ме')
    expect(await page()).toContain('1 отложено<')
    const list = await (await visit.get(addresses.waitingSnoozed())).text()
    expect(list).toContain('Връща се на 24 ноември 2026 г.')
    expect(list).toContain(addresses.waitingWaking({ row: key(id) }))
    const reader = await (await office.as('reader').get(addresses.waitingSnoozed())).text()
    expect([reader.includes('Отложи ме'), reader.includes('<form method="post" action="/waiting')]).toEqual([true, false])
    office.here.clock.set('2026-11-24')
    expect(await shown()).toContain('Отложи ме')
    office.here.clock.set(TODAY)
    const woken = await visit.post(addresses.waitingWaking({ row: key(id) }), { version: '1', back: addresses.waitingSnoozed() })
    expect(await visit.follow(woken)).toContain('Върнато в „Днес“: Отложи ме')
    expect(await shown()).toContain('Отложи ме')
    done(await keepCommitment(office.here, office.officer, id, 1, { keptOn: TODAY, evidence: 'x' }))
  })

  test('it comes back before its day when the promise is changed, and when its day passes', async () => {
    const changed = await promise('Ще се промени')
    const passing = await promise('Ще мине срокът', '2026-11-25')
    const visit = office.as('officer')
    for (const id of [changed, passing])
      expect((await visit.post(addresses.waitingSnooze({ row: key(id) }), { until: 'month', version: '0' })).status).toBe(303)
    expect(await shown()).toEqual([])
    const values = { owedBy: 'us', text: { bg: 'Променено' }, topic: 'other', state: 'agreed', due: '2026-11-20', partners: [] } as const
    done(await changeCommitment(office.here, office.officer, changed, 1, values))
    expect(await shown()).toEqual(['Променено'])
    office.here.clock.set('2026-11-26')
    expect(await shown()).toEqual(['Променено', 'Ще мине срокът'])
    office.here.clock.set(TODAY)
    done(await keepCommitment(office.here, office.officer, changed, 2, { keptOn: TODAY, evidence: 'x' }))
    done(await keepCommitment(office.here, office.officer, passing, 1, { keptOn: TODAY, evidence: 'x' }))
  })

  test('a chosen day; one that comes after the promise’s own is said; no day and junk come back with what was typed', async () => {
    const id = await promise('Със срок', '2026-11-27')
    const visit = office.as('officer')
    const path = addresses.waitingSnooze({ row: key(id) })
    const form = await (await visit.get(addresses.waitingSnooze({ row: key(id) }, { back: '/?of=promises' }))).text()
    expect(form).toContain('name="back" value="/?of=promises"')
    for (const [fields, words] of [
      [{ until: 'day', day: '' }, 'Изберете ден след днешния'],
      [{ until: 'day', day: '2026-11-23' }, 'Изберете ден след днешния'],
      [{ until: 'never' }, 'Изберете до кога'],
      [{}, 'Изберете до кога'],
    ] as const) {
      const answer = await visit.post(path, { ...fields, version: '0' })
      expect([answer.status, (await answer.text()).includes(words)]).toEqual([422, true])
    }
    const typed = await (await visit.post(path, { until: 'day', day: '2029-01-01', version: '0', back: '/?of=promises' })).text()
    expect([typed.includes('value="2029-01-01"'), typed.includes('name="back" value="/?of=promises"')]).toEqual([true, true])
    const late = await visit.post(path, { until: 'day', day: '2026-12-15', version: '0', back: 'https://example.org/' })
    expect(late.headers.get('location')).toBe('/')
    expect(await visit.follow(late)).toContain('Отложено до вторник, 15 декември 2026 г., но срокът е преди това, 27 ноември 2026 г.: Със срок')
    done(await keepCommitment(office.here, office.officer, id, 1, { keptOn: TODAY, evidence: 'x' }))
  })

  test('it is undone in one step, and what was said before comes back', async () => {
    const id = await promise('За връщане')
    const visit = office.as('officer')
    const undo = async (answer: Response) => visit.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(await visit.follow(answer))![1]!)
    const first = await visit.post(addresses.waitingAssignment({ row: key(id) }), { to: colleague, version: '0' })
    await visit.follow(first)
    const second = await visit.post(addresses.waitingSnooze({ row: key(id) }), { until: 'month', version: '1' })
    expect(await shown('?whose=all')).not.toContain('За връщане')
    await undo(second)
    expect(await page('?whose=all')).toContain('възложено на Втора Служителова')
    const journal = await (await visit.get('/activity?thing=waiting_note')).text()
    expect([journal.includes('Отложен ред от „Днес“'), journal.includes('Възложен ред от „Днес“')]).toEqual([true, true])
    done(await keepCommitment(office.here, office.officer, id, 1, { keptOn: TODAY, evidence: 'x' }))
  })
})

describe('giving to somebody', () => {
  test('to a colleague, to oneself, to nobody; each sees their own', async () => {
    const [given, mine, free] = [await promise('Чуждо'), await promise('Мое'), await promise('Ничие')]
    const visit = office.as('officer')
    const assign = async (id: string, to: string) => visit.post(addresses.waitingAssignment({ row: key(id) }), { to, version: await versionOf(id) })
    expect(await visit.follow(await assign(given, colleague))).toContain('Възложено на Втора Служителова: Чуждо')
    expect(await visit.follow(await assign(mine, office.officer.personId))).toContain('Поехте го вие: Мое')
    expect([await shown(), await shown('?whose=mine'), await shown('?whose=nobody'), await shown('?whose=all')].map((rows) => rows.sort())).toEqual([
      ['Мое', 'Ничие'],
      ['Мое'],
      ['Ничие'],
      ['Мое', 'Ничие', 'Чуждо'],
    ])
    // The rail counts what is mine or nobody's; a reader's all of it.
    expect([/Днес <span class="n">(\d+)/.exec(await page())?.[1], /Днес <span class="n">(\d+)/.exec(await page('', office.as('reader')))?.[1]]).toEqual([
      '2',
      '3',
    ])
    expect(await visit.follow(await assign(given, ''))).toContain('Вече не е възложено на никого: Чуждо')
    expect((await shown()).length).toBe(3)
    for (const id of [given, mine, free]) done(await keepCommitment(office.here, office.officer, id, 1, { keptOn: TODAY, evidence: 'x' }))
  })

  test('a reader, a stranger or nobody known is refused; whoever left the office leaves the row to all', async () => {
    const id = await promise('Ще остане')
    const visit = office.as('officer')
    const path = addresses.waitingAssignment({ row: key(id) })
    for (const to of [office.reader.personId, 'nobody-known', ID]) {
      const answer = await visit.post(path, { to, version: '0' })
      expect([answer.status, (await answer.text()).includes('Изберете друг')]).toEqual([422, true])
    }
    expect((await visit.post(path, { to: colleague, version: '0' })).status).toBe(303)
    expect(await shown()).not.toContain('Ще остане')
    const { rows } = await office.pool.query('delete from membership where user_id = $1 returning *', [colleague])
    expect(await shown()).toContain('Ще остане')
    expect(await page()).not.toContain('възложено на Втора')
    const { office_id, id: member, user_id, role } = rows[0] as Record<string, string>
    await office.pool.query('insert into membership (office_id, id, user_id, role) values ($1, $2, $3, $4)', [office_id, member, user_id, role])
    done(await keepCommitment(office.here, office.officer, id, 1, { keptOn: TODAY, evidence: 'x' }))
  })

  test('two at once: the second sees what the first did beside their own', async () => {
    const id = await promise('Оспорвано')
    const visit = office.as('officer')
    const path = addresses.waitingAssignment({ row: key(id) })
    expect((await visit.post(path, { to: colleague, version: '0' })).status).toBe(303)
    const answer = await visit.post(path, { to: office.officer.personId, version: '0' })
    const html = await answer.text()
    expect(answer.status).toBe(409)
    expect(html).toMatch(/Възложено на<\/th><td[^>]*>Втора Служителова<\/td><td[^>]*>Проба Служителова/)
    expect(html).toContain('name="version" value="1"')
    const snoozed = await visit.post(addresses.waitingSnooze({ row: key(id) }), { until: 'tomorrow', version: '0' })
    expect(snoozed.status).toBe(409)
    done(await keepCommitment(office.here, office.officer, id, 1, { keptOn: TODAY, evidence: 'x' }))
  })
})

test('an occasion is let pass this once; the next year’s comes all the same, and a promise is never let pass', async () => {
  const fresh = await openOffice({ today: TODAY })
  try {
    const { id } = done(
      await createOccasion(fresh.here, fresh.officer, {
        organisationId: null,
        kind: 'festival',
        name: { bg: 'Празник на примера' },
        rule: { repeats: 'yearly', month: 12, day: 6 },
      }),
    )
    done(await createPartnershipWith(fresh.here, fresh.officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'MK' }, { type: 'friendship' }))
    const visit = fresh.as('officer')
    const rows = async () => [...(await (await visit.get('/?of=occasions')).text()).matchAll(/class="what plain"[^>]*>([^<]+)</g)].map(([, text]) => text)
    expect(await rows()).toEqual(['Празник на примера'])
    const answer = await visit.post(addresses.waitingDismissal({ row: `occasion-${id}-2026` }), { version: '0', back: '/?of=occasions' })
    expect(await visit.follow(answer)).toContain('Пропуснато този път: Празник на примера')
    expect(await rows()).toEqual([])
    fresh.here.clock.set('2027-11-23')
    expect(await rows()).toEqual(['Празник на примера'])
    const owed = done(
      await createCommitment(fresh.here, fresh.officer, {
        owedBy: 'us',
        text: { bg: 'Дължимо' },
        topic: 'other',
        state: 'agreed',
        due: '2027-11-01',
        partners: [],
      }),
    )
    const refused = await visit.post(addresses.waitingDismissal({ row: key(owed.id) }), { version: '0' })
    expect(await visit.follow(refused)).toContain('не може да се пропусне')
    expect(await (await visit.get('/')).text()).toContain('Дължимо')
  } finally {
    await fresh.close()
  }
})

test('what waits no more, another office’s and what never was answer alike, and change nothing', async () => {
  const id = await promise('Свършено')
  const open = await promise('Отворено')
  done(await keepCommitment(office.here, office.officer, id, 1, { keptOn: TODAY, evidence: 'x' }))
  const stranger = await office.openAnother('Община Узорево')
  const visit = office.as('officer')
  const paths = (row: string) => [
    addresses.waitingSnooze({ row }),
    addresses.waitingAssignment({ row }),
    addresses.waitingDismissal({ row }),
    addresses.waitingWaking({ row }),
  ]
  const fields = { until: 'tomorrow', to: '', version: '0' }
  for (const [who, row] of [
    [visit, key(id)],
    [visit, key(ID)],
    [visit, 'nonsense'],
    [stranger.visit, key(open)],
  ] as const)
    for (const path of paths(row)) {
      const answer = await who.post(path, fields)
      expect([path, answer.status, (await answer.text()).includes('Това вече не чака')]).toEqual([path, 404, true])
    }
  expect((await stranger.visit.get(addresses.waitingSnooze({ row: key(open) }))).status).toBe(404)
  for (const path of paths(key(open))) expect((await office.as('reader').post(path, fields)).status).toBe(403)
  expect(await shown()).toContain('Отворено')
  expect(await inside(async (tx) => (await tx.execute(sql`select count(*)::int as n from waiting_note where thing_id = ${open}`)).rows)).toEqual([{ n: 0 }])
  done(await keepCommitment(office.here, office.officer, open, 1, { keptOn: TODAY, evidence: 'x' }))
})

test('when nothing waits the page says so and what to do next; junk in the address asks for nothing', async () => {
  const officer = await page('?whose=x&of=y&band=z&after=%00')
  expect([officer.includes('Нищо не чака'), officer.includes('Постави текст'), officer.includes('Насрочете')]).toEqual([true, true, true])
  const reader = await page('', office.as('reader'))
  expect([reader.includes('Нищо не чака'), reader.includes('href="/events/new"')]).toEqual([true, false])
  const id = await promise('Единствено')
  expect(await page('?of=texts')).toContain('В канцеларията чака още 1 нещо')
  done(await keepCommitment(office.here, office.officer, id, 1, { keptOn: TODAY, evidence: 'x' }))
})
