// From the shortlist to a partnership: a letter drafted, edited under two hands, sent through a real mail server or by hand, answered or not, and what became of it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { erasePerson } from '#features/organisations/people/keeping.actions.ts'
import { stageOf } from '#features/partnerships/stage.ts'
import { endTypesetting } from '#platform/documents/typesetting.ts'
import { readBack } from '#platform/documents/testing/reading-back.ts'
import { type MailServer, startMailServer } from '../../../../tests/support/mail-server.ts'
import { done, openOffice, type FormFields, sendAllThrough, type TestOffice, type Visit } from '../../../../tests/support/open-office.ts'
import { keepingParts } from '../../../contributions.tsx'
import { firstRows } from '../../today/inbox/waiting.queries.ts'
import type { Finding } from '../finder.ts'
import { addTwinning } from '../twinnings/twinning.actions.ts'
import { approachById, approachCounts, approachesPage } from './approach.queries.ts'
import { type Dated, nextOf, stateOf, STATES } from './approach.ts'

let office: TestOffice
let officer: Visit
let server: MailServer
let known: { id: number; name: string }[]
const town = (name: string): number => known.findLast((row) => row.name === name)!.id
const TODAY = '2026-11-27'

beforeAll(async () => {
  office = await openOffice({ today: TODAY })
  officer = office.as('officer')
  server = await startMailServer()
  known = (await office.pool.query<{ id: number; name: string }>('select id, name from place order by population')).rows
})
afterAll(async () => {
  await server.stop()
  await endTypesetting()
  await office.close()
})

const FOUND: Finding = {
  mode: 'arise',
  scope: { country: 'IT' },
  wishes: { factors: {}, ties: {}, tags: {} },
  profile: null,
  rank: 3,
  among: 1204,
  score: 4.2,
  factors: { common: 1.5, size: 0.5, ground: 0.1 },
  reasons: ['Фаенца е побратимена с Джиндъджън, ваш партньор'],
  learned: '2026-11-20',
  foundOn: TODAY,
}

const candidateOf = async (name: string, finding: Finding | null = FOUND): Promise<string> => {
  await officer.post(addresses.finderShortlist(), {
    place: String(town(name)),
    deed: 'shortlist',
    finding: finding === null ? '' : JSON.stringify(finding),
  })
  return (await office.pool.query('select id from finder_candidate where place_id = $1', [town(name)])).rows[0].id
}
const draft = async (name: string, language: string, more: FormFields = {}, finding: Finding | null = FOUND): Promise<string> => {
  const answer = await officer.post(addresses.finderOutreach(), { candidate: await candidateOf(name, finding), language, ...more })
  return answer.headers.get('location')!.split('/')[3]!
}
const row = async (id: string) =>
  (
    await office.pool.query(
      `select version, language, first, second, answer, answered_on::text as answered, answer_text as text, declined_on::text as declined, partnership_id as partnership
       from finder_approach where id = $1`,
      [id],
    )
  ).rows[0]
const version = async (id: string): Promise<string> => String((await row(id)).version)
const page = async (path: string) => (await (await officer.get(path)).text()).replaceAll('\u00a0', ' ')
const undoOf = (html: string): string => /action="(\/activity\/[0-9a-f-]{36}\/undo)"/.exec(html)![1]!
const day = (name: string, date: string): FormFields => {
  const [year = '', month = '', of = ''] = date.split('-')
  return { [`${name}.year`]: year, [`${name}.month`]: String(Number(month)), [`${name}.day`]: String(Number(of)) }
}
const send = async (id: string, form: FormFields, which = 'first') =>
  officer.post(addresses.finderApproachSending({ id, which }), { version: await version(id), consent: 'yes', ...form })
const sendAll = () => sendAllThrough(server, office)

