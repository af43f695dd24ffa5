// Made-up visits for tests, benches and for looking at: towns and people that do not exist, in every language papers are printed in.
import type { OfficeOnPaper } from '#features/accounts/letterhead/paper-head.ts'
import type { CardsInput, PaperDelegate } from './name-cards.ts'
import type { LetterInput } from './letter-paper.ts'
import type { ListHead, PaperMember } from './lists.ts'
import type { PaperItem, ProgrammeInput } from './programme-paper.ts'
import type { Words } from './tongue.ts'

const WELCOME: Words = {
  bg: 'Посрещане в общината и представяне на делегациите',
  fr: 'Accueil à la mairie et présentation des délégations',
  it: 'Accoglienza in municipio e presentazione delle delegazioni',
  mk: 'Пречек во општината и претставување на делегациите',
  sr: 'Дочек у општини и представљање делегација',
  zh: '市政厅欢迎仪式及双方代表团介绍',
  de: 'Empfang im Rathaus und Vorstellung der Delegationen',
  en: 'Welcome at the town hall and introduction of the delegations',
}
const COUNCIL: Words = {
  bg: 'Тържествена сесия на Общинския съвет с подписване на „Харта на приятелството“',
  fr: 'Séance solennelle du conseil municipal avec signature de la « Charte de l’amitié »',
  it: 'Seduta solenne del consiglio comunale e firma della «Carta dell’amicizia»',
  mk: 'Свечена седница на Советот со потпишување на „Повелбата за пријателство“',
  sr: 'Svečana sjednica Skupštine opštine i potpisivanje „Povelje o prijateljstvu“',
  zh: '市议会特别会议暨《友好宪章》签署仪式',
  de: 'Festsitzung des Gemeinderats mit Unterzeichnung der „Charta der Freundschaft“',
  en: 'Ceremonial council session with the signing of the “Charter of Friendship”',
}
const WORKSHOP: Words = {
  bg: 'Посещение на керамична работилница, разговор с майстори и ученици',
  fr: 'Visite d’un atelier de céramique, rencontre avec les artisans et les élèves',
  it: 'Visita a un laboratorio di ceramica, incontro con artigiani e allievi',
  mk: 'Посета на керамичарска работилница, разговор со мајстори и ученици',
  sr: 'Посета керамичкој радионици, разговор са мајсторима и ученицима',
  zh: '参观陶瓷工坊，与匠人和学生交流',
  de: 'Besuch einer Keramikwerkstatt, Gespräch mit Handwerkern und Schülern',
  en: 'Visit to a pottery workshop, talks with potters and pupils',
}
const LUNCH: Words = { bg: 'Обяд', fr: 'Déjeuner', it: 'Pranzo', mk: 'Ручек', sr: 'Ручак', zh: '午餐', de: 'Mittagessen', en: 'Lunch' }
const TRAVEL: Words = {
  bg: 'Пътуване с автобус до Узорево',
  fr: 'Trajet en car jusqu’à Ouzorevo',
  it: 'Trasferimento in pullman a Uzorevo',
  mk: 'Патување со автобус до Узорево',
  sr: 'Путовање аутобусом до Узорева',
  zh: '乘大巴前往乌佐雷沃',
  de: 'Busfahrt nach Usorewo',
  en: 'By coach to Uzorevo',
}
const HALL: Words = {
  bg: 'Заседателна зала',
  fr: 'Salle du conseil',
  it: 'Sala consiliare',
  mk: 'Сала за седници',
  sr: 'Сала за седнице',
  zh: '会议厅',
  de: 'Sitzungssaal',
  en: 'Council chamber',
}
const NOTE: Words = {
  bg: 'Официално облекло. Снимка на стълбите пред общината след края.',
  fr: 'Tenue de ville. Photo sur les marches de la mairie à l’issue.',
  it: 'Abito formale. Al termine, foto sulla scalinata del municipio.',
  mk: 'Формална облека. Фотографија на скалите пред општината по завршувањето.',
  sr: 'Свечана одећа. Фотографисање на степеништу на крају.',
  zh: '请着正装。结束后在市政厅台阶前合影。',
  de: 'Abendgarderobe. Anschließend Foto auf der Rathaustreppe.',
  en: 'Formal dress. Afterwards a photograph on the steps of the town hall.',
}
const GROUPS: readonly Words[] = [
  {
    bg: 'група „Занаяти“',
    fr: 'groupe « Artisanat »',
    it: 'gruppo «Artigianato»',
    mk: 'група „Занаети“',
    sr: 'група „Занати“',
    zh: '工艺组',
    de: 'Gruppe „Handwerk“',
    en: 'crafts group',
  },
  {
    bg: 'група „Училища“',
    fr: 'groupe « Écoles »',
    it: 'gruppo «Scuole»',
    mk: 'група „Училишта“',
    sr: 'група „Школе“',
    zh: '教育组',
    de: 'Gruppe „Schulen“',
    en: 'schools group',
  },
]

