// One's own private addresses of the calendar: made, shown once, renewed, withdrawn, and how a calendar is told of them.
import { addresses } from '#addresses'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed, typedList } from '#platform/http/form.ts'
import { LANGUAGES } from '#platform/texts/language.ts'
import { Checkboxes, errorOf, ErrorSummary, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { FEED_KINDS, feedKindName, type FeedKind } from './feed.ts'

export type FeedLine = {
  readonly id: string
  readonly label: string
  readonly language: string
  readonly kinds: readonly FeedKind[]
  /** In words. */
  readonly made: string
  readonly renewed: string | null
}

export type FeedsPageProps = {
  readonly shell: Shell
  readonly feeds: readonly FeedLine[]
  /** The whole address of the one just made or renewed: it is never shown again. */
  readonly fresh: { readonly id: string; readonly url: string } | null
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
}

export const FeedsPage = ({ shell, feeds, fresh, body, faults = [] }: FeedsPageProps) => (
  <OfficePage
    shell={shell}
    title={m.calendar_feed_title()}
    nav="calendar"
    failed={faults.length > 0}
    crumbs={[{ text: m.calendar_title(), href: addresses.calendar() }, { text: m.calendar_feed_title() }]}
    lead={m.calendar_feed_lead()}
    islands={fresh === null ? [] : ['copy.js']}
  >
    <ErrorSummary errors={faults} />
    {fresh === null ? null : (
      <div class="note feed-fresh" role="status">
        <p class="strong">{m.calendar_feed_fresh()}</p>
        <p>
          <label for="feed-url">{m.calendar_feed_address()}</label>
          <input class="ds-input" id="feed-url" readonly value={fresh.url} />
        </p>
        <p>
          <button class="ds-button" data-size="sm" type="button" data-copy="#feed-url" data-copied={m.calendar_feed_copied()} hidden>
            {m.calendar_feed_copy()}
          </button>
        </p>
        <p class="sub">{m.calendar_feed_once()}</p>
      </div>
    )}
    <div class="stack-lg">
      {feeds.length === 0 ? null : (
        <Section id="feeds" title={m.calendar_feed_mine()} count={feeds.length}>
          <ul class="feeds">
            {feeds.map((feed) => {
              const name = feed.label === '' ? m.calendar_feed_unnamed() : feed.label
              return (
                <li>
                  <div>
                    <p class="strong">{name}</p>
                    <p class="sub">
                      {[languageName(feed.language), feed.kinds.map(feedKindName).join(', ')].join(' · ')}
                      <br />
                      {feed.renewed === null ? m.calendar_feed_made({ day: feed.made }) : m.calendar_feed_renewed_on({ day: feed.renewed })}
                    </p>
                  </div>
                  <div class="row">
                    <form method="post" action={addresses.calendarFeedRenewal({ id: feed.id })}>
                      <button class="ds-button" data-size="sm" data-variant="secondary">
                        {m.calendar_feed_renew()}
                        <span class="sr">: {name}</span>
                      </button>
                    </form>
                    <form method="post" action={addresses.calendarFeedWithdrawal({ id: feed.id })}>
                      <button class="ds-button" data-size="sm" data-variant="tertiary" data-color="danger">
                        {m.calendar_feed_withdraw()}
                        <span class="sr">: {name}</span>
                      </button>
                    </form>
                  </div>
                </li>
              )
            })}
          </ul>
        </Section>
      )}
      <Section id="new" title={m.calendar_feed_new()}>
        <form class="form" method="post" action={addresses.calendarFeeds()} novalidate>
          <Checkboxes
            name="kinds"
            label={m.calendar_feed_field_kinds()}
            options={FEED_KINDS.map((kind) => ({ value: kind, label: feedKindName(kind) }))}
            values={typedList(body, 'kinds')}
            error={errorOf(faults, 'kinds')}
          />
          <Select
            name="language"
            label={m.calendar_feed_field_language()}
            value={typed(body, 'language')}
            options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
            error={errorOf(faults, 'language')}
          />
          <TextField
            name="label"
            label={m.calendar_feed_field_label()}
            hint={m.calendar_feed_hint_label()}
            optional
            maxlength={100}
            value={typed(body, 'label')}
            error={errorOf(faults, 'label')}
          />
          <SubmitRow text={m.calendar_feed_make()} cancel={addresses.calendar()} />
        </form>
      </Section>
      <Section id="how" title={m.calendar_feed_how()}>
        <ul class="prose feed-how">
          {[m.calendar_feed_how_iphone, m.calendar_feed_how_google, m.calendar_feed_how_outlook].map((way) => (
            <li>{way()}</li>
          ))}
        </ul>
        <p class="prose">{m.calendar_feed_how_text()}</p>
      </Section>
    </div>
  </OfficePage>
)
