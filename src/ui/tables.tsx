// Registers: a table that becomes stacked entries on a phone, pages by key, filters in the address, and what an empty one teaches.
import { m } from '#messages'
import { CellEdit, ChooseAll, ChooseRow, type Choosing } from './cells.tsx'
import type { Child } from 'hono/jsx'

export type Column<Row> = {
  readonly head: string
  readonly cell: (row: Row) => Child
  /** Numbers stand at the right, digits under digits. */
  readonly number?: boolean
  /** Link that sorts by this column, and how it stands now. */
  readonly sort?: { readonly href: string; readonly now?: 'ascending' | 'descending' | undefined }
  /** Address of the one-field form of this cell; the words say what is changed where, „Области: Дойран“. */
  readonly edit?: ((row: Row) => { readonly href: string; readonly label: string } | undefined) | undefined
}

export type TableProps<Row> = {
  /** Said to screen readers; the page's heading stands above for the eyes. */
  readonly caption: string
  readonly rows: readonly Row[]
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[]
  /** Adds j/k/Enter keys over the rows' first links. */
  readonly keys?: boolean
  /** Boxes to choose rows with, for changing many at once. */
  readonly choose?: Choosing<Row> | undefined
  /** An anchor for each row, to come back to. */
  readonly rowId?: ((row: Row) => string) | undefined
}

const SortHead = ({ head, sort }: { head: string; sort: NonNullable<Column<unknown>['sort']> }) => (
  <a href={sort.href}>
    {head}
    {sort.now ? (
      <span class="arrow" aria-hidden="true">
        {sort.now === 'ascending' ? ' ↑' : ' ↓'}
      </span>
    ) : null}
    {sort.now ? <span class="sr"> ({sort.now === 'ascending' ? m.ui_sort_up() : m.ui_sort_down()})</span> : null}
  </a>
)

