// A cost's row as the rules of the budget know it.
import type { tripCosts } from '../trip.table.ts'
import type { Cost, TypedSum } from './budget.ts'

const sum = (cents: number | null, currency: string, rate: number | null, rateOn: string | null): TypedSum | null =>
  cents === null ? null : { cents, currency, rate, rateOn }

export const costOf = (row: typeof tripCosts.$inferSelect): Cost => ({
  id: row.id,
  kind: row.kind,
  what: row.what,
  payer: row.payer,
  foreseen: sum(row.foreseenCents, row.foreseenCurrency, row.foreseenRate, row.foreseenRateOn),
  spent: sum(row.spentCents, row.spentCurrency, row.spentRate, row.spentRateOn),
  document: row.document,
  paidBy: row.paidBy,
  overCeiling: row.overCeiling,
  forWhom: row.forWhom,
  lodgedFrom: row.lodgedFrom,
  lodgedUntil: row.lodgedUntil,
})
