// The citizens' site in words: what the town's site is called, how partners, dates and texts are shown to a reader of one language.
import { inWord, withWord } from '#features/events/event.ts'
import { inNameOrder, nativeInMontenegrin, neighbourName, SCRIPT_OF } from '#features/organisations/name-order.ts'
import { countryName, textLanguageName } from '#features/organisations/naming.ts'
import { milestoneKindName, milestoneTitle } from '#features/partnerships/milestones/milestone.ts'
import type { PublicMilestone, PublicPartnership } from '#features/partnerships/partnership.queries.ts'
import type { PartnershipType } from '#features/partnerships/partnership.ts'
import { stageOf, type Stage } from '#features/partnerships/stage.ts'
import { nameFor, type Place } from '#features/places/place.ts'
import { m } from '#messages'
import { dateInWords, earliest, type ImpreciseDate, latest } from '#platform/dates.ts'
import { inMacedonianLetters, scriptOf, transliterate } from '#platform/names/transliteration.ts'
import { currentLanguage, type SiteLanguage } from '#platform/texts/language.ts'
import { type LocalText, reading } from '#platform/texts/local-text.ts'

/** Words with the language they are in, when that is not the page's. */
export type Said = { readonly text: string; readonly lang?: string | undefined }

/** Who reads no Cyrillic is given English before the Bulgarian it was written in; the neighbours read Bulgarian. */
const ENGLISH_FIRST: ReadonlySet<SiteLanguage> = new Set(['fr', 'it', 'zh'])

/** Which of the languages a site is read in stands for one it is not read in: English for who reads no Cyrillic, where there is English, else the first. */
export const standIn = (language: SiteLanguage, languages: readonly SiteLanguage[]): SiteLanguage =>
  ENGLISH_FIRST.has(language) && languages.includes('en') ? 'en' : languages[0]!

/** In the page's language, else in the one it was written in or, where that is in letters its readers do not read, in English; null when nobody wrote anything. */
export function said(text: LocalText): Said | null {
  const own = reading(text)
  const english = own.language !== currentLanguage() && ENGLISH_FIRST.has(currentLanguage()) && scriptOf(own.text) === 'cyrillic'
  const found = english && text.in['en'] !== undefined ? reading(text, 'en') : own
  return found.text === '' ? null : inLanguage(found.text, found.language)
}

/** Montenegrin and Serbian are read here in Latin letters, whichever of their two alphabets they were written in: each letter has its own in the other. */
const ownLetters = (text: string, language: string): string => (language === 'sr' && scriptOf(text) === 'cyrillic' ? transliterate(text, 'sr') : text)

export const inLanguage = (text: string, language: string): Said =>
  language === currentLanguage() ? { text: ownLetters(text, language) } : { text, lang: language }

/** „Само на български“, beside a text that the page's language lacks. */
export const onlyIn = (lang: string): string => m.website_only_in({ language: textLanguageName(lang) })

// ---- the town and its title ----------------------------------------------------------------------------------------------

/** Names whose ending says nothing about their gender in Bulgarian. */
const UNLIKE_THEIR_ENDING = new Set(['Хисаря'])

/**
 * How a Bulgarian speaks of a town: „неговите“ (Троян, Русе, Велико Търново), „нейните“ (София, Стара Загора).
 * Anything that does not end in one of these ways gets a sentence without the word.
 */
export function townGender(town: string): 'his' | 'her' | 'none' {
  if (UNLIKE_THEIR_ENDING.has(town) || scriptOf(town) !== 'cyrillic') return 'none'
  if (/[ая]$/u.test(town)) return 'her'
  return /[бвгджзйклмнпрстфхцчшщое]$/u.test(town) ? 'his' : 'none'
}

/** „Троян и неговите побратими“; „партньори“ while none of them is a twin. */
export const homeTitle = (town: string, twins: boolean): string => m.website_home_title({ town, gender: townGender(town), twins: twins ? 'yes' : 'no' })

