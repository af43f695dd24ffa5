// The year as a whole: its opening words in the office's languages, and what of it the citizens may see.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { type FieldFault, type FormBody, typed, typedList } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkbox, Checkboxes, errorOf, ErrorSummary, HiddenVersion, SubmitRow } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { measureName, MEASURES } from '../measure.ts'

export type YearPageProps = {
  readonly shell: Shell
  readonly year: number
  readonly languages: readonly string[]
  readonly stored: LocalText
  /** 0 while nothing was said of it. */
  readonly version: number
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
  readonly recordId: string | null
}

export const YearPage = ({ shell, year, languages, stored, version, body, faults = [], conflict, history, recordId }: YearPageProps) => (
  <OfficePage
    shell={shell}
    title={m.impact_year_title({ year: String(year) })}
    nav="impact"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={[{ text: m.impact_title(), href: addresses.impact({ year }) }]}
    lead={m.impact_year_lead()}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <form class="form" method="post" action={addresses.impactYear({ year: String(year) })} novalidate>
      <HiddenVersion version={version} />
      <LocalTextField
        name="opening"
        label={m.impact_year_opening()}
        hint={m.impact_year_opening_hint()}
        optional
        multiline
        rows={6}
        texts={textBoxes(body, 'opening', languages, stored)}
        errors={faults}
      />
      <Checkboxes
        name="measures"
        label={m.impact_year_measures()}
        hint={m.impact_year_measures_hint()}
        optional
        twoColumns
        values={typedList(body, 'measures')}
        options={MEASURES.map((value) => ({ value, label: measureName(value) }))}
        error={errorOf(faults, 'measures')}
      />
      <div class="field">
        <Checkbox name="published" label={m.impact_year_publish()} hint={m.impact_year_publish_hint()} checked={typed(body, 'published') !== ''} />
      </div>
      <SubmitRow cancel={addresses.impact({ year })}>
        <a class="ds-button" data-variant="tertiary" href={addresses.siteImpact({ lang: currentLanguage() })}>
          {m.impact_year_see_public()}
        </a>
      </SubmitRow>
    </form>
    {recordId === null ? null : (
      <Section id="history" title={m.impact_history()}>
        <History entries={history} older={addresses.history({ thing: 'impact_year', id: recordId })} />
      </Section>
    )}
  </OfficePage>
)
