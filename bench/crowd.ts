// Many readers at once: so many open connections, each asking again as soon as it has its answer to the last byte.
import { connect, type Socket } from 'node:net'
import { readFileSync } from 'node:fs'

/** What a crowd came to: answers in a second as it saw them, milliseconds for one answer, and the bytes of an answer with its head. */
export type Crowd = { readonly perSecond: number; readonly median: number; readonly p99: number; readonly bytes: number }

/** Where an answer in `data` ends, by its length or its last chunk; -1 while it is not all there. */
function endOf(data: Buffer): number {
  const head = data.indexOf('\r\n\r\n')
  if (head === -1) return -1
  const lines = data.toString('latin1', 0, head).toLowerCase()
  if (lines.startsWith('http/1.1 304')) return head + 4
  const length = /\r\ncontent-length: (\d+)/.exec(lines)?.[1]
  if (length !== undefined) return data.length >= head + 4 + Number(length) ? head + 4 + Number(length) : -1
  if (!lines.includes('transfer-encoding: chunked')) throw new Error(`an answer without a length: ${lines}`)
  return data.subarray(-5).toString('latin1') === '0\r\n\r\n' ? data.length : -1
}

/** Asks for `seconds` over `connections`; a raw socket, because a client of HTTP costs more than the server it measures. Throws at anything but 200 and 304. */
export async function crowd(url: string, paths: (round: number) => string, connections: number, seconds: number, headers = ''): Promise<Crowd> {
  const { hostname, port } = new URL(url)
  const times: number[] = []
  let [bytes, round, wrong] = [0, 0, '']
  const until = performance.now() + seconds * 1000
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket: Socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname)
      let [held, from]: [Buffer, number] = [Buffer.alloc(0), 0]
      const next = (): void => {
        if (performance.now() >= until || wrong !== '') return void socket.end(() => resolve())
        from = performance.now()
        held = Buffer.alloc(0)
        socket.write(`GET ${paths((round += 1))} HTTP/1.1\r\nhost: ${hostname}:${port}\r\naccept-encoding: gzip, deflate, br\r\n${headers}\r\n`)
      }
      socket.setNoDelay(true)
      socket.on('error', reject)
      socket.on('close', () => resolve())
      socket.on('connect', next)
      socket.on('data', (data: Buffer) => {
        held = held.length === 0 ? data : Buffer.concat([held, data])
        if (endOf(held) === -1) return
        const status = held.toString('latin1', 9, 12)
        if (status !== '200' && status !== '304') wrong = `${held.toString('latin1', 0, 200)}`
        times.push(performance.now() - from)
        bytes = held.length
        next()
      })
    })
  const started = performance.now()
  await Promise.all(Array.from({ length: connections }, one))
  const took = (performance.now() - started) / 1000
  if (wrong !== '') throw new Error(wrong)
  times.sort((a, b) => a - b)
  return { perSecond: times.length / took, median: times[Math.floor(times.length / 2)]!, p99: times[Math.ceil(times.length * 0.99) - 1]!, bytes }
}

/** Seconds of processor time a process and its threads have used (Linux); so many answers for one of them are what one core can give, whatever else the machine does. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  // In ticks of a hundredth: user and system, fields 14 and 15 of proc(5).
  return (Number(fields[11]) + Number(fields[12])) / 100
}
