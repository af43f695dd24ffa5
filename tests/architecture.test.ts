// The house's rules, executed: who may import whom, which files a feature may have, who may touch time, environment, mail and tables.
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
const textOf = new Map(sources.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
const code = sources.filter((file) => !/\.test\.tsx?$/.test(file))

/** Features in the order in which they may lean on each other: each may use those before it. */
const ORDER = [
  'accounts',
  'post',
  'places',
  'organisations',
  'partnerships',
  'events',
  'commitments',
  'calendar',
  'gifts',
  'documents',
  'visits',
  'meetings',
  'trips',
  'sheets',
  'finder',
  'intake',
  'digest',
  'impact',
  'website',
  'today',
]

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean }

const ALIASES: readonly (readonly [string, string])[] = [
  ['#features/', 'src/features/'],
  ['#platform/', 'src/platform/'],
  ['#ui/', 'src/ui/'],
]

function resolved(from: string, name: string): string {
  if (name === '#addresses') return 'src/addresses.ts'
  if (name === '#settings') return 'src/settings.ts'
  for (const [alias, folder] of ALIASES) if (name.startsWith(alias)) return folder + name.slice(alias.length)
  return name.startsWith('.') ? posix.normalize(`${dirname(from)}/${name}`) : name
}

/** Every import and re-export of a text; comments and strings that merely look like one do not start a line with the keyword. */
function importsOf(file: string, text: string): Import[] {
  const found: Import[] = []
  for (const match of text.matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm))
    found.push({ from: file, to: resolved(file, match[2]!), typeOnly: match[1] !== undefined })
  for (const match of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) found.push({ from: file, to: resolved(file, match[1]!), typeOnly: false })
  return found
}

const imports = code.flatMap((file) => importsOf(file, textOf.get(file)!))
const shown = (faults: readonly Import[]): string[] => faults.map(({ from, to }) => `${from} → ${to}`)
const featureOf = (file: string): string | null => /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? null
/** Engines: pure and big, folders of plain functions (with the threads they run in) that keep no closed list of file names. */
const ENGINES = ['places/gazetteer', 'documents/extraction', 'documents/picture', 'sheets/reading', 'finder/ranking', 'intake/reading', 'digest/composing']
/** The kind of a file inside a feature, split by nouns or not: 'table', 'queries' …; '' for the noun itself; null for engines and messages. */
function kindOf(file: string): string | null {
  const inside = /^src\/features\/(.+)$/.exec(file)?.[1]
  if (inside === undefined || !inside.includes('/') || ENGINES.some((engine) => inside.startsWith(`${engine}/`))) return null
  const parts = basename(inside)
    .replace(/\.tsx?$/, '')
    .split('.')
  return parts.length === 1 ? '' : parts.slice(1).join('.')
}

test('the reader of imports finds them all, and a planted fault is seen', () => {
  const planted = `import { a } from '#features/today/today.ts'\nexport * from './b.ts'\nconst c = await import('../c.ts')\nimport type { d } from '#ui/d.tsx'\nimport '#platform/e.ts'\n`
  expect(importsOf('src/platform/x.ts', planted)).toEqual([
    { from: 'src/platform/x.ts', to: 'src/features/today/today.ts', typeOnly: false },
    { from: 'src/platform/x.ts', to: 'src/platform/b.ts', typeOnly: false },
    { from: 'src/platform/x.ts', to: 'src/ui/d.tsx', typeOnly: true },
    { from: 'src/platform/x.ts', to: 'src/platform/e.ts', typeOnly: false },
    { from: 'src/platform/x.ts', to: 'src/c.ts', typeOnly: false },
  ])
  expect(code.length).toBeGreaterThan(80)
})

test('rule 1: platform knows no feature and no ui, ui no feature, features neither app nor main', () => {
  const faults = imports.filter(
    ({ from, to }) =>
      (from.startsWith('src/platform/') && (to.startsWith('src/features/') || to.startsWith('src/ui/') || to.startsWith('src/demo/'))) ||
      (from.startsWith('src/ui/') && (to.startsWith('src/features/') || to.startsWith('src/demo/'))) ||
      ((from.startsWith('src/features/') || from.startsWith('src/ui/') || from.startsWith('src/platform/')) &&
        /^src\/(app|routes|contributions|event-contributions|followers|site-frame|main|running|cli)\.tsx?$/.test(to)),
  )
  expect(shown(faults)).toEqual([])
})

