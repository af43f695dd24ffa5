// The addresses of the finder of partners; everybody reads them out of addresses.ts.
import { address } from '#platform/http/address.ts'

export const finderAddresses = {
  // the list, towns side by side
  finder: address('/finder'),
  finderComparison: address('/finder/comparison'),
  finderComparisonPaper: address('/finder/comparison/paper'),

  // what is known of towns (tags, people of the municipality)
  finderFacts: address('/finder/facts'),
  finderFactWords: address('/finder/facts/words'),
  finderFactsTable: address('/finder/facts/table'),
  finderFactsWriting: address('/finder/facts/table/rows'),
  finderTagNew: address('/finder/facts/tags/new'),
  finderTag: address('/finder/facts/tags/:id'),
  finderTagRemoval: address('/finder/facts/tags/:id/removal'),
  finderTown: address('/finder/facts/:place'),
  finderTownPeople: address('/finder/facts/:place/people'),
  finderTownPeopleRemoval: address('/finder/facts/:place/people/removal'),

  // the world's twinnings
  finderTwinnings: address('/finder/twinnings'),
  finderTwinningNew: address('/finder/twinnings/new'),
  finderTwinningRemoval: address('/finder/twinnings/:id/removal'),
  finderTwinningLists: address('/finder/twinnings/lists'),
  finderTwinningList: address('/finder/twinnings/lists/:id'),
  finderTwinningListRemoval: address('/finder/twinnings/lists/:id/removal'),
  finderTwinningLoad: address('/finder/twinnings/load'),
  finderTwinningLoadRest: address('/finder/twinnings/load/rest'),
  finderTwinningLoadConfirmation: address('/finder/twinnings/load/confirmation'),

  // the shortlist and its letters
  finderShortlist: address('/finder/shortlist'),
  finderNote: address('/finder/shortlist/:id/note'),
  finderOutreach: address('/finder/outreach'),
  finderApproachNew: address('/finder/outreach/new'),
  finderApproach: address('/finder/outreach/:id'),
  finderApproachLetter: address('/finder/outreach/:id/letters/:which'),
  finderApproachSending: address('/finder/outreach/:id/letters/:which/sending'),
  finderApproachPaper: address('/finder/outreach/:id/letters/:which/papers/:paper'),
  finderApproachNudge: address('/finder/outreach/:id/nudge'),
  finderApproachAnswer: address('/finder/outreach/:id/answer'),
  finderApproachDeclining: address('/finder/outreach/:id/declining'),
  finderApproachReopening: address('/finder/outreach/:id/reopening'),
  finderApproachPartnership: address('/finder/outreach/:id/partnership'),
  finderApproachRemoval: address('/finder/outreach/:id/removal'),
  settingsOutreach: address('/settings/outreach'),

  // our own "partner wanted"
  finderWanted: address('/finder/wanted'),
  finderWantedPublication: address('/finder/wanted/publication/:language'),
  finderWantedWithdrawal: address('/finder/wanted/withdrawal/:language'),
  finderWantedPreview: address('/finder/wanted/preview/:language'),
} as const
