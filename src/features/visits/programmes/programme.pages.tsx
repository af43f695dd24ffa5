// The programme of a visit, the first tab of its dossier: what clashes, the days with their items side by side in the languages of the papers, what else is worth a look.
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { OWN_NAME, paperLanguageOf } from '#platform/texts/paper-languages.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { isEmptyText, isStale, type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import type { Child } from 'hono/jsx'
import { Tag } from '#ui/badges.tsx'
import { HiddenVersion } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { EmptyState, Section, ViewSwitch } from '#ui/tables.tsx'
import { daysOfProgramme } from './board.ts'
import { HoursBoard } from './board.pages.tsx'
import { attendanceName, itemKindName, itemName, lengthInWords, partName } from './programme.ts'
import { type Look, lookOf, PROGRAMME_VIEWS, type ProgrammeSheetProps, type ProgrammeView } from './programme-look.ts'
import type { Programme, ProgrammeItem } from './programme.queries.ts'
import { mapHref } from './map.ts'
import { beginWords, dayWords, elsewhere, endWords } from './times.ts'
import { isPressing } from './warning.ts'
import { Pressing, ProgrammeChecks } from './warning.pages.tsx'

/** The first tab of a dossier: how the programme is looked at, what clashes in it, its days. */
export const ProgrammeSheet = (props: ProgrammeSheetProps) => {
  const { programme, warnings, towns, view, mayWrite } = props
  const { visit, items, groups } = programme
  const id = visit.id
  const look = lookOf(props)
  return (
    <>
      <div class="programme-bar no-print">
        <ViewSwitch
          label={m.programme_views()}
          views={PROGRAMME_VIEWS.map((one) => ({
            href: addresses.programme({ id }, one === 'list' ? {} : { view: one }),
            text: one === 'list' ? m.programme_view_list() : m.programme_view_hours(),
            current: one === view,
          }))}
        />
        {mayWrite ? (
          <nav class="row" aria-label={m.programme_more()}>
            <a href={addresses.programmeGroups({ id })}>{groups.length === 0 ? m.programme_groups() : m.programme_groups_count({ count: groups.length })}</a>
            {items.length === 0 ? null : <a href={addresses.programmeTemplate({ id })}>{m.programme_from_template()}</a>}
            <a href={addresses.pocketLinks({ id })}>{m.pocket_title()}</a>
          </nav>
        ) : null}
        <div class="row push">
          {items.length === 0 ? null : (
            <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.visitPaper({ id, paper: 'programme.pdf' })}>
              <Icon name="print" />
              {m.papers_programme_pdf()}
            </a>
          )}
          {mayWrite ? (
            <a class="ds-button" data-size="sm" href={addresses.programmeNew({ id })}>
              <Icon name="plus" />
              {m.programme_new()}
            </a>
          ) : null}
        </div>
      </div>
      <div id="programme" class="stack-lg" data-stamp={stampOf(programme)}>
        <Pressing look={look} warnings={warnings.filter(({ kind }) => isPressing(kind))} />
        {items.length === 0 ? <Empty id={id} mayWrite={mayWrite} /> : null}
        {view === 'hours' ? (
          <HoursBoard programme={programme} towns={towns} clashing={look.clashing} mayWrite={mayWrite} groupName={look.groupName} />
        ) : (
          daysOfProgramme(programme)
            .filter((day) => items.some((item) => item.day === day) || (mayWrite && items.length > 0))
            .map((day) => <Day look={look} day={day} items={items.filter((item) => item.day === day)} />)
        )}
        {view === 'hours' ? <ProgrammeChecks {...props} /> : null}
      </div>
    </>
  )
}

/** Changes whenever anything of the programme does: an open page sees that another has been at it. */
export const stampOf = ({ items, groups }: Programme): string =>
  [...items, ...groups].reduce((sum, { id, version }) => (Math.imul(sum, 31) + Number.parseInt(id.slice(-6), 16) + version) >>> 0, items.length).toString(36)

const Empty = ({ id, mayWrite }: { readonly id: string; readonly mayWrite: boolean }) => (
  <EmptyState
    title={m.programme_empty_title()}
    text={m.programme_empty_text()}
    actions={
      mayWrite ? (
        <>
          <a class="ds-button" href={addresses.programmeNew({ id })}>
            {m.programme_new()}
          </a>
          <a class="ds-button" data-variant="secondary" href={addresses.programmeTemplate({ id })}>
            {m.programme_from_template()}
          </a>
        </>
      ) : undefined
    }
  />
)

/** Languages with a column of their own; further ones stand under the second. */
const COLUMNS = 2

