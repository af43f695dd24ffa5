// One gift as a page: what it is, from whom to whom, how far it is prepared, where it has been.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { displayName, partnerInLine } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { boxesOf, dateInWords, dayInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { reading, textIn } from '#platform/texts/local-text.ts'
import { Tag } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Select, SubmitRow, TextArea, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { PartnersInLine } from '#ui/partners.tsx'
import { Fact } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { Sources } from '#ui/sources.tsx'
import { Section } from '#ui/tables.tsx'
import type { Exchanged } from './exchanged.queries.ts'
import { PersonRows } from './gift-form.pages.tsx'
import { GIFT_TONES, valueInWords } from './gift-list.pages.tsx'
import { FATES, giftStateName, type GiftState, isPlanned, ownerName, wayName, type Whereabouts, whereaboutsInWords } from './gift.ts'
import type { GiftPerson, GiftWhole } from './gift.queries.ts'
import type { SameThing } from './same-thing.queries.ts'
import { SameThingNote } from './section.pages.tsx'
import { GiftSpot, type GiftSpotProps } from './spots/spot.pages.tsx'

/** What was typed into one of the page's forms and must not be lost; `which` says into which. */
export type Doing = { readonly which: 'handing-over' | 'whereabouts'; readonly body: FormBody; readonly faults: readonly FieldFault[] }

export type GiftPageProps = {
  readonly shell: Shell
  readonly found: GiftWhole
  /** What was given to the same partner or person before and is called alike. */
  readonly alike: readonly Exchanged[]
  readonly history: readonly HistoryLine[]
  /** YYYY-MM-DD */
  readonly today: string
  readonly doing?: Doing
  readonly conflict?: ConflictPanelProps
  /** How its value stands to the limits, in ready words. */
  readonly limit?: Child
  /** Where it stands; absent for what stands nowhere outside. */
  readonly spot?: GiftSpotProps | undefined
  /** Acts that may tell of the very thing. */
  readonly same: readonly SameThing[]
  readonly sections?: Child
}

export const GiftPage = ({ shell, found, alike, history, today, doing, conflict, limit, spot, same, sections }: GiftPageProps) => {
  const { gift, row, act } = found
  const { id } = gift
  const what = reading(gift.what)
  const mayWrite = shell.role === 'officer'
  const planned = isPlanned(row.state)
  return (
    <OfficePage
      shell={shell}
      title={what.text}
      nav="events"
      failed={(doing?.faults.length ?? 0) > 0 || conflict !== undefined}
      crumbs={[{ text: m.gifts_title(), href: addresses.gifts() }, { text: what.text }]}
      heading={<span lang={what.language === currentLanguage() ? undefined : what.language}>{what.text}</span>}
      lead={
        <>
          <Tag tone={GIFT_TONES[row.state]}>{giftStateName(row.state)}</Tag>{' '}
          {[planned ? wayName('planned') : wayName(gift.way), planned ? '' : gift.date === null ? m.gifts_undated() : dateInWords(gift.date)]
            .filter((part) => part !== '')
            .join(' · ')}
        </>
      }
      actions={
        mayWrite ? (
          <a class="ds-button" data-variant="secondary" href={addresses.giftEdit({ id })}>
            {m.gifts_edit()}
          </a>
        ) : null
      }
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={doing?.faults} />
      <div class="cols">
        <div class="stack-lg">
          {alike.length === 0 ? null : <AlikeNote alike={alike} />}
          <SameThingNote rows={same} text={m.gifts_same_act()} mayWrite={mayWrite} href={({ actId }) => addresses.symbolicAct({ id: actId })} />
          {gift.note === '' ? null : <p class="prose">{gift.note}</p>}
          {planned ? <Preparations found={found} mayWrite={mayWrite} today={today} doing={doing?.which === 'handing-over' ? doing : undefined} /> : null}
          {gift.way === 'given' ? null : (
            <Whereabout found={found} mayWrite={mayWrite} today={today} doing={doing?.which === 'whereabouts' ? doing : undefined} />
          )}
          {spot === undefined ? null : <GiftSpot {...spot} />}
          {sections}
          <Section id="sources" title={m.gifts_field_sources()} count={gift.sources.length === 0 ? null : gift.sources.length}>
            <Sources sources={gift.sources} />
          </Section>
          <Section id="history" title={m.gifts_history()}>
            <History entries={history} older={addresses.history({ thing: 'gift', id })} />
          </Section>
        </div>
        <aside class="stack" aria-label={m.gifts_about()}>
          <Section id="about" title={m.gifts_about()}>
            <dl class="facts2">
              {row.partners.length === 0 ? null : (
                <Fact name={m.gifts_field_partners()}>
                  <PartnersInLine partners={row.partners.map(partnerInLine)} />
                </Fact>
              )}
              <Persons name={m.gifts_field_givers()} persons={row.givers} words={gift.giverWords} />
              <Persons name={m.gifts_field_receivers()} persons={row.receivers} words={gift.receiverWords} />
              {row.event === null ? null : (
                <Fact name={m.gifts_field_event()}>
                  <a href={addresses.event({ id: row.event.id })}>{textIn(row.event.title)}</a>
                </Fact>
              )}
              <Fact name={m.gifts_field_value()}>
                {valueInWords(row)}
                {limit === undefined ? null : (
                  <>
                    <br />
                    {limit}
                  </>
                )}
              </Fact>
              {gift.way === 'given' ? null : (
                <>
                  <Fact name={m.gifts_field_owner()}>{ownerName(gift.owner)}</Fact>
                  {gift.owner === 'personal' ? (
                    <Fact name={m.gifts_field_declared()}>
                      {gift.declaredOn === null ? <span class="soon">{m.gifts_not_declared()}</span> : dayInWords(gift.declaredOn)}
                    </Fact>
                  ) : null}
                </>
              )}
              {gift.inventoryNumber === '' ? null : <Fact name={m.gifts_field_inventory()}>{gift.inventoryNumber}</Fact>}
              {gift.placeText === '' ? null : <Fact name={m.gifts_field_place()}>{gift.placeText}</Fact>}
              {act === null ? null : (
                <Fact name={m.gifts_field_act()}>
                  <a href={addresses.symbolicAct({ id: act.id })}>{textIn(act.title)}</a>
                  {act.published ? ` (${m.gifts_act_public()})` : ''}
                </Fact>
              )}
            </dl>
          </Section>
          {row.partners.length === 0 ? null : (
            <Section id="elsewhere" title={m.gifts_elsewhere()}>
              <p>
                <a href={addresses.gifts({ organisation: row.partners[0]!.organisationId })}>{m.gifts_all_with({ partner: displayName(row.partners[0]!) })}</a>
              </p>
            </Section>
          )}
        </aside>
      </div>
    </OfficePage>
  )
}

