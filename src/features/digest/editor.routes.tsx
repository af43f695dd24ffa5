// The addresses under which a report is edited, kept as a draft while it is typed, and brought up to what the register says now.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { momentInWords } from '#platform/dates.ts'
import { type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { TONGUES } from './composing/tongues.ts'
import { baseKey, betweenOf, boxesIn, documentIn, isSameText, type TypedBlock, type WorkingBlock } from './digest.ts'
import { type Draft, draftsOf, editionById, type EditionRow, officeOfDigests } from './digest.queries.ts'
import { forgetDraft, keepDraft, setDraftAside } from './draft.actions.ts'
import { edited } from './editing.ts'
import { composedAnew, type EditionStale, fingerprintOf, regenerate, saveText, textTyped } from './edition.actions.ts'
import { EditorPage, type EditorPageProps, lookName, RegeneratingPage } from './editor.pages.tsx'
import { recordKindName } from './edition.pages.tsx'
import { changesOf, type Choice } from './merging.ts'
import { withMarks } from './marks.ts'
import { inNotation } from './notation.ts'
import { recordLines, refKey, type RecordLine } from './record.queries.ts'

export const editorRoutes = (): Routes =>
  new Routes()
    .get(addresses.digestEditionText, officers, async (c, by) => {
      const found = await whole(c, by)
      if (found === null) return notFound(c)
      const draft = found.drafts.find(({ id }) => id === (c.req.query('draft') ?? ''))
      return editor(
        c,
        found,
        draft === undefined
          ? { blocks: typedOf(found.edition.blocks), version: found.edition.version, draft: '' }
          : { blocks: draft.blocks, version: draft.wasVersion, draft: draft.id, unsaved: true },
      )
    })
    .post(addresses.digestEditionText, officers, async (c, by) => {
      const body = await readForm(c)
      const found = await whole(c, by)
      return found === null ? notFound(c) : save(c, by, found, body)
    })
    .post(addresses.digestEditionDrafts, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const asJson = c.req.query('as') === 'json'
      const blocks = textIn(body)
      if (blocks === null) {
        const message = m.digest_text_unreadable()
        return asJson ? c.json({ error: message }, 422) : goWithNotice(c, addresses.digestEditionText({ id }), { text: message, tone: 'late' })
      }
      const kept = await keepDraft(c.get('here'), by, id, typed(body, 'draft'), Number(typed(body, 'version')) || 0, blocks)
      if (!kept.ok) return asJson ? c.json({ error: kept.refusal.message }, 404) : notFound(c)
      const time = new Intl.DateTimeFormat('en-GB', { timeZone: c.get('visitor')!.office.timeZone, hour: '2-digit', minute: '2-digit' }).format(kept.value.at)
      return asJson
        ? c.json({ draft: kept.value.id, time })
        : goWithNotice(c, addresses.digestEditionText({ id }, { draft: kept.value.id }), { text: m.digest_draft_kept({ time }) })
    })
    .post(addresses.digestEditionDraftAside, officers, async (c, by) => {
      const id = c.req.param('id')!
      const aside = typed(await readForm(c), 'back') === ''
      const set = await setDraftAside(c.get('here'), by, id, c.req.param('draft')!, aside)
      if (!set.ok) return notFound(c)
      return goWithNotice(c, addresses.digestEditionText({ id }), { text: aside ? m.digest_draft_laid_aside() : m.digest_draft_is_back() })
    })
    .get(addresses.digestEditionRegenerating, officers, (c, by) => regeneratingPage(c, by))
    .post(addresses.digestEditionRegenerating, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const choices = choicesIn(body)
      const done = await regenerate(c.get('here'), by, id, Number(typed(body, 'version')), typed(body, 'seen'), choices)
      if (done.ok)
        return goWithNotice(c, addresses.digestEdition({ id }), {
          text: done.value.changed ? m.digest_regenerated() : m.digest_regenerated_same(),
          undo: addresses.activityUndo({ id: done.value.activityId }),
        })
      if (done.refusal.code === 'missing') return notFound(c)
      // Somebody saved, or the register moved on: the choices stay, what they are about is shown as it stands now.
      return regeneratingPage(c, by, choices, isStaleRefusal(done.refusal) ? m.digest_regenerate_stale() : done.refusal.message)
    })

