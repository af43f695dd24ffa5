// How fast a full programme answers: five days of sixty items, three hundred delegates, two groups; the pages, a step of the keys, a guest's page on the phone.
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '#platform/ids.ts'
import { ask, machine, measured, type Row, table, take } from './measuring.ts'
import { databaseOf, openBenchOffice } from './office.ts'

const ITEMS_A_DAY = Number(process.argv[2] ?? 60)
const DELEGATES = Number(process.argv[3] ?? 300)
const ROUNDS = Number(process.argv[4] ?? 60)
const DAYS = ['2030-10-14', '2030-10-15', '2030-10-16', '2030-10-17', '2030-10-18'] as const

const root = join(tmpdir(), `pobratim-bench-${randomUUID()}`)
const { server, officer, organisations, folder } = await openBenchOffice(join(root, 'data'), { organisations: 20, steps: 20, events: 20 })
const opened = await ask(server, officer, '/visits', {
  direction: 'incoming',
  'title.bg': 'Пълно посещение',
  'partners.0.text': organisations[0]!.name,
  'partners.0.id': organisations[0]!.id,
  'date.day': '14',
  'date.month': '10',
  'date.year': '2030',
  'until.day': '18',
  'until.month': '10',
  'until.year': '2030',
})
const visit = opened.headers.get('location')!.split('/').at(-1)!

const db = await databaseOf(folder)
const office = (await db.query<{ id: string }>('select id from office')).rows[0]!.id
const words = (text: string) => ({
  source: 'bg',
  in: Object.fromEntries(['bg', 'en'].map((language) => [language, { text, at: '2026-01-01T00:00:00Z', checked: true }])),
})
const delegates = Array.from({ length: DELEGATES }, (_, n) => ({
  id: newId(),
  side: n % 4 === 0 ? 'hosts' : 'guests',
  name: words(`Делегат Номер ${n}`),
  interpreter: n % 60 === 0,
}))
await db.query(
  `insert into visit_delegate (office_id, id, visit_id, side, name, role, is_interpreter, languages)
   select $1, r.id, $2, r.side, r.name, '{"source":"bg","in":{}}', r.interpreter, case when r.side = 'hosts' then '{bg,en}'::text[] else '{en}'::text[] end
   from jsonb_to_recordset($3::jsonb) as r(id uuid, side text, name jsonb, interpreter boolean)`,
  [office, visit, JSON.stringify(delegates)],
)
const minutes = Math.floor((13 * 60) / ITEMS_A_DAY)
const items = DAYS.flatMap((day) =>
  Array.from({ length: ITEMS_A_DAY }, (_, n) => {
    const at = 8 * 60 + n * minutes
    const time = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
    const from = new Date(Date.parse(`${day}T${time}:00+03:00`))
    return {
      id: newId(),
      day,
      time,
      minutes,
      from: from.toISOString(),
      to: new Date(from.getTime() + minutes * 60_000).toISOString(),
      title: words(`Точка ${n} от ${day}: среща с керамици и млади творци`),
      place: words(['Кметството', 'Ателието', 'Читалището'][n % 3]!),
      attendance: ['all', 'guests', 'some'][n % 3]!,
      who: delegates[(n * 7) % DELEGATES]!.id,
    }
  }),
)
await db.query(
  `insert into programme_item (office_id, id, visit_id, kind, day, time, minutes, last_day, zone, end_zone, starts_at, ends_at, title, note, place, attendance)
   select $1, r.id, $2, 'meeting', r.day, r.time, r.minutes, r.day, 'Europe/Sofia', 'Europe/Sofia', r."from", r."to", r.title, '{"source":"bg","in":{}}', r.place, r.attendance
   from jsonb_to_recordset($3::jsonb) as r(id uuid, day date, time text, minutes int, "from" timestamptz, "to" timestamptz, title jsonb, place jsonb, attendance text)`,
  [office, visit, JSON.stringify(items)],
)
await db.query(
  `insert into programme_participant (office_id, id, item_id, delegate_id, part)
   select $1, gen_random_uuid(), r.id, r.who, 'takes' from jsonb_to_recordset($2::jsonb) as r(id uuid, who uuid)`,
  [office, JSON.stringify(items)],
)
await db.query('vacuum analyze')
await db.end()
await ask(server, officer, `/visits/${visit}/pocket`, { all: 'yes' })
const links = [...(await (await ask(server, officer, `/visits/${visit}/pocket`)).text()).matchAll(/value="http[^"]*(\/p\/[\w-]+)"/g)].map(([, path]) => path!)
if (links.length !== DELEGATES) throw new Error(`${links.length} links of ${DELEGATES}`)

const results: Row[] = []
const page = async (name: string, path: (round: number) => string): Promise<void> => {
  const { length } = new Uint8Array(await (await ask(server, officer, path(0))).arrayBuffer())
  results.push(await measured(name, ROUNDS, (round) => take(server, officer, path(round)), `${Math.round(length / 1024)} kB unpacked`))
}
await page('programme: list', () => `/visits/${visit}/programme`)
await page('programme: by hours', () => `/visits/${visit}/programme?view=hours`)
await page('programme: a day as a table', () => `/visits/${visit}/programme/days/${DAYS[1]}`)
await page('programme: one item', (round) => `/visits/${visit}/programme/items/${items[round % items.length]!.id}`)
await page('programme: form of an item', (round) => `/visits/${visit}/programme/items/${items[round % items.length]!.id}/edit`)
await page('pocket: a guest’s page', (round) => links[round % links.length]!)
await page('pocket: is there anything newer', (round) => `${links[round % links.length]!}?as=stamp`)
await page('pocket: the officer’s list', () => `/visits/${visit}/pocket`)

/** One step as the keys do it: the post, and the page it leads to. */
const steps = new Map<string, number>()
results.push(
  await measured('programme: a step of the keys, with its page', ROUNDS, async (round) => {
    const { id } = items[round % items.length]!
    const version = steps.get(id) ?? 1
    steps.set(id, version + 1)
    const moved = await ask(server, officer, `/visits/${visit}/programme/items/${id}/moving`, {
      version: String(version),
      by: round % 2 === 0 ? '5' : '-5',
      view: 'hours',
    })
    if (moved.status !== 303) throw new Error(`the step was refused: ${moved.status}`)
    return take(server, officer, moved.headers.get('location')!.split('#')[0]!)
  }),
)

await server.kill('SIGTERM')
rmSync(root, { recursive: true, force: true })
process.stdout.write(
  `${[machine(), `${DAYS.length} days of ${ITEMS_A_DAY} items, ${DELEGATES} delegates; whole request over HTTP, one at a time`, '', ...table(results)].join('\n')}\n`,
)
