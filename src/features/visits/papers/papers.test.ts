// The papers of a visit, read back by another program: every word, in every language, on the right page; nothing outside its place.
import mammoth from 'mammoth'
import { getDocumentProxy } from 'unpdf'
import { afterAll, expect, test } from 'vitest'
import { endTypesetting, typeset, type Paper } from '#platform/documents/typesetting.ts'
import { printed, readBack } from '#platform/documents/testing/reading-back.ts'
import { PAPER_LANGUAGES } from '#platform/texts/paper-languages.ts'
import { badgesPaper, nameCard, tableCardsPaper } from './name-cards.ts'
import { LABELS } from './labels.ts'
import { letterPaper, letterWord } from './letter-paper.ts'
import { delegationsPaper, flagsPaper, roomListPaper } from './lists.ts'
import { type PaperItem, pocketPaper, programmePaper, programmeSheet } from './programme-paper.ts'
import { programmeWord } from './programme-word.ts'
import { sampleCards, sampleLetter, sampleListHead, sampleMembers, sampleProgramme } from './samples.ts'
import { type PaperSitter, seatingPaper } from './seating-paper.ts'
import { tongueOf, type Words } from './tongue.ts'

afterAll(endTypesetting)

async function read(paper: Paper) {
  const set = printed(await typeset(paper))
  expect(set.accessible).toBe(true)
  const back = await readBack(set.pdf)
  // What is hyphenated on the page is one word.
  return { ...back, set, all: back.pages.join(' ').replace(/(\p{L})[-‐] (?=\p{Ll})/gu, '$1') }
}

const OTHERS = PAPER_LANGUAGES.filter((language) => language !== 'bg')

test.each(OTHERS)('the programme in Bulgarian and %s has every day and item of both', async (language) => {
  const input = sampleProgramme(language)
  const { all, title, pages } = await read(programmePaper(input))
  expect(title).toBe('Програма: Посещение на делегация от Узорево за празника на града')
  expect(pages.length).toBe(5)
  const squeezed = all.replace(/\s/g, '')
  const sheet = programmeSheet(input)
  const words = [
    ...sheet.head.sides.flatMap(({ name, lines }) => [name, ...lines]),
    ...sheet.name,
    ...sheet.span,
    ...sheet.days.flatMap(({ names, rows }) => [
      ...names,
      ...rows.flatMap(({ cells }) =>
        cells.flatMap(({ label, title: name, place, people, note }) => [label, name, place, ...people, note].filter((one) => one !== null)),
      ),
    ]),
  ]
  expect(words.length).toBeGreaterThan(200)
  const missing = words.filter(({ text }) => !squeezed.includes(text.replace(/(\p{L})[-‐] (?=\p{Ll})/gu, '$1').replace(/\s/g, '')))
  expect(missing).toEqual([])
  expect(sheet.days.map(({ rows }) => rows.length)).toEqual([12, 12, 12, 12, 12])
})

test('a translation nobody wrote stays empty, it is not the other language once more', async () => {
  const input = { ...sampleProgramme('fr', 1) }
  const items = input.items.slice(0, 1).map((item) => ({ ...item, title: { bg: 'Само на български' }, place: {}, people: [] }))
  const [row] = programmeSheet({ ...input, items }).days[0]!.rows
  expect(row?.cells.map(({ title }) => title)).toEqual([{ text: 'Само на български', language: 'bg' }, null])
  expect((await read(programmePaper({ ...input, items }))).all.match(/Само на български/g)).toHaveLength(1)
})

const item = (startsAt: string, endsAt: string, over: Partial<PaperItem> = {}): PaperItem => ({
  kind: 'item',
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
  wholeDays: null,
  title: { bg: 'Точка' },
  note: {},
  place: {},
  address: '',
  room: '',
  contact: '',
  phone: '',
  attendance: 'all',
  groups: [],
  people: [],
  ...over,
})

const hoursOf = (items: readonly PaperItem[], host: string, guest: string) =>
  programmeSheet({
    ...sampleProgramme('zh', 1),
    items,
    host: { zone: host, town: { bg: 'Тук' } },
    guest: { zone: guest, town: { bg: 'Там' } },
  }).days.map(({ names, rows }) => [names[0]!.text, ...rows.map(({ hours, theirs }) => [hours, theirs])])

