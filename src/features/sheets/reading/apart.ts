// Has a table read in a thread of its own, so that a hostile file can neither hang nor fill the office's server.
import { workApart } from '#features/documents/extraction/thread.ts'
import { programBeside } from '#platform/program-beside.ts'
import { MOST_SECONDS, trouble, type TableRead, type Trouble } from './limits.ts'

/** Reads a table apart; stops after `seconds` with `too-slow`, on memory with `too-heavy`. */
export const readTableApart = (bytes: Uint8Array, sheet: string | null, seconds = MOST_SECONDS): Promise<TableRead | Trouble> =>
  workApart<TableRead | Trouble>({
    program: programBeside(import.meta.url, 'table.worker'),
    data: { bytes, sheet },
    seconds,
    tooSlow: trouble('too-slow'),
    tooHeavy: trouble('too-heavy'),
    broken: trouble('damaged'),
  })
