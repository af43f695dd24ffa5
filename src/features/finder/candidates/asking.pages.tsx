// What is asked of the finder: where to look, and a slider for everything that counts.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type SavedViewsProps, SaveView } from '#ui/lists.tsx'
import { countryWithin, FARTHEST_KM, MOST_WEIGHT } from '../finder.ts'
import { FACTOR_NAMES } from '../ranking/levels.ts'
import { TIE_NAMES } from '../ranking/ranking.ts'
import { number, reasonName, tieName } from '../reason.ts'
import { type Asked, finderHref, NO_WISHES, queryFor, RADII, type Unused } from './candidate.ts'
import type { Choices } from './ground.queries.ts'

export type AskingProps = {
  readonly asked: Asked
  readonly unused: readonly Unused[]
  readonly choices: Choices
  readonly views: SavedViewsProps
  /** Tags that have a slider: home's own, and those that were wished for. */
  readonly wished: readonly { readonly tag: string; readonly name: string; readonly weight: number; readonly own: boolean; readonly towns: number }[]
  /** Tags of towns here that have no slider yet, and how many towns have each. */
  readonly others: readonly { readonly tag: string; readonly name: string; readonly towns: number }[]
}

type SliderProps = { readonly name: string; readonly label: string; readonly value: number; readonly usual?: number; readonly note?: string }

/** `usual`: the weight that need not stand in the address; `note`: why it moves nothing. */
const Slider = ({ name, label, value, usual = 1, note = '' }: SliderProps) => (
  <label class="weight">
    <span>
      {label}
      {note === '' ? null : <small class="sub"> · {note}</small>}
    </span>
    <input
      type="range"
      name={name}
      aria-label={note === '' ? label : `${label}, ${note}`}
      min="0"
      max={MOST_WEIGHT}
      step="0.25"
      value={String(value)}
      data-usual={String(usual)}
      aria-valuetext={weightInWords(value)}
    />
    {/* After the slider: a label belongs to the first in it that can have one, and this can. */}
    <output>{weightInWords(value)}</output>
  </label>
)

/** Words for weights, rising: each holds up to its number, which the list's island is told too. */
const WEIGHT_WORDS = (): readonly (readonly [number, string])[] => [
  [0, m.finder_weight_none()],
  [0.75, m.finder_weight_little()],
  [1.25, m.finder_weight_usual()],
  [2, m.finder_weight_more()],
  [Number.POSITIVE_INFINITY, m.finder_weight_much()],
]
/** What a tag counts that was wished for just now. */
const MORE = 2
/** „малко“, „много“ … for a weight from 0 to `MOST_WEIGHT`. */
export const weightInWords = (value: number): string => WEIGHT_WORDS().find(([most]) => value <= most)![1]

