// The officer's page of the delegates' personal links: making, copying, showing as QR codes, mailing, renewing, withdrawing.
import { addresses } from '#addresses'
import { m } from '#messages'
import { textIn } from '#platform/texts/local-text.ts'
import { OWN_NAME, type PaperLanguage } from '#platform/texts/paper-languages.ts'
import { ErrorSummary, fieldId } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Section } from '#ui/tables.tsx'
import type { ProgrammeVisit } from '../programmes/programme.queries.ts'
import type { PocketLetter } from './letter.ts'
import { qrOf } from './link.ts'

/** A delegate with their link, in ready words. `url` null: they have none that opens. */
export type ShownLink = {
  readonly delegateId: string
  readonly name: string
  readonly role: string
  readonly side: string
  readonly language: PaperLanguage
  readonly email: string
  readonly notComing: boolean
  readonly url: string | null
  /** There is a link that opens, but its address is known only to whoever has it. */
  readonly hidden: boolean
  /** „23 ноември 2026 г., 11:00, Проба Служителова“ */
  readonly made: string
  readonly mailed: string | null
}

const crumbs = (visit: ProgrammeVisit, last: string) => [
  { text: textIn(visit.title), href: addresses.visit({ id: visit.id }) },
  { text: m.programme_title(), href: addresses.programme({ id: visit.id }) },
  { text: last },
]

/** `onlyHere`: what the links begin with, where that opens on the office's own machine only; null where guests can open them. */
type LinksProps = { readonly shell: Shell; readonly visit: ProgrammeVisit; readonly links: readonly ShownLink[]; readonly onlyHere: string | null }

const OnlyHere = ({ address }: { readonly address: string | null }) =>
  address === null ? null : <p class="note no-print">{m.pocket_only_here({ address })}</p>

export const LinksPage = ({ shell, visit, links, onlyHere }: LinksProps) => {
  const { id } = visit
  const without = links.filter(({ url, hidden, notComing }) => url === null && !hidden && !notComing).length
  const withUrl = links.filter(({ url }) => url !== null)
  return (
    <OfficePage
      shell={shell}
      title={m.pocket_title()}
      nav="events"
      crumbs={crumbs(visit, m.pocket_title())}
      lead={m.pocket_lead()}
      islands={['copy.js']}
      actions={
        <>
          {withUrl.length === 0 ? null : (
            <>
              <a class="ds-button" data-variant="secondary" href={addresses.pocketCodes({ id })}>
                <Icon name="print" />
                {m.pocket_codes()}
              </a>
              <a class="ds-button" data-variant="secondary" href={addresses.pocketMail({ id })}>
                {m.pocket_mail()}
              </a>
            </>
          )}
          {without === 0 ? null : (
            <form method="post" action={addresses.pocketLinks({ id })}>
              <input type="hidden" name="all" value="yes" />
              <button class="ds-button">{m.pocket_make_all({ count: without })}</button>
            </form>
          )}
        </>
      }
    >
      <OnlyHere address={onlyHere} />
      <p class="note">{m.pocket_not_recorded()}</p>
      {links.length === 0 ? (
        <EmptyState
          title={m.pocket_nobody_title()}
          text={m.pocket_nobody()}
          actions={
            <a class="ds-button" href={addresses.visitDelegations({ id })}>
              {m.pocket_to_delegations()}
            </a>
          }
        />
      ) : (
        <ul class="pocket-links">
          {links.map((link) => (
            <Link visitId={id} link={link} />
          ))}
        </ul>
      )}
    </OfficePage>
  )
}

const Link = ({ visitId, link }: { readonly visitId: string; readonly link: ShownLink }) => {
  const { delegateId, name, role, side, language, notComing, url, hidden, made, mailed, email } = link
  const box = fieldId(`link-${delegateId}`)
  const at = { id: visitId, delegate: delegateId }
  return (
    <li id={`l-${delegateId}`}>
      <div>
        <strong>{name}</strong>
        <span class="sub">
          {[role, side, OWN_NAME[language]]
            .filter((part) => part !== '')
            .map((part) => ` · ${part}`)
            .join('')}
        </span>
        {notComing ? <p class="soon">{m.pocket_not_coming()}</p> : null}
        {hidden ? <p class="soon">{m.pocket_hidden()}</p> : null}
        {url === null ? null : (
          <p class="sub">
            {m.pocket_made({ made })}
            {mailed === null ? null : ` ${m.pocket_mailed({ when: mailed })}`}
            {email === '' ? ` ${m.pocket_no_email()}` : null}
          </p>
        )}
      </div>
      {hidden ? (
        <form method="post" action={addresses.pocketRenewal(at)}>
          <button class="ds-button" data-size="sm" data-variant="secondary">
            {m.pocket_renew()}
            <span class="sr">: {name}</span>
          </button>
        </form>
      ) : url === null ? (
        notComing ? null : (
          <form method="post" action={addresses.pocketLinks({ id: visitId })}>
            <input type="hidden" name="delegates" value={delegateId} />
            <button class="ds-button" data-size="sm" data-variant="secondary">
              {m.pocket_make()}
              <span class="sr">: {name}</span>
            </button>
          </form>
        )
      ) : (
        <div class="row">
          <label class="sr" for={box}>
            {m.pocket_link_of({ name })}
          </label>
          <input class="ds-input url" id={box} value={url} readonly />
          <button class="ds-button" data-size="sm" data-variant="secondary" type="button" data-copy={`#${box}`} data-copied={m.pocket_copied()} hidden>
            {m.pocket_copy()}
          </button>
          <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.pocketCode(at)}>
            {m.pocket_code()}
          </a>
          <details class="item-moves">
            <summary>
              {m.pocket_more()}
              <span class="sr">: {name}</span>
            </summary>
            <div class="row">
              {notComing ? null : (
                <form method="post" action={addresses.pocketRenewal(at)}>
                  <button class="ds-button" data-size="sm" data-variant="secondary">
                    {m.pocket_renew()}
                  </button>
                </form>
              )}
              <form method="post" action={addresses.pocketWithdrawal(at)}>
                <button class="ds-button" data-size="sm" data-variant="tertiary" data-color="danger">
                  {m.pocket_withdraw()}
                </button>
              </form>
            </div>
            <p class="sub">{m.pocket_more_hint()}</p>
          </details>
        </div>
      )}
    </li>
  )
}

