// The pocket programme on the phone: kept for when there is no connection, looked at again when there is one, and what was changed since marked.
type Seen = Readonly<
  Record<string, { readonly when: string; readonly time: string; readonly ends: string; readonly place: string; readonly title: string; readonly day: string }>
>

/** Where one sleeps, with whom, how one comes and goes. */
type Stay = Readonly<Record<string, { readonly label: string; readonly value: string }>>

const page = (): HTMLElement | null => document.getElementById('pocket')
const word = (name: string): string => page()?.dataset[name] ?? ''
const filled = (sentence: string, values: Readonly<Record<string, string>>): string => sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
const made = (tag: string, text: string, name = ''): HTMLElement => {
  const element = document.createElement(tag)
  element.textContent = text
  if (name !== '') element.className = name
  return element
}

// ---- what was changed since one last looked ------------------------------------------------------------------------------

/** Items and, apart from them, the lines of the own stay: a phone that kept only the first marks only these. */
const STORE = { items: 'pocket ', stay: 'pocket stay ' }
function remembered<Kept>(store: keyof typeof STORE): Kept | null {
  try {
    const kept = localStorage.getItem(STORE[store] + word('key'))
    return kept === null ? null : (JSON.parse(kept) as Kept)
  } catch {
    return null
  }
}
function remember(seen: Seen, stay: Stay): void {
  try {
    localStorage.setItem(STORE.items + word('key'), JSON.stringify(seen))
    localStorage.setItem(STORE.stay + word('key'), JSON.stringify(stay))
  } catch {
    // A phone that keeps nothing marks nothing.
  }
}

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-item]')]
const readNow = (): Seen =>
  Object.fromEntries(
    rows().map((row) => {
      const { when = '', time = '', ends = '', place = '', title = '' } = row.dataset
      return [row.dataset.item ?? '', { when, time, ends, place, title, day: row.closest<HTMLElement>('[data-day]')?.dataset.day ?? '' }]
    }),
  )

const stayLines = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-stay]')]
const stayNow = (): Stay =>
  Object.fromEntries(stayLines().map(({ dataset }) => [dataset.stay ?? '', { label: dataset.label ?? '', value: dataset.value ?? '' }]))

/** Marks the lines of the stay that changed; answers what there is to tell. */
function markStay(before: Stay, now: Stay): HTMLElement[] {
  const told: HTMLElement[] = []
  for (const line of stayLines()) {
    const name = line.dataset.stay ?? ''
    const [old, own] = [before[name], now[name]!]
    if (old?.value === own.value) continue
    const text = old === undefined ? word('fresh') : filled(word('changed'), { now: own.value, before: old.value })
    line.append(made('p', text, 'changed'))
    told.push(made('li', old === undefined ? `${own.label}: ${own.value} (${text})` : `${own.label}: ${text}`))
  }
  for (const [name, { label, value }] of Object.entries(before))
    if (now[name] === undefined) told.push(made('li', filled(word('dropped'), { what: `${label}: ${value}` })))
  return told
}

