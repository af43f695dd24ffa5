// The files an officer may bring, each refusal beside a file that is read.
import { expect, test } from 'vitest'
import { cleanText, safeFileName } from './cleaning.ts'
import { extractText, MAX_TEXT_BYTES, MAX_UPLOAD_BYTES } from './extract.ts'
import { readBytes } from './reader.ts'
import { docxOf, encoded, pdfOf, wordParagraph, wordXml, zipOf, type Printed } from './samples.ts'

const read = async (name: string, content: string | Buffer, type?: string, seconds?: number) => {
  const result = await extractText({ name, bytes: Buffer.from(content), ...(type === undefined ? {} : { type }) }, seconds)
  return result.ok ? result.value : `${result.refusal.code}: ${result.refusal.message}`
}
const textOf = async (name: string, content: string | Buffer) => {
  const result = await read(name, content)
  return typeof result === 'string' ? result : result.text
}
const codeOf = async (name: string, content: string | Buffer, seconds?: number) => {
  const result = await read(name, content, undefined, seconds)
  return typeof result === 'string' ? result.split(':')[0] : 'read'
}

const NEWS = 'Кметът на измисления град Горна Проба посрещна гости от Долна Проба.'
const PAIR = `${NEWS}\n\nДвата града подписаха договор за побратимяване.`

test('a plain text keeps its words and header lines', async () => {
  expect(await read('новина.txt', `\ufeffsource: общината\r\npublished: 2026-10-24\r\nhome: Горна Проба, BG\r\n\r\n${NEWS}\r\n`)).toEqual({
    text: `source: общината\npublished: 2026-10-24\nhome: Горна Проба, BG\n\n${NEWS}`,
    format: 'txt',
    title: null,
    published: null,
    charset: 'utf-8',
    notes: [],
  })
})

test('Markdown loses its marks, not its words', async () => {
  const source = `# Гости от **Долна Проба**\n\n> Посещение\n\n- [x] среща с _кмета_\n* връзка към [договора](https://example.org/a_(b)) и snake_case_name\n\n| град | страна |\n|------|---|\n\n***\n\n![снимка](a.png) 5 * 3 * 2 \\*така\\*\n`
  expect(await read('n.md', source)).toMatchObject({
    format: 'md',
    title: 'Гости от Долна Проба',
    text: 'Гости от Долна Проба\n\nПосещение\n\nсреща с кмета\nвръзка към договора и snake_case_name\n\n| град | страна |\n\nснимка 5 * 3 * 2 *така*',
  })
})

test('a page is read for its article alone, and nothing in it is executed', async () => {
  const page = `<!doctype html><html><head><meta charset="utf-8"><title>Новини - Горна Проба</title>
    <meta property="article:published_time" content="2026-10-24T09:30:00+03:00"><script>globalThis.ran = 1</script><style>p{}</style></head>
    <body><header>Община</header><nav><a href="/">Начало</a></nav>
    <main><article><header><h1>Гости от Долна&nbsp;Проба</h1></header><p onclick="globalThis.ran=2">Кметът <b>Иван&shy;ка</b> Измислена<img src=x onerror="globalThis.ran=3">
    посрещна гости.</p><p hidden>скрито</p><p>Втори <em>абзац</em>.<br>Нов ред<script>document.write('<p>лошо</p>')</script></p>
    <aside>Още новини</aside><footer>Автор</footer></article></main><footer>Контакти</footer></body></html>`
  expect(await read('стр.html', page)).toEqual({
    text: 'Гости от Долна Проба\n\nКметът Иванка Измислена посрещна гости.\n\nВтори абзац.\nНов ред',
    format: 'html',
    title: 'Гости от Долна Проба',
    published: '2026-10-24',
    charset: 'utf-8',
    notes: [],
  })
  expect('ran' in globalThis).toBe(false)
})

