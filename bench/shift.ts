// How far citizens' pages move while their letters arrive late: layout shift by kind of page, language and width of the window, in a real Chromium. Fails above 0.02.
import { openBrowser } from '../tests/journeys/browser.ts'
import { demoOffice, kindsInEveryLanguage, pressed } from './public-site.ts'
import { LETTERS_LATE_MS, shiftOf } from './shifting.ts'

/** CSS pixels: three phones, a tablet, an office's screen. */
const WIDTHS = [360, 390, 412, 768, 1366]
/** A tenth is what search engines call good; a line of a phone's screen is a thirtieth. */
const MOST = 0.02

type Moved = { readonly path: string; readonly width: number; readonly shift: number; readonly what: readonly string[] }

const asked = process.argv.slice(2)
const widths = asked.filter((word) => /^\d+$/.test(word)).map(Number)
const paths = asked.filter((word) => word.startsWith('/'))
const languages = asked.filter((word) => /^[a-z]{2}$/.test(word))

const server = await demoOffice()
const browser = await openBrowser()
const moved: Moved[] = []
try {
  const pages =
    paths.length > 0 ? paths : (await kindsInEveryLanguage(server.url)).filter((path) => languages.length === 0 || languages.includes(path.slice(1, 3)))
  const at = widths.length > 0 ? widths : WIDTHS
  await pressed(server.url, pages, 3)
  process.stdout.write(`letters ${LETTERS_LATE_MS} ms late\n${'page'.padEnd(44)}${at.map((width) => `${width} px`.padStart(9)).join('')}\n`)
  for (const path of pages) {
    const row: Moved[] = []
    for (const width of at) row.push({ path, width, ...(await shiftOf(browser, server.url + path, width)) })
    moved.push(...row)
    process.stdout.write(`${path.padEnd(44)}${row.map(({ shift }) => shift.toFixed(3).padStart(9)).join('')}\n`)
  }
} finally {
  await browser.close()
  await server.kill('SIGTERM')
}
const over = moved.filter(({ shift }) => shift > MOST)
for (const { path, width, shift, what } of over.sort((a, b) => b.shift - a.shift).slice(0, 20))
  process.stdout.write(`${path} at ${width} px: ${shift.toFixed(3)}: ${what.join(' | ')}\n`)
process.stdout.write(`${moved.length} windows, the furthest ${Math.max(...moved.map(({ shift }) => shift)).toFixed(3)}, over ${MOST}: ${over.length}\n`)
process.exit(over.length === 0 ? 0 : 1)
