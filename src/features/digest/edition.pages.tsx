// A report in one language as the office reads it: every sentence with the records it rests on, what is left out and why, and what is to be done with it.
import { addresses } from '#addresses'
import { textLanguageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dateInWords, dayInWords, momentInWords } from '#platform/dates.ts'
import type { FieldFault, FormBody } from '#platform/http/form.ts'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { Tag } from '#ui/badges.tsx'
import { ErrorSummary, Checkboxes, errorOf } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Sources } from '#ui/sources.tsx'
import { Section, Tabs } from '#ui/tables.tsx'
import type { LeftOut } from './composing/composing.ts'
import type { RecordKind } from './composing/month.ts'
import type { DigestLanguage } from './composing/tongue.ts'
import { isBehind, isOwn, stateOf, type WorkingBlock, type WorkingSentence } from './digest.ts'
import { StateTag } from './digest.pages.tsx'
import type { EditionBrief, EditionRow, PublicationLine } from './digest.queries.ts'
import { Runs, Shaped } from './marked.public.tsx'
import { gathered, runsOf } from './marks.ts'
import type { NotPublic } from './month.ts'
import type { Carried } from './newsletter/issue.queries.ts'
import { NewsletterOfEdition, Publishing } from './publication.pages.tsx'
import type { RecordLine } from './record.queries.ts'

const KINDS: Readonly<Record<RecordKind, () => string>> = {
  event: m.digest_record_event,
  act: m.digest_record_act,
  milestone: m.digest_record_milestone,
  commitment: m.digest_record_commitment,
  partnership: m.digest_record_partnership,
  occasion: m.digest_record_occasion,
}
export const recordKindName = (kind: RecordKind): string => KINDS[kind]()

export type EditionPageProps = {
  readonly shell: Shell
  readonly edition: EditionRow
  /** BCP 47 and what stands between two sentences. */
  readonly tag: string
  readonly between: string
  readonly siblings: readonly EditionBrief[]
  /** When the text of the office's own language was written; null for that text itself. */
  readonly firstWritten: Date | null
  readonly records: ReadonlyMap<string, RecordLine>
  readonly notPublic: readonly NotPublic[]
  readonly leftOut: readonly LeftOut[]
  /** Sentences that would read otherwise if it were composed now. */
  readonly changed: number
  readonly publications: readonly PublicationLine[]
  readonly carried: Carried
  readonly history: readonly HistoryLine[]
  readonly timeZone: string
  readonly now: Date
  /** Whether the citizens' site is read in the edition's language. */
  readonly offered: boolean
  readonly addable: readonly DigestLanguage[]
  readonly form?: {
    readonly which: 'publication' | 'withdrawal' | 'languages'
    readonly body: FormBody
    readonly faults: readonly FieldFault[]
    readonly asksFold?: boolean
  }
}

/** So many numbers of records stand behind a sentence; of a lead that counts the whole month the rest is in the list. */
const MOST_NUMBERS = 3

/** Records in the order in which the text comes to them, each with its number. */
export function numbered(blocks: readonly WorkingBlock[], records: ReadonlyMap<string, RecordLine>): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  const all = blocks.flatMap(({ sentences }) => sentences.map(({ records: refs }) => refs))
  // Sentences that count the whole month would take the numbers of everything after them.
  for (const refs of [...all.filter((one) => one.length <= MOST_NUMBERS), ...all])
    for (const { kind, id } of refs) {
      const key = `${kind}:${id}`
      if (!numbers.has(key) && records.has(key)) numbers.set(key, numbers.size + 1)
    }
  return numbers
}

type Known = { readonly records: ReadonlyMap<string, RecordLine>; readonly numbers: ReadonlyMap<string, number> }

/**
 * The sentence itself leads to its record, and what it rests on is read aloud with it; one that counts the whole month leads to the list of them. The island
 * shows the same to the eye.
 */
const Said = ({ sentence, records, numbers, withNumbers }: Known & { readonly sentence: WorkingSentence; readonly withNumbers: boolean }) => {
  const known = sentence.records.filter(({ kind, id }) => numbers.has(`${kind}:${id}`))
  const own = known.map(({ kind, id }) => numbers.get(`${kind}:${id}`)!)
  const [first] = known
  // Where the sentence leads to its record, a link within it is only told apart: it leads somewhere for the citizens.
  const words = <Runs runs={runsOf(sentence)} links={first === undefined} />
  const mark = isOwn(sentence.key) ? m.digest_sentence_own() : sentence.edited === true ? m.digest_sentence_edited() : null
  return (
    <span class="said" data-records={own.join(' ')} data-by={isOwn(sentence.key) ? 'own' : sentence.edited === true ? 'edited' : undefined}>
      {first === undefined ? (
        words
      ) : own.length > MOST_NUMBERS ? (
        <a class="words" href="#records" draggable={false}>
          {words}
        </a>
      ) : (
        <a
          class="words"
          href={records.get(`${first.kind}:${first.id}`)!.href}
          aria-describedby={own.map((number) => `record-${number}`).join(' ')}
          draggable={false}
        >
          {words}
        </a>
      )}
      {withNumbers && own.length > 0 ? (
        <sup class="refs">
          {own.slice(0, MOST_NUMBERS).map((number) => (
            <a href={`#record-${number}`} aria-label={m.digest_record_number({ number })}>
              {number}
            </a>
          ))}
          {own.length > MOST_NUMBERS ? (
            <a href="#records" aria-label={m.digest_records_more({ count: own.length - MOST_NUMBERS })}>
              +{own.length - MOST_NUMBERS}
            </a>
          ) : null}
        </sup>
      ) : null}
      {mark === null ? null : <span class="by"> {mark}</span>}
    </span>
  )
}

