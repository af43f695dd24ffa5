// The desk where the month's report is prepared: what stands first, what each sentence leads to, where the newsletter is, and what junk and double presses do.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOccasion } from '#features/calendar/occasions/occasion.actions.ts'
import { createEvent, removeEvent } from '#features/events/event.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { silentLog } from '#platform/log.ts'
import { subscribed } from '../../../tests/support/newsletter.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'
import { publishDue } from './digest.jobs.ts'
import { editionById, type EditionRow } from './digest.queries.ts'
import { publicDigest } from './publication.queries.ts'

let office: TestOffice
let officer: Visit
let partner: string
let eventId: string

beforeAll(async () => {
  office = await openOffice({ today: '2024-11-04' })
  officer = office.as('officer')
  const { here, officer: by, officeId } = office
  const made = done(
    await createPartnershipWith(
      here,
      by,
      { name: { bg: 'Примерово', en: 'Primerovo' }, kind: 'municipality', country: 'MK' },
      { type: 'twinning', published: true },
    ),
  )
  partner = (await here.db.inOffice(officeId, (tx) => partnershipById(tx, made.id)))!.organisationId
  eventId = done(await createEvent(here, by, event('2024-10-12', true))).id
})
afterAll(() => office.close())
beforeEach(async () => {
  office.here.clock.set('2024-11-04')
  for (const table of ['newsletter_delivery', 'newsletter_issue', 'digest_draft', 'digest_publication', 'digest_edition', 'digest'])
    await office.pool.query(`delete from ${table}`)
})

const event = (date: string, published: boolean, title = 'Посещение за изложбата') => ({
  kind: 'visit' as const,
  direction: 'incoming' as const,
  title: { bg: title, en: 'Visit for the exhibition' },
  date,
  placeText: '',
  summary: { bg: 'Гостите откриха изложба с творби на ученици.', en: 'The guests opened an exhibition.' },
  partners: [partner],
  published,
})
const edition = async (language = 'bg'): Promise<EditionRow> => {
  const { rows } = await office.pool.query<{ id: string }>('select id from digest_edition where language = $1 and deleted_at is null', [language])
  return (await office.here.db.inOffice(office.officeId, (tx) => editionById(tx, rows[0]!.id)))!
}
const begin = async (month = '2024-10', languages: readonly string[] = ['bg']): Promise<EditionRow> => {
  expect((await officer.post(addresses.digests(), { month, languages })).status).toBe(303)
  return edition(languages[0])
}
const press = (address: string, form: Record<string, string> = {}): Promise<Response> => officer.post(address, form)
const page = async (address: string): Promise<string> => (await officer.get(address)).text()
const checked = async (row: EditionRow): Promise<EditionRow> => {
  await press(addresses.digestEditionCheck({ id: row.id }), { version: String(row.version) })
  return edition(row.language)
}
const publish = (row: EditionRow, form: Record<string, string> = {}): Promise<Response> =>
  press(addresses.digestEditionPublication({ id: row.id }), { version: String(row.version), reason: 'Редовен месечен обзор', ...form })
const publications = async (): Promise<number> => (await office.pool.query('select 1 from digest_publication')).rowCount ?? 0
const section = (html: string, id: string): string => new RegExp(`<section[^>]*id="${id}".*?</section>`, 's').exec(html)?.[0] ?? ''

test('months with a report stand first, however long ago; of the others only those in which something happened', async () => {
  await begin()
  office.here.clock.set('2026-11-23')
  done(await createEvent(office.here, office.officer, event('2026-08-02', false, 'Лятно посещение')))
  const html = await page(addresses.digests())
  expect([...section(html, 'reviews').matchAll(/id="month-([\d-]+)"/g)].map(([, month]) => month)).toEqual(['2024-10'])
  expect([...section(html, 'months').matchAll(/id="month-([\d-]+)"/g)].map(([, month]) => month)).toEqual(['2026-11', '2026-10', '2026-08'])
  // On the way back through the months nothing is said twice in one list, and the report is met again among the reports.
  const older = await page(addresses.digests({ until: '2024-11' }))
  expect([section(older, 'reviews').includes('id="month-2024-10"'), section(older, 'months').includes('id="month-2024-10"')]).toEqual([true, false])
})

