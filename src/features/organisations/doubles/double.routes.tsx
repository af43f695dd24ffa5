// The addresses of doubles: the pairs that look alike, who looks like what is being typed, „не са едно и също“.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { readForm, typed } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isId } from '#platform/ids.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { callDifferent, countDoubles, keepCount, refreshKeys } from './double.actions.ts'
import { doublingAddresses, DoublesPage, type DoubleCard, type PairCard } from './double.pages.tsx'
import { organisationDoublesOf, organisationPairs, personDoublesOf, personPairs } from './double.queries.ts'
import { isWorthSaying, pairsPage, reasonsInWords, strengthName, type Doubling, type Pair } from './double.ts'
import { COUNTRIES, countryName, shownName, displayName } from '../naming.ts'
import { kindName, ORGANISATION_KINDS } from '../organisation.ts'
import { placeMeant } from '../organisation.queries.ts'
import type { Organisation } from '../organisation.table.ts'
import { withTitle } from '../people/person.ts'
import { postsOfPeople } from '../people/person.queries.ts'
import type { HeldPost, Person } from '../people/person.table.ts'
import { postWords } from '../people/post.ts'

export const doubleRoutes = (): Routes =>
  new Routes()
    .get(addresses.organisationDoubles, readers, (c, by) => (c.req.query('as') === 'json' ? whileTyping(c, by, 'organisation') : pairs(c, by, 'organisation')))
    .get(addresses.personDoubles, readers, (c, by) => (c.req.query('as') === 'json' ? whileTyping(c, by, 'person') : pairs(c, by, 'person')))
    .post(addresses.organisationDifferences, officers, (c, by) => different(c, by, 'organisation'))
    .post(addresses.personDifferences, officers, (c, by) => different(c, by, 'person'))

// ---- cards -------------------------------------------------------------------------------------------------------------

const titled = (row: Pick<Organisation, 'name' | 'nativeName'>): { readonly title: string; readonly lang?: string } => {
  const { text, lang } = shownName(row)
  return { title: text, ...(lang === undefined ? {} : { lang }) }
}

export const organisationCard = (row: Organisation, towns: ReadonlyMap<number, Place>): DoubleCard => {
  const town = row.placeId === null ? undefined : towns.get(row.placeId)
  const named = titled(row)
  const where = town === undefined ? '' : nameFor(town, currentLanguage())
  const native = row.nativeName === named.title ? null : row.nativeName
  return {
    id: row.id,
    ...named,
    sub: [native, kindName(row.kind), [where === named.title ? '' : where, countryName(row.country)].filter(Boolean).join(', ')].filter(Boolean).join(' · '),
    country: row.country,
    href: addresses.organisation({ id: row.id }),
  }
}

export const personCard = (row: Person, posts: readonly HeldPost[]): DoubleCard => {
  const named = titled(row)
  return {
    id: row.id,
    ...named,
    title: withTitle(row.title, named.title),
    sub: [...posts.slice(0, 2).map(({ post, organisation }) => `${postWords(post)}, ${displayName(organisation)}`), row.email ?? '']
      .filter(Boolean)
      .join(' · '),
    href: addresses.person({ id: row.id }),
  }
}

export const townsOf = async (tx: OfficeTx, rows: readonly Organisation[]): Promise<Map<number, Place>> =>
  new Map(
    (
      await placesByIds(
        tx,
        rows.flatMap(({ placeId }) => placeId ?? []),
      )
    ).map((town) => [town.id, town]),
  )

/** The cards of many records, in one query more. */
export async function cardsOf(tx: OfficeTx, thing: 'organisation', rows: readonly Organisation[]): Promise<DoubleCard[]>
export async function cardsOf(tx: OfficeTx, thing: 'person', rows: readonly Person[]): Promise<DoubleCard[]>
export async function cardsOf(tx: OfficeTx, thing: Doubling, rows: readonly (Organisation | Person)[]): Promise<DoubleCard[]> {
  if (thing === 'organisation') {
    const towns = await townsOf(tx, rows as Organisation[])
    return (rows as Organisation[]).map((row) => organisationCard(row, towns))
  }
  const held = await postsOfPeople(
    tx,
    rows.map(({ id }) => id),
  )
  return (rows as Person[]).map((row) => personCard(row, held.get(row.id) ?? []))
}

// ---- the pairs -----------------------------------------------------------------------------------------------------------