test('hours stand on both clocks where these differ, another day is counted, and the turned clock is told as it is', () => {
  expect(
    hoursOf(
      [
        item('2026-10-12T06:00:00Z', '2026-10-12T06:00:00Z'),
        item('2026-10-12T16:30:00Z', '2026-10-12T18:30:00Z'),
        item('2026-10-12T15:30:00Z', '2026-10-12T16:30:00Z'),
      ],
      'Europe/Sofia',
      'Asia/Shanghai',
    ),
  ).toEqual([['Понеделник, 12 октомври', ['09:00', '14:00'], ['18:30–19:30', '23:30–00:30 (+1)'], ['19:30–21:30', '00:30–02:30 (+1)']]])
  // The night of 25 October has the hour from 3 to 4 twice.
  expect(
    hoursOf([item('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'), item('2026-10-25T21:30:00Z', '2026-10-25T22:30:00Z')], 'Europe/Sofia', 'Asia/Shanghai'),
  ).toEqual([['Неделя, 25 октомври', ['03:30–03:30', '08:30–09:30'], ['23:30–00:30 (+1)', '05:30–06:30 (+1)']]])
  // On 29 March the clock goes from 3 to 4; west of us it is still the day before.
  expect(hoursOf([item('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z')], 'Europe/Sofia', 'Atlantic/Azores')).toEqual([
    ['Неделя, 29 март', ['02:30–04:30', '23:30 (−1)–01:30']],
  ])
  // One hour apart in Paris, none in Athens: then there is one column.
  expect(hoursOf([item('2026-10-12T06:00:00Z', '2026-10-12T07:00:00Z')], 'Europe/Sofia', 'Europe/Athens')).toEqual([
    ['Понеделник, 12 октомври', ['09:00–10:00', null]],
  ])
})

test('days without hours stand first, over New Year too; what goes on at the same time is marked', () => {
  const sheet = programmeSheet({
    ...sampleProgramme('fr', 1),
    items: [
      item('2026-12-31T08:00:00Z', '2026-12-31T09:00:00Z'),
      item('2026-12-30T22:00:00Z', '2027-01-01T22:00:00Z', { wholeDays: { from: '2026-12-31', until: '2027-01-01' } }),
      item('2026-12-31T08:30:00Z', '2026-12-31T09:30:00Z'),
      item('2027-01-01T09:30:00Z', '2027-01-01T10:30:00Z', { kind: 'break' }),
    ],
  })
  expect(sheet.days.map(({ number, names, rows }) => [number, names[1]!.text, rows.map(({ hours, parallel, quiet }) => [hours, parallel, quiet])])).toEqual([
    [
      '1',
      'Jeudi 31 décembre',
      [
        [null, false, false],
        ['10:00–11:00', true, false],
        ['10:30–11:30', true, false],
      ],
    ],
    ['2', 'Vendredi 1er janvier', [['11:30–12:30', false, true]]],
  ])
})

test('what is in neither language stands as it was written, what has no title as the kind of thing it is; no row has its hours alone', () => {
  const cells = (languages: readonly [string] | readonly [string, string], over: Partial<PaperItem>) =>
    programmeSheet({ ...sampleProgramme('it', 1), languages, items: [item('2026-10-12T06:00:00Z', '2026-10-12T07:00:00Z', over)] }).days[0]!.rows[0]!.cells.map(
      ({ title, place, note }) => [title, place, note].map((one) => (one === null ? null : `${one.language}: ${one.text}`)),
    )
  const bulgarian = { title: { bg: 'Среща' }, place: { bg: 'Читалището' }, room: 'Зала 1', note: { bg: 'С преводач' } }
  expect(cells(['mk', 'it'], bulgarian)).toEqual([
    ['bg: Среща', 'bg: Читалището, Зала 1', 'bg: С преводач'],
    ['bg: Среща', 'en: Chitalishteto, Zala 1', 'bg: С преводач'],
  ])
  expect(cells(['bg', 'it'], bulgarian)).toEqual([
    ['bg: Среща', 'bg: Читалището, Зала 1', 'bg: С преводач'],
    [null, 'it: Zala 1', null],
  ])
  expect(cells(['it'], { title: {}, kind: 'meal' })).toEqual([['it: Pasto', null, null]])
})

