// Bringing a table: pasted or uploaded, understood, held against the register, decided about, written in the background, resumed after a stop, taken back.
import readXlsxFile from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOrganisation, changeOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { m } from '#messages'
import { RESTORERS } from '../today/journal.actions.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { encoded } from '#features/documents/extraction/samples.ts'
import { carryOnImports, discardOldImports } from './import.jobs.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const idOf = (answer: Response): string => /\/sheets\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')![1]!
const officer = () => office.as('officer')
const carryOn = (chunk = 500, stopped = () => false) => carryOnImports(office.here, { restorers: RESTORERS, chunk, stopped })
const page = async (path: string): Promise<string> =>
  (await (await officer().get(path)).text()).replace(/<select.*?<\/select>|<[^>]*>/gs, ' ').replace(/\s+/g, ' ')
const query = async (text: string): Promise<string[]> =>
  (await office.pool.query({ text, rowMode: 'array' })).rows.map((row: unknown[]) =>
    row
      .map((one) =>
        typeof one === 'object' && one !== null && !Array.isArray(one)
          ? JSON.stringify(one)
          : Array.isArray(one) && typeof one[0] === 'object'
            ? JSON.stringify(one)
            : one,
      )
      .join(' | '),
  )

/** Brings a pasted table and accepts what was guessed of its columns. */
async function bring(kind: string, text: string, columns: Record<string, string> = {}): Promise<string> {
  const id = idOf(await officer().post('/sheets', { kind, text }))
  await accept(id, columns)
  return id
}
async function accept(id: string, columns: Record<string, string> = {}): Promise<void> {
  const [row] = (await office.pool.query('select version, mapping, options from sheet_import where id = $1', [id])).rows as [
    { version: number; mapping: Record<string, string>; options: { language: string } },
  ]
  const chosen = Object.fromEntries(Object.entries(row.mapping).map(([column, field]) => [`column.c${column}`, field]))
  const answer = await officer().post(`/sheets/${id}/columns`, { version: String(row.version), language: row.options.language, ...chosen, ...columns })
  expect(answer.status).toBe(303)
}
const start = async (id: string, decisions: Record<string, string> = {}): Promise<void> => {
  expect((await officer().post(`/sheets/${id}/decisions`, { ...decisions, start: 'yes' })).status).toBe(303)
}
const outcomes = (id: string) => query(`select position, verdict, outcome from sheet_row where import_id = '${id}' and verdict is not null order by position`)
const organisations = () => query(`select name->'in'->'bg'->>'text', country, kind from organisation where deleted_at is null order by id`)

const PARTNERS = [
  'Партньор\tДържава\tДата на подписване\tВид\tРешение №\tОбласти\tБележки',
  'Дойран\tСеверна Македония\t22.05.2004\tпобратимяване\t742/26.03.2004\tкултура; туризъм\tпърви',
  'Измислено\tFR\tок. 1990\tприятелство\t\t\t',
  'Измислена община\tЦентралия\t2003\tпобратимяване\t\t\t',
  'Друга измислена\tИталия\tкогато падна снегът\tпобратимяване\t\t\t',
  'Doiran\tmk\t2004\tпобратимяване\t\t\t',
].join('\n')

test('a pasted table of partners becomes organisations, partnerships and their first steps; what is wrong is told by row', async () => {
  const id = await bring('partners', PARTNERS)
  const preview = await page(`/sheets/${id}`)
  expect(preview).toContain('Ще се запишат 2 реда.')
  expect(preview).toContain('Държава: Непозната държава: „Централия“.')
  expect(preview).toContain('Подписано или начало: Датата „когато падна снегът“ не може да се прочете.')
  expect(preview).toContain('Същото като ред 2.')
  expect(await query('select count(*) from organisation')).toEqual(['0'])
  await start(id)
  await carryOn()
  expect(await outcomes(id)).toEqual(['2 | new | made', '3 | new | made', '4 | fault | failed', '5 | fault | failed', '6 | double | skipped'])
  expect(await organisations()).toEqual(['Дойран | MK | municipality', 'Измислено | FR | municipality'])
  expect(await query(`select type, fields from partnership order by id`)).toEqual(['twinning | culture,tourism', 'friendship | '])
  expect(await query(`select kind, side, date, document_number from milestone order by id`)).toEqual([
    'council_decision | us | 2004-03-26 | 742/26.03.2004',
    'signing | both | 2004-05-22 | ',
    'signing | both | 1990~ | ',
  ])
  expect(await query(`select stage from partnership_standing order by id`)).toEqual(['active', 'active'])
  expect(await page('/partnerships?q=Dojran')).toContain('1 намерено')
  expect((await page('/activity')).match(/Дойран/g)?.length).toBeGreaterThan(2)
})

