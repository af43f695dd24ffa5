// What the pages of a person say and ask about personal data: forms of address, the purpose, the day until which it may be kept.
import { addresses } from '#addresses'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import { typed, typedBoxes, type FieldFault, type FormBody } from '#platform/http/form.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { errorOf, Field, fieldId, HiddenVersion, Select, TextField } from '#ui/fields.tsx'
import { textBoxes } from '#ui/local-text-field.tsx'
import { Fact } from '#ui/record.tsx'
import { isDue, isPurpose, offeredKeeping, OWN_WORDS, purposeName, PURPOSES, wantsKeeping, type Keeping } from './keeping.ts'
import { languageName } from '../naming.ts'
import type { Person } from './person.table.ts'
import type { RoleClass } from './post.ts'
import { ADDRESSED_IN, suggestedSalutations } from './salutation.ts'

/** Whose letters begin how: what the suggestions are made of. */
export type Addressee = {
  readonly nameIn: (language: string) => string
  readonly title: string | null
  readonly post: RoleClass | null
  readonly spoken: readonly string[]
}

type FieldsProps = { readonly body: FormBody; readonly faults: readonly FieldFault[] }

/** A box for each language the office or the person writes; the browser offers the suggestions, and they stand under the label to read. */
export const SalutationFields = ({
  body,
  faults,
  languages,
  stored,
  addressee,
}: FieldsProps & { readonly languages: readonly string[]; readonly stored: LocalText | undefined; readonly addressee: Addressee }) => {
  const asked = [...new Set([...languages, ...addressee.spoken.filter((code) => ADDRESSED_IN.includes(code))])]
  return (
    <>
      <p class="sub small">{m.organisations_hint_salutation()}</p>
      {textBoxes(body, 'salutation', asked, stored).map(({ lang, name, text }) => {
        const box = `salutation.${lang}`
        const offered = suggestedSalutations({ name: addressee.nameIn(lang), title: addressee.title, post: addressee.post }, lang)
        const error = errorOf(faults, box) ?? (lang === asked[0] ? errorOf(faults, 'salutation') : undefined)
        return (
          <Field
            name={box}
            label={m.organisations_salutation_in({ language: name })}
            hint={
              offered.length === 0 ? undefined : (
                <>
                  {m.organisations_salutation_offered()}{' '}
                  {offered.map((one, index) => (
                    <>
                      {index > 0 ? ' · ' : null}
                      <span lang={lang}>„{one}“</span>
                    </>
                  ))}
                </>
              )
            }
            error={error}
            optional
          >
            <input
              class="ds-input"
              id={fieldId(box)}
              name={box}
              value={text ?? ''}
              lang={lang}
              autocomplete="off"
              list={offered.length === 0 ? undefined : `${fieldId(box)}-offered`}
              aria-invalid={error === undefined ? undefined : 'true'}
              aria-describedby={
                [offered.length > 0 ? `${fieldId(box)}-hint` : '', error === undefined ? '' : `${fieldId(box)}-error`].filter(Boolean).join(' ') || undefined
              }
            />
            {offered.length === 0 ? null : (
              <datalist id={`${fieldId(box)}-offered`}>
                {offered.map((one) => (
                  <option value={one}></option>
                ))}
              </datalist>
            )}
          </Field>
        )
      })}
    </>
  )
}

/** Why the data is kept and until when. */
export const KeepingFields = ({ body, faults, required }: FieldsProps & { readonly required?: boolean }) => (
  <>
    <Select
      name="purpose"
      label={m.organisations_field_purpose()}
      hint={m.organisations_hint_purpose()}
      optional={!required}
      value={typed(body, 'purpose')}
      empty={m.organisations_choose()}
      options={[...PURPOSES.map((purpose) => ({ value: purpose, label: purposeName(purpose) })), { value: OWN_WORDS, label: m.organisations_purpose_own() }]}
      error={errorOf(faults, 'purpose')}
    />
    <TextField
      name="purposeOwn"
      label={m.organisations_field_purpose_own()}
      optional
      value={typed(body, 'purposeOwn')}
      maxlength={200}
      error={errorOf(faults, 'purposeOwn')}
    />
    <DateOfAnyPrecision
      name="keepUntil"
      label={m.organisations_field_keep_until()}
      hint={m.organisations_hint_keep_until()}
      optional={!required}
      exact
      value={typedBoxes(body, 'keepUntil')}
      error={errorOf(faults, 'keepUntil')}
    />
  </>
)

/** The boxes of `KeepingFields` for what is kept. */
export const bodyOfKeeping = ({ purpose, keepUntil }: Keeping, boxes: (day: string | null) => FormBody): FormBody => ({
  purpose: purpose === '' || isPurpose(purpose) ? purpose : OWN_WORDS,
  purposeOwn: purpose === '' || isPurpose(purpose) ? '' : purpose,
  keepUntil: boxes(keepUntil),
})

/** Rows of the list of facts about a person. */
export const KeepingFacts = ({ person }: { readonly person: Person }) => (
  <>
    {Object.entries(person.salutation.in).map(([language, { text }]) => (
      <Fact name={m.organisations_salutation_in({ language: languageName(language) })}>
        <span lang={language}>{text}</span>
      </Fact>
    ))}
    {person.purpose === '' ? null : <Fact name={m.organisations_field_purpose()}>{purposeName(person.purpose)}</Fact>}
    {person.keepUntil === null ? null : <Fact name={m.organisations_field_keep_until()}>{dayInWords(person.keepUntil)}</Fact>}
  </>
)

/** What is still to be said or decided about a person's data, with the one thing to do about it. */
export const KeepingNote = ({ person, today, mayWrite }: { readonly person: Person; readonly today: string; readonly mayWrite: boolean }) => {
  if (isDue(person, today))
    return (
      <p class="note">
        {m.organisations_keeping_due({ day: dayInWords(person.keepUntil!) })}{' '}
        {mayWrite ? <a href={addresses.personKeeping({ id: person.id })}>{m.organisations_keeping_decide()}</a> : null}
      </p>
    )
  if (wantsKeeping(person)) {
    const offer = offeredKeeping(person, today)
    return (
      <div class="note">
        <p>{person.purpose === '' ? m.organisations_keeping_wanted() : m.organisations_keeping_until_wanted()}</p>
        {mayWrite && offer.keepUntil !== null ? (
          <>
            <p>{m.organisations_keeping_offer({ purpose: purposeName(offer.purpose), day: dayInWords(offer.keepUntil) })}</p>
            <form class="row" method="post" action={addresses.personKeeping({ id: person.id })}>
              <HiddenVersion version={person.version} />
              <input type="hidden" name="offered" value="yes" />
              <button class="ds-button" data-size="sm" data-variant="secondary">
                {m.organisations_keeping_accept()}
              </button>
              <a class="ds-button" data-size="sm" data-variant="tertiary" href={addresses.personKeeping({ id: person.id })}>
                {m.organisations_edit()}
              </a>
            </form>
          </>
        ) : mayWrite ? (
          <a href={addresses.personKeeping({ id: person.id })}>{m.organisations_keeping_set()}</a>
        ) : null}
      </div>
    )
  }
  return null
}
