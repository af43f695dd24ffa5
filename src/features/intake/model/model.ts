// The language model an office may have read its texts too: where it answers, whether words sent there leave the house, and what can go wrong.
import { BlockList, isIP } from 'node:net'
import { m } from '#messages'

/** An address that speaks as OpenAI's does, by the settings. `url` ends without a slash, as in http://127.0.0.1:11434/v1. */
export type ModelAddress = {
  readonly url: string
  readonly name: string
  /** A function, so that nothing that prints or keeps the address can print or keep the key. */
  readonly key: () => string | undefined
  /** Milliseconds one answer may take. */
  readonly timeLimit: number
}

/** Letters sent of one text, and in one question: the smaller models of the house remember about so many. */
export const MOST_SENT = 60_000
export const LETTERS_A_PART = 6_000

/** here: this very machine · house: the town hall's own network · outside: anywhere else. */
export const REACHES = ['here', 'house', 'outside'] as const
export type Reach = (typeof REACHES)[number]

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')
/** RFC 1918, RFC 3927 and RFC 4193: networks that no router carries out of a house. */
const ownNetwork = new BlockList()
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  ownNetwork.addSubnet(net, bits)
ownNetwork.addSubnet('fc00::', 7, 'ipv6')
ownNetwork.addSubnet('fe80::', 10, 'ipv6')

/** By the address as it is written, never by asking the network: a name that could mean a machine elsewhere is taken for one. */
export function reachOf(url: string): Reach {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const kind = isIP(host)
  if (kind !== 0) {
    const family = kind === 4 ? 'ipv4' : 'ipv6'
    return loopback.check(host, family) ? 'here' : ownNetwork.check(host, family) ? 'house' : 'outside'
  }
  if (host === 'localhost' || host.endsWith('.localhost')) return 'here'
  // RFC 6762, RFC 8375 and ICANN's name for private use; a name of one word is nobody's on the internet.
  return !host.includes('.') || /\.(?:local|lan|internal|home\.arpa)$/.test(host) ? 'house' : 'outside'
}

/** What the officer is told of the address before agreeing; the key is no part of it. */
export type ModelShown = { readonly host: string; readonly name: string; readonly reach: Reach; readonly encrypted: boolean }

export const shownOf = ({ url, name }: Pick<ModelAddress, 'url' | 'name'>): ModelShown => ({
  host: new URL(url).host,
  name,
  reach: reachOf(url),
  encrypted: url.startsWith('https:'),
})

export const sentOf = (body: string): number => Math.min(body.length, MOST_SENT)

/** waiting: asked for, perhaps under way · withdrawn: taken back, its finds with it. */
export const MODEL_STATES = ['waiting', 'done', 'failed', 'withdrawn'] as const
export type ModelState = (typeof MODEL_STATES)[number]

/** Why the model, or a part of its answer, was of no use. */
export const TROUBLES = [
  'unreachable',
  'busy',
  'timeout',
  'key',
  'unknown-model',
  'moved',
  'refused',
  'no-model',
  'broken',
  'cut-off',
  'too-much',
  'changed',
  'late',
  'text-gone',
  'unexpected',
] as const
export type Trouble = (typeof TROUBLES)[number]

const troubles: Readonly<Record<Trouble, () => string>> = {
  unreachable: m.intake_model_trouble_unreachable,
  busy: m.intake_model_trouble_busy,
  timeout: m.intake_model_trouble_timeout,
  key: m.intake_model_trouble_key,
  'unknown-model': m.intake_model_trouble_unknown_model,
  moved: m.intake_model_trouble_moved,
  refused: m.intake_model_trouble_refused,
  'no-model': m.intake_model_trouble_no_model,
  broken: m.intake_model_trouble_broken,
  'cut-off': m.intake_model_trouble_cut_off,
  'too-much': m.intake_model_trouble_too_much,
  changed: m.intake_model_trouble_changed,
  late: m.intake_model_trouble_late,
  'text-gone': m.intake_model_trouble_text_gone,
  unexpected: m.intake_model_trouble_unexpected,
}
export const troubleInWords = (trouble: Trouble): string => troubles[trouble]()

/** These pass by themselves; the others would only be met again. */
export const passes = (trouble: Trouble): boolean => trouble === 'unreachable' || trouble === 'busy'
/** After these no other part of the text need be tried. */
export const isFinal = (trouble: Trouble): boolean => !['timeout', 'broken', 'cut-off', 'too-much', 'unexpected'].includes(trouble)

/** What became of all the model said. `notThere`: the quoted words are not in the text · `unfit`: not in the asked-for shape. */
export type Tally = { readonly said: number; readonly notThere: number; readonly unfit: number; readonly both: number; readonly own: number }

/** „Моделът посочи 12 неща; 3 бяха отказани, защото думите им ги няма в текста; …“ */
export function tallyInWords({ said, notThere, unfit, both, own }: Tally): string {
  if (said === 0) return m.intake_model_said_nothing()
  const parts: [number, (inputs: { count: number }) => string][] = [
    [notThere, m.intake_model_not_there],
    [unfit, m.intake_model_unfit],
    [both, m.intake_model_both],
    [own, m.intake_model_own],
  ]
  return `${[m.intake_model_said({ count: said }), ...parts.filter(([count]) => count > 0).map(([count, words]) => words({ count }))].join('; ')}.`
}
