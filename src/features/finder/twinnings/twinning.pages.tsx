// What is known of twinnings, as a page: how much and from where, the loading of the world's, the office's own and its lists; one to be added; a file before it is taken.
import { addresses } from '#addresses'
import { m } from '#messages'
import { dayInWords, momentInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, FileField, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Facts } from '#ui/stats.tsx'
import { Pager, Section, Table } from '#ui/tables.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { troubleInWords } from './load.ts'
import type { KnownTwinnings, ListLine, WorldKnown } from './twinning.queries.ts'
import type { TwinningListRow, TwinningRow, WorldLoad } from './twinning.table.ts'
import { FinderTabs } from '../finder.pages.tsx'

const crumbs = () => [{ text: m.finder_title(), href: addresses.finder() }]
const number = (value: number): string => value.toLocaleString(currentLanguage())
const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).hostname : address)

type Names = ReadonlyMap<number, string>
const townsIn = (names: Names, { a, b }: { readonly a: number; readonly b: number }): string => `${names.get(a) ?? a} – ${names.get(b) ?? b}`

const worldInWords = (world: WorldKnown): string => {
  const values = { count: number(world.pairs), day: dayInWords(world.loadedOn) }
  return world.source === 'wikidata'
    ? m.finder_twinnings_world_wikidata(values)
    : world.source === 'file'
      ? m.finder_twinnings_world_file(values)
      : m.finder_twinnings_world_both(values)
}

const Source = ({ row }: { readonly row: { readonly source: string; readonly address: string; readonly seenOn: string } }) => (
  <>
    {row.address === '' ? (
      row.source
    ) : (
      <a href={row.address} rel="noreferrer">
        {row.source}
      </a>
    )}
    <span class="sub"> · {dayInWords(row.seenOn)}</span>
  </>
)

const Removal = ({ action, version, name }: { readonly action: string; readonly version: number; readonly name: string }) => (
  <form method="post" action={action}>
    <HiddenVersion version={version} />
    <button class="ds-button" data-size="sm" data-variant="tertiary" data-color="danger">
      {m.finder_twinnings_remove()}
      <span class="sr">: {name}</span>
    </button>
  </form>
)

const Press = ({ to, text, quiet }: { readonly to: string; readonly text: string; readonly quiet?: boolean }) => (
  <form method="post" action={to}>
    <button class="ds-button" data-variant={quiet === true ? 'secondary' : undefined}>
      {text}
    </button>
  </form>
)

type LoadProps = {
  readonly load: WorldLoad | null
  readonly service: string | null
  readonly mayWrite: boolean
  readonly timeZone: string
  /** What is in use meanwhile. */
  readonly world: WorldKnown | null
}

/** How far a load is, what is wrong with it, and what can be done. */
const LoadState = ({ load, service, mayWrite, timeZone, world }: LoadProps) => {
  const runs = load !== null && load.stoppedAt === null && load.finishedAt === null
  return (
    <div class="stack">
      {load === null ? null : (
        <>
          <p role="status">
            {runs ? <span class="strong">{m.finder_twinnings_load_runs()} </span> : <span class="strong">{m.finder_twinnings_load_resting()} </span>}
            {m.finder_twinnings_load_progress({
              items: number(load.items),
              pairs: number(load.pairs),
              unknown: number(load.unknown),
              broken: number(load.broken),
            })}
          </p>
          {load.trouble === null ? null : (
            <p class="late">
              {troubleInWords(load.trouble, load.troubleDetail)}{' '}
              {runs && load.nextAt !== null ? m.finder_twinnings_load_again({ when: momentInWords(load.nextAt, timeZone) }) : null}
            </p>
          )}
          <p class="sub">
            {runs ? m.finder_twinnings_load_leave() : world !== null ? m.finder_twinnings_load_kept() : m.finder_twinnings_load_nothing_yet()}{' '}
            {runs ? <a href={`${addresses.finderTwinnings()}#world`}>{m.finder_twinnings_load_look()}</a> : null}
          </p>
        </>
      )}
      {service === null ? (
        <p class="note">{m.finder_twinnings_load_off()}</p>
      ) : (
        <>
          <p class="sub">{m.finder_twinnings_load_what({ host: hostOf(service) })}</p>
          {world === null || world.source === 'wikidata' ? null : <p class="sub">{m.finder_twinnings_load_beside()}</p>}
          {!mayWrite ? (
            <p class="sub">{m.finder_twinnings_load_officer()}</p>
          ) : runs ? (
            <Press to={addresses.finderTwinningLoadRest()} text={m.finder_twinnings_load_rest()} quiet />
          ) : (
            <div class="row">
              {load?.trouble === 'shrunk' ? <Press to={addresses.finderTwinningLoadConfirmation()} text={m.finder_twinnings_load_confirm()} quiet /> : null}
              <Press
                to={addresses.finderTwinningLoad()}
                text={
                  load !== null && load.finishedAt === null
                    ? m.finder_twinnings_load_resume()
                    : world !== null && world.source !== 'file'
                      ? m.finder_twinnings_load_anew()
                      : m.finder_twinnings_load_start({ host: hostOf(service) })
                }
              />
            </div>
          )}
        </>
      )}
    </div>
  )
}

