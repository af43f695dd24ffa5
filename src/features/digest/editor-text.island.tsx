// A report's text as the editor knows it: blocks whose sentences carry their keys, words that stand out, lists and quotations; how it comes from the page and goes back.
import { splitBlockAs } from 'prosemirror-commands'
import { Fragment, type Mark, type MarkType, type Node as Part, Schema, Slice } from 'prosemirror-model'
import { type Command, type EditorState, Plugin } from 'prosemirror-state'
import { safeLink } from '../../ui/islands/links.ts'

type Kind = 'title' | 'lead' | 'heading' | 'paragraph' | 'closing'
export type Shape = 'bullets' | 'numbers' | 'quote'
type Look = 'strong' | 'emphasis' | 'link'
type TypedMark = { readonly is: Look; readonly from: number; readonly to: number; readonly href?: string }
type Said = { readonly text: string; readonly marks: readonly TypedMark[] }
type Sentence = { readonly key: string; readonly text: string; readonly marks?: readonly TypedMark[] }
export type Typed = { readonly key: string; readonly kind: Kind; readonly sentences: readonly Sentence[]; readonly shape?: Shape }

const attrs = { key: { default: '' }, kind: { default: 'paragraph' } }
const shaped = (shape: Shape) => ({ getAttrs: () => ({ shape }) })
const linked = (href: string | null): { href: string } | false => {
  const safe = safeLink(href ?? '')
  return safe === null ? false : { href: safe }
}
export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: {
      content: 'text*',
      group: 'block',
      attrs: { ...attrs, shape: { default: '' } },
      parseDOM: [
        { tag: 'p[data-shape]', getAttrs: (node) => ({ shape: node.getAttribute('data-shape') }) },
        { tag: 'ul > li', ...shaped('bullets') },
        { tag: 'ol > li', ...shaped('numbers') },
        { tag: 'blockquote > p', ...shaped('quote') },
        { tag: 'p' },
      ],
      toDOM: ({ attrs: { kind, shape } }) => ['p', shape !== '' ? { 'data-shape': String(shape) } : kind === 'lead' ? { class: 'lead' } : {}, 0],
    },
    heading: {
      content: 'text*',
      group: 'block',
      attrs: { ...attrs, kind: { default: 'heading' } },
      defining: true,
      // A title and a heading stand out whole, and nothing in them does.
      marks: 'sentence',
      parseDOM: [{ tag: 'h1' }, { tag: 'h2' }, { tag: 'h3' }],
      toDOM: ({ attrs: { kind } }) => [kind === 'title' ? 'h2' : 'h3', kind === 'title' ? { class: 'title' } : {}, 0],
    },
    text: {},
  },
  marks: {
    // What is typed inside a sentence, and at its end, is of the sentence.
    sentence: {
      attrs: { key: {} },
      inclusive: true,
      parseDOM: [{ tag: 'span[data-key]', getAttrs: (node) => ({ key: node.getAttribute('data-key') }) }],
      toDOM: ({ attrs: { key } }) => ['span', { 'data-key': String(key), class: 'said' }, 0],
    },
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: 'a[href]', getAttrs: (node) => linked(node.getAttribute('href')) }],
      // What may lead nowhere is shown, so that it can be mended, and leads nowhere.
      toDOM: ({ attrs: { href } }) => ['a', safeLink(String(href)) === null ? { title: String(href) } : { href: String(href), title: String(href) }, 0],
    },
    strong: {
      parseDOM: [{ tag: 'strong' }, { tag: 'b' }],
      toDOM: () => ['strong', 0],
    },
    emphasis: {
      parseDOM: [{ tag: 'em' }, { tag: 'i' }],
      toDOM: () => ['em', 0],
    },
  },
})

const sentenceMark = schema.marks['sentence']!
export const linkMark = schema.marks['link']!
export const looks: Readonly<Record<Look, MarkType>> = { strong: schema.marks['strong']!, emphasis: schema.marks['emphasis']!, link: linkMark }
const LOOKS = ['strong', 'emphasis', 'link'] as const
export const markOf = (node: Part | null | undefined, type: MarkType = sentenceMark): Mark | undefined => node?.marks.find((mark) => mark.type === type)
const isHeading = (kind: Kind): boolean => kind === 'title' || kind === 'heading'

