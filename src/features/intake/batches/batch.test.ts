// An archive comes in through the door, is read in the background, stopped, killed and carried on; nothing is lost and nothing is there twice.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { storedPackage } from '#features/documents/extraction/archive.ts'
import { docxOf, encoded, pdfOf, wordParagraph, wordXml, zipOf } from '#features/documents/extraction/samples.ts'
import { silentLog } from '#platform/log.ts'
import { sweepFiles } from '#features/documents/document.jobs.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { main } from '../../../cli.ts'
import { bringBatch } from './batch.actions.ts'
import { carryOnBatches, discardAllOldBatches } from './batch.jobs.ts'
import { cleanPath, isJunk } from './batch.ts'
import { neededHashes } from './batch.queries.ts'
import { lettersIn, nameOf, shapeOf, splitMailbox, unpackArchive } from './unpacking.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const item = (number: number, town = 'Берово'): string =>
  `Гости от ${town} в Троян, среща ${number}\n\nДелегация от община ${town}, Северна Македония, посети Троян. Двете общини се договориха да обменят ученици и млади художници. Среща номер ${number}.`

const odtOf = (text: string): Buffer =>
  storedPackage(
    new Map([
      ['mimetype', Buffer.from('application/vnd.oasis.opendocument.text')],
      ['content.xml', Buffer.from(`<office:document-content>${text.replace(/(.+)/g, '<text:p>$1</text:p>')}</office:document-content>`)],
    ]),
  )

