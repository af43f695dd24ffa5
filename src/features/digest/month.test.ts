// A month read from the register through the real database: what is public of it and nothing else, each record in the month it belongs to.
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOccasion } from '#features/calendar/occasions/occasion.actions.ts'
import { createCommitment, dropCommitment, keepCommitment } from '#features/commitments/commitment.actions.ts'
import { callOffEvent, createEvent } from '#features/events/event.actions.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { openPartnership } from '#features/partnerships/partnership.actions.ts'
import { addDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { faultsOf } from '../../../tests/support/digest-reader.ts'
import { randomOf, townOf } from '../../../tests/support/random-month.ts'
import { done, openOffice, TROYAN, type TestOffice } from '../../../tests/support/open-office.ts'
import { compose, plainText } from './composing/composing.ts'
import { TONGUES } from './composing/tongues.ts'
import { type MonthReading, monthFacts } from './month.queries.ts'

const TODAY = '2026-11-23'
/** Stands in every field that is nobody's business outside the office. */
const SECRET = 'тайнапотайна'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())

type Who = { readonly here: TestOffice['here']; readonly officer: TestOffice['officer'] }
const reading = (who: Who, month: string, today = TODAY): Promise<MonthReading> =>
  who.here.db.inOffice(who.officer.officeId, (tx) => monthFacts(tx, month, today))
const another = async (): Promise<Who> => {
  const { officer } = await office.openAnother('Община Узорево')
  return { here: office.here, officer }
}

let serial = 0
const source = { title: SECRET, url: null, date: null, textId: null, quote: SECRET }
async function partnerOf({ here, officer }: Who, published = true, at = (serial += 1)): Promise<{ organisationId: string; partnershipId: string }> {
  const { bg, en } = townOf(at, ['bg', 'en'])
  const organisation = done(
    await createOrganisation(here, officer, { kind: 'municipality', country: 'MK', name: { bg: bg!, en: en! }, notes: { bg: SECRET }, sources: [source] }),
  )
  const partnership = done(
    await openPartnership(here, officer, {
      organisationId: organisation.id,
      type: 'twinning',
      origin: { bg: SECRET },
      why: { bg: SECRET },
      works: { bg: SECRET },
      avoid: { bg: SECRET },
      published,
      sources: [source],
    }),
  )
  return { organisationId: organisation.id, partnershipId: partnership.id }
}
const eventOn = async ({ here, officer }: Who, date: string, partners: readonly string[], more: object = {}): Promise<string> =>
  done(await createEvent(here, officer, { kind: 'visit', direction: 'incoming', date, partners, published: true, sources: [source], ...more })).id

describe('the month a record belongs to', () => {
  test('is that of its last possible day, and none when it is only known within more than two months', async () => {
    const who = await another()
    const { organisationId } = await partnerOf(who)
    const at = (date: string) => eventOn(who, date, [organisationId])
    const ids = {
      day: await at('2024-10-05'),
      month: await at('2024-10'),
      lasted: await at('2024-09-28/2024-10-02'),
      between: await at('2024-09/2024-10'),
    }
    const later = await at('2024-10-30/2024-11-02')
    await at('2024')
    await at('2024-07/2024-10')
    await at('2024~')
    const called = await at('2024-10-09')
    done(await callOffEvent(who.here, who.officer, called, TODAY, 1))
    const { facts } = await reading(who, '2024-10')
    expect(facts.happenings.map(({ id }) => id).sort()).toEqual(Object.values(ids).sort())
    expect(facts.ahead.happenings.map(({ id }) => id)).toEqual([later])
    expect((await reading(who, '2024-11')).facts.happenings.map(({ id }) => id)).toEqual([later])
  })

  test('an event that is still to come in the month of today lies ahead, one that is over has happened', async () => {
    const who = await another()
    const { organisationId } = await partnerOf(who)
    const [over, coming, next, far] = [
      await eventOn(who, '2026-11-20', [organisationId]),
      await eventOn(who, '2026-11-28', [organisationId]),
      await eventOn(who, '2027-01-10', [organisationId]),
      await eventOn(who, '2027-02-10', [organisationId]),
    ]
    const { facts } = await reading(who, '2026-11')
    expect(facts.happenings.map(({ id }) => id)).toEqual([over])
    expect(facts.ahead.happenings.map(({ id }) => id)).toEqual([coming, next])
    expect(facts.ahead.happenings.map(({ id }) => id)).not.toContain(far)
  })

  test('a promise belongs to the month of its event, else of its source, else of its recording; dropped ones to none', async () => {
    const who = await another()
    const { organisationId } = await partnerOf(who)
    const event = await eventOn(who, '2024-10-05', [organisationId])
    const promise = async (more: object = {}, published = true) =>
      done(
        await createCommitment(who.here, who.officer, {
          owedBy: 'us',
          text: { bg: 'Изложба' },
          topic: 'other',
          state: 'agreed',
          due: null,
          partners: [organisationId],
          published,
          ...more,
        }),
      ).id
    const [ofEvent, ofSource, ofToday, dropped, kept] = [
      await promise({ eventId: event }),
      await promise({ sources: [{ ...source, date: '2024-10-24' }] }),
      await promise(),
      await promise({ eventId: event }),
      await promise({ eventId: event }),
    ]
    done(await dropCommitment(who.here, who.officer, dropped, 1, { droppedOn: TODAY, dropReason: SECRET }))
    done(await keepCommitment(who.here, who.officer, kept, 1, { keptOn: '2026-11-03', evidence: SECRET }))
    const october = (await reading(who, '2024-10')).facts
    expect(october.made.map(({ id }) => id).sort()).toEqual([ofEvent, ofSource, kept].sort())
    expect(october.totals.open.agreed.length).toBe(3)
    const november = (await reading(who, '2026-11')).facts
    expect([november.made, november.kept].map((those) => those.map(({ id }) => id))).toEqual([[ofToday], [kept]])
    expect(november.totals).toEqual({ partnerships: 0, countries: 0, open: { agreed: [ofEvent, ofSource, ofToday], planned: [], proposed: [], invited: [] } })
  })
})

