// A partnership as a page: how far it has come, what happened, who is there, and what to know when one takes it over.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { countryName, displayName, nativeOf } from '#features/organisations/naming.ts'
import { kindName } from '#features/organisations/organisation.ts'
import type { Holding } from '#features/organisations/people/person.queries.ts'
import { isPast, monthsUnconfirmed, postWords } from '#features/organisations/people/post.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { dateInWords, earliest, type ImpreciseDate } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { isEmptyText, reading } from '#platform/texts/local-text.ts'
import { asSentence } from '#platform/texts/sentences.ts'
import { Place, Tag } from '#ui/badges.tsx'
import { History } from '#ui/history.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PersonChip } from '#ui/person.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourcesInline } from '#ui/sources.tsx'
import { Sources } from '#ui/sources.tsx'
import { Section, Tabs } from '#ui/tables.tsx'
import { Timeline, type TimelineEntry as DrawnEntry } from '#ui/timeline.tsx'
import { fieldName } from './field.ts'
import { unconfirmedInWords } from './handover.ts'
import { milestoneTitle } from './milestones/milestone.ts'
import type { MilestoneRow } from './milestones/milestone.table.ts'
import type { PartnershipView } from './partnership.queries.ts'
import { GAP_MONTHS, type PartnershipType, partnershipTypeName, type TimelineEntry, type TimelineRow } from './partnership.ts'
import { anythingOpen, NextSteps, type NextStepsProps } from './procedures/procedure.pages.tsx'
import type { SilenceShown } from './silence/silence.ts'
import { SilenceNote } from './silence/silence.pages.tsx'
import { PartnershipLadder, StageMark } from './stage.pages.tsx'
import type { RungOf, Standing, Term } from './stage.ts'
import type { TypeSpan } from './milestones/type-change.ts'

/** One line of „За две минути“. */
export type HandoverFact = { readonly name: string; readonly value: Child }

export type PartnershipPageProps = {
  readonly shell: Shell
  readonly partnership: PartnershipView
  /** Our town's name, as the ladder calls our side. */
  readonly us: string
  readonly standing: Standing
  readonly rungs: readonly RungOf<MilestoneRow>[]
  readonly term: Term | null
  /** What the tie was called, oldest first; the last is what it is called now. */
  readonly types: readonly TypeSpan[]
  readonly next: Pick<NextStepsProps, 'advice' | 'countries' | 'revival' | 'lacking' | 'endsSoon'>
  readonly milestones: readonly MilestoneRow[]
  readonly timeline: readonly TimelineRow<TimelineEntry>[]
  readonly people: readonly Holding[]
  /** Kilometres between the two towns; null when either is not on the map. */
  readonly distance: number | null
  /** YYYY-MM-DD */
  readonly today: string
  readonly silence: SilenceShown
  /** What later features know, for the card. */
  readonly facts: readonly HandoverFact[]
  /** What later features show under the timeline. */
  readonly sections?: Child
}

type FrameProps = Pick<PartnershipPageProps, 'shell' | 'partnership'> & {
  readonly standing: Standing
  readonly distance: number | null
  readonly now: 'overview' | 'history'
  readonly ladder?: Child
  readonly children: Child
}

const Frame = ({ shell, partnership, standing, distance, now, ladder, children }: FrameProps) => {
  const { id, partner } = partnership
  const name = displayName(partner)
  const others = [...new Set(partner.aliases)].filter((alias) => alias !== name && alias !== partner.nativeName)
  const about = [
    partner.kind === 'municipality' ? countryName(partner.country) : `${kindName(partner.kind)}, ${countryName(partner.country)}`,
    distance === null ? '' : m.partnerships_distance({ km: distance.toLocaleString(currentLanguage()) }),
    others.length === 0 ? '' : m.partnerships_also({ names: others.join(', ') }),
  ]
  return (
    <OfficePage
      shell={shell}
      title={name}
      nav="partnerships"
      crumbs={[
        { text: m.partnerships_title(), href: addresses.partnerships() },
        { text: countryName(partner.country), href: addresses.partnerships({ country: partner.country }) },
      ]}
      heading={<Place name={name} native={nativeOf(partner)} country={partner.country} />}
      lead={
        <>
          <Tag>{partnershipTypeName(partnership.type)}</Tag> <StageMark stage={standing.stage} /> {about.filter((part) => part !== '').join(' · ')}
        </>
      }
      actions={
        <>
          <a class="ds-button" data-variant="secondary" href={addresses.partnershipHandover({ id })}>
            <Icon name="print" />
            {m.partnerships_handover_crumb()}
          </a>
          {shell.role === 'officer' ? (
            <>
              <a class="ds-button" data-variant="secondary" href={addresses.partnershipEdit({ id })}>
                <Icon name="edit" />
                {m.partnerships_edit()}
              </a>
              <a class="ds-button" href={addresses.eventNew({ organisation: partner.id })}>
                <Icon name="plus" />
                {m.partnerships_record_contact()}
              </a>
            </>
          ) : null}
        </>
      }
    >
      {ladder}
      <Tabs
        label={m.partnerships_tabs()}
        tabs={[
          { href: addresses.partnership({ id }), text: m.partnerships_tab_overview(), current: now === 'overview' },
          { href: addresses.partnership({ id }, { view: 'history' }), text: m.partnerships_tab_history(), current: now === 'history' },
        ]}
      />
      {children}
    </OfficePage>
  )
}

