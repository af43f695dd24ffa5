// The points of likeness drawn as a star: a spoke a reason, a line a town; made of the table's own rows, so that it can say nothing else.
import { escaped } from '#platform/texts/markup.ts'
import type { Group } from './table.pages.tsx'

export type Radar = {
  readonly spokes: readonly { readonly key: string; readonly name: string }[]
  /** `points` in the spokes' order. */
  readonly towns: readonly { readonly id: number; readonly name: string; readonly points: readonly number[] }[]
}
/** Words under the drawing and for whoever does not see it. `average`: what the ring of nought stands for. */
export type RadarWords = { readonly title: string; readonly desc: string; readonly average: string; readonly say: (points: number) => string }

/** A star needs three spokes; where all weights are nothing there is nothing to draw. */
const FEWEST_SPOKES = 3

/** What can be drawn of the table; null: too little. Sums are no spokes. */
export function radarOf(groups: readonly Group[], towns: readonly { readonly id: number; readonly name: string }[]): Radar | null {
  const rows = groups.find(({ key }) => key === 'likeness')!.rows.filter(({ sum }) => sum !== true)
  const drawn = rows.filter(({ theirs }) => theirs.every(({ points }) => points !== undefined) && theirs.some(({ points }) => points !== 0))
  if (drawn.length < FEWEST_SPOKES || towns.length === 0) return null
  return {
    spokes: drawn.map(({ key, name }) => ({ key, name })),
    towns: towns.map(({ id, name }, i) => ({ id, name, points: drawn.map(({ theirs }) => theirs[i]!.points!) })),
  }
}

const WIDTH = 600
const RADIUS = 150
/** So far from the middle the lowest ring lies: towns whose points are all low still have a shape. */
const INNER = 18
const MIDDLE = { x: WIDTH / 2, y: RADIUS + 52 }
/** From line to line: words grow on a phone, where the whole drawing shrinks. */
const LINE = 18
const ROUND = 24
/** Letters of a line under the drawing, and of a spoke's name. */
const MOST_UNDER = 58
const MOST_BESIDE = 14
const MOST_RINGS = 5
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500]

/** Rings of the scale, lowest first, nought among them: whole steps that hold all points. */
export function ringsOf(points: readonly number[]): number[] {
  const [least, most] = [Math.min(0, ...points), Math.max(0, ...points)]
  const step = STEPS.find((one) => Math.ceil(most / one) - Math.floor(least / one) <= MOST_RINGS) ?? 1000
  const [from, to] = [Math.floor(least / step), Math.max(Math.ceil(most / step), Math.floor(least / step) + 1)]
  return Array.from({ length: to - from + 1 }, (_, i) => (from + i) * step)
}

const short = (value: number): number => +value.toFixed(1)

/** Each line has its own dashes and its own marks; the colour comes on top. */
const DASHES = ['', '7 4', '2 4', '10 3 2 3'] as const
function mark(kind: number, x: number, y: number, data: string, title: string): string {
  const inside = `<title>${escaped(title)}</title>`
  const at = (dx: number, dy: number): string => `${short(x + dx)},${short(y + dy)}`
  switch (kind % DASHES.length) {
    case 0:
      return `<circle class="mark" cx="${x}" cy="${y}" r="4"${data}>${inside}</circle>`
    case 1:
      return `<rect class="mark" x="${short(x - 3.7)}" y="${short(y - 3.7)}" width="7.4" height="7.4"${data}>${inside}</rect>`
    case 2:
      return `<path class="mark" d="M${at(0, -5)}L${at(4.6, 3.6)}L${at(-4.6, 3.6)}Z"${data}>${inside}</path>`
    default:
      return `<path class="mark" d="M${at(0, -5.4)}L${at(5.4, 0)}L${at(0, 5.4)}L${at(-5.4, 0)}Z"${data}>${inside}</path>`
  }
}

/** Words in as many lines as they need. */
function linesOf(words: string): string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < MOST_UNDER) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** A name in two lines where it is long, broken at the blank nearest its middle. */
function halves(name: string): string[] {
  const blanks = [...name.matchAll(/ /g)].map(({ index }) => index)
  if (name.length <= MOST_BESIDE || blanks.length === 0) return [name]
  const at = blanks.reduce((best, one) => (Math.abs(one - name.length / 2) < Math.abs(best - name.length / 2) ? one : best))
  return [name.slice(0, at), name.slice(at + 1)]
}

