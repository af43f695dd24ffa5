// Fills an office's register with made-up partners, steps and events, as many as asked for, past the interface: the same amounts for every bench.
import type { Client } from 'pg'
import { newId } from '#platform/ids.ts'
import { nameKeys } from '#platform/names/name-key.ts'
import { sortKeyOf } from '#platform/names/sort-key.ts'

const SYLLABLES = 'бе ва га де жи зо ки ла ме но пе ра се то ул фо хи це че ша як вин дол град бор мир слав нов стар гор'.split(' ')
/** Made-up names of three syllables and more: none is a real town's on purpose. */
export const madeUp = (n: number): string => {
  const at = (k: number) => SYLLABLES[k % SYLLABLES.length]!
  const name = at(n * 7) + at(n * 11 + Math.floor(n / 32)) + at(n * 13 + Math.floor(n / 1024)) + (n >= 32_768 ? at(Math.floor(n / 32_768)) : '')
  return name[0]!.toUpperCase() + name.slice(1) + (n % 3 === 0 ? ` ${at(n * 17)}` : '')
}

export const COUNTRIES = ['BG', 'MK', 'ME', 'IT', 'FR', 'CN', 'DE', 'RS'] as const
const TYPES = ['twinning', 'friendship', 'contact', 'project'] as const
const FIELDS = ['culture', 'education', 'business', 'environment', 'youth'] as const
const KINDS = ['first_contact', 'intent', 'council_decision', 'signing', 'renewal'] as const
const EVENT_KINDS = ['visit', 'meeting', 'festival', 'exchange', 'forum'] as const

export type Seeded = { readonly organisations: { id: string; name: string; country: string }[]; readonly partnerships: { id: string; name: string }[] }

const text = (bg: string) => ({ source: 'bg', in: bg === '' ? {} : { bg: { text: bg, at: '2026-01-01T00:00:00.000Z', checked: true } } })
const stamp = { version: 1, created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' }
const two = (value: number): string => String(value).padStart(2, '0')

/**
 * Every organisation is a partner; `steps` milestones and `events` events in all are spread over them. Rows go in by the thousands as the owner of the
 * database; names as the search keeps them. Standings are the server's to compute: it does so at its next start.
 */
export async function seed(db: Client, office: string, amounts: { organisations: number; steps: number; events: number }): Promise<Seeded> {
  const insert = async (table: string, count: number, row: (n: number) => Record<string, unknown> | Record<string, unknown>[]): Promise<void> => {
    for (let from = 0; from < count; from += 2_000) {
      const rows = Array.from({ length: Math.min(2_000, count - from) }, (_, at) => row(from + at)).flat()
      if (rows.length === 0) continue
      const columns = Object.keys(rows[0]!).join(', ')
      await db.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [JSON.stringify(rows)])
    }
  }
  const organisations = Array.from({ length: amounts.organisations }, (_, n) => ({ id: newId(), name: madeUp(n), country: COUNTRIES[n % COUNTRIES.length]! }))
  const partnerships = organisations.map(({ name }) => ({ id: newId(), name }))
  const events = Array.from({ length: amounts.events }, () => newId())
  const owner = { office_id: office }
  await insert('organisation', organisations.length, (n) => {
    const { id, name, country } = organisations[n]!
    return { ...owner, id, kind: 'municipality', country, name: text(name), aliases: [], notes: text(''), sources: [], sort_key: sortKeyOf(name), ...stamp }
  })
  await insert('name_entry', organisations.length, (n) => {
    const { id, name } = organisations[n]!
    return nameKeys(name).flatMap((key) =>
      key.split(' ').map((word, position) => ({
        ...owner,
        id: newId(),
        thing: 'organisation',
        thing_id: id,
        name,
        key: ` ${key}`,
        word,
        backwards: [...word].reverse().join(''),
        position,
      })),
    )
  })
  await insert('partnership', partnerships.length, (n) => ({
    ...owner,
    id: partnerships[n]!.id,
    organisation_id: organisations[n]!.id,
    type: TYPES[n % TYPES.length],
    slug: `p-${n}`,
    fields: [FIELDS[n % FIELDS.length]],
    origin: text(''),
    summary: text(''),
    sources: [],
    ...stamp,
  }))
  // Each was entered by somebody, as everything in a register was.
  await insert('activity', partnerships.length, (n) => ({
    ...owner,
    id: newId(),
    change_id: newId(),
    at: stamp.created_at,
    person_id: 'bench',
    person_name: 'Проба Мерителова',
    act: 'partnership.created',
    thing: 'partnership',
    thing_id: partnerships[n]!.id,
    label: partnerships[n]!.name,
    after: {},
    version_after: 1,
  }))
  await insert('milestone', amounts.steps, (n) => {
    const year = 1990 + ((n * 7) % 36)
    const kind = KINDS[Math.floor(n / partnerships.length) % KINDS.length]
    return {
      ...owner,
      id: newId(),
      partnership_id: partnerships[n % partnerships.length]!.id,
      kind,
      side: kind === 'council_decision' ? (n % 2 === 0 ? 'us' : 'them') : 'both',
      date: String(year),
      first_day: `${year}-01-01`,
      last_day: `${year}-12-31`,
      note: text(''),
      sources: [],
      ...stamp,
    }
  })
  await insert('event', events.length, (n) => {
    const day = `${1995 + ((n * 11) % 31)}-${two(1 + (n % 12))}-${two(1 + (n % 28))}`
    return {
      ...owner,
      id: events[n]!,
      kind: EVENT_KINDS[n % EVENT_KINDS.length],
      direction: n % 2 === 0 ? 'incoming' : 'outgoing',
      title: text(`Среща ${n}`),
      date: day,
      first_day: day,
      last_day: day,
      place_text: '',
      occasion: '',
      summary: text(''),
      fields: [],
      sources: [],
      ...stamp,
    }
  })
  await insert('event_partner', events.length, (n) => ({
    ...owner,
    id: newId(),
    event_id: events[n]!,
    organisation_id: organisations[n % organisations.length]!.id,
  }))
  await db.query('vacuum analyze')
  return { organisations, partnerships }
}

