// The addresses at which the lists of organisations and of people are edited in place: one cell, or many rows at once.
import { z } from 'zod'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { placeById } from '#features/places/place.queries.ts'
import { m } from '#messages'
import { urlField } from '#platform/http/form-fields.ts'
import { checked } from '#platform/http/form.ts'
import { cleanQuery } from '#platform/http/list-query.ts'
import { Routes } from '#platform/http/routes.ts'
import { MOST_AT_ONCE } from '#platform/many.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { reading } from '#platform/texts/local-text.ts'
import { type CellDesk, cellForm, cellSaving, type CellSaved } from '#ui/cell-desk.tsx'
import { type ManyDesk, manyDone, manyForeseen } from '#ui/many-desk.tsx'
import { ORGANISATIONS_QUERY, organisationsAsked, PEOPLE_QUERY } from './list.ts'
import { organisationsChosen, peopleChosen } from './list.queries.ts'
import { changeManyOrganisations, foreseeManyOrganisations, liesElsewhere } from './many.actions.ts'
import { type ManyOrganisationsAct, type ManyPeopleAct, organisationsActTitle, peopleActTitle, readOrganisationsAct, readPeopleAct } from './many.ts'
import { countryChoices, countryName, displayName, lineOrNone, nativeOf } from './naming.ts'
import { changeOrganisation, type Holder } from './organisation.actions.ts'
import { organisationById } from './organisation.queries.ts'
import { kindName, ORGANISATION_KINDS, type OrganisationFacts } from './organisation.ts'
import type { Organisation } from './organisation.table.ts'
import { OrganisationName, Website } from './organisation-list.pages.tsx'
import { changeManyPeople, foreseeManyPeople } from './people/people-many.actions.ts'
import { Email, Phone } from './people/people-list.pages.tsx'
import { changePerson } from './people/person.actions.ts'
import { personById } from './people/person.queries.ts'
import { personForm, type PersonFacts } from './people/person.ts'
import type { Person } from './people/person.table.ts'

const ORGANISATIONS = { href: addresses.organisations(), title: () => m.organisations_tab_organisations(), nav: 'organisations' } as const
const PEOPLE = { href: addresses.people(), title: () => m.organisations_tab_people(), nav: 'organisations' } as const

export const manyOrganisationsRoutes = ({ holders = [] }: { readonly holders?: readonly Holder[] } = {}): Routes => {
  const many: ManyDesk<ManyOrganisationsAct, Officer> = {
    list: ORGANISATIONS,
    doing: addresses.organisationsManyDoing(),
    readAct: readOrganisationsAct,
    title: organisationsActTitle,
    button: (act, count) => (act.kind === 'remove' ? m.organisations_many_button_remove({ count }) : m.organisations_many_button({ count })),
    done: (act, count) => (act.kind === 'remove' ? m.organisations_many_removed({ count }) : m.organisations_many_changed({ count })),
    ask: (act) => (act.kind === 'country' && act.to === null ? { label: m.organisations_field_country(), options: countryChoices() } : undefined),
    withValue: (_, value) => (value === '' ? null : readOrganisationsAct(`country:${value}`)),
    cleanQuery: (query) => cleanQuery(query, ORGANISATIONS_QUERY),
    found: (c, by, query) => c.get('here').db.inOffice(by.officeId, (tx) => organisationsChosen(tx, organisationsAsked(query), MOST_AT_ONCE)),
    foresee: (c, by, chosen, act) => c.get('here').db.inOffice(by.officeId, (tx) => foreseeManyOrganisations(tx, chosen, act, holders)),
    change: (c, by, chosen, act, rest) => changeManyOrganisations(c.get('here'), by, chosen, act, { rest, holders }),
  }
  return new Routes()
    .get(addresses.organisationCell, officers, cellForm(ORGANISATION_CELLS))
    .post(addresses.organisationCell, officers, cellSaving(ORGANISATION_CELLS))
    .post(addresses.organisationsMany, officers, manyForeseen(many))
    .post(addresses.organisationsManyDoing, officers, manyDone(many))
}

