// The upload without leaving the page: files dropped onto the form, a bar for each, and what was refused said beside its file.
import { element } from '../../ui/islands/elements.ts'

type Words = Readonly<Record<'drop' | 'waiting' | 'sent' | 'failed' | 'tooLarge' | 'show', string>> & { readonly most: number }
type Answer = { readonly files: readonly { readonly ok: boolean; readonly message?: string }[]; readonly to?: string; readonly message?: string }

function send(form: HTMLFormElement, file: File, told: (share: number) => void): Promise<Answer | null> {
  return new Promise((resolve) => {
    const body = new FormData(form)
    body.delete('files')
    body.append('files', file)
    const request = new XMLHttpRequest()
    request.open('POST', `${form.action}?as=json`)
    request.upload.addEventListener('progress', ({ loaded, total }) => told(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      try {
        resolve(JSON.parse(request.responseText) as Answer)
      } catch {
        resolve(null)
      }
    })
    request.addEventListener('error', () => resolve(null))
    request.send(body)
  })
}

function liven(form: HTMLFormElement): void {
  const words = JSON.parse(form.dataset.upload ?? '{}') as Words
  const box = form.querySelector<HTMLInputElement>('input[type=file]')
  const place = form.querySelector<HTMLElement>('.upload-drop')
  const button = form.querySelector<HTMLButtonElement>('button')
  if (!box || !place || !button) return
  place.append(element('p', { class: 'sub', 'aria-hidden': 'true' }, words.drop))
  const list = element('ul', { class: 'uploading', role: 'status' })
  form.append(list)
  let busy = false

  const start = async (files: readonly File[]): Promise<void> => {
    if (busy || files.length === 0) return
    busy = true
    button.disabled = true
    const lines = files.map((file) => {
      const bar = element('progress', { max: '1', value: '0', 'aria-label': file.name })
      const said = element('span', { class: 'sub' }, words.waiting)
      list.append(element('li', {}, element('span', {}, file.name), bar, said))
      return { file, bar, said }
    })
    let [to, refused] = ['', false]
    for (const { file, bar, said } of lines) {
      const answer =
        file.size > words.most
          ? { files: [{ ok: false, message: words.tooLarge }] }
          : await send(form, file, (share) => {
              bar.value = share
            })
      const one = answer?.files[0]
      bar.remove()
      const wrong = one?.ok !== true
      refused ||= wrong
      said.textContent = wrong ? (one?.message ?? answer?.message ?? words.failed) : (one.message ?? words.sent)
      said.className = wrong ? 'late' : 'kept'
      if (answer !== null && 'to' in answer && answer.to !== undefined && !wrong) to = answer.to
    }
    busy = false
    button.disabled = false
    box.value = ''
    // What was refused must stay to be read; otherwise the page comes again with the new ones in it.
    if (refused && to !== '') form.append(element('a', { href: to }, words.show))
    if (!refused && to !== '') {
      const there = new URL(to, location.href)
      if (there.pathname === location.pathname) {
        history.replaceState(null, '', there.hash)
        location.reload()
      } else location.assign(there)
    }
  }

  form.addEventListener('submit', (event) => {
    if (!box.files || box.files.length === 0) return
    event.preventDefault()
    void start([...box.files])
  })
  form.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    place.classList.add('over')
  })
  form.addEventListener('dragleave', () => place.classList.remove('over'))
  form.addEventListener('drop', (event) => {
    place.classList.remove('over')
    if (!event.dataTransfer || event.dataTransfer.files.length === 0) return
    event.preventDefault()
    void start([...event.dataTransfer.files])
  })
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) liven(form)
