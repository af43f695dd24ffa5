// Suggestions under a box while one types: known organisations, people, places. Without script the typed name is looked up on sending.
import { askFor, choose, element, whenQuiet } from './elements.ts'

type Suggestion = { readonly id: string; readonly title: string; readonly sub?: string }

/** So many of the page's own names are offered at once. */
const MOST_KNOWN = 5

function enliven(place: HTMLElement): void {
  const box = place.querySelector<HTMLInputElement>('input:not([type=hidden])')
  const chosenId = place.querySelector<HTMLInputElement>('input[type=hidden]')
  if (!box || !chosenId) return
  const list = element('div', { role: 'listbox', id: `${box.id}-list`, hidden: '', 'aria-label': place.dataset.label })
  const spoken = element('span', { class: 'sr', role: 'status' })
  place.append(list, spoken)
  // Names the page knows by itself stand before those of the register; without an id, as if they were typed whole.
  const known = [...place.querySelectorAll<HTMLOptionElement>('datalist option')].map(({ value }) => value)
  const knownFor = (query: string): Suggestion[] =>
    known
      .filter((name) => [name, ...name.split(/[\s-]+/)].some((part) => part.toLowerCase().startsWith(query.toLowerCase())))
      .slice(0, MOST_KNOWN)
      .map((title) => ({ id: '', title, ...(place.dataset.knownAs === undefined ? {} : { sub: place.dataset.knownAs }) }))
  box.removeAttribute('list')
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id }))
    box.setAttribute(name, value)
  let items: readonly Suggestion[] = []
  let at = -1
  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role=option]')]
  const close = (): void => {
    list.hidden = true
    box.setAttribute('aria-expanded', 'false')
    box.removeAttribute('aria-activedescendant')
    at = -1
  }
  const take = (index: number): void => {
    const item = items[index]
    if (!item) return
    box.value = item.title
    chosenId.value = item.id
    close()
    place.dispatchEvent(new CustomEvent('chosen', { detail: item, bubbles: true }))
  }
  const look = whenQuiet(100, async (signal) => {
    const query = box.value.trim()
    if (query === '') return close()
    const answer = await askFor<{ items: Suggestion[] }>(place.dataset.suggest ?? '', query, signal)
    if (typeof answer === 'string') return answer === 'failed' ? close() : undefined
    const named = knownFor(query).filter(({ title }) => !answer.items.some((item) => item.title === title))
    items = [...named, ...answer.items]
    list.replaceChildren(
      ...items.map(({ title, sub }, index) => {
        const option = element(
          'div',
          { role: 'option', id: `${list.id}-${index}`, 'aria-selected': 'false' },
          element('span', {}, title),
          element('small', {}, sub ?? ''),
        )
        // Before the box loses its focus, or the list would be gone under the finger.
        option.addEventListener('mousedown', (event) => event.preventDefault())
        option.addEventListener('click', () => take(index))
        return option
      }),
    )
    list.hidden = items.length === 0
    box.setAttribute('aria-expanded', String(items.length > 0))
    spoken.textContent =
      items.length === 0
        ? (place.dataset.none ?? '')
        : (items.length === 1 ? (place.dataset.one ?? '') : (place.dataset.many ?? '')).replace('{n}', String(items.length))
    at = -1
  })
  box.addEventListener('input', () => {
    chosenId.value = ''
    look()
  })
  box.addEventListener('keydown', (event) => {
    if (list.hidden) return
    const all = options()
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      at = (at + step + all.length + (at < 0 && step < 0 ? 1 : 0)) % all.length
      choose(all, at, box)
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault()
      take(at)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      close()
    }
  })
  box.addEventListener('blur', close)
}

export function typeAhead(within: ParentNode = document): void {
  for (const place of within.querySelectorAll<HTMLElement>('[data-suggest]')) enliven(place)
}
