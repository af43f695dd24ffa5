// Merging as pages: the records side by side, field by field; choosing the other one; and a merged record as it was.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import type { FieldFault } from '#platform/http/form.ts'
import { ErrorSummary, errorOf, fieldId, SubmitRow } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Fact } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { doublingAddresses, mergingHref, type DoubleCard } from './double.pages.tsx'
import type { Doubling } from './double.ts'
import type { MergeRow } from './merging.ts'

export type MergingRecord = DoubleCard & {
  readonly version: number
  /** „вписан на 3 май 2026 г.“ */
  readonly since: string
  /** „3 събития“, „партньорство с 4 стъпки“. */
  readonly pointing: readonly string[]
}

export type MergingPageProps = {
  readonly shell: Shell
  readonly thing: Doubling
  readonly records: readonly MergingRecord[]
  readonly keep: string
  readonly rows: readonly MergeRow[]
  /** Others that look like these. */
  readonly more: readonly (DoubleCard & { readonly why: string })[]
  readonly faults?: readonly FieldFault[]
}

const crumbsOf = (thing: Doubling) => [
  { text: thing === 'organisation' ? m.organisations_tab_organisations() : m.organisations_tab_people(), href: doublingAddresses[thing].list() },
  { text: m.organisations_doubles_title(), href: doublingAddresses[thing].doubles() },
]

