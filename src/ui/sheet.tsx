// Pieces of a sheet: a page that is also one sheet of A4, for two minutes of reading; what is not known is said so.
import { currentLanguage } from '#platform/texts/language.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { SourcesInline } from './sources.tsx'

/** Something people wrote, with the language it is in. */
export type Said = { readonly text: string; readonly language: string }

export const Words = ({ said }: { readonly said: Said }) => <span lang={said.language === currentLanguage() ? undefined : said.language}>{said.text}</span>

/** Sources stand small under what they show; on paper too. */
export const From = ({ sources }: { readonly sources: readonly Citation[] }) =>
  sources.length === 0 ? null : (
    <span class="src">
      <SourcesInline sources={sources} />
    </span>
  )

/** What nobody recorded; with the place where one would. */
export const Unknown = ({ words, href, text }: { readonly words: string; readonly href?: string | undefined; readonly text?: string }) => (
  <p class="unknown">
    {words}{' '}
    {href === undefined ? null : (
      <a class="no-print" href={href}>
        {text}
      </a>
    )}
  </p>
)
