// What a cell's words mean, and what they leave open.
import { expect, test } from 'vitest'
import { saysNoType, typeIn } from './cell-words.ts'

test.each([
  ['побратимяване', 'twinning'],
  ['Споразумение за побратимяване', 'twinning'],
  ['Städtepartnerschaft', 'twinning'],
  ['приятелство', 'friendship'],
  ['project partnership', 'project'],
  ['почетно', 'honorary'],
] as const)('„%s“ is %s', (written, type) => expect([typeIn(written), saysNoType(written)]).toEqual([type, false]))

test.each(['партньорство', 'сътрудничество', 'Договор', 'меморандум за сътрудничество', 'accordo di partenariato', 'cooperation agreement'])(
  '„%s“ says that there is a tie, not which',
  (written) => expect([typeIn(written), saysNoType(written)]).toEqual([null, true]),
)

test('what is neither stays unknown, and an empty cell says nothing', () => {
  expect(['зелено', ''].map((written) => [typeIn(written), saysNoType(written)])).toEqual([
    [null, false],
    [null, false],
  ])
})
