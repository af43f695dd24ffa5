// The delegations of a visit through HTTP: members entered, changed, withdrawn; a pasted list; a whole delegation's journey; special data.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { newId } from '#platform/ids.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { openVisit } from '../visit.actions.ts'
import { pocketLinksOf } from '../pocket/pocket.queries.ts'
import { programmeOf } from '../programmes/programme.queries.ts'
import { addDelegates, registerDelegate, withdrawDelegate } from './delegate.actions.ts'
import type { DelegateValues } from './delegate.ts'
import { delegatesInOrder } from './delegate.queries.ts'
import { delegateConflictWords, delegateFieldWords, UNTOLD_DELEGATE_FIELDS } from './field-words.ts'

const TODAY = '2026-11-23'
let office: TestOffice
let officer: Visit
let town: string
let id: string
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
  officer = office.as('officer')
  town = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Примерово', en: 'Primerovo' }, kind: 'municipality', country: 'FR' })).id
})
beforeEach(async () => {
  id = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2027-03-10/2027-03-12', partners: [town] })).id
  done(await openVisit(office.here, office.officer, id))
})
afterAll(() => office.close())

const plain = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
const undoIn = (html: string): string => /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)![1]!
const shown = async (role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(addresses.visitDelegations({ id }))).text()
const rows = async (columns: string) =>
  (await office.pool.query(`select ${columns} from visit_delegate where visit_id = $1 and deleted_at is null order by id`, [id])).rows
const GUEST = { side: 'guests', room: '' }

