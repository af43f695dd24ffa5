// What a letter itself says: without the answered letter below it, without the note above a forwarded one, without signature and contact block.
// Mail programs speak many languages; ours are told apart by the words in these tables. Every rule looks at whole lines and is linear in their length.

/** plain: nothing was quoted · reply: the quoted tail is left away · forward: the text is the forwarded letter, the note above it is left away. */
export type Letter = {
  readonly body: string
  readonly kind: 'plain' | 'reply' | 'forward'
  /** Of a forwarded letter: its own subject and the day's line of its head, as written there. */
  readonly subject: string | null
  readonly sent: string | null
}

/** Longer lines are prose, never a mark of a mail program. */
const LONGEST_MARK = 400
const LONGEST_SIGNATURE_LINES = 15
const LONGEST_SIGNATURE_LINE = 140

// ---- words of the mail programs: Bulgarian, English, German, French, Italian, Serbian in both alphabets, Macedonian --------------------------

/** Between dashes or alone on a line: what follows was forwarded. */
const FORWARDED = [
  'препратено съобщение',
  'препратено писмо',
  'препратено от',
  'препратен имейл',
  'начало на препратеното съобщение',
  'forwarded message',
  'forwarded mail',
  'begin forwarded message',
  'weitergeleitete nachricht',
  'anfang der weitergeleiteten nachricht',
  'message transféré',
  'message réexpédié',
  'début du message transféré',
  'début du message réexpédié',
  'messaggio inoltrato',
  'inizio messaggio inoltrato',
  'прослеђена порука',
  'почетак прослеђене поруке',
  'prosleđena poruka',
  'prosljeđena poruka',
  'proslijeđena poruka',
  'početak prosleđene poruke',
  'препратена порака',
  'проследена порака',
  'почеток на препратената порака',
]
/** What Outlook writes above both answers and forwarded letters. */
const ORIGINAL = [
  'оригинално съобщение',
  'първоначално съобщение',
  'original message',
  'originalnachricht',
  'ursprüngliche nachricht',
  "message d'origine",
  'message d’origine',
  'message original',
  'messaggio originale',
  'оригинална порука',
  'изворна порука',
  'originalna poruka',
  'izvorna poruka',
  'оригинална порака',
  'изворна порака',
]

/** „На … написа:“: how the line above an answered letter begins and ends. */
const ANSWERED: readonly (readonly [opening: RegExp, verb: RegExp])[] = [
  [/^на\s/iu, /(?:^|\s)(?:написа|написаха|пише|напиша|пишува|напишал|напишала|написа\(а\))\s?:$/iu],
  [/^on\s/iu, /\swrote\s?:$/iu],
  [/^am\s/iu, /\sschrieb(?:\s.*)?:$/iu],
  [/^le\s/iu, /\sa\sécrit\s?:$/iu],
  [/^(?:il|in data)\s/iu, /\s(?:ha\sscritto|scrive)\s?:$/iu],
  [
    /^(?:дана|дне|у|dana|dne|u|na|on)\s/iu,
    /\s(?:је написао|је написала|је написао\/ла|написао је|написала је|пише|написа|je napisao|je napisala|je napisao\/la|napisao je|napisala je|piše|napisa)\s?:$/iu,
  ],
]

const HEADS = {
  from: ['от', 'from', 'von', 'de', 'da', 'од', 'od', 'подател', 'изпращач'],
  sent: [
    'изпратено',
    'изпратен',
    'дата',
    'sent',
    'date',
    'gesendet',
    'datum',
    'envoyé',
    'inviato',
    'data',
    'послато',
    'poslato',
    'датум',
    'испратено',
    'испратена',
  ],
  to: ['до', 'to', 'an', 'à', 'a', 'за', 'za', 'получател', 'кому', 'прима'],
  subject: ['тема', 'относно', 'subject', 'betreff', 'objet', 'oggetto', 'предмет', 'predmet', 'наслов', 'naslov', 'tema'],
  copy: ['копие', 'cc', 'kopie', 'копија', 'kopija', 'bcc', 'reply-to', 'importance', 'важност'],
} as const
type Head = keyof typeof HEADS
const headOf = new Map<string, Head>(Object.entries(HEADS).flatMap(([head, words]) => words.map((word) => [word, head as Head] as const)))

const PREFIX = /^\s*(re|отг|отговор|aw|antw|réf|r|одг|odg|fwd?|fw|препр|препратено|пр|wg|tr|i|проследено|прослеђено|prosleđeno|rv)\s*(?:\[\d{1,3}\])?\s*:\s*/iu
const FORWARD_PREFIXES: ReadonlySet<string> = new Set([
  'fw',
  'fwd',
  'препр',
  'препратено',
  'пр',
  'wg',
  'tr',
  'i',
  'проследено',
  'прослеђено',
  'prosleđeno',
  'rv',
])

