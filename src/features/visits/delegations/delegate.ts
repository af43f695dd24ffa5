// Who belongs to a delegation: on which side, as whom, how they travel and stay.
import { m } from '#messages'
import { displayName } from '#features/organisations/naming.ts'
import { isEmptyText, type LocalText, type LocalTextForm, textIn } from '#platform/texts/local-text.ts'

export const DELEGATION_SIDES = ['hosts', 'guests'] as const
export type DelegationSide = (typeof DELEGATION_SIDES)[number]

const sideNames: Readonly<Record<DelegationSide, () => string>> = { hosts: () => m.visits_side_hosts(), guests: () => m.visits_side_guests() }
export const sideName = (side: DelegationSide): string => sideNames[side]()

/** '': nobody has said yet. */
export const ROOMS = ['', 'single', 'double', 'suite', 'none'] as const
export type Room = (typeof ROOMS)[number]

const roomNames: Readonly<Record<Room, () => string>> = {
  '': () => '',
  single: () => m.visits_room_single(),
  double: () => m.visits_room_double(),
  suite: () => m.visits_room_suite(),
  none: () => m.visits_room_none(),
}
export const roomName = (room: Room): string => roomNames[room]()

/** How a member is called in the reader's language: „д-р Иван Петров“; who has no name yet by their post. */
export const delegateName = ({
  title,
  name,
  nativeName,
  role,
}: {
  readonly title: string
  readonly name: LocalText
  readonly nativeName: string
  readonly role: LocalText
}): string =>
  isEmptyText(name)
    ? textIn(role) || m.visits_delegate_nameless()
    : [title, displayName({ name, nativeName: nativeName === '' ? null : nativeName })].filter((part) => part !== '').join(' ')

/** What is known of a member of a delegation, as any caller gives it; what is left out is not known. */
export type DelegateValues = {
  readonly side: DelegationSide
  /** The person of the register they are. */
  readonly personId?: string | null
  readonly organisationId?: string | null
  /** Language → name; of a person of the register it may be left out. */
  readonly name?: LocalTextForm
  readonly nativeName?: string
  readonly title?: string
  readonly role?: LocalTextForm
  readonly rank?: number | null
  readonly isHead?: boolean
  readonly isInterpreter?: boolean
  readonly languages?: readonly string[]
  readonly email?: string
  readonly phone?: string
  readonly diet?: string
  readonly needs?: string
  readonly arrivesAt?: Date | null
  readonly arrival?: string
  readonly leavesAt?: Date | null
  readonly departure?: string
  readonly room?: Room
  readonly lodging?: string
  readonly roomWith?: string
}
