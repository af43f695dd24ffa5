// `pobratim intake FILE --model`: the same reading, and beside it what the language model of the settings finds. Without the flag nothing is sent.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openGazetteer } from '#features/places/gazetteer/gazetteer.ts'
import { joinedKey } from '#platform/names/name-key.ts'
import { readSettings } from '#settings'
import { draftsFrom } from '../drafting.ts'
import { quoteOf } from '../marks.ts'
import { intakeCommand } from '../reading/command.ts'
import { readHead } from '../reading/head.ts'
import { findHome, readText } from '../reading/read-text.ts'
import type { Answer } from './answer.ts'
import { mergeFinds } from './merging.ts'
import { LETTERS_A_PART, type ModelAddress, reachOf, sentOf, shownOf } from './model.ts'
import { askAboutPart, together } from './part.ts'
import { partsOf } from './passages.ts'
import { PROMPT } from './prompt.ts'
import { seedsFrom } from './seeds.ts'

type Voice = Parameters<typeof intakeCommand>[1]

const REACH = { here: 'on this machine', house: 'in your own network', outside: 'outside your own network' } as const

/** Exit codes: those of the intake command; 2 also when no model is set, 1 when the model could not read the text (what the rules found is printed). */
export async function intakeWithModelCommand(args: readonly string[], voice: Voice): Promise<number> {
  if (!args.includes('--model')) return intakeCommand(args, voice)
  const refuse = (reason: string): number => {
    voice.err(`pobratim intake: ${reason}\n`)
    return 2
  }
  const settings = readSettings()
  if (!settings.ok) return refuse(settings.refusal.message)
  const { model: address } = settings.value
  if (address === undefined) return refuse('--model needs MODEL_URL and MODEL_NAME; see docs/operating/language-model.md.')
  const others = args.filter((one) => one !== '--model')
  let printed = ''
  const code = await intakeCommand([...others.filter((one) => one !== '--json'), '--json'], { ...voice, out: (text) => void (printed += text) })
  if (code !== 0) return code
  const article = JSON.parse(printed) as { home: { name: string; country_iso2: string }; published: string | null }
  const { values, positionals } = parseArgs({
    args: others,
    strict: false,
    allowPositionals: true,
    options: { home: { type: 'string' }, published: { type: 'string' }, json: { type: 'boolean' } },
  })
  const whole = readFileSync(resolve(voice.cwd, positionals[0]!), 'utf8').replace(/^\uFEFF/, '')
  const body = whole.slice(readHead(whole).bodyStart)
  const found = await foundBy(address, body, article, (line) => voice.err(`pobratim intake: ${line}\n`))
  if (values['json'] === true) voice.out(`${JSON.stringify({ ...article, language_model: found.json }, null, 1)}\n`)
  else {
    // The rules' own words first, as without the flag; what they had to say on the way was said.
    await intakeCommand(others, { ...voice, err: () => {} })
    voice.out(found.words)
  }
  return found.failed ? 1 : 0
}

async function foundBy(
  address: ModelAddress,
  body: string,
  { home, published }: { readonly home: { readonly name: string; readonly country_iso2: string }; readonly published: string | null },
  say: (line: string) => void,
): Promise<{ readonly json: unknown; readonly words: string; readonly failed: boolean }> {
  const towns = openGazetteer()
  const country = home.country_iso2
  const placeId = findHome(towns, home.name, country).home?.place?.id ?? 0
  const { host, name } = shownOf(address)
  const sent = sentOf(body)
  say(`sending ${sent} of ${body.length} letters to ${host} (model ${name}), ${REACH[reachOf(address.url)]}.`)
  const answers: Answer[] = []
  let failed = false
  for (const [at, span] of partsOf(body.slice(0, sent), LETTERS_A_PART).entries()) {
    const outcome = await askAboutPart(address, {
      home: home.name,
      country,
      published,
      body,
      span,
      prefix: `${at}.`,
      isHome: (one, where) => where === country && joinedKey(one) === joinedKey(home.name),
    })
    if ('answer' in outcome) answers.push(outcome.answer)
    else {
      failed = true
      say(`the model did not read part ${at + 1}: ${outcome.trouble}.`)
    }
  }
  const { said, notThere, unfit, finds } = together(answers)
  const reading = readText(body, { home: { name: home.name, country }, published, gazetteer: towns })
  const rules = draftsFrom(reading, body, (id) => towns.byId(id))
  const ground = { body, language: reading.language, published, home: { placeId, country }, towns, organisations: [], people: [] }
  const { own, both } = mergeFinds(rules, seedsFrom(finds, ground), { model: name, prompt: PROMPT })
  const quoted = own.map(({ kind, data, spans }) => ({ kind, data, quote: quoteOf(body, spans), spans }))
  const counts = { said, not_in_text: notThere, unfit, found_by_rules_too: both.size, own: own.length }
  return {
    failed,
    json: { host, model: name, prompt: PROMPT, ...counts, finds: quoted },
    words: `\nLanguage model ${name} at ${host}\n  said ${said} things; refused ${notThere} because their words are not in the text, ${unfit} because they are not what was asked for; ${both.size} the rules found too\n${quoted
      .map((one) => `  ${one.kind}: “${one.quote}”\n`)
      .join('')}`,
  }
}
