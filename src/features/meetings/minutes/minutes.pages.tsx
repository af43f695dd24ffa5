// Minutes as pages: read with their links and marks, and written on one page, point by point, with what was understood shown for confirmation.
import { addresses } from '#addresses'
import { SIDES, type Side } from '#features/commitments/commitment.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { isEmptyText, type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { Checkbox, errorOf, ErrorSummary, fieldId, Radios, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import type { Shell } from '#ui/shell.ts'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { ItemMeta } from '../agenda/agenda.pages.tsx'
import { ITEM_STATES, itemStateName, type OutcomeKind } from '../meeting.ts'
import type { ItemRow, Outcomes } from '../meeting.queries.ts'
import { InOthers, OutcomeTexts } from '../outcomes/translating.pages.tsx'
import type { OutcomeText } from '../outcomes/translating.ts'
import { rowsIn } from './draft.ts'
import { piecesOf } from './minutes.ts'

// ---- read ------------------------------------------------------------------------------------------------------------------

/** Where the names and marks of a text lead: addresses by name, and by kind and number. What is gone leads nowhere and stays words. */
export type MinutesLinks = { readonly names: ReadonlyMap<string, string>; readonly marks: ReadonlyMap<string, string> }

export const markKey = (kind: OutcomeKind, number: number): string => `${kind} ${number}`

export const linksOf = (names: ReadonlyMap<string, string>, outcomes: Outcomes): MinutesLinks => ({
  names,
  marks: new Map([
    ...outcomes.promises.flatMap(({ id, number }) => (number === null ? [] : [[markKey('promise', number), addresses.commitment({ id })] as const])),
    ...outcomes.decisions.map(({ id, number }) => [markKey('decision', number), `#outcome-${id}`] as const),
  ]),
})

/** The text in the reader's language, else in its own; paragraphs as they were typed. */
export const MinutesText = ({ text, links }: { readonly text: LocalText; readonly links: MinutesLinks }) => {
  const { text: words, language } = reading(text)
  return (
    <div class="minutes-text prose" lang={language === currentLanguage() ? undefined : language}>
      {words
        .split(/\n{2,}/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph) => (
          <p>
            {paragraph.split('\n').map((line, index) => (
              <>
                {index > 0 ? <br /> : null}
                {piecesOf(line).map((piece) => {
                  if (piece.kind === 'words') return piece.text
                  const href = piece.kind === 'mention' ? links.names.get(piece.name) : links.marks.get(markKey(piece.of, piece.number))
                  const shown = piece.kind === 'mention' ? piece.name : piece.text
                  return href === undefined ? (
                    shown
                  ) : (
                    <a class={piece.kind === 'mark' ? 'mark' : undefined} href={href}>
                      {shown}
                    </a>
                  )
                })}
              </>
            ))}
          </p>
        ))}
    </div>
  )
}

// ---- written ---------------------------------------------------------------------------------------------------------------

/** A line that was understood as an outcome and waits for a person's word; `body` holds its boxes. */
export type ToConfirm = {
  readonly kind: OutcomeKind
  /** Of which text: „general.bg“, „item:….bg“. */
  readonly field: string
  readonly line: string
  /** The point in whose minutes it stands, in words. */
  readonly where: string
}

/** One's own text that was never saved. */
export type DraftShown = { readonly id: string; readonly when: string; readonly aside: boolean; readonly now: boolean }

export type MinutesPageProps = {
  readonly shell: Shell
  readonly event: { readonly id: string; readonly title: LocalText }
  readonly items: readonly ItemRow[]
  readonly general: LocalText
  /** What stands in the boxes. */
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly confirm?: readonly ToConfirm[]
  readonly drafts: readonly DraftShown[]
  /** The draft this window writes over; '' for none yet. */
  readonly draft: string
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
  /** Names of those in the delegations who stand in no register yet. */
  readonly unregistered: readonly string[]
  readonly outcomes: readonly OutcomeText[]
  /** YYYY-MM-DD */
  readonly today: string
}

export const sideName = (side: Side): string => ({ us: m.meetings_side_us, them: m.meetings_side_them, both: m.meetings_side_both })[side]()
const sideOptions = () => SIDES.map((value) => ({ value, label: sideName(value) }))

