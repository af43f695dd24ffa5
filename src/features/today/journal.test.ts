// The journal and its undo, through HTTP on the real database.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterOrganisations } from '#features/organisations/entering.actions.ts'
import { changeOrganisation, createOrganisation } from '#features/organisations/organisation.actions.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { newId } from '#platform/ids.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { done, openOffice, ORIGIN, type TestOffice } from '../../../tests/support/open-office.ts'
import { ACT_NAMES, actInWords, THINGS } from './journal.ts'
import { pageOf } from './thing-page.ts'
import { RESTORERS } from './journal.actions.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const organisation = async (name: string) => done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'school', country: 'BG' }))
const named = (id: string) => office.here.db.inOffice(office.officeId, async (tx) => (await organisationById(tx, id))?.name.in['bg']?.text ?? null)
const entriesIn = (page: string): string[] =>
  page
    .split('<ol class="journal">')
    .slice(1)
    .flatMap((day) => day.split('</ol>')[0]!.split('<time').slice(1))
const undoIn = (entry: string): string | null => /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(entry)?.[1] ?? null
const from = (path: string) => ({ referer: `${ORIGIN}${path}` })

test('every act that any feature records has its words in both languages', () => {
  const root = join(import.meta.dirname, '../..')
  const sources = globSync('**/*.actions.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'))
  // Whoever records types its acts as `thing.${string}`; whatever is quoted with such a beginning is an act.
  const things = new Set(sources.flatMap((text) => [...text.matchAll(/`([a-z_]+)\.\$\{string\}`/g)].map(([, thing]) => thing!)))
  expect([...things].sort()).toEqual([...THINGS].sort())
  const recorded = new Set(
    sources.flatMap((text) => [...text.matchAll(/['"`](([a-z_]+)\.[a-z_]+)['"`]/g)].filter(([, , thing]) => things.has(thing!)).map(([, act]) => act!)),
  )
  expect(recorded.size).toBeGreaterThan(35)
  expect([...recorded].filter((act) => ACT_NAMES[act] === undefined)).toEqual([])
  expect(Object.keys(ACT_NAMES).filter((act) => !recorded.has(act))).toEqual([])
  for (const [act, name] of Object.entries(ACT_NAMES)) {
    const [bg, en] = [speakingIn('bg', name), speakingIn('en', name)]
    expect([act, /\p{Script=Cyrillic}/u.test(bg), /\p{Script=Cyrillic}/u.test(en)]).toEqual([act, true, false])
  }
})

test('every kind of thing can be filtered by, leads somewhere and can be put back', () => {
  // What was downloaded has no page and cannot be called back; what was asked of the world has been asked.
  const lasting = THINGS.filter((thing) => thing !== 'export' && thing !== 'world_twinnings')
  expect(pageOf('saved_view', 'x', { list: 'finder', query: 'size=2' })).toBe('/finder?size=2')
  expect(pageOf('world_twinnings', 'x', null)).toBe('/finder/twinnings#world')
  expect(pageOf('waiting_note', 'x', null)).toBe('/')
  expect([...lasting].sort()).toEqual(Object.keys(RESTORERS).sort())
  expect([...new Set(Object.keys(ACT_NAMES).map((act) => act.split('.')[0]!))].sort()).toEqual([...THINGS].sort())
  // What the whole office has once has its page among the settings.
  const inSettings = new Set<string>([
    'dormancy_limit',
    'intake_feed',
    'reminder_rules',
    'gift_limit',
    'letterhead',
    'site_languages',
    'trip_rules',
    'trip_rate',
    'site_look',
    'accessibility_statement',
    'outreach_rules',
  ])
  for (const thing of lasting.filter((one) => one !== 'waiting_note'))
    expect(pageOf(thing, 'x', { placeId: 1, personId: 'p', partnershipId: 'q', meetingId: 'p', tripId: 'p', year: 2025, month: '2024-10' })).toMatch(
      inSettings.has(thing)
        ? /^\/settings\/[a-z]+$/
        : /^\/[a-z-]+(?:\/(?:[xpq]|shortlist|outreach\/x|rules|addresses|wanted|twinnings|figures\/x|editions\/x|issues\/x|facts\/(?:tags\/x|1))(?:\/impact\?year=2025|\/programme|\/invitations|\/papers|\/money|\/report|\/meeting(?:#(?:item|outcome)-x)?)?|\?.*)$/,
    )
})

test('what an undo took away reads as removed, not as restored', () => {
  const words = (after: Record<string, unknown> | null) => actInWords({ act: 'event.restored', thing: 'event', after })
  expect([words(null), words({}), actInWords({ act: 'nobody.knows', thing: 'nobody', after: null })]).toEqual([
    'Премахнато събитие',
    'Върнато събитие',
    'Промяна',
  ])
})

test('what was written together is one entry with links to its things, who and when', async () => {
  const made = done(
    await createPartnershipWith(office.here, office.officer, { name: { bg: 'Заедно' }, kind: 'municipality', country: 'MK' }, { type: 'friendship' }),
  )
  const page = await (await office.as('officer').get('/activity')).text()
  const [entry] = entriesIn(page)
  expect(entry).toContain('Вписана организация: ')
  expect(entry).toContain('Започнато партньорство: ')
  expect(entry).toContain(`href="/partnerships/${made.id}"`)
  expect(entry).toContain('Проба Служителова')
  expect(page).toContain('понеделник, 23 ноември 2026 г.')
  expect(page.match(/Вписана организация: /g)).toHaveLength(1)
})

test('undo takes the whole change back, says so, and can itself be undone', async () => {
  const made = done(
    await createPartnershipWith(office.here, office.officer, { name: { bg: 'Обратимо' }, kind: 'municipality', country: 'MK' }, { type: 'contact' }),
  )
  const partnership = () => office.here.db.inOffice(office.officeId, (tx) => partnershipById(tx, made.id))
  const visit = office.as('officer')
  const answer = await visit.post(`/activity/${made.activityId}/undo`, {}, from('/activity'))
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/activity'])
  const page = await visit.follow(answer)
  expect(page).toContain('Върнати са 2 записа, между тях: Обратимо')
  expect(await partnership()).toBeNull()
  const [undoing, undone] = entriesIn(page)
  expect(undoing).toContain('Премахнато партньорство: ')
  expect(undone).toContain('върнато')
  expect(undone).toContain('върна го Проба Служителова, 23 ноември 2026 г.')
  expect([undoIn(undone!), undone!.includes(`href="/partnerships/${made.id}"`)]).toEqual([null, false])

  const again = await visit.post(`/activity/${made.activityId}/undo`, {}, from('/activity'))
  expect(await visit.follow(again)).toContain('role="alert"')

  await visit.follow(await visit.post(undoIn(undoing!)!, {}, from('/activity')))
  expect((await partnership())?.partner.name.in['bg']?.text).toBe('Обратимо')
})

test('a change on which a later one rests offers no button and is refused with the reason', async () => {
  const made = await organisation('Първо име')
  const changed = done(await changeOrganisation(office.here, office.officer, made.id, 1, { name: { bg: 'Второ име' }, kind: 'school', country: 'BG' }))
  const visit = office.as('officer')
  const [later, earlier] = entriesIn(await (await visit.get('/activity')).text())
  expect(later!.replace(/<\/?a[^>]*>/g, '')).toContain('Промени името на Второ име: от „Първо име“ на „Второ име“.')
  expect([undoIn(later!), undoIn(earlier!)]).toEqual([`/activity/${changed.activityId}/undo`, null])

  const refused = await visit.follow(await visit.post(`/activity/${made.activityId}/undo`, {}, from('/activity')))
  expect(refused).toContain('data-tone="late"')
  expect(await named(made.id)).toBe('Второ име')
  await visit.post(`/activity/${changed.activityId}/undo`, {}, from(`/organisations/${made.id}`))
  expect(await named(made.id)).toBe('Първо име')
})

test('one comes back to the page one was on; from the page of what was taken away to its list; never to another site', async () => {
  const visit = office.as('officer')
  const to = async (referer: string | null) => {
    const made = await organisation('Връщане')
    const answer = await visit.post(`/activity/${made.activityId}/undo`, {}, referer === null ? {} : { referer: referer.replace(':id', made.id) })
    return answer.headers.get('location')
  }
  expect([
    await to(`${ORIGIN}/events?when=coming`),
    await to(`${ORIGIN}/organisations/:id`),
    await to('https://evil.example/activity'),
    await to(null),
    await to('not an address'),
  ]).toEqual(['/events?when=coming', '/organisations', '/activity', '/activity', '/activity'])
})

test('a reader reads the journal and may not undo', async () => {
  const made = await organisation('Непипнато')
  const page = await (await office.as('reader').get('/activity')).text()
  expect(page).toContain('Непипнато')
  expect(page).not.toContain('/undo"')
  const answer = await office.as('reader').post(`/activity/${made.activityId}/undo`, {}, from('/activity'))
  expect(answer.status).toBe(403)
  expect(await named(made.id)).toBe('Непипнато')
  expect((await office.as('nobody').post(`/activity/${made.activityId}/undo`)).headers.get('location')).toBe('/sign-in')
})

test('another office sees nothing of it, and its officer cannot undo it', async () => {
  const made = await organisation('Чуждо за другите')
  const other = await office.openAnother('Община Друга')
  expect(await (await other.visit.get('/activity')).text()).toContain('Дневникът е празен')
  expect((await other.visit.post(`/activity/${made.activityId}/undo`, {}, from('/activity'))).status).toBe(404)
  expect(await named(made.id)).toBe('Чуждо за другите')
  const unknown = await office.as('officer').post('/activity/01890000-0000-7000-8000-000000000000/undo')
  expect([unknown.status, (await office.as('officer').post('/activity/nothing/undo')).status]).toEqual([404, 404])
})

test('the journal is narrowed to a person and to a kind of thing, and paged by key', async () => {
  const fresh = await openOffice()
  try {
    for (let n = 1; n <= 27; n++) done(await createOrganisation(fresh.here, fresh.officer, { name: { bg: `Училище ${n}` }, kind: 'school', country: 'BG' }))
    done(await createPartnershipWith(fresh.here, fresh.officer, { name: { bg: 'Двойно' }, kind: 'municipality', country: 'MK' }, { type: 'contact' }))
    const visit = fresh.as('officer')
    const first = await (await visit.get('/activity')).text()
    expect(entriesIn(first)).toHaveLength(25)
    const next = /rel="next" href="([^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const second = await (await visit.get(next)).text()
    expect(entriesIn(second)).toHaveLength(3)
    expect(second).toContain('Училище 1</a>')
    const back = /rel="prev" href="([^"]+)"/.exec(second)![1]!.replaceAll('&amp;', '&')
    expect(entriesIn(await (await visit.get(back)).text())).toHaveLength(25)

    const partnerships = entriesIn(await (await visit.get('/activity?thing=partnership')).text())
    expect([partnerships.length, partnerships[0]!.includes('Вписана организация: ')]).toEqual([1, true])
    expect(await (await visit.get('/activity?thing=event')).text()).toContain('Няма такива промени')
    expect(entriesIn(await (await visit.get(`/activity?person=${fresh.officer.personId}`)).text())).toHaveLength(25)
    expect(await (await visit.get(`/activity?person=${fresh.reader.personId}`)).text()).toContain('Няма такива промени')
    expect((await visit.get('/activity?person=junk&thing=junk&after=junk')).status).toBe(200)
    // A cursor with something of an id's length in it that is none.
    const bent = Buffer.from(`${newId()}${'-'.repeat(36)}`).toString('base64url')
    expect((await visit.get(`/activity?after=${bent}`)).status).toBe(200)
    expect((await visit.get(`/intake?before=${bent}`)).status).toBe(200)

    const statements = async (path: string) => fresh.statements(async () => void (await visit.get(path)))
    expect(await statements('/activity?thing=partnership')).toBe(await statements('/activity'))
  } finally {
    await fresh.close()
  }
})

test('of a change of very many things the journal reads some and counts the rest', async () => {
  const fresh = await openOffice()
  try {
    const list = Array.from({ length: 200 }, (_, n) => ({ name: { bg: `Измислица ${n}` }, kind: 'school' as const, country: 'FR' }))
    done(await enterOrganisations(fresh.here, fresh.officer, list))
    const page = await (await fresh.as('officer').get('/activity')).text()
    expect(page.match(/<li><span class="act">/g)?.length ?? page.match(/Измислица \d+/g)!.length).toBeLessThanOrEqual(70)
    expect(page).toContain('196')
    expect(undoIn(entriesIn(page)[0]!)).toBe(null)
  } finally {
    await fresh.close()
  }
})
