// Reads answers to invitations as calendars send them (iTIP REPLY, RFC 5546 §3.2.3): from a file of the calendar, or out of the letter that brought it.
import PostalMime from 'postal-mime'
import { plainAddress } from '#platform/mail/letter.ts'
import type { Answer } from './invitation.ts'

/** `counter`: they propose another time; what they answer besides is not told. */
export type Reply = {
  readonly method: 'REPLY' | 'COUNTER'
  readonly uid: string
  readonly sequence: number
  /** When their calendar wrote it; null when it does not say. */
  readonly stamp: Date | null
  readonly address: string
  readonly answer: Answer
  readonly comment: string
  /** Of a counter-proposal: when it should begin, as their calendar writes it. */
  readonly proposed: string
}

const STATUS: Readonly<Record<string, Answer>> = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative', DELEGATED: 'delegated' }

type Line = { readonly name: string; readonly parameters: ReadonlyMap<string, string>; readonly value: string }

/** One content line: name, parameters, value; values in quotation marks may hold the signs that separate (RFC 5545 §3.1). */
function lineOf(text: string): Line | null {
  const parts: string[] = []
  let quoted = false
  let part = ''
  let at = 0
  for (; at < text.length; at += 1) {
    const sign = text[at]!
    if (sign === '"') quoted = !quoted
    if (!quoted && sign === ':') break
    if (!quoted && sign === ';') {
      parts.push(part)
      part = ''
    } else part += sign
  }
  if (at >= text.length) return null
  parts.push(part)
  const [name = '', ...rest] = parts
  const parameters = new Map(
    rest.map((one) => {
      const [key = '', ...value] = one.split('=')
      return [key.toUpperCase(), value.join('=').replaceAll('"', '')] as const
    }),
  )
  return { name: name.toUpperCase(), parameters, value: text.slice(at + 1) }
}

const unescaped = (value: string): string => value.replace(/\\([nN,;\\])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))

/** `20261012T113000Z` and `20261012` as a moment in UTC. */
function momentOfStamp(value: string): Date | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(value.trim())
  if (match === null) return null
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(moment.getTime()) ? null : moment
}

/** Longer ones are no answers. */
const MOST_CALENDAR = 1_000_000
const MOST_LINES = 20_000
const MOST_COMMENT = 2_000

/** The answers in one calendar text; nothing of what is no answer. */
export function repliesIn(text: string): Reply[] {
  const lines = text
    .slice(0, MOST_CALENDAR)
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
    .slice(0, MOST_LINES)
    .flatMap((line) => lineOf(line) ?? [])
  const method = lines
    .find(({ name }) => name === 'METHOD')
    ?.value.trim()
    .toUpperCase()
  if (method !== 'REPLY' && method !== 'COUNTER') return []
  const replies: Reply[] = []
  let inside: Line[] | null = null
  // Alarms and the like inside an event say nothing of the answer.
  let depth = 0
  for (const line of lines) {
    const component = line.value.trim().toUpperCase()
    if (line.name === 'BEGIN' && component === 'VEVENT') {
      inside = []
      depth = 0
    } else if (inside === null) continue
    else if (line.name === 'BEGIN') depth += 1
    else if (line.name === 'END' && component !== 'VEVENT') depth -= 1
    else if (line.name === 'END') {
      replies.push(...answersOf(method, inside))
      inside = null
    } else if (depth === 0) inside.push(line)
  }
  return replies
}

function answersOf(method: Reply['method'], lines: readonly Line[]): Reply[] {
  const value = (name: string): string => lines.find((line) => line.name === name)?.value.trim() ?? ''
  const uid = value('UID')
  const sequence = Number(value('SEQUENCE') || '0')
  return lines.flatMap((line): Reply[] => {
    const answer = STATUS[(line.parameters.get('PARTSTAT') ?? '').toUpperCase()]
    const address = plainAddress(line.value.replace(/^mailto:/i, ''))
    if (line.name !== 'ATTENDEE' || answer === undefined || uid === '' || !Number.isInteger(sequence) || sequence < 0) return []
    return [
      {
        method,
        uid,
        sequence,
        stamp: momentOfStamp(value('DTSTAMP')),
        address,
        answer,
        comment: unescaped(value('COMMENT')).slice(0, MOST_COMMENT),
        proposed: method === 'COUNTER' ? value('DTSTART') : '',
      },
    ]
  })
}

const asText = (content: ArrayBuffer | Uint8Array | string): string => (typeof content === 'string' ? content : new TextDecoder().decode(content))

/** The answers in what was handed in: a calendar file, a letter that carries one, or either as text. */
export async function readReplies(source: Uint8Array | string): Promise<Reply[]> {
  const text = asText(source)
  if (/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) return repliesIn(text.replace(/^\uFEFF?\s*/, ''))
  const mail = await PostalMime.parse(source).catch(() => null)
  const parts = (mail?.attachments ?? []).filter(({ mimeType, filename }) => /calendar|\/ics$/i.test(mimeType ?? '') || /\.ics$/i.test(filename ?? ''))
  const found = parts.flatMap(({ content }) => repliesIn(asText(content as ArrayBuffer)))
  // The same answer comes twice: as the letter's own part and as a file beside it.
  return [...new Map(found.map((reply) => [`${reply.uid} ${reply.address} ${reply.stamp?.getTime()} ${reply.answer}`, reply])).values()]
}
