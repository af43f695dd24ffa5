// A point of a form: coordinates or a link in a box, and under it a small map on which one presses; each press sends the form and shows it anew, also without script.
import { m } from '#messages'
import { TextField } from './fields.tsx'
import { LOCAL_MAP_SIZE, type LocalMapProps, localMapPicture } from './local-map.tsx'

export type SpotFieldProps = {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly error: string | undefined
  /** Where the form is sent; the page comes back at the map. */
  readonly action: string
  /** The map within the form, and what stands under it; null: it is not open. */
  readonly shown: {
    readonly map: LocalMapProps
    readonly km: number
    /** The middle of the map, as a form sends it back. */
    readonly mark: string
    /** Where the point is that would be saved; '' while there is none. */
    readonly words: string
    readonly step: string
    readonly mayNearer: boolean
    readonly mayWider: boolean
    /** The button that was pressed last: it keeps the focus. */
    readonly pressed: string
    /** From where the towns are known. */
    readonly credit: string
  } | null
}

const STEPS = [
  ['n', () => m.ui_spot_to_n()],
  ['w', () => m.ui_spot_to_w()],
  ['e', () => m.ui_spot_to_e()],
  ['s', () => m.ui_spot_to_s()],
] as const

/** Posts `point`; and for its map `mark`, `km` and one of `press`, `move`, `zoom`, `pointing`. */
export const SpotField = ({ label, hint, value, error, action, shown }: SpotFieldProps) => {
  const here = `${action}#spot`
  const Press = ({ name, value: says, text, off = false }: { name: string; value: string; text: string; off?: boolean }) => (
    <button
      class="ds-button"
      data-size="sm"
      data-variant="secondary"
      name={name}
      value={says}
      formaction={here}
      disabled={off}
      autofocus={shown?.pressed === says && !off}
    >
      {text}
    </button>
  )
  return (
    <div class="stack spot-field" id="spot" data-pointing>
      <TextField name="point" label={label} hint={hint} optional value={value} maxlength={500} error={error} />
      <div>
        <Press name="pointing" value="show" text={shown === null ? m.ui_spot_open() : m.ui_spot_show()} />
      </div>
      {shown === null ? null : (
        <>
          <input type="hidden" name="mark" value={shown.mark} />
          <input type="hidden" name="km" value={String(shown.km)} />
          <p class="sub">
            {m.ui_spot_press()}{' '}
            <span data-with-script hidden>
              {m.ui_spot_keys()}
            </span>
          </p>
          <input
            class="press"
            type="image"
            name="press"
            formaction={here}
            width={LOCAL_MAP_SIZE}
            height={LOCAL_MAP_SIZE}
            src={localMapPicture(shown.map)}
            alt={shown.words === '' ? m.ui_spot_alt_none() : m.ui_spot_alt({ words: shown.words })}
          />
          <div class="row" role="group" aria-label={m.ui_spot_move()}>
            <span>{m.ui_spot_move()}</span>
            {STEPS.map(([says, text]) => (
              <Press name="move" value={says} text={text()} />
            ))}
            <span class="sub">{m.ui_spot_step({ step: shown.step })}</span>
          </div>
          <div class="row" role="group" aria-label={m.ui_spot_scale()}>
            <Press name="zoom" value="in" text={m.ui_spot_nearer()} off={!shown.mayNearer} />
            <Press name="zoom" value="out" text={m.ui_spot_wider()} off={!shown.mayWider} />
            {shown.words === '' ? null : <Press name="pointing" value="clear" text={m.ui_spot_clear()} />}
          </div>
          <p aria-live="polite">
            {shown.words === '' ? (
              <span class="sub">{m.ui_spot_none()}</span>
            ) : (
              <>
                <span class="sub">{m.ui_spot_will()}</span> <span class="strong">{shown.words}</span>
              </>
            )}
          </p>
          <p class="sub">{shown.credit}</p>
        </>
      )}
    </div>
  )
}
