// The register of gifts and symbols as a page: what is still to be given, what was given, received and planted, and the acts nobody entered as gifts yet.
import { addresses } from '#addresses'
import { symbolicActKindName, SYMBOLIC_ACT_KINDS } from '#features/events/symbolic-act.ts'
import { displayName, partnerInLine } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import { moneyInWords } from '#platform/money.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { Downloads } from '#ui/downloads.tsx'
import { EventTabs } from '#ui/event-tabs.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import { NewButton } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Table, ViewSwitch } from '#ui/tables.tsx'
import { GIFT_STATES, giftStateName, GIFT_WAYS, isPlanned, OWNERS, ownerName, type GiftState, wayName, GIFTS_ON_A_PAGE } from './gift.ts'
import type { GiftRow } from './gift.queries.ts'
import type { GiftFilters, RegisterLine } from './register.queries.ts'
import { GiftMaps, type GiftMapsProps } from './spots/spot.pages.tsx'

export const GIFT_TONES: Readonly<Record<GiftState, TagTone>> = {
  planned: 'soon',
  bought: 'soon',
  prepared: 'accent',
  given: 'kept',
  kept: 'kept',
  lent: 'soon',
  missing: 'late',
  given_on: 'outline',
  worn_out: 'outline',
}

/** The value as lists and pages say it: „85,00 € (по оценка)“, „неизвестна“. */
export const valueInWords = ({ value, valueBasis }: Pick<GiftRow, 'value' | 'valueBasis'>): string =>
  value === null ? m.gifts_value_unknown() : valueBasis === 'estimated' ? m.gifts_value_estimated({ sum: moneyInWords(value) }) : moneyInWords(value)

/** Who stands on the other side of the thing: those who got what we gave, those who gave what we got. */
export const otherSide = (gift: GiftRow): string => {
  const [persons, words] = gift.way === 'received' ? [gift.givers, gift.giverWords] : [gift.receivers, gift.receiverWords]
  return [...persons.map((one) => displayName(one)), ...(words === '' ? [] : [words])].join(', ')
}

const dateWords = (date: ImpreciseDate | null): string => (date === null ? m.gifts_undated() : dateInWords(date))

const Title = ({ title, href, sub }: { readonly title: LocalText; readonly href: string; readonly sub: string }) => {
  const read = reading(title)
  return (
    <>
      <a class="plain strong" href={href} lang={read.language === currentLanguage() ? undefined : read.language}>
        {read.text}
      </a>
      <br />
      <span class="sub">{sub}</span>
    </>
  )
}

const Where = ({ gift }: { readonly gift: GiftRow }) => (
  <>
    {gift.way === 'placed' ? gift.placeText : gift.keptAt}
    {gift.point === null ? null : (
      <>
        {gift.placeText === '' && gift.way === 'placed' ? null : <br />}
        <a href={`${addresses.gift({ id: gift.id })}#spot`}>{m.gifts_on_map()}</a>
      </>
    )}
  </>
)

export type GiftsPageProps = {
  readonly shell: Shell
  readonly asked: GiftFilters
  /** Read for the list, or to know whether there is anything at all. */
  readonly page: Page<RegisterLine> & { readonly all: number }
  /** The register on maps instead of the list. */
  readonly maps: GiftMapsProps | null
  readonly partners: readonly { readonly id: string; readonly name: LocalText; readonly nativeName: string | null }[]
  /** The event the register is narrowed to. */
  readonly event: { readonly id: string; readonly title: LocalText } | null
}

