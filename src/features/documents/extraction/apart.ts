// Has a file read in a thread of its own, so that a hostile file can neither hang nor fill the office's server.
import { programBeside } from '#platform/program-beside.ts'
import { MAX_SECONDS, trouble, type Format, type Read, type Trouble } from './extracted.ts'
import type { Attached } from './mail.ts'
import { workApart } from './thread.ts'

/** Reads a file apart; stops after `seconds` with `too-slow`, on memory with `too-heavy`. */
export const readApart = (format: Format, bytes: Uint8Array, seconds = MAX_SECONDS): Promise<Read | Trouble> =>
  workApart<Read | Trouble>({
    program: programBeside(import.meta.url, 'apart.worker'),
    data: { format, bytes },
    seconds,
    tooSlow: trouble('too-slow'),
    tooHeavy: trouble('too-heavy'),
    broken: trouble('damaged'),
  })

/** What is attached to a letter; empty when the letter cannot be taken apart. */
export const attachedApart = (bytes: Uint8Array, seconds = MAX_SECONDS): Promise<Attached[]> =>
  workApart<Attached[]>({
    program: programBeside(import.meta.url, 'apart.worker'),
    data: { format: 'attached', bytes },
    seconds,
    tooSlow: [],
    tooHeavy: [],
    broken: [],
  })
