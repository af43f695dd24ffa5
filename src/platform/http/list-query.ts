// What a list is asked in its address: only known words with known values, in one order, so that an address can be kept and compared.

/** Each known name with what its value may be; the order of the names is the order in which they are written. */
export type KnownQuery = Readonly<Record<string, (value: string) => boolean>>

/** A line somebody typed to search for; PostgreSQL text cannot hold NUL. */
export const isSearched = (value: string): boolean => value.trim() !== '' && value.length <= 200 && !value.includes('\u0000')

export const isOneOf =
  (values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value)

/** The known part of a query as it stands in an address (`view=board&type=twinning`); unknown names and junk values are left out. */
export function cleanQuery(text: string, known: KnownQuery): string {
  const given = new URLSearchParams(text.slice(0, 2_000))
  const kept = new URLSearchParams()
  for (const [name, isKnown] of Object.entries(known)) {
    const value = given.get(name)?.trim()
    if (value !== undefined && isKnown(value)) kept.set(name, value)
  }
  return kept.toString()
}
