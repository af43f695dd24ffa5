// Tables as they really come: workbooks with formulas and errors, texts in mixed character sets, a million rows, bombs and files that lie.
import { writeOds } from 'hucre/ods'
import { writeXlsxStream } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { encoded, zipOf, type Part } from '#features/documents/extraction/samples.ts'
import { readTableApart } from './apart.ts'
import { readDate } from '#platform/written-dates.ts'
import { guessedMapping, wordsOf } from '../columns.ts'
import { headerAt } from './header.ts'
import { MOST_ROWS, type TableRead } from './limits.ts'
import { readTable } from './read-table.ts'
import { delimiterOf, readTextTable } from './text-table.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** A workbook as Excel writes it: words apart from cells, dates as numbers with a style. */
const workbook = (rows: string, { more = [], hidden = false }: { more?: Part[]; hidden?: boolean } = {}): Buffer =>
  zipOf([
    {
      name: '[Content_Types].xml',
      content: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${hidden ? '<sheet name="Скрит" sheetId="2" state="hidden" r:id="rId2"/>' : ''}<sheet name="Партньори" sheetId="1" r:id="rId1"/>${hidden ? '' : '<sheet name="Други" sheetId="2" r:id="rId2"/>'}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${REL}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId4" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    },
    { name: 'xl/sharedStrings.xml', content: `${XML}<sst xmlns="${MAIN}"><si><t>Име</t></si><si><r><t>Дой</t></r><r><t>ран</t></r></si></sst>` },
    {
      name: 'xl/styles.xml',
      content: `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${XML}<worksheet xmlns="${MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData></worksheet>`,
    },
    {
      name: 'xl/worksheets/sheet2.xml',
      content: `${XML}<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>от втория</t></is></c></row></sheetData></worksheet>`,
    },
    ...more,
  ])

const whole = (read: Awaited<ReturnType<typeof readTable>>): TableRead => {
  if (!read.ok) throw new Error(read.trouble)
  return read
}
const cells = (read: TableRead): (readonly string[])[] => read.rows.map((row) => row.cells)

test('of formulas their last values are taken; errors, dates, numbers and empty rows stand as they are seen', async () => {
  const file = workbook(
    `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Дата</t></is></c></row>
     <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>38129</v></c><c r="C3" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c><c r="D3"><f>1+1</f><v>2</v></c></row>
     <row r="4"><c r="A4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B4"><v>1990</v></c><c r="C4" t="b"><v>1</v></c><c r="D4"><f>NOW()</f></c></row>
     <row r="5" s="1"/>`,
  )
  const read = whole(await readTable(file, null))
  expect(read.rows).toEqual([
    { position: 1, cells: ['Име', 'Дата'], letters: null },
    { position: 3, cells: ['Дойран', '2004-05-22', 'ab', '2'], letters: null },
    { position: 4, cells: ['#DIV/0!', '1990', 'true'], letters: null },
  ])
  expect([read.format, read.sheets, read.sheet]).toEqual(['xlsx', ['Партньори', 'Други'], 'Партньори'])
})

test('another sheet may be asked for; hidden ones are not offered', async () => {
  const row = '<row r="1"><c r="A1" t="s"><v>1</v></c></row>'
  expect(cells(whole(await readTable(workbook(row), 'Други')))).toEqual([['от втория']])
  const hiding = whole(await readTable(workbook(row, { hidden: true }), 'Скрит'))
  expect([hiding.sheets, cells(hiding)]).toEqual([['Партньори'], [['Дойран']]])
})

test('LibreOffice tables are read too', async () => {
  const file = await writeOds({
    sheets: [
      {
        name: 'А',
        rows: [
          ['Име', 'Дата'],
          ['Бар', new Date(Date.UTC(2004, 4, 22))],
        ],
      },
      { name: 'Б', rows: [['друг']] },
    ],
  })
  const read = whole(await readTable(file, null))
  expect([read.format, read.sheets, cells(read)]).toEqual([
    'ods',
    ['А', 'Б'],
    [
      ['Име', 'Дата'],
      ['Бар', '2004-05-22'],
    ],
  ])
  expect(cells(whole(await readTable(file, 'Б')))).toEqual([['друг']])
})

test('a sheet with a million rows is refused early, in a thread of its own', async () => {
  const million = new Uint8Array(
    await new Response(
      writeXlsxStream(
        (function* () {
          for (let n = 0; n < 1_000_000; n += 1) yield [`Община ${n}`, 'Франция']
        })(),
        { name: 'Голям' },
      ),
    ).arrayBuffer(),
  )
  expect(await readTableApart(million, null)).toEqual({ ok: false, trouble: 'too-many-rows' })
}, 120_000)

test('a million lines of text are refused as well, and exactly as many as fit are taken', async () => {
  expect(await readTable(Buffer.from('а;б\n'.repeat(1_000_000)), null)).toEqual({ ok: false, trouble: 'too-many-rows' })
  expect(whole(await readTable(Buffer.from('а;б\n'.repeat(MOST_ROWS)), null)).rows.length).toBe(MOST_ROWS)
})

test.each([
  ['a bomb that says its size', () => workbook('', { more: [{ name: 'xl/media/big.bin', content: Buffer.alloc(450 * 1024 * 1024) }] }), 'bomb'],
  ['a bomb that lies about it', () => workbook('', { more: [{ name: 'xl/media/big.bin', content: Buffer.alloc(60 * 1024 * 1024), says: 10 }] }), 'bomb'],
  ['a package with a password', () => workbook('', { more: [{ name: 'xl/a.xml', content: 'x', locked: true }] }), 'password'],
  ['half a package', () => workbook('').subarray(0, 900), 'damaged'],
  ['a package that is no workbook', () => zipOf([{ name: 'word/document.xml', content: '<x/>' }]), 'other'],
  ['a binary workbook', () => zipOf([{ name: 'xl/workbook.bin', content: 'x' }]), 'binary-excel'],
  ['an old workbook', () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from('Workbook', 'utf16le')]), 'old-excel'],
  [
    'a workbook locked by Excel',
    () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from('EncryptedPackage', 'utf16le')]),
    'password',
  ],
  ['a web page called .xls', () => Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'web-page'],
  ['a PDF', () => Buffer.from('%PDF-1.7'), 'other'],
  ['an empty file', () => Buffer.alloc(0), 'empty'],
  ['an empty sheet', () => workbook(''), 'empty'],
  ['too many columns', () => Buffer.from(`${'а;'.repeat(150)}б\n`), 'too-many-columns'],
] as const)('%s is refused', async (_, file, code) => {
  expect(await readTable(file(), null)).toEqual({ ok: false, trouble: code })
})

