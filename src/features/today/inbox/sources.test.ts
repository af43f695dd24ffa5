// What the other features bring to the day's list: visits with missing pieces, their own lines, what of journeys has its day, meetings without minutes or outcome; each with its day and its words.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent, removeEvent } from '#features/events/event.actions.ts'
import { createGift, handOverGift, prepareGift } from '#features/gifts/gift.actions.ts'
import { saveAssessment } from '#features/impact/assessments/assessment.actions.ts'
import { addItem } from '#features/meetings/agenda/item.actions.ts'
import { sayWithoutOutcome } from '#features/meetings/meeting.actions.ts'
import { recordDecision } from '#features/meetings/outcomes/outcome.actions.ts'
import { saveMinutes } from '#features/meetings/minutes/minutes.actions.ts'
import { fingerprintOf } from '#features/meetings/minutes/minutes.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { changeTrip, openTrip, signOrder } from '#features/trips/trip.actions.ts'
import type { Leg } from '#features/trips/journeys/journey.ts'
import { addTraveller, payAdvance, settleTraveller } from '#features/trips/travellers/traveller.actions.ts'
import { addDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { addProgrammeItem, changeProgrammeItem } from '#features/visits/programmes/item.actions.ts'
import type { ItemValues } from '#features/visits/programmes/programme.ts'
import { addTask, tickTask } from '#features/visits/preparation/task.actions.ts'
import { cancelVisit } from '#features/visits/step.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { newId } from '#platform/ids.ts'
import { EMPTY_TEXT } from '#platform/texts/local-text.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { undo } from '../journal.actions.ts'
import { keyText, type Line, type Kind } from './waiting.ts'
import { firstRows } from './waiting.queries.ts'

const TODAY = '2026-11-23'

let office: TestOffice
let partner: string
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
  const { id } = done(
    await createPartnershipWith(office.here, office.officer, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'MK' }, { type: 'friendship' }),
  )
  partner = await office.here.db.inOffice(office.officeId, async (tx) => (await partnershipById(tx, id))!.organisationId)
})
afterAll(() => office.close())
beforeEach(async () => {
  office.here.clock.set(TODAY)
  await office.pool.query('update event set deleted_at = now() where deleted_at is null; update visit set deleted_at = now() where deleted_at is null')
})

const event = async (
  title: string,
  date: string,
  kind: 'visit' | 'meeting' | 'letter' | 'festival' | 'signing' = 'meeting',
  direction: 'incoming' | 'outgoing' = 'incoming',
) => done(await createEvent(office.here, office.officer, { kind, direction, title: { bg: title }, date, partners: [partner] }))
const rows = async (...kinds: Kind[]): Promise<Line[]> => {
  const today = office.here.clock.today()
  return office.here.db.inOffice(office.officeId, (tx) =>
    firstRows(tx, today, { kinds, whose: 'all', personId: office.officer.personId }, { now: 50, week: 50, soon: 50, calm: 50 }),
  )
}
const told = async (...kinds: Kind[]) => (await rows(...kinds)).map(({ what, band, day, why }) => [what, band, day, why.map(({ text }) => text).join(' · ')])

