// A text read anew: what was decided stays, what is new is marked, what is no longer found goes.
import { setTimeout as sleep } from 'node:timers/promises'
import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { within } from '#platform/here.ts'
import { silentLog } from '#platform/log.ts'
import type { Draft, DraftSeed } from './draft.ts'
import { acceptRest, decideDraft } from './draft.actions.ts'
import { drafts } from './draft.table.ts'
import { draftsOf } from './draft.queries.ts'
import { rereadWaiting } from './rereading.jobs.ts'
import { reread } from './rereading.ts'
import { ENGINE } from './text.ts'
import { textById, textHeld } from './text.queries.ts'
import { texts } from './text.table.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'

let serial = 0
const was = (seed: DraftSeed, decision: Draft['decision'] = 'undecided', more: Partial<Draft> = {}): Draft =>
  ({
    ...seed,
    id: `id-${(serial += 1)}`,
    textId: 'text',
    position: serial,
    decision,
    decidedBy: null,
    decidedAt: null,
    recordId: null,
    resolution: null,
    savedAt: null,
    newAt: null,
    modelFind: null,
    version: 1,
    ...more,
  }) as Draft
const town = (key: string, bg: string, at: number, placeId: number | null = null): DraftSeed => ({
  kind: 'organisation',
  key,
  spans: [[at, at + bg.length]],
  match: null,
  data: { kind: 'municipality', country: 'MK', placeId, name: { bg }, nativeName: null, aliases: [] },
})
const visit = (key: string, partners: string[], from: number, to: number): DraftSeed => ({
  kind: 'event',
  key,
  spans: [[from, to]],
  match: null,
  data: { kind: 'visit', direction: 'incoming', date: '2025-05', place: '', placeId: null, title: '', partners, participants: [], fields: [] },
})
const told = ({ stand, gone }: ReturnType<typeof reread>) => ({
  stand: stand.map(({ key, before }) => [key, before?.id ?? 'new', before?.decision ?? '']),
  gone: gone.map(({ id }) => id),
})

describe('which finds were there before', () => {
  test('a decided draft found again under another key, a little elsewhere, is the same, and new finds refer to it by its old key', () => {
    const place = was(town('organisation:a', 'Берово', 10), 'accepted')
    const event = was(visit('event:1', ['organisation:a'], 0, 60), 'rejected')
    const again = reread(
      [place, event],
      [town('organisation:place:7', 'Берово', 10, 7), visit('event:9', ['organisation:place:7'], 4, 70), visit('event:10', ['organisation:place:7'], 200, 260)],
    )
    expect(told(again)).toEqual({
      stand: [
        ['organisation:a', place.id, 'accepted'],
        ['event:1', event.id, 'rejected'],
        ['event:10', 'new', ''],
      ],
      gone: [],
    })
    expect(again.stand[0]!.data).toEqual(place.data)
    expect(again.stand.at(-1)!.data).toMatchObject({ partners: ['organisation:a'] })
  })

  test('an undecided one keeps its id and says what is found now; one that is not found goes, but not what a decided one leans on', () => {
    const place = was(town('organisation:a', 'Берово', 10))
    const other = was(town('organisation:b', 'Пробово', 100))
    const lost = was(visit('event:2', ['organisation:b'], 90, 120))
    const kept = was(visit('event:1', ['organisation:a'], 0, 60), 'accepted')
    const again = reread([place, kept, other, lost], [town('organisation:b', 'Пробово', 100, 8)])
    expect(told(again)).toEqual({
      stand: [
        ['organisation:a', place.id, 'undecided'],
        ['event:1', kept.id, 'accepted'],
        ['organisation:b', other.id, 'undecided'],
      ],
      gone: [lost.id],
    })
    expect(again.stand.at(-1)!.data).toMatchObject({ placeId: 8 })
  })

  test('the same words about another partner are another find; two statements of one sentence stay two', () => {
    const [a, b] = [was(town('organisation:a', 'Берово', 10)), was(town('organisation:b', 'Пробово', 30))]
    const event = was(visit('event:1', ['organisation:a'], 0, 60), 'accepted')
    const again = reread(
      [a, b, event],
      [town('organisation:a', 'Берово', 10), town('organisation:b', 'Пробово', 30), visit('event:2', ['organisation:b'], 0, 60)],
    )
    expect(told(again).stand.filter(([key]) => String(key).startsWith('event'))).toEqual([
      ['event:1', event.id, 'accepted'],
      ['event:2', 'new', ''],
    ])
    const statement = (key: string, status: 'renewed' | 'long_standing'): DraftSeed => ({
      kind: 'relation',
      key,
      spans: [[0, 60]],
      match: null,
      data: { status, partners: ['organisation:a'], date: null, years: null, breakYears: null },
    })
    const old = was(statement('relation:renewed', 'renewed'), 'rejected')
    expect(
      told(reread([a, old], [town('organisation:a', 'Берово', 10), statement('relation:x', 'long_standing'), statement('relation:y', 'renewed')])).stand.slice(
        1,
      ),
    ).toEqual([
      ['relation:renewed', old.id, 'rejected'],
      ['relation:x', 'new', ''],
    ])
  })

  test('a new find whose key an earlier draft has gets one of its own', () => {
    const old = was(town('organisation:a', 'Берово', 10), 'rejected')
    const again = reread(
      [old],
      [
        { ...town('organisation:a', 'Пробово', 100), data: { ...town('', 'Пробово', 100).data, country: 'ME' } } as DraftSeed,
        town('organisation:b', 'Берово', 10),
      ],
    )
    expect(told(again).stand).toEqual([
      ['organisation:a', old.id, 'rejected'],
      ['organisation:a#2', 'new', ''],
    ])
  })
})

