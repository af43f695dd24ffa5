// What a partnership is: the whole tie of our office with one organisation, from the first contact to its end.
import { m } from '#messages'

export const PARTNERSHIP_TYPES = ['twinning', 'friendship', 'project', 'contact', 'honorary'] as const
/** twinning: formal, without a term · friendship: agreed for a time · project: for a time and a topic · contact: no formal act · honorary: a title without duties. */
export type PartnershipType = (typeof PARTNERSHIP_TYPES)[number]

export { FIELDS, type Field, fieldName } from './field.ts'

const typeNames: Readonly<Record<PartnershipType, () => string>> = {
  twinning: () => m.partnerships_type_twinning(),
  friendship: () => m.partnerships_type_friendship(),
  project: () => m.partnerships_type_project(),
  contact: () => m.partnerships_type_contact(),
  honorary: () => m.partnerships_type_honorary(),
}
export const partnershipTypeName = (type: PartnershipType): string => typeNames[type]()
