// The first page of the day, through HTTP on the real database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { acceptRest } from '#features/intake/draft.actions.ts'
import { saveDecided } from '#features/intake/saving.actions.ts'
import { addText } from '#features/intake/text.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import type { MilestoneKind } from '#features/partnerships/milestones/milestone.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { agoInWords, aheadInWords, roomFor } from './today.ts'
import { shellCounts } from './today.queries.ts'

const TODAY = '2026-11-23'

type Partner = { readonly partnership: string; readonly organisation: string }
async function partner(office: TestOffice, name: string): Promise<Partner> {
  const { id } = done(
    await createPartnershipWith(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' }, { type: 'friendship' }),
  )
  const organisation = await office.here.db.inOffice(office.officeId, async (tx) => (await partnershipById(tx, id))!.organisationId)
  return { partnership: id, organisation }
}
const step = async (office: TestOffice, on: Partner, kind: MilestoneKind, date: ImpreciseDate) =>
  done(await addMilestone(office.here, office.officer, on.partnership, { kind, side: 'both', date }))
const happening = async (office: TestOffice, on: Partner, date: ImpreciseDate | null, title = 'Събитие') =>
  done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', title: { bg: title }, date, partners: [on.organisation] }))
const promise = async (office: TestOffice, text: string, due: ImpreciseDate | null, more: { event?: string; on?: Partner } = {}) =>
  done(
    await createCommitment(office.here, office.officer, {
      owedBy: 'us',
      text: { bg: text },
      topic: 'other',
      state: 'agreed',
      due,
      eventId: more.event ?? null,
      partners: more.on === undefined ? [] : [more.on.organisation],
    }),
  )

test.each([
  ['2026-11-23', '0 дни', '0 days'],
  ['2026-11-22', '1 ден', '1 day'],
  ['2026-09-24', '60 дни', '60 days'],
  ['2026-09-23', '2 месеца', '2 months'],
  ['2024-10-24', '24 месеца', '24 months'],
  ['2022-11-24', '47 месеца', '47 months'],
  ['2022-11-23', '4 години', '4 years'],
])('%s was %s ago', (day, bg, en) => {
  expect([speakingIn('bg', () => agoInWords(day, TODAY)), speakingIn('en', () => agoInWords(day, TODAY))]).toEqual([bg, en])
})

test.each([
  ['2026-11-23', 'днес'],
  ['2026-11-24', 'утре'],
  ['2026-11-25', 'след 2 дни'],
])('%s is %s', (day, bg) => expect(aheadInWords(day, TODAY)).toBe(bg))

test.each([
  [
    { now: 0, week: 0, soon: 0, calm: 50 },
    { now: 10, week: 8, soon: 6, calm: 24 },
  ],
  [
    { now: 3, week: 1, soon: 2, calm: 9 },
    { now: 10, week: 8, soon: 6, calm: 18 },
  ],
  [
    { now: 40, week: 40, soon: 40, calm: 40 },
    { now: 10, week: 8, soon: 6, calm: 6 },
  ],
])('of %o so many are shown at first: %o', (waiting, room) => expect(roomFor(waiting)).toEqual(room))

test('an office without anything is shown the first step; a reader is not asked to take it', async () => {
  const office = await openOffice()
  try {
    const officer = await (await office.as('officer').get('/')).text()
    expect(officer).toContain('Поставете първата новина')
    expect(officer).toContain('href="/intake/new"')
    expect(officer).not.toContain('class="stats"')
    const reader = await (await office.as('reader').get('/')).text()
    expect(reader).toContain('Канцеларията още не е вписала нищо.')
    expect(reader).not.toContain('href="/intake/new"')
    expect((await office.as('nobody').get('/')).headers.get('location')).toBe('/bg')
  } finally {
    await office.close()
  }
})

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
/** The rows of a band as they stand on the page: what each is. */
const rowsOf = (page: string, band: string): string[] =>
  [...(page.split(`<section class="sect" id="${band}"`)[1]?.split('</section>')[0] ?? '').matchAll(/class="what plain"[^>]*>([^<]+)</g)].map(
    ([, text]) => text!,
  )
const bandOf = (page: string, band: string): string => page.split(`<section class="sect" id="${band}"`)[1]?.split('</section>')[0] ?? ''
const inside = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]): Promise<T> => office.here.db.inOffice(office.officeId, work)

