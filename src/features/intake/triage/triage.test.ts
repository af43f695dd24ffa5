// The triage list: worth first, nothing lost, set aside and back, the next one, from the day of a file's name to the keys of the desk.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { acceptRest } from '../draft.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { shellCounts } from '#features/today/today.queries.ts'
import { newId } from '#platform/ids.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { daySent } from '../letters/sent.ts'
import { bringText, setAside } from './triage.actions.ts'
import { nextInTriage, triageCounts, triagePage } from './triage.queries.ts'
import { dayInName, type Door } from './triage.ts'

let office: TestOffice
const batch = newId()
const ids: Record<string, string> = {}

const read = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]): Promise<T> => office.here.db.inOffice(office.officeId, work)
const bring = async (title: string, body: string, door: Door = 'batch', at = office): Promise<string> => {
  const brought = done(
    await bringText(
      at.here,
      at.officer,
      {
        title,
        sourceUrl: null,
        published: '2024-10-12',
        body: `${title}\n\n${body}`,
        format: 'txt',
        original: { name: `${title}.txt`, type: 'text/plain', bytes: new TextEncoder().encode(body) },
        notes: [],
      },
      { door, sourceId: batch, name: `${title}.txt`, dated: 'name' },
    ),
  )
  return (ids[title] = brought.id)
}
const titlesIn = async (path: string): Promise<string[]> =>
  [...(await (await office.as('officer').get(path)).text()).matchAll(/<th scope="row"><a href="\/intake\/[0-9a-f-]+"[^>]*>([^<]+)<\/a>/g)].map((hit) => hit[1]!)
const plain = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

beforeAll(async () => {
  office = await openOffice()
  done(await createOrganisation(office.here, office.officer, { name: { bg: 'Берово' }, kind: 'municipality', country: 'MK' }))
  await office.pool.query(
    `insert into intake_batch (office_id, id, title, state, person_id, person_name, language) values ($1, $2, 'Архив', 'done', 'x', 'x', 'bg')`,
    [office.officeId, batch],
  )
  await bring('Ремонт на улица', 'Община Троян ремонтира улица в града. Работата ще приключи до края на месеца.')
  await bring('Гости от Дойран', 'Делегация от община Дойран, Северна Македония, посети Троян.')
  await bring('Среща с Берово', 'Делегация от община Берово, Северна Македония, посети Троян. Двете общини се договориха да обменят ученици и млади художници.')
  await bring('Италиански гости', 'Делегация от община Бреша, Италия, посети Троян.', 'mail')
})
afterAll(() => office.close())

test('known partners and promises stand first, what speaks of nobody abroad stands apart', async () => {
  expect((await titlesIn(addresses.intakeTriage()))[0]).toBe('Среща с Берово')
  expect((await titlesIn(addresses.intakeTriage())).toSorted()).toEqual(['Гости от Дойран', 'Италиански гости', 'Среща с Берово'])
  expect(await titlesIn(addresses.intakeTriage({ view: 'none' }))).toEqual(['Ремонт на улица'])
  expect(await read((tx) => triageCounts(tx))).toEqual({ open: 3, none: 1, aside: 0 })
  const html = plain(await (await office.as('reader').get(addresses.intakeTriage())).text())
  expect(html).toContain('Берово (познат партньор)')
  expect(html).not.toContain('Остави настрана')
})

test('filters: by partner, country, source; what is unknown is no filter', async () => {
  expect(await titlesIn(addresses.intakeTriage({ q: 'дойран' }))).toEqual(['Гости от Дойран'])
  expect(await titlesIn(addresses.intakeTriage({ country: 'IT' }))).toEqual(['Италиански гости'])
  expect(await titlesIn(addresses.intakeTriage({ country: 'MK', q: 'среща' }))).toEqual(['Среща с Берово'])
  expect(await titlesIn(addresses.intakeTriage({ source: newId() }))).toEqual([])
  expect((await titlesIn(addresses.intakeTriage({ source: batch }))).length).toBe(3)
  expect((await titlesIn(`${addresses.intakeTriage()}?view=x&country=%00&q=%00&source=1&after=zzz`)).length).toBe(3)
})

