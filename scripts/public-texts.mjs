// Which interface texts the citizens' pages can say: every key that their code reaches, followed from declaration to declaration.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Citizens' pages, letters and what stands in them. A file that is added here, or that these begin to use, owes its texts in every language of the site. */
const PAGES = ['src/features/**/*.public.tsx', 'src/features/digest/**/*.mails.tsx', 'src/features/post/unsubscribe.pages.tsx', 'src/ui/refusal.tsx']
/** Routes answer citizens and officers: wholly public are those that draw no page of the office; of others only what draws a citizens' page. */
const ROUTES = 'src/features/**/*.routes.tsx'
const CITIZENS_ONLY = /^src\/features\/(?:website|digest)\//
const isPublicPage = (file) => file.endsWith('.public.tsx')
/** Where a route of the office leads and a citizen's does not. */
const OFFICE_ONLY = /\.pages\.tsx$|\.actions\.ts$|^src\/platform\/activity\//

/** What the app itself answers at a citizen's address. */
const REFUSALS = [
  'app_missing_title',
  'app_missing_text',
  'app_unexpected_title',
  'app_unexpected_text',
  'app_database_title',
  'app_database_citizens',
  'app_too_many_title',
  'app_too_many_text',
  'app_too_large_title',
  'app_too_large_text',
  'app_foreign_title',
  'app_foreign_text',
]

const ALIASES = [
  ['#features/', 'src/features/'],
  ['#platform/', 'src/platform/'],
  ['#ui/', 'src/ui/'],
]

function fileOf(specifier, from) {
  if (specifier.startsWith('.')) return join(dirname(from), specifier)
  const alias = ALIASES.find(([name]) => specifier.startsWith(name))
  return alias === undefined ? null : alias[1] + specifier.slice(alias[0].length)
}

const IMPORT = /^(?:import|export) (?:type )?\{([^}]*)\} from '([^']+)'$/gm
const DECLARATION = /^(?=(?:export )?(?:const|let|function|async function|class|type|interface) )/m
const NAME = /^(?:export )?(const|let|function|async function|class|type|interface) ([\w$]+|[{[][^=]*)/

/**
 * A file as the formatter leaves it: declarations begin at the margin. Returns what it imports (local name → file and name there) and, for each declaration,
 * the words and the message keys in it. Types say nothing.
 */
function readSource(root, file) {
  if (!existsSync(join(root, file))) return { imports: new Map(), declarations: new Map() }
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const imports = new Map()
  for (const [, names, specifier] of text.matchAll(IMPORT)) {
    const from = fileOf(specifier, file)
    if (from === null) continue
    for (const name of names.split(',')) {
      const [there = '', here = there] = name
        .trim()
        .replace(/^type /, '')
        .split(' as ')
      if (there !== '') imports.set(here, { file: from, name: there })
    }
  }
  const declarations = new Map()
  for (const part of text.replace(IMPORT, '').split(DECLARATION)) {
    const [, kind, declared] = NAME.exec(part) ?? []
    if (kind === 'type' || kind === 'interface') continue
    const found = { words: new Set(part.match(/[A-Za-z_$][\w$]*/g)), keys: [...part.matchAll(/\bm\.(\w+)/g)].map(([, key]) => key) }
    // What stands outside declarations belongs to nobody and therefore to everybody who opens the file.
    for (const name of declared === undefined ? [''] : declared.match(/[\w$]+/g)) declarations.set(name, found)
  }
  return { imports, declarations }
}

/**
 * Message keys that the citizens' pages of the project at `root` may say, each with the declaration that says it (`file#name`). A word counts as a use wherever
 * it stands, so the set may be larger than what is ever shown, never smaller.
 */
export function publicKeys(root = join(dirname(fileURLToPath(import.meta.url)), '..')) {
  const sources = new Map()
  const source = (file) => {
    const known = sources.get(file) ?? readSource(root, file)
    sources.set(file, known)
    return known
  }
  const files = (patterns) => globSync(patterns, { cwd: root }).map((path) => path.replaceAll('\\', '/'))
  const pages = files(PAGES).flatMap((file) => [...source(file).declarations.keys()].map((name) => ({ file, name })))
  const routes = files(ROUTES).flatMap((file) => {
    const { imports, declarations } = source(file)
    const drawn = [...imports.values()].map(({ file: from }) => from)
    const whole = CITIZENS_ONLY.test(file) && !drawn.some((from) => from.endsWith('.pages.tsx'))
    return [...declarations]
      .filter(([, { words }]) => whole || [...words].some((word) => imports.has(word) && isPublicPage(imports.get(word).file)))
      .map(([name]) => ({ file, name }))
  })
  const waiting = [...pages, ...routes]
  const seen = new Set()
  const keys = new Map(REFUSALS.map((key) => [key, 'src/app.tsx']))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const place = `${next.file}#${next.name}`
    if (seen.has(place)) continue
    seen.add(place)
    const { imports, declarations } = source(next.file)
    const declared = declarations.get(next.name)
    // A name that is only handed on: export { x } from …
    if (declared === undefined) {
      if (imports.has(next.name)) waiting.push(imports.get(next.name))
      continue
    }
    for (const key of declared.keys) if (!keys.has(key)) keys.set(key, place)
    for (const word of declared.words) {
      if (declarations.has(word)) waiting.push({ file: next.file, name: word })
      else if (imports.has(word) && !(next.file.endsWith('.routes.tsx') && OFFICE_ONLY.test(imports.get(word).file))) waiting.push(imports.get(word))
    }
  }
  return keys
}
