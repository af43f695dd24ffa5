// Who and what a Bulgarian text names: posts in every construction, and bodies and towns told by what stands around them. All made up.
import { afterAll, describe, expect, test } from 'vitest'
import { readText } from './read-text.ts'
import { openTowns, townLine } from '../../../../tests/support/towns.ts'

const list = [
  townLine(1, 'Primerovo', 'Примерово', 'BG', 12_000),
  townLine(2, 'Sasedovo', 'Съседово', 'BG', 9_000),
  townLine(3, 'Uzorevo', 'Узорево', 'MK', 15_000, { code: 'PPLA' }),
  townLine(4, 'Mustingen', 'Мустинген', 'DE', 20_000, { code: 'PPL' }),
  townLine(5, 'Dalechin', 'Далечин', 'PL', 40_000, { code: 'PPL' }),
  townLine(6, 'Suma', 'Сума', 'PL', 250_000, { code: 'PPLA' }),
  townLine(8, 'Polski Obrazets', 'Полски Образец', 'BG', 4_000),
  townLine(9, 'Sasedovo', 'Съседово', 'PL', 30_000),
  townLine(7, 'Vasha', 'Ваш', 'PL', 60_000, { code: 'PPLA' }),
  townLine(10, 'Omonim', 'Омоним', 'AR', 1_300_000, { code: 'PPLA', east: '-64.2' }),
  townLine(11, 'Omonimo', 'Омоним', 'ES', 300_000, { east: '-4.8' }),
  townLine(12, 'Ekzonima', '', 'CO', 200_000, { code: 'PPLA', east: '-75.6' }),
  townLine(13, 'Esonimo', 'Екзонима', 'IT', 300_000, { code: 'PPLA', east: '11.2' }),
]

const { gazetteer, close } = await openTowns(list)
afterAll(close)

const read = (text: string): ReturnType<typeof readText> => readText(text, { home: { name: 'Примерово', country: 'BG' }, published: '2026-06-10', gazetteer })
const people = (text: string): string[] => read(text).people.map(({ name, roleClass }) => `${name} ${roleClass}`)
const partners = (text: string): string[] => read(text).partners.map(({ nameInText, country, kind }) => `${nameInText} ${country} ${kind}`)