describe('visits', () => {
  test('a dossier waits from a month before its first missing piece is due; the row names the soonest and counts the rest', async () => {
    const { id } = await event('Гости от Примерово', '2026-12-10/2026-12-12', 'visit')
    done(await openVisit(office.here, office.officer, id))
    const far = await event('Догодина', '2027-09-10', 'visit')
    done(await openVisit(office.here, office.officer, far.id))
    expect(await told('visit')).toEqual([
      [
        'Гости от Примерово',
        'now',
        '2026-11-10',
        'Изпратена покана: трябваше до 10 ноември 2026 г. · също: програма, преводач, имената на пътуващите и още 6 · 10–12 декември 2026 г.',
      ],
    ])
    const [row] = await rows('visit')
    expect([row!.action, row!.dot]).toEqual([{ text: 'Допълни', href: addresses.visitPreparation({ id }) }, 'late'])
    // Without a day nothing can be counted back from, and nothing presses.
    const vague = await event('Някога догодина', '2027', 'visit')
    done(await openVisit(office.here, office.officer, vague.id))
    const undated = (await told('visit')).at(-1)!
    expect([undated[0], undated[1], undated[2], String(undated[3]).startsWith('Липсва: точният ден на посещението · също: ')]).toEqual([
      'Някога догодина',
      'calm',
      null,
      true,
    ])
    done(await cancelVisit(office.here, office.officer, id, 1, { cancelledOn: '2026-11-23', cancelReason: 'Болест' }))
    expect((await told('visit')).map(([what]) => what)).toEqual(['Някога догодина'])
  })

  test('the office’s own lines of a dossier wait with their day until they are ticked', async () => {
    const { id } = await event('Гости от Примерово', '2027-06-10', 'visit')
    done(await openVisit(office.here, office.officer, id))
    const { id: task } = done(await addTask(office.here, office.officer, id, { text: 'Да поръчам цветя', due: '2026-11-24' }))
    done(await addTask(office.here, office.officer, id, { text: 'Без ден', due: null }))
    done(await addTask(office.here, office.officer, id, { text: 'Далеч', due: '2027-06-01' }))
    expect(await told('task')).toEqual([['Да поръчам цветя', 'week', '2026-11-24', 'До утре · за Гости от Примерово']])
    office.here.clock.set('2026-11-26')
    expect(await told('task')).toEqual([['Да поръчам цветя', 'now', '2026-11-24', 'Трябваше до 24 ноември 2026 г. · за Гости от Примерово']])
    done(await tickTask(office.here, office.officer, id, task, 1, true))
    expect(await told('task')).toEqual([])
  })
})

describe('meetings', () => {
  const planned = async (title: string, date: string, kind: Parameters<typeof event>[2] = 'meeting') => {
    const made = await event(title, date, kind)
    await office.pool.query('update event set created_at = first_day - 10 where id = $1', [made.id])
    return made.id
  }
  test('one that was planned here waits for minutes from the day after; after a week it is late, after three months nobody is reminded', async () => {
    const id = await planned('Среща за фестивала', '2026-11-23')
    expect(await told('meeting')).toEqual([])
    office.here.clock.set('2026-11-24')
    expect(await told('meeting')).toEqual([['Среща за фестивала', 'week', '2026-11-30', 'Няма протокол · 23 ноември 2026 г., преди 1 ден']])
    expect((await rows('meeting'))[0]!.action).toEqual({ text: 'Запиши протокол', href: addresses.meetingMinutes({ id }) })
    office.here.clock.set('2026-12-01')
    expect((await rows('meeting')).map(({ band, dot }) => [band, dot])).toEqual([['now', 'late']])
    office.here.clock.set('2027-02-22')
    expect(await told('meeting')).toEqual([])
  })

  test('minutes alone do not end it: what came of it, or why nothing did, is missing still', async () => {
    const id = await planned('Среща за фестивала', '2026-11-20')
    done(
      await saveMinutes(office.here, office.officer, id, {
        general: { minutes: { bg: 'Говорихме.' }, was: fingerprintOf(EMPTY_TEXT, '') },
        items: [],
        confirmed: [],
        mentions: [],
      }),
    )
    expect(await told('meeting')).toEqual([['Среща за фестивала', 'week', '2026-11-27', 'Не е записано с какво завърши · 20 ноември 2026 г., преди 3 дни']])
    expect((await rows('meeting'))[0]!.action.href).toBe(addresses.meeting({ id }))
    done(await sayWithoutOutcome(office.here, office.officer, id, 1, 'Само запознаване'))
    expect(await told('meeting')).toEqual([])
  })

  test('left alone: what a text told afterwards, letters, visits with a dossier, what was removed; a festival with an agenda is not', async () => {
    await event('От новина', '2026-11-20')
    await planned('Писмо', '2026-11-20', 'letter')
    const visit = await planned('Посещение', '2026-11-20', 'visit')
    done(await openVisit(office.here, office.officer, visit))
    const gone = await planned('Премахната', '2026-11-20')
    done(await removeEvent(office.here, office.officer, gone, 1))
    const festival = await event('Фестивал', '2026-11-20', 'festival')
    done(await addItem(office.here, office.officer, festival.id, { title: { bg: 'Точка' } }))
    expect((await told('meeting')).map(([what]) => what)).toEqual(['Фестивал'])
  })
})

