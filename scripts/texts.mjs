// Compiles the texts that stand beside each feature into typed functions, and fails when a language of the interface, or of the citizens' site, lacks one.
import { compile } from '@inlang/paraglide-js'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publicKeys } from './public-texts.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The languages of the interface: whoever works in the office reads one of them. A missing text fails the build. */
const LANGUAGES = ['bg', 'en']
/** What else the citizens' pages are read in: the texts that those pages say, and no others (publicKeys). */
const MORE_ON_THE_SITE = ['mk', 'fr', 'it', 'sr', 'zh']
const ALL = [...LANGUAGES, ...MORE_ON_THE_SITE]
/** What an office's own page says in a language that it has no texts in; nobody is answered with a key. */
const FALLBACK = 'en'

/** Reads every messages/{language}.json under `folder`; returns the merged texts by language and the faults found. `needed`: the keys that citizens read. */
export function gather(folder = root, needed = publicKeys(root)) {
  const texts = Object.fromEntries(ALL.map((language) => [language, {}]))
  const owner = new Map()
  const faults = []
  for (const language of ALL) {
    for (const file of globSync(`src/**/messages/${language}.json`, { cwd: folder }).sort()) {
      let entries
      try {
        entries = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      } catch (error) {
        faults.push(`${file} is not valid JSON: ${error.message}`)
        continue
      }
      for (const [key, value] of Object.entries(entries)) {
        if (key === '$schema') continue
        const place = `${language}:${key}`
        if (owner.has(place)) faults.push(`${key} stands twice: ${owner.get(place)} and ${file}`)
        owner.set(place, file)
        texts[language][key] = value
      }
    }
  }
  const has = (language, key) => Object.hasOwn(texts[language], key)
  const keys = new Set(ALL.flatMap((language) => Object.keys(texts[language])))
  for (const key of keys) {
    for (const language of LANGUAGES) if (!has(language, key)) faults.push(`${key} has no text in ${language}`)
    const missing = MORE_ON_THE_SITE.filter((language) => !has(language, key))
    if (missing.length === 0) continue
    if (needed.has(key)) faults.push(`${key} has no text in ${missing.join(', ')}, and citizens read it: ${needed.get(key)}`)
    else if (missing.length < MORE_ON_THE_SITE.length) faults.push(`${key} has no text in ${missing.join(', ')}, but has one in another language of the site`)
  }
  return { texts, faults }
}

/** Writes generated/texts; throws with the list of faults when a text is missing, doubled or unreadable. */
export async function compileTexts() {
  const { texts, faults } = gather()
  if (faults.length > 0) throw new Error(`Interface texts:\n  ${faults.join('\n  ')}`)
  const project = join(root, 'generated/project.inlang')
  mkdirSync(project, { recursive: true })
  for (const language of ALL) writeFileSync(join(root, `generated/${language}.json`), JSON.stringify(texts[language]))
  const plugin = '../node_modules/@inlang/plugin-message-format/dist/index.js'
  writeFileSync(
    join(project, 'settings.json'),
    JSON.stringify({
      // Whatever a language lacks is said in this one.
      baseLocale: FALLBACK,
      locales: ALL,
      modules: [plugin],
      'plugin.inlang.messageFormat': { pathPattern: './{locale}.json' },
    }),
  )
  await compile({
    project,
    outdir: join(root, 'generated/texts'),
    strategy: ['baseLocale'],
    outputStructure: 'locale-modules',
    isServer: 'true',
    disableAsyncLocalStorage: true,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
  })
  if (!existsSync(join(root, 'generated/texts/messages.js'))) throw new Error('Interface texts: nothing was compiled')
  keepPluralRules()
}

/** The compiler makes the rules of a language's numbers anew for each number; a page with sixty of them took longer over that than over its drawing. */
function keepPluralRules() {
  const file = join(root, 'generated/texts/registry.js')
  const before = readFileSync(file, 'utf8')
  const made = 'return new Intl.PluralRules(locale, options).select(Number(input))'
  if (!before.includes(made)) throw new Error('Interface texts: the compiler counts in another way than before (keepPluralRules)')
  const kept = `const name = options === undefined ? locale : locale + JSON.stringify(options)
	let rules = pluralRules.get(name)
	if (rules === undefined) pluralRules.set(name, (rules = new Intl.PluralRules(locale, options)))
	return rules.select(Number(input))`
  writeFileSync(file, `/** @type {Map<string, Intl.PluralRules>} */\nconst pluralRules = new Map()\n${before.replace(made, kept)}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await compileTexts()
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