describe('posts', () => {
  test.each([
    ['what somebody heads or teaches', 'Дойде и Ана Измислена, която оглавява Дружеството на пчеларите.', ['Ана Измислена association']],
    ['what somebody conducts', 'Поздрави ги Иван Примерен, който дирижира градския хор.', ['Иван Примерен culture']],
    ['a house behind the name', 'Говори и Иван Примерен от Музея на стъклото.', ['Иван Примерен culture']],
    ['a house before the name is another’s', 'Картините от музея Ана Измислена не е виждала.', []],
    [
      'a house and then another’s post',
      'Бяха д-р Ана Измислена от детската клиника и главният счетоводител Иван Примерен.',
      ['Ана Измислена other', 'Иван Примерен official'],
    ],
    ['by department', 'За въпроси: Ана Измислена, отдел „Образец“.', ['Ана Измислена official']],
    ['who leads several of a post', 'Петимата преподаватели, начело с Иван Примерен, бяха там.', ['Иван Примерен academic']],
    [
      'what is said of one in brackets does not part them',
      'Пишат ни съветниците Ана Измислена (мандат до 2027 г.) и Иван Примерен.',
      ['Ана Измислена councillor', 'Иван Примерен councillor'],
    ],
    [
      'a post of several behind them',
      'Парка почистиха и Ана Измислена и Иван Примерен, общински съветници.',
      ['Ана Измислена councillor', 'Иван Примерен councillor'],
    ],
    ['who heads, as a participle', 'Дойде и Ана Измислена, оглавяваща Градския съвет.', ['Ана Измислена council_chair']],
    ['who serves a mayor is none', 'Водеше ги Ана Измислена, пълномощник на кмета.', ['Ана Измислена official']],
    ['who represents a firm', 'Говори Ана Измислена, която представлява камарата.', ['Ана Измислена business']],
    ['a part played', 'Поздравиха Ана Измислена, която бе в главната роля.', ['Ана Измислена culture']],
    ['who answers for it', 'Отговорник: Ана Измислена', ['Ана Измислена official']],
    ['what I did parts a post from a name', 'По заповед на кмета посетих с Ана Измислена, директор на дирекция, града.', ['Ана Измислена official']],
    [
      'a post in brackets is the first one’s',
      'Бяха г-н Иван Примерен (първи заместник) и г-жа Ана Измислена (секретар).',
      ['Иван Примерен deputy_mayor', 'Ана Измислена official'],
    ],
    [
      'a post between commas is the first one’s',
      'Координаторът Иван Примерен, учител, и Ана Измислена, психолог, разказаха.',
      ['Иван Примерен official', 'Ана Измислена other'],
    ],
    ['several behind a colon', 'Имаше двама съветници: Иван Примерен и Ана Измислена.', ['Иван Примерен councillor', 'Ана Измислена councillor']],
    ['a country between post and name', 'Тръгна кметът на Далечин, Полша, Ян Измислен.', ['Ян Измислен mayor']],
    ['a post says more than a task', 'Координатор – Ана Измислена, председател на клуба на лозарите.', ['Ана Измислена association']],
    ['who came into a post', 'За председател на клуба бе избрана Ана Измислена.', ['Ана Измислена association']],
    ['today’s post', 'Посрещна ги тогавашният учител Иван Примерен, днес кмет.', ['Иван Примерен mayor']],
    [
      'a predecessor has the office named before',
      'Дойдоха кметът Ана Измислена и нейният предшественик Иван Примерен.',
      ['Ана Измислена mayor', 'Иван Примерен mayor'],
    ],
    ['a professor without another post', 'Грамота получи проф. Иван Примерен за своя труд.', ['Иван Примерен academic']],
    ['somebody who speaks of one', '„Кметът Горан Измислев ни заведе до топлата вода“, каза тя.', ['Горан Измислев mayor']],
    ['a house named after one', 'Учениците на гимназия „Академик Иван Примерен“ пяха.', []],
    ['given names that end like adjectives', 'Дойде директорът Антония Измислена.', ['Антония Измислена official']],
    ['names of one letter', 'Дойде посланикът на Южна Корея Об Ю Ра.', ['Об Ю Ра ambassador']],
  ])('%s', (_, text, expected) => expect(people(text)).toEqual(expected))

  test('names and posts on lines of their own', () => {
    expect(people('ДО\nГ-Н ГОРАН ИЗМИСЛЕВ\nКМЕТ НА УЗОРЕВО\n\nБлагодарим за топлия прием.\n\nАна Измислена\nКмет на община Примерово')).toEqual([
      'Горан Измислев mayor',
      'Ана Измислена mayor',
    ])
    expect(people('КМЕТ НА ПРИМЕРОВО:\n/Ана Измислена/\n\nКМЕТ НА УЗОРЕВО:\n/Горан Измислев/\n\nПодписано в два еднакви екземпляра.')).toEqual([
      'Ана Измислена mayor',
      'Горан Измислев mayor',
    ])
  })
  test('to whom a letter is', () => {
    expect(people('До г-н Иван Примерен,\nкмет на Примерово\n\nУважаеми господине,')).toEqual(['Иван Примерен mayor'])
  })

  test('whose answers an interview gives', () => {
    expect(people('Ана Измислена: Чакаме ви на есен\n\nРазговор с началника на отдел „Култура“\n\n– Кога започва строежът?')).toEqual([
      'Ана Измислена official',
    ])
    expect(people('Снимка: Ана Измислена\n\nКмет на общината е Иван Примерен.')).toEqual(['Иван Примерен mayor'])
  })
})

