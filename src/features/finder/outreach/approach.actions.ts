// Writes approaches to towns: drafts letters, changes them, lets them leave, notes answers and ends; each with its way back.
import { and, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { stopLetters } from '#features/post/post.actions.ts'
import { placeById } from '#features/places/place.queries.ts'
import { isLetterLanguage, type LetterLanguage } from '#features/visits/invitations/letter-day.ts'
import { likelySignatory } from '#features/visits/invitations/letter.queries.ts'
import { m } from '#messages'
import type { Actor, Restore } from '#platform/activity/activity.ts'
import { KeptRows, KeptRules, type KeptStale, ownColumns, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { type MailState, plainAddress } from '#platform/mail/letter.ts'
import { type Mail, queueMail } from '#platform/mail/mail.ts'
import { outbox } from '#platform/mail/outbox.table.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { municipalityPeople } from '../facts/fact.queries.ts'
import { candidateById, townOnRecord } from '../shortlist/candidate.queries.ts'
import {
  type Answer,
  isLost,
  lastSent,
  type Letter,
  type LetterValues,
  nextOf,
  type OutreachRules,
  stateOf,
  USUAL_OUTREACH,
  type Way,
  type Which,
} from './approach.ts'
import { homeTown, likenessTo, outreachRulesOf, signatoryOfLatest } from './approach.queries.ts'
import { type ApproachRow, finderApproaches, outreachRules } from './approach.table.ts'
import { type Addressed, drafted } from './letter.ts'

/** An approach as the activity record keeps it, with the town's name. */
export type ApproachState = Omit<ApproachRow, 'officeId' | 'id' | 'version' | 'createdAt' | 'updatedAt' | 'deletedAt'> & { readonly town: string }
export type ApproachStale = KeptStale<ApproachState>
type Changed = Promise<Result<Written, Refusal | ApproachStale>>

type Act = `finder_approach.${string}`
const act = (name: Act): Act => name

/** The rows of approaches, for this folder's other actions. */
export const approaches = new KeptRows<ApproachRow, ApproachState>({
  table: finderApproaches,
  stateOf: async (row, tx) => ({ ...ownColumns(row), town: await townOnRecord(tx, row.placeId) }),
  columnsOf: ({ town, ...columns }) => {
    void town
    return columns
  },
  label: ({ town }) => town,
  missing: () => m.finder_outreach_missing(),
})

/** The letters of visits and these are signed by the same people. */
const signatoryIn = async (tx: OfficeTx, language: string): Promise<string> =>
  (await signatoryOfLatest(tx, language)) || ((await likelySignatory(tx, [language]))[language] ?? '')

const ownLanguage = (language: string): LetterLanguage => (isLetterLanguage(language) ? language : 'bg')

export type Draft = { readonly candidate: string; readonly language: LetterLanguage; readonly mayor: string; readonly addressed: Addressed }

/** Drafts the first letter to a town of the shortlist, in the given language. Refuses a town that is not on it, and one there is an approach to already. */
export async function draftApproach(here: Here, by: Officer, { candidate: candidateId, language, mayor, addressed }: Draft): Promise<Result<Written>> {
  // Read before the change: it asks a graph that is kept in memory, or made.
  const likeness = await likenessTo(here, by.officeId, candidateId)
  return here.db.inOffice(by.officeId, async (tx) => {
    const candidate = await candidateById(tx, candidateId)
    if (candidate === null || candidate.place === null) return refuse('missing', m.finder_shortlist_missing())
    if (candidate.shortlistedOn === null) return refuse('not-listed', m.finder_outreach_new_not_listed())
    const [there] = await tx
      .select({ id: finderApproaches.id })
      .from(finderApproaches)
      .where(and(eq(finderApproaches.officeId, tx.officeId), eq(finderApproaches.placeId, candidate.placeId), isNull(finderApproaches.deletedAt)))
    if (there !== undefined) return refuse('already', m.finder_outreach_new_already())
    const home = await homeTown(tx)
    if (home.place === null) return refuse('home', m.finder_outreach_new_home_missing())
    const people = (await municipalityPeople(tx, [home.place.id])).get(home.place.id)?.people ?? null
    const parts = { home: home.place, people, town: candidate.place, ...likeness, mayor, addressed, day: null }
    const about = { draftedOn: here.clock.today(), signatory: await signatoryIn(tx, language) }
    const state: ApproachState = {
      candidateId,
      placeId: candidate.placeId,
      town: await townOnRecord(tx, candidate.placeId),
      language,
      first: drafted('first', language, ownLanguage(home.language), parts, about),
      second: null,
      answeredOn: null,
      answer: null,
      answerText: '',
      declinedOn: null,
      declinedWhy: '',
      partnershipId: null,
      becameOn: null,
    }
    return ok(await approaches.write(tx, here, by, newId(), null, state, act('finder_approach.created')))
  })
}

/** The letter, or a refusal where there is no second one. */
function letterOf(state: ApproachState, which: Which): Result<Letter> {
  const letter = state[which]
  return letter === null ? refuse('missing', m.finder_outreach_missing()) : ok(letter)
}

/** Changes the words of a letter, and where it goes; a stale save is refused with what stands there now. */
export const changeLetter = (here: Here, by: Officer, id: string, version: number, which: Which, values: LetterValues): Changed =>
  approaches.change(here, by, id, version, act('finder_approach.changed'), (before) => {
    const letter = letterOf(before, which)
    if (!letter.ok) return letter
    const { oursSubject, oursBody, ...own } = values
    return ok({ ...before, [which]: { ...letter.value, ...own, ours: { ...letter.value.ours, subject: oursSubject, body: oursBody } } })
  })

/** Drafts the letter that asks again. Refuses while an answer is still awaited, and where there is one already. */
export const draftNudge = (here: Here, by: Officer, id: string, version: number): Changed =>
  approaches.change(here, by, id, version, act('finder_approach.nudged'), async (before, tx) => {
    if (before.second !== null) return refuse('twice', m.finder_outreach_nudge_twice())
    const { weeks } = await outreachRulesOf(tx)
    if (nextOf(stateOf(before, weeks, here.clock.today()), before) !== 'nudge') return refuse('early', m.finder_outreach_nudge_early())
    const [home, town] = [await homeTown(tx), await placeById(tx, before.placeId)]
    if (home.place === null || town === null) return refuse('home', m.finder_outreach_new_home_missing())
    const language = ownLanguage(before.language)
    const { recipient, address, email, signatory } = before.first
    const parts = {
      home: home.place,
      people: null,
      town,
      shared: [],
      ties: {},
      bySea: false,
      mayor: '',
      addressed: 'unknown' as const,
      day: before.first.sentOn,
    }
    const letter = drafted('second', language, ownLanguage(home.language), parts, {
      draftedOn: here.clock.today(),
      signatory,
      recipient,
      address,
      email: before.first.mailedTo || email,
    })
    return ok({ ...before, second: greetedAs(letter, before.first) })
  })

/** The second letter greets as the first one does, whatever an officer made of it. */
function greetedAs(letter: Letter, first: Letter): Letter {
  const greeting = (body: string): string => body.split('\n\n')[0] ?? ''
  const put = (body: string, like: string): string => {
    const own = greeting(like)
    return own === '' || own.length > 200 || own.includes('\n') ? body : body.replace(greeting(body), () => own)
  }
  return { ...letter, body: put(letter.body, first.body), ours: { ...letter.ours, body: put(letter.ours.body, first.ours.body) } }
}

// ---- leaving -----------------------------------------------------------------------------------------------------------

/** Whether a letter may leave: not of an approach that is over, and the one that asks again neither before the first nor after an answer. */
function mayLeave(state: ApproachState, which: Which): Result<Letter> {
  if (state.partnershipId !== null) return refuse('partner', m.finder_outreach_partner_already())
  if (state.declinedOn !== null || state.answer === 'no') return refuse('closed', m.finder_outreach_send_closed())
  if (which === 'second' && state.first.sentOn === null) return refuse('first', m.finder_outreach_send_first())
  if (which === 'second' && state.answeredOn !== null) return refuse('answered', m.finder_outreach_send_answered())
  return letterOf(state, which)
}

/** That a letter left by hand on a day, and how. Refuses a day to come. */
export const noteSending = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  which: Which,
  { way, through, sentOn }: { readonly way: Exclude<Way, 'email'>; readonly through: string; readonly sentOn: string },
): Changed =>
  approaches.change(here, by, id, version, act('finder_approach.sent'), (before) => {
    const letter = mayLeave(before, which)
    if (!letter.ok) return letter
    if (sentOn > here.clock.today()) return refuse('future', m.finder_outreach_day_to_come(), 'sentOn')
    return ok({ ...before, [which]: { ...letter.value, sentOn, way, through, mailedTo: '', mailId: null } })
  })

/** Puts a letter into the outbox in the same transaction that notes its leaving; one mail for one version. Refuses a stale version and an address nobody can write to. */
export const mailApproach = (here: Here, by: Officer, id: string, version: number, which: Which, mail: Omit<Mail, 'key' | 'about'>): Changed =>
  approaches.change(here, by, id, version, act('finder_approach.mailed'), async (before, tx) => {
    const letter = mayLeave(before, which)
    if (!letter.ok) return letter
    const to = plainAddress(mail.to)
    const queued = await queueMail(tx, here.clock, { ...mail, to, key: `finder_approach:${id}:${version}`, about: { thing: 'finder_approach', id } })
    if (queued.state === 'no-address') return refuse('no-address', m.finder_outreach_email_wrong(), 'to')
    return ok({
      ...before,
      [which]: { ...letter.value, sentOn: here.clock.today(), way: 'email' as const, through: '', mailedTo: to, email: to, mailId: queued.id },
    })
  })

// ---- what became of it -------------------------------------------------------------------------------------------------

export type Answered = { readonly answer: Answer; readonly answerText: string; readonly answeredOn: string }

/** Notes what they answered; a later answer takes the place of an earlier one. Refuses where nothing was sent, and a day to come or before the letter. */
export const noteAnswer = (here: Here, by: Officer, id: string, version: number, answered: Answered): Changed =>
  approaches.change(here, by, id, version, act('finder_approach.answered'), (before) => {
    const sentOn = lastSent(before)
    if (sentOn === null) return refuse('unsent', m.finder_outreach_answer_before())
    if (answered.answeredOn > here.clock.today()) return refuse('future', m.finder_outreach_day_to_come(), 'answeredOn')
    if (answered.answeredOn < (before.first.sentOn ?? sentOn)) return refuse('before', m.finder_outreach_day_before(), 'answeredOn')
    return ok({ ...before, ...answered })
  })

/** Ends an approach that nobody pursues any more. */
export const declineApproach = (here: Here, by: Officer, id: string, version: number, why: string): Changed =>
  approaches.change(here, by, id, version, act('finder_approach.declined'), (before) =>
    before.declinedOn !== null || before.partnershipId !== null
      ? refuse('already', m.finder_outreach_declined_already())
      : ok({ ...before, declinedOn: here.clock.today(), declinedWhy: why }),
  )

/** Takes the end back; a no stands as what they answered then, and no longer as the last word. */
export const reopenApproach = (here: Here, by: Officer, id: string, version: number): Changed =>
  approaches.change(here, by, id, version, act('finder_approach.reopened'), (before) =>
    ok({ ...before, declinedOn: null, declinedWhy: '', ...(before.answer === 'no' ? { answer: 'undecided' as const } : {}) }),
  )

/** Takes an approach away; undo brings it back. Refuses one of which a partnership came. */
export const removeApproach = (here: Here, by: Officer, id: string, version: number): Changed =>
  approaches.change(here, by, id, version, act('finder_approach.removed'), (before) =>
    before.partnershipId === null ? ok(null) : refuse('partner', m.finder_outreach_removal_partner()),
  )

// ---- back --------------------------------------------------------------------------------------------------------------

const WAITING: ReadonlySet<MailState> = new Set(['held', 'waiting'])

/** Sees to it that a mail does not arrive; refuses when it left or leaves in this very moment. */
async function stopMail(tx: OfficeTx, here: Here, by: Actor, mailId: string): Promise<Result<null>> {
  const [mail] = await tx
    .select({ state: outbox.state })
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), eq(outbox.id, mailId)))
  if (mail !== undefined && isLost(mail.state)) return ok(null)
  const stopped = mail !== undefined && WAITING.has(mail.state) && (await stopLetters(within(here, tx), by, [mailId])).ok
  return stopped ? ok(null) : refuse('left', m.finder_outreach_send_left())
}