export const PartnershipPage = (props: PartnershipPageProps) => {
  const { shell, partnership, us, standing, rungs, term, types, milestones, timeline, people, distance, today, silence, facts, sections } = props
  const { id, partner } = partnership
  const mayWrite = shell.role === 'officer'
  const summary = reading(partnership.summary)
  const steps = <NextSteps id={id} names={{ us, them: displayName(partner) }} type={partnership.type} mayWrite={mayWrite} term={term} {...props.next} />
  const open = anythingOpen(props.next)
  return (
    <Frame
      shell={shell}
      partnership={partnership}
      standing={standing}
      distance={distance}
      now="overview"
      ladder={
        <>
          <SilenceNote silence={silence} mayWrite={mayWrite} />
          <PartnershipLadder
            us={us}
            them={displayName(partner)}
            rungs={rungs}
            standing={standing}
            term={term}
            naming={{ spans: types, now: partnership.type }}
            milestones={milestones}
          />
        </>
      }
    >
      <div class="cols">
        <div class="stack-lg">
          {summary.text === '' ? null : (
            <p class="prose" lang={summary.language === currentLanguage() ? undefined : summary.language}>
              {summary.text}
            </p>
          )}
          {open ? steps : null}
          <Section
            id="timeline"
            title={m.partnerships_timeline()}
            more={mayWrite ? { href: addresses.milestoneNew({ id }), text: m.partnerships_add_milestone() } : undefined}
          >
            {timeline.length === 0 ? (
              <p class="sub">{m.partnerships_timeline_empty()}</p>
            ) : (
              <Timeline entries={timeline.map((row) => drawn(row, today, partnership.publishedAt !== null))} />
            )}
          </Section>
          {sections}
          {open ? null : steps}
          <People partnership={partnership} people={people} today={today} mayWrite={mayWrite} />
          <Section id="sources" title={m.partnerships_sources()} count={partnership.sources.length === 0 ? null : partnership.sources.length}>
            <Sources sources={partnership.sources} />
          </Section>
        </div>
        <Handover {...props} facts={facts} />
      </div>
    </Frame>
  )
}

/** The margin is narrow: „24 септември 2018“. */
const inMargin = (date: string): string => date.replace(/\s?г\.$/u, '')

/** Up to today: in months while they can be counted at a glance, then in years. */
const silenceLasting = (months: number): string =>
  months < GAP_MONTHS ? m.partnerships_silence({ count: months }) : m.partnerships_lapse_years({ count: Math.round(months / 12) })

