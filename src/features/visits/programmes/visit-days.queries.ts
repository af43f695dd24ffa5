// Asks the database what of a programme lies outside the days of its visit.
import { sql } from 'drizzle-orm'
import { events } from '#features/events/event.table.ts'
import { programmeItems } from './programme.table.ts'

/** Whether an item of a visit lies outside its event's days: the same as `isOutside` of visit-days.ts. */
export const outsideItem = sql`(${programmeItems.day} > ${events.lastDay} + case ${programmeItems.kind} when 'travel' then 1 else 0 end
  or ${programmeItems.lastDay} < ${events.firstDay} - case ${programmeItems.kind} when 'travel' then 1 else 0 end)`
