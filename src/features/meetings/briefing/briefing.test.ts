// The briefing: what it picks by table, what it shows through HTTP for a meeting and for a partner, and that more of everything costs no more queries.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import type { CommitmentValues } from '#features/commitments/commitment.ts'
import { addDocument } from '#features/documents/document.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import type { EventValues } from '#features/events/event.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import type { PartnershipValues } from '#features/partnerships/partnership.ts'
import { addDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addItem, setItemState, takeUp } from '../agenda/item.actions.ts'
import { historyInFive, type OpenPromise, topicInWords, topicsFor, wordsIn } from './briefing.ts'

describe('history in five lines', () => {
  const at = (id: string, firstDay: string, weight: number) => ({ id, firstDay, lastDay: firstDay, weight })
  const picked = (...past: ReturnType<typeof at>[]) => historyInFive(past).map(({ id }) => id)
  test('few lines are all told, oldest first, however they come', () => {
    expect(picked(at('b', '2018-09-24', 80), at('a', '2003-01-01', 100))).toEqual(['a', 'b'])
    expect(picked()).toEqual([])
  })
  test('of many the weightiest, with the beginning and the end always among them', () => {
    const past = [
      at('first visit', '1999-01-01', 20),
      at('signing', '2003-01-01', 100),
      at('visit', '2004-01-01', 20),
      at('decision', '2005-01-01', 60),
      at('lapse', '2010-01-01', 70),
      at('revival', '2018-01-01', 80),
      at('last visit', '2025-01-01', 20),
    ]
    expect(picked(...past.toReversed())).toEqual(['first visit', 'signing', 'lapse', 'revival', 'last visit'])
  })
  test('of equals the later', () => {
    const visits = ['2001', '2002', '2003', '2004', '2005', '2006', '2007'].map((year) => at(year, `${year}-01-01`, 20))
    expect(picked(...visits)).toEqual(['2001', '2004', '2005', '2006', '2007'])
  })
})

describe('three things to speak of', () => {
  const promise = (id: string, more: Partial<OpenPromise> = {}): OpenPromise => ({ id, owedBy: 'us', standing: 'open', due: null, given: null, ...more })
  const left = (id: string, date: string | null = null, commitmentId: string | null = null) => ({ id, date, commitmentId })
  const told = (...args: Parameters<typeof topicsFor>) => topicsFor(...args).map(({ id, reason }) => `${id} ${reason}`)

  test.each([
    ['nothing', [], [], []],
    ['settled promises are nothing', [promise('a', { standing: 'kept' }), promise('b', { standing: 'dropped' })], [], []],
    [
      'what we are late with stands before what they are late with, however long',
      [
        promise('them', { owedBy: 'them', standing: 'overdue', due: '2001-01-01' }),
        promise('both', { owedBy: 'both', standing: 'overdue', due: '2000-01-01' }),
        promise('us', { standing: 'overdue', due: '2026-11-01' }),
      ],
      [],
      ['us we-are-late', 'them they-are-late', 'both both-are-late'],
    ],
    [
      'of two late the longer late first; at most three',
      ['2026-03-01', '2026-01-01', '2026-02-01', '2026-04-01'].map((due) => promise(due, { standing: 'overdue', due })),
      [],
      ['2026-01-01 we-are-late', '2026-02-01 we-are-late', '2026-03-01 we-are-late'],
    ],
    [
      'what they are late with is heard beside all that we are late with',
      [
        ...['2026-03-01', '2026-01-01', '2026-02-01'].map((due) => promise(due, { standing: 'overdue', due })),
        ...['2026-05-01', '2026-06-01'].map((due) => promise(due, { owedBy: 'them', standing: 'overdue', due })),
      ],
      [],
      ['2026-01-01 we-are-late', '2026-02-01 we-are-late', '2026-05-01 they-are-late'],
    ],
    [
      'soon, left over, with a day, without',
      [promise('open', { given: '2025' }), promise('day', { due: '2028' }), promise('soon', { standing: 'due-soon', due: '2026-12-01' })],
      [left('point', '2024-10-14')],
      ['soon due-soon', 'point left-over', 'day has-a-day'],
    ],
    [
      'of points left over the newest meeting’s first, those of no day last',
      [],
      [left('old', '2018'), left('undated'), left('new', '2024-10-14')],
      ['new left-over', 'old left-over', 'undated left-over'],
    ],
    [
      'of promises without a day the newest first',
      [promise('old', { given: '2018' }), promise('none'), promise('new', { given: '2024' })],
      [],
      ['new open', 'old open', 'none open'],
    ],
    ['a point left over with its promise is told once', [promise('a')], [left('point', '2024', 'a')], ['a open']],
  ] as const)('%s', (_, promises, items, topics) => {
    expect(told(promises, items)).toEqual(topics)
  })

  test('what the agenda asks about already is left out, by promise and by point', () => {
    const all = [
      [promise('a'), promise('b')],
      [left('x', '2024'), left('y', '2024', 'a'), left('z', '2023')],
    ] as const
    expect(told(...all, new Set(['a', 'x']))).toEqual(['z left-over', 'b open'])
  })

  test('each reason has its advice', () => {
    expect([topicInWords('we-are-late', 'да изпратим албума.'), topicInWords('left-over', 'Керамика')]).toEqual([
      'Кажете докъде сме с обещаното: да изпратим албума',
      'Върнете се към отложеното: Керамика',
    ])
  })
})