const dated = (more: Partial<Dated> = {}): Dated => ({
  first: { sentOn: null },
  second: null,
  answeredOn: null,
  answer: null,
  declinedOn: null,
  partnershipId: null,
  ...more,
})
const sent = { first: { sentOn: '2026-10-01' } }
test.each([
  ['nothing sent', dated(), 'drafted', 'send'],
  ['sent the day before it is silent', dated({ first: { sentOn: '2026-10-17' } }), 'sent', 'wait'],
  ['sent six weeks ago', dated({ first: { sentOn: '2026-10-16' } }), 'silent', 'nudge'],
  ['a reminder drafted', dated({ ...sent, second: { sentOn: null } }), 'silent', 'send-second'],
  ['a reminder sent', dated({ ...sent, second: { sentOn: '2026-11-20' } }), 'sent', 'wait'],
  ['no answer to the reminder either', dated({ ...sent, second: { sentOn: '2026-10-16' } }), 'silent', 'give-up'],
  ['they agree', dated({ ...sent, answeredOn: '2026-11-01', answer: 'yes' }), 'answered', 'partnership'],
  ['they are undecided', dated({ ...sent, answeredOn: '2026-11-01', answer: 'undecided' }), 'answered', 'partnership'],
  ['they decline', dated({ ...sent, answeredOn: '2026-11-01', answer: 'no' }), 'declined', 'reopen'],
  ['closed by us', dated({ ...sent, declinedOn: '2026-11-01' }), 'declined', 'reopen'],
  ['a partnership', dated({ ...sent, answeredOn: '2026-11-01', answer: 'yes', partnershipId: 'x' }), 'partner', 'open'],
] as const)('where it stands: %s', (_, approach, state, next) => {
  expect([stateOf(approach, 6, TODAY), nextOf(stateOf(approach, 6, TODAY), approach)]).toEqual([state, next])
})

test('a first letter is drafted in the partner’s language with ours beside it, and says that nobody has read it yet', async () => {
  const candidate = await candidateOf('Faenza')
  const form = await page(addresses.finderApproachNew({ candidate }))
  expect(/<option value="it" selected="">|<option value="it" selected>/.test(form)).toBe(true)
  const answer = await officer.post(addresses.finderOutreach(), { candidate, language: 'it', addressed: 'he' })
  const id = answer.headers.get('location')!.split('/')[3]!
  const editing = (await officer.follow(answer)).replaceAll('\u00a0', ' ')
  expect(editing).toContain('Egregio Signor Sindaco,')
  expect(editing).toContain('Уважаеми господин кмете,')
  expect(editing).toContain('още не е прочетен от човек, за когото езикът е роден')
  expect(editing).toContain('Фаенца е побратимена с Джиндъджън, ваш партньор')
  const { first, language } = await row(id)
  expect([language, first.recipient, first.draftedOn, first.sentOn]).toEqual(['it', 'Al Sindaco del Comune di Faenza', TODAY, null])
  // Nobody drafts a second approach to the same town, nor one to a town that is not on the shortlist.
  expect((await officer.post(addresses.finderOutreach(), { candidate, language: 'it' })).status).toBe(422)
  expect(await page(addresses.finderShortlist())).toContain('Прегледайте и изпратете писмото')
})

test('a letter claims a tie only where it is known, whatever its absence added to the score', async () => {
  // Where nobody there has a partner in our country, that alone may have spoken for a town.
  const factors = { ...FOUND.factors, countrymen: 0.9, besides: 0.4 }
  const claims = ['avete già', 'partner nel nostro Paese', 'partner vicino a Voi', 'città partner in comune']
  const claimed = async (name: string) => {
    const { first } = await row(await draft(name, 'it', {}, { ...FOUND, factors }))
    return claims.filter((claim) => first.body.includes(claim))
  }
  expect(await claimed('Urbino')).toEqual([])
  const { here, officer: by } = office
  const SOFIA = 727_011
  done(await addTwinning(here, by, { a: SOFIA, b: town('Gubbio'), source: 'Проба', address: 'https://vestnik.example/1', seenOn: TODAY }))
  expect(await claimed('Gubbio')).toEqual(['partner nel nostro Paese'])
})

test('a second letter in a language is signed as the one before it', async () => {
  const id = await draft('Foligno', 'it')
  const { first } = await row(id)
  await officer.post(addresses.finderApproachLetter({ id, which: 'first' }), {
    version: '1',
    subject: first.subject,
    body: first.body,
    signatory: 'Proba Kmetova\nSindaca',
  })
  expect((await row(await draft('Spoleto', 'it'))).first.signatory).toBe('Proba Kmetova\nSindaca')
  expect((await row(await draft('Thiers', 'fr'))).first.signatory).toBe('')
})

