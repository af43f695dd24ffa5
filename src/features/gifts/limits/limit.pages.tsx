// Limits for gifts as a page of the settings: what the codes are known to say, and the office's own limits, each with its source.
import { addresses } from '#addresses'
import { m } from '#messages'
import { boxesOf, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { centsTyped, moneyInWords } from '#platform/money.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { MoneyField } from '#ui/money-field.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Source } from '#ui/quote.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section, Table } from '#ui/tables.tsx'
import { GIFT_RULES, limitLabel, limitOn, type Verdict, wordsIn } from './limit.ts'
import type { GiftLimitRecord } from './limit.queries.ts'

type Form = { readonly body: FormBody; readonly faults: readonly FieldFault[] }

const Fields = ({ body, faults }: Form) => (
  <>
    <DateOfAnyPrecision
      name="validFrom"
      label={m.gifts_limit_field_from()}
      hint={m.gifts_limit_hint_from()}
      exact
      value={typedBoxes(body, 'validFrom')}
      error={errorOf(faults, 'validFrom')}
    />
    <MoneyField name="amount" currency="currency" label={m.gifts_limit_field_amount()} body={body} errors={faults} />
    <TextField
      name="source"
      label={m.gifts_limit_field_source()}
      hint={m.gifts_limit_hint_source()}
      maxlength={500}
      value={typed(body, 'source')}
      error={errorOf(faults, 'source')}
    />
    <TextArea name="note" label={m.gifts_field_note()} optional rows={2} value={typed(body, 'note')} error={errorOf(faults, 'note')} />
  </>
)

export type LimitsPageProps = {
  readonly shell: Shell
  readonly limits: readonly GiftLimitRecord[]
  /** YYYY-MM-DD */
  readonly today: string
  readonly form?: Form
}

export const LimitsPage = ({ shell, limits, today, form }: LimitsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const now = limitOn(limits, today)
  return (
    <OfficePage
      shell={shell}
      title={m.gifts_limits_title()}
      nav="settings"
      failed={(form?.faults.length ?? 0) > 0}
      crumbs={[{ text: m.ui_nav_settings(), href: addresses.settings() }, { text: m.gifts_limits_title() }]}
      lead={now === null ? m.gifts_limits_now_unknown() : m.gifts_limits_now({ limit: moneyInWords(now) })}
    >
      <ErrorSummary errors={form?.faults} />
      <div class="stack-lg">
        <Section id="law" title={m.gifts_limits_law()}>
          <ul class="stack">
            {GIFT_RULES.codes.map((code) => (
              <li>
                <span class="strong">{wordsIn(code.title)}</span>, {m.gifts_limits_since({ day: dayInWords(code.since) })} {wordsIn(code.unknown)}{' '}
                <Source title={code.source.title} href={code.source.url} />
              </li>
            ))}
          </ul>
          <p class="prose">
            {wordsIn(GIFT_RULES.practice.text)} <Source title={GIFT_RULES.practice.source.title} href={GIFT_RULES.practice.source.url} />
          </p>
          <p class="sub">{m.gifts_limits_as_of({ day: dayInWords(GIFT_RULES.asOf) })}</p>
        </Section>
        <Section id="limits" title={m.gifts_limits_own()} count={limits.length === 0 ? null : limits.length}>
          {limits.length === 0 ? (
            <p class="sub">{m.gifts_limits_none()}</p>
          ) : (
            <Table
              caption={m.gifts_limits_own()}
              rows={limits}
              columns={[
                {
                  head: m.gifts_limit_field_from(),
                  cell: (row) => (mayWrite ? <a href={addresses.settingsGiftLimit({ id: row.id })}>{dayInWords(row.validFrom)}</a> : dayInWords(row.validFrom)),
                },
                { head: m.gifts_limit_field_amount(), number: true, cell: (row) => moneyInWords(row) },
                { head: m.gifts_limit_field_source(), cell: (row) => row.source },
                { head: m.gifts_field_note(), cell: (row) => row.note },
              ]}
            />
          )}
        </Section>
        {mayWrite ? (
          <Section id="new" title={m.gifts_limit_new()}>
            <form class="form" method="post" action={addresses.settingsGifts()} novalidate>
              <Fields body={form?.body ?? {}} faults={form?.faults ?? []} />
              <SubmitRow text={m.gifts_limit_add()} />
            </form>
          </Section>
        ) : null}
      </div>
    </OfficePage>
  )
}

export type LimitPageProps = {
  readonly shell: Shell
  readonly limit: GiftLimitRecord
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const LimitPage = ({ shell, limit, body, faults = [], conflict }: LimitPageProps) => (
  <OfficePage
    shell={shell}
    title={limitLabel(limit)}
    nav="settings"
    failed={faults.length > 0 || conflict !== undefined}
    crumbs={[
      { text: m.ui_nav_settings(), href: addresses.settings() },
      { text: m.gifts_limits_title(), href: addresses.settingsGifts() },
      { text: m.gifts_edit() },
    ]}
  >
    {conflict === undefined ? null : <ConflictPanel {...conflict} />}
    <ErrorSummary errors={faults} />
    <form class="form" method="post" action={addresses.settingsGiftLimit({ id: limit.id })} novalidate>
      <HiddenVersion version={limit.version} />
      <Fields body={body} faults={faults} />
      <SubmitRow cancel={addresses.settingsGifts()} />
    </form>
    <Removal action={addresses.settingsGiftLimitRemoval({ id: limit.id })} version={limit.version} text={m.gifts_limit_remove()} />
  </OfficePage>
)

export const bodyOfLimit = (limit: GiftLimitRecord): FormBody => {
  const { day = '', month = '', year = '' } = boxesOf(limit.validFrom)
  return { validFrom: { day, month, year }, amount: centsTyped(limit.cents), currency: limit.currency, source: limit.source, note: limit.note }
}

/** How a gift stands to the limit of its day, under its value; nothing where no limit is asked about. */
export const LimitRemark = ({ verdict: { is, limit } }: { readonly verdict: Verdict }) => {
  if (is === 'none') return null
  const sum = limit === null ? '' : moneyInWords(limit)
  const texts: Readonly<Record<Exclude<Verdict['is'], 'none'>, string>> = {
    unknown: m.gifts_verdict_unknown(),
    worthless: m.gifts_verdict_worthless({ sum }),
    unlike: m.gifts_verdict_unlike({ sum }),
    within: m.gifts_verdict_within({ sum }),
    over: m.gifts_verdict_over({ sum }),
  }
  return (
    <span class={is === 'over' ? 'late strong' : 'sub'}>
      {texts[is]} <a href={addresses.settingsGifts()}>{m.gifts_verdict_why()}</a>
    </span>
  )
}
