// The program's commands: pobratim intake FILE …; each is loaded only when it is called.

import { calledFrom } from './settings.ts'

/** What a command may use of the outside: its words, where it writes, and the folder it was called in. Returns the exit code. */
export type Console = { out(text: string): void; err(text: string): void; cwd: string }
export type Command = (args: readonly string[], console: Console) => Promise<number>

const commands: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  intake: {
    summary: 'intake FILE [--home "NAME, CC"] [--published YYYY-MM-DD] [--json] [--model]   read a news item and print what it says',
    load: async () => (await import('./features/intake/model/command.ts')).intakeWithModelCommand,
  },
  'intake-batch': {
    summary: 'intake-batch FOLDER|FILE [--officer E-MAIL]   bring a folder, an archive or a mailbox; the office reads it in the background',
    load: async () => (await import('./features/intake/batches/folder.jobs.ts')).intakeBatchCommand,
  },
  finder: {
    summary:
      'finder evaluate --graph FILE --test FILE | finder rank --home GEONAMEID --country CC --mode similar|arise [--graph FILE] | finder load --from wikidata|FILE   like towns and likely partners, measured and ranked; the world’s twinnings loaded',
    load: async () => async (args, console) =>
      args[0] === 'load' && !args.includes('--help') && !args.includes('-h')
        ? (await import('./features/finder/twinnings/command.jobs.ts')).loadCommand(args.slice(1), console)
        : (await import('./features/finder/ranking/command.ts')).finderCommand(args, console),
  },
  mail: {
    summary: 'mail returned < LETTER.eml   for mail servers: mark the letter that came back',
    load: async () => (await import('./features/post/returned.jobs.ts')).mailCommand,
  },
  backup: {
    summary: 'backup [FOLDER|FILE.tar.gz]   copy the whole office into one file, also while it is open',
    load: async () => (await import('./platform/database/backup/commands.ts')).backupCommand,
  },
  restore: {
    summary: 'restore FILE   put a backup in the place of the data folder’s database; what was there is kept aside',
    load: async () => (await import('./platform/database/backup/commands.ts')).restoreCommand,
  },
  settings: {
    summary: 'settings   print every setting with its default and meaning (docs/operating/settings.md is made from it)',
    load: async () => (await import('./settings.ts')).settingsCommand,
  },
}

const usage = (): string =>
  `Usage:\n${Object.values(commands)
    .map(({ summary }) => `  pobratim ${summary}`)
    .join('\n')}\n`

/** Runs one command. 0 when it did its work, 2 when it was called wrongly or cannot do it, 1 for a bug. */
export async function main(argv: readonly string[], console: Console): Promise<number> {
  const [name, ...args] = argv
  if (name === undefined || name === 'help' || name === '--help') {
    console.out(usage())
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    console.err(`pobratim: there is no command "${name}".\n${usage()}`)
    return 2
  }
  return (await command.load())(args, console)
}

const called = process.argv[1] !== undefined && /(?:^|[\\/])cli\.(?:js|ts|mjs)$/.test(process.argv[1])
if (called) {
  process.exitCode = await main(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    cwd: calledFrom(),
  })
}
