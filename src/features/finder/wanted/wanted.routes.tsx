// The office's addresses of „partner wanted“: the form, how a citizen sees it, and being made public or withdrawn in one language.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { siteLanguagesOf } from '#features/accounts/account.queries.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { textLanguageName } from '#features/organisations/naming.ts'
import { nameFor } from '#features/places/place.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { Written } from '#platform/activity/kept-row.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import type { SitePreview } from '#platform/http/site-frame.ts'
import { isStaleRefusal, type Refusal, type Result } from '#platform/result.ts'
import { bareName } from '#platform/names/name-key.ts'
import { currentLanguage, isSiteLanguage } from '#platform/texts/language.ts'
import { textIn } from '#platform/texts/local-text.ts'
import { publishWanted, saveWanted, type WantedStale, withdrawWanted } from './wanted.actions.ts'
import { bodyOfWanted, previewBand, WantedFormPage } from './wanted.pages.tsx'
import { type SiteWords, WantedForCitizens } from './wanted.public.tsx'
import { canBeAnswered, firstContact, wantedForReaders, wantedOf } from './wanted.queries.ts'
import { publicLanguages, type WantedProfile, wantedFieldWords, wantedForm, wantedVersionForm, withTyped } from './wanted.ts'

export type WantedRouteParts = { readonly preview: SitePreview; readonly site: SiteWords }

export const wantedRoutes = ({ preview, site }: WantedRouteParts): Routes =>
  new Routes()
    .get(addresses.finderWanted, readers, (c, by) => page(c, by, {}))
    .post(addresses.finderWanted, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(wantedForm, body)
      if (!form.ok) return page(c, by, { body, version: Number(typed(body, 'version')) || 0, faults: form.faults }, 422)
      const { version, ...words } = form.value
      const here = c.get('here')
      const saved = await saveWanted(here, by, version, words)
      if (saved.ok) return go(c, m.finder_wanted_saved(), saved.value)
      if (!isStaleRefusal<WantedStale['current']>(saved.refusal))
        return page(c, by, { body, version, faults: [{ name: saved.refusal.field ?? '', message: saved.refusal.message }] }, 422)
      // The form keeps what was typed and carries the newer version.
      const { state, version: newer } = saved.refusal.current
      return page(c, by, { body, version: newer, yours: withTyped(state, words, here.clock.now()) }, 409)
    })
    .post(addresses.finderWantedPublication, officers, (c, by) => turned(c, by, publishWanted, m.finder_wanted_published))
    .post(addresses.finderWantedWithdrawal, officers, (c, by) => turned(c, by, withdrawWanted, m.finder_wanted_withdrawn))
    .get(addresses.finderWantedPreview, readers, (c, by) => previewPage(c, by, { preview, site }))

const go = (c: Context, text: string, { activityId }: Written): Response =>
  goWithNotice(c, addresses.finderWanted(), { text, undo: addresses.activityUndo({ id: activityId }) })

/** One button of a language pressed; a refusal is said above the form, where its remedy is. */
async function turned(c: Context, by: Officer, turn: typeof publishWanted, done: (inputs: { language: string }) => string): Promise<Response> {
  const language = c.req.param('language') ?? ''
  if (!isSiteLanguage(language)) return notFound(c)
  const form = checked(wantedVersionForm, await readForm(c))
  if (!form.ok) return page(c, by, { faults: form.faults }, 422)
  const result: Result<Written, Refusal | WantedStale> = await turn(c.get('here'), by, form.value.version, language)
  if (result.ok) return go(c, done({ language: textLanguageName(language) }), result.value)
  return page(c, by, { faults: [{ name: result.refusal.field ?? '', message: result.refusal.message }] }, isStaleRefusal(result.refusal) ? 409 : 422)
}

type Shown = { readonly body?: FormBody; readonly version?: number; readonly faults?: readonly FieldFault[]; readonly yours?: WantedProfile }

async function page(c: Context, by: Reader, { body, version, faults = [], yours }: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { office } = c.get('visitor')!
  const here = c.get('here')
  const { read, lines, answerable, offered } = await here.db.inOffice(by.officeId, async (tx) => {
    const found = await wantedOf(tx)
    return {
      read: found,
      lines: await historyOf(tx, 'wanted_profile', by.officeId),
      answerable: await canBeAnswered(tx, found.profile),
      offered: found.version === 0 ? await firstContact(tx) : {},
    }
  })
  const [last] = lines
  const conflict =
    yours === undefined
      ? undefined
      : {
          who: last?.personName,
          when: momentInWords(last?.at ?? here.clock.now(), office.timeZone),
          rows: changesBetween({ ...read.profile }, { ...yours }, wantedFieldWords()).map(({ field, before, after }) => ({
            field,
            theirs: before,
            yours: after,
          })),
        }
  const siteLanguages = siteLanguagesOf(office)
  return c.html(
    <WantedFormPage
      shell={c.get('shell')}
      version={version ?? read.version}
      standing={read.version}
      profile={read.profile}
      languages={[...new Set([...office.languages, ...siteLanguages])]}
      siteLanguages={siteLanguages}
      answerable={answerable}
      today={here.clock.today()}
      zone={office.timeZone}
      body={body ?? bodyOfWanted({ ...read.profile, ...offered })}
      faults={faults}
      history={historyInWords(lines, {
        what: () => m.finder_wanted_did(),
        fields: wantedFieldWords,
        timeZone: office.timeZone,
        undo: by.role === 'officer',
      })}
      recordId={by.officeId}
      {...(conflict === undefined ? {} : { conflict })}
    />,
    status,
  )
}

/** As the citizens would have it before them in a language, were it public in it; nobody else may find or keep it. */
async function previewPage(c: Context, by: Reader, { preview, site }: WantedRouteParts): Promise<Response> {
  const lang = c.req.param('language')
  if (!isSiteLanguage(lang)) return notFound(c)
  const { office } = c.get('visitor')!
  const here = c.get('here')
  const read = await here.db.inOffice(by.officeId, async (tx) => {
    const { profile, version } = await wantedOf(tx)
    return version === 0 ? null : wantedForReaders(tx, profile, [...new Set([...publicLanguages(profile), lang])])
  })
  if (read === null) return notFound(c)
  const trial = previewBand(read.profile.publishedIn[lang] !== undefined)
  const day = { today: here.clock.today(), zone: office.timeZone }
  return preview(c, {
    lang,
    pathIn: (one) => addresses.siteWanted({ lang: one }),
    compose: () => {
      const town = read.place === null ? bareName(textIn(read.office)) : nameFor(read.place, currentLanguage())
      return {
        title: m.finder_wanted_public_title({ town }),
        description: m.finder_wanted_public_lead(),
        sheets: ['site-wanted.css'],
        trial,
        body: <WantedForCitizens read={read} town={town} day={day} site={site} />,
      }
    },
  })
}
