// How home stands with its partners, as the sentences say: twins, an agreement, old friends, a first contact.
import { type Clause, clausesOf } from './clauses.ts'
import { anchoredOf, edges, has, hitsOf, sourceOf, wordsUpTo } from './cues.ts'
import { numberOf, numberPattern } from './date-rules.ts'
import type { Cues, Language, RelationStatus } from './languages/language.ts'
import type { Page } from './page.ts'
import type { Cast } from './partners.ts'
import type { PartnerDraft, PartnerKind, RelationDraft } from './reading.ts'
import type { Scene } from './scenes.ts'
import { isHeading, sentenceSpan, type Stage } from './stage.ts'

/** Patterns of cues with a number in them; `relations.years`, `breakYears` and `since` each have one. */
const numbered = new WeakMap<Cues, RegExp>()

/** What stands in place of N in the cues, in order; `wanted` says which of it counts, for the pattern lets any few words stand there. */
function numbersIn(cues: Cues, language: Language, fold: string, pattern: string, wanted: (text: string) => boolean = () => true): string[] {
  let regex = numbered.get(cues)
  if (!regex) {
    regex = new RegExp(
      `${edges(language)[0]}(?:${cues.map((cue, i) => sourceOf(cue).replace('N', `(?<n${i}>${pattern})`).replaceAll('N', pattern)).join('|') || '(?!)'})`,
      'g',
    )
    numbered.set(cues, regex)
  }
  const found: string[] = []
  regex.lastIndex = 0
  for (let hit = regex.exec(fold); hit !== null; hit = regex.exec(fold)) {
    const text = Object.values(hit.groups ?? {}).find((value) => value !== undefined) ?? ''
    if (wanted(text)) found.push(text)
    // words that are no number may hide one behind them: „за пръв път от осем години“
    else regex.lastIndex = hit.index + 1
    if (hit[0] === '') regex.lastIndex += 1
  }
  return found
}

/** Years beyond which nothing between towns has lasted. */
const LONGEST_YEARS = 200

/** How many years the first of the cues speaks of; null for none. */
const yearsIn = (cues: Cues, language: Language, fold: string): number | null => {
  const yearsOf = (text: string): number | null => {
    const n = numberOf(text, language)
    return n !== null && n > 0 && n < LONGEST_YEARS ? n : null
  }
  // spelling out every number word in every cue makes patterns of megabytes
  const pattern = language.code === 'zh' ? numberPattern(language) : `(?:\\d{1,3}|${wordsUpTo(5)})`
  const [first] = numbersIn(cues, language, fold, pattern, (text) => yearsOf(text) !== null)
  return first === undefined ? null : yearsOf(first)
}

/** What a sentence says of a standing. */
type Standing = Pick<RelationDraft, 'status'> & Partial<Pick<RelationDraft, 'since' | 'years' | 'breakYears'>>

/** One draft for each standing a partner has; several standings of one partner only where they do not say the same. */
export function relationsIn(stage: Stage): RelationDraft[] {
  const { page, cast, scenes, partners, spokenOf } = stage
  const drafts: RelationDraft[] = []
  const { language } = page
  const cues = language.relations
  const [ended, rejected] = [new Set<string>(), new Set<string>()]
  // what the text below the title says, and of whom it says that a twinning, or a paper, is still to come
  const inBody = new Set<string>()
  const toCome = { twinned: new Set<string>(), agreement: new Set<string>() }
  const put = (scene: Scene, key: string, { status, since = null, years = null, breakYears = null }: Standing): void => {
    if (!isTitle(page, scene)) inBody.add(`${status} ${key}`)
    const known = drafts.find((draft) => draft.with === key && draft.status === status)
    if (known) {
      known.since ??= since
      known.years ??= years
      known.breakYears ??= breakYears
      known.evidence.push(sentenceSpan(page, scene))
    } else drafts.push({ with: key, status, since, years, breakYears, evidence: [sentenceSpan(page, scene)] })
  }
  for (const statement of scenes.flatMap((one, i) => statementsOf(one, spokenOf[i]!, page, cast, partners))) {
    const { scene, fold, keys } = statement
    if (cast.ofOthers.has(scene.sentence.index) || isOthers(scene, cast, page)) continue
    const note = (set: Set<string>): void => keys.forEach((key) => set.add(key))
    if (!isTitle(page, scene)) {
      if (has(cues.unsure, language, fold)) note(toCome.twinned)
      if (has(cues.agreement, language, fold) && (has(language.future, language, fold) || isTask(fold, language))) note(toCome.agreement)
    }
    if (isBeside(cues.ended, fold, language) && !has(cues.renewed, language, fold)) {
      note(ended)
      continue
    }
    if (isBeside(cues.rejected, fold, language)) {
      note(rejected)
      continue
    }
    for (const standing of standingsIn(statement, stage)) for (const key of statement.keys) put(statement.scene, key, standing)
  }
  // „Побратимяваме се с Узорево!“ over a text by which that is an idea
  const mere = drafts.filter((one) => one.status === 'twinned' && isUndated(one) && !inBody.has(`twinned ${one.with}`) && toCome.twinned.has(one.with))
  for (const draft of mere) {
    const proposal = drafts.find((one) => one.with === draft.with && one.status === 'twinning_proposed')
    if (proposal) drafts.splice(drafts.indexOf(draft), 1)
    else draft.status = 'twinning_proposed'
  }
  const stands = ({ with: key, status }: RelationDraft): boolean =>
    !(ended.has(key) && STANDS_NO_MORE.has(status)) &&
    !(rejected.has(key) && status === 'twinning_proposed') &&
    !(status === 'agreement' && toCome.agreement.has(key) && !inBody.has(`agreement ${key}`))
  return settled(drafts.filter(stands), partners)
}

