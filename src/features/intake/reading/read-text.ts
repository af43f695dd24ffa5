// Reads one text from beginning to end: page → people → partners → scenes → drafts.
import { countryByName, englishCountry } from '#features/places/gazetteer/countries.ts'
import { type Gazetteer, type GazetteerPlace, weightOf } from '#features/places/gazetteer/gazetteer.ts'
import { bareName, nameKey } from '#platform/names/name-key.ts'
import { datesIn } from './dates.ts'
import { actsIn } from './acts.ts'
import { bySentence, precededBy, type Stretch, type Word, wordsOf } from './names.ts'
import { openPage, type Page } from './page.ts'
import type { Mention, World } from './building.ts'
import { anchoredOf, only } from './cues.ts'
import { placeLead } from './candidates.ts'
import { castOf, type Cast } from './partners.ts'
import { peopleIn, type PersonMention, SHORTEST_SURNAME } from './people.ts'
import { HOME, type Home, LONGEST_READ, type KnownNames, type PersonDraft, type Reading, type ReadOptions } from './reading.ts'
import { ledBy } from './leading.ts'
import { scenesOf } from './scenes.ts'
import { eventsIn } from './events.ts'
import { commitmentsIn } from './commitments.ts'
import { fieldsIn } from './fields.ts'
import { relationsIn } from './relations.ts'
import { stageOf } from './stage.ts'

/** The town an office calls home. `ambiguous` holds the towns to choose from when several of a name are about as large. */
export function findHome(gazetteer: Gazetteer, name: string, country: string): { home: Home | null; ambiguous: readonly GazetteerPlace[] } {
  const named = countryByName(name)
  if (named === country) return { home: { name: englishCountry(country), country, place: null }, ambiguous: [] }
  const places = [...gazetteer.find(name), ...gazetteer.find(bareName(name))].filter((place) => place.country === country)
  const towns = [...new Map(places.map((place) => [place.id, place])).values()].sort((a, b) => weightOf(b) - weightOf(a))
  const [first, second] = towns
  if (!first) return { home: null, ambiguous: [] }
  if (second && second.population * 2 > first.population && weightOf(first) - weightOf(second) < 0.3 && first.admin1 !== second.admin1)
    return { home: null, ambiguous: towns }
  return { home: { name, country, place: first }, ambiguous: [] }
}

/** Reads a text. Pure: the same text and options give the same reading; any text is allowed. Spans refer to `text` as passed in. */
export function readText(text: string, options: ReadOptions): Reading {
  const { gazetteer, published, register } = options
  const page = openPage(text.slice(0, LONGEST_READ))
  const own = options.home.placeId === undefined ? undefined : gazetteer.byId(options.home.placeId)
  const found = own
    ? { home: { name: options.home.name, country: options.home.country, place: own }, ambiguous: [] }
    : findHome(gazetteer, options.home.name, options.home.country)
  const home: Home = found.home ?? { name: options.home.name, country: options.home.country, place: found.ambiguous[0] ?? null }
  const words = wordsOf(page)
  const { people: persons, stretches } = peopleIn(page, words, (run) => placeLead({ page, gazetteer, home }, run))
  const dates = page.sentences.flatMap((sentence) => datesIn(sentence.fold, sentence.start, page.language, published, false))
  const world: World = { page, home, gazetteer, register, words, dates, masked: [...stretches, ...surnamesIn(page, words, persons)] }
  const cast = castOf(world)
  const named = bySentence<Mention>(page, [...cast.mentions, ...cast.homeMentions.map((mention) => ({ ...mention, key: HOME }))])
  const drafts = persons.map((person) => personDraft(person, persons, page, cast, home, named(person.sentence), register))
  const people = oneMayorOfHome(drafts, persons, cast)
  const scenes = scenesOf(page, cast, home, people, published)
  const stage = stageOf({ page, cast, scenes, people, published, home })
  return {
    language: page.language.code,
    home,
    published,
    readTo: Math.min(text.length, LONGEST_READ),
    partners: cast.partners,
    people,
    events: eventsIn(stage),
    relations: relationsIn(stage),
    fields: fieldsIn(stage),
    commitments: commitmentsIn(stage),
    acts: actsIn(stage),
  }
}

/** Places where a person is called by the surname alone: one of the text's people, or whoever stands behind Mr, Mrs or Professor. */
function surnamesIn(page: Page, words: readonly Word[], persons: readonly PersonMention[]): Stretch[] {
  const surnames = new Set(persons.map((person) => person.words.at(-1)?.text).filter((name) => name !== undefined && name.length >= SHORTEST_SURNAME))
  const { honorifics, learned = [] } = page.language.names
  // „Professor Kyoto“ is no town
  const called = (word: Word): boolean => word.capital && [honorifics, learned].some((cues) => precededBy(page, word.start, cues, 20))
  return words.filter((word) => surnames.has(word.text) || called(word))
}

