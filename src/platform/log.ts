// What the program says to the person at the terminal, one line a fact.
import { DrizzleQueryError } from 'drizzle-orm'

export type Log = {
  error(message: string, cause?: unknown): void
  info(message: string): void
  debug(message: string): void
}

/** A failed statement is told without the values it was given: they are people's names, addresses and whole texts. */
function inWords(error: Error): string {
  const stack = error.stack ?? error.message
  return error instanceof DrizzleQueryError ? `Failed query: ${error.query}${stack.split(error.message).at(-1) ?? ''}` : stack
}

/** The error with what caused it, the database's own words at the end. */
function told(cause: unknown): string {
  if (cause === undefined) return ''
  if (!(cause instanceof Error)) return ` ${String(cause)}`
  const under = told(cause.cause)
  return ` ${inWords(cause)}${under === '' ? '' : `\n because of${under}`}`
}

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

/** An address as it may stand in a log: whoever reads logs must not open what a private address opens. */
export const withoutKeys = (path: string): string =>
  path.replace(/^(\/p|\/welcome|\/sign-in\/link|\/calendar\/feed|\/unsubscribe|\/[a-z]{2}\/newsletter\/(?:confirmation|subscription))\/[^/]+/, '$1/…')

export const silentLog: Log = { error: () => {}, info: () => {}, debug: () => {} }
