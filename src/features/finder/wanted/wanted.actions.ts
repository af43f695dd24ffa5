// Writes the office's „partner wanted“: saves it, makes it public and withdraws it language by language, and puts an earlier one back.
import type { Officer } from '#features/accounts/account.ts'
import { textLanguageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { Restore } from '#platform/activity/activity.ts'
import { KeptRules, type KeptStale, type Written } from '#platform/activity/kept-row.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { refuse, type Refusal, type Result } from '#platform/result.ts'
import { isSiteLanguage, type SiteLanguage } from '#platform/texts/language.ts'
import { canBeAnswered, ownerOf, wantedOf } from './wanted.queries.ts'
import { isOver, NO_PROFILE, publicLanguages, type WantedForm, type WantedProfile, wantedSnapshot, withTyped } from './wanted.ts'
import { wantedProfiles } from './wanted.table.ts'

export type WantedStale = KeptStale<WantedProfile>
type Changed = Promise<Result<Written, Refusal | WantedStale>>

type Act = `wanted_profile.${string}`
const act = (name: Act): Act => name

const kept = new KeptRules<typeof wantedProfiles.$inferSelect, WantedProfile>({
  table: wantedProfiles,
  usual: () => NO_PROFILE,
  stateOf: (row) => wantedSnapshot.parse(row),
  columnsOf: (profile) => profile,
  label: () => m.finder_wanted_title(),
})

/**
 * Saves the profile when nobody saved since `version` (0: nobody had yet); a stale save is refused with what stands now. Refuses a contact that the register has
 * as a person's own, and to take away the text of a language in which the profile is public.
 */
export const saveWanted = (here: Here, by: Officer, version: number, form: WantedForm): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await wantedOf(tx)
    const next = withTyped(before.profile, form, here.clock.now())
    // Whoever saves over another's text is shown that first.
    if (before.version === version) {
      const owner = await ownerOf(tx, next)
      if (owner !== null) return refuse('person', owner === 'email' ? m.finder_wanted_email_person() : m.finder_wanted_phone_person(), owner)
      const lost = publicLanguages(next).find((language) => next.about.in[language] === undefined)
      if (lost !== undefined) return refuse('public', m.finder_wanted_about_public({ language: textLanguageName(lost) }), `about.${lost}`)
      if (publicLanguages(next).length > 0 && !(await canBeAnswered(tx, next))) return refuse('unreachable', m.finder_wanted_unreachable(), 'contact')
    }
    return kept.change(within(here, tx), by, version, act('wanted_profile.changed'), next)
  })

/** Makes the profile public in a language; refuses where it has no text in it, where nobody could answer, and after its last day. */
export const publishWanted = (here: Here, by: Officer, version: number, language: string): Changed =>
  turned(here, by, version, act('wanted_profile.published'), async (profile, tx) => {
    if (!isSiteLanguage(language)) return refuse('language', m.finder_wanted_language_wrong())
    const name = textLanguageName(language)
    if (profile.publishedIn[language] !== undefined) return refuse('public', m.finder_wanted_public_already({ language: name }))
    if (profile.about.in[language] === undefined) return refuse('no-text', m.finder_wanted_no_text({ language: name }), `about.${language}`)
    if (isOver(profile, here.clock.today())) return refuse('over', m.finder_wanted_over(), 'until')
    if (!(await canBeAnswered(tx, profile))) return refuse('unreachable', m.finder_wanted_unreachable(), 'contact')
    return { ok: true, value: { ...profile, publishedIn: { ...profile.publishedIn, [language]: here.clock.now().toISOString() } } }
  })

/** Takes the profile back in a language; its text stays. */
export const withdrawWanted = (here: Here, by: Officer, version: number, language: string): Changed =>
  turned(here, by, version, act('wanted_profile.withdrawn'), async (profile) => {
    if (!isSiteLanguage(language) || profile.publishedIn[language] === undefined) return refuse('not-public', m.finder_wanted_not_public())
    return { ok: true, value: { ...profile, publishedIn: without(profile.publishedIn, language) } }
  })

const without = (published: WantedProfile['publishedIn'], language: SiteLanguage): WantedProfile['publishedIn'] =>
  Object.fromEntries(Object.entries(published).filter(([one]) => one !== language))

/** Changes what stands under the version; whoever saw another is told. */
const turned = (here: Here, by: Officer, version: number, name: Act, next: (profile: WantedProfile, tx: OfficeTx) => Promise<Result<WantedProfile>>): Changed =>
  here.db.inOffice(by.officeId, async (tx): Changed => {
    const before = await wantedOf(tx)
    if (before.version !== version) return kept.change(within(here, tx), by, version, name, before.profile)
    const after = await next(before.profile, tx)
    return after.ok ? kept.change(within(here, tx), by, version, name, after.value) : after
  })

export const restoreWanted: Restore = kept.put(act('wanted_profile.restored'), (profile) => wantedSnapshot.parse(profile))
