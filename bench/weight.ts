// What citizens' pages weigh in all, as the wire brings them: page, sheets, letters, scripts, the town's crest; every kind in every language. Fails from 60 kB on.
import type { Browser } from 'playwright-core'
import { openBrowser, PHONE } from '../tests/journeys/browser.ts'
import { bringCrest, demoOffice, kindsInEveryLanguage, pressed } from './public-site.ts'

const MOST_BYTES = 60_000

type Weight = { readonly path: string; readonly bytes: number; readonly parts: string }

async function weightOf(browser: Browser, url: string, path: string): Promise<Weight> {
  const context = await browser.newContext({ viewport: PHONE, locale: 'bg-BG' })
  try {
    const page = await context.newPage()
    const wire = await context.newCDPSession(page)
    await wire.send('Network.enable')
    await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
    const kinds = new Map<string, string>()
    const parts: Record<string, number> = {}
    wire.on('Network.responseReceived', ({ requestId, type, response }) =>
      kinds.set(
        requestId,
        response.url.endsWith('.woff2')
          ? 'letters'
          : type === 'Stylesheet'
            ? 'sheets'
            : type === 'Document'
              ? 'page'
              : type === 'Script'
                ? 'scripts'
                : 'pictures',
      ),
    )
    wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId) ?? 'pictures'
      parts[kind] = (parts[kind] ?? 0) + encodedDataLength
    })
    await page.goto(url + path, { waitUntil: 'networkidle' })
    await page.evaluate(() => document.fonts.ready)
    const bytes = Object.values(parts).reduce((sum, one) => sum + one, 0)
    const said = ['page', 'sheets', 'letters', 'scripts', 'pictures'].map((kind) => ((parts[kind] ?? 0) / 1000).toFixed(1).padStart(9))
    return { path, bytes, parts: said.join('') }
  } finally {
    await context.close()
  }
}

const server = await demoOffice()
const browser = await openBrowser()
const weights: Weight[] = []
try {
  await bringCrest(server)
  const only = process.argv.slice(2)
  const pages = only.length > 0 ? only : await kindsInEveryLanguage(server.url)
  // So often that each is packed as tightly as it will be.
  await pressed(server.url, pages, 4)
  process.stdout.write(
    `kB with a crest\n${'page'.padEnd(58)}   in all${['page', 'sheets', 'letters', 'scripts', 'pictures'].map((name) => name.padStart(9)).join('')}\n`,
  )
  for (const path of pages) {
    const one = await weightOf(browser, server.url, path)
    weights.push(one)
    process.stdout.write(`${path.padEnd(58)}${(one.bytes / 1000).toFixed(1).padStart(9)}${one.parts}\n`)
  }
} finally {
  await browser.close()
  await server.kill('SIGTERM')
}
const heavy = weights.filter(({ bytes }) => bytes >= MOST_BYTES)
process.stdout.write(
  `${weights.length} pages, the heaviest ${(Math.max(...weights.map(({ bytes }) => bytes)) / 1000).toFixed(1)} kB; ${heavy.length} of ${MOST_BYTES / 1000} kB and more\n`,
)
process.exit(heavy.length === 0 ? 0 : 1)
