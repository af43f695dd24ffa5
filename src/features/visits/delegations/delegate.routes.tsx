// The addresses of a visit's delegations.
import { addresses } from '#addresses'
import { readers } from '#features/accounts/session.gate.ts'
import { Routes } from '#platform/http/routes.ts'
import { type VisitParts, visitPage } from '../visit.routes.tsx'
import { Delegations } from './delegate.pages.tsx'
import { delegatesOf } from './delegate.queries.ts'

export const delegationRoutes = (parts: VisitParts = {}): Routes =>
  new Routes().get(addresses.visitDelegations, readers, (c, by) =>
    visitPage(c, by, parts, 'delegations', async (tx, look) => <Delegations delegates={await delegatesOf(tx, look.event.id)} />),
  )