export const QrCode = ({ url, label }: { readonly url: string; readonly label: string }) => {
  const { path, side } = qrOf(url)
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** Codes to be printed and cut out: one, large, or everybody's. */
export const CodesPage = ({ shell, visit, links, onlyHere }: LinksProps) => (
  <OfficePage
    shell={shell}
    title={m.pocket_codes()}
    nav="events"
    crumbs={[...crumbs(visit, '').slice(0, 2), { text: m.pocket_title(), href: addresses.pocketLinks({ id: visit.id }) }, { text: m.pocket_codes() }]}
    actions={
      <button class="ds-button" type="button" data-print hidden>
        <Icon name="print" />
        {m.programme_print()}
      </button>
    }
  >
    <OnlyHere address={onlyHere} />
    <ul class={links.length === 1 ? 'codes one' : 'codes'}>
      {links.flatMap(({ url, name, role }) =>
        url === null
          ? []
          : [
              <li>
                <QrCode url={url} label={m.pocket_link_of({ name })} />
                <strong>{name}</strong>
                <span class="sub">{role}</span>
              </li>,
            ],
      )}
    </ul>
  </OfficePage>
)

export type MailPageProps = {
  readonly shell: Shell
  readonly visit: ProgrammeVisit
  readonly links: readonly ShownLink[]
  readonly onlyHere: string | null
  /** How the letter reads in each of the languages, for somebody of it. */
  readonly letters: readonly { readonly language: PaperLanguage; readonly name: string; readonly letter: PocketLetter }[]
  readonly error?: string
}

/** Shown before the first letter goes: to whom, and how it reads. */
export const MailPage = ({ shell, visit, links, onlyHere, letters, error }: MailPageProps) => {
  const { id } = visit
  const possible = links.filter(({ url, email, notComing }) => url !== null && email !== '' && !notComing)
  const without = links.filter(({ url, email, notComing }) => url !== null && email === '' && !notComing)
  return (
    <OfficePage
      shell={shell}
      title={m.pocket_mail()}
      nav="events"
      failed={error !== undefined}
      crumbs={[...crumbs(visit, '').slice(0, 2), { text: m.pocket_title(), href: addresses.pocketLinks({ id }) }, { text: m.pocket_mail() }]}
      lead={m.pocket_mail_lead()}
    >
      <ErrorSummary errors={error === undefined ? [] : [{ name: '', message: error }]} />
      <OnlyHere address={onlyHere} />
      <div class="cols">
        {possible.length === 0 ? (
          <EmptyState title={m.pocket_mail_nobody_title()} text={m.pocket_mail_nobody()} />
        ) : (
          <form class="form" method="post" action={addresses.pocketMail({ id })}>
            <fieldset class="field">
              <legend>{m.pocket_mail_to()}</legend>
              <div class="choices">
                {possible.map(({ delegateId, name, email, language, mailed }) => (
                  <div class="choice">
                    <input class="ds-input" type="checkbox" id={`to-${delegateId}`} name="delegates" value={delegateId} checked={mailed === null} />
                    <label for={`to-${delegateId}`}>
                      {name}
                      <span class="sub">
                        {' '}
                        {email} · {OWN_NAME[language]}
                        {mailed === null ? null : ` · ${m.pocket_mailed({ when: mailed })}`}
                      </span>
                    </label>
                  </div>
                ))}
              </div>
            </fieldset>
            {without.length === 0 ? null : <p class="sub">{m.pocket_mail_without({ names: without.map(({ name }) => name).join(', ') })}</p>}
            <div class="submit">
              <button class="ds-button">{m.pocket_mail_go()}</button>
              <a class="ds-button" data-variant="tertiary" href={addresses.pocketLinks({ id })}>
                {m.ui_cancel()}
              </a>
            </div>
          </form>
        )}
        <aside class="stack-lg">
          <Section id="letters" title={m.pocket_letter()}>
            {letters.map(({ language, name, letter }, index) => (
              <details class="langs-more" open={index === 0}>
                <summary>
                  {OWN_NAME[language]}, {name}
                </summary>
                <div lang={language}>
                  <p>
                    <strong>{letter.subject}</strong>
                  </p>
                  <p class="letter-text">{letter.text}</p>
                </div>
              </details>
            ))}
          </Section>
        </aside>
      </div>
    </OfficePage>
  )
}
