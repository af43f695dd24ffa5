// What kind of occasion an event had, read from the words somebody wrote in another language than the digest's: an invitation and whose, a feast. Nothing else is guessed.
import { bareName } from '#platform/names/name-key.ts'
import type { Words } from '#platform/texts/words-for.ts'
import type { NameFacts } from './month.ts'

const INVITATION = /(?<!\p{L})(?:покан(?:а|ата|и)|invitations?|invités?|invitée?s?|invito|inviti|invitat[oaie]|poziv(?:a|u)?)(?!\p{L})|邀请/iu
const FEAST =
  /(?<!\p{L})(?:празник(?:а|ът|от)?|празненств\p{L}*|панаир(?:а|ът|от)?|събор(?:а|ът)?|фестивал(?:а|ът|от)?|feast|festival|fair|fêtes?|foire|festa|feste|fiera|sagra|praznik(?:a|u)?|festivala?|sajam|vašar)(?!\p{L})|节/iu
/** What only prepares or follows a feast, or is none: „Неработен празник“ is still one, “Fair trade” is not. */
const NO_FEAST = /fair (?:trade|play)|trade fair/iu

export type OccasionKind = { readonly is: 'invitation'; readonly by: readonly NameFacts[] } | { readonly is: 'feast' }

/** Null: the words do not say. Who invites is known only where the words name one of those who took part. */
export function occasionKind(words: Words, took: readonly NameFacts[]): OccasionKind | null {
  const texts = Object.values(words).filter((text) => text.trim() !== '')
  if (texts.some((text) => INVITATION.test(text))) {
    const by = took.filter(({ names }) => Object.values(names).some((name) => bareName(name) !== '' && texts.some((text) => text.includes(bareName(name)))))
    return { is: 'invitation', by }
  }
  return texts.some((text) => FEAST.test(text) && !NO_FEAST.test(text)) ? { is: 'feast' } : null
}
