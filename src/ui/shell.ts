// What every page is told about the one who looks at it: office, person, language, theme, and what waits.
import type { SiteLanguage } from '#platform/texts/language.ts'

export type ColorScheme = 'auto' | 'light' | 'dark'
/** Of the interface; a citizen is refused in any language of the site. */
export type Locale = SiteLanguage

/** The outcome of the last action, shown once. `tone`: done (default) · soon (worth a look) · late (refused). */
export type Notice = {
  readonly text: string
  readonly tone?: 'done' | 'soon' | 'late'
  /** Address that takes back what was just done; shown as a form button. */
  readonly undo?: string
  readonly link?: { readonly href: string; readonly text: string }
}

/** Long work under way, e.g. „Зарежда се географският справочник“, 43. Without `percent` the bar is indeterminate.
    `href` answers how far it is now: `{ text?, percent?, done? }` as JSON; percent null or 100 ends it, and the page goes to `afterwards`. */
export type UnderWay = { readonly text: string; readonly percent?: number; readonly href?: string; readonly afterwards?: string }

export type Shell = {
  /** The office's name in the page's language, e.g. „Община Троян“. */
  readonly officeName: string
  readonly personName: string
  readonly role: 'officer' | 'reader'
  readonly locale: Locale
  readonly colorScheme: ColorScheme
  /** Path with query of the page being shown; language and theme switches come back to it. */
  readonly currentPath: string
  /** Numbers beside the rail's entries; absent or 0 shows none. */
  readonly counts: { readonly today?: number; readonly intake?: number; readonly overdue?: number }
  /** Address of the citizens' site; absent while the office has published nothing. */
  readonly publicPath?: string
  readonly notice?: Notice
  readonly underWay?: UnderWay
}

/** What a page without a signed-in person knows (sign-in, first run, refusals). */
export type BareShell = Pick<Shell, 'locale' | 'colorScheme'> & { readonly officeName?: string; readonly currentPath?: string; readonly notice?: Notice }
