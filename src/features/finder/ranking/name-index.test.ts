// Names compared: rare letters count more than common ones, spellings that both go by are found, and nothing of one question is left for the next.
import { expect, test } from 'vitest'
import { aliasesOf, gramsOf, listsOf, NameIndex, plainName, scriptsOf } from './name-index.ts'

const names = ['Neustadt an der Aisch', 'Neustadt am Rennsteig', 'Villeneuve', 'Royan', 'Троян', 'Villeneuve-sur-Lot', 'Nové Město']
const others = [['Neustadt'], [], ['Neustadt'], [], ['Troyan', 'royan'], [], ['Neustadt']]
function index(): NameIndex {
  const [grams, aliases] = [new Map<string, number>(), new Map<string, number>()]
  const number = (register: Map<string, number>, key: string): number => register.get(key) ?? register.set(key, register.size).get(key)!
  return new NameIndex(
    listsOf(names.map((name) => [...gramsOf(plainName(name))].map((gram) => number(grams, gram)))),
    listsOf(names.map((name, i) => aliasesOf(name, others[i]!).map((alias) => number(aliases, alias)))),
  )
}

test('plain letters, groups of three, scripts', () => {
  expect([plainName('Łódź – Großstadt'), plainName('Троян'), plainName('  ')]).toEqual(['lodz grossstadt', '', ''])
  expect([...gramsOf('ab cde')]).toEqual(['^ab', 'ab$', '^cd', 'cde', 'de$'])
  expect([scriptsOf(['Troyan', 'Троян', '特罗扬']), scriptsOf([])]).toEqual([3, 1])
  expect(aliasesOf('Troyan', ['Trojan', 'te luo yang', 'Троян', 'TJ'])).toEqual(['troyan', 'trojan'])
})

test('the own name of one of them counts as more than a spelling of both', () => {
  const likeness = index()
  expect([likeness.shared(0, 2), likeness.shared(0, 6), likeness.shared(0, 3), likeness.shared(2, 5)]).toEqual([1, 1, 0, 0])
  expect(likeness.alike(3, 3)).toBeCloseTo(1, 5)
  expect(likeness.alike(2, 5)).toBeGreaterThan(likeness.alike(0, 2))
  expect(likeness.alike(4, 3)).toBe(0)
})

test('all at once is each one by itself, and nothing is left over', () => {
  const likeness = index()
  for (const home of [0, 2, 4, 0]) {
    likeness.comparing(home, (alike, shared) => {
      for (const row of names.keys()) {
        if (row !== home || alike[row] !== 0) expect(alike[row]).toBeCloseTo(likeness.alike(home, row), 5)
        expect(shared[row]).toBe(likeness.shared(home, row))
      }
    })
  }
  expect(() =>
    likeness.comparing(0, () => {
      throw new Error('broken off')
    }),
  ).toThrow('broken off')
  likeness.comparing(3, (alike) =>
    expect([alike[0], alike[2]].map((value) => value!.toFixed(6))).toEqual([likeness.alike(3, 0), 0].map((value) => value.toFixed(6))),
  )
})
