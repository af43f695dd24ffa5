// Draws one picture in a thread of its own, which can be stopped and knows nothing but the file.
import { parentPort, workerData } from 'node:worker_threads'
import { copyWithoutPlace, drawPdf, drawPicture, NOTHING_DRAWN } from './drawing.ts'

const { what, bytes } = workerData as { what: 'pdf' | 'picture' | 'copy'; bytes: Uint8Array }
try {
  parentPort?.postMessage(await (what === 'copy' ? copyWithoutPlace(bytes) : what === 'pdf' ? drawPdf(bytes) : drawPicture(bytes)))
} catch {
  // A broken or locked file has no picture; it is kept all the same.
  parentPort?.postMessage(what === 'copy' ? null : NOTHING_DRAWN)
}
