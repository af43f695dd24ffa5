// What stands out in a report reaches citizens, letters, feeds and papers as it was set; of hostile input nothing but words does.
import { convertToHtml } from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { extractLinks, getDocumentProxy } from 'unpdf'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import type { TypedBlock, WorkingBlock } from './digest.ts'
import { editionById, type EditionRow } from './digest.queries.ts'
import { beginMonth } from './edition.actions.ts'
import type { Mark } from './marks.ts'
import { inNotation } from './notation.ts'
import { checkEdition, publishEdition } from './publication.actions.ts'

let office: TestOffice
let id = ''
beforeAll(async () => {
  office = await openOffice({ today: '2024-11-04' })
  const { here, officer: by, officeId } = office
  const made = done(
    await createPartnershipWith(here, by, { name: { bg: 'Примерово' }, kind: 'municipality', country: 'MK' }, { type: 'twinning', published: true }),
  )
  const partner = (await here.db.inOffice(officeId, (tx) => partnershipById(tx, made.id)))!.organisationId
  done(
    await createEvent(here, by, {
      kind: 'visit',
      direction: 'incoming',
      title: { bg: 'Посещение за изложбата' },
      summary: { bg: 'Гостите откриха изложба с творби.' },
      date: '2024-10-12',
      partners: [partner],
      published: true,
    }),
  )
  const [edition] = done(await beginMonth(here, by, '2024-10', ['bg'])).editions
  id = edition!.id
})
afterAll(() => office.close())

const row = async (): Promise<EditionRow> => (await office.here.db.inOffice(office.officeId, (tx) => editionById(tx, id)))!
const sent = (blocks: readonly WorkingBlock[]): TypedBlock[] =>
  blocks.map(({ key, kind, sentences, shape }) => ({
    key,
    kind,
    sentences: sentences.map((one) => ({ key: one.key, text: one.text, marks: one.marks ?? [] })),
    ...(shape === undefined ? {} : { shape }),
  }))
const save = async (blocks: unknown): Promise<Response> =>
  office.as('officer').post(addresses.digestEditionText({ id }), { version: String((await row()).version), document: JSON.stringify(blocks) })
const own = (text: string, marks: readonly unknown[] = [], more: object = {}): unknown => ({
  key: '',
  kind: 'paragraph',
  sentences: [{ key: 'own:new', text, marks }],
  ...more,
})
const strong = (from: number, to: number): Mark => ({ is: 'strong', from, to })
const emphasis = (from: number, to: number): Mark => ({ is: 'emphasis', from, to })
const link = (from: number, to: number, href = 'https://example.org/novini?a=1&b=2'): Mark => ({ is: 'link', from, to, href })
const get = async (path: string): Promise<string> => (await office.as('nobody').get(path)).text()

test('what stands out is kept with its sentence and its records, and reaches everybody who reads', async () => {
  const { here, officer: by } = office
  const before = await row()
  const told = before.blocks.findIndex(({ sentences }) => sentences.some(({ text }) => text.startsWith('Гостите откриха')))
  const blocks = sent(before.blocks).map((block, at) =>
    at === told
      ? { ...block, sentences: block.sentences.map((one) => (one.text.startsWith('Гостите откриха') ? { ...one, marks: [strong(0, 7), link(16, 23)] } : one)) }
      : block,
  )
  const answer = await save([
    ...blocks,
    own('Първо: хляб.', [emphasis(7, 11)], { shape: 'bullets' }),
    own('Второ: сол.', [], { shape: 'bullets' }),
    own('Едно.', [], { shape: 'numbers' }),
    own('Две.', [], { shape: 'numbers' }),
    own('Добре дошли!', [], { shape: 'quote' }),
  ])
  expect(answer.status).toBe(303)
  const saved = await row()
  const sentence = saved.blocks[told]!.sentences.find(({ text }) => text.startsWith('Гостите откриха'))!
  const composed = before.blocks[told]!.sentences.find(({ key }) => key === sentence.key)!
  expect(sentence).toEqual({ ...composed, edited: true, marks: [strong(0, 7), link(16, 23)] })

  // The office reads it, the form without script has it in its boxes, and saved from there nothing is another.
  const desk = await (await office.as('officer').get(addresses.digestEdition({ id }))).text()
  expect(desk).toContain('<strong>Гостите</strong> откриха <u title="https://example.org/novini?a=1&amp;b=2">изложба</u>')
  const editor = await (await office.as('officer').get(addresses.digestEditionText({ id }))).text()
  expect(editor).toContain('**Гостите** откриха [изложба](https://example.org/novini?a=1&amp;b=2) с творби.')
  const boxes = Object.fromEntries(
    saved.blocks.flatMap(({ key, kind, sentences, shape }, at) => [
      [`blocks.${at}.key`, key],
      [`blocks.${at}.kind`, kind],
      [`blocks.${at}.look`, kind === 'heading' ? 'heading' : (shape ?? 'paragraph')],
      ...sentences.flatMap((one, of) => [
        [`blocks.${at}.sentences.${of}.key`, one.key],
        [`blocks.${at}.sentences.${of}.text`, inNotation(one)],
      ]),
    ]),
  ) as Record<string, string>
  await office.as('officer').post(addresses.digestEditionText({ id }), { version: String(saved.version), ...boxes })
  expect([(await row()).version, (await row()).blocks]).toEqual([saved.version, saved.blocks])

  done(await checkEdition(here, by, id, saved.version))
  done(await publishEdition(here, by, id, (await row()).version, 'Редовен обзор'))
  const marked = '<strong>Гостите</strong> откриха <a href="https://example.org/novini?a=1&amp;b=2">изложба</a> с творби.'
  const lists = '<ul><li>Първо: <em>хляб</em>.</li><li>Второ: сол.</li></ul><ol><li>Едно.</li><li>Две.</li></ol><blockquote><p>Добре дошли!</p></blockquote>'
  const page = await get(addresses.siteDigest({ lang: 'bg', month: '2024-10' }))
  expect([page.includes(marked), page.includes(lists)]).toEqual([true, true])

  const feed = JSON.parse(await get(addresses.siteJsonFeed({ lang: 'bg' }))) as { items: { content_html: string }[] }
  const html = feed.items.find((item) => item.content_html.includes('откриха'))!.content_html
  expect([html.replaceAll('&#38;', '&amp;').includes(marked), html.replaceAll('\n', '').includes(lists)]).toEqual([true, true])

  const publication = (await office.pool.query<{ id: string }>('select id from digest_publication')).rows[0]!.id
  const made = (await office.as('officer').post(addresses.newsletterIssues(), { publication })).headers.get('location')!.split('/').at(-1)!
  const letter = await (await office.as('officer').get(addresses.newsletterIssueLetter({ id: made }))).text()
  expect([letter.includes(marked), letter.includes(lists)]).toEqual([true, true])
  const plain = await (await office.as('officer').get(addresses.newsletterIssue({ id: made }))).text()
  expect(plain).toContain('Гостите откриха изложба (https://example.org/novini?a=1&amp;b=2) с творби.')
  expect(plain).toContain('– Първо: хляб.\n– Второ: сол.\n\n1. Едно.\n2. Две.\n\n&gt; Добре дошли!')

  const paper = async (format: string) => new Uint8Array(await (await office.as('officer').get(addresses.digestEditionPaper({ id, format }))).arrayBuffer())
  const word = (await convertToHtml({ buffer: Buffer.from(await paper('docx')) })).value
  expect(word).toContain('<strong>Гостите</strong> откриха <a href="https://example.org/novini?a=1&amp;b=2">изложба</a> с творби.')
  expect(word).toContain('<ul><li>Първо: <em>хляб</em>.</li><li>Второ: сол.</li></ul><ol><li>Едно.</li><li>Две.</li></ol>')
  const pdf = await paper('pdf')
  const { links } = await extractLinks(await getDocumentProxy(pdf.slice()))
  expect(links).toContain('https://example.org/novini?a=1&b=2')
  // The slanted face stands in the file, so that what is emphasised looks it.
  expect(Buffer.from(pdf).toString('latin1')).toMatch(/\/BaseFont\s*\/[A-Z]{6}\+SofiaSans[\w-]*Italic/)
})

