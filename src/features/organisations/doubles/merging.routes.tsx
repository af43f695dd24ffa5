// The addresses of merging: the records side by side, the merge itself, a merged record as it was; and where a merged one's old address leads.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { nameFor } from '#features/places/place.ts'
import { m } from '#messages'
import { historyOf, type ActivityLine } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords, type FieldWords } from '#platform/activity/changes.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { dayInWords, momentInWords } from '#platform/dates.ts'
import { readForm, typed, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { countDoubles, refreshKeys } from './double.actions.ts'
import { mergingHref, type DoubleCard } from './double.pages.tsx'
import { organisationDoublesOf, personDoublesOf, saidOfOrganisation, saidOfPerson } from './double.queries.ts'
import { cardsOf, organisationCard, personCard, townsOf } from './double.routes.tsx'
import { reasonsInWords, type Doubling } from './double.ts'
import { mergeOrganisations, mergePeople } from './merging.actions.ts'
import { MergedPage, MergingPage, MergingWithPage, TakenUpSection, type MergingRecord } from './merging.pages.tsx'
import { mergedInto, mergedOrganisation, mergedPerson, takenUpBy } from './merging.queries.ts'
import { mergeRows, MOST_AT_ONCE, type Follower, type Mergeable } from './merging.ts'
import { displayName } from '../naming.ts'
import { snapshotOfOrganisation } from '../organisation.actions.ts'
import { faultsOfMeant, organisationById, organisationMeant, organisationsByIds } from '../organisation.queries.ts'
import { organisationFields } from '../organisation.ts'
import type { Organisation } from '../organisation.table.ts'
import { snapshotOfPerson } from '../people/person.actions.ts'
import { peopleByIds, peopleNamed, personById, postsOfPeople } from '../people/person.queries.ts'
import { personFields } from '../people/person.ts'
import type { Person } from '../people/person.table.ts'

export const mergingRoutes = (followers: readonly Follower[]): Routes =>
  new Routes()
    .get(addresses.organisationMerging, officers, (c, by) => sideBySide(c, by, 'organisation', followers))
    .get(addresses.personMerging, officers, (c, by) => sideBySide(c, by, 'person', followers))
    .post(addresses.organisationMerging, officers, (c, by) => merge(c, by, 'organisation', followers))
    .post(addresses.personMerging, officers, (c, by) => merge(c, by, 'person', followers))
    .get(addresses.organisationMerged, readers, (c, by) => merged(c, by, 'organisation'))
    .get(addresses.personMerged, readers, (c, by) => merged(c, by, 'person'))

const pageOf = (thing: Doubling, id: string): string => (thing === 'organisation' ? addresses.organisation({ id }) : addresses.person({ id }))
const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone

// ---- side by side --------------------------------------------------------------------------------------------------------

type Shown = {
  readonly records: readonly MergingRecord[]
  readonly states: readonly Mergeable[]
  readonly fields: readonly FieldWords[]
  readonly more: readonly (DoubleCard & { readonly why: string })[]
}

/** The live ones of the records asked for, in the order asked. */
async function shownOf(tx: OfficeTx, thing: Doubling, ids: readonly string[], followers: readonly Follower[]): Promise<Shown> {
  await refreshKeys(tx, thing)
  const pointing = async (id: string): Promise<string[]> => {
    const words: string[] = []
    for (const follower of followers) words.push(...(await follower.tell(tx, thing, id)))
    return words
  }
  const record = async (card: DoubleCard, row: Organisation | Person): Promise<MergingRecord> => ({
    ...card,
    version: row.version,
    since: m.organisations_merging_since({ day: dayInWords(row.createdAt.toISOString().slice(0, 10)) }),
    pointing: await pointing(row.id),
  })
  const inOrder = <Row,>(rows: ReadonlyMap<string, Row & { deletedAt: Date | null }>): Row[] =>
    ids.flatMap((id) => {
      const row = rows.get(id)
      return row === undefined || row.deletedAt !== null ? [] : [row]
    })
  const records: MergingRecord[] = []
  if (thing === 'organisation') {
    const rows = inOrder(await organisationsByIds(tx, ids))
    const alike = (
      await organisationDoublesOf(
        tx,
        rows.map((row) => ({ ...saidOfOrganisation(row), id: row.id })),
      )
    ).flat()
    const others = [...new Map(alike.filter(({ organisation }) => !ids.includes(organisation.id)).map((one) => [one.organisation.id, one])).values()]
    const towns = await townsOf(tx, [...rows, ...others.map(({ organisation }) => organisation)])
    for (const row of rows) records.push(await record(organisationCard(row, towns), row))
    return {
      records,
      states: rows.map((row) => ({ id: row.id, snapshot: snapshotOfOrganisation(row) })),
      fields: organisationFields((id) => {
        const town = towns.get(id)
        return town === undefined ? String(id) : nameFor(town, currentLanguage())
      }),
      more: others.map(({ organisation, likeness }) => ({ ...organisationCard(organisation, towns), why: reasonsInWords(likeness) })),
    }
  }
  const rows = inOrder(await peopleByIds(tx, ids))
  const held = await postsOfPeople(
    tx,
    rows.map(({ id }) => id),
  )
  const alike = (
    await personDoublesOf(
      tx,
      rows.map((row) => ({
        ...saidOfPerson(
          row,
          (held.get(row.id) ?? []).map(({ post }) => post.organisationId),
        ),
        id: row.id,
      })),
    )
  ).flat()
  const others = [...new Map(alike.filter(({ person }) => !ids.includes(person.id)).map((one) => [one.person.id, one])).values()]
  for (const row of rows) records.push(await record(personCard(row, held.get(row.id) ?? []), row))
  return {
    records,
    states: rows.map((row) => ({ id: row.id, snapshot: snapshotOfPerson(row) })),
    fields: personFields(),
    more: others.map(({ person, posts, likeness }) => ({ ...personCard(person, posts), why: reasonsInWords(likeness) })),
  }
}

/** The one entered first is kept, unless more points to another. */
const keptOf = (records: readonly MergingRecord[]): string =>
  [...records].sort((a, b) => b.pointing.length - a.pointing.length || (a.id < b.id ? -1 : 1))[0]!.id

async function sideBySide(c: Context, by: Officer, thing: Doubling, followers: readonly Follower[]): Promise<Response> {
  const here = c.get('here')
  const asked = [...new Set((c.req.queries('id') ?? []).filter(isId))].slice(0, MOST_AT_ONCE)
  const box = { id: (c.req.query('with.id') ?? '').trim(), text: (c.req.query('with.text') ?? '').trim().slice(0, 300).replaceAll('\u0000', '') }
  if (asked.length === 1 && (box.id !== '' || box.text !== '')) {
    const meant = await here.db.inOffice(by.officeId, (tx) => theOther(tx, thing, box))
    if (!Array.isArray(meant) && meant !== asked[0]) return c.redirect(mergingHref(thing, [asked[0]!, meant]), 303)
    return chooseOther(c, by, thing, asked[0]!, box, Array.isArray(meant) ? meant : [{ name: 'with', message: m.organisations_merging_itself() }])
  }
  if (asked.length === 1) return chooseOther(c, by, thing, asked[0]!, box)
  const shown = await here.db.inOffice(by.officeId, (tx) => shownOf(tx, thing, asked, followers))
  if (shown.records.length < 2) {
    const [left] = shown.records
    return left === undefined ? notFound(c) : chooseOther(c, by, thing, left.id, box, [{ name: 'with', message: m.organisations_merging_gone() }])
  }
  return mergingPage(c, thing, shown, { keep: keptOf(shown.records), take: {} })
}

const mergingPage = (
  c: Context,
  thing: Doubling,
  shown: Shown,
  chosen: { readonly keep: string; readonly take: Readonly<Record<string, string>> },
  faults: readonly FieldFault[] = [],
): Response | Promise<Response> =>
  c.html(
    <MergingPage
      shell={c.get('shell')}
      thing={thing}
      records={shown.records}
      keep={chosen.keep}
      rows={mergeRows(shown.fields, shown.states, chosen.keep, chosen.take)}
      more={shown.records.length < MOST_AT_ONCE ? shown.more : []}
      faults={faults}
    />,
    faults.length > 0 ? 409 : 200,
  )

/** The id of the record typed into the box, or why it is none. */
async function theOther(tx: OfficeTx, thing: Doubling, box: { readonly id: string; readonly text: string }): Promise<string | FieldFault[]> {
  if (thing === 'organisation') {
    const found = await organisationMeant(tx, box)
    return found.meant?.id ?? [...faultsOfMeant(found, box.text, 'with')]
  }
  const chosen = box.id === '' ? null : await personById(tx, box.id)
  if (chosen !== null) return chosen.id
  const named = await peopleNamed(tx, [box.text])
  if (named.length === 1) return named[0]!.person.id
  const message =
    named.length === 0
      ? m.organisations_merging_with_unknown({ name: box.text })
      : m.organisations_merging_with_several({ names: named.map(({ person }) => displayName(person)).join(', ') })
  return [{ name: 'with', message }]
}

async function chooseOther(
  c: Context,
  by: Officer,
  thing: Doubling,
  id: string,
  box: { readonly id: string; readonly text: string },
  faults: readonly FieldFault[] = [],
): Promise<Response> {
  const shown = await c.get('here').db.inOffice(by.officeId, (tx) => shownOf(tx, thing, [id], []))
  const [record] = shown.records
  if (record === undefined) return notFound(c)
  return c.html(
    <MergingWithPage shell={c.get('shell')} thing={thing} record={record} alike={shown.more} typed={box} faults={faults} />,
    faults.length > 0 ? 422 : 200,
  )
}

// ---- the merge -----------------------------------------------------------------------------------------------------------

/** `take.name.bg` → name.bg: what was chosen in each row. */
function takenIn(body: FormBody): Record<string, string> {
  const taken: Record<string, string> = {}
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') taken[path] = value
    else if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof File))
      for (const [name, inner] of Object.entries(value)) walk(inner, path === '' ? name : `${path}.${name}`)
  }
  walk(body['take'], '')
  return taken
}

