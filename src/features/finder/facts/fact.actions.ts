// Writes what the office knows of towns: tags and the people of municipalities, each change kept in the activity record; and a whole table of them at once.
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { placeById } from '#features/places/place.queries.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, ownColumns, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, stale } from '#platform/result.ts'
import type { BroughtFact } from './bringing.ts'
import { peopleLabel, type PeopleValues, tagLabel, tagName, type TagValues, townInWords } from './fact.ts'
import { townPeople, type TownPeopleRow, townTags, type TownTagRow } from './fact.table.ts'

/** As the activity record keeps them; `town` is how the town was called then. */
export type TagSnapshot = TagValues & { readonly placeId: number; readonly town: string }
export type PeopleSnapshot = PeopleValues & { readonly placeId: number; readonly town: string }
export type TagStale = KeptStale<TagSnapshot>
export type PeopleStale = KeptStale<PeopleSnapshot>

const townName = async (tx: OfficeTx, placeId: number): Promise<string> => {
  const place = await placeById(tx, placeId)
  return place === null ? String(placeId) : townInWords(place)
}

const tags = new KeptRows<TownTagRow, TagSnapshot>({
  table: townTags,
  stateOf: async (row, tx) => ({ ...ownColumns(row), town: await townName(tx, row.placeId) }),
  columnsOf: ({ town: _, ...columns }) => columns,
  label: tagLabel,
  missing: () => m.finder_facts_tag_gone(),
})
const people = new KeptRows<TownPeopleRow, PeopleSnapshot>({
  table: townPeople,
  stateOf: async (row, tx) => ({ ...ownColumns(row), town: await townName(tx, row.placeId) }),
  columnsOf: ({ town: _, ...columns }) => columns,
  label: peopleLabel,
  missing: () => m.finder_facts_people_gone(),
})

type Act = `town_tag.${string}` | `town_people.${string}`
const act = (name: Act): Act => name