async function pairs(c: Context, by: Reader, thing: Doubling): Promise<Response> {
  const here = c.get('here')
  const turn = { after: c.req.query('after'), before: c.req.query('before') }
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    await refreshKeys(tx, thing)
    if (thing === 'organisation') {
      const { all, page } = await counted(await organisationPairs(tx))
      const towns = await townsOf(
        tx,
        page.rows.flatMap(({ one, other }) => [one, other]),
      )
      return { total: all, page, cards: page.rows.map((pair) => pairCard(pair, (row) => organisationCard(row, towns))) }
    }
    const { all, page } = await counted(await personPairs(tx))
    const held = await postsOfPeople(
      tx,
      page.rows.flatMap(({ one, other }) => [one.id, other.id]),
    )
    return { total: all, page, cards: page.rows.map((pair) => pairCard(pair, (row) => personCard(row, held.get(row.id) ?? []))) }

    async function counted<Row extends Organisation | Person>(found: Pair<Row>[]) {
      await keepCount(tx, here, thing, found.filter(({ likeness }) => isWorthSaying(likeness)).length)
      return { all: found.length, page: pairsPage(found, turn) }
    }
  })
  return c.html(<DoublesPage shell={c.get('shell')} thing={thing} total={read.total} pairs={read.cards} next={read.page.next} previous={read.page.previous} />)
}

const pairCard = <Row,>({ one, other, likeness }: Pair<Row>, card: (row: Row) => DoubleCard): PairCard => ({
  one: card(one),
  other: card(other),
  strength: likeness.strength,
  strengthWords: strengthName(likeness.strength),
  why: reasonsInWords(likeness),
})

async function different(c: Context, by: Officer, thing: Doubling): Promise<Response> {
  const here = c.get('here')
  const body = await readForm(c)
  const [one, other] = [typed(body, 'one'), typed(body, 'other')]
  const to = doublingAddresses[thing].doubles()
  if (!isId(one) || !isId(other)) return goWithNotice(c, to, { text: m.organisations_doubles_gone(), tone: 'late' })
  const noted = await callDifferent(here, by, thing, one, other)
  if (!noted.ok) return goWithNotice(c, to, { text: noted.refusal.message, tone: 'late' })
  await countDoubles(here, by.officeId)
  return goWithNotice(c, to, { text: m.organisations_doubles_different_noted(), undo: addresses.activityUndo({ id: noted.value.activityId }) })
}

// ---- while one types -------------------------------------------------------------------------------------------------------

const MOST_NAMES = 12

/** What stands in the form so far; whatever is missing or unreadable says nothing. */
async function whileTyping(c: Context, by: Reader, thing: Doubling): Promise<Response> {
  const plain = (name: string): string => (c.req.query(name) ?? '').trim().slice(0, 300).replaceAll('\u0000', '')
  const names = (c.req.queries('name') ?? [])
    .slice(0, MOST_NAMES)
    .map((name) => name.trim().slice(0, 300).replaceAll('\u0000', ''))
    .filter((name) => name !== '')
  const except = plain('except')
  const items = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    if (names.length === 0) return []
    await refreshKeys(tx, thing)
    const id = isId(except) ? except : undefined
    if (thing === 'person') {
      const organisation = plain('organisation.id')
      const said = { id, names, email: plain('email') || null, phone: plain('phone') || null, organisationIds: isId(organisation) ? [organisation] : [] }
      const [found] = await personDoublesOf(tx, [said])
      return found!.map(({ person, posts, likeness }) => ({ ...personCard(person, posts), strength: likeness.strength, why: reasonsInWords(likeness) }))
    }
    const chosen = COUNTRIES.find((code) => code === plain('country')) ?? null
    const place = { id: plain('place.id') || plain('place'), text: plain('place.text') }
    const town = place.id === '' && place.text === '' ? null : (await placeMeant(tx, place, chosen)).meant
    const said = {
      id,
      names,
      country: chosen ?? town?.country ?? null,
      kind: ORGANISATION_KINDS.find((kind) => kind === plain('kind')) ?? null,
      placeId: town?.id ?? null,
      website: plain('website') || null,
    }
    const [found] = await organisationDoublesOf(tx, [said])
    const towns = await townsOf(
      tx,
      found!.map(({ organisation }) => organisation),
    )
    return found!.map(({ organisation, likeness }) => ({
      ...organisationCard(organisation, towns),
      strength: likeness.strength,
      why: reasonsInWords(likeness),
    }))
  })
  return c.json({ items, said: items.length === 0 ? m.organisations_doubles_watch_none() : m.organisations_doubles_watch_said({ count: items.length }) })
}