export const manyPeopleRoutes = (): Routes => {
  const many: ManyDesk<ManyPeopleAct, Officer> = {
    list: PEOPLE,
    doing: addresses.peopleManyDoing(),
    readAct: readPeopleAct,
    title: peopleActTitle,
    button: (_, count) => m.organisations_many_people_button({ count }),
    done: (_, count) => m.organisations_many_people_changed({ count }),
    cleanQuery: (query) => cleanQuery(query, PEOPLE_QUERY),
    found: (c, by, query) => c.get('here').db.inOffice(by.officeId, (tx) => peopleChosen(tx, new URLSearchParams(query).get('q') ?? undefined, MOST_AT_ONCE)),
    foresee: (c, by, chosen, act) => c.get('here').db.inOffice(by.officeId, (tx) => foreseeManyPeople(tx, chosen, act, c.get('here').clock.today())),
    change: (c, by, chosen, act, rest) => changeManyPeople(c.get('here'), by, chosen, act, { rest }),
  }
  return new Routes()
    .get(addresses.personCell, officers, cellForm(PERSON_CELLS))
    .post(addresses.personCell, officers, cellSaving(PERSON_CELLS))
    .post(addresses.peopleMany, officers, manyForeseen(many))
    .post(addresses.peopleManyDoing, officers, manyDone(many))
}

// ---- organisations -----------------------------------------------------------------------------------------------------

type Facts = Partial<Omit<OrganisationFacts, 'name'>> & { readonly name?: OrganisationFacts['name'] }
type OrganisationSave = CellDesk<Organisation, Officer>['cells'][string]['save']

/** Writes one of an organisation's facts and leaves all others as they are. `read` answers with the facts, or with what is wrong. */
const organisationSaving =
  (read: (value: string, row: Organisation) => Facts | string): OrganisationSave =>
  async (c, by, row, version, [value = '']): Promise<CellSaved<Organisation>> => {
    const here = c.get('here')
    const facts = read(value, row)
    if (typeof facts === 'string') return { is: 'wrong', message: facts }
    const next = { name: {}, kind: row.kind, country: row.country, ...facts }
    if ((facts.kind !== undefined || facts.country !== undefined) && row.placeId !== null) {
      const town = await here.db.inOffice(by.officeId, (tx) => placeById(tx, row.placeId!))
      const elsewhere = liesElsewhere(next.kind, next.country, town ?? undefined)
      if (elsewhere !== null) return { is: 'wrong', message: elsewhere }
    }
    const changed = await changeOrganisation(here, by, row.id, version, next)
    if (changed.ok) return { is: 'done', activityId: changed.value.activityId, text: m.organisations_many_saved({ name: displayName(row) }) }
    if (isStaleRefusal<Organisation>(changed.refusal)) return { is: 'stale', current: changed.refusal.current }
    return changed.refusal.code === 'missing' ? { is: 'missing' } : { is: 'wrong', message: changed.refusal.message }
  }

const websiteForm = z.object({ value: urlField })
/** Most people write an address without its beginning. */
const withScheme = (typed: string): string => (typed === '' || /^[a-z]+:/i.test(typed) ? typed : `https://${typed}`)

