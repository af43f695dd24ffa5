// Letters of a visit: their days and words in eight languages, and their way through the dossier.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { endTypesetting } from '#platform/documents/typesetting.ts'
import { readBack } from '#platform/documents/testing/reading-back.ts'
import { EMPTY_TEXT, localText } from '#platform/texts/local-text.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { openVisit } from '../visit.actions.ts'
import { composed, filled, LETTER_KINDS, LETTER_LANGUAGES, type LetterParts } from './letter.ts'
import { dayInLetter, type LetterLanguage, whenInLetter } from './letter-day.ts'
import { WORDINGS } from './letter-wording.ts'

const AT = new Date('2026-11-23T09:00:00Z')

describe('days in a letter', () => {
  test.each([
    [
      'bg',
      'на 10 март 2027 г.',
      'от 10 до 12 март 2027 г.',
      'от 30 април до 2 май 2027 г.',
      'от 30 декември 2026 г. до 2 януари 2027 г.',
      'през март 2027 г.',
      'през 2027 г.',
    ],
    [
      'en',
      'on 10 March 2027',
      'from 10 to 12 March 2027',
      'from 30 April to 2 May 2027',
      'from 30 December 2026 to 2 January 2027',
      'in March 2027',
      'in 2027',
    ],
    ['fr', 'le 10 mars 2027', 'du 10 au 12 mars 2027', 'du 30 avril au 2 mai 2027', 'du 30 décembre 2026 au 2 janvier 2027', 'en mars 2027', 'en 2027'],
    [
      'it',
      'il 10 marzo 2027',
      'dal 10 al 12 marzo 2027',
      'dal 30 aprile al 2 maggio 2027',
      'dal 30 dicembre 2026 al 2 gennaio 2027',
      'nel mese di marzo 2027',
      'nel 2027',
    ],
    [
      'mk',
      'на 10 март 2027 година',
      'од 10 до 12 март 2027 година',
      'од 30 април до 2 мај 2027 година',
      'од 30 декември 2026 година до 2 јануари 2027 година',
      'во март 2027 година',
      'во 2027 година',
    ],
    [
      'sr',
      '10. marta 2027. godine',
      'od 10. do 12. marta 2027. godine',
      'od 30. aprila do 2. maja 2027. godine',
      'od 30. decembra 2026. godine do 2. januara 2027. godine',
      'tokom marta 2027. godine',
      'tokom 2027. godine',
    ],
    ['zh', '于2027年3月10日', '于2027年3月10日至12日', '于2027年4月30日至5月2日', '于2026年12月30日至2027年1月2日', '于2027年3月', '于2027年'],
    [
      'de',
      'am 10. März 2027',
      'vom 10. bis 12. März 2027',
      'vom 30. April bis 2. Mai 2027',
      'vom 30. Dezember 2026 bis 2. Januar 2027',
      'im März 2027',
      'im Jahr 2027',
    ],
  ] as const)('%s', (language, ...words) =>
    expect(
      ['2027-03-10', '2027-03-10/2027-03-12', '2027-04-30/2027-05-02', '2026-12-30/2027-01-02', '2027-03', '2027'].map((date) => whenInLetter(language, date)),
    ).toEqual(words),
  )
  test('the first of a month in French and Italian, and the Italian days before a vowel', () =>
    expect([
      dayInLetter('fr', '2027-03-01'),
      whenInLetter('fr', '2027-03-01/2027-03-03'),
      dayInLetter('it', '2027-03-01'),
      whenInLetter('it', '2027-03-08'),
      whenInLetter('it', '2027-03-08/2027-03-11'),
    ]).toEqual(['1er mars 2027', 'du 1er au 3 mars 2027', '1º marzo 2027', 'l’8 marzo 2027', 'dall’8 all’11 marzo 2027']))
  test.each(['2027~', '2027-03/2027-05', null])('of %s a letter says nothing', (date) => expect(whenInLetter('bg', date)).toBe(''))
})

