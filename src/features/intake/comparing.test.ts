// A text against what the register holds: the same, another, or the same told otherwise; and what then stands. Through HTTP on the real database; everybody is made up.
import { eq } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { events } from '#features/events/event.table.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { people, posts } from '#features/organisations/people/person.table.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { RESTORERS } from '#features/today/journal.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import { activities } from '#platform/activity/activity.table.ts'
import { type Draft } from './draft.ts'
import { draftsOf } from './draft.queries.ts'
import { matchedAll, subjectOf } from './match.queries.ts'
import { textById } from './text.queries.ts'
import { done, openOffice, type TestOffice, TROYAN } from '../../../tests/support/open-office.ts'

let office: TestOffice
let town: string
let partnership: string
beforeEach(async () => {
  office = await openOffice()
  const { here, officer: by } = office
  town = done(await createOrganisation(here, by, { name: { bg: 'Берово', en: 'Berovo' }, kind: 'municipality', country: 'MK', placeId: 792656 })).id
  partnership = done(await createPartnership(here, by, { organisationId: town, type: 'twinning', fields: ['culture'] })).id
  return () => office.close()
})

const officer = () => office.as('officer')
const read = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]): Promise<T> => office.here.db.inOffice(office.officeId, work)
const draftsAt = (id: string): Promise<Draft[]> => read((tx) => draftsOf(tx, id))
async function paste(text: string): Promise<string> {
  const answer = await officer().post('/intake/new', { text })
  expect(answer.status).toBe(303)
  return /\/intake\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')![1]!
}
const decide = async (id: string, draft: Draft, decision: string): Promise<void> => {
  const now = (await draftsAt(id)).find((one) => one.id === draft.id)!
  expect((await officer().post(`/intake/${id}/drafts/${draft.id}/decision`, { decision, version: String(now.version) })).status).toBe(303)
}
const save = async (id: string): Promise<void> => expect((await officer().post(`/intake/${id}/saving`)).status).toBe(303)
const of = <Kind extends Draft['kind']>(drafts: readonly Draft[], kind: Kind): Extract<Draft, { kind: Kind }>[] =>
  drafts.filter((draft): draft is Extract<Draft, { kind: Kind }> => draft.kind === kind)
/** The card of a draft on the desk, without marks. */
async function card(id: string, draft: Draft): Promise<string> {
  const page = await (await officer().get(`/intake/${id}`)).text()
  const from = page.indexOf(`id="d${draft.position}"`)
  return page
    .slice(from, page.indexOf('</article>', from))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

async function undoSaving(): Promise<void> {
  const [line] = await read((tx) => tx.select().from(activities).where(eq(activities.act, 'intake_text.saved')))
  done(await undoChange(office.here, office.officer, line!.id, RESTORERS))
}

const TWENTY = 'Гости от Берово\n\n12 май 2024 г.\n\nДелегация от община Берово, Северна Македония, посети Троян. Двата града са побратимени от 20 години.'

const steps = () => read((tx) => tx.select().from(milestones).where(eq(milestones.partnershipId, partnership)))
const signing = async (date: string) => done(await addMilestone(office.here, office.officer, partnership, { kind: 'signing', side: 'both', date })).id

describe('since when', () => {
  test('„20 години“ told in 2024 and a signing of 2004 agree, and so do 2003 and 2005: one more source, nothing to settle', async () => {
    for (const [index, year] of ['2004-05-22', '2003', '2005'].entries()) {
      const step = await signing(year)
      const id = await paste(`${TWENTY}\n\nОбразец ${index}.`)
      const [relation] = of(await draftsAt(id), 'relation')
      expect([relation!.data.status, relation!.match]).toEqual(['twinned', { id: step, sure: true }])
      const words = await card(id, relation!)
      expect(words).toContain('Няма противоречие')
      expect(words).not.toContain('Различава се')
      await decide(id, relation!, 'accepted')
      for (const draft of of(await draftsAt(id), 'organisation')) await decide(id, draft, 'accepted')
      await save(id)
      const [row] = await steps()
      expect([row!.date, row!.sources.length, row!.readings]).toEqual([year, 1, []])
      await read((tx) => tx.delete(milestones).where(eq(milestones.id, step)))
    }
  })

  test.each([
    ['record', '1998', 1, []],
    ['text', '2004~', 1, [['1998', 0]]],
    ['both', '1998', 0, [['2004~', 1]]],
  ] as const)('„20 години“ told in 2024 against 1998 is a conflict; %s', async (resolution, date, sources, readings) => {
    const step = await signing('1998')
    const id = await paste(TWENTY)
    const [relation] = of(await draftsAt(id), 'relation')
    expect(relation!.match).toEqual({ id: step, sure: false })
    const words = await card(id, relation!)
    for (const said of [
      'Различава се от записаното',
      '1998 г.',
      '20 години (от около 2004 г.)',
      'Остави записаното 1',
      'Вземи от текста 2',
      'Запази и двете A',
    ])
      expect(words).toContain(said)
    await decide(id, relation!, resolution)
    expect(of(await draftsAt(id), 'relation')[0]).toMatchObject({ decision: 'same', recordId: step, resolution })
    await save(id)
    const [row] = await steps()
    expect([row!.date, row!.sources.length, row!.readings.map((one) => [one.date, one.sources.length])]).toEqual([date, sources, readings])
    await undoSaving()
    expect((await steps()).map((one) => [one.date, one.sources, one.readings])).toEqual([['1998', [], []]])
  })

  test('„повече от 15 години“ agrees with 17', async () => {
    const step = await signing('2007')
    const id = await paste(TWENTY.replace('от 20 години', 'повече от 15 години'))
    expect(of(await draftsAt(id), 'relation').map(({ match }) => match)).toEqual([{ id: step, sure: true }])
  })
})

const VISIT = 'Гости от Берово\n\n12 май 2025 г.\n\nДелегация от община Берово, Северна Македония, посети Троян на 10 май.'
const visit = (date: string | null, more: object = {}) =>
  createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date, partners: [town], ...more })

