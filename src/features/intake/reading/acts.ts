// Symbolic acts: what is given, planted, laid, unveiled and conferred, and with whom.
import { meantPartnersOf } from './meant-partners.ts'
import { clausesOf } from './clauses.ts'
import { anchoredOf, has, type Hit, hitsOf } from './cues.ts'
import type { ActKind, Language } from './languages/language.ts'
import type { Stretch } from './names.ts'
import { MOST_FINDS, type ActDraft } from './reading.ts'
import { isHeading, missionIn, type Stage } from './stage.ts'

/** What is left of a phrase: up to the next stop, whole words. */
const REST_OF_PHRASE = /^[^,.;:!?()–\n，。；、]{0,50}(?!\p{L})/u

/** Acts hardly done without guests. */
const EXCHANGED: ReadonlySet<ActKind> = new Set(['gift', 'tree_planting', 'guest_book'])

export function actsIn(stage: Stage): ActDraft[] {
  const { page, cast, scenes, partners, spokenOf, announces } = stage
  const { language } = page
  const drafts: ActDraft[] = []
  // where the text has one partner only, whoever gives or plants does it with that one
  const [first, ...others] = cast.partners.filter(({ kind }) => kind !== 'country')
  const sole = first?.kind === 'municipality' && others.length === 0 ? [first.key] : []
  const firstTied = scenes.findIndex((scene) => scene.tie !== 'none')
  const meantPartners = meantPartnersOf(stage, { passing: true })
  for (const [i, scene] of scenes.entries()) {
    if (isHeading(page, scene)) continue
    const keys = meantPartners(i, scene.tie === 'none' && i < firstTied ? sole : spokenOf[i]!)
    if (keys.length === 0) continue
    const official = scene.tie === 'none' && keys.every((key) => partners.get(key)?.kind === 'embassy')
    // „подари почетен знак“ is an award
    const told: Stretch[] = []
    for (const { kind, cues } of language.acts) {
      // wreaths are laid on our own feasts too, and prizes given to our own people
      if (scene.tie === 'none' && (kind === 'wreath' || (sole.length === 0 && !EXCHANGED.has(kind)))) continue
      // an embassy hardly plants anything unsaid
      if (official && kind !== 'gift' && kind !== 'guest_book') continue
      // each side gives something: „тя подари …, а той …“
      const clauses = kind === 'gift' ? clausesOf(scene.sentence, language).filter(({ fold }) => has(cues, language, fold)) : []
      for (const stretch of clauses.length > 0 ? clauses : [scene.sentence]) {
        const hit = hitsOf(cues, language, stretch.fold, stretch.start).find(
          (one) => announces || !isToCome(stretch.fold.slice(0, one.start - stretch.start), one, language),
        )
        if (!hit || drafts.length === MOST_FINDS) continue
        // one thing planted is one act, told twice or not
        if ((kind === 'tree_planting' || kind === 'award') && drafts.some((draft) => draft.kind === kind && draft.with.some((key) => keys.includes(key))))
          continue
        // to the end of the phrase: a cue may end before its noun („порцеланова“)
        const end = hit.end + (REST_OF_PHRASE.exec(page.text.slice(hit.end, stretch.end))?.[0].trimEnd().length ?? 0)
        if (told.some((other) => other.start < hit.end && hit.start < other.end)) continue
        told.push(hit)
        const mission = scene.named.length > 0 ? undefined : missionIn(stretch.fold, stage)
        drafts.push({ kind, text: page.quote(hit.start, end), with: mission === undefined ? keys : [mission], evidence: [page.spanOf(hit.start, end)] })
      }
    }
  }
  return drafts
}

/** „ще му предаде“, „да изпрати“, „венец ще положи“: promised and not yet done; up to two words may stand between. */
const isToCome = (before: string, hit: Hit, language: Language): boolean =>
  hitsOf(language.future, language, hit.text).some(({ start }) => start > 0) ||
  [language.future, language.wished].some((cues) =>
    [/$/, /\s\p{L}+\s*$/u, /\s\p{L}+\s\p{L}+\s*$/u].some((words) => anchoredOf(cues, language).end.test(before.slice(-60).replace(words, ' '))),
  )
