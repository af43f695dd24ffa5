// What a list does in the browser beyond links and forms: a cell turns into its form, rows are counted as they are ticked, keys walk the board, more cards come into their column.
import { element, typingIn } from './elements.ts'

const fragment = (html: string): DocumentFragment => {
  const read = new DOMParser().parseFromString(html, 'text/html')
  const made = document.createDocumentFragment()
  made.append(...read.body.childNodes)
  return made
}

const asCell = (address: string): string => {
  const url = new URL(address, location.href)
  url.searchParams.set('as', 'cell')
  return url.href
}

// ---- one cell --------------------------------------------------------------------------------------------------------

type Saved = { readonly cell: string; readonly version: number; readonly notice: string }

function tell(notice: string): void {
  document.querySelector('.flash')?.remove()
  document.querySelector('#main')?.prepend(fragment(notice))
}

async function openCell(cell: HTMLElement, link: HTMLAnchorElement): Promise<void> {
  const answer = await fetch(asCell(link.href)).catch(() => null)
  // Without an answer the page of the form will say what is the matter.
  if (answer === null || !answer.ok) return location.assign(link.href)
  const before = [...cell.childNodes]
  const close = (): void => {
    cell.replaceChildren(...before)
    cell.classList.remove('open')
    link.focus()
  }
  const show = (html: string): void => {
    cell.replaceChildren(fragment(html))
    cell.classList.add('open')
    const form = cell.querySelector('form')
    const field = form?.querySelector<HTMLElement>('[data-focus], input:not([type=hidden]), select')
    field?.focus()
    if (field instanceof HTMLInputElement && field.type !== 'checkbox') field.select()
    form?.addEventListener('submit', (event) => {
      event.preventDefault()
      void save(form)
    })
    form?.querySelector('.submit a')?.addEventListener('click', (event) => {
      event.preventDefault()
      close()
    })
    form?.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.preventDefault()
        event.stopPropagation()
        close()
      } else if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.matches('select, input[type=checkbox]')) {
        event.preventDefault()
        form.requestSubmit()
      }
    })
  }
  const save = async (form: HTMLFormElement): Promise<void> => {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    const saved = await fetch(asCell(form.action), { method: 'POST', body }).catch(() => null)
    if (saved === null || ![200, 409, 422].includes(saved.status)) return form.submit()
    if (saved.status !== 200) return show(await saved.text())
    const { cell: shown, version, notice } = (await saved.json()) as Saved
    const box = cell.closest('tr')?.querySelector<HTMLInputElement>('input[name=chosen]')
    if (box) box.value = `${box.value.split(':')[0]}:${version}`
    before[0]?.replaceWith(element('span', {}, fragment(shown)))
    before[0] = element('span', {}, fragment(shown))
    tell(notice)
    close()
  }
  show(await answer.text())
}

function cells(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.cell-edit') : null
    const cell = link?.closest<HTMLElement>('[data-cell]')
    if (!link || !cell || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void openCell(cell, link)
  })
}

// ---- many rows -------------------------------------------------------------------------------------------------------

function many(): void {
  const words = document.querySelector<HTMLElement>('.many .how-many')
  const boxes = [...document.querySelectorAll<HTMLInputElement>('input[name=chosen]')]
  const all = document.querySelector<HTMLInputElement>('[data-choose-all]')
  if (!words || boxes.length === 0) return
  const count = (): void => {
    const ticked = boxes.filter(({ checked }) => checked).length
    words.textContent =
      ticked === 0 ? (words.dataset.none ?? '') : ((ticked === 1 ? words.dataset.one : words.dataset.more) ?? '').replace('{n}', String(ticked))
    words.closest('.many')?.classList.toggle('some', ticked > 0)
    for (const box of boxes) box.closest('tr')?.classList.toggle('chosen', box.checked)
    if (all) {
      all.checked = ticked === boxes.length
      all.indeterminate = ticked > 0 && ticked < boxes.length
    }
  }
  let last = -1
  boxes.forEach((box, at) =>
    box.addEventListener('click', (event) => {
      // With Shift all rows from the last one ticked.
      if (event.shiftKey && last >= 0) for (const other of boxes.slice(Math.min(last, at), Math.max(last, at) + 1)) other.checked = box.checked
      last = at
      count()
    }),
  )
  if (all) {
    all.hidden = false
    all.addEventListener('change', () => {
      for (const box of boxes) box.checked = all.checked
      count()
    })
  }
  // A page that is come back to keeps its ticks.
  count()
}

// ---- keys ------------------------------------------------------------------------------------------------------------

const quiet = (event: KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.altKey || typingIn(event.target) || document.querySelector('dialog[open]') !== null

function listsKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (quiet(event)) return
    if (event.key === '/' || (event.code === 'Slash' && !event.shiftKey)) {
      const box = document.querySelector<HTMLInputElement>('.filters input[type=search]')
      if (!box) return
      event.preventDefault()
      box.focus()
      box.select()
    } else if (/^Digit[1-9]$/.test(event.code) && !event.shiftKey) {
      document.querySelector<HTMLElement>(`[data-view-key="${event.code.slice(5)}"]`)?.click()
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      document.querySelector<HTMLElement>(`[data-turn="${event.key === 'ArrowLeft' ? 'back' : 'on'}"]`)?.click()
    }
  })
}

// ---- the board -------------------------------------------------------------------------------------------------------

function board(): void {
  const place = document.querySelector<HTMLElement>('[data-board]')
  if (!place) return
  const columns = (): HTMLElement[] => [...place.querySelectorAll<HTMLElement>('.column')]
  const cardsOf = (column: HTMLElement | undefined): HTMLElement[] => [...(column?.querySelectorAll<HTMLElement>('li') ?? [])]
  document.addEventListener('keydown', (event) => {
    if (quiet(event)) return
    const now = place.querySelector<HTMLElement>('li.on')
    if (event.code === 'KeyS' && now) {
      now.querySelector<HTMLElement>('[data-key="S"]')?.click()
      return
    }
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0
    if (across === 0 && down === 0) return
    const filled = columns().filter((column) => cardsOf(column).length > 0)
    const at = filled.findIndex((column) => now !== null && column.contains(now))
    const row = now === null ? 0 : cardsOf(filled[at]).indexOf(now)
    const column = filled[Math.min(filled.length - 1, Math.max(0, at + across))]
    const cards = cardsOf(column)
    const next = now === null ? cardsOf(filled[0])[0] : cards[Math.min(cards.length - 1, Math.max(0, row + down))]
    if (!next) return
    event.preventDefault()
    now?.classList.remove('on')
    next.classList.add('on')
    next.querySelector<HTMLElement>('a[href]')?.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  // „Още“ opens the column alone; here its next cards come into the column instead.
  place.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.more') : null
    const list = link?.closest('.column')?.querySelector('ol')
    if (!link || !list || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void moreCards(link, list)
  })
}

async function moreCards(link: HTMLAnchorElement, list: HTMLOListElement): Promise<void> {
  const answer = await fetch(link.href).catch(() => null)
  if (answer === null || !answer.ok) return location.assign(link.href)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const known = new Set([...list.children].map(({ id }) => id))
  const fresh = [...page.querySelectorAll<HTMLElement>('.board .column li')].filter(({ id }) => !known.has(id))
  list.append(...fresh)
  fresh[0]?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true })
  const next = page.querySelector<HTMLAnchorElement>('.pager a[rel=next]')
  // What is still to come stands in the link's words no longer: only that there is more.
  if (next) link.href = next.href
  else link.remove()
}

cells()
many()
listsKeys()
board()
