// What waits about impact: in the first quarter, partnerships of which nobody has said how last year went. One row, however many there are.
import { addresses } from '#addresses'
import { assessmentsMissing } from '#features/impact/assessments/assessment.queries.ts'
import { m } from '#messages'
import { given, source } from './source.ts'
import { keyText, type Told } from './waiting.ts'

/** The months after a year in which people still remember it. */
const LAST_DAY = '03-31'

export const assessmentSource = source({
  compute: async (tx, today) => (today.slice(5) > LAST_DAY ? 0 : assessmentsMissing(tx, Number(today.slice(0, 4)) - 1)),
  found: (tx, today, missing) => {
    const year = today.slice(0, 4)
    return given(
      missing === 0 ? [] : [{ thingId: tx.officeId, part: String(Number(year) - 1), day: `${year}-${LAST_DAY}`, since: `${year}-01-01`, press: 0, mark: '' }],
    )
  },
  tell: async (_, rows, __, missing) =>
    new Map(
      rows.map((row): [string, Told] => {
        const href = addresses.impact({ year: row.part })
        return [
          keyText(row),
          {
            what: m.today_assessment_what({ year: row.part }),
            href,
            why: [{ text: m.today_assessment_why({ count: missing }) }],
            action: { text: m.today_assessment_do(), href },
            dot: 'open',
          },
        ]
      }),
    ),
})
