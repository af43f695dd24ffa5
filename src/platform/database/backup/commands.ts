// pobratim backup and pobratim restore: an office into one file, and back.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSettings } from '#settings'
import { m } from '#messages'
import { systemClock } from '#platform/clock.ts'
import { backupFolder } from './backup.ts'
import { restore } from './restore.ts'

type Console = { out(text: string): void; err(text: string): void; cwd: string }

/** The built program lies in dist/, one folder below the project. */
const project = (): string => join(dirname(fileURLToPath(import.meta.url)), '..')
const appVersion = (): string => (JSON.parse(readFileSync(join(project(), 'package.json'), 'utf8')) as { version: string }).version
const migrations = (): number => readdirSync(join(project(), 'migrations')).filter((file) => file.endsWith('.sql')).length

const quiet = (console: Console) => ({
  info: () => {},
  warn: (message: string) => console.err(`${message}\n`),
  error: (message: string) => console.err(`${message}\n`),
})

/** `backup [FOLDER or FILE.tar.gz]`: 0 when the backup lies there, 2 when it cannot be made. */
export async function backupCommand(args: readonly string[], console: Console): Promise<number> {
  const settings = readSettings()
  if (!settings.ok || args.length > 1) {
    console.err(settings.ok ? 'usage: pobratim backup [FOLDER|FILE.tar.gz]\n' : `${settings.refusal.message}\n`)
    return 2
  }
  const to = args[0] === undefined ? undefined : resolve(console.cwd, args[0])
  const made = await backupFolder({ folder: settings.value.dataFolder, appVersion: appVersion(), now: systemClock().now(), to, log: quiet(console) })
  if (!made.ok) {
    console.err(`${made.refusal.message}\n`)
    return 2
  }
  console.out(`${m.platform_backup_made({ file: made.value.path, size: (made.value.bytes / 1024 / 1024).toFixed(1), sha256: made.value.sha256 })}\n`)
  return 0
}

/** `restore FILE`: puts a backup in the place of the data folder's database; what was there is kept aside. */
export async function restoreCommand(args: readonly string[], console: Console): Promise<number> {
  const settings = readSettings()
  const [file] = args
  if (!settings.ok || file === undefined || args.length > 1) {
    console.err(settings.ok ? 'usage: pobratim restore FILE\n' : `${settings.refusal.message}\n`)
    return 2
  }
  const restored = await restore({
    file: resolve(console.cwd, file),
    folder: settings.value.dataFolder,
    appVersion: appVersion(),
    schemaVersion: migrations(),
    now: systemClock().now(),
  })
  if (!restored.ok) {
    console.err(`${restored.refusal.message}\n`)
    return 2
  }
  console.out(
    `${restored.value.aside === null ? m.platform_restore_done({ folder: restored.value.folder }) : m.platform_restore_done_aside({ folder: restored.value.folder, aside: restored.value.aside })}\n`,
  )
  return 0
}