test('promises: late ones now, the next by their day, those without a day for a year when there is time', async () => {
  const on = await partner(office, 'Обещаново')
  const long = await happening(office, on, '2025-11', 'Отдавнашна среща')
  const recent = await happening(office, on, '2026-06', 'Скорошна среща')
  await promise(office, 'Просрочено отдавна', '2025-10-24', { on })
  await promise(office, 'Просрочено вчера', '2026-11-22')
  await promise(office, 'За днес', '2026-11-23')
  await promise(office, 'До края на годината', '2026')
  await promise(office, 'За понеделник', '2026-11-30')
  await promise(office, 'За догодина', '2027')
  await promise(office, 'Без срок от година', null, { event: recent.id })
  await promise(office, 'Без срок и без среща', null)
  await promise(office, 'Без срок отдавна', null, { event: long.id, on })
  expect(await inside((tx) => shellCounts(tx, TODAY, office.officer))).toEqual({ today: 5, intake: 0, overdue: 2 })
  expect(await office.statements(() => inside((tx) => shellCounts(tx, TODAY, office.officer)))).toBe(2)
  const page = await (await office.as('officer').get('/')).text()
  expect(['now', 'week', 'soon', 'calm'].map((band) => rowsOf(page, band))).toEqual([
    ['Просрочено отдавна', 'Просрочено вчера', 'За днес'],
    ['За понеделник'],
    ['До края на годината'],
    // The last day of November 2025 is no year ago yet.
    [],
  ])
  expect(page).toContain('Просрочено от 12 месеца</span> · дължим ние · Обещаново')
  expect(page).toContain('До 31 декември 2026 г., след 38 дни</span>')
  expect(page).toContain('<span class="v late">5</span>')
  expect(page).toContain('обещания, 2 просрочени')
  expect(page).toMatch(/Обещания <span class="n late">2</)
  expect(page).toMatch(/Днес <span class="n">5</)
  const reader = await (await office.as('reader').get('/')).text()
  expect([page.includes('class="do"'), reader.includes('class="do"'), reader.includes('<dialog'), rowsOf(reader, 'now').length]).toEqual([
    true,
    false,
    false,
    3,
  ])
  office.here.clock.set('2026-11-30')
  const later = await (await office.as('officer').get('/')).text()
  expect(rowsOf(later, 'calm')).toEqual(['Без срок отдавна'])
  expect(bandOf(later, 'calm')).toContain('Без срок вече 12 месеца')
  office.here.clock.set(TODAY)
})

test('the occasions of the next thirty days stand with what to do about them; an agreement that ends from the day its renewal should begin', async () => {
  const fresh = await openOffice({ today: TODAY })
  try {
    const on = await partner(fresh, 'Годишниново')
    await step(fresh, on, 'signing', '2001-11-24')
    await step(fresh, on, 'signing', '2004-11-25')
    await step(fresh, on, 'council_decision', '2006-11-27')
    await step(fresh, on, 'signing', '2006')
    await step(fresh, on, 'signing', '1996-12-24')
    await fresh.pool.query(`update milestone set until = '2027-04-30', until_day = '2027-04-30' where date = '2004-11-25'`)
    const page = await (await fresh.as('officer').get('/')).text()
    expect([rowsOf(page, 'week'), rowsOf(page, 'soon')]).toEqual([['25 години от подписването с Годишниново'], ['Изтича споразумението с Годишниново']])
    expect(page).toContain('вторник, 24 ноември 2026 г., утре')
    expect(page).toContain('Подготви поздравление')
    expect(await (await fresh.as('reader').get('/')).text()).not.toContain('Подготви ')
  } finally {
    await fresh.close()
  }
})