test('a country without a letter in its language falls back to English, and that is said until the letter leaves', async () => {
  // A made-up town of a country whose language no letter is in.
  await office.pool.query(
    `insert into place select (jsonb_populate_record(p, '{"id": 99000001, "name": "Reiban", "country": "JP"}')).* from place p where id = $1`,
    [town('Thiers')],
  )
  known.push({ id: 99_000_001, name: 'Reiban' })
  const candidate = await candidateOf('Reiban')
  const form = await page(addresses.finderApproachNew({ candidate }))
  expect([form.includes('няма образец, затова е предложен английски'), /<option value="en" selected/.test(form)]).toEqual([true, true])
  const id = await draft('Reiban', 'en')
  expect(await page(addresses.finderApproach({ id }))).toContain('затова писмото е на английски')
  expect((await page(addresses.finderApproachSending({ id, which: 'first' }))).includes('Не е посочено кой подписва')).toBe(true)
  await send(id, { way: 'post', ...day('sentOn', TODAY) })
  const sent = await page(addresses.finderApproach({ id }))
  expect([sent.includes('затова писмото е на английски'), sent.includes('още не е прочетен')]).toEqual([false, false])
  expect(await page(addresses.finderApproachNew({ candidate: await candidateOf('Schwandorf in Bayern') }))).toContain('Oberbürgermeister')
})

test('two who edit a letter at once see both; nothing typed is lost', async () => {
  const id = await draft('Imola', 'it')
  const at = addresses.finderApproachLetter({ id, which: 'first' })
  const { first } = await row(id)
  const form = (more: FormFields): FormFields => ({
    version: '1',
    subject: first.subject,
    body: 'Gentile,',
    oursSubject: 'Тема',
    oursBody: 'Уважаеми,',
    ...more,
  })
  const saved = await officer.follow(await officer.post(at, form({ email: 'sindaco@imola.test', address: 'Via Prova 1' })))
  expect(saved).toContain('Писмото е записано.')
  const late = await officer.post(at, form({ body: 'Egregio,' }))
  const shown = await late.text()
  expect([late.status, shown.includes('Gentile,'), shown.includes('Egregio,'), shown.includes('Via Prova 1')]).toEqual([409, true, true, true])
  expect((await officer.post(at, form({ version: '2', body: '' }))).status).toBe(422)
  expect((await officer.post(at, form({ version: '2', email: 'няма' }))).status).toBe(422)
  await officer.post(undoOf(saved))
  expect((await row(id)).first).toEqual(first)
})

test('it leaves through the mail server only with the officer’s consent, once, with the letterhead attached', async () => {
  const id = await draft('Forlì', 'it')
  const refused = await officer.post(addresses.finderApproachSending({ id, which: 'first' }), { version: '1', way: 'email', to: 'sindaco@forli.test' })
  expect([refused.status, (await refused.text()).includes('Отбележете, че сте прочели писмото')]).toEqual([422, true])
  expect((await send(id, { way: 'email', to: 'никъде' })).status).toBe(422)
  expect((await send(id, { way: '' })).status).toBe(422)
  const stale = { version: '1', consent: 'yes', way: 'email', to: 'Sindaco@forli.test' }
  const answer = await officer.post(addresses.finderApproachSending({ id, which: 'first' }), stale)
  const shown = (await officer.follow(answer)).replaceAll('\u00a0', ' ')
  expect([shown.includes('Писмото чака в пощата'), shown.includes('чака се отговор'), shown.includes('от 8 януари 2027 г. може да се напомня')]).toEqual([
    true,
    true,
    true,
  ])
  // Pressed twice it does not go twice.
  expect((await officer.post(addresses.finderApproachSending({ id, which: 'first' }), stale)).status).toBe(409)
  expect(await sendAll()).toBe(1)
  expect(server.arrived.length).toBe(1)
  const [{ to, mail }] = server.arrived as [MailServer['arrived'][number]]
  expect([to, mail.subject, mail.text?.startsWith('Egregio Signor Sindaco / Gentile Signora Sindaca,')]).toEqual([
    'sindaco@forli.test',
    'Proposta di collaborazione tra Troyan e Forlì',
    true,
  ])
  expect(mail.text).not.toContain('Уважаеми')
  const pdf = await readBack(new Uint8Array(mail.attachments[0]!.content as ArrayBuffer))
  expect(pdf.pages[0]).toContain('del Comune di Forlì')
  const after = await page(addresses.finderApproach({ id }))
  expect([after.includes('Изпратено на 27 ноември 2026 г., по електронна поща'), after.includes('изпратено')]).toEqual([true, true])
  // What left cannot be taken back, and that is said.
  const undone = await officer.follow(await officer.post(undoOf(after)))
  expect([undone.includes('Писмото вече е тръгнало'), (await row(id)).first.sentOn]).toEqual([true, TODAY])
})

