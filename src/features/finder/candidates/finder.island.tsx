// The finder's sliders: the list follows them at once, asked anew from the server, and the address follows the list.
import { whenQuiet } from '../../../ui/islands/elements.ts'

/** Milliseconds of quiet after which the list is asked for; the answer itself takes some tens. */
const PAUSE = 80

const form = document.querySelector<HTMLFormElement>('form[data-finder]')
if (form) {
  const words = JSON.parse(form.dataset['weights'] ?? '[]') as [number | null, string][]
  const said = (slider: HTMLInputElement): void => {
    const word = words.find(([most]) => most === null || Number(slider.value) <= most)?.[1] ?? ''
    slider.setAttribute('aria-valuetext', word)
    const told = slider.closest('label')?.querySelector('output')
    if (told) told.textContent = word
  }
  const wanted = (): URL => {
    const url = new URL(form.action)
    for (const [name, value] of new FormData(form)) {
      const usual = form.querySelector<HTMLInputElement>(`input[type=range][name="${CSS.escape(name)}"]`)?.dataset['usual'] ?? ''
      const isUsual = value === usual
      if (typeof value === 'string' && !isUsual) url.searchParams.set(name, value)
    }
    return url
  }
  const ask = whenQuiet(PAUSE, async (signal) => {
    const url = wanted()
    const shown = document.querySelector<HTMLElement>('#found')
    if (!shown) return
    shown.setAttribute('aria-busy', 'true')
    try {
      const answer = await fetch(url, { signal, headers: { accept: 'text/html' } })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const found = page.querySelector('#found')
      // Signed out meanwhile, or refused: the whole page says why.
      if (!answer.ok || found === null) return void location.assign(url)
      const open = [...shown.querySelectorAll<HTMLDetailsElement>('li[id] details[open]')].map((one) => one.closest('li')?.id)
      const ticked = [...shown.querySelectorAll<HTMLInputElement>('input[form="comparing"]:checked')].map(({ value }) => value)
      shown.replaceChildren(...found.childNodes)
      // What keeps the present weights, or takes them back, is about those that were just asked.
      for (const part of document.querySelectorAll<HTMLElement>('[data-follows]'))
        part.replaceChildren(...(page.querySelector(`[data-follows="${part.dataset['follows']}"]`)?.childNodes ?? []))
      for (const id of open)
        document
          .getElementById(id ?? '')
          ?.querySelector('details')
          ?.setAttribute('open', '')
      for (const box of shown.querySelectorAll<HTMLInputElement>('input[form="comparing"]')) box.checked = ticked.includes(box.value)
      history.replaceState(null, '', url)
    } catch {
      // The next move of a slider, or the button, asks again.
    } finally {
      if (!signal.aborted) shown.setAttribute('aria-busy', 'false')
    }
  })
  form.addEventListener('input', (event) => {
    const { target } = event
    if (!(target instanceof HTMLInputElement) || target.type !== 'range') return
    said(target)
    ask()
  })
  // Another country brings other regions: the whole page is asked for.
  form.addEventListener('change', (event) => {
    const { target } = event
    if (target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === 'checkbox')) {
      if (target.name === 'country') form.querySelector<HTMLSelectElement>('select[name=region]')?.setAttribute('disabled', '')
      location.assign(wanted())
    }
  })
  // On a phone the towns come first; what counts is opened by hand.
  if (matchMedia('(max-width: 48rem)').matches) form.querySelector('details')?.removeAttribute('open')
  for (const slider of form.querySelectorAll<HTMLInputElement>('input[type=range]')) said(slider)
}
