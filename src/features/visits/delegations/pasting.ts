// A pasted list of names, one a line: „1. д-р Иван Петров, директор на музея“ becomes a title, a name and a post, to be looked at before anything is written.
import { z } from 'zod'
import { lineField } from '#platform/http/form-fields.ts'
import { DELEGATION_SIDES } from './delegate.ts'

/** At most so many lines at once. */
export const MOST_PASTED = 400

export type PastedName = { readonly title: string; readonly name: string; readonly role: string; readonly email: string; readonly phone: string }

/** Forms of address and titles before a name, as people write them in our partners' languages. */
const TITLES = [
  'г-н',
  'г-жа',
  'г-ца',
  'д-р',
  'инж.',
  'арх.',
  'проф.',
  'доц.',
  'акад.',
  'ст. ас.',
  'господин',
  'госпожа',
  'г-ѓа',
  'гђа',
  'госпоѓа',
  'Mr.',
  'Mr',
  'Mrs.',
  'Mrs',
  'Ms.',
  'Ms',
  'Dr.',
  'Dr',
  'Prof.',
  'Eng.',
  'M.',
  'Mme',
  'Mlle',
  'Madame',
  'Monsieur',
  'Sig.ra',
  'Sig.',
  'Dott.ssa',
  'Dott.',
  'Ing.',
  'Arch.',
  'On.',
  'Herr',
  'Frau',
  'Dipl.-Ing.',
]
const escaped = TITLES.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).sort((a, b) => b.length - a.length)
const TITLE = new RegExp(`^((?:(?:${escaped.join('|')})(?=\\s|$)\\s*)+)(.+)$`, 'iu')

const EMAIL = /[^\s,;<>()[\]]+@[^\s,;<>()[\]]+\.[^\s,;<>()[\]]+/u
const PHONE = /(?:\+|\b00|\b0)[\d][\d\s()/.-]{6,}\d/u

const tidy = (text: string): string => text.replace(/^[\s,;–—|-]+|[\s,;–—|-]+$/gu, '').replace(/\s+/g, ' ')

/** One line; null when there is no name in it. The first comma, tab, semicolon, long dash or a dash between spaces parts name and post. */
export function pastedName(line: string): PastedName | null {
  let rest = line.replace(/^\s*(?:[•·*▪◦-]\s+|\(?\d{1,3}[.)]\s*|\d{1,3}\t)/u, '')
  const take = (what: RegExp): string => {
    const found = what.exec(rest)?.[0] ?? ''
    rest = rest.replace(found, ' ')
    return found.trim()
  }
  const email = take(EMAIL)
  const phone = take(PHONE)
  rest = rest.replace(/[<(]\s*[>)]/g, ' ')
  const parted = /^(.*?)(?:\s*[,;，；、\t|]\s*|\s+[–—-]\s+|\s*[–—]\s*)(.*)$/u.exec(rest)
  const bracketed = /^([^(]+)\(([^)]+)\)\s*$/u.exec(rest)
  const [whole, role] = parted !== null ? [parted[1]!, parted[2]!] : bracketed !== null ? [bracketed[1]!, bracketed[2]!] : [rest, '']
  const titled = TITLE.exec(tidy(whole))
  const [title, name] = titled === null ? ['', tidy(whole)] : [tidy(titled[1]!), tidy(titled[2]!)]
  if (!/\p{L}/u.test(name)) return null
  return { title, name: name.slice(0, 300), role: tidy(role).slice(0, 300), email: email.slice(0, 320), phone: phone.slice(0, 60) }
}

/** All lines that name somebody, each name once, at most `MOST_PASTED`. */
export function pastedNames(text: string): PastedName[] {
  const found = new Map<string, PastedName>()
  for (const line of text.split('\n')) {
    const one = pastedName(line)
    if (one !== null && !found.has(one.name.toLowerCase())) found.set(one.name.toLowerCase(), one)
    if (found.size === MOST_PASTED) break
  }
  return [...found.values()]
}

/** An interpreter, in our partners' languages. */
const INTERPRETS = /(?<!\p{L})(?:преводач|преведувач|преводил|prevodi[lt]|interpr[eè]t|dolmetsch|traduttr?[io]|traduct(?:eur|rice))|翻译|翻譯|口译|译员/iu
/** Whether the words of a post say that somebody interprets. */
export const interprets = (role: string): boolean => INTERPRETS.test(role)

export const pastingForm = z.object({
  side: z.enum(DELEGATION_SIDES),
  organisation: z.object({ text: lineField(), id: lineField(40) }).default({ text: '', id: '' }),
  names: z.string().max(100_000).default(''),
})

/** The rows as they were looked at: a row without its tick is left out; `person` is the one of the register it is. */
export const pastedRows = z.object({
  side: z.enum(DELEGATION_SIDES),
  organisationId: lineField(40),
  rows: z
    .array(
      z.object({
        take: z.string().optional(),
        title: lineField(100),
        name: lineField(300),
        role: lineField(300),
        email: lineField(320),
        phone: lineField(60),
        person: lineField(40),
      }),
    )
    .max(MOST_PASTED)
    .default([]),
})
