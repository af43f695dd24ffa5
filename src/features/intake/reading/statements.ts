// What the sentences say of the partners: events, relations, promises, symbolic acts, fields of cooperation.
import { has, hitsOf, sourceOf } from './cues.ts'
import { boundsOf, type Found, numberOf, numberPattern } from './dates.ts'
import type { Cues, EventKind, Field, Language, RelationStatus, Topic } from './languages/language.ts'
import { quotesIn } from './names.ts'
import type { Page } from './page.ts'
import { mostFrequent } from './building.ts'
import type { Cast } from './partners.ts'
import type { ActDraft, CommitmentDraft, EventDraft, FieldDraft, Home, PartnerDraft, RelationDraft, When } from './reading.ts'
import { type Direction, directionIn, isDateLine, nearPublished, overlapDates, type Scene } from './scenes.ts'

export type Stage = { page: Page; cast: Cast; scenes: readonly Scene[]; published: string | null; home: Home; homeName: string }

const NO_DATE: When = { text: null, iso: null, span: null }

function whenOf(page: Page, found: Found | undefined): When {
  return found ? { text: page.text.slice(found.start, found.end).trim(), iso: found.iso, span: page.spanOf(found.start, found.end) } : NO_DATE
}

const sentenceSpan = (page: Page, scene: Scene): readonly [number, number] => page.spanOf(scene.sentence.start, scene.sentence.end)

/** Kinds that stand for themselves; the rest fold into a visit or signing of the same days. */
const OWN: ReadonlySet<EventKind> = new Set(['signing', 'visit', 'exhibition', 'exchange', 'council_session', 'forum'])

export function eventsIn({ page, cast, scenes, published, home, homeName }: Stage): EventDraft[] {
  const { language } = page
  const partners = new Map(cast.partners.map((partner) => [partner.key, partner]))
  const quotes = quotesIn(page.text).filter((quote) => quote.end - quote.start < 60)
  const drafts: (EventDraft & { dated: boolean })[] = []
  const main = mainDate(scenes, published)
  const told = scenes.filter((scene) => scene.ownDirection && scene.tie !== 'none').map((scene) => scene.direction)
  const usual: Direction = mostFrequent(told) ?? 'none'
  let paragraphDate: { paragraph: number; found: Found } | undefined
  const days = page.paragraphs.flatMap((paragraph) => { const found = isDateLine(paragraph, page, published); return found ? [{ paragraph: paragraph.index, found }] : [] })
  for (const scene of scenes) {
    if (scene.tie === 'none' || isHeading(page, scene)) continue
    const { sentence } = scene
    const negated = has(language.negated, language, sentence.fold)
    const hits = language.events.flatMap(({ kind, cues }) => hitsOf(cues, language, sentence.fold, sentence.start).filter((hit) => !quotes.some((quote) => quote.start < hit.start && hit.end < quote.end)).map((hit) => ({ ...hit, kind })))
    if (hits.length === 0) continue
    const dated = scene.dates.filter((date) => date.iso !== null && !date.horizon)
    if (dated[0] && paragraphDate?.paragraph !== sentence.paragraph) paragraphDate = { paragraph: sentence.paragraph, found: dated[0] }
    const kinds = new Set<EventKind>()
    for (const hit of hits.sort((a, b) => rank(a.kind) - rank(b.kind))) {
      if (kinds.has(hit.kind) || (scene.tie === 'topic' && hit.kind !== 'signing') || (negated && hit.kind !== 'council_session')) continue
      kinds.add(hit.kind)
      const clause = clauseAround(scene, hit)
      const ahead = has(language.future, language, clause)
      const now = boundsOf(published)?.[0]
      // what is told as done cannot lie ahead: such a day belongs to something else in the sentence
      const near = nearest(dated.filter((date) => !(date.weak && (days.length > 1 || (!ahead && farness(date, hit) > 90)))).filter((date) => ahead || !page.text.slice(Math.min(hit.end, date.end), Math.max(hit.start, date.start)).includes(':')).filter((date) => ahead || scene.future || now === undefined || (boundsOf(date.iso)?.[0] ?? 0) <= now), hit) ?? (days.length > 1 ? days.findLast((day) => day.paragraph < sentence.paragraph)?.found : undefined)
      const inherited = near ? undefined : paragraphDate?.paragraph === sentence.paragraph && !ahead ? paragraphDate.found : undefined
      const found = near ?? inherited
      const iso = found?.iso ?? (ahead ? nearPublished(published, true) : main ?? nearPublished(published, false))
      if (SHOWN.has(hit.kind) && !near) continue
      const keys = withOf(scene, hit, partners, cast)
      if (keys.length === 0) continue
      const old = isOld(iso, published)
      const direction: Direction = hit.kind === 'council_session' ? 'none' : old && !scene.ownDirection ? 'none' : directionAround(scene, hit, { page, cast, home, partners }, usual)
      if ((hit.kind === 'visit' || hit.kind === 'exchange') && direction === 'none') continue
      const planned = (ahead || days.length > 1 || scene.future) && (boundsOf(iso)?.[1] ?? 0) >= (boundsOf(published)?.[0] ?? Infinity)
      const place = direction === 'outgoing' ? (partners.get(keys.find((key) => partners.get(key)?.kind === 'municipality') ?? '')?.name ?? null) : direction === 'incoming' ? homeName : null
      drafts.push({ kind: hit.kind, direction, when: found ? { ...whenOf(page, found), iso } : { ...NO_DATE, iso }, place, with: keys, planned, evidence: [sentenceSpan(page, scene)], dated: near !== undefined })
    }
  }
  return folded(drafts)
}