describe('told again by another source', () => {
  test('a month that holds the day is the same visit; the day may be taken over, and the text becomes a further source', async () => {
    const known = done(await visit('2025-05')).id
    const id = await paste(VISIT)
    const [event] = of(await draftsAt(id), 'event')
    expect(event!.match).toEqual({ id: known, sure: true })
    const words = await card(id, event!)
    expect(words).toContain('Няма противоречие')
    expect(words).toContain('Вземи от текста 2')
    await decide(id, event!, 'text')
    await save(id)
    const rows = await read((tx) => tx.select().from(events))
    expect(rows.map(({ date, sources }) => [date, sources.length])).toEqual([['2025-05-10', 1]])
  })

  test.each([
    ['record', '2025-05-08', undefined],
    ['text', '2025-05-10', undefined],
    ['both', '2025-05-08', 'кога: 10 май 2025 г.'],
  ] as const)('two days apart: perhaps the same, and the officer says what stands: %s', async (resolution, date, says) => {
    const known = done(await visit('2025-05-08')).id
    const id = await paste(VISIT)
    const [event] = of(await draftsAt(id), 'event')
    expect(event!.match).toEqual({ id: known, sure: false })
    expect(await card(id, event!)).toContain('8 май 2025 г. 10 май 2025 г.')
    await decide(id, event!, resolution)
    expect(await card(id, event!)).toContain(
      { record: 'Остава записаното', text: 'При запис стойностите се вземат от текста', both: 'При запис се пазят и двете' }[resolution],
    )
    await save(id)
    const [row] = await read((tx) => tx.select().from(events))
    expect([row!.date, row!.sources.map((one) => one.says)]).toEqual([date, [says]])
    const page = await (await officer().get(`/events/${known}`)).text()
    expect(page.includes('според него: кога: 10 май 2025 г.')).toBe(resolution === 'both')
  })

  test('what may be recorded already is not accepted together with the rest, and the desk says so', async () => {
    const known = done(await visit('2025')).id
    const id = await paste(VISIT)
    expect(await card(id, of(await draftsAt(id), 'event')[0]!)).toMatch(/Ново е A .*Да, това е S .*Друг запис…/)
    const answer = await officer().post(`/intake/${id}/decisions`)
    const drafts = await draftsAt(id)
    expect(drafts.filter(({ decision }) => decision === 'undecided').map(({ kind, match }) => [kind, match])).toEqual([['event', { id: known, sure: false }]])
    const page = await officer().follow(answer)
    expect(page).toContain('Каквото може би вече е записано, се решава едно по едно')
    expect(page).toMatch(/<form method="post" action="[^"]*\/decisions" hidden/)
    const [event] = of(drafts, 'event')
    const told = await officer().post(`/intake/${id}/drafts/${event!.id}/decision?as=json`, { decision: `same:${known}`, version: String(event!.version) })
    expect(((await told.json()) as { progress: object }).progress).toMatchObject({ decided: drafts.length, rest: 0, oneByOne: '' })
  })

  test('another partner’s visit, another year’s and one the other way are none of these', async () => {
    const other = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Пробово' }, kind: 'municipality', country: 'MK' })).id
    done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2025-05-10', partners: [other] }))
    done(await visit('2024-05-10'))
    done(await visit('2025-05-10', { direction: 'outgoing' }))
    const id = await paste(VISIT)
    const [event] = of(await draftsAt(id), 'event')
    expect(event!.match).toBeNull()
    expect(await card(id, event!)).toContain('ново')
  })

  test('a promise in other words of the same matter; its day is settled by the officer', async () => {
    const known = done(
      await createCommitment(office.here, office.officer, {
        owedBy: 'both',
        text: { bg: 'До края на годината двете общини ще обменят млади художници и ученици, както се договориха' },
        topic: 'exchange',
        state: 'proposed',
        due: '2025-12-31',
        partners: [town],
      }),
    ).id
    const id = await paste(`${VISIT} Двете общини се договориха до края на годината да обменят ученици и млади художници.`)
    const [promise] = of(await draftsAt(id), 'commitment')
    expect(promise!.match).toEqual({ id: known, sure: true })
    expect(await card(id, promise!)).toContain('доколко е уговорено')
    await decide(id, promise!, 'text')
    await save(id)
    const [row] = await read((tx) => tx.select().from(commitments))
    expect([row!.state, row!.due, row!.sources.length]).toEqual(['agreed', '2025-12-31', 1])
  })

  test('fields the partnership has are known; one more is new and the rest stay', async () => {
    const id = await paste(`${VISIT} Двете общини се договориха да обменят ученици и млади художници.`)
    const [fields] = of(await draftsAt(id), 'fields')
    expect(fields!.match).toEqual({ id: partnership, sure: false })
    expect(await card(id, fields!)).toContain('нови: ')
  })
})

