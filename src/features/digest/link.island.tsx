// The link in the editor: which words it is on, the box its address is typed in, and how it is set and taken off.
import type { Command, EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { element } from '../../ui/islands/elements.ts'
import { linkMeant } from '../../ui/islands/links.ts'
import { linkMark, markOf } from './editor-text.island.tsx'

export type LinkWords = Readonly<Record<'link' | 'linkAddress' | 'linkSet' | 'linkRemove' | 'linkWrong' | 'linkHint' | 'cancel', string>>
type Place = { readonly from: number; readonly to: number; readonly href: string }

/** The address under the caret, or at the beginning of the selection; null: there is none. */
export function linkAt({ selection: { $from, empty } }: EditorState): string | null {
  const mark = markOf($from.nodeAfter, linkMark) ?? (empty ? markOf($from.nodeBefore, linkMark) : undefined)
  return mark === undefined ? null : String(mark.attrs['href'])
}

/** Where a link would be set: on the selected words, on the link the caret is in, on the word it is at; null: nowhere. */
function placeOf(state: EditorState): Place | null {
  const { $from, from, to, empty } = state.selection
  if (!$from.parent.type.allowsMarkType(linkMark)) return null
  const href = linkAt(state)
  if (!empty) return { from, to, href: href ?? '' }
  const start = $from.start()
  if (href !== null) {
    let [first, last] = [from, from]
    $from.parent.forEach((node, offset) => {
      const [a, b] = [start + offset, start + offset + node.nodeSize]
      if (markOf(node, linkMark)?.attrs['href'] !== href || b < first || a > last) return
      ;[first, last] = [Math.min(first, a), Math.max(last, b)]
    })
    return { from: first, to: last, href }
  }
  const text = $from.parent.textContent
  const before = /[\p{L}\p{N}-]*$/u.exec(text.slice(0, $from.parentOffset))![0]
  const after = /^[\p{L}\p{N}-]*/u.exec(text.slice($from.parentOffset))![0]
  return before + after === '' ? null : { from: from - before.length, to: from + after.length, href: '' }
}

const set = (view: EditorView, { from, to }: Place, href: string | null): void => {
  const { tr } = view.state
  tr.removeMark(from, to, linkMark)
  if (href !== null) tr.addMark(from, to, linkMark.create({ href }))
  view.dispatch(tr.setStoredMarks(null))
  view.focus()
}

/** The box, and the command that opens it. Enter sets the link, Escape goes back to the text. */
export function linkBox(words: LinkWords, viewNow: () => EditorView | undefined): { readonly box: HTMLElement; readonly open: Command } {
  let place: Place | null = null
  const button = (text: string, variant: string): HTMLButtonElement =>
    element('button', { type: 'button', class: 'ds-button', 'data-size': 'sm', 'data-variant': variant }, text)
  const input = element('input', {
    class: 'ds-input',
    id: 'link-address',
    type: 'text',
    inputmode: 'url',
    autocomplete: 'off',
    'aria-describedby': 'link-said',
  })
  const said = element('p', { class: 'sub', id: 'link-said', 'aria-live': 'polite' }, words.linkHint)
  const [sets, removes, cancels] = [button(words.linkSet, 'primary'), button(words.linkRemove, 'secondary'), button(words.cancel, 'tertiary')]
  const box = element(
    'div',
    { class: 'link-box', role: 'group', 'aria-label': words.link, hidden: '' },
    element('label', { for: 'link-address' }, words.linkAddress),
    element('div', { class: 'row' }, input, sets, removes, cancels),
    said,
  )
  const close = (href?: string | null): void => {
    const view = viewNow()
    box.hidden = true
    if (view && place && href !== undefined) set(view, place, href)
    else view?.focus()
  }
  const take = (): void => {
    const href = linkMeant(input.value)
    if (href !== null) return close(href)
    if (input.value.trim() === '' && place?.href !== '') return close(null)
    said.textContent = words.linkWrong
    said.classList.add('error')
    input.setAttribute('aria-invalid', 'true')
    input.focus()
  }
  sets.addEventListener('click', take)
  removes.addEventListener('click', () => close(null))
  cancels.addEventListener('click', () => close())
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' && (event.key !== 'Enter' || event.target !== input)) return
    // Enter here would send the whole form.
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') close()
    else take()
  })
  const open: Command = (state, dispatch) => {
    const found = placeOf(state)
    if (found === null || !dispatch) return found !== null
    place = found
    input.value = found.href
    input.removeAttribute('aria-invalid')
    said.textContent = words.linkHint
    said.classList.remove('error')
    removes.hidden = found.href === ''
    box.hidden = false
    input.focus()
    input.select()
    return true
  }
  return { box, open }
}
