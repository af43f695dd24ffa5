// Persons with their posts: a role word beside a name, titles left off.
import { countriesIn } from '#features/places/gazetteer/countries.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { foldLetters } from '#platform/names/transliteration.ts'
import { hanPeople } from './han/people.ts'
import { anchoredOf, has, hitsOf, isWhole, NONE, only, sourceOf } from './cues.ts'
import type { Cues, Language, RoleClass } from './languages/language.ts'
import { among, overlaps, precededBy, quotesIn, type Stretch, type Word, wordsBySentence } from './names.ts'
import type { Page, Sentence } from './page.ts'
import { MOST_FINDS } from './reading.ts'
import { type Run, runsIn, withoutPlace } from './runs.ts'
import { type Line, signaturesIn } from './signed.ts'

/** Age, party or constituency between a name and its role: „Anna B., 45 anni, assessora“, „Mario R. (PD), sindaco“. */
const ASIDE = /^(?:\s?\([^)\n]{1,24}\)|,\s\d{2,3}\s\p{L}{2,8})/u

/** `colleague` and `heir` have the post of who was named before; `affiliation` is no post but a house („от музея“), and stands behind its name. */
export type RoleHit = Stretch & { role: RoleClass; plural: boolean; colleague?: boolean; heir?: boolean; affiliation?: boolean }
/** `ours` when the name itself is one of home's people. */
export type PersonMention = Stretch & { ours?: boolean; name: string; words: Word[]; role: RoleHit; roleText: string; complement: string; sentence: number }

/** Cues are matched without regard to capitals, so an open-ended one may run into the name behind it: it ends where two capitalised words begin. */
function beforeName(sentence: Sentence, start: number, end: number): number {
  const text = sentence.text.slice(start - sentence.start, end - sentence.start)
  const name = /\s(?=\p{Lu}\p{Ll}+(?:\s\p{Lu}|$))/u.exec(text)
  const behind = sentence.text.slice(end - sentence.start)
  if (!name || (name.index + 1 + (/^\p{L}+/u.exec(text.slice(name.index + 1))?.[0].length ?? 0) === text.length && !/^\s\p{Lu}\p{Ll}/u.test(behind))) return end
  return start + name.index
}

/** Behind all classes of roles of a language, in their order. */
const LAST = 99
/** Letters below which no sentence names a person with a post. */
const SHORTEST = 8

/** Role words of a sentence, longest first where they overlap. */
export function rolesIn(sentence: Sentence, language: Language): RoleHit[] {
  if (sentence.text.length < SHORTEST) return []
  const plural = new RegExp(`(?:${language.names.pluralRole})$`, 'u')
  const from = anchoredOf(only(language.names.from), language).start
  const all = language.roles.flatMap(({ role, cues }, order): (RoleHit & { order: number })[] =>
    hitsOf(cues, language, sentence.fold, sentence.start).map((hit) => ({
      start: hit.start,
      end: beforeName(sentence, hit.start, hit.end),
      role,
      order,
      plural: plural.test(/^[\p{L}-]+/u.exec(hit.text)?.[0] ?? ''),
      ...(from.test(hit.text) ? { affiliation: true } : {}),
    })),
  )
  for (const hit of hitsOf(language.predecessor ?? NONE, language, sentence.fold, sentence.start))
    all.push({ start: hit.start, end: hit.end, role: 'official', order: LAST, plural: false, heir: true })
  for (const hit of hitsOf(language.colleague, language, sentence.fold, sentence.start))
    all.push({ start: hit.start, end: hit.end, role: 'official', order: LAST, plural: false, colleague: true })
  all.sort((a, b) => b.end - b.start - (a.end - a.start) || a.order - b.order)
  const kept: RoleHit[] = []
  for (const { order: _, ...hit } of all.filter((one) => !isSurname(one, sentence, language))) if (!kept.some((other) => overlaps(other, hit))) kept.push(hit)
  return kept.sort((a, b) => a.start - b.start)
}

