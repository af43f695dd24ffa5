// How silence is shown: as a mark beside the stage, as a note with its reason and one thing to do, and the silences before.
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { asSentence, capitalised } from '#platform/texts/sentences.ts'
import { Dot } from '#ui/badges.tsx'
import { type Dormancy, dormancyName } from './dormancy.ts'
import { type Lapse, lapseInWords, type SilenceShown } from './silence.ts'

/** Half a disc and its word; nothing while the tie is kept up. */
export const DormancyMark = ({ level }: { readonly level: Dormancy }) =>
  level === 'quiet' || level === 'asleep' ? (
    <span class="dormancy soon">
      <Dot state={level === 'asleep' ? 'sleep' : 'soon'} /> {dormancyName(level)}
    </span>
  ) : null

/** The one remark over a partnership that falls silent; nothing while it is kept up. */
export const SilenceNote = ({ silence, mayWrite }: { readonly silence: SilenceShown; readonly mayWrite: boolean }) => {
  const { level, reason, since, lapsed, limit, next, lapses } = silence
  if (level !== 'quiet' && level !== 'asleep') return null
  return (
    <div class="note silence" role="note">
      <Dot state={level === 'asleep' ? 'sleep' : 'soon'} />
      <p>
        <strong>
          {lapsed
            ? m.partnerships_note_lapsed()
            : (level === 'asleep' ? m.partnerships_note_asleep : m.partnerships_note_quiet)({ day: since === null ? '' : dayInWords(since), count: limit })}
        </strong>{' '}
        {asSentence(reason)} {lapses.length === 0 ? null : m.partnerships_note_before({ count: lapses.length })}{' '}
        {mayWrite && next !== null ? (
          <span class="no-print">
            {m.partnerships_note_next()} <a href={next.href}>{next.text}</a>
          </span>
        ) : null}
      </p>
    </div>
  )
}

export const Lapses = ({ lapses }: { readonly lapses: readonly Lapse[] }) => (
  <ul class="plain-list">
    {lapses.map((lapse) => (
      <li>{capitalised(lapseInWords(lapse))}</li>
    ))}
  </ul>
)