const PEOPLE: PaperItem['people'] = [
  { name: { bg: 'Проба Служителова', en: 'Proba Sluzhitelova' }, nativeName: 'Проба Служителова', nativeLanguage: 'bg', part: 'leads' },
  { name: { bg: 'Жан Пример', fr: 'Jean Exemple' }, nativeName: 'Jean Exemple', nativeLanguage: 'fr', part: 'takes' },
  { name: { bg: 'Мостра Преводачева' }, nativeName: '', nativeLanguage: '', part: 'interprets' },
]

const EMPTY = { note: {}, place: {}, address: '', room: '', contact: '', phone: '', attendance: 'all', groups: [], people: [], wholeDays: null } as const

/** Items of one day, beginning at the given hours UTC; the two after noon go on at the same time. */
function dayOfItems(day: string): PaperItem[] {
  const at = (hour: string): Date => new Date(`${day}T${hour}:00Z`)
  const item = (from: string, until: string, over: Partial<PaperItem> & Pick<PaperItem, 'title' | 'kind'>): PaperItem => ({
    ...EMPTY,
    startsAt: at(from),
    endsAt: at(until),
    ...over,
  })
  return [
    item('06:00', '06:45', { kind: 'meeting', title: WELCOME, place: HALL, room: '1', people: PEOPLE }),
    item('07:00', '08:00', { kind: 'ceremony', title: COUNCIL, place: HALL, note: NOTE }),
    item('08:00', '08:15', {
      kind: 'break',
      title: { bg: 'Почивка', fr: 'Pause', it: 'Pausa', mk: 'Пауза', sr: 'Пауза', zh: '茶歇', de: 'Pause', en: 'Break' },
    }),
    item('08:15', '09:00', { kind: 'item', title: WORKSHOP, address: 'ул. „Примерна“ 5', contact: 'Проба Служителова', phone: '+359 000 000 000' }),
    item('09:15', '10:00', { kind: 'meeting', title: WELCOME, place: HALL, attendance: 'guests' }),
    item('10:00', '11:15', { kind: 'meal', title: LUNCH, place: { bg: 'Ресторант „Проба“', fr: 'Restaurant « Proba »', zh: '普罗巴餐厅' } }),
    item('11:30', '12:30', { kind: 'travel', title: TRAVEL }),
    item('12:30', '14:00', { kind: 'item', title: WORKSHOP, attendance: 'some', groups: [GROUPS[0]!], place: HALL }),
    item('12:30', '13:30', { kind: 'meeting', title: WELCOME, attendance: 'some', groups: [GROUPS[1]!] }),
    item('14:15', '15:00', { kind: 'item', title: WORKSHOP, people: PEOPLE.slice(1) }),
    item('15:00', '16:00', {
      kind: 'free',
      title: {
        bg: 'Свободно време',
        fr: 'Temps libre',
        it: 'Tempo libero',
        mk: 'Слободно време',
        sr: 'Слободно време',
        zh: '自由活动',
        de: 'Zur freien Verfügung',
        en: 'Free time',
      },
    }),
    item('16:30', '18:30', {
      kind: 'meal',
      title: {
        bg: 'Официална вечеря',
        fr: 'Dîner officiel',
        it: 'Cena ufficiale',
        mk: 'Официјална вечера',
        sr: 'Свечана вечера',
        zh: '欢迎晚宴',
        de: 'Offizielles Abendessen',
        en: 'Official dinner',
      },
      note: NOTE,
    }),
  ]
}

