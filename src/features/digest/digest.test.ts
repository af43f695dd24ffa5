// The month's report through the door: begun, edited, checked, published now and at an hour, withdrawn, undone; who may, and what is refused.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { newId } from '#platform/ids.ts'
import { silentLog } from '#platform/log.ts'
import { done, openOffice, ORIGIN, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'
import { compareDigests, publishDue } from './digest.jobs.ts'
import { editionById, type EditionRow } from './digest.queries.ts'
import { publicDigest, publicDigests } from './publication.queries.ts'
import type { TypedBlock } from './digest.ts'
import { changeEvent } from '#features/events/event.actions.ts'

let office: TestOffice
let officer: Visit
let eventId: string

beforeAll(async () => {
  office = await openOffice({ today: '2024-11-04' })
  officer = office.as('officer')
  const { here, officer: by, officeId } = office
  const made = done(
    await createPartnershipWith(
      here,
      by,
      { name: { bg: 'Примерово', en: 'Primerovo' }, kind: 'municipality', country: 'MK', nativeName: 'Примерово', nativeLanguage: 'mk' },
      { type: 'twinning', published: true },
    ),
  )
  const partner = (await here.db.inOffice(officeId, (tx) => partnershipById(tx, made.id)))!.organisationId
  eventId = done(await createEvent(here, by, event(partner))).id
  done(await createEvent(here, by, { ...event(partner), date: '2024-10-20', summary: { bg: 'Двете страни говориха за училищата.' }, published: false }))
})
afterAll(() => office.close())
beforeEach(async () => {
  office.here.clock.set('2024-11-04')
  await office.pool.query('delete from digest_draft')
  await office.pool.query('delete from digest_publication')
  await office.pool.query('delete from digest_edition')
  await office.pool.query('delete from digest')
})

const event = (partner: string) => ({
  kind: 'visit' as const,
  direction: 'incoming' as const,
  title: { bg: 'Посещение за изложбата', en: 'Visit for the exhibition' },
  date: '2024-10-12',
  placeText: '',
  summary: { bg: 'Гостите откриха изложба с творби на ученици.', en: 'The guests opened an exhibition of pupils’ works.' },
  partners: [partner],
  published: true,
})

const edition = async (language = 'bg'): Promise<EditionRow> => {
  const { rows } = await office.pool.query<{ id: string }>('select id from digest_edition where language = $1 and deleted_at is null', [language])
  return (await office.here.db.inOffice(office.officeId, (tx) => editionById(tx, rows[0]!.id)))!
}
const begin = async (languages: readonly string[] = ['bg']): Promise<EditionRow> => {
  const answer = await officer.post(addresses.digests(), { month: '2024-10', languages })
  expect(answer.status).toBe(303)
  return edition(languages[0])
}
const typedOf = ({ blocks }: EditionRow): TypedBlock[] =>
  blocks.map(({ key, kind, sentences }) => ({ key, kind, sentences: sentences.map((one) => ({ key: one.key, text: one.text })) }))
/** The text with the words of the first sentence of the first paragraph replaced. */
const reworded = (row: EditionRow, words: string): TypedBlock[] => {
  const at = row.blocks.findIndex(({ kind }) => kind === 'paragraph')
  return typedOf(row).map((block, index) =>
    index === at ? { ...block, sentences: block.sentences.map((one, of) => (of === 0 ? { ...one, text: words } : one)) } : block,
  )
}
const saveText = (row: EditionRow, blocks: readonly TypedBlock[], version = row.version): Promise<Response> =>
  officer.post(addresses.digestEditionText({ id: row.id }), { version: String(version), document: JSON.stringify(blocks) })
const check = async (row: EditionRow): Promise<EditionRow> => {
  expect((await officer.post(addresses.digestEditionCheck({ id: row.id }), { version: String(row.version) })).status).toBe(303)
  return edition(row.language)
}
const publish = (row: EditionRow, form: Record<string, string> = {}): Promise<Response> =>
  officer.post(addresses.digestEditionPublication({ id: row.id }), { version: String(row.version), reason: 'Редовен месечен обзор', ...form })
const seen = (language: 'bg' | 'en' = 'bg') => office.here.db.inOffice(office.officeId, (tx) => publicDigest(tx, '2024-10', language))
const notice = async (answer: Response): Promise<string> => officer.follow(answer)

test('one press begins a month in the languages of the office; the text rests on the public records alone', async () => {
  const page = await (await officer.get(addresses.digests())).text()
  expect(page).toContain('2 събития · публични: 1 от 2')
  const row = await begin(['bg', 'en'])
  const said = row.blocks.flatMap(({ sentences }) => sentences)
  expect(said.some(({ text }) => text.includes('Примерово'))).toBe(true)
  expect(said.find(({ key }) => key.startsWith('summary:'))).toEqual({
    key: `summary:event:${eventId}:0`,
    text: 'Гостите откриха изложба с творби на ученици.',
    records: [{ kind: 'event', id: eventId }],
  })
  expect(said.filter(({ text }) => text.includes('училищата'))).toEqual([])
  const read = await (await office.as('reader').get(addresses.digestEdition({ id: row.id }))).text()
  expect(read).toContain('Гостите откриха изложба')
  expect(read).toContain(addresses.event({ id: eventId }))
  expect(read).toContain('отбележете записа като публичен')
  // A second press begins nothing twice.
  const again = await officer.post(addresses.digests(), { month: '2024-10', languages: ['bg', 'en'] })
  expect([again.status, (await again.text()).includes('вече е съставен')]).toEqual([422, true])
})

test.each([
  [{ month: '2024-13', languages: 'bg' }, 'Напишете месеца така'],
  [{ month: '2024-12', languages: 'bg' }, 'още не е започнал'],
  [{ month: '2024-10' }, 'Изберете поне един език'],
  [{ month: '2024-10', languages: 'xx' }, 'Изберете поне един език'],
])('a month is not begun from %o', async (form, words) => {
  const answer = await officer.post(addresses.digests(), form)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(words)
  expect((await office.pool.query('select 1 from digest')).rowCount).toBe(0)
})

test('an edited sentence keeps its records; what nobody knows is the office’s own; keys never stand twice', async () => {
  const row = await begin()
  const typed = reworded(row, 'Гостите от Примерово дойдоха през октомври.')
  const at = typed.findIndex(({ kind }) => kind === 'paragraph')
  const [first] = typed[at]!.sentences
  const blocks = typed.map((block, index) =>
    index === at
      ? { ...block, sentences: [...block.sentences, { key: first!.key, text: 'И още нещо.' }, { key: 'happened:event:forged', text: 'Наше изречение.' }] }
      : block,
  )
  expect((await saveText(row, blocks)).status).toBe(303)
  const saved = (await edition()).blocks[at]!.sentences
  expect(saved[0]).toEqual({ key: first!.key, text: 'Гостите от Примерово дойдоха през октомври.', records: [{ kind: 'event', id: eventId }], edited: true })
  expect(saved.at(-2)).toEqual({ key: `${first!.key}~2`, text: 'И още нещо.', records: [{ kind: 'event', id: eventId }], edited: true })
  expect(saved.at(-1)).toEqual({ key: 'own:1', text: 'Наше изречение.', records: [], edited: true })
  // Sentences nobody touched do not say that somebody did.
  expect(saved.find(({ key }) => key.startsWith('summary:'))?.edited).toBeUndefined()
  // Undo brings the composed text back.
  const page = await (await officer.get(addresses.digestEdition({ id: row.id }))).text()
  const undo = /\/activity\/[0-9a-f-]{36}\/undo/.exec(page)![0]
  expect((await officer.post(undo)).status).toBe(303)
  expect((await edition()).blocks).toEqual(row.blocks)
})

test('without script every sentence has its box, buttons move and add, and what was typed is kept as a draft', async () => {
  const row = await begin()
  const page = await (await officer.get(addresses.digestEditionText({ id: row.id }))).text()
  expect(page.match(/<textarea/g)?.length).toBe(row.blocks.reduce((sum, { sentences }) => sum + sentences.length, 0))
  const boxes = Object.fromEntries(
    typedOf(row).flatMap(({ key, kind, sentences }, at) => [
      [`blocks.${at}.key`, key],
      [`blocks.${at}.kind`, kind],
      ...sentences.flatMap((one, of) => [
        [`blocks.${at}.sentences.${of}.key`, one.key],
        [`blocks.${at}.sentences.${of}.text`, one.text],
      ]),
    ]),
  ) as Record<string, string>
  const answer = await officer.post(addresses.digestEditionText({ id: row.id }), {
    ...boxes,
    'blocks.0.sentences.0.text': 'Заглавие на ръка',
    version: String(row.version),
    do: 'sentence:1',
  })
  expect(answer.status).toBe(303)
  const back = await officer.follow(answer)
  expect(back).toContain('Заглавие на ръка')
  expect(back.match(/<textarea/g)?.length).toBe(row.blocks.reduce((sum, { sentences }) => sum + sentences.length, 1))
  // The draft is nobody's text yet, and only its typist's.
  expect((await edition()).blocks).toEqual(row.blocks)
  const saved = await officer.post(addresses.digestEditionText({ id: row.id }), {
    ...boxes,
    'blocks.0.sentences.0.text': 'Заглавие на ръка',
    version: String(row.version),
    draft: /draft=([0-9a-f-]+)/.exec(answer.headers.get('location')!)![1]!,
  })
  expect(saved.status).toBe(303)
  expect((await edition()).blocks[0]!.sentences[0]!.text).toBe('Заглавие на ръка')
  expect((await office.pool.query('select 1 from digest_draft')).rowCount).toBe(0)
})

test('a stale save loses nothing: both versions stand side by side, and the form carries the newer version', async () => {
  const row = await begin()
  expect((await saveText(row, reworded(row, 'Първа промяна.'))).status).toBe(303)
  const late = await saveText(row, reworded(row, 'Втора промяна.'))
  const page = await late.text()
  expect(late.status).toBe(409)
  expect(page).toContain('Първа промяна.')
  expect(page).toContain('Втора промяна.')
  expect(page).toContain(`name="version" value="${row.version + 1}"`)
  expect((await edition()).blocks.flatMap(({ sentences }) => sentences).some(({ text }) => text === 'Първа промяна.')).toBe(true)
})

test('a text is published only once it was checked, with a reason; an edit makes it a draft again and the citizens keep what was published', async () => {
  const row = await begin()
  expect(await notice(await publish(row))).toContain('Първо прочетете текста')
  expect(await seen()).toBeNull()
  const checked = await check(row)
  expect([checked.checkedByName, checked.checkedAt?.toISOString()]).toEqual(['Проба Служителова', '2024-11-04T09:00:00.000Z'])
  const silent = await publish(checked, { reason: ' ' })
  expect([silent.status, (await silent.text()).includes('Напишете причина.')]).toEqual([422, true])
  expect((await publish(checked)).status).toBe(303)
  const out = (await seen())!
  expect([out.month, out.language, out.editions.map((one) => one.language), out.publishedAt.toISOString()]).toEqual([
    '2024-10',
    'bg',
    ['bg'],
    '2024-11-04T09:00:00.000Z',
  ])
  expect(out.title).toBe(row.blocks[0]!.sentences[0]!.text)
  expect(out.blocks.flatMap(({ sentences }) => sentences).every((one) => !('edited' in one))).toBe(true)

  office.here.clock.set('2024-11-05')
  const live = await edition()
  expect((await saveText(live, reworded(live, 'Променено изречение.'))).status).toBe(303)
  const after = await edition()
  expect([after.checkedAt, after.publishedAt?.toISOString()]).toEqual([null, '2024-11-04T09:00:00.000Z'])
  expect(await seen()).toEqual(out)
  expect(await (await officer.get(addresses.digests())).text()).toContain('има промени, които не са публикувани')
  // Published anew it replaces the first; both stay in the list, each with its reason.
  expect((await publish(await check(after), { reason: 'Поправена грешка' })).status).toBe(303)
  expect((await seen())!.blocks.flatMap(({ sentences }) => sentences).some(({ text }) => text === 'Променено изречение.')).toBe(true)
  const { rows } = await office.pool.query('select reason, withdrawn_at from digest_publication order by published_at')
  expect(rows).toEqual([
    { reason: 'Редовен месечен обзор', withdrawn_at: null },
    { reason: 'Поправена грешка', withdrawn_at: null },
  ])
})

test('withdrawn it is gone from the citizens’ eyes, undone it is there again; a publication can be undone as well', async () => {
  const row = await check(await begin())
  await publish(row)
  const live = await edition()
  expect((await officer.post(addresses.digestEditionRemoval({ id: live.id }), { version: String(live.version) })).status).toBe(303)
  expect((await edition()).id).toBe(live.id)
  const none = await officer.post(addresses.digestEditionWithdrawal({ id: live.id }), { version: String(live.version), withdrawing: '' })
  expect(none.status).toBe(422)
  await officer.post(addresses.digestEditionWithdrawal({ id: live.id }), { version: String(live.version), withdrawing: 'Невярна информация' })
  expect(await seen()).toBeNull()
  const undo = async (): Promise<number> => {
    const page = await (await officer.get(addresses.digestEdition({ id: live.id }))).text()
    return (await officer.post(/\/activity\/[0-9a-f-]{36}\/undo/.exec(page)![0])).status
  }
  expect(await undo()).toBe(303)
  expect((await seen())?.title).toBe(row.blocks[0]!.sentences[0]!.text)
  const { rows: lines } = await office.pool.query<{ id: string }>("select id from activity where thing_id = $1 and act = 'digest_edition.published'", [live.id])
  // The undoing of the withdrawal stands on it now: the publication itself can no longer be undone by itself.
  expect(await notice(await officer.post(addresses.activityUndo({ id: lines[0]!.id })))).toContain('class="flash" data-tone="late"')
  expect(await seen()).not.toBeNull()
})

test('a publication undone takes the text from the citizens and leaves it checked', async () => {
  await publish(await check(await begin()))
  const live = await edition()
  const { rows } = await office.pool.query<{ id: string }>("select id from activity where thing_id = $1 and act = 'digest_edition.published'", [live.id])
  expect((await officer.post(addresses.activityUndo({ id: rows[0]!.id }))).status).toBe(303)
  expect(await seen()).toBeNull()
  expect([(await edition()).publishedAt, (await edition()).checkedAt?.toISOString()]).toEqual([null, '2024-11-04T09:00:00.000Z'])
})

test('at its Sofia hour a scheduled report goes out by itself, once, with the text that was checked', async () => {
  const row = await check(await begin())
  // 9:30 in Sofia in winter is 7:30 UTC.
  expect((await publish(row, { when: 'later', day: '2024-11-06', time: '9.30' })).status).toBe(303)
  const waiting = await edition()
  expect(waiting.scheduledFor?.toISOString()).toBe('2024-11-06T07:30:00.000Z')
  expect((await saveText(waiting, reworded(waiting, 'Още неготово.'))).status).toBe(303)
  expect(await (await officer.get(addresses.digestEdition({ id: row.id }))).text()).toContain('ще се публикува провереният')
  office.here.clock.set('2024-11-06T07:29:59Z')
  await publishDue(office.here, silentLog)
  expect(await seen()).toBeNull()
  office.here.clock.set('2024-11-06T07:30:00Z')
  await publishDue(office.here, silentLog)
  await publishDue(office.here, silentLog)
  expect((await office.pool.query('select 1 from digest_publication')).rowCount).toBe(1)
  const out = (await seen())!
  expect(out.publishedAt.toISOString()).toBe('2024-11-06T07:30:00.000Z')
  expect(out.blocks).toEqual(row.blocks)
  const after = await edition()
  expect([after.scheduledFor, after.checkedAt]).toEqual([null, null])
})

test.each([
  [{ day: '2024-11-03', time: '9:30' }, 'Този час вече е минал'],
  [{ day: '', time: '9:30' }, 'Изберете ден.'],
  [{ day: '2024-11-06', time: 'сутринта' }, 'Напишете часа така'],
  [{ day: '2025-03-30', time: '3:30' }, 'Този час го няма: тази нощ часовниците минават от 03:00 направо на 04:00.'],
  [{ day: '2025-10-26', time: '3:30' }, 'идва два пъти'],
])('it is not scheduled for %o', async (form, words) => {
  const answer = await publish(await check(await begin()), { when: 'later', ...form })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(words)
  expect((await edition()).scheduledFor).toBeNull()
})

test('of the hour that comes twice the second can be meant; a scheduled hour is moved and called off', async () => {
  await publish(await check(await begin()), { when: 'later', day: '2025-10-26', time: '3:30', fold: 'second' })
  const first = await edition()
  expect(first.scheduledFor?.toISOString()).toBe('2025-10-26T01:30:00.000Z')
  await publish(first, { when: 'later', day: '2024-11-07', time: '12:00' })
  const moved = await edition()
  expect(moved.scheduledFor?.toISOString()).toBe('2024-11-07T10:00:00.000Z')
  await officer.post(addresses.digestEditionUnscheduling({ id: moved.id }), { version: String(moved.version) })
  expect((await edition()).scheduledFor).toBeNull()
  office.here.clock.set('2024-11-08')
  await publishDue(office.here, silentLog)
  expect(await seen()).toBeNull()
})

test('when the register changes, list and page say so; untouched sentences follow, edited ones ask, and nothing is taken that was not shown', async () => {
  const row = await begin()
  const at = row.blocks.findIndex(({ kind }) => kind === 'paragraph')
  const mine = row.blocks[at]!.sentences.find(({ key }) => key.startsWith('summary:'))!
  const blocks = typedOf(row).map((block) => ({
    ...block,
    sentences: block.sentences.map((one) => (one.key === mine.key ? { ...one, text: 'Моите думи за изложбата.' } : one)),
  }))
  await saveText(row, blocks)
  await compareDigests(office.here, silentLog)
  expect((await edition()).sourceChangedAt).toBeNull()

  const { rows } = await office.pool.query<{ version: number; organisation_id: string }>(
    'select e.version, p.organisation_id from event e join event_partner p on p.event_id = e.id where e.id = $1',
    [eventId],
  )
  const change = async (summary: string, version: number): Promise<void> => {
    done(
      await changeEvent(office.here, office.officer, eventId, version, {
        ...event(rows[0]!.organisation_id),
        summary: { bg: summary, en: 'The guests opened an exhibition.' },
      }),
    )
  }
  await change('Гостите откриха изложба с петдесет творби.', rows[0]!.version)
  office.here.clock.set('2024-11-04T09:05:00Z')
  await compareDigests(office.here, silentLog)
  expect((await edition()).sourceChangedAt?.toISOString()).toBe('2024-11-04T09:05:00.000Z')
  expect(await (await officer.get(addresses.digests())).text()).toContain('регистърът се промени')
  expect(await (await officer.get(addresses.digestEdition({ id: row.id }))).text()).toContain('1 изречение би гласяло другояче')

  const page = await (await officer.get(addresses.digestEditionRegenerating({ id: row.id }))).text()
  expect(page).toContain('Моите думи за изложбата')
  expect(page).toContain('<ins>')
  expect(page).toContain('<p class="sub">събитие Посещение за изложбата</p>')
  const seenNow = /name="seen" value="([^"]+)"/.exec(page)![1]!
  const kept = await edition()
  const take = (choice: string, print: string) =>
    officer.post(addresses.digestEditionRegenerating({ id: row.id }), {
      version: String(kept.version),
      seen: print,
      'choices.0.key': mine.key,
      'choices.0.take': choice,
    })
  expect((await take('register', 'other')).status).toBe(409)
  expect((await edition()).version).toBe(kept.version)
  expect((await take('yours', seenNow)).status).toBe(303)
  const mended = await edition()
  expect(mended.blocks.flatMap(({ sentences }) => sentences).find(({ key }) => key === mine.key)?.text).toBe('Моите думи за изложбата.')
  expect([mended.sourceChangedAt, mended.composed.flatMap(({ sentences }) => sentences).find(({ key }) => key === mine.key)?.text]).toEqual([
    null,
    'Гостите откриха изложба с петдесет творби.',
  ])
  expect(await (await officer.get(addresses.digestEditionRegenerating({ id: row.id }))).text()).toContain('Текстът отговаря на регистъра')
  await change('Гостите откриха изложба с творби на ученици.', rows[0]!.version + 1)
})

