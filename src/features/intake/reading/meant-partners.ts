// Whom a sentence means that names nobody: the one guest there is, a school called by its noun, its town, the town told of and not one in passing.
import { foldLetters } from '#platform/names/transliteration.ts'
import { has, hitsOf } from './cues.ts'
import { SHORTEST_SURNAME, surnameOf } from './people.ts'
import type { PartnerDraft } from './reading.ts'
import type { Scene } from './scenes.ts'
import type { Stage } from './stage.ts'

/** Letters by which a noun is known in its other forms: лице(й), лице(я). */
const STEM = 4
/** Sentences back in which a guest or a town is looked for. */
const MEMORY = 20

const BODIES: ReadonlySet<PartnerDraft['kind']> = new Set(['company', 'school', 'state_body', 'other'])

/** Puts right the partners `spoken` that sentence `at` is taken to speak of; `passing` whether towns only named in passing are passed over. */
export function meantPartnersOf(
  { page, cast, scenes, partners, people, home }: Stage,
  { passing }: { passing: boolean },
): (at: number, spoken: readonly string[]) => string[] {
  const { language } = page
  const isTown = (key: string): boolean => partners.get(key)?.kind === 'municipality'
  const namedIn = Map.groupBy(
    scenes.flatMap((scene) => scene.named.map((key) => ({ key, scene }))),
    ({ key }) => key,
  )
  const nouns = [language.bodies.school, language.bodies.other, language.bodies.company]
  const bodies = cast.partners
    .filter(({ kind }) => BODIES.has(kind))
    .map(({ key, nameInText }) => ({
      key,
      stems: new Set(nouns.flatMap((cues) => hitsOf(cues, language, foldLetters(nameInText)).map(({ text }) => text.slice(0, STEM)))),
      towns: townsOf(key, nameInText),
    }))
  // whom people of theirs are of; our own ambassador is no guest
  const guests = people.flatMap(({ of, name }) => {
    const partner = partners.get(of ?? '')
    if (partner === undefined || (partner.kind === 'embassy' && partner.country === home.country)) return []
    return [{ of: partner.key, surname: surnameOf(name) }]
  })

  /** Towns named where the body first is, or in its name. */
  function townsOf(key: string, nameInText: string): string[] {
    const beside = namedIn.get(key)?.[0]?.scene.named ?? []
    return cast.partners.filter((one) => isTown(one.key) && (beside.includes(one.key) || nameInText.includes(one.nameInText))).map((one) => one.key)
  }

  const before = (at: number): Scene[] => scenes.slice(Math.max(0, at - MEMORY), at).reverse()

  /** „гостът“: whom the last of theirs that the text named is of. */
  function guestOf(at: number): string | undefined {
    if (guests.length === 0 || !has(language.guest ?? [], language, scenes[at]?.sentence.fold ?? '')) return undefined
    for (const { sentence } of before(at)) {
      const guest = guests.find(({ surname }) => surname.length >= SHORTEST_SURNAME && sentence.fold.includes(surname))
      if (guest) return guest.of
    }
    // all of theirs are of one, whatever they are called
    return guests.every(({ of }) => of === guests[0]?.of) ? guests[0]?.of : undefined
  }

  /** „на лицея“: nothing behind it says which, so it is the one the text told of. */
  function bodiesMeant({ sentence }: Scene): typeof bodies {
    if (bodies.length === 0) return []
    const bare = nouns.flatMap((cues) => hitsOf(cues, language, sentence.fold).filter((hit) => !/^\s?[„“"«\p{Lu}]/u.test(sentence.text.slice(hit.end))))
    return bodies.filter(({ stems }) => bare.some((hit) => stems.has(hit.text.slice(0, STEM))))
  }

  const tells = ({ sentence }: Scene): boolean => [...language.events, ...language.acts].some(({ cues }) => has(cues, language, sentence.fold))
  const isToldOf = (key: string): boolean => isTown(key) && (namedIn.get(key)?.length ?? 0) > 1

  /** A town named once, where nobody travels and nothing happens, tells where something is from: „гостите“ are of the town told of again and again. */
  function notInPassing(at: number, keys: readonly string[]): readonly string[] {
    const [key, ...others] = keys
    if (!passing || key === undefined || others.length > 0 || !isTown(key) || isToldOf(key) || !has(language.partner, language, scenes[at]!.sentence.fold))
      return keys
    const passed = before(at).find(({ named }) => named.includes(key))
    if (passed === undefined || Math.abs(passed.score) >= 1 || tells(passed)) return keys
    const told = before(at).find(({ named }) => named.some(isToldOf))
    return told?.named.filter(isToldOf) ?? keys
  }

  return (at, spoken) => {
    const scene = scenes[at]!
    if (scene.named.length > 0) return withTowns(spoken)
    const meant = bodiesMeant(scene)
    if (meant.length > 0) return [...new Set(meant.flatMap(({ key, towns }) => [key, ...towns]))]
    // „За читалището имаше и подарък“, right behind what the guest did
    const guest = guestOf(at) ?? (scene.tie === 'topic' ? guestOf(at - 1) : undefined)
    return withTowns(guest === undefined ? notInPassing(at, spoken) : [guest])
  }

  /** A club's town is honoured with it. */
  function withTowns(keys: readonly string[]): string[] {
    const alone = bodies.filter(({ key }) => keys.includes(key))
    return keys.length === alone.length ? [...new Set([...keys, ...alone.flatMap(({ towns }) => towns)])] : [...keys]
  }
}
