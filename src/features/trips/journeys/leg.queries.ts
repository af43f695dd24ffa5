// Finds the places of a journey's legs: in the gazetteer, or by the country that was chosen, with the clocks they keep.
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { countryName, type Suggested } from '#features/organisations/naming.ts'
import { placeMeant } from '#features/organisations/organisation.queries.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { places } from '#features/places/place.table.ts'
import { townIn } from '#features/visits/town.ts'
import { townsAt } from '#features/visits/town.queries.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { FieldFault } from '#platform/http/form.ts'
import { bareName } from '#platform/names/name-key.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { type Leg, type LegFault, legFaults, type Stop } from './journey.ts'
import { isEmptyLeg, type LegRow } from './leg.ts'

/** Where the office has its seat. */
export async function homeStop(tx: OfficeTx): Promise<Stop> {
  const [home] = await tx
    .select({
      id: places.id,
      name: places.name,
      names: places.names,
      zone: places.timeZone,
      office: offices.name,
      officeZone: offices.timeZone,
      country: offices.country,
    })
    .from(offices)
    .leftJoin(places, eq(places.id, offices.placeId))
    .where(eq(offices.id, tx.officeId))
  const { id, name, names, zone, office, officeZone, country } = home!
  return id === null || name === null || names === null
    ? { placeId: null, text: textIn(office, 'bg'), country, zone: officeZone }
    : { placeId: id, text: nameFor({ name, names }, 'bg'), country, zone: zone ?? officeZone }
}

/** A place as orders name it, in Bulgarian: as the register calls its municipality, by the gazetteer only where the register knows nothing. Three statements. */
export async function townOnOrder(tx: OfficeTx, place: Pick<Place, 'id' | 'name' | 'names'>): Promise<string> {
  const town = (await townsAt(tx, [place.id])).at.get(place.id)
  return (town === undefined ? undefined : townIn(town, 'bg')?.text) ?? nameFor(place, 'bg')
}

/** The place of the municipality that the register calls so, in any of its languages; null: of none, or of several, unless one of them was `chosen`. One statement. */
async function registeredPlace(tx: OfficeTx, typed: string, chosen: number | null): Promise<number | null> {
  const called = typed.trim().toLowerCase()
  const rows = await tx
    .select({ placeId: organisations.placeId, name: organisations.name, nativeName: organisations.nativeName })
    .from(organisations)
    .where(
      and(eq(organisations.officeId, tx.officeId), eq(organisations.kind, 'municipality'), isNotNull(organisations.placeId), isNull(organisations.deletedAt)),
    )
  const found = new Set(
    rows.flatMap(({ placeId, name, nativeName }) =>
      [...Object.values(name.in).map(({ text }) => text), nativeName ?? ''].some((one) => [one, bareName(one)].some((own) => own.toLowerCase() === called))
        ? [placeId!]
        : [],
    ),
  )
  if (chosen !== null) return found.has(chosen) ? chosen : null
  return found.size === 1 ? [...found][0]! : null
}

/** The clocks most people of a country keep. */
async function zoneOf(tx: OfficeTx, country: string, otherwise: string): Promise<string> {
  const [largest] = await tx
    .select({ zone: places.timeZone })
    .from(places)
    .where(and(eq(places.country, country)))
    .orderBy(desc(places.population))
    .limit(1)
  return largest?.zone ?? otherwise
}

const legFaultWords: Readonly<Record<LegFault, () => string>> = {
  'arrives-before': () => m.trips_leg_arrives_before(),
  'departs-before': () => m.trips_leg_departs_before(),
  'no-such-hour': () => m.trips_leg_no_such_hour(),
}

/** The legs the rows mean; each fault names its box. What was understood before stays understood: `before` are the legs the form was filled with. */
export async function meantLegs(
  tx: OfficeTx,
  rows: readonly LegRow[],
  before: readonly Leg[],
): Promise<{ readonly legs: readonly Leg[]; readonly faults: readonly FieldFault[] }> {
  const home = await homeStop(tx)
  const known = [home, ...before.flatMap(({ from, to }) => [from, to])]
  const faults: FieldFault[] = []
  const meant = async (box: Suggested, country: string, name: string): Promise<Stop | null> => {
    const same = known.find(
      (stop) => stop.text === box.text && (country === '' || stop.country === country) && (box.id === '' || box.id === String(stop.placeId)),
    )
    if (same !== undefined) return same
    const registered = await registeredPlace(tx, box.text, /^\d{1,9}$/.test(box.id) ? Number(box.id) : null)
    const [own] = registered === null ? [] : await placesByIds(tx, [registered])
    if (own !== undefined && (country === '' || own.country === country))
      return { placeId: own.id, text: await townOnOrder(tx, own), country: own.country, zone: own.timeZone }
    const { meant: place, candidates } = await placeMeant(tx, box, country === '' ? null : country)
    if (place !== null && (country === '' || place.country === country))
      return { placeId: place.id, text: await townOnOrder(tx, place), country: place.country, zone: place.timeZone }
    if (country !== '')
      return {
        placeId: null,
        text: box.text,
        country,
        zone: candidates.find((one) => one.country === country)?.timeZone ?? (await zoneOf(tx, country, home.zone)),
      }
    const countries = [...new Set(candidates.map((one) => one.country))]
    if (countries.length === 1) return { placeId: null, text: box.text, country: countries[0]!, zone: candidates[0]!.timeZone }
    const listed = candidates.slice(0, 4).map((one) => `${nameFor(one, currentLanguage())} (${countryName(one.country)})`)
    faults.push({
      name,
      message: candidates.length === 0 ? m.trips_place_unknown({ typed: box.text }) : m.trips_place_several({ typed: box.text, places: listed.join(', ') }),
    })
    return null
  }
  const legs: { readonly leg: Leg; readonly row: number }[] = []
  let last: Stop | null = home
  for (const [index, row] of rows.entries()) {
    if (isEmptyLeg(row)) continue
    const at = `legs.${index}`
    // An empty box is where the last leg ended.
    const from: Stop | null = row.from.text === '' ? last : await meant(row.from, '', `${at}.from`)
    const to = await meant(row.to, row.country, `${at}.to`)
    last = to
    if (from === null || to === null) continue
    legs.push({
      row: index,
      leg: {
        from,
        to,
        departs: { day: row.departs, time: row.departsTime },
        arrives: { day: row.arrives === '' ? row.departs : row.arrives, time: row.arrivesTime },
        transport: row.transport,
      },
    })
  }
  const all = legs.map(({ leg }) => leg)
  if (faults.length === 0)
    for (const { leg, is, end } of legFaults(all))
      faults.push({ name: `legs.${legs[leg]!.row}.${is === 'no-such-hour' ? `${end}Time` : end}`, message: legFaultWords[is]() })
  return { legs: all, faults }
}
