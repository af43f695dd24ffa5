// Minutes on paper, read back by other programs: every word in every language, signature lines for both sides, the wrong address refused.
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { tongueOf } from '#features/visits/papers/tongue.ts'
import { printed, readBack } from '#platform/documents/testing/reading-back.ts'
import { endTypesetting, typeset } from '#platform/documents/typesetting.ts'
import { PAPER_LANGUAGES } from '#platform/texts/paper-languages.ts'
import { done, openOffice, type TestOffice, TROYAN } from '../../../../tests/support/open-office.ts'
import { addDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { confirmVisit, holdVisit } from '#features/visits/step.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { addItem, changeItem } from '../agenda/item.actions.ts'
import { sayWhoSigns } from '../meeting.actions.ts'
import { saveMinutes } from '../minutes/minutes.actions.ts'
import { fingerprint } from '../minutes/minutes.ts'
import { recordDecision, recordPromise } from '../outcomes/outcome.actions.ts'
import { SAMPLE_OFFICE } from '#features/visits/papers/samples.ts'
import { MINUTES_LABELS } from './labels.ts'
import { type MinutesInput, minutesPaper, minutesSheet, whenOnPaper } from './minutes-paper.ts'
import { minutesToPrint } from './paper.queries.ts'
import { minutesWord } from './minutes-word.ts'

afterAll(endTypesetting)

const input = (language: string, more: Partial<MinutesInput> = {}): MinutesInput => ({
  language,
  office: SAMPLE_OFFICE,
  title: { bg: 'Среща с Узорево', fr: 'Rencontre avec Ouzorévo', zh: '与乌佐列沃的会晤', mk: 'Средба со Узорево' },
  date: '2026-11-20',
  place: { bg: 'Примерово' },
  partners: [{ name: { bg: 'Узорево', fr: 'Ouzorévo' }, nativeName: 'Узорево', nativeLanguage: 'mk' }],
  present: [{ name: { bg: 'Проба Примерова' }, nativeName: '', nativeLanguage: '', side: null, role: { bg: 'кмет' }, organisation: {}, interprets: false }],
  items: [
    { title: { bg: 'Керамика', fr: 'Céramique', mk: 'Керамика и ѓердан' }, state: 'discussed', minutes: { bg: 'Говори @[Проба Примерова].\nВтори ред' } },
    { title: { bg: 'Спорт' }, state: 'left_over', minutes: {} },
  ],
  general: { bg: 'Времето беше хубаво' },
  promises: [
    {
      number: 1,
      owedBy: 'us',
      text: { bg: 'Да изпратим глина', fr: 'Envoyer de l’argile' },
      due: '2026-12-31',
      person: { name: { bg: 'Проба Примерова' }, nativeName: '', nativeLanguage: '' },
    },
  ],
  decisions: [{ number: 1, text: { bg: 'Среща всяка година' } }],
  withoutOutcome: '',
  signsForUs: 'Проба Примерова, кмет',
  signsForThem: '',
  ownLanguage: 'bg',
  at: new Date('2026-11-23T09:00:00Z'),
  ...more,
})
const squeezed = (text: string): string => text.replace(/\s/g, '')

test.each(PAPER_LANGUAGES)('in %s: labels of the language, texts in it where somebody wrote them, a line for each side', async (language) => {
  const paper = minutesPaper(input(language))
  const set = printed(await typeset(paper))
  const { pages, language: told } = await readBack(set.pdf)
  const labels = MINUTES_LABELS[language]
  const all = squeezed(pages.join(' '))
  const words = [
    labels.minutes,
    labels.date,
    labels.present,
    labels.agenda,
    labels.states.discussed,
    labels.states.left_over,
    labels.general,
    labels.promises,
    labels.decisions,
    labels.signFor,
  ]
  expect(words.filter((one) => !all.includes(squeezed(one)))).toEqual([])
  const own = { fr: 'Envoyer de l’argile', mk: 'Керамика и ѓердан', zh: '与乌佐列沃的会晤' }[language as string] ?? 'Да изпратим глина'
  expect([all.includes(squeezed(own)), all.includes('Вториред'), all.includes('@['), pages.length, set.accessible, told.startsWith(language)]).toEqual([
    true,
    true,
    false,
    1,
    true,
    true,
  ])
  const word = await mammoth.extractRawText({ buffer: Buffer.from(await minutesWord(input(language))) })
  expect([...words, own].filter((one) => !squeezed(word.value).includes(squeezed(one)))).toEqual([])
})

test('a post is told in the language of the paper where the register knows it, and marked as ours where not', () => {
  const mayor = {
    name: { bg: 'Проба Примерова' },
    nativeName: '',
    nativeLanguage: '',
    side: null,
    role: { bg: 'кмет', fr: 'maire', zh: '市长' },
    organisation: {},
    interprets: false,
  }
  const present = (language: string) =>
    minutesSheet(input(language, { present: [mayor] }))
      .facts.flatMap(({ values }) => values)
      .find((line) => line.length === 3)
  expect(['fr', 'zh', 'it'].map(present)).toEqual([
    [
      { text: 'Proba Primerova', language: 'en' },
      { text: ', ', language: 'fr' },
      { text: 'maire', language: 'fr' },
    ],
    [
      { text: 'Proba Primerova', language: 'en' },
      { text: '，', language: 'zh' },
      { text: '市长', language: 'zh' },
    ],
    [
      { text: 'Proba Primerova', language: 'en' },
      { text: ', ', language: 'it' },
      { text: 'кмет', language: 'bg' },
    ],
  ])
})

test('sides and whoever signs are named as each language does', () => {
  const signed = (language: string) => {
    const { signs, promises } = minutesSheet(input(language, { signsForUs: 'Проба Служителова' }))
    return [signs[0]!.side.map(({ text }) => text).join(''), signs[0]!.who?.text, promises!.rows[0]!.side.text]
  }
  expect(['bg', 'fr', 'zh', 'mk'].map(signed)).toEqual([
    ['За Община Примерово', 'Проба Служителова', 'нашата страна: '],
    ['Pour\u00a0: Commune de Primerovo', 'Proba Sluzhitelova', 'notre partie\u00a0: '],
    ['代表：普里梅罗沃市政府', 'Proba Sluzhitelova', '我方：'],
    ['За Општина Примерово', 'Проба Служителова', 'нашата страна: '],
  ])
})

test('dates of any precision have a form in every language', () => {
  const when = (date: string, language: string) => whenOnPaper(date, tongueOf(language)).text
  expect([
    when('2026-11-20', 'bg'),
    when('2026-11-20/2026-11-22', 'fr'),
    when('2024-09/2024-10', 'bg'),
    when('2024-09/2024-10', 'it'),
    when('2003~', 'de'),
    when('2024-10', 'zh'),
  ]).toEqual(['20 ноември 2026 г.', '20–22 novembre 2026', 'между септември и октомври 2024 г.', 'settembre 2024 – ottobre 2024', 'etwa 2003', '2024年10月'])
})

test('without an outcome the reason stands there; with one it does not', () => {
  const reason = { withoutOutcome: 'Само запознаване' }
  expect([minutesSheet(input('bg', { ...reason, promises: [], decisions: [] })).without?.text.text, minutesSheet(input('bg', reason)).without]).toEqual([
    'Само запознаване',
    null,
  ])
})

describe('through HTTP', () => {
  let office: TestOffice
  let id = ''
  beforeAll(async () => {
    office = await openOffice({ today: '2026-11-23' })
    const { here, officer } = office
    const town = done(
      await createOrganisation(here, officer, { name: { bg: 'Узорево' }, nativeName: 'Узорево', nativeLanguage: 'mk', kind: 'municipality', country: 'MK' }),
    ).id
    const person = done(await createPerson(here, officer, { name: { bg: 'Проба Примерова' } })).id
    id = done(
      await createEvent(here, officer, {
        kind: 'meeting',
        direction: 'none',
        date: '2026-11-20',
        title: { bg: 'Среща с Узорево' },
        partners: [town],
        participants: [{ personId: person, asRole: 'кмет' }],
      }),
    ).id
    const item = done(await addItem(here, officer, id, { title: { bg: 'Керамика' } })).id
    done(await recordPromise(here, officer, id, { itemId: item, owedBy: 'them', text: { bg: 'Да върнат визитата' }, due: '2027', personId: person }))
    done(await recordDecision(here, officer, id, { itemId: null, text: { bg: 'Среща всяка година' } }))
    done(await sayWhoSigns(here, officer, id, 0, { signsForUs: 'Проба Примерова, кмет', signsForThem: '' }))
    done(
      await saveMinutes(here, officer, id, {
        general: { minutes: { bg: 'Общо казано' }, was: fingerprint({}) },
        items: [{ id: item, minutes: { bg: 'За глината' }, state: 'discussed', was: fingerprint({}, 'to_discuss') }],
        confirmed: [],
        mentions: [],
      }),
    )
  })
  afterAll(() => office.close())

  test('the page offers the office’s and the partner’s languages; a reader may print, a stranger finds nothing', async () => {
    const page = await (await office.as('reader').get(addresses.meeting({ id }))).text()
    const paper = (language: string, format: string) => addresses.meetingPaper({ id, language, format })
    expect(['bg', 'en', 'mk'].map((language) => page.includes(paper(language, 'pdf')))).toEqual([true, true, true])
    const pdf = await office.as('reader').get(paper('mk', 'pdf'))
    const { pages } = await readBack(new Uint8Array(await pdf.arrayBuffer()))
    const words = [
      'Записник',
      'Узорево',
      'Керамика',
      'разгледано',
      'За глината',
      'Општи белешки',
      'Да върнат визитата',
      'нивната страна',
      'Среща всяка година',
      'Проба Примерова, кмет',
    ]
    expect([pdf.status, pdf.headers.get('content-type'), words.filter((one) => !squeezed(pages.join('')).includes(squeezed(one)))]).toEqual([
      200,
      'application/pdf',
      [],
    ])
    const docx = await office.as('officer').get(paper('bg', 'docx'))
    const word = await mammoth.extractRawText({ buffer: Buffer.from(await docx.arrayBuffer()) })
    expect([docx.headers.get('content-disposition')?.includes('.docx'), word.value.includes('Да върнат визитата')]).toEqual([true, true])
    const { visit } = await office.openAnother('Община Чужда')
    const statuses = [
      await visit.get(paper('bg', 'pdf')),
      await office.as('officer').get(paper('bg', 'txt')),
      await office.as('officer').get(paper('xyz', 'pdf')),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await office.as('nobody').get(paper('bg', 'pdf'))).status).toBe(303)
  })

  test('of a visit that was held, everybody of the delegations who came, each side by itself and each once; before it begins nobody', async () => {
    const { here, officer } = office
    const town = done(await createOrganisation(here, officer, { name: { bg: 'Шанхай Пробен', zh: '样本市' }, kind: 'municipality', country: 'CN' })).id
    const known = done(await createPerson(here, officer, { name: { bg: 'Чън Йен', zh: '陈燕' } })).id
    const [twin, ours] = [
      done(await createPerson(here, officer, { name: { bg: 'Мария Двойна' } })).id,
      done(await createPerson(here, officer, { name: { bg: 'Донка Наша' } })).id,
    ]
    const visit = done(
      await createEvent(here, officer, {
        kind: 'visit',
        direction: 'incoming',
        date: '2026-11-24/2026-11-25',
        title: { bg: 'Гости от Шанхай Пробен' },
        partners: [town],
        participants: [
          { personId: known, asRole: 'секретар' },
          { personId: twin, asRole: null },
          { personId: ours, asRole: 'гост на събитието' },
        ],
      }),
    ).id
    done(await openVisit(here, officer, visit))
    const members = done(
      await addDelegates(here, officer, visit, [
        { side: 'guests', personId: known, organisationId: town },
        { side: 'guests', name: { bg: 'Уан Само Име' }, role: { bg: 'кмет', zh: '市长' }, title: 'г-н', isHead: true },
        { side: 'guests', name: { bg: 'Не Дошъл' } },
        { side: 'guests', name: { bg: 'Ли Преводачев' }, role: { bg: 'преводач' }, isInterpreter: true },
        { side: 'hosts', name: { bg: 'Мария Двойна' }, role: { bg: 'заместник-кмет' } },
        { side: 'hosts', name: { bg: 'Иван Домакинов' }, isInterpreter: true },
      ]),
    ).ids
    const facts = async (language: string): Promise<string[]> => {
      const { input: read } = (await here.db.inOffice(office.officeId, (tx) => minutesToPrint(tx, office.files, visit, language, here.clock)))!
      return minutesSheet(read)
        .facts.slice(language === 'bg' ? 2 : 3)
        .map(({ name, values }) => `${name.text}: ${values.map((parts) => parts.map(({ text }) => text).join('')).join(' | ')}`)
    }
    expect(await facts('bg')).toEqual(['Присъствали: Чън Йен, секретар | Мария Двойна | Донка Наша, гост на събитието'])
    const version = (await office.pool.query<{ version: number }>('select version from visit where id = $1', [visit])).rows[0]!.version
    done(await confirmVisit(here, officer, visit, version, '2026-11-20'))
    await office.pool.query(`update event set first_day = '2026-11-22', last_day = '2026-11-23', date = '2026-11-22/2026-11-23' where id = $1`, [visit])
    done(await holdVisit(here, officer, visit, version + 1, { heldOn: '2026-11-23', came: members.filter((_, index) => index !== 2) }))
    expect(await facts('bg')).toEqual([
      'Присъствали домакини: Мария Двойна, заместник-кмет | Иван Домакинов, преводач',
      'Присъствали гости: г-н Уан Само Име, кмет | Чън Йен, секретар, Шанхай Пробен | Ли Преводачев, преводач',
      'Други присъствали: Донка Наша, гост на събитието',
    ])
  })

  test('of a visit without a title in the language are called in plain words, and their place can be read', async () => {
    const { here, officer } = office
    const about = { kind: 'visit', direction: 'incoming', date: '2026-11-20', title: { bg: 'Гости на града' }, partners: [], placeId: TROYAN } as const
    const visit = done(await createEvent(here, officer, about)).id
    done(await openVisit(here, officer, visit))
    const sheet = async (language: string) => {
      const { input: read } = (await here.db.inOffice(office.officeId, (tx) => minutesToPrint(tx, office.files, visit, language, here.clock)))!
      const { name, facts } = minutesSheet(read)
      return [name.text, facts[1]!.values[0]![0]!.text]
    }
    expect([await sheet('bg'), await sheet('fr'), await sheet('mk')]).toEqual([
      ['Гости на града', 'Троян'],
      ['Visite à Troyan', 'Troyan'],
      ['Посета на Троян', 'Троян'],
    ])
    expect(minutesSheet(input('it', { place: { bg: 'Читалище „Проба“' } })).facts[1]!.values).toEqual([[{ text: 'Chitalishte „Proba“', language: 'en' }]])
  })

  test('are written in the partner’s and the visit’s languages too; what is missing in one, or was changed since, is said before printing', async () => {
    const { here, officer } = office
    const knock = office.as('officer')
    const town = done(await createOrganisation(here, officer, { name: { bg: 'Шанхай Пробен' }, kind: 'municipality', country: 'CN' })).id
    const visit = done(
      await createEvent(here, officer, { kind: 'visit', direction: 'incoming', date: '2026-11-24', title: { bg: 'Гости' }, partners: [town] }),
    ).id
    const item = done(await addItem(here, officer, visit, { title: { bg: 'Керамика' } })).id
    const boxes = async (path: string) =>
      [...(await (await knock.get(path)).text()).matchAll(/ name="((?:title|general|items\.0\.minutes)\.[a-z]{2})"/g)].map(([, name]) => name)
    expect(await boxes(addresses.eventEdit({ id: visit }))).toEqual(['title.bg', 'title.en', 'title.zh'])
    done(await openVisit(here, officer, visit))
    await office.pool.query(`update visit set languages = '{bg,de}' where id = $1`, [visit])
    expect(await boxes(addresses.eventEdit({ id: visit }))).toEqual(['title.bg', 'title.en', 'title.de', 'title.zh'])
    expect(await boxes(addresses.meetingItemEdit({ id: visit, item }))).toEqual(['title.bg', 'title.en', 'title.de', 'title.zh'])
    const written = ['bg', 'en', 'de', 'zh'].flatMap((language) => [`items.0.minutes.${language}`])
    expect(await boxes(addresses.meetingMinutes({ id: visit }))).toEqual([...written, 'general.bg', 'general.en', 'general.de', 'general.zh'])
    const said = async (language: string): Promise<string> => {
      const page = await (await knock.get(addresses.meeting({ id: visit }))).text()
      const row = page.split('<li>').find((one) => one.includes(addresses.meetingPaper({ id: visit, language, format: 'docx' })))!
      return row
        .replace(/<\/li>.*/s, '')
        .replace(/<[^>]+>/g, '')
        .trim()
    }
    const save = (minutes: Record<string, string>, was: Record<string, string>) =>
      saveMinutes(here, officer, visit, {
        general: { minutes: {}, was: fingerprint({}) },
        items: [{ id: item, minutes, state: 'discussed', was: fingerprint(was, Object.keys(was).length === 0 ? 'to_discuss' : 'discussed') }],
        confirmed: [],
        mentions: [],
      })
    done(await save({ bg: 'За глината', zh: '关于陶土' }, {}))
    done(await recordDecision(here, officer, visit, { itemId: null, text: { bg: 'Среща всяка година' } }))
    expect([await said('bg'), await said('zh')]).toEqual([
      'български: PDF · Word',
      'китайски: PDF · Word За превеждане: заглавието, точка 1, 1 решение. Непреведеното излиза на езика, на който е написано.',
    ])
    done(await changeItem(here, officer, visit, item, 2, { title: { bg: 'Керамика', zh: '陶瓷' } }))
    expect(await said('zh')).toContain('превеждане: заглавието, 1 решение.')
    here.clock.set('2026-11-23T12:00Z')
    done(await save({ bg: 'За глината и пещта', zh: '关于陶土' }, { bg: 'За глината', zh: '关于陶土' }))
    expect(await said('zh')).toContain('превеждане: заглавието, точка 1, 1 решение.')
  })

  test('who signs is kept with its history; a stale word is not lost', async () => {
    const officer = office.as('officer')
    const version = (await office.pool.query<{ version: number }>('select version from meeting where id = $1', [id])).rows[0]!.version
    const form = { version: String(version), signsForUs: 'Друга Проба', signsForThem: 'Някой Узоров' }
    expect((await officer.post(addresses.meetingSigners({ id }), form)).status).toBe(303)
    const stale = await officer.post(addresses.meetingSigners({ id }), { ...form, signsForUs: 'Трета Проба' })
    const shown = await stale.text()
    expect([stale.status, shown.includes('value="Трета Проба"'), shown.includes('Друга Проба')]).toEqual([409, true, true])
    expect((await office.as('reader').post(addresses.meetingSigners({ id }), form)).status).toBe(403)
  })
})
