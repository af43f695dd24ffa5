// How every letter of the newsletter looks: one column that a phone shows whole, light or dark as its reader has it, no pictures, nothing fetched.
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'
import { tagOf, type SiteLanguage } from '#platform/texts/language.ts'

const SHEET = `
body{margin:0;padding:0;background:#f6f4ef;color:#1d1b18}
main{max-width:36em;margin:0 auto;padding:24px 20px;background:#fff}
h1{font-size:1.5em;line-height:1.25;margin:0 0 .6em}h2{font-size:1.15em;line-height:1.3;margin:1.6em 0 .4em}
p,ul,ol,blockquote{margin:0 0 .9em}ul,ol{padding-left:1.4em}blockquote{padding-left:1em;border-left:3px solid #b9b1a6}a{color:#244f9b}.lead{font-size:1.1em}
.press a{display:inline-block;padding:12px 18px;border-radius:4px;background:#244f9b;color:#fff;text-decoration:none}
footer{max-width:36em;margin:0 auto;padding:16px 20px;font-size:.875em;color:#55504a}
@media(prefers-color-scheme:dark){body{background:#171513;color:#ece7df}main{background:#201d1a}a{color:#9dbcf5}.press a{background:#9dbcf5;color:#14120f}footer{color:#b9b1a6}}
`

/** In the plain letter: the words that lead on, and under them where to. Each language has a colon of its own. */
export const ledTo = (words: string, url: string, language: SiteLanguage): string => `${words}${COLONS[language] ?? ':'}\n${url}`
const COLONS: Partial<Record<SiteLanguage, string>> = { fr: '\u00a0:', zh: '：' }

/** Programs that take out the sheet still find letters of a readable size. */
const BODY = 'font-family:-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif;font-size:17px;line-height:1.55'

export type LetterFrameProps = { readonly language: SiteLanguage; readonly title: string; readonly foot?: Child; readonly children?: Child }

/** The whole letter as HTML. */
export const letterInHtml = ({ language, title, foot, children }: LetterFrameProps): string =>
  `<!doctype html>${String(
    <html lang={tagOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <style>{raw(SHEET)}</style>
      </head>
      <body style={BODY}>
        <main>{children}</main>
        <footer>{foot}</footer>
      </body>
    </html>,
  )}`
