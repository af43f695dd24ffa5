// Builds the files the tests read: packages, documents, pages and letters, byte by byte.
import { crc32, deflateRawSync } from 'node:zlib'

/** A part of a package; `says` lies about its unpacked size, `locked` marks it encrypted. */
export type Part = { name: string; content: Buffer | string; says?: number; locked?: boolean }

/** A ZIP of the given parts, deflated. */
export function zipOf(parts: Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, says, locked } of parts) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const path = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(locked === true ? 0x0801 : 0x0800, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(raw), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(says ?? raw.length, 18)
    fields.writeUInt16LE(path.length, 22)
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 0, 'latin1')
    central.writeUInt16LE(20, 4)
    fields.copy(central, 6)
    central.writeUInt32LE(offset, 42)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), fields, path, packed)
    directory.push(central, path)
    offset += 30 + path.length + packed.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, index, end])
}

const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const RELATIONS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'

/** A Word document whose body is the given XML. */
export const wordXml = (body: string, before = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`

export const wordParagraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

/** The file of a Word document with the given document part, and other parts beside it. */
export const docxOf = (document: string, others: Part[] = []): Buffer =>
  zipOf([
    { name: '[Content_Types].xml', content: TYPES },
    { name: '_rels/.rels', content: RELATIONS },
    { name: 'word/document.xml', content: document },
    ...others,
  ])

/** A line on a PDF page: points from the lower left corner, size in points. */
export type Printed = { text: string; x?: number; y: number; size?: number }

const hex = (text: string): string => [...text].map((character) => (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('')

/** A PDF whose font draws by numbers and names its letters in a ToUnicode map (`named`), as word processors write Cyrillic. */
export function pdfOf(pages: Printed[][], { named = true, encrypted = false, pictures = false } = {}): Buffer {
  const objects: string[] = []
  const add = (body: string): number => objects.push(body)
  const stream = (body: string, more = ''): string => `<< /Length ${Buffer.byteLength(body, 'latin1')} ${more}>>\nstream\n${body}\nendstream`
  const letters = [...new Set(pages.flat().flatMap(({ text }) => [...text]))]
  // Numbers of drawings, unlike the letters' own.
  const numbers = new Map(letters.map((letter, index) => [letter, index + 1]))
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /L def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n${letters.map((letter) => `1 beginbfchar <${(numbers.get(letter) ?? 0).toString(16).padStart(4, '0')}> <${hex(letter)}> endbfchar`).join('\n')}\nendcmap end end`
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${8 + index * 2} 0 R`).join(' ')}] >>`)
  add(`<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [4 0 R] ${named ? '/ToUnicode 6 0 R ' : ''}>>`)
  add(
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 500 >>',
  )
  add('<< /Type /FontDescriptor /FontName /Made /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>')
  add(stream(map))
  add(stream('\x00', '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 '))
  for (const lines of pages) {
    const drawn = lines.map(({ text, x = 50, y, size = 10 }) => {
      const codes = [...text].map((letter) => (numbers.get(letter) ?? 0).toString(16).padStart(4, '0')).join('')
      return `BT /F ${size} Tf ${x} ${y} Td <${codes}> Tj ET`
    })
    const content = objects.length + 2
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> /XObject << /P 7 0 R >> >> /Contents ${content} 0 R >>`)
    add(stream([...(pictures ? ['q 600 0 0 800 0 0 cm /P Do Q'] : []), ...drawn].join('\n')))
  }
  if (encrypted) add(`<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`)
  let file = '%PDF-1.4\n'
  const places = objects.map((body, index) => {
    const place = Buffer.byteLength(file, 'latin1')
    file += `${index + 1} 0 obj\n${body}\nendobj\n`
    return place
  })
  const start = Buffer.byteLength(file, 'latin1')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R ${encrypted ? `/Encrypt ${objects.length} 0 R /ID [<01> <01>] ` : ''}>>\nstartxref\n${start}\n%%EOF`
  return Buffer.from(file, 'latin1')
}

/** A text in a one-byte character set, by asking the decoder which byte stands for each letter. */
export function encoded(text: string, charset: string): Buffer {
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [new TextDecoder(charset).decode(Uint8Array.of(byte)), byte]))
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? 0x3f))
}
