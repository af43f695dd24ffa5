// The address of a dossier's preparation: request and purpose, letters, arrangements, flags and anthems.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { readers } from '#features/accounts/session.gate.ts'
import { Routes } from '#platform/http/routes.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { Arrangements } from '../arrangements/arrangement.pages.tsx'
import { arrangementsOf } from '../arrangements/arrangement.queries.ts'
import { Ceremonial, type CeremonialShown } from '../ceremonial/ceremonial.pages.tsx'
import { meetingAt } from '../ceremonial/ceremonial.queries.ts'
import { Letters } from '../invitations/letter.pages.tsx'
import { lettersOf } from '../invitations/letter.queries.ts'
import { type VisitParts, visitPage } from '../visit.routes.tsx'
import type { TaskForm } from './piece.pages.tsx'
import { PreparationParts } from './preparation.pages.tsx'

/** The tab whole; a refused form in it comes back with what was typed. */
export function preparationPage(
  c: Context,
  by: Reader,
  parts: VisitParts,
  { task, ceremonial }: { readonly task?: TaskForm; readonly ceremonial?: CeremonialShown } = {},
): Promise<Response> {
  const mayWrite = by.role === 'officer'
  const home = textIn(c.get('visitor')!.office.name)
  return visitPage(
    c,
    by,
    parts,
    'preparation',
    async (tx, look, _, today) => {
      const { id } = look.event
      const [letters, arrangements, meeting] = [await lettersOf(tx, id), await arrangementsOf(tx, id), await meetingAt(tx, look, today)]
      return (
        <>
          <PreparationParts look={look} today={today} mayWrite={mayWrite} />
          <Letters visitId={id} rows={letters} mayWrite={mayWrite} />
          <Arrangements look={look} rows={arrangements} mayWrite={mayWrite} />
          <Ceremonial look={look} meeting={meeting} home={home} mayWrite={mayWrite} shown={ceremonial} />
        </>
      )
    },
    { ...(task === undefined ? {} : { task }), ...(ceremonial === undefined ? {} : { faults: ceremonial.faults }) },
    task === undefined && ceremonial === undefined ? 200 : 422,
  )
}

export const preparationRoutes = (parts: VisitParts = {}): Routes =>
  new Routes().get(addresses.visitPreparation, readers, (c, by) => preparationPage(c, by, parts))