test.concurrent.each([
  ['no article: all but navigation', `<body><div>Меню</div><nav>х</nav><p>${NEWS}</p><footer>край</footer></body>`, `Меню\n\n${NEWS}`],
  ['teasers beside one article', `<article><p>${NEWS}</p></article><article>Друга</article>`, NEWS],
  ['a list of equal articles', '<main><article><p>Първа новина.</p></article><article><p>Втора новина.</p></article></main>', 'Първа новина.\n\nВтора новина.'],
  ['unclosed paragraphs and cells', '<p>Едно<p>Две<table><tr><td>а<td>б<tr><td>в</table>', 'Едно\n\nДве\n\nа б\nв'],
  ['hidden by style, with the same tag inside', '<div style="display:none"><div>а</div>б</div><div>Видимо</div>', 'Видимо'],
  ['unclosed script swallows the rest, as in a browser', `<p>${NEWS}</p><script>var a = 1`, NEWS],
  ['words in an attribute are no words', '<p title="лошо">Добро&amp;зло &lt;b&gt;</p>', 'Добро&зло <b>'],
])('HTML: %s', async (_, source, text) => {
  expect(await readBytes('html', Buffer.from(source))).toMatchObject({ ok: true, text })
})

test('100,000 tags deep is read, without overflow and in seconds', async () => {
  const started = performance.now()
  for (const tag of ['div', 'p', 'b', 'article', 'table'])
    expect(await readBytes('html', Buffer.from(`<html>${`<${tag} a=b>`.repeat(100_000)}${NEWS}`))).toMatchObject({ ok: true, text: NEWS })
  expect(performance.now() - started).toBeLessThan(8000)
})

test('a Word document is read by paragraphs, and its properties are no text', async () => {
  const body = wordParagraph('Гости от Долна Проба') + wordParagraph(`${NEWS} &lt;b&gt; &amp; &#1103;`)
  const core = '<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:title>Шаблон</dc:title></cp:coreProperties>'
  expect(await read('n.docx', docxOf(wordXml(body), [{ name: 'docProps/core.xml', content: core }]))).toEqual({
    text: `Гости от Долна Проба\n\n${NEWS} <b> & я`,
    format: 'docx',
    title: null,
    published: null,
    notes: [],
  })
})

const SMALL = wordXml(wordParagraph(NEWS))
test.concurrent.each([
  ['a sound document', docxOf(SMALL), 'read'],
  [
    'with a photo that hardly shrinks',
    docxOf(SMALL, [{ name: 'word/media/a.jpg', content: Buffer.from(Array.from({ length: 90_000 }, (_, i) => (i * 7919) % 251)) }]),
    'read',
  ],
  ['with a sheet packed inside', docxOf(SMALL, [{ name: 'word/embeddings/a.xlsx', content: zipOf([{ name: 'xl/a.xml', content: 'a' }]) }]), 'read'],
  ['60 MB of nothing', docxOf(SMALL, [{ name: 'word/media/a.bin', content: Buffer.alloc(60_000_000) }]), 'file-bomb'],
  ['a part larger than it says', docxOf(SMALL, [{ name: 'word/media/a.bin', content: Buffer.alloc(60_000_000), says: 10 }]), 'file-bomb'],
  [
    'the text itself larger than it says',
    zipOf([
      { name: '[Content_Types].xml', content: '' },
      { name: 'word/document.xml', content: SMALL, says: 10 },
    ]),
    'file-bomb',
  ],
  [
    'a bomb inside a package inside',
    docxOf(SMALL, [{ name: 'word/a.zip', content: zipOf([{ name: 'b.zip', content: zipOf([{ name: 'c', content: Buffer.alloc(60_000_000) }]) }]) }]),
    'file-bomb',
  ],
  [
    'ten thousand parts',
    docxOf(
      SMALL,
      Array.from({ length: 10_000 }, (_, i) => ({ name: `word/${i}`, content: '' })),
    ),
    'file-bomb',
  ],
  ['entities that name entities', docxOf(wordXml(wordParagraph('&b;'), '<!DOCTYPE w [<!ENTITY a "смях"><!ENTITY b "&a;&a;&a;">]>')), 'file-unsafe'],
  ['the same in UTF-16', docxOf('', [{ name: 'word/styles.xml', content: Buffer.from('\ufeff<!DOCTYPE w [<!ENTITY a "x">]><w/>', 'utf16le') }]), 'file-unsafe'],
  ['the words of an entity in the text', docxOf(wordXml(wordParagraph('&lt;!DOCTYPE html&gt; е първият ред.'))), 'read'],
  [
    'locked parts',
    zipOf([
      { name: '[Content_Types].xml', content: '' },
      { name: 'word/document.xml', content: 'x', locked: true },
    ]),
    'file-password',
  ],
  ['cut in the middle', docxOf(SMALL).subarray(0, 700), 'file-damaged'],
  ['XML that ends early', docxOf(SMALL.slice(0, -20)), 'file-damaged'],
  ['no document part', docxOf(SMALL).fill(0x20, 900), 'file-damaged'],
  ['nested until the stack ends', docxOf(wordXml(`${'<w:p>'.repeat(30_000)}${'</w:p>'.repeat(30_000)}`)), 'file-unsafe'],
  ['no words', docxOf(wordXml('<w:p/>')), 'file-no-text'],
  ['more text than fits', docxOf(wordXml(wordParagraph('дума '.repeat(250_000)))), 'file-too-much-text'],
])('DOCX: %s', async (_, file, code) => {
  expect(await codeOf('n.docx', file)).toBe(code)
})

