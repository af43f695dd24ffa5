// Reads one table in a thread of its own, which can be stopped and has its own memory. Speaks no language: codes go out, sentences are made outside.
import { parentPort, workerData } from 'node:worker_threads'
import { readTable } from './read-table.ts'

const { bytes, sheet } = workerData as { bytes: Uint8Array; sheet: string | null }
parentPort?.postMessage(await readTable(bytes, sheet))
