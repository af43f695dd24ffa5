// What Bulgarian items say besides events: acts, promises, relations and fields, on made-up towns and people.
import { afterAll, describe, expect, test } from 'vitest'
import { readText } from './read-text.ts'
import type { Reading } from './reading.ts'
import { openTowns, townLine } from '../../../../tests/support/towns.ts'

const list = [
  townLine(1, 'Primerovo', 'Примерово', 'BG', 12_000),
  townLine(2, 'Uzorevo', 'Узорево', 'MK', 15_000),
  townLine(3, 'Mustingen', 'Мустинген', 'DE', 20_000),
]

const { gazetteer, close } = await openTowns(list)
afterAll(close)

const readAll = (text: string): Reading => readText(text, { home: { name: 'Примерово', country: 'BG' }, published: '2026-06-10', gazetteer })
/** A sentence told of guests from Узорево. */
const read = (sentence: string): Reading => readAll(`Делегация от Узорево, Северна Македония, беше вчера в Примерово. ${sentence}`)
const actsOf = (reading: Reading): string[] => reading.acts.map(({ kind }) => kind)

/** With whom the acts of a text are done, by the names in it. */
const doneWith = (reading: Reading): string[][] =>
  reading.acts.map((act) => act.with.map((key) => reading.partners.find((one) => one.key === key)?.nameInText ?? key))

describe('with whom', () => {
  test('what the one guest brings is his, whatever town stands between', () => {
    const reading = readAll(
      'Посланикът на Германия у нас Петер Примермус посети вчера Примерово.\n\nПосланик Примермус обеща да свърже общината с град Мустинген. Гостът донесе за библиотеката сто тома поезия. За читалището имаше и подарък.',
    )
    expect(reading.acts).toHaveLength(2)
    for (const act of reading.acts) expect(act.with).toEqual(['embassy:DE:BG'])
  })
  test('a school called by its noun, and its town', () => {
    const reading = readAll(
      'Ученици от Примерово гостуваха вчера на връстниците си от гимназия „Образец“ в град Мустинген, Германия. По пътя спряха в Узорево, Северна Македония.\n\nОставихме на гимназията чан и престилка.',
    )
    expect(doneWith(reading)).toEqual([['гимназия „Образец“', 'Мустинген']])
  })
  test('a town only named in passing is not whom one gives to', () => {
    const reading = readAll(
      'Делегация от Узорево, Северна Македония, гостува вчера в Примерово. Кметът на Узорево Петар Примеров прие поканата за есента.\n\nХлябът за трапезата е по рецепта от германския град Мустинген. Кметът подари на гостите картина.',
    )
    expect(doneWith(reading).map(([name]) => name)).toEqual(['Узорево'])
  })

  test('what is handed to him and what he writes, where the last paragraph names nobody', () => {
    const reading = readAll(
      'Посланикът на Германия у нас Петер Примермус посети вчера Примерово.\n\nКметът му показа града.\n\nВ Почетната книга той остави няколко реда. Подариха му миниатюра.',
    )
    expect(reading.acts.map((act) => [act.kind, ...act.with])).toEqual([
      ['guest_book', 'embassy:DE:BG'],
      ['gift', 'embassy:DE:BG'],
    ])
  })
})

