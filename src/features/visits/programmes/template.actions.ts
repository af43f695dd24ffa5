// Begins a programme from another: an earlier visit's, with its days moved and its people left out or mapped by role, or a usual one.
import { z } from 'zod'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import { isImpreciseDate, daysBetween, dayAfter } from '#platform/dates.ts'
import { ticks } from '#platform/http/form-fields.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { EMPTY_TEXT, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { addGroup } from './group.actions.ts'
import { type ItemChange, type ItemSnapshot, readItems, writeItems } from './item.actions.ts'
import { beginningAt, MOST_ITEMS, type Participant } from './programme.ts'
import { type Programme, type ProgrammeDelegate, programmeOf } from './programme.queries.ts'
import { type Done, daysLater } from './several.actions.ts'
import { usualProgramme } from './usual.ts'
import { momentOf } from './zone-time.ts'

const day = z
  .string()
  .trim()
  .default('')
  .refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isImpreciseDate(text), 'date')

const DAYS = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : typeof given === 'string' ? [given] : given))

export const templateForm = z.object({
  /** A visit, or a usual programme. */
  from: z.string().trim().max(40).min(1),
  /** The day on which the first of the chosen days will be. */
  first: day,
  /** Days of the earlier visit that are taken; none ticked: all. */
  days: DAYS,
  people: z.enum(['none', 'roles']).default('none').catch('none'),
  parts: ticks(['place', 'note', 'contact']),
})
export type TemplateForm = z.output<typeof templateForm>

/** `groups`: how those are called that had to be made anew, and have nobody in them yet. */
export type Copied = Done & { readonly groups: readonly string[] }

/** Copies the chosen days; the groups they are for come along by name, without their people. Refuses a visit that is not there, one without items on these days, and a programme that grows beyond all use. */
export const copyTemplate = (here: Here, by: Officer, visitId: string, form: TemplateForm): Promise<Result<Copied>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Copied>> => {
    const programme = await programmeOf(tx, visitId)
    if (programme === null) return refuse('no-visit', m.programme_visit_missing())
    const usual = usualProgramme(form.from)
    const earlier = usual === null ? await programmeOf(tx, form.from) : null
    if (usual === null && earlier === null) return refuse('no-template', m.programme_template_missing(), 'from')
    const chosen = earlier?.items.filter((item) => form.days.length === 0 || form.days.includes(item.day)) ?? []
    const kept = await readItems(
      tx,
      chosen.map(({ id }) => id),
    )
    const begins = chosen.map((item) => item.day).sort()[0] ?? ''
    const states =
      usual === null
        ? kept.map(({ state }) => ({
            ...withoutTheirs(state, form),
            groups: state.groups,
            ...daysLater({ ...state, ...zonesOf(programme, earlier!, state) }, daysBetween(begins, form.first)),
            visitId,
            participants: form.people === 'roles' ? mapped(state.participants, earlier!.delegates, programme.delegates) : [],
          }))
        : usual.items.map((item): ItemSnapshot => {
            const zone = programme.visit.hostZone
            const on = dayAfter(form.first, item.day)
            const when = { day: on, time: item.time, fold: 'first' as const, minutes: item.minutes, lastDay: on, zone, endZone: zone }
            const title = inLanguages(item.title, programme.visit.languages, here.clock.now())
            return { ...BLANK, ...beginningAt(when, momentOf(when, zone)), visitId, kind: item.kind, attendance: item.attendance, title }
          })
    if (states.length === 0) return refuse('empty', m.programme_template_empty(), 'days')
    if (programme.items.length + states.length > MOST_ITEMS) return refuse('too-many', m.programme_too_many({ most: MOST_ITEMS }))
    const inside = within(here, tx)
    const groups = await groupsHere(inside, by, programme, earlier, states)
    if (!groups.ok) return groups
    const changes = states.map((state): ItemChange => {
      const own = [...new Set(state.groups.flatMap((id) => groups.value.here.get(id) ?? []))]
      // An item for groups alone would be for nobody where none of them is known any more.
      const attendance = state.attendance === 'some' && state.groups.length > 0 && own.length === 0 ? 'all' : state.attendance
      return { id: newId(), before: null, after: { ...state, attendance, groups: own }, act: 'programme_item.created' }
    })
    const [first] = await writeItems(tx, inside, by, changes)
    return ok({ activityId: first!.activityId, itemId: first!.id, count: changes.length, groups: groups.value.made })
  })

