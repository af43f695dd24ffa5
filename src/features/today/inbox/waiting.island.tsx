// The day's rows under the keys: putting off and giving to somebody open as dialogs, an act is done without leaving the page, and what came of it is spoken.
import { typingIn } from '../../../ui/islands/elements.ts'

const place = (): HTMLElement | null => document.querySelector<HTMLElement>('#main')
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.waiting > li')]

const said = document.createElement('p')
said.className = 'sr'
said.setAttribute('role', 'status')
document.body.append(said)

/** The row that is being spoken of, and where it stood. */
let at = -1

function standOn(index: number): void {
  const all = rows()
  for (const row of all) row.classList.remove('on')
  const row = all[Math.min(index, all.length - 1)]
  row?.classList.add('on')
}

/** The page as it is now, in the place of what is shown; the row after the one that left is stood on. */
function show(html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const main = page.querySelector('#main')
  const here = place()
  if (!main || !here) return location.reload()
  here.replaceChildren(...main.childNodes)
  document.querySelector('.rail')?.replaceWith(page.querySelector('.rail') ?? '')
  const flash = here.querySelector('.flash')
  // Spoken once, by the line that was there before.
  flash?.removeAttribute('role')
  said.textContent = flash?.querySelector('p')?.textContent ?? ''
  standOn(Math.max(0, at))
  const row = rows()[Math.min(Math.max(0, at), rows().length - 1)]
  const next = row?.querySelector<HTMLElement>('a[href]') ?? here
  next.focus({ preventScroll: true })
  row?.scrollIntoView({ block: 'nearest' })
}

async function send(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const body = new URLSearchParams()
  const data = new FormData(form)
  if (button instanceof HTMLButtonElement && button.name !== '') data.set(button.name, button.value)
  for (const [name, value] of data) if (typeof value === 'string') body.append(name, value)
  const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
  // Whatever was refused has a page of its own that says why: the browser goes there the usual way.
  if (answer === null || !answer.ok || !answer.redirected) return resend(form, body)
  // Undoing may end elsewhere: where it does, the browser goes along.
  if (new URL(answer.url).pathname !== location.pathname) return location.assign(answer.url)
  show(await answer.text())
}

function resend(form: HTMLFormElement, body: URLSearchParams): void {
  const plain = document.createElement('form')
  plain.method = 'post'
  plain.action = form.action
  for (const [name, value] of body) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    plain.append(field)
  }
  document.body.append(plain)
  plain.submit()
}

function open(dialog: HTMLDialogElement, link: HTMLAnchorElement, row: HTMLElement): void {
  const form = dialog.querySelector('form')
  if (!form) return
  form.action = new URL(link.href).pathname
  const version = form.querySelector<HTMLInputElement>('[name=version]')
  if (version) version.value = row.dataset.version ?? '0'
  const what = form.querySelector('[data-what]')
  if (what) what.textContent = row.dataset.what ?? ''
  for (const choice of form.querySelectorAll<HTMLButtonElement>('[name=to]'))
    if (choice.value === (row.dataset.to ?? '')) choice.setAttribute('aria-current', 'true')
    else choice.removeAttribute('aria-current')
  dialog.showModal()
  form.querySelector<HTMLElement>('[data-choice]')?.focus()
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null
  if (!target) return
  if (target.closest('[data-shut]') || target.matches('dialog')) {
    target.closest('dialog')?.close()
    return
  }
  const row = target.closest<HTMLElement>('.waiting > li')
  if (row) {
    at = rows().indexOf(row)
    standOn(at)
  }
  const link = target.closest<HTMLAnchorElement>('a[data-opens]')
  const dialog = link ? document.querySelector<HTMLDialogElement>(`#${link.dataset.opens ?? ''}`) : null
  if (!link || !row || !dialog || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  open(dialog, link, row)
})

document.addEventListener('submit', (event) => {
  const form = event.target instanceof HTMLFormElement ? event.target : null
  if (!form?.matches('form[data-act], .flash form')) return
  event.preventDefault()
  form.closest('dialog')?.close()
  void send(form, event.submitter)
})

document.addEventListener('keydown', (event) => {
  // What was just done goes back by one key too; the flash has the button.
  if (event.code === 'KeyU' && !event.ctrlKey && !event.metaKey && !event.altKey && !typingIn(event.target) && !document.querySelector('dialog[open]')) {
    document.querySelector<HTMLButtonElement>('.flash form button')?.click()
    return
  }
  const dialog = document.querySelector<HTMLElement>('dialog.pick[open]')
  if (!dialog || event.ctrlKey || event.metaKey || event.altKey || typingIn(event.target) || !/^Digit\d$/.test(event.code)) return
  const choice = dialog.querySelector<HTMLElement>(`[data-choice="${event.code.slice(5)}"]`)
  if (!choice) return
  event.preventDefault()
  choice.click()
})

// The first row answers to the keys before anybody walks.
standOn(0)