test('undone while it waits in the post, it never leaves', async () => {
  const id = await draft('Lovere', 'it')
  const shown = await officer.follow(await send(id, { way: 'email', to: 'sindaco@lovere.test' }))
  await officer.post(undoOf(shown))
  server.arrived.length = 0
  expect([await sendAll(), server.arrived.length, (await row(id)).first.sentOn]).toEqual([0, 0, null])
  expect(await page(addresses.finderApproach({ id }))).toContain('писмото е чернова')
})

test('by hand it leaves with its day and through whom, and the letter can be printed', async () => {
  const id = await draft('Vigneux-sur-Seine', 'fr', { mayor: 'Mme Proba', addressed: 'she' })
  expect((await send(id, { way: 'person', ...day('sentOn', '2026-11-20') })).status).toBe(422)
  expect((await send(id, { way: 'post', ...day('sentOn', '2026-12-20') })).status).toBe(422)
  expect((await send(id, { way: 'post' })).status).toBe(422)
  // Pressing the button sends nothing then, and it says so.
  const sending = await page(addresses.finderApproachSending({ id, which: 'first' }))
  expect(/<button class="ds-button by-hand">([^<]*)</.exec(sending)?.[1]).toBe('Запишете, че е тръгнало')
  const shown = await officer.follow(await send(id, { way: 'ambassador', through: 'Посолството в Париж', ...day('sentOn', '2026-11-20') }))
  expect(shown.replaceAll('\u00a0', ' ')).toContain('Изпратено на 20 ноември 2026 г., чрез посолството')
  expect(shown).toContain('Посолството в Париж')
  const paper = await officer.get(addresses.finderApproachPaper({ id, which: 'first', paper: 'letter.pdf' }))
  const pdf = await readBack(new Uint8Array(await paper.arrayBuffer()))
  expect([pdf.tagged, pdf.pages[0]!.includes('Mme Proba'), pdf.pages[0]!.includes('20 novembre 2026')]).toEqual([true, true, true])
  // Nobody said who signs: there is room for it.
  expect(pdf.pages.join(' ')).toContain('…………')
  const word = await officer.get(addresses.finderApproachPaper({ id, which: 'first', paper: 'letter.docx' }))
  expect([word.status, word.headers.get('content-type')?.includes('wordprocessingml')]).toEqual([200, true])
  expect((await officer.get(addresses.finderApproachPaper({ id, which: 'first', paper: 'letter.exe' }))).status).toBe(404)
  expect((await officer.get(addresses.finderApproachPaper({ id, which: 'second', paper: 'letter.pdf' }))).status).toBe(404)
})

