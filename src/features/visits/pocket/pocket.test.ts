// Pocket programmes: who gets a link, what it opens and for whom, in which words, and what it says when it opens no more.
import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeLetterhead } from '#features/accounts/letterhead/letterhead.actions.ts'
import { letterheadForm } from '#features/accounts/letterhead/letterhead.ts'
import { callOffEvent, createEvent } from '#features/events/event.actions.ts'
import { mergePeople } from '#features/organisations/doubles/merging.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { PAPER_LANGUAGES } from '#platform/texts/paper-languages.ts'
import { followers } from '../../../followers.ts'
import { done, ORIGIN, openOffice, TEST_SECRET, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addDelegates } from '../delegations/delegate.actions.ts'
import { addGroup } from '../programmes/group.actions.ts'
import { addProgrammeItem } from '../programmes/item.actions.ts'
import type { ItemValues } from '../programmes/programme.ts'
import { openVisit } from '../visit.actions.ts'
import { qrOf } from './link.ts'
import { closedFor, tokenOf } from './pocket.ts'
import { pocketOf } from './pocket.queries.ts'
import { POCKET_WORDS } from './words.ts'

const DAY = '2026-12-14'
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-12-10' })
})
afterAll(() => office.close())
afterEach(async () => {
  office.here.clock.set('2026-12-10')
  for (const table of [
    'activity',
    'name_entry',
    'mail_outbox',
    'pocket_link',
    'programme_participant',
    'programme_item_group',
    'programme_group_member',
    'programme_group',
    'programme_item',
    'visit_arrangement',
    'visit_delegate',
    'visit',
    'partner_contact',
    'event_partner',
    'event',
    'organisation',
    'person',
    'letterhead',
  ])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const values = (title: string, time: string, more: Partial<ItemValues> = {}): ItemValues => ({
  kind: 'item',
  title: { bg: title, fr: `${title} (fr)` },
  when: { day: DAY, time, fold: 'first', minutes: 60, lastDay: DAY, zone: 'Europe/Sofia', endZone: 'Europe/Sofia' },
  ...more,
})

/** A visit of Узорево with two guests and a host, five items, and links for all. */
async function visit() {
  const { here, officer } = office
  const partner = done(await createOrganisation(here, officer, { name: { bg: 'Узорево', fr: 'Ouzorévo' }, kind: 'municipality', country: 'FR' })).id
  const event = {
    kind: 'visit',
    direction: 'incoming',
    date: `${DAY}/2026-12-15`,
    title: { bg: 'Гости от Узорево', fr: 'Visite d’Ouzorévo' },
    partners: [partner],
  } as const
  const id = done(await createEvent(here, officer, event)).id
  done(await openVisit(here, officer, id))
  await office.pool.query(`update visit set languages = '{bg,fr}', guest_zone = 'Europe/Paris' where id = $1`, [id])
  const [first, second, host] = done(
    await addDelegates(here, officer, id, [
      { side: 'guests', name: { bg: 'Първа Гостенкова' }, languages: ['fr'], email: 'first@primer.test', lodging: 'Хотел „Примерен“, стая 12', room: 'single' },
      { side: 'guests', name: { bg: 'Втори Гостенков' }, languages: ['it'], lodging: 'Хотел „Друг“', arrival: 'TK 1027' },
      { side: 'hosts', name: { bg: 'Домакин Служителов' }, languages: ['bg'], email: 'host@primer.test' },
    ]),
  ).ids as [string, string, string]
  const group = done(await addGroup(here, officer, id, { name: { bg: 'Творци' }, members: [second] })).id
  const add = async (...args: Parameters<typeof values>) => done(await addProgrammeItem(here, officer, id, values(...args))).id
  const all = await add('Посрещане', '10:00', { contact: 'Мая', contactPhone: '+359 88 000 0001', address: 'ул. Примерна 1', place: { bg: 'Кметството' } })
  const workshop = await add('Ателие', '12:00', { attendance: 'some', groups: [group] })
  await add('Тайна подготовка', '08:00', { attendance: 'hosts' })
  const knock = office.as('officer')
  await knock.post(addresses.pocketLinks({ id }), { all: 'yes' })
  const shown = await (await knock.get(addresses.pocketLinks({ id }))).text()
  const urls = [...shown.matchAll(new RegExp(`value="${ORIGIN}(/p/[\\w-]+)"`, 'g'))].map(([, url]) => url!)
  const linkOf = async (delegate: string): Promise<string> => {
    const { rows } = await office.pool.query<{ id: string }>('select id from pocket_link where delegate_id = $1 and withdrawn_at is null', [delegate])
    return addresses.pocket({ token: tokenOf(TEST_SECRET, rows[0]!.id) })
  }
  return { id, first, second, host, all, workshop, urls, linkOf }
}
const open = (path: string) => office.as('nobody').get(path)

describe('what a link opens', () => {
  test('in their language, their own items first, what their side does besides, nothing that is the hosts’ alone', async () => {
    const { first, linkOf } = await visit()
    const answer = await open(await linkOf(first))
    const html = await answer.text()
    expect([answer.status, html.includes('<html lang="fr">')]).toEqual([200, true])
    const shown = plain(html)
    for (const words of [
      'Visite d’Ouzorévo',
      'lundi 14 décembre',
      'Посрещане (fr)',
      '10:00',
      'jusqu’à 11:00',
      '09:00 à',
      'Également ce jour-là (1)',
      'Ателие (fr)',
      'Sur la carte',
      'Chambre simple',
    ])
      expect([words, shown.includes(words)]).toEqual([words, true])
    expect(shown).not.toContain('Тайна подготовка')
    expect(html.indexOf('Посрещане (fr)')).toBeLessThan(html.indexOf('<details>'))
    expect(html.indexOf('<details>')).toBeLessThan(html.indexOf('Ателие (fr)'))
    expect(html).toContain('href="tel:+359880000001"')
    expect(html).toContain('https://www.openstreetmap.org/search?query=')
  })

  test('a host sees all of it in ours; the group of a guest is theirs', async () => {
    const { host, second, linkOf } = await visit()
    const ours = plain(await (await open(await linkOf(host))).text())
    expect([ours.includes('Тайна подготовка'), ours.includes('Ателие'), ours.includes('Настаняване')]).toEqual([true, true, false])
    const theirs = await (await open(await linkOf(second))).text()
    expect([theirs.includes('<html lang="it">'), theirs.includes('<details>'), plain(theirs).includes('Arrivo TK 1027')]).toEqual([true, false, true])
    // Nobody wrote the title in Italian: plain words rather than Bulgarian ones, and the office in letters one reads.
    expect([plain(theirs).includes('Visita a Troyan'), theirs.includes('Гости от Узорево'), plain(theirs).includes('Община')]).toEqual([true, false, false])
  })

  test('of where people sleep only one’s own', async () => {
    const { first, second, linkOf } = await visit()
    const [one, other] = [await (await open(await linkOf(first))).text(), await (await open(await linkOf(second))).text()]
    expect([one.includes('staya 12'), one.includes('„Drug“'), other.includes('staya 12'), other.includes('„Drug“')]).toEqual([true, false, false, true])
    for (const html of [one, other]) expect([html.includes('@primer.test'), html.includes('Домакин Служителов')]).toEqual([false, false])
  })

  test('a shared room stands on both pages, with whom by name alone, in each reader’s language; who does not come shares none', async () => {
    const { id, first, second, linkOf } = await visit()
    const set = (delegate: string, columns: string, values: readonly string[]) =>
      office.pool.query(`update visit_delegate set ${columns} where id = $1`, [delegate, ...values])
    await set(first, 'room = $2, room_with = $3, native_name = $4', ['double', 'г-н Втори Гостенков, тихи хора', 'Première Invitée'])
    await set(second, "lodging = '', name = jsonb_set(name, '{in,fr}', $2::jsonb)", ['{"text": "Vtori Gostenkov", "at": "2026-12-01T00:00:00Z"}'])
    const stay = async (delegate: string, language = '') =>
      plain(/<h2 id="stay">.*?<\/dl>/s.exec(await (await open(`${await linkOf(delegate)}${language}`)).text())?.[0] ?? '').trim()
    expect(await stay(first)).toBe('Votre hébergement et votre voyage Hôtel Hotel „Primeren“, staya 12 Chambre double Partagée avec Vtori Gostenkov')
    expect(await stay(second)).toBe('Il Suo alloggio e viaggio Arrivo TK 1027 Albergo Hotel „Primeren“, staya 12 Camera doppia Insieme a Première Invitée')
    expect(await stay(second, '?lang=bg')).toContain('Стая двойна Заедно с Първа Гостенкова')
    // The phone is told line by line what stood there before.
    expect(await (await open(await linkOf(second))).text()).toContain('<dd data-stay="mates" data-label="Insieme a" data-value="Première Invitée">')
    const stamp = async () => (await open(`${await linkOf(second)}?as=stamp`)).text()
    const before = await stamp()
    await set(first, 'room = $2', ['suite'])
    expect(await stamp()).not.toBe(before)
    await office.pool.query("update visit_delegate set withdrawn_on = '2026-12-01' where id = $1", [second])
    expect(await stay(first)).toBe('Votre hébergement et votre voyage Hôtel Hotel „Primeren“, staya 12 Chambre suite')
    await office.pool.query('update visit_delegate set withdrawn_on = null where id = $1', [second])
    await office.pool.query("update visit_delegate set withdrawn_on = '2026-12-01' where id = $1", [first])
    expect(await stay(second)).toBe('Il Suo alloggio e viaggio Arrivo TK 1027')
    expect(await office.statements(() => office.here.db.inOffice(office.officeId, (tx) => pocketOf(tx, id, second)))).toBe(15)
  })

  test('whom to call: always, and on which day', async () => {
    const { id, first, linkOf } = await visit()
    for (const [provider, day] of [
      ['Координаторка', null],
      ['Шофьорът', '2026-12-15'],
    ])
      await office.pool.query(
        `insert into visit_arrangement (office_id, id, visit_id, kind, what, provider, phone, day) values ($1, gen_random_uuid(), $2, 'contact', 'x', $3, '+359 88 000 0009', $4)`,
        [office.officeId, id, provider, day],
      )
    await office.pool.query(
      `insert into visit_arrangement (office_id, id, visit_id, kind, what, phone) values ($1, gen_random_uuid(), $2, 'rooms', 'тайна цена', '1')`,
      [office.officeId, id],
    )
    done(await addProgrammeItem(office.here, office.officer, id, values('Сбогуване', '09:00', { when: { ...values('x', '09:00').when, day: '2026-12-15' } })))
    const html = await (await open(await linkOf(first))).text()
    expect(html.indexOf('Koordinatorka')).toBeLessThan(html.indexOf('id="d-2026-12-14"'))
    expect(html.indexOf('Shofyorat')).toBeGreaterThan(html.indexOf('id="d-2026-12-15"'))
    expect(html).not.toContain('тайна цена')
  })

  test('whoever is called, the hotel and the place can be read: by their name in the reader’s language where they are in a delegation, else in Latin letters', async () => {
    const { id, first, host, linkOf } = await visit()
    await office.pool.query("update visit_delegate set name = jsonb_set(name, '{in,fr}', $2::jsonb) where id = $1", [
      host,
      '{"text": "Domakine Sloujitelov", "at": "2026-12-01T00:00:00Z"}',
    ])
    await office.pool.query("update programme_item set contact = 'Домакин Служителов' where visit_id = $1 and contact <> ''", [id])
    await office.pool.query(
      `insert into visit_arrangement (office_id, id, visit_id, kind, what, provider, phone) values ($1, gen_random_uuid(), $2, 'contact', 'x', 'Петя Преводачева', '1')`,
      [office.officeId, id],
    )
    const french = plain(await (await open(await linkOf(first))).text())
    const own = plain(await (await open(await linkOf(host))).text())
    const known = (html: string, all: readonly string[]) => all.filter((one) => html.includes(one))
    const latin = ['Petya Prevodacheva', 'Domakine Sloujitelov', 'Hotel „Primeren“, staya 12', 'Kmetstvoto']
    expect([known(french, latin), known(french, ['Преводачева', 'Домакин', 'Хотел', 'Кметството'])]).toEqual([latin, []])
    expect([known(own, latin), known(own, ['Петя Преводачева', 'Домакин Служителов', 'Кметството'])]).toEqual([
      [],
      ['Петя Преводачева', 'Домакин Служителов', 'Кметството'],
    ])
  })

  test('another language by a press; one nobody knows is theirs', async () => {
    const { first, linkOf } = await visit()
    const link = await linkOf(first)
    expect(await (await open(`${link}?lang=bg`)).text()).toContain('<html lang="bg">')
    expect(await (await open(`${link}?lang=xx`)).text()).toContain('<html lang="fr">')
  })

  test('no search engine keeps it, no address of it travels on, and nobody is remembered', async () => {
    const { first, linkOf, id } = await visit()
    const before = (await office.pool.query('select * from pocket_link where visit_id = $1 order by id', [id])).rows
    const answer = await open(await linkOf(first))
    expect([answer.headers.get('x-robots-tag'), answer.headers.get('referrer-policy'), answer.headers.get('set-cookie')]).toEqual([
      'noindex, nofollow',
      'no-referrer',
      null,
    ])
    expect((await answer.text()).includes('<meta name="robots" content="noindex, nofollow"/>')).toBe(true)
    expect((await office.pool.query('select * from pocket_link where visit_id = $1 order by id', [id])).rows).toEqual(before)
  })

  test('its stamp changes with what it shows, and with nothing else', async () => {
    const { id, first, all, linkOf } = await visit()
    const link = await linkOf(first)
    const stamp = async () => (await open(`${link}?as=stamp`)).text()
    const before = await stamp()
    office.here.clock.set('2026-12-11')
    expect(await stamp()).toBe(before)
    await office.as('officer').post(addresses.programmeItemMoving({ id, item: all }), { version: '1', by: '15' })
    expect(await stamp()).not.toBe(before)
  })

  test('whoever asks without end waits; nobody else does', async () => {
    const { first, second, linkOf } = await visit()
    const [one, other] = [await linkOf(first), await linkOf(second)]
    let status = 200
    for (let tries = 0; tries < 260 && status === 200; tries += 1) status = (await open(`${one}?as=stamp`)).status
    expect([status, (await open(`${other}?as=stamp`)).status]).toEqual([429, 200])
  })

  test('in a fixed number of statements', async () => {
    const { id, first, linkOf } = await visit()
    const link = await linkOf(first)
    const count = () => office.statements(async () => (await open(link)).text())
    const before = await count()
    for (const time of ['13:00', '14:00', '15:00']) done(await addProgrammeItem(office.here, office.officer, id, values(`Още в ${time}`, time)))
    expect(await count()).toBe(before)
  })
})

describe('a link that opens no more', () => {
  const closed = async (link: string): Promise<[number, string]> => {
    const answer = await open(link)
    const html = await answer.text()
    expect(html).not.toContain('Посрещане')
    return [answer.status, plain(html)]
  }

  test('says so politely: who does not come, who was given another, a visit that is called off, one that is over', async () => {
    const { id, first, linkOf } = await visit()
    const link = await linkOf(first)
    const fr = POCKET_WORDS.fr
    await office.as('officer').post(addresses.pocketRenewal({ id, delegate: first }))
    const [status, words] = await closed(link)
    expect([status, words.includes(fr.withdrawn)]).toEqual([410, true])
    const fresh = await linkOf(first)
    expect((await open(fresh)).status).toBe(200)
    await office.pool.query(`update visit_delegate set withdrawn_on = '2026-12-09' where id = $1`, [first])
    expect((await closed(fresh))[1]).toContain(fr.notComing)
    await office.pool.query(`update visit_delegate set withdrawn_on = null where id = $1`, [first])
    office.here.clock.set('2026-12-29')
    expect((await open(fresh)).status).toBe(200)
    office.here.clock.set('2026-12-30')
    expect((await closed(fresh))[1]).toContain(fr.over)
    office.here.clock.set('2026-12-10')
    await office.pool.query(`update visit set cancelled_on = '2026-12-09' where id = $1`, [id])
    expect((await closed(fresh))[1]).toContain(fr.cancelled)
    // The same when it was called off on its event's page alone.
    await office.pool.query(`update visit set cancelled_on = null where id = $1`, [id])
    await office.pool.query(`update event set cancelled_on = '2026-12-09' where id = $1`, [id])
    expect((await closed(fresh))[1]).toContain(fr.cancelled)
  })

  test('of a visit that was called off on the event’s own page it says so plainly, and whom one can still call', async () => {
    const { id, first, linkOf } = await visit()
    const link = await linkOf(first)
    await office.pool.query(
      `insert into visit_arrangement (office_id, id, visit_id, kind, what, provider, phone, day) values ($1, gen_random_uuid(), $2, 'contact', 'x', 'Координаторка', '+359 88 000 0009', '2026-12-15')`,
      [office.officeId, id],
    )
    done(await changeLetterhead(office.here, office.officer, letterheadForm.parse({ name: { bg: 'Община Троян' }, phone: '+359 000 111', version: '0' }), null))
    done(await callOffEvent(office.here, office.officer, id, '2026-12-10'))
    const answer = await open(link)
    const html = await answer.text()
    expect([
      answer.status,
      /<h1>([^<]*)/.exec(html)?.[1],
      html.includes(POCKET_WORDS.fr.cancelled),
      html.includes('href="tel:+35988000000'),
      html.includes('Koordinatorka'),
      html.includes('href="tel:+359000111"'),
      html.includes('Хотел'),
    ]).toEqual([410, 'La visite est annulée', true, true, true, true, false])
    // A link that was withdrawn tells nobody’s telephone but the office’s.
    done(await callOffEvent(office.here, office.officer, id, null))
    await office.as('officer').post(addresses.pocketWithdrawal({ id, delegate: first }))
    const gone = await (await open(link)).text()
    expect([gone.includes('Koordinatorka'), gone.includes('href="tel:+359000111"')]).toEqual([false, true])
  })

  test('after two records of one person were merged both links open the entry that stays; undone, each opens its own again', async () => {
    const { here, officer } = office
    const { id, linkOf } = await visit()
    const [a, b] = [
      done(await createPerson(here, officer, { name: { bg: 'Жана Пробна' } })).id,
      done(await createPerson(here, officer, { name: { bg: 'Жанна Пробна' } })).id,
    ]
    const [one, other] = done(
      await addDelegates(here, officer, id, [
        { side: 'guests', personId: a, name: { bg: 'Жана Пробна' }, languages: ['it'], lodging: 'Първи хотел' },
        { side: 'guests', personId: b, name: { bg: 'Жанна Пробна' }, languages: ['it'], lodging: 'Втори хотел' },
      ]),
    ).ids as [string, string]
    await office.as('officer').post(addresses.pocketLinks({ id }), { all: 'yes' })
    const links = [await linkOf(one), await linkOf(other)]
    const lodgings = async (): Promise<string[]> => {
      const pages = await Promise.all(links.map(async (link) => (await open(link)).text()))
      return pages.map(
        (html) => ['Parvi hotel', 'Vtori hotel'].filter((words) => html.includes(words)).join(' и ') || (/<h1[^>]*>([^<]*)/.exec(html)?.[1] ?? ''),
      )
    }
    expect(await lodgings()).toEqual(['Parvi hotel', 'Vtori hotel'])
    const versions = Object.fromEntries(
      (await office.pool.query<{ id: string; version: number }>('select id, version from person where id = any($1)', [[a, b]])).rows.map((row) => [
        row.id,
        row.version,
      ]),
    )
    const merged = done(await mergePeople(here, officer, { versions, keep: a, take: {} }, followers))
    expect(await lodgings()).toEqual(['Parvi hotel', 'Parvi hotel'])
    const listed = await (await office.as('officer').get(addresses.pocketLinks({ id }))).text()
    expect([listed.includes('Жана Пробна'), listed.includes('Жанна Пробна')]).toEqual([true, false])
    await office.as('officer').post(addresses.activityUndo({ id: merged.activityId }))
    expect(await lodgings()).toEqual(['Parvi hotel', 'Vtori hotel'])
  })

  test('withdrawn, it says so; a link nobody made is not there', async () => {
    const { id, first, linkOf } = await visit()
    const link = await linkOf(first)
    await office.as('officer').post(addresses.pocketWithdrawal({ id, delegate: first }))
    expect((await closed(link))[1]).toContain(POCKET_WORDS.fr.withdrawn)
    expect((await open('/p/nobody-made-this')).status).toBe(404)
    expect((await office.as('officer').post(addresses.pocketWithdrawal({ id, delegate: first }))).status).toBe(404)
  })

  test.each([
    [{}, null],
    [{ cancelled: true, notComing: true }, 'cancelled'],
    [{ notComing: true, withdrawn: true }, 'not-coming'],
    [{ withdrawn: true }, 'withdrawn'],
    [{ lastDay: '2026-11-26' }, null],
    [{ lastDay: '2026-11-25' }, 'over'],
    [{ lastDay: null }, null],
  ] as const)('%o: %s', (more, expected) => {
    const link = { withdrawn: false, notComing: false, cancelled: false, lastDay: '2026-12-15', ...more }
    expect(closedFor(link, '2026-12-10')).toBe(expected)
  })
})

describe('the officer', () => {
  test('makes one link a delegate, whoever presses twice; only a hash is kept', async () => {
    const { id, urls, first } = await visit()
    expect(new Set(urls).size).toBe(3)
    await Promise.all([0, 1].map(() => office.as('officer').post(addresses.pocketLinks({ id }), { all: 'yes' })))
    const { rows } = await office.pool.query('select delegate_id, token_hash from pocket_link where visit_id = $1', [id])
    expect(rows.length).toBe(3)
    const tokens = urls.map((url) => url.slice('/p/'.length))
    expect(rows.map((row) => row.token_hash).sort()).toEqual(tokens.map((token) => createHash('sha256').update(token).digest('hex')).sort())
    const everything = JSON.stringify((await office.pool.query('select to_jsonb(t) as row from pocket_link t')).rows)
    expect(tokens.some((token) => everything.includes(token))).toBe(false)
    expect(rows.some((row) => row.delegate_id === first)).toBe(true)
  })

  test('a link made under another secret opens still; here it can only be renewed', async () => {
    const { id, first } = await visit()
    await office.pool.query(`update pocket_link set token_hash = md5(random()::text) where delegate_id = $1`, [first])
    const knock = office.as('officer')
    const page = await (await knock.get(addresses.pocketLinks({ id }))).text()
    expect([page.match(/class="ds-input url"/g)?.length, page.includes('Тази връзка не може да се покаже отново')]).toEqual([2, true])
    expect((await knock.get(addresses.pocketCode({ id, delegate: first }))).status).toBe(404)
    await knock.post(addresses.pocketRenewal({ id, delegate: first }))
    expect((await (await knock.get(addresses.pocketLinks({ id }))).text()).match(/class="ds-input url"/g)?.length).toBe(3)
  })

  test('shows each as a code a camera reads, one or all', async () => {
    const { id, first } = await visit()
    const all = await (await office.as('officer').get(addresses.pocketCodes({ id }))).text()
    const one = await (await office.as('officer').get(addresses.pocketCode({ id, delegate: first }))).text()
    expect([all.match(/<svg class="qr"/g)?.length, one.match(/<svg class="qr"/g)?.length]).toEqual([3, 1])
    const { path, side } = qrOf('https://primer.test/p/x')
    // Four light squares around it, then the corner that says where it begins: seven dark ones.
    expect([side >= 29, path.startsWith('M4 4h7v1h-7z')]).toEqual([true, true])
  })

  test('sends the letter in the reader’s language, once a day; who has no address is named', async () => {
    const { id, first, second, host } = await visit()
    const knock = office.as('officer')
    const page = plain(await (await knock.get(addresses.pocketMail({ id }))).text())
    for (const words of [
      'first@primer.test',
      'Без електронен адрес: Втори Гостенков',
      'Votre programme : Visite d’Ouzorévo',
      'Вашата програма: Гости от Узорево',
    ])
      expect([words, page.includes(words)]).toEqual([words, true])
    const send = async (...to: readonly string[]) => plain(await knock.follow(await knock.post(addresses.pocketMail({ id }), { delegates: to })))
    expect(await send(first, second, host)).toContain('2 писма тръгват.')
    expect(await send(first)).toContain('0 писма тръгват. 1 вече е изпратено днес.')
    const { rows } = await office.pool.query('select "to", subject, text, language, kind from mail_outbox where office_id = $1 order by subject', [
      office.officeId,
    ])
    expect(rows.map(({ to, subject, language, kind }) => [to, subject, language, kind])).toEqual([
      ['first@primer.test', 'Votre programme : Visite d’Ouzorévo', 'fr', 'programme'],
      ['host@primer.test', 'Вашата програма: Гости от Узорево', 'bg', 'programme'],
    ])
    expect(rows[0].text).toMatch(new RegExp(`${ORIGIN}/p/[\\w-]{43}`))
    const none = await knock.post(addresses.pocketMail({ id }))
    expect([none.status, (await none.text()).includes('Отметнете поне един човек')]).toEqual([422, true])
  })

  test('who does not come gets none; another office and a reader get nowhere', async () => {
    const { id, first } = await visit()
    await office.pool.query('delete from pocket_link where office_id = $1', [office.officeId])
    await office.pool.query(`update visit_delegate set withdrawn_on = '2026-12-09' where id = $1`, [first])
    await office.as('officer').post(addresses.pocketLinks({ id }), { delegates: first })
    expect((await office.as('officer').post(addresses.pocketRenewal({ id, delegate: first }))).status).toBe(404)
    expect((await office.pool.query('select 1 from pocket_link where office_id = $1', [office.officeId])).rows).toEqual([])
    const { visit: stranger } = await office.openAnother('Община Чужда')
    for (const { method, pattern } of office.routes.filter((route) => route.pattern.startsWith('/visits/:id/pocket'))) {
      const path = pattern.replace(':id', id).replace(':delegate', first)
      const answer = method === 'GET' ? await stranger.get(path) : await stranger.post(path, { all: 'yes', delegates: first })
      expect([method, pattern, answer.status]).toEqual([method, pattern, 404])
      expect([pattern, (method === 'GET' ? await office.as('reader').get(path) : await office.as('reader').post(path)).status]).toEqual([pattern, 403])
    }
  })
})

test('every language has every word, and a hole for every value', () => {
  const kinds = Object.keys(POCKET_WORDS.bg.kinds)
  for (const language of PAPER_LANGUAGES) {
    const words = POCKET_WORDS[language]
    for (const [name, value] of Object.entries(words)) {
      const said =
        typeof value === 'function'
          ? (value as (...given: string[]) => string)('{a}', '{b}')
          : typeof value === 'string'
            ? value
            : Object.values(value).join(' ')
      expect([language, name, said.trim() !== '', /undefined|\[object/.test(said)]).toEqual([language, name, true, false])
      if (typeof value === 'function') expect([language, name, said.includes('{a}')]).toEqual([language, name, true])
    }
    expect(Object.keys(words.kinds)).toEqual(kinds)
  }
})

test('while the program has no address of its own, the links, the codes and the letters say that guests cannot open them', async () => {
  const paths = [addresses.pocketLinks, addresses.pocketCodes, addresses.pocketMail]
  const told = async ({ here, officer, as }: TestOffice): Promise<readonly boolean[]> => {
    const id = done(await createEvent(here, officer, { kind: 'visit', direction: 'incoming', date: DAY, title: { bg: 'Гости' }, partners: [] })).id
    done(await openVisit(here, officer, id))
    const pages = await Promise.all(paths.map(async (path) => (await as('officer').get(path({ id }))).text()))
    return pages.map((page) => page.includes('Връзките започват с http://localhost:3000 и се отварят само на компютъра, на който работи програмата'))
  }
  const local = await openOffice({ url: 'http://localhost:3000' })
  expect([await told(local), await told(office)]).toEqual([
    [true, true, true],
    [false, false, false],
  ])
  await local.close()
})
