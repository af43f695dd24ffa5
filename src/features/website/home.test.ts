// The site's words: how a town is spoken of, what a partner is called, which years are told. Names are made up.
import { expect, test } from 'vitest'
import { createEvent } from '#features/events/event.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import type { Place } from '#features/places/place.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { done, openOffice } from '../../../tests/support/open-office.ts'
import { yearsOf } from './home.ts'
import { homeTitle, partnerName, said, townGender, webSources } from './site.ts'

test.each([
  ['Троян', 'his', 'Троян и неговите побратими'],
  ['София', 'her', 'София и нейните побратими'],
  ['Стара Загора', 'her', 'Стара Загора и нейните побратими'],
  ['Велико Търново', 'his', 'Велико Търново и неговите побратими'],
  ['Русе', 'his', 'Русе и неговите побратими'],
  ['Хисаря', 'none', 'Побратимите на Хисаря'],
  ['Две могили', 'none', 'Побратимите на Две могили'],
  ['Jablanica', 'none', 'Побратимите на Jablanica'],
])('%s is spoken of as %s', (town, gender, title) => {
  expect([townGender(town), speakingIn('bg', () => homeTitle(town, true))]).toEqual([gender, title])
})

test('while nobody is a twin they are partners', () => {
  expect([
    speakingIn('bg', () => homeTitle('Троян', false)),
    speakingIn('en', () => homeTitle('Troyan', false)),
    speakingIn('en', () => homeTitle('Troyan', true)),
  ]).toEqual(['Троян и неговите партньори', 'Troyan and its partners', 'Troyan and its twin towns'])
})

const text = (of: Record<string, string>) => ({
  source: Object.keys(of)[0]!,
  in: Object.fromEntries(Object.entries(of).map(([lang, words]) => [lang, { text: words, at: '2026-01-01T00:00:00.000Z', checked: true }])),
})
const place: Place = {
  id: 1,
  name: 'Madeupville',
  country: 'FR',
  latitude: 1,
  longitude: 2,
  population: 0,
  elevation: null,
  timeZone: 'Europe/Paris',
  names: ['Измисленвил'],
}

test.each([
  ['en', { bg: 'Мадъпвил', en: 'Made-Up' }, 'Madeupville-sur-Rien', 'fr', place, { text: 'Made-Up' }],
  ['en', { bg: 'Мадъпвил' }, 'Madeupville-sur-Rien', 'fr', place, { text: 'Madeupville-sur-Rien', lang: 'fr' }],
  ['en', { bg: 'Мадъпвил' }, '虚构', 'zh', place, { text: 'Madeupville' }],
  ['en', { bg: 'Щастливо' }, null, null, null, { text: 'Shtastlivo' }],
  ['bg', { en: 'Made-Up' }, null, null, place, { text: 'Измисленвил' }],
  ['bg', { en: 'Made-Up' }, null, null, null, { text: 'Made-Up', lang: 'en' }],
  ['bg', { mk: 'Измислено' }, null, null, null, { text: 'Измислено', lang: 'mk' }],
  ['mk', { bg: 'Измислено' }, 'Пробњак', 'mk', place, { text: 'Пробњак' }],
  ['mk', { bg: 'Велико Пробъртово' }, null, null, null, { text: 'Велико Пробртово' }],
  ['mk', { bg: 'Мадъпвил' }, 'Madeupville-sur-Rien', 'fr', place, { text: 'Измисленвил' }],
  ['fr', { bg: 'Мадъпвил', en: 'Made-Up' }, 'Madeupville-sur-Rien', 'fr', place, { text: 'Madeupville-sur-Rien' }],
  ['it', { bg: 'Мадъпвил', en: 'Made-Up' }, '虚构', 'zh', place, { text: 'Made-Up', lang: 'en' }],
  ['it', { bg: 'Мадъпвил', en: 'Madeupville' }, '虚构', 'zh', place, { text: 'Madeupville' }],
  ['sr', { bg: 'Пробняк', en: 'Probnyak' }, 'Пробњак', 'mk', place, { text: 'Probnjak' }],
  ['sr', { bg: 'Нещо', sr: 'Жабљак Пробни' }, null, null, null, { text: 'Žabljak Probni' }],
  ['zh', { bg: 'Мадъпвил', zh: '样城' }, null, null, place, { text: '样城' }],
  ['zh', { bg: 'Мадъпвил' }, '虚构', 'zh', place, { text: '虚构' }],
  ['zh', { bg: 'Мадъпвил' }, 'Madeupville-sur-Rien', 'fr', place, { text: 'Madeupville-sur-Rien', lang: 'fr' }],
  ['zh', { bg: 'Щастливо' }, null, null, null, { text: 'Shtastlivo' }],
] as const)('a reader of %s meets %j (%s, %s)', (language, name, nativeName, nativeLanguage, at, shown) => {
  expect(speakingIn(language, () => partnerName({ name: text(name), nativeName, nativeLanguage, kind: 'municipality', country: 'FR' }, at))).toEqual(shown)
})

test('a country as partner is called as the reader calls it', () => {
  const italy = { name: text({ bg: 'Италия', en: 'Italy' }), nativeName: 'Italia', nativeLanguage: 'it', kind: 'country', country: 'IT' }
  expect((['bg', 'mk', 'fr', 'sr', 'zh'] as const).map((language) => speakingIn(language, () => partnerName(italy, null).text))).toEqual([
    'Италия',
    'Италија',
    'Italie',
    'Italija',
    '意大利',
  ])
})