/** Sends a form of files as a browser does, a chosen folder's with their paths. */
async function upload(files: readonly (readonly [name: string, content: Uint8Array | string])[], role: 'officer' | 'reader' = 'officer'): Promise<Response> {
  const boundary = 'border-of-the-form'
  const parts = files.flatMap(([name, content]) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`),
    Buffer.from(content as Uint8Array),
    Buffer.from('\r\n'),
  ])
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
  return office.as(role).send(addresses.intakeBatches(), body, { 'content-type': `multipart/form-data; boundary=${boundary}` })
}
const idIn = (answer: Response): string => /[0-9a-f-]{36}/.exec(answer.headers.get('location') ?? '')![0]
const bring = async (files: Parameters<typeof upload>[0]): Promise<string> => idIn(await upload(files))
const work = (stopped?: () => boolean) => carryOnBatches(office.here, { files: office.files, log: silentLog, ...(stopped === undefined ? {} : { stopped }) })
const itemsOf = async (id: string): Promise<{ name: string; outcome: string; why: string | null; text_id: string | null }[]> =>
  (await office.pool.query('select name, outcome, why, text_id from intake_batch_item where batch_id = $1 order by position', [id])).rows
const toldOf = async (id: string): Promise<string[]> =>
  (await itemsOf(id)).map(({ name, outcome, why }) => `${name}: ${outcome}${why === null ? '' : ` (${why})`}`)
const stateOf = async (id: string): Promise<string> => (await office.pool.query('select state from intake_batch where id = $1', [id])).rows[0].state
const plain = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const page = async (path: string): Promise<string> => (await office.as('officer').get(path)).text()
const keep = async (bytes: Uint8Array): Promise<string> => {
  const taken = await office.files.take(Readable.from([bytes]), 500_000_000)
  if (!taken.ok) throw new Error(taken.refusal.message)
  await taken.value.keep()
  return taken.value.hash
}

describe('an archive', () => {
  test('every kind of file in it is read, each text once, and what cannot be read is listed with the reason', async () => {
    const zip = zipOf([
      { name: 'новини/2024-10-12 гости.txt', content: item(1) },
      { name: 'новини/гости.docx', content: docxOf(wordXml(item(2).split('\n').map(wordParagraph).join(''))) },
      { name: 'новини/гости.odt', content: odtOf(item(5)) },
      { name: 'новини/същото.md', content: item(1) },
      {
        name: 'новини/страница.html',
        content: `<html><head><meta property="article:published_time" content="2023-05-04"></head><body><nav>Меню</nav><article><h1>Гости</h1><p>${item(3)}</p></article></body></html>`,
      },
      { name: 'новини/стара.txt', content: encoded(item(4), 'windows-1251') },
      { name: 'новини/скан.pdf', content: pdfOf([[]], { pictures: true }) },
      { name: 'новини/празен.txt', content: '' },
      { name: 'снимка.jpg', content: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]) },
      { name: 'таен.docx', content: 'x', locked: true },
      { name: '__MACOSX/._гости.docx', content: 'x' },
      { name: 'новини/Thumbs.db', content: 'x' },
    ])
    const answer = await upload([['Архив 2024.zip', zip]])
    expect(answer.status).toBe(303)
    const id = idIn(answer)
    await work()
    expect(await toldOf(id)).toEqual([
      'Архив 2024.zip: opened',
      'новини/2024-10-12 гости.txt: read',
      'новини/гости.docx: read',
      'новини/гости.odt: read',
      'новини/същото.md: known',
      'новини/страница.html: read',
      'новини/стара.txt: read',
      'новини/скан.pdf: unreadable (scanned)',
      'новини/празен.txt: unreadable (empty)',
      'снимка.jpg: unreadable (picture)',
      'таен.docx: unreadable (password)',
    ])
    expect(await stateOf(id)).toBe('done')
    const { rows } = await office.pool.query(
      `select a.name, a.door, a.dated, t.published::text, t.read_at is not null as read from intake_arrival a join intake_text t on t.id = a.id where a.source_id = $1 order by a.id`,
      [id],
    )
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['новини/2024-10-12 гости.txt', 'batch', 'name', '2024-10-12', true],
      ['новини/гости.docx', 'batch', 'none', null, true],
      ['новини/гости.odt', 'batch', 'none', null, true],
      ['новини/страница.html', 'batch', 'stated', '2023-05-04', true],
      ['новини/стара.txt', 'batch', 'none', null, true],
    ])
    const shown = plain(await page(addresses.intakeBatch({ id })))
    expect(shown).toContain('Всичко е прочетено. 5 нови текста, 1 вече го имаше, 4 не могат да се прочетат.')
    const failed = await page(addresses.intakeBatch({ id }, { show: 'unreadable' }))
    expect([...failed.matchAll(/Вземи файла/g)].length).toBe(2)
    // The undated one says so on its desk.
    const undated = (await itemsOf(id))[2]!.text_id!
    expect(plain(await page(addresses.intakeText({ id: undated })))).toContain('Датата на този текст не се намери и е прочетен без нея.')
  })

  test('the unreadable file can be taken back as it came, and tried again', async () => {
    const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 9, 9, 9])
    const id = await bring([
      ['снимка.jpg', picture],
      ['бележка.txt', item(20)],
    ])
    await work()
    const html = await page(addresses.intakeBatch({ id }))
    const href = /href="(\/intake\/batches\/[0-9a-f-]+\/files\/[0-9a-f-]+)"/.exec(html)![1]!
    const file = await office.as('officer').get(href)
    expect([file.headers.get('content-type'), file.headers.get('content-disposition'), Buffer.from(await file.arrayBuffer())]).toEqual([
      'application/octet-stream',
      `attachment; filename="______.jpg"; filename*=UTF-8''${encodeURIComponent('снимка.jpg')}`,
      picture,
    ])
    const other = await office.openAnother('Община Чужда')
    expect((await other.visit.get(href)).status).toBe(404)
    expect((await office.as('reader').post(addresses.intakeBatchAgain({ id }))).status).toBe(403)
    const again = await office.as('officer').post(addresses.intakeBatchAgain({ id }))
    expect([again.status, await stateOf(id)]).toEqual([303, 'running'])
    await work()
    expect([await toldOf(id), await stateOf(id)]).toEqual([['снимка.jpg: unreadable (picture)', 'бележка.txt: read'], 'done'])
  })

  test('a folder keeps its paths; junk in it is left out', async () => {
    const id = await bring([
      ['Новини/2019/12.03.2019.txt', item(30)],
      ['Новини/.DS_Store', 'x'],
      ['Новини/~$писмо.docx', 'x'],
      ['Новини/2020/б.txt', item(31)],
    ])
    expect((await office.pool.query('select title from intake_batch where id = $1', [id])).rows[0].title).toBe('Новини')
    await work()
    expect(await toldOf(id)).toEqual(['Новини/2019/12.03.2019.txt: read', 'Новини/2020/б.txt: read'])
  })

  test('nothing chosen is said at the box; a reader may not', async () => {
    const answer = await upload([['', '']])
    expect([answer.status, plain(await answer.text())]).toEqual([422, expect.stringContaining('Изберете поне един файл, архив или папка.')])
    expect((await upload([['а.txt', item(1)]], 'reader')).status).toBe(403)
  })
})

describe('stopped and killed', () => {
  test('stopping leaves what waits waiting, going on reads it; the page shows how far it is', async () => {
    const id = await bring(Array.from({ length: 6 }, (_, at) => [`стоп ${at}.txt`, item(100 + at)] as const))
    let seen = 0
    await work(() => seen++ >= 2)
    expect((await toldOf(id)).filter((told) => told.endsWith(': read')).length).toBe(2)
    expect(await (await office.as('officer').get(addresses.intakeBatchProgress({ id }))).json()).toEqual({ text: 'Прочетени 2 от 6 ·', percent: 33 })
    await office.as('officer').post(addresses.intakeBatchStop({ id }))
    await work()
    expect([await stateOf(id), (await toldOf(id)).filter((told) => told.endsWith(': waiting')).length]).toEqual(['stopped', 4])
    expect(await (await office.as('officer').get(addresses.intakeBatchProgress({ id }))).json()).toEqual({ done: true })
    await office.as('officer').post(addresses.intakeBatchGoingOn({ id }))
    await work()
    expect([await stateOf(id), (await toldOf(id)).every((told) => told.endsWith(': read'))]).toEqual(['done', true])
  })

  test('killed in the middle of 60 it goes on where it was: every item once, no text twice', async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ name: `убит ${at}.txt`, content: item(1000 + at) }))
    const id = await bring([['много.zip', zipOf(many)]])
    const { rows } = await office.pool.query('select current_database() as name')
    const { host, port, user, password } = office.pool.options
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '../../../../tests/support/batch-process.ts'),
        JSON.stringify({ database: { host, port, user, password, database: rows[0].name }, files: office.filesFolder }),
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const read = async (): Promise<number> => (await toldOf(id)).filter((told) => told.endsWith(': read')).length
    while ((await read()) < 7 && child.exitCode === null) await sleep(20)
    child.kill('SIGKILL')
    await new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(null)))
    const before = await read()
    expect([said, before >= 7, before < 60, await stateOf(id)]).toEqual(['', true, true, 'running'])
    // The lock falls with the connection of the one that was killed.
    for (let tries = 0; tries < 50 && (await stateOf(id)) === 'running'; tries += 1) {
      await work()
      await sleep(50)
    }
    const items = await itemsOf(id)
    expect([
      await stateOf(id),
      items.length,
      items.filter(({ outcome }) => outcome === 'read').length,
      new Set(items.map(({ text_id }) => text_id)).size,
    ]).toEqual(['done', 61, 60, 61])
    const twice = await office.pool.query('select body_hash from intake_text where deleted_at is null group by body_hash having count(*) > 1')
    expect(twice.rows).toEqual([])
    const arrived = await office.pool.query('select count(*)::int as n from intake_arrival where source_id = $1', [id])
    expect(arrived.rows[0].n).toBe(60)
  }, 120_000)

  test('an item on which the program broke three times is left alone, and the rest is read', async () => {
    const id = await bring([
      ['счупен.txt', item(2001)],
      ['здрав.txt', item(2002)],
    ])
    await office.pool.query(`update intake_batch_item set attempts = 3 where batch_id = $1 and name = 'счупен.txt'`, [id])
    await work()
    expect(await toldOf(id)).toEqual(['счупен.txt: unreadable (broken)', 'здрав.txt: read'])
  })
})

test('a batch whose officer is one no more stops, and goes on in the name of whoever lets it', async () => {
  const id = await bring([['наследен.txt', item(2301)]])
  await office.pool.query(`update intake_batch set person_id = 'gone', person_name = 'Мостра Бивша' where id = $1`, [id])
  await work()
  expect([await stateOf(id), await toldOf(id)]).toEqual(['stopped', ['наследен.txt: waiting']])
  await office.as('officer').post(addresses.intakeBatchGoingOn({ id }))
  await work()
  expect([await stateOf(id), await toldOf(id)]).toEqual(['done', ['наследен.txt: read']])
  expect(plain(await page(addresses.intakeBatch({ id })))).toContain('Мостра Бивша')
  const added = await office.pool.query('select added_by from intake_text where id = $1', [(await itemsOf(id))[0]!.text_id])
  expect(added.rows).toEqual([{ added_by: office.officer.name }])
})

test('what breaks in one office keeps no other waiting', async () => {
  const other = await office.openAnother('Община Друга')
  const mine = await bring([['мое.txt', item(2101)]])
  const theirs = done(
    await bringBatch(office.here, other.officer, 'чуждо', [{ name: 'чуждо.txt', hash: await keep(Buffer.from(item(2102))), bytes: 300, why: null }]),
  )
  // A disk that fails for one file: the machine's fault, so the item keeps its turn.
  const [{ hash }] = (await office.pool.query('select hash from intake_batch_item where batch_id = $1', [mine])).rows as [{ hash: string }]
  const failing = { ...office.files, size: (name: string) => (name === hash ? Promise.reject(new Error('the disk')) : office.files.size(name)) }
  const faults: string[] = []
  await carryOnBatches(office.here, { files: failing, log: { ...silentLog, error: (what: string) => void faults.push(what) } })
  expect([await toldOf(mine), await toldOf(theirs.id), faults]).toEqual([['мое.txt: waiting'], ['чуждо.txt: read'], [`batch ${mine}, item 1`]])
  await work()
  expect(await toldOf(mine)).toEqual(['мое.txt: read'])
})

test('a text that came but could not be read stands in the triage, at its end, and says so', async () => {
  const id = await bring([['тежък.txt', item(2201)]])
  await work()
  const textId = (await itemsOf(id))[0]!.text_id!
  await office.pool.query('delete from intake_draft where text_id = $1', [textId])
  await office.pool.query(`update intake_text set read_at = null, trouble = 'too-slow' where id = $1`, [textId])
  const html = plain(await page(addresses.intakeTriage({ source: id })))
  expect(html).toContain('Гости от Берово в Троян, среща 2201')
  expect(html).toContain('Не е прочетен')
  expect(html).not.toContain('никой от чужбина')
  expect(plain(await page(addresses.intakeTriage({ source: id, view: 'none' })))).not.toContain('среща 2201')
  await office.as('officer').post(addresses.intakeReading({ id: textId }))
  expect(plain(await page(addresses.intakeTriage({ source: id })))).not.toContain('Не е прочетен')
})

describe('letters', () => {
  const letter = (subject: string, body: string, more = ''): string =>
    `From: Проба <p@example.bg>\r\nTo: office@example.bg\r\nSubject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=\r\nDate: Sat, 12 Oct 2024 10:32:00 +0300\r\nMessage-ID: <${createHash('sha1').update(subject).digest('hex')}@example.bg>\r\nMIME-Version: 1.0\r\n${more === '' ? 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n' : more}\r\n${body}`
  const forwarded = `За сведение\n\n---------- Препратено съобщение ---------\nОт: Друг <d@example.mk>\nДата: чт, 10.10.2024 г. в 09:00\nТема: Гости от Берово\nДо: <p@example.bg>\n\n${item(300)}`
  const attached = docxOf(wordXml(item(301).split('\n').map(wordParagraph).join('')))
  const withFile = `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nПриложено.\r\n\r\n${item(302)}\r\n--b\r\nContent-Type: application/octet-stream; name="protokol.docx"\r\nContent-Disposition: attachment; filename="protokol.docx"\r\nContent-Transfer-Encoding: base64\r\n\r\n${attached.toString('base64')}\r\n--b\r\nContent-Type: image/png; name="logo.png"\r\nContent-Disposition: attachment; filename="logo.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from([0x89, 0x50, 0x4e, 0x47, 1]).toString('base64')}\r\n--b--\r\n`

  test('a mailbox is taken apart; forwarded letters give what was forwarded with its own day, attached documents become texts', async () => {
    const box = [
      `From 1@x Sat Oct 12 10:32:00 2024\r\n${letter('Fwd: Гости', forwarded)}\r\n`,
      `\r\nFrom - Sat Oct 12 10:33:00 2024\r\n${letter('Протокол', withFile, 'Content-Type: multipart/mixed; boundary="b"\r\n')}\r\n`,
      `\r\nFrom - Sat Oct 12 10:34:00 2024\r\n${letter('Отг: Покана', `Ще дойдем с шестима души от Берово.\n>From Sofia with love\n\nНа пт, 11.10.2024 г. в 10:00 Проба <p@example.bg> написа:\n> Каним ви.`)}\r\n`,
    ].join('')
    const id = await bring([['поща.mbox', box]])
    await work()
    expect(await toldOf(id)).toEqual([
      'поща.mbox: opened',
      'поща.mbox № 1: Fwd: Гости: read',
      'поща.mbox № 2: Протокол: read',
      'поща.mbox № 3: Отг: Покана: read',
      'поща.mbox № 2 / protokol.docx: read',
    ])
    const { rows } = await office.pool.query(
      `select t.title, t.published::text, a.door, a.dated, t.body, t.format, t.notes from intake_arrival a join intake_text t on t.id = a.id where a.source_id = $1 order by a.id`,
      [id],
    )
    expect(rows.map(({ title, published, door, dated, format }) => [title, published, door, dated, format])).toEqual([
      ['Гости от Берово', '2024-10-10', 'mail', 'mail', 'eml'],
      ['Протокол', '2024-10-12', 'mail', 'mail', 'eml'],
      ['Покана', '2024-10-12', 'mail', 'mail', 'eml'],
      ['Гости от Берово в Троян, среща 301', null, 'mail', 'none', 'docx'],
    ])
    expect(rows[0].body).toBe(item(300))
    expect(rows[2].body).toBe('Ще дойдем с шестима души от Берово.\nFrom Sofia with love')
    expect(rows[0].notes).toEqual(['Препратено писмо: прочетено е препратеното, бележката над него е оставена настрана.'])
    // The original is kept as it came, the note and the head with it.
    const original = await office.as('officer').get(addresses.intakeOriginal({ id: (await itemsOf(id))[1]!.text_id! }))
    expect(Buffer.from(await original.arrayBuffer()).toString()).toBe(`${letter('Fwd: Гости', forwarded)}\r\n\r\n`)
  })

  test('many letters brought as files, one of them empty but for its attachment', async () => {
    const empty = withFile.replace(`Приложено.\r\n\r\n${item(302)}`, '')
    const id = await bring([
      ['едно.eml', letter('Гости две', item(310))],
      [
        'две.eml',
        letter(
          '',
          empty.replaceAll(attached.toString('base64'), Buffer.from(item(311)).toString('base64')).replaceAll('protokol.docx', 'protokol.txt'),
          'Content-Type: multipart/mixed; boundary="b"\r\n',
        ),
      ],
    ])
    await work()
    expect(await toldOf(id)).toEqual(['едно.eml: read', 'две.eml: opened', 'две.eml / protokol.txt: read'])
  })

  test('of 20 letters one is broken: it is named, and the others are read', async () => {
    const broken =
      'Content-Type: multipart/mixed; boundary="x"\nContent-Transfer-Encoding: nonsense\nSubject: =?utf-8?B?//8=?= \u0000\n\n--x\nContent-Type: text/html; charset=klingon\n\n<<<<\u0000\u0001\n\n'
    const box = Array.from(
      { length: 20 },
      (_, at) => `From a@x Sat Oct 12 10:32:00 2024\n${at === 11 ? broken : letter(`Писмо ${at}`, `${item(3000 + at)}\n\n`)}`,
    ).join('')
    const id = await bring([['кутия.mbox', box]])
    await work()
    const told = await toldOf(id)
    expect(told.length).toBe(21)
    expect(told.filter((one) => !one.endsWith(': read'))).toEqual(['кутия.mbox: opened', 'кутия.mbox № 12: unreadable (charset)'])
  })

  test('a letter brought by hand at the desk is read the same way', async () => {
    const file = new File([letter('Fwd: нещо', forwarded.replaceAll('300', '320'))], 'писмо.eml', { type: 'message/rfc822' })
    const answer = await office.as('officer').post(addresses.intakeNew(), { text: '', file })
    const { rows } = await office.pool.query('select title, published::text, body from intake_text where id = $1', [idIn(answer)])
    expect(rows).toEqual([{ title: 'Гости от Берово', published: '2024-10-10', body: item(320) }])
  })
})

describe('packages that mean no good', () => {
  test('bombs, lies about sizes, broken and endless archives are told, and nothing of them is read', async () => {
    const zeros = Buffer.alloc(12 * 1024 * 1024)
    const bomb = zipOf([{ name: 'а.txt', content: zeros }])
    const lying = zipOf([{ name: 'а.txt', content: zeros, says: 10 }])
    const nest = (inner: Buffer, depth: number): Buffer => (depth === 0 ? inner : zipOf([{ name: `в${depth}.zip`, content: nest(inner, depth - 1) }]))
    const id = await bring([
      ['бомба.zip', bomb],
      ['лъжа.zip', lying],
      ['счупен.zip', Buffer.concat([zipOf([{ name: 'а.txt', content: item(400) }]).subarray(0, 60), Buffer.from('junk')])],
      ['кукла.zip', nest(zipOf([{ name: 'а.txt', content: item(401) }]), 6)],
      ['празен.zip', zipOf([])],
    ])
    await work()
    expect((await toldOf(id)).filter((told) => !told.endsWith(': opened'))).toEqual([
      'бомба.zip: unreadable (bomb)',
      'лъжа.zip: unreadable (bomb)',
      'счупен.zip: unreadable (damaged)',
      'празен.zip: unreadable (empty)',
      'в3.zip: unreadable (nested)',
    ])
  })

  test('names in an archive lead nowhere and say nothing unseen; NUL in one costs neither it nor the others', async () => {
    const id = await bring([
      [
        'имена.zip',
        zipOf([
          { name: '../../../etc/passwd.txt', content: item(410) },
          { name: 'а\u0000б.txt', content: item(411) },
          { name: './ред\u202etxt.txt', content: item(414) },
          { name: '..', content: item(412) },
          { name: `${'я'.repeat(20_000)}.txt`, content: item(413) },
        ]),
      ],
    ])
    await work()
    expect(await toldOf(id)).toEqual([
      'имена.zip: opened',
      'etc/passwd.txt: read',
      'аб.txt: read',
      'редtxt.txt: read',
      '-: read',
      `${'я'.repeat(396)}.txt: read`,
    ])
  })

  test('of an archive of 5,000 nothing is read, and the page says how many are too many', async () => {
    const id = await bring([['много.zip', zipOf(Array.from({ length: 5000 }, (_, at) => ({ name: `${at}.txt`, content: `Гости ${at}` })))]])
    await work()
    expect([await toldOf(id), await stateOf(id)]).toEqual([['много.zip: unreadable (too-many)'], 'done'])
    expect(plain(await page(addresses.intakeBatch({ id })))).toContain('2000')
  })

  test('too many files, and more than fits unpacked, are refused as a whole', async () => {
    const five = await keep(zipOf(Array.from({ length: 5 }, (_, at) => ({ name: `${at}.txt`, content: `${at}`.repeat(100) }))))
    expect(await unpackArchive(office.files, five, 4)).toEqual({ ok: false, why: 'too-many' })
    expect(await unpackArchive(office.files, five, 5, { items: 5, unpacked: 499, ratio: 100 })).toEqual({ ok: false, why: 'bomb' })
    expect((await unpackArchive(office.files, five, 5)).ok).toBe(true)
    const box = await keep(Buffer.from('From a Sat Oct 12 10:32:00 2024\nSubject: a\n\na\n\nFrom a Sat Oct 12 10:32:00 2024\nSubject: b\n\nb\n'))
    expect(await splitMailbox(office.files, box, 'п', 1)).toEqual({ ok: false, why: 'too-many' })
  })

  test('what is a package and what is one document', async () => {
    const shapes = await Promise.all(
      [
        zipOf([{ name: 'a.docx', content: docxOf(wordXml('')) }]),
        docxOf(wordXml('')),
        Buffer.from('From the mayor 10:30\n\nДобър ден'),
        Buffer.from('From a Sat Oct 12 10:32:00 2024\nSubject: a\n\na'),
        Buffer.from('а'),
      ].map(async (bytes) => shapeOf(office.files, await keep(bytes))),
    )
    expect([...shapes, await shapeOf(office.files, '0'.repeat(64))]).toEqual(['archive', 'file', 'file', 'mailbox', 'file', null])
  })

  test('names of old Windows archives come out in Cyrillic; paths lead nowhere else', () => {
    const raw = encoded('Новини', 'ibm866')
    expect(nameOf({ fileNameRaw: raw, extraFields: [] })).toBe('Новини')
    expect(nameOf({ fileNameRaw: Buffer.from('Новини\\а.txt'), extraFields: [] })).toBe('Новини/а.txt')
    expect(['../../etc/passwd', 'C:\\Users\\a.txt', '/а/./б.txt', 'а\u202eб.txt'].map(cleanPath)).toEqual(['etc/passwd', 'Users/a.txt', 'а/б.txt', 'аб.txt'])
    expect(['а/', '__MACOSX/а', 'а/.DS_Store', '~$а.docx', 'а/desktop.ini', 'а.txt'].map(isJunk)).toEqual([true, true, true, true, true, false])
  })

  test('letters are told apart whatever the chunks; one without an end is not held', async () => {
    const box = Buffer.from('From a Sat Oct 12 10:32:00 2024\nSubject: 1\n\nA\nFrom now on 10:30\n\nFrom b Sat Oct 12 10:32:00 2024\r\nSubject: 2\r\n\r\nB\r\n')
    for (const size of [1, 7, 1000]) {
      const chunks = Array.from({ length: Math.ceil(box.length / size) }, (_, at) => box.subarray(at * size, (at + 1) * size))
      const letters: (string | undefined)[] = []
      for await (const one of lettersIn(Readable.from(chunks))) letters.push(one?.toString())
      expect(letters).toEqual(['Subject: 1\n\nA\nFrom now on 10:30\n\n', 'Subject: 2\r\n\r\nB\r\n'])
    }
    const long = (function* () {
      yield Buffer.from('From a Sat Oct 12 10:32:00 2024\nSubject: 1\n\n')
      for (let at = 0; at < 30; at += 1) yield Buffer.alloc(1024 * 1024, 0x61)
      yield Buffer.from('\n\nFrom b Sat Oct 12 10:32:00 2024\nSubject: 2\n\nB\n')
    })()
    const sizes: (number | null)[] = []
    for await (const one of lettersIn(Readable.from(long))) sizes.push(one?.length ?? null)
    expect(sizes).toEqual([null, 14])
  })
})

describe('from the command line', () => {
  const said = { out: '', err: '' }
  const run = async (...args: string[]): Promise<number> => {
    said.out = said.err = ''
    const voice = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text), cwd: folder }
    return main(['intake-batch', ...args], voice)
  }
  const before = { url: process.env['DATABASE_URL'], data: process.env['POBRATIM_DATA'] }
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'архив-'))
    mkdirSync(join(folder, 'новини/2019'), { recursive: true })
    writeFileSync(join(folder, 'новини/а.txt'), item(700))
    writeFileSync(join(folder, 'новини/2019/б.txt'), item(701))
    writeFileSync(join(folder, 'новини/празен.txt'), '')
    writeFileSync(join(folder, 'новини/.скрит'), 'x')
    symlinkSync('/etc/passwd', join(folder, 'новини/връзка.txt'))
    mkdirSync(join(folder, 'нищо'))
    const { rows } = await office.pool.query('select current_database() as name')
    const { host, port, user, password } = office.pool.options as { host: string; port: number; user: string; password: string }
    process.env['DATABASE_URL'] = `postgres://${user}:${password}@/${rows[0].name}?host=${encodeURIComponent(host)}&port=${port}`
    // The store of a data folder lies in its `files`.
    process.env['POBRATIM_DATA'] = folder
    symlinkSync(office.filesFolder, join(folder, 'files'))
  })
  afterAll(() => {
    for (const [name, value] of [
      ['DATABASE_URL', before.url],
      ['POBRATIM_DATA', before.data],
    ] as const) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    rmSync(folder, { recursive: true })
  })

  test('a folder is brought with its paths, without hidden files and links, and read by the office', async () => {
    expect([await run('новини', '--officer', 'officer@pobratim.test'), said.err]).toEqual([0, ''])
    const id = /[0-9a-f-]{36}/.exec(said.out)![0]
    expect(said.out).toBe(`3 files brought. The office reads them within a minute; see /intake/batches/${id}\n`)
    await work()
    expect(await toldOf(id)).toEqual(['новини/2019/б.txt: read', 'новини/а.txt: read', 'новини/празен.txt: unreadable (empty)'])
  })

  test('what it cannot do it says', async () => {
    const told = async (...args: string[]): Promise<[number, string]> => [await run(...args), said.err]
    expect(await told()).toEqual([2, expect.stringContaining('which folder or file?')])
    expect(await told('няма')).toEqual([2, expect.stringContaining('there is nothing at')])
    expect(await told('нищо', '--officer', 'officer@pobratim.test')).toEqual([2, expect.stringContaining('holds no file')])
    expect(await told('новини', '--officer', 'nobody@pobratim.test')).toEqual([2, expect.stringContaining('there is no officer nobody@pobratim.test.')])
    expect(await told('новини', '--officer', 'reader@pobratim.test')).toEqual([2, expect.stringContaining('there is no officer reader@pobratim.test.')])
    expect(await told('новини', '--what')).toEqual([2, expect.stringContaining('usage: pobratim intake-batch')])
  })
})