/** The part of the sentence around a cue, up to the next comma or the like. */
function clauseAround({ sentence }: Scene, hit: { start: number; end: number }): string {
  const from = hit.start - sentence.start
  const to = hit.end - sentence.start
  const left = sentence.fold.slice(0, from).search(/[^,;:–]*$/u)
  const right = sentence.fold.slice(to).search(/[,;:–]/u)
  return sentence.fold.slice(left, right < 0 ? undefined : to + right)
}

/** Kinds a text mentions by the way; without a day of their own they are no event of the partner's. */
const SHOWN: ReadonlySet<EventKind> = new Set(['exhibition', 'festival', 'celebration'])

const rank = (kind: EventKind): number => ['signing', 'visit', 'council_session', 'exchange', 'exhibition', 'forum', 'meeting', 'celebration', 'festival', 'ceremony', 'other'].indexOf(kind)

const isHeading = (page: Page, scene: Scene): boolean => page.paragraphs[scene.sentence.paragraph]?.heading === true

function isOld(iso: string | null, published: string | null): boolean {
  const then = boundsOf(iso)
  const now = boundsOf(published)
  return then !== null && now !== null && now[0] - then[1] > 200 * 86_400_000
}

/** The day the item mainly tells of: the first past one near its date. */
function mainDate(scenes: readonly Scene[], published: string | null): string | null {
  const now = boundsOf(published)?.[0]
  if (now === undefined) return null
  for (const scene of scenes) {
    if (scene.tie === 'none') continue
    if (scene.sentence.index > 5) return null
    for (const date of scene.dates) {
      const bounds = boundsOf(date.iso)
      if (bounds && bounds[0] <= now && now - bounds[0] < 45 * 86_400_000 && !date.horizon) return date.iso
    }
  }
  return null
}

const nearest = (dates: readonly Found[], hit: { start: number; end: number }): Found | undefined =>
  [...dates].sort((a, b) => farness(a, hit) - farness(b, hit))[0]

// a feast named in passing, or a mere year, is a worse date than a day
const farness = (date: Found, hit: { start: number; end: number }): number => Math.min(Math.abs(date.start - hit.end), Math.abs(hit.start - date.end)) + (date.weak || /^\d{4}$/.test(date.iso ?? '') ? 60 : 0)

/** The way of the clause a cue stands in; of the sentence, where the clause does not say. */
function directionAround(scene: Scene, hit: { start: number; end: number }, { page, cast, home, partners }: { page: Page; cast: Cast; home: Home; partners: Map<string, PartnerDraft> }, usual: Direction): Direction {
  if (scene.direction === 'none' && !has(page.language.online, page.language, scene.sentence.fold)) return usual
  const clauses = clausesOf(scene, page.language)
  const own = clauses.find((clause) => clause.start <= hit.start && hit.start < clause.end)
  if (clauses.length < 2 || !own) return scene.direction
  const told = directionIn(own, page, cast, home, partners)
  return told === 'none' ? scene.direction : told
}