type Found = {
  readonly edition: EditionRow
  readonly drafts: readonly Draft[]
  readonly records: ReadonlyMap<string, RecordLine>
  readonly timeZone: string
}

const whole = (c: Context, by: Officer): Promise<Found | null> =>
  c.get('here').db.inOffice(by.officeId, async (tx) => {
    const edition = await editionById(tx, c.req.param('id')!)
    if (edition === null) return null
    const refs = [...edition.blocks, ...edition.composed].flatMap(({ sentences }) => sentences.flatMap(({ records }) => records))
    return {
      edition,
      drafts: await draftsOf(tx, by.personId, edition.id),
      records: await recordLines(tx, refs),
      timeZone: (await officeOfDigests(tx)).timeZone,
    }
  })

const typedOf = (blocks: readonly WorkingBlock[]): TypedBlock[] =>
  blocks.map(({ key, kind, sentences, shape }) => ({
    key,
    kind,
    sentences: sentences.map((one) => ({ key: one.key, text: one.text, ...withMarks(one.marks ?? []) })),
    ...(shape === undefined ? {} : { shape }),
  }))

/** The text as it was sent: by the editor as one document, without script box by box. */
const textIn = (body: FormBody): TypedBlock[] | null => {
  const document = typed(body, 'document')
  return document === '' ? boxesIn(body) : documentIn(document)
}

const MOST_NAMED = 4
/** Sentence's key → the records it rests on, in words. */
function aboutOf(blocks: readonly WorkingBlock[], records: ReadonlyMap<string, RecordLine>): Record<string, string> {
  const of = new Map(blocks.flatMap(({ sentences }) => sentences.map((one) => [baseKey(one.key), one.records] as const)))
  return Object.fromEntries(
    [...of].map(([key, refs]) => {
      const named = refs.flatMap((ref) => {
        const line = records.get(refKey(ref))
        return line === undefined ? [] : [`${recordKindName(line.kind)} ${line.title}`]
      })
      return [key, [...named.slice(0, MOST_NAMED), ...(named.length > MOST_NAMED ? ['…'] : [])].join('; ')]
    }),
  )
}

function editor(
  c: Context,
  found: Found,
  given: Pick<EditorPageProps, 'blocks' | 'version' | 'draft' | 'faults' | 'conflict' | 'unsaved'>,
  status: 200 | 409 | 422 = 200,
): Response | Promise<Response> {
  const tongue = TONGUES[found.edition.language]
  return c.html(
    <EditorPage
      shell={c.get('shell')}
      edition={found.edition}
      tag={tongue.tag}
      between={betweenOf(found.edition.language)}
      about={aboutOf([...found.edition.composed, ...found.edition.blocks], found.records)}
      drafts={found.drafts.map(({ id, updatedAt, discardedAt }) => ({
        id,
        when: momentInWords(updatedAt, found.timeZone),
        aside: discardedAt !== null,
        now: id === given.draft,
      }))}
      {...given}
    />,
    status,
  )
}

