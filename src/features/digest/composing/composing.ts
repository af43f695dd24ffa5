// Writes the month down: sections in the order of their weight, every sentence with the records it rests on, openings that do not repeat.
import { countsAt } from '#features/partnerships/counted.ts'
import type { MilestoneKind } from '#features/partnerships/milestones/milestone.ts'
import { COMMITMENT_STATES } from '#features/commitments/commitment.ts'
import { dueInWords, monthInWords } from './days.ts'
import type { HappeningFacts, MonthFacts, PartnerFacts } from './month.ts'
import { byDate, type Section, sectionsOf, sides } from './sections.ts'
import { eventSituation, type Heading, type Situation } from './situation.ts'
import { unclosed } from './speaking.ts'
import { keyOf, type LeftOut, ref, type Sentence, Telling } from './telling.ts'
import type { DigestLanguage, Tongue } from './tongue.ts'

export type { LeftOut, Sentence } from './telling.ts'
export const BLOCK_KINDS = ['title', 'lead', 'heading', 'paragraph', 'closing'] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]
/** `partners`: ids of the organisations a section is about, the same on its heading and its paragraphs; empty outside sections. */
export type Block = { readonly key: string; readonly kind: BlockKind; readonly partners: readonly string[]; readonly sentences: readonly Sentence[] }
export type Composed = { readonly language: DigestLanguage; readonly blocks: readonly Block[]; readonly leftOut: readonly LeftOut[] }

/** What comes and goes without people. */
const BY_THEMSELVES: ReadonlySet<string> = new Set(['letter', 'call', 'exhibition', 'council_session'])

/** Where one can go. */
const PLACES: ReadonlySet<string> = new Set(['municipality', 'region', 'country', 'embassy'])

class Composition extends Telling {
  private readonly earlierTold = new Set<string>()