describe('people', () => {
  const MAYORS = 'Гости от Берово\n\n12 май 2025 г.\n\nКметът на Берово Образец Пробев посети Троян.'
  const present = async () =>
    (await read((tx) => tx.select({ post: posts, person: people }).from(posts).innerJoin(people, eq(people.id, posts.personId))))
      .map(({ post, person }) => [person.name.in['bg']!.text, post.toDate])
      .sort()

  test.each([
    ['record', [['Друг Пробен', null]]],
    [
      'text',
      [
        ['Друг Пробен', '2025~'],
        ['Образец Пробев', null],
      ],
    ],
    [
      'both',
      [
        ['Друг Пробен', null],
        ['Образец Пробев', null],
      ],
    ],
  ] as const)('the post is held by another person now: %s', async (resolution, expected) => {
    const mayor = done(await createPerson(office.here, office.officer, { name: { bg: 'Друг Пробен' } }))
    done(await addPost(office.here, office.officer, mayor.id, { organisationId: town, roleClass: 'mayor' }))
    const id = await paste(MAYORS)
    const [person] = of(await draftsAt(id), 'person')
    expect(person!.match).toBeNull()
    expect(await card(id, person!)).toContain('Друг Пробен Образец Пробев')
    await decide(id, person!, resolution)
    if (resolution === 'text') expect(await card(id, person!)).toContain('При запис досегашното (Друг Пробен) приключва с годината на текста')
    await save(id)
    expect(await present()).toEqual(expected)
    await undoSaving()
    expect((await read((tx) => tx.select().from(posts))).filter(({ deletedAt, toDate }) => deletedAt === null && toDate === null).length).toBe(1)
  })

  test('a post that the person holds by the register ends no other one of theirs', async () => {
    const mayor = done(await createPerson(office.here, office.officer, { name: { bg: 'Образец Пробиев' } }))
    done(await addPost(office.here, office.officer, mayor.id, { organisationId: town, roleClass: 'mayor' }))
    const union = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Съюз на пробите' }, kind: 'other', country: 'MK' })).id
    done(await addPost(office.here, office.officer, mayor.id, { organisationId: union, roleClass: 'official' }))
    const id = await paste(MAYORS)
    const [person] = of(await draftsAt(id), 'person')
    await decide(id, person!, 'text')
    await save(id)
    expect(await present()).toEqual([
      ['Образец Пробев', null],
      ['Образец Пробев', null],
    ])
    expect((await read((tx) => tx.select().from(people)))[0]!.aliases).toEqual(['Образец Пробиев'])
  })

  test('our own mayor is compared with ours', async () => {
    const home = done(
      await createOrganisation(office.here, office.officer, { name: { bg: 'Община Троян' }, kind: 'municipality', country: 'BG', placeId: TROYAN }),
    )
    const ours = done(await createPerson(office.here, office.officer, { name: { bg: 'Друга Примерова' } }))
    done(await addPost(office.here, office.officer, ours.id, { organisationId: home.id, roleClass: 'mayor' }))
    const id = await paste(`${MAYORS} Кметът на Троян Проба Примерова го посрещна.`)
    const mayor = of(await draftsAt(id), 'person').find(({ data }) => data.of === 'home')!
    expect(await card(id, mayor)).toContain('Друга Примерова Проба Примерова')
  })

  test('a name that differs by a letter is shown as perhaps the same; called the same, its spelling is learned', async () => {
    const mayor = done(await createPerson(office.here, office.officer, { name: { bg: 'Образец Пробиев' } }))
    done(await addPost(office.here, office.officer, mayor.id, { organisationId: town, roleClass: 'mayor' }))
    const id = await paste(MAYORS)
    const [person] = of(await draftsAt(id), 'person')
    expect(person!.match).toEqual({ id: mayor.id, sure: false })
    const words = await card(id, person!)
    expect(words).toContain('Образец Пробиев Образец Пробев')
    expect(words).toContain('При запис „Образец Пробев“ става друго име')
    await decide(id, person!, 'record')
    await save(id)
    expect((await read((tx) => tx.select().from(people))).map(({ name, aliases }) => [name.in['bg']!.text, aliases])).toEqual([
      ['Образец Пробиев', ['Образец Пробев']],
    ])
    const next = await paste(MAYORS.replace('12 май', '13 май'))
    expect(of(await draftsAt(next), 'person')[0]!.match).toEqual({ id: mayor.id, sure: true })
  })

  test('the same name in another organisation may be somebody else', async () => {
    const other = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Пробово' }, kind: 'municipality', country: 'MK' })).id
    const namesake = done(await createPerson(office.here, office.officer, { name: { bg: 'Образец Пробев' } }))
    done(await addPost(office.here, office.officer, namesake.id, { organisationId: other, roleClass: 'councillor' }))
    const id = await paste(MAYORS)
    expect(of(await draftsAt(id), 'person')[0]!.match).toEqual({ id: namesake.id, sure: false })
  })
})