describe('a member', () => {
  test('is entered with everything known of them, told in the list, changed and undone', async () => {
    const form = {
      ...GUEST,
      'name.bg': 'Клер Дюпон',
      'name.en': 'Claire Dupont',
      nativeName: 'Claire Dupont',
      title: 'г-жа',
      'role.bg': 'кмет',
      'organisation.text': 'Примерово',
      isHead: 'yes',
      languages: ['fr', 'en'],
      email: 'claire@primer.test',
      phone: '+33 1 00 00 00 01',
      diet: 'без риба',
      'arrivesAt.date.day': '10',
      'arrivesAt.date.month': '3',
      'arrivesAt.date.year': '2027',
      'arrivesAt.time': '14.30',
      arrival: 'FB 432',
      room: 'single',
      lodging: 'Хотел Пробен',
    }
    const added = await officer.follow(await officer.post(addresses.visitDelegations({ id }), form))
    for (const words of ['г-жа Клер Дюпон', 'ръководител', 'кмет', 'Примерово', '10 март 2027 г., 14:30, FB 432', 'единична стая, Хотел Пробен', 'без риба'])
      expect([words, plain(added).includes(words)]).toEqual([words, true])
    const [row] = await rows(`id, version, organisation_id, is_head, languages, arrives_at`)
    // Half past two in Sofia is half past twelve of the world.
    expect(row).toMatchObject({ organisation_id: town, is_head: true, languages: ['fr', 'en'], arrives_at: new Date('2027-03-10T12:30:00Z') })
    const edit = await (await officer.get(addresses.delegateEdit({ id, delegate: row.id }))).text()
    expect([edit.includes('value="14:30"'), edit.includes('value="Claire Dupont"'), edit.includes('value="без риба"')]).toEqual([true, true, true])
    const changed = await officer.follow(
      await officer.post(addresses.delegateEdit({ id, delegate: row.id }), { ...form, version: '1', room: 'double', roomWith: 'Ан Мартен' }),
    )
    expect(plain(changed)).toContain('двойна стая, Хотел Пробен, с Ан Мартен')
    await officer.post(undoIn(changed))
    expect(await rows('room')).toEqual([{ room: 'single' }])
  })

  test('without name and post, with an unknown organisation, a junk address, half a moment or a place of zero is refused and kept', async () => {
    const refused = await officer.post(addresses.visitDelegations({ id }), { ...GUEST, title: 'г-н' })
    expect([refused.status, (await refused.text()).includes('Напишете име или поне длъжност')]).toEqual([422, true])
    const junk = await officer.post(addresses.visitDelegations({ id }), {
      ...GUEST,
      'name.bg': 'Проба',
      email: 'не е имейл',
      rank: '0',
      'arrivesAt.time': '25:99',
      'arrivesAt.date.year': '2027',
    })
    const text = await junk.text()
    for (const words of ['имейл', 'Напишете число от 1 до 400', 'Напишете точния ден', 'value="Проба"', 'value="25:99"'])
      expect([words, text.includes(words)]).toEqual([words, true])
    const moments = { 'arrivesAt.time': '9:30', 'leavesAt.date.day': '12', 'leavesAt.date.month': '3', 'leavesAt.date.year': '2027', 'leavesAt.time': '25:99' }
    const halves = await (await officer.post(addresses.visitDelegations({ id }), { ...GUEST, 'name.bg': 'Проба', ...moments })).text()
    expect([halves.includes('Напишете и деня'), halves.includes('Напишете и часа, например 14:30')]).toEqual([true, true])
    const unknown = await officer.post(addresses.visitDelegations({ id }), { ...GUEST, 'name.bg': 'Проба', 'organisation.text': 'Никъде' })
    expect([unknown.status, (await unknown.text()).includes('value="Никъде"')]).toEqual([422, true])
    expect(await rows('id')).toEqual([])
  })

  test('of the register brings name, title and languages along; whoever is not there can be entered at once with the post', async () => {
    const person = done(
      await createPerson(office.here, office.officer, { name: { bg: 'Ан Мартен' }, nativeName: 'Anne Martin', title: 'д-р', languages: ['fr'] }),
    ).id
    await officer.post(addresses.visitDelegations({ id }), { ...GUEST, 'person.text': 'Ан Мартен', 'person.id': person })
    expect(await rows(`person_id, native_name, title, name #>> '{in,bg,text}' as name`)).toEqual([
      { person_id: person, native_name: 'Anne Martin', title: 'д-р', name: 'Ан Мартен' },
    ])
    await officer.post(addresses.visitDelegations({ id }), {
      ...GUEST,
      'name.bg': 'Нова Примерова',
      'role.bg': 'общински съветник',
      'organisation.text': 'Примерово',
      register: 'yes',
      phone: '+33 1 00 00 00 02',
    })
    const { rows: people } = await office.pool.query(
      `select p.phone, t.role_class, t.organisation_id from visit_delegate d join person p on p.id = d.person_id join post t on t.person_id = p.id
       where d.visit_id = $1 and d.name #>> '{in,bg,text}' = 'Нова Примерова'`,
      [id],
    )
    expect(people).toEqual([{ phone: null, role_class: 'councillor', organisation_id: town }])
  })

  test('of the register brings post, organisation, address and the other languages of each; what is typed stays', async () => {
    const person = done(
      await createPerson(office.here, office.officer, {
        name: { bg: 'Клод Кметов', fr: 'Claude Maire' },
        email: 'claude@primer.test',
        phone: '+33 1 00',
        languages: ['fr'],
      }),
    ).id
    const chamber = done(await createOrganisation(office.here, office.officer, { name: { bg: `Камара ${person}` }, kind: 'other', country: 'FR' })).id
    done(await addPost(office.here, office.officer, person, { organisationId: chamber, role: { bg: 'член' }, roleClass: 'other', toDate: '2020' }))
    done(await addPost(office.here, office.officer, person, { organisationId: town, role: { bg: 'кмет', fr: 'maire' }, roleClass: 'mayor' }))
    const said = `role #>> '{in,bg,text}' as bg, role #>> '{in,fr,text}' as fr, name #>> '{in,fr,text}' as called, organisation_id, email, phone, languages`
    const chosen = { side: 'guests', room: '', 'person.text': 'Клод Кметов', 'person.id': person }
    await officer.post(addresses.visitDelegations({ id }), { ...chosen, 'name.bg': '', 'role.bg': '', 'organisation.text': '', email: '', phone: '' })
    const whole = { bg: 'кмет', fr: 'maire', called: 'Claude Maire', organisation_id: town, email: 'claude@primer.test', phone: '+33 1 00', languages: ['fr'] }
    expect(await rows(said)).toEqual([whole])
    // With script the boxes were filled in: what they do not show comes along all the same.
    await officer.post(addresses.visitDelegations({ id }), { ...chosen, 'name.bg': 'Клод Кметов', 'role.bg': 'кмет', email: 'claude@primer.test' })
    // Somebody else's words are left alone.
    await officer.post(addresses.visitDelegations({ id }), { ...chosen, 'role.bg': 'ръководител', email: 'own@primer.test', languages: ['en'] })
    expect((await rows(said)).slice(1)).toEqual([whole, { ...whole, bg: 'ръководител', fr: null, email: 'own@primer.test', languages: ['en'] }])
    // The script asks for the same.
    const known = `${addresses.delegateKnown({ id })}?person=${person}&organisation=`
    const boxes = await (await officer.get(`${known}${town}`)).json()
    expect(boxes).toEqual({
      boxes: {
        'name.bg': 'Клод Кметов',
        'name.fr': 'Claude Maire',
        'role.bg': 'кмет',
        'role.fr': 'maire',
        'organisation.id': town,
        'organisation.text': 'Примерово',
        nativeName: '',
        title: '',
        email: 'claude@primer.test',
        phone: '+33 1 00',
      },
      languages: ['fr'],
    })
    // From an organisation in which they hold no post they come as nothing we know.
    expect(Object.keys((await (await officer.get(`${known}${chamber}`)).json()).boxes)).not.toContain('role.bg')
    expect([(await officer.get(`${addresses.delegateKnown({ id })}?person=${chamber}`)).status, (await office.as('reader').get(known)).status]).toEqual([
      404, 403,
    ])
    // Put in order later: a box that was emptied stays empty while the person is the same.
    const [row] = await rows('id')
    await officer.post(addresses.delegateEdit({ id, delegate: row.id }), {
      ...chosen,
      version: '1',
      'name.bg': 'Клод Кметов',
      'role.bg': '',
      'role.fr': '',
      email: '',
      languages: 'fr',
    })
    expect((await rows('email, role'))[0]).toMatchObject({ email: '', role: { in: {} } })
  })

  test('the organisation the form offers gives way to the one in which whoever is chosen holds a post', async () => {
    const chamber = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Камара Пробна' }, kind: 'other', country: 'FR' })).id
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Ан Камарова' } })).id
    done(await addPost(office.here, office.officer, person, { organisationId: chamber, role: {}, roleClass: 'mayor' }))
    const chosen = { side: 'guests', room: '', 'person.id': person, 'person.text': 'Ан Камарова', 'organisation.id': town, 'organisation.text': 'Примерово' }
    await officer.post(addresses.visitDelegations({ id }), chosen)
    await officer.post(addresses.visitDelegations({ id }), { ...chosen, 'role.bg': 'гост' })
    expect(await rows(`organisation_id, role #>> '{in,bg,text}' as bg, role #>> '{in,en,text}' as en`)).toEqual([
      { organisation_id: chamber, bg: 'кмет', en: 'mayor' },
      { organisation_id: town, bg: 'гост', en: null },
    ])
  })

  test('is written to in the language the office chose, which the history tells', async () => {
    const form = { ...GUEST, 'name.bg': 'Проба Езикова', languages: ['fr'], writtenIn: 'en' }
    await officer.post(addresses.visitDelegations({ id }), form)
    const [row] = await rows('id, written_in')
    expect(row.written_in).toBe('en')
    const edit = addresses.delegateEdit({ id, delegate: row.id })
    expect(await (await officer.get(edit)).text()).toMatch(/<option value="en" selected="">английски<\/option>/)
    expect((await officer.post(edit, { ...form, version: '1', writtenIn: 'tlh' })).status).toBe(422)
    await officer.post(edit, { ...form, version: '1', writtenIn: '' })
    expect((await rows('written_in'))[0]).toEqual({ written_in: '' })
    expect(plain(await (await officer.get(addresses.history({ thing: 'delegate', id: row.id }))).text())).toContain('езика за писма и програма')
  })

  test('who stands here by name alone is offered to the register in the list, and is a person of it after one press', async () => {
    done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', organisationId: town, name: { bg: 'Нов Човеков' }, role: { bg: 'кмет' } }]))
    const address = /action="([^"]+\/registration)"/.exec(await shown())![1]!
    expect(await shown('reader')).not.toContain('/registration"')
    const entered = await officer.follow(await officer.post(address, { version: '1' }))
    expect(entered).not.toContain('/registration"')
    const [member] = await rows('person_id')
    const { rows: posts } = await office.pool.query('select role_class, organisation_id from post where person_id = $1', [member.person_id])
    expect(posts).toEqual([{ role_class: 'mayor', organisation_id: town }])
    expect(plain(await officer.follow(await officer.post(address, { version: '2' })))).toContain('вече')
    await officer.post(undoIn(entered))
    expect(await rows('person_id')).toEqual([{ person_id: null }])
    // Whether it is the same person only a person knows.
    done(await createPerson(office.here, office.officer, { name: { bg: 'Човеков Нов' }, aliases: ['Нов Човеков'] }))
    expect(plain(await officer.follow(await officer.post(address, { version: '3' })))).toContain('В указателя вече има „Човеков Нов“')
    expect(await rows('person_id')).toEqual([{ person_id: null }])
  })

  test('a stale save shows both versions and keeps what was typed', async () => {
    const [member] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост' } }])).ids
    const at = addresses.delegateEdit({ id, delegate: member! })
    await officer.post(at, { ...GUEST, version: '1', 'name.bg': 'Гост', lodging: 'Хотел Първи' })
    const late = await officer.post(at, { ...GUEST, version: '1', 'name.bg': 'Гост', lodging: 'Хотел Втори' })
    const text = await late.text()
    expect([late.status, text.includes('Хотел Първи'), text.includes('value="Хотел Втори"'), text.includes('name="version" value="2"')]).toEqual([
      409,
      true,
      true,
      true,
    ])
  })

  test('a stale save names everything a colleague wrote meanwhile, their hour of arrival and what they eat too', async () => {
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Гост Вписан' } })).id
    const [member] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост' } }])).ids
    const at = addresses.delegateEdit({ id, delegate: member! })
    const mine = { ...GUEST, version: '1', 'name.bg': 'Гост', phone: '+33 2' }
    const day = (field: string, value: string, time: string) => ({
      [`${field}.date.day`]: value,
      [`${field}.date.month`]: '3',
      [`${field}.date.year`]: '2027',
      [`${field}.time`]: time,
    })
    const theirs = {
      ...mine,
      ...day('arrivesAt', '10', '14:30'),
      ...day('leavesAt', '12', '9:00'),
      diet: 'без глутен',
      needs: 'рампа',
      'person.id': person,
      'person.text': 'Гост Вписан',
    }
    expect((await officer.post(at, { ...theirs, phone: '+33 1' })).status).toBe(303)
    const late = await officer.post(at, mine)
    const panel = plain(/<section class="conflict".*?<\/section>/s.exec(await late.text())![0])
    for (const words of [
      'Човек от указателя Гост Вписан празно',
      'Телефон +33 1 +33 2',
      'Пристига на 10 март 2027 г., 14:30 празно',
      'Заминава на 12 март 2027 г., 09:00 празно',
      'Хранене без глутен празно',
      'Особени нужди рампа празно',
    ])
      expect([words, panel.includes(words)]).toEqual([words, true])
    // The history tells the hours, and nothing of what they eat and need.
    const history = plain(await (await office.as('reader').get(addresses.history({ thing: 'delegate', id: member! }))).text())
    expect([history.includes('10 март 2027 г., 14:30'), history.includes('без глутен'), history.includes('рампа')]).toEqual([true, false, false])
  })

  test('every field that is kept of a member has its words, or is left out of histories on purpose', async () => {
    const [member] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост' } }])).ids
    const [{ after }] = (await office.pool.query('select after from activity where thing_id = $1', [member])).rows
    const told = delegateFieldWords({ organisation: String, zone: 'Europe/Sofia' }).map(({ name }) => name)
    expect([...told, ...UNTOLD_DELEGATE_FIELDS].sort()).toEqual(Object.keys(after).sort())
    const beside = delegateConflictWords({ organisation: String, person: String, zone: 'Europe/Sofia' }).map(({ name }) => name)
    expect([...beside, 'visitId'].sort()).toEqual(Object.keys(after).sort())
  })

  test('who does not come stays in the list struck out, and comes again', async () => {
    const [member] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост' } }])).ids
    const at = { id, delegate: member! }
    const away = await officer.follow(await officer.post(addresses.delegateWithdrawal(at), { version: '1', away: 'yes' }))
    expect([/class="plain strong struck"[^>]*>\s*Гост/.test(away), plain(away).includes('0 участници')]).toEqual([true, true])
    expect(await rows('withdrawn_on::text')).toEqual([{ withdrawn_on: TODAY }])
    await officer.post(addresses.delegateWithdrawal(at), { version: '2', away: '' })
    expect(await rows('withdrawn_on')).toEqual([{ withdrawn_on: null }])
  })

  test('is nobody’s under another visit, of another office, or for a reader', async () => {
    const [member] = done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Гост' }, diet: 'тайна храна' }])).ids
    const elsewhere = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2027', partners: [town] })).id
    done(await openVisit(office.here, office.officer, elsewhere))
    expect((await officer.get(addresses.delegateEdit({ id: elsewhere, delegate: member! }))).status).toBe(404)
    expect((await officer.post(addresses.delegateRemoval({ id: elsewhere, delegate: member! }), { version: '1' })).status).toBe(404)
    const other = await office.openAnother('Община Узорево')
    expect((await other.visit.get(addresses.visitDelegations({ id }))).status).toBe(404)
    expect((await other.visit.post(addresses.delegateEdit({ id, delegate: member! }), { ...GUEST, version: '1', 'name.bg': 'x' })).status).toBe(404)
    const reader = office.as('reader')
    expect((await reader.get(addresses.delegateEdit({ id, delegate: member! }))).status).toBe(403)
    // A reader sees the names, and nothing of what the guests eat; nor does the search, nor the history.
    const list = await shown('reader')
    expect([list.includes('Гост'), list.includes('тайна храна'), (await shown()).includes('тайна храна')]).toEqual([true, false, true])
    for (const path of [addresses.activity(), addresses.search({ q: 'тайна храна' }), addresses.history({ thing: 'delegate', id: member! })])
      expect([path, (await (await reader.get(path)).text()).replaceAll('value="тайна храна"', '').includes('<b>тайна храна')]).toEqual([path, false])
    expect(await (await reader.get(addresses.history({ thing: 'delegate', id: member! }))).text()).not.toContain('тайна храна')
  })
})

