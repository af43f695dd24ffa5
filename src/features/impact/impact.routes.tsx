// The addresses of impact: of the office, of a partner, and the records behind a number.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { readers } from '#features/accounts/session.gate.ts'
import { notFound } from '#platform/http/not-found.ts'
import { Routes } from '#platform/http/routes.ts'
import { assessmentsIn, assessmentsOf } from './assessments/assessment.queries.ts'
import { RecordsPage } from './counts/record.pages.tsx'
import { recordsOf } from './counts/record.queries.ts'
import { figuresOf } from './figures/figure.queries.ts'
import { countedPartner, partnerPage, partnersAmong } from './counts/partner.queries.ts'
import { readImpact, readTally } from './impact.queries.ts'
import { ImpactPage, PartnerImpactPage } from './impact.pages.tsx'
import { isMeasure } from './measure.ts'
import { keptReports } from './reports/kept.queries.ts'
import { yearRecord } from './reports/year.queries.ts'
import { yearChoices, yearsUpTo } from './yearly.ts'

const RECORDS_ON_A_PAGE = 50

/** A year as it was typed or stands in an address, never one to come; else null. */
export const yearIn = (typed: string, today: string): number | null =>
  /^(?:19|20|21)\d\d$/.test(typed) && Number(typed) <= thisYear(today) ? Number(typed) : null
/** The year asked for, never one to come; else null. */
export const askedYear = (c: Context, today: string): number | null => yearIn(c.req.query('year') ?? '', today)
const thisYear = (today: string): number => Number(today.slice(0, 4))

export const impactRoutes = (): Routes =>
  new Routes()
    .get(addresses.impact, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const measure = c.req.query('measure') ?? ''
      const zone = c.get('visitor')!.office.timeZone
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const impact = await readImpact(tx, { organisationId: null, zone }, askedYear(c, today), today)
        const partners = await partnerPage(tx, { after: c.req.query('after'), before: c.req.query('before') })
        const { year } = impact
        const those = partners.rows.map(({ partnershipId }) => partnershipId)
        return {
          ...impact,
          partners,
          assessments: await assessmentsIn(tx, year, year, those),
          record: await yearRecord(tx, year),
          kept: await keptReports(tx, year),
        }
      })
      const { year } = read
      return c.html(
        <ImpactPage
          shell={c.get('shell')}
          tally={read.tally}
          partners={read.partners}
          assessments={read.assessments}
          year={year}
          choices={yearChoices(read.counted, thisYear(today))}
          years={yearsUpTo(year)}
          measure={isMeasure(measure) ? measure : 'events'}
          withoutYear={read.withoutYear}
          kept={read.kept}
          published={read.record !== null && read.record.publishedAt !== null}
        />,
      )
    })
    .get(addresses.partnershipImpact, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const zone = c.get('visitor')!.office.timeZone
      const partnershipId = c.req.param('id')!
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const partner = await countedPartner(tx, { partnershipId })
        if (partner === null) return null
        return {
          partner,
          ...(await readImpact(tx, { organisationId: partner.organisationId, zone }, askedYear(c, today), today)),
          figures: await figuresOf(tx, partnershipId),
          assessments: await assessmentsOf(tx, partnershipId),
        }
      })
      if (read === null) return notFound(c)
      const { partner, year, counted, tally, figures, assessments, withoutYear } = read
      return c.html(
        <PartnerImpactPage
          shell={c.get('shell')}
          partner={partner}
          tally={tally}
          year={year}
          choices={yearChoices(counted, thisYear(today))}
          years={yearsUpTo(year)}
          figures={figures}
          assessments={assessments}
          withoutYear={withoutYear}
        />,
      )
    })
    .get(addresses.impactRecords, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const year = askedYear(c, today) ?? thisYear(today)
      const measure = c.req.query('measure') ?? ''
      const organisationId = c.req.query('partner') ?? ''
      if (!isMeasure(measure)) return notFound(c)
      const zone = c.get('visitor')!.office.timeZone
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const partner = organisationId === '' ? null : await countedPartner(tx, { organisationId })
        if (organisationId !== '' && partner === null) return null
        const tally = await readTally(tx, { open: false, organisationId: partner?.organisationId ?? null, years: { from: year, until: year }, zone }, today)
        const who = partner?.organisationId ?? null
        // Those of which something is still to be found out come first: for them the officer opens the list.
        const all = tally.list(measure, year, who).toSorted((a, b) => Number(tally.isUntold(b, who)) - Number(tally.isUntold(a, who)))
        const after = c.req.query('after') ?? ''
        const from = after === '' ? 0 : all.findIndex(({ id }) => id === after) + 1
        const shown = all.slice(from, from + RECORDS_ON_A_PAGE)
        const records = await recordsOf(tx, shown, today)
        const met = partner === null ? await partnersAmong(tx, [...new Set(shown.flatMap((one) => one.partners))], false) : [partner]
        const partners = partner === null ? (await partnerPage(tx, {})).rows : [partner]
        return { met, partner, partners, tally, all, from, shown, records }
      })
      if (read === null) return notFound(c)
      const { partner, tally, all, from, shown, records } = read
      // Where somebody may write down what an event does not tell: at one of its partners.
      const partnershipOf = (ids: readonly string[]): string | null =>
        partner?.partnershipId ?? read.met.find(({ organisationId }) => ids.includes(organisationId))?.partnershipId ?? null
      const who = partner?.organisationId ?? null
      const last = shown.at(-1)
      return c.html(
        <RecordsPage
          shell={c.get('shell')}
          measure={measure}
          year={year}
          partner={partner}
          cell={tally.cell(measure, year, who)}
          rows={shown.flatMap((counted) => {
            const record = records.get(`${counted.thing} ${counted.id}`)
            return record === undefined
              ? []
              : [
                  {
                    counted,
                    record,
                    untold: tally.isUntold(counted, who),
                    amount: tally.amountOf(counted, who),
                    partnershipId: partnershipOf(counted.partners),
                  },
                ]
          })}
          all={all.length}
          partners={read.partners}
          next={
            last !== undefined && from + RECORDS_ON_A_PAGE < all.length
              ? addresses.impactRecords({ measure, year, partner: partner?.organisationId, after: last.id })
              : null
          }
        />,
      )
    })
