// What every action and query is given: the door to the database and the clock.
import type { Clock } from './clock.ts'
import type { Door, OfficeTx } from './database/door.ts'

export type Here = { readonly db: Door; readonly clock: Clock }

/** The same with the days of an office's zone (IANA name). */
export const inZone = (here: Here, timeZone: string): Here => ({ ...here, clock: here.clock.inZone(timeZone) })

/** The same, but inside a transaction that is already open: for an action that calls another feature's action. */
export const within = (here: Here, tx: OfficeTx): Here => ({ ...here, db: tx.joined })
