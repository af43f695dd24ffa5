// The candidates of one question, with both scores ready to be asked: kept from one request to the next, so that a moved slider reckons its own score and nothing else.
import type { Scope } from '../finder.ts'
import type { Evidence } from '../ranking/evidence.ts'
import { LikenessOrder, TieOrder } from '../ranking/ranking.ts'
import { weights } from '../ranking/weights.ts'
import { isInScope, rowsWithin } from './ground.queries.ts'
import type { Standpoint } from './standpoint.queries.ts'

/** Whom one asks among. `free`: without towns that have a twin in home's country already; `excluded`: rows the office does not want to see again, rising. */
export type Among = { readonly scope: Scope; readonly free: boolean; readonly excluded: readonly number[] }

export type Pool = {
  /** Rows in rising order. */
  readonly candidates: Uint32Array
  /** Towns of the scope that are twinned with home already, by rows. */
  readonly linked: readonly number[]
  /** Places left out, because nobody knows how many live there. */
  readonly uncounted: number
  readonly similar: LikenessOrder
  readonly arise: TieOrder
}

type From = Pick<Standpoint, 'office' | 'ground' | 'home' | 'evidence'>

/** A pool of the whole world holds some four megabytes, of a country three, most of them room for what is known of any place. */
const MOST_KEPT = 8
/** By office, home and question. An entry of an office whose evidence has changed is never used again; it goes when the office asks anew. */
const kept = new Map<string, { readonly office: string; readonly evidence: Evidence; readonly pool: Pool }>()

/**
 * The pool of a question, of this office alone: two in one town may know different twinnings and would else push each other out. Whoever learns of a twinning has
 * other evidence, and with it other pools: nothing that has become untrue is shown, and nothing need be told.
 */
export function poolOf(from: From, among: Among): Pool {
  const { office, home, evidence } = from
  const key = JSON.stringify([office.id, home, among.scope, among.free, among.excluded])
  const before = kept.get(key)
  const pool = before?.evidence === evidence ? before.pool : filled(from, among)
  // What rests on the office's earlier evidence would only hold that in memory, with the world's graph under it.
  for (const [old, one] of kept) if (one.office === office.id && one.evidence !== evidence) kept.delete(old)
  // The longest unused goes first.
  kept.delete(key)
  kept.set(key, { office: office.id, evidence, pool })
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return pool
}

function filled({ ground, home, evidence }: From, { scope, free, excluded }: Among): Pool {
  const { index, similar, arise } = ground
  const { graph } = evidence
  const { country } = index.of
  const hasCountrymen = (row: number): boolean => {
    for (const twin of graph.partners(row)) if (twin !== home && country[twin] === country[home]) return true
    return false
  }
  const partners = [...graph.partners(home)]
  const out = new Uint8Array(index.rows)
  for (const row of [...partners, ...excluded]) out[row] = 1
  const { rows, uncounted } = rowsWithin(ground, home, scope)
  const candidates = rows.filter((row) => out[row] === 0 && (!free || !hasCountrymen(row)))
  return {
    candidates,
    linked: partners.filter((row) => row !== home && isInScope(ground, home, scope, row)),
    uncounted,
    similar: new LikenessOrder(similar, home, candidates),
    arise: new TieOrder(arise, evidence, weights.evidence, home, candidates),
  }
}
