// Documents through the door: brought, recognised by content, hung on things, found by their words, handed out, removed and brought back.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOccasion, removeOccasion } from '#features/calendar/occasions/occasion.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createGift } from '#features/gifts/gift.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { within } from '#platform/here.ts'
import { silentLog } from '#platform/log.ts'
import { findInTexts } from '#platform/search/texts.ts'
import { undo } from '#features/today/journal.actions.ts'
import { done, openOffice, ORIGIN, type TestOffice, type Visit } from '../../../tests/support/open-office.ts'
import { moveDocuments } from './document.actions.ts'
import { readWaiting, sweepFiles } from './document.jobs.ts'
import { docxOf, pdfOf, wordParagraph, wordXml } from './extraction/samples.ts'

let office: TestOffice
let officer: Visit
let reader: Visit
let partnership: string
let partner: string
let event: string

beforeAll(async () => {
  office = await openOffice()
  officer = office.as('officer')
  reader = office.as('reader')
  const made = done(
    await createPartnershipWith(
      office.here,
      office.officer,
      { name: { bg: 'Примерград' }, kind: 'municipality', country: 'MK' },
      { type: 'twinning', published: true },
    ),
  )
  partnership = made.id
  const { rows } = await office.pool.query<{ id: string; slug: string }>('select organisation_id as id, slug from partnership')
  partner = rows[0]!.id
  event = done(
    await createEvent(office.here, office.officer, {
      kind: 'visit',
      direction: 'incoming',
      title: { bg: 'Пробно посещение' },
      date: '2026-05',
      partners: [partner],
      participants: [],
    }),
  ).id
})
afterAll(() => office.close())

const pdf = (text: string): Buffer => pdfOf([[{ text, y: 700 }]])
const fileOf = (bytes: Uint8Array | string, name: string, type = 'application/octet-stream'): File =>
  new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name, { type })
const bring = (file: File, on = `partnership:${partnership}`, more: Record<string, string> = {}) => officer.post('/documents', { on, ...more, files: file })
const json = async (file: File, on = `partnership:${partnership}`) => {
  const answer = await officer.post('/documents?as=json', { on, files: file })
  return { status: answer.status, ...((await answer.json()) as { files: { ok: boolean; id?: string; message: string }[]; to?: string }) }
}
const idOf = async (file: File, on?: string): Promise<string> => (await json(file, on)).files[0]!.id!
const keptFiles = (): string[] =>
  readdirSync(office.filesFolder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split('/').at(-1)!)
    .filter((name) => name.length >= 64)
const readAll = () => readWaiting(office.here, office.files, silentLog)
const rowOf = async (id: string) => (await office.pool.query('select * from document where id = $1', [id])).rows[0]