test('an agreement that has ended within a year and was not renewed is late; one of long ago is the register’s to tell', async () => {
  const fresh = await openOffice({ today: TODAY })
  try {
    for (const [name, until] of [
      ['Скоро изтекло', '2026-11-01'],
      ['Отдавна изтекло', '2025-11-01'],
    ] as const) {
      const on = await partner(fresh, name)
      await happening(fresh, on, '2026-10-10')
      done(await addMilestone(fresh.here, fresh.officer, on.partnership, { kind: 'signing', side: 'both', date: '2020-01-01', until }))
    }
    const page = await (await fresh.as('officer').get('/')).text()
    expect(rowsOf(page, 'now')).toEqual(['Изтекло споразумение със Скоро изтекло'])
    expect(page).not.toContain('Отдавна изтекло</a>')
    expect(bandOf(page, 'now')).toContain('Изтече преди 22 дни и не е подновено')
  } finally {
    await fresh.close()
  }
})

test('who sleeps by the office’s limits is told with the reason and one thing to do; what is planned, ended or acknowledged is not', async () => {
  const fresh = await openOffice({ today: TODAY })
  try {
    const never = await partner(fresh, 'Никога')
    await happening(fresh, never, null)
    const long = await partner(fresh, 'Отдавна')
    await step(fresh, long, 'signing', '2003')
    await step(fresh, long, 'lapse', '2026-01-01')
    const edge = await partner(fresh, 'На ръба')
    await happening(fresh, edge, '2025-05-23')
    const just = await partner(fresh, 'Точно навреме')
    await happening(fresh, just, '2025-05-24')
    const vague = await partner(fresh, 'Може би скоро')
    await happening(fresh, vague, '2025')
    const planned = await partner(fresh, 'Насрочено')
    await step(fresh, planned, 'signing', '2001')
    await happening(fresh, planned, '2027-03')
    const ended = await partner(fresh, 'Прекратено')
    await step(fresh, ended, 'signing', '2001')
    await step(fresh, ended, 'end', '2010')
    const anew = await partner(fresh, 'Започнато наново')
    await step(fresh, anew, 'end', '2010')
    await step(fresh, anew, 'first_contact', '2012')
    const page = await (await fresh.as('officer').get('/')).text()
    expect(rowsOf(page, 'calm')).toEqual(['Никога', 'Започнато наново', 'На ръба'])
    expect(page).toContain('Има събития с партньора, но са без дата</span>')
    expect(page).toContain('18 месеца без контакт: последно посещение 23 май 2025 г.; няма записан обмен · Пишете им и запишете писмото</span>')
    expect(page).toContain(`href="/events/new?organisation=${never.organisation}"`)
    expect(page).toContain(`href="/events/new?organisation=${edge.organisation}&amp;kind=letter&amp;direction=outgoing"`)
    expect(page).toContain(`href="/partnerships/${anew.partnership}/milestones/new?kind=lapse"`)
    // A lapse on record is dealt with; whoever looks for the tie finds it in the list.
    expect(page).not.toContain(long.partnership)
    expect(await (await fresh.as('reader').get('/')).text()).not.toContain('/events/new')
  } finally {
    await fresh.close()
  }
})

test('coming events stand with their day and distance', async () => {
  const on = await partner(office, 'Гостоприемно')
  await happening(office, on, '2026-12-04/2026-12-06', 'Гости за панаира')
  const coming = (await (await office.as('officer').get('/')).text()).split('id="coming"')[1]!.split('</section>')[0]!
  expect(coming).toContain('Гости за панаира')
  expect(coming).toContain('4–6 декември 2026 г.')
  expect(coming).toContain('след 11 дни')
})

test('three of everything cost as many queries as one', async () => {
  const fresh = await openOffice({ today: TODAY })
  try {
    const add = async (n: number) => {
      const on = await partner(fresh, `Партньор ${n}`)
      await step(fresh, on, 'signing', '2004-11-24')
      const met = await happening(fresh, on, '2024-05', `Среща ${n}`)
      await happening(fresh, on, '2026-12-04', `Предстояща ${n}`)
      await promise(fresh, `Просрочено ${n}`, '2025', { on })
      await promise(fresh, `Без срок ${n}`, null, { on, event: met.id })
      await partner(fresh, `Мълчалив ${n}`)
    }
    const cost = () => fresh.statements(async () => void (await fresh.as('officer').get('/')))
    await add(1)
    const one = await cost()
    await add(2)
    await add(3)
    expect(await cost()).toBe(one)
  } finally {
    await fresh.close()
  }
})

