// One small maker of elements, shared by the islands. Text goes in as text, never as markup.

type Attributes = Readonly<Record<string, string | undefined>>

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value)
  made.append(...inside)
  return made
}

/** True while a person types somewhere: single keys must not act then. */
export const typingIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null

/** Marks one option of a listbox as the chosen one and tells the box above it. */
export function choose(options: readonly HTMLElement[], index: number, box: HTMLElement): void {
  options.forEach((option, at) => option.setAttribute('aria-selected', String(at === index)))
  const chosen = options[index]
  if (chosen) {
    box.setAttribute('aria-activedescendant', chosen.id)
    chosen.scrollIntoView({ block: 'nearest' })
  } else box.removeAttribute('aria-activedescendant')
}

/** Runs `work` once typing pauses; a newer call replaces the older and aborts its request. Milliseconds. */
export function whenQuiet(pause: number, work: (signal: AbortSignal) => Promise<void>): () => void {
  let timer = 0
  let running: AbortController | undefined
  return () => {
    clearTimeout(timer)
    running?.abort()
    timer = window.setTimeout(() => {
      running = new AbortController()
      void work(running.signal)
    }, pause)
  }
}

export async function askFor<Answer>(address: string, query: string, signal: AbortSignal): Promise<Answer | 'failed' | 'replaced'> {
  const url = new URL(address, location.href)
  url.searchParams.set('q', query)
  url.searchParams.set('as', 'json')
  try {
    const answer = await fetch(url, { signal, headers: { accept: 'application/json' } })
    return answer.ok ? ((await answer.json()) as Answer) : 'failed'
  } catch {
    return signal.aborted ? 'replaced' : 'failed'
  }
}
