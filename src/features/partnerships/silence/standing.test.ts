// The table of standings says at every moment what a rebuild would say: after every kind of change through the pages, and after days have passed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeOrganisation, createOrganisation } from '#features/organisations/organisation.actions.ts'
import { contactsTold } from '#features/events/contacts-told.queries.ts'
import { refuse } from '#platform/result.ts'
import { done, openOffice, type FormFields, type TestOffice } from '../../../../tests/support/open-office.ts'
import { rewriteContacts } from './contact.actions.ts'
import { rebuildStandings } from './standing.actions.ts'
import { standingsAtStart, standingsOfToday } from './standing.jobs.ts'
import { EVENT_KINDS } from '#features/events/event.ts'
import { PARTNERSHIP_TYPES } from '../partnership.ts'

const TODAY = '2026-11-23'
let office: TestOffice
let towns: string[]
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
  towns = []
  for (const name of ['Пробен град', 'Пробно село', 'Пробна паланка'])
    towns.push(done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id)
})
afterAll(() => office.close())

type Row = Record<string, unknown>
const SEEN = `select s.id, s.organisation_id, s.sort_key, s.country, s.type, s.stage, s.since, s.changes_on::text, s.last_contact_day::text, s.last_exchange_day::text, s.quiet_from::text, s.sleeps_from::text
  from partnership_standing s order by s.id`
const CONTACTS = `select event_id, organisation_id, kind, direction, date, first_day::text, last_day::text from partner_contact order by event_id, organisation_id`

const kept = async (): Promise<{ standings: Row[]; contacts: Row[] }> => ({
  standings: (await office.pool.query(SEEN)).rows,
  contacts: (await office.pool.query(CONTACTS)).rows,
})
/** What a rebuild from nothing gives; taken back at once. */
async function rebuilt(): Promise<{ standings: Row[]; contacts: Row[] }> {
  let seen: { standings: Row[]; contacts: Row[] } | undefined
  await office.here.db.inOffice(office.officeId, async (tx) => {
    await tx.execute('delete from partnership_standing')
    await rewriteContacts(tx, contactsTold(tx))
    await rebuildStandings(tx, office.here.clock.today())
    seen = { standings: (await tx.execute(SEEN)).rows, contacts: (await tx.execute(CONTACTS)).rows }
    return refuse('taken-back', '')
  })
  return seen!
}
const holds = async (): Promise<void> => expect(await kept()).toEqual(await rebuilt())