const stop = (text: string, country: string, zone: string) => ({ placeId: null, text, country, zone })
const [home, there] = [stop('Проба', 'BG', 'Europe/Sofia'), stop('Узорево', 'MK', 'Europe/Skopje')]
const leg = (from: Leg['from'], to: Leg['from'], day: string): Leg => ({
  from,
  to,
  departs: { day, time: null },
  arrives: { day, time: null },
  transport: '',
})
const trip = async (title: string, ...names: string[]) => {
  const { id } = await event(title, '2026-12-10/2026-12-12', 'visit', 'outgoing')
  done(await openTrip(office.here, office.officer, id))
  const legs = [leg(home, there, '2026-12-10'), leg(there, home, '2026-12-12')]
  done(await changeTrip(office.here, office.officer, id, 1, { task: '', basis: '', legs, lodgingBy: 'us', hostMeals: 'none', note: '' }))
  const travellers: string[] = []
  for (const name of names) travellers.push(done(await addTraveller(office.here, office.officer, id, { personId: null, name, post: '', byOrder: 'usual' })).id)
  return { id, travellers }
}

describe('papers with nothing in them', () => {
  const draft = (id: string) => office.as('officer').post(addresses.meetingDrafts({ id }), { 'general.bg': 'а' })
  const undone = async (id: string) => {
    done(await recordDecision(office.here, office.officer, id, { itemId: null, text: { bg: 'Среща всяка година' } }))
    expect((await rows('meeting')).map(({ thingId }) => thingId)).toEqual([id])
    const { rows: lines } = await office.pool.query(`select id from activity where act = 'meeting_outcome.created' order by id desc limit 1`)
    done((await undo(office.here, office.officer, lines[0].id))!)
  }

  test.each([
    ['a draft nobody saved', draft],
    ['a decision that was undone', undone],
  ])('%s makes no meeting of a festival, and takes no visit its question', async (_, open) => {
    const festival = await event('Фестивал', '2026-11-20', 'festival')
    await open(festival.id)
    expect(await told('meeting')).toEqual([])
    const visit = await event('Гости', '2026-11-20', 'visit')
    await office.pool.query('update event set created_at = first_day - 10 where id = $1', [visit.id])
    const before = await told('dossier')
    expect(before).toHaveLength(1)
    await open(visit.id)
    expect([await told('dossier'), await told('meeting')]).toEqual([before, []])
  })
})

describe('visits without a dossier', () => {
  test('those within a month are told until they have one; later ones, meetings and what was called off are not', async () => {
    const { id } = await event('Гости от Примерово', '2026-12-04/2026-12-05', 'visit')
    await event('Далечни гости', '2027-03-01', 'visit')
    await event('Среща', '2026-12-04')
    const off = await event('Отменени гости', '2026-12-04', 'visit')
    await office.pool.query('update event set cancelled_on = $1 where id = $2', [TODAY, off.id])
    expect(await told('dossier')).toEqual([['Гости от Примерово', 'soon', '2026-12-04', 'След 11 дни, а досие още няма · 4–5 декември 2026 г.']])
    expect((await rows('dossier')).map(({ action }) => action)).toEqual([{ text: 'Открий досие', href: addresses.event({ id }) }])
    done(await openVisit(office.here, office.officer, id))
    expect(await told('dossier')).toEqual([])
  })

  test('those behind are asked what came of them, as long as nothing is recorded; what the news told long afterwards is not', async () => {
    office.here.clock.set('2026-11-01')
    const { id } = await event('Гости на празника', '2026-11-10', 'visit')
    const signed = await event('Подписване', '2026-11-10', 'signing')
    office.here.clock.set(TODAY)
    await event('Новина отпреди седмица', '2026-11-16', 'visit')
    expect(await told('dossier')).toEqual([
      ['Гости на празника', 'week', '2026-11-24', 'Мина преди 13 дни, а не е записано нищо от него · 10 ноември 2026 г.'],
      ['Подписване', 'week', '2026-11-24', 'Мина преди 13 дни, а не е записано нищо от него · 10 ноември 2026 г.'],
    ])
    office.here.clock.set('2026-11-25')
    expect((await told('dossier')).map(([what, band]) => [what, band])).toEqual([
      ['Гости на празника', 'now'],
      ['Подписване', 'now'],
    ])
    done(
      await createCommitment(office.here, office.officer, {
        owedBy: 'us',
        topic: 'other',
        state: 'agreed',
        due: '2027-01-01',
        eventId: id,
        partners: [partner],
        text: { bg: 'Да изпратим снимките' },
      }),
    )
    expect((await told('dossier')).map(([what]) => what)).toEqual(['Подписване'])
    // One that leaves nothing behind is let pass.
    expect((await office.as('officer').post(addresses.waitingDismissal({ row: `dossier-${signed.id}` }), { version: '0' })).status).toBe(303)
    expect(await told('dossier')).toEqual([])
  })
})

