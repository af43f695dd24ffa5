// The address of how much each partner and we keep of what was promised, year by year.
import { addresses } from '#addresses'
import { readers } from '#features/accounts/session.gate.ts'
import { Routes } from '#platform/http/routes.ts'
import { isSide } from '../commitment.ts'
import { SharesPage } from './share.pages.tsx'
import { pageOfShares } from './share.queries.ts'

/** So many years stand beside each other. */
const YEARS = 5

export const shareRoutes = (): Routes =>
  new Routes().get(addresses.commitmentShares, readers, async (c, by) => {
    const here = c.get('here')
    const today = here.clock.today()
    const asked = c.req.query('side') ?? ''
    const side = isSide(asked) ? asked : null
    const years = Array.from({ length: YEARS }, (_, back) => String(Number(today.slice(0, 4)) - back))
    const turn = { after: c.req.query('after'), before: c.req.query('before') }
    const page = await here.db.inOffice(by.officeId, (tx) => pageOfShares(tx, { years, today, side }, turn))
    return c.html(<SharesPage shell={c.get('shell')} side={side} years={years} page={page} today={today} />)
  })
