// The board of hours under the hand and under the keys: items are dragged or moved with the arrows, saved at once, and everything is said aloud.
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { element, typingIn } from '../../../ui/islands/elements.ts'

type Fields = Readonly<Record<string, string>>
/** Steps of one kind on one item that were not sent yet: they add up while one keeps pressing. */
type Pending = { readonly item: string; readonly kind: 'by' | 'longer' | 'days'; total: number }

const QUIET = 400
const clock = (minutes: number): string => {
  const whole = ((minutes % 1440) + 1440) % 1440
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}

const live = element('p', { class: 'sr', role: 'status', 'aria-live': 'polite' })
document.body.append(live)
const say = (text: string): void => {
  // The same words twice are said twice only if they change.
  live.textContent = live.textContent === text ? `${text}\u00a0` : text
}

const board = (): HTMLElement | null => document.querySelector<HTMLElement>('.hours')
const slotOf = (id: string): HTMLElement | null => document.querySelector<HTMLElement>(`.hours [data-item="${id}"]`)
const word = (name: string): string => board()?.dataset[name] ?? ''
const number = (value: string | undefined): number => Number(value ?? '0')

let pending: Pending | null = null
let timer = 0
/** One request at a time: the next needs the version the last one made. */
let queue: Promise<void> = Promise.resolve()

// ---- saving ----------------------------------------------------------------------------------------------------------

/** Posts a form as the page's own buttons would, and shows the page that comes back. */
function post(address: string, fields: Fields, focus: string | null): Promise<void> {
  queue = queue.then(async () => {
    const slot = focus === null ? null : slotOf(focus)
    const body = new URLSearchParams({ view: 'hours', ...fields, ...('version' in fields && slot ? { version: slot.dataset.version ?? fields.version } : {}) })
    try {
      const answer = await fetch(address, { method: 'POST', body })
      show(await answer.text(), focus)
    } catch {
      say(word('failed'))
      await refresh(focus)
    }
  })
  return queue
}

/** Puts the programme of a page that came back in the place of this one, with its notice; the focus stays where it was. */
function show(html: string, focus: string | null): void {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const fresh = page.getElementById('programme')
  const old = document.getElementById('programme')
  if (!fresh || !old) {
    location.reload()
    return
  }
  const within = document.activeElement instanceof HTMLElement && (old.contains(document.activeElement) || document.activeElement === document.body)
  const [left, top] = [board()?.scrollLeft ?? 0, window.scrollY]
  old.replaceWith(fresh)
  document.querySelector('.main > .flash')?.remove()
  const notice = page.querySelector('.main > .flash')
  if (notice) {
    // It is said by the live region; beside it, it would be said twice.
    notice.removeAttribute('role')
    notice.classList.add('floating')
    document.querySelector('.main')?.append(notice)
    say(notice.querySelector('p')?.textContent ?? '')
  }
  liven()
  const now = board()
  if (now) now.scrollLeft = left
  window.scrollTo({ top, behavior: 'instant' })
  if (within && focus !== null) slotOf(focus)?.focus({ preventScroll: true })
  if (pending !== null) preview(pending)
}

async function refresh(focus: string | null): Promise<void> {
  try {
    const answer = await fetch(location.href)
    if (answer.ok) show(await answer.text(), focus)
  } catch {
    // Still no connection: what is shown stays, and the next step tries again.
  }
}

function flush(): void {
  clearTimeout(timer)
  const step = pending
  pending = null
  const slot = step === null ? null : slotOf(step.item)
  if (step === null || !slot || step.total === 0) return
  void post(slot.dataset.moving ?? '', { version: slot.dataset.version ?? '', [step.kind]: String(step.total) }, step.item)
}

// ---- what is seen before it is saved -------------------------------------------------------------------------------------

function preview({ item, kind, total }: Pending): void {
  const slot = slotOf(item)
  const row = slot?.closest<HTMLElement>('li')
  if (!slot || !row || slot.dataset.whole !== undefined) return
  const [top, minutes] = [number(slot.dataset.top), number(slot.dataset.minutes)]
  row.classList.add('unsaved')
  if (kind === 'by') row.style.setProperty('--top', String(top + total))
  if (kind === 'longer') row.style.setProperty('--tall', String(Math.max(number(board()?.dataset.fine), minutes + total)))
  const time = slot.querySelector('time')
  if (kind === 'by' && time) time.textContent = clock(top + total)
  if (kind !== 'days') say(kind === 'by' ? clock(top + total) : `${clock(top)}–${clock(top + minutes + total)}`)
}