describe('names', () => {
  test('a name mended to another town’s means that town: its place and Latin name come along, the first town’s do not stay', async () => {
    const about = (town: string, day: number) => `${day} юни 2025 г.\n\nДелегация от френския град ${town} посети Троян.`
    const heard = of(await draftsAt(await paste(about('Лимож', 10))), 'organisation')[0]!
    const id = await paste(about('Лимош', 11))
    const [draft] = of(await draftsAt(id), 'organisation')
    expect([draft!.data.placeId === heard.data.placeId, draft!.data.name['en']]).toEqual([false, 'Limoux'])
    const form = { version: '1', nameBg: 'Лимож', nameEn: 'Limoux', kind: 'municipality', country: 'FR', nativeName: draft!.data.nativeName ?? '' }
    expect((await officer().post(`/intake/${id}/drafts/${draft!.id}`, form)).status).toBe(303)
    const [mended] = of(await draftsAt(id), 'organisation')
    expect(mended!.data).toEqual({ ...heard.data, aliases: ['Лимош'] })
    // what speaks of the town is worded anew on the desk that is open
    const told = await officer().post(`/intake/${id}/drafts/${draft!.id}?as=json`, { ...form, nameBg: 'Лимож проба', version: String(mended!.version) })
    const { others } = (await told.json()) as { others: { card: string }[] }
    expect(others.some(({ card: shown }) => shown.includes('Лимож проба'))).toBe(true)
  })

  test('a mended name teaches the heard one, is told on the card, and the next text is known by it; undo forgets it', async () => {
    const id = await paste('12 юни 2025 г.\n\nДелегация от Даниловград, Черна гора, посети Троян.')
    const [draft] = of(await draftsAt(id), 'organisation')
    const form = { version: '1', nameBg: 'Пробовград', nameEn: 'Probovgrad', kind: 'municipality', country: 'ME', nativeName: '' }
    expect((await officer().post(`/intake/${id}/drafts/${draft!.id}`, form)).status).toBe(303)
    expect(await card(id, draft!)).toContain('При запис „Даниловград“, „Danilovgrad“ стават други имена')
    await save(id)
    const made = (await read((tx) => tx.select().from(organisations))).find(({ id: one }) => one !== town)!
    expect([made.name.in['bg']!.text, made.aliases]).toEqual(['Пробовград', ['Даниловград', 'Danilovgrad']])
    const next = await paste('13 юни 2025 г.\n\nДелегация от Даниловград, Черна гора, отново посети Троян.')
    expect(of(await draftsAt(next), 'organisation')[0]!.match).toEqual({ id: made.id, sure: true })
    await undoSaving()
    await officer().get(`/intake/${next}`)
    expect(of(await draftsAt(next), 'organisation')[0]!.match).toBeNull()
  })

  test('with the text’s name taken the register’s old one stays findable', async () => {
    const record = done(
      await createOrganisation(office.here, office.officer, { name: { bg: 'Стара проба' }, kind: 'municipality', country: 'ME', aliases: ['Даниловград'] }),
    )
    const id = await paste('12 юни 2025 г.\n\nДелегация от Даниловград, Черна гора, посети Троян.')
    const [draft] = of(await draftsAt(id), 'organisation')
    expect(draft!.match).toEqual({ id: record.id, sure: true })
    await decide(id, draft!, 'text')
    await save(id)
    const [row] = await read((tx) => tx.select().from(organisations).where(eq(organisations.id, record.id)))
    expect([row!.name.in['bg']!.text, row!.name.in['en']!.text, row!.aliases]).toEqual(['Даниловград', 'Danilovgrad', ['Стара проба']])
  })
})