describe('bodies', () => {
  const delegation = 'Делегация от Узорево, Северна Македония, беше вчера в Примерово.'
  const visit = (more: string): string[] => partners(`${delegation} ${more}`).filter((one) => !one.endsWith('municipality'))
  test.each([
    ['a museum in a town', `${delegation} Картините са от Морския музей в Узорево.`, 'Морския музей в Узорево MK other'],
    ['called after a town', `${delegation} Сбирката е на Узоревския народен музей.`, 'Узоревския народен музей MK other'],
    ['the one there', `${delegation} Изложбата подреди тамошната Занаятчийска палата.`, 'Занаятчийска палата MK other'],
    ['of a kind we have none of', `${delegation} Конкурса спечели Втори лицей.`, 'Втори лицей MK school'],
    ['of a land', 'Палатки прати и сръбският Червен кръст.', 'сръбският Червен кръст RS other'],
    ['an institute of theirs with us', 'Ще говори и шефът на Полския институт в София.', 'Полския институт PL other'],
  ])('%s', (_, text, expected) => expect(partners(text)).toContain(expected))

  test('what it is for parts it from its town', () => {
    expect(visit('Снимките са от Музея за местна история и стъкло в Узорево.')).toEqual(['Музея за местна история и стъкло в Узорево MK other'])
  })

  test('theatres by a name of their own', () => {
    expect(visit('Играха актьорите от театър „Образец“ в Узорево.')).toEqual(['театър „Образец“ MK other'])
    expect(visit('Играха актьорите от театъра в Узорево.')).toEqual([])
    expect(visit('Нашият театър ще закрие с „Образец“ в Узорево.')).toEqual([])
  })

  test('a foreign word in its name tells what it is', () => {
    expect(visit('Учители от „Образец Колидж“ видяха града.')).toEqual(['„Образец Колидж“ MK school'])
    expect(visit('Видяха цеха на „Образец“.')).toEqual([])
  })

  test('friends of our country are abroad', () => {
    expect(visit('Писа ни и Дружеството за приятелство с България.')).toEqual(['Дружеството за приятелство с България MK other'])
  })

  test('our own by legal form', () => {
    expect(visit('Гостите от Узорево видяха фирма „Образец“ ООД.')).toEqual([])
  })

  test('its adjectives belong to its name', () => {
    const library = read(`${delegation} Книгите прати Народната библиотека „Иван Примерен“ в Узорево.`).partners.find(({ kind }) => kind === 'other')
    expect(library?.aliases).toContain('Народната библиотека „Иван Примерен“')
  })
  test('who tells of a body goes on about its town', () => {
    const { acts, partners } = read('Ученици от Мустинген, Германия, бяха вчера в Примерово.\n\nС тях дойде и хорът на лицей „Образец“. Гостите засадиха липа.')
    const town = partners.find(({ kind }) => kind === 'municipality')
    expect(acts.map((one) => [one.kind, one.with.includes(town!.key)])).toEqual([['tree_planting', true]])
  })
  test('named again it is the same', () => {
    const text = `${delegation} Сбирката е от Музея на занаятите в Узорево. Шефът на музея в Узорево ги донесе.`
    expect(partners(text).filter((one) => one.endsWith('other'))).toEqual(['Музея на занаятите в Узорево MK other'])
  })
  test('ours, another’s and nobody’s', () => {
    expect(partners('Сбирката на Историческия музей в Съседово бе показана и тук.')).toEqual([])
    expect(visit('Дружеството и читалище „Образец“ подписаха договор.')).toEqual([])
    expect(visit('Победи отборът на клуб „Образец“ пред Иван Примерен от Узорево.')).toEqual([])
    expect(visit('Групата от Узорево прати столове за Градската галерия „Образец“.')).toEqual([])
  })
})

