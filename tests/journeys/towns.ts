// The list of towns takes half a minute to load: one walk loads it as a newcomer does, the others begin with a copy of a folder that has it.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startServer } from './server.ts'

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
export async function folderWithTowns(): Promise<{ folder: string; remove(): void }> {
  const shared = inject('townsFolder')
  const [original, ready] = [join(shared, 'data'), join(shared, 'ready')]
  // Two walks run at a time: the first to come fills the folder, the other waits for it.
  const first = mkdirSync(join(shared, 'begun'), { recursive: true }) !== undefined
  for (let round = 0; !first && !existsSync(ready) && round < 1_200; round += 1) await new Promise((resolve) => setTimeout(resolve, 100))
  if (first) {
    const server = await startServer({ folder: original })
    await server.hears(/Списъкът на населените места е зареден|The list of towns is loaded/, 120)
    if ((await server.kill('SIGTERM')) !== 0) throw new Error(`the server did not end well:\n${server.said()}`)
    writeFileSync(ready, '')
  }
  const home = mkdtempSync(join(tmpdir(), 'pobratim-journey-'))
  const folder = join(home, 'data')
  mkdirSync(folder)
  cpSync(original, folder, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.s.PGSQL.5432') })
  return { folder, remove: () => rmSync(home, { recursive: true, force: true }) }
}