describe('what a partnership tells', () => {
  test('its steps, the stage before and after, the silence they ended, round years of the year when they are celebrated', async () => {
    const who = await another()
    const { organisationId, partnershipId } = await partnerOf(who)
    const step = async (kind: 'signing' | 'lapse' | 'revival' | 'intent', date: string, published = true) =>
      done(await addMilestone(who.here, who.officer, partnershipId, { kind, side: 'both', date, published, note: { bg: 'Кратко.' }, sources: [source] })).id
    const signing = await step('signing', '2004-05-22')
    const lapse = await step('lapse', '2018')
    const revival = await step('revival', '2024-09/2024-10')
    await step('intent', '2024-10-03', false)
    const [before] = (await reading(who, '2024-09')).facts.partners
    const october = await reading(who, '2024-10')
    const [partner] = october.facts.partners
    expect(before).toMatchObject({ stageBefore: 'lapsed', stageNow: 'lapsed', steps: [], breaks: [], anniversaries: [] })
    expect(partner).toMatchObject({
      stageBefore: 'lapsed',
      stageNow: 'renewed',
      breaks: [{ stepId: revival, lapseId: lapse, years: 6, about: true }],
      anniversaries: [],
    })
    expect(partner!.steps.map(({ id }) => id)).toEqual([revival])
    expect(october.notPublic.map(({ kind, remedy, partnershipId: of }) => ({ kind, remedy, of }))).toEqual([
      { kind: 'milestone', remedy: 'publish', of: partnershipId },
    ])
    const rounds = async (month: string) => (await reading(who, month)).facts.partners[0]!.anniversaries
    expect(await rounds('2024-05')).toEqual([{ milestoneId: signing, years: 20, date: '2004-05-22', since: 'signing' }])
    expect(await rounds('2023-05')).toEqual([])
    done(
      await createSymbolicAct(who.here, who.officer, {
        kind: 'tree_planting',
        title: { bg: 'Дърво' },
        date: '2024-10-13',
        partners: [organisationId],
        published: true,
      }),
    )
    expect(await rounds('2024-10')).toEqual([{ milestoneId: signing, years: 20, date: '2004-05-22', since: 'signing' }])
  })

  test('the last time before, with what was promised then and is open still', async () => {
    const who = await another()
    const { organisationId } = await partnerOf(who)
    await eventOn(who, '2022-05', [organisationId])
    const before = await eventOn(who, '2023', [organisationId], { kind: 'exhibition' })
    await eventOn(who, '2023-11', [organisationId], { published: false })
    await eventOn(who, '2024-03', [organisationId], { kind: 'letter' })
    const promised = done(
      await createCommitment(who.here, who.officer, {
        owedBy: 'both',
        text: { bg: 'Да обменят майстори' },
        topic: 'exchange',
        state: 'agreed',
        due: null,
        partners: [organisationId],
        eventId: before,
        published: true,
      }),
    ).id
    expect((await reading(who, '2024-10')).facts.partners[0]!.earlier).toBeNull()
    await eventOn(who, '2024-10-08', [organisationId])
    const { earlier } = (await reading(who, '2024-10')).facts.partners[0]!
    expect([earlier!.happening.id, earlier!.promises.map(({ id }) => id)]).toEqual([before, [promised]])
  })
})