export const GiftsPage = ({ shell, asked, page, maps, partners, event }: GiftsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = Object.values(asked).some((value) => value !== undefined)
  const query = { ...asked }
  return (
    <OfficePage
      shell={shell}
      title={m.gifts_title()}
      nav="events"
      lead={m.gifts_lead()}
      actions={
        mayWrite ? (
          <>
            <NewButton href={addresses.giftNew({ organisation: asked.organisation, event: asked.event })} text={m.gifts_new()} />
            <a class="ds-button" data-variant="secondary" href={addresses.giftNew({ way: 'planned', organisation: asked.organisation, event: asked.event })}>
              {m.gifts_new_planned()}
            </a>
            <a class="ds-button" data-variant="tertiary" href={addresses.symbolicActNew({ organisation: asked.organisation, event: asked.event })}>
              {m.gifts_new_act()}
            </a>
          </>
        ) : null
      }
    >
      <EventTabs now="gifts" />
      {page.all === 0 && !filtered ? (
        <EmptyState
          title={m.gifts_empty_title()}
          text={m.gifts_empty_text()}
          actions={mayWrite ? <NewButton href={addresses.giftNew()} text={m.gifts_new()} /> : null}
        />
      ) : (
        <>
          <Filters
            action={addresses.gifts()}
            keep={{
              ...(maps === null ? {} : { view: 'map' }),
              ...(asked.event === undefined ? {} : { event: asked.event }),
              ...(asked.person === undefined ? {} : { person: asked.person }),
            }}
            filters={[
              { kind: 'search', name: 'q', label: m.gifts_filter_q(), value: asked.q },
              {
                kind: 'select',
                name: 'way',
                label: m.gifts_field_way(),
                value: asked.way,
                options: [
                  { value: '', label: m.gifts_filter_any_way() },
                  ...GIFT_WAYS.map((value) => ({ value, label: wayName(value) })),
                  { value: 'act', label: m.gifts_filter_act() },
                ],
              },
              {
                kind: 'select',
                name: 'state',
                label: m.gifts_filter_state(),
                value: asked.state,
                options: [{ value: '', label: m.gifts_filter_any_state() }, ...GIFT_STATES.map((value) => ({ value, label: stateFilterName(value) }))],
              },
              {
                kind: 'select',
                name: 'organisation',
                label: m.gifts_filter_partner(),
                value: asked.organisation,
                options: [{ value: '', label: m.gifts_filter_any_partner() }, ...partners.map((one) => ({ value: one.id, label: displayName(one) }))],
              },
              {
                kind: 'select',
                name: 'owner',
                label: m.gifts_field_owner(),
                value: asked.owner,
                seldom: true,
                options: [{ value: '', label: m.gifts_filter_any_owner() }, ...OWNERS.map((value) => ({ value, label: ownerName(value) }))],
              },
              {
                kind: 'select',
                name: 'kind',
                label: m.gifts_filter_kind(),
                value: asked.kind,
                seldom: true,
                options: [
                  { value: '', label: m.gifts_filter_any_kind() },
                  ...SYMBOLIC_ACT_KINDS.map((value) => ({ value, label: symbolicActKindName(value) })),
                ],
              },
            ]}
            count={m.gifts_count({ count: maps?.all ?? page.all })}
            clear={filtered ? addresses.gifts({ view: maps === null ? undefined : 'map' }) : undefined}
          >
            <ViewSwitch
              label={m.gifts_view()}
              views={[
                { href: addresses.gifts(query), text: m.gifts_view_list(), current: maps === null, key: '1' },
                { href: addresses.gifts({ ...query, view: 'map' }), text: m.gifts_view_map(), current: maps !== null, key: '2' },
              ]}
            />
          </Filters>
          {event === null ? null : (
            <p class="note">
              {m.gifts_of_event()} <a href={addresses.event({ id: event.id })}>{textIn(event.title)}</a>
            </p>
          )}
          {maps !== null ? (
            <GiftMaps {...maps} />
          ) : page.rows.length === 0 ? (
            <EmptyState title={m.gifts_none_title()} text={m.gifts_none_text()} />
          ) : (
            <Register rows={page.rows} />
          )}
          <p class="sub no-print">
            <a href={addresses.settingsGifts()}>{m.gifts_limits_link()}</a>
          </p>
          {maps !== null ? null : (
            <Pager
              href={addresses.gifts(query)}
              after={page.next ?? undefined}
              before={page.previous ?? undefined}
              text={m.gifts_page_size({ count: GIFTS_ON_A_PAGE })}
            />
          )}
          {page.all === 0 ? null : (
            <Downloads
              what="gifts"
              query={Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value === undefined ? undefined : String(value)]))}
            />
          )}
        </>
      )}
    </OfficePage>
  )
}

const stateFilterName = (state: GiftState): string => (state === 'planned' ? m.gifts_filter_planned() : giftStateName(state))

const Register = ({ rows }: { readonly rows: readonly RegisterLine[] }) => (
  <Table
    caption={m.gifts_title()}
    keys
    rows={rows}
    columns={[
      {
        head: m.gifts_field_what(),
        cell: ({ gift, act }) =>
          gift === null ? (
            <Title title={act.title} href={addresses.symbolicAct({ id: act.id })} sub={symbolicActKindName(act.kind)} />
          ) : (
            <Title
              title={gift.what}
              href={addresses.gift({ id: gift.id })}
              sub={[
                isPlanned(gift.state) ? wayName('planned') : wayName(gift.way),
                gift.inventoryNumber === '' ? '' : m.gifts_inventory_short({ number: gift.inventoryNumber }),
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            />
          ),
      },
      {
        head: m.gifts_column_when(),
        cell: ({ gift, act }) =>
          gift === null ? (
            dateWords(act.date)
          ) : isPlanned(gift.state) ? (
            gift.event === null ? (
              m.gifts_for_no_event()
            ) : (
              <>
                {m.gifts_for()} <a href={addresses.event({ id: gift.event.id })}>{textIn(gift.event.title)}</a>
              </>
            )
          ) : (
            dateWords(gift.date)
          ),
      },
      {
        head: m.gifts_column_with(),
        cell: ({ gift, act }) => {
          const partners = (gift ?? act).partners
          const other = gift === null ? '' : otherSide(gift)
          return (
            <>
              <PartnersInLine partners={partners.map(partnerInLine)} links={false} />
              {other === '' ? null : (
                <>
                  {partners.length === 0 ? null : <br />}
                  <span class="sub">{other}</span>
                </>
              )}
            </>
          )
        },
      },
      {
        head: m.gifts_field_value(),
        number: true,
        cell: ({ gift }) => (gift === null ? '' : gift.value === null ? <span class="sub">{m.gifts_value_unknown()}</span> : valueInWords(gift)),
      },
      { head: m.gifts_column_where(), cell: ({ gift, act }) => (gift === null ? act.placeText : <Where gift={gift} />) },
      {
        head: m.gifts_filter_state(),
        cell: ({ gift }) =>
          gift === null ? <span class="sub">{m.gifts_act_only()}</span> : <Tag tone={GIFT_TONES[gift.state]}>{giftStateName(gift.state)}</Tag>,
      },
    ]}
  />
)