describe('journeys', () => {
  beforeEach(() => office.pool.query('update trip_traveller set deleted_at = now(); update trip set deleted_at = now()'))

  test('order and advances wait until one is back, report and accounts from then on; each names whom, and leads to where it is done', async () => {
    office.here.clock.set('2026-10-20')
    const { id, travellers } = await trip('При приятелите', 'Проба Първа', 'Проба Втора')
    // Its day is more than a month ahead.
    office.here.clock.set('2026-10-20')
    expect(await told('trip')).toEqual([])
    office.here.clock.set(TODAY)
    const when = 'пътуване 10–12 декември 2026 г.'
    expect(await told('trip')).toEqual([
      ['При приятелите', 'now', '2026-11-20', `Заповедта не е подписана: трябваше до 20 ноември 2026 г. · ${when}`],
      ['При приятелите', 'soon', '2026-12-09', `Авансът не е решен: до 9 декември 2026 г. · Проба Първа, Проба Втора · ${when}`],
    ])
    expect((await rows('trip')).map(({ action }) => action)).toEqual([
      { text: 'Към заповедта', href: `${addresses.trip({ id })}#orders` },
      { text: 'Запиши аванса', href: `${addresses.tripMoney({ id })}#accounts` },
    ])
    done(await payAdvance(office.here, office.officer, travellers[0]!, 1, { cents: 0, on: null }))
    expect((await told('trip'))[1]![3]).toBe(`Авансът не е решен: до 9 декември 2026 г. · Проба Втора · ${when}`)
    const order = { number: '7', on: '2026-11-23', signer: 'Проба Кметова', signerPost: 'кмет' }
    done(await signOrder(office.here, office.officer, id, 2, 'usual', order))
    expect((await rows('trip')).map(({ part }) => part)).toEqual(['advance'])

    office.here.clock.set('2026-12-13')
    expect(await told('trip')).toEqual([
      ['При приятелите', 'soon', '2026-12-22', `Парите не са отчетени: до 22 декември 2026 г. · Проба Първа, Проба Втора · ${when}`],
      ['При приятелите', 'soon', '2026-12-22', `Докладът не е представен: до 22 декември 2026 г. · ${when}`],
    ])
    expect((await rows('trip')).map(({ action }) => action.href)).toEqual([`${addresses.tripMoney({ id })}#accounts`, addresses.tripReport({ id })])
    done(await payAdvance(office.here, office.officer, travellers[1]!, 1, { cents: 0, on: null }))
    done(await settleTraveller(office.here, office.officer, travellers[1]!, 2, { on: '2026-12-13', note: '' }))
    office.here.clock.set('2026-12-23')
    expect((await told('trip')).map(([, band, , why]) => [band, why])).toEqual([
      ['now', `Парите не са отчетени: трябваше до 22 декември 2026 г. · Проба Първа · ${when}`],
      ['now', `Докладът не е представен: трябваше до 22 декември 2026 г. · ${when}`],
    ])
    const page = await (await office.as('officer').get(addresses.today({ of: 'trips' }))).text()
    expect(page).toContain('Парите не са отчетени: трябваше до 22 декември 2026 г.')
    // Called off, nothing of it waits.
    await office.pool.query('update event set cancelled_on = $1 where id = $2', ['2026-12-23', id])
    await event('Друго', '2027-03-01')
    expect(await told('trip')).toEqual([])
  })
})

