// The letter that brings a delegate the link to their own programme, in their language.
import type { PaperLanguage } from '#platform/texts/paper-languages.ts'
import { POCKET_WORDS } from './words.ts'

export type PocketLetter = { readonly subject: string; readonly text: string }

export function letterWith(
  url: string,
  about: { readonly language: PaperLanguage; readonly name: string; readonly visit: string; readonly office: string },
): PocketLetter {
  const words = POCKET_WORDS[about.language]
  return {
    subject: words.mailSubject(about.visit),
    text: [words.mailGreeting(about.name), `${words.mailBody(about.visit)}\n${url}`, words.mailPersonal, words.mailEnd(about.office)].join('\n\n'),
  }
}
