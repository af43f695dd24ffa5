// Coming in: the first run, sign-in by link or password, leaving, one's own settings, the office's people, and the development page.
import type { Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { addresses } from '#addresses'
import { m } from '#messages'
import { offices } from '#platform/database/office.table.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { checked, readForm, typed, typedList, type FieldFault, type FormBody } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { mailsSince } from '#platform/mail/mail.ts'
import { ok, type Result } from '#platform/result.ts'
import { currentLanguage, isLanguage, officeLanguage } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { countryName, nameFor } from '#features/places/place.ts'
import { placeById, placesByName } from '#features/places/place.queries.ts'
import { addMember, changeMe, changeRole, hashToken, invitePerson, officeName, openOfficeOfTown, removeMember, spendSetupLink } from './account.actions.ts'
import { emailField, invitationForm, meForm, officeForm, passwordField, ROLES, type Officer } from './account.ts'
import { DevPage, FindTownPage, LinkPage, LinkSentPage, OfficeFormPage, SettingsPage, SignInPage, WelcomePage, type SettingsProps } from './account.pages.tsx'
import { anyOffice, membersOf, setupLinkOpen } from './account.queries.ts'
import { mailSignInLink, type SignedIn } from './auth.actions.ts'
import { triesLeft } from './session.ts'
import { anyone, officers, ownPath, readers } from './session.gate.ts'
import { z } from 'zod'

export type AccountParts = {
  readonly placesPercent: () => number | null
  readonly dev: boolean
  readonly mailConfigured: boolean
  /** Makes the demonstration office; given from outside, because it uses every feature. */
  readonly setUpDemo: (c: Context, spend: (here: Here) => Promise<Result<null>>) => Promise<Result<Officer>>
  /** What pages of later features' settings still lack, in ready words, by their addresses. */
  readonly settingsLack?: (tx: OfficeTx) => Promise<ReadonlyMap<string, string>>
}

const MOST_TOWNS = 12
const WAIT_MINUTES = 15

const withCookies = (c: Context, signedIn: SignedIn): void => {
  for (const cookie of signedIn.cookies) c.header('Set-Cookie', cookie, { append: true })
}

/** Signs in the account with this address without mail: at the first run and on the development page. */
async function signInDirectly(c: Context, email: string): Promise<void> {
  const token = await c.get('auth').linkToken(email)
  if (token === null) throw new Error('the account was just made')
  const signedIn = await c.get('auth').signInByLink(token, c.req.raw.headers)
  if (!signedIn.ok) throw new Error(signedIn.refusal.message)
  withCookies(c, signedIn.value)
}

const asTyped = (body: FormBody, names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, typed(body, name)]))
const setupOpen = (c: Context, token: string): Promise<boolean> => c.get('here').db.asSystem((tx) => setupLinkOpen(tx, hashToken(token)))