const Text = ({ edition, tag, between, records, numbers }: Pick<EditionPageProps, 'edition' | 'tag' | 'between'> & Known) => (
  <article class="digest-text" lang={tag} id="text">
    {gathered(edition.blocks).map(({ shape, blocks }) => {
      const said = blocks.map(({ kind, sentences }) =>
        sentences.map((sentence, at) => (
          <>
            {at > 0 ? between : null}
            <Said sentence={sentence} records={records} numbers={numbers} withNumbers={kind !== 'title' && kind !== 'heading'} />
          </>
        )),
      )
      if (shape !== null) return <Shaped shape={shape} items={said} />
      const { kind } = blocks[0]!
      return kind === 'title' ? (
        <h2 class="title">{said[0]}</h2>
      ) : kind === 'heading' ? (
        <h3>{said[0]}</h3>
      ) : (
        <p class={kind === 'lead' ? 'lead' : undefined}>{said[0]}</p>
      )
    })}
  </article>
)

const Records = ({ records, numbers }: Known) => (
  <ol class="digest-records">
    {[...numbers].map(([key, number]) => {
      const { kind, title, date, href, sources, removed } = records.get(key)!
      return (
        <li id={`record-${number}`} data-record={String(number)} tabindex={-1}>
          <p>
            <a href={href}>{title}</a>
            {date === null ? null : `, ${dateInWords(date)}`} <span class="sub">{recordKindName(kind)}</span>
            {removed ? (
              <>
                {' '}
                <Tag tone="late">{m.digest_record_removed()}</Tag>
              </>
            ) : null}
          </p>
          {sources.length === 0 ? null : <Sources sources={sources} />}
        </li>
      )
    })}
  </ol>
)

const WHATS: Readonly<Record<LeftOut['what'], () => string>> = {
  anniversary: m.digest_left_anniversary,
  name: m.digest_left_name,
  body: m.digest_left_body,
  place: m.digest_left_place,
  title: m.digest_left_title,
  summary: m.digest_left_summary,
  note: m.digest_left_note,
  promise: m.digest_left_promise,
  occasion: m.digest_left_occasion,
}

const REMEDIES: Readonly<Record<NotPublic['remedy'], () => string>> = {
  publish: m.digest_not_public_record,
  publish_partnership: m.digest_not_public_partnership,
  leave_out_name: m.digest_not_public_name,
}
function hrefOf({ kind, id, remedy, partnershipId }: NotPublic): string {
  if (remedy === 'publish_partnership' && partnershipId !== null) return addresses.partnershipEdit({ id: partnershipId })
  switch (kind) {
    case 'event':
      return addresses.eventEdit({ id })
    case 'act':
      return addresses.symbolicAct({ id })
    case 'milestone':
      return addresses.milestone({ id: partnershipId ?? id, milestone: id })
    case 'occasion':
      return addresses.occasionEdit({ id })
    default:
      return addresses.commitmentEdit({ id })
  }
}

