// Promises: what is agreed, proposed, planned, or to what one is invited.
import { clausesOf } from './clauses.ts'
import { has, NONE, only } from './cues.ts'
import { datesIn } from './dates.ts'
import { boundsOf, DAY } from './days.ts'
import type { CommitmentState, Language, Topic } from './languages/language.ts'
import { meantPartnersOf } from './meant-partners.ts'
import { precededBy } from './names.ts'
import type { CommitmentDraft } from './reading.ts'
import { isHeading, missionIn, type Stage, whenOf } from './stage.ts'

/** Days since when what a clause tells of is long over, and no promise. */
const LONG_OVER = 40
/** Letters below which a clause says nothing one could promise. */
const SHORTEST = 20
const SHORTEST_HAN = 7

/** Each clause that promises, with whom and until when. */
export function commitmentsIn(stage: Stage): CommitmentDraft[] {
  const { page, scenes, partners, spokenOf, published, home } = stage
  const meantPartners = meantPartnersOf(stage, { passing: false })
  const { language } = page
  const drafts: CommitmentDraft[] = []
  /** Whose the talks are of a sentence on business that names nobody: the firm's just met with. */
  const dealtWith = (i: number): string[] | undefined => {
    const [before, scene] = [scenes[i - 1], scenes[i]!]
    if (scene.named.length > 0 || before?.sentence.paragraph !== scene.sentence.paragraph || !has(business, language, scene.sentence.fold)) return undefined
    const firms = before.named.filter((key) => partners.get(key)?.kind === 'company')
    return firms.length > 0 && firms.length === before.named.length ? firms : undefined
  }
  const business = language.topics.find(({ topic }) => topic === 'business')?.cues ?? NONE
  const now = boundsOf(published)?.[0] ?? -Infinity
  let listed = false
  let lead = -1
  for (const [i, scene] of scenes.entries()) {
    const paragraph = page.paragraphs[scene.sentence.paragraph]
    const item = /^\s*(?:[–—•*-]|\d{1,2}[.)])\s?/u.test(scene.sentence.text)
    if (scene.sentence.paragraph !== lead && !item) listed = false
    if (
      scene.sentence.text.trimEnd().endsWith(':') &&
      (has(language.future, language, scene.sentence.fold) || stateOf(scene.sentence.fold, language) !== undefined)
    ) {
      listed = true
      lead = paragraph?.index ?? -1
    }
    if (isHeading(page, scene)) continue
    const untold = scene.tie === 'none'
    const keys = meantPartners(i, dealtWith(i) ?? (untold ? spokenOf[i]! : scene.keys.filter((key) => partners.has(key))))
    if (keys.length === 0) continue
    const promised = drafts.length
    for (const clause of clausesOf(scene.sentence, language)) {
      if (has(language.notCommitment, language, clause.fold)) continue
      if (drafts.length > promised && has(language.costs ?? [], language, clause.fold)) continue
      const said = stateOf(clause.fold, language)
      const future = has(language.future, language, clause.fold)
      // a wish or promise looks ahead, even where its sentence tells of the day it was spoken; what was agreed upon does by its verb or its limit
      const own = scene.dates.filter((date) => date.start >= clause.start && date.end <= clause.end)
      const isAhead =
        said === 'agreed'
          ? has(language.wished, language, clause.fold) || own.some((date) => precededBy(page, date.start, only(language.dates.by), 20))
          : said !== undefined
      const dates = future || isAhead || (listed && item) ? datesIn(clause.fold, clause.start, language, published, true) : own
      const due = dates.find((date) => date.horizon || (boundsOf(date.iso)?.[1] ?? Infinity) >= now)
      const ahead = due !== undefined && due.weak !== true && ((due.horizon === true && future) || (published !== null && (boundsOf(due.iso)?.[0] ?? 0) > now))
      const over = dates.find((date) => (boundsOf(date.iso)?.[1] ?? Infinity) < now - LONG_OVER * DAY)
      if (over && !due) continue
      // what lies ahead and is said of a partner is planned, whatever verb says it; what an announcement says of the days to come is the visit itself
      const planned = home.place !== null && !stage.announces && !untold && (scene.tie !== 'topic' ? ahead || future : ahead && future)
      const state = said ?? (planned || (listed && item) ? 'planned' : undefined)
      // where nobody is named, only what is plainly a promise is one
      if (untold && !(listed && item) && !(state === 'agreed' || state === 'invited')) continue
      if (
        !state ||
        (state === 'proposed' && (has(language.relations.twinned, language, clause.fold) || has(language.relations.renewed, language, clause.fold)))
      )
        continue
      const text = page.quote(clause.start, clause.end).replace(/^[\s,;–，；、：。-]+(?:并且?|则|随后|同时|此外|另外|还)?|[\s,;.，；、：。]+$/gu, '')
      if (text.length < (language.code === 'zh' ? SHORTEST_HAN : SHORTEST)) continue
      const topic: Topic = language.topics.find(({ cues }) => has(cues, language, clause.fold))?.topic ?? 'other'
      const mission = scene.named.length > 0 ? undefined : missionIn(clause.fold, stage)
      drafts.push({
        text,
        topic,
        state,
        with: mission === undefined ? keys : [mission],
        due: whenOf(page, due),
        evidence: [page.spanOf(clause.start, clause.end)],
      })
    }
  }
  return drafts
}

const stateOf = (fold: string, language: Language): CommitmentState | undefined => language.commitments.find(({ cues }) => has(cues, language, fold))?.state