test('rows in another character set are read by their own and told; those that cannot be read in any are told too', async () => {
  const file = Buffer.concat([
    Buffer.from('Партньор;Държава\n"Дойран";"Северна Македония"\n'),
    encoded('"Цетине";"Черна гора"\r\n', 'windows-1251'),
    Buffer.from('Бар;\uFFFDерна гора\n'),
  ])
  const read = whole(await readTable(file, null))
  expect([read.charset, read.delimiter]).toEqual(['utf-8', ';'])
  expect(read.rows).toEqual([
    { position: 1, cells: ['Партньор', 'Държава'], letters: null },
    { position: 2, cells: ['Дойран', 'Северна Македония'], letters: null },
    { position: 3, cells: ['Цетине', 'Черна гора'], letters: 'guessed' },
    { position: 4, cells: ['Бар', '\uFFFDерна гора'], letters: 'lost' },
  ])
})

test.each([
  ['windows-1251', encoded('Партньор;Държава\nДойран;Северна Македония\nЦетине;Черна гора\n', 'windows-1251')],
  ['utf-16le', Buffer.from('\uFEFFПартньор\tДържава\r\nДойран\tСеверна Македония\r\nЦетине\tЧерна гора\r\n', 'utf16le')],
  ['utf-8', Buffer.from('\uFEFFПартньор,Държава\nДойран,Северна Македония\nЦетине,Черна гора\n')],
] as const)('a whole text in %s is read without a word', async (charset, file) => {
  const read = whole(await readTable(file, null))
  expect([read.charset, cells(read), read.rows.map(({ letters }) => letters)]).toEqual([
    charset,
    [
      ['Партньор', 'Държава'],
      ['Дойран', 'Северна Македония'],
      ['Цетине', 'Черна гора'],
    ],
    [null, null, null],
  ])
})