function step(slot: HTMLElement, kind: Pending['kind'], amount: number): void {
  const item = slot.dataset.item ?? ''
  if (pending !== null && (pending.item !== item || pending.kind !== kind)) flush()
  if (slot.dataset.whole !== undefined && kind !== 'days') return
  pending = pending ?? { item, kind, total: 0 }
  pending.total += amount
  preview(pending)
  clearTimeout(timer)
  timer = window.setTimeout(flush, QUIET)
}

// ---- keys --------------------------------------------------------------------------------------------------------------

/** The group before or after the one an item is for; everyone stands before the first. */
function groupBeside(slot: HTMLElement, towards: number): string | null {
  const groups = ['all', ...(board()?.dataset.groups ?? '').split(' ').filter((id) => id !== '')]
  if (groups.length === 1) return null
  const at = Math.max(0, groups.indexOf(slot.dataset.group ?? ''))
  return groups[at + towards] ?? null
}

const ARROWS: Readonly<Record<string, 'step' | 'fine'>> = { ArrowUp: 'step', ArrowDown: 'step', ArrowLeft: 'fine', ArrowRight: 'fine' }

function onKey(event: KeyboardEvent): void {
  if (typingIn(event.target) || event.altKey || document.querySelector('dialog[open]')) return
  const now = board()
  if (!now) return
  if (event.key === 'Escape') document.querySelector('.main > .floating')?.remove()
  const wide = event.ctrlKey || event.metaKey
  if (wide && event.code === 'KeyZ' && !event.shiftKey) {
    event.preventDefault()
    undo()
    return
  }
  if (!wide && !event.shiftKey && event.code === 'KeyN') {
    event.preventDefault()
    flush()
    const at = document.activeElement instanceof HTMLElement ? document.activeElement.closest<HTMLElement>('[data-day]') : null
    const url = new URL(word('new'), location.href)
    if (at?.dataset.day !== undefined) url.searchParams.set('day', at.dataset.day)
    void queue.then(() => location.assign(url))
    return
  }
  const slot = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.hours [data-item]') : null
  if (!slot) return
  if (event.key === 'Delete' && !wide && !event.shiftKey) {
    event.preventDefault()
    flush()
    const following = slot.closest('li')?.nextElementSibling?.querySelector<HTMLElement>('[data-item]')
    void post(slot.dataset.removal ?? '', { version: slot.dataset.version ?? '' }, slot.dataset.item ?? null).then(() =>
      slotOf(following?.dataset.item ?? '')?.focus(),
    )
    return
  }
  const arrow = ARROWS[event.key]
  if (arrow === undefined) return
  event.preventDefault()
  const back = event.key === 'ArrowUp' || event.key === 'ArrowLeft'
  if (!wide) {
    step(slot, event.shiftKey ? 'longer' : 'by', number(now.dataset[arrow]) * (back ? -1 : 1))
    return
  }
  if (arrow === 'fine') {
    step(slot, 'days', back ? -1 : 1)
    return
  }
  const group = groupBeside(slot, back ? -1 : 1)
  if (group === null) return
  flush()
  void post(slot.dataset.moving ?? '', { version: slot.dataset.version ?? '', group }, slot.dataset.item ?? null)
}

/** The notice of the last step has the form that takes it back. */
function undo(): void {
  flush()
  void queue.then(() => {
    const form = document.querySelector<HTMLFormElement>('.main > .flash form')
    if (!form) {
      say(word('nothing'))
      return
    }
    const at = document.activeElement instanceof HTMLElement ? (document.activeElement.dataset.item ?? null) : null
    void post(form.action, {}, at)
  })
}

// ---- the hand ------------------------------------------------------------------------------------------------------------

let loosen: (() => void)[] = []

/** Pixels a minute takes on the board now. */
function minuteOf(column: HTMLElement): number {
  const now = board()
  const minutes = number(now?.style.getPropertyValue('--minutes'))
  const padding = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75
  return (column.getBoundingClientRect().height - padding) / minutes
}

const snapped = (minutes: number, fine: boolean): number => {
  const to = number(board()?.dataset[fine ? 'fine' : 'step'])
  return Math.round(minutes / to) * to
}

