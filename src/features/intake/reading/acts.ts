// Symbolic acts: what is given, planted, laid, unveiled and conferred, and with whom.
import { meantPartnersOf } from './meant-partners.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { anchoredOf, has, type Hit, hitsOf } from './cues.ts'
import type { ActKind, Cues, Language } from './languages/language.ts'
import { overlaps, type Stretch } from './names.ts'
import { MOST_FINDS, type ActDraft } from './reading.ts'
import type { Scene } from './scenes.ts'
import { isHeading, missionIn, type Stage } from './stage.ts'

/** What is left of a phrase: up to the next stop, whole words. */
const REST_OF_PHRASE = /^[^,.;:!?()–\n，。；、]{0,50}(?!\p{L})/u

/** Acts hardly done without guests. */
const EXCHANGED: ReadonlySet<ActKind> = new Set(['gift', 'tree_planting', 'guest_book'])

/** Acts of which one with the same partner is told once, however often it is named: one thing planted is one act. */
const ONCE: ReadonlySet<ActKind> = new Set(['tree_planting', 'award'])
/** Acts an embassy has a part in where nobody says so. */
const OF_EMBASSIES: ReadonlySet<ActKind> = new Set(['gift', 'guest_book'])

/** Each act with the phrase that tells it and keys of those it is done with; what is only promised is none. */
export function actsIn(stage: Stage): ActDraft[] {
  const { page, cast, scenes, partners, spokenOf } = stage
  const { language } = page
  const drafts: ActDraft[] = []
  // where the text has one partner only, whoever gives or plants does it with that one
  const [first, ...others] = cast.partners.filter(({ kind }) => kind !== 'country')
  const sole = first?.kind === 'municipality' && others.length === 0 ? [first.key] : []
  const firstTied = scenes.findIndex((scene) => scene.tie !== 'none')
  const meantPartners = meantPartnersOf(stage, { passing: true })
  for (const [i, scene] of scenes.entries()) {
    if (isHeading(page, scene)) continue
    const untold = scene.tie === 'none'
    const keys = meantPartners(i, untold && i < firstTied ? sole : spokenOf[i]!)
    if (keys.length === 0) continue
    const isOfEmbassy = untold && keys.every((key) => partners.get(key)?.kind === 'embassy')
    // „подари почетен знак“ is an award
    const told: Stretch[] = []
    for (const { kind, cues } of language.acts) {
      // wreaths are laid on our own feasts too, and prizes given to our own people
      if (untold && (kind === 'wreath' || (sole.length === 0 && !EXCHANGED.has(kind)))) continue
      if (isOfEmbassy && !OF_EMBASSIES.has(kind)) continue
      for (const { hit, part } of actHitsIn(scene, kind, cues, stage)) {
        if (drafts.length === MOST_FINDS || told.some((other) => overlaps(other, hit))) continue
        if (ONCE.has(kind) && drafts.some((draft) => draft.kind === kind && draft.with.some((key) => keys.includes(key)))) continue
        told.push(hit)
        // to the end of the phrase: a cue may end before its noun („порцеланова“)
        const end = hit.end + (REST_OF_PHRASE.exec(page.text.slice(hit.end, part.end))?.[0].trimEnd().length ?? 0)
        const mission = scene.named.length > 0 ? undefined : missionIn(part.fold, stage)
        drafts.push({ kind, text: page.quote(hit.start, end), with: mission === undefined ? keys : [mission], evidence: [page.spanOf(hit.start, end)] })
      }
    }
  }
  return drafts
}

/** Where a sentence tells of an act as done, once; of gifts once in each of its clauses: „тя подари …, а той …“. */
function actHitsIn({ sentence }: Scene, kind: ActKind, cues: Cues, { page: { language }, announces }: Stage): { hit: Hit; part: Clause }[] {
  const clauses = kind === 'gift' ? clausesOf(sentence, language).filter(({ fold }) => has(cues, language, fold)) : []
  return (clauses.length > 0 ? clauses : [sentence]).flatMap((part) => {
    const isDone = (hit: Hit): boolean => announces || !isToCome(part.fold.slice(0, hit.start - part.start), hit, language)
    const hit = hitsOf(cues, language, part.fold, part.start).find(isDone)
    return hit ? [{ hit, part }] : []
  })
}

/** Letters before a verb in which a word for what is to come is looked for. */
const REACH = 60

/** „ще му предаде“, „да изпрати“, „венец ще положи“: promised and not yet done; up to two words may stand between. */
const isToCome = (before: string, hit: Hit, language: Language): boolean =>
  hitsOf(language.future, language, hit.text).some(({ start }) => start > 0) ||
  [language.future, language.wished].some((cues) =>
    [/$/, /\s\p{L}+\s*$/u, /\s\p{L}+\s\p{L}+\s*$/u].some((words) => anchoredOf(cues, language).end.test(before.slice(-REACH).replace(words, ' '))),
  )
