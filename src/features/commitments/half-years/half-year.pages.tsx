// The half-yearly list as a page: which half-year, which partners, in which language; below it the list as it will be printed.
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { currentLanguage, type Language, LANGUAGES } from '#platform/texts/language.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { Checkboxes, Select } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section, Table } from '#ui/tables.tsx'
import { type HalfYear, halfYearInWords, halfYearKey } from './half-year.ts'
import type { ListGroup, WordedList } from './wording.ts'

export type HalfYearPageProps = {
  readonly shell: Shell
  readonly half: HalfYear
  readonly choices: readonly HalfYear[]
  readonly partners: readonly { readonly id: string; readonly name: LocalText; readonly nativeName: string | null }[]
  /** Those the list is narrowed to; none: all. */
  readonly chosen: readonly string[]
  /** The language of the list. */
  readonly language: Language
  /** null: the half-year has not begun. */
  readonly list: WordedList | null
  /** The list's own part of the address. */
  /** `?half=…`. */
  readonly query: string
  /** Whether a list can be kept among the documents of the office. */
  readonly mayKeep: boolean
}

const languageNames: Readonly<Record<Language, () => string>> = { bg: () => m.commitments_half_in_bg(), en: () => m.commitments_half_in_en() }

export const HalfYearPage = ({ shell, half, choices, partners, chosen, language, list, query, mayKeep }: HalfYearPageProps) => (
  <OfficePage
    shell={shell}
    title={m.commitments_half_page()}
    nav="commitments"
    crumbs={[{ text: m.commitments_title(), href: addresses.commitments() }]}
    lead={m.commitments_half_lead()}
  >
    <div class="stack-lg">
      <form class="form no-print" action={addresses.commitmentHalfYears()}>
        <div class="pair">
          <Select
            name="half"
            label={m.commitments_half_which()}
            value={halfYearKey(half)}
            options={choices.map((one) => ({ value: halfYearKey(one), label: halfYearInWords(one) }))}
          />
          <Select
            name="language"
            label={m.commitments_half_language()}
            value={language}
            options={LANGUAGES.map((value) => ({ value, label: languageNames[value]() }))}
          />
        </div>
        {partners.length < 2 ? null : (
          <details class="langs-more" open={chosen.length > 0}>
            <summary>{m.commitments_half_some()}</summary>
            <Checkboxes
              name="partner"
              label={m.commitments_field_partners()}
              hint={m.commitments_half_some_hint()}
              optional
              options={partners.map((one) => ({ value: one.id, label: displayName(one) }))}
              values={chosen}
              twoColumns
            />
          </details>
        )}
        <p class="submit">
          <button class="ds-button" data-variant="secondary">
            {m.commitments_half_show()}
          </button>
        </p>
      </form>
      {list === null ? (
        <p class="note">{m.commitments_half_to_come()}</p>
      ) : (
        <>
          <div class="row do no-print">
            <a class="ds-button" href={`${addresses.commitmentHalfYearPaper()}${query}`} target="_blank">
              <Icon name="print" />
              {m.commitments_half_pdf()}
            </a>
            <a class="ds-button" data-variant="secondary" href={`${addresses.commitmentHalfYearSheet()}${query}`} download>
              {m.commitments_half_xlsx()}
            </a>
            {mayKeep ? (
              <form method="post" action={addresses.commitmentHalfYearKeeping()}>
                <input type="hidden" name="half" value={halfYearKey(half)} />
                <input type="hidden" name="language" value={language} />
                {chosen.map((id) => (
                  <input type="hidden" name="partner" value={id} />
                ))}
                <button class="ds-button" data-variant="secondary">
                  {m.commitments_half_keep()}
                </button>
              </form>
            ) : null}
          </div>
          <ListOnPage list={list} language={language} />
        </>
      )}
    </div>
  </OfficePage>
)

const rowTable = (list: WordedList, { title, rows }: ListGroup) => (
  <Table
    caption={title}
    rows={rows}
    columns={[
      {
        head: list.columns.text,
        cell: ({ id, number, text, about }) => (
          <>
            {number}.{' '}
            <a href={addresses.commitment({ id })} lang={text.language === currentLanguage() ? undefined : text.language}>
              {text.text}
            </a>
            {about === '' ? null : <span class="sub"> {about}</span>}
          </>
        ),
      },
      { head: list.columns.due, cell: ({ due }) => due },
      { head: list.columns.stands, cell: ({ stands }) => stands.join(' ') },
      { head: list.columns.person, cell: ({ person }) => person },
    ]}
  />
)

const words = (rows: readonly (readonly string[])[], head: readonly string[], caption: string) => (
  <Table caption={caption} rows={rows} columns={head.map((text, at) => ({ head: text, cell: (row: readonly string[]) => row[at] ?? '' }))} />
)

const ListOnPage = ({ list, language }: { readonly list: WordedList; readonly language: Language }) => (
  <article class="stack-lg half-year" lang={language === currentLanguage() ? undefined : language} aria-label={list.title}>
    <header>
      <h2>{list.title}</h2>
      <p class="sub">{[list.lead, list.asOn, list.narrowed].filter((one) => one !== '').join(' · ')}</p>
    </header>
    <Section id="summary" title={list.summary.caption}>
      {words(list.summary.rows, list.summary.head, list.summary.caption)}
      <div class="told">
        {list.summary.told.map((told) => (
          <p class="prose">{told}</p>
        ))}
      </div>
    </Section>
    {list.sections.map((section) => (
      <Section id={`half-${section.side}`} title={section.title}>
        {section.groups.length === 0 ? (
          <p class="sub">{section.none}</p>
        ) : (
          section.groups.map((group) => (
            <div class="listed">
              <h3>
                {group.title} <span class="sub">({group.rows.length})</span>
              </h3>
              {rowTable(list, group)}
            </div>
          ))
        )}
      </Section>
    ))}
    {list.shares.rows.length === 0 ? null : (
      <Section id="half-shares" title={list.shares.title}>
        {words(list.shares.rows, list.shares.head, list.shares.title)}
        <p class="sub">{list.shares.rule}</p>
      </Section>
    )}
  </article>
)
