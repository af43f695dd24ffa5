// The desk: the text with its coloured words at the left, the drafts to decide at the right, and what is to be saved.
import { addresses } from '#addresses'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { HiddenVersion } from '#ui/fields.tsx'
import { Crumbs, OfficePage } from '#ui/layout.tsx'
import { Kind } from '#ui/quote.tsx'
import type { Shell } from '#ui/shell.ts'
import { anchorOf, type Draft, findKindOf, isDoubtful, isOfModelAlone, isTakenTogether } from './draft.ts'
import { DraftCard } from './draft.pages.tsx'
import { type Compared, NOTHING_KNOWN } from './comparing.ts'
import { linesOf } from './marks.ts'
import { LONGEST_READ } from './reading/reading.ts'
import { ModelPanel, type ModelView, REFRESH_SECONDS } from './model/model.pages.tsx'
import { formatName, troubleWords } from './text.ts'
import type { IntakeText } from './text.table.ts'
import { TriageNext, type TriagePlace } from './triage/next.pages.tsx'
import type { Names } from './wording.ts'

export type Desk = {
  readonly text: IntakeText
  readonly drafts: readonly Draft[]
  readonly compared: ReadonlyMap<string, Compared>
  readonly names: Names
  /** Draft's id → why it could not be saved yet. */
  readonly waits: ReadonlyMap<string, string>
  /** Of a text that came by itself: where it stands in the triage. */
  readonly triage?: TriagePlace | null
}

const stateOf = (draft: Draft): '' | ' ok' | ' no' => (draft.decision === 'undecided' ? '' : draft.decision === 'rejected' ? ' no' : ' ok')

const Article = ({ text, drafts }: Pick<Desk, 'text' | 'drafts'>) => {
  const byNumber = new Map(drafts.map((draft) => [draft.position, draft]))
  const lines = linesOf(
    text.body,
    drafts.map(({ position, spans }) => ({ number: position, spans })),
  )
  return (
    <section class="article" tabindex={0} aria-labelledby="h-art">
      <h2 id="h-art" class="sr">
        {m.intake_the_text()}
      </h2>
      {drafts.length === 0 ? null : (
        <ul class="legend" aria-label={m.intake_legend()}>
          <li>
            <Kind kind="org">{m.intake_legend_org()}</Kind>
          </li>
          <li>
            <Kind kind="who">{m.intake_legend_who()}</Kind>
          </li>
          <li>
            <Kind kind="event">{m.intake_legend_event()}</Kind>
          </li>
          <li>
            <Kind kind="state">{m.intake_legend_state()}</Kind>
          </li>
          <li>
            <Kind kind="promise">{m.intake_legend_promise()}</Kind>
          </li>
        </ul>
      )}
      <div lang={text.language ?? undefined} class="body">
        {lines.map(({ heading, pieces }) => {
          const inside = pieces.map(({ text: words, numbers }) => {
            const [first] = numbers
            const draft = first === undefined ? undefined : byNumber.get(first)
            if (draft === undefined) return words
            return (
              <mark class={`span k-${findKindOf[draft.kind]}${stateOf(draft)}`} data-d={numbers.map((number) => `d${number}`).join(' ')}>
                {words.trim() === '' ? words : <a href={`#${anchorOf(draft)}`}>{words}</a>}
              </mark>
            )
          })
          return heading ? <h3>{inside}</h3> : <p>{inside}</p>
        })}
      </div>
    </section>
  )
}

/** „5 приети, 1 сляна, 1 отказана“ */
export function decidedWords(drafts: readonly Draft[]): string {
  const count = (test: (draft: Draft) => boolean): number => drafts.filter(test).length
  const parts: [number, (count: number) => string][] = [
    [count((one) => one.savedAt !== null), (n) => m.intake_count_saved({ count: n })],
    [count((one) => one.decision === 'accepted' && one.savedAt === null), (n) => m.intake_count_accepted({ count: n })],
    [count((one) => one.decision === 'same' && one.savedAt === null), (n) => m.intake_count_same({ count: n })],
    [count((one) => one.decision === 'rejected'), (n) => m.intake_count_rejected({ count: n })],
  ]
  return parts
    .filter(([n]) => n > 0)
    .map(([n, words]) => words(n))
    .join(', ')
}

export const decidedOf = (drafts: readonly Draft[]): number => drafts.filter(({ decision }) => decision !== 'undecided').length
export const restOf = (drafts: readonly Draft[]): number => drafts.filter((one) => one.decision === 'undecided' && isTakenTogether(one)).length
/** Why some of the open drafts are not accepted together with the rest; empty when all are. */
export function oneByOneWords(drafts: readonly Draft[]): string {
  const open = drafts.filter(({ decision }) => decision === 'undecided')
  return [open.some(isDoubtful) ? m.intake_maybe_one_by_one() : '', open.some(isOfModelAlone) ? m.intake_model_one_by_one() : '']
    .filter((words) => words !== '')
    .join(' ')
}
export const toSaveOf = (drafts: readonly Draft[]): number =>
  drafts.filter((one) => (one.decision === 'accepted' || one.decision === 'same') && one.savedAt === null).length

