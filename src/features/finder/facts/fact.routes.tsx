// The addresses of what is known of towns: the list with home first, one town, its tags, the people of its municipality.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { placeMeant } from '#features/organisations/organisation.queries.ts'
import { placeById } from '#features/places/place.queries.ts'
import type { Place } from '#features/places/place.ts'
import { m } from '#messages'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, type FieldWords, historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { boxesOf, type ImpreciseDate, momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import type { ConflictPanelProps } from '#ui/conflict.tsx'
import { addTag, changeTag, type PeopleStale, removePeople, removeTag, savePeople, type TagStale } from './fact.actions.ts'
import { KNOWN_TAGS, peopleFieldWords, peopleForm, peopleInWords, type Sourced, tagFieldWords, tagForm, tagMeant, tagName } from './fact.ts'
import { FactsPage, PeoplePage, TagPage, TownPage } from './fact.pages.tsx'
import { knownTowns, ownWords, peopleRow, tagRow, tagRowsOf } from './fact.queries.ts'
import type { TownPeopleRow, TownTagRow } from './fact.table.ts'
import { STARTER_CHECKED, STARTER_TAGS } from './starter-list.ts'

/** A line of the address's query; what cannot be meant is left out. */
function asked(c: Context, name: string, most = 200): string | undefined {
  const value = (c.req.query(name) ?? '').replaceAll('\u0000', '').trim().slice(0, most)
  return value === '' ? undefined : value
}

const placeNumber = (written: string | undefined): number => (/^\d{1,9}$/.test(written ?? '') ? Number(written) : 0)

const factsOf = async (tx: OfficeTx, place: Place) => ({ place, tags: await tagRowsOf(tx, place.id), people: await peopleRow(tx, place.id) })

const didWhat = ({ act }: ActivityLine): string =>
  act.endsWith('.created')
    ? m.finder_facts_did_create()
    : act.endsWith('.removed')
      ? m.finder_facts_did_remove()
      : act.endsWith('.restored')
        ? m.finder_facts_did_restore()
        : m.finder_facts_did_change()

const sourcedBody = ({ source, address, asOf, note }: Sourced): FormBody => ({
  source,
  address: address ?? '',
  asOf: boxes(asOf),
  note,
})
function boxes(date: ImpreciseDate | null): FormBody {
  return date === null ? {} : Object.fromEntries(Object.entries(boxesOf(date)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

const tagBody = (row: Pick<TownTagRow, 'tag' | 'says'> & Sourced): FormBody => ({ tag: { text: tagName(row.tag) }, says: row.says, ...sourcedBody(row) })
const peopleBody = (row: TownPeopleRow): FormBody => ({ people: peopleInWords(row.people), ...sourcedBody(row) })

const entries = (c: Context, by: Reader, lines: readonly ActivityLine[], fields: () => FieldWords[]) =>
  historyInWords(lines, { what: didWhat, fields, timeZone: c.get('visitor')!.office.timeZone, undo: by.role === 'officer' })

/** What another saved meanwhile beside what was typed. */
async function conflictWith(
  c: Context,
  by: Reader,
  thing: string,
  id: string | null,
  current: TagStale['current'] | PeopleStale['current'],
  values: object,
  fields: FieldWords[],
): Promise<ConflictPanelProps> {
  const [last] = id === null ? [] : await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, thing, id, 1))
  return {
    who: last?.personName,
    when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
    rows: changesBetween({ ...current.state }, { ...current.state, ...values }, fields).map(({ field, before, after }) => ({
      field,
      theirs: before,
      yours: after,
    })),
  }
}

type Given = { readonly body: FormBody; readonly faults?: readonly FieldFault[]; readonly conflict?: ConflictPanelProps; readonly version?: number }
type Status = 200 | 409 | 422

/** The form of a tag that stands already. */
async function tagPage(c: Context, by: Reader, row: TownTagRow, { version, ...given }: Given, status: Status = 200): Promise<Response> {
  const { place, lines } = await c
    .get('here')
    .db.inOffice(by.officeId, async (tx) => ({ place: await placeById(tx, row.placeId), lines: await historyOf(tx, 'town_tag', row.id) }))
  const shown = { id: row.id, version: version ?? row.version }
  return c.html(<TagPage shell={c.get('shell')} place={place} row={shown} history={entries(c, by, lines, tagFieldWords)} {...given} />, status)
}

async function peoplePage(c: Context, by: Reader, place: Place, given: Partial<Given> = {}, status: Status = 200): Promise<Response> {
  const { row, lines } = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const found = await peopleRow(tx, place.id)
    return { row: found, lines: found === null ? [] : await historyOf(tx, 'town_people', found.id) }
  })
  const { version, body = row === null ? {} : peopleBody(row), ...more } = given
  const shown = { id: row?.id ?? null, version: version ?? row?.version ?? 0 }
  return c.html(<PeoplePage shell={c.get('shell')} place={place} row={shown} body={body} history={entries(c, by, lines, peopleFieldWords)} {...more} />, status)
}