/** `version.<id>`: which records, each as it was looked at. */
function versionsIn(body: FormBody): Record<string, number> {
  const given = body['version']
  if (typeof given !== 'object' || Array.isArray(given) || given instanceof File) return {}
  return Object.fromEntries(Object.entries(given).flatMap(([id, version]) => (isId(id) && typeof version === 'string' ? [[id, Number(version)]] : [])))
}

async function merge(c: Context, by: Officer, thing: Doubling, followers: readonly Follower[]): Promise<Response> {
  const here = c.get('here')
  const body = await readForm(c)
  const asked = { versions: versionsIn(body), keep: typed(body, 'keep'), take: takenIn(body) }
  const done = await (thing === 'organisation' ? mergeOrganisations : mergePeople)(here, by, asked, followers)
  if (done.ok) {
    await countDoubles(here, by.officeId)
    return goWithNotice(c, pageOf(thing, done.value.id), { text: m.organisations_merging_done(), undo: addresses.activityUndo({ id: done.value.activityId }) })
  }
  const fault = { name: done.refusal.field ?? '', message: done.refusal.message }
  const ids = Object.keys(asked.versions)
  const shown = await here.db.inOffice(by.officeId, (tx) => shownOf(tx, thing, ids.slice(0, MOST_AT_ONCE), followers))
  const keep = shown.records.some(({ id }) => id === asked.keep) ? asked.keep : undefined
  if (shown.records.length > 1) return mergingPage(c, thing, shown, { keep: keep ?? keptOf(shown.records), take: asked.take }, [fault])
  const [left] = shown.records
  return left === undefined ? notFound(c) : chooseOther(c, by, thing, left.id, { id: '', text: '' }, [{ ...fault, name: 'with' }])
}