// ---- partners ------------------------------------------------------------------------------------------------------------

export type NamedPartner = {
  readonly name: LocalText
  readonly nativeName: string | null
  readonly nativeLanguage: string | null
  readonly kind: string
  readonly country: string
}

/**
 * The partner's name in the reader's script: as written for the language, else in a language that is written in that script, as its own people or the gazetteer
 * write it, else letter by letter. Chinese readers are given the Latin name of what has no Chinese one.
 */
export function partnerName(partner: NamedPartner, place: Place | null): Said {
  const language = currentLanguage()
  const written = partner.name.in[language]?.text
  if (written !== undefined) return inLanguage(written, language)
  if (partner.kind === 'country') return { text: countryName(partner.country) }
  const fits = ({ text }: Said): boolean => scriptOf(text) === SCRIPT_OF[language]
  const found = said(partner.name) ?? { text: partner.nativeName ?? '', lang: partner.nativeLanguage ?? undefined }
  const native: Said = { text: partner.nativeName ?? '', lang: partner.nativeLanguage === language ? undefined : (partner.nativeLanguage ?? undefined) }
  const ofPlace: Said = { text: place === null ? '' : nameFor(place, language) }
  const english: Said = { text: partner.name.in['en']?.text ?? '', lang: 'en' }
  const bulgarian = partner.name.in['bg']?.text ?? ''
  // Montenegrins write their neighbours' names letter by letter, and then they are Montenegrin.
  const home: Said =
    language === 'sr' && nativeInMontenegrin(native.text, native.lang ?? null) !== native.text
      ? { text: nativeInMontenegrin(native.text, native.lang ?? null) }
      : native
  const candidates = inNameOrder(language, { given: found, native: home, english, place: ofPlace })
  // A Bulgarian name goes into Macedonian letters before any other Cyrillic one is taken as it is.
  if (language === 'mk') candidates.splice(-1, 0, { text: neighbourName(bulgarian, 'mk', inMacedonianLetters) })
  const chosen = candidates.find(fits)
  if (chosen !== undefined) return chosen.lang === 'en' && chosen.text === place?.name ? { text: chosen.text } : chosen
  if (language === 'bg' || language === 'mk') return found
  const latin = [native, english, ofPlace, found].find(({ text }) => scriptOf(text) === 'latin')
  if (language === 'zh' && latin !== undefined) return latin
  if (scriptOf(found.text) !== 'cyrillic') return found
  return { text: transliterate(found.text, found.lang === 'mk' || found.lang === 'sr' ? found.lang : 'bg') }
}

/** The name as its own people write it, when it differs from the one shown. */
export const nativeBeside = (partner: NamedPartner, shown: string): { readonly name: string; readonly lang: string } | undefined =>
  partner.nativeName === null || partner.nativeName === shown ? undefined : { name: partner.nativeName, lang: partner.nativeLanguage ?? 'und' }

const kinds: Readonly<Record<PartnershipType, (town: boolean) => string>> = {
  twinning: (town) => (town ? m.website_kind_twinning_town() : m.website_kind_twinning()),
  friendship: (town) => (town ? m.website_kind_friendship_town() : m.website_kind_friendship()),
  project: () => m.website_kind_project(),
  contact: () => m.website_kind_contact(),
  honorary: () => m.website_kind_honorary(),
}
/** Stages in which a twinning is wanted but nobody has signed it. */
const BEFORE_SIGNING: ReadonlySet<Stage> = new Set(['contact', 'intent', 'deciding'])

/** „побратимен град“, as citizens say it; not before the public steps come to a signature, and not after an end. */
export function tieName({ type, partner, milestones }: Pick<PublicPartnership, 'type' | 'partner' | 'milestones'>, today: string): string {
  const { stage } = stageOf(milestones, today)
  const town = partner.kind === 'municipality'
  if (type === 'twinning' && BEFORE_SIGNING.has(stage)) return m.website_kind_twinning_coming()
  return type === 'twinning' && town && stage === 'ended' ? m.website_kind_twinning_ended() : kinds[type](town)
}

