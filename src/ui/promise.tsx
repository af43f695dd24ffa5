// A promise: as a short entry on a partner's page, and as a line in the ledger with its due day in the margin.
import type { Child } from 'hono/jsx'
import { Tag, type TagTone } from './badges.tsx'

export type Standing = 'kept' | 'dropped' | 'overdue' | 'due-soon' | 'open'
const TONES: Readonly<Record<Standing, TagTone>> = { kept: 'kept', dropped: 'outline', overdue: 'late', 'due-soon': 'soon', open: 'neutral' }
const MARGIN: Readonly<Record<Standing, string>> = { kept: 'due', dropped: 'due', overdue: 'due late', 'due-soon': 'due soon', open: 'due' }
const WORDS: Readonly<Record<Standing, string>> = { kept: 'kept strong', dropped: '', overdue: 'late strong', 'due-soon': 'soon strong', open: '' }

export type PromiseProps = {
  readonly text: string
  readonly href?: string | undefined
  readonly standing: Standing
  /** „Просрочено със 7 месеца“, „изпълнено“. */
  readonly standingText: string
  /** Further ready words: from when, from which meeting. */
  readonly meta?: readonly Child[]
  readonly action?: Child
}

const Words = ({ text, href }: { text: string; href?: string | undefined }) =>
  href ? (
    <a class="plain" href={href}>
      {text}
    </a>
  ) : (
    <>{text}</>
  )

export const PromiseCard = ({ text, href, standing, standingText, meta = [], action }: PromiseProps) => (
  <div class="promise">
    <p>
      <Words text={text} href={href} />
    </p>
    <p class="meta">
      <span class={WORDS[standing]}>{standingText}</span>
      {meta.map((one) => (
        <span>{one}</span>
      ))}
    </p>
    {action ? <div class="row do">{action}</div> : null}
  </div>
)

export type LedgerLine = PromiseProps & {
  /** For the margin: „24 окт.“ over „2025“, or „без срок“. */
  readonly due: readonly string[]
}

/** One page of the ledger: who owes. `both` spans the book. */
export const LedgerPage = ({
  id,
  title,
  sub,
  lines,
  sum,
  none,
  both,
}: {
  readonly id: string
  readonly title: string
  readonly sub?: string
  readonly lines: readonly LedgerLine[]
  readonly sum?: Child
  readonly none: string
  readonly both?: boolean
}) => (
  <section class={both ? 'page both' : 'page'} aria-labelledby={`${id}-h`} id={id}>
    <header>
      <h2 id={`${id}-h`}>{title}</h2>
      {sub ? <span class="sub">{sub}</span> : null}
    </header>
    {lines.length === 0 ? (
      <p class="none">{none}</p>
    ) : (
      <ol>
        {lines.map((line) => (
          <li class={line.standing === 'kept' || line.standing === 'dropped' ? 'closed' : undefined}>
            <span class={MARGIN[line.standing]}>
              {line.due.map((part, index) => (
                <>
                  {index > 0 ? <br /> : null}
                  {part}
                </>
              ))}
            </span>
            <div>
              <p class="t">
                <Words text={line.text} href={line.href} />
              </p>
              {line.meta && line.meta.length > 0 ? (
                <p class="m">
                  {line.meta.map((one, index) => (
                    <>
                      {index > 0 ? ' · ' : null}
                      {one}
                    </>
                  ))}
                </p>
              ) : null}
              {line.action ? <div class="row do">{line.action}</div> : null}
            </div>
            <Tag tone={TONES[line.standing]}>{line.standingText}</Tag>
          </li>
        ))}
      </ol>
    )}
    {sum ? <p class="sum">{sum}</p> : null}
  </section>
)

export const Ledger = ({ children }: { readonly children: Child }) => <div class="ledger">{children}</div>
