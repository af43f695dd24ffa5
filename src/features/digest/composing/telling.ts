// Tells single records in one language: an event, an act, a step, a promise; each sentence with the records it rests on, and what nobody wrote in the language.
import type { MilestoneKind } from '#features/partnerships/milestones/milestone.ts'
import type { Field } from '#features/partnerships/field.ts'
import type { Stage } from '#features/partnerships/stage.ts'
import { earliest, type ImpreciseDate } from '#platform/dates.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { lowered } from '#platform/texts/sentences.ts'
import { type Words, wordsFor } from '#platform/texts/words-for.ts'
import { dueInWords, eitherInWords, namesDue, pointInWords, whenInWords } from './days.ts'
import type { ActFacts, HappeningFacts, MonthFacts, NameFacts, PartnerFacts, PersonFacts, PromiseFacts, RecordRef, StepFacts } from './month.ts'
import { occasionKind } from './occasion.ts'
import { sides } from './sections.ts'
import { eventSituation, type Situation, stepSituation } from './situation.ts'
import { townName } from './spelling.ts'
import { closed, repeats, sentencesIn, type Slots, Speaker, stems, unclosed } from './speaking.ts'
import type { Tongue } from './tongue.ts'

/** `key` stays the same from one composing to the next while it is said of the same records: what a person edited is found again by it. */
export type Sentence = { readonly key: string; readonly text: string; readonly records: readonly RecordRef[] }
/** What the records hold and this language does not say, because nobody wrote it in the language: an event's title or summary, a step's note, a promise. */
export type LeftOut = {
  readonly record: RecordRef
  readonly what: 'title' | 'summary' | 'note' | 'promise' | 'occasion' | 'place' | 'body' | 'name' | 'anniversary'
}

export const ref = (kind: RecordRef['kind'], id: string): RecordRef => ({ kind, id })
export const keyOf = (about: string, { kind, id }: RecordRef, more = ''): string => `${about}:${kind}:${id}${more}`

/** Which stages a step says by itself, so that no sentence need say it again. */
const SAID_BY: Readonly<Partial<Record<Stage, readonly MilestoneKind[]>>> = {
  contact: ['first_contact', 'other'],
  intent: ['intent', 'memorandum'],
  deciding: ['council_decision', 'state_notice', 'regional_approval', 'state_approval'],
  signed: ['signing'],
  active: ['renewal'],
  lapsed: ['lapse'],
  reviving: ['revival_letter', 'revival_consent', 'revival_plan'],
  renewed: ['revival', 'renewal'],
  ended: ['end'],
}
const says = (stage: Stage, { steps, breaks }: PartnerFacts): boolean =>
  steps.some(({ kind, side }) => (SAID_BY[stage]?.includes(kind) ?? false) || (kind === 'signing' && side === 'both' && stage === 'active')) ||
  (stage === 'renewed' && breaks.length > 0)

/** Promises said in one sentence, and the letters they may take. */
const MOST_JOINED = 3
const LONGEST_JOINED = 260

/** What may be said beside each other with an „and“: nothing with an inner comma, colon or dash. */
const PLAIN = /^[^,;:–—]+$/u

export class Telling {
  readonly leftOut: LeftOut[] = []
  readonly speaker: Speaker
  readonly facts: MonthFacts
  /** The day said last: not said again by the sentence after it. */
  private lastWhen: string | null = null
  /** How often each day was said in the digest: of two months, now the one wording and now the other. */
  private readonly saidWhen = new Map<string, number>()

  /** Each sentence as it was told before, by its key. */
  protected readonly saidBefore: ReadonlyMap<string, string>

  constructor(facts: MonthFacts, tongue: Tongue, before: ReadonlyMap<string, string>) {
    this.facts = facts
    this.saidBefore = before
    this.speaker = new Speaker(tongue, facts.month)
  }

  /** A new section says its days anew. */
  begin(): void {
    this.lastWhen = null
  }

  miss(record: RecordRef, what: LeftOut['what'], words?: Words): void {
    if (
      (words === undefined || Object.values(words).some((text) => text.trim() !== '')) &&
      !this.leftOut.some((one) => one.what === what && one.record.id === record.id)
    )
      this.leftOut.push({ record, what })
  }

  when = (date: ImpreciseDate | null): string | null => whenInWords(date, this.facts.month, this.speaker.tongue)

