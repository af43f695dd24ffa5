// Compiles the interface texts that stand beside each feature into typed functions, and fails when a language lacks one.
import { compile } from '@inlang/paraglide-js'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const LANGUAGES = ['bg', 'en']

/** Reads every src/**​/messages/{language}.json; returns the merged texts by language and the faults found. */
function gather() {
  const texts = Object.fromEntries(LANGUAGES.map((language) => [language, {}]))
  const owner = new Map()
  const faults = []
  for (const language of LANGUAGES) {
    for (const file of globSync(`src/**/messages/${language}.json`, { cwd: root }).sort()) {
      let entries
      try {
        entries = JSON.parse(readFileSync(join(root, file), 'utf8'))
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
  const keys = new Set(LANGUAGES.flatMap((language) => Object.keys(texts[language])))
  for (const key of keys) {
    for (const language of LANGUAGES) if (!(key in texts[language])) faults.push(`${key} has no text in ${language}`)
  }
  return { texts, faults }
}

/** Writes generated/texts; throws with the list of faults when a text is missing, doubled or unreadable. */
export async function compileTexts() {
  const { texts, faults } = gather()
  if (faults.length > 0) throw new Error(`Interface texts:\n  ${faults.join('\n  ')}`)
  const project = join(root, 'generated/project.inlang')
  mkdirSync(project, { recursive: true })
  for (const language of LANGUAGES) writeFileSync(join(root, `generated/${language}.json`), JSON.stringify(texts[language]))
  const plugin = '../node_modules/@inlang/plugin-message-format/dist/index.js'
  writeFileSync(
    join(project, 'settings.json'),
    JSON.stringify({
      baseLocale: LANGUAGES[0],
      locales: LANGUAGES,
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
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await compileTexts()
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
