// A sentence pattern: words with slots, parts that fall away when nothing fills them, and a choice of words by number. Data of a language, read once.

/**
 * „{when} делегация от {partners:от} посети {home}[ {occasion}].“
 * `{slot}` what fills the slot · `{slot:form}` the same in a form of the language („с/със“, à/au) · `[…]` falls away when a slot in it is empty ·
 * `{slot|one|few|other}` words by how many the slot holds, in the order of the language's plural kinds; `#` is the number in digits, `#m` `#f` `#n` in words.
 */
export type Part =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'slot'; readonly slot: string; readonly form: string | null }
  | { readonly kind: 'choice'; readonly slot: string; readonly words: readonly string[] }
  | { readonly kind: 'optional'; readonly parts: readonly Part[] }

/** Throws when a bracket is not closed: a pattern is our own data, and a slip in it is a bug. */
export function patternOf(source: string): readonly Part[] {
  let at = 0
  const parts = (until: ']' | null): Part[] => {
    const found: Part[] = []
    let words = ''
    const flush = (): void => {
      if (words !== '') found.push({ kind: 'words', words })
      words = ''
    }
    for (;;) {
      const sign = source[at]
      if (sign === undefined) {
        if (until !== null) throw new Error(`Pattern „${source}“ lacks a closing bracket`)
        break
      }
      at += 1
      if (sign === until) break
      if (sign === '[') {
        flush()
        found.push({ kind: 'optional', parts: parts(']') })
      } else if (sign === '{') {
        flush()
        const end = source.indexOf('}', at)
        if (end === -1) throw new Error(`Pattern „${source}“ lacks a closing brace`)
        found.push(slotOf(source.slice(at, end)))
        at = end + 1
      } else words += sign
    }
    flush()
    return found
  }
  return parts(null)
}

function slotOf(inside: string): Part {
  const [slot = '', ...words] = inside.split('|')
  if (words.length > 0) return { kind: 'choice', slot, words }
  const [name = '', form] = slot.split(':')
  return { kind: 'slot', slot: name, form: form ?? null }
}

/** What can fill the slots: said is the text with its form, counted the number behind a choice. null: the slot is empty. */
export type Filling = {
  readonly said: (slot: string, form: string | null) => string | null
  readonly counted: (slot: string) => number | null
  readonly chosen: (count: number, words: readonly string[]) => string
}

/** The sentence, or null when a slot outside every optional part is empty. */
export function filled(parts: readonly Part[], filling: Filling): string | null {
  let text = ''
  for (const part of parts) {
    if (part.kind === 'words') text += part.words
    else if (part.kind === 'optional') text += filled(part.parts, filling) ?? ''
    else if (part.kind === 'slot') {
      const said = filling.said(part.slot, part.form)
      if (said === null) return null
      text += said
    } else {
      const count = filling.counted(part.slot)
      if (count === null) return null
      text += filling.chosen(count, part.words)
    }
  }
  return text
}

/** Every slot with its form (null: none) that a pattern names, for the tests that hold the languages' data against the situations. */
export const slotsOf = (parts: readonly Part[]): { readonly slot: string; readonly form: string | null; readonly choices: number }[] =>
  parts.flatMap((part) =>
    part.kind === 'optional'
      ? slotsOf(part.parts)
      : part.kind === 'slot'
        ? [{ slot: part.slot, form: part.form, choices: 0 }]
        : part.kind === 'choice'
          ? [{ slot: part.slot, form: null, choices: part.words.length }]
          : [],
  )
