// The month's report as citizens read it: the text whole, where it leads, in which languages it can be read, since when it stands there.
import { m } from '#messages'
import { type PublishedBlock, runsOfBlock, wordsOfBlock } from './digest.ts'
import { Runs, Shaped } from './marked.public.tsx'
import { gathered } from './marks.ts'
import type { DigestLinks, RecordLink } from './public-record.ts'

export type DigestContentProps = {
  /** BCP 47 of the text. */
  readonly lang: string
  readonly blocks: readonly PublishedBlock[]
  /** How two sentences stand side by side in the language: a blank, or nothing in Chinese. */
  readonly between: string
  readonly links: DigestLinks
  /** Ready words: the day it was first published; null before that. */
  readonly published: string | null
  /** Ready words: the day on which the text was last published anew. */
  readonly corrected?: string | null
  /** The text in the office's own language, where it has become another since this one. `day`: ready words. */
  readonly newer?: { readonly language: string; readonly day: string; readonly href: string; readonly lang: string } | null
  /** The other languages in which the month can be read, by their own names. */
  readonly others: readonly { readonly lang: string; readonly name: string; readonly href: string }[]
}

const More = ({ links }: { readonly links: readonly RecordLink[] }) => (
  <p class="small more">
    {m.digest_public_more()}{' '}
    {links.map(({ href, text }, at) => (
      <>
        {at > 0 ? ' · ' : null}
        <a href={href}>{text}</a>
      </>
    ))}
  </p>
)

const Said = ({ block, between, links }: { readonly block: PublishedBlock; readonly between: string; readonly links: DigestLinks }) => {
  const text = wordsOfBlock(block, between)
  if (block.kind === 'title') return <h1>{text}</h1>
  if (block.kind === 'heading') {
    const href = links.headings.get(block.key)
    return <h2>{href === undefined ? text : <a href={href}>{text}</a>}</h2>
  }
  return (
    <p class={block.kind === 'lead' ? 'lead' : undefined}>
      <Runs runs={runsOfBlock(block, between)} />
    </p>
  )
}

/** The text alone: a title, a lead, sections with headings, paragraphs, lists. Stands in `main` of whatever page carries it. */
export const DigestContent = ({ lang, blocks, between, links, published, corrected = null, newer = null, others }: DigestContentProps) => (
  <article class="digest" lang={lang}>
    {gathered(blocks).map(({ shape, blocks: those }) => {
      const below = those.flatMap(({ key }) => links.below.get(key) ?? [])
      return (
        <>
          {shape === null ? (
            <Said block={those[0]!} between={between} links={links} />
          ) : (
            <Shaped
              shape={shape}
              items={those.map((block) => (
                <Runs runs={runsOfBlock(block, between)} />
              ))}
            />
          )}
          {those[0]!.kind === 'title' && newer !== null ? (
            <p class="newer">
              <a href={newer.href} hreflang={newer.lang}>
                {m.digest_public_newer({ language: newer.language, day: newer.day })}
              </a>
            </p>
          ) : null}
          {below.length === 0 ? null : <More links={below} />}
        </>
      )
    })}
    {published === null ? null : (
      <p class="small">
        {m.digest_public_published({ day: published })}
        {corrected === null ? null : ` · ${m.digest_public_corrected({ day: corrected })}`}
      </p>
    )}
    {others.length === 0 ? null : (
      <p class="small others">
        {m.digest_public_also()}{' '}
        {others.map((one, at) => (
          <>
            {at > 0 ? ', ' : null}
            <a href={one.href} lang={one.lang} hreflang={one.lang}>
              {one.name}
            </a>
          </>
        ))}
      </p>
    )}
  </article>
)
