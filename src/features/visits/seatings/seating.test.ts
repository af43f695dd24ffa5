// Who sits where: the rules by table, and tables kept in a dossier through HTTP.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { addDelegates, withdrawDelegate } from '../delegations/delegate.actions.ts'
import { openVisit } from '../visit.actions.ts'
import { arranged, atTables, isLegible, reseated, type Seats, seatKey, seatOf, type Sitter, swapped } from './seating.ts'

/** „Д1 Г1 Гп“: hosts, guests, interpreters by a small letter. */
const people = (words: string): Sitter[] =>
  words
    .split(' ')
    .filter((id) => id !== '')
    .map((id) => ({ id, side: id.startsWith('Д') ? 'hosts' : 'guests', isInterpreter: id.endsWith('п') }))
const BESIDE = { interpreterPlace: 'beside', guestsFaceDoor: true } as const
const BEHIND = { interpreterPlace: 'behind', guestsFaceDoor: true } as const
const drawn = (seats: Seats): string[] => seats.map((row) => row.map((id) => id ?? '–').join(' '))

describe('a long table', () => {
  test.each([
    ['one and one', 'Д1 Г1', ['Г1', 'Д1'], [0, 0]],
    // The second sits at the first one's right: in the top row, which looks down, that is the picture's left.
    ['three and three', 'Д1 Д2 Д3 Г1 Г2 Г3', ['Г2 Г1 Г3', 'Д3 Д1 Д2'], [1, 1]],
    ['four and two', 'Д1 Д2 Г1 Г2 Г3 Г4', ['Г4 Г2 Г1 Г3', 'Д1 Д2'], [2, 0]],
    ['an interpreter sits at the left of whom they serve', 'Д1 Д2 Дп Г1 Г2 Гп', ['Г2 Г1 Гп', 'Дп Д1 Д2'], [1, 1]],
    ['guests alone', 'Г1 Г2', ['Г2 Г1', ''], [1, -1]],
    ['nobody', '', ['', ''], [-1, -1]],
  ] as const)('%s', (_, words, rows, anchors) => {
    const table = arranged('facing', people(words), BESIDE)
    expect([drawn(table.seats), table.anchors]).toEqual([rows, anchors])
  })
  test('the heads face each other', () => {
    const { seats, anchors } = arranged('facing', people('Д1 Д2 Д3 Д4 Г1 Г2 Г3 Г4 Г5'), BESIDE)
    expect([seats[0]![anchors[0]!], seats[1]![anchors[1]!]]).toEqual(['Г1', 'Д1'])
  })
  test('hosts may face the door', () =>
    expect(drawn(arranged('facing', people('Д1 Д2 Г1'), { ...BESIDE, guestsFaceDoor: false }).seats)).toEqual(['Д2 Д1', 'Г1']))
  test('interpreters behind are no seats', () => {
    const table = arranged('facing', people('Д1 Дп Г1 Г2 Гп'), BEHIND)
    expect([drawn(table.seats), table.behind]).toEqual([
      ['Г2 Г1', 'Д1'],
      [
        { id: 'Дп', serves: 'Д1' },
        { id: 'Гп', serves: 'Г1' },
      ],
    ])
  })
  test('an interpreter with nobody to serve sits at the table', () => expect(drawn(arranged('facing', people('Д1 Гп'), BEHIND).seats)).toEqual(['Гп', 'Д1']))
})