function markChanges(): void {
  const news = document.querySelector<HTMLElement>('.news')
  const before = remembered<Seen>('items')
  const [now, stay] = [readNow(), stayNow()]
  if (!news || before === null) {
    remember(now, stay)
    return
  }
  const told = markStay(remembered<Stay>('stay') ?? stay, stay)
  const tell = (id: string, text: string, title: string, when: string): void => {
    const row = document.querySelector<HTMLElement>(`[data-item="${id}"]`)
    row?.append(made('p', text, 'changed'))
    // What is told must be seen, also among what others do.
    row?.closest('details')?.setAttribute('open', '')
    const line = made('li', `${title} (${when}): ${text}`)
    told.push(line)
  }
  for (const [id, item] of Object.entries(now)) {
    const old = before[id]
    if (old === undefined) tell(id, word('fresh'), item.title, item.when)
    else if (old.when !== item.when)
      tell(
        id,
        filled(word('changed'), old.day === item.day ? { now: item.time, before: old.time } : { now: item.when, before: old.when }),
        item.title,
        item.when,
      )
    else if (old.ends !== item.ends)
      tell(id, filled(word('changed'), { now: `${item.time}–${item.ends}`, before: `${old.time}–${old.ends}` }), item.title, item.when)
    else if (old.place !== item.place) tell(id, filled(word('moved'), { now: item.place, before: old.place }), item.title, item.when)
    else if (old.title !== item.title) tell(id, word('reworded'), item.title, item.when)
  }
  for (const [id, old] of Object.entries(before)) {
    if (now[id] !== undefined) continue
    const text = filled(word('dropped'), { what: `${old.title} (${old.when})` })
    told.push(made('li', text))
    const list = document.querySelector<HTMLElement>(`[data-day="${old.day}"] > ol`)
    const line = made('li', '')
    line.append(made('p', filled(word('dropped'), { what: `${old.time} ${old.title}` }), 'changed'))
    list?.append(line)
  }
  if (told.length === 0) {
    remember(now, stay)
    return
  }
  const list = document.createElement('ul')
  list.append(...told)
  const seen = made('button', word('seen'))
  seen.addEventListener('click', () => {
    remember(now, stay)
    for (const mark of document.querySelectorAll('.changed')) {
      const row = mark.parentElement
      if (row?.matches('[data-item], [data-stay]')) mark.remove()
      else row?.remove()
    }
    news.hidden = true
    news.replaceChildren()
    document.getElementById('programme')?.focus()
  })
  news.replaceChildren(made('h2', word('changes')), list, seen)
  news.hidden = false
}

// ---- today and now --------------------------------------------------------------------------------------------------------

/** Phones of this kind open their own maps by such addresses, also without a connection. */
function ownMaps(): void {
  if (!/Android/.test(navigator.userAgent)) return
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-geo]')) link.href = link.dataset.geo ?? link.href
}

function markToday(first: boolean): void {
  const zone = word('zone')
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format()
  for (const link of document.querySelectorAll<HTMLElement>('[data-jump]')) {
    const is = link.dataset.jump === today
    if (!is || link.hasAttribute('aria-current')) continue
    link.append(` · ${word('today')}`)
    link.setAttribute('aria-current', 'date')
  }
  const at = performance.timeOrigin + performance.now()
  for (const row of rows()) row.classList.toggle('at-hand', Number(row.dataset.from) <= at && at < Number(row.dataset.to))
  if (first && location.hash === '') document.getElementById(`d-${today}`)?.scrollIntoView({ block: 'start' })
}

// ---- with and without a connection ------------------------------------------------------------------------------------------

const offline = (is: boolean): void => {
  const line = document.querySelector<HTMLElement>('.offline')
  if (line) line.hidden = !is
}

/** Asks whether there is something newer, past whatever is kept; and shows it. */
async function lookAgain(): Promise<void> {
  const url = new URL(location.href)
  url.hash = ''
  const asked = new URL(url)
  asked.searchParams.set('as', 'stamp')
  let stamp: string
  try {
    const answer = await fetch(asked, { cache: 'no-store' })
    if (answer.status === 404 || answer.status === 410) {
      location.reload()
      return
    }
    if (!answer.ok) throw new Error(String(answer.status))
    stamp = (await answer.text()).trim()
  } catch {
    offline(true)
    return
  }
  offline(false)
  if (stamp === page()?.dataset.stamp) return
  try {
    const answer = await fetch(url, { cache: 'no-store' })
    if (!answer.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('pocket')
    if (!fresh) return
    const top = window.scrollY
    page()?.replaceWith(fresh)
    window.scrollTo({ top })
    markChanges()
    markToday(false)
    ownMaps()
  } catch {
    offline(true)
  }
}

async function keep(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register('/p/worker.js', { scope: '/p/' })
    const { active } = await navigator.serviceWorker.ready
    const parts = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[rel="stylesheet"], link[rel="icon"], script[src]')].map((one) =>
      'href' in one ? one.href : one.src,
    )
    active?.postMessage({ keep: [location.href.split('#')[0], ...parts] })
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}

if (page()) {
  markChanges()
  markToday(true)
  ownMaps()
  void keep()
  void lookAgain()
  window.addEventListener('online', () => void lookAgain())
  window.addEventListener('offline', () => offline(true))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void lookAgain()
  })
  setInterval(() => markToday(false), 60_000)
}
