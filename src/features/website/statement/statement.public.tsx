// The accessibility statement as citizens read it: in the order of the model of Implementing Decision (EU) 2018/1523; what nobody stated is said to be so.
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { paragraphs, said } from '../site.ts'
import { Only, SitePage, type Site, Words } from '../site.public.tsx'
import { DIRECTIVE, isReachable, methodName, type OfficeReached, SOFTWARE_CHECK, type Statement } from './statement.ts'

const Text = ({ text, none }: { readonly text: LocalText; readonly none?: string }) => {
  const words = said(text)
  if (words === null) return none === undefined ? null : <p class="sub">{none}</p>
  return (
    <>
      {paragraphs(words.text).map((line, index, all) => (
        <p lang={words.lang}>
          {line} {index === all.length - 1 ? <Only said={words} /> : null}
        </p>
      ))}
    </>
  )
}

const status = ({ conformance }: Statement): string =>
  conformance === 'full'
    ? m.website_statement_says_full()
    : conformance === 'partial'
      ? m.website_statement_says_partial()
      : conformance === 'none'
        ? m.website_statement_says_none()
        : m.website_statement_says_nothing()

const Reached = ({ email, phone }: { readonly email: string; readonly phone: string }) => (
  <>
    {email === '' ? null : (
      <p>
        {m.website_statement_email()}: <a href={`mailto:${email}`}>{email}</a>
      </p>
    )}
    {phone === '' ? null : (
      <p>
        {m.website_statement_phone()}: <a href={`tel:${phone.replace(/[^\d+,]/g, '').split(',')[0]}`}>{phone}</a>
      </p>
    )}
  </>
)

export type StatementPageProps = { readonly site: Site; readonly statement: Statement; readonly reached: OfficeReached; readonly jsonLd: unknown }

export const StatementPage = ({ site, statement, reached, jsonLd }: StatementPageProps) => {
  const title = m.website_statement_title()
  const office = site.officeSaid.lang === undefined ? site.officeSaid.text : site.town
  const law = said(statement.law)
  const lead = m.website_statement_committed({ office })
  const { gaps, burden, outside, preparedOn, reviewedOn, method, email, phone } = statement
  const lists = [
    [m.website_statement_gaps(), gaps],
    [m.website_statement_burden(), burden],
    [m.website_statement_outside(), outside],
  ] as const
  const nothingListed = lists.every(([, text]) => said(text) === null)
  const reachable = email !== '' || phone !== '' || said(statement.contact) !== null
  return (
    <SitePage site={site} title={title} description={lead} image="home" imageAlt={site.name} jsonLd={jsonLd} at="accessibility" sheets={['site-statement.css']}>
      <header class="title">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
      </header>
      <div class="about statement">
        <section aria-labelledby="scope">
          <h2 id="scope">{m.website_statement_scope_title()}</h2>
          <p>
            {m.website_statement_scope({ address: site.base })} <a href={DIRECTIVE}>{m.website_statement_directive()}</a>.
          </p>
          {law === null ? null : (
            <p lang={law.lang}>
              {law.text} <Only said={law} />
            </p>
          )}
        </section>
        <section aria-labelledby="status">
          <h2 id="status">{m.website_statement_status()}</h2>
          <p>{status(statement)}</p>
        </section>
        <section aria-labelledby="gaps">
          <h2 id="gaps">{m.website_statement_content()}</h2>
          {nothingListed && statement.conformance !== null ? <p class="sub">{m.website_statement_content_none()}</p> : null}
          {lists.map(([label, text]) =>
            said(text) === null ? null : (
              <>
                <h3>{label}</h3>
                <Text text={text} />
              </>
            ),
          )}
          <h3>{m.website_statement_known_title()}</h3>
          <p>{m.website_statement_checked({ day: dayInWords(SOFTWARE_CHECK.on), version: SOFTWARE_CHECK.axe })}</p>
          <p>{m.website_about_accessibility_limits()}</p>
        </section>
        <section aria-labelledby="prepared">
          <h2 id="prepared">{m.website_statement_preparation()}</h2>
          {preparedOn === null ? null : <p>{m.website_statement_prepared_on({ day: dayInWords(preparedOn) })}</p>}
          {method === null ? null : <p>{m.website_statement_method_by({ method: methodName(method) })}</p>}
          {preparedOn === null && method === null ? <p class="sub">{m.website_statement_preparation_unknown()}</p> : null}
          {reviewedOn === null ? null : <p>{m.website_statement_reviewed_on({ day: dayInWords(reviewedOn) })}</p>}
          <p>{m.website_about_accessibility()}</p>
        </section>
        <section aria-labelledby="contact">
          <h2 id="contact">{m.website_statement_feedback()}</h2>
          <p>{m.website_statement_feedback_text()}</p>
          <Text text={statement.contact} />
          <Reached email={email} phone={phone} />
          {reachable ? null : isReachable(reached) ? (
            <>
              <p>
                <Words said={site.officeSaid} />
                {said(reached.address) === null ? null : (
                  <>
                    {', '}
                    <Words said={said(reached.address)!} />
                  </>
                )}
              </p>
              <Reached email={reached.email} phone={reached.phone} />
              {reached.web === '' ? null : (
                <p>
                  <a href={`https://${reached.web}`}>{reached.web}</a>
                </p>
              )}
            </>
          ) : (
            <p class="sub">{m.website_statement_contact_unknown()}</p>
          )}
        </section>
        <section aria-labelledby="enforcement">
          <h2 id="enforcement">{m.website_statement_enforcement()}</h2>
          <Text text={statement.enforcement} none={m.website_statement_enforcement_unknown()} />
        </section>
      </div>
    </SitePage>
  )
}