const LeftOutSection = ({
  notPublic,
  leftOut,
  records,
  language,
}: Pick<EditionPageProps, 'notPublic' | 'leftOut' | 'records'> & { readonly language: string }) => {
  if (notPublic.length + leftOut.length === 0) return null
  const untranslated = Map.groupBy(leftOut, ({ record: { kind, id } }) => `${kind}:${id}`)
  return (
    <Section id="left-out" title={m.digest_left_out()} count={notPublic.length + untranslated.size}>
      {notPublic.length === 0 ? null : (
        <>
          <h3>{m.digest_not_public()}</h3>
          <ul class="stack">
            {notPublic.map((one) => (
              <li>
                <a href={hrefOf(one)}>{one.title}</a>{' '}
                <span class="sub">
                  {one.ahead === undefined ? null : `${m.digest_not_public_ahead({ day: dateInWords(one.ahead) })} · `}
                  {REMEDIES[one.remedy]()}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {leftOut.length === 0 ? null : (
        <>
          <h3>{m.digest_untranslated({ language: textLanguageName(language) })}</h3>
          <ul class="stack">
            {[...untranslated].map(([record, its]) => {
              const line = records.get(record)
              return line === undefined ? null : (
                <li>
                  <a href={line.href}>{line.title}</a> <span class="sub">{its.map(({ what }) => WHATS[what]()).join(' · ')}</span>
                </li>
              )
            })}
          </ul>
        </>
      )}
    </Section>
  )
}

const Marks = ({
  edition,
  changed,
  firstWritten,
  mayWrite,
}: Pick<EditionPageProps, 'edition' | 'changed' | 'firstWritten'> & { readonly mayWrite: boolean }) => (
  <>
    {changed === 0 ? null : (
      <p class="note">
        {stateOf(edition) === 'published' ? m.digest_changed_published({ count: changed }) : m.digest_changed({ count: changed })}{' '}
        {mayWrite ? <a href={addresses.digestEditionRegenerating({ id: edition.id })}>{m.digest_changed_see()}</a> : null}
      </p>
    )}
    {isBehind(edition, firstWritten) ? <p class="note">{m.digest_behind({ day: dayInWords(firstWritten!.toISOString().slice(0, 10)) })}</p> : null}
  </>
)

const Languages = ({
  edition,
  siblings,
  addable,
  form,
  mayWrite,
}: Pick<EditionPageProps, 'edition' | 'siblings' | 'addable' | 'form'> & { readonly mayWrite: boolean }) => (
  <>
    {siblings.length > 1 ? (
      <Tabs
        label={m.digest_editions()}
        tabs={siblings.map((one) => ({
          href: addresses.digestEdition({ id: one.id }),
          text: capitalised(textLanguageName(one.language)),
          current: one.id === edition.id,
        }))}
      />
    ) : null}
    {mayWrite && addable.length > 0 ? (
      <details class="no-print add-language" open={form?.which === 'languages'}>
        <summary>{m.digest_add_language()}</summary>
        <form class="form" method="post" action={addresses.digestLanguages({ id: edition.digestId })}>
          <Checkboxes
            name="languages"
            label={m.digest_field_languages()}
            twoColumns
            options={addable.map((value) => ({ value, label: textLanguageName(value) }))}
            error={form?.which === 'languages' ? errorOf(form.faults, 'languages') : undefined}
          />
          <button class="ds-button" data-variant="secondary">
            {m.digest_add()}
          </button>
        </form>
      </details>
    ) : null}
  </>
)

export const EditionPage = (props: EditionPageProps) => {
  const { shell, edition, records, form, history, siblings } = props
  const { id, version, month, language } = edition
  const mayWrite = shell.role === 'officer'
  const numbers = numbered(edition.blocks, records)
  const title = m.digest_edition_title({ month: dateInWords(month), language: textLanguageName(language) })
  return (
    <OfficePage
      shell={shell}
      title={title}
      nav="digests"
      failed={form !== undefined}
      islands={['edition.js']}
      crumbs={[{ text: m.digest_title(), href: addresses.digests() }, { text: capitalised(dateInWords(month)) }]}
      lead={
        <>
          <StateTag state={stateOf(edition)} /> {m.digest_composed({ when: momentInWords(edition.composedAt, props.timeZone) })}
          <span class="no-print">
            {' '}
            · <a href="#publishing">{m.digest_publishing()}</a>
          </span>
        </>
      }
      actions={
        <>
          {mayWrite ? (
            <a class="ds-button" href={addresses.digestEditionText({ id })} data-key="E">
              {m.digest_edit()}
            </a>
          ) : null}
          <a class="ds-button" data-variant="secondary" href={addresses.digestEditionPreview({ id })}>
            {m.digest_preview()}
          </a>
          <a class="ds-button" data-variant="secondary" href={addresses.digestEditionPaper({ id, format: 'pdf' })}>
            {m.digest_paper_pdf()}
          </a>
          <a class="ds-button" data-variant="tertiary" href={addresses.digestEditionPaper({ id, format: 'docx' })}>
            {m.digest_paper_word()}
          </a>
        </>
      }
    >
      <ErrorSummary errors={form?.faults} />
      <Languages {...props} mayWrite={mayWrite} />
      <Marks {...props} mayWrite={mayWrite} />
      <div class="cols">
        <div class="stack-lg">
          <Text {...props} numbers={numbers} />
          <LeftOutSection {...props} language={language} />
          <Publishing {...props} mayWrite={mayWrite} />
          <NewsletterOfEdition {...props} mayWrite={mayWrite} />
          <Section id="history" title={m.digest_history()}>
            <History entries={history} older={addresses.history({ thing: 'digest_edition', id })} />
          </Section>
          {mayWrite ? (
            <Removal
              action={addresses.digestEditionRemoval({ id })}
              version={version}
              text={m.digest_remove()}
              hint={siblings.length > 1 ? m.digest_remove_hint() : m.digest_remove_hint_last()}
            />
          ) : null}
        </div>
        <aside class="no-print">
          <Section id="records" title={m.digest_records()} count={numbers.size === 0 ? null : numbers.size}>
            {numbers.size === 0 ? <p class="sub">{m.digest_records_none()}</p> : <Records records={records} numbers={numbers} />}
          </Section>
        </aside>
      </div>
    </OfficePage>
  )
}
