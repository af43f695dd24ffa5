// Makes what the browser is given: two style sheets, the letters, the islands, each under a name that holds its content's hash.
import { build, transform } from 'esbuild'
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { nearFaces } from './near-letters.mjs'

const LAYERS = '@layer ds.theme, ds.base, ds.house, ds.components;\n'
const OFFICE_PARTS = [
  'base',
  'button',
  'card',
  'table',
  'tag',
  'alert',
  'details',
  'dialog',
  'fieldset',
  'heading',
  'input',
  'label',
  'link',
  'paragraph',
  'skip-link',
  'error-summary',
  'validation-message',
  'data-size-workaround',
]
const SITE_PARTS = ['base', 'button', 'skip-link', 'data-size-workaround']
const OFFICE_SHEETS = ['tokens', 'pieces', 'plate', 'forms', 'registers', 'lists', 'sheet', 'shell', 'print']
const SITE_SHEETS = ['tokens', 'pieces', 'plate', 'site', 'print']
/** The pocket programme stands in neither house: no parts, no letters of ours. */
const POCKET_SHEET = 'src/features/visits/pocket/pocket.css'
const TARGETS = ['chrome111', 'firefox113', 'safari16.4']
const WOFF2 = '@fontsource-variable/sofia-sans/files/sofia-sans-{subset}-wght-normal.woff2'
// The ranges are fontsource's own for these subsets; the browser fetches only those a page needs. Without U+202F, which the letters lack and French numbers have.
const SUBSETS = {
  cyrillic: 'U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116',
  latin:
    'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-202E, U+2030-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
  'latin-ext': 'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+1E00-1E9F, U+20A0-20AB, U+20AD-20C0, U+2C60-2C7F',
}

// The citizens' pages get a narrower cut of the same letters (src/ui/fonts; how it was cut stands in DESIGN.md); what it lacks comes from the whole files.
const SITE_CUTS = {
  // Bulgarian, Russian, and what Macedonian and Serbian names have besides.
  cyrillic: 'U+0301, U+0401-0403, U+0405, U+0408-040C, U+040F-044F, U+0451-0453, U+0455, U+0458-045D, U+045F, U+2116',
  // With what French and Italian have besides ASCII.
  latin:
    'U+0020-007E, U+00A0, U+00A7, U+00A9, U+00AB, U+00B7, U+00BB, U+00C0, U+00C7-00CA, U+00CE, U+00D4, U+00D7, U+00E0, U+00E2, U+00E7-00EC, U+00EE-00EF, U+00F2, U+00F4, U+00F9, U+00FB-00FC, U+0153, U+2010-2011, U+2013-2014, U+2018-201A, U+201C-201E, U+2026, U+20AC, U+2192',
  // Montenegrin; fetched only where one of its letters stands.
  'latin-ext': 'U+0106-0107, U+010C-010D, U+0110-0111, U+0160-0161, U+017D-017E',
}

/**
 * The sheet without the custom properties that nothing reads: the design system brings several hundred for every colour and size there is. `readers` are texts
 * that may read some besides the sheet itself. What the sheet says, minified, stays in its order.
 */
export function withoutUnread(css, readers) {
  const read = (text) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name)
  const elsewhere = new Set(readers.flatMap(read))
  for (;;) {
    const here = new Set(read(css))
    const less = css.replace(/(?<=[{;])(--[\w-]+):[^;{}]*(?:;|(?=\}))/g, (declaration, name) => (here.has(name) || elsewhere.has(name) ? declaration : ''))
    // One that is gone may have been the only reader of another.
    if (less.length === css.length) return css.replace(/(?<=[{};])[^{};@]+\{\}/g, '')
    css = less
  }
}

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10)

/**
 * Builds every asset of the project at `root` into `out`/assets and writes `out`/assets/manifest.json:
 * logical name → { file, bytes, gzip } (sizes in bytes). Sheets and scripts lie beside .br and .gz copies.
 * Returns the manifest. Throws when two islands bear one name or a sheet does not parse.
 */