function partsOf({ key, text, marks = [] }: Sentence): Part[] {
  const edges = [...new Set([0, text.length, ...marks.flatMap(({ from, to }) => [Math.min(from, text.length), Math.min(to, text.length)])])].toSorted(
    (a, b) => a - b,
  )
  return edges.slice(1).map((to, at) => {
    const from = edges[at]!
    const here = marks.filter((mark) => mark.from <= from && mark.to >= to)
    return schema.text(text.slice(from, to), [
      sentenceMark.create({ key }),
      ...here.map(({ is, href }) => looks[is].create(href === undefined ? null : { href })),
    ])
  })
}

export function documentOf(blocks: readonly Typed[], between: string): Part {
  const parts = blocks.map(({ key, kind, sentences, shape = '' }) => {
    const plain = isHeading(kind)
    const inside = sentences.flatMap((sentence, at) => [
      ...(at > 0 && between !== '' ? [schema.text(between)] : []),
      ...partsOf(plain ? { key: sentence.key, text: sentence.text } : sentence),
    ])
    return schema.nodes[plain ? 'heading' : 'paragraph']!.create({ key, kind, ...(plain ? {} : { shape }) }, Fragment.fromArray(inside))
  })
  return schema.nodes['doc']!.create(null, parts.length === 0 ? [schema.nodes['paragraph']!.create()] : parts)
}

const joined = (one: Said, other: Said): Said => ({
  text: one.text + other.text,
  marks: [...one.marks, ...other.marks.map((mark) => ({ ...mark, from: mark.from + one.text.length, to: mark.to + one.text.length }))],
})
function trimmed({ text, marks }: Said): Said {
  const now = text.trim()
  const start = text.indexOf(now)
  const at = (place: number): number => Math.max(0, Math.min(now.length, place - start))
  return { text: now, marks: marks.map((mark) => ({ ...mark, from: at(mark.from), to: at(mark.to) })).filter(({ from, to }) => from < to) }
}
const saidIn = (node: Part): Said => {
  const text = node.text ?? ''
  const marks = LOOKS.flatMap((is): TypedMark[] => {
    const mark = markOf(node, looks[is])
    return mark === undefined ? [] : [{ is, from: 0, to: text.length, ...(is === 'link' ? { href: String(mark.attrs['href']) } : {}) }]
  })
  return { text, marks }
}
const NOTHING: Said = { text: '', marks: [] }

/** What stands between sentences: blanks. Letters that touch a sentence belong to it, others are a sentence of the office's own. */
export function typedOf(document_: Part): Typed[] {
  const blocks: Typed[] = []
  document_.forEach((block) => {
    const runs: { key: string | null; said: Said }[] = []
    block.forEach((node) => {
      const key = (markOf(node)?.attrs['key'] as string | undefined) ?? null
      const last = runs.at(-1)
      if (last !== undefined && last.key === key) last.said = joined(last.said, saidIn(node))
      else runs.push({ key, said: saidIn(node) })
    })
    const sentences: { key: string; said: Said }[] = []
    let lead = NOTHING
    runs.forEach(({ key, said }, at) => {
      if (key !== null) {
        sentences.push({ key, said: joined(lead, said) })
        lead = NOTHING
        return
      }
      const { text } = said
      if (text.trim() === '') return
      const [before, after] = [sentences.at(-1), runs[at + 1]]
      // „, “ typed right behind a sentence is of it; a word right before one as well.
      if (before !== undefined && !/^\s/.test(text) && !/[.!?…。！？]\s*$/.test(before.said.text)) before.said = joined(before.said, said)
      else if (after !== undefined && after.key !== null && !/\s$/.test(text)) lead = said
      else sentences.push({ key: 'own:new', said: trimmed(said) })
    })
    const kind = block.attrs['kind'] as Kind
    const shape = (block.attrs['shape'] as Shape | '' | undefined) ?? ''
    blocks.push({
      key: block.attrs['key'] as string,
      kind: block.type.name === 'heading' ? (kind === 'title' ? 'title' : 'heading') : isHeading(kind) ? 'paragraph' : kind,
      sentences: sentences.map(({ key, said: { text, marks } }) => ({ key, text, ...(marks.length === 0 ? {} : { marks }) })),
      ...(shape === '' ? {} : { shape }),
    })
  })
  return blocks
}

