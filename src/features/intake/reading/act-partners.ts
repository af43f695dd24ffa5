// With whom a symbolic act is done, where its sentence does not name them: the one guest there is, a school called by its noun, its town.
import { foldLetters } from '#platform/names/transliteration.ts'
import { has, hitsOf } from './cues.ts'
import type { PartnerDraft } from './reading.ts'
import type { Scene } from './scenes.ts'
import type { Stage } from './statements.ts'

/** Letters by which a noun is known in its other forms: лице(й), лице(я). */
const STEM = 4
const SHORTEST_SURNAME = 4

const BODIES: ReadonlySet<PartnerDraft['kind']> = new Set(['company', 'school', 'state_body', 'other'])

/** Puts right the partners `spoken` that sentence `at` is taken to speak of. */
export function actPartnersOf({ page, cast, scenes, people, home }: Stage): (at: number, spoken: readonly string[]) => string[] {
  const { language } = page
  const partners = new Map(cast.partners.map((partner) => [partner.key, partner]))
  const nouns = [language.bodies.school, language.bodies.other, language.bodies.company]
  const stemsIn = (fold: string): Set<string> => new Set(nouns.flatMap((cues) => hitsOf(cues, language, fold).map((hit) => hit.text.slice(0, STEM))))
  const bodies = cast.partners
    .filter(({ kind }) => BODIES.has(kind))
    .map(({ key, nameInText }) => ({ key, stems: stemsIn(foldLetters(nameInText)), towns: townsOf(key, nameInText) }))
  const guests = people.flatMap(({ of, name }) => {
    const partner = of === null ? undefined : partners.get(of)
    const surname = foldLetters(name.split(/[ ·]/u).at(-1) ?? '')
    return partner === undefined || (partner.kind === 'embassy' && partner.country === home.country)
      ? []
      : [{ of: partner.key, surname }]
  })

  /** Towns named where the body is first, or in its name. */
  function townsOf(key: string, nameInText: string): string[] {
    const first = scenes.find(({ named }) => named.includes(key))?.named ?? []
    return cast.partners.filter((one) => one.kind === 'municipality' && (first.includes(one.key) || nameInText.includes(one.nameInText))).map((one) => one.key)
  }

  /** „гостът“: whom the last of theirs the text named before is of. */
  function guestOf(at: number): string | undefined {
    if (!has(language.guest ?? [], language, scenes[at]?.sentence.fold ?? '')) return undefined
    for (const { sentence } of scenes.slice(0, at).reverse()) {
      const guest = guests.find(({ surname }) => surname.length >= SHORTEST_SURNAME && sentence.fold.includes(surname))
      if (guest) return guest.of
    }
    // one whose surname is too short to look for
    return new Set(guests.map(({ of }) => of)).size === 1 ? guests[0]?.of : undefined
  }

  /** „на лицея“: nothing behind it says which, so it is the one the text told of. */
  function bodiesMeant({ sentence }: Scene): typeof bodies {
    const bare = nouns.flatMap((cues) => hitsOf(cues, language, sentence.fold).filter((hit) => !/^\s?[„“"«\p{Lu}]/u.test(sentence.text.slice(hit.end))))
    return bodies.filter(({ stems }) => bare.some((hit) => stems.has(hit.text.slice(0, STEM))))
  }

  return (at, spoken) => {
    const scene = scenes[at]!
    const guest = scene.named.length > 0 ? undefined : (guestOf(at) ?? (scene.tie === 'topic' ? guestOf(at - 1) : undefined))
    const keys = guest === undefined ? [...spoken] : [guest]
    const meant = scene.named.length > 0 ? [] : bodiesMeant(scene)
    if (meant.length > 0) return [...new Set(meant.flatMap(({ key, towns }) => [key, ...towns]))]
    const alone = keys.length > 0 && keys.every((key) => bodies.some((body) => body.key === key))
    return alone ? [...new Set([...keys, ...bodies.filter(({ key }) => keys.includes(key)).flatMap(({ towns }) => towns)])] : keys
  }
}
