// The learned numbers that come with the program, with the day they were learned and how.
import learned from '../../../../reference/finder-weights.json' with { type: 'json' }
import type { EvidenceWeights } from './learning.ts'
import type { SimilarWeights } from './similar.ts'

/** Numbers of both scores. `arise` reads the attributes with numbers of its own, learned together with the evidence. */
export type Weights = {
  readonly learned: string
  readonly method: string
  readonly similar: SimilarWeights
  readonly arise: SimilarWeights
  readonly evidence: EvidenceWeights
}

export const weights = learned as unknown as Weights
