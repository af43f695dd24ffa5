// The addresses at which the office decides about personal data: whose time ran out, keeping it longer, erasing it.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Officer } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { boxesOf, momentInWords } from '#platform/dates.ts'
import { checked, readForm, typed, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { LANGUAGES, speakingIn } from '#platform/texts/language.ts'
import type { ConflictPanelProps } from '#ui/conflict.tsx'
import { type Forgetting, keepingForm, offeredDay, offeredKeeping, saidPurpose } from './keeping.ts'
import { erasePerson, erasePersonalData, keepPersonalData } from './keeping.actions.ts'
import { bodyOfKeeping } from './keeping.pages.tsx'
import { KEPT_LISTS, keptCounts, keptPage } from './keeping.queries.ts'
import { firstHeld, type Holder } from '../organisation.actions.ts'
import { snapshotOfPerson } from './person.actions.ts'
import { personById } from './person.queries.ts'
import { personFields } from './person.ts'
import type { Person } from './person.table.ts'
import { ErasurePage, KeepingPage, RetentionPage } from './retention.pages.tsx'

export type KeepingParts = {
  readonly holders?: readonly Holder[]
  /** What else of the person the office keeps, for whoever is about to erase them: their documents. */
  readonly beside?: readonly ((tx: OfficeTx, personId: string) => Promise<Child>)[]
  readonly forgetting?: readonly Forgetting[]
}

export const keepingRoutes = (parts: KeepingParts = {}): Routes =>
  new Routes()
    .get(addresses.peopleRetention, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const list = KEPT_LISTS.find((one) => one === c.req.query('list')) ?? 'due'
      const read = await here.db.inOffice(by.officeId, async (tx) => ({
        counts: await keptCounts(tx, today),
        page: await keptPage(tx, list, today, { after: c.req.query('after'), before: c.req.query('before') }),
      }))
      return c.html(<RetentionPage shell={c.get('shell')} list={list} today={today} {...read} />)
    })
    .get(addresses.personKeeping, officers, async (c, by) => {
      const person = await personOf(c, by)
      if (person === null) return notFound(c)
      // The day that has passed makes room for one that is still to come.
      const today = c.get('here').clock.today()
      const past = person.keepUntil !== null && person.keepUntil < today
      const offer = offeredKeeping({ purpose: person.purpose, keepUntil: past ? null : person.keepUntil }, today)
      return keepingPage(c, person, bodyOfKeeping(offer, boxes))
    })
    .post(addresses.personKeeping, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const person = await personOf(c, by)
      if (person === null) return notFound(c)
      const today = here.clock.today()
      const version = Number(typed(body, 'version'))
      const form = checked(keepingForm, body)
      if (!form.ok) return keepingPage(c, { ...person, version: version || person.version }, body, { faults: form.faults }, 422)
      const purpose = saidPurpose(form.value.purpose, form.value.purposeOwn)
      const said = typed(body, 'offered') === 'yes' ? offeredKeeping(person, today) : { purpose, keepUntil: form.value.keepUntil ?? offeredDay(purpose, today) }
      const faults: FieldFault[] = []
      if (said.purpose === '') faults.push({ name: 'purpose', message: m.platform_form_choose() })
      if (said.keepUntil === null) faults.push({ name: 'keepUntil', message: m.organisations_keep_exact() })
      if (faults.length > 0) return keepingPage(c, { ...person, version: version || person.version }, body, { faults }, 422)
      const keptLonger = await keepPersonalData(here, by, person.id, version, said, form.value.reason)
      if (keptLonger.ok)
        return goWithNotice(c, addresses.person({ id: person.id }), {
          text: m.organisations_keeping_saved(),
          undo: addresses.activityUndo({ id: keptLonger.value.activityId }),
        })
      if (isStaleRefusal<Person>(keptLonger.refusal)) {
        const { current } = keptLonger.refusal
        const rows = changesBetween(snapshotOfPerson(current), { ...snapshotOfPerson(current), ...said }, personFields())
        return keepingPage(c, current, body, { conflict: await conflictOf(c, by, current, rows) }, 409)
      }
      if (keptLonger.refusal.code === 'missing') return notFound(c)
      return keepingPage(c, person, body, { faults: [{ name: keptLonger.refusal.field ?? '', message: keptLonger.refusal.message }] }, 422)
    })
    .get(addresses.personErasure, officers, async (c, by) => {
      const person = await personOf(c, by)
      return person === null ? notFound(c) : erasurePage(c, by, person, {}, parts)
    })
    .post(addresses.personErasure, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const person = await personOf(c, by)
      if (person === null) return notFound(c)
      const version = Number(typed(body, 'version'))
      const form = checked(erasureForm, body)
      const opened = { ...person, version: version || person.version }
      if (!form.ok) return erasurePage(c, by, opened, body, parts, { faults: form.faults }, 422)
      const whole = form.value.what === 'whole'
      const erased = whole
        ? await erasePerson(here, by, person.id, version, parts.holders ?? [], parts.forgetting)
        : await erasePersonalData(here, by, person.id, version, parts.forgetting)
      if (erased.ok)
        return whole
          ? goWithNotice(c, addresses.people(), { text: m.organisations_erasure_done_whole() })
          : goWithNotice(c, addresses.person({ id: person.id }), { text: m.organisations_erasure_done() })
      if (isStaleRefusal<Person>(erased.refusal))
        return erasurePage(c, by, erased.refusal.current, body, parts, { conflict: await conflictOf(c, by, erased.refusal.current, []) }, 409)
      if (erased.refusal.code === 'missing') return notFound(c)
      return erasurePage(c, by, opened, body, parts, { faults: [{ name: 'what', message: erased.refusal.message }] }, 422)
    })

const boxes = (day: string | null): FormBody => ({ ...boxesOf(day) }) as FormBody

const personOf = (c: Context, by: Officer): Promise<Person | null> => c.get('here').db.inOffice(by.officeId, (tx) => personById(tx, c.req.param('id')!))

/** The word asked for, in any of the interface's languages: a page may have been opened in another. */
const erasureForm = z.object({
  what: z.enum(['contact', 'whole']),
  word: z
    .string()
    .trim()
    .toLowerCase()
    .default('')
    .refine((word) => LANGUAGES.some((language) => speakingIn(language, m.organisations_erasure_word) === word), {
      error: () => `m:${m.organisations_erasure_not_typed()}`,
    }),
})

type More = { readonly faults?: readonly FieldFault[]; readonly conflict?: ConflictPanelProps }

const keepingPage = async (c: Context, person: Person, body: FormBody, more: More = {}, status: 200 | 409 | 422 = 200): Promise<Response> =>
  c.html(<KeepingPage shell={c.get('shell')} person={person} body={body} today={c.get('here').clock.today()} {...more} />, status)

async function erasurePage(
  c: Context,
  by: Officer,
  person: Person,
  body: FormBody,
  { holders = [], beside = [] }: KeepingParts,
  more: More = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const held = await firstHeld(tx, person.id, holders)
    const kept: Child[] = []
    for (const part of beside) kept.push(await part(tx, person.id))
    return { held, kept }
  })
  return c.html(<ErasurePage shell={c.get('shell')} person={person} body={body} held={read.held} beside={read.kept} {...more} />, status)
}

async function conflictOf(
  c: Context,
  by: Officer,
  current: Person,
  rows: readonly { readonly field: string; readonly before: string; readonly after: string }[],
): Promise<ConflictPanelProps> {
  const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'person', current.id, 1))
  return {
    who: last?.personName,
    when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
    rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
  }
}
