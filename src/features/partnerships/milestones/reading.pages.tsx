// What several sources say of a milestone's day, side by side: the office's own first, the others with a button that takes them for its own.
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { Tag } from '#ui/badges.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Sources } from '#ui/sources.tsx'
import { Section } from '#ui/tables.tsx'
import { milestoneTitle } from './milestone.ts'
import type { MilestoneRow } from './milestone.table.ts'
import type { PartnershipView } from '../partnership.queries.ts'
import { readingInWords, readingLines } from './reading.ts'

const One = ({
  words,
  mark,
  sources,
  children,
}: {
  readonly words: string
  readonly mark: { readonly text: string; readonly tone: 'kept' | 'neutral' | 'soon' }
  readonly sources: readonly Citation[]
  readonly children?: unknown
}) => (
  <li class="reading">
    <p>
      <span class="strong">{words}</span> <Tag tone={mark.tone}>{mark.text}</Tag>
    </p>
    <Sources sources={sources} />
    {children}
  </li>
)

/** Stands under the form of a milestone. */
export const Readings = ({ partnership: { id }, milestone }: { readonly partnership: PartnershipView; readonly milestone: MilestoneRow }) => {
  const at = { id, milestone: milestone.id }
  return (
    <Section id="readings" title={m.partnerships_readings()} more={{ href: addresses.milestoneReadingNew(at), text: m.partnerships_reading_add() }}>
      {milestone.readings.length === 0 ? (
        <p class="sub">{m.partnerships_readings_one()}</p>
      ) : (
        <ul class="readings">
          <One words={readingInWords(milestone)} mark={{ text: m.partnerships_reading_own(), tone: 'kept' }} sources={milestone.sources} />
          {readingLines(milestone).map(({ words, agrees, sources }, place) => (
            <One
              words={words}
              mark={agrees ? { text: m.partnerships_reading_agrees(), tone: 'neutral' } : { text: m.partnerships_reading_differs(), tone: 'soon' }}
              sources={sources}
            >
              <div class="row no-print">
                <form method="post" action={addresses.milestoneReadingOwn({ ...at, reading: String(place) })}>
                  <HiddenVersion version={milestone.version} />
                  <button class="ds-button" data-size="sm" data-variant="secondary" aria-label={m.partnerships_reading_take_this({ reading: words })}>
                    {m.partnerships_reading_take()}
                  </button>
                </form>
                <form method="post" action={addresses.milestoneReadingRemoval({ ...at, reading: String(place) })}>
                  <HiddenVersion version={milestone.version} />
                  <button class="ds-button" data-size="sm" data-variant="tertiary" aria-label={m.partnerships_reading_remove_this({ reading: words })}>
                    {m.partnerships_reading_remove()}
                  </button>
                </form>
              </div>
            </One>
          ))}
        </ul>
      )}
    </Section>
  )
}

export type ReadingFormProps = {
  readonly shell: Shell
  readonly partnership: PartnershipView
  readonly milestone: MilestoneRow
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
}

export const ReadingFormPage = ({ shell, partnership: { id, partner }, milestone, body, faults = [] }: ReadingFormProps) => {
  const at = { id, milestone: milestone.id }
  const error = (field: string): string | undefined => errorOf(faults, field)
  const name = displayName(partner)
  return (
    <OfficePage
      shell={shell}
      title={m.partnerships_reading_new()}
      nav="partnerships"
      failed={faults.length > 0}
      crumbs={[
        { text: m.partnerships_title(), href: addresses.partnerships() },
        { text: name, href: addresses.partnership({ id }) },
        { text: milestoneTitle(milestone), href: addresses.milestone(at) },
      ]}
      lead={m.partnerships_reading_lead({ date: dateInWords(milestone.date) })}
    >
      <ErrorSummary errors={faults} />
      <form class="form" method="post" action={addresses.milestoneReadings(at)} novalidate>
        <DateOfAnyPrecision name="date" label={m.partnerships_reading_date()} optional value={typedBoxes(body, 'date')} error={error('date')} />
        <TextField
          name="words"
          label={m.partnerships_reading_form_words()}
          hint={m.partnerships_reading_form_words_hint()}
          optional
          letters={40}
          value={typed(body, 'words')}
          error={error('words')}
        />
        <TextField
          name="source.title"
          label={m.ui_sources_title()}
          hint={m.ui_sources_title_hint()}
          value={typed(body, 'source.title')}
          error={error('source.title')}
        />
        <TextField
          name="source.url"
          label={m.ui_sources_url()}
          optional
          type="url"
          inputmode="url"
          value={typed(body, 'source.url')}
          error={error('source.url')}
        />
        <TextField
          name="source.date"
          label={m.partnerships_reading_source_day()}
          hint={m.partnerships_reading_source_day_hint()}
          optional
          letters={10}
          value={typed(body, 'source.date')}
          error={error('source.date')}
        />
        <SubmitRow text={m.partnerships_reading_create()} cancel={`${addresses.milestone(at)}#readings`} />
      </form>
    </OfficePage>
  )
}
