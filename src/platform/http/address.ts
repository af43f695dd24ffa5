// A web address as a typed function: its pattern names what must be filled in.

type Names<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

type Query = Readonly<Record<string, string | number | undefined>>

/** Builds a path from its pattern; absent query values are left out, all others are encoded. */
export type Address<Path extends string = string> = {
  readonly pattern: Path
} & ([Names<Path>] extends [never] ? (query?: Query) => string : (names: Readonly<Record<Names<Path>, string>>, query?: Query) => string)

export function address<const Path extends string>(pattern: Path): Address<Path> {
  const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const build = (first?: Query, second?: Query): string => {
    const values = names.length > 0 ? (first as Record<string, string>) : {}
    const query = names.length > 0 ? second : first
    const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
    const search = new URLSearchParams()
    for (const [key, value] of Object.entries(query ?? {})) if (value !== undefined && value !== '') search.set(key, String(value))
    return search.size > 0 ? `${path}?${search}` : path
  }
  return Object.assign(build, { pattern }) as unknown as Address<Path>
}
