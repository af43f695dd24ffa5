// What the search box can also do: the office's actions, found by their words in either language, in either script.
import { addresses } from '#addresses'
import { m } from '#messages'
import { nameKey } from '#platform/names/name-key.ts'
import { LANGUAGES } from '#platform/texts/language.ts'

type Message = (inputs?: Record<string, never>, options?: { locale?: (typeof LANGUAGES)[number] }) => string

export type OfficeAction = { readonly title: Message; readonly words: Message; readonly href: string; readonly officersOnly: boolean }

export const OFFICE_ACTIONS: readonly OfficeAction[] = [
  { title: m.today_do_paste, words: m.today_do_paste_words, href: addresses.intakeNew(), officersOnly: true },
  { title: m.today_do_partner, words: m.today_do_partner_words, href: addresses.partnershipNew(), officersOnly: true },
  { title: m.today_do_promise, words: m.today_do_promise_words, href: addresses.commitmentNew(), officersOnly: true },
  { title: m.today_do_event, words: m.today_do_event_words, href: addresses.eventNew(), officersOnly: true },
  { title: m.today_do_visit, words: m.today_do_visit_words, href: addresses.visitNew(), officersOnly: true },
  { title: m.today_do_trip_new, words: m.today_do_trip_new_words, href: addresses.tripNew(), officersOnly: true },
  { title: m.today_do_trip, words: m.today_do_trip_words, href: addresses.trips(), officersOnly: false },
  { title: m.today_do_gift, words: m.today_do_gift_words, href: addresses.giftNew(), officersOnly: true },
  { title: m.today_do_act, words: m.today_do_act_words, href: addresses.symbolicActNew(), officersOnly: true },
  { title: m.today_do_document, words: m.today_do_document_words, href: addresses.documentNew(), officersOnly: true },
  { title: m.today_do_organisation, words: m.today_do_organisation_words, href: addresses.organisationNew(), officersOnly: true },
  { title: m.today_do_person, words: m.today_do_person_words, href: addresses.personNew(), officersOnly: true },
  { title: m.today_do_round, words: m.today_do_round_words, href: addresses.peopleRound(), officersOnly: false },
  { title: m.today_do_retention, words: m.today_do_retention_words, href: addresses.peopleRetention(), officersOnly: false },
  { title: m.today_do_letters, words: m.today_do_letters_words, href: addresses.letters(), officersOnly: false },
  { title: m.today_do_half_year, words: m.today_do_half_year_words, href: addresses.commitmentHalfYears(), officersOnly: false },
  { title: m.today_do_snoozed, words: m.today_do_snoozed_words, href: addresses.waitingSnoozed(), officersOnly: false },
  { title: m.today_do_morning, words: m.today_do_morning_words, href: addresses.settingsMorning(), officersOnly: false },
  { title: m.today_do_overdue, words: m.today_do_overdue_words, href: addresses.commitments({ standing: 'overdue' }), officersOnly: false },
  { title: m.today_do_occasion, words: m.today_do_occasion_words, href: addresses.occasionNew(), officersOnly: true },
  { title: m.today_do_feed, words: m.today_do_feed_words, href: addresses.calendarFeeds(), officersOnly: false },
  { title: m.today_do_undo, words: m.today_do_undo_words, href: addresses.activity(), officersOnly: false },
  { title: m.today_do_invite, words: m.today_do_invite_words, href: addresses.settings(), officersOnly: true },
  { title: m.today_do_language, words: m.today_do_language_words, href: addresses.settings(), officersOnly: false },
]

const wordsOf = (texts: readonly Message[]): string[] => LANGUAGES.flatMap((locale) => texts.flatMap((text) => nameKey(text({}, { locale })).split(' ')))
const answers = (asked: readonly string[], known: readonly string[]): boolean => asked.every((one) => known.some((word) => word.startsWith(one)))

/**
 * Actions in whose words, of any language, every asked word begins a word; at most `limit`. `called` is true when one of them bears the asked words
 * in its very title: then it is most likely what is meant.
 */
export function actionsFor(query: string, role: 'officer' | 'reader', limit = 6): { actions: OfficeAction[]; called: boolean } {
  const asked = nameKey(query)
    .split(' ')
    .filter((word) => word !== '')
  if (asked.length === 0) return { actions: [], called: false }
  const actions = OFFICE_ACTIONS.filter(
    ({ title, words, officersOnly }) => (!officersOnly || role === 'officer') && answers(asked, wordsOf([title, words])),
  ).slice(0, limit)
  return { actions, called: actions.some(({ title }) => answers(asked, wordsOf([title]))) }
}