const placeAsked = (c: Context, by: Reader, written: string | undefined): Promise<Place | null> =>
  c.get('here').db.inOffice(by.officeId, (tx) => placeById(tx, placeNumber(written)))

const versionTyped = (body: FormBody): number => {
  const version = Number(typed(body, 'version'))
  return Number.isInteger(version) && version > 0 ? version : 0
}

export const factRoutes = (): Routes =>
  new Routes()
    .get(addresses.finderFacts, readers, async (c, by) => {
      const homeId = c.get('visitor')!.office.placeId
      const [word, country] = [asked(c, 'tag'), asked(c, 'country', 2)?.toUpperCase()]
      const filters = { tag: word === undefined ? undefined : (tagMeant(word) ?? undefined), country, q: asked(c, 'q') }
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const place = await placeById(tx, homeId)
        return {
          home: place === null ? null : await factsOf(tx, place),
          words: await ownWords(tx, KNOWN_TAGS),
          page: await knownTowns(tx, homeId, filters, { after: c.req.query('after'), before: c.req.query('before') }),
        }
      })
      return c.html(<FactsPage shell={c.get('shell')} asked={filters} starters={{ count: STARTER_TAGS.length, day: STARTER_CHECKED }} {...read} />)
    })
    .get(addresses.finderFactWords, readers, async (c, by) => {
      const query = (asked(c, 'q') ?? '').toLowerCase()
      const words = await c.get('here').db.inOffice(by.officeId, (tx) => ownWords(tx, KNOWN_TAGS))
      const found = words.filter((word) => word.startsWith(query) || word.includes(` ${query}`)).slice(0, 12)
      return c.json({ items: found.map((word) => ({ id: '', title: word })) })
    })
    .get(addresses.finderTagNew, officers, async (c, by) => {
      const place = await placeAsked(c, by, c.req.query('place'))
      const tag = tagMeant(asked(c, 'tag') ?? '')
      const body: FormBody = { tag: { text: tag === null ? '' : tagName(tag) }, says: c.req.query('says') === 'not-so' ? 'not-so' : 'so' }
      return c.html(<TagPage shell={c.get('shell')} body={body} place={place} row={null} />)
    })
    .post(addresses.finderTagNew, officers, (c, by) => enterTag(c, by))
    .get(addresses.finderTag, readers, async (c, by) => {
      const row = await c.get('here').db.inOffice(by.officeId, (tx) => tagRow(tx, c.req.param('id')!))
      return row === null ? notFound(c) : tagPage(c, by, row, { body: tagBody(row) })
    })
    .post(addresses.finderTag, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const row = await here.db.inOffice(by.officeId, (tx) => tagRow(tx, c.req.param('id')!))
      if (row === null) return notFound(c)
      const version = versionTyped(body)
      const form = checked(tagForm, body)
      if (!form.ok) return tagPage(c, by, row, { body, faults: form.faults, version }, 422)
      const changed = await changeTag(here, by, row.id, version, form.value)
      if (changed.ok)
        return goWithNotice(c, addresses.finderTown({ place: String(row.placeId) }), {
          text: m.finder_facts_tag_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (!isStaleRefusal<TagStale['current']>(changed.refusal)) {
        const { code, field, message } = changed.refusal
        return code === 'missing' ? notFound(c) : tagPage(c, by, row, { body, faults: [{ name: field ?? '', message }], version }, 422)
      }
      const { current } = changed.refusal
      const conflict = await conflictWith(c, by, 'town_tag', row.id, current, form.value, tagFieldWords())
      return tagPage(c, by, row, { body, conflict, version: current.version }, 409)
    })
    .post(addresses.finderTagRemoval, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const row = await here.db.inOffice(by.officeId, (tx) => tagRow(tx, c.req.param('id')!))
      if (row === null) return notFound(c)
      const removed = await removeTag(here, by, row.id, versionTyped(body))
      if (removed.ok)
        return goWithNotice(c, addresses.finderTown({ place: String(row.placeId) }), {
          text: m.finder_facts_tag_removed(),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing'
        ? notFound(c)
        : goWithNotice(c, addresses.finderTag({ id: row.id }), { text: removed.refusal.message, tone: 'late' })
    })
    .get(addresses.finderTown, readers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const place = await placeById(tx, placeNumber(c.req.param('place')))
        return place === null ? null : factsOf(tx, place)
      })
      return read === null ? notFound(c) : c.html(<TownPage shell={c.get('shell')} {...read} />)
    })
    .get(addresses.finderTownPeople, officers, async (c, by) => {
      const place = await placeAsked(c, by, c.req.param('place'))
      return place === null ? notFound(c) : peoplePage(c, by, place)
    })
    .post(addresses.finderTownPeople, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const place = await placeAsked(c, by, c.req.param('place'))
      if (place === null) return notFound(c)
      const version = versionTyped(body)
      const form = checked(peopleForm, body)
      if (!form.ok) return peoplePage(c, by, place, { body, faults: form.faults, version }, 422)
      const saved = await savePeople(here, by, place.id, version, form.value)
      if (saved.ok)
        return goWithNotice(c, addresses.finderTown({ place: String(place.id) }), {
          text: m.finder_facts_people_saved(),
          undo: addresses.activityUndo({ id: saved.value.activityId }),
        })
      if (!isStaleRefusal<PeopleStale['current']>(saved.refusal)) {
        const { code, field, message } = saved.refusal
        // Somebody took it away meanwhile: what was typed would be a new one.
        const gone = code === 'gone'
        return peoplePage(c, by, place, { body, faults: [{ name: field ?? '', message }], version: gone ? 0 : version }, gone ? 409 : 422)
      }
      const { current } = saved.refusal
      const row = await here.db.inOffice(by.officeId, (tx) => peopleRow(tx, place.id))
      const conflict = await conflictWith(c, by, 'town_people', row?.id ?? null, current, form.value, peopleFieldWords())
      return peoplePage(c, by, place, { body, conflict, version: current.version }, 409)
    })
    .post(addresses.finderTownPeopleRemoval, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const place = await placeAsked(c, by, c.req.param('place'))
      const row = place === null ? null : await here.db.inOffice(by.officeId, (tx) => peopleRow(tx, place.id))
      if (place === null || row === null) return notFound(c)
      const removed = await removePeople(here, by, row.id, versionTyped(body))
      const names = { place: String(place.id) }
      if (removed.ok)
        return goWithNotice(c, addresses.finderTown(names), {
          text: m.finder_facts_people_removed(),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing'
        ? notFound(c)
        : goWithNotice(c, addresses.finderTownPeople(names), { text: removed.refusal.message, tone: 'late' })
    })

/** A new tag, of the town in the address or of the one chosen in the form. */
const noTownInWords = ({ id, text }: { readonly id: string; readonly text: string }, candidates: number): string =>
  id.trim() === '' && text.trim() === '' ? m.finder_facts_place_missing() : candidates > 1 ? m.finder_facts_place_many() : m.finder_facts_no_town()

async function enterTag(c: Context, by: Officer): Promise<Response> {
  const here = c.get('here')
  const body = await readForm(c)
  const form = checked(tagForm, body)
  const fixed = await placeAsked(c, by, c.req.query('place'))
  const town = { text: typed(body, 'place.text').slice(0, 300), id: typed(body, 'place.id') }
  const { meant, candidates } = fixed === null ? await here.db.inOffice(by.officeId, (tx) => placeMeant(tx, town, null)) : { meant: fixed, candidates: [] }
  const noTown = meant === null ? [{ name: 'place', message: noTownInWords(town, candidates.length) }] : []
  const again = (faults: readonly FieldFault[]): Response | Promise<Response> =>
    c.html(<TagPage shell={c.get('shell')} body={body} faults={faults} place={fixed} row={null} />, 422)
  if (!form.ok || meant === null) return again([...noTown, ...(form.ok ? [] : form.faults)])
  const added = await addTag(here, by, meant.id, form.value)
  if (!added.ok) return again([{ name: added.refusal.field ?? '', message: added.refusal.message }])
  return goWithNotice(c, addresses.finderTown({ place: String(meant.id) }), {
    text: m.finder_facts_tag_saved(),
    undo: addresses.activityUndo({ id: added.value.activityId }),
  })
}
