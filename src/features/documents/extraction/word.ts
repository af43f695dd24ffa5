// Reads the words of a Word document (.docx), paragraph by paragraph.
import mammoth from 'mammoth'
import { openPackage, storedPackage } from './archive.ts'
import { trouble, type Note, type Read, type Trouble } from './extracted.ts'

/** Text with an empty line between paragraphs. A document states when it was saved, not when its news was published: no date. */
export async function readWord(bytes: Uint8Array): Promise<Read | Trouble> {
  const opened = await openPackage(bytes)
  if (!opened.ok) return opened
  for (const part of opened.parts.values()) if (declaresEntities(part)) return trouble('unsafe')
  let text: string
  try {
    text = (await mammoth.extractRawText({ buffer: storedPackage(opened.parts) })).value
  } catch (error) {
    // Nesting so deep that reading it overflows the stack is made on purpose; everything else is damage.
    return trouble(error instanceof RangeError ? 'unsafe' : 'damaged')
  }
  const notes: Note[] = opened.parts.has('word/footnotes.xml') && hasOwnNotes(opened.parts) ? [{ about: 'notes-left-out' }] : []
  return { ok: true, text, title: null, published: null, notes }
}

// The format forbids document type declarations (ECMA-376, part 2); they are how a small file names an endless text.
function declaresEntities(part: Buffer): boolean {
  const plain = part.includes(0) ? Buffer.from(part.filter((byte) => byte !== 0)) : part
  return plain.includes('<!DOCTYPE') || plain.includes('<!ENTITY')
}

const hasOwnNotes = (parts: Map<string, Buffer>): boolean => parts.get('word/document.xml')?.includes('<w:footnoteReference') ?? false