describe('a head table', () => {
  test.each([
    ['host and guest of honour at the right', 'Д1 Г1', 'Г1 Д1'],
    ['by turns on both sides', 'Д1 Д2 Д3 Г1 Г2 Г3 Г4', 'Г3 Д2 Г1 Д1 Г2 Д3 Г4'],
    ['more guests than hosts', 'Д1 Г1 Г2 Г3 Г4', 'Г3 Г1 Д1 Г2 Г4'],
    ['more hosts than guests: the guest of honour has the middle, the host beside them', 'Д1 Д2 Д3 Д4 Г1', 'Д4 Д3 Г1 Д1 Д2'],
    ['one host and nine guests', 'Д1 Г1 Г2 Г3 Г4 Г5 Г6 Г7 Г8 Г9', 'Г9 Г7 Г5 Г3 Г1 Д1 Г2 Г4 Г6 Г8'],
    ['two hosts and eight guests', 'Д1 Д2 Г1 Г2 Г3 Г4 Г5 Г6 Г7 Г8', 'Г8 Г7 Г6 Д2 Г3 Г1 Д1 Г2 Г4 Г5'],
    ['three hosts and seven guests', 'Д1 Д2 Д3 Г1 Г2 Г3 Г4 Г5 Г6 Г7', 'Г7 Г5 Д3 Г3 Г1 Д1 Г2 Д2 Г4 Г6'],
    ['five and five', 'Д1 Д2 Д3 Д4 Д5 Г1 Г2 Г3 Г4 Г5', 'Г5 Д4 Г3 Д2 Г1 Д1 Г2 Д3 Г4 Д5'],
    ['four and four', 'Д1 Д2 Д3 Д4 Г1 Г2 Г3 Г4', 'Д4 Г3 Д2 Г1 Д1 Г2 Д3 Г4'],
    ['seven hosts and three guests', 'Д1 Д2 Д3 Д4 Д5 Д6 Д7 Г1 Г2 Г3', 'Д7 Д5 Г3 Д3 Г1 Д1 Д2 Г2 Д4 Д6'],
    ['hosts alone', 'Д1 Д2 Д3 Д4', 'Д4 Д2 Д1 Д3'],
    ['interpreters beside whom they serve', 'Д1 Д2 Дп Г1 Г2 Гп', 'Д2 Гп Г1 Д1 Дп Г2'],
    ['guests alone', 'Г1 Г2 Г3', 'Г2 Г1 Г3'],
  ])('%s', (_, words, row) => expect(drawn(arranged('head', people(words), BESIDE).seats)).toEqual([row]))
  test('no two of a side are neighbours while both last', () => {
    const [row] = arranged('head', people('Д1 Д2 Д3 Д4 Д5 Г1 Г2 Г3 Г4 Г5 Г6'), BESIDE).seats
    expect(row!.flatMap((id, at) => (at > 0 && row![at - 1]![0] === id![0] ? [`${row![at - 1]} ${id}`] : []))).toEqual([])
  })
})

/** The longest run of one side among neighbours. */
const together = (row: readonly string[], side: string): number =>
  Math.max(
    0,
    ...(
      row
        .map((id) => (id.startsWith(side) ? side : '.'))
        .join('')
        .match(new RegExp(`${side}+`, 'g')) ?? []
    ).map((one) => one.length),
  )
const named = (letter: string, many: number) => Array.from({ length: many }, (_, at) => `${letter}${at + 1}`)

test('a head table of 2 to 14: the fewer part the others as evenly as can be, the first host near the middle with the first guest at the right hand', () => {
  const odd: string[] = []
  for (let size = 2; size <= 14; size++)
    for (let hosts = 1; hosts < size; hosts++) {
      const guests = size - hosts
      const { seats, anchors } = arranged('head', people([...named('Д', hosts), ...named('Г', guests)].join(' ')), BESIDE)
      const [row] = seats as [string[]]
      const most = [Math.ceil(guests / (hosts + 1)), Math.ceil(hosts / (guests + 1))]
      const [host, guest] = [row.indexOf('Д1'), row.indexOf('Г1')]
      // By precedence outwards: whoever comes later in their side is not nearer to the first host.
      const nearer = ['Д', 'Г'].some((side) => {
        const off = row.flatMap((id, at) => (id.startsWith(side) ? [[Number(id.slice(1)), Math.abs(at - host)] as const] : [])).sort((a, b) => a[0] - b[0])
        return off.some(([, far], index) => index > 0 && far < off[index - 1]![1])
      })
      const far = Math.abs(host - (size - 1) / 2) > Math.ceil(Math.max(...most) / 2) + 0.5
      if (
        together(row, 'Г') > most[0]! ||
        together(row, 'Д') > most[1]! ||
        guest !== host - 1 ||
        anchors[0] !== host ||
        nearer ||
        far ||
        new Set(row).size !== size
      )
        odd.push(row.join(' '))
    }
  expect(odd).toEqual([])
})

