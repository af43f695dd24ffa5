// „Знамена и химни“ in the preparation: which there must be and in which order, and the form that changes it.
import { addresses } from '#addresses'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { Flag } from '#ui/badges.tsx'
import { HiddenVersion, SubmitRow } from '#ui/fields.tsx'
import { Section } from '#ui/tables.tsx'
import type { VisitLook } from '../look.queries.ts'
import { anthemsOf, flagsOf, inOrder, type Meeting, symbolName, type SymbolKey, UNION_AS_OF, UNION_SOURCES } from './ceremonial.ts'

export type CeremonialShown = { readonly body: FormBody; readonly faults: readonly FieldFault[] }

const Symbol = ({ at, meeting, home }: { readonly at: SymbolKey; readonly meeting: Meeting; readonly home: string }) => {
  const [kind, what = ''] = at.split(':')
  return (
    <>
      {kind === 'town' ? null : (
        <>
          <Flag country={what} />{' '}
        </>
      )}
      {symbolName(at, meeting.partners, home)}
      {kind === 'town' ? <span class="sub"> {m.visits_ceremonial_of_town()}</span> : null}
    </>
  )
}

export const Ceremonial = ({
  look,
  meeting,
  home,
  mayWrite,
  shown,
}: {
  readonly look: VisitLook
  readonly meeting: Meeting
  /** How our municipality is called. */
  readonly home: string
  readonly mayWrite: boolean
  readonly shown?: CeremonialShown | undefined
}) => {
  const flags = inOrder(flagsOf(meeting), look.visit.flagOrder)
  const anthems = inOrder(anthemsOf(meeting), look.visit.anthemOrder)
  const all = [...new Set([...flags.order, ...flags.left, ...anthems.order, ...anthems.left])]
  const playable = new Set([...anthems.order, ...anthems.left])
  const place = (order: readonly SymbolKey[], key: SymbolKey): string => (order.includes(key) ? String(order.indexOf(key) + 1) : '')
  const lists = [
    { title: m.visits_ceremonial_flags(), ...flags },
    { title: m.visits_ceremonial_anthems(), ...anthems },
  ]
  return (
    <Section id="ceremonial" title={m.visits_ceremonial_title()}>
      <div class="pair">
        {lists.map(({ title, order, left }) => (
          <div>
            <h3>{title}</h3>
            <ol class="numbered">
              {order.map((key) => (
                <li>
                  <Symbol at={key} meeting={meeting} home={home} />
                </li>
              ))}
            </ol>
            {left.length === 0 ? null : (
              <p class="sub">{m.visits_ceremonial_left({ names: left.map((key) => symbolName(key, meeting.partners, home)).join(', ') })}</p>
            )}
          </div>
        ))}
      </div>
      <p class="sub">
        {m.visits_ceremonial_source({ day: dayInWords(UNION_AS_OF) })}{' '}
        {UNION_SOURCES.map(({ title, url }, index) => (
          <>
            {index > 0 ? ' · ' : null}
            <a href={url}>{title}</a>
          </>
        ))}
      </p>
      {mayWrite ? (
        <details class="langs-more no-print" open={shown !== undefined}>
          <summary>{m.visits_ceremonial_change()}</summary>
          <form class="stack" method="post" action={addresses.visitCeremonial({ id: look.event.id })} novalidate>
            <HiddenVersion version={look.visit.version} />
            <p class="sub">{m.visits_ceremonial_hint()}</p>
            <table class="register">
              <caption class="sr">{m.visits_ceremonial_change()}</caption>
              <thead>
                <tr>
                  <th scope="col">{m.visits_ceremonial_column_what()}</th>
                  <th scope="col">{m.visits_ceremonial_column_flag()}</th>
                  <th scope="col">{m.visits_ceremonial_column_anthem()}</th>
                </tr>
              </thead>
              <tbody>
                {all.map((key, index) => {
                  const name = symbolName(key, meeting.partners, home)
                  const box = (which: 'flag' | 'anthem', value: string) => (
                    <input
                      class="ds-input"
                      style="--w: 6ch"
                      name={`rows.${index}.${which}`}
                      value={shown === undefined ? value : typed(shown.body, `rows.${index}.${which}`)}
                      inputmode="numeric"
                      maxlength={3}
                      aria-label={`${which === 'flag' ? m.visits_ceremonial_column_flag() : m.visits_ceremonial_column_anthem()}: ${name}`}
                    />
                  )
                  return (
                    <tr>
                      <th scope="row">
                        <input type="hidden" name={`rows.${index}.key`} value={key} />
                        {name}
                      </th>
                      <td data-label={m.visits_ceremonial_column_flag()}>{box('flag', place(flags.order, key))}</td>
                      <td data-label={m.visits_ceremonial_column_anthem()}>{playable.has(key) ? box('anthem', place(anthems.order, key)) : null}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
            <SubmitRow text={m.visits_ceremonial_save()} />
          </form>
        </details>
      ) : null}
    </Section>
  )
}
