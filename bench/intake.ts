// How well and how fast the intake reads: npm run eval:intake -- TEXTS GOLD [--all] [--only=ID,…] [--json]
import { readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { toArticle } from '#features/intake/reading/article.ts'
import { guessPublished, readHead } from '#features/intake/reading/head.ts'
import { findHome, readText } from '#features/intake/reading/read-text.ts'
import { openGazetteer } from '#features/places/gazetteer/gazetteer.ts'
import { addCount, CATEGORIES, type Count, type Mistake, noCount, type Record_, scoreText, shares } from './intake-scoring.ts'

const USAGE =
  'Usage: npm run eval:intake -- TEXTS GOLD [--all] [--only=ID,…] [--json]; TEXTS and GOLD are folders whose files begin with the same three digits.'
const WORST = 20

function stop(reason: string): never {
  process.stderr.write(`${reason}\n${USAGE}\n`)
  process.exit(2)
}

const { values, positionals } = (() => {
  try {
    return parseArgs({ allowPositionals: true, options: { all: { type: 'boolean' }, only: { type: 'string' }, json: { type: 'boolean' } } })
  } catch (error) {
    return stop((error as Error).message)
  }
})()
const [texts, gold] = positionals
if (texts === undefined || gold === undefined) stop('Two folders are needed.')

/** Files of a folder by the three digits they begin with. */
function byId(folder: string, ending: RegExp): Map<string, string> {
  // npm runs this from the project; what is typed is meant from where it was typed
  const path = resolve(process.env['INIT_CWD'] ?? '.', folder)
  try {
    return new Map(
      readdirSync(path)
        .filter((name) => ending.test(name) && /^\d{3}/.test(name))
        .sort()
        .map((name) => [name.slice(0, 3), join(path, name)]),
    )
  } catch {
    return stop(`There is no folder ${folder}.`)
  }
}
const textOf = byId(texts, /\.txt$/)
const goldOf = byId(gold, /\.json$/)
const wanted = values.only?.split(',')
const ids = [...goldOf.keys()].filter((id) => textOf.has(id) && (wanted === undefined || wanted.includes(id)))
if (ids.length === 0) stop('No text has a gold file of the same number.')

function homeOf({ home }: Record_): { name: string; country: string } | undefined {
  return home?.name && home.country_iso2 ? { name: home.name, country: home.country_iso2 } : undefined
}

const begun = performance.now()
const gazetteer = openGazetteer()
const opened = performance.now() - begun

const totals = new Map<string, Record<string, Count>>()
const mistakes: (Mistake & { id: string })[] = []
const speeds: { ms: number; letters: number }[] = []
const noHome: string[] = []
const negativeTowns: string[] = []

for (const id of ids) {
  const facts = JSON.parse(readFileSync(goldOf.get(id)!, 'utf8')) as Record_
  const whole = readFileSync(textOf.get(id)!, 'utf8')
  const head = readHead(whole)
  const body = whole.slice(head.bodyStart)
  // A text without a head is read as what its gold says it is: whose, and of which day.
  const home = head.home ?? homeOf(facts)
  let found: Record_ = {}
  if (home === undefined || findHome(gazetteer, home.name, home.country).home === null) noHome.push(id)
  if (home !== undefined) {
    const published = head.published === undefined ? (facts.published ?? guessPublished(body)) : head.published
    const started = performance.now()
    const reading = readText(body, { home, published, gazetteer })
    speeds.push({ ms: performance.now() - started, letters: body.length })
    found = toArticle(reading, body) as Record_
  }
  const score = scoreText(found, facts)
  for (const language of [facts.lang ?? '?', 'all']) {
    const sums = totals.get(language) ?? Object.fromEntries(CATEGORIES.map((category) => [category, noCount()]))
    for (const category of CATEGORIES) addCount(sums[category]!, score.counts[category])
    totals.set(language, sums)
  }
  mistakes.push(...score.mistakes.map((mistake) => ({ ...mistake, id })))
  if (facts.domain === 'negative') {
    const towns = (found.partners ?? []).filter((partner) => partner.kind === 'municipality' && !facts.partners?.some((one) => one.kind === 'municipality'))
    if (towns.length > 0) negativeTowns.push(`${id}: ${towns.map((town) => town.name_in_text).join(', ')}`)
  }
}

const perThousand = speeds.map(({ ms, letters }) => (ms / letters) * 5000).sort((a, b) => a - b)
const median = perThousand[perThousand.length >> 1] ?? 0
const out = (line: string): void => void process.stdout.write(`${line}\n`)
if (values.json) {
  out(
    JSON.stringify(
      { texts: ids.length, marks: Object.fromEntries([...totals].map(([lang, sums]) => [lang, sums])), negativeTowns, noHome, medianMs: median, mistakes },
      null,
      1,
    ),
  )
} else {
  const figure = (share: number | null): string => (share === null ? '   —' : share.toFixed(3).slice(share === 1 ? 0 : 1)).padStart(6)
  const languages = [...totals.keys()].filter((language) => language !== 'all').sort()
  out(`${ids.length} texts${noHome.length > 0 ? `, of which without a home the gazetteer has: ${noHome.join(', ')}` : ''}\n`)
  for (const language of [...languages, 'all']) {
    out(`${language.padEnd(18)}     P      R     F1    hit false missed`)
    for (const category of CATEGORIES) {
      const count = totals.get(language)![category]!
      const { precision, recall, f1 } = shares(count)
      out(
        `${category.padEnd(18)}${figure(precision)} ${figure(recall)} ${figure(f1)}   ${String(count.hit).padStart(4)}  ${String(count.false).padStart(4)}   ${String(count.missed).padStart(4)}`,
      )
    }
    out('')
  }
  out(`Towns found in texts that have no partner: ${negativeTowns.length === 0 ? 'none' : negativeTowns.join('; ')}\n`)
  const shown = values.all ? mistakes : [...mistakes].sort((a, b) => b.weight - a.weight).slice(0, WORST)
  out(values.all ? 'All mistakes' : `The ${WORST} worst mistakes`)
  for (const { id, category, what, words } of shown.filter(({ weight }) => weight > 0))
    out(`${id} ${what === 'false' ? 'wrong  ' : 'missing'} ${category}: ${words.replace(/\s+/g, ' ')}`)
  out(
    `\nReading: median ${median.toFixed(0)} ms for 5,000 letters (slowest ${(perThousand.at(-1) ?? 0).toFixed(0)}); towns opened in ${opened.toFixed(0)} ms; memory ${Math.round(process.memoryUsage().rss / 1e6)} MB (${cpus()[0]?.model.trim()}, Node ${process.versions.node})`,
  )
}