/** A timeline row in ready words. */
function drawn(row: TimelineRow<TimelineEntry>, today: string, partnershipIsPublic: boolean): DrawnEntry {
  if (row.kind === 'gap') return { kind: 'gap', text: m.partnerships_gap({ years: row.years }) }
  if (row.kind === 'now') return { kind: 'entry', when: m.partnerships_today(), point: 'now', title: silenceLasting(row.months) }
  const { id, date, point, title, titleLanguage, href, text, remark, readings = [], sources, published } = row.entry
  const remarks = [
    date !== null && earliest(date) > today ? m.partnerships_planned() : '',
    published && partnershipIsPublic ? m.partnerships_shown_to_citizens() : '',
  ].filter((words) => words !== '')
  return {
    kind: 'entry',
    id,
    when: date === null ? m.partnerships_undated() : inMargin(dateInWords(date)),
    datetime: date !== null && /^\d{4}(-\d\d){0,2}$/.test(date) ? date : undefined,
    point,
    title: titleLanguage === undefined || titleLanguage === currentLanguage() ? title : <span lang={titleLanguage}>{title}</span>,
    href,
    ...((text === undefined || text.text === '') && remark === undefined && readings.length === 0
      ? {}
      : {
          body: (
            <>
              {remark === undefined ? null : <p>{remark}</p>}
              {text === undefined || text.text === '' ? null : <p lang={text.language === currentLanguage() ? undefined : text.language}>{text.text}</p>}
              {readings.map((one) => (
                <p>
                  {one.agrees ? m.partnerships_reading_other_agrees({ reading: one.words }) : m.partnerships_reading_other_differs({ reading: one.words })}{' '}
                  {one.sources.length === 0 ? null : (
                    <span class="src">
                      <SourcesInline sources={one.sources} />
                    </span>
                  )}
                </p>
              ))}
            </>
          ),
        }),
    ...(sources.length === 0 && remarks.length === 0
      ? {}
      : {
          source: (
            <>
              <SourcesInline sources={sources} />
              {sources.length > 0 && remarks.length > 0 ? ' · ' : null}
              {remarks.join(' · ')}
            </>
          ),
        }),
  }
}

const PersonInPost = ({ held: { post, person }, today }: { readonly held: Holding; readonly today: string }) => {
  const months = monthsUnconfirmed(post, today)
  const span = [post.fromDate, post.toDate].map((date) => (date === null ? '' : dateInWords(date)))
  return (
    <PersonChip
      name={[person.title, displayName(person)].filter(Boolean).join(' ')}
      href={addresses.person({ id: person.id })}
      role={[postWords(post), span[0] !== '' || span[1] !== '' ? `${span[0]} – ${span[1]}` : ''].filter((part) => part !== '').join(' · ')}
      past={isPast(post, today)}
      stale={months === null ? undefined : unconfirmedInWords(months)}
    />
  )
}

const People = ({
  partnership,
  people,
  today,
  mayWrite,
}: {
  readonly partnership: PartnershipView
  readonly people: readonly Holding[]
  readonly today: string
  readonly mayWrite: boolean
}) => {
  const now = people.filter(({ post }) => !isPast(post, today))
  const then = people.filter(({ post }) => isPast(post, today))
  const { id: organisation } = partnership.partner
  return (
    <Section
      id="people"
      title={m.partnerships_people()}
      count={people.length === 0 ? null : people.length}
      more={{ href: addresses.organisation({ id: organisation }), text: m.partnerships_people_all() }}
    >
      {people.length === 0 ? (
        <p class="sub">
          {m.partnerships_people_none()} {mayWrite ? <a href={addresses.personNew({ organisation })}>{m.partnerships_people_add()}</a> : null}
        </p>
      ) : (
        <div class="pair ppl">
          {now.length === 0 ? null : (
            <div>
              <p class="sub side">{m.partnerships_people_now()}</p>
              {now.map((held) => (
                <PersonInPost held={held} today={today} />
              ))}
            </div>
          )}
          {then.length === 0 ? null : (
            <div>
              <p class="sub side">{m.partnerships_people_then()}</p>
              {then.map((held) => (
                <PersonInPost held={held} today={today} />
              ))}
            </div>
          )}
        </div>
      )}
    </Section>
  )
}

/** „приятелство до 29 май 2008 г.“, „побратимяване от 29 май 2008 г.“ */
const typeSpanInWords = (type: PartnershipType, from: ImpreciseDate | null, until: ImpreciseDate | null): string => {
  const name = partnershipTypeName(type)
  if (until !== null) return m.partnerships_type_until({ type: name, date: dateInWords(until) })
  return from === null ? name : m.partnerships_type_since({ type: name, date: dateInWords(from) })
}

const SIGNED = new Set(['signing', 'renewal', 'memorandum'])
const MOST_OPPOSITE = 2

