// Reads how an office's citizens' site looks, with the crest of its letterhead.
import { and, eq, isNull } from 'drizzle-orm'
import { letterheads } from '#features/accounts/letterhead/letterhead.table.ts'
import { anyPublicWanted } from '#features/finder/wanted/wanted.queries.ts'
import { anyPublicYear } from '#features/impact/reports/year.queries.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { type Look, USUAL_LOOK } from './look.ts'
import { siteLooks } from './look.table.ts'

/** The crest by its content; sizes in pixels of the picture that is kept. */
export type SiteCrest = { readonly hash: string; readonly width: number; readonly height: number }
/** `impact`: whether there are numbers for citizens, `wanted`: whether the town looks for a partner in public; every page's foot leads there. */
export type LookRead = { readonly look: Look; readonly version: number; readonly crest: SiteCrest | null; readonly impact: boolean; readonly wanted: boolean }

/** The look and the crest there is, shown or not, and what else the frame of every page knows on a day (YYYY-MM-DD); one statement. */
export async function readLook(tx: OfficeTx, today: string): Promise<LookRead> {
  const [row] = await tx
    .select({
      accent: siteLooks.accent,
      letters: siteLooks.letters,
      crest: siteLooks.crest,
      version: siteLooks.version,
      hash: letterheads.crestHash,
      width: letterheads.crestWidth,
      height: letterheads.crestHeight,
      impact: anyPublicYear(tx),
      wanted: anyPublicWanted(tx, today),
    })
    .from(offices)
    .leftJoin(siteLooks, and(eq(siteLooks.officeId, offices.id), eq(siteLooks.id, offices.id), isNull(siteLooks.deletedAt)))
    .leftJoin(letterheads, and(eq(letterheads.officeId, offices.id), eq(letterheads.id, offices.id)))
    .where(eq(offices.id, tx.officeId))
  const { accent, letters, crest, version, hash, width, height, impact, wanted } = row!
  return {
    look: letters === null || crest === null ? USUAL_LOOK : { accent, letters, crest },
    version: version ?? 0,
    crest: hash === null ? null : { hash, width: width ?? 1, height: height ?? 1 },
    impact,
    wanted,
  }
}