test('no answer for the office’s weeks: it waits in Today, a reminder is drafted, greets as the first did, and leaves', async () => {
  const id = await draft('Pernes-les-Fontaines', 'fr', { addressed: 'he' })
  await send(id, { way: 'post', ...day('sentOn', '2026-11-20') })
  expect((await officer.follow(await officer.post(addresses.finderApproachNudge({ id }), { version: await version(id) }))).includes('още не е изтекъл')).toBe(
    true,
  )
  const waiting = async () =>
    (
      await office.here.db.inOffice(office.officeId, (tx) =>
        firstRows(
          tx,
          office.here.clock.today(),
          { kinds: ['approach'], whose: 'all', personId: office.officer.personId },
          { now: 9, week: 9, soon: 9, calm: 9 },
        ),
      )
    ).filter(({ thingId }) => thingId === id)
  office.here.clock.set('2026-12-11')
  expect(await waiting()).toEqual([])
  // The office thinks three weeks enough.
  const rules = await officer.post(addresses.settingsOutreach(), { version: '0', weeks: '3' })
  expect((await officer.follow(rules)).replaceAll('\u00a0', ' ')).toContain('В сила от 11 декември 2026 г.')
  expect((await officer.post(addresses.settingsOutreach(), { version: '0', weeks: '4' })).status).toBe(409)
  expect((await officer.post(addresses.settingsOutreach(), { version: '1', weeks: '0' })).status).toBe(422)
  expect((await waiting()).map(({ what, why, action }) => [what, why[0]!.text, action.text])).toEqual([
    ['Перн-ле-Фонтен: без отговор', 'няма отговор от 20 ноември 2026 г.', 'Напишете напомняне'],
  ])
  const nudged = await officer.follow(await officer.post(addresses.finderApproachNudge({ id }), { version: await version(id) }))
  expect(nudged).toContain('Notre lettre du 20 novembre 2026')
  expect((await row(id)).second.body.startsWith('Monsieur le Maire,\n\nNous vous avons écrit le 20 novembre 2026')).toBe(true)
  expect(
    (await officer.follow(await officer.post(addresses.finderApproachNudge({ id }), { version: await version(id) }))).includes('Напомняне вече има.'),
  ).toBe(true)
  expect((await waiting())[0]!.action.text).toBe('Изпратете напомнянето')
  await send(id, { way: 'email', to: 'maire@pernes.test' }, 'second')
  expect(await waiting()).toEqual([])
  // Once they answered there is nothing to ask again.
  await officer.post(addresses.finderApproachAnswer({ id }), { version: await version(id), answer: 'undecided', ...day('answeredOn', '2026-12-11') })
  expect((await page(addresses.finderApproach({ id }))).includes(addresses.finderApproachSending({ id, which: 'second' }))).toBe(false)
  const again = await send(id, { way: 'post', ...day('sentOn', '2026-12-11') }, 'second')
  expect([again.status, (await again.text()).includes('напомнянето не е нужно')]).toEqual([422, true])
  office.here.clock.set(TODAY)
})

test('an answer is dated and can be corrected; a no closes it, and it can be opened again', async () => {
  const id = await draft('Danilovgrad', 'sr')
  const answer = (form: FormFields) => officer.post(addresses.finderApproachAnswer({ id }), form)
  const full = async (more: FormFields = {}): Promise<FormFields> => ({
    version: await version(id),
    answer: 'yes',
    answerText: 'Радују се.',
    ...day('answeredOn', TODAY),
    ...more,
  })
  expect((await answer(await full())).status).toBe(422)
  await send(id, { way: 'post', ...day('sentOn', '2026-11-20') })
  for (const wrong of [day('answeredOn', '2026-11-19'), day('answeredOn', '2026-12-19'), { answer: '' }, { version: '1' }]) {
    const refused = await answer(await full(wrong))
    expect([refused.status, (await refused.text()).includes('Радују се.')]).toEqual([422, true])
  }
  const noted = (await officer.follow(await answer(await full({ answer: 'no' })))).replaceAll('\u00a0', ' ')
  expect([noted.includes('отговор от 27 ноември 2026 г.: отказват'), noted.includes('приключено')]).toEqual([true, true])
  expect((await send(id, { way: 'post', ...day('sentOn', TODAY) })).status).toBe(422)
  expect((await officer.post(addresses.finderApproachPartnership({ id }), { version: await version(id) })).headers.get('location')).toBe(
    addresses.finderApproach({ id }),
  )
  await officer.post(addresses.finderApproachReopening({ id }), { version: await version(id) })
  expect([(await row(id)).answer, (await row(id)).text]).toEqual(['undecided', 'Радују се.'])
  const closed = await officer.follow(await officer.post(addresses.finderApproachDeclining({ id }), { version: await version(id), why: 'Сменен е кметът' }))
  expect(closed).toContain('Сменен е кметът')
  await officer.post(undoOf(closed))
  expect((await row(id)).declined).toBe(null)
})

