// One draft on the desk: its card with the words it rests on and what the register knows.
import { addresses } from '#addresses'
import { m } from '#messages'
import { Flag, Tag } from '#ui/badges.tsx'
import { HiddenVersion } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { Kind, Quote } from '#ui/quote.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { anchorOf, type Draft, draftKindName, findKindOf, HOME_REF, isName } from './draft.ts'
import type { Compared } from './draft.queries.ts'
import { around, quoteOf } from './marks.ts'
import type { IntakeText } from './text.table.ts'
import { detailsOf, type Names, titleOf } from './wording.ts'

export type CardProps = {
  readonly text: Pick<IntakeText, 'id' | 'body' | 'language'>
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

/** Where to look for the record a draft may be; statements and promises have none to choose from. */
const sameSource = (draft: Draft): string | null =>
  draft.kind === 'organisation' ? addresses.organisations() : draft.kind === 'person' ? addresses.people() : draft.kind === 'event' ? addresses.events() : null

export const DraftCard = ({ text, draft, compared, names, total, mayDecide, message, waits }: CardProps) => {
  const anchor = anchorOf(draft)
  const open = draft.decision === 'undecided'
  const { known, differences } = compared
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
        {open && draft.kind === 'organisation' && known === null ? <Tag tone="accent">{m.intake_tag_new()}</Tag> : null}
        {open && known !== null ? <Tag tone="neutral">{draft.match?.sure === true ? m.intake_tag_known() : m.intake_tag_maybe()}</Tag> : null}
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
            {draft.match?.sure === true || draft.decision === 'same' ? m.intake_known() : m.intake_maybe_known()}{' '}
            {known.href === null ? <span class="strong">{known.title}</span> : <a href={known.href}>{known.title}</a>}
            {known.sub === '' ? null : <span class="sub"> · {known.sub}</span>}
          </p>
        ) : null}
        {differences.length > 0 ? (
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
                {differences.map((one) => (
                  <tr>
                    <th scope="row">{one.field}</th>
                    <td>{one.record}</td>
                    <td>{one.text}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
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
                  <button class="ds-button" name="decision" value="accepted" data-act="A">
                    {surely ? m.intake_accept_same() : m.intake_accept()} <kbd>A</kbd>
                  </button>
                  {surely ? (
                    <button class="ds-button" data-variant="secondary" name="decision" value="new">
                      {m.intake_accept_new()}
                    </button>
                  ) : known !== null && source === null && draft.match !== null ? (
                    <button class="ds-button" data-variant="secondary" name="decision" value={`same:${draft.match.id}`} data-act="S">
                      {m.intake_confirms()} <kbd>S</kbd>
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
                <summary data-act="S">
                  {m.intake_same_as()} <kbd>S</kbd>
                </summary>
                <form method="post" action={addresses.intakeDraftDecision({ id: text.id, draft: draft.id })}>
                  <HiddenVersion version={draft.version} />
                  <TypeAhead
                    name={`same.${anchor}`}
                    label={m.intake_same_label()}
                    source={source}
                    value={known === null || surely ? undefined : { text: known.title, id: draft.match?.id }}
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