describe('the list', () => {
  test('stands in order of precedence: by posts, by the register, by hand', async () => {
    done(
      await addDelegates(office.here, office.officer, id, [
        { side: 'guests', name: { bg: 'Керамик Първи' }, role: { bg: 'керамик' } },
        { side: 'guests', name: { bg: 'Кмет Втори' }, role: { bg: 'кмет' } },
        { side: 'guests', name: { bg: 'Водач Трети' }, role: { bg: 'учител' }, isHead: true },
        { side: 'guests', name: { bg: 'Почетен Четвърти' }, rank: 1 },
      ]),
    )
    const text = await shown()
    const names = ['Почетен Четвърти', 'Водач Трети', 'Кмет Втори', 'Керамик Първи']
    expect(names.toSorted((a, b) => text.indexOf(a) - text.indexOf(b))).toEqual(names)
  })

  test('who does not come takes up no place; programme, links and papers know the same order', async () => {
    const { ids } = done(
      await addDelegates(office.here, office.officer, id, [
        { side: 'guests', name: { bg: 'Керамик Първи' }, role: { bg: 'керамик' }, email: 'a@primer.test' },
        { side: 'guests', name: { bg: 'Болен Ръководител' }, role: { bg: 'министър' }, isHead: true },
        { side: 'guests', name: { bg: 'Почетен Втори' }, rank: 2 },
        { side: 'guests', name: { bg: 'Кмет Трети' }, role: { bg: 'кмет' } },
        { side: 'hosts', name: { bg: 'Директор Наш' }, role: { bg: 'директор' } },
        { side: 'hosts', name: { bg: 'Кмет Наш' }, role: { bg: 'кмет' } },
      ]),
    )
    done(await withdrawDelegate(office.here, office.officer, ids[1]!, 1, TODAY))
    const coming = ['Кмет Трети', 'Почетен Втори', 'Керамик Първи', 'Кмет Наш', 'Директор Наш']
    const named = (rows: readonly { name: LocalText; away: boolean }[]) => rows.filter(({ away }) => !away).map(({ name }) => name.in['bg']!.text)
    const orders = await office.here.db.inOffice(office.officeId, async (tx) => [
      named((await delegatesInOrder(tx, id)).map(({ name, withdrawnOn }) => ({ name, away: withdrawnOn !== null }))),
      named((await programmeOf(tx, id))!.delegates.map(({ name, withdrawn }) => ({ name, away: withdrawn }))),
      named((await pocketLinksOf(tx, id)).map(({ name, notComing }) => ({ name, away: notComing }))),
    ])
    expect(orders).toEqual([coming, coming, coming])
    const text = await shown()
    const all = ['Кмет Трети', 'Почетен Втори', 'Керамик Първи', 'Болен Ръководител']
    expect(all.toSorted((a, b) => text.indexOf(a) - text.indexOf(b))).toEqual(all)
  })

  test('three hundred cost as many statements as one', async () => {
    const statements = () => office.statements(shown)
    const add = async (from: number, count: number) =>
      done(
        await addDelegates(
          office.here,
          office.officer,
          id,
          Array.from({ length: count }, (_, index) => ({ side: 'guests' as const, name: { bg: `Гост ${from + index}` }, organisationId: town })),
        ),
      )
    await add(0, 1)
    const one = await statements()
    await add(1, 299)
    expect(await statements()).toBe(one)
    expect((await shown()).match(/<tr id="d-/g)!.length).toBe(300)
    const refused = await addDelegates(
      office.here,
      office.officer,
      id,
      Array.from({ length: 701 }, () => ({ side: 'guests' as const, name: { bg: 'Още' } })),
    )
    expect(refused.ok).toBe(false)
  })
})

describe('a pasted list', () => {
  test('is previewed with whom the register knows, and entered as it was looked at, in one change', async () => {
    const known = done(await createPerson(office.here, office.officer, { name: { bg: 'Познат Познатов' } })).id
    done(await addDelegates(office.here, office.officer, id, [{ side: 'guests', name: { bg: 'Вече Вписан' } }]))
    const preview = await officer.post(addresses.delegatePasting({ id }), {
      side: 'guests',
      'organisation.text': 'Примерово',
      names: '1. д-р Познат Познатов, кмет\n2. Вече Вписан\n3. Трета Непозната – керамик',
    })
    const text = await preview.text()
    expect([
      plain(text).includes('Разчетени са 3 реда.'),
      plain(text).includes('вече е в списъка'),
      text.includes(`<option value="${known}" selected="">`),
    ]).toEqual([true, true, true])
    expect(/name="rows.1.take" value="yes" checked/.test(text)).toBe(false)
    expect(await rows('id')).toHaveLength(1)
    const entered = await officer.follow(
      await officer.post(addresses.delegatePasted({ id }), {
        side: 'guests',
        organisationId: town,
        'rows.0.take': 'yes',
        'rows.0.title': 'д-р',
        'rows.0.name': 'Познат Познатов',
        'rows.0.role': 'кмет',
        'rows.0.person': known,
        'rows.1.name': 'Вече Вписан',
        'rows.2.take': 'yes',
        'rows.2.name': 'Трета Непозната-Поправена',
        'rows.2.role': 'керамик и преводач',
      }),
    )
    expect(plain(entered)).toContain('Вписани са 2 участници.')
    expect(await rows(`name #>> '{in,bg,text}' as name, person_id, organisation_id, is_interpreter`)).toEqual([
      { name: 'Вече Вписан', person_id: null, organisation_id: null, is_interpreter: false },
      { name: 'Познат Познатов', person_id: known, organisation_id: town, is_interpreter: false },
      { name: 'Трета Непозната-Поправена', person_id: null, organisation_id: town, is_interpreter: true },
    ])
    await officer.post(undoIn(entered))
    expect(await rows('id')).toHaveLength(1)
  })

  test('offers the visit’s only partner for the guests, and whoever is entered in the register holds the post from the list there', async () => {
    const offered = async () => {
      const html = await (await officer.get(addresses.delegatePasting({ id }))).text()
      return ['text', 'id'].map((part) => new RegExp(`name="organisation\\.${part}" value="([^"]*)"`).exec(html)?.[1])
    }
    expect(await offered()).toEqual(['Примерово', town])
    const organisationIn = async (side: string) => {
      const form = { side, 'organisation.text': 'Примерово', 'organisation.id': town, names: 'Проба Примерова, претседател на Советот' }
      const html = await (await officer.post(addresses.delegatePasting({ id }), form)).text()
      return /name="organisationId" value="([^"]*)"/.exec(html)?.[1]
    }
    // What was offered for the guests is no word on the hosts.
    expect([await organisationIn('guests'), await organisationIn('hosts')]).toEqual([town, ''])
    await officer.post(addresses.delegatePasted({ id }), {
      side: 'guests',
      organisationId: town,
      'rows.0.take': 'yes',
      'rows.0.name': 'Проба Примерова',
      'rows.0.role': 'претседател на Советот',
    })
    const [member] = await rows('id')
    done(await registerDelegate(office.here, office.officer, member!.id, 1))
    const { rows: held } = await office.pool.query(
      `select organisation_id, role #>> '{in,bg,text}' as role, role_class from post where deleted_at is null and person_id = (select person_id from visit_delegate where id = $1)`,
      [member!.id],
    )
    expect(held).toEqual([{ organisation_id: town, role: 'претседател на Советот', role_class: 'council_chair' }])
    const other = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Узорево' }, kind: 'municipality', country: 'MK' })).id
    id = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2027-03-10', partners: [town, other] })).id
    done(await openVisit(office.here, office.officer, id))
    expect(await offered()).toEqual(['', ''])
  })

  test('of thirty, known people among them, costs as many statements as one, and each comes as the register knows them', async () => {
    const { here, officer: by } = office
    const people: string[] = []
    for (let index = 0; index < 6; index++) {
      const person = done(await createPerson(here, by, { name: { bg: `Гост ${index}` }, languages: ['fr'] })).id
      done(await addPost(here, by, person, { organisationId: town, role: { bg: `длъжност ${index}` }, roleClass: 'official' }))
      people.push(person)
    }
    const list = (from: number, count: number): DelegateValues[] =>
      Array.from({ length: count }, (_, index) => ({
        side: 'guests',
        ...(index % 5 === 0 ? { personId: people[(from + index) / 5]! } : { name: { bg: `Непознат ${from + index}` }, organisationId: town }),
      }))
    const added = (values: readonly DelegateValues[]) => office.statements(async () => done(await addDelegates(here, by, id, values)))
    const one = await added(list(0, 1))
    expect(await added(list(0, 30))).toBe(one)
    const { rows: known } = await office.pool.query(
      `select person_id, organisation_id, role #>> '{in,bg,text}' as role from visit_delegate where visit_id = $1 and person_id is not null order by id offset 1`,
      [id],
    )
    expect(known).toEqual(people.map((person, index) => ({ person_id: person, organisation_id: town, role: `длъжност ${index}` })))
    expect((await rows('organisation_id')).every(({ organisation_id }) => organisation_id === town)).toBe(true)
  })

  test('of somebody who was merged since means the record that took them up; one who is nobody enters none', async () => {
    const { here, officer: by } = office
    const [gone, stays, other] = [
      done(await createPerson(here, by, { name: { bg: 'Двоен Първи' } })).id,
      done(await createPerson(here, by, { name: { bg: 'Двоен Втори' } })).id,
      done(await createPerson(here, by, { name: { bg: 'Друг Трети' } })).id,
    ]
    await office.pool.query('update person set deleted_at = now(), merged_into_id = $2 where id = $1', [gone, stays])
    const guest = (personId: string): DelegateValues => ({ side: 'guests', personId })
    const refused = await addDelegates(here, by, id, [guest(other), guest(newId())])
    expect([refused.ok, refused.ok || refused.refusal.field, await rows('id')]).toEqual([false, 'person', []])
    done(await addDelegates(here, by, id, [guest(other), guest(gone)]))
    expect((await rows('person_id')).map(({ person_id }) => person_id)).toEqual([other, stays])
  })

  test('without a name, with an unknown organisation or with nothing ticked is refused and kept', async () => {
    const refused = await officer.post(addresses.delegatePasting({ id }), { side: 'guests', 'organisation.text': 'Никъде', names: '123\n---' })
    const text = await refused.text()
    expect([refused.status, text.includes('няма нито едно име'), text.includes('value="Никъде"'), text.includes('123\n---')]).toEqual([422, true, true, true])
    const nobody = await officer.post(addresses.delegatePasted({ id }), { side: 'guests', 'rows.0.name': 'Неотметнат' })
    const said = await nobody.text()
    expect([nobody.status, said.includes('Няма кого да впишем'), said.includes('value="Неотметнат"')]).toEqual([422, true, true])
    const forged = await officer.post(addresses.delegatePasted({ id }), { side: 'guests', organisationId: id, 'rows.0.take': 'yes', 'rows.0.name': 'Някой' })
    expect([forged.status, (await rows('id')).length]).toEqual([422, 0])
  })
})

