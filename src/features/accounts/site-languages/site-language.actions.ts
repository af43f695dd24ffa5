// Says in which languages the office's citizens' pages are read, and puts an earlier choice back.
import { eq } from 'drizzle-orm'
import { m } from '#messages'
import { type Actor, record, type Restore } from '#platform/activity/activity.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import type { Here } from '#platform/here.ts'
import { ok, refuse, type Refusal, type Result, type Stale, stale } from '#platform/result.ts'
import type { SiteLanguage } from '#platform/texts/language.ts'
import { siteLanguagesOf } from '../account.queries.ts'
import type { Officer } from '../account.ts'
import { type SiteLanguages, type SiteLanguagesForm, siteLanguagesSnapshot } from './site-language.ts'

/** What stands now, held until the transaction ends. */
async function locked(tx: OfficeTx): Promise<SiteLanguages> {
  const [office] = await tx.select().from(offices).where(eq(offices.id, tx.officeId)).for('update')
  return { languages: siteLanguagesOf(office!), version: office!.version }
}

async function write(
  tx: OfficeTx,
  here: Here,
  by: Actor,
  before: SiteLanguages,
  languages: readonly SiteLanguage[],
  act: `site_languages.${string}`,
): Promise<{ activityId: string }> {
  const version = before.version + 1
  await tx
    .update(offices)
    .set({ siteLanguages: [...languages], version })
    .where(eq(offices.id, tx.officeId))
  return {
    activityId: await record(tx, here, by, {
      act,
      id: tx.officeId,
      label: m.accounts_site_languages(),
      before: siteLanguagesSnapshot.parse(before),
      after: siteLanguagesSnapshot.parse({ languages }),
      version,
    }),
  }
}

/** Takes effect with the next page a citizen asks for; a stale save is refused with what holds now. */
export const changeSiteLanguages = (
  here: Here,
  by: Officer,
  { languages, version }: SiteLanguagesForm,
): Promise<Result<{ activityId: string }, Refusal | Stale<SiteLanguages>>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    if (before.version !== version) return stale(m.platform_stale(), before)
    return ok(await write(tx, here, by, before, languages, 'site_languages.changed'))
  })

export const restoreSiteLanguages: Restore = (here, by, _, to, version) =>
  here.db.inOffice(by.officeId, async (tx) => {
    const before = await locked(tx)
    if (to === null) return refuse('missing', m.platform_undo_missing())
    if (before.version !== version) return refuse('moved-on', m.platform_undo_moved_on({ label: m.accounts_site_languages() }))
    return ok(await write(tx, here, by, before, siteLanguagesSnapshot.parse(to).languages, 'site_languages.restored'))
  })
