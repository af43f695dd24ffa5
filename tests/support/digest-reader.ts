// Reads a digest as someone who trusts nothing: every word, number and date of a sentence must come from the records the sentence names, or be the language's own.
import type { Composed } from '#features/digest/composing/composing.ts'
import type { Sentence } from '#features/digest/composing/telling.ts'
import type { HappeningFacts, MonthFacts, NameFacts, PromiseFacts, RecordRef } from '#features/digest/composing/month.ts'
import { ORGANISATION_KINDS } from '#features/organisations/organisation.ts'
import { type Part, patternOf } from '#features/digest/composing/pattern.ts'
import type { Tongue } from '#features/digest/composing/tongue.ts'

export type Fault = { readonly sentence: string; readonly why: string }

type Source = {
  /** Words people wrote, and names. */
  readonly texts: string[]
  readonly dates: string[]
  readonly numbers: number[]
}
const nothing = (): Source => ({ texts: [], dates: [], numbers: [] })

/** Every record of the month by kind and id, each with all it says; written from the shapes of the records alone. */
function sourcesOf(facts: MonthFacts): Map<string, Source> {
  const found = new Map<string, Source>()
  const at = (kind: string, id: string): Source => {
    const known = found.get(`${kind} ${id}`) ?? nothing()
    found.set(`${kind} ${id}`, known)
    return known
  }
  const words = (of: Readonly<Record<string, string>>): string[] => Object.values(of)
  const names = (of: readonly NameFacts[]): string[] => of.flatMap((name) => words(name.names))
  const event = (one: HappeningFacts): void => {
    const source = at('event', one.id)
    source.texts.push(...words(one.title), ...words(one.place), ...words(one.spot), ...words(one.occasion), ...words(one.summary), ...names(one.partners))
    for (const person of one.people)
      source.texts.push(...words(person.names), ...words(person.roleWords), ...(person.of === null ? [] : words(person.of.names)))
    if (one.date !== null) source.dates.push(one.date)
  }
  const promise = (one: PromiseFacts): void => {
    const source = at('commitment', one.id)
    source.texts.push(...words(one.text), ...names(one.partners))
    source.dates.push(...[one.due, one.keptOn].filter((date) => date !== null))
  }
  for (const one of [...facts.happenings, ...facts.ahead.happenings]) event(one)
  for (const one of facts.acts) {
    const source = at('act', one.id)
    source.texts.push(...words(one.title), ...words(one.place), ...names(one.partners))
    if (one.date !== null) source.dates.push(one.date)
  }
  for (const one of [...facts.made, ...facts.kept, ...facts.ahead.promises]) promise(one)
  for (const id of facts.totals.openPromiseIds) at('commitment', id)
  for (const { partnershipId, organisation, steps, breaks, anniversaries, known, earlier } of facts.partners) {
    at('partnership', partnershipId).texts.push(...words(organisation.names))
    for (const step of steps) {
      const source = at('milestone', step.id)
      source.texts.push(...words(step.note), step.documentNumber ?? '', step.body, ...words(organisation.names))
      source.dates.push(step.date, ...(step.until === null ? [] : [step.until]))
    }
    for (const { stepId, lapseId, years } of breaks) {
      at('milestone', lapseId).texts.push(...words(organisation.names))
      at('milestone', stepId).numbers.push(years)
    }
    for (const { milestoneId, date } of known === null ? anniversaries : [...anniversaries, known]) {
      const source = at('milestone', milestoneId)
      source.texts.push(...words(organisation.names))
      source.dates.push(date)
      source.numbers.push(Number(facts.month.slice(0, 4)) - Number(date.slice(0, 4)))
    }
    if (earlier !== null) {
      event(earlier.happening)
      for (const one of earlier.promises) promise(one)
    }
  }
  for (const { id, kind, names: of, day, years, of: whose } of facts.ahead.days) {
    const source = at(kind === 'occasion' ? 'occasion' : 'milestone', id)
    source.texts.push(...words(of), ...(whose === null ? [] : words(whose.names)))
    source.dates.push(day)
    if (years !== null) source.numbers.push(years)
  }
  return found
}

// ---- the language's own words ------------------------------------------------------------------------------------------

