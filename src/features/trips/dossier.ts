// The dossier of the visit a journey is for, as far as the journey asks: its purpose, and who of our delegation comes.
import { nameKey } from '#platform/names/name-key.ts'
import type { LocalText } from '#platform/texts/local-text.ts'

/** A member of our delegation as the dossier has them. `withdrawnOn`: since when they do not come. */
export type DossierMember = { readonly personId: string | null; readonly name: string; readonly withdrawnOn: string | null }
export type Dossier = { readonly purpose: LocalText; readonly members: readonly DossierMember[] }

type Named = { readonly personId: string | null; readonly name: string }
/** By the record of the register where both have one, else by name. */
const isSame = (one: Named, other: Named): boolean =>
  one.personId !== null && other.personId !== null ? one.personId === other.personId : nameKey(one.name) === nameKey(other.name)

/** The member of the delegation that a traveller is; null: none, or nobody knows. */
export const memberOf = (dossier: Dossier | null, traveller: Named): DossierMember | null =>
  dossier?.members.find((member) => isSame(member, traveller)) ?? null

/** Those of the delegation who come and do not travel. */
export const notTravelling = (dossier: Dossier | null, travellers: readonly Named[]): readonly DossierMember[] =>
  (dossier?.members ?? []).filter((member) => member.withdrawnOn === null && !travellers.some((one) => isSame(member, one)))