test('an earlier version brings back its text and leaves the citizens what they read', async () => {
  const row = await check(await begin())
  await publish(row)
  office.here.clock.set('2024-11-05')
  const live = await edition()
  await saveText(live, reworded(live, 'Променено изречение.'))
  const { rows } = await office.pool.query<{ id: string }>("select id from activity where thing_id = $1 and act = 'digest_edition.begun'", [row.id])
  const version = String((await edition()).version)
  const answer = await officer.post(addresses.historyRestoration({ thing: 'digest_edition', id: row.id, line: rows[0]!.id }), { version })
  expect(answer.status).toBe(303)
  const back = await edition()
  expect([back.blocks, back.checkedAt, back.publishedAt?.toISOString(), back.writtenAt.toISOString()]).toEqual([
    row.blocks,
    null,
    '2024-11-04T09:00:00.000Z',
    '2024-11-05T09:00:00.000Z',
  ])
  expect((await seen())?.blocks).toEqual(row.blocks)
})

test('a translation that was checked before the first language became another text says so, until it is checked anew', async () => {
  const first = await begin(['bg', 'en'])
  await check(await edition('en'))
  const mark = 'първият език се промени след проверката'
  expect(await (await officer.get(addresses.digests())).text()).not.toContain(mark)
  office.here.clock.set('2024-11-05')
  await saveText(first, reworded(first, 'Променено изречение.'))
  expect(await (await officer.get(addresses.digests())).text()).toContain(mark)
  const english = await edition('en')
  expect(await (await officer.get(addresses.digestEdition({ id: english.id }))).text()).toContain('Вижте дали преводът още отговаря.')
  office.here.clock.set('2024-11-06')
  await saveText(english, reworded(english, 'The text was mended.'))
  await check(await edition('en'))
  expect(await (await officer.get(addresses.digests())).text()).not.toContain(mark)
})