test('rule 2: features lean one way, in the order of the office', () => {
  const known = new Set(code.map(featureOf).filter((name) => name !== null))
  expect([...known].filter((name) => !ORDER.includes(name))).toEqual([])
  const faults = imports.filter(({ from, to }) => {
    const [a, b] = [featureOf(from), featureOf(to)]
    return a !== null && b !== null && a !== b && ORDER.indexOf(b) > ORDER.indexOf(a)
  })
  // Recognising a person needs the places nowhere, but the first run of accounts offers the towns of the world.
  const firstRun = faults.filter(
    ({ from, to }) => /^src\/features\/accounts\/account\.(routes|pages)\.tsx$/.test(from) && to.startsWith('src/features/places/'),
  )
  expect(shown(faults.filter((fault) => !firstRun.includes(fault)))).toEqual([])
})

test("rule 3: another feature's routes, pages, jobs, mails and islands are its own business", () => {
  const faults = imports.filter(({ from, to }) => {
    const [a, b] = [featureOf(from), featureOf(to)]
    return a !== null && b !== null && a !== b && ['routes', 'pages', 'public', 'jobs', 'mails', 'island'].includes(kindOf(to) ?? '')
  })
  expect(shown(faults)).toEqual([])
})

test('rule 4: inside a feature rules ← tables ← queries, actions ← routes → pages', () => {
  /** What a file of this kind may not import from its own feature (or, for pages, from anywhere). */
  const forbidden: Readonly<Record<string, readonly string[]>> = {
    '': ['table', 'queries', 'actions', 'routes', 'pages', 'public', 'jobs', 'mails', 'gate'],
    table: ['queries', 'actions', 'routes', 'pages', 'public', 'jobs', 'mails', 'gate'],
    queries: ['actions', 'routes', 'pages', 'public', 'jobs', 'mails', 'gate'],
    actions: ['routes', 'pages', 'public', 'jobs', 'gate'],
    pages: ['table', 'queries', 'actions', 'routes', 'jobs', 'gate'],
    public: ['table', 'queries', 'actions', 'routes', 'jobs', 'gate'],
  }
  // A page, and a rule, may name the shape of what it is given.
  const faults = imports.filter(({ from, to }) => {
    const kind = kindOf(from)
    const target = kindOf(to)
    if (kind === null || target === null) return false
    return (forbidden[kind]?.includes(target) ?? false) && !(['pages', 'public', ''].includes(kind) && importsOnlyTypes(from, to))
  })
  expect(shown(faults)).toEqual([])
  const database = imports.filter(
    ({ from, to, typeOnly }) =>
      ['pages', 'public'].includes(kindOf(from) ?? '') && !typeOnly && (to.startsWith('src/platform/database/door') || to === 'drizzle-orm' || to === 'pg'),
  )
  expect(shown(database)).toEqual([])
  const http = imports.filter(
    ({ from, to, typeOnly }) => ['', 'table', 'queries', 'actions'].includes(kindOf(from) ?? 'none') && !typeOnly && (to === 'hono' || to.startsWith('hono/')),
  )
  expect(shown(http)).toEqual([])
})

/** True when every import of `to` in `from` names types only, inline or as a whole. */
function importsOnlyTypes(from: string, to: string): boolean {
  const text = textOf.get(from)!
  return [...text.matchAll(/^\s*import\s+(type\s+)?\{([^}]*)\}\s+from\s+['"]([^'"]+)['"]/gm)]
    .filter((match) => resolved(from, match[3]!) === to)
    .every((match) => match[1] !== undefined || match[2]!.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')))
}

test('rule 5: only a feature’s own actions and jobs write its tables', () => {
  const faults: string[] = []
  for (const file of code) {
    const feature = featureOf(file)
    const text = textOf.get(file)!
    const writes = [...text.matchAll(/\.(insert|update|delete)\(\s*(\w+)\s*\)/g)].map((match) => match[2]!)
    if (writes.length === 0) continue
    const kind = kindOf(file)
    const imported = new Map<string, string>()
    for (const match of text.matchAll(/^\s*import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+['"]([^'"]+)['"]/gm))
      for (const name of match[1]!.split(','))
        imported.set(
          name
            .trim()
            .split(/\s+as\s+/)
            .at(-1)!,
          resolved(file, match[2]!),
        )
    for (const name of writes) {
      const table = imported.get(name)
      if (table === undefined || !table.endsWith('.table.ts')) continue
      const owner = featureOf(table)
      if (feature === null && owner === null) continue
      const own = owner === feature || table === 'src/platform/database/office.table.ts'
      if (!own || !['actions', 'jobs'].includes(kind ?? '')) faults.push(`${file} writes ${name} of ${table}`)
    }
  }
  expect(faults).toEqual([])
})

