// The button that prints the page: without script it is not there, and the browser's own menu prints the same sheet.
export function printing(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}