/** „Ана Кметова“, „Balint Pastor“: a role word written large right behind another such word is a surname. */
function isSurname({ start, end }: Stretch, sentence: Sentence, language: Language): boolean {
  const text = sentence.text.slice(start - sentence.start, end - sentence.start)
  if (!/^\p{Lu}\p{Ll}+$/u.test(text)) return false
  // "Varna Mayor Blagomir Sample": a name of its own stands behind it
  if (/^\s\p{Lu}[\p{L}.'’-]*\s\p{Lu}/u.test(sentence.text.slice(end - sentence.start))) return false
  const before = /(?<![\p{L}.])(\p{Lu}\p{Ll}+)[ \u00a0]$/u.exec(sentence.text.slice(Math.max(0, start - sentence.start - 30), start - sentence.start))?.[1]
  if (before === undefined) return false
  const folded = foldLetters(before)
  const whole = (cues: Cues): boolean => isWhole(cues, language, folded)
  return !whole(language.names.never) && !whole(language.names.titles) && !language.roles.some(({ cues }) => whole(cues))
}

/** Elected and state offices. */
const OFFICES: ReadonlySet<RoleClass> = new Set(['mayor', 'deputy_mayor', 'council_chair', 'ambassador', 'consul', 'minister', 'governor'])

/** Letters between two posts of one person. */
const LONGEST_GAP = 60
/** Letters between a post and the name of who holds it. */
const LONGEST_BETWEEN = 110

/** How a stretch between role and name is judged: only the role's own complement may stand there. */
function plainBetween(between: string, role: RoleHit, language: Language): boolean {
  // „Иван Х (кмет) и Петър У“: the post in brackets is the first one's
  if (/^[^(]*\)/.test(between)) return false
  if (between.length > LONGEST_BETWEEN || /[.;:!?\n]/.test(between.replace(/(?<=\p{L})\.(?=[\s,])/gu, ''))) return false
  if (role.plural && anchoredOf(language.names.led ?? NONE, language).end.test(between)) return !has(language.verbs, language, between)
  const commas = between.split(',').length - 1
  if (commas > 1 || (commas === 1 && !/,\s*(?:\p{L}{1,5}\.?-?\p{L}{0,4}\.?\s*)?$/u.test(between))) return false
  return !has(language.verbs, language, between)
}

/**
 * Persons of the text with their posts, each once, and every stretch that names one. `placeLead` says how many words of a run are a place or
 * country, given that a preposition stands before it („на община Берово Петре Ружов“).
 */
export function peopleIn(page: Page, words: readonly Word[], placeLead: (words: readonly Word[]) => number): { people: PersonMention[]; stretches: Stretch[] } {
  const { language } = page
  if (language.code === 'zh') {
    const people = hanPeople(page, (sentence) => rolesIn(sentence, language))
    return { people, stretches: people.map(({ start, end }) => ({ start, end })) }
  }
  const quotes = quotesIn(page.text)
  const found: PersonMention[] = []
  const own = wordsBySentence(page, words)
  const lines: Line[] = []
  for (const sentence of page.sentences) {
    const roles = rolesIn(sentence, language)
    const runs = runsIn(sentence, page, own[sentence.index] ?? [], among(quotes, sentence), roles)
      .map((run) => withoutPlace(run, sentence, page, placeLead))
      .filter((run) => run.words.length >= (run.honorific ? 1 : 2) && run.words.filter((word) => word.capital).length <= 4)
    const line = { sentence, roles, runs }
    lines.push(line)
    found.push(...personsOn(line, page, found))
  }
  for (const { run, role, sentence, complementEnd } of signaturesIn(lines, page))
    found.push(mentionOf(run, role, page.quote(role.start, complementEnd), complementEnd, sentence, page))
  return { people: merged(found), stretches: found.map(({ start, end }) => ({ start, end })) }
}

function mentionOf(run: Run, role: RoleHit, roleText: string, complementEnd: number | undefined, sentence: Sentence, page: Page): PersonMention {
  const complement = complementEnd === undefined ? '' : page.fold.slice(role.end, complementEnd)
  const { start, end, words } = run
  return { start, end, name: nameOf(run, page, role), words, role, roleText, complement, sentence: sentence.index }
}

/** The persons of a sentence, each run with the post before it, else the one behind; `known` are those of the sentences before. */
function personsOn(line: Line, page: Page, known: readonly PersonMention[]): PersonMention[] {
  const { sentence, roles, runs } = line
  const { language } = page
  const found: PersonMention[] = []
  const taken = new Set<RoleHit>()
  const put = (run: Run, role: RoleHit, roleText: string, complementEnd?: number): void =>
    void found.push(mentionOf(run, role, roleText, complementEnd, sentence, page))
  let previous: { run: Run; role: RoleHit; roleText: string } | undefined
  for (const [i, run] of runs.entries()) {
    const lead = roleBefore(i, line, page)
    // „кметовете Иван и Петър“: the second person has the first one's plural role
    const joint =
      previous !== undefined &&
      isJoined(page.fold.slice(previous.run.end, run.start), language) &&
      (previous.role.plural || isSeveral(previous.role, sentence, page)) &&
      previous.role.end < previous.run.start
    const after = roleAfter(i, line, lead !== undefined || joint, page)
    // „ръководител на делегацията – Ахмет Измислен, кмет“: the office says more than the task, today's post more than a former one
    const isOffice =
      after !== undefined &&
      ((lead?.role === 'official' && (OFFICES.has(after.role) || /^\s?[:–-]\s?$/u.test(page.fold.slice(lead.end, run.start)))) ||
        has(language.names.now ?? NONE, language, page.fold.slice(run.end, after.start)))
    const use = lead && !isOffice && !taken.has(lead) ? lead : (after ?? roleRightBehind(i, line, page))
    if (use) {
      taken.add(use)
      const role = heldBy(use, previous?.role ?? roles.findLast((one) => one.end <= use.start && !one.colleague), use.heir ? [...known, ...found] : [])
      const complementEnd = use === lead ? run.start : complementAfter(page, use, sentence, runs[i + 1]?.start ?? sentence.end)
      const roleText = page.quote(use.start, use === lead ? trimEnd(page, use, run.start) : complementEnd).replace(/[\s,–-]+$/u, '')
      // „Иван Х и Петър У, съветници“
      const beside = runs[i - 1]
      if (use === after && use.plural && beside && previous === undefined && isJoined(page.fold.slice(beside.end, run.start), language))
        put(beside, role, roleText)
      put(run, role, roleText, complementEnd)
      previous = { run, role, roleText }
    } else if (previous && joint) {
      put(run, previous.role, previous.roleText)
      previous = { ...previous, run }
    } else {
      previous = undefined
      const title = professorBefore(run, sentence, page)
      if (title) put(run, title, page.quote(title.start, title.end))
    }
  }
  return found
}

/** The post before a run that is its own: the first of several in a row that nothing parts, else the last. */
function roleBefore(i: number, { sentence, roles, runs }: Line, page: Page): RoleHit | undefined {
  const { language } = page
  const run = runs[i]!
  // „lecturer at De Muster“: a school holds no post; English has no cases, so who stands right behind "mayor of" is a town
  const inside = language.code === 'en' ? [language.names.in, language.names.of] : [language.names.in]
  if (inside.some((cue) => precededBy(page, run.start, only(cue), 20))) return undefined
  const lastEnd = runs[i - 1]?.end ?? sentence.start
  const before = roles
    .filter(
      (role) =>
        role.end <= run.start &&
        role.start >= lastEnd - 1 &&
        !role.affiliation &&
        !ofPrevious(role, runs[i - 1], run, page) &&
        plainBetween(between(role, run.start, sentence, page), role, language),
    )
    .sort((a, b) => a.start - b.start)
  const parted = new RegExp(`(?:^|\\s)(?:${sourceOf(language.names.and)})\\s`, 'u')
  const leadsTo = (role: RoleHit, later: RoleHit): boolean => {
    const gap = page.fold.slice(role.end, later.start)
    return gap.length < LONGEST_GAP && !(role.plural && parted.test(gap))
  }
  return before.find((role, k) => before.slice(k + 1).every((later) => leadsTo(role, later))) ?? before.at(-1)
}

/** The post behind a run and a comma or the like, unless it is the next one's; that it may be only where the run has another, `isNamed`. */
function roleAfter(i: number, { sentence, roles, runs }: Line, isNamed: boolean, { fold, language }: Page): RoleHit | undefined {
  const [run, next] = [runs[i]!, runs[i + 1]]
  const nextStart = next?.start ?? sentence.end
  const ofOthers = new RegExp(`^,\\s(?:${sourceOf(language.names.others)})\\s`, 'u')
  const isOfNext = (role: RoleHit): boolean => {
    if (!next || !isNamed) return false
    const gap = fold.slice(role.end, next.start)
    return !gap.includes(',') && plainBetween(stripTitles(gap, language), role, language)
  }
  return roles.find((role) => {
    const gap = fold.slice(run.end, role.start)
    return (
      role.start >= run.end &&
      role.start < nextStart &&
      // „…, а двамата кметове“ is of others
      !ofOthers.test(gap) &&
      /^\s?[,(–-]{1,2}\s?(?:\p{L}{1,14}(?:\s|')){0,2}$/u.test(gap.replace(ASIDE, '')) &&
      !isOfNext(role)
    )
  })
}

/** The post right behind a run, with nothing between. */
function roleRightBehind(i: number, { roles, runs }: Line, { fold }: Page): RoleHit | undefined {
  const [run, next] = [runs[i]!, runs[i + 1]]
  return roles.find(
    (role) =>
      !role.plural &&
      role.start >= run.end &&
      /^\s?$/.test(fold.slice(run.end, role.start)) &&
      // „Bad Dolnos Bürgermeister Hans Muster“: the name behind holds the post
      !(next && /^\s$/.test(fold.slice(role.end, next.start))),
  )
}

/** „координаторът Иван Х, учител, и Петър У“: a post between two commas and an "and" is the first one's. */
function ofPrevious(role: RoleHit, previous: Run | undefined, run: Run, { fold, language }: Page): boolean {
  if (previous === undefined || role.plural || !/^\s?,\s$/.test(fold.slice(previous.end, role.start))) return false
  return new RegExp(`^\\s?,\\s(?:${sourceOf(language.names.and)})\\s$`, 'u').test(fold.slice(role.end, run.start))
}

/** „die Bürgermeister Hans und Petra“: the word before tells. */
const isSeveral = (role: RoleHit, sentence: Sentence, page: Page): boolean =>
  page.language.names.several !== undefined &&
  anchoredOf(page.language.names.several, page.language).end.test(page.fold.slice(Math.max(sentence.start, role.start - 20), role.start))

/** „Иван (кмет до 2011 г.) и Петър“: what is said of one in brackets does not part them. */
const isJoined = (between: string, language: Language): boolean =>
  new RegExp(`^\\s*(?:\\([^()\\n]{1,90}\\)\\s*)?(?:,|,?\\s*${sourceOf(language.names.and)})\\s*$`, 'u').test(stripTitles(between, language))

/** What stands between a post and a name, without titles, without dots to sign on, and without that the one was chosen for the other. */
function between(role: RoleHit, end: number, sentence: Sentence, page: Page): string {
  const { language } = page
  const begins = role.start - sentence.start < 12
  let text = stripTitles(page.fold.slice(role.end, end), language).replace(anchoredOf(language.names.appointed ?? NONE, language).end, '')
  // „кмета на Измислица, Полша, Ян Измислен“
  text = text.replace(/,\s([^,]{3,30}),\s?$/u, (whole, land: string) =>
    countriesIn(land, language.code, (from, to) => land.slice(from, to).toUpperCase()).some((hit) => hit.start === 0 && hit.end === land.length) ? ' ' : whole,
  )
  // „двама съветници: Иван Х и Петър У“
  if (role.plural) text = text.replace(/^\s?:/, '')
  if (begins) text = text.replace(/[.…]{3,}\s?[/(]?\s?$/u, '').replace(/^\s?:|:\s?$/, '')
  return text
}

/** Whose post it is: „колегата си“ holds the one of who was named just before, „предшественикът му“ the last office the text spoke of. */
function heldBy(use: RoleHit, last: RoleHit | undefined, found: readonly PersonMention[]): RoleHit {
  if (use.colleague) return { ...use, role: last?.role ?? 'mayor' }
  if (use.heir) return { ...use, role: (found.findLast(({ role }) => OFFICES.has(role.role)) ?? found.at(-1))?.role.role ?? 'mayor' }
  return use
}

/** „проф. Иван Измислен“: a professor without another post. */
function professorBefore(run: Run, sentence: Sentence, page: Page): RoleHit | null {
  const { professors } = page.language.names
  const from = Math.max(sentence.start, run.start - 12)
  const hit = professors && run.words.length > 1 ? anchoredOf(professors, page.language).end.exec(page.fold.slice(from, run.start)) : null
  return hit ? { start: from + hit.index, end: run.start, role: 'academic', plural: false } : null
}

const MOST_TITLES = 3

/** Without the titles at its end: „проф. д-р инж.“ */
function stripTitles(between: string, language: Language): string {
  let text = between
  for (let k = 0; k < MOST_TITLES; k++) text = text.replace(anchoredOf(language.names.titles, language).end, ' ').replace(/\s*[.]\s*$/, ' ')
  return text
}

/** Where what a post says of itself ends before a name: without titles, and without that somebody was chosen. */
function trimEnd(page: Page, role: RoleHit, end: number): number {
  const kept = stripTitles(page.fold.slice(role.end, end), page.language).replace(anchoredOf(page.language.names.appointed ?? NONE, page.language).end, '')
  return role.end + kept.trimEnd().length
}

/** Where what a post behind a name says of itself ends: at the next sign, or the next one's title; never behind `limit`. */
function complementAfter(page: Page, role: RoleHit, sentence: Sentence, limit: number): number {
  const rest = page.text.slice(role.end, Math.min(sentence.end, limit, role.end + 90))
  // „от клуб „Образец“ пред …“
  const quoted = role.affiliation ? /^[\s\p{L}-]{0,20}[„“"«][^„“”"«»]{2,50}[“”"»]/u.exec(rest)?.[0].length : undefined
  if (quoted !== undefined) return role.end + quoted
  const stop = rest.search(/[,;.)]|\s[–-]\s/u)
  const end = role.end + (stop < 0 ? rest.length : stop)
  // „от Университета в Х и арх. Ана Измислена“: the next one's title is no part of the post
  const { titles, and } = page.language.names
  const whole = `${page.fold.slice(role.end, end)}${page.text.charAt(end) === '.' ? '.' : ''}`
  const title = anchoredOf(titles, page.language).end.exec(whole)
  const before = title === null ? null : anchoredOf(only(and), page.language).end.exec(whole.slice(0, title.index))
  return before === null ? end : role.end + before.index
}

/** The name as the text writes it, in its base form where the role's own ending tells the case. */
function nameOf(run: Run, page: Page, role: RoleHit): string {
  const { persons = [] } = page.language.names
  const roleWord = /^[\p{L}-]+/u.exec(page.fold.slice(role.start, role.end))?.[0] ?? ''
  const endings = role.end <= run.start ? persons.find(({ roles }) => isWhole(roles, page.language, roleWord)) : undefined
  const written = run.words.map((word) => page.quote(word.start, word.end))
  // signatures are often all in capitals
  const words = written.length > 1 && written.every((word) => /^[\p{Lu}'’-]{3,}$/u.test(word)) ? written.map(inSmall) : written
  if (endings === undefined) return words.join(' ')
  return words.map((word, i) => based(word, i === words.length - 1 && words.length > 1 ? endings.last : endings.first)).join(' ')
}

/** „ИЗМИСЛЕН-ПРИМЕРОВ“ → „Измислен-Примеров“ */
const inSmall = (word: string): string => word.replace(/\p{Lu}+/gu, (letters) => letters.charAt(0) + letters.slice(1).toLowerCase())

/** A name with the first of the endings that fits put back into its base form. */
function based(word: string, endings: readonly (readonly [string, string])[]): string {
  const fits = endings.find(([ending]) => word.toLowerCase().endsWith(ending) && word.length - ending.length >= 2)
  return fits === undefined ? word : word.slice(0, word.length - fits[0].length) + fits[1]
}

/** Letters below which a surname alone may be any word. */
export const SHORTEST_SURNAME = 4

/** The last of a person's names, folded. */
export const surnameOf = (name: string): string => foldLetters(name.split(/[ ·]/u).at(-1) ?? '')

/** One person may stand in several places; the fullest name and the first role stay. */
function merged(all: readonly PersonMention[]): PersonMention[] {
  const kept: PersonMention[] = []
  const byPart = new Map<string, Set<number>>()
  const note = (parts: readonly string[], i: number): void => {
    for (const part of parts) byPart.set(part, (byPart.get(part) ?? new Set()).add(i))
  }
  for (const person of all) {
    const key = nameKey(person.name)
    const parts = key.split(' ')
    const likely = [...new Set(parts.flatMap((part) => [...(byPart.get(part) ?? [])]))].sort((a, b) => a - b)
    const same = likely.find((i) => {
      const other = nameKey(kept[i]!.name)
      const own = other.split(' ')
      return (
        other === key ||
        (parts.length === 1
          ? own.at(-1) === parts[0]
          : parts.every((part) => own.includes(part)) || (own.length > 1 && own.every((part) => parts.includes(part))))
      )
    })
    if (same === undefined) {
      if (kept.length === MOST_FINDS) continue
      note(parts, kept.push(person) - 1)
    } else if (parts.length > nameKey(kept[same]!.name).split(' ').length) {
      kept[same] = { ...kept[same]!, name: person.name, start: person.start, end: person.end, words: person.words }
      note(parts, same)
    }
  }
  return kept
}