// ---- what was merged away --------------------------------------------------------------------------------------------------

/** Shows a merged record as it was; one that was not merged has no such page. */
async function merged(c: Context, by: Reader, thing: Doubling): Promise<Response> {
  const id = c.req.param('id')!
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const standing = await mergedInto(tx, thing, id)
    const lines = await historyOf(tx, thing, id)
    if (thing === 'organisation') {
      const row = await mergedOrganisation(tx, id)
      const kept = standing === null ? null : await organisationById(tx, standing)
      if (row === null) return null
      const towns = await townsOf(tx, kept === null ? [row] : [row, kept])
      const fields = organisationFields((id) => {
        const town = towns.get(id)
        return town === undefined ? String(id) : nameFor(town, currentLanguage())
      })
      return {
        lines,
        fields,
        snapshot: snapshotOfOrganisation(row),
        record: organisationCard(row, towns),
        kept: kept === null ? null : organisationCard(kept, towns),
      }
    }
    const row = await mergedPerson(tx, id)
    const kept = standing === null ? null : await personById(tx, standing)
    if (row === null) return null
    const [keptCard] = kept === null ? [] : await cardsOf(tx, 'person', [kept])
    return { lines, fields: personFields(), snapshot: snapshotOfPerson(row), record: personCard(row, []), kept: keptCard ?? null }
  })
  if (read === null) return notFound(c)
  return c.html(
    <MergedPage
      shell={c.get('shell')}
      thing={thing}
      record={read.record}
      kept={read.kept}
      facts={factsOf(read.snapshot, read.fields)}
      history={historyInWords(read.lines, { what: whatHappened, fields: () => read.fields, timeZone: zoneOf(c), undo: by.role === 'officer' })}
    />,
  )
}