const DAYS = ['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15', '2026-10-16']
const GUEST_ZONES: Readonly<Record<string, string>> = {
  fr: 'Europe/Paris',
  it: 'Europe/Rome',
  mk: 'Europe/Skopje',
  sr: 'Europe/Podgorica',
  zh: 'Asia/Shanghai',
  de: 'Europe/Berlin',
  en: 'Europe/London',
}
const GUEST_TOWNS: Words = { bg: 'Узорево', fr: 'Exempleville', it: 'Esempio', mk: 'Пример', sr: 'Primjer', zh: '示例市', de: 'Musterstadt', en: 'Sampleton' }

/** A made-up shield, 300 × 360. */
const CREST =
  'iVBORw0KGgoAAAANSUhEUgAAASwAAAFoBAMAAAAfmts8AAAAMFBMVEVMaXEcPoocPokcPoocPoodP4r///+1SCrs7fN0ibdEYJ6frc7K0uTJemTcqJrszsZve+aWAAAABXRSTlMAmdAsXaNB20gAAAAJcEhZcwAACxMAAAsTAQCanBgAAAf+SURBVHja7Z2/T1tJEMcfIektRfScID1BSm9FSh/8o7BJjc1hQ4dpgI78uGsdkZCW0wFpsS4oLehySW3+A/gPoD0iAX5+3tmZ2d23u4SZ1ln7493Z78x+9zkkiYSEhMSdjGo0IViCJViCJViCJViC9WtjLQQLwRIswRIswRIswRIswRIswRIswRIswRIswRIswRIswRIswdJGB4lAWKd6qvVAWOd6rI1AWJd6rE3BSsdrPdZaIKyGHmtVsNLR1mP1BUuwBOseYzXuJNaq1MQ70EFE2gZGihVpLx/nyaeJYW0FwVrGsM6CYLUxrH4QrAaGtRoE6xLD2gyCdY5hbQTBOsWw1kNgofrAUwhXWMs41lkArDaO1Q+A9RrHWguAdY5jbQTAOsWx1v1jETYiays6wlqmYJ15x2pTsPresS4pWJvesc4pWBvesTqk8I21QsO68IzVpmH1PWM1aFirnrEuaVibnrFOaVjrnrE6Hcdb0QnWChXrwitWm4rV94rVoGKtesW6pGJtesU6p2JteMU6pWKte8XqdFwrhAusFTrWhUesZTrWmUesNh2r7xGrQcda9Yj1mo615hHrko616RHrnI614RHrlI61LlidjnOZ/3WxmhysLW9YKxysi/uOtczBOhMswRIswRIswZJS7Rkr0n6rKU2zHMju2ak6UqxIrZFIjaRIbbdITcpILd1IDfCm80r9K99ixHrnE+kNWaT3iZHevkZ6V73sWk3dYDVdy5b8Cl2wBEuwBEuwBEuwBCsklvxv/ILlGutJLFQlwRKs+4w1EQvWnGDdfazKENYLwbr7WM9iwSoPYT2KBevlXcB6gA/Y+/rvVvPP7x9NPow+dpKHtXdyc0RpHbGhGGOHscb0/7j+T/rs9McuB4o3tsDAqp0Mn+laXToVc+ww1kPtO494/k0yF3dscQhrnPXOdC722BkqVl15P9Ik5Rd/7Az1r/f21J7BEgWLPzbzR4XBrnkb8jLe4lT8saUMFtRwzcMeyyFGZTB2LoMFtBD1E83lHZJeJmMrNKxtnSX11nAJNWOzWM/QZWh92a9W93dOqMtoNLacwXqE7aRv19Ne/0TcjUZjX2awlLX61SAXUjX2YCBGxzCV2djJDJayKJ6ohXkg3XDWD4QUGtvCSyJQFN8DiTBIm3cQ1t8L2NhFvCQC1ad2/Q7/ZV/4jNW3wWSBY7uE2gPI/HtoM29rv3NqnsGxixSRB2S+BiXQQCoPteIAj+1SRB7S057FB2uhl0hqqtFTbJkWea9dv05TU/BI1lswT+oFeGyrSlJTsJt/ZSEBGvk4pnTyum6eIphDXPMUsSV18lg377K8aGNEtkxcXZtCXqXJlokhmG1d6oy2p0qTLSOLy6ZJpMmWkWlj01LT9AG1IZwfQEj6gJz38ziuUfTB9KrT5nCLnV0t7n3U6dXarVrf99i5zTbGCWEjGvunNjYTvhHNtqKtKYduRMOtaGthohsR34r7Oz/eXPnFH0Y/90Bn2tY/XPnMb378PFgbbESsKta/3ubOF47FvXObe9932RURvWE5SGf2Ejl96mlhax7R71Vo5vynzGYj1pb5zDb9RrbkSTk/UmSaRyZU2qIEZLwm57fNavE8q1hCVGDOHyg7l65JAVAclJCMB3Ne/fZo4QO6MejrlEEsQOehZm9Rj/UeGAZ8nQKINY4cCKnrkTnEZuMd9dSj6200HaguvWqaH4d0yV0N3Nv0NMeIJf4SQsMqGqwHukPqVfX4uJvxi4/xs+31YW3vq37YpAbroS7fbxuWHXw3pnfhl9EGqMUQU3Vy/aVoWFJ58xbT31T+DRqg31mppUqumiofUlxdnema3RU9cFBFi/UAyt3MaqV87F26c36ztou81FImV00pBQcLqGn7M46UstFlppZSuXpK4YQ/Wov8Wa0P+tRSlsV55RvVoYVCLip6yt6jjGCNkf1TKK2R7VBTwhYQrHG6f5oSgVQLv7eF1D6lbzqDYCl7rl1UMm+a4bQbCEhtndVrMR4CggoMtTBx5YF7iNWVY5ZpU0SxOMaNrnnhGBElnIr1PB7c6ulbRKY8sB0ScBkX7T0RC/sNMnVZvhtlDZlPVarTi+dwlUlYPJ9rXuUGHladryHXRFW4gYcOLFPLVRzl4rqBZSLWmF83sEjE4lvhNo9/UtfQ6Aln84dly2QsY3PXoZGbOLlbrLr5lYOz7sY2JhlY4/6wZhhY/h7rL3Oo/CV9kYXlK+nneFS+kn6SieXnx24lLpWfpC+zscajUwdvv0iq8Kl8aETRACt/jZgzoTK+u3bdw3ueLrPJyn26DCcr5+kynaycp8t4snKdLvPJynW6LCYrx+mymawcpd5qsnKrjBU7qrymq2iJlU/fZTtZV31XDm1qacYaK5l1jzWVOIgn4Tt4L5pacILlWiQqbqgcZ72LfM8h66cSZzERSzHMTeuLDrHcLeNU4jQm4ltCh8tYdIzlZhmnEucxEd8SuhFVd0LqtDYWklziuR3VdJJTTMSWWNcqYZFepWJuWDbpVUhyjNmIFMtBS1jJlyoZN0r7uZkkb64ncaW7RdEuJB7iKZfqceIlZqPahIZVaDrxFi9iqDk21dErFVm+8hcsEy7fVDRZLXmnosxXCCqcKwwVto6hqPTzNReMSscVkgrW1cBUQH2cToLH8yipFFxRUI30hY+TSCJ9rPXRt/OFIvgWHOa6TrDfoqK6SfzpJLp4GlGyDyV+MZGQkJDIP/4HbjrMLIpFABkAAAAASUVORK5CYII='

