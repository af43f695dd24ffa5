// it
import type { Language } from './language.ts'
import { plain } from './plain.ts'

export const it: Language = { ...plain, code: 'it' }