/** The line a text begins with: it promises more than the text holds. */
function isTitle(page: Page, { sentence }: Scene): boolean {
  const [first, second] = page.paragraphs
  return sentence.paragraph === 0 && second !== undefined && (first?.heading === true || (first?.sentences.length === 1 && /!["“]?\s*$/u.test(sentence.text)))
}

const isUndated = ({ since, years }: RelationDraft): boolean => since === null && years === null

/** What a twinning that ended is no more. */
const STANDS_NO_MORE: ReadonlySet<RelationStatus> = new Set(['twinned', 'twinning_decided', 'twinning_proposed'])

/** Whether one of the words stands near a word for twinning: „да прекрати побратимяването“, „побратимяването беше прекратено“. */
function isBeside(cues: Cues | undefined, fold: string, language: Language): boolean {
  const hits = cues === undefined ? [] : hitsOf(cues, language, fold)
  return (
    hits.length > 0 &&
    hitsOf(language.relations.twinned, language, fold).some((one) => hits.some((hit) => hit.start < one.end + 60 && one.start < hit.end + 60))
  )
}

/** The standings a sentence, or a clause of it, tells of. */
function standingsIn({ scene, fold, keys }: Statement, { page: { language }, published, announces }: Stage): Standing[] {
  const cues = language.relations
  const says = (list: Cues): boolean => has(list, language, fold)
  const asked = isAsked(fold, language)
  const breakYears = yearsIn(cues.breakYears, language, fold)
  const years = breakYears !== null ? null : yearsIn(cues.years, language, fold)
  const named = numbersIn(cues.since, language, fold, '(?:19|20)\\d\\d')[0] ?? null
  // beside a number of years the item's own year is that of the feast
  const since = years !== null && named !== null && published !== null && named >= published.slice(0, 4) ? null : named
  // „побратимяване няма, имаме споразумение“
  const denied = says(cues.agreement) && isDenied(fold, language)
  const renewed: Standing[] = (says(cues.renewed) && !asked) || breakYears !== null ? [{ status: 'renewed', breakYears }] : []
  if (says(cues.twinned) && !denied) {
    // „побратимяването, което догодина ще навърши 45 години“ is one already
    const dated = since !== null || (years !== null && years > 1)
    const signing = language.events.find(({ kind }) => kind === 'signing')?.cues ?? []
    // „предстои подписване на договор за побратимяване“: decided, not yet signed
    if (!dated && says(signing) && (looksAhead(fold, language) || announces) && !says(cues.unsure)) return [{ status: 'twinning_decided' }]
    const twinning = twinningIn(fold, language, { since, years, dated, asked })
    return twinning.length === 0 ? [] : [...twinning, ...renewed]
  }
  const isAgreed =
    says(cues.agreement) &&
    (!asked || denied) &&
    !isTask(fold, language) &&
    (!announces || isBefore(since, published)) &&
    !looksAhead(fold, language, cues.agreement) &&
    !isProposed(fold, language)
  if (isAgreed) {
    const at = scene.dates.find((date) => date.iso)?.iso?.slice(0, 4)
    return [{ status: 'agreement', since: since ?? at ?? published?.slice(0, 4) ?? null }, ...renewed]
  }
  const exists = says(cues.existing)
  if (breakYears === null && (says(cues.longStanding) || (exists && ((years ?? 0) > 2 || isLongAgo(since, published)))))
    return [{ status: 'long_standing', years, since }, ...renewed]
  if (says(cues.newContact)) return [{ status: 'new_contact' }, ...renewed]
  // a list of partners says of none how one stands with it
  if (exists && breakYears === null && keys.length < 3 && !says(cues.agreement) && scene.tie !== 'topic') return [{ status: 'existing', since }, ...renewed]
  return renewed
}

/** What a word for twins says: that they are, will be, or may be; nothing where it is only asked or denied. */
function twinningIn(
  fold: string,
  language: Language,
  { since, years, dated, asked }: { since: string | null; years: number | null; dated: boolean; asked: boolean },
): Standing[] {
  const { decided, unsure } = language.relations
  // „приятели сме от 12 години и се надяваме да станем побратими“
  if (years !== null && isHoped(fold, language)) return [{ status: 'long_standing', years }, { status: 'twinning_proposed' }]
  if (has(decided, language, fold) && !has(language.negated, language, fold)) return [{ status: 'twinning_decided' }]
  if (dated && !isDenied(fold, language)) return [{ status: 'twinned', since, years }]
  // „не е побратимен град, но е на път да стане“
  if (asked) return isDenied(fold, language) && isHopedAfter(fold, language) ? [{ status: 'twinning_proposed' }] : []
  if (has(unsure, language, fold) || looksAhead(fold, language)) return [{ status: 'twinning_proposed' }]
  return [{ status: 'twinned', since, years }]
}

/** Kinds of partner one has a standing with. */
const STANDING: ReadonlySet<PartnerKind | undefined> = new Set(['municipality', 'country', 'region'])

/** A sentence or a clause, and keys of those it speaks of. */
type Statement = { scene: Scene; fold: string; keys: string[] }

/** A sentence, or each of its clauses where they name different partners, with whom it speaks of. */
function statementsOf(scene: Scene, spokenOf: readonly string[], page: Page, cast: Cast, partners: ReadonlyMap<string, PartnerDraft>): Statement[] {
  const standing = (keys: readonly string[]): string[] => keys.filter((key) => STANDING.has(partners.get(key)?.kind))
  // „двата ни града са побратимени“, where a paragraph names nobody: those spoken of last
  const { twinned, agreement, renewed, longStanding } = page.language.relations
  if (scene.tie === 'none' && (isHeading(page, scene) || ![twinned, renewed, longStanding].some((cues) => has(cues, page.language, scene.sentence.fold))))
    return []
  const whole = standing(scene.tie === 'none' ? spokenOf : scene.keys)
  if (whole.length === 0) return []
  const clauses = whole.length < 2 ? [] : clausesOf(scene.sentence, page.language).flatMap(aside)
  const own = clauses.map((clause) => ({
    scene,
    fold: clause.fold,
    keys: standing([...new Set(cast.mentions.filter((one) => one.start >= clause.start && one.end <= clause.end).map((one) => one.key))]),
  }))
  // „с Х сме побратимени от 1962, а с У от 1998“: the second has its word from the first
  const cue = hitsOf(twinned, page.language, scene.sentence.fold)[0]
  for (const one of own)
    if (cue && /(?:19|20)\d\d/.test(one.fold) && ![twinned, agreement].some((cues) => has(cues, page.language, one.fold))) one.fold = `${cue.text} ${one.fold}`
  return own.length > 1 && own.every(({ keys }) => keys.length > 0) ? own : [{ scene, fold: scene.sentence.fold, keys: whole }]
}

/** What a long bracket says stands by itself: „… с Чешин (с Мангалия сме побратими от 1999 г.)“. */
function aside(clause: Clause): Clause[] {
  const at = clause.fold.search(/\([^)]{25,}\)/u)
  return at < 1
    ? [clause]
    : [
        { start: clause.start, end: clause.start + at, fold: clause.fold.slice(0, at) },
        { start: clause.start + at, end: clause.end, fold: clause.fold.slice(at) },
      ]
}

/** „ще се побратимят“, „предстои побратимяване“: the word for what is to come stands before. */
function looksAhead(fold: string, language: Language, cues: Cues = language.relations.twinned): boolean {
  const future = hitsOf(language.future, language, fold)
  return hitsOf(cues, language, fold).some((hit) => future.some((ahead) => ahead.end <= hit.end && hit.start - ahead.end < 40))
}

/** „с която е побратимен Пловдив“: another town of ours is named right beside the word for twins, and home is not. */
function isOthers({ sentence }: Scene, cast: Cast, page: Page): boolean {
  const { language } = page
  const domestic = cast.domestic.filter((one) => one.sentence === sentence.index)
  if (
    domestic.length === 0 ||
    cast.homeMentions.some((one) => one.sentence === sentence.index) ||
    [language.home, language.ourselves ?? language.home].some((cues) => has(cues, language, sentence.fold))
  )
    return false
  return hitsOf(language.relations.twinned, language, sentence.fold, sentence.start).some((hit) =>
    domestic.some((one) => one.start < hit.end + 25 && one.end > hit.start - 25),
  )
}

/** A word of hope or doubt stands between the years and the word for twins. */
const isHoped = (fold: string, language: Language): boolean => {
  const twinned = hitsOf(language.relations.twinned, language, fold)[0]
  const feast = language.events.some(({ kind, cues }) => kind === 'celebration' && has(cues, language, fold))
  return (
    twinned !== undefined && !feast && hitsOf(language.relations.unsure, language, fold).some((hit) => hit.end <= twinned.start && twinned.start - hit.end < 60)
  )
}

/** „се договориха да подпишат меморандум“ */
const isTask = (fold: string, language: Language): boolean =>
  hitsOf(language.relations.agreement, language, fold).every((hit) =>
    // „да подпишат меморандум“: the verb may stand between
    [/$/, /\s\p{L}+\s?$/u].some((verb) => anchoredOf(language.wished, language).end.test(fold.slice(Math.max(0, hit.start - 30), hit.start).replace(verb, ''))),
  )

/** „предложение за подписване на протокол“ */
const isProposed = (fold: string, language: Language): boolean => {
  const unsure = hitsOf(language.relations.unsure, language, fold)
  return hitsOf(language.relations.agreement, language, fold).every((hit) => unsure.some((one) => one.end <= hit.start && hit.start - one.end < 30))
}

/** „дали двата града са побратимени“, „Побратимяване не е обсъждано“: nothing is said to be. */
const isAsked = (fold: string, language: Language): boolean => fold.trimEnd().endsWith('?') || has(language.relations.asked, language, fold)

const isBefore = (year: string | null, published: string | null): boolean => year !== null && published !== null && year < published.slice(0, 4)

/** „не е побратимен град“: the denial runs into the word. */
const isDenied = (fold: string, language: Language): boolean => {
  const asked = hitsOf(language.relations.asked, language, fold)
  return hitsOf(language.relations.twinned, language, fold).some((hit) =>
    asked.some((no) => (no.start < hit.start && hit.start - no.end < 2) || (no.start <= hit.start && no.end > hit.end && no.end - hit.end < 12)),
  )
}

/** A word of hope stands behind the denial. */
function isHopedAfter(fold: string, language: Language): boolean {
  const denied = hitsOf(language.relations.asked, language, fold).at(-1)
  return denied !== undefined && has(language.relations.unsure, language, fold.slice(denied.end))
}

/** Years after which something is of long standing. */
const LONG_AGO = 7

const isLongAgo = (since: string | null, published: string | null): boolean =>
  since !== null && published !== null && Number(published.slice(0, 4)) - Number(since) >= LONG_AGO

/** One standing for each pair: a twin is not also an old friend; a proposal or a renewal may stand beside. */
function settled(drafts: RelationDraft[], partners: ReadonlyMap<string, PartnerDraft>): RelationDraft[] {
  const standing = (key: string, ...statuses: RelationStatus[]): RelationDraft | undefined =>
    drafts.find((draft) => draft.with === key && statuses.includes(draft.status))
  return drafts.filter((draft) => {
    const { with: key, status } = draft
    // with a land a town has no standing; it may look for a partner there, or take up talks again
    if (partners.get(key)?.kind === 'country' && status !== 'twinning_proposed' && status !== 'renewed') return false
    const twin = standing(key, 'twinned')
    if (status === 'twinned') {
      // decided is not yet signed; a year or a duration says it is
      if (standing(key, 'twinning_decided') && draft.since === null && draft.years === null) return false
      const old = standing(key, 'long_standing')
      if (old) draft.years ??= old.years
      return true
    }
    if (status === 'long_standing') return !twin
    if (status === 'existing') return !standing(key, 'twinned', 'agreement', 'long_standing', 'twinning_proposed', 'twinning_decided', 'renewed', 'new_contact')
    if (status === 'new_contact') return !standing(key, 'twinned', 'agreement', 'long_standing', 'twinning_decided', 'renewed')
    if (status === 'twinning_proposed') return (!twin || standing(key, 'twinning_decided') !== undefined) && !standing(key, 'twinning_decided')
    return true
  })
}
