// A table of tags and people: what it would write is seen first, faults are told by row, and all of it is one change that can be undone.
import { writeXlsxStream } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { asPasted, fromPasted, MOST_BROUGHT, rowsUnderHeading } from './bringing.ts'
import { addTag } from './fact.actions.ts'

const [FAENZA, DERUTA, GABROVO] = [3_177_300, 3_177_617, 731_549]
let office: TestOffice
let officer: Visit

beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
})
afterAll(() => office.close())

const look = async (table: string | File): Promise<{ status: number; page: string }> => {
  const answer = await officer.post(addresses.finderFactsTable(), typeof table === 'string' ? { text: table } : { file: table, text: '' })
  return { status: answer.status, page: await answer.text() }
}
const rowsIn = (page: string): string => {
  const packed = /name="rows" value="([^"]*)"/.exec(page)?.[1] ?? ''
  return packed.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
const write = (rows: string) => officer.post(addresses.finderFactsWriting(), { rows })
const cellsOf = (page: string, id: string): string[][] =>
  [
    ...(new RegExp(`<section class="sect" id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? '').matchAll(
      /<tr><th scope="row">([\s\S]*?)<\/th>([\s\S]*?)<\/tr>/g,
    ),
  ].map(([, head, rest]) => [head!, ...[...rest!.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell]) => cell!)])
const kept = async () => ({
  tags: (await office.pool.query('select place_id as place, tag, says, source, as_of as "asOf" from town_tag where deleted_at is null order by 1, 2')).rows,
  people: (await office.pool.query('select place_id as place, people, as_of as "asOf", address from town_people where deleted_at is null order by 1')).rows,
})

const TABLE = [
  'Градове, които следим',
  'Град;Държава;Белег;Жители на общината;Източник;Адрес;Към дата;Бележка',
  'Faenza;Италия;река; 58 541;ISTAT;https://primer.test/istat;1.1.2024;',
  'Deruta;IT;"Керамика; фестивали";;Сайт;;;двойно',
  'Габрово;Bulgaria;промишленост;;Сайт;;;',
  'Няматакъв;Италия;море;;Сайт;;;',
  'Faenza;;море;;Сайт;;;',
  'Gubbio;IT;;;Сайт;;;',
  'Gubbio;IT;море;;;;;',
  'Gubbio;IT;море;много;Сайт;;;',
  'Gubbio;IT;море;;Сайт;primer.test;;',
  'Gubbio;IT;море;;Сайт;;31.02.2024;',
  'Faenza;IT;РЕКА;;Друг сайт;;;',
].join('\n')

test('what would be written is seen first, with the faults by their rows; nothing is written by looking', async () => {
  done(await addTag(office.here, office.officer, GABROVO, { tag: 'industry', says: 'so', source: 'Сайт', address: null, asOf: null, note: '' }))
  const before = await kept()
  const { status, page } = await look(TABLE)
  expect(status).toBe(200)
  expect(cellsOf(page, 'facts')).toEqual([
    ['3', 'река: Faenza (Италия)', 'ISTAT', 'ще се впише'],
    ['3', '58\u00a0541 жители на общината: Faenza (Италия)', 'ISTAT', 'ще се впише'],
    ['4', 'керамика: Deruta (Италия)', 'Сайт', 'ще се впише'],
    ['4', 'фестивали: Deruta (Италия)', 'Сайт', 'ще се впише'],
    ['5', 'промишленост: Габрово (България)', 'Сайт', 'вече е вписано така'],
  ])
  expect(cellsOf(page, 'faults').map(([row, , fault]) => `${row} ${fault}`)).toEqual([
    '6 Няма такъв град в тази държава, или са няколко: дайте номера от GeoNames.',
    '7 Коя е държавата?',
    '8 На реда няма нито белег, нито жители.',
    '9 Липсва източник.',
    '10 Жителите не са цяло число.',
    '11 Адресът не започва с http:// или https://.',
    '12 Датата не се разбира.',
    '13 За същия град това вече стои на по-горен ред.',
  ])
  expect([page.includes('4 вписвания за запис'), page.includes('8 реда с грешка'), await kept()]).toEqual([true, true, before])
})

test('written it is one change: taken back at once, and brought again it repeats nothing', async () => {
  const before = await kept()
  const rows = rowsIn((await look(TABLE)).page)
  const page = await officer.follow(await write(rows))
  expect(page).toContain('4 вписвания са записани.')
  const after = await kept()
  expect(after).toEqual({
    tags: [
      { place: GABROVO, tag: 'industry', says: 'so', source: 'Сайт', asOf: null },
      { place: FAENZA, tag: 'river', says: 'so', source: 'ISTAT', asOf: '2024-01-01' },
      { place: DERUTA, tag: 'ceramics', says: 'so', source: 'Сайт', asOf: null },
      { place: DERUTA, tag: 'festivals', says: 'so', source: 'Сайт', asOf: null },
    ],
    people: [{ place: FAENZA, people: 58_541, asOf: '2024-01-01', address: 'https://primer.test/istat' }],
  })
  const again = await look(TABLE)
  expect([again.page.includes('0 вписвания за запис'), rowsIn(again.page)]).toEqual([true, ''])
  expect(await officer.follow(await write(rows))).toContain('Няма какво да се впише.')
  await officer.post(/action="(\/activity\/[^"]+\/undo)"/.exec(page)![1]!)
  expect(await kept()).toEqual(before)
  await write(rows)
  // Another number of a later year changes what stands there.
  const later = await look('GeoNames\tЖители\tИзточник\tГодина\n3177300\t58.600\tISTAT\t2025')
  expect(cellsOf(later.page, 'facts').map(([, , , verdict]) => verdict)).toEqual(['ще се промени'])
  const changed = await officer.follow(await write(rowsIn(later.page)))
  expect((await kept()).people).toEqual([{ place: FAENZA, people: 58_600, asOf: '2025', address: null }])
  await officer.post(/action="(\/activity\/[^"]+\/undo)"/.exec(changed)![1]!)
  expect((await kept()).people[0]).toMatchObject({ people: 58_541, asOf: '2024-01-01' })
})

test('a workbook is read as well, and five hundred rows are one change', async () => {
  const bytes = await new Response(
    writeXlsxStream(
      (function* () {
        yield ['Town', 'Country', 'Tag', 'Source']
        yield ['Orvieto', 'Italy', 'wine', 'Consorzio']
      })(),
      { name: 'Tags' },
    ),
  ).arrayBuffer()
  const { page } = await look(new File([bytes], 'tags.xlsx'))
  expect(cellsOf(page, 'facts')).toEqual([['2', 'вино: Орвието (Италия)', 'Consorzio', 'ще се впише']])
  const { rows: towns } = await office.pool.query(`select id from place where country = 'IT' and id <> all($1) order by id limit ${MOST_BROUGHT}`, [[FAENZA]])
  const many = await look(`geonames;tag;people;source\n${towns.map(({ id }, n) => `${id};wine;${n + 1};INSEE`).join('\n')}`)
  let done = ''
  const statements = await office.statements(async () => {
    done = await officer.follow(await write(rowsIn(many.page)))
  })
  // Who asks, what is there, the rows, the record and the page that follows: no question a row.
  expect(statements).toBeLessThan(60)
  expect(done).toContain('1000 вписвания са записани.')
  await officer.post(/action="(\/activity\/[^"]+\/undo)"/.exec(done)![1]!)
  expect((await kept()).tags.filter(({ tag }) => tag === 'wine')).toEqual([])
}, 120_000)

test('what is no such table is refused in words, and nothing pasted is lost', async () => {
  for (const [table, words] of [
    ['', 'Изберете файл или поставете клетките.'],
    ['Град;Държава\nFaenza;IT', 'няма ред с имена на колони'],
    ['просто текст', 'няма ред с имена на колони'],
    [`geonames;tag;source\n${'3177300;sea;x\n'.repeat(MOST_BROUGHT + 1)}`, 'повече от 500 реда'],
    [new File([`geonames;tag;source\n${'3177300;sea;x\n'.repeat(10_000)}`], 'x.csv'), 'Редовете са 10\u00a0000, а повече от 500 реда наведнъж не се приемат.'],
    [new File(['Град/Държава/Белег/Източник\nFaenza/IT/море/Сайт'], 'x.csv'), 'Всеки ред е прочетен като една клетка: разделете колоните'],
    ['Град:Държава:Белег:Източник\nFaenza:IT:море:Сайт', 'Всеки ред е прочетен като една клетка'],
    [new File(['Град;Държава;Белег;Източник\n'], 'x.csv'), 'Под тях няма нито един ред.'],
    [new File(['\ufeff \r\n;;;\r\n'], 'x.csv'), 'Таблицата е празна.'],
    [new File([new Uint8Array([0x25, 0x50, 0x44, 0x46])], 'x.pdf'), 'ds-error-summary'],
    [new File([], 'празен.csv'), 'Таблицата е празна.'],
  ] as const) {
    const { status, page } = await look(table)
    expect([
      status,
      page.includes(words),
      typeof table === 'string' ? !page.includes('id="f-file-error"') || table === '' : page.includes('id="f-file-error"'),
      typeof table === 'string' && table !== '' && table.length < 100 ? page.includes(table.split('\n')[0]!) : true,
    ]).toEqual([422, true, true, true])
  }
  for (const rows of ['', 'x', 'row\ttown', `${asPasted([])}\nx\ty`]) expect((await write(rows)).status).toBe(422)
})

test('a row keeps its number and its words on the way through the page', () => {
  const rows = rowsUnderHeading([
    { position: 4, cells: ['Source', 'Town', 'Country', 'Tag', 'Note'], letters: null },
    { position: 9, cells: ['а\tб', 'Faenza', 'IT', 'sea\nlake', 'ред\r\nвтори'], letters: null },
  ])!
  expect(rows).toEqual([
    {
      position: 9,
      cells: { town: 'Faenza', country: 'IT', geonames: '', tag: 'sea; lake', people: '', source: 'а б', address: '', asOf: '', note: 'ред втори' },
    },
  ])
  expect(fromPasted(asPasted(rows).replaceAll('\n', '\r\n'))).toEqual(rows)
})
