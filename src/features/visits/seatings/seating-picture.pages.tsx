// A table from above as a picture: seats with numbers and names, hosts square and guests round; the list beside it says the same in words.
import { m } from '#messages'
import type { Arranged, SeatingForm } from './seating.ts'

export type Seated = { readonly name: string; readonly side: 'hosts' | 'guests' }

/** Room for one seat and its name. */
const STEP = 104
const ROW = 74
const LETTERS = 14

const shortName = (name: string): readonly string[] => {
  const words = name.split(' ')
  const cut = (text: string) => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text)
  return words.length === 1 ? [cut(name)] : [cut(words.slice(0, -1).join(' ')), cut(words.at(-1)!)]
}

const Seat = ({
  x,
  y,
  number,
  who,
  below,
}: {
  readonly x: number
  readonly y: number
  readonly number: number
  readonly who: Seated | undefined
  readonly below: boolean
}) => {
  const lines = who === undefined ? [m.visits_seating_empty()] : shortName(who.name)
  const first = below ? y + 30 : y - 22 - (lines.length - 1) * 13
  return (
    <g class={who === undefined ? 'seat none' : `seat ${who.side}`}>
      {who?.side === 'hosts' ? <rect x={x - 13} y={y - 13} width="26" height="26" rx="4" /> : <circle cx={x} cy={y} r="14" />}
      <text class="n" x={x} y={y + 5} text-anchor="middle">
        {number}
      </text>
      {lines.map((line, index) => (
        <text x={x} y={first + index * 13} text-anchor="middle">
          {line}
        </text>
      ))}
    </g>
  )
}

/** Rows of a straight table around whom each is centred on: `x` of the place `at` counted from there. */
function straight({ seats, anchors }: Arranged): { width: number; x: (row: number, at: number) => number } {
  const offsets = seats.map((row, index) => row.map((_, at) => at - (anchors[index] ?? 0)))
  const all = offsets.flat()
  const least = Math.min(0, ...all)
  const most = Math.max(0, ...all)
  return { width: (most - least + 1) * STEP, x: (row, at) => (at - (anchors[row] ?? 0) - least + 0.5) * STEP }
}

export const SeatingPicture = ({
  form,
  table,
  people,
  title,
}: {
  readonly form: SeatingForm
  readonly table: Arranged
  readonly people: ReadonlyMap<string, Seated>
  readonly title: string
}) => {
  const who = (id: string | null): Seated | undefined => (id === null ? undefined : people.get(id))
  const [first = [], second = []] = table.seats
  if (form === 'round') {
    const radius = Math.max(90, (first.length * STEP) / (2 * Math.PI))
    const [middle, size] = [radius + 80, (radius + 80) * 2]
    return (
      <svg class="seating" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={title} style={`--w: ${Math.round(size)}px`}>
        <circle class="board" cx={middle} cy={middle} r={radius - 34} />
        {first.map((id, at) => {
          const angle = (at / first.length) * 2 * Math.PI
          const [x, y] = [middle + radius * Math.sin(angle), middle - radius * Math.cos(angle)]
          return <Seat x={Math.round(x)} y={Math.round(y)} number={at + 1} who={who(id)} below={y > middle + 1} />
        })}
      </svg>
    )
  }
  const { width, x } = straight(table)
  const height = form === 'facing' ? 2 * ROW + 92 : ROW + 74
  return (
    <svg class="seating" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} style={`--w: ${width}px`}>
      <rect class="board" x="8" y={ROW - 6} width={width - 16} height="56" rx="6" />
      {form === 'facing' ? (
        <>
          {first.map((id, at) => (
            <Seat x={x(0, at)} y={ROW - 26} number={at + 1} who={who(id)} below={false} />
          ))}
          {second.map((id, at) => (
            <Seat x={x(1, at)} y={ROW + 70} number={first.length + at + 1} who={who(id)} below />
          ))}
        </>
      ) : (
        first.map((id, at) => <Seat x={x(0, at)} y={ROW - 26} number={at + 1} who={who(id)} below={false} />)
      )}
    </svg>
  )
}
