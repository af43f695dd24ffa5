// The whole history of a record as a page, and an earlier state of it: whole, beside today's, with the button that brings it back.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { FieldChange, HistoryLine } from '#platform/activity/changes.ts'
import type { Page } from '#platform/database/key-paging.ts'
import { dayInWords } from '#platform/dates.ts'
import { HiddenVersion } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Fact } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Filters, Pager, Section } from '#ui/tables.tsx'
import { isThing, thingsName } from './journal.ts'
import { listOf } from './thing-page.ts'
import type { JournalFilters } from './journal.queries.ts'

type Of = {
  readonly shell: Shell
  readonly thing: string
  readonly id: string
  readonly label: string
  /** Its own page; null when it is not there any more. */
  readonly href: string | null
}

const crumbsTo = ({ thing, label, href }: Of) => [
  { text: isThing(thing) ? thingsName(thing) : thing, href: listOf(thing) },
  href === null ? { text: label } : { text: label, href },
]

export type HistoryPageProps = Of & {
  readonly lines: readonly HistoryLine[]
  readonly page: Page<unknown>
  readonly asked: JournalFilters
  /** Who can be chosen. */
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

export const HistoryPage = (props: HistoryPageProps) => {
  const { shell, thing, id, label, lines, page, asked, people } = props
  const own = { thing, id }
  const filtered = Object.values(asked).some((one) => one !== undefined)
  return (
    <OfficePage
      shell={shell}
      title={m.today_history_title({ label })}
      nav="activity"
      lead={m.today_history_lead()}
      crumbs={[...crumbsTo(props), { text: m.today_history_crumb() }]}
    >
      <Filters
        action={addresses.history(own)}
        clear={filtered ? addresses.history(own) : undefined}
        filters={[
          {
            kind: 'select',
            name: 'person',
            label: m.today_journal_person(),
            value: asked.person,
            options: [{ value: '', label: m.today_journal_anyone() }, ...people.map((one) => ({ value: one.id, label: one.name }))],
          },
          { kind: 'day', name: 'from', label: m.today_journal_from(), value: asked.from },
          { kind: 'day', name: 'to', label: m.today_journal_to(), value: asked.to },
        ]}
      />
      {lines.length === 0 ? <p class="sub">{m.today_history_none()}</p> : <History entries={lines} most={lines.length} />}
      <Pager href={addresses.history(own, { ...asked })} after={page.next ?? undefined} before={page.previous ?? undefined} />
    </OfficePage>
  )
}

export type VersionPageProps = Of & {
  readonly line: string
  /** YYYY-MM-DD */
  readonly day: string
  readonly who: string
  readonly when: string
  /** The line took the record out: shown is what stood there before. */
  readonly removed: boolean
  /** Every field that was filled in then. */
  readonly whole: readonly FieldChange[]
  /** What differs today (before: then, after: now); or that this is today's state, or that the record is gone, or was taken up by another. */
  readonly now: 'this' | 'gone' | 'merged' | readonly FieldChange[]
  /** False for a state that only merging can bring about. */
  readonly mayRestore: boolean
  readonly version: number
}

const Value = ({ text, lang }: { readonly text: string; readonly lang?: string | undefined }) =>
  text === '' ? <span class="sub">{m.ui_history_empty()}</span> : <span lang={lang}>{text}</span>

export const VersionPage = (props: VersionPageProps) => {
  const { shell, thing, id, line, label, day, who, when, removed, whole, now, mayRestore, version } = props
  const differs = typeof now === 'string' ? [] : now
  const restorable = mayRestore && shell.role === 'officer' && (now === 'gone' || differs.length > 0)
  return (
    <OfficePage
      shell={shell}
      title={m.today_version_title({ label, day: dayInWords(day) })}
      nav="activity"
      lead={removed ? m.today_version_lead_removed({ who, when }) : m.today_version_lead({ who, when })}
      crumbs={[...crumbsTo(props), { text: m.today_history_crumb(), href: addresses.history({ thing, id }) }, { text: dayInWords(day) }]}
    >
      <div class="stack-lg read-wide">
        <Section id="differs" title={m.today_version_differs()}>
          {now === 'merged' ? (
            <p>{m.today_version_merged()}</p>
          ) : now === 'gone' ? (
            <p>{m.today_version_gone()}</p>
          ) : now === 'this' ? (
            <p>{m.today_version_is_now()}</p>
          ) : differs.length === 0 ? (
            <p>{m.today_version_same()}</p>
          ) : (
            <table class="register then-now">
              <thead>
                <tr>
                  <th scope="col">{m.today_version_field()}</th>
                  <th scope="col">{m.today_version_then()}</th>
                  <th scope="col">{m.today_version_now()}</th>
                </tr>
              </thead>
              <tbody>
                {differs.map(({ field, before, after, lang }) => (
                  <tr>
                    <th scope="row">{field}</th>
                    <td data-label={m.today_version_then()}>
                      <Value text={before} lang={lang} />
                    </td>
                    <td data-label={m.today_version_now()}>
                      <Value text={after} lang={lang} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {restorable ? (
            <form class="row restore" method="post" action={addresses.historyRestoration({ thing, id, line })}>
              <HiddenVersion version={version} />
              <button class="ds-button">{m.today_version_restore()}</button>
              <span class="sub">{m.today_version_restore_hint()}</span>
            </form>
          ) : null}
        </Section>
        <Section id="whole" title={m.today_version_whole()}>
          {whole.length === 0 ? (
            <p class="sub">{m.today_version_empty()}</p>
          ) : (
            <dl class="facts2 whole">
              {whole.map(({ field, after, lang }) => (
                <Fact name={field}>
                  <span lang={lang}>{after}</span>
                </Fact>
              ))}
            </dl>
          )}
        </Section>
      </div>
    </OfficePage>
  )
}
