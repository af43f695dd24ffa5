// Every setting once: its name in the environment, type, default and one sentence. Nothing else reads the environment.
import { resolve } from 'node:path'
import { z } from 'zod'
import { proxiesOf, type Proxies } from '#platform/http/asker.ts'
import { ok, refuse, type Result } from '#platform/result.ts'

const flag = z.string().transform((value) => !['', '0', 'false', 'no', 'off'].includes(value.toLowerCase()))

/** Wikidata's public query service, https://www.wikidata.org/wiki/Wikidata:SPARQL_query_service */
export const WIKIDATA = 'https://query.wikidata.org/sparql'

const described = {
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('The port the web server listens on; 0 takes a free one.'),
  HOST: z.string().default('127.0.0.1').describe('The network address the web server listens on; 0.0.0.0 to be reached from other machines.'),
  POBRATIM_URL: z
    .url()
    .optional()
    .describe('The address people type, such as https://побратими.example.bg; links in mails begin with it. Unset: http://localhost and the port.'),
  PROXY_ADDRESSES: z
    .string()
    .default('127.0.0.1, ::1')
    .describe(
      'Addresses of the web servers in front (nginx, Caddy …), with commas between, networks as 10.0.0.0/8: what they say of who asks (X-Forwarded-For) is believed, nobody else’s word is. See limits.md.',
    ),
  POBRATIM_DATA: z.string().min(1).default('./data').describe('The folder with the database, files and backups.'),
  POBRATIM_DEMO: flag.default(false).describe('1 sets up the demonstration office of Troyan without questions and prints a sign-in link.'),
  POBRATIM_DEV: flag.default(false).describe('1 opens /dev (sign in as any role, the day’s mail); for development only, never on a server others can reach.'),
  POBRATIM_SECRET: z.string().min(32).optional().describe('Signs sessions and links, at least 32 characters; unset, one is made and kept in the data folder.'),
  DATABASE_URL: z.string().optional().describe('postgres://… of a PostgreSQL 15 or newer to use instead of the one that comes along.'),
  SMTP_URL: z.string().optional().describe('smtp(s)://user:password@host:port of the mail server; unset, sign-in links are shown in the terminal.'),
  MAIL_FROM: z.string().optional().describe('The sender of mails, such as "Побратим <pobratim@example.bg>"; needed with SMTP_URL.'),
  MAIL_RETURN_PATH: z
    .email()
    .optional()
    .describe('The mailbox to which letters that cannot be delivered come back; unset, they come to the address in MAIL_FROM. See mail.md.'),
  MAIL_RETURNS_URL: z
    .url({ protocol: /^imaps?$/ })
    .optional()
    .describe(
      'imap(s)://user:password@host:port of the mailbox to which such letters come, so that it is read by itself; unset, an officer hands them in. See mail.md.',
    ),
  MAIL_RETURNS_FOLDER: z.string().min(1).max(500).default('INBOX').describe('The folder of that mailbox in which they lie.'),
  MAIL_RETURNS_MINUTES: z.coerce.number().int().min(1).max(1440).default(5).describe('How many minutes lie between two looks into it.'),
  MAIL_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(60)
    .describe('How many mails leave in a minute at most; 0 is without limit. Sign-in links do not wait.'),
  MAIL_PER_DOMAIN: z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(20)
    .describe('How many of them to addresses of one domain, such as abv.bg; 0 is without limit.'),
  NEWSLETTER_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000)
    .default(30)
    .describe(
      'How many letters of the newsletter leave in a minute at most, so that other mail does not wait behind them; 0 is as many as MAIL_PER_MINUTE lets go.',
    ),
  MAIL_KEEP_MONTHS: z.coerce
    .number()
    .int()
    .min(1)
    .max(120)
    .default(12)
    .describe('How many months the words of letters are kept; that they were sent stays three times as long.'),
  MODEL_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'The address of a language model that speaks as OpenAI’s does, such as http://127.0.0.1:11434/v1 (llama.cpp and Ollama do); unset, there is none and nothing is ever sent. See language-model.md.',
    ),
  MODEL_NAME: z.string().min(1).max(200).optional().describe('The model to ask there, by its name at that address; needed with MODEL_URL.'),
  MODEL_KEY: z.string().min(1).optional().describe('The key that address asks for; never shown or logged. A model of the house mostly needs none.'),
  // Node's fetch gives an answer 300 seconds to begin, whatever we say.
  MODEL_TIME_LIMIT: z.coerce.number().int().min(1).max(280).default(120).describe('Seconds one answer of the language model may take.'),
  FEED_MINUTES: z.coerce.number().int().min(5).max(1440).default(60).describe('How many minutes lie between two looks at a watched news feed.'),
  FEED_PRIVATE: flag
    .default(false)
    .describe('1 lets watched news feeds lie on this machine or in the town hall’s own network; otherwise such addresses are refused.'),
  TWINNINGS_URL: z
    .union([z.literal('off'), z.url({ protocol: /^https?$/ })])
    .default(WIKIDATA)
    .describe(
      'The query service the world’s twinnings are loaded from when an officer asks for it, never before; off: nobody can ask for it. See twinnings.md.',
    ),
  LOG_LEVEL: z.enum(['error', 'info', 'debug']).default('info').describe('How much is written to the terminal.'),
} as const

