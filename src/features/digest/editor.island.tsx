// The editor of a report: one text of headings and paragraphs whose sentences carry the key of what they rest on, wherever they are moved and however they are worded.
import { baseKeymap, setBlockType } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { type Mark, type Node as Part, Schema } from 'prosemirror-model'
import { type Command, EditorState, Plugin } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { element, whenQuiet } from '../../ui/islands/elements.ts'

type Kind = 'title' | 'lead' | 'heading' | 'paragraph' | 'closing'
type Typed = { readonly key: string; readonly kind: Kind; readonly sentences: readonly { readonly key: string; readonly text: string }[] }
type Words = Readonly<Record<'toolbar' | 'text' | 'heading' | 'paragraph' | 'undo' | 'redo' | 'help' | 'rests' | 'own' | 'kept' | 'notKept', string>>

const attrs = { key: { default: '' }, kind: { default: 'paragraph' } }
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: {
      content: 'text*',
      group: 'block',
      attrs,
      parseDOM: [{ tag: 'p' }],
      toDOM: ({ attrs: { kind } }) => ['p', kind === 'lead' ? { class: 'lead' } : {}, 0],
    },
    heading: {
      content: 'text*',
      group: 'block',
      attrs: { ...attrs, kind: { default: 'heading' } },
      defining: true,
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
  },
})

const sentenceMark = schema.marks['sentence']!
const markOf = (node: Part | null | undefined): Mark | undefined => node?.marks.find(({ type }) => type === sentenceMark)
const isHeading = (kind: Kind): boolean => kind === 'title' || kind === 'heading'

function documentOf(blocks: readonly Typed[], between: string): Part {
  const parts = blocks.map(({ key, kind, sentences }) => {
    const inside = sentences.flatMap((sentence, at) => [
      ...(at > 0 && between !== '' ? [schema.text(between)] : []),
      ...(sentence.text === '' ? [] : [schema.text(sentence.text, [sentenceMark.create({ key: sentence.key })])]),
    ])
    return schema.nodes[isHeading(kind) ? 'heading' : 'paragraph']!.create({ key, kind }, inside)
  })
  return schema.nodes['doc']!.create(null, parts.length === 0 ? [schema.nodes['paragraph']!.create()] : parts)
}

/** What stands between sentences: blanks. Letters that touch a sentence belong to it, others are a sentence of the office's own. */
function typedOf(document_: Part): Typed[] {
  const blocks: Typed[] = []
  document_.forEach((block) => {
    const runs: { key: string | null; text: string }[] = []
    block.forEach((node) => {
      const key = (markOf(node)?.attrs['key'] as string | undefined) ?? null
      const last = runs.at(-1)
      if (last !== undefined && last.key === key) last.text += node.text ?? ''
      else runs.push({ key, text: node.text ?? '' })
    })
    const sentences: { key: string; text: string }[] = []
    let lead = ''
    runs.forEach(({ key, text }, at) => {
      if (key !== null) {
        sentences.push({ key, text: lead + text })
        lead = ''
        return
      }
      if (text.trim() === '') return
      const [before, after] = [sentences.at(-1), runs[at + 1]]
      // „, “ typed right behind a sentence is of it; a word right before one as well.
      if (before !== undefined && !/^\s/.test(text) && !/[.!?…。！？]\s*$/.test(before.text)) before.text += text
      else if (after !== undefined && after.key !== null && !/\s$/.test(text)) lead = text
      else sentences.push({ key: 'own:new', text: text.trim() })
    })
    const kind = block.attrs['kind'] as Kind
    blocks.push({
      key: block.attrs['key'] as string,
      kind: block.type.name === 'heading' ? (kind === 'title' ? 'title' : 'heading') : isHeading(kind) ? 'paragraph' : kind,
      sentences,
    })
  })
  return blocks
}

