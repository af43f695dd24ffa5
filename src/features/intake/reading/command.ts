// `pobratim intake FILE`: reads one text file and prints the drafts, without server or database.
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { currentVersion, defaultIndexFolder, madeVersion, makeIndex } from '#features/places/gazetteer/index-file.ts'
import { openGazetteer } from '#features/places/gazetteer/gazetteer.ts'
import { countryCodes } from '#features/places/gazetteer/country-words.ts'
import { toArticle } from './article.ts'
import { guessPublished, homeFrom, readHead } from './head.ts'
import { findHome, readText } from './read-text.ts'
import type { ReadOptions } from './reading.ts'
import { summaryOf } from './summary.ts'
import { guessHome } from './whose.ts'

/** More than any news item; a longer text is a mistake or an attack. */
export const LONGEST_TEXT = 2 * 1024 * 1024

type Voice = { out(text: string): void; err(text: string): void; cwd: string }

/** Exit codes: 0 printed; 2 the call, the file or the home cannot be used (the reason goes to `err`). */
export async function intakeCommand(args: readonly string[], { out, err, cwd }: Voice): Promise<number> {
  const refuse = (reason: string): number => {
    err(`pobratim intake: ${reason}\n`)
    return 2
  }
  let options: { values: { home?: string; published?: string; json?: boolean }; positionals: string[] }
  try {
    options = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { home: { type: 'string' }, published: { type: 'string' }, json: { type: 'boolean' } },
    })
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
  const [file, ...more] = options.positionals
  if (!file) return refuse('which file? Usage: pobratim intake FILE --home "NAME, CC" [--published YYYY-MM-DD] [--json]')
  if (more.length > 0) return refuse(`one file at a time, please; got also ${more.join(', ')}`)
  const read = readFile(resolve(cwd, file))
  if ('reason' in read) return refuse(read.reason)
  const head = readHead(read.text)
  const body = read.text.slice(head.bodyStart)
  if (!/[\p{L}\p{N}]/u.test(body)) return refuse(`${file} has no text.`)
  const said = options.values.published
  if (said !== undefined && said !== 'unknown' && !/^\d{4}-\d{2}-\d{2}$/.test(said))
    return refuse(`--published must be a day such as 2024-10-24, or unknown; got "${said}".`)
  const published = said === undefined ? (head.published === undefined ? guessPublished(body) : head.published) : said === 'unknown' ? null : said
  const named = options.values.home === undefined ? head.home : homeFrom(options.values.home)
  if (options.values.home !== undefined && named === undefined)
    return refuse(`--home must be a name and a two-letter country, as in "Троян, BG"; got "${options.values.home}".`)
  if (named !== undefined && !countryCodes.includes(named.country))
    return refuse(`there is no country "${named.country}"; use its two letters, as in "Троян, BG".`)
  if (madeVersion(defaultIndexFolder()) !== currentVersion()) await makeIndex()
  const gazetteer = openGazetteer()
  let home: ReadOptions['home'] | null = named ?? null
  if (named !== undefined) {
    const found = findHome(gazetteer, named.name, named.country)
    if (found.ambiguous.length > 0)
      return refuse(
        `there are several places called ${named.name} in ${named.country}: ${found.ambiguous
          .slice(0, 5)
          .map((place) => `${place.name} (${place.population} people, ${place.latitude} ${place.longitude})`)
          .join('; ')}. Name the municipality more exactly.`,
      )
    if (found.home === null) {
      if (options.values.home !== undefined) return refuse(`no place called "${named.name}" is known in ${named.country}.`)
      home = null
    }
  }
  if (home === null) {
    home = guessHome(body, head.source, gazetteer)
    if (home === null)
      return refuse('whose text is it? Give --home "NAME, CC" (for example --home "Троян, BG"), or a line "home: NAME, CC" at the top of the file.')
    err(`pobratim intake: nothing says whose text this is; it was read as that of ${home.name} (${home.country}). If that is wrong, give --home "NAME, CC".\n`)
  }
  const reading = readText(body, { home, published, gazetteer })
  if (reading.readTo < body.length) err(`pobratim intake: only the first ${reading.readTo} letters were read.\n`)
  out(options.values.json ? `${JSON.stringify(toArticle(reading, body), null, 1)}\n` : summaryOf(toArticle(reading, body)))
  return 0
}

function readFile(path: string): { text: string } | { reason: string } {
  try {
    const size = statSync(path)
    if (!size.isFile()) return { reason: `${path} is not a file.` }
    if (size.size > LONGEST_TEXT) return { reason: `${path} is larger than 2 MB; a news item is a few pages.` }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) }
  } catch (error) {
    if (error instanceof TypeError) return { reason: `${path} is not UTF-8 text.` }
    return { reason: `cannot read ${path}: ${error instanceof Error ? error.message : String(error)}` }
  }
}
