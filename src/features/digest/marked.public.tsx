// A report's words with what stands out in them, as elements: strong, emphasised, linked; paragraphs, lists, quotations. Whatever else a mark might say is not drawn.
import type { Child } from 'hono/jsx'
import type { Run, Shape } from './marks.ts'

/** `links`: whether links lead anywhere; where the words are one link already they are only told apart, with the address to be seen. */
export const Runs = ({ runs, links = true }: { readonly runs: readonly Run[]; readonly links?: boolean }) => (
  <>
    {runs.map(({ text, strong, emphasis, href }) => {
      const words: Child = emphasis ? <em>{text}</em> : text
      const said: Child = strong ? <strong>{words}</strong> : words
      return href === null ? said : links ? <a href={href}>{said}</a> : <u title={href}>{said}</u>
    })}
  </>
)

/** Items as the list, or the quotation, they make together. */
export const Shaped = ({ shape, items }: { readonly shape: Shape; readonly items: readonly Child[] }) => {
  if (shape === 'quote')
    return (
      <blockquote>
        {items.map((item) => (
          <p>{item}</p>
        ))}
      </blockquote>
    )
  const List = shape === 'numbers' ? 'ol' : 'ul'
  return (
    <List>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </List>
  )
}