test.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'https://bank.example@evil.example/', '/digests'])(
  'a link to „%s“ is refused in words, and what was typed stays in the editor',
  async (href) => {
    const before = await row()
    const answer = await save([...sent(before.blocks), own('Наши думи.', [link(0, 5, href)])])
    const html = await answer.text()
    expect([answer.status, html.includes('не може да остане'), html.includes('Наши думи.'), (await row()).version]).toEqual([422, true, true, before.version])
  },
)

test.each([
  ['an unknown mark', own('Думи.', [{ is: 'script', from: 0, to: 4 }])],
  ['an unknown shape', own('Думи.', [], { shape: 'iframe' })],
  ['a place that is none', own('Думи.', [strong(-1, 4)])],
  [
    'a mark without end',
    own(
      'Думи.',
      Array.from({ length: 300 }, () => strong(0, 4)),
    ),
  ],
])('%s is no text of ours', async (_, block) => {
  const before = await row()
  expect([(await save([...sent(before.blocks), block])).status, (await row()).version]).toEqual([422, before.version])
})

test('markup stays words, marks of a title fall away, and what stands in the database unsafe is not drawn', async () => {
  const { here, officer: by } = office
  const before = await row()
  const evil = '<img src=x onerror=alert(1)> & "words"'
  const blocks = sent(before.blocks).map((block) =>
    block.kind === 'title' ? { ...block, sentences: block.sentences.map((one) => ({ ...one, marks: [strong(0, 3), link(0, 3)] })), shape: 'bullets' } : block,
  )
  await save([...blocks, own(evil, [strong(0, 999), emphasis(3, 1)])])
  const saved = await row()
  expect([saved.blocks[0], saved.blocks.at(-1)!.sentences[0]!.marks]).toEqual([before.blocks[0], [strong(0, evil.length)]])
  done(await checkEdition(here, by, id, saved.version))
  done(await publishEdition(here, by, id, (await row()).version, 'Поправка'))
  await office.pool.query(`update digest_publication set blocks = jsonb_set(blocks, '{1,sentences,0,marks}', $1::jsonb)`, [
    JSON.stringify([
      { is: 'link', from: 0, to: 5, href: 'javascript:alert(1)' },
      { is: 'script', from: 0, to: 5 },
    ]),
  ])
  const page = await get(addresses.siteDigest({ lang: 'bg', month: '2024-10' }))
  const feeds = (await Promise.all([get(addresses.siteRss({ lang: 'bg' })), get(addresses.siteJsonFeed({ lang: 'bg' }))])).join('')
  expect(page).toContain('<strong>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;words&quot;</strong>')
  for (const text of [page, feeds]) expect([/<img src=x/.test(text), /javascript:alert/.test(text)]).toEqual([false, false])
  const article = /<article class="digest"[\s\S]*?<\/article>/.exec(page)![0]
  expect([...new Set([...article.matchAll(/<(\w+)/g)].map((match) => match[1]!))].sort()).toEqual(
    ['a', 'article', 'blockquote', 'em', 'h1', 'h2', 'li', 'ol', 'p', 'strong', 'ul'].sort(),
  )
})
