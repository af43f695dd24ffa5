// The agenda on a meeting's page: its points in their order, what earlier meetings left, and the form of a point.
import { addresses } from '#addresses'
import { owedName, SIDES, standingInWords, type Side } from '#features/commitments/commitment.ts'
import { displayName } from '#features/organisations/naming.ts'
import { withTitle } from '#features/organisations/people/person.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { asTyped, type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, fieldId, HiddenVersion, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { ITEM_STATES, itemFromInWords, itemStateName, type ItemState, leftFromInWords } from '../meeting.ts'
import type { ItemRow } from '../meeting.queries.ts'
import type { Left } from './left.queries.ts'

const TONES: Readonly<Record<ItemState, TagTone>> = { to_discuss: 'neutral', discussed: 'kept', left_over: 'soon' }

const broughtNames: Readonly<Record<Side, () => string>> = { us: m.meetings_brought_us, them: m.meetings_brought_them, both: m.meetings_brought_both }
/** „внасяме ние“, „внасят те“, „внасяме заедно“ */
export const broughtName = (side: Side): string => broughtNames[side]()

export const Words = ({ text }: { readonly text: LocalText }) => {
  const { text: words, language } = reading(text)
  return <span lang={language === currentLanguage() ? undefined : language}>{words}</span>
}

/** Who brings it, who speaks, how long, where it is from: one line under the title. */
export const ItemMeta = ({ item, today }: { readonly item: ItemRow; readonly today: string }) => {
  const { person, from, promise } = item
  const parts = [
    ...(item.broughtBy === null ? [] : [broughtName(item.broughtBy)]),
    ...(person === null
      ? []
      : [person.live ? <a href={addresses.person({ id: person.id })}>{withTitle(person.title, displayName(person))}</a> : displayName(person)]),
    ...(item.minutesPlanned === null ? [] : [m.meetings_item_length({ count: item.minutesPlanned })]),
    ...(from === null ? [] : [<a href={addresses.meeting({ id: from.eventId })}>{itemFromInWords(from.date)}</a>]),
    ...(promise === null
      ? []
      : [
          <a href={addresses.commitment({ id: promise.id })}>{m.meetings_item_promise({ standing: standingInWords(promise.standing, promise.due, today) })}</a>,
        ]),
  ]
  if (parts.length === 0) return null
  return (
    <p class="meta">
      {parts.map((part, index) => (
        <>
          {index > 0 ? ' · ' : null}
          {part}
        </>
      ))}
    </p>
  )
}

/** The three states as buttons: the one that holds is pressed. */
const StateButtons = ({ eventId, item, title }: { readonly eventId: string; readonly item: ItemRow; readonly title: string }) => (
  <form class="do" method="post" action={addresses.meetingItemState({ id: eventId, item: item.id })}>
    <HiddenVersion version={item.version} />
    <div class="states" role="group" aria-label={m.meetings_states_of({ title })}>
      {ITEM_STATES.map((state) => (
        <button
          class="ds-button"
          data-size="sm"
          data-variant={state === item.state ? 'secondary' : 'tertiary'}
          name="state"
          value={state}
          aria-pressed={state === item.state ? 'true' : 'false'}
        >
          {state === item.state ? <Icon name="check" /> : null}
          {itemStateName(state)}
        </button>
      ))}
    </div>
  </form>
)

const Moves = ({
  eventId,
  item,
  title,
  first,
  last,
}: {
  readonly eventId: string
  readonly item: ItemRow
  readonly title: string
  readonly first: boolean
  readonly last: boolean
}) => (
  <form class="do moves" method="post" action={addresses.meetingItemMove({ id: eventId, item: item.id })}>
    {(
      [
        ['up', first, '↑', m.meetings_move_up({ title })],
        ['down', last, '↓', m.meetings_move_down({ title })],
      ] as const
    ).map(([step, end, arrow, words]) => (
      <button class="ds-button" data-size="sm" data-variant="tertiary" name="step" value={step} disabled={end} aria-label={words} title={words}>
        <span aria-hidden="true">{arrow}</span>
      </button>
    ))}
  </form>
)

