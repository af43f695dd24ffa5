// One of everything in the demonstration office, made through its own forms: so that no page of the walk is empty.
import type { Page } from 'playwright-core'
import { NEWS } from './news-item.ts'

/** What a form's box gets: words, one of several ticks, or a file. */
type Fields = Readonly<Record<string, string | readonly string[] | { readonly name: string; readonly type: string; readonly words: string }>>

/**
 * Fills the form of a page and sends it as the browser would, everything else in it as it stands; answers the path it led to. Nothing is drawn: that is fast.
 * The form is the one that goes to `to`, otherwise the first of the page's main part.
 */
async function send(page: Page, path: string, fields: Fields, to?: string): Promise<string> {
  const answer = await page.evaluate(
    async ([from, given, action]) => {
      const shown = new DOMParser().parseFromString(await (await fetch(from)).text(), 'text/html')
      const forms = [...shown.querySelectorAll<HTMLFormElement>('main form')].filter((form) => form.getAttribute('method') === 'post')
      const form = forms.find((one) => (action === null ? !one.action.endsWith('/removal') : new URL(one.action).pathname.endsWith(action)))
      if (form === undefined) return { status: 0, url: '', said: `no such form among ${forms.map((one) => one.action).join(' ')}` }
      const body = new FormData(form)
      for (const [name, value] of Object.entries(given)) {
        body.delete(name)
        if (typeof value === 'string') body.set(name, value)
        else if ('words' in value) body.set(name, new File([value.words], value.name, { type: value.type }))
        else for (const one of value) body.append(name, one)
      }
      const sent = form.enctype === 'multipart/form-data' ? body : new URLSearchParams([...body.entries()].map(([name, value]) => [name, String(value)]))
      const got = await fetch(form.action, { method: 'POST', body: sent })
      const read = new DOMParser().parseFromString(await got.text(), 'text/html')
      return { status: got.status, url: got.url, said: read.querySelector('[data-color="danger"], .error-summary')?.textContent ?? '' }
    },
    [path, fields, to ?? null] as const,
  )
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.said}`)
  return new URL(answer.url).pathname
}

const day = (name: string, date: string): Fields => {
  const [year = '', month = '', of = ''] = date.split('-')
  return { [`${name}.year`]: year, [`${name}.month`]: String(Number(month)), [`${name}.day`]: String(Number(of)) }
}

/** YYYY-MM-DD, so many days from today. */
const inDays = (days: number): string => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
const PARTNER: Fields = { 'partners.0.text': 'Дойран' }

/** Gifts of each way, a visit to us with everything in its dossier, a meeting, a journey of ours, letters, files, lists, a text. Answers the paths worth opening first. */
export async function makeEverything(page: Page): Promise<string[]> {
  const gifts = await makeGifts(page)
  const visit = await makeVisit(page)
  const trip = await makeTrip(page)
  const impact = await makeImpact(page)
  const issue = await makeIssue(page)
  const facts = await makeFacts(page)
  // A second town of the shortlist, to which nobody has written yet: Vigneux-sur-Seine.
  const town = await send(page, '/finder/shortlist', { place: '2969109', deed: 'shortlist', back: '/finder/shortlist' }, '/finder/shortlist')
  return [...gifts, ...visit, ...trip, ...impact, ...issue, ...facts, town, ...(await makeTheRest(page))]
}

async function makeGifts(page: Page): Promise<string[]> {
  const placed = await send(page, '/gifts/new', {
    'what.bg': 'Проба: липа в парка',
    way: 'placed',
    ...PARTNER,
    ...day('date', '2026-05-12'),
    'place.text': 'Троян',
    point: '42.8942, 24.7128',
  })
  await send(page, '/gifts/new', { 'what.bg': 'Проба: чиния', way: 'planned', ...PARTNER, value: '85', valueBasis: 'estimated' })
  await send(page, '/gifts/new', {
    'what.bg': 'Проба: картина',
    way: 'received',
    ...PARTNER,
    ...day('date', '2026-05-12'),
    keptAt: 'Зала 1',
    giverWords: 'кметът',
  })
  await send(page, '/settings/gifts', { ...day('validFrom', '2026-01-01'), amount: '100', source: 'проба, не е правило' }, '/settings/gifts')
  return [placed]
}

async function makeVisit(page: Page): Promise<string[]> {
  const visit = await send(page, '/visits/new', {
    direction: 'incoming',
    ...PARTNER,
    ...day('date', inDays(40)),
    ...day('until', inDays(42)),
    'title.bg': 'Проба: гости',
  })
  const delegate = (fields: { readonly side: string } & Fields): Promise<string> =>
    send(page, `${visit}/delegations/new?side=${fields.side}`, fields, '/delegations')
  await delegate({
    side: 'guests',
    'name.bg': 'Проба Гостов',
    'role.bg': 'кмет',
    isHead: 'yes',
    languages: ['mk', 'en'],
    email: 'guest@example.test',
    room: 'single',
    lodging: 'Хотел Проба',
    diet: 'без месо',
  })
  await delegate({ side: 'guests', 'name.bg': 'Примера Гостова', 'role.bg': 'преводач', isInterpreter: 'yes', languages: ['mk', 'bg'] })
  await delegate({ side: 'hosts', 'name.bg': 'Образец Домакинов', 'role.bg': 'заместник-кмет', isHead: 'yes', languages: ['bg'] })
  await send(page, `${visit}/arrangements/new`, { kind: 'rooms', what: 'Хотел Проба, две стаи', provider: 'Хотел Проба', cents: '120' }, '/arrangements')
  await send(page, `${visit}/seatings/new`, { title: 'Разговори' }, '/seatings')
  const letter = await send(page, `${visit}/letters/new`, { kind: 'invitation' }, '/letters')
  for (const [time, title] of [
    ['09:00', 'Проба: посрещане'],
    ['09:30', 'Проба: среща с кмета'],
  ] as const)
    await send(
      page,
      `${visit}/programme/new`,
      { day: inDays(40), time, minutes: '60', 'title.bg': title, 'place.bg': 'Община Троян', attendance: 'all' },
      '/programme',
    )
  await send(page, `${visit}/programme/groups`, { 'name.bg': 'Група на проба' }, '/groups')
  await send(page, `${visit}/pocket`, { all: 'yes' }, '/pocket')
  const meeting = visit.replace('/visits/', '/events/')
  await send(page, `${meeting}/meeting`, { 'title.bg': 'Проба: обмен на ученици', broughtBy: 'us' }, '/meeting/items')
  await send(page, `${meeting}/meeting`, { kind: 'decision', text: 'Проба: следваща среща през юни' }, '/meeting/outcomes')
  return [visit, `${visit}/programme`, letter, `${meeting}/meeting`, `${meeting}/meeting/minutes`, `${meeting}/meeting/summary`, `${meeting}/briefing`]
}

async function makeTrip(page: Page): Promise<string[]> {
  const away = await send(page, '/visits/new', {
    direction: 'outgoing',
    ...PARTNER,
    ...day('date', inDays(60)),
    ...day('until', inDays(62)),
    'title.bg': 'Проба: пътуване',
  })
  const trip = await send(page, away.replace('/visits/', '/events/'), {}, '/opening')
  await send(page, trip, { name: 'Проба Служителова', post: 'главен експерт', byOrder: 'usual' }, '/travellers')
  await send(page, `${trip}/money`, { what: 'Проба: такси', kind: 'transport', payer: 'us', foreseen: '12' }, '/costs')
  await send(
    page,
    '/settings/trips',
    { country: 'MK', ...day('validFrom', '2026-01-01'), perDiem: '30', source: 'проба, не е правило' },
    '/settings/trips/rates',
  )
  return [trip, `${trip}/money`, `${trip}/report`]
}

/** A number and a self-assessment of the first partner, and a year the citizens may see. */
async function makeImpact(page: Page): Promise<string[]> {
  const partner = await page.evaluate(async () => {
    const shown = new DOMParser().parseFromString(await (await fetch('/impact')).text(), 'text/html')
    return shown.querySelector('a[href^="/partnerships/"][href*="/impact"]')!.getAttribute('href')!.split('?')[0]!
  })
  const figure = { measure: 'youth', year: '2024', amount: '24', source: 'Проба: списък', ...day('asOf', '2025-01-10'), published: 'yes' }
  await send(page, `${partner}/figures/new`, figure, '/figures/new')
  await send(page, `${partner}/assessments/2024`, { activity: '4', prospects: '3', remark: 'Проба на бележка.' }, '/assessments/2024')
  await send(page, '/impact/years/2024', { 'opening.bg': 'Проба: увод.', measures: ['people_in', 'youth', 'events'], published: 'yes' }, '/impact/years/2024')
  return [partner]
}

/** A tag of the home town, and the people of its municipality. */
async function makeFacts(page: Page): Promise<string[]> {
  const town = await send(page, '/finder/facts/tags/new?place=726320', { 'tag.text': 'проба', says: 'so', source: 'Проба: сайт' })
  await send(page, `${town}/people`, { version: '0', people: '28000', source: 'Проба: статистика', 'asOf.year': '2024' })
  const pairs = { name: 'проба.tsv', type: 'text/tab-separated-values', words: 'geonameid_a\tgeonameid_b\n3176746\t2969109\n' }
  const list = await send(page, '/finder/twinnings', { file: pairs, source: 'Проба: списък', ...day('seenOn', inDays(-3)) }, '/finder/twinnings/lists')
  return [town, `${town}/people`, list]
}

/** A subscriber, and an issue of the newsletter that is ready to be looked at. */
async function makeIssue(page: Page): Promise<string[]> {
  await send(
    page,
    '/newsletter/subscribers/new',
    { address: 'subscriber@example.test', language: 'bg', note: 'Проба: помолено по телефона' },
    '/newsletter/subscribers/new',
  )
  return [await send(page, '/newsletter', {}, '/newsletter/issues')]
}

async function makeTheRest(page: Page): Promise<string[]> {
  const letter = await send(page, '/post', {}, '/post/trial')
  const document = await send(page, '/documents/new', { files: { name: 'проба.txt', type: 'text/plain', words: 'Проба на документ.' } }, '/documents')
  const sheet = await send(page, '/sheets/new', { kind: 'organisations', text: 'име;държава\nПробно училище;MK\n' }, '/sheets')
  const text = await send(page, '/intake/new', { text: NEWS }, '/intake/new')
  const batch = await send(page, '/intake/batches/new', { files: { name: 'проба.txt', type: 'text/plain', words: NEWS } }, '/intake/batches')
  await send(page, '/views/new?list=commitments&query=side%3Dours', { name: 'Проба' }, '/views')
  const person = await send(page, '/people/new', { 'name.bg': 'Проба Заличаева', email: 'person@example.test' }, '/people')
  const organisation = (name: string): Promise<string> =>
    send(page, '/organisations/new', { 'name.bg': name, kind: 'other', country: 'BG', check: 'yes' }, '/organisations')
  const [one, other] = [await organisation('Проба: читалище „Наука“'), await organisation('Проба: читалище')]
  const kept = await send(page, `/organisations/merging?${[one, other].map((path) => `id=${path.split('/').at(-1)!}`).join('&')}`, {}, '/organisations/merging')
  await send(page, `${kept}/edit`, { website: 'https://proba.example/' })
  return [letter, document, sheet, text, batch, person, kept]
}