describe('a round table', () => {
  test('goes clockwise from the host: the guest of honour at the host’s right hand, which is the last seat', () =>
    expect(drawn(arranged('round', people('Д1 Д2 Д3 Г1 Г2 Г3'), BESIDE).seats)).toEqual(['Д1 Г2 Д3 Г3 Д2 Г1']))
  test.each([
    ['five guests, three hosts', 'Д1 Д2 Д3 Г1 Г2 Г3 Г4 Г5', 'Д1 Г2 Г4 Д3 Г5 Д2 Г3 Г1'],
    ['three hosts, two guests', 'Д1 Д2 Д3 Г1 Г2', 'Д1 Г2 Д3 Д2 Г1'],
    ['four hosts, two guests', 'Д1 Д2 Д3 Д4 Г1 Г2', 'Д1 Д2 Г2 Д4 Д3 Г1'],
    ['one host', 'Д1 Г1 Г2 Г3', 'Д1 Г2 Г3 Г1'],
    ['two hosts and eight guests', 'Д1 Д2 Г1 Г2 Г3 Г4 Г5 Г6 Г7 Г8', 'Д1 Г2 Г4 Г6 Г8 Д2 Г7 Г5 Г3 Г1'],
    ['three hosts and seven guests', 'Д1 Д2 Д3 Г1 Г2 Г3 Г4 Г5 Г6 Г7', 'Д1 Г2 Г4 Д3 Г6 Г7 Г5 Д2 Г3 Г1'],
    ['interpreters beside whom they serve', 'Д1 Д2 Дп Г1 Г2 Г3 Гп', 'Д1 Дп Г2 Г3 Д2 Гп Г1'],
  ])('%s', (_, words, row) => expect(drawn(arranged('round', people(words), BESIDE).seats)).toEqual([row]))
  test('of 2 to 14: the fewer are spread so that no more of a side sit together than must, the head of the guests at the host’s right', () => {
    const around = (row: readonly string[], side: string): number => Math.min(row.length, together([...row, ...row], side))
    const odd: string[] = []
    for (let size = 2; size <= 14; size++)
      for (let hosts = 1; hosts < size; hosts++) {
        const guests = size - hosts
        const [row] = arranged('round', people([...named('Д', hosts), ...named('Г', guests)].join(' ')), BESIDE).seats as [string[]]
        const most = [Math.ceil(guests / Math.min(hosts, guests)), Math.ceil(hosts / Math.min(hosts, guests))]
        const found = [around(row, 'Г'), around(row, 'Д')]
        // The first of each side sits nearest: the host on the first seat, the head of the guests on the last, at the host's right.
        if (row[0] !== 'Д1' || row.at(-1) !== 'Г1' || found.some((many, index) => many > most[index]!) || new Set(row).size !== size) odd.push(row.join(' '))
        if (guests > 1 && (hosts <= guests || Math.floor(hosts / guests) === 1) && row[1] !== 'Г2') odd.push(row.join(' '))
      }
    expect(odd).toEqual([])
  })
  test('of two', () => expect(drawn(arranged('round', people('Д1 Г1'), BESIDE).seats)).toEqual(['Д1 Г1']))
})

test('everybody sits exactly once, whatever the form and the numbers', () => {
  for (const form of ['facing', 'head', 'round'] as const)
    for (let hosts = 0; hosts < 6; hosts++)
      for (let guests = 0; guests < 6; guests++)
        for (const interpreterPlace of ['beside', 'behind'] as const) {
          const all = people([...Array.from({ length: hosts }, (_, n) => `Д${n}`), ...Array.from({ length: guests }, (_, n) => `Г${n}`), 'Дп', 'Гп'].join(' '))
          const { seats, behind } = arranged(form, all, { interpreterPlace, guestsFaceDoor: true })
          expect([...seats.flat(), ...behind.map(({ id }) => id)].sort()).toEqual(all.map(({ id }) => id).sort())
        }
})