test('the last month is one press away while it has no report and something to tell', async () => {
  const button = 'Състави обзор за октомври 2024 г.'
  expect(await page(addresses.digests())).toContain(button)
  expect(await (await office.as('reader').get(addresses.digests())).text()).not.toContain(button)
  await begin()
  expect(await page(addresses.digests())).not.toContain(button)
})

test('the Montenegrin text is called by its name, in the office as well', async () => {
  expect(section(await page(addresses.digests()), 'new')).toContain('черногорски')
  expect(await page(addresses.digests())).not.toContain('сръбски')
})

test('a sentence leads to its record and is read with what it rests on; one of our own leads nowhere', async () => {
  const row = await begin()
  const at = row.blocks.findIndex(({ kind }) => kind === 'paragraph')
  const blocks = row.blocks.map(({ key, kind, sentences }, index) => ({
    key,
    kind,
    sentences: [...sentences.map((one) => ({ key: one.key, text: one.text })), ...(index === at ? [{ key: 'own:new', text: 'Наши думи.' }] : [])],
  }))
  await press(addresses.digestEditionText({ id: row.id }), { version: '1', document: JSON.stringify(blocks) })
  const html = await page(addresses.digestEdition({ id: row.id }))
  const link = new RegExp(`<a class="words" href="${addresses.event({ id: eventId })}" aria-describedby="(record-\\d+)"[^>]*>Гостите откриха изложба`).exec(
    html,
  )
  expect(link?.[1]).toBeDefined()
  expect(html).toContain(`<li id="${link![1]}"`)
  expect(/<span class="said"[^>]*>(<a[^>]*>)?Наши думи\./.exec(html)?.[1]).toBeUndefined()
})

test('what lies ahead and is not marked as public is listed, with the way to mark it', async () => {
  const { here, officer: by } = office
  const day = async (name: string, published: boolean, whose: string | null): Promise<string> =>
    done(
      await createOccasion(here, by, {
        organisationId: whose,
        kind: 'town_day',
        name: { bg: name },
        rule: { repeats: 'yearly', month: 12, day: 6 },
        published,
      }),
    ).id
  const closed = await day('Затворен празник', false, partner)
  const open = await day('Открит празник', true, null)
  const coming = done(await createEvent(here, by, event('2024-12-10', false, 'Предстоящо посещение'))).id
  const left = section(await page(addresses.digestEdition({ id: (await begin()).id })), 'left-out')
  expect(left).toContain(`<a href="${addresses.occasionEdit({ id: closed })}">Затворен празник</a>`)
  expect(left).toContain('предстои, 6 декември 2024 г.')
  expect(left).toContain(`<a href="${addresses.eventEdit({ id: coming })}">Предстоящо посещение</a>`)
  expect(left).not.toContain(open)
})

