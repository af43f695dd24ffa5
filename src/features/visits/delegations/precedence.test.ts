// The order of precedence, what posts amount to by their words, and pasted lists of names.
import { describe, expect, test } from 'vitest'
import type { RoleClass } from '#features/organisations/people/post.ts'
import { interprets, pastedName, pastedNames } from './pasting.ts'
import { byPrecedence, roleClassOf, UNPLACED } from './precedence.ts'

describe('what a post amounts to', () => {
  test.each([
    ['кмет на Троян', 'mayor'],
    ['Кметът', 'mayor'],
    ['заместник-кмет по културата', 'deputy_mayor'],
    ['зам.-кмет', 'deputy_mayor'],
    ['началник кабинет на кмета', 'official'],
    ['съветник на кмета', 'official'],
    ['съпруга на кмета', 'other'],
    ['служител в кметство', 'official'],
    ['кметство', null],
    ['председател на Общинския съвет', 'council_chair'],
    ['председател на Съвета', 'council_chair'],
    ['Председател на Съвета на Община Дойран', 'council_chair'],
    ['претседател на Советот', 'council_chair'],
    ['претседателка на Собранието', 'council_chair'],
    ['predsjednica Skupštine', 'council_chair'],
    ['Président du Conseil', 'council_chair'],
    ['Presidente del Consiglio', 'council_chair'],
    ['председател на съвета на директорите', 'business'],
    ['Présidente du conseil d’administration', 'business'],
    ['Presidente del Consiglio di amministrazione', 'business'],
    ['Presidente del Consiglio dei ministri', 'head_of_government'],
    ['заместник-председател на Съвета', 'councillor'],
    ['секретар на председателя на Съвета', 'official'],
    ['общински съветник', 'councillor'],
    ['председател на комитета за побратимяване', 'association'],
    ['посланик', 'ambassador'],
    ['министър на културата', 'minister'],
    ['диригент на хора', 'culture'],
    ['Maire de Vigneux-sur-Seine', 'mayor'],
    ['Adjointe au maire chargée de la culture', 'deputy_mayor'],
    ['agent de la mairie', null],
    ['Présidente du comité de jumelage', 'association'],
    ['Conseillère municipale', 'councillor'],
    ['Sindaco di Torgiano', 'mayor'],
    ['rappresentante del sindacato', null],
    ['Vicesindaca', 'deputy_mayor'],
    ['градоначалник на Општина', 'mayor'],
    ['заменик-градоначалник', 'deputy_mayor'],
    ['Predsjednica Opštine', 'mayor'],
    ['Oberbürgermeisterin', 'mayor'],
    ['市长', 'mayor'],
    ['副市长', 'deputy_mayor'],
    ['head of the mayor’s office', 'official'],
    ['', null],
    ['гост', null],
  ] as const)('„%s“ is %s', (words, role) => expect(roleClassOf(words)).toBe(role))
})

