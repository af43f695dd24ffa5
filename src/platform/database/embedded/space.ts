// The last free space on the disk: a reserve that is given back when the disk is full, and reading only until there is room again.
import { randomFillSync } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import type { Layout } from './layout.ts'

const MEGABYTE = 1024 * 1024

export type SpaceRules = {
  /** Bytes held in reserve in the file `ballast`. */
  readonly ballast: number
  /** Below this many free bytes nothing is written any more. */
  readonly low: number
}

/** 64 MB in reserve; writing stops under 32 MB. */
export const SPACE_RULES: SpaceRules = { ballast: 64 * MEGABYTE, low: 32 * MEGABYTE }
/** What a first start writes (the empty cluster and its first log of changes), and the room to go on from there. */
export const firstStartNeeds = (rules: SpaceRules): number => 60 * MEGABYTE + rules.ballast + 2 * rules.low

/** Free bytes for ordinary users on the disk of a folder; infinite where the system does not say. */
export function freeBytes(folder: string): number {
  try {
    const disk = statfsSync(folder)
    return disk.bavail * disk.bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

export const hasBallast = (layout: Layout): boolean => statSync(layout.ballast, { throwIfNoEntry: false }) !== undefined

export const releaseBallast = (layout: Layout): void => rmSync(layout.ballast, { force: true })

/** Lays the reserve down when there is ample room for it. Random bytes, so that a compressing file system cannot make it small. */
export function layBallast(layout: Layout, rules: SpaceRules): void {
  if (hasBallast(layout) || freeBytes(layout.folder) < rules.ballast + 2 * rules.low) return
  const unfinished = `${layout.ballast}.new`
  try {
    const file = openSync(unfinished, 'w', 0o600)
    try {
      const chunk = randomFillSync(Buffer.alloc(MEGABYTE))
      for (let written = 0; written < rules.ballast; written += chunk.length) writeSync(file, chunk)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(unfinished, layout.ballast)
  } catch {
    // No room after all: the next look will tell.
    rmSync(unfinished, { force: true })
  }
}

/**
 * Whether writing may go on. Once stopped, it starts again only when there is twice the room besides the reserve, so that it neither flickers
 * nor eats the reserve up.
 */
export const mayWrite = (free: number, writingNow: boolean, reserveLies: boolean, rules: SpaceRules): boolean =>
  writingNow ? free >= rules.low : free >= 2 * rules.low + (reserveLies ? 0 : rules.ballast)

/** Even reading needs a little room (new connections and sorting write small files): under this many free bytes the reserve is given back. */
export const neededForReading = (rules: SpaceRules): number => rules.low / 4