const column = (lines: string[], top = 700, step = 14, more: Partial<Printed> = {}): Printed[] =>
  lines.map((text, index) => ({ text, y: top - index * step, ...more }))

test('a PDF is read into paragraphs, with words joined over line ends and pages', async () => {
  const first = [
    { text: 'Гости от Долна Проба', y: 740, size: 16 },
    ...column([
      'Кметът на измисления град Горна Проба по-',
      'срещна гости. Българо-македонският форум',
      'беше открит от двамата кметове на българо-',
      'македонската среща.',
    ]),
    ...column(['Вторият абзац говори за обмен на ученици и', 'млади художници между'], 620),
    { text: '1', x: 300, y: 30 },
  ]
  const second = [...column(['двата града.']), { text: '2', x: 300, y: 30 }]
  expect(await read('n.pdf', pdfOf([first, second]))).toEqual({
    text: 'Гости от Долна Проба\n\nКметът на измисления град Горна Проба посрещна гости. Българо-македонският форум беше открит от двамата кметове на българомакедонската среща.\n\nВторият абзац говори за обмен на ученици и млади художници между двата града.',
    format: 'pdf',
    title: null,
    published: null,
    notes: [],
  })
})

test('a compound the document writes with its hyphen elsewhere keeps it at a line end', async () => {
  const lines = column(['Срещата беше българо-', 'македонска, както винаги: българо-македонска.'])
  expect(await textOf('n.pdf', pdfOf([lines]))).toBe('Срещата беше българо-македонска, както винаги: българо-македонска.')
})

test.concurrent.each([
  ['words', pdfOf([[{ text: NEWS, y: 700 }]]), 'read'],
  ['pictures of pages', pdfOf([[], []], { pictures: true }), 'file-scanned'],
  ['pictures with page numbers', pdfOf([[{ text: '1', y: 30 }], [{ text: '2', y: 30 }]], { pictures: true }), 'file-scanned'],
  ['letters without names', pdfOf([[{ text: NEWS, y: 700 }]], { named: false }), 'file-letters-unknown'],
  ['a password', pdfOf([[{ text: NEWS, y: 700 }]], { encrypted: true }), 'file-password'],
  ['only the first line', Buffer.from('%PDF-1.7\n'), 'file-damaged'],
  ['600 pages', pdfOf(Array.from({ length: 600 }, () => [{ text: NEWS, y: 700 }])), 'file-too-many-pages'],
])('PDF: %s', async (_, file, code) => {
  expect(await codeOf('n.pdf', file)).toBe(code)
})

test('a PDF of which some pages are pictures is read, and says which', async () => {
  const result = await read('n.pdf', pdfOf([[{ text: NEWS, y: 700 }], [], [], [{ text: 'Край на новината.', y: 700 }], []], { pictures: true }))
  expect(result).toMatchObject({ text: `${NEWS}\n\nКрай на новината.`, notes: ['Страници без текст (вероятно снимки): 2–3, 5.'] })
})

