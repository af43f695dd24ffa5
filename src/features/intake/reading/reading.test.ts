// The reader on sample items of our own: made-up towns and people, marked as samples („Образец“).
import { afterAll, describe, expect, test } from 'vitest'
import { toArticle } from './article.ts'
import { easter } from './days.ts'
import { datesIn } from './dates.ts'
import { guessPublished, homeFrom, readHead } from './head.ts'
import { languages } from './languages/all.ts'
import { languageOf, openPage } from './page.ts'
import { findHome, readText } from './read-text.ts'
import type { KnownNames, Reading } from './reading.ts'
import { openTowns, townLine } from '../../../../tests/support/towns.ts'

const list = [
  townLine(1, 'Primerovo', 'Примерово', 'BG', 12_000),
  townLine(2, 'Sasedovo', 'Съседово', 'BG', 9_000),
  townLine(3, 'Obrazec-sur-Lac', 'Образец-сюр-Лак', 'FR', 9_000, { code: 'PPL' }),
  townLine(4, 'Mustingen', 'Мустинген', 'DE', 20_000, { code: 'PPL' }),
  townLine(5, 'Uzorevo', 'Узорево', 'MK', 15_000, { code: 'PPLA' }),
  townLine(6, 'Šaragrad', 'Шараград', 'ME', 8_000, { code: 'PPLA' }),
  townLine(7, 'Dvojnik', 'Двойник', 'BG', 3_000, { code: 'PPLA3', admin1: '01' }),
  townLine(8, 'Dvojnik', 'Двойник', 'BG', 2_900, { code: 'PPLA3', admin1: '02' }),
]

const { gazetteer, close } = await openTowns(list)
afterAll(close)

const read = (text: string, published: string | null = '2026-06-10', register?: KnownNames): Reading =>
  readText(text, { home: { name: 'Примерово', country: 'BG' }, published, gazetteer, ...(register ? { register } : {}) })
const partners = (reading: Reading): string[] => reading.partners.map((one) => `${one.name} ${one.country} ${one.kind}`)
const events = (reading: Reading): string[] =>
  toArticle(reading).events.map((one) => `${one.kind} ${one.direction} ${one.date_iso_or_range} ${one.with.join('+')}${one.planned ? ' planned' : ''}`)

describe('the head', () => {
  test('header lines are no part of the text', () => {
    const text = 'source: Образец\npublished: 2026-06-10\nhome: Примерово, BG\n\nТекст.'
    const head = readHead(text)
    expect(head).toEqual({ source: 'Образец', published: '2026-06-10', home: { name: 'Примерово', country: 'BG' }, bodyStart: text.indexOf('Текст') })
  })
  test('unknown is said; a text without head is all body', () => {
    expect(readHead('published: unknown\n\nТекст.')).toEqual({ published: null, bodyStart: 20 })
    expect(readHead('Домът: на гости')).toEqual({ bodyStart: 0 })
  })
  test('a home is a name and two letters', () => {
    expect(homeFrom('Примерово, bg')).toEqual({ name: 'Примерово', country: 'BG' })
    expect(homeFrom('Примерово')).toBeUndefined()
  })
  test('the date a text gives itself', () => {
    expect(guessPublished('Образец на новина\n\nСряда, 10 Юни 2026\n\nТекст.')).toBe('2026-06-10')
    expect(guessPublished('Образец на новина\n\nНа 10 юни 2026 г. в общината ще се проведе дълга и подробна среща на всички.')).toBeNull()
  })
})