describe('gifts', () => {
  const gift = async (what: string, eventId: string) =>
    done(
      await createGift(office.here, office.officer, {
        way: 'planned',
        what: { bg: what },
        date: null,
        eventId,
        partners: [partner],
        givers: [],
        receivers: [],
      }),
    )
  test('one for a coming visit waits until it is ready; after the visit until somebody says that it was handed over', async () => {
    const { id: visit } = await event('Гости от Примерово', '2026-12-10/2026-12-12', 'visit')
    const far = await event('Догодина', '2027-09-10', 'visit')
    const { id } = await gift('Керамична чиния', visit)
    await gift('Далечен', far.id)
    expect(await told('gift')).toEqual([
      ['Керамична чиния', 'soon', '2026-12-09', 'Подаръкът не е готов: до 9 декември 2026 г. · планиран · за Гости от Примерово'],
    ])
    done(await prepareGift(office.here, office.officer, id, 1, 'bought'))
    office.here.clock.set('2026-12-10')
    expect((await told('gift')).map(([, band, , why]) => [band, why])).toEqual([
      ['now', 'Подаръкът не е готов: трябваше до 9 декември 2026 г. · купен · за Гости от Примерово'],
    ])
    done(await prepareGift(office.here, office.officer, id, 2, 'prepared'))
    expect(await told('gift')).toEqual([])
    office.here.clock.set('2026-12-13')
    expect(await told('gift')).toEqual([['Керамична чиния', 'now', '2026-12-12', 'Не е отбелязано, че подаръкът е връчен · за Гости от Примерово']])
    expect((await rows('gift'))[0]!.action).toEqual({ text: 'Отбележи', href: addresses.gift({ id }) })
    done(await handOverGift(office.here, office.officer, id, 3, { date: '2026-12-11', receivers: [], receiverWords: '' }))
    expect(await told('gift')).toEqual([])
    await office.pool.query('update gift set deleted_at = now()')
  })
})

describe('invitations for calendars', () => {
  test('wait once what people have is no longer so, until it is sent again; a change that nobody was told of is none', async () => {
    const { id } = await event('Гости от Примерово', '2027-03-10', 'visit')
    done(await openVisit(office.here, office.officer, id))
    done(
      await addDelegates(office.here, office.officer, id, [{ side: 'hosts', name: { bg: 'Проба Домакинова' }, email: 'proba@primer.test', languages: ['bg'] }]),
    )
    const values = (time: string, title = 'Среща'): ItemValues => ({
      kind: 'meeting',
      title: { bg: title },
      when: { day: '2027-03-10', time, fold: 'first', minutes: 60, lastDay: '2027-03-10', zone: 'Europe/Sofia', endZone: 'Europe/Sofia' },
    })
    const item = done(await addProgrammeItem(office.here, office.officer, id, values('10:00'))).id
    const officer = office.as('officer')
    const send = async (): Promise<number> => {
      const stamp = /name="stamp" value="([^"]+)"/.exec(await (await officer.get(addresses.invitations({ id }))).text())?.[1] ?? ''
      return (await officer.post(addresses.invitationSending({ id }), { stamp })).status
    }
    expect((await officer.post(addresses.invitationChoice({ id }), { 'items.0': [item] })).status).toBe(303)
    // Chosen and never sent is no mistake in anybody's calendar.
    expect(await told('invitation')).toEqual([])
    expect(await send()).toBe(303)
    expect(await told('invitation')).toEqual([])
    office.here.clock.set('2026-11-24')
    done(await changeProgrammeItem(office.here, office.officer, id, item, 1, values('11:30')))
    expect(await told('invitation')).toEqual([
      ['Гости от Примерово', 'week', '2027-03-10', '1 човек има в календара си друго · друг час · посещението е на 10 март 2027 г.'],
    ])
    expect((await rows('invitation'))[0]!.action).toEqual({ text: 'Изпрати наново', href: addresses.invitations({ id }) })
    // As it was: nobody has anything else.
    done(await changeProgrammeItem(office.here, office.officer, id, item, 2, values('10:00')))
    expect(await told('invitation')).toEqual([])
    done(await changeProgrammeItem(office.here, office.officer, id, item, 3, values('12:00')))
    expect(await send()).toBe(303)
    expect(await told('invitation')).toEqual([])
    done(await cancelVisit(office.here, office.officer, id, 1, { cancelledOn: '2026-11-24', cancelReason: 'Болест' }))
    expect((await told('invitation')).map(([, , , why]) => why)).toEqual(['1 човек има в календара си друго · отменено · посещението е на 10 март 2027 г.'])
    office.here.clock.set('2027-03-11')
    expect(await told('invitation')).toEqual([])
  })
})

