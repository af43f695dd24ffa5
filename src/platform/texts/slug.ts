// A name as it stands in a web address.
import { plainLatin, transliterate } from '../names/transliteration.ts'

/** a-z, 0-9 and single hyphens, at most 60 characters; '' when the name has no letters that can be written so. */
export const slugOf = (name: string): string =>
  plainLatin(transliterate(name, 'bg'))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
