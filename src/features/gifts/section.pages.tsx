// Gifts on the pages of other records: those of an event with what is still to be prepared, and the gift that tells of a symbolic act.
import { addresses } from '#addresses'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import { type LocalText, textIn } from '#platform/texts/local-text.ts'
import { Tag } from '#ui/badges.tsx'
import { HiddenVersion } from '#ui/fields.tsx'
import { Section } from '#ui/tables.tsx'
import { GIFT_TONES, otherSide } from './gift-list.pages.tsx'
import { giftStateName, isPlanned, wayName } from './gift.ts'
import type { GiftRow } from './gift.queries.ts'
import type { SameThing } from './same-thing.queries.ts'

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

/** That a gift and an act may be the same thing, and one press by which they become one line. */
export const SameThingNote = ({
  rows,
  text,
  mayWrite,
  href,
}: {
  readonly rows: readonly SameThing[]
  readonly text: string
  readonly mayWrite: boolean
  readonly href: (one: SameThing) => string
}) =>
  rows.length === 0 ? null : (
    <div class="note stack">
      <p>{text}</p>
      {rows.map((one) => (
        <form class="row" method="post" action={addresses.giftAct({ id: one.giftId })}>
          <a href={href(one)}>{textIn(one.what)}</a>
          <span class="sub">{one.date === null ? m.gifts_undated() : dateInWords(one.date)}</span>
          {mayWrite ? (
            <>
              <HiddenVersion version={one.version} />
              <input type="hidden" name="act" value={one.actId} />
              <button class="ds-button no-print" data-size="sm" data-variant="secondary">
                {m.gifts_same_join()}
                <span class="sr">: {textIn(one.what)}</span>
              </button>
            </>
          ) : null}
        </form>
      ))}
    </div>
  )

export type GiftOfActProps = {
  readonly actId: string
  readonly gift: { readonly id: string; readonly what: LocalText } | null
  /** Things that may be what the act left behind, and are not said to be. */
  readonly same: readonly SameThing[]
  readonly mayWrite: boolean
}

/** Whether the register of gifts tells of the act; the way to enter it when it does not. */
export const GiftOfAct = ({ actId, gift, same, mayWrite }: GiftOfActProps) =>
  gift === null && !mayWrite ? null : (
    <Section
      id="gift"
      title={m.gifts_section_of_act()}
      more={gift === null ? { href: addresses.giftNew({ act: actId }), text: m.gifts_section_enter() } : undefined}
    >
      {gift === null ? (
        <>
          <SameThingNote rows={same} text={m.gifts_same_gift()} mayWrite={mayWrite} href={({ giftId }) => addresses.gift({ id: giftId })} />
          <p class="sub">{m.gifts_section_of_act_none()}</p>
        </>
      ) : (
        <p>
          <a href={addresses.gift({ id: gift.id })}>{textIn(gift.what)}</a>
        </p>
      )}
    </Section>
  )
