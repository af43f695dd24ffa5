// The addresses of the post: its list, one letter, what one does with letters, those that came back, and the trial letter.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { historyInWords } from '#platform/activity/changes.ts'
import { checked, readForm, typed, typedList } from '#platform/http/form.ts'
import { cleanQuery, isSearched } from '#platform/http/list-query.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { messageIdOf, senderAddress, textAsSent } from '#platform/mail/composing.ts'
import { type Deed, isDeed } from '#platform/mail/deciding.ts'
import { isMailKind, isUnsubscribable } from '#platform/mail/letter.ts'
import { lastLook } from '#platform/mail/looks.ts'
import { MOST_RETURNED_BYTES, readReturned } from '#platform/mail/returned.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import type { ReturnsBox } from '#settings'
import { LetterPage, type LetterPageProps } from './letter.pages.tsx'
import { decideLetters, handInReturned, mendAddress, rewordLetter, sendTrial } from './post.actions.ts'
import { AddressesPage, PostPage, ReturnedPage } from './post.pages.tsx'
import { setTimeout as sleep } from 'node:timers/promises'
import { letterById, postCounts, postIds, postPage, postTroubles, troubledAddresses, type PostFilter } from './post.queries.ts'
import { doneText, isView, MOST_AT_ONCE, type View, wordingForm } from './post.ts'

/** What the app knows of the post: how it leaves, and how the postman is woken. */
export type PostRouteParts = {
  /** MAIL_FROM, when a mail server is set up. */
  readonly mailFrom: string | null
  /** Has what was let go leave now instead of at the next round. */
  readonly wakePost?: () => void
  /** The mailbox letters come back to, and a look into it at once; absent: none is read. */
  readonly returns?: { readonly box: ReturnsBox; readonly look: () => Promise<void> }
  /** The page of a record a letter is about; null where it has none. */
  readonly pageOf: (thing: string, id: string) => string | null
}

const KNOWN = { view: isView, q: isSearched, kind: isMailKind, thing: (value: string) => /^[a-z_]{1,40}$/.test(value), about: isId }

const asked = (query: string): { readonly view: View | null; readonly filter: PostFilter } => {
  const given = new URLSearchParams(query)
  const [view, kind] = [given.get('view') ?? undefined, given.get('kind') ?? '']
  return {
    view: isView(view) ? view : null,
    filter: {
      q: given.get('q') ?? undefined,
      kind: isMailKind(kind) ? kind : undefined,
      thing: given.get('thing') ?? undefined,
      about: given.get('about') ?? undefined,
    },
  }
}