test('texts of an archive do not fill the day’s list; those of a feed do, until they are set aside', async () => {
  const today = office.here.clock.today()
  expect((await read((tx) => shellCounts(tx, today, office.officer))).intake).toBe(0)
  const own = await bring('Новина за нас си', 'Кметът на Троян Проба Примерова откри новата улица в града.', 'feed')
  await office.pool.query(
    `insert into intake_draft (office_id, id, text_id, key, position, kind, data, spans) values ($1, $2, $3, 'x', 9, 'person', '{}', '[]')`,
    [office.officeId, newId(), own],
  )
  expect((await read((tx) => shellCounts(tx, today, office.officer))).intake).toBe(0)
  await office.pool.query(`update intake_text set deleted_at = now() where id = $1`, [own])
  const id = await bring('Новина от днес', 'Делегация от община Прилеп, Северна Македония, посети Троян.', 'feed')
  expect((await read((tx) => shellCounts(tx, today, office.officer))).intake).toBeGreaterThan(0)
  const aside = done(await setAside(office.here, office.officer, [id]))
  expect((await read((tx) => shellCounts(tx, today, office.officer))).intake).toBe(0)
  done((await undo(office.here, office.officer, aside.activityId))!)
})

test('setting aside by hand, all at once, and taking it back by one press', async () => {
  const officer = office.as('officer')
  expect((await office.as('reader').post(addresses.intakeTriage(), { chosen: ids['Ремонт на улица']! })).status).toBe(403)
  const none = await officer.post(addresses.intakeTriage(), { query: '' })
  expect(plain(await officer.follow(none))).toContain('Не е избран нито един текст.')
  const one = await officer.post(addresses.intakeTriage(), { chosen: `${ids['Ремонт на улица']}:1`, query: 'view=none', act: 'aside' })
  expect(one.headers.get('location')).toBe('/intake/triage?view=none')
  expect(plain(await officer.follow(one))).toContain('1 текст е оставен настрана.')
  expect(await read((tx) => triageCounts(tx))).toEqual({ open: 4, none: 0, aside: 1 })
  // „All“ means all the filter shows, and no more.
  const all = await officer.post(addresses.intakeTriage(), { all: 'yes', query: 'country=MK', act: 'aside' })
  const html = await officer.follow(all)
  expect(plain(html)).toContain('3 текста са оставени настрана.')
  expect(await titlesIn(addresses.intakeTriage())).toEqual(['Италиански гости'])
  const undone = await officer.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)![1]!)
  expect(undone.status).toBe(303)
  expect(await read((tx) => triageCounts(tx))).toEqual({ open: 4, none: 0, aside: 1 })
  // Aside it is out of the list of texts too, until somebody searches for it.
  const texts = async (q: string): Promise<boolean> => (await (await officer.get(addresses.intake({ q }))).text()).includes('Ремонт на улица</a>')
  expect([await texts(''), await texts('ремонт')]).toEqual([false, true])
  const back = await officer.post(addresses.intakeTriage(), { chosen: `${ids['Ремонт на улица']}:2`, query: 'view=aside', act: 'back' })
  expect(plain(await officer.follow(back))).toContain('1 текст е върнат за преглед.')
  expect(await read((tx) => triageCounts(tx))).toEqual({ open: 4, none: 1, aside: 0 })
})

test('fifty set aside at once come back at once, unless one of them has moved on', async () => {
  const own = await openOffice()
  try {
    const many: string[] = []
    for (let at = 0; at < 25; at += 1) many.push(await bring(`Ред ${at}`, 'Община Троян.', 'batch', own))
    const aside = done(await setAside(own.here, own.officer, many))
    expect(aside.count).toBe(25)
    const cost = await own.statements(async () => done((await undo(own.here, own.officer, aside.activityId))!))
    expect(cost).toBeLessThan(25)
    expect((await own.here.db.inOffice(own.officeId, (tx) => triageCounts(tx))).aside).toBe(0)
    const again = done(await setAside(own.here, own.officer, many))
    await own.pool.query('update intake_arrival set version = version + 1 where id = $1', [many[3]])
    const refused = (await undo(own.here, own.officer, again.activityId))!
    expect(refused.ok ? 'undone' : refused.refusal.code).toBe('moved-on')
    expect((await own.here.db.inOffice(own.officeId, (tx) => triageCounts(tx))).aside).toBe(25)
  } finally {
    await own.close()
  }
})

