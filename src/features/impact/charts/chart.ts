// Charts drawn on the server as SVG: bars by year, without script, without a style element, in the house's colours and letters.
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { currentLanguage } from '#platform/texts/language.ts'
import { escaped } from '#platform/texts/markup.ts'

use([BarChart, LineChart, GridComponent, SVGRenderer])

/** One row of bars or one line: a name and a value for each year, null where nothing is known. */
export type Series = {
  readonly name: string
  readonly values: readonly (number | null)[]
  /** Which of the values are at least so much; none where it is left out. */
  readonly least?: readonly boolean[]
}
export type ChartShape = {
  readonly kind: 'bars' | 'stack' | 'line'
  readonly years: readonly string[]
  readonly series: readonly Series[]
  /** Where the scale ends, if it has an end of its own: 5 for marks. */
  readonly most?: number
}

/** screen: roles of the page’s theme, light or dark; paper: plain colours that print. */
export type ChartGround = 'screen' | 'paper'

const SHAPE = { width: 400, height: 220 } as const
/** Colours ECharts is given, and what stands for each in the drawing: no colour of the page is known while it is drawn. */
const STAND_INS = ['#010203', '#010204', '#010205', '#010206', '#010207'] as const
const INK = '#020101'
const QUIET = '#020102'
const RULE = '#020103'
const SHEET = '#020104'

const SCREEN: Readonly<Record<string, string>> = {
  [STAND_INS[0]]: 'var(--ds-color-accent-base-default)',
  [STAND_INS[1]]: 'var(--ds-color-ochre-base-default)',
  [STAND_INS[2]]: 'var(--ds-color-moss-base-default)',
  [STAND_INS[3]]: 'var(--ds-color-plum-base-default)',
  [STAND_INS[4]]: 'var(--ds-color-neutral-base-default)',
  [INK]: 'var(--ink)',
  [QUIET]: 'var(--ink-2)',
  [RULE]: 'var(--rule)',
  [SHEET]: 'var(--sheet)',
}
const PAPER: Readonly<Record<string, string>> = {
  [STAND_INS[0]]: '#244f9b',
  [STAND_INS[1]]: '#cf9234',
  [STAND_INS[2]]: '#66804a',
  [STAND_INS[3]]: '#7a4a6d',
  [STAND_INS[4]]: '#6d675f',
  [INK]: '#1d1a16',
  [QUIET]: '#57514a',
  [RULE]: '#d8d3cb',
  [SHEET]: '#ffffff',
}

/** So many series have a colour of their own. */
export const MOST_SERIES = STAND_INS.length
/** The colour of a series in the page, for the words that explain it. */
export const seriesColour = (at: number): string => SCREEN[STAND_INS[at % MOST_SERIES]!]!
export const paperColour = (at: number): string => PAPER[STAND_INS[at % MOST_SERIES]!]!

/** Whether there is anything to draw: a number above nought. */
export const isDrawn = ({ series }: ChartShape): boolean => series.some(({ values }) => values.some((value) => value !== null && value > 0))

/** ECharts in server mode writes a style element and classes for the pointer; the content policy forbids the one, and nobody points at a picture. */
const plainSvg = (svg: string, ground: ChartGround): string => {
  const colours = ground === 'screen' ? SCREEN : PAPER
  return (
    svg
      .replace(/<style[\s\S]*?<\/style>/g, '')
      .replace(/ (?:class|ecmeta_\w+|pointer-events|xmlns:xlink|baseProfile|version)="[^"]*"/g, '')
      .replace(/ style="([^"]*)"/g, (_, style: string) => {
        const size = /font-size:([\d.]+)px/.exec(style)?.[1]
        const weight = /font-weight:(\w+)/.exec(style)?.[1]
        return `${size === undefined ? '' : ` font-size="${size}"`}${weight === undefined ? '' : ` font-weight="${weight}"`}`
      })
      .replace(/#0[12]0[1-3]0\d/g, (stand) => colours[stand] ?? stand)
      // As wide as there is room: the sheet says how wide at most.
      .replace(/^<svg width="\d+" height="\d+"/, ground === 'screen' ? '<svg' : `<svg width="${SHAPE.width}" height="${SHAPE.height}" font-family="Sofia Sans"`)
      .replace(/\n+/g, '')
  )
}

/** A drawing takes milliseconds and the same numbers are the same drawing: so many are remembered, those that were asked for last. */
const MOST_REMEMBERED = 200
const remembered = new Map<string, string>()

/**
 * The drawing as SVG text. `name` says what it shows to whoever does not see it; the same numbers stand in a table beside it. Numbers are written over the
 * bars, by `say`, so that nobody has to measure.
 */
export function chartSvg(shape: ChartShape, name: string, ground: ChartGround, say: (value: number) => string): string {
  // How its numbers are written is seen in them.
  const told = shape.series.flatMap(({ values }) => values.map((value) => (value === null ? '' : say(value))))
  const key = JSON.stringify([shape, name, ground, currentLanguage(), told])
  const drawn = remembered.get(key) ?? drawnSvg(shape, name, ground, say)
  remembered.delete(key)
  remembered.set(key, drawn)
  if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!)
  return drawn
}

function drawnSvg(shape: ChartShape, name: string, ground: ChartGround, say: (value: number) => string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...SHAPE })
  try {
    const stacked = shape.kind === 'stack'
    const text = { fontFamily: 'Sofia Sans', fontSize: 13 }
    chart.setOption({
      animation: false,
      backgroundColor: 'transparent',
      textStyle: { ...text, color: INK },
      grid: { left: 8, right: 8, top: 22, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: {
        type: 'category',
        data: [...shape.years],
        axisTick: { show: false },
        axisLine: { lineStyle: { color: QUIET } },
        axisLabel: { ...text, color: INK, interval: 0 },
      },
      yAxis: {
        type: 'value',
        min: 0,
        ...(shape.most === undefined ? {} : { max: shape.most }),
        minInterval: 1,
        splitNumber: 4,
        axisLabel: { ...text, color: QUIET, formatter: (value: number) => say(value) },
        splitLine: { lineStyle: { color: RULE } },
      },
      series: shape.series.slice(0, MOST_SERIES).map((one, at) => ({
        name: one.name,
        type: shape.kind === 'line' ? ('line' as const) : ('bar' as const),
        data: one.values.map((value) => value ?? '-'),
        ...(stacked ? { stack: 'all' } : {}),
        silent: true,
        barMaxWidth: 36,
        barGap: '12%',
        itemStyle: { color: STAND_INS[at]!, borderColor: SHEET, borderWidth: stacked ? 1 : 0 },
        lineStyle: { color: STAND_INS[at]!, width: 2.5 },
        symbol: 'circle',
        symbolSize: 7,
        label: {
          show: !stacked,
          position: 'top' as const,
          ...text,
          color: INK,
          textBorderWidth: 0,
          // What is at least so much is drawn so high and says so.
          formatter: ({ value, dataIndex }: { value?: unknown; dataIndex: number }) =>
            typeof value === 'number' ? `${one.least?.[dataIndex] === true ? '≥ ' : ''}${say(value)}` : '',
        },
      })),
    })
    return plainSvg(chart.renderToSVGString(), ground).replace('<svg', `<svg role="img" aria-label="${escaped(name)}" focusable="false"`)
  } finally {
    chart.dispose()
  }
}
