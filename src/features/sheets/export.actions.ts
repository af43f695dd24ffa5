// Notes in the activity record that personal data was taken out, and by whom.
import type { Reader } from '#features/accounts/account.ts'
import { record } from '#platform/activity/activity.ts'
import type { Here } from '#platform/here.ts'
import { newId } from '#platform/ids.ts'

/** Nothing is to be put back: what left the office has left it. */
const MADE: `export.${string}` = 'export.made'

export const noteExport = (here: Here, by: Reader, label: string): Promise<string> =>
  here.db.inOffice(by.officeId, (tx) => record(tx, here, by, { act: MADE, id: newId(), label, before: null, after: { label }, version: 1 }))
