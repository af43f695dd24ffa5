// The form of a gift: what, from whom to whom, its worth, and what the office must know of it afterwards.
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { boxesOf, dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { centsTyped, HOME_CURRENCY } from '#platform/money.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { asTyped, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkbox, errorOf, ErrorSummary, fieldId, HiddenVersion, Radios, SubmitRow, TextArea, TextField, type FieldError } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { MoneyField } from '#ui/money-field.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { EnterSaves, OneMore, PartnerBoxes, rowsIn } from '#ui/partners.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields } from '#ui/sources.tsx'
import { Section } from '#ui/tables.tsx'
import { SpotField, type SpotFieldProps } from '#ui/spot-field.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import type { Exchanged } from './exchanged.queries.ts'
import { basisName, isPlanned, OWNERS, ownerName, VALUE_BASES, wayName, WAYS_ASKED } from './gift.ts'
import type { GiftWhole } from './gift.queries.ts'
import { pointTyped } from '#features/events/spots/point.ts'

/** Rows of boxes for people of the register. Posts `${name}.0.text`, `${name}.0.id`, … */
export const PersonRows = ({
  name,
  label,
  hint,
  body,
  errors,
}: {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly body: FormBody
  readonly errors: readonly FieldError[]
}) => (
  <fieldset class="field" id={fieldId(name)} tabindex={-1}>
    <legend>{label}</legend>
    {hint === undefined ? null : <div class="hint">{hint}</div>}
    <div class="boxes">
      {Array.from({ length: Math.max(rowsIn(body, name), 1) }, (_, index) => (
        <TypeAhead
          name={`${name}.${index}`}
          label={m.gifts_person_number({ number: index + 1 })}
          optional
          source={addresses.people()}
          value={{ id: typed(body, `${name}.${index}.id`), text: typed(body, `${name}.${index}.text`) }}
          error={errorOf(errors, `${name}.${index}`) ?? (index === 0 ? errorOf(errors, name) : undefined)}
        />
      ))}
      <div>
        <OneMore of={name} text={m.gifts_one_more_person()} />
      </div>
    </div>
  </fieldset>
)

export type GiftFormProps = {
  readonly shell: Shell
  /** null for a new one; otherwise what stands in the register now. */
  readonly gift: { readonly id: string; readonly version: number; readonly what: LocalText } | null
  readonly sources: readonly Citation[]
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
  /** What was given alike before: the officer must say that it is meant. */
  readonly alike?: readonly Exchanged[]
  /** Acts that may tell of the very thing: the officer must say which does, or that none. */
  readonly same?: readonly { readonly id: string; readonly what: LocalText; readonly date: ImpreciseDate | null }[]
  /** What was exchanged with the same partners until now. */
  readonly exchanged: readonly Exchanged[]
  /** The act this gift is entered for. */
  readonly act: { readonly id: string; readonly title: LocalText } | null
  /** The map on which its place is marked; null: not open. */
  readonly spot: SpotFieldProps['shown']
}

export const GiftFormPage = ({ shell, gift, sources, body, faults = [], conflict, languages, alike = [], same = [], exchanged, act, spot }: GiftFormProps) => {
  const back = gift === null ? addresses.gifts() : addresses.gift({ id: gift.id })
  const name = gift === null ? '' : textIn(gift.what)
  const way = typed(body, 'way')
  const error = (field: string): string | undefined => errorOf(faults, field)
  const wrong = (...fields: readonly string[]): boolean => fields.some((field) => error(field) !== undefined)
  return (
    <OfficePage
      shell={shell}
      title={gift === null ? m.gifts_new_title() : m.gifts_edit_title({ what: name })}
      nav="events"
      islands={['pointing.js']}
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.gifts_title(), href: addresses.gifts() },
        ...(gift === null ? [] : [{ text: name, href: back }]),
        { text: gift === null ? m.gifts_new() : m.gifts_edit() },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <div class="cols">
        <form data-asks-before-leaving="" class="form" method="post" action={back} novalidate>
          <EnterSaves />
          {gift === null ? null : <HiddenVersion version={gift.version} />}
          <input type="hidden" name="act" value={act?.id ?? ''} />
          {act === null ? null : (
            <p class="note">
              {m.gifts_for_act()} <a href={addresses.symbolicAct({ id: act.id })}>{textIn(act.title)}</a>
            </p>
          )}
          <LocalTextField
            name="what"
            label={m.gifts_field_what()}
            hint={m.gifts_hint_what()}
            texts={textBoxes(body, 'what', languages, gift?.what)}
            errors={faults}
          />
          {alike.length === 0 ? null : (
            <div class="note" id={fieldId('again')} tabindex={-1}>
              <p>{m.gifts_alike()}</p>
              <ExchangedList rows={alike} />
              <Checkbox name="again" label={m.gifts_again()} checked={typed(body, 'again') !== ''} />
            </div>
          )}
          {same.length === 0 ? null : (
            <Radios
              name="same"
              label={m.gifts_same()}
              hint={m.gifts_same_hint()}
              value={typed(body, 'same')}
              options={[
                ...same.map(({ id, what, date }) => ({
                  value: id,
                  label: m.gifts_same_is({ title: textIn(what) }),
                  hint: date === null ? m.gifts_undated() : dateInWords(date),
                })),
                { value: 'other', label: m.gifts_same_other() },
              ]}
              error={error('same')}
            />
          )}
          <Radios
            name="way"
            label={m.gifts_field_way()}
            value={way}
            options={WAYS_ASKED.map((value) => ({ value, label: wayName(value), hint: WAY_HINTS[value]?.() }))}
            error={error('way')}
          />
          <PartnerBoxes body={body} errors={faults} />
          <DateOfAnyPrecision
            name="date"
            label={m.gifts_field_date()}
            hint={m.gifts_hint_date()}
            optional
            value={typedBoxes(body, 'date')}
            error={error('date')}
          />
          <TypeAhead
            name="event"
            label={m.gifts_field_event()}
            hint={m.gifts_hint_event()}
            optional
            source={addresses.events()}
            value={{ id: typed(body, 'event.id'), text: typed(body, 'event.text') }}
            error={error('event')}
          />
          <details class="langs-more" open={hasPeople(body) || faults.some(({ name: at }) => /^(giver|receiver)/.test(at))}>
            <summary>{m.gifts_fold_people()}</summary>
            <div class="stack">
              <PersonRows name="givers" label={m.gifts_field_givers()} hint={m.gifts_hint_people()} body={body} errors={faults} />
              <TextField
                name="giverWords"
                label={m.gifts_field_giver_words()}
                optional
                value={typed(body, 'giverWords')}
                maxlength={300}
                error={error('giverWords')}
              />
              <PersonRows name="receivers" label={m.gifts_field_receivers()} body={body} errors={faults} />
              <TextField
                name="receiverWords"
                label={m.gifts_field_receiver_words()}
                optional
                value={typed(body, 'receiverWords')}
                maxlength={300}
                error={error('receiverWords')}
              />
            </div>
          </details>
          <MoneyField name="value" currency="currency" label={m.gifts_field_value()} optional body={body} errors={faults} />
          <Radios
            name="valueBasis"
            label={m.gifts_field_basis()}
            value={typed(body, 'valueBasis') || 'unknown'}
            options={VALUE_BASES.map((value) => ({ value, label: basisName(value) }))}
            error={error('valueBasis')}
          />
          <details class="langs-more" open={way === 'received' || wrong('keptAt', 'keptSince', 'owner', 'declaredOn', 'inventoryNumber')}>
            <summary>{m.gifts_fold_kept()}</summary>
            <div class="stack">
              <TextField
                name="keptAt"
                label={m.gifts_field_kept_at()}
                hint={m.gifts_hint_kept_at()}
                optional
                value={typed(body, 'keptAt')}
                maxlength={300}
                error={error('keptAt')}
              />
              <DateOfAnyPrecision
                name="keptSince"
                label={m.gifts_field_kept_since()}
                optional
                value={typedBoxes(body, 'keptSince')}
                error={error('keptSince')}
              />
              <TextField
                name="inventoryNumber"
                label={m.gifts_field_inventory()}
                optional
                value={typed(body, 'inventoryNumber')}
                letters={20}
                maxlength={100}
                error={error('inventoryNumber')}
              />
              <Radios
                name="owner"
                label={m.gifts_field_owner()}
                hint={m.gifts_hint_owner()}
                value={typed(body, 'owner') || 'unknown'}
                options={OWNERS.map((value) => ({ value, label: ownerName(value) }))}
                error={error('owner')}
              />
              <DateOfAnyPrecision
                name="declaredOn"
                label={m.gifts_field_declared()}
                hint={m.gifts_hint_declared()}
                exact
                optional
                value={typedBoxes(body, 'declaredOn')}
                error={error('declaredOn')}
              />
            </div>
          </details>
          <details class="langs-more" open={way === 'placed' || spot !== null || wrong('place', 'point')}>
            <summary>{m.gifts_fold_place()}</summary>
            <div class="stack">
              <TypeAhead
                name="place"
                label={m.gifts_field_place()}
                hint={m.gifts_hint_place()}
                optional
                source={addresses.places()}
                value={{ id: typed(body, 'place.id'), text: typed(body, 'place.text') }}
                error={error('place')}
              />
              <SpotField
                label={m.gifts_field_point()}
                hint={m.gifts_hint_point()}
                value={typed(body, 'point')}
                error={error('point')}
                action={back}
                shown={spot}
              />
            </div>
          </details>
          <TextArea name="note" label={m.gifts_field_note()} hint={m.gifts_hint_note()} optional rows={3} value={typed(body, 'note')} error={error('note')} />
          <SourceFields sources={sources} body={body} errors={faults} />
          <SubmitRow cancel={back} />
        </form>
        {exchanged.length === 0 ? null : (
          <aside class="stack" aria-label={m.gifts_exchanged_title()}>
            <Section id="exchanged" title={m.gifts_exchanged_title()}>
              <ExchangedList rows={exchanged} withWay />
            </Section>
          </aside>
        )}
      </div>
      {gift === null ? null : <Removal action={addresses.giftRemoval({ id: gift.id })} version={gift.version} text={m.gifts_remove()} />}
    </OfficePage>
  )
}

