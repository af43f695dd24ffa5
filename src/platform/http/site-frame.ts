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

/** `zone` and `today` are the office's, `pathIn` is the page's path in each language; null is answered as a page there is not. */
export type SiteFrame = (
  c: Context,
  page: {
    readonly pathIn: (lang: SiteLanguage) => string
    readonly compose: (tx: OfficeTx, office: { readonly town: string; readonly zone: string; readonly today: string }) => Promise<FramedPage | null>
  },
) => Promise<Response>
