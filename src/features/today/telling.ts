// Changes of every kind of record told as sentences: what the fields are called, what the things are called inside a sentence.
import { letterheadFieldWords } from '#features/accounts/letterhead/letterhead.ts'
import { siteLanguageFieldWords } from '#features/accounts/site-languages/site-language.ts'
import { occasionFieldWords } from '#features/calendar/occasions/occasion.ts'
import { rulesFieldWords } from '#features/calendar/rules.ts'
import { reminderFieldWords } from '#features/commitments/reminders/reminder.ts'
import { commitmentFieldWords } from '#features/commitments/field-words.ts'
import { editionFieldWords } from '#features/digest/digest.ts'
import { documentFieldWords } from '#features/documents/document.ts'
import { eventFieldWords, symbolicActFieldWords } from '#features/events/field-words.ts'
import { wantedFieldWords } from '#features/finder/wanted/wanted.ts'
import { itemFieldWords, meetingFieldWords, outcomeFieldWords } from '#features/meetings/field-words.ts'
import { approachFieldWords, outreachRulesFieldWords } from '#features/finder/outreach/approach.ts'
import { candidateFieldWords } from '#features/finder/shortlist/candidate.ts'
import { giftFieldWords } from '#features/gifts/field-words.ts'
import { tripFieldWords } from '#features/trips/field-words.ts'
import { tripCostFieldWords } from '#features/trips/money/cost.ts'
import { rateFieldWords } from '#features/trips/rates/rate.ts'
import { tripReportFieldWords } from '#features/trips/reports/report.ts'
import { tripRulesFieldWords } from '#features/trips/rules/rules.ts'
import { tripTravellerFieldWords } from '#features/trips/travellers/traveller.ts'
import { issueFieldWords } from '#features/digest/newsletter/issue.ts'
import { assessmentFieldWords } from '#features/impact/assessments/assessment.ts'
import { listFieldWords, twinningFieldWords } from '#features/finder/twinnings/twinning.ts'
import { figureFieldWords } from '#features/impact/figures/figure.ts'
import { peopleFieldWords, tagFieldWords } from '#features/finder/facts/fact.ts'
import { yearFieldWords } from '#features/impact/reports/year.ts'
import { giftLimitFieldWords } from '#features/gifts/limits/limit.ts'
import { languageName } from '#features/organisations/naming.ts'
import { organisationFields } from '#features/organisations/organisation.ts'
import { personFields } from '#features/organisations/people/person.ts'
import { postFields } from '#features/organisations/people/post.ts'
import { limitFields } from '#features/partnerships/silence/dormancy.ts'
import { milestoneFields } from '#features/partnerships/milestones/milestone.ts'
import { partnershipFields } from '#features/partnerships/partnership.ts'
import { delegateFieldWords } from '#features/visits/delegations/field-words.ts'
import { programmeGroupFieldWords, programmeItemFieldWords } from '#features/visits/programmes/field-words.ts'
import { arrangementFieldWords } from '#features/visits/arrangements/arrangement.ts'
import { seatingFieldWords } from '#features/visits/seatings/seating.ts'
import { letterFieldWords } from '#features/visits/invitations/letter.ts'
import { visitRulesFieldWords } from '#features/visits/preparation/rules.ts'
import { taskFieldWords } from '#features/visits/preparation/task.ts'
import { visitFieldWords } from '#features/visits/field-words.ts'
import { lookFieldWords } from '#features/website/look/look.ts'
import { statementFieldWords } from '#features/website/statement/statement.ts'
import { m } from '#messages'
import { changesBetween, toldChange, type FieldWords, type ToldChange } from '#platform/activity/changes.ts'
import type { Snapshot } from '#platform/activity/activity.table.ts'

/** How what a record points to is called, and by which clock its moments are told. */
export type Names = { readonly organisation: (id: string) => string; readonly place: (id: number) => string; readonly timeZone: string }

/**
 * Kinds of records whose earlier states can be looked at and brought back. What was decided of a text's drafts, or of two records that differ, has no
 * fields: its act says all of it.
 */
