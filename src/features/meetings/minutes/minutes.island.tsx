// The editor of minutes in the browser: „/“ and „@“ offer what can be done, a small form records an outcome in place, and what is typed is kept on the server.
import { askFor, choose, element, whenQuiet } from '../../../ui/islands/elements.ts'
import { typeAhead } from '../../../ui/islands/type-ahead.ts'

type Command = { readonly kind: 'promise' | 'decision'; readonly words: readonly string[]; readonly title: string; readonly sub: string }
type Words = Readonly<
  Record<'menu' | 'names' | 'none' | 'many' | 'one' | 'record' | 'cancel' | 'recorded' | 'first' | 'failed' | 'kept' | 'notKept', string>
> & {
  readonly commands: readonly Command[]
}
type Item = { readonly title: string; readonly sub: string; readonly take: () => void }
type Suggestion = { readonly id: string; readonly title: string; readonly sub?: string }

/** A slash at the beginning of a word, or a name after an at-sign, right before the caret. `from`: where it begins. */
type Trigger = { readonly kind: 'command' | 'mention'; readonly query: string; readonly from: number }

function triggerAt(area: HTMLTextAreaElement): Trigger | null {
  if (area.selectionStart !== area.selectionEnd) return null
  const before = area.value.slice(0, area.selectionStart)
  const command = /(?:^|\s)\/(\p{L}*)$/u.exec(before)
  if (command) return { kind: 'command', query: command[1]!.toLowerCase(), from: before.length - command[1]!.length - 1 }
  const mention = /(?:^|[\s(„“"])@(\p{L}[\p{L}\p{M}.'’ -]{0,60})$/u.exec(before)
  return mention ? { kind: 'mention', query: mention[1]!, from: before.length - mention[1]!.length - 1 } : null
}

/** Put in as if it were typed: whoever listens hears of it. */
function put(area: HTMLTextAreaElement, text: string, from: number, to: number): void {
  area.setRangeText(text, from, to, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

function liven(form: HTMLFormElement): void {
  const words = JSON.parse(form.dataset.words ?? '{}') as Words
  const spoken = element('p', { class: 'sr', role: 'status' })
  form.append(spoken)
  let panel: HTMLElement | null = null
  let mentions = form.querySelectorAll('input[name^="mentions."][name$=".name"]').length

  // ---- drafts ----------------------------------------------------------------------------------------------------------

  const status = form.querySelector<HTMLElement>('[data-draft-status]')
  const draftBox = form.querySelector<HTMLInputElement>('input[name=draft]')
  let [dirty, sending, sent] = [false, false, false]
  const keep = async (keepalive = false): Promise<void> => {
    if (sending || sent || !dirty) return
    ;[dirty, sending] = [false, true]
    try {
      const answer = await fetch(`${form.dataset.drafts ?? ''}?as=json`, {
        method: 'POST',
        body: new URLSearchParams([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
        headers: { accept: 'application/json' },
        keepalive,
      })
      const said = (await answer.json()) as { draft?: string; time?: string; error?: string }
      if (said.draft === undefined) throw new Error(said.error)
      if (draftBox) draftBox.value = said.draft
      if (status) status.textContent = words.kept.replace('{time}', said.time ?? '')
    } catch (error) {
      dirty = true
      if (status) status.textContent = error instanceof Error && error.message !== '' && error.name === 'Error' ? error.message : words.notKept
      if (!sent) setTimeout(() => void keep(), 10_000)
    }
    sending = false
  }
  const keepSoon = whenQuiet(1200, async () => keep())
  form.addEventListener('input', (event) => {
    if (event.target instanceof Node && panel?.contains(event.target)) return
    dirty = true
    keepSoon()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void keep(true)
  })
  form.addEventListener('submit', (event) => {
    if (panel) {
      event.preventDefault()
      const asked = panel.querySelector('[role=alert]') ?? element('p', { class: 'ds-validation-message', role: 'alert' })
      asked.textContent = words.first
      panel.append(asked)
      panel.querySelector<HTMLElement>('input:checked, input, textarea')?.focus()
      return
    }
    sent = true
  })

  // ---- the small form of an outcome --------------------------------------------------------------------------------------

  const openPanel = (command: Command, area: HTMLTextAreaElement, place: HTMLElement, from: number): void => {
    const template = document.querySelector<HTMLTemplateElement>(`#${command.kind}-boxes`)
    const boxes = template?.content.firstElementChild?.cloneNode(true)
    if (!(boxes instanceof HTMLElement) || panel) return
    panel = boxes
    // Other languages than the one that is being written in.
    boxes.querySelector(`[data-more="${area.lang}"]`)?.remove()
    if (!boxes.querySelector('[data-more]')) boxes.querySelector('.langs-more')?.remove()
    const record = element('button', { type: 'button', class: 'ds-button' }, words.record)
    const cancel = element('button', { type: 'button', class: 'ds-button', 'data-variant': 'tertiary' }, words.cancel)
    boxes.append(element('div', { class: 'row' }, record, cancel))
    place.after(boxes)
    typeAhead(boxes)
    boxes.querySelector<HTMLElement>('input, textarea')?.focus()
    const close = (): void => {
      panel = null
      boxes.remove()
      area.focus()
    }
    const send = async (): Promise<void> => {
      record.disabled = true
      for (const old of boxes.querySelectorAll('.ds-validation-message')) old.remove()
      for (const old of boxes.querySelectorAll('[aria-invalid]')) old.removeAttribute('aria-invalid')
      const body = new URLSearchParams({
        kind: command.kind,
        language: area.lang,
        item: area.closest<HTMLElement>('[data-text]')?.dataset.text?.split(':')[1] ?? '',
      })
      for (const box of boxes.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[name^="new."]'))
        if (!(box instanceof HTMLInputElement && (box.type === 'radio' || box.type === 'checkbox') && !box.checked))
          body.append(box.name.slice('new.'.length), box.value)
      try {
        const answer = await fetch(`${form.dataset.outcomes ?? ''}?as=json`, { method: 'POST', body, headers: { accept: 'application/json' } })
        const said = (await answer.json()) as { line?: string; faults?: readonly { name: string; message: string }[] }
        if (said.line === undefined) return wrong(said.faults ?? [{ name: '', message: words.failed }])
        const before = area.value.slice(0, from)
        const after = area.value.slice(from)
        put(area, `${before === '' || before.endsWith('\n') ? '' : '\n'}${said.line}${after.startsWith('\n') ? '' : '\n'}`, from, from)
        close()
        spoken.textContent = words.recorded
        void keep()
      } catch {
        wrong([{ name: '', message: words.failed }])
      }
    }
    const wrong = (faults: readonly { name: string; message: string }[]): void => {
      record.disabled = false
      faults.forEach(({ name, message }, index) => {
        const box = boxes.querySelector<HTMLElement>(`[name="new.${name}"], [name="new.${name}.text"]`)
        const words_ = element('p', { class: 'ds-validation-message', id: `new-wrong-${index}`, ...(box ? {} : { role: 'alert' }) }, message)
        const field = box?.closest('.field')
        if (field && field !== boxes) field.querySelector('label, legend')?.after(words_)
        else boxes.append(words_)
        box?.setAttribute('aria-invalid', 'true')
        box?.setAttribute('aria-describedby', words_.id)
        if (index === 0) box?.focus()
      })
    }
    record.addEventListener('click', () => void send())
    cancel.addEventListener('click', close)
    boxes.addEventListener('keydown', (event) => {
      if (event.defaultPrevented) return
      if (event.key === 'Escape') {
        event.preventDefault()
        close()
      } else if (
        event.key === 'Enter' &&
        !(event.target instanceof HTMLButtonElement) &&
        (!(event.target instanceof HTMLTextAreaElement) || event.ctrlKey || event.metaKey)
      ) {
        event.preventDefault()
        void send()
      }
    })
  }

  // ---- the menus -----------------------------------------------------------------------------------------------------------

  const attach = (area: HTMLTextAreaElement): void => {
    const place = element('div', { class: 'suggest' })
    area.replaceWith(place)
    const list = element('div', { role: 'listbox', id: `${area.id}-menu`, hidden: '', 'aria-label': words.menu })
    place.append(area, list)
    area.setAttribute('aria-autocomplete', 'list')
    area.setAttribute('aria-haspopup', 'listbox')
    area.setAttribute('aria-controls', list.id)
    let items: readonly Item[] = []
    let at = -1
    // A menu that was closed by hand stays closed for this word.
    let silenced = -1
    const close = (): void => {
      list.hidden = true
      items = []
      at = -1
      area.removeAttribute('aria-activedescendant')
    }
    const show = (found: readonly Item[], label: string): void => {
      items = found
      list.setAttribute('aria-label', label)
      list.replaceChildren(
        ...found.map(({ title, sub, take }, index) => {
          const option = element(
            'div',
            { role: 'option', id: `${list.id}-${index}`, 'aria-selected': 'false' },
            element('span', {}, title),
            element('small', {}, sub),
          )
          option.addEventListener('mousedown', (event) => event.preventDefault())
          option.addEventListener('click', take)
          return option
        }),
      )
      list.hidden = found.length === 0
      if (found.length === 0) return close()
      at = 0
      choose([...list.querySelectorAll<HTMLElement>('[role=option]')], at, area)
      spoken.textContent = (found.length === 1 ? words.one : words.many).replace('{n}', String(found.length))
    }
    const look = whenQuiet(60, async (signal) => {
      const trigger = triggerAt(area)
      if (trigger === null || trigger.from === silenced || panel) return close()
      if (trigger.kind === 'command') {
        const fits = words.commands.filter((command) => command.words.some((word) => word.startsWith(trigger.query)))
        const take = (command: Command) => (): void => {
          close()
          put(area, '', trigger.from, area.selectionStart)
          openPanel(command, area, place, trigger.from)
        }
        return show(
          fits.map((command) => ({ title: command.title, sub: command.sub, take: take(command) })),
          words.menu,
        )
      }
      const [people, organisations] = await Promise.all(
        [form.dataset.people, form.dataset.organisations].map((address) => askFor<{ items: Suggestion[] }>(address ?? '', trigger.query, signal)),
      )
      if (signal.aborted) return
      const found = (answer: typeof people, thing: string): Item[] =>
        typeof answer === 'object'
          ? answer.items.slice(0, 5).map(({ id, title, sub }) => ({ title, sub: sub ?? '', take: () => mention(trigger, thing, id, title) }))
          : []
      show([...found(people, 'person'), ...found(organisations, 'organisation')], words.names)
    })
    const mention = (trigger: Trigger, thing: string, id: string, title: string): void => {
      close()
      const name = title.replace(/[[\]\n]/g, ' ').trim()
      for (const [part, value] of Object.entries({ name, thing, id }))
        form.append(element('input', { type: 'hidden', name: `mentions.${mentions}.${part}`, value }))
      mentions += 1
      put(area, `@[${name}] `, trigger.from, area.selectionStart)
    }
    area.addEventListener('input', () => {
      if (triggerAt(area) === null) silenced = -1
      look()
    })
    area.addEventListener('click', look)
    area.addEventListener('blur', close)
    area.addEventListener('keydown', (event) => {
      if (list.hidden) return
      const options = [...list.querySelectorAll<HTMLElement>('[role=option]')]
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined) {
        event.preventDefault()
        at = (at + step + options.length) % options.length
        choose(options, at, area)
      } else if (event.key === 'Enter' || event.key === 'Tab') {
        event.preventDefault()
        items[at]?.take()
      } else if (event.key === 'Escape') {
        event.preventDefault()
        silenced = triggerAt(area)?.from ?? -1
        close()
      } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight' || event.key === 'Home' || event.key === 'End') close()
    })
  }
  for (const area of form.querySelectorAll<HTMLTextAreaElement>('[data-text] textarea')) attach(area)
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-minutes]')) liven(form)