test('the rows not written are handed back with their reasons and can be brought again', async () => {
  const id = await bring('partners', PARTNERS)
  await start(id)
  await carryOn()
  const answer = await officer().get(`/sheets/${id}/failed`)
  const rows = (await readXlsxFile(Buffer.from(await answer.arrayBuffer())))[0]!.data.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
  expect(rows.map((row) => [row[0], row[7]])).toEqual([
    ['Партньор', 'Ред'],
    ['Измислена община', '4'],
    ['Друга измислена', '5'],
  ])
  expect(rows[1]![8]).toContain('Непозната държава')
  const again = idOf(
    await officer().post('/sheets', {
      kind: 'partners',
      text: rows
        .map((row) => row.join('\t'))
        .join('\n')
        .replace('Централия', 'Германия'),
    }),
  )
  // The same headings as before: what was said of them is remembered, and our own two columns are none.
  expect(await page(`/sheets/${again}`)).toContain('Колоните са разпознати както при предишната таблица')
  await accept(again)
  await start(again)
  await carryOn()
  expect(await organisations()).toContain('Измислена община | DE | municipality')
})

test('with one word an unreadable date is left out, and one country is said for all', async () => {
  const id = await bring('partners', 'Партньор\tДата на подписване\nНякъде\tкогато падна снегът', { country: 'IT', withoutDates: 'yes' })
  expect(await page(`/sheets/${id}`)).toContain('не може да се прочете и не се взема')
  await start(id)
  await carryOn()
  expect([await organisations(), await query('select count(*) from milestone')]).toEqual([['Някъде | IT | municipality'], ['0']])
})

test('what the register has is skipped, completed or entered beside it, as the officer says', async () => {
  const { here, officer: by } = office
  const known = done(await createOrganisation(here, by, { name: { bg: 'Дойран' }, kind: 'municipality', country: 'MK', website: 'https://old.example.org' }))
  done(await createPartnership(here, by, { organisationId: known.id, type: 'friendship' }))
  const text = 'Партньор\tДържава\tСайт\tWikidata\tВид\nДојран\tМакедония\tnew.example.org\tQ9000001\tпобратимяване'
  const skipped = await bring('partners', text)
  expect(await page(`/sheets/${skipped}`)).toContain('Вече е записано: Дойран')
  await start(skipped)
  await carryOn()
  expect(await outcomes(skipped)).toEqual(['2 | same | skipped'])

  const filled = await bring('partners', text)
  await start(filled, { same: 'update' })
  await carryOn()
  expect(await outcomes(filled)).toEqual(['2 | same | updated'])
  expect(await query('select website, wikidata_id, aliases from organisation')).toEqual(['https://old.example.org | Q9000001 | Дојран'])
  expect(await query('select type from partnership')).toEqual(['friendship'])

  const written = await bring('partners', text)
  await start(written, { same: 'update', overwrite: 'yes' })
  await carryOn()
  expect(await query('select outcome, reason from sheet_row where verdict is not null order by id desc limit 1')).toEqual(['updated | '])
  expect(await query('select website from organisation')).toEqual(['https://new.example.org'])
  expect(await query('select type from partnership')).toEqual(['twinning'])

  const beside = await bring('partners', text)
  await start(beside, { 'row.r2': 'new' })
  await carryOn()
  expect(await organisations()).toHaveLength(2)
})

test('of an organisation the register knows, only the partnership is new', async () => {
  done(await createOrganisation(office.here, office.officer, { name: { bg: 'Дойран' }, kind: 'municipality', country: 'MK' }))
  const id = await bring('partners', 'Партньор\tДържава\tГодина\nДойран\tСеверна Македония\t2004')
  expect(await page(`/sheets/${id}`)).toContain('Организацията вече е в указателя: Дойран')
  await start(id)
  await carryOn()
  expect([await organisations(), await query('select type from partnership')]).toEqual([['Дойран | MK | municipality'], ['twinning']])
})

