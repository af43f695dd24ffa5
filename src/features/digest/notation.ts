// Marks written with plain signs, for the boxes of the form without script: **strong**, _emphasised_, [words](https://address). A backslash before a sign makes it a sign.
import { linkMeant } from '#ui/islands/links.ts'
import { type Marked, marksOf, type Run, runsOf, withMarks } from './marks.ts'

const SIGNS = /[\\*_[\]]/g
const signed = (text: string): string => text.replace(SIGNS, '\\$&')

/** A sentence as its box shows it; `inNotation` and `fromNotation` are each other's way back. */
export function inNotation(sentence: Marked): string {
  let [written, strong, emphasis]: [string, boolean, boolean] = ['', false, false]
  let link: string | null = null
  const turn = (to: Pick<Run, 'strong' | 'emphasis' | 'href'>): void => {
    // Inside a link everything that began there ends there.
    if (link !== to.href) {
      if (emphasis) written += '_'
      if (strong) written += '**'
      ;[strong, emphasis] = [false, false]
      if (link !== null) written += `](${link.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))})`
      if (to.href !== null) written += '['
      link = to.href
    }
    if (emphasis && (!to.emphasis || strong !== to.strong)) {
      written += '_'
      emphasis = false
    }
    if (strong !== to.strong) written += '**'
    strong = to.strong
    if (emphasis !== to.emphasis) written += '_'
    emphasis = to.emphasis
  }
  for (const run of runsOf(sentence)) {
    turn(run)
    written += signed(run.text)
  }
  turn({ strong: false, emphasis: false, href: null })
  return written
}

type Token = { readonly is: 'text' | 'strong' | 'emphasis' | 'open' | 'close'; readonly text: string; readonly href?: string }
const TOKEN = /\\([\\*_[\]])|\*\*|_|\[|\]\(([^\s()]+)\)|[^\\*_[\]]+|[\\*\]]/g
const tokensOf = (written: string): Token[] =>
  [...written.matchAll(TOKEN)].map(([text, sign, href]) =>
    sign !== undefined
      ? { is: 'text', text: sign }
      : href !== undefined
        ? { is: 'close', text, href }
        : text === '**'
          ? { is: 'strong', text }
          : text === '_'
            ? { is: 'emphasis', text }
            : { is: text === '[' ? 'open' : 'text', text },
  )

/** What was typed in a box. A sign without its partner is a sign; an address is what the person meant, also one that may be no link: saving says so. */
export function fromNotation(written: string): Marked {
  const tokens = tokensOf(written)
  /** Place of the token → what begins or ends there. */
  const pairs = new Map<number, { readonly begins: boolean; readonly href: string | null }>()
  const last = new Map<string, number>()
  tokens.forEach(({ is, href }, at) => {
    if (is === 'open') last.set('link', at)
    if (is === 'close') {
      const from = last.get('link')
      if (from === undefined || from === at - 1) return
      pairs.set(from, { begins: true, href: linkMeant(href!) ?? href! })
      pairs.set(at, { begins: false, href: null })
      last.delete('link')
    }
    if (is !== 'strong' && is !== 'emphasis') return
    const from = last.get(is)
    if (from === undefined) return void last.set(is, at)
    // Nothing between two signs marks nothing.
    if (from === at - 1) return void last.set(is, at)
    pairs.set(from, { begins: true, href: null })
    pairs.set(at, { begins: false, href: null })
    last.delete(is)
  })
  let look: Omit<Run, 'text'> = { strong: false, emphasis: false, href: null }
  const runs: Run[] = []
  tokens.forEach(({ is, text }, at) => {
    const pair = pairs.get(at)
    if (pair === undefined) runs.push({ ...look, text })
    else if (is === 'strong' || is === 'emphasis') look = { ...look, [is]: pair.begins }
    else look = { ...look, href: pair.href }
  })
  return { text: runs.map(({ text }) => text).join(''), ...withMarks(marksOf(runs)) }
}
