// Turns a reading into drafts for the desk: names in the office's languages, who is meant by whom, in which order they are decided.
import { distance } from 'fastest-levenshtein'
import { PLACED_ACTS } from '#features/events/symbolic-act.ts'
import { countryByName } from '#features/places/gazetteer/countries.ts'
import type { GazetteerPlace } from '#features/places/gazetteer/gazetteer.ts'
import { countryName, nameFor } from '#features/places/place.ts'
import { m } from '#messages'
import { type ImpreciseDate, isImpreciseDate } from '#platform/dates.ts'
import { bareName } from '#platform/names/name-key.ts'
import { scriptOf, transliterate } from '#platform/names/transliteration.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import type { ActData, CommitmentData, DraftContent, DraftSeed, EventData, FieldsData, OrganisationData, PersonData, RelationData } from './draft.ts'
import { HOME_REF, linksOf } from './draft.ts'
import { joined, quoteOf } from './marks.ts'
import { HOME, type PartnerDraft, type PersonDraft, type Reading, type Span } from './reading/reading.ts'
import { isLasting } from './relation.ts'

/** Where a town's names come from: the gazetteer. */
/** Traditional forms that Chinese place names often end in or contain; each has a simplified one of its own. */
const TRADITIONAL = /[鎮縣區鄉東門蘇寧慶陽廣龍漢瀋濟長鄭貴雲連島濰煙廈無錫揚湯陰]/

export type PlaceNames = (id: number) => GazetteerPlace | undefined

