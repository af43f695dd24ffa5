// The answer when there is no such record: the app's own page, whatever feature asks for it.
import type { Context } from 'hono'

export const notFound = (c: Context): Response | Promise<Response> => c.notFound()
