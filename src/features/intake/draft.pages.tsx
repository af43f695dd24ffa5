// One draft on the desk: its card with the words it rests on and what the register knows.
import { addresses } from '#addresses'
import { m } from '#messages'
import { Flag, Tag } from '#ui/badges.tsx'
import { HiddenVersion } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { Kind, Quote } from '#ui/quote.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { anchorOf, type Draft, draftKindName, findKindOf, HOME_REF, isName, type Resolution } from './draft.ts'
import type { Compared, Difference } from './comparing.ts'
import { around, quoteOf } from './marks.ts'
import { isLasting } from './relation.ts'
import type { IntakeText } from './text.table.ts'
import { detailsOf, type Names, titleOf } from './wording.ts'

export type CardProps = {
  readonly text: Pick<IntakeText, 'id' | 'body' | 'language' | 'readAt'>
  readonly draft: Draft
  readonly compared: Compared
  readonly names: Names
  readonly total: number
  readonly mayDecide: boolean
  /** Said on the card: another tab decided meanwhile, or why it cannot be. */
  readonly message?: string | undefined
  /** Why an accepted draft could not be saved yet. */
  readonly waits?: string | undefined
}

const Verdict = ({ draft }: { draft: Draft }) => {
  if (draft.savedAt !== null) return <Tag tone="kept">{m.intake_state_saved()}</Tag>
  if (draft.decision === 'accepted') return <Tag tone="kept">{m.intake_state_accepted()}</Tag>
  if (draft.decision === 'same') return <Tag tone="kept">{m.intake_state_same()}</Tag>
  return draft.decision === 'rejected' ? <Tag tone="outline">{m.intake_state_rejected()}</Tag> : null
}

/** new, known, perhaps known, or otherwise than recorded: what the draft is by the register, before it is decided. */
const Standing = ({ draft, compared: { known, differences } }: Pick<CardProps, 'draft' | 'compared'>) =>
  differences.length > 0 ? (
    <Tag tone="soon">{m.intake_tag_differs()}</Tag>
  ) : known === null || (draft.kind === 'fields' && draft.match?.sure !== true) ? (
    <Tag tone="accent">{m.intake_tag_new()}</Tag>
  ) : (
    <Tag tone="neutral">{draft.match?.sure === true ? m.intake_tag_known() : m.intake_tag_maybe()}</Tag>
  )

const resolved: Readonly<Record<Resolution, () => string>> = {
  record: m.intake_resolved_record,
  text: m.intake_resolved_text,
  both: m.intake_resolved_both,
}
/** Ending a post is no mere change of a value: it is said. */
function resolvedWords(draft: Draft, resolution: Resolution, differences: readonly Difference[]): string {
  const post = draft.kind === 'person' && resolution === 'text' ? differences.filter(({ field }) => field !== m.intake_differs_name()) : []
  return post.length > 0 ? m.intake_resolved_post({ who: post.map(({ record }) => record).join('; ') }) : resolved[resolution]()
}
const resolving: Readonly<Record<Resolution, { readonly say: () => string; readonly key: string }>> = {
  record: { say: m.intake_keep_record, key: '1' },
  text: { say: m.intake_take_text, key: '2' },
  both: { say: m.intake_keep_both, key: '3' },
}