const literals = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) =>
    part.kind === 'words'
      ? [part.words]
      : part.kind === 'choice'
        ? part.words.map((one) => one.replace(/#[mfn]?/g, ' '))
        : part.kind === 'optional'
          ? literals(part.parts)
          : [],
  )

/** Names that exist nowhere, by which a form or a rule shows the words it adds. */
const PROBES = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЮЯÉ'].map((letter) => `${letter}qzx`)
/** Beginnings that languages treat in a way of their own. */
const BEGINNINGS = [
  '',
  'La ',
  'Le ',
  'Les ',
  'Il ',
  'Lo ',
  'I ',
  'L’',
  "L'",
  'The ',
  'Покана от ',
  'Invitation from ',
  'Invitation de ',
  'Invito di ',
  'Poziv od ',
  'Покана од ',
  'площад ',
  'Town Hall ',
]

type Own = { readonly texts: readonly string[]; readonly words: ReadonlySet<string>; readonly bent: ReadonlyMap<string, readonly string[]> }
const known = new WeakMap<Tongue, Own>()
/** What a language brings itself, once worked out. */
function ownOf(tongue: Tongue): Own {
  const before = known.get(tongue)
  if (before !== undefined) return before
  const texts = ownWords(tongue)
  const words = new Set(texts.flatMap(tokens))
  const own = { texts, words, bent: byBeginning(words) }
  known.set(tongue, own)
  return own
}

/** The words a language brings itself, outside numbers, months and years. */
function ownWords(tongue: Tongue): string[] {
  // A form may also be given a day with its preposition: „до края на …“ as the end of a term.
  const beginnings = [...BEGINNINGS, ...Object.values(tongue.when).map((pattern) => pattern.slice(0, pattern.indexOf('{')))]
  const formed = Object.values(tongue.forms).flatMap((form) =>
    beginnings.flatMap((beginning) =>
      PROBES.map((probe) => form({ items: [{ text: beginning + probe, of: null }], join: (texts) => texts.join(' ') }).replace(probe, ' ')),
    ),
  )
  const people = Object.keys(tongue.roles).flatMap((role) =>
    [null, 'Oqzx', 'Бqzx'].flatMap((of) =>
      ['', 'кмет', 'Mayor'].map((words) => tongue.person({ name: 'Nqzx', words, role: role as never, of }).replaceAll(/\p{Lu}qzx/gu, ' ')),
    ),
  )
  return [
    ...Object.values(tongue.patterns).flatMap((patterns) => patterns.flatMap((pattern) => literals(patternOf(pattern)))),
    ...formed,
    ...people,
    ...Object.values(tongue.when).map((pattern) => pattern.replaceAll(/\{[ab]\}/g, ' ')),
    ...Object.values(tongue.fields),
    ...Object.values(tongue.stages),
    ...Object.values(tongue.kinds),
    ...Object.values(tongue.types ?? {}),
    tongue.yearMark,
    ...ORGANISATION_KINDS.flatMap((kind) =>
      PROBES.map((probe) =>
        (tongue.called?.(probe, { id: '', kind, country: 'BG', names: { bg: probe, [tongue.language]: probe } }) ?? '').replace(probe, ' '),
      ),
    ),
    // A form may bend the noun before a name by the kind of its bearer: „opštinom“, „školom“.
    ...ORGANISATION_KINDS.flatMap((kind) =>
      Object.values(tongue.forms).map((form) =>
        form({ items: [{ text: 'Qzx', of: { id: '', kind, country: 'BG', names: { bg: 'Qzx' } } }], join: (texts) => texts.join(' ') }).replaceAll('Qzx', ' '),
      ),
    ),
    // „1er“
    (tongue.asWritten?.('1 qzx') ?? '').replace(/\d+|qzx/g, ' '),
    (tongue.list?.(['Aqzx', 'Bqzx', 'Cqzx']) ?? new Intl.ListFormat(tongue.tag).format(['Aqzx', 'Bqzx', 'Cqzx'])).replaceAll(/[A-C]qzx/g, ' '),
  ]
}

const WORD = /[\p{L}\p{M}]+|\d+/gu
const tokens = (text: string): string[] => (text.match(WORD) ?? []).map((word) => word.toLowerCase())

/** The same word, or one that a language bends at its end: „парк“ and „парка“. Never for what is written with digits. */
const bends = (word: string, known: ReadonlyMap<string, readonly string[]>): boolean =>
  word.length >= 4 &&
  !/\d/.test(word) &&
  (known.get(word.slice(0, 4)) ?? []).some((other) => {
    const longest = Math.max(word.length, other.length)
    const least = Math.max(4, longest - 3)
    return word.slice(0, least) === other.slice(0, least)
  })

const byBeginning = (words: Iterable<string>): Map<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const word of words) if (word.length >= 4) found.set(word.slice(0, 4), [...(found.get(word.slice(0, 4)) ?? []), word])
  return found
}