const HEAD =
  'From: Ivan Probov <i@example.org>\r\nTo: o@example.org\r\nDate: Thu, 22 Oct 2026 23:30:00 +0300\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n'
const SUBJECT = `Subject: =?UTF-8?B?${Buffer.from('Гости от Долна Проба').toString('base64')}?=\r\n`
const LETTER = { ok: true, title: 'Гости от Долна Проба', published: '2026-10-22', text: PAIR }
const windows = encoded(PAIR, 'windows-1251')
const quoted = [...windows]
  .map((byte) => (byte > 32 && byte < 61 ? String.fromCharCode(byte) : byte === 10 ? '\r\n' : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`))
  .join('')
test.concurrent.each([
  [
    'base64 UTF-8',
    `${HEAD}${SUBJECT}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(PAIR).toString('base64').replace(/.{76}/g, '$&\r\n')}`,
  ],
  [
    'quoted-printable windows-1251',
    `${HEAD}${SUBJECT}Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quoted.replace(/((?:=..|[^=\r\n]){20})(?=.)/g, '$1=\r\n')}`,
  ],
  [
    '8-bit windows-1251',
    Buffer.concat([Buffer.from(`${HEAD}${SUBJECT}Content-Type: text/plain; charset="windows-1251"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`), windows]),
  ],
  [
    'windows-1251 that nobody declared',
    Buffer.concat([Buffer.from(HEAD), Buffer.from('Subject: '), encoded('Гости от Долна Проба', 'windows-1251'), Buffer.from('\r\n\r\n'), windows]),
  ],
  [
    'windows-1251 declared as UTF-8',
    Buffer.concat([Buffer.from(`${HEAD}${SUBJECT}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`), windows]),
  ],
  [
    'HTML alone',
    `${HEAD}${SUBJECT}Content-Type: text/html; charset=utf-8\r\n\r\n<html><style>p{}</style><body><script>x</script>${PAIR.split('\n\n')
      .map((p) => `<p>${p}</p>`)
      .join('')}`,
  ],
  [
    'both: the plain body',
    `${HEAD}${SUBJECT}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${PAIR}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>друго</p>\r\n--b--`,
  ],
])('mail: %s', async (_, letter) => {
  expect(await readBytes('eml', Buffer.from(letter))).toMatchObject(LETTER)
})

test('what is attached to a letter is named, not read', async () => {
  const letter = `${HEAD}${SUBJECT}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${NEWS}\r\n> цитат\r\n-- \r\nПодпис\r\n--b\r\nContent-Type: application/pdf; name="../../dogovor.pdf"\r\nContent-Disposition: attachment; filename="../../dogovor.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--`
  expect(await read('n.eml', letter)).toMatchObject({
    text: `${NEWS}\n> цитат\n--\nПодпис`,
    notes: ['Към писмото има прикачени файлове, които не четем: dogovor.pdf. Ако новината е в някой от тях, качете го отделно.'],
  })
})

test.concurrent.each([
  ['windows-1251', 'Троян'],
  ['windows-1251', NEWS],
  ['windows-1251', 'ПОБРАТИМЯВАНЕ – „Горна Проба“ № 5'],
  ['windows-1251', 'Градоначалникот на Дојран ја посети Општина Измислена. Ќе потпишат договор.'],
  ['koi8-r', 'Мэр вымышленного города встретил делегацию из побратима.'],
  ['iso-8859-5', NEWS],
  ['windows-1250', 'Načelnik općine Izmišljeno primio je izaslanstvo iz grada Šibača. Sporazum će biti potpisan iduće godine.'],
  ['windows-1252', 'Le maire de la ville inventée a reçu une délégation étrangère à l’hôtel de ville. Les élèves ont été salués.'],
  ['windows-1252', 'Die Bürgermeisterin begrüßte Gäste aus der Partnerstadt. Über 20 Schüler nahmen teil.'],
])('%s is recognised by its letters: %s', async (charset, text) => {
  const bytes = encoded(text, charset)
  expect(new TextDecoder(charset).decode(bytes)).toBe(text)
  expect(await read('n.txt', bytes)).toMatchObject({ text, charset })
})

