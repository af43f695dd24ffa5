// Steps that several walks begin with: the first run in the browser, and an officer who knocks without one.
import type { Page } from 'playwright-core'
import type { RunningServer } from './server.ts'

/** Follows the set-up link, finds the town by the given spelling and makes an office; ends where the first text is pasted. */
export async function setUpOffice(page: Page, server: RunningServer, spelling = 'Тројан'): Promise<void> {
  const link = await server.hears(/http:\/\/localhost:\d+\/welcome\/[\w-]+/)
  // The list of towns may go on loading meanwhile; ours may not be there yet.
  if (!server.knowsTowns) await server.hears(/Списъкът на населените места е зареден|The list of towns is loaded/, 120)
  await page.goto(link[0])
  await page.getByRole('link', { name: 'Настрой нашата канцелария' }).click()
  await page.getByLabel('Име на общината').fill(spelling)
  await page.getByRole('button', { name: 'Търси' }).click()
  await page.getByRole('link', { name: 'Троян', exact: true }).first().click()
  await page.getByLabel('Име и фамилия').fill('Проба Служителова')
  await page.getByLabel('Електронен адрес').fill('officer@journey.test')
  await page.getByRole('button', { name: 'Създай канцеларията' }).click()
  await page.waitForURL('**/intake/new')
}

/** Knocks over plain HTTP with the browser's cookies. */
export async function knockerOf(page: Page, server: RunningServer): Promise<(path: string, form?: Record<string, string>) => Promise<Response>> {
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  return (path, form) =>
    fetch(server.url + path, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: cookies, origin: server.url, 'accept-language': 'bg' },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    })
}