// ---- numbers and days -----------------------------------------------------------------------------------------------------

const numberWords = (tongue: Tongue): Map<string, number> => {
  const found = new Map<string, number>()
  for (const all of [tongue.numbers.m, tongue.numbers.f, tongue.numbers.n]) all.forEach((word, at) => found.set(word.toLowerCase(), at + 1))
  return found
}

const monthsOf = (tongue: Tongue): Map<string, number> => {
  const found = new Map<string, number>()
  for (let month = 0; month < 12; month += 1) {
    const moment = new Date(Date.UTC(2001, month, 15))
    for (const options of [{ month: 'long' }, { month: 'long', day: 'numeric' }] as const) {
      const written = new Intl.DateTimeFormat(tongue.tag, { timeZone: 'UTC', ...options }).format(moment)
      const mended = tongue.asWritten?.(written) ?? written
      // As it stands after each preposition, too: „u maju“. Prepositions are shorter than three letters, or stand for no month.
      const said = Object.values(tongue.when).map((pattern) =>
        (tongue.asSaid?.(pattern.replace('{a}', mended)) ?? '').replace(pattern.slice(0, pattern.indexOf('{')), ''),
      )
      for (const word of [mended, ...said.filter((one) => !one.includes('{'))]
        .join(' ')
        .toLowerCase()
        .match(/[\p{L}\p{M}]{3,}/gu) ?? [])
        if (
          word.slice(0, 2) ===
          mended
            .toLowerCase()
            .replace(/^[\d.\s]+/, '')
            .slice(0, 2)
        )
          found.set(word, month + 1)
    }
  }
  return found
}

type Points = { readonly years: Set<number>; readonly months: Set<number>; readonly days: Set<number> }
const pointsOf = (dates: readonly string[]): Points => {
  const points: Points = { years: new Set(), months: new Set(), days: new Set() }
  for (const point of dates.flatMap((date) => date.replaceAll('~', '').split('/'))) {
    const [year, month, day] = point.split('-').map(Number)
    points.years.add(year!)
    if (month !== undefined) points.months.add(month)
    if (day !== undefined) points.days.add(day)
  }
  return points
}

const sorted = (numbers: readonly number[]): string => [...numbers].sort((a, b) => a - b).join(' ')

/** Counts again what the lead and the closing say, from the records. */
function recount(facts: MonthFacts, key: string): number[] | null {
  if (key === 'lead') {
    const kinds = new Map<string, number>()
    for (const { kind, direction } of facts.happenings) {
      const apart = ['visit', 'letter', 'exhibition', 'exchange', 'forum'].includes(kind) ? `${kind} ${direction}` : kind
      kinds.set(apart, (kinds.get(apart) ?? 0) + 1)
    }
    return [...kinds.values(), facts.acts.length, facts.made.length].filter((count) => count > 0)
  }
  if (key === 'closing') {
    const ties = facts.partners.filter(({ type, organisation }) => type !== 'contact' && organisation.kind !== 'company')
    const standing = ties.filter(({ stageNow }) => !['prospect', 'ended'].includes(stageNow))
    return [standing.length, new Set(standing.map(({ organisation }) => organisation.country)).size]
  }
  return key === 'closing:promises' ? [new Set(facts.totals.openPromiseIds).size] : null
}

const isCounting = (key: string): boolean => key === 'lead' || key.startsWith('closing')
const isPlain = (key: string): boolean => key === 'title' || key === 'lead' || key === 'lead:countries' || key.startsWith('heading:')