const FIELDS: Readonly<Record<string, (names: Names) => readonly FieldWords[]>> = {
  organisation: ({ place }) => organisationFields(place),
  person: () => personFields(),
  post: ({ organisation }) => postFields(organisation),
  partnership: ({ organisation }) => partnershipFields(organisation),
  milestone: () => milestoneFields(),
  event: () => eventFieldWords(languageName),
  symbolic_act: () => symbolicActFieldWords(languageName),
  gift: () => giftFieldWords(languageName),
  gift_limit: () => giftLimitFieldWords(),
  wanted_profile: () => wantedFieldWords(),
  finder_candidate: () => candidateFieldWords(),
  town_tag: () => tagFieldWords(),
  town_people: () => peopleFieldWords(),
  finder_approach: () => approachFieldWords(),
  outreach_rules: () => outreachRulesFieldWords(),
  impact_figure: () => figureFieldWords(),
  impact_assessment: () => assessmentFieldWords(),
  finder_twinning: () => twinningFieldWords(),
  finder_twinning_list: () => listFieldWords(),
  impact_year: () => yearFieldWords(),
  newsletter_issue: () => issueFieldWords(),
  trip: () => tripFieldWords(),
  trip_traveller: () => tripTravellerFieldWords(),
  trip_cost: () => tripCostFieldWords(),
  trip_report: () => tripReportFieldWords(),
  trip_rules: () => tripRulesFieldWords(),
  trip_rate: () => rateFieldWords(),
  commitment: () => commitmentFieldWords(languageName),
  meeting: () => meetingFieldWords(languageName),
  meeting_item: () => itemFieldWords(languageName),
  meeting_outcome: () => outcomeFieldWords(languageName),
  digest_edition: ({ timeZone }) => editionFieldWords(timeZone),
  document: () => documentFieldWords(),
  visit: () => visitFieldWords(),
  delegate: ({ organisation, timeZone }) => delegateFieldWords({ organisation, zone: timeZone }),
  programme_item: () => programmeItemFieldWords(languageName),
  programme_group: () => programmeGroupFieldWords(languageName),
  arrangement: () => arrangementFieldWords(),
  seating: () => seatingFieldWords(),
  visit_letter: ({ organisation }) => letterFieldWords(organisation),
  visit_task: () => taskFieldWords(),
  visit_rules: () => visitRulesFieldWords(),
  letterhead: () => letterheadFieldWords(),
  site_languages: () => siteLanguageFieldWords(),
  site_look: () => lookFieldWords(),
  accessibility_statement: () => statementFieldWords(),
  occasion: ({ organisation }) => occasionFieldWords(organisation),
  calendar_rules: () => rulesFieldWords(),
  reminder_rules: () => reminderFieldWords(),
  dormancy_limit: () => limitFields(),
}

export const isTold = (thing: string): boolean => Object.hasOwn(FIELDS, thing)
export const fieldsOf = (thing: string, names: Names): readonly FieldWords[] => FIELDS[thing]?.(names) ?? []

const WHOSE: Readonly<Record<string, (inputs: { label: string }) => string>> = {
  post: m.today_whose_post,
  partnership: m.today_whose_partnership,
  milestone: m.today_whose_milestone,
  event: m.today_whose_event,
  symbolic_act: m.today_whose_symbolic_act,
  gift: m.today_whose_gift,
  gift_limit: m.today_whose_gift_limit,
  newsletter_issue: m.today_whose_newsletter_issue,
  wanted_profile: m.today_whose_page,
  finder_candidate: m.today_whose_finder_candidate,
  town_tag: m.today_whose_impact,
  town_people: m.today_whose_impact,
  finder_approach: m.today_whose_finder_approach,
  outreach_rules: m.today_whose_setting,
  impact_figure: m.today_whose_impact,
  impact_assessment: m.today_whose_impact,
  finder_twinning: m.today_whose_finder_twinning,
  finder_twinning_list: m.today_whose_finder_twinning_list,
  impact_year: m.today_whose_impact,
  trip: m.today_whose_trip,
  trip_traveller: m.today_whose_trip_traveller,
  trip_cost: m.today_whose_trip_cost,
  trip_report: m.today_whose_trip_report,
  trip_rules: m.today_whose_setting,
  trip_rate: m.today_whose_trip_rate,
  commitment: m.today_whose_commitment,
  meeting: m.today_whose_meeting,
  meeting_item: m.today_whose_meeting_item,
  meeting_outcome: m.today_whose_meeting_outcome,
  digest: m.today_whose_digest,
  digest_edition: m.today_whose_digest_edition,
  document: m.today_whose_document,
  visit: m.today_whose_visit,
  delegate: m.today_whose_delegate,
  programme_item: m.today_whose_programme_item,
  programme_group: m.today_whose_programme_group,
  arrangement: m.today_whose_arrangement,
  seating: m.today_whose_seating,
  visit_letter: m.today_whose_visit_letter,
  visit_task: m.today_whose_visit_task,
  visit_rules: m.today_whose_setting,
  letterhead: m.today_whose_setting,
  site_languages: m.today_whose_setting,
  site_look: m.today_whose_setting,
  accessibility_statement: m.today_whose_setting,
  occasion: m.today_whose_occasion,
  calendar_rules: m.today_whose_setting,
  reminder_rules: m.today_whose_setting,
  dormancy_limit: m.today_whose_setting,
}

/** Stands where a page puts the thing's name with its link; in no text that people write. */
export const NAME_PLACE = '\u0001'

type Line = { readonly thing: string; readonly before: Snapshot | null; readonly after: Snapshot | null }

/** What a line changed; nothing for a beginning or an end, which its act says whole. `named`: each sentence says whose, with `NAME_PLACE` for the name. */
export function changesOf(line: Line, names: Names, named = false): ToldChange[] {
  if (line.before === null || line.after === null) return []
  const whose = named ? (WHOSE[line.thing]?.({ label: NAME_PLACE }) ?? NAME_PLACE) : undefined
  return changesBetween(line.before, line.after, fieldsOf(line.thing, names)).map((change) => toldChange(change, whose))
}
