// The list of towns takes half a minute to load, the demonstration office a quarter: one walk makes each as a newcomer does, the others begin with a copy of a folder that has it.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { type RunningServer, startServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    townsFolder: string
  }
}

/** Vitest's global set-up: only the place for the folder; whoever needs it first fills it. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'pobratim-towns-'))
  project.provide('townsFolder', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

/** A data folder of one's own, without an office, that knows the towns. `remove` when its server has ended. */
export async function folderWithTowns(): Promise<OwnFolder> {
  return copyOf(
    await readyOnce('towns', async (folder) => {
      const server = await startServer({ folder })
      await server.hears(/Списъкът на населените места е зареден|The list of towns is loaded/, 120)
      return server
    }),
  )
}

/** The same with the demonstration office in it: a server started on it with `POBRATIM_DEMO` finds it made. */
export async function folderWithDemo(): Promise<OwnFolder> {
  return copyOf(
    await readyOnce('demo', async (folder) => {
      const towns = await folderWithTowns()
      renameSync(towns.folder, folder)
      towns.remove()
      const server = await startServer({ folder, knowsTowns: true, env: { POBRATIM_DEMO: '1' } })
      await server.hears(/\/sign-in\/link\//, 120)
      return server
    }),
  )
}

export type OwnFolder = { readonly folder: string; remove(): void }

/** The original of that name. Two walks run at a time: the first to come fills it by a server that is then ended, the other waits for it. */
async function readyOnce(name: string, fill: (folder: string) => Promise<RunningServer>): Promise<string> {
  const shared = join(inject('townsFolder'), name)
  const [original, ready] = [join(shared, 'data'), join(shared, 'ready')]
  const first = mkdirSync(join(shared, 'begun'), { recursive: true }) !== undefined
  for (let round = 0; !first && !existsSync(ready) && round < 1_200; round += 1) await new Promise((resolve) => setTimeout(resolve, 100))
  if (first) {
    const server = await fill(original)
    if ((await server.kill('SIGTERM')) !== 0) throw new Error(`the server did not end well:\n${server.said()}`)
    writeFileSync(ready, '')
  }
  return original
}

function copyOf(original: string): OwnFolder {
  const home = mkdtempSync(join(tmpdir(), 'pobratim-journey-'))
  const folder = join(home, 'data')
  mkdirSync(folder)
  cpSync(original, folder, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.s.PGSQL.5432') })
  return { folder, remove: () => rmSync(home, { recursive: true, force: true }) }
}