/** A Bulgarian name as Macedonian writes the same sounds: Троян, Тројан. Written here apart from the digest's own rules. */
const inNeighboursLetters = (text: string): string =>
  text.toLowerCase().replace(/я|ю|й|щ|ь/g, (letter) => ({ я: 'ја', ю: 'ју', й: 'ј', щ: 'шт', ь: '' })[letter] ?? letter)

/** Everything that is not as the records have it. */
export function faultsOf(composed: Composed, facts: MonthFacts, tongue: Tongue): Fault[] {
  const sources = sourcesOf(facts)
  const faults: Fault[] = []
  const { texts: ownTexts, words: own, bent: ownBent } = ownOf(tongue)
  const numbers = numberWords(tongue)
  const months = monthsOf(tongue)
  const regions = new Intl.DisplayNames([tongue.tag], { type: 'region' })
  const home = Object.values(facts.home.names)
  const sentences = composed.blocks.flatMap((block) => block.sentences)
  const spoken = /\p{Script=Han}/u.test(sentences.map(({ text }) => text).join('')) && tongue.between === ''

  for (const sentence of sentences) {
    const fault = (why: string): void => void faults.push({ sentence: sentence.text, why })
    const found = sentence.records.map((record) => sources.get(`${record.kind} ${record.id}`))
    if (found.some((one) => one === undefined)) fault('names a record that is not there')
    const given = found.filter((one) => one !== undefined)
    if (given.length === 0 && !['title', 'lead', 'closing', 'closing:promises'].includes(sentence.key)) fault('names no record')
    const countries = (sentence.key === 'lead:countries' ? countriesOf(sentence, facts) : []).flatMap((code) => {
      const text = regions.of(code) ?? code
      return [text, ...Object.values(tongue.forms).map((form) => form({ items: [{ text, of: null }], join: (all) => all.join(' ') }))]
    })
    const texts = [...given.flatMap((one) => one.texts), ...home, ...countries]
    const dates = [...given.flatMap((one) => one.dates), ...(isPlain(sentence.key) ? [facts.month] : [])]
    if (spoken) {
      stripped(sentence, [...texts, ...ownTexts], fault)
      checkDigits(sentence, texts, dates, facts, given, fault)
      continue
    }
    const written = new Set([...texts, ...(tongue.language === 'mk' ? texts.map(inNeighboursLetters) : [])].flatMap(tokens))
    const bent = byBeginning([...written])
    const points = pointsOf(dates)
    const said: number[] = []
    for (const word of tokens(sentence.text)) {
      if (/^\d+$/.test(word)) {
        said.push(Number(word))
        continue
      }
      if (written.has(word)) continue
      const counted = numbers.get(word)
      if (counted !== undefined) {
        said.push(counted)
        continue
      }
      const month = months.get(word)
      if (month !== undefined) {
        if (!points.months.has(month) && !own.has(word)) fault(`“${word}” is no month of its records`)
        continue
      }
      if (!own.has(word) && !bends(word, bent) && !bends(word, ownBent)) fault(`“${word}” stands in none of its records`)
    }
    checkNumbers(sentence, said, written, points, facts, given, own, numbers, fault)
  }
  for (const record of recordsOf(facts)) {
    const told = sentences.some(
      ({ key, records }) => !isPlain(key) && !isCounting(key) && records.some(({ kind, id }) => kind === record.kind && id === record.id),
    )
    if (!told && !composed.leftOut.some((one) => one.record.kind === record.kind && one.record.id === record.id))
      faults.push({ sentence: '', why: `${record.kind} ${record.id} is neither told nor left out` })
  }
  return faults
}

const countriesOf = ({ records }: Sentence, facts: MonthFacts): string[] =>
  records.flatMap(({ kind, id }) =>
    kind === 'partnership'
      ? facts.partners.flatMap((one) => (one.partnershipId === id ? [one.organisation.country] : []))
      : [...facts.happenings, ...facts.acts, ...facts.made, ...facts.kept].flatMap((one) => (one.id === id ? one.partners.map(({ country }) => country) : [])),
  )