const Day = ({ look, day, items }: { readonly look: Look; readonly day: string; readonly items: readonly ProgrammeItem[] }) => {
  const { visit } = look.programme
  const languages = visit.languages.slice(0, COLUMNS)
  const heading = dayWords(day)
  return (
    <Section
      id={`d-${day}`}
      title={heading}
      count={items.length === 0 ? undefined : m.programme_items_count({ count: items.length })}
      more={look.mayWrite ? { href: addresses.programmeNew({ id: visit.id }, { day }), text: m.programme_new() } : undefined}
    >
      {items.length === 0 ? (
        <p class="sub">{m.programme_day_empty()}</p>
      ) : (
        <table class="day-items">
          <caption class="sr">{m.programme_caption({ day: heading })}</caption>
          <thead>
            <tr>
              <th scope="col">{m.programme_col_time()}</th>
              {languages.map((language) => (
                <th scope="col" lang={language}>
                  {OWN_NAME[paperLanguageOf(language)]}
                </th>
              ))}
              <th scope="col">{m.programme_col_place()}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Row look={look} item={item} />
            ))}
          </tbody>
        </table>
      )}
      {look.mayWrite && items.length > 0 ? <DayDoings look={look} day={day} /> : null}
    </Section>
  )
}

const DayDoings = ({ look, day }: { readonly look: Look; readonly day: string }) => {
  const { id } = look.programme.visit
  return (
    <div class="row day-doings no-print">
      <a href={addresses.programmeDay({ id, day })}>{m.programme_day_table()}</a>
      <details class="item-moves">
        <summary>
          {m.programme_copy_day()}
          <span class="sr">: {dayWords(day)}</span>
        </summary>
        <form class="row" method="post" action={addresses.programmeDayCopy({ id, day })}>
          <label for={`copy-${day}`}>{m.programme_copy_to()}</label>
          <input class="ds-input" type="date" id={`copy-${day}`} name="to" required />
          <button class="ds-button" data-size="sm" data-variant="secondary">
            {m.programme_copy_go()}
          </button>
        </form>
      </details>
    </div>
  )
}

const Row = ({ look, item }: { readonly look: Look; readonly item: ProgrammeItem }) => {
  const { visit } = look.programme
  const own = item.participants
  const hit = look.clashing.has(item.id)
  const [first = 'bg', ...more] = visit.languages
  const far = elsewhere(item, visit, look.towns)
  const end = endWords(item)
  return (
    <tr id={`i-${item.id}`} class={hit ? 'hit' : undefined} data-kind={item.kind}>
      <th scope="row">
        <time datetime={new Date(item.from).toISOString()}>{beginWords(item)}</time>
        {item.time === null ? (
          end === '' ? null : (
            <span>{m.programme_until({ end })}</span>
          )
        ) : (
          <span>{item.minutes === 0 ? '' : lengthInWords(item.minutes)}</span>
        )}
        {item.time !== null && (item.endZone !== item.zone || item.lastDay !== item.day) ? <span>{m.programme_until({ end })}</span> : null}
        {far === null ? null : <span class="far">{far}</span>}
      </th>
      <td>
        <a class="plain" href={addresses.programmeItem({ id: visit.id, item: item.id })}>
          <Translated text={item.title} language={first} otherwise={itemKindName(item.kind)} />
        </a>
        {hit ? <span class="sr"> ({m.programme_clash()})</span> : null}
        <Marks item={item} />
        {isEmptyText(item.note) ? null : <span>{textIn(item.note)}</span>}
      </td>
      <td lang={more[0]} class={more[0] === undefined || item.title.in[more[0]] !== undefined ? undefined : 'gap'}>
        {more.map((language) => (
          <Translation look={look} item={item} language={language} alone={more.length === 1} />
        ))}
      </td>
      <td>
        <PlaceWords item={item} />
        <span>
          <People look={look} item={item} clashing={look.clashing.get(item.id)} named={own} />
        </span>
        {look.mayWrite ? <MoveDetails visitId={visit.id} item={item} view="list" /> : null}
      </td>
    </tr>
  )
}

const Translated = ({ text, language, otherwise }: { readonly text: LocalText; readonly language: string; readonly otherwise: string }) => {
  if (isEmptyText(text)) return <>{otherwise}</>
  const read = reading(text, language)
  return read.language === currentLanguage() ? <>{read.text}</> : <span lang={read.language}>{read.text}</span>
}

