// Bringing in a table of tags and people of municipalities: the form, and what would be written, with the faults by row.
import { addresses } from '#addresses'
import { m } from '#messages'
import type { FieldFault } from '#platform/http/form.ts'
import { errorOf, ErrorSummary, FileField, SubmitRow, TextArea } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section, Table } from '#ui/tables.tsx'
import { type BroughtFact, MOST_BROUGHT } from './bringing.ts'
import type { BroughtTable, Foreseen } from './bringing.queries.ts'
import { peopleLabel, tagLabel } from './fact.ts'

const crumbs = () => [
  { text: m.finder_title(), href: addresses.finder() },
  { text: m.finder_facts_title(), href: addresses.finderFacts() },
  { text: m.finder_facts_bring() },
]

export const BringPage = ({ shell, text, faults = [] }: { readonly shell: Shell; readonly text: string; readonly faults?: readonly FieldFault[] }) => (
  <OfficePage nav="finder" shell={shell} title={m.finder_facts_bring()} failed={faults.length > 0} crumbs={crumbs()} lead={m.finder_facts_bring_lead()}>
    <ErrorSummary errors={faults} />
    <p class="prose">{m.finder_facts_bring_columns()}</p>
    <form class="form" method="post" action={addresses.finderFactsTable()} enctype="multipart/form-data" novalidate>
      <FileField
        name="file"
        label={m.finder_facts_bring_file()}
        hint={m.finder_facts_bring_file_hint({ most: MOST_BROUGHT })}
        optional
        accept=".xlsx,.xlsm,.ods,.csv,.tsv,.txt"
        error={errorOf(faults, 'file')}
      />
      <TextArea name="text" label={m.finder_facts_bring_text()} optional rows={8} value={text} error={errorOf(faults, 'text')} />
      <SubmitRow text={m.finder_facts_bring_look()} cancel={addresses.finderFacts()} />
    </form>
  </OfficePage>
)

const factInWords = (fact: BroughtFact): string => {
  const { town } = fact
  return fact.kind === 'tag' ? tagLabel({ tag: fact.values.tag, town }) : peopleLabel({ people: fact.values.people, town })
}
const VERDICTS: Readonly<Record<Foreseen['verdict'], () => string>> = {
  new: m.finder_facts_bring_new,
  changed: m.finder_facts_bring_changed,
  same: m.finder_facts_bring_same,
}

/** `rows`: the table again, as the writing reads it. */
export const BroughtPage = ({ shell, table, rows }: { readonly shell: Shell; readonly table: BroughtTable; readonly rows: string }) => {
  const toWrite = table.facts.filter(({ verdict }) => verdict !== 'same').length
  return (
    <OfficePage nav="finder" shell={shell} title={m.finder_facts_bring_preview()} crumbs={crumbs()}>
      <div class="stack-lg">
        {table.faults.length === 0 ? null : (
          <Section id="faults" title={m.finder_facts_bring_bad({ count: table.faults.length })}>
            <p class="sub">{m.finder_facts_bring_faults_stay()}</p>
            <Table
              caption={m.finder_facts_bring_bad({ count: table.faults.length })}
              rows={table.faults}
              columns={[
                { head: m.finder_facts_bring_row(), cell: ({ position }) => position },
                { head: m.finder_facts_place(), cell: ({ said }) => said },
                { head: m.finder_facts_bring_verdict(), cell: ({ fault }) => fault },
              ]}
            />
          </Section>
        )}
        <Section id="facts" title={m.finder_facts_bring_good({ count: toWrite })}>
          {table.facts.length === 0 ? (
            <p class="sub">{m.finder_facts_bring_nothing_new()}</p>
          ) : (
            <Table
              caption={m.finder_facts_bring_good({ count: toWrite })}
              rows={table.facts}
              columns={[
                { head: m.finder_facts_bring_row(), cell: ({ position }) => position },
                { head: m.finder_facts_bring_what(), cell: ({ fact }) => factInWords(fact) },
                { head: m.finder_facts_source(), cell: ({ fact }) => fact.values.source },
                { head: m.finder_facts_bring_verdict(), cell: ({ verdict }) => VERDICTS[verdict]() },
              ]}
            />
          )}
        </Section>
        {toWrite === 0 ? (
          <p>
            <a href={addresses.finderFactsTable()}>{m.finder_facts_bring()}</a>
          </p>
        ) : (
          <form method="post" action={addresses.finderFactsWriting()}>
            <input type="hidden" name="rows" value={rows} />
            <SubmitRow text={m.finder_facts_bring_write()} cancel={addresses.finderFactsTable()} />
          </form>
        )}
      </div>
    </OfficePage>
  )
}
