// Where a thing stands, as pages: its own map, the maps of the whole register, and the page on which a spot is marked without knowing coordinates.
import { addresses } from '#addresses'
import { nameFor, type Place } from '#features/places/place.ts'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import type { FieldFault } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { reading, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LOCAL_MAP_SIZE, LocalMap, localMapPicture } from '#ui/local-map.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import type { GiftRecord } from '../gift.queries.ts'
import { mapLink, type Point, pointTyped } from '#features/events/spots/point.ts'
import {
  directionName,
  DIRECTIONS,
  FARTHEST_KM,
  nearestTo,
  NEAREST_KM,
  mapOf,
  MAP_STEPS,
  type Marked,
  neighbourhoods,
  pointInWords,
  spotInWords,
  stepInWords,
  stepOf,
  type Window,
  windowOn,
  MOST_ON_MAPS,
} from '#features/events/spots/spot.ts'
import type { SpotOfThing, Standing } from './spot.queries.ts'

const Credit = () => <p class="sub">{m.events_spot_credit()}</p>

export type GiftSpotProps = SpotOfThing & { readonly mayWrite: boolean }

/** „Къде е на картата“ on the page of a gift or an act: the map, the same in words, the way to mark or move it. */
export const GiftSpot = ({ change, what, placeText, at, vague, towns, mayWrite }: GiftSpotProps) => {
  const words = at === null || vague ? '' : spotInWords(at, towns)
  const mark = (
    <a class="ds-button" data-size="sm" data-variant="secondary" href={change}>
      {at === null || vague ? m.events_spot_set() : m.events_spot_move()}
    </a>
  )
  return (
    <Section id="spot" title={m.events_spot_title()}>
      <div class="with-map">
        {at === null ? null : <LocalMap {...mapOf('spot-map', windowOn([at], towns), towns, [{ at, number: '', name: what, vague }])} />}
        <div class="stack">
          {at === null ? <p>{m.events_spot_none()}</p> : vague ? <p>{m.events_spot_vague()}</p> : null}
          {placeText === '' ? null : <p class="strong">{placeText}</p>}
          {words === '' ? null : <p>{words}</p>}
          {at === null || vague ? null : (
            <p>
              <span class="num">{pointTyped(at)}</span>
              <br />
              <a class="no-print" href={mapLink(at)} rel="noreferrer">
                {m.events_spot_osm()}
              </a>
            </p>
          )}
          {mayWrite ? <div>{mark}</div> : null}
          {at === null ? null : <Credit />}
        </div>
      </div>
    </Section>
  )
}

// ---- the whole register ------------------------------------------------------------------------------------------------

/** More maps than these make no page. */
const MOST_MAPS = 8

export type GiftMapsProps = { readonly things: readonly Standing[]; readonly all: number; readonly towns: readonly Place[] }

