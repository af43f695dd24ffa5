// A text that comes back from the editor as it went there is the same text, in every language and however many partners a section is about.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { openPartnership } from '#features/partnerships/partnership.actions.ts'
import { OCTOBER } from '../../../tests/support/digest-month.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { randomMonth, townOf } from '../../../tests/support/random-month.ts'
import { compose } from './composing/composing.ts'
import { TONGUES } from './composing/tongues.ts'
import { isSameText, type TypedBlock, type WorkingBlock, workingText } from './digest.ts'
import { editionById } from './digest.queries.ts'
import { beginMonth } from './edition.actions.ts'

const sent = (blocks: readonly WorkingBlock[]): TypedBlock[] =>
  blocks.map(({ key, kind, sentences }) => ({ key, kind, sentences: sentences.map((one) => ({ key: one.key, text: one.text })) }))
const MONTHS = [OCTOBER, ...Array.from({ length: 30 }, (_, at) => randomMonth(at + 1, Object.keys(TONGUES)))]

describe.each(Object.entries(TONGUES))('in %s', (_, tongue) => {
  test('saved with nothing changed, nothing is changed and no sentence says that a person wrote it', () => {
    const texts = MONTHS.map((facts) => compose(facts, tongue).blocks.filter(({ sentences }) => sentences.length > 0))
    for (const blocks of texts) expect(workingText(sent(blocks), [blocks, blocks], blocks)).toEqual(blocks)
  })
})

test('French keeps the blanks it sets before its signs, also in a sentence a person changed', () => {
  const blocks = compose(OCTOBER, TONGUES.fr!).blocks.filter(({ sentences }) => sentences.length > 0)
  expect(blocks.flatMap(({ sentences }) => sentences).filter(({ text }) => /[\u00a0\u202f]/.test(text)).length).toBeGreaterThan(3)
  const changed = workingText(
    sent(blocks).map((block, at) => (at === 0 ? { ...block, sentences: [{ key: 'title', text: ' Thème\u00a0:  «\u202fLe  pain\u202f»\n' }] } : block)),
    [blocks, blocks],
    blocks,
  )
  expect(changed[0]!.sentences).toEqual([{ key: 'title', text: 'Thème\u00a0: «\u202fLe pain\u202f»', records: [], edited: true }])
})

test('blanks and unseen signs that a record brought along are no change of a person’s', () => {
  const block = { key: 'title', kind: 'title' as const, partners: [], sentences: [{ key: 'title', text: 'Два  интервала\u202b и знак', records: [] }] }
  expect(workingText(sent([block]), [[block], [block]], [block])).toEqual([block])
  const typed = [{ ...block, sentences: [{ key: 'title', text: 'Два интервала и знак' }] }]
  expect(isSameText(workingText(typed, [[block], [block]], [block]), [block])).toBe(true)
})

describe('a section about seventy partners', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openOffice({ today: '2024-11-04' })
    const { here, officer: by } = office
    const partners: string[] = []
    for (let at = 1; at <= 70; at += 1) {
      const { bg, en } = townOf(at, ['bg', 'en'])
      const { id } = done(await createOrganisation(here, by, { kind: 'municipality', country: 'MK', name: { bg: `${bg} ${at}`, en: `${en} ${at}` } }))
      done(await openPartnership(here, by, { organisationId: id, type: 'twinning', published: true }))
      partners.push(id)
    }
    done(await createEvent(here, by, { kind: 'forum', direction: 'incoming', date: '2024-10-12', partners, published: true }))
  })
  afterAll(() => office.close())

  test('is kept as a draft and saved, with script and without', async () => {
    const { here, officer: by, officeId } = office
    const [{ id }] = done(await beginMonth(here, by, '2024-10', ['bg'])).editions as unknown as [{ id: string }]
    const row = async () => (await here.db.inOffice(officeId, (tx) => editionById(tx, id)))!
    const before = await row()
    expect(Math.max(...before.blocks.map(({ key }) => key.length))).toBeGreaterThan(70 * 36)
    const officer = office.as('officer')
    const typed = sent(before.blocks).map((block, at) => (at === 0 ? { ...block, sentences: [{ key: 'title', text: 'Седемдесет общини' }] } : block))
    const document = JSON.stringify(typed)
    const kept = await officer.post(`${addresses.digestEditionDrafts({ id })}?as=json`, { version: String(before.version), document })
    expect(kept.status).toBe(200)
    expect((await officer.post(addresses.digestEditionText({ id }), { version: String(before.version), document })).status).toBe(303)
    const saved = await row()
    expect([saved.blocks[0]!.sentences[0]!.text, saved.blocks.slice(1)]).toEqual(['Седемдесет общини', before.blocks.slice(1)])
    const boxes = Object.fromEntries(
      sent(before.blocks).flatMap(({ key, kind, sentences }, at) => [
        [`blocks.${at}.key`, key],
        [`blocks.${at}.kind`, kind],
        ...sentences.flatMap((one, of) => [
          [`blocks.${at}.sentences.${of}.key`, one.key],
          [`blocks.${at}.sentences.${of}.text`, one.text],
        ]),
      ]),
    ) as Record<string, string>
    expect((await officer.post(addresses.digestEditionText({ id }), { version: String(saved.version), ...boxes })).status).toBe(303)
    expect((await row()).blocks).toEqual(before.blocks)
  })
})
