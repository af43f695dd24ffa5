// Counts how much of what a careful reader took from a text the intake found too: hits, false finds and misses for each kind of find.

/** What a text says, in the shape `pobratim intake --json` prints; only what is compared is named. Lists may be missing. */
export type Record_ = {
  lang?: string
  coverage?: string
  domain?: string
  published?: string | null
  home?: { name?: string | null; country_iso2?: string | null } | null
  partners?: Partner[]
  people?: Person[]
  events?: Event[]
  relations?: Relation[]
  fields?: string[]
  fields_optional?: string[]
  commitments?: Commitment[]
  symbolic_acts?: Act[]
}
type Optional = { optional?: boolean }
type Partner = Optional & { canonical_name_en?: string; name_in_text?: string; aliases?: string[]; country_iso2?: string; kind?: string }
type Person = Optional & { name?: string; name_in_text?: string; role?: string; role_class?: string; of?: string | null }
type Event = Optional & { kind: string; direction?: string; date_iso_or_range?: string | null; date_text?: string | null; with?: string[]; planned?: boolean }
type Relation = Optional & {
  with: string
  status: string
  since?: string | null
  years?: number | null
  break_years?: number | null
  evidence?: string | null
}
type Commitment = Optional & { text_span?: string | null; topic?: string; with?: string[] }
type Act = Optional & { kind: string; with?: string[]; text_span?: string | null }
type FieldFind = Optional & { field: string }

export const CATEGORIES = [
  'partners',
  'people',
  'people with role',
  'events',
  'events loose',
  'relations',
  'relations loose',
  'fields',
  'commitments',
  'symbolic acts',
] as const
export type Category = (typeof CATEGORIES)[number]

/** `hit` found and there, `false` found and not there, `missed` there and not found. What the reader marked optional counts as neither. */
export type Count = { hit: number; false: number; missed: number }
/** One false find or miss, in words; `weight` puts a wrong draft before a missing one. */
export type Mistake = { readonly category: Category; readonly what: 'false' | 'missed'; readonly words: string; readonly weight: number }
export type Score = { readonly counts: Readonly<Record<Category, Count>>; readonly mistakes: readonly Mistake[] }

// ---- names ---------------------------------------------------------------------------------------------------------------

const CYRILLIC: Readonly<Record<string, string>> = Object.fromEntries(
  'а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sht ъ a ь y ю yu я ya ѓ gj ќ kj љ lj њ nj џ dzh ђ dj ћ c ј j ѕ dz ы y э e ё e і i ї i є e'
    .split(' ')
    .reduce<[string, string][]>((pairs, part, i, all) => (i % 2 === 0 ? [...pairs, [part, all[i + 1]!]] : pairs), []),
)
const LATIN: Readonly<Record<string, string>> = { ł: 'l', đ: 'dj', ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe' }

/** Lower case, in plain Latin letters, words parted by one blank. */
export function plain(text: string | null | undefined): string {
  const latin = [...(text ?? '').normalize('NFC').toLowerCase()].map((letter) => CYRILLIC[letter] ?? letter).join('')
  return latin
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[łđßøæœ]/g, (letter) => LATIN[letter]!)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' ').flatMap((word) => plain(word).split(' ')))
/** Words that make no difference between two names of a town. */
const TOWN_WORDS = wordSet(
  'община общината общини град гр града село с окръг област район кметство municipality city town of the commune comune ville stadt gemeinde opstina opshtina grad obshtina district county de la le di',
)
const TITLES = wordSet('д р др dr prof проф инж inz inzh eng г н жа госпожа господин gn gzha mr mrs ms mme m sig dott n pr нпр he h e акад доц арх adv')

function townKey(name: string): string {
  const words = plain(name).split(' ').filter(Boolean)
  const telling = words.filter((word) => !TOWN_WORDS.has(word))
  return (telling.length > 0 ? telling : words).join(' ')
}
const namesOf = (partner: Partner): Set<string> =>
  new Set(
    [partner.canonical_name_en, partner.name_in_text, ...(partner.aliases ?? [])]
      .filter((name) => name !== undefined && name !== null)
      .map(townKey)
      .filter(Boolean),
  )
const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((one) => b.has(one))

function samePartner(found: Partner, gold: Partner): boolean {
  const country = (partner: Partner): string => (partner.country_iso2 ?? '').toUpperCase()
  return (country(gold) === '' || country(found) === country(gold)) && meet(namesOf(found), namesOf(gold))
}

