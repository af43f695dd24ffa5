// Builds dist/: the texts, the server, the command line, what the browser is given, and the index of the world's towns. Skips what is current.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'dist/.built')
const inputs = ['src/**/*.{ts,tsx,css,json,svg,woff2,typ}', 'scripts/*.{mjs,ts}', 'package.json', 'package-lock.json', 'reference/**/*']

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of [...new Set(inputs.flatMap((pattern) => globSync(pattern, { cwd: root })))].sort()) {
    // A folder may match a pattern; only files count.
    try {
      const bytes = readFileSync(join(root, file))
      hash.update(file).update('\0').update(bytes)
    } catch (error) {
      if (error.code !== 'EISDIR') throw error
    }
  }
  return hash.digest('hex')
}

/** The papers' templates keep their paths, by which they name each other. */
function carryTemplates() {
  const papers = join(root, 'dist/papers')
  rmSync(papers, { recursive: true, force: true })
  for (const file of globSync('**/*.typ', { cwd: join(root, 'src') })) cpSync(join(root, 'src', file), join(papers, file))
}

/** Builds what is not current; throws with words for a person when the texts are not whole. */
export async function buildAll() {
  const now = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  const started = performance.now()
  const [{ build, stop }, { compileTexts }, { buildAssets }] = await Promise.all([import('esbuild'), import('./texts.mjs'), import('./build-assets.mjs')])
  await compileTexts()
  mkdirSync(join(root, 'dist'), { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: 'src/main.ts',
      cli: 'src/cli.ts',
      gazetteer: 'scripts/gazetteer.ts',
      finder: 'scripts/finder.ts',
      'apart.worker': 'src/features/documents/extraction/apart.worker.ts',
      'picture.worker': 'src/features/documents/picture/picture.worker.ts',
      'table.worker': 'src/features/sheets/reading/table.worker.ts',
      'reading.worker': 'src/features/intake/reading/reading.worker.ts',
      'typst.worker': 'src/platform/documents/typst.worker.ts',
    },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    // Shared parts lie beside their callers: reading and drawing look for their workers in their own folder.
    chunkNames: '[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: 'linked',
    logLevel: 'warning',
  })
  carryTemplates()
  await buildAssets({ root, out: join(root, 'dist') })
  // Its service would otherwise stay beside the server for as long as that runs.
  await stop()
  await import(new URL('../dist/gazetteer.js', import.meta.url).href)
  await import(new URL('../dist/finder.js', import.meta.url).href)
  writeFileSync(stamp, now)
  process.stderr.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildAll()
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
