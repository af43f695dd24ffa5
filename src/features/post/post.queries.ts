// Reads the office's post: its list, one letter, what is in trouble, and what is known of addresses.
import { and, count, desc, eq, ilike, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import { keyPaging, type Page, type Turn } from '#platform/database/key-paging.ts'
import { offices } from '#platform/database/office.table.ts'
import { ID_SHAPE, isId } from '#platform/ids.ts'
import { type MailKind, type MailState, plainAddress } from '#platform/mail/letter.ts'
import { type MailAddress, mailAddresses, outbox, type QueuedMail } from '#platform/mail/outbox.table.ts'
import { escapeLike } from '#platform/search/names.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { LETTERS_ON_A_PAGE, VIEWS, type View } from './post.ts'

/** A letter as lists show it: nothing of what it says but its subject. */
export type LetterLine = Pick<
  QueuedMail,
  | 'id'
  | 'kind'
  | 'to'
  | 'toName'
  | 'subject'
  | 'state'
  | 'version'
  | 'attempts'
  | 'nextTryAt'
  | 'lastError'
  | 'createdAt'
  | 'sentAt'
  | 'settledAt'
  | 'validUntil'
  | 'seenAt'
  | 'emptiedAt'
>

const columns = {
  id: outbox.id,
  kind: outbox.kind,
  to: outbox.to,
  toName: outbox.toName,
  subject: outbox.subject,
  state: outbox.state,
  version: outbox.version,
  attempts: outbox.attempts,
  nextTryAt: outbox.nextTryAt,
  lastError: outbox.lastError,
  createdAt: outbox.createdAt,
  sentAt: outbox.sentAt,
  settledAt: outbox.settledAt,
  validUntil: outbox.validUntil,
  seenAt: outbox.seenAt,
  emptiedAt: outbox.emptiedAt,
}

export type PostFilter = {
  readonly q?: string | undefined
  readonly kind?: MailKind | undefined
  /** The record the letters are about. */
  readonly thing?: string | undefined
  readonly about?: string | undefined
}

/** Whose subject, address or name contains the words. */
function saying(words: string): SQL | undefined {
  const wild = `%${escapeLike(words)}%`
  return or(ilike(outbox.subject, wild), ilike(outbox.to, wild), ilike(outbox.toName, wild))
}

const found = (tx: OfficeTx, filter: PostFilter): SQL | undefined =>
  and(
    eq(outbox.officeId, tx.officeId),
    filter.kind === undefined ? undefined : eq(outbox.kind, filter.kind),
    filter.thing === undefined ? undefined : eq(outbox.thing, filter.thing),
    filter.about === undefined || !isId(filter.about) ? undefined : eq(outbox.thingId, filter.about),
    filter.q === undefined ? undefined : saying(filter.q),
  )

/** How many letters each view holds, and of those that came back how many nobody has seen. One query. */
export async function postCounts(tx: OfficeTx, filter: PostFilter = {}): Promise<Readonly<Record<View, number>> & { readonly unseen: number }> {
  const rows = await tx
    .select({ state: outbox.state, n: count(), unseen: sql<number>`count(*) filter (where ${outbox.seenAt} is null)`.mapWith(Number) })
    .from(outbox)
    .where(found(tx, filter))
    .groupBy(outbox.state)
  const of = (view: View, key: 'n' | 'unseen' = 'n'): number =>
    rows.filter(({ state }) => (VIEWS[view] as readonly MailState[]).includes(state)).reduce((sum, row) => sum + row[key], 0)
  return {
    held: of('held'),
    waiting: of('waiting'),
    uncertain: of('uncertain'),
    returned: of('returned'),
    sent: of('sent'),
    unsent: of('unsent'),
    unseen: of('returned', 'unseen'),
  }
}

/** One page of a view, the newest first. One query. */
export async function postPage(tx: OfficeTx, view: View, filter: PostFilter, turn: Turn): Promise<Page<LetterLine>> {
  const paging = keyPaging(turn, { key: outbox.id, id: outbox.id }, { size: LETTERS_ON_A_PAGE, descending: true, keyShape: ID_SHAPE })
  const rows = await tx
    .select(columns)
    .from(outbox)
    .where(and(found(tx, filter), inArray(outbox.state, [...VIEWS[view]]), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(rows, ({ id }) => ({ key: id, id }))
}

/** The ids of all letters of a view, the newest first, at most `most`. */
export const postIds = async (tx: OfficeTx, view: View, filter: PostFilter, most: number): Promise<string[]> =>
  (
    await tx
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(found(tx, filter), inArray(outbox.state, [...VIEWS[view]])))
      .orderBy(desc(outbox.id))
      .limit(most)
  ).map(({ id }) => id)

export async function letterById(tx: OfficeTx, id: string): Promise<QueuedMail | null> {
  if (!isId(id)) return null
  const [row] = await tx
    .select()
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), eq(outbox.id, id)))
  return row ?? null
}