describe('an upload', () => {
  test('is kept by its hash, hung on the record, called by its name, and undone in one', async () => {
    const answer = await bring(fileOf(pdf('Съгласие'), 'Решение_742_за_побратимяване.pdf'))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/partnerships/${partnership}`])
    const page = await officer.follow(answer)
    expect(page).toContain('„Решение 742 за побратимяване“ е качен.')
    expect(page).toMatch(/<a class="plain strong" href="\/documents\/[0-9a-f-]{36}">Решение 742 за побратимяване<\/a>/)
    expect(page).toContain('Решение · PDF, ')
    const { rows } = await office.pool.query('select kind, media, file_name, bytes::int, language, published_at from document')
    expect(rows).toEqual([
      { kind: 'decision', media: 'pdf', file_name: 'Решение_742_за_побратимяване.pdf', bytes: pdf('Съгласие').length, language: '', published_at: null },
    ])
    const undoing = /action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(page)![1]!
    await officer.post(undoing)
    expect(await (await officer.get(`/partnerships/${partnership}`)).text()).not.toContain('Решение 742 за побратимяване</a>')
    expect((await rowOf((await office.pool.query('select id from document')).rows[0].id)).deleted_at).not.toBe(null)
  })

  test('hangs on an occasion too, and is out of the lists while the occasion is', async () => {
    const fair = done(
      await createOccasion(office.here, office.officer, {
        organisationId: partner,
        kind: 'festival',
        name: { bg: 'Пробен панаир' },
        rule: { repeats: 'yearly', month: 9, day: 12 },
      }),
    ).id
    const answer = await bring(fileOf(pdf('Програма на панаира'), 'програма.pdf'), `occasion:${fair}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/occasions/${fair}`])
    expect(await officer.follow(answer)).toMatch(/<a class="plain strong" href="\/documents\/[0-9a-f-]{36}">програма<\/a>/)
    const list = async () => (await officer.get('/documents?thing=occasion')).text()
    expect(await list()).toContain(`<a href="/occasions/${fair}">Пробен панаир</a>`)
    expect(await (await officer.get(`/documents/things?q=${encodeURIComponent('панаир')}`)).text()).toContain('Пробен панаир')
    done(await removeOccasion(office.here, office.officer, fair, 1))
    expect(await list()).not.toContain('програма')
  })

  test('of several files at once keeps the sound ones, says what was refused, and loses nothing typed', async () => {
    const body = new FormData()
    body.append('on', `event:${event}`)
    body.append('kind', 'minutes')
    body.append('files', fileOf(pdf('Първи'), 'първи.pdf'))
    body.append('files', fileOf('<html><script>alert(1)</script></html>', 'покана.pdf'))
    body.append('files', fileOf('', 'празен.txt'))
    const answer = await office.app.request(`${ORIGIN}/documents`, { method: 'POST', body, headers: { cookie: await cookieOf(officer), origin: ORIGIN } })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('1 файл е качен:')
    expect(page).toContain('„покана.pdf“: Това е уебстраница или рисунка с код (HTML, SVG).')
    expect(page).toContain('„празен.txt“: Файлът е празен.')
    expect(page).toContain(`value="event:${event}"`)
    const shown = await (await officer.get(`/events/${event}`)).text()
    expect(shown).toContain('Протокол · PDF')
    expect(shown).not.toContain('покана')
  })

  test('brought twice is stored once; on another record it hangs there too', async () => {
    const bytes = pdf('Споразумение за сътрудничество')
    const first = await json(fileOf(bytes, 'Споразумение.pdf'))
    const before = keptFiles().length
    const again = await json(fileOf(bytes, 'споразумение (1).pdf'))
    expect(again.files).toEqual([{ name: 'споразумение (1).pdf', ok: true, id: first.files[0]!.id, message: 'Този файл вече стои тук като „Споразумение“.' }])
    const elsewhere = await json(fileOf(bytes, 'x.pdf'), `event:${event}`)
    expect(elsewhere.files[0]).toEqual({
      name: 'x.pdf',
      ok: true,
      id: first.files[0]!.id,
      message: 'Този файл вече беше в документите като „Споразумение“; сега стои и тук.',
    })
    expect(keptFiles().length).toBe(before)
    expect(await (await officer.get(`/events/${event}`)).text()).toContain('>Споразумение</a>')
    const other = await office.openAnother('Община Другаде')
    const theirs = await other.visit.post('/documents?as=json', { files: fileOf(bytes, 'наш.pdf') })
    expect(((await theirs.json()) as { files: { message: string }[] }).files[0]!.message).toBe('„наш“ е качен.')
    expect(keptFiles().length).toBe(before)
  })

  test('a file that lies about its type is kept as what it is, with a remark, and handed out under its true ending', async () => {
    const id = await idOf(fileOf(pdf('Истински'), 'снимка.jpg', 'image/jpeg'))
    expect((await rowOf(id)).media).toBe('pdf')
    const page = await (await officer.get(`/documents/${id}`)).text()
    expect(page).toContain('Името на файла завършва на .jpg, но по съдържание той е друго: PDF.')
    const file = await officer.get(`/documents/${id}/file`)
    expect([file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
      'application/pdf',
      `inline; filename="______.pdf"; filename*=UTF-8''${encodeURIComponent('снимка.pdf')}`,
    ])
  })

  test('a program under the name of a paper is refused, and nothing of it stays', async () => {
    const before = keptFiles()
    const answer = await json(fileOf(Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 'договор.pdf', 'application/pdf'))
    expect([answer.status, answer.files[0]]).toEqual([422, { name: 'договор.pdf', ok: false, message: 'Това е програма или скрипт. Такива файлове не пазим.' }])
    expect(keptFiles()).toEqual(before)
    expect(readdirSync(join(office.filesFolder, 'incoming'))).toEqual([])
  })

  test('names are cleaned of paths, hidden signs and endless marks', async () => {
    const name = async (given: string) => (await rowOf(await idOf(fileOf(pdf(given), given)))).file_name as string
    expect(await name('../../etc/passwd.pdf')).toBe('passwd.pdf')
    expect(await name('покана\u202efdp.exe.pdf')).toBe('поканаfdp.exe.pdf')
    const long = await name(`${'ш̀'.repeat(200)}.pdf`)
    expect([long.length <= 200, long.endsWith('….pdf'), long.startsWith('ш̀ш̀')]).toEqual([true, true, true])
  })

  test('a form that breaks off keeps nothing; one without a file is told so', async () => {
    const before = keptFiles()
    const broken = `--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nНачалото на нещо`
    const answer = await office.app.request(`${ORIGIN}/documents`, {
      method: 'POST',
      body: broken,
      headers: { 'content-type': 'multipart/form-data; boundary=x', cookie: await cookieOf(officer), origin: ORIGIN },
    })
    expect([answer.status, (await answer.text()).includes('Качването прекъсна, преди файлът да дойде цял.')]).toEqual([422, true])
    expect(keptFiles()).toEqual(before)
    expect(readdirSync(join(office.filesFolder, 'incoming'))).toEqual([])
    const empty = await officer.post('/documents', { on: `event:${event}`, files: fileOf('', '') })
    expect([empty.status, (await empty.text()).includes('Изберете поне един файл')]).toEqual([422, true])
    const none = await officer.post('/documents')
    expect(none.status).toBe(422)
  })

  test('past 50 MB is refused while it flows, and a length past all bounds before anything is read', async () => {
    const answer = await json(fileOf(Buffer.alloc(50 * 1024 * 1024 + 1, 'a'), 'голям.txt'))
    expect(answer.files[0]).toEqual({ name: 'голям.txt', ok: false, message: 'Файлът е по-голям от 50 MB и не е записан.' })
    expect(readdirSync(join(office.filesFolder, 'incoming'))).toEqual([])
    const huge = await officer.post('/documents', {}, { 'content-length': '99999999999' })
    expect(huge.status).toBe(413)
  })

  test('a reader and a stranger bring nothing', async () => {
    expect((await reader.post('/documents', { files: fileOf(pdf('x'), 'x.pdf') })).status).toBe(403)
    expect((await office.as('nobody').post('/documents', { files: fileOf(pdf('x'), 'x.pdf') })).headers.get('location')).toMatch(/^\/sign-in/)
  })
})

describe('a file', () => {
  test('is handed out whole, in stretches, once, and to its office only', async () => {
    const bytes = pdf('Стъпка по стъпка')
    const id = await idOf(fileOf(bytes, 'а б.pdf'))
    const whole = await officer.get(`/documents/${id}/file`)
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff')
    expect(whole.headers.get('content-security-policy')).toBe("script-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
    const etag = whole.headers.get('etag')!
    expect((await reader.get(`/documents/${id}/file`, { 'if-none-match': etag })).status).toBe(304)
    const part = await officer.get(`/documents/${id}/file`, { range: 'bytes=5-9' })
    expect([part.status, part.headers.get('content-range'), Buffer.from(await part.arrayBuffer())]).toEqual([
      206,
      `bytes 5-9/${bytes.length}`,
      bytes.subarray(5, 10),
    ])
    expect((await officer.get(`/documents/${id}/file`, { range: `bytes=${bytes.length}-` })).status).toBe(416)
    expect((await officer.get(`/documents/${id}/file?save=1`)).headers.get('content-disposition')).toMatch(/^attachment; /)
    const other = await office.openAnother('Община Съседна')
    expect((await other.visit.get(`/documents/${id}/file`)).status).toBe(404)
    expect((await other.visit.get(`/documents/${id}`)).status).toBe(404)
    expect((await office.as('nobody').get(`/documents/${id}/file`)).status).toBe(303)
  })

  test('that no browser should open itself is only saved, in a sandbox', async () => {
    const id = await idOf(fileOf('едно;две\n3;4\n', 'таблица.csv'))
    const answer = await officer.get(`/documents/${id}/file`)
    expect([
      answer.headers.get('content-type'),
      answer.headers.get('content-disposition')?.split(';')[0],
      answer.headers.get('content-security-policy'),
    ]).toEqual(['text/csv', 'attachment', "default-src 'none'; sandbox; frame-ancestors 'none'"])
  })
})

describe('behind the scenes', () => {
  test('pictures are drawn upright, also on demand; a picture larger than any camera makes is not unpacked', async () => {
    const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a52' } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const id = await idOf(fileOf(photo, 'дърво.jpg'), `event:${event}`)
    expect((await rowOf(id)).kind).toBe('photo')
    const early = await officer.get(`/documents/${id}/thumbnail`)
    expect([early.status, early.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const about = await sharp(Buffer.from(await early.arrayBuffer())).metadata()
    expect([about.width, about.height]).toEqual([320, 480])
    // A real header of a PNG that says it is 50,000 pixels wide and high.
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    png.writeUInt32BE(50_000, 16)
    png.writeUInt32BE(50_000, 20)
    const bomb = await idOf(fileOf(png, 'bomb.png'))
    await readAll()
    const [drawn, undrawn] = [await rowOf(id), await rowOf(bomb)]
    expect([drawn.width, drawn.height, drawn.drawn_at !== null, undrawn.drawn_at, undrawn.read_at !== null]).toEqual([600, 900, true, null, true])
    expect((await officer.get(`/documents/${bomb}/thumbnail`)).status).toBe(404)
    expect(await (await officer.get(`/documents/${bomb}`)).text()).not.toContain('/thumbnail')
  })

  test('the photo of a gift stands on its page large enough to see, with its words for those who cannot; elsewhere it stays small', async () => {
    const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a52' } })
      .jpeg()
      .toBuffer()
    const gift = done(await createGift(office.here, office.officer, { way: 'placed', date: '2020', partners: [], what: { bg: 'Липа' } })).id
    const id = await idOf(fileOf(photo, 'Липата в парка.jpg'), `gift:${gift}`)
    await idOf(fileOf(photo, 'Срещата.jpg'), `event:${event}`)
    await readAll()
    const large = `<img src="/documents/${id}/thumbnail" alt="Липата в парка"`
    const [onGift, onEvent] = [await (await officer.get(`/gifts/${gift}`)).text(), await (await officer.get(`/events/${event}`)).text()]
    expect([onGift.includes(large), onEvent.includes('class="pictures"')]).toEqual([true, false])
  })

  test('words of a PDF and of a Word document are found in other forms, with what stands around them, also in the search over everything', async () => {
    const agreement = pdf('Двете общини ще обменят ученици и учители през пролетта.')
    const letter = docxOf(wordXml(wordParagraph('Уважаеми господин кмете, каним ви на празника на сливата.')))
    const first = await idOf(fileOf(agreement, 'Харта.pdf'))
    const second = await idOf(fileOf(letter, 'п-17.docx'))
    await readAll()
    expect([(await rowOf(first)).pages, (await rowOf(first)).text_state, (await rowOf(second)).text_state, (await rowOf(second)).language]).toEqual([
      1,
      'read',
      'read',
      'bg',
    ])
    const page = await (await officer.get(`/documents?q=${encodeURIComponent('обмен на учениците')}`)).text()
    expect(page).toContain('>Харта</a>')
    expect(page).not.toContain('>п-17</a>')
    expect(page).toContain('<mark>ученици</mark>')
    const found = (await (await reader.get(`/search?q=${encodeURIComponent('празник')}&as=json`)).json()) as {
      groups: { title: string; items: { title: string; sub: string; href: string }[] }[]
    }
    expect(found.groups.find(({ title }) => title === 'Документи')?.items).toEqual([
      { title: 'п-17', sub: 'Уважаеми господин кмете, каним ви на празника на сливата.', href: `/documents/${second}`, kind: 'документ' },
    ])
    const titled = {
      'title.bg': 'Харта',
      'title.en': 'Charter of friendship',
      kind: 'agreement',
      language: 'bg',
      places: `partnership:${partnership}`,
      version: '1',
    }
    expect((await officer.post(`/documents/${first}`, titled)).status).toBe(303)
    const charter = await office.here.db.inOffice(office.officeId, (tx) => findInTexts(tx, 'charters', { things: ['document'], limit: 5 }))
    expect(charter.map(({ thingId }) => thingId)).toEqual([first])
    const other = await office.openAnother('Община Трета')
    expect(await (await other.visit.get(`/documents?q=${encodeURIComponent('ученици')}`)).text()).not.toContain('Харта')
    expect(await office.here.db.inOffice(other.officeId, (tx) => findInTexts(tx, 'ученици', { things: ['document'], limit: 5 }))).toEqual([])
  })

  test('files are swept away only when no office needs them and their removal can no longer be undone', async () => {
    const [mine, theirs] = [pdf('Само мой'), pdf('И на двамата')]
    const id = await idOf(fileOf(mine, 'мой.pdf'))
    const both = await idOf(fileOf(theirs, 'общ.pdf'))
    const other = await office.openAnother('Община Четвърта')
    await other.visit.post('/documents?as=json', { files: fileOf(theirs, 'общ.pdf') })
    const names = new Set([(await rowOf(id)).hash, (await rowOf(both)).hash])
    const here = (): string[] => keptFiles().filter((name) => names.has(name))
    for (const one of [id, both]) await officer.post(`/documents/${one}/removal`, { version: '1' })
    office.here.clock.set('2027-02-20')
    expect([await sweepFiles(office.here, office.files), here().length]).toEqual([0, 2])
    const lines = (await office.pool.query('select id from activity where thing_id = $1 order by id desc limit 1', [both])).rows
    office.here.clock.set('2027-02-22')
    await sweepFiles(office.here, office.files)
    expect(here()).toEqual([(await rowOf(both)).hash])
    office.here.clock.set('2026-11-23')
    // Its file is still there, but the promise to bring it back has ended.
    office.here.clock.set('2027-03-01')
    expect(await undo(office.here, office.officer, lines[0].id)).toEqual({
      ok: false,
      refusal: { code: 'file-gone', message: '„общ“ е премахнат преди повече от 90 дни и файлът му вече е изтрит.' },
    })
    office.here.clock.set('2026-11-23')
  })
})

describe('the record', () => {
  test('is edited, a stale save is shown and not lost, and its history tells what changed', async () => {
    const id = await idOf(fileOf(pdf('Отчет за годината'), 'otchet.pdf'))
    const form = {
      'title.bg': 'Годишен отчет',
      kind: 'report',
      language: 'bg',
      'date.year': '2025',
      places: `partnership:${partnership}`,
      'more.text': 'Пробно посещение',
      'more.id': '',
    }
    expect((await officer.post(`/documents/${id}`, { ...form, version: '1' })).status).toBe(303)
    const page = await (await officer.get(`/documents/${id}`)).text()
    expect(page).toContain('Пробно посещение')
    expect(page).toContain('2025 г.')
    const stale = await officer.post(`/documents/${id}`, { ...form, 'title.bg': 'Друго заглавие', version: '1' })
    const conflict = await stale.text()
    expect([stale.status, conflict.includes('Друго заглавие'), conflict.includes('Годишен отчет'), conflict.includes('name="version" value="2"')]).toEqual([
      409,
      true,
      true,
      true,
    ])
    const wrong = await officer.post(`/documents/${id}`, { ...form, 'title.bg': '', 'more.text': 'Никой такъв', version: '2' })
    expect([wrong.status, (await wrong.text()).includes('Напишете заглавие')]).toEqual([422, true])
    expect(await (await officer.get('/documents?kind=report')).text()).toContain('Годишен отчет')
    expect(await (await officer.get('/documents?kind=photo')).text()).not.toContain('Годишен отчет')
    expect(await (await officer.get(`/documents?thing=event&on=${event}`)).text()).toContain('Годишен отчет')
    expect(await (await officer.get('/activity')).text()).toContain('Променен документ')
    expect((await reader.post(`/documents/${id}`, { ...form, version: '2' })).status).toBe(403)
  })

  test('goes with its thing and comes back with it', async () => {
    const school = done(await createOrganisation(office.here, office.officer, { name: { bg: 'Примерна школа' }, kind: 'school', country: 'BG' })).id
    const id = await idOf(fileOf(pdf('Устав'), 'устав.pdf'), `organisation:${school}`)
    const removed = await officer.post(`/organisations/${school}/removal`, { version: '1' })
    const page = await officer.follow(removed)
    expect([(await officer.get(`/documents/${id}`)).status, (await officer.get(`/documents/${id}/file`)).status]).toEqual([404, 404])
    expect(await (await officer.get('/documents?q=устав')).text()).not.toContain(`/documents/${id}`)
    await officer.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(page)![1]!)
    expect((await officer.get(`/documents/${id}`)).status).toBe(200)
    expect(await (await officer.get(`/organisations/${school}`)).text()).toContain('>устав</a>')
  })

  test('moves with a merged record, and moves back when the merging is undone', async () => {
    const [from, to] = await Promise.all(
      ['Двойник едно', 'Двойник две'].map(
        async (name) => done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'company', country: 'BG' })).id,
      ),
    )
    const id = await idOf(fileOf(pdf('Каталог'), 'каталог.pdf'), `organisation:${from}`)
    const both = await idOf(fileOf(pdf('Ценоразпис'), 'цени.pdf'), `organisation:${from}`)
    await json(fileOf(pdf('Ценоразпис'), 'цени.pdf'), `organisation:${to}`)
    const moved = await office.here.db.inOffice(office.officeId, (tx) => moveDocuments(within(office.here, tx), tx, office.officer, 'organisation', from!, to!))
    expect(moved).toEqual({ ok: true, value: { moved: 2 } })
    const placesOf = async (one: string) =>
      (await office.pool.query('select thing_id from document_place where document_id = $1 order by id', [one])).rows.map((row) => row.thing_id)
    expect([await placesOf(id), await placesOf(both)]).toEqual([[to], [to]])
    const [line] = (await office.pool.query('select id from activity where thing_id = $1 order by id desc limit 1', [id])).rows
    expect(await undo(office.here, office.officer, line.id)).toMatchObject({ ok: true })
    expect([await placesOf(id), await placesOf(both)]).toEqual([[from], [from, to]])
  })

  test('a list of many costs as many queries as one of few', async () => {
    const few = await office.statements(() => officer.get('/documents?kind=report'))
    const many = await office.statements(() => officer.get('/documents'))
    expect(few).toBeLessThanOrEqual(14)
    expect(many).toBeLessThanOrEqual(few + 3)
    const first = await office.statements(() => officer.get(`/partnerships/${partnership}`))
    await idOf(fileOf(pdf('Още един'), 'още.pdf'))
    expect(await office.statements(() => officer.get(`/partnerships/${partnership}`))).toBe(first)
  })
})

describe('citizens', () => {
  test('see what is marked public on a public partnership, a photo without its place, and nothing else by any address', async () => {
    const { slug } = (await office.pool.query('select slug from partnership')).rows[0]
    const nobody = office.as('nobody')
    const open = await idOf(fileOf(pdf('Отворено за всички'), 'открит.pdf'))
    const closed = await idOf(fileOf(pdf('Само за нас'), 'таен.pdf'))
    const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#a52' } })
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '42/1 53/1 0/1' } })
      .jpeg()
      .toBuffer()
    const picture = await idOf(fileOf(photo, 'снимка.jpg'))
    const off = await idOf(fileOf(pdf('Без партньорство'), 'вътрешен.pdf'), '')
    const publish = (id: string, on: string[]) =>
      officer.post(`/documents/${id}`, { 'title.bg': `Лист ${id.slice(-4)}`, kind: 'other', published: 'yes', places: on, version: '1' })
    for (const id of [open, picture]) expect((await publish(id, [`partnership:${partnership}`])).status).toBe(303)
    expect((await publish(off, [])).status).toBe(303)
    const page = await (await nobody.get(`/bg/partners/${slug}`)).text()
    expect(page).toContain(`href="/bg/documents/${open}"`)
    expect(page).toMatch(new RegExp(`Лист ${open.slice(-4)}</a><span class="sub">Друг документ · PDF, `))
    for (const hidden of [closed, off]) expect(page).not.toContain(hidden)
    const file = await nobody.get(`/bg/documents/${open}`)
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, no-cache, no-transform'])
    for (const id of [closed, off]) expect((await nobody.get(`/bg/documents/${id}`)).status).toBe(404)
    const { hash } = await rowOf(closed)
    expect([
      (await nobody.get(`/bg/documents/${hash}`)).status,
      (await nobody.get(`/documents/${hash}/file`)).status,
      (await nobody.get(`/files/${hash}`)).status,
    ]).toEqual([404, 404, 404])
    const shown = Buffer.from(await (await nobody.get(`/bg/documents/${picture}`)).arrayBuffer())
    expect([(await sharp(photo).metadata()).exif !== undefined, (await sharp(shown).metadata()).exif, (await sharp(shown).metadata()).format]).toEqual([
      true,
      undefined,
      'jpeg',
    ])
    await office.pool.query('update partnership set published_at = null')
    expect((await nobody.get(`/bg/documents/${open}`)).status).toBe(404)
    await office.pool.query('update partnership set published_at = now()')
  })
})

describe('a step of a partnership', () => {
  test('has its papers beside it on the timeline; citizens see them only when step and paper are public', async () => {
    const { slug } = (await office.pool.query('select slug from partnership')).rows[0]
    const step = done(
      await addMilestone(office.here, office.officer, partnership, {
        kind: 'council_decision',
        side: 'us',
        date: '2024-05-12',
        note: {},
        documentNumber: '742',
        published: false,
      }),
    ).id
    const id = await idOf(fileOf(pdf('Решение на съвета'), 'Решение 742.pdf'), `milestone:${step}`)
    await officer.post(`/documents/${id}`, { 'title.bg': 'Решение 742', kind: 'decision', published: 'yes', places: `milestone:${step}`, version: '1' })
    const page = await (await officer.get(`/partnerships/${partnership}`)).text()
    expect(page).toMatch(new RegExp(`<li id="milestone-${step}">.*?<a href="/documents/${id}"[^>]*>Решение 742</a>.*?</li>`))
    expect(page).toContain(`<option value="milestone:${step}">`)
    const nobody = office.as('nobody')
    const seen = async () => [(await (await nobody.get(`/bg/partners/${slug}`)).text()).includes(id), (await nobody.get(`/bg/documents/${id}`)).status]
    expect(await seen()).toEqual([false, 404])
    await office.pool.query('update milestone set published_at = now() where id = $1', [step])
    expect(await seen()).toEqual([true, 200])
    await office.pool.query('update milestone set deleted_at = now() where id = $1', [step])
    expect([await seen(), (await officer.get(`/documents/${id}`)).status]).toEqual([[false, 404], 404])
  })

  test('a file on which the reading broke three times is left alone, and its page says so', async () => {
    const id = await idOf(fileOf(pdf('Не се чете'), 'упорит.pdf'))
    await office.pool.query('update document set attempts = 3 where id = $1', [id])
    await readAll()
    expect((await rowOf(id)).read_at).toBe(null)
    expect(await (await officer.get(`/documents/${id}`)).text()).toContain('текстът не можа да бъде прочетен; намира се само по заглавието')
  })
})

/** The jar of a visit, for requests whose bodies a plain form cannot make. */
async function cookieOf(visit: Visit): Promise<string> {
  let seen = ''
  const original = office.app.request.bind(office.app)
  office.app.request = ((path: string, init: RequestInit) => {
    seen = new Headers(init.headers).get('cookie') ?? ''
    return original(path, init)
  }) as typeof office.app.request
  await visit.get('/documents')
  office.app.request = original as typeof office.app.request
  return seen
}
