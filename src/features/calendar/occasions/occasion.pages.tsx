// Occasions as pages: the list and one of them.
import type { Child } from 'hono/jsx'
import { shownName } from '#features/organisations/naming.ts'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import type { Page } from '#platform/database/key-paging.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { reading } from '#platform/texts/local-text.ts'
import { Flag, Tag } from '#ui/badges.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Fact, NewButton } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Sources } from '#ui/sources.tsx'
import { EmptyState, Filters, Pager, Section, Table } from '#ui/tables.tsx'
import { EntryList } from '../calendar.pages.tsx'
import { OCCASION_KINDS, occasionKindName, ruleInWords, ruleOf } from './occasion.ts'
import type { Line } from '../words.ts'
import type { OccasionOwner, OccasionsAsked, OccasionWhole } from './occasion.queries.ts'

const Owner = ({ owner, ours, links = true }: { readonly owner: OccasionOwner | null; readonly ours: string; readonly links?: boolean }) => {
  if (owner === null) return <>{ours}</>
  const { text, lang } = shownName(owner)
  return (
    <>
      <Flag country={owner.country} />{' '}
      {links && owner.live ? (
        <a href={addresses.organisation({ id: owner.id })} lang={lang}>
          {text}
        </a>
      ) : (
        <span lang={lang}>{text}</span>
      )}
    </>
  )
}

export type OccasionsPageProps = {
  readonly shell: Shell
  readonly asked: OccasionsAsked
  readonly page: Page<OccasionWhole>
  /** The partner whose occasions alone are shown. */
  readonly partner: string | null
}

export const OccasionsPage = ({ shell, asked, page, partner }: OccasionsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = Object.values(asked).some((value) => value !== undefined)
  const add = mayWrite ? <NewButton href={addresses.occasionNew({ organisation: asked.organisation })} text={m.calendar_new()} /> : null
  return (
    <OfficePage
      shell={shell}
      title={m.calendar_list_title()}
      nav="calendar"
      crumbs={[{ text: m.calendar_title(), href: addresses.calendar({ organisation: asked.organisation }) }, { text: m.calendar_list_title() }]}
      lead={partner === null ? m.calendar_list_lead() : m.calendar_lead_partner({ partner })}
      actions={
        <>
          <a class="ds-button" data-variant="tertiary" href={addresses.calendarRules()}>
            {m.calendar_rules_title()}
          </a>
          {add}
        </>
      }
    >
      {page.rows.length === 0 && !filtered && page.previous === null ? (
        <EmptyState title={m.calendar_empty_title()} text={m.calendar_empty_text()} actions={add} />
      ) : (
        <>
          <Filters
            action={addresses.occasions()}
            keep={asked.organisation === undefined ? {} : { organisation: asked.organisation }}
            filters={[
              { kind: 'search', name: 'q', label: m.calendar_filter_q(), value: asked.q },
              {
                kind: 'select',
                name: 'kind',
                label: m.calendar_field_kind(),
                value: asked.kind,
                options: [{ value: '', label: m.calendar_filter_any_kind() }, ...OCCASION_KINDS.map((value) => ({ value, label: occasionKindName(value) }))],
              },
            ]}
            clear={filtered ? addresses.occasions() : undefined}
          />
          {page.rows.length === 0 ? (
            <EmptyState title={m.calendar_nothing_title()} text={m.calendar_nothing_text()} />
          ) : (
            <Table
              caption={m.calendar_list_title()}
              keys
              rows={page.rows}
              columns={[
                {
                  head: m.calendar_column_occasion(),
                  cell: ({ occasion }) => {
                    const name = reading(occasion.name)
                    return (
                      <>
                        <a
                          class="plain strong"
                          href={addresses.occasion({ id: occasion.id })}
                          lang={name.language === currentLanguage() ? undefined : name.language}
                        >
                          {name.text}
                        </a>
                        <br />
                        <span class="sub">{occasionKindName(occasion.kind)}</span>
                      </>
                    )
                  },
                },
                { head: m.calendar_column_whose(), cell: ({ owner }) => <Owner owner={owner} ours={m.calendar_ours()} links={false} /> },
                { head: m.calendar_column_when(), cell: ({ occasion }) => ruleInWords(ruleOf(occasion)) },
                { head: m.calendar_column_risk(), cell: ({ occasion }) => (occasion.risk ? m.calendar_risk_mark() : '') },
              ]}
            />
          )}
          <Pager href={addresses.occasions(asked)} after={page.next ?? undefined} before={page.previous ?? undefined} />
        </>
      )}
    </OfficePage>
  )
}