const schema = z.object(described)

export type Settings = {
  readonly port: number
  readonly host: string
  readonly url: string | undefined
  /** Whose word on who asks is believed. */
  readonly proxies: Proxies
  readonly dataFolder: string
  readonly demo: boolean
  readonly dev: boolean
  readonly secret: string | undefined
  readonly databaseUrl: string | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string | undefined
  readonly mailReturnPath: string | undefined
  /** undefined: no mailbox is read, returned letters are handed in. */
  readonly mailReturns: ReturnsBox | undefined
  readonly mailKeepMonths: number
  /** Letters of the newsletter in a minute; 0: no limit of its own. */
  readonly newsletterPerMinute: number
  /** How fast mails leave, in a minute; 0 is without limit. */
  readonly mailPace: { readonly all: number; readonly domain: number }
  /** undefined: there is no language model. `key` is a function so that printing the settings does not print it; `timeLimit` is in milliseconds. */
  readonly model: { readonly url: string; readonly name: string; readonly key: () => string | undefined; readonly timeLimit: number } | undefined
  readonly feedMinutes: number
  readonly feedPrivate: boolean
  /** null: the world's twinnings are never asked for. */
  readonly twinningsUrl: string | null
  readonly logLevel: 'error' | 'info' | 'debug'
}

/** Where letters that could not be delivered come back to, and how it is opened. `password` is a function so that printing the settings does not print it. */
export type ReturnsBox = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; otherwise STARTTLS is asked for, which only a server on this machine may lack. */
  readonly secure: boolean
  readonly user: string
  readonly password: () => string
  readonly folder: string
  /** Between two looks. */
  readonly minutes: number
}

const THIS_MACHINE: readonly string[] = ['127.0.0.1', 'localhost', '::1']
export const isThisMachine = (host: string): boolean => THIS_MACHINE.includes(host)
/** Whether a web address opens on this machine only, so that a link or a code that begins with it is of no use to anybody else. */
export const leadsToThisMachine = (address: string): boolean => isThisMachine(new URL(address).hostname.replace(/^\[|\]$/g, ''))

/** As decoded; null: the percent signs in it are no encoding. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** The mailbox of an address; null where it lacks the user or the password. */
function returnsBox(address: string, folder: string, minutes: number): ReturnsBox | null {
  const url = new URL(address)
  const [user, password] = [decoded(url.username), decoded(url.password)]
  if (user === null || user === '' || password === null || password === '' || url.hostname === '') return null
  const secure = url.protocol === 'imaps:'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    user,
    password: () => password,
    folder,
    minutes,
  }
}

/** Name, default and sentence of each setting, for the operating docs. */
export const settingsReference = (): readonly { name: string; byDefault: string; sentence: string }[] =>
  Object.entries(described).map(([name, type]) => {
    const shown = type.safeParse(undefined)
    return { name, byDefault: shown.success && shown.data !== undefined ? String(shown.data) : '', sentence: type.description ?? '' }
  })

