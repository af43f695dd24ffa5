// The summary for the citizens: offered from what is public, looked at first, published through the event; private people and minutes never in it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { changeEvent, createEvent } from '#features/events/event.actions.ts'
import { eventById } from '#features/events/event.queries.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { RESTORERS } from '#features/today/journal.actions.ts'
import { undoChange } from '#platform/activity/activity.ts'
import { localText } from '#platform/texts/local-text.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addItem } from '../agenda/item.actions.ts'
import { saveMinutes } from '../minutes/minutes.actions.ts'
import { fingerprint } from '../minutes/minutes.ts'
import { recordDecision } from '../outcomes/outcome.actions.ts'
import { isPrivate, type Named, offeredSummary, privateIn } from './summary.ts'

const at = new Date('2026-11-23T09:00:00Z')
const text = (words: string) => localText(words, at)
const named = (shown: string, posts: Named['posts'] = [], names: readonly string[] = [shown]): Named => ({ id: shown, shown, names, posts })

describe('rules', () => {
  test('whoever holds or held a public post is no private person', () => {
    expect([
      isPrivate({ posts: [] }),
      isPrivate({ posts: ['business'] }),
      isPrivate({ posts: ['other', 'mayor'] }),
      isPrivate({ posts: ['official'] }),
    ]).toEqual([true, true, false, false])
  })

  test.each([
    ['the whole name', 'Дойде Проба Частна.', ['Проба Частна']],
    ['in small letters, with signs around', '„проба частна“ дойде', ['Проба Частна']],
    ['by another spelling', 'Came Proba Chastna', ['Проба Частна']],
    ['only a first name', 'Дойде Проба', []],
    ['a longer name that only begins so', 'Проба Частнарова дойде', []],
    ['a mayor', 'Дойде Кмет Кметов', []],
  ] as const)('private people in a text: %s', (_, words, found) => {
    const people = [named('Проба Частна', [], ['Проба Частна', 'Proba Chastna']), named('Кмет Кметов', ['mayor']), named('Едно', [])]
    expect(privateIn([words], people).map(({ shown }) => shown)).toEqual(found)
  })

  test('offered are points discussed and public outcomes, in each language that has any, without private names', () => {
    const parts = {
      items: [
        { title: { source: 'bg', in: { ...text('Керамика.').in, en: { text: 'Pottery', at: '', checked: true } } }, state: 'discussed' as const },
        { title: text('Работа с Проба Частна'), state: 'discussed' as const },
        { title: text('Отложено'), state: 'left_over' as const },
        { title: text('Чака'), state: 'to_discuss' as const },
      ],
      promises: [text('Да изпратим глина')],
      decisions: [text('Среща всяка година; с @[Кмет Кметов]')],
    }
    expect(offeredSummary(['bg', 'en', 'mk'], parts, [named('Проба Частна')])).toEqual({
      bg: 'Обсъдени бяха: Керамика.\n\nРешено е: Среща всяка година; с Кмет Кметов.\n\nДоговорено е: Да изпратим глина.',
      en: 'Discussed: Pottery.',
    })
    expect(offeredSummary(['bg'], { items: [], promises: [], decisions: [] }, [])).toEqual({})
  })
})

