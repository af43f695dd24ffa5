// Visits that people have in their calendars otherwise than they are: changed or called off after the invitations went out.
import { addresses } from '#addresses'
import { reasonName } from '#features/visits/invitations/invitation.ts'
import { type OutdatedInvitations, outdatedInvitations } from '#features/visits/invitations/outdated.queries.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { reading } from '#platform/texts/local-text.ts'
import { given, source } from './source.ts'
import { type Found, keyText, type Told } from './waiting.ts'

/** Whoever comes at the wrong hour has their calendar to thank: it presses this week, however far the visit is. */
const foundOf = ({ visitId, firstDay, people, reasons }: OutdatedInvitations, today: string): Found => ({
  thingId: visitId,
  part: '',
  day: firstDay < today ? today : firstDay,
  since: null,
  press: 1,
  mark: [people, ...reasons].join(' '),
})

export const invitationSource = source({
  compute: (tx, today) => outdatedInvitations(tx, today),
  found: (_, today, outdated) => given(outdated.map((one) => foundOf(one, today))),
  tell: async (_, rows, today, outdated) => {
    const byId = new Map(outdated.map((one) => [one.visitId, one]))
    return new Map(
      rows.flatMap((row): [string, Told][] => {
        const one = byId.get(row.thingId)
        if (one === undefined) return []
        const { text, language } = reading(one.title)
        const href = addresses.invitations({ id: one.visitId })
        return [
          [
            keyText(row),
            {
              what: text,
              lang: language,
              href,
              why: [
                { text: m.today_invitation_outdated({ count: one.people }), tone: 'soon' },
                { text: one.reasons.map(reasonName).join(', ') },
                ...(one.firstDay < today ? [] : [{ text: m.today_invitation_begins({ day: dayInWords(one.firstDay) }) }]),
              ],
              action: { text: m.today_invitation_do(), href },
              dot: 'soon',
            },
          ],
        ]
      }),
    )
  },
})
