// The head of „Подготовка“ in a dossier: who asked for the visit and what was answered, what both sides want of it.
import { addresses } from '#addresses'
import { languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { isEmptyText, type LocalText, reading } from '#platform/texts/local-text.ts'
import { Fact } from '#ui/record.tsx'
import { Section } from '#ui/tables.tsx'
import type { VisitLook } from '../look.queries.ts'
import { clocksApart } from '../programmes/times.ts'

/** A text in the reader's language, with the languages it is written in besides. */
const Said = ({ text }: { readonly text: LocalText }) => {
  const read = reading(text)
  const others = Object.keys(text.in).filter((language) => language !== read.language)
  return (
    <>
      <span class="prose" lang={read.language === currentLanguage() ? undefined : read.language}>
        {read.text}
      </span>
      {others.length === 0 ? null : <span class="sub"> · {m.visits_also_in({ languages: others.map(languageName).join(', ') })}</span>}
    </>
  )
}

const Texts = ({ pairs }: { readonly pairs: readonly (readonly [string, LocalText])[] }) => (
  <dl class="facts2">
    {pairs.map(([name, text]) => (
      <Fact name={name}>{isEmptyText(text) ? <span class="sub">{m.visits_not_said()}</span> : <Said text={text} />}</Fact>
    ))}
  </dl>
)

export const PreparationParts = ({ look, today, mayWrite }: { readonly look: VisitLook; readonly today: string; readonly mayWrite: boolean }) => {
  const { visit, event } = look
  const clocks = clocksApart(visit, event.firstDay ?? today)
  const edit = mayWrite ? { href: addresses.visitEdit({ id: event.id }), text: m.visits_edit() } : undefined
  const asked = visit.requestedOn !== null || visit.requestedBy !== '' || visit.request !== '' || visit.answer !== null
  return (
    <>
      <Section id="request" title={m.visits_request_title()} more={edit}>
        {asked ? (
          <dl class="facts2">
            {visit.requestedBy === '' ? null : <Fact name={m.visits_field_requested_by()}>{visit.requestedBy}</Fact>}
            {visit.requestedOn === null ? null : <Fact name={m.visits_field_requested_on()}>{dayInWords(visit.requestedOn)}</Fact>}
            {visit.request === '' ? null : (
              <Fact name={m.visits_field_request()}>
                <span class="prose said">{visit.request}</span>
              </Fact>
            )}
            <Fact name={m.visits_field_answer()}>
              {visit.answer === null ? (
                <span class="soon">{m.visits_answer_none()}</span>
              ) : visit.answer === 'accepted' ? (
                m.visits_answer_accepted()
              ) : (
                m.visits_answer_declined()
              )}
              {visit.answeredOn === null ? null : `, ${dayInWords(visit.answeredOn)}`}
              {visit.answerNote === '' ? null : <span class="sub"> · {visit.answerNote}</span>}
            </Fact>
          </dl>
        ) : (
          <p class="sub">{m.visits_request_none()}</p>
        )}
      </Section>
      <Section id="purpose" title={m.visits_purpose_title()} more={edit}>
        <div class="pair">
          <Texts
            pairs={[
              [m.visits_field_our_purpose(), visit.ourPurpose],
              [m.visits_field_our_objectives(), visit.ourObjectives],
            ]}
          />
          <Texts
            pairs={[
              [m.visits_field_their_purpose(), visit.theirPurpose],
              [m.visits_field_their_objectives(), visit.theirObjectives],
            ]}
          />
        </div>
        <p class="sub">
          {m.visits_languages_are({ languages: visit.languages.map(languageName).join(', ') })}
          {clocks === null ? null : ` · ${clocks}`}
        </p>
      </Section>
    </>
  )
}