describe('what must not get in', () => {
  test('no private person, no note, no source, nothing unpublished; people of public life only with the post they held then', async () => {
    const who = await another()
    const { here, officer } = who
    const { organisationId, partnershipId } = await partnerOf(who)
    const hidden = await partnerOf(who, false)
    const person = async (name: string, posts: readonly { roleClass: 'mayor' | 'business'; from: string | null; to: string | null }[]) => {
      const { id } = done(
        await createPerson(here, officer, {
          name: { bg: name },
          email: `${SECRET}@example.org`,
          phone: '0888 111 222',
          notes: { bg: SECRET },
          sources: [source],
        }),
      )
      for (const { roleClass, from, to } of posts)
        done(await addPost(here, officer, id, { organisationId, roleClass, role: { bg: roleClass === 'mayor' ? 'кмет' : SECRET }, fromDate: from, toDate: to }))
      return id
    }
    const mayor = await person('Явна Кметова', [{ roleClass: 'mayor', from: '2019', to: null }])
    const former = await person('Минал Тайнов', [{ roleClass: 'mayor', from: '2003', to: '2011' }])
    const owner = await person('Частен Тайнов', [{ roleClass: 'business', from: null, to: null }])
    const nobody = await person('Никой Тайнов', [])
    const event = await eventOn(who, '2024-10-05', [organisationId], {
      title: { bg: 'Разговор с Частен Тайнов за книги', en: 'A talk about books' },
      summary: { bg: 'Говори се за книги.' },
      participants: [
        { personId: mayor, asRole: 'кмет на гостите' },
        { personId: former, asRole: SECRET },
        { personId: owner, asRole: SECRET },
        { personId: nobody, asRole: null },
      ],
    })
    done(await openVisit(here, officer, event))
    const deputy = await person('Явен Заместников', [{ roleClass: 'mayor', from: null, to: null }])
    const member = {
      side: 'guests' as const,
      nativeName: '',
      title: '',
      isHead: false,
      isInterpreter: false,
      languages: [],
      diet: SECRET,
      needs: SECRET,
      organisationId,
    }
    done(
      await addDelegates(here, officer, event, [
        { ...member, name: { bg: 'Явен Заместников' }, role: { bg: 'заместник-кмет' }, personId: deputy },
        { ...member, name: { bg: 'Гост Тайнов' }, role: { bg: SECRET }, personId: null },
      ] as never),
    )
    const [unseen, act, promise, step] = [
      await eventOn(who, '2024-10-07', [organisationId], { published: false, title: { bg: SECRET } }),
      done(await createSymbolicAct(here, officer, { kind: 'gift', title: { bg: SECRET }, date: '2024-10', partners: [organisationId] })).id,
      done(
        await createCommitment(here, officer, {
          owedBy: 'us',
          text: { bg: SECRET },
          topic: 'other',
          state: 'agreed',
          due: null,
          partners: [hidden.organisationId],
          eventId: event,
          published: true,
        }),
      ).id,
      done(
        await addMilestone(here, officer, hidden.partnershipId, {
          kind: 'intent',
          side: 'us',
          date: '2024-10-02',
          note: { bg: SECRET },
          published: true,
          words: SECRET,
        }),
      ).id,
    ]
    const { facts, notPublic } = await reading(who, '2024-10')
    expect(facts.happenings.map(({ id }) => id)).toEqual([event])
    expect(facts.happenings[0]!.people.map(({ names, role, roleWords }) => [names['bg'], role, roleWords['bg']])).toEqual([
      ['Явна Кметова', 'mayor', 'кмет на гостите'],
      ['Явен Заместников', 'mayor', 'заместник-кмет'],
    ])
    expect(facts.happenings[0]!.title).toEqual({ en: 'A talk about books' })
    expect(notPublic.map(({ kind, id, remedy, partnershipId: of }) => [kind, id, remedy, of])).toEqual([
      ['event', event, 'leave_out_name', null],
      ['event', unseen, 'publish', null],
      ['act', act, 'publish', null],
      ['milestone', step, 'publish_partnership', hidden.partnershipId],
      ['commitment', promise, 'publish_partnership', hidden.partnershipId],
    ])
    const told =
      JSON.stringify(facts) +
      Object.values(TONGUES)
        .map((tongue) => plainText(compose(facts, tongue)))
        .join()
    for (const secret of [SECRET, 'Тайнов', 'Taynov', '0888', unseen, act, promise, step, hidden.organisationId]) expect(told).not.toContain(secret)
    expect(partnershipId).toBe(facts.partners[0]!.partnershipId)
  })

  test('another office’s month is its own', async () => {
    const [one, other] = [await another(), await another()]
    await eventOn(one, '2024-10-05', [(await partnerOf(one)).organisationId])
    const { facts, notPublic } = await reading(other, '2024-10')
    expect([facts.happenings, facts.partners, facts.totals.partnerships, notPublic]).toEqual([[], [], 0, []])
  })
})

