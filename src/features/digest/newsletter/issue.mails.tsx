// An issue as a letter: the digest as plain text and as HTML in its own language, the office and the reader's choices at its foot.
import { addresses } from '#addresses'
import { m } from '#messages'
import { monthInWords } from './month-words.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { textIn, type LocalText } from '#platform/texts/local-text.ts'
import { betweenOf, type PublishedBlock, runsOfBlock, wordsOfBlock } from '../digest.ts'
import { Runs, Shaped } from '../marked.public.tsx'
import { gathered, type Run, type Shape } from '../marks.ts'
import type { Issue } from './issue.table.ts'
import type { Publication } from '../publication.queries.ts'
import { ledTo, letterInHtml } from './letter-frame.mails.tsx'
import type { Written } from './subscriber.mails.tsx'

export type IssueAbout = {
  readonly issue: Pick<Issue, 'subject' | 'preface'>
  readonly publication: Pick<Publication, 'language' | 'month' | 'title' | 'blocks'>
  readonly office: { readonly name: LocalText; readonly address: LocalText; readonly email: string; readonly phone: string }
  /** Where the office's site lives, without a slash at the end. */
  readonly base: string
  /** Whether the site is read in the issue's language: else there is no page of it. */
  readonly hasPage: boolean
}

/** Stands where each reader's own address comes; no text anybody writes has it. */
const OWN = 'https://subscription.invalid/'

const Part = ({ block, between }: { readonly block: PublishedBlock; readonly between: string }) => {
  switch (block.kind) {
    case 'title':
      return <h1>{wordsOfBlock(block, between)}</h1>
    case 'heading':
      return <h2>{wordsOfBlock(block, between)}</h2>
    default:
      return (
        <p class={block.kind === 'lead' ? 'lead' : undefined}>
          <Runs runs={runsOfBlock(block, between)} />
        </p>
      )
  }
}

/** In plain text what is strong is only said; a link has its address behind it, unless that is what it says. */
const plain = (runs: readonly Run[]): string =>
  runs
    .map(({ text, href }, at) => {
      // A link whose words look different here and there is one link.
      const goesOn = href === null || runs[at + 1]?.href === href
      const address = href?.replace(/^mailto:/, '')
      return goesOn || address === undefined || text === address || `${text}/` === address || `https://${text}/` === address ? text : `${text} (${address})`
    })
    .join('')

const ITEMS: Readonly<Record<Shape, (at: number) => string>> = { bullets: () => '– ', numbers: (at) => `${at + 1}. `, quote: () => '> ' }
const plainParts = (blocks: readonly PublishedBlock[], between: string): string[] =>
  gathered(blocks).map(({ shape, blocks: those }) => {
    if (shape !== null) return those.map((block, at) => ITEMS[shape](at) + plain(runsOfBlock(block, between))).join('\n')
    const [block] = those
    const words = plain(runsOfBlock(block!, between))
    return block!.kind === 'title' || block!.kind === 'heading' ? `${words}\n${'-'.repeat(Math.min(60, [...words].length))}` : words
  })

/** The letter, still without whose it is: put together once, however many it goes to. `url` is the reader's own page of preferences. */
export function issueLetter({ issue, publication, office, base, hasPage }: IssueAbout): (url: string) => Written {
  const { language, month, blocks } = publication
  return speakingIn(language, () => {
    const name = textIn(office.name)
    const between = betweenOf(language)
    const page = base + addresses.siteDigest({ lang: language, month })
    const preface = issue.preface === '' ? [] : issue.preface.split(/\n+/)
    const reach = [textIn(office.address), office.phone, office.email].filter((one) => one !== '')
    const why = m.newsletter_mail_why({ office: name })
    const html = letterInHtml({
      language,
      title: issue.subject,
      children: (
        <>
          {preface.map((text) => (
            <p>{text}</p>
          ))}
          {gathered(blocks).map(({ shape, blocks: those }) =>
            shape === null ? (
              <Part block={those[0]!} between={between} />
            ) : (
              <Shaped
                shape={shape}
                items={those.map((block) => (
                  <Runs runs={runsOfBlock(block, between)} />
                ))}
              />
            ),
          )}
          {hasPage ? (
            <p class="press">
              <a href={page}>{m.newsletter_mail_page({ month: monthInWords(month, language) })}</a>
            </p>
          ) : null}
        </>
      ),
      foot: (
        <>
          <p>
            <strong>{name}</strong>
            {reach.map((line) => (
              <>
                <br />
                {line}
              </>
            ))}
          </p>
          <p>
            {why} <a href={OWN}>{m.newsletter_mail_choose()}</a>
          </p>
        </>
      ),
    })
    const text = [
      ...preface,
      ...plainParts(blocks, between),
      ...(hasPage ? [ledTo(m.newsletter_mail_page({ month: monthInWords(month, language) }), page, language)] : []),
      [name, ...reach].join('\n'),
      ledTo(`${why} ${m.newsletter_mail_choose()}`, OWN, language),
    ].join('\n\n')
    return (url) => ({ subject: issue.subject, text: text.replaceAll(OWN, () => url), html: html.replaceAll(OWN, () => url) })
  })
}
