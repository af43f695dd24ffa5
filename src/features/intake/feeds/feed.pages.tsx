// The office's watched feeds: what each brought and what is wrong with it; and the try-out of one before it is watched.
import { addresses } from '#addresses'
import { m } from '#messages'
import { dayInWords, momentInWords } from '#platform/dates.ts'
import { errorOf, ErrorSummary, type FieldError, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import type { FeedRead } from './entries.ts'
import { troubleInWords } from './feed.ts'
import type { FeedLine } from './feed.queries.ts'
import type { FeedItem } from './feed.table.ts'

const crumbs = () => [{ text: m.intake_title(), href: addresses.intake() }]

const broughtInWords = ({ read, known, failed, waiting }: FeedLine): string =>
  [
    m.intake_feed_brought({ count: read }),
    known > 0 ? m.intake_feed_brought_known({ count: known }) : '',
    waiting > 0 ? m.intake_feed_brought_waiting({ count: waiting }) : '',
    failed > 0 ? m.intake_feed_brought_failed({ count: failed }) : '',
  ]
    .filter((part) => part !== '')
    .join(', ')

const Press = ({ to, text, name, tone }: { to: string; text: string; name: string; tone?: 'danger' }) => (
  <form method="post" action={to}>
    <button class="ds-button" data-size="sm" data-variant={tone === 'danger' ? 'tertiary' : 'secondary'} data-color={tone}>
      {text}
      <span class="sr">: {name}</span>
    </button>
  </form>
)

const FeedEntry = ({ feed, mayWrite, timeZone }: { feed: FeedLine; mayWrite: boolean; timeZone: string }) => (
  <li>
    <div>
      <p class="strong">
        {feed.read > 0 ? <a href={addresses.intakeTriage({ source: feed.id })}>{feed.title}</a> : feed.title}
        {feed.pausedAt === null ? null : <span class="sub"> · {m.intake_feed_state_paused()}</span>}
      </p>
      <p class="sub feed-url">{feed.url}</p>
      {feed.trouble === null ? null : (
        <p class="late">
          {troubleInWords(feed.trouble, feed.troubleDetail)}{' '}
          {feed.pausedAt === null && feed.nextLookAt !== null ? m.intake_feed_again_at({ when: momentInWords(feed.nextLookAt, timeZone) }) : null}
        </p>
      )}
      <p class="sub">
        {feed.lookedAt === null ? m.intake_feed_not_looked() : m.intake_feed_looked({ when: momentInWords(feed.lookedAt, timeZone) })} · {broughtInWords(feed)}
      </p>
    </div>
    {mayWrite ? (
      <div class="row">
        {feed.pausedAt === null ? (
          <>
            <Press to={addresses.settingsFeedLook({ id: feed.id })} text={m.intake_feed_look()} name={feed.title} />
            <Press to={addresses.settingsFeedPause({ id: feed.id })} text={m.intake_feed_pause()} name={feed.title} />
          </>
        ) : (
          <Press to={addresses.settingsFeedResumption({ id: feed.id })} text={m.intake_feed_resume()} name={feed.title} />
        )}
        <Press to={addresses.settingsFeedRemoval({ id: feed.id })} text={m.intake_feed_end()} name={feed.title} tone="danger" />
      </div>
    ) : null}
  </li>
)

export type FeedsPageProps = {
  readonly shell: Shell
  readonly feeds: readonly FeedLine[]
  readonly failed: readonly FeedItem[]
  readonly url: string
  readonly minutes: number
  readonly timeZone: string
  readonly errors?: readonly FieldError[]
}

export const FeedsPage = ({ shell, feeds, failed, url, minutes, timeZone, errors }: FeedsPageProps) => {
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      shell={shell}
      title={m.intake_feeds_title()}
      nav="intake"
      crumbs={crumbs()}
      failed={errors !== undefined}
      lead={m.intake_feeds_lead({ minutes })}
    >
      <ErrorSummary errors={errors} />
      <div class="stack-lg">
        {feeds.length === 0 ? (
          mayWrite ? null : (
            <p class="sub">{m.intake_feeds_none()}</p>
          )
        ) : (
          <Section id="feeds" title={m.intake_feeds_watched()} count={feeds.length}>
            <ul class="feeds">
              {feeds.map((feed) => (
                <FeedEntry feed={feed} mayWrite={mayWrite} timeZone={timeZone} />
              ))}
            </ul>
          </Section>
        )}
        {mayWrite ? (
          <Section id="new" title={feeds.length === 0 ? m.intake_feed_first() : m.intake_feed_new()}>
            <form class="form" method="post" action={addresses.settingsFeedTrial()} novalidate>
              <TextField
                name="url"
                label={m.intake_feed_field_url()}
                hint={m.intake_feed_field_url_hint()}
                type="url"
                inputmode="url"
                value={url}
                error={errorOf(errors, 'url')}
              />
              <SubmitRow text={m.intake_feed_try()} cancel={addresses.intake()} />
            </form>
          </Section>
        ) : null}
        {failed.length === 0 ? null : (
          <Section id="failed" title={m.intake_feed_failed()} count={failed.length}>
            <ul class="prose">
              {failed.map((item) => (
                <li>
                  {item.link === null ? (
                    item.title
                  ) : (
                    <a href={item.link} rel="noreferrer">
                      {item.title === '' ? item.link : item.title}
                    </a>
                  )}
                  {item.trouble === null ? null : <span class="sub"> · {troubleInWords(item.trouble)}</span>}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </OfficePage>
  )
}

const SHOWN = 5
const LONGEST_BEGINNING = 180

const beginning = (markup: string | null): string => {
  const bare = (markup ?? '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return bare.length > LONGEST_BEGINNING ? `${bare.slice(0, LONGEST_BEGINNING).toWellFormed()}…` : bare
}

export const TrialPage = ({ shell, url, feed }: { readonly shell: Shell; readonly url: string; readonly feed: FeedRead }) => (
  <OfficePage
    shell={shell}
    title={m.intake_feed_trial_title()}
    nav="intake"
    crumbs={[...crumbs(), { text: m.intake_feeds_title(), href: addresses.settingsFeeds() }]}
    lead={feed.entries.length === 0 ? m.intake_feed_trial_empty() : m.intake_feed_trial_lead({ count: feed.entries.length })}
  >
    <div class="stack-lg">
      <form class="form" method="post" action={addresses.settingsFeeds()} novalidate>
        <input type="hidden" name="url" value={url} />
        <TextField name="title" label={m.intake_feed_field_title()} hint={url} value={feed.title === '' ? new URL(url).hostname : feed.title.slice(0, 200)} />
        <SubmitRow text={m.intake_feed_watch()} cancel={addresses.settingsFeeds()} />
      </form>
      {feed.entries.length === 0 ? null : (
        <Section id="entries" title={m.intake_feed_trial_entries()}>
          <ul class="feeds">
            {feed.entries.slice(0, SHOWN).map((entry) => (
              <li>
                <div>
                  <p class="strong">{entry.title === '' ? m.intake_untitled() : entry.title}</p>
                  <p class="sub">
                    {entry.told.day === null ? m.intake_date_unknown() : dayInWords(entry.told.day)} ·{' '}
                    {entry.told.content === null ? m.intake_feed_trial_summary() : m.intake_feed_trial_whole()}
                  </p>
                  <p>{beginning(entry.told.content ?? entry.told.summary)}</p>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  </OfficePage>
)
