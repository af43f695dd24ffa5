// The handover page: a partner in two minutes, on the screen and on one sheet of paper; what is not known is said so.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { countryName, displayName, nativeOf } from '#features/organisations/naming.ts'
import { kindName } from '#features/organisations/organisation.ts'
import type { Holding } from '#features/organisations/people/person.queries.ts'
import { isPast, monthsUnconfirmed, postWords } from '#features/organisations/people/post.ts'
import { m } from '#messages'
import { dateInWords, dayInWords, type ImpreciseDate } from '#platform/dates.ts'
import { isEmptyText, type LocalText, reading } from '#platform/texts/local-text.ts'
import { asSentence } from '#platform/texts/sentences.ts'
import { Place, Tag } from '#ui/badges.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { From, Unknown, Words } from '#ui/sheet.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourcesInline } from '#ui/sources.tsx'
import { Section } from '#ui/tables.tsx'
import type { Dated } from './silence/contact.ts'
import { fieldName } from './field.ts'
import { type HandoverEvent, type HandoverGift, type HandoverOccasion, type HandoverPromise, signedSteps, stepInWords, unconfirmedInWords } from './handover.ts'
import { milestoneTitle, type Side } from './milestones/milestone.ts'
import type { MilestoneRow } from './milestones/milestone.table.ts'
import type { PartnershipView } from './partnership.queries.ts'
import { partnershipTypeName } from './partnership.ts'
import { RevivalWay } from './procedures/procedure.pages.tsx'
import type { RevivalCheck } from './procedures/procedure.ts'
import { readingInWords } from './milestones/reading.ts'
import { contactName, type SilenceShown, whenInWords } from './silence/silence.ts'
import { DormancyMark, Lapses, SilenceNote } from './silence/silence.pages.tsx'
import { StageMark } from './stage.pages.tsx'
import type { Standing } from './stage.ts'

export type HandoverPageProps = {
  readonly shell: Shell
  readonly office: string
  readonly partnership: PartnershipView
  readonly standing: Standing
  readonly silence: SilenceShown
  /** Oldest first. */
  readonly milestones: readonly MilestoneRow[]
  readonly people: readonly Holding[]
  readonly last: Readonly<Record<'fromThem' | 'fromUs' | 'together' | 'exchange' | 'planned', Dated | null>>
  /** The letter of ours that waits for an answer. */
  readonly unanswered: Dated | null
  readonly events: ReadonlyMap<string, HandoverEvent>
  readonly gift: HandoverGift | null
  /** The way back, while it is to be gone. */
  readonly revival: readonly RevivalCheck<MilestoneRow>[]
  readonly occasion: HandoverOccasion | null
  readonly promises: readonly HandoverPromise[]
  /** YYYY-MM-DD */
  readonly today: string
}

/** Of each side; the rest is a link away, and on paper a number. */
const MOST_PROMISES = 6

/** A text of the office, or that nobody has written it yet. */
const Told = ({ text, none, href }: { readonly text: LocalText; readonly none: string; readonly href: string | undefined }) =>
  isEmptyText(text) ? (
    <Unknown words={none} href={href} text={m.partnerships_handover_write()} />
  ) : (
    <p class="told">
      <Words said={reading(text)} />
    </p>
  )

