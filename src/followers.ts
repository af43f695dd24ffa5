// What follows a record that was merged into another: one follower of each feature that refers to organisations, people, partnerships or posts.
import { occasionFollower } from '#features/calendar/following.actions.ts'
import { documentFollower } from '#features/documents/following.actions.ts'
import { trustedFollower } from '#features/commitments/reminders/reminder.actions.ts'
import { commitmentFollower } from '#features/commitments/following.actions.ts'
import { eventFollower, symbolicActFollower } from '#features/events/following.actions.ts'
import { meetingFollower } from '#features/meetings/following.actions.ts'
import { giftFollower } from '#features/gifts/following.actions.ts'
import { tripFollower } from '#features/trips/following.actions.ts'
import { approachFollower } from '#features/finder/outreach/following.actions.ts'
import { impactFollower } from '#features/impact/following.actions.ts'
import { draftFollower } from '#features/intake/following.actions.ts'
import { differenceFollower } from '#features/organisations/doubles/double.actions.ts'
import { postFollower } from '#features/organisations/doubles/following.actions.ts'
import type { Follower } from '#features/organisations/doubles/merging.ts'
import { partnershipFollower } from '#features/partnerships/following.actions.ts'
import { delegateFollower } from '#features/visits/delegations/following.actions.ts'
import { programmeFollower } from '#features/visits/programmes/following.actions.ts'
import { letterFollower } from '#features/visits/invitations/following.actions.ts'
import { waitingFollower } from '#features/today/inbox/following.actions.ts'

/**
 * What becomes of everything that points to a merged record. Partnerships first: others may point to one of two that become one.
 * Whoever adds a reference to an organisation, a person, a partnership or a post adds its follower here; merging.test.ts finds a forgotten one.
 */
export const followers: readonly Follower[] = [
  partnershipFollower,
  postFollower,
  eventFollower,
  symbolicActFollower,
  giftFollower,
  tripFollower,
  commitmentFollower,
  trustedFollower,
  documentFollower,
  meetingFollower,
  occasionFollower,
  delegateFollower,
  letterFollower,
  programmeFollower,
  draftFollower,
  impactFollower,
  approachFollower,
  differenceFollower,
  waitingFollower,
]
