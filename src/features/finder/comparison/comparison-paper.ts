// The comparison as one sheet of A4 for the mayor: the table in short, why these towns, who could introduce us, the first step, and what the list is not.
import { crestPicture, type OfficeOnPaper, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import type { Paper } from '#platform/documents/typesetting.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import type { Comparison } from './comparison.ts'
import type { Cell, Group, Row } from './table.pages.tsx'
import type { ComparisonWords } from './wording.pages.tsx'

export type ComparisonPaperInput = {
  readonly comparison: Comparison
  readonly groups: readonly Group[]
  readonly words: ComparisonWords
  readonly office: OfficeOnPaper
  /** Who prepared it. */
  readonly by: string
  /** YYYY-MM-DD. */
  readonly today: string
  readonly at: Date
}

/** Letters of what is sent to be set; the template shortens further only where the sheet would not hold it in readable letters. Who wants the rest has it on the screen. */
const MOST_LETTERS = 400
const MOST_OF_SOURCE = 140
const MOST_SOURCES = 12
const cut = (text: string, most = MOST_LETTERS): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most).replace(/\s+\S*$/, '')} …`
}

/** Of the points the sums, of the partners what the reasons below do not name; what a reader of one minute does not need stays on the screen. */
const ON_PAPER: Readonly<Record<Group['key'], (row: Row) => boolean>> = {
  // What is known of none of the towns is no help to choose among them.
  town: ({ ours, theirs }) => [ours, ...theirs].some(({ lines }) => lines.some(({ quiet }) => quiet !== true)),
  partners: ({ key }) => key !== 'common',
  likeness: ({ sum }) => sum === true,
  lists: () => true,
  further: () => false,
}

/** The sheet in the language that is being spoken. */
export function comparisonPaper({ comparison, groups, words, office, by, today, at }: ComparisonPaperInput): Paper {
  const language = currentLanguage()
  const { home, towns } = comparison
  const title = towns.length === 1 ? m.finder_comparison_paper_title_one({ names: words.names }) : m.finder_comparison_paper_title({ names: words.names })
  const cell = ({ lines, nearest }: Cell) => {
    // What different sources say is one line here: the sources stand below.
    const all = lines.every(({ source, quiet }) => source !== undefined && quiet !== true) && lines.length > 1
    const shown = all ? [{ text: lines.map(({ text }) => text).join(', '), quiet: false }] : lines
    return { nearest, lines: shown.map(({ text, quiet }) => ({ text: cut(text), quiet: quiet === true })) }
  }
  const rest = words.sources.length - MOST_SOURCES
  return {
    template: 'features/finder/comparison/comparison.typ',
    title,
    language,
    data: {
      head: paperHead(office, [language]),
      day: dayInWords(today),
      heading: title,
      lead: m.finder_comparison_paper_lead({ home: home.name }),
      legend: towns.length > 1 ? m.finder_comparison_nearest_legend() : '',
      columns: [home, ...towns].map(({ name }) => name),
      groups: groups
        .map(({ key, name, rows }) => ({
          name,
          rows: rows.filter(ON_PAPER[key]).map((row) => ({ name: row.name, cells: [row.ours, ...row.theirs].map(cell) })),
        }))
        .filter(({ rows }) => rows.length > 0),
      labels: {
        why: towns.length === 1 ? m.finder_comparison_why_one() : m.finder_comparison_why(),
        introduces: m.finder_comparison_paper_introduces(),
        nobody: m.finder_comparison_paper_introduces_nobody(),
        step: m.finder_comparison_paper_step(),
        said: m.finder_comparison_said(),
        how: m.finder_comparison_how(),
        not: m.finder_not_title(),
        sources: m.finder_comparison_sources(),
        prepared: m.finder_comparison_paper_prepared(),
        signed: m.finder_comparison_paper_day(),
      },
      towns: words.towns.map(({ name, why, introduces, step, said }) => ({
        name,
        why: why.filter((one) => !introduces.includes(one)).map((one) => cut(one)),
        introduces: introduces.map((one) => cut(one)),
        step: cut(step),
        said: said.map((one) => cut(one)),
      })),
      how: words.how.map((one) => cut(one, 2 * MOST_LETTERS)),
      not: m.finder_not_text(),
      sources: [
        ...words.sources.slice(0, MOST_SOURCES).map(({ text }) => cut(text, MOST_OF_SOURCE)),
        ...(rest > 0 ? [m.finder_comparison_paper_more({ count: rest })] : []),
      ],
      by,
    },
    pictures: crestPicture(office),
    at,
  }
}