  /** The same, unless the sentence before it said the same. */
  private whenAnew(date: ImpreciseDate | null): string | null {
    const said = this.when(date)
    const again = said !== null && said === this.lastWhen
    this.lastWhen = said
    if (said === null || date === null || again) return null
    const times = this.saidWhen.get(said) ?? 0
    this.saidWhen.set(said, times + 1)
    return times % 2 === 0 ? said : (eitherInWords(date, this.facts.month, this.speaker.tongue) ?? said)
  }

  private person = ({ names, role, roleWords, of }: PersonFacts): string =>
    this.speaker.tongue.person({
      name: this.speaker.spelled(names, of?.country ?? null),
      words: this.speaker.own(roleWords) ?? '',
      role,
      of: of === null ? null : this.speaker.name(of),
    })

  sentence(key: string, situation: Situation, slots: Slots, records: readonly RecordRef[]): Sentence[] {
    const text = this.speaker.sentence(situation, slots, this.saidBefore.get(key))
    return text === null ? [] : [{ key, text, records }]
  }

  /** The names every sentence may use: the home town, the partners, and both in one list. */
  names(of: readonly NameFacts[]): {
    readonly home: NameFacts
    readonly partners: readonly NameFacts[]
    readonly all: readonly NameFacts[]
    readonly others: readonly NameFacts[]
  } {
    const { home } = this.facts
    const { partners, others } = sides(of, home)
    return { home, partners, others, all: partners.length === 0 ? [] : [home, ...partners] }
  }

  /** A text of the office, sentence by sentence, without those that only repeat what was just said. */
  private verbatim(about: string, record: RecordRef, words: Words, said: string): Sentence[] {
    const text = this.speaker.own(words)
    if (text === null) {
      this.miss(record, about === 'note' ? 'note' : 'summary', words)
      return []
    }
    return sentencesIn(closed(text, this.speaker.tongue.stop), this.speaker.tongue.tag)
      .map((one, at) => ({ key: keyOf(about, record, `:${at}`), text: one, records: [record] }))
      .filter(({ text: one }) => !repeats(one, said))
  }

  /** Where it was, when neither the home town nor a partner's own says it; the office's own words before the list's. */
  elsewhere({ id, place, spot, atHome }: HappeningFacts, partners: readonly NameFacts[]): string | null {
    const own = this.speaker.own(spot)
    if (own !== null) return this.here(own)
    this.miss(ref('event', id), 'place', spot)
    const where = this.speaker.spelled(place, partners.length === 1 ? partners[0]!.country : null)
    if (where === '' || atHome) return null
    const bare = townName(where)
    return partners.some(({ names, country }) => townName(this.speaker.spelled(names, country)) === bare) ? null : bare
  }

  /** „Градски парк, Троян“ is in our own town, as everyone who reads knows. */
  private here(spot: string): string {
    const home = `, ${this.speaker.name(this.facts.home)}`
    return spot.endsWith(home) ? spot.slice(0, -home.length) : spot
  }

  /** Why it was, in the language's own words, as far as the words of another one say; null where they do not. Theirs are listed as left out either way. */
  private occasionOf({ id, occasion, partners }: HappeningFacts): string | null {
    this.miss(ref('event', id), 'occasion', occasion)
    const kind = occasionKind(occasion, [...partners, this.facts.home])
    if (kind === null) return null
    return kind.is === 'feast' ? this.speaker.say('occasion.feast', {}) : this.speaker.say('occasion.invitation', { partners: kind.by })
  }

  private took(event: HappeningFacts): Sentence[] {
    const record = ref('event', event.id)
    const names = this.names(event.partners)
    const occasion = this.speaker.own(event.occasion) ?? this.occasionOf(event)
    return this.sentence(
      keyOf('happened', record),
      `happened.${eventSituation(event.kind, event.direction)}`,
      { when: this.whenAnew(event.date), ...names, place: this.elsewhere(event, names.partners), occasion },
      [record],
    )
  }

  happened(event: HappeningFacts): Sentence[] {
    const record = ref('event', event.id)
    const said = this.took(event)
    const told = said.map(({ text }) => text).join(' ')
    const summary = this.verbatim('summary', record, event.summary, told)
    const title = this.speaker.own(event.title)
    if (title === null && this.speaker.own(event.summary) === null) this.miss(record, 'title', event.title)
    // With a summary the title is its headline and says nothing new; without one it is all there is.
    const titled =
      title === null || summary.length > 0 || repeats(title, told)
        ? []
        : this.sentence(keyOf('titled', record), 'happened.titled', { title: unclosed(title) }, [record])
    return [...said, ...titled, ...summary, ...this.met(event, record)]
  }

