// Changing many rows at once: boxes in the table, a bar under it that says what to do, a page that shows beforehand what will happen, and one that tells what did.
import type { Child } from 'hono/jsx'
import { m } from '#messages'
import { MANY_FORM } from './cells.tsx'
import { Checkbox, Field, type FieldError, fieldId, Select, SubmitRow, type Option } from './fields.tsx'
import { type Crumb, OfficePage } from './layout.tsx'
import type { NavKey } from './rail.tsx'
import type { Shell } from './shell.ts'
import { Section } from './tables.tsx'

export type ManyAct = { readonly value: string; readonly label: string }
export type ManyBarProps = {
  readonly action: string
  /** The query the list is shown with: „all that were found“ means these. */
  readonly query: string
  readonly found: number
  readonly shown: number
  readonly most: number
  readonly groups: readonly { readonly label: string; readonly acts: readonly ManyAct[] }[]
}

export const ManyBar = ({ action, query, found, shown, most, groups }: ManyBarProps) => (
  <form class="many" id={MANY_FORM} method="post" action={action} aria-label={m.ui_many_title()}>
    <input type="hidden" name="query" value={query} />
    <p
      class="how-many"
      role="status"
      data-none={m.ui_many_none()}
      data-one={m.ui_many_chosen({ count: 1 })}
      data-more={m.ui_many_chosen({ count: 99 }).replace('99', '{n}')}
    >
      {m.ui_many_none()}
    </p>
    {found > shown ? <Checkbox name="all" label={found > most ? m.ui_many_all_most({ count: found, most }) : m.ui_many_all({ count: found })} /> : null}
    <label>
      <span class="sr">{m.ui_many_act()}</span>
      <select class="ds-input" name="act">
        <option value="">{m.ui_many_act()}</option>
        {groups.map(({ label, acts }) => (
          <optgroup label={label}>
            {acts.map((act) => (
              <option value={act.value}>{act.label}</option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
    <button class="ds-button" data-variant="secondary">
      {m.ui_many_go()}
    </button>
  </form>
)

export type ManyTold = {
  readonly fit: readonly { readonly id: string; readonly label: string }[]
  readonly same: readonly { readonly id: string; readonly label: string }[]
  readonly troubles: readonly { readonly label: string; readonly why: string }[]
  /** How many of the chosen the register does not know. */
  readonly unknown: number
}

/** Names shown at once; the rest opens below them. */
const SHOWN = 20

const Names = ({ names }: { readonly names: readonly Child[] }) => (
  <>
    <ul class="names">
      {names.slice(0, SHOWN).map((name) => (
        <li>{name}</li>
      ))}
    </ul>
    {names.length > SHOWN ? (
      <details>
        <summary>{m.ui_many_more({ count: names.length - SHOWN })}</summary>
        <ul class="names">
          {names.slice(SHOWN).map((name) => (
            <li>{name}</li>
          ))}
        </ul>
      </details>
    ) : null}
  </>
)

const Told = ({ told, done }: { readonly told: ManyTold; readonly done: boolean }) => (
  <div class="stack-lg">
    {told.fit.length > 0 ? (
      <Section id="fit" title={done ? m.ui_many_done() : m.ui_many_will()} count={told.fit.length}>
        <Names names={told.fit.map(({ label }) => label)} />
      </Section>
    ) : null}
    {told.troubles.length + told.unknown > 0 ? (
      <Section id="troubles" title={done ? m.ui_many_not_done() : m.ui_many_cannot()} count={told.troubles.length + told.unknown}>
        <Names
          names={[
            ...told.troubles.map(({ label, why }) => (
              <>
                <strong>{label}</strong>: {why}
              </>
            )),
            ...(told.unknown > 0 ? [m.ui_many_unknown({ count: told.unknown })] : []),
          ]}
        />
      </Section>
    ) : null}
    {told.same.length > 0 ? (
      <Section id="same" title={m.ui_many_same()} count={told.same.length}>
        <Names names={told.same.map(({ label }) => label)} />
      </Section>
    ) : null}
  </div>
)

export type ManyPageProps = {
  readonly shell: Shell
  readonly nav: NavKey
  readonly crumbs: readonly Crumb[]
  /** What is done: „Добавяне на област: култура“. */
  readonly title: string
  readonly told: ManyTold
  /** The form that does it. */
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  /** A value still to be chosen. */
  readonly ask?: { readonly label: string; readonly options: readonly Option[]; readonly value?: string | undefined } | undefined
  readonly button: string
  readonly cancel: string
  readonly errors?: readonly FieldError[]
}

/** Before: what will happen, to whom not and why; nothing is done yet. */
export const ManyPage = ({ shell, nav, crumbs, title, told, action, fields, ask, button, cancel, errors = [] }: ManyPageProps) => (
  <OfficePage shell={shell} title={title} nav={nav} crumbs={crumbs} failed={errors.length > 0} lead={m.ui_many_lead()}>
    {errors.length > 0 ? (
      <div class="ds-error-summary" role="alert" tabindex={-1} id="errors" data-focus>
        <ul>
          {errors.map(({ name, message }) => (
            <li>{name === '' ? message : <a href={`#${fieldId(name)}`}>{message}</a>}</li>
          ))}
        </ul>
      </div>
    ) : null}
    {told.fit.length === 0 ? <p class="note">{m.ui_many_nothing()}</p> : null}
    <Told told={told} done={false} />
    {told.fit.length === 0 ? (
      <p class="submit">
        <a class="ds-button" data-variant="secondary" href={cancel}>
          {m.ui_many_back()}
        </a>
      </p>
    ) : (
      <form class="form" method="post" action={action} novalidate>
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {ask === undefined ? null : <Select name="value" label={ask.label} options={ask.options} value={ask.value} empty={m.ui_many_value()} />}
        {told.troubles.length + told.unknown > 0 ? (
          <Field name="rest" label={<span class="sr">{m.ui_many_cannot()}</span>}>
            <Checkbox name="rest" label={m.ui_many_rest({ count: told.fit.length })} hint={m.ui_many_rest_hint()} />
          </Field>
        ) : null}
        <SubmitRow cancel={cancel} text={button} />
      </form>
    )}
  </OfficePage>
)

export type ManyDonePageProps = {
  readonly shell: Shell
  readonly nav: NavKey
  readonly crumbs: readonly Crumb[]
  readonly title: string
  readonly told: ManyTold
  readonly back: string
}

/** After, when not all could be done: who was changed, who not and why. The notice above it carries the undo. */
export const ManyDonePage = ({ shell, nav, crumbs, title, told, back }: ManyDonePageProps) => (
  <OfficePage shell={shell} title={title} nav={nav} crumbs={crumbs}>
    <Told told={told} done />
    <p class="submit">
      <a class="ds-button" data-variant="secondary" href={back}>
        {m.ui_many_back()}
      </a>
    </p>
  </OfficePage>
)
