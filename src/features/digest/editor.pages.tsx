// The page a report is edited on: with script one text with its marks, without it a box for every sentence; and the choice between the register's words and ours.
import { addresses } from '#addresses'
import { textLanguageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import type { FieldFault } from '#platform/http/form.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { ErrorSummary, HiddenVersion, SubmitRow } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Section } from '#ui/tables.tsx'
import type { BlockKind } from './composing/composing.ts'
import { baseKey, isOwn, isPlain, type TypedBlock } from './digest.ts'
import type { EditionRow } from './digest.queries.ts'
import { type Mark, runsOf, type Shape, SHAPES, isShape } from './marks.ts'
import { Runs } from './marked.public.tsx'
import { isChoice, type SentenceChange, usualChoice, wordDifferences } from './merging.ts'
import { inNotation } from './notation.ts'

const crumbsOf = ({ id, month, language }: EditionRow, last: string) => [
  { text: m.digest_title(), href: addresses.digests() },
  { text: m.digest_edition_title({ month: dateInWords(month), language: textLanguageName(language) }), href: addresses.digestEdition({ id }) },
  { text: last },
]

const KIND_NAMES: Readonly<Record<BlockKind, () => string>> = {
  title: m.digest_block_title,
  lead: m.digest_block_lead,
  heading: m.digest_block_heading,
  paragraph: m.digest_block_paragraph,
  closing: m.digest_block_closing,
}

/** What can be chosen for a block: a subheading, a paragraph, or the shape of one. */
const LOOKS = ['paragraph', 'heading', ...SHAPES] as const
const SHAPE_NAMES: Readonly<Record<Shape, () => string>> = { bullets: m.digest_look_bullets, numbers: m.digest_look_numbers, quote: m.digest_look_quote }
export const lookName = (look: BlockKind | Shape): string => (isShape(look) ? SHAPE_NAMES[look]() : KIND_NAMES[look]())

export type DraftShown = { readonly id: string; readonly when: string; readonly aside: boolean; readonly now: boolean }

export type EditorPageProps = {
  readonly shell: Shell
  readonly edition: EditionRow
  readonly tag: string
  readonly between: string
  /** What stands in the editor, and the version it was begun with. */
  readonly blocks: readonly TypedBlock[]
  readonly version: number
  /** Sentence's key → the records it rests on, in words. */
  readonly about: Readonly<Record<string, string>>
  readonly drafts: readonly DraftShown[]
  readonly draft: string
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly unsaved?: boolean
}

const Button = ({ value, text, about }: { readonly value: string; readonly text: string; readonly about: string }) => (
  <button class="ds-button" data-size="sm" data-variant="tertiary" name="do" value={value}>
    {text}
    <span class="sr"> {about}</span>
  </button>
)

/** Every sentence a box; blocks and sentences are moved, removed and added by buttons, and nothing is lost on the way: the text is kept as a draft. */
const Boxes = ({ blocks, tag, about }: Pick<EditorPageProps, 'blocks' | 'tag' | 'about'>) => (
  <>
    <p class="sub">{m.digest_notation_help()}</p>
    {blocks.map(({ key, kind, sentences, shape }, at) => {
      const name = `${KIND_NAMES[kind]()} ${at + 1}`
      return (
        <fieldset class="block">
          <legend>{name}</legend>
          <input type="hidden" name={`blocks.${at}.key`} value={key} />
          <input type="hidden" name={`blocks.${at}.kind`} value={kind} />
          {sentences.map((sentence, of) => {
            const id = `sentence-${at}-${of}`
            const label = m.digest_sentence({ number: of + 1 })
            return (
              <div class="field">
                <label for={id}>
                  {label} <span class="sub">{isOwn(sentence.key) ? m.digest_sentence_own() : (about[baseKey(sentence.key)] ?? '')}</span>
                </label>
                <input type="hidden" name={`blocks.${at}.sentences.${of}.key`} value={sentence.key} />
                <textarea
                  class="ds-input"
                  id={id}
                  name={`blocks.${at}.sentences.${of}.text`}
                  rows={Math.min(6, 1 + Math.ceil(sentence.text.length / 80))}
                  lang={tag}
                >
                  {`\n${isPlain(kind) ? sentence.text : inNotation(sentence)}`}
                </textarea>
                <div class="row">
                  <Button value={`up:${at}:${of}`} text={m.digest_do_up()} about={`${name}, ${label}`} />
                  <Button value={`down:${at}:${of}`} text={m.digest_do_down()} about={`${name}, ${label}`} />
                  <Button value={`remove:${at}:${of}`} text={m.digest_do_remove()} about={`${name}, ${label}`} />
                </div>
              </div>
            )
          })}
          <div class="row">
            <Button value={`sentence:${at}`} text={m.digest_do_sentence()} about={name} />
            <Button value={`block:${at}`} text={m.digest_do_block()} about={name} />
            <Button value={`block-up:${at}`} text={m.digest_do_block_up()} about={name} />
            <Button value={`block-down:${at}`} text={m.digest_do_block_down()} about={name} />
          </div>
          {kind === 'title' || kind === 'lead' ? null : (
            <div class="field">
              <label for={`look-${at}`}>{m.digest_look()}</label>
              <select class="ds-input" id={`look-${at}`} name={`blocks.${at}.look`}>
                {LOOKS.map((look) => (
                  <option value={look} selected={look === (kind === 'heading' ? 'heading' : (shape ?? 'paragraph'))}>
                    {lookName(look)}
                  </option>
                ))}
              </select>
            </div>
          )}
        </fieldset>
      )
    })}
  </>
)

const Drafts = ({ edition, drafts }: Pick<EditorPageProps, 'edition' | 'drafts'>) =>
  drafts.length === 0 ? null : (
    <details class="drafts" open={drafts.some(({ aside, now }) => !aside && !now)}>
      <summary>{m.digest_drafts({ count: drafts.length })}</summary>
      <ul>
        {drafts.map(({ id, when, aside, now }) => (
          <li class="row">
            {now ? (
              <span class="strong">{m.digest_draft_this({ when })}</span>
            ) : (
              <a href={addresses.digestEditionText({ id: edition.id }, { draft: id })}>{m.digest_draft_of({ when })}</a>
            )}
            <button class="ds-button" data-size="sm" data-variant="tertiary" form={`aside-${id}`}>
              {aside ? m.digest_draft_back() : m.digest_draft_aside()}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )

export const EditorPage = (props: EditorPageProps) => {
  const { shell, edition, tag, between, blocks, version, about, drafts, draft, faults, conflict, unsaved } = props
  const { id } = edition
  const words = {
    toolbar: m.digest_editor_toolbar(),
    text: m.digest_editor_text({ month: dateInWords(edition.month), language: textLanguageName(edition.language) }),
    heading: m.digest_block_heading(),
    paragraph: m.digest_block_paragraph(),
    bullets: m.digest_look_bullets(),
    numbers: m.digest_look_numbers(),
    quote: m.digest_look_quote(),
    strong: m.digest_editor_strong(),
    emphasis: m.digest_editor_emphasis(),
    link: m.digest_editor_link(),
    linkAddress: m.digest_editor_link_address(),
    linkSet: m.digest_editor_link_set(),
    linkRemove: m.digest_editor_link_remove(),
    linkWrong: m.digest_editor_link_wrong(),
    linkHint: m.digest_editor_link_hint(),
    linkNothing: m.digest_editor_link_nothing(),
    cancel: m.ui_cancel(),
    undo: m.digest_editor_undo(),
    redo: m.digest_editor_redo(),
    help: m.digest_editor_help(),
    rests: m.digest_editor_rests(),
    own: m.digest_editor_own(),
    kept: m.digest_editor_kept({ time: '{time}' }),
    notKept: m.digest_editor_not_kept(),
  }
  return (
    <OfficePage
      shell={shell}
      title={m.digest_edit_title({ month: dateInWords(edition.month), language: textLanguageName(edition.language) })}
      nav="digests"
      failed={(faults?.length ?? 0) > 0 || conflict !== undefined}
      islands={['editor.js']}
      crumbs={crumbsOf(edition, m.digest_edit())}
      lead={edition.scheduledFor === null ? m.digest_edit_lead() : m.digest_edit_lead_scheduled()}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form
        class="form wide digest-editor"
        method="post"
        action={addresses.digestEditionText({ id })}
        novalidate
        data-asks-before-leaving={unsaved === true || conflict !== undefined ? 'unsaved' : ''}
        data-digest
        data-drafts={addresses.digestEditionDrafts({ id })}
        data-between={between}
        data-tag={tag}
        data-words={JSON.stringify(words)}
        data-about={JSON.stringify(about)}
        data-document={JSON.stringify(blocks)}
      >
        <HiddenVersion version={version} />
        <input type="hidden" name="draft" value={draft} />
        <div data-boxes>
          <Boxes blocks={blocks} tag={tag} about={about} />
        </div>
        <p class="sub" data-draft-status role="status"></p>
        <SubmitRow cancel={addresses.digestEdition({ id })}>
          <button class="ds-button" data-variant="secondary" formaction={addresses.digestEditionDrafts({ id })} data-without-script>
            {m.digest_draft_keep()}
          </button>
        </SubmitRow>
      </form>
      <Drafts edition={edition} drafts={drafts} />
      {drafts.map((one) => (
        <form id={`aside-${one.id}`} method="post" action={addresses.digestEditionDraftAside({ id, draft: one.id })}>
          {one.aside ? <input type="hidden" name="back" value="yes" /> : null}
        </form>
      ))}
    </OfficePage>
  )
}

// ---- bringing the text up to the register ------------------------------------------------------------------------------

/** One text beside another: what went is struck out, what came is underlined, and both are said aloud. */
export const Differences = ({ before, after, tag }: { readonly before: string; readonly after: string; readonly tag: string }) => (
  <span lang={tag}>
    {wordDifferences(before, after, tag).map(({ is, text }) =>
      is === 'same' ? (
        text
      ) : is === 'out' ? (
        <del>
          <span class="sr" lang={undefined}>
            {m.digest_was()}{' '}
          </span>
          {text}
        </del>
      ) : (
        <ins>
          <span class="sr">{m.digest_is()} </span>
          {text}
        </ins>
      ),
    )}
  </span>
)

export type RegeneratingPageProps = {
  readonly shell: Shell
  readonly edition: EditionRow
  readonly tag: string
  readonly changes: readonly SentenceChange[]
  /** Sentence's key → the records it rests on, in words. */
  readonly about: Readonly<Record<string, string>>
  readonly seen: string
  readonly version: number
  readonly chosen: ReadonlyMap<string, string>
  readonly fault?: string
}

const before = (change: SentenceChange): string => ('before' in change ? change.before : '')

const Chosen = ({
  change,
  at,
  tag,
  about,
  chosen,
}: {
  readonly change: SentenceChange
  readonly at: number
  readonly tag: string
  readonly about: string
  readonly chosen: ReadonlyMap<string, string>
}) => {
  const choice = chosen.get(change.key) ?? usualChoice(change)
  const yours = 'yours' in change ? change.yours : null
  const marks: readonly Mark[] = 'marks' in change ? (change.marks ?? []) : []
  const after = 'after' in change ? change.after : null
  const option = (value: 'yours' | 'register', label: string, text: import('hono/jsx').Child) => (
    <div class="choice">
      <input class="ds-input" type="radio" id={`choice-${at}-${value}`} name={`choices.${at}.take`} value={value} checked={choice === value} />
      <label for={`choice-${at}-${value}`}>
        <span class="strong">{label}</span> {text}
      </label>
    </div>
  )
  const legend =
    change.is === 'new'
      ? m.digest_change_new()
      : change.is === 'kept'
        ? m.digest_change_kept()
        : change.is === 'left-out'
          ? m.digest_change_left_out()
          : m.digest_change_differs()
  return (
    <fieldset class="field change">
      <legend>{legend}</legend>
      <input type="hidden" name={`choices.${at}.key`} value={change.key} />
      {about === '' ? null : <p class="sub">{about}</p>}
      {before(change) === '' ? null : (
        <p>
          <span class="sub">{m.digest_change_before()}</span> <span lang={tag}>{before(change)}</span>
        </p>
      )}
      <div class="choices">
        {option(
          'yours',
          yours === null ? m.digest_take_out() : m.digest_take_yours(),
          yours === null ? null : (
            <>
              <Differences before={before(change)} after={yours} tag={tag} />
              {marks.length === 0 ? null : (
                <span class="as-it-reads">
                  <span class="sub">{m.digest_change_marks()}</span>{' '}
                  <span lang={tag}>
                    <Runs runs={runsOf({ text: yours, marks })} links={false} />
                  </span>
                </span>
              )}
            </>
          ),
        )}
        {option(
          'register',
          change.is === 'kept' ? m.digest_take_out() : m.digest_take_register(),
          after === null ? null : <Differences before={before(change)} after={after} tag={tag} />,
        )}
      </div>
    </fieldset>
  )
}

export const RegeneratingPage = ({ shell, edition, tag, changes, about, seen, version, chosen, fault }: RegeneratingPageProps) => {
  const asked = changes.filter(isChoice)
  const silent = changes.filter((change) => !isChoice(change))
  const { id, month, language } = edition
  return (
    <OfficePage
      shell={shell}
      title={m.digest_regenerate_title({ month: dateInWords(month), language: textLanguageName(language) })}
      nav="digests"
      failed={fault !== undefined}
      crumbs={crumbsOf(edition, m.digest_regenerate())}
      lead={m.digest_regenerate_lead()}
    >
      <ErrorSummary errors={fault === undefined ? undefined : [{ name: '', message: fault }]} />
      {changes.length === 0 ? (
        <EmptyState
          title={m.digest_regenerate_none_title()}
          text={m.digest_regenerate_none()}
          actions={
            <a class="ds-button" data-variant="secondary" href={addresses.digestEdition({ id })}>
              {m.digest_back()}
            </a>
          }
        />
      ) : (
        <form class="form wide" method="post" action={addresses.digestEditionRegenerating({ id })}>
          <HiddenVersion version={version} />
          <input type="hidden" name="seen" value={seen} />
          {asked.length === 0 ? null : (
            <Section id="asked" title={m.digest_regenerate_asked()} count={asked.length}>
              {asked.map((change, at) => (
                <Chosen change={change} at={at} tag={tag} about={about[baseKey(change.key)] ?? ''} chosen={chosen} />
              ))}
            </Section>
          )}
          {silent.length === 0 ? null : (
            <Section id="silent" title={m.digest_regenerate_silent()} count={silent.length}>
              <ul class="stack">
                {silent.map((change) => (
                  <li>
                    <Differences before={before(change)} after={'after' in change ? change.after : ''} tag={tag} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <SubmitRow text={m.digest_regenerate_save()} cancel={addresses.digestEdition({ id })} />
        </form>
      )}
    </OfficePage>
  )
}
