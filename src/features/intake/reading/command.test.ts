// The intake command: what it prints, and how it refuses.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../../../cli.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'intake-'))
  writeFileSync(join(folder, 'item.txt'), 'published: 2026-06-10\nhome: Троян, BG\n\nОбразец: делегация от град Дойран, Северна Македония, посети вчера Троян.')
  writeFileSync(join(folder, 'plain.txt'), 'Образец: делегация от град Дойран, Северна Македония, посети вчера Троян.')
  writeFileSync(join(folder, 'state.txt'), 'Образец: министърът прие вчера посланика на Япония. Двамата разговаряха за културния обмен.')
  writeFileSync(join(folder, 'nobody.txt'), 'The parcel has arrived and everyone was pleased with it.')
  writeFileSync(join(folder, 'empty.txt'), 'home: Троян, BG\n\n  \n')
  writeFileSync(join(folder, 'long.txt'), 'а'.repeat(2_100_000))
  writeFileSync(join(folder, 'latin1.txt'), Buffer.from([0x48, 0xe9, 0x6c, 0xe8]))
})
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
  const said = { out: '', err: '' }
  const code = await main(args, {
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
    cwd: folder,
  })
  return { code, ...said }
}

test('prints one object; the head gives home and date', async () => {
  const { code, out, err } = await run('intake', 'item.txt', '--json')
  expect([code, err]).toEqual([0, ''])
  const article: unknown = JSON.parse(out)
  expect(article).toMatchObject({
    lang: 'bg',
    published: '2026-06-10',
    home: { name: 'Troyan', country_iso2: 'BG' },
    partners: [{ name_in_text: 'Дойран', country_iso2: 'MK', kind: 'municipality' }],
    events: [{ kind: 'visit', direction: 'incoming', date_iso_or_range: '2026-06-09' }],
  })
}, 60_000)
test('options win over the head; without --json a summary', async () => {
  const { code, out } = await run('intake', 'item.txt', '--published', '2020-02-02', '--home', 'Ловеч, BG')
  expect(code).toBe(0)
  expect(out.split('\n')[0]).toBe('Lovech (BG), 2020-02-02, read as bg')
})
test('a text that does not say whose it is is read as that of the municipality that speaks in it, and so it is told', async () => {
  const { code, out, err } = await run('intake', 'plain.txt', '--published', '2026-06-10', '--json')
  expect(code).toBe(0)
  expect(err).toContain('it was read as that of Troyan (BG)')
  expect(JSON.parse(out)).toMatchObject({ home: { name: 'Troyan', kind: 'municipality' }, partners: [{ name_in_text: 'Дойран' }] })
})
test('a text of no municipality is read as that of the state', async () => {
  const { code, out, err } = await run('intake', 'state.txt', '--json')
  expect([code, err.includes('it was read as that of Bulgaria (BG)')]).toEqual([0, true])
  expect(JSON.parse(out)).toMatchObject({ home: { name: 'Bulgaria', country_iso2: 'BG', kind: 'state_body' } })
})
test.each([
  [['intake'], 'which file?'],
  [['intake', 'nowhere.txt', '--home', 'Троян, BG'], 'cannot read'],
  [['intake', 'nobody.txt'], 'whose text is it?'],
  [['intake', 'plain.txt', '--home', 'Троян'], '--home must be'],
  [['intake', 'plain.txt', '--home', 'Троян, QQ'], 'there is no country "QQ"'],
  [['intake', 'plain.txt', '--home', 'Неизвестеново, BG'], 'no place called "Неизвестеново"'],
  [['intake', 'plain.txt', '--home', 'Троян, BG', '--published', 'yesterday'], '--published must be'],
  [['intake', 'empty.txt'], 'has no text'],
  [['intake', 'long.txt', '--home', 'Троян, BG'], 'larger than 2 MB'],
  [['intake', 'latin1.txt', '--home', 'Троян, BG'], 'not UTF-8'],
  [['intake', 'plain.txt', '--nonsense'], 'nonsense'],
  [['dance'], 'there is no command "dance"'],
  [['toString'], 'there is no command "toString"'],
])('%j is refused: %s', async (args, reason) => {
  const { code, out, err } = await run(...args)
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain(reason)
})