test('two-byte sets: UTF-16 with and without its mark, Chinese', async () => {
  const swapped = Buffer.from(NEWS, 'utf16le').swap16()
  expect(await read('n.txt', Buffer.from(`\ufeff${NEWS}`, 'utf16le'))).toMatchObject({ text: NEWS, charset: 'utf-16le', notes: [] })
  expect(await read('n.txt', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped]))).toMatchObject({ text: NEWS, charset: 'utf-16be' })
  expect(await read('n.txt', Buffer.from(NEWS, 'utf16le'))).toMatchObject({ text: NEWS, charset: 'utf-16le' })
  // 市长在北京会见了中国的代表团。 in GB 18030
  const chinese = Buffer.from('cad0b3a4d4dab1b1bea9bbe1bcfbc1cbd6d0b9fab5c4b4fab1edcdc5a1a3', 'hex')
  expect(await read('n.txt', chinese)).toMatchObject({ text: '市长在北京会见了中国的代表团。', charset: 'gb18030' })
})

test('UTF-8 cut within a letter is still read, with a note', async () => {
  const long = `${NEWS} ${NEWS}`
  const cut = Buffer.from(long).subarray(0, Buffer.byteLength(long) - 2)
  expect(await read('n.txt', cut)).toMatchObject({ text: `${long.slice(0, -2)}\ufffd`, charset: 'utf-8', notes: [expect.stringContaining('utf-8')] })
})

test('a page is read by what it declares, unless its bytes say otherwise', async () => {
  const page = (charset: string) => `<meta http-equiv="Content-Type" content="text/html; charset=${charset}"><p>Ще видим.</p>`
  expect(await read('n.html', encoded(page('windows-1251'), 'windows-1251'))).toMatchObject({ text: 'Ще видим.', charset: 'windows-1251', notes: [] })
  expect(await read('n.html', page('windows-1251'))).toMatchObject({
    text: 'Ще видим.',
    charset: 'utf-8',
    notes: ['Във файла е обявено кодиране windows-1251, но буквите са записани с utf-8 и така ги прочетохме.'],
  })
})

test('content decides what a file is, and a wrong ending is told', async () => {
  const note = (extension: string, format: string) => `Името завършва на .${extension}, но файлът по съдържание е друго и беше прочетен така: ${format}.`
  expect(await read('n.txt', docxOf(SMALL))).toMatchObject({ format: 'docx', text: NEWS, notes: [note('txt', 'документ на Word')] })
  expect(await read('n.docx', NEWS)).toMatchObject({ format: 'txt', text: NEWS, notes: [note('docx', 'обикновен текст')] })
  expect(await read('n.doc', `<html><body><p>${NEWS}</p>`)).toMatchObject({ format: 'html', text: NEWS, notes: [note('doc', 'уебстраница')] })
  expect(await read('поставено', NEWS)).toMatchObject({ format: 'txt', notes: [] })
  expect(await read('n.txt', `From: община\nSubject: покана\n\n${NEWS}`)).toMatchObject({ format: 'txt', notes: [] })
})

test('a beginning of nothing but comments costs no time', async () => {
  const started = performance.now()
  expect(await codeOf('n.txt', `${'<!-- x --> '.repeat(50_000)}${NEWS}`)).toBe('read')
  expect(await read('n.txt', `<?xml version="1.0"?>\n<!-- а --> <!-- б -->\n<html><p>${NEWS}`)).toMatchObject({ format: 'html', text: NEWS })
  expect(performance.now() - started).toBeLessThan(2000)
})

test.concurrent.each([
  ['n.txt', `${' '.repeat(1_000_000)}x`],
  ['n.md', `# ${' '.repeat(1_000_000)}x`],
  ['n.md', `# x${'#'.repeat(1_000_000)}x`],
  ['n.md', `${'-'.repeat(1_000_000)}x`],
  ['n.md', `${'| '.repeat(500_000)}x`],
])('a million of one mark costs no time: %s', async (name, source) => {
  const started = performance.now()
  expect(await codeOf(name, source)).toBe('read')
  expect(performance.now() - started).toBeLessThan(4000)
})