function withOf(scene: Scene, _hit: { start: number; end: number }, partners: Map<string, PartnerDraft>, _cast: Cast): string[] {
  const keys = scene.keys.filter((key) => partners.has(key))
  const only = keys.length === 1 ? partners.get(keys[0] ?? '') : undefined
  // a country's ambassador is whom one met, if the text has one
  const embassy = only?.kind === 'country' ? [...partners.values()].find((partner) => partner.kind === 'embassy' && partner.country === only.country) : undefined
  if (embassy) return [embassy.key]
  // a town makes the naming of its country superfluous
  return keys.filter((key) => partners.get(key)?.kind !== 'country' || keys.length === 1)
}

/** One event for the same people, way and days; small kinds fold into the visit they belong to. */
function folded(drafts: (EventDraft & { dated: boolean })[]): EventDraft[] {
  const kept: (EventDraft & { dated: boolean })[] = []
  const share = (a: EventDraft, b: EventDraft): boolean => a.with.some((key) => b.with.includes(key))
  const order = [...drafts].sort((a, b) => rank(a.kind) - rank(b.kind) || Number(b.dated) - Number(a.dated))
  for (const draft of order) {
    // nobody comes and goes on the same days: the first telling decides
    const opposite = (draft.kind === 'visit' || draft.kind === 'signing' || draft.kind === 'exchange') && kept.find((other) => other.kind === draft.kind && share(other, draft) && other.direction !== draft.direction && short(other) && short(draft) && overlapDates(other.when.iso, draft.when.iso))
    if (opposite) {
      opposite.evidence.push(...draft.evidence)
      continue
    }
    const same = kept.find((other) => share(other, draft) && other.direction === draft.direction && (overlapDates(other.when.iso, draft.when.iso) || (draft.kind === 'visit' && other.kind === 'visit' && nearDates(other.when.iso, draft.when.iso))) && (other.kind === draft.kind || (!OWN.has(draft.kind) && (other.kind !== 'signing' || draft.kind === 'ceremony')) || (draft.kind === 'exchange' && other.kind === 'visit')))
    if (same) {
      for (const key of draft.with) if ((same.kind === draft.kind || draft.kind === 'meeting') && !same.with.includes(key)) same.with.push(key)
      same.evidence.push(...draft.evidence)
    } else if (!(draft.kind === 'festival' || draft.kind === 'celebration' || draft.kind === 'ceremony') || draft.dated || !kept.some((other) => share(other, draft))) kept.push({ ...draft, with: [...draft.with], evidence: [...draft.evidence] })
  }
  return kept.sort((a, b) => (a.evidence[0]?.[0] ?? 0) - (b.evidence[0]?.[0] ?? 0)).map(({ kind, direction, when, place, with: partners, planned, evidence }) => ({ kind, direction, when, place, with: partners, planned, evidence }))
}

/** Lasting no longer than a visit does. */
const short = (event: EventDraft): boolean => {
  const bounds = boundsOf(event.when.iso)
  return bounds !== null && bounds[1] - bounds[0] < 35 * 86_400_000
}

/** Within three days of each other: days of one stay. */
function nearDates(a: string | null, b: string | null): boolean {
  const [A, B] = [boundsOf(a), boundsOf(b)]
  return A !== null && B !== null && Math.max(A[0], B[0]) - Math.min(A[1], B[1]) <= 3 * 86_400_000
}

const numbered = new Map<string, RegExp>()
function numbersIn(cues: Cues, language: Language, fold: string, pattern: string): string[] {
  const key = `${language.code} ${cues.join('|')}`
  let regex = numbered.get(key)
  if (!regex) {
    regex = new RegExp(`(?<![\\p{L}\\p{N}])(?:${cues.map((cue, i) => sourceOf(cue).replace('N', `(?<n${i}>${pattern})`).replaceAll('N', pattern)).join('|') || '(?!)'})`, 'gu')
    numbered.set(key, regex)
  }
  return [...fold.matchAll(regex)].map((hit) => Object.values(hit.groups ?? {}).find((value) => value !== undefined) ?? '')
}

const yearsIn = (cues: Cues, language: Language, fold: string): number | null => {
  for (const text of numbersIn(cues, language, fold, numberPattern(language))) {
    const n = numberOf(text, language)
    if (n !== null && n > 0 && n < 200) return n
  }
  return null
}

