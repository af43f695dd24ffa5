// The walks' own eyes: a page that is broken in one look only, or says something wrong to the browser, is noticed in it.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessibleInEveryLook, openBrowser, openPage } from './browser.ts'

const page = (inner: string, head = ''): string =>
  `<!doctype html><html lang="bg"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Проба</title>${head}</head><body><main><h1>Проба</h1>${inner}</main></body></html>`

const PAGES: Readonly<Record<string, string>> = {
  '/whole': page('<p>Нищо не е счупено.</p>'),
  '/nameless': page('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" width="9" height="9">'),
  '/pale': page('<p style="color:#bbb;background:#fff">Бледо.</p>'),
  '/pale-on-a-phone': page('<p>Бледо.</p>', '<style>@media (max-width: 600px) { p { color: #bbb; background: #fff } }</style>'),
  '/pale-in-the-dark': page('<p>Бледо.</p>', '<style>@media (prefers-color-scheme: dark) { p { color: #444; background: #222 } }</style>'),
  '/nameless-at-a-desk': page('<button></button>', '<style>@media (max-width: 600px) { button { display: none } }</style>'),
  '/wide': page('<p style="width:600px">Широко.</p>'),
  '/loud': page('<script>console.error("грешка"); throw new Error("счупено")</script>'),
  '/failing': page('<p>Отговаря с грешка.</p>'),
}

let browser: Browser
let server: Server
beforeAll(async () => {
  server = createServer((request, answer) => {
    answer.writeHead(request.url === '/failing' ? 500 : 200, { 'content-type': 'text/html; charset=utf-8' })
    answer.end(PAGES[request.url ?? ''])
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  server?.close()
})

/** What the walk says of the page: nothing when it is whole. */
async function seen(path: string): Promise<string> {
  const { page: opened, context, troubles } = await openPage(browser)
  await opened.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
  const found = await expectAccessibleInEveryLook(opened).then(
    () => [],
    (error: Error) => [error.message],
  )
  await context.close()
  return [...found, ...troubles].join('\n')
}

test('a whole page passes', async () => {
  expect(await seen('/whole')).toBe('')
})

test.each([
  ['/nameless', /image-alt/],
  ['/pale', /color-contrast/],
  ['/pale-on-a-phone', /color-contrast/],
  ['/pale-in-the-dark', /color-contrast/],
  ['/nameless-at-a-desk', /button-name/],
  ['/wide', /on a phone/],
  ['/loud', /console: грешка[\s\S]*script: счупено|script: счупено[\s\S]*console: грешка/],
  ['/failing', /500 http/],
] as const)('%s is noticed', async (path, why) => {
  expect(await seen(path)).toMatch(why)
})