describe('dates', () => {
  const iso = (text: string, future = false, language: keyof typeof languages = 'bg'): (string | null)[] =>
    datesIn(text, 0, languages[language], '2026-06-10', future).map((date) => date.iso)
  test.each([
    ['вчера', ['2026-06-09']],
    ['преди шест години', ['2020']],
    ['преди двайсет и две години', ['2004']],
    ['преди два месеца', ['2026-04']],
    ['за хъдърлез', ['2026-05-06']],
    ['миналия петък', ['2026-06-05']],
    ['от 1 до 4 юни', ['2026-06-01/2026-06-04']],
    ['през миналата година', ['2025']],
    ['миналата есен', ['2025-09/2025-11']],
    ['на петковден', ['2025-10-14']],
    ['през 2009 г.', ['2009']],
    ['12.03.2024 г.', ['2024-03-12']],
    ['на 31 февруари', [null]],
    ['на двайсет и втори май', ['2026-05-22']],
    ['от първи до пети юни', ['2026-06-01/2026-06-05']],
    ['12, 13 и 14 май', ['2026-05-12/2026-05-14']],
    ['от 16 до 18.05.2026 г.', ['2026-05-16/2026-05-18']],
    ['16.05 – 18.05', ['2026-05-16/2026-05-18']],
    ['на 17.05', ['2026-05-17']],
    ['в 17.05 ч.', []],
    ['до 2.05 млн. лв.', []],
    ['3.vi.2026 г.', ['2026-06-03']],
    ['от понеделник до сряда', ['2026-06-08/2026-06-10']],
    ['в събота и неделя', ['2026-06-06/2026-06-07']],
    ['във вторник и петък', ['2026-06-09', '2026-06-05']],
    ['през уикенда', ['2026-06-06/2026-06-07']],
    ['догодина през май', ['2027-05']],
    ['на свети дух', ['2026-05-31/2026-06-01']],
    ['през последната седмица на май', ['2026-05-20/2026-05-31']],
    ['650 метра и 15 деца', []],
  ])('%s', (text, expected) => expect(iso(text)).toEqual(expected))
  test('looking ahead', () => {
    expect(iso('през март', true)).toEqual(['2027-03'])
    expect(iso('през следващите пет години', true)).toEqual(['2026-06/2031-12'])
    expect(iso('до края на 2027 г.', true)).toEqual(['2027-12'])
    expect(iso('следващия уикенд', true)).toEqual(['2026-06-13/2026-06-14'])
    expect(iso('от понеделник до сряда', true)).toEqual(['2026-06-15/2026-06-17'])
  })
  test('other languages', () => {
    expect(iso('june 5, 2026', false, 'en')).toEqual(['2026-06-05'])
    expect(iso('the club met six years ago', false, 'en')).toEqual(['2020'])
    expect(iso('15. - 22. mai 2025', false, 'de')).toEqual(['2025-05-15/2025-05-22'])
    expect(iso('2026年6月5日', false, 'zh')).toEqual(['2026-06-05'])
    expect(iso('u petak, 5. juna', false, 'sr')).toEqual(['2026-06-05'])
  })
  test('Easter of both churches', () => {
    const day = (time: number): string => new Date(time).toISOString().slice(0, 10)
    expect([day(easter(2024, 'east')), day(easter(2024, 'west')), day(easter(2025, 'east')), day(easter(2025, 'west'))]).toEqual([
      '2024-05-05',
      '2024-03-31',
      '2025-04-20',
      '2025-04-20',
    ])
  })
})

describe('the page', () => {
  test('languages are told apart', () => {
    expect(languageOf('Кметът посрещна гостите в общината, където се проведе и щедра вечеря.').code).toBe('bg')
    expect(languageOf('Градоначалникот ја прими делегацијата од Свиштов и ќе ги посети куќите.').code).toBe('mk')
    expect(languageOf('Predsjednica opštine primila je juče delegaciju koja je u posjeti.').code).toBe('sr')
    expect(languageOf('Градоначелница је примила госте из Трстеника, који су дошли јуче. Општина је ћутала.').code).toBe('sr')
    expect(languageOf('Der Bürgermeister hat die Gäste aus der Partnerstadt im Rathaus begrüßt.').code).toBe('de')
    expect(languageOf('市长会见了来访的代表团。').code).toBe('zh')
  })
  test('abbreviations and ordinals end no sentence', () => {
    expect(openPage('На ул. „Образец“ д-р Иван чака 5 хил. лв. от г-н Петров. После си тръгна.').sentences.length).toBe(2)
    expect(openPage('Der Besuch am 24. Mai war schön und die Gäste sind mit der Bahn zu uns gekommen. Danke.').sentences.length).toBe(2)
  })
  test('spans lead back to the text as given', () => {
    const text = '## **Образец**\r\n\r\nДели\u00adгация от Узорево посети Примерово.'
    const page = openPage(text)
    const at = page.text.indexOf('Делигация')
    const [start, end] = page.spanOf(at, at + 'Делигация'.length)
    expect(text.slice(start, end)).toBe('Дели\u00adгация')
  })
  test('Serbian Cyrillic is read in Latin letters and traced back', () => {
    const text = 'Његова посета је почела јуче и то је све што се о њој зна у општини.'
    const page = openPage(text)
    expect(page.text.slice(0, 12)).toBe('Njegova pose')
    expect(text.slice(...page.spanOf(0, 7))).toBe('Његова')
  })
})

