// The handover page and the remarks on silence through HTTP: everything the office knows of a partner, the unknown said so; limits changed, stale, undone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { contactsTold } from '#features/events/contacts-told.queries.ts'
import { createEvent } from '#features/events/event.actions.ts'
import type { EventValues } from '#features/events/event.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { done, openOffice, type FormFields, type TestOffice } from '../../../tests/support/open-office.ts'
import { addMilestone } from './milestones/milestone.actions.ts'
import type { MilestoneValues } from './milestones/milestone.ts'
import { createPartnershipWith } from './partnership.actions.ts'
import { partnershipById } from './partnership.queries.ts'
import type { PartnershipValues } from './partnership.ts'
import { rewriteContacts } from './silence/contact.actions.ts'
import { rebuildStandings } from './silence/standing.actions.ts'

const TODAY = '2026-11-23'
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())

type Partner = { readonly id: string; readonly organisation: string }
async function partner(name: string, values: Partial<PartnershipValues> = {}): Promise<Partner> {
  const { id } = done(
    await createPartnershipWith(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' }, { type: 'twinning', ...values }),
  )
  const organisation = await office.here.db.inOffice(office.officeId, async (tx) => (await partnershipById(tx, id))!.organisationId)
  return { id, organisation }
}
const step = async (on: Partner, values: MilestoneValues) => done(await addMilestone(office.here, office.officer, on.id, values))
const happened = async (on: Partner, values: Partial<EventValues> = {}) =>
  done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2025-12-01', partners: [on.organisation], ...values }))
const read = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const page = (on: Partner, role: 'officer' | 'reader' = 'officer') => read(addresses.partnershipHandover({ id: on.id }), role)
const plain = (html: string): string =>
  html
    .split('<main')[1]!
    .split('</main>')[0]!
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
/** The words of one section, without its heading. */
const section = (html: string, id: string): string =>
  plain(`<main ${html.split(`<section class="sect" id="${id}"`)[1]!.split('</header>')[1]!.split('</section>')[0]!}</main>`)
    .replace(/^[^>]*>/, '')
    .trim()

describe('the handover page', () => {
  test('tells by whose decision an ended tie ended, and what it was called before', async () => {
    const on = await partner('Приключен град')
    await step(on, { kind: 'signing', side: 'both', date: '1990' })
    await step(on, { kind: 'type_change', side: 'both', date: '2001', fromType: 'friendship', toType: 'twinning' })
    await step(on, { kind: 'end', side: 'them', date: '2024-05', documentNumber: '12' })
    expect(section(await page(on), 'signed')).toBe(
      'Подписване , 1990 г., срок не е записан Смяна на вида: от „приятелство“ на „побратимяване“ , 2001 г. Прекратяване с решение на партньора , май 2024 г., № 12',
    )
  })

  test('a post nobody has made sure of for decades is told in years', async () => {
    const on = await partner('Давнашен град')
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Давна Проба' } }))
    done(await addPost(office.here, office.officer, person.id, { organisationId: on.organisation, roleClass: 'mayor', confirmedOn: '2004-05-22' }))
    expect(section(await page(on), 'people')).toContain('не е потвърждаван 22 години')
    expect(await read(addresses.partnership({ id: on.id }))).toContain('не е потвърждаван 22 години')
  })

  test('shows beside the day of a signature what another source says of it, and a number as the paper writes it', async () => {
    const on = await partner('Виньо проба')
    const source = (title: string) => ({ title, url: null, date: null, textId: null, quote: null })
    await step(on, {
      kind: 'signing',
      side: 'both',
      date: '2000',
      documentNumber: '742',
      sources: [source('Комитет')],
      readings: [{ date: '2004~', words: '20 години', sources: [source('Новина')] }],
    })
    expect(section(await page(on), 'signed')).toBe(
      'Подписване , 2000 г., № 742, срок не е записан Комитет друг източник: „20 години“, тоест около 2004 г. Новина',
    )
  })

  test('tells everything there is to know, with its days and sources', async () => {
    const on = await partner('Пробен град', {
      origin: { bg: 'Срещнали се на панаир.' },
      why: { bg: 'Същите занаяти.' },
      works: { bg: 'Писмо два месеца по-рано.' },
      avoid: { bg: 'Срещи през август.' },
      fields: ['culture'],
    })
    await step(on, {
      kind: 'signing',
      side: 'both',
      date: '2003',
      sources: [{ title: 'Пробен договор', url: 'https://example.org/d', date: '2003', textId: null, quote: null }],
    })
    await step(on, { kind: 'council_decision', side: 'us', date: '2003-02-03', documentNumber: '№ 42' })
    await office.pool.query(`update milestone set until = '2013-05', until_day = '2013-05-31' where kind = 'signing' and partnership_id = $1`, [on.id])
    await happened(on, { title: { bg: 'Гости на пробния празник' }, date: '2026-09-24' })
    await happened(on, { kind: 'letter', direction: 'outgoing', date: '2026-10', title: { bg: 'Пробно писмо' } })
    await happened(on, { kind: 'exchange', direction: 'none', date: '2018', title: { bg: 'Пробен обмен' } })
    await happened(on, { kind: 'visit', direction: 'outgoing', date: '2027-03', title: { bg: 'Пробно пътуване' } })
    done(
      await createSymbolicAct(office.here, office.officer, {
        kind: 'gift',
        title: { bg: 'Пробна ваза' },
        date: '2025-09-24',
        partners: [on.organisation],
        eventId: null,
      }),
    )
    const owed = { topic: 'other', state: 'agreed', eventId: null, partners: [on.organisation] } as const
    done(await createCommitment(office.here, office.officer, { ...owed, owedBy: 'us', text: { bg: 'Да изпратим пробна книга' }, due: '2026-06-30' }))
    done(await createCommitment(office.here, office.officer, { ...owed, owedBy: 'them', text: { bg: 'Да изпратят пробна покана' }, due: null }))
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Образец Пробев' } })).id
    const was = done(await createPerson(office.here, office.officer, { name: { bg: 'Образка Бившева' } })).id
    done(
      await addPost(office.here, office.officer, person, {
        organisationId: on.organisation,
        role: { bg: 'кмет' },
        roleClass: 'mayor',
        fromDate: '2023-11',
        confirmedOn: '2026-09-24',
      }),
    )
    done(
      await addPost(office.here, office.officer, was, {
        organisationId: on.organisation,
        role: { bg: 'кмет' },
        roleClass: 'mayor',
        fromDate: '2015',
        toDate: '2023',
      }),
    )
    const html = await page(on)
    expect({
      origin: section(html, 'origin'),
      why: section(html, 'why'),
      signed: section(html, 'signed'),
      lapses: section(html, 'lapses'),
      contact: section(html, 'contact'),
      gift: section(html, 'gift'),
      us: section(html, 'promised-us'),
      them: section(html, 'promised-them'),
      people: section(html, 'people'),
      works: section(html, 'works'),
      avoid: section(html, 'avoid'),
      fields: section(html, 'fields'),
    }).toEqual({
      origin: 'Срещнали се на панаир. Кой ни е запознал, не е записано. Запишете го',
      why: 'Същите занаяти.',
      signed: 'Подписване , 2003 г., изтекло: май 2013 г. Пробен договор , 2003 г. Решение на нашия общински съвет , 3 февруари 2003 г., № 42',
      lapses: '2003 г. – 2018 г.: 14 години без запис 2018 г. – 24 септември 2026 г.: 8 години без запис',
      contact:
        'Те към нас посещение при нас на 24 септември 2026 г.: Гости на пробния празник Ние към тях писмо от нас през октомври 2026 г. , без отговор : Пробно писмо Последен обмен обмен през 2018 г.: Пробен обмен Предстои посещение при тях през март 2027 г.: Пробно пътуване',
      gift: 'Пробна ваза , 24 септември 2025 г.',
      us: 'Да изпратим пробна книга просрочено, до 30 юни 2026 г.',
      them: 'Да изпратят пробна покана открито, без срок',
      people:
        'Хора тогава и сега Име Длъжност От – до Последно потвърдено Образец Пробев кмет ноември 2023 г. – сега 24 септември 2026 г. Образка Бившева кмет 2015 г. – 2023 г. не е потвърждавано',
      works: 'Писмо два месеца по-рано.',
      avoid: 'Срещи през август.',
      fields: 'култура',
    })
  })

  test('says what is unknown and where to write it; a reader reads it without being asked to', async () => {
    const on = await partner('Непозната община')
    const [officer, reader] = [await page(on), await page(on, 'reader')]
    for (const words of [
      'Как е започнало, не е записано.',
      'Не е записано защо е избран този партньор.',
      'Няма записано решение или подпис.',
      'Няма записан подарък.',
      'Не е записано какво да се избягва.',
      'няма записан контакт',
    ])
      expect([words, plain(officer).toLowerCase().includes(words.toLowerCase()), plain(reader).toLowerCase().includes(words.toLowerCase())]).toEqual([
        words,
        true,
        true,
      ])
    expect(officer).toContain(`href="/partnerships/${on.id}/edit#f-why"`)
    expect(officer).toContain(`href="/gifts/new?organisation=${on.organisation}"`)
    expect(reader).not.toMatch(/\/edit|\/new/)
    expect((await office.as('nobody').get(addresses.partnershipHandover({ id: on.id }))).status).toBe(303)
    expect((await office.as('officer').get(addresses.partnershipHandover({ id: on.organisation }))).status).toBe(404)
  })

  test('what comes next with the partner stands on the sheet and in two minutes; with nothing known it says so', async () => {
    const on = await partner('Юбилейна община')
    expect(section(await page(on), 'occasion')).toContain('Няма известен повод през следващите години.')
    await step(on, { kind: 'signing', side: 'both', date: '2007-05-29' })
    const words = '20 години от подписването с Юбилейна община , 29 май 2027 г.'
    expect(section(await page(on), 'occasion')).toBe(words)
    expect(plain(await read(addresses.partnership({ id: on.id })))).toContain(`Следващ повод ${words}`)
  })

  test('a lapse on record shows the way back, the next step with its own form', async () => {
    const on = await partner('Прекъсната община')
    await step(on, { kind: 'signing', side: 'both', date: '1723' })
    await step(on, { kind: 'lapse', side: 'both', date: '2015' })
    await happened(on, { kind: 'letter', direction: 'outgoing', date: '2026-10-02' })
    const html = await page(on)
    expect(plain(html)).toContain(
      'Връзката е прекъсната. Прекъсването е записано: 2015 г.; последна стъпка: подписване, 1723 г.; писахме на 2 октомври 2026 г., без отговор.',
    )
    expect(plain(html)).toContain(
      'Как се възобновява Писмо, което признава прекъсването и предлага ново начало · направено Съгласие на партньора · следва План за действие Ново подписване',
    )
    const next = `/partnerships/${on.id}/milestones/new?kind=revival_consent&side=them`
    const link = `href="${next.replace('&', '&amp;')}"`
    // The same step is next on the partnership's own page.
    expect([html.includes(link), (await read(addresses.partnership({ id: on.id }))).includes(link)]).toEqual([true, true])
    const form = await read(next)
    expect(form).toMatch(/value="revival_consent"[^>]* checked=""|<option value="revival_consent" selected=""/)
    expect(form).toMatch(/value="them"[^>]* checked=""|<option value="them" selected=""/)
  })

  test('two thousand events cost as many queries as one', async () => {
    const on = await partner('Чест гост')
    await step(on, { kind: 'signing', side: 'both', date: '1990~' })
    await happened(on)
    const cost = (path: string) => office.statements(async () => void (await office.as('officer').get(path)))
    const paths = [addresses.partnershipHandover({ id: on.id }), addresses.partnership({ id: on.id }), addresses.partnerships(), addresses.today()]
    const one: number[] = []
    for (const path of paths) one.push(await cost(path))
    await office.pool.query(
      `with made as (
         insert into event (office_id, id, kind, direction, title, date, first_day, last_day, summary)
         select $1, gen_random_uuid(), (array['visit', 'letter', 'call', 'meeting', 'exchange'])[1 + n % 5], (array['incoming', 'outgoing', 'none'])[1 + n % 3],
           '{"source":"bg","in":{"bg":{"text":"Събитие","changedAt":"2026-01-01T00:00:00.000Z"}}}'::jsonb,
           ('1990-01-01'::date + n * 6)::text, '1990-01-01'::date + n * 6, '1990-01-01'::date + n * 6, '{"source":"bg","in":{}}'::jsonb
         from generate_series(1, 2000) n returning id)
       insert into event_partner (office_id, id, event_id, organisation_id) select $1, gen_random_uuid(), id, $2 from made`,
      [office.officeId, on.organisation],
    )
    await office.here.db.inOffice(office.officeId, async (tx) => {
      await rewriteContacts(tx, contactsTold(tx))
      await rebuildStandings(tx, TODAY)
    })
    // As before the first measure: what is kept until the next change is read anew.
    await happened(on)
    const many: number[] = []
    for (const path of paths) many.push(await cost(path))
    expect(many).toEqual(one)
    expect(plain(await page(on))).toContain('посещение при нас на')
  })
})

describe('silence on the pages', () => {
  test('the list, the partnership and the form know of it; letters count once they are answered', async () => {
    const on = await partner('Заспала община')
    await step(on, { kind: 'signing', side: 'both', date: '2003' })
    // The rows alone: the filter above them knows the same words.
    const list = async () => plain((await read(`${addresses.partnerships()}?q=Заспала`)).replace(/<form class="filters".*?<\/form>/s, ''))
    expect(await list()).toContain('отдавна без контакт')
    await happened(on, { kind: 'letter', direction: 'outgoing', date: '2026-11-01' })
    const asleep = plain(await read(addresses.partnership({ id: on.id })))
    expect(asleep).toContain('Отдавна без контакт: прагът от 18 месеца е преминат на 30 юни 2005 г.')
    expect(asleep).toContain('писахме на 1 ноември 2026 г., без отговор')
    expect(asleep).toContain('Обадете се: писмото ни е без отговор')
    await happened(on, { kind: 'letter', direction: 'incoming', date: '2026-11-20' })
    expect(await list()).not.toContain('отдавна без контакт')
    expect(plain(await read(addresses.partnership({ id: on.id })))).not.toContain('прагът')
  })

  test('why, what works and what to avoid are written in the form, kept in history and held against a stale save', async () => {
    const on = await partner('Описана община')
    const officer = office.as('officer')
    const form = (fields: FormFields): FormFields => ({ type: 'twinning', version: '1', ...fields })
    const saved = await officer.post(
      addresses.partnership({ id: on.id }),
      form({ 'why.bg': 'Защото да', 'works.bg': 'Хор', 'avoid.bg': 'Бързане', 'avoid.en': 'Haste' }),
    )
    expect(saved.status).toBe(303)
    const history = plain(await read(addresses.partnership({ id: on.id }, { view: 'history' })))
    for (const words of ['Защо този град', 'Защото да', 'Какво работи', 'Хор', 'Какво да се избягва', 'Бързане']) expect(history).toContain(words)
    const stale = await officer.post(addresses.partnership({ id: on.id }), form({ 'why.bg': 'Друго' }))
    expect(stale.status).toBe(409)
    const text = await stale.text()
    expect([text.includes('Защото да'), text.includes('Друго')]).toEqual([true, true])
    const edit = await read(addresses.partnershipEdit({ id: on.id }))
    expect([edit.includes('Хор'), edit.includes('Haste')]).toEqual([true, true])
    const { rows } = await office.pool.query<{ id: string }>(`select id from activity where act = 'partnership.changed' and thing_id = $1`, [on.id])
    await officer.post(addresses.activityUndo({ id: rows[0]!.id }))
    expect(plain(await page(on))).toContain('Не е записано защо е избран този партньор.')
  })
})

test('why, what works and what to avoid are nothing for the citizens', async () => {
  const on = await partner('Открита община', {
    published: true,
    summary: { bg: 'За гражданите' },
    origin: { bg: 'Тайно начало' },
    why: { bg: 'Тайна причина' },
    works: { bg: 'Тайна сполука' },
    avoid: { bg: 'Тайна беля' },
  })
  const { rows } = await office.pool.query<{ slug: string }>('select slug from partnership where id = $1', [on.id])
  const visitor = office.as('nobody')
  const shown = await (await visitor.get(addresses.sitePartner({ lang: 'bg', slug: rows[0]!.slug }))).text()
  expect([shown.includes('За гражданите'), /Тайн/.test(shown)]).toEqual([true, false])
  expect(/Тайна причина[^]*Тайна сполука[^]*Тайна беля/.test(await page(on))).toBe(true)
})

describe('the limits of silence', () => {
  const TYPES = ['twinning', 'friendship', 'project', 'contact', 'honorary']
  const form = (version: number, more: FormFields = {}): FormFields => ({
    version: String(version),
    ...Object.fromEntries(
      TYPES.flatMap((type) => [
        [`${type}.quiet`, '12'],
        [`${type}.asleep`, '18'],
      ]),
    ),
    ...more,
  })
  const sleeps = async (on: Partner) =>
    (await office.pool.query<{ day: string }>('select sleeps_from::text as day from partnership_standing where id = $1', [on.id])).rows[0]!.day

  test('an officer changes them, every standing follows, and undo brings all back; readers only read', async () => {
    const on = await partner('Измерена община')
    await step(on, { kind: 'signing', side: 'both', date: '2020-01-31' })
    expect(await sleeps(on)).toBe('2021-07-31')
    expect((await office.as('reader').post(addresses.settingsDormancy(), form(0))).status).toBe(403)
    expect(plain(await read(addresses.settingsDormancy(), 'reader'))).toContain('12 и 18 месеца')
    const officer = office.as('officer')
    expect(await read(addresses.settings())).toContain('href="/settings/dormancy"')
    const wrong = await officer.post(addresses.settingsDormancy(), form(0, { 'twinning.quiet': '30', 'project.asleep': 'дълго' }))
    expect(wrong.status).toBe(422)
    const shown = await wrong.text()
    expect([shown.includes('Вторият праг трябва да е по-дълъг от първия.'), shown.includes('value="30"'), shown.includes('value="дълго"')]).toEqual([
      true,
      true,
      true,
    ])
    const saved = await officer.post(addresses.settingsDormancy(), form(0, { 'twinning.quiet': '24', 'twinning.asleep': '48' }))
    expect(saved.status).toBe(303)
    expect(await sleeps(on)).toBe('2024-01-31')
    const stale = await officer.post(addresses.settingsDormancy(), form(0, { 'twinning.quiet': '1', 'twinning.asleep': '2' }))
    expect(stale.status).toBe(409)
    expect(plain(await stale.text())).toContain('24 и 48 месеца')
    const after = await read(addresses.settingsDormancy())
    expect(plain(after)).toContain('промени праговете за мълчание')
    await officer.post(/action="(\/activity\/[0-9a-f-]+\/undo)"/.exec(after)![1]!)
    expect(await sleeps(on)).toBe('2021-07-31')
    expect(await read(addresses.settingsDormancy())).toMatch(/name="twinning\.asleep"[^>]*value="18"/)
  })
})
