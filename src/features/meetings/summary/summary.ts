// What the citizens are told of a meeting: a text of its own in each language, offered from the agenda and the public outcomes, without private people.
import { ROLE_CLASSES, type RoleClass } from '#features/organisations/people/post.ts'
import { m } from '#messages'
import { isLanguage } from '#platform/texts/language.ts'
import { asTyped, isEmptyText, type LocalText, type LocalTextForm } from '#platform/texts/local-text.ts'
import type { ItemState } from '../meeting.ts'
import { readable } from '../minutes/minutes.ts'

/** Posts of public life: who holds one is named in the news anyway. */
const PUBLIC_POSTS: ReadonlySet<RoleClass> = new Set(
  ROLE_CLASSES.filter((role) => !['business', 'academic', 'culture', 'clergy', 'association', 'other'].includes(role)),
)

/** Somebody who took part in a meeting or is named in its papers. */
export type Named = { readonly id: string; readonly shown: string; readonly names: readonly string[]; readonly posts: readonly RoleClass[] }

export const isPrivate = ({ posts }: Pick<Named, 'posts'>): boolean => !posts.some((post) => PUBLIC_POSTS.has(post))

const words = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `

/** The private people whose whole name stands in any of the texts. */
export const privateIn = (texts: readonly string[], people: readonly Named[]): Named[] => {
  const all = texts.map(words)
  return people.filter(
    (person) => isPrivate(person) && person.names.some((name) => name.trim().includes(' ') && all.some((text) => text.includes(words(name)))),
  )
}

export type SummaryParts = {
  readonly items: readonly { readonly title: LocalText; readonly state: ItemState }[]
  /** Only those marked as public. */
  readonly promises: readonly LocalText[]
  readonly decisions: readonly LocalText[]
}

const inLanguage = (texts: readonly LocalText[], language: string, people: readonly Named[]): string[] =>
  texts
    .flatMap((text) => text.in[language]?.text ?? [])
    .map((text) =>
      readable(text)
        .replaceAll(/\s+/g, ' ')
        .trim()
        .replace(/[.;,]$/, ''),
    )
    .filter((text) => text !== '' && privateIn([text], people).length === 0)

/**
 * A summary to begin with, in the languages of the interface in which there is anything to say: what was discussed, what was decided, what was promised.
 * Points that wait or were left over, outcomes that are not public, and lines with a private person's name are left out.
 */
export function offeredSummary(languages: readonly string[], { items, promises, decisions }: SummaryParts, people: readonly Named[]): LocalTextForm {
  const discussed = items.filter(({ state }) => state === 'discussed').map(({ title }) => title)
  return Object.fromEntries(
    languages.flatMap((language) => {
      if (!isLanguage(language)) return []
      const list = (texts: readonly LocalText[]): string => inLanguage(texts, language, people).join('; ')
      const lines = (
        [
          [m.meetings_summary_discussed, list(discussed)],
          [m.meetings_summary_decided, list(decisions)],
          [m.meetings_summary_promised, list(promises)],
        ] as const
      ).flatMap(([line, text]) => (text === '' ? [] : [line({ text }, { locale: language })]))
      return lines.length === 0 ? [] : [[language, lines.join('\n\n')]]
    }),
  )
}

const paragraphsOf = (text: string): string[] => text.split(/\n+/).flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))

/** A text without the paragraphs in which a private person is named. */
export const withoutPrivate = (texts: LocalTextForm, people: readonly Named[]): LocalTextForm =>
  Object.fromEntries(
    Object.entries(texts).map(([language, text]) => [
      language,
      paragraphsOf(text)
        .filter((paragraph) => privateIn([paragraph], people).length === 0)
        .join('\n\n'),
    ]),
  )

/** Several offers as one, language by language. */
export const together = (offers: readonly LocalTextForm[]): LocalTextForm => {
  const languages = [...new Set(offers.flatMap((offer) => Object.keys(offer)))]
  const joined = (language: string): string => offers.flatMap((offer) => (offer[language] ? [offer[language]] : [])).join('\n\n')
  return Object.fromEntries(languages.flatMap((language) => (joined(language) === '' ? [] : [[language, joined(language)]])))
}

/** What stands in the boxes to begin with: what the event says already, else what is offered. */
export const summaryToBegin = (stored: LocalText, offered: LocalTextForm): LocalTextForm => (isEmptyText(stored) ? offered : asTyped(stored))