test('files are kept while a batch needs them and swept when it is forgotten', async () => {
  const id = await bring([
    ['кеп.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 7, 7, 7])],
    ['кеп.txt', item(500)],
  ])
  const hashes = (await office.pool.query('select hash from intake_batch_item where batch_id = $1 order by position', [id])).rows.map(
    ({ hash }) => hash as string,
  )
  const sizes = async () => Promise.all(hashes.map(async (hash) => (await office.files.size(hash)) !== null))
  await work()
  office.here.clock.set('2036-01-01')
  await sweepFiles(office.here, office.files, neededHashes)
  expect(await sizes()).toEqual([true, false])
  await discardAllOldBatches(office.here)
  expect((await office.as('officer').get(addresses.intakeBatch({ id }))).status).toBe(404)
  await sweepFiles(office.here, office.files, neededHashes)
  expect(await sizes()).toEqual([false, false])
  office.here.clock.set('2026-11-23')
})

test('more items than a page holds are turned by key, to and fro; what is no cursor is the first page', async () => {
  const hash = await keep(Buffer.from(item(650)))
  const brought = Array.from({ length: 230 }, (_, at) => ({ name: `лист ${at + 1}.txt`, hash, bytes: 1, why: null }))
  const { id } = done(await bringBatch(office.here, office.officer, 'Дълъг', brought))
  const shown = (html: string): string[] => [html.match(/лист \d+\.txt/g)!.at(0)!, html.match(/лист \d+\.txt/g)!.at(-1)!]
  const turned = (html: string, way: 'after' | 'before'): string => new RegExp(`href="([^"]*[?&;]${way}=[^"]*)"`).exec(html)![1]!.replaceAll('&amp;', '&')
  const first = await page(addresses.intakeBatch({ id }))
  const second = await page(turned(first, 'after'))
  const third = await page(turned(second, 'after'))
  const back = await page(turned(third, 'before'))
  expect([first, second, third, back].map(shown)).toEqual([
    ['лист 1.txt', 'лист 100.txt'],
    ['лист 101.txt', 'лист 200.txt'],
    ['лист 201.txt', 'лист 230.txt'],
    ['лист 101.txt', 'лист 200.txt'],
  ])
  for (const junk of ['200', 'x', '%00', '99999999999999'])
    expect(shown(await page(`${addresses.intakeBatch({ id })}?after=${junk}`))).toEqual(['лист 1.txt', 'лист 100.txt'])
  await office.as('officer').post(addresses.intakeBatchRemoval({ id }))
})

test('the list of batches costs the same however many there are', async () => {
  const cost = () => office.statements(() => page(addresses.intakeBatches()))
  await bring([['цена 1.txt', item(600)]])
  const one = await cost()
  await bring([['цена 2.txt', item(601)]])
  await bring([['цена 3.txt', item(602)]])
  expect(await cost()).toBe(one)
})
