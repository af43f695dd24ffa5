// Look-alikes under a name's box while one types: who in the register may be the same, and why. Without script the form asks when it is sent.
import { element, whenQuiet } from '../../../ui/islands/elements.ts'

type Found = { readonly title: string; readonly lang?: string; readonly sub: string; readonly href: string; readonly why: string; readonly strength: string }
type Answer = { readonly items: readonly Found[]; readonly said: string }

/** Other fields of the form that help to tell, by their names there. */
const TELLING = ['country', 'kind', 'place.id', 'place.text', 'website', 'email', 'phone', 'organisation.id'] as const

function watch(place: HTMLElement): void {
  const form = place.closest('form')
  if (!form) return
  const names = (place.dataset.names ?? '').split(' ')
  const isName = (field: string): boolean => names.some((name) => (name.endsWith('*') ? field.startsWith(name.slice(0, -1)) : field === name))
  const spoken = element('span', { class: 'sr', role: 'status' })
  const list = element('div', { class: 'note', hidden: '' })
  place.append(list, spoken)
  let shown = ''

  const asked = (): URLSearchParams | null => {
    const query = new URLSearchParams()
    const fields = [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string')
    for (const [field, value] of fields)
      if (isName(field)) for (const line of value.split('\n')) if (line.trim() !== '') query.append('name', line.trim().slice(0, 300))
    if (!query.has('name')) return null
    for (const field of TELLING) {
      const value = fields.find(([name]) => name === field)?.[1].trim() ?? ''
      if (value !== '' && !isName(field)) query.set(field, value)
    }
    // Whoever took one of the suggestions means that very record.
    if (names.some((name) => name.endsWith('.text') && fields.some(([field, value]) => field === name.replace(/text$/, 'id') && value !== ''))) return null
    if (place.dataset.except) query.set('except', place.dataset.except)
    query.set('as', 'json')
    return query
  }

  const show = ({ items, said }: Answer): void => {
    const now = JSON.stringify(items)
    if (now === shown) return
    shown = now
    list.hidden = items.length === 0
    spoken.textContent = said
    list.replaceChildren(
      element('p', { class: 'strong' }, place.dataset.title ?? ''),
      element(
        'ul',
        {},
        ...items.map(({ title, lang, sub, href, why }) =>
          element(
            'li',
            {},
            element('a', { href, target: '_blank', rel: 'noopener', lang }, title),
            element('span', { class: 'sr' }, ` (${place.dataset.open ?? ''})`),
            element('span', { class: 'sub' }, [sub, why].filter((words) => words !== '').join(' · ')),
          ),
        ),
      ),
    )
  }

  const look = whenQuiet(250, async (signal) => {
    const query = asked()
    if (query === null) {
      if (shown !== '') show({ items: [], said: '' })
      return
    }
    try {
      const answer = await fetch(`${place.dataset.doubles ?? ''}?${query.toString()}`, { signal, headers: { accept: 'application/json' } })
      if (answer.ok) show((await answer.json()) as Answer)
    } catch {
      // A newer question is on its way, or nobody answers: the form asks again when it is sent.
    }
  })
  for (const event of ['input', 'change', 'chosen']) form.addEventListener(event, look)
  if (form.querySelector<HTMLInputElement>('[name=version]') === null) look()
}

for (const place of document.querySelectorAll<HTMLElement>('[data-doubles]')) watch(place)