describe('post', () => {
  const letter = (state: string, to: string) =>
    office.pool.query(
      `insert into mail_outbox (office_id, id, kind, to_name, "to", subject, text, created_at, state) values ($1, $2, 'letter', '', $3, 'x', 'x', '2026-11-20T08:00:00Z', $4)`,
      [office.officeId, newId(), to, state],
    )
  test('letters to look at, unclear and returned ones are a row each, in the order of their urgency, until they are seen; the rest waits for nobody', async () => {
    for (const state of ['waiting', 'sent', 'dropped', 'held', 'held', 'bounced', 'given-up', 'uncertain']) await letter(state, 'ana@primer.test')
    expect(await told('mail')).toEqual([
      ['2 писма се върнаха', 'now', null, 'Адресът е грешен или пощата отказва'],
      ['За 1 писмо не се знае дали е тръгнало', 'now', null, 'Решете дали да се изпратят пак'],
      ['2 писма чакат да ги прегледате', 'week', null, 'Тръгват едва след като ги пуснете'],
    ])
    expect((await rows('mail')).map(({ action }) => action.href)).toEqual(['returned', 'uncertain', 'held'].map((view) => addresses.letters({ view })))
    // Put off until Monday; another letter that comes back is another matter.
    const visit = office.as('officer')
    const row = `mail-${office.officeId}-returned`
    expect((await visit.post(addresses.waitingSnooze({ row }), { until: 'monday', version: '0' })).status).toBe(303)
    expect((await rows('mail')).map(({ part }) => part)).toEqual(['uncertain', 'held'])
    await letter('bounced', 'ivo@primer.test')
    expect((await rows('mail')).map(({ part }) => part)).toEqual(['returned', 'uncertain', 'held'])
    await office.pool.query(`update mail_outbox set seen_at = now() where state <> 'held'`)
    expect((await rows('mail')).map(({ part }) => part)).toEqual(['held'])
    await office.pool.query('delete from mail_outbox')
  })
})

test('three of each cost as many statements as one', async () => {
  const add = async (n: number) => {
    const { id } = await event(`Гости ${n}`, '2026-12-10/2026-12-12', 'visit')
    done(await openVisit(office.here, office.officer, id))
    done(await addTask(office.here, office.officer, id, { text: `Цветя ${n}`, due: '2026-11-24' }))
    const met = await event(`Среща ${n}`, '2026-11-20')
    done(await addItem(office.here, office.officer, met.id, { title: { bg: 'Точка' } }))
    await trip(`Командировка ${n}`, 'Проба Първа')
  }
  const cost = () => office.statements(() => rows('visit', 'task', 'meeting', 'trip'))
  await add(1)
  const one = await cost()
  await add(2)
  await add(3)
  expect(await cost()).toBe(one)
  expect(new Set((await rows('visit', 'task', 'meeting', 'trip')).map(keyText)).size).toBe(15)
})

test('in the first quarter one row asks how last year went, until every partnership has its self-assessment', async () => {
  expect(await told('assessment')).toEqual([])
  office.here.clock.set('2027-01-10')
  expect(await told('assessment')).toEqual([['Самооценка на партньорствата за 2026 г.', 'soon', '2027-03-31', '1 партньорство още не е оценено']])
  const [{ id }] = (await office.pool.query<{ id: string }>('select id from partnership where office_id = $1', [office.officeId])).rows as [{ id: string }]
  const values = { marks: { activity: 4 }, remark: '', assessedBy: 'Проба Служителова', assessedOn: '2027-01-09' } as const
  done(await saveAssessment(office.here, office.officer, id, 2026, 0, values))
  expect(await told('assessment')).toEqual([])
  // In April nobody is asked any more.
  office.here.clock.set('2028-04-01')
  expect(await told('assessment')).toEqual([])
})
