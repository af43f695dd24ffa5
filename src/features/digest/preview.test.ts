// The preview is the page citizens will get; pages and letters lead only to languages the site is read in.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeLook } from '#features/website/look/look.actions.ts'
import { USUAL_LOOK } from '#features/website/look/look.ts'
import { publish } from '../../../tests/support/newsletter.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { beginMonth } from './edition.actions.ts'
import { checkEdition, publishEdition } from './publication.actions.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(() => office.close())

const articleOf = (page: string): string => /<article[\s\S]*<\/article>/.exec(page)![0]
const sheetsOf = (page: string): string[] => [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1]!)
const headerOf = (page: string): string => /<nav aria-label="[^"]+">[\s\S]*?<\/nav>/.exec(page)![0]
const offered = (languages: string): Promise<unknown> => office.pool.query(`update office set site_languages = $1`, [languages])

test('the preview has the text, the sheets, the look and the ways of the page that citizens get', async () => {
  const { here, officer: by } = office
  done(await changeLook(here, by, 0, { ...USUAL_LOOK, accent: '#a5331f', letters: 'serif' }))
  const [{ id }] = done(await beginMonth(here, by, '2026-10', ['bg'])).editions as unknown as [{ id: string }]
  const answer = await office.as('reader').get(addresses.digestEditionPreview({ id }))
  const preview = await answer.text()
  expect([answer.status, answer.headers.get('x-robots-tag'), answer.headers.get('cache-control')]).toEqual([200, 'noindex', 'no-store'])
  done(await checkEdition(here, by, id, 1))
  done(await publishEdition(here, by, id, 2, 'Редовен обзор'))
  const page = await (await office.as('nobody').get(addresses.siteDigest({ lang: 'bg', month: '2026-10' }))).text()
  expect(articleOf(preview)).toBe(articleOf(page))
  expect(sheetsOf(preview)).toEqual(sheetsOf(page))
  expect(sheetsOf(preview).filter((href) => href.includes('digest')).length).toBe(1)
  expect(sheetsOf(preview).filter((href) => href.includes('a5331f')).length).toBe(1)
  expect(headerOf(preview)).toBe(headerOf(page))
  expect([preview.includes('така ще го види гражданинът'), preview.includes(addresses.digestEdition({ id })), page.includes('така ще го види')]).toEqual([
    true,
    true,
    false,
  ])
})

test('in a language of the digest it speaks that language, and says on the desk whether the site does', async () => {
  const { here, officer: by } = office
  const editions = done(await beginMonth(here, by, '2026-09', ['fr', 'en'])).editions
  const [fr, en] = editions as unknown as [{ id: string }, { id: string }]
  const preview = await (await office.as('officer').get(addresses.digestEditionPreview({ id: fr.id }))).text()
  expect([
    preview.includes('<html lang="fr"'),
    preview.includes(`href="${addresses.digestEditionPreview({ id: en.id })}"`),
    preview.includes('noindex'),
  ]).toEqual([true, true, true])
  const desk = async (id: string): Promise<boolean> =>
    (await (await office.as('officer').get(addresses.digestEdition({ id }))).text()).includes('Сайтът не се чете на френски')
  expect([await desk(fr.id), await desk(en.id)]).toEqual([true, false])
  await offered('{bg,fr}')
  expect(await desk(fr.id)).toBe(false)
  await offered('{bg,en}')
})

test('“also in” names only languages the site is read in; a letter in another one leads to no page', async () => {
  await publish(office, '2026-08', 'bg')
  await publish(office, '2026-08', 'en')
  const french = await publish(office, '2026-08', 'fr')
  const also = async (): Promise<string[]> => {
    const page = await (await office.as('nobody').get(addresses.siteDigest({ lang: 'bg', month: '2026-08' }))).text()
    return [...articleOf(page).matchAll(/hreflang="([^"]+)"/g)].map((match) => match[1]!)
  }
  const letter = async (): Promise<boolean> => {
    const issue = (await office.as('officer').post(addresses.newsletterIssues(), { publication: french })).headers.get('location')!.split('/').at(-1)!
    const shown = await (await office.as('officer').get(addresses.newsletterIssueLetter({ id: issue }))).text()
    return shown.includes(addresses.siteDigest({ lang: 'fr', month: '2026-08' }))
  }
  expect([await also(), await letter()]).toEqual([['en'], false])
  await offered('{bg,fr}')
  expect([await also(), await letter()]).toEqual([['fr'], true])
})
