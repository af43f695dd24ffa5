// Saves the minutes of a meeting: every point's and the general ones, with the outcomes a person confirmed, all in one change or nothing.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { allNames, displayName } from '#features/organisations/naming.ts'
import { organisationMeant } from '#features/organisations/organisation.queries.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { withTitle } from '#features/organisations/people/person.ts'
import { peopleNamed } from '#features/organisations/people/person.queries.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { dueWords } from '#features/commitments/field-words.ts'
import { m } from '#messages'
import type { KeptRow } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { isId } from '#platform/ids.ts'
import { ok, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import { FIRST_LANGUAGE, isLanguage, speakingIn } from '#platform/texts/language.ts'
import { asTyped, type LocalText, type LocalTextForm, revised, textIn } from '#platform/texts/local-text.ts'
import { type ItemSnapshot, itemRows } from '../agenda/item.actions.ts'
import { findAnew, type MeetingState, type Mention, type Papers, papersFor, writeMeeting } from '../meeting.actions.ts'
import type { ItemState } from '../meeting.ts'
import { meetingItems } from '../meeting.table.ts'
import { decisionTaken, promiseGiven, type PromiseGiven } from '../outcomes/outcome.actions.ts'
import { translate, translatingOf } from '../outcomes/translating.actions.ts'
import type { OutcomeTyped } from '../outcomes/translating.ts'
import { markOf, namesIn, settle } from './minutes.ts'
import { plainLine, withLine } from './slash.ts'

/** A line of a text that a person has looked at: recorded as an outcome, or left as plain words. */
export type Confirmed = {
  /** The point in whose minutes it stands; null: the general ones. */
  readonly itemId: string | null
  readonly language: string
  readonly line: string
} & (
  | { readonly take: 'promise'; readonly promise: Omit<PromiseGiven, 'itemId' | 'text'> & { readonly text: string; readonly more?: LocalTextForm } }
  | { readonly take: 'decision'; readonly text: string; readonly more?: LocalTextForm }
  | { readonly take: 'nothing' }
)

export type MinutesTyped = {
  readonly general: { readonly minutes: LocalTextForm; readonly was: string }
  readonly items: readonly { readonly id: string; readonly minutes: LocalTextForm; readonly state: ItemState; readonly was: string }[]
  readonly confirmed: readonly Confirmed[]
  /** Chosen from the suggestions. */
  readonly mentions: readonly Mention[]
  /** Promises and decisions in other languages. */
  readonly outcomes?: readonly OutcomeTyped[]
}

/** A text that was changed meanwhile; `itemId` null: the general minutes, or the words of an outcome. */
export type Clash = {
  readonly itemId: string | null
  readonly outcomeId?: string
  readonly title: LocalText | null
  readonly minutes: LocalText
  readonly state: ItemState | null
}
export type MinutesStale = Stale<readonly Clash[]>

export type MinutesSaved = {
  /** null: nothing was changed. */
  readonly activityId: string | null
  readonly promises: number
  readonly decisions: number
  /** Names between brackets that nobody in the register bears, or several do. */
  readonly unknown: readonly string[]
}

/** „Обещание (нашата страна): да изпратим албума, до 31 декември 2026 г. [обещание 1]“, in the language of the text. */
export function promiseLine(
  promise: Pick<PromiseGiven, 'owedBy' | 'due'> & { readonly text: string; readonly person: string },
  number: number,
  language: string,
): string {
  return speakingIn(isLanguage(language) ? language : FIRST_LANGUAGE, () => {
    const side = { us: m.meetings_side_us, them: m.meetings_side_them, both: m.meetings_side_both }[promise.owedBy]()
    const parts = [
      promise.text.trim().replace(/[.;,]$/, ''),
      ...(promise.due === null ? [] : [m.meetings_line_due({ due: dueWords(promise.due) })]),
      ...(promise.person === '' ? [] : [m.meetings_line_person({ person: promise.person })]),
    ]
    return m.meetings_line_promise({ side, text: parts.join(', '), mark: markOf('promise', number, language) })
  })
}

/** „Решение: … [решение 1]“ */
export const decisionLine = (text: string, number: number, language: string): string =>
  m.meetings_line_decision(
    { text: text.trim().replace(/[.;,]$/, ''), mark: markOf('decision', number, language) },
    { locale: isLanguage(language) ? language : FIRST_LANGUAGE },
  )

/**
 * Saves what was typed. A text somebody else changed since it was opened is refused with what stands there now, unless it was left alone here;
 * then nothing at all is saved, so that no promise is recorded twice.
 */
export const saveMinutes = (here: Here, by: Officer, eventId: string, typed: MinutesTyped): Promise<Result<MinutesSaved, Refusal | MinutesStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<MinutesSaved, Refusal | MinutesStale>> => {
    const found = await papersFor(tx, here, eventId)
    if (!found.ok) return found
    const papers = found.value
    const now = here.clock.now()
    const clashes: Clash[] = []

    const general = settle(typed.general.minutes, papers.state.minutes, typed.general.was)
    if (general === 'conflict') clashes.push({ itemId: null, title: null, minutes: papers.state.minutes, state: null })
    const points: { id: string; before: KeptRow<ItemSnapshot>; minutes: LocalTextForm; state: ItemState }[] = []
    for (const { id, minutes, state, was } of typed.items) {
      const before = await itemRows.read(tx, id)
      // Taken off the agenda meanwhile: its text must not vanish without a word.
      if (before === null || before.removed || before.state.meetingId !== eventId) {
        if (Object.values(minutes).every((text) => text.trim() === '')) continue
        return { ok: false, refusal: { code: 'item-gone', message: m.meetings_minutes_item_gone() } }
      }
      const settled = settle(minutes, before.state.minutes, was, { typed: state, now: before.state.state })
      if (settled === 'conflict') clashes.push({ itemId: id, title: before.state.title, minutes: before.state.minutes, state: before.state.state })
      if (settled === 'write') points.push({ id, before, minutes, state })
    }
    const translating = await translatingOf(tx, here, eventId, typed.outcomes ?? [])
    if (!translating.ok) return translating
    for (const { id, text } of translating.value.clashes) clashes.push({ itemId: null, outcomeId: id, title: text, minutes: text, state: null })
    if (clashes.length > 0) return stale(m.platform_stale(), clashes)

    const recorded = await recordConfirmed(tx, here, by, papers, typed.confirmed)
    if (!recorded.ok) return recorded
    const { replace, promises, decisions, first } = recorded.value

    const translated = await translate(tx, here, by, eventId, translating.value.write)
    if (!translated.ok) return translated
    let activityId = first ?? translated.value
    for (const { id, before, minutes, state } of points) {
      const after = { ...before.state, minutes: revised(before.state.minutes, replace(id, minutes), now), state }
      const written = await itemRows.write(tx, here, by, id, before, after, 'meeting_item.changed')
      activityId ??= written.activityId
    }
    const minutes = general === 'write' ? revised(papers.state.minutes, replace(null, typed.general.minutes), now) : papers.state.minutes
    const { mentions, unknown } = await mentionsIn(tx, eventId, papers.state, minutes, typed.mentions)
    if (general === 'write' || JSON.stringify(mentions) !== JSON.stringify(papers.state.mentions)) {
      const written = await writeMeeting(tx, here, by, papers, { ...papers.state, minutes, mentions }, 'meeting.changed')
      activityId ??= written.activityId
    } else if (activityId !== null) await findAnew(tx, eventId)
    return ok({ activityId, promises, decisions, unknown })
  })