describe('symbolic acts', () => {
  test.each([
    ['gift', 'Гостите донесоха за библиотеката сто тома поезия.'],
    ['gift', 'На раздяла домакините им връчиха по едно шише розова вода.'],
    ['gift', 'Всеки гост си тръгна с дървена лъжица.'],
    ['gift', 'Кметът изненада гостите с торта.'],
    ['gift', 'Гостите предадоха на музея сбирка от копчета.'],
    ['monument', 'Беше открита и пейка на приятелството.'],
    ['monument', 'Каменен кръст, изсечен в Узорево, бе осветен в парка.'],
    ['tree_planting', 'Млада ела, която двамата кметове зариха с пръст, остана в градината.'],
    ['award', 'Журито им отреди второ място.'],
    ['gift', 'Гостите ни изпратиха с резбована брадвичка.'],
    ['gift', 'Помпите ги подаряват на доброволното ни формирование.'],
    ['gift', 'Ключовете от напълно изправния, но стар камион предадоха двамата кметове.'],
    ['tree_planting', 'Донесоха и дръвче. Засадиха го пред клуба.'],
    ['wreath', 'С венец и цветя гостите почетоха падналите.'],
    ['other', 'Алеята край реката вече носи името „Узорево“.'],
    ['monument', 'Кметовете свалиха платното от бюста на поета.'],
    ['wreath', 'Гостите сложиха цветя пред паметника.'],
    ['other', 'Алеята край реката бе кръстена на побратимите.'],
  ])('%s: %s', (kind, sentence) => {
    expect(actsOf(read(sentence))).toContain(kind)
  })
  test.each([
    'Кметът предаде на домакините поздрав от съветниците.',
    'Гостите подариха на публиката незабравим концерт.',
    'Оберкметът връчи на кмета покана за панаира.',
    'Кметът ще подари на гостите картина.',
    'Гостите обещаха да изпратят книги.',
    'Приветствия поднесоха Иван Цветков и Анна Несъществуваща.',
  ])('none: %s', (sentence) => {
    expect(actsOf(read(sentence))).toEqual([])
  })
  test('each of two gifts in one breath', () => {
    expect(actsOf(read('Разменихме си: те на нас – буренце, ние на тях – чан.'))).toEqual(['gift', 'gift'])
    expect(actsOf(read('Гостенката получи народна носия и подари на града часовник.'))).toEqual(['gift', 'gift'])
  })
  test('one lays flowers on a monument and does not unveil it', () => {
    expect(actsOf(read('Пред кръста гостите поставиха цветя на паметника.'))).toEqual(['wreath'])
  })
  test('a paragraph that names nobody is with whom the text spoke of last', () => {
    const reading = readAll(
      'Делегация от Мустинген, Германия, беше в Примерово през май.\n\nВчера дойдоха гости от Узорево, Северна Македония.\n\nНа раздяла кметът поднесе икона.',
    )
    expect(reading.acts.map((one) => one.with)).toEqual([['place:2']])
  })
  test.each(['Читалището дари книги на училището.', 'Отборът на Примерово спечели купата на областта.', 'Вчера бе осветен параклисът край гарата.'])(
    'a notice of our own at the end: %s',
    (notice) => {
      expect(actsOf(read(`\n\n${notice}`))).toEqual([])
    },
  )
  test('in an announcement all is yet to come', () => {
    const text =
      'Делегация от Узорево, Северна Македония, ще пристигне утре в Примерово. Гостите ще посетят музея. На площада ще бъде открита пейка на приятелството.'
    expect(actsOf(readAll(text))).toEqual(['monument'])
  })
})

describe('promises', () => {
  const promises = (sentence: string): string[] => read(sentence).commitments.map(({ state, due }) => `${state} ${due.iso ?? '—'}`)
  test.each([
    ['agreed 2026-12-25', 'Кметът на Узорево обеща до Коледа да прати комплект инструменти.'],
    ['proposed —', 'Прозвуча и идеята театрите да си гостуват.'],
    ['proposed —', 'Говори се и за обмен на медицински сестри.'],
    ['proposed —', 'Гостите попитаха може ли наши майстори да преподават при тях.'],
    ['invited 2026-09', 'Изпратена е покана до Узорево за празника през септември.'],
    ['agreed —', 'Двете библиотеки ще обменят книги.'],
  ])('%s: %s', (wanted, sentence) => {
    expect(promises(sentence).map((one) => one.replace(/-2\d\/.*|-2\d$/, (end) => (wanted.endsWith(end) ? end : '')))).toContain(wanted)
  })
  test.each([
    'Пътните разходи пое общината.',
    'Престоят е за сметка на домакините.',
    'Утре няма ток в квартала край гарата.',
    'Изложбата може да бъде разгледана до 30 юни.',
    'Гостите ще останат до петък.',
    'Поканата бе отправена от кмета Горан Измислев.',
    'Договорът е за три години.',
  ])('none: %s', (sentence) => {
    expect(promises(sentence)).toEqual([])
  })
  test('a plain promise of a paragraph that names nobody, a plan of one is none', () => {
    const after = (sentence: string): number => readAll(`Гости от Узорево, Северна Македония, бяха в Примерово.\n\n${sentence}`).commitments.length
    expect(after('Разбрахме се двама инженери да дойдат у нас през ноември.')).toBe(1)
    expect(after('През ноември ще бъде ремонтирана улицата.')).toBe(0)
    expect(after('Решено бе таксата да не се увеличава.')).toBe(0)
  })
  test('a story that begins with an embassy is about it', () => {
    const reading = readAll(
      'Посланикът на Северна Македония в България Горан Измислев беше вчера в Примерово.\n\nТой ще потърси връзка с Узорево.\n\nОбещаха ни отговор до Коледа.',
    )
    expect(reading.commitments.at(-1)?.with).toEqual(['embassy:MK:BG'])
  })
  test('the embassy promises what it is said to', () => {
    const reading = readAll(
      'Посланикът на Северна Македония в България Горан Измислев беше в Примерово с гости от Узорево. До края на октомври посолството ще изпрати списък на вносители.',
    )
    expect(reading.commitments.flatMap((one) => one.with)).toEqual(['embassy:MK:BG'])
  })
  test.each([
    'Делегацията ще се води от зам.-кмета и ще бъде придружавана от хора.',
    'Утре гостите ще отпътуват.',
    'Предложението му за обща комисия събра само четири гласа.',
    'Самолетни билети не се предвиждат.',
    'За това ще се търсят други средства.',
    'Догодина побратимяването с Узорево навършва двайсет години.',
  ])('none: %s', (sentence) => {
    expect(promises(sentence)).toEqual([])
  })
  test('who pays belongs to the promise before it, and is one where there is none', () => {
    expect(promises('Гостите поканиха хора за есента, като нощувките са за сметка на Узорево.')).toHaveLength(1)
    expect(promises('Превозът до Узорево е за наша сметка.')).toEqual(['agreed —'])
  })
  test('what begins in a month to come, told in the present', () => {
    expect(promises('От ноември две учителки от Узорево започват стаж у нас.')).toEqual(['planned 2026-11'])
  })
  test('a clause that is no promise leaves the one beside it', () => {
    expect(promises('Гостите обещаха да изпратят книги до Коледа, но за превоза засега не е сигурно кой ще го поеме.')).toEqual(['agreed 2026-12-25'])
  })
})