export function relationsIn({ page, cast, scenes, published }: Stage): RelationDraft[] {
  const { language } = page
  const cues = language.relations
  const partners = new Map(cast.partners.map((partner) => [partner.key, partner]))
  const drafts: RelationDraft[] = []
  const put = (scene: Scene, keys: readonly string[], status: RelationStatus, extra: { since?: string | null; years?: number | null; breakYears?: number | null }): void => {
    for (const key of keys) {
      const known = drafts.find((draft) => draft.with === key && draft.status === status)
      if (known) {
        known.since ??= extra.since ?? null
        known.years ??= extra.years ?? null
        known.breakYears ??= extra.breakYears ?? null
        known.evidence.push(sentenceSpan(page, scene))
      } else drafts.push({ with: key, status, since: extra.since ?? null, years: extra.years ?? null, breakYears: extra.breakYears ?? null, evidence: [sentenceSpan(page, scene)] })
    }
  }
  for (const scene of scenes) {
    if (scene.tie === 'none') continue
    const { fold } = scene.sentence
    const keys = scene.keys.filter((key) => partners.get(key)?.kind === 'municipality' || partners.get(key)?.kind === 'country' || partners.get(key)?.kind === 'region')
    if (keys.length === 0) continue
    const since = numbersIn(cues.since, language, fold, '(?:19|20)\\d\\d')[0] ?? null
    const years = yearsIn(cues.years, language, fold)
    const breakYears = yearsIn(cues.breakYears, language, fold)
    const unsure = has(cues.unsure, language, fold)
    if (has(cues.twinned, language, fold)) {
      if (has(cues.decided, language, fold) && !has(language.negated, language, fold)) put(scene, keys, 'twinning_decided', {})
      else if (unsure || scene.future) put(scene, keys, 'twinning_proposed', {})
      else put(scene, keys, 'twinned', { since, years: breakYears ? null : years })
    } else if (has(cues.agreement, language, fold)) {
      const at = scene.dates.find((date) => date.iso)?.iso?.slice(0, 4)
      put(scene, keys, 'agreement', { since: since ?? at ?? published?.slice(0, 4) ?? null })
    } else if (breakYears === null && (has(cues.longStanding, language, fold) || (years !== null && years > 2 && has(cues.existing, language, fold)))) put(scene, keys, 'long_standing', { years, since })
    else if (breakYears === null && keys.length < 3 && has(cues.existing, language, fold) && scene.tie !== 'topic') put(scene, keys, 'existing', {})
    if (has(cues.renewed, language, fold) || breakYears !== null) put(scene, keys, 'renewed', { breakYears })
  }
  return settled(drafts, partners)
}

/** One standing for each pair: a twin is not also an old friend; a proposal or a renewal may stand beside. */
function settled(drafts: RelationDraft[], partners: Map<string, PartnerDraft>): RelationDraft[] {
  const has_ = (key: string, ...statuses: RelationStatus[]): RelationDraft | undefined => drafts.find((draft) => draft.with === key && statuses.includes(draft.status))
  return drafts.filter((draft) => {
    const { with: key, status } = draft
    const twin = has_(key, 'twinned')
    if (status === 'twinned') {
      // decided is not yet signed; a year or a duration says it is
      if (has_(key, 'twinning_decided') && draft.since === null && draft.years === null) return false
      const old = has_(key, 'long_standing')
      if (old) draft.years ??= old.years
      return true
    }
    if (status === 'long_standing') return !twin
    if (status === 'existing') return !has_(key, 'twinned', 'agreement', 'long_standing', 'twinning_proposed', 'twinning_decided', 'renewed') && partners.get(key)?.kind !== 'country'
    if (status === 'twinning_proposed') return (!twin || has_(key, 'twinning_decided') !== undefined) && !has_(key, 'twinning_decided')
    return true
  })
}

/** Parts of a sentence that may each hold a promise. */
function clausesOf(scene: Scene, language: Language): { start: number; end: number; fold: string }[] {
  const cuts = hitsLoose(language.clauseBreaks, scene.sentence.fold)
  const out: { start: number; end: number; fold: string }[] = []
  let from = 0
  for (const cut of [...cuts, scene.sentence.fold.length]) {
    const fold = scene.sentence.fold.slice(from, cut)
    if (fold.trim().length > 0) out.push({ start: scene.sentence.start + from, end: scene.sentence.start + cut, fold })
    from = cut
  }
  return out
}

