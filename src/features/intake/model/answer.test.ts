// The shape asked for, and whether words name what they are said to name.
import { expect, test } from 'vitest'
import { reachOf, shownOf } from './model.ts'
import { answerSchema, names } from './answer.ts'
import { questionOf } from './prompt.ts'

test('the schema asks for every key and allows no other, as strict servers want it', () => {
  type Shape = { type?: string; properties?: Record<string, Shape>; required?: string[]; additionalProperties?: boolean; items?: Shape }
  const schema = answerSchema() as Shape
  const strict = (shape: Shape): boolean =>
    (shape.properties === undefined ||
      (shape.additionalProperties === false &&
        Object.keys(shape.properties).every((key) => shape.required!.includes(key)) &&
        Object.values(shape.properties).every(strict))) &&
    (shape.items === undefined || strict(shape.items))
  expect(strict(schema)).toBe(true)
  expect(Object.keys(schema.properties!)).toEqual(['organisations', 'people', 'events', 'relations', 'commitments', 'symbolic_acts', 'fields'])
  expect(JSON.stringify(schema)).not.toMatch(/\$schema|maxLength|maximum/)
  // Every key of the schema is explained in the words to the model.
  const [rules] = questionOf({ home: 'Троян', country: 'BG', published: null, text: '' })
  const keys = Object.values(schema.properties!).flatMap(({ items }) => Object.keys(items!.properties!))
  expect(keys.filter((key) => !rules!.content.includes(key))).toEqual([])
})

test.each([
  ['Дойран', 'дойранската делегация', 0.5, true],
  ['Doiran', 'гости от Дойран', 0.5, true],
  ['Посолство на Италия', 'италианският посланик', 0.5, true],
  ['景德镇', '景德镇市代表团', 0.5, true],
  ['Образец Пробев', 'кметът Образец Пробев', 1, true],
  ['Образец Измислов', 'кметът Образец Пробев', 1, false],
  ['Рим', 'гости от Кримския полуостров', 0.5, false],
  ['Спрингфийлд', 'кметът откри чешма', 0.5, false],
  ['北京', '景德镇市代表团', 0.5, false],
  ['…', 'кметът откри чешма', 0.5, false],
] as const)('„%s“ in „%s“', (name, quoted, share, expected) => {
  expect(names(name, quoted, share)).toBe(expected)
})

test.each([
  ['http://127.0.0.1:11434/v1', 'here'],
  ['http://127.1/v1', 'here'],
  ['http://localhost:8080', 'here'],
  ['http://[::1]:8080/v1', 'here'],
  ['http://10.1.2.3/v1', 'house'],
  ['http://172.31.0.9/v1', 'house'],
  ['http://192.168.1.20:1234/v1', 'house'],
  ['http://[fd12::1]/v1', 'house'],
  ['http://ollama:11434/v1', 'house'],
  ['https://models.obshtina.local/v1', 'house'],
  ['http://172.32.0.1/v1', 'outside'],
  ['https://api.example.com/v1', 'outside'],
  ['https://localhost.example.com/v1', 'outside'],
  ['https://10.0.0.1.example.com/v1', 'outside'],
  ['http://[::ffff:8.8.8.8]/v1', 'outside'],
  ['http://3232235777.example/v1', 'outside'],
] as const)('%s is %s', (url, reach) => {
  expect(reachOf(url)).toBe(reach)
})

test('what is shown of an address has its host and port', () => {
  expect(shownOf({ url: 'https://models.example.eu:8443/v1', name: 'a' })).toEqual({
    host: 'models.example.eu:8443',
    name: 'a',
    reach: 'outside',
    encrypted: true,
  })
})
