// Sums of money: whole cents of a currency, so that adding them up is exact; how they are typed and how they are written.
import { z } from 'zod'
import { m } from '#messages'
import { currentLanguage, type SiteLanguage } from './texts/language.ts'

/** `cents` is a whole number of hundredths, whatever the currency; `currency` is ISO 4217. */
export type Money = { readonly cents: number; readonly currency: string }

/** The country's own since 1 January 2026, and what most sums are in. */
export const HOME_CURRENCY = 'EUR'

/** Offered in forms: the euro, what Bulgaria counted in before it, and the currencies of the countries one deals with most. */
export const CURRENCIES = [
  'EUR',
  'BGN',
  'MKD',
  'RSD',
  'CHF',
  'GBP',
  'USD',
  'CNY',
  'TRY',
  'RON',
  'ALL',
  'BAM',
  'CZK',
  'DKK',
  'HUF',
  'JPY',
  'NOK',
  'PLN',
  'SEK',
  'UAH',
] as const

/** A hundred million: more is a slip of the keyboard. */
const MOST_CENTS = 10_000_000_000

/** „1 234,50“, „1234.5“, „1.234,50“ as cents; null when it is no sum. Of several marks the last parts the hundredths. */
export function centsOf(typed: string): number | null {
  const bare = typed.replace(/[\s\u00a0\u202f']/g, '')
  const mark = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'))
  const [sign, only] = [bare.replaceAll(/[^.,]/g, ''), bare.slice(mark + 1)]
  // One mark with three figures behind it parts thousands for some and hundredths for others: nobody knows which.
  if (mark !== -1 && (only.length > 2 || only.length === 0)) {
    const thousands = sign.length > 1 && new Set(sign).size === 1 && /^\d{1,3}(?:[.,]\d{3})+$/.test(bare)
    return thousands ? centsOf(bare.replaceAll(/[.,]/g, '')) : null
  }
  const whole = mark === -1 ? bare : bare.slice(0, mark)
  if (!/^\d{1,9}$/.test(whole) && !/^\d{1,3}([.,]\d{3})+$/.test(whole)) return null
  const hundredths = mark === -1 ? '00' : only.padEnd(2, '0')
  if (!/^\d{2}$/.test(hundredths)) return null
  const cents = Number(whole.replaceAll(/[.,]/g, '')) * 100 + Number(hundredths)
  return cents <= MOST_CENTS ? cents : null
}

/** The sum as a form shows it again: „1234,50“. */
export const centsTyped = (cents: number | null): string =>
  cents === null ? '' : `${Math.trunc(cents / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}`

/** As people write it: „1234,50 €“, „EUR 1,234.50“ in English; other currencies by their code, which nobody mistakes. */
export function moneyInWords({ cents, currency }: Money, language: SiteLanguage = currentLanguage()): string {
  const number = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(cents / 100)
  // A sum and its sign stay on one line.
  return currency === HOME_CURRENCY ? (language === 'en' ? `€${number}` : `${number}\u00a0€`) : `${number}\u00a0${currency}`
}

/** A sum typed in a box, as cents; '' is null. */
export const centsField = z
  .string()
  .trim()
  .max(40)
  .default('')
  .transform((typed, context): number | null => {
    if (typed === '') return null
    const cents = centsOf(typed)
    if (cents !== null) return cents
    context.addIssue({ code: 'custom', message: `m:${m.platform_form_money()}` })
    return z.NEVER
  })

export const currencyField = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, { error: () => `m:${m.platform_form_currency()}` })
  .default(HOME_CURRENCY)

/**
 * A sum in our currency, where its rate is fixed for good: the lev’s is 1.95583 for a euro (Council Regulation (EU) 2025/1409), to the nearest cent. null: of
 * every other currency the rate is a day’s, and nobody guesses it.
 */
export const inHomeCurrency = ({ cents, currency }: Money): number | null =>
  currency === HOME_CURRENCY ? cents : currency === 'BGN' ? Math.round((cents * 100_000) / 195_583) : null

/** How many of our currency one of another is: „1,0235“. Kept as millionths. */
export const RATE_PARTS = 1_000_000
export const rateField = z
  .string()
  .trim()
  .max(20)
  .default('')
  .transform((typed, context): number | null => {
    if (typed === '') return null
    const rate = /^\d{1,6}(?:[.,]\d{1,6})?$/.test(typed) ? Math.round(Number(typed.replace(',', '.')) * RATE_PARTS) : 0
    if (rate > 0) return rate
    context.addIssue({ code: 'custom', message: `m:${m.platform_form_rate()}` })
    return z.NEVER
  })
export const rateTyped = (rate: number | null): string => (rate === null ? '' : String(rate / RATE_PARTS).replace('.', ','))

/** A sum by a rate, to the nearest cent. Through whole numbers: a product of two of them may be longer than a fraction holds. */
export const converted = (cents: number, rate: number): number => Number((BigInt(cents) * BigInt(rate) * 2n + BigInt(RATE_PARTS)) / (BigInt(RATE_PARTS) * 2n))