/** „2004“, „ок. 2003“, „2003–2005“. */
export function yearInWords(date: ImpreciseDate): string {
  const [from, to] = [earliest(date).slice(0, 4), latest(date).slice(0, 4)]
  if (from !== to) return `${from}–${to}`
  return date.includes('~') ? m.website_about_year({ year: from }) : from
}

/** A silence or an end says that there was something before, not since when. */
const BEGINS_NOTHING: ReadonlySet<string> = new Set(['lapse', 'end', 'type_change'])

/** Since when the two have been together: the first public signing, else the first public step that has happened and begins something. */
export function sinceOf(milestones: readonly PublicMilestone[], today: string): ImpreciseDate | null {
  const past = milestones.filter(({ date, kind }) => earliest(date) <= today && !BEGINS_NOTHING.has(kind))
  return (past.find(({ kind }) => kind === 'signing') ?? past[0])?.date ?? null
}

/** What a step is called for citizens: the towns by name instead of „us“ and „them“. */
export function stepTitle(
  { kind, side, fromType, toType }: Pick<PublicMilestone, 'kind' | 'side' | 'fromType' | 'toType'>,
  type: PartnershipType,
  us: string,
  them: string,
): string {
  if (kind === 'type_change') return milestoneTitle({ kind, side, fromType, toType })
  const town = side === 'us' ? us : them
  if (kind === 'signing')
    return side !== 'both'
      ? m.website_step_signing_at({ town, inWord: inWord(town) })
      : type === 'twinning'
        ? m.website_step_signing_twinning()
        : m.website_step_signing_agreement()
  if (side === 'both') return milestoneKindName(kind)
  if (kind === 'council_decision') return m.website_step_council_at({ town, inWord: inWord(town) })
  return m.website_step_by({ step: milestoneKindName(kind), town })
}

/** „Документ № 742“; a number that comes with its own words keeps them. */
export const documentInWords = (number: string): string =>
  /^\d/.test(number) ? m.website_step_document({ number }) : m.website_step_document_words({ number })

/** Steps of an office's correspondence, and what only has a meaning with its note. */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  'other',
  'state_notice',
  'regional_approval',
  'revival_letter',
  'revival_consent',
  'revival_plan',
  'type_change',
])

/** A step in the home's line of years: „Побратимяване с Дойран“; null for steps that say nothing by themselves. */
export function stepOfYear({ kind, side }: Pick<PublicMilestone, 'kind' | 'side'>, type: PartnershipType, name: string): string | null {
  if (SAYS_NOTHING.has(kind)) return null
  const which = kind === 'signing' && type === 'twinning' ? 'twinning' : kind === 'council_decision' ? (side === 'both' ? 'council' : `council_${side}`) : kind
  return m.website_step_year({ kind: which, name, withWord: withWord(name), inWord: inWord(name) })
}

// ---- texts and sources ---------------------------------------------------------------------------------------------------

export const paragraphs = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The beginning of a text, cut between words. */
export function beginning(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most - 40)).replace(/[\s.,;:–-]+$/u, '')}…`
}

export type WebSource = { readonly title: string; readonly href: string; readonly when?: string | undefined }

/** Only sources anybody can open: a title without an address may name the office's own papers. */
export const webSources = (sources: readonly { readonly title: string; readonly url: string | null; readonly date: string | null }[]): WebSource[] =>
  sources.flatMap(({ title, url, date }) =>
    url !== null && /^https?:\/\//i.test(url) ? [{ title: title === '' ? url : title, href: url, when: date === null ? undefined : dateInWords(date) }] : [],
  )

/** The machine form of a date when it has one. */
export const machineDate = (date: ImpreciseDate | null): string | undefined => (date !== null && /^\d{4}(-\d\d){0,2}$/.test(date) ? date : undefined)
