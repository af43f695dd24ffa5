// Which facts of a news item the digest tells: the item is taken in whole, marked public and told in Bulgarian. node scripts/bench.mjs digest-cover --text FILE --month YYYY-MM [--facts FILE] [--published YYYY-MM-DD] [--home NAME]
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { provenOfficer } from '#features/accounts/account.ts'
import { compose, plainText } from '#features/digest/composing/composing.ts'
import { isDigestLanguage } from '#features/digest/composing/tongue.ts'
import { TONGUES } from '#features/digest/composing/tongues.ts'
import { monthFacts } from '#features/digest/month.queries.ts'
import { loadTowns } from '#features/places/place.jobs.ts'
import { newId } from '#platform/ids.ts'
import { takenIn } from '../tests/support/taken-in.ts'
import { openBenchDatabase } from './database.ts'

const { values } = parseArgs({
  options: {
    text: { type: 'string' },
    month: { type: 'string' },
    facts: { type: 'string' },
    published: { type: 'string' },
    language: { type: 'string', default: 'bg' },
    towns: { type: 'string', default: '' },
  },
})
const out = (text: string): void => void process.stdout.write(`${text}\n`)
if (values.text === undefined || values.month === undefined) {
  out('digest-cover --text FILE --month YYYY-MM [--facts FILE] [--published YYYY-MM-DD] [--language bg]\nA line of FACTS: name, a tab, a regular expression.')
  process.exit(2)
}
if (!isDigestLanguage(values.language)) throw new Error(`no digest in ${values.language}`)
const tongue = TONGUES[values.language]

const office = await openBenchDatabase()
await office.pool.query(`update office set name = jsonb_set(name, '{in,bg,text}', '"Община Троян"')`)
// Names of the towns come from the list, as in any office.
await loadTowns(office.here, [
  ...values.towns
    .split(',')
    .filter((id) => id !== '')
    .map(Number),
  726320,
])
const officer = provenOfficer({
  personId: newId(),
  officeId: office.officeId,
  name: 'Проба Мерителова',
  email: 'bench@pobratim.test',
  role: 'officer',
  language: 'bg',
})!
const drafts = await takenIn(office.here, officer, readFileSync(values.text, 'utf8'), values.published ?? `${values.month}-24`)
const { facts, notPublic } = await office.here.db.inOffice(office.officeId, (tx) => monthFacts(tx, values.month!, office.here.clock.today()))
const composed = compose(facts, tongue)
const text = plainText(composed, tongue.between)
out(
  `${drafts.length} drafts, ${drafts.filter(({ savedAt }) => savedAt !== null).length} saved; ${notPublic.length} not public; left out: ${composed.leftOut.length}\n`,
)
out(text)
out('')
if (values.facts !== undefined) {
  const asked = readFileSync(values.facts, 'utf8')
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line) => line.split('\t') as [string, string])
  const told = asked.map(([name, expression]) => ({ name, told: new RegExp(expression, 'isu').test(text) }))
  for (const one of told) out(`${one.told ? 'told    ' : 'MISSING '} ${one.name}`)
  out(`\n${told.filter((one) => one.told).length} of ${told.length}`)
}
if (process.env['DRAFTS'] !== undefined)
  out(
    JSON.stringify(
      drafts.map(({ kind, data }) => ({ kind, data })),
      null,
      1,
    ),
  )
await office.close()
process.exit(0)