const Outcome = ({ desk }: { desk: Desk }) => {
  const links = new Map<string, string>()
  for (const draft of desk.drafts) {
    const known = draft.kind === 'organisation' && draft.savedAt !== null ? desk.compared.get(draft.id)?.known : null
    if (known?.href) links.set(known.href, known.title)
  }
  if (links.size === 0) return null
  return (
    <p class="outcome small">
      {m.intake_in_register()}{' '}
      {[...links].map(([href, title], index) => (
        <>
          {index > 0 ? ', ' : null}
          <a href={href}>{title}</a>
        </>
      ))}
    </p>
  )
}

export const cardOf = (desk: Desk, draft: Draft, mayDecide: boolean, message?: string) => (
  <DraftCard
    text={desk.text}
    draft={draft}
    compared={desk.compared.get(draft.id) ?? NOTHING_KNOWN}
    names={desk.names}
    total={desk.drafts.length}
    mayDecide={mayDecide}
    message={message}
    waits={desk.waits.get(draft.id)}
  />
)

const Head = ({ desk, mayDecide }: { desk: Desk; mayDecide: boolean }) => {
  const { text, drafts } = desk
  const [total, decided, toSave] = [drafts.length, decidedOf(drafts), toSaveOf(drafts)]
  return (
    <div class="page-head desk-head">
      <div>
        <h1 lang={text.language ?? undefined}>{text.title}</h1>
        <p class="lead">
          {text.published === null ? m.intake_lead_undated() : m.intake_lead_dated({ date: dayInWords(text.published) })}
          {mayDecide ? (
            <>
              {' · '}
              <a href={addresses.intakeDate({ id: text.id })}>{m.intake_other_date()}</a>
            </>
          ) : null}
          {' · '}
          <a href={addresses.intakeOriginal({ id: text.id })} title={`SHA-256 ${text.originalHash}`}>
            {m.intake_original({ format: formatName(text.format) })}
          </a>
          {text.sourceUrl === null ? null : (
            <>
              {' · '}
              <a href={text.sourceUrl} rel="noreferrer">
                {m.intake_source()}
              </a>
            </>
          )}
        </p>
      </div>
      {total === 0 ? null : (
        <div class="actions">
          <div class="prog">
            <span class="strong num" id="progress-words" role="status">
              {m.intake_progress({ decided, total })}
            </span>
            <progress max={total} value={decided} aria-label={m.intake_progress_label()}></progress>
          </div>
          {mayDecide ? (
            <form class="save" id="saving" method="post" action={addresses.intakeSaving({ id: text.id })}>
              <label class="show">
                <input class="ds-input" type="checkbox" name="published" value="yes" checked /> {m.intake_show()}
              </label>
              <button class="ds-button" id="save-button" aria-disabled={toSave === 0 ? 'true' : undefined}>
                {m.intake_save()}
              </button>
            </form>
          ) : null}
        </div>
      )}
    </div>
  )
}

const RereadForm = ({ id }: { id: string }) => (
  <form method="post" action={addresses.intakeReading({ id })}>
    <button class="ds-button" data-variant="tertiary" data-size="sm">
      {m.intake_reread()}
    </button>
  </form>
)

/** The words the island says in the page's language; `{decided}` and the like are filled in there. */
const islandWords = (): string =>
  JSON.stringify({
    progress: m.intake_progress({ decided: -11, total: -22 }).replace('-11', '{decided}').replace('-22', '{total}'),
    failed: m.intake_island_failed(),
    done: m.intake_all_decided(),
  })

export type DeskPageProps = {
  readonly shell: Shell
  readonly desk: Desk
  /** A card to say something on: a decision that came too late, or cannot be. */
  readonly said?: { readonly draftId: string; readonly message: string } | undefined
  readonly failed?: string | undefined
  /** Absent on a page that answers something else: it has no room for it. */
  readonly model?: ModelView
  readonly timeZone?: string
}

