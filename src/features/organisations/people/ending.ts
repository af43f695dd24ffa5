// The end of a post: its last day, the reason, and who takes it over; one at a time, or many after an election.
import { z } from 'zod'
import { dateField, requiredDateField, versionField } from '#platform/http/form-fields.ts'
import { suggestedField } from '../naming.ts'
import { END_REASONS, type RoleClass } from './post.ts'

/** Chosen among people of the same name: none of them. */
export const NEW_PERSON = 'new'

export const endingForm = z.object({
  toDate: requiredDateField,
  reason: z.enum(END_REASONS),
  successor: suggestedField,
  successorChoice: z.string().max(40).default(''),
})

export const OUTCOMES = ['leave', 'ends', 'stays'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const electionsForm = z.object({
  toDate: dateField,
  posts: z
    .array(
      z.object({
        id: z.uuid(),
        version: versionField,
        outcome: z.enum(OUTCOMES).default('leave'),
        successor: suggestedField,
        choice: z.string().max(40).default(''),
      }),
    )
    .max(200)
    .default([]),
})

/** Posts that an election fills stand first on the page after one. */
const ELECTED: readonly RoleClass[] = ['mayor', 'deputy_mayor', 'council_chair', 'councillor', 'governor', 'head_of_state', 'head_of_government', 'minister']
export const isElected = (roleClass: RoleClass): boolean => ELECTED.includes(roleClass)