const SourceFields = ({ body, faults }: { readonly body: FormBody; readonly faults: readonly FieldFault[] }) => (
  <>
    <TextField
      name="source"
      label={m.finder_twinnings_source()}
      hint={m.finder_twinnings_source_hint()}
      maxlength={300}
      value={typed(body, 'source')}
      error={errorOf(faults, 'source')}
    />
    <TextField
      name="address"
      label={m.finder_twinnings_address()}
      type="url"
      inputmode="url"
      optional
      value={typed(body, 'address')}
      error={errorOf(faults, 'address')}
    />
    <DateOfAnyPrecision
      name="seenOn"
      label={m.finder_twinnings_seen_on()}
      hint={m.finder_twinnings_seen_on_hint()}
      exact
      value={typedBoxes(body, 'seenOn')}
      error={errorOf(faults, 'seenOn')}
    />
  </>
)

export type TwinningsPageProps = {
  readonly shell: Shell
  readonly sources: KnownTwinnings['sources']
  /** The query service that may be asked; null: none. */
  readonly service: string | null
  readonly load: WorldLoad | null
  readonly own: { readonly rows: readonly TwinningRow[]; readonly next: string | null; readonly previous: string | null; readonly total: number }
  readonly lists: readonly ListLine[]
  readonly names: Names
  /** What was typed beside a file that does not serve. */
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  readonly timeZone: string
}