test('people come with their posts; an organisation nobody knows is entered once, and only with a country', async () => {
  const { here, officer: by } = office
  done(await createOrganisation(here, by, { name: { bg: 'Община Дойран' }, kind: 'municipality', country: 'MK' }))
  done(await createPerson(here, by, { name: { bg: 'Проба Позната' } }))
  const id = await bring(
    'people',
    [
      'Име и фамилия\tОрганизация\tДържава\tДлъжност\tИмейл\tТелефон\tЕзици',
      'Проба Първа\tДојран\tМКД\tкмет\tprva@example.org\t+389 1\tмакедонски, френски',
      'Проба Първа\tДойран\tMK\tкмет\tprva@example.org\t+389 1\tмакедонски',
      'Проба Втора\tПосолство на Измислия\tFR\tпосланик\tне помня\t\t',
      'Проба Трета\tПосолство на Измислия\tFR\tаташе\t\t\tклингонски',
      'Проба Четвърта\tНепозната служба\t\tексперт\t\t\t',
      'Проба Позната\t\t\t\t\t\t',
    ].join('\n'),
  )
  const preview = await page(`/sheets/${id}`)
  expect(preview).toContain('Непозната държава: „МКД“')
  expect(preview).toContain('„не помня“ не е имейл и не се взема.')
  expect(preview).toContain('Непознат език: „клингонски“.')
  expect(preview).toContain('Няма организация „Непозната служба“ в указателя.')
  expect(preview).toContain('Може би е: Проба Позната')
  await start(id)
  await carryOn()
  expect(await outcomes(id)).toEqual([
    '2 | fault | failed',
    '3 | new | made',
    '4 | new | made',
    '5 | new | made',
    '6 | fault | failed',
    '7 | doubtful | skipped',
  ])
  expect(await organisations()).toEqual(['Община Дойран | MK | municipality', 'Посолство на Измислия | FR | embassy'])
  expect(await query(`select role_class, (select name->'in'->'bg'->>'text' from person where person.id = person_id) from post order by id`)).toEqual([
    'mayor | Проба Първа',
    'ambassador | Проба Втора',
    'diplomat | Проба Трета',
  ])
})

test('people come with how they are addressed, why their data is kept and until when; what was taken out comes in again as it was', async () => {
  const { here, officer: by } = office
  done(
    await createPerson(here, by, {
      name: { bg: 'Проба Уважаема' },
      email: 'proba@example.org',
      salutation: { bg: 'Уважаема госпожо Уважаема,' },
      purpose: 'visit',
      keepUntil: '2027-11-23',
    }),
  )
  const taken = (await (await office.as('officer').get('/sheets/export/people/csv')).text()).replace('\uFEFF', '').trim().split('\r\n')
  expect(taken[1]).toContain(';Уважаема госпожо Уважаема,;посещение или събитие;2027-11-23;')
  const id = await bring(
    'people',
    [
      taken[0]!.replaceAll(';', '\t'),
      taken[1]!.replaceAll(';', '\t').replace('Проба Уважаема', 'Проба Друга').replace('proba@', 'druga@').replace('https://', ''),
      taken[1]!.replaceAll(';', '\t').replace('Проба Уважаема', 'Проба Трета').replace('посещение или събитие', 'за каталога').replace('2027-11-23', '2028'),
    ].join('\n'),
  )
  expect(await page(`/sheets/${id}`)).toContain('2028')
  await start(id)
  await carryOn()
  expect(
    await query(`select name->'in'->'bg'->>'text', salutation->'in'->'bg'->>'text', purpose, coalesce(keep_until::text, '') from person order by sort_key`),
  ).toEqual([
    'Проба Друга | Уважаема госпожо Уважаема, | visit | 2027-11-23',
    'Проба Трета | Уважаема госпожо Уважаема, | за каталога | ',
    'Проба Уважаема | Уважаема госпожо Уважаема, | visit | 2027-11-23',
  ])
})

