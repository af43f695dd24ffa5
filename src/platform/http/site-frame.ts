// The frame of the citizens' site around a page that a feature before the website composes: head, languages, caching. The app brings the frame (site-frame.tsx).
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { OfficeTx } from '../database/door.ts'
import type { SiteLanguage } from '../texts/language.ts'

/** `languages`: in which there is this page, when not in all of the site's; `sheets`: its own style sheets beside the site's. */
export type FramedPage = {
  readonly title: string
  readonly description: string
  readonly body: Child
  readonly languages?: readonly SiteLanguage[]
  readonly sheets?: readonly string[]
}

/** `zone` and `today` are the office's, `languages` those its site is read in, `pathIn` is the page's path in each language; null is answered as a page there is not. */
export type SiteFrame = (
  c: Context,
  page: {
    readonly pathIn: (lang: SiteLanguage) => string
    readonly compose: (
      tx: OfficeTx,
      office: { readonly town: string; readonly zone: string; readonly today: string; readonly languages: readonly SiteLanguage[] },
    ) => Promise<FramedPage | null>
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
