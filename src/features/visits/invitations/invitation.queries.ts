// Reads the invitations of a visit: what is chosen to be sent, who has what, and what would go out now.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { people } from '#features/organisations/people/person.table.ts'
import { refusingAddresses } from '#features/post/post.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { MailState } from '#platform/mail/letter.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import { outbox } from '#platform/mail/outbox.table.ts'
import { EMPTY_TEXT, type LocalText } from '#platform/texts/local-text.ts'
import { type PaperLanguage, weekdayOnPaper } from '#platform/texts/paper-languages.ts'
import { delegates } from '../delegations/delegate.table.ts'
import { languageOfDelegate } from '../delegations/letter-language.ts'
import { drawnItem, nameForReader, townFor, townsOf, visitFor } from '../pocket/pocket.ts'
import { zoneInPhrase } from '../programmes/zone-name.ts'
import { POCKET_WORDS } from '../pocket/words.ts'
import { isExact } from '../preparation/piece.queries.ts'
import { type Presence, presenceIn } from '../programmes/presence.ts'
import { type Programme, type ProgrammeItem, programmeOf } from '../programmes/programme.queries.ts'
import { visitById } from '../visit.queries.ts'
import { byAddress, type Letter, methodOf, lettersFor, nameOnPage, UNREACHED, type Wanted, type When } from './invitation.ts'
import { type Invitation, invitations, type Invitee, invitees } from './invitation.table.ts'
import type { Clocks } from './letter.ts'

/** Somebody whom an invitation may reach: `email` '' where nobody wrote one down. `key`: a delegate's id, or a person's of the register who is in no delegation. */
export type Reachable = {
  readonly key: string
  readonly name: LocalText
  readonly nativeName: string | null
  /** The post they come in; who has no name yet is called by it. */
  readonly role: LocalText
  readonly email: string
  readonly language: PaperLanguage
}

/** One thing that is, was or may be invited to. `item` null: the whole visit. */
export type Subject = {
  readonly item: ProgrammeItem | null
  readonly invitation: Invitation | null
  /** It is chosen and takes place. */
  readonly alive: boolean
  /** It is over, or its days are not known: nothing is sent about it any more, or yet. */
  readonly quiet: 'over' | 'undated' | null
  readonly invitees: readonly Invitee[]
  readonly letters: readonly Letter[]
  /** Letters that would go out, but their readers want none of the kind. */
  readonly refused: readonly Letter[]
  readonly wanted: readonly Wanted[]
  /** Who takes part and has no address. */
  readonly without: readonly Reachable[]
}

export type VisitInvitations = {
  readonly programme: Programme
  readonly title: LocalText
  readonly calledOff: boolean
  /** The whole visit first, then the items as they begin; those taken out stand in it while somebody has them. */
  readonly subjects: readonly Subject[]
  /** How the reader of this page calls whoever reads the letters: plain address → name; two who share one stand side by side. */
  readonly names: ReadonlyMap<string, string>
  /** Addresses whose readers want no invitations. */
  readonly refusing: ReadonlySet<string>
  /** What became of the last letters, by their ids. */
  readonly mails: ReadonlyMap<string, MailState>
  readonly clocksFor: (language: PaperLanguage) => Clocks
}

const whenOf = (item: ProgrammeItem): When => (item.time === null ? { firstDay: item.day, lastDay: item.lastDay } : { from: item.from, to: item.to })

