// Invitations as calendars read them (iCalendar, RFC 5545; iTIP, RFC 5546): moments in UTC, so that no rule about clocks can move them; whole days as days.
import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendar,
  ICalCalendarMethod,
  type ICalEvent,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import type { Answer, Organizer, Role, Told, When } from './invitation.ts'
import { uidOf } from './invitation.ts'

const DAY_MS = 86_400_000
const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** DTSTART and DTEND: moments with a Z, or DATE values whose end is the day after the last. */
const timesOf = (when: When): Pick<ICalEventData, 'start' | 'end' | 'allDay'> =>
  'firstDay' in when
    ? { start: midnight(when.firstDay), end: new Date(midnight(when.lastDay).getTime() + DAY_MS), allDay: true }
    : { start: new Date(when.from), end: new Date(when.to) }

const ROLES: Readonly<Record<Role, ICalAttendeeRole>> = { CHAIR: ICalAttendeeRole.CHAIR, 'REQ-PARTICIPANT': ICalAttendeeRole.REQ }
const STATUS: Readonly<Record<Answer, ICalAttendeeStatus>> = {
  accepted: ICalAttendeeStatus.ACCEPTED,
  declined: ICalAttendeeStatus.DECLINED,
  tentative: ICalAttendeeStatus.TENTATIVE,
  delegated: ICalAttendeeStatus.DELEGATED,
}

const calendarOf = (method: ICalCalendarMethod | null): ICalCalendar =>
  new ICalCalendar({ prodId: { company: 'Pobratim', product: 'Invitations', language: 'EN' }, ...(method === null ? {} : { method }) })

/** A name as a parameter may hold it: no quotation marks, no lines (RFC 5545 §3.1). */
const plainName = (name: string): string => name.replace(/["\u0000-\u001f\u007f]/g, ' ').trim()

export type Invited = {
  readonly invitationId: string
  readonly sequence: number
  readonly told: Told
  /** Under the title: note, contact, the other town's clock; in the reader's language. */
  readonly description: string
  readonly geo: { readonly latitude: number; readonly longitude: number } | null
  readonly organizer: Organizer
  /** The mailbox the letters leave from, when the organizer's is another. */
  readonly sentBy: string | null
  readonly attendee: { readonly address: string; readonly name: string }
  /** What they answered to what they have; it stands as long as nothing significant changes. */
  readonly answer: Answer | null
  /** A whole visit does not fill its days. */
  readonly open: boolean
  readonly stamp: Date
}

function eventOf(calendar: ICalCalendar, invited: Invited): ICalEvent {
  const { told, organizer, sentBy } = invited
  return calendar.createEvent({
    id: uidOf(invited.invitationId),
    sequence: invited.sequence,
    stamp: invited.stamp,
    ...timesOf(told.when),
    summary: told.title,
    location:
      told.place === '' ? null : { title: told.place, ...(invited.geo === null ? {} : { geo: { lat: invited.geo.latitude, lon: invited.geo.longitude } }) },
    description: invited.description === '' ? null : invited.description,
    organizer: { name: plainName(organizer.name), email: organizer.address, ...(sentBy === null || sentBy === organizer.address ? {} : { sentBy }) },
    transparency: invited.open ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  })
}

/** An invitation or its update, for one reader: nobody else's address stands in it. */
export function requestText(invited: Invited): string {
  const calendar = calendarOf(ICalCalendarMethod.REQUEST)
  const event = eventOf(calendar, invited)
  event.status(ICalEventStatus.CONFIRMED)
  event.createAttendee({
    email: invited.attendee.address,
    name: plainName(invited.attendee.name),
    role: ROLES[invited.told.role],
    type: ICalAttendeeType.INDIVIDUAL,
    status: invited.answer === null ? ICalAttendeeStatus.NEEDSACTION : STATUS[invited.answer],
    rsvp: true,
  })
  return calendar.toString()
}

/** It is called off for one reader. `whole`: it takes place for nobody; otherwise only they are no longer expected, and no status may stand there (RFC 5546 §3.2.5). */
export function cancelText(invited: Invited, whole: boolean): string {
  const calendar = calendarOf(ICalCalendarMethod.CANCEL)
  const event = eventOf(calendar, invited)
  if (whole) event.status(ICalEventStatus.CANCELLED)
  event.createAttendee({
    email: invited.attendee.address,
    name: plainName(invited.attendee.name),
    role: ROLES[invited.told.role],
    type: ICalAttendeeType.INDIVIDUAL,
  })
  return calendar.toString()
}

/** One item of a whole programme taken into a calendar as a file. */
export type Published = {
  readonly id: string
  readonly version: number
  readonly changedAt: Date
  readonly when: When
  readonly title: string
  readonly place: string
  readonly description: string
  readonly geo: Invited['geo']
  readonly called: 'on' | 'off'
}

/** A programme as a file: no organizer, no people, nothing to answer. The same programme gives the same text. */
export function publishedText(name: string, items: readonly Published[]): string {
  const calendar = calendarOf(ICalCalendarMethod.PUBLISH)
  calendar.name(name)
  for (const item of items)
    calendar.createEvent({
      id: `programme-${item.id}@pobratim`,
      sequence: item.version - 1,
      stamp: item.changedAt,
      lastModified: item.changedAt,
      ...timesOf(item.when),
      summary: item.title,
      location: item.place === '' ? null : { title: item.place, ...(item.geo === null ? {} : { geo: { lat: item.geo.latitude, lon: item.geo.longitude } }) },
      description: item.description === '' ? null : item.description,
      status: item.called === 'off' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  return calendar.toString()
}