describe('an incoming visit', () => {
  const text =
    'Образец: гости от Узорево в Примерово\n\nДелегация от община Узорево, Северна Македония, посети вчера Примерово. Кметът на Узорево, Горан Измислев, и кметът на Примерово инж. Анна Несъществуваща подписаха меморандум за сътрудничество в областта на културата и спорта. ' +
    'Гостите засадиха три липи в градския парк. Кметът Измислев покани домакините на празника на Узорево през септември.\n\nОт понеделник се ремонтира улица „Немска“ до фирма „Асфалт“. Общината осигури 20 хил. лв.'
  test('partner, people, events', () => {
    const reading = read(text)
    expect(partners(reading)).toEqual(['Uzorevo MK municipality'])
    expect(toArticle(reading).people.map((one) => `${one.name}|${one.role_class}|${one.of}`)).toEqual([
      'Горан Измислев|mayor|Uzorevo',
      'Анна Несъществуваща|mayor|Primerovo',
    ])
    expect(events(reading)[0]).toBe('visit incoming 2026-06-09 Uzorevo')
    expect(events(reading).some((event) => event.startsWith('signing incoming 2026-06-09'))).toBe(true)
  })
  test('relation, fields, act, promise', () => {
    const article = toArticle(read(text))
    expect(article.relations.map((one) => `${one.with} ${one.status} ${one.since}`)).toEqual(['Uzorevo agreement 2026'])
    expect([...article.fields].sort()).toEqual(['culture', 'sport'])
    expect(article.symbolic_acts.map((one) => one.kind)).toEqual(['tree_planting'])
    expect(article.commitments.map((one) => `${one.state} ${one.due_iso}`)).toEqual(['invited 2026-09'])
  })
  test('evidence is verbatim', () => {
    const reading = read(text)
    for (const promise of reading.commitments) for (const [start, end] of promise.evidence) expect(text.slice(start, end)).toContain('покани домакините')
    const [start, end] = reading.partners[0]?.evidence[0] ?? [0, 0]
    expect(text.slice(start, end)).toBe('Узорево')
  })
  test('what the office knows is recognised', () => {
    const register: KnownNames = {
      organisations: [{ id: 'org-1', names: ['Uzorevo Municipality'], country: 'MK', kind: 'municipality', placeId: 5 }],
      people: [{ id: 'p-1', names: ['Goran Izmislev'] }],
    }
    const reading = read(text, '2026-06-10', register)
    expect(reading.partners[0]?.knownId).toBe('org-1')
    expect(reading.people[0]?.knownId).toBe('p-1')
  })
})

