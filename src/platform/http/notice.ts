// The outcome of a form, carried over the redirect to the next page and shown there once.
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** Where it leads on: a page of the office. */
type NoticeLink = { readonly href: string; readonly text: string }

export type CarriedNotice = { readonly text: string; readonly tone?: 'done' | 'soon' | 'late'; readonly undo?: string; readonly link?: NoticeLink }

const COOKIE = 'notice'

/** Sends the browser on (303) with a notice for the page it arrives at. `undo`: the address that takes the change back. */
export function goWithNotice(c: Context, to: string, notice: CarriedNotice): Response {
  // A cookie holds 4 kB; a label can be long, so only the text is cut.
  setCookie(c, COOKIE, JSON.stringify({ ...notice, text: notice.text.slice(0, 400) }), { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 60 })
  return c.redirect(to, 303)
}

/** Takes the notice meant for this page, if any. */
export function takeNotice(c: Context): CarriedNotice | undefined {
  const carried = getCookie(c, COOKIE)
  if (carried === undefined) return undefined
  deleteCookie(c, COOKIE, { path: '/' })
  try {
    const read: unknown = JSON.parse(carried)
    if (typeof read !== 'object' || read === null || !('text' in read) || typeof read.text !== 'string') return undefined
    const tone = 'tone' in read && (read.tone === 'done' || read.tone === 'soon' || read.tone === 'late') ? read.tone : undefined
    // Only our own undo addresses: a planted cookie must not aim a form elsewhere.
    const undo = 'undo' in read && typeof read.undo === 'string' && /^\/activity\/[0-9a-f-]{36}\/undo$/.test(read.undo) ? read.undo : undefined
    const link = 'link' in read ? ownLink(read.link) : undefined
    return { text: read.text, ...(tone === undefined ? {} : { tone }), ...(undo === undefined ? {} : { undo }), ...(link === undefined ? {} : { link }) }
  } catch {
    return undefined
  }
}

/** Only a path of our own, for the same reason. */
function ownLink(link: unknown): NoticeLink | undefined {
  if (typeof link !== 'object' || link === null || !('href' in link) || !('text' in link)) return undefined
  const { href, text } = link
  return typeof href === 'string' && typeof text === 'string' && /^\/[a-z][\w/-]*(?:#[\w-]*)?$/.test(href) ? { href, text } : undefined
}