test('a programme nobody confirmed says so in both languages; one language has one column', async () => {
  const draft = await read(programmePaper({ ...sampleProgramme('it', 1), draft: true }))
  expect([draft.all.includes('Програма проект'), draft.all.includes('(bozza)')]).toEqual([true, true])
  const alone = await read(programmePaper({ ...sampleProgramme('it', 1), languages: ['it'] }))
  expect([alone.all.includes('Български'), alone.all.includes('Посрещане'), alone.all.includes('Pranzo'), alone.language]).toEqual([false, false, true, 'it'])
})

test('Serbian labels and days follow the script of its texts', () => {
  const cyrillic = tongueOf('sr', ['Дочек у општини'])
  const latin = tongueOf('sr', ['Doček u opštini'])
  expect([cyrillic.labels.arrival, cyrillic.labels.rooms.single, cyrillic.day('2026-10-12', { weekday: true }).text]).toEqual([
    'Долазак',
    'једнокреветна',
    'понедељак, 12. октобар 2026.',
  ])
  expect([latin.labels.arrival, latin.labels.rooms.single, latin.day('2026-10-12', { weekday: true }).text]).toEqual([
    'Dolazak',
    'jednokrevetna',
    'ponedeljak, 12. oktobar 2026.',
  ])
})

test('names are read in the letters of each language', () => {
  const person = { name: { bg: 'Мостра Преводачева' }, nativeName: '', nativeLanguage: '' }
  const chinese = { name: { bg: 'Шъ Лимин', en: 'Shi Liming' }, nativeName: '示例明', nativeLanguage: '' }
  expect(['bg', 'fr', 'mk', 'zh'].map((language) => tongueOf(language).named(person).text)).toEqual([
    'Мостра Преводачева',
    'Mostra Prevodacheva',
    'Мостра Преводачева',
    'Mostra Prevodacheva',
  ])
  expect(['bg', 'fr', 'zh'].map((language) => tongueOf(language).named(chinese))).toEqual([
    { text: 'Шъ Лимин', language: 'bg' },
    { text: 'Shi Liming', language: 'en' },
    { text: '示例明', language: 'zh' },
  ])
  // Typed under Bulgarian in a neighbour's letters, as it comes in a list of names.
  const neighbour = (bg: string) => ({ name: { bg }, nativeName: '', nativeLanguage: '' })
  expect(['bg', 'fr', 'mk'].map((language) => tongueOf(language).named(neighbour('Ѓорѓи Љубомиров Ќосев')).text)).toEqual([
    'Гьорги Любомиров Кьосев',
    'Gjorgji Ljubomirov Kjosev',
    'Ѓорѓи Љубомиров Ќосев',
  ])
  expect(['bg', 'it'].map((language) => tongueOf(language).named(neighbour('Живојин Ђокић')).text)).toEqual(['Живоин Джокич', 'Živojin Đokić'])
})

test('the pocket programme is A6, or folded from A4 with every page twice', async () => {
  const input = sampleProgramme('fr', 2)
  const pocket = await read(pocketPaper({ ...input, languages: ['fr'] }, { folded: false }))
  expect(new Set(pocket.sizes)).toEqual(new Set(['298 × 421']))
  expect([pocket.all.includes('Lundi 12 octobre'), pocket.all.includes('+359 000 000 000'), pocket.all.includes('Посрещане')]).toEqual([true, true, false])
  const folded = await read(pocketPaper({ ...input, languages: ['fr'] }, { folded: true }))
  expect(folded.sizes).toEqual(Array.from({ length: Math.ceil(pocket.pages.length / 4) * 2 }, () => '595 × 842'))
  // The first side has the last page at the left and the cover at the right, both twice.
  expect(folded.pages[0]!.match(/état au 9 octobre 2026/g)).toHaveLength(2)
  expect(folded.all.match(/Lundi 12 octobre/g)).toHaveLength(2)
})

test('the Word file says the same as the printed sheet', async () => {
  const input = sampleProgramme('zh')
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await programmeWord(input)) })
  const sheet = programmeSheet(input)
  const words = sheet.days.flatMap(({ names, rows }) => [
    ...names,
    ...rows.flatMap(({ hours, cells }) => [{ text: hours ?? '' }, ...cells.flatMap(({ title, place }) => [title, place])]),
  ])
  expect(words.filter((one) => one !== null && !value.includes(one.text))).toEqual([])
  expect(value.match(/欢迎晚宴/g)).toHaveLength(5)
})

