// The editor of a report: one text of headings, paragraphs and lists whose sentences carry the key of what they rest on, wherever they are moved and however they are worded.
import { baseKeymap, chainCommands, toggleMark } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { type Command, EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { element, whenQuiet } from '../../ui/islands/elements.ts'
import {
  beginsOwn,
  blockIs,
  documentOf,
  leavesList,
  looks,
  markOf,
  nextItem,
  plainPaste,
  type Turn,
  turnInto,
  type Typed,
  typedOf,
} from './editor-text.island.tsx'
import { linkAt, linkBox, type LinkWords } from './link.island.tsx'

type Words = Readonly<
  Record<'toolbar' | 'text' | 'undo' | 'redo' | 'help' | 'rests' | 'own' | 'kept' | 'notKept' | 'strong' | 'emphasis' | 'linkNothing' | Turn, string>
> &
  LinkWords

/** A browser takes along only 64 KiB of what outlives the page; a Cyrillic letter is two bytes. In letters. */
const MOST_OUTLIVING = 30_000
/** So long a saving waits for a draft that is on its way; in milliseconds. */
const LONGEST_WAIT_MS = 3000

/** Drawn on 16 by 16, by their strokes. */
const SIGNS = {
  bullets: 'M2 4h.01M2 8h.01M2 12h.01M6 4h8M6 8h8M6 12h8',
  numbers: 'M1.5 3 3 2v4M1.5 10.2c.6-1 2.2-.6 1.8.6L1.5 13.5h2.2M7 4h7M7 8h7M7 12h7',
  quote: 'M2 13V3M6 5h8M6 8h8M6 11h5',
  strong: 'M5 2.5h4a2.6 2.6 0 0 1 0 5.3H5zM5 7.8h4.8a2.8 2.8 0 0 1 0 5.7H5zM6 2.5v11',
  emphasis: 'M6.5 2.5h5M4.5 13.5h5M9 2.5l-2 11',
  link: 'M6.5 9.5l3-3M7.5 4.5l1.6-1.6a2.8 2.8 0 0 1 4 4L11.5 8.5M8.5 11.5l-1.6 1.6a2.8 2.8 0 0 1-4-4L4.5 7.5',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6h-7a3.5 3.5 0 0 0 0 7H10',
} as const
function drawn(sign: keyof typeof SIGNS): SVGSVGElement {
  const SVG = 'http://www.w3.org/2000/svg'
  const picture = document.createElementNS(SVG, 'svg')
  for (const [name, value] of Object.entries({ viewBox: '0 0 16 16', width: '18', height: '18', class: 'sign', 'aria-hidden': 'true' }))
    picture.setAttribute(name, value)
  const path = document.createElementNS(SVG, 'path')
  path.setAttribute('d', SIGNS[sign])
  picture.append(path)
  return picture
}

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
  const { box: linkPanel, open: openLink } = linkBox(words, () => view)
  bar.after(linkPanel)
  const isOn = (look: 'strong' | 'emphasis') => (state: EditorState) => {
    const { from, to, $from, empty } = state.selection
    return empty ? looks[look].isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, looks[look])
  }
  const [strong, emphasis] = [toggleMark(looks.strong), toggleMark(looks.emphasis)]
  const turned = (turn: Turn) => (state: EditorState) => blockIs(state) === turn
  const BUTTONS: readonly {
    readonly name: string
    readonly sign?: keyof typeof SIGNS
    readonly keys?: string
    readonly command: Command
    readonly on?: (state: EditorState) => boolean
    readonly apart?: true
  }[] = [
    { name: words.paragraph, command: turnInto('paragraph'), on: turned('paragraph') },
    { name: words.heading, command: turnInto('heading'), on: turned('heading') },
    { name: words.bullets, sign: 'bullets', command: turnInto('bullets'), on: turned('bullets') },
    { name: words.numbers, sign: 'numbers', command: turnInto('numbers'), on: turned('numbers') },
    { name: words.quote, sign: 'quote', command: turnInto('quote'), on: turned('quote') },
    { name: words.strong, sign: 'strong', keys: 'Control+B', command: strong, on: isOn('strong'), apart: true },
    { name: words.emphasis, sign: 'emphasis', keys: 'Control+I', command: emphasis, on: isOn('emphasis') },
    { name: words.link, sign: 'link', keys: 'Control+K', command: openLink, on: (state) => linkAt(state) !== null },
    { name: words.undo, sign: 'undo', keys: 'Control+Z', command: undo, apart: true },
    { name: words.redo, sign: 'redo', keys: 'Control+Y', command: redo },
  ]
  const buttons = BUTTONS.map(({ name, sign, keys, command, on, apart }, at) => {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'ds-button',
        'data-size': 'sm',
        'data-variant': 'secondary',
        tabindex: at === 0 ? '0' : '-1',
        'aria-keyshortcuts': keys,
        'data-apart': apart === true ? '' : undefined,
        // A sign needs its name said, and shown to whoever points at it.
        'aria-label': sign === undefined ? undefined : name,
        title: sign === undefined ? undefined : keys === undefined ? name : `${name} (${keys.replace('Control', 'Ctrl')})`,
      },
      sign === undefined ? name : drawn(sign),
    )
    button.addEventListener('mousedown', (event) => event.preventDefault())
    button.addEventListener('click', () => {
      if (!view) return
      const done = command(view.state, view.dispatch, view)
      if (command !== openLink) view.focus()
      else if (!done) rests.textContent = words.linkNothing
    })
    return { button, command, on }
  })
  bar.append(...buttons.map(({ button }) => button))
  const stop = (next: HTMLButtonElement): void => {
    for (const { button } of buttons) button.tabIndex = button === next ? 0 : -1
    next.focus()
  }
  // One stop for Tab, arrows within, Escape back to the text (WAI-ARIA toolbar).
  bar.addEventListener('keydown', (event) => {
    const at = buttons.findIndex(({ button }) => button === document.activeElement)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 }[event.key]
    if (at === -1 || (to === undefined && event.key !== 'Escape')) return
    event.preventDefault()
    if (to === undefined) view?.focus()
    else stop(buttons[to % buttons.length]!.button)
  })
  const toToolbar: Command = () => {
    stop(buttons.find(({ button }) => button.tabIndex === 0)!.button)
    return true
  }

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
    const source = key.startsWith('own:') || about[key] === undefined || about[key] === '' ? words.own : `${words.rests} ${about[key]}`
    const href = linkAt(state)
    const line = href === null ? source : `${source} ${words.linkAddress}: ${href}`
    for (const { button, command, on } of buttons) {
      button.setAttribute('aria-disabled', String(!command(state)))
      if (on !== undefined) button.setAttribute('aria-pressed', String(on(state)))
    }
    if (rests.textContent !== line) rests.textContent = line
  }

  view = new EditorView(place, {
    state: EditorState.create({
      doc: started,
      plugins: [
        history(),
        keymap({
          'Mod-z': undo,
          'Mod-y': redo,
          'Mod-Shift-z': redo,
          'Mod-b': strong,
          'Mod-i': emphasis,
          // Also where there is nothing to link: the browser's own Ctrl+K leads away from the text.
          'Mod-k': chainCommands(openLink, () => {
            rests.textContent = words.linkNothing
            return true
          }),
          'Mod-Alt-2': turnInto('heading'),
          'Mod-Alt-0': turnInto('paragraph'),
          'Mod-Shift-8': turnInto('bullets'),
          'Mod-Shift-7': turnInto('numbers'),
          Enter: nextItem,
          Backspace: leavesList,
          'Alt-F10': toToolbar,
        }),
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
      shown(state)
      if (!transaction.docChanged) return
      field.value = JSON.stringify(typedOf(state.doc))
      dirty = true
      keepSoon()
    },
  })
  shown(view.state)
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-digest]')) liven(form)