export const postRoutes = (parts: PostRouteParts): Routes =>
  new Routes()
    .get(addresses.letters, readers, async (c, by) => {
      const query = cleanQuery(new URL(c.req.url).search.slice(1), KNOWN)
      const { view: wished, filter } = asked(query)
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const counts = await postCounts(tx, filter)
        // Without a wish: what asks for something first.
        const view =
          wished ??
          (['held', 'uncertain'] as const).find((one) => counts[one] > 0) ??
          (counts.unseen > 0 ? 'returned' : counts.waiting > 0 ? 'waiting' : 'sent')
        return {
          counts,
          view,
          troubles: await postTroubles(tx),
          page: await postPage(tx, view, filter, { after: c.req.query('after'), before: c.req.query('before') }),
        }
      })
      return c.html(
        <PostPage
          shell={c.get('shell')}
          returns={await returnsOf(c, parts)}
          filter={filter}
          query={cleanQuery(`${query}&view=${read.view}`, KNOWN)}
          timeZone={zoneOf(c)}
          now={c.get('here').clock.now()}
          ways={{ from: parts.mailFrom }}
          {...read}
        />,
      )
    })
    .post(addresses.letterDeeds, officers, async (c, by) => {
      const body = await readForm(c)
      const query = cleanQuery(typed(body, 'query'), KNOWN)
      const { view, filter } = asked(query)
      const deed = typed(body, 'deed')
      const back = typed(body, 'back')
      const to = isId(back) ? addresses.letter({ id: back }) : query === '' ? addresses.letters() : `${addresses.letters()}?${query}`
      if (!isDeed(deed)) return c.redirect(to, 303)
      const here = c.get('here')
      const ids =
        typed(body, 'all') !== '' && view !== null
          ? await here.db.inOffice(by.officeId, (tx) => postIds(tx, view, filter, MOST_AT_ONCE))
          : typedList(body, 'chosen').flatMap((value) => value.split(':')[0] ?? [])
      if (ids.length === 0) return goWithNotice(c, to, { text: m.post_chosen_nothing(), tone: 'late' })
      const decided = await decideLetters(here, by, ids, deed)
      if (!decided.ok) {
        // Another office's letter is no letter.
        const known = isId(back) ? await here.db.inOffice(by.officeId, (tx) => letterById(tx, back)) : true
        return known === null ? notFound(c) : goWithNotice(c, to, { text: decided.refusal.message, tone: 'late' })
      }
      if (LEAVING.has(deed)) parts.wakePost?.()
      const { count, over, activityId } = decided.value
      return goWithNotice(c, to, {
        text: [doneText(deed, count), ...(over === 0 ? [] : [m.post_over({ count: over })])].join(' '),
        undo: addresses.activityUndo({ id: activityId }),
      })
    })
    .post(addresses.letterTrial, officers, async (c, by) => {
      const id = await sendTrial(c.get('here'), by, textIn(c.get('visitor')!.office.name))
      parts.wakePost?.()
      if (id === null) return goWithNotice(c, addresses.letters(), { text: m.post_trial_no_address({ address: by.email }), tone: 'late' })
      return goWithNotice(c, addresses.letter({ id }), { text: parts.mailFrom === null ? m.post_trial_waits() : m.post_trial_sent({ address: by.email }) })
    })
    .post(addresses.letterReturnsBox, officers, async (c) => {
      const before = await returnsOf(c, parts)
      if (parts.returns === undefined || before === null) return notFound(c)
      // A mailbox answers within seconds, or it is silent and the page says so when it has been waited for.
      const looked = await Promise.race([parts.returns.look().then(() => true), sleep(LOOK_MS, false)])
      const after = await returnsOf(c, parts)
      const trouble = after?.row?.trouble ?? null
      const found = (after?.row?.found ?? 0) - (before.row?.found ?? 0)
      const text = !looked ? m.post_box_still_looking() : trouble !== null ? m.post_box_looked_in_vain() : m.post_box_looked({ count: found })
      return goWithNotice(c, addresses.letters(), { text, ...(looked && trouble !== null ? { tone: 'late' as const } : {}) })
    })
    .get(addresses.letterReturned, officers, (c) => c.html(<ReturnedPage shell={c.get('shell')} isRead={parts.returns !== undefined} />))
    .post(addresses.letterReturned, officers, async (c, by) => {
      const body = await readForm(c)
      const file = body['file']
      const text = typed(body, 'text')
      const again = (message: string) =>
        c.html(<ReturnedPage shell={c.get('shell')} isRead={parts.returns !== undefined} body={body} faults={[{ name: 'text', message }]} />, 422)
      const uploaded = file instanceof File && file.size > 0 ? file : null
      if (uploaded === null && text.trim() === '') return again(m.post_returned_nothing())
      if (uploaded !== null && uploaded.size > MOST_RETURNED_BYTES) return again(m.post_returned_too_big({ most: MOST_RETURNED_BYTES / 1024 / 1024 }))
      const own = [by.email, ...(parts.mailFrom === null ? [] : [senderAddress(parts.mailFrom).address])]
      const returned = await readReturned(uploaded === null ? text : new Uint8Array(await uploaded.arrayBuffer()), own)
      const handed = await handInReturned(c.get('here'), by, returned)
      if (!handed.ok) return again(handed.refusal.message)
      const { marked, delayed, activityId } = handed.value
      if (delayed) return goWithNotice(c, addresses.letters({ view: 'sent' }), { text: m.post_returned_delayed() })
      const [first] = marked
      return goWithNotice(c, marked.length === 1 ? addresses.letter({ id: first!.id }) : addresses.letters({ view: 'returned' }), {
        text: marked.length === 1 ? m.post_returned_one({ subject: first!.subject, address: first!.to }) : m.post_returned_many({ count: marked.length }),
        ...(activityId === null ? {} : { undo: addresses.activityUndo({ id: activityId }) }),
      })
    })
    .get(addresses.letterAddresses, officers, async (c, by) => {
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
        page: await troubledAddresses(tx, { after: c.req.query('after'), before: c.req.query('before') }),
        counts: await postCounts(tx),
      }))
      return c.html(<AddressesPage shell={c.get('shell')} timeZone={zoneOf(c)} {...read} />)
    })
    .post(addresses.letterAddressMending, officers, async (c, by) => {
      const mended = await mendAddress(c.get('here'), by, c.req.param('id')!)
      if (!mended.ok)
        return mended.refusal.code === 'missing' ? notFound(c) : goWithNotice(c, addresses.letterAddresses(), { text: mended.refusal.message, tone: 'late' })
      return goWithNotice(c, addresses.letterAddresses(), {
        text: m.post_mended({ address: mended.value.address }),
        undo: addresses.activityUndo({ id: mended.value.activityId }),
      })
    })
    .get(addresses.letter, officers, async (c, by) => letterPage(c, by, parts))
    .post(addresses.letterWording, officers, async (c, by) => {
      const body = await readForm(c)
      const id = c.req.param('id')!
      const form = checked(wordingForm, body)
      if (!form.ok) return letterPage(c, by, parts, { body, faults: form.faults })
      const { version, ...words } = form.value
      const reworded = await rewordLetter(c.get('here'), by, id, version, words)
      if (!reworded.ok) return letterPage(c, by, parts, { body, faults: [{ name: 'text', message: reworded.refusal.message }] })
      return goWithNotice(c, addresses.letter({ id }), { text: m.post_reworded(), undo: addresses.activityUndo({ id: reworded.value.activityId }) })
    })

