// The morning mail in words: what waits, in the order and the groups of the day's page, with links; as text and as plain HTML.
import { addresses } from '#addresses'
import { eventDateInWords } from '#features/events/event.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { type Band, bandName, BANDS, type Line } from '../inbox/waiting.ts'
import type { Morning } from './morning.queries.ts'

export type WrittenMorning = { readonly subject: string; readonly text: string; readonly html: string }

const totalOf = ({ counts }: Morning): number => BANDS.reduce((sum, band) => sum + counts[band], 0)

export const isEmptyMorning = (morning: Morning): boolean => totalOf(morning) === 0

function subjectOf(morning: Morning): string {
  const total = totalOf(morning)
  if (total === 0) return m.today_mail_subject_empty()
  const { now } = morning.counts
  // Who only reads is told what the office has to do, not that it is theirs.
  if (morning.whose === 'all') return now === 0 ? m.today_mail_office_subject({ count: total }) : m.today_mail_office_subject_now({ count: total, now })
  return now === 0 ? m.today_mail_subject({ count: total }) : m.today_mail_subject_now({ count: total, now })
}

const whyOf = (line: Line, me: string): string =>
  [
    ...line.why.map(({ text }) => text),
    ...(line.assignedTo === null ? [] : [line.assignedTo === me ? m.today_with_me() : m.today_with({ name: line.assignedName ?? '' })]),
  ].join(' · ')

type Part = {
  readonly title: string
  readonly rows: readonly { readonly what: string; readonly why: string; readonly url: string }[]
  readonly more: { readonly text: string; readonly url: string } | null
}

function partsOf(morning: Morning, baseUrl: string): Part[] {
  const bands = BANDS.flatMap((band: Band): Part[] => {
    const lines = morning.lines.filter((line) => line.band === band)
    if (lines.length === 0) return []
    const left = morning.counts[band] - lines.length
    return [
      {
        title: `${bandName(band)} (${morning.counts[band]})`,
        rows: lines.map((line) => ({ what: line.what, why: whyOf(line, morning.personId), url: baseUrl + line.href })),
        more: left > 0 ? { text: m.today_more({ count: left }), url: baseUrl + addresses.today({ band }) } : null,
      },
    ]
  })
  if (morning.coming.length === 0) return bands
  return [
    ...bands,
    {
      title: m.today_coming(),
      rows: morning.coming.map((event) => ({
        what: textIn(event.title),
        why: event.date === null ? '' : eventDateInWords(event.date),
        url: baseUrl + addresses.event({ id: event.id }),
      })),
      more: null,
    },
  ]
}

const STYLE = {
  body: 'font-family:system-ui,sans-serif;font-size:16px;line-height:1.45;color:#2b211b;max-width:40em',
  head: 'font-size:17px;margin:1.4em 0 .4em',
  row: 'margin:0 0 .7em',
  why: 'color:#5d5048;font-size:14px',
} as const

/** Writes the mail in the present language. `baseUrl` without a slash at the end. */
export function writeMorning(morning: Morning, office: string, baseUrl: string): WrittenMorning {
  const subject = subjectOf(morning)
  const parts = partsOf(morning, baseUrl)
  const title = m.today_mail_title({ day: dayInWords(morning.day, { weekday: true }), office })
  const introOf = morning.whose === 'all' ? m.today_mail_office_intro : m.today_mail_intro
  const intro = isEmptyMorning(morning) ? m.today_mail_empty() : introOf({ count: totalOf(morning) })
  const all = baseUrl + addresses.today()
  const choose = baseUrl + addresses.settingsMorning()
  const text = [
    title,
    intro,
    ...parts.map(({ title: heading, rows, more }) =>
      [
        heading.toLocaleUpperCase(currentLanguage()),
        ...rows.map(({ what, why, url }) => [`- ${what}`, ...(why === '' ? [] : [`  ${why}`]), `  ${url}`].join('\n')),
        ...(more === null ? [] : [`${more.text}: ${more.url}`]),
      ].join('\n'),
    ),
    `${m.today_mail_open()}: ${all}`,
    `${m.today_mail_choose()}: ${choose}`,
  ].join('\n\n')
  const html = String(
    <html lang={currentLanguage()}>
      <head>
        <meta charset="utf-8" />
        <title>{subject}</title>
      </head>
      <body style={STYLE.body}>
        <p>
          <strong>{title}</strong>
          <br />
          {intro}
        </p>
        {parts.map(({ title: heading, rows, more }) => (
          <>
            <h2 style={STYLE.head}>{heading}</h2>
            {rows.map(({ what, why, url }) => (
              <p style={STYLE.row}>
                <a href={url}>{what}</a>
                {why === '' ? null : (
                  <>
                    <br />
                    <span style={STYLE.why}>{why}</span>
                  </>
                )}
              </p>
            ))}
            {more === null ? null : (
              <p style={STYLE.row}>
                <a href={more.url}>{more.text}</a>
              </p>
            )}
          </>
        ))}
        <p>
          <a href={all}>{m.today_mail_open()}</a>
          {' · '}
          <a href={choose}>{m.today_mail_choose()}</a>
        </p>
      </body>
    </html>,
  )
  return { subject, text, html: `<!doctype html>${html}` }
}
