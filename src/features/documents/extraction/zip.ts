// Looks into a ZIP package without unpacking it: Word and OpenDocument texts, workbooks.
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'

export const openZip = (packed: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(packed, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(error)
      else resolve(zip)
    })
  })

/** What the directory lists, one after the other; the sizes it gives may be lies. */
export async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (): void => {
        zip.removeAllListeners('entry')
        zip.removeAllListeners('end')
        zip.removeAllListeners('error')
      }
      zip.once('entry', (found: Entry) => (settle(), resolve(found)))
      zip.once('end', () => (settle(), resolve(null)))
      zip.once('error', (error: Error) => (settle(), reject(error)))
      zip.readEntry()
    })
    if (entry === null) return
    yield entry
  }
}