test('badges come eight to a sheet in both scripts; a name stands on its own page once', async () => {
  const input = sampleCards(300)
  const { pages, sizes, all } = await read(badgesPaper('Табелки', input))
  expect([pages.length, new Set(sizes)]).toEqual([38, new Set(['595 × 842'])])
  for (const name of ['Jean-Baptiste Exemple', 'Жан-Батист Екзампл', '示例明', 'Шъ Лимин', 'Примерка Ѓорѓевска-Ќосева', 'преводач · interprète'])
    expect(pages[0]).toContain(name)
  expect(all.match(/Общински съветник · Conseiller municipal/g)).toHaveLength(294)
})

/** Every piece of text on the pages that goes beyond the box between the given points from the left and right edge. */
async function outside(pdf: Uint8Array, boxes: readonly (readonly [number, number])[]): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf), { verbosity: 0 })
  const found: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    for (const piece of items) {
      if (!('str' in piece) || piece.str.trim() === '') continue
      const x = piece.transform[4] as number
      // What is turned round runs the other way; what stands upright takes no more room than its letters are high.
      const across = Math.abs(piece.transform[0] as number) < 0.01 ? 0 : piece.width
      const [from, until] = (piece.transform[0] as number) < 0 ? [x - across, x] : [x, x + across]
      if (!boxes.some((box) => from >= box[0] && until <= box[1])) found.push(piece.str)
    }
  }
  return found
}

test('no name, however long, leaves its badge or card', async () => {
  const long = ['А'.repeat(120), 'Много '.repeat(60).trim(), '长'.repeat(80), 'W'.repeat(300), 'Jean-Baptiste-'.repeat(20)]
  const [one] = sampleCards(1).delegates
  const delegates = long.map((nativeName) => ({
    ...one!,
    nativeName,
    nativeLanguage: 'bg',
    name: { bg: nativeName.toLowerCase() },
    role: { bg: nativeName },
    town: { bg: nativeName },
  }))
  const millimetre = 72 / 25.4
  const badge = (left: number): readonly [number, number] => [(15 + left) * millimetre, (15 + left + 90) * millimetre]
  const badges = printed(await typeset(badgesPaper('Табелки', { ...sampleCards(0), delegates })))
  expect(await outside(badges.pdf, [badge(0), badge(90)])).toEqual([])
  const cards = printed(await typeset(tableCardsPaper('Картички', { ...sampleCards(0), delegates })))
  expect(await outside(cards.pdf, [[10 * millimetre, 200 * millimetre]])).toEqual([])
})

test('table cards come two to a sheet; the face turned round is not read twice', async () => {
  const { pages } = await read(tableCardsPaper('Картички', sampleCards(5)))
  expect(pages.length).toBe(3)
  expect(pages[0]).toContain('Jean-Baptiste Exemple')
})

test('a card of somebody of whom only a name is known has only the name', () => {
  const card = nameCard(sampleCards(5).delegates[4]!, { heading: {}, languages: ['bg', 'fr'] })
  expect([card.heading, card.other, card.lines]).toEqual([null, null, []])
})

test('a badge tells two organisations of one town apart; the municipality is not said beside its own town', () => {
  const [one] = sampleCards(1).delegates
  const card = (organisation: Words) =>
    nameCard(
      { ...one!, isInterpreter: false, role: { bg: 'директор' }, organisation, town: { bg: 'Узорево', fr: 'Ouzorevo' } },
      { heading: {}, languages: ['bg', 'fr'] },
    )
  const said = (organisation: Words) => [card(organisation).lines.map((line) => line.map(({ text }) => text).join(' · ')), card(organisation).from[0]!.text]
  expect([said({ bg: 'Център за изкуства „Проба“' }), said({ bg: 'Община Узорево', fr: 'Ouzorevo' }), said({})]).toEqual([
    [['директор', 'Център за изкуства „Проба“', 'Узорево · Ouzorevo'], 'Център за изкуства „Проба“'],
    [['директор', 'Узорево · Ouzorevo'], 'Узорево'],
    [['директор', 'Узорево · Ouzorevo'], 'Узорево'],
  ])
})