function liven(): void {
  for (const stop of loosen) stop()
  loosen = []
  const now = board()
  if (!now) return
  const from = number(now.dataset.from)
  for (const slot of now.querySelectorAll<HTMLElement>('.hours-items [data-item]')) {
    const row = slot.closest<HTMLElement>('li')!
    const grip = row.querySelector<HTMLElement>('.slot-grip')!
    loosen.push(
      draggable({
        element: slot,
        getInitialData: ({ input }) => ({ item: slot.dataset.item, grabbed: input.clientY - slot.getBoundingClientRect().top }),
        onDragStart: () => {
          flush()
          row.classList.add('lifted')
        },
        onDrop: () => row.classList.remove('lifted'),
      }),
      draggable({ element: grip, getInitialData: () => ({ item: slot.dataset.item, length: true }) }),
    )
  }
  for (const column of now.querySelectorAll<HTMLElement>('.hours-items')) {
    loosen.push(
      dropTargetForElements({
        element: column,
        onDragEnter: () => column.setAttribute('data-over', ''),
        onDragLeave: () => column.removeAttribute('data-over'),
        onDrag: ({ source, location: { current } }) => {
          const at = placeOf(column, source.data, current.input)
          say(clock(at))
        },
        onDrop: ({ source, location: { current } }) => {
          column.removeAttribute('data-over')
          dropped(column, source.data, current.input)
        },
      }),
    )
  }

  type Held = { readonly clientX: number; readonly clientY: number; readonly altKey: boolean }

  /** Minutes from midnight at which the top (or, of a length, the foot) of what is held lies. */
  function placeOf(column: HTMLElement, data: Record<string | symbol, unknown>, input: Held): number {
    const y = input.clientY - column.getBoundingClientRect().top - (typeof data.grabbed === 'number' ? data.grabbed : 0)
    return Math.min(24 * 60 - 5, Math.max(0, snapped(from + y / minuteOf(column), input.altKey)))
  }

  function dropped(column: HTMLElement, data: Record<string | symbol, unknown>, input: Held): void {
    const item = String(data.item)
    const slot = slotOf(item)
    if (!slot) return
    const version = slot.dataset.version ?? ''
    const at = placeOf(column, data, input)
    if (data.length === true) {
      const longer = at - number(slot.dataset.top) - number(slot.dataset.minutes)
      if (longer !== 0) void post(slot.dataset.moving ?? '', { version, longer: String(longer) }, item)
      return
    }
    const day = column.dataset.column ?? ''
    if (day !== slot.dataset.day || at !== number(slot.dataset.top)) void post(slot.dataset.moving ?? '', { version, day, at: clock(at), clock: 'host' }, item)
    const groups = (column.dataset.columns ?? '').split(' ').filter((id) => id !== '')
    const { left, width } = column.getBoundingClientRect()
    const group = groups[Math.min(groups.length - 1, Math.floor(((input.clientX - left) / width) * groups.length))]
    // Whatever is for one group goes to the group it is dropped on; what is for everyone stays so.
    if (group !== undefined && slot.dataset.group !== '' && group !== slot.dataset.group) void post(slot.dataset.moving ?? '', { version, group }, item)
  }
}

// ---- other tabs, other officers --------------------------------------------------------------------------------------------

async function lookAgain(): Promise<void> {
  if (document.visibilityState !== 'visible' || pending !== null) return
  try {
    const answer = await fetch(location.href)
    if (!answer.ok || pending !== null) return
    const html = await answer.text()
    const stamp = new DOMParser().parseFromString(html, 'text/html').getElementById('programme')?.dataset.stamp
    if (stamp === undefined || stamp === document.getElementById('programme')?.dataset.stamp) return
    const at = document.activeElement instanceof HTMLElement ? (document.activeElement.dataset.item ?? null) : null
    show(html, at)
    say(word('other'))
  } catch {
    // Without a connection there is nothing newer to show.
  }
}

if (board()) {
  liven()
  document.addEventListener('keydown', onKey)
  document.addEventListener('visibilitychange', () => void lookAgain())
  // What was not sent yet goes even when the page is left.
  window.addEventListener('pagehide', () => {
    const slot = pending === null ? null : slotOf(pending.item)
    if (pending === null || !slot) return
    const body = new URLSearchParams({ view: 'hours', version: slot.dataset.version ?? '', [pending.kind]: String(pending.total) })
    void fetch(slot.dataset.moving ?? '', { method: 'POST', body, keepalive: true, redirect: 'manual' })
  })
  // Undo, remedies: the page's own buttons save and come back without the page jumping.
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.closest('.flash, .remedies')) return
    event.preventDefault()
    const sent = new FormData(form, event.submitter)
    const fields = Object.fromEntries([...sent].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
    flush()
    void post(form.action, fields, document.activeElement instanceof HTMLElement ? (document.activeElement.dataset.item ?? null) : null)
  })
}