/** Somebody stands in one of the boxes for people, or one more was asked for. */
const hasPeople = (body: FormBody): boolean =>
  typed(body, 'giverWords') !== '' ||
  typed(body, 'receiverWords') !== '' ||
  (['givers', 'receivers'] as const).some((name) => rowsIn(body, name) > 1 || typed(body, `${name}.0.text`) !== '')

const WAY_HINTS: Readonly<Partial<Record<(typeof WAYS_ASKED)[number], () => string>>> = {
  placed: () => m.gifts_way_placed_hint(),
  planned: () => m.gifts_way_planned_hint(),
}

/** Things exchanged, each with its day; `withWay` says which way each went. */
export const ExchangedList = ({ rows, withWay = false }: { readonly rows: readonly Exchanged[]; readonly withWay?: boolean }) => (
  <ul>
    {rows.map((one) => (
      <li>
        <a href={one.href}>{textIn(one.what)}</a>
        <span class="sub">
          {' · '}
          {[
            withWay && one.way !== null ? wayName(one.planned ? 'planned' : one.way) : '',
            one.planned ? '' : one.date === null ? m.gifts_undated() : dateInWords(one.date),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
      </li>
    ))}
  </ul>
)

const boxes = (date: ImpreciseDate | null): FormBody => {
  const { day = '', month = '', year = '', about = '', until } = boxesOf(date)
  return { day, month, year, about, ...(until === undefined ? {} : { until }) }
}

/** What the form shows for a gift that is to be changed. */
export const bodyOfGift = ({ gift, row }: GiftWhole): FormBody => {
  const persons = (list: GiftWhole['row']['givers']): FormBody[] => list.map((one) => ({ id: one.personId, text: displayName(one) }))
  const last = gift.whereabouts.at(-1)
  return {
    way: isPlanned(row.state) ? 'planned' : gift.way,
    what: asTyped(gift.what),
    date: boxes(gift.date),
    event: row.event === null ? { id: '', text: '' } : { id: row.event.id, text: textIn(row.event.title) },
    partners: [...row.partners.map((one) => ({ id: one.organisationId, text: displayName(one) })), { id: '', text: '' }],
    givers: persons(row.givers),
    receivers: persons(row.receivers),
    giverWords: gift.giverWords,
    receiverWords: gift.receiverWords,
    value: centsTyped(gift.valueCents),
    currency: gift.valueCurrency ?? HOME_CURRENCY,
    valueBasis: gift.valueBasis,
    inventoryNumber: gift.inventoryNumber,
    owner: gift.owner,
    declaredOn: boxes(gift.declaredOn),
    keptAt: last?.where ?? '',
    keptSince: boxes(last?.since ?? null),
    place: { id: gift.placeId === null ? '' : String(gift.placeId), text: gift.placeText },
    point: pointTyped(row.point),
    note: gift.note,
  }
}
