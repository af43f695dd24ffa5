// How far one page moves in a real Chromium while its letters are held back: the sum of its layout shifts, and what moved the most.
import type { Browser } from 'playwright-core'

/** On a phone of 2016 on a slow network the letters come so long after the page has been painted in others. */
export const LETTERS_LATE_MS = 400

/** The sum of a page's layout shifts, and what moved the most. */
export async function shiftOf(browser: Browser, url: string, width: number): Promise<{ shift: number; what: string[] }> {
  const phone = width < 768
  const context = await browser.newContext({ viewport: { width, height: phone ? 844 : 768 }, isMobile: phone, hasTouch: phone, locale: 'bg-BG' })
  try {
    const page = await context.newPage()
    await page.route('**/*.woff2', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, LETTERS_LATE_MS))
      await route.continue()
    })
    await page.addInitScript(() => {
      const seen: { value: number; what: string[] }[] = []
      Object.assign(window, { seen })
      type Shift = PerformanceEntry & { value: number; sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[] }
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Shift[])
          seen.push({
            value: entry.value,
            what: entry.sources.map(({ node, previousRect, currentRect }) => {
              const element = node instanceof Element ? node : (node?.parentElement ?? null)
              const name = element === null ? '?' : element.tagName.toLowerCase() + [...element.classList].map((one) => `.${one}`).join('')
              return `${name} ${Math.round(currentRect.y - previousRect.y)} down, ${Math.round(currentRect.x - previousRect.x)} aside`
            }),
          })
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(url, { waitUntil: 'load' })
    await page.evaluate(() => document.fonts.ready)
    await page.waitForTimeout(100)
    const seen = await page.evaluate(() => (window as unknown as { seen: { value: number; what: string[] }[] }).seen)
    const worst = [...seen].sort((a, b) => b.value - a.value)[0]
    return { shift: seen.reduce((sum, one) => sum + one.value, 0), what: worst?.what ?? [] }
  } finally {
    await context.close()
  }
}
