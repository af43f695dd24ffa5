// What every change of many at once answers: first a page that tells what will happen, then the doing, and what came of it.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { Actor } from '#platform/activity/activity.ts'
import { type FormBody, readForm, typed, typedList } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { type Chosen, chosenAsText, chosenIn, hasTroubles, type ManyDone, type NotAll, type Outcome } from '#platform/many.ts'
import type { Refusal, Result } from '#platform/result.ts'
import type { Option } from './fields.tsx'
import { ManyDonePage, ManyPage } from './many.tsx'
import type { NavKey } from './rail.tsx'

type Asked = { readonly label: string; readonly options: readonly Option[] }

export type ManyDesk<Act, Person> = {
  readonly list: { readonly href: string; readonly title: () => string; readonly nav: NavKey }
  /** Where it is done. */
  readonly doing: string
  readonly readAct: (text: string) => Act | null
  readonly title: (act: Act) => string
  /** How many it will be done to, on the button: „Промени 12 партньорства“. */
  readonly button: (act: Act, count: number) => string
  /** What the notice says afterwards. */
  readonly done: (act: Act, count: number) => string
  /** A value the act still lacks: its words and choices. */
  readonly ask?: (act: Act, c: Context, by: Person) => Asked | undefined | Promise<Asked | undefined>
  /** The act with the value, as it is posted; null: the value does not fit. */
  readonly withValue?: (act: Act, value: string) => Act | null
  /** The query as the list knows it. */
  readonly cleanQuery: (query: string) => string
  /** Everything the query finds, at most as many as may be changed at once. */
  readonly found: (c: Context, by: Person, query: string) => Promise<readonly Chosen[]>
  readonly foresee: (c: Context, by: Person, chosen: readonly Chosen[], act: Act) => Promise<Outcome>
  readonly change: (c: Context, by: Person, chosen: readonly Chosen[], act: Act, rest: boolean) => Promise<Result<ManyDone, Refusal | NotAll>>
}

type Read<Act> = { readonly act: Act; readonly actText: string; readonly chosen: readonly Chosen[]; readonly query: string; readonly back: string }

const backOf = <Act, Person>(desk: ManyDesk<Act, Person>, query: string): string => (query === '' ? desk.list.href : `${desk.list.href}?${query}`)

/** What the bar under the table was sent with, or the notice that something is lacking. */
async function readBar<Act, Person>(c: Context, desk: ManyDesk<Act, Person>, by: Person, body: FormBody): Promise<Read<Act> | Response> {
  const query = desk.cleanQuery(typed(body, 'query'))
  const back = backOf(desk, query)
  const chosen = typed(body, 'all') !== '' ? await desk.found(c, by, query) : chosenIn(typedList(body, 'chosen'))
  if (chosen.length === 0) return goWithNotice(c, back, { text: m.ui_many_none_chosen(), tone: 'soon' })
  const actText = typed(body, 'act')
  const act = desk.readAct(actText)
  if (act === null) return goWithNotice(c, back, { text: m.ui_many_no_act(), tone: 'soon' })
  return { act, actText, chosen, query, back }
}

export const manyForeseen =
  <Act, Person extends Actor>(desk: ManyDesk<Act, Person>) =>
  async (c: Context, by: Person): Promise<Response> => {
    const read = await readBar(c, desk, by, await readForm(c))
    if (read instanceof Response) return read
    return before(c, desk, by, read, await desk.foresee(c, by, read.chosen, read.act))
  }

export const manyDone =
  <Act, Person extends Actor>(desk: ManyDesk<Act, Person>) =>
  async (c: Context, by: Person): Promise<Response> => {
    const body = await readForm(c)
    const read = await readBar(c, desk, by, body)
    if (read instanceof Response) return read
    const asks = (await desk.ask?.(read.act, c, by)) !== undefined
    const act = asks ? (desk.withValue?.(read.act, typed(body, 'value')) ?? null) : read.act
    const again = async (outcome: Outcome, name: string, message: string): Promise<Response> =>
      before(c, desk, by, read, outcome, { errors: [{ name, message }], value: typed(body, 'value') }, name === 'value' ? 422 : 409)
    if (act === null) return again(await desk.foresee(c, by, read.chosen, read.act), 'value', m.platform_form_choose())
    const changed = await desk.change(c, by, read.chosen, act, typed(body, 'rest') !== '')
    if (!changed.ok) {
      const outcome = 'outcome' in changed.refusal ? changed.refusal.outcome : await desk.foresee(c, by, read.chosen, act)
      return again(outcome, '', changed.refusal.message)
    }
    const { outcome, activityId } = changed.value
    const undo = activityId === null ? {} : { undo: addresses.activityUndo({ id: activityId }) }
    const text = activityId === null ? m.ui_many_all_same() : desk.done(act, outcome.fit.length)
    if (!hasTroubles(outcome)) return goWithNotice(c, read.back, { text, ...undo })
    return c.html(
      <ManyDonePage
        shell={{ ...c.get('shell'), notice: { text, tone: 'soon', ...undo } }}
        nav={desk.list.nav}
        crumbs={[{ text: desk.list.title(), href: read.back }]}
        title={desk.title(act)}
        told={outcome}
        back={read.back}
      />,
    )
  }

async function before<Act, Person>(
  c: Context,
  desk: ManyDesk<Act, Person>,
  by: Person,
  read: Read<Act>,
  told: Outcome,
  failed: { readonly errors?: readonly { readonly name: string; readonly message: string }[]; readonly value?: string } = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const ask = await desk.ask?.(read.act, c, by)
  return c.html(
    <ManyPage
      shell={c.get('shell')}
      nav={desk.list.nav}
      crumbs={[{ text: desk.list.title(), href: read.back }]}
      title={desk.title(read.act)}
      told={told}
      action={desk.doing}
      fields={{ act: read.actText, query: read.query, chosen: chosenAsText(read.chosen) }}
      ask={ask === undefined ? undefined : { ...ask, value: failed.value }}
      button={desk.button(read.act, told.fit.length)}
      cancel={read.back}
      errors={failed.errors ?? []}
    />,
    status,
  )
}
