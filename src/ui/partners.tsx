// Partners of a record: named in a line with their flags, and the rows of boxes in which they are chosen.
import { addresses } from '#addresses'
import { m } from '#messages'
import { type FormBody, typed } from '#platform/http/form.ts'
import { Flag } from './badges.tsx'
import { errorOf, fieldId, type FieldError, remedyOf } from './fields.tsx'
import { Icon } from './icons.tsx'
import { TypeAhead } from './type-ahead.tsx'

/** `live` false: no longer in the register, so there is no page to lead to. */
export type NamedPartner = {
  readonly organisationId: string
  readonly text: string
  /** The language of the name, when it is not the page's. */
  readonly lang?: string | undefined
  readonly country: string
  readonly live: boolean
}

/** The flag stays on one line with the first word. */
const Flagged = ({ country, text }: { readonly country: string; readonly text: string }) => {
  const [first = '', ...rest] = text.split(' ')
  return (
    <>
      <span class="nowrap">
        <Flag country={country} /> {first}
      </span>
      {rest.length > 0 ? ` ${rest.join(' ')}` : null}
    </>
  )
}

/** „Дойран, Перн ле Фонтен“, each with its flag; a name in another language than the page's says so to screen readers. */
export const PartnersInLine = ({ partners, links = true }: { readonly partners: readonly NamedPartner[]; readonly links?: boolean }) => (
  <>
    {partners.map(({ organisationId, text, lang, country, live }, index) => {
      return (
        <>
          {index > 0 ? ', ' : null}
          {links && live ? (
            <a href={addresses.organisation({ id: organisationId })} lang={lang}>
              <Flagged country={country} text={text} />
            </a>
          ) : (
            <span lang={lang}>
              <Flagged country={country} text={text} />
            </span>
          )}
        </>
      )
    })}
  </>
)

/** How many rows of a repeated group were sent. */
export const rowsIn = (body: FormBody, name: string): number => {
  const value = body[name]
  return Array.isArray(value) ? value.length : value === undefined ? 0 : 1
}

/** Enter in any field must save, not add a row: of all buttons of a form Enter presses the first. Stands first in a form with `OneMore`. */
export const EnterSaves = () => (
  <button class="sr" tabindex={-1} aria-hidden="true">
    {m.ui_save()}
  </button>
)

/** Posts `more` = the group's name: the form comes back with one more row of boxes. */
export const OneMore = ({ of, text }: { readonly of: string; readonly text: string }) => (
  <button class="ds-button" data-size="sm" data-variant="tertiary" name="more" value={of}>
    <Icon name="plus" />
    {text}
  </button>
)

/** The form as sent, with one more empty row of the group that was asked for; null when none was. */
export function oneMoreRow(body: FormBody): FormBody | null {
  const group = typed(body, 'more')
  if (group === '') return null
  const rows = body[group]
  return { ...body, [group]: [...(Array.isArray(rows) ? rows : []), ''] }
}

/** Rows of boxes shown when nothing is typed. */
const FEWEST = 2
export const rowsToShow = (body: FormBody, name: string): number[] => Array.from({ length: Math.max(rowsIn(body, name), FEWEST) }, (_, index) => index)

/** Ids of the partners that were chosen in the boxes, as they were sent. */
export const partnersTyped = (body: FormBody): string[] =>
  Array.from({ length: rowsIn(body, 'partners') }, (_, index) => typed(body, `partners.${index}.id`)).filter((id) => id !== '')

/** Posts `partners.0.text`, `partners.0.id`, … */
export const PartnerBoxes = ({ body, errors }: { readonly body: FormBody; readonly errors: readonly FieldError[] }) => (
  <fieldset class="field" id={fieldId('partners')} tabindex={-1}>
    <legend>{m.ui_partners()}</legend>
    <div class="hint">{m.ui_partners_hint()}</div>
    <div class="boxes">
      {rowsToShow(body, 'partners').map((index) => (
        <TypeAhead
          name={`partners.${index}`}
          label={m.ui_partner_number({ number: index + 1 })}
          optional
          source={addresses.organisations()}
          value={{ id: typed(body, `partners.${index}.id`), text: typed(body, `partners.${index}.text`) }}
          error={errorOf(errors, `partners.${index}`) ?? (index === 0 ? errorOf(errors, 'partners') : undefined)}
          remedy={remedyOf(errors, `partners.${index}`)}
        />
      ))}
      <div>
        <OneMore of="partners" text={m.ui_partners_more()} />
      </div>
    </div>
  </fieldset>
)