const mailsOf = (state: Pick<ApproachState, 'first' | 'second'> | null): string[] =>
  state === null ? [] : [state.first?.mailId, state.second?.mailId].flatMap((mailId) => mailId ?? [])

/** Puts an approach into a state, under the name of whatever brings that about. Letters that had to be forgotten in it are those that stand there now. */
export const approachPut = (name: Act): Restore =>
  approaches.put(name, async (state, _, before) => ok(state.first === null ? { ...state, first: before.state.first, second: before.state.second } : state))

/** Puts an approach back to an earlier state; where that takes back a mailing, the mail is stopped with it or, if it has left, that is said. */
export const restoreApproach: Restore = (here, by, id, to, version) =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<unknown>> => {
    const now = await approaches.read(tx, id)
    const kept = mailsOf(to as ApproachState | null)
    for (const mailId of now === null || now.version !== version ? [] : mailsOf(now.state))
      if (!kept.includes(mailId)) {
        const stopped = await stopMail(tx, here, by, mailId)
        if (!stopped.ok) return stopped
      }
    return approachPut('finder_approach.restored')(within(here, tx), by, id, to, version)
  })

// ---- the rule of weeks -------------------------------------------------------------------------------------------------

const rulesAct = (name: `outreach_rules.${string}`) => name

const rules = new KeptRules<typeof outreachRules.$inferSelect, OutreachRules>({
  table: outreachRules,
  usual: () => USUAL_OUTREACH,
  stateOf: ({ weeks, since }) => ({ weeks, since }),
  columnsOf: (state) => state,
  label: () => m.finder_outreach_rules_title(),
})

/** Saves after how many weeks one asks again, from today on, when nobody saved since `version` (0: nobody had yet). */
export const changeOutreachRules = (here: Here, by: Officer, version: number, weeks: number): Promise<Result<Written, Refusal | KeptStale<OutreachRules>>> =>
  rules.change(here, by, version, rulesAct('outreach_rules.changed'), { weeks, since: here.clock.today() })

export const restoreOutreachRules: Restore = rules.put(rulesAct('outreach_rules.restored'))