test('it becomes a partnership at its first stage with its origin in two languages, linked both ways, undone as one change', async () => {
  const id = await draft('Rimini', 'it')
  await send(id, { way: 'post', ...day('sentOn', '2026-11-20') })
  await officer.post(addresses.finderApproachAnswer({ id }), { version: await version(id), answer: 'yes', ...day('answeredOn', TODAY) })
  const at = addresses.finderApproachPartnership({ id })
  expect(await page(at)).toContain('ще се създаде организация')
  const made = await officer.post(at, { version: await version(id) })
  const partnership = made.headers.get('location')!.split('/')[2]!
  const shown = await officer.follow(made)
  expect(shown).toContain(addresses.finderApproach({ id }))
  expect(await page(addresses.finderApproach({ id }))).toContain(addresses.partnership({ id: partnership }))
  const { rows } = await office.pool.query(
    `select p.type, p.origin -> 'in' -> 'bg' ->> 'text' as bg, p.origin -> 'in' -> 'en' ->> 'text' as en, p.why -> 'in' -> 'bg' ->> 'text' as why, o.country, o.place_id as place, o.kind, o.native_name as native
     from partnership p join organisation o on o.id = p.organisation_id where p.id = $1`,
    [partnership],
  )
  expect(rows).toEqual([
    {
      type: 'contact',
      bg: 'Намерен по това как възникват партньорства (Италия) на 27 ноември 2026 г.: място 3 от 1204; най-много тежат: общи партньори, големина, височина и релеф; тежести: както са научени; научени на 20 ноември 2026 г.; писмо, изпратено на 20 ноември 2026 г. (по пощата); отговор от 27 ноември 2026 г.: съгласни са.',
      en: 'Found by how partnerships arise (Italy) on 27 November 2026: 3 of 1,204; what counts most: partners in common, size, elevation and relief; weights: as learned; learned on 20 November 2026; letter sent on 20 November 2026 (by post); answered on 27 November 2026: they agree.',
      why: 'Фаенца е побратимена с Джиндъджън, ваш партньор',
      country: 'IT',
      place: town('Rimini'),
      kind: 'municipality',
      native: 'Rimini',
    },
  ])
  expect(stageOf([], TODAY).stage).toBe('prospect')
  expect((await officer.get(at)).headers.get('location')).toBe(addresses.finderApproach({ id }))
  // What has become a partnership gets no first letter any more.
  expect((await send(id, { way: 'post', ...day('sentOn', TODAY) })).status).toBe(422)
  expect((await page(addresses.finderApproach({ id }))).includes(addresses.finderApproachSending({ id, which: 'first' }))).toBe(false)
  // It holds its origin: nobody takes it away alone.
  expect(
    (await officer.follow(await officer.post(addresses.finderApproachRemoval({ id }), { version: await version(id) }))).includes('остава като негов произход'),
  ).toBe(true)
  await officer.post(undoOf(shown))
  const live = await office.pool.query(
    'select (select count(*)::int from partnership where id = $1 and deleted_at is null) as p, (select count(*)::int from organisation where place_id = $2 and deleted_at is null) as o',
    [partnership, town('Rimini')],
  )
  expect([live.rows, (await row(id)).partnership]).toEqual([[{ p: 0, o: 0 }], null])
})

test('where organisations look like it somebody says which; the only municipality of the town is taken without asking', async () => {
  const id = await draft('Ravenna', 'it', {}, null)
  const { here, officer: by } = office
  const region = done(await createOrganisation(here, by, { name: { bg: 'Ravenna' }, kind: 'region', country: 'IT' })).id
  const at = addresses.finderApproachPartnership({ id })
  const asked = await officer.post(at, { version: await version(id) })
  expect([asked.status, (await asked.text()).includes('приличат на тази община')]).toEqual([422, true])
  const foreign = done(await createOrganisation(here, by, { name: { bg: 'Чужда' }, kind: 'municipality', country: 'FR' })).id
  expect((await officer.post(at, { version: await version(id), organisation: foreign })).status).toBe(422)
  const town1 = done(await createOrganisation(here, by, { name: { bg: 'Равена' }, kind: 'municipality', country: 'IT', placeId: town('Ravenna') })).id
  expect(await page(at)).toContain('която вече е в регистъра: Равена')
  const made = await officer.post(at, { version: await version(id) })
  const partner = (await office.pool.query('select organisation_id as o from partnership where id = $1', [made.headers.get('location')!.split('/')[2]])).rows[0]
    .o
  expect([partner === town1, partner === region]).toEqual([true, false])
})

test('the country’s own procedure stands on the page, with its sources', async () => {
  const id = await draft('Cesena', 'it')
  const shown = await page(addresses.finderApproach({ id }))
  expect([
    shown.includes('Какво трябва да направи тяхната община'),
    shown.includes(addresses.procedure({ country: 'IT' })),
    shown.includes('class="src"') || shown.includes('cite'),
  ]).toEqual([true, true, true])
})