/** Lines that telephones and programs add of their own. */
const FROM_A_TELEPHONE =
  /^(?:изпратено от (?:моя|мобилния|outlook|yahoo|gmail|пощенски)|sent from (?:my|outlook|mail|yahoo|samsung)|get outlook for|von meinem .{2,40} gesendet|gesendet (?:von|mit) |envoyé (?:de|depuis|à partir de) (?:mon|ma|outlook)|inviato da(?:l mio)? |послато са |poslato sa |испратено од мојот )/iu
const CONFIDENTIAL =
  /^(?:това (?:електронно )?(?:съобщение|писмо)|информацията в това (?:съобщение|писмо)|настоящото (?:електронно )?съобщение|this (?:e-?mail|message|communication)|diese (?:e-?mail|nachricht)|ce (?:message|courriel|mail)|(?:questo|il presente) (?:messaggio|e-?mail)|ова порука|оваа порака|disclaimer|confidentiality notice)/iu
const SECRET = /повери|конфиденциал|confidential|vertraulich|confidentiel|riservat|privileged|поверљив|доверлив|disclaimer/iu
/** E-mail, web address, telephone with its word or its plus, fax. */
const CONTACT =
  /[\w.+-]+@[\w-]+\.[\w.-]+|\b(?:https?:\/\/|www\.)\S|(?:^|[\s|,;(])(?:тел|моб|факс|gsm|гсм|tel|tél|mob|mobil|mobile|phone|fax|телефон|téléphone|telefono|cell)\.?\s*[:/]?\s*[+(]?\d|(?:^|\s)\+\d{2,3}[\s\d()/-]{6,}/iu

// ---- reading -----------------------------------------------------------------------------------------------------------

const bare = (line: string): string =>
  line
    .replace(/^[\s>|]+/, '')
    .replace(/[*_]{1,2}/g, '')
    .trim()

/** Whether the line is one of the marks, between dashes or alone with a colon. */
function isMark(line: string, marks: readonly string[]): boolean {
  if (line.length > LONGEST_MARK) return false
  const words = bare(line)
    .replace(/^[-–—=\s]+|[-–—=:\s]+$/g, '')
    .toLowerCase()
  // Dashes or a colon make it a mark; the words alone might be somebody's.
  return marks.includes(words) && (/[-–—=]{2,}|:\s*$/.test(bare(line)) || words.split(' ').length > 1)
}

type Block = { readonly start: number; readonly end: number; readonly subject: string | null; readonly sent: string | null }

function headLine(line: string): { readonly head: Head; readonly value: string } | null {
  const [, name = '', value = ''] = /^([\p{L}-]{1,14})\s?:\s*(.*)$/u.exec(bare(line.slice(0, LONGEST_MARK))) ?? []
  const head = headOf.get(name.toLowerCase())
  return head === undefined ? null : { head, value: value.trim() }
}

/** The head of a letter inside a letter: „От: … Изпратено: … До: … Тема: …“ on lines of its own. */
function headAt(lines: readonly string[], at: number): Block | null {
  const seen = new Map<Head, string>()
  let end = at
  let between = 0
  for (let line = at; line < lines.length && line < at + 14 && between < 3; line += 1) {
    const text = bare(lines[line]!.slice(0, LONGEST_MARK))
    if (text === '') {
      // Some programs leave a line free between them.
      if (seen.size > 0 && headLine(lines[line + 1] ?? '') === null) break
      continue
    }
    const { head, value } = headLine(text) ?? { head: undefined, value: '' }
    if (head === undefined) {
      if (seen.size === 0) return null
      between += 1
      continue
    }
    if (line === at && head !== 'from' && head !== 'sent' && head !== 'subject') return null
    // A second sender begins another letter.
    if (head === 'from' && seen.has('from')) break
    if (!seen.has(head)) seen.set(head, value)
    between = 0
    end = line + 1
  }
  return seen.has('from') && (seen.has('sent') || seen.has('subject')) && seen.size >= 3
    ? { start: at, end, subject: seen.get('subject') || null, sent: seen.get('sent') || null }
    : null
}

/** The line above an answered letter, which programs break into up to three; answers where it ends. */
function answerAt(lines: readonly string[], at: number): number | null {
  let text = ''
  for (let line = at; line < lines.length && line < at + 3; line += 1) {
    text = `${text} ${bare(lines[line]!.slice(0, LONGEST_MARK))}`.trim()
    if (text === '' || text.length > LONGEST_MARK) return null
    if (text.endsWith(':')) return /\d/.test(text) && ANSWERED.some(([opening, verb]) => opening.test(text) && verb.test(text)) ? line + 1 : null
  }
  return null
}

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line)
const lettersIn = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.trim().length, 0)

/** Mail programs of some makers forward with every line marked as a quotation. */
function unquoted(lines: readonly string[]): string[] {
  const written = lines.filter((line) => line.trim() !== '')
  const quoted = written.filter(isQuoted).length
  return quoted > 0 && quoted * 10 >= written.length * 8 ? lines.map((line) => line.replace(/^\s{0,3}> ?/, '')) : [...lines]
}