describe('relations', () => {
  const status = (text: string): string[] =>
    read(text)
      .relations.map((one) => one.status)
      .sort()
  test.each([
    [['twinning_proposed'], 'Постъпи писмо с предложение двата града да се побратимят.'],
    [['twinning_proposed'], 'Гостите искат и побратимяване.'],
    [['twinning_proposed'], 'Узорево не е побратимен град, но е на път да стане: преговорите се водят.'],
    [['agreement'], 'С Узорево побратимяване няма, имаме споразумение от 2013 г.'],
    [['agreement'], 'Обменът е по споразумението, което общините Примерово и Узорево подписаха през 2019 г.'],
    [['long_standing'], 'Шест години вече си гостуваме, без да сме подписали и един лист.'],
    [['renewed'], 'Контактите замряха и бяха подети отново чак през пролетта.'],
    [['new_contact'], 'Дотогава с Узорево не се знаехме.'],
    [[], 'Спомена се за побратимяване, но до нищо не се стигна.'],
    [[], 'Водещ партньор по проекта е училището.'],
    [[], 'Съветникът запита защо не се съживи побратимяването.'],
    [['twinning_proposed'], 'Примерово и Узорево вървят към побратимяване.'],
    [['twinning_decided'], 'Открива се процедура за побратимяване на двата града.'],
  ])('%s: %s', (wanted, sentence) => {
    expect(status(sentence)).toEqual(wanted)
  })
  test('a paragraph that names nobody', () => {
    expect(status('\n\n„Двата ни града са побратимени“, каза кметът.')).toEqual(['twinned'])
  })
  test('a land has no standing', () => {
    expect(readAll('Примерово вече има побратим в Сърбия.').relations).toEqual([])
  })
})

describe('fields', () => {
  const fields = (text: string): string[] =>
    read(text)
      .fields.map((one) => one.field)
      .sort()
  test('people and rivers are no field, choirs and firms that trade are', () => {
    expect(fields('На площада край реката дойдоха двеста души, все добри хора.')).toEqual([])
    expect(fields('С тях дойде и хорът. Три местни фирми преговарят с гостите.')).toEqual(['business', 'culture'])
  })
  test('what a paragraph within the story says counts, what follows it does not', () => {
    const notice = 'Водната топка започва в сряда, турнирът е в неделя.'
    expect(fields(`\n\nГовори се за балнеология.\n\nГостите от Узорево си тръгнаха.\n\n${notice}`)).toEqual(['health'])
  })
})
