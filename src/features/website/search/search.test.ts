// The citizens' search: it finds public rows by public words, in any form and script, and never by a word of anything private.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { changeEvent, createEvent } from '#features/events/event.actions.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { newId } from '#platform/ids.ts'
import { indexText } from '#platform/search/texts.ts'
import { localText } from '#platform/texts/local-text.ts'
import { publish } from '../../../../tests/support/newsletter.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'

let office: TestOffice
let festival: string
const event = { kind: 'festival', direction: 'incoming', title: { bg: 'Празник на сливите' }, date: '2025-09-20', partners: [] as string[] } as const
beforeAll(async () => {
  office = await openOffice()
  const { here, officer: by } = office
  const { id } = done(
    await createPartnershipWith(
      here,
      by,
      {
        name: { bg: 'Узорево', en: 'Uzorevo' },
        aliases: ['Прозвищеград'],
        nativeName: 'Узорово',
        nativeLanguage: 'mk',
        kind: 'municipality',
        country: 'MK',
        notes: { bg: 'секретнабележка' },
        website: 'https://saitnatayna.example/',
      },
      { type: 'twinning', published: true, summary: { bg: 'Керамиката и овощарството събраха двата града.' }, origin: { bg: 'секретенпроизход' } },
    ),
  )
  const partner = (await here.db.inOffice(office.officeId, (tx) => partnershipById(tx, id)))!.organisationId
  done(
    await addMilestone(here, by, id, {
      kind: 'signing',
      side: 'both',
      date: '2004',
      note: { bg: 'Подписано в читалището.' },
      documentNumber: 'Р-742',
      published: true,
    }),
  )
  done(await addMilestone(here, by, id, { kind: 'lapse', side: 'both', date: '2010', note: { bg: 'секретнастъпка' }, documentNumber: 'ТАЕН-1' }))
  const person = done(await createPerson(here, by, { name: { bg: 'Секретка Лицева' } }))
  festival = done(
    await createEvent(here, by, {
      ...event,
      partners: [partner],
      published: true,
      summary: { bg: 'Занаятчиите показаха глинени съдове.' },
      participants: [{ personId: person.id, asRole: 'секретнароля' }],
      sources: [{ title: 'секретенизточник', url: null, date: null, textId: null, quote: 'секретенцитат' }],
    }),
  ).id
  done(await createEvent(here, by, { ...event, title: { bg: 'Секретнизаглавия преговори' }, summary: { bg: 'Глинени тайни.' } }))
  done(await createSymbolicAct(here, by, { kind: 'tree_planting', title: { bg: 'Дърво на дружбата' }, date: '2025', partners: [partner], published: true }))
  done(await createSymbolicAct(here, by, { kind: 'gift', title: { bg: 'Секретендар' }, date: '2025', partners: [partner] }))
  done(
    await createCommitment(here, by, {
      owedBy: 'us',
      text: { bg: 'секретнообещание' },
      topic: 'visit',
      state: 'agreed',
      due: '2027',
      partners: [partner],
      published: false,
    }),
  )
  done(
    await createPartnershipWith(
      here,
      by,
      { name: { bg: 'Скритоградец' }, kind: 'municipality', country: 'JP' },
      { type: 'twinning', published: false, summary: { bg: 'Глинени съдове' } },
    ),
  )
  done(await createOrganisation(here, by, { name: { bg: 'Непартньорско дружество' }, kind: 'company', country: 'MK' }))
})
afterAll(() => office.close())

const ask = (q: string, more = '') => office.as('nobody').get(`/bg/search?q=${encodeURIComponent(q)}${more}`)
async function found(q: string): Promise<string[]> {
  const html = await (await ask(q)).text()
  return [...html.matchAll(/<ol class="results">(.*?)<\/ol>/gs)].flatMap(([, list]) =>
    [...list!.matchAll(/<h2><a[^>]*>(.*?)<\/a>/gs)].map(([, title]) => title!.replace(/<[^>]+>/g, '')),
  )
}

