// Evidence follows a town from the finder's list over the shortlist into the partnership's origin, and each reads it in their own language; its letters become contact.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { done, type FormFields, openOffice, type TestOffice, TROYAN } from '../../../../tests/support/open-office.ts'
import { firstRows } from '../../today/inbox/waiting.queries.ts'
import { finding, type Finding } from '../finder.ts'
import { addTwinning } from '../twinnings/twinning.actions.ts'
import { whyOf } from './becoming.ts'

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
const PLAIN: Finding = {
  mode: 'similar',
  scope: {},
  wishes: { factors: {}, ties: {}, tags: {} },
  profile: null,
  rank: 1,
  among: 2,
  score: 1,
  factors: { size: 0.5, sea: 0.2, name: -1 },
  reasons: [],
  learned: '2026-11-20',
  foundOn: '2026-11-27',
}

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
  const { bg, en } = whyOf({ finding: kept })
  expect([bg, en]).toEqual(['Побратимен и с вашия партньор Порцеланово.', 'Also twinned with Jingdezhen, your partner.'])
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
  const { bg, en } = whyOf({ finding: kept })
  const [inEnglish, inBulgarian] = [en!.split('\n'), bg!.split('\n')]
  expect(inBulgarian[0]).toBe(inEnglish[0])
  expect(inBulgarian.slice(1).filter((line) => /[A-Za-z]/.test(line))).toEqual([])
  expect(inEnglish.slice(1, 6).filter((line) => /\p{Script=Cyrillic}/u.test(line) || !/(?:Firstville|Secondville)/.test(line))).toEqual([])
  expect(inEnglish[6]).toContain('Третоград')
  expect(inBulgarian).toHaveLength(7)
})

test('where no evidence was found the reasons that counted most say why; a town chosen by hand has none', () => {
  expect(whyOf({ finding: PLAIN })).toEqual({
    bg: 'Най-много тежат: големина, разстояние до морето.',
    en: expect.stringMatching(/^What counts most: size, .*\.$/),
  })
  expect(whyOf({ finding: null })).toEqual({})
})

describe('the letters of an approach are contact with the partner', () => {
  const day = (name: string, date: string): FormFields => {
    const [year = '', month = '', of = ''] = date.split('-')
    return { [`${name}.year`]: year, [`${name}.month`]: String(Number(month)), [`${name}.day`]: String(Number(of)) }
  }
  const read = async (path: string): Promise<string> =>
    (await (await office.as('officer').get(path)).text())
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/[\s\u00a0]+/g, ' ')
      .trim()
  const idOf = async (table: 'finder_candidate' | 'finder_approach', place: number): Promise<string> =>
    (await office.pool.query<{ id: string }>(`select id from ${table} where place_id = $1 and deleted_at is null`, [place])).rows[0]!.id
  const version = async (id: string): Promise<string> =>
    String((await office.pool.query<{ version: number }>('select version from finder_approach where id = $1', [id])).rows[0]!.version)
  const silent = async (partnership: string): Promise<boolean> =>
    (
      await office.here.db.inOffice(office.officeId, (tx) =>
        firstRows(tx, '2026-11-27', { kinds: ['silent'], whose: 'all', personId: office.officer.personId }, { now: 99, week: 99, soon: 99, calm: 99 }),
      )
    ).some(({ thingId }) => thingId === partnership)
  const contactsOf = async (place: number) =>
    (
      await office.pool.query<{ told: string }>(
        `select c.kind || ' ' || c.direction || ' ' || c.date as told from partner_contact c
         join organisation o on o.office_id = c.office_id and o.id = c.organisation_id where o.place_id = $1 order by c.first_day, c.direction desc`,
        [place],
      )
    ).rows.map(({ told }) => told)
  const place = async (name: string): Promise<number> =>
    (await office.pool.query<{ id: number }>('select id from place where name = $1 order by population desc', [name])).rows[0]!.id
  const drafted = async (name: string, reasons: readonly string[] = []): Promise<{ id: string; at: number }> => {
    const at = await place(name)
    const visit = office.as('officer')
    await visit.post(addresses.finderShortlist(), { place: String(at), deed: 'shortlist', finding: JSON.stringify({ ...PLAIN, reasons }) })
    await visit.post(addresses.finderOutreach(), { candidate: await idOf('finder_candidate', at), language: 'it' })
    return { id: await idOf('finder_approach', at), at }
  }
  const send = async (id: string, form: FormFields, which = 'first') =>
    void (await office.as('officer').post(addresses.finderApproachSending({ id, which }), { version: await version(id), consent: 'yes', ...form }))
  const become = async (id: string) => {
    const made = await office.as('officer').post(addresses.finderApproachPartnership({ id }), { version: await version(id) })
    return made.headers.get('location')!.split('/')[2]!
  }
  beforeAll(async () => void (await office.as('officer').post(addresses.language(), { locale: 'bg', next: '/' })))

  test('both directions stand on the partnership, the handover and in Today at once, and go with it when it is undone', async () => {
    const { id, at } = await drafted('Rimini', ['Перн-ле-Фонтен е побратимен с нас'])
    await send(id, { way: 'post', ...day('sentOn', '2026-11-20') })
    const visit = office.as('officer')
    await visit.post(addresses.finderApproachAnswer({ id }), { version: await version(id), answer: 'yes', ...day('answeredOn', '2026-11-26') })
    const partnership = await become(id)
    expect(await contactsOf(at)).toEqual(['letter outgoing 2026-11-20', 'letter incoming 2026-11-26'])
    expect(await read(addresses.partnership({ id: partnership }))).toContain('Последен контакт Последно писмо 26 ноември 2026 г.')
    const handover = await read(addresses.partnershipHandover({ id: partnership }))
    expect(handover).toContain('Те към нас писмо от тях на 26 ноември 2026 г.')
    expect(handover).toContain('Ние към тях писмо от нас на 20 ноември 2026 г.')
    expect(handover).not.toContain('няма записан контакт')
    expect(handover).toContain('Защо този град Перн-ле-Фонтен е побратимен с нас')
    expect(handover).not.toContain('Не е записано защо е избран този партньор')
    expect(await silent(partnership)).toBe(false)
    const { rows } = await office.pool.query<{ id: string }>(`select id from activity where act = 'finder_approach.became' and thing_id = $1`, [id])
    await visit.post(addresses.activityUndo({ id: rows[0]!.id }))
    const left = await office.pool.query(`select count(*)::int as n from event where deleted_at is null and kind = 'letter'`)
    expect([await contactsOf(at), left.rows]).toEqual([[], [{ n: 0 }]])
  })

  test('a letter the register has already is not told twice, and one that never arrived is none', async () => {
    const { id, at } = await drafted('Imola')
    await send(id, { way: 'email', to: 'sindaco@imola.test' })
    await office.pool.query(`update mail_outbox set state = 'bounced' where id = (select (first ->> 'mailId')::uuid from finder_approach where id = $1)`, [id])
    const { here, officer } = office
    const organisation = done(await createOrganisation(here, officer, { name: { bg: 'Имола' }, kind: 'municipality', country: 'IT', placeId: at })).id
    done(await createPartnership(here, officer, { organisationId: organisation, type: 'contact' }))
    done(await createEvent(here, officer, { kind: 'letter', direction: 'incoming', date: '2026-11-27', partners: [organisation] }))
    await office
      .as('officer')
      .post(addresses.finderApproachAnswer({ id }), { version: await version(id), answer: 'undecided', ...day('answeredOn', '2026-11-27') })
    await become(id)
    expect(await contactsOf(at)).toEqual(['letter incoming 2026-11-27'])
  })
})
