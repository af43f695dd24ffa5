// Promises and decisions in the minutes' other languages, through HTTP: where they are missing, written there, held against another window, taken back.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeCommitment, removeCommitment } from '#features/commitments/commitment.actions.ts'
import { commitmentById } from '#features/commitments/commitment.queries.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { done, type FormFields, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { outcomesOf } from '../meeting.queries.ts'
import { changeDecision, recordDecision, recordPromise } from './outcome.actions.ts'
import { outcomeTexts } from './translating.ts'

const TODAY = '2026-11-23'
const at = (day: string) => `${day}T00:00:00.000Z`

test('what an outcome lacks: languages without words, and those behind the words as they are now', () => {
  const text = {
    source: 'bg',
    in: {
      bg: { text: 'б', at: at('2026-11-02'), checked: true },
      fr: { text: 'f', at: at('2026-11-01'), checked: true },
      en: { text: 'e', at: at('2026-11-03'), checked: true },
    },
  }
  const row = { id: 'x', number: 1, itemId: null, version: 1, text, published: false }
  expect(outcomeTexts({ promises: [], decisions: [row] }, ['bg', 'en', 'fr', 'mk'])).toEqual([
    { id: 'x', kind: 'decision', number: 1, text, lacks: ['fr', 'mk'] },
  ])
})