export const Table = <Row,>({ caption, rows, columns, keys, choose, rowId }: TableProps<Row>) => (
  <table class="register" data-keys={keys ? 'tbody tr' : undefined}>
    <caption class="sr">{caption}</caption>
    <thead>
      <tr>
        {choose ? (
          <td class="pick">
            <ChooseAll />
          </td>
        ) : null}
        {columns.map(({ head, sort, number }) => (
          <th scope="col" class={number ? 'num' : undefined} aria-sort={sort?.now}>
            {sort ? <SortHead head={head} sort={sort} /> : head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr id={rowId?.(row)}>
          {choose ? (
            <td class="pick">
              <ChooseRow choosing={choose} row={row} />
            </td>
          ) : null}
          {columns.map(({ head, cell, number, edit }, index) => {
            const change = edit?.(row)
            const inside = change === undefined ? cell(row) : <CellEdit {...change}>{cell(row)}</CellEdit>
            return index === 0 ? (
              <th scope="row">{inside}</th>
            ) : (
              <td class={number ? 'num' : undefined} data-label={head}>
                {inside}
              </td>
            )
          })}
        </tr>
      ))}
    </tbody>
  </table>
)

export type PagerProps = {
  /** The list's address with its filters, without a cursor. */
  readonly href: string
  /** Keys of the neighbouring pages; absent at an end. Sent back as ?after= and ?before=. */
  readonly after?: string | undefined
  readonly before?: string | undefined
  /** e.g. „25 от 1204“. */
  readonly text?: string | undefined
}

const withCursor = (href: string, key: 'after' | 'before', cursor: string): string => {
  const [path = '', query = ''] = href.split('?', 2)
  const params = new URLSearchParams(query)
  params.delete('after')
  params.delete('before')
  params.set(key, cursor)
  return `${path}?${params.toString()}`
}

/** Nothing when the list fits one page. */
export const Pager = ({ href, after, before, text }: PagerProps) =>
  after || before ? (
    <nav class="pager" aria-label={m.ui_pager()}>
      {before ? (
        <a class="ds-button" data-size="sm" data-variant="secondary" rel="prev" href={withCursor(href, 'before', before)}>
          {m.ui_pager_previous()}
        </a>
      ) : null}
      {after ? (
        <a class="ds-button" data-size="sm" data-variant="secondary" rel="next" href={withCursor(href, 'after', after)}>
          {m.ui_pager_next()}
        </a>
      ) : null}
      {before ? <a href={href}>{m.ui_pager_first()}</a> : null}
      {text ? <span class="sub">{text}</span> : null}
    </nav>
  ) : null

export type Filter =
  | { readonly kind: 'search'; readonly name: string; readonly label: string; readonly value?: string | undefined }
  | { readonly kind: 'day'; readonly name: string; readonly label: string; readonly value?: string | undefined }
  | {
      readonly kind: 'select'
      readonly name: string
      readonly label: string
      readonly value?: string | undefined
      readonly options: readonly { readonly value: string; readonly label: string }[]
      /** Seldom asked for: folded away until it is. */
      readonly seldom?: boolean
    }

export type FiltersProps = {
  readonly action: string
  readonly filters: readonly Filter[]
  /** How much was found, e.g. „13 обещания“. */
  readonly count?: string
  /** Address without filters; shown when something is filtered. */
  readonly clear?: string | undefined
  /** Hidden fields that survive filtering (the view, the order). */
  readonly keep?: Readonly<Record<string, string>>
  readonly children?: Child
  /** After the buttons: what else one does with what was found. */
  readonly more?: Child
}

const isSeldom = (filter: Filter): boolean => filter.kind === 'select' && filter.seldom === true

const box = (filter: Filter) =>
  filter.kind === 'search' ? (
    <label class="grow">
      {filter.label}
      <input class="ds-input" type="search" name={filter.name} value={filter.value ?? ''} autocomplete="off" />
    </label>
  ) : filter.kind === 'day' ? (
    <label>
      {filter.label}
      <input class="ds-input" type="date" name={filter.name} value={filter.value ?? ''} />
    </label>
  ) : (
    <label>
      {filter.label}
      <select class="ds-input" name={filter.name}>
        {filter.options.map((option) => (
          <option value={option.value} selected={option.value === (filter.value ?? '')}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )

/** A GET form: the view is in the address and can be sent to a colleague. */
export const Filters = ({ action, filters, count, clear, keep = {}, children, more }: FiltersProps) => (
  <form class="filters" action={action} aria-label={m.ui_filters()}>
    {children}
    {Object.entries(keep).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {filters.filter((filter) => !isSeldom(filter)).map(box)}
    {filters.some(isSeldom) ? (
      <details class="filters-more" open={filters.some((filter) => isSeldom(filter) && filter.value !== undefined && filter.value !== '')}>
        <summary>{m.ui_filters_more()}</summary>
        <div>{filters.filter(isSeldom).map(box)}</div>
      </details>
    ) : null}
    <button class="ds-button" data-variant="secondary">
      {m.ui_filter_go()}
    </button>
    {clear ? (
      <a class="ds-button" data-variant="tertiary" href={clear}>
        {m.ui_filter_clear()}
      </a>
    ) : null}
    {more}
    {count ? (
      <p class="count" role="status">
        {count}
      </p>
    ) : null}
  </form>
)

/** Views of one list as links, e.g. Книга · Таблица. */
export const ViewSwitch = ({
  label,
  views,
}: {
  readonly label: string
  /** `key`: the digit that switches to it. */
  readonly views: readonly { readonly href: string; readonly text: string; readonly current: boolean; readonly key?: string }[]
}) => (
  <div class="switch" role="group" aria-label={label}>
    {views.map(({ href, text, current, key }) => (
      <a href={href} aria-current={current ? 'true' : undefined} data-view-key={key} aria-keyshortcuts={key}>
        {text}
      </a>
    ))}
  </div>
)

/** Tabs made of links: a page each. */
export const Tabs = ({
  label,
  tabs,
}: {
  readonly label: string
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly count?: number | string | undefined; readonly current: boolean }[]
}) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map(({ href, text, count, current }) => (
      <a href={href} aria-current={current ? 'page' : undefined}>
        {text}
        {count === undefined ? null : (
          <>
            {' '}
            <span class="num">{count}</span>
          </>
        )}
      </a>
    ))}
  </nav>
)

/** An empty list says what belongs here and gives the next step. */
export const EmptyState = ({ title, text, actions }: { readonly title: string; readonly text: Child; readonly actions?: Child }) => (
  <div class="empty">
    <h2>{title}</h2>
    <p>{text}</p>
    {actions ? <div class="row">{actions}</div> : null}
  </div>
)

/** A titled part of a page: hairline under the head, count and link at its right. */
export const Section = ({
  id,
  title,
  count,
  more,
  children,
}: {
  readonly id: string
  readonly title: string
  readonly count?: Child
  readonly more?: { readonly href: string; readonly text: string } | undefined
  readonly children: Child
}) => (
  <section class="sect" id={id} aria-labelledby={`${id}-h`}>
    <header>
      <h2 id={`${id}-h`}>{title}</h2>
      {count === undefined || count === null ? null : <span class="count">{count}</span>}
      {more ? (
        <a class="more" href={more.href}>
          {more.text}
        </a>
      ) : null}
    </header>
    {children}
  </section>
)
