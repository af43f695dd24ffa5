// Asks before a page is left on which somebody typed what nobody saved. Without script nothing changes.

/**
 * A form marks itself by data-asks-before-leaving; with the value „unsaved“, or when it came back with a fault, what was served in it is not saved
 * either. The browser asks in its own words.
 */
export function leaving(): void {
  const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-asks-before-leaving]')]
  if (forms.length === 0) return
  const isConflict = document.querySelector('#conflict') !== null
  const isTyped = (form: HTMLFormElement): boolean =>
    isConflict ||
    form.querySelector('[aria-invalid="true"]') !== null ||
    form.dataset.asksBeforeLeaving === 'unsaved' ||
    [...form.elements].some((field) =>
      field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && !['checkbox', 'radio', 'file', 'hidden'].includes(field.type))
        ? field.value !== field.defaultValue
        : false,
    )
  let sent: EventTarget | null = null
  document.addEventListener('submit', (event) => {
    sent = event.defaultPrevented ? null : event.target
  })
  window.addEventListener('beforeunload', (event) => {
    if (forms.some((form) => form !== sent && isTyped(form))) event.preventDefault()
    // Who stays after all is asked again the next time.
    sent = null
  })
}