/** So many names of a delegation are told beside the box. */
const MOST_NAMED = 8
/** So many may be chosen from while one types. */
const MOST_OFFERED = 100

/** The boxes of a promise; in the small form of the editor and for a line that is to be confirmed. */
const PromiseBoxes = ({
  name,
  body,
  faults,
  unregistered,
  others,
}: {
  readonly name: string
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  readonly unregistered: readonly string[]
  readonly others: readonly string[]
}) => (
  <>
    <Radios
      name={`${name}.owedBy`}
      label={m.meetings_field_side()}
      value={typed(body, `${name}.owedBy`)}
      options={sideOptions()}
      error={errorOf(faults, `${name}.owedBy`)}
    />
    <TextArea name={`${name}.text`} label={m.meetings_field_promise()} rows={2} value={typed(body, `${name}.text`)} error={errorOf(faults, `${name}.text`)} />
    <TextField
      name={`${name}.due`}
      label={m.meetings_field_due()}
      hint={m.meetings_hint_due()}
      optional
      value={typed(body, `${name}.due`)}
      error={errorOf(faults, `${name}.due`)}
    />
    <TypeAhead
      name={`${name}.person`}
      label={m.meetings_field_answers()}
      optional
      source={addresses.people()}
      value={{ id: typed(body, `${name}.person.id`), text: typed(body, `${name}.person.text`) }}
      known={unregistered.slice(0, MOST_OFFERED)}
      knownAs={m.meetings_answers_of_delegation()}
      error={errorOf(faults, `${name}.person`)}
    />
    {unregistered.length === 0 ? null : (
      <Checkbox
        name={`${name}.register`}
        label={m.meetings_answers_register()}
        hint={m.meetings_answers_register_hint({
          names: [...unregistered.slice(0, MOST_NAMED), ...(unregistered.length > MOST_NAMED ? ['…'] : [])].join(', '),
        })}
        checked={typed(body, `${name}.register`) !== ''}
      />
    )}
    <InOthers name={name} label={m.meetings_field_promise()} languages={others} body={body} faults={faults} />
  </>
)

type DecisionBoxProps = { readonly name: string; readonly body: FormBody; readonly faults: readonly FieldFault[]; readonly others: readonly string[] }
const DecisionBox = ({ name, body, faults, others }: DecisionBoxProps) => (
  <>
    <TextArea name={`${name}.text`} label={m.meetings_field_decision()} rows={2} value={typed(body, `${name}.text`)} error={errorOf(faults, `${name}.text`)} />
    <InOthers name={name} label={m.meetings_field_decision()} languages={others} body={body} faults={faults} />
  </>
)

/** The languages beside the one a line stands in. */
const otherThan = (field: string, languages: readonly string[]): string[] => languages.filter((language) => !field.endsWith(`.${language}`))

/** Languages in which any of the texts is written. */
const writtenIn = (texts: readonly LocalText[]): ReadonlySet<string> => new Set(texts.flatMap((text) => Object.keys(text.in)))

const Confirming = ({
  lines,
  body,
  faults,
  unregistered,
  languages,
}: {
  readonly lines: readonly ToConfirm[]
  readonly body: FormBody
  readonly faults: readonly FieldFault[]
  readonly unregistered: readonly string[]
  readonly languages: readonly string[]
}) => (
  <section class="confirming" aria-labelledby="confirming-h" tabindex={-1} id="confirming" data-focus={faults.length === 0 ? '' : undefined}>
    <h2 id="confirming-h">{m.meetings_confirm_title({ count: lines.length })}</h2>
    <p>{m.meetings_confirm_text()}</p>
    {lines.map(({ kind, field, line, where }, index) => (
      <fieldset class="field">
        <legend>{kind === 'promise' ? m.meetings_confirm_promise({ where }) : m.meetings_confirm_decision({ where })}</legend>
        <p class="quote">{line}</p>
        <input type="hidden" name={`lines.${index}.field`} value={field} />
        <input type="hidden" name={`lines.${index}.line`} value={line} />
        <div class="choice">
          <input
            class="ds-input"
            type="checkbox"
            id={fieldId(`lines.${index}.take`)}
            name={`lines.${index}.take`}
            value="yes"
            checked={typed(body, `lines.${index}.take`) !== ''}
          />
          <label for={fieldId(`lines.${index}.take`)}>{kind === 'promise' ? m.meetings_confirm_take_promise() : m.meetings_confirm_take_decision()}</label>
        </div>
        {kind === 'promise' ? (
          <PromiseBoxes name={`lines.${index}`} body={body} faults={faults} unregistered={unregistered} others={otherThan(field, languages)} />
        ) : (
          <DecisionBox name={`lines.${index}`} body={body} faults={faults} others={otherThan(field, languages)} />
        )}
      </fieldset>
    ))}
    <SubmitRow text={m.meetings_confirm_save()} />
  </section>
)

