// `pobratim finder load`: the world's twinnings into the office's database, from Wikidata's query service or from a file.
import { readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/database/command-database.ts'
import { openDoor } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { readSettings, type Settings } from '#settings'
import { LOAD_USAGE } from '../ranking/command.ts'
import { readPairs, UnreadablePairs } from '../ranking/twinning-graph.ts'
import { beginWorld, takeWorldFile } from './load.actions.ts'
import { carryOnLoads, loadAgent, outsideFor } from './load.jobs.ts'
import { openLoad, placeIndexOf } from './twinning.queries.ts'

type Voice = { out(text: string): void; err(text: string): void; cwd: string }

const USAGE = `usage: ${LOAD_USAGE.trimEnd()}`
/** Between two looks at a load another process carries on, or that waits as the service wished. */
const LOOK_MS = 2_000

/** Exit codes: 0 all twinnings are loaded; 2 the call, the file, the database or the service cannot be used, and what was there before stays. */
export async function loadCommand(args: readonly string[], { out, err, cwd }: Voice): Promise<number> {
  const refused = (reason: string): number => {
    err(`pobratim finder load: ${reason}\n`)
    return 2
  }
  let read: { from?: string; confirm?: boolean }
  try {
    read = parseArgs({ args: [...args], options: { from: { type: 'string' }, confirm: { type: 'boolean' } }, strict: true }).values
  } catch (error) {
    return refused(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
  if (read.from === undefined) return refused(`from where?\n${USAGE}`)
  const settings = readSettings()
  if (!settings.ok) return refused(settings.refusal.message)
  if (read.from === 'wikidata' && settings.value.twinningsUrl === null) return refused('TWINNINGS_URL is off.')
  const opened = await openDatabase(settings.value)
  if (!opened.ok) return refused(opened.refusal.message)
  try {
    const here: Here = { db: openDoor(opened.value.pool), clock: systemClock() }
    return read.from === 'wikidata'
      ? await fromService(here, settings.value, out, refused)
      : await fromFile(here, resolve(cwd, read.from), read.confirm === true, out, refused)
  } finally {
    await opened.value.close()
  }
}

async function fromFile(here: Here, path: string, confirmed: boolean, out: Voice['out'], refused: (reason: string) => number): Promise<number> {
  const index = await placeIndexOf()
  try {
    const found = readPairs(path, index)
    const taken = await takeWorldFile(here, index, basename(path), found, confirmed)
    if (!taken.ok)
      return refused(
        taken.refusal.code === 'shrunk'
          ? 'the file holds less than half of what was loaded from a file before. --confirm takes it all the same.'
          : 'the file has not one twinning of two towns that the list of places has.',
      )
    out(`${taken.value.pairs} twinnings loaded; ${found.unknown} with a town the list of places does not have and ${found.broken} broken lines left out.\n`)
    return 0
  } catch (error) {
    if (error instanceof UnreadablePairs) return refused(error.message)
    throw error
  }
}

async function fromService(here: Here, settings: Settings, out: Voice['out'], refused: (reason: string) => number): Promise<number> {
  const { version } = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', 'package.json'), 'utf8')) as { version: string }
  const service = settings.twinningsUrl!
  const agent = loadAgent(version, settings.url, settings.mailFrom)
  const begun = await beginWorld(here, service)
  if (!begun.ok) return refused(begun.refusal.message)
  out(`asking ${new URL(service).hostname} as ${agent}${begun.value.items === 0 ? '' : `, going on after ${begun.value.items} items`}\n`)
  const log = { info: () => {}, debug: () => {}, error: (message: string) => void out(`${message}\n`) }
  let shown = -1
  for (;;) {
    await carryOnLoads(here, {
      outside: outsideFor(service, { userAgent: agent, privateToo: false }),
      log,
      told: ({ items, pairs, trouble, nextAt }) => {
        if (items === shown && trouble === null) return
        shown = items
        out(`${items} items, ${pairs} twinnings${trouble === null ? '' : `; ${trouble}`}${nextAt === null ? '' : `, again at ${nextAt.toISOString()}`}\n`)
      },
    })
    const load = await here.db.asSystem((tx) => openLoad(tx))
    if (load === null) break
    if (load.stoppedAt !== null) return refused(`the service's answers end with "${load.trouble}" ${load.troubleDetail}; called again, it goes on from there.`)
    await sleep(LOOK_MS)
  }
  out('all twinnings are loaded.\n')
  return 0
}
