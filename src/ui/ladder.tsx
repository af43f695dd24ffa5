// How far two towns have come, stage by stage, each side on its own line; a dashed line has no document.
import type { Child } from 'hono/jsx'

/** done: it happened · now: under way · unknown: no document · lapsed: asleep or ended · none: not yet. */
export type StepState = 'done' | 'now' | 'unknown' | 'lapsed' | 'none'
export type Step = { readonly state: StepState; readonly text: Child; readonly sub?: Child }
export type Stage = { readonly title: string; readonly us: Step; readonly them: Step }

const Side = ({ step, who }: { step: Step; who: string }) => (
  <div class="sd" data-s={step.state}>
    <span class="who">{who}</span>
    {step.text}
    {step.sub ? <span class="sub">{step.sub}</span> : null}
  </div>
)

export const Ladder = ({
  title,
  us,
  them,
  stages,
}: {
  readonly title: string
  readonly us: string
  readonly them: string
  readonly stages: readonly Stage[]
}) => (
  <section class="ladder-box" aria-labelledby="ladder-h">
    <h2 class="sr" id="ladder-h">
      {title}
    </h2>
    <div class="ladder" style={`--n: ${stages.length}`}>
      <div class="sides" aria-hidden="true">
        <span></span>
        <span>{us}</span>
        <span>{them}</span>
      </div>
      <ol>
        {stages.map((stage) => (
          <li>
            <h3>{stage.title}</h3>
            <Side step={stage.us} who={us} />
            <Side step={stage.them} who={them} />
          </li>
        ))}
      </ol>
    </div>
  </section>
)
