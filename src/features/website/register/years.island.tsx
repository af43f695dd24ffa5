// The slider of years on the citizens' map: dragging or the arrow keys show how things stood with each partner in that year.
const form = document.querySelector<HTMLFormElement>('form[data-ties]')
const slider = form?.querySelector<HTMLInputElement>('#year')

if (form && slider) {
  const { from = '', said = '[]', ties = '{}', words = '{}' } = form.dataset
  const lines = JSON.parse(said) as string[]
  const tieOf = JSON.parse(ties) as Record<string, string>
  const wordOf = JSON.parse(words) as Record<string, string>
  const told = document.querySelector<HTMLElement>('#year-said')
  const marked = [...document.querySelectorAll<HTMLElement | SVGElement>('[data-p]')]

  const show = (): void => {
    const at = Number(slider.value) - Number(from)
    for (const one of marked) {
      const tie = tieOf[one.dataset['p'] ?? '']?.[at] ?? 'u'
      one.dataset['tie'] = tie
      const word = one.querySelector('.stood')
      if (word) word.textContent = wordOf[tie] ?? ''
    }
    const line = lines[at] ?? ''
    if (told) told.textContent = line
    slider.setAttribute('aria-valuetext', line)
  }
  slider.addEventListener('input', show)
  slider.addEventListener('change', () => {
    const address = new URL(location.href)
    if (slider.value === slider.max) address.searchParams.delete('year')
    else address.searchParams.set('year', slider.value)
    history.replaceState(null, '', address)
  })
  // The links to the years beside it are those of the page as it came.
  for (const link of form.querySelectorAll<HTMLElement>('.ends a')) link.hidden = true
  // A page one comes back to keeps the slider where it was left.
  show()
}