describe('how a delegation travels', () => {
  test('is said once for everybody of whom it is not known; one undo takes it back', async () => {
    done(
      await addDelegates(office.here, office.officer, id, [
        { side: 'guests', name: { bg: 'Един' } },
        { side: 'guests', name: { bg: 'Друг' }, arrival: 'със своя кола' },
        { side: 'hosts', name: { bg: 'Домакин' } },
      ]),
    )
    const told = await officer.follow(
      await officer.post(addresses.delegateJourney({ id }), {
        side: 'guests',
        arrival: 'автобус от София',
        'leavesAt.date.day': '12',
        'leavesAt.date.month': '3',
        'leavesAt.date.year': '2027',
        'leavesAt.time': '9',
        lodging: 'Хотел Пробен',
      }),
    )
    expect(plain(told)).toContain('Записано е за 2 участници.')
    expect(await rows(`name #>> '{in,bg,text}' as name, arrival, leaves_at, lodging`)).toEqual([
      { name: 'Един', arrival: 'автобус от София', leaves_at: new Date('2027-03-12T07:00:00Z'), lodging: 'Хотел Пробен' },
      { name: 'Друг', arrival: 'със своя кола', leaves_at: new Date('2027-03-12T07:00:00Z'), lodging: 'Хотел Пробен' },
      { name: 'Домакин', arrival: '', leaves_at: null, lodging: '' },
    ])
    const again = await officer.follow(await officer.post(addresses.delegateJourney({ id }), { side: 'guests', arrival: 'друго', lodging: 'друго' }))
    expect(plain(again)).toContain('За всички от тази страна това вече се знае.')
    await officer.post(undoIn(told))
    expect((await rows('lodging')).map(({ lodging }) => lodging)).toEqual(['', '', ''])
    expect((await officer.post(addresses.delegateJourney({ id }), { side: 'guests' })).status).toBe(422)
  })
})
