// A chart with its legend in words and the same numbers in a table beside it; on paper and on a phone one under the other.
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { m } from '#messages'
import { drawnNumber } from '../measure.ts'
import { type ChartShape, chartSvg, isDrawn, seriesColour } from './chart.ts'

export type NumbersTableProps = {
  /** Said to screen readers. */
  readonly caption: string
  /** The first head names the rows. */
  readonly head: readonly Child[]
  readonly rows: readonly { readonly name: Child; readonly cells: readonly Child[]; readonly sum?: boolean }[]
}

export const NumbersTable = ({ caption, head, rows }: NumbersTableProps) => (
  <table class="numbers">
    <caption class="sr">{caption}</caption>
    <thead>
      <tr>
        {head.map((word) => (
          <th scope="col">{word}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ name, cells, sum }) => (
        <tr class={sum ? 'sum' : undefined}>
          <th scope="row">{name}</th>
          {cells.map((cell) => (
            <td>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

/** Where nothing is known there is nothing to draw: the table says so by itself. */
export const ChartBeside = ({ shape, title, table }: { readonly shape: ChartShape; readonly title: string; readonly table: NumbersTableProps }) => (
  <div class="chart-beside">
    {isDrawn(shape) ? (
      <figure class="chart">
        {raw(chartSvg(shape, m.impact_chart_name({ title, names: shape.series.map(({ name }) => name).join(', ') }), 'screen', drawnNumber))}
        <figcaption>
          {shape.series.length < 2
            ? null
            : shape.series.map(({ name }, at) => (
                <span>
                  <span class="swatch" aria-hidden="true" style={`--swatch: ${seriesColour(at)}`}></span>
                  {name}
                </span>
              ))}
        </figcaption>
      </figure>
    ) : null}
    <NumbersTable {...table} />
  </div>
)
