// Reads the office's „partner wanted“: whole for the office, by named public columns and only in the languages that are public for everybody else.
import { and, eq, gte, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { letterheadOf } from '#features/accounts/letterhead/letterhead.queries.ts'
import { people } from '#features/organisations/people/person.table.ts'
import { type PublicPartnership, publicPartnerships } from '#features/partnerships/partnership.queries.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import type { Place } from '#features/places/place.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { isReachable, NO_PROFILE, type OfficeReached, publicLanguages, renderedIn, type WantedProfile, wantedSnapshot } from './wanted.ts'
import { wantedProfiles } from './wanted.table.ts'

const own = (tx: OfficeTx): SQL | undefined =>
  and(eq(wantedProfiles.officeId, tx.officeId), eq(wantedProfiles.id, tx.officeId), isNull(wantedProfiles.deletedAt))
/** `today`: YYYY-MM-DD where the office is. */
const open = (tx: OfficeTx, today: string): SQL | undefined =>
  and(own(tx), ne(wantedProfiles.publishedIn, {}), or(isNull(wantedProfiles.until), gte(wantedProfiles.until, today)))

/** One statement; `version` 0: nobody wrote one yet. */
export async function wantedOf(tx: OfficeTx): Promise<{ readonly profile: WantedProfile; readonly version: number }> {
  const [row] = await tx.select().from(wantedProfiles).where(own(tx))
  return row === undefined ? { profile: NO_PROFILE, version: 0 } : { profile: wantedSnapshot.parse(row), version: row.version }
}

/** Whether everybody may read it on this day, as a part of a greater question. */
export const anyPublicWanted = (tx: OfficeTx, today: string): SQL<boolean> =>
  sql<boolean>`exists (${tx
    .select({ one: sql`1` })
    .from(wantedProfiles)
    .where(open(tx, today))})`

/** All that the citizens' page shows. `reached`: the letterhead's, of which what the profile says otherwise is left out. */
export type WantedForReaders = {
  readonly profile: WantedProfile
  readonly office: LocalText
  readonly reached: OfficeReached
  /** null while the list of towns is being loaded. */
  readonly place: Place | null
  readonly partnerships: readonly PublicPartnership[]
  /** The towns of the partners, by their GeoNames id. */
  readonly places: ReadonlyMap<number, Place>
}

/** The profile with what stands beside it: the town, the public register, the office's own address. Texts only in `languages`. */
export async function wantedForReaders(tx: OfficeTx, profile: WantedProfile, languages: readonly SiteLanguage[]): Promise<WantedForReaders> {
  const [[office], letterhead, partnerships] = await Promise.all([
    tx.select({ name: offices.name, placeId: offices.placeId }).from(offices).where(eq(offices.id, tx.officeId)),
    letterheadOf(tx),
    publicPartnerships(tx),
  ])
  const towns = await placesByIds(tx, [office!.placeId, ...partnerships.flatMap(({ partner }) => partner.placeId ?? [])])
  const places = new Map(towns.map((town) => [town.id, town]))
  const { address, email, phone, web } = letterhead
  const shown = (text: LocalText): LocalText => renderedIn(text, languages)
  const { about, offers, seeks, regions, contact } = profile
  return {
    profile: { ...profile, about: shown(about), offers: shown(offers), seeks: shown(seeks), regions: shown(regions), contact: shown(contact) },
    office: office!.name,
    reached: { address, email, phone, web },
    place: places.get(office!.placeId) ?? null,
    partnerships,
    places,
  }
}

/** What everybody may read on this day; null while it is not public. */
export async function publicWanted(tx: OfficeTx, today: string): Promise<WantedForReaders | null> {
  const [row] = await tx
    .select({
      about: wantedProfiles.about,
      offers: wantedProfiles.offers,
      seeks: wantedProfiles.seeks,
      regions: wantedProfiles.regions,
      contact: wantedProfiles.contact,
      types: wantedProfiles.types,
      fields: wantedProfiles.fields,
      countries: wantedProfiles.countries,
      sizeFrom: wantedProfiles.sizeFrom,
      sizeTo: wantedProfiles.sizeTo,
      email: wantedProfiles.email,
      phone: wantedProfiles.phone,
      publishedIn: wantedProfiles.publishedIn,
      until: wantedProfiles.until,
    })
    .from(wantedProfiles)
    .where(open(tx, today))
  if (row === undefined) return null
  const profile = wantedSnapshot.parse(row)
  return wantedForReaders(tx, profile, publicLanguages(profile))
}

/** Whether whoever reads the profile can answer. */
export const canBeAnswered = async (tx: OfficeTx, profile: WantedProfile): Promise<boolean> => isReachable(profile, await letterheadOf(tx))

/** Whose own e-mail or telephone this is in the register; null: nobody's. What a person reads at home is not the office's to print. */
export async function ownerOf(tx: OfficeTx, { email, phone }: Pick<WantedProfile, 'email' | 'phone'>): Promise<'email' | 'phone' | null> {
  const digits = phone.replace(/\D/g, '')
  const [row] = await tx
    .select({ email: sql<boolean>`lower(${people.email}) = lower(${email})` })
    .from(people)
    .where(
      and(
        eq(people.officeId, tx.officeId),
        isNull(people.deletedAt),
        or(
          and(ne(sql`${email}::text`, ''), eq(sql`lower(${people.email})`, sql`lower(${email})`)),
          and(ne(sql`${digits}::text`, ''), eq(sql`regexp_replace(${people.phone}, '\\D', '', 'g')`, digits)),
        ),
      ),
    )
    .limit(1)
  return row === undefined ? null : row.email === true ? 'email' : 'phone'
}

/** Whom a first profile names until somebody says otherwise: the office, with the e-mail and the telephone of its letterhead; of these none that is a person's own. Up to three statements. */
export async function firstContact(tx: OfficeTx): Promise<Pick<WantedProfile, 'contact' | 'email' | 'phone'>> {
  const { name, email, phone } = await letterheadOf(tx)
  const open = {
    email: (await ownerOf(tx, { email, phone: '' })) === null ? email : '',
    phone: (await ownerOf(tx, { email: '', phone })) === null ? phone : '',
  }
  return { contact: name, ...open }
}
