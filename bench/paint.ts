// When a phone on a slow network has painted the largest thing of a citizens' page: a real Chromium, everything asked for anew, held back as a phone would be.
import type { Browser } from 'playwright-core'
import { openBrowser } from '../tests/journeys/browser.ts'
import { demoOffice, kindsOfPages, pressed } from './public-site.ts'

/** The phone Lighthouse measures with: slow 4G (150 ms there and back, 1.6 Mbit/s down, 0.75 up), a processor four times slower, 412 × 823 at 1.75. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1638.4 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 }
const SLOWER = 4
const SCREEN = { width: 412, height: 823 }
const MOST_MS = 800
const asked = process.argv.slice(2)
const ROUNDS = Number(asked.find((word) => /^\d+$/.test(word)) ?? 5)

type Paint = {
  readonly first: number
  readonly largest: number
  readonly what: string
  readonly bytes: number
  readonly requests: number
  readonly shift: number
}

async function paintOf(browser: Browser, url: string): Promise<Paint> {
  const context = await browser.newContext({ viewport: SCREEN, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true, locale: 'bg-BG' })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  let [bytes, requests] = [0, 0]
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
    requests += 1
  })
  await page.addInitScript(() => {
    const seen = { largest: 0, what: '', shift: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver((list) => {
      const entry = list.getEntries().at(-1) as PerformanceEntry & { element?: Element }
      seen.largest = entry.startTime
      seen.what = `<${entry.element?.tagName.toLowerCase() ?? '?'}> ${(entry.element?.textContent ?? '').trim().slice(0, 40)}`
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.shift += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.waitForTimeout(500)
  const seen = await page.evaluate(() => ({
    ...(window as unknown as { seen: { largest: number; what: string; shift: number } }).seen,
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  }))
  await context.close()
  return { ...seen, bytes, requests }
}

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

const server = await demoOffice()
const browser = await openBrowser()
const lines = [
  `Phone: slow 4G (150 ms, 1.6 Mbit/s), processor ${SLOWER} times slower, nothing kept; median of ${ROUNDS}`,
  `${'page'.padEnd(44)}first paint  largest   slowest   shift  requests   kB`,
]
let late = 0
try {
  const only = asked.filter((word) => word.startsWith('/'))
  const pages = only.length > 0 ? only : await kindsOfPages(server.url)
  await pressed(server.url, pages)
  for (const path of pages) {
    const paints: Paint[] = []
    for (let round = 0; round < ROUNDS; round += 1) paints.push(await paintOf(browser, server.url + path))
    const largest = middle(paints.map((paint) => paint.largest))
    if (largest >= MOST_MS) late += 1
    lines.push(
      `${path.padEnd(44)}${middle(paints.map(({ first }) => first))
        .toFixed(0)
        .padStart(8)} ms ${largest.toFixed(0).padStart(6)} ms ${Math.max(...paints.map((paint) => paint.largest))
        .toFixed(0)
        .padStart(
          6,
        )} ms ${paints[0]!.shift.toFixed(3).padStart(7)} ${String(paints[0]!.requests).padStart(8)} ${(paints[0]!.bytes / 1000).toFixed(1).padStart(6)}  ${paints[0]!.what}`,
    )
  }
} finally {
  await browser.close()
  await server.kill('SIGTERM')
}
process.stdout.write(`${lines.join('\n')}\n${late === 0 ? `every page under ${MOST_MS} ms` : `${late} pages over ${MOST_MS} ms`}\n`)
process.exit(late === 0 ? 0 : 1)
