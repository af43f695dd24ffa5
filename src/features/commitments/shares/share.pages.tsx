// How much is kept, as tables: by year in the ledger and on a partner's page, by partner and year on a page of its own.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { Place } from '#ui/badges.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Section, Table } from '#ui/tables.tsx'
import { owedName, type Side, SIDES } from '../commitment.ts'
import { countedIn, type Share, shareDetails, shareInWords, sumOf } from './share.ts'
import type { pageOfShares, PartnerShare, YearShares } from './share.queries.ts'

/** „3 от 4 (75 %)“ with what it is made of under it. */
const ShareCell = ({ share, href }: { readonly share: Share; readonly href: string }) =>
  countedIn(share) === 0 ? (
    <span class="sub">{m.commitments_share_dash()}</span>
  ) : (
    <>
      <a class="nowrap" href={href}>
        {shareInWords(share)}
      </a>{' '}
      <span class="sub">{shareDetails(share)}</span>
    </>
  )

const ByYear = ({
  years,
  organisationId,
  caption,
}: {
  readonly years: readonly YearShares[]
  readonly organisationId?: string | undefined
  readonly caption: string
}) => (
  <Table
    caption={caption}
    rows={years}
    columns={[
      { head: m.commitments_share_year(), cell: ({ year }) => year },
      ...SIDES.map((side) => ({
        head: sideHeads[side](),
        cell: ({ year, sides }: YearShares): Child => (
          <ShareCell share={sides[side]} href={addresses.commitments({ view: 'table', organisation: organisationId, year, side })} />
        ),
      })),
    ]}
  />
)

const sideHeads: Readonly<Record<Side, () => string>> = {
  us: () => m.commitments_share_us(),
  them: () => m.commitments_share_them(),
  both: () => m.commitments_share_both(),
}

/** Folded away under the ledger: one looks at it once a year, not every day. */
export const SharesInLedger = ({
  years,
  partner,
  organisationId,
}: {
  readonly years: readonly YearShares[]
  readonly partner: string | null
  readonly organisationId?: string | undefined
}) =>
  years.length === 0 ? null : (
    <details class="langs-more shares">
      <summary>{partner === null ? m.commitments_share_title() : m.commitments_share_title_with({ partner })}</summary>
      <ByYear years={years} organisationId={organisationId} caption={m.commitments_share_title()} />
      <p class="sub">
        {m.commitments_share_rule()} <a href={addresses.commitmentShares()}>{m.commitments_share_by_partner()}</a>
      </p>
    </details>
  )

/** On a partner's page: nothing where nothing counts yet. */
export const SharesOfPartner = ({ years, organisationId }: { readonly years: readonly YearShares[]; readonly organisationId: string }) =>
  years.length === 0 ? null : (
    <Section id="shares" title={m.commitments_share_title()} more={{ href: addresses.commitmentShares(), text: m.commitments_share_by_partner() }}>
      <ByYear years={years} organisationId={organisationId} caption={m.commitments_share_title()} />
      <p class="sub">{m.commitments_share_rule()}</p>
    </Section>
  )

export type SharesPageProps = {
  readonly shell: Shell
  readonly side: Side | null
  /** Newest first. */
  readonly years: readonly string[]
  readonly page: Awaited<ReturnType<typeof pageOfShares>>
  /** YYYY-MM-DD */
  readonly today: string
}

type PartnerLine = { readonly partner: PartnerShare; readonly of: ReadonlyMap<string, Share>; readonly sum: Share }

export const SharesPage = ({ shell, side, years, page, today }: SharesPageProps) => {
  const lines: PartnerLine[] = [...Map.groupBy(page.shares, ({ organisationId }) => organisationId).values()].map((own) => ({
    partner: own[0]!,
    of: new Map([...Map.groupBy(own, ({ year }) => year)].map(([year, some]) => [year, sumOf(some.map(({ share }) => share))])),
    sum: sumOf(own.map(({ share }) => share)),
  }))
  const ledgerOf = (organisation: string, year?: string) => addresses.commitments({ view: 'table', organisation, year, side: side ?? undefined })
  return (
    <OfficePage
      shell={shell}
      title={m.commitments_shares_title()}
      nav="commitments"
      crumbs={[{ text: m.commitments_title(), href: addresses.commitments() }]}
      lead={m.commitments_shares_lead({ day: dayInWords(today) })}
    >
      <Filters
        action={addresses.commitmentShares()}
        filters={[
          {
            kind: 'select',
            name: 'side',
            label: m.commitments_filter_side(),
            value: side ?? '',
            options: [{ value: '', label: m.commitments_filter_any() }, ...SIDES.map((value) => ({ value, label: owedName(value) }))],
          },
        ]}
      />
      {lines.length === 0 ? (
        <EmptyState title={m.commitments_shares_empty_title()} text={m.commitments_share_rule()} />
      ) : (
        <Table
          caption={m.commitments_shares_title()}
          rows={lines}
          columns={[
            {
              head: m.commitments_filter_partner(),
              cell: ({ partner }) => (
                <Place
                  name={displayName(partner)}
                  country={partner.country}
                  {...(partner.live ? { href: addresses.organisation({ id: partner.organisationId }) } : {})}
                />
              ),
            },
            ...years.map((year) => ({
              head: year,
              cell: ({ partner, of }: PartnerLine): Child => {
                const share = of.get(year)
                return share === undefined ? (
                  <span class="sub">{m.commitments_share_dash()}</span>
                ) : (
                  <ShareCell share={share} href={ledgerOf(partner.organisationId, year)} />
                )
              },
            })),
            { head: m.commitments_shares_sum(), cell: ({ partner, sum }) => <ShareCell share={sum} href={ledgerOf(partner.organisationId)} /> },
          ]}
        />
      )}
      <Pager href={addresses.commitmentShares({ side: side ?? undefined })} after={page.next ?? undefined} before={page.previous ?? undefined} />
      {lines.length === 0 ? null : <p class="sub prose">{m.commitments_share_rule()}</p>}
    </OfficePage>
  )
}