export function accountRoutes(parts: AccountParts): Routes {
  const routes = new Routes()
    // ---- sign-in
    .get(addresses.signIn, anyone, (c) => {
      if (c.get('visitor') !== null) return c.redirect(ownPath(c.req.query('next')), 302)
      return c.html(<SignInPage shell={c.get('bareShell')} next={ownPath(c.req.query('next'))} />)
    })
    .post(addresses.signIn, anyone, async (c) => {
      const body = await readForm(c)
      const next = ownPath(typed(body, 'next'))
      const email = emailField.safeParse(typed(body, 'email').trim())
      if (!email.success) {
        return c.html(
          <SignInPage shell={c.get('bareShell')} next={next} errors={[{ name: 'email', message: m.platform_form_email() }]} typed={asTyped(body, ['email'])} />,
          422,
        )
      }
      if (!triesLeft(`link ${email.data}`, c.get('here').clock.now())) {
        return c.html(
          <SignInPage
            shell={c.get('bareShell')}
            next={next}
            errors={[{ name: 'email', message: m.accounts_too_many({ minutes: WAIT_MINUTES }) }]}
            typed={asTyped(body, ['email'])}
          />,
          429,
        )
      }
      await mailSignInLink(c.get('here'), c.get('auth'), email.data, c.get('baseUrl'))
      return c.redirect(addresses.signInSent(), 303)
    })
    .get(addresses.signInSent, anyone, (c) => c.html(<LinkSentPage shell={c.get('bareShell')} byTerminal={!parts.mailConfigured} />))
    // Mail filters open links on their own; only the button spends this one.
    .get(addresses.signInLink, anyone, (c) =>
      c.html(<LinkPage shell={c.get('bareShell')} token={c.req.param('token') ?? ''} next={ownPath(c.req.query('next'))} />),
    )
    .post(addresses.signInLink, anyone, async (c) => {
      const next = ownPath(typed(await readForm(c), 'next'))
      const signedIn = await c.get('auth').signInByLink(c.req.param('token') ?? '', c.req.raw.headers)
      if (!signedIn.ok)
        return c.html(<SignInPage shell={c.get('bareShell')} next={next} errors={[{ name: 'email', message: signedIn.refusal.message }]} />, 422)
      withCookies(c, signedIn.value)
      return c.redirect(next, 303)
    })
    .post(addresses.signInPassword, anyone, async (c) => {
      const body = await readForm(c)
      const next = ownPath(typed(body, 'next'))
      const again = (message: string, status: 422 | 429) =>
        c.html(
          <SignInPage shell={c.get('bareShell')} next={next} withPassword errors={[{ name: 'login', message }]} typed={asTyped(body, ['login'])} />,
          status,
        )
      const email = emailField.safeParse(typed(body, 'login').trim())
      if (!email.success) return again(m.platform_form_email(), 422)
      if (!triesLeft(`password ${email.data}`, c.get('here').clock.now())) return again(m.accounts_too_many({ minutes: WAIT_MINUTES }), 429)
      const signedIn = await c.get('auth').signInByPassword(email.data, typed(body, 'password'), c.req.raw.headers)
      if (!signedIn.ok) return again(signedIn.refusal.message, 422)
      withCookies(c, signedIn.value)
      return c.redirect(next, 303)
    })
    .post(addresses.signOut, anyone, async (c) => {
      withCookies(c, await c.get('auth').signOut(c.req.raw.headers))
      return c.redirect(addresses.signIn(), 303)
    })
    .post(addresses.language, anyone, async (c) => {
      const body = await readForm(c)
      const language = typed(body, 'locale')
      if (isLanguage(language)) setCookie(c, 'language', language, { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 60 * 60 * 24 * 365 })
      return c.redirect(ownPath(typed(body, 'next')), 303)
    })
    .post(addresses.colorScheme, anyone, async (c) => {
      const body = await readForm(c)
      const scheme = typed(body, 'colorScheme')
      if (['auto', 'light', 'dark'].includes(scheme))
        setCookie(c, 'color-scheme', scheme, { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 60 * 60 * 24 * 365 })
      return c.redirect(ownPath(typed(body, 'next')), 303)
    })

    // ---- the first run
    .get(addresses.welcome, anyone, async (c) => {
      const token = c.req.param('token') ?? ''
      return (await setupOpen(c, token)) ? c.html(<WelcomePage shell={c.get('bareShell')} token={token} />) : spent(c)
    })
    .post(addresses.welcomeDemo, anyone, async (c) => {
      const token = c.req.param('token') ?? ''
      if (!(await setupOpen(c, token))) return spent(c)
      const made = await parts.setUpDemo(c, (here) => here.db.asSystem((tx) => spendSetupLink(tx, here, token)))
      if (!made.ok) return c.html(<WelcomePage shell={{ ...c.get('bareShell'), notice: { text: made.refusal.message, tone: 'late' } }} token={token} />, 409)
      await signInDirectly(c, made.value.email)
      return goWithNotice(c, addresses.today(), { text: m.accounts_demo_made() })
    })
    .get(addresses.welcomeOffice, anyone, async (c) => {
      const token = c.req.param('token') ?? ''
      if (!(await setupOpen(c, token))) return spent(c)
      const chosen = c.req.query('place') ?? ''
      if (chosen !== '') {
        const town = await c.get('here').db.asSystem((tx) => placeById(tx, Number(chosen)))
        if (town === null) return notFound(c)
        const bg = nameFor(town, 'bg')
        const suggested = { officeNameBg: `Община ${bg}`, officeNameEn: `Municipality of ${town.name}` }
        return c.html(
          <OfficeFormPage
            shell={c.get('bareShell')}
            token={token}
            placeId={town.id}
            placeName={`${nameFor(town, currentLanguage())}, ${countryName(town.country, currentLanguage())}`}
            typed={suggested}
            languages={['bg', 'en']}
          />,
        )
      }
      const query = c.req.query('q') ?? ''
      const language = currentLanguage()
      const towns = query === '' ? [] : await c.get('here').db.asSystem((tx) => placesByName(tx, query, { limit: MOST_TOWNS }))
      return c.html(
        <FindTownPage
          shell={c.get('bareShell')}
          token={token}
          query={query}
          loadingPercent={parts.placesPercent()}
          towns={towns.map((town) => ({
            id: town.id,
            name: nameFor(town, language),
            native: town.name,
            country: countryName(town.country, language),
            population: town.population,
            populationText: town.population.toLocaleString(language),
          }))}
        />,
      )
    })
    .post(addresses.welcomeOffice, anyone, async (c) => {
      const token = c.req.param('token') ?? ''
      if (!(await setupOpen(c, token))) return spent(c)
      const here = c.get('here')
      const body = await readForm(c)
      const form = checked(officeForm, body)
      const town = await here.db.asSystem((tx) => placeById(tx, Number(typed(body, 'placeId'))))
      if (town === null) return c.redirect(addresses.welcomeOffice({ token }), 303)
      if (!form.ok) {
        return c.html(
          <OfficeFormPage
            shell={c.get('bareShell')}
            token={token}
            placeId={town.id}
            placeName={`${nameFor(town, currentLanguage())}, ${countryName(town.country, currentLanguage())}`}
            typed={asTyped(body, ['officeNameBg', 'officeNameEn', 'name', 'email'])}
            languages={typedList(body, 'languages')}
            errors={form.faults.map((fault) => (fault.name === 'password' ? { ...fault, message: m.accounts_office_password_hint({ least: 15 }) } : fault))}
          />,
          422,
        )
      }
      const { value } = form
      const opened = await here.db.asSystem(async (tx): Promise<Result<Officer>> => {
        const spentNow = await spendSetupLink(tx, here, token)
        if (!spentNow.ok) return spentNow
        return ok(
          await openOfficeOfTown(tx, here, c.get('auth'), {
            name: officeName(value.officeNameBg, value.officeNameEn, here.clock.now()),
            placeId: town.id,
            country: town.country,
            languages: ['bg', ...value.languages.filter((code) => code !== 'bg')],
            slugFrom: nameFor(town, 'bg'),
            timeZone: town.timeZone,
            officer: { name: value.name, email: value.email, language: officeLanguage(), password: value.password },
          }),
        )
      })
      if (!opened.ok) return spent(c)
      await signInDirectly(c, opened.value.email)
      return goWithNotice(c, addresses.intakeNew(), { text: m.accounts_office_made() })
    })

    // ---- settings
    .get(addresses.settings, readers, async (c, by) => settings(c, by.officeId))
    .post(addresses.settingsMe, readers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(meForm, { name: typed(body, 'myName'), language: typed(body, 'language') })
      if (!form.ok) return settings(c, by.officeId, renamed(form.faults, 'name', 'myName'), asTyped(body, ['myName']))
      await changeMe(c.get('here'), by, form.value)
      setCookie(c, 'language', form.value.language, { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: 60 * 60 * 24 * 365 })
      return goWithNotice(c, addresses.settings(), { text: m.accounts_settings_saved() })
    })
    .post(addresses.settingsPassword, readers, async (c, by) => {
      const password = passwordField.safeParse(typed(await readForm(c), 'password'))
      if (!password.success) return settings(c, by.officeId, [{ name: 'password', message: m.accounts_settings_password_hint({ least: 15 }) }])
      await c.get('here').db.asSystem((tx) => c.get('auth').setPassword(tx, by.personId, password.data))
      return goWithNotice(c, addresses.signIn(), { text: m.accounts_settings_password_set() })
    })
    .post(addresses.settingsPeople, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(invitationForm, body)
      if (!form.ok) return settings(c, by.officeId, form.faults, asTyped(body, ['name', 'email', 'role']))
      const invited = await invitePerson(c.get('here'), by, form.value)
      if (!invited.ok) return settings(c, by.officeId, [{ name: 'email', message: invited.refusal.message }], asTyped(body, ['name', 'email', 'role']))
      await mailSignInLink(c.get('here'), c.get('auth'), form.value.email, c.get('baseUrl'))
      return goWithNotice(c, addresses.settings(), { text: m.accounts_settings_invited({ email: form.value.email }) })
    })
    .post(addresses.settingsPerson, officers, async (c, by) => {
      const role = z.enum(ROLES).safeParse(typed(await readForm(c), 'role'))
      const changed = role.success ? await changeRole(c.get('here'), by, c.req.param('id')!, role.data) : null
      if (changed === null) return c.redirect(addresses.settings(), 303)
      return goWithNotice(c, addresses.settings(), changed.ok ? { text: m.accounts_settings_saved() } : { text: changed.refusal.message, tone: 'late' })
    })
    .post(addresses.settingsPersonRemoval, officers, async (c, by) => {
      const removed = await removeMember(c.get('here'), by, c.req.param('id')!)
      return goWithNotice(c, addresses.settings(), removed.ok ? { text: m.accounts_settings_removed() } : { text: removed.refusal.message, tone: 'late' })
    })

  if (!parts.dev) return routes
  // ---- development only
  return routes
    .get(addresses.dev, anyone, async (c) => {
      const { db, clock } = c.get('here')
      const [all, mails] = await db.asSystem(
        async (tx) =>
          [
            await tx.select({ id: offices.id, name: offices.name }).from(offices).limit(50),
            await mailsSince(tx, new Date(clock.now().getTime() - 24 * 3600 * 1000)),
          ] as const,
      )
      return c.html(<DevPage shell={c.get('bareShell')} offices={all.map((office) => ({ id: office.id, name: textIn(office.name) }))} mails={mails} />)
    })
    .post(addresses.devSignIn, anyone, async (c) => {
      const body = await readForm(c)
      const officeId = z.uuid().safeParse(typed(body, 'office'))
      const role = z.enum(ROLES).safeParse(typed(body, 'role'))
      if (!officeId.success || !role.success) return c.redirect(addresses.dev(), 303)
      const { db } = c.get('here')
      const members = await db.asSystem((tx) => membersOf(tx, officeId.data))
      let email = members.find((member) => member.role === role.data)?.email
      if (email === undefined) {
        const officer = members.find((member) => member.role === 'officer')
        if (officer === undefined) return c.redirect(addresses.dev(), 303)
        email = `${role.data}@dev.invalid`
        await addMember(c.get('here'), officeId.data, { name: role.data, email, role: role.data })
      }
      await signInDirectly(c, email)
      setCookie(c, 'office', officeId.data, { path: '/', sameSite: 'Lax', httpOnly: true })
      return c.redirect(addresses.today(), 303)
    })

  async function spent(c: Context): Promise<Response> {
    const open = await c.get('here').db.asSystem(anyOffice)
    return c.html(
      <SignInPage shell={{ ...c.get('bareShell'), notice: { text: m.accounts_setup_link_spent(), tone: 'late' } }} next={addresses.today()} />,
      open ? 410 : 404,
    )
  }

  async function settings(c: Context, officeId: string, errors?: readonly FieldFault[], typedBefore?: Record<string, string>): Promise<Response> {
    const visitor = c.get('visitor')!
    const props: SettingsProps = {
      shell: c.get('shell'),
      me: { name: visitor.reader.name, email: visitor.reader.email, language: currentLanguage() },
      members: await c.get('here').db.asSystem((tx) => membersOf(tx, officeId)),
      lacking: parts.settingsLack === undefined ? new Map() : await c.get('here').db.inOffice(officeId, parts.settingsLack),
      ...(errors === undefined ? {} : { errors }),
      ...(typedBefore === undefined ? {} : { typed: typedBefore }),
    }
    return c.html(<SettingsPage {...props} />, errors === undefined ? 200 : 422)
  }
}

const renamed = (faults: readonly FieldFault[], from: string, to: string): FieldFault[] =>
  faults.map((fault) => (fault.name === from ? { ...fault, name: to } : fault))