/** The sliders of the score that ranks; what the other one is asked stays in the address. */
const Weights = ({ asked: { mode, wishes }, wished, others }: Pick<AskingProps, 'asked' | 'wished' | 'others'>) => {
  const other = queryFor({
    scope: {},
    free: false,
    mode: 'similar',
    wishes: mode === 'similar' ? { ...NO_WISHES, ties: wishes.ties } : { ...wishes, ties: {} },
  })
  return (
    <details class="weights" open data-weights-of={mode}>
      <summary>
        <span class={mode === 'similar' ? 'sw sim' : 'sw tie'} aria-hidden="true"></span>
        {mode === 'similar' ? m.finder_weights_similar() : m.finder_weights_arise()}
      </summary>
      <fieldset>
        <legend class="sr">{mode === 'similar' ? m.finder_weights_similar() : m.finder_weights_arise()}</legend>
        {mode === 'similar'
          ? FACTOR_NAMES.map((name) => <Slider name={name} label={reasonName(name)} value={wishes.factors[name] ?? 1} />)
          : TIE_NAMES.map((name) => <Slider name={name} label={tieName(name)} value={wishes.ties[name] ?? 1} />)}
        {mode === 'similar'
          ? wished.map(({ tag, name, weight, own, towns }) => (
              <Slider name={`tag.${tag}`} label={name} value={weight} usual={own ? 1 : 0} note={towns === 0 ? m.finder_tag_nowhere() : ''} />
            ))
          : null}
        {mode === 'similar' && others.length > 0 ? <OtherTags others={others} /> : null}
      </fieldset>
      {mode === 'similar' ? null : <input type="hidden" name="mode" value="arise" />}
      {Object.entries(other).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </details>
  )
}

/** What home is not known for can be wished for too: a tag that some town here has, which then has a slider. */
const OtherTags = ({ others }: Pick<AskingProps, 'others'>) => (
  <label>
    {m.finder_tag_other()}
    <select class="ds-input" name="tags">
      <option value="">{m.finder_tag_other_none()}</option>
      {others.map(({ tag, name, towns }) => (
        <option value={`${tag}:${MORE}`}>{`${name} (${number(towns)})`}</option>
      ))}
    </select>
  </label>
)

const unusedInWords = ({ why, name, value }: Unused): string => {
  const most = number(FARTHEST_KM)
  switch (why) {
    case 'code':
      return name === 'country' ? m.finder_unused_country({ value }) : m.finder_unused_region({ value })
    case 'elsewhere':
      return m.finder_unused_region_elsewhere({ value })
    case 'number':
      return m.finder_unused_distance_number({ value, most })
    case 'bounds':
      return m.finder_unused_distance_bounds({ value, most })
  }
}

const UNUSED = 'unused'
/** What was asked in the address and is not used, with the reason. */
export const UnusedWords = ({ unused }: { readonly unused: readonly Unused[] }) =>
  unused.length === 0 ? null : (
    <ul class="remarks" id={UNUSED}>
      {unused.map((one) => (
        <li>{unusedInWords(one)}</li>
      ))}
    </ul>
  )

export const Asking = ({ asked, unused, choices, views, wished, others }: AskingProps) => {
  const { scope, wishes, free } = asked
  const distance = unused.find(({ name }) => name === 'within')
  const chosen = countryWithin(scope)
  return (
    <form
      class="asking"
      id="asking"
      action={addresses.finder()}
      aria-label={m.finder_asking()}
      data-finder
      data-weights={JSON.stringify(WEIGHT_WORDS().map(([most, word]) => [most === Number.POSITIVE_INFINITY ? null : most, word]))}
    >
      <fieldset>
        <legend>{m.finder_where()}</legend>
        <label>
          {m.finder_country()}
          <select class="ds-input" name="country">
            <option value="">{m.finder_scope_world()}</option>
            {choices.countries.map(({ code, name, towns }) => (
              <option value={code} selected={code === chosen}>
                {`${name} (${number(towns)})`}
              </option>
            ))}
          </select>
        </label>
        {choices.regions.length === 0 ? null : (
          <label>
            {m.finder_region()}
            <select class="ds-input" name="region">
              <option value="">{m.finder_region_all()}</option>
              {choices.regions.map(({ code, name }) => (
                <option value={code} selected={code === scope.region}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {m.finder_within()}
          <input
            class="ds-input"
            type="number"
            name="within"
            min="1"
            max={String(FARTHEST_KM)}
            step="1"
            inputmode="numeric"
            list="radii"
            value={distance?.value ?? (scope.withinKm === undefined ? '' : String(scope.withinKm))}
            aria-invalid={distance === undefined ? undefined : 'true'}
            aria-describedby={distance === undefined ? undefined : UNUSED}
          />
        </label>
        <datalist id="radii">
          {RADII.map((km) => (
            <option value={String(km)}></option>
          ))}
        </datalist>
        <label class="tick">
          <input class="ds-input" type="checkbox" name="free" value="1" checked={free} /> {m.finder_free()}
        </label>
      </fieldset>
      <Weights asked={asked} wished={wished} others={others} />
      <button class="ds-button" data-variant="secondary">
        {m.finder_go()}
      </button>
      <div class="keeping" data-follows="keeping">
        <SaveView save={views.save} />
        {[wishes.factors, wishes.ties, wishes.tags].every((one) => Object.keys(one).length === 0) ? null : (
          <a class="ds-button" data-variant="tertiary" href={finderHref(asked, { wishes: NO_WISHES })}>
            {m.finder_as_learned()}
          </a>
        )}
      </div>
    </form>
  )
}