/** A made-up municipality with all that a letterhead may say. */
export const SAMPLE_OFFICE: OfficeOnPaper = {
  name: {
    bg: 'Община Примерово',
    fr: 'Commune de Primerovo',
    it: 'Comune di Primerovo',
    mk: 'Општина Примерово',
    sr: 'Opština Primerovo',
    zh: '普里梅罗沃市政府',
    de: 'Gemeinde Primerowo',
    en: 'Municipality of Primerovo',
  },
  address: { bg: 'пл. „Пробен“ 1, 5600 Примерово', fr: '1, place Proben, 5600 Primerovo, Bulgarie', zh: '保加利亚普里梅罗沃市普罗本广场1号，邮编5600' },
  phone: '+359 000 000 000',
  email: 'office@primerovo.example',
  web: 'www.primerovo.example',
  crest: { width: 300, height: 360, bytes: Buffer.from(CREST, 'base64'), text: { bg: 'Герб: делва над вълни' } },
}

/** Five days with sixty items in Bulgarian and a second language; the clocks differ where the guests live elsewhere. */
export function sampleProgramme(second: string, days = DAYS.length): ProgrammeInput {
  return {
    office: SAMPLE_OFFICE,
    title: {
      bg: 'Посещение на делегация от Узорево за празника на града',
      fr: 'Visite de la délégation d’Exempleville pour la fête de la ville',
      it: 'Visita della delegazione di Esempio per la festa della città',
      mk: 'Посета на делегација од Пример по повод празникот на градот',
      sr: 'Posjeta delegacije Primjera povodom praznika grada',
      zh: '示例市代表团城市节访问',
      de: 'Besuch der Delegation aus Musterstadt zum Stadtfest',
      en: 'Visit of the delegation of Sampleton for the town’s day',
    },
    languages: ['bg', second],
    from: DAYS[0]!,
    until: DAYS[days - 1]!,
    host: { zone: 'Europe/Sofia', town: { bg: 'Примерово', en: 'Primerovo' } },
    guest: { zone: GUEST_ZONES[second] ?? 'Europe/Sofia', town: { bg: 'Узорево', [second]: GUEST_TOWNS[second] ?? 'Sampleton' } },
    draft: false,
    at: new Date('2026-10-09T12:00:00Z'),
    items: DAYS.slice(0, days).flatMap(dayOfItems),
  }
}

