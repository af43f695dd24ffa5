// The yearly round as pages: who waits to be confirmed, and the letter that asks their organisation.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { Flag } from '#ui/badges.tsx'
import { fieldId, HiddenVersion } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PersonChip } from '#ui/person.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Pager, ViewSwitch } from '#ui/tables.tsx'
import { isElected } from './ending.ts'
import { displayName, languageName } from '../naming.ts'
import type { Organisation } from '../organisation.table.ts'
import { withTitle } from './person.ts'
import { doubtInWords, termInWords } from './post.pages.tsx'
import { postWords } from './post.ts'
import type { RoundCounts, RoundGroup } from './round.queries.ts'

export type RoundPageProps = {
  readonly shell: Shell
  readonly counts: RoundCounts
  readonly page: Page<RoundGroup>
  readonly today: string
  /** The address of this very page of the round, to come back to. */
  readonly here: string
}

const Group = ({ group, today, mayWrite, here }: { readonly group: RoundGroup; readonly today: string; readonly mayWrite: boolean; readonly here: string }) => {
  const { organisation, waiting, holders } = group
  const name = displayName(organisation)
  return (
    <section class="sect round" id={`o-${organisation.id}`} aria-labelledby={`o-${organisation.id}-h`}>
      <header>
        <h2 id={`o-${organisation.id}-h`}>
          <a class="plain" href={addresses.organisation({ id: organisation.id })}>
            {name}
          </a>{' '}
          <Flag country={organisation.country} />
        </h2>
        <span class="count">{m.organisations_round_waiting({ count: waiting })}</span>
        {mayWrite ? (
          <span class="row push no-print">
            <a class="ds-button" data-size="sm" data-variant="tertiary" href={addresses.roundLetter({ id: organisation.id })}>
              {m.organisations_round_letter()}
              <span class="sr">: {name}</span>
            </a>
            {holders.some(({ post }) => isElected(post.roleClass)) ? (
              <a class="ds-button" data-size="sm" data-variant="tertiary" href={addresses.elections({ id: organisation.id })}>
                {m.organisations_elections()}
                <span class="sr">: {name}</span>
              </a>
            ) : null}
            <form method="post" action={addresses.organisationConfirmation({ id: organisation.id })}>
              <input type="hidden" name="to" value={here} />
              {holders.map(({ post }, index) => (
                <>
                  <input type="hidden" name={`posts.${index}.id`} value={post.id} />
                  <input type="hidden" name={`posts.${index}.version`} value={String(post.version)} />
                </>
              ))}
              <button class="ds-button" data-size="sm" data-variant="secondary">
                {m.organisations_round_confirm_all()}
                <span class="sr">: {name}</span>
              </button>
            </form>
          </span>
        ) : null}
      </header>
      {holders.map(({ post, person }) => {
        const names = { id: person.id, post: post.id }
        const what = `${displayName(person)}, ${postWords(post)}`
        return (
          <div class="held">
            <PersonChip
              name={withTitle(person.title, displayName(person))}
              href={addresses.person({ id: person.id })}
              role={[postWords(post), termInWords(post)].filter((words) => words !== '').join(' · ')}
              stale={doubtInWords(post, today)}
            />
            {mayWrite ? (
              <div class="row no-print">
                <form method="post" action={addresses.postConfirmation(names)}>
                  <HiddenVersion version={post.version} />
                  <input type="hidden" name="back" value="round" />
                  <input type="hidden" name="to" value={here} />
                  <button class="ds-button" data-size="sm" data-variant="secondary" data-key="P">
                    {m.organisations_confirm()}
                    <span class="sr">: {what}</span>
                  </button>
                </form>
                <a class="ds-button" data-size="sm" data-variant="tertiary" data-key="X" href={addresses.postEnding(names, { back: 'round' })}>
                  {m.organisations_post_end()}
                  <span class="sr">: {what}</span>
                </a>
                <a class="ds-button" data-size="sm" data-variant="tertiary" data-key="E" href={addresses.post(names)}>
                  {m.organisations_edit()}
                  <span class="sr">: {what}</span>
                </a>
              </div>
            ) : null}
          </div>
        )
      })}
      {waiting > holders.length ? <p class="sub">{m.organisations_round_more({ count: waiting - holders.length })}</p> : null}
    </section>
  )
}

