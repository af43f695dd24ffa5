// Writes the month down: sections in the order of their weight, every sentence with the records it rests on, openings that do not repeat.
import { earliest, type ImpreciseDate } from '#platform/dates.ts'
import { bareName } from '#platform/names/name-key.ts'
import { lowered } from '#platform/texts/sentences.ts'
import { type Words, wordsFor } from '#platform/texts/words-for.ts'
import { dueInWords, monthInWords, pointInWords, whenInWords } from './days.ts'
import type { ActFacts, HappeningFacts, MonthFacts, NameFacts, PartnerFacts, PersonFacts, PromiseFacts, RecordRef, StepFacts } from './month.ts'
import { byDate, type Section, sectionsOf, sides } from './sections.ts'
import { eventSituation, type Heading, type Situation, stepSituation } from './situation.ts'
import { repeats, sentencesIn, closed, type Slots, Speaker, stems, unclosed } from './speaking.ts'
import type { DigestLanguage, Tongue } from './tongue.ts'

/** `key` stays the same from one composing to the next while it is said of the same records: what a person edited is found again by it. */
export type Sentence = { readonly key: string; readonly text: string; readonly records: readonly RecordRef[] }
export const BLOCK_KINDS = ['title', 'lead', 'heading', 'paragraph', 'closing'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]
/** `partners`: ids of the organisations a section is about, the same on its heading and its paragraphs; empty outside sections. */
export type Block = { readonly key: string; readonly kind: BlockKind; readonly partners: readonly string[]; readonly sentences: readonly Sentence[] }
/** What the records hold and this language does not say, because nobody wrote it in the language: an event's title or summary, a step's note, a promise. */
export type LeftOut = { readonly record: RecordRef; readonly what: 'title' | 'summary' | 'note' | 'promise' | 'occasion' }
export type Composed = { readonly language: DigestLanguage; readonly blocks: readonly Block[]; readonly leftOut: readonly LeftOut[] }

const ref = (kind: RecordRef['kind'], id: string): RecordRef => ({ kind, id })
const keyOf = (about: string, { kind, id }: RecordRef, more = ''): string => `${about}:${kind}:${id}${more}`

class Composition {
  private readonly leftOut: LeftOut[] = []
  private readonly speaker: Speaker
  private readonly facts: MonthFacts

  constructor(facts: MonthFacts, tongue: Tongue) {
    this.facts = facts
    this.speaker = new Speaker(tongue, facts.month)
  }

  private miss(record: RecordRef, what: LeftOut['what'], words: Words): void {
    if (Object.values(words).some((text) => text.trim() !== '')) this.leftOut.push({ record, what })
  }

  private when = (date: ImpreciseDate | null): string | null => whenInWords(date, this.facts.month, this.speaker.tongue)

  private person = ({ names, role, roleWords, of }: PersonFacts): string =>
    this.speaker.tongue.person({
      name: wordsFor(names, this.speaker.tongue.language)?.text ?? '',
      words: this.speaker.own(roleWords) ?? '',
      role,
      of: of === null ? null : this.speaker.name(of),
    })

  private sentence(key: string, situation: Situation, slots: Slots, records: readonly RecordRef[]): Sentence[] {
    const text = this.speaker.sentence(situation, slots)
    return text === null ? [] : [{ key, text, records }]
  }

  /** A text of the office, sentence by sentence, without those that only repeat what was just said. */
  private verbatim(about: string, record: RecordRef, words: Words, said: string): Sentence[] {
    const text = this.speaker.own(words)
    if (text === null) {
      this.miss(record, about === 'note' ? 'note' : 'summary', words)
      return []
    }
    return sentencesIn(closed(text), this.speaker.tongue.tag)
      .map((one, at) => ({ key: keyOf(about, record, `:${at}`), text: one, records: [record] }))
      .filter(({ text: one }) => !repeats(one, said))
  }

