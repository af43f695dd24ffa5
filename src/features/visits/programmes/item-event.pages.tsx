// On the page of an event that is an item of a programme: whose item it is, and where their people have parted, to be followed or left.
import { addresses } from '#addresses'
import { m } from '#messages'
import { textIn } from '#platform/texts/local-text.ts'
import { itemName } from './programme.ts'
import type { PartedEvent } from './item-event.queries.ts'

export type ItemOfEventProps = {
  readonly eventId: string
  readonly parted: PartedEvent
  /** The event is still to come; what was is no longer held against a programme. */
  readonly coming: boolean
  readonly mayWrite: boolean
}

export const ItemOfEvent = ({ eventId, parted, coming, mayWrite }: ItemOfEventProps) => {
  const { programme, item, parting, called } = parted
  const { id } = programme.visit
  const from = (
    <>
      {m.programme_event_of_item({ title: itemName(item) })} <a href={`${addresses.programme({ id })}#i-${item.id}`}>{textIn(programme.visit.title)}</a>.
    </>
  )
  if (!coming || parting.missing.length + parting.gone.length === 0) return <p class="sub">{from}</p>
  return (
    <section class="note parted" aria-labelledby="parted">
      <h2 id="parted">{m.programme_parted_title()}</h2>
      <p>{from}</p>
      <form class="form" method="post" action={addresses.eventItemPeople({ id: eventId })}>
        <Ticks name="take" title={m.programme_parted_missing()} ids={parting.missing} called={called} mayWrite={mayWrite} />
        <Ticks name="leave" title={m.programme_parted_gone()} ids={parting.gone} called={called} mayWrite={mayWrite} />
        {mayWrite ? (
          <div class="row">
            <button class="ds-button" data-size="sm" data-variant="secondary">
              {m.programme_parted_follow()}
            </button>
          </div>
        ) : null}
      </form>
    </section>
  )
}

type TicksProps = {
  readonly name: string
  readonly title: string
  readonly ids: readonly string[]
  readonly called: ReadonlyMap<string, string>
  readonly mayWrite: boolean
}
const Ticks = ({ name, title, ids, called, mayWrite }: TicksProps) =>
  ids.length === 0 ? null : (
    <fieldset class="field">
      <legend>{title}</legend>
      <div class="choices two">
        {ids.map((id) =>
          mayWrite ? (
            <label class="choice">
              <input class="ds-input" type="checkbox" name={name} value={id} checked />
              <span>{called.get(id) ?? ''}</span>
            </label>
          ) : (
            <span>{called.get(id) ?? ''}</span>
          ),
        )}
      </div>
    </fieldset>
  )