test('who has no name yet gets no badge and no card, and stands on lists and tables by their post', async () => {
  const [first, second] = sampleMembers(2)
  const nameless = { ...second!, name: {}, nativeName: '', title: 'д-р', role: { bg: 'кмет на Узорево', fr: 'maire d’Ouzorevo' } }
  const { pages } = await read(badgesPaper('Табелки', { ...sampleCards(0), delegates: [first!, nameless] }))
  expect([pages.length, pages[0]!.includes('кмет на Узорево')]).toEqual([1, false])
  const table = { ...sampleListHead('fr'), table: 'Вечеря', form: 'round', anchors: [0], behind: [] } as const
  const plan = await read(
    seatingPaper({
      ...table,
      seats: [
        [
          { ...first!, side: 'hosts' },
          { ...nameless, side: 'guests' },
          { ...nameless, role: {}, side: 'guests' },
        ],
      ],
    }),
  )
  expect([plan.pages[1]!.includes('2 кмет на Узорево'), plan.pages[1]!.includes('3 N. N.')]).toEqual([true, true])
  const list = await read(delegationsPaper({ ...sampleListHead('fr'), hosts: [], guests: [nameless] }))
  expect(list.all.match(/кмет на Узорево/g)).toHaveLength(1)
})

test('the list of delegations keeps the order it is given, guests first, and names heads and interpreters in both languages', async () => {
  const members = sampleMembers(9)
  const { all } = await read(delegationsPaper({ ...sampleListHead('fr'), guests: members.slice(0, 6), hosts: members.slice(6) }))
  const places = ['Гости · Invités', 'Жан-Батист', 'Шъ Лимин', 'Гьоргевска', 'преводач · interprète', 'Домакини · Hôtes', 'Проба Служителова'].map((word) =>
    all.indexOf(word),
  )
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places.includes(-1)).toBe(false)
  expect(all).toContain('ръководител на делегацията · chef de la délégation')
})

test('what people eat and need stands only on the room list that is allowed to say it', async () => {
  const list = { ...sampleListHead('fr'), members: sampleMembers(12) }
  const officers = await read(roomListPaper({ ...list, special: true }))
  const hotel = await read(roomListPaper({ ...list, special: false }))
  expect([officers.all.includes('вегетарианска'), officers.all.includes('Хранене и нужди'), officers.sizes[0]]).toEqual([true, true, '842 × 595'])
  expect([hotel.all.includes('вегетарианска'), hotel.all.includes('без стълби'), hotel.all.includes('Хранене и нужди')]).toEqual([false, false, false])
  expect(hotel.all).toContain('12.10., 14:30')
  const order = ['Къща за гости „Мостра“ 3', 'Хотел „Проба“ 3', 'Без посочено място за настаняване 3', 'без нощувка 3'].map((word) => hotel.all.indexOf(word))
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(order.includes(-1)).toBe(false)
})

test('flags and anthems, each in its order', async () => {
  const [bulgaria, france, union] = [
    { bg: 'България', fr: 'Bulgarie' },
    { bg: 'Франция', fr: 'France' },
    { bg: 'Европейски съюз', fr: 'Union européenne' },
  ]
  const { all } = await read(flagsPaper({ ...sampleListHead('fr'), flags: [bulgaria, france, union], anthems: [france, bulgaria] }))
  expect(all).toContain('1 България · Bulgarie 2 Франция · France 3 Европейски съюз · Union européenne')
  expect(all).toContain('Химни · Hymnes')
  expect(all).toContain('1 Франция · France 2 България · Bulgarie')
})

test('the plan of a table draws and lists its seats row by row, with who sits behind', async () => {
  const sitter = (index: number): PaperSitter => ({ ...sampleMembers(12)[index]!, side: index % 2 === 0 ? 'hosts' : 'guests' })
  const [host, aide] = [sitter(6), sitter(5)]
  const table = { ...sampleListHead('fr'), table: 'Официална вечеря', anchors: [1, 0], behind: [{ aide, serves: host }] }
  const { all, pages } = await read(
    seatingPaper({
      ...table,
      form: 'facing',
      seats: [
        [sitter(7), host, sitter(8)],
        [sitter(9), null],
      ],
    }),
  )
  expect(pages.length).toBe(2)
  const lines = ['1 г-жа Мостра Примерова', '2 Проба Служителова', '3 Образец Примерова', '4 Пример Служителова', '5 свободно', 'превежда: Проба Тумачевич']
  expect(lines.filter((line) => !pages[1]!.includes(line))).toEqual([])
  expect(all).toContain('Официална вечеря')
  for (const form of ['head', 'round'] as const) {
    const other = await read(seatingPaper({ ...table, form, seats: [[0, 1, 2, 3].map(sitter)], anchors: [1] }))
    expect([form, other.pages.length, other.pages[1]!.includes('4 Prof. Масимилиано')]).toEqual([form, 2, true])
  }
})

