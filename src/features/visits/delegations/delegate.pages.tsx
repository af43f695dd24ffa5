// The delegations of a visit as a page.
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { textIn } from '#platform/texts/local-text.ts'
import { Section, Table } from '#ui/tables.tsx'
import { DELEGATION_SIDES, delegateName, sideName } from './delegate.ts'
import type { DelegateRow } from './delegate.queries.ts'

export const Delegations = ({ delegates }: { readonly delegates: readonly DelegateRow[] }) => (
  <>
    {DELEGATION_SIDES.toReversed().map((side) => {
      const own = delegates.filter((one) => one.side === side)
      return (
        <Section id={side} title={sideName(side)} count={own.length === 0 ? null : own.length}>
          {own.length === 0 ? (
            <p class="sub">{m.visits_delegates_none()}</p>
          ) : (
            <Table
              caption={sideName(side)}
              rows={own}
              columns={[
                { head: m.visits_delegate_field_name(), cell: (one) => delegateName(one) },
                { head: m.visits_delegate_field_role(), cell: (one) => textIn(one.role) },
                { head: m.visits_delegate_field_organisation(), cell: (one) => (one.organisation === null ? '' : displayName(one.organisation)) },
              ]}
            />
          )}
        </Section>
      )
    })}
  </>
)
