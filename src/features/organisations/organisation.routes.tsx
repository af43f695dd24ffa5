// The addresses of organisations: the list, one, its form, its removal.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { savedViewsOf } from '#features/accounts/saved-view.queries.ts'
import { firstView, savedViewLinks } from '#features/accounts/saved-view.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { placeById, placesByIds } from '#features/places/place.queries.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import { historyOf, type ActivityLine } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Turn } from '#platform/database/key-paging.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, readForm, typed, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { cleanQuery } from '#platform/http/list-query.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { MOST_AT_ONCE } from '#platform/many.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { withSource } from '#platform/texts/citation.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { refreshKeys } from './doubles/double.actions.ts'
import { organisationDoublesOf, type OrganisationDouble } from './doubles/double.queries.ts'
import { mergedInto } from './doubles/merging.queries.ts'
import { goToKept } from './doubles/merging.routes.tsx'
import { DOTS_ON_A_MAP, middleOf, MOST_IN_A_COUNTRY, SAMPLE_OF_A_COUNTRY } from '#ui/on-map.tsx'
import type { PlatePoint } from '#ui/plate.tsx'
import { allNames, countryName } from './naming.ts'
import { changeOrganisation, createOrganisation, removeOrganisation, snapshotOfOrganisation, type Holder } from './organisation.actions.ts'
import { foundByCountry, organisationsFound, townsByCountry } from './list.queries.ts'
import { organisationsAsked, ORGANISATIONS_QUERY, type OrganisationsAsked } from './list.ts'
import { organisationsActs } from './many.ts'
import { OrganisationsPage, type OrganisationsShown } from './organisation-list.pages.tsx'
import { bodyOf, OrganisationFormPage, OrganisationPage, type OrganisationFormProps } from './organisation.pages.tsx'
import { organisationById, organisationChoices, organisationsByCountry, organisationsPage, placeMeant } from './organisation.queries.ts'
import { factsOf, liesInItsCountry, organisationFields, organisationForm, withFacts, type OrganisationFacts } from './organisation.ts'
import type { Organisation } from './organisation.table.ts'
import { countPeople, postsInOrganisation, presentPeople } from './people/person.queries.ts'

/** What a later feature shows on an organisation's page. */
export type OrganisationSection = (c: Context, by: Reader, organisation: Organisation) => Promise<Child>

export type OrganisationRouteParts = {
  /** In the order in which they are shown. */
  readonly sections?: readonly OrganisationSection[]
  /** What keeps an organisation from being removed. */
  readonly holders?: readonly Holder[]
}

