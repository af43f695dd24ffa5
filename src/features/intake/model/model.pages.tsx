// On the desk: what would be sent to the language model, with the button that agrees to it; how far it is; what came of it.
import { addresses } from '#addresses'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import type { IntakeText } from '../text.table.ts'
import { type ModelShown, type Reach, sentOf, tallyInWords, troubleInWords } from './model.ts'
import type { ModelReading } from './model.table.ts'

/** Seconds after which a desk without script looks again how far the model is. */
export const REFRESH_SECONDS = 5

const reachWords: Readonly<Record<Reach, () => string>> = {
  here: m.intake_model_reach_here,
  house: m.intake_model_reach_house,
  outside: m.intake_model_reach_outside,
}
const count = (value: number): string => value.toLocaleString(currentLanguage())

/** How a reading stands, in a line. */
export function statusWords(reading: ModelReading): string {
  const trouble = reading.trouble === null ? '' : troubleInWords(reading.trouble)
  switch (reading.state) {
    case 'waiting':
      return reading.trouble === null || reading.attempts === 0
        ? reading.parts === 1
          ? m.intake_model_reading_whole({ host: reading.host })
          : m.intake_model_reading({ host: reading.host, done: reading.partsDone, parts: reading.parts })
        : m.intake_model_trying()
    case 'failed':
      return `${m.intake_model_failed()} ${trouble} ${m.intake_model_kept()}`
    default:
      return `${tallyInWords(reading)}${reading.partsFailed === 0 ? '' : ` ${m.intake_model_parts_failed({ count: reading.partsFailed })} ${trouble}`}`
  }
}

/** What stands between the text's head and its drafts; null: the settings name no model. */
export type ModelView = { readonly shown: ModelShown; readonly url: string; readonly reading: ModelReading | null } | null

const Consent = ({ text, shown, url, again }: { text: Pick<IntakeText, 'id' | 'body'>; shown: ModelShown; url: string; again: boolean }) => {
  const sent = sentOf(text.body)
  return (
    <form method="post" action={addresses.intakeModel({ id: text.id })}>
      <input type="hidden" name="url" value={url} />
      <input type="hidden" name="model" value={shown.name} />
      <input type="hidden" name="letters" value={String(sent)} />
      <p>
        {sent === text.body.length
          ? m.intake_model_sent_all({ letters: count(sent) })
          : m.intake_model_sent_first({ letters: count(sent), all: count(text.body.length) })}{' '}
        {m.intake_model_to({ address: url })} <span class={shown.reach === 'outside' ? 'strong' : undefined}>{reachWords[shown.reach]()}</span>
        {shown.encrypted || shown.reach === 'here' ? null : <span class="strong"> {m.intake_model_not_encrypted()}</span>}
      </p>
      <p class="sub">{m.intake_model_after()}</p>
      <button class="ds-button" data-variant="secondary" data-size="sm">
        {again ? m.intake_model_send_again() : m.intake_model_send()}
      </button>
    </form>
  )
}

export const ModelPanel = ({ text, view, mayAsk, timeZone }: { text: Pick<IntakeText, 'id' | 'body'>; view: ModelView; mayAsk: boolean; timeZone: string }) => {
  if (view === null) return null
  const { shown, url, reading } = view
  if (reading === null)
    return mayAsk ? (
      <details class="model no-print" id="model">
        <summary>{m.intake_model_offer({ host: shown.host, model: shown.name })}</summary>
        <Consent text={text} shown={shown} url={url} again={false} />
      </details>
    ) : null
  const waiting = reading.state === 'waiting'
  return (
    <section
      class="model no-print"
      id="model"
      {...(waiting && mayAsk
        ? {
            'data-model': addresses.intakeModel({ id: text.id }, { as: 'json' }),
            'data-show': m.intake_model_show_found(),
          }
        : {})}
    >
      <p class={reading.state === 'failed' ? 'note' : undefined} role="status">
        {statusWords(reading)}
      </p>
      {waiting ? (
        <p>
          <a href={addresses.intakeText({ id: text.id })}>{m.intake_model_show()}</a>
        </p>
      ) : (
        <details>
          <summary>
            {reading.state === 'failed'
              ? m.intake_model_offer({ host: shown.host, model: shown.name })
              : m.intake_model_done({ host: reading.host, model: reading.model })}
          </summary>
          <p class="sub">{m.intake_model_by({ who: reading.askedBy, when: momentInWords(reading.askedAt, timeZone) })}</p>
          {mayAsk ? <Consent text={text} shown={shown} url={url} again /> : null}
        </details>
      )}
    </section>
  )
}
