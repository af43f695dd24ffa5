// Twinnings around Troyan and its partners that the demonstration's office has read of, each with the public page it stands on.
import recorded from '../../reference/demo-twinnings.json' with { type: 'json' }
import type { TwinningValues } from '#features/finder/twinnings/twinning.ts'

/** As an officer would add them on this day, the last of the file first: lists show the newest on top, which are those of Troyan's partners. None is seen later than that day. */
export const twinningsReadOf = (today: string): TwinningValues[] =>
  recorded.twinnings
    .toReversed()
    .map(({ a, b, source, address }) => ({ a, b, source, address, seenOn: recorded.checkedOn < today ? recorded.checkedOn : today }))

/** Their towns by GeoNames id. */
export const TWINNED_TOWNS: readonly number[] = recorded.twinnings.flatMap(({ a, b }) => [a, b])
