// The question that Wikidata's service is asked, answered by a real SPARQL engine over made-up items in the shape Wikidata publishes them.
import oxigraph from 'oxigraph'
import { expect, test } from 'vitest'
import { loadPlaces } from '../ranking/place-index.ts'
import { pageQuery, readPage } from './load.ts'

const index = loadPlaces()
const [TROYAN, FORLI, FANO, JINGDEZHEN, LOVECH, SOFIA, NIS] = [726_320, 3_176_746, 3_177_219, 1_805_680, 729_559, 727_011, 787_657]

/** The service knows these by itself (https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format#Full_list_of_prefixes). */
const PREFIXES = `PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wds: <http://www.wikidata.org/entity/statement/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX wikibase: <http://wikiba.se/ontology#>
`

type Twin = { readonly of: string; readonly ended?: true; readonly outranked?: true }
type Item = { readonly ids?: readonly number[]; readonly kind?: string; readonly seat?: string; readonly twins?: readonly Twin[] }

/** Triples of an item: a statement of the best rank is also told directly, whether it has ended or not. */
const triples = (world: Readonly<Record<string, Item>>): string =>
  Object.entries(world)
    .flatMap(([id, { ids = [], kind, seat, twins = [] }]) => [
      ...ids.map((number) => `wd:${id} wdt:P1566 "${number}" .`),
      ...(kind === undefined ? [] : [`wd:${id} wdt:P31 wd:${kind} .`]),
      ...(seat === undefined ? [] : [`wd:${id} wdt:P36 wd:${seat} .`]),
      ...twins.flatMap(({ of, ended, outranked }, i) => [
        `wd:${id} p:P190 wds:${id}-${i} . wds:${id}-${i} ps:P190 wd:${of} .`,
        ...(outranked ? [] : [`wds:${id}-${i} a wikibase:BestRank . wd:${id} wdt:P190 wd:${of} .`]),
        ...(ended ? [`wds:${id}-${i} pq:P582 "2011-01-01" .`] : []),
      ]),
    ])
    .join('\n')

function serviceOf(world: Readonly<Record<string, Item>>, more = ''): (cursor: string, items: number) => Uint8Array {
  const store = new oxigraph.Store()
  store.load(`${PREFIXES}${more}\n${triples(world)}`, { format: 'text/turtle' })
  return (cursor, items) => Buffer.from(String(store.query(PREFIXES + pageQuery(cursor, items), { results_format: 'application/sparql-results+json' })))
}

/** All pages of so many items, as the loader asks for them; the pairs of each. */
function pagesOf(ask: (cursor: string, items: number) => Uint8Array, items: number) {
  const pages: string[][] = []
  for (let cursor = ''; ;) {
    const page = readPage(ask(cursor, items), 'application/sparql-results+json', index, cursor, items)
    if (!page.ok) throw new Error(`${page.trouble}: ${page.detail}`)
    if (page.items === 0) return pages
    pages.push(page.pairs.map(({ a, b }) => [a, b].sort((x, y) => x - y).join('–')).sort())
    cursor = page.cursor
  }
}
const pair = (a: number, b: number): string => [a, b].sort((x, y) => x - y).join('–')

const WORLD: Readonly<Record<string, Item>> = {
  Q10: { ids: [TROYAN], twins: [{ of: 'Q20' }, { of: 'Q3', ended: true }] },
  Q100: { ids: [SOFIA], twins: [{ of: 'Q3', ended: true }] },
  Q20: { ids: [FORLI], twins: [{ of: 'Q10' }, { of: 'Q40', outranked: true }] },
  Q3: { ids: [NIS] },
  // A municipality by way of a kind of municipality, known by its seat; a province's seat stands for itself only.
  Q30: { kind: 'Q901', seat: 'Q31', twins: [{ of: 'Q20' }] },
  Q31: { ids: [LOVECH] },
  Q40: { ids: [FANO], twins: [{ of: 'Q50' }] },
  Q50: { kind: 'Q902', seat: 'Q51', twins: [] },
  Q51: { ids: [JINGDEZHEN] },
  Q60: { kind: 'Q902', seat: 'Q3', twins: [{ of: 'Q20' }] },
}
const KINDS = 'wd:Q901 wdt:P279 wd:Q15284 .'

test('the engine understands the question; what has ended, what a better statement outranks and the seat of what is no municipality are no twinnings', () => {
  expect(pagesOf(serviceOf(WORLD, KINDS), 400)).toEqual([[pair(TROYAN, FORLI), pair(TROYAN, FORLI), pair(FORLI, LOVECH)].sort()])
})

test.each([1, 2, 3])('pages of %i items bring the same: none is passed over, none comes twice', (items) => {
  const pages = pagesOf(serviceOf(WORLD, KINDS), items)
  // Q10, Q100, Q20, Q30, Q40, Q60 have twins; those with none left end no load before its time.
  expect(pages.length).toBe(Math.ceil(6 / items))
  expect(pages.flat().sort()).toEqual([pair(TROYAN, FORLI), pair(TROYAN, FORLI), pair(FORLI, LOVECH)].sort())
})

test('several numbers and several twins stay apart: each twin has its own numbers', () => {
  const ask = serviceOf({
    Q1: { ids: [TROYAN, 999_999_999], twins: [{ of: 'Q2' }, { of: 'Q3' }] },
    Q2: { ids: [FORLI, LOVECH] },
    Q3: { ids: [SOFIA] },
  })
  const { results } = JSON.parse(Buffer.from(ask('', 10)).toString()) as { results: { bindings: Record<string, { value: string }>[] } }
  expect(
    results.bindings.map((row) => [row['twin']!.value.split('/').at(-1), row['itemIds']!.value.split(' ').sort(), row['twinIds']!.value.split(' ').sort()]),
  ).toEqual(
    expect.arrayContaining([
      ['Q2', ['726320', '999999999'], ['3176746', '729559']],
      ['Q3', ['726320', '999999999'], ['727011']],
    ]),
  )
  expect(results.bindings.length).toBe(2)
})

test('nobody is twinned with anybody: one question, and that is said', () => {
  const page = readPage(serviceOf({ Q1: { ids: [TROYAN] } })('', 10), 'application/sparql-results+json', index, '', 10)
  expect(page).toMatchObject({ ok: true, items: 0, pairs: [] })
})
