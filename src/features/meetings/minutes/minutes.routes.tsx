// The addresses of minutes: written, confirmed, kept as a draft while they are typed.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { eventById, type EventWhole } from '#features/events/event.queries.ts'
import { writtenLanguages } from '#features/visits/visit.queries.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { asTyped, type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { hasPapers, isItemState, itemStateName } from '../meeting.ts'
import { itemsOfMeeting, type ItemRow, meetingById, outcomesOf } from '../meeting.queries.ts'
import { type OutcomeText, outcomeTexts } from '../outcomes/translating.ts'
import { draftIn, type DraftBody } from './draft.ts'
import { forgetDraft, keepDraft, setDraftAside } from './draft.actions.ts'
import { type Draft, draftsOf } from './draft.queries.ts'
import { type Clash, clashTitle, type Confirmed, type MinutesTyped, saveMinutes } from './minutes.actions.ts'
import { fingerprintOf, settle } from './minutes.ts'
import { MinutesPage, type MinutesPageProps, type ToConfirm } from './minutes.pages.tsx'
import { registerMember } from './answering.actions.ts'
import { answeringFor, type Unregistered, unregisteredAt } from './answering.queries.ts'
import { decisionForm, promiseForm, promiseIn, type SideNames, type SlashLine, slashLines } from './slash.ts'
import { sideNamesAt } from './sides.queries.ts'

export const minutesRoutes = (): Routes =>
  new Routes()
    .get(addresses.meetingMinutes, officers, async (c, by) => {
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const asked = c.req.query('draft') ?? ''
      const draft = found.drafts.find(({ id }) => id === asked)
      return minutesPage(c, found, { body: draft === undefined ? bodyOf(found) : aligned(found, draft.body).body, draft: draft?.id ?? '' })
    })
    .post(addresses.meetingMinutes, officers, async (c, by) => {
      const posted = await readForm(c)
      const found = await whole(c, by)
      return found === null ? notFound(c) : save(c, by, found, posted)
    })
    .post(addresses.meetingDrafts, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const kept = await keepDraft(c.get('here'), by, id, typed(body, 'draft'), draftIn(body))
      const asJson = c.req.query('as') === 'json'
      if (!kept.ok) {
        if (asJson) return c.json({ error: kept.refusal.message }, kept.refusal.code === 'missing' ? 404 : 422)
        return kept.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.meetingMinutes({ id }), { text: kept.refusal.message, tone: 'late' })
      }
      const { timeZone } = c.get('visitor')!.office
      const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(kept.value.at)
      return asJson
        ? c.json({ draft: kept.value.id, time })
        : goWithNotice(c, addresses.meetingMinutes({ id }, { draft: kept.value.id }), { text: m.meetings_draft_kept({ time }) })
    })
    .post(addresses.meetingDraftAside, officers, async (c, by) => {
      const id = c.req.param('id')!
      const aside = typed(await readForm(c), 'back') === ''
      const set = await setDraftAside(c.get('here'), by, id, c.req.param('draft')!, aside)
      if (!set.ok) return notFound(c)
      return goWithNotice(c, addresses.meetingMinutes({ id }), { text: aside ? m.meetings_draft_laid_aside() : m.meetings_draft_is_back() })
    })

type Found = {
  readonly whole: EventWhole
  readonly items: readonly ItemRow[]
  readonly general: LocalText
  readonly drafts: readonly Draft[]
  /** Promises and decisions with what they lack of these languages. */
  readonly outcomes: readonly OutcomeText[]
  readonly sides: SideNames
  /** In which the minutes are written, our own first. */
  readonly languages: readonly string[]
  /** Names of those in the delegations who stand in no register yet. */
  readonly unregistered: readonly string[]
}

async function whole(c: Context, by: Officer): Promise<Found | null> {
  const here = c.get('here')
  const id = c.req.param('id')!
  return here.db.inOffice(by.officeId, async (tx) => {
    const found = await eventById(tx, id)
    if (found === null || !hasPapers(found.event.kind)) return null
    const languages = await writtenLanguages(tx, id, c.get('visitor')!.office.languages)
    return {
      whole: found,
      outcomes: outcomeTexts(await outcomesOf(tx, id, here.clock.today()), languages),
      items: await itemsOfMeeting(tx, id, here.clock.today()),
      general: (await meetingById(tx, id)).minutes,
      drafts: await draftsOf(tx, by.personId, id),
      sides: await sideNamesAt(tx, found),
      unregistered: (await unregisteredAt(tx, id)).map(({ name }) => name),
      languages,
    }
  })
}

