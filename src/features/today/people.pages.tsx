// What waits about people, on the first page of the day: the yearly check of names and posts, personal data past its time.
import { addresses } from '#addresses'
import { m } from '#messages'
import { Inbox, type InboxItem } from '#ui/inbox.tsx'
import { Section } from '#ui/tables.tsx'

export type PeopleWaiting = {
  /** People in a present post whom nobody confirmed for a year. */
  readonly unconfirmed: number
  /** People whose personal data may be kept no longer. */
  readonly due: number
}

const Do = ({ href, text, what }: { readonly href: string; readonly text: string; readonly what: string }) => (
  <a class="ds-button" data-size="sm" data-variant="secondary" data-key="E" href={href}>
    {text}
    <span class="sr">: {what}</span>
  </a>
)

/** Nothing when nothing waits. */
export const PeopleSection = ({ waiting, mayWrite }: { readonly waiting: PeopleWaiting; readonly mayWrite: boolean }) => {
  const items: InboxItem[] = [
    ...(waiting.due === 0
      ? []
      : [
          {
            state: 'late' as const,
            what: m.today_retention_what(),
            href: addresses.peopleRetention(),
            why: m.today_retention_why({ count: waiting.due }),
            ...(mayWrite ? { action: <Do href={addresses.peopleRetention()} text={m.today_retention_do()} what={m.today_retention_what()} /> } : {}),
          },
        ]),
    ...(waiting.unconfirmed === 0
      ? []
      : [
          {
            state: 'soon' as const,
            what: m.today_round_what(),
            href: addresses.peopleRound(),
            why: m.today_round_why({ count: waiting.unconfirmed }),
            ...(mayWrite ? { action: <Do href={addresses.peopleRound()} text={m.today_round_do()} what={m.today_round_what()} /> } : {}),
          },
        ]),
  ]
  return items.length === 0 ? null : (
    <Section id="people" title={m.today_people()} more={{ href: addresses.people(), text: m.today_all() }}>
      <Inbox keys items={items} />
    </Section>
  )
}
