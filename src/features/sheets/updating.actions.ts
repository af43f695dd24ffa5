// Writes one row over what the register has: only what is empty there is filled, unless told otherwise.
import type { Officer } from '#features/accounts/account.ts'
import { changeOrganisation } from '#features/organisations/organisation.actions.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import type { OrganisationFacts } from '#features/organisations/organisation.ts'
import type { Organisation } from '#features/organisations/organisation.table.ts'
import { enterOrganisations } from '#features/organisations/entering.actions.ts'
import { changePerson } from '#features/organisations/people/person.actions.ts'
import { personById, postsOfPeople } from '#features/organisations/people/person.queries.ts'
import type { PersonFacts } from '#features/organisations/people/person.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { kindIn } from './cell-words.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import type { MilestoneValues } from '#features/partnerships/milestones/milestone.ts'
import { changePartnership, createPartnership } from '#features/partnerships/partnership.actions.ts'
import { milestonesOf, partnershipsOf } from '#features/partnerships/partnership.queries.ts'
import type { PartnershipValues } from '#features/partnerships/partnership.ts'
import { m } from '#messages'
import { type Here, within } from '#platform/here.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import { withSource, type Citation } from '#platform/texts/citation.ts'
import { asTyped, type LocalText } from '#platform/texts/local-text.ts'
import type { ImportOptions, OrganisationRow, PartnerRow, PersonRow, RecordRow, RowThing, SourceRow, Texts } from './import.ts'
import type { Settled } from './running.actions.ts'

const sourcesWith = (before: readonly Citation[], source: SourceRow): Citation[] =>
  source === null ? [...before] : withSource(before, { ...source, date: '' })

export const organisationFacts = (row: OrganisationRow): OrganisationFacts => ({
  name: row.names,
  kind: row.kind,
  country: row.country,
  placeId: row.placeId,
  nativeName: row.nativeName,
  aliases: row.aliases,
  website: row.website,
  wikidataId: row.wikidataId,
  notes: row.notes,
  sources: sourcesWith([], row.source),
})

export const partnershipValues = (row: PartnerRow): PartnershipValues => ({
  type: row.type,
  fields: row.fields,
  summary: row.summary,
  origin: row.origin,
  published: row.published,
  sources: sourcesWith([], row.organisation.source),
})

/** Steps of a public partnership are public with it: the row says both at once. */
export const milestonesOfRow = (row: PartnerRow): MilestoneValues[] =>
  row.steps.map((step) => ({ ...step, published: row.published, sources: sourcesWith([], row.organisation.source) }))

export const personFacts = (row: PersonRow): PersonFacts => ({
  name: row.names,
  nativeName: row.nativeName,
  title: row.title,
  email: row.email,
  phone: row.phone,
  languages: row.languages,
  salutation: row.salutation,
  purpose: row.purpose,
  keepUntil: row.keepUntil,
  notes: row.notes,
  sources: sourcesWith([], row.source),
})

/** The row's texts in languages that are empty in the register; all of them when told to write over. */
const filledTexts = (before: LocalText, row: Texts, overwrite: boolean): Texts =>
  Object.fromEntries(Object.entries(row).filter(([language]) => overwrite || before.in[language] === undefined))
const filled = <T>(before: T | null, row: T | null, overwrite: boolean): T | null => (row !== null && (overwrite || before === null) ? row : before)
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Answers what was changed: nothing when the row says nothing new. */
export async function fillOrganisation(here: Here, by: Officer, before: Organisation, row: OrganisationRow, overwrite: boolean): Promise<Result<RowThing[]>> {
  const names = filledTexts(before.name, row.names, overwrite)
  // The name a table uses stays findable even where the register's own is kept.
  const spellings = Object.entries(row.names).flatMap(([language, name]) =>
    names[language] === undefined && before.name.in[language]?.text !== name ? [name] : [],
  )
  const facts: OrganisationFacts = {
    name: { ...asTyped(before.name), ...names },
    kind: overwrite && row.kindSaid ? row.kind : before.kind,
    country: before.country,
    placeId: filled(before.placeId, row.placeId, overwrite && row.town !== ''),
    nativeName: filled(before.nativeName, row.nativeName, overwrite),
    nativeLanguage: before.nativeLanguage,
    aliases: [...new Set([...before.aliases, ...row.aliases, ...spellings])].slice(0, 50),
    website: filled(before.website, row.website, overwrite),
    wikidataId: filled(before.wikidataId, row.wikidataId, overwrite),
    notes: filledTexts(before.notes, row.notes, overwrite),
    sources: sourcesWith(before.sources, row.source),
  }
  const unchanged =
    Object.keys(names).length === 0 &&
    Object.keys(facts.notes!).length === 0 &&
    facts.kind === before.kind &&
    facts.placeId === before.placeId &&
    facts.nativeName === before.nativeName &&
    facts.website === before.website &&
    facts.wikidataId === before.wikidataId &&
    same(facts.aliases, before.aliases) &&
    same(facts.sources, before.sources)
  if (unchanged) return ok([])
  const changed = await changeOrganisation(here, by, before.id, before.version, facts)
  return changed.ok ? ok([{ thing: 'organisation', id: before.id }]) : changed
}

/** Writes the row over the record `id`; a refusal is the row's failure and leaves nothing of it. */
export async function updatedRow(here: Here, by: Officer, rowId: string, record: RecordRow, id: string, options: ImportOptions): Promise<Settled> {
  const things = await here.db.inOffice(by.officeId, (tx) => {
    const inner = within(here, tx)
    if (record.kind === 'people') return updatedPerson(inner, by, record, id, options.overwrite)
    return record.kind === 'partners'
      ? updatedPartner(inner, by, record, id, options.overwrite)
      : updatedOrganisation(inner, by, record.organisation, id, options.overwrite)
  })
  if (!things.ok) return { id: rowId, outcome: 'failed', reason: { code: 'not-taken', value: things.refusal.message }, made: [] }
  // A row that says nothing new is as good as skipped.
  return { id: rowId, outcome: things.value.length === 0 ? 'skipped' : 'updated', reason: null, made: things.value }
}