  private happened(event: HappeningFacts): Sentence[] {
    const { home } = this.facts
    const record = ref('event', event.id)
    const { partners } = sides(event.partners, home)
    const said = this.sentence(
      keyOf('happened', record),
      `happened.${eventSituation(event.kind, event.direction)}`,
      {
        when: this.when(event.date),
        ...this.names(event.partners),
        place: this.elsewhere(event, partners),
        occasion: this.speaker.own(event.occasion),
      },
      [record],
    )
    if (this.speaker.own(event.occasion) === null) this.miss(record, 'occasion', event.occasion)
    const told = said.map(({ text }) => text).join(' ')
    const summary = this.verbatim('summary', record, event.summary, told)
    const title = this.speaker.own(event.title)
    if (title === null && this.speaker.own(event.summary) === null) this.miss(record, 'title', event.title)
    // With a summary the title is its headline and says nothing new; without one it is all there is.
    const titled =
      title === null || summary.length > 0 || repeats(title, told)
        ? []
        : this.sentence(keyOf('titled', record), 'happened.titled', { title: unclosed(title) }, [record])
    return [...said, ...titled, ...summary, ...this.met(event, record), ...this.about(event, record, summary)]
  }

  /** Where it was, when neither the home town nor a partner's own says it. */
  private elsewhere({ place, spot, atHome }: HappeningFacts, partners: readonly NameFacts[]): string | null {
    const own = this.speaker.own(spot)
    if (own !== null) return own
    const where = wordsFor(place, this.speaker.tongue.language)?.text ?? ''
    if (where === '' || atHome) return null
    const bare = bareName(where)
    return partners.some((name) => this.speaker.name(name) === bare) ? null : bare
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

  private about({ fields }: HappeningFacts, record: RecordRef, summary: readonly Sentence[]): Sentence[] {
    const told = stems(summary.map(({ text }) => text).join(' '))
    const names = fields.map((field) => this.speaker.tongue.fields[field])
    // Fields the summary speaks of anyway are not listed after it.
    return this.sentence(keyOf('fields', record), 'fields', { fields: names.filter((name) => !stems(name).some((stem) => told.includes(stem))) }, [record])
  }

  private acted(act: ActFacts): Sentence[] {
    const record = ref('act', act.id)
    const said = this.sentence(
      keyOf('act', record),
      `act.${act.kind}`,
      { when: act.eventId === null ? this.when(act.date) : null, ...this.names(act.partners), place: this.speaker.own(act.place) },
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

  private stepped(step: StepFacts, partner: PartnerFacts): Sentence[] {
    const record = ref('milestone', step.id)
    const said = this.sentence(
      keyOf('step', record),
      `step.${stepSituation(step.kind, step.side)}`,
      {
        when: this.when(step.date),
        ...this.names([partner.organisation]),
        number: step.documentNumber === null ? null : step.documentNumber.replace(/^№\s*/, ''),
        until: dueInWords(step.until, this.speaker.tongue),
        body: step.body,
        from: step.fromType === null ? null : this.speaker.tongue.types?.[step.fromType],
        to: step.toType === null ? null : this.speaker.tongue.types?.[step.toType],
      },
      [record],
    )
    return [...said, ...this.verbatim('note', record, step.note, said.map(({ text }) => text).join(' '))]
  }

  private means(partner: PartnerFacts): Sentence[] {
    const [names, whole] = [this.names([partner.organisation]), ref('partnership', partner.partnershipId)]
    const { tongue } = this.speaker
    const steps = partner.steps.map(({ id }) => ref('milestone', id))
    return [
      ...partner.breaks.flatMap(({ stepId, lapseId, years, about }) =>
        this.sentence(keyOf('break', ref('milestone', stepId)), about ? 'meaning.break.about' : 'meaning.break', { ...names, years }, [
          ref('milestone', stepId),
          ref('milestone', lapseId),
        ]),
      ),
      ...(partner.stageBefore === partner.stageNow
        ? []
        : this.sentence(
            keyOf('stage', whole),
            tongue.patterns[`meaning.stage.${partner.stageNow}`] === undefined ? 'meaning.stage' : `meaning.stage.${partner.stageNow}`,
            { ...names, stage: tongue.stages[partner.stageNow] },
            [whole, ...steps],
          )),
    ]
  }

  /** Partners told of together whose years are the same are congratulated in one sentence. */
  private celebrated(partners: readonly PartnerFacts[]): Sentence[] {
    const rounds = new Map<string, { readonly organisation: NameFacts; readonly milestoneId: string; readonly years: number; readonly since: string }[]>()
    for (const { organisation, anniversaries } of partners)
      for (const { milestoneId, years, date } of anniversaries) {
        const since = pointInWords(earliest(date).slice(0, 4), this.speaker.tongue)
        rounds.set(`${years} ${since}`, [...(rounds.get(`${years} ${since}`) ?? []), { organisation, milestoneId, years, since }])
      }
    return [...rounds.values()].flatMap((those) => {
      const records = those.map(({ milestoneId }) => ref('milestone', milestoneId))
      const { years, since } = those[0]!
      return this.sentence(
        keyOf('anniversary', records[0]!),
        'meaning.anniversary',
        { ...this.names(those.map(({ organisation }) => organisation)), years, since },
        records,
      )
    })
  }

  /** The names every sentence may use: the home town, the partners, and both in one list. */
  private names(of: readonly NameFacts[]): {
    readonly home: NameFacts
    readonly partners: readonly NameFacts[]
    readonly all: readonly NameFacts[]
    readonly others: readonly NameFacts[]
  } {
    const { home } = this.facts
    const { partners, others } = sides(of, home)
    return { home, partners, others, all: partners.length === 0 ? [] : [home, ...partners] }
  }

  /** The promise as a clause that continues a sentence, or as a thing that stands for itself; null when nobody wrote it in this language. */
  private worded({ text }: PromiseFacts): { readonly clause: string | null; readonly thing: string | null } | null {
    const said = this.speaker.own(text)
    if (said === null) return null
    const words = lowered(unclosed(said), this.speaker.tongue.language)
    const isClause = this.speaker.tongue.clause?.test(words) ?? false
    return { clause: isClause ? words : null, thing: isClause ? null : words }
  }

  private promised(promise: PromiseFacts): Sentence[] {
    const record = ref('commitment', promise.id)
    const words = this.worded(promise)
    if (words === null) this.miss(record, 'promise', promise.text)
    return words === null
      ? []
      : this.sentence(
          keyOf('promise', record),
          `promise.${promise.state}.${promise.owedBy}`,
          { ...words, ...this.names(promise.partners), due: dueInWords(promise.due, this.speaker.tongue) },
          [record, ...(promise.eventId === null ? [] : [ref('event', promise.eventId)])],
        )
  }

  private keptOf(promise: PromiseFacts): Sentence[] {
    const record = ref('commitment', promise.id)
    const said = this.speaker.own(promise.text)
    if (said === null) this.miss(record, 'promise', promise.text)
    return said === null
      ? []
      : this.sentence(
          keyOf('kept', record),
          `kept.${promise.owedBy}`,
          { ...this.names(promise.partners), thing: unclosed(said), when: this.when(promise.keptOn) },
          [record],
        )
  }

  private headingOf({ partners, happenings, acts, made }: Section): Heading {
    const kinds = new Set(partners.flatMap(({ steps }) => steps.map(({ kind }) => kind)))
    if (kinds.has('signing') || kinds.has('renewal')) return 'signing'
    if (kinds.has('revival') || partners.some(({ breaks }) => breaks.length > 0)) return 'revival'
    if (kinds.has('council_decision')) return 'decision'
    if (partners.some(({ anniversaries }) => anniversaries.length > 0)) return 'anniversary'
    if (kinds.has('first_contact')) return 'first_contact'
    if (happenings.some(({ kind }) => kind === 'exchange')) return 'exchange'
    if (happenings.some(({ direction }) => direction === 'incoming')) return 'incoming'
    if (happenings.some(({ direction }) => direction === 'outgoing')) return 'outgoing'
    if (acts.length > 0 && happenings.length === 0) return 'act'
    return happenings.length === 0 && made.length > 0 ? 'promise' : 'other'
  }

  private section(section: Section): Block[] {
    const ids = section.names.map(({ id }) => id)
    const key = ids.join('+')
    const records = [
      ...section.partners.map(({ partnershipId }) => ref('partnership', partnershipId)),
      ...section.happenings.map(({ id }) => ref('event', id)),
      ...(section.partners.length + section.happenings.length === 0
        ? [...section.acts.map(({ id }) => ref('act', id)), ...[...section.made, ...section.kept].map(({ id }) => ref('commitment', id))]
        : []),
    ]
    const [within, apart] = [
      (event: HappeningFacts) => section.acts.filter(({ eventId }) => eventId === event.id),
      section.acts.filter(({ eventId }) => !section.happenings.some(({ id }) => id === eventId)),
    ]
    const heading = this.speaker.say(`heading.${this.headingOf(section)}`, { home: this.facts.home, partners: sides(section.names, this.facts.home).partners })
    const told: (readonly [string, readonly Sentence[]])[] = [
      [
        'happened',
        [
          ...section.happenings.flatMap((event) => [...this.happened(event), ...within(event).flatMap((act) => this.acted(act))]),
          ...apart.flatMap((act) => this.acted(act)),
        ],
      ],
      [
        'meaning',
        [
          ...section.partners.flatMap((partner) => [...[...partner.steps].sort(byDate).flatMap((step) => this.stepped(step, partner)), ...this.means(partner)]),
          ...this.celebrated(section.partners),
        ],
      ],
      ['promised', [...section.made.flatMap((promise) => this.promised(promise)), ...section.kept.flatMap((promise) => this.keptOf(promise))]],
    ]
    const paragraphs = told.flatMap(([about, sentences]): Block[] =>
      sentences.length === 0 ? [] : [{ key: `${about}:${key}`, kind: 'paragraph', partners: ids, sentences }],
    )
    if (paragraphs.length === 0) return []
    return [
      {
        key: `heading:${key}`,
        kind: 'heading',
        partners: ids,
        sentences: heading === null ? [] : [{ key: `heading:${key}`, text: this.speaker.finished(heading), records }],
      },
      ...paragraphs,
    ]
  }

  private lead(sections: readonly Section[]): Block {
    const { facts, speaker } = this
    const month = monthInWords(facts.month, speaker.tongue)
    const events = new Map<Situation, HappeningFacts[]>()
    for (const event of facts.happenings) {
      const situation: Situation = `count.${eventSituation(event.kind, event.direction)}`
      events.set(situation, [...(events.get(situation) ?? []), event])
    }
    const counted: (readonly [Situation, number])[] = [...events].map(([situation, those]) => [situation, those.length] as const)
    counted.sort((a, b) => b[1] - a[1])
    if (facts.acts.length > 0) counted.push(['count.act', facts.acts.length])
    if (facts.made.length > 0) counted.push(['count.promise', facts.made.length])
    const counts = counted.flatMap(([situation, count]) => speaker.say(situation, { count }) ?? [])
    const records = [
      ...facts.happenings.map(({ id }) => ref('event', id)),
      ...facts.acts.map(({ id }) => ref('act', id)),
      ...facts.made.map(({ id }) => ref('commitment', id)),
    ]
    const { home } = facts
    const countries = [...new Set(sections.flatMap(({ names }) => names.map(({ country }) => country)))].filter((country) => country !== home.country)
    const regions = new Intl.DisplayNames([speaker.tongue.tag], { type: 'region' })
    const named = countries.map((country) => regions.of(country) ?? country)
    return {
      key: 'lead',
      kind: 'lead',
      partners: [],
      sentences: [
        ...(counts.length === 0 ? this.sentence('lead', 'lead.quiet', { home, month }, []) : this.sentence('lead', 'lead', { home, month, counts }, records)),
        ...(named.length === 0
          ? []
          : this.sentence(
              'lead:countries',
              'lead.countries',
              { countries: named },
              sections.flatMap(({ partners: those, happenings }) => [
                ...those.map(({ partnershipId }) => ref('partnership', partnershipId)),
                ...happenings.map(({ id }) => ref('event', id)),
              ]),
            )),
      ],
    }
  }

  private ahead(): Block[] {
    const { facts, speaker } = this
    const { home } = facts
    const made = new Set(facts.made.map(({ id }) => id))
    const sentences = [
      ...[...facts.ahead.happenings].sort(byDate).flatMap((event) => {
        const record = ref('event', event.id)
        const title = speaker.own(event.title)
        const { partners } = sides(event.partners, home)
        return this.sentence(
          keyOf('ahead', record),
          'ahead.event',
          {
            when: this.when(event.date),
            kind: speaker.tongue.kinds[event.kind],
            title: title === null ? null : unclosed(title),
            partners,
            home,
            place: title === null ? this.elsewhere(event, partners) : null,
          },
          [record],
        )
      }),
      ...facts.ahead.days.flatMap(({ id, kind, names, day, years, of }) => {
        const record = ref(kind === 'occasion' ? 'occasion' : 'milestone', id)
        const when = this.when(day)
        return kind === 'occasion'
          ? this.sentence(keyOf('ahead', record), 'ahead.occasion', { when, name: speaker.own(names), partners: of }, [record])
          : this.sentence(keyOf('ahead', record), 'ahead.anniversary', { when, years, partners: of, home }, [record])
      }),
      // What was promised this month has been told with its day already.
      ...facts.ahead.promises
        .filter(({ id }) => !made.has(id))
        .flatMap((promise) => {
          const record = ref('commitment', promise.id)
          const text = speaker.own(promise.text)
          if (text === null) this.miss(record, 'promise', promise.text)
          return text === null
            ? []
            : this.sentence(
                keyOf('ahead', record),
                'ahead.promise',
                { due: dueInWords(promise.due, speaker.tongue), partners: sides(promise.partners, home).partners, thing: unclosed(text), home },
                [record],
              )
        }),
    ]
    return sentences.length === 0 ? [] : [{ key: 'ahead', kind: 'closing', partners: [], sentences }]
  }

  private closing(): Block[] {
    const { totals, partners, home } = this.facts
    if (totals.partnerships === 0) return []
    const records = partners.map(({ partnershipId }) => ref('partnership', partnershipId))
    return [
      {
        key: 'closing',
        kind: 'closing',
        partners: [],
        sentences: [
          ...this.sentence('closing', 'closing', { home, partnerships: totals.partnerships, countries: totals.countries }, records),
          ...(totals.openPromises === 0
            ? []
            : this.sentence(
                'closing:promises',
                'closing.promises',
                { count: totals.openPromises },
                totals.openPromiseIds.map((id) => ref('commitment', id)),
              )),
        ],
      },
    ]
  }

  whole(): Composed {
    const { home, month } = this.facts
    const sections = sectionsOf(this.facts)
    const title = this.speaker.say('title', { home, month: monthInWords(month, this.speaker.tongue) })
    const lead = this.lead(sections)
    const blocks: Block[] = [
      { key: 'title', kind: 'title', partners: [], sentences: title === null ? [] : [{ key: 'title', text: this.speaker.finished(title), records: [] }] },
      lead,
      ...sections.flatMap((section) => this.section(section)),
      ...this.ahead(),
      ...this.closing(),
    ]
    return { language: this.speaker.tongue.language, blocks, leftOut: this.leftOut }
  }
}

/** The digest of a month in one language. Pure: the same facts give the same words. */
export const compose = (facts: MonthFacts, tongue: Tongue): Composed => new Composition(facts, tongue).whole()

/** The text as plain lines, a blank line between blocks. */
export const plainText = ({ blocks }: Pick<Composed, 'blocks'>, between = ' '): string =>
  blocks
    .map(({ sentences }) => sentences.map(({ text }) => text).join(between))
    .filter((text) => text !== '')
    .join('\n\n')