export const MergingPage = ({ shell, thing, records, keep, rows, more, faults = [] }: MergingPageProps) => {
  const to = doublingAddresses[thing]
  const numbered = (index: number): string => m.organisations_merging_record({ number: index + 1 })
  const open = rows.filter(({ settled }) => !settled)
  const equal = rows.filter(({ settled }) => settled)
  const ids = records.map(({ id }) => id)
  const together = open.some(({ options }) => options.length > records.length)
  return (
    <OfficePage
      shell={shell}
      title={m.organisations_merging_title()}
      nav="organisations"
      failed={faults.length > 0}
      crumbs={[...crumbsOf(thing), { text: m.organisations_merging_title() }]}
      lead={m.organisations_merging_lead()}
    >
      <ErrorSummary errors={faults} />
      <form method="post" action={to.merging()} class="stack-lg">
        {records.map(({ id, version }) => (
          <input type="hidden" name={`version.${id}`} value={String(version)} />
        ))}
        <table class="merging">
          <caption class="sr">{m.organisations_merging_title()}</caption>
          <thead>
            <tr>
              <th scope="col">{m.organisations_merging_field()}</th>
              {records.map((_, index) => (
                <th scope="col">{numbered(index)}</th>
              ))}
              {together ? <th scope="col">{m.organisations_merging_together()}</th> : null}
            </tr>
          </thead>
          <tbody>
            <tr id={fieldId('keep')} tabindex={-1}>
              <th scope="row" id="row-keep">
                {m.organisations_merging_keep()}
                {errorOf(faults, 'keep') === undefined ? null : <p class="ds-validation-message">{errorOf(faults, 'keep')}</p>}
              </th>
              {records.map((record, index) => (
                <td data-label={numbered(index)}>
                  <Radio name="keep" value={record.id} checked={record.id === keep} index={index} row="row-keep">
                    <span lang={record.lang}>{record.title}</span>
                  </Radio>
                  <span class="sub">{[record.sub, record.since].filter(Boolean).join(' · ')}</span>{' '}
                  <a class="small" href={record.href}>
                    {m.organisations_merging_see()}
                    <span class="sr">: {record.title}</span>
                  </a>
                </td>
              ))}
              {together ? <td></td> : null}
            </tr>
            {open.map((row) => (
              <ChoiceRow row={row} numbered={numbered} count={records.length} together={together} faults={faults} />
            ))}
            <tr>
              <th scope="row">
                {m.organisations_merging_follows()}
                <p class="sub">{m.organisations_merging_follows_hint()}</p>
              </th>
              {records.map(({ pointing }, index) => (
                <td data-label={numbered(index)}>
                  {pointing.length === 0 ? (
                    <span class="sub">{m.organisations_merging_follows_none()}</span>
                  ) : (
                    <ul>
                      {pointing.map((words) => (
                        <li>{words}</li>
                      ))}
                    </ul>
                  )}
                </td>
              ))}
              {together ? <td></td> : null}
            </tr>
          </tbody>
        </table>
        <p class="sub">{m.organisations_merging_names_hint()}</p>
        {equal.length === 0 ? null : (
          <details class="langs-more">
            <summary>
              {m.organisations_merging_equal()} ({equal.length})
            </summary>
            <dl class="facts2">
              {equal.map(({ label, options }) => (
                <Fact name={label}>
                  <span lang={options[0]?.lang}>{options[0]?.words}</span>
                </Fact>
              ))}
            </dl>
          </details>
        )}
        <SubmitRow text={m.organisations_merging_do()} cancel={to.doubles()}>
          <span class="sub">{m.organisations_merging_do_hint()}</span>
        </SubmitRow>
      </form>
      {more.length === 0 ? null : (
        <Section id="more" title={m.organisations_merging_more()}>
          <ul>
            {more.map((card) => (
              <li>
                <a href={card.href} lang={card.lang}>
                  {card.title}
                </a>{' '}
                <span class="sub">{[card.sub, card.why].filter(Boolean).join(' · ')}</span>{' '}
                <a href={mergingHref(thing, [...ids, card.id])}>
                  {m.organisations_merging_add()}
                  <span class="sr">: {card.title}</span>
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </OfficePage>
  )
}

const Radio = ({
  name,
  value,
  checked,
  index,
  row,
  children,
}: {
  readonly name: string
  readonly value: string
  readonly checked: boolean
  readonly index: number
  readonly row: string
  readonly children: unknown
}) => {
  const id = `${fieldId(name)}-${index}`
  return (
    <div class="choice">
      <input class="ds-input" type="radio" id={id} name={name} value={value} checked={checked} aria-describedby={row} />
      <label for={id}>{children as string}</label>
    </div>
  )
}

const ChoiceRow = ({
  row,
  numbered,
  count,
  together,
  faults,
}: {
  readonly row: MergeRow
  readonly numbered: (index: number) => string
  readonly count: number
  readonly together: boolean
  readonly faults: readonly FieldFault[]
}) => {
  const id = `row-${fieldId(row.name)}`
  const name = `take.${row.name}`
  const wrong = errorOf(faults, row.name)
  return (
    <tr id={fieldId(row.name)} tabindex={-1}>
      <th scope="row" id={id}>
        {row.label}
        {wrong === undefined ? null : <p class="ds-validation-message">{wrong}</p>}
      </th>
      {row.options.map((option, index) => (
        <td data-label={index < count ? numbered(index) : m.organisations_merging_together()}>
          <Radio name={name} value={option.value} checked={option.chosen} index={index} row={id}>
            {option.words === '' ? <span class="sub">{m.organisations_merging_empty()}</span> : <span lang={option.lang}>{option.words}</span>}
          </Radio>
        </td>
      ))}
      {together && row.options.length === count ? <td></td> : null}
    </tr>
  )
}

// ---- choosing the other one ----------------------------------------------------------------------------------------------

export type MergingWithPageProps = {
  readonly shell: Shell
  readonly thing: Doubling
  readonly record: DoubleCard
  readonly alike: readonly (DoubleCard & { readonly why: string })[]
  readonly typed: { readonly id: string; readonly text: string }
  readonly faults?: readonly FieldFault[]
}

export const MergingWithPage = ({ shell, thing, record, alike, typed, faults = [] }: MergingWithPageProps) => {
  const to = doublingAddresses[thing]
  return (
    <OfficePage
      shell={shell}
      title={m.organisations_merging_title()}
      nav="organisations"
      failed={faults.length > 0}
      crumbs={[...crumbsOf(thing), { text: record.title, href: record.href }, { text: m.organisations_merging_title() }]}
      lead={
        <>
          <span class="strong" lang={record.lang}>
            {record.title}
          </span>{' '}
          <span class="sub">{record.sub}</span>
        </>
      }
    >
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        {alike.length === 0 ? null : (
          <Section id="alike" title={m.organisations_merging_alike()}>
            <ul>
              {alike.map((card) => (
                <li>
                  <a class="strong" href={mergingHref(thing, [record.id, card.id])} lang={card.lang}>
                    {card.title}
                  </a>{' '}
                  <span class="sub">{[card.sub, card.why].filter(Boolean).join(' · ')}</span>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <form class="form" method="get" action={to.merging()}>
          <input type="hidden" name="id" value={record.id} />
          <TypeAhead
            name="with"
            label={m.organisations_merging_with()}
            hint={m.organisations_merging_with_hint()}
            source={to.list()}
            value={typed}
            error={errorOf(faults, 'with')}
          />
          <SubmitRow text={m.organisations_merging_go_on()} cancel={record.href} />
        </form>
      </div>
    </OfficePage>
  )
}

// ---- what was merged away ------------------------------------------------------------------------------------------------

export type TakenUp = { readonly href: string; readonly title: string; readonly lang?: string | undefined; readonly when: string }

export const TakenUpSection = ({ records }: { readonly records: readonly TakenUp[] }) => (
  <Section id="taken-up" title={m.organisations_merged_title()}>
    <ul>
      {records.map(({ href, title, lang, when }) => (
        <li>
          <a href={href} lang={lang}>
            {title}
          </a>{' '}
          <span class="sub">{when}</span>
        </li>
      ))}
    </ul>
  </Section>
)

export type MergedPageProps = {
  readonly shell: Shell
  readonly thing: Doubling
  readonly record: DoubleCard
  readonly kept: DoubleCard | null
  readonly facts: readonly { readonly field: string; readonly words: string; readonly lang?: string | undefined }[]
  readonly history: readonly HistoryLine[]
}

export const MergedPage = ({ shell, thing, record, kept, facts, history }: MergedPageProps) => (
  <OfficePage
    shell={shell}
    title={m.organisations_merged_page({ name: record.title })}
    nav="organisations"
    crumbs={[
      {
        text: thing === 'organisation' ? m.organisations_tab_organisations() : m.organisations_tab_people(),
        href: thing === 'organisation' ? addresses.organisations() : addresses.people(),
      },
      ...(kept === null ? [] : [{ text: kept.title, href: kept.href }]),
      { text: record.title },
    ]}
    lead={
      <>
        {m.organisations_merged_lead_before()} {kept === null ? '—' : <a href={kept.href}>{kept.title}</a>}. {m.organisations_merged_lead_after()}
      </>
    }
  >
    <div class="stack-lg">
      <Section id="was" title={m.organisations_merged_was()}>
        <dl class="facts2">
          {facts.map(({ field, words, lang }) => (
            <Fact name={field}>
              <span lang={lang}>{words}</span>
            </Fact>
          ))}
        </dl>
      </Section>
      <Section id="history" title={m.organisations_history()}>
        <History entries={history} />
      </Section>
    </div>
  </OfficePage>
)