/** A town has one mayor: a second without a town of his own is of the partner the text spoke of last. */
function oneMayorOfHome(drafts: readonly (PersonDraft & { assumed: boolean })[], persons: readonly PersonMention[], cast: Cast): PersonDraft[] {
  const towns = new Set(cast.partners.filter(({ kind }) => kind === 'municipality').map(({ key }) => key))
  let taken = drafts.some(({ roleClass, of, assumed }) => roleClass === 'mayor' && of === HOME && !assumed)
  return drafts.map(({ assumed, ...draft }, i) => {
    if (!assumed) return draft
    if (!taken) {
      taken = true
      return draft
    }
    const last =
      cast.mentions.findLast((mention) => towns.has(mention.key) && mention.start < persons[i]!.start) ??
      cast.mentions.find((mention) => towns.has(mention.key))
    return last ? { ...draft, of: last.key } : draft
  })
}

/** Whose person it is: named in the role's own words, else the partner or home named just before. */
function personDraft(
  person: PersonMention,
  persons: readonly PersonMention[],
  page: Page,
  cast: Cast,
  home: Home,
  mentions: readonly Mention[],
  register: KnownNames | undefined,
): PersonDraft & { assumed: boolean } {
  const from = Math.min(person.role.start, person.start)
  const to = Math.max(person.end, person.role.end + person.complement.length)
  const all = [...mentions].sort((a, b) => a.start - b.start)
  const inside = all.filter((mention) => mention.start < to && mention.end > from)
  const diplomatic = person.role.role === 'ambassador' || person.role.role === 'consul' || person.role.role === 'diplomat'
  const embassy =
    cast.partners.find((partner) => partner.kind === 'embassy' && inside.some((mention) => mention.key === partner.key)) ??
    (diplomatic ? cast.partners.find((partner) => partner.kind === 'embassy') : undefined)
  // „делегация от Х, водена от кмета Иван“: the town named just before the post
  const before = all.findLast(
    (mention) =>
      mention.end <= from &&
      from - mention.end < 45 &&
      cast.partners.find(({ key }) => key === mention.key)?.kind !== 'embassy' &&
      // „кметът на Х Иван и кметът Петър“: the town has its mayor
      !(person.role.role === 'mayor' && persons.some((one) => one !== person && one.role.role === 'mayor' && isInPost(mention, one))),
  )
  const led = ledBy(person, persons, page, cast, home)
  // the colleague of ours is theirs
  const theirs = person.role.colleague
    ? (all.find((mention) => mention.key !== HOME)?.key ??
      cast.mentions.findLast((mention) => mention.start < from && cast.partners.find(({ key }) => key === mention.key)?.kind === 'municipality')?.key ??
      cast.partners.find((partner) => partner.kind === 'municipality')?.key)
    : undefined
  // „le maire allemand, Hans X“
  const lead = Math.min(person.role.start, person.start)
  const land = cast.countries.find(
    (hit) => hit.form === 'adjective' && hit.start > lead - 18 && hit.end <= to && !/[.,;:!?\n]/u.test(page.text.slice(Math.min(hit.end, lead), lead)),
  )?.country
  const countryman = diplomatic ? undefined : cast.partners.find(({ kind, country }) => kind === 'municipality' && country === land)?.key
  const own =
    theirs ??
    (inside[0] ? undefined : countryman) ??
    (diplomatic && embassy ? embassy.key : (inside[0]?.key ?? (person.ours ? HOME : diplomatic || led === null ? null : (led ?? before?.key)) ?? null))
  const known = register?.people.find((one) => one.names.some((name) => nameKey(name) === nameKey(person.name)))
  // whom the register knows stays where it knows them, unless the post itself says another town: „Ана Примерова … подписаха в Х“
  const said = inside.some((mention) => mention.key === own && isInPost(mention, person) && saysWhose(mention, person, page))
  const registered = said ? undefined : registeredOf(known, own, cast)
  return {
    key: `person:${nameKey(person.name)}`,
    name: person.name,
    role: person.roleText,
    roleClass: person.role.role,
    of: registered ?? own ?? (person.role.role === 'mayor' || person.role.role === 'deputy_mayor' ? HOME : null),
    // nobody says whose
    assumed: registered === undefined && own === null && person.role.role === 'mayor',
    ...(known ? { knownId: known.id } : {}),
    evidence: [page.spanOf(person.start, person.end), page.spanOf(person.role.start, person.role.end)],
  }
}

/** A town that the words of somebody's post name, between the post and the name or behind them. */
const isInPost = ({ start, end }: Stretch, { role, complement, start: named }: PersonMention): boolean =>
  start >= role.start && end <= Math.max(role.end + complement.length, role.end <= named ? named : 0)

/** „кмет на Х“: the town right behind the post, with nothing but "of" and a word for a town between. */
const saysWhose = ({ start }: Stretch, { role }: PersonMention, { fold, language }: Page): boolean =>
  start < role.end ||
  (/^\s?(?:\p{L}{1,14}[\s'’]){0,2}$/u.test(fold.slice(role.end, start)) && !anchoredOf(only(language.names.in), language).end.test(fold.slice(role.end, start)))

/** Of whom the register knows somebody to be: home, or one of the text's partners; undefined for none, and where it knows several and not which. */
function registeredOf(known: KnownNames['people'][number] | undefined, own: string | null, cast: Cast): string | undefined {
  const keys = (known?.of ?? []).flatMap((id) => (id === HOME ? [HOME] : cast.partners.filter(({ knownId }) => knownId === id).map(({ key }) => key)))
  return own !== null && keys.includes(own) ? own : keys.length === 1 ? keys[0] : undefined
}
