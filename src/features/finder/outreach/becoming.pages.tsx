// The page on which an approach becomes a partnership: with whom, and what will be recorded of how it came about.
import { addresses } from '#addresses'
import { describedOrganisation, type OrganisationKind } from '#features/organisations/organisation.ts'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { FieldFault } from '#platform/http/form.ts'
import { officeLanguage } from '#platform/texts/language.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { errorOf, ErrorSummary, HiddenVersion, Radios, SubmitRow } from '#ui/fields.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { townName } from '../shortlist/candidate.pages.tsx'
import { outreachCrumbs } from './approach.pages.tsx'
import type { ApproachView } from './approach.queries.ts'

type Known = { readonly id: string; readonly name: LocalText; readonly nativeName: string | null; readonly kind: OrganisationKind; readonly country: string }

export type BecomingPageProps = {
  readonly shell: Shell
  readonly approach: ApproachView
  /** Who is meant without asking; null: a new organisation, or one of `among`. */
  readonly meant: Known | null
  /** Those that may be meant; empty where nobody need say. */
  readonly among: readonly Known[]
  /** Of `meant`, whether there is a partnership with it. */
  readonly already: boolean
  readonly origin: Readonly<Record<string, string>>
  readonly why: Readonly<Record<string, string>>
  readonly chosen: string
  readonly faults?: readonly FieldFault[]
}

export const BecomingPage = ({ shell, approach, meant, among, already, origin, why, chosen, faults = [] }: BecomingPageProps) => {
  const name = townName(approach.place, approach.placeId)
  const back = addresses.finderApproach({ id: approach.id })
  const title = m.finder_outreach_partner_title({ town: name })
  const said = why[officeLanguage()] ?? ''
  return (
    <OfficePage
      nav="finder"
      shell={shell}
      title={title}
      failed={faults.length > 0}
      crumbs={[...outreachCrumbs(name, back), { text: m.finder_outreach_partner_do() }]}
      lead={m.finder_outreach_partner_lead()}
    >
      <ErrorSummary errors={faults} />
      <div class="stack-lg">
        <form class="form" method="post" action={addresses.finderApproachPartnership({ id: approach.id })} novalidate>
          <HiddenVersion version={approach.version} />
          {among.length > 0 ? (
            <Radios
              name="organisation"
              label={m.finder_outreach_partner_which()}
              value={chosen}
              error={errorOf(faults, 'organisation')}
              options={[
                ...among.map((one) => ({ value: one.id, label: `${displayName(one)} (${describedOrganisation(one)})` })),
                { value: 'new', label: m.finder_outreach_partner_new({ name }) },
              ]}
            />
          ) : meant === null ? (
            <p>{m.finder_outreach_partner_will_make({ name })}</p>
          ) : (
            <p>{already ? m.finder_outreach_partner_there({ name: displayName(meant) }) : m.finder_outreach_partner_will_take({ name: displayName(meant) })}</p>
          )}
          <SubmitRow text={m.finder_outreach_partner_do()} cancel={back} />
        </form>
        {already ? null : (
          <Section id="origin" title={m.finder_outreach_partner_origin_text()}>
            <p class="prose said">{origin[officeLanguage()]}</p>
          </Section>
        )}
        {already || said === '' ? null : (
          <Section id="why" title={m.finder_outreach_partner_why_text()}>
            <p class="prose said">{said}</p>
          </Section>
        )}
      </div>
    </OfficePage>
  )
}