describe('other ways and partners', () => {
  test('an outgoing visit, ahead', () => {
    const reading = read('Делегация на Примерово заминава утре за Мустинген, Германия. Кметът на Мустинген Ханс Примерман ще посрещне групата в кметството.')
    expect(partners(reading)).toEqual(['Mustingen DE municipality'])
    expect(events(reading)).toContain('visit outgoing 2026-06-11 Mustingen planned')
  })
  test('our ambassador abroad is not theirs here', () => {
    const reading = read('В Примерово дойдоха посланикът на Италия в България Джино Измислини и посланикът на България в Черна гора Петър Измислен.')
    expect(partners(reading)).toEqual(['Embassy of Italy in Bulgaria IT embassy', 'Embassy of Bulgaria in Montenegro BG embassy'])
    expect(reading.people.map((one) => one.roleClass)).toEqual(['ambassador', 'ambassador'])
  })
  test('a country stands for its unnamed towns', () => {
    const reading = read('След 12-годишно прекъсване Примерово възобнови разговорите с италиански общини.')
    expect(partners(reading)).toEqual(['Italy IT country'])
    expect(reading.relations.map((one) => `${one.status} ${one.breakYears}`)).toEqual(['renewed 12'])
  })
  test('a name written by ear is found in the country the text speaks of', () => {
    const reading = read('Партньорите от френския град Образец на Лак бяха официални гости в Примерово като знак на 20 години приятелство.')
    expect(partners(reading)).toEqual(['Obrazec-sur-Lac FR municipality'])
  })
  test('twinned, proposed', () => {
    expect(read('От 1998 година насам Примерово е побратимен с Узорево, Северна Македония.').relations).toMatchObject([{ status: 'twinned', since: '1998' }])
    expect(read('Бе обсъдена възможността за побратимяване между Примерово и Шараград, Черна гора.').relations).toMatchObject([{ status: 'twinning_proposed' }])
  })
  test('neighbours, streets and goods are no partners', () => {
    const reading = read(
      'Ремонтът на ул. „Мустинген“ започва в понеделник. Общината поиска от съседната община Съседово помощ. Плочките са италиански, фирмата е „Образец“. Кметът на Съседово Петко Измислен се съгласи.',
    )
    expect(partners(reading)).toEqual([])
    expect(reading.events).toEqual([])
    expect(reading.commitments).toEqual([])
  })
  test('English, of an English-speaking home and its guests', () => {
    const reading = readText(
      'The Mayor of Uzorevo, Petar Sampleski, and the principal of its grammar school, Dr Ana Made-Upova, arrived in Mustingen on Monday with a delegation from the Macedonian town. Mustingen and Uzorevo have been sister cities for a quarter of a century. The guests planted an oak in the park and gave the city a hand-carved flute. Councillor Tom Invented promised that the town would send its youth choir to Uzorevo in September.',
      { home: { name: 'Mustingen', country: 'DE' }, published: '2026-06-10', gazetteer },
    )
    expect(partners(reading)).toEqual(['Uzorevo MK municipality'])
    expect(reading.people.map((one) => `${one.name} ${one.roleClass}`)).toEqual(['Petar Sampleski mayor', 'Ana Made-Upova academic', 'Tom Invented councillor'])
    expect(events(reading)[0]).toBe('visit incoming 2026-06-08 Uzorevo')
    expect(reading.relations).toMatchObject([{ status: 'twinned', years: 25 }])
    expect(reading.acts.map((one) => one.kind)).toEqual(['tree_planting', 'gift'])
    expect(reading.commitments).toMatchObject([{ state: 'agreed', due: { iso: '2026-09' } }])
  })
  test('German nouns are no towns and trades no surnames', () => {
    const home = { name: 'Mustingen', country: 'DE' }
    const gifts = readText(
      'Stadtrat Thomas König überreichte den Gästen aus Primerovo (Bulgarien) im Rathaus einen Bildband. Vertreter aus Politik und Wirtschaft waren dabei. Der zehnjährige Bestand der Partnerschaft mit Primerovo wird im Herbst 2026 gefeiert.',
      { home, published: '2026-06-10', gazetteer },
    )
    expect(partners(gifts)).toEqual(['Primerovo BG municipality'])
    expect(gifts.people.map((one) => `${one.name} ${one.roleClass}`)).toEqual(['Thomas König councillor'])
    expect(gifts.acts.map((one) => one.kind)).toEqual(['gift'])
    expect(gifts.relations.map((one) => one.status)).toContain('twinned')
    const nobody = readText(
      'Die Stadt Mustingen hat die Delegation von Aufgaben an den Ausschuss beschlossen. Der italienische Wirt Toni Erfunden spendierte Eis.',
      {
        home,
        published: '2026-06-10',
        gazetteer,
      },
    )
    expect(partners(nobody)).toEqual([])
  })
  test('other languages', () => {
    const home = { name: 'Mustingen', country: 'DE' }
    const german = readText(
      'Eine Delegation aus Primerovo, Bulgarien, besuchte gestern Mustingen. Bürgermeisterin Anna Erfunden begrüßte die Gäste im Rathaus. Seit 10 Jahren besteht die Städtepartnerschaft mit Primerovo.',
      { home, published: '2026-06-10', gazetteer },
    )
    expect(partners(german)).toEqual(['Primerovo BG municipality'])
    expect(events(german)[0]).toBe('visit incoming 2026-06-09 Primerovo')
    expect(german.relations).toMatchObject([{ status: 'twinned', years: 10 }])
    const serbian = readText(
      'Делегација општине Примерово из Бугарске посетила је јуче Шараград. Градоначелник Шараграда Петар Измишљени примио је госте у општини.',
      { home: { name: 'Šaragrad', country: 'ME' }, published: '2026-06-10', gazetteer },
    )
    expect(partners(serbian)).toEqual(['Primerovo BG municipality'])
  })
  test('Serbian: cases of towns and persons, a gift, a plan', () => {
    const reading = readText(
      'Predsjednik Opštine Šaragrad Petar Izmišljeni razgovarao je u petak sa gradonačelnikom Primerova Ivanom Izmislevim o razmjeni učenika. Sa Primerovom, Bugarska, grad je pobratimljen od 1998. godine. Gostima je uručena monografija. Delegacija Šaragrada će u septembru posjetiti Primerovo.',
      { home: { name: 'Šaragrad', country: 'ME' }, published: '2026-06-10', gazetteer },
    )
    expect(partners(reading)).toEqual(['Primerovo BG municipality'])
    expect(reading.people.map((one) => `${one.name} ${one.roleClass}`)).toEqual(['Petar Izmišljeni mayor', 'Ivan Izmislev mayor'])
    expect(reading.relations).toMatchObject([{ status: 'twinned', since: '1998' }])
    expect(reading.acts.map((one) => one.kind)).toEqual(['gift'])
    expect(reading.commitments.map((one) => one.due.iso)).toContain('2026-09')
  })
  test('Macedonian: a visit to us, a paper, trees', () => {
    const reading = readText(
      'Градоначалникот на Узорево Горан Измислески вчера ја прими делегацијата од бугарскиот град Примерово, предводена од заменик-кметот Петар Измислев. Беше потпишан Меморандум за соработка во културата и туризмот. Гостите засадија две липи.',
      { home: { name: 'Узорево', country: 'MK' }, published: '2026-06-10', gazetteer },
    )
    expect(partners(reading)).toEqual(['Primerovo BG municipality'])
    expect(events(reading)).toContain('visit incoming 2026-06-09 Primerovo')
    expect(reading.people.map((one) => one.roleClass)).toEqual(['mayor', 'deputy_mayor'])
    expect(reading.relations).toMatchObject([{ status: 'agreement', since: '2026' }])
    expect(reading.acts.map((one) => one.kind)).toEqual(['tree_planting'])
    expect(reading.fields.map((one) => one.field).sort()).toEqual(['culture', 'tourism'])
  })
})