const Drafts = ({ eventId, drafts }: { readonly eventId: string; readonly drafts: readonly DraftShown[] }) =>
  drafts.length === 0 ? null : (
    <section class="note drafts" aria-labelledby="drafts-h">
      <h2 id="drafts-h">{m.meetings_drafts_title()}</h2>
      <ul>
        {drafts.map(({ id, when, aside, now }) => (
          <li>
            {aside ? m.meetings_draft_aside({ when }) : m.meetings_draft_from({ when })}{' '}
            {now ? (
              <strong>{m.meetings_draft_now()}</strong>
            ) : (
              <>
                {aside ? null : <a href={addresses.meetingMinutes({ id: eventId }, { draft: id })}>{m.meetings_draft_go_on()}</a>}{' '}
                <form class="inline" method="post" action={addresses.meetingDraftAside({ id: eventId, draft: id })}>
                  <button class="ds-button" data-size="sm" data-variant="tertiary" name="back" value={aside ? 'yes' : ''}>
                    {aside ? m.meetings_draft_back() : m.meetings_draft_lay_aside()}
                  </button>
                </form>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )

/** How outcomes and names are typed; with script the menus say it themselves. */
const HowTo = () => (
  <details class="how-to">
    <summary>{m.meetings_how_title()}</summary>
    <ul>
      <li>{m.meetings_how_promise()}</li>
      <li>
        <code>{m.meetings_how_promise_example()}</code>
      </li>
      <li>{m.meetings_how_decision()}</li>
      <li>{m.meetings_how_mention()}</li>
    </ul>
  </details>
)

export const MinutesPage = (props: MinutesPageProps) => {
  const { shell, event, items, general, body, faults = [], conflict, confirm = [], drafts, draft, languages, unregistered, outcomes, today } = props
  const { id } = event
  const back = addresses.meeting({ id })
  return (
    <OfficePage
      shell={shell}
      title={m.meetings_minutes_title({ title: textIn(event.title) })}
      nav="events"
      failed={faults.length > 0 || conflict !== undefined}
      islands={['minutes.js']}
      crumbs={[
        { text: m.events_title(), href: addresses.events() },
        { text: textIn(event.title), href: addresses.event({ id }) },
        { text: m.meetings_title(), href: back },
        { text: m.meetings_minutes() },
      ]}
      heading={m.meetings_minutes()}
      lead={<a href={addresses.event({ id })}>{textIn(event.title)}</a>}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <Drafts eventId={id} drafts={drafts} />
      <form
        class="form minutes-form"
        method="post"
        action={addresses.meetingMinutes({ id })}
        novalidate
        data-minutes
        data-drafts={addresses.meetingDrafts({ id })}
        data-outcomes={addresses.meetingOutcomes({ id })}
        data-people={addresses.people()}
        data-organisations={addresses.organisations()}
        data-words={JSON.stringify(islandWords())}
      >
        <input type="hidden" name="draft" value={draft} />
        <input type="hidden" name="generalWas" value={typed(body, 'generalWas')} />
        {chosenNames(body).map((one, index) =>
          (['name', 'thing', 'id'] as const).map((part) => <input type="hidden" name={`mentions.${index}.${part}`} value={typed(one, part)} />),
        )}
        {confirm.length === 0 ? null : <Confirming lines={confirm} body={body} faults={faults} unregistered={unregistered} languages={languages} />}
        <HowTo />
        {items.map((item, index) => {
          const name = `items.${index}`
          const title = textIn(item.title)
          return (
            <section class="point" aria-labelledby={`point-${item.id}`}>
              <h2 id={`point-${item.id}`}>
                {index + 1}. {title}
              </h2>
              <ItemMeta item={item} today={today} />
              <input type="hidden" name={`${name}.id`} value={item.id} />
              <input type="hidden" name={`${name}.was`} value={typed(body, `${name}.was`)} />
              <div data-text={`item:${item.id}`}>
                <LocalTextField
                  name={`${name}.minutes`}
                  label={
                    <>
                      {m.meetings_minutes_of_point()}
                      <span class="sr">: {title}</span>
                    </>
                  }
                  optional
                  multiline
                  rows={6}
                  texts={textBoxes(minutesBody(body, index), 'minutes', languages, item.minutes)}
                  errors={faults}
                />
              </div>
              <Radios
                name={`${name}.state`}
                label={
                  <>
                    {m.meetings_field_state()}
                    <span class="sr">: {title}</span>
                  </>
                }
                value={typed(body, `${name}.state`)}
                options={ITEM_STATES.map((value) => ({ value, label: itemStateName(value) }))}
              />
            </section>
          )
        })}
        <section class="point" aria-labelledby="point-general">
          <h2 id="point-general">{m.meetings_minutes_general()}</h2>
          <div data-text="general">
            <LocalTextField
              name="general"
              label={items.length === 0 ? m.meetings_minutes_whole() : m.meetings_minutes_beside()}
              optional
              multiline
              rows={items.length === 0 ? 14 : 6}
              texts={textBoxes(body, 'general', languages, general)}
              errors={faults}
            />
          </div>
        </section>
        <OutcomeTexts outcomes={outcomes} body={body} faults={faults} written={writtenIn([general, ...items.map(({ minutes }) => minutes)])} />
        <div class="minutes-foot">
          <SubmitRow text={m.meetings_minutes_save()} cancel={back}>
            <button class="ds-button" data-variant="tertiary" formaction={addresses.meetingDrafts({ id })}>
              {m.meetings_draft_keep()}
            </button>
          </SubmitRow>
          <p class="sub" role="status" data-draft-status></p>
        </div>
      </form>
      <template id="promise-boxes">
        <fieldset class="field outcome-form">
          <legend>{m.meetings_new_promise()}</legend>
          <PromiseBoxes name="new" body={{ new: { register: 'yes' } }} faults={[]} unregistered={unregistered} others={languages} />
        </fieldset>
      </template>
      <template id="decision-boxes">
        <fieldset class="field outcome-form">
          <legend>{m.meetings_new_decision()}</legend>
          <DecisionBox name="new" body={{}} faults={[]} others={languages} />
        </fieldset>
      </template>
    </OfficePage>
  )
}

/** Names that were chosen from the suggestions before the form came back. */
const chosenNames = (body: FormBody): FormBody[] => rowsIn(body['mentions'])

/** The boxes of one point's text, as `textBoxes` reads them. */
const minutesBody = (body: FormBody, index: number): FormBody => rowsIn(body['items'])[index] ?? {}

/** What the island says; it brings no texts of its own. */
const islandWords = () => ({
  commands: [
    { kind: 'promise', words: ['обещание', 'ангажимент', 'promise', 'commitment'], title: m.meetings_command_promise(), sub: m.meetings_command_promise_sub() },
    { kind: 'decision', words: ['решение', 'decision'], title: m.meetings_command_decision(), sub: m.meetings_command_decision_sub() },
  ],
  menu: m.meetings_menu(),
  names: m.meetings_menu_names(),
  none: m.ui_suggest_none(),
  many: m.ui_suggest_count({ count: 99 }).replace('99', '{n}'),
  one: m.ui_suggest_count({ count: 1 }),
  record: m.meetings_record(),
  cancel: m.ui_cancel(),
  recorded: m.meetings_outcome_recorded(),
  first: m.meetings_finish_outcome(),
  failed: m.meetings_island_failed(),
  kept: m.meetings_draft_kept({ time: '{time}' }),
  notKept: m.meetings_draft_not_kept(),
})

export const noMinutes = (general: LocalText, items: readonly ItemRow[]): boolean => isEmptyText(general) && items.every(({ minutes }) => isEmptyText(minutes))