/** So long whoever asked for a look waits for it. */
const LOOK_MS = 8_000

/** The mailbox as it was last looked into; null: none is read. */
const returnsOf = async (c: Context, { returns }: PostRouteParts) =>
  returns === undefined ? null : { box: returns.box, row: await c.get('here').db.asSystem((tx) => lastLook(tx, returns.box)) }

/** The letter's own page; with `rewording`, what was typed and why it was not taken. */
async function letterPage(c: Context, by: Officer, parts: PostRouteParts, rewording?: LetterPageProps['rewording']): Promise<Response> {
  const id = c.req.param('id')!
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const letter = await letterById(tx, id)
    return letter === null ? null : { letter, lines: await historyOf(tx, 'mail', id) }
  })
  if (read === null) return notFound(c)
  const { letter, lines } = read
  const address = senderAddress(parts.mailFrom ?? '').address
  const history = historyInWords(lines, { what: ({ act }) => whatHappened(act), fields: () => [], timeZone: zoneOf(c), undo: true })
  return c.html(
    <LetterPage
      shell={c.get('shell')}
      letter={letter}
      text={textAsSent(letter, isUnsubscribable(letter.kind) ? m.post_refusal_link() : null)}
      from={`${textIn(c.get('visitor')!.office.name, letter.language)}${address === '' ? '' : ` <${address}>`}`}
      messageId={messageIdOf(letter.id, parts.mailFrom ?? '')}
      about={letter.thing === null || letter.thingId === null ? null : parts.pageOf(letter.thing, letter.thingId)}
      languageName={new Intl.DisplayNames([currentLanguage()], { type: 'language' }).of(letter.language) ?? letter.language}
      // Where a letter stood has no page of its own.
      history={history.map((line) => ({ ...line, asItWas: undefined }))}
      timeZone={zoneOf(c)}
      now={c.get('here').clock.now()}
      mayLeave={parts.mailFrom !== null}
      rewording={rewording}
    />,
    rewording === undefined ? 200 : 422,
  )
}

const LEAVING: ReadonlySet<Deed> = new Set(['release', 'nevertheless', 'again'])
const zoneOf = (c: Context): string => c.get('visitor')!.office.timeZone

function whatHappened(act: string): string {
  switch (act) {
    case 'mail.released':
      return m.post_did_release()
    case 'mail.dropped':
      return m.post_did_drop()
    case 'mail.sent_again':
      return m.post_did_again()
    case 'mail.arrived':
      return m.post_did_arrived()
    case 'mail.seen':
      return m.post_did_seen()
    case 'mail.returned':
      return m.post_did_return()
    case 'mail.reworded':
      return m.post_did_reword()
    default:
      return m.post_did_restore()
  }
}
