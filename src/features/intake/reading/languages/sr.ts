// sr
import type { Language } from './language.ts'
import { plain } from './plain.ts'

export const sr: Language = { ...plain, code: 'sr' }
