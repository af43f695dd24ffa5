// The readable form of a reading for the terminal.
import type { toArticle } from './article.ts'

/** A few lines a category, in English. */
export function summaryOf(article: ReturnType<typeof toArticle>): string {
  const lines: string[] = [`${article.home.name} (${article.home.country_iso2}), ${article.published ?? 'no date'}, read as ${article.lang}`]
  const section = (title: string, rows: readonly string[]): void => {
    if (rows.length > 0) lines.push('', title, ...rows.map((row) => `  ${row}`))
  }
  section(
    'Partners',
    article.partners.map((one) => `${one.canonical_name_en} (${one.country_iso2}, ${one.kind}) – ${one.name_in_text}`),
  )
  section(
    'People',
    article.people.map((one) => `${one.name} – ${one.role}${one.of ? ` [${one.of}]` : ''}`),
  )
  section(
    'Events',
    article.events.map((one) => `${one.date_iso_or_range ?? 'no date'} ${one.kind}, ${one.direction}${one.planned ? ', planned' : ''}: ${one.with.join(', ')}`),
  )
  section(
    'Relations',
    article.relations.map(
      (one) =>
        `${one.with}: ${one.status}${one.since ? ` since ${one.since}` : ''}${one.years ? `, ${one.years} years` : ''}${one.break_years ? `, after ${one.break_years} years' break` : ''}`,
    ),
  )
  section('Fields', article.fields.length > 0 ? [article.fields.join(', ')] : [])
  section(
    'Promises',
    article.commitments.map((one) => `${one.state}${one.due_iso ? `, ${one.due_iso}` : ''}: ${one.text_span} [${one.with.join(', ')}]`),
  )
  section(
    'Symbolic acts',
    article.symbolic_acts.map((one) => `${one.kind}: ${one.text_span} [${one.with.join(', ')}]`),
  )
  return `${lines.join('\n')}\n`
}
