// Reads a digest as someone who trusts nothing: every word, number and date of a sentence must come from the records the sentence names, or be the language's own.
import type { Composed } from '#features/digest/composing/composing.ts'
import type { Sentence } from '#features/digest/composing/telling.ts'
import type { HappeningFacts, MonthFacts, NameFacts, PromiseFacts, RecordRef } from '#features/digest/composing/month.ts'
import { ORGANISATION_KINDS } from '#features/organisations/organisation.ts'
import { type Part, patternOf } from '#features/digest/composing/pattern.ts'
import type { Tongue } from '#features/digest/composing/tongue.ts'
import { countersOf, readBlankless, runsOf } from './blankless.ts'

export type Fault = { readonly sentence: string; readonly why: string }

type Source = {
  /** Words people wrote, and names. */
  readonly texts: string[]
  /** Names of organisations, places and people that nobody wrote in Macedonian: a Macedonian text has the Bulgarian one in its own letters. */
  readonly unwritten: string[]
  readonly dates: string[]
  readonly numbers: number[]
}
const nothing = (): Source => ({ texts: [], unwritten: [], dates: [], numbers: [] })
type Named = Readonly<Record<string, string>>
const EUROPE = 'BG IT FR ME MK CN DE RO GR RS TR'.split(' ')
/** Notes names with all their spellings. */
const name = ({ texts, unwritten }: Source, ...of: readonly Named[]): void => {
  texts.push(...of.flatMap((one) => Object.values(one)))
  unwritten.push(...of.flatMap((one) => (one['mk'] === undefined && one['bg'] !== undefined ? [one['bg']] : [])))
}

