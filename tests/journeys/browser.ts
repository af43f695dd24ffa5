// A real Chromium: CHROMIUM_PATH, else on Linux the one inside @sparticuz/chromium, else an installed one.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser's program and the arguments it needs here. */
export async function chromiumProgram(): Promise<{ path: string; args: string[] }> {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') return { path: given, args: [] }
  if (process.platform === 'linux' && process.arch === 'x64') {
    // Where the machine lacks Chromium's own libraries, the package brings them when it believes to be on Lambda.
    if (!existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so')) process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
    const { default: packed } = await import('@sparticuz/chromium')
    // With these two, closing one context ends the whole browser.
    const args = packed.args.filter((arg) => !['--single-process', '--no-zygote'].includes(arg))
    return { path: await packed.executablePath(), args }
  }
  const found = INSTALLED.find((path) => existsSync(path))
  if (found === undefined) throw new Error('No Chromium found: install one, or say where it is with CHROMIUM_PATH')
  return { path: found, args: [] }
}

/** Painting by a graphics card that the processor plays, as the package would have it: no walk looks at what needs one, and it took half of each. */
const CARD_PLAYED = ['--in-process-gpu', '--use-gl', '--use-angle', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist']

export async function openBrowser(): Promise<Browser> {
  const { path, args } = await chromiumProgram()
  return chromium.launch({
    executablePath: path,
    args: [
      ...args.filter((arg) => !CARD_PLAYED.some((begin) => arg.startsWith(begin))),
      '--disable-gpu',
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const WIDE = { width: 1366, height: 768 }
export const PHONE = { width: 390, height: 844 }

/** A Bulgarian visitor's window; any error the page throws or any request to another host fails the walk. */
export async function openPage(
  browser: Browser,
  options: { script?: boolean; viewport?: { width: number; height: number }; dark?: boolean } = {},
): Promise<{ page: Page; context: BrowserContext; troubles: string[] }> {
  const context = await browser.newContext({
    locale: 'bg-BG',
    viewport: options.viewport ?? WIDE,
    javaScriptEnabled: options.script ?? true,
    colorScheme: options.dark === true ? 'dark' : 'light',
    timezoneId: 'Europe/Sofia',
  })
  // axe comes with every page: sent to each by itself it takes longer than it works.
  if (options.script ?? true) await context.addInitScript(axeSource)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const troubles: string[] = []
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) troubles.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const host = new URL(request.url()).hostname
    if (!['localhost', '127.0.0.1', ''].includes(host)) troubles.push(`asked a foreign host: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`)
  })
  return { page, context, troubles }
}

type AxeResult = { violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[] }

/** axe finds nothing on the page as it stands. Needs script in the page's context; `but` leaves rules out, `only` narrows to some. */
export async function expectAccessible(page: Page, { only, but = [] }: { only?: readonly string[]; but?: readonly string[] } = {}): Promise<void> {
  // A press that leads elsewhere comes back when the new page has begun, before there is anything on it.
  await page.waitForLoadState()
  await page.evaluate(() => document.fonts.ready)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
  const result = await page.evaluate(
    ([rules, left]) =>
      (window as unknown as { axe: { run(options?: object): Promise<AxeResult> } }).axe.run({
        resultTypes: ['violations'],
        // All sheets are the page's own: nothing to fetch beforehand.
        preload: false,
        ...(rules === null ? {} : { runOnly: rules }),
        rules: Object.fromEntries(left.map((rule) => [rule, { enabled: false }])),
      }),
    [only === undefined ? null : [...only], [...but]] as const,
  )
  const found = result.violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(' | ')}`,
  )
  expect(found, `${page.url()} ${found.join('; ')}`).toEqual([])
}

/** The same page on a phone (where nothing may stick out sideways), on a desk (whose colours are the phone's) and in the dark (where only the colours differ). */
export async function expectAccessibleInEveryLook(page: Page): Promise<void> {
  await page.setViewportSize(PHONE)
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${page.url()} on a phone`).toBeLessThanOrEqual(PHONE.width)
  await page.setViewportSize(WIDE)
  await expectAccessible(page, { but: ['color-contrast'] })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, { only: ['color-contrast'] })
  await page.emulateMedia({ colorScheme: 'light' })
}