describe('through HTTP', () => {
  let office: TestOffice
  let id = ''
  let slug = ''
  beforeAll(async () => {
    office = await openOffice({ today: '2026-11-23' })
    const { here, officer } = office
    const partnership = done(
      await createPartnershipWith(
        here,
        officer,
        { name: { bg: 'Узорево' }, kind: 'municipality', country: 'MK' },
        { type: 'twinning', published: true, summary: { bg: 'За гражданите' } },
      ),
    ).id
    const partner = (await here.db.inOffice(office.officeId, (tx) => partnershipById(tx, partnership)))!
    slug = partner.slug!
    const [mayor, private_] = [
      done(await createPerson(here, officer, { name: { bg: 'Кмет Кметов' } })).id,
      done(await createPerson(here, officer, { name: { bg: 'Проба Частна' } })).id,
    ]
    done(await addPost(here, officer, mayor, { organisationId: partner.organisationId, roleClass: 'mayor' }))
    id = done(
      await createEvent(here, officer, {
        kind: 'meeting',
        direction: 'incoming',
        date: '2026-11-20',
        title: { bg: 'Среща с Узорево' },
        partners: [partner.organisationId],
        participants: [
          { personId: mayor, asRole: 'кмет' },
          { personId: private_, asRole: null },
        ],
      }),
    ).id
    const item = done(await addItem(here, officer, id, { title: { bg: 'Керамика' } })).id
    done(await addItem(here, officer, id, { title: { bg: 'Недообсъдено' } }))
    done(
      await saveMinutes(here, officer, id, {
        general: { minutes: { bg: 'Вътрешна бележка' }, was: fingerprint({}) },
        items: [{ id: item, minutes: { bg: 'Тайна по точката' }, state: 'discussed', was: fingerprint({}, 'to_discuss') }],
        confirmed: [],
        mentions: [],
      }),
    )
    done(await recordDecision(here, officer, id, { itemId: null, text: { bg: 'Публично решение' }, published: true }))
    done(await recordDecision(here, officer, id, { itemId: null, text: { bg: 'Вътрешно решение' } }))
    const promised = { owedBy: 'us', topic: 'other', state: 'agreed', due: null, eventId: id, partners: [partner.organisationId] } as const
    done(await createCommitment(here, officer, { ...promised, text: { bg: 'Публично обещание' }, published: true }))
    done(await createCommitment(here, officer, { ...promised, text: { bg: 'Вътрешно обещание' } }))
  })
  afterAll(() => office.close())

  const path = () => addresses.meetingSummary({ id })
  const post = (form: Record<string, string>) => office.as('officer').post(path(), form)
  const event = async () => (await office.here.db.inOffice(office.officeId, (tx) => eventById(tx, id)))!.event
  const citizens = async () => (await office.as('nobody').get(addresses.sitePartner({ lang: 'bg', slug }))).text()

  test('offered, looked at, published, seen by citizens; nothing of the minutes; undone; withdrawn', async () => {
    const form = await (await office.as('officer').get(path())).text()
    expect([
      form.includes('Обсъдени бяха: Керамика.'),
      form.includes('Решено е: Публично решение.'),
      form.includes('Договорено е: Публично обещание.'),
    ]).toEqual([true, true, true])
    expect(['Вътрешна', 'Тайна', 'Вътрешно', 'Недообсъдено'].filter((words) => form.includes(words))).toEqual([])
    expect(form.includes('Ще стои на публичната страница на: Узорево.')).toBe(true)

    const version = String((await event()).version)
    const texts = { version, 'summary.bg': 'Говорихме за керамика.\n\nЩе се срещаме пак.', 'summary.en': '' }
    const preview = await post({ ...texts, step: '' })
    const shown = await preview.text()
    expect([
      preview.status,
      shown.includes('Така ще го видят гражданите: български'),
      shown.includes('<p>Ще се срещаме пак.</p>'),
      (await event()).publishedAt,
    ]).toEqual([200, true, true, null])
    expect(await citizens()).not.toContain('Говорихме за керамика.')

    const published = await post({ ...texts, step: 'publish' })
    expect([published.status, (await event()).summary.in['bg']?.text]).toEqual([303, texts['summary.bg']])
    const page = await citizens()
    expect([
      page.includes('Говорихме за керамика.'),
      ['Вътрешна', 'Тайна', 'Вътрешно', 'Проба Частна', 'Недообсъдено'].filter((words) => page.includes(words)),
    ]).toEqual([true, []])

    const stale = await post({ ...texts, 'summary.bg': 'Моето', step: 'publish' })
    const both = await stale.text()
    expect([stale.status, both.includes('Моето'), both.includes('Говорихме за керамика.')]).toEqual([409, true, true])

    const line = await office.pool.query<{ id: string }>("select id from activity where act = 'event.changed' order by id desc limit 1")
    expect((await undoChange(office.here, office.officer, line.rows[0]!.id, RESTORERS)).ok).toBe(true)
    expect((await event()).publishedAt).toBeNull()
    done(
      await changeEvent(office.here, office.officer, id, 3, {
        kind: 'meeting',
        direction: 'incoming',
        date: '2026-11-20',
        partners: [],
        summary: { bg: 'Старо' },
        published: true,
      }),
    )
    const again = await post({ version: '4', step: 'offer' })
    expect((await again.text()).includes('Обсъдени бяха: Керамика.')).toBe(true)
    expect((await post({ version: '4', step: 'withdraw' })).status).toBe(303)
    expect([(await event()).publishedAt, (await event()).summary.in['bg']?.text]).toEqual([null, 'Старо'])
  })

  test.each([
    ['nothing', '', 'Напишете резюмето поне на един език.'],
    ['a private person', 'Дойде Проба Частна.', 'В резюмето стои име на частно лице: Проба Частна.'],
  ] as const)('with %s it is neither shown nor published', async (_, words, refusal) => {
    for (const step of ['', 'publish']) {
      const answer = await post({ version: String((await event()).version), 'summary.bg': words, step })
      expect([answer.status, (await answer.text()).includes(refusal), (await event()).publishedAt]).toEqual([422, true, null])
    }
  })

  test('a reader may not; another office finds nothing', async () => {
    const { visit } = await office.openAnother('Община Чужда')
    expect([
      (await office.as('reader').get(path())).status,
      (await office.as('reader').post(path(), {})).status,
      (await visit.get(path())).status,
      (await visit.post(path(), {})).status,
    ]).toEqual([403, 403, 404, 404])
  })
})