const post = async (path: string, form: FormFields = {}): Promise<string> => {
  const answer = await office.as('officer').post(path, form)
  if (answer.status !== 302 && answer.status !== 303) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 400)}`)
  return answer.headers.get('location') ?? ''
}
const one = async <T>(statement: string, values: unknown[] = []): Promise<T> => (await office.pool.query(statement, values)).rows[0] as T
const partnershipForm = (more: FormFields = {}): FormFields => ({ type: 'twinning', 'source.title': '', ...more })
const dated = (date: string): FormFields => {
  const [year = '', month = '', day = ''] = date.split('-')
  return { 'date.year': year, 'date.month': month, 'date.day': day }
}
const eventForm = (partners: readonly string[], date: string, more: FormFields = {}): FormFields => ({
  kind: 'visit',
  direction: 'incoming',
  'title.bg': 'Пробно събитие',
  ...dated(date),
  ...Object.fromEntries(
    partners.flatMap((id, index) => [
      [`partners.${index}.id`, id],
      [`partners.${index}.text`, names.get(id)!],
    ]),
  ),
  ...more,
})
const names = new Map<string, string>()
const nameTowns = async (): Promise<void> => {
  for (const { id, name } of (await office.pool.query(`select id, name->'in'->'bg'->>'text' as name from organisation`)).rows) names.set(id, name)
}

describe('the table of standings', () => {
  test('a partnership begun with a partner of old stands where its events put it', async () => {
    await nameTowns()
    await post(addresses.events(), eventForm([towns[0]!], '2025-03'))
    await post(addresses.partnerships(), partnershipForm({ 'organisation.id': towns[0]!, 'organisation.text': 'Пробен град' }))
    await holds()
    const { standings } = await kept()
    expect(standings.map(({ stage, last_contact_day }) => ({ stage, last_contact_day }))).toEqual([{ stage: 'prospect', last_contact_day: '2025-03-31' }])
  })

  test('a step, an event, a new name, a removal and their undoing all reach it', async () => {
    const { id } = await one<{ id: string }>('select id from partnership limit 1')
    await post(addresses.milestones({ id }), { kind: 'signing', side: 'both', ...dated('2003') })
    await holds()
    expect((await kept()).standings[0]).toMatchObject({
      stage: 'active',
      since: '2003',
      last_contact_day: '2025-03-31',
      quiet_from: '2026-03-31',
      sleeps_from: '2026-09-30',
    })
    const before = await one<{ version: number; country: string }>('select version, country from organisation where id = $1', [towns[0]])
    done(await changeOrganisation(office.here, office.officer, towns[0]!, before.version, { name: { bg: 'Ямбор' }, kind: 'municipality', country: 'RS' }))
    await nameTowns()
    await holds()
    expect((await kept()).standings[0]).toMatchObject({
      sort_key: (await one<{ sort_key: string }>('select sort_key from organisation where id = $1', [towns[0]])).sort_key,
      country: 'RS',
    })
    const { version } = await one<{ version: number }>('select version from partnership where id = $1', [id])
    await post(addresses.partnershipRemoval({ id }), { version: String(version) })
    expect((await kept()).standings).toEqual([])
    const { activity } = await one<{ activity: string }>(`select id as activity from activity where act = 'partnership.removed' order by id desc limit 1`)
    await post(addresses.activityUndo({ id: activity }))
    await holds()
    expect((await kept()).standings.map(({ stage }) => stage)).toEqual(['active'])
  })

  test('a planned visit waits for its day, and an open year moves with the days', async () => {
    const { id } = await one<{ id: string }>('select id from partnership limit 1')
    await post(addresses.events(), eventForm([towns[0]!], '2026-12-05'))
    await holds()
    expect((await kept()).standings[0]).toMatchObject({ changes_on: '2026-12-05', last_contact_day: '2025-03-31' })
    await post(addresses.milestones({ id }), { kind: 'renewal', side: 'both', ...dated('2026') })
    expect((await kept()).standings[0]).toMatchObject({ changes_on: '2026-11-24', last_contact_day: TODAY })
    office.here.clock.set('2026-12-06')
    await standingsOfToday(office.here)
    await holds()
    expect((await kept()).standings[0]).toMatchObject({ changes_on: '2026-12-07', last_contact_day: '2026-12-06' })
  })

  test('two offices keep theirs apart, and a start builds what is missing', async () => {
    const other = await office.openAnother('Община Другаде')
    const town = done(await createOrganisation(office.here, other.officer, { name: { bg: 'Чужд град' }, kind: 'municipality', country: 'IT' })).id
    const answer = await other.visit.post(addresses.partnerships(), partnershipForm({ 'organisation.id': town, 'organisation.text': 'Чужд град' }))
    expect(answer.status).toBe(303)
    const both = await kept()
    expect(both.standings.map(({ sort_key }) => sort_key)).toEqual(expect.arrayContaining(['чужд град']))
    await office.pool.query('delete from partnership_standing')
    await office.pool.query('delete from partner_contact')
    await standingsAtStart(office.here, contactsTold)
    expect(await kept()).toEqual(both)
    await office.pool.query('delete from partnership_standing where office_id = $1', [other.officeId])
    await office.pool.query('delete from partnership where office_id = $1', [other.officeId])
  })

  test('whatever is changed in whatever order, it says what a rebuild says', async () => {
    let seed = 20261123
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
      return Math.floor((seed / 2 ** 32) * below)
    }
    const pick = <T>(from: readonly T[]): T => from[random(from.length)]!
    const DATES = ['1723', '1990', '2003-05', '2018-09-24', '2023-03', '2024-10-24', '2025-11-01', '2026', '2026-11', '2026-12-06', '2026-12-08', '2027-05', '']
    for (const id of towns.slice(1)) await post(addresses.partnerships(), partnershipForm({ 'organisation.id': id, 'organisation.text': names.get(id)! }))
    const moves: Readonly<Record<string, () => Promise<unknown>>> = {
      step: async () => {
        const { id } = (await one<{ id: string }>(`select id from partnership where deleted_at is null order by id offset ${random(3)} limit 1`)) ?? {}
        if (id !== undefined)
          await post(addresses.milestones({ id }), {
            kind: pick(KINDS),
            side: pick(['us', 'them', 'both']),
            ...dated(pick(DATES.slice(0, -1))),
          })
      },
      unstep: async () => {
        const found = await one<{ id: string; partnership_id: string; version: number } | undefined>(
          `select m.id, m.partnership_id, m.version from milestone m join partnership p on p.id = m.partnership_id where m.deleted_at is null and p.deleted_at is null order by m.id offset ${random(4)} limit 1`,
        )
        if (found !== undefined) await post(addresses.milestoneRemoval({ id: found.partnership_id, milestone: found.id }), { version: String(found.version) })
      },
      event: () =>
        post(
          addresses.events(),
          eventForm(
            towns.filter(() => random(2) === 0),
            pick(DATES),
            { kind: pick(EVENT_KINDS), direction: pick(['incoming', 'outgoing', 'none']) },
          ),
        ),
      change: async () => {
        const found = await one<{ id: string; version: number } | undefined>(
          `select id, version from event where deleted_at is null order by id offset ${random(6)} limit 1`,
        )
        if (found !== undefined)
          await post(addresses.event({ id: found.id }), {
            ...eventForm(
              towns.filter(() => random(2) === 0),
              pick(DATES),
              { kind: pick(EVENT_KINDS), direction: pick(['incoming', 'outgoing', 'none']) },
            ),
            version: String(found.version),
          })
      },
      unevent: async () => {
        const found = await one<{ id: string; version: number } | undefined>(
          `select id, version from event where deleted_at is null order by id offset ${random(6)} limit 1`,
        )
        if (found !== undefined) await post(addresses.eventRemoval({ id: found.id }), { version: String(found.version) })
      },
      type: async () => {
        const found = await one<{ id: string; version: number } | undefined>(
          `select id, version from partnership where deleted_at is null order by id offset ${random(3)} limit 1`,
        )
        if (found !== undefined)
          await post(addresses.partnership({ id: found.id }), {
            ...partnershipForm({ type: pick(PARTNERSHIP_TYPES), version: String(found.version) }),
            typeMeans: pick(['correction', 'change']),
            'typeFrom.year': '2020',
          })
      },
      remove: async () => {
        const found = await one<{ id: string; version: number } | undefined>(
          `select id, version from partnership where deleted_at is null order by id offset ${random(3)} limit 1`,
        )
        if (found !== undefined) await post(addresses.partnershipRemoval({ id: found.id }), { version: String(found.version) })
      },
      undo: async () => {
        const found = await one<{ id: string } | undefined>(`select id from activity where undone_by is null order by id desc offset ${random(3)} limit 1`)
        // A refusal („something newer stands on it“) is an answer too.
        if (found !== undefined) await office.as('officer').post(addresses.activityUndo({ id: found.id }))
      },
      limits: async () => {
        const found = await one<{ version: number } | undefined>('select version from dormancy_limit')
        const quiet = 1 + random(30)
        const limits = Object.fromEntries(
          PARTNERSHIP_TYPES.flatMap((type) => [
            [`${type}.quiet`, String(quiet)],
            [`${type}.asleep`, String(quiet + 1 + random(30))],
          ]),
        )
        await post(addresses.settingsDormancy(), { ...limits, version: String(found?.version ?? 0) })
      },
      rename: async () => {
        const found = await one<{ id: string; version: number }>(
          `select id, version from organisation where deleted_at is null and id = any($1) order by id offset ${random(3)} limit 1`,
          [towns],
        )
        done(
          await changeOrganisation(office.here, office.officer, found.id, found.version, {
            name: { bg: `Град ${pick(['Аб', 'Вг', 'Де', 'Яю'])} ${towns.indexOf(found.id) + 1}` },
            kind: 'municipality',
            country: pick(['MK', 'RS', 'IT']),
          }),
        )
      },
      day: async () => {
        office.here.clock.set(days.shift() ?? '2028-01-01')
        await standingsOfToday(office.here)
      },
    }
    const KINDS = ['first_contact', 'intent', 'memorandum', 'council_decision', 'state_approval', 'signing', 'renewal', 'lapse', 'revival', 'end', 'other']
    const made: string[] = []
    const days = ['2026-12-10', '2026-12-31', '2027-01-02', '2027-05-01', '2027-06-01']
    for (let turn = 0; turn < 110; turn += 1) {
      const move =
        turn > 100 ? 'day' : pick(['step', 'step', 'event', 'event', 'change', 'unstep', 'unevent', 'type', 'remove', 'undo', 'undo', 'limits', 'rename'])
      made.push(move)
      // An undoing may have given a town its earlier name back.
      await nameTowns()
      await moves[move]!()
      expect([made.slice(-5), await kept()]).toEqual([made.slice(-5), await rebuilt()])
    }
    expect((await kept()).contacts.length).toBeGreaterThan(3)
  })
})
