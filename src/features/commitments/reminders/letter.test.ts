// Letters of reminder: written once a day in the office's forenoon, ours at once, a partner's looked at first; in words a colleague would take well.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { addDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { reminderParts } from '../../../contributions.tsx'
import { undoChange } from '#platform/activity/activity.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { createCommitment, dropCommitment, keepCommitment } from '../commitment.actions.ts'
import type { CommitmentValues } from '../commitment.ts'
import { courteousLetter, LETTER_LANGUAGES, letterLanguage } from './courtesy.ts'
import { changeReminders, restoreReminders } from './reminder.actions.ts'
import { writeReminders, writeRemindersOf } from './reminder.jobs.ts'
import { type ReminderRules, USUAL_RULES } from './reminder.ts'
import { silentLog } from '#platform/log.ts'

// A Wednesday, noon in Sofia being 10:00 UTC; the test's clock stands at 11:00 in Sofia.
const TODAY = '2026-11-25'
const BASE = 'https://pobratim.test'

describe('the words', () => {
  const letter = (language: (typeof LETTER_LANGUAGES)[number]) =>
    courteousLetter({
      language,
      greeting: null,
      promises: [
        { text: 'Обмен', dueBy: '2026-12-09', both: false },
        { text: 'Изложба', dueBy: '2026-10-01', both: true },
      ],
      name: 'Проба Служителова',
      office: 'Община Примерово',
    })

  test.each(LETTER_LANGUAGES)('%s: greets, tells what was agreed and for when, offers another day and help, and takes leave', (language) => {
    const { subject, text } = letter(language)
    const parts = text.split('\n\n')
    expect([subject.length > 5, parts.length, parts[2]!.split('\n').length, parts[4]!.split('\n').slice(-2)]).toEqual([
      true,
      5,
      2,
      ['Проба Служителова', 'Община Примерово'],
    ])
    expect([text.includes('Обмен'), text.includes('Изложба'), text.includes('2026'), /\{|\}/.test(text)]).toEqual([true, true, true, false])
    // Nobody is called late, in any language; what has passed and what is to come is said with the same words.
    expect(text).not.toMatch(/просроч|закъсн|overdue|late\b|retard|scadut|ritardo|задоцн|касн|kašn|逾期|拖延|überfällig|Verzug|!/iu)
    const [first, second] = parts[2]!.split('\n')
    const bare = (line: string): string => line.replace(/Обмен|Изложба|\d.*$/g, '').trim()
    expect(bare(first!)).toBe(bare(second!))
  })

  test('a day is written as the language writes it', () => {
    const days = Object.fromEntries(LETTER_LANGUAGES.map((language) => [language, letter(language).text.split('\n\n')[2]!.split('\n')[0]]))
    expect(days).toEqual({
      bg: '– „Обмен“, предвидено до 9 декември 2026 г.',
      en: '– “Обмен”, planned for 9 December 2026',
      fr: '– « Обмен », prévu pour le 9 décembre 2026',
      it: '– «Обмен», previsto per il 9 dicembre 2026',
      mk: '– „Обмен“, предвидено до 9 декември 2026 г.',
      sr: '– „Обмен“, предвиђени датум: 9. децембар 2026.',
      'sr-Latn': '– „Обмен“, predviđeni datum: 9. decembar 2026.',
      zh: '– “Обмен”，预计日期：2026年12月9日',
      de: '– „Обмен“, vorgesehen bis 9. Dezember 2026',
    })
  })

  test('a French letter ends as it began', () => {
    const { text } = courteousLetter({ language: 'fr', greeting: 'Madame la Maire,', promises: [], name: '', office: 'x' })
    expect([text.startsWith('Madame la Maire,\n\n'), text.includes('Nous vous prions d’agréer, Madame la Maire, l’expression')]).toEqual([true, true])
  })

  test.each([
    [['fr', 'en'], null, 'MK', 'fr'],
    [['ru', 'it'], null, 'MK', 'it'],
    [[], 'mk', 'MK', 'mk'],
    [[], null, 'ME', 'sr-Latn'],
    [['sr'], null, 'ME', 'sr-Latn'],
    [['sr'], null, 'RS', 'sr'],
    [[], 'zh-Hans', 'CN', 'zh'],
    [[], null, 'JP', 'en'],
    [['xx'], 'yy', 'ZZ', 'en'],
  ] as const)('who speaks %j, of an organisation in %s, %s, is written to in %s', (spoken, native, country, expected) => {
    expect(letterLanguage(spoken, native, country)).toBe(expected)
  })
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(async () => {
  office.here.clock.set(TODAY)
  const mine = ['reminder_named', 'reminder_trusted', 'reminder_rules', 'mail_outbox', 'mail_address', 'activity', 'name_entry']
  for (const table of [...mine, 'commitment_partner', 'commitment', 'visit_delegate', 'visit', 'event', 'post', 'person', 'organisation'])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const ON: ReminderRules = { ...USUAL_RULES, ours: { ...USUAL_RULES.ours, on: true }, theirs: { ...USUAL_RULES.theirs, on: true } }
const turnOn = async (rules: Partial<ReminderRules> = {}, more: { standIn?: string; trusted?: string[] } = {}, version = 0) =>
  done(
    await changeReminders(office.here, office.officer, { ...ON, ...rules, standIn: more.standIn ?? '', trusted: more.trusted ?? [], version }, [
      { id: office.officer.personId, name: office.officer.name },
    ]),
  )
const place = (bg: string, country = 'MK') =>
  createOrganisation(office.here, office.officer, { name: { bg }, kind: 'municipality', country }).then((made) => done(made).id)
const person = async (bg: string, email: string | undefined, languages: string[] = []) =>
  done(await createPerson(office.here, office.officer, { name: { bg }, languages, ...(email === undefined ? {} : { email }) })).id
const give = async (bg: string, more: Partial<CommitmentValues> = {}) =>
  done(
    await createCommitment(office.here, office.officer, {
      owedBy: 'us',
      topic: 'other',
      state: 'agreed',
      due: '2026-12-09',
      partners: [],
      personId: null,
      theirPersonId: null,
      ...more,
      text: { bg, ...more.text },
    }),
  ).id
const write = () => writeRemindersOf(office.here, office.officeId, BASE, { matters: [] })
type Sent = {
  to: string
  state: string
  language: string
  subject: string
  text: string
  reply_to: { name: string; address: string } | null
  about: string | null
}
const outbox = async (): Promise<Sent[]> =>
  (
    await office.pool.query<Sent>(
      `select "to", state, language, subject, text, reply_to, thing_id as about from mail_outbox where office_id = $1 and kind = 'reminder' order by "to", created_at`,
      [office.officeId],
    )
  ).rows
const brief = async () => (await outbox()).map(({ to, state, language }) => [to, state, language])

describe('writing', () => {
  test('off until somebody turns them on', async () => {
    await give('Да изпратим албума', { personId: await person('Проба Отговорникова', 'otgovornik@primer.test') })
    expect([await write(), await brief()]).toEqual([0, []])
  })

  test('to our person in one letter, with what is past first, links, and who owes', async () => {
    const ours = await person('Проба Отговорникова', 'Otgovornik@Primer.test')
    const partner = await place('Примерово')
    const late = await give('Да изпратим албума', { due: '2026-11-18', personId: ours, partners: [partner] })
    await give('Да ни пратят снимките', { owedBy: 'them', personId: ours })
    await give('Далечно', { due: '2027-12-01', personId: ours })
    await give('Без срок', { due: null, personId: ours })
    const kept = await give('Изпълнено', { personId: ours })
    done(await keepCommitment(office.here, office.officer, kept, 1, { keptOn: TODAY, evidence: 'x' }))
    const dropped = await give('Отпаднало', { personId: ours })
    done(await dropCommitment(office.here, office.officer, dropped, 1, { droppedOn: TODAY, dropReason: 'x' }))
    await turnOn()
    expect(await write()).toBe(1)
    const [letter] = await outbox()
    expect([letter!.to, letter!.state, letter!.language, letter!.subject]).toEqual(['otgovornik@primer.test', 'waiting', 'bg', '1 обещание с изтекъл срок'])
    expect(letter!.text.split('\n\n').slice(0, 5)).toEqual([
      'Здравейте, Проба Отговорникова,',
      'Срокът на тези обещания мина:',
      `– Да изпратим албума (дължим ние, Примерово)\n  Срокът беше 18 ноември 2026 г., преди 7 дни.\n  ${BASE}${addresses.commitment({ id: late })}`,
      'Наближава срокът на тези обещания:',
      expect.stringContaining('– Да ни пратят снимките (дължат те)\n  Срокът е 9 декември 2026 г., след 14 дни.'),
    ])
  })

  test('once a day, also when two processes write at the same time; and once a week at most', async () => {
    const ours = await person('Проба Отговорникова', 'otgovornik@primer.test')
    await give('Да изпратим албума', { due: '2026-11-18', personId: ours })
    await turnOn()
    expect((await Promise.all([write(), write(), write()])).sort()).toEqual([0, 0, 1])
    for (const day of ['2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']) {
      office.here.clock.set(day)
      expect([day, await write()]).toEqual([day, 0])
    }
    office.here.clock.set('2026-12-02')
    expect([await write(), (await outbox()).length]).toEqual([1, 2])
  })

  test('not before the hour of the office', async () => {
    await give('Да изпратим албума', { personId: await person('Проба Отговорникова', 'otgovornik@primer.test') })
    await turnOn({ hour: 12 })
    expect(await write()).toBe(0)
    await turnOn({ hour: 11 }, {}, 1)
    expect(await write()).toBe(1)
  })

  test('what nobody answers for comes to whoever stands in, in the language they chose', async () => {
    await give('Да изпратим албума')
    await give('Да пратим ноти', { personId: await person('Без Поща', undefined) })
    await turnOn({}, { standIn: office.officer.personId })
    expect(await write()).toBe(1)
    const [letter] = await outbox()
    expect([letter!.to, letter!.text.includes('Да изпратим албума'), letter!.text.includes('Да пратим ноти')]).toEqual(['officer@pobratim.test', true, true])
  })

  test('somebody of the partner’s never gets our own words, in whichever box they stand', async () => {
    const partner = await place('Узорево')
    const theirs = await person('Анго Примеров', 'ango@uzorevo.test', ['mk'])
    done(await addPost(office.here, office.officer, theirs, { organisationId: partner, roleClass: 'mayor', role: { bg: 'кмет' } }))
    // As an older register has it: in the box of those of ours who answer.
    await office.pool.query('update commitment set person_id = their_person_id, their_person_id = null where id = $1', [
      await give('Да изпратят хор', { owedBy: 'them', partners: [partner], theirPersonId: theirs, due: '2026-11-26' }),
    ])
    await turnOn()
    expect([await write(), await brief()]).toEqual([1, [['ango@uzorevo.test', 'held', 'mk']]])
  })
})

describe('the office’s own words stay in the office', () => {
  test('also where a guest without any post, or somebody of another partner’s, stands in the box of ours', async () => {
    const guest = await person('Горан Примеров', 'goran@uzorevo.test')
    const abroad = await person('Анго Примеров', 'ango@uzorevo.test')
    done(await addPost(office.here, office.officer, abroad, { organisationId: await place('Узорево'), roleClass: 'mayor', role: { bg: 'кмет' } }))
    const ours = await person('Проба Отговорникова', 'otgovornik@primer.test')
    const home = await place('Примерово', 'BG')
    for (const organisationId of [home, await place('Друго')])
      done(await addPost(office.here, office.officer, ours, { organisationId, roleClass: 'other', role: { bg: 'експерт' } }))
    const visit = done(
      await createEvent(office.here, office.officer, { title: { bg: 'Гости' }, kind: 'visit', direction: 'incoming', date: '2026-11-20', partners: [] }),
    ).id
    done(await openVisit(office.here, office.officer, visit))
    done(
      await addDelegates(office.here, office.officer, visit, [
        { side: 'guests', personId: guest, name: {} },
        { side: 'hosts', personId: ours, name: {} },
      ]),
    )
    for (const personId of [guest, abroad, ours]) await give('Да посочат лице', { owedBy: 'both', due: '2026-11-18', personId })
    await turnOn({ theirs: USUAL_RULES.theirs }, { standIn: office.officer.personId })
    expect(await writeRemindersOf(office.here, office.officeId, BASE, reminderParts)).toBe(2)
    expect((await brief()).map(([to]) => to).sort()).toEqual(['officer@pobratim.test', 'otgovornik@primer.test'])
    const page = await (await office.as('officer').get(addresses.settingsReminders())).text()
    expect([page.includes('goran@uzorevo.test'), page.includes('ango@uzorevo.test')]).toEqual([false, false])
  })
})

describe('to a partner', () => {
  async function partnerWith(email = 'maire@exempleville.test') {
    const partner = await place('Екзампълвил', 'FR')
    const mayor = await person('Мари Примерова', email, ['fr'])
    done(await addPost(office.here, office.officer, mayor, { organisationId: partner, roleClass: 'mayor', role: { bg: 'кмет' } }))
    return { partner, mayor }
  }
  const release = () =>
    office.pool.query("update mail_outbox set state = 'sent', sent_at = now() where office_id = $1 and state in ('held', 'waiting')", [office.officeId])

  test('in their language, held until somebody looks, answers reach whoever of ours answers', async () => {
    const { partner, mayor } = await partnerWith()
    const ours = await person('Проба Отговорникова', 'otgovornik@primer.test')
    await give('Да изпратят трима керамици', {
      owedBy: 'them',
      partners: [partner],
      personId: ours,
      theirPersonId: mayor,
      text: { fr: 'envoyer trois céramistes' },
    })
    await give('Обща изложба', { owedBy: 'both', partners: [partner], theirPersonId: mayor })
    await give('Наше', { owedBy: 'us', partners: [partner], theirPersonId: mayor })
    await turnOn({ ours: USUAL_RULES.ours })
    expect(await write()).toBe(1)
    const [letter] = await outbox()
    expect([letter!.to, letter!.state, letter!.language, letter!.reply_to]).toEqual([
      'maire@exempleville.test',
      'held',
      'fr',
      { name: 'Proba Otgovornikova', address: 'otgovornik@primer.test' },
    ])
    expect(letter!.text.split('\n\n')[0]).toBe('Madame la Maire,')
    const { rows } = await office.pool.query<{ id: string; mail: string }>(
      'select commitment_id as id, mail_id as mail from reminder_named where office_id = $1 limit 1',
      [office.officeId],
    )
    const promise = await (await office.as('reader').get(addresses.commitment({ id: rows[0]!.id }))).text()
    const told = ['Писма с напомняне', '25 ноември 2026 г.', 'maire@exempleville.test', 'до партньора', addresses.letter({ id: rows[0]!.mail })]
    expect(told.filter((words) => !promise.includes(words))).toEqual([])
    expect([letter!.text.includes('« envoyer trois céramistes »'), letter!.text.includes('(avec nous)'), letter!.text.includes('Наше')]).toEqual([
      true,
      true,
      false,
    ])
    expect(letter!.text.split('\n').slice(-2)).toEqual(['Proba Otgovornikova', 'Obshtina Troyan'])
  })

  test('while it waits no other is written; later it leaves by itself only where the officer said so', async () => {
    const { partner, mayor } = await partnerWith()
    await give('Да изпратят албум', { owedBy: 'them', partners: [partner], theirPersonId: mayor, due: '2026-11-04', text: { en: 'Send the album' } })
    const often = { ...ON.theirs, weeksApart: 1, mostAfter: 0 }
    await turnOn({ theirs: often }, { trusted: [partner] })
    // Trusted or not: the first one to an address is looked at.
    expect([await write(), await brief()]).toEqual([1, [['maire@exempleville.test', 'held', 'fr']]])
    office.here.clock.set('2026-12-09')
    expect(await write()).toBe(0)
    await release()
    office.here.clock.set('2026-12-10')
    expect([await write(), (await brief()).map(([, state]) => state).sort()]).toEqual([1, ['sent', 'waiting']])
    await release()
    await turnOn({ theirs: often }, { trusted: [] }, 1)
    office.here.clock.set('2026-12-23')
    expect([await write(), (await brief()).map(([, state]) => state).sort()]).toEqual([1, ['held', 'sent', 'sent']])
  })

  test('what is written in no language they read never leaves by itself, and the page says which', async () => {
    const { partner, mayor } = await partnerWith()
    await give('Да изпратят албум', { owedBy: 'them', partners: [partner], theirPersonId: mayor, due: '2026-11-04' })
    await turnOn({ theirs: { ...ON.theirs, weeksApart: 1, mostAfter: 0 } }, { trusted: [partner] })
    await write()
    // The letter itself says so where it is let go, and an answer to it reaches a person though nobody of ours is named.
    const [first] = (await office.pool.query<{ id: string; reply_to: unknown }>('select id, reply_to from mail_outbox where office_id = $1', [office.officeId]))
      .rows
    expect(first!.reply_to).toEqual({ name: 'Проба Служителова', address: 'officer@pobratim.test' })
    expect(await (await office.as('officer').get(addresses.letter({ id: first!.id }))).text()).toContain(
      'Едно обещание стои в писмото на език, който получателят не чете: „Да изпратят албум“.',
    )
    await release()
    office.here.clock.set('2026-12-01')
    expect(await (await office.as('officer').get(addresses.settingsReminders())).text()).toContain(
      'Това обещание не е написано на език, който получателят чете (френски)',
    )
    office.here.clock.set('2026-12-02')
    expect([await write(), (await brief()).map(([, state]) => state).sort()]).toEqual([1, ['held', 'sent']])
  })

  test('a letter that waits is taken back when the promise is kept, and the rest is named anew', async () => {
    const { partner, mayor } = await partnerWith()
    const kept = await give('Да изпратят албум', { owedBy: 'them', partners: [partner], theirPersonId: mayor })
    await give('Да изпратят хор', { owedBy: 'them', partners: [partner], theirPersonId: mayor })
    await turnOn()
    await write()
    done(await keepCommitment(office.here, office.officer, kept, 1, { keptOn: TODAY, evidence: 'x' }))
    expect((await brief()).map(([, state]) => state)).toEqual(['dropped'])
    office.here.clock.set('2026-11-26')
    expect(await write()).toBe(1)
    const [, next] = await outbox()
    expect([next!.state, next!.text.includes('хор'), next!.text.includes('албум')]).toEqual(['held', true, false])
  })

  test('who wants no more gets none, and the page says so', async () => {
    const { partner, mayor } = await partnerWith()
    await give('Да изпратят албум', { owedBy: 'them', partners: [partner], theirPersonId: mayor })
    await turnOn()
    await office.pool.query(
      `insert into mail_address (office_id, id, address, language, refused, created_at) values ($1, gen_random_uuid(), 'maire@exempleville.test', 'fr', '{"reminder": "2026-01-01"}', now())`,
      [office.officeId],
    )
    expect([await write(), await brief()]).toEqual([0, []])
    expect(await (await office.as('officer').get(addresses.settingsReminders())).text()).toContain('1 адрес не желае напомняния')
  })
})

describe('the page', () => {
  const form = (fields: Record<string, string | readonly string[]> = {}) => ({
    version: '0',
    'ours.on': 'yes',
    'ours.daysBefore': '14',
    'ours.onDay': 'yes',
    'ours.weeksApart': '1',
    'ours.mostAfter': '0',
    'theirs.daysBefore': '21',
    'theirs.weeksApart': '4',
    'theirs.mostAfter': '3',
    hour: '8',
    standIn: '',
    ...fields,
  })
  const post = (fields: Record<string, string | readonly string[]> = {}) => office.as('officer').post(addresses.settingsReminders(), form(fields))
  const page = async (role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(addresses.settingsReminders())).text()

  test('saves, shows the very letters that would go out next, and takes back', async () => {
    await give('Да изпратим албума', { personId: await person('Проба Отговорникова', 'otgovornik@primer.test'), due: '2026-12-10' })
    expect(await page()).toContain('няма да тръгне писмо')
    const answer = await post()
    expect(answer.status).toBe(303)
    const shown = await page()
    // It is eleven o'clock: the next ones are written tomorrow.
    const told = ['Следващи писма: четвъртък, 26 ноември 2026 г.', 'otgovornik@primer.test', 'Здравейте, Проба Отговорникова,', 'Срокът е 10 декември 2026 г.']
    expect(told.filter((words) => !shown.includes(words))).toEqual([])
    const { rows } = await office.pool.query<{ id: string }>("select id from activity where act = 'reminder_rules.changed'")
    expect((await undoChange(office.here, office.officer, rows[0]!.id, { reminder_rules: restoreReminders })).ok).toBe(true)
    expect(await page()).toContain('няма да тръгне писмо')
  })

  test('warns of promises nobody can be reminded of', async () => {
    await give('Да изпратим албума')
    await give('Да изпратят албума', { owedBy: 'them', partners: [await place('Узорево')] })
    await post({ 'theirs.on': 'yes' })
    const shown = await page()
    expect([shown.includes('2 обещания със срок нямат отговорник с електронна поща'), shown.includes('За 1 обещание на партньор не е посочен човек')]).toEqual([
      true,
      true,
    ])
  })

  test.each([
    ['a number that is none', { 'ours.daysBefore': 'x' }, 'Напишете цяло число от 0 до 180'],
    ['too many days', { 'theirs.daysBefore': '181' }, 'Напишете цяло число от 0 до 180'],
    ['somebody who does not work here', { standIn: 'nobody' }, 'Изберете едно от предложените'],
  ] as const)('with %s it is refused and what was typed stays', async (_, fields, words) => {
    const answer = await post({ 'theirs.mostAfter': '7', ...fields })
    const shown = await answer.text()
    expect([answer.status, shown.includes(words), shown.includes('value="7"')]).toEqual([422, true, true])
  })

  test('a stale save shows what stands there now', async () => {
    await turnOn({ hour: 9 })
    const answer = await post({ 'theirs.mostAfter': '7' })
    const shown = await answer.text()
    expect([answer.status, shown.includes('от 9 часа'), shown.includes('value="7"'), /name="version" value="1"/.test(shown)]).toEqual([409, true, true, true])
  })

  test('a reader sees it and may not change it; another office has its own', async () => {
    await turnOn()
    expect([(await page('reader')).includes('14 дни преди срока'), (await office.as('reader').post(addresses.settingsReminders(), form())).status]).toEqual([
      true,
      403,
    ])
    const other = await office.openAnother('Община Друга')
    expect(await (await other.visit.get(addresses.settingsReminders())).text()).toContain('name="version" value="0"')
  })

  test('asks the database as often for three promises as for one; the job writes for every office', async () => {
    const partner = await place('Узорево')
    const ours = await person('Проба Отговорникова', 'otgovornik@primer.test')
    await give('едно', { personId: ours, partners: [partner] })
    await turnOn()
    const count = () => office.statements(() => page())
    const one = await count()
    await give('две', { personId: ours, partners: [partner] })
    await give('три', { personId: await person('Друга Отговорникова', 'drug@primer.test'), partners: [partner] })
    expect(await count()).toBe(one)
    await writeReminders(office.here, { baseUrl: BASE, log: silentLog, matters: [] })
    expect((await brief()).map(([to]) => to)).toEqual(['drug@primer.test', 'otgovornik@primer.test'])
  })
})
