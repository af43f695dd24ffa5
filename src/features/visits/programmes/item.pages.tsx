// One item of a programme whole: when in both towns, where, who, what may be wrong with it, its moves and its history.
import { addresses } from '#addresses'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { ActivityLine } from '#platform/activity/activity.ts'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { isEmptyText, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { OWN_NAME, paperLanguageOf } from '#platform/texts/paper-languages.ts'
import { TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Fact, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { eventKindOfItem } from './item-event.ts'
import { attendanceName, itemKindName, itemName, lengthInWords, partName } from './programme.ts'
import { MovePresses, PlaceWords } from './programme.pages.tsx'
import type { Programme, ProgrammeItem } from './programme.queries.ts'
import { beginWords, dayWords, elsewhere, endWords, type Towns, townOf } from './times.ts'
import type { Warning } from './warning.ts'
import { OtherVisit } from './warning.pages.tsx'
import { warningWords } from './warning-words.ts'

export type ItemPageProps = {
  readonly shell: Shell
  readonly programme: Programme
  readonly item: ProgrammeItem
  readonly warnings: readonly Warning[]
  readonly towns: Towns
  readonly history: readonly HistoryLine[]
}

export const actInWords = ({ act }: Pick<ActivityLine, 'act'>): string => {
  switch (act) {
    case 'programme_item.created':
      return m.programme_did_create()
    case 'programme_item.moved':
      return m.programme_did_move()
    case 'programme_item.removed':
      return m.programme_did_remove()
    case 'programme_item.restored':
      return m.programme_did_restore()
    default:
      return m.programme_did_change()
  }
}

export const ItemPage = ({ shell, programme, item, warnings, towns, history }: ItemPageProps) => {
  const { visit } = programme
  const id = visit.id
  const title = itemName(item)
  const mayWrite = shell.role === 'officer'
  const words = warningWords(programme)
  const own = warnings.filter(({ items }) => items.includes(item.id))
  const [first = 'bg'] = visit.languages
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="events"
      crumbs={[{ text: textIn(visit.title), href: addresses.visit({ id }) }, { text: m.programme_title(), href: addresses.programme({ id }) }, { text: title }]}
      lead={`${dayWords(item.day)} · ${item.time === null ? m.programme_whole_day() : `${beginWords(item)}–${endWords(item)}`}`}
      actions={
        mayWrite ? (
          <a class="ds-button" href={addresses.programmeItemEdit({ id, item: item.id })}>
            <Icon name="edit" />
            {m.programme_edit()}
          </a>
        ) : undefined
      }
    >
      <div class="cols">
        <div class="stack-lg">
          {own.length === 0 ? null : (
            <div class="note">
              <ul>
                {own.map((warning) => {
                  const said = words(warning)
                  return (
                    <li>
                      <strong>{said.title}</strong> {said.text}
                      <OtherVisit link={said.link} />
                    </li>
                  )
                })}
              </ul>
            </div>
          )}
          <dl class="facts2">
            <Fact name={m.programme_field_kind()}>{itemKindName(item.kind)}</Fact>
            <Texts name={m.programme_field_title()} text={item.title} first={first} />
            <Fact name={m.programme_when()}>
              {dayWords(item.day)}, {beginWords(item)}
              {item.time === null ? null : ` – ${endWords(item)} (${lengthInWords(item.minutes)})`}
              {elsewhere(item, visit, towns) === null ? null : <span class="sub"> · {elsewhere(item, visit, towns)}</span>}
              {item.zone === visit.hostZone ? null : <span class="sub"> · {m.programme_by_clock({ town: townOf(item.zone, towns) })}</span>}
            </Fact>
            {textIn(item.place) === '' && item.room === '' && item.address === '' ? null : (
              <Fact name={m.programme_field_place()}>
                <PlaceWords item={item} />
              </Fact>
            )}
            <Fact name={m.programme_field_attendance()}>
              {[
                ...(item.attendance === 'some' ? [] : [attendanceName(item.attendance)]),
                ...programme.groups.filter((group) => item.groups.includes(group.id)).map(({ name }) => m.programme_group_named({ name: textIn(name) })),
              ].join(', ') || m.programme_attendance_some()}
            </Fact>
            {item.participants.length === 0 ? null : (
              <Fact name={m.programme_field_participants()}>
                <ul>
                  {item.participants.map((one) => (
                    <li>
                      {one.personId === null ? displayName(one) : <a href={addresses.person({ id: one.personId })}>{displayName(one)}</a>}
                      {one.part === 'takes' ? null : <span class="sub"> · {partName(one.part)}</span>}
                    </li>
                  ))}
                </ul>
              </Fact>
            )}
            {item.contact === '' && item.contactPhone === '' ? null : (
              <Fact name={m.programme_field_contact()}>
                {item.contact}
                {item.contactPhone === '' ? null : (
                  <>
                    {' '}
                    <a href={`tel:${item.contactPhone.replace(/[^+\d]/g, '')}`}>{item.contactPhone}</a>
                  </>
                )}
              </Fact>
            )}
            <Texts name={m.programme_field_note()} text={item.note} first={first} />
            {item.event === null ? null : (
              <Fact name={m.programme_field_event()}>
                <a href={addresses.event({ id: item.event.id })}>{textIn(item.event.title)}</a>
              </Fact>
            )}
            <Fact name={m.programme_field_public()}>{item.published ? m.programme_public_yes() : m.programme_public_no()}</Fact>
          </dl>
          <Section id="history" title={m.programme_history()}>
            <History entries={history} older={addresses.history({ thing: 'programme_item', id: item.id })} />
          </Section>
        </div>
        {mayWrite ? <Doings visitId={id} item={item} /> : null}
      </div>
    </OfficePage>
  )
}

/** Each language of a text on a line of its own. */
const Texts = ({ name, text, first }: { readonly name: string; readonly text: LocalText; readonly first: string }) =>
  isEmptyText(text) ? null : (
    <Fact name={name}>
      {Object.entries(text.in)
        .sort(([a], [b]) => Number(b === first) - Number(a === first))
        .map(([language, { text: words }]) => (
          <p>
            <span lang={language}>{words}</span> <span class="sub">{OWN_NAME[paperLanguageOf(language)]}</span>
          </p>
        ))}
    </Fact>
  )

const Doings = ({ visitId, item }: { readonly visitId: string; readonly item: ProgrammeItem }) => (
  <aside class="stack-lg no-print">
    <Section id="moving" title={m.programme_move()}>
      <MovePresses visitId={visitId} item={item} view="item" />
    </Section>
    {item.time === null ? null : (
      <Section id="shifting" title={m.programme_shift_title()}>
        <form class="form" method="post" action={addresses.programmeItemShifting({ id: visitId, item: item.id })}>
          <TextField name="minutes" label={m.programme_shift_minutes()} letters={4} inputmode="numeric" unit={m.programme_unit_minutes()} value="15" />
          <div class="choices">
            <label class="choice">
              <input class="ds-input" type="checkbox" name="withIt" value="yes" /> <span>{m.programme_shift_with_it()}</span>
            </label>
          </div>
          <div class="row">
            <button class="ds-button" data-size="sm" data-variant="secondary" name="towards" value="earlier">
              {m.programme_shift_earlier()}
            </button>
            <button class="ds-button" data-size="sm" data-variant="secondary" name="towards" value="later">
              {m.programme_shift_later()}
            </button>
          </div>
        </form>
      </Section>
    )}
    {item.event !== null || eventKindOfItem(item.kind) === null ? null : (
      <Section id="event" title={m.programme_event_title()}>
        <p class="sub">{m.programme_event_hint()}</p>
        <form class="row" method="post" action={addresses.programmeItemEvent({ id: visitId, item: item.id })}>
          <button class="ds-button" data-size="sm" data-variant="secondary">
            {m.programme_event_open()}
          </button>
        </form>
      </Section>
    )}
    <Section id="again" title={m.programme_again_title()}>
      <form class="row" method="post" action={addresses.programmeItemDouble({ id: visitId, item: item.id })}>
        <button class="ds-button" data-size="sm" data-variant="secondary">
          {m.programme_double()}
        </button>
      </form>
      <Removal action={addresses.programmeItemRemoval({ id: visitId, item: item.id })} version={item.version} text={m.programme_remove()} />
    </Section>
  </aside>
)
