// mk
import type { Language } from './language.ts'
import { plain } from './plain.ts'

export const mk: Language = { ...plain, code: 'mk' }
