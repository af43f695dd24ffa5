// What the demonstration shows of the partner search: one town as the finder found it for Troyan, and the letter to it as a draft that nobody sent.
import type { Finding } from '#features/finder/finder.ts'

/** GeoNames id of Sulmona. */
export const APPROACHED = 3166034

/** Printed by `pobratim finder rank --home 726320 --country IT --mode similar` with the numbers learned on that day; nothing of it is made up. */
export const FOUND: Omit<Finding, 'foundOn'> = {
  mode: 'similar',
  scope: { country: 'IT' },
  wishes: { factors: {}, ties: {}, tags: {} },
  profile: null,
  rank: 3,
  among: 6636,
  score: -1.7488,
  factors: {
    size: 2.4203,
    surroundings: 0.6826,
    ground: 0.1795,
    sea: 0.5977,
    position: 0.2869,
    standing: 0.4529,
    renown: 0.3103,
    name: -0.0055,
  },
  reasons: [],
  learned: '2026-11-27',
}
