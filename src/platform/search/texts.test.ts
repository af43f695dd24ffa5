// Words in all their forms under one token; the index used under row security; what stands around a find.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { findInTexts, indexText, piecesOf, queryOf, snippetOf } from './texts.ts'
import { tokensAsked, wordsOf } from './words.ts'

const token = (word: string): string => [...wordsOf(word)].map((one) => one.token).join(' ')

describe('a word', () => {
  test.each([
    'община общината общини общините',
    'град градът града градове градовете',
    'кмет кметът кмета кметове кметовете',
    'решение решението решения решенията',
    'договор договорът договора договори договорите',
    'делегация делегацията делегации делегациите',
    'побратимен побратимена побратимената побратимени побратимените побратименият',
    'учител учителят учителя учители учителите',
    'музей музеят музея музеи музеите',
    'министър министърът министри министрите',
    'празник празникът празника празници празниците',
    'място мястото места местата',
    'културен културният културна културната културни културните',
    'младост младостта',
    'сътрудничество сътрудничеството',
    'подписване подписването подписвания',
    'twinning twin',
    'cities city',
    'agreement agreements',
    'accordo accordi accord',
    'municipalities municipality',
  ])('%s is one', (forms) => {
    expect([...new Set(forms.split(' ').map(token))]).toHaveLength(1)
  })
  test.each([
    ['град', 'градина'],
    ['слива', 'сила'],
    ['визита', 'визия'],
    ['кмет', 'кметство'],
  ])('%s is not %s', (one, other) => {
    expect(token(one)).not.toBe(token(other))
  })
  test('Chinese is told by pairs, an article before a mark is dropped, small words say nothing', () => {
    expect([...wordsOf('景德镇市')].map((one) => [one.token, one.at, one.end])).toEqual([
      ['景德', 0, 2],
      ['德镇', 1, 3],
      ['镇市', 2, 4],
    ])
    expect(token("l'amitié")).toBe(token('amitié'))
    expect(token('Sainte-Énogat')).toBe(token('sainte enogat'))
    expect(token('на и от the of')).toBe('')
    expect(tokensAsked('празникът на сли')).toEqual({ tokens: ['празник', 'сли'], typing: true })
    expect(queryOf('празникът на сли ')).toBe("'празник' & 'сли'")
    expect(queryOf(`'); drop table office; -- \\ : * & |`)).toBe("'drop' & 'tabl' & 'offic'")
  })
})

test('what stands around a find is cut between words, each find marked', () => {
  const body = `${'Въведение без значение. '.repeat(20)}Учениците от двете общини гостуват на училището. ${'Край на всичко. '.repeat(20)}`
  const found = snippetOf(body, 'ученик община')
  expect(found.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['Учениците', 'общини'])
  expect(found.map(({ text }) => text).join('')).toMatch(/^… .*Учениците от двете общини гостуват на училището\..* …$/)
  expect(snippetOf(body, 'нещо друго')).toEqual([])
})

test('a long text is cut into pieces between words, and none of it is lost', () => {
  const text = 'дума '.repeat(10_000).trim()
  const pieces = piecesOf(text)
  expect(pieces.length).toBe(5)
  expect(pieces.join(' ')).toBe(text)
})

describe('many texts', () => {
  let office: TestOffice
  let theirs: string
  beforeAll(async () => {
    office = await openOffice()
    theirs = (await office.openAnother('Община Другаде')).officeId
    const ids = Array.from({ length: 300 }, () => newId())
    await office.here.db.inOffice(office.officeId, async (tx) => {
      for (const [at, id] of ids.entries())
        await indexText(tx, 'document', id, {
          language: 'bg',
          title: `Решение ${at}`,
          body: at % 50 === 0 ? 'Побратимяване с Примерград. '.repeat(at + 1) : 'Друга тема.',
        })
    })
    await office.pool.query('analyze text_entry')
  })
  afterAll(() => office.close())
  const found = (query: string, officeId = office.officeId) =>
    office.here.db.inOffice(officeId, (tx) => findInTexts(tx, query, { things: ['document'], limit: 10 }))

  test('those with all the words are found, best first, by one office only', async () => {
    const hits = await found('побратимяването с Примерград')
    expect(hits.length).toBe(6)
    expect(hits.map(({ rank }) => rank)).toEqual(hits.map(({ rank }) => rank).sort((a, b) => b - a))
    expect(await found('побратимяване решение 50')).toHaveLength(1)
    expect(await found('побратимяване Друга')).toEqual([])
    expect(await found('побратимяване', theirs)).toEqual([])
    // The office's own mark in the index is no word anybody can ask for.
    expect(await found(`office-${office.officeId}`, theirs)).toEqual([])
  })

  test('the index is used, and the function answers only for the office of the transaction', async () => {
    const client = await office.pool.connect()
    try {
      const word = token('побратимяване')
      const asked = `explain select 1 from text_entry e where e.tokens @@ '''${word}'' & ''office-${office.officeId}'''::tsquery`
      const planOf = async (): Promise<string> => (await client.query(asked)).rows.map((row) => row['QUERY PLAN']).join('\n')
      // So few rows are read faster without any index.
      await client.query('begin')
      await client.query('set local enable_seqscan = off')
      expect(await planOf()).toContain('Bitmap Index Scan on text_entry_tokens')
      await client.query(`select set_config('role', 'pobratim_office', true), set_config('pobratim.office', $1, true)`, [office.officeId])
      expect(await planOf()).not.toContain('text_entry_tokens')
      await client.query('rollback')
      await client.query('begin')
      await client.query(`select set_config('role', 'pobratim_office', true), set_config('pobratim.office', $1, true)`, [theirs])
      const rows = await client.query(`select count(*)::int as n from text_hits($1::tsquery, array['document'], 500)`, [`'${token('решение')}'`])
      expect(rows.rows[0].n).toBe(0)
      await client.query('rollback')
      await client.query('begin')
      await client.query(`select set_config('role', 'pobratim_office', true)`)
      await expect(client.query(`select * from text_hits('''a'''::tsquery, array['document'], 500)`)).rejects.toThrow(/pobratim\.office|invalid input syntax/)
      await client.query('rollback')
    } finally {
      client.release()
    }
  })
})