/** The drawing as SVG text. Every mark carries its number as `data-points`, with the town's id and the reason's key. */
export function radarSvg({ spokes, towns }: Radar, { title, desc, average, say }: RadarWords): string {
  const rings = ringsOf(towns.flatMap(({ points }) => points))
  const [lowest, highest] = [rings[0]!, rings.at(-1)!]
  const away = (points: number): number => INNER + ((points - lowest) / (highest - lowest)) * (RADIUS - INNER)
  const at = (spoke: number, far: number): { x: number; y: number } => {
    const way = (spoke / spokes.length) * 2 * Math.PI - Math.PI / 2
    return { x: short(MIDDLE.x + far * Math.cos(way)), y: short(MIDDLE.y + far * Math.sin(way)) }
  }
  const ringLines = rings.map(
    (value) => `<circle class="${value === 0 ? 'ring nought' : 'ring'}" cx="${MIDDLE.x}" cy="${MIDDLE.y}" r="${short(away(value))}"/>`,
  )
  const spokeLines = spokes.map(({ name }, i) => {
    const [end, label] = [at(i, RADIUS), at(i, RADIUS + 12)]
    const side = Math.abs(label.x - MIDDLE.x) < 8 ? 'middle' : label.x > MIDDLE.x ? 'start' : 'end'
    const parts = halves(name)
    const up = label.y < MIDDLE.y - RADIUS ? -LINE * (parts.length - 1) : label.y > MIDDLE.y + RADIUS ? 10 : 4 - (LINE / 2) * (parts.length - 1)
    const words = parts.map((part, line) => `<tspan x="${label.x}" y="${short(label.y + up + LINE * line)}">${escaped(part)}</tspan>`).join('')
    return `<line class="spoke" x1="${MIDDLE.x}" y1="${MIDDLE.y}" x2="${end.x}" y2="${end.y}"/><text class="name" text-anchor="${side}">${words}</text>`
  })
  // The scale is written between two spokes, where no line ends.
  const scale = rings.map((value) => {
    const { x, y } = at(0.5, away(value))
    return `<text class="scale" x="${x}" y="${short(y + 4)}" text-anchor="middle">${escaped(say(value))}</text>`
  })
  const bottom = MIDDLE.y + RADIUS + 50
  const shapes = towns.map(({ id, name, points }, kind) => {
    const corners = points.map((value, i) => at(i, away(value)))
    const marks = corners.map(({ x, y }, i) =>
      mark(
        kind,
        x,
        y,
        ` data-town="${id}" data-factor="${escaped(spokes[i]!.key)}" data-points="${points[i]}"`,
        `${name}: ${spokes[i]!.name} ${say(points[i]!)}`,
      ),
    )
    const dashes = DASHES[kind % DASHES.length]!
    const dashed = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`
    const y = bottom + ROUND * kind
    return (
      `<g class="town t${kind + 1}"><path class="line" d="M${corners.map((one) => `${one.x},${one.y}`).join('L')}Z"${dashed}/>${marks.join('')}` +
      `<line class="line" x1="8" y1="${y - 4}" x2="52" y2="${y - 4}"${dashed}/>${mark(kind, 30, y - 4, '', name)}<text class="key" x="62" y="${y}">${escaped(name)}</text></g>`
    )
  })
  const last = bottom + ROUND * towns.length
  const under = linesOf(average)
  const height = last + LINE * (under.length - 1) + 8
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="radar" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="radar-t radar-d"><title id="radar-t">${escaped(title)}</title><desc id="radar-d">${escaped(desc)}</desc>` +
    `${ringLines.join('')}${spokeLines.join('')}${shapes.join('')}${scale.join('')}` +
    `<line class="ring nought" x1="8" y1="${last - 4}" x2="52" y2="${last - 4}"/><text class="key">${under
      .map((words, line) => `<tspan x="62" y="${last + LINE * line}">${escaped(words)}</tspan>`)
      .join(' ')}</text></svg>`
  )
}