const gone = () => refuse('missing', m.sheets_fault_gone_meanwhile({ value: '' }))

async function updatedOrganisation(here: Here, by: Officer, row: OrganisationRow, id: string, overwrite: boolean): Promise<Result<RowThing[]>> {
  const before = await here.db.inOffice(by.officeId, (tx) => organisationById(tx, id))
  return before === null ? gone() : fillOrganisation(here, by, before, row, overwrite)
}

async function updatedPartner(here: Here, by: Officer, row: PartnerRow, id: string, overwrite: boolean): Promise<Result<RowThing[]>> {
  const organisation = await updatedOrganisation(here, by, row.organisation, id, overwrite)
  if (!organisation.ok) return organisation
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const [partnership] = await partnershipsOf(tx, [id])
    return { partnership, steps: partnership === undefined ? [] : await milestonesOf(tx, partnership.id) }
  })
  const things = [...organisation.value]
  let partnershipId = read.partnership?.id
  if (read.partnership === undefined) {
    const made = await createPartnership(here, by, { ...partnershipValues(row), organisationId: id })
    if (!made.ok) return made
    partnershipId = made.value.id
    things.push({ thing: 'partnership', id: made.value.id })
  } else {
    const before = read.partnership
    const values: PartnershipValues = {
      type: overwrite && row.typeSaid ? row.type : before.type,
      fields: overwrite && row.fields.length > 0 ? row.fields : before.fields.length === 0 ? row.fields : before.fields,
      summary: filledTexts(before.summary, row.summary, overwrite),
      origin: filledTexts(before.origin, row.origin, overwrite),
      introducedById: before.introducedById,
      // What the citizens see is never widened or narrowed by filling.
      published: overwrite && row.published ? true : before.publishedAt !== null,
      sources: sourcesWith(before.sources, row.organisation.source),
    }
    const unchanged =
      values.type === before.type &&
      same(values.fields, before.fields) &&
      Object.keys(values.summary!).length === 0 &&
      Object.keys(values.origin!).length === 0 &&
      values.published === (before.publishedAt !== null) &&
      same(values.sources, before.sources)
    if (!unchanged) {
      const changed = await changePartnership(here, by, before.id, before.version, values)
      if (!changed.ok) return changed
      things.push({ thing: 'partnership', id: before.id })
    }
  }
  for (const step of milestonesOfRow(row)) {
    // A step of that kind with another day is another source's word: a person decides, not a table.
    if (read.steps.some(({ kind }) => kind === step.kind)) continue
    const added = await addMilestone(here, by, partnershipId!, step)
    if (!added.ok) return added
    things.push({ thing: 'milestone', id: added.value.id })
  }
  return ok(things)
}

async function updatedPerson(here: Here, by: Officer, row: PersonRow, id: string, overwrite: boolean): Promise<Result<RowThing[]>> {
  const read = await here.db.inOffice(by.officeId, async (tx) => ({ before: await personById(tx, id), held: (await postsOfPeople(tx, [id])).get(id) ?? [] }))
  const { before, held } = read
  if (before === null) return gone()
  const facts: PersonFacts = {
    name: { ...asTyped(before.name), ...filledTexts(before.name, row.names, overwrite) },
    nativeName: filled(before.nativeName, row.nativeName, overwrite),
    title: filled(before.title, row.title, overwrite),
    email: filled(before.email, row.email, overwrite),
    phone: filled(before.phone, row.phone, overwrite),
    languages: [...new Set([...before.languages, ...row.languages])],
    salutation: filledTexts(before.salutation, row.salutation, overwrite),
    purpose: filled(before.purpose === '' ? null : before.purpose, row.purpose === '' ? null : row.purpose, overwrite) ?? '',
    keepUntil: filled(before.keepUntil, row.keepUntil, overwrite),
    notes: filledTexts(before.notes, row.notes, overwrite),
    sources: sourcesWith(before.sources, row.source),
  }
  const unchanged =
    same(facts.name, asTyped(before.name)) &&
    facts.nativeName === before.nativeName &&
    facts.title === before.title &&
    facts.email === before.email &&
    facts.phone === before.phone &&
    same(facts.languages, before.languages) &&
    Object.keys(facts.salutation!).length === 0 &&
    facts.purpose === before.purpose &&
    facts.keepUntil === before.keepUntil &&
    Object.keys(facts.notes!).length === 0 &&
    same(facts.sources, before.sources)
  const things: RowThing[] = []
  if (!unchanged) {
    const changed = await changePerson(here, by, id, before.version, facts)
    if (!changed.ok) return changed
    things.push({ thing: 'person', id })
  }
  const { post } = row
  if (post === null || held.some(({ organisation }) => organisation.id === post.organisationId)) return ok(things)
  let organisationId = post.organisationId
  if (organisationId === null) {
    if (post.country === null) return ok(things)
    const language = Object.keys(row.names)[0] ?? 'bg'
    const entered = await enterOrganisations(here, by, [
      { name: { [language]: post.organisation }, kind: kindIn(post.organisation) ?? 'other', country: post.country },
    ])
    if (!entered.ok) return entered
    organisationId = entered.value[0]!.id
    things.push({ thing: 'organisation', id: organisationId })
  }
  const added = await addPost(here, by, id, { organisationId, role: post.role, roleClass: post.roleClass, fromDate: post.from, toDate: post.to })
  return added.ok ? ok([...things, { thing: 'post', id: added.value.id }]) : added
}
