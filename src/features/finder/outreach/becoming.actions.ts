// An approach becomes a partnership at its first stage: its municipality in the register, the tie with its origin, and the way back to both, in one change.
import type { Officer } from '#features/accounts/account.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { nameFor, type Place, placeNameIn } from '#features/places/place.ts'
import { m } from '#messages'
import { type KeptStale } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import type { OrganisationFacts } from '#features/organisations/organisation.ts'
import { candidateById } from '../shortlist/candidate.queries.ts'
import { approaches, type ApproachState } from './approach.actions.ts'
import { isDoubtful, lettersWith, lookAlikes, lostMails, partnershipWith, surelyMeant } from './becoming.queries.ts'
import { lettersExchanged, originOf, whyOf } from './becoming.ts'
import { languagesFor } from './letter.ts'

const act = (name: `finder_approach.${string}`) => name

/** Whom the talk is with: an organisation of the register, a new one, or whoever is meant without asking (null). */
export type With = { readonly organisationId: string } | 'new' | null

/** The municipality as the register calls it: the town's name in both languages, and as its own people write it where that is known. */
export function municipalityOf(place: Place): OrganisationFacts {
  const [own = 'en'] = languagesFor(place.country)
  const native = placeNameIn(place, own)
  const known = own === 'mk' || own === 'zh' ? native.language === own : own !== 'en' || place.country === 'GB' || place.country === 'IE'
  return {
    name: { bg: nameFor(place, 'bg'), en: place.name },
    kind: 'municipality',
    country: place.country,
    placeId: place.id,
    ...(known ? { nativeName: native.text } : {}),
  }
}

async function organisationFor(tx: OfficeTx, here: Here, by: Officer, place: Place, chosen: With): Promise<Result<string>> {
  const found = await lookAlikes(tx, place)
  if (chosen !== null && chosen !== 'new') {
    const known = [...found.there, ...found.alike].some(({ id }) => id === chosen.organisationId)
    return known ? ok(chosen.organisationId) : refuse('choose', m.finder_outreach_partner_choose(), 'organisation')
  }
  const sure = chosen === 'new' ? null : surelyMeant(found)
  if (sure !== null) return ok(sure.id)
  if (chosen !== 'new' && isDoubtful(found)) return refuse('choose', m.finder_outreach_partner_choose(), 'organisation')
  const created = await createOrganisation(within(here, tx), by, municipalityOf(place))
  return created.ok ? ok(created.value.id) : created
}

/**
 * Enters what was written so far as letters of the register: from there the silence of a partner is counted, and there its history is read. Only their days:
 * what they say stays with the approach, where it can be forgotten.
 */
async function enterLetters(tx: OfficeTx, here: Here, by: Officer, approach: ApproachState, organisationId: string): Promise<Result<null>> {
  const mailIds = [approach.first.mailId, approach.second?.mailId ?? null].flatMap((id) => id ?? [])
  const there = await lettersWith(tx, organisationId)
  for (const { direction, day } of lettersExchanged(approach, await lostMails(tx, mailIds))) {
    if (there.has(`${direction} ${day}`)) continue
    const entered = await createEvent(within(here, tx), by, { kind: 'letter', direction, date: day, partners: [organisationId] })
    if (!entered.ok) return entered
  }
  return ok(null)
}

export type Became = { readonly partnershipId: string; readonly activityId: string; /** false: there was one already. */ readonly created: boolean }

/**
 * Makes the partnership, a contact without any step, so that it stands at its first stage; where there is one with that municipality already, the approach is
 * linked to it and it stays as it is. The letters become letters of the register. Refuses where several organisations may be meant and nobody said which, and a closed approach.
 */
export const becomePartnership = (
  here: Here,
  by: Officer,
  id: string,
  version: number,
  chosen: With,
): Promise<Result<Became, Refusal | KeptStale<ApproachState>>> =>
  here.db.inOffice(by.officeId, async (tx): Promise<Result<Became, Refusal | KeptStale<ApproachState>>> => {
    let made: { id: string; created: boolean } | null = null
    const changed = await approaches.change(within(here, tx), by, id, version, act('finder_approach.became'), async (before) => {
      if (before.partnershipId !== null) return refuse('already', m.finder_outreach_partner_already())
      if (before.declinedOn !== null || before.answer === 'no') return refuse('closed', m.finder_outreach_partner_closed())
      const candidate = await candidateById(tx, before.candidateId)
      if (candidate === null || candidate.place === null) return refuse('missing', m.finder_shortlist_missing())
      const organisation = await organisationFor(tx, here, by, candidate.place, chosen)
      if (!organisation.ok) return organisation
      const there = await partnershipWith(tx, organisation.value)
      if (there === null) {
        const origin = originOf({ ...before, finding: candidate.finding })
        const why = whyOf(candidate)
        const created = await createPartnership(within(here, tx), by, { organisationId: organisation.value, type: 'contact', origin, why })
        if (!created.ok) return created
        made = { id: created.value.id, created: true }
      } else made = { id: there.id, created: false }
      const entered = await enterLetters(tx, here, by, before, organisation.value)
      if (!entered.ok) return entered
      return ok({ ...before, partnershipId: made.id, becameOn: here.clock.today() })
    })
    if (!changed.ok) return changed
    const { id: partnershipId, created } = made!
    return ok({ partnershipId, created, activityId: changed.value.activityId })
  })