describe('filling', () => {
  test('a part goes when any of its words is not known', () => {
    expect(filled('А[ {x}][, {x} и {y}]!', { x: '1', y: '' })).toBe('А 1!')
    expect(filled('{a}\n\n[{b}\n\n]{c}', { a: 'А', b: '', c: 'В' })).toBe('А\n\nВ')
  })
  const PARTS: LetterParts = {
    home: localText('Община Троян', AT),
    partner: { name: localText('Примерово', AT), nativeName: 'Primèreville', nativeLanguage: 'fr' },
    to: null,
    date: '2027-03-10/2027-03-12',
    by: '2027-03-03',
    occasion: localText('Празник на града', AT),
    purpose: { source: 'bg', in: { ...localText('Да се запознаем', AT).in, ...localText('Faire connaissance', AT, 'fr').in } },
  }
  test('no letter in any language keeps a bracket or a brace, whatever is known', () => {
    const bare: LetterParts = { ...PARTS, date: null, by: null, occasion: EMPTY_TEXT, purpose: EMPTY_TEXT }
    for (const kind of LETTER_KINDS)
      for (const parts of [PARTS, bare]) {
        const { subject, body } = composed(kind, LETTER_LANGUAGES, parts)
        expect(Object.keys(body).sort()).toEqual([...LETTER_LANGUAGES].sort())
        expect(Object.values({ ...subject, ...body }).filter((text) => /[[\]{}]|undefined| ,| \.|\n{3}|  /.test(text))).toEqual([])
      }
  })
  test('says when, why and by when, each language in its own words; the occasion only in the one it was written in', () => {
    const { subject, body } = composed('invitation', ['bg', 'fr'], PARTS)
    expect(subject).toEqual({ bg: 'Покана за посещение в Троян', fr: 'Invitation à une visite à Troyan' })
    for (const words of [
      'от името на община Троян',
      'от 10 до 12 март 2027 г. по повод: Празник на града',
      'делегация на Примерово',
      'Да се запознаем',
      'до 3 март 2027 г.',
    ])
      expect([words, body['bg']!.includes(words)]).toEqual([words, true])
    for (const words of [
      'municipalité de Troyan',
      'du 10 au 12 mars 2027.',
      'une délégation de Primèreville',
      'Faire connaissance',
      'avant le 3 mars 2027',
      'agréer, Madame, Monsieur, l’expression',
    ])
      expect([words, body['fr']!.includes(words)]).toEqual([words, true])
    expect(body['fr']).not.toMatch(/[а-я]/)
  })
  test('begins as the person wishes, else as post and name suggest', () => {
    const to = {
      name: localText('Клер Дюпон', AT),
      nativeName: 'Claire Dupont',
      nativeLanguage: 'fr',
      title: null,
      post: 'mayor',
      salutation: EMPTY_TEXT,
    } as const
    const first = (parts: LetterParts, language: LetterLanguage) => composed('invitation', [language], parts).body[language]!.split('\n')[0]
    expect([first({ ...PARTS, to }, 'fr'), first({ ...PARTS, to }, 'en'), first({ ...PARTS, to }, 'zh'), first(PARTS, 'de')]).toEqual([
      'Monsieur le Maire,',
      'Dear Mayor Dupont,',
      '尊敬的先生/女士：',
      'Sehr geehrte Damen und Herren,',
    ])
    expect(first({ ...PARTS, to: { ...to, salutation: localText('Chère Claire,', AT, 'fr') } }, 'fr')).toBe('Chère Claire,')
  })
  test('no wording forgets what every letter must say', () => {
    const faults = LETTER_KINDS.flatMap((kind) =>
      LETTER_LANGUAGES.flatMap((language) =>
        ['{salutation}', '{home}', '{partner}', '{when}'].flatMap((word) =>
          `${WORDINGS[kind][language].subject}${WORDINGS[kind][language].body}`.includes(word) ? [] : [`${kind} ${language} ${word}`],
        ),
      ),
    )
    expect(faults).toEqual([])
  })
})

