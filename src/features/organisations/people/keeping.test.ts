// Personal data: why and until when it is kept, keeping it longer, and erasing it so that nothing brings it back.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { addDocument } from '#features/documents/document.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { callDifferent, refreshKeys } from '../doubles/double.actions.ts'
import { offeredDay, offeredKeeping, saidPurpose, wantsKeeping } from './keeping.ts'
import { keptCounts, keptPage } from './keeping.queries.ts'
import { createOrganisation } from '../organisation.actions.ts'
import { changePerson, createPerson } from './person.actions.ts'
import { peoplePage, personById } from './person.queries.ts'
import { addPost } from './post.actions.ts'
import { suggestedSalutations } from './salutation.ts'
import { EMPTY_TEXT, localText } from '#platform/texts/local-text.ts'

const TODAY = '2026-11-23'
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  office.here.clock.set(TODAY)
  for (const table of [
    'activity',
    'name_entry',
    'likeness_key',
    'difference',
    'document_place',
    'document',
    'event_participant',
    'event_partner',
    'event',
    'post',
    'person',
    'organisation',
  ])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const create = async (bg: string, facts: Partial<Parameters<typeof createPerson>[2]> = {}) =>
  done(await createPerson(office.here, office.officer, { name: { bg }, ...facts })).id
const read = (id: string) => office.here.db.inOffice(office.officeId, (tx) => personById(tx, id))
const textOf = async (answer: Response) => answer.text()
const page = async (path: string) => textOf(await office.as('officer').get(path))

/** Every table's every value as one text: where a secret would still be found. */
async function everythingKept(): Promise<string> {
  const { rows } = await office.pool.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'")
  const parts = []
  for (const { name } of rows.filter((row) => row.name !== 'place' && row.name !== 'place_name'))
    parts.push((await office.pool.query(`select t::text from "${name}" t`)).rows.map((row) => row.t).join('\n'))
  return parts.join('\n')
}

