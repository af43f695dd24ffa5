// Keeps the bar of long work moving: asks how far it is and takes the banner away when it is done.

/** `percent` null or 100, or `done`, ends it; without `text` the first words stay. */
type HowFar = { readonly text?: string; readonly percent?: number | null; readonly done?: boolean }
const PAUSE_MS = 1500

export function underWay(): void {
  const banner = document.querySelector<HTMLElement>('[data-progress]')
  const bar = banner?.querySelector('progress')
  const words = banner?.querySelector('span')
  if (!banner || !bar || !words) return
  const firstWords = banner.dataset.text ?? ''
  const ask = async (): Promise<void> => {
    try {
      const answer = await fetch(banner.dataset.progress ?? '', { headers: { accept: 'application/json' } })
      if (!answer.ok) return
      const { text = firstWords, percent, done } = (await answer.json()) as HowFar
      if (done || percent === null || (percent !== undefined && percent >= 100))
        return banner.dataset.afterwards === undefined ? banner.remove() : window.location.assign(banner.dataset.afterwards)
      words.textContent = percent === undefined ? text : `${text} ${Math.round(percent)} %`
      if (percent !== undefined) bar.value = percent
    } catch {
      // The server may be restarting: the next asking will tell.
    }
    window.setTimeout(() => void ask(), PAUSE_MS)
  }
  window.setTimeout(() => void ask(), PAUSE_MS)
}
