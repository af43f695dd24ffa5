// One text in several languages: the office's own language first and required, the others under a fold with their state.
import { m } from '#messages'
import type { FormBody } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { EMPTY_TEXT, isStale, type LocalText } from '#platform/texts/local-text.ts'
import type { Child } from 'hono/jsx'
import { fieldId, TextArea, type TextAreaProps, TextField, type FieldError } from './fields.tsx'

export type TextInLanguage = {
  readonly lang: string
  /** The language's name in the page's language, e.g. „английски“. */
  readonly name: string
  readonly text?: string | undefined
  /** Ready words for the text's state, e.g. „чернова“, „проверен“. */
  readonly state?: string | undefined
  /** True when the original was changed after this translation. */
  readonly sourceChanged?: boolean | undefined
}

export type LocalTextFieldProps = {
  /** Posts `${name}.${lang}` for each language. */
  readonly name: string
  readonly label: Child
  readonly hint?: Child
  readonly optional?: boolean
  /** The first is the source. */
  readonly texts: readonly TextInLanguage[]
  readonly errors?: readonly FieldError[] | undefined
  readonly multiline?: boolean
  /** Lines of a box when it has several. */
  readonly rows?: number
  /** The other languages are shown at once. */
  readonly open?: boolean
}

/** What was typed in each language of a text. */
function typedTexts(body: FormBody, name: string): Record<string, string> {
  const value = body[name]
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof File) return {}
  return Object.fromEntries(Object.entries(value).flatMap(([language, text]) => (typeof text === 'string' ? [[language, text]] : [])))
}

/**
 * The boxes of a text: the office's languages, its own first, then any other the text has. What was typed wins over what is `stored`, which fills
 * the boxes a form did not have and tells which translations the original has outrun.
 */
export function textBoxes(body: FormBody, name: string, languages: readonly string[], stored: LocalText = EMPTY_TEXT): TextInLanguage[] {
  const names = new Intl.DisplayNames([currentLanguage()], { type: 'language' })
  const typed = typedTexts(body, name)
  return [...new Set([...languages, ...Object.keys(stored.in)])].map((lang) => ({
    lang,
    name: names.of(lang) ?? lang,
    text: typed[lang] ?? stored.in[lang]?.text ?? '',
    sourceChanged: isStale(stored, lang),
  }))
}

const LanguageMarks = ({ text }: { text: TextInLanguage }) =>
  text.state || text.sourceChanged ? (
    <span class="row">
      {text.state ? (
        <span class="ds-tag" data-color="neutral">
          {text.state}
        </span>
      ) : null}
      {text.sourceChanged ? (
        <span class="ds-tag" data-color="warning">
          {m.ui_language_changed()}
        </span>
      ) : null}
    </span>
  ) : null

export const LocalTextField = ({ name, label, hint, optional, texts, errors = [], multiline, rows = 4, open: shown = false }: LocalTextFieldProps) => {
  const [source, ...others] = texts
  if (!source) return null
  const Box = multiline ? (props: TextAreaProps) => <TextArea rows={rows} {...props} /> : TextField
  const wrong = (lang: string) => errors.find((error) => error.name === `${name}.${lang}` || (lang === source.lang && error.name === name))?.message
  const open = shown || others.some(({ lang, sourceChanged }) => wrong(lang) !== undefined || sourceChanged)
  return (
    <div class="stack" id={fieldId(name)} tabindex={-1}>
      <Box name={`${name}.${source.lang}`} label={label} hint={hint} optional={optional} value={source.text} lang={source.lang} error={wrong(source.lang)} />
      {others.length > 0 ? (
        <details class="langs-more" open={open}>
          <summary>
            {m.ui_languages_more()}
            <span class="sr">: {label}</span>
            {others.some(({ text }) => text) ? (
              <span class="sub">
                {' · '}
                {others
                  .filter(({ text }) => text)
                  .map((one) => one.name)
                  .join(', ')}
              </span>
            ) : null}
          </summary>
          <div>
            {others.map((text) => (
              <Box
                name={`${name}.${text.lang}`}
                label={
                  <>
                    <span class="sr">{label}: </span>
                    {text.name}
                  </>
                }
                hint={text.state || text.sourceChanged ? <LanguageMarks text={text} /> : undefined}
                optional
                value={text.text}
                lang={text.lang}
                error={wrong(text.lang)}
              />
            ))}
          </div>
        </details>
      ) : null}
    </div>
  )
}
