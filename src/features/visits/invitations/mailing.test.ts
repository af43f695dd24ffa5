// Letters in two languages that say the same in both, and their way out by e-mail: once, with the PDF, recorded with day and address.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeEvent, createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { erasePersonalData } from '#features/organisations/people/keeping.actions.ts'
import { sweepPost } from '#features/post/post.actions.ts'
import { noteMailEnds } from './mail-end.jobs.ts'
import { endTypesetting } from '#platform/documents/typesetting.ts'
import { readBack } from '#platform/documents/testing/reading-back.ts'
import { bytesOf } from '#platform/files/files.ts'
import { EMPTY_TEXT, localText } from '#platform/texts/local-text.ts'
import { done, openOffice, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { keepingParts } from '../../../contributions.tsx'
import { changeVisit, openVisit } from '../visit.actions.ts'
import { gapsOf, oldDaysOf } from './gaps.ts'
import { mailWords } from './mailing.ts'
import { signatoryIn } from './signatory.ts'

const AT = new Date('2026-11-23T09:00:00Z')
const both = (bg: string, zh: string) => ({ source: 'bg', in: { ...localText(bg, AT).in, ...localText(zh, AT, 'zh').in } })

describe('who signs, in the language of the letter', () => {
  const signatory = localText('Проба Кметова\nкмет на община Примерово', AT)
  test.each([
    ['bg', 'Проба Кметова\nкмет на община Примерово'],
    ['zh', 'Proba Kmetova\n市长'],
    ['fr', 'Proba Kmetova\nmaire'],
    ['mk', 'Проба Кметова\nградоначалник'],
    ['en', 'Proba Kmetova\nmayor'],
  ])('%s', (language, text) => expect(signatoryIn(language, signatory)).toBe(text))
  test('as somebody wrote it in it; a line that is no post is put into their letters; nobody is nobody', () =>
    expect([
      signatoryIn('zh', both('Проба Кметова', '普罗巴')),
      signatoryIn('fr', localText('Проба Кметова\nот името на всички', AT)),
      signatoryIn('fr', EMPTY_TEXT),
    ]).toEqual(['普罗巴', 'Proba Kmetova\not imeto na vsichki', '']))
})

describe('what is missing in the second language', () => {
  const letter = {
    subject: both('Покана', '邀请'),
    body: both('Каним ви на празника. Цел: да се запознаем.', '我们邀请您。'),
    signatory: EMPTY_TEXT,
    occasion: EMPTY_TEXT,
  }
  test.each([
    ['nothing', letter, EMPTY_TEXT, []],
    ['an occasion nobody translated', { ...letter, occasion: localText('празника', AT) }, EMPTY_TEXT, ['zh occasion unwritten']],
    ['one that is translated and left out', { ...letter, occasion: both('празника', '节日') }, EMPTY_TEXT, ['zh occasion left-out']],
    ['one that stands in neither', { ...letter, occasion: localText('юбилея', AT) }, EMPTY_TEXT, []],
    ['a purpose', letter, localText('да се запознаем', AT), ['zh purpose unwritten']],
    [
      'a subject, and a post in the signature that the paper can only spell',
      { ...letter, subject: localText('Покана', AT), signatory: localText('Проба\nот името на всички', AT) },
      EMPTY_TEXT,
      ['zh subject unwritten', 'zh signatory unwritten'],
    ],
    ['a signature the paper has in both', { ...letter, signatory: localText('Проба Кметова\nкмет', AT) }, EMPTY_TEXT, []],
    ['what only the second has', { ...letter, occasion: both('юбилея', '邀请') }, EMPTY_TEXT, ['bg occasion left-out']],
  ] as const)('%s', (_, one, purpose, gaps) => expect(gapsOf(one, purpose).map(({ language, part, why }) => `${language} ${part} ${why}`)).toEqual(gaps))
})

describe('days the visit has no more', () => {
  const body = (bg: string, zh: string) => ({ body: both(bg, zh) })
  test.each([
    [
      'moved',
      body('Каним ви от 8 до 10 декември 2026 г., заповядайте.', '邀请您于2026年12月8日至10日访问'),
      ['bg от 8 до 10 декември 2026 г.', 'zh 于2026年12月8日至10日'],
    ],
    ['composed again in one', body('Каним ви от 24 до 25 ноември 2026 г.', '邀请您于2026年12月8日至10日访问'), ['zh 于2026年12月8日至10日']],
    ['that said a month only', body('Каним ви през декември 2026 г.', '邀请您'), ['bg през декември 2026 г.']],
    ['with other days in it', body('Отговорете до 8 декември 2026 г., виждахме се на 10 декември 2025 г.', '邀请您'), []],
    ['that tells of the move itself', body('Вместо от 8 до 10 декември 2026 г. елате от 24 до 25 ноември 2026 г.', '邀请您'), []],
  ] as const)('%s', (_, letter, said) =>
    expect(oldDaysOf(letter, '2026-11-24/2026-11-25', ['2026-12-08/2026-12-10', '2026-12']).map((one) => `${one.language} ${one.said}`)).toEqual(said),
  )
  test('one day of another month does not stand in a later one', () =>
    expect([
      oldDaysOf({ body: localText('18. decembra 2026. godine', AT, 'sr') }, null, ['2026-12-08']),
      oldDaysOf({ body: localText('gost 8. decembra 2026. godine', AT, 'sr') }, null, ['2026-12-08']),
    ]).toEqual([[], [{ language: 'sr', said: '8. decembra 2026. godine' }]]))
})

test('the mail speaks the language of its reader first', () =>
  expect(mailWords({ subject: both('Покана', '邀请'), body: both('Каним ви.', '我们邀请您。'), signed: { bg: 'Проба', zh: '' } }, 'bg')).toEqual({
    subject: '邀请 / Покана',
    text: '我们邀请您。\n\n* * *\n\nКаним ви.\n\nПроба',
  }))

describe('in a dossier', () => {
  let office: TestOffice
  let officer: Visit
  let town: string
  let mayor: string
  let id: string
  beforeAll(async () => {
    office = await openOffice({ today: '2026-11-23' })
    officer = office.as('officer')
    const named = { name: { bg: 'Примерово' }, nativeName: 'Primèreville', nativeLanguage: 'fr' } as const
    town = done(await createOrganisation(office.here, office.officer, { ...named, kind: 'municipality', country: 'FR' })).id
    mayor = done(
      await createPerson(office.here, office.officer, { name: { bg: 'Клер Дюпон' }, nativeName: 'Claire Dupont', email: 'claire@primereville.test' }),
    ).id
    done(await addPost(office.here, office.officer, mayor, { organisationId: town, roleClass: 'mayor' }))
  })
  beforeEach(async () => {
    const about = { kind: 'visit', direction: 'incoming', date: '2027-03-10/2027-03-12', occasion: 'Празник на града', partners: [town] } as const
    id = done(await createEvent(office.here, office.officer, about)).id
    done(await openVisit(office.here, office.officer, id))
    done(await changeVisit(office.here, office.officer, id, 1, { languages: ['bg', 'fr'], ourPurpose: { bg: 'Да подготвим обмен на ученици' } }))
    await office.pool.query('delete from mail_outbox')
  })
  afterAll(async () => {
    await endTypesetting()
    await office.close()
  })
  const letterOf = async () =>
    (await office.pool.query('select id, version, sent_on::text, mailed_to, mail_id from visit_letter where visit_id = $1', [id])).rows[0]
  const compose = async (): Promise<{ id: string; letter: string }> => {
    await officer.post(addresses.visitLetters({ id }), { kind: 'invitation', organisation: town, person: mayor, languages: ['bg', 'fr'] })
    return { id, letter: (await letterOf()).id }
  }
  const read = async (path: string): Promise<string> => (await (await officer.get(path)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

  test('the page says what the second language lacks, leads to where it is written, and composes that language again', async () => {
    const at = await compose()
    const before = await (await officer.get(addresses.visitLetter(at))).text()
    expect([before.includes('На френски липсва: поводът.'), before.includes('На френски липсва: целта на посещението.')]).toEqual([true, true])
    expect([before.includes(`${addresses.visitLetterEdit(at)}#f-occasion-fr`), before.includes(`${addresses.visitEdit({ id })}#f-ourPurpose-fr`)]).toEqual([
      true,
      true,
    ])
    expect(await read(addresses.visitPapers({ id }))).toContain('Писмото не казва едно и също на всичките си езици.')
    expect(await read(addresses.visitLetterMail(at))).toContain('На френски липсва: поводът.')
    // The paragraph that only our text has stands alone: what follows is beside its translation.
    const pdf = await readBack(new Uint8Array(await (await officer.get(addresses.visitLetterPaper({ ...at, paper: 'beside.pdf' }))).arrayBuffer()))
    expect(pdf.pages[0]).toMatch(/Цел на посещението: Да подготвим[^]*За да подготвим[^]*Afin de bien préparer/)
    await officer.post(addresses.visitLetterEdit(at), { version: '1', 'subject.bg': 'Покана', 'body.bg': 'x', 'occasion.fr': 'Fête de la ville' })
    done(await changeVisit(office.here, office.officer, id, 2, { ourPurpose: { fr: 'Préparer un échange d’élèves' } }))
    // What was typed over the Bulgarian text no longer says the occasion: both texts are composed again.
    for (const language of ['bg', 'fr']) await officer.post(addresses.visitLetterAnew(at), { version: String((await letterOf()).version), language })
    const after = await read(addresses.visitLetter(at))
    expect([
      after.includes('à l’occasion de : Fête de la ville'),
      after.includes('Objet de la visite : Préparer un échange'),
      after.includes('липсва'),
    ]).toEqual([true, true, false])
    expect((await officer.post(addresses.visitLetterAnew(at), { version: '9', language: 'zh' })).status).toBe(404)
  })

  test('a visit that was moved marks the letter, also one that was sent; composed again it says the days of now', async () => {
    const at = await compose()
    const old = 'Посещението вече е от 24 до 25 март 2027 г., а на български в писмото стои „от 10 до 12 март 2027 г.“.'
    expect(await read(addresses.visitLetter(at))).not.toContain('в писмото стои')
    const about = { kind: 'visit', direction: 'incoming', date: '2027-03-24/2027-03-25', occasion: 'Празник на града', partners: [town] } as const
    done(await changeEvent(office.here, office.officer, id, 1, about))
    const [page, mail] = [await read(addresses.visitLetter(at)), await read(addresses.visitLetterMail(at))]
    expect([page.includes(old), page.includes('Състави отново на български'), mail.includes(`${old} Съставете го отново`)]).toEqual([true, true, true])
    await officer.post(addresses.visitLetterAnew(at), { version: '1', language: 'bg' })
    const half = await read(addresses.visitLetter(at))
    expect([half.includes('на български в писмото'), half.includes('на френски в писмото стои „du 10 au 12 mars 2027“')]).toEqual([false, true])
    await officer.post(addresses.visitLetterSending(at), { version: '2', sent: 'yes' })
    const sent = await read(addresses.visitLetter(at))
    expect(
      ['Преди да тръгне', 'липсва', 'Състави отново', 'Изпратеното писмо казва друго: Посещението вече е', 'Ново писмо'].map((words) => sent.includes(words)),
    ).toEqual([false, false, false, true, true])
  })

  test('a change of the original marks the translation on the letter, before sending and among the papers', async () => {
    const at = await compose()
    office.here.clock.set('2026-11-23T10:00:00Z')
    await officer.post(addresses.visitLetterEdit(at), { version: '1', 'subject.bg': 'Покана', 'body.bg': 'Съвсем друго.' })
    for (const page of [addresses.visitLetter(at), addresses.visitLetterMail(at)])
      expect(await read(page)).toContain('Оригиналът е променен след превода на френски.')
    expect(await read(addresses.visitPapers({ id }))).toContain('Оригиналът е променен след превода.')
  })

  test('is sent once, with its PDF in both languages, and is recorded with day and address; what came back is said', async () => {
    const at = await compose()
    const page = await (await officer.get(addresses.visitLetterMail(at))).text()
    expect([page.includes('value="claire@primereville.test"'), page.includes('Monsieur le Maire,')]).toEqual([true, true])
    // What goes along is one file.
    expect(page.match(/href="[^"]*\/paper[^"]*"[^>]*>[^<]*/g)).toEqual([
      `href="${addresses.visitLetterPaper({ ...at, paper: 'beside.pdf' })}">Invitation à une visite à Troyan Покана за посещение в Троян.pdf`,
    ])
    const form = { version: '1', to: ' Claire@Primereville.test ' }
    expect(await officer.follow(await officer.post(addresses.visitLetterMail(at), form))).toContain('тръгва сега')
    // Pressed twice, it leaves once.
    expect(await officer.follow(await officer.post(addresses.visitLetterMail(at), form))).toContain('второ не тръгва')
    const { rows } = await office.pool.query('select id, "to", to_name, kind, language, subject, text, reply_to, attachments, thing, thing_id from mail_outbox')
    expect(rows.map(({ to, to_name, kind, language, thing, thing_id }) => ({ to, to_name, kind, language, thing, thing_id }))).toEqual([
      { to: 'claire@primereville.test', to_name: 'Claire Dupont', kind: 'letter', language: 'fr', thing: 'visit_letter', thing_id: at.letter },
    ])
    const [mail] = rows
    expect([
      mail.subject.startsWith('Invitation'),
      mail.text.startsWith('Monsieur le Maire,'),
      mail.text.includes('имам честта'),
      mail.attachments[0].type,
    ]).toEqual([true, true, true, 'application/pdf'])
    const pdf = await readBack(new Uint8Array((await bytesOf(office.files, mail.attachments[0].hash))!))
    expect(['23 ноември 2026 г.', '23 novembre 2026', 'имам честта', 'l’honneur'].filter((words) => !pdf.pages.join(' ').includes(words))).toEqual([])
    expect(await letterOf()).toMatchObject({ version: 2, sent_on: '2026-11-23', mailed_to: 'claire@primereville.test', mail_id: mail.id })
    const shown = await read(addresses.visitLetter(at))
    expect(shown).toContain('изпратено на claire@primereville.test, 23 ноември 2026 г.')
    expect(await read(addresses.activity())).toContain('Писмо, изпратено по електронна поща')
    // Whoever looks again is told that it left; not where it came back.
    const twice = 'писмото вече е изпратено до claire@primereville.test'
    expect(await read(addresses.visitLetterMail(at))).toContain(twice)
    await office.pool.query("update mail_outbox set state = 'bounced', last_error = '550 no such user'")
    const returned = await read(addresses.visitLetter(at))
    expect([returned.includes('Писмото до claire@primereville.test се върна.'), returned.includes('550 no such user')]).toEqual([true, true])
    // Sent again to another address it is another mail.
    expect(await read(addresses.visitLetterMail(at))).not.toContain(twice)
    await officer.post(addresses.visitLetterMail(at), { version: '2', to: 'office@primereville.test' })
    expect((await office.pool.query('select "to" from mail_outbox order by id')).rows).toEqual([
      { to: 'claire@primereville.test' },
      { to: 'office@primereville.test' },
    ])
  })

  const undoLast = async (): Promise<string> => {
    const undo = /action="(\/activity\/[0-9a-f-]{36}\/undo)"/.exec(await (await officer.get(addresses.activity())).text())![1]!
    return officer.follow(await officer.post(undo))
  }
  const mails = async (): Promise<readonly string[]> =>
    (await office.pool.query<{ to: string; state: string }>('select "to", state from mail_outbox order by id')).rows.map(({ to, state }) => `${to} ${state}`)

  test('undo stops the mail as long as it waits, and undo of that lets it go again; the letter can be sent anew and leaves once', async () => {
    const at = await compose()
    await officer.post(addresses.visitLetterMail(at), { version: '1', to: 'a@b.test' })
    expect(await mails()).toEqual(['a@b.test waiting'])
    await undoLast()
    expect([await mails(), await letterOf()]).toMatchObject([['a@b.test dropped'], { version: 3, sent_on: null, mailed_to: '' }])
    await undoLast()
    expect([await mails(), await letterOf()]).toMatchObject([['a@b.test waiting'], { version: 4, sent_on: '2026-11-23', mailed_to: 'a@b.test' }])
    await undoLast()
    await officer.post(addresses.visitLetterMail(at), { version: '5', to: 'c@d.test' })
    await officer.post(addresses.visitLetterMail(at), { version: '6', to: 'e@f.test' })
    expect(await mails()).toEqual(['a@b.test dropped', 'c@d.test waiting', 'e@f.test waiting'])
    // Only the last one is taken back.
    await undoLast()
    expect([await mails(), await letterOf()]).toMatchObject([
      ['a@b.test dropped', 'c@d.test waiting', 'e@f.test dropped'],
      { sent_on: '2026-11-23', mailed_to: 'c@d.test' },
    ])
  })

  test.each(['sent', 'uncertain', 'handing-over'])('once it is %s, undo says that it left, and the letter stays sent', async (state) => {
    const at = await compose()
    await officer.post(addresses.visitLetterMail(at), { version: '1', to: 'a@b.test' })
    await office.pool.query('update mail_outbox set state = $1', [state])
    expect(await undoLast()).toContain('Писмото вече е тръгнало по електронна поща')
    expect([await mails(), await letterOf()]).toMatchObject([[`a@b.test ${state}`], { version: 2, sent_on: '2026-11-23', mailed_to: 'a@b.test' }])
  })

  test.each([
    ['is being handed over', `state = 'handing-over', claimed_until = '2026-11-24'`],
    ['is in the postman’s hand', `claimed_by = gen_random_uuid(), claimed_until = '2026-11-24'`],
  ])('while the mail %s, whoever says that the letter did not leave is told, and nothing is written or lost', async (_, hold) => {
    const at = await compose()
    await officer.post(addresses.visitLetterMail(at), { version: '1', to: 'a@b.test' })
    await office.pool.query(`update mail_outbox set ${hold}`)
    const before = [await mails(), await letterOf()]
    const told = await officer.follow(await officer.post(addresses.visitLetterSending(at), { version: '2', sent: '' }))
    const form = await officer.post(addresses.visitLetterEdit(at), { version: '2', 'subject.bg': 'Покана', 'body.bg': 'Набрано сега.' })
    const html = await form.text()
    const words = 'Писмото тръгва по електронна поща точно сега'
    expect([told.includes(words), form.status, html.includes(words), html.includes('Набрано сега.')]).toEqual([true, 422, true, true])
    expect([await mails(), await letterOf()]).toEqual(before)
  })

  test.each(['sent', 'uncertain'])(
    'of one that is %s it may be said that it did not arrive: a draft again, and that it left by e-mail is told',
    async (state) => {
      const at = await compose()
      await officer.post(addresses.visitLetterMail(at), { version: '1', to: 'a@b.test' })
      await office.pool.query('update mail_outbox set state = $1', [state])
      const told = await officer.follow(await officer.post(addresses.visitLetterSending(at), { version: '2', sent: '' }))
      expect([
        told.includes('Писмото отново е чернова, но по електронна поща вече е тръгнало до a@b.test и може да е стигнало.'),
        await mails(),
        await letterOf(),
      ]).toMatchObject([true, [`a@b.test ${state}`], { version: 3, sent_on: null }])
    },
  )

  test('one that came back can be undone; said not to have been sent, what still waits is stopped', async () => {
    const at = await compose()
    await officer.post(addresses.visitLetterMail(at), { version: '1', to: 'a@b.test' })
    await office.pool.query(`update mail_outbox set state = 'bounced'`)
    await undoLast()
    expect([await mails(), await letterOf()]).toMatchObject([['a@b.test bounced'], { version: 3, sent_on: null }])
    await officer.post(addresses.visitLetterMail(at), { version: '3', to: 'c@d.test' })
    await officer.post(addresses.visitLetterSending(at), { version: '4', sent: '' })
    expect([await mails(), await letterOf()]).toMatchObject([['a@b.test bounced', 'c@d.test dropped'], { version: 5, sent_on: null }])
    await undoLast()
    expect([await mails(), await letterOf()]).toMatchObject([['a@b.test bounced', 'c@d.test waiting'], { version: 6, sent_on: '2026-11-23' }])
  })

  test('what became of the mail stays with the letter when the post forgets it; mailed anew it is the new mail that counts', async () => {
    const at = await compose()
    await officer.post(addresses.visitLetterMail(at), { version: '1', to: 'claire@primereville.test' })
    const settle = (state: string, said: string | null) =>
      office.pool.query('update mail_outbox set state = $1, sent_at = $2, settled_at = $3, last_error = $4', [
        state,
        '2026-11-23T08:05:00Z',
        '2026-11-24T07:30:00Z',
        said,
      ])
    const sweep = async (day: string) => {
      office.here.clock.set(day)
      const swept = await sweepPost(office.here, 12, noteMailEnds)
      office.here.clock.set('2026-11-23')
      return swept.removed
    }
    await settle('bounced', '550 no such user')
    expect([await sweep('2029-11-23'), await read(addresses.visitLetter(at))]).toEqual([0, expect.stringContaining('Вижте в пощата')])
    expect(await sweep('2029-12-01')).toBe(1)
    for (const path of [addresses.visitLetter(at), addresses.visitLetterMail(at)]) {
      const shown = await read(path)
      expect([
        shown.includes('Писмото до claire@primereville.test се върна.'),
        shown.includes('24 ноември 2026 г., 09:30'),
        shown.includes('550 no such user'),
        shown.includes('Вижте в пощата'),
      ]).toEqual([true, true, true, false])
    }
    await officer.post(addresses.visitLetterMail(at), { version: '2', to: 'office@primereville.test' })
    expect(await read(addresses.visitLetter(at))).toContain('по електронна поща до office@primereville.test.')
    await settle('sent', null)
    expect([await sweep('2029-12-01'), await read(addresses.visitLetter(at))]).toEqual([
      1,
      expect.stringContaining('тръгна по електронна поща до office@primereville.test на 23 ноември 2026 г., 10:05'),
    ])
  })

  test('whoever is erased leaves the letters that stand: address, the server’s words and every state; that it left is known still', async () => {
    const gone = done(await createPerson(office.here, office.officer, { name: { bg: 'Проба Служителова' }, email: 'Proba@primereville.test' })).id
    done(await addPost(office.here, office.officer, gone, { organisationId: town, roleClass: 'official' }))
    const composeTo = async (person: string): Promise<{ id: string; letter: string }> => {
      await officer.post(addresses.visitLetters({ id }), { kind: 'invitation', organisation: town, person, languages: ['bg'] })
      return { id, letter: (await office.pool.query('select id from visit_letter where visit_id = $1 order by id desc limit 1', [id])).rows[0].id }
    }
    const mail = (at: { id: string; letter: string }, version: string, to: string) => officer.post(addresses.visitLetterMail(at), { version, to })
    const [former, theirs, elsewhere, others] = [await composeTo(gone), await composeTo(mayor), await composeTo(mayor), await composeTo(mayor)]
    // Addressed to them, where they could be reached before; somebody else's at their address, now and earlier; nobody's but the mayor's.
    await mail(former, '1', 'proba.old@primereville.test')
    await mail(elsewhere, '1', 'proba@primereville.test')
    await mail(elsewhere, '2', 'office@primereville.test')
    await mail(others, '1', 'claire@primereville.test')
    await office.pool.query(`update mail_outbox set state = 'bounced', settled_at = '2026-11-24', last_error = '550 <' || "to" || '> unknown'`)
    office.here.clock.set('2029-12-01')
    await sweepPost(office.here, 12, noteMailEnds)
    office.here.clock.set('2026-11-23')
    await mail(theirs, '1', 'proba@primereville.test')
    await office.pool.query(`update mail_outbox set state = 'sent', sent_at = '2026-11-23T08:05:00Z'`)
    done(await erasePersonalData(office.here, office.officer, gone, 1, keepingParts.forgetting ?? []))
    const { rows } = await office.pool.query(
      `select id, mailed_to, sent_on::text, mail_end ->> 'state' as state, mail_end ->> 'said' as said, version,
        (select count(*)::int from activity a where a.thing_id = l.id and a::text ~ 'proba[.@]') as told from visit_letter l where visit_id = $1 order by id`,
      [id],
    )
    const sent = { sent_on: '2026-11-23', told: 0 }
    expect(rows).toEqual([
      { ...sent, id: former.letter, mailed_to: '', state: 'bounced', said: '', version: 2 },
      { ...sent, id: theirs.letter, mailed_to: '', state: null, said: null, version: 2 },
      { ...sent, id: elsewhere.letter, mailed_to: 'office@primereville.test', state: 'bounced', said: '550 <office@primereville.test> unknown', version: 3 },
      { ...sent, id: others.letter, mailed_to: 'claire@primereville.test', state: 'bounced', said: '550 <claire@primereville.test> unknown', version: 2 },
    ])
    expect([await read(addresses.visitLetter(former)), await read(addresses.visitLetter(theirs))]).toEqual([
      expect.stringContaining('Писмото до — се върна.'),
      expect.stringContaining('до — на 23 ноември 2026 г., 10:05'),
    ])
    expect(await undoLast()).toContain('Писмото вече е тръгнало по електронна поща')
    // A mail to an address of theirs that nobody knew of came back: the letter does not take up what was said.
    await office.pool.query(`update mail_outbox set settled_at = '2026-11-24', last_error = '550 <proba.old@primereville.test> unknown'`)
    office.here.clock.set('2029-12-01')
    await sweepPost(office.here, 12, noteMailEnds)
    office.here.clock.set('2026-11-23')
    const { rows: ends } = await office.pool.query(`select mail_end ->> 'said' as said from visit_letter where id = $1`, [theirs.letter])
    expect(ends).toEqual([{ said: '' }])
  })

  test('from the preview one press leads to the text, and saving it back; what was typed is there again', async () => {
    const at = await compose()
    const to = 'new.address@primereville.test'
    const led = await officer.post(addresses.visitLetterMail(at), { version: '1', to, edit: 'yes' })
    const path = led.headers.get('location')!
    expect([led.status, path]).toEqual([303, addresses.visitLetterEdit(at, { mail: to })])
    const form = await (await officer.get(path)).text()
    expect([form.includes(`name="mail" value="${to}"`), form.includes(`href="${addresses.visitLetterMail(at, { to }).replace('&', '&amp;')}"`)]).toEqual([
      true,
      true,
    ])
    const faulty = await officer.post(addresses.visitLetterEdit(at), { version: '1', mail: to, 'subject.bg': '', 'body.bg': '' })
    expect([faulty.status, (await faulty.text()).includes(`name="mail" value="${to}"`)]).toEqual([422, true])
    const back = await officer.follow(
      await officer.post(addresses.visitLetterEdit(at), { version: '1', mail: to, 'subject.bg': 'Покана', 'body.bg': 'Каним ви отново.' }),
    )
    expect([back.includes(`value="${to}"`), back.includes('Каним ви отново.'), (await office.pool.query('select 1 from mail_outbox')).rowCount]).toEqual([
      true,
      true,
      0,
    ])
    // Nothing typed is no address either.
    expect((await officer.post(addresses.visitLetterMail(at), { version: '1', to: '', edit: 'yes' })).headers.get('location')).toBe(
      addresses.visitLetterEdit(at, { mail: '-' }),
    )
    const plain = await officer.post(addresses.visitLetterEdit(at), { version: '2', mail: '', 'subject.bg': 'Покана', 'body.bg': 'Друго' })
    expect(plain.headers.get('location')).toBe(addresses.visitLetter(at))
  })

  test('to what is no address, and with what was changed meanwhile, nothing leaves', async () => {
    const at = await compose()
    for (const to of ['', 'claire', 'a@b.test, c@d.test']) {
      const answer = await officer.post(addresses.visitLetterMail(at), { version: '1', to })
      expect([to, answer.status, (await answer.text()).includes(`value="${to}"`)]).toEqual([to, 422, true])
    }
    await officer.post(addresses.visitLetterEdit(at), { version: '1', 'subject.bg': 'Покана', 'body.bg': 'Друго' })
    expect(await officer.follow(await officer.post(addresses.visitLetterMail(at), { version: '1', to: 'a@b.test' }))).toContain('беше променено')
    expect((await office.pool.query('select count(*)::int as n from mail_outbox')).rows).toEqual([{ n: 0 }])
  })

  test('is sent by officers of its own office only', async () => {
    const at = await compose()
    expect((await office.as('reader').get(addresses.visitLetterMail(at))).status).toBe(403)
    expect((await office.as('reader').post(addresses.visitLetterMail(at), { version: '1', to: 'a@b.test' })).status).toBe(403)
    const other = await office.openAnother('Община Узорево')
    expect([
      (await other.visit.get(addresses.visitLetterMail(at))).status,
      (await other.visit.post(addresses.visitLetterMail(at), { version: '1', to: 'a@b.test' })).status,
    ]).toEqual([404, 404])
    expect((await other.visit.post(addresses.visitLetterAnew(at), { version: '1', language: 'fr' })).status).toBe(404)
  })
})
