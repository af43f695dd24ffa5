// J and K walk a list's rows, Enter opens the row's link, a row's marked buttons answer to one key each, and ? opens the list of keys.
import { typingIn } from './elements.ts'

/** A list marks itself by data-keys="selector of its rows"; a button in a row by data-key="E" (the key's Latin letter, whatever the layout). */
export function listKeys(): void {
  const rows = (): HTMLElement[] =>
    [...document.querySelectorAll<HTMLElement>('[data-keys]')].flatMap((list) => [...list.querySelectorAll<HTMLElement>(list.dataset.keys ?? 'li')])
  const help = document.querySelector<HTMLDetailsElement>('[data-keys-help]')
  if (rows().length === 0 && !help) return
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typingIn(event.target) || document.querySelector('dialog[open]')) return
    if (event.key === '?') {
      const keys = document.querySelector<HTMLDetailsElement>('[data-keys-help]')
      if (!keys) return
      event.preventDefault()
      keys.open = !keys.open
      keys.querySelector('summary')?.focus()
      keys.scrollIntoView({ block: 'nearest' })
      return
    }
    const all = rows()
    const now = all.findIndex((row) => row.classList.contains('on'))
    const step = { KeyJ: 1, KeyK: -1 }[event.code]
    if (step !== undefined) {
      const next = all[Math.min(all.length - 1, Math.max(0, now + step))]
      if (!next) return
      event.preventDefault()
      all[now]?.classList.remove('on')
      next.classList.add('on')
      next.querySelector<HTMLElement>('a[href], button')?.focus()
      next.scrollIntoView({ block: 'nearest' })
      return
    }
    const button = event.code.startsWith('Key') ? all[now]?.querySelector<HTMLElement>(`[data-key="${event.code.slice(3)}"]`) : undefined
    if (button) {
      event.preventDefault()
      button.click()
    }
  })
}