/** A translation, that there is none, or that the text was changed after it. */
const Translation = ({
  look,
  item,
  language,
  alone,
}: {
  readonly look: Look
  readonly item: ProgrammeItem
  readonly language: string
  readonly alone: boolean
}) => {
  const { id } = look.programme.visit
  const page = currentLanguage()
  const text = item.title.in[language]?.text
  const edit = `${addresses.programmeItemEdit({ id, item: item.id })}#f-title-${language}`
  const name = alone ? '' : `${OWN_NAME[paperLanguageOf(language)]}: `
  if (text === undefined)
    return isEmptyText(item.title) ? null : (
      <p class="no-print" lang={page}>
        <span class="soon">
          {name}
          {m.programme_no_translation()}
        </span>{' '}
        {look.mayWrite ? <a href={edit}>{m.programme_add()}</a> : null}
      </p>
    )
  return (
    <p lang={language}>
      {text}
      {isStale(item.title, language) ? (
        <span class="no-print" lang={page}>
          {' '}
          <Tag tone="soon">{m.ui_language_changed()}</Tag> {look.mayWrite ? <a href={edit}>{m.programme_translate()}</a> : null}
        </span>
      ) : null}
    </p>
  )
}

const Marks = ({ item }: { readonly item: ProgrammeItem }) => (
  <>
    {item.kind === 'item' || isEmptyText(item.title) ? null : <span>{itemKindName(item.kind)}</span>}
    {item.published ? <span>{m.programme_public_mark()}</span> : null}
  </>
)

export const PlaceWords = ({ item }: { readonly item: ProgrammeItem }) => {
  const place = textIn(item.place)
  const words = [place, item.room].filter((one) => one !== '').join(', ')
  const map = mapHref(item)
  return (
    <>
      {words}
      {item.address === '' ? null : <span class="place-line">{item.address}</span>}
      {map === null ? null : (
        <span class="place-line no-print">
          <a href={map} rel="noreferrer">
            {m.programme_map()}
            <span class="sr">: {words}</span>
          </a>
        </span>
      )}
    </>
  )
}

const People = ({
  look,
  item,
  clashing,
  named,
}: {
  readonly look: Look
  readonly item: ProgrammeItem
  readonly clashing: ReadonlySet<string> | undefined
  readonly named: ProgrammeItem['participants']
}) => {
  const general = item.attendance === 'some' ? [] : [attendanceName(item.attendance)]
  const parts: Child[] = [
    ...general,
    ...item.groups.map((id) => m.programme_group_named({ name: look.groupName(id) })),
    ...named.map((one) => {
      const words = one.part === 'takes' ? displayName(one) : m.programme_named_part({ name: displayName(one), part: partName(one.part) })
      return clashing?.has(one.delegateId ?? one.personId ?? '') === true ? <mark>{words}</mark> : words
    }),
  ]
  return (
    <>
      {parts.length === 0 ? <span class="soon">{m.programme_nobody()}</span> : null}
      {parts.map((part, index) => (
        <>
          {index > 0 ? ', ' : null}
          {part}
        </>
      ))}
    </>
  )
}

const Press = ({ name, value, text }: { readonly name: string; readonly value: string; readonly text: string }) => (
  <button class="ds-button" data-size="sm" data-variant="secondary" name={name} value={value}>
    {text}
  </button>
)

/** The presses that move an item without script: earlier, later, shorter, longer, another day, before and after its neighbours. */
export const MovePresses = ({ visitId, item, view }: { readonly visitId: string; readonly item: ProgrammeItem; readonly view: ProgrammeView | 'item' }) => (
  <form class="row presses" method="post" action={addresses.programmeItemMoving({ id: visitId, item: item.id })}>
    <HiddenVersion version={item.version} />
    <input type="hidden" name="view" value={view} />
    {item.time === null ? null : (
      <>
        <Press name="by" value="-15" text={m.programme_press_earlier({ minutes: 15 })} />
        <Press name="by" value="-5" text={m.programme_press_earlier({ minutes: 5 })} />
        <Press name="by" value="5" text={m.programme_press_later({ minutes: 5 })} />
        <Press name="by" value="15" text={m.programme_press_later({ minutes: 15 })} />
        <Press name="longer" value="-15" text={m.programme_press_shorter()} />
        <Press name="longer" value="15" text={m.programme_press_longer()} />
        <Press name="order" value="up" text={m.programme_press_up()} />
        <Press name="order" value="down" text={m.programme_press_down()} />
      </>
    )}
    <Press name="days" value="-1" text={m.programme_press_day_before()} />
    <Press name="days" value="1" text={m.programme_press_day_after()} />
  </form>
)

const MoveDetails = ({ visitId, item, view }: { readonly visitId: string; readonly item: ProgrammeItem; readonly view: ProgrammeView }) => (
  <details class="item-moves no-print">
    <summary>
      {m.programme_move()}
      <span class="sr"> „{itemName(item)}“</span>
    </summary>
    <MovePresses visitId={visitId} item={item} view={view} />
    {item.time === null ? null : (
      <a href={addresses.programmeNew({ id: visitId }, { day: item.day, after: item.id })}>
        {m.programme_insert_after()}
        <span class="sr"> „{itemName(item)}“</span>
      </a>
    )}
  </details>
)
