// Which addresses words may lead to: one rule for whoever types a link and for the server that keeps and shows it.

/** Letters of an address; longer ones are no address of a page. */
const MOST = 2000
const MAIL = /^[\w.+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u

/** An address as it is kept: http, https or mailto, without a password in it; null for any other. The only schemes that run nothing and open nothing of the reader's. */
export function safeLink(address: string): string | null {
  if (address.length > MOST || /[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\\]/.test(address)) return null
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol === 'mailto:') return MAIL.test(url.pathname) ? `mailto:${url.pathname}` : null
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  // What stands before an @ poses as the place one is led to.
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null
  return url.href.length > MOST ? null : url.href
}

/** What a person meant who typed an address as one says it: „troyan.bg“, „office@troyan.bg“; null where it can be no link. */
export function linkMeant(typed: string): string | null {
  const words = typed.trim()
  if (words === '') return null
  if (MAIL.test(words)) return safeLink(`mailto:${words}`)
  return safeLink(
    /^[a-z][a-z\d+.-]*:(?!\d)/i.test(words) || words.startsWith('/')
      ? words
      : /^[^\s/:]+\.[^\s/:]{2,}(:\d+)?([/?#]|$)/.test(words)
        ? `https://${words}`
        : words,
  )
}
