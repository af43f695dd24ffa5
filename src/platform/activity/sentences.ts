// Changes told as sentences: what was changed on what, from what to what.
import { m } from '#messages'
import { currentLanguage } from '../texts/language.ts'
import type { FieldChange } from './changes.ts'

/** The fields of records as objects of a sentence, with their article: „Промени телефона“. A field that is not here is called by its label. */
const OBJECTS: Readonly<Record<string, () => string>> = {
  name: m.platform_object_name,
  nativeName: m.platform_object_native_name,
  nativeLanguage: m.platform_object_native_language,
  aliases: m.platform_object_aliases,
  title: m.platform_object_title,
  what: m.platform_object_what,
  languages: m.platform_object_languages,
  salutation: m.platform_object_salutation,
  email: m.platform_object_email,
  phone: m.platform_object_phone,
  purpose: m.platform_object_purpose,
  keepUntil: m.platform_object_keep_until,
  keepReason: m.platform_object_keep_reason,
  notes: m.platform_object_notes,
  note: m.platform_object_note,
  sources: m.platform_object_sources,
  kind: m.platform_object_kind,
  type: m.platform_object_kind,
  country: m.platform_object_country,
  placeId: m.platform_object_place,
  placeText: m.platform_object_place,
  website: m.platform_object_website,
  organisationId: m.platform_object_organisation,
  role: m.platform_object_role,
  roleClass: m.platform_object_role_class,
  fromDate: m.platform_object_from,
  toDate: m.platform_object_to,
  endReason: m.platform_object_end_reason,
  confirmedOn: m.platform_object_confirmed,
  fields: m.platform_object_fields,
  origin: m.platform_object_origin,
  introducedById: m.platform_object_introduced,
  summary: m.platform_object_summary,
  slug: m.platform_object_slug,
  side: m.platform_object_side,
  date: m.platform_object_date,
  documentNumber: m.platform_object_number,
  direction: m.platform_object_direction,
  occasion: m.platform_object_occasion,
  partners: m.platform_object_partners,
  participants: m.platform_object_participants,
  event: m.platform_object_event,
  person: m.platform_object_person,
  text: m.platform_object_text,
  owedBy: m.platform_object_owed_by,
  due: m.platform_object_due,
  topic: m.platform_object_topic,
  state: m.platform_object_state,
  keptOn: m.platform_object_kept_on,
  evidence: m.platform_object_evidence,
  droppedOn: m.platform_object_dropped_on,
  dropReason: m.platform_object_drop_reason,
  why: m.platform_object_why,
  works: m.platform_object_works,
  avoid: m.platform_object_avoid,
  words: m.platform_object_words,
  minutes: m.platform_object_minutes,
  until: m.platform_object_until,
  body: m.platform_object_body,
  fromType: m.platform_object_from_type,
  toType: m.platform_object_to_type,
  readings: m.platform_object_readings,
  wikidataId: m.platform_object_wikidata,
  language: m.platform_object_language,
  places: m.platform_object_places,
  rule: m.platform_object_rule,
  days: m.platform_object_days,
  risk: m.platform_object_risk,
  everyYears: m.platform_object_every_years,
  alarmMonths: m.platform_object_alarm_months,
}

/** Longer values are cut in a sentence, and shown whole below it. */
export const LONGEST_IN_SENTENCE = 160

const letters = new Intl.Segmenter('bg', { granularity: 'grapheme' })

/** Cut between letters as people see them: a mark that combines stays with its letter. */
function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= LONGEST_IN_SENTENCE) return line
  const first = [...letters.segment(line)].slice(0, LONGEST_IN_SENTENCE).map(({ segment }) => segment)
  const short = first.join('')
  return short.length < line.length ? `${short}…` : short
}

const WORDS_BEFORE = 3

/**
 * Two long texts as a sentence tells them apart: what both begin with is left out up to a few words before the first that differs, so that nobody reads the same
 * beginning twice. Short ones stand whole.
 */
function apart(before: string, after: string): readonly [string, string] {
  const [old, now] = [before, after].map((text) => text.replace(/\s+/g, ' ').trim().split(' ')) as [string[], string[]]
  const whole = [old, now].every((words) => words.join(' ').length <= LONGEST_IN_SENTENCE)
  const same = old.findIndex((word, at) => word !== now[at])
  const from = (same < 0 ? old.length : same) - WORDS_BEFORE
  if (whole || from <= 0) return [cut(before), cut(after)]
  return [`… ${cut(old.slice(from).join(' '))}`, `… ${cut(now.slice(from).join(' '))}`]
}

export const isCut = ({ before, after }: Pick<FieldChange, 'before' | 'after'>): boolean => [before, after].some((text) => cut(text) !== text)

/** „телефона“, „бележките (на френски)“: the language is told when it is not the reader's own. */
function objectOf({ name, field, lang, langName, object }: FieldChange): string {
  if (object !== undefined) return object
  // People have titles, events have headings; only a heading is written in several languages.
  const known = name === 'title' && lang !== undefined ? m.platform_object_heading : OBJECTS[name]
  // A label with a language in brackets says it already.
  if (known === undefined) return m.platform_object_other({ field })
  return lang === undefined || lang === currentLanguage() ? known() : m.platform_object_in({ what: known(), language: langName ?? lang })
}

/**
 * „Промени телефона на Анго Ангов: от „1“ на „2“.“ `whose` is the thing as it stands in the sentence, or left out where the page says it;
 * it stands in the answer as given, so that a page can put a link in its place.
 */
export function sentenceOf(change: FieldChange, whose?: string): string {
  if (change.name === 'publishedAt' && (change.before === '') !== (change.after === '')) {
    const shown = { whose: whose ?? m.platform_sentence_record() }
    return change.before === '' ? m.platform_sentence_shown(shown) : m.platform_sentence_hidden(shown)
  }
  const what = whose === undefined ? objectOf(change) : m.platform_object_of({ what: objectOf(change), whose })
  if (cut(change.before) === '') return ended(m.platform_sentence_filled({ what, after: cut(change.after) }))
  if (cut(change.after) === '') return ended(m.platform_sentence_emptied({ what, before: cut(change.before) }))
  const [before, after] = apart(change.before, change.after)
  return ended(m.platform_sentence_changed({ what, before, after }))
}

/** A value that ends in a full stop ends the sentence too. */
const ended = (sentence: string): string => sentence.replace(/([.!?…][“”])\.$/u, '$1')
