// The month's report as citizens read it: the text whole, in which languages it can be read, since when it stands there.
import { m } from '#messages'
import type { Block } from './composing/composing.ts'
import { wordsOfBlock } from './digest.ts'

export type DigestContentProps = {
  /** BCP 47 of the text. */
  readonly lang: string
  readonly blocks: readonly Block[]
  /** How two sentences stand side by side in the language: a blank, or nothing in Chinese. */
  readonly between: string
  /** Ready words: the day it was published; null before that. */
  readonly published: string | null
  /** The other languages in which the month can be read, by their own names. */
  readonly others: readonly { readonly lang: string; readonly name: string; readonly href: string }[]
}

/** The text alone: a title, a lead, sections with headings, paragraphs. Stands in `main` of whatever page carries it. */
export const DigestContent = ({ lang, blocks, between, published, others }: DigestContentProps) => (
  <article class="digest" lang={lang}>
    {blocks.map((block) =>
      block.kind === 'title' ? (
        <h1>{wordsOfBlock(block, between)}</h1>
      ) : block.kind === 'heading' ? (
        <h2>{wordsOfBlock(block, between)}</h2>
      ) : (
        <p class={block.kind === 'lead' ? 'lead' : undefined}>{wordsOfBlock(block, between)}</p>
      ),
    )}
    {published === null ? null : <p class="small">{m.digest_public_published({ day: published })}</p>}
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