test('a text waits here until its drafts are decided and saved; its saving is one entry of the journal and goes back in one step', async () => {
  const fresh = await openOffice({ today: TODAY })
  try {
    const body =
      'Гости от Берово в Троян\n\nДелегация от община Берово, Северна Македония, посети Троян. Кметът на Берово Образец Пробев се срещна с ръководството на общината. Гостите засадиха дърво в градския парк.\n'
    const bring = async (published: string | undefined) =>
      done(
        await addText(fresh.here, fresh.officer, {
          title: published === undefined ? 'Без дата' : 'Гости от Берово',
          sourceUrl: null,
          published,
          body: `${body}${published ?? ''}`,
          format: 'pasted',
          original: { name: 'text.txt', type: 'text/plain', bytes: Buffer.from(body) },
          notes: [],
        }),
      )
    await bring(undefined)
    const text = await bring('2025-05-12')
    const drafts = async () => {
      const page = await (await fresh.as('officer').get('/?of=texts')).text()
      return bandOf(page, 'now') + bandOf(page, 'week')
    }
    const waiting = await drafts()
    expect(waiting).toContain('чака дата, за да бъде прочетен')
    expect(waiting).toMatch(/\d+ чернови, всички нерешени<\/span> · от 12 май 2025 г\./)
    expect(waiting).toContain(`href="/intake/${text.id}"`)
    const { intake } = await fresh.here.db.inOffice(fresh.officeId, (tx) => shellCounts(tx, TODAY, fresh.officer))
    expect(intake).toBeGreaterThan(2)

    expect(done(await acceptRest(fresh.here, fresh.officer, text.id))).toBe(intake)
    expect(await drafts()).toContain(`${intake} решени чернови чакат запис`)
    expect(await fresh.here.db.inOffice(fresh.officeId, (tx) => shellCounts(tx, TODAY, fresh.officer))).toEqual({ today: 2, intake: 0, overdue: 0 })
    done(await saveDecided(fresh.here, fresh.officer, text.id, { published: true, publishedPromises: false }))
    expect(await drafts()).not.toContain('Гости от Берово')

    const visit = fresh.as('officer')
    const [entry] = (await (await visit.get('/activity')).text()).split('<time').slice(1)
    expect(entry).toContain('Потвърдени чернови от текст: ')
    expect(entry).toContain('Започнато партньорство: ')
    const answer = await visit.follow(await visit.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(entry!)![1]!))
    expect(answer).toMatch(/Върнати са \d+ записа/)
    const { rows } = await fresh.pool.query(
      `select (select count(*)::int from organisation where deleted_at is null) as organisations, (select count(*)::int from event where deleted_at is null) as events, (select count(*)::int from intake_draft where saved_at is not null) as saved`,
    )
    expect(rows).toEqual([{ organisations: 0, events: 0, saved: 0 }])
    expect(await drafts()).toContain('чакат запис')
  } finally {
    await fresh.close()
  }
})

test('an office in another zone has the days of its own town', async () => {
  const office = await openOffice({ today: TODAY })
  await office.pool.query("update office set time_zone = 'America/New_York'")
  const on = await partner(office, 'Узорево')
  await promise(office, 'За двайсет и трети', '2026-11-23', { on })
  // In Sofia it is five in the morning of the 24th, in New York ten in the evening of the 23rd.
  office.here.clock.set('2026-11-24T03:00Z')
  const page = await (await office.as('officer').get('/')).text()
  expect([page.includes('понеделник, 23 ноември 2026 г.'), page.includes('До утре, вторник, 24 ноември'), page.includes('1 просрочено')]).toEqual([
    true,
    true,
    false,
  ])
  office.here.clock.set('2026-11-24T06:00Z')
  expect((await (await office.as('officer').get('/')).text()).includes('вторник, 24 ноември 2026 г.')).toBe(true)
  await office.close()
})
