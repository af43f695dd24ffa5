// While the language model reads, its line on the desk says how far it is; what it found is shown when the officer asks, never under their hands.
const PAUSE_MS = 2000

type HowFar = { readonly waiting: boolean; readonly text: string }

function follow(panel: HTMLElement): void {
  const line = panel.querySelector<HTMLElement>('[role=status]')
  const link = panel.querySelector('a')
  if (line === null || link === null) return
  const ask = async (): Promise<void> => {
    try {
      const answer = await fetch(panel.dataset.model ?? '', { headers: { accept: 'application/json' } })
      if (answer.ok) {
        const { waiting, text } = (await answer.json()) as HowFar
        if (line.textContent !== text) line.textContent = text
        if (!waiting) {
          link.textContent = panel.dataset.show ?? ''
          return
        }
      }
    } catch {
      // The server may be restarting: the next asking will tell.
    }
    window.setTimeout(() => void ask(), PAUSE_MS)
  }
  window.setTimeout(() => void ask(), PAUSE_MS)
}

for (const panel of document.querySelectorAll<HTMLElement>('[data-model]')) follow(panel)
