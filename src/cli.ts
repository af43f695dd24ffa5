// The program's commands: pobratim intake FILE …; each is loaded only when it is called.

/** What a command may use of the outside: its words, where it writes, and the folder it was called in. Returns the exit code. */
export type Console = { out(text: string): void; err(text: string): void; cwd: string }
export type Command = (args: readonly string[], console: Console) => Promise<number>

const commands: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  intake: {
    summary: 'intake FILE [--home "NAME, CC"] [--published YYYY-MM-DD] [--json]   read a news item and print what it says',
    load: async () => (await import('./features/intake/reading/command.ts')).intakeCommand,
  },
}

const usage = (): string => `Usage:\n${Object.values(commands).map(({ summary }) => `  pobratim ${summary}`).join('\n')}\n`

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
  process.exitCode = await main(process.argv.slice(2), { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text), cwd: process.cwd() })
}