export const organisationRoutes = ({ sections = [], holders = [] }: OrganisationRouteParts = {}): Routes =>
  new Routes()
    .get(addresses.organisations, readers, async (c, by) => {
      const q = (c.req.query('q') ?? '').trim().slice(0, 200)
      if (c.req.query('as') === 'json') return c.json({ items: await c.get('here').db.inOffice(by.officeId, (tx) => organisationChoices(tx, q)) })
      const search = new URL(c.req.url).search
      const asked = organisationsAsked(search)
      const home = c.get('visitor')!.office.placeId
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const saved = await savedViewsOf(tx, 'organisations', by.personId)
        const first = firstView(saved, by.personId)
        // Whoever asks for nothing gets what they chose to begin with.
        if (first !== null && search === '') return { first: first.query }
        const inEach = await foundByCountry(tx, asked)
        const found = inEach.reduce((sum, { n }) => sum + n, 0)
        const shown =
          asked.view === 'map' ? await mapOf(tx, asked, inEach, home) : await tableOf(tx, asked, { after: c.req.query('after'), before: c.req.query('before') })
        return { saved, found, shown, byCountry: await organisationsByCountry(tx), counted: await countPeople(tx) }
      })
      if ('first' in read) return c.redirect(`${addresses.organisations()}?${read.first}`, 302)
      const { saved, found, shown } = read
      const counts = { organisations: read.byCountry.reduce((sum, { n }) => sum + n, 0), people: read.counted }
      const countries = [...new Set(read.byCountry.map(({ country }) => country))]
      const many =
        shown.view === 'table' && by.role === 'officer'
          ? {
              action: addresses.organisationsMany(),
              query: cleanQuery(search, ORGANISATIONS_QUERY),
              found,
              shown: shown.page.rows.length,
              most: MOST_AT_ONCE,
              groups: organisationsActs(),
            }
          : undefined
      return c.html(
        <OrganisationsPage
          shell={c.get('shell')}
          today={c.get('here').clock.today()}
          counts={counts}
          countries={countries}
          asked={asked}
          found={found}
          saved={savedViewLinks(saved, {
            list: 'organisations',
            href: addresses.organisations(),
            all: addresses.organisations({ view: asked.view }),
            query: search,
            known: ORGANISATIONS_QUERY,
            personId: by.personId,
          })}
          shown={shown.view === 'table' ? { ...shown, many } : shown}
        />,
      )
    })
    .get(addresses.organisationNew, officers, (c) => {
      const body: FormBody = { name: { [languagesOf(c)[0]!]: (c.req.query('name') ?? '').slice(0, 300) }, kind: 'municipality' }
      return formPage(c, { organisation: null, body })
    })
    .post(addresses.organisations, officers, async (c, by) => {
      const body = await readForm(c)
      const read = await readFacts(c, by, null, body)
      if (!read.ok) return formPage(c, { organisation: null, body, faults: read.faults, twins: read.twins, towns: read.towns }, 422)
      const made = await createOrganisation(c.get('here'), by, read.facts)
      if (!made.ok) return formPage(c, { organisation: null, body, faults: [{ name: '', message: made.refusal.message }] }, 422)
      return goWithNotice(c, addresses.organisation({ id: made.value.id }), {
        text: m.organisations_created(),
        undo: addresses.activityUndo({ id: made.value.activityId }),
      })
    })
    .get(addresses.organisation, readers, async (c, by) => {
      const here = c.get('here')
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const organisation = await organisationById(tx, c.req.param('id')!)
        if (organisation === null) return null
        const lines = await historyOf(tx, 'organisation', organisation.id)
        return { organisation, people: await postsInOrganisation(tx, organisation.id), lines, towns: await townsIn(tx, organisation, lines) }
      })
      if (read === null) return goToKept(c, by, 'organisation', addresses.organisation)
      const { organisation, towns } = read
      const shown = await Promise.all(sections.map((section) => section(c, by, organisation)))
      const history = historyInWords(read.lines, {
        what: whatHappened,
        fields: () => organisationFields(townName(towns)),
        timeZone: zoneOf(c),
        undo: by.role === 'officer',
      })
      const town = organisation.placeId === null ? null : (towns.get(organisation.placeId) ?? null)
      return c.html(
        <OrganisationPage
          shell={c.get('shell')}
          organisation={organisation}
          town={town}
          people={read.people}
          history={history}
          today={here.clock.today()}
          sections={shown}
        />,
      )
    })
    .get(addresses.organisationEdit, officers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const organisation = await organisationById(tx, c.req.param('id')!)
        return organisation === null ? null : { organisation, town: organisation.placeId === null ? null : await placeById(tx, organisation.placeId) }
      })
      return read === null
        ? goToKept(c, by, 'organisation', addresses.organisationEdit)
        : formPage(c, { organisation: read.organisation, body: bodyOf(read.organisation, read.town) })
    })
    .post(addresses.organisation, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const organisation = await here.db.inOffice(by.officeId, (tx) => organisationById(tx, c.req.param('id')!))
      if (organisation === null) return mergedMeanwhile(c, by, body)
      const read = await readFacts(c, by, organisation, body)
      if (!read.ok) return formPage(c, { organisation: opened(organisation, body), body, faults: read.faults, twins: read.twins, towns: read.towns }, 422)
      const changed = await changeOrganisation(here, by, organisation.id, Number(typed(body, 'version')), read.facts)
      if (changed.ok)
        return goWithNotice(c, addresses.organisation({ id: organisation.id }), {
          text: m.organisations_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (isStaleRefusal<Organisation>(changed.refusal)) return conflictPage(c, by, changed.refusal.current, body, read.facts)
      return changed.refusal.code === 'missing'
        ? notFound(c)
        : formPage(c, { organisation, body, faults: [{ name: '', message: changed.refusal.message }] }, 422)
    })
    .post(addresses.organisationRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const removed = await removeOrganisation(c.get('here'), by, id, Number(typed(body, 'version')), holders)
      if (removed.ok)
        return goWithNotice(c, addresses.organisations(), { text: m.organisations_removed(), undo: addresses.activityUndo({ id: removed.value.activityId }) })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.organisation({ id }), { text: removed.refusal.message, tone: 'late' })
    })

