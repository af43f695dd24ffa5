// Fields of cooperation the sentences on partners speak of.
import { hitsOf } from './cues.ts'
import type { Cues, Field } from './languages/language.ts'
import { among, quotesIn } from './names.ts'
import type { FieldDraft } from './reading.ts'
import { isHeading, type Stage } from './stage.ts'

/** Letters up to which a quote is a title. */
const LONGEST_TITLE = 60

/** Each field once, with every word that speaks of it; what titles in quotation marks say does not count. */
export function fieldsIn({ page, scenes, spokenOf }: Stage): FieldDraft[] {
  const { language } = page
  const quotes = quotesIn(page.text).filter((quote) => quote.end - quote.start < LONGEST_TITLE)
  const found = new Map<Field, FieldDraft>()
  const lastTied = scenes.findLastIndex((scene) => scene.tie !== 'none')
  for (const [i, scene] of scenes.entries()) {
    if (isHeading(page, scene) || (scene.tie === 'none' && (spokenOf[i]!.length === 0 || i > lastTied))) continue
    for (const [field, cues] of Object.entries(language.fields) as [Field, Cues][]) {
      const hits = hitsOf(cues, language, scene.sentence.fold, scene.sentence.start).filter(
        (hit) => !among(quotes, hit).some((quote) => quote.start < hit.start && hit.end < quote.end),
      )
      if (hits.length === 0) continue
      const draft = found.get(field) ?? { field, evidence: [] }
      draft.evidence.push(...hits.map((hit) => page.spanOf(hit.start, hit.end)))
      found.set(field, draft)
    }
  }
  return [...found.values()]
}