test('a table for a hundred is drawn on one sheet, its names inside it', async () => {
  const all = sampleMembers(100).map((one, index) => ({ ...one, side: index % 2 === 0 ? ('hosts' as const) : ('guests' as const) }))
  const paper = seatingPaper({
    ...sampleListHead('fr'),
    table: 'Зала',
    form: 'facing',
    seats: [all.slice(0, 50), all.slice(50)],
    anchors: [25, 25],
    behind: [],
  })
  const set = printed(await typeset(paper))
  const [first] = (await readBack(set.pdf)).pages
  expect(first).toContain('Места на масата')
  expect(await outside(set.pdf, [[0, 842]])).toEqual([])
})

test('a table for three hundred has its list alone: nobody could read the drawing', async () => {
  const all = sampleMembers(300).map((one, index) => ({ ...one, side: index % 2 === 0 ? ('hosts' as const) : ('guests' as const) }))
  const seats = [all.slice(0, 150), all.slice(150)]
  const plan = await read(seatingPaper({ ...sampleListHead('fr'), table: 'Зала', form: 'facing', seats, anchors: [75, 75], behind: [] }))
  expect([plan.pages[0]!.includes('№'), plan.all.match(/№/g)!.length > 0, plan.all.includes('врата')]).toEqual([true, true, false])
})

test('a letter in two languages stands side by side on one sheet, or one after the other on sheets of their own', async () => {
  const beside = await read(letterPaper(sampleLetter('zh', 'beside')))
  expect([
    beside.pages.length,
    beside.title,
    beside.all.includes('《友好宪章》'),
    beside.all.includes('编号 08-00-123'),
    beside.all.includes('№ 08-00-123'),
  ]).toEqual([1, 'Покана за празника на града', true, true, true])
  const after = await read(letterPaper(sampleLetter('mk', 'after')))
  expect(after.pages.map((page) => [page.includes('Уважаеми господин кмете'), page.includes('Почитуван градоначалнику')])).toEqual([
    [true, false],
    [false, true],
  ])
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await letterWord(sampleLetter('fr', 'beside'))) })
  expect([value.includes('Monsieur le Maire'), value.includes('Уважаеми господин кмете')]).toEqual([true, true])
})

test('the office’s name that nobody translated stands once at the head of a letter', async () => {
  const unknown = { address: {}, phone: '', email: '', web: '', crest: null }
  const { all } = await read(letterPaper({ ...sampleLetter('mk', 'beside'), office: { ...unknown, name: { bg: 'Община Примерово' } }, signatory: {} }))
  expect(all.slice(0, 28)).toBe('Община Примерово № 08-00-123')
})

test('a letter nobody translated is a letter in one language', async () => {
  const letter = await read(letterPaper({ ...sampleLetter('it', 'beside') }))
  expect([letter.pages.length, letter.language]).toEqual([1, 'bg'])
})

test('a Chinese programme has Chinese commas, and what was written in Bulgarian keeps Bulgarian letters and quotes', () => {
  const sheet = programmeSheet({ ...sampleProgramme('zh'), languages: ['zh'] })
  const rows = sheet.days.flatMap((day) => day.rows)
  expect(rows.flatMap(({ cells }) => cells[0]!.place?.text ?? []).find((place) => place.includes('，'))).toBe('会议厅，1')
  expect(rows.flatMap(({ address }) => address ?? [])[0]).toEqual({ text: 'ул. „Примерна“ 5', language: 'bg' })
  expect(sheet.asOf.text).toContain('日，')
})

test('no paper is marked with the words of a security classification', () => {
  expect(JSON.stringify(LABELS)).not.toMatch(/служебно ползване/i)
})
