// Has pictures drawn in a thread of its own.
import { programBeside } from '#platform/program-beside.ts'
import { workApart } from '../extraction/thread.ts'
import type { Drawn, DrawnCrest } from './drawing.ts'

const SECONDS = 30
const NOTHING: Drawn = { small: null, width: null, height: null, pages: null }
const program = (): URL => programBeside(import.meta.url, 'picture.worker')

/** The small picture of a photo or of a PDF's first page; nothing for what cannot be drawn in time. */
export const drawApart = (what: 'pdf' | 'picture', bytes: Uint8Array): Promise<Drawn> =>
  workApart<Drawn>({ program: program(), data: { what, bytes }, seconds: SECONDS, tooSlow: NOTHING, tooHeavy: NOTHING, broken: NOTHING })

/** A JPEG of a photo without what the camera wrote into it; null when there is none. */
export const copyApart = (bytes: Uint8Array): Promise<Uint8Array | null> =>
  workApart<Uint8Array | null>({ program: program(), data: { what: 'copy', bytes }, seconds: SECONDS, tooSlow: null, tooHeavy: null, broken: null })

/** A crest drawn anew for the head of papers; null when the bytes are no picture that can be printed. */
export const crestApart = (bytes: Uint8Array): Promise<DrawnCrest | null> =>
  workApart<DrawnCrest | null>({ program: program(), data: { what: 'crest', bytes }, seconds: SECONDS, tooSlow: null, tooHeavy: null, broken: null })

/** A kept crest as small as the citizens' pages show it; null when it cannot be drawn. */
export const markApart = (bytes: Uint8Array): Promise<DrawnCrest | null> =>
  workApart<DrawnCrest | null>({ program: program(), data: { what: 'mark', bytes }, seconds: SECONDS, tooSlow: null, tooHeavy: null, broken: null })