const BLANK = {
  note: EMPTY_TEXT,
  place: EMPTY_TEXT,
  address: '',
  latitude: null,
  longitude: null,
  room: '',
  contact: '',
  contactPhone: '',
  contactPersonId: null,
  eventId: null,
  publishedAt: null,
  participants: [],
  groups: [],
} as const

const namesOf = ({ in: said }: LocalText): string[] => Object.values(said).map(({ text }) => text.trim().toLocaleLowerCase())

/** The groups of the earlier visit that its items are for, each as the group of the same name in this one: found by its name in any language, or made, empty. */
async function groupsHere(
  here: Here,
  by: Officer,
  programme: Programme,
  earlier: Programme | null,
  states: readonly ItemSnapshot[],
): Promise<Result<{ readonly here: ReadonlyMap<string, string>; readonly made: readonly string[] }>> {
  const used = new Set(states.flatMap(({ groups }) => groups))
  const found = new Map<string, string>()
  const made: string[] = []
  for (const group of earlier?.groups.filter(({ id }) => used.has(id)) ?? []) {
    const names = new Set(namesOf(group.name))
    const same = programme.groups.find(({ name }) => namesOf(name).some((one) => names.has(one)))
    if (same !== undefined) {
      found.set(group.id, same.id)
      continue
    }
    const name = Object.fromEntries(Object.entries(group.name.in).map(([language, { text }]) => [language, text]))
    const added = await addGroup(here, by, programme.visit.id, { name, members: [] })
    if (!added.ok) return added
    found.set(group.id, added.value.id)
    made.push(textIn(group.name))
  }
  return ok({ here: found, made })
}

/** What was of that visit alone stays there; of the rest only what was asked for. */
function withoutTheirs(state: ItemSnapshot, { parts }: TemplateForm): ItemSnapshot {
  const { place, address, latitude, longitude, room, note, contact, contactPhone, contactPersonId } = state
  return {
    ...state,
    ...BLANK,
    ...(parts.includes('place') ? { place, address, latitude, longitude, room } : {}),
    ...(parts.includes('note') ? { note } : {}),
    ...(parts.includes('contact') ? { contact, contactPhone, contactPersonId } : {}),
  }
}

/** Items by the host's clock then are by the host's clock now; the same for the guests. */
function zonesOf(now: Programme, then: Programme, { zone, endZone }: ItemSnapshot): { zone: string; endZone: string } {
  const mapped = (one: string): string => (one === then.visit.hostZone ? now.visit.hostZone : one === then.visit.guestZone ? now.visit.guestZone : one)
  return { zone: mapped(zone), endZone: mapped(endZone) }
}

/** Whoever has the same part in the delegation now: the head for the head, an interpreter for an interpreter, the same person, the same place in the order. */
export function mapped(participants: readonly Participant[], then: readonly ProgrammeDelegate[], now: readonly ProgrammeDelegate[]): Participant[] {
  const coming = now.filter(({ withdrawn }) => !withdrawn)
  const taken = new Set<string>()
  return participants.flatMap((one): Participant[] => {
    const before = then.find(({ id }) => id === one.delegateId)
    if (before === undefined) return one.personId === null ? [] : [one]
    const side = coming.filter((delegate) => delegate.side === before.side && !taken.has(delegate.id))
    const match =
      side.find(({ personId }) => personId !== null && personId === before.personId) ??
      (before.isHead ? side.find(({ isHead }) => isHead) : undefined) ??
      (before.isInterpreter ? side.find(({ isInterpreter }) => isInterpreter) : undefined) ??
      (before.isHead || before.isInterpreter || before.rank === null ? undefined : side.find(({ rank }) => rank === before.rank))
    if (match === undefined) return []
    taken.add(match.id)
    return [{ delegateId: match.id, personId: null, part: one.part }]
  })
}

/** The texts of a usual item in the languages of the visit's papers, our own as the source. */
function inLanguages(texts: Readonly<Record<string, string>>, languages: readonly string[], at: Date): LocalText {
  const known = languages.filter((language) => texts[language] !== undefined)
  const used = known.length === 0 ? ['bg'] : known
  return { source: used[0]!, in: Object.fromEntries(used.map((language) => [language, { text: texts[language]!, at: at.toISOString(), checked: true }])) }
}
