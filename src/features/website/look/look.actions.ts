// Writes how the citizens' site looks, and puts an earlier look back.
import type { Officer } from '#features/accounts/account.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRules, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { Here } from '#platform/here.ts'
import type { Refusal, Result } from '#platform/result.ts'
import { type Look, lookSnapshot, USUAL_LOOK } from './look.ts'
import { siteLooks } from './look.table.ts'

type Act = `site_look.${string}`
const act = (name: Act): Act => name

const kept = new KeptRules<typeof siteLooks.$inferSelect, Look>({
  table: siteLooks,
  usual: () => USUAL_LOOK,
  stateOf: ({ accent, letters, crest }) => ({ accent, letters, crest }),
  columnsOf: (look) => look,
  label: () => m.website_look_title(),
})

/** Saves the look when nobody saved since `version` (0: nobody had yet); a stale save is refused with what holds now. */
export const changeLook = (here: Here, by: Officer, version: number, look: Look): Promise<Result<Written, Refusal | KeptStale<Look>>> =>
  kept.change(here, by, version, act('site_look.changed'), look)

export const restoreLook: Restore = kept.put(act('site_look.restored'), (look) => lookSnapshot.parse(look))