test('rule 6: every table of an office begins with the office and has its policy; every editable one a version', () => {
  const faults: string[] = []
  for (const file of code.filter((name) => name.endsWith('.table.ts'))) {
    for (const [, name, body] of textOf.get(file)!.matchAll(/export const (\w+) = pgTable\(([\s\S]*?)\n\)(?:\.enableRLS\(\))?/g)) {
      if (!body!.includes('officeKey()')) continue
      const whole = textOf.get(file)!.slice(textOf.get(file)!.indexOf(`export const ${name} =`))
      if (!body!.includes('officeRules(')) faults.push(`${file}: ${name} has no officeRules`)
      if (!/^[\s\S]*?\n\)\.enableRLS\(\)/.test(whole)) faults.push(`${file}: ${name} has row security off`)
    }
  }
  expect(faults).toEqual([])
})

test('rule 8: one place reads the environment, one the time, one sends mail; islands see only the page', () => {
  const using = (pattern: RegExp, allowed: (file: string) => boolean): string[] => code.filter((file) => !allowed(file) && pattern.test(textOf.get(file)!))
  expect(using(/process\.env\b/, (file) => file === 'src/settings.ts' || file.endsWith('embedded/program.ts') || /extraction\/apart/.test(file))).toEqual([])
  expect(
    using(
      /\bnew Date\(\s*\)|\bDate\.now\(\)/,
      (file) =>
        file === 'src/platform/clock.ts' ||
        file === 'src/platform/ids.ts' ||
        file.startsWith('src/platform/database/embedded/') ||
        file.startsWith('src/platform/database/backup/'),
    ),
  ).toEqual([])
  expect(imports.filter(({ from, to }) => to === 'nodemailer' && !from.startsWith('src/platform/mail/')).map(({ from }) => from)).toEqual([])
  const islands = imports.filter(
    ({ from, to, typeOnly }) =>
      (from.includes('/islands/') || /\.island\.tsx?$/.test(from)) &&
      !typeOnly &&
      !to.startsWith('hono/jsx') &&
      !to.startsWith('@atlaskit/pragmatic-drag-and-drop/') &&
      !/^prosemirror-[a-z]+$/.test(to) &&
      !to.startsWith('src/ui/islands/') &&
      !/^src\/features\/[^/]+\/[^/]+\.island\.tsx?$/.test(to),
  )
  expect(shown(islands)).toEqual([])
})

test('a feature is split by noun once, not deeper', () => {
  const folders = new Set(sources.flatMap((file) => /^src\/features\/(.+)\/[^/]+$/.exec(file)?.[1] ?? []))
  expect([...folders].filter((folder) => folder.split('/').length > 2 && !ENGINES.some((engine) => folder.startsWith(engine)))).toEqual([])
})

test('a feature has only files of the closed list; no drawers for odds and ends', () => {
  const kinds = ['', 'table', 'queries', 'actions', 'routes', 'pages', 'public', 'jobs', 'mails', 'island', 'gate', 'test']
  const faults = sources.filter((file) => {
    const kind = kindOf(file)
    return kind !== null && !kinds.includes(kind)
  })
  expect(faults).toEqual([])
  expect(sources.filter((file) => /^(index|utils?|helpers?|types?|services?|managers?|common|misc)\.(test\.)?tsx?$/.test(basename(file)))).toEqual([])
})

test('every file says in its first line what it is; no file outgrows its room', () => {
  expect(sources.filter((file) => !/^(#!.*\n)?(\/\/|\/\*\*?) ?\S/.test(textOf.get(file)!))).toEqual([])
  // Word lists of a language are data, one list a language; tests may be longer than what they test.
  const room = (file: string): number => (/\/(?:reading|gazetteer)\/languages\//.test(file) ? Infinity : /\.test\.tsx?$/.test(file) ? 700 : 500)
  expect(sources.map((file) => [file, textOf.get(file)!.split('\n').length] as const).filter(([file, lines]) => lines > room(file))).toEqual([])
})

test('nothing unfinished, silenced or left talking', () => {
  // Each mark is spelled so that this line does not match itself.
  const marks = /T[O]DO|F[I]XME|@ts-[i]gnore|@ts-[n]ocheck|\bas [a]ny[;,)\]]|console\.[l]og|\.[o]nly\(|\.[s]kip\(/
  const tests = globSync('tests/**/*.{ts,tsx}', { cwd: root }).map((file) => [file, readFileSync(join(root, file), 'utf8')] as const)
  expect([...textOf, ...tests].filter(([, text]) => marks.test(text)).map(([file]) => file)).toEqual([])
})