/** What the form shows when nobody typed anything yet. */
const bodyOf = ({ items, general, outcomes }: Pick<Found, 'items' | 'general' | 'outcomes'>): FormBody => ({
  outcomes: outcomes.flatMap((one) => (one.lacks.length === 0 ? [] : [outcomeRow(one)])),
  general: asTyped(general),
  generalWas: fingerprintOf(general),
  items: items.map((item) => ({ id: item.id, was: fingerprintOf(item.minutes, item.state), state: item.state, minutes: asTyped(item.minutes) })),
})

/** The boxes of an outcome: only of the languages it lacks, unless others were typed. */
const outcomeRow = ({ id, text, lacks }: OutcomeText): FormBody => ({
  id,
  was: fingerprintOf(text),
  text: Object.fromEntries(lacks.map((language) => [language, text.in[language]?.text ?? ''])),
})

/** What was typed, put beside the agenda and the outcomes as they are now; the text of a point that is gone goes to the end of the general notes. */
function aligned(found: Pick<Found, 'items' | 'general' | 'outcomes'>, sent: DraftBody): { readonly body: FormBody; readonly gone: 'item' | 'outcome' | null } {
  const fresh = bodyOf(found)
  const rows = new Map(sent.items.map((row) => [row.id, row]))
  const general: Record<string, string> = { ...sent.general }
  let gone: 'item' | 'outcome' | null = null
  const left = (texts: Readonly<Record<string, string>>, what: 'item' | 'outcome'): void => {
    for (const [language, text] of Object.entries(texts))
      if (text.trim() !== '') {
        general[language] = [general[language] ?? '', text].filter((one) => one.trim() !== '').join('\n\n')
        gone = what
      }
  }
  for (const { id, minutes } of sent.items) if (!found.items.some((item) => item.id === id)) left(minutes, 'item')
  const translated = new Map((sent.outcomes ?? []).map((row) => [row.id, row]))
  for (const { id, text } of translated.values()) if (!found.outcomes.some((one) => one.id === id)) left(text, 'outcome')
  const outcomes = found.outcomes.flatMap((one): FormBody[] => {
    const row = translated.get(one.id)
    if (row === undefined) return one.lacks.length === 0 ? [] : [outcomeRow(one)]
    return [{ ...row, text: { ...(outcomeRow(one)['text'] as FormBody), ...row.text } }]
  })
  const items = found.items.map((item, index) => {
    const row = rows.get(item.id)
    return row === undefined
      ? (fresh['items'] as FormBody[])[index]!
      : { id: row.id, was: row.was, state: isItemState(row.state) ? row.state : item.state, minutes: { ...row.minutes } }
  })
  return { body: { general, generalWas: sent.generalWas, items, outcomes, mentions: sent.mentions.map((one) => ({ ...one })) }, gone }
}

/** A draft that says nothing the papers do not say already. */
const isSaid = (draft: Draft, { items, general, outcomes }: Found): boolean =>
  settle(draft.body.general, general, draft.body.generalWas) === 'keep' &&
  (draft.body.outcomes ?? []).every((row) => {
    const outcome = outcomes.find(({ id }) => id === row.id)
    return outcome === undefined ? Object.values(row.text).every((text) => text.trim() === '') : settle(row.text, outcome.text, row.was) === 'keep'
  }) &&
  draft.body.items.every((row) => {
    const item = items.find(({ id }) => id === row.id)
    return item === undefined
      ? Object.values(row.minutes).every((text) => text.trim() === '')
      : settle(row.minutes, item.minutes, row.was, { typed: row.state, now: item.state }) === 'keep'
  })

/** What stands in the form already needs no going on with. */
const saysTheSame = (draft: DraftBody, shown: DraftBody): boolean => {
  const texts = ({ general, items, outcomes = [] }: DraftBody): string =>
    JSON.stringify(
      [general, ...items.map(({ minutes }) => minutes), ...outcomes.map(({ text }) => text)].map((text) =>
        Object.entries(text)
          .filter(([, said]) => said.trim() !== '')
          .sort(),
      ),
    )
  return texts(draft) === texts(shown)
}