async function tableOf(tx: OfficeTx, asked: OrganisationsAsked, turn: Turn): Promise<Extract<OrganisationsShown, { readonly view: 'table' }>> {
  const page = await organisationsPage(tx, { ...asked, ...turn })
  return {
    view: 'table',
    page,
    people: await presentPeople(
      tx,
      page.rows.map(({ id }) => id),
    ),
  }
}

const pointOf = (town: Place): PlatePoint => ({ name: nameFor(town, currentLanguage()), lat: town.latitude, lon: town.longitude })

/** Each organisation by itself, or, when they are too many to be told apart, each country in the middle of a few of its towns. */
async function mapOf(
  tx: OfficeTx,
  asked: OrganisationsAsked,
  inEach: readonly { readonly country: string; readonly n: number }[],
  homeId: number,
): Promise<Exclude<OrganisationsShown, { readonly view: 'table' }>> {
  const found = inEach.reduce((sum, { n }) => sum + n, 0)
  const townsOf = async (ids: readonly number[]) => new Map((await placesByIds(tx, [homeId, ...ids])).map((town) => [town.id, pointOf(town)]))
  if (found <= DOTS_ON_A_MAP || asked.country !== undefined || asked.q !== undefined) {
    const rows = await organisationsFound(tx, asked, MOST_IN_A_COUNTRY)
    const towns = await townsOf(rows.flatMap(({ placeId }) => placeId ?? []))
    const points = rows.flatMap(({ id, placeId }) => {
      const point = placeId === null ? undefined : towns.get(placeId)
      return point === undefined ? [] : [[id, point] as const]
    })
    return { view: 'map', home: towns.get(homeId) ?? null, rows, points: new Map(points), more: found - rows.length }
  }
  const sample = await townsByCountry(
    tx,
    asked,
    inEach.map(({ country }) => country),
    SAMPLE_OF_A_COUNTRY,
  )
  const towns = await townsOf([...sample.values()].flat())
  return {
    view: 'countries',
    home: towns.get(homeId) ?? null,
    countries: inEach.map(({ country, n }) => ({
      country,
      count: n,
      point: middleOf(
        country,
        (sample.get(country) ?? []).flatMap((id) => towns.get(id) ?? []),
      ),
    })),
  }
}

const languagesOf = (c: Context): readonly string[] => c.get('visitor')!.office.languages
const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone

const formPage = async (c: Context, props: Omit<OrganisationFormProps, 'shell' | 'languages'>, status: 200 | 409 | 422 = 200): Promise<Response> =>
  c.html(<OrganisationFormPage shell={c.get('shell')} languages={languagesOf(c)} {...props} />, status)

// A form that comes back keeps the version it was opened with: a change made meanwhile must still be noticed.
const opened = (organisation: Organisation, body: FormBody): Organisation => ({
  ...organisation,
  version: Number(typed(body, 'version')) || organisation.version,
})

type ReadFacts =
  | { readonly ok: true; readonly facts: OrganisationFacts }
  | { readonly ok: false; readonly faults: readonly FieldFault[]; readonly twins: readonly OrganisationDouble[]; readonly towns: readonly Place[] }