test('the next one: below this one, then from the top; a text keeps its place while it is decided', async () => {
  const order = (await read((tx) => triagePage(tx, 'open', {}, {}))).rows.map(({ id }) => id)
  expect(order.length).toBe(4)
  const next = (after: string | null) => read((tx) => nextInTriage(tx, after))
  expect(await next(null)).toBe(order[0])
  expect(await next(order[0]!)).toBe(order[1])
  expect(await next(order[3]!)).toBe(order[0])
  done(await acceptRest(office.here, office.officer, order[1]!))
  expect(await next(order[1]!)).toBe(order[2])
  expect(await next(order[0]!)).toBe(order[2])
  // In the part somebody works through: the browser remembers the filter of the list.
  const officer = office.as('officer')
  await officer.get(addresses.intakeTriage({ country: 'IT' }))
  const answer = await officer.get(addresses.intakeTriageNext({ after: order[0]! }))
  expect(answer.headers.get('location')).toBe(addresses.intakeText({ id: ids['Италиански гости']! }))
})

test('at the desk: the way on, and aside with the next opened; a text brought by hand has neither', async () => {
  const officer = office.as('officer')
  const id = ids['Италиански гости']!
  const html = await (await officer.get(addresses.intakeText({ id }))).text()
  expect(html).toContain(`data-triage="N" aria-keyshortcuts="n" href="${addresses.intakeTriageNext({ after: id })}"`)
  const onward = await officer.post(addresses.intakeTriage(), { chosen: id, next: id })
  expect(onward.headers.get('location')).toMatch(/^\/intake\/[0-9a-f-]{36}$/)
  expect(onward.headers.get('location')).not.toContain(id)
  expect(plain(await officer.follow(onward))).toContain('1 текст е оставен настрана.')
  const pasted = await officer.post(addresses.intakeNew(), { text: 'Гости\n\n12 май 2025 г.\n\nДелегация от община Берово посети Троян.' })
  expect(await officer.follow(pasted)).not.toContain('data-triage')
})

test('a page of the list costs the same with one and with many', async () => {
  const cost = (q: string) => office.statements(() => office.as('officer').get(addresses.intakeTriage({ q })))
  expect(await cost('Дойран')).toBe(await cost('гости'))
})

test('another office sees nothing of it and cannot set it aside', async () => {
  const other = await office.openAnother('Община Чужда')
  expect(plain(await (await other.visit.get(addresses.intakeTriage())).text())).not.toContain('Дойран')
  await other.visit.post(addresses.intakeTriage(), { chosen: ids['Гости от Дойран']!, act: 'aside' })
  expect((await read((tx) => triagePage(tx, 'aside', {}, {}))).rows.map(({ title }) => title)).toEqual(['Италиански гости'])
})

test('days in names of files, nearest to the end first; days in heads of letters', () => {
  expect(
    [
      '2024-10-24 Дойран.docx',
      'новини/2019/24.10.2024_г.txt',
      '20241024.html',
      '24-10-2024.txt',
      'протокол 31.02.2024.txt',
      'решение 1234.pdf',
      '2019/решение.pdf',
      'снимки 2024-13-01.txt',
    ].map(dayInName),
  ).toEqual(['2024-10-24', '2024-10-24', '2024-10-24', '2024-10-24', null, null, null, null])
  expect(
    [
      'Sat, 12 Oct 2024 10:32:00 +0300',
      'Saturday, October 12, 2024 10:32 AM',
      'събота, 12 октомври 2024 г. 10:32 ч.',
      'сб, 12.10.2024 г. в 10:32',
      '12.10.2024. 10:32',
      'sam. 12 oct. 2024 à 10:32',
      'Samstag, 12. Oktober 2024 10:32',
      'sabato 12 ottobre 2024 10:32',
      'субота, 12. октобар 2024. 10:32',
      'subota, 12. oktobar 2024. 10:32',
      'сабота, 12 октомври 2024 10:32',
      '12.10.24, 10:32',
      'Le 12 octobre 2024',
      'нещо друго',
    ].map(daySent),
  ).toEqual([...Array.from({ length: 13 }, () => '2024-10-12'), null])
})