async function save(c: Context, by: Officer, found: Found, body: FormBody): Promise<Response> {
  const here = c.get('here')
  const { id } = found.edition
  const [version, draft, deed] = [Number(typed(body, 'version')) || 0, typed(body, 'draft'), typed(body, 'do')]
  const blocks = textIn(body)
  if (blocks === null)
    return editor(
      c,
      found,
      { blocks: typedOf(found.edition.blocks), version: found.edition.version, draft, faults: [{ name: '', message: m.digest_text_unreadable() }] },
      422,
    )
  if (deed !== '') {
    const kept = await keepDraft(here, by, id, draft, version, edited(blocks, deed))
    return kept.ok ? c.redirect(addresses.digestEditionText({ id }, { draft: kept.value.id }), 303) : notFound(c)
  }
  const saved = await saveText(here, by, id, version, blocks)
  if (saved.ok) {
    await forgetDraft(here, by, id, draft)
    return goWithNotice(
      c,
      addresses.digestEdition({ id }),
      saved.value.changed ? { text: m.digest_saved(), undo: addresses.activityUndo({ id: saved.value.activityId }) } : { text: m.digest_saved_same() },
    )
  }
  if (saved.refusal.code === 'missing') return notFound(c)
  if (!isStaleRefusal<EditionStale['current']>(saved.refusal))
    return editor(c, found, { blocks, version, draft, unsaved: true, faults: [{ name: '', message: saved.refusal.message }] }, 422)
  const { current } = saved.refusal
  const [last] = await here.db.inOffice(by.officeId, (tx) => historyOf(tx, 'digest_edition', id, 1))
  const conflict = {
    who: last?.personName,
    when: momentInWords(last?.at ?? current.updatedAt, found.timeZone),
    rows: rowsBetween(current.state.blocks, textTyped(current.state, blocks)),
  }
  return editor(c, found, { blocks, version: current.version, draft, conflict, unsaved: true }, 409)
}

/** Sentence by sentence where two texts differ: what stands there now, and what was typed here, with the signs of what stands out. */
function rowsBetween(theirs: readonly WorkingBlock[], yours: readonly WorkingBlock[]): { field: string; theirs: string; yours: string }[] {
  const lines = (blocks: readonly WorkingBlock[]): Map<string, string> =>
    new Map(blocks.flatMap(({ sentences }) => sentences.map((one) => [one.key, inNotation(one)])))
  const [a, b] = [lines(theirs), lines(yours)]
  const shapes = (blocks: readonly WorkingBlock[]): string =>
    blocks.map(({ kind, shape, sentences }) => `${lookName(shape ?? kind)}: ${sentences[0]?.text ?? ''}`).join('\n')
  const rows = [...new Set([...a.keys(), ...b.keys()])]
    .filter((key) => a.get(key) !== b.get(key))
    .map((key, at) => ({ field: m.digest_sentence({ number: at + 1 }), theirs: a.get(key) ?? '', yours: b.get(key) ?? '' }))
  // The same words in other paragraphs: what differs is how they are laid out.
  return rows.length > 0 || isSameText(theirs, yours) ? rows : [{ field: m.digest_conflict_layout(), theirs: shapes(theirs), yours: shapes(yours) }]
}

/** Sentence's key → whose words were chosen. */
function choicesIn(body: FormBody): Map<string, Choice> {
  const rows = body['choices']
  return new Map(
    (Array.isArray(rows) ? rows : []).flatMap((row) => {
      const take = typed(row as FormBody, 'take')
      return take === 'yours' || take === 'register' ? [[typed(row as FormBody, 'key'), take] as const] : []
    }),
  )
}

async function regeneratingPage(c: Context, by: Officer, chosen: ReadonlyMap<string, Choice> = new Map(), fault?: string): Promise<Response> {
  const here = c.get('here')
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const edition = await editionById(tx, c.req.param('id')!)
    if (edition === null) return null
    const fresh = await composedAnew(tx, here, edition)
    const blocks = [...edition.composed, ...edition.blocks, ...fresh.blocks]
    const refs = blocks.flatMap(({ sentences }) => sentences.flatMap(({ records }) => records))
    return { edition, fresh, about: aboutOf(blocks, await recordLines(tx, refs)) }
  })
  if (read === null) return notFound(c)
  const { edition, fresh } = read
  const tongue = TONGUES[edition.language]
  return c.html(
    <RegeneratingPage
      shell={c.get('shell')}
      edition={edition}
      tag={tongue.tag}
      changes={changesOf({ composed: edition.composed, working: edition.blocks, fresh: fresh.blocks, between: tongue.between })}
      about={read.about}
      seen={fingerprintOf(fresh)}
      version={edition.version}
      chosen={chosen}
      {...(fault === undefined ? {} : { fault })}
    />,
    fault === undefined ? 200 : 409,
  )
}
