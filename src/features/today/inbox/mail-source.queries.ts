// Letters that wait for a person: those to be looked at before they go, those nobody knows of, those that came back. One row of each, however many there are.
import { sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import type { View } from '#features/post/post.ts'
import { postTroubles, stuckLetters } from '#features/post/post.queries.ts'
import { m } from '#messages'
import { outbox } from '#platform/mail/outbox.table.ts'
import { officeDay } from '#platform/database/office.table.ts'
import { source } from './source.ts'
import { keyText, type Told } from './waiting.ts'

type Trouble = 'stuck' | Extract<View, 'held' | 'uncertain' | 'returned'>

const WORDS: Readonly<Record<Trouble, { readonly what: (inputs: { count: number }) => string; readonly why: () => string; readonly act: () => string }>> = {
  stuck: { what: m.today_mail_stuck, why: m.today_mail_stuck_why, act: m.today_mail_do },
  held: { what: m.today_mail_held, why: m.today_mail_held_why, act: m.today_mail_held_do },
  uncertain: { what: m.today_mail_uncertain, why: m.today_mail_uncertain_why, act: m.today_mail_do },
  returned: { what: m.today_mail_returned, why: m.today_mail_returned_why, act: m.today_mail_do },
}
const isTrouble = (part: string): part is Trouble => Object.hasOwn(WORDS, part)

export const mailSource = source({
  live: 'unrecorded',
  // A letter more is another matter: the newest of them is the mark.
  found: (tx) => sql`
    select ${tx.officeId}::uuid as thing_id, part, null::date as day, since, case part when 'held' then 1 else 2 end as press, newest as mark from (
      select case ${outbox.state} when 'waiting' then 'stuck' when 'held' then 'held' when 'uncertain' then 'uncertain' else 'returned' end as part,
        ${officeDay(sql`min(${outbox.createdAt})`)} as since, max(${outbox.id}::text) as newest
      from ${outbox} where ${outbox.officeId} = ${tx.officeId} and (${outbox.state} in ('held', 'uncertain', 'bounced', 'given-up') or ${stuckLetters}) and ${outbox.seenAt} is null
      group by 1) troubles`,
  tell: async (tx, rows) => {
    const counts = await postTroubles(tx)
    return new Map(
      rows.flatMap(({ part, ...row }): [string, Told][] => {
        if (!isTrouble(part) || counts[part] === 0) return []
        const href = addresses.letters({ view: part === 'stuck' ? 'waiting' : part })
        const { what, why, act } = WORDS[part]
        return [
          [
            keyText({ ...row, part }),
            {
              what: what({ count: counts[part] }),
              href,
              why: [{ text: why(), tone: part === 'held' ? 'strong' : 'late' }],
              action: { text: act(), href },
              dot: part === 'held' ? 'open' : 'late',
            },
          ],
        ]
      }),
    )
  },
})
