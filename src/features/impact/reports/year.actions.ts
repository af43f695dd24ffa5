// Writes what is said of a year as a whole: its opening words and what of it the citizens may see, each change kept in the activity record.
import { sql } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRows, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'
import { ok, refuse, type Refusal, type Result, stale } from '#platform/result.ts'
import { EMPTY_TEXT, type LocalText, revised } from '#platform/texts/local-text.ts'
import type { Measure } from '../measure.ts'
import type { YearValues } from './year.ts'
import { yearRecord } from './year.queries.ts'
import { impactYears, type YearRow } from './year.table.ts'

export type YearSnapshot = { readonly year: number; readonly opening: LocalText; readonly measures: Measure[]; readonly publishedAt: string | null }
export type YearStale = KeptStale<YearSnapshot>

type Act = `impact_year.${string}`
const act = (name: Act): Act => name

const rows = new KeptRows<YearRow, YearSnapshot>({
  table: impactYears,
  stateOf: ({ year, opening, measures, publishedAt }) => ({ year, opening, measures, publishedAt: publishedAt?.toISOString() ?? null }),
  columnsOf: ({ publishedAt, ...columns }) => ({ ...columns, publishedAt: publishedAt === null ? null : new Date(publishedAt) }),
  label: ({ year }) => m.impact_year_label({ year: String(year) }),
  missing: () => m.impact_year_missing(),
})

/** Two who say something of the same year for the first time at once wait for each other here. */
const alone = (tx: OfficeTx, year: number) => tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`impact_year ${tx.officeId} ${year}`}, 0))`)

/** Saves what is said of a year. `version` 0: nothing was said yet; a stale save is refused with what stands there now. Refuses a year to come. */
export const saveYear = (here: Here, by: Officer, year: number, version: number, values: YearValues): Promise<Result<Written, Refusal | YearStale>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Written, Refusal | YearStale>> => {
    if (year > Number(here.clock.today().slice(0, 4))) return refuse('future', m.impact_year_to_come())
    await alone(tx, year)
    const there = await yearRecord(tx, year)
    const before = there === null ? null : await rows.read(tx, there.id)
    if (before === null && version > 0) return refuse('gone', m.impact_year_gone())
    if (before !== null && before.version !== version)
      return stale(m.platform_stale(), { version: before.version, state: before.state, updatedAt: before.updatedAt })
    const now = here.clock.now()
    const state: YearSnapshot = {
      year,
      opening: revised(before?.state.opening ?? EMPTY_TEXT, values.opening, now),
      measures: [...values.measures],
      publishedAt: values.published ? (before?.state.publishedAt ?? now.toISOString()) : null,
    }
    const was = before !== null && before.state.publishedAt !== null
    const name =
      values.published && !was
        ? act('impact_year.published')
        : !values.published && was
          ? act('impact_year.withdrawn')
          : before === null
            ? act('impact_year.created')
            : act('impact_year.changed')
    return ok(await rows.write(tx, here, by, there?.id ?? newId(), before, state, name))
  })

/** Puts back what was said of a year; refuses where something else has been said since. */
export const restoreYear: Restore = rows.put(act('impact_year.restored'), async (state, tx, _, id) => {
  await alone(tx, state.year)
  const there = await yearRecord(tx, state.year)
  return there !== null && there.id !== id ? refuse('twice', m.impact_year_twice({ year: String(state.year) })) : ok(state)
})
