// The report and its records side by side: whoever points at a sentence, or comes to it by keyboard, sees the records it rests on, and the other way round.

const text = document.querySelector<HTMLElement>('.digest-text')
const list = document.querySelector<HTMLElement>('.digest-records')

if (text && list) {
  const sentences = [...text.querySelectorAll<HTMLElement>('.said')]
  const cards = new Map([...list.querySelectorAll<HTMLElement>('[data-record]')].map((card) => [card.dataset.record ?? '', card]))
  const numbersOf = (sentence: HTMLElement): string[] => (sentence.dataset.records ?? '').split(' ').filter((number) => number !== '')
  const light = (lit: readonly HTMLElement[], numbers: readonly string[]): void => {
    for (const sentence of sentences) sentence.classList.toggle('lit', lit.includes(sentence))
    for (const [number, card] of cards) card.classList.toggle('lit', numbers.includes(number))
  }
  const toSentence = (target: EventTarget | null): void => {
    const sentence = target instanceof Element ? target.closest<HTMLElement>('.said') : null
    if (!sentence) return
    const numbers = numbersOf(sentence)
    light([sentence], numbers)
    // Within the list's own scrolling, so that the text stays where it is.
    const first = cards.get(numbers[0] ?? '')
    if (first && list.scrollHeight > list.clientHeight) list.scrollTo({ top: first.offsetTop - list.offsetTop })
  }
  const toCard = (target: EventTarget | null): void => {
    const number = target instanceof Element ? target.closest<HTMLElement>('[data-record]')?.dataset.record : undefined
    if (number === undefined) return
    light(
      sentences.filter((sentence) => numbersOf(sentence).includes(number)),
      [number],
    )
  }
  for (const kind of ['pointerover', 'focusin'] as const) {
    text.addEventListener(kind, ({ target }) => toSentence(target))
    list.addEventListener(kind, ({ target }) => toCard(target))
  }
}