  private met({ people }: HappeningFacts, record: RecordRef): Sentence[] {
    const [theirs, ours] = (['them', 'us'] as const).map((side) =>
      people
        .filter((one) => one.side === side)
        .map(this.person)
        .filter((one) => one !== ''),
    ) as [string[], string[]]
    if (theirs.length > 0 && ours.length > 0) return this.sentence(keyOf('people', record), 'people.both', { theirs, ours }, [record])
    return this.sentence(keyOf('people', record), 'people', { people: theirs.length > 0 ? theirs : ours }, [record])
  }

  /** The fields of a section's events, once for all of them; those that the texts speak of anyway are not listed after them. */
  about(events: readonly HappeningFacts[], said: readonly Sentence[]): Sentence[] {
    const told = stems(said.map(({ text }) => text).join(' '))
    const isNew = (name: string): boolean => !stems(name).some((stem) => told.includes(stem))
    const name = this.speaker.tongue.fields
    const fields = [...new Set(events.flatMap((event) => event.fields))].filter((field) => isNew(name[field]))
    const records = events.filter((event) => event.fields.some((field) => fields.includes(field))).map(({ id }) => ref('event', id))
    return records.length === 0 ? [] : this.sentence(keyOf('fields', records[0]!), 'fields', { fields: fields.map((field) => name[field]) }, records)
  }

  acted(act: ActFacts): Sentence[] {
    const record = ref('act', act.id)
    const place = this.speaker.own(act.place)
    if (place === null) this.miss(record, 'place', act.place)
    const said = this.sentence(
      keyOf('act', record),
      `act.${act.kind}`,
      { when: act.eventId === null ? this.whenAnew(act.date) : null, ...this.names(act.partners), place: place === null ? null : this.here(place) },
      [record],
    )
    const title = this.speaker.own(act.title)
    if (title === null) this.miss(record, 'title', act.title)
    const told = said.map(({ text }) => text).join(' ')
    return [
      ...said,
      ...(title === null || repeats(title, told) ? [] : this.sentence(keyOf('titled', record), 'act.titled', { title: unclosed(title) }, [record])),
    ]
  }

  /** Words without a language of their own: for readers of Cyrillic as they are, for all others only in Latin letters. */
  private readable(record: RecordRef, text: string | null): string | null {
    if (text === null || text.trim() === '') return null
    const own = wordsFor({ bg: text }, this.speaker.tongue.language)?.text === text && this.speaker.tongue.language !== 'sr'
    if (own || scriptOf(text) !== 'cyrillic') return text
    this.miss(record, 'body', { bg: text })
    return null
  }

  stepped(step: StepFacts, partner: PartnerFacts): Sentence[] {
    const record = ref('milestone', step.id)
    const { tongue } = this.speaker
    const said = this.sentence(
      keyOf('step', record),
      `step.${stepSituation(step.kind, step.side)}`,
      {
        when: this.whenAnew(step.date),
        ...this.names([partner.organisation]),
        number: this.readable(record, step.documentNumber)?.replace(/^№\s*/, ''),
        until: dueInWords(step.until, tongue),
        body: this.readable(record, step.body),
        from: step.fromType === null ? null : tongue.types[step.fromType],
        to: step.toType === null ? null : tongue.types[step.toType],
      },
      // The step itself says the stage it leads to.
      [record, ...(partner.stageBefore !== partner.stageNow && says(partner.stageNow, partner) ? [ref('partnership', partner.partnershipId)] : [])],
    )
    return [...said, ...this.verbatim('note', record, step.note, said.map(({ text }) => text).join(' '))]
  }

  means(partner: PartnerFacts): Sentence[] {
    const [names, whole] = [this.names([partner.organisation]), ref('partnership', partner.partnershipId)]
    const steps = partner.steps.map(({ id }) => ref('milestone', id))
    return [
      ...partner.breaks.flatMap(({ stepId, lapseId, years, about }) =>
        this.sentence(keyOf('break', ref('milestone', stepId)), about ? 'meaning.break.about' : 'meaning.break', { ...names, years }, [
          ref('milestone', stepId),
          ref('milestone', lapseId),
        ]),
      ),
      ...(partner.stageBefore === partner.stageNow || says(partner.stageNow, partner)
        ? []
        : this.sentence(keyOf('stage', whole), `meaning.stage.${partner.stageNow}`, names, [whole, ...steps])),
    ]
  }

