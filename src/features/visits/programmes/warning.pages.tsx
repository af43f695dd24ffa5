// What may go wrong with a programme, on its pages: what stands above it with its remedies, and what else is worth a look beside it.
import { addresses } from '#addresses'
import { eventDateInWords } from '#features/events/event.ts'
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { Section } from '#ui/tables.tsx'
import { dateLater, linkedWith, shiftedBy } from './linked-events.ts'
import { type Look, lookOf, type ProgrammeSheetProps, type ProgrammeView } from './programme-look.ts'
import { remedyKey } from './remedy.ts'
import type { ToldWarning } from './warning-words.ts'
import { isClash, isPressing, type Remedy, type Warning } from './warning.ts'

/** What else is worth a look, beside the programme. */
export const ProgrammeChecks = (props: ProgrammeSheetProps) =>
  props.programme.items.length === 0 ? null : (
    <Others look={lookOf(props)} warnings={props.warnings.filter(({ kind }) => !isPressing(kind))} elsewhen={props.elsewhen ?? []} />
  )

/** On the page of the event: that the programme stays on other days, with the same offer to move it. */
export const ProgrammeOutside = (props: ProgrammeSheetProps) => {
  const look = lookOf(props)
  return (
    <>
      {props.warnings
        .filter(({ kind }) => kind === 'outside-visit')
        .map((warning) => (
          <Alert look={look} warning={warning} />
        ))}
    </>
  )
}

const Back = ({ view }: { readonly view: ProgrammeView }) => (view === 'list' ? null : <input type="hidden" name="view" value={view} />)

const Remedies = ({ look, warning }: { readonly look: Look; readonly warning: Warning }) => {
  if (!look.mayWrite || warning.remedies.length === 0) return null
  return (
    <form class="row remedies no-print" method="post" action={addresses.programmeRemedies({ id: look.programme.visit.id })}>
      <Back view={look.view} />
      {warning.kind === 'outside-visit' ? <EventsAlong look={look} remedies={warning.remedies} /> : null}
      {warning.remedies.map((remedy) => (
        <button class="ds-button" data-size="sm" data-variant="secondary" name="remedy" value={remedyKey(warning, remedy)}>
          {look.remedyWords(remedy)}
        </button>
      ))}
    </form>
  )
}

/** The register's events that items are, beside the presses that give these other days: ticked they go along. What was held stays, and is named. */
const EventsAlong = ({ look, remedies }: { readonly look: Look; readonly remedies: readonly Remedy[] }) => {
  const { items, visit } = look.programme
  const moves = remedies.map((remedy) => ({ days: remedy.do === 'shift' ? remedy.days : 0, ids: new Set(shiftedBy(remedy, items)) }))
  const { going, held } = linkedWith(
    items.filter(({ id }) => moves.some(({ ids }) => ids.has(id))),
    visit.id,
    look.today,
  )
  /** The day it would have; of several presses each with its own, none. */
  const days = (eventId: string): number | null => {
    const own = items.flatMap((item) => (item.event?.id === eventId ? [item.id] : []))
    const asked = new Set(moves.flatMap(({ days: one, ids }) => (own.some((id) => ids.has(id)) ? [one] : [])))
    return asked.size === 1 ? [...asked][0]! : null
  }
  return (
    <>
      {going.length === 0 ? null : (
        <fieldset class="field along">
          <legend>{m.programme_along_title()}</legend>
          <div class="choices">
            {going.map(({ event, date, own }) => {
              const by = days(event.id)
              const now = eventDateInWords(date)
              return (
                <label class="choice">
                  <input class="ds-input" type="checkbox" name="events" value={event.id} checked={own} />
                  <span>
                    „{textIn(event.title)}“, {by === null ? now : m.programme_along_days({ from: now, to: eventDateInWords(dateLater(date, by)) })}
                  </span>
                  {own ? null : <span class="hint">{m.programme_along_longer()}</span>}
                </label>
              )
            })}
          </div>
        </fieldset>
      )}
      {held.length === 0 ? null : (
        <p class="along">
          {m.programme_along_held({
            count: held.length,
            titles: new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(held.map(({ title }) => `„${textIn(title)}“`)),
          })}
        </p>
      )}
    </>
  )
}

/** The visit that has them at the same time. */
export const OtherVisit = ({ link }: Pick<ToldWarning, 'link'>) =>
  link === null ? null : (
    <>
      {' '}
      <a href={link.href}>{link.text}</a>. <span class="hint">{link.hint}</span>
    </>
  )

const Alert = ({ look, warning }: { readonly look: Look; readonly warning: Warning }) => {
  const { title, text, clash, link } = look.warningWords(warning)
  return (
    <div class="ds-alert clash" data-color={clash ? 'danger' : 'warning'} role="note">
      <h2>{title}</h2>
      <p>
        {text}
        <OtherVisit link={link} />
      </p>
      <Remedies look={look} warning={warning} />
    </div>
  )
}

/** More clashes than these push the programme under the fold: they wait in one line that opens. */
const OPEN_CLASHES = 2

/** What stands above the programme: that it lies outside the visit's days, then what clashes. */
export const Pressing = ({ look, warnings }: { readonly look: Look; readonly warnings: readonly Warning[] }) => {
  const clashes = warnings.filter(({ kind }) => isClash(kind))
  const alerts = clashes.map((warning) => <Alert look={look} warning={warning} />)
  return warnings.length === 0 ? null : (
    <div class="stack no-print">
      {warnings
        .filter(({ kind }) => !isClash(kind))
        .map((warning) => (
          <Alert look={look} warning={warning} />
        ))}
      {clashes.length <= OPEN_CLASHES ? (
        alerts
      ) : (
        <details class="clashes">
          <summary>{m.programme_clashes_count({ count: clashes.length })}</summary>
          <div class="stack">{alerts}</div>
        </details>
      )}
    </div>
  )
}

type OthersProps = { readonly look: Look; readonly warnings: readonly Warning[]; readonly elsewhen: readonly string[] }
const Others = ({ look, warnings, elsewhen }: OthersProps) => {
  const { id } = look.programme.visit
  const count = warnings.length + (elsewhen.length > 0 ? 1 : 0)
  return (
    <Section id="checks" title={m.programme_checks()} count={count === 0 ? undefined : count}>
      {count === 0 ? (
        <p class="sub">{m.programme_checks_none()}</p>
      ) : (
        <ul class="to-check">
          {elsewhen.length === 0 ? null : (
            <li>
              <a href={addresses.visitCosts({ id })}>{m.programme_warning_arranged()}</a>
              <p>{elsewhen.join('; ')}</p>
            </li>
          )}
          {warnings.map((warning) => {
            const { title, text } = look.warningWords(warning)
            return (
              <li>
                <a href={warning.items[0] === undefined ? addresses.visitDelegations({ id }) : `#i-${warning.items[0]}`}>{title}</a>
                <p>
                  {text}
                  {warning.kind === 'no-translation' && look.mayWrite ? (
                    <>
                      {' '}
                      <a href={addresses.programmeItemEdit({ id, item: warning.items[0]! })}>{m.programme_translate()}</a>
                    </>
                  ) : null}
                </p>
                <Remedies look={look} warning={warning} />
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
