// The briefing before a meeting: one sheet on the screen, on the phone in the corridor and on paper; what nobody recorded is said so.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { SIDES, type Side } from '#features/commitments/commitment.ts'
import type { CommitmentRow } from '#features/commitments/commitment.queries.ts'
import { eventDateInWords } from '#features/events/event.ts'
import type { EventWhole } from '#features/events/event.queries.ts'
import type { Exchanged } from '#features/gifts/exchanged.queries.ts'
import { displayName, nativeOf } from '#features/organisations/naming.ts'
import { describedOrganisation } from '#features/organisations/organisation.ts'
import { signedSteps, stepInWords } from '#features/partnerships/handover.ts'
import { milestoneTitle } from '#features/partnerships/milestones/milestone.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { isEmptyText, reading, textIn } from '#platform/texts/local-text.ts'
import { Place } from '#ui/badges.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PersonChip } from '#ui/person.tsx'
import { Unknown, Words } from '#ui/sheet.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Section, Tabs } from '#ui/tables.tsx'
import { ItemMeta } from '../agenda/agenda.pages.tsx'
import { itemStateName } from '../meeting.ts'
import { wordsIn } from './briefing.ts'
import type { BriefingRead, Opposite } from './briefing.queries.ts'
import { type BriefingShown, dated, giftInWords, SIDE_TITLES, stands, tieInWords, wordedHistory, wordedPerson, wordedPurpose, wordedTopics } from './wording.ts'
import { MOST_LEFT, MOST_MEETINGS, MOST_PEOPLE, MOST_POINTS, MOST_PROMISES, MOST_SIGNED, setting } from './setting.ts'

export type BriefingPageProps = BriefingShown & { readonly shell: Shell; readonly office: string; /** Where its paper is. */ readonly paper: string }