const compound = (stream: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le')])
test.concurrent.each([
  ['nothing', 'n.txt', Buffer.alloc(0), 'file-empty'],
  ['spaces', 'n.txt', Buffer.from(' \n\t\ufeff\u200b'), 'file-empty'],
  ['numbers alone', 'n.txt', Buffer.from('123 456'), 'file-no-text'],
  ['a page of scripts', 'n.html', Buffer.from('<html><script>alert(1)</script>'), 'file-no-text'],
  ['too large a file', 'n.pdf', Buffer.alloc(MAX_UPLOAD_BYTES + 1), 'file-too-large'],
  ['too long a text', 'n.txt', Buffer.from('д'.repeat(MAX_TEXT_BYTES / 2 + 1)), 'file-too-much-text'],
  ['just short enough a text', 'n.txt', Buffer.from('д'.repeat(MAX_TEXT_BYTES / 2)), 'read'],
  ['old Word', 'n.doc', compound('WordDocument'), 'file-old-word'],
  ['Word with a password', 'n.docx', compound('EncryptedPackage'), 'file-password'],
  ['Outlook', 'n.msg', compound('__substg1.0_1000'), 'file-outlook'],
  ['old Excel', 'n.xls', compound('Workbook'), 'file-sheet'],
  [
    'Excel',
    'n.docx',
    zipOf([
      { name: '[Content_Types].xml', content: '' },
      { name: 'xl/workbook.xml', content: '' },
    ]),
    'file-sheet',
  ],
  [
    'PowerPoint',
    'n.pptx',
    zipOf([
      { name: '[Content_Types].xml', content: '' },
      { name: 'ppt/presentation.xml', content: '' },
    ]),
    'file-slides',
  ],
  ['a ZIP', 'n.zip', zipOf([{ name: 'новина.txt', content: NEWS }]), 'file-archive'],
  ['RTF', 'n.rtf', Buffer.from('{\\rtf1 новина}'), 'file-rtf'],
  ['a photo', 'n.txt', Buffer.from('ffd8ffe000104a464946', 'hex'), 'file-picture'],
  ['a drawing', 'n.svg', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>'), 'file-picture'],
  ['junk', 'n.txt', Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * i * 31 + i * 7) % 256)), 'file-charset'],
])('refused or read: %s', async (_, name, bytes, code) => {
  expect(await codeOf(name, bytes)).toBe(code)
})

test('a refusal tells the person what to do', async () => {
  expect(await read('n.pdf', pdfOf([[]], { pictures: true }))).toBe(
    'file-scanned: Страниците на този PDF са снимки и в тях няма текст. Първо разпознайте текста (OCR) или го поставете тук.',
  )
})

test('reading that takes too long is stopped', async () => {
  expect(await codeOf('n.html', `<p>${NEWS}`, 0.001)).toBe('file-too-slow')
  expect(await codeOf('n.html', `<p>${NEWS}`)).toBe('read')
})

test('five files at once are all read', async () => {
  const texts = await Promise.all([1, 2, 3, 4, 5].map((number) => textOf('n.html', `<p>Новина ${number}</p>`)))
  expect(texts).toEqual([1, 2, 3, 4, 5].map((number) => `Новина ${number}`))
})

test.concurrent.each([
  ['a\r\nb\rc\u2028d\u0085e', 'a\nb\nc\nd\ne'],
  ['Тро\u00adян\u200b \u0000гр\u0007ад\ufeff', 'Троян град'],
  ['и\u0306 и й\u00a0\t x', 'й и й   x'],
  ['а\n\n\n\n  \nб   \n', 'а\n\nб'],
  ['зло\u202eтскет\u202c', 'злотскет'],
  ['лош \ud800 знак', 'лош \ufffd знак'],
])('cleaning %j', (raw, clean) => {
  expect(cleanText(raw)).toBe(clean)
})

test.concurrent.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\а\\Договор 2026.docx', 'Договор 2026.docx'],
  ['\u202efdp.exe', 'fdp.exe'],
  ['..', '-'],
  ['<img src=x>.html', '_img src=x_.html'],
])('a name is made safe: %j', (raw, safe) => {
  expect(safeFileName(raw)).toBe(safe)
})