describe('the order of precedence', () => {
  const one = (id: string, roleClass: RoleClass, more: { isHead?: boolean; isInterpreter?: boolean; rank?: number } = {}) => ({
    id,
    roleClass,
    isHead: more.isHead ?? false,
    isInterpreter: more.isInterpreter ?? false,
    rank: more.rank ?? null,
  })
  const order = (...members: ReturnType<typeof one>[]) => byPrecedence(members).map(({ id }) => id)

  test('every class of post has its place', () => expect(UNPLACED).toEqual([]))
  test('head, elected, appointed, experts', () =>
    expect(
      order(one('керамик', 'culture'), one('началник', 'official'), one('съветник', 'councillor'), one('ръководител', 'association', { isHead: true })),
    ).toEqual(['ръководител', 'съветник', 'началник', 'керамик']))
  test('a minister before the mayor of a town, a mayor before the chair of its council, both before a deputy', () =>
    expect(order(one('зам', 'deputy_mayor'), one('председател', 'council_chair'), one('кмет', 'mayor'), one('министър', 'minister'))).toEqual([
      'министър',
      'кмет',
      'председател',
      'зам',
    ]))
  test('who interprets stands behind the others', () =>
    expect(order(one('преводач', 'official', { isInterpreter: true }), one('гост', 'other'))).toEqual(['гост', 'преводач']))
  test('equals stand as they were entered', () => expect(order(one('2', 'other'), one('1', 'other'), one('3', 'other'))).toEqual(['1', '2', '3']))
  test.each([
    ['a place by hand wins over everything', [one('кмет', 'mayor', { isHead: true }), one('гост', 'other', { rank: 1 })], ['гост', 'кмет']],
    ['a place in the middle', [one('а', 'mayor'), one('б', 'councillor'), one('в', 'official'), one('г', 'other', { rank: 2 })], ['а', 'г', 'б', 'в']],
    ['a place beyond the end is the end', [one('а', 'other', { rank: 99 }), one('б', 'other')], ['б', 'а']],
    [
      'two who were given one place stand by age of their entry',
      [one('1', 'other', { rank: 1 }), one('2', 'mayor', { rank: 1 }), one('3', 'mayor')],
      ['1', '2', '3'],
    ],
    [
      'two who were given the first place stand before the one who was given the second',
      [one('а', 'other', { rank: 1 }), one('б', 'other', { rank: 1 }), one('в', 'mayor', { rank: 2 })],
      ['а', 'б', 'в'],
    ],
    [
      'equals push on only those who come after them',
      [one('а', 'mayor'), one('б', 'other', { rank: 2 }), one('в', 'other', { rank: 2 }), one('г', 'other', { rank: 3 }), one('д', 'official')],
      ['а', 'б', 'в', 'г', 'д'],
    ],
  ] as const)('%s', (_, members, ids) => expect(order(...members)).toEqual(ids))
})

describe('a pasted line', () => {
  const EMPTY = { title: '', name: '', role: '', email: '', phone: '' }
  test.each([
    ['1. д-р Иван Петров, директор на музея', { title: 'д-р', name: 'Иван Петров', role: 'директор на музея' }],
    ['• Мария Иванова – заместник-кмет, отговаря за културата', { name: 'Мария Иванова', role: 'заместник-кмет, отговаря за културата' }],
    ['Mme Claire DUPONT-MOREAU - Maire', { title: 'Mme', name: 'Claire DUPONT-MOREAU', role: 'Maire' }],
    ['M. Jean Martin (conseiller municipal)', { title: 'M.', name: 'Jean Martin', role: 'conseiller municipal' }],
    ['Anna-Maria Rossi\tsindaca', { name: 'Anna-Maria Rossi', role: 'sindaca' }],
    ['3) инж. доц. Петър Примеров', { title: 'инж. доц.', name: 'Петър Примеров' }],
    ['王小明，市长', { name: '王小明', role: '市长' }],
    ['Проба Пробова, гост, proba@primer.test, +389 70 123 456', { name: 'Проба Пробова', role: 'гост', email: 'proba@primer.test', phone: '+389 70 123 456' }],
    ['Михаил', { name: 'Михаил' }],
    ['Д-р', { name: 'Д-р' }],
  ] as const)('„%s“', (line, read) => expect(pastedName(line)).toEqual({ ...EMPTY, ...read }))
  test('an interpreter is known by the post', () => {
    const said = ['преводач', 'Преведувач', 'преводилац', 'prevoditeljica', 'interpreter', 'interprète', 'Interprete', 'Dolmetscherin', '翻译', 'traduttrice']
    expect(said.filter((role) => !interprets(role))).toEqual([])
    expect(['кмет', 'директор на Интерпред', 'manager', 'преподавател', ''].filter(interprets)).toEqual([])
  })
  test.each(['', '   ', '12.', '— — —', '+359 888 000 000'])('„%s“ names nobody', (line) => expect(pastedName(line)).toBe(null))
  test('each name comes once, however it is written; no more than can be entered', () => {
    expect(pastedNames('Иван Петров, кмет\n\nИВАН ПЕТРОВ\nДруг Човек').map(({ name }) => name)).toEqual(['Иван Петров', 'Друг Човек'])
    expect(pastedNames(Array.from({ length: 900 }, (_, index) => `Гост ${index}`).join('\n')).length).toBe(400)
  })
})