/** What the form says, with its place found and its twins shown. */
async function readFacts(c: Context, by: Officer, before: Organisation | null, body: FormBody): Promise<ReadFacts> {
  const form = checked(organisationForm, body)
  if (!form.ok) return { ok: false, faults: form.faults, twins: [], towns: [] }
  return c.get('here').db.inOffice(by.officeId, async (tx): Promise<ReadFacts> => {
    const { place, placeChoice, country, keepTwin } = form.value
    const found = await placeMeant(tx, { text: place.text, id: placeChoice === '' ? place.id : placeChoice }, country === '' ? null : country)
    const faults: FieldFault[] = []
    if (place.text !== '' && found.meant === null)
      faults.push({
        name: 'place',
        message: found.candidates.length > 0 ? m.organisations_place_several() : m.organisations_place_unknown({ name: place.text }),
      })
    const land = country === '' ? found.meant?.country : country
    if (found.meant !== null && land !== undefined && land !== found.meant.country && liesInItsCountry(form.value.kind))
      faults.push({
        name: 'country',
        message: m.organisations_place_elsewhere({ place: nameFor(found.meant, currentLanguage()), country: countryName(found.meant.country) }),
      })
    if (land === undefined && faults.length === 0) faults.push({ name: 'country', message: m.organisations_country_missing() })
    if (faults.length > 0 || land === undefined) return { ok: false, faults, twins: [], towns: found.candidates }
    const kept = (before?.sources ?? []).filter((_, index) => !form.value.dropSource.has(index))
    const facts = factsOf(form.value, { placeId: found.meant?.id ?? null, country: land, sources: withSource(kept, form.value.source) })
    const twins = keepTwin ? [] : await twinsOf(tx, before, facts, c)
    return twins.length === 0 ? { ok: true, facts } : { ok: false, faults: [], twins, towns: [] }
  })
}

/** Others that may be the same by a name which is new to this one, or by its first town: what it had already was looked at when it was given. */
async function twinsOf(tx: OfficeTx, before: Organisation | null, facts: OrganisationFacts, c: Context): Promise<OrganisationDouble[]> {
  const had = new Set(before === null ? [] : allNames(before))
  const now = withFacts(before, facts, c.get('here').clock.now())
  const names = allNames(now).filter((name) => !had.has(name))
  if (names.length === 0) return []
  await refreshKeys(tx, 'organisation')
  const [found] = await organisationDoublesOf(tx, [{ id: before?.id, names, country: now.country, kind: now.kind, placeId: now.placeId, website: null }])
  return found!
}

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(c: Context, by: Officer, current: Organisation, body: FormBody, yours: OrganisationFacts): Promise<Response> {
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const [last] = await historyOf(tx, 'organisation', current.id, 1)
    return {
      last,
      towns: await placesByIds(
        tx,
        [current.placeId, yours.placeId ?? null].filter((id) => id !== null),
      ),
    }
  })
  const fields = organisationFields(townName(new Map(read.towns.map((town) => [town.id, town]))))
  const rows = changesBetween(snapshotOfOrganisation(current), snapshotOfOrganisation(withFacts(current, yours, c.get('here').clock.now())), fields)
  const conflict = {
    who: read.last?.personName,
    when: momentInWords(read.last?.at ?? current.updatedAt, zoneOf(c)),
    rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
  }
  return formPage(c, { organisation: current, body, conflict }, 409)
}

/** Merged while the form was open: what was typed stands beside the record that took it up, and goes into that when it is sent again. */
async function mergedMeanwhile(c: Context, by: Officer, body: FormBody): Promise<Response> {
  const kept = await c
    .get('here')
    .db.inOffice(by.officeId, async (tx) => organisationById(tx, (await mergedInto(tx, 'organisation', c.req.param('id')!)) ?? ''))
  if (kept === null) return notFound(c)
  const read = await readFacts(c, by, kept, { ...body, keepTwin: 'yes' })
  return read.ok ? conflictPage(c, by, kept, body, read.facts) : formPage(c, { organisation: kept, body, faults: read.faults, towns: read.towns }, 422)
}

/** Every town the page and its history name, in one query. */
async function townsIn(tx: OfficeTx, organisation: Organisation, lines: readonly ActivityLine[]): Promise<Map<number, Place>> {
  const ids = [organisation.placeId, ...lines.flatMap(({ before, after }) => [before?.['placeId'], after?.['placeId']])].filter((id) => typeof id === 'number')
  return new Map((await placesByIds(tx, ids)).map((town) => [town.id, town]))
}

const townName =
  (towns: ReadonlyMap<number, Place>) =>
  (id: number): string => {
    const town = towns.get(id)
    return town === undefined ? String(id) : nameFor(town, currentLanguage())
  }

const whatHappened = ({ act }: ActivityLine): string => {
  switch (act) {
    case 'organisation.created':
      return m.organisations_act_created()
    case 'organisation.removed':
      return m.organisations_act_removed()
    case 'organisation.restored':
      return m.organisations_act_restored()
    case 'organisation.united':
      return m.organisations_act_united()
    default:
      return m.organisations_act_changed()
  }
}
