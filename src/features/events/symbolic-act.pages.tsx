// Symbolic acts as pages: one act, its form; they are listed in the register of gifts.
import { partnerInLine, displayName } from '#features/organisations/naming.ts'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import { type FieldFault, type FormBody, typed, typedBoxes } from '#platform/http/form.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { asTyped, type LocalText, reading, textIn } from '#platform/texts/local-text.ts'
import { dateInWords, type ImpreciseDate } from '#platform/dates.ts'
import { Tag } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, ErrorSummary, HiddenVersion, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { EnterSaves, PartnerBoxes, PartnersInLine } from '#ui/partners.tsx'
import { Fact, PublicBox, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields, Sources } from '#ui/sources.tsx'
import { Section } from '#ui/tables.tsx'
import { SpotField, type SpotFieldProps } from '#ui/spot-field.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { dateBoxes } from './event-form.pages.tsx'
import { pointOfAct, SYMBOLIC_ACT_KINDS, symbolicActKindName } from './symbolic-act.ts'
import { pointTyped } from './spots/point.ts'
import type { SymbolicActWhole } from './symbolic-act.queries.ts'

const dateWords = (date: ImpreciseDate | null): string => (date === null ? m.events_undated() : dateInWords(date))

export type SymbolicActPageProps = {
  readonly shell: Shell
  readonly found: SymbolicActWhole
  readonly history: readonly HistoryLine[]
  readonly sections?: Child
}

export const SymbolicActPage = ({ shell, found, history, sections }: SymbolicActPageProps) => {
  const { act, partners, event } = found
  const title = reading(act.title)
  return (
    <OfficePage
      shell={shell}
      title={title.text}
      nav="events"
      crumbs={[{ text: m.ui_event_tabs_gifts(), href: addresses.gifts() }, { text: title.text }]}
      lead={
        <>
          <Tag tone="neutral">{symbolicActKindName(act.kind)}</Tag> {[dateWords(act.date), act.placeText].filter((part) => part !== '').join(' · ')}
        </>
      }
      actions={
        shell.role === 'officer' ? (
          <a class="ds-button" data-variant="secondary" href={addresses.symbolicActEdit({ id: act.id })}>
            {m.events_edit()}
          </a>
        ) : null
      }
    >
      <div class="cols">
        <div class="stack-lg">
          {sections}
          <Section id="sources" title={m.events_field_sources()} count={act.sources.length === 0 ? null : act.sources.length}>
            <Sources sources={act.sources} />
          </Section>
          <Section id="history" title={m.events_history()}>
            <History entries={history} older={addresses.history({ thing: 'symbolic_act', id: found.act.id })} />
          </Section>
        </div>
        <aside class="stack" aria-label={m.events_act_about()}>
          <Section id="about" title={m.events_act_about()}>
            <dl class="facts2">
              <Fact name={m.events_act_field_kind()}>{symbolicActKindName(act.kind)}</Fact>
              <Fact name={m.events_field_date()}>{dateWords(act.date)}</Fact>
              {act.placeText === '' ? null : <Fact name={m.events_field_place()}>{act.placeText}</Fact>}
              {partners.length === 0 ? null : (
                <Fact name={m.events_field_partners()}>
                  <PartnersInLine partners={partners.map(partnerInLine)} />
                </Fact>
              )}
              {event === null ? null : (
                <Fact name={m.events_act_field_event()}>
                  <a href={addresses.event({ id: event.id })}>{textIn(event.title)}</a>
                </Fact>
              )}
              <Fact name={m.events_field_public()}>{act.publishedAt === null ? m.events_public_no() : m.events_public_yes()}</Fact>
            </dl>
          </Section>
        </aside>
      </div>
    </OfficePage>
  )
}

export type SymbolicActFormProps = {
  readonly shell: Shell
  /** null for a new one; otherwise what stands in the register now. */
  readonly act: { readonly id: string; readonly version: number; readonly title: LocalText } | null
  readonly sources: readonly Citation[]
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
  /** The map on which its place is marked; null: not open. */
  readonly spot: SpotFieldProps['shown']
}

export const SymbolicActFormPage = ({ shell, act, sources, body, faults = [], conflict, languages, spot }: SymbolicActFormProps) => {
  const name = act === null ? '' : textIn(act.title)
  const back = act === null ? addresses.gifts() : addresses.symbolicAct({ id: act.id })
  const action = act === null ? addresses.symbolicActs() : back
  return (
    <OfficePage
      shell={shell}
      title={act === null ? m.events_act_new_title() : m.events_edit_title({ title: name })}
      nav="events"
      islands={['pointing.js']}
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[
        { text: m.ui_event_tabs_gifts(), href: addresses.gifts() },
        ...(act === null ? [] : [{ text: name, href: back }]),
        { text: act === null ? m.events_act_new() : m.events_edit() },
      ]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form class="form" method="post" action={action} novalidate>
        <EnterSaves />
        {act === null ? null : <HiddenVersion version={act.version} />}
        <Select
          name="kind"
          label={m.events_act_field_kind()}
          value={typed(body, 'kind')}
          options={SYMBOLIC_ACT_KINDS.map((value) => ({ value, label: symbolicActKindName(value) }))}
          error={errorOf(faults, 'kind')}
        />
        <LocalTextField
          name="title"
          label={m.events_act_field_title()}
          hint={m.events_act_hint_title()}
          texts={textBoxes(body, 'title', languages, act?.title)}
          errors={faults}
        />
        <PartnerBoxes body={body} errors={faults} />
        <DateOfAnyPrecision name="date" label={m.events_field_date()} optional value={typedBoxes(body, 'date')} error={errorOf(faults, 'date')} />
        <TextField
          name="placeText"
          label={m.events_field_place()}
          hint={m.events_act_hint_place()}
          optional
          value={typed(body, 'placeText')}
          maxlength={300}
          error={errorOf(faults, 'placeText')}
        />
        <details class="langs-more" open={spot !== null || errorOf(faults, 'point') !== undefined}>
          <summary>{m.events_act_fold_point()}</summary>
          <SpotField
            label={m.events_act_field_point()}
            hint={m.events_act_hint_point()}
            value={typed(body, 'point')}
            error={errorOf(faults, 'point')}
            action={action}
            shown={spot}
          />
        </details>
        <TypeAhead
          name="event"
          label={m.events_act_field_event()}
          hint={m.events_act_hint_event()}
          optional
          source={addresses.events()}
          value={{ id: typed(body, 'event.id'), text: typed(body, 'event.text') }}
          error={errorOf(faults, 'event')}
        />
        <SourceFields sources={sources} body={body} errors={faults} />
        <PublicBox checked={typed(body, 'published') !== ''} label={m.events_field_published()} hint={m.events_act_hint_published()} />
        <SubmitRow cancel={back} />
      </form>
      {act === null ? null : <Removal action={addresses.symbolicActRemoval({ id: act.id })} version={act.version} text={m.events_act_remove()} />}
    </OfficePage>
  )
}

/** What the form shows for an act that is to be changed. */
export const bodyOfSymbolicAct = ({ act, partners, event }: SymbolicActWhole): FormBody => ({
  kind: act.kind,
  title: asTyped(act.title),
  date: dateBoxes(act.date),
  placeText: act.placeText,
  point: pointTyped(pointOfAct(act)),
  event: event === null ? { id: '', text: '' } : { id: event.id, text: textIn(event.title) },
  partners: [...partners.map((one) => ({ id: one.organisationId, text: displayName(one) })), { id: '', text: '' }],
  published: act.publishedAt === null ? '' : 'yes',
})
