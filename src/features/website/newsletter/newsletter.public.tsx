// The newsletter for citizens: subscribing, „check your mail“, confirming by a press, choosing and leaving; and the page for links that open nothing.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { CONFIRM_DAYS, FALLBACKS, KEPT_AFTER_END_DAYS, mayResume } from '#features/digest/newsletter/subscriber.ts'
import type { Subscriber } from '#features/digest/newsletter/subscriber.table.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedList } from '#platform/http/form.ts'
import { currentLanguage, SITE_LANGUAGE_NAMES, type SiteLanguage, tagOf } from '#platform/texts/language.ts'
import { Checkboxes, errorOf, ErrorSummary, Select, TextField } from '#ui/fields.tsx'
import { SitePage, type Site } from '../site.public.tsx'

const Frame = ({ site, title, lead, children }: { readonly site: Site; readonly title: string; readonly lead: string; readonly children?: Child }) => (
  <SitePage site={site} title={title} description={lead} image="home" imageAlt={site.name} sheets={['site-newsletter.css']}>
    <header class="title">
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
    </header>
    <div class="newsletter">{children}</div>
  </SitePage>
)

type Filled = { readonly body: FormBody; readonly faults: readonly FieldFault[] }

const Languages = ({ body, faults, offered }: Filled & { readonly offered: readonly SiteLanguage[] }) => (
  <>
    <Select
      name="language"
      label={m.website_newsletter_language()}
      options={offered.map((value) => ({ value, label: SITE_LANGUAGE_NAMES[value], lang: tagOf(value) }))}
      value={typed(body, 'language')}
      error={errorOf(faults, 'language')}
    />
    <Checkboxes
      name="also"
      label={m.website_newsletter_also()}
      hint={m.website_newsletter_also_hint()}
      optional
      options={FALLBACKS.map((value) => ({ value, label: SITE_LANGUAGE_NAMES[value], lang: value }))}
      values={typedList(body, 'also')}
    />
  </>
)

export const SubscribePage = ({ site, body, faults }: Filled & { readonly site: Site }) => (
  <Frame site={site} title={m.website_newsletter_title()} lead={m.website_newsletter_lead({ town: site.town })}>
    <ErrorSummary errors={faults} />
    <form method="post" action={addresses.siteNewsletter({ lang: currentLanguage() })} novalidate>
      <TextField
        name="address"
        type="email"
        inputmode="email"
        autocomplete="email"
        label={m.website_newsletter_address()}
        value={typed(body, 'address')}
        maxlength={200}
        spellcheck={false}
        error={errorOf(faults, 'address')}
      />
      <Languages body={body} faults={faults} offered={site.languages} />
      <button type="submit" class="ds-button">
        {m.website_newsletter_do()}
      </button>
    </form>
    <section aria-labelledby="kept">
      <h2 id="kept">{m.website_newsletter_kept_title()}</h2>
      <p>{m.website_newsletter_kept_what()}</p>
      <p>{m.website_newsletter_kept_why({ office: site.officeName })}</p>
      <p>{m.website_newsletter_kept_until({ confirm: CONFIRM_DAYS, after: KEPT_AFTER_END_DAYS })}</p>
      <p>{m.website_newsletter_kept_not()}</p>
    </section>
  </Frame>
)

/** The same for everybody, whatever came of the address. */
export const SentPage = ({ site }: { readonly site: Site }) => (
  <Frame site={site} title={m.website_newsletter_sent_title()} lead={m.website_newsletter_sent_lead()}>
    <p>{m.website_newsletter_sent_text({ days: CONFIRM_DAYS })}</p>
    <p>
      <a href={addresses.siteNewsletter({ lang: currentLanguage() })}>{m.website_newsletter_sent_again()}</a>
    </p>
  </Frame>
)

