// Whoever is chosen from the register brings their post, organisation and address into the empty boxes; without script that happens on saving.
type Known = { readonly boxes: Readonly<Record<string, string>>; readonly languages: readonly string[] }

function enliven(place: HTMLElement): void {
  const form = place.closest('form')
  const told = place.querySelector<HTMLElement>('[data-filled]')
  if (form === null) return
  /** What this script wrote goes when somebody else is chosen; what a person typed stays. */
  const written = new Map<HTMLInputElement, string>()
  let ticked: ReadonlySet<string> = new Set()
  const boxOf = (name: string): HTMLInputElement | null => form.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  const free = (box: HTMLInputElement): boolean => box.value === '' || box.value === written.get(box)

  function fill({ boxes, languages }: Known): void {
    const organisation = boxOf('organisation.text')
    // What the form offered by itself is nobody's word either.
    const offered = organisation !== null && organisation.value === organisation.defaultValue && form!.querySelector('input[name=version]') === null
    for (const box of written.keys()) if (free(box)) box.value = ''
    for (const [name, value] of Object.entries(boxes)) {
      const box = boxOf(name)
      if (box === null || value === '') continue
      if (!(name.startsWith('organisation.') ? offered || organisation === null || free(organisation) : free(box))) continue
      box.value = value
      written.set(box, value)
    }
    const ticks = [...form!.querySelectorAll<HTMLInputElement>('input[name=languages]')]
    if (ticks.every((tick) => tick.checked === ticked.has(tick.value))) {
      ticked = new Set(languages)
      for (const tick of ticks) tick.checked = ticked.has(tick.value)
    }
    if (told !== null) told.textContent = told.dataset.filled ?? ''
  }

  place.addEventListener('chosen', (event) => {
    const url = new URL(place.dataset.known ?? '', location.href)
    url.searchParams.set('person', (event as CustomEvent<{ id: string }>).detail.id)
    url.searchParams.set('organisation', boxOf('organisation.id')?.value ?? '')
    void fetch(url, { headers: { accept: 'application/json' } })
      .then(async (answer) => {
        if (answer.ok) fill((await answer.json()) as Known)
      })
      // The server fills in the same on saving.
      .catch(() => undefined)
  })
}

for (const place of document.querySelectorAll<HTMLElement>('[data-known]')) enliven(place)