/** Full names are the same, or one has all the two or more words of the other. */
function samePerson(found: Person, gold: Person): boolean {
  const keys = (person: Person): Set<string>[] =>
    [person.name, person.name_in_text].flatMap((name) => {
      const words = plain(name)
        .split(' ')
        .filter((word) => word !== '' && !TITLES.has(word))
      return words.length === 0 ? [] : [new Set(words)]
    })
  return keys(found).some((a) =>
    keys(gold).some((b) => {
      const common = [...a].filter((word) => b.has(word)).length
      return (common === a.size && common === b.size) || (common >= 2 && (common === a.size || common === b.size))
    }),
  )
}

// ---- days ----------------------------------------------------------------------------------------------------------------

function day(text: string, end: boolean): number | null {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(text.trim())
  if (parts === null) return null
  const year = Number(parts[1])
  const month = parts[2] === undefined ? (end ? 12 : 1) : Number(parts[2])
  return Date.UTC(year, month - 1, parts[3] === undefined ? (end ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 1) : Number(parts[3]))
}
function stretch(text: string | null | undefined): readonly [number, number] | null {
  if (text === null || text === undefined) return null
  const [first = '', last = first] = text.split('/')
  const [from, to] = [day(first, false), day(last, true)]
  return from === null || to === null ? null : [from, to]
}
/** A dated fact wants a date that meets its own; one without a date wants none. */
function sameDays(found: Event, gold: Event): boolean {
  const [asked, given] = [stretch(gold.date_iso_or_range), stretch(found.date_iso_or_range)]
  return asked === null || (given !== null && given[0] <= asked[1] && asked[0] <= given[1])
}

// ---- one text ------------------------------------------------------------------------------------------------------------

const KINDS: Readonly<Record<string, string>> = { conference: 'forum', seminar: 'forum', summit: 'forum', delegation: 'visit', anniversary: 'celebration' }
const kindOf = (kind: string): string => KINDS[kind] ?? kind
const directionOf = (event: Event): string => event.direction ?? 'none'
const longWords = (text: string): Set<string> =>
  new Set(
    plain(text)
      .split(' ')
      .filter((word) => word.length > 2),
  )
function halfAlike(a: string, b: string): boolean {
  const [A, B] = [longWords(a), longWords(b)]
  return A.size > 0 && B.size > 0 && [...A].filter((word) => B.has(word)).length / Math.min(A.size, B.size) >= 0.5
}

/** `with` and `of` name a partner of their own text, in any of its spellings. */
const resolver =
  (record: Record_) =>
  (name: string): ReadonlySet<string> => {
    const key = townKey(name)
    const partner = (record.partners ?? []).find((one) => namesOf(one).has(key))
    return partner === undefined ? new Set([key]) : namesOf(partner)
  }

type Matching<Find> = { readonly found: readonly Find[]; readonly gold: readonly Find[]; readonly same: (found: Find, gold: Find) => boolean }

/** Pairs finds with facts one to one, as many as can be; asked-for facts before optional ones, so that the order does not matter. */
function paired<Find extends Optional>({ found, gold, same }: Matching<Find>): { of: (Find | null)[]; free: Find[]; count: Count } {
  const goldOf: number[] = found.map(() => -1)
  const foundOf: number[] = gold.map(() => -1)
  const candidates = gold.map((fact) => found.flatMap((find, i) => (same(find, fact) ? [i] : [])))
  const take = (fact: number, tried: Set<number>): boolean => {
    for (const find of candidates[fact]!) {
      if (tried.has(find)) continue
      tried.add(find)
      if (goldOf[find]! < 0 || take(goldOf[find]!, tried)) {
        goldOf[find] = fact
        foundOf[fact] = find
        return true
      }
    }
    return false
  }
  gold.forEach((fact, i) => {
    if (fact.optional !== true) take(i, new Set())
  })
  const free = found.filter((find, i) => goldOf[i]! < 0 && !gold.some((fact) => fact.optional === true && same(find, fact)))
  const hit = goldOf.filter((fact) => fact >= 0).length
  const asked = gold.filter((fact) => fact.optional !== true).length
  return { of: foundOf.map((i) => (i < 0 ? null : found[i]!)), free, count: { hit, false: free.length, missed: asked - hit } }
}

const WEIGHTS: Readonly<Record<Category, number>> = {
  partners: 5,
  people: 3,
  'people with role': 2,
  relations: 3,
  'relations loose': 0,
  events: 0,
  'events loose': 2.5,
  commitments: 2,
  'symbolic acts': 2,
  fields: 1,
}

