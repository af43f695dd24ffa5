// The addresses at which the register of partnerships is edited in place: one cell, or many rows at once.
import { z } from 'zod'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { displayName } from '#features/organisations/naming.ts'
import type { Holder } from '#features/organisations/organisation.actions.ts'
import { m } from '#messages'
import { cleanQuery } from '#platform/http/list-query.ts'
import { Routes } from '#platform/http/routes.ts'
import { MOST_AT_ONCE } from '#platform/many.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type CellDesk, cellForm, cellSaving, type CellSaved } from '#ui/cell-desk.tsx'
import { type ManyDesk, manyDone, manyForeseen } from '#ui/many-desk.tsx'
import { fieldName, fieldOptions, FIELDS, isField } from '../field.ts'
import { LIST_QUERY, listAsked } from './list.ts'
import { chosenByFilter, readyFilter } from './list.queries.ts'
import { changeManyPartnerships, foreseeManyPartnerships } from './many.actions.ts'
import { type ManyPartnershipsAct, manyTitle, readManyAct } from './many.ts'
import { changePartnership } from '../partnership.actions.ts'
import { partnershipById, type PartnershipView } from '../partnership.queries.ts'
import type { PartnershipValues } from '../partnership.ts'
import type { PartnershipRow } from '../partnership.table.ts'
import { FieldsInBrief } from './register.pages.tsx'

const LIST = { href: addresses.partnerships(), title: () => m.partnerships_title(), nav: 'partnerships' } as const

export const manyPartnershipsRoutes = ({ holders = [] }: { readonly holders?: readonly Holder[] } = {}): Routes => {
  const many: ManyDesk<ManyPartnershipsAct, Officer> = {
    list: LIST,
    doing: addresses.partnershipsManyDoing(),
    readAct: readManyAct,
    title: manyTitle,
    button: (act, count) => (act.kind === 'remove' ? m.partnerships_many_button_remove({ count }) : m.partnerships_many_button({ count })),
    done: (act, count) => (act.kind === 'remove' ? m.partnerships_many_removed({ count }) : m.partnerships_many_changed({ count })),
    cleanQuery: (query) => cleanQuery(query, LIST_QUERY),
    found: (c, by, query) =>
      c
        .get('here')
        .db.inOffice(by.officeId, async (tx) => chosenByFilter(tx, await readyFilter(tx, listAsked(query), c.get('here').clock.today()), MOST_AT_ONCE)),
    foresee: (c, by, chosen, act) => c.get('here').db.inOffice(by.officeId, (tx) => foreseeManyPartnerships(tx, chosen, act, holders)),
    change: (c, by, chosen, act, rest) => changeManyPartnerships(c.get('here'), by, chosen, act, { rest, holders }),
  }
  return new Routes()
    .get(addresses.partnershipCell, officers, cellForm(CELLS))
    .post(addresses.partnershipCell, officers, cellSaving(CELLS))
    .post(addresses.partnershipsMany, officers, manyForeseen(many))
    .post(addresses.partnershipsManyDoing, officers, manyDone(many))
}

type Save = CellDesk<PartnershipView, Officer>['cells'][string]['save']

/** Writes one of a partnership's values and leaves all others as they are. */
const saving =
  (read: (values: readonly string[]) => Omit<PartnershipValues, 'type'> | null): Save =>
  async (c, by, row, version, values): Promise<CellSaved<PartnershipView>> => {
    const next = read(values)
    if (next === null) return { is: 'wrong', message: m.platform_form_choose() }
    const changed = await changePartnership(c.get('here'), by, row.id, version, { type: row.type, ...next })
    if (changed.ok) return { is: 'done', activityId: changed.value.activityId, text: m.partnerships_changed({ name: displayName(row.partner) }) }
    if (isStaleRefusal<PartnershipRow>(changed.refusal)) return { is: 'stale', current: { ...row, ...changed.refusal.current } }
    return changed.refusal.code === 'missing' ? { is: 'missing' } : { is: 'wrong', message: changed.refusal.message }
  }

const seenChoices = () => [
  { value: 'no', label: m.partnerships_public_no() },
  { value: 'yes', label: m.partnerships_public_yes() },
]

/** The type is not among them: another type is a step with a day of its own. */
const CELLS: CellDesk<PartnershipView, Officer> = {
  thing: 'partnership',
  list: LIST,
  read: (c, by, id) => c.get('here').db.inOffice(by.officeId, (tx) => partnershipById(tx, id)),
  name: ({ partner }) => displayName(partner),
  address: (id, cell) => addresses.partnershipCell({ id, cell }),
  cells: {
    fields: {
      label: () => m.partnerships_col_fields(),
      field: () => ({ kind: 'ticks', options: fieldOptions(currentLanguage()) }),
      values: ({ fields }) => fields,
      words: (values) => values.filter(isField).map(fieldName).join(', '),
      shown: ({ fields }) => <FieldsInBrief fields={fields} />,
      save: saving((values) => {
        const fields = z.array(z.enum(FIELDS)).safeParse(values.filter((one) => one !== ''))
        return fields.success ? { fields: fields.data } : null
      }),
    },
    public: {
      label: () => m.partnerships_col_public(),
      field: () => ({ kind: 'select', options: seenChoices() }),
      values: ({ publishedAt }) => [publishedAt === null ? 'no' : 'yes'],
      words: ([value]) => (value === 'yes' ? m.partnerships_public_yes() : m.partnerships_public_no()),
      shown: ({ publishedAt }) => (publishedAt === null ? <span class="sub">{m.partnerships_public_no()}</span> : m.partnerships_public_yes()),
      save: saving(([value]) => (value === 'yes' || value === 'no' ? { published: value === 'yes' } : null)),
    },
  },
}