test('a text that the language lacks: English for who reads no Cyrillic, else as it was written; Montenegrin always in Latin letters', () => {
  const both = text({ bg: 'Хор', en: 'Choir' })
  expect((['bg', 'en', 'mk', 'sr', 'fr', 'it', 'zh'] as const).map((language) => speakingIn(language, () => said(both)))).toEqual([
    { text: 'Хор' },
    { text: 'Choir' },
    { text: 'Хор', lang: 'bg' },
    { text: 'Хор', lang: 'bg' },
    { text: 'Choir', lang: 'en' },
    { text: 'Choir', lang: 'en' },
    { text: 'Choir', lang: 'en' },
  ])
  expect(speakingIn('fr', () => [said(text({ bg: 'Хор' })), said(text({ it: 'Coro', en: 'Choir' }))])).toEqual([
    { text: 'Хор', lang: 'bg' },
    { text: 'Coro', lang: 'it' },
  ])
  expect((['sr', 'bg'] as const).map((language) => speakingIn(language, () => said(text({ sr: 'Хор из Жабљака' }))))).toEqual([
    { text: 'Hor iz Žabljaka' },
    { text: 'Хор из Жабљака', lang: 'sr' },
  ])
})

test('only sources that open in a browser are shown', () => {
  const sources = [
    { title: 'Писмо', url: null, date: null },
    { title: 'Вреда', url: 'javascript:alert(1)', date: null },
    { title: '', url: 'https://example.org/', date: '2024-10' },
  ]
  expect(speakingIn('bg', () => webSources(sources))).toEqual([{ title: 'https://example.org/', href: 'https://example.org/', when: 'октомври 2024 г.' }])
})

test('the line of years takes the weightiest, two a year, eight years, in order of time', () => {
  const line = (date: string, weight: number, words: string) => ({ date, weight, words: { text: words }, coming: false })
  const years = yearsOf([
    line('2004', 0, 'а'),
    line('2004-05', 4, 'в'),
    line('2004-06', 3, 'б'),
    line('2004', 0, 'а'),
    ...Array.from({ length: 9 }, (_, n) => line(String(2010 + n), 4, `п${n}`)),
  ])
  expect(years.map(({ year, items }) => [year, items.map(({ text: words }) => words)])).toEqual([
    ['2004', ['а', 'б']],
    ...Array.from({ length: 7 }, (_, n) => [String(2012 + n), [`п${n + 2}`]]),
  ])
})

test('the way is told to those the sentence counts: a bare contact farther away is none of them, but where there is nobody else it is told', async () => {
  const fresh = await openOffice()
  try {
    const lead = async (): Promise<string> => /<p class="lead">([^<]*)/.exec(await (await fresh.as('nobody').get('/bg')).text())![1]!.replaceAll('\u00a0', ' ')
    const add = async (name: string, country: string, placeId: number, type: 'twinning' | 'contact') =>
      done(await createPartnershipWith(fresh.here, fresh.officer, { kind: 'municipality', country, name: { bg: name }, placeId }, { type, published: true }))
    await add('Далечово', 'CN', 1805680, 'contact')
    await add('Близово', 'MK', 785537, 'contact')
    expect(await lead()).toMatch(/Най-близо е Близово, на около \d+ км; най-далеч е Далечово/)
    await add('Сестрино', 'FR', 2969109, 'twinning')
    await add('Братово', 'MK', 785537, 'twinning')
    expect(await lead()).toMatch(/^Два града .* Най-близо е Братово, на около \d+ км; най-далеч е Сестрино, .* Контакти без партньорство: /)
  } finally {
    await fresh.close()
  }
})

test('the number of meetings is of those that have been: all of them, none to come, none called off; the map of the site has the newest first', async () => {
  const fresh = await openOffice()
  try {
    const facts = { kind: 'municipality', country: 'MK', name: { bg: 'Числоград' } } as const
    const { id } = done(await createPartnershipWith(fresh.here, fresh.officer, facts, { type: 'twinning', published: true }))
    const made = (await fresh.here.db.inOffice(fresh.officeId, (tx) => partnershipById(tx, id)))!
    const happened = async (date: string | null, more: { cancelledOn?: string; published?: boolean } = {}): Promise<string> =>
      done(
        await createEvent(fresh.here, fresh.officer, {
          kind: 'visit',
          direction: 'incoming',
          title: { bg: 'Гости' },
          date,
          partners: [made.organisationId],
          published: more.published ?? true,
        }),
      ).id
    const past = await happened('2024-05-01')
    const off = await happened('2024-06-01')
    await fresh.pool.query(`update event set cancelled_on = '2024-05-20' where id = $1`, [off])
    const [coming, undated] = [await happened('2027-05-01'), await happened(null)]
    await happened('2024-07-01', { published: false })
    const shown = async (): Promise<string | undefined> =>
      /<dt>записан[^<]*<\/dt><dd>([^<]*)<\/dd>/.exec(await (await fresh.as('nobody').get('/bg')).text())?.[1]
    expect(await shown()).toBe('2')
    const map = await (await fresh.as('nobody').get('/sitemap.xml')).text()
    expect([...map.matchAll(/<loc>[^<]*\/bg\/calendar\/([^<]+)<\/loc>/g)].map(([, id]) => id)).toEqual([coming, off, past, undated])
    // More than one reading of events takes.
    const { rows } = await fresh.pool.query<{ all: string }>(
      `select string_agg(column_name, ', ') as all from information_schema.columns where table_schema = current_schema() and table_name = 'event' and is_generated = 'NEVER'`,
    )
    const { all } = rows[0]!
    await fresh.pool.query(
      `insert into event (${all}) select ${all.replace(/\bid\b/, 'gen_random_uuid()')} from event, generate_series(1, 600) where id = $1`,
      [past],
    )
    expect(await shown()).toBe('602')
  } finally {
    await fresh.close()
  }
})