const AgendaItem = ({
  eventId,
  item,
  index,
  count,
  today,
  mayWrite,
}: {
  readonly eventId: string
  readonly item: ItemRow
  readonly index: number
  readonly count: number
  readonly today: string
  readonly mayWrite: boolean
}) => {
  const title = textIn(item.title)
  return (
    <li id={`item-${item.id}`} tabindex={-1}>
      {mayWrite ? (
        <input
          class="ds-input no"
          form="order"
          name={`order.${item.id}`}
          value={String(index + 1)}
          inputmode="numeric"
          autocomplete="off"
          maxlength={3}
          aria-label={m.meetings_order_of({ title })}
        />
      ) : (
        <span class="no">{index + 1}.</span>
      )}
      <div class="what">
        <p class="t">
          {mayWrite ? (
            <a class="plain strong" href={addresses.meetingItemEdit({ id: eventId, item: item.id })}>
              <Words text={item.title} />
            </a>
          ) : (
            <span class="strong">
              <Words text={item.title} />
            </span>
          )}
        </p>
        <ItemMeta item={item} today={today} />
        {mayWrite ? <StateButtons eventId={eventId} item={item} title={title} /> : null}
      </div>
      {mayWrite ? (
        <>
          <span class="as-read">
            <Tag tone={TONES[item.state]}>{itemStateName(item.state)}</Tag>
          </span>
          <Moves eventId={eventId} item={item} title={title} first={index === 0} last={index === count - 1} />
        </>
      ) : (
        <Tag tone={TONES[item.state]}>{itemStateName(item.state)}</Tag>
      )}
    </li>
  )
}

/** What was typed into the box of a new point and refused. */
export type NewItem = { readonly body: FormBody; readonly faults: readonly FieldFault[] }

export type AgendaProps = {
  readonly eventId: string
  readonly items: readonly ItemRow[]
  /** YYYY-MM-DD */
  readonly today: string
  readonly mayWrite: boolean
  /** The office's own language: in it a new point is first written. */
  readonly language: string
  readonly adding?: NewItem | undefined
}

export const AgendaSection = ({ eventId, items, today, mayWrite, language, adding }: AgendaProps) => {
  const length = items.reduce((sum, { minutesPlanned }) => sum + (minutesPlanned ?? 0), 0)
  return (
    <Section
      id="agenda"
      title={m.meetings_agenda()}
      count={items.length === 0 ? null : length === 0 ? items.length : m.meetings_agenda_length({ points: items.length, count: length })}
    >
      {items.length === 0 ? <p class="sub">{mayWrite ? m.meetings_agenda_none_officer() : m.meetings_agenda_none()}</p> : null}
      {items.length === 0 ? null : (
        <ol class="agenda">
          {items.map((item, index) => (
            <AgendaItem eventId={eventId} item={item} index={index} count={items.length} today={today} mayWrite={mayWrite} />
          ))}
        </ol>
      )}
      {mayWrite && items.length > 1 ? (
        <form id="order" class="do" method="post" action={addresses.meetingOrder({ id: eventId })}>
          <button class="ds-button" data-size="sm" data-variant="secondary">
            {m.meetings_order()}
          </button>
          <span class="sub">{m.meetings_order_hint()}</span>
        </form>
      ) : null}
      {mayWrite ? <NewItemForm eventId={eventId} language={language} adding={adding} /> : null}
    </Section>
  )
}

const sideOptions = () => SIDES.map((value) => ({ value, label: broughtName(value) }))

const NewItemForm = ({ eventId, language, adding }: { readonly eventId: string; readonly language: string; readonly adding: NewItem | undefined }) => {
  const body = adding?.body ?? {}
  const error = (name: string): string | undefined => errorOf(adding?.faults, name)
  return (
    <form class="form new-item do" method="post" action={addresses.meetingItems({ id: eventId })} novalidate>
      <TextField
        name={`title.${language}`}
        label={m.meetings_item_new()}
        lang={language}
        value={typed(body, `title.${language}`)}
        error={error(`title.${language}`) ?? error('title') ?? error('title.bg')}
      />
      <div class="row">
        <Select
          name="broughtBy"
          label={m.meetings_field_brought()}
          optional
          empty={m.meetings_brought_nobody()}
          value={typed(body, 'broughtBy')}
          options={sideOptions()}
        />
        <TextField
          name="minutesPlanned"
          label={m.meetings_field_length()}
          optional
          letters={3}
          inputmode="numeric"
          value={typed(body, 'minutesPlanned')}
          error={error('minutesPlanned')}
        />
        <button class="ds-button" data-variant="secondary">
          <Icon name="plus" />
          {m.meetings_item_add()}
        </button>
      </div>
    </form>
  )
}

// ---- what was left -----------------------------------------------------------------------------------------------------

const Offer = ({ value, text, sub }: { readonly value: string; readonly text: LocalText; readonly sub: string }) => {
  const id = fieldId(`take-${value}`)
  return (
    <div class="choice">
      <input class="ds-input" type="checkbox" id={id} name="take" value={value} aria-describedby={sub === '' ? undefined : `${id}-hint`} />
      <label for={id}>
        <Words text={text} />
      </label>
      {sub === '' ? null : (
        <span class="hint" id={`${id}-hint`}>
          {sub}
        </span>
      )}
    </div>
  )
}