/** So long a letter may be tried before anybody need know. */
const STUCK_MINUTES = 60
/** Letters that do not leave though they were tried: the server is down, or refuses for the time being. */
export const stuckLetters = sql`(${outbox.state} = 'waiting' and ${outbox.attempts} > 1 and ${outbox.triedAt} - ${outbox.firstTriedAt} > make_interval(mins => ${STUCK_MINUTES}))`

/** What of the post waits for a person: letters that do not leave, letters to look at, letters nobody knows of, letters that came back and nobody has seen. */
export type PostTroubles = {
  /** Tried in vain for an hour and more, and what was said of the last of them. */
  readonly stuck: number
  readonly said: string | null
  readonly held: number
  readonly uncertain: number
  readonly returned: number
}

/** For the first page of the day and whoever else asks. One query, over the letters in trouble alone. */
export async function postTroubles(tx: OfficeTx): Promise<PostTroubles> {
  const rows = await tx
    .select({ state: outbox.state, n: count(), said: sql<string | null>`max(${outbox.lastError})` })
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), or(stuckLetters, inArray(outbox.state, ['held', 'uncertain', 'bounced', 'given-up'])), isNull(outbox.seenAt)))
    .groupBy(outbox.state)
  const of = (...states: MailState[]): number => rows.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + n, 0)
  return {
    stuck: of('waiting'),
    said: rows.find(({ state }) => state === 'waiting')?.said ?? null,
    held: of('held'),
    uncertain: of('uncertain'),
    returned: of('bounced', 'given-up'),
  }
}

/** How many letters about a record stand in each state; for the record's own page. One query. */
export async function lettersAbout(tx: OfficeTx, thing: string, ids: readonly string[]): Promise<Map<string, Partial<Record<MailState, number>>>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: outbox.thingId, state: outbox.state, n: count() })
    .from(outbox)
    .where(and(eq(outbox.officeId, tx.officeId), eq(outbox.thing, thing), inArray(outbox.thingId, [...ids])))
    .groupBy(outbox.thingId, outbox.state)
  const about = new Map<string, Partial<Record<MailState, number>>>()
  for (const { id, state, n } of rows) about.set(id!, { ...about.get(id!), [state]: n })
  return about
}

/** Of these addresses, as they are written anywhere, those from which letters come back: address in small letters → since when and what was said. One query. */
export async function failingAddresses(tx: OfficeTx, addresses: readonly string[]): Promise<Map<string, { readonly since: Date; readonly words: string }>> {
  const asked = [...new Set(addresses.map(plainAddress))].filter((address) => address !== '')
  if (asked.length === 0) return new Map()
  const rows = await tx
    .select({ address: mailAddresses.address, since: mailAddresses.failingSince, words: mailAddresses.failure })
    .from(mailAddresses)
    .where(and(eq(mailAddresses.officeId, tx.officeId), inArray(mailAddresses.address, asked), isNotNull(mailAddresses.failingSince)))
  return new Map(rows.map(({ address, since, words }) => [address, { since: since!, words }]))
}

/** Of these addresses, in small letters, those whose readers want no letters of a kind. One query. */
export async function refusingAddresses(tx: OfficeTx, addresses: readonly string[], kind: MailKind): Promise<Set<string>> {
  const rows = await tx
    .select({ address: mailAddresses.address })
    .from(mailAddresses)
    .where(
      and(
        eq(mailAddresses.officeId, tx.officeId),
        sql`${mailAddresses.address} = any(${sql.param([...new Set(addresses)])}::text[])`,
        sql`${mailAddresses.refused} ? ${kind}`,
      ),
    )
  return new Set(rows.map(({ address }) => address))
}

/** Addresses from which letters come back, and those whose readers refused something; by address. One query. */
export async function troubledAddresses(tx: OfficeTx, turn: Turn): Promise<Page<MailAddress>> {
  const paging = keyPaging(turn, { key: mailAddresses.address, id: mailAddresses.id }, { size: LETTERS_ON_A_PAGE })
  const rows = await tx
    .select()
    .from(mailAddresses)
    .where(and(eq(mailAddresses.officeId, tx.officeId), or(isNotNull(mailAddresses.failingSince), ne(mailAddresses.refused, {})), paging.where))
    .orderBy(...paging.orderBy)
    .limit(paging.limit)
  return paging.page(rows, ({ address, id }) => ({ key: address, id }))
}

/** What the office this transaction belongs to is called, and the languages it speaks, its own first. */
export async function officeWords(tx: OfficeTx): Promise<{ readonly name: LocalText; readonly languages: readonly string[] }> {
  const [row] = await tx.select({ name: offices.name, languages: offices.languages }).from(offices).where(eq(offices.id, tx.officeId))
  return row!
}
