// The summary of a meeting for the citizens: written, looked at as they will see it, published.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { isEmptyText, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { ErrorSummary, HiddenVersion, SubmitRow } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'

export type SummaryPageProps = {
  readonly shell: Shell
  readonly event: { readonly id: string; readonly version: number; readonly title: LocalText; readonly summary: LocalText; readonly published: boolean }
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** As the citizens will see it, in each of their languages; absent before it was asked for. */
  readonly preview?: readonly { readonly language: string; readonly shown: Child }[] | undefined
  /** Public pages of partners on which it will stand. */
  readonly pages: readonly string[]
  readonly languages: readonly string[]
  /** What the languages' boxes are, for carrying them through the preview. */
  readonly offered: boolean
}

export const SummaryPage = ({ shell, event, body, faults = [], conflict, preview, pages, languages, offered }: SummaryPageProps) => {
  const back = addresses.meeting({ id: event.id })
  const boxes = textBoxes(body, 'summary', languages, event.summary)
  return (
    <OfficePage
      shell={shell}
      title={m.meetings_summary_title({ title: textIn(event.title) })}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.events_title(), href: addresses.events() },
        { text: textIn(event.title), href: addresses.event({ id: event.id }) },
        { text: m.meetings_title(), href: back },
        { text: m.meetings_summary() },
      ]}
      heading={m.meetings_summary()}
      lead={m.meetings_summary_lead()}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <p class={pages.length === 0 ? 'note' : 'sub'}>
        {pages.length === 0 ? m.meetings_summary_nowhere() : m.meetings_summary_where({ names: pages.join(', ') })}
      </p>
      {preview === undefined ? (
        <form data-asks-before-leaving="" class="form" method="post" action={addresses.meetingSummary({ id: event.id })} novalidate>
          <HiddenVersion version={event.version} />
          <LocalTextField
            name="summary"
            label={m.meetings_field_summary()}
            hint={offered ? m.meetings_hint_summary_offered() : m.meetings_hint_summary()}
            multiline
            rows={8}
            texts={boxes}
            errors={faults}
          />
          <SubmitRow text={m.meetings_summary_preview()} cancel={back}>
            {isEmptyText(event.summary) ? null : (
              <button class="ds-button" data-variant="tertiary" name="step" value="offer">
                {m.meetings_summary_offer()}
              </button>
            )}
            {event.published ? (
              <button class="ds-button" data-variant="tertiary" data-color="danger" name="step" value="withdraw">
                {m.meetings_summary_withdraw()}
              </button>
            ) : null}
          </SubmitRow>
        </form>
      ) : (
        <>
          <div class="stack-lg" tabindex={-1} id="preview" data-focus>
            {preview.map(({ language, shown }) => (
              <Section id={`preview-${language}`} title={m.meetings_summary_seen_in({ language: languageName(language) })}>
                <div class="citizen-preview" lang={language}>
                  {shown}
                </div>
              </Section>
            ))}
          </div>
          <form class="form" method="post" action={addresses.meetingSummary({ id: event.id })}>
            <HiddenVersion version={event.version} />
            {boxes.map(({ lang, text }) => (
              <input type="hidden" name={`summary.${lang}`} value={text ?? typed(body, `summary.${lang}`)} />
            ))}
            <div class="submit">
              <button class="ds-button" name="step" value="publish">
                {event.published ? m.meetings_summary_publish_again() : m.meetings_summary_publish()}
              </button>
              <button class="ds-button" data-variant="tertiary" name="step" value="edit">
                {m.meetings_summary_back()}
              </button>
            </div>
          </form>
        </>
      )}
    </OfficePage>
  )
}
