// The frames of the pages: what must stand in each, and that nothing in the data can break out of it.
import { speakingIn } from '#platform/texts/language.ts'
import { expect, test } from 'vitest'
import { BarePage, OfficePage, PublicPage, safeJson } from './layout.tsx'
import type { Shell } from './shell.ts'

const shell: Shell = {
  officeName: 'Община Пробно',
  personName: 'Мила Пробна',
  role: 'officer',
  locale: 'bg',
  colorScheme: 'dark',
  currentPath: '/partnerships?state=asleep',
  counts: { today: 4, overdue: 2, intake: 0 },
}
const publicPage = (more: object) =>
  String(
    <PublicPage
      lang="bg"
      title="Пробно и побратимите му"
      description="Три града"
      siteName="Пробно по света"
      homeHref="/bg"
      officeName="Община Пробно"
      canonical="https://office.test/bg"
      alternates={[
        { lang: 'bg', name: 'Български', href: 'https://office.test/bg' },
        { lang: 'en', name: 'English', href: 'https://office.test/en' },
      ]}
      {...more}
    />,
  )

test('an office page says where one is, who is signed in, and how much waits', () => {
  const html = String(<OfficePage shell={shell} title="Партньорства" nav="partnerships" />)
  expect(html.startsWith('<!doctype html><html lang="bg" data-color-scheme="dark"')).toBe(true)
  expect(html).toContain('<title>Партньорства · Побратим</title>')
  expect(html.match(/aria-current="page"/g)).toHaveLength(1)
  expect(html).toContain('<span class="n late">2<span class="sr"> просрочени</span></span>')
  expect(html).toContain('<span class="n">4<span class="sr"> чакащи</span></span>')
  expect(html).not.toContain('<span class="n">0')
  expect(html).toContain('Мила Пробна')
  expect(html).toContain('name="next" value="/partnerships?state=asleep"')
  expect(html).not.toContain('За гражданите')
  expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+="/)
})

test('a reader is named as one, and the same frame speaks English', () => {
  const html = speakingIn('en', () =>
    String(<OfficePage shell={{ ...shell, role: 'reader', locale: 'en', publicPath: '/en' }} title="Events" nav="events" failed />),
  )
  expect(html).toContain('<title>Error: Events · Pobratim</title>')
  expect(html).toContain('Мила Пробна</span> · read only')
  expect(html).toContain('href="/en"')
  expect(html).not.toContain('Обещания')
})

test('a notice offers its undo as a form, and a refusal is an alert', () => {
  const done = String(<OfficePage shell={{ ...shell, notice: { text: 'Изтрито: Пробно', undo: '/activity/7/undo' } }} title="Т" />)
  expect(done).toContain('role="status"')
  expect(done).toContain('<form method="post" action="/activity/7/undo">')
  const refused = String(<OfficePage shell={{ ...shell, notice: { text: 'Няма място на диска', tone: 'late' } }} title="Т" />)
  expect(refused).toContain('role="alert"')
  expect(refused).not.toContain('/undo')
})

test('a bare page asks search engines away and needs no person', () => {
  const html = String(<BarePage shell={{ locale: 'bg', colorScheme: 'auto' }} title="Вход" />)
  expect(html).toContain('<meta name="robots" content="noindex"')
  expect(html).not.toContain('class="rail"')
})

test('a public page names its languages, its picture and itself', () => {
  const html = publicPage({ image: { url: 'https://office.test/bg/share/home.png', alt: 'Чиния' } })
  expect(html).toContain('<link rel="canonical" href="https://office.test/bg"')
  expect([...html.matchAll(/<link rel="alternate" hreflang="([^"]+)"/g)].map(([, lang]) => lang)).toEqual(['bg', 'en', 'x-default'])
  expect(html).toContain('<meta property="og:image" content="https://office.test/bg/share/home.png"')
  expect(html).not.toMatch(/<script|https?:\/\/(?!office\.test)/)
})

test('nothing in the data closes the JSON-LD element', () => {
  const nasty = { name: '</script><script>alert(1)</script>', note: '<!-- & \u2028' }
  expect(safeJson(nasty)).toBe('{"name":"\\u003c/script\\u003e\\u003cscript\\u003ealert(1)\\u003c/script\\u003e","note":"\\u003c!-- \\u0026 \\u2028"}')
  expect(JSON.parse(safeJson(nasty))).toEqual(nasty)
  const html = publicPage({ jsonLd: nasty })
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(html.match(/<\/script>/g)).toHaveLength(1)
})

test('names with markup in them stay words', () => {
  const html = String(<OfficePage shell={{ ...shell, officeName: '<b>Община</b>', currentPath: '/x"><script>' }} title={'"><img src=x>'} />)
  expect(html).not.toMatch(/<b>Община|<img|<script>/)
})

test('three languages stand beside one another, seven behind the one that is read, each by its own name and in its own address', () => {
  const some = (...languages: readonly string[]) =>
    publicPage({ alternates: languages.map((lang) => ({ lang, name: `Име на ${lang}`, href: `https://office.test/${lang}` })) })
  const nav = (html: string): string => /<nav class="langs".*?<\/nav>/s.exec(html)?.[0] ?? ''
  const links = (html: string) =>
    [...nav(html).matchAll(/<a href="([^"]+)" lang="([^"]+)" hreflang="([^"]+)"( aria-current="true")?>([^<]+)/g)].map((one) => one.slice(1))
  expect([nav(some('bg')), nav(some('bg', 'en', 'mk')).includes('<details'), links(some('bg', 'en', 'mk')).length]).toEqual(['', false, 3])
  const seven = some('en', 'mk', 'bg', 'fr')
  expect([/<summary>.*<span class="ds-sr-only">([^<]*)<\/span>([^<]*)<\/summary>/s.exec(nav(seven))?.slice(1), nav(seven).includes('<details open')]).toEqual([
    ['Език: ', 'Име на bg'],
    false,
  ])
  expect(links(seven)).toEqual([
    ['https://office.test/en', 'en', 'en', undefined, 'Име на en'],
    ['https://office.test/mk', 'mk', 'mk', undefined, 'Име на mk'],
    ['https://office.test/bg', 'bg', 'bg', ' aria-current="true"', 'Име на bg'],
    ['https://office.test/fr', 'fr', 'fr', undefined, 'Име на fr'],
  ])
})
