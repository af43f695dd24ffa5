// Names are found by any word's beginning, in any script, with one slip forgiven, and through an index although row security stands before it.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'drizzle-orm'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { newId } from '../ids.ts'
import { findByName, indexNames, indexNamesOf } from './names.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(() => office.close())
afterEach(() => office.pool.query('delete from name_entry'))

const enter = async (...names: string[]): Promise<string> => {
  const id = newId()
  await office.here.db.inOffice(office.officeId, (tx) => indexNames(tx, 'organisation', id, names))
  return id
}
const find = (q: string, limit = 10) => office.here.db.inOffice(office.officeId, (tx) => findByName(tx, q, { limit }))
const ids = async (q: string, limit?: number) => (await find(q, limit)).map(({ thingId }) => thingId)

describe('what answers to the letters', () => {
  test('the whole name stands before its beginning, that before the beginning of a later word', async () => {
    const later = await enter('Стар Дойран')
    const longer = await enter('Дойранци')
    const whole = await enter('Дойран')
    expect((await find('дойран')).map(({ thingId, rank }) => [thingId, rank])).toEqual([
      [whole, 0],
      [longer, 1],
      [later, 2],
    ])
  })

  test('every asked word must begin a word of the name, in whatever order', async () => {
    const both = await enter('Търново Велико')
    await enter('Велико поле')
    expect(await ids('велико тър')).toEqual([both])
    expect(await ids('velik tarn')).toEqual([both])
  })

  test.each(['Jing de zhen', 'jingdezhen', 'Jǐngdézhèn'])('pinyin however it is spaced: %s', async (q) => {
    const id = await enter('Jingdezhen')
    expect(await ids(q)).toEqual([id])
  })

  test('Chinese characters are found by their beginning', async () => {
    const id = await enter('景德镇市')
    expect([await ids('景德镇'), await ids('景'), await ids('北京')]).toEqual([[id], [id], []])
  })

  test('what LIKE would take for a pattern is only letters', async () => {
    await enter('Троян')
    expect([await ids('%'), await ids('_ро'), await ids('тр%н'), await ids('\\')]).toEqual([[], [], [], []])
  })

  test('the best so many, and no more', async () => {
    for (let n = 0; n < 12; n += 1) await enter(`Общо ${n}`)
    expect((await find('общо', 5)).length).toBe(5)
  })
})

describe('one slip', () => {
  const WORDS = ['джиндъджън', 'троян', 'перник', 'вило', 'даниловград']
  /** Each way in which one letter is missing, doubled, wrong, or swapped with its neighbour. */
  const slips = (word: string): string[] =>
    [...word].flatMap((letter, at) => [
      word.slice(0, at) + word.slice(at + 1),
      word.slice(0, at) + letter + word.slice(at),
      `${word.slice(0, at)}ф${word.slice(at + 1)}`,
      ...(at + 1 < word.length ? [word.slice(0, at) + word[at + 1]! + letter + word.slice(at + 2)] : []),
    ])

  test.each(WORDS)('wherever it is made in %s, the name is still found', async (word) => {
    const id = await enter(word)
    await enter('Съвсем друго')
    // Shorter than four letters everything would be near.
    const asked = slips(word).filter((slip) => slip.length >= 4)
    const missed: string[] = []
    for (const slip of asked) if (!(await ids(slip)).includes(id)) missed.push(slip)
    expect(missed).toEqual([])
  })

  test.each(['джнид', 'джнидъ', 'джнидъдж', 'торянс'])('a swapped pair in a word still being typed: %s', async (q) => {
    const id = await enter(q.startsWith('т') ? 'Троянски' : 'Джиндъджън')
    expect(await ids(q)).toEqual([id])
  })

  test('two slips are another name, and a slip is not looked for where the letters answer', async () => {
    await enter('Троян')
    const right = await enter('Трояново')
    expect(await ids('траянова')).toEqual([])
    expect(await ids('трояно')).toEqual([right])
  })
})

describe('keeping', () => {
  test('a thing written again is found by its new names only; without names by none', async () => {
    const id = await enter('Старо име')
    await office.here.db.inOffice(office.officeId, (tx) => indexNames(tx, 'organisation', id, ['Ново име']))
    expect([await ids('старо'), await ids('ново')]).toEqual([[], [id]])
    await office.here.db.inOffice(office.officeId, (tx) => indexNames(tx, 'organisation', id, []))
    expect(await ids('име')).toEqual([])
  })

  test('many at once are kept as one by one, a name of 200 words by its first forty', async () => {
    const things = [...'абвгд'].map((letter) => ({ id: newId(), names: [`${letter}лфово село`, 'Общо'] }))
    const words = Array.from({ length: 200 }, (_, n) => (n === 100 ? 'зеленчук' : `${'абвгдежзик'[n % 10]!}ара`))
    const long = { id: newId(), names: [words.join(' ')] }
    await office.here.db.inOffice(office.officeId, (tx) => indexNamesOf(tx, 'organisation', [...things, long]))
    expect((await ids('общо')).toSorted()).toEqual(things.map(({ id }) => id).toSorted())
    expect([await ids('кара'), await ids('зеленчук')]).toEqual([[long.id], []])
  })

  test('another office neither finds nor is found', async () => {
    const other = await office.openAnother('Община Другаде')
    const mine = await enter('Дойран')
    await office.here.db.inOffice(other.officeId, (tx) => indexNames(tx, 'organisation', newId(), ['Дойран']))
    expect(await ids('дойран')).toEqual([mine])
  })
})

test('the words are read through the index, also as the office’s role', async () => {
  const plan = await office.here.db.inOffice(office.officeId, async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`)
    const { rows } = await tx.execute<{ 'QUERY PLAN': string }>(
      sql`explain select thing_id from name_entry where office_id = ${tx.officeId} and word >= 'tro' and word < ${'tro\u{10ffff}'}`,
    )
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  expect(plan).toMatch(/Index Cond: .*word >= 'tro'/)
})
