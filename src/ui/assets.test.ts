// The browser's files: names with hashes once built, plain names before, and what buildAssets writes.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { buildAssets, withoutUnread } from '../../scripts/build-assets.mjs'
import { NEAR_FAMILY, nearFaces } from '../../scripts/near-letters.mjs'
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
  // 60 kB for a citizens' page: sheet and letters leave at least 16 kB for the page itself.
  expect(manifest['site.css']!.gzip + letters).toBeLessThan(44 * 1024)
  expect(manifest['office.js']!.gzip).toBeLessThan(10 * 1024)
})

test('of the custom properties those stay that something reads, here or elsewhere, also by way of another', () => {
  const css = ':root{--a:1;--b:var(--a);--c:2;--d:3}.x{--e:4}p{margin:var(--b);padding:var(--b,var(--g))}.y{--f: ;--g:5}'
  expect(withoutUnread(css, ['<rect fill="var(--d)"/>'])).toBe(':root{--a:1;--b:var(--a);--d:3}p{margin:var(--b);padding:var(--b,var(--g))}.y{--g:5}')
})

test('the reader’s own letters stand in the measure of Sofia Sans until it comes', () => {
  const faces = nearFaces(join(import.meta.dirname, '../../node_modules'))
  const of = (font: string, letters: string, weight = ''): Record<string, number> => {
    const face = faces.find((one) => one.includes(`local('${font}')`) && one.includes(`unicode-range:${letters}`) && one.includes(`font-weight:${weight}`))!
    return Object.fromEntries([...face.matchAll(/([a-z-]+):([\d.]+)%/g)].map(([, name, share]) => [name!, Number(share)]))
  }
  expect([new Set(faces.map((face) => /font-family:'([^']+)'/.exec(face)![1])), faces.length]).toEqual([new Set([NEAR_FAMILY]), 36])
  // Arial leaves wider spaces and draws narrower Cyrillic letters; its line is made as high as ours: 0.9 em above, 0.3 em below.
  const cyrillic = 'U+400-4FF'
  expect(
    [of('Arial', 'U+20,U+A0'), of('Arial', cyrillic), of('Arial Bold', cyrillic, '600'), of('Arial Bold', cyrillic, '725')].map((face) => face['size-adjust']),
  ).toEqual([75.6, 102.7, 96.5, 97.2])
  for (const font of ['Roboto', 'Arial', 'Noto Sans', 'DejaVu Sans Bold']) {
    const { 'size-adjust': size, 'ascent-override': above, 'descent-override': below, 'line-gap-override': gap } = of(font, 'U+400-4FF')
    expect([font, Math.round((size! * above!) / 100), Math.round((size! * below!) / 100), gap]).toEqual([font, 90, 30, 0])
  }
})