describe('changed by hand', () => {
  const saved: Seats = [
    ['Г2', 'Г1'],
    ['Д1', 'Д2'],
  ]
  test('whoever comes keeps their seat; the seat of one who does not come is empty; a new one sits at the end of their side', () => {
    const table = reseated('facing', saved, people('Д1 Д3 Г1 Г3'), BESIDE)
    expect(drawn(table.seats)).toEqual(['– Г1 Г3', 'Д1 – Д3'])
  })
  test('nobody sits twice, and a stranger in the saved order is nobody', () =>
    expect(drawn(reseated('head', [['Г1', 'Г1', 'х', 'Д1']], people('Д1 Г1'), BESIDE).seats)).toEqual(['Г1 – – Д1']))
  test('saved rows of another form do not break it', () =>
    expect(drawn(reseated('facing', [['Д1', 'Г1']], people('Д1 Г1 Д2'), BESIDE).seats)).toEqual(['Д1 Г1', 'Д2']))
  test('two seats are exchanged, an empty one too; a seat that is not there is none', () => {
    const seats: Seats = [
      ['а', 'б'],
      ['в', null],
    ]
    expect(swapped(seats, { row: 0, at: 0 }, { row: 1, at: 1 })).toEqual([
      [null, 'б'],
      ['в', 'а'],
    ])
    expect(swapped(seats, { row: 0, at: 0 }, { row: 2, at: 0 })).toBe(null)
    expect(swapped(seats, { row: 0, at: 9 }, { row: 0, at: 0 })).toBe(null)
    expect([seatOf('1.3'), seatOf('x'), seatOf('-1.2'), seatKey({ row: 1, at: 3 })]).toEqual([{ row: 1, at: 3 }, null, null, '1.3'])
  })
})

describe('more than one table', () => {
  const many = (side: string, count: number): string => Array.from({ length: count }, (_, index) => `${side}${index + 1}`).join(' ')
  test.each([
    ['twelve by six, both sides at each by precedence', `${many('Д', 6)} ${many('Г', 6)}`, 6, ['Д1 Г1 Д2 Г2 Д3 Г3', 'Д4 Г4 Д5 Г5 Д6 Г6']],
    ['as full as each other', many('Г', 7), 4, ['Г1 Г2 Г3 Г4', 'Г5 Г6 Г7']],
    ['few hosts are at as many tables as they can', `Д1 Д2 ${many('Г', 6)}`, 4, ['Г1 Д1 Г2 Г3', 'Г4 Д2 Г5 Г6']],
    ['interpreters are shared out', `Д1 Д2 Дп Г1 Г2 Гп`, 3, ['Д1 Г1 Дп', 'Д2 Г2 Гп']],
    ['one table for few', 'Д1 Г1', 10, ['Д1 Г1']],
    ['nobody', '', 10, []],
  ] as const)('%s', (_, words, size, expected) => expect(atTables(people(words), size).map((table) => table.join(' '))).toEqual(expected))
  test('three hundred make thirty tables of ten, everybody at one of them', () => {
    const tables = atTables(people(`${many('Д', 40)} ${many('Г', 260)}`), 10)
    expect([tables.length, new Set(tables.map(({ length }) => length)), new Set(tables.flat()).size]).toEqual([30, new Set([10]), 300])
    expect(tables.filter((table) => !table.some((id) => id.startsWith('Д')))).toEqual([])
  })
  test('a sheet bears so many names', () => {
    const row = (length: number) => Array.from({ length }, () => null)
    expect([isLegible('facing', [row(52), row(52)]), isLegible('facing', [row(53), []]), isLegible('round', [row(12)]), isLegible('round', [row(13)])]).toEqual(
      [true, false, true, false],
    )
  })
})

