// Draws one picture in a thread of its own, which can be stopped and knows nothing but the file.
import { parentPort, workerData } from 'node:worker_threads'
import { copyWithoutPlace, drawCrest, drawMark, drawPdf, drawPicture, NOTHING_DRAWN } from './drawing.ts'

const { what, bytes } = workerData as { what: 'pdf' | 'picture' | 'copy' | 'crest' | 'mark'; bytes: Uint8Array }
const WORK = { pdf: drawPdf, picture: drawPicture, copy: copyWithoutPlace, crest: drawCrest, mark: drawMark }
try {
  parentPort?.postMessage(await WORK[what](bytes))
} catch {
  // A broken or locked file has no picture; it is kept all the same.
  parentPort?.postMessage(what === 'copy' || what === 'crest' || what === 'mark' ? null : NOTHING_DRAWN)
}