/** Reads the settings; an empty value counts as unset. Refuses with one line per wrong setting. */
export function readSettings(environment: Readonly<Record<string, string | undefined>> = process.env): Result<Settings> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = schema.safeParse(given)
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    return refuse('settings', lines.join('\n'))
  }
  const value = read.data
  if (value.SMTP_URL !== undefined && value.MAIL_FROM === undefined) return refuse('settings', 'MAIL_FROM: needed with SMTP_URL')
  if ((value.MODEL_URL === undefined) !== (value.MODEL_NAME === undefined)) return refuse('settings', 'MODEL_URL, MODEL_NAME: both are needed')
  const modelUrl = value.MODEL_URL === undefined ? null : new URL(value.MODEL_URL)
  // The address is shown to the officers; a key in it would be too.
  if (modelUrl !== null && (modelUrl.username !== '' || modelUrl.password !== '')) return refuse('settings', 'MODEL_URL: put the key into MODEL_KEY')
  const mailReturns =
    value.MAIL_RETURNS_URL === undefined ? undefined : returnsBox(value.MAIL_RETURNS_URL, value.MAIL_RETURNS_FOLDER, value.MAIL_RETURNS_MINUTES)
  if (mailReturns === null)
    return refuse('settings', 'MAIL_RETURNS_URL: imaps://user:password@host is needed; write @ : / % in the user or the password as %40 %3A %2F %25')
  // /dev lets anyone in as anyone.
  if (value.POBRATIM_DEV && !isThisMachine(value.HOST)) return refuse('settings', 'POBRATIM_DEV: only on this machine (HOST=127.0.0.1)')
  const proxies = proxiesOf(value.PROXY_ADDRESSES)
  if (!proxies.ok)
    return refuse('settings', `PROXY_ADDRESSES: ${proxies.refusal.message}: an address such as 10.0.0.5 or a network such as 10.0.0.0/8 is needed`)
  return ok({
    port: value.PORT,
    host: value.HOST,
    url: value.POBRATIM_URL?.replace(/\/$/, ''),
    proxies: proxies.value,
    dataFolder: resolve(value.POBRATIM_DATA),
    demo: value.POBRATIM_DEMO,
    dev: value.POBRATIM_DEV,
    secret: value.POBRATIM_SECRET,
    databaseUrl: value.DATABASE_URL,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    mailReturnPath: value.MAIL_RETURN_PATH,
    mailReturns,
    mailKeepMonths: value.MAIL_KEEP_MONTHS,
    newsletterPerMinute: value.NEWSLETTER_PER_MINUTE,
    mailPace: { all: value.MAIL_PER_MINUTE, domain: value.MAIL_PER_DOMAIN },
    model:
      modelUrl === null || value.MODEL_NAME === undefined
        ? undefined
        : {
            url: modelUrl.href.replace(/\/$/, ''),
            name: value.MODEL_NAME,
            key: () => value.MODEL_KEY,
            timeLimit: value.MODEL_TIME_LIMIT * 1000,
          },
    feedMinutes: value.FEED_MINUTES,
    feedPrivate: value.FEED_PRIVATE,
    twinningsUrl: value.TWINNINGS_URL === 'off' ? null : value.TWINNINGS_URL,
    logLevel: value.LOG_LEVEL,
  })
}

/** The folder a command was typed in: npm runs scripts in the project's own folder and tells the other one here. */
export const calledFrom = (): string => process.env['INIT_CWD'] ?? process.cwd()

/** Whether npm stands between this process and whoever started it. */
export const startedByNpm = (): boolean => process.env['npm_lifecycle_event'] !== undefined

/** `pobratim settings`: the page docs/operating/settings.md. */
export async function settingsCommand(_args: readonly string[], console: { out(text: string): void }): Promise<number> {
  console.out(settingsPage())
  return 0
}

export const settingsPage = (): string =>
  [
    '# Settings',
    '',
    'Made from `src/settings.ts` by `npm run -s pobratim -- settings > docs/operating/settings.md`. All are environment variables; all may be left out.',
    '',
    '| name | default | what it does |',
    '|---|---|---|',
    ...settingsReference().map(({ name, byDefault, sentence }) => `| \`${name}\` | ${byDefault === '' ? '' : `\`${byDefault}\``} | ${sentence} |`),
    '',
  ].join('\n')
