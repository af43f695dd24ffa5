// The map of a form in the browser: arrow keys move its mark, and a press changes the map alone, so that nobody loses their place in a long form.
import { element } from '../../../ui/islands/elements.ts'

/** By the button that does the same without script. */
const KEYS: Readonly<Record<string, string>> = { ArrowUp: 'n', ArrowDown: 's', ArrowLeft: 'w', ArrowRight: 'e', '+': 'in', '=': 'in', '-': 'out' }

function keys(place: HTMLElement, form: HTMLFormElement): void {
  place.addEventListener('keydown', (event) => {
    const { target, key } = event
    const onMap = (target instanceof HTMLInputElement && target.type === 'image') || target instanceof HTMLButtonElement
    if (!onMap || event.ctrlKey || event.metaKey || event.altKey || KEYS[key] === undefined) return
    const button = place.querySelector<HTMLButtonElement>(`button[value="${KEYS[key]}"]`)
    if (!button) return
    event.preventDefault()
    if (!button.disabled) form.requestSubmit(button)
  })
}

/** What only holds with script is said only with it. */
const sayKeys = (place: HTMLElement): void => place.querySelector('[data-with-script]')?.removeAttribute('hidden')

function liven(place: HTMLElement, form: HTMLFormElement): void {
  sayKeys(place)
  const spoken = element('span', { class: 'sr', role: 'status' })
  place.after(spoken)
  let pressed: readonly [number, number] = [0, 0]
  let [busy, whole] = [false, false]
  place.addEventListener('click', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'image') pressed = [Math.round(event.offsetX), Math.round(event.offsetY)]
  })
  form.addEventListener('submit', (event) => {
    const by = event.submitter
    if (whole || !by || !place.contains(by)) return
    event.preventDefault()
    if (busy) return
    busy = true
    void change(by).finally(() => {
      busy = false
    })
  })
  const change = async (by: HTMLElement): Promise<void> => {
    const onMap = document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'image'
    const fields = new URLSearchParams([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
    if (by instanceof HTMLButtonElement) fields.set(by.name, by.value)
    else {
      fields.set('press.x', String(pressed[0]))
      fields.set('press.y', String(pressed[1]))
    }
    try {
      const answer = await fetch(form.action, { method: 'POST', body: fields })
      const shown = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(`#${place.id}`)
      if (!shown) throw new Error('no map came back')
      place.replaceChildren(...shown.childNodes)
      sayKeys(place)
    } catch {
      // The server says no, or does not answer: then it is asked for the whole page.
      whole = true
      form.requestSubmit(by)
      return
    }
    const again = by instanceof HTMLButtonElement ? place.querySelector<HTMLElement>(`button[name="${by.name}"][value="${by.value}"]:not(:disabled)`) : null
    const map = place.querySelector<HTMLElement>('input[type=image]')
    ;(onMap ? map : (again ?? map))?.focus({ preventScroll: true })
    spoken.textContent = place.querySelector('[aria-live]')?.textContent ?? ''
  }
}

for (const place of document.querySelectorAll<HTMLElement>('[data-pointing]')) {
  const form = place.closest('form')
  if (!form) continue
  keys(place, form)
  if (form.method === 'post') liven(place, form)
}
