// The gatherer of texts refuses what would leave a reader without words, and the search for the citizens' words follows the code.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { publicKeys } from '../../../scripts/public-texts.mjs'
import { gather } from '../../../scripts/texts.mjs'

const folder = mkdtempSync(join(tmpdir(), 'pobratim-texts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

test('what a citizens’ page says is found through imports and declarations; what only stands beside it is not', () => {
  write(
    'src/features/fair/fair.public.tsx',
    "import { kindName } from './fair.ts'\nimport { Stall } from '#ui/stall.tsx'\n\nexport const FairPage = () => m.fair_title() + kindName('a') + Stall\n",
  )
  write(
    'src/features/fair/fair.ts',
    "import { other } from '#features/other/other.ts'\n\nconst kinds = { a: () => m.fair_kind_a() }\n// m.fair_comment()\nexport const kindName = (kind) => kinds[kind]() + other()\nexport const officeOnly = () => m.fair_office()\nexport type Kind = typeof m.fair_type\n",
  )
  write('src/features/other/other.ts', "export { deep as other } from './deep.ts'\n")
  write('src/features/other/deep.ts', 'export function deep() {\n  return m.other_deep()\n}\n')
  write('src/ui/stall.tsx', 'export const Stall = m.ui_stall\n')
  const found = [...publicKeys(folder)].filter(([key]) => !key.startsWith('app_'))
  expect(Object.fromEntries(found)).toEqual({
    fair_title: 'src/features/fair/fair.public.tsx#FairPage',
    fair_kind_a: 'src/features/fair/fair.ts#kinds',
    other_deep: 'src/features/other/deep.ts#deep',
    ui_stall: 'src/ui/stall.tsx#Stall',
  })
})

test('a missing text is named with the language that lacks it', () => {
  const needed = new Map([['fair_title', 'src/fair.public.tsx#FairPage']])
  const say = (language: string, texts: Record<string, string>): void => write(`src/features/fair/messages/${language}.json`, JSON.stringify(texts))
  const faults = (): string[] => gather(folder, needed).faults
  for (const language of ['bg', 'en', 'mk', 'fr', 'it', 'sr', 'zh']) say(language, { fair_title: 'x' })
  expect(faults()).toEqual([])
  say('bg', { fair_title: 'x', fair_office: 'x' })
  expect(faults()).toEqual(['fair_office has no text in en'])
  say('en', { fair_title: 'x', fair_office: 'x' })
  expect(faults()).toEqual([])
  say('zh', {})
  expect(faults()).toEqual(['fair_title has no text in zh, and citizens read it: src/fair.public.tsx#FairPage'])
  say('zh', { fair_title: 'x', fair_office: 'x' })
  expect(faults()).toEqual(['fair_office has no text in mk, fr, it, sr, but has one in another language of the site'])
  say('zh', { fair_title: 'x', fair_new: 'x' })
  expect(faults()).toEqual([
    'fair_new has no text in bg',
    'fair_new has no text in en',
    'fair_new has no text in mk, fr, it, sr, but has one in another language of the site',
  ])
})
