// An issue as a letter: the digest as plain text and as HTML in its own language, the office and the reader's choices at its foot.
import { addresses } from '#addresses'
import { m } from '#messages'
import { monthInWords } from './month-words.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { textIn, type LocalText } from '#platform/texts/local-text.ts'
import type { Block } from '../composing/composing.ts'
import { betweenOf, type DigestLanguage, wordsOfBlock } from '../digest.ts'
import type { Issue } from './issue.table.ts'
import type { Publication } from '../publication.queries.ts'
import { letterInHtml } from './letter-frame.mails.tsx'
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

const wordsOf = (block: Block, language: DigestLanguage): string => wordsOfBlock(block, betweenOf(language))

const Part = ({ block, language }: { readonly block: Block; readonly language: DigestLanguage }) => {
  const words = wordsOf(block, language)
  switch (block.kind) {
    case 'title':
      return <h1>{words}</h1>
    case 'heading':
      return <h2>{words}</h2>
    case 'lead':
      return <p class="lead">{words}</p>
    default:
      return <p>{words}</p>
  }
}

/** The letter, still without whose it is: put together once, however many it goes to. `url` is the reader's own page of preferences. */
export function issueLetter({ issue, publication, office, base, hasPage }: IssueAbout): (url: string) => Written {
  const { language, month, blocks } = publication
  return speakingIn(language, () => {
    const name = textIn(office.name)
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
          {blocks.map((block) => (
            <Part block={block} language={language} />
          ))}
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
      ...blocks.map((block) => {
        const words = wordsOf(block, language)
        return block.kind === 'title' || block.kind === 'heading' ? `${words}\n${'-'.repeat(Math.min(60, [...words].length))}` : words
      }),
      ...(hasPage ? [`${m.newsletter_mail_page({ month: monthInWords(month, language) })}:\n${page}`] : []),
      [name, ...reach].join('\n'),
      `${why} ${m.newsletter_mail_choose()}:\n${OWN}`,
    ].join('\n\n')
    return (url) => ({ subject: issue.subject, text: text.replaceAll(OWN, () => url), html: html.replaceAll(OWN, () => url) })
  })
}