test('words of the partner’s language come from the reference alone; of an unknown language there are none', () => {
  expect(wordsIn('mk').slice(0, 2)).toEqual([
    { theirs: 'збратимување', language: 'mk', ours: 'побратимяване' },
    { theirs: 'збратимена општина', language: 'mk', ours: 'побратимен град' },
  ])
  expect([wordsIn('sr')[0]?.language, wordsIn('el'), wordsIn(null)]).toEqual(['sr-Latn', [], []])
})

const TODAY = '2026-11-23'
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())

type Partner = { readonly id: string; readonly organisation: string }
async function partner(name: string, values: Partial<PartnershipValues> = {}): Promise<Partner> {
  const { id } = done(
    await createPartnershipWith(
      office.here,
      office.officer,
      { name: { bg: name }, nativeName: name, nativeLanguage: 'mk', kind: 'municipality', country: 'MK' },
      { type: 'twinning', ...values },
    ),
  )
  return { id, organisation: (await office.here.db.inOffice(office.officeId, (tx) => partnershipById(tx, id)))!.organisationId }
}
const meet = async (on: Partner, values: Partial<EventValues> = {}) =>
  done(await createEvent(office.here, office.officer, { kind: 'meeting', direction: 'none', date: '2026-12-01', partners: [on.organisation], ...values })).id
const promise = async (on: Partner, bg: string, values: Partial<CommitmentValues> = {}) =>
  done(
    await createCommitment(office.here, office.officer, {
      owedBy: 'us',
      topic: 'other',
      state: 'agreed',
      due: null,
      eventId: null,
      partners: [on.organisation],
      ...values,
      text: { bg },
    }),
  ).id
const point = async (eventId: string, bg: string) => done(await addItem(office.here, office.officer, eventId, { title: { bg } })).id
const read = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
const section = (html: string, id: string): string =>
  plain(html.split(`<section class="sect" id="${id}"`)[1]?.split('</header>')[1]?.split('</section>')[0] ?? '(none)')

