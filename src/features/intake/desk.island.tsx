// The desk without reloading: a focused card lights its words, single keys decide, each decision is sent at once and taken back when the server disagrees.
import { typingIn } from '../../ui/islands/elements.ts'
import { typeAhead } from '../../ui/islands/type-ahead.ts'

type Answer = {
  readonly anchor: string
  readonly decided: boolean
  readonly state: '' | 'ok' | 'no'
  readonly card: string
  /** Cards that say something else now because of this decision. */
  readonly others?: readonly { readonly anchor: string; readonly card: string }[]
  readonly progress: {
    readonly decided: number
    readonly total: number
    readonly toSave: number
    /** How many „приеми всички останали“ would take, and why the others are not among them. */
    readonly rest: number
    readonly oneByOne: string
    readonly title: string
    readonly words: string
  }
  readonly message?: string
}
type FormAnswer = { readonly form: string }
type Words = { readonly progress: string; readonly failed: string; readonly done: string }

const numberOf = (card: Element): number => Number(card.id.slice(1))

function liven(desk: HTMLElement): void {
  const words = JSON.parse(desk.dataset.words ?? '{}') as Words
  const article = desk.querySelector<HTMLElement>('.article')
  const open = desk.querySelector<HTMLElement>('#open')
  const done = desk.querySelector<HTMLDetailsElement>('#done')
  const doneCards = done?.querySelector<HTMLElement>('.cards')
  if (!article || !open || !done || !doneCards) return
  desk.classList.add('live')
  const said = document.createElement('p')
  said.className = 'desk-said'
  said.setAttribute('role', 'alert')
  document.body.append(said)

  const progressWords = document.querySelector<HTMLElement>('#progress-words')
  const bar = document.querySelector<HTMLProgressElement>('.desk-head progress')
  const saveButton = document.querySelector<HTMLElement>('#save-button')
  let current: HTMLElement | null = null
  // The decisions still on their way; what is saved waits for them.
  let sending: Promise<unknown> = Promise.resolve()
  let onTheWay = 0

  const cards = (): HTMLElement[] => [...desk.querySelectorAll<HTMLElement>('.draft')]
  const visible = (): HTMLElement[] => cards().filter((card) => done.open || !done.contains(card))
  const marksOf = (id: string): HTMLElement[] => [...article.querySelectorAll<HTMLElement>(`mark[data-d~="${id}"]`)]

  // A lit piece takes the colour of the card it is lit for, whatever find it belongs to first.
  const kindOf = (element: Element): string => [...element.classList].find((name) => name.startsWith('k-')) ?? ''
  const light = (mark: HTMLElement, kind: string): void => {
    mark.dataset.kind ??= kindOf(mark)
    mark.classList.replace(kindOf(mark), kind)
    mark.classList.add('lit')
  }
  const unlight = (mark: HTMLElement): void => {
    mark.classList.remove('lit')
    mark.classList.replace(kindOf(mark), mark.dataset.kind ?? kindOf(mark))
  }

  const focus = (card: HTMLElement | null, how: 'move' | 'stay' | 'begin' = 'move'): void => {
    for (const mark of article.querySelectorAll<HTMLElement>('mark.lit')) unlight(mark)
    current?.classList.remove('on')
    current?.removeAttribute('aria-current')
    current = card
    if (card === null) return
    if (done.contains(card)) done.open = true
    card.classList.add('on')
    card.setAttribute('aria-current', 'true')
    const marks = marksOf(card.id)
    for (const mark of marks) light(mark, kindOf(card))
    const [first] = marks
    if (first !== undefined) {
      // Only the text moves, never the page: the cards stay under the eyes. On a phone the text lies above and is left alone.
      const [inside, frame] = [first.getBoundingClientRect(), article.getBoundingClientRect()]
      if (inside.top < frame.top + 40 || inside.bottom > frame.bottom - 40) article.scrollBy({ top: inside.top - frame.top - frame.height / 3 })
    }
    if (how !== 'stay') {
      card.focus({ preventScroll: true })
      if (how === 'move') card.scrollIntoView({ block: 'nearest' })
    }
    // While the page is still loading the browser would jump to the address.
    if (how !== 'begin') history.replaceState(history.state, '', `#${card.id}`)
  }

  const show = (progress: Answer['progress']): void => {
    if (progressWords) progressWords.textContent = words.progress.replace('{decided}', String(progress.decided)).replace('{total}', String(progress.total))
    if (bar) bar.value = progress.decided
    if (saveButton) saveButton.toggleAttribute('aria-disabled', false)
    if (saveButton && progress.toSave === 0) saveButton.setAttribute('aria-disabled', 'true')
    done.hidden = progress.decided === 0
    const summary = done.querySelector('summary')
    const title = summary?.querySelector('.words')
    const sub = summary?.querySelector('.sub')
    if (title) title.textContent = progress.title
    if (sub) sub.textContent = progress.words
    const rest = desk.querySelector<HTMLElement>('#rest')
    if (rest) rest.hidden = progress.rest === 0
    const oneByOne = desk.querySelector<HTMLElement>('#one-by-one')
    if (oneByOne) {
      oneByOne.textContent = progress.oneByOne
      oneByOne.hidden = progress.oneByOne === ''
    }
    const all = desk.querySelector<HTMLElement>('.all-done')
    if (all) all.hidden = progress.decided !== progress.total
  }

  /** Puts the card where it belongs: among the decided, or back in its place among the open ones. */
  const place = (card: HTMLElement, decided: boolean): void => {
    const home = decided ? doneCards : open
    const after = [...home.querySelectorAll<HTMLElement>(':scope > .draft')].find((other) => numberOf(other) > numberOf(card))
    home.insertBefore(card, after ?? null)
  }
  const colour = (id: string, state: string): void => {
    for (const mark of article.querySelectorAll<HTMLElement>('mark')) {
      // A piece is coloured by the first draft that rests on it.
      if (mark.dataset.d?.split(' ')[0] !== id) continue
      mark.classList.toggle('ok', state === 'ok')
      mark.classList.toggle('no', state === 'no')
    }
  }
  /** Puts a fresh card in an old one's place; one that is on its way or being mended is left alone. */
  const exchange = (anchor: string, html: string): void => {
    const old = document.getElementById(anchor)
    if (!old || old.classList.contains('going') || old.querySelector('.mend')) return
    const holder = document.createElement('template')
    holder.innerHTML = html
    const card = holder.content.firstElementChild as HTMLElement | null
    if (!card) return
    const wasCurrent = old === current
    old.replaceWith(card)
    typeAhead(card)
    if (wasCurrent) {
      current = null
      focus(card, card.ownerDocument.activeElement === document.body ? 'begin' : 'stay')
    }
  }
  const replace = (answer: Answer): HTMLElement | null => {
    const old = document.getElementById(answer.anchor)
    const holder = document.createElement('template')
    holder.innerHTML = answer.card
    const card = holder.content.firstElementChild as HTMLElement | null
    if (!old || !card) return null
    const wasCurrent = old === current
    old.replaceWith(card)
    place(card, answer.decided)
    typeAhead(card)
    colour(answer.anchor, answer.state)
    for (const other of answer.others ?? []) exchange(other.anchor, other.card)
    if (onTheWay <= 1) show(answer.progress)
    if (wasCurrent) {
      current = null
      focus(card, 'stay')
    }
    return card
  }

  const nextOpen = (from: HTMLElement): HTMLElement | null => {
    const waiting = [...open.querySelectorAll<HTMLElement>('.draft:not(.going)')].filter((card) => card !== from)
    return waiting.find((card) => numberOf(card) > numberOf(from)) ?? waiting[0] ?? null
  }

  /** Sends a form of a card; one after another, so that the numbers add up. */
  const send = (address: string, body: FormData, card: HTMLElement, goOn: 'at once' | 'when done' | 'no'): void => {
    said.textContent = ''
    card.classList.add('going')
    const next = goOn === 'at once' ? nextOpen(card) : null
    if (next) focus(next)
    onTheWay += 1
    const before = sending
    const inTurn = async (): Promise<void> => {
      await before
      try {
        const url = new URL(address, location.href)
        url.searchParams.set('as', 'json')
        const answer = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } })
        if (!/json/.test(answer.headers.get('content-type') ?? '')) throw new Error(String(answer.status))
        const read = (await answer.json()) as Answer | FormAnswer
        if ('form' in read) {
          card.classList.remove('going')
          focus(card, 'stay')
          mend(card, read.form)
          return
        }
        const fresh = replace(read)
        if (!fresh) return
        if (read.message !== undefined || !read.decided) focus(fresh)
        else if (goOn === 'when done') focus(nextOpen(fresh) ?? fresh)
        else if (!next) focus(fresh)
      } catch {
        card.classList.remove('going')
        said.textContent = words.failed
        focus(card)
      } finally {
        onTheWay -= 1
      }
    }
    sending = inTurn()
  }

  const mend = (card: HTMLElement, html: string): void => {
    for (const other of desk.querySelectorAll('.mend')) other.remove()
    const more = card.querySelector('.more')
    if (!more) return
    const holder = document.createElement('template')
    holder.innerHTML = html
    more.append(holder.content)
    typeAhead(more)
    const form = more.querySelector<HTMLElement>('.mend')
    const control = form?.querySelector<HTMLInputElement>('input:not([type=hidden]), select, textarea')
    // Of a group of choices the chosen one: from the first, an arrow pressed by chance would change the answer.
    const chosen = control?.type === 'radio' ? form?.querySelector<HTMLElement>(`input[name="${control.name}"]:checked`) : null
    const first = form?.querySelector<HTMLElement>('[data-focus]') ?? chosen ?? control
    first?.focus()
    form?.scrollIntoView({ block: 'nearest' })
  }
  const startMending = async (link: HTMLAnchorElement, card: HTMLElement): Promise<void> => {
    try {
      const url = new URL(link.href)
      url.searchParams.set('as', 'json')
      const answer = await fetch(url, { headers: { accept: 'application/json' } })
      if (!answer.ok) throw new Error(String(answer.status))
      mend(card, ((await answer.json()) as FormAnswer).form)
    } catch {
      location.assign(link.href)
    }
  }

  desk.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    const card = form.closest<HTMLElement>('.draft')
    if (!card) return
    event.preventDefault()
    const pressed = event.submitter as HTMLButtonElement | null
    const body = new FormData(form)
    if (pressed?.name) body.set(pressed.name, pressed.value)
    send(form.action, body, card, pressed?.value === 'undecided' ? 'no' : form.closest('.mend') ? 'when done' : 'at once')
  })
  desk.addEventListener('click', (event) => {
    const target = event.target as HTMLElement
    const link = target.closest<HTMLAnchorElement>('a')
    const card = target.closest<HTMLElement>('.draft')
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    if (link && card && link.dataset.act === 'E') {
      event.preventDefault()
      void startMending(link, card)
      return
    }
    if (link && card && link.closest('.mend .submit')) {
      event.preventDefault()
      card.querySelector('.mend')?.remove()
      card.focus()
      return
    }
    const wanted = link?.getAttribute('href')
    if (wanted?.startsWith('#d')) {
      const other = document.getElementById(wanted.slice(1))
      if (!other) return
      event.preventDefault()
      focus(other)
      other.scrollIntoView({ block: 'nearest' })
      return
    }
    if (card && card !== current && !target.closest('button, input, select, textarea, summary, a, label')) focus(card, 'stay')
  })
  desk.addEventListener('focusin', (event) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('.draft')
    if (card && card !== current) focus(card, 'stay')
  })

  // On a slow line decisions may still be on their way when the page is left.
  window.addEventListener('beforeunload', (event) => {
    if (onTheWay > 0) event.preventDefault()
  })
  const saving = document.querySelector<HTMLFormElement>('#saving')
  /** Whatever leaves the desk goes once the decisions have arrived. */
  const after = (event: Event, leave: () => void): void => {
    if (onTheWay === 0) return
    event.preventDefault()
    const inTurn = async (): Promise<void> => {
      await sending
      leave()
    }
    void inTurn()
  }
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (form.closest('.draft') === null) after(event, () => form.requestSubmit(event.submitter))
  })
  document.addEventListener('click', (event) => {
    const onward = (event.target as HTMLElement).closest<HTMLAnchorElement>('a[data-triage]')
    if (onward !== null) after(event, () => location.assign(onward.href))
  })

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      saving?.requestSubmit()
      return
    }
    if (event.key === 'Escape' && current?.querySelector('.mend, .same[open]')) {
      current.querySelector('.mend')?.remove()
      current.querySelector('.same[open]')?.removeAttribute('open')
      current.focus()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typingIn(event.target) || document.querySelector('dialog[open]')) return
    const step = { KeyJ: 1, KeyK: -1 }[event.code]
    if (step !== undefined) {
      const all = visible()
      const at = current === null ? -1 : all.indexOf(current)
      const next = all[Math.min(all.length - 1, Math.max(0, at + step))]
      event.preventDefault()
      if (next) focus(next)
      return
    }
    // The row of digits and the block beside it, whatever the keyboard writes with them.
    const letter = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code)?.[1]
    if (letter === undefined || current === null || current.classList.contains('going')) return
    const act = current.querySelector<HTMLElement>(`[data-act~="${letter}"]`)
    if (letter === 'Z' && !act) {
      // Nothing to take back on an open card: the last decision is meant.
      const last = cards().find((card) => card.id === lastDecided)
      const back = last?.querySelector<HTMLElement>('[data-act="Z"]')
      if (!back) return
      event.preventDefault()
      back.click()
      return
    }
    if (!act) return
    event.preventDefault()
    if ('AXS123'.includes(letter)) lastDecided = current.id
    act.click()
    if (act.tagName === 'SUMMARY') {
      const box = current.querySelector<HTMLInputElement>('.same input:not([type=hidden])')
      // Suggestions open below the box: it must not stand at the pane's foot.
      box?.scrollIntoView({ block: 'center' })
      box?.focus()
      box?.select()
    }
  })
  let lastDecided = ''

  const named = document.getElementById(location.hash.slice(1))
  const asked = named?.classList.contains('draft') ? named : null
  const start = asked ?? open.querySelector<HTMLElement>('.draft')
  if (start) focus(start, document.querySelector('[data-focus]') ? 'stay' : asked === null ? 'begin' : 'move')
}

/** On to the next text of the triage, or aside with this one; also where nothing was found to decide on. */
function triageKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typingIn(event.target) || document.querySelector('dialog[open]')) return
    const onward = event.code.startsWith('Key') ? document.querySelector<HTMLElement>(`[data-triage="${event.code.slice(3)}"]`) : null
    if (onward === null) return
    event.preventDefault()
    onward.click()
  })
}

triageKeys()
const desk = document.querySelector<HTMLElement>('.desk')
if (desk) liven(desk)
