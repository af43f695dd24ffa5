// A form with files, taken in as it comes: nothing of it is held, each file goes on to whoever brings it while the next is still under way.
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'

export type FormLimits = {
  readonly files: number
  /** Bytes of the whole form, what is only let flow by among them. */
  readonly bytes: number
  readonly fields: number
  readonly fieldBytes: number
  /** A chosen folder sends its files with their paths. */
  readonly paths?: boolean
}
/** `fault`: it broke off on its way, was larger than it may be, or held more files; what was brought until then is the caller's to drop. */
export type FlowedForm<Brought> = {
  readonly fault: 'cut-off' | 'too-large' | 'too-many' | null
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly files: readonly Brought[]
}

/** null when the request is no form with files. `bring` reads a file's bytes to their end, or lets them flow by, and does not throw; its null is left out. */
export async function flowingForm<Brought>(
  request: Request,
  limits: FormLimits,
  bring: (content: Readable, name: string) => Promise<Brought | null>,
): Promise<FlowedForm<Brought> | null> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(type) || request.body === null) return null
  const parser = new Busboy({
    headers: { 'content-type': type } as BusboyHeaders,
    preservePath: limits.paths === true,
    limits: { files: limits.files, fields: limits.fields, fieldSize: limits.fieldBytes, fieldNameSize: 100, headerPairs: 50 },
  })
  const fields = new Map<string, string[]>()
  parser.on('field', (name, value) => fields.set(name, [...(fields.get(name) ?? []), value.replaceAll('\0', '')]))
  const coming: Promise<Brought | null>[] = []
  const open: Readable[] = []
  parser.on('file', (_field, content, name: string | undefined) => {
    open.push(content)
    content.on('error', () => {})
    coming.push(bring(content, name ?? ''))
  })
  let fault: FlowedForm<Brought>['fault'] = null
  parser.on('filesLimit', () => {
    fault ??= 'too-many'
  })
  const source = Readable.fromWeb(request.body as WebStream<Uint8Array>)
  let came = 0
  await new Promise<void>((resolve) => {
    const end = (why: 'cut-off' | 'too-large'): void => {
      if (fault !== 'too-large') fault = why
      source.destroy()
      parser.destroy()
      for (const content of open) content.destroy(new Error('cut off'))
      resolve()
    }
    source.on('error', () => end('cut-off'))
    source.on('data', (chunk: Uint8Array) => {
      came += chunk.byteLength
      if (came > limits.bytes) end('too-large')
    })
    parser.on('error', () => end('cut-off'))
    parser.on('finish', () => resolve())
    source.pipe(parser)
  })
  return { fault, fields, files: (await Promise.all(coming)).filter((one) => one !== null) }
}