const FIRST_NAMES = ['Проба', 'Мостра', 'Образец', 'Пример', 'Модела', 'Шаблона']
const GUESTS: readonly PaperDelegate[] = [
  person('Jean-Baptiste Exemple', 'fr', { bg: 'Жан-Батист Екзампл' }, 'M.', { bg: 'Кмет', fr: 'Maire' }, { bg: 'Екзампълвил', fr: 'Exempleville' }),
  person('示例明', 'zh', { bg: 'Шъ Лимин', en: 'Shi Liming' }, '', { bg: 'Заместник-кмет', zh: '副市长' }, { bg: 'Шъли', zh: '示例市' }),
  person(
    'Примерка Ѓорѓевска-Ќосева',
    'mk',
    { bg: 'Примерка Гьоргевска-Кьосева' },
    'д-р',
    { bg: 'Председател на Съвета', mk: 'Претседател на Советот' },
    { bg: 'Пример', mk: 'Пример' },
  ),
  person(
    'Massimiliano Bartolomeo Esempio della Prova Lunghissima',
    'it',
    { bg: 'Масимилиано Бартоломео Есемпио дела Прова Лунгисима' },
    'Prof.',
    { bg: 'Директор на Училището по изящни изкуства и приложни занаяти', it: 'Direttore della Scuola di belle arti e mestieri applicati' },
    { bg: 'Есемпио', it: 'Esempio' },
  ),
  person('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft', 'de', {}, '', {}, {}),
  { ...person('Proba Tumačević', 'sr', { bg: 'Проба Тумачевич' }, '', {}, { bg: 'Пример', sr: 'Primjer' }), isInterpreter: true },
]

function person(nativeName: string, nativeLanguage: string, name: Words, title: string, role: Words, town: Words): PaperDelegate {
  return { nativeName, nativeLanguage, name, title, role, town, organisation: {}, isInterpreter: false }
}

/** So many delegates of all sorts: both scripts, long names, interpreters, some of whom nothing is known but a name. */
export function sampleCards(count: number): CardsInput {
  const delegates = Array.from({ length: count }, (_, index): PaperDelegate => {
    const guest = GUESTS[index]
    if (guest !== undefined) return guest
    const name = `${FIRST_NAMES[index % FIRST_NAMES.length]!} ${index % 3 === 0 ? 'Служителова' : 'Примерова'}`
    return person(
      name,
      'bg',
      { bg: name },
      index % 7 === 0 ? 'г-жа' : '',
      { bg: 'Общински съветник', fr: 'Conseiller municipal' },
      { bg: 'Примерово', fr: 'Primerovo' },
    )
  })
  return { heading: { bg: 'Посещение на делегация от Узорево' }, languages: ['bg', 'fr'], delegates, at: new Date('2026-10-09T12:00:00Z') }
}

/** A visit's list in Bulgarian and another language, with people of all sorts. */
export const sampleListHead = (second: string): ListHead => {
  const { office, title, from, until, at } = sampleProgramme(second)
  return { office, title, from, until, at, languages: ['bg', second], zone: 'Europe/Sofia' }
}