const Differences = ({ rows }: { rows: readonly Difference[] }) => (
  <div class="differs">
    <p class="strong">
      <Icon name="warn" /> {m.intake_differs()}
    </p>
    <table>
      <thead>
        <tr>
          <td></td>
          <th scope="col">{m.intake_differs_register()}</th>
          <th scope="col">{m.intake_differs_text()}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr>
            <th scope="row">{one.field}</th>
            <td>{one.record}</td>
            <td>{one.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** Where to look for the record a draft may be; statements and promises have none to choose from. */
const sameSource = (draft: Draft): string | null =>
  draft.kind === 'organisation' ? addresses.organisations() : draft.kind === 'person' ? addresses.people() : draft.kind === 'event' ? addresses.events() : null

export const DraftCard = ({ text, draft, compared, names, total, mayDecide, message, waits }: CardProps) => {
  const anchor = anchorOf(draft)
  const open = draft.decision === 'undecided'
  const { known, differences, choices, agreements, teaches } = compared
  const country =
    draft.kind === 'organisation'
      ? draft.data.country
      : 'partners' in draft.data && draft.data.partners.length > 0
        ? names.countryOf(draft.data.partners[0]!)
        : null
  const spans = draft.spans
  const quoted = isName(draft.kind) ? around(text.body, spans) : spans
  const linked = [
    ...('partners' in draft.data ? draft.data.partners : []),
    ...(draft.kind === 'person' && draft.data.of !== null && draft.data.of !== HOME_REF ? [draft.data.of] : []),
    ...('event' in draft.data && draft.data.event !== null ? [draft.data.event] : []),
  ]
  const source = sameSource(draft)
  const surely = open && draft.match?.sure === true && known !== null
  const perhaps = open && known !== null && draft.match !== null && !draft.match.sure && draft.kind !== 'fields'
  // Where they differ, each of the choices says that it is this record.
  const sameByOneKey = perhaps && differences.length === 0
  // What one key press means where they differ: nothing of the register is lost.
  const first: Resolution | null =
    surely && choices.includes('record')
      ? 'record'
      : choices.includes('both') && (known === null || (draft.kind === 'relation' && isLasting(draft.data.status)))
        ? 'both'
        : null
  return (
    <article
      class={`ds-card draft k-${findKindOf[draft.kind]}`}
      id={anchor}
      tabindex={-1}
      aria-labelledby={`${anchor}h`}
      data-draft={draft.id}
      data-state={draft.decision === 'rejected' ? 'no' : open ? undefined : 'ok'}
      data-saved={draft.savedAt === null ? undefined : ''}
    >
      <p class="row head">
        <Kind kind={findKindOf[draft.kind]}>{draftKindName(draft.kind)}</Kind>
        {open ? <Standing draft={draft} compared={compared} /> : null}
        {open && draft.newAt !== null && draft.newAt.getTime() === text.readAt?.getTime() ? <Tag tone="outline">{m.intake_tag_new_find()}</Tag> : null}
        <Verdict draft={draft} />
        {draft.modelFind === null ? null : (
          <span class="sub from-model" title={`${draft.modelFind.model} · ${draft.modelFind.prompt}`}>
            {draft.modelFind.rulesToo ? m.intake_model_tag_both() : <Tag tone="plum">{m.intake_model_tag_own()}</Tag>}
          </span>
        )}
        <span class="sub push num">{m.intake_number({ number: draft.position, total })}</span>
      </p>
      <h3 id={`${anchor}h`} class="place">
        {country === null ? null : <Flag country={country} />}
        <a class="plain" href={`#${anchor}`}>
          {titleOf(draft, names)}
        </a>
      </h3>
      <p class="sub details">{detailsOf(draft, names)}</p>
      {message === undefined ? null : (
        <p class="note" role="alert">
          {message}
        </p>
      )}
      {waits === undefined ? null : <p class="note">{waits}</p>}
      {compared.gone ? <p class="note">{m.intake_gone()}</p> : null}
      {draft.savedAt !== null && known?.href ? (
        <p class="small">
          <a href={known.href}>{m.intake_open_record({ title: known.title })}</a>
        </p>
      ) : null}
      <div class="more">
        {spans.length === 0 ? null : (
          <Quote
            kind={findKindOf[draft.kind]}
            lang={text.language ?? undefined}
            text={`„${quoteOf(text.body, quoted, 600)}“`}
            cite={
              spans.length > 3
                ? m.intake_cite_many({ count: spans.length, start: spans[0]![0] + 1 })
                : m.intake_cite({ places: spans.map(([start, end]) => `${start + 1} – ${end}`).join('; ') })
            }
          />
        )}
        {known !== null && draft.savedAt === null ? (
          <p class="small known">
            {draft.match?.sure === true || draft.decision === 'same' || draft.kind === 'fields' ? m.intake_known() : m.intake_maybe_known()}{' '}
            {known.href === null ? <span class="strong">{known.title}</span> : <a href={known.href}>{known.title}</a>}
            {known.sub === '' ? null : <span class="sub"> · {known.sub}</span>}
          </p>
        ) : null}
        {differences.length > 0 ? <Differences rows={differences} /> : null}
        {open || draft.resolution === null || draft.savedAt !== null ? null : <p class="small">{resolvedWords(draft, draft.resolution, differences)}</p>}
        {agreements.length > 0 ? (
          <p class="small agrees">
            <Icon name="check" />
            <span>
              {m.intake_agrees()} {agreements.map((one) => m.intake_agrees_row(one)).join('; ')}
            </span>
          </p>
        ) : null}
        {teaches.length > 0 ? (
          <p class="sub teaches">{m.intake_teaches({ count: teaches.length, names: teaches.map((name) => `„${name}“`).join(', ') })}</p>
        ) : null}
        {linked.length > 0 ? (
          <p class="sub">
            {m.intake_linked()}{' '}
            {linked.map((ref, index) => (
              <>
                {index > 0 ? ', ' : null}
                <a href={`#d${names.numberOf(ref) ?? ''}`}>
                  {names.nameOf(ref)} ({names.numberOf(ref) ?? '–'})
                </a>
              </>
            ))}
          </p>
        ) : null}
        {mayDecide && draft.savedAt === null ? (
          <>
            <form class="row acts" method="post" action={addresses.intakeDraftDecision({ id: text.id, draft: draft.id })}>
              <HiddenVersion version={draft.version} />
              {open ? (
                <>
                  {first === null ? (
                    <button class="ds-button" name="decision" value="accepted" data-act="A">
                      {surely ? m.intake_accept_same() : perhaps ? m.intake_accept_new() : m.intake_accept()} <kbd>A</kbd>
                    </button>
                  ) : (
                    <button class="ds-button" name="decision" value={first} data-act={`A ${resolving[first].key}`}>
                      {resolving[first].say()} <kbd>A</kbd>
                    </button>
                  )}
                  {sameByOneKey ? (
                    <button class="ds-button" data-variant="secondary" name="decision" value={`same:${draft.match!.id}`} data-act="S">
                      {m.intake_accept_same()} <kbd>S</kbd>
                    </button>
                  ) : null}
                  {choices
                    .filter((choice) => choice !== first)
                    .map((choice) => (
                      <button class="ds-button" data-variant="secondary" name="decision" value={choice} data-act={resolving[choice].key}>
                        {resolving[choice].say()} <kbd>{resolving[choice].key}</kbd>
                      </button>
                    ))}
                  {surely && draft.kind !== 'fields' ? (
                    <button class="ds-button" data-variant="secondary" name="decision" value="new">
                      {m.intake_accept_new()}
                    </button>
                  ) : null}
                  <a class="ds-button" data-variant="secondary" href={addresses.intakeDraft({ id: text.id, draft: draft.id })} data-act="E">
                    {m.intake_mend()} <kbd>E</kbd>
                  </a>
                  <button class="ds-button" data-variant="secondary" name="decision" value="rejected" data-act="X">
                    {m.intake_reject()} <kbd>X</kbd>
                  </button>
                </>
              ) : (
                <>
                  <button class="ds-button" data-variant="secondary" name="decision" value="undecided" data-act="Z">
                    {m.intake_take_back()} <kbd>Z</kbd>
                  </button>
                  {draft.decision === 'rejected' ? null : (
                    <a class="ds-button" data-variant="tertiary" href={addresses.intakeDraft({ id: text.id, draft: draft.id })} data-act="E">
                      {m.intake_mend()} <kbd>E</kbd>
                    </a>
                  )}
                </>
              )}
            </form>
            {open && source !== null ? (
              <details class="same">
                {sameByOneKey ? (
                  <summary>{m.intake_same_other()}</summary>
                ) : (
                  <summary data-act="S">
                    {m.intake_same_as()} <kbd>S</kbd>
                  </summary>
                )}
                <form method="post" action={addresses.intakeDraftDecision({ id: text.id, draft: draft.id })}>
                  <HiddenVersion version={draft.version} />
                  <TypeAhead
                    name={`same.${anchor}`}
                    label={m.intake_same_label()}
                    source={source}
                    value={known === null || surely || sameByOneKey ? undefined : { text: known.title, id: draft.match?.id }}
                  />
                  <button class="ds-button" data-variant="secondary" name="decision" value={`same.${anchor}`}>
                    {m.intake_same_do()}
                  </button>
                </form>
              </details>
            ) : null}
          </>
        ) : null}
      </div>
    </article>
  )
}