/** „За две минути“: only what is known, and what is not known said so. */
const Handover = ({ shell, partnership, milestones, people, standing, types, today, silence, facts }: PartnershipPageProps) => {
  const { id } = partnership
  const mayWrite = shell.role === 'officer'
  const origin = reading(partnership.origin)
  const signed = milestones.filter(({ kind, firstDay }) => SIGNED.has(kind) && firstDay <= today)
  const opposite = people.filter(({ post }) => !isPast(post, today)).slice(0, MOST_OPPOSITE)
  return (
    <aside class="ds-card handover" aria-labelledby="handover-h">
      <h2 id="handover-h">{m.partnerships_handover()}</h2>
      <p class="sub">{m.partnerships_handover_lead()}</p>
      <dl>
        <dt>{m.partnerships_fact_origin()}</dt>
        <dd>
          {isEmptyText(partnership.origin) ? (
            m.partnerships_fact_origin_none()
          ) : (
            <span lang={origin.language === currentLanguage() ? undefined : origin.language}>{origin.text}</span>
          )}
          {partnership.introducedBy === null ? null : ` ${m.partnerships_fact_introduced({ name: displayName(partnership.introducedBy) })}`}
          {mayWrite && isEmptyText(partnership.origin) ? (
            <>
              {' '}
              <a class="no-print" href={`${addresses.partnershipEdit({ id })}#f-origin`}>
                {m.partnerships_fact_origin_add()}
              </a>
            </>
          ) : null}
        </dd>
        {types.length < 2 ? null : (
          <>
            <dt>{m.partnerships_fact_types()}</dt>
            <dd>
              {types.map(({ type, from, until }, index) => (
                <>
                  {index > 0 ? <br /> : null}
                  {typeSpanInWords(type, from, until)}
                </>
              ))}
            </dd>
          </>
        )}
        <dt>{m.partnerships_fact_signed()}</dt>
        <dd>
          {signed.length === 0
            ? m.partnerships_fact_signed_none()
            : signed.map((step, index) => (
                <>
                  {index > 0 ? <br /> : null}
                  {milestoneTitle(step)}, {dateInWords(step.date)}
                  {step.until === null ? null : `, ${m.partnerships_until_in_words({ date: dateInWords(step.until) })}`}
                </>
              ))}
        </dd>
        <dt>{m.partnerships_fact_contact()}</dt>
        <dd>{asSentence(silence.reason)}</dd>
        {facts.map(({ name, value }) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
        <dt>{m.partnerships_fact_opposite()}</dt>
        <dd>
          {opposite.length === 0
            ? m.partnerships_fact_opposite_none()
            : opposite.map(({ person, post }) => `${displayName(person)}, ${postWords(post)}`).join('; ')}
        </dd>
        <dt>{m.partnerships_fact_fields()}</dt>
        <dd>{partnership.fields.length === 0 ? m.partnerships_fact_fields_none() : partnership.fields.map(fieldName).join(', ')}</dd>
        <dt>{m.partnerships_fact_public()}</dt>
        <dd>
          {partnership.publishedAt === null ? (
            <>
              {m.partnerships_fact_public_no()}{' '}
              {mayWrite ? (
                <a class="no-print" href={addresses.sitePartner({ lang: currentLanguage(), slug: partnership.slug }, { preview: 'yes' })}>
                  {m.partnerships_fact_public_preview()}
                </a>
              ) : null}
            </>
          ) : (
            <a href={addresses.sitePartner({ lang: currentLanguage(), slug: partnership.slug })}>{m.partnerships_fact_public_see()}</a>
          )}
        </dd>
      </dl>
      <p>
        <a href={addresses.partnershipHandover({ id })}>{m.partnerships_fact_handover()}</a>
        <br />
        <a href={addresses.partnershipBriefing({ id })}>{m.partnerships_to_briefing()}</a>
      </p>
      {standing.stage === 'prospect' && mayWrite ? (
        <a class="ds-button" data-variant="secondary" data-fullwidth href={addresses.milestoneNew({ id })}>
          {m.partnerships_add_milestone()}
        </a>
      ) : null}
    </aside>
  )
}

export type PartnershipHistoryProps = Pick<PartnershipPageProps, 'shell' | 'partnership' | 'standing' | 'distance'> & {
  readonly history: readonly HistoryLine[]
}

export const PartnershipHistoryPage = ({ shell, partnership, standing, distance, history }: PartnershipHistoryProps) => (
  <Frame shell={shell} partnership={partnership} standing={standing} distance={distance} now="history">
    <History entries={history} older={addresses.history({ thing: 'partnership', id: partnership.id })} />
  </Frame>
)
