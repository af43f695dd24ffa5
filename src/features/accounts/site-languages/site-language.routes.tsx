// The address at which an office says in which languages its citizens' pages are read.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, readForm, typed, typedList } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import { siteLanguagesOf } from '../account.queries.ts'
import type { Reader } from '../account.ts'
import { officers, readers } from '../session.gate.ts'
import { changeSiteLanguages } from './site-language.actions.ts'
import { SiteLanguagesPage } from './site-language.pages.tsx'
import { siteLanguageFieldWords, siteLanguagesForm, type SiteLanguages } from './site-language.ts'

type Shown = { readonly ticked?: readonly string[]; readonly faults?: readonly FieldFault[]; readonly yours?: readonly SiteLanguage[] }

export const siteLanguageRoutes = (): Routes =>
  new Routes()
    .get(addresses.settingsLanguages, readers, (c, by) => page(c, by, now(c), {}))
    .post(addresses.settingsLanguages, officers, async (c, by) => {
      const body = await readForm(c)
      const ticked = typedList(body, 'languages')
      const form = checked(siteLanguagesForm, { languages: ticked, version: typed(body, 'version') })
      if (!form.ok) return page(c, by, now(c), { ticked, faults: form.faults }, 422)
      const changed = await changeSiteLanguages(c.get('here'), by, form.value)
      if (changed.ok) {
        return goWithNotice(c, addresses.settingsLanguages(), {
          text: m.accounts_site_languages_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
          link: { href: addresses.site({ lang: form.value.languages[0]! }), text: m.accounts_site_languages_see() },
        })
      }
      return isStaleRefusal<SiteLanguages>(changed.refusal)
        ? page(c, by, changed.refusal.current, { ticked, yours: form.value.languages }, 409)
        : page(c, by, now(c), { ticked, faults: [{ name: '', message: changed.refusal.message }] }, 422)
    })

const now = (c: Context): SiteLanguages => {
  const { office } = c.get('visitor')!
  return { languages: siteLanguagesOf(office), version: office.version }
}

async function page(c: Context, by: Reader, current: SiteLanguages, { ticked, faults = [], yours }: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { office } = c.get('visitor')!
  const lines = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'site_languages', by.officeId))
  const [last] = lines
  const conflict =
    yours === undefined
      ? undefined
      : {
          who: last?.personName,
          when: momentInWords(last?.at ?? c.get('here').clock.now(), office.timeZone),
          rows: changesBetween({ ...current }, { languages: yours }, siteLanguageFieldWords()).map(({ field, before, after }) => ({
            field,
            theirs: before,
            yours: after,
          })),
        }
  return c.html(
    <SiteLanguagesPage
      shell={c.get('shell')}
      current={current}
      ticked={ticked ?? current.languages}
      faults={faults}
      history={historyInWords(lines, {
        what: () => m.accounts_site_languages_did_change(),
        fields: siteLanguageFieldWords,
        timeZone: office.timeZone,
        undo: by.role === 'officer',
      })}
      {...(conflict === undefined ? {} : { conflict })}
    />,
    status,
  )
}