test('names come in every language that has one: entered, native, of the list of towns', async () => {
  const who = await another()
  const { id } = done(
    await createOrganisation(who.here, who.officer, {
      kind: 'municipality',
      country: 'ME',
      name: { bg: 'Община Узор' },
      nativeName: 'Uzor na Moru',
      nativeLanguage: 'sr',
    }),
  )
  done(await openPartnership(who.here, who.officer, { organisationId: id, type: 'twinning', published: true }))
  await eventOn(who, '2024-10-05', [id], { placeId: TROYAN })
  const { facts } = await reading(who, '2024-10')
  expect(facts.partners[0]!.organisation.names).toEqual({
    bg: 'Община Узор',
    sr: 'Uzor na Moru',
    en: 'Uzor na Moru',
    fr: 'Uzor na Moru',
    it: 'Uzor na Moru',
  })
  expect(facts.happenings[0]!.atHome).toBe(true)
})

test('days to come: town days of public partners and our own, with round years; no sessions, no elections, nobody else’s', async () => {
  const who = await another()
  const { organisationId, partnershipId } = await partnerOf(who)
  const hidden = await partnerOf(who, false)
  const day = (kind: 'town_day' | 'council_session', whose: string | null, name: string, published = true) =>
    createOccasion(who.here, who.officer, { organisationId: whose, kind, name: { bg: name }, rule: { repeats: 'yearly', month: 11, day: 7 }, published })
  done(await day('town_day', organisationId, 'Празник на партньора'))
  done(await day('town_day', null, 'Наш празник'))
  done(await day('town_day', hidden.organisationId, SECRET))
  done(await day('town_day', null, SECRET, false))
  done(await day('council_session', null, SECRET))
  done(await addMilestone(who.here, who.officer, partnershipId, { kind: 'signing', side: 'both', date: '2004-12-01', published: true }))
  const { facts } = await reading(who, '2024-10')
  expect(facts.ahead.days.map(({ kind, names, day: on, years, of }) => [kind, names['bg'] ?? null, on, years, of?.id ?? null]).sort()).toEqual([
    ['anniversary', null, '2024-12-01', 20, organisationId],
    ['occasion', 'Наш празник', '2024-11-07', null, null],
    ['occasion', 'Празник на партньора', '2024-11-07', null, organisationId],
  ])
})

// ---- made-up registers -----------------------------------------------------------------------------------------------------

const KINDS = ['visit', 'meeting', 'forum', 'festival', 'exchange', 'exhibition', 'letter', 'call', 'ceremony'] as const
const DIRECTIONS = ['incoming', 'outgoing', 'none'] as const

/** Writes a register by the same actions as any officer's and answers which records a citizen may be told of October 2024. */
async function writeRegister(who: Who, seed: number, partners: number): Promise<{ events: string[]; acts: string[]; made: string[]; steps: string[] }> {
  const { number, one, chance } = randomOf(seed)
  const told = { events: [] as string[], acts: [] as string[], made: [] as string[], steps: [] as string[] }
  const two = (value: number): string => String(value).padStart(2, '0')
  for (let at = 0; at < partners; at += 1) {
    const open = chance(0.8)
    const { organisationId, partnershipId } = await partnerOf(who, open, 10 + at + seed)
    for (let nth = number(0, 2); nth > 0; nth -= 1) {
      const [inside, seen] = [chance(0.7), chance(0.8)]
      const date = inside ? one([`2024-10-${two(number(1, 31))}`, '2024-10', '2024-09/2024-10']) : one(['2024-08', '2025', '2024-09-30'])
      const event = await eventOn(who, date, [organisationId], {
        kind: one(KINDS),
        direction: one(DIRECTIONS),
        published: seen,
        title: { bg: `Проект ${seed}${at}${nth}` },
      })
      if (inside && seen) told.events.push(event)
      if (chance(0.5)) {
        const shown = chance(0.7)
        const { id } = done(
          await createCommitment(who.here, who.officer, {
            owedBy: one(['us', 'them', 'both'] as const),
            text: { bg: one(['Да изпрати книги', 'Обмен на ученици']) },
            topic: 'other',
            state: one(['agreed', 'planned', 'proposed', 'invited'] as const),
            due: one([null, '2025', '2025-03-01']),
            partners: [organisationId],
            eventId: event,
            published: shown,
          }),
        )
        if (shown && inside && open) told.made.push(id)
      }
    }
    if (chance(0.5)) {
      const [inside, seen] = [chance(0.6), chance(0.8)]
      const { id } = done(
        await addMilestone(who.here, who.officer, partnershipId, {
          kind: one(['intent', 'council_decision', 'signing', 'memorandum'] as const),
          side: one(['us', 'them', 'both'] as const),
          date: inside ? `2024-10-${two(number(1, 31))}` : '2019-04-02',
          published: seen,
        }),
      )
      if (inside && seen && open) told.steps.push(id)
    }
    if (chance(0.3)) {
      const seen = chance(0.7)
      const { id } = done(
        await createSymbolicAct(who.here, who.officer, {
          kind: 'gift',
          title: { bg: `Дар ${at}` },
          date: '2024-10-09',
          partners: [organisationId],
          published: seen,
        }),
      )
      if (seen) told.acts.push(id)
    }
  }
  return told
}