test('the first days of a month ask for the review of the one before, until it is published', async () => {
  const asked = async (): Promise<boolean> => (await (await officer.get(addresses.today())).text()).includes('Месечен обзор за октомври 2024 г.')
  expect(await asked()).toBe(true)
  const row = await check(await begin())
  expect(await (await officer.get(addresses.today())).text()).toContain('не е публикуван: проверен')
  office.here.clock.set('2024-11-11')
  expect(await asked()).toBe(false)
  office.here.clock.set('2024-11-10')
  expect(await asked()).toBe(true)
  await publish(row)
  expect(await asked()).toBe(false)
})

test('a removed text comes back by undo, its month with it; a text of the same language begun meanwhile stands in its way', async () => {
  const row = await begin()
  const removed = await officer.post(addresses.digestEditionRemoval({ id: row.id }), { version: String(row.version) })
  expect(removed.status).toBe(303)
  expect((await office.pool.query('select 1 from digest where deleted_at is null')).rowCount).toBe(0)
  const { rows } = await office.pool.query<{ id: string }>("select id from activity where thing_id = $1 and act = 'digest_edition.removed'", [row.id])
  await begin()
  expect(await notice(await officer.post(addresses.activityUndo({ id: rows[0]!.id })))).toContain('class="flash" data-tone="late"')
  const second = await edition()
  expect(second.id).not.toBe(row.id)
  await officer.post(addresses.digestEditionRemoval({ id: second.id }), { version: String(second.version) })
  expect((await officer.post(addresses.activityUndo({ id: rows[0]!.id }))).status).toBe(303)
  expect([(await edition()).id, (await edition()).blocks]).toEqual([row.id, row.blocks])
})