describe('through HTTP', () => {
  test('the mayor stands first however late entered, and what was planted is among the gifts', async () => {
    const on = await partner('Дървено')
    for (const [name, role, roleClass] of [
      ['Първа Заместникова', 'заместник-кмет', 'deputy_mayor'],
      ['Втора Заместникова', 'заместник-кмет', 'deputy_mayor'],
      ['Трети Експертов', 'експерт', 'official'],
      ['Четвърти Експертов', 'експерт', 'official'],
      ['Кметица Дървенска', 'кмет', 'mayor'],
    ] as const) {
      const { id } = done(await createPerson(office.here, office.officer, { name: { bg: name } }))
      done(await addPost(office.here, office.officer, id, { organisationId: on.organisation, role: { bg: role }, roleClass }))
    }
    done(
      await createSymbolicAct(office.here, office.officer, {
        kind: 'tree_planting',
        title: { bg: 'Дърво на приятелството' },
        date: '2024',
        partners: [on.organisation],
      }),
    )
    const html = await read(addresses.partnershipBriefing({ id: on.id }))
    const people = section(html, 'people')
    expect([people.indexOf('Кметица Дървенска') < people.indexOf('Втора Заместникова'), people.includes('Кметица Дървенска')]).toEqual([true, true])
    expect(section(html, 'gifts')).toContain('Дърво на приятелството')
  })

  test('everything there is to know before a meeting, from what is recorded', async () => {
    const on = await partner('Узорево', { avoid: { bg: 'Спорът за пътя.' } })
    done(await addMilestone(office.here, office.officer, on.id, { kind: 'signing', side: 'both', date: '2003', documentNumber: '42' }))
    done(await addMilestone(office.here, office.officer, on.id, { kind: 'revival', side: 'both', date: '2018-09-24' }))
    const mayor = done(await createPerson(office.here, office.officer, { name: { bg: 'Кмет Узоров' } })).id
    const clerk = done(await createPerson(office.here, office.officer, { name: { bg: 'Писар Узоров' } })).id
    const ours = done(await createPerson(office.here, office.officer, { name: { bg: 'Наша Проба' } })).id
    done(
      await addPost(office.here, office.officer, mayor, {
        organisationId: on.organisation,
        role: { bg: 'кмет' },
        roleClass: 'mayor',
        confirmedOn: '2026-09-24',
      }),
    )
    done(
      await addPost(office.here, office.officer, clerk, {
        organisationId: on.organisation,
        role: { bg: 'секретар' },
        roleClass: 'official',
        confirmedOn: '2023-09-24',
      }),
    )
    const photo = { hash: 'a'.repeat(64), bytes: 1, media: 'jpeg', fileName: 'portret.jpg', kind: 'photo' } as const
    const portrait = done(
      await addDocument(office.here, office.officer, { ...photo, title: { bg: 'Портрет' }, places: [{ thing: 'person', thingId: mayor }] }),
    ).id
    const group = { ...photo, hash: 'b'.repeat(64), title: { bg: 'Група' } }
    const places = [mayor, clerk].map((thingId) => ({ thing: 'person' as const, thingId }))
    done(await addDocument(office.here, office.officer, { ...group, places }))
    await office.pool.query('update document set drawn_at = now()')
    const past = await meet(on, { date: '2024-10-14', title: { bg: 'Предишна среща' } })
    const left = await point(past, 'Отложена точка')
    done(await setItemState(office.here, office.officer, past, left, 1, 'left_over'))
    await promise(on, 'Да изпратим албума', { due: '2026-01-31' })
    await promise(on, 'Да върнат визитата', { owedBy: 'them', due: '2030' })
    done(
      await createSymbolicAct(office.here, office.officer, {
        kind: 'gift',
        title: { bg: 'Пробна ваза' },
        date: '2025-09-24',
        partners: [on.organisation],
        eventId: null,
      }),
    )
    const next = await meet(on, {
      title: { bg: 'Среща догодина' },
      participants: [
        { personId: mayor, asRole: 'кмет' },
        { personId: ours, asRole: null },
      ],
    })
    await point(next, 'Керамика')

    const html = await read(addresses.eventBriefing({ id: next }))
    expect({
      meeting: section(html, 'meeting'),
      topics: section(html, 'topics'),
      us: section(html, 'promised-us'),
      them: section(html, 'promised-them'),
      last: section(html, 'last-meetings'),
      left: section(html, 'left'),
      people: section(html, 'people'),
      history: section(html, 'history-five'),
      signed: section(html, 'signed'),
      gifts: section(html, 'gifts'),
      avoid: section(html, 'avoid'),
    }).toEqual({
      meeting: 'Среща догодина · 1 декември 2026 г. Керамика',
      topics:
        'Кажете докъде сме с обещаното: Да изпратим албума дължим ние · просрочено, срок 31 януари 2026 г. Върнете се към отложеното: Отложена точка Останало от 14 октомври 2024 г. Потвърдете срока: Да върнат визитата дължат те · открито, срок 2030 г.',
      us: 'Да изпратим албума просрочено, срок 31 януари 2026 г.',
      them: 'Да върнат визитата открито, срок 2030 г.',
      last: '14 октомври 2024 г.: Предишна среща',
      left: 'Отложена точка 14 октомври 2024 г. · отложена',
      people: 'Кмет Узоров кмет · идва на срещата · потвърдено 24 септември 2026 г. ПУ Писар Узоров секретар · не е потвърждаван 37 месеца',
      history: '2003 г. Подписване 24 септември 2018 г. Възобновяване 14 октомври 2024 г. Предишна среща',
      signed: 'Възобновяване , 24 септември 2018 г. Подписване , 2003 г., № 42, срок не е записан',
      gifts: 'Пробна ваза , 24 септември 2025 г.',
      avoid: 'Спорът за пътя.',
    })
    expect([
      html.includes(`<img src="${addresses.documentThumbnail({ id: portrait })}"`),
      (html.match(/<img /g) ?? []).length,
      html.includes('збратимување'),
      plain(html).includes('Наша Проба'),
    ]).toEqual([true, 1, true, false])
    // What is taken up is on the agenda, and no topic any more.
    done(await takeUp(office.here, office.officer, next, { items: [left], promises: [] }))
    const after = await read(addresses.eventBriefing({ id: next }))
    expect([section(after, 'meeting').includes('Отложена точка'), section(after, 'topics').includes('Отложена точка'), section(after, 'left')]).toEqual([
      true,
      false,
      '(none)',
    ])
    // Of the partner at any time: the same without the meeting; the coming one is no meeting of the past.
    const any = await read(addresses.partnershipBriefing({ id: on.id }), 'reader')
    expect([section(any, 'meeting'), section(any, 'last-meetings'), any.includes('/edit')]).toEqual(['(none)', '14 октомври 2024 г.: Предишна среща', false])
  })

  test('of a visit with a dossier: its purpose, and the delegation first, also who stands in no register', async () => {
    const on = await partner('Гостуващо')
    const id = await meet(on, { kind: 'visit', direction: 'incoming' })
    done(await openVisit(office.here, office.officer, id))
    const said = (text: string) => ({ source: 'bg', in: { bg: { text, at: '', checked: true } } })
    await office.pool.query(`update visit set our_purpose = $2, our_objectives = $3, their_purpose = $4, their_objectives = $5 where id = $1`, [
      id,
      said('Да подпишем'),
      said('- Дати за младежкия обмен;\n- Списък на училищата'),
      said('Да видят занаятите'),
      said('Пазар за керамика\r\nИзложба'),
    ])
    const clerk = done(await createPerson(office.here, office.officer, { name: { bg: 'Остава Вкъщи' } })).id
    done(await addPost(office.here, office.officer, clerk, { organisationId: on.organisation, roleClass: 'official', confirmedOn: '2026-09-24' }))
    const guest = { side: 'guests', organisationId: on.organisation } as const
    done(
      await addDelegates(office.here, office.officer, id, [
        { ...guest, name: { bg: 'Непознат Гостенинов' }, role: { bg: 'майстор' } },
        { ...guest, name: { bg: 'Отказа Сенов' }, role: { bg: 'певец' } },
      ]),
    )
    await office.pool.query(`update visit_delegate set withdrawn_on = '2026-11-01' where role->'in'->'bg'->>'text' = 'певец'`)
    const html = await read(addresses.eventBriefing({ id }))
    expect([section(html, 'meeting'), section(html, 'people')]).toEqual([
      'Гости от Гостуващо · 1 декември 2026 г. Нашата цел: Да подпишем Какво искаме да постигнем: Дати за младежкия обмен; Списък на училищата Тяхната цел: Да видят занаятите Какво искат да постигнат те: Пазар за керамика; Изложба Няма дневен ред. Подгответе дневния ред',
      'НГ Непознат Гостенинов майстор · идва на срещата ОВ Остава Вкъщи служител в администрацията · потвърдено 24 септември 2026 г.',
    ])
  })

  test('the delegation stands in its own order of precedence, as on the papers of the visit', async () => {
    const on = await partner('Старшинско')
    const id = await meet(on, { kind: 'visit', direction: 'incoming' })
    done(await openVisit(office.here, office.officer, id))
    const mayor = done(await createPerson(office.here, office.officer, { name: { bg: 'Кмет Вписанов' } })).id
    const guest = { side: 'guests', organisationId: on.organisation } as const
    done(
      await addDelegates(office.here, office.officer, id, [
        { ...guest, name: { bg: 'Майстор Първев' }, role: { bg: 'майстор' } },
        { ...guest, personId: mayor, role: { bg: 'кмет' } },
        { side: 'guests', name: { bg: 'Друг Отдругаде' }, role: { bg: 'министър' } },
        { ...guest, name: { bg: 'Почетен Трети' }, rank: 3 },
        { ...guest, name: { bg: 'Водач Водачев' }, isHead: true },
      ]),
    )
    const people = section(await read(addresses.eventBriefing({ id })), 'people')
    const names = ['Водач Водачев', 'Почетен Трети', 'Кмет Вписанов', 'Майстор Първев']
    expect(names.toSorted((a, b) => people.indexOf(a) - people.indexOf(b))).toEqual(names)
  })

  test('what is not known is said so, and where to record it; a reader is not asked to', async () => {
    const on = await partner('Незнайно')
    const [officer, reader] = [await read(addresses.partnershipBriefing({ id: on.id })), await read(addresses.partnershipBriefing({ id: on.id }), 'reader')]
    const said = [
      'Между нас няма открито обещание',
      'Не е записано кой е насреща.',
      'Няма записана среща.',
      'Няма записан подарък.',
      'Не е записано какво да се избягва.',
      'Няма записано решение или подпис.',
    ]
    for (const html of [officer, reader]) expect(said.filter((words) => !html.includes(words))).toEqual([])
    expect([officer.includes('Запишете го'), reader.includes('Запишете го')]).toEqual([true, false])
  })

  test('several partners: one sheet each; none: said so; a letter, a stranger and nobody find nothing', async () => {
    const [one, two] = [await partner('Първо'), await partner('Второ')]
    const id = await meet(one, { partners: [one.organisation, two.organisation] })
    const first = await read(addresses.eventBriefing({ id }))
    const second = await read(addresses.eventBriefing({ id }, { partner: two.organisation }))
    const title = (html: string) => /<title>([^<]*)/.exec(html)?.[1]
    expect([title(first), title(second), first.includes(`partner=${two.organisation}`)]).toEqual([
      'Справка преди среща: Първо · Побратим',
      'Справка преди среща: Второ · Побратим',
      true,
    ])
    const alone = await meet(one, { partners: [], title: { bg: 'Сами' } })
    expect(await read(addresses.eventBriefing({ id: alone }))).toContain('За кого да е справката?')
    const embassy = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Посолство Проба' }, kind: 'embassy', country: 'IT' })).id
    const visit = await meet(one, { partners: [embassy] })
    expect(section(await read(addresses.eventBriefing({ id: visit })), 'standing')).toBe('Няма записано партньорство.')
    const letter = await meet(one, { kind: 'letter', direction: 'incoming' })
    const { visit: stranger } = await office.openAnother('Община Чужда')
    const statuses = [
      await office.as('officer').get(addresses.eventBriefing({ id: letter })),
      await stranger.get(addresses.eventBriefing({ id })),
      await stranger.get(addresses.partnershipBriefing({ id: one.id })),
      await office.as('nobody').get(addresses.eventBriefing({ id })),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404, 303])
  })

  test('three of everything cost as many queries as one', async () => {
    const on = await partner('Броено')
    const id = await meet(on)
    const more = async (n: number) => {
      const past = await meet(on, { date: `202${n}-05-01` })
      const left = await point(past, `Точка ${n}`)
      done(await setItemState(office.here, office.officer, past, left, 1, 'left_over'))
      await point(id, `Нова ${n}`)
      await promise(on, `Обещание ${n}`)
      done(await addMilestone(office.here, office.officer, on.id, { kind: 'signing', side: 'both', date: `201${n}` }))
      const person = done(await createPerson(office.here, office.officer, { name: { bg: `Човек ${n}` } })).id
      done(await addPost(office.here, office.officer, person, { organisationId: on.organisation, roleClass: 'councillor' }))
      done(
        await createSymbolicAct(office.here, office.officer, {
          kind: 'gift',
          title: { bg: `Дар ${n}` },
          date: `202${n}`,
          partners: [on.organisation],
          eventId: null,
        }),
      )
    }
    await more(1)
    const cost = () => office.statements(async () => void (await office.as('officer').get(addresses.eventBriefing({ id }))))
    await cost()
    const one = await cost()
    await more(2)
    await more(3)
    await cost()
    expect(await cost()).toBe(one)
  })
})