/** After a full stop at the end of a sentence a new one begins, and it is the office's own. */
const ENDS = /[.!?…。！？]["“”»’)]*$/
const beginsOwn = new Plugin({
  props: {
    handleTextInput(view, from, to, typed) {
      const { state } = view
      const $from = state.doc.resolve(from)
      const [before, after] = [markOf($from.nodeBefore), markOf($from.nodeAfter)]
      if (before === undefined || (after !== undefined && after.eq(before)) || from !== to) return false
      if (!ENDS.test($from.nodeBefore?.text ?? '') || !(/^\s/.test(typed) || /[。！？]$/.test($from.nodeBefore?.text ?? ''))) return false
      view.dispatch(state.tr.insert(from, schema.text(typed)).setStoredMarks([]).scrollIntoView())
      return true
    },
  },
})

/** Pasted words come as plain text; sentences of this text bring their keys along. */
const plainPaste = new Plugin({
  props: {
    transformPasted: (slice) => slice,
    clipboardTextParser: (text) =>
      documentOf(
        text.split(/\n+/).map((line) => ({ key: '', kind: 'paragraph', sentences: [{ key: 'own:new', text: line }] })),
        '',
      ).slice(0),
  },
})

function turnInto(kind: 'heading' | 'paragraph'): Command {
  return (state, dispatch) => {
    const block = state.selection.$from.parent
    // Title and lead are what they are.
    if (block.attrs['kind'] === 'title' || block.attrs['kind'] === 'lead') return false
    return setBlockType(schema.nodes[kind]!, { key: block.attrs['key'], kind })(state, dispatch)
  }
}

/** A browser takes along only 64 KiB of what outlives the page; a Cyrillic letter is two bytes. In letters. */
const MOST_OUTLIVING = 30_000
/** So long a saving waits for a draft that is on its way; in milliseconds. */
const LONGEST_WAIT_MS = 3000

function liven(form: HTMLFormElement): void {
  const words = JSON.parse(form.dataset.words ?? '{}') as Words
  const about = JSON.parse(form.dataset.about ?? '{}') as Readonly<Record<string, string>>
  const [between, tag] = [form.dataset.between ?? ' ', form.dataset.tag ?? '']
  const boxes = form.querySelector<HTMLElement>('[data-boxes]')
  if (!boxes) return
  const started = documentOf(JSON.parse(form.dataset.document ?? '[]') as Typed[], between)

  const field = element('textarea', { name: 'document', class: 'sr', tabindex: '-1', 'aria-hidden': 'true' })
  field.defaultValue = JSON.stringify(typedOf(started))
  const place = element('div', { class: 'digest-text' })
  const rests = element('p', { class: 'rests sub', 'aria-live': 'polite' })
  const help = element('p', { class: 'sub', id: 'editor-help' }, words.help)
  const bar = element('div', { class: 'row toolbar', role: 'toolbar', 'aria-label': words.toolbar, 'aria-controls': 'editor' })
  boxes.replaceChildren(bar, help, place, rests, field)
  form.querySelector('[data-without-script]')?.remove()

  let view: EditorView | undefined
  const buttons = (
    [
      [words.paragraph, turnInto('paragraph')],
      [words.heading, turnInto('heading')],
      [words.undo, undo],
      [words.redo, redo],
    ] as const
  ).map(([text, command], at) => {
    const button = element(
      'button',
      { type: 'button', class: 'ds-button', 'data-size': 'sm', 'data-variant': 'secondary', tabindex: at === 0 ? '0' : '-1' },
      text,
    )
    button.addEventListener('mousedown', (event) => event.preventDefault())
    button.addEventListener('click', () => {
      if (!view) return
      command(view.state, view.dispatch)
      view.focus()
    })
    return { button, command }
  })
  bar.append(...buttons.map(({ button }) => button))
  // One stop for Tab, arrows within (WAI-ARIA toolbar).
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const at = buttons.findIndex(({ button }) => button === document.activeElement)
    if (step === undefined || at === -1) return
    event.preventDefault()
    const next = buttons[(at + step + buttons.length) % buttons.length]!.button
    for (const { button } of buttons) button.tabIndex = button === next ? 0 : -1
    next.focus()
  })

  // ---- drafts: what is typed is kept on the server until it is saved ---------------------------------------------------
  const status = form.querySelector<HTMLElement>('[data-draft-status]')
  const draftBox = form.querySelector<HTMLInputElement>('input[name=draft]')
  let [dirty, sending, sent] = [false, false, false]
  let underWay = Promise.resolve()
  const keep = async (keepalive = false): Promise<void> => {
    if (sending || sent || !dirty) return
    ;[dirty, sending] = [false, true]
    underWay = keepOnce(keepalive && field.value.length < MOST_OUTLIVING)
    await underWay
    sending = false
    if (dirty) keepSoon()
  }
  const keepOnce = async (keepalive: boolean): Promise<void> => {
    try {
      const answer = await fetch(`${form.dataset.drafts ?? ''}?as=json`, {
        method: 'POST',
        body: new FormData(form),
        headers: { accept: 'application/json' },
        keepalive,
      })
      const said = (await answer.json()) as { draft?: string; time?: string; error?: string }
      if (said.draft === undefined) throw new Error(said.error)
      if (draftBox) draftBox.value = said.draft
      if (status) status.textContent = words.kept.replace('{time}', said.time ?? '')
    } catch {
      dirty = true
      if (status) status.textContent = words.notKept
      if (!sent) setTimeout(() => void keep(), 10_000)
    }
  }
  const keepSoon = whenQuiet(1200, async () => keep())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keep(true)
  })
  form.addEventListener('submit', (event) => {
    if (sent) return
    sent = true
    if (!sending) return
    // The form must know the draft that is on its way, or it would stay behind when the text is saved.
    event.preventDefault()
    const { submitter } = event
    void Promise.race([underWay, new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))]).then(() => form.requestSubmit(submitter))
  })
  // Back from the next page the browser shows this one as it was left: what is typed now is kept again.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) sent = false
  })

  const shown = (state: EditorState): void => {
    const { $from } = state.selection
    const mark = markOf($from.nodeBefore) ?? markOf($from.nodeAfter)
    const key = String(mark?.attrs['key'] ?? 'own:').replace(/~\d+$/, '')
    const line = key.startsWith('own:') || about[key] === undefined || about[key] === '' ? words.own : `${words.rests} ${about[key]}`
    if (rests.textContent !== line) rests.textContent = line
  }

  view = new EditorView(place, {
    state: EditorState.create({
      doc: started,
      plugins: [
        history(),
        keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo, 'Mod-Alt-2': turnInto('heading'), 'Mod-Alt-0': turnInto('paragraph') }),
        keymap(baseKeymap),
        beginsOwn,
        plainPaste,
      ],
    }),
    attributes: {
      id: 'editor',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': words.text,
      'aria-describedby': 'editor-help',
      lang: tag,
      spellcheck: 'true',
    },
    dispatchTransaction(transaction) {
      if (!view) return
      const state = view.state.apply(transaction)
      view.updateState(state)
      for (const { button, command } of buttons) button.setAttribute('aria-disabled', String(!command(state)))
      shown(state)
      if (!transaction.docChanged) return
      field.value = JSON.stringify(typedOf(state.doc))
      dirty = true
      keepSoon()
    },
  })
  for (const { button, command } of buttons) button.setAttribute('aria-disabled', String(!command(view.state)))
  shown(view.state)
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-digest]')) liven(form)
