// Hands a kept file out: whole or a stretch of it, under its own name, so that a browser can do nothing with it but show or save it.
import { Readable } from 'node:stream'
import type { ByteRange, FileStore } from '#platform/files/files.ts'
import { disposition, policyFor } from '#platform/http/handing-out.ts'

export type Handed = {
  /** Its name in the store; as it names the content, it is the mark by which a browser knows that it has it already. */
  readonly name: string
  /** Content-Type. */
  readonly type: string
  /** What it is saved as; null: a picture of a page, which nobody saves. */
  readonly fileName: string | null
  /** Shown in the browser's window; otherwise only saved. */
  readonly inline: boolean
  /** Whether others than the one who asked may keep it: true only for what citizens see. */
  readonly open?: boolean
}

/** The stretch a Range header asks for (RFC 9110 §14): null for none or several, 'beyond' when the file has no such bytes. */
export function rangeAsked(header: string | undefined, bytes: number): ByteRange | 'beyond' | null {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (found === null || (found[1] === '' && found[2] === '')) return null
  if (found[1] === '') {
    const last = Number(found[2])
    return last === 0 ? 'beyond' : { from: Math.max(0, bytes - last), to: bytes - 1 }
  }
  const from = Number(found[1])
  if (from >= bytes) return 'beyond'
  const to = found[2] === '' ? bytes - 1 : Math.min(Number(found[2]), bytes - 1)
  return from > to ? null : { from, to }
}

/** null when the store has no such file. */
export async function handOut(request: Request, files: FileStore, file: Handed): Promise<Response | null> {
  const bytes = await files.size(file.name)
  if (bytes === null) return null
  const etag = `"${file.name}"`
  const headers = new Headers({
    'Content-Type': file.type,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': policyFor(file.type),
    // no-transform: a file squeezed on its way would no longer be the one its mark names.
    'Cache-Control': `${file.open === true ? 'public' : 'private'}, no-cache, no-transform`,
    ETag: etag,
    'Accept-Ranges': 'bytes',
    ...(file.fileName === null ? {} : { 'Content-Disposition': disposition(file.fileName, file.inline) }),
  })
  const known = request.headers.get('if-none-match')
  if (known !== null && known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*'))
    return new Response(null, { status: 304, headers })
  const fresh = request.headers.get('if-range')
  const range = fresh !== null && fresh !== etag ? null : rangeAsked(request.headers.get('range') ?? undefined, bytes)
  if (range === 'beyond') {
    headers.set('Content-Range', `bytes */${bytes}`)
    return new Response(null, { status: 416, headers })
  }
  headers.set('Content-Length', String(range === null ? bytes : range.to - range.from + 1))
  if (range !== null) headers.set('Content-Range', `bytes ${range.from}-${range.to}/${bytes}`)
  const status = range === null ? 200 : 206
  if (request.method === 'HEAD') return new Response(null, { status, headers })
  const opened = await files.open(file.name, range ?? undefined)
  if (opened === null) return null
  return new Response(Readable.toWeb(opened.content) as ReadableStream<Uint8Array>, { status, headers })
}
