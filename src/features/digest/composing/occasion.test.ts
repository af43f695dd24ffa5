// Why an event was, told in a language in which nobody wrote it: the kind of the occasion and who invited, never the words themselves.
import { expect, test } from 'vitest'
import { HOME, OCTOBER, PRIMEROVO } from '../../../../tests/support/digest-month.ts'
import { compose } from './composing.ts'
import { occasionKind } from './occasion.ts'
import { TONGUES } from './tongues.ts'

test.each([
  ['Покана от Община Примерово', ['mk']],
  ['Invitation from Primerovo', ['mk']],
  ['По покана на Узорево', ['home']],
  ['Покана от театъра', []],
])('„%s“ is an invitation', (text, by) => {
  const kind = occasionKind({ bg: text }, [PRIMEROVO, HOME])
  expect(kind).toEqual({ is: 'invitation', by: [PRIMEROVO, HOME].filter(({ id }) => by.includes(id)) })
})

test.each([
  ['Празник на сливата', 'feast'],
  ['Есенен панаир', 'feast'],
  ['Fair trade week', undefined],
  ['Откриване на чешмата', undefined],
])('„%s“: %s', (text, is) => {
  expect(occasionKind({ bg: text }, [PRIMEROVO])?.is).toBe(is)
})

const SAID: Readonly<Record<string, readonly [invited: string, feast: string]>> = {
  en: ['at the invitation of Primerovo', 'on the occasion of a celebration'],
  mk: ['на покана на Примерово', 'по повод празник'],
  fr: ['sur invitation de Primerovo', 'à l’occasion d’une fête'],
  it: ['su invito di Primerovo', 'in occasione di una festa'],
  sr: ['na poziv opštine Primerovo', 'povodom praznika'],
  zh: ['应普里梅罗沃市邀请', '值节庆之际'],
}
test.each(Object.entries(SAID))('in %s: „%s“', (language, [invited, feast]) => {
  const told = (words: string): { text: string; left: readonly string[] } => {
    const [first] = OCTOBER.happenings
    const composed = compose({ ...OCTOBER, happenings: [{ ...first!, occasion: { bg: words } }] }, TONGUES[language as 'en'])
    const text = composed.blocks.flatMap(({ sentences }) => sentences).find(({ key }) => key === 'happened:event:e1')!.text
    return { text, left: composed.leftOut.flatMap(({ record, what }) => (record.id === 'e1' && what === 'occasion' ? [what] : [])) }
  }
  const [one, other, third] = [told('Покана от Община Примерово'), told('Празник на сливата'), told('Откриване на чешмата')]
  expect([one.text.toLowerCase(), other.text.toLowerCase()]).toEqual([
    expect.stringContaining(invited.toLowerCase()),
    expect.stringContaining(feast.toLowerCase()),
  ])
  // The words themselves are listed for whoever could translate them.
  expect([one.left, other.left, third.left]).toEqual([['occasion'], ['occasion'], ['occasion']])
})