export const RoundPage = ({ shell, counts, page, today, here }: RoundPageProps) => {
  const mayWrite = shell.role === 'officer'
  const done = counts.held - counts.waiting
  return (
    <OfficePage
      shell={shell}
      title={m.organisations_round_title()}
      nav="organisations"
      lead={m.organisations_round_lead()}
      crumbs={[{ text: m.organisations_tab_people(), href: addresses.people() }, { text: m.organisations_round_link() }]}
    >
      {counts.held === 0 ? (
        <EmptyState title={m.organisations_round_nobody_title()} text={m.organisations_round_nobody_text()} />
      ) : (
        <>
          <div class="round-progress">
            <p id="round-done">{m.organisations_round_progress({ done, count: counts.held })}</p>
            <progress value={done} max={counts.held} aria-labelledby="round-done"></progress>
          </div>
          {page.rows.length === 0 ? (
            <EmptyState title={m.organisations_round_none_title()} text={m.organisations_round_none_text()} />
          ) : (
            <div class="stack-lg" data-keys={mayWrite ? '.held' : undefined}>
              {page.rows.map((group) => (
                <Group group={group} today={today} mayWrite={mayWrite} here={here} />
              ))}
            </div>
          )}
          <Pager href={addresses.peopleRound()} after={page.next ?? undefined} before={page.previous ?? undefined} />
          {mayWrite && page.rows.length > 0 ? <p class="sub no-print keys-line">{m.organisations_round_keys()}</p> : null}
        </>
      )}
    </OfficePage>
  )
}

export type LetterPageProps = {
  readonly shell: Shell
  readonly organisation: Organisation
  readonly language: string
  readonly languages: readonly string[]
  readonly subject: string
  readonly text: string
  /** How many people the letter names. */
  readonly named: number
  /** Whom it can go to, if one of them has an address. */
  readonly mailTo: string | null
}

export const LetterPage = ({ shell, organisation, language, languages, subject, text, named, mailTo }: LetterPageProps) => {
  const name = displayName(organisation)
  return (
    <OfficePage
      shell={shell}
      title={m.organisations_letter_title()}
      nav="organisations"
      lead={m.organisations_letter_lead({ name })}
      crumbs={[
        { text: m.organisations_title(), href: addresses.organisations() },
        { text: name, href: addresses.organisation({ id: organisation.id }) },
        { text: m.organisations_round_letter() },
      ]}
      islands={['copy.js']}
    >
      {named === 0 ? (
        <EmptyState title={m.organisations_letter_title()} text={m.organisations_letter_nobody()} />
      ) : (
        <div class="form letter">
          <ViewSwitch
            label={m.organisations_letter_languages()}
            views={languages.map((code) => ({
              href: addresses.roundLetter({ id: organisation.id }, { lang: code }),
              text: languageName(code),
              current: code === language,
            }))}
          />
          <div class="field">
            <label for={fieldId('subject')}>{m.organisations_letter_subject()}</label>
            <input class="ds-input" id={fieldId('subject')} value={subject} lang={language} readonly />
          </div>
          <div class="field">
            <label for={fieldId('letter')}>{m.organisations_letter_text()}</label>
            <textarea class="ds-input" id={fieldId('letter')} rows={Math.min(30, text.split('\n').length + 4)} lang={language} readonly>
              {`\n${text}`}
            </textarea>
          </div>
          <p class="sub">{m.organisations_letter_hint()}</p>
          <div class="row">
            <button class="ds-button" type="button" data-copy={`#${fieldId('letter')}`} data-copied={m.organisations_letter_copied()} hidden>
              {m.organisations_letter_copy()}
            </button>
            <a
              class="ds-button"
              data-variant="secondary"
              href={`mailto:${mailTo ?? ''}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`}
            >
              {m.organisations_letter_mail()}
            </a>
          </div>
        </div>
      )}
    </OfficePage>
  )
}
