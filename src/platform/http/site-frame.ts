// The frame of the citizens' site around a page that a feature before the website composes: head, languages, caching. The app brings the frame (site-frame.tsx).
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { OfficeTx } from '../database/door.ts'
import type { SiteLanguage } from '../texts/language.ts'

/**
 * What a page tells of itself as an article: when it first came out and when it became what it is, the name of its share picture, and the site's pages of what
 * it is about, by their paths.
 */
export type FramedArticle = { readonly published: Date; readonly modified: Date; readonly image: string; readonly about: readonly string[] }

/** `languages`: in which there is this page, when not in all of the site's; `sheets`: its own style sheets beside the site's. */
export type FramedPage = {
  readonly title: string
  readonly description: string
  readonly body: Child
  readonly languages?: readonly SiteLanguage[]
  readonly sheets?: readonly string[]
  readonly article?: FramedArticle
}

/** `zone` and `today` are the office's; `languages` its own, the first of them first; `siteLanguages` those in which its site is read. */
export type FramedOffice = {
  readonly town: string
  readonly zone: string
  readonly today: string
  readonly languages: readonly string[]
  readonly siteLanguages: readonly string[]
}

/**
 * `pathIn` is the page's path in each language. What is read holds until something changes, under the name `what` that tells it from all else the page depends on
 * beside the office and the day; null is answered as a page there is not.
 */
export type SiteFrame = <T>(
  c: Context,
  page: {
    readonly pathIn: (lang: SiteLanguage) => string
    readonly what: string
    readonly read: (tx: OfficeTx, office: FramedOffice) => Promise<T | null>
    readonly compose: (read: T, office: FramedOffice) => FramedPage
  },
) => Promise<Response>

/**
 * The same frame around a page that is not public yet, in the look of the asking person's own office, for nobody else to find or keep. `trial`: what stands above
 * it, and the way back. Everything is said in `lang`, also where the site is not read in it.
 */
export type SitePreview = (
  c: Context,
  page: {
    readonly lang: SiteLanguage
    readonly pathIn: (lang: SiteLanguage) => string
    readonly compose: () => FramedPage & { readonly trial: { readonly text: string; readonly back: { readonly href: string; readonly text: string } } }
  },
) => Promise<Response>