test('whoever is erased is erased from the rows that brought them too; what became of these stays', async () => {
  const id = await bring(
    'people',
    ['Име\tИмейл\tТелефон', 'Изтрита Примерова\tiztrita@primer.test\t+359 88 123', 'Останал Примеров\tostanal@primer.test\t'].join('\n'),
  )
  await start(id)
  await carryOn()
  const again = await bring('people', ['Име\tИмейл', 'Изтрита Примерова\tiztrita@primer.test'].join('\n'))
  await start(again)
  await carryOn()
  const [person] = (await office.pool.query(`select id, version from person where email = 'iztrita@primer.test'`)).rows
  const word = m.organisations_erasure_word()
  expect((await officer().post(`/people/${person.id}/erasure`, { what: 'contact', word, version: String(person.version) })).status).toBe(303)
  const kept = (await query('select cells, record, matches, faults, remarks from sheet_row')).join('\n')
  expect([kept.includes('iztrita'), kept.includes('123'), kept.includes('ostanal@primer.test')]).toEqual([false, false, true])
  expect((await office.pool.query(`select outcome from sheet_row where import_id = $1 and verdict is not null order by position`, [id])).rows).toEqual([
    { outcome: 'made' },
    { outcome: 'made' },
  ])
  expect((await officer().get(`/sheets/${id}`)).status).toBe(200)
})

test('a stop in the middle loses no row and writes none twice', async () => {
  const id = await bring('organisations', ['Име\tДържава', ...Array.from({ length: 30 }, (_, n) => `Измислица ${n}\tФранция`)].join('\n'))
  await start(id)
  let rounds = 0
  await carryOn(7, () => (rounds += 1) > 2)
  expect(await query(`select outcome, count(*) from sheet_row where import_id = '${id}' and verdict is not null group by 1 order by 1`)).toEqual([
    'made | 14',
    'waiting | 16',
  ])
  const running = await page(`/sheets/${id}`)
  expect(running).toContain('Записани 14 от 30 реда 46 %')
  expect(await (await officer().get(`/sheets/${id}/progress`)).json()).toEqual({ text: 'Записани 14 от 30 реда', percent: 46 })
  expect(await (await officer().get(`/sheets/${id}`)).text()).toContain('<noscript><meta http-equiv="refresh" content="2"/></noscript>')
  // A power cut in the middle of a chunk: the transaction is gone, the rows wait.
  await office.pool.query(`create function cut() returns trigger language plpgsql as $$ begin raise exception using errcode = '57P01'; end $$`)
  await office.pool.query(`create trigger cut before update on sheet_row execute function cut()`)
  await expect(carryOn(7)).rejects.toThrow('Failed query')
  await office.pool.query(`drop trigger cut on sheet_row`)
  expect(await organisations()).toHaveLength(14)
  await Promise.all([carryOn(7), carryOn(7)])
  expect(new Set(await organisations()).size).toBe(30)
  expect(await organisations()).toHaveLength(30)
  expect(await (await officer().get(`/sheets/${id}/progress`)).json()).toEqual({ done: true })
})

test('it can be stopped and gone on with; whoever started it must still be an officer', async () => {
  const id = await bring('organisations', 'Име\tДържава\nИзмислица А\tFR\nИзмислица Б\tFR')
  await start(id)
  expect((await officer().post(`/sheets/${id}/pause`)).status).toBe(303)
  await carryOn()
  expect([await organisations(), await query('select state from sheet_import')]).toEqual([[], ['paused']])
  await officer().post(`/sheets/${id}/running`)
  await office.pool.query(`update membership set role = 'reader'`)
  await carryOn()
  expect([await organisations(), await query('select state from sheet_import')]).toEqual([[], ['paused']])
})

test('everything is taken back at once, but for what stands in use or was changed since', async () => {
  const id = await bring('partners', 'Партньор\tДържава\tГодина\nИзмислица А\tFR\t2001\nИзмислица Б\tFR\t2002\nИзмислица В\tFR\t2003')
  await start(id)
  await carryOn()
  const [first] = (await office.pool.query(`select id, version from organisation order by id`)).rows as [{ id: string; version: number }]
  done(
    await changeOrganisation(office.here, office.officer, first.id, first.version, {
      name: { bg: 'Измислица А' },
      kind: 'municipality',
      country: 'FR',
      website: 'https://x.org',
    }),
  )
  await officer().post(`/sheets/${id}/undoing`)
  await carryOn()
  expect(await outcomes(id)).toEqual(['2 | new | kept', '3 | new | undone', '4 | new | undone'])
  expect(await organisations()).toEqual(['Измислица А | FR | municipality'])
  expect(await query('select count(*) from partnership where deleted_at is null')).toEqual(['1'])
  const result = await page(`/sheets/${id}`)
  expect(result).toContain('1 ред не можа да се върне.')
  expect(result).toContain('Не може да се запише.')
})

