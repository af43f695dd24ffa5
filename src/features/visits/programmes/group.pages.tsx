// The parallel groups of a delegation: their names in the languages of the papers, and who is in which.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type FieldFault, type FormBody, typedList } from '#platform/http/form.ts'
import { asTyped, type LocalText, textIn } from '#platform/texts/local-text.ts'
import { OWN_NAME, paperLanguageOf } from '#platform/texts/paper-languages.ts'
import { ConflictPanel } from '#ui/conflict.tsx'
import { errorOf, ErrorSummary, HiddenVersion, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { textBoxes } from '#ui/local-text-field.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Section } from '#ui/tables.tsx'
import { peopleOf } from './warning-words.ts'
import type { Programme, ProgrammeDelegate, ProgrammeGroup } from './programme.queries.ts'
import { MOST_GROUPS } from './programme.ts'

export type GroupsPageProps = {
  readonly shell: Shell
  readonly programme: Programme
  /** A form that came back: what was typed, and which group it is of; without one it is the new group's. */
  readonly body?: FormBody
  readonly faults?: readonly FieldFault[]
  readonly changing?: string
  /** The group was changed meanwhile. */
  readonly stale?: { readonly version: number; readonly state: { readonly name: LocalText; readonly members: readonly string[] } }
}

export const GroupsPage = ({ shell, programme, body, faults = [], changing, stale }: GroupsPageProps) => {
  const { visit, groups, delegates } = programme
  const id = visit.id
  const called = peopleOf(programme)
  const coming = delegates.filter(({ withdrawn }) => !withdrawn)
  const names = (ids: readonly string[]): string => ids.map((one) => called.get(one) ?? m.programme_somebody()).join(', ')
  const mine = (group: string | undefined): FormBody | undefined => (changing === group ? body : undefined)
  return (
    <OfficePage
      shell={shell}
      title={m.programme_groups()}
      nav="events"
      failed={faults.length > 0 || stale !== undefined}
      crumbs={[
        { text: textIn(visit.title), href: addresses.visit({ id }) },
        { text: m.programme_title(), href: addresses.programme({ id }) },
        { text: m.programme_groups() },
      ]}
      lead={m.programme_groups_lead()}
    >
      <ErrorSummary errors={faults} />
      {stale === undefined || body === undefined ? null : (
        <ConflictPanel
          who={undefined}
          when=""
          rows={[
            { field: m.programme_field_group_name(), theirs: textIn(stale.state.name), yours: Object.values(nameBoxes(body)).find((one) => one !== '') ?? '' },
            { field: m.programme_field_members(), theirs: names(stale.state.members), yours: names(typedList(body, 'members')) },
          ]}
        />
      )}
      {coming.length === 0 ? <EmptyState title={m.programme_groups_nobody_title()} text={m.programme_groups_nobody()} /> : null}
      <div class="stack-lg">
        {groups.map((group) => (
          <Section id={`g-${group.id}`} title={textIn(group.name)} count={m.programme_people_count({ count: group.members.length })}>
            <p>{names(group.members)}</p>
            <details class="langs-more" open={changing === group.id}>
              <summary>
                {m.programme_group_change()}
                <span class="sr">: {textIn(group.name)}</span>
              </summary>
              <GroupForm
                action={addresses.programmeGroup({ id, group: group.id })}
                group={stale !== undefined && changing === group.id ? { ...group, version: stale.version } : group}
                languages={visit.languages}
                coming={coming}
                called={called}
                groups={groups}
                body={mine(group.id)}
                faults={changing === group.id ? faults : []}
              />
              <Removal
                action={addresses.programmeGroupRemoval({ id, group: group.id })}
                version={group.version}
                text={m.programme_group_remove()}
                hint={m.programme_group_remove_hint()}
              />
            </details>
          </Section>
        ))}
        {groups.length >= MOST_GROUPS ? null : (
          <Section id="new-group" title={m.programme_group_new()}>
            <GroupForm
              action={addresses.programmeGroups({ id })}
              group={null}
              languages={visit.languages}
              coming={coming}
              called={called}
              groups={groups}
              body={mine(undefined)}
              faults={changing === undefined ? faults : []}
            />
          </Section>
        )}
      </div>
    </OfficePage>
  )
}

const nameBoxes = (body: FormBody): Record<string, string> => {
  const value = body['name']
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof File) return {}
  return Object.fromEntries(Object.entries(value).flatMap(([language, text]) => (typeof text === 'string' ? [[language, text]] : [])))
}

type GroupFormProps = {
  readonly action: string
  readonly group: ProgrammeGroup | null
  readonly languages: readonly string[]
  readonly coming: readonly ProgrammeDelegate[]
  readonly called: ReadonlyMap<string, string>
  readonly groups: readonly ProgrammeGroup[]
  readonly body: FormBody | undefined
  readonly faults: readonly FieldFault[]
}

const GroupForm = ({ action, group, languages, coming, called, groups, body, faults }: GroupFormProps) => {
  const stored: FormBody = group === null ? {} : { name: asTyped(group.name), members: [...group.members] }
  const shown = body ?? stored
  const members = new Set(typedList(shown, 'members'))
  const elsewhere = (id: string): string =>
    groups
      .filter((one) => one.id !== group?.id && one.members.includes(id))
      .map(({ name }) => textIn(name))
      .join(', ')
  return (
    <form class="form" method="post" action={action} novalidate>
      {group === null ? null : <HiddenVersion version={group.version} />}
      <div class="side-by-side">
        {textBoxes(shown, 'name', languages, group?.name).map(({ lang, text }, index) => (
          <TextField
            name={`name.${lang}`}
            label={
              <>
                {m.programme_field_group_name()} <span class="sub">{OWN_NAME[paperLanguageOf(lang)]}</span>
              </>
            }
            lang={lang}
            optional={index > 0}
            maxlength={120}
            value={text}
            error={errorOf(faults, `name.${lang}`) ?? (index === 0 ? errorOf(faults, 'name') : undefined)}
          />
        ))}
      </div>
      <fieldset class="field">
        <legend>{m.programme_field_members()}</legend>
        <div class="choices two group-members">
          {coming.map(({ id, side }) => {
            const box = `m-${group?.id ?? 'new'}-${id}`
            const other = elsewhere(id)
            return (
              <div class="choice">
                <input class="ds-input" type="checkbox" id={box} name="members" value={id} checked={members.has(id)} />
                <label for={box}>
                  {called.get(id) ?? m.programme_somebody()}
                  <span class="sub">
                    {' '}
                    {side === 'hosts' ? m.programme_attendance_hosts() : m.programme_attendance_guests()}
                    {other === '' ? null : ` · ${m.programme_in_group({ group: other })}`}
                  </span>
                </label>
              </div>
            )
          })}
        </div>
      </fieldset>
      <SubmitRow text={group === null ? m.programme_group_add() : m.ui_save()} />
    </form>
  )
}
