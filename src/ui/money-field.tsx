// A sum of money: its figures and, beside them, its currency.
import type { Child } from 'hono/jsx'
import { m } from '#messages'
import { type FormBody, typed } from '#platform/http/form.ts'
import { CURRENCIES, HOME_CURRENCY } from '#platform/money.ts'
import { errorOf, Select, TextField, type FieldError } from './fields.tsx'

export type MoneyFieldProps = {
  /** Posts the figures under this name. */
  readonly name: string
  /** Posts the currency; left out, sums are in the country's own and none is asked for. */
  readonly currency?: string
  readonly label: string
  readonly hint?: Child
  readonly optional?: boolean
  /** What stands in the boxes. */
  readonly body: FormBody
  readonly errors: readonly FieldError[]
}

export const MoneyField = ({ name, currency, label, hint, optional, body, errors }: MoneyFieldProps) => {
  const chosen = currency === undefined ? HOME_CURRENCY : typed(body, currency) || HOME_CURRENCY
  // A currency that is not among the usual ones stays what it is.
  const offered = [...new Set<string>([...CURRENCIES, ...(/^[A-Z]{3}$/.test(chosen) ? [chosen] : [])])]
  return (
    <div class="money">
      <TextField
        name={name}
        label={label}
        hint={hint}
        optional={optional}
        letters={12}
        inputmode="decimal"
        value={typed(body, name)}
        error={errorOf(errors, name)}
        {...(currency === undefined ? { unit: HOME_CURRENCY } : {})}
      />
      {currency === undefined ? null : (
        <Select
          name={currency}
          label={m.ui_currency()}
          value={chosen}
          options={offered.map((value) => ({ value, label: value }))}
          error={errorOf(errors, currency)}
        />
      )}
    </div>
  )
}