type Replaced = {
  readonly replace: (itemId: string | null, minutes: LocalTextForm) => LocalTextForm
  readonly promises: number
  readonly decisions: number
  readonly first: string | null
}

/** Records what was confirmed and tells what each line reads like from now on. */
async function recordConfirmed(tx: OfficeTx, here: Here, by: Officer, papers: Papers, confirmed: readonly Confirmed[]): Promise<Result<Replaced>> {
  const instead: { itemId: string | null; language: string; line: string; words: string }[] = []
  let [promises, decisions] = [0, 0]
  let first: string | null = null
  for (const one of confirmed) {
    const { itemId, language, line } = one
    if (one.take === 'nothing') {
      instead.push({ itemId, language, line, words: plainLine(line) })
      continue
    }
    if (one.take === 'promise') {
      const { text, more = {}, ...rest } = one.promise
      const made = await promiseGiven(tx, here, by, papers, { ...rest, itemId, text: { ...more, [language]: text } })
      if (!made.ok) return made
      const person = rest.personId === null ? '' : await nameOfPerson(tx, rest.personId)
      instead.push({ itemId, language, line, words: promiseLine({ ...rest, text, person }, made.value.number, language) })
      promises += 1
      first ??= made.value.activityId
    } else {
      const made = await decisionTaken(tx, here, by, papers, { itemId, text: { ...one.more, [language]: one.text } })
      if (!made.ok) return made
      instead.push({ itemId, language, line, words: decisionLine(one.text, made.value.number, language) })
      decisions += 1
      first ??= made.value.activityId
    }
  }
  const replace = (itemId: string | null, minutes: LocalTextForm): LocalTextForm =>
    Object.fromEntries(
      Object.entries(minutes).map(([language, text]) => [
        language,
        instead.filter((one) => one.itemId === itemId && one.language === language).reduce((words, one) => withLine(words, one.line, one.words), text),
      ]),
    )
  return ok({ replace, promises, decisions, first })
}

