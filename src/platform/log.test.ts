// What stands at the terminal after a failure: the statement and the database's own words, and nothing of what people wrote.
import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { terminalLog, withoutKeys } from './log.ts'

const said = (level: 'error' | 'info' | 'debug', say: (log: ReturnType<typeof terminalLog>) => void): string[] => {
  const lines: string[] = []
  say(terminalLog(level, (line) => void lines.push(line)))
  return lines
}

test('a failed statement is told without the values it was given', () => {
  const failed = new DrizzleQueryError('insert into person (email) values ($1)', ['proba@pobratim.test\n    at somewhere'], new Error('duplicate key value'))
  const [line, ...more] = said('info', (log) => log.error('POST /people [1234]', failed))
  expect(more).toEqual([])
  expect(line!.startsWith('! POST /people [1234] Failed query: insert into person (email) values ($1)\n    at ')).toBe(true)
  expect([line!.includes('proba@pobratim.test'), line!.includes('\n because of Error: duplicate key value')]).toEqual([false, true])
})

test('what is less than was asked for is not said', () => {
  const all = (log: ReturnType<typeof terminalLog>) => {
    log.error('wrong', 'the reason')
    log.info('ready')
    log.debug('detail')
  }
  expect(said('error', all)).toEqual(['! wrong the reason\n'])
  expect(said('info', all)).toEqual(['! wrong the reason\n', 'ready\n'])
  expect(said('debug', all)).toEqual(['! wrong the reason\n', 'ready\n', '· detail\n'])
})

test.each([
  ['/p/aB3-_x', '/p/…'],
  ['/welcome/aB3/demo', '/welcome/…/demo'],
  ['/sign-in/link/aB3', '/sign-in/link/…'],
  ['/calendar/feed/aB3.ics', '/calendar/feed/…'],
  ['/unsubscribe/aB3', '/unsubscribe/…'],
  ['/people/01900000-0000-7000-8000-000000000000', '/people/01900000-0000-7000-8000-000000000000'],
  ['/bg/newsletter/subscription/abc/forgetting', '/bg/newsletter/subscription/…/forgetting'],
  ['/fr/newsletter/confirmation/abc', '/fr/newsletter/confirmation/…'],
  ['/places', '/places'],
])('%s stands in a log as %s', (path, expected) => {
  expect(withoutKeys(path)).toBe(expected)
})
