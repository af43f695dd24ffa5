// A language model that says what it is told to: a real server on this machine that replays answers one after the other and remembers what it was asked.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Asked = {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: {
    readonly model: string
    readonly messages: readonly { readonly role: string; readonly content: string }[]
    readonly response_format?: { readonly type: string }
  }
}
export type Reply = { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string; readonly afterMs?: number }

export type ModelServer = {
  readonly url: string
  readonly asked: Asked[]
  /** What it answers next, in this order; with none left it answers 500. */
  readonly replies: Reply[]
  close(): Promise<void>
}

/** An answer in the wire format of /v1/chat/completions. */
export const completion = (content: unknown, finish = 'stop'): Reply => ({
  body: JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1780000000,
    model: 'probe-7b',
    choices: [{ index: 0, message: { role: 'assistant', content: typeof content === 'string' ? content : JSON.stringify(content) }, finish_reason: finish }],
    usage: { prompt_tokens: 1900, completion_tokens: 300, total_tokens: 2200 },
  }),
})

export async function openModelServer(): Promise<ModelServer> {
  const [asked, replies]: [Asked[], Reply[]] = [[], []]
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      asked.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(pieces).toString('utf8')) as Asked['body'] })
      const {
        status = 200,
        headers = { 'content-type': 'application/json' },
        body,
        afterMs = 0,
      } = replies.shift() ?? { status: 500, body: 'nothing left to say' }
      setTimeout(() => response.writeHead(status, headers).end(body), afterMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    replies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
