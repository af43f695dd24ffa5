// Pages by key, sorted heads, flags for every country, initials.
import { expect, test } from 'vitest'
import { Flag, Place } from './badges.tsx'
import { initials } from './person.tsx'
import { Filters, Pager, Table } from './tables.tsx'

const hrefs = (html: string) => [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href?.replace(/&amp;/g, '&'))

test('the pager keeps the filters and swaps the key', () => {
  expect(hrefs(String(<Pager href="/organisations?q=%D0%B4%D0%BE%D0%B9&after=old" after="a/b=" before="c" />))).toEqual([
    '/organisations?q=%D0%B4%D0%BE%D0%B9&before=c',
    '/organisations?q=%D0%B4%D0%BE%D0%B9&after=a%2Fb%3D',
    '/organisations?q=%D0%B4%D0%BE%D0%B9&after=old',
  ])
})

test('at the ends there is one way, and a list of one page has no pager', () => {
  expect(hrefs(String(<Pager href="/events" after="k" />))).toEqual(['/events?after=k'])
  expect(String(<Pager href="/events" />)).toBe('')
})

test('a table names its rows by the first column and says how it is sorted', () => {
  const html = String(
    <Table
      caption="Градове"
      rows={[{ name: 'Пробно', people: 21 }]}
      columns={[
        { head: 'Име', cell: (row) => row.name, sort: { href: '?sort=-name', now: 'ascending' } },
        { head: 'Жители', cell: (row) => row.people, number: true },
      ]}
    />,
  )
  expect(html).toContain('<th scope="row">Пробно</th>')
  expect(html).toContain('aria-sort="ascending"')
  expect(html).toContain('<td class="num" data-label="Жители">21</td>')
})

test('filters are a form that gets, and choose what the address says', () => {
  const html = String(
    <Filters
      action="/events"
      keep={{ view: 'table' }}
      filters={[
        {
          kind: 'select',
          name: 'kind',
          label: 'Вид',
          value: 'visit',
          options: [
            { value: '', label: 'всички' },
            { value: 'visit', label: 'посещения' },
          ],
        },
      ]}
    />,
  )
  expect(html).not.toContain('method=')
  expect(html).toContain('<option value="visit" selected="">')
  expect(html).toContain('<input type="hidden" name="view" value="table"')
})

test('a drawn flag is drawn, any other country is its letters', () => {
  expect(String(<Flag country="MK" />)).toBe('<span class="flag" data-c="mk" aria-hidden="true"></span>')
  expect(String(<Flag country="tv" />)).toBe('<span class="iso" aria-hidden="true">TV</span>')
})

test('a native name stands beside the reader’s with its language, and not twice', () => {
  expect(String(<Place name="Джиндъджън" native={{ name: '景德镇', lang: 'zh' }} />)).toBe(
    '<span class="place"><span>Джиндъджън</span> <span class="native" lang="zh">景德镇</span></span>',
  )
  expect(String(<Place name="Пробно" native={{ name: 'Пробно', lang: 'bg' }} />)).not.toContain('native')
})

test.each([
  ['Мила Пробна', 'МП'],
  ['Jean-Luc de la Test', 'JT'],
  ['Проба', 'П'],
  ['M. Серж Поансо', 'СП'],
  ['Mme Claire Dupont', 'CD'],
  ['Проф. д-р Мила Пробна', 'МП'],
  ['M. Пробна', 'MП'],
  ['Dr', 'D'],
  ['景德镇', '景'],
  ['', '?'],
])('initials of „%s“ are %s', (name, letters) => expect(initials(name)).toBe(letters))