const Signed = ({ milestones, today, add }: { readonly milestones: readonly MilestoneRow[]; readonly today: string; readonly add: string | undefined }) => {
  const signed = signedSteps(milestones, today)
  if (signed.length === 0) return <Unknown words={m.partnerships_handover_signed_none()} href={add} text={m.partnerships_add_milestone()} />
  return (
    <ul class="lines">
      {signed.map((step) => (
        <li>
          <strong>{milestoneTitle(step)}</strong>, {stepInWords(step, today)}
          <From sources={step.sources} />
          {step.readings.map((other) => (
            <span class="other-reading">
              {m.partnerships_rung_other_readings({ readings: readingInWords(other) })}
              <From sources={other.sources} />
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}

const ContactLine = ({
  name,
  contact,
  events,
  remark,
}: {
  readonly name: string
  readonly contact: Dated | null
  readonly events: HandoverPageProps['events']
  readonly remark?: string | undefined
}) => {
  const event = contact === null ? undefined : events.get(contact.eventId)
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {contact === null ? (
          <span class="unknown">{m.partnerships_handover_none_recorded()}</span>
        ) : (
          <>
            {contactName(contact)} {whenInWords(contact.date)}
            {remark === undefined ? null : <strong class="soon">, {remark}</strong>}
            {event === undefined ? null : (
              <>
                {': '}
                <a href={addresses.event({ id: contact.eventId })}>
                  <Words said={event.title} />
                </a>
                <From sources={event.sources} />
              </>
            )}
          </>
        )}
      </dd>
    </>
  )
}

const Contacts = ({ last, unanswered, events }: Pick<HandoverPageProps, 'last' | 'unanswered' | 'events'>) => (
  <dl class="lines">
    <ContactLine name={m.partnerships_handover_from_them()} contact={last.fromThem} events={events} />
    <ContactLine
      name={m.partnerships_handover_from_us()}
      contact={last.fromUs}
      events={events}
      remark={unanswered !== null && unanswered.eventId === last.fromUs?.eventId ? m.partnerships_handover_no_answer() : undefined}
    />
    {last.together === null ? null : <ContactLine name={m.partnerships_handover_together()} contact={last.together} events={events} />}
    <ContactLine name={m.partnerships_handover_exchange()} contact={last.exchange} events={events} />
    {last.planned === null ? null : <ContactLine name={m.partnerships_handover_planned()} contact={last.planned} events={events} />}
  </dl>
)

const SIDE_TITLES: Readonly<Record<Side, () => string>> = {
  us: m.partnerships_handover_promises_us,
  them: m.partnerships_handover_promises_them,
  both: m.partnerships_handover_promises_both,
}

const Promises = ({ side, promises, href }: { readonly side: Side; readonly promises: readonly HandoverPromise[]; readonly href: string }) => {
  const own = promises.filter((promise) => promise.side === side)
  if (own.length === 0 && side === 'both') return null
  return (
    <Section id={`promised-${side}`} title={SIDE_TITLES[side]()} count={own.length === 0 ? null : own.length}>
      {own.length === 0 ? (
        <p class="sub">{m.partnerships_handover_promises_none()}</p>
      ) : (
        <ul class="lines boxes">
          {own.slice(0, MOST_PROMISES).map(({ text, href: to, late, stands, from }) => (
            <li>
              <a class="plain" href={to}>
                <Words said={text} />
              </a>
              <span class="src">
                <span class={late ? 'late strong' : undefined}>{stands}</span>
                {from === null ? null : (
                  <>
                    {' · '}
                    <a href={from.href}>{from.title}</a>
                  </>
                )}
              </span>
            </li>
          ))}
          {own.length > MOST_PROMISES ? (
            <li class="rest">
              <a href={href}>{m.partnerships_handover_promises_more({ count: own.length - MOST_PROMISES })}</a>
            </li>
          ) : null}
        </ul>
      )}
    </Section>
  )
}

const span = (from: ImpreciseDate | null, to: ImpreciseDate | null): string =>
  `${from === null ? m.partnerships_handover_people_unknown() : dateInWords(from)} – ${to === null ? m.partnerships_handover_people_now() : dateInWords(to)}`

const People = ({ people, today, add }: { readonly people: readonly Holding[]; readonly today: string; readonly add: string | undefined }) => {
  if (people.length === 0) return <Unknown words={m.partnerships_people_none()} href={add} text={m.partnerships_people_add()} />
  const now = people.filter(({ post }) => !isPast(post, today))
  const then = people.filter(({ post }) => isPast(post, today))
  return (
    <table class="register people">
      <caption class="sr">{m.partnerships_handover_people()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.partnerships_handover_people_person()}</th>
          <th scope="col">{m.partnerships_handover_people_post()}</th>
          <th scope="col">{m.partnerships_handover_people_span()}</th>
          <th scope="col">{m.partnerships_handover_people_confirmed()}</th>
        </tr>
      </thead>
      <tbody>
        {[...now, ...then].map(({ post, person }) => {
          const past = isPast(post, today)
          const months = past ? null : monthsUnconfirmed(post, today)
          return (
            <tr class={past ? 'past' : undefined}>
              <th scope="row">
                {person.title === null || person.title === '' ? '' : `${person.title} `}
                <a class="plain strong" href={addresses.person({ id: person.id })}>
                  {displayName(person)}
                </a>
              </th>
              <td data-label={m.partnerships_handover_people_post()}>{postWords(post)}</td>
              <td data-label={m.partnerships_handover_people_span()}>{span(post.fromDate, post.toDate)}</td>
              <td data-label={m.partnerships_handover_people_confirmed()}>
                {post.confirmedOn === null ? <span class="unknown">{m.partnerships_handover_people_never()}</span> : dayInWords(post.confirmedOn)}
                {months === null || post.confirmedOn === null ? null : <span class="soon"> · {unconfirmedInWords(months)}</span>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

export const HandoverPage = (props: HandoverPageProps) => {
  const { shell, office, partnership, standing, silence, milestones, people, last, events, gift, occasion, promises, today } = props
  const { id, partner } = partnership
  const name = displayName(partner)
  const mayWrite = shell.role === 'officer'
  const write = (field: string): string | undefined => (mayWrite ? `${addresses.partnershipEdit({ id })}#f-${field}` : undefined)
  const silent = silence.level === 'quiet' || silence.level === 'asleep'
  const allPromises = addresses.commitments({ organisation: partner.id })
  const block = (key: string, title: string, children: Child, count?: number | null) => (
    <Section id={key} title={title} count={count ?? null}>
      {children}
    </Section>
  )
  return (
    <OfficePage
      shell={shell}
      title={m.partnerships_handover_title({ name })}
      nav="partnerships"
      crumbs={[
        { text: m.partnerships_title(), href: addresses.partnerships() },
        { text: name, href: addresses.partnership({ id }) },
        { text: m.partnerships_handover_crumb() },
      ]}
      heading={<Place name={name} native={nativeOf(partner)} country={partner.country} />}
      lead={
        <>
          <Tag>{partnershipTypeName(partnership.type)}</Tag> <StageMark stage={standing.stage} /> {standing.since === null ? null : dateInWords(standing.since)}{' '}
          <DormancyMark level={silence.level} /> ·{' '}
          {partner.kind === 'municipality' ? countryName(partner.country) : `${kindName(partner.kind)}, ${countryName(partner.country)}`}
          <span class="sheet-head">
            {office} · {m.partnerships_handover_head({ day: dayInWords(today) })} · {m.partnerships_handover_internal()}
          </span>
        </>
      }
      actions={
        <>
          <a class="ds-button" data-variant="secondary" href={addresses.partnership({ id })}>
            {m.partnerships_tab_overview()}
          </a>
          <a class="ds-button" data-variant="secondary" href={addresses.partnershipBriefing({ id })}>
            {m.partnerships_to_briefing()}
          </a>
          <button class="ds-button" type="button" data-print hidden>
            <Icon name="print" />
            {m.partnerships_handover_print()}
          </button>
        </>
      }
    >
      <div class="one-sheet handover-sheet">
        {silent ? (
          <SilenceNote silence={silence} mayWrite={mayWrite} />
        ) : (
          <p class="now">
            <strong>{m.partnerships_handover_now()}:</strong> {asSentence(silence.reason)}
          </p>
        )}
        <RevivalWay checks={props.revival} id={id} mayWrite={mayWrite} />
        <div class="pair">
          <div class="stack-lg">
            {block(
              'origin',
              m.partnerships_handover_origin(),
              <>
                <Told text={partnership.origin} none={m.partnerships_handover_origin_none()} href={write('origin')} />
                {partnership.introducedBy === null ? (
                  <Unknown words={m.partnerships_handover_introduced_none()} href={write('introducedBy')} text={m.partnerships_handover_write()} />
                ) : (
                  <p>{m.partnerships_handover_introduced({ name: displayName(partnership.introducedBy) })}</p>
                )}
              </>,
            )}
            {block('why', m.partnerships_handover_why(), <Told text={partnership.why} none={m.partnerships_handover_why_none()} href={write('why')} />)}
            {block(
              'signed',
              m.partnerships_handover_signed(),
              <Signed milestones={milestones} today={today} add={mayWrite ? addresses.milestoneNew({ id }) : undefined} />,
            )}
            {block(
              'lapses',
              m.partnerships_lapses(),
              silence.lapses.length === 0 ? <p class="sub">{m.partnerships_handover_lapses_none()}</p> : <Lapses lapses={silence.lapses} />,
              silence.lapses.length === 0 ? null : silence.lapses.length,
            )}
          </div>
          <div class="stack-lg">
            {block('contact', m.partnerships_handover_contact(), <Contacts last={last} unanswered={props.unanswered} events={events} />)}
            {block(
              'occasion',
              m.partnerships_handover_occasion(),
              occasion === null ? (
                <Unknown
                  words={m.partnerships_handover_occasion_none()}
                  href={mayWrite ? addresses.occasionNew({ organisation: partner.id }) : undefined}
                  text={m.partnerships_handover_occasion_add()}
                />
              ) : (
                <p>
                  {occasion.href === null ? occasion.title : <a href={occasion.href}>{occasion.title}</a>}, {occasion.when}
                </p>
              ),
            )}
            {block(
              'gift',
              m.partnerships_handover_gift(),
              gift === null ? (
                <Unknown
                  words={m.partnerships_handover_gift_none()}
                  href={mayWrite ? addresses.giftNew({ organisation: partner.id }) : undefined}
                  text={m.partnerships_handover_gift_add()}
                />
              ) : (
                <p>
                  <a href={gift.href}>
                    <Words said={gift.title} />
                  </a>
                  {`, ${[...(gift.way === null ? [] : [gift.way]), gift.date === null ? m.partnerships_undated() : dateInWords(gift.date)].join(', ')}`}
                  <From sources={gift.sources} />
                </p>
              ),
            )}
            {(['us', 'them', 'both'] as const).map((side) => (
              <Promises side={side} promises={promises} href={allPromises} />
            ))}
          </div>
        </div>
        {block(
          'people',
          m.partnerships_handover_people(),
          <People people={people} today={today} add={mayWrite ? addresses.personNew({ organisation: partner.id }) : undefined} />,
        )}
        <div class="pair">
          {block('works', m.partnerships_handover_works(), <Told text={partnership.works} none={m.partnerships_handover_works_none()} href={write('works')} />)}
          {block('avoid', m.partnerships_handover_avoid(), <Told text={partnership.avoid} none={m.partnerships_handover_avoid_none()} href={write('avoid')} />)}
        </div>
        {block(
          'fields',
          m.partnerships_handover_fields(),
          partnership.fields.length === 0 ? (
            <Unknown words={m.partnerships_handover_fields_none()} href={write('fields')} text={m.partnerships_handover_write()} />
          ) : (
            <p>{partnership.fields.map(fieldName).join(', ')}</p>
          ),
        )}
        <p class="sheet-foot">
          {partnership.sources.length === 0 ? null : (
            <>
              {m.partnerships_handover_sources()}: <SourcesInline sources={partnership.sources} />
              <br />
            </>
          )}
          {m.partnerships_handover_sheet_foot({ office, day: dayInWords(today) })}
        </p>
      </div>
    </OfficePage>
  )
}