type Shown = Pick<MinutesPageProps, 'body' | 'draft'> & Partial<Pick<MinutesPageProps, 'faults' | 'conflict' | 'confirm'>>

function minutesPage(c: Context, found: Found, shown: Shown, status: 200 | 409 | 422 = 200): Response | Promise<Response> {
  const { timeZone } = c.get('visitor')!.office
  const drafts = found.drafts
    .filter((draft) => draft.id === shown.draft || !(isSaid(draft, found) || saysTheSame(draft.body, draftIn(shown.body))))
    .map(({ id, updatedAt, discardedAt }) => ({ id, when: momentInWords(updatedAt, timeZone), aside: discardedAt !== null, now: id === shown.draft }))
  return c.html(
    <MinutesPage
      shell={c.get('shell')}
      event={found.whole.event}
      items={found.items}
      general={found.general}
      drafts={drafts}
      languages={found.languages}
      unregistered={found.unregistered}
      outcomes={found.outcomes}
      today={c.get('here').clock.today()}
      {...shown}
    />,
    status,
  )
}

/** As long as the ledger lets a promise be. */
const LONGEST_OUTCOME = 2000
/** More than a book: nobody typed that. */
const LONGEST_TEXT = 100_000

async function save(c: Context, by: Officer, found: Found, posted: FormBody): Promise<Response> {
  const here = c.get('here')
  const { id } = found.whole.event
  const sent = draftIn(posted)
  const { body, gone } = aligned(found, sent)
  const { general, generalWas, items, mentions, outcomes = [] } = draftIn(body)
  const draft = typed(posted, 'draft')

  const texts = Object.fromEntries([
    ...items.flatMap((row) => Object.entries(row.minutes).map(([language, text]) => [`item:${row.id}.${language}`, text] as const)),
    ...Object.entries(general).map(([language, text]) => [`general.${language}`, text] as const),
  ])
  const tooLongSaid = outcomes.flatMap(({ text }, index) =>
    Object.entries(text).flatMap(([language, one]) => (one.trim().length > LONGEST_OUTCOME ? [`outcomes.${index}.text.${language}`] : [])),
  )
  if (tooLongSaid.length > 0) {
    const long = tooLongSaid.map((name) => ({ name, message: m.meetings_outcome_text_long({ most: LONGEST_OUTCOME }) }))
    return minutesPage(c, found, { body, draft, faults: long }, 422)
  }
  const tooLong = Object.entries(texts).filter(([, text]) => text.length > LONGEST_TEXT)
  if (tooLong.length > 0) {
    const faults = tooLong.map(([field]) => ({ name: fieldNameOf(field, items), message: m.meetings_minutes_too_long({ most: LONGEST_TEXT }) }))
    return minutesPage(c, found, { body, draft, faults }, 422)
  }
  const faults: FieldFault[] = gone === null ? [] : [{ name: 'general', message: gone === 'item' ? m.meetings_minutes_item_gone() : m.meetings_outcome_gone() }]

  const lines = slashLines(texts)
  const rows = linesWith(lines, posted, found.sides, dayOf(c, found))
  const shown = { ...body, lines: rows.map(({ row }) => row) }
  const confirm = lines.map((line): ToConfirm => ({ kind: line.command.kind, field: line.field, line: line.line, where: whereIs(line.field, found.items) }))
  // What was understood is shown first, and nothing is lost meanwhile.
  if (faults.length > 0 || rows.some(({ asked }) => !asked)) {
    const kept = await keepDraft(here, by, id, draft, draftIn(body))
    return minutesPage(c, found, { body: shown, draft: kept.ok ? kept.value.id : draft, confirm, faults }, faults.length > 0 ? 422 : 200)
  }
  const confirmed = await confirmedLines(
    c,
    by,
    dayOf(c, found),
    lines,
    rows.map(({ row }) => row),
  )
  if (!confirmed.ok) return minutesPage(c, found, { body: shown, draft, confirm, faults: confirmed.faults }, 422)

  const values: MinutesTyped = {
    general: { minutes: general, was: generalWas },
    items: items.flatMap((row) => (isItemState(row.state) ? [{ id: row.id, minutes: row.minutes, state: row.state, was: row.was }] : [])),
    confirmed: confirmed.value,
    outcomes,
    mentions: mentions.flatMap(({ name, thing, id: of }) => (thing === 'person' || thing === 'organisation' ? [{ name, thing, id: of }] : [])),
  }
  const saved = await saveMinutes(here, by, id, values)
  if (!saved.ok) {
    if (isStaleRefusal<readonly Clash[]>(saved.refusal)) return conflictPage(c, by, saved.refusal.current, shown, confirm, draft)
    if (saved.refusal.code === 'missing') return notFound(c)
    return minutesPage(c, found, { body: shown, draft, confirm, faults: [{ name: saved.refusal.field ?? '', message: saved.refusal.message }] }, 422)
  }
  await forgetDraft(here, by, id, draft)
  const { activityId, promises, decisions, unknown } = saved.value
  const text = [
    activityId === null ? m.meetings_minutes_same() : m.meetings_minutes_saved(),
    ...(promises === 0 ? [] : [m.meetings_saved_promises({ count: promises })]),
    ...(decisions === 0 ? [] : [m.meetings_saved_decisions({ count: decisions })]),
    ...(unknown.length === 0 ? [] : [m.meetings_saved_unknown({ names: unknown.map((name) => `„${name}“`).join(', ') })]),
  ].join(' ')
  return goWithNotice(c, `${addresses.meeting({ id })}#minutes`, { text, ...(activityId === null ? {} : { undo: addresses.activityUndo({ id: activityId }) }) })
}

