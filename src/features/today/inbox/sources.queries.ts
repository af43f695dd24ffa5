// The one list of everything that can wait for the office; whoever brings a new kind adds its source here.
import type { OfficeTx } from '#platform/database/door.ts'
import { untilNextChange } from '#platform/database/until-next-change.ts'
import { approachSource } from './approach-source.queries.ts'
import { digestSource } from './digest-source.queries.ts'
import { dossierSource } from './dossier-source.queries.ts'
import { giftSource } from './gift-source.queries.ts'
import { assessmentSource } from './impact-source.queries.ts'
import { invitationSource } from './invitation-source.queries.ts'
import { mailSource } from './mail-source.queries.ts'
import { agreementSource, occasionSource } from './occasion-source.queries.ts'
import { silentSource } from './partner-source.queries.ts'
import { doublesSource, retentionSource, roundSource } from './people-source.queries.ts'
import { promiseSource } from './promise-source.queries.ts'
import type { Source } from './source.ts'
import { feedSource, textSource, triageSource } from './text-source.queries.ts'
import { tripSource } from './trip-source.queries.ts'
import { meetingSource, taskSource, visitSource } from './visit-source.queries.ts'
import { ALL_KINDS, type Kind } from './waiting.ts'

export const SOURCES: Readonly<Record<Kind, Source>> = {
  mail: mailSource,
  promise: promiseSource,
  visit: visitSource,
  dossier: dossierSource,
  task: taskSource,
  trip: tripSource,
  gift: giftSource,
  invitation: invitationSource,
  meeting: meetingSource,
  text: textSource,
  triage: triageSource,
  digest: digestSource,
  feed: feedSource,
  occasion: occasionSource,
  agreement: agreementSource,
  silent: silentSource,
  approach: approachSource,
  assessment: assessmentSource,
  round: roundSource,
  retention: retentionSource,
  doubles: doublesSource,
}

export type Computed = Readonly<Partial<Record<Kind, unknown>>>

/** What the sources reckon out, kept together until the next change. */
export const computedNow = (tx: OfficeTx, today: string): Promise<Computed> =>
  untilNextChange(tx, `waiting ${today}`, async () => {
    const computed: Partial<Record<Kind, unknown>> = {}
    for (const kind of ALL_KINDS) {
      const { compute } = SOURCES[kind]
      if (compute !== undefined) computed[kind] = await compute(tx, today)
    }
    return computed
  })
