// The citizens' addresses of the newsletter. Looking at a link changes nothing, for mail scanners follow links; only a press does.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Office } from '#features/accounts/account.queries.ts'
import { anyone } from '#features/accounts/session.gate.ts'
import { choosePreferences, confirmSubscription, forgetMe, leaveOrReturn, subscribe } from '#features/digest/newsletter/subscriber.actions.ts'
import {
  daysAfter,
  hasOwnPage,
  idIn,
  KEPT_AFTER_END_DAYS,
  type Keys,
  preferencesForm,
  type Purpose,
  subscribeForm,
} from '#features/digest/newsletter/subscriber.ts'
import { subscriberById } from '#features/digest/newsletter/subscriber.queries.ts'
import type { Subscriber } from '#features/digest/newsletter/subscriber.table.ts'
import { clockAt } from '#features/visits/programmes/zone-time.ts'
import { m } from '#messages'
import { refusedFor } from '#platform/http/allowance.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import { plainAddress } from '#platform/mail/letter.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import { drawn, heldPlace, HTML, inOffice, inSite, siteOf } from '../site.routes.tsx'
import type { Site } from '../site.public.tsx'
import { ConfirmPage, ForgettingPage, PlainPage, SentPage, SubscribePage, SubscriptionPage } from './newsletter.public.tsx'

/** One network address may subscribe so often, and one mailbox be named so often by anybody: beyond that a person waits and a program gives up. */
const BY_ASKER = { most: 10, seconds: 3600 }
const BY_MAILBOX = { most: 5, seconds: 3600 }

export type SiteNewsletterParts = Keys & { readonly wakePost?: () => void }

const siteIn = async (c: Context, office: Office, pathIn: (lang: SiteLanguage) => string): Promise<Site> =>
  siteOf(c, office, await heldPlace(c, office), pathIn)

/** A page for whoever holds a link, or just sent a form: kept nowhere, found by nobody, and its address told to no other site. */
async function privately(c: Context, page: { toString(): string | Promise<string> }, status: 200 | 404 | 422 = 200): Promise<Response> {
  c.header('Cache-Control', 'private, no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex')
  return c.html(await drawn(page), status)
}

async function subscribePage(c: Context, office: Office, body: FormBody, faults: readonly FieldFault[]) {
  return <SubscribePage site={await siteIn(c, office, (lang) => addresses.siteNewsletter({ lang }))} body={body} faults={faults} />
}

async function plain(c: Context, office: Office, title: string, text: string, status: 200 | 404 = 200, subscribed = false): Promise<Response> {
  const site = await siteIn(c, office, (lang) => addresses.siteNewsletter({ lang }))
  return privately(c, <PlainPage site={site} title={title} text={text} subscribed={subscribed} />, status)
}
const subscribed = (c: Context, office: Office): Promise<Response> =>
  plain(c, office, m.website_newsletter_confirmed_title(), m.website_newsletter_confirmed_text(), 200, true)
const opensNothing = (c: Context, office: Office, text: string = m.newsletter_link_gone()): Promise<Response> =>
  plain(c, office, m.website_newsletter_nothing_title(), text, 404)

/** The subscriber of the link's token; a made-up, changed, old or another office's one has none. */
async function holder(c: Context, office: Office, keys: Keys, purpose: Purpose): Promise<Subscriber | null> {
  const id = idIn(keys, purpose, c.req.param('token') ?? '')
  return id === null ? null : inOffice(c, office, (tx) => subscriberById(tx, id))
}