/** „Останало от 14 октомври 2024 г.“: a tick each, or all at once. */
export const LeftSection = ({ eventId, left, today }: { readonly eventId: string; readonly left: Left; readonly today: string }) =>
  left.meetings.length === 0 && left.promises.length === 0 ? null : (
    <Section id="left" title={m.meetings_left()}>
      <form class="left do" method="post" action={addresses.meetingLeft({ id: eventId })}>
        {left.meetings.map(({ eventId: from, date, title, items }) => (
          <fieldset class="field">
            <legend>
              {leftFromInWords(date)}
              <span class="sub">
                {' · '}
                <a href={addresses.meeting({ id: from })}>{textIn(title)}</a>
              </span>
            </legend>
            <div class="choices">
              {items.map((item) => (
                <Offer value={`item:${item.id}`} text={item.title} sub={item.state === 'to_discuss' ? m.meetings_left_unmarked() : ''} />
              ))}
            </div>
          </fieldset>
        ))}
        {left.promises.length === 0 ? null : (
          <fieldset class="field">
            <legend>{m.meetings_left_promises()}</legend>
            <div class="choices">
              {left.promises.map((promise) => (
                <Offer
                  value={`promise:${promise.id}`}
                  text={promise.text}
                  sub={[owedName(promise.owedBy), standingInWords(promise.standing, promise.due, today)].join(' · ')}
                />
              ))}
            </div>
          </fieldset>
        )}
        <div class="row">
          <button class="ds-button" data-variant="secondary" name="which" value="ticked">
            {m.meetings_left_take()}
          </button>
          <button class="ds-button" data-variant="tertiary" name="which" value="all">
            {m.meetings_left_take_all()}
          </button>
        </div>
      </form>
    </Section>
  )

// ---- one point -----------------------------------------------------------------------------------------------------------

export type ItemFormProps = {
  readonly shell: Shell
  readonly event: { readonly id: string; readonly title: LocalText }
  readonly item: { readonly id: string; readonly version: number; readonly title: LocalText }
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
}

export const ItemFormPage = ({ shell, event, item, body, faults = [], conflict, languages }: ItemFormProps) => {
  const back = `${addresses.meeting({ id: event.id })}#item-${item.id}`
  return (
    <OfficePage
      shell={shell}
      title={m.meetings_item_title()}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.events_title(), href: addresses.events() },
        { text: textIn(event.title), href: addresses.event({ id: event.id }) },
        { text: m.meetings_title(), href: addresses.meeting({ id: event.id }) },
        { text: m.meetings_item_title() },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form class="form" method="post" action={addresses.meetingItem({ id: event.id, item: item.id })} novalidate>
        <HiddenVersion version={item.version} />
        <LocalTextField name="title" label={m.meetings_field_title()} texts={textBoxes(body, 'title', languages, item.title)} errors={faults} />
        <Select
          name="broughtBy"
          label={m.meetings_field_brought()}
          optional
          empty={m.meetings_brought_nobody()}
          value={typed(body, 'broughtBy')}
          options={sideOptions()}
          error={errorOf(faults, 'broughtBy')}
        />
        <TypeAhead
          name="person"
          label={m.meetings_field_person()}
          hint={m.meetings_hint_person()}
          optional
          source={addresses.people()}
          value={{ id: typed(body, 'person.id'), text: typed(body, 'person.text') }}
          error={errorOf(faults, 'person')}
        />
        <TextField
          name="minutesPlanned"
          label={m.meetings_field_length()}
          optional
          letters={3}
          inputmode="numeric"
          value={typed(body, 'minutesPlanned')}
          error={errorOf(faults, 'minutesPlanned')}
        />
        <SubmitRow cancel={back} />
      </form>
      <Removal
        action={addresses.meetingItemRemoval({ id: event.id, item: item.id })}
        version={item.version}
        text={m.meetings_item_remove()}
        hint={m.meetings_item_remove_hint()}
      />
    </OfficePage>
  )
}

/** What the form shows for a point that is to be changed. */
export const bodyOfItem = (item: ItemRow): FormBody => ({
  title: asTyped(item.title),
  broughtBy: item.broughtBy ?? '',
  person: item.person === null ? { id: '', text: '' } : { id: item.person.id, text: displayName(item.person) },
  minutesPlanned: item.minutesPlanned === null ? '' : String(item.minutesPlanned),
})
