// Names and posts on lines of their own: signatures, addresses of letters, and headings of interviews.
import { anchoredOf, has, only } from './cues.ts'
import type { Page, Sentence } from './page.ts'
import type { RoleHit } from './people.ts'
import type { Run } from './runs.ts'

/** A sentence with the posts and the runs of names in it. */
export type Line = { readonly sentence: Sentence; readonly roles: readonly RoleHit[]; readonly runs: readonly Run[] }
/** A name and the post beside it, in the sentence of the post; `complementEnd` is where that ends. */
type Signature = { run: Run; role: RoleHit; sentence: Sentence; complementEnd: number }

/** Letters up to which a line may be a post. */
const LONGEST_POST = 110

/** Pairs each line that is a name with the line above or below it that is a post; from the top, so that of „post, name, post, name“ each has its own. */
export function signaturesIn(lines: readonly Line[], page: Page): Signature[] {
  const found: Signature[] = []
  for (let i = 0; i + 1 < lines.length; i++) {
    const [first, second] = [lines[i]!, lines[i + 1]!]
    const [name, post] = [nameOn(first, page), postOn(second, page)]
    const signature = name && post ? { run: name, ...post } : signatureBelow(first, second, page)
    if (!signature) continue
    found.push(signature)
    i++
  }
  return found
}

function signatureBelow(first: Line, second: Line, page: Page): Signature | null {
  const [post, name] = [postOn(first, page), nameOn(second, page)]
  return post && name ? { run: name, ...post } : null
}

const isLine = ({ sentence }: Line, page: Page): boolean => page.paragraphs[sentence.paragraph]?.sentences.length === 1

/** The name a line consists of, or begins with before a colon: „Ана Измислена: Чакаме ви на есен“. */
function nameOn(line: Line, page: Page): Run | null {
  const { sentence, runs, roles } = line
  const [run] = runs
  if (run === undefined || run.words.length < 2 || roles.some((role) => role.start < run.end)) return null
  const lead = page.fold.slice(sentence.start, run.start)
  const { titles, from, addressed = [] } = page.language.names
  // „от Ана Измислена“, „до Ана Измислена“, in letters and reports
  const plain = [titles, only(from), addressed].reduce((rest, cues) => rest.replace(anchoredOf(cues, page.language).end, ''), lead)
  if (/\p{L}/u.test(plain)) return null
  const rest = page.fold.slice(run.end, sentence.end)
  return isLine(line, page) && (!/\p{L}/u.test(rest) || rest.startsWith(':')) ? run : null
}

/** The post a line consists of: „КМЕТ НА ПРИМЕРОВО“, „Разговор с кмета на Примерово“. */
function postOn(line: Line, page: Page): Omit<Signature, 'run'> | null {
  const { sentence, roles, runs } = line
  const { language } = page
  const [role] = roles
  if (role === undefined || role.affiliation || runs.length > 0 || !isLine(line, page) || sentence.end - sentence.start > LONGEST_POST) return null
  const lead = page.fold.slice(sentence.start, role.start)
  const asked = language.interview !== undefined && anchoredOf(language.interview, language).end.exec(lead)?.index === 0
  if (/\p{L}/u.test(lead) && !asked) return null
  const rest = page.fold.slice(role.end, sentence.end)
  if (/[.!?;]\s*\p{L}|[.!?]$/u.test(rest) || has(language.verbs, language, rest)) return null
  return { role, sentence, complementEnd: sentence.end }
}
