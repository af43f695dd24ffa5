// Numbers in one strip under the page head, each leading to what it counts; and the citizens' large ones.
export type Stat = {
  readonly value: string
  readonly label: string
  readonly href: string
  readonly tone?: 'late' | 'soon' | undefined
  /** The list is narrowed to it. */ readonly current?: boolean
}

export const Stats = ({ label, stats }: { readonly label: string; readonly stats: readonly Stat[] }) => (
  <nav aria-label={label}>
    <div class="stats">
      {stats.map(({ value, label: text, href, tone, current }) => (
        <a href={href} aria-current={current ? 'true' : undefined}>
          <span class="k">{text}</span>
          <span class={tone ? `v ${tone}` : 'v'}>{value}</span>
        </a>
      ))}
    </div>
  </nav>
)

/** On the citizens' home under the lead. */
export const Numbers = ({ numbers }: { readonly numbers: readonly { readonly value: string; readonly label: string }[] }) => (
  <dl class="nums">
    {numbers.map(({ value, label }) => (
      <div>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** Facts as pairs; `facts` large on a citizens' partner page, otherwise a quiet list. */
export const Facts = ({
  facts,
  strip,
}: {
  readonly facts: readonly { readonly name: string; readonly value: import('hono/jsx').Child }[]
  readonly strip?: boolean
}) =>
  strip ? (
    <dl class="facts">
      {facts.map(({ name, value }) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  ) : (
    <dl class="facts2">
      {facts.map(({ name, value }) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  )
