// The addresses of countries' procedures: the list of countries, and one country's order from the first letter to what follows the signature.
import { addresses } from '#addresses'
import { readers } from '#features/accounts/session.gate.ts'
import { COUNTRIES } from '#features/organisations/naming.ts'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { ProcedurePage } from './procedure.pages.tsx'
import { procedureCountries, procedureOf } from './procedure.ts'

export const procedureRoutes = (): Routes =>
  new Routes()
    .get(addresses.procedures, readers, (c) =>
      c.html(<ProcedurePage shell={c.get('shell')} countries={procedureCountries(c.get('here').clock.today())} country={null} procedure={null} />),
    )
    .get(addresses.procedure, readers, (c) => {
      const country = COUNTRIES.find((code) => code === c.req.param('country')!.toUpperCase())
      if (country === undefined) return notFound(c)
      const today = c.get('here').clock.today()
      return c.html(<ProcedurePage shell={c.get('shell')} countries={procedureCountries(today)} country={country} procedure={procedureOf(country, today)} />)
    })
