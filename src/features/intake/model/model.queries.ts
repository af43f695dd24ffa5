// Reads what the language model was asked and what it found in a text.
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { OfficeTx } from '#platform/database/door.ts'
import type { DraftSeed } from '../draft.ts'
import { mergeFinds, type Merged } from './merging.ts'
import { type ModelReading, modelReadings } from './model.table.ts'
import { type Ground, seedsFrom } from './seeds.ts'

/** The newest reading of a text that was not taken back; null: the model was not asked. */
export async function modelReadingOf(tx: OfficeTx, textId: string): Promise<ModelReading | null> {
  const [row] = await tx
    .select()
    .from(modelReadings)
    .where(and(eq(modelReadings.officeId, tx.officeId), eq(modelReadings.textId, textId), inArray(modelReadings.state, ['waiting', 'done', 'failed'])))
    .orderBy(desc(modelReadings.id))
    .limit(1)
  return row ?? null
}

const NOTHING: Merged = { own: [], both: new Set() }

/** What the last finished reading with the model adds to what is known of a text; `known` are the rules' drafts and the decided ones. */
export async function findsOfModel(
  tx: OfficeTx,
  textId: string,
  known: Parameters<typeof mergeFinds>[0],
  ground: Ground,
): Promise<Merged & { readonly by: { readonly model: string; readonly prompt: string } | null }> {
  const [row] = await tx
    .select({ finds: modelReadings.finds, model: modelReadings.model, prompt: modelReadings.prompt })
    .from(modelReadings)
    .where(and(eq(modelReadings.officeId, tx.officeId), eq(modelReadings.textId, textId), eq(modelReadings.state, 'done')))
    .orderBy(desc(modelReadings.id))
    .limit(1)
  if (row === undefined) return { ...NOTHING, by: null }
  const by = { model: row.model, prompt: row.prompt }
  return { ...mergeFinds(known, seedsFrom(row.finds, ground) satisfies DraftSeed[], by), by }
}
