// (stand-in until joined)
import type { OfficeTx } from '#platform/database/door.ts'
export const tagsByPlace = async (_tx: OfficeTx): Promise<ReadonlyMap<number, readonly { tag: string; source: string; address: string | null }[]>> => new Map()
export const municipalityPeople = async (
  _tx: OfficeTx,
  _ids: readonly number[],
): Promise<ReadonlyMap<number, { people: number; asOf: string | null; source: string }>> => new Map()
