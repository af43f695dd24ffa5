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
/** What a first start writes: the empty cluster and its first log of changes. */
export const FIRST_START_NEEDS = 60 * MEGABYTE

/** Free bytes for ordinary users on the data folder's disk; infinite where the system does not say. */
export function freeBytes(layout: Layout): number {
  try {
    const disk = statfsSync(layout.folder)
    return disk.bavail * disk.bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

export const hasBallast = (layout: Layout): boolean => statSync(layout.ballast, { throwIfNoEntry: false }) !== undefined

export const releaseBallast = (layout: Layout): void => rmSync(layout.ballast, { force: true })

/** Lays the reserve down when there is ample room for it. Random bytes, so that a compressing file system cannot make it small. */
export function layBallast(layout: Layout, rules: SpaceRules): void {
  if (hasBallast(layout) || freeBytes(layout) < rules.ballast + 2 * rules.low) return
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

/** Whether writing may go on. Once stopped, it starts again only with twice the room, so that it does not flicker. */
export const mayWrite = (free: number, writingNow: boolean, rules: SpaceRules): boolean =>
  writingNow ? free >= rules.low : free >= 2 * rules.low