const loose = new WeakMap<Cues, RegExp>()
function hitsLoose(cues: Cues, text: string): number[] {
  const pattern = loose.get(cues) ?? new RegExp(`(?:${cues.map(sourceOf).join('|') || '(?!)'})(?![\\p{L}])`, 'gu')
  loose.set(cues, pattern)
  return [...text.matchAll(pattern)].map((hit) => hit.index)
}

export function commitmentsIn({ page, cast, scenes, published }: Stage): CommitmentDraft[] {
  const { language } = page
  const partners = new Map(cast.partners.map((partner) => [partner.key, partner]))
  const drafts: CommitmentDraft[] = []
  const now = boundsOf(published)?.[0] ?? -Infinity
  for (const scene of scenes) {
    if (scene.tie === 'none' || isHeading(page, scene)) continue
    const keys = scene.keys.filter((key) => partners.has(key))
    if (keys.length === 0 || has(language.notCommitment, language, scene.sentence.fold)) continue
    for (const clause of clausesOf(scene, language)) {
      const state = language.commitments.find(({ cues }) => has(cues, language, clause.fold))?.state
      if (!state || (state === 'proposed' && (has(language.relations.twinned, language, clause.fold) || has(language.relations.renewed, language, clause.fold)))) continue
      const due = scene.dates.find((date) => date.start >= clause.start && date.end <= clause.end && (date.horizon || (boundsOf(date.iso)?.[1] ?? Infinity) >= now))
      const over = scene.dates.find((date) => date.start >= clause.start && date.end <= clause.end && (boundsOf(date.iso)?.[1] ?? Infinity) < now - 40 * 86_400_000)
      if (over && !due) continue
      const text = page.text.slice(clause.start, clause.end).replace(/^[\s,;–-]+|[\s,;.]+$/gu, '').replace(/\s+/g, ' ')
      if (text.length < 20) continue
      const topic: Topic = language.topics.find(({ cues }) => has(cues, language, clause.fold))?.topic ?? 'other'
      drafts.push({ text, topic, state, with: keys, due: whenOf(page, due), evidence: [page.spanOf(clause.start, clause.end)] })
    }
  }
  return drafts
}

export function actsIn({ page, cast, scenes }: Stage): ActDraft[] {
  const { language } = page
  const partners = new Map(cast.partners.map((partner) => [partner.key, partner]))
  const drafts: ActDraft[] = []
  for (const scene of scenes) {
    if (scene.tie === 'none' || isHeading(page, scene)) continue
    const keys = scene.keys.filter((key) => partners.has(key))
    if (keys.length === 0) continue
    for (const { kind, cues } of language.acts) {
      const hit = hitsOf(cues, language, scene.sentence.fold, scene.sentence.start)[0]
      if (!hit) continue
      // one thing planted is one act, told twice or not
      if ((kind === 'tree_planting' || kind === 'award') && drafts.some((draft) => draft.kind === kind && draft.with.some((key) => keys.includes(key)))) continue
      if (kind === 'gift' && drafts.some((draft) => draft.kind !== 'gift' && draft.evidence[0]?.[0] === page.spanOf(hit.start, hit.end)[0])) continue
      drafts.push({ kind, text: page.text.slice(hit.start, hit.end).replace(/\s+/g, ' '), with: keys, evidence: [page.spanOf(hit.start, hit.end)] })
    }
  }
  return drafts
}

export function fieldsIn({ page, scenes }: Stage): FieldDraft[] {
  const { language } = page
  const quotes = quotesIn(page.text).filter((quote) => quote.end - quote.start < 60)
  const found = new Map<Field, FieldDraft>()
  for (const scene of scenes) {
    if (scene.tie === 'none' || isHeading(page, scene)) continue
    if (!has(language.fieldPlace, language, scene.sentence.fold)) continue
    for (const [field, cues] of Object.entries(language.fields) as [Field, Cues][]) {
      const hits = hitsOf(cues, language, scene.sentence.fold, scene.sentence.start).filter((hit) => !quotes.some((quote) => quote.start < hit.start && hit.end < quote.end))
      if (hits.length === 0) continue
      const draft = found.get(field) ?? { field, evidence: [] }
      draft.evidence.push(...hits.map((hit) => page.spanOf(hit.start, hit.end)))
      found.set(field, draft)
    }
  }
  return [...found.values()]
}