function checkNumbers(
  { key }: Sentence,
  said: readonly number[],
  written: ReadonlySet<string>,
  points: Points,
  facts: MonthFacts,
  given: readonly Source[],
  own: ReadonlySet<string>,
  words: ReadonlyMap<string, number>,
  fault: (why: string) => void,
): void {
  const counts = recount(facts, key)
  if (counts !== null) {
    const year = Number(facts.month.slice(0, 4))
    const rest = key === 'lead' && said.includes(year) ? said.filter((_, at) => at !== said.indexOf(year)) : [...said]
    const expected = key === 'lead' && counts.length === 0 ? [] : counts
    // A word for a number may be an article of the language: then only too few are a fault.
    if (sorted(rest) !== sorted(expected)) fault(`says ${sorted(rest)} where the records make ${sorted(expected)}`)
    return
  }
  const allowed = new Set([...points.years, ...points.days, ...given.flatMap((one) => one.numbers)])
  const article = (number: number): boolean => [...words].some(([word, is]) => is === number && own.has(word))
  for (const number of said) if (!allowed.has(number) && !written.has(String(number)) && !article(number)) fault(`${number} is no number of its records`)
  if (/^(before:)?(anniversary|break):/.test(key) || (key.startsWith('ahead:milestone:') && given.some((one) => one.numbers.length > 0)))
    for (const number of said) {
      const years = given.flatMap((one) => one.numbers)
      if (!years.includes(number) && !points.years.has(number) && !points.days.has(number)) fault(`${number} is not the number of years`)
    }
}

/** A text without blanks: what is left when all that is known is taken away must be signs only. */
function stripped({ text }: Sentence, known: readonly string[], fault: (why: string) => void): void {
  const pieces = [...new Set(known.flatMap((one) => one.split(/[\s“”„«»《》（）()，。、：；:;.,–—]+/u)))]
    .filter((one) => one !== '')
    .sort((a, b) => b.length - a.length)
  let rest = text.replaceAll(/\d+(?:年|月|日)?/gu, ' ')
  for (const piece of pieces) rest = rest.replaceAll(piece, ' ')
  const left = rest.replaceAll(/[\p{P}\p{S}\s一二两三四五六七八九十年月日]/gu, '')
  if (left !== '') fault(`“${left}” stands in none of its records`)
}

function checkDigits(
  { text, key }: Sentence,
  texts: readonly string[],
  dates: readonly string[],
  facts: MonthFacts,
  given: readonly Source[],
  fault: (why: string) => void,
): void {
  const points = pointsOf([...dates, ...(isPlain(key) ? [facts.month] : [])])
  const written = new Set(texts.flatMap((one) => one.match(/\d+/g) ?? []))
  const counts = recount(facts, key) ?? []
  for (const number of (text.match(/\d+/g) ?? []).map(Number))
    if (
      ![...points.years, ...points.months, ...points.days, ...counts, ...given.flatMap((one) => one.numbers)].includes(number) &&
      !written.has(String(number))
    )
      fault(`${number} is no number of its records`)
}

/** Everything a month holds that a citizen might want to know. */
export const recordsOf = (facts: MonthFacts): RecordRef[] => [
  ...facts.happenings.map(({ id }) => ({ kind: 'event' as const, id })),
  ...facts.acts.map(({ id }) => ({ kind: 'act' as const, id })),
  ...[...facts.made, ...facts.kept, ...facts.ahead.promises].map(({ id }) => ({ kind: 'commitment' as const, id })),
  ...facts.ahead.happenings.map(({ id }) => ({ kind: 'event' as const, id })),
  ...facts.ahead.days.map(({ id, kind }) => ({ kind: kind === 'occasion' ? ('occasion' as const) : ('milestone' as const), id })),
  ...facts.partners.flatMap(({ steps, breaks, anniversaries, stageBefore, stageNow, partnershipId }) => [
    ...steps.map(({ id }) => ({ kind: 'milestone' as const, id })),
    ...breaks.map(({ lapseId }) => ({ kind: 'milestone' as const, id: lapseId })),
    ...anniversaries.map(({ milestoneId }) => ({ kind: 'milestone' as const, id: milestoneId })),
    ...(stageBefore === stageNow ? [] : [{ kind: 'partnership' as const, id: partnershipId }]),
  ]),
]
