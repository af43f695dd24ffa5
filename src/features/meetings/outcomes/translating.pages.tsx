// Promises and decisions in other languages, on the form of the minutes: boxes at a line that is being recorded, and those of outcomes that lack a language.
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { isStale, reading } from '#platform/texts/local-text.ts'
import { errorOf, TextArea } from '#ui/fields.tsx'
import { rowsIn } from '../minutes/draft.ts'
import type { OutcomeText } from './translating.ts'

/** The same words in the other languages of the minutes, folded; the island takes out the language one writes in. */
export const InOthers = ({
  name,
  label,
  languages,
  body,
  faults,
}: {
  readonly name: string
  readonly label: string
  readonly languages: readonly string[]
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
}) =>
  languages.length === 0 ? null : (
    <details class="langs-more" open={languages.some((language) => typed(body, `${name}.more.${language}`) !== '')}>
      <summary>
        {m.ui_languages_more()}
        <span class="sr">: {label}</span>
      </summary>
      <div>
        {languages.map((language) => (
          <div data-more={language}>
            <TextArea
              name={`${name}.more.${language}`}
              label={
                <>
                  <span class="sr">{label}: </span>
                  {languageName(language)}
                </>
              }
              optional
              rows={2}
              lang={language}
              value={typed(body, `${name}.more.${language}`)}
              error={errorOf(faults, `${name}.more.${language}`)}
            />
          </div>
        ))}
      </div>
    </details>
  )

/** Promises and decisions that are missing in a language of the minutes, each with its words and a box for each such language. */
export const OutcomeTexts = ({
  outcomes,
  body,
  faults,
  written,
}: {
  readonly outcomes: readonly OutcomeText[]
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  /** In which something of the minutes stands already. */
  readonly written: ReadonlySet<string>
}) => {
  const rows = rowsIn(body['outcomes']).flatMap((row, index) => {
    const outcome = outcomes.find(({ id }) => id === typed(row, 'id'))
    return outcome === undefined ? [] : [{ outcome, row, index, languages: languagesIn(row) }]
  })
  if (rows.length === 0) return null
  const missing = [...new Set(rows.flatMap(({ languages }) => languages))]
  const touched = rows.some(({ outcome, row, languages }) => languages.some((one) => typed(row, `text.${one}`) !== (outcome.text.in[one]?.text ?? '')))
  const wrong = faults.some(({ name }) => name.startsWith('outcomes.'))
  return (
    <section class="point" aria-labelledby="outcome-texts">
      <h2 id="outcome-texts" tabindex={-1}>
        {m.meetings_outcome_texts()}
      </h2>
      <p class="sub">{m.meetings_outcome_texts_hint()}</p>
      <details class="langs-more do" open={touched || wrong || missing.some((language) => written.has(language))}>
        <summary>{m.meetings_outcome_texts_missing({ count: rows.length, languages: missing.map(languageName).join(', ') })}</summary>
        <div>
          {rows.map(({ outcome, row, index, languages }) => {
            const { text, language } = reading(outcome.text, outcome.text.source)
            const called =
              outcome.kind === 'promise'
                ? m.meetings_outcome_promise({ number: outcome.number ?? '' })
                : m.meetings_outcome_decision({ number: outcome.number ?? '' })
            return (
              <fieldset class="field outcome-text">
                <legend>{called.trim()}</legend>
                <p class="quote" lang={language === currentLanguage() ? undefined : language}>
                  {text}
                </p>
                <input type="hidden" name={`outcomes.${index}.id`} value={outcome.id} />
                <input type="hidden" name={`outcomes.${index}.was`} value={typed(row, 'was')} />
                {languages.map((one) => (
                  <TextArea
                    name={`outcomes.${index}.text.${one}`}
                    label={
                      <>
                        <span class="sr">{called.trim()}: </span>
                        {languageName(one)}
                      </>
                    }
                    hint={isStale(outcome.text, one) ? m.ui_language_changed() : undefined}
                    optional
                    rows={2}
                    lang={one}
                    value={typed(row, `text.${one}`)}
                    error={errorOf(faults, `outcomes.${index}.text.${one}`)}
                  />
                ))}
              </fieldset>
            )
          })}
        </div>
      </details>
    </section>
  )
}

/** The languages a row has boxes for. */
const languagesIn = (row: FormBody): string[] => {
  const texts = row['text']
  return typeof texts === 'object' && !Array.isArray(texts) && !(texts instanceof File) ? Object.keys(texts) : []
}