/** Every record of the month by kind and id, each with all it says; written from the shapes of the records alone. */
function sourcesOf(facts: MonthFacts, tag: string): Map<string, Source> {
  const found = new Map<string, Source>()
  const at = (kind: string, id: string): Source => {
    const known = found.get(`${kind} ${id}`) ?? nothing()
    found.set(`${kind} ${id}`, known)
    return known
  }
  const words = (of: Readonly<Record<string, string>>): string[] => Object.values(of)
  const [regions, english, bulgarian] = [tag, 'en-GB', 'bg-BG'].map((one) => new Intl.DisplayNames([one], { type: 'region' })) as [
    Intl.DisplayNames,
    Intl.DisplayNames,
    Intl.DisplayNames,
  ]
  /** A country is called as the language calls it, an embassy in Chinese by the two countries of its English name. */
  const named = ({ kind, country, names: own }: NameFacts): Named => {
    if (kind === 'country') return { ...own, region: regions.of(country) ?? country }
    // An embassy by the two countries of its English or Bulgarian name.
    const inTongue = EUROPE.flatMap((code) =>
      kind === 'embassy' && [english, bulgarian].some((names) => Object.values(own).some((one) => one.includes(names.of(code)!))) ? [regions.of(code)!] : [],
    )
    return inTongue.length === 0 ? own : { ...own, mission: inTongue.join(' ') }
  }
  const names = (of: readonly NameFacts[]): Named[] => of.map(named)
  const event = (one: HappeningFacts): void => {
    const source = at('event', one.id)
    source.texts.push(...words(one.title), ...words(one.spot), ...words(one.occasion), ...words(one.summary))
    name(source, one.place, ...names(one.partners))
    for (const person of one.people) {
      source.texts.push(...words(person.roleWords))
      name(source, person.names, ...(person.of === null ? [] : [named(person.of)]))
    }
    if (one.date !== null) source.dates.push(one.date)
  }
  const promise = (one: PromiseFacts): void => {
    const source = at('commitment', one.id)
    source.texts.push(...words(one.text))
    name(source, ...names(one.partners))
    source.dates.push(...[one.due, one.keptOn].filter((date) => date !== null))
  }
  for (const one of [...facts.happenings, ...facts.ahead.happenings]) event(one)
  for (const one of facts.acts) {
    const source = at('act', one.id)
    source.texts.push(...words(one.title), ...words(one.place))
    name(source, ...names(one.partners))
    if (one.date !== null) source.dates.push(one.date)
  }
  for (const one of [...facts.made, ...facts.kept, ...facts.ahead.promises]) promise(one)
  for (const id of Object.values(facts.totals.open).flat()) at('commitment', id)
  for (const { partnershipId, organisation, steps, breaks, anniversaries, known, earlier } of facts.partners) {
    name(at('partnership', partnershipId), named(organisation))
    for (const step of steps) {
      const source = at('milestone', step.id)
      source.texts.push(...words(step.note), step.documentNumber ?? '', step.body)
      name(source, named(organisation))
      source.dates.push(step.date, ...(step.until === null ? [] : [step.until]))
    }
    for (const { stepId, lapseId, years } of breaks) {
      name(at('milestone', lapseId), named(organisation))
      at('milestone', stepId).numbers.push(years)
    }
    for (const { milestoneId, date } of known === null ? anniversaries : [...anniversaries, known]) {
      const source = at('milestone', milestoneId)
      name(source, named(organisation))
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
    source.texts.push(...words(of))
    if (whose !== null) name(source, named(whose))
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

const choicesOf = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => (part.kind === 'choice' ? part.words : part.kind === 'optional' ? choicesOf(part.parts) : []))

/** Names that exist nowhere, by which a form or a rule shows the words it adds. */
const PROBES = [...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЮЯÉ'].map((letter) => `${letter}qzx`), '龘龘']
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

type Own = {
  readonly words: ReadonlySet<string>
  readonly bent: ReadonlyMap<string, readonly string[]>
  readonly counters: ReadonlySet<string>
  readonly runs: ReadonlySet<string>
}
const known = new WeakMap<Tongue, Own>()
/** What a language brings itself, once worked out. */
function ownOf(tongue: Tongue): Own {
  const before = known.get(tongue)
  if (before !== undefined) return before
  const texts = [...new Set(ownWords(tongue))]
  const words = new Set(texts.flatMap(tokens))
  const counters = countersOf(Object.values(tongue.patterns).flatMap((patterns) => patterns.flatMap((pattern) => choicesOf(patternOf(pattern)))))
  const own = { words, bent: byBeginning(words), counters, runs: runsOf(texts) }
  known.set(tongue, own)
  return own
}

/** The words a language brings itself, outside numbers, months and years. */
function ownWords(tongue: Tongue): string[] {
  // A form may also be given a day with its preposition: „до края на …“ as the end of a term.
  const beginnings = [...BEGINNINGS, ...Object.values(tongue.when).map((pattern) => pattern.slice(0, pattern.indexOf('{')))]
  const ends = [...new Set(['', ...Object.values(tongue.when).map((pattern) => pattern.slice(pattern.lastIndexOf('}') + 1))])]
  const formed = Object.values(tongue.forms).flatMap((form) =>
    beginnings.flatMap((beginning) =>
      ends.flatMap((end) =>
        PROBES.map((probe) => form({ items: [{ text: beginning + probe + end, of: null }], join: (texts) => texts.join(' ') }).replace(probe, ' ')),
      ),
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
    ...Object.values(tongue.kinds),
    ...Object.values(tongue.topics),
    ...Object.values(tongue.occasions),
    ...(['embassy', 'consulate'] as const).flatMap((kind) => PROBES.map((probe) => tongue.mission(kind, probe, probe).replaceAll(probe, ' '))),
    ...Object.values(tongue.types),
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

/** Cases of the months where they are bent: „14. oktobra“, „u oktobru“. Written here apart from the digest's own rules. */
const BENT_MONTHS: Readonly<Record<string, readonly string[]>> = {
  sr: [
    'januar januara januaru',
    'februar februara februaru',
    'mart marta martu',
    'april aprila aprilu',
    'maj maja maju',
    'jun juna junu',
    'jul jula julu',
    'avgust avgusta avgustu',
    'septembar septembra septembru',
    'oktobar oktobra oktobru',
    'novembar novembra novembru',
    'decembar decembra decembru',
  ],
}

/** What the months are called, alone and beside a day: exactly these words. */
const monthsOf = (tongue: Tongue): Map<string, number> => {
  const found = new Map<string, number>()
  for (let month = 0; month < 12; month += 1) {
    const written = ([{ month: 'long' }, { month: 'long', day: 'numeric' }, { month: 'long', year: 'numeric' }] as const).flatMap((options) =>
      new Intl.DateTimeFormat(tongue.tag, { timeZone: 'UTC', ...options })
        .formatToParts(new Date(Date.UTC(2001, month, 15)))
        .flatMap(({ type, value }) => (type === 'month' ? [value] : [])),
    )
    for (const word of [...written, ...(BENT_MONTHS[tongue.language]?.[month]?.split(' ') ?? [])]) found.set(word.toLowerCase(), month + 1)
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

/** A text without blanks is taken apart, and its numbers and days are held against the records. */
function blankless(
  sentence: Sentence,
  texts: readonly string[],
  points: Points,
  facts: MonthFacts,
  given: readonly Source[],
  { runs, counters, words: own }: Own,
  numbers: ReadonlyMap<string, number>,
  fault: (why: string) => void,
): void {
  const written = new Set(texts.flatMap(tokens))
  const { said, rest } = readBlankless(sentence.text, { runs: [runsOf(texts), runs], words: written, numbers, counters })
  if (rest !== null) return fault(`“${rest}” stands in none of its records`)
  const years = given.flatMap((one) => one.numbers)
  for (const { value, unit } of said) {
    const fits =
      unit === '月'
        ? points.months.has(value)
        : unit === '日'
          ? points.days.has(value)
          : unit === '年'
            ? points.years.has(value) || years.includes(value)
            : true
    if (!fits && !written.has(String(value))) fault(`${value}${unit} is no day of its records`)
  }
  checkNumbers(
    sentence,
    said.filter(({ unit }) => unit !== '月').map(({ value }) => value),
    written,
    points,
    facts,
    given,
    own,
    numbers,
    fault,
  )
}

/** Counts again what the lead and the closing say, from the records. */
function recount(facts: MonthFacts, key: string): number[] | null {
  if (key === 'lead') {
    const kinds = new Map<string, number>()
    for (const { kind, direction } of facts.happenings) {
      const apart = ['visit', 'letter', 'exhibition', 'exchange', 'forum'].includes(kind) ? `${kind} ${direction}` : kind
      kinds.set(apart, (kinds.get(apart) ?? 0) + 1)
    }
    const states = ['agreed', 'planned', 'proposed', 'invited'].map((state) => facts.made.filter((one) => one.state === state).length)
    return [...kinds.values(), facts.acts.length, ...states].filter((count) => count > 0)
  }
  if (key === 'closing') {
    const ties = facts.partners.filter(({ type, organisation }) => type !== 'contact' && organisation.kind !== 'company')
    const standing = ties.filter(({ stageNow }) => !['prospect', 'ended'].includes(stageNow))
    return [standing.length, new Set(standing.map(({ organisation }) => organisation.country)).size]
  }
  const { agreed, planned, proposed, invited } = facts.totals.open
  if (key === 'closing:plans') return [planned, proposed, invited].map((ids) => ids.length).filter((count) => count > 0)
  return key === 'closing:promises' ? [agreed.length] : null
}

const isCounting = (key: string): boolean => key === 'lead' || key.startsWith('closing')
const isPlain = (key: string): boolean => key === 'title' || key === 'lead' || key === 'lead:countries' || key.startsWith('heading:')

/** A Bulgarian name as Macedonian writes the same sounds: Троян, Тројан; Търново, Трново. Written here apart from the digest's own rules. */
const MACEDONIAN_LETTERS: Readonly<Record<string, string>> = { я: 'ја', ю: 'ју', й: 'ј', щ: 'шт', ь: '', ъ: 'а', ня: 'ња', ню: 'њу', ля: 'ља', лю: 'љу', ньо: 'њо', льо: 'љо', ьо: 'јо', дж: 'џ', дз: 'ѕ', ър: 'р', ръ: 'р' } // prettier-ignore
const inNeighboursLetters = (text: string): string =>
  text
    .toLowerCase()
    .replace(
      /ньо|льо|ьо|ня|ню|ля|лю|дж|дз|(?<=[бвгджзклмнпстфхцчшщ])(?:ър|ръ)(?=[бвгджзклмнпстфхцчшщ])|[яюйщьъ]/g,
      (letters) => MACEDONIAN_LETTERS[letters] ?? letters,
    )

/** Everything that is not as the records have it. */
export function faultsOf(composed: Composed, facts: MonthFacts, tongue: Tongue): Fault[] {
  const sources = sourcesOf(facts, tongue.tag)
  const faults: Fault[] = []
  const { words: own, bent: ownBent } = ownOf(tongue)
  const numbers = numberWords(tongue)
  const months = monthsOf(tongue)
  const regions = new Intl.DisplayNames([tongue.tag], { type: 'region' })
  const home = Object.values(facts.home.names)
  const sentences = composed.blocks.flatMap((block) => block.sentences)

  for (const sentence of sentences) {
    const fault = (why: string): void => void faults.push({ sentence: sentence.text, why })
    const found = sentence.records.map((record) => sources.get(`${record.kind} ${record.id}`))
    if (found.some((one) => one === undefined)) fault('names a record that is not there')
    const given = found.filter((one) => one !== undefined)
    if (given.length === 0 && !['title', 'lead', 'closing'].includes(sentence.key)) fault('names no record')
    const countries = (sentence.key === 'lead:countries' ? countriesOf(sentence, facts) : []).flatMap((code) => {
      const text = regions.of(code) ?? code
      return [text, ...Object.values(tongue.forms).map((form) => form({ items: [{ text, of: null }], join: (all) => all.join(' ') }))]
    })
    const texts = [...given.flatMap((one) => one.texts), ...home, ...countries]
    const dates = [...given.flatMap((one) => one.dates), ...(isPlain(sentence.key) ? [facts.month] : [])]
    if (tongue.between === '') {
      blankless(sentence, texts, pointsOf(dates), facts, given, ownOf(tongue), numbers, fault)
      checkAbout(
        sentence,
        [...sentence.text.matchAll(/\d{4}/gu)].map(([digits]) => Number(digits)),
        dates,
        tongue,
        fault,
      )
      continue
    }
    const written = new Set(texts.flatMap(tokens))
    const bent = byBeginning([...written])
    // As the neighbours write them, letter by letter: never bent.
    if (tongue.language === 'mk')
      for (const word of [...given.flatMap((one) => one.unwritten), ...(facts.home.names['mk'] === undefined ? [facts.home.names['bg'] ?? ''] : [])]
        .map(inNeighboursLetters)
        .flatMap(tokens))
        written.add(word)
    const points = pointsOf(dates)
    const said: number[] = []
    for (const word of tokens(sentence.text)) {
      if (/^\d+$/.test(word)) {
        said.push(Number(word))
        continue
      }
      // A number that counts is held against the records, also where one of their texts has the same word.
      if (written.has(word) && !(isCounting(sentence.key) && numbers.has(word))) continue
      const counted = numbers.get(word)
      if (counted !== undefined) {
        said.push(counted)
        continue
      }
      const month = months.get(word)
      if (month !== undefined) {
        if (!points.months.has(month)) fault(`“${word}” is no month of its records`)
        continue
      }
      if (!own.has(word) && !bends(word, bent) && !bends(word, ownBent)) fault(`“${word}” stands in none of its records`)
    }
    checkNumbers(sentence, said, written, points, facts, given, own, numbers, fault)
    checkAbout(sentence, said, dates, tongue, fault)
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
  { key, records }: Sentence,
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
  if (/^(before:)?given:/.test(key) && records.filter(({ kind }) => kind === 'commitment').length > 1) {
    const count = records.filter(({ kind }) => kind === 'commitment').length
    if (!said.includes(count)) fault(`does not say that there are ${count}`)
  }
  const allowed = new Set([
    ...(/^(before:)?given:/.test(key) ? [records.filter(({ kind }) => kind === 'commitment').length] : []),
    ...points.years,
    ...points.days,
    ...given.flatMap((one) => one.numbers),
  ])
  const article = (number: number): boolean => [...words].some(([word, is]) => is === number && own.has(word))
  for (const number of said) if (!allowed.has(number) && !written.has(String(number)) && !article(number)) fault(`${number} is no number of its records`)
  if (/^(before:)?(anniversary|break):/.test(key) || (key.startsWith('ahead:milestone:') && given.some((one) => one.numbers.length > 0)))
    for (const number of said) {
      const years = given.flatMap((one) => one.numbers)
      if (!years.includes(number) && !points.years.has(number) && !points.days.has(number)) fault(`${number} is not the number of years`)
    }
}

/** How the languages say that a day or a number is not exact. Written here apart from the digest's own words. */
const ABOUT: Readonly<Record<string, RegExp>> = {
  bg: /около/iu,
  en: /around|about/iu,
  mk: /околу/iu,
  fr: /environ|vers/iu,
  it: /circa|intorno/iu,
  sr: /\boko\b/iu,
  zh: /约|前后/u,
}
/** A year of the records that is only roughly known, and of which no record knows better, may not be told as if it were certain. */
function checkAbout({ text }: Sentence, said: readonly number[], dates: readonly string[], { language }: Tongue, fault: (why: string) => void): void {
  const points = dates.flatMap((date) => date.split('/'))
  const exact = new Set(points.filter((point) => !point.endsWith('~')).map((point) => Number(point.slice(0, 4))))
  const rough = points.filter((point) => point.endsWith('~')).map((point) => Number(point.slice(0, 4)))
  for (const year of rough) if (said.includes(year) && !exact.has(year) && !ABOUT[language]!.test(text)) fault(`${year} is told as exact`)
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