test.each([['not json'], ['{}'], ['[{"key":"title","kind":"title","sentences":"x"}]'], ['[]'], [`[${'1,'.repeat(600_000)}1]`]])(
  'junk instead of a text changes nothing: %#',
  async (document) => {
    const row = await begin()
    const answer = await officer.post(addresses.digestEditionText({ id: row.id }), { version: String(row.version), document })
    expect(answer.status).toBe(422)
    expect((await edition()).blocks).toEqual(row.blocks)
  },
)

test('the preview is for nobody to find or keep; papers come in both forms', async () => {
  const row = await begin()
  const preview = await office.as('reader').get(addresses.digestEditionPreview({ id: row.id }))
  expect([preview.status, preview.headers.get('x-robots-tag'), preview.headers.get('cache-control')]).toEqual([200, 'noindex', 'no-store'])
  expect(await preview.text()).toContain('така ще го види гражданинът')
  const pdf = await officer.get(addresses.digestEditionPaper({ id: row.id, format: 'pdf' }))
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const word = await officer.get(addresses.digestEditionPaper({ id: row.id, format: 'docx' }))
  expect(word.status).toBe(200)
  expect((await officer.get(addresses.digestEditionPaper({ id: row.id, format: 'exe' }))).status).toBe(404)
})

test('citizens are led from the report to its partners and events, told when it was corrected, and that the first language is newer', async () => {
  office.here.clock.set('2024-11-04')
  const row = await check(await begin(['bg', 'en']))
  await publish(row)
  await publish(await check(await edition('en')))
  const read = async (lang: 'bg' | 'en') => (await office.as('nobody').get(addresses.siteDigest({ lang, month: '2024-10' }))).text()
  const first = await read('bg')
  const heading = row.blocks.find(({ kind }) => kind === 'heading')!.sentences[0]!.text
  expect(first).toContain(`<h2><a href="/bg/partners/primerovo">${heading}</a></h2>`)
  expect(first).toContain(`<p class="small more">Повече: <a href="/bg/calendar/${eventId}">Посещение за изложбата</a></p>`)
  expect(first).toContain('<p class="small">Публикувано на 4 ноември 2024 г.</p>')
  expect([first.includes('По-нов е текстът'), (await read('en')).includes('There is a newer text')]).toEqual([false, false])
  const { '@graph': graph } = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(first)![1]!) as { '@graph': Record<string, unknown>[] }
  expect(graph.map((node) => node['@type'])).toEqual(['GovernmentOrganization', 'WebPage', 'BreadcrumbList', 'NewsArticle'])
  expect(graph[3]).toMatchObject({
    datePublished: '2024-11-04T09:00:00.000Z',
    dateModified: '2024-11-04T09:00:00.000Z',
    about: [{ '@id': `${ORIGIN}/bg/partners/primerovo#partner` }],
    image: [`${ORIGIN}/bg/share/digest-2024-10`],
  })
  expect(first).toContain(`<meta property="og:image" content="${ORIGIN}/bg/share/digest-2024-10"/>`)
  const picture = await office.as('nobody').get('/bg/share/digest-2024-10')
  expect([picture.status, picture.headers.get('content-type'), (await office.as('nobody').get('/bg/share/digest-2024-09')).status]).toEqual([
    200,
    'image/png',
    404,
  ])

  // Published again as it was, it is the same text.
  office.here.clock.set('2024-11-05')
  await publish(await edition())
  expect([(await read('bg')).includes('Поправено'), (await read('en')).includes('There is a newer text')]).toEqual([false, false])

  office.here.clock.set('2024-11-06')
  const live = await edition()
  await saveText(live, reworded(live, 'Поправени думи.'))
  await publish(await check(await edition()))
  expect(await read('bg')).toContain('<p class="small">Публикувано на 4 ноември 2024 г. · Поправено на 6 ноември 2024 г.</p>')
  expect(await read('en')).toContain('<a href="/bg/digest/2024-10" hreflang="bg">There is a newer text in Bulgarian: 6 November 2024</a>')
  office.here.clock.set('2024-11-07')
  await publish(await edition())
  expect(await read('bg')).toContain('Поправено на 6 ноември 2024 г.</p>')

  // What is taken back from the citizens is no more led to.
  await office.pool.query('update event set published_at = null, version = version + 1 where id = $1', [eventId])
  expect(await read('bg')).not.toContain(`/bg/calendar/${eventId}`)
  await office.pool.query('update event set published_at = now(), version = version + 1 where id = $1', [eventId])
})