describe('finds', () => {
  test.each([
    ['a partner by its name', 'Узорево', ['Узорево']],
    ['in Latin letters', 'uzorevo', ['Узорево']],
    ['as its own people write it', 'Узорово', ['Узорево']],
    ['by a word that is still being typed', 'Узор', ['Узорево']],
    ['with one slip', 'Узурево', ['Узорево']],
    ['by its country', 'Северна Македония', ['Узорево']],
    ['by a word of the summary in another form', 'керамика', ['Узорево']],
    ['by the number of a public document', 'Р-742', ['Узорево']],
    ['by the note of a public step', 'читалище', ['Узорево']],
    ['an event by its title in another form', 'сливи', ['Празник на сливите']],
    ['an event by its summary', 'занаятчия глинен', ['Празник на сливите']],
    ['a symbolic act', 'дружба', ['Дърво на дружбата']],
  ])('%s: %s', async (_, q, titles) => {
    expect(await found(q)).toEqual(titles)
  })

  test('each leads to where it is told, with the words around the find', async () => {
    const html = await (await ask('глинени')).text()
    expect([html.includes(`href="/bg/calendar/${festival}"`), /Занаятчиите показаха <mark>глинени<\/mark> съдове\./.test(html)]).toEqual([true, true])
    expect((await (await ask('дружба')).text()).includes('/bg/partners/uzorevo#act-')).toBe(true)
  })
})

test.each([
  'секретнабележка',
  'секретенпроизход',
  'секретнастъпка',
  'ТАЕН-1',
  'Секретка',
  'Лицева',
  'секретнароля',
  'секретенизточник',
  'секретенцитат',
  'Секретнизаглавия',
  'Секретендар',
  'секретнообещание',
  'Скритоградец',
  'Япония',
  'Прозвищеград',
  'saitnatayna',
  'Непартньорско',
])('never hits by the private word „%s“', async (q) => {
  const html = await (await ask(q)).text()
  expect([await found(q), html.includes('Нищо не отговаря на')]).toEqual([[], true])
})

test('what is made private or public is so at the next question', async () => {
  const { here, officer } = office
  const version = async () => Number((await office.pool.query('select version from event where id = $1', [festival])).rows[0].version)
  expect(await found('сливи')).toEqual(['Празник на сливите'])
  done(await changeEvent(here, officer, festival, await version(), { ...event, published: false }))
  expect(await found('сливи')).toEqual([])
  done(await changeEvent(here, officer, festival, await version(), { ...event, published: true, title: { bg: 'Празник на ябълките' } }))
  expect([await found('сливи'), await found('ябълка')]).toEqual([[], ['Празник на ябълките']])
  done(await changeEvent(here, officer, festival, await version(), { ...event, published: true }))
})

test('a public paper is found by its title and the words of its file, another by neither', async () => {
  const { here, officer } = office
  const { rows } = await office.pool.query<{ id: string }>('select id from partnership where office_id = $1 and slug = $2', [office.officeId, 'uzorevo'])
  const paper = async (title: string, words: string, published: boolean): Promise<string> => {
    const id = newId()
    const at = here.clock.now()
    await office.pool.query(
      `insert into document (office_id, id, title, kind, language, hash, file_name, media, bytes, published_at) values ($1, $2, $3, 'other', 'bg', $4, 'file.txt', 'txt', 10, $5)`,
      [office.officeId, id, JSON.stringify(localText(title, at)), 'a'.repeat(64), published ? at : null],
    )
    await office.pool.query('insert into document_place (office_id, id, document_id, thing, thing_id) values ($1, $2, $3, $4, $5)', [
      office.officeId,
      newId(),
      id,
      'partnership',
      rows[0]!.id,
    ])
    await here.db.inOffice(officer.officeId, (tx) => indexText(tx, 'document', id, { language: 'bg', title, body: words }))
    return id
  }
  const id = await paper('Хартата на дружбата', 'В нея пише за лодкарството.', true)
  await paper('Поверително писмо', 'В него пише за тайнописа.', false)
  expect([await found('харта'), await found('лодкарство'), await found('поверително'), await found('тайнопис')]).toEqual([
    ['Хартата на дружбата'],
    ['Хартата на дружбата'],
    [],
    [],
  ])
  expect((await (await ask('лодкарство')).text()).includes(`href="/bg/documents/${id}"`)).toBe(true)
  await office.pool.query('update document set published_at = null, version = version + 1 where id = $1', [id])
  expect(await found('лодкарство')).toEqual([])
})