const ORGANISATION_CELLS: CellDesk<Organisation, Officer> = {
  thing: 'organisation',
  list: ORGANISATIONS,
  read: (c, by, id) => c.get('here').db.inOffice(by.officeId, (tx) => organisationById(tx, id)),
  name: (row) => displayName(row),
  address: (id, cell) => addresses.organisationCell({ id, cell }),
  cells: {
    name: {
      label: () => m.organisations_field_name(),
      field: (row) => ({ kind: 'text', lang: reading(row.name).language }),
      values: (row) => [displayName(row)],
      words: ([value = '']) => value,
      shown: (row) => <OrganisationName row={row} native={nativeOf(row)} />,
      // The name that is seen is the one that is written: in the reader's language, or in the one it is shown in for want of that.
      save: organisationSaving((value, row) =>
        value === '' ? m.organisations_name_missing() : value.length > 300 ? m.organisations_name_long() : { name: { [reading(row.name).language]: value } },
      ),
    },
    kind: {
      label: () => m.organisations_field_kind(),
      field: () => ({ kind: 'select', options: ORGANISATION_KINDS.map((kind) => ({ value: kind, label: kindName(kind) })) }),
      values: (row) => [row.kind],
      words: ([value]) => kindName(ORGANISATION_KINDS.find((kind) => kind === value) ?? 'other'),
      shown: (row) => kindName(row.kind),
      save: organisationSaving((value) => {
        const kind = ORGANISATION_KINDS.find((one) => one === value)
        return kind === undefined ? m.platform_form_choose() : { kind }
      }),
    },
    country: {
      label: () => m.organisations_field_country(),
      field: () => ({ kind: 'select', options: countryChoices() }),
      values: (row) => [row.country],
      words: ([value = '']) => countryName(value),
      shown: (row) => countryName(row.country),
      save: organisationSaving((value) => {
        const act = readOrganisationsAct(`country:${value}`)
        return act?.kind === 'country' && act.to !== null ? { country: act.to } : m.platform_form_choose()
      }),
    },
    website: {
      label: () => m.organisations_field_website(),
      field: () => ({ kind: 'text', type: 'url', optional: true }),
      values: (row) => [row.website ?? ''],
      words: ([value = '']) => value,
      shown: (row) => <Website row={row} />,
      save: organisationSaving((value) => {
        const form = checked(websiteForm, { value: withScheme(value) })
        return form.ok ? { website: form.value.value } : form.faults[0]!.message
      }),
    },
  },
}

// ---- people ------------------------------------------------------------------------------------------------------------

type PersonCellName = 'title' | 'email' | 'phone'
const personCellForms = {
  title: z.object({ value: lineOrNone(60) }),
  email: z.object({ value: personForm.shape.email }),
  phone: z.object({ value: lineOrNone(60) }),
} satisfies Record<PersonCellName, z.ZodType>

const personCell = (
  name: PersonCellName,
  label: () => string,
  type: 'text' | 'email' | 'tel',
  shown: CellDesk<Person, Officer>['cells'][string]['shown'],
): CellDesk<Person, Officer>['cells'][string] => ({
  label,
  field: () => ({ kind: 'text', type, optional: true }),
  values: (row) => [row[name] ?? ''],
  words: ([value = '']) => value,
  shown,
  save: async (c, by, row, version, [value = '']): Promise<CellSaved<Person>> => {
    // What was erased must not come back by a slip.
    if (row.erasedAt !== null) return { is: 'wrong', message: m.organisations_many_erased() }
    const form = checked(personCellForms[name], { value })
    if (!form.ok) return { is: 'wrong', message: form.faults[0]!.message }
    const facts: PersonFacts = { name: {}, [name]: form.value.value }
    const changed = await changePerson(c.get('here'), by, row.id, version, facts)
    if (changed.ok) return { is: 'done', activityId: changed.value.activityId, text: m.organisations_many_saved({ name: displayName(row) }) }
    if (isStaleRefusal<Person>(changed.refusal)) return { is: 'stale', current: changed.refusal.current }
    return changed.refusal.code === 'missing' ? { is: 'missing' } : { is: 'wrong', message: changed.refusal.message }
  },
})

const PERSON_CELLS: CellDesk<Person, Officer> = {
  thing: 'person',
  list: PEOPLE,
  read: (c, by, id) => c.get('here').db.inOffice(by.officeId, (tx) => personById(tx, id)),
  name: (row) => displayName(row),
  address: (id, cell) => addresses.personCell({ id, cell }),
  cells: {
    title: personCell(
      'title',
      () => m.organisations_field_title(),
      'text',
      (row) => row.title ?? '',
    ),
    email: personCell(
      'email',
      () => m.organisations_field_email(),
      'email',
      (row) => <Email person={row} />,
    ),
    phone: personCell(
      'phone',
      () => m.organisations_field_phone(),
      'tel',
      (row) => <Phone person={row} />,
    ),
  },
}