/** Two who say the same thing of a town at once wait for each other here: there is no row yet they could wait for. */
const alone = (tx: OfficeTx, placeId: number) => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`town facts ${tx.officeId} ${placeId}`}, 0))`)

async function tagIdOf(tx: OfficeTx, placeId: number, tag: string): Promise<string | null> {
  const [there] = await tx
    .select({ id: townTags.id })
    .from(townTags)
    .where(and(eq(townTags.officeId, tx.officeId), eq(townTags.placeId, placeId), eq(townTags.tag, tag), isNull(townTags.deletedAt)))
  return there?.id ?? null
}
async function peopleIdOf(tx: OfficeTx, placeId: number): Promise<string | null> {
  const [there] = await tx
    .select({ id: townPeople.id })
    .from(townPeople)
    .where(and(eq(townPeople.officeId, tx.officeId), eq(townPeople.placeId, placeId), isNull(townPeople.deletedAt)))
  return there?.id ?? null
}

const twice = (tag: string, town: string): Result<never> => refuse('twice', m.finder_facts_tag_twice({ tag: tagName(tag), town }), 'tag')

/** Says of a town that it is known for something, or that it is not. Refuses a town that the list of places does not have, and what is said of it already. */
export const addTag = (here: Here, by: Officer, placeId: number, values: TagValues): Promise<Result<Written>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written>> => {
    const place = await placeById(tx, placeId)
    if (place === null) return refuse('missing', m.finder_facts_no_town(), 'place')
    const town = townInWords(place)
    await alone(tx, placeId)
    if ((await tagIdOf(tx, placeId, values.tag)) !== null) return twice(values.tag, town)
    return ok(await tags.write(tx, here, by, newId(), null, { placeId, town, ...values }, act('town_tag.created')))
  })

/** Changes a tag if it still has the version; a stale save is refused with what stands there now. */
export const changeTag = (here: Here, by: Officer, id: string, version: number, values: TagValues): Promise<Result<Written, Refusal | TagStale>> =>
  tags.change(here, by, id, version, act('town_tag.changed'), async (before, tx) => {
    await alone(tx, before.placeId)
    const there = await tagIdOf(tx, before.placeId, values.tag)
    return there !== null && there !== id ? twice(values.tag, before.town) : ok({ ...before, ...values })
  })

/** Takes a tag away; undo brings it back. What the starter list says of the town then holds again. */
export const removeTag = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | TagStale>> =>
  tags.change(here, by, id, version, act('town_tag.removed'), () => ok(null))

/** Puts a tag back to an earlier state; refuses where the same has been said of the town since. */
export const restoreTag: Restore = tags.put(act('town_tag.restored'), async (state, tx, _, id) => {
  await alone(tx, state.placeId)
  const there = await tagIdOf(tx, state.placeId, state.tag)
  return there !== null && there !== id ? twice(state.tag, state.town) : ok(state)
})

/** Saves how many live in a town's municipality. `version` is the one it was opened with, 0 while nobody knew; a stale save is refused with what stands there now. */
export const savePeople = (here: Here, by: Officer, placeId: number, version: number, values: PeopleValues): Promise<Result<Written, Refusal | PeopleStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | PeopleStale>> => {
    const place = await placeById(tx, placeId)
    if (place === null) return refuse('missing', m.finder_facts_no_town(), 'place')
    await alone(tx, placeId)
    const id = await peopleIdOf(tx, placeId)
    const before = id === null ? null : await people.read(tx, id)
    if (before === null && version > 0) return refuse('gone', m.finder_facts_people_gone())
    if (before !== null && before.version !== version)
      return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const name = act(before === null ? 'town_people.created' : 'town_people.changed')
    return ok(await people.write(tx, here, by, id ?? newId(), before, { placeId, town: townInWords(place), ...values }, name))
  })

export const removePeople = (here: Here, by: Officer, id: string, version: number): Promise<Result<Written, Refusal | PeopleStale>> =>
  people.change(here, by, id, version, act('town_people.removed'), () => ok(null))

/** Puts a number of people back to an earlier state; refuses where another has been entered since. */
export const restorePeople: Restore = people.put(act('town_people.restored'), async (state, tx, _, id) => {
  await alone(tx, state.placeId)
  const there = await peopleIdOf(tx, state.placeId)
  return there !== null && there !== id ? refuse('twice', m.finder_facts_people_twice({ town: state.town })) : ok(state)
})

/**
 * Writes a whole table: what is new is added, what stands there otherwise is changed, what stands there so already is left alone. One change of the record, one
 * undoing. `activityId` null: nothing was left to write.
 */
export const bringFacts = (
  here: Here,
  by: Officer,
  facts: readonly BroughtFact[],
): Promise<Result<{ readonly written: number; readonly activityId: string | null }>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    let first: string | null = null
    let written = 0
    // In the order of the towns, so that two tables never wait for each other crosswise.
    for (const fact of [...facts].sort((a, b) => a.placeId - b.placeId)) {
      const { placeId, town } = fact
      await alone(tx, placeId)
      const done =
        fact.kind === 'tag'
          ? await brought(tx, here, by, tags, 'town_tag', await tagIdOf(tx, placeId, fact.values.tag), { placeId, town, ...fact.values })
          : await brought(tx, here, by, people, 'town_people', await peopleIdOf(tx, placeId), { placeId, town, ...fact.values })
      if (done === null) continue
      first ??= done.activityId
      written += 1
    }
    return ok({ written, activityId: first })
  })

async function brought<State extends TagSnapshot | PeopleSnapshot>(
  tx: OfficeTx,
  here: Here,
  by: Officer,
  rows: KeptRows<never, State>,
  thing: 'town_tag' | 'town_people',
  id: string | null,
  state: State,
): Promise<Written | null> {
  const before = id === null ? null : await rows.read(tx, id)
  const same = before !== null && Object.entries(state).every(([name, value]) => (before.state as Record<string, unknown>)[name] === value)
  return same ? null : rows.write(tx, here, by, id ?? newId(), before, state, act(before === null ? `${thing}.created` : `${thing}.changed`))
}