test('what is public is read once after a change, however many ask at once; while nothing changes not even whether it did', async () => {
  const asking = (): Promise<number> => office.statements(() => ask('сливи'))
  const change = () => office.pool.query('update event set version = version + 1 where id = $1', [festival])
  await change()
  const first = await asking()
  // Other tests write on the same server: only a question between two of their writes finds nothing changed.
  let again = await asking()
  for (let attempt = 0; attempt < 50 && again > 1; attempt += 1) again = await asking()
  await change()
  const five = await office.statements(() => Promise.all(Array.from({ length: 5 }, () => ask('сливи'))))
  // Each of the others asks for the mark at most; none reads everything again.
  expect([first, again <= 1, five <= first + 4 * 9]).toEqual([15, true, true])
})

test('a published digest is found by the words of its own language and leads to its page; one withdrawn is not', async () => {
  await publish(office, '2026-10', 'bg')
  await publish(office, '2026-10', 'en')
  await publish(office, '2026-09', 'en')
  const html = await (await ask('липа')).text()
  expect([await found('липа'), html.includes('href="/bg/digest/2026-10"'), /<p class="sub">Бюлетин · 23 ноември 2026 г\.<\/p>/.test(html)]).toEqual([
    ['Примерово по света: октомври 2026 г.'],
    true,
    true,
  ])
  // October can be read in Bulgarian, so its English words find nothing here; September only in English.
  const english = await (await ask('lime')).text()
  expect([await found('lime'), english.includes('href="/en/digest/2026-09"'), english.includes('href="/en/digest/2026-10"')]).toEqual([
    ['Primerovo in the world: October 2026'],
    true,
    false,
  ])
  await office.pool.query('update digest_publication set withdrawn_at = now()')
  expect([await found('липа'), await found('lime')]).toEqual([[], []])
})

test('another office’s words stay with it', async () => {
  const other = await office.openAnother('Община Друга')
  done(await createEvent(office.here, other.officer, { ...event, title: { bg: 'Чуждословно' }, published: true }))
  expect(await found('Чуждословно')).toEqual([])
})

test('it is for readers, not for search engines, and needs no script', async () => {
  const answer = await ask('Узорево')
  const html = await answer.text()
  expect([
    answer.headers.get('x-robots-tag'),
    html.includes('<meta name="robots" content="noindex"/>'),
    html.includes('<script type="module"'),
    html.includes('role="search"'),
  ]).toEqual(['noindex', true, false, true])
  expect(html).toContain('hreflang="en" href="http://pobratim.test/en/search?q=')
})

test('an empty question shows the box and where else to look; junk does no harm', async () => {
  const empty = await (await office.as('nobody').get('/bg/search')).text()
  expect(['href="/bg/partnerships"', 'href="/bg/calendar"', 'href="/bg/news"', 'Нищо не отговаря'].map((part) => empty.includes(part))).toEqual([
    true,
    true,
    true,
    false,
  ])
  for (const q of ['%', "'; drop table event; --", '<script>alert(1)</script>', '   ', 'на', '🙂', 'а'.repeat(5000), '\u202eобратно', '市 县', '(|&!:*'])
    expect([q.slice(0, 10), (await ask(q)).status]).toEqual([q.slice(0, 10), 200])
  expect((await (await ask('<b>x</b>')).text()).includes('<b>x</b>')).toBe(false)
})

test('page by page, and the same number of questions however many there are', async () => {
  const { here, officer } = office
  const count = async () => {
    await ask('сливи')
    return office.anew(() => ask('сливи'))
  }
  const before = await count()
  for (let n = 0; n < 25; n += 1) done(await createEvent(here, officer, { ...event, title: { bg: `Поредица ${n}` }, published: true }))
  expect([before, await count()]).toEqual([7, 7])
  const first = await (await ask('поредица')).text()
  const next = /href="([^"]*after=[^"]*)" rel="next"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await (await office.as('nobody').get(next)).text()
  const titles = (html: string) => [...html.matchAll(/<h2><a[^>]*>(.*?)<\/a>/gs)].map(([, title]) => title!)
  expect([titles(first).length, titles(second).length, new Set([...titles(first), ...titles(second)]).size, first.includes('25 резултата')]).toEqual([
    20,
    5,
    25,
    true,
  ])
})