const QUOTES = /^[\s„“”"«»‹›'‘’]+|[\s„“”"«»‹›'‘’]+$/gu
/** Without the quotes around it; those around a part of it stay: училище „Образцово“. */
const unquoted = (name: string): string => {
  const bare = name.replace(QUOTES, '')
  return /[„«‹“][^“”»›]*$/u.test(bare) ? name.replace(/^[\s„“”"«»‹›'‘’]+/u, '').trimEnd() : bare
}
const wordsIn = (name: string): number => name.split(/[\s-]+/).length

const overlap = (a: readonly Span[], b: readonly Span[]): boolean => a.some(([start, end]) => b.some(([from, to]) => start < to && from < end))
const startOf = (spans: readonly Span[]): number => spans.reduce((first, [start]) => Math.min(first, start), Infinity)
const unique = (spans: readonly (Span | null)[]): Span[] =>
  [...new Map(spans.filter((span) => span !== null).map((span) => [span.join(), span])).values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])

// ---- names -------------------------------------------------------------------------------------------------------------

/** The town's Latin name, unless the text speaks of it by a shorter one: „Дойран“ is Dojran, not Star Dojran. */
function latinName(place: GazetteerPlace, heard: string): string {
  if (wordsIn(place.name) === wordsIn(heard)) return place.name
  const sound = transliterate(heard, 'bg').toLowerCase()
  const likely = place.names
    .filter((name) => /^[A-Za-z' -]+$/.test(name) && wordsIn(name) === wordsIn(heard))
    .map((name) => ({ name, far: distance(name.toLowerCase(), sound) }))
    .sort((a, b) => a.far - b.far)[0]
  return likely !== undefined && likely.far <= Math.ceil(sound.length / 3) ? likely.name : place.name
}

/** Whether people of the country write their own names in Latin letters (CLDR's likely subtags). */
const writesLatin = (country: string): boolean => new Intl.Locale(`und-${country}`).maximize().script === 'Latn'

/** As its own people write it, where the list of towns lets us tell. */
function nativeName(place: GazetteerPlace): string | null {
  if (writesLatin(place.country)) return place.name
  if (place.country !== 'CN' && place.country !== 'TW' && place.country !== 'JP') return null
  const written = place.names.filter((name) => scriptOf(name) === 'han')
  // The list has both writings without saying which; on the mainland the simplified one is official.
  const simplified = place.country === 'CN' ? written.find((name) => !TRADITIONAL.test(name)) : undefined
  return simplified ?? written[0] ?? null
}

/** „Посолство на България в Черна гора“ out of the reader's English name; null when it is put otherwise. */
function embassyNames(english: string): Record<string, string> | null {
  const parts = /^(Embassy|Consulate(?: General)?) of (.+?)(?: in (.+))?$/.exec(english)
  const of = parts === null ? undefined : countryByName(parts[2]!)
  if (parts === null || of === undefined) return null
  const seat = parts[3] === undefined ? undefined : countryByName(parts[3])
  const [ofBg, seatBg] = [countryName(of, 'bg'), seat === undefined ? '' : countryName(seat, 'bg')]
  const where = seatBg === '' ? '' : ` ${/^[вф]/i.test(seatBg) ? 'във' : 'в'} ${seatBg}`
  const name =
    parts[1] === 'Embassy' ? m.intake_embassy_name({ of: ofBg, where }, { locale: 'bg' }) : m.intake_consulate_name({ of: ofBg, where }, { locale: 'bg' })
  return { bg: name, en: english }
}

export function organisationFrom(partner: PartnerDraft, language: string, placeOf: PlaceNames): OrganisationData {
  const place = partner.placeId === undefined ? undefined : placeOf(partner.placeId)
  const heard = unquoted(partner.nameInText)
  const bare = bareName(heard) === '' ? heard : bareName(heard)
  const common = { kind: partner.kind, country: partner.country, placeId: partner.placeId ?? null }
  const proper = /^\p{Lu}/u.test(bare)
  if (partner.kind === 'country') {
    return { ...common, name: { bg: countryName(partner.country, 'bg'), en: countryName(partner.country, 'en') }, nativeName: null, aliases: [] }
  }
  const embassy = partner.kind === 'embassy' ? embassyNames(partner.name) : null
  if (embassy !== null) return { ...common, name: embassy, nativeName: null, aliases: [] }
  if (place !== undefined && (partner.kind === 'municipality' || partner.kind === 'region')) {
    // The text's own spelling, when it is a Bulgarian name and not an adjective or another alphabet's.
    const bg = language === 'bg' && proper && scriptOf(bare) === 'cyrillic' ? bare : nameFor(place, 'bg')
    const en = latinName(place, bg)
    const name = { bg, en }
    return {
      ...common,
      name,
      nativeName: nativeName(place),
      aliases: [...new Set([place.name, ...(proper ? [bare] : [])])].filter((alias) => alias !== bg && alias !== en),
    }
  }
  const own = scriptOf(heard) === 'cyrillic' ? 'bg' : 'en'
  const name: Record<string, string> = { [own]: heard }
  if (own === 'bg' && partner.name !== heard && scriptOf(partner.name) === 'latin') name['en'] = partner.name
  return { ...common, name, nativeName: null, aliases: [] }
}

/** Roles whose name says it all: the office's own wording beats the text's inflected one. */
const PLAIN_ROLES: ReadonlySet<string> = new Set([
  'mayor',
  'deputy_mayor',
  'council_chair',
  'councillor',
  'ambassador',
  'consul',
  'governor',
  'head_of_state',
  'head_of_government',
])

function personFrom(person: PersonDraft, keyOf: (key: string) => string | null): PersonData {
  const of = person.of === null ? null : person.of === HOME ? HOME_REF : keyOf(person.of)
  return { name: person.name, roleClass: person.roleClass, role: PLAIN_ROLES.has(person.roleClass) ? '' : person.role.replace(/\s+/g, ' ').slice(0, 300), of }
}

// ---- the rest ----------------------------------------------------------------------------------------------------------

const BARE_YEAR = /^\d{4}$/
const dateOf = (iso: string | null): ImpreciseDate | null => (iso !== null && isImpreciseDate(iso) ? iso : null)
const monthOf = (day: string | null): ImpreciseDate | null => (day === null ? null : (day.slice(0, 7) as ImpreciseDate))

/** „през май 2026 г“: the full stop of the sentence was that of the year. */
const YEAR_CUT = /\d г$/u

/** Who promised: the one whose person or name the sentence begins with; both when it does not say. Letters from the sentence's start. */
const SUBJECT_WITHIN = 30
function owedBy(
  body: string,
  spans: readonly Span[],
  people: readonly { spans: readonly Span[]; name: string; ours: boolean }[],
  partnerSpans: readonly Span[],
  homeNames: readonly string[],
): CommitmentData['owedBy'] {
  const start = startOf(spans)
  const first = people
    .map((one) => ({ at: startOf(one.spans.filter(([from]) => from >= start)), ours: one.ours }))
    .filter(({ at }) => at - start <= SUBJECT_WITHIN)
    .sort((a, b) => a.at - b.at)[0]
  if (first !== undefined) return first.ours ? 'us' : 'them'
  const opening = body.slice(start, start + SUBJECT_WITHIN)
  // „Кметът Пробовски покани“: named in full before, by the family name now.
  const words = opening.split(/[^\p{L}’'-]+/u)
  const named = people.find(({ name }) => words.includes(name.split(' ').at(-1) ?? ''))
  if (named !== undefined) return named.ours ? 'us' : 'them'
  if (/^\S*(?:община|municipality|comune|commune|gemeinde|stadt|opština|opcina|општина)?\s*/iu.test(opening)) {
    const subject = opening
      .replace(/^(?:заместник-)?(?:кметът|кметицата|градоначалникът)\s+на\s+/iu, '')
      .replace(/^(?:община|общината|град|municipality of|the municipality of|comune di|commune de|stadt|opština|општина)\s+/iu, '')
    if (homeNames.some((name) => subject.startsWith(name))) return 'us'
    if (partnerSpans.some(([from]) => from >= start && from - start <= opening.length - subject.length)) return 'them'
  }
  return 'both'
}

/** „засадиха дърво в градския парк“: where it stands, at the end of the words for it. Left out where they do not say. */
function placeOfAct(title: string): { place?: string } {
  const place = / ((?:в|във|пред|край|до|на входа на) \p{L}[^,;]{3,80})$/u.exec(title)?.[1]
  return place === undefined ? {} : { place }
}

/** „… се съгласиха да подкрепят“: what was agreed begins with „да“; „като“, „и“ before it tied the words to their sentence. */
const LEADS = /^(?:като|и|а|но|че|а също и|както и)\s+(?=\p{Ll})/iu
const AGREED = /^(?:(?:двете|двата|и двете|и двата) \p{L}+ )?(?:се )?(?:съгласиха|договориха|споразумяха|разбраха|уговориха)(?: се)? (?=да )/iu
const promiseIn = (text: string, state: CommitmentData['state']): string => {
  const bare = text.replace(LEADS, '')
  return state === 'agreed' ? bare.replace(AGREED, '') : bare
}

/** Lines of the text as spans: what stands together is said together. */
function linesAt(body: string): Span[] {
  const lines: Span[] = []
  let start = 0
  for (const line of body.split('\n')) {
    lines.push([start, start + line.length])
    start += line.length + 1
  }
  return lines
}

/** Organisations a town works with in fields of its own; companies and embassies have none. */
const HAS_FIELDS: ReadonlySet<string> = new Set(['municipality', 'region', 'country'])

/** Drafts of a reading, in the order of the desk. `body` is the text that was read. */
export function draftsFrom(reading: Reading, body: string, placeOf: PlaceNames): DraftSeed[] {
  const seeds: DraftSeed[] = []
  const taken = new Set<string>()
  const add = (content: DraftContent, wish: string, spans: readonly (Span | null)[], knownId?: string): string => {
    let key = wish.slice(0, 200)
    for (let more = 2; taken.has(key); more += 1) key = `${wish.slice(0, 200)}#${more}`
    taken.add(key)
    seeds.push({ ...content, key, spans: unique(spans), match: knownId === undefined ? null : { id: knownId, sure: true } })
    return key
  }
  const keys = new Map<string, string>()
  const keyOf = (key: string): string | null => keys.get(key) ?? null
  const keysOf = (list: readonly string[]): string[] => [...new Set(list.flatMap((key) => keyOf(key) ?? []))]

  for (const partner of reading.partners) {
    const data = organisationFrom(partner, reading.language, placeOf)
    keys.set(partner.key, add({ kind: 'organisation', data }, `organisation:${partner.key}`, partner.evidence, partner.knownId))
  }
  const people = reading.people.map((person) => {
    const data = personFrom(person, keyOf)
    return {
      key: add({ kind: 'person', data }, `person:${person.key}`, person.evidence, person.knownId),
      spans: person.evidence,
      name: data.name,
      ours: data.of === HOME_REF,
    }
  })
  const homePlace = reading.home.place
  const placeIn = (name: string | null): { place: string; placeId: number | null } => {
    if (name === null) return { place: '', placeId: null }
    if (homePlace !== null && name === homePlace.name) return { place: nameFor(homePlace, 'bg'), placeId: homePlace.id }
    const partner = reading.partners.find((one) => one.name === name && one.placeId !== undefined)
    const place = partner?.placeId === undefined ? undefined : placeOf(partner.placeId)
    if (partner === undefined || place === undefined) return { place: name, placeId: null }
    // By the name the partner has on the desk: „Джиндъджън“, not the list's „Цзиндэчжэнь“.
    return { place: organisationFrom(partner, reading.language, placeOf).name['bg'] ?? nameFor(place, 'bg'), placeId: place.id }
  }

  const events = reading.events.map((event) => {
    const spans = joined(event.evidence, body.length)
    const data: EventData = {
      kind: event.kind,
      direction: event.direction,
      date: dateOf(event.when.iso),
      ...placeIn(event.place),
      title: '',
      partners: keysOf(event.with),
      participants: people.filter((person) => overlap(person.spans, spans)).map(({ key }) => key),
      fields: reading.fields.filter((field) => overlap(field.evidence, spans)).map(({ field }) => field),
      ...(event.occasion === undefined ? {} : { occasion: event.occasion.slice(0, 500) }),
    }
    return {
      key: add({ kind: 'event', data }, `event:${event.kind}:${event.direction}:${event.with.join('+')}:${startOf(spans)}`, [
        ...event.evidence,
        event.when.span,
      ]),
      spans,
      data,
    }
  })
  const eventOf = (spans: readonly Span[], partners: readonly string[]): string | null =>
    (events.find((event) => overlap(event.spans, spans) && partners.some((one) => event.data.partners.includes(one))) ?? null)?.key ?? null
  const firms = new Set(reading.partners.filter(({ kind }) => kind === 'company').flatMap(({ key }) => keyOf(key) ?? []))
  /** With a firm one has no tie beside what one met it for. */
  const meetingOf = (partners: readonly string[]): string | null =>
    partners.length > 0 && partners.every((one) => firms.has(one))
      ? (events.find(({ data }) => partners.every((one) => data.partners.includes(one)))?.key ?? null)
      : null

  // The same statement about several partners in the same words is one draft.
  const said = Map.groupBy(reading.relations, (relation) =>
    JSON.stringify([relation.status, relation.since, relation.years, relation.breakYears, relation.evidence]),
  )
  for (const relations of said.values()) {
    const relation = relations[0]!
    const partners = keysOf(relations.map((one) => one.with))
    if (partners.length === 0) continue
    const spans = joined(relation.evidence, body.length)
    // With a land a town is no twin: that a town there is looked for is our own proposal, until it has a name.
    if (relation.status === 'twinning_proposed' && relations.every((one) => reading.partners.find(({ key }) => key === one.with)?.kind === 'country')) {
      const text = quoteOf(body, relation.evidence.slice(0, 1), 5000)
      const data: CommitmentData = { owedBy: 'us', text, topic: 'agreement', state: 'proposed', due: null, partners, event: null }
      add({ kind: 'commitment', data }, `commitment:agreement:${relations.map((one) => one.with).join('+')}:${startOf(spans)}`, relation.evidence)
      continue
    }
    const counted =
      relation.years !== null && reading.published !== null ? (`${Number(reading.published.slice(0, 4)) - relation.years}~` as ImpreciseDate) : null
    const since = dateOf(relation.since)
    const met = events.find((event) => overlap(event.spans, spans) && event.data.date !== null && partners.some((one) => event.data.partners.includes(one)))
    // What was signed that day is dated by the signing, not by a year alone.
    const signed =
      (relation.status === 'agreement' || relation.status === 'twinned') && relation.years === null && met?.data.kind === 'signing' ? met.data.date : null
    const data: RelationData = {
      status: relation.status,
      partners,
      date:
        (since === null || BARE_YEAR.test(since) ? signed : null) ??
        since ??
        (isLasting(relation.status) ? counted : relation.status === 'agreement' ? null : (met?.data.date ?? monthOf(reading.published))),
      years: relation.years,
      breakYears: relation.breakYears,
    }
    add({ kind: 'relation', data }, `relation:${relation.status}:${relations.map((one) => one.with).join('+')}`, relation.evidence)
  }

  const homeNames = homePlace === null ? [reading.home.name] : homePlace.names
  for (const promise of reading.commitments) {
    const spans = joined(promise.evidence, body.length)
    const partners = keysOf(promise.with)
    const data: CommitmentData = {
      owedBy: owedBy(
        body,
        spans,
        people,
        reading.partners.filter((one) => promise.with.includes(one.key)).flatMap((one) => one.evidence),
        homeNames,
      ),
      text: promiseIn(quoteOf(promise.text, [[0, promise.text.length]], 5000), promise.state).replace(YEAR_CUT, '$&.'),
      topic: promise.topic,
      state: promise.state,
      due: dateOf(promise.due.iso),
      partners,
      event: eventOf(spans, partners) ?? meetingOf(partners),
    }
    add({ kind: 'commitment', data }, `commitment:${promise.topic}:${promise.with.join('+')}:${startOf(spans)}`, promise.evidence)
  }
  for (const act of reading.acts) {
    const spans = joined(act.evidence, body.length)
    const partners = keysOf(act.with)
    const event =
      eventOf(spans, partners) ??
      events.find((one) => partners.some((key) => one.data.partners.includes(key)) && one.data.partners.length === partners.length)?.key ??
      null
    const title = quoteOf(act.text, [[0, act.text.length]], 300)
    const data: ActData = {
      kind: act.kind,
      title: capitalised(title),
      ...(PLACED_ACTS.includes(act.kind) ? placeOfAct(title) : {}),
      date: events.find(({ key }) => key === event)?.data.date ?? null,
      partners,
      event,
    }
    add({ kind: 'symbolic_act', data }, `act:${act.kind}:${act.with.join('+')}:${startOf(spans)}`, act.evidence)
  }
  for (const { fields, partners, spans } of fieldsByPartner(reading, body)) {
    const data: FieldsData = { fields, partners: keysOf(partners) }
    if (data.partners.length > 0) add({ kind: 'fields', data }, `fields:${partners.join('+')}`, spans)
  }
  return inOrder(seeds)
}

/** Which fields are spoken of in the same paragraphs as which partner; partners of the same paragraphs share them. */
function fieldsByPartner(reading: Reading, body: string): { fields: FieldsData['fields']; partners: string[]; spans: Span[] }[] {
  // What stands before the first partner's name is said of all of them, and of none in particular.
  const first = startOf(reading.partners.flatMap(({ evidence }) => evidence))
  const lines = linesAt(body).filter(([, end]) => end > first)
  const groups = new Map<string, { fields: FieldsData['fields']; partners: string[]; spans: Span[] }>()
  for (const partner of reading.partners.filter((one) => HAS_FIELDS.has(one.kind) && one.country !== reading.home.country)) {
    const evidence = [
      ...partner.evidence,
      ...reading.relations.filter((one) => one.with === partner.key).flatMap((one) => one.evidence),
      ...reading.events.filter((one) => one.with.includes(partner.key)).flatMap((one) => one.evidence),
    ]
    const own = lines.filter((line) => overlap([line], evidence))
    const found = reading.fields
      .map((one) => ({ field: one.field, spans: one.evidence.filter((span) => overlap([span], own)) }))
      .filter(({ spans }) => spans.length > 0)
    if (found.length === 0) continue
    const id = JSON.stringify(found)
    const group = groups.get(id)
    if (group === undefined) groups.set(id, { fields: found.map(({ field }) => field), partners: [partner.key], spans: found.flatMap(({ spans }) => spans) })
    else group.partners.push(partner.key)
  }
  return [...groups.values()]
}

/** By place in the text; whatever a draft refers to comes before it. */
export function inOrder<One extends DraftContent & { readonly key: string; readonly spans: readonly Span[] }>(seeds: readonly One[]): One[] {
  const byKey = new Map(seeds.map((seed) => [seed.key, seed]))
  const out: One[] = []
  const placed = new Set<string>()
  const place = (seed: One): void => {
    if (placed.has(seed.key)) return
    placed.add(seed.key)
    for (const key of linksOf(seed)) {
      const needed = byKey.get(key)
      if (needed !== undefined) place(needed)
    }
    out.push(seed)
  }
  for (const seed of [...seeds].sort((a, b) => startOf(a.spans) - startOf(b.spans))) place(seed)
  return out
}