/** A subject without „Отг:“, „Fwd:“ and the like before it. */
export function plainSubject(subject: string): string {
  let rest = subject
  for (let more = PREFIX.exec(rest); more !== null && rest.length > more[0].length; more = PREFIX.exec(rest)) rest = rest.slice(more[0].length)
  return rest.trim()
}

/** What the letter says. `subject` is the letter's own; it helps to tell a forwarded letter from an answer. */
export function readLetter(text: string, subject = ''): Letter {
  const read = readLines(text.split('\n'), subject, 0)
  const body = withoutSignature(read.lines)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  // Who wrote nothing but a quotation meant the quotation.
  return /\p{L}/u.test(body) ? { ...read.letter, body } : { kind: 'plain', subject: null, sent: null, body: text.trim() }
}

type Told = { readonly lines: string[]; readonly letter: Omit<Letter, 'body'> }

const DEEPEST = 5
/** A note above what is forwarded is short; and what is answered is rarely much longer than the answer. */
const LONGEST_NOTE = 400
const TIMES_LONGER = 3

function readLines(lines: readonly string[], subject: string, depth: number): Told {
  const plain: Told = { lines: [...lines], letter: { kind: 'plain', subject: null, sent: null } }
  if (depth > DEEPEST) return plain
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!
    if (line.length > LONGEST_MARK) continue
    const forwarded = isMark(line, FORWARDED)
    const original = !forwarded && isMark(line, ORIGINAL)
    let head = forwarded || original ? null : headAt(lines, at)
    if (forwarded || original) for (let next = at + 1; next < lines.length && next <= at + 4 && head === null; next += 1) head = headAt(lines, next)
    if (forwarded || original || head !== null) {
      // A rule of underscores or dashes stands above the head in some programs.
      const above = lines.slice(0, at).filter((one) => !/^[\s_*-]{5,}$/.test(one))
      const below = lines.slice(head?.end ?? at + 1)
      if (forwarded || isForwarded(subject, above, below)) {
        const inner = readLines(unquoted(below), head?.subject ?? '', depth + 1)
        return {
          lines: inner.lines,
          letter: { kind: 'forward', subject: inner.letter.subject ?? head?.subject ?? null, sent: inner.letter.sent ?? head?.sent ?? null },
        }
      }
      return { lines: above, letter: { kind: 'reply', subject: null, sent: null } }
    }
    const answered = answerAt(lines, at)
    if (answered !== null) {
      const rest = lines.slice(answered)
      // Answers stand above the quotation, below it, or between its lines; without marks all below is the quotation.
      const own = rest.some(isQuoted) ? rest.filter((one) => !isQuoted(one)) : []
      return { lines: [...lines.slice(0, at), ...own], letter: { kind: 'reply', subject: null, sent: null } }
    }
  }
  if (depth === 0 && lines.some(isQuoted)) {
    const own = lines.filter((line) => !isQuoted(line))
    if (lettersIn(own) > 0) return { lines: own, letter: { kind: 'reply', subject: null, sent: null } }
  }
  return plain
}

function isForwarded(subject: string, above: readonly string[], below: readonly string[]): boolean {
  const prefix = PREFIX.exec(subject)?.[1]?.toLowerCase()
  if (prefix !== undefined) return FORWARD_PREFIXES.has(prefix)
  const note = lettersIn(withoutSignature(above))
  return note <= LONGEST_NOTE && lettersIn(below) > note * TIMES_LONGER
}

/** Without what stands after „-- “, without the contact block at the end and what telephones and lawyers add. Name and office of whoever signs stay. */
function withoutSignature(lines: readonly string[]): string[] {
  const kept = [...lines]
  const dropEmpty = (): void => {
    while (kept.length > 0 && kept.at(-1)!.trim() === '') kept.pop()
  }
  dropEmpty()
  const rule = kept.findLastIndex((line) => /^--\s*$/.test(line))
  if (rule >= 0 && kept.slice(rule).filter((line) => line.trim() !== '').length <= LONGEST_SIGNATURE_LINES + 1) kept.length = rule
  dropEmpty()
  const secret = kept.findLastIndex((line) => CONFIDENTIAL.test(line.trim().slice(0, LONGEST_MARK)) && SECRET.test(line.slice(0, 2_000)))
  if (secret > 0 && secret >= kept.length - LONGEST_SIGNATURE_LINES) kept.length = secret
  dropEmpty()
  const start = Math.max(0, kept.length - LONGEST_SIGNATURE_LINES)
  for (let at = kept.length - 1; at >= start; at -= 1) {
    const line = kept[at]!
    if (line.length > LONGEST_SIGNATURE_LINE) break
    if (FROM_A_TELEPHONE.test(line.trim())) kept.length = at
  }
  dropEmpty()
  // The block begins at its first line with an address or a number; all lines below it are short.
  let first = -1
  for (let at = kept.length - 1; at >= Math.max(1, kept.length - LONGEST_SIGNATURE_LINES); at -= 1) {
    if (kept[at]!.length > LONGEST_SIGNATURE_LINE) break
    if (CONTACT.test(kept[at]!)) first = at
  }
  if (first > 0) kept.length = first
  dropEmpty()
  return kept
}
