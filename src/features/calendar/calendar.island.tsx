// The month under the keys: arrows go from day to day and on into the next month, PageUp and PageDown turn the months.
import { typingIn } from '../../ui/islands/elements.ts'

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
/** Under this name the day to stand on travels to the month that is turned to. */
const CARRIED = 'at'

function liven(month: HTMLElement): void {
  const days = [...month.querySelectorAll<HTMLAnchorElement>('a.number')]
  const turn = (rel: 'prev' | 'next', day?: string): void => {
    const link = document.querySelector<HTMLAnchorElement>(`.turn a[rel="${rel}"]`)
    if (!link) return
    const url = new URL(link.href)
    if (day !== undefined) url.hash = `${CARRIED}=${day}`
    location.assign(url)
  }
  const stand = (day: HTMLAnchorElement): void => {
    // One stop for the Tab key: the arrows walk the rest.
    for (const one of days) one.tabIndex = one === day ? 0 : -1
  }
  const own = days.filter((day) => day.closest('li')?.dataset.out === undefined)
  const wished = new URLSearchParams(location.hash.slice(1)).get(CARRIED)
  const carried = days.find((day) => day.dataset.day === wished)
  const first = carried ?? days.find((day) => day.getAttribute('aria-current') === 'date') ?? own[0]
  if (!first) return
  stand(first)
  if (carried) carried.focus()
  const moved = (from: string, step: number): string => new Date(Date.parse(`${from}T00:00:00Z`) + step * 86_400_000).toISOString().slice(0, 10)
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || typingIn(event.target) || document.querySelector('dialog[open]')) return
    const focused = event.target instanceof HTMLElement ? event.target.closest<HTMLAnchorElement>('a.number') : null
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      event.preventDefault()
      turn(event.key === 'PageUp' ? 'prev' : 'next')
      return
    }
    const step = STEPS[event.key]
    if (step === undefined || focused === null || !days.includes(focused)) return
    event.preventDefault()
    const wanted = moved(focused.dataset.day ?? '', step)
    const next = own.find((day) => day.dataset.day === wanted)
    if (next === undefined) {
      turn(step < 0 ? 'prev' : 'next', wanted)
      return
    }
    stand(next)
    next.focus()
  })
}

const month = document.querySelector<HTMLElement>('.month')
if (month) liven(month)