test('somebody enters by hand what a row would: the row says so instead of doubling it', async () => {
  const id = await bring('organisations', 'Име\tДържава\nИзмислица\tFR')
  done(await createOrganisation(office.here, office.officer, { name: { bg: 'Измислица' }, kind: 'municipality', country: 'FR' }))
  await start(id)
  await carryOn()
  expect(await outcomes(id)).toEqual(['2 | new | failed'])
  expect(await page(`/sheets/${id}`)).toContain('Междувременно някой го е записал: Измислица.')
})

test('a file in mixed letters is read row by row, and the strange row is told', async () => {
  const file = new File(
    [new Uint8Array(Buffer.concat([Buffer.from('Име;Държава\nИзмислица;Франция\n'), encoded('Другаде;Италия\n', 'windows-1251')]))],
    '..\\списък.csv',
  )
  const id = idOf(await officer().post('/sheets', { kind: 'organisations', file }))
  await accept(id)
  const preview = await page(`/sheets/${id}`)
  expect(preview).toContain('списък.csv')
  expect(preview).toContain('Буквите в реда са от друга кодова таблица; проверете ги.')
  expect(preview).toContain('Другаде')
})

test.each([
  [{ kind: 'partners' }, 'Поставете таблица или изберете файл'],
  [{ text: 'Име\nX' }, 'Изберете какво има в таблицата'],
  [{ kind: 'partners', text: 'Име', file: new File(['x'], 'a.csv') }, 'Има и поставена таблица, и файл.'],
  [
    { kind: 'partners', file: new File([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from('Workbook', 'utf16le')], 'a.xls') },
    'стар файл на Excel (.xls)',
  ],
  [{ kind: 'partners', text: `${'а\tб\n'.repeat(20_001)}` }, 'над 20000 попълнени реда'],
] as const)('bad input %# is told in words and nothing is lost', async (form, words) => {
  const answer = await officer().post('/sheets', form)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(words)
  expect(await query('select count(*) from sheet_import')).toEqual(['0'])
})

test('two columns for one thing, none for the name, a stale page: each is told, and the choice stays', async () => {
  const id = idOf(await officer().post('/sheets', { kind: 'organisations', text: 'Име\tДържава\nX\tFR' }))
  const twice = await officer().post(`/sheets/${id}/columns`, { version: '1', 'column.c0': 'country', 'column.c1': 'country' })
  expect([twice.status, (await twice.text()).includes('„Държава“ е избрано за две колони. Оставете едната')]).toEqual([422, true])
  const none = await officer().post(`/sheets/${id}/columns`, { version: '1', 'column.c1': 'country' })
  expect([none.status, (await none.text()).includes('Посочете в коя колона е името')]).toEqual([422, true])
  await accept(id)
  const visit = officer()
  const stale = await visit.post(`/sheets/${id}/columns`, { version: '1', 'column.c0': 'name' })
  expect(await visit.follow(stale)).toContain(m.platform_stale())
})

test('a table is thrown away by hand, and by itself when nobody touched it for long; readers see none', async () => {
  const id = await bring('organisations', 'Име\tДържава\nX\tFR')
  expect((await office.as('reader').get(`/sheets/${id}`)).status).toBe(403)
  expect(await (await office.as('reader').get('/sheets')).text()).not.toContain(`/sheets/${id}`)
  await officer().post(`/sheets/${id}/removal`)
  expect(await query('select count(*) from sheet_row')).toEqual(['0'])
  await bring('organisations', 'Име\tДържава\nX\tFR')
  office.here.clock.set('2027-01-10')
  await discardOldImports(office.here)
  expect(await query('select count(*) from sheet_import')).toEqual(['1'])
  office.here.clock.set('2027-03-10')
  await discardOldImports(office.here)
  expect(await query('select count(*) from sheet_import')).toEqual(['0'])
})

test('a page of rows costs the same with one row and with three', async () => {
  const one = await bring('organisations', 'Име\tДържава\nA\tFR')
  const three = await bring('organisations', 'Име\tДържава\nБ\tFR\nВ\tFR\nГ\tFR')
  const visit = officer()
  const cost = (id: string) => office.statements(async () => void (await (await visit.get(`/sheets/${id}`)).text()))
  expect(await cost(three)).toBe(await cost(one))
})
