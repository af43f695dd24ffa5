// The form in which an office says in which languages its citizens' pages are read; readers are told.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import type { FieldFault } from '#platform/http/form.ts'
import { SITE_LANGUAGE_NAMES, SITE_LANGUAGES, tagOf } from '#platform/texts/language.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkboxes, errorOf, ErrorSummary, HiddenVersion, SubmitRow } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { languagesInWords, type SiteLanguages } from './site-language.ts'

export type SiteLanguagesProps = {
  readonly shell: Shell
  readonly current: SiteLanguages
  readonly ticked: readonly string[]
  readonly faults: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
}

export const SiteLanguagesPage = ({ shell, current, ticked, faults, conflict, history }: SiteLanguagesProps) => (
  <OfficePage
    shell={shell}
    title={m.accounts_site_languages()}
    nav="settings"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={[{ text: m.accounts_settings_title(), href: addresses.settings() }, { text: m.accounts_site_languages() }]}
    lead={m.accounts_site_languages_lead()}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <div class="stack-lg">
      {shell.role === 'officer' ? (
        <form class="form" method="post" action={addresses.settingsLanguages()} novalidate>
          <HiddenVersion version={current.version} />
          <Checkboxes
            name="languages"
            label={m.accounts_site_languages_which()}
            hint={m.accounts_site_languages_hint()}
            options={SITE_LANGUAGES.map((one) => ({ value: one, label: SITE_LANGUAGE_NAMES[one], lang: tagOf(one) }))}
            values={ticked}
            error={errorOf(faults, 'languages')}
          />
          <SubmitRow cancel={addresses.settings()} />
        </form>
      ) : (
        <p>{languagesInWords(current.languages)}</p>
      )}
      {history.length === 0 ? null : (
        <Section id="history" title={m.accounts_site_languages_history()}>
          <History entries={history} />
        </Section>
      )}
    </div>
  </OfficePage>
)