/** Everything about the invitations of a visit at a moment; null when there is no such dossier. A fixed number of statements. `chosen`: only what is, or was, one. */
export async function invitationsOf(
  tx: OfficeTx,
  visitId: string,
  now: Date,
  today: string,
  which: 'all' | 'chosen' = 'all',
): Promise<VisitInvitations | null> {
  const whole = await visitById(tx, visitId)
  const programme = whole === null ? null : await programmeOf(tx, visitId, { removed: true })
  if (whole === null || programme === null) return null
  const { visit } = programme
  const rows = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.officeId, tx.officeId), eq(invitations.visitId, visitId)))
    .orderBy(asc(invitations.id))
  const having = await tx
    .select({ invitee: invitees })
    .from(invitees)
    .innerJoin(invitations, and(eq(invitations.officeId, invitees.officeId), eq(invitations.id, invitees.invitationId), eq(invitations.visitId, visitId)))
    .where(eq(invitees.officeId, tx.officeId))
    .orderBy(asc(invitees.name), asc(invitees.id))
  const inviteesOf = Map.groupBy(
    having.map(({ invitee }) => invitee),
    ({ invitationId }) => invitationId,
  )
  const reachable = await reachableOf(tx, programme)
  const presence = presenceIn(programme.delegates, programme.groups)
  const calledOff = whole.state === 'cancelled' || whole.state === 'declined'

  const subjectOf = (
    item: ProgrammeItem | null,
    invitation: Invitation | null,
    present: readonly string[],
    told: (language: PaperLanguage, key: string) => Omit<Wanted['told'], 'role'>,
    leads: ReadonlySet<string>,
    quiet: Subject['quiet'],
  ): Subject => {
    const here = present.flatMap((key) => reachable.get(key) ?? [])
    const wanted = byAddress(
      here.map((one) => ({
        email: one.email,
        name: nameForReader(one, one.language),
        language: one.language,
        told: { ...told(one.language, one.key), role: leads.has(one.key) ? ('CHAIR' as const) : ('REQ-PARTICIPANT' as const) },
      })),
    )
    const alive = invitation !== null && invitation.deletedAt === null && !calledOff && item?.removed !== true
    const own = invitation === null ? [] : (inviteesOf.get(invitation.id) ?? [])
    const letters =
      invitation === null || quiet !== null
        ? []
        : lettersFor(
            alive ? wanted : null,
            own.map((one) => ({ ...one, cancelled: one.cancelledAt !== null })),
          )
    return { item, invitation, alive, quiet, invitees: own, letters, refused: [], wanted, without: here.filter(({ email }) => email === '') }
  }

  const subjects: Subject[] = []
  const exact = isExact(whole.event.date) && visit.firstDay !== null && visit.lastDay !== null
  const coming = programme.delegates.filter(({ withdrawn }) => !withdrawn).map(({ id }) => id)
  const presentAt = new Map(programme.items.map((item) => [item.id, presence(item)]))
  const ofWhole = rows.find(({ itemId }) => itemId === null) ?? null
  // Also what is sent as a letter of its own: in one's calendar the visit stands whole.
  const listed = programme.items.filter(({ removed }) => !removed)
  subjects.push(
    subjectOf(
      null,
      ofWhole,
      coming,
      (language, key) => ({
        when: { firstDay: visit.firstDay ?? '', lastDay: visit.lastDay ?? '' },
        place: hostTown(programme, language),
        title: visitFor(visit, language).text,
        note: ofWhole === null ? '' : programmeInWords(programme, listed, presentAt, key, language),
        contact: '',
      }),
      new Set(),
      !exact ? 'undated' : visit.lastDay! < today ? 'over' : null,
    ),
  )
  for (const item of programme.items) {
    const invitation = rows.find(({ itemId }) => itemId === item.id) ?? null
    if (item.removed && (invitation === null || (inviteesOf.get(invitation.id) ?? []).every(({ cancelledAt }) => cancelledAt !== null))) continue
    if (which === 'chosen' && invitation === null) continue
    const present = presentAt.get(item.id)!
    const leads = new Set([...present].flatMap(([key, ground]) => (ground.by === 'name' && ground.part === 'leads' ? [key] : [])))
    const told = (language: PaperLanguage) => {
      const drawn = drawnItem(item, programme, language, POCKET_WORDS[language])
      return {
        when: whenOf(item),
        place: [drawn.place, drawn.address].filter((part) => part !== '').join(', '),
        title: drawn.title.text,
        note: drawn.note.text,
        contact: [drawn.contact, drawn.phone].filter((part) => part !== '').join(', '),
      }
    }
    subjects.push(subjectOf(item, invitation, [...present.keys()], told, leads, item.to <= now.getTime() ? 'over' : null))
  }

  const addresses = subjects.flatMap(({ letters }) => letters.map(({ wanted, having: own }) => (wanted ?? own!).address))
  const refusing = await refusingAddresses(tx, addresses, 'invitation')
  const mailIds = having.flatMap(({ invitee }) => invitee.mailId ?? [])
  return {
    programme,
    title: whole.event.title,
    calledOff,
    names: namesByAddress([...reachable.values()]),
    subjects: subjects.map((subject) => ({
      ...subject,
      letters: subject.letters.filter(({ wanted, having: own }) => !refusing.has((wanted ?? own!).address)),
      refused: subject.letters.filter(({ wanted, having: own }) => refusing.has((wanted ?? own!).address)),
    })),
    refusing,
    mails: await mailStates(tx, mailIds),
    clocksFor: (language) => clocksOf(programme, language),
  }
}

