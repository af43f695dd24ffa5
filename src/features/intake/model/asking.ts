// One question to the language model over the network, by the protocol that OpenAI began and most local servers speak; whatever comes back is an answer or a named trouble.
import { ok, type Result } from '#platform/result.ts'
import { z } from 'zod'
import { answerSchema } from './answer.ts'
import type { ModelAddress, Trouble } from './model.ts'

type Message = { readonly role: string; readonly content: string }
/** `cut`: the model had to stop before its end. */
export type Said = { readonly content: string; readonly cut: boolean }
/** `after`: seconds the server asks us to wait. */
export type Troubled = { readonly code: Trouble; readonly message: string; readonly after?: number }

/** Bytes of an answer that are read; a part of a text holds far less. */
const MOST_BYTES = 1024 * 1024

/** From the strictest way to ask for JSON to none at all, and at last without a temperature: not every server knows each, not every model has one. */
const ways = (): readonly Readonly<Record<string, unknown>>[] => {
  const schema = { response_format: { type: 'json_schema', json_schema: { name: 'finds', strict: true, schema: answerSchema() } } }
  return [{ ...schema, temperature: 0 }, { response_format: { type: 'json_object' }, temperature: 0 }, { temperature: 0 }, schema]
}

const trouble = (code: Trouble, after?: number): { ok: false; refusal: Troubled } => ({
  ok: false,
  refusal: { code, message: code, ...(after === undefined ? {} : { after }) },
})

const reply = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
})

/** Asks once, or, when the server does not know a way of asking for JSON, once for each simpler way. Never follows the server elsewhere, never throws. */
export async function askModel(address: ModelAddress, messages: readonly Message[], stop?: AbortSignal): Promise<Result<Said, Troubled>> {
  const ends = AbortSignal.timeout(address.timeLimit)
  const signal = stop === undefined ? ends : AbortSignal.any([ends, stop])
  for (const way of ways()) {
    const sent = await send(address, { model: address.name, messages, stream: false, ...way }, signal)
    if (!sent.ok) return sent.refusal.code === 'unreachable' && ends.aborted ? trouble('timeout') : sent
    const { status, body, after } = sent.value
    if ([400, 415, 422, 501].includes(status)) continue
    if (status === 200) return heard(body)
    if (status >= 300 && status < 400) return trouble('moved')
    if (status === 401 || status === 403) return trouble('key')
    if (status === 404) return trouble(/<html/i.test(body) ? 'no-model' : 'unknown-model')
    if (status === 408 || status === 504) return trouble('timeout')
    if (status === 413) return trouble('too-much')
    if (status === 429 || status >= 500) return trouble('busy', after)
    return trouble('refused')
  }
  return trouble('refused')
}

type Received = { readonly status: number; readonly body: string; readonly after?: number }

async function send({ url, key }: ModelAddress, body: unknown, signal: AbortSignal): Promise<Result<Received, Troubled>> {
  const to = new URL(url)
  to.pathname = `${to.pathname.replace(/\/$/, '')}/chat/completions`
  const secret = key()
  try {
    const answer = await fetch(to, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...(secret === undefined ? {} : { Authorization: `Bearer ${secret}` }) },
      body: JSON.stringify(body),
      signal,
      // The officer agreed to this address and to no other.
      redirect: 'manual',
    })
    const text = await read(answer)
    if (text === null) return trouble('too-much')
    const wait = Number(answer.headers.get('retry-after') ?? Number.NaN)
    return ok({ status: answer.status, body: text, ...(Number.isFinite(wait) && wait >= 0 ? { after: wait } : {}) })
  } catch {
    // What the error says may name addresses and headers; the trouble's name is enough.
    return trouble('unreachable')
  }
}

/** The words of the answer; null when it does not end in time. */
async function read(answer: Response): Promise<string | null> {
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const piece of answer.body ?? []) {
    bytes += piece.byteLength
    if (bytes > MOST_BYTES) return null
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}

function heard(body: string): Result<Said, Troubled> {
  let given: unknown
  try {
    given = JSON.parse(body)
  } catch {
    return trouble('no-model')
  }
  const read = reply.safeParse(given)
  if (!read.success) return trouble('no-model')
  const { message, finish_reason } = read.data.choices[0]!
  if (typeof message.refusal === 'string' && message.refusal !== '' && !message.content) return trouble('refused')
  return ok({ content: message.content ?? '', cut: finish_reason === 'length' })
}