const factsOf = (snapshot: Snapshot, fields: readonly FieldWords[]) =>
  changesBetween(null, snapshot, fields).map(({ field, after, lang }) => ({ field, words: after, lang }))

const whatHappened = ({ act }: ActivityLine): string => {
  switch (act) {
    case 'organisation.created':
      return m.organisations_act_created()
    case 'person.created':
      return m.organisations_act_person_created()
    case 'organisation.merged':
    case 'person.merged':
      return m.organisations_act_merged()
    case 'organisation.united':
    case 'person.united':
      return m.organisations_act_united()
    case 'organisation.restored':
    case 'person.restored':
      return m.organisations_act_restored()
    default:
      return m.organisations_act_changed()
  }
}

/** On the page of the kept one: what it took up, each leading to itself as it was. */
const takenUp = (c: Context, by: Reader, thing: Doubling, id: string): Promise<Child> =>
  c.get('here').db.inOffice(by.officeId, async (tx) => {
    const rows: (Organisation | Person)[] = thing === 'organisation' ? await takenUpBy(tx, thing, id) : await takenUpBy(tx, thing, id)
    if (rows.length === 0) return null
    const records = rows.map((row) => ({
      href: thing === 'organisation' ? addresses.organisationMerged({ id: row.id }) : addresses.personMerged({ id: row.id }),
      title: displayName(row),
      when: m.organisations_merged_when({ when: momentInWords(row.updatedAt, zoneOf(c)) }),
    }))
    return <TakenUpSection records={records} />
  })

export const takenUpOrganisations = (c: Context, by: Reader, organisation: Organisation): Promise<Child> => takenUp(c, by, 'organisation', organisation.id)
export const takenUpPeople = (c: Context, by: Reader, person: Person): Promise<Child> => takenUp(c, by, 'person', person.id)

/** The old address of a merged record leads to the one that stands for it; of any other that is gone there is nothing to show. `page` is the address asked for, of the other. */
export async function goToKept(c: Context, by: Reader, thing: Doubling, page: (names: { readonly id: string }) => string): Promise<Response> {
  const id = await c.get('here').db.inOffice(by.officeId, (tx) => mergedInto(tx, thing, c.req.param('id')!))
  return id === null ? notFound(c) : c.redirect(page({ id }), 302)
}
