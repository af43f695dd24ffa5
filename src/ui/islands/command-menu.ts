// Ctrl+K: one box that finds any partner, person, promise or page, in Cyrillic or Latin. The rail's search form stands in for it without script.
import { askFor, choose, element, whenQuiet } from './elements.ts'

type Item = { readonly title: string; readonly sub?: string; readonly href: string; readonly kind?: string }
type Group = { readonly title: string; readonly items: readonly Item[] }
type Texts = Readonly<Record<'title' | 'label' | 'pagesTitle' | 'nothing' | 'failed' | 'foundOne' | 'foundMany' | 'move' | 'open' | 'close', string>> & {
  readonly pages: readonly Item[]
}

// Bulgarian streamlined system (Law on Transliteration, 2009), enough to find a page typed on the other keyboard.
const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  'а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=h ц=ts ч=ch ш=sh щ=sht ъ=a ь=y ю=yu я=ya'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)
const plain = (text: string): string => [...text.toLowerCase()].map((letter) => LATIN[letter] ?? letter).join('')

export function commandMenu(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-command]')
  const rail = form?.querySelector('input')
  if (!form || !rail) return
  const texts = JSON.parse(form.dataset.command ?? '{}') as Texts

  let dialog: HTMLDialogElement | undefined
  const build = (): HTMLDialogElement => {
    const box = element('input', {
      type: 'text',
      role: 'combobox',
      'aria-expanded': 'true',
      'aria-controls': 'command-found',
      'aria-autocomplete': 'list',
      'aria-label': texts.label,
      placeholder: texts.label,
      autocomplete: 'off',
      spellcheck: 'false',
    })
    const shut = element('button', { type: 'button', class: 'shut', 'aria-label': texts.close }, '✕')
    const found = element('div', { class: 'found', id: 'command-found', role: 'listbox', 'aria-label': texts.title })
    const none = element('p', { class: 'nothing', hidden: '' })
    const spoken = element('p', { class: 'sr', role: 'status' })
    const how = element('p', { class: 'how', 'aria-hidden': 'true' })
    for (const [key, words] of [
      ['↑ ↓', texts.move],
      ['Enter', texts.open],
      ['Esc', texts.close],
    ] as const)
      how.append(element('span', {}, element('kbd', {}, key), ` ${words}`))
    const made = element(
      'dialog',
      { class: 'ds-dialog command', 'aria-label': texts.title },
      element('div', { class: 'ask' }, form.querySelector('svg')?.cloneNode(true) ?? '', box, shut),
      found,
      none,
      spoken,
      how,
    )
    let options: HTMLElement[] = []
    let at = 0

    const show = (groups: readonly Group[], words: string): void => {
      options = []
      found.replaceChildren(
        ...groups
          .filter(({ items }) => items.length > 0)
          .map(({ title, items }, group) =>
            element(
              'div',
              { role: 'group', 'aria-label': title },
              element('h3', { role: 'presentation', id: `command-g${group}` }, title),
              ...items.map(({ title: name, sub, kind, href }) => {
                const option = element(
                  'a',
                  { role: 'option', id: `command-o${options.length}`, href, tabindex: '-1' },
                  element('span', {}, name),
                  element('small', {}, sub ?? kind ?? ''),
                )
                options.push(option)
                return option
              }),
            ),
          ),
      )
      found.hidden = options.length === 0
      box.setAttribute('aria-expanded', String(options.length > 0))
      none.hidden = words === ''
      none.textContent = words
      spoken.textContent =
        words || (box.value.trim() === '' ? '' : (options.length === 1 ? texts.foundOne : texts.foundMany).replace('{n}', String(options.length)))
      at = 0
      choose(options, at, box)
    }
    const pages = (query: string): Group => ({ title: texts.pagesTitle, items: texts.pages.filter(({ title }) => plain(title).includes(plain(query))) })
    const look = whenQuiet(80, async (signal) => {
      const query = box.value.trim()
      const answer = await askFor<{ groups: Group[] }>(form.action, query, signal)
      if (answer === 'replaced') return
      const groups = [...(answer === 'failed' ? [] : answer.groups), pages(query)]
      show(groups, answer === 'failed' ? texts.failed : groups.some(({ items }) => items.length > 0) ? '' : texts.nothing)
    })

    box.addEventListener('input', () => {
      if (box.value.trim() === '') show([pages('')], '')
      else look()
    })
    box.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined && options.length > 0) {
        event.preventDefault()
        at = (at + step + options.length) % options.length
        choose(options, at, box)
      } else if (event.key === 'Enter') {
        event.preventDefault()
        const chosen = options[at]
        if (chosen) chosen.click()
        else if (box.value.trim() !== '') {
          rail.value = box.value
          form.submit()
        }
      }
    })
    shut.addEventListener('click', () => made.close())
    made.addEventListener('click', (event) => {
      if (event.target === made) made.close()
    })
    made.addEventListener('close', () => {
      box.value = ''
    })
    made.addEventListener('show', () => {
      show([pages('')], '')
      box.focus()
    })
    document.body.append(made)
    return made
  }
  const open = (): void => {
    dialog ??= build()
    if (dialog.open) return
    dialog.showModal()
    dialog.dispatchEvent(new Event('show'))
  }

  document.addEventListener('keydown', (event) => {
    // In a text the keys make a link.
    if (event.defaultPrevented) return
    // By the key's place, not its letter: on a Bulgarian layout K types another letter.
    if (event.code === 'KeyK' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      event.preventDefault()
      open()
    }
  })
  rail.addEventListener('click', open)
}
