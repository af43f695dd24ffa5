// Coming in: the first run, links, passwords, rights.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { makeSetupLink } from './account.actions.ts'
import { openOffice, TROYAN, type TestOffice } from '../../../tests/support/open-office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('a visitor without a session is led to sign-in and back, a form of theirs is turned away', async () => {
  const nobody = office.as('nobody')
  const page = await nobody.get(addresses.settings())
  expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fsettings'])
  const form = await nobody.post(addresses.settingsMe(), { myName: 'x', language: 'bg' })
  expect([form.status, form.headers.get('location')]).toEqual([303, '/sign-in'])
})

test('a sign-in link works once, and only by its button', async () => {
  const nobody = office.as('nobody')
  expect((await nobody.post(addresses.signIn(), { email: 'officer@pobratim.test' })).status).toBe(303)
  const { rows } = await office.pool.query<{ text: string }>('select text from mail_outbox where "to" = \'officer@pobratim.test\'')
  const path = /http:\/\/pobratim\.test(\/sign-in\/link\/\S+)/.exec(rows[0]!.text)![1]!
  expect((await nobody.get(path)).status).toBe(200)
  const entered = await nobody.post(path)
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/'])
  expect((await nobody.get(addresses.settings())).status).toBe(200)
  const again = await office.as('nobody').post(path)
  expect([again.status, (await again.text()).includes('Връзката вече е използвана')]).toEqual([422, true])
})

test('an unknown address gets the same answer and no mail', async () => {
  const answer = await office.as('nobody').post(addresses.signIn(), { email: 'nobody@pobratim.test' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in/sent'])
  const { rows } = await office.pool.query('select 1 from mail_outbox where "to" = \'nobody@pobratim.test\'')
  expect(rows).toEqual([])
})

test('a password lets in, a wrong one does not', async () => {
  const officer = office.as('officer')
  expect((await officer.post(addresses.settingsPassword(), { password: 'кратка' })).status).toBe(422)
  expect((await officer.post(addresses.settingsPassword(), { password: 'дълго изречение за вход' })).status).toBe(303)
  const nobody = office.as('nobody')
  expect((await nobody.post(addresses.signInPassword(), { login: 'officer@pobratim.test', password: 'друго изречение за вход' })).status).toBe(422)
  expect((await nobody.post(addresses.signInPassword(), { login: 'officer@pobratim.test', password: 'дълго изречение за вход' })).status).toBe(303)
  expect((await nobody.get(addresses.settings())).status).toBe(200)
})

test('the set-up link finds the town in any script, opens one office and is then spent', async () => {
  const fresh = await openOffice()
  try {
    const token = await makeSetupLink(fresh.here)
    const nobody = fresh.as('nobody')
    for (const spelling of ['Троян', 'Troyan', 'Trojan', 'Тројан']) {
      const found = await (await nobody.get(addresses.welcomeOffice({ token }, { q: spelling }))).text()
      expect([spelling, found.includes(`place=${TROYAN}`)]).toEqual([spelling, true])
    }
    expect(await Promise.all([TROYAN, 2 ** 31, 'x'].map(async (place) => (await nobody.get(addresses.welcomeOffice({ token }, { place }))).status))).toEqual([
      200, 404, 404,
    ])
    const form = { placeId: String(TROYAN), officeNameBg: 'Община Образец', languages: ['bg', 'fr'], name: 'Проба Първа', email: 'first@pobratim.test' }
    expect((await nobody.post(addresses.welcomeOffice({ token }), { ...form, email: 'not an address' })).status).toBe(422)
    const made = await nobody.post(addresses.welcomeOffice({ token }), form)
    expect([made.status, made.headers.get('location')]).toEqual([303, '/intake/new'])
    expect(await (await nobody.get(addresses.settings())).text()).toContain('Проба Първа')
    const { rows } = await fresh.pool.query("select slug, languages, time_zone from office where slug <> 'obshtina-troyan'")
    expect(rows).toEqual([{ slug: 'troyan', languages: ['bg', 'fr'], time_zone: 'Europe/Sofia' }])
    expect((await fresh.as('nobody').post(addresses.welcomeOffice({ token }), form)).status).toBe(410)
  } finally {
    await fresh.close()
  }
})

test('a reader reads the settings but does not invite; the last officer stays', async () => {
  const reader = office.as('reader')
  expect((await reader.get(addresses.settings())).status).toBe(200)
  expect((await reader.post(addresses.settingsPeople(), { name: 'x', email: 'x@pobratim.test', role: 'reader' })).status).toBe(403)
  const { rows } = await office.pool.query<{ id: string }>("select id from membership where role = 'officer'")
  // The password change of an earlier test ended the officer's sessions.
  const officer = office.as('nobody')
  await officer.post(addresses.signInPassword(), { login: 'officer@pobratim.test', password: 'дълго изречение за вход' })
  const page = await officer.follow(await officer.post(addresses.settingsPersonRemoval({ id: rows[0]!.id })))
  expect(page).toContain('трябва да остане поне един служител')
})

test("another site's form is refused in words, our own is taken", async () => {
  const officer = office.as('reader')
  const foreign = await officer.post(addresses.colorScheme(), { colorScheme: 'dark', next: '/settings' }, { origin: 'https://evil.example' })
  expect([foreign.status, (await foreign.text()).includes('Формулярът идва от друго място')]).toEqual([403, true])
  expect((await officer.post(addresses.colorScheme(), { colorScheme: 'dark', next: '/settings' })).headers.get('location')).toBe('/settings')
})

test('a link in a form cannot send the browser to another site', async () => {
  const answer = await office.as('reader').post(addresses.language(), { locale: 'en', next: '//evil.example' })
  expect(answer.headers.get('location')).toBe('/')
})