describe('through the door', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice({ today: TODAY })
  })
  afterAll(() => office.close())

  const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
  const plain = (html: string): string =>
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  const boxes = (html: string): string[] => [...html.matchAll(/name="(outcomes\.\d+\.text\.[a-z]{2})"/g)].map(([, name]) => name!)
  const hidden = (html: string, name: string): string => new RegExp(`name="${name.replaceAll('.', '\\.')}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  /** The form as it is opened, with its general notes. */
  const opened = async (id: string): Promise<Record<string, string>> => {
    const html = await page(addresses.meetingMinutes({ id }))
    const rows = [...html.matchAll(/name="outcomes\.(\d+)\.id"/g)].map(([, index]) => index!)
    return {
      draft: '',
      generalWas: hidden(html, 'generalWas'),
      ...Object.fromEntries(
        rows.flatMap((row) => (['id', 'was'] as const).map((part) => [`outcomes.${row}.${part}`, hidden(html, `outcomes.${row}.${part}`)])),
      ),
    }
  }
  const post = (id: string, form: FormFields) => office.as('officer').post(addresses.meetingMinutes({ id }), form)
  const words = async (id: string) => {
    const { promises, decisions } = await office.here.db.inOffice(office.officeId, (tx) => outcomesOf(tx, id, TODAY))
    return [...promises, ...decisions].map(({ text }) => Object.fromEntries(Object.entries(text.in).map(([language, one]) => [language, one.text])))
  }

  async function meeting() {
    const { here, officer } = office
    const partner = done(await createOrganisation(here, officer, { name: { bg: 'Узорево' }, kind: 'municipality', country: 'FR', nativeLanguage: 'fr' })).id
    const { id } = done(
      await createEvent(here, officer, { kind: 'meeting', direction: 'none', date: '2026-11-20', partners: [partner], title: { bg: 'Пробна среща' } }),
    )
    const promise = done(
      await recordPromise(here, officer, id, { itemId: null, owedBy: 'us', text: { bg: 'да изпратим албума' }, due: '2026-12-31', personId: null }),
    )
    const decision = done(
      await recordDecision(here, officer, id, { itemId: null, text: { bg: 'Среща всяка есен', en: 'A meeting each autumn' }, published: true }),
    )
    return { id, promise: promise.commitmentId!, decision: decision.id }
  }

  test('each stands on the form with its words and a box for what it lacks; the paper’s line leads there', async () => {
    const { id } = await meeting()
    const html = await page(addresses.meetingMinutes({ id }))
    expect(boxes(html)).toEqual(['outcomes.0.text.en', 'outcomes.0.text.fr', 'outcomes.1.text.fr'])
    expect(plain(html)).toContain('За превеждане: 2 (английски, френски) Обещание 1 да изпратим албума')
    const papers = await page(addresses.meeting({ id }))
    expect([
      papers.includes(`${addresses.meetingMinutes({ id })}#outcome-texts`),
      (await page(addresses.meeting({ id }), 'reader')).includes('#outcome-texts'),
    ]).toEqual([true, false])
  })

  test('written there, it stands in the ledger and in the decision, everything else of them as it was; one undo', async () => {
    const { id, promise } = await meeting()
    const before = await words(id)
    const knock = office.as('officer')
    const html = await knock.follow(
      await knock.post(addresses.meetingMinutes({ id }), {
        ...(await opened(id)),
        'general.bg': 'Говорихме.',
        'outcomes.0.text.fr': 'envoyer l’album',
        'outcomes.0.text.en': '',
        'outcomes.1.text.fr': 'Une rencontre chaque automne',
      }),
    )
    expect(plain(html)).toContain('Протоколът е записан.')
    expect(await words(id)).toEqual([
      { bg: 'да изпратим албума', fr: 'envoyer l’album' },
      { bg: 'Среща всяка есен', en: 'A meeting each autumn', fr: 'Une rencontre chaque automne' },
    ])
    const { commitment } = (await office.here.db.inOffice(office.officeId, (tx) => commitmentById(tx, promise, TODAY)))!
    const { decisions } = await office.here.db.inOffice(office.officeId, (tx) => outcomesOf(tx, id, TODAY))
    expect([commitment.due, commitment.owedBy, decisions[0]!.published]).toEqual(['2026-12-31', 'us', true])
    // What no longer lacks a language has no box; English of the promise still has.
    expect(boxes(await page(addresses.meetingMinutes({ id })))).toEqual(['outcomes.0.text.en'])
    expect(plain(await page(addresses.meeting({ id })))).not.toContain('френски : PDF · Word За превеждане: 1 обещание')
    await knock.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(html)![1]!)
    expect(await words(id)).toEqual(before)
  })

  test('changed by somebody else meanwhile: both are shown, nothing is written, the second save means it', async () => {
    const { id, promise } = await meeting()
    const form = { ...(await opened(id)), 'outcomes.0.text.fr': 'mon texte', 'outcomes.1.text.fr': 'Une rencontre' }
    const { commitment } = (await office.here.db.inOffice(office.officeId, (tx) => commitmentById(tx, promise, TODAY)))!
    done(
      await changeCommitment(office.here, office.officer, promise, commitment.version, {
        owedBy: 'us',
        text: { bg: 'да изпратим книгата', fr: 'leur texte' },
        topic: 'other',
        state: 'agreed',
        due: '2026-12-31',
        partners: [],
      }),
    )
    const answer = await post(id, form)
    const html = await answer.text()
    expect([answer.status, plain(html).includes('да изпратим книгата / leur texte'), plain(html).includes('mon texte')]).toEqual([409, true, true])
    expect(await words(id)).toEqual([
      { bg: 'да изпратим книгата', fr: 'leur texte' },
      { bg: 'Среща всяка есен', en: 'A meeting each autumn' },
    ])
    const again = Object.fromEntries(
      [0, 1].flatMap((row) => (['id', 'was'] as const).map((part) => [`outcomes.${row}.${part}`, hidden(html, `outcomes.${row}.${part}`)])),
    )
    expect((await post(id, { ...form, ...again })).status).toBe(303)
    expect((await words(id)).map(({ fr }) => fr)).toEqual(['mon texte', 'Une rencontre'])
  })

  test('left alone, another’s later words stay; a decision changed meanwhile is a clash of its own', async () => {
    const { id, decision } = await meeting()
    const form = { ...(await opened(id)), 'general.bg': 'Говорихме.', 'outcomes.0.text.fr': '', 'outcomes.1.text.fr': '' }
    done(await changeDecision(office.here, office.officer, id, decision, 1, { text: { fr: 'leur décision' }, published: true }))
    expect((await post(id, form)).status).toBe(303)
    expect((await words(id))[1]!['fr']).toBe('leur décision')
    expect((await post(id, { ...form, generalWas: (await opened(id))['generalWas']!, 'outcomes.1.text.fr': 'ma décision' })).status).toBe(409)
  })

  test('of a promise that is gone the words go to the general notes; too long a text is refused and kept', async () => {
    const { id, promise } = await meeting()
    const form = { ...(await opened(id)), 'outcomes.0.text.fr': 'envoyer l’album' }
    const long = await post(id, { ...form, 'outcomes.0.text.fr': 'а'.repeat(2001) })
    expect([long.status, plain(await long.text()).includes('Текстът е по-дълъг от 2000 знака')]).toEqual([422, true])
    done(await removeCommitment(office.here, office.officer, promise, 1))
    const answer = await post(id, form)
    const html = await answer.text()
    expect([
      answer.status,
      plain(html).includes('Обещание или решение е махнато междувременно'),
      /<textarea[^>]*name="general\.fr"[^>]*>\s*envoyer l’album/.test(html),
    ]).toEqual([422, true, true])
  })

  test('a draft keeps them, also through the confirming of a line; a line takes its other languages along', async () => {
    const { id } = await meeting()
    const form = { ...(await opened(id)), 'general.bg': '/обещание ние: да пратим картата', 'outcomes.0.text.fr': 'envoyer l’album' }
    const confirm = await (await post(id, form)).text()
    expect([hidden(confirm, 'lines.0.line'), /<textarea[^>]*name="outcomes\.0\.text\.fr"[^>]*>\s*envoyer l’album/.test(confirm)]).toEqual([
      '/обещание ние: да пратим картата',
      true,
    ])
    expect([...confirm.matchAll(/name="lines\.0\.more\.([a-z]{2})"/g)].map(([, language]) => language)).toEqual(['en', 'fr'])
    const { rows } = await office.pool.query("select body->'outcomes'->0->'text'->>'fr' as fr from meeting_draft where meeting_id = $1", [id])
    expect(rows).toEqual([{ fr: 'envoyer l’album' }])
    const line = {
      field: 'general.bg',
      line: '/обещание ние: да пратим картата',
      take: 'yes',
      owedBy: 'us',
      text: 'да пратим картата',
      'more.fr': 'envoyer la carte',
    }
    const saved = await post(id, { ...form, ...Object.fromEntries(Object.entries(line).map(([name, value]) => [`lines.0.${name}`, value])) })
    expect(saved.status).toBe(303)
    expect((await words(id)).slice(0, 2)).toEqual([
      { bg: 'да изпратим албума', fr: 'envoyer l’album' },
      { bg: 'да пратим картата', fr: 'envoyer la carte' },
    ])
    // As the small form of the editor records it, and without script a decision.
    for (const fields of [
      { kind: 'promise', owedBy: 'them', text: 'да дойдат', 'more.fr': 'venir', language: 'bg' },
      { kind: 'decision', text: 'Решихме', 'more.fr': 'Décidé', language: 'bg' },
    ])
      expect((await office.as('officer').post(`${addresses.meetingOutcomes({ id })}?as=json`, fields)).status).toBe(200)
    expect((await words(id)).map(({ fr }) => fr)).toEqual(['envoyer l’album', 'envoyer la carte', 'venir', undefined, 'Décidé'])
  })

  test('another office’s meeting is none; a reader writes nothing', async () => {
    const { id } = await meeting()
    const form = { ...(await opened(id)), 'outcomes.0.text.fr': 'x' }
    const { visit } = await office.openAnother('Узорево')
    expect([
      (await visit.post(addresses.meetingMinutes({ id }), form)).status,
      (await office.as('reader').post(addresses.meetingMinutes({ id }), form)).status,
    ]).toEqual([404, 403])
  })
})