  /** Partners told of together whose years are the same are congratulated in one sentence. */
  celebrated(partners: readonly PartnerFacts[]): Sentence[] {
    type Round = { readonly organisation: NameFacts; readonly milestoneId: string; readonly years: number; readonly since: string; readonly of: Situation }
    const rounds = new Map<string, Round[]>()
    for (const { organisation, anniversaries, known, earlier } of partners) {
      const told = anniversaries.length > 0 || earlier !== null || known === null ? anniversaries : [known]
      for (const round of told) {
        const { milestoneId, years, date } = round
        const since = pointInWords(earliest(date).slice(0, 4), this.speaker.tongue)
        const told = round.since === 'contact' ? 'meaning.contact' : round === known ? 'meaning.known' : 'meaning.anniversary'
        const of: Situation = date.includes('~') ? `${told}.about` : told
        const key = `${of} ${years} ${since}`
        rounds.set(key, [...(rounds.get(key) ?? []), { organisation, milestoneId, years, since, of }])
      }
    }
    return [...rounds.values()].flatMap((those) => {
      const records = those.map(({ milestoneId }) => ref('milestone', milestoneId))
      const { years, since, of } = those[0]!
      const said = this.sentence(keyOf('anniversary', records[0]!), of, { ...this.names(those.map(({ organisation }) => organisation)), years, since }, records)
      if (said.length === 0 && !of.startsWith('meaning.known')) for (const record of records) this.miss(record, 'anniversary')
      return said
    })
  }

  /** What the two work on together, as far as the month's events have not said it; only in a month in which something befell the tie itself or was given, not in every one. */
  shared(partners: readonly PartnerFacts[], events: readonly HappeningFacts[], said: readonly Sentence[]): Sentence[] {
    const told = stems(said.map(({ text }) => text).join(' '))
    const name = this.speaker.tongue.fields
    const isNew = (field: Field): boolean => !events.some((event) => event.fields.includes(field)) && !stems(name[field]).some((stem) => told.includes(stem))
    const gave = new Set(this.facts.made.flatMap((promise) => promise.partners.map(({ id }) => id)))
    const alike = Map.groupBy(
      partners.filter(
        ({ organisation, fields, steps, breaks, anniversaries }) =>
          events.length > 0 && (gave.has(organisation.id) || steps.length + breaks.length + anniversaries.length > 0) && fields.some(isNew),
      ),
      ({ fields }) => [...fields].sort().join(),
    )
    return [...alike.values()].flatMap((those) => {
      const records = those.map(({ partnershipId }) => ref('partnership', partnershipId))
      const fields = those[0]!.fields.map((field) => name[field])
      return this.sentence(keyOf('shared', records[0]!), 'meaning.fields', { ...this.names(those.map(({ organisation }) => organisation)), fields }, records)
    })
  }

  /** What went before: the last time the two met, and what has been promised since then. */
  before(partners: readonly PartnerFacts[], told: Set<string>): Sentence[] {
    return partners.flatMap(({ earlier }) => {
      if (earlier === null || told.has(earlier.happening.id)) return []
      told.add(earlier.happening.id)
      this.begin()
      return [...this.took(earlier.happening), ...this.promised(earlier.promises)].map((one) => ({ ...one, key: `before:${one.key}` }))
    })
  }

  /** The promise as a clause that continues a sentence, or as a thing that stands for itself; null when nobody wrote it in this language. */
  private worded(
    promise: PromiseFacts,
  ): { readonly promise: PromiseFacts; readonly words: string; readonly isClause: boolean; readonly isQuoted: boolean; readonly isWhole: boolean } | null {
    const { tongue } = this.speaker
    const own = this.speaker.own(promise.text)
    if (own === null) {
      this.miss(ref('commitment', promise.id), 'promise')
      return null
    }
    const isWhole = (tongue.whole?.test(own) ?? false) && (promise.due === null || namesDue(own, promise.due, tongue))
    if (isWhole) return { promise, words: own, isClause: false, isQuoted: false, isWhole }
    const said = tongue.promised?.(own) ?? own
    const words = this.beginsWithName(said) ? unclosed(said) : lowered(unclosed(said), this.speaker.tongue.language)
    const { clause, forms } = tongue
    const quoted = forms['said']?.({ items: [{ text: words, of: null }], join: this.speaker.list }) ?? words
    return { promise, words, isClause: clause?.test(words) ?? false, isQuoted: quoted !== words, isWhole }
  }