describe('in a dossier', () => {
  const TODAY = '2026-11-23'
  let office: TestOffice
  let officer: Visit
  let town: string
  let mayor: string
  let id: string
  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
    officer = office.as('officer')
    town = done(
      await createOrganisation(office.here, office.officer, {
        name: { bg: 'Примерово' },
        nativeName: 'Primèreville',
        nativeLanguage: 'fr',
        kind: 'municipality',
        country: 'FR',
      }),
    ).id
    mayor = done(await createPerson(office.here, office.officer, { name: { bg: 'Клер Дюпон' }, nativeName: 'Claire Dupont', nativeLanguage: 'fr' })).id
    done(await addPost(office.here, office.officer, mayor, { organisationId: town, roleClass: 'mayor' }))
  })
  beforeEach(async () => {
    id = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2027-03-10/2027-03-12', partners: [town] })).id
    done(await openVisit(office.here, office.officer, id))
  })
  afterAll(async () => {
    await endTypesetting()
    await office.close()
  })
  const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const undoIn = (html: string): string => /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)![1]!
  const rows = async () =>
    (
      await office.pool.query(
        'select id, version, kind, person_id, organisation_id, subject, body, signatory, sent_on::text, number from visit_letter where visit_id = $1 and deleted_at is null order by id',
        [id],
      )
    ).rows
  const compose = async (more: Record<string, string | readonly string[]> = {}) =>
    officer.post(addresses.visitLetters({ id }), { kind: 'invitation', organisation: town, person: mayor, languages: ['bg', 'fr'], ...more })

  test('is composed in two languages, edited, marked as sent: the invitation is there', async () => {
    const form = await (await officer.get(addresses.visitLetterNew({ id }))).text()
    expect([/value="bg" checked/.test(form), /value="fr" checked/.test(form), form.includes('Клер Дюпон, кмет')]).toEqual([true, true, true])
    const made = await compose()
    const edit = await officer.follow(made)
    expect(edit).not.toContain('г..')
    expect([edit.includes('Monsieur le Maire,'), edit.includes('avant le 3 mars 2027')]).toEqual([true, true])
    const [letter] = await rows()
    expect(letter).toMatchObject({ kind: 'invitation', person_id: mayor, organisation_id: town, sent_on: null })
    const at = { id, letter: letter.id }
    await officer.post(addresses.visitLetterEdit(at), {
      version: '1',
      'subject.bg': 'Покана',
      'body.bg': 'Елате!',
      'body.fr': 'Venez !',
      'signatory.bg': 'Проба Кметова',
      number: '94-00-1',
    })
    const shown = await (await officer.get(addresses.visitLetter(at))).text()
    expect([shown.includes('Venez !'), plain(shown).includes('№ 94-00-1'), plain(shown).includes('Клер Дюпон')]).toEqual([true, true, true])
    expect(plain(await (await officer.get(addresses.visit({ id }))).text())).toContain('Изпратена покана до')
    const sent = await officer.follow(await officer.post(addresses.visitLetterSending(at), { version: '2', sent: 'yes' }))
    expect((await rows())[0]).toMatchObject({ sent_on: TODAY })
    expect(plain(await (await officer.get(addresses.visit({ id }))).text())).not.toContain('Изпратена покана до')
    await officer.post(undoIn(sent))
    expect((await rows())[0]).toMatchObject({ sent_on: null })
    // Whoever signed the last one most likely signs the next.
    await compose()
    const next = (await rows()).at(-1)
    expect([next.signatory.in.bg.text, next.signatory.in.fr.text, next.body.in.bg.text.includes('Проба')]).toEqual(['Проба Кметова', 'Proba Kmetova', false])
  })

  const signed = async (at: { id: string; letter: string }): Promise<{ pages: string; mail: string; paper: string }> => ({
    pages: plain(await (await officer.get(addresses.visitLetter(at))).text()),
    mail: plain(await (await officer.get(addresses.visitLetterMail(at))).text()),
    paper: (await readBack(new Uint8Array(await (await officer.get(addresses.visitLetterPaper({ ...at, paper: 'after.pdf' }))).arrayBuffer()))).pages.join(' '),
  })
  const times = (text: string, words: string): number => text.split(words).length - 1

  test('is signed by one person, who stands in the field of their own, on the page, in the mail and on paper', async () => {
    await compose({ languages: ['en'] })
    const [letter] = await rows()
    const at = { id, letter: letter.id }
    const [subject, body] = [letter.subject.in.en.text, letter.body.in.en.text]
    expect(body.endsWith('Yours sincerely,')).toBe(true)
    await officer.post(addresses.visitLetterEdit(at), { version: '1', 'subject.en': subject, 'body.en': body, 'signatory.en': 'Donka Primerova\nmayor' })
    await officer.post(addresses.visitLetterEdit(at), { version: '2', 'subject.en': subject, 'body.en': body, 'signatory.en': 'Vera Uzorova\ndeputy mayor' })
    for (const [where, text] of Object.entries(await signed(at)))
      expect([where, times(text, 'Donka Primerova'), times(text, 'Vera Uzorova')]).toEqual([where, 0, 1])
  })

  test('written before who signs had a field of its own, is signed once and loses the old signature with the field', async () => {
    await compose({ languages: ['en'] })
    const [{ id: letter }] = await rows()
    const at = { id, letter }
    const old = { subject: localText('Invitation', AT, 'en'), body: localText('Dear all,\n\nCome!\n\nDonka Primerova\nmayor', AT, 'en') }
    await office.pool.query('update visit_letter set body = $1, signatory = $2 where id = $3', [
      old.body,
      localText('Donka Primerova\nmayor', AT, 'en'),
      letter,
    ])
    for (const [where, text] of Object.entries(await signed(at))) expect([where, times(text, 'Donka Primerova')]).toEqual([where, 1])
    const form = await (await officer.get(addresses.visitLetterEdit(at))).text()
    expect([/<textarea[^>]*name="body.en"[^>]*>([^<]*)</.exec(form)![1]!.trim(), form.includes('Donka Primerova')]).toEqual(['Dear all,\n\nCome!', true])
  })

  test('the next one calls whoever signed the last as the register and earlier letters call them in its language', async () => {
    const home = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Община Узорево' }, kind: 'municipality', country: 'BG' })).id
    const vera = done(await createPerson(office.here, office.officer, { name: { bg: 'Вера Узорова', en: 'Vera Uzorova' } })).id
    done(await addPost(office.here, office.officer, vera, { organisationId: home, roleClass: 'deputy_mayor' }))
    const signs = async (languages: readonly string[]) => {
      await compose({ languages })
      return Object.fromEntries(Object.entries((await rows()).at(-1).signatory.in as Record<string, { text: string }>).map(([key, { text }]) => [key, text]))
    }
    const write = async (signatory: Record<string, string>) => {
      office.here.clock.set(new Date(office.here.clock.now().getTime() + 60_000).toISOString())
      await compose({ languages: ['en'] })
      const last = (await rows()).at(-1)
      const words = { 'subject.en': 'Invitation', 'body.en': 'Come!', ...signatory }
      expect((await officer.post(addresses.visitLetterEdit({ id, letter: last.id }), { version: '1', ...words })).status).toBe(303)
    }
    await write({ 'signatory.en': 'Vera Uzorova\ndeputy mayor' })
    expect(await signs(['bg', 'mk', 'en'])).toEqual({
      bg: 'Вера Узорова\nзаместник-кмет',
      mk: 'Вера Узорова\nзаменик-градоначалник',
      en: 'Vera Uzorova\ndeputy mayor',
    })
    // Somebody the register does not know: as an earlier letter of theirs has it.
    await write({ 'signatory.bg': 'Проба Незнайна\nсекретар на общината', 'signatory.en': 'Proba Neznayna\nmunicipal secretary' })
    await write({ 'signatory.en': 'Proba Neznayna\nsecretary' })
    expect(await signs(['bg', 'en'])).toEqual({ bg: 'Проба Незнайна\nсекретар на общината', en: 'Proba Neznayna\nsecretary' })
  })

  test('to a stranger, without a language, to somebody without a post there, with a day to come is refused and kept', async () => {
    const stranger = done(await createPerson(office.here, office.officer, { name: { bg: 'Чужд Човек' } })).id
    expect((await compose({ organisation: id })).status).toBe(422)
    expect((await compose({ person: stranger })).status).toBe(422)
    const none = await compose({ languages: [] })
    expect([none.status, (await none.text()).includes('Изберете поне един език')]).toEqual([422, true])
    expect(await rows()).toEqual([])
    await compose()
    const [letter] = await rows()
    const at = { id, letter: letter.id }
    const early = await officer.post(addresses.visitLetterEdit(at), {
      version: '1',
      'subject.bg': 'Покана',
      'body.bg': 'Моят дълъг текст',
      'sentOn.day': '1',
      'sentOn.month': '1',
      'sentOn.year': '2030',
    })
    const text = await early.text()
    expect([early.status, text.includes('Този ден още не е настъпил'), text.includes('Моят дълъг текст')]).toEqual([422, true, true])
    const empty = await officer.post(addresses.visitLetterEdit(at), { version: '1', 'subject.bg': '', 'body.bg': '', 'body.fr': '', 'subject.fr': '' })
    expect(empty.status).toBe(422)
    await officer.post(addresses.visitLetterEdit(at), { version: '1', 'subject.bg': 'Покана', 'body.bg': 'Първият' })
    const late = await officer.post(addresses.visitLetterEdit(at), { version: '1', 'subject.bg': 'Покана', 'body.bg': 'Вторият' })
    const said = await late.text()
    expect([late.status, said.includes('Първият'), said.includes('Вторият')]).toEqual([409, true, true])
  })

  test('holds whom it is addressed to; removed, it goes with the person', async () => {
    const secret = done(await createPerson(office.here, office.officer, { name: { bg: 'Тайна Адресатова' } })).id
    done(await addPost(office.here, office.officer, secret, { organisationId: town, roleClass: 'official' }))
    await compose({ person: secret })
    const [letter] = await rows()
    const held = await officer.post(addresses.personErasure({ id: secret }), { version: '1', what: 'whole', word: 'изтрий' })
    expect([held.status, (await held.text()).includes('писмо от досието')]).toEqual([422, true])
    await officer.post(addresses.visitLetterRemoval({ id, letter: letter.id }), { version: '1' })
    await officer.post(addresses.personErasure({ id: secret }), { version: '1', what: 'whole', word: 'изтрий' })
    const { rows: left } = await office.pool.query(
      `select (select count(*) from activity where before::text like '%Адресатова%' or after::text like '%Адресатова%' or label like '%Адресатова%')::int as told,
        (select count(*) from visit_letter where body::text like '%Адресатова%')::int as kept`,
    )
    expect(left).toEqual([{ told: 0, kept: 0 }])
  })

  test('is nobody’s elsewhere, and no reader’s to change', async () => {
    await compose()
    const [letter] = await rows()
    const at = { id, letter: letter.id }
    const other = await office.openAnother('Община Узорево')
    expect([
      (await other.visit.get(addresses.visitLetter(at))).status,
      (await other.visit.post(addresses.visitLetterSending(at), { version: '1', sent: 'yes' })).status,
    ]).toEqual([404, 404])
    const reader = office.as('reader')
    expect([(await reader.get(addresses.visitLetter(at))).status, (await reader.post(addresses.visitLetterEdit(at), {})).status]).toEqual([200, 403])
    expect((await officer.get(addresses.visitLetter({ id, letter: id }))).status).toBe(404)
  })
})
