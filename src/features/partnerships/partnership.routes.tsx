// The addresses of a partnership: its page, its form, its removal. The register's own are in register.routes.tsx.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { refreshKeys } from '#features/organisations/doubles/double.actions.ts'
import { organisationDoublesOf } from '#features/organisations/doubles/double.queries.ts'
import { isWorthSaying, reasonsInWords } from '#features/organisations/doubles/double.ts'
import type { OrganisationSaid } from '#features/organisations/doubles/likeness.ts'
import { COUNTRIES, displayName } from '#features/organisations/naming.ts'
import type { Holder } from '#features/organisations/organisation.actions.ts'
import { organisationById, organisationMeant, organisationsByIds, placeMeant } from '#features/organisations/organisation.queries.ts'
import { ORGANISATION_KINDS, type OrganisationFacts } from '#features/organisations/organisation.ts'
import { postsInOrganisation } from '#features/organisations/people/person.queries.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { nameFor } from '#features/places/place.ts'
import { m } from '#messages'
import { type ActivityLine, historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { type Citation, withSource } from '#platform/texts/citation.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { distanceKm } from '#ui/plate.tsx'
import { silenceRead } from './silence/contact.queries.ts'
import { milestoneEntry, milestoneFields, milestoneLabel, milestoneSnapshot } from './milestones/milestone.ts'
import { changePartnership, createPartnership, createPartnershipWith, removePartnership } from './partnership.actions.ts'
import { bodyOfPartnership, PartnershipFormPage, type PartnershipFormProps } from './partnership-form.pages.tsx'
import { type HandoverFact, PartnershipHistoryPage, PartnershipPage } from './partnership.pages.tsx'
import { historyOfPartnership, milestonesOf, partnershipById, type PartnershipView, standingPartnership } from './partnership.queries.ts'
import {
  newPartnershipForm,
  partnershipFields,
  type PartnershipForm,
  partnershipForm,
  type PartnershipValues,
  snapshotOfPartnership,
  type TimelineEntry,
  withGaps,
  withValues,
} from './partnership.ts'
import type { PartnershipRow } from './partnership.table.ts'
import { silenceOn } from './silence/silence.ts'
import { endsSoon, lackingOf, listsFor } from './procedures/procedure.ts'
import { inOrder, ladderOf, stageOf, termOf } from './stage.ts'
import { changePartnershipAndType, type TypeChange } from './milestones/type-change.actions.ts'
import { type TypeChangeForm, typeChangeForm, typesOf } from './milestones/type-change.ts'

/** What later features bring to a partnership's page; wired in app.tsx, each part in the order in which it is shown. */
export type PartnershipRouteParts = {
  /** More entries for the timeline: events, symbolic acts, promises kept. A fixed number of queries, whatever the partnership holds. */
  readonly timeline?: readonly ((tx: OfficeTx, partnership: PartnershipView) => Promise<readonly TimelineEntry[]>)[]
  /** More sources for entries of the timeline, by the entry's id: the papers of its steps. A fixed number of queries. */
  readonly attached?: readonly ((tx: OfficeTx, partnership: PartnershipView) => Promise<ReadonlyMap<string, readonly Citation[]>>)[]
  /** Lines for „За две минути“: what waits, the last contact. */
  readonly facts?: readonly ((tx: OfficeTx, partnership: PartnershipView, today: string) => Promise<readonly HandoverFact[]>)[]
  /** Sections under the timeline: promises of both sides. */
  readonly sections?: readonly ((tx: OfficeTx, partnership: PartnershipView, look: { readonly by: Reader; readonly today: string }) => Promise<Child>)[]
  /** What keeps a partnership from being removed; asked with its id. */
  readonly holders?: readonly Holder[]
}

export const partnershipRoutes = ({ timeline = [], attached = [], facts = [], sections = [], holders = [] }: PartnershipRouteParts = {}): Routes =>
  new Routes()
    .get(addresses.partnershipNew, officers, async (c, by) => {
      const id = c.req.query('organisation')
      const organisation = id === undefined ? null : await c.get('here').db.inOffice(by.officeId, (tx) => organisationById(tx, id))
      const name = (c.req.query('name') ?? '').slice(0, 300)
      return formPage(c, {
        partnership: null,
        body: { type: 'twinning', organisation: organisation === null ? { id: '', text: name } : { id: organisation.id, text: displayName(organisation) } },
      })
    })
    .post(addresses.partnerships, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const form = checked(newPartnershipForm, body)
      if (!form.ok) return formPage(c, { partnership: null, body, faults: form.faults }, 422)
      const read = await here.db.inOffice(by.officeId, async (tx) => ({
        partner: await partnerMeant(tx, form.value),
        introducer: await introducerMeant(tx, form.value),
      }))
      const faults = [...faultsOf(read.partner), ...faultsOf(read.introducer)]
      if (faults.length > 0 || 'fault' in read.partner || 'fault' in read.introducer) return formPage(c, { partnership: null, body, faults }, 422)
      const values = { ...valuesOf(form.value, read.introducer.id), sources: withSource([], form.value.source) }
      const made =
        'known' in read.partner
          ? await createPartnership(here, by, { ...values, organisationId: read.partner.known })
          : await createPartnershipWith(here, by, read.partner.fresh, values)
      if (!made.ok) return formPage(c, { partnership: null, body, faults: [{ name: made.refusal.field ?? '', message: made.refusal.message }] }, 422)
      return goWithNotice(c, addresses.partnership({ id: made.value.id }), {
        text: m.partnerships_created({ name: form.value.organisation.text }),
        undo: addresses.activityUndo({ id: made.value.activityId }),
      })
    })
    .get(addresses.partnership, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const asHistory = c.req.query('view') === 'history'
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const partnership = await partnershipById(tx, c.req.param('id')!)
        if (partnership === null) return { standing: await standingPartnership(tx, c.req.param('id')!) }
        const milestones = await milestonesOf(tx, partnership.id)
        const office = c.get('visitor')!.office
        const towns = await placesByIds(tx, [office.placeId, ...(partnership.partner.placeId === null ? [] : [partnership.partner.placeId])])
        if (asHistory) return { partnership, milestones, towns, ...(await historyRead(tx, partnership.id)) }
        const people = await postsInOrganisation(tx, partnership.partner.id)
        // One after another: a transaction is one connection.
        const entries: TimelineEntry[] = milestones.map((milestone) => milestoneEntry(milestone, by.role === 'officer'))
        for (const more of timeline) entries.push(...(await more(tx, partnership)))
        for (const more of attached) {
          const papers = await more(tx, partnership)
          entries.forEach((entry, at) => {
            entries[at] = { ...entry, sources: [...entry.sources, ...(papers.get(entry.id) ?? [])] }
          })
        }
        const known: HandoverFact[] = []
        for (const more of facts) known.push(...(await more(tx, partnership, today)))
        const shown: Child[] = []
        for (const section of sections) shown.push(await section(tx, partnership, { by, today }))
        const heard = await silenceRead(tx, partnership, today)
        const silence = silenceOn(heard, milestones, { partnershipId: partnership.id, organisationId: partnership.partner.id }, today)
        return { partnership, milestones, towns, people, entries, known, shown, silence, contacts: heard.log.past }
      })
      if ('standing' in read) return read.standing === null ? notFound(c) : c.redirect(addresses.partnership({ id: read.standing }), 302)
      const { partnership, towns } = read
      const milestones = inOrder(read.milestones)
      const standing = stageOf(milestones, today)
      const office = c.get('visitor')!.office
      const [home, there] = [office.placeId, partnership.partner.placeId].map((id) => towns.find((town) => town.id === id))
      const distance =
        home === undefined || there === undefined
          ? null
          : distanceKm({ name: home.name, lat: home.latitude, lon: home.longitude }, { name: there.name, lat: there.latitude, lon: there.longitude })
      if ('lines' in read) {
        const history = historyInWords(read.lines, {
          what: whatHappened,
          fields: ({ thing }) => (thing === 'milestone' ? milestoneFields() : partnershipFields((id) => read.names.get(id) ?? '')),
          timeZone: office.timeZone,
          undo: by.role === 'officer',
        })
        return c.html(<PartnershipHistoryPage shell={c.get('shell')} partnership={partnership} standing={standing} distance={distance} history={history} />)
      }
      const term = termOf(milestones, today)
      const { type } = partnership
      const asleep = read.silence.level === 'asleep'
      return c.html(
        <PartnershipPage
          shell={c.get('shell')}
          partnership={partnership}
          us={home === undefined ? textIn(office.name) : nameFor(home, currentLanguage())}
          standing={standing}
          rungs={ladderOf(milestones, today)}
          term={term}
          types={typesOf(milestones, type, today)}
          next={{
            ...listsFor(
              milestones,
              {
                home: office.country,
                partner: partnership.partner.country,
                kind: partnership.partner.kind,
                type,
                stage: standing.stage,
                asleep,
                contacts: read.contacts,
              },
              today,
            ),
            lacking: lackingOf(type, partnership, milestones),
            endsSoon: term !== null && endsSoon(term.until, today),
          }}
          milestones={milestones}
          timeline={withGaps(read.entries, today)}
          people={read.people}
          distance={distance}
          today={today}
          silence={read.silence}
          facts={read.known}
          sections={read.shown}
        />,
      )
    })
    .get(addresses.partnershipEdit, officers, async (c, by) => {
      const partnership = await c.get('here').db.inOffice(by.officeId, (tx) => partnershipById(tx, c.req.param('id')!))
      return partnership === null ? notFound(c) : formPage(c, { partnership, body: bodyOfPartnership(partnership) })
    })
    .post(addresses.partnership, officers, async (c, by) => {
      const here = c.get('here')
      const body = await readForm(c)
      const form = checked(partnershipForm, body)
      const read = await here.db.inOffice(by.officeId, async (tx) => ({
        partnership: await partnershipById(tx, c.req.param('id')!),
        introducer: form.ok ? await introducerMeant(tx, form.value) : { id: null },
        hasPast: (await milestonesOf(tx, c.req.param('id')!)).length > 0,
      }))
      const { partnership, introducer } = read
      if (partnership === null) return notFound(c)
      // A tie with a past that is called something else: was it wrong, or has it changed? With no step recorded there is nothing to keep.
      // Upon an older version the conflict is shown first, since the other one may have changed the type.
      const version = Number(typed(body, 'version'))
      const asks = read.hasPast && form.ok && form.value.type !== partnership.type && version === partnership.version
      const meaning = asks ? checked(typeChangeForm(here.clock.today()), body) : null
      const faults = [...(form.ok ? faultsOf(introducer) : form.faults), ...(meaning?.ok === false ? meaning.faults : [])]
      if (!form.ok || 'fault' in introducer || meaning?.ok === false)
        return formPage(c, { partnership: opened(partnership, body), body, faults, asksType: asks }, 422)
      const kept = partnership.sources.filter((_, index) => !form.value.dropSource.has(index))
      const values: PartnershipValues = { ...valuesOf(form.value, introducer.id), slug: form.value.slug, sources: withSource(kept, form.value.source) }
      const change = meaning === null ? null : changeMeant(meaning.value, partnership)
      const changed =
        change === null
          ? await changePartnership(here, by, partnership.id, version, values)
          : await changePartnershipAndType(here, by, partnership.id, version, values, change)
      if (changed.ok)
        return goWithNotice(c, addresses.partnership({ id: partnership.id }), {
          text: m.partnerships_changed({ name: displayName(partnership.partner) }),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      if (isStaleRefusal<PartnershipRow>(changed.refusal)) return conflictPage(c, by, partnership, changed.refusal.current, body, values)
      if (changed.refusal.code === 'missing' && changed.refusal.field === undefined) return notFound(c)
      return formPage(
        c,
        { partnership: opened(partnership, body), body, faults: [{ name: changed.refusal.field ?? '', message: changed.refusal.message }], asksType: asks },
        422,
      )
    })
    .post(addresses.partnershipRemoval, officers, async (c, by) => {
      const id = c.req.param('id')!
      const here = c.get('here')
      const version = Number(typed(await readForm(c), 'version'))
      const partnership = await here.db.inOffice(by.officeId, (tx) => partnershipById(tx, id))
      const removed = await removePartnership(here, by, id, version, holders)
      if (removed.ok)
        return goWithNotice(c, addresses.partnerships(), {
          text: m.partnerships_removed({ name: partnership === null ? '' : displayName(partnership.partner) }),
          undo: addresses.activityUndo({ id: removed.value.activityId }),
        })
      return removed.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.partnership({ id }), { text: removed.refusal.message, tone: 'late' })
    })

const languagesOf = (c: Context): readonly string[] => c.get('visitor')!.office.languages

const formPage = async (c: Context, props: Omit<PartnershipFormProps, 'shell' | 'languages'>, status: 200 | 409 | 422 = 200): Promise<Response> =>
  c.html(<PartnershipFormPage shell={c.get('shell')} languages={languagesOf(c)} {...props} />, status)

// A form that comes back keeps the version it was opened with: a change made meanwhile must still be noticed.
const opened = (partnership: PartnershipView, body: FormBody): PartnershipView => ({
  ...partnership,
  version: Number(typed(body, 'version')) || partnership.version,
})

type Fault = { readonly fault: FieldFault }
const faultsOf = (read: object): FieldFault[] => ('fault' in read ? [(read as Fault).fault] : [])

/** Whom the form means: someone the register knows, or, with a country given, someone new, on the map when the name leaves no doubt. */
async function partnerMeant(
  tx: OfficeTx,
  form: { readonly organisation: { readonly id: string; readonly text: string }; readonly country: string; readonly kind: string; readonly keepTwin: boolean },
): Promise<{ readonly known: string } | { readonly fresh: OrganisationFacts } | Fault> {
  const { organisation, country } = form
  const fault = (message: string): Fault => ({ fault: { name: 'organisation', message } })
  if (organisation.text === '') return fault(m.partnerships_organisation_required())
  const { meant, candidates } = await organisationMeant(tx, organisation)
  if (meant !== null && (country === '' || meant.country === country)) return { known: meant.id }
  if (country !== '') {
    if (!COUNTRIES.includes(country)) return { fault: { name: 'country', message: m.platform_form_choose() } }
    const kind = ORGANISATION_KINDS.find((one) => one === form.kind) ?? 'municipality'
    const place = kind === 'municipality' ? (await placeMeant(tx, { text: organisation.text, id: '' }, country)).meant : null
    const alike = form.keepTwin ? [] : await whoLooksLike(tx, organisation.text, { country, kind, placeId: place?.id ?? null })
    if (alike.length > 0) return { fault: { name: 'keepTwin', message: m.partnerships_organisation_alike({ names: alike.join(', ') }) } }
    return { fresh: { name: { [currentLanguage()]: organisation.text }, kind, country, placeId: place?.id ?? null } }
  }
  const named = candidates.filter((candidate) => displayName(candidate) === organisation.text)
  if (named.length > 1) return fault(m.partnerships_organisation_several({ names: named.map((one) => displayName(one)).join(', ') }))
  if (candidates.length > 0)
    return fault(
      m.partnerships_organisation_near({
        name: organisation.text,
        names: candidates
          .slice(0, 5)
          .map((one) => displayName(one))
          .join(', '),
      }),
    )
  return fault(m.partnerships_organisation_unknown({ name: organisation.text }))
}

/** Organisations of the register that are probably the one that would be entered anew, each with the reason. */
async function whoLooksLike(tx: OfficeTx, name: string, said: Pick<OrganisationSaid, 'country' | 'kind' | 'placeId'>): Promise<string[]> {
  await refreshKeys(tx, 'organisation')
  const [found] = await organisationDoublesOf(tx, [{ ...said, names: [name], website: null }])
  return found!.filter(({ likeness }) => isWorthSaying(likeness)).map((one) => `„${displayName(one.organisation)}“ (${reasonsInWords(one.likeness)})`)
}

async function introducerMeant(tx: OfficeTx, form: Pick<PartnershipForm, 'introducedBy'>): Promise<{ readonly id: string | null } | Fault> {
  if (form.introducedBy.text === '') return { id: null }
  const { meant, candidates } = await organisationMeant(tx, form.introducedBy)
  if (meant !== null) return { id: meant.id }
  return { fault: { name: 'introducedBy', message: candidates.length > 1 ? m.partnerships_introducer_several() : m.partnerships_introducer_missing() } }
}

const valuesOf = (
  form: Pick<PartnershipForm, 'type' | 'fields' | 'origin' | 'why' | 'works' | 'avoid' | 'summary' | 'published'>,
  introducedById: string | null,
): PartnershipValues => ({
  type: form.type,
  fields: form.fields,
  origin: form.origin,
  why: form.why,
  works: form.works,
  avoid: form.avoid,
  introducedById,
  summary: form.summary,
  published: form.published,
})

/** The dated step that a change of type leaves behind; null for a correction, which leaves none. */
const changeMeant = ({ typeMeans, typeFrom, typeNumber, typeSource }: TypeChangeForm, { type, publishedAt }: PartnershipView): TypeChange | null =>
  typeMeans === 'correction' || typeFrom === null
    ? null
    : {
        fromType: type,
        date: typeFrom,
        documentNumber: typeNumber === '' ? null : typeNumber,
        sources: withSource([], typeSource),
        published: publishedAt !== null,
      }

/** Someone saved meanwhile: both versions side by side, the typed one kept in the form, which now carries the newer version. */
async function conflictPage(
  c: Context,
  by: Officer,
  partnership: PartnershipView,
  current: PartnershipRow,
  body: FormBody,
  yours: PartnershipValues,
): Promise<Response> {
  const here = c.get('here')
  const record = withValues(
    current,
    { ...yours, organisationId: current.organisationId, slug: yours.slug === undefined || yours.slug === '' ? current.slug : yours.slug },
    here.clock.now(),
  )
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const [last] = await historyOf(tx, 'partnership', current.id, 1)
    return {
      last,
      organisations: await organisationsByIds(
        tx,
        [current.introducedById, record.introducedById].filter((id) => id !== null),
      ),
    }
  })
  const name = (id: string): string => {
    const organisation = read.organisations.get(id)
    return organisation === undefined ? '' : displayName(organisation)
  }
  const rows = changesBetween(snapshotOfPartnership(current), snapshotOfPartnership(record), partnershipFields(name))
  const conflict = {
    who: read.last?.personName,
    when: momentInWords(read.last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone),
    rows: rows.map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
  }
  // The step of a change of type is asked for again, with what was typed in it.
  return formPage(c, { partnership: { ...partnership, ...current }, body, conflict, asksType: yours.type !== current.type }, 409)
}