  private headingOf({ names, partners, happenings, acts, made }: Section): Heading {
    // What a heading says is true of everyone it names.
    const all = (which: (partner: PartnerFacts) => boolean): boolean => partners.length > 0 && partners.every(which)
    const took = (...kinds: readonly MilestoneKind[]) => all(({ steps }) => steps.some(({ kind }) => kinds.includes(kind)))
    if (took('signing', 'renewal')) return 'signing'
    if (took('revival')) return 'revival'
    if (took('council_decision')) return 'decision'
    if (all(({ anniversaries }) => anniversaries.length > 0)) return 'anniversary'
    if (took('first_contact')) return 'first_contact'
    if (happenings.some(({ kind }) => kind === 'exchange')) return 'exchange'
    // Letters, calls and exhibitions bring nobody.
    // Nor is a firm or a school a place one travels to.
    const came = names.some(({ kind }) => PLACES.has(kind)) || names.length === 0 ? happenings.filter(({ kind }) => !BY_THEMSELVES.has(kind)) : []
    if (came.some(({ direction }) => direction === 'incoming')) return 'incoming'
    if (came.some(({ direction }) => direction === 'outgoing')) return 'outgoing'
    if (acts.length > 0 && happenings.length === 0) return 'act'
    if (happenings.length > 0 || made.length === 0) return 'other'
    return made.every(({ state }) => state === 'agreed') ? 'promise' : 'plan'
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
    const heading = this.speaker.say(
      `heading.${this.headingOf(section)}`,
      { home: this.facts.home, partners: sides(section.names, this.facts.home).partners },
      this.saidBefore.get(`heading:${key}`),
    )
    this.begin()
    const events = [
      ...section.happenings.flatMap((event) => [...this.happened(event), ...within(event).flatMap((act) => this.acted(act))]),
      ...apart.flatMap((act) => this.acted(act)),
    ]
    const told: (readonly [string, readonly Sentence[]])[] = [
      ['happened', [...events, ...this.about(section.happenings, events)]],
      [
        'meaning',
        [
          ...section.partners.flatMap((partner) => [...[...partner.steps].sort(byDate).flatMap((step) => this.stepped(step, partner)), ...this.means(partner)]),
          ...this.celebrated(section.partners),
          ...this.shared(section.partners, section.happenings, events),
          ...this.before(section.partners, this.earlierTold),
        ],
      ],
      ['promised', [...this.promised(section.made), ...section.kept.flatMap((promise) => this.keptOf(promise))]],
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
    // What is planned or proposed binds nobody: it is not counted among what was agreed.
    for (const state of COMMITMENT_STATES) {
      const given = facts.made.filter((one) => one.state === state).length
      if (given > 0) counted.push([`count.promise.${state}`, given])
    }
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
              sections.flatMap(({ partners: those, happenings, acts, made, kept }) => [
                ...those.map(({ partnershipId }) => ref('partnership', partnershipId)),
                ...happenings.map(({ id }) => ref('event', id)),
                ...acts.map(({ id }) => ref('act', id)),
                ...[...made, ...kept].map(({ id }) => ref('commitment', id)),
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
      ...facts.ahead.days.flatMap(({ id, kind, names, occasion, day, years, of }) => {
        const record = ref(kind === 'occasion' ? 'occasion' : 'milestone', id)
        const when = this.when(day)
        if (kind === 'occasion' && speaker.own(names) === null) this.miss(record, 'name')
        return kind === 'occasion'
          ? this.sentence(
              keyOf('ahead', record),
              'ahead.occasion',
              { when, name: speaker.own(names) ?? (occasion === null ? null : speaker.tongue.occasions[occasion]), partners: of },
              [record],
            )
          : this.sentence(keyOf('ahead', record), 'ahead.anniversary', { when, years, partners: of, home }, [record])
      }),
      // What was promised this month has been told with its day already.
      ...facts.ahead.promises
        .filter(({ id }) => !made.has(id))
        .flatMap((promise) => {
          const record = ref('commitment', promise.id)
          const text = speaker.own(promise.text)
          if (text === null) this.miss(record, 'promise')
          return this.sentence(
            keyOf('ahead', record),
            `ahead.promise.${promise.state}`,
            {
              due: dueInWords(promise.due, speaker.tongue),
              partners: sides(promise.partners, home).partners,
              thing: text === null ? null : unclosed(text),
              home,
            },
            [record],
          )
        }),
    ]
    return sentences.length === 0 ? [] : [{ key: 'ahead', kind: 'closing', partners: [], sentences }]
  }

  private closing(): Block[] {
    const { totals, partners, home } = this.facts
    if (totals.partnerships === 0) return []
    const plans = COMMITMENT_STATES.filter((state) => state !== 'agreed' && totals.open[state].length > 0)
    const counts = plans.flatMap((state) => this.speaker.say(`count.promise.${state}`, { count: totals.open[state].length }) ?? [])
    const records = partners
      .filter(({ type, organisation: { kind }, stageNow }) => countsAt({ type, kind }, stageNow))
      .map(({ partnershipId }) => ref('partnership', partnershipId))
    return [
      {
        key: 'closing',
        kind: 'closing',
        partners: [],
        sentences: [
          ...this.sentence('closing', 'closing', { home, partnerships: totals.partnerships, countries: totals.countries }, records),
          ...(totals.open.agreed.length === 0
            ? []
            : this.sentence(
                'closing:promises',
                'closing.promises',
                { count: totals.open.agreed.length },
                totals.open.agreed.map((id) => ref('commitment', id)),
              )),
          ...(plans.length === 0
            ? []
            : this.sentence(
                'closing:plans',
                'closing.plans',
                { counts },
                plans.flatMap((state) => totals.open[state].map((id) => ref('commitment', id))),
              )),
        ],
      },
    ]
  }

  whole(): Composed {
    const { home, month } = this.facts
    const sections = sectionsOf(this.facts)
    const title = this.speaker.say('title', { home, month: monthInWords(month, this.speaker.tongue) }, this.saidBefore.get('title'))
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

/**
 * The digest of a month in one language. Pure: the same facts give the same words. `before`: as it was composed last; a sentence whose words still say what the
 * register says keeps them, so that one record more does not turn every other sentence round.
 */
export const compose = (facts: MonthFacts, tongue: Tongue, before: readonly Block[] = []): Composed =>
  new Composition(facts, tongue, new Map(before.flatMap(({ sentences }) => sentences.map(({ key, text }) => [key, text])))).whole()

/** The text as plain lines, a blank line between blocks. */
export const plainText = ({ blocks }: Pick<Composed, 'blocks'>, between = ' '): string =>
  blocks
    .map(({ sentences }) => sentences.map(({ text }) => text).join(between))
    .filter((text) => text !== '')
    .join('\n\n')
