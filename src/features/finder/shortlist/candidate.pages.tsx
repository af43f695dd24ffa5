// The shortlist as a page: the towns the office keeps, how each was found, what comes next with it; below, those it does not want, and why.
import { addresses } from '#addresses'
import { countryName } from '#features/organisations/naming.ts'
import { nameFor, type Place as Town } from '#features/places/place.ts'
import { m } from '#messages'
import type { Page } from '#platform/database/key-paging.ts'
import { dayInWords } from '#platform/dates.ts'
import type { FieldFault } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { Place, Tag, type TagTone } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextArea } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Pager, Section, Table, ViewSwitch } from '#ui/tables.tsx'
import { type Deed, originInWords } from './candidate.ts'
import type { JudgedTownView, View } from './candidate.queries.ts'
import { FinderTabs } from '../finder.pages.tsx'
import { reasonInWords } from '../reason.ts'

/** What is written with a town, where anything is: in words, and what to do next. */
export type Pursued = { readonly href: string; readonly words: string; readonly tone: TagTone; readonly next: string }

export const townName = (place: Town | null, placeId: number): string => (place === null ? `GeoNames ${placeId}` : nameFor(place, currentLanguage()))

const TownPlace = ({ row, href }: { readonly row: JudgedTownView; readonly href?: string }) => {
  const name = townName(row.place, row.placeId)
  return <Place name={name} country={row.place?.country} native={row.place === null ? undefined : { name: row.place.name, lang: 'und' }} href={href} />
}

/** A deed as a button. After it one is back on the page one came from. */
export const DeedButton = ({ place, deed, text, back }: { readonly place: number; readonly deed: Deed; readonly text: string; readonly back: string }) => (
  <form method="post" action={addresses.finderShortlist()}>
    <input type="hidden" name="place" value={String(place)} />
    <input type="hidden" name="back" value={back} />
    <button class="ds-button" data-variant="tertiary" data-size="sm" name="deed" value={deed}>
      {text}
    </button>
  </form>
)

/** How it was found, with the evidence. */
export const Origin = ({ row }: { readonly row: Pick<JudgedTownView, 'finding'> }) =>
  row.finding === null ? (
    <p class="sub">{m.finder_shortlist_by_hand()}</p>
  ) : (
    <>
      {/* A Bulgarian day ends in a full stop of its own. */}
      <p>{`${originInWords(row.finding)}.`.replace(/\.\.$/, '.')}</p>
      {row.finding.reasons.length === 0 ? null : (
        <ul>
          {row.finding.reasons.map((reason) => (
            <li>{reasonInWords(reason)}</li>
          ))}
        </ul>
      )}
    </>
  )

export type ShortlistPageProps = {
  readonly shell: Shell
  readonly view: View
  readonly page: Page<JudgedTownView> & { readonly all: number }
  /** Below the kept ones: the latest of the excluded, with how many there are. */
  readonly excluded: { readonly rows: readonly JudgedTownView[]; readonly all: number }
  /** By the candidate's id. */
  readonly pursued: ReadonlyMap<string, Pursued>
}

export const ShortlistPage = ({ shell, view, page, excluded, pursued }: ShortlistPageProps) => {
  const mayWrite = shell.role === 'officer'
  const back = addresses.finderShortlist(view === 'excluded' ? { view } : {})
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={m.finder_shortlist_title()}
      lead={m.finder_shortlist_lead()}
      actions={
        <a class="ds-button" data-variant="secondary" href={addresses.finderOutreach()}>
          {m.finder_outreach_title()}
        </a>
      }
    >
      <FinderTabs part="shortlist" />
      <div class="stack-lg">
        <ViewSwitch
          label={m.finder_shortlist_views()}
          views={[
            { href: addresses.finderShortlist(), text: m.finder_shortlist_view_kept(), current: view === 'kept', key: '1' },
            { href: addresses.finderShortlist({ view: 'excluded' }), text: m.finder_shortlist_view_excluded(), current: view === 'excluded', key: '2' },
          ]}
        />
        {page.rows.length === 0 ? (
          <EmptyState
            title={view === 'kept' ? m.finder_shortlist_empty_title() : m.finder_shortlist_no_excluded()}
            text={view === 'kept' ? m.finder_shortlist_empty_text() : m.finder_shortlist_no_excluded_text()}
            actions={
              <a class="ds-button" href={addresses.finder()}>
                {m.finder_shortlist_look()}
              </a>
            }
          />
        ) : view === 'kept' ? (
          page.rows.map((row) => <Kept row={row} pursued={pursued.get(row.id)} mayWrite={mayWrite} back={back} />)
        ) : (
          <Excluded rows={page.rows} mayWrite={mayWrite} back={back} />
        )}
        <Pager href={back} after={page.next ?? undefined} before={page.previous ?? undefined} text={m.finder_shortlist_all({ count: page.all })} />
        {view === 'excluded' || excluded.all === 0 ? null : (
          <Section
            id="excluded"
            title={m.finder_shortlist_excluded_title()}
            count={excluded.all}
            more={
              excluded.all > excluded.rows.length
                ? { href: addresses.finderShortlist({ view: 'excluded' }), text: m.finder_shortlist_excluded_all() }
                : undefined
            }
          >
            <Excluded rows={excluded.rows} mayWrite={mayWrite} back={back} />
          </Section>
        )}
      </div>
    </OfficePage>
  )
}

