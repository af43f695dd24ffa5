// The form of how the citizens' site looks: accent, letters, crest, and how the chosen colour will read.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkbox, errorOf, ErrorSummary, Field, fieldId, HiddenVersion, Radios, SubmitRow } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { accentOf, contrast, HOUSE_ACCENT, LETTERS, type Letters, lettersName, type Look, PAPERS } from './look.ts'

const hints: Readonly<Record<Letters, () => string>> = {
  sofia: () => m.website_look_letters_sofia_hint(),
  system: () => m.website_look_letters_system_hint(),
  serif: () => m.website_look_letters_serif_hint(),
  wide: () => m.website_look_letters_wide_hint(),
}

/** The house's own first, then colours that towns wear. */
const SUGGESTED = [HOUSE_ACCENT, '#a5331f', '#66804a', '#8a5a00', '#6b2d73', '#00695c', '#37474f'] as const

export type LookPageProps = {
  readonly shell: Shell
  readonly version: number
  /** What holds now. */
  readonly look: Look
  /** Whether there is a crest to show. */
  readonly hasCrest: boolean
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly history: readonly HistoryLine[]
}

export const bodyOfLook = ({ accent, letters, crest }: Look): FormBody => ({
  accent: accent ?? HOUSE_ACCENT,
  letters,
  crest: crest ? 'yes' : '',
})

/** How the chosen colour reads on each paper, in words with its contrast: nothing is mended in silence. */
const Shades = ({ accent }: { readonly accent: string }) => {
  const { own, light, dark } = accentOf(accent)
  const number = new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 })
  const told = (colour: string, scheme: 'light' | 'dark', mended: typeof m.website_look_shade_mended_dark): string => {
    // The paper on which it stands out least.
    const ratio = number.format(Math.floor(Math.min(...PAPERS[scheme].map((paper) => contrast(colour, paper))) * 10) / 10)
    return colour === own ? m.website_look_shade_kept({ colour, ratio }) : mended({ own, colour, ratio })
  }
  return (
    <Section id="shades" title={m.website_look_shades()}>
      <dl class="facts2">
        <dt>{m.website_look_shade_light()}</dt>
        <dd>
          <span class="colour-sample" style={`--c: ${light}; --p: ${PAPERS.light[0]}`}>
            {m.website_look_shade_sample()}
          </span>{' '}
          {told(light, 'light', m.website_look_shade_mended_light)}
        </dd>
        <dt>{m.website_look_shade_dark()}</dt>
        <dd>
          <span class="colour-sample" style={`--c: ${dark}; --p: ${PAPERS.dark[0]}`}>
            {m.website_look_shade_sample()}
          </span>{' '}
          {told(dark, 'dark', m.website_look_shade_mended_dark)}
        </dd>
      </dl>
    </Section>
  )
}

export const LookPage = ({ shell, version, look, hasCrest, body, faults = [], conflict, history }: LookPageProps) => (
  <OfficePage
    shell={shell}
    title={m.website_look_title()}
    nav="settings"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={[{ text: m.accounts_settings_title(), href: addresses.settings() }, { text: m.website_look_title() }]}
    lead={m.website_look_lead()}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <div class="stack-lg">
      {look.accent === null ? null : <Shades accent={look.accent} />}
      {shell.role === 'officer' ? (
        <form class="form" method="post" action={addresses.settingsSite()} novalidate>
          <HiddenVersion version={version} />
          <Field name="accent" label={m.website_look_accent()} hint={m.website_look_accent_hint()} error={errorOf(faults, 'accent')}>
            <input
              type="color"
              class="colour"
              id={fieldId('accent')}
              name="accent"
              value={typed(body, 'accent')}
              list="accents"
              aria-describedby={`${fieldId('accent')}-hint`}
            />
            <datalist id="accents">
              {SUGGESTED.map((colour) => (
                <option value={colour}></option>
              ))}
            </datalist>
          </Field>
          <Radios
            name="letters"
            label={m.website_look_letters()}
            value={typed(body, 'letters')}
            options={LETTERS.map((value) => ({ value, label: lettersName(value), hint: hints[value]() }))}
          />
          <div class="field">
            <Checkbox
              name="crest"
              label={m.website_look_crest()}
              hint={hasCrest ? m.website_look_crest_change() : m.website_look_crest_none()}
              checked={typed(body, 'crest') !== ''}
            />
            <p>
              <a href={addresses.settingsLetterhead()}>{m.website_look_to_letterhead()}</a>
            </p>
          </div>
          <SubmitRow cancel={addresses.settings()}>
            <button class="ds-button" data-variant="secondary" type="submit" formaction={addresses.settingsSiteTrial()} formmethod="get">
              {m.website_look_trial()}
            </button>
          </SubmitRow>
        </form>
      ) : (
        <dl class="facts2">
          <dt>{m.website_look_accent()}</dt>
          <dd>{look.accent ?? m.website_look_accent_usual()}</dd>
          <dt>{m.website_look_letters()}</dt>
          <dd>{lettersName(look.letters)}</dd>
          <dt>{m.website_look_crest()}</dt>
          <dd>{look.crest && hasCrest ? m.website_yes() : m.website_no()}</dd>
        </dl>
      )}
      {history.length === 0 ? null : (
        <Section id="history" title={m.website_history()}>
          <History entries={history} />
        </Section>
      )}
    </div>
  </OfficePage>
)
