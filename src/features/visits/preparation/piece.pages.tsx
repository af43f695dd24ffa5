// „Липсва“: what a visit still needs, by which day, where one sees to it; below it the office's own lines.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { Section } from '#ui/tables.tsx'
import type { VisitLook } from '../look.queries.ts'
import { isOver } from '../visit.ts'
import { dueInWords, isMissing, type Piece, type PieceKind, pieceInWords, pieceName } from './piece.ts'
import type { Task } from './task.ts'

/** What was typed into the form of an own line and refused. */
export type TaskForm = { readonly body: FormBody; readonly faults: readonly FieldFault[] }

/** Where one sees to a piece. */
function hrefOf(kind: PieceKind, id: string): string {
  switch (kind) {
    case 'day':
      return addresses.eventEdit({ id })
    case 'answer':
      return addresses.visitEdit({ id })
    case 'names':
    case 'rooms':
    case 'arrivals':
      return addresses.visitDelegations({ id })
    case 'programme':
    case 'venues':
    case 'translation':
      return addresses.visit({ id })
    case 'payers':
      return addresses.visitCosts({ id })
    case 'held':
    case 'report':
      return addresses.visitReport({ id })
    case 'outcomes':
      return addresses.commitmentNew({ event: id })
    default:
      return addresses.visitPreparation({ id })
  }
}

const Due = ({ due, today }: { readonly due: string | null; readonly today: string }) => {
  if (due === null) return null
  const { text, tone } = dueInWords(due, today)
  return <span class={tone ?? 'sub'}>{text}</span>
}

const PieceLine = ({
  piece,
  look,
  today,
  mayWrite,
}: {
  readonly piece: Piece
  readonly look: VisitLook
  readonly today: string
  readonly mayWrite: boolean
}) => {
  const { id } = look.event
  const name = pieceName(piece.kind)
  return isMissing(piece) ? (
    <li class="no">
      <div>
        <a href={hrefOf(piece.kind, id)}>
          {pieceInWords(piece)}
          {piece.count === null || piece.kind === 'programme' ? null : ` (${piece.count})`}
        </a>
        <Due due={piece.due} today={today} />
      </div>
      {mayWrite && piece.kind !== 'held' && piece.kind !== 'outcomes' && piece.kind !== 'report' ? (
        <form class="no-print" method="post" action={addresses.visitPieceWaiver({ id, piece: piece.kind })}>
          <HiddenVersion version={look.visit.version} />
          <button class="as-link" name="waived" value="yes">
            {m.visits_waive()}
            <span class="sr">: {name}</span>
          </button>
        </form>
      ) : null}
    </li>
  ) : (
    <li class="yes">
      <div>
        {name}
        {piece.waived ? <span class="sub"> · {m.visits_waived()}</span> : <span class="sr"> ({m.visits_piece_done()})</span>}
      </div>
      {mayWrite && piece.waived ? (
        <form class="no-print" method="post" action={addresses.visitPieceWaiver({ id, piece: piece.kind })}>
          <HiddenVersion version={look.visit.version} />
          <button class="as-link" name="waived" value="">
            {m.visits_unwaive()}
            <span class="sr">: {name}</span>
          </button>
        </form>
      ) : null}
    </li>
  )
}

const TaskLine = ({ task, look, today, mayWrite }: { readonly task: Task; readonly look: VisitLook; readonly today: string; readonly mayWrite: boolean }) => {
  const at = { id: look.event.id, task: task.id }
  return (
    <li class={task.doneOn === null ? 'no' : 'yes'}>
      <div>
        {task.text}
        {task.doneOn === null ? <Due due={task.due} today={today} /> : <span class="sr"> ({m.visits_piece_done()})</span>}
      </div>
      {mayWrite ? (
        <span class="row no-print">
          <form method="post" action={addresses.visitTaskTick(at)}>
            <HiddenVersion version={task.version} />
            <button class="as-link" name="done" value={task.doneOn === null ? 'yes' : ''}>
              {task.doneOn === null ? m.visits_task_tick() : m.visits_task_untick()}
              <span class="sr">: {task.text}</span>
            </button>
          </form>
          <form method="post" action={addresses.visitTaskRemoval(at)}>
            <HiddenVersion version={task.version} />
            <button class="as-link">
              {m.visits_task_remove()}
              <span class="sr">: {task.text}</span>
            </button>
          </form>
        </span>
      ) : null}
    </li>
  )
}

export const Missing = ({
  look,
  today,
  mayWrite,
  task,
}: {
  readonly look: VisitLook
  readonly today: string
  readonly mayWrite: boolean
  readonly task: TaskForm | undefined
}) => {
  const seen = look.pieces.filter(({ waived }) => !waived)
  const lacking = seen.filter(isMissing).length + look.tasks.filter(({ doneOn }) => doneOn === null).length
  const all = seen.length + look.tasks.length
  if (all === 0 && (!mayWrite || isOver(look.state))) return null
  return (
    <Section
      id="missing"
      title={m.visits_missing_title()}
      count={all === 0 ? null : lacking === 0 ? m.visits_nothing_missing() : m.visits_of({ done: lacking, all })}
    >
      <ul class="ticks">
        {look.pieces.filter(isMissing).map((piece) => (
          <PieceLine piece={piece} look={look} today={today} mayWrite={mayWrite} />
        ))}
        {look.tasks.map((one) => (
          <TaskLine task={one} look={look} today={today} mayWrite={mayWrite} />
        ))}
        {look.pieces
          .filter((piece) => !isMissing(piece))
          .map((piece) => (
            <PieceLine piece={piece} look={look} today={today} mayWrite={mayWrite} />
          ))}
      </ul>
      {mayWrite ? (
        <details class="langs-more no-print" open={task !== undefined}>
          <summary>{m.visits_task_add_title()}</summary>
          <form class="form" method="post" action={addresses.visitTasks({ id: look.event.id })} novalidate>
            <TextField
              name="text"
              label={m.visits_task_field_text()}
              maxlength={500}
              value={typed(task?.body ?? {}, 'text')}
              error={errorOf(task?.faults, 'text')}
            />
            <DateOfAnyPrecision
              name="due"
              label={m.visits_task_field_due()}
              hint={m.visits_hint_exact_day()}
              optional
              exact
              value={task === undefined ? {} : typedBoxes(task.body, 'due')}
              error={errorOf(task?.faults, 'due')}
            />
            <SubmitRow text={m.visits_task_add()} />
          </form>
        </details>
      ) : null}
    </Section>
  )
}
