// Moves of a promise's day on its page: the form of a new one, and all there were.
import { addresses } from '#addresses'
import { m } from '#messages'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, HiddenVersion, Radios, SubmitRow, TextArea } from '#ui/fields.tsx'
import { Section } from '#ui/tables.tsx'
import { SIDES } from '../commitment.ts'
import { askedInWords, type Move, movedInWords, moveInWords } from './move.ts'

export const askedOptions = () => SIDES.map((value) => ({ value, label: askedInWords(value) }))

export type MoveFormProps = {
  readonly id: string
  readonly version: number
  readonly today: string
  /** Whether a day was named yet: then it is moved, otherwise named. */
  readonly hasDay: boolean
  /** What was typed and refused. */
  readonly refused: { readonly body: FormBody; readonly faults: readonly FieldFault[] } | undefined
}

export const MoveForm = ({ id, version, today, hasDay, refused }: MoveFormProps) => {
  const body = refused?.body ?? {}
  return (
    <details class="langs-more" open={refused !== undefined}>
      <summary>{hasDay ? m.commitments_move_title() : m.commitments_move_title_named()}</summary>
      <form class="form" method="post" action={addresses.commitmentMoving({ id })} novalidate>
        <HiddenVersion version={version} />
        <DateOfAnyPrecision
          name="to"
          label={m.commitments_move_to()}
          hint={m.commitments_move_to_hint()}
          optional={hasDay}
          value={typedBoxes(body, 'to')}
          error={errorOf(refused?.faults, 'to')}
        />
        <Radios
          name="moveAskedBy"
          label={m.commitments_move_asked()}
          value={typed(body, 'moveAskedBy')}
          options={askedOptions()}
          error={errorOf(refused?.faults, 'moveAskedBy')}
        />
        <TextArea
          name="moveWhy"
          label={m.commitments_move_why()}
          hint={m.commitments_move_why_hint()}
          rows={2}
          value={typed(body, 'moveWhy')}
          error={errorOf(refused?.faults, 'moveWhy')}
        />
        <DateOfAnyPrecision
          name="movedOn"
          label={m.commitments_move_on()}
          hint={m.commitments_move_on_hint()}
          exact
          value={refused === undefined ? boxesOf(today) : typedBoxes(body, 'movedOn')}
          error={errorOf(refused?.faults, 'movedOn')}
        />
        <SubmitRow text={hasDay ? m.commitments_move() : m.commitments_move_name()} />
      </form>
    </details>
  )
}

/** All moves, oldest first, and how often it was moved; nothing where there was none. */
export const MovesSection = ({ moves }: { readonly moves: readonly Move[] }) =>
  moves.length === 0 ? null : (
    <Section id="moves" title={m.commitments_moves()} count={movedInWords(moves) ?? undefined}>
      <ol class="moves">
        {moves.map(({ on, from, to, why, askedBy }) => (
          <li>
            <p>
              <strong>{dayInWords(on)}</strong>: {moveInWords({ from, to })} <span class="sub">({askedInWords(askedBy)})</span>
            </p>
            <p class="sub">{why}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
