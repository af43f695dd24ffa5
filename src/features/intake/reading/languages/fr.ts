// fr
import type { Language } from './language.ts'
import { plain } from './plain.ts'

export const fr: Language = { ...plain, code: 'fr' }