export async function buildAssets({ root, out }) {
  const folder = join(out, 'assets')
  mkdirSync(folder, { recursive: true })
  // A server that runs from an earlier build still hands out its own sheets; after a week none does.
  for (const file of readdirSync(folder)) if (Date.now() - statSync(join(folder, file)).mtimeMs > 7 * 86_400_000) rmSync(join(folder, file))
  const manifest = {}
  const put = (name, bytes, file = `${basename(name, extname(name))}-${hashOf(bytes)}${extname(name)}`) => {
    if (manifest[name]) throw new Error(`Two assets are called ${name}`)
    const squeezable = extname(name) !== '.woff2'
    const gz = squeezable ? gzipSync(bytes, { level: 9 }) : bytes
    writeFileSync(join(folder, file), bytes)
    if (squeezable) {
      writeFileSync(join(folder, `${file}.gz`), gz)
      writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
    }
    manifest[name] = { file, bytes: bytes.length, gzip: gz.length }
    return file
  }

  const modules = join(root, 'node_modules')
  const face = (name, from, range) => {
    const file = put(name, readFileSync(from))
    return `@font-face{font-family:'Sofia Sans Variable';src:url(/assets/${file}) format('woff2');font-weight:1 1000;font-display:swap;unicode-range:${range}}`
  }
  const faces = Object.entries(SUBSETS).map(([subset, range]) => face(`sofia-sans-${subset}.woff2`, join(modules, WOFF2.replace('{subset}', subset)), range))
  const siteFaces = Object.entries(SITE_CUTS).map(([cut, range]) =>
    face(`sofia-sans-site-${cut}.woff2`, join(root, `src/ui/fonts/sofia-sans-site-${cut}.woff2`), range),
  )

  const near = nearFaces(modules)

  const read = (path) => readFileSync(join(root, path), 'utf8')
  const part = (name) =>
    // The single part files carry no layer of their own (only the joined index does), so the wrapper is ours.
    `@layer ds.${name === 'base' ? 'base' : 'components'}{${readFileSync(join(modules, `@digdir/designsystemet-css/dist/src/${name}.css`), 'utf8')}}`
  /** @param {string[]} readers what may read the sheet's custom properties besides it */
  const sheet = async (name, parts, letters, own, readers) => {
    const css = [LAYERS, read('src/ui/theme.css').replace(/^@charset[^;]*;/, ''), ...parts.map(part), ...letters, ...own.map(read)].join('\n')
    const made = await transform(css, { loader: 'css', minify: true, sourcefile: name, logLevel: 'error', target: TARGETS })
    put(name, Buffer.from(withoutUnread(made.code, readers)))
  }
  // A feature's sheet belongs to the office; the website feature's, and any `.public.css`, to the citizens' site. Print rules come last.
  const features = globSync('src/features/**/*.css', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== POCKET_SHEET)
    .sort()
  const ofSite = (path) => path.startsWith('src/features/website/') || path.endsWith('.public.css')
  // A sheet in a folder of the website, or beside another feature's citizens' page, is for those pages alone: home and partners stay light without it.
  const ofFewPages = (path) => /^src\/features\/website\/[^/]+\//.test(path) || path.endsWith('.public.css')
  const inOrder = (sheets, more) => [...sheets.slice(0, -1).map((s) => `src/ui/${s}.css`), ...more, `src/ui/${sheets.at(-1)}.css`]
  const code = globSync('src/**/*.{ts,tsx}', { cwd: root }).map(read)
  await sheet(
    'office.css',
    OFFICE_PARTS,
    [...faces, ...near],
    inOrder(
      OFFICE_SHEETS,
      features.filter((f) => !ofSite(f)),
    ),
    code,
  )
  await sheet(
    'site.css',
    SITE_PARTS,
    [...faces, ...siteFaces, ...near],
    inOrder(
      SITE_SHEETS,
      features.filter((f) => ofSite(f) && !ofFewPages(f)),
    ),
    [...code, ...features.filter(ofFewPages).map(read)],
  )
  for (const path of features.filter(ofFewPages)) {
    const page = await transform(read(path), { loader: 'css', minify: true, sourcefile: path, logLevel: 'error', target: TARGETS })
    put(`site-${basename(path).replace('.public', '')}`, Buffer.from(page.code))
  }
  // A phone in a foreign country gets one small sheet and the letters it has.
  const pocket = await transform(read(POCKET_SHEET), { loader: 'css', minify: true, sourcefile: 'pocket.css', logLevel: 'error', target: TARGETS })
  put('pocket.css', Buffer.from(pocket.code))

  put('mark.svg', readFileSync(join(root, 'src/ui/mark.svg')))
  const islands = ['src/ui/islands/office.ts', 'src/ui/islands/lists.ts', ...globSync('src/features/**/*.island.tsx', { cwd: root }).sort()]
  const made = await build({
    entryPoints: islands.map((path) => join(root, path)),
    absWorkingDir: root,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: ['es2022'],
    minify: true,
    // An island's JSX becomes real elements; the server's tsconfig would make strings of it.
    tsconfigRaw: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'hono/jsx/dom' } },
    metafile: true,
    write: false,
    logLevel: 'error',
    entryNames: '[name]-[hash]',
    chunkNames: 'shared-[hash]',
  })
  for (const output of made.outputFiles) {
    const entry = Object.entries(made.metafile.outputs).find(([path]) => basename(path) === basename(output.path))?.[1]
    const source = entry?.entryPoint && basename(entry.entryPoint)
    const name = source ? source.replace(/(\.island)?\.tsx?$/, '.js') : basename(output.path)
    put(name, Buffer.from(output.contents), basename(output.path))
  }
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(fileURLToPath(import.meta.url), '../..')
  const manifest = await buildAssets({ root, out: process.argv[2] ?? join(root, 'dist') })
  for (const [name, { bytes, gzip }] of Object.entries(manifest))
    process.stdout.write(`${name.padEnd(32)} ${String(bytes).padStart(8)} B ${(gzip / 1024).toFixed(1).padStart(7)} kB gzip\n`)
}