/** Compares what was found in one text with what is there. */
export function scoreText(found: Record_, gold: Record_): Score {
  const counts = {} as Record<Category, Count>
  const mistakes: Mistake[] = []
  const [heard, asked] = [resolver(found), resolver(gold)]
  const sameWith = (a: string | readonly string[] | undefined, b: string | readonly string[] | undefined): boolean => {
    const [A, B] = [[a ?? []].flat(), [b ?? []].flat()]
    return B.length === 0 || B.some((one) => A.some((other) => meet(heard(other), asked(one))))
  }
  const put = <Find extends Optional>(category: Category, matching: Matching<Find>, say: (find: Find) => string): void => {
    const { of, free, count } = paired(matching)
    counts[category] = count
    const add = (what: Mistake['what'], find: Find): void => {
      mistakes.push({ category, what, words: say(find), weight: WEIGHTS[category] * (what === 'false' ? 1.5 : 1) })
    }
    for (const find of free) add('false', find)
    matching.gold.forEach((fact, i) => {
      if (of[i] === null && fact.optional !== true) add('missed', fact)
    })
  }
  const names = (list: string | readonly string[] | undefined): string => [list ?? []].flat().join(' + ')
  const nameOf = (partner: Partner): string => `${partner.canonical_name_en} (${partner.name_in_text}, ${partner.country_iso2}, ${partner.kind})`
  put('partners', { found: found.partners ?? [], gold: gold.partners ?? [], same: samePartner }, nameOf)
  const people = { found: found.people ?? [], gold: gold.people ?? [] }
  const personWords = (person: Person): string => `${person.name}, ${person.role} (${person.role_class})`
  put('people', { ...people, same: samePerson }, personWords)
  put(
    'people with role',
    {
      ...people,
      same: (a, b) =>
        samePerson(a, b) && (a.role_class === b.role_class || (a.role !== undefined && b.role !== undefined && plain(a.role).includes(plain(b.role)))),
    },
    personWords,
  )
  const events = { found: found.events ?? [], gold: gold.events ?? [] }
  const about = (a: Event, b: Event): boolean => directionOf(a) === directionOf(b) && sameDays(a, b) && sameWith(a.with, b.with)
  const eventWords = (event: Event): string =>
    `${event.kind} ${directionOf(event)} ${event.date_iso_or_range ?? '—'} (${event.date_text ?? ''}) ${names(event.with)}`
  put('events', { ...events, same: (a, b) => kindOf(a.kind) === kindOf(b.kind) && about(a, b) }, eventWords)
  put('events loose', { ...events, same: about }, eventWords)
  const relations = { found: found.relations ?? [], gold: gold.relations ?? [] }
  const relationWords = (relation: Relation): string =>
    `${relation.status} ${relation.with} ${[relation.since, relation.years, relation.break_years].map((part) => part ?? '·').join(' ')} „${(relation.evidence ?? '').slice(0, 160)}“`
  put('relations', { ...relations, same: (a, b) => a.status === b.status && sameWith(a.with, b.with) }, relationWords)
  put('relations loose', { ...relations, same: (a, b) => sameWith(a.with, b.with) }, relationWords)
  const fieldFinds = (record: Record_, withOptional: boolean): FieldFind[] => [
    ...(record.fields ?? []).map((field) => ({ field })),
    ...(withOptional ? (record.fields_optional ?? []).map((field) => ({ field, optional: true })) : []),
  ]
  put('fields', { found: fieldFinds(found, false), gold: fieldFinds(gold, true), same: (a, b) => plain(a.field) === plain(b.field) }, ({ field }) => field)
  put(
    'commitments',
    {
      found: found.commitments ?? [],
      gold: gold.commitments ?? [],
      same: (a, b) => (a.text_span && b.text_span ? halfAlike(a.text_span, b.text_span) : (a.topic ?? '') === (b.topic ?? '')) && sameWith(a.with, b.with),
    },
    (promise) => `${promise.topic} ${names(promise.with)} „${promise.text_span ?? ''}“`,
  )
  put(
    'symbolic acts',
    { found: found.symbolic_acts ?? [], gold: gold.symbolic_acts ?? [], same: (a, b) => a.kind === b.kind && sameWith(a.with, b.with) },
    (act) => `${act.kind} ${names(act.with)} „${act.text_span ?? ''}“`,
  )
  return { counts, mistakes }
}

export const noCount = (): Count => ({ hit: 0, false: 0, missed: 0 })
export function addCount(sum: Count, more: Count): void {
  sum.hit += more.hit
  sum.false += more.false
  sum.missed += more.missed
}
/** Shares between 0 and 1; null where nothing was there to be right about. */
export function shares({ hit, false: wrong, missed }: Count): { precision: number | null; recall: number | null; f1: number | null } {
  const recall = hit + missed === 0 ? null : hit / (hit + missed)
  const precision = hit + wrong === 0 ? (missed > 0 ? 0 : null) : hit / (hit + wrong)
  const f1 = recall === null ? null : (precision ?? 0) + recall === 0 ? 0 : (2 * (precision ?? 0) * recall) / ((precision ?? 0) + recall)
  return { precision, recall, f1 }
}