async function historyRead(tx: OfficeTx, id: string): Promise<{ lines: ActivityLine[]; names: Map<string, string> }> {
  const lines = await historyOfPartnership(tx, id)
  const ids = lines.flatMap(({ before, after }) => [before?.['introducedById'], after?.['introducedById']]).filter((one) => typeof one === 'string')
  const organisations = await organisationsByIds(tx, ids)
  return { lines, names: new Map([...organisations].map(([one, organisation]) => [one, displayName(organisation)])) }
}

function whatHappened(line: ActivityLine): string {
  const label = labelOf(line)
  switch (line.act) {
    case 'partnership.created':
      return m.partnerships_act_created()
    case 'partnership.removed':
      return m.partnerships_act_removed()
    case 'partnership.restored':
      return m.partnerships_act_restored()
    case 'partnership.followed':
      return m.partnerships_act_followed()
    case 'partnership.united':
      return m.partnerships_act_united()
    case 'milestone.followed':
      return m.partnerships_act_milestone_followed({ label })
    case 'milestone.created':
      return m.partnerships_act_milestone_created({ label })
    case 'milestone.removed':
      return m.partnerships_act_milestone_removed({ label })
    case 'milestone.restored':
      return m.partnerships_act_milestone_restored({ label })
    case 'milestone.changed':
      return m.partnerships_act_milestone_changed({ label })
    default:
      return m.partnerships_act_changed()
  }
}

/** A step by its kind and date, in the reader's language; the journal's label names the partner too, which this page need not. */
function labelOf(line: ActivityLine): string {
  const read = milestoneSnapshot.safeParse(line.after ?? line.before)
  return read.success ? milestoneLabel(read.data) : line.label
}