/** The day from which „до петък“ counts: the meeting's, else today. */
const dayOf = (c: Context, { whole }: Pick<Found, 'whole'>): string => whole.event.firstDay ?? c.get('here').clock.today()

/** The name of the box in the form: „items.0.minutes.bg“. */
function fieldNameOf(field: string, items: DraftBody['items']): string {
  const [where = '', language = ''] = field.split('.')
  return where === 'general' ? field : `items.${items.findIndex(({ id }) => `item:${id}` === where)}.minutes.${language}`
}

function whereIs(field: string, items: readonly ItemRow[]): string {
  const item = items.find(({ id }) => field.startsWith(`item:${id}.`))
  return item === undefined ? m.meetings_minutes_general() : textIn(item.title)
}

type Line = { readonly row: FormBody; /** Whether it was shown already and comes back with a person's word. */ readonly asked: boolean }

/** For each line the boxes that were sent with it, else what can be read from its words. */
function linesWith(lines: readonly SlashLine[], posted: FormBody, sides: SideNames, from: string): Line[] {
  const sent = Array.isArray(posted['lines']) ? (posted['lines'] as FormBody[]) : []
  return lines.map(({ field, line, command }) => {
    const row = sent.find((one) => typeof one === 'object' && typed(one, 'field') === field && typed(one, 'line') === line)
    if (row !== undefined) return { row, asked: true }
    if (command.kind === 'decision') return { row: { field, line, take: 'yes', text: command.rest }, asked: false }
    const { owedBy, text, due, person } = promiseIn(command.rest, sides, from)
    return { row: { field, line, take: 'yes', owedBy, text, due, person: { id: '', text: person }, register: 'yes' }, asked: false }
  })
}

type Taken = { readonly ok: true; readonly value: Confirmed[] } | { readonly ok: false; readonly faults: FieldFault[] }

