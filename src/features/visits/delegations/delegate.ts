// Who belongs to a delegation: on which side, as whom, how they travel and stay.
import { z } from 'zod'
import { m } from '#messages'
import { displayName, suggestedField } from '#features/organisations/naming.ts'
import type { HeldPost, Person } from '#features/organisations/people/person.table.ts'
import { isPast, roleName } from '#features/organisations/people/post.ts'
import { lineField, tickField } from '#platform/http/form-fields.ts'
import { asTyped, isEmptyText, type LocalText, localTextForm, type LocalTextForm, textIn } from '#platform/texts/local-text.ts'
import { PAPER_LANGUAGES } from '#platform/texts/paper-languages.ts'
import { clockTime } from '../programmes/zone-time.ts'
import { dayField } from '../visit.ts'

export const DELEGATION_SIDES = ['hosts', 'guests'] as const
export type DelegationSide = (typeof DELEGATION_SIDES)[number]

const sideNames: Readonly<Record<DelegationSide, () => string>> = { hosts: () => m.visits_side_hosts(), guests: () => m.visits_side_guests() }
export const sideName = (side: DelegationSide): string => sideNames[side]()

/** Members of one visit's delegations; a whole choir and its orchestra are fewer. */
export const MOST_DELEGATES = 1000

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

/** As `staysOf` asks of a member. */
export const lodgerOf = <Stays extends { readonly id: string; readonly room: Room; readonly lodging: string; readonly roomWith: string }>({
  id,
  name,
  nativeName,
  room,
  lodging,
  roomWith,
}: Stays & { readonly name: LocalText; readonly nativeName: string }) => ({
  id,
  called: [textIn(name), ...Object.values(name.in).map(({ text }) => text), nativeName].filter((one) => one !== ''),
  room,
  lodging,
  roomWith,
})

// ---- who is in the register --------------------------------------------------------------------------------------------

/** A person of the register and the post they come in; null when they hold none, or none where they are said to come from. */
export type KnownOfPerson = { readonly person: Person; readonly post: HeldPost | null }

/** The post somebody comes in: of those held on the day (YYYY-MM-DD) the one in the organisation they come from; where none was said, the first. */
export function comesAs(held: readonly HeldPost[], organisationId: string | null, today: string): HeldPost | null {
  const present = held.filter(({ post, organisation }) => !isPast(post, today) && organisation.deletedAt === null)
  return (organisationId === null ? present[0] : present.find(({ organisation }) => organisation.id === organisationId)) ?? null
}

/** A post's wording in every language it has; without one, what the post amounts to. */
export const wordsOfPost = ({ post }: HeldPost): LocalTextForm =>
  isEmptyText(post.role) && post.roleClass !== 'other' ? { bg: roleName(post.roleClass, 'bg'), en: roleName(post.roleClass, 'en') } : asTyped(post.role)

/** What was typed, with the other languages of the register where it says nothing else. */
export function filledFrom(typed: LocalTextForm, known: LocalTextForm): LocalTextForm {
  const said = Object.entries(typed).filter(([, text]) => text !== '')
  return said.every(([language, text]) => known[language] === text) ? { ...typed, ...known } : typed
}

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
  /** One of the languages papers are printed in; '': as the rule of letter-language.ts says. */
  readonly writtenIn?: string
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

// ---- forms ---------------------------------------------------------------------------------------------------------

/** A day and a time of the clock, or neither. */
const momentFields = z
  .object({ date: dayField, time: z.string().trim().max(10).default('') })
  .optional()
  .transform((typed, context): { day: string; time: string } | null => {
    const { date = null, time = '' } = typed ?? {}
    if (date === null && time === '') return null
    const clock = clockTime(time)
    if (date === null) context.addIssue({ code: 'custom', path: ['date'], message: `m:${m.visits_delegate_day_missing()}` })
    if (clock === null) context.addIssue({ code: 'custom', path: ['time'], message: `m:${m.visits_delegate_time_missing()}` })
    return date === null || clock === null ? z.NEVER : { day: date, time: clock }
  })

const LANGUAGE = /^[a-z]{2}$/
const MOST_RANK = 400

export const delegateForm = z.object({
  side: z.enum(DELEGATION_SIDES),
  person: suggestedField,
  organisation: suggestedField,
  name: localTextForm
    .default({})
    .refine((typed) => Object.values(typed).every((text) => text.length <= 300), { error: () => `m:${m.visits_delegate_name_long()}` }),
  nativeName: lineField(300),
  title: lineField(100),
  role: localTextForm
    .default({})
    .refine((typed) => Object.values(typed).every((text) => text.length <= 300), { error: () => `m:${m.visits_delegate_name_long()}` }),
  rank: z
    .string()
    .trim()
    .default('')
    .refine((typed) => typed === '' || (/^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= MOST_RANK), {
      error: () => `m:${m.visits_delegate_rank_number({ most: MOST_RANK })}`,
    })
    .transform((typed) => (typed === '' ? null : Number(typed))),
  isHead: tickField,
  isInterpreter: tickField,
  languages: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) =>
      [...new Set(given === undefined ? [] : typeof given === 'string' ? [given] : given)].filter((one) => LANGUAGE.test(one)).slice(0, 20),
    ),
  writtenIn: z.enum(['', ...PAPER_LANGUAGES]).default(''),
  email: z.union([z.literal(''), z.email().max(320)]).default(''),
  phone: lineField(60),
  diet: lineField(1000),
  needs: lineField(1000),
  arrivesAt: momentFields,
  arrival: lineField(300),
  leavesAt: momentFields,
  departure: lineField(300),
  room: z.enum(ROOMS).default(''),
  lodging: lineField(300),
  roomWith: lineField(300),
  /** Enters them in the register too. */
  register: tickField,
})
export type DelegateForm = z.output<typeof delegateForm>

/** How a whole delegation travels and stays: for everybody of a side of whom that is not known yet. */
export const journeyForm = z
  .object({
    side: z.enum(DELEGATION_SIDES),
    arrivesAt: momentFields,
    arrival: lineField(300),
    leavesAt: momentFields,
    departure: lineField(300),
    lodging: lineField(300),
  })
  .refine(({ arrivesAt, arrival, leavesAt, departure, lodging }) => arrivesAt !== null || leavesAt !== null || `${arrival}${departure}${lodging}` !== '', {
    path: ['arrival'],
    error: () => `m:${m.visits_journey_nothing()}`,
  })
export type JourneyForm = z.output<typeof journeyForm>