describe('through the desk', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice()
  })
  afterAll(() => office.close())
  const officer = () => office.as('officer')
  const read = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]): Promise<T> => office.here.db.inOffice(office.officeId, work)
  const draftsAt = (id: string): Promise<Draft[]> => read((tx) => draftsOf(tx, id))
  async function paste(): Promise<string> {
    const text = `Гости от Берово\n\n12 май 2025 г.\n\nДелегация от община Берово, Северна Македония, посети Троян на 10 май. Гостите засадиха дърво в градския парк.\n\nОбразец № ${(serial += 1)}.`
    const answer = await officer().post('/intake/new', { text })
    return /\/intake\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')![1]!
  }
  const state = (list: readonly Draft[]) => list.map(({ id, kind, decision, version }) => [id, kind, decision, version])

  test('nothing changes when nothing is found otherwise; a find that was lost comes back marked as new, decisions stay', async () => {
    const id = await paste()
    const before = await draftsAt(id)
    const decided = before.find(({ kind }) => kind === 'symbolic_act')!
    await officer().post(`/intake/${id}/drafts/${decided.id}/decision`, { decision: 'rejected', version: '1' })
    const visitor = officer()
    expect(await visitor.follow(await visitor.post(`/intake/${id}/reading`))).toContain('Нищо ново не се намери')
    expect(state(await draftsAt(id))).toEqual(state(before).map((one) => (one[0] === decided.id ? [decided.id, 'symbolic_act', 'rejected', 2] : one)))

    // As an older engine would have left it: the act elsewhere, the visit not seen.
    const event = before.find(({ kind }) => kind === 'event')!
    await read((tx) => tx.delete(drafts).where(eq(drafts.id, event.id)))
    await read((tx) =>
      tx
        .update(drafts)
        .set({ key: 'act:old', spans: decided.spans.map(([from, to]) => [from + 2, to] as const) })
        .where(eq(drafts.id, decided.id)),
    )
    const page = await visitor.follow(await visitor.post(`/intake/${id}/reading`))
    expect(page).toContain('Има 1 нова чернова')
    expect(page.match(/ново при последното четене/g)?.length).toBe(1)
    const after = await draftsAt(id)
    expect(after.map(({ kind, decision, newAt }) => [kind, decision, newAt === null])).toEqual([
      ['organisation', 'undecided', true],
      ['event', 'undecided', false],
      ['symbolic_act', 'rejected', true],
    ])
    expect(after.find(({ kind }) => kind === 'symbolic_act')!.id).toBe(decided.id)
    await visitor.post(`/intake/${id}/reading`)
  })

  test('texts older rules read are offered on the list, read again in the background, and known by what the office learned meanwhile', async () => {
    const [old, finished] = [await paste(), await paste()]
    await officer().post(`/intake/${finished}/decisions`)
    await read((tx) => tx.update(texts).set({ engineVersion: 'rules 0' }))
    const known = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Берово' }, kind: 'municipality', country: 'MK', placeId: 792656 }))
    expect(await (await office.as('reader').get('/intake')).text()).not.toContain('Прочети ги отново')
    const visitor = officer()
    // All but the one of which everything is decided.
    const waiting = (await read((tx) => tx.select({ id: texts.id }).from(texts))).length - 1
    expect(await (await visitor.get('/intake')).text()).toContain(`${waiting} текста с нерешени чернови са прочетени по по-стари правила`)
    const asked = await visitor.follow(await visitor.post('/intake/readings'))
    expect(asked).toContain(`${waiting} текста чакат да бъдат прочетени отново`)
    expect(asked).not.toContain('Прочети ги отново')
    expect(await rereadWaiting(office.here, silentLog)).toBe(waiting)
    expect(await rereadWaiting(office.here, silentLog)).toBe(0)
    expect((await read((tx) => textById(tx, old)))!.engineVersion).toBe(ENGINE)
    expect((await read((tx) => textById(tx, finished)))!.engineVersion).toBe('rules 0')
    expect((await draftsAt(old)).find(({ kind }) => kind === 'organisation')!.match).toEqual({ id: known.id, sure: true })
  })

  test('a decision taken while a reading is being written waits for it; another tab’s refusal is not accepted with the rest', async () => {
    const id = await paste()
    const [town, event, act] = await draftsAt(id)
    const { db } = office.here
    let answer: Promise<Response> | null = null
    await db.inOffice(office.officeId, async (tx) => {
      const text = (await textHeld(tx, id))!
      answer = officer().post(`/intake/${id}/drafts/${event!.id}/decision`, { decision: 'rejected', version: '1' })
      await sleep(150)
      // As a reading with better rules: the visit is something else, and the act is no more.
      await tx.delete(drafts).where(eq(drafts.id, act!.id))
      await tx
        .update(drafts)
        .set({ data: { ...event!.data, direction: 'outgoing' } as never, version: 2 })
        .where(eq(drafts.id, event!.id))
      expect(text.id).toBe(id)
    })
    await answer!
    // The officer saw the first version and is shown the second.
    expect((await draftsAt(id)).map(({ decision, version }) => [decision, version])).toEqual([
      ['undecided', 1],
      ['undecided', 2],
    ])
    let rest: Promise<unknown> | null = null
    await db.inOffice(office.officeId, async (tx) => {
      done(await decideDraft(within(office.here, tx), office.officer, id, town!.id, 1, { decision: 'rejected' }))
      rest = acceptRest(office.here, office.officer, id)
      await sleep(150)
    })
    await rest!
    expect((await draftsAt(id)).map(({ decision }) => decision)).toEqual(['rejected', 'accepted'])
  })

  test('two at one moment read what waits once; what cannot be written keeps nothing behind it waiting', async () => {
    await read((tx) => tx.update(texts).set({ rereadAskedAt: null }))
    const ids = [await paste(), await paste(), await paste()]
    const at = new Date('2026-11-23T10:00:00Z')
    await read((tx) => tx.update(texts).set({ rereadAskedAt: at }).where(inArray(texts.id, ids)))
    await office.pool.query(`
      create function break_text() returns trigger language plpgsql as $$ begin if new.id = '${ids[0]}' then raise exception 'broken'; end if; return new; end $$`)
    await office.pool.query('create trigger break_text before update on intake_text for each row execute function break_text()')
    const told: string[] = []
    const log = { ...silentLog, error: (what: string) => void told.push(what) }
    try {
      expect((await Promise.all([rereadWaiting(office.here, log), rereadWaiting(office.here, log)])).sort()).toEqual([0, 2])
    } finally {
      await office.pool.query('drop function break_text cascade')
    }
    expect(told).toEqual([`text ${ids[0]}`])
    expect(await rereadWaiting(office.here, silentLog)).toBe(1)
  })

  test('a reading that came to nothing is told on the desk and on the list; the text is kept and can be read again', async () => {
    const id = await paste()
    await read((tx) => tx.delete(drafts).where(eq(drafts.textId, id)))
    await read((tx) => tx.update(texts).set({ trouble: 'too-slow', readAt: null, engineVersion: null }).where(eq(texts.id, id)))
    const desk = await (await officer().get(`/intake/${id}`)).text()
    expect(desk).toContain('Четенето продължи твърде дълго и беше спряно. Текстът е запазен.')
    expect(desk).toContain('посети Троян на 10 май')
    expect(await (await officer().get('/intake')).text()).toContain('Не е прочетен')
    const visitor = officer()
    const page = await visitor.follow(await visitor.post(`/intake/${id}/reading`))
    expect(page).not.toContain('беше спряно')
    expect((await draftsAt(id)).length).toBe(3)
    expect((await office.as('reader').post(`/intake/${id}/reading`)).status).toBe(403)
    expect((await officer().post('/intake/01900000-0000-7000-8000-00000000abcd/reading')).status).toBe(404)
  })
})