test.each([
  ['Име;Бележка, дълга\nДойран;а, б', ';'],
  ['Име,Държава\nДойран,МК', ','],
  ['Име\tБележка; и още\nДойран\tа, б', '\t'],
  ['sep=|\nа|б', '|'],
  ['само\nедна\nколона', ','],
] as const)('between the cells of %j stands %j', (text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter)
})

test('quotes, line breaks in cells and Excel’s way of keeping zeros are read; a formula stays text', () => {
  const read = whole(readTextTable('Име\tТелефон\n"Дой""ран\nвтори ред"\t="0012"\n=1+1\t@SUM(A1)\n', 'pasted', 'utf-8'))
  expect(read.rows.map((row) => [row.position, row.cells])).toEqual([
    [1, ['Име', 'Телефон']],
    [2, ['Дой"ран\nвтори ред', '0012']],
    [3, ['=1+1', '@SUM(A1)']],
  ])
})

test.each([
  ['1723', '1723'],
  ['ок. 1990', '1990~'],
  ['около 1990 г.', '1990~'],
  ['1990?', '1990~'],
  ['XII.2003', '2003-12'],
  ['12.ХІІ.2003', '2003-12-12'],
  ['22.05.2004 г.', '2004-05-22'],
  ['5/22/2004', '2004-05-22'],
  ['22 май 2004 г.', '2004-05-22'],
  ['22 mai 2004', '2004-05-22'],
  ['22. Mai 2004', '2004-05-22'],
  ['22 maggio 2004', '2004-05-22'],
  ['May 22nd, 2004', '2004-05-22'],
  ['12 мај 2001', '2001-05-12'],
  ['2004年5月22日', '2004-05-22'],
  ['май 2004', '2004-05'],
  ['1988–1990', '1988/1990'],
  ['между 1988 г. и 1990 г.', '1988/1990'],
  ['38129', '2004-05-22'],
  ['2004-05-22', '2004-05-22'],
  ['31.02.2004', null],
  ['22.05.04', null],
  ['неизвестно', null],
  ['0500', null],
  ['', null],
] as const)('the date %j is %j', (written, date) => {
  expect(readDate(written)).toBe(date)
})

const table = (...rows: string[][]) => rows.map((row, index) => ({ position: index + 1, cells: row, letters: null }))

test('the row that names the columns is found under titles, or there is none', () => {
  const words = wordsOf('partners')
  expect(headerAt(table(['Побратимени градове на общината'], [], ['№', 'Град партньор', 'Държава', 'Година'], ['1', 'Бар', 'Черна гора', '2001']), words)).toBe(
    2,
  )
  expect(headerAt(table(['Бар', 'Черна гора', '2001'], ['Дойран', 'МК', '2004']), words)).toBe(null)
})

test.each([
  ['bg', ['Побратимен град', 'Държава', 'Дата на подписване', 'Решение на ОбС №', 'Забележка'], ['name', 'country', 'since', 'decisionNumber', 'notes']],
  ['en', ['Twin town', 'Country', 'Date signed', 'Website', 'Notes'], ['name', 'country', 'since', 'website', 'notes']],
  ['fr', ['Ville jumelée', 'Pays', 'Date de signature', 'Remarques'], ['name', 'country', 'since', 'notes']],
  ['it', ['Comune gemellato', 'Stato', 'Anno', 'Delibera'], ['name', 'country', 'since', 'decisionNumber']],
  ['de', ['Partnerstadt', 'Land', 'Seit', 'Art der Partnerschaft'], ['name', 'country', 'since', 'type']],
  ['mk', ['Збратимен град', 'Земја', 'Датум на потпишување'], ['name', 'country', 'since']],
  ['zh', ['友好城市', '国家', '签署日期'], ['name', 'country', 'since']],
] as const)('headings in %s are understood', (_, headings, fields) => {
  expect(Object.values(guessedMapping('partners', headings, () => [], null))).toEqual(fields)
})

test('columns without a word we know are told by what stands in them', () => {
  const columns = [
    ['Иво Пробен', 'Ана Пробна'],
    ['ivo@example.org', 'ana@example.org'],
    ['+359 670 1', '0670 2222'],
    ['България', 'Италия'],
  ]
  expect(guessedMapping('people', ['A', 'B', 'C', 'D'], (column) => columns[column]!, null)).toEqual({
    '0': 'name',
    '1': 'email',
    '2': 'phone',
    '3': 'country',
  })
})
