// The page of a comparison: the table, the drawing of its points, why these towns, and the way to the mayor's sheet.
import { raw } from 'hono/html'
import { addresses } from '#addresses'
import { m } from '#messages'
import { textLanguageName } from '#features/organisations/naming.ts'
import type { Language } from '#platform/texts/language.ts'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { NotReady } from '../finder.pages.tsx'
import { EmptyState, Section } from '#ui/tables.tsx'
import { UnusedWords } from '../candidates/asking.pages.tsx'
import { signed } from '../reason.ts'
import { type Asked, queryFor, type Unused } from '../candidates/candidate.ts'
import type { Comparison, LeftOut } from './comparison.ts'
import { radarOf, radarSvg } from './radar.ts'
import { ComparisonTable, type Group } from './table.pages.tsx'
import type { ComparisonWords } from './wording.pages.tsx'

export type ComparisonPageProps = {
  readonly shell: Shell
  readonly asked: Asked
  /** What the address says of where to look and is not used; it would be missing from the way back to the list. */
  readonly unused: readonly Unused[]
  /** A word where nothing can be compared at all: no list of places, or our own town is not in it. */
  readonly comparison: Comparison | { readonly kind: 'unmade' | 'homeless' }
  readonly groups: readonly Group[]
  readonly words: ComparisonWords
  /** Languages of the mayor's sheet. */
  readonly languages: readonly Language[]
  /** „Изготвил: …, 23 ноември 2026 г.“, on paper alone. */
  readonly prepared: string
}

const LEFT: Readonly<Record<LeftOut['why'], (named: { name: string }) => string>> = {
  unknown: m.finder_comparison_left_unknown,
  home: m.finder_comparison_left_home,
  twinned: m.finder_comparison_left_twinned,
  part: m.finder_comparison_left_part,
  peopleless: m.finder_comparison_left_peopleless,
  small: m.finder_comparison_left_small,
  surplus: m.finder_comparison_left_surplus,
}

/** The address of a comparison: the list's own question and the towns. */
export function comparisonHref(asked: Asked, ids: readonly number[], more: Readonly<Record<string, string>> = {}, base = addresses.finderComparison()): string {
  const query = new URLSearchParams({ ...queryFor(asked), ...more })
  for (const id of ids) query.append('place', String(id))
  return query.size === 0 ? base : `${base}?${query}`
}

const Remarks = ({ leftOut }: { readonly leftOut: readonly LeftOut[] }) =>
  leftOut.length === 0 ? null : (
    <ul class="remarks">
      {leftOut.map(({ why, name }) => (
        <li>{LEFT[why]({ name })}</li>
      ))}
    </ul>
  )

const Drawing = ({ groups, words, towns }: Pick<ComparisonPageProps, 'groups' | 'words'> & { readonly towns: Comparison['towns'] }) => {
  const radar = radarOf(groups, towns)
  return radar === null ? null : (
    <Section id="radar" title={m.finder_comparison_radar()}>
      <figure class="radar-box">
        {raw(
          radarSvg(radar, {
            title: m.finder_comparison_radar(),
            desc: m.finder_comparison_radar_desc({ names: words.names }),
            average: m.finder_comparison_radar_average({ countries: words.countries }),
            say: signed,
          }),
        )}
        <figcaption class="sub">{m.finder_comparison_radar_caption()}</figcaption>
      </figure>
    </Section>
  )
}