const Lines = ({ lines }: { readonly lines: readonly Child[] }) => (
  <ul class="lines">
    {lines.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)

const More = ({ count, href }: { readonly count: number; readonly href: string }) =>
  count <= 0 ? null : (
    <p class="rest">
      <a href={href}>{m.meetings_briefing_more({ count })}</a>
    </p>
  )

/** „Три неща, които да кажете“, each with why. */
const Topics = (props: Pick<BriefingPageProps, 'topics' | 'promises' | 'left' | 'today'>) => {
  const { topics, promises, left, today } = props
  return (
    <Section id="topics" title={topics.length === 0 ? m.meetings_briefing_topics_title() : m.meetings_briefing_topics({ count: topics.length })}>
      {topics.length === 0 ? (
        <p class="sub">{promises.length + left.length === 0 ? m.meetings_briefing_topics_none() : m.meetings_briefing_topics_on_agenda()}</p>
      ) : null}
      <ol class="say">
        {wordedTopics(props, today).map(({ id, eventId, text, why }) => (
          <li>
            <a class="plain" href={eventId === null ? addresses.commitment({ id }) : addresses.meeting({ id: eventId })}>
              {text}
            </a>
            <span class="src">{why}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

const Promised = ({
  side,
  promises,
  today,
  organisationId,
}: {
  readonly side: Side
  readonly promises: readonly CommitmentRow[]
  readonly today: string
  readonly organisationId: string
}) => {
  const own = promises.filter(({ owedBy }) => owedBy === side)
  if (own.length === 0 && side === 'both') return null
  return (
    <Section id={`promised-${side}`} title={SIDE_TITLES[side]()} count={own.length === 0 ? null : own.length}>
      {own.length === 0 ? (
        <p class="sub">{m.meetings_briefing_promised_none()}</p>
      ) : (
        <ul class="lines boxes">
          {own.slice(0, MOST_PROMISES).map((promise) => (
            <li>
              <a class="plain clamp" href={addresses.commitment({ id: promise.id })}>
                <Words said={reading(promise.text)} />
              </a>
              <span class="src">
                <span class={promise.standing === 'overdue' ? 'late strong' : undefined}>{stands(promise, today)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <More count={own.length - MOST_PROMISES} href={addresses.commitments({ organisation: organisationId, side })} />
    </Section>
  )
}

/** The five lines, steps and events together. */
const historyLines = (props: Pick<BriefingPageProps, 'milestones' | 'pastEvents' | 'today'>): Child[] =>
  wordedHistory(props).map((line) => (
    <>
      <strong>{line.when}</strong>{' '}
      {'eventId' in line ? (
        <a class="plain" href={addresses.event({ id: line.eventId })}>
          <Words said={line.what} />
        </a>
      ) : (
        line.what
      )}
    </>
  ))

const Person = ({ one, today }: { readonly one: Opposite; readonly today: string }) => {
  const { person, name, photo } = one
  const { role, stale } = wordedPerson(one, today)
  return (
    <PersonChip
      name={name}
      href={person === null ? undefined : addresses.person({ id: person.id })}
      role={role}
      stale={stale}
      photo={photo === null ? undefined : addresses.documentThumbnail({ id: photo })}
    />
  )
}

const Gift = ({ gift }: { readonly gift: Exchanged }) => (
  <>
    <a class="plain" href={gift.href}>
      <Words said={reading(gift.what)} />
    </a>
    {`, ${giftInWords(gift)}`}
  </>
)

const Avoided = ({ partnership, mayWrite }: { readonly partnership: BriefingRead['partnership']; readonly mayWrite: boolean }) =>
  partnership === null || isEmptyText(partnership.avoid) ? (
    <Unknown
      words={m.meetings_briefing_avoid_none()}
      href={partnership !== null && mayWrite ? `${addresses.partnershipEdit({ id: partnership.id })}#f-avoid` : undefined}
      text={m.meetings_briefing_write()}
    />
  ) : (
    <p class="told">
      <Words said={reading(partnership.avoid)} />
    </p>
  )

/** What this meeting is for: what either side wants of it by its dossier, and its agenda. */
const Meeting = ({
  event,
  agenda,
  purpose,
  today,
  mayWrite,
}: Pick<BriefingPageProps, 'event' | 'agenda' | 'purpose' | 'today'> & { readonly mayWrite: boolean }) =>
  event === null ? null : (
    <Section id="meeting" title={m.meetings_briefing_meeting()}>
      <p class="ask">
        <strong>
          <Words said={reading(event.event.title)} />
        </strong>
        {` · ${[dated(event.event.date), event.place].filter((part) => part !== '').join(' · ')}`}
      </p>
      {wordedPurpose(purpose).map(({ name, text }) => (
        <p class="told clamp">
          <span class="sub">{name}:</span> <Words said={text} />
        </p>
      ))}
      {agenda.length === 0 ? (
        <Unknown words={m.meetings_agenda_none()} href={mayWrite ? addresses.meeting({ id: event.event.id }) : undefined} text={m.meetings_open_first()} />
      ) : (
        <ol class="say agenda-brief">
          {agenda.slice(0, MOST_POINTS).map((item) => (
            <li>
              <Words said={reading(item.title)} />
              <ItemMeta item={item} today={today} />
            </li>
          ))}
        </ol>
      )}
      <More count={agenda.length - MOST_POINTS} href={addresses.meeting({ id: event.event.id })} />
    </Section>
  )

export const BriefingPage = (props: BriefingPageProps) => {
  const { shell, office, event, organisation, partnership, standing, shown, milestones, pastEvents, people, promises, left, gifts, today } = props
  const name = displayName(organisation)
  const mayWrite = shell.role === 'officer'
  const signed = signedSteps(milestones, today).toReversed()
  const history = historyLines(props)
  const words = wordsIn(organisation.nativeLanguage)
  const leftItems = left.flatMap((meeting) => meeting.items.map((item) => ({ ...item, meeting })))
  const back = event !== null ? { text: textIn(event.event.title), href: addresses.event({ id: event.event.id }) } : null
  return (
    <OfficePage
      shell={shell}
      title={m.meetings_briefing_title({ name })}
      nav={event === null ? 'partnerships' : 'events'}
      crumbs={
        back !== null
          ? [{ text: m.events_title(), href: addresses.events() }, back, { text: m.meetings_briefing() }]
          : [
              { text: m.partnerships_title(), href: addresses.partnerships() },
              ...(partnership === null ? [] : [{ text: name, href: addresses.partnership({ id: partnership.id }) }]),
              { text: m.meetings_briefing() },
            ]
      }
      heading={<Place name={name} native={nativeOf(organisation)} country={organisation.country} />}
      lead={
        <>
          {describedOrganisation(organisation)}
          <span class="sheet-head">{m.meetings_briefing_head({ office, day: dayInWords(today) })}</span>
        </>
      }
      actions={
        <>
          <a class="ds-button" href={props.paper}>
            {m.meetings_briefing_pdf()}
          </a>
          <button class="ds-button" data-variant="secondary" type="button" data-print hidden>
            <Icon name="print" />
            {m.meetings_briefing_print()}
          </button>
        </>
      }
    >
      {event !== null && event.partners.length > 1 ? (
        <Tabs
          label={m.meetings_briefing_partners()}
          tabs={event.partners
            .filter(({ live }) => live)
            .map((partner) => ({
              href: addresses.eventBriefing({ id: event.event.id }, { partner: partner.organisationId }),
              text: displayName(partner),
              current: partner.organisationId === organisation.id,
            }))}
        />
      ) : null}
      <div class={`one-sheet briefing ${setting(props)}`}>
        <Meeting {...props} mayWrite={mayWrite} />
        <Topics {...props} />
        <div class="pair">
          <div class="stack-lg">
            {SIDES.map((side) => (
              <Promised side={side} promises={promises} today={today} organisationId={organisation.id} />
            ))}
            <Section id="last-meetings" title={m.meetings_briefing_last()}>
              {pastEvents.length === 0 ? (
                <Unknown words={m.meetings_briefing_last_none()} />
              ) : (
                <Lines
                  lines={pastEvents.slice(0, MOST_MEETINGS).map((one) => (
                    <>
                      {eventDateInWords(one.date)}:{' '}
                      <a class="plain" href={addresses.event({ id: one.id })}>
                        <Words said={reading(one.title)} />
                      </a>
                    </>
                  ))}
                />
              )}
            </Section>
            {leftItems.length === 0 ? null : (
              <Section id="left" title={m.meetings_left()} count={leftItems.length}>
                <Lines
                  lines={leftItems.slice(0, MOST_LEFT).map(({ title, state, meeting }) => (
                    <>
                      <Words said={reading(title)} />
                      <span class="src">{[dated(meeting.date), itemStateName(state)].join(' · ')}</span>
                    </>
                  ))}
                />
                <More count={leftItems.length - MOST_LEFT} href={addresses.meeting({ id: leftItems[0]!.meeting.eventId })} />
              </Section>
            )}
          </div>
          <div class="stack-lg">
            <Section id="people" title={m.meetings_briefing_people()} count={people.length === 0 ? null : people.length}>
              {people.length === 0 ? (
                <Unknown
                  words={m.meetings_briefing_people_none()}
                  href={mayWrite ? addresses.personNew({ organisation: organisation.id }) : undefined}
                  text={m.meetings_briefing_write()}
                />
              ) : (
                people.slice(0, MOST_PEOPLE).map((one) => <Person one={one} today={today} />)
              )}
              <More count={people.length - MOST_PEOPLE} href={addresses.organisation({ id: organisation.id })} />
            </Section>
            <Section id="standing" title={m.meetings_briefing_standing()}>
              {partnership === null || standing === null || shown === null ? (
                <p>{m.meetings_briefing_no_partnership()}</p>
              ) : (
                <p>
                  {tieInWords(partnership, standing)}
                  <span class={shown.level === 'quiet' || shown.level === 'asleep' ? 'src soon' : 'src'}>{shown.reason}</span>
                </p>
              )}
            </Section>
            <Section id="history-five" title={m.meetings_briefing_history()}>
              {history.length === 0 ? <Unknown words={m.meetings_briefing_history_none()} /> : <Lines lines={history} />}
            </Section>
            {partnership === null ? null : (
              <Section id="signed" title={m.meetings_briefing_signed()}>
                {signed.length === 0 ? (
                  <Unknown
                    words={m.meetings_briefing_signed_none()}
                    href={mayWrite ? addresses.milestoneNew({ id: partnership.id }) : undefined}
                    text={m.meetings_briefing_write()}
                  />
                ) : (
                  <Lines
                    lines={signed.slice(0, MOST_SIGNED).map((step) => (
                      <>
                        <strong>{milestoneTitle(step)}</strong>, {stepInWords(step, today)}
                      </>
                    ))}
                  />
                )}
              </Section>
            )}
            <Section id="gifts" title={m.meetings_briefing_gifts()}>
              {gifts.length === 0 ? (
                <Unknown
                  words={m.meetings_briefing_gifts_none()}
                  href={mayWrite ? addresses.giftNew({ organisation: organisation.id }) : undefined}
                  text={m.meetings_briefing_write()}
                />
              ) : (
                <Lines
                  lines={gifts.map((gift) => (
                    <Gift gift={gift} />
                  ))}
                />
              )}
            </Section>
          </div>
        </div>
        <div class={words.length === 0 ? undefined : 'pair'}>
          <Section id="avoid" title={m.meetings_briefing_avoid()}>
            <Avoided partnership={partnership} mayWrite={mayWrite} />
          </Section>
          {words.length === 0 ? null : (
            <Section id="words" title={m.meetings_briefing_words()}>
              <p>
                {words.map(({ theirs, language, ours }, index) => (
                  <>
                    {index > 0 ? ' · ' : null}
                    <strong lang={language}>{theirs}</strong> {ours}
                  </>
                ))}
              </p>
            </Section>
          )}
        </div>
        <p class="sheet-foot">{m.meetings_briefing_foot({ office, day: dayInWords(today) })}</p>
      </div>
    </OfficePage>
  )
}

/** An event without partners: nobody to be briefed on. */
export const NoPartnerPage = ({ shell, event }: { readonly shell: Shell; readonly event: EventWhole }) => (
  <OfficePage
    shell={shell}
    title={m.meetings_briefing()}
    nav="events"
    crumbs={[
      { text: m.events_title(), href: addresses.events() },
      { text: textIn(event.event.title), href: addresses.event({ id: event.event.id }) },
      { text: m.meetings_briefing() },
    ]}
  >
    <EmptyState
      title={m.meetings_briefing_nobody_title()}
      text={m.meetings_briefing_nobody_text()}
      actions={
        shell.role === 'officer' ? (
          <a class="ds-button" href={addresses.eventEdit({ id: event.event.id })}>
            {m.events_edit()}
          </a>
        ) : null
      }
    />
  </OfficePage>
)