/** So many promises, each with one of the partners in turn: a third settled, every seventh without a day, every fifth of those told of by a dated source. */
export async function seedPromises(db: Client, office: string, organisations: Seeded['organisations'], count: number): Promise<{ readonly id: string }[]> {
  const rows = Array.from({ length: count }, (_, n) => {
    const year = 2018 + (n % 10)
    const settled = n % 3
    const after = `${Math.min(year, 2026)}-${two(1 + (n % 11))}-20`
    return {
      id: newId(),
      partner: organisations[n % organisations.length]!.id,
      side: ['us', 'them', 'both'][n % 3]!,
      text: `Обещание номер ${n} за обмен, гостуване и обща изложба`,
      due: n % 7 === 0 ? null : `${year}-${two(1 + (n % 12))}-15`,
      kept: settled === 1 && n % 2 === 0 ? after : null,
      dropped: settled === 1 && n % 2 === 1 ? after : null,
      sources: n % 5 === 0 ? [{ title: 'Новина в сайта', url: null, date: `${year}-0${1 + (n % 9)}`, textId: null, quote: null }] : [],
    }
  })
  await db.query(
    `insert into commitment (office_id, id, owed_by, text, topic, state, due, due_by, kept_on, evidence, dropped_on, drop_reason, sources)
     select $1, r.id, r.side, jsonb_build_object('source', 'bg', 'in', jsonb_build_object('bg', jsonb_build_object('text', r.text, 'at', '2026-01-01T00:00:00Z', 'checked', true))),
       'exchange', 'agreed', r.due, r.due::date, r.kept::date, case when r.kept is null then null else 'Новина в сайта' end, r.dropped::date,
       case when r.dropped is null then null else 'Отпадна' end, r.sources
     from jsonb_to_recordset($2::jsonb) as r(id uuid, side text, text text, due text, kept text, dropped text, sources jsonb)`,
    [office, JSON.stringify(rows)],
  )
  await db.query(
    `insert into commitment_partner (office_id, id, commitment_id, organisation_id)
     select $1, gen_random_uuid(), r.id, r.partner from jsonb_to_recordset($2::jsonb) as r(id uuid, partner uuid)`,
    [office, JSON.stringify(rows)],
  )
  return rows.map(({ id }) => ({ id }))
}
