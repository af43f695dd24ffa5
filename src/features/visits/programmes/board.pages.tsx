// The programme by hours: a column a day, each item where its hours are; the island moves them by the keys and by the hand.
import { addresses } from '#addresses'
import { m } from '#messages'
import { textIn } from '#platform/texts/local-text.ts'
import { boardOf, type BoardDay, type Laid } from './board.ts'
import { FINE_STEP, itemName, lengthInWords, STEP } from './programme.ts'
import type { Programme, ProgrammeItem } from './programme.queries.ts'
import { inWord } from '#features/events/event.ts'
import { beginWords, dayWords, elsewhere, endWords, ownClock, townOf, type Towns } from './times.ts'

export type HoursBoardProps = {
  readonly programme: Programme
  readonly towns: Towns
  readonly clashing: ReadonlyMap<string, ReadonlySet<string>>
  readonly mayWrite: boolean
  readonly groupName: (id: string) => string
}

const hour = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:00`
const percent = (part: number): string => `${Math.round(part * 10_000) / 100}%`

export const HoursBoard = ({ programme, towns, clashing, mayWrite, groupName }: HoursBoardProps) => {
  const { days, from, to } = boardOf(programme)
  const { id, hostZone, guestZone } = programme.visit
  const town = townOf(hostZone, towns)
  const oneClock = [guestZone, ...programme.items.flatMap(({ zone, endZone }) => [zone, endZone])].every((zone) => zone === hostZone)
  const entered = new Map(programme.items.map((item) => [item.id, item]))
  const hours = Array.from({ length: (to - from) / 60 + 1 }, (_, index) => from + index * 60)
  return (
    <>
      {mayWrite ? (
        <p class="hours-help keys no-print" id="hours-help">
          {m.programme_keys()}
        </p>
      ) : null}
      {oneClock ? null : <p class="hours-help">{m.programme_hours_by({ in: inWord(town), town })}</p>}
      <div
        class="hours"
        role={mayWrite ? 'application' : 'group'}
        aria-label={m.programme_view_hours()}
        aria-describedby={mayWrite ? 'hours-help' : undefined}
        style={`--from: ${from}; --minutes: ${to - from}; --days: ${Math.max(1, days.length)}`}
        data-from={String(from)}
        data-step={String(STEP)}
        data-fine={String(FINE_STEP)}
        data-new={addresses.programmeNew({ id })}
        data-failed={m.programme_failed()}
        data-other={m.programme_changed_by_others()}
        data-nothing={m.programme_nothing_to_undo()}
        data-groups={programme.groups.map((group) => group.id).join(' ')}
      >
        <ol class="hours-axis" aria-hidden="true">
          {hours.map((at) => (
            <li style={`--at: ${at}`}>{hour(at)}</li>
          ))}
        </ol>
        {days.map((day) => (
          <Day day={day} visitId={id} programme={programme} entered={entered} towns={towns} clashing={clashing} mayWrite={mayWrite} groupName={groupName} />
        ))}
      </div>
    </>
  )
}

type Shared = HoursBoardProps & {
  readonly visitId: string
  /** Items by their ids, as they were entered. */ readonly entered: ReadonlyMap<string, ProgrammeItem>
}

const Day = ({ day, ...shared }: Shared & { readonly day: BoardDay }) => (
  <section class="hours-day" aria-label={dayWords(day.day)}>
    <h2>{shared.mayWrite ? <a href={addresses.programmeNew({ id: shared.visitId }, { day: day.day })}>{dayWords(day.day)}</a> : dayWords(day.day)}</h2>
    <ul class="hours-whole">
      {day.whole.map((item) => (
        <li>
          <a
            class="slot"
            href={addresses.programmeItem({ id: shared.visitId, item: item.id })}
            data-item={item.id}
            data-version={String(item.version)}
            data-day={item.day}
            data-whole=""
            data-moving={addresses.programmeItemMoving({ id: shared.visitId, item: item.id })}
            data-removal={addresses.programmeItemRemoval({ id: shared.visitId, item: item.id })}
          >
            {itemName(item)}
          </a>
        </li>
      ))}
    </ul>
    {day.groups.length === 0 ? (
      <p class="hours-groups" aria-hidden="true"></p>
    ) : (
      <ul class="hours-groups" style={`--columns: ${day.groups.length}`}>
        {day.groups.map((id) => (
          <li>{shared.groupName(id)}</li>
        ))}
      </ul>
    )}
    <ol class="hours-items" data-column={day.day} data-columns={day.groups.join(' ')}>
      {day.laid.map((laid) => (
        <Slot laid={laid} {...shared} />
      ))}
    </ol>
  </section>
)

const Slot = ({ laid: { item, top, tall, left, wide, late }, programme, entered, visitId, towns, clashing, groupName }: Shared & { readonly laid: Laid }) => {
  const end = endWords(item)
  const own = ownClock(entered.get(item.id)!, programme.visit, towns)
  const far = own ?? elsewhere(item, programme.visit, towns)
  const place = textIn(item.place)
  const hit = clashing.has(item.id)
  return (
    <li style={`--top: ${top}; --tall: ${tall}; --left: ${percent(left)}; --wide: ${percent(wide)}`} class={hit ? 'hit' : undefined} data-kind={item.kind}>
      <a
        class="slot"
        id={`i-${item.id}`}
        href={addresses.programmeItem({ id: visitId, item: item.id })}
        data-item={item.id}
        data-version={String(item.version)}
        data-day={item.day}
        data-top={String(top)}
        data-minutes={String(item.minutes)}
        data-group={item.attendance === 'some' && item.groups.length === 1 ? item.groups[0]! : ''}
        data-moving={addresses.programmeItemMoving({ id: visitId, item: item.id })}
        data-removal={addresses.programmeItemRemoval({ id: visitId, item: item.id })}
      >
        <span class="slot-time">
          <time datetime={new Date(item.from).toISOString()}>{beginWords(item)}</time>
          {tall >= 30 || late ? `–${end}` : <span class="sr">–{end}</span>}
          <span class="sr"> ({lengthInWords(item.minutes)})</span>
        </span>{' '}
        <strong>{itemName(item)}</strong>
        {far === null ? null : <span class={own === null ? 'slot-more' : 'slot-own'}> · {far}</span>}
        {place === '' && item.room === '' ? null : <span class="slot-more"> · {[place, item.room].filter((one) => one !== '').join(', ')}</span>}
        {item.groups.length === 0 ? null : <span class="slot-more"> · {item.groups.map(groupName).join(', ')}</span>}
        {hit ? <span class="sr">, {m.programme_clash()}</span> : null}
      </a>
      <span class="slot-grip" aria-hidden="true"></span>
    </li>
  )
}