test('after publishing the newsletter is one press away, and the page says how far it is', async () => {
  await subscribed(office, ['ana@primer.test', 'ivo@primer.test'], 'bg')
  const row = await checked(await begin())
  expect(section(await page(addresses.digestEdition({ id: row.id })), 'newsletter')).toBe('')
  const notice = await officer.follow(await publish(row))
  expect(notice).toContain('Изпратете го и като бюлетин')
  expect(section(notice, 'newsletter')).toContain('Още не е изпратен на абонатите.')
  expect(await (await office.as('reader').get(addresses.digestEdition({ id: row.id }))).text()).not.toContain('Подгответе бюлетина')
  const publication = /name="publication" value="([^"]+)"/.exec(section(notice, 'newsletter'))![1]!
  const to = (await press(addresses.newsletterIssues(), { publication })).headers.get('location')!
  const issue = to.split('/').at(-1)!
  const now = async (): Promise<string> => section(await page(addresses.digestEdition({ id: row.id })), 'newsletter')
  expect(await now()).toContain('Броят е подготвен, но още не е изпратен.')
  expect(await page(to)).toContain(`<a href="${addresses.digestEdition({ id: row.id })}">Назад към обзора</a>`)
  expect(await now()).toContain(`href="${to}"`)
  await press(addresses.newsletterIssueSending({ id: issue }), { version: '1', read: 'yes' })
  expect(await now()).toContain('Изпраща се: 0 от 2 писма.')
  await office.pool.query("update newsletter_delivery set state = 'sent'")
  await office.pool.query('update newsletter_issue set finished_at = now()')
  expect(await now()).toContain('Изпратен до 2 абонати.')
  // Published anew: that one has not been sent, the earlier one has.
  await publish(await checked(await edition()))
  await officer.post(addresses.digestEditionText({ id: row.id }), {})
  const live = await edition()
  const blocks = live.blocks.map(({ key, kind, sentences }) => ({ key, kind, sentences: sentences.map((one) => ({ key: one.key, text: `${one.text} Още.` })) }))
  await press(addresses.digestEditionText({ id: row.id }), { version: String(live.version), document: JSON.stringify(blocks) })
  await publish(await checked(await edition()))
  expect(await now()).toContain('Още не е изпратен на абонатите.')
  expect(await now()).toContain('По-ранна публикация за този месец беше изпратена на')
})

test('pressed twice a report is begun once and published once', async () => {
  const two = await Promise.all([1, 2].map(() => press(addresses.digests(), { month: '2024-10', languages: 'bg' })))
  expect(two.map(({ status }) => status).sort()).toEqual([303, 422])
  const row = await checked(await edition())
  const both = await Promise.all([publish(row), publish(row)])
  expect(both.map(({ status }) => status)).toEqual([303, 303])
  expect(await publications()).toBe(1)
})

test('an hour typed while „at once“ is chosen publishes nothing; neither does a reason without end', async () => {
  const row = await checked(await begin())
  const odd = await publish(row, { when: 'now', day: '2024-11-06', time: '9:30' })
  expect([odd.status, (await odd.text()).includes('Избрано е „Сега“, а е попълнен ден или час.')]).toEqual([422, true])
  const long = await publish(row, { reason: 'а'.repeat(5_000) })
  const said = await long.text()
  expect([long.status, said.includes('най-много 500 знака'), said.includes('а'.repeat(5_000))]).toEqual([422, true, true])
  expect(await publications()).toBe(0)
  // The boxes as they were served, on a report whose hour is called in: „at once“ means it.
  await publish(row, { when: 'later', day: '2024-11-06', time: '9:30' })
  const waiting = await edition()
  expect((await publish(waiting, { when: 'now', day: '2024-11-06', time: '09:30', kept: '2024-11-06 09:30' })).status).toBe(303)
  expect(await publications()).toBe(1)
})

test.each(['2024-13', '0000-00', '2024-10-05', 'октомври', '%00', '../..'])('a month that is none, „%s“, is answered in words', async (month) => {
  const asked = await officer.get(`${addresses.digests()}?until=${encodeURIComponent(month)}`)
  expect([asked.status, (await asked.text()).includes('Октомври 2024 г.')]).toEqual([200, true])
  expect((await officer.get(`/digests/${encodeURIComponent(month)}`)).status).toBe(404)
  const typed = await press(addresses.digests(), { month, languages: 'bg' })
  expect([typed.status, (await typed.text()).includes('Напишете месеца така')]).toEqual([422, true])
})

test.each([
  ['10.2024', '2024-10'],
  ['10/2024', '2024-10'],
  ['2024.10', '2024-10'],
  [' 2024-10 ', '2024-10'],
  ['октомври 2024', '2024-10'],
  ['Септември 2024 г.', '2024-09'],
])('a month is understood as people write it: „%s“', async (typed, month) => {
  expect((await press(addresses.digests(), { month: typed, languages: 'bg' })).status).toBe(303)
  expect((await edition()).month).toBe(month)
})

