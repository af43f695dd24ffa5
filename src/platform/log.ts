// What the program says to the person at the terminal, one line a fact.

export type Log = {
  error(message: string, cause?: unknown): void
  info(message: string): void
  debug(message: string): void
}

const told = (cause: unknown): string =>
  cause === undefined ? '' : ` ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`

export function terminalLog(level: 'error' | 'info' | 'debug', write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const rank = { error: 0, info: 1, debug: 2 }[level]
  const say = (at: number, line: string) => {
    if (at <= rank) write(`${line}\n`)
  }
  return {
    error: (message, cause) => say(0, `! ${message}${told(cause)}`),
    info: (message) => say(1, message),
    debug: (message) => say(2, `· ${message}`),
  }
}

export const silentLog: Log = { error: () => {}, info: () => {}, debug: () => {} }