describe('towns', () => {
  test('an adjective of its country means the one town of it', () => {
    expect(partners('Далечин чака нашите танцьори\n\nПокана от полския град получи вчера читалището.')).toEqual(['Далечин PL municipality'])
  })
  test('what home has something with', () => {
    expect(partners('През юли сръбското градче ще посрещне и хора. Договор за дружба между Примерово и Незнайница има от пролетта.')).toEqual([
      'Незнайница RS municipality',
    ])
    expect(partners('Северна Македония е близо. Проект подават общините Примерово, Узорево и Съседово.')).toEqual(['Узорево MK municipality'])
  })
  test('where we were ourselves', () => {
    expect(partners('Полша ни хареса. Бяхме цяла седмица с колелата си в Далечин.')).toEqual(['Далечин PL municipality'])
  })
  test('a keepsake from a town is no tie to it', () => {
    expect(partners('Гостите от Узорево, Северна Македония, оставиха на кмета рисувана чиния от Мустинген. Те бяха и в Германия.')).toEqual([
      'Узорево MK municipality',
    ])
  })
  test('a list in quotation marks is read', () => {
    expect(partners('Над входа към площада виси надпис „Побратимени общини: Узорево и Мустинген“.')).toEqual([
      'Узорево MK municipality',
      'Мустинген DE municipality',
    ])
  })

  test('an everyday word is none unless it is said so', () => {
    const about = (text: string): string[] => partners(`Гостите от полския град Далечин са тук. ${text}`)
    expect(about('Сума: 300 лева. Сума няма. Когато бях Ваш гост, беше лято.\nИскрено Ваш,')).toEqual(['Далечин PL municipality'])
    expect(about('С тях бяха ученици от град Сума.')).toContain('Сума PL municipality')
  })

  test('the twins of another town, and what lies across the river', () => {
    expect(partners('Делегация от град Мустинген (Германия) беше тук. Мустинген е на Рейн. Побратимен е с Далечин.')).toEqual(['Мустинген DE municipality'])
    expect(partners('Делегация от град Мустинген (Германия) беше тук. Отвъд моста е полският Далечин.')).toEqual(['Мустинген DE municipality'])
  })

  test('a town of ours that begins with an adjective of a country says nothing of it', () => {
    expect(partners('Чистят се изходите за Съседово, Примерово и Полски Образец. Снегорините са шведски.')).toEqual([])
  })

  test('what somebody says names towns', () => {
    expect(partners('„Ще дойдат гости от полския град Далечин“, каза кметът.')).toEqual(['Далечин PL municipality'])
  })
})

describe('homonyms', () => {
  const towns = (text: string): string[] => read(text).partners.map(({ name, country }) => `${name} ${country}`)
  test('the one on this side of the ocean, though the other is larger', () => {
    expect(towns('Делегация от град Омоним гостува в Примерово.')).toEqual(['Omonimo ES'])
  })
  test('the other where the text names its country', () => {
    expect(towns('Делегация от град Омоним, Аржентина, гостува в Примерово.')).toEqual(['Omonim AR'])
    expect(towns('Делегация от аржентинския град Омоним гостува в Примерово.')).toEqual(['Omonim AR'])
  })
  test('a name in our letters counts more than one that only sounds the same in theirs', () => {
    expect(towns('Делегация от град Екзонима гостува в Примерово.')).toEqual(['Esonimo IT'])
  })
})

describe('towns a text without partners only mentions', () => {
  test.each([
    'Той се завърна в родния си град Далечин.',
    'Роденият в град Далечин художник показва картини в Примерово.',
    'Художникът почина в родния си град Далечин.',
    'Група туристи от Далечин снимаха в парка.',
    'Момчетата ни победиха отбора на град Далечин с 3:1.',
    'Волейболистките ни загубиха от Далечин. В другия мач Далечин победи Съседово.',
    'Полицията задържа мъж от град Далечин.',
    'Той завърши университета в град Далечин.',
  ])('%s', (text) => expect(partners(text)).toEqual([]))
  test('and is a partner where more is said of it', () => {
    expect(partners('Отборът от Далечин гостува в Примерово по покана на кмета.')).toEqual(['Далечин PL municipality'])
  })
})