test('readers read and write nothing; another office finds nothing', async () => {
  const row = await begin()
  const { id } = row
  const reader = office.as('reader')
  const version = String(row.version)
  for (const [address, form] of [
    [addresses.digests(), { month: '2024-09', languages: 'bg' }],
    [addresses.digestEditionText({ id }), { version, document: '[]' }],
    [addresses.digestEditionCheck({ id }), { version }],
    [addresses.digestEditionPublication({ id }), { version, reason: 'x' }],
    [addresses.digestEditionRegenerating({ id }), { version }],
    [addresses.digestEditionRemoval({ id }), { version }],
  ] as const)
    expect([address, (await reader.post(address, form)).status]).toEqual([address, 403])
  const other = (await office.openAnother('Община Другаде')).visit
  for (const address of [
    addresses.digestEdition({ id }),
    addresses.digestEditionText({ id }),
    addresses.digestEditionPreview({ id }),
    addresses.digestEditionPaper({ id, format: 'pdf' }),
    addresses.digestEditionRegenerating({ id }),
  ])
    expect([address, (await other.get(address)).status]).toEqual([address, 404])
  for (const address of [addresses.digestEditionCheck({ id }), addresses.digestEditionRemoval({ id }), addresses.digestEditionUnscheduling({ id })])
    expect([address, (await other.post(address, { version })).status]).toEqual([address, 404])
  expect((await officer.get(addresses.digestEdition({ id: newId() }))).status).toBe(404)
})

test('the list and what citizens read cost the same with one report and with three', async () => {
  await publish(await check(await begin()))
  await officer.get(addresses.digests())
  const one = await office.statements(() => officer.get(addresses.digests()))
  for (const month of ['2024-09', '2024-08']) await officer.post(addresses.digests(), { month, languages: ['bg', 'en'] })
  expect(await office.statements(() => officer.get(addresses.digests()))).toBe(one)
  expect(await office.here.db.inOffice(office.officeId, (tx) => publicDigests(tx, 'bg', { limit: 10 }))).toHaveLength(1)
  expect(await office.here.db.inOffice(office.officeId, (tx) => publicDigests(tx, 'bg', { before: '2024-10', limit: 10 }))).toEqual([])
})
