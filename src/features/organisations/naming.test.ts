// What a thing is called for a reader: in letters they read, however it was entered; and one box finds it by all of them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { localText } from '#platform/texts/local-text.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { namesAtStart } from './names.jobs.ts'
import { displayName, nativeOf } from './naming.ts'
import { createOrganisation } from './organisation.actions.ts'

const AT = new Date('2026-11-23T09:00:00.000Z')
const named = (text: string, language: string, nativeName: string | null = null, nativeLanguage: string | null = null) => ({
  name: localText(text, AT, language),
  nativeName,
  nativeLanguage,
  aliases: [],
})

describe('for a reader', () => {
  test.each([
    ['Дойран', 'bg', 'Дојран', 'Doyran'],
    ['Щръклево', 'bg', null, 'Shtraklevo'],
    ['Перн ле Фонтен', 'bg', 'Pernes-les-Fontaines', 'Pernes-les-Fontaines'],
    ['Ѓорче Петров', 'mk', null, 'Gjorche Petrov'],
    ['Никшић', 'sr', null, 'Nikšić'],
    ['Jingdezhen', 'zh', '景德镇', 'Jingdezhen'],
    ['景德镇', 'zh', null, '景德镇'],
  ])('of English %s (%s) is %s → %s', (name, language, native, shown) => {
    expect(displayName(named(name, language, native), 'en')).toBe(shown)
  })

  test.each([
    ['Dojran', 'en', 'Дојран', 'Дойран'],
    ['Nikšić', 'en', 'Никшић', 'Никшич'],
    ['Faenza', 'it', 'Faenza', 'Faenza'],
    ['Дойран', 'bg', 'Дојран', 'Дойран'],
  ])('of Bulgarian %s (%s) is %s → %s', (name, language, native, shown) => {
    expect(displayName(named(name, language, native), 'bg')).toBe(shown)
  })

  test('the native form stands beside it unless it is the same', () => {
    const town = named('Перн ле Фонтен', 'bg', 'Pernes-les-Fontaines', 'fr')
    expect([nativeOf(town, 'bg'), nativeOf(town, 'en')]).toEqual([{ name: 'Pernes-les-Fontaines', lang: 'fr' }, undefined])
  })
})

describe('one box', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice({ today: '2026-11-23' })
  })
  afterAll(() => office.close())

  const TOWNS = [
    { bg: 'Дойран', country: 'MK', placeId: 785537, asked: ['Дойран', 'Doiran', 'Dojran', 'Дојран', 'Star Dojran', 'Стар Дойран', 'Дойарн', 'Dojrna'] },
    { bg: 'Джиндъджън', country: 'CN', placeId: 1805680, asked: ['Джиндъджън', 'Jingdezhen', '景德镇', 'Jǐngdézhèn', 'Джинъджън'] },
  ]
  test.each(TOWNS)('finds $bg by every spelling, entered by one of them and chosen on the map', async ({ bg, country, placeId, asked }) => {
    const { id } = done(await createOrganisation(office.here, office.officer, { name: { bg }, kind: 'municipality', country, placeId }))
    const missed: string[] = []
    for (const q of asked) {
      const answer = await office.as('reader').get(addresses.search({ q, as: 'json' }))
      const { groups } = (await answer.json()) as { groups: { items: { href: string }[] }[] }
      if (!groups.some(({ items }) => items.some(({ href }) => href === addresses.organisation({ id })))) missed.push(q)
    }
    expect(missed).toEqual([])
  })

  test('names kept by older rules are put right once, and then left alone', async () => {
    const { id } = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Будва' }, kind: 'municipality', country: 'ME', placeId: 3203106 }))
    const spelled = async () =>
      (await office.pool.query<{ name: string }>('select distinct name from name_entry where thing_id = $1 order by name', [id])).rows.map(({ name }) => name)
    const now = await spelled()
    expect(now.length).toBeGreaterThan(1)
    await office.pool.query(`delete from name_entry where thing_id = $1 and name <> 'Будва'`, [id])
    await office.pool.query('update office set names_version = 0')
    await namesAtStart(office.here)
    expect(await spelled()).toEqual(now)
    await office.pool.query(`delete from name_entry where thing_id = $1 and name <> 'Будва'`, [id])
    await namesAtStart(office.here)
    expect(await spelled()).toEqual(['Будва'])
  })
})