async function confirmedLines(c: Context, by: Officer, from: string, lines: readonly SlashLine[], rows: readonly FormBody[]): Promise<Taken> {
  const faults: FieldFault[] = []
  const value: Confirmed[] = []
  const entering: { readonly at: number; readonly index: number; readonly one: Unregistered }[] = []
  await c.get('here').db.inOffice(by.officeId, async (tx) => {
    for (const [index, { field, line, command }] of lines.entries()) {
      const row = rows[index]!
      const [where = '', language = ''] = field.split('.')
      const at = { itemId: where.startsWith('item:') ? where.slice('item:'.length) : null, language, line }
      const named = (list: readonly FieldFault[]): FieldFault[] => list.map(({ name, message }) => ({ name: `lines.${index}.${name}`, message }))
      if (typed(row, 'take') === '') value.push({ ...at, take: 'nothing' })
      else if (command.kind === 'decision') {
        const read = checked(decisionForm, row)
        if (read.ok) value.push({ ...at, take: 'decision', text: read.value.text, more: read.value.more })
        else faults.push(...named(read.faults))
      } else {
        const read = checked(promiseForm(from), row)
        if (!read.ok) {
          faults.push(...named(read.faults))
          continue
        }
        const answering = await answeringFor(tx, c.req.param('id')!, read.value.person, read.value.register)
        faults.push(...named(answering.faults))
        if (answering.toRegister !== null) entering.push({ at: value.length, index, one: answering.toRegister })
        value.push({
          ...at,
          take: 'promise',
          promise: { owedBy: read.value.owedBy, text: read.value.text, due: read.value.due, personId: answering.personId, more: read.value.more },
        })
      }
    }
  })
  if (faults.length > 0) return { ok: false, faults }
  // Only once all else is in order; named in two lines, they are entered once.
  const entered = new Map<string, string>()
  for (const { at, index, one } of entering) {
    if (!entered.has(one.id)) {
      const done = await registerMember(c.get('here'), by, c.req.param('id')!, one)
      if (!done.ok) return { ok: false, faults: [{ name: `lines.${index}.person`, message: done.refusal.message }] }
      entered.set(one.id, done.value)
    }
    const line = value[at]!
    if (line.take === 'promise') value[at] = { ...line, promise: { ...line.promise, personId: entered.get(one.id)! } }
  }
  return { ok: true, value }
}

/** Someone saved meanwhile: both versions of each text side by side, the typed ones kept in the form, which now stands on the newer. */
async function conflictPage(
  c: Context,
  by: Officer,
  clashes: readonly Clash[],
  body: FormBody,
  confirm: readonly ToConfirm[],
  draft: string,
): Promise<Response> {
  const found = await whole(c, by)
  if (found === null) return notFound(c)
  const sent = draftIn(body)
  const shown = aligned(found, sent).body
  const rows = clashes.map((clash) => {
    if (clash.outcomeId !== undefined) {
      const typedHere = sent.outcomes?.find(({ id }) => id === clash.outcomeId)?.text ?? {}
      const stands = Object.keys(typedHere).flatMap((one) => clash.minutes.in[one]?.text ?? [])
      return { field: clashTitle(clash), theirs: [...new Set([textIn(clash.minutes), ...stands])].join(' / '), yours: Object.values(typedHere).join(' / ') }
    }
    const mine = clash.itemId === null ? sent.general : (sent.items.find(({ id }) => id === clash.itemId)?.minutes ?? {})
    const state = clash.itemId === null ? '' : (sent.items.find(({ id }) => id === clash.itemId)?.state ?? '')
    const language = reading(clash.minutes).language
    const words = (text: string, one: string): string => [isItemState(one) ? `(${itemStateName(one)})` : '', text].filter((part) => part !== '').join(' ')
    return {
      field: clashTitle(clash),
      theirs: words(textIn(clash.minutes), clash.state ?? ''),
      yours: words(mine[language] ?? Object.values(mine).find((text) => text.trim() !== '') ?? '', state),
    }
  })
  // From here on the form stands on what it was shown.
  const renewed = new Map(clashes.map((clash) => [clash.outcomeId ?? clash.itemId ?? '', fingerprintOf(clash.minutes, clash.state ?? '')]))
  const items = (shown['items'] as FormBody[]).map((row) => ({ ...row, was: renewed.get(typed(row, 'id')) ?? typed(row, 'was') }))
  const outcomes = (shown['outcomes'] as FormBody[]).map((row) => ({ ...row, was: renewed.get(typed(row, 'id')) ?? typed(row, 'was') }))
  const first = clashes[0]!
  const [last] = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    if (first.outcomeId === undefined) return historyOf(tx, first.itemId === null ? 'meeting' : 'meeting_item', first.itemId ?? found.whole.event.id, 1)
    const kind = found.outcomes.find(({ id }) => id === first.outcomeId)?.kind
    return historyOf(tx, kind === 'promise' ? 'commitment' : 'meeting_outcome', first.outcomeId, 1)
  })
  const conflict = { who: last?.personName, when: last === undefined ? '' : momentInWords(last.at, c.get('visitor')!.office.timeZone), rows }
  return minutesPage(
    c,
    found,
    { body: { ...shown, items, outcomes, generalWas: renewed.get('') ?? typed(shown, 'generalWas'), lines: body['lines'] ?? [] }, draft, confirm, conflict },
    409,
  )
}