/** „Същото вече е дадено …“ */
export const AlikeNote = ({ alike }: { readonly alike: readonly Exchanged[] }) => (
  <div class="note" role="note">
    <p>{m.gifts_alike()}</p>
    <ul>
      {alike.slice(0, 5).map((one) => (
        <li>
          <a href={one.href}>{textIn(one.what)}</a>
          {', '}
          {one.planned ? m.gifts_alike_planned() : one.date === null ? m.gifts_undated() : dateInWords(one.date)}
        </li>
      ))}
    </ul>
  </div>
)

const Persons = ({ name, persons, words }: { readonly name: string; readonly persons: readonly GiftPerson[]; readonly words: string }) =>
  persons.length === 0 && words === '' ? null : (
    <Fact name={name}>
      {persons.map((one, index) => (
        <>
          {index === 0 ? null : ', '}
          {one.live ? <a href={addresses.person({ id: one.personId })}>{displayName(one)}</a> : displayName(one)}
        </>
      ))}
      {words === '' ? null : persons.length === 0 ? words : `, ${words}`}
    </Fact>
  )

// ---- what is still to be given -----------------------------------------------------------------------------------------

const Preparations = ({
  found: { gift, row },
  mayWrite,
  today,
  doing,
}: {
  readonly found: GiftWhole
  readonly mayWrite: boolean
  readonly today: string
  readonly doing: Doing | undefined
}) => {
  const steps: readonly (readonly [GiftState, string, string | null])[] = [
    ['planned', m.gifts_step_planned(), gift.plannedOn],
    ['bought', m.gifts_step_bought(), gift.boughtOn],
    ['prepared', m.gifts_step_prepared(), gift.preparedOn],
  ]
  const eventDay = row.event?.firstDay ?? null
  return (
    <Section id="preparation" title={m.gifts_preparation()}>
      <ul class="stack">
        {steps.map(([step, text, day]) => (
          <li class="row">
            <span>
              <span class={day === null ? 'sub' : 'kept strong'}>{text}</span>
              {day === null ? ` · ${m.gifts_step_not_yet()}` : ` · ${dayInWords(day)}`}
            </span>
            {day === null && mayWrite && step !== 'planned' ? (
              <form class="do" method="post" action={addresses.giftPreparation({ id: gift.id })}>
                <HiddenVersion version={gift.version} />
                <button class="ds-button" data-size="sm" data-variant="secondary" name="step" value={step}>
                  <Icon name="check" />
                  {step === 'bought' ? m.gifts_do_bought() : m.gifts_do_prepared()}
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <details class="langs-more" open={doing !== undefined || (eventDay !== null && eventDay <= today)}>
          <summary>{m.gifts_hand_over_title()}</summary>
          <form class="form" method="post" action={addresses.giftHandingOver({ id: gift.id })} novalidate>
            <HiddenVersion version={gift.version} />
            <DateOfAnyPrecision
              name="date"
              label={m.gifts_field_handed_on()}
              value={doing === undefined ? boxesOf(eventDay !== null && eventDay <= today ? eventDay : today) : typedBoxes(doing.body, 'date')}
              error={errorOf(doing?.faults, 'date')}
            />
            <PersonRows
              name="receivers"
              label={m.gifts_field_receivers()}
              body={doing?.body ?? bodyOfPersons('receivers', row.receivers)}
              errors={doing?.faults ?? []}
            />
            <TextField
              name="receiverWords"
              label={m.gifts_field_receiver_words()}
              optional
              maxlength={300}
              value={doing === undefined ? gift.receiverWords : typed(doing.body, 'receiverWords')}
              error={errorOf(doing?.faults, 'receiverWords')}
            />
            <SubmitRow text={m.gifts_do_hand_over()} />
          </form>
        </details>
      ) : null}
    </Section>
  )
}

const bodyOfPersons = (name: string, persons: readonly GiftPerson[]): FormBody => ({
  [name]: persons.map((one) => ({ id: one.personId, text: displayName(one) })),
})

// ---- where it is -------------------------------------------------------------------------------------------------------

const Whereabout = ({
  found: { gift },
  mayWrite,
  today,
  doing,
}: {
  readonly found: GiftWhole
  readonly mayWrite: boolean
  readonly today: string
  readonly doing: Doing | undefined
}) => (
  <Section id="whereabouts" title={m.gifts_whereabouts()}>
    {gift.whereabouts.length === 0 ? (
      <p class="sub">{gift.way === 'placed' ? m.gifts_whereabouts_placed() : m.gifts_whereabouts_none()}</p>
    ) : (
      <ol class="stack" reversed>
        {gift.whereabouts.toReversed().map((line, index) => (
          <li>
            <span class={index === 0 ? 'strong' : undefined}>{whereaboutsInWords(line)}</span>
            <span class="sub"> · {sinceWords(line)}</span>
            {line.note === '' ? null : <p class="sub">{line.note}</p>}
          </li>
        ))}
      </ol>
    )}
    {mayWrite ? (
      <details class="langs-more" open={doing !== undefined}>
        <summary>{m.gifts_move_title()}</summary>
        <form class="form" method="post" action={addresses.giftWhereabouts({ id: gift.id })} novalidate>
          <HiddenVersion version={gift.version} />
          <Select
            name="fate"
            label={m.gifts_field_fate()}
            value={typed(doing?.body ?? {}, 'fate')}
            options={FATES.map((value) => ({ value, label: giftStateName(value) }))}
            error={errorOf(doing?.faults, 'fate')}
          />
          <TextField
            name="where"
            label={m.gifts_field_where()}
            hint={m.gifts_hint_where()}
            optional
            maxlength={300}
            value={typed(doing?.body ?? {}, 'where')}
            error={errorOf(doing?.faults, 'where')}
          />
          <DateOfAnyPrecision
            name="since"
            label={m.gifts_field_since()}
            value={doing === undefined ? boxesOf(today) : typedBoxes(doing.body, 'since')}
            error={errorOf(doing?.faults, 'since')}
          />
          <TextArea
            name="note"
            label={m.gifts_field_why()}
            hint={m.gifts_hint_why()}
            optional
            rows={2}
            value={typed(doing?.body ?? {}, 'note')}
            error={errorOf(doing?.faults, 'note')}
          />
          <SubmitRow text={m.gifts_do_move()} />
        </form>
      </details>
    ) : null}
  </Section>
)

const sinceWords = ({ since }: Whereabouts): string => (since === null ? m.gifts_since_unknown() : m.gifts_since({ date: dateInWords(since) }))
