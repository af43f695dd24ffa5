// From a pasted news item to the register and back, through HTTP on the real database. The item and its people are made up.
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { restoreCommitment } from '#features/commitments/commitment.actions.ts'
import { commitments } from '#features/commitments/commitment.table.ts'
import { restoreEvent } from '#features/events/event.actions.ts'
import { events } from '#features/events/event.table.ts'
import { restoreSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { symbolicActs } from '#features/events/symbolic-act.table.ts'
import { createOrganisation, restoreOrganisation } from '#features/organisations/organisation.actions.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { createPerson, restorePerson } from '#features/organisations/people/person.actions.ts'
import { people, posts } from '#features/organisations/people/person.table.ts'
import { addPost, restorePost } from '#features/organisations/people/post.actions.ts'
import { addMilestone, restoreMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { milestones } from '#features/partnerships/milestones/milestone.table.ts'
import { createPartnership, restorePartnership } from '#features/partnerships/partnership.actions.ts'
import { partnerships } from '#features/partnerships/partnership.table.ts'
import { undoChange, type Restorers } from '#platform/activity/activity.ts'
import { activities } from '#platform/activity/activity.table.ts'
import { docxOf, pdfOf, wordParagraph, wordXml, zipOf } from '#features/documents/extraction/samples.ts'
import { type Draft } from './draft.ts'
import { draftsOf } from './draft.queries.ts'
import { hashOf } from './text.ts'
import { restoreText } from './text.actions.ts'
import { textPage } from './text.queries.ts'
import { done, openOffice, ORIGIN, type TestOffice } from '../../../tests/support/open-office.ts'

const ITEM = `Гости от Берово в Троян

12 май 2025 г.

Делегация от община Берово, Северна Македония, посети Троян. Кметът на Берово Образец Пробев и кметът на Троян Проба Примерова се срещнаха в общината. Срещата постави началото на възобновяване на приятелството между двата града след 7-годишно прекъсване.

Двете общини се договориха до края на годината да обменят ученици и млади художници. Гостите засадиха дърво в градския парк.
`
const RESTORERS: Restorers = {
  organisation: restoreOrganisation,
  person: restorePerson,
  post: restorePost,
  partnership: restorePartnership,
  milestone: restoreMilestone,
  event: restoreEvent,
  symbolic_act: restoreSymbolicAct,
  commitment: restoreCommitment,
  intake_text: restoreText,
}

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const officer = () => office.as('officer')
const read = <T>(work: Parameters<typeof office.here.db.inOffice<T>>[1]): Promise<T> => office.here.db.inOffice(office.officeId, work)
const rows = (
  table:
    | typeof organisations
    | typeof people
    | typeof posts
    | typeof partnerships
    | typeof milestones
    | typeof events
    | typeof commitments
    | typeof symbolicActs,
): Promise<{ deletedAt: Date | null; sources: readonly unknown[] }[]> =>
  read(async (tx) => (await tx.select().from(table).where(eq(table.officeId, tx.officeId))).filter(({ deletedAt }) => deletedAt === null))
const draftsAt = (id: string): Promise<Draft[]> => read((tx) => draftsOf(tx, id))
const idIn = (answer: Response): string => /\/intake\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''

let serial = 0
/** The item with a line of its own, so that each test has a text nobody else has. */
async function paste(text = `${ITEM}\nПодготвено от образец № ${(serial += 1)}.`, more: Record<string, string> = {}): Promise<string> {
  const answer = await officer().post('/intake/new', { text, title: '', sourceUrl: '', ...more })
  expect(answer.status).toBe(303)
  return idIn(answer)
}
const decide = (id: string, draft: Draft, decision: string, version = draft.version, json = false) =>
  officer().post(`/intake/${id}/drafts/${draft.id}/decision${json ? '?as=json' : ''}`, { decision, version: String(version) })
const of = <Kind extends Draft['kind']>(drafts: readonly Draft[], kind: Kind): Extract<Draft, { kind: Kind }>[] =>
  drafts.filter((draft): draft is Extract<Draft, { kind: Kind }> => draft.kind === kind)

/** Takes everything a saving made back out again. */
async function undoSaving(): Promise<void> {
  const line = await read(async (tx) => (await tx.select().from(activities).where(eq(activities.act, 'intake_text.saved'))).at(-1)!)
  done(await undoChange(office.here, office.officer, line.id, RESTORERS))
}

describe('bringing a text', () => {
  test('a pasted item is kept, dated, read and shown with its coloured words', async () => {
    const id = await paste(ITEM, { sourceUrl: 'https://obrazec.example/novina' })
    const page = await (await officer().get(`/intake/${id}`)).text()
    expect(page).toContain('Гости от Берово в Троян')
    expect(page).toContain('Публикуван на 12 май 2025 г. · ')
    const drafts = await draftsAt(id)
    const town = of(drafts, 'organisation').find(({ data }) => data.name['bg'] === 'Берово')!
    expect(town.data).toEqual({ kind: 'municipality', country: 'MK', placeId: 792656, name: { bg: 'Берово', en: 'Berovo' }, nativeName: null, aliases: [] })
    expect(of(drafts, 'person').map(({ data }) => [data.name, data.roleClass, data.of])).toEqual([
      ['Образец Пробев', 'mayor', town.key],
      ['Проба Примерова', 'mayor', 'home'],
    ])
    expect(of(drafts, 'event').map(({ data }) => [data.kind, data.direction])).toContainEqual(['visit', 'incoming'])
    expect(of(drafts, 'relation').map(({ data }) => [data.status, data.partners, data.breakYears])).toEqual([['renewed', [town.key], 7]])
    expect(of(drafts, 'commitment').length).toBe(1)
    expect(of(drafts, 'symbolic_act').map(({ data }) => data.kind)).toEqual(['tree_planting'])
    expect(page).toContain(`<a href="#d${town.position}">Берово</a>`)
    for (const draft of drafts) expect(page).toContain(`id="d${draft.position}"`)
    // Whatever a draft leans on stands before it.
    for (const draft of drafts)
      if ('partners' in draft.data) for (const key of draft.data.partners) expect(drafts.find((one) => one.key === key)!.position).toBeLessThan(draft.position)
    const [line] = await read(async (tx) => (await textPage(tx, {})).rows.filter((one) => one.id === id))
    expect([line!.progress.decided, line!.progress.total, line!.addedBy, line!.sourceUrl]).toEqual([
      0,
      drafts.length,
      'Проба Служителова',
      'https://obrazec.example/novina',
    ])
    expect(await (await officer().get('/intake')).text()).toContain(`0 от ${drafts.length} решени`)
    expect(await (await officer().get(`/intake?q=${encodeURIComponent('от БЕРОВО')}`)).text()).toContain(`/intake/${id}`)
    expect(await (await officer().get('/intake?q=100%25')).text()).toContain('Няма текст с такова заглавие.')
  })

  test('the same text once more leads to its desk', async () => {
    const answer = await officer().post('/intake/new', { text: `  ${ITEM.replaceAll('\n', '\r\n')}` })
    const [first] = await read(async (tx) => (await textPage(tx, {})).rows.filter((one) => one.title === 'Гости от Берово в Троян'))
    expect(idIn(answer)).toBe(first!.id)
    expect(await officer().follow(answer)).not.toBe('')
  })

  test('a text without a date is asked for it, and may stay without', async () => {
    const undated = ITEM.replace('12 май 2025 г.\n\n', '').replace('Гости', 'Приятели')
    const answer = await officer().post('/intake/new', { text: undated })
    const id = idIn(answer)
    expect(answer.headers.get('location')).toBe(`/intake/${id}/date`)
    expect((await officer().get(`/intake/${id}`)).headers.get('location')).toBe(`/intake/${id}/date`)
    expect(await draftsAt(id)).toEqual([])
    const wrong = await officer().post(`/intake/${id}/date`, { version: '1', 'date.day': '31', 'date.month': '2', 'date.year': '2025' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="31"')
    expect((await officer().post(`/intake/${id}/date`, { version: '1' })).status).toBe(422)
    expect((await officer().post(`/intake/${id}/date`, { version: '1', unknown: 'yes' })).status).toBe(303)
    const dates = of(await draftsAt(id), 'relation').map(({ data }) => data.date)
    expect(dates).toEqual([null])
    // Now somebody finds out; what was undecided is read anew with it.
    expect((await officer().post(`/intake/${id}/date`, { version: '1', 'date.day': '1', 'date.month': '6', 'date.year': '2025' })).status).toBe(409)
    expect((await officer().post(`/intake/${id}/date`, { version: '2', 'date.day': '1', 'date.month': '6', 'date.year': '2025' })).status).toBe(303)
    expect(of(await draftsAt(id), 'relation')[0]!.data.date?.slice(0, 4)).toBe('2025')
    const line = await read(async (tx) => (await tx.select().from(activities).where(eq(activities.thingId, id))).at(-1)!)
    done(await undoChange(office.here, office.officer, line.id, RESTORERS))
    expect(of(await draftsAt(id), 'relation').map(({ data }) => data.date)).toEqual([null])
  })

  test.each([
    ['nothing at all', { text: '   ' }, 'Поставете текст или изберете файл.'],
    ['only signs', { text: '12 – 34 !!!' }, 'Тук няма думи за четене'],
    ['more than 2 MB', { text: 'а'.repeat(1_100_000) }, 'по-дълъг от 2 MB'],
    ['both a text and a file', { text: ITEM, file: new File(['друг текст'], 'a.txt') }, 'Има и поставен текст, и файл'],
    ['an empty file', { text: '', file: new File([], 'a.txt') }, 'Файлът е празен'],
    ['a scanned PDF', { text: '', file: new File([new Uint8Array(pdfOf([[]], { pictures: true }))], 'a.pdf') }, 'Страниците на този PDF са снимки'],
    [
      'an archive bomb',
      {
        text: '',
        file: new File([new Uint8Array(docxOf(wordXml(wordParagraph('а')), [{ name: 'word/media/big.bin', content: Buffer.alloc(30_000_000) }]))], 'a.docx'),
      },
      'прекалено голям',
    ],
    ['a picture', { text: '', file: new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])], 'a.png') }, 'Това е снимка'],
    ['an archive', { text: '', file: new File([new Uint8Array(zipOf([{ name: 'a.txt', content: 'а' }]))], 'a.zip') }, 'Това е архив'],
    ['no such day', { text: ITEM, 'date.day': '40', 'date.month': '1', 'date.year': '2025' }, 'Няма такъв ден'],
    ['an address that is none', { text: ITEM, sourceUrl: 'javascript:alert(1)' }, 'http'],
  ] as const)('%s: said on the same form with everything typed kept', async (_, form, message) => {
    const before = (await read((tx) => textPage(tx, {}))).rows.length
    const answer = await officer().post('/intake/new', { title: 'Мое „заглавие“ <b>', ...form })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain(message)
    expect(page).toContain('Мое „заглавие“ &lt;b&gt;')
    if (form.text === ITEM) expect(page).toContain('Делегация от община Берово')
    expect((await read((tx) => textPage(tx, {}))).rows.length).toBe(before)
  })

  test('a page with a script is read as text, and comes back only as a file', async () => {
    const html = `<html><head><title>Образец</title><script>document.title='зло'</script></head><body><p>Делегация от Берово, Северна Македония, посети Троян на 3 юни 2025 г.</p><img src=x onerror="alert(1)"><p>&lt;script&gt;alert(2)&lt;/script&gt;</p></body></html>`
    const answer = await officer().post('/intake/new', {
      text: '',
      file: new File([html], 'страница "1".html', { type: 'text/html' }),
      'date.day': '4',
      'date.month': '6',
      'date.year': '2025',
    })
    expect(answer.status).toBe(303)
    const page = await (await officer().get(`/intake/${idIn(answer)}`)).text()
    expect(page).not.toContain('onerror')
    expect(page).not.toContain('<script>alert')
    const original = await officer().get(`/intake/${idIn(answer)}/original`)
    expect(original.headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(original.headers.get('x-content-type-options')).toBe('nosniff')
    expect(original.headers.get('content-type')).toBe('application/octet-stream')
    expect(await original.text()).toBe(html)
    expect(page).toContain(hashOf(html))
  })
})

describe('deciding', () => {
  test('without script: a decision leads to the next card, Z takes it back, progress is said', async () => {
    const id = await paste()
    const [first, second] = await draftsAt(id)
    const answer = await decide(id, first!, 'accepted')
    expect(answer.headers.get('location')).toBe(`/intake/${id}#d${second!.position}`)
    const total = (await draftsAt(id)).length
    expect(await (await officer().get(`/intake/${id}`)).text()).toContain(`1 от ${total} решени`)
    const accepted = (await draftsAt(id))[0]!
    expect([accepted.decision, accepted.decidedBy, accepted.version]).toEqual(['accepted', 'Проба Служителова', 2])
    await decide(id, accepted, 'undecided')
    expect((await draftsAt(id))[0]).toMatchObject({ decision: 'undecided', decidedBy: null, recordId: null, version: 3 })
  })

  test('with script: the card and the numbers come as JSON', async () => {
    const id = await paste()
    const [first] = await draftsAt(id)
    const answer = await decide(id, first!, 'rejected', first!.version, true)
    const told = (await answer.json()) as {
      anchor: string
      decided: boolean
      state: string
      card: string
      progress: { decided: number; title: string; words: string }
    }
    expect([answer.status, told.anchor, told.decided, told.state, told.progress.decided, told.progress.title, told.progress.words]).toEqual([
      200,
      'd1',
      true,
      'no',
      1,
      '1 решена',
      '1 отказана',
    ])
    expect(told.card).toMatch(/^<article class="ds-card draft /)
  })

  test('two tabs: the later decision is told what the first one was, and nothing is overwritten', async () => {
    const id = await paste()
    const [first] = await draftsAt(id)
    await decide(id, first!, 'accepted')
    const late = await decide(id, first!, 'rejected')
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Междувременно Проба Служителова отбеляза черновата като „приета“.')
    const asJson = await decide(id, first!, 'rejected', first!.version, true)
    expect([asJson.status, ((await asJson.json()) as { message: string }).message.startsWith('Междувременно')]).toEqual([409, true])
    expect((await draftsAt(id))[0]!.decision).toBe('accepted')
  })

  test('a mended draft is accepted as mended; faults and conflicts keep what was typed', async () => {
    const id = await paste()
    const promise = of(await draftsAt(id), 'commitment')[0]!
    const address = `/intake/${id}/drafts/${promise.id}`
    expect(await (await officer().get(address)).text()).toContain('Поправи и приеми')
    const typed = {
      version: '1',
      owedBy: 'them',
      text: 'Проба за обмен',
      topic: 'exchange',
      state: 'agreed',
      'date.year': '2026',
      'date.month': '3',
      partners: promise.data.partners,
    }
    const faulty = await officer().post(address, { ...typed, 'date.month': '13' })
    expect(faulty.status).toBe(422)
    expect(await faulty.text()).toContain('Проба за обмен')
    expect((await officer().post(address, typed)).status).toBe(303)
    expect(of(await draftsAt(id), 'commitment')[0]).toMatchObject({
      decision: 'accepted',
      version: 2,
      data: { owedBy: 'them', text: 'Проба за обмен', due: '2026-03', state: 'agreed' },
    })
    const stale = await officer().post(address, { ...typed, text: 'Втора проба' })
    expect(stale.status).toBe(409)
    const page = await stale.text()
    expect(page).toContain('Втора проба')
    expect(page).toContain('name="version" value="2"')
    const asJson = await officer().post(`${address}?as=json`, { ...typed, text: '' })
    expect([asJson.status, Object.keys((await asJson.json()) as object)]).toEqual([422, ['form']])
    expect((await officer().post(address, { ...typed, version: '2', partners: ['organisation:nobody'] })).status).toBe(422)
  })

  test('„Приеми всички останали“ leaves what was decided alone', async () => {
    const id = await paste()
    const [first] = await draftsAt(id)
    await decide(id, first!, 'rejected')
    expect((await officer().post(`/intake/${id}/decisions`)).status).toBe(303)
    const [now, ...others] = await draftsAt(id)
    expect(now!.decision).toBe('rejected')
    expect(others.every(({ decision }) => decision === 'accepted')).toBe(true)
  })

  test('a reader sees everything and decides nothing; strangers and other offices see nothing', async () => {
    const id = await paste()
    const [first] = await draftsAt(id)
    const page = await (await office.as('reader').get(`/intake/${id}`)).text()
    expect(page).toContain('Берово')
    expect(page).not.toContain('name="decision"')
    expect(page).not.toContain('Запиши решените')
    expect((await office.as('reader').post(`/intake/${id}/drafts/${first!.id}/decision`, { decision: 'accepted', version: '1' })).status).toBe(403)
    expect((await office.as('nobody').get(`/intake/${id}`)).headers.get('location')).toMatch(/^\/sign-in/)
    const other = await office.openAnother('Община Образец')
    for (const path of [`/intake/${id}`, `/intake/${id}/original`, `/intake/${id}/date`, `/intake/${id}/drafts/${first!.id}`])
      expect((await other.visit.get(path)).status).toBe(404)
    for (const path of [`/intake/${id}/saving`, `/intake/${id}/removal`, `/intake/${id}/decisions`, `/intake/${id}/drafts/${first!.id}/decision`])
      expect((await other.visit.post(path, { version: '1', decision: 'accepted' })).status).toBe(404)
    expect((await draftsAt(id))[0]!.decision).toBe('undecided')
    // The same text in another office is another text.
    const theirs = await other.visit.post('/intake/new', { text: ITEM })
    expect(theirs.status).toBe(303)
    expect((await other.visit.get(`/intake/${idIn(theirs)}`)).status).toBe(200)
  })
})

describe('saving', () => {
  let id = ''
  beforeEach(async () => {
    id = await paste()
  })

  test('everything accepted goes into the register in one change with its source and words; one undo takes it all back', async () => {
    expect((await officer().post(`/intake/${id}/saving`)).status).toBe(422)
    await officer().post(`/intake/${id}/decisions`)
    const visit = officer()
    const answer = await visit.post(`/intake/${id}/saving`, { published: 'yes' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/intake/${id}`])
    const page = await visit.follow(answer)
    expect(page).toContain('Записани в регистъра:')

    const [partnership] = await read((tx) => tx.select().from(partnerships))
    expect(partnership).toMatchObject({ type: 'contact', deletedAt: null })
    expect(partnership!.publishedAt).not.toBeNull()
    expect(page).toContain(`/partnerships/${partnership!.id}`)
    const [step] = await read((tx) => tx.select().from(milestones))
    expect(step).toMatchObject({ kind: 'revival', side: 'both', partnershipId: partnership!.id })
    expect(Object.entries(step!.note.in).map(([language, { text }]) => [language, text])).toEqual([
      ['bg', 'Прекъсването бе 7 години'],
      ['en', 'The break had lasted 7 years'],
    ])
    // „Срещата … възобновяване“: told in the sentence of the meeting, so it has the meeting's days.
    expect(step!.date).toBe(of(await draftsAt(id), 'event')[0]!.data.date)
    expect(step!.sources[0]).toMatchObject({ title: 'Гости от Берово в Троян', date: '2025-05-12', textId: id })
    expect(step!.sources[0]!.quote).toContain('възобновяване на приятелството')
    const [event] = await read((tx) => tx.select().from(events))
    expect(event!.publishedAt).not.toBeNull()
    expect(event!.sources[0]!.quote).toContain('Делегация от община Берово')
    const [promise] = await read((tx) => tx.select().from(commitments))
    expect([promise!.publishedAt, promise!.sources[0]!.textId]).toEqual([null, id])
    expect(promise!.sources[0]!.quote).toContain('се договориха')
    const [act] = await read((tx) => tx.select().from(symbolicActs))
    expect([act!.kind, act!.eventId]).toEqual(['tree_planting', event!.id])
    const held = await read((tx) => tx.select().from(posts))
    // Our own mayor stands in our own municipality, which is nobody's partner.
    const home = await read((tx) => tx.select().from(organisations).where(eq(organisations.placeId, 726320)))
    expect(held.map(({ organisationId }) => organisationId).sort()).toEqual([partnership!.organisationId, home[0]!.id].sort())
    expect((await draftsAt(id)).every(({ savedAt }) => savedAt !== null)).toBe(true)
    const line = await read((tx) => tx.select().from(activities).where(eq(activities.act, 'intake_text.saved')))
    const together = await read((tx) => tx.select().from(activities).where(eq(activities.changeId, line[0]!.changeId)))
    expect(new Set(together.map(({ thing }) => thing))).toEqual(
      new Set(['organisation', 'person', 'post', 'partnership', 'milestone', 'event', 'symbolic_act', 'commitment', 'intake_text']),
    )

    // Once more makes nothing twice.
    expect((await officer().post(`/intake/${id}/saving`, { published: 'yes' })).status).toBe(422)
    expect((await rows(partnerships)).length).toBe(1)
    const [saved] = await draftsAt(id)
    expect((await decide(id, saved!, 'undecided')).status).toBe(422)

    await undoSaving()
    for (const table of [organisations, people, posts, partnerships, milestones, events, commitments, symbolicActs]) expect((await rows(table)).length).toBe(0)
    expect((await draftsAt(id)).every(({ savedAt, decision, recordId }) => savedAt === null && decision === 'accepted' && recordId === null)).toBe(true)
    // And what was taken back can be saved again.
    expect((await officer().post(`/intake/${id}/saving`, {})).status).toBe(303)
    expect((await rows(partnerships)).length).toBe(1)
    expect((await read((tx) => tx.select().from(partnerships))).find(({ deletedAt }) => deletedAt === null)!.publishedAt).toBeNull()
    await undoSaving()
  })

  test('two savings and a refusal at one moment: one of the savings saves, and what was refused in time is not saved', async () => {
    await officer().post(`/intake/${id}/decisions`)
    const promise = of(await draftsAt(id), 'commitment')[0]!
    const answers = await Promise.all([officer().post(`/intake/${id}/saving`), decide(id, promise, 'undecided'), officer().post(`/intake/${id}/saving`)])
    expect([answers[0].status, answers[2].status].sort()).toEqual([303, 422])
    const after = of(await draftsAt(id), 'commitment')[0]!
    expect((await rows(commitments)).length).toBe(after.savedAt === null ? 0 : 1)
    expect(after.decision).toBe(after.savedAt === null ? 'undecided' : 'accepted')
    expect((await rows(partnerships)).length).toBe(1)
    await undoSaving()
  })

  test('what leans on a refused partner is explained and not half saved; later decisions are saved later', async () => {
    const drafts = await draftsAt(id)
    const town = of(drafts, 'organisation')[0]!
    const ours = of(drafts, 'person').find(({ data }) => data.of === 'home')!
    await decide(id, town, 'rejected')
    for (const draft of drafts) if (draft.id !== town.id) await decide(id, draft, 'accepted')
    expect((await officer().post(`/intake/${id}/saving`)).status).toBe(303)
    expect((await rows(people)).length).toBe(1)
    for (const table of [partnerships, events, commitments, symbolicActs]) expect((await rows(table)).length).toBe(0)
    const page = await (await officer().get(`/intake/${id}`)).text()
    expect(page).toContain('„Берово“, която сте отказали')
    expect((await draftsAt(id)).filter(({ savedAt }) => savedAt !== null).map((one) => one.id)).toEqual([ours.id])
    const refused = (await draftsAt(id)).find((one) => one.id === town.id)!
    await decide(id, refused, 'undecided')
    await decide(id, { ...refused, version: refused.version + 1 }, 'accepted')
    expect((await officer().post(`/intake/${id}/saving`)).status).toBe(303)
    expect((await rows(partnerships)).length).toBe(1)
    expect((await draftsAt(id)).every(({ savedAt }) => savedAt !== null)).toBe(true)
    await undoSaving()
    const first = await read(async (tx) => (await tx.select().from(activities).where(eq(activities.act, 'intake_text.saved'))).at(-2)!)
    // The earlier saving is no longer the newest: something stands on it in the record, so it says so instead of tearing holes.
    expect((await undoChange(office.here, office.officer, first.id, RESTORERS)).ok).toBe(false)
  })
})

describe('against the register', () => {
  test('a known town is offered as the same, its mayor and its revival differ, nothing is made twice', async () => {
    const here = office.here
    const by = office.officer
    const town = done(await createOrganisation(here, by, { name: { bg: 'Берово', en: 'Berovo' }, kind: 'municipality', country: 'MK', placeId: 792656 }))
    const partnership = done(await createPartnership(here, by, { organisationId: town.id, type: 'friendship' }))
    const revival = done(await addMilestone(here, by, partnership.id, { kind: 'revival', side: 'both', date: '2018-09-24' }))
    const mayor = done(await createPerson(here, by, { name: { bg: 'Друг Пробен' } }))
    done(await addPost(here, by, mayor.id, { organisationId: town.id, roleClass: 'mayor' }))
    const before = { organisations: (await rows(organisations)).length, partnerships: (await rows(partnerships)).length }

    const id = await paste()
    const drafts = await draftsAt(id)
    const known = of(drafts, 'organisation')[0]!
    expect(known.match).toEqual({ id: town.id, sure: true })
    const relation = of(drafts, 'relation')[0]!
    expect(relation.match).toEqual({ id: revival.id, sure: false })
    const page = await (await officer().get(`/intake/${id}`)).text()
    expect(page).toContain('Различава се от записаното')
    expect(page).toContain('24 септември 2018 г.')
    expect(page).toContain('Друг Пробен')
    await decide(id, known, 'accepted')
    expect((await draftsAt(id)).find((one) => one.id === known.id)).toMatchObject({ decision: 'same', recordId: town.id })
    // „Потвърждава записаното“: the step gets this text as a further source.
    await decide(id, relation, `same:${revival.id}`)
    expect((await decide(id, relation, `same:${town.id}`, relation.version + 1)).status).toBe(422)
    expect((await officer().post(`/intake/${id}/saving`, { published: 'yes' })).status).toBe(303)
    expect({ organisations: (await rows(organisations)).length, partnerships: (await rows(partnerships)).length }).toEqual(before)
    const steps = (await read((tx) => tx.select().from(milestones).where(eq(milestones.partnershipId, partnership.id)))).filter(
      ({ deletedAt }) => deletedAt === null,
    )
    expect(steps.map(({ date, sources }) => [date, sources.length])).toEqual([['2018-09-24', 1]])
    // The office had kept this one for itself: a text does not make it public.
    expect((await read((tx) => tx.select().from(partnerships).where(eq(partnerships.id, partnership.id))))[0]!.publishedAt).toBeNull()
  })

  test('the same news told again by another source becomes a further source, and nothing stands twice', async () => {
    const first = await paste()
    await officer().post(`/intake/${first}/decisions`)
    expect((await officer().post(`/intake/${first}/saving`)).status).toBe(303)
    const count = async () =>
      Promise.all([organisations, people, posts, partnerships, milestones, events, commitments, symbolicActs].map(async (table) => (await rows(table)).length))
    const before = await count()
    const again = await paste()
    const drafts = await draftsAt(again)
    expect(drafts.filter(({ kind, match }) => kind !== 'fields' && match?.sure !== true).map(({ kind }) => kind)).toEqual([])
    await officer().post(`/intake/${again}/decisions`)
    expect((await officer().post(`/intake/${again}/saving`)).status).toBe(303)
    expect(await count()).toEqual(before)
    const [event] = (await rows(events)).slice(-1)
    expect(event!.sources.length).toBe(2)
    await undoSaving()
    expect((await rows(events)).at(-1)!.sources.length).toBe(1)
  })

  test('„Същото като…“ teaches the register another name', async () => {
    const other = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Стара проба' }, kind: 'municipality', country: 'ME' }))
    const id = await paste('12 юни 2025 г.\n\nДелегация от Даниловград, Черна гора, посети Троян.')
    const town = of(await draftsAt(id), 'organisation')[0]!
    const anchor = `same.d${town.position}`
    const unknown = await officer().post(`/intake/${id}/drafts/${town.id}/decision`, {
      decision: anchor,
      version: '1',
      [`${anchor}.text`]: 'няма такава',
      [`${anchor}.id`]: '',
    })
    expect(unknown.status).toBe(422)
    const answer = await officer().post(`/intake/${id}/drafts/${town.id}/decision`, {
      decision: anchor,
      version: '1',
      [`${anchor}.text`]: 'Стара проба',
      [`${anchor}.id`]: other.id,
    })
    expect(answer.status).toBe(303)
    expect((await officer().post(`/intake/${id}/saving`)).status).toBe(303)
    const [record] = await read((tx) => tx.select().from(organisations).where(eq(organisations.id, other.id)))
    expect(record!.aliases).toEqual(['Даниловград', 'Danilovgrad'])
    const next = await paste('13 юни 2025 г.\n\nДелегация от Даниловград, Черна гора, отново посети Троян.')
    expect(of(await draftsAt(next), 'organisation')[0]!.match?.id).toBe(other.id)
  })

  test('another year of a signing that is recorded stands beside it; the same year is one more source', async () => {
    const here = office.here
    const by = office.officer
    const town = done(await createOrganisation(here, by, { name: { bg: 'Струмица', en: 'Strumica' }, kind: 'municipality', country: 'MK' }))
    const partnership = done(await createPartnership(here, by, { organisationId: town.id, type: 'twinning' }))
    done(await addMilestone(here, by, partnership.id, { kind: 'signing', side: 'both', date: '2001-05-22' }))
    for (const [year, day] of [
      ['1994', '3 юни'],
      ['2001', '4 юни'],
    ] as const) {
      const id = await paste(
        `Гости от Струмица\n\n${day} 2025 г.\n\nДелегация от община Струмица, Северна Македония, посети Троян. Двата града са побратимени от ${year} г.`,
      )
      const relation = of(await draftsAt(id), 'relation').find(({ data }) => data.status === 'twinned')!
      await officer().post(`/intake/${id}/decisions`)
      if ((await draftsAt(id)).find((one) => one.id === relation.id)?.decision === 'same') await decide(id, relation, 'accepted', relation.version + 1)
      expect((await officer().post(`/intake/${id}/saving`)).status).toBe(303)
    }
    const steps = (await read((tx) => tx.select().from(milestones).where(eq(milestones.partnershipId, partnership.id)))).filter(
      ({ kind }) => kind === 'signing',
    )
    expect(steps.map(({ date, sources, readings }) => [date, sources.length, readings.map((one) => [one.date, one.sources.length])])).toEqual([
      ['2001-05-22', 1, [['1994', 1]]],
    ])
  })
})

test('a text is removed and brought back; what was saved from it stays', async () => {
  const id = await paste()
  const visit = officer()
  expect((await visit.post(`/intake/${id}/removal`, { version: '99' })).headers.get('location')).toBe(`/intake/${id}`)
  const answer = await visit.post(`/intake/${id}/removal`, { version: '1' })
  expect(answer.headers.get('location')).toBe('/intake')
  const undo = /activity\/([0-9a-f-]{36})\/undo/.exec(await visit.follow(answer))?.[1]
  expect((await visit.get(`/intake/${id}`)).status).toBe(404)
  done(await undoChange(office.here, office.officer, undo!, RESTORERS))
  expect((await visit.get(`/intake/${id}`)).status).toBe(200)
})

test('the desk costs the same number of queries for a short text and a long one', async () => {
  const short = await paste('14 юни 2025 г.\n\nДелегация от Берово, Северна Македония, посети Троян.')
  const long = await paste()
  const count = (id: string) => office.statements(() => officer().get(`/intake/${id}`))
  expect(await count(long)).toBeLessThanOrEqual((await count(short)) + 8)
  expect(await count(long)).toBeLessThanOrEqual(40)
})

test('the address keeps to itself: another site cannot decide', async () => {
  const id = await paste()
  const [first] = await draftsAt(id)
  const answer = await officer().post(`/intake/${id}/drafts/${first!.id}/decision`, { decision: 'accepted', version: '1' }, { origin: 'https://evil.example' })
  expect(answer.status).toBe(403)
  expect(ORIGIN).not.toBe('https://evil.example')
})
