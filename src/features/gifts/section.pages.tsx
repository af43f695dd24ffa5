// Gifts on the pages of other records: those of an event with what is still to be prepared, and the gift that tells of a symbolic act.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { Tag } from '#ui/badges.tsx'
import { Section } from '#ui/tables.tsx'
import { GIFT_TONES, otherSide } from './gift-list.pages.tsx'
import { giftStateName, isPlanned, wayName } from './gift.ts'
import type { GiftRow } from './gift.queries.ts'

export type GiftsSectionProps = { readonly eventId: string; readonly rows: readonly GiftRow[]; readonly coming: boolean; readonly mayWrite: boolean }

/** „Подаръци“ of an event; for one still to come the next step is to plan, for one that was to enter. */
export const GiftsSection = ({ eventId, rows, coming, mayWrite }: GiftsSectionProps) =>
  rows.length === 0 && !mayWrite ? null : (
    <Section
      id="gifts"
      title={m.gifts_section()}
      count={rows.length === 0 ? null : rows.length}
      more={
        mayWrite
          ? {
              href: addresses.giftNew({ event: eventId, way: coming ? 'planned' : undefined }),
              text: coming ? m.gifts_section_plan() : m.gifts_section_enter(),
            }
          : undefined
      }
    >
      {rows.length === 0 ? (
        <p class="sub">{m.gifts_section_none()}</p>
      ) : (
        <ul class="stack">
          {rows.map((row) => (
            <li>
              <a href={addresses.gift({ id: row.id })}>{textIn(row.what)}</a> <Tag tone={GIFT_TONES[row.state]}>{giftStateName(row.state)}</Tag>
              <span class="sub"> {[isPlanned(row.state) ? '' : wayName(row.way), otherSide(row)].filter((part) => part !== '').join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )

export type GiftOfActProps = {
  readonly actId: string
  readonly gift: { readonly id: string; readonly what: LocalText } | null
  readonly mayWrite: boolean
}

/** Whether the register of gifts tells of the act; the way to enter it when it does not. */
export const GiftOfAct = ({ actId, gift, mayWrite }: GiftOfActProps) =>
  gift === null && !mayWrite ? null : (
    <Section
      id="gift"
      title={m.gifts_section_of_act()}
      more={gift === null ? { href: addresses.giftNew({ act: actId }), text: m.gifts_section_enter() } : undefined}
    >
      {gift === null ? (
        <p class="sub">{m.gifts_section_of_act_none()}</p>
      ) : (
        <p>
          <a href={addresses.gift({ id: gift.id })}>{textIn(gift.what)}</a>
        </p>
      )}
    </Section>
  )
