// What a file is, by its content alone; what is dangerous under any name is not kept. And how a file's name and stretches are told.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { cleanFileName, kindFromName, languageOf, titleFromName } from './document.ts'
import { docxOf, encoded, pdfOf, type Part, wordParagraph, wordXml, zipOf } from './extraction/samples.ts'
import { readBytes } from './extraction/reader.ts'
import { disposition } from '#platform/http/handing-out.ts'
import { rangeAsked } from './handing.ts'
import { inspect } from './inspection.ts'
import { nameWithItsEnding, namedOtherwise } from './media.ts'

const folder = mkdtempSync(join(tmpdir(), 'pobratim-inspection-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bytesOf = (content: Buffer | string): Buffer => (typeof content === 'string' ? Buffer.from(content, 'latin1') : content)
async function seen(content: Buffer | string, name = 'x'): Promise<string> {
  const bytes = bytesOf(content)
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  const found = await inspect(path, bytes.length, name)
  return found.ok ? found.media : `not ${found.why}`
}
const word = docxOf(wordXml(wordParagraph('Текст')))
const office = (main: string, more: Part[] = [], types = '<Types/>'): Buffer =>
  zipOf([{ name: '[Content_Types].xml', content: types }, { name: main, content: '<x/>' }, ...more])
const open = (kind: string, more: Part[] = []): Buffer =>
  zipOf([{ name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}` }, { name: 'content.xml', content: '<x/>' }, ...more])
const compound = (stream: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(stream, 'utf16le'), Buffer.alloc(100)])

describe('kept, by content', () => {
  test.each<[string, Buffer | string, string]>([
    ['pdf', pdfOf([[{ text: 'а', y: 1 }]]), 'снимка.jpg'],
    ['pdf', '\xef\xbb\xbf\r\n%PDF-1.7 …', 'x.pdf'],
    ['docx', word, 'x.pdf'],
    ['xlsx', office('xl/workbook.xml'), 'x'],
    ['pptx', office('ppt/presentation.xml'), 'x'],
    ['odt', open('text'), 'x'],
    ['ods', open('spreadsheet'), 'x'],
    ['odp', open('presentation-template'), 'x'],
    ['doc', compound('WordDocument'), 'x'],
    ['xls', compound('Workbook'), 'x'],
    ['ppt', compound('PowerPoint Document'), 'x'],
    ['msg', compound('__substg1.0_0037001F'), 'x'],
    ['rtf', '{\\rtf1\\ansi Текст}', 'x.doc'],
    ['png', '\x89PNG\r\n\x1a\n....', 'x'],
    ['jpeg', '\xff\xd8\xff\xe0....', 'x.png'],
    ['gif', 'GIF89a....', 'x'],
    ['webp', 'RIFF....WEBPVP8 ', 'x'],
    ['tiff', 'II*\0....', 'x'],
    ['heic', '\0\0\0\x18ftypheic....', 'x.jpg'],
    ['mp4', '\0\0\0\x18ftypisom....', 'x'],
    ['p7m', Buffer.concat([Buffer.from('3082010006092a864886f70d010702a082', 'hex'), Buffer.alloc(80)]), 'решение.pdf.p7m'],
    ['txt', Buffer.from('Здравейте'), 'x.pdf'],
    ['txt', encoded('Здравейте от община Троян, пишем ви по повод празника', 'windows-1251'), 'x.txt'],
    ['csv', Buffer.from('а;б\n1;2\n'), 'x.csv'],
    ['eml', 'From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nText', 'x'],
  ])('%s', async (media, content, name) => {
    expect(await seen(content, name)).toBe(media)
  })
})

describe('not kept', () => {
  test.each<[string, Buffer | string, string]>([
    ['empty', '', 'x.pdf'],
    ['page', '<!doctype html><p>Здравей', 'x.pdf'],
    ['page', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'x.png'],
    ['page', '<?xml version="1.0"?><svg></svg>', 'x.txt'],
    ['page', 'Скъпи приятели, <script>alert(1)</script>', 'x.txt'],
    // A page in front of a PDF: a browser and a reader would see two different files.
    ['page', '<html><body>%PDF-1.4</body></html>', 'x.pdf'],
    ['program', 'MZ\x90\0', 'x.pdf'],
    ['program', '\x7fELF\x02', 'x.txt'],
    ['program', '#!/bin/sh\nrm -rf /', 'x.txt'],
    ['program', '@echo off\r\ndel *.*', 'x.txt'],
    ['program', '<?php system($_GET[0]);', 'x.txt'],
    ['program', 'WScript.Echo("x")', 'покана.js'],
    ['program', office('META-INF/MANIFEST.MF', [{ name: 'A.class', content: 'x' }]), 'x.docx'],
    ['macros', office('word/document.xml', [{ name: 'word/vbaProject.bin', content: 'x' }]), 'x.docx'],
    ['macros', office('xl/workbook.bin', [], '<Override ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'), 'x.xlsx'],
    ['macros', open('text', [{ name: 'Basic/Standard/Module1.xml', content: 'x' }]), 'x.odt'],
    ['macros', compound('WordDocument_VBA_PROJECT'), 'x.doc'],
    ['macros', '{\\rtf1{\\object{\\*\\objdata 0105}}}', 'x.rtf'],
    ['archive', zipOf([{ name: 'a.pdf', content: 'x' }]), 'x.zip'],
    ['archive', 'Rar!\x1a\x07', 'x.pdf'],
    [
      'bomb',
      zipOf([
        { name: 'word/document.xml', content: 'x', says: 2 ** 31 },
        { name: '[Content_Types].xml', content: '<Types/>' },
      ]),
      'x.docx',
    ],
    [
      'bomb',
      zipOf([
        { name: '[Content_Types].xml', content: '<Types/>' },
        { name: 'word/document.xml', content: Buffer.alloc(60 * 1024 * 1024) },
      ]),
      'x.docx',
    ],
    ['password', zipOf([{ name: 'word/document.xml', content: 'x', locked: true }]), 'x.docx'],
    ['password', compound('EncryptedPackage'), 'x.docx'],
    ['damaged', word.subarray(0, word.length - 30), 'x.docx'],
    ['unknown', Buffer.from([1, 2, 3, 0, 5, 6]), 'x.pdf'],
  ])('%s: %#', async (why, content, name) => {
    expect(await seen(content, name)).toBe(`not ${why}`)
  })
})

test('the words of an OpenDocument text are read, without what was deleted or remarked', async () => {
  const content = `<?xml version="1.0"?><office:document-content><office:body><office:text><text:tracked-changes><text:p>Изтрито</text:p></text:tracked-changes><text:h>Заглавие</text:h><text:p>Първи&#32;ред<text:line-break/>втори &amp; трети<office:annotation><text:p>Бележка</text:p></office:annotation></text:p></office:text></office:body></office:document-content>`
  expect(
    await readBytes(
      'odt',
      zipOf([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
        { name: 'content.xml', content },
      ]),
    ),
  ).toEqual({
    ok: true,
    text: 'Заглавие\n\nПърви ред\nвтори & трети',
    title: null,
    published: null,
    notes: [],
  })
  const mined = content.replace('<office:document-content>', '<!DOCTYPE x [<!ENTITY a "б">]><office:document-content>')
  expect(await readBytes('odt', zipOf([{ name: 'content.xml', content: mined }]))).toEqual({ ok: false, trouble: 'unsafe' })
})

test('names: cleaned, read for a title and a kind, and given the ending their content has', () => {
  expect(['C:\\Users\\x\\решение.pdf', '..', '', '.htaccess', 'a\u0000b.pdf', 'CON<>|?.txt', 'сниmка\u202egpj.exe'].map(cleanFileName)).toEqual([
    'решение.pdf',
    '-',
    '-',
    'htaccess',
    'ab.pdf',
    'CON____.txt',
    'сниmкаgpj.exe',
  ])
  expect(['Решение_742__от_2024.pdf', '.pdf', 'scan'].map(titleFromName)).toEqual(['Решение 742 от 2024', 'Документ без заглавие', 'scan'])
  expect(
    ['Решение 5.pdf', 'twinning-agreement.docx', 'Протокол от среща.pdf', 'IMG_1.jpg', 'доклад.docx', 'x.pdf'].map((name) =>
      kindFromName(name, name.endsWith('jpg') ? 'jpeg' : 'pdf'),
    ),
  ).toEqual(['decision', 'agreement', 'minutes', 'photo', 'report', 'other'])
  expect([namedOtherwise('а.jpg', 'pdf'), namedOtherwise('а.pdf', 'pdf'), namedOtherwise('протокол 12.05', 'pdf'), namedOtherwise('а.exe', 'pdf')]).toEqual([
    true,
    false,
    false,
    true,
  ])
  expect([nameWithItsEnding('а.jpg', 'pdf'), nameWithItsEnding('протокол 12.05', 'pdf'), nameWithItsEnding('b.JPG', 'jpeg')]).toEqual([
    'а.pdf',
    'протокол 12.05.pdf',
    'b.JPG',
  ])
  expect(disposition('Решение "№ 7"\r\nSet-Cookie: x.pdf', false)).toBe(
    `attachment; filename="_______ __ 7___Set-Cookie: x.pdf"; filename*=UTF-8''%D0%A0%D0%B5%D1%88%D0%B5%D0%BD%D0%B8%D0%B5%20%22%E2%84%96%207%22%0D%0ASet-Cookie%3A%20x.pdf`,
  )
})

test('stretches: those that can be served are, others mean the whole file or none of it', () => {
  expect(
    ['bytes=0-0', 'bytes=5-', 'bytes=-3', 'bytes=2-99', 'bytes=10-', 'bytes=-0', 'bytes=5-2', 'bytes=0-1,3-4', 'items=0-1', 'bytes=-', undefined].map(
      (header) => rangeAsked(header, 10),
    ),
  ).toEqual([{ from: 0, to: 0 }, { from: 5, to: 9 }, { from: 7, to: 9 }, { from: 2, to: 9 }, 'beyond', 'beyond', null, null, null, null, null])
})

test('the language of a text is told by its letters and smallest words, or not at all', () => {
  expect(
    [
      'Общинският съвет дава съгласие за побратимяване и упълномощава кмета.',
      'Општината Дојран и градот Тројан потпишаа договор за збратимување.',
      'Městys',
      'The two municipalities agree to exchange pupils and to meet every year for the festival of the plum.',
      'Les deux communes conviennent des échanges et de la coopération dans les domaines de la culture pour les jeunes et une fête.',
      '景德镇市与特罗扬市签署友好交流与合作备忘录，双方将在陶瓷领域开展合作。',
      '742',
    ].map(languageOf),
  ).toEqual(['bg', 'mk', '', 'en', 'fr', 'zh', ''])
})