export function siteNewsletterRoutes(parts: SiteNewsletterParts): Routes {
  const desk = (c: Context) => ({ secret: parts.secret, baseUrl: c.get('baseUrl') })
  const tokenOf = (c: Context): string => c.req.param('token') ?? ''

  const own = async (c: Context, office: Office, subscriber: Subscriber, done: string | null, body?: FormBody, faults: readonly FieldFault[] = []) => {
    const token = tokenOf(c)
    return privately(
      c,
      <SubscriptionPage
        site={await siteIn(c, office, (lang) => addresses.siteNewsletterSubscription({ lang, token }))}
        token={token}
        subscriber={subscriber}
        timeZone={office.timeZone}
        body={body ?? { language: subscriber.language, also: subscriber.also }}
        faults={faults}
        done={done}
        keptUntil={subscriber.endedAt === null ? null : clockAt(daysAfter(subscriber.endedAt, KEPT_AFTER_END_DAYS).getTime(), office.timeZone).day}
      />,
      faults.length > 0 ? 422 : 200,
    )
  }

  return new Routes()
    .get(addresses.siteNewsletterSent, anyone, (c) =>
      inSite(c, async (office) =>
        publicly(c, await drawn(<SentPage site={await siteIn(c, office, (lang) => addresses.siteNewsletterSent({ lang }))} />), HTML, { query: {} }),
      ),
    )
    .get(addresses.siteNewsletter, anyone, (c) =>
      inSite(c, async (office, lang) => publicly(c, await drawn(await subscribePage(c, office, { language: lang }, [])), HTML, { query: {} })),
    )
    .post(addresses.siteNewsletter, anyone, (c) =>
      inSite(c, async (office, lang) => {
        const body = await readForm(c)
        const form = checked(subscribeForm, body)
        if (!form.ok) return privately(c, await subscribePage(c, office, body, form.faults), 422)
        const refused =
          (await refusedFor(c, 'newsletter', BY_ASKER)) ??
          (await refusedFor(c, 'newsletter mailbox', BY_MAILBOX, `${office.id} ${plainAddress(form.value.address)}`))
        if (refused !== null) return refused
        await subscribe(c.get('here'), desk(c), office.id, form.value)
        parts.wakePost?.()
        return c.redirect(addresses.siteNewsletterSent({ lang }), 303)
      }),
    )
    .get(addresses.siteNewsletterConfirmation, anyone, (c) =>
      inSite(c, async (office) => {
        const subscriber = await holder(c, office, parts, 'confirmation')
        if (subscriber === null || subscriber.state === 'ended') return opensNothing(c, office)
        if (subscriber.state === 'active') return subscribed(c, office)
        if (subscriber.confirmBy === null || subscriber.confirmBy < c.get('here').clock.now()) return opensNothing(c, office, m.newsletter_link_late())
        const token = tokenOf(c)
        const site = await siteIn(c, office, (lang) => addresses.siteNewsletterConfirmation({ lang, token }))
        return privately(c, <ConfirmPage site={site} token={token} subscriber={subscriber} />)
      }),
    )
    .post(addresses.siteNewsletterConfirmation, anyone, (c) =>
      inSite(c, async (office) => {
        const id = idIn(parts, 'confirmation', tokenOf(c))
        if (id === null) return opensNothing(c, office)
        const confirmed = await confirmSubscription(c.get('here'), parts, office.id, id)
        if (!confirmed.ok) return opensNothing(c, office, confirmed.refusal.message)
        return subscribed(c, office)
      }),
    )
    .get(addresses.siteNewsletterForgetting, anyone, (c) =>
      inSite(c, async (office) => {
        const subscriber = await holder(c, office, parts, 'subscription')
        if (subscriber === null) return opensNothing(c, office)
        const token = tokenOf(c)
        const site = await siteIn(c, office, (lang) => addresses.siteNewsletterForgetting({ lang, token }))
        return privately(c, <ForgettingPage site={site} token={token} subscriber={subscriber} />)
      }),
    )
    .post(addresses.siteNewsletterForgetting, anyone, (c) =>
      inSite(c, async (office) => {
        const subscriber = await holder(c, office, parts, 'subscription')
        if (subscriber === null) return opensNothing(c, office)
        await forgetMe(c.get('here'), parts, office.id, subscriber.id)
        return plain(c, office, m.website_newsletter_forgotten_title(), m.website_newsletter_forgotten_text())
      }),
    )
    .get(addresses.siteNewsletterSubscription, anyone, (c) =>
      inSite(c, async (office) => {
        const subscriber = await holder(c, office, parts, 'subscription')
        return subscriber === null || !hasOwnPage(subscriber) ? opensNothing(c, office) : own(c, office, subscriber, null)
      }),
    )
    .post(addresses.siteNewsletterSubscription, anyone, (c) =>
      inSite(c, async (office) => {
        const subscriber = await holder(c, office, parts, 'subscription')
        if (subscriber === null || !hasOwnPage(subscriber)) return opensNothing(c, office)
        const body = await readForm(c)
        const deed = typed(body, 'deed')
        if (deed === 'leave' || deed === 'resume') {
          const changed = await leaveOrReturn(c.get('here'), office.id, subscriber.id, deed === 'resume')
          if (!changed.ok) return opensNothing(c, office, changed.refusal.message)
          return own(c, office, changed.value, changed.value.state === 'active' ? m.website_newsletter_own_resumed() : m.website_newsletter_own_left())
        }
        const form = checked(preferencesForm, body)
        if (!form.ok) return own(c, office, subscriber, null, body, form.faults)
        const changed = await choosePreferences(c.get('here'), office.id, subscriber.id, form.value)
        return changed.ok ? own(c, office, changed.value, m.website_newsletter_own_saved()) : own(c, office, subscriber, null)
      }),
    )
}
