// The form of a partnership: begun with a known or a new organisation, or changed.
import { addresses } from '#addresses'
import { countryChoices, displayName } from '#features/organisations/naming.ts'
import { kindName, ORGANISATION_KINDS } from '#features/organisations/organisation.ts'
import { m } from '#messages'
import { type FieldFault, type FormBody, typed, typedBoxes, typedList } from '#platform/http/form.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { asTyped } from '#platform/texts/local-text.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { DoublesWatch } from '#ui/doubles-watch.tsx'
import { Checkbox, Checkboxes, errorOf, ErrorSummary, FieldGroup, fieldId, HiddenVersion, Radios, Select, SubmitRow, TextField } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { SourceFields } from '#ui/sources.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { fieldOptions } from './field.ts'
import type { PartnershipView } from './partnership.queries.ts'
import { PARTNERSHIP_TYPES, type PartnershipType, partnershipTypeName } from './partnership.ts'

const typeHints: Readonly<Record<PartnershipType, () => string>> = {
  twinning: () => m.partnerships_type_hint_twinning(),
  friendship: () => m.partnerships_type_hint_friendship(),
  project: () => m.partnerships_type_hint_project(),
  contact: () => m.partnerships_type_hint_contact(),
  honorary: () => m.partnerships_type_hint_honorary(),
}

export type PartnershipFormProps = {
  readonly shell: Shell
  /** null for a new one. */
  readonly partnership: PartnershipView | null
  /** What stands in the boxes. */
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  /** The office's languages, its own first. */
  readonly languages: readonly string[]
  /** The type was changed and there is a past: whether that corrects or changes it. */
  readonly asksType?: boolean
}

const TypeMeaning = ({ from, body, faults }: { readonly from: PartnershipType; readonly body: FormBody; readonly faults: readonly FieldFault[] }) => {
  const error = (field: string): string | undefined => errorOf(faults, field)
  return (
    <>
      <Radios
        name="typeMeans"
        label={m.partnerships_type_means({ type: partnershipTypeName(from) })}
        value={typed(body, 'typeMeans')}
        options={[
          { value: 'correction', label: m.partnerships_type_correction(), hint: m.partnerships_type_correction_hint() },
          { value: 'change', label: m.partnerships_type_change(), hint: m.partnerships_type_change_hint() },
        ]}
        error={error('typeMeans')}
      />
      <DateOfAnyPrecision
        name="typeFrom"
        label={m.partnerships_type_from()}
        hint={m.partnerships_type_from_hint()}
        optional
        value={typedBoxes(body, 'typeFrom')}
        error={error('typeFrom')}
      />
      <TextField name="typeNumber" label={m.partnerships_type_number()} optional letters={24} value={typed(body, 'typeNumber')} error={error('typeNumber')} />
      <TextField
        name="typeSource.title"
        label={m.partnerships_type_source()}
        optional
        value={typed(body, 'typeSource.title')}
        error={error('typeSource.title')}
      />
      <TextField
        name="typeSource.url"
        label={m.ui_sources_url()}
        optional
        type="url"
        inputmode="url"
        value={typed(body, 'typeSource.url')}
        error={error('typeSource.url')}
      />
    </>
  )
}