export const DeskPage = ({ shell, desk, said, failed, model = null, timeZone = 'UTC' }: DeskPageProps) => {
  const { text, drafts } = desk
  const mayDecide = shell.role === 'officer'
  const open = drafts.filter(({ decision }) => decision === 'undecided')
  const done = drafts.filter(({ decision }) => decision !== 'undecided')
  const card = (draft: Draft) => cardOf(desk, draft, mayDecide, said?.draftId === draft.id ? said.message : undefined)
  return (
    <OfficePage
      shell={shell}
      title={text.title}
      nav="intake"
      bareHead
      islands={mayDecide ? ['desk.js', ...(model?.reading?.state === 'waiting' ? ['model.js'] : [])] : []}
      refresh={model?.reading?.state === 'waiting' ? REFRESH_SECONDS : undefined}
      failed={failed !== undefined || said !== undefined}
    >
      <Crumbs
        crumbs={[
          { text: m.intake_title(), href: addresses.intake() },
          { text: text.published === null ? m.intake_crumb_undated() : m.intake_crumb({ date: dayInWords(text.published) }) },
        ]}
      />
      <Head desk={desk} mayDecide={mayDecide} />
      {failed === undefined ? null : (
        <p class="note" role="alert" data-focus tabindex={-1}>
          {failed}
        </p>
      )}
      {text.notes.map((note) => (
        <p class="note">{note}</p>
      ))}
      {text.readAt !== null && text.body.length > LONGEST_READ ? (
        <p class="note">{m.intake_read_to({ count: LONGEST_READ.toLocaleString(shell.locale) })}</p>
      ) : null}
      {text.trouble === '' ? null : (
        <p class="note" role="alert">
          {troubleWords(text.trouble)}
        </p>
      )}
      {text.readAt === null && text.trouble === '' ? <p class="note">{m.intake_unread()}</p> : null}
      {text.readAt === null ? null : <ModelPanel text={text} view={model} mayAsk={mayDecide} timeZone={timeZone} />}
      {drafts.length === 0 && text.readAt !== null ? (
        <div class="empty">
          <h2>{m.intake_nothing_title()}</h2>
          <p>{m.intake_nothing_text()}</p>
        </div>
      ) : null}
      <div class="desk" data-words={islandWords()} data-total={drafts.length}>
        <Article text={text} drafts={drafts} />
        {drafts.length === 0 ? null : (
          <section class="drafts" aria-labelledby="h-dr">
            <h2 id="h-dr" class="sr">
              {m.intake_drafts()}
            </h2>
            <Outcome desk={desk} />
            <details
              class="done"
              id="done"
              hidden={done.length === 0}
              open={open.length === 0 || (said !== undefined && done.some(({ id }) => id === said.draftId))}
            >
              <summary>
                <span class="words">{m.intake_decided_count({ count: done.length })}</span> <span class="sub">{decidedWords(drafts)}</span>
              </summary>
              <div class="cards">{done.map(card)}</div>
            </details>
            <div class="cards open" id="open">
              {open.map(card)}
            </div>
            <p class="sub all-done" hidden={open.length > 0}>
              {m.intake_all_decided()}
            </p>
            {mayDecide ? (
              <div class="row rest">
                <form method="post" action={addresses.intakeDecisions({ id: text.id })} hidden={!open.some(isTakenTogether)} id="rest">
                  <button class="ds-button" data-variant="secondary" data-size="sm">
                    {m.intake_accept_rest()}
                  </button>
                </form>
                <p class="sub" id="one-by-one" hidden={oneByOneWords(drafts) === ''}>
                  {oneByOneWords(drafts)}
                </p>
                <label class="show">
                  <input class="ds-input" type="checkbox" name="publishedPromises" value="yes" form="saving" /> {m.intake_show_promises()}
                </label>
                <RereadForm id={text.id} />
                <form method="post" action={addresses.intakeRemoval({ id: text.id })} class="push">
                  <HiddenVersion version={text.version} />
                  <button class="ds-button" data-variant="tertiary" data-color="danger" data-size="sm">
                    {m.intake_remove()}
                  </button>
                </form>
              </div>
            ) : null}
          </section>
        )}
      </div>
      {drafts.length === 0 && mayDecide && (text.readAt !== null || text.trouble !== '') ? <RereadForm id={text.id} /> : null}
      {mayDecide && desk.triage ? <TriageNext textId={text.id} place={desk.triage} done={open.length === 0} /> : null}
      {drafts.length === 0 && mayDecide ? (
        <form method="post" action={addresses.intakeRemoval({ id: text.id })}>
          <HiddenVersion version={text.version} />
          <button class="ds-button" data-variant="tertiary" data-color="danger" data-size="sm">
            {m.intake_remove()}
          </button>
        </form>
      ) : null}
      {mayDecide && drafts.length > 0 ? (
        <p class="keyline no-print" aria-label={m.intake_keys()}>
          <span>
            <kbd>J</kbd> <kbd>K</kbd> {m.intake_key_move()}
          </span>
          <span>
            <kbd>A</kbd> {m.intake_key_accept()}
          </span>
          <span>
            <kbd>E</kbd> {m.intake_key_mend()}
          </span>
          <span>
            <kbd>X</kbd> {m.intake_key_reject()}
          </span>
          <span>
            <kbd>S</kbd> {m.intake_key_same()}
          </span>
          <span>
            <kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> {m.intake_key_differs()}
          </span>
          <span>
            <kbd>Z</kbd> {m.intake_key_back()}
          </span>
          <span class="push">
            <kbd>Ctrl Enter</kbd> {m.intake_key_save()}
          </span>
        </p>
      ) : null}
    </OfficePage>
  )
}
