// What can be done with many organisations or many people at once.
import { m } from '#messages'
import { COUNTRIES, countryName, languageChoices, languageName, SPOKEN_MOST } from './naming.ts'
import { kindName, ORGANISATION_KINDS, type OrganisationKind } from './organisation.ts'

/** `country` null: still to be chosen. */
export type ManyOrganisationsAct =
  | { readonly kind: 'kind'; readonly to: OrganisationKind }
  | { readonly kind: 'country'; readonly to: string | null }
  | { readonly kind: 'remove' }

/** As it is posted: `kind:school`, `country:FR`, `country`, `remove`. */
export function readOrganisationsAct(text: string): ManyOrganisationsAct | null {
  const [kind = '', value = ''] = text.split(':')
  if (kind === 'kind') {
    const to = ORGANISATION_KINDS.find((one) => one === value)
    return to === undefined ? null : { kind, to }
  }
  if (kind === 'country') return value === '' ? { kind, to: null } : COUNTRIES.includes(value) ? { kind, to: value } : null
  return kind === 'remove' && value === '' ? { kind } : null
}

export const organisationsActs = () => [
  { label: m.organisations_many_kind(), acts: ORGANISATION_KINDS.map((kind) => ({ value: `kind:${kind}`, label: kindName(kind) })) },
  {
    label: m.organisations_many_register(),
    acts: [
      { value: 'country', label: m.organisations_many_country() },
      { value: 'remove', label: m.organisations_many_remove() },
    ],
  },
]

export function organisationsActTitle(act: ManyOrganisationsAct): string {
  switch (act.kind) {
    case 'kind':
      return m.organisations_many_title_kind({ kind: kindName(act.to) })
    case 'country':
      return act.to === null ? m.organisations_many_title_which_country() : m.organisations_many_title_country({ country: countryName(act.to) })
    case 'remove':
      return m.organisations_many_title_remove()
  }
}

export type ManyPeopleAct = { readonly kind: 'language-add'; readonly language: string } | { readonly kind: 'confirm' }

export function readPeopleAct(text: string): ManyPeopleAct | null {
  const [kind = '', value = ''] = text.split(':')
  if (kind === 'language-add' && SPOKEN_MOST.includes(value)) return { kind, language: value }
  return kind === 'confirm' && value === '' ? { kind } : null
}

export const peopleActs = () => [
  { label: m.organisations_many_posts(), acts: [{ value: 'confirm', label: m.organisations_many_confirm() }] },
  { label: m.organisations_many_language_add(), acts: languageChoices(SPOKEN_MOST).map(({ value, label }) => ({ value: `language-add:${value}`, label })) },
]

export const peopleActTitle = (act: ManyPeopleAct): string =>
  act.kind === 'confirm' ? m.organisations_many_title_confirm() : m.organisations_many_title_language({ language: languageName(act.language) })
