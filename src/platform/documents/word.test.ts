// Word files: words, tables and headings read back by another program, and letters named for every script.
import mammoth from 'mammoth'
import { fromBuffer } from 'yauzl'
import { expect, test } from 'vitest'
import { heading, letterhead, paragraph, paragraphs, table, wordFile } from './word.ts'

/** One part of the package as text. */
const part = (file: Uint8Array, name: string): Promise<string> =>
  new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(file), { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error)
      zip.on('entry', (entry: { fileName: string }) => {
        if (entry.fileName !== name) return zip.readEntry()
        zip.openReadStream(entry as never, (fault, stream) => {
          if (fault !== null) return reject(fault)
          const pieces: Buffer[] = []
          stream.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => resolve(Buffer.concat(pieces).toString('utf8')))
        })
      })
      zip.on('end', () => reject(new Error(`no ${name}`)))
      zip.readEntry()
    })
  })

const file = await wordFile({
  title: 'Програма & <проба>',
  language: 'bg',
  head: 'Община Примерово',
  content: [
    heading(1, { text: 'Програма & <проба>', language: 'bg' }),
    ...paragraphs({ text: 'Първи ред\nвтори ред\n\nНов абзац с \u0007 знак', language: 'bg' }),
    table({
      widths: [1, 3, 3],
      head: [{ content: [paragraph({ text: 'Час', language: 'bg' })] }, { content: [], over: 2 }],
      rows: [
        [
          { content: [paragraph({ text: '09:30', language: 'bg' }, { bold: true })] },
          { content: [paragraph({ text: 'Посрещане', language: 'bg' })] },
          { content: [paragraph({ text: '欢迎仪式', language: 'zh' })] },
        ],
      ],
    }),
  ],
})

test('headings, paragraphs and tables are read back as what they are', async () => {
  const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(file) })
  expect(messages).toEqual([])
  expect(value).toBe(
    '<h1>Програма &amp; &lt;проба&gt;</h1><p>Първи ред<br />втори ред</p><p>Нов абзац с  знак</p>' +
      '<table><thead><tr><th><p>Час</p></th><th colspan="2"></th></tr></thead>' +
      '<tbody><tr><td><p><strong>09:30</strong></p></td><td><p>Посрещане</p></td><td><p>欢迎仪式</p></td></tr></tbody></table>',
  )
})

test('Chinese has letters and a language of its own; head and page numbers stand on every page', async () => {
  const body = await part(file, 'word/document.xml')
  const chinese = /<w:r>(?:(?!<w:r>).)*欢迎仪式/.exec(body)?.[0] ?? ''
  expect(chinese).toContain('w:eastAsia="SimSun"')
  expect(chinese).toContain('w:hint="eastAsia"')
  expect(chinese).toContain('<w:lang w:eastAsia="zh-CN"/>')
  expect(/<w:r>(?:(?!<w:r>).)*Посрещане/.exec(body)?.[0]).toContain('<w:lang w:val="bg-BG"/>')
  expect(body).toContain('<w:tblHeader/>')
  expect(await part(file, 'word/header1.xml')).toContain('Община Примерово')
  expect(await part(file, 'word/footer1.xml')).toMatch(/PAGE.* \/ .*NUMPAGES/)
  expect(await part(file, 'docProps/core.xml')).toContain('<dc:title>Програма &amp; &lt;проба&gt;</dc:title>')
})

test('the head of a paper: the crest with its words, the office in each language; what is unknown leaves no line', async () => {
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const side = (text: string, language: string) => ({ name: { text, language }, lines: [{ text: `1, 5600 ${text}`, language }] })
  const written = async (...args: Parameters<typeof letterhead>) =>
    part(await wordFile({ title: 'Писмо', language: 'bg', head: 'Община', content: letterhead(...args) }), 'word/document.xml')
  const both = await written({ crest: { shape: 1, alt: 'Делва' }, sides: [side('Община Примерово', 'bg'), side('普里梅罗沃市政府', 'zh')] }, picture)
  expect([both.includes('descr="Делва"'), (both.match(/<w:tc>/g) ?? []).length]).toEqual([true, 3])
  expect(/<w:r>(?:(?!<w:r>).)*普里梅罗沃市政府/.exec(both)?.[0]).toContain('w:eastAsia="SimSun"')
  const bare = await written({ crest: null, sides: [{ name: { text: 'Община Примерово', language: 'bg' }, lines: [] }] }, undefined)
  expect([bare.includes('<w:tbl>'), bare.includes('<w:drawing>'), (bare.match(/<w:t[ >]/g) ?? []).length]).toEqual([false, false, 1])
})