async function nameOfPerson(tx: OfficeTx, id: string): Promise<string> {
  const [person] = await tx
    .select({ name: people.name, nativeName: people.nativeName })
    .from(people)
    .where(and(eq(people.officeId, tx.officeId), eq(people.id, id)))
  return person === undefined ? '' : displayName(person)
}

/** Whom the names in all the papers mean: as they meant before, as chosen from the suggestions, else the only one in the register who is called so. */
async function mentionsIn(
  tx: OfficeTx,
  meetingId: string,
  state: MeetingState,
  general: LocalText,
  chosen: readonly Mention[],
): Promise<{ mentions: readonly Mention[]; unknown: string[] }> {
  const items = await tx
    .select({ minutes: meetingItems.minutes })
    .from(meetingItems)
    .where(and(eq(meetingItems.officeId, tx.officeId), eq(meetingItems.meetingId, meetingId), isNull(meetingItems.deletedAt)))
    .orderBy(asc(meetingItems.place), asc(meetingItems.id))
  const names = namesIn([...items.map(({ minutes }) => minutes), general].flatMap((text) => Object.values(asTyped(text))))
  const picked = await stillCalled(
    tx,
    chosen.filter(({ name }) => names.includes(name)),
  )
  const mentions: Mention[] = []
  const unknown: string[] = []
  for (const name of names) {
    const known = state.mentions.find((one) => one.name === name) ?? picked.find((one) => one.name === name) ?? (await onlyOneCalled(tx, name))
    if (known === null) unknown.push(name)
    else mentions.push(known)
  }
  return { mentions, unknown }
}

/** Those of the chosen who are in the register and bear the name that stands in the text. */
async function stillCalled(tx: OfficeTx, chosen: readonly Mention[]): Promise<Mention[]> {
  const ids = (thing: Mention['thing']): string[] => chosen.filter((one) => one.thing === thing && isId(one.id)).map(({ id }) => id)
  const named = new Map<string, readonly string[]>()
  if (ids('person').length > 0)
    for (const row of await tx
      .select()
      .from(people)
      .where(and(eq(people.officeId, tx.officeId), isNull(people.deletedAt), inArray(people.id, ids('person')))))
      named.set(row.id, [...allNames(row), displayName(row), withTitle(row.title, displayName(row))])
  if (ids('organisation').length > 0)
    for (const row of await tx
      .select()
      .from(organisations)
      .where(and(eq(organisations.officeId, tx.officeId), isNull(organisations.deletedAt), inArray(organisations.id, ids('organisation')))))
      named.set(row.id, [...allNames(row), displayName(row)])
  return chosen.filter(({ id, name }) => named.get(id)?.includes(name) === true)
}

async function onlyOneCalled(tx: OfficeTx, name: string): Promise<Mention | null> {
  const persons = await peopleNamed(tx, [name])
  const { meant } = await organisationMeant(tx, { id: '', text: name })
  const found: Mention[] = [
    ...persons.map(({ person }) => ({ thing: 'person' as const, id: person.id, name })),
    ...(meant === null ? [] : [{ thing: 'organisation' as const, id: meant.id, name }]),
  ]
  return found.length === 1 ? found[0]! : null
}

/** The title of a point in the words of whoever reads of a clash. */
export const clashTitle = ({ title }: Clash): string => (title === null ? m.meetings_minutes_general() : textIn(title))