/** What somebody takes part in, a line an item under its day: what stands in the invitation to the whole visit. */
function programmeInWords(
  programme: Programme,
  items: readonly ProgrammeItem[],
  presentAt: ReadonlyMap<string, Presence>,
  key: string,
  language: PaperLanguage,
): string {
  const own = items.filter(({ id }) => presentAt.get(id)!.has(key))
  const days = Map.groupBy(own, ({ day }) => day)
  return [...days.keys()]
    .sort()
    .map((day) => {
      const lines = days.get(day)!.map((item) => {
        const drawn = drawnItem(item, programme, language, POCKET_WORDS[language])
        const time = drawn.ends === '' ? drawn.begins : `${drawn.begins}–${drawn.ends}`
        return [`${time} ${drawn.title.text}`, ...[drawn.place, drawn.elsewhere].filter((part) => part !== '')].join(', ')
      })
      return [weekdayOnPaper(day, language), ...lines].join('\n')
    })
    .join('\n\n')
}

function namesByAddress(all: readonly Reachable[]): Map<string, string> {
  const names = new Map<string, Set<string>>()
  for (const one of all) if (one.email !== '') names.set(plainAddress(one.email), (names.get(plainAddress(one.email)) ?? new Set()).add(nameOnPage(one)))
  return new Map([...names].map(([address, own]) => [address, [...own].join(', ')]))
}

async function mailStates(tx: OfficeTx, ids: readonly string[]): Promise<Map<string, MailState>> {
  const rows = await tx
    .select({ id: outbox.id, state: outbox.state })
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), sql`${outbox.id} = any(${sql.param([...ids])}::uuid[])`))
  return new Map(rows.map(({ id, state }) => [id, state]))
}

function hostTown(programme: Programme, language: PaperLanguage): string {
  const [host] = townsOf(programme.visit)
  return host === undefined ? '' : townFor(host, language)
}

function clocksOf(programme: Programme, language: PaperLanguage): Clocks {
  const [host, guest] = townsOf(programme.visit)
  const { hostZone, guestZone } = programme.visit
  const called = (town: typeof host, zone: string): string => (town === undefined ? zoneInPhrase(zone, language) : townFor(town, language))
  return { zone: hostZone, town: called(host, hostZone), otherZone: guestZone, otherTown: called(guest, guestZone) }
}

/** Everybody who may take part, with their addresses: a delegate's own, else the register's. Two statements. */
async function reachableOf(tx: OfficeTx, programme: Programme): Promise<Map<string, Reachable>> {
  const { visit } = programme
  const emails = new Map(
    (
      await tx
        .select({ id: delegates.id, email: delegates.email })
        .from(delegates)
        .where(and(eq(delegates.officeId, tx.officeId), eq(delegates.visitId, visit.id), isNull(delegates.deletedAt)))
    ).map(({ id, email }) => [id, email]),
  )
  const named = programme.items.flatMap(({ participants }) => participants.flatMap(({ personId }) => personId ?? []))
  const ids = [...new Set([...programme.delegates.flatMap(({ personId }) => personId ?? []), ...named])]
  const registered = new Map(
    (
      await tx
        .select({ id: people.id, name: people.name, nativeName: people.nativeName, email: people.email, languages: people.languages })
        .from(people)
        .where(and(eq(people.officeId, tx.officeId), inArray(people.id, ids.length === 0 ? [visit.id] : ids), isNull(people.deletedAt)))
    ).map((row) => [row.id, row]),
  )
  const found = new Map<string, Reachable>()
  for (const one of programme.delegates) {
    const person = one.personId === null ? undefined : registered.get(one.personId)
    const spoken = one.languages.length > 0 ? one.languages : (person?.languages ?? [])
    found.set(one.id, {
      key: one.id,
      name: one.name,
      nativeName: one.nativeName === '' ? null : one.nativeName,
      role: one.role,
      email: emails.get(one.id) || (person?.email ?? ''),
      language: languageOfDelegate({ ...one, languages: spoken }, visit),
    })
  }
  for (const person of registered.values())
    found.set(person.id, {
      key: person.id,
      name: person.name,
      nativeName: person.nativeName,
      role: EMPTY_TEXT,
      email: person.email ?? '',
      // Of no delegation: one of ours, as a rule, who comes to one item; who does not speak our language is none of ours.
      language: languageOfDelegate(
        {
          writtenIn: '',
          languages: person.languages,
          side: (person.languages.length === 0 || person.languages.includes(visit.ownLanguage)) === (visit.direction !== 'outgoing') ? 'hosts' : 'guests',
        },
        visit,
      ),
    })
  return found
}