describe('home', () => {
  test('found in any script, unknown or ambiguous said', () => {
    expect(findHome(gazetteer, 'Община Примерово', 'BG').home?.place?.id).toBe(1)
    expect(findHome(gazetteer, 'Primerovo', 'BG').home?.place?.id).toBe(1)
    expect(findHome(gazetteer, 'Нямаго', 'BG')).toEqual({ home: null, ambiguous: [] })
    expect(findHome(gazetteer, 'Двойник', 'BG').ambiguous.map(({ id }) => id)).toEqual([7, 8])
    expect(findHome(gazetteer, 'Bulgaria', 'BG').home).toEqual({ name: 'Bulgaria', country: 'BG', place: null })
  })
})

describe('a careful colleague', () => {
  test('a town only passed by is no partner, however often it is named', () => {
    expect(
      partners(
        read(
          'Настилката е немско производство и е ползвана в зали в Мустинген. Рейсът минава през Мустинген на 700 км от Примерово. Немски фирми не участваха.',
        ),
      ),
    ).toEqual([])
  })
  test('who comes and who goes is told by the paragraph where the sentence does not say', () => {
    const reading = read(
      'Група от Примерово гостува миналата седмица в Мустинген, Германия. В петък те се срещнаха с кмета Ханс Примерман. Мустинген е наш побратим от 1998 г.',
    )
    // the meeting is part of the visit
    expect(events(reading)).toEqual(['visit outgoing 2026-06-01/2026-06-07 Mustingen'])
    expect(reading.relations).toMatchObject([{ status: 'twinned', since: '1998' }])
  })
  test('minutes are of a meeting on their own day, with the next one planned', () => {
    const reading = read(
      'ПРОТОКОЛ № 2\nот среща на съвместната работна група на Община Примерово и Община Узорево\n\nДата: 04.06.2026 г.\nМясто: Примерово, заседателна зала\n\nСтраните обсъдиха общ маршрут. Следващото заседание на групата ще бъде на 15.09.2026 г. в Узорево.',
    )
    expect(events(reading)).toContain('meeting incoming 2026-06-04 Uzorevo')
    expect(events(reading)).toContain('meeting outgoing 2026-09-15 Uzorevo planned')
    expect(reading.relations).toMatchObject([{ status: 'existing' }])
  })
  test('minutes of our own council are of its sitting, and none of them meets the partner', () => {
    const reading = read(
      'ОБЩИНСКИ СЪВЕТ – ПРИМЕРОВО\nПРЕПИС-ИЗВЛЕЧЕНИЕ от Протокол № 8 от заседание, проведено на 28 май 2026 г.\n\nОТНОСНО: Сътрудничество с Община Узорево, Северна Македония\n\nСъветът дава съгласие Примерово да се побратими с Узорево.',
    )
    expect(events(reading)).toEqual(['council_session none 2026-05-28 Uzorevo'])
  })
  test('where somebody has his post is not where anything takes place', () => {
    const reading = read(
      'Делегация от Узорево, Северна Македония, дойде вчера. Изложбата откри вчера в Примерово директорът на музея в Узорево Горан Измислев.',
    )
    expect(events(reading)).toContain('exhibition incoming 2026-06-09 Uzorevo')
  })
  test('a letter that comes brings nobody, who leaves had come, and a post one has today is no day', () => {
    expect(events(read('Узорево, Северна Македония, е наш побратим. През март от Узорево дойде само писмо.'))).toEqual([])
    expect(events(read('Вчера Примерово посети кметът на Узорево, Северна Македония. Преди да отпътува, той разгледа музея.'))).toEqual([
      'visit incoming 2026-06-09 Uzorevo',
    ])
    expect(events(read('През 2017 г. наши певци ходиха в Узорево, Северна Македония, и ги посрещна Горан Измислев, днес кмет.'))).toEqual([
      'visit outgoing 2017 Uzorevo',
    ])
  })
  test('who signs the book of guests signs no paper, and a visit paid back goes the other way', () => {
    const reading = read(
      'Кметът на Узорево, Северна Македония, посети вчера Примерово и се подписа в книгата за гости. През октомври нашата делегация ще върне визитата.',
    )
    expect(events(reading)).toEqual(['visit incoming 2026-06-09 Uzorevo', 'visit outgoing 2026-10 Uzorevo planned'])
  })
  test('a day is told from the one before it', () => {
    const reading = read('На 5 май делегация от Узорево, Северна Македония, посети Примерово. На следващия ден в Примерово бе открита изложба от Узорево.')
    expect(events(reading)).toContain('exhibition incoming 2026-05-06 Uzorevo')
  })
  test('each clause tells of its own visit, and who only helped was not there', () => {
    expect(events(read('През август певци от Узорево, Северна Македония, пяха в Примерово, а през октомври наши рибари бяха в Узорево.'))).toEqual([
      'visit incoming 2025-08 Uzorevo',
      'visit outgoing 2025-10 Uzorevo',
    ])
    expect(
      events(
        read(
          'Делегация от Узорево, Северна Македония, посети вчера Примерово. Срещата с кмета бе организирана със съдействието на посолството на Северна Македония.',
        ),
      ),
    ).toEqual(['visit incoming 2026-06-09 Uzorevo'])
  })
  test('to what one is invited is no event yet', () => {
    const reading = read('Делегация от Узорево, Северна Македония, посети вчера Примерово. Гостите поканиха домакините на 8 септември, празника на Узорево.')
    expect(events(reading)).toEqual(['visit incoming 2026-06-09 Uzorevo'])
  })
  test('a report on a year tells its days from that year', () => {
    expect(
      events(read('ОТЧЕТ на Община Примерово за 2025 г.\n\nНа 18 август делегация от Узорево, Северна Македония, посети Примерово.', '2026-02-10')),
    ).toEqual(['visit incoming 2025-08-18 Uzorevo'])
  })
  test('what a guest says of „we“ and „here“ is not ours', () => {
    const reading = read(
      'Кметът на Узорево, Северна Македония, Горан Измислев посети вчера Примерово. „Вчера пътувахме цял ден до вас, а бяхме готови от месец“, пошегува се Измислев.',
    )
    expect(events(reading)).toEqual(['visit incoming 2026-06-09 Uzorevo'])
  })
  test('two weeks ago is a day, and days of a stay win over their year', () => {
    expect(events(read('С Мустинген, Германия, сме побратими. Преди две седмици бяхме в Мустинген.'))).toEqual([
      'visit outgoing 2026-05-25/2026-05-31 Mustingen',
    ])
    expect(events(read('През 2025 г. наши ученици гостуваха в Мустинген, Германия. От 16 до 23 април 2025 г. учениците гостуваха в Мустинген.'))).toEqual([
      'visit outgoing 2025-04-16/2025-04-23 Mustingen',
    ])
  })
  test('our group goes, an exhibition from a town comes, and a museum there is not where anybody is', () => {
    expect(events(read('Узорево, Северна Македония, е наш побратим. Нашата група остана четири дни, от четвъртък до неделя.'))).toEqual([
      'visit outgoing 2026-06-04/2026-06-07 Uzorevo',
    ])
    expect(events(read('Вчера в читалището бе открита изложба от Узорево, Северна Македония, със снимки от фонда на музея в Узорево.'))[0]).toMatch(
      /^exhibition incoming 2026-06-09 Uzorevo/,
    )
  })
  test('a calendar looks ahead', () => {
    const reading = read('КАЛЕНДАР НА ОБЩИНА ПРИМЕРОВО – 2026 г.\n\n12–15 декември – гости от Узорево, Северна Македония, посещават Примерово.', '2026-01-15')
    expect(events(reading)).toEqual(['visit incoming 2026-12-12/2026-12-15 Uzorevo planned'])
  })
  test('a visit to come some time, and one whose way nothing tells, are no events', () => {
    const reading = read('Кметът на Узорево, Северна Македония, посети вчера Примерово. Някой ден ще го посети и оркестърът.')
    expect(events(reading)).toEqual(['visit incoming 2026-06-09 Uzorevo'])
  })
  test('a consul sits in a town, our ambassador in a capital or a country, two ambassadors are two', () => {
    const reading = read(
      'Генералният консул на Турция в Съседово Али Измислиоглу прие кмета. Посланикът ни в Черна гора Петър Измислен ще съдейства. Посланиците на Япония и на Естония Кен Измислава и Лийна Несъществу присъстваха.',
    )
    expect(partners(reading)).toEqual([
      'Consulate General of Turkey in Sasedovo TR embassy',
      'Embassy of Bulgaria in Montenegro BG embassy',
      'Embassy of Japan in Bulgaria JP embassy',
      'Embassy of Estonia in Bulgaria EE embassy',
    ])
  })
  test('what the office knows is meant, by any of its names', () => {
    const register: KnownNames = {
      organisations: [
        { id: 'firm', names: ['Образцов внос', 'Sample Import'], country: 'DE', kind: 'company' },
        { id: 'town', names: ['Двойник'], country: 'RS', kind: 'municipality' },
      ],
      people: [],
    }
    const reading = read('Делегация от Двойник посети вчера Примерово. С гостите дойде управителят на Образцов внос.', '2026-06-10', register)
    expect(reading.partners.map((one) => [one.country, one.kind, one.knownId])).toEqual([
      ['RS', 'municipality', 'town'],
      ['DE', 'company', 'firm'],
    ])
  })
  test('hopes, questions and other people’s twins are no twinnings', () => {
    const status = (text: string): string[] => read(text).relations.map((one) => one.status)
    expect(status('Гости от Узорево, Северна Македония, бяха вчера в Примерово. Приятели сме от 12 години и се надяваме да станем побратими.').sort()).toEqual([
      'long_standing',
      'twinning_proposed',
    ])
    expect(status('Делегация от Узорево, Северна Македония, беше в Примерово. Дали двата града са побратимени, попита съветник.')).not.toContain('twinned')
    expect(status('Делегация от Мустинген, Германия, дойде в Примерово. Мустинген е побратимен със Съседово.')).not.toContain('twinned')
  })
  test('a colleague has the post of the one named before; a name behind an unknown town is a person', () => {
    const reading = read(
      'Кметът Анна Несъществуваща прие колегата си Горан Измислев от Узорево, Северна Македония. Гост беше и кметът на Незнайково Петър Измислен.',
    )
    expect(reading.people.map((one) => `${one.name} ${one.roleClass}`)).toEqual(['Анна Несъществуваща mayor', 'Горан Измислев mayor', 'Петър Измислен mayor'])
  })
  test('each side gives something, whoever tells it', () => {
    const reading = read(
      'Делегация от Узорево, Северна Македония, посети вчера Примерово. Гостите подариха на града картина, а домакините им връчиха керамична ваза.',
    )
    expect(reading.acts.map((one) => one.kind)).toEqual(['gift', 'gift'])
  })
  test('what is promised looks ahead; a plan is an event once it has its month', () => {
    const reading = read(
      'Кметът на Узорево, Северна Македония, Горан Измислев посети вчера Примерово. През октомври кметът на Примерово ще посети Узорево. Догодина делегация на Примерово ще посети Узорево. До края на юли Узорево ще изпрати проект за меморандум.',
    )
    expect(events(reading)).toEqual(['visit incoming 2026-06-09 Uzorevo', 'visit outgoing 2026-10 Uzorevo planned'])
    expect(reading.commitments.map((one) => one.due.iso)).toEqual(['2026-10', '2027', '2026-07-20/2026-07-31'])
    expect(reading.relations.map((one) => one.status)).not.toContain('agreement')
  })
  test('who bears a town’s name is no town; how far away is no tie', () => {
    expect(partners(read('Кметът на Съседово Иван Узорев дойде в Примерово. В знак на признателност Узорев връчи грамота на гостите от Сърбия.'))).toEqual([])
    expect(partners(read('Делегация от Узорево, Северна Македония, беше тук. Гостите спряха и при студенти от Мустинген, който е на 100 км.'))).toEqual([
      'Uzorevo MK municipality',
    ])
  })
  test('small words of a name are heard with it', () => {
    expect(partners(read('Образец на Лак и Примерово са побратимени от 2004 г.'))).toEqual(['Obrazec-sur-Lac FR municipality'])
  })
  test('until when and of what thing are no day of a visit', () => {
    const reading = read(
      'Кметът на Узорево, Северна Македония, Горан Измислев посети в петък Примерово. Общата изложба ще бъде показана до Илинден. Гостите разгледаха моста, построен през 2016 г.',
    )
    expect(events(reading)).toEqual(['visit incoming 2026-06-05 Uzorevo'])
  })
  test('who is received, and by whom, tells the way', () => {
    expect(events(read('В петък делегацията ни бе посрещната от кмета на Узорево, Северна Македония, Горан Измислев.'))).toEqual([
      'visit outgoing 2026-06-05 Uzorevo',
    ])
    expect(events(read('В петък кметът на Узорево, Северна Македония, бе посрещнат от заместник-кмета на Примерово Анна Несъществуваща.'))).toEqual([
      'visit incoming 2026-06-05 Uzorevo',
    ])
  })
  test('an opening with a day is about those named right after it', () => {
    expect(events(read('Обмен на ученици\n\nОбменът се проведе от 1 до 6 юни в Примерово. Гости бяха деца от Узорево, Северна Македония.'))).toEqual([
      'exchange incoming 2026-06-01/2026-06-06 Uzorevo',
    ])
  })
  test('the next meeting of minutes is where its line says, or on a screen', () => {
    const minutes = (last: string): string[] =>
      events(read(`ПРОТОКОЛ\nот среща на Община Примерово и Община Узорево\n\nДата: 04.06.2026 г.\nМясто: Узорево\n\nУзорево готви карта.\n\n${last}`))
    expect(minutes('Следващо заседание: 15 септември, Примерово.')).toContain('meeting incoming 2026-09-15 Uzorevo planned')
    expect(minutes('Следващо заседание: 15 септември, онлайн.')).toContain('meeting none 2026-09-15 Uzorevo planned')
  })
  test('a town has one mayor: a second is the partner’s', () => {
    const reading = read(
      'Кметът Анна Несъществуваща замина за Узорево, Северна Македония. Поканата е от бургомистъра Горан Измислев. Председател на съвета е Петър Измислен.',
    )
    expect(toArticle(reading).people.map((one) => `${one.name} ${one.of}`)).toContain('Горан Измислев Uzorevo')
    expect(toArticle(reading).people.map((one) => `${one.name} ${one.of}`)).toContain('Анна Несъществуваща Primerovo')
  })
  test('what is denied is no twinning; what is renewed on paper is a paper', () => {
    const status = (text: string): string[] => read(text).relations.map((one) => one.status)
    expect(status('Узорево, Северна Македония, не е побратимен град, но преговорите се водят от две години.')).not.toContain('twinned')
    expect(status('Примерово и Узорево, Северна Македония, са свързани от 2006 г. с Протокол за приятелство, който бе подновен през 2011 г.')).toEqual([
      'agreement',
    ])
  })
  test('what is given in a text of one partner is that one’s', () => {
    const reading = read('Делегация от Узорево, Северна Македония, посети вчера Примерово.\n\nЗа спомен остана картина, която кметът подари на читалището.')
    expect(reading.acts.map((one) => [one.kind, one.with.length])).toEqual([['gift', 1]])
  })
  test('the people of a country are its towns’', () => {
    const reading = read('Делегация от Мустинген, Германия, посети в петък Примерово.\n\nВ събота германците положиха венец пред паметника.')
    expect(reading.acts.map((one) => one.kind)).toEqual(['wreath'])
  })
})