export const TwinningsPage = ({ shell, sources, service, load, own, lists, names, body, faults, timeZone }: TwinningsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const { world } = sources
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={m.finder_twinnings_title()}
      failed={faults.length > 0}
      lead={m.finder_twinnings_lead()}
      actions={
        mayWrite ? (
          <a class="ds-button" href={addresses.finderTwinningNew()}>
            {m.finder_twinnings_add()}
          </a>
        ) : undefined
      }
    >
      <FinderTabs part="twinnings" />
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        <Section id="known" title={m.finder_twinnings_known()}>
          <div class="stack">
            <Facts
              facts={[
                { name: m.finder_twinnings_of_world(), value: world === null ? m.finder_twinnings_world_none() : worldInWords(world) },
                { name: m.finder_twinnings_of_register(), value: number(sources.register) },
                {
                  name: m.finder_twinnings_of_office(),
                  value:
                    world === null || sources.own === 0
                      ? number(sources.own)
                      : m.finder_twinnings_office_new({ count: number(sources.own), added: number(sources.ownNew) }),
                },
              ]}
            />
            {world === null ? <p class="note">{m.finder_twinnings_without()}</p> : null}
          </div>
        </Section>
        <Section id="world" title={m.finder_twinnings_load_title()}>
          <LoadState load={load} service={service} mayWrite={mayWrite} timeZone={timeZone} world={world} />
        </Section>
        <Section id="own" title={m.finder_twinnings_own()} count={own.total === 0 ? null : number(own.total)}>
          {own.rows.length === 0 ? (
            <p class="sub">{m.finder_twinnings_own_none()}</p>
          ) : (
            <Table
              caption={m.finder_twinnings_own()}
              rows={own.rows}
              columns={[
                { head: m.finder_twinnings_towns(), cell: (row) => townsIn(names, row) },
                { head: m.finder_twinnings_source(), cell: (row) => <Source row={row} /> },
                ...(mayWrite
                  ? [
                      {
                        head: m.finder_twinnings_remove(),
                        cell: (row: TwinningRow) => (
                          <Removal action={addresses.finderTwinningRemoval({ id: row.id })} version={row.version} name={townsIn(names, row)} />
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
          <Pager href={addresses.finderTwinnings()} after={own.next ?? undefined} before={own.previous ?? undefined} />
        </Section>
        <Section id="lists" title={m.finder_twinnings_lists()} count={lists.length === 0 ? null : number(lists.length)}>
          {lists.length === 0 ? null : (
            <Table
              caption={m.finder_twinnings_lists()}
              rows={lists}
              columns={[
                { head: m.finder_twinnings_file(), cell: ({ name }) => name },
                { head: m.finder_twinnings_count(), number: true, cell: ({ count }) => number(count) },
                { head: m.finder_twinnings_source(), cell: (row) => <Source row={row} /> },
                ...(mayWrite
                  ? [
                      {
                        head: m.finder_twinnings_remove(),
                        cell: (row: ListLine) => <Removal action={addresses.finderTwinningListRemoval({ id: row.id })} version={row.version} name={row.name} />,
                      },
                    ]
                  : []),
              ]}
            />
          )}
          {mayWrite ? (
            <form class="form" method="post" action={addresses.finderTwinningLists()} enctype="multipart/form-data" novalidate>
              <FileField
                name="file"
                label={m.finder_twinnings_file_new()}
                hint={m.finder_twinnings_file_hint()}
                accept=".tsv,.gz,.txt"
                error={errorOf(faults, 'file')}
              />
              <SourceFields body={body} faults={faults} />
              <SubmitRow text={m.finder_twinnings_file_read()} />
            </form>
          ) : lists.length === 0 ? (
            <p class="sub">{m.finder_twinnings_lists_none()}</p>
          ) : null}
        </Section>
      </div>
    </OfficePage>
  )
}

const towardsTwinnings = () => [...crumbs(), { text: m.finder_twinnings_title(), href: addresses.finderTwinnings() }]

export const NewTwinningPage = ({ shell, body, faults }: { readonly shell: Shell; readonly body: FormBody; readonly faults: readonly FieldFault[] }) => (
  <OfficePage
    nav="finder"
    shell={shell}
    title={m.finder_twinnings_new()}
    crumbs={towardsTwinnings()}
    failed={faults.length > 0}
    lead={m.finder_twinnings_new_lead()}
  >
    <ErrorSummary errors={faults} />
    <form class="form" method="post" action={addresses.finderTwinnings()} novalidate>
      {(['one', 'other'] as const).map((name) => (
        <TypeAhead
          name={name}
          label={name === 'one' ? m.finder_twinnings_one() : m.finder_twinnings_other()}
          source={addresses.places()}
          value={{ id: typed(body, `${name}.id`), text: typed(body, `${name}.text`) }}
          error={errorOf(faults, name)}
        />
      ))}
      <SourceFields body={body} faults={faults} />
      <SubmitRow cancel={addresses.finderTwinnings()} />
    </form>
  </OfficePage>
)

/** Pairs of a brought file that are shown as a sample. */
const SHOWN = 10

export type ListPageProps = {
  readonly shell: Shell
  readonly list: TwinningListRow
  /** How many of its twinnings nothing else knows: neither the world's list nor the office. */
  readonly unheard: number
  readonly names: Names
}

export const ListPage = ({ shell, list, unheard, names }: ListPageProps) => {
  const shown = Array.from({ length: Math.min(SHOWN, list.count) }, (_, i) => ({ a: list.pairs[2 * i]!, b: list.pairs[2 * i + 1]! }))
  return (
    <OfficePage nav="finder" shell={shell} title={list.name} crumbs={towardsTwinnings()} lead={m.finder_twinnings_list_lead()}>
      <div class="stack-lg">
        <Facts
          facts={[
            { name: m.finder_twinnings_count(), value: number(list.count) },
            { name: m.finder_twinnings_list_unheard(), value: number(unheard) },
            { name: m.finder_twinnings_list_unknown(), value: number(list.unknown) },
            { name: m.finder_twinnings_list_broken(), value: number(list.broken) },
            { name: m.finder_twinnings_source(), value: <Source row={list} /> },
          ]}
        />
        <Section id="sample" title={m.finder_twinnings_list_sample()}>
          <ul class="prose">
            {shown.map((pair) => (
              <li>{townsIn(names, pair)}</li>
            ))}
          </ul>
        </Section>
        <form class="form" method="post" action={addresses.finderTwinningList({ id: list.id })}>
          <SubmitRow text={m.finder_twinnings_list_take()} cancel={addresses.finderTwinnings()} />
        </form>
      </div>
    </OfficePage>
  )
}