describe('when the register moves on', () => {
  test('an open desk learns of it, decisions stay; whoever a partner is said to be decides what the others may be', async () => {
    const id = await paste(`${VISIT} Гостите засадиха дърво в градския парк.`)
    const [act] = of(await draftsAt(id), 'symbolic_act')
    await decide(id, act!, 'rejected')
    const known = done(await visit('2025-05-10')).id
    expect(of(await draftsAt(id), 'event')[0]!.match).toBeNull()
    expect(await (await office.as('reader').get(`/intake/${id}`)).text()).toContain('ново')
    expect(of(await draftsAt(id), 'event')[0]!.match).toBeNull()
    await officer().get(`/intake/${id}`)
    const after = await draftsAt(id)
    expect(of(after, 'event')[0]).toMatchObject({ match: { id: known, sure: true }, version: 2, decision: 'undecided' })
    expect(of(after, 'symbolic_act')[0]).toMatchObject({ decision: 'rejected', version: 2 })

    const [place] = of(after, 'organisation')
    const other = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Пробово' }, kind: 'municipality', country: 'MK' })).id
    const answer = await officer().post(`/intake/${id}/drafts/${place!.id}/decision?as=json`, { decision: `same:${other}`, version: String(place!.version) })
    const told = (await answer.json()) as { others: { anchor: string; card: string }[] }
    const [event] = of(await draftsAt(id), 'event')
    expect(event!.match).toBeNull()
    expect(told.others.map(({ anchor }) => anchor)).toEqual([`d${event!.position}`])
    expect(told.others[0]!.card).toMatch(/^<article class="ds-card draft /)
  })

  test('a record that is gone is not saved upon: the card says so', async () => {
    const known = done(await visit('2025-05-10'))
    const id = await paste(VISIT)
    const [event] = of(await draftsAt(id), 'event')
    await decide(id, event!, 'accepted')
    await read((tx) => tx.update(events).set({ deletedAt: office.here.clock.now() }).where(eq(events.id, known.id)))
    expect(await card(id, event!)).toContain('вече не е в регистъра')
    expect((await officer().post(`/intake/${id}/saving`)).status).toBe(422)
  })
})

test('a text with dozens of drafts is matched in a fixed number of queries', async () => {
  const short = await paste(VISIT)
  const days = Array.from(
    { length: 28 },
    (_, day) =>
      `На ${day + 1} април 2025 г. делегация от Берово посети Троян. Кметът на Берово Образец Пробев${'абвгдежзийклмнопрстуфхцчшщюя'[day]} засади дърво.`,
  )
  const long = await paste(`${VISIT} ${days.join('\n\n')}`)
  const cost = async (id: string): Promise<[drafts: number, statements: number]> => {
    const [text, list] = await read(async (tx) => [(await textById(tx, id))!, await draftsOf(tx, id)] as const)
    const statements = await office.statements(() =>
      read((tx) =>
        matchedAll(
          tx,
          list.map((draft) => subjectOf(text.body, draft)),
          text.published,
        ),
      ),
    )
    return [list.length, statements]
  }
  const [[few, cheap], [many, dear]] = [await cost(short), await cost(long)]
  expect(few).toBeLessThan(5)
  expect(many).toBeGreaterThanOrEqual(30)
  expect(dear - cheap).toBeLessThanOrEqual(6)
  expect(dear).toBeLessThanOrEqual(14)
})
