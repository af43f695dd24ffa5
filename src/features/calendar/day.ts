// Days of the calendar as the office counts them: YYYY-MM-DD without hours, so that no time zone can move one.
import { isImpreciseDate, dayAfter } from '#platform/dates.ts'

const two = (value: number): string => String(value).padStart(2, '0')

export const yearOf = (day: string): number => Number(day.slice(0, 4))
export const monthOf = (day: string): string => day.slice(0, 7)

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
/** How many days the month has; months are counted from 1. Reckoned without Date: a year of ten thousand partners asks for it often. */
export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1]!)

/** A day of the year; 29 February falls on the 28th where there is none, and the like. */
export const dayOf = (year: number, month: number, day: number): string => `${year}-${two(month)}-${two(Math.min(day, daysInMonth(year, month)))}`

/** So many days later, or earlier for a negative number. */
export function daysAfter(day: string, count: number): string {
  if (count === 0) return day
  const [year, month, date] = [yearOf(day), Number(day.slice(5, 7)), Number(day.slice(8)) + count]
  // Mostly it stays in the month, and needs no calendar.
  return date >= 1 && date <= daysInMonth(year, month) ? `${day.slice(0, 8)}${two(date)}` : dayAfter(day, count)
}

const MONTH_SHIFTS = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
/** 1 Monday … 7 Sunday (ISO 8601); by T. Sakamoto's rule. */
export function weekdayOf(day: string): number {
  const month = Number(day.slice(5, 7))
  const year = yearOf(day) - (month < 3 ? 1 : 0)
  const fromSunday = year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + MONTH_SHIFTS[month - 1]! + Number(day.slice(8))
  return fromSunday % 7 || 7
}

/** The same day so many years later; 29 February becomes the 28th. */
export const yearsAfter = (day: string, years: number): string => dayOf(yearOf(day) + years, Number(day.slice(5, 7)), Number(day.slice(8)))

/** The same day so many months later, or earlier for a negative number; the last day of a shorter month. */
export function monthsAfter(day: string, months: number): string {
  const count = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + months
  return dayOf(Math.floor(count / 12), (count % 12) + 1, Number(day.slice(8)))
}

/** The nth such weekday of the month, -1 the last; null when the month has no fifth. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): string | null {
  if (nth === -1) {
    const last = dayOf(year, month, 31)
    return daysAfter(last, -((weekdayOf(last) - weekday + 7) % 7))
  }
  const first = dayOf(year, month, 1)
  const day = 1 + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7
  return day > daysInMonth(year, month) ? null : dayOf(year, month, day)
}

/** The calendar can be opened at these years; dates of the register reach further back, but nobody plans there. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2199
export const isYear = (value: string | undefined): value is string =>
  value !== undefined && /^\d{4}$/.test(value) && Number(value) >= FIRST_YEAR && Number(value) <= LAST_YEAR
export const isMonth = (value: string | undefined): value is string => value !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) && isYear(value.slice(0, 4))
export const isDay = (value: string | undefined): value is string =>
  value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) && isYear(value.slice(0, 4)) && isImpreciseDate(value)

export const firstOfMonth = (month: string): string => `${month}-01`
export const lastOfMonth = (month: string): string => dayOf(Number(month.slice(0, 4)), Number(month.slice(5)), 31)
export const monthAfter = (month: string, count: number): string => monthOf(monthsAfter(firstOfMonth(month), count))

/** The weeks of a month from Monday to Sunday, with the days of the neighbouring months that fill the first and the last. */
export function weeksOf(month: string): string[][] {
  const first = firstOfMonth(month)
  const start = dayAfter(first, 1 - weekdayOf(first))
  const last = lastOfMonth(month)
  const weeks: string[][] = []
  for (let monday = start; monday <= last; monday = dayAfter(monday, 7)) weeks.push(Array.from({ length: 7 }, (_, index) => dayAfter(monday, index)))
  return weeks
}