/** The register on maps, one a neighbourhood, each beside its table; what stands nowhere below. */
export const GiftMaps = ({ things, all, towns }: GiftMapsProps) => {
  const groups = neighbourhoods(things.flatMap((thing) => (thing.at === null ? [] : [{ ...thing, at: thing.at }])))
  const nowhere = things.filter(({ at }) => at === null)
  return (
    <div class="stack-lg">
      {groups.length === 0 ? <p class="note">{m.gifts_map_nothing()}</p> : null}
      {groups.map((group, index) => {
        const near = nearestTo(group[0]!.at, towns)
        const map = mapOf(
          `map-${index}`,
          windowOn(
            group.map(({ at }) => at),
            towns,
          ),
          towns,
          sharedMarks(group),
        )
        return (
          <Section id={`around-${index}`} title={near === null ? m.gifts_map_elsewhere() : nameFor(near.town, currentLanguage())} count={group.length}>
            <div class="with-map">
              {index < MOST_MAPS ? <LocalMap {...map} /> : null}
              <ol class="numbered" data-keys="li">
                {group.map((thing) => (
                  <li>
                    <Line thing={thing} />
                    <br />
                    <span class="sub">
                      {thing.vague ? [thing.placeText, m.gifts_map_vague()].filter((part) => part !== '').join(', ') : spotInWords(thing.at, towns)}
                    </span>
                  </li>
                ))}
              </ol>
            </div>
          </Section>
        )
      })}
      {groups.length > MOST_MAPS ? <p class="sub">{m.gifts_map_more_maps({ count: MOST_MAPS })}</p> : null}
      {nowhere.length === 0 ? null : (
        <Section id="nowhere" title={m.gifts_map_without()} count={nowhere.length}>
          <ul class="names" data-keys="li">
            {nowhere.map((thing) => (
              <li>
                <Line thing={thing} />
                {thing.placeText === '' ? null : <span class="sub"> · {thing.placeText}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {all > things.length ? <p class="note">{m.gifts_map_more({ most: MOST_ON_MAPS, all })}</p> : null}
      {groups.length === 0 ? null : <Credit />}
    </div>
  )
}

const Line = ({ thing }: { readonly thing: Standing }) => {
  const what = reading(thing.what)
  return (
    <>
      <a class="plain strong" href={thing.href} lang={what.language === currentLanguage() ? undefined : what.language}>
        {what.text}
      </a>
      <span class="sub">
        {' · '}
        {thing.date === null ? m.gifts_undated() : dateInWords(thing.date)} · {thing.kind}
      </span>
    </>
  )
}

/** Things at one and the same point share a mark: „2, 3“. */
function sharedMarks(group: readonly (Standing & { readonly at: Point })[]): Marked[] {
  const marks = new Map<string, Marked>()
  for (const [index, { at, what, href, vague }] of group.entries()) {
    const key = pointTyped(at)
    const one = marks.get(key)
    const number = String(index + 1)
    marks.set(
      key,
      one === undefined
        ? { at, number, name: textIn(what), href, vague }
        : {
            at,
            number: `${one.number.replace(/ …$/, '')}${one.number.split(', ').length < 2 ? `, ${number}` : ' …'}`,
            name: `${one.name}; ${textIn(what)}`,
            vague: one.vague && vague,
          },
    )
  }
  return [...marks.values()]
}

// ---- marking a spot ----------------------------------------------------------------------------------------------------

export type PointingPageProps = {
  readonly shell: Shell
  readonly gift: Pick<GiftRecord, 'id' | 'version' | 'what'>
  /** What stands in the register; null: nothing yet. */
  readonly saved: Point | null
  /** Where the mark stands now, unsaved; null when there is nowhere to begin. */
  readonly mark: Point | null
  readonly view: Window | null
  readonly towns: readonly Place[]
  /** What was typed into the boxes. */
  readonly asked: {
    readonly typed: string
    readonly place: { readonly id: string; readonly text: string }
    readonly far: string
    readonly unit: string
    readonly direction: string
  }
  /** The button that was pressed last: it keeps the focus, so that one may press on. */
  readonly pressed: string
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const PointingPage = ({ shell, gift, saved, mark, view, towns, asked, pressed, faults = [], conflict }: PointingPageProps) => {
  const { id } = gift
  const what = textIn(gift.what)
  const told = (point: Point): string => pointInWords(point, towns)
  const error = (field: string): string | undefined => errorOf(faults, field)
  const here = (
    <>
      <input type="hidden" name="point" value={pointTyped(mark)} />
      <input type="hidden" name="km" value={view === null ? '' : String(view.km)} />
    </>
  )
  const Step = ({ name, value, text, off = false }: { name: string; value: string; text: string; off?: boolean }) => (
    <button class="ds-button" data-size="sm" data-variant="secondary" name={name} value={value} disabled={off} autofocus={pressed === value && !off}>
      {text}
    </button>
  )
  return (
    <OfficePage
      shell={shell}
      title={m.events_point_title({ what })}
      nav="events"
      islands={['pointing.js']}
      lead={m.events_point_lead()}
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.gifts_title(), href: addresses.gifts() }, { text: what, href: addresses.gift({ id }) }, { text: m.events_spot_title() }]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <div class="pointing">
        <Section id="by-hand" title={m.events_point_by_hand()}>
          {mark === null || view === null ? (
            <p class="note">{m.events_point_no_start()}</p>
          ) : (
            <div class="stack">
              <form class="stack" method="get" action={addresses.giftPoint({ id })} data-pointing>
                {here}
                <p class="sub">{m.events_point_press()}</p>
                <input
                  class="press"
                  type="image"
                  name="press"
                  width={LOCAL_MAP_SIZE}
                  height={LOCAL_MAP_SIZE}
                  src={localMapPicture(mapOf('pointing', view, towns, [{ at: mark, number: '', name: what, vague: saved === null }]))}
                  alt={m.events_point_alt({ words: told(mark) })}
                />
                <div class="row" role="group" aria-label={m.events_point_move()}>
                  <span>{m.events_point_move()}</span>
                  {MAP_STEPS.map(([value, text]) => (
                    <Step name="move" value={value} text={text()} />
                  ))}
                  <span class="sub">{m.events_point_step({ step: stepInWords(stepOf(view.km)) })}</span>
                </div>
                <div class="row" role="group" aria-label={m.events_point_scale()}>
                  <Step name="zoom" value="in" text={m.events_point_nearer()} off={view.km <= NEAREST_KM} />
                  <Step name="zoom" value="out" text={m.events_point_wider()} off={view.km >= FARTHEST_KM} />
                </div>
              </form>
              <form class="stack" method="post" action={addresses.giftPoint({ id })}>
                <HiddenVersion version={gift.version} />
                {here}
                <p aria-live="polite">
                  <span class="sub">{m.events_point_will()}</span> <span class="strong">{told(mark)}</span>
                  <br />
                  <span class="sub">
                    {m.events_point_is()} {saved === null ? m.events_point_nowhere() : told(saved)}
                  </span>
                </p>
                <SubmitRow text={m.events_point_save()} cancel={addresses.gift({ id })}>
                  {saved === null ? null : (
                    <button class="ds-button" data-variant="tertiary" data-color="danger" name="remove" value="yes">
                      {m.events_point_remove()}
                    </button>
                  )}
                </SubmitRow>
              </form>
              <Credit />
            </div>
          )}
        </Section>
        <div class="stack-lg">
          <Section id="by-name" title={m.events_point_by_name()}>
            <form class="stack" method="get" action={addresses.giftPoint({ id })} novalidate>
              {here}
              <TypeAhead name="place" label={m.events_point_from_town()} source={addresses.places()} value={asked.place} error={error('place')} />
              <div class="row">
                <TextField
                  name="far"
                  label={m.events_point_far()}

                  optional
                  letters={6}
                  inputmode="decimal"
                  value={asked.far}
                  error={error('far')}
                />
                <Select
                  name="unit"
                  label={m.events_point_unit()}
                  value={asked.unit}
                  options={[
                    { value: 'm', label: m.events_point_unit_m() },
                    { value: 'km', label: m.events_point_unit_km() },
                  ]}
                />
                <Select
                  name="direction"
                  label={m.events_point_direction()}
                  value={asked.direction}
                  options={DIRECTIONS.map((value) => ({ value, label: directionName(value) }))}
                />
              </div>
              <div>
                <button class="ds-button" data-variant="secondary">
                  {m.events_point_show()}
                </button>
              </div>
            </form>
          </Section>
          <Section id="by-words" title={m.events_point_by_words()}>
            <form class="stack" method="get" action={addresses.giftPoint({ id })} novalidate>
              {here}
              <TextField
                name="typed"
                label={m.events_point_typed()}
                hint={m.events_point_typed_hint()}
                maxlength={2000}
                value={asked.typed}
                error={error('typed')}
              />
              <div>
                <button class="ds-button" data-variant="secondary">
                  {m.events_point_show()}
                </button>
              </div>
            </form>
          </Section>
        </div>
      </div>
    </OfficePage>
  )
}