test('script and markup in a text are words and nothing else, for the office, the citizens and the preview', async () => {
  const row = await begin()
  const evil = '<script>alert(1)</script><img src=x onerror=alert(2)> & „думи“'
  const blocks = row.blocks.map(({ key, kind, sentences }) => ({ key, kind, sentences: sentences.map((one) => ({ key: one.key, text: evil })) }))
  expect((await press(addresses.digestEditionText({ id: row.id }), { version: '1', document: JSON.stringify(blocks) })).status).toBe(303)
  await publish(await checked(await edition()))
  for (const html of [
    await page(addresses.digestEdition({ id: row.id })),
    await page(addresses.digestEditionText({ id: row.id })),
    await page(addresses.digestEditionPreview({ id: row.id })),
    await (await office.as('nobody').get(addresses.siteDigest({ lang: 'bg', month: '2024-10' }))).text(),
  ]) {
    expect(html).toContain('alert(1)')
    expect([html.includes('<script>alert'), html.includes('<img src=x')]).toEqual([false, false])
  }
  const pdf = await officer.get(addresses.digestEditionPaper({ id: row.id, format: 'pdf' }))
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
})

test('two hundred thousand letters pasted into one sentence are refused in words, and stand in the box still', async () => {
  const row = await begin()
  const huge = 'дълъг текст '.repeat(17_000)
  const blocks = row.blocks.map(({ key, kind, sentences }, at) => ({
    key,
    kind,
    sentences: sentences.map((one, of) => ({ key: one.key, text: at === 1 && of === 0 ? huge : one.text })),
  }))
  const answer = await press(addresses.digestEditionText({ id: row.id }), { version: '1', document: JSON.stringify(blocks) })
  const html = await answer.text()
  expect([answer.status, html.includes('Едно от изреченията е с 204000 знака.')]).toEqual([422, true])
  expect(html).toContain('дълъг текст дълъг текст')
  expect((await edition()).blocks).toEqual(row.blocks)
})

test('records removed after the report was written: the text stands, the page says which are gone, and it can still be published', async () => {
  const gone = done(await createEvent(office.here, office.officer, event('2024-10-20', true, 'Премахнато посещение'))).id
  const row = await begin()
  done(await removeEvent(office.here, office.officer, gone, 1))
  const html = await page(addresses.digestEdition({ id: row.id }))
  expect(section(html, 'records')).toContain('премахнат от регистъра')
  expect(html).toContain('Регистърът се промени')
  expect((await publish(await checked(await edition()))).status).toBe(303)
  expect((await office.here.db.inOffice(office.officeId, (tx) => publicDigest(tx, '2024-10', 'bg')))?.blocks.length).toBe(row.blocks.length)
})

test('the preview is drawn as the citizens’ page is, in the language of the text, and says whether they can read it already', async () => {
  const row = await begin('2024-10', ['en', 'bg'])
  const english = await edition('en')
  const before = await page(addresses.digestEditionPreview({ id: english.id }))
  expect([/<html[^>]* lang="(\w+)"/.exec(before)?.[1], before.includes('site-digest')]).toEqual(['en', true])
  expect(before).toContain('Още не е публична страница.')
  expect(before).toContain('Published on 4 November 2024')
  await publish(await checked(english))
  expect(await page(addresses.digestEditionPreview({ id: english.id }))).toContain('така го вижда гражданинът')
  expect(row.language).toBe('en')
})

test('an hour that came while nothing ran is published at the next round, once, and says so until then', async () => {
  await publish(await checked(await begin()), { when: 'later', day: '2024-11-05', time: '9:30' })
  office.here.clock.set('2024-11-09')
  expect(await page(addresses.digestEdition({ id: (await edition()).id }))).toContain('Часът мина')
  await Promise.all([publishDue(office.here, silentLog), publishDue(office.here, silentLog)])
  expect(await publications()).toBe(1)
})