export type OccasionPageProps = {
  readonly shell: Shell
  readonly found: OccasionWhole
  /** As it comes round from today on. */
  readonly coming: readonly Line[]
  readonly history: readonly HistoryLine[]
  /** From later features. */
  readonly sections?: readonly Child[]
}

export const OccasionPage = ({ shell, found, coming, history, sections = [] }: OccasionPageProps) => {
  const { occasion, owner } = found
  const name = reading(occasion.name)
  const notes = reading(occasion.notes)
  const mayWrite = shell.role === 'officer'
  return (
    <OfficePage
      shell={shell}
      title={name.text}
      nav="calendar"
      crumbs={[{ text: m.calendar_title(), href: addresses.calendar() }, { text: m.calendar_list_title(), href: addresses.occasions() }, { text: name.text }]}
      lead={
        <>
          <Tag tone="neutral">{occasionKindName(occasion.kind)}</Tag> {ruleInWords(ruleOf(occasion))}
        </>
      }
      actions={
        mayWrite ? (
          <a class="ds-button" data-variant="secondary" href={addresses.occasionEdit({ id: occasion.id })}>
            {m.calendar_edit()}
          </a>
        ) : null
      }
    >
      <div class="cols">
        <div class="stack-lg">
          <Section id="coming" title={m.calendar_coming()}>
            {coming.length === 0 ? <p class="sub">{m.calendar_coming_none()}</p> : <EntryList lines={coming} mayWrite={mayWrite} />}
          </Section>
          {notes.text === '' ? null : (
            <Section id="notes" title={m.calendar_field_notes()}>
              <p class="prose" lang={notes.language === currentLanguage() ? undefined : notes.language}>
                {notes.text}
              </p>
            </Section>
          )}
          {sections}
          <Section id="sources" title={m.calendar_field_sources()} count={occasion.sources.length === 0 ? null : occasion.sources.length}>
            <Sources sources={occasion.sources} />
          </Section>
          <Section id="history" title={m.calendar_history()}>
            <History entries={history} />
          </Section>
        </div>
        <aside class="stack" aria-label={m.calendar_about()}>
          <Section id="about" title={m.calendar_about()}>
            <dl class="facts2">
              <Fact name={m.calendar_field_whose()}>
                <Owner owner={owner} ours={m.calendar_ours()} />
              </Fact>
              <Fact name={m.calendar_field_kind()}>{occasionKindName(occasion.kind)}</Fact>
              <Fact name={m.calendar_field_when()}>{ruleInWords(ruleOf(occasion))}</Fact>
              {occasion.days > 1 ? <Fact name={m.calendar_field_days()}>{m.calendar_days({ count: occasion.days })}</Fact> : null}
              <Fact name={m.calendar_field_public()}>{occasion.publishedAt === null ? m.calendar_no() : m.calendar_yes()}</Fact>
              {occasion.risk ? <Fact name={m.calendar_field_risk()}>{m.calendar_yes()}</Fact> : null}
            </dl>
          </Section>
        </aside>
      </div>
    </OfficePage>
  )
}

export type SectionProps = {
  readonly lines: readonly Line[]
  readonly organisationId: string
  readonly year: string
  readonly mayWrite: boolean
  readonly more: number
}

/** „Поводи“ on the page of a partner: what comes in the next year, and what to do about it. */
export const OccasionsSection = ({ lines, organisationId, year, mayWrite, more }: SectionProps) => (
  <Section
    id="occasions"
    title={m.calendar_section()}
    more={{ href: addresses.calendar({ organisation: organisationId, year }), text: m.calendar_section_all() }}
  >
    {lines.length === 0 ? <p class="sub">{m.calendar_section_none()}</p> : <EntryList lines={lines} mayWrite={mayWrite} />}
    {more > 0 ? <p class="sub">{m.calendar_more({ count: more })}</p> : null}
    {mayWrite ? (
      <p class="sub no-print">
        <a href={addresses.occasionNew({ organisation: organisationId })}>{m.calendar_section_add()}</a>
      </p>
    ) : null}
  </Section>
)