/** After a full stop at the end of a sentence a new one begins, and it is the office's own. */
const ENDS = /[.!?…。！？]["“”»’)]*$/
export const beginsOwn = new Plugin({
  props: {
    handleTextInput(view, from, to, typed) {
      const { state } = view
      const $from = state.doc.resolve(from)
      const [before, after] = [markOf($from.nodeBefore), markOf($from.nodeAfter)]
      if (before === undefined || (after !== undefined && after.eq(before)) || from !== to) return false
      if (!ENDS.test($from.nodeBefore?.text ?? '') || !(/^\s/.test(typed) || /[。！？]$/.test($from.nodeBefore?.text ?? ''))) return false
      // What was switched on for what comes next stays on.
      const marks = (state.storedMarks ?? []).filter(({ type }) => type !== sentenceMark)
      view.dispatch(state.tr.insert(from, schema.text(typed, marks)).setStoredMarks(marks).scrollIntoView())
      return true
    },
  },
})

/** Whoever pastes brings words, and what of their look can stand here; sentences of this text bring their keys along. */
export const plainPaste = new Plugin({
  props: {
    clipboardTextParser: (text) => {
      const parts = text
        .split(/\n+/)
        .map((line) => schema.nodes['paragraph']!.create(null, line === '' ? [] : [schema.text(line, [sentenceMark.create({ key: 'own:new' })])]))
      return new Slice(Fragment.fromArray(parts), 1, 1)
    },
  },
})

/** The blocks of the selection that can be turned into others: title and lead are what they are. */
function turnable({ doc, selection: { from, to } }: EditorState): { at: number; block: Part }[] {
  const found: { at: number; block: Part }[] = []
  doc.nodesBetween(from, to, (block, at) => {
    if (block.isTextblock && block.attrs['kind'] !== 'title' && block.attrs['kind'] !== 'lead') found.push({ at, block })
    return !block.isTextblock
  })
  return found
}

export type Turn = 'heading' | 'paragraph' | Shape
/** What a block is, as the buttons call it. */
const isNow = (block: Part): Turn | null =>
  block.attrs['kind'] === 'title' || block.attrs['kind'] === 'lead'
    ? null
    : block.type.name === 'heading'
      ? 'heading'
      : (block.attrs['shape'] as Shape | '') || 'paragraph'
export const blockIs = ({ selection: { $from } }: EditorState): Turn | null => isNow($from.parent)

/** Turns the blocks of the selection; each keeps its own key. What they all are already they are no more: a list becomes paragraphs. */
export function turnInto(turn: Turn): Command {
  return (state, dispatch) => {
    const blocks = turnable(state)
    if (blocks.length === 0) return false
    if (!dispatch) return true
    const isShape = turn !== 'heading' && turn !== 'paragraph'
    const to = isShape && blocks.every(({ block }) => isNow(block) === turn) ? 'paragraph' : turn
    const { tr } = state
    for (const { at, block } of blocks) {
      const { key, kind } = block.attrs
      const next =
        to === 'heading' ? { key, kind: 'heading' } : { key, kind: isHeading(kind as Kind) ? 'paragraph' : kind, shape: to === 'paragraph' ? '' : to }
      tr.setBlockType(at, at + block.nodeSize, schema.nodes[to === 'heading' ? 'heading' : 'paragraph']!, next)
    }
    dispatch(tr.scrollIntoView())
    return true
  }
}

const hasShape = ({ parent }: { readonly parent: Part }): boolean => ((parent.attrs['shape'] as string | undefined) ?? '') !== ''
const splitItem = splitBlockAs((block) => ({ type: block.type, attrs: block.attrs }))
/** Enter in a list begins its next item; in an empty one it leaves the list. */
export const nextItem: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  if (!hasShape($from)) return false
  return empty && $from.parent.content.size === 0 ? turnInto('paragraph')(state, dispatch, view) : splitItem(state, dispatch, view)
}
/** Backspace at the beginning of an item makes it a paragraph. */
export const leavesList: Command = (state, dispatch, view) => {
  const { $from, empty } = state.selection
  return empty && $from.parentOffset === 0 && hasShape($from) ? turnInto('paragraph')(state, dispatch, view) : false
}
