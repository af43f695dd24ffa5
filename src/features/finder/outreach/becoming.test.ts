// Evidence follows a town from the finder's list over the shortlist into the partnership's origin, and each reads it in their own language.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { done, openOffice, type TestOffice, TROYAN } from '../../../../tests/support/open-office.ts'
import { finding, type Finding } from '../finder.ts'
import { addTwinning } from '../twinnings/twinning.actions.ts'
import { originOf } from './becoming.ts'

const [FAENZA, JINGDEZHEN] = [3_177_300, 1_805_680]
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-27' })
})
afterAll(() => office.close())

const hidden = (html: string): Finding => {
  const [, value = ''] = /name="finding" value="([^"]*)"/.exec(html.slice(html.indexOf(`id="town-${FAENZA}"`)))!
  return finding.parse(
    JSON.parse(value.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')),
  )
}
const told = (kept: Finding) => originOf({ finding: kept, first: { sentOn: null, way: null }, second: null, answeredOn: null, answer: null })

test('a town found in Bulgarian is read in English by a colleague, with the names of its witnesses', async () => {
  const { here, officer } = office
  // A partner is called as the register calls it.
  done(await createOrganisation(here, officer, { name: { bg: 'Община Порцеланово' }, kind: 'municipality', country: 'CN', placeId: JINGDEZHEN }))
  for (const a of [TROYAN, FAENZA]) done(await addTwinning(here, officer, { a, b: JINGDEZHEN, source: 'Сайт', address: '', seenOn: '2026-11-20' }))
  const visit = office.as('officer')
  const list = await (await visit.get(addresses.finder({ country: 'IT', mode: 'arise' }))).text()
  expect(list.includes('Побратимен и с вашия партньор Порцеланово.')).toBe(true)
  const found = hidden(list)
  expect(found.reasons).toEqual([{ kind: 'common', names: [{ id: JINGDEZHEN, name: 'Порцеланово' }], more: 0 }])

  // Names in other languages are the house's own, whatever the form brings.
  const forged = { ...found, reasons: [{ kind: 'common', names: [{ id: JINGDEZHEN, name: 'Порцеланово', names: { en: 'Forged' } }], more: 0 }] }
  await visit.post(addresses.finderShortlist(), { place: String(FAENZA), deed: 'shortlist', finding: JSON.stringify(forged) })
  const kept = finding.parse((await office.pool.query('select finding from finder_candidate')).rows[0].finding)
  expect(kept.reasons).toEqual([{ kind: 'common', names: [{ id: JINGDEZHEN, name: 'Порцеланово', names: { bg: 'Порцеланово', en: 'Jingdezhen' } }], more: 0 }])
  const shown = async (): Promise<string> => (await visit.get(addresses.finderShortlist())).text()
  expect(/<li>(?:Побратимен|Also)[^<]*<\/li>/.exec(await shown())?.[0]).toBe('<li>Побратимен и с вашия партньор Порцеланово.</li>')
  await visit.post(addresses.language(), { locale: 'en', next: '/' })
  expect(/<li>(?:Побратимен|Also)[^<]*<\/li>/.exec(await shown())?.[0]).toBe('<li>Also twinned with Jingdezhen, your partner.</li>')
  const { bg, en } = told(kept)
  expect([bg!.split('\n')[1], en!.split('\n')[1]]).toEqual(['Побратимен и с вашия партньор Порцеланово.', 'Also twinned with Jingdezhen, your partner.'])
})

test('evidence of every kind is worded in both languages; what an earlier office kept as a sentence stands as it is', () => {
  const town = (bg: string, en: string) => ({ id: 1, name: bg, names: { bg, en } })
  const [a, b] = [town('Първоград', 'Firstville'), town('Второград', 'Secondville')]
  const kept = finding.parse({
    mode: 'arise',
    scope: {},
    wishes: {},
    profile: null,
    rank: 1,
    among: 2,
    score: 1,
    factors: {},
    reasons: [
      'Фаенца е побратимена с Джиндъджън',
      { kind: 'common', names: [a, b], more: 2 },
      { kind: 'neighbour', town: a, km: 12, more: 0 },
      { kind: 'beside', town: b, km: 30 },
      { kind: 'countrymen', names: [a], more: 0 },
      { kind: 'regions', ours: a, theirs: b, more: 0 },
      // A town that the list of places has lost since.
      { kind: 'beside', town: { id: 2, name: 'Третоград' }, km: 3 },
    ],
    learned: '2026-11-20',
    foundOn: '2026-11-27',
  })
  const { bg, en } = told(kept)
  const [, ...inEnglish] = en!.split('\n')
  const [, ...inBulgarian] = bg!.split('\n')
  expect(inBulgarian[0]).toBe(inEnglish[0])
  expect(inBulgarian.slice(1).filter((line) => /[A-Za-z]/.test(line))).toEqual([])
  expect(inEnglish.slice(1, 6).filter((line) => /\p{Script=Cyrillic}/u.test(line) || !/(?:Firstville|Secondville)/.test(line))).toEqual([])
  expect(inEnglish[6]).toContain('Третоград')
  expect(inBulgarian).toHaveLength(7)
})
