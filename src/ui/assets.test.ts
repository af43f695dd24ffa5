// The browser's files: names with hashes once built, plain names before, and what buildAssets writes.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { buildAssets } from '../../scripts/build-assets.mjs'
import { assetPath, useAssets, type AssetManifest } from './assets.ts'

const out = mkdtempSync(join(tmpdir(), 'pobratim-assets-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

test('a name stands for itself until a manifest is given, and for its hashed file after', () => {
  expect(assetPath('office.css')).toBe('/assets/office.css')
  useAssets({ 'office.css': { file: 'office-0123456789.css', bytes: 10, gzip: 8 } })
  expect([assetPath('office.css'), assetPath('desk.js')]).toEqual(['/assets/office-0123456789.css', '/assets/desk.js'])
  useAssets({})
  expect(assetPath('office.css')).toBe('/assets/office.css')
})

test('the build writes sheets, letters and islands with a manifest that tells the truth, light enough for a citizen', async () => {
  const manifest = (await buildAssets({ root: join(import.meta.dirname, '../..'), out })) as AssetManifest
  expect(JSON.parse(readFileSync(join(out, 'assets/manifest.json'), 'utf8'))).toEqual(manifest)
  expect(Object.keys(manifest)).toEqual(
    expect.arrayContaining(['office.css', 'site.css', 'office.js', 'mark.svg', 'sofia-sans-cyrillic.woff2', 'sofia-sans-site-latin.woff2']),
  )
  const files = new Set(readdirSync(join(out, 'assets')))
  for (const [name, { file, bytes, gzip }] of Object.entries(manifest)) {
    const content = readFileSync(join(out, 'assets', file))
    expect([name, content.length]).toEqual([name, bytes])
    if (name.endsWith('.woff2')) continue
    expect(files.has(`${file}.gz`) && files.has(`${file}.br`)).toBe(true)
    expect(gunzipSync(readFileSync(join(out, 'assets', `${file}.gz`))).equals(content)).toBe(true)
    expect(brotliDecompressSync(readFileSync(join(out, 'assets', `${file}.br`))).equals(content)).toBe(true)
    expect(readFileSync(join(out, 'assets', `${file}.gz`)).length).toBe(gzip)
  }
  for (const sheet of ['office.css', 'site.css'])
    for (const [, address] of readFileSync(join(out, 'assets', manifest[sheet]!.file), 'utf8').matchAll(/url\(["']?(\/assets\/[^"')]+)/g))
      expect(files.has(address!.replace('/assets/', ''))).toBe(true)

  const letters = manifest['sofia-sans-site-cyrillic.woff2']!.bytes + manifest['sofia-sans-site-latin.woff2']!.bytes
  // 60 kB for a citizens' page: sheet and letters leave at least 14 kB for the page itself.
  expect(manifest['site.css']!.gzip + letters).toBeLessThan(46 * 1024)
  expect(manifest['office.js']!.gzip).toBeLessThan(10 * 1024)
})
