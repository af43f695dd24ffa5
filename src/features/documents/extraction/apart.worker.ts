// Reads one file in a thread of its own, which can be stopped and has its own memory. Speaks no language: codes go out, sentences are made outside.
import { parentPort, workerData } from 'node:worker_threads'
import { readBytes } from './reader.ts'
import { trouble, type Format } from './extracted.ts'

const { format, bytes } = workerData as { format: Format | 'attached'; bytes: Uint8Array }
try {
  parentPort?.postMessage(format === 'attached' ? await (await import('./mail.ts')).attachedTo(bytes) : await readBytes(format, bytes))
} catch {
  // A foreign parser that gives up on a broken file throws whatever it likes.
  parentPort?.postMessage(format === 'attached' ? [] : trouble('damaged'))
}