export const ConfirmPage = ({ site, token, subscriber }: { readonly site: Site; readonly token: string; readonly subscriber: Subscriber }) => (
  <Frame
    site={site}
    title={m.website_newsletter_confirm_title()}
    lead={m.website_newsletter_confirm_lead({ address: subscriber.address, office: site.officeName })}
  >
    <form method="post" action={addresses.siteNewsletterConfirmation({ lang: currentLanguage(), token })}>
      <button type="submit" class="ds-button">
        {m.website_newsletter_confirm_do()}
      </button>
    </form>
    <p>{m.website_newsletter_confirm_not()}</p>
  </Frame>
)

type OwnProps = Filled & {
  readonly site: Site
  readonly token: string
  readonly subscriber: Subscriber
  readonly timeZone: string
  /** What was just done, in words. */
  readonly done: string | null
  /** The last day on which the address is still kept, YYYY-MM-DD. */
  readonly keptUntil: string | null
}

/** One's own subscription, opened by the link in each letter. */
export const SubscriptionPage = ({ site, token, subscriber, body, faults, done, keptUntil }: OwnProps) => {
  const lang = currentLanguage()
  const action = addresses.siteNewsletterSubscription({ lang, token })
  const ended = subscriber.state !== 'active'
  return (
    <Frame site={site} title={m.website_newsletter_own_title()} lead={m.website_newsletter_own_lead({ address: subscriber.address })}>
      {done === null ? null : (
        <p class="strong" role="status">
          {done}
        </p>
      )}
      <ErrorSummary errors={faults} />
      {ended ? (
        <>
          <p>{subscriber.endedBecause === 'returned' ? m.website_newsletter_own_returned() : m.website_newsletter_own_ended()}</p>
          {keptUntil === null ? null : <p>{m.website_newsletter_own_kept({ day: dayInWords(keptUntil) })}</p>}
          {mayResume(subscriber) ? (
            <form method="post" action={action}>
              <input type="hidden" name="deed" value="resume" />
              <button type="submit" class="ds-button" data-variant="secondary">
                {m.website_newsletter_own_resume()}
              </button>
            </form>
          ) : null}
        </>
      ) : (
        <>
          <form method="post" action={action} novalidate>
            <input type="hidden" name="deed" value="save" />
            <Languages body={body} faults={faults} offered={site.languages} />
            <button type="submit" class="ds-button">
              {m.website_newsletter_own_save()}
            </button>
          </form>
          <form method="post" action={action}>
            <input type="hidden" name="deed" value="leave" />
            <button type="submit" class="ds-button" data-variant="secondary">
              {m.website_newsletter_own_leave()}
            </button>
          </form>
        </>
      )}
      <p>
        <a href={addresses.siteNewsletterForgetting({ lang, token })}>{m.website_newsletter_own_forget()}</a>
      </p>
    </Frame>
  )
}

/** Erasing one's own address cannot be undone, so it is asked once more. */
export const ForgettingPage = ({ site, token, subscriber }: { readonly site: Site; readonly token: string; readonly subscriber: Subscriber }) => (
  <Frame site={site} title={m.website_newsletter_forget_title()} lead={m.website_newsletter_forget_lead({ address: subscriber.address })}>
    <form method="post" action={addresses.siteNewsletterForgetting({ lang: currentLanguage(), token })}>
      <button type="submit" class="ds-button">
        {m.website_newsletter_forget_do()}
      </button>
    </form>
    <p>
      <a href={addresses.siteNewsletterSubscription({ lang: currentLanguage(), token })}>{m.website_newsletter_forget_not()}</a>
    </p>
  </Frame>
)

type Plain = { readonly site: Site; readonly title: string; readonly text: string }
/** Something is over, or a link opens nothing: the words, and the way to subscribe; whoever has just subscribed is led to the news. */
export const PlainPage = ({ site, title, text, subscribed = false }: Plain & { readonly subscribed?: boolean }) => (
  <Frame site={site} title={title} lead={text}>
    <p>
      <a
        class="ds-button"
        data-variant="secondary"
        href={subscribed ? addresses.siteNews({ lang: currentLanguage() }) : addresses.siteNewsletter({ lang: currentLanguage() })}
      >
        {subscribed ? m.website_news_all() : m.website_newsletter_subscribe()}
      </a>
    </p>
  </Frame>
)
