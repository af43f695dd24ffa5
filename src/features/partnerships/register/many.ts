// What can be done with many partnerships at once: a field added or taken off, shown to the citizens or not, taken out of the register.
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { type Field, fieldName, fieldOptions, isField } from '../field.ts'

export type ManyPartnershipsAct =
  | { readonly kind: 'field-add'; readonly field: Field }
  | { readonly kind: 'field-remove'; readonly field: Field }
  | { readonly kind: 'publish' | 'unpublish' | 'remove' }

/** As it is posted: `field-add:culture`, `publish`. */
export function readManyAct(text: string): ManyPartnershipsAct | null {
  const [kind = '', value = ''] = text.split(':')
  if ((kind === 'field-add' || kind === 'field-remove') && isField(value)) return { kind, field: value }
  return (kind === 'publish' || kind === 'unpublish' || kind === 'remove') && value === '' ? { kind } : null
}

export const manyActs = () => [
  { label: m.partnerships_many_field_add(), acts: fieldOptions(currentLanguage()).map(({ value, label }) => ({ value: `field-add:${value}`, label })) },
  { label: m.partnerships_many_field_remove(), acts: fieldOptions(currentLanguage()).map(({ value, label }) => ({ value: `field-remove:${value}`, label })) },
  {
    label: m.partnerships_col_public(),
    acts: [
      { value: 'publish', label: m.partnerships_many_publish() },
      { value: 'unpublish', label: m.partnerships_many_unpublish() },
    ],
  },
  { label: m.partnerships_many_register(), acts: [{ value: 'remove', label: m.partnerships_many_remove() }] },
]

/** „Добавяне на област „култура““: the head of the page before it is done. */
export function manyTitle(act: ManyPartnershipsAct): string {
  switch (act.kind) {
    case 'field-add':
      return m.partnerships_many_title_field_add({ field: fieldName(act.field) })
    case 'field-remove':
      return m.partnerships_many_title_field_remove({ field: fieldName(act.field) })
    case 'publish':
      return m.partnerships_many_title_publish()
    case 'unpublish':
      return m.partnerships_many_title_unpublish()
    case 'remove':
      return m.partnerships_many_title_remove()
  }
}