describe('rules', () => {
  test('a day is offered by the purpose, none for a project, and what was said stays', () => {
    expect(['post', 'visit', 'project', 'собствена цел'].map((purpose) => offeredDay(purpose, TODAY))).toEqual(['2028-11-23', '2027-11-23', null, null])
    expect(offeredKeeping({ purpose: '', keepUntil: null }, TODAY)).toEqual({ purpose: 'post', keepUntil: '2028-11-23' })
    expect(offeredKeeping({ purpose: 'visit', keepUntil: '2027-01-01' }, TODAY)).toEqual({ purpose: 'visit', keepUntil: '2027-01-01' })
    expect([saidPurpose('visit', 'x'), saidPurpose('own', 'x'), saidPurpose('', 'x'), saidPurpose('', '')]).toEqual(['visit', 'x', 'x', ''])
  })

  test('only contact data wants a purpose and a day', () => {
    const bare = { email: null, phone: null, notes: EMPTY_TEXT, purpose: '', keepUntil: null }
    const note = { ...bare, notes: localText('х', new Date()) }
    expect([bare, note, { ...bare, phone: '1', purpose: 'post' }, { ...note, purpose: 'post', keepUntil: TODAY }].map(wantsKeeping)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  test.each([
    ['bg', 'Анго Ангов', null, 'mayor', ['Уважаеми господин кмете,', 'Уважаеми господин Ангов,']],
    ['bg', 'Проба Измислена', null, null, ['Уважаеми господин Измислена,', 'Уважаема госпожо Измислена,']],
    ['bg', 'Проба Ангова', 'д-р', null, ['Уважаеми д-р Ангова,', 'Уважаема госпожо Ангова,']],
    ['fr', 'Test Inventé', null, 'mayor', ['Monsieur le Maire,', 'Madame la Maire,', 'Monsieur,', 'Madame,']],
    ['mk', 'Проба Ангов', null, 'mayor', ['Почитуван господине градоначалник,', 'Почитуван господине Ангов,']],
    ['zh', 'Проба', null, 'mayor', []],
  ] as const)('in %s a letter to %s may begin', (language, name, title, post, offered) => {
    expect(suggestedSalutations({ name, title, post }, language)).toEqual(offered)
  })
})

describe('saying it', () => {
  const form = (more: Record<string, string>) => ({ 'name.bg': 'Анго Ангов', email: 'made-up@example.org', ...more })

  test('the form keeps salutation, purpose and day, and the page and the history tell them', async () => {
    const officer = office.as('officer')
    const answer = await officer.post(
      addresses.people(),
      form({
        'salutation.bg': 'Уважаеми г-н Ангов,',
        purpose: 'own',
        purposeOwn: 'покани за празника',
        'keepUntil.day': '1',
        'keepUntil.month': '3',
        'keepUntil.year': '2027',
      }),
    )
    const shown = await officer.follow(answer)
    for (const words of ['Уважаеми г-н Ангов,', 'покани за празника', '1 март 2027 г.']) expect(shown).toContain(words)
    expect(shown).not.toContain('Не е казано')
    const id = answer.headers.get('location')!.split('/').at(-1)!
    expect(await read(id)).toMatchObject({ purpose: 'покани за празника', keepUntil: '2027-03-01' })
    await officer.post(
      addresses.person({ id }),
      form({ version: '1', 'salutation.bg': 'Уважаеми г-н Ангов,', purpose: 'visit', 'keepUntil.year': '2027', 'keepUntil.month': '4', 'keepUntil.day': '1' }),
    )
    const history = await page(addresses.person({ id }))
    expect(history).toContain('Промени целта на личните данни: от „покани за празника“ на „посещение или събитие“.')
    expect(history).toContain('Промени срока на личните данни: от „1 март 2027 г.“ на „1 април 2027 г.“')
  })

  test('contact data without a purpose is not blocked: one click accepts the offer, one more takes it back', async () => {
    const officer = office.as('officer')
    const shown = await officer.follow(await officer.post(addresses.people(), form({})))
    expect(shown).toContain('Предлагаме: служебна връзка, докато заема длъжността, до 23 ноември 2028 г.')
    const id = /\/people\/([0-9a-f-]{36})\/keeping/.exec(shown)![1]!
    const accepted = await officer.follow(await officer.post(addresses.personKeeping({ id }), { version: '1', offered: 'yes' }))
    expect(await read(id)).toMatchObject({ purpose: 'post', keepUntil: '2028-11-23', version: 2 })
    await officer.post(/action="(\/activity\/[^"]+)"/.exec(accepted)![1]!)
    expect(await read(id)).toMatchObject({ purpose: '', keepUntil: null, version: 3 })
  })

  test.each([
    [{ 'keepUntil.year': '2027' }, 'За срока е нужен точен ден'],
    [{ 'keepUntil.day': '1', 'keepUntil.month': '3', 'keepUntil.year': '2020' }, 'Този ден е минал'],
  ])('%s is refused in words, and what was typed stays', async (more, words) => {
    const answer = await office.as('officer').post(addresses.people(), form(more as Record<string, string>))
    const shown = await textOf(answer)
    expect([answer.status, shown.includes(words), shown.includes('value="made-up@example.org"')]).toEqual([422, true, true])
  })

  test('a day that has passed does not stand in the way of other changes', async () => {
    const id = await create('Анго Ангов', { email: 'made-up@example.org', purpose: 'post', keepUntil: '2026-11-01' })
    const answer = await office
      .as('officer')
      .post(
        addresses.person({ id }),
        form({ version: '1', phone: '123', purpose: 'post', 'keepUntil.day': '1', 'keepUntil.month': '11', 'keepUntil.year': '2026' }),
      )
    expect([answer.status, (await read(id))?.phone]).toEqual([303, '123'])
  })
})

describe('the list of what is due', () => {
  test('shows whose time ran out, pages by key, and asks as often for one as for three', async () => {
    const one = await create('Първи Измислен', { email: 'a@example.org', purpose: 'post', keepUntil: '2026-11-22' })
    await create('Втори Измислен', { phone: '12', purpose: 'post', keepUntil: TODAY })
    const unsaid = await create('Трети Измислен', { phone: '12' })
    await create('Четвърти Измислен')
    const counts = () => office.here.db.inOffice(office.officeId, (tx) => keptCounts(tx, TODAY))
    expect(await counts()).toEqual({ due: 1, unsaid: 1 })
    const due = await office.here.db.inOffice(office.officeId, (tx) => keptPage(tx, 'due', TODAY, {}))
    const none = await office.here.db.inOffice(office.officeId, (tx) => keptPage(tx, 'unsaid', TODAY, {}))
    expect([due.rows.map(({ person }) => person.id), none.rows.map(({ person }) => person.id)]).toEqual([[one], [unsaid]])
    expect(await page(addresses.peopleRetention())).toContain('Първи Измислен')
    expect(await page(addresses.today())).not.toContain('Лични данни с изтекъл срок')

    const statements = () => office.statements(() => office.as('officer').get(addresses.peopleRetention()))
    const few = await statements()
    for (const name of ['Пети', 'Шести']) await create(`${name} Измислен`, { email: 'b@example.org', purpose: 'post', keepUntil: '2026-01-01' })
    expect(await statements()).toBe(few)
    for (let n = 0; n < 50; n++) await create(`Пореден Номер ${n}`, { email: 'c@example.org', purpose: 'visit', keepUntil: '2026-02-01' })
    const first = await page(addresses.peopleRetention())
    const next = /rel="next" href="([^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    expect((await page(next)).match(/<th scope="row">/g)).toHaveLength(3)
    const reader = await textOf(await office.as('reader').get(addresses.peopleRetention()))
    expect([reader.includes('Първи Измислен'), reader.includes('/erasure')]).toEqual([false, false])
  })

  test('is kept longer with a reason that stays in the history, or not at all when someone was faster', async () => {
    const id = await create('Анго Ангов', { email: 'a@example.org', purpose: 'post', keepUntil: '2026-11-01' })
    const officer = office.as('officer')
    expect(await page(addresses.personKeeping({ id }))).toContain('Срокът за пазене на данните изтече на 1 ноември 2026 г.')
    const said = { purpose: 'visit', 'keepUntil.day': '1', 'keepUntil.month': '5', 'keepUntil.year': '2027', reason: 'поканен е за празника' }
    const shown = await officer.follow(await officer.post(addresses.personKeeping({ id }), { version: '1', ...said }))
    expect(shown).toContain('Вписа причината за по-дългия срок: „поканен е за празника“.')
    const late = await officer.post(addresses.personKeeping({ id }), { version: '1', ...said, 'keepUntil.year': '2029' })
    const conflict = await textOf(late)
    expect([late.status, conflict.includes('id="conflict"'), conflict.includes('value="поканен е за празника"'), conflict.includes('1 май 2029 г.')]).toEqual([
      409,
      true,
      true,
      true,
    ])
    const past = await officer.post(addresses.personKeeping({ id }), { version: '2', ...said, 'keepUntil.year': '2020' })
    expect([past.status, (await textOf(past)).includes('Този ден е минал'), (await read(id))?.keepUntil]).toEqual([422, true, '2027-05-01'])
  })
})

describe('erasing', () => {
  const SECRETS = [
    'secret-mail@example.org',
    '0888 99 77 55',
    'тайна бележка',
    'Скъпи тайнико',
    'таен източник',
    'Тайно Прозвище',
    'тайна причина',
    'тайна цел',
  ]
  const withSecrets = async () => {
    const id = await create('Анго Ангов', {
      email: 'secret-mail@example.org',
      phone: '0888 99 77 55',
      notes: { bg: 'тайна бележка' },
      salutation: { bg: 'Скъпи тайнико' },
      purpose: 'тайна цел',
      languages: ['mk'],
      aliases: ['Тайно Прозвище'],
      sources: [{ title: 'таен източник', url: null, date: null, textId: null, quote: null }],
    })
    done(await changePerson(office.here, office.officer, id, 1, { name: { bg: 'Анго Ангов' }, phone: null, notes: { bg: 'друга тайна бележка' } }))
    await office.as('officer').post(addresses.personKeeping({ id }), {
      version: '2',
      purpose: 'visit',
      'keepUntil.day': '1',
      'keepUntil.month': '5',
      'keepUntil.year': '2027',
      reason: 'тайна причина',
    })
    // Looking for doubles makes keys of the data.
    await office.here.db.inOffice(office.officeId, (tx) => refreshKeys(tx, 'person'))
    return id
  }

  test('takes the data out of the record, the search and every state in the history; name and posts stay', async () => {
    const town = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'MK' })).id
    const id = await withSecrets()
    done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor', confirmedOn: TODAY }))
    const before = await everythingKept()
    // The proof would be worth nothing if it could not see them.
    expect(SECRETS.filter((secret) => !before.includes(secret))).toEqual([])
    const officer = office.as('officer')
    const asked = await page(addresses.personErasure({ id }))
    expect(asked).toContain('Изтритото не може да се върне.')
    const untyped = await officer.post(addresses.personErasure({ id }), { version: '3', what: 'contact', word: '' })
    expect([untyped.status, (await textOf(untyped)).includes('Напишете думата „изтрий“')]).toEqual([422, true])

    const answer = await officer.post(addresses.personErasure({ id }), { version: '3', what: 'contact', word: 'Изтрий' })
    const shown = await officer.follow(answer)
    expect(shown).toContain('Личните данни са изтрити на 23 ноември 2026 г.')
    const after = await everythingKept()
    expect(SECRETS.filter((secret) => after.includes(secret))).toEqual([])
    expect(await read(id)).toMatchObject({
      name: { in: { bg: { text: 'Анго Ангов' } } },
      email: null,
      phone: null,
      keepUntil: null,
      purpose: '',
      aliases: [],
      languages: [],
    })
    const found = await office.here.db.inOffice(office.officeId, async (tx) => [
      (await peoplePage(tx, { q: 'Ангов' })).rows.length,
      (await peoplePage(tx, { q: 'Прозвище' })).rows.length,
    ])
    expect(found).toEqual([1, 0])
    expect([shown.includes('кмет'), shown.includes('Изтрити са лични данни')]).toEqual([true, true])
  })

  test('nothing brings the data back: neither undo nor an earlier version', async () => {
    const id = await withSecrets()
    const officer = office.as('officer')
    const lines = async () => (await office.pool.query<{ id: string; act: string }>('select id, act from activity where thing_id = $1 order by id', [id])).rows
    await officer.post(addresses.personErasure({ id }), { version: '3', what: 'contact', word: 'изтрий' })
    const erased = (await lines()).at(-1)!
    expect(erased.act).toBe('person.erased')
    const refused = await officer.follow(await officer.post(addresses.activityUndo({ id: erased.id })))
    expect(refused).toContain('Изтрити лични данни не могат да се върнат')
    expect(await page(addresses.activity())).not.toContain(`/activity/${erased.id}/undo`)
    const [created, changed] = await lines()
    for (const line of [created!, changed!]) {
      const { version } = (await read(id))!
      await officer.post(addresses.historyRestoration({ thing: 'person', id, line: line.id }), { version: String(version) })
      await officer.post(addresses.activityUndo({ id: line.id }))
    }
    const left = await everythingKept()
    expect(SECRETS.filter((secret) => left.includes(secret))).toEqual([])
    expect((await read(id))?.erasedAt).not.toBeNull()
  })

  test('a person nothing points to goes whole; one an event names stays until it does not', async () => {
    const town = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'MK' })).id
    const id = await withSecrets()
    const post = done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor' })).id
    const event = done(
      await createEvent(office.here, office.officer, {
        kind: 'visit',
        direction: 'incoming',
        title: { bg: 'Гостуване' },
        date: '2026-10-04',
        partners: [],
        participants: [{ personId: id, asRole: null }],
      }),
    )
    const officer = office.as('officer')
    expect(await page(addresses.personErasure({ id }))).toContain('Целият човек не може да се изтрие')
    const held = await officer.post(addresses.personErasure({ id }), { version: '3', what: 'whole', word: 'изтрий' })
    expect([held.status, (await textOf(held)).includes('Гостуване'), (await read(id)) !== null]).toEqual([422, true, true])

    await officer.post(addresses.eventRemoval({ id: event.id }), { version: '1' })
    expect(await everythingKept()).toContain('Анго Ангов')
    const answer = await officer.post(addresses.personErasure({ id }), { version: '3', what: 'whole', word: 'изтрий' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, addresses.people()])
    expect(await read(id)).toBeNull()
    const left = await everythingKept()
    expect([...SECRETS, 'Анго Ангов'].filter((secret) => left.includes(secret))).toEqual([])
    // The removed event comes back with somebody who has no name; the person does not.
    const lines = (
      await office.pool.query<{ id: string; thing: string }>('select id, thing from activity where thing_id in ($1, $2, $3) order by id', [id, post, event.id])
    ).rows
    for (const line of lines) await officer.post(addresses.activityUndo({ id: line.id }))
    expect([await read(id), (await officer.get(addresses.person({ id }))).status]).toEqual([null, 404])
    expect((await everythingKept()).includes('Анго Ангов')).toBe(false)
    expect(await page(addresses.event({ id: event.id }))).toContain('изтрит човек')
  })

  test('an officer who saw an older state is shown so; a reader may not', async () => {
    const id = await withSecrets()
    const late = await office.as('officer').post(addresses.personErasure({ id }), { version: '1', what: 'contact', word: 'изтрий' })
    expect([late.status, (await textOf(late)).includes('id="conflict"'), (await read(id))?.email]).toEqual([409, true, 'secret-mail@example.org'])
    expect((await office.as('reader').post(addresses.personErasure({ id }), { version: '3', what: 'contact', word: 'изтрий' })).status).toBe(403)
    expect((await office.as('reader').get(addresses.personErasure({ id }))).status).toBe(403)
  })

  test('the documents of the person are shown before erasing; nothing calls the erased one by name', async () => {
    const id = await create('Анго Ангов')
    const another = await create('Друг Ангов')
    done(await callDifferent(office.here, office.officer, 'person', id, another))
    const file = { hash: 'b'.repeat(64), bytes: 1, media: 'txt', fileName: 'cv.txt' } as const
    expect(await page(addresses.personErasure({ id }))).not.toContain('Към човека има')
    const paper = done(
      await addDocument(office.here, office.officer, { ...file, title: { bg: 'Автобиография' }, places: [{ thing: 'person', thingId: id }] }),
    ).id
    const asked = await page(addresses.personErasure({ id }))
    expect(asked).toContain('Към човека има 1 документ, който не се изтрива с данните.')
    expect(asked).toContain(`<a href="${addresses.document({ id: paper })}">Автобиография</a>`)
    // Without the person nobody would see the paper again.
    expect(asked).toContain('Целият човек не може да се изтрие: към него още сочат документ „Автобиография“.')
    const whole = () => office.as('officer').post(addresses.personErasure({ id }), { version: '1', what: 'whole', word: 'изтрий' })
    expect([(await whole()).status, (await read(id)) !== null]).toEqual([422, true])
    await office.as('officer').post(addresses.documentRemoval({ id: paper }), { version: '1' })
    expect([(await whole()).status, await read(id)]).toEqual([303, null])
    const left = await everythingKept()
    expect(['Анго Ангов', 'Друг Ангов'].map((name) => left.includes(name))).toEqual([false, true])
  })

  test('what a person took up from another record is erased with them', async () => {
    const id = await create('Анго Ангов', { email: 'one@example.org' })
    const other = await create('Анго Ангoв', { email: 'two@example.org' })
    await office.pool.query('update person set merged_into_id = $1, deleted_at = now() where id = $2', [id, other])
    await office.as('officer').post(addresses.personErasure({ id }), { version: '1', what: 'contact', word: 'изтрий' })
    const left = await everythingKept()
    expect(['one@example.org', 'two@example.org'].filter((secret) => left.includes(secret))).toEqual([])
  })
})
