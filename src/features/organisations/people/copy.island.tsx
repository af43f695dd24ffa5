// The button that copies a text: without script the text is there to be marked and copied by hand.
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const from = document.querySelector<HTMLTextAreaElement>(button.dataset.copy ?? '')
  if (from === null) continue
  button.hidden = false
  button.addEventListener('click', () => {
    from.select()
    void navigator.clipboard.writeText(from.value).then(() => {
      button.textContent = button.dataset.copied ?? ''
    })
  })
}
