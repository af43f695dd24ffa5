// How long 10,000 rows of partners take from the pasted table to the written register: the built server, over HTTP, in a folder of its own.
import { startServer, type RunningServer } from '../tests/journeys/server.ts'

const ROWS = Number(process.argv[2] ?? 10_000)
const SYLLABLES = 'бе ва га де жи зо ки ла ме но пе ра се то ул фо хи це че ша як вин дол град бор мир слав нов стар гор'.split(' ')
const madeUp = (n: number): string => `Гр${SYLLABLES[n % 30]}${SYLLABLES[Math.floor(n / 30) % 30]}${SYLLABLES[Math.floor(n / 900) % 30]}`
const table = [
  'Партньор\tДържава\tДата на подписване\tВид\tРешение №\tБележки',
  ...Array.from(
    { length: ROWS },
    (_, n) =>
      `${madeUp(n)}\t${['Франция', 'Италия', 'Северна Македония', 'Китай'][n % 4]}\t${1 + (n % 28)}.05.${1980 + (n % 40)}\tпобратимяване\t${n}/12.03.${1980 + (n % 40)}\tбележка ${n}`,
  ),
].join('\n')

const cookies = new Map<string, string>()
async function ask(server: RunningServer, path: string, form?: Record<string, string>): Promise<Response> {
  const answer = await fetch(server.url + path, {
    method: form === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: { origin: server.url, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  })
  for (const line of answer.headers.getSetCookie()) {
    const pair = line.split(';')[0]!
    cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
  }
  return answer
}

const server = await startServer({ env: { POBRATIM_DEV: '1' }, folder: `${process.env['TMPDIR'] ?? '/tmp'}/pobratim-bench-import-${process.pid}/data` })
const setup = await server.hears(/(\/welcome\/\S+)/)
await server.hears(/100 %|зареден|is loaded/i, 180)
await ask(server, `${setup[1]}/office`, {
  placeId: '726320',
  officeNameBg: 'Община Мерило',
  languages: 'bg',
  name: 'Проба Мерителова',
  email: 'bench@pobratim.test',
})

let at = performance.now()
const lap = (what: string): void => {
  process.stdout.write(`${what.padEnd(44)} ${((performance.now() - at) / 1000).toFixed(2)} s\n`)
  at = performance.now()
}
const brought = await ask(server, '/sheets', { kind: 'partners', text: table })
const path = brought.headers.get('location')!
lap(`${ROWS} rows read`)
const columns = Object.fromEntries(['name', 'country', 'since', 'type', 'decisionNumber', 'notes'].map((field, column) => [`column.c${column}`, field]))
await ask(server, `${path}/columns`, { version: '1', language: 'bg', ...columns })
lap('held against the register')
await (await ask(server, path)).text()
lap('preview shown')
await ask(server, `${path}/decisions`, { start: 'yes' })
for (;;) {
  const { done } = (await (await ask(server, `${path}/progress`)).json()) as { done?: boolean }
  if (done === true) break
  await new Promise((resolve) => setTimeout(resolve, 50))
}
lap('written (bar: 10 s)')
for (const format of ['xlsx', 'csv', 'jsonld']) {
  await (await ask(server, `/sheets/export/partnerships/${format}`)).arrayBuffer()
  lap(`taken out as ${format}`)
}
await server.kill('SIGTERM')