test('the database and the rules agree on where each stands; the list is paged in a fixed number of statements', async () => {
  const { pool, officeId, here } = office
  const ids = (await pool.query<{ id: string }>('select id from finder_approach where deleted_at is null')).rows.map(({ id }) => id)
  for (const today of [TODAY, '2026-12-11', '2027-03-01']) {
    const found = await here.db.inOffice(officeId, async (tx) => {
      const weeks = 3
      const views = await Promise.all(ids.map((id) => approachById(tx, id)))
      const byRule = Object.fromEntries(STATES.map((state) => [state, views.filter((view) => stateOf(view!, weeks, today) === state).length]))
      const pages = await Promise.all(STATES.map(async (state) => [state, (await approachesPage(tx, today, state, {}, 100)).rows.length] as const))
      return [byRule, await approachCounts(tx, today), Object.fromEntries(pages)]
    })
    expect(found[1]).toEqual(found[0])
    expect(found[2]).toEqual(found[0])
  }
  const { visit } = await office.openAnother('Община Писмовна')
  const write = async (name: string) => {
    await visit.post(addresses.finderShortlist(), { place: String(town(name)), deed: 'shortlist' })
    const candidate = (await pool.query('select id from finder_candidate where place_id = $1 and office_id <> $2', [town(name), officeId])).rows[0].id
    return (await visit.post(addresses.finderOutreach(), { candidate, language: 'it' })).headers.get('location')!
  }
  const list = () => office.statements(() => visit.get(addresses.finderOutreach()))
  const shortlist = () => office.statements(() => visit.get(addresses.finderShortlist()))
  const theirs = await write('Faenza')
  await list()
  const [one, short] = [await list(), await shortlist()]
  await write('Imola')
  await write('Rimini')
  await list()
  expect([await list(), await shortlist()]).toEqual([one, short])
  // Neither sees the other's.
  expect((await officer.get(addresses.finderApproach({ id: theirs.split('/')[3]! }))).status).toBe(404)
  expect((await visit.get(addresses.finderApproach({ id: ids[0]! }))).status).toBe(404)
  expect((await visit.post(addresses.finderApproachNudge({ id: ids[0]! }), { version: '1' })).status).toBe(404)
})

test('readers look and change nothing', async () => {
  const { id } = (await office.pool.query<{ id: string }>('select id from finder_approach where deleted_at is null limit 1')).rows[0]!
  const reader = office.as('reader')
  expect([(await reader.get(addresses.finderOutreach())).status, (await reader.get(addresses.finderApproach({ id }))).status]).toEqual([200, 200])
  expect(await (await reader.get(addresses.finderApproach({ id }))).text()).not.toContain(`action="${addresses.finderApproachRemoval({ id })}"`)
  for (const path of [
    addresses.finderOutreach(),
    addresses.finderApproachNudge({ id }),
    addresses.finderApproachPartnership({ id }),
    addresses.settingsOutreach(),
  ])
    expect((await reader.post(path, { version: '1' })).status).toBe(403)
})

test('when a person is erased, no letter and no earlier state of one keeps their name above it or their address', async () => {
  const { here, officer: by, pool } = office
  const id = await draft('Riccione', 'it')
  const person = done(await createPerson(here, by, { name: { bg: 'Проба Сколарини' }, email: 'proba.scolarini@riccione.test' })).id
  const { first } = await row(id)
  const form = { subject: first.subject, body: first.body, recipient: `Проба Сколарини\n${first.recipient}`, email: 'Proba.Scolarini@riccione.test' }
  await officer.post(addresses.finderApproachLetter({ id, which: 'first' }), { version: '1', ...form })
  await officer.post(addresses.finderApproachLetter({ id, which: 'first' }), { version: '2', ...form, signatory: 'Кмет' })
  done(await erasePerson(here, by, person, 1, [], keepingParts.forgetting ?? []))
  expect((await row(id)).first).toMatchObject({ recipient: first.recipient, email: '', signatory: 'Кмет' })
  const told = await pool.query(
    "select string_agg(coalesce(before::text, '') || coalesce(after::text, ''), ' ') as all from activity where thing = 'finder_approach' and thing_id = $1",
    [id],
  )
  expect(/scolarini|Сколарини/i.test(told.rows[0].all)).toBe(false)
})