export const sampleMembers = (count: number): PaperMember[] =>
  sampleCards(count).delegates.map((delegate, index) => ({
    ...delegate,
    organisation: index % 2 === 0 ? { bg: 'Община Примерово', fr: 'Commune de Primerovo' } : {},
    isHead: index === 0,
    arrivesAt: index % 4 === 3 ? null : new Date(`2026-10-1${1 + (index % 2)}T11:30:00Z`),
    arrival: index % 4 === 0 ? 'София, полет ПР 432' : '',
    leavesAt: new Date('2026-10-16T04:10:00Z'),
    departure: '',
    room: (['single', 'double', 'none', ''] as const)[index % 4]!,
    lodging: index % 4 === 3 ? '' : ['Хотел „Проба“', 'Къща за гости „Мостра“'][index % 2]!,
    roomWith: index % 4 === 1 ? 'Мостра Примерова' : '',
    diet: index % 5 === 0 ? 'вегетарианска' : '',
    needs: index % 6 === 0 ? 'стая без стълби' : '',
  }))

/** An invitation in Bulgarian and another language. */
export function sampleLetter(second: string, layout: LetterInput['layout']): LetterInput {
  const { office, at } = sampleProgramme(second)
  const bodies: Words = {
    bg: 'Уважаеми господин кмете,\n\nОт името на Община Примерово и от свое име имам удоволствието да Ви поканя заедно с представителна делегация на празника на нашия град, който ще се състои от 12 до 16 октомври 2026 г.\n\nПрез тези дни предвиждаме тържествена сесия на Общинския съвет, подписване на „Харта на приятелството“ и срещи с майсторите на керамика. Разходите за нощувки и храна на пет души са за наша сметка.\n\nЩе се радваме да получим отговора Ви до 15 септември.\n\nС уважение,',
    fr: 'Monsieur le Maire,\n\nAu nom de la commune de Primerovo et en mon nom personnel, j’ai le plaisir de vous inviter, avec une délégation, à la fête de notre ville, qui aura lieu du 12 au 16 octobre 2026.\n\nNous prévoyons à cette occasion une séance solennelle du conseil municipal, la signature de la « Charte de l’amitié » et des rencontres avec les maîtres céramistes. L’hébergement et les repas de cinq personnes sont à notre charge.\n\nNous serions heureux de recevoir votre réponse avant le 15 septembre.\n\nJe vous prie d’agréer, Monsieur le Maire, l’expression de ma haute considération.',
    zh: '尊敬的市长先生：\n\n我谨代表普里梅罗沃市政府并以我个人名义，诚挚邀请您率团出席将于2026年10月12日至16日举行的本市城市节庆祝活动。\n\n期间将举行市议会特别会议、《友好宪章》签署仪式以及与陶瓷工匠的交流。五人的食宿费用由我方承担。\n\n敬请于9月15日前赐复。\n\n此致\n敬礼',
    mk: 'Почитуван градоначалнику,\n\nВо име на Општина Примерово и во свое име имам задоволство да Ве поканам со делегација на празникот на нашиот град, што ќе се одржи од 12 до 16 октомври 2026 година.\n\nПредвидени се свечена седница на Советот, потпишување на „Повелба за пријателство“ и средби со мајсторите за керамика. Трошоците за ноќевање и храна на пет лица се на наш товар.\n\nЌе се радуваме на Вашиот одговор до 15 септември.\n\nСо почит,',
  }
  return {
    office,
    languages: ['bg', second],
    layout,
    number: '08-00-123',
    date: '2026-08-20',
    to: {
      bg: 'Жан-Батист Екзампл\nкмет на Екзампълвил',
      fr: 'M. Jean-Baptiste Exemple\nMaire d’Exempleville',
      zh: '示例市市长\n示例明先生',
      mk: 'Примерка Ѓорѓевска-Ќосева\nградоначалник на Општина Пример',
    },
    subject: { bg: 'Покана за празника на града', fr: 'Invitation à la fête de la ville', zh: '城市节邀请函', mk: 'Покана за празникот на градот' },
    body: bodies,
    signatory: {
      bg: 'Проба Служителова\nкмет на Община Примерово',
      fr: 'Proba Sluzhitelova\nMaire de Primerovo',
      zh: 'Proba Sluzhitelova\n普里梅罗沃市市长',
      mk: 'Проба Служителова\nградоначалник на Општина Примерово',
    },
    at,
  }
}