test.each([1, 2, 3])('a made-up register (%i) is told whole and truly, in every language', async (seed) => {
  const who = await another()
  const told = await writeRegister(who, seed * 11, 6)
  const { facts } = await reading(who, '2024-10')
  expect({
    events: facts.happenings.map(({ id }) => id).sort(),
    acts: facts.acts.map(({ id }) => id).sort(),
    made: facts.made.map(({ id }) => id).sort(),
    steps: facts.partners.flatMap(({ steps }) => steps.map(({ id }) => id)).sort(),
  }).toEqual({ events: told.events.sort(), acts: told.acts.sort(), made: told.made.sort(), steps: told.steps.sort() })
  for (const tongue of Object.values(TONGUES)) expect(faultsOf(compose(facts, tongue), facts, tongue)).toEqual([])
})

test('as many statements for three of everything as for one', async () => {
  const [few, more] = [await another(), await another()]
  const whole = async (who: Who, count: number): Promise<void> => {
    for (let at = 0; at < count; at += 1) {
      const { organisationId, partnershipId } = await partnerOf(who)
      const { id: personId } = done(await createPerson(who.here, who.officer, { name: { bg: `Кмет ${at}` } }))
      done(await addPost(who.here, who.officer, personId, { organisationId, roleClass: 'mayor' }))
      await eventOn(who, '2023-06', [organisationId])
      const event = await eventOn(who, '2024-10-05', [organisationId], { participants: [{ personId, asRole: null }] })
      done(await addMilestone(who.here, who.officer, partnershipId, { kind: 'signing', side: 'both', date: '2024-10-05', published: true }))
      done(
        await createSymbolicAct(who.here, who.officer, {
          kind: 'gift',
          title: { bg: 'Дар' },
          date: '2024-10',
          partners: [organisationId],
          eventId: event,
          published: true,
        }),
      )
      done(
        await createCommitment(who.here, who.officer, {
          owedBy: 'us',
          text: { bg: 'Книги' },
          topic: 'other',
          state: 'agreed',
          due: '2024-11',
          partners: [organisationId],
          eventId: event,
          published: true,
        }),
      )
    }
  }
  await whole(few, 1)
  await whole(more, 3)
  const [one, three] = [await office.statements(() => reading(few, '2024-10')), await office.statements(() => reading(more, '2024-10'))]
  expect(three).toBe(one)
  expect(one).toBeLessThanOrEqual(30)
})

test('ten thousand events beside the month do not make it long', async () => {
  const who = await another()
  const { organisationId } = await partnerOf(who)
  await eventOn(who, '2024-10-05', [organisationId])
  await who.here.db.inOffice(who.officer.officeId, (tx) =>
    tx.execute(sql`
      insert into event (office_id, id, kind, direction, title, date, first_day, last_day, summary, published_at)
      select ${tx.officeId}, gen_random_uuid(), 'visit', 'incoming', '{"source":"bg","in":{}}', d::text, d, d, '{"source":"bg","in":{}}', now()
      from generate_series(1, 10000) n cross join lateral (select date '1990-01-01' + (n % 9000) as d) days where d < '2024-01-01'`),
  )
  const { facts } = await reading(who, '2024-10')
  expect(facts.happenings).toHaveLength(1)
})
