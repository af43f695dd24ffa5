// Who sleeps in whose room: one row says it, and both of them know.
import { expect, test } from 'vitest'
import { type Lodger, staysOf } from './room.ts'

const lodger = (id: string, more: Partial<Lodger> = {}): Lodger => ({
  id,
  called: [`${id} Пробна`, `${id} Native`],
  room: '',
  lodging: '',
  roomWith: '',
  ...more,
})
const Ан = lodger('Ан', { room: 'double', lodging: 'Хотел', roomWith: 'г-жа Ли Пробна' })

test.each([
  ['the other row says nothing', [Ан, lodger('Ли')], { room: 'double', lodging: 'Хотел', roomWith: 'Ан Пробна', mates: ['Ан'] }],
  [
    'the other says the same room, not with whom',
    [Ан, lodger('Ли', { room: 'double' })],
    { room: 'double', lodging: 'Хотел', roomWith: 'Ан Пробна', mates: ['Ан'] },
  ],
  ['the other has a room alone', [Ан, lodger('Ли', { room: 'single', lodging: 'Друг' })], { room: 'single', lodging: 'Друг', roomWith: '', mates: [] }],
  ['the other sleeps elsewhere', [Ан, lodger('Ли', { room: 'none' })], { room: 'none', lodging: '', roomWith: '', mates: [] }],
  [
    'both rows say it',
    [Ан, lodger('Ли', { room: 'double', lodging: 'Хотел', roomWith: 'Ан Native' })],
    { room: 'double', lodging: 'Хотел', roomWith: 'Ан Native', mates: ['Ан'] },
  ],
  [
    'three of them',
    [lodger('Ан', { room: 'suite', lodging: 'Хотел', roomWith: 'Ли Пробна и Йо Пробна' }), lodger('Ли'), lodger('Йо')],
    { room: 'suite', lodging: 'Хотел', roomWith: 'Ан Пробна, Йо Пробна', mates: ['Ан', 'Йо'] },
  ],
  [
    'somebody of no delegation is named',
    [lodger('Ли', { room: 'double', roomWith: 'съпруга' })],
    { room: 'double', lodging: '', roomWith: 'съпруга', mates: [] },
  ],
] as const)('%s', (_, members, expected) => expect(staysOf(members).get('Ли')).toEqual(expected))