  private firstWords: ReadonlySet<string> | null = null
  /** „Образец Образцов отговори …“: a name keeps its capital, wherever it stands. */
  private beginsWithName(text: string): boolean {
    if (/^\p{Lu}\p{Ll}+\s\p{Lu}/u.test(text)) return true
    const { home, partners, made } = this.facts
    this.firstWords ??= new Set(
      [home, ...partners.map(({ organisation }) => organisation), ...made.flatMap((one) => one.partners)].map((name) => this.speaker.name(name).split(' ')[0]!),
    )
    return this.firstWords.has(text.split(/\s/)[0]!)
  }

  /** Promises, those that differ in nothing but their words in one sentence. */
  promised(promises: readonly PromiseFacts[]): Sentence[] {
    const told = promises.flatMap((promise) => this.worded(promise) ?? [])
    const groups: (typeof told)[] = []
    const alike = (a: PromiseFacts, b: PromiseFacts): boolean =>
      a.state === b.state && a.owedBy === b.owedBy && a.due === b.due && a.partners.map(({ id }) => id).join() === b.partners.map(({ id }) => id).join()
    for (const one of told) {
      const group = groups.find(
        (those) =>
          alike(those[0]!.promise, one.promise) &&
          those[0]!.isClause === one.isClause &&
          !those[0]!.isWhole &&
          !one.isWhole &&
          !those[0]!.isQuoted &&
          !one.isQuoted &&
          those.length < MOST_JOINED &&
          (!one.isClause || [...those, one].every(({ words }) => PLAIN.test(words))) &&
          [...those, one].reduce((sum, { words }) => sum + words.length, 0) <= LONGEST_JOINED,
      )
      if (group === undefined) groups.push([one])
      else group.push(one)
    }
    const worded = groups.flatMap((those) => {
      const { promise, isClause, isWhole } = those[0]!
      const { tongue } = this.speaker
      const words = those.map((one) => one.words)
      const records = those.map((one) => ref('commitment', one.promise.id))
      const events = [...new Set(those.flatMap((one) => one.promise.eventId ?? []))].map((id) => ref('event', id))
      const key = keyOf(
        'promise',
        records[0]!,
        records
          .slice(1)
          .map(({ id }) => `+${id}`)
          .join(''),
      )
      if (isWhole) return [{ key, text: closed(this.speaker.finished(words[0]!), tongue.stop), records: [...records, ...events] }]
      const sentence = this.sentence(
        key,
        `promise.${promise.state}.${promise.owedBy}`,
        {
          clause: isClause ? words : null,
          thing: isClause ? null : words.join(tongue.between === '' ? '；' : '; '),
          ...this.names(promise.partners),
          due: words.every((text) => namesDue(text, promise.due, tongue)) ? null : dueInWords(promise.due, tongue),
        },
        [...records, ...events],
      )
      // Nobody can be said to have promised what no partner is named for.
      if (sentence.length === 0) for (const record of records) this.miss(record, 'promise')
      return sentence
    })
    return [...worded, ...this.given(promises.filter((one) => !told.some(({ promise }) => promise.id === one.id)))]
  }

  /** What was given in words that nobody wrote in this language: told by what else the records say. */
  private given(promises: readonly PromiseFacts[]): Sentence[] {
    const { tongue } = this.speaker
    const alike = Map.groupBy(promises, ({ state, owedBy, due, partners }) => [state, owedBy, due, ...partners.map(({ id }) => id)].join())
    return [...alike.values()].flatMap((those) => {
      const { state, owedBy, due, partners } = those[0]!
      const records = those.map(({ id }) => ref('commitment', id))
      const events = [...new Set(those.flatMap(({ eventId }) => eventId ?? []))].map((id) => ref('event', id))
      const topics = [...new Set(those.map(({ topic }) => tongue.topics[topic]))]
      const more = records.slice(1).map(({ id }) => `+${id}`)
      return this.sentence(
        keyOf('given', records[0]!, more.join('')),
        `given.${state}.${owedBy}`,
        { ...this.names(partners), count: those.length, topics, due: dueInWords(due, tongue) },
        [...records, ...events],
      )
    })
  }

  keptOf(promise: PromiseFacts): Sentence[] {
    const record = ref('commitment', promise.id)
    const said = this.speaker.own(promise.text)
    if (said === null) this.miss(record, 'promise')
    return this.sentence(
      keyOf('kept', record),
      `kept.${promise.owedBy}`,
      { ...this.names(promise.partners), thing: said === null ? null : unclosed(said), when: this.whenAnew(promise.keptOn) },
      [record],
    )
  }
}