export const PartnershipFormPage = ({ shell, partnership, body, faults = [], conflict, languages, asksType = false }: PartnershipFormProps) => {
  const name = partnership === null ? '' : displayName(partnership.partner)
  const cancel = partnership === null ? addresses.partnerships() : addresses.partnership({ id: partnership.id })
  const error = (field: string): string | undefined => errorOf(faults, field)
  return (
    <OfficePage
      shell={shell}
      title={partnership === null ? m.partnerships_new() : m.partnerships_edit_title({ name })}
      nav="partnerships"
      failed={faults.length > 0 || conflict !== undefined}
      islands={partnership === null ? ['double.js'] : []}
      crumbs={[{ text: m.partnerships_title(), href: addresses.partnerships() }, ...(partnership === null ? [] : [{ text: name, href: cancel }])]}
      lead={
        partnership === null ? (
          <>
            {m.partnerships_form_new_lead()} <a href={addresses.procedures()}>{m.partnerships_procedures_link()}</a>
          </>
        ) : undefined
      }
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form
        data-asks-before-leaving=""
        class="form"
        method="post"
        action={partnership === null ? addresses.partnerships() : addresses.partnership({ id: partnership.id })}
        novalidate
      >
        {partnership === null ? (
          <>
            <TypeAhead
              name="organisation"
              label={m.partnerships_form_partner()}
              hint={m.partnerships_form_partner_hint()}
              source={addresses.organisations()}
              value={{ id: typed(body, 'organisation.id'), text: typed(body, 'organisation.text') }}
              error={error('organisation')}
              autofocus={faults.length === 0}
            />
            {error('keepTwin') === undefined && typed(body, 'keepTwin') === '' ? null : (
              <div class="field" id={fieldId('keepTwin')} tabindex={-1}>
                <Checkbox name="keepTwin" label={m.partnerships_organisation_keep()} checked={typed(body, 'keepTwin') !== ''} />
              </div>
            )}
            <DoublesWatch source={addresses.organisationDoubles()} names={['organisation.text']} />
            <FieldGroup name="fresh" label={m.partnerships_form_fresh()} hint={m.partnerships_form_fresh_hint()}>
              <Select
                name="country"
                label={m.partnerships_form_country()}
                optional
                value={typed(body, 'country')}
                empty={m.partnerships_form_country_none()}
                options={countryChoices()}
                error={error('country')}
              />
              <Select
                name="kind"
                label={m.partnerships_form_kind()}
                optional
                value={typed(body, 'kind') || 'municipality'}
                options={ORGANISATION_KINDS.map((kind) => ({ value: kind, label: kindName(kind) }))}
                error={error('kind')}
              />
            </FieldGroup>
          </>
        ) : (
          <HiddenVersion version={partnership.version} />
        )}
        <Radios
          name="type"
          label={m.partnerships_form_type()}
          value={typed(body, 'type')}
          options={PARTNERSHIP_TYPES.map((type) => ({ value: type, label: capitalised(partnershipTypeName(type)), hint: typeHints[type]() }))}
          error={error('type')}
        />
        {partnership === null || !asksType ? null : <TypeMeaning from={partnership.type} body={body} faults={faults} />}
        <Checkboxes
          name="fields"
          label={m.partnerships_form_fields()}
          optional
          twoColumns
          values={typedList(body, 'fields')}
          options={fieldOptions(currentLanguage()).map(({ value, label }) => ({ value, label: capitalised(label) }))}
          error={error('fields')}
        />
        <LocalTextField
          name="origin"
          label={m.partnerships_form_origin()}
          hint={m.partnerships_form_origin_hint()}
          optional
          multiline
          texts={textBoxes(body, 'origin', languages, partnership?.origin)}
          errors={faults}
        />
        <LocalTextField
          name="why"
          label={m.partnerships_form_why()}
          hint={m.partnerships_form_why_hint()}
          optional
          multiline
          texts={textBoxes(body, 'why', languages, partnership?.why)}
          errors={faults}
        />
        <TypeAhead
          name="introducedBy"
          label={m.partnerships_form_introduced()}
          hint={m.partnerships_form_introduced_hint()}
          optional
          source={addresses.organisations()}
          value={{ id: typed(body, 'introducedBy.id'), text: typed(body, 'introducedBy.text') }}
          error={error('introducedBy')}
        />
        <LocalTextField
          name="summary"
          label={m.partnerships_form_summary()}
          hint={m.partnerships_form_summary_hint()}
          optional
          multiline
          texts={textBoxes(body, 'summary', languages, partnership?.summary)}
          errors={faults}
        />
        <LocalTextField
          name="works"
          label={m.partnerships_form_works()}
          hint={m.partnerships_form_works_hint()}
          optional
          multiline
          texts={textBoxes(body, 'works', languages, partnership?.works)}
          errors={faults}
        />
        <LocalTextField
          name="avoid"
          label={m.partnerships_form_avoid()}
          hint={m.partnerships_form_avoid_hint()}
          optional
          multiline
          texts={textBoxes(body, 'avoid', languages, partnership?.avoid)}
          errors={faults}
        />
        <SourceFields sources={partnership?.sources ?? []} body={body} errors={faults} />
        <Checkbox name="published" label={m.partnerships_form_public()} hint={m.partnerships_form_public_hint()} checked={typed(body, 'published') !== ''} />
        {partnership === null ? null : (
          <TextField
            name="slug"
            label={m.partnerships_form_slug()}
            hint={m.partnerships_form_slug_hint({ address: addresses.sitePartner({ lang: currentLanguage(), slug: partnership.slug }) })}
            value={typed(body, 'slug')}
            letters={40}
            maxlength={80}
            spellcheck={false}
            error={error('slug')}
          />
        )}
        <SubmitRow {...(partnership === null ? { text: m.partnerships_create() } : {})} cancel={cancel} />
      </form>
      {partnership === null ? null : (
        <Removal
          action={addresses.partnershipRemoval({ id: partnership.id })}
          version={partnership.version}
          text={m.partnerships_remove()}
          hint={m.partnerships_remove_hint()}
        />
      )}
    </OfficePage>
  )
}

/** What the form shows for a partnership that is to be changed. */
export const bodyOfPartnership = (partnership: PartnershipView): FormBody => ({
  type: partnership.type,
  fields: [...partnership.fields],
  origin: asTyped(partnership.origin),
  why: asTyped(partnership.why),
  works: asTyped(partnership.works),
  avoid: asTyped(partnership.avoid),
  introducedBy: partnership.introducedBy === null ? { id: '', text: '' } : { id: partnership.introducedBy.id, text: displayName(partnership.introducedBy) },
  summary: asTyped(partnership.summary),
  published: partnership.publishedAt === null ? '' : 'yes',
  slug: partnership.slug,
})