type RowProps = { readonly row: JudgedTownView; readonly pursued: Pursued | undefined; readonly mayWrite: boolean; readonly back: string }

const Kept = ({ row, pursued, mayWrite, back }: RowProps) => {
  const listed = row.shortlistedOn !== null
  return (
    <section class="stack" aria-labelledby={`town-${row.placeId}`} id={`candidate-${row.id}`}>
      <h2 id={`town-${row.placeId}`}>
        <TownPlace row={row} />
      </h2>
      <p class="row">
        {row.place === null ? null : <span class="sub">{countryName(row.place.country)}</span>}
        {listed ? <Tag tone="accent">{m.finder_shortlist_since({ day: dayInWords(row.shortlistedOn!) })}</Tag> : null}
        {row.pinnedOn === null ? null : <Tag tone="plum">{m.finder_shortlist_pinned_since({ day: dayInWords(row.pinnedOn) })}</Tag>}
        {pursued === undefined ? null : <Tag tone={pursued.tone}>{pursued.words}</Tag>}
      </p>
      <Origin row={row} />
      {row.note === '' ? null : <p class="prose said">{row.note}</p>}
      {pursued === undefined ? null : (
        <p>
          {m.finder_shortlist_next()} <a href={pursued.href}>{pursued.next}</a>
        </p>
      )}
      {mayWrite ? (
        <div class="row no-print">
          {pursued === undefined && listed ? (
            <a class="ds-button" data-size="sm" href={addresses.finderApproachNew({ candidate: row.id })}>
              {m.finder_shortlist_write()}
            </a>
          ) : null}
          <a class="ds-button" data-variant="secondary" data-size="sm" href={addresses.finderNote({ id: row.id })}>
            {row.note === '' ? m.finder_shortlist_note_add() : m.finder_shortlist_note_change()}
          </a>
          {listed ? null : <DeedButton place={row.placeId} deed="shortlist" text={m.finder_shortlist_do_shortlist()} back={back} />}
          <DeedButton
            place={row.placeId}
            deed={row.pinnedOn === null ? 'pin' : 'unpin'}
            text={row.pinnedOn === null ? m.finder_shortlist_do_pin() : m.finder_shortlist_do_unpin()}
            back={back}
          />
          {listed ? <DeedButton place={row.placeId} deed="leave" text={m.finder_shortlist_do_leave()} back={back} /> : null}
          <ExcludeForm row={row} back={back} />
        </div>
      ) : null}
    </section>
  )
}

const ExcludeForm = ({ row, back }: { readonly row: JudgedTownView; readonly back: string }) => (
  <details>
    <summary>{m.finder_shortlist_do_exclude()}</summary>
    <form class="form" method="post" action={addresses.finderShortlist()}>
      <input type="hidden" name="place" value={String(row.placeId)} />
      <input type="hidden" name="back" value={back} />
      <div class="field">
        <label for={`why-${row.placeId}`}>{m.finder_shortlist_field_why()}</label>
        <input class="ds-input" id={`why-${row.placeId}`} name="why" maxlength={1000} autocomplete="off" />
      </div>
      <button class="ds-button" data-variant="secondary" data-size="sm" name="deed" value="exclude">
        {m.finder_shortlist_do_exclude()}
      </button>
    </form>
  </details>
)

const Excluded = ({ rows, mayWrite, back }: { readonly rows: readonly JudgedTownView[]; readonly mayWrite: boolean; readonly back: string }) => (
  <Table
    caption={m.finder_shortlist_excluded_title()}
    rows={rows}
    rowId={({ id }) => `candidate-${id}`}
    columns={[
      { head: m.finder_shortlist_column_town(), cell: (row) => <TownPlace row={row} /> },
      { head: m.finder_shortlist_field_excluded(), cell: ({ excludedOn }) => (excludedOn === null ? '' : dayInWords(excludedOn)) },
      {
        head: m.finder_shortlist_field_why(),
        cell: ({ excludedWhy }) => (excludedWhy === '' ? <span class="sub">{m.finder_shortlist_no_why()}</span> : excludedWhy),
      },
      ...(mayWrite
        ? [
            {
              head: m.finder_shortlist_column_do(),
              cell: (row: JudgedTownView) => <DeedButton place={row.placeId} deed="take-back" text={m.finder_shortlist_do_take_back()} back={back} />,
            },
          ]
        : []),
    ]}
  />
)

export type NotePageProps = {
  readonly shell: Shell
  readonly row: JudgedTownView
  readonly version: number
  readonly note: string
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
}

export const NotePage = ({ shell, row, version, note, faults = [], conflict }: NotePageProps) => {
  const title = m.finder_shortlist_note_title({ town: townName(row.place, row.placeId) })
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={title}
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.finder_title(), href: addresses.finder() }, { text: m.finder_shortlist_title(), href: addresses.finderShortlist() }, { text: title }]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form class="form" method="post" action={addresses.finderNote({ id: row.id })} novalidate>
        <HiddenVersion version={version} />
        <TextArea
          name="note"
          label={m.finder_shortlist_field_note()}
          hint={m.finder_shortlist_note_hint()}
          optional
          rows={10}
          value={note}
          error={errorOf(faults, 'note')}
        />
        <SubmitRow cancel={addresses.finderShortlist()} />
      </form>
    </OfficePage>
  )
}