const Reasons = ({ words }: Pick<ComparisonPageProps, 'words'>) => (
  <Section id="why" title={words.towns.length === 1 ? m.finder_comparison_why_one() : m.finder_comparison_why()}>
    <dl class="why-these">
      {words.towns.map(({ name, why, introduces }) => (
        <div>
          <dt>{name}</dt>
          <dd>
            <ul>
              {why.map((one) => (
                <li>{one}</li>
              ))}
              {introduces.length > 0 ? null : <li class="sub">{m.finder_comparison_paper_introduces_nobody()}</li>}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  </Section>
)

const Whole = ({ comparison, groups, words, asked }: Pick<ComparisonPageProps, 'groups' | 'words' | 'asked'> & { readonly comparison: Comparison }) => {
  const { home, towns } = comparison
  const ids = towns.map(({ id }) => id)
  return (
    <>
      <ComparisonTable
        comparison={comparison}
        groups={groups}
        without={(id) =>
          comparisonHref(
            asked,
            ids.filter((one) => one !== id),
          )
        }
      />
      {towns.length < 2 ? null : <p class="sub">{m.finder_comparison_nearest_legend()}</p>}
      <div class="beside-radar">
        <Drawing groups={groups} words={words} towns={towns} />
        <Reasons words={words} />
      </div>
      <Section id="how" title={m.finder_comparison_how()}>
        {words.how.map((one) => (
          <p>{one}</p>
        ))}
        <p class="sub">{asked.mode === 'similar' ? m.finder_mode_similar_what({ home: home.name }) : m.finder_mode_arise_what({ home: home.name })}</p>
      </Section>
      <aside class="not-this">
        <h2>{m.finder_not_title()}</h2>
        <p>{m.finder_not_text()}</p>
      </aside>
      <Section id="sources" title={m.finder_comparison_sources()}>
        <ul class="sources">
          {words.sources.map(({ text, href }) => (
            <li>{href === null ? text : <a href={href}>{text}</a>}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

const Nothing = ({ kind, asked }: { readonly kind: 'unmade' | 'homeless' | 'none'; readonly asked: Asked }) => {
  switch (kind) {
    case 'unmade':
    case 'homeless':
      return <NotReady kind={kind} />
    case 'none':
      return (
        <EmptyState
          title={m.finder_comparison_empty_title()}
          text={m.finder_comparison_empty_text()}
          actions={
            <a class="ds-button" href={addresses.finder(queryFor(asked))}>
              {m.finder_comparison_empty_action()}
            </a>
          }
        />
      )
  }
}

export const ComparisonPage = ({ shell, asked, unused, comparison, groups, words, languages, prepared }: ComparisonPageProps) => {
  const towns = comparison.kind === 'compared' ? comparison.towns : []
  const ids = towns.map(({ id }) => id)
  return (
    <OfficePage
      shell={shell}
      nav="finder"
      title={towns.length === 0 ? m.finder_comparison_title() : words.title}
      crumbs={[{ text: m.finder_title(), href: addresses.finder(queryFor(asked)) }]}
      lead={towns.length === 0 || comparison.kind !== 'compared' ? m.finder_comparison_lead_empty() : m.finder_comparison_lead({ home: comparison.home.name })}
      actions={
        towns.length === 0 ? undefined : (
          <>
            <a class="ds-button" data-variant="secondary" href={addresses.finder(queryFor(asked))}>
              {m.finder_comparison_back()}
            </a>
            {languages.map((language, i) => (
              <a
                class="ds-button"
                data-variant={i === 0 ? 'primary' : 'tertiary'}
                href={comparisonHref(asked, ids, { language }, addresses.finderComparisonPaper())}
              >
                {i === 0 ? m.finder_comparison_paper() : m.finder_comparison_paper_language({ language: textLanguageName(language) })}
              </a>
            ))}
          </>
        )
      }
    >
      <div class="compared stack-lg">
        <UnusedWords unused={unused} />
        {comparison.kind === 'compared' ? <Remarks leftOut={comparison.leftOut} /> : null}
        {comparison.kind === 'compared' && towns.length > 0 ? (
          <Whole comparison={comparison} groups={groups} words={words} asked={asked} />
        ) : (
          <Nothing kind={comparison.kind === 'compared' ? 'none' : comparison.kind} asked={asked} />
        )}
        <p class="sheet-foot">{prepared}</p>
      </div>
    </OfficePage>
  )
}
