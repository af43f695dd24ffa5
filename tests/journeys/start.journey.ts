// From an empty folder to an office of one's own; and the same office after a second start, a twin, a kill in the middle of writing.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, openBrowser, openPage, PHONE } from './browser.ts'
import { knockerOf, setUpOffice } from './office.ts'
import { startServer, type RunningServer } from './server.ts'

let browser: Browser
let server: RunningServer
const home = mkdtempSync(join(tmpdir(), 'pobratim-start-'))
const folder = join(home, 'data')

beforeAll(async () => {
  browser = await openBrowser()
  server = await startServer({ folder })
})
afterAll(async () => {
  await browser.close()
  await server.kill('SIGTERM')
  rmSync(home, { recursive: true, force: true })
})

test('the pages are usable while the towns are still loading, and say how far it is', async () => {
  const progress = (await (await fetch(`${server.url}/places/progress`)).json()) as { percent: number | null }
  expect(progress.percent === null || progress.percent < 100).toBe(true)
  expect((await fetch(`${server.url}/sign-in`)).status).toBe(200)
  expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ ok: true, database: 'open' })
})

test('the first run: welcome, the town in another script, the office; accessible on a desk and on a phone', async () => {
  const link = await server.hears(/http:\/\/localhost:\d+\/welcome\/[\w-]+/)
  for (const options of [{}, { viewport: PHONE }, { dark: true }]) {
    const { page, context, troubles } = await openPage(browser, options)
    await page.goto(link[0])
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Добре дошли в Побратим')
    await expectAccessible(page)
    expect(troubles).toEqual([])
    await context.close()
  }
  const { page, context, troubles } = await openPage(browser)
  await setUpOffice(page, server)
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  await expectAccessible(page)
  expect(troubles).toEqual([])

  // The link is spent: whoever finds it later does not become the officer.
  const late = await openPage(browser)
  await late.page.goto(link[0])
  expect(await late.page.getByRole('heading', { level: 1 }).innerText()).toBe('Вход')
  await late.context.close()

  // A second app on the same folder is refused and told who has it.
  const twin = await startServer({ folder }).then(
    () => 'started',
    (error: Error) => error.message,
  )
  expect(twin).toContain(`процес ${server.pid}`)

  // Killed in the middle of writing: whatever was acknowledged is there afterwards.
  const knock = await knockerOf(page, server)
  const acknowledged: string[] = []
  const writing = (async () => {
    for (let n = 0; n < 500; n += 1) {
      const answer = await knock('/organisations', { 'name.bg': `Записано ${n}`, kind: 'other', country: 'BG', confirm: 'yes' }).catch(() => null)
      if (answer === null) return
      if (answer.status !== 303) throw new Error(`${answer.status}: ${(await answer.text()).slice(0, 500)}`)
      acknowledged.push(answer.headers.get('location')!)
    }
  })()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  await server.kill('SIGKILL')
  await writing
  expect(acknowledged.length).toBeGreaterThan(5)
  server = await startServer({ folder })
  const again = await knockerOf(page, server)
  const lost: string[] = []
  for (const path of acknowledged) if ((await again(new URL(path, server.url).pathname)).status !== 200) lost.push(path)
  expect(lost).toEqual([])
  await context.close()
})

test('SIGTERM lets what is under way end, then stops both; nothing is left behind', async () => {
  // Half a form is on its way when the signal comes; the other half still finds someone to read it.
  const form = 'email=nobody%40journey.test'
  const { hostname, port } = new URL(server.url)
  const asked = request({
    hostname,
    port,
    path: '/sign-in',
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded', 'content-length': form.length },
  })
  const answered = new Promise<number | undefined>((resolve, reject) => {
    asked.on('response', (answer) => resolve(answer.resume().statusCode))
    asked.on('error', reject)
  })
  asked.write(form.slice(0, 10))
  await new Promise((resolve) => setTimeout(resolve, 300))
  const ended = server.kill('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 300))
  await expect(fetch(`${server.url}/sign-in`)).rejects.toThrow('fetch failed')
  asked.end(form.slice(10))
  expect([await answered, await ended]).toEqual([303, 0])
  expect([existsSync(join(folder, 'server.pid')), existsSync(join(folder, 'pg/postmaster.pid'))]).toEqual([false, false])
  server = await startServer({ folder })
  expect((await fetch(`${server.url}/sign-in`)).status).toBe(200)
})
