// At the foot of the desk of a text that came by itself: set it aside, or go on to the next.
import { addresses } from '#addresses'
import { m } from '#messages'

export type TriagePlace = {
  readonly aside: boolean
  /** How many texts wait in the triage, this one among them while it is undecided. */
  readonly waiting: number
}

/** Once all is decided the way on is the first thing to press. */
export const TriageNext = ({ textId, place, done }: { readonly textId: string; readonly place: TriagePlace; readonly done: boolean }) => (
  <div class="row triage-next no-print">
    <a
      class="ds-button"
      data-size="sm"
      data-variant={done ? undefined : 'secondary'}
      data-triage="N"
      aria-keyshortcuts="n"
      href={addresses.intakeTriageNext({ after: textId })}
    >
      {m.intake_triage_next()} <kbd aria-hidden="true">N</kbd>
    </a>
    {place.aside ? (
      <span class="sub">{m.intake_triage_is_aside()}</span>
    ) : (
      <form method="post" action={addresses.intakeTriage()}>
        <input type="hidden" name="chosen" value={textId} />
        <input type="hidden" name="next" value={textId} />
        <button class="ds-button" data-size="sm" data-variant="secondary" data-triage="Q" aria-keyshortcuts="q">
          {m.intake_triage_aside_next()} <kbd aria-hidden="true">Q</kbd>
        </button>
      </form>
    )}
    <a class="push" href={addresses.intakeTriage()}>
      {place.waiting === 0 ? m.intake_triage_title() : m.intake_triage_waiting({ count: place.waiting })}
    </a>
  </div>
)