describe('in a dossier', () => {
  let office: TestOffice
  let officer: Visit
  let id: string
  let members: string[]
  beforeAll(async () => {
    office = await openOffice({ today: '2026-11-23' })
    officer = office.as('officer')
  })
  beforeEach(async () => {
    id = done(
      await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2027-03-10', partners: [], title: { bg: 'Гости' } }),
    ).id
    done(await openVisit(office.here, office.officer, id))
    members = done(
      await addDelegates(office.here, office.officer, id, [
        { side: 'guests', name: { bg: 'Гост Първи' }, role: { bg: 'кмет' } },
        { side: 'guests', name: { bg: 'Гост Втори' }, role: { bg: 'учител' } },
        { side: 'hosts', name: { bg: 'Домакин Първи' }, role: { bg: 'кмет' } },
        { side: 'hosts', name: { bg: 'Домакин Втори' }, role: { bg: 'общински съветник' } },
      ]),
    ).ids
  })
  afterAll(() => office.close())
  const undoIn = (html: string): string => /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)![1]!
  const FORM = { title: 'Разговори', form: 'facing', door: 'guests', interpreterPlace: 'beside' }
  const set = async (form: Record<string, string | readonly string[]> = FORM): Promise<string> => {
    const made = await officer.post(addresses.seatings({ id }), form)
    return /seatings\/([0-9a-f-]+)/.exec(made.headers.get('location')!)![1]!
  }
  /** The list of seats as the page shows it. */
  const listed = async (seating: string): Promise<string[]> =>
    [...(await (await officer.get(addresses.seating({ id, seating }))).text()).matchAll(/<th scope="row">(?:<span class="sub">)?([^<]+)/g)].map(
      ([, name]) => name!,
    )

  test('a table is set by precedence and follows whoever comes, until it is changed by hand', async () => {
    const seating = await set()
    expect(await listed(seating)).toEqual(['Гост Втори', 'Гост Първи', 'Домакин Първи', 'Домакин Втори'])
    done(await withdrawDelegate(office.here, office.officer, members[1]!, 1, '2026-11-20'))
    expect(await listed(seating)).toEqual(['Гост Първи', 'Домакин Първи', 'Домакин Втори'])
    const at = { id, seating }
    const exchanged = await officer.follow(await officer.post(addresses.seatingExchange(at), { version: '1', one: '0.0', other: '1.1' }))
    expect([exchanged.includes('подредена на ръка'), await listed(seating)]).toEqual([true, ['Домакин Втори', 'Домакин Първи', 'Гост Първи']])
    done(await addDelegates(office.here, office.officer, id, [{ side: 'hosts', name: { bg: 'Домакин Трети' } }]))
    expect(await listed(seating)).toEqual(['Домакин Втори', 'Домакин Първи', 'Гост Първи', 'Домакин Трети'])
    await officer.post(undoIn(exchanged))
    expect(await listed(seating)).toEqual(['Гост Първи', 'Домакин Трети', 'Домакин Първи', 'Домакин Втори'])
  })

  test('an order by hand goes back to precedence, and does not outlive another form of table', async () => {
    const seating = await set()
    const at = { id, seating }
    await officer.post(addresses.seatingExchange(at), { version: '1', one: '0.0', other: '0.1' })
    expect(await listed(seating)).toEqual(['Гост Първи', 'Гост Втори', 'Домакин Първи', 'Домакин Втори'])
    await officer.post(addresses.seatingOrder(at), { version: '2' })
    expect(await listed(seating)).toEqual(['Гост Втори', 'Гост Първи', 'Домакин Първи', 'Домакин Втори'])
    await officer.post(addresses.seatingExchange(at), { version: '3', one: '0.0', other: '0.1' })
    await officer.post(addresses.seatingEdit(at), { ...FORM, version: '4', form: 'round' })
    expect(await listed(seating)).toEqual(['Домакин Първи', 'Гост Втори', 'Домакин Втори', 'Гост Първи'])
  })

  test('those left out do not sit; a stale save shows both; junk seats are refused', async () => {
    const seating = await set({ ...FORM, asked: 'yes', sits: members.slice(0, 3) })
    const at = { id, seating }
    expect(await listed(seating)).toEqual(['Гост Втори', 'Гост Първи', 'Домакин Първи'])
    await officer.post(addresses.seatingEdit(at), { ...FORM, version: '1', title: 'Вечеря' })
    const late = await officer.post(addresses.seatingEdit(at), { ...FORM, version: '1', title: 'Закуска' })
    const text = await late.text()
    expect([late.status, text.includes('Вечеря'), text.includes('value="Закуска"')]).toEqual([409, true, true])
    for (const one of ['0.99', 'junk', '-1.0', ''])
      expect(await officer.follow(await officer.post(addresses.seatingExchange(at), { version: '2', one, other: '0.0' }))).toContain('Няма такова място')
    expect((await officer.post(addresses.seatings({ id }), { ...FORM, title: '' })).status).toBe(422)
  })

  test('of too many at one table it is said, and one press divides them among tables; one undo brings the table back', async () => {
    const some = Array.from({ length: 26 }, (_, index) => ({
      side: index % 2 === 0 ? ('guests' as const) : ('hosts' as const),
      name: { bg: `Човек ${index}` },
    }))
    const few = await set({ ...FORM, form: 'round' })
    expect(await (await officer.get(addresses.seating({ id, seating: few }))).text()).not.toContain('не могат да се прочетат')
    done(await addDelegates(office.here, office.officer, id, some))
    const seating = await set({ ...FORM, title: 'Вечеря', form: 'round' })
    const at = { id, seating }
    const crowded = await (await officer.get(addresses.seating(at))).text()
    expect([crowded.includes('На една маса за 30 души имената в чертежа не могат да се прочетат'), crowded.includes('name="size"')]).toEqual([true, true])
    expect(await (await office.as('reader').get(addresses.seating(at))).text()).not.toContain('name="size"')
    for (const size of ['3', '13', 'x', ''])
      expect(await officer.follow(await officer.post(addresses.seatingDivision(at), { version: '1', size }))).toContain('могат да седят от 4 до 12 души')
    const tables = async () =>
      (await office.pool.query('select title, form from visit_seating where visit_id = $1 and deleted_at is null order by id', [id])).rows
    const divided = await officer.follow(await officer.post(addresses.seatingDivision(at), { version: '1', size: '10' }))
    expect((await tables()).slice(1)).toEqual([1, 2, 3].map((number) => ({ title: `Вечеря, маса ${number}`, form: 'round' })))
    expect((await listed(seating)).length).toBe(10)
    expect(await officer.follow(await officer.post(addresses.seatingDivision(at), { version: '1', size: '10' }))).toContain('друг промени записа')
    await officer.post(undoIn(divided))
    expect([(await tables()).slice(1), (await listed(seating)).length]).toEqual([[{ title: 'Вечеря', form: 'round' }], 30])
    expect((await office.as('reader').post(addresses.seatingDivision(at), { version: '3', size: '10' })).status).toBe(403)
    const other = await office.openAnother('Община Друга')
    expect((await other.visit.post(addresses.seatingDivision(at), { version: '3', size: '10' })).status).toBe(404)
  })

  test('is drawn as a picture with a name, is nobody’s elsewhere, and no reader’s to change', async () => {
    const seating = await set()
    const at = { id, seating }
    const page = await (await office.as('reader').get(addresses.seating(at))).text()
    expect([/<svg class="seating"[^>]*role="img" aria-label="Масата отгоре: Разговори\./.test(page), page.includes('Размени местата')]).toEqual([true, false])
    expect((await office.as('reader').post(addresses.seatingExchange(at), { version: '1', one: '0.0', other: '0.1' })).status).toBe(403)
    const other = await office.openAnother('Община Узорево')
    expect((await other.visit.get(addresses.seating(at))).status).toBe(404)
    expect((await other.visit.post(addresses.seatingRemoval(at), { version: '1' })).status).toBe(404)
    for (const form of ['head', 'round']) expect((await officer.get(addresses.seating({ id, seating: await set({ ...FORM, form }) }))).status).toBe(200)
  })
})