/** For the dossier: how many have an invitation, and what they answered. One statement. */
export async function invitationCounts(
  tx: OfficeTx,
  visitId: string,
): Promise<{ readonly invited: number; readonly accepted: number; readonly declined: number; readonly chosen: number }> {
  const { rows } = await tx.execute<{ invited: number; accepted: number; declined: number; chosen: number }>(sql`
    select count(distinct i.address) filter (where i.cancelled_at is null)::int as invited,
      count(distinct i.address) filter (where i.cancelled_at is null and i.answer = 'accepted')::int as accepted,
      count(distinct i.address) filter (where i.cancelled_at is null and i.answer = 'declined')::int as declined,
      count(distinct v.id) filter (where v.deleted_at is null)::int as chosen
    from invitation v
      left join invitee i on i.office_id = v.office_id and i.invitation_id = v.id
    where v.office_id = ${tx.officeId} and v.visit_id = ${visitId}`)
  return rows[0]!
}

/** Letters of a visit that wait for somebody to send them. `cancelling`: those that call something off; `fresh`: those to whoever has nothing yet. */
export type OwedLetters = { readonly letters: number; readonly cancelling: number; readonly fresh: number; readonly people: number }

const NOTHING_OWED: OwedLetters = { letters: 0, cancelling: 0, fresh: 0, people: 0 }

/** How many letters about a visit wait, to the letter: what its page would send. A fixed number of statements. */
export async function owedLetters(tx: OfficeTx, visitId: string, now: Date, today: string): Promise<OwedLetters> {
  const found = await invitationsOf(tx, visitId, now, today, 'chosen')
  if (found === null) return NOTHING_OWED
  const letters = found.subjects.flatMap((subject) => subject.letters)
  return {
    letters: letters.length,
    cancelling: letters.filter((letter) => methodOf(letter) === 'CANCEL').length,
    fresh: letters.filter(({ reason }) => reason === 'new').length,
    people: new Set(letters.map(({ wanted, having }) => (wanted ?? having!).address)).size,
  }
}

// ---- whom the last letter has not reached ------------------------------------------------------------------------------

export type Unreached = { readonly why: (typeof UNREACHED)[number]; readonly name: string; readonly mailId: string | null }

const WHY: Readonly<Partial<Record<MailState, Unreached['why']>>> = {
  bounced: 'lost',
  'given-up': 'lost',
  expired: 'lost',
  dropped: 'lost',
  unsubscribed: 'refusing',
  uncertain: 'unsure',
  held: 'under-way',
  waiting: 'under-way',
  'handing-over': 'under-way',
}

/** Whose calendar may not say what is so, although nothing waits to be sent to them; each once, by the worst. */
export function unreachedOf({ subjects, mails }: VisitInvitations): Unreached[] {
  const found = subjects
    .filter(({ quiet }) => quiet === null)
    .flatMap(({ invitees: own, letters, refused }) => {
      const due = new Set(letters.map(({ having }) => having?.id))
      const stale = new Set(refused.flatMap(({ having }) => (having === null ? [] : [having.id])))
      return own.flatMap((one): (Unreached & { readonly address: string })[] => {
        if (due.has(one.id)) return []
        const why = stale.has(one.id) ? 'refusing' : WHY[(one.mailId === null ? undefined : mails.get(one.mailId)) ?? 'sent']
        return why === undefined ? [] : [{ why, name: one.name, mailId: one.mailId, address: one.address }]
      })
    })
    .sort((a, b) => UNREACHED.indexOf(a.why) - UNREACHED.indexOf(b.why))
  return [...new Map(found.toReversed().map((one) => [one.address, one])).values()].toReversed()
}
